// What the kernel makes of messages, also of those that no program should send.
#include <linux/if_bridge.h>
#include <linux/if_link.h>
#include <linux/neighbour.h>
#include <linux/rtnetlink.h>
#include <sys/socket.h>

#include <cerrno>

#include "conformance/harness/catalogue/statement.h"

namespace virnet::conformance {

using bridge::FdbKind;
using bridge::Ntf;
using bridge::Nud;
using enum Who;

namespace {

constexpr std::int32_t kNoLink = 99999;
constexpr std::uint16_t kUnknown = 99;  // an attribute that no kernel has
constexpr std::uint16_t kCreate = NLM_F_CREATE;
constexpr std::uint16_t kReplace = NLM_F_CREATE | NLM_F_REPLACE;
constexpr KernelRange kFrom67{.from = {6, 7}};
constexpr KernelRange kBefore67{.before = {6, 7}};

Head port(Target target) { return LinkHead{.family = AF_BRIDGE, .link = target}; }
Head any_link(Target target) { return LinkHead{.family = AF_UNSPEC, .link = target}; }
Field learning(std::uint8_t value) { return u8(IFLA_BRPORT_LEARNING, value); }

// The way of bridge(8): AF_BRIDGE and IFLA_PROTINFO.
RequestStep by_protinfo(std::string_view says, Target target, std::vector<Field> fields,
                        int answer = 0) {
  return {.says = says,
          .type = RTM_SETLINK,
          .head = port(target),
          .fields = {nest(IFLA_PROTINFO, std::move(fields))},
          .answer = answer};
}

// The way of ip(8): IFLA_LINKINFO with the data of a slave.
RequestStep by_slave_data(std::string_view says, std::uint16_t type, Who who,
                          std::vector<Field> fields, int answer = 0) {
  return {.says = says,
          .type = type,
          .head = any_link(who),
          .fields = {nest_unmarked(IFLA_LINKINFO,
                                   {text(IFLA_INFO_SLAVE_KIND, "bridge"),
                                    nest_unmarked(IFLA_INFO_SLAVE_DATA, std::move(fields))})},
          .answer = answer};
}

RequestStep set_bridge(std::string_view says, Field field, int answer = 0) {
  return {
      .says = says,
      .type = RTM_NEWLINK,
      .head = any_link(BR),
      .fields = {nest_unmarked(IFLA_LINKINFO, {text(IFLA_INFO_KIND, "bridge"),
                                               nest_unmarked(IFLA_INFO_DATA, {std::move(field)})})},
      .answer = answer};
}

ReadFieldStep reads(Who who, std::string_view says, std::uint16_t type,
                    std::optional<std::uint64_t> value, std::size_t size = 0) {
  return {.says = says, .link = who, .type = type, .value = value, .size = size};
}
ReadFieldStep reads_learning(Who who, std::uint64_t value) {
  return reads(who, "learning", IFLA_BRPORT_LEARNING, value, 1);
}
ReadFieldStep bridge_reads(std::string_view says, std::uint16_t type,
                           std::optional<std::uint64_t> value) {
  return {.says = says, .link = BR, .of = ReadFieldStep::Of::Bridge, .type = type, .value = value};
}

RequestStep entry(std::string_view says, std::uint16_t type, std::uint16_t flags, EntryHead head,
                  std::vector<Field> fields, int answer = 0, std::string_view reason = {}) {
  return {.says = says,
          .type = type,
          .flags = flags,
          .head = head,
          .fields = std::move(fields),
          .answer = answer,
          .reason = reason};
}
RequestStep add(std::string_view says, EntryHead head, std::vector<Field> fields, int answer = 0,
                std::string_view reason = {}) {
  return entry(says, RTM_NEWNEIGH, kCreate, head, std::move(fields), answer, reason);
}
RequestStep remove(std::string_view says, EntryHead head, std::vector<Field> fields,
                   int answer = 0) {
  return entry(says, RTM_DELNEIGH, 0, head, std::move(fields), answer);
}
EntryHead on(Target target, std::uint8_t flags = Ntf::Master,
             std::uint16_t state = Nud::NoArp | Nud::Reachable) {
  return {.link = target, .state = state, .flags = flags};
}

std::vector<Statement> port_flags() {
  const bridge::PortFlags off{.learning = false};
  return {
      {.id = "ATT-003",
       .claim_any = "a port's flags can be set through the data of a slave with RTM_NEWLINK",
       .steps = {by_slave_data("learning 0 by NEWLINK", RTM_NEWLINK, A, {learning(0)}),
                 reads_learning(A, 0)}},
      {.id = "ATT-004",
       .claim_any = "with RTM_SETLINK the same is acknowledged and does nothing",
       .steps = {by_slave_data("learning 0 by SETLINK", RTM_SETLINK, A, {learning(0)}),
                 reads_learning(A, 1)}},
      {.id = "ATT-005",
       .claim_any = "IFLA_PROTINFO without its nested bit is refused",
       .steps = {RequestStep{.says = "learning 0 without the bit",
                             .type = RTM_SETLINK,
                             .head = port(A),
                             .fields = {nest_unmarked(IFLA_PROTINFO, {learning(0)})},
                             .answer = EINVAL},
                 reads_learning(A, 1)}},
      {.id = "ATT-006",
       .claim_any = "any number but 0 switches a flag on, and reads 1",
       .steps = {FlagsStep{A, off}, by_protinfo("learning 2", A, {learning(2)}),
                 reads_learning(A, 1), FlagsStep{A, off},
                 by_protinfo("learning 255", A, {learning(255)}), reads_learning(A, 1)}},
      {.id = "ATT-007",
       .claim_any = "of a longer number only the first byte counts",
       .steps = {by_protinfo("learning 0x100 in 4 bytes", A, {u32(IFLA_BRPORT_LEARNING, 0x100)}),
                 reads_learning(A, 0)}},
      {.id = "ATT-008",
       .claim_any = "a flag without a value is refused",
       .steps = {by_protinfo("learning of no bytes", A, {zeros(IFLA_BRPORT_LEARNING, 0)}, ERANGE),
                 reads_learning(A, 1)}},
      {.id = "ATT-010",
       .claim_any =
           "an unknown attribute is accepted and does nothing; the known ones beside it count",
       .steps = {by_protinfo("attribute 99 and learning 0", A, {u8(kUnknown, 1), learning(0)}),
                 reads_learning(A, 0), reads(A, "attribute 99", kUnknown, {})}},
      {.id = "ATT-011",
       .claim_any = "of an attribute given twice the last one counts",
       .steps = {by_protinfo("learning 0 and 1", A, {learning(0), learning(1)}),
                 reads_learning(A, 1)}},
      {.id = "ATT-013",
       .claim_any = "the data of a slave is refused on a link that is no port",
       .steps = {by_slave_data("learning 0", RTM_NEWLINK, D, {learning(0)}, EOPNOTSUPP)}},
      {.id = "ATT-014",
       .claim_any = "AF_BRIDGE does not look links up by their names",
       .steps = {RequestStep{
                     .says = "learning 0 by name",
                     .type = RTM_SETLINK,
                     .head = port(0),
                     .fields = {name_of(IFLA_IFNAME, A), nest(IFLA_PROTINFO, {learning(0)})},
                     .answer = ENODEV},
                 reads_learning(A, 1)}},
      {.id = "ATT-015",
       .claim_any = "a link that does not exist is ENODEV",
       .steps = {by_protinfo("learning 0", kNoLink, {learning(0)}, ENODEV)}},
      {.id = "ATT-024",
       .claim_any = "flags cannot be set before a link is a port",
       .steps = {by_protinfo("learning 0", D, {learning(0)}, EOPNOTSUPP), JoinStep{true},
                 reads_learning(D, 1)}},
      {.id = "ATT-025",
       .claim_any = "flags that are set while a port is down hold when it comes up",
       .steps = {JoinStep{true}, by_protinfo("learning 0", D, {learning(0)}), LinkStep{D, true},
                 reads_learning(D, 0)}},
      {.id = "ATT-026",
       .claim_any = "a link cannot become a port with its flags in one message",
       .steps = {RequestStep{
                     .says = "master and learning 0",
                     .type = RTM_NEWLINK,
                     .head = any_link(D),
                     .fields = {link(IFLA_MASTER, BR),
                                nest_unmarked(IFLA_LINKINFO, {text(IFLA_INFO_SLAVE_KIND, "bridge"),
                                                              nest_unmarked(IFLA_INFO_SLAVE_DATA,
                                                                            {learning(0)})})},
                     .answer = EOPNOTSUPP},
                 reads(D, "learning", IFLA_BRPORT_LEARNING, {})}},
      {.id = "ATT-027",
       .claim_any = "a port that leaves and joins again has the flags of a new one",
       .steps = {JoinStep{true}, by_protinfo("learning 0", D, {learning(0)}), reads_learning(D, 0),
                 JoinStep{false}, JoinStep{true}, reads_learning(D, 1)}},
      {.id = "ATT-028",
       .claim_any = "joining the bridge that it is in already leaves a port's flags alone",
       .steps = {JoinStep{true}, by_protinfo("learning 0", D, {learning(0)}), JoinStep{true},
                 reads_learning(D, 0)}},
  };
}

std::vector<Statement> bridge_settings() {
  constexpr std::uint16_t kLearned = 48;  // IFLA_BR_FDB_N_LEARNED
  constexpr std::uint16_t kMaximum = 49;  // IFLA_BR_FDB_MAX_LEARNED
  constexpr std::string_view kNoLimit = "the limit of learned entries is accepted and not there";
  constexpr std::string_view kNoCount = "the count of learned entries is accepted and not there";
  return {
      {.id = "ATT-022",
       .claim_any = "the number of learned entries can be limited",
       .steps = {set_bridge("limit 5", u32(kMaximum, 5)), bridge_reads("limit", kMaximum, 5),
                 set_bridge("no limit", u32(kMaximum, 0))},
       .kernels = kFrom67},
      {.id = "ATT-022",
       .claim_any = kNoLimit,
       .steps = {set_bridge("limit 5", u32(kMaximum, 5)), bridge_reads("limit", kMaximum, {})},
       .kernels = kBefore67},
      {.id = "ATT-023",
       .claim_any = "the number of learned entries cannot be written",
       .steps = {set_bridge("count 5", u32(kLearned, 5), EINVAL)},
       .kernels = kFrom67},
      {.id = "ATT-023",
       .claim_any = kNoCount,
       .steps = {set_bridge("count 5", u32(kLearned, 5)), bridge_reads("count", kLearned, {})},
       .kernels = kBefore67},
  };
}

std::vector<Statement> entries() {
  const std::vector<Field> guest = {mac(NDA_LLADDR, Mac::D)};
  const auto with_address_of = [&](std::size_t size) {
    return add("an address of wrong length", on(A), {zeros(NDA_LLADDR, size)}, EINVAL,
               "invalid address");
  };
  const auto in_vlan = [](std::uint16_t vlan) {
    return add("an impossible VLAN", on(A), {mac(NDA_LLADDR, Mac::D), u16(NDA_VLAN, vlan)}, EINVAL,
               "invalid vlan id");
  };
  constexpr std::uint8_t kSelf = Ntf::Self;
  constexpr std::uint8_t kBoth = Ntf::Self | Ntf::Master;
  const EntryStep is_static{Mac::D, A, FdbKind::Static};
  const EntryStep none{Mac::D};
  return {
      {.id = "FDB-011",
       .claim_any = "flags 0 on a port mean the bridge's table",
       .steps = {add("D with flags 0", on(A, 0), guest), is_static}},
      {.id = "FDB-012",
       .claim_any = "SELF puts an address into the device's own list, and frames do not care",
       .steps = {add("D with SELF", on(A, kSelf, Nud::Permanent), guest), none,
                 FilterListStep{A, Mac::D}, send(U, Mac::R2, Mac::D, {A, B, C}),
                 remove("D with SELF deleted", on(A, kSelf, Nud::Permanent), guest)}},
      {.id = "FDB-013",
       .claim_any = "SELF without PERMANENT is refused on a port",
       .steps = {add("D with SELF, static", on(A, kSelf), guest, EINVAL), none}},
      {.id = "FDB-014",
       .claim_any = "SELF and MASTER, static: refused, although the bridge's entry was made",
       .steps = {add("D with SELF and MASTER", on(A, kBoth), guest, EINVAL), is_static}},
      {.id = "FDB-015",
       .claim_any = "a SELF entry is deleted only by a state with PERMANENT",
       .steps = {add("D with SELF", on(A, kSelf, Nud::Permanent), guest),
                 remove("deleted as static", on(A, kSelf), guest, EINVAL),
                 FilterListStep{A, Mac::D},
                 remove("deleted as permanent", on(A, kSelf, Nud::Permanent | Nud::NoArp), guest),
                 FilterListStep{A, Mac::D, false}}},
      {.id = "FDB-016",
       .claim_any =
           "on the bridge itself SELF and PERMANENT make a local entry; all else is refused",
       .steps = {add("D static", on(BR, kSelf), guest, EINVAL),
                 add("D with MASTER", on(BR), guest, EOPNOTSUPP), none,
                 add("D permanent", on(BR, kSelf, Nud::Permanent), guest),
                 EntryStep{Mac::D, BR, FdbKind::Local}, send(U, Mac::R2, Mac::D, {BR})}},
      {.id = "FDB-019",
       .claim_any =
           "a group address is accepted as an entry, and frames to it are flooded as before",
       .steps = {add("multicast on A", on(A), {mac(NDA_LLADDR, Mac::Multicast)}),
                 send(U, Mac::R2, Mac::Multicast, {A, B, C, BR}),
                 add("broadcast on A", on(A), {mac(NDA_LLADDR, Mac::Broadcast)}),
                 send(U, Mac::R2, Mac::Broadcast, {A, B, C, BR})}},
      {.id = "FDB-020",
       .claim_any = "an entry needs an address of six octets",
       .steps = {add("no address", on(A), {}, EINVAL, "invalid address"), with_address_of(0),
                 with_address_of(4), with_address_of(5), with_address_of(7), with_address_of(8),
                 with_address_of(16)}},
      {.id = "FDB-021",
       .claim_any = "an entry needs a link that exists",
       .steps = {add("link 0", on(0), guest, EINVAL), add("link 99999", on(kNoLink), guest, ENODEV),
                 add("link -1", on(-1), guest, ENODEV)}},
      {.id = "FDB-023",
       .claim_any = "a deletion does not compare state or stickiness",
       .steps = {add("D sticky", on(A, Ntf::Master | Ntf::Sticky), guest),
                 EntryStep{Mac::D, A, FdbKind::Static, true},
                 remove("deleted as dynamic", on(A, Ntf::Master, Nud::Reachable), guest), none}},
      {.id = "FDB-026",
       .claim_any = "0, 4095 and above are no VLANs",
       .steps = {in_vlan(0), in_vlan(4095), in_vlan(4096), in_vlan(65535)}},
      {.id = "FDB-027",
       .claim_any = "a VLAN is a number of two bytes",
       .steps = {add("in one byte", on(A), {mac(NDA_LLADDR, Mac::D), u8(NDA_VLAN, 1)}, EINVAL,
                     "invalid vlan attribute size"),
                 add("in four bytes", on(A), {mac(NDA_LLADDR, Mac::D), u32(NDA_VLAN, 1)}, EINVAL,
                     "invalid vlan attribute size")}},
      {.id = "FDB-029",
       .claim_any = "a VLAN that the port is not in is refused",
       .steps = {add("VLAN 20", on(A), {mac(NDA_LLADDR, Mac::D), u16(NDA_VLAN, 20)}, EINVAL), none},
       .need = Need::VlanFiltering},
      {.id = "FDB-049",
       .claim_any =
           "a deletion with the exclusive bit of an addition is refused: the bit means bulk",
       .steps = {add("D", on(A), guest),
                 entry("deleted with 0x200", RTM_DELNEIGH, NLM_F_EXCL, on(A), guest, EINVAL),
                 is_static},
       .need = Need::BulkBit},
      {.id = "FDB-049",
       .claim_any = "a deletion with the exclusive bit of an addition is an ordinary one",
       .steps = {add("D", on(A), guest),
                 entry("deleted with 0x200", RTM_DELNEIGH, NLM_F_EXCL, on(A), guest), none},
       .need = Need::NoBulkBit},
      {.id = "FDB-050",
       .claim_any = "a deletion without an address is refused, with the bulk bit as well",
       .steps = {entry("0x200, no address", RTM_DELNEIGH, NLM_F_EXCL, on(A), {}, EINVAL)},
       .need = Need::NoBulkBit},
  };
}

std::vector<Statement> bulk() {
  constexpr std::uint16_t kStateMask = 16;  // NDA_NDM_STATE_MASK
  const std::vector<Field> guest = {mac(NDA_LLADDR, Mac::D)};
  const RequestStep dynamic = entry("X dynamic", RTM_NEWNEIGH, kReplace,
                                    on(A, Ntf::Master, Nud::Reachable), {mac(NDA_LLADDR, Mac::X)});
  const EntryStep is_static{Mac::D, A, FdbKind::Static};
  return {
      {.id = "FDB-046",
       .claim_any = "a bulk deletion on a port takes everything, the port's own address too",
       .steps = {add("D on A", on(A), guest), is_static, dynamic,
                 entry("bulk", RTM_DELNEIGH, NLM_F_EXCL, on(A, Ntf::Master, 0), {}),
                 EntryStep{Mac::D}, EntryStep{Mac::X}, EntryStep{Mac::PortA}},
       .need = Need::BulkDeletion,
       .own_testbed = true},
      {.id = "FDB-047",
       .claim_any =
           "with a mask of NOARP and PERMANENT a bulk deletion takes dynamic entries alone",
       .steps = {add("D on A", on(A), guest), dynamic, EntryStep{Mac::X, A, FdbKind::Dynamic},
                 entry("bulk with mask", RTM_DELNEIGH, NLM_F_EXCL, on(A, Ntf::Master, 0),
                       {u16(kStateMask, Nud::NoArp | Nud::Permanent)}),
                 is_static, EntryStep{Mac::X}},
       .need = Need::BulkDeletion,
       .own_testbed = true},
      {.id = "FDB-048",
       .claim_any =
           "a bulk deletion takes MASTER on a port and SELF on the bridge, not the reverse",
       .steps = {entry("bulk on the bridge", RTM_DELNEIGH, NLM_F_EXCL, on(BR, 0, 0), {},
                       EOPNOTSUPP),
                 entry("bulk on A with SELF", RTM_DELNEIGH, NLM_F_EXCL, on(A, Ntf::Self, 0), {},
                       EOPNOTSUPP)},
       .need = Need::BulkDeletion},
  };
}

}  // namespace

std::vector<Statement> message_statements() {
  std::vector<Statement> all;
  for (auto* group : {port_flags, bridge_settings, entries, bulk}) {
    for (Statement& statement : group()) all.push_back(std::move(statement));
  }
  return all;
}

}  // namespace virnet::conformance
