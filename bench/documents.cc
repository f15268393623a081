#include "bench/documents.h"

#include <expat.h>
#include <fmt/format.h>
#include <virnet/parse.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string_view>

namespace virnet::bench {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kFrame = 560;  // bytes of what belongs to every network, about
constexpr std::size_t kSmall = 500;  // smaller documents have only the barest

class Generator {
 public:
  Generator(std::size_t bytes, std::uint64_t seed) : bytes_(bytes), state_(seed) {}

  std::string document() {
    const std::size_t number = next() % 100'000;
    add("<network>\n  <name>net-{:05}</name>\n", number);
    if (bytes_ < kSmall) {
      add("  <bridge name='vb{0}' macTableManager='libvirt'/>\n"
          "  <ip address='10.0.0.1' netmask='255.0.0.0'>\n    <dhcp>\n"
          "      <range start='10.200.0.1' end='10.200.255.254'/>\n    </dhcp>\n  </ip>\n"
          "</network>\n",
          number);
      return std::move(text_);
    }
    const std::size_t tenth = (bytes_ > kFrame ? bytes_ - kFrame : 0) / 10;
    add("  <uuid>{:08x}-1111-4222-8333-{:012x}</uuid>\n", next() & 0xffffffff, number);
    metadata(tenth);
    add("  <forward mode='nat'>\n    <nat>\n      <port start='1024' end='65535'/>\n    </nat>\n"
        "  </forward>\n  <bridge name='vb{0}' stp='on' delay='0' macTableManager='libvirt'/>\n"
        "  <mac address='52:54:00:0a:0b:0c'/>\n  <domain name='net{0}.example.org'/>\n",
        number);
    dns(2 * tenth);
    dhcp(6 * tenth);
    fill(tenth, [&](std::size_t i) { portgroup(i); });
    text_.append("</network>\n");
    return std::move(text_);
  }

  std::string hosts(std::size_t count) {
    text_.append("<network>\n  <name>hosts</name>\n");
    open_dhcp();
    for (std::size_t i = 0; i < count; ++i) host(i);
    close_dhcp();
    text_.append("</network>\n");
    return std::move(text_);
  }

 private:
  // splitmix64
  std::uint64_t next() {
    std::uint64_t z = state_ += 0x9e3779b97f4a7c15;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
  }

  template <typename... Values>
  void add(fmt::format_string<const Values&...> format, const Values&... values) {
    fmt::format_to(std::back_inserter(text_), format, values...);
  }

  // Items until they have so many bytes.
  template <typename Item>
  void fill(std::size_t bytes, const Item& item) {
    const std::size_t end = text_.size() + bytes;
    for (std::size_t i = 0; text_.size() < end; ++i) item(i);
  }

  void metadata(std::size_t bytes) {
    if (bytes == 0) return;
    text_.append("  <metadata>\n    <app:inventory xmlns:app='http://example.org/inventory'>\n");
    fill(bytes, [&](std::size_t i) {
      add("      <app:guest id='{}' owner='team-{}'>rack {}, unit {}</app:guest>\n", i, next() % 90,
          next() % 40, next() % 48);
    });
    text_.append("    </app:inventory>\n  </metadata>\n");
  }

  void dns(std::size_t bytes) {
    text_.append("  <dns>\n    <forwarder addr='192.0.2.53'/>\n");
    fill(bytes, [&](std::size_t i) {
      add("    <host ip='{}'>\n      <hostname>app-{:06}.example.org</hostname>\n", address(i), i);
      if (next() % 2 == 0) add("      <hostname>www-{}.example.org</hostname>\n", i);
      text_.append("    </host>\n");
    });
    text_.append("  </dns>\n");
  }

  void dhcp(std::size_t bytes) {
    open_dhcp();
    fill(bytes, [&](std::size_t i) { host(i); });
    close_dhcp();
  }

  void open_dhcp() {
    text_.append(
        "  <ip address='10.0.0.1' netmask='255.0.0.0'>\n    <dhcp>\n"
        "      <range start='10.200.0.1' end='10.200.255.254'/>\n");
  }
  void close_dhcp() { text_.append("    </dhcp>\n  </ip>\n"); }

  void host(std::size_t i) {
    add("      <host mac='52:54:00:{:02x}:{:02x}:{:02x}' name='guest-{:06}' ip='{}'", i >> 16,
        i >> 8 & 0xff, i & 0xff, i, address(i));
    if (next() % 16 == 0)
      text_.append(">\n        <lease expiry='12' unit='hours'/>\n      </host>\n");
    else
      text_.append("/>\n");
  }

  void portgroup(std::size_t i) {
    add("  <portgroup name='tenant-{}'>\n    <bandwidth>\n"
        "      <inbound average='{}' peak='5000' burst='1024'/>\n    </bandwidth>\n"
        "  </portgroup>\n",
        i, 1000 + next() % 4000);
  }

  // The first of 10.0.0.0/8 that are free.
  static std::string address(std::size_t i) {
    return fmt::format("10.{}.{}.{}", i / 62'500, i / 250 % 250, 2 + i % 250);
  }

  std::size_t bytes_;
  std::uint64_t state_;
  std::string text_;
};

std::string read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// Without the help that virnet's reader gives it.
bool is_read_by_expat(const std::string& document) {
  XML_Parser expat = XML_ParserCreate("UTF-8");
  const int size = static_cast<int>(document.size());
  const bool good = XML_Parse(expat, document.data(), size, XML_TRUE) == XML_STATUS_OK;
  XML_ParserFree(expat);
  return good;
}

}  // namespace

std::string network_document(std::size_t bytes, std::uint64_t seed) {
  return Generator(bytes, seed).document();
}

std::string hosts_document(std::size_t count, std::uint64_t seed) {
  return Generator(0, seed).hosts(count);
}

std::size_t Input::bytes() const {
  std::size_t sum = 0;
  for (const std::string& document : documents) sum += document.size();
  return sum;
}

Input one_document(std::size_t bytes) {
  return {std::to_string(bytes), {network_document(bytes, kSeed)}};
}

Input many_documents() {
  Input input{"many", {}};
  constexpr std::array<std::size_t, 5> kBytes = {300, 700, 1000, 1800, 3000};
  for (std::size_t i = 0; i < kMany; ++i)
    input.documents.push_back(network_document(kBytes[i % kBytes.size()], kSeed + i));
  return input;
}

Input corpus() {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(VIRNET_CASES))
    if (entry.path().filename() == "in.xml") files.push_back(entry.path());
  std::ranges::sort(files);
  Input input{"corpus", {}};
  for (const fs::path& file : files) {
    std::string document = read_file(file);
    if (parse(document, {.release = Release(9, 0)}).network && is_read_by_expat(document))
      input.documents.push_back(std::move(document));
  }
  return input;
}

}  // namespace virnet::bench
