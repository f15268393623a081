// An attribute that one row of the schema table adds is read, written, missed, generated and
// listed: nothing else has a list of attributes that could lack it.
//
// The table here is a copy of the real one in which each element has one more attribute. It is
// linked in place of parser/schema/roots.cc; the values go to a map beside the model.
#include <gtest/gtest.h>
#include <virnet/parse.h>
#include <virnet/write.h>

#include <algorithm>
#include <deque>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "conformance/property/documents.h"
#include "conformance/property/vocabulary.h"
#include "fuzz/words.h"
#include "parser/schema/reference.h"
#include "parser/schema/tables.h"
#include "parser/write/output.h"

namespace virnet::internal {
namespace {

constexpr std::string_view kAdded = "added";
constexpr std::string_view kInTag = " added='x'";

std::map<const AttributeRow*, std::string>& values() {
  static std::map<const AttributeRow*, std::string> values;
  return values;
}

AttributeRow added_row() {
  AttributeRow row = {.name = kAdded, .lookup = kL, .expected = "a value"};
  row.store.function = [](ReadContext&, const AttributeRow& self, void*, std::string_view value) {
    values()[&self] = value;
  };
  row.print.function = [](Output& out, const AttributeRow& self, const void*) {
    if (const auto found = values().find(&self); found != values().end())
      out.attribute(self.name, found->second);
  };
  return row;
}

class Table {
 public:
  [[nodiscard]] const ChildRow& network() const { return network_; }
  [[nodiscard]] const ChildRow& networkport() const { return networkport_; }
  [[nodiscard]] const std::set<Part>& parts() const { return parts_; }

 private:
  ChildRow copy(const ChildRow& row) {
    ChildRow copied = row;
    copied.type.type = copy(*row.type);
    return copied;
  }

  // One copy of a type, however many elements have it.
  const ElementType* copy(const ElementType& type) {
    const auto [known, is_new] = types_.try_emplace(&type, type);
    ElementType& copied = known->second;
    if (!is_new) return &copied;
    parts_.insert(type.part);
    auto& attributes = attributes_.emplace_back(type.attributes.begin(), type.attributes.end());
    attributes.push_back(added_row());
    copied.attributes = attributes;
    auto& children = children_.emplace_back();
    for (const ChildRow& child : type.children) children.push_back(copy(child));
    copied.children = children;
    return &copied;
  }

  std::set<Part> parts_;
  std::map<const ElementType*, ElementType> types_;
  std::deque<std::vector<AttributeRow>> attributes_;
  std::deque<std::vector<ChildRow>> children_;
  ChildRow network_ = copy(kNetworkRow);
  ChildRow networkport_ = copy(kNetworkPortRow);
};

const Table& table() {
  static const Table table;
  return table;
}

}  // namespace

const ChildRow& network_row() { return table().network(); }
const ChildRow& networkport_row() { return table().networkport(); }

namespace {

// Between them they have every element; none of them stands twice in one.
constexpr std::string_view kNetworks[] = {
    R"(<network xmlns:dnsmasq='http://libvirt.org/schemas/network/dnsmasq/1.0'>
<name>n</name><uuid>6f2d1c0e-0b4a-4a0e-9c55-2f8a41f2f1aa</uuid>
<title>t</title><description>d</description>
<forward mode='nat'><nat>
<address start='1.2.3.4' end='1.2.3.5'/><port start='1024' end='65535'/></nat></forward>
<bridge name='virbr7'/><mtu size='1500'/><mac address='52:54:00:00:00:01'/><domain name='lab'/>
<dns><forwarder addr='1.1.1.1'/><txt name='a' value='b'/><srv service='ldap' protocol='tcp'/>
<host ip='10.0.0.9'><hostname>h</hostname></host></dns>
<bandwidth><inbound average='1000'/><outbound average='1000'/></bandwidth><port isolated='yes'/>
<ip address='10.0.0.1' prefix='24'><tftp root='/srv'/><dhcp>
<range start='10.0.0.2' end='10.0.0.9'><lease expiry='60'/></range>
<host mac='52:54:00:00:00:02' ip='10.0.0.5'><lease expiry='70'/></host><bootp file='f'/></dhcp></ip>
<route address='192.0.2.0' prefix='24' gateway='10.0.0.2'/>
<dnsmasq:options><dnsmasq:option value='v'/></dnsmasq:options></network>)",
    R"(<network><name>n</name><forward mode='hostdev'><driver name='vfio'/>
<address type='pci' bus='1'><zpci uid='1'/></address></forward></network>)",
    R"(<network><name>n</name><forward mode='hostdev'><pf dev='eth0'/></forward>
<vlan><tag id='1'/></vlan></network>)",
    R"(<network><name>n</name><forward mode='hostdev'><pf dev='eth0'/></forward>
<portgroup name='p'/></network>)",
    R"(<network><name>n</name><forward mode='passthrough'><interface dev='eth0'/></forward>
<virtualport type='802.1Qbh'><parameters profileid='p'/></virtualport></network>)",
};
constexpr std::string_view kPorts[] = {
    R"(<networkport><uuid>22222222-2222-2222-2222-222222222222</uuid>
<owner><name>vm</name><uuid>33333333-3333-3333-3333-333333333333</uuid></owner><group>g</group>
<mac address='52:54:00:00:00:01'/><bandwidth><inbound average='1000'/></bandwidth>
<port isolated='yes'/><rxfilters trustGuest='yes'/>
<plug type='hostdev-pci' managed='yes'><driver name='vfio'/><address bus='1'/></plug></networkport>)",
};

struct Read {
  bool valid = false;
  Diagnostics diagnostics;
  std::string printed;
};

template <typename Result, typename Document>
Read read_as(const Result& result, const std::optional<Document>& document) {
  return {document.has_value(), result.diagnostics, document ? write(*document) : ""};
}
Read read_document(std::string_view document) {
  values().clear();
  if (document.starts_with("<networkport")) {
    const NetworkPortResult result = parse_networkport(document);
    return read_as(result, result.port);
  }
  const ParseResult result = parse(document);
  return read_as(result, result.network);
}

// Where attributes can stand: behind each name in a start tag.
std::vector<std::size_t> places(std::string_view document) {
  std::vector<std::size_t> found;
  for (std::size_t at = document.find('<'); at != std::string_view::npos;
       at = document.find('<', at + 1))
    if (document[at + 1] != '/') found.push_back(document.find_first_of(" />", at));
  return found;
}

Part part_of(const AttributeRow* row) {
  const auto find = [&](const auto& self, const ElementType& type) -> const ElementType* {
    if (&type.attributes.back() == row) return &type;
    for (const ChildRow& child : type.children)
      if (const ElementType* found = self(self, *child.type)) return found;
    return nullptr;
  };
  const ElementType* type = find(find, *network_row().type);
  return (type ? type : find(find, *networkport_row().type))->part;
}

// Puts the attribute at each place in turn; returns the parts that it was read for.
std::set<Part> try_everywhere(std::string_view document) {
  const Read plain = read_document(document);
  EXPECT_TRUE(plain.valid) << document;
  std::set<Part> reached;
  for (const std::size_t place : places(document)) {
    std::string with = std::string(document).insert(place, kInTag);
    SCOPED_TRACE(with.substr(with.rfind('<', place), 40));
    Read read = read_document(with);
    EXPECT_TRUE(read.valid);
    EXPECT_EQ(read.diagnostics.size(), plain.diagnostics.size());
    EXPECT_EQ(values().size(), 1U) << "the reader does not store it";
    if (values().empty()) continue;
    const Part part = part_of(values().begin()->first);
    reached.insert(part);
    // libvirt never prints a <zpci>, and only there it is no loss.
    if (part == Part::Zpci) continue;
    const std::size_t at = read.printed.find(kInTag);
    if (at == std::string::npos)
      ADD_FAILURE() << "the writer does not print it\n" << read.printed;
    else
      EXPECT_EQ(read.printed.erase(at, kInTag.size()), plain.printed);
  }
  return reached;
}

TEST(AddedAttribute, IsReadAndWrittenWhereverItStands) {
  // Kept as it is written, and looked at by nobody.
  std::set<Part> reached{Part::Metadata};
  for (const std::string_view document : kNetworks) reached.merge(try_everywhere(document));
  for (const std::string_view document : kPorts) reached.merge(try_everywhere(document));
  EXPECT_EQ(reached, table().parts()) << "a document above lacks an element of the table";
}

bool warns(const Read& read) {
  return std::ranges::any_of(read.diagnostics,
                             [](const Diagnostic& d) { return d.code == "LINT-UNUSED"; });
}

TEST(AddedAttribute, IsNoLossAndKeepsItsElement) {
  for (const std::string_view name : {"mtu", "mac", "domain", "dns", "port"}) {
    SCOPED_TRACE(name);
    const auto document = [&](std::string_view attribute) {
      return std::string("<network><name>n</name><")
          .append(name)
          .append(attribute)
          .append("/></network>");
    };
    const Read empty = read_document(document(""));
    EXPECT_TRUE(warns(empty));
    EXPECT_FALSE(empty.printed.contains(std::string("<").append(name)));
    const Read given = read_document(document(kInTag));
    EXPECT_FALSE(warns(given));
    EXPECT_TRUE(given.printed.contains(std::string("<").append(name).append(kInTag)));
  }
}

std::size_t count(std::string_view text, std::string_view word) {
  std::size_t found = 0;
  for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1))
    ++found;
  return found;
}

TEST(AddedAttribute, IsToldToTheFuzzers) {
  EXPECT_TRUE(fuzz::dictionary().contains("\" added='\""));
  for (const ChildRow* root : {&network_row(), &networkport_row()}) {
    const std::string document = fuzz::everything(*root);
    EXPECT_EQ(count(document, " added="), places(document).size());
  }
}

TEST(AddedAttribute, StandsInTheReferencePage) {
  std::size_t lines = 0;
  const auto count_below = [&](const auto& self, const ChildRow& row) -> void {
    ++lines;
    for (const ChildRow& child : row.type->children) self(self, child);
  };
  count_below(count_below, network_row());
  count_below(count_below, networkport_row());
  EXPECT_EQ(count(reference_page(), " | added | a value |\n"), lines);
}

TEST(AddedAttribute, IsGenerated) {
  for (const generate::ElementWord& word : generate::vocabulary()) {
    ASSERT_FALSE(word.attributes.empty()) << word.name;
    EXPECT_EQ(word.attributes.back().name, kAdded) << word.name;
  }
  std::size_t found = 0;
  for (std::uint64_t i = 0; i < 1000; ++i) {
    generate::Choices choices(1, i);
    found += generate::document(choices).contains("added=");
  }
  EXPECT_GT(found, 0U);
}

}  // namespace
}  // namespace virnet::internal
