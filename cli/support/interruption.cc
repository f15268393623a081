#include "cli/support/interruption.h"

#include <csignal>
#include <initializer_list>

namespace virnet::cli {
namespace {

volatile std::sig_atomic_t interrupted = 0;

}  // namespace

void note_interruptions() {
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    struct sigaction before{};
    if (sigaction(signal, nullptr, &before) != 0 || before.sa_handler == SIG_IGN) continue;
    struct sigaction note{};
    note.sa_handler = [](int) { interrupted = 1; };
    sigaction(signal, &note, nullptr);
  }
}

bool is_interrupted() { return interrupted != 0; }

}  // namespace virnet::cli
