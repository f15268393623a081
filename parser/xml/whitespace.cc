#include "parser/xml/whitespace.h"

#include <array>
#include <cstring>
#include <string>

#include "model/values/digits.h"

namespace virnet::internal {
namespace {

constexpr std::size_t kSlowChunk = 300;  // bytes

constexpr std::array<bool, 256> make_fast() {
  std::array<bool, 256> fast{};
  for (std::size_t byte = 0x20; byte < 0x80; ++byte) fast[byte] = true;
  fast['\t'] = fast['\n'] = true;
  return fast;
}
constexpr std::array<bool, 256> kFast = make_fast();

// From `at` on, usually eight at a time.
std::size_t skip_fast(std::string_view run, std::size_t at) {
  constexpr std::uint64_t kOnes = 0x0101010101010101;
  for (std::uint64_t eight = 0; at + sizeof eight <= run.size(); at += sizeof eight) {
    std::memcpy(&eight, run.data() + at, sizeof eight);
    // Whether one of them is below 0x20 or above 0x7f.
    if (((eight - 0x20 * kOnes) | eight) & 0x80 * kOnes) break;
  }
  while (at < run.size() && kFast[static_cast<unsigned char>(run[at])]) ++at;
  return at;
}

class Chunker {
 public:
  Chunker(std::string_view run, RunEnd end, XmlLibrary library, TextParent& parent, TextSink& sink)
      : run_(run), end_(end), library_(library), parent_(parent), sink_(sink) {}

  void cut() {
    std::size_t first = 0;
    std::size_t at = 0;
    while (true) {
      while (at < run_.size() && (run_[at] == ' ' || run_[at] == '\n')) ++at;
      if (at == run_.size() && end_ != RunEnd::Reference) {
        emit_fast(first, at);
        return;
      }
      at = skip_fast(run_, at);
      emit_fast(first, at);
      if (at == run_.size()) return;
      if (!run_.substr(at).starts_with("\r\n")) return slow(at);
      first = at + 1;
      at += 2;
      if (!goes_on_fast(at)) return slow(first);
    }
  }

 private:
  static bool is_fast(char c) { return kFast[static_cast<unsigned char>(c)]; }

  // Whether the character after CR LF keeps libxml2 on its fast path.
  bool goes_on_fast(std::size_t at) const {
    if (at == run_.size()) return true;  // '<' or '&'
    if (run_[at] == '\n') return library_ > XmlLibrary::V2_9_10;
    return is_fast(run_[at]);
  }

  void emit_fast(std::size_t first, std::size_t last) {
    if (first < last) emit(run_.substr(first, last - first), last, true);
  }

  void slow(std::size_t at) {
    std::string chunk;
    while (at < run_.size()) {
      char c = run_[at++];
      if (c == '\r') {
        if (at < run_.size() && run_[at] == '\n') ++at;
        c = '\n';
      }
      chunk.push_back(c);
      // Characters are not cut apart.
      const bool boundary = at == run_.size() || (run_[at] & 0xC0) != 0x80;
      if (chunk.size() < kSlowChunk || !boundary) continue;
      emit(chunk, after_full_chunk(at), false);
      chunk.clear();
    }
    if (!chunk.empty()) emit(chunk, at, false);
  }

  // Where libxml2 believes to be after a full chunk: 2.9.10 still at its last character, 2.9.14
  // past the CR of a CR LF.
  std::size_t after_full_chunk(std::size_t at) const {
    if (library_ == XmlLibrary::V2_9_10) return at - 1;
    return library_ < XmlLibrary::V2_15 && run_.substr(at).starts_with("\r\n") ? at + 1 : at;
  }

  bool dropped(std::string_view chunk, std::size_t next) const {
    if (!is_blank(chunk)) return false;
    if (parent_.mode != SpaceMode::Unset && parent_.mode != SpaceMode::Default) return false;
    const bool at_end = next == run_.size();
    if (at_end ? end_ == RunEnd::Reference : run_[next] != '\r') return false;
    if (!parent_.has_child && at_end && end_ == RunEnd::EndTag) return false;
    return !parent_.has_child || (!parent_.last_child_is_text && !parent_.first_child_is_text);
  }

  void emit(std::string_view chunk, std::size_t next, bool fast) {
    if (dropped(chunk, next)) return;
    if (parent_.mode == SpaceMode::Unset &&
        (library_ >= XmlLibrary::V2_15 || !fast || is_blank(chunk.front())))
      parent_.mode = SpaceMode::Mixed;
    sink_.text(chunk);
    if (!parent_.has_child) parent_.first_child_is_text = true;
    parent_.has_child = parent_.last_child_is_text = true;
  }

  std::string_view run_;
  RunEnd end_;
  XmlLibrary library_;
  TextParent& parent_;
  TextSink& sink_;
};

}  // namespace

void read_space(std::string_view value, SpaceMode& mode) {
  if (mode == SpaceMode::KeepAll) return;
  if (value == "preserve") mode = SpaceMode::Preserve;
  if (value == "default") mode = SpaceMode::Default;
}

void keep_text(std::string_view run, RunEnd end, XmlLibrary library, TextParent& parent,
               TextSink& sink) {
  Chunker(run, end, library, parent, sink).cut();
}

}  // namespace virnet::internal
