// A program that knows the shared library only.
extern "C" bool is_network(const char* document);

int main() {
  return is_network("<network><name>n</name></network>") && !is_network("<network/>") ? 0 : 1;
}
