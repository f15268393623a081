#include <virnet/write.h>

#include "parser/schema/schema.h"
#include "parser/write/output.h"
#include "parser/write/write_as.h"

namespace virnet {
namespace internal {
namespace {

constexpr std::string_view kIndent = "                ";  // deeper than any element of the table

class Writer {
 public:
  explicit Writer(Output& out) : out_(out) {}

  void element(const ChildRow& row, const void* object, unsigned depth) {
    const ElementType& type = *row.type;
    if (!out_.dialect().has(row.since) || (type.printed && !type.printed(out_, object))) return;
    out_.raw(kIndent.substr(0, std::size_t{2} * depth));
    if (type.part == Part::Metadata) {
      out_.raw(static_cast<const NetworkSpec*>(object)->metadata.view());
      out_.raw('\n');
      return;
    }
    start_tag(row, object);
    if (type.print_text) {
      out_.raw('>');
      type.print_text(out_, object);
      end_tag(row);
      return;
    }
    content(row, object, depth);
  }

 private:
  class Children final : public Visitor {
   public:
    Children(Writer& writer, const ChildRow& row, unsigned depth)
        : writer_(writer), row_(row), depth_(depth) {}
    void visit(const void* object) override { writer_.element(row_, object, depth_); }

   private:
    Writer& writer_;
    const ChildRow& row_;
    unsigned depth_;
  };

  void name(const ChildRow& row) {
    if (row.ns == Namespace::Dnsmasq) out_.raw("dnsmasq:");
    out_.raw(row.name);
  }

  void start_tag(const ChildRow& row, const void* object) {
    out_.raw('<');
    name(row);
    if (row.type->print_extra) row.type->print_extra(out_, object);
    for (const AttributeRow& attribute : row.type->attributes) {
      if (attribute.print && attribute.lookup.in(out_.dialect()) != Lookup::None)
        attribute.print(out_, attribute, object);
    }
  }

  void end_tag(const ChildRow& row) {
    out_.raw("</");
    name(row);
    out_.raw(">\n");
  }

  void content(const ChildRow& row, const void* object, unsigned depth) {
    const ElementType& type = *row.type;
    const std::size_t tag_end = out_.size();
    const bool cut_short = type.cut_short && type.cut_short(object);
    out_.raw(cut_short ? "/>\n" : ">\n");
    const std::size_t content_start = out_.size();
    for (const ChildRow& child : type.children) {
      if (!child.each) continue;
      const void* outer = out_.parent();
      out_.set_parent(object);
      Children visitor(*this, child, depth + 1);
      child.each(object, visitor);
      out_.set_parent(outer);
    }
    if (cut_short) return;
    const bool pair = type.closing.in(out_.dialect()) == Closing::Pair;
    if (out_.size() == content_start && !pair) {
      out_.cut_to(tag_end);
      out_.raw("/>\n");
      return;
    }
    out_.raw(kIndent.substr(0, std::size_t{2} * depth));
    end_tag(row);
  }

  Output& out_;
};

void write_root(std::string& out, const ChildRow& row, const void* spec, const Dialect& dialect) {
  Output output(out, spec, dialect);
  Writer(output).element(row, spec, 0);
}

}  // namespace

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
