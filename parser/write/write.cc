#include <virnet/write.h>

#include "parser/write/write_as.h"
#include "parser/write/writer.h"

namespace virnet {
namespace internal {
namespace {

constexpr std::string_view kIndent = "                ";  // deeper than any element of the table

constexpr std::string_view spaces(std::size_t count) { return {kIndent.data(), count}; }

// What is in an element that has been printed.
using Content = unsigned;
constexpr Content kCounts = 1;    // something for whose sake the element is printed
constexpr Content kInside = 2;    // a child between the tags
constexpr Content kOrphaned = 4;  // a child that is no content

// Prints the elements of the table. With `OnlyTries` only so much of each that it is clear whether
// it is printed; that is no document then.
template <bool OnlyTries>
class Writer {
 public:
  explicit Writer(Output& out) : out_(out) {}

  // With so many spaces before it. False if there is nothing to print.
  bool element(const ChildRow& row, const void* object, std::size_t indent) {
    const ElementType& type = *row.type;
    if (type.left_out && type.left_out(object)) return false;
    if (type.print_whole) return by_itself(row, object, indent);
    const std::size_t start = out_.size();
    out_.leave_room(indent + 1 + row.printed_name.size());
    Content content = attributes(type, object);
    const std::size_t tag_end = out_.size();
    content |= inside(type, object, indent, content);
    // Most elements of the table are absent from most documents: whether the release has it is
    // asked last, and its name put in then.
    if (((content & kCounts) == 0 && !(type.even_empty && type.even_empty(object))) ||
        !out_.dialect().has(row.since)) {
      out_.cut_to(start);
      return false;
    }
    if (OnlyTries) return true;
    out_.fill(start, spaces(indent), row.printed_name);
    end(row, object, indent, tag_end, content);
    return true;
  }

  // What is in an element without being printed by itself.
  Content content(const ElementType& type, const void* object) {
    const Content content = attributes(type, object);
    return content | inside(type, object, 0, content);
  }

  // The children, and what is in the element with them.
  Content children(const ElementType& type, const void* object, std::size_t indent) {
    const void* const outer = out_.parent();
    out_.set_parent(object);
    Content content = 0;
    for (const ChildRow& child : type.children) {
      if (!child.each) continue;
      for (const void* each : child.each(object)) {
        if (!element(child, each, indent)) continue;
        if (child.alone) content |= kCounts;
        content |= child.orphaned && child.orphaned(each) ? kOrphaned : kInside;
        if (OnlyTries) break;
      }
      if (OnlyTries && (content & kInside) != 0 && (content & kCounts) != 0) break;
    }
    out_.set_parent(outer);
    return content;
  }

 private:
  bool by_itself(const ChildRow& row, const void* object, std::size_t indent) {
    const std::size_t start = out_.size();
    out_.raw(spaces(indent));
    const bool counts = row.type->print_whole(out_, object) && out_.dialect().has(row.since);
    if (counts)
      out_.raw('\n');
    else
      out_.cut_to(start);
    return counts;
  }

  // The text or the children, behind attributes of which it is known whether they count.
  Content inside(const ElementType& type, const void* object, std::size_t indent,
                 Content attributes) {
    if (OnlyTries && (attributes & kCounts) != 0) return 0;
    if (type.print_text) {
      out_.raw('>');
      return type.print_text(out_, object) ? kCounts : 0;
    }
    if (type.children.empty()) return 0;
    out_.raw(">\n");
    return children(type, object, indent + 2);
  }

  Content attributes(const ElementType& type, const void* object) {
    if (type.print_extra) type.print_extra(out_, object);
    bool counts = false;
    for (const AttributeRow& row : type.attributes) {
      if (!row.print) continue;
      const std::size_t before = out_.size();
      row.print(out_, row, object);
      if (out_.size() == before) continue;
      if (row.lookup.in(out_.dialect()) == Lookup::None)
        out_.cut_to(before);
      else
        counts |= row.alone;
    }
    return counts ? kCounts : 0;
  }

  // The end of an element whose content is printed behind `tag_end`.
  void end(const ChildRow& row, const void* object, std::size_t indent, std::size_t tag_end,
           Content content) {
    const ElementType& type = *row.type;
    if (type.print_text) return out_.end_tag(row.printed_name);
    const bool pair = type.closing.in(out_.dialect()) == Closing::Pair;
    if ((content & kInside) != 0 || (pair && (content & kOrphaned) == 0)) {
      if (type.children.empty()) out_.raw(">\n");
      out_.raw(spaces(indent));
      return out_.end_tag(row.printed_name);
    }
    out_.cut_to(tag_end);
    out_.raw("/>\n");
    if ((content & kOrphaned) != 0) children(type, object, indent + 2);
  }

  Output& out_;
};

// Prints into nothing.
class Trial {
 public:
  Trial(Output& out, const void* parent) : out_(out), start_(out.size()) { out.set_parent(parent); }
  ~Trial() { out_.cut_to(start_); }
  [[nodiscard]] bool has_output() const { return out_.size() != start_; }

 private:
  Output& out_;
  std::size_t start_;
};

void write_root(std::string& out, const ChildRow& row, const void* spec, const Dialect& dialect) {
  Output output(out, dialect);
  Writer<false>(output).element(row, spec, 0);
}

}  // namespace

bool Printing::is_printed(const ChildRow& row, const void* object, const void* parent) {
  const Trial trial(out_, parent);
  return Writer<true>(out_).element(row, object, 0);
}

bool Printing::has_content(const ChildRow& row, const void* object, const void* parent) {
  const Trial trial(out_, parent);
  return row.type->print_whole ? Writer<true>(out_).element(row, object, 0)
                               : (Writer<true>(out_).content(*row.type, object) & kCounts) != 0;
}

bool Printing::is_orphaned(const ChildRow& row, const void* object, const void* parent) {
  const Trial trial(out_, parent);
  const Content content = Writer<true>(out_).children(*row.type, object, 0);
  return (content & kOrphaned) != 0 && (content & kInside) == 0;
}

bool Printing::is_printed(const AttributeRow& row, const void* object, const void* parent) {
  const Trial trial(out_, parent);
  row.print(out_, row, object);
  return trial.has_output();
}

std::string write_as(const Dialect& dialect, const Network& network) {
  std::string out;
  write_root(out, network_row(), &*network, dialect);
  return out;
}

std::string write_as(const Dialect& dialect, const NetworkPort& port) {
  std::string out;
  write_root(out, networkport_row(), &*port, dialect);
  return out;
}

}  // namespace internal

void write_to(std::string& out, const Network& network, Release release) {
  internal::write_root(out, internal::network_row(), &*network, internal::dialect_of(release));
}

std::string write(const Network& network, Release release) {
  return internal::write_as(internal::dialect_of(release), network);
}

std::string write(const NetworkPort& port, Release release) {
  return internal::write_as(internal::dialect_of(release), port);
}

}  // namespace virnet
