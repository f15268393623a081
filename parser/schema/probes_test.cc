// Every attribute of the schema table with the same odd values: what each release and each stage
// says of it, compared with testdata/probes.txt. A change of any row shows there as a line that can
// be read.
//
// VIRNET_UPDATE_DIAGNOSTICS=1 writes the file anew; read the difference.
#include <gtest/gtest.h>
#include <virnet/parse.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <map>
#include <sstream>
#include <vector>

#include "parser/schema/schema.h"

namespace virnet::internal {
namespace {

constexpr std::string_view kValues[] = {"",
                                        "x",
                                        "yes",
                                        "YES",
                                        " yes ",
                                        "no",
                                        "true",
                                        "on",
                                        "off",
                                        "0",
                                        "1",
                                        "+1",
                                        "-1",
                                        " 1",
                                        "01",
                                        "0x1",
                                        "0x0000001",
                                        "-4294967295",
                                        "4096",
                                        "65536",
                                        "4294967296",
                                        "18446744073709551616",
                                        "a b",
                                        "a_b",
                                        "a/b",
                                        "a,b",
                                        "1a",
                                        "10.0.0.1",
                                        "10.0.0.010",
                                        "10.1",
                                        "255.0.255.0",
                                        "fd00::1",
                                        "fe80::1%1",
                                        "52:54:00:00:00:01",
                                        "5:4:0:0:0:1",
                                        "53:54:00:00:00:01",
                                        "c8c2a5f0-6a0f-4c1f-9a5e-3b1f3ad0a5d1",
                                        "C8C2A5F06A0F4C1F9A5E3B1F3AD0A5D1",
                                        "a-name-of-more-than-fifteen-bytes",
                                        "minutes",
                                        "pci",
                                        "vfio",
                                        "nat",
                                        "bridge",
                                        "libvirt",
                                        "ipv6",
                                        "tagged",
                                        "openvswitch",
                                        "a&#10;b",
                                        "&#252;"};

// Good values of what an element is refused, or not looked at, without.
struct Company {
  Part part;
  std::string_view name;
  std::string_view value;
};
constexpr Company kCompany[] = {{Part::Interface, "dev", "eth0"},
                                {Part::PciAddress, "type", "pci"},
                                {Part::NatAddress, "start", "1.2.3.4"},
                                {Part::NatAddress, "end", "1.2.3.5"},
                                {Part::NatPort, "start", "1024"},
                                {Part::NatPort, "end", "65535"},
                                {Part::Domain, "name", "lab"},
                                {Part::Forwarder, "addr", "1.2.3.4"},
                                {Part::DnsTxt, "name", "a"},
                                {Part::DnsTxt, "value", "b"},
                                {Part::DnsSrv, "service", "ldap"},
                                {Part::DnsSrv, "protocol", "tcp"},
                                {Part::DnsSrv, "target", "a"},
                                {Part::DnsHost, "ip", "1.2.3.4"},
                                {Part::VlanTag, "id", "42"},
                                {Part::Inbound, "average", "1000"},
                                {Part::Outbound, "average", "1000"},
                                {Part::Ip, "address", "10.0.0.1"},
                                {Part::Ip, "prefix", "24"},
                                {Part::Range, "start", "10.0.0.2"},
                                {Part::Range, "end", "10.0.0.9"},
                                {Part::RangeLease, "expiry", "60"},
                                {Part::Host, "mac", "52:54:00:00:00:01"},
                                {Part::Host, "ip", "10.0.0.5"},
                                {Part::HostLease, "expiry", "60"},
                                {Part::Bootp, "file", "f"},
                                {Part::Route, "address", "192.0.2.0"},
                                {Part::Route, "prefix", "24"},
                                {Part::Route, "gateway", "10.0.0.2"},
                                {Part::VirtualPort, "type", "802.1Qbg"},
                                {Part::Portgroup, "name", "p"}};

std::string company_of(Part part, std::string_view without) {
  std::string text;
  for (const Company& one : kCompany)
    if (one.part == part && one.name != without)
      text.append(" ").append(one.name).append("='").append(one.value).append("'");
  return text;
}

// "<network><name>n</name>...<ip address='10.0.0.1'><dhcp><host" and what closes it.
struct Path {
  std::string shown;
  std::string open;
  std::string close;
};

std::string codes(const ParseResult& result, std::string_view only) {
  std::vector<std::string_view> found;
  for (const Diagnostic& d : result.diagnostics)
    if (d.code.starts_with(only)) found.push_back(d.code);
  std::ranges::sort(found);
  std::string text;
  for (const std::string_view code : found) text.append(text.empty() ? "" : " ").append(code);
  return text;
}

// "NET-IP-001 | STRICT-039" for one release, the second part only where there is a schema.
std::string outcome(const std::string& document, Release release) {
  std::string text = codes(parse(document, {.release = release}), "");
  if (release < Release(9, 0)) return text;
  const std::string strict = codes(parse(document, {.release = release, .strict = true}), "STRICT");
  return strict.empty() ? text : text.append(" | ").append(strict);
}

class Probe {
 public:
  std::string run() {
    const ChildRow& root = network_row();
    visit(*root.type, {std::string(root.name), "<network", "</network>"}, 0);
    return lines_.str();
  }

 private:
  void visit(const ElementType& type, const Path& path, int depth) {
    // Without the name nothing else would be looked at.
    const std::string name = depth == 0 ? "><name>n</name>" : ">";
    say(path.shown, path.open + name + path.close);
    for (const AttributeRow& row : type.attributes) probe(type.part, row, path, name);
    for (const ChildRow& row : type.children) {
      const std::string prefix = row.ns == Namespace::Dnsmasq ? "d:" : "";
      const std::string declared =
          row.ns == Namespace::Dnsmasq ? " xmlns:d='" + std::string(kDnsmasqUri) + "'" : "";
      const std::string tag = prefix + std::string(row.name);
      const std::string before =
          path.open + company_of(type.part, {}) + (row.name == "name" ? ">" : name);
      if (depth > 6) continue;
      const Path inner{path.shown + "/" + std::string(row.name), before + "<" + tag + declared,
                       "</" + tag + ">" + path.close};
      visit(*row.type, inner, depth + 1);
      const std::string company = company_of(row.type->part, {});
      say(inner.shown + " in company", inner.open + company + ">" + inner.close);
      say(inner.shown + " twice",
          inner.open + company + "/><" + tag + declared + company + ">" + inner.close);
    }
  }

  // One line for all values that come to the same.
  void probe(Part part, const AttributeRow& row, const Path& path, const std::string& name) {
    std::vector<std::pair<std::string, std::string>> outcomes;
    for (const std::string_view value : kValues) {
      const std::string shown = std::string("'").append(value).append("'");
      const std::string attribute = std::string(" ").append(row.name).append("=").append(shown);
      const std::string text =
          outcomes_of(path.open + company_of(part, row.name) + attribute + name + path.close);
      const auto same =
          std::ranges::find(outcomes, text, &std::pair<std::string, std::string>::first);
      if (same == outcomes.end())
        outcomes.emplace_back(text, shown);
      else
        same->second.append(" ").append(shown);
    }
    for (const auto& [text, values] : outcomes)
      lines_ << path.shown << '@' << row.name << " " << values << ": " << text << '\n';
  }

  void say(const std::string& shown, const std::string& document) {
    lines_ << shown << ": " << outcomes_of(document) << '\n';
  }

  // The newest release, and those that differ from it.
  static std::string outcomes_of(const std::string& document) {
    const std::string newest = outcome(document, kNewestRelease);
    std::string text = newest;
    for (const VerifiedRelease& verified : kVerifiedReleases)
      if (const std::string other = outcome(document, verified.release); other != newest)
        text.append(" (")
            .append(to_string(verified.release))
            .append(": ")
            .append(other)
            .append(")");
    return text;
  }

  std::ostringstream lines_;
};

// The lines about one element or attribute, by what they are about: "network/bridge@stp".
using Topics = std::map<std::string, std::vector<std::string>>;

Topics by_topic(std::istream& lines) {
  Topics topics;
  for (std::string line; std::getline(lines, line);) {
    const std::size_t end = std::min(line.find(" '"), line.find(": "));
    topics[line.substr(0, end)].push_back(line);
  }
  return topics;
}

// What only one of the two has, each line with a sign before it.
std::string difference(const std::vector<std::string>& was, const std::vector<std::string>& now) {
  std::string text;
  const auto list = [&](char sign, const auto& lines, const auto& others) {
    for (const std::string& line : lines)
      if (std::ranges::find(others, line) == others.end())
        text.append("\n  ").append(1, sign).append(" ").append(line);
  };
  list('-', was, now);
  list('+', now, was);
  return text.empty() ? "\n  the same lines in another order" : text;
}

TEST(Probes, SayTheSameAsBefore) {
  const std::string path = "testdata/probes.txt";
  const std::string said = Probe().run();
  if (std::getenv("VIRNET_UPDATE_DIAGNOSTICS")) std::ofstream(path, std::ios::binary) << said;
  std::ifstream file(path, std::ios::binary);
  std::istringstream lines(said);
  const Topics was = by_topic(file);
  const Topics now = by_topic(lines);
  std::string changes;
  for (const auto& [topic, said_before] : was)
    if (!now.contains(topic)) changes.append("removed: ").append(topic).append("\n");
  for (const auto& [topic, said_now] : now) {
    const auto before = was.find(topic);
    if (before == was.end())
      changes.append("added: ").append(topic).append(difference({}, said_now)).append("\n");
    else if (before->second != said_now)
      changes.append("changed: ")
          .append(topic)
          .append(difference(before->second, said_now))
          .append("\n");
  }
  if (changes.empty()) return;
  ADD_FAILURE() << path << " is not what virnet says now:\n"
                << changes << "If each change is right, renew it from the root of the tree:\n"
                << "  VIRNET_UPDATE_DIAGNOSTICS=1 " << testing::internal::GetArgvs().front();
}

}  // namespace
}  // namespace virnet::internal
