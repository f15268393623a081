// What AddressSanitizer does unless ASAN_OPTIONS says otherwise: freed memory waits in a quarantine
// as large as a few thousand runs fill, not as hundreds of thousands do, which is several times as
// fast.
extern "C" const char* __asan_default_options();   // NOLINT(bugprone-reserved-identifier)
extern "C" const char* __asan_default_options() {  // NOLINT(bugprone-reserved-identifier)
  return "quarantine_size_mb=10:thread_local_quarantine_size_kb=64:malloc_context_size=10";
}
