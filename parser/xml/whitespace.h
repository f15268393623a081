// parser/xml/whitespace.h - Which white space between markup libvirt keeps (libvirt 7.0 to 12.8).
#pragma once

#include <virnet/release.h>

#include <cstdint>
#include <string_view>

namespace virnet::internal {

// What xml:space and the text so far have made of an element. KeepAll: of a document in which no
// white space is dropped.
enum class SpaceMode : std::uint8_t { Unset, Default, Preserve, Mixed, KeepAll };

[[nodiscard]] constexpr SpaceMode child_mode(SpaceMode parent) {
  return parent == SpaceMode::Mixed ? SpaceMode::Unset : parent;
}

// Changes the mode as the attribute xml:space says.
void read_space(std::string_view value, SpaceMode& mode);

// What ends a run of character data.
enum class RunEnd : std::uint8_t { EndTag, OtherMarkup, Reference };

// What an element looks like when a run of text arrives in it.
struct TextParent {
  SpaceMode mode = SpaceMode::Unset;
  bool has_child = false;
  bool first_child_is_text = false;
  bool last_child_is_text = false;
};

// Takes the pieces of a run that are kept, in order.
class TextSink {
 public:
  virtual ~TextSink() = default;
  virtual void text(std::string_view piece) = 0;
};

// Cuts the raw `run` (line ends as written) into libxml2's chunks and passes on those that it
// keeps, updating `parent` as they are added.
void keep_text(std::string_view run, RunEnd end, XmlLibrary library, TextParent& parent,
               TextSink& sink);

}  // namespace virnet::internal
