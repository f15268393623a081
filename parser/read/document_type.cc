#include "parser/read/document_type.h"

namespace virnet::internal {
namespace {

constexpr RuleAlias kPortAliases[] = {
    {"NET-VLAN-", "PORT-VLAN-001"_rule},
    {"NET-VPORT-", "PORT-VPORT-001"_rule},
    {"NET-BW-007", "PORT-BW-006"_rule},
    {"NET-BW-", "PORT-BW-001"_rule},
    {"NET-PCI-", "PORT-PLUG-012"_rule},
    {"NET-DRV-001", "PORT-DRV-001"_rule},
    {"NET-DRV-002", "PORT-DRV-002"_rule},
    {"NET-DRV-003", "PORT-DRV-001"_rule},
    {"NET-DRV-004", "PORT-DRV-003"_rule},
    {"STRICT-001", "STRICT-PORT-006"_rule},
    {"STRICT-003", "STRICT-PORT-006"_rule},
    {"STRICT-002", "STRICT-PORT-008"_rule, "model"},
    {"STRICT-002", "STRICT-PORT-009"_rule, "iommufd"},
};

}  // namespace

Rule DocumentType::alias_for(Rule rule, std::string_view attribute) const {
  for (const RuleAlias& alias : aliases)
    if (rule.code().starts_with(alias.rules) &&
        (alias.attribute.empty() || alias.attribute == attribute))
      return alias.here;
  return rule;
}

const DocumentType kNetworkDocument = {
    .root = network_row,
    .wrong_root = "NET-ROOT-001"_rule,
    .drops_blanks = true,
    .validate =
        [](const void* spec, const Dialect& dialect, Report& report) {
          validate(*static_cast<const NetworkSpec*>(spec), dialect, report);
        },
    .schema = kNetworkSchema};

const DocumentType kNetworkPortDocument = {
    .root = networkport_row,
    .wrong_root = "PORT-ROOT-001"_rule,
    .drops_blanks = false,
    .aliases = kPortAliases,
    .validate =
        [](const void* spec, const Dialect& dialect, Report& report) {
          validate_networkport(*static_cast<const NetworkPortSpec*>(spec), dialect, report);
        },
    .schema = kPortSchema};

}  // namespace virnet::internal
