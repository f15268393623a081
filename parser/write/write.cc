#include <virnet/write.h>

#include "parser/write/write_as.h"
#include "parser/write/writer.h"

namespace virnet {
namespace internal {
namespace {

constexpr std::string_view kIndent = "                ";  // deeper than any element of the table

// What is in an element that has been printed.
struct Content {
  bool counts = false;    // something for whose sake the element is printed
  bool inside = false;    // a child between the tags
  bool orphaned = false;  // a child that is no content
};

// Prints the elements of the table, or only so much of each that it is clear whether it is printed;
// that is no document then.
class Writer {
 public:
  explicit Writer(Output& out, bool only_tries = false) : out_(out), only_tries_(only_tries) {}

  // False if there is nothing to print.
  bool element(const ChildRow& row, const void* object, unsigned depth) {
    const ElementType& type = *row.type;
    if (type.left_out && type.left_out(object)) return false;
    const std::size_t start = out_.size();
    // Whether the release has it is asked last: most elements have nothing to print.
    const bool printed = (whole(row, object, depth).counts || even_empty(type, object)) &&
                         out_.dialect().has(row.since);
    if (!printed) out_.cut_to(start);
    return printed;
  }

  // Ends where it is clear that the element is not printed. Its name and what is before it are put
  // in only then, because most elements of the table are absent from most documents.
  Content whole(const ChildRow& row, const void* object, unsigned depth) {
    const ElementType& type = *row.type;
    Content content;
    if (type.print_whole) {
      out_.raw(kIndent.substr(0, std::size_t{2} * depth));
      content.counts = type.print_whole(out_, object);
      out_.raw('\n');
      return content;
    }
    const std::size_t start = out_.size();
    const std::string_view prefix = row.ns == Namespace::Dnsmasq ? "dnsmasq:" : "";
    out_.leave_room(std::size_t{2} * depth + 1 + prefix.size() + row.name.size());
    attributes(type, object, content);
    if (only_tries_ && content.counts) return content;
    const std::size_t tag_end = out_.size();
    if (type.print_text) {
      out_.raw('>');
      content.counts |= type.print_text(out_, object);
    } else if (!type.children.empty()) {
      out_.raw(">\n");
      children(type, object, depth + 1, content);
    }
    if (!content.counts && !even_empty(type, object)) return content;
    out_.fill(start, kIndent.substr(0, std::size_t{2} * depth), '<', prefix, row.name);
    end(row, object, depth, tag_end, content);
    return content;
  }

  // The children, and what is in the element with them.
  void children(const ElementType& type, const void* object, unsigned depth, Content& content) {
    const void* const outer = out_.parent();
    out_.set_parent(object);
    for (const ChildRow& child : type.children) {
      if (!child.each) continue;
      for (std::size_t i = 0; const void* each = child.each(object, i); ++i) {
        if (!element(child, each, depth)) continue;
        content.counts |= child.alone;
        if (child.orphaned && child.orphaned(each))
          content.orphaned = true;
        else
          content.inside = true;
        if (only_tries_) break;
      }
      if (only_tries_ && content.inside && content.counts) break;
    }
    out_.set_parent(outer);
  }

 private:
  static bool even_empty(const ElementType& type, const void* object) {
    return type.even_empty && type.even_empty(object);
  }

  void attributes(const ElementType& type, const void* object, Content& content) {
    if (type.print_extra) type.print_extra(out_, object);
    for (const AttributeRow& row : type.attributes) {
      if (!row.print) continue;
      const std::size_t before = out_.size();
      row.print(out_, row, object);
      if (out_.size() == before) continue;
      if (row.lookup.in(out_.dialect()) == Lookup::None)
        out_.cut_to(before);
      else
        content.counts |= row.alone;
    }
  }

  // The end of an element whose content is printed behind `tag_end`.
  void end(const ChildRow& row, const void* object, unsigned depth, std::size_t tag_end,
           Content& content) {
    const ElementType& type = *row.type;
    if (type.print_text) return end_tag(row);
    const bool pair = type.closing.in(out_.dialect()) == Closing::Pair;
    if (content.inside || (pair && !content.orphaned)) {
      if (type.children.empty()) out_.raw(">\n");
      out_.raw(kIndent.substr(0, std::size_t{2} * depth));
      return end_tag(row);
    }
    out_.cut_to(tag_end);
    out_.raw("/>\n");
    if (content.orphaned) children(type, object, depth + 1, content);
  }

  void end_tag(const ChildRow& row) {
    out_.raw(row.ns == Namespace::Dnsmasq ? "</dnsmasq:" : "</");
    out_.raw(row.name);
    out_.raw(">\n");
  }

  Output& out_;
  bool only_tries_;
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
  Writer(output).element(row, spec, 0);
}

}  // namespace

bool Printing::is_printed(const ChildRow& row, const void* object, const void* parent) {
  const Trial trial(out_, parent);
  return Writer(out_, true).element(row, object, 0);
}

bool Printing::has_content(const ChildRow& row, const void* object, const void* parent) {
  const Trial trial(out_, parent);
  return Writer(out_, true).whole(row, object, 0).counts;
}

bool Printing::is_orphaned(const ChildRow& row, const void* object, const void* parent) {
  const Trial trial(out_, parent);
  Content content;
  Writer(out_, true).children(*row.type, object, 0, content);
  return content.orphaned && !content.inside;
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
