# The headers that nearly every file includes are read once for each large library, which halves what compiling it
# costs. For builds from nothing that happen once; a compiler cache is better served without.
function(virnet_precompile)
  foreach(library IN LISTS ARGN)
    target_precompile_headers(${library} PRIVATE <algorithm> <array> <charconv> <expected> <functional> <map> <memory>
      <optional> <ranges> <set> <span> <string> <string_view> <utility> <variant> <vector> <fmt/format.h>)
  endforeach()
endfunction()
