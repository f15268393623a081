// Rows about the MAC table.
#include <fmt/format.h>

#include <cerrno>

#include "bridge/memory/kernel_cases.h"

namespace virnet::bridge {
namespace {

const MacAddress kGuest({0x52, 0x54, 0, 0, 0, 0x0a});
const MacAddress kOwn({0x02, 0xbb, 0, 0, 0, 0x01});  // of br0
constexpr std::uint16_t kStatic = Nud::NoArp | Nud::Reachable;
constexpr std::uint16_t kExclusive = Write::Create | Write::Exclusive;
constexpr std::uint16_t kReplace = Write::Create | Write::Replace;

AddFdb add(LinkIndex port, std::uint16_t write = kExclusive, std::uint16_t state = kStatic,
           std::uint8_t flags = Ntf::Master) {
  return {.port = port, .mac = kGuest, .state = state, .flags = flags, .write = write};
}

DeleteFdb drop(LinkIndex port, std::uint8_t flags = Ntf::Master, std::uint16_t state = kStatic) {
  return {.port = port, .mac = kGuest, .flags = flags, .state = state};
}

// "a static" where the kernel has no VLANs, "a static, a/1 static" where a port is in VLAN 1.
std::string on(const Rig& rig, std::string_view port, std::string_view kind) {
  if (!rig.vlans) return fmt::format("{} {}", port, kind);
  return fmt::format("{0} {1}, {0}/1 {1}", port, kind);
}

// How an addition of a static entry on port a treats what is there: nothing, the same, one on port
// b, and a dynamic one on port a.
struct WriteRow {
  const char* name;
  std::uint16_t write;
  int absent;
  int same;
  int elsewhere;
  int dynamic;
};
constexpr WriteRow kWriteRows[] = {
    {"no flag", Write::Modify, ENOENT, 0, 0, 0},
    {"CREATE", Write::Create, 0, 0, 0, 0},
    {"CREATE|EXCL", Write::Create | Write::Exclusive, 0, EEXIST, EEXIST, EEXIST},
    {"EXCL", Write::Exclusive, ENOENT, EEXIST, EEXIST, EEXIST},
    {"REPLACE", Write::Replace, ENOENT, 0, 0, 0},
    {"CREATE|REPLACE", Write::Create | Write::Replace, 0, 0, 0, 0},
    {"APPEND", Write::Append, ENOENT, 0, 0, 0},
    {"CREATE|APPEND", Write::Create | Write::Append, 0, 0, 0, 0},
    {"CREATE|EXCL|REPLACE", Write::Create | Write::Exclusive | Write::Replace, 0, EEXIST, EEXIST,
     EEXIST},
};

void write_cases(const Rig& rig, std::vector<KernelCase>& rows) {
  const auto read = entries_of(rig, kGuest);
  auto row = [&](const WriteRow& flags, const char* what, std::vector<KernelCase::Try> tries,
                 int result, const char* port, const char* kind) {
    tries.push_back({add(rig.a, flags.write), result});
    const std::string then = result == 0       ? on(rig, "a", "static")
                             : kind[0] == '\0' ? ""
                                               : on(rig, port, kind);
    rows.push_back(
        {"FDB-write", fmt::format("{}, {}", flags.name, what), std::move(tries), read, then});
  };
  for (const WriteRow& flags : kWriteRows) {
    row(flags, "absent", {}, flags.absent, "", "");
    row(flags, "present on the same port", {{add(rig.a)}}, flags.same, "a", "static");
    row(flags, "present on another port", {{add(rig.b)}}, flags.elsewhere, "b", "static");
    row(flags, "present but dynamic", {{add(rig.a, kExclusive, Nud::Reachable)}}, flags.dynamic,
        "a", "dynamic");
  }
}

void state_cases(const Rig& rig, std::vector<KernelCase>& rows) {
  const auto read = entries_of(rig, kGuest);
  struct StateRow {
    std::uint16_t state;
    int result;
    const char* kind;
  };
  constexpr StateRow kStates[] = {
      {0x42, 0, "static"}, {0x40, 0, "static"}, {0x02, 0, "dynamic"}, {0x80, 0, "local"},
      {0xc0, 0, "local"},  {0x82, 0, "local"},  {0x00, EINVAL, ""},   {0x01, EINVAL, ""},
      {0x04, EINVAL, ""},  {0x08, EINVAL, ""},  {0x10, EINVAL, ""},   {0x20, EINVAL, ""},
  };
  for (const StateRow& state : kStates) {
    const std::string then = state.result == 0 ? on(rig, "a", state.kind) : "";
    rows.push_back({"FDB-state",
                    fmt::format("state {:#04x}", state.state),
                    {{add(rig.a, kExclusive, state.state), state.result}},
                    read,
                    then});
  }
}

void address_cases(const Rig& rig, std::vector<KernelCase>& rows) {
  auto with = [&](const MacAddress& mac, std::uint16_t write = kExclusive,
                  std::uint8_t flags = Ntf::Master) {
    AddFdb request = add(rig.a, write, kStatic, flags);
    request.mac = mac;
    return request;
  };
  const MacAddress zero;
  const MacAddress group({0x01, 0, 0x5e, 0, 0, 1});
  const MacAddress broadcast({0xff, 0xff, 0xff, 0xff, 0xff, 0xff});
  rows.push_back(
      {"FDB-018", "the zero address", {{with(zero), EINVAL}}, entries_of(rig, zero), ""});
  rows.push_back({"FDB-019",
                  "a group address",
                  {{with(group)}},
                  entries_of(rig, group),
                  on(rig, "a", "static")});
  rows.push_back({"FDB-019",
                  "broadcast",
                  {{with(broadcast)}},
                  entries_of(rig, broadcast),
                  on(rig, "a", "static")});
  rows.push_back({"FDB-025",
                  "the bridge's address",
                  {{with(kOwn), EEXIST}},
                  entries_of(rig, kOwn),
                  on(rig, "br0", "local")});
  rows.push_back({"FDB-024",
                  "the bridge's address, replace",
                  {{with(kOwn, kReplace)}},
                  entries_of(rig, kOwn),
                  on(rig, "a", "static")});
}

void flag_cases(const Rig& rig, std::vector<KernelCase>& rows) {
  const auto read = entries_of(rig, kGuest);
  const std::string at_a = on(rig, "a", "static");
  auto row = [&](const char* id, const char* what, std::vector<KernelCase::Try> tries,
                 std::string then) {
    rows.push_back({id, what, std::move(tries), read, std::move(then)});
  };
  auto flagged = [&](LinkIndex port, std::uint8_t flags, std::uint16_t state = kStatic) {
    return add(port, kExclusive, state, flags);
  };
  row("FDB-011", "no flags on a port mean MASTER", {{flagged(rig.a, 0)}}, at_a);
  row("FDB-012", "SELF on a veth port", {{flagged(rig.a, Ntf::Self, Nud::Permanent)}}, "");
  row("FDB-013", "SELF, not permanent", {{flagged(rig.a, Ntf::Self), EINVAL}}, "");
  row("FDB-014", "SELF|MASTER does the MASTER half",
      {{flagged(rig.a, Ntf::Self | Ntf::Master), EINVAL}}, at_a);
  row("FDB-015", "SELF deleted, not permanent",
      {{flagged(rig.a, Ntf::Self, Nud::Permanent)}, {drop(rig.a, Ntf::Self), EINVAL}}, "");
  row("FDB-015", "SELF deleted",
      {{flagged(rig.a, Ntf::Self, Nud::Permanent)},
       {drop(rig.a, Ntf::Self, Nud::Permanent | Nud::NoArp)}},
      "");
  row("FDB-016", "SELF on the bridge", {{flagged(rig.bridge, Ntf::Self, Nud::Permanent)}},
      on(rig, "br0", "local"));
  row("FDB-016", "SELF on the bridge, not permanent", {{flagged(rig.bridge, Ntf::Self), EINVAL}},
      "");
  row("FDB-016", "MASTER on the bridge", {{flagged(rig.bridge, Ntf::Master), EOPNOTSUPP}}, "");
  row("FDB-016", "no flags on the bridge", {{flagged(rig.bridge, 0), EOPNOTSUPP}}, "");
  row("FDB-017", "MASTER on a link that is no port", {{flagged(rig.free, Ntf::Master), EOPNOTSUPP}},
      "");
  row("FDB-021", "link 0", {{add(LinkIndex{0}), EINVAL}}, "");
  row("FDB-021", "a link that does not exist", {{add(LinkIndex{99999}), ENODEV}}, "");
  row("FDB-021", "a negative link", {{add(LinkIndex{-1}), ENODEV}}, "");
  row("FDB-loopback", "loopback", {{add(LinkIndex{1}), EINVAL}}, "");
  row("FDB-059", "sticky", {{flagged(rig.a, Ntf::Master | Ntf::Sticky)}},
      on(rig, "a", "static sticky"));
  row("FDB-066", "sticky and permanent",
      {{flagged(rig.a, Ntf::Master | Ntf::Sticky, Nud::Permanent), EINVAL}}, "");
  row("FDB-065", "static rewritten as sticky",
      {{add(rig.a)}, {add(rig.a, kReplace, kStatic, Ntf::Master | Ntf::Sticky)}},
      on(rig, "a", "static sticky"));
  row("FDB-068", "extern_learn", {{flagged(rig.a, Ntf::Master | Ntf::ExtLearned, Nud::Reachable)}},
      on(rig, "a", "extern_learn"));
  // The mark stays for good, and shows only while the entry is neither static nor local.
  const AddFdb marked = flagged(rig.a, Ntf::Master | Ntf::ExtLearned, Nud::Reachable);
  const AddFdb dynamic = add(rig.a, kReplace, Nud::Reachable);
  const AddFdb local = add(rig.a, kReplace, Nud::Permanent);
  const AddFdb sticky = add(rig.a, kReplace, kStatic, Ntf::Master | Ntf::Sticky);
  const AddFdb fixed = add(rig.a, kReplace);
  row("FDB-mark", "extern_learn made static", {{marked}, {fixed}}, on(rig, "a", "static"));
  row("FDB-mark", "and dynamic", {{marked}, {fixed}, {dynamic}}, on(rig, "a", "extern_learn"));
  row("FDB-mark", "extern_learn made dynamic", {{marked}, {dynamic}}, on(rig, "a", "extern_learn"));
  row("FDB-mark", "dynamic made extern_learn", {{dynamic}, {marked}}, on(rig, "a", "extern_learn"));
  row("FDB-mark", "static made extern_learn", {{fixed}, {marked}}, on(rig, "a", "static"));
  row("FDB-mark", "local made extern_learn", {{local}, {marked}}, on(rig, "a", "local"));
  row("FDB-mark", "sticky made extern_learn", {{sticky}, {marked}}, on(rig, "a", "static sticky"));
  row("FDB-mark", "and static", {{sticky}, {marked}, {fixed}}, on(rig, "a", "static"));
  row("FDB-mark", "extern_learn made static, deleted and made dynamic",
      {{marked}, {fixed}, {DeleteFdb{.port = rig.a, .mac = kGuest}}, {dynamic}},
      on(rig, "a", "dynamic"));
}

void delete_cases(const Rig& rig, std::vector<KernelCase>& rows) {
  const auto read = entries_of(rig, kGuest);
  const std::string at_a = on(rig, "a", "static");
  auto row = [&](const char* id, const char* what, std::vector<KernelCase::Try> tries,
                 std::string then) {
    rows.push_back({id, what, std::move(tries), read, std::move(then)});
  };
  const AddFdb dynamic = add(rig.a, kExclusive, Nud::Reachable);
  const AddFdb learned = add(rig.a, kExclusive, Nud::Reachable, Ntf::Master | Ntf::ExtLearned);
  row("FDB-022", "delete what is there", {{add(rig.a)}, {drop(rig.a)}}, "");
  row("FDB-022", "delete what is absent", {{drop(rig.a), ENOENT}}, "");
  row("FDB-022", "delete through another port", {{add(rig.a)}, {drop(rig.b), ENOENT}}, at_a);
  row("FDB-023", "delete with another state",
      {{add(rig.a)}, {drop(rig.a, Ntf::Master, Nud::Permanent)}}, "");
  row("FDB-023", "delete a sticky entry without saying so",
      {{add(rig.a, kExclusive, kStatic, Ntf::Master | Ntf::Sticky)}, {drop(rig.a)}}, "");
  row("FDB-017", "delete through a link that is no port", {{drop(rig.free), EOPNOTSUPP}}, "");
  row("FDB-007", "learned elsewhere, add exclusively",
      {{add(rig.u, kExclusive, Nud::Reachable)}, {add(rig.a), EEXIST}}, on(rig, "u", "dynamic"));
  row("FDB-008", "learned elsewhere, replace",
      {{add(rig.u, kExclusive, Nud::Reachable)}, {add(rig.a, kReplace)}}, at_a);
  row("FDB-039", "static, port down", {{add(rig.a)}, {SetLink{.index = rig.a, .up = false}}}, at_a);
  row("FDB-039", "static, bridge down", {{add(rig.a)}, {SetLink{.index = rig.bridge, .up = false}}},
      at_a);
  row("FDB-040", "dynamic, port down", {{dynamic}, {SetLink{.index = rig.a, .up = false}}}, "");
  row("FDB-040", "dynamic, bridge down", {{dynamic}, {SetLink{.index = rig.bridge, .up = false}}},
      "");
  row("FDB-041", "dynamic on a port that is down",
      {{SetLink{.index = rig.a, .up = false}}, {dynamic, EPERM}}, "");
  row("FDB-041", "static on a port that is down",
      {{SetLink{.index = rig.a, .up = false}}, {add(rig.a)}}, at_a);
  row("FDB-042", "rename",
      {{add(rig.a)},
       {SetLink{.index = rig.a, .up = false}},
       {SetLink{.index = rig.a, .name = rig.name("renamed")}}},
      at_a);
  row("FDB-043", "the port leaves",
      {{add(rig.a)}, {SetLink{.index = rig.a, .master = LinkIndex::None}}}, "");
  row("FDB-044", "flush, static", {{add(rig.a)}, {FlushPort{rig.a}}}, at_a);
  row("FDB-044", "flush, dynamic", {{dynamic}, {FlushPort{rig.a}}}, "");
  row("FDB-044", "flush, extern_learn", {{learned}, {FlushPort{rig.a}}},
      on(rig, "a", "extern_learn"));
  row("FDB-067", "learning switched off", {{dynamic}, {SetPort{rig.a, {.learning = false}}}},
      on(rig, "a", "dynamic"));
}

// NTF_USE is like a frame with that source seen at the port.
void frame_cases(const Rig& rig, std::vector<KernelCase>& rows) {
  const auto read = entries_of(rig, kGuest);
  const AddFdb seen_at_u = add(rig.u, kExclusive, Nud::Reachable, Ntf::Master | Ntf::Use);
  auto row = [&](const char* id, const char* what, const AddFdb& first, std::string then) {
    rows.push_back({id, what, {{first}, {seen_at_u}}, read, std::move(then)});
  };
  row("FDB-060", "static, then seen elsewhere: moved", add(rig.a), on(rig, "u", "static"));
  row("FDB-059", "sticky, then seen elsewhere: stays",
      add(rig.a, kExclusive, kStatic, Ntf::Master | Ntf::Sticky), on(rig, "a", "static sticky"));
  row("FDB-063", "local, then seen elsewhere: stays", add(rig.a, kExclusive, Nud::Permanent),
      on(rig, "a", "local"));
  row("FDB-move", "dynamic, then seen elsewhere: moved", add(rig.a, kExclusive, Nud::Reachable),
      on(rig, "u", "dynamic"));
  row("FDB-move", "extern_learn, then seen elsewhere: an ordinary one",
      add(rig.a, kExclusive, Nud::Reachable, Ntf::Master | Ntf::ExtLearned),
      on(rig, "u", "dynamic"));
}

}  // namespace

std::vector<KernelCase> fdb_cases(const Rig& rig) {
  std::vector<KernelCase> rows;
  write_cases(rig, rows);
  state_cases(rig, rows);
  address_cases(rig, rows);
  flag_cases(rig, rows);
  delete_cases(rig, rows);
  frame_cases(rig, rows);
  return rows;
}

}  // namespace virnet::bridge
