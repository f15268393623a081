#include "parser/lint/lint_unused.h"

#include <algorithm>
#include <array>
#include <functional>
#include <string>
#include <vector>

#include "parser/schema/forms.h"
#include "parser/schema/schema_index.h"
#include "parser/write/writer.h"

namespace virnet::internal {
namespace {

using Entry = SourceMap::Entry;

// The rows from below the root down to the one of an element.
using Path = std::vector<const ChildRow*>;

bool has_words(const ChildRow& row) { return !row.lost.empty() || row.lost_in; }

// Of the elements that a warning could be about, by part. A part that stands at two places counts
// something in the second: <bandwidth> of a network and of a portgroup.
class Paths {
 public:
  explicit Paths(const ChildRow& root) {
    Path path;
    collect(root, path);
  }

  // Null if there is no warning about this part.
  [[nodiscard]] const Path* find(const Entry& entry) const {
    const Path& path = paths_[entry.outer != kNoIndex][static_cast<std::size_t>(entry.part())];
    return path.empty() ? nullptr : &path;
  }

 private:
  void collect(const ChildRow& parent, Path& path) {
    for (const ChildRow& row : parent.type->children) {
      path.push_back(&row);
      const bool counted = std::ranges::any_of(
          path, [](const ChildRow* above) { return above->counts == Counts::Outer; });
      if (has_words(row)) paths_[counted][static_cast<std::size_t>(row.type->part)] = path;
      collect(row, path);
      path.pop_back();
    }
  }

  std::array<std::array<Path, kPartCount>, 2> paths_;
};

// An element of the document, its object and those around it; null where there is none any more.
struct Found {
  const ChildRow* row;
  const void* object;
  const ChildRow* parent_row;  // null: the root
  const void* parent;
  const void* grandparent;
};

class Losses {
 public:
  Losses(const ChildRow& root, const void* spec, const Dialect& dialect, Report& report)
      : root_(root), spec_(spec), printing_(dialect), report_(report) {}

  void look_at(const Entry& entry, const Path& path) {
    const Found found = resolve(entry, path);
    const ChildRow& row = *found.row;
    if (row.orphaned) look_for_orphan(entry, found);
    if (!is_lost(found)) return;
    const std::string_view words = row.lost_in ? row.lost_in(found.parent) : row.lost;
    if (words.empty()) return;  // it is an error, and said to be one
    report_.add("LINT-UNUSED"_rule, {entry.part(), entry.outer, entry.inner},
                std::string("libvirt drops ").append(words));
  }

 private:
  static std::size_t index_of(const Entry& entry, const ChildRow& row) {
    switch (row.counts) {
      case Counts::Nothing: return 0;
      case Counts::Outer: return entry.outer;
      case Counts::Inner: return entry.inner;
    }
    return 0;
  }

  [[nodiscard]] Found resolve(const Entry& entry, const Path& path) const {
    Found found{&root_, spec_, nullptr, nullptr, nullptr};
    for (const ChildRow* row : path) {
      const bool is_there = found.object && row->each;
      found = {row, is_there ? row->each(found.object).at(index_of(entry, *row)) : nullptr,
               found.row, found.object, found.parent};
    }
    return found;
  }

  // What the writer prints behind the element around it, and the reader does not find there.
  void look_for_orphan(const Entry& entry, const Found& found) {
    const ChildRow& around = *found.parent_row;
    const Predicate& left_out = around.type->left_out;
    if (left_out && left_out(found.parent)) return;
    if (printing_.is_orphaned(around, found.parent, found.grandparent))
      report_.add("LINT-ORPHAN"_rule, {entry.part()},
                  "libvirt prints a <driver> without 'name' behind the end of <forward>, and loses "
                  "it when it reads that");
  }

  // Where something is in an element, and only that is lost or wrong, it is said of that.
  [[nodiscard]] bool is_lost(const Found& found) {
    const ChildRow& row = *found.row;
    if (!row.alone)
      return !printing_.is_printed(*found.parent_row, found.parent, found.grandparent) &&
             !holds(*found.parent_row, found.parent, &ChildRow::alone);
    if (!found.object) return true;
    if (row.type->left_out && row.type->left_out(found.object)) return true;
    return !printing_.is_printed(row, found.object, found.parent) &&
           !holds(row, found.object, [](const ChildRow&) { return true; });
  }

  // Whether the object of an element has children of such rows that are objects of their own.
  static bool holds(const ChildRow& row, const void* object, const auto& such) {
    return std::ranges::any_of(row.type->children, [&](const ChildRow& child) {
      return std::invoke(such, child) && child.each.other && !child.each(object).empty();
    });
  }

  const ChildRow& root_;
  const void* spec_;
  Printing printing_;
  Report& report_;
};

// A parameter that midonet takes without having it.
void lint_parameters(const NetworkSpec& network, const Dialect& dialect, const Entry& entry,
                     Report& report) {
  const bool in_group = entry.outer < network.portgroups.size();
  VirtualPort port;
  if (!in_group && network.virtualport) port = *network.virtualport;
  if (in_group && network.portgroups[entry.outer].virtualport)
    port = *network.portgroups[entry.outer].virtualport;
  if (port.type != VirtualPortType::Midonet) return;
  const Where where{Part::Parameters, entry.outer};
  port.type = VirtualPortType::Unset;  // which has all of them
  Printing printing(dialect);
  for (const AttributeRow& row : SchemaIndex::get().type(Part::Parameters).attributes)
    if ((row.port_types & port_type_bit(VirtualPortType::Midonet)) == 0 &&
        printing.is_printed(row, &port, nullptr))
      report.add("LINT-UNUSED"_rule, where.at(row.name),
                 std::string("libvirt drops ")
                     .append(quoted(row.name))
                     .append(", which virtualport type 'midonet' does not have"));
}

}  // namespace

void lint_unused(const NetworkPortSpec& port, const Dialect& dialect,
                 std::span<const Entry> elements, Report& report) {
  static const Paths paths(networkport_row());
  Losses losses(networkport_row(), &port, dialect, report);
  for (const Entry& entry : elements)
    if (const Path* path = paths.find(entry)) losses.look_at(entry, *path);
}

void lint_unused(const NetworkSpec& network, const Dialect& dialect,
                 std::span<const Entry> elements, Report& report) {
  static const Paths paths(network_row());
  Losses losses(network_row(), &network, dialect, report);
  for (const Entry& entry : elements) {
    if (entry.part() == Part::Parameters) lint_parameters(network, dialect, entry, report);
    if (const Path* path = paths.find(entry)) losses.look_at(entry, *path);
  }
}

}  // namespace virnet::internal
