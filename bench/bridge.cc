// virnet-bench-bridge - Times virnet's netlink against bare messages and iproute2, on a bridge in a
// network namespace that goes away with the program; scripts/bench makes tables of it.
#include <benchmark/benchmark.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <linux/netlink.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <virnet/observe.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

#include "bridge/netlink/encode.h"
#include "bridge/netlink/socket.h"
#include "conformance/harness/testbed/namespace.h"

namespace virnet::bench {
namespace {

using namespace bridge;

constexpr int kEntries = 10'000;
constexpr int kPorts = 1'000;
constexpr int kTable = 100'000;
// As NetlinkKernel sends them.
constexpr std::size_t kBatchBytes = 48 * 1024;

[[noreturn]] void give_up(const std::string& why) {
  fmt::print(stderr, "virnet-bench-bridge: {}\n", why);
  std::exit(2);
}

void must(const Outcome& done) {
  if (!done) give_up(to_string(done.error()));
}
template <typename T>
T must(Result<T> result) {
  if (!result) give_up(to_string(result.error()));
  return std::move(*result);
}
template <typename T>
T must(std::expected<T, Error> result) {
  if (!result) give_up(result.error().message);
  return std::move(*result);
}

MacAddress address(int number) {
  return MacAddress({0x52, 0x54, 0, static_cast<std::uint8_t>(number >> 16),
                     static_cast<std::uint8_t>(number >> 8), static_cast<std::uint8_t>(number)});
}

// A bridge and its ports p0, p1 and so on.
class Rig {
 public:
  Rig(std::string name, int ports) : name_(std::move(name)), kernel_(must(open_kernel())) {
    must(kernel_->change(AddBridge{name_}));
    bridge_ = must(kernel_->link(name_)).index;
    for (int i = 0; i < ports; ++i) {
      const std::string port = fmt::format("{}p{}", name_, i);
      must(kernel_->change(AddVeth{port, port + "x"}));
      ports_.push_back(must(kernel_->link(port)).index);
      must(kernel_->change(SetLink{.index = ports_.back(), .master = bridge_}));
    }
  }
  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] Kernel& kernel() const { return *kernel_; }
  [[nodiscard]] LinkIndex bridge() const { return bridge_; }
  [[nodiscard]] const std::vector<LinkIndex>& ports() const { return ports_; }

  void run(const std::vector<Change>& changes) const { must(kernel_->execute_all(changes)); }

 private:
  std::string name_;
  std::unique_ptr<Kernel> kernel_;
  LinkIndex bridge_ = LinkIndex::None;
  std::vector<LinkIndex> ports_;
};

std::vector<Change> additions(LinkIndex port, int count) {
  std::vector<Change> list;
  for (int i = 0; i < count; ++i)
    list.emplace_back(add_entry({.port = port, .mac = address(i), .kind = FdbKind::Static}));
  return list;
}

std::vector<Change> deletions(LinkIndex port, int count) {
  std::vector<Change> list;
  for (int i = 0; i < count; ++i) list.emplace_back(DeleteFdb{.port = port, .mac = address(i)});
  return list;
}

std::vector<std::byte> request(const Change& change) {
  std::vector<std::byte> message;
  if (!encode(change, 1, message)) give_up("a request is too long");
  return message;
}

// Finished batches, of whose messages only the last is acknowledged.
std::vector<std::vector<std::byte>> batches(const std::vector<Change>& changes) {
  std::vector<std::vector<std::byte>> list(1);
  std::size_t last = 0;
  for (const Change& change : changes) {
    const std::vector<std::byte> message = request(change);
    if (list.back().size() + message.size() > kBatchBytes) list.emplace_back();
    std::vector<std::byte>& batch = list.back();
    if (!batch.empty()) {
      nlmsghdr header{};
      std::memcpy(&header, batch.data() + last, sizeof(header));
      header.nlmsg_flags &= static_cast<std::uint16_t>(~NLM_F_ACK);
      std::memcpy(batch.data() + last, &header, sizeof(header));
    }
    last = batch.size();
    batch.insert(batch.end(), message.begin(), message.end());
  }
  return list;
}

void send_all(Socket& socket, const std::vector<std::vector<std::byte>>& list) {
  for (const std::vector<std::byte>& batch : list) {
    must(socket.send(batch));
    (void)must(socket.receive());
  }
}

// Without output.
void run_program(std::vector<std::string> command) {
  std::vector<char*> arguments;
  for (std::string& word : command) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  pid_t pid = 0;
  const int error = posix_spawnp(&pid, arguments[0], &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  int status = 0;
  if (error != 0 || waitpid(pid, &status, 0) < 0 || status != 0)
    give_up(fmt::format("{} {} does not succeed", command[0], command[1]));
}

// A file of commands for `bridge -batch`; removed at the end.
class Batch {
 public:
  Batch(std::string_view name, const std::string& commands)
      : path_(std::filesystem::temp_directory_path() /
              fmt::format("virnet-bench-{}-{}", name, getpid())) {
    std::ofstream(path_) << commands;
  }
  Batch(const Batch&) = delete;
  Batch& operator=(const Batch&) = delete;
  ~Batch() { std::filesystem::remove(path_); }
  void run() const { run_program({"bridge", "-batch", path_.string()}); }

 private:
  std::filesystem::path path_;
};

// The processor's time, of this process and of the programs that it ran, in the kernel as well: the
// kernel does all of the work while it is asked, and other programs on the machine do not count.
double processor_seconds() {
  double sum = 0;
  for (const int who : {RUSAGE_SELF, RUSAGE_CHILDREN}) {
    rusage usage{};
    getrusage(who, &usage);
    for (const timeval& part : {usage.ru_utime, usage.ru_stime})
      sum += static_cast<double>(part.tv_sec) + static_cast<double>(part.tv_usec) / 1e6;
  }
  return sum;
}

template <typename Work>
void add(const std::string& name, Work work) {
  benchmark::RegisterBenchmark(name.c_str(),
                               [work](benchmark::State& state) {
                                 for (auto _ : state) {
                                   const double before = processor_seconds();
                                   work();
                                   state.SetIterationTime(processor_seconds() - before);
                                 }
                               })
      ->Unit(benchmark::kMicrosecond)
      ->UseManualTime();
}

// Adds and deletes entries of one port.
void add_entries() {
  static const Rig rig("fdb", 1);
  static const std::vector<Change> changes = [] {
    std::vector<Change> list = additions(rig.ports()[0], kEntries);
    std::ranges::move(deletions(rig.ports()[0], kEntries), std::back_inserter(list));
    return list;
  }();
  static const std::vector<std::vector<std::byte>> bare = batches(changes);
  static Socket socket = must(Socket::open());
  static const Batch batch("entries", [] {
    std::string text;
    for (const char* verb : {"add", "del"})
      for (int i = 0; i < kEntries; ++i)
        text += fmt::format("fdb {} {} dev fdbp0 master static\n", verb, address(i).to_string());
    return text;
  }());
  const std::string input = std::to_string(kEntries);
  add("fdb/bare/" + input, [] { send_all(socket, bare); });
  add("fdb/virnet/" + input, [] { rig.run(changes); });
  add("fdb/bridge-batch/" + input, [] { batch.run(); });
  add("fdb/socket-each/" + input, [] {
    for (const Change& change : changes) {
      Socket own = must(Socket::open());
      must(own.send(request(change)));
      (void)must(own.receive());
    }
  });
}

// Sets two flags of each of many ports, and sets them back.
void add_flags() {
  static const Rig rig("flags", kPorts);
  static const std::vector<Change> changes = [] {
    std::vector<Change> list;
    for (const bool on : {false, true})
      for (const LinkIndex port : rig.ports())
        list.emplace_back(SetPort{port, {.learning = on, .unicast_flood = on}});
    return list;
  }();
  static const Batch batch("flags", [] {
    std::string text;
    for (const char* on : {"off", "on"})
      for (int i = 0; i < kPorts; ++i)
        text += fmt::format("link set dev flagsp{} learning {} flood {}\n", i, on, on);
    return text;
  }());
  const std::string input = std::to_string(kPorts);
  add("flags/virnet/" + input, [] { rig.run(changes); });
  add("flags/bridge-batch/" + input, [] { batch.run(); });
}

void add_dump() {
  static const Rig rig("dump", 1);
  rig.run(additions(rig.ports()[0], kTable));
  const std::string input = std::to_string(kTable);
  add("dump/virnet/" + input,
      [] { benchmark::DoNotOptimize(must(observe(rig.kernel(), rig.name()))); });
  add("dump/bridge-json/" + input,
      [] { run_program({"bridge", "-j", "fdb", "show", "br", "dump"}); });
  benchmark::AddCustomContext("bytes of an entry in the model", std::to_string(sizeof(FdbEntry)));
}

}  // namespace
}  // namespace virnet::bench

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  const auto done = virnet::conformance::in_namespace([]() -> std::string {
    virnet::bench::add_entries();
    virnet::bench::add_flags();
    virnet::bench::add_dump();
    benchmark::RunSpecifiedBenchmarks();
    benchmark::Shutdown();
    std::cout.flush();  // the process in the namespace ends without it
    return "done";
  });
  if (done) return 0;
  fmt::print(stderr, "virnet-bench-bridge: {}\n", done.error().message);
  return 2;
}
