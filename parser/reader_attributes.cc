#include "parser/reader.h"
#include "parser/schema_index.h"
#include "parser/suggest.h"

namespace virnet::internal {

// The row of a name as written, or by its local name if its prefix is declared.
int Reader::find_attribute(const ElementType& type, std::string_view name, bool& prefixed) {
  prefixed = false;
  const int raw = find_attribute_row(type, name);
  if (raw >= 0) return raw;
  if (!name.contains(':')) return -1;
  bool refused = false;
  const ResolvedName resolved = scope_.resolve_attribute(name, release_, recoverable_, refused);
  if (resolved.prefix.empty()) return -1;
  prefixed = true;
  return find_attribute_row(type, resolved.local);
}

void Reader::read_attributes(Attributes attributes, bool is_merged) {
  const ElementType& type = *frames_.back().type;
  std::array<std::string_view, kMaxAttributeRows> values;
  unsigned present = 0;
  bool unread = false;
  // Found in an earlier element of the same name, even if it was empty.
  std::uint8_t no_earlier = 0;
  std::uint8_t& merged = is_merged ? merged_[static_cast<std::size_t>(type.part)] : no_earlier;
  for (const char** pair = attributes.pairs; *pair; pair += 2) {
    const std::string_view name = pair[0];
    if (name.front() == 'x' && is_namespace_attribute(name)) continue;
    bool prefixed = false;
    const int index = find_attribute(type, name, prefixed);
    if (prefixed) check_attribute(name, pair[1], frames_.back().tag);
    const Lookup lookup = index < 0 ? Lookup::None
                                    : type.attributes[static_cast<std::size_t>(index)]
                                          .lookup[static_cast<std::size_t>(release_)];
    if (lookup == Lookup::None || (lookup == Lookup::Q && prefixed)) {
      unread = true;
      unknown_attribute(name, index >= 0 && !prefixed);
      continue;
    }
    const unsigned bit = 1U << index;
    if (merged & bit) continue;
    merged = static_cast<std::uint8_t>(merged | bit);
    if (lookup == Lookup::Q && *pair[1] == '\0') continue;
    present |= bit;
    values[static_cast<std::size_t>(index)] = pair[1];
  }
  if (unread) read_unknown(attributes);
  store_attributes(values, present);
}

// A prefix may be malformed, and xml:space matters below.
void Reader::read_unknown(Attributes attributes) {
  Frame& frame = frames_.back();
  for (const char** pair = attributes.pairs; *pair; pair += 2) {
    const std::string_view name = pair[0];
    if (is_namespace_attribute(name)) continue;
    check_attribute(name, pair[1], frame.tag);
    if (name != "xml:space") continue;
    const std::string_view value = pair[1];
    if (value == "preserve") frame.space = SpaceMode::Preserve;
    if (value == "default") frame.space = SpaceMode::Default;
  }
  note_duplicate_names(attributes);
}

void Reader::store_attributes(const std::array<std::string_view, kMaxAttributeRows>& values,
                              unsigned present) {
  const Frame& frame = frames_.back();
  const auto rows = frame.type->attributes;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const AttributeRow& row = rows[i];
    if (!(present & 1U << i)) {
      if (row.required && row.required->holds_in(release_))
        fail(*row.required, std::string("no '").append(row.name).append("'"));
      continue;
    }
    if (!row.store) continue;
    if (!row.only_with.empty()) {
      const int other = find_attribute_row(*frame.type, row.only_with);
      if (!(present & 1U << other)) continue;
    }
    current_attribute_ = row.name;
    row.store(*this, row, frame.object, values[i]);
    current_attribute_ = {};
  }
}

void Reader::unknown_attribute(std::string_view name, bool known_elsewhen) {
  const Frame& frame = frames_.back();
  const Place place{frame.tag, Aspect::AttributeName, std::string(name)};
  std::string message =
      known_elsewhen
          ? std::string("attribute '")
                .append(name)
                .append("' is newer than libvirt ")
                .append(to_string(release_))
                .append(", which ignores it")
          : std::string("unknown attribute '").append(name).append("', libvirt ignores it");
  warn("LINT-ATTRIBUTE"_rule, Severity::Warning, place, std::move(message),
       known_elsewhen ? std::string() : did_you_mean(name, attribute_names(*frame.type)));
  lose(LossKind::Unknown, place, std::string("attribute '").append(name).append("'"));
}

}  // namespace virnet::internal
