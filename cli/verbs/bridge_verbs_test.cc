// virnet check, plan and apply on a real bridge, in a namespace.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>
#include <virnet/kernel.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "cli/verbs/commands.h"
#include "conformance/netns/answer_in_namespace.h"

namespace virnet::cli {
namespace {

// The exit status of the program with these arguments; nothing is shown.
int run(std::vector<std::string> arguments) {
  CLI::App app;
  Run chosen;
  describe_program(app, chosen, arguments.front());
  std::reverse(arguments.begin(), arguments.end());
  app.parse(std::move(arguments));
  return static_cast<int>(chosen());
}

void build_bridge() {
  auto kernel = bridge::open_kernel();
  const std::vector<bridge::Change> make = {bridge::AddBridge{"br0"},
                                            bridge::AddVeth{"vnet0", "guest0"}};
  (void)(*kernel)->execute_all(make);
  (void)(*kernel)->change(bridge::SetLink{.index = (*kernel)->link("vnet0")->index,
                                          .master = (*kernel)->link("br0")->index});
}

void flood_again() {
  auto kernel = bridge::open_kernel();
  (void)(*kernel)->change(
      bridge::SetPort{(*kernel)->link("vnet0")->index, {.unicast_flood = true}});
}

TEST(BridgeVerbs, FindMendAndFindNothingMore) {
  const std::string path =
      (std::filesystem::path(testing::TempDir()) / fmt::format("bridge-{}.xml", getpid())).string();
  std::ofstream(path) << "<network><name>n</name><forward mode='bridge'/>"
                         "<bridge name='br0' macTableManager='libvirt'/></network>";
  const auto answer = conformance::answer_in_namespace([&]() -> std::string {
    (void)!std::freopen("/dev/null", "w", stdout);
    (void)!std::freopen("/dev/null", "w", stderr);
    const std::vector<std::string> rest = {path, "--port", "vnet0=52:54:00:00:00:01"};
    std::string codes;
    auto verb = [&](std::vector<std::string> words) {
      words.insert(words.end(), rest.begin(), rest.end());
      codes += fmt::format(" {}", run(std::move(words)));
    };
    auto on_port = [&](const std::string& name, const std::string& port) {
      codes += fmt::format(" {}", run({name, path, "--port", port}));
    };
    codes += "no bridge";
    verb({"check"});
    build_bridge();
    codes += ", fresh";
    verb({"check"});
    verb({"plan"});
    codes += ", dry";
    verb({"apply", "--dry-run"});
    verb({"check"});
    codes += ", applied";
    verb({"apply"});
    verb({"check"});
    verb({"plan"});
    flood_again();
    codes += ", damaged";
    verb({"check"});
    verb({"apply"});
    verb({"check"});
    codes += ", stored";
    flood_again();
    verb({"plan", "-o", path + ".plan"});
    codes +=
        fmt::format(" {}", run({"apply", path + ".plan", "--port", "vnet0=52:54:00:00:00:01"}));
    codes += fmt::format(" {}", run({"apply", path + ".plan"}));
    verb({"check"});
    codes += fmt::format(" {}", run({"apply", path + ".plan"}));
    std::filesystem::remove(path + ".plan");
    codes += ", bad port";
    on_port("check", "vnet0");
    codes += ", other port";
    on_port("check", "vnet9=52:54:00:00:00:01");
    on_port("plan", "vnet9=52:54:00:00:00:01");
    return codes;
  });
  std::filesystem::remove(path);
  if (!answer) return;
  EXPECT_EQ(*answer,
            "no bridge 2, fresh 1 1, dry 1 1, applied 0 0 0, damaged 1 0 0, "
            "stored 1 2 0 0 2, bad port 2, other port 1 2");
}

}  // namespace
}  // namespace virnet::cli
