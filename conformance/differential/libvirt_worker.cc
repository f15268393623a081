// Answers, with one libvirt release, what that release makes of documents of networks and ports.
//
// The program is started by the release's own dynamic linker with its network driver preloaded,
// which brings in libvirt itself. It is built without libvirt's headers and without start files, so
// that one binary runs with the C library of every release: all it needs of the C library has been
// there for twenty years.
//
// Request: u32 length in host order, one byte, 'N' for a network or 'P' for a port, then the
// document. Answer: u32 length, one byte, then text:
//   'A' accepted, the text is what `net-dumpxml --inactive` prints
//   'R' refused, the text is libvirt's message
// After the start the worker says its version, "9000000", in an answer of kind 'V'.
#include <sched.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

extern "C" {
struct NetworkDefinition;
struct PortDefinition;
struct XmlOption;
struct Error;

#define WEAK __attribute__((weak))
int virInitialize(void) WEAK;
int virGetVersion(unsigned long* version, const char* type, unsigned long* type_version) WEAK;
void virSetErrorFunc(void* data, void (*handler)(void*, Error*)) WEAK;
const char* virGetLastErrorMessage(void) WEAK;
void virResetLastError(void) WEAK;
// The way in which the network driver itself reads its dnsmasq options.
XmlOption* networkDnsmasqCreateXMLConf(void) WEAK;
// 7.0, and its successor.
NetworkDefinition* virNetworkDefParseString(const char* xml, XmlOption* option) WEAK;
NetworkDefinition* virNetworkDefParse(const char* xml, const char* path, XmlOption* option,
                                      bool validate) WEAK;
char* virNetworkDefFormat(const NetworkDefinition* definition, XmlOption* option,
                          unsigned flags) WEAK;
void virNetworkDefFree(NetworkDefinition* definition) WEAK;
PortDefinition* virNetworkPortDefParseString(const char* xml) WEAK;
PortDefinition* virNetworkPortDefParse(const char* xml, const char* path, unsigned flags) WEAK;
char* virNetworkPortDefFormat(const PortDefinition* definition) WEAK;
void virNetworkPortDefFree(PortDefinition* definition) WEAK;
#undef WEAK
}

namespace {

constexpr unsigned kInactive = 1;  // VIR_NETWORK_XML_INACTIVE

bool read_all(void* into, size_t size) {
  char* at = static_cast<char*>(into);
  while (size > 0) {
    const ssize_t n = read(STDIN_FILENO, at, size);
    if (n <= 0) return false;
    at += n;
    size -= static_cast<size_t>(n);
  }
  return true;
}

bool write_all(const void* from, size_t size) {
  const char* at = static_cast<const char*>(from);
  while (size > 0) {
    const ssize_t n = write(STDOUT_FILENO, at, size);
    if (n <= 0) return false;
    at += n;
    size -= static_cast<size_t>(n);
  }
  return true;
}

bool answer(char kind, const char* text) {
  static char* buffer = nullptr;
  static size_t capacity = 0;
  const size_t length = text ? strlen(text) : 0;
  const size_t size = sizeof(uint32_t) + 1 + length;
  if (size > capacity) {
    free(buffer);
    capacity = 2 * size;
    buffer = static_cast<char*>(malloc(capacity));
    if (!buffer) return false;
  }
  const uint32_t prefix = static_cast<uint32_t>(length + 1);
  memcpy(buffer, &prefix, sizeof prefix);
  buffer[sizeof prefix] = kind;
  if (length) memcpy(buffer + sizeof prefix + 1, text, length);
  return write_all(buffer, size);
}

NetworkDefinition* define(const char* xml, XmlOption* option) {
  if (virNetworkDefParse) return virNetworkDefParse(xml, nullptr, option, false);
  return virNetworkDefParseString(xml, option);
}

bool answer_document(const char* xml, XmlOption* option) {
  virResetLastError();
  NetworkDefinition* definition = define(xml, option);
  if (!definition) return answer('R', virGetLastErrorMessage());
  char* text = virNetworkDefFormat(definition, option, kInactive);
  virNetworkDefFree(definition);
  if (!text) return answer('R', "accepted, but cannot be printed");
  const bool sent = answer('A', text);
  free(text);
  return sent;
}

bool answer_port(const char* xml) {
  virResetLastError();
  PortDefinition* definition = virNetworkPortDefParse ? virNetworkPortDefParse(xml, nullptr, 0)
                                                      : virNetworkPortDefParseString(xml);
  if (!definition) return answer('R', virGetLastErrorMessage());
  char* text = virNetworkPortDefFormat(definition);
  virNetworkPortDefFree(definition);
  if (!text) return answer('R', "accepted, but cannot be printed");
  const bool sent = answer('A', text);
  free(text);
  return sent;
}

bool answer_version() {
  unsigned long version = 0;
  if (virGetVersion(&version, nullptr, nullptr) < 0) return false;
  char digits[24];
  char* at = digits + sizeof digits;
  *--at = '\0';
  do *--at = static_cast<char>('0' + version % 10);
  while (version /= 10);
  return answer('V', at);
}

void be_silent(void*, Error*) {}

int serve() {
  // libvirt prints a scope of an address as the name of the interface: see none but the loopback
  // interface.
  if (unshare(CLONE_NEWNET) != 0) (void)!unshare(CLONE_NEWUSER | CLONE_NEWNET);
  if (!networkDnsmasqCreateXMLConf || !virNetworkDefFormat ||
      !(virNetworkDefParse || virNetworkDefParseString) || !virNetworkPortDefFormat ||
      !(virNetworkPortDefParse || virNetworkPortDefParseString))
    return 2;
  if (virInitialize() < 0) return 2;
  virSetErrorFunc(nullptr, be_silent);
  XmlOption* option = networkDnsmasqCreateXMLConf();
  if (!option || !answer_version()) return 2;

  char* document = nullptr;
  size_t capacity = 0;
  for (uint32_t length; read_all(&length, sizeof length);) {
    if (length >= capacity) {
      free(document);
      capacity = size_t{2} * length + 1;
      document = static_cast<char*>(malloc(capacity));
      if (!document) return 2;
    }
    if (!read_all(document, length)) return 2;
    document[length] = '\0';
    const char* xml = document + 1;
    if (!(document[0] == 'P' ? answer_port(xml) : answer_document(xml, option))) return 2;
  }
  return 0;
}

}  // namespace

#if defined(__x86_64__) || defined(__i386__)
#define VIRNET_ENTRY __attribute__((noreturn, force_align_arg_pointer))
#else
#define VIRNET_ENTRY __attribute__((noreturn))
#endif
extern "C" VIRNET_ENTRY void _start() { _exit(serve()); }
