#include <virnet/fix.h>

#include <algorithm>
#include <iterator>
#include <vector>

namespace virnet {
namespace {

std::size_t end_of(const Span& span) { return span.offset + span.length; }

bool fits(std::string_view document, const Edit& edit) {
  return edit.span.offset <= document.size() &&
         document.substr(edit.span.offset, edit.span.length) == edit.before;
}

bool overlap(const Edit& a, const Edit& b) {
  return a.span.offset < end_of(b.span) && b.span.offset < end_of(a.span);
}

// The edits of some fixes, in the order of the document; none overlaps with another.
class Edits {
 public:
  bool add(std::string_view document, const std::vector<Edit>& fix) {
    const auto is_bad = [&](const Edit& edit) { return !fits(document, edit) || overlaps(edit); };
    if (fix.empty() || std::ranges::any_of(fix, is_bad)) return false;
    for (const Edit& edit : fix) edits_.insert(after(edit), &edit);
    return true;
  }

  [[nodiscard]] std::string made_in(std::string_view document) const {
    std::string text;
    std::size_t at = 0;
    for (const Edit* edit : edits_) {
      text.append(document.substr(at, edit->span.offset - at)).append(edit->after);
      at = end_of(edit->span);
    }
    return text.append(document.substr(at));
  }

 private:
  // The first that begins after the beginning of this one.
  [[nodiscard]] std::vector<const Edit*>::const_iterator after(const Edit& edit) const {
    return std::ranges::upper_bound(edits_, edit.span.offset, {},
                                    [](const Edit* other) { return other->span.offset; });
  }
  // Only the two neighbours can.
  [[nodiscard]] bool overlaps(const Edit& edit) const {
    const auto next = after(edit);
    return (next != edits_.end() && overlap(edit, **next)) ||
           (next != edits_.begin() && overlap(edit, **std::prev(next)));
  }

  std::vector<const Edit*> edits_;
};

bool is_accepted(const std::string& document, const ParseOptions& options) {
  return is_networkport(document, options.release)
             ? parse_networkport(document, options).port.has_value()
             : parse(document, options).network.has_value();
}

}  // namespace

FixResult apply_fixes(std::string_view document, const Diagnostics& diagnostics,
                      const ParseOptions& options) {
  Edits all;
  FixResult result;
  for (const Diagnostic& d : diagnostics)
    if (all.add(document, d.fix)) ++result.applied;
  result.text = all.made_in(document);
  if (has_error(diagnostics) || is_accepted(result.text, options)) return result;
  // One of them did harm: each by itself.
  Edits good;
  result.applied = 0;
  for (const Diagnostic& d : diagnostics) {
    Edits tried = good;
    if (!tried.add(document, d.fix) || !is_accepted(tried.made_in(document), options)) continue;
    good = std::move(tried);
    ++result.applied;
  }
  result.text = good.made_in(document);
  return result;
}

}  // namespace virnet
