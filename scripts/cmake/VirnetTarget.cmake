# What every target of this project has: the language, the root of the tree for its includes, warnings. Nothing of it
# reaches a project that links a library.

# virnet_target(<target>)
function(virnet_target target)
  target_compile_features(${target} PUBLIC cxx_std_23)
  set_target_properties(${target} PROPERTIES CXX_EXTENSIONS OFF)
  target_include_directories(${target} PRIVATE ${PROJECT_SOURCE_DIR})
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion
    -Wold-style-cast -Wnon-virtual-dtor -Wimplicit-fallthrough)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # g++ 12 sees uninitialised strings in aggregates that are moved, and overlapping ones in operator+, where there
    # are none.
    target_compile_options(${target} PRIVATE -Wno-maybe-uninitialized -Wno-restrict)
  endif()
  if(VIRNET_WERROR)
    target_compile_options(${target} PRIVATE -Werror)
  endif()
  if(VIRNET_SANITIZE)
    target_compile_options(${target} PRIVATE
      -fsanitize=${VIRNET_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
    target_link_options(${target} PRIVATE -fsanitize=${VIRNET_SANITIZE})
  endif()
endfunction()

# virnet_library(<name> SOURCES ... [HEADERS ...] [PUBLIC ...] [PRIVATE ...])
#
# The library virnet::<name>: static whatever BUILD_SHARED_LIBS says, since there is no promise about its binary
# interface, and position independent so that a shared library may contain it. HEADERS are its public ones, below
# include/virnet; check_layering reads them here, too. PUBLIC and PRIVATE are the libraries that it links.
function(virnet_library name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;HEADERS;PUBLIC;PRIVATE")
  set(target virnet_${name})
  add_library(${target} STATIC ${arg_SOURCES})
  add_library(virnet::${name} ALIAS ${target})
  virnet_target(${target})
  set_target_properties(${target} PROPERTIES POSITION_INDEPENDENT_CODE ON EXPORT_NAME ${name})
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # Our functions call each other directly, as they do without -fPIC.
    target_compile_options(${target} PRIVATE -fno-semantic-interposition)
  endif()
  list(TRANSFORM arg_HEADERS PREPEND ${PROJECT_SOURCE_DIR}/include/virnet/)
  target_sources(${target} PUBLIC FILE_SET HEADERS BASE_DIRS ${PROJECT_SOURCE_DIR}/include FILES ${arg_HEADERS})
  target_link_libraries(${target} PUBLIC ${arg_PUBLIC} PRIVATE ${arg_PRIVATE})
  if(VIRNET_PRECOMPILE)
    # Halves what compiling from nothing costs; a compiler cache is better served without.
    target_precompile_headers(${target} PRIVATE <algorithm> <array> <charconv> <expected> <functional> <map> <memory>
      <optional> <ranges> <set> <span> <string> <string_view> <utility> <variant> <vector>)
  endif()
endfunction()
