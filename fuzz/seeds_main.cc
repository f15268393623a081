// Makes the seeds of every target: documents from testdata/cases, and for the other targets inputs
// that say something plain.
//
//   virnet-fuzz-seeds SOURCE OUT      SOURCE is the root of the sources; OUT/TARGET/NAME is written
#include <virnet/apply.h>
#include <virnet/plan_json.h>
#include <virnet/state_json.h>

#include <algorithm>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "conformance/property/documents.h"
#include "fuzz/notify.h"
#include "fuzz/small_world.h"

namespace virnet::fuzz {
namespace {

namespace fs = std::filesystem;
using namespace virnet::bridge;

constexpr std::size_t kMostSeed = 4096;
constexpr std::size_t kMostSeeds = 500;  // of one target

std::string content(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

class Seeds {
 public:
  explicit Seeds(fs::path out) : out_(std::move(out)) { fs::remove_all(out_); }

  void add(std::string_view target, const std::string& name, std::string_view bytes) {
    const fs::path folder = out_ / target;
    fs::create_directories(folder);
    std::ofstream file(folder / name, std::ios::binary);
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (!file.flush()) throw std::system_error(errno, std::generic_category(), folder / name);
  }
  void add(std::string_view target, const std::string& name, const Datagram& bytes) {
    add(target, name, {reinterpret_cast<const char*>(bytes.data()), bytes.size()});
  }

 private:
  fs::path out_;
};

struct Case {
  std::string name;  // area-slug
  std::string text;
  bool port = false;
};

std::vector<Case> cases(const fs::path& source) {
  std::vector<Case> all;
  for (const auto& entry : fs::recursive_directory_iterator(source / "testdata/cases")) {
    if (entry.path().filename() != "in.xml") continue;
    const fs::path folder = entry.path().parent_path();
    const std::string area = folder.parent_path().filename();
    Case one{area + "-" + folder.filename().string(), content(entry.path()), area == "networkport"};
    if (one.text.size() <= kMostSeed) all.push_back(std::move(one));
  }
  std::ranges::sort(all, {}, &Case::name);
  return all;
}

// Every release in turn, so that each row of the table is seen by those that know it.
void add_documents(Seeds& seeds, const fs::path& source) {
  std::size_t networks = 0;
  std::size_t number = 0;
  for (const Case& one : cases(source)) {
    ++number;
    if (one.port) {
      seeds.add("networkport", one.name, one.text);
      seeds.add("alloc", one.name, one.text);
      continue;
    }
    // Names that only count up are the same rule once more.
    if (++networks > 2 * kMostSeeds) continue;
    for (const char* target : {"parse", "roundtrip", "strict", "fix", "render", "libvirt"})
      if (networks <= kMostSeeds || networks % 2 == 0) seeds.add(target, one.name, one.text);
    seeds.add("chunking", one.name,
              one.text + std::string("\0\4\10", 3) + static_cast<char>(1 + number % 7));
    if (number % 4 == 0) seeds.add("alloc", one.name, one.text);
    if (number % 4 == 1) {
      const std::string other = one.text + '\0' + static_cast<char>(1 + number / 4 % 4) + "\2";
      seeds.add("parse", one.name + "-strictly", other);
      seeds.add("roundtrip", one.name + "-older", other);
    }
  }
}

// What the generators of conformance/property make, good and bad: metadata, blanks, other
// spellings.
void add_generated(Seeds& seeds) {
  constexpr std::uint64_t kSeed = 7;
  constexpr std::uint64_t kDocuments = 150;
  for (std::uint64_t i = 0; i < kDocuments; ++i) {
    generate::Choices choices(kSeed, i);
    const std::string text = generate::document(choices);
    if (text.size() > kMostSeed) continue;
    for (const char* target : {"parse", "strict", "fix"})
      seeds.add(target, "generated-" + std::to_string(i), text);
  }
}

// More of everything than is reported, and comments that silence some of it.
void add_crowded(Seeds& seeds) {
  std::string text =
      "<!-- virnet: ignore LINT-ELEMENT, LINT-STP --><network><name>n</name>\n"
      "<bridge stp='x' delay='x'/><!-- virnet: ignore LINT-* NO-SUCH -->\n<!-- virnet: nothing -->";
  for (const char* piece : {"<u/>", "<ip address='x' a='b'/>", "text<!-- c --><?p i?>"})
    for (int i = 0; i < 70; ++i) text += piece;
  text += "</network>";
  for (const char* target : {"parse", "strict", "fix", "chunking", "render"})
    seeds.add(target, "crowded", text);
}

// One document with each limit just below, at and above what it needs, as options_from() reads
// them.
void add_limits(Seeds& seeds) {
  constexpr std::string_view kText =
      "<network><name>n</name><bridge name='br0' stp='on'/></network>";
  struct Limit {
    const char* name;
    char number;  // not 0, of which the remainder counts
    int need;
  };
  constexpr Limit kLimits[] = {{"bytes", 6, static_cast<int>(kText.size() / 16)},
                               {"depth", 1, 2},
                               {"attributes", 2, 2},
                               {"name", 3, static_cast<int>(std::string_view("network").size())},
                               {"text", 4, static_cast<int>(std::string_view("br0").size())}};
  for (const Limit& limit : kLimits) {
    for (const int value : {limit.need - 1, limit.need, limit.need + 1}) {
      std::string text(kText);
      text.append({'\0', '\4', '\20', static_cast<char>(value), limit.number});
      for (const char* target : {"parse", "chunking", "fix"})
        seeds.add(target, "limit-" + std::string(limit.name) + "-" + std::to_string(value), text);
    }
  }
}

// Each has all there is; nobody would accept it.
void add_everything(Seeds& seeds, const fs::path& source) {
  const std::string network = content(source / "fuzz/all-attributes.xml");
  for (const char* target :
       {"parse", "roundtrip", "chunking", "strict", "fix", "render", "alloc", "libvirt"})
    seeds.add(target, "all-attributes", network);
  seeds.add("networkport", "all-attributes", content(source / "fuzz/all-attributes-port.xml"));
}

constexpr std::string_view kDomains[] = {
    "<domain type='kvm'><name>a</name><devices><interface type='network'>"
    "<mac address='52:54:00:00:00:01'/><source network='n' bridge='br0' "
    "macTableManager='libvirt'/><target dev='vnet0'/><port isolated='yes'/></interface>"
    "<interface type='bridge'><source bridge='br1'/></interface></devices></domain>",
    "<domstatus state='paused' reason='user' pid='7'><domain type='kvm' id='1'><name>b</name>"
    "<devices><interface type='network'><mac address='52:54:00:00:00:02'/>"
    "<source network='n' portid='6f2d1c0e-0b4a-4a0e-9c55-2f8a41f2f1aa' bridge='br0'/>"
    "<actual type='bridge'><source bridge='br0' macTableManager='kernel'/>"
    "<virtualport type='openvswitch'/></actual><target dev='vnet1'/></interface></devices>"
    "</domain></domstatus>",
    "<domain><name>c</name><devices/></domain>",
    "<!DOCTYPE domain [<!ENTITY a 'b'>]><domain/>",
    "<network/>",
};

constexpr std::string_view kCommandLines[] = {
    "lint\n--strict\n--format\njson\n--libvirt\n9.0..12.8\n--ignore\nLINT-STP,LINT-M*\nx.xml",
    "lint\n--fix\n--diff\n--define\n-q\n--color\nalways\n-",
    "fmt\n--in-place\n--lossy\n--libvirt\n7.0\nx.xml\ny",
    "fmt\n--check\n--diff\n--output-dir\nout\nx",
    "explain\nNET-BRIDGE-002\n--format\nmarkdown",
    "conform\n--list\n--only\nFDB-001\n--skip\nF*\n--seed\n7\n--repeat\n3\n--keep",
    "check\nn.xml\n--port\nvnet0=52:54:00:00:00:01\n--paused\nvnet1=52:54:00:00:00:02",
    "plan\nn.xml\n--harden-sticky\n--harden-uplink\neth0\n--netns\nlab\n--format\njson\n-o\np.json",
    "apply\np.json\n-n",
    "watch\nn.xml\n--repair",
    "--version",
    "--help",
    "lint\n--help",
    "lnit",
};

void add_words(Seeds& seeds) {
  std::size_t number = 0;
  for (const std::string_view domain : kDomains) {
    seeds.add("domain", "domain-" + std::to_string(++number), domain);
    seeds.add("alloc", "domain-" + std::to_string(number), domain);
  }
  number = 0;
  for (const std::string_view line : kCommandLines)
    seeds.add("arguments", "line-" + std::to_string(++number), line);
}

// Plain sequences of decisions: all small, all large, counting.
void add_decisions(Seeds& seeds) {
  constexpr std::size_t kLengths[] = {8, 64, 200};
  for (const char* target : {"plan", "watch", "make"}) {
    for (unsigned step = 0; step < 24; ++step) {
      for (const std::size_t length : kLengths) {
        std::string bytes(length, '\0');
        std::uint32_t state = step;
        for (char& c : bytes) {
          state = state * 1664525 + 1013904223;
          c = static_cast<char>(step < 4 ? step * 0x55 : state >> 24);
        }
        seeds.add(target, std::to_string(step) + "-" + std::to_string(length), bytes);
      }
    }
  }
}

// As the kernel answers dumps of links, VLANs and MAC tables, and tells of changes.
struct Dumps {
  std::vector<Datagram> messages;
  explicit Dumps(std::string_view decisions) {
    MemoryKernel kernel;
    Decisions source(decisions);
    build(kernel, source);
    const LinkIndex bridge = kernel.link(std::string_view(kBridge))->index;
    const auto links = kernel.links();
    for (const Link& link : *links) messages.push_back(link_message(link, 1));
    const auto table = kernel.fdb(bridge);
    for (const FdbEntry& entry : *table) messages.push_back(entry_message(entry, bridge, 1));
    const auto vlans = kernel.vlans(bridge);
    for (const PortVlans& each : *vlans) messages.push_back(vlans_message(each, bridge, 1));
    messages.push_back(notification(LinkGone{LinkIndex{3}, true}, 1));
    messages.push_back(notification(FdbGone{{.port = LinkIndex{3}}, bridge}, 1));
  }
};

// Of `type` and sequence 1, with 32-bit numbers as its payload.
Datagram plain_message(std::uint16_t type, std::uint16_t flags,
                       const std::vector<std::uint32_t>& numbers) {
  Datagram bytes;
  const auto add = [&](std::uint64_t value, std::size_t size) {
    for (std::size_t i = 0; i < size; ++i)
      bytes.push_back(static_cast<std::byte>(value >> (8 * i)));
  };
  add(16 + 4 * numbers.size(), 4);
  add(type, 2);
  add(flags, 2);
  add(1, 4);
  add(0, 4);
  for (const std::uint32_t number : numbers) add(number, 4);
  return bytes;
}

// An address of IPv4, one of IPv6, acknowledgements with and without words, the end of a dump.
std::vector<Datagram> other_messages() {
  constexpr std::uint16_t kAddress = 20, kError = 2, kDone = 3, kWords = 0x300, kCapped = 0x100;
  const std::uint32_t refused = 0xffffffff;
  return {
      plain_message(kAddress, 0, {0x00001802, 3, 0x00010008, 0x0100000a, 0x00020008, 0x0100000a}),
      plain_message(kAddress, 0, {0x0000400a, 3, 0x00010014, 0xfd, 0, 0, 0x01000000}),
      plain_message(kError, 0, {0, 20, 16, 1, 0, 0}),
      plain_message(kError, kWords, {refused, 20, 16, 1, 0, 0x00010008, 0x00656962}),
      plain_message(kError, kWords & ~kCapped, {refused, 24, 16, 1, 0, 7, 0x00010008, 0x69}),
      plain_message(kDone, 2, {0}),
      plain_message(kDone, 2, {refused - 15})};
}

// Behind its length, as the target takes several.
Datagram counted(const Datagram& datagram) {
  Datagram bytes = {static_cast<std::byte>(datagram.size() & 0xff),
                    static_cast<std::byte>(datagram.size() >> 8)};
  append(bytes, datagram);
  return bytes;
}

void add_messages(Seeds& seeds) {
  std::vector<Datagram> all =
      Dumps(std::string("\3\7\1\2\3\4\11\10\1\2\3\4\5\6\7\1\2\3\0\1\1", 21)).messages;
  for (Datagram& other : other_messages()) all.push_back(std::move(other));
  Datagram dump;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const std::string name = "message-" + std::to_string(i);
    seeds.add("netlink", name, all[i]);
    append(dump, counted(all[i]));
    seeds.add("dump", name, dump);
    seeds.add("dump", name + "-alone", counted(all[i]));
    // Short of its last attribute's end, of its header's, and with a length that says so.
    for (const std::size_t missing : {std::size_t{3}, all[i].size() - 10}) {
      Datagram cut(all[i].begin(), all[i].end() - static_cast<std::ptrdiff_t>(missing));
      seeds.add("netlink", name + "-cut-" + std::to_string(missing), cut);
      seeds.add("dump", name + "-cut-" + std::to_string(missing), counted(cut));
      if (cut.size() > 16) {
        cut[0] = static_cast<std::byte>(cut.size() & 0xff);
        cut[1] = static_cast<std::byte>(cut.size() >> 8);
        seeds.add("netlink", name + "-short", cut);
      }
    }
  }
}

// What `virnet check --format json` and iproute2 print, in small.
constexpr std::string_view kLinks =
    R"([{"ifindex":1,"ifname":"lo","flags":["LOOPBACK","UP"]},{"ifindex":2,"ifname":"br0","flags":["UP"],)"
    R"("address":"02:00:00:00:00:02","linkinfo":{"info_kind":"bridge","info_data":{"forward_delay":1500,)"
    R"("stp_state":0,"ageing_time":30000,"vlan_filtering":1,"vlan_default_pvid":1,"mcast_snooping":1,)"
    R"("group_fwd_mask_str":"0x0"}}},{"ifindex":3,"ifname":"vnet0","master":"br0","promiscuity":1,)"
    R"("address":"fe:54:00:00:00:01","linkinfo":{"info_slave_kind":"bridge","info_slave_data":)"
    R"({"state":"forwarding","learning":true,"unicast_flood":true,"isolated":false,"hairpin":false}}}])";
constexpr std::string_view kBridgeLinks =
    R"([{"ifindex":3,"ifname":"vnet0","master":"br0","state":"forwarding","learning":false,"flood":false}])";
constexpr std::string_view kFdb =
    R"([{"mac":"52:54:00:00:00:01","ifname":"vnet0","master":"br0","flags":[],"state":"static"},)"
    R"({"mac":"fe:54:00:00:00:01","ifname":"vnet0","vlan":1,"master":"br0","flags":[],"state":"permanent"}])";
constexpr std::string_view kVlans =
    R"([{"ifname":"vnet0","vlans":[{"vlan":1,"flags":["PVID","Egress Untagged"]}]}])";

void add_captures(Seeds& seeds) {
  std::string capture;
  for (const std::string_view part : {kLinks, kBridgeLinks, kFdb, kVlans})
    capture.append(part).append(1, '\0');
  seeds.add("captures", "iproute2", capture);
  MemoryKernel kernel;
  Decisions decisions(std::string_view("\3\7\1\2\3\4\11\10\1\2\3\4\5\6\7\1\2\3\0\1\1", 21));
  build(kernel, decisions);
  const BridgeState observed = *observe(kernel, kBridge);
  Decisions choices(std::string_view("\4\2\1\1\2\2\1", 7));
  const BridgeState desired = some_desired_state(choices);
  seeds.add("captures", "state", to_json(observed));
  seeds.add("captures", "plan", to_json(make_plan(observed, desired), desired));
}

void add_roots(Seeds& seeds) {
  constexpr std::string_view kNetwork = "<network><name>n</name></network>";
  seeds.add("root", "network", kNetwork);
  seeds.add("root", "port", "<networkport><uuid>x</uuid></networkport>");
  seeds.add("root", "port-with-prefix", "<?xml version='1.0'?>\n<!-- a --><p:networkport/>");
  seeds.add("root", "port-in-latin-1", "<?xml version='1.0' encoding='ISO-8859-1'?><networkport/>");
  seeds.add("root", "status",
            "<networkstatus><class_id/>" + std::string(kNetwork) + "</networkstatus>");
  seeds.add("root", "document-type", "<!DOCTYPE network [<!ENTITY a 'b'>]><network a='&a;'/>");
}

void add_settings(Seeds& seeds) {
  seeds.add("settings", "all",
            "libvirt = \"9.0..12.8\"\nstrict = true\ndefine = false\nignore = "
            "[\"LINT-STP\", 'DEF-*']\n");
  seeds.add("settings", "wrong", "libvirt = 9\nignore = [1]\n[table]\nignroe = \"\\u001b\"\n");
  seeds.add("settings", "broken", "[{");
}

void add_neighbours(Seeds& seeds) {
  const std::string begin = "<network><name>a</name>";
  const std::string rest =
      "<uuid>6f2d1c0e-0b4a-4a0e-9c55-2f8a41f2f1aa</uuid><bridge name='b'/>"
      "<mac address='52:54:00:00:00:01'/><ip address='10.0.0.1' prefix='24'/>"
      "<ip address='10.0.0.9' prefix='8'/></network>";
  seeds.add("conflicts", "same", begin + rest + '\0' + begin + rest);
  seeds.add("conflicts", "uuid", begin + rest + '\0' + "<network><name>b</name>" + rest);
  seeds.add("conflicts", "silenced",
            begin + rest + '\0' + "<network><!-- virnet: ignore LINT-SUBNETS -->" + rest);
}

void add_differences(Seeds& seeds) {
  std::string before;
  std::string after;
  for (int i = 0; i < 40; ++i) {
    before += std::to_string(i) + "\n";
    if (i % 12 != 5) after += std::to_string(i) + (i % 15 == 2 ? "x\n" : "\n");
  }
  seeds.add("patch", "lines", before + '\0' + after);
  seeds.add("patch", "no-feed", before + "end" + '\0' + after + "end\n");
  seeds.add("patch", "nothing", std::string("\0a\nb", 4));
}

}  // namespace
}  // namespace virnet::fuzz

int main(int argc, char** argv) {
  using namespace virnet::fuzz;
  if (argc != 3) {
    std::fputs("usage: virnet-fuzz-seeds SOURCE OUT\n", stderr);
    return 2;
  }
  try {
    Seeds seeds(argv[2]);
    add_documents(seeds, argv[1]);
    add_generated(seeds);
    add_crowded(seeds);
    add_limits(seeds);
    add_everything(seeds, argv[1]);
    add_words(seeds);
    add_decisions(seeds);
    add_messages(seeds);
    add_captures(seeds);
    add_roots(seeds);
    add_settings(seeds);
    add_neighbours(seeds);
    add_differences(seeds);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "seeds: %s\n", error.what());
    return 2;
  }
  return 0;
}
