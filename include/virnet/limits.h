// include/virnet/limits.h - How much of a document virnet is willing to look at.
//
//   virnet::ParseOptions options;
//   options.limits.max_bytes = 64 << 10;   // documents of a form field, say
//
// The defaults let every document through that libvirt itself can take over its remote protocol. A
// document beyond a limit is refused with a diagnostic of its own code (LIMIT-...), before memory
// is spent.
#pragma once

#include <cstddef>

namespace virnet {

struct Limits {
  // The whole document. libvirt's remote protocol carries 4 MiB, virsh reads 10 MiB.
  std::size_t max_bytes = std::size_t{256} << 20;
  // Nesting of elements, the root being 1. libxml2 2.15 stops at 256, 2.9 at 257 whatever stands
  // here.
  std::size_t max_depth = 257;
  // Attributes of one element, namespace declarations included. No known element has more than
  // eight.
  std::size_t max_attributes = 1000;
  // Bytes of one name. libxml2's own limit.
  std::size_t max_name = 50'000;
  // Bytes of one attribute value, comment, processing instruction or CDATA section. libxml2's own
  // limit.
  std::size_t max_text = 10'000'000;
  // Memory for Expat, the model and what is noted of it: this many times the bytes of the document
  // (as UTF-8) that have come so far, and 1 MiB. Usual documents take up to 3 times their size. 5
  // to 12 times would be taken by nothing but <ip> or <portgroup> elements with hardly anything in
  // them, from 8,000 of 19 bytes or 49,000 as libvirt prints them, or by a tag, value or comment of
  // half a million bytes. The largest value there is means no limit.
  std::size_t max_memory = 4;
  // Diagnostics of one document; the last one then says that more were left out. 0 counts as 1.
  std::size_t max_diagnostics = 64;

  friend bool operator==(const Limits&, const Limits&) = default;
};

}  // namespace virnet
