// testdata/cases has a case for every attribute, every member of the model and every rule that one
// document can break.
#include <cxxabi.h>
#include <gtest/gtest.h>
#include <virnet/networkport.h>
#include <virnet/parse.h>
#include <virnet/rules.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <typeinfo>
#include <vector>

#include "conformance/property/document_rows.h"
#include "model/values/members.h"

namespace virnet::generate {
namespace {

namespace fs = std::filesystem;

std::string read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// "Bridge".
std::string class_name(const std::type_info& type) {
  char* const demangled = abi::__cxa_demangle(type.name(), nullptr, nullptr, nullptr);
  const std::string name(demangled);
  std::free(demangled);
  return name.substr(name.rfind(':') + 1);
}

// Whether each member of each class ever differed from what it is without a document.
class Members {
 public:
  template <typename T>
  void look_at(const T& object) {
    std::vector<bool>& ever = ever_set_[class_name(typeid(T))];
    const T unset{};
    std::apply(
        [&](const auto&... member) {
          ever.resize(sizeof...(member));
          std::apply(
              [&](const auto&... initial) {
                std::size_t at = 0;
                ((ever[at] = ever[at] || !(member == initial), ++at), ...);
              },
              internal::members(unset));
          (look_into(member), ...);
        },
        internal::members(object));
  }

  // "Bridge: member 6", one a line.
  [[nodiscard]] std::string never_set() const {
    std::string text;
    for (const auto& [name, ever] : ever_set_)
      for (std::size_t i = 0; i < ever.size(); ++i)
        if (!ever[i])
          text.append(name).append(": member ").append(std::to_string(i + 1)).append("\n");
    return text;
  }

 private:
  template <typename T>
  void look_into(const T& value) {
    if constexpr (std::is_aggregate_v<T>) look_at(value);
    if constexpr (requires {
                    value.begin();
                    *value.begin();
                  } && !std::is_same_v<T, Text>)
      for (const auto& item : value) look_into(item);
    if constexpr (requires { value ? &*value : nullptr; } && !std::is_same_v<T, Text>)
      if (value) look_into(*value);
  }

  std::map<std::string, std::vector<bool>> ever_set_;
};

// What all cases have between them.
struct Cases {
  Rows rows;
  Members members;
  std::set<std::string> codes;

  Cases() {
    for (const auto& entry : fs::recursive_directory_iterator("testdata/cases"))
      if (entry.path().filename() == "in.xml") add(entry.path().parent_path());
  }

  void add(const fs::path& folder) {
    const std::string document = read_file(folder / "in.xml");
    const bool of_port = folder.parent_path().filename() == "networkport";
    for (const VerifiedRelease& verified : kVerifiedReleases) {
      const ParseOptions options{.release = verified.release, .warnings = false};
      if (of_port)
        take(document, parse_networkport(document, options).port);
      else
        take(document, parse(document, options).network);
    }
    for (const char* file : {"diag.txt", "said.txt", "case.meta"})
      add_codes(read_file(folder / file));
  }

  template <typename Read>
  void take(const std::string& document, const std::optional<Read>& read) {
    if (!read) return;
    rows.merge(rows_in(document));
    members.look_at(**read);
  }

  void add_codes(const std::string& text) {
    static const std::regex kCode(R"(^code: (\S+)|\[([A-Z0-9-]+)\]$)", std::regex::multiline);
    for (std::sregex_iterator found(text.begin(), text.end(), kCode), end; found != end; ++found)
      codes.insert((*found)[1].matched ? (*found)[1] : (*found)[2]);
  }
};
const Cases& cases() {
  static const Cases cases;
  return cases;
}

TEST(Cases, HaveEveryRowOfTheSchemaTable) {
  Rows found = cases().rows;
  found.merge(rows_of_ports_only());
  for (const internal::ChildRow* root : {&internal::network_row(), &internal::networkport_row()})
    EXPECT_EQ(missing(rows_below(*root), found), "")
        << "no case in testdata/cases has these and is accepted by a release";
}

TEST(Cases, SetEveryMemberOfTheModel) {
  EXPECT_EQ(cases().members.never_set(), "")
      << "no case in testdata/cases sets these, or no row in parser/schema reads them";
}

bool takes_more_than_a_document(std::string_view code) { return code == "LINT-SAME-NETWORK"; }

// The others are about limits, schemas and hosts: their examples are run by parser.rules.
TEST(Cases, BreakEveryRuleOfADocument) {
  std::string without;
  for (const RuleInfo& rule : all_rules()) {
    const std::string code(rule.code);
    const bool of_a_document =
        code.starts_with("NET-") || code.starts_with("PORT-") || code.starts_with("LINT-");
    if (of_a_document && !takes_more_than_a_document(code) && !cases().codes.contains(code))
      without.append(code).append("\n");
  }
  EXPECT_EQ(without, "") << "no case in testdata/cases breaks these";
}

}  // namespace
}  // namespace virnet::generate
