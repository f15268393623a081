// What AddressSanitizer does unless ASAN_OPTIONS says otherwise: freed memory waits in a quarantine
// that about a hundred runs fill, not tens of thousands, and stays with the process: what is in the
// processor's cache is several times as fast. Of where memory was asked for two callers are noted;
// ASAN_OPTIONS=malloc_context_size=30 tells more of a fault that is run again.
extern "C" const char* __asan_default_options();   // NOLINT(bugprone-reserved-identifier)
extern "C" const char* __asan_default_options() {  // NOLINT(bugprone-reserved-identifier)
  return "quarantine_size_mb=1:thread_local_quarantine_size_kb=32:malloc_context_size=2:"
         "allocator_release_to_os_interval_ms=-1";
}
