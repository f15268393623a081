// Every reader on a thread with little stack, as musl and embedders have it: no depth that a
// document chooses becomes a depth of calls.
#include <gtest/gtest.h>
#include <limits.h>
#include <pthread.h>
#include <virnet/domain.h>
#include <virnet/parse.h>
#include <virnet/write.h>

#include <algorithm>
#include <functional>
#include <string>

namespace virnet {
namespace {

constexpr std::size_t kStack = std::size_t{64} << 10;

// Runs the work on a thread with kStack bytes of stack.
void on_small_stack(const std::function<void()>& work) {
  pthread_attr_t attributes;
  ASSERT_EQ(pthread_attr_init(&attributes), 0);
  const auto size = std::max(kStack, static_cast<std::size_t>(PTHREAD_STACK_MIN));
  ASSERT_EQ(pthread_attr_setstacksize(&attributes, size), 0);
  pthread_t thread{};
  const auto run = [](void* user) -> void* {
    (*static_cast<const std::function<void()>*>(user))();
    return nullptr;
  };
  auto copy = work;
  ASSERT_EQ(pthread_create(&thread, &attributes, run, &copy), 0);
  pthread_join(thread, nullptr);
  pthread_attr_destroy(&attributes);
}

// Entities of which each holds the one before, and the deepest as an attribute of the root.
std::string entity_chain(std::string_view root, int depth) {
  std::string text = "<!DOCTYPE " + std::string(root) + " [<!ENTITY e0 'x'>";
  for (int i = 1; i < depth; ++i)
    text.append("<!ENTITY e")
        .append(std::to_string(i))
        .append(" '&e")
        .append(std::to_string(i - 1))
        .append(";'>");
  return text.append("]><")
      .append(root)
      .append(" x='&e")
      .append(std::to_string(depth - 1))
      .append(";'/>");
}

std::string nested(std::string_view root, int depth) {
  std::string text = "<" + std::string(root) + ">";
  for (int i = 0; i < depth; ++i) text += "<a>";
  for (int i = 0; i < depth; ++i) text += "</a>";
  return text + "</" + std::string(root) + ">";
}

void read_all_ways(const std::string& document) {
  const ParseResult parsed = parse(document);
  if (parsed.network) {
    EXPECT_FALSE(write(*parsed.network).empty());
  }
  (void)parse(document, {.strict = true});
  (void)is_networkport(document, kNewestRelease);
  (void)parse_networkport(document);
  (void)network_of_status(document);
  DomainReader domain;
  domain.feed(document);
  (void)domain.finish();
}

TEST(SmallStack, ChainsOfEntities) {
  for (const std::string_view root : {"network", "networkport", "networkstatus", "domain"}) {
    const std::string document = entity_chain(root, 20000);
    on_small_stack([&] { read_all_ways(document); });
  }
}

TEST(SmallStack, DeepElements) {
  for (const std::string_view root : {"network", "networkport", "networkstatus", "domain"}) {
    const std::string document = nested(root, 100000);
    on_small_stack([&] { read_all_ways(document); });
  }
}

TEST(SmallStack, AnOrdinaryNetwork) {
  on_small_stack([] {
    read_all_ways(
        "<network><name>n</name><forward mode='nat'/><ip address='10.0.0.1' prefix='24'>"
        "<dhcp><range start='10.0.0.2' end='10.0.0.9'/></dhcp></ip></network>");
  });
}

}  // namespace
}  // namespace virnet
