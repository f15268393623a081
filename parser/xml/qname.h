// parser/xml/qname.h - Prefixes and namespaces as libxml2 resolves them (libvirt 7.0 to 12.8).
#pragma once

#include <virnet/release.h>

#include <optional>
#include <span>
#include <string_view>

#include "model/values/arena.h"
#include "model/values/meter.h"
#include "model/values/salted_hash.h"
#include "parser/xml/namespace_stack.h"

namespace virnet::internal {

// A name after resolution. An undeclared prefix belongs to the local name.
struct ResolvedName {
  std::string_view prefix = {};  // that of the declaration, which stays
  std::string_view local = {};
  std::string_view uri = {};  // empty: no namespace
};

struct SplitName {
  std::string_view prefix = {};
  std::string_view local = {};
  bool recoverable = false;  // a malformed colon, which libxml2 reports and goes on
  bool refused = false;      // XML-NS-003
};

// XML-NS-001 to 003.
[[nodiscard]] SplitName split_name(std::string_view name, XmlLibrary library);

// The declarations in force. Text lives in the arena that the caller passes.
class NamespaceScope {
 public:
  void reset();
  [[nodiscard]] bool empty() const { return declarations_.empty(); }
  // What the open element of this depth has declared, in document order.
  [[nodiscard]] std::span<const NamespaceStack::Entry> of_depth(unsigned depth) const {
    return declarations_.of_depth(depth);
  }

  // Called for each xmlns attribute of an element; false if libxml2 ignores it (XML-NS-005).
  // `recoverable` is set if the declaration is an error that libxml2 reports and goes on.
  bool declare(std::string_view attribute, std::string_view value, unsigned depth,
               XmlLibrary library, Arena& arena, bool& recoverable);
  // The element of this depth has ended.
  void leave(unsigned depth) { declarations_.leave(depth); }

  // The URI of a prefix, or nothing if it is not declared. The prefix xml always is.
  [[nodiscard]] std::optional<std::string_view> find(std::string_view prefix) const;
  // XML-NS-001 to 004. Elements without prefix take the default namespace, attributes none.
  [[nodiscard]] ResolvedName resolve_element(std::string_view name, XmlLibrary library,
                                             bool& recoverable, bool& refused) const;
  [[nodiscard]] ResolvedName resolve_attribute(std::string_view name, XmlLibrary library,
                                               bool& recoverable, bool& refused) const;

 private:
  std::string_view keep_uri(std::string_view uri, XmlLibrary library, Arena& arena);
  ResolvedName resolve(std::string_view name, XmlLibrary library, bool& recoverable,
                       bool& refused) const;
  NamespaceStack declarations_;
  MeteredSet<std::string_view, SaltedHash> long_uris_;  // each once: see is_same_uri()
};

// xmlns or xmlns:prefix. Without a name after the colon it is an attribute like any other; with a
// second colon too since 12.8, before that the prefix has a colon.
[[nodiscard]] bool is_namespace_attribute(std::string_view name, XmlLibrary library);

}  // namespace virnet::internal
