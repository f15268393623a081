// bridge/memory/kernel_cases.h - What a kernel answers to requests about links, ports and MAC
// tables, as data.
//
// The same rows run on the kernel in memory and on the real one, so that what is proved with the
// first holds for the second. The ids are those of the statements that
// `virnet conform --list` shows, where one says the same.
#pragma once

#include <virnet/kernel.h>
#include <virnet/kernel_version.h>

#include <functional>
#include <string>
#include <vector>

namespace virnet::bridge {

// A bridge with ports u, a, b (ends of veth pairs, all up and forwarding) and a link `free` that is
// no port.
struct Rig {
  std::size_t number = 0;
  LinkIndex bridge = LinkIndex::None;
  LinkIndex u = LinkIndex::None;
  LinkIndex a = LinkIndex::None;
  LinkIndex b = LinkIndex::None;
  LinkIndex free = LinkIndex::None;
  KernelVersion version = {};  // what port flags and bridge settings there are follows from it
  bool vlans = false;          // the kernel can filter VLANs

  // What "u" is called in this rig: "u7".
  [[nodiscard]] std::string name(std::string_view role) const;
};

struct KernelCase {
  struct Try {
    Change change;
    int expected = 0;  // errno value
  };
  std::string id;
  std::string what;
  std::vector<Try> tries;
  // What is read afterwards, as text.
  std::function<std::string(Kernel&)> read;
  std::string expected;
};

struct CaseFailure {
  std::string id;
  std::string text;
};
struct CaseRun {
  std::size_t rows = 0;
  std::vector<CaseFailure> failures;
};

[[nodiscard]] std::vector<KernelCase> fdb_cases(const Rig& rig);
[[nodiscard]] std::vector<KernelCase> link_cases(const Rig& rig);
[[nodiscard]] std::vector<KernelCase> vlan_cases(const Rig& rig);

// Runs every row on a rig of its own, on a kernel of this version. The rigs stay: give it a
// namespace to throw away.
[[nodiscard]] CaseRun run_kernel_cases(Kernel& kernel, KernelVersion version);

// The entries of a MAC address as "a static, b/1 dynamic".
[[nodiscard]] std::function<std::string(Kernel&)> entries_of(const Rig& rig, const MacAddress& mac);

}  // namespace virnet::bridge
