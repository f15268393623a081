#include "conformance/differential/minimise.h"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace virnet::differential {
namespace {

using Still = std::function<bool(std::string_view)>;

struct Piece {
  std::size_t begin;
  std::size_t end;
};

std::string without(const std::string& document, const Piece& piece) {
  return document.substr(0, piece.begin) + document.substr(piece.end);
}

// Whole elements, found by counting tags; good enough also for documents that are not well-formed.
std::vector<Piece> elements_of(const std::string& document) {
  std::vector<Piece> pieces;
  std::vector<std::size_t> open;
  for (std::size_t at = document.find('<'); at != std::string::npos;
       at = document.find('<', at + 1)) {
    const std::size_t close = document.find('>', at);
    if (close == std::string::npos) break;
    const char second = document[at + 1];
    if (second == '/') {
      if (!open.empty()) pieces.push_back({open.back(), close + 1}), open.pop_back();
    } else if (second == '!' || second == '?' || document[close - 1] == '/') {
      pieces.push_back({at, close + 1});
    } else {
      open.push_back(at);
    }
  }
  std::ranges::sort(pieces, std::greater{},
                    [](const Piece& piece) { return piece.end - piece.begin; });
  return pieces;
}

// ` name='value'` in start tags.
std::vector<Piece> attributes_of(const std::string& document) {
  std::vector<Piece> pieces;
  for (std::size_t equals = document.find('='); equals != std::string::npos;
       equals = document.find('=', equals + 1)) {
    const std::size_t begin = document.find_last_of(" \t\r\n", equals);
    const std::size_t quote = equals + 1;
    if (begin == std::string::npos || quote >= document.size()) continue;
    if (const std::size_t end = document.find(document[quote], quote + 1); end != std::string::npos)
      pieces.push_back({begin, end + 1});
  }
  return pieces;
}

bool leave_out(std::string& document, const Still& still,
               std::vector<Piece> (*pieces_of)(const std::string&)) {
  bool any = false;
  for (bool again = true; again;) {
    again = false;
    for (const Piece& piece : pieces_of(document)) {
      std::string smaller = without(document, piece);
      if (!still(smaller)) continue;
      document = std::move(smaller);
      again = any = true;
      break;
    }
  }
  return any;
}

bool leave_out_bytes(std::string& document, const Still& still) {
  bool any = false;
  for (std::size_t size = std::max<std::size_t>(document.size() / 2, 1);; size = (size + 1) / 2) {
    for (std::size_t at = 0; at < document.size();) {
      std::string smaller = without(document, {at, std::min(at + size, document.size())});
      if (still(smaller)) {
        document = std::move(smaller);
        any = true;
      } else {
        at += size;
      }
    }
    if (size == 1) return any;
  }
}

}  // namespace

std::string minimise(std::string document, const Still& still) {
  bool smaller = true;
  while (smaller) {
    smaller = leave_out(document, still, elements_of);
    smaller |= leave_out(document, still, attributes_of);
    smaller |= leave_out_bytes(document, still);
  }
  return document;
}

}  // namespace virnet::differential
