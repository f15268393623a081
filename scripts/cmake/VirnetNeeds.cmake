# Everything that is not part of this tree, and the package of Debian that has it.

# virnet_needs(<name> ...)
#
# Finds each, or stops and says what to install. Only what is built asks: the parser for EXPAT, nothing else.
macro(virnet_needs)
  foreach(virnet_needed ${ARGN})
    if(COMMAND virnet_find_${virnet_needed})
      cmake_language(CALL virnet_find_${virnet_needed})
    else()
      find_package(${virnet_needed} QUIET)
    endif()
    if(NOT ${virnet_needed}_FOUND)
      message(FATAL_ERROR "virnet needs ${virnet_needed}, which was not found "
        "(Debian: apt install ${virnet_package_of_${virnet_needed}})")
    endif()
  endforeach()
endmacro()

set(virnet_package_of_EXPAT libexpat1-dev)
set(virnet_package_of_fmt libfmt-dev)
set(virnet_package_of_nlohmann_json nlohmann-json3-dev)
set(virnet_package_of_Threads libc6-dev)
set(virnet_package_of_MNL "libmnl-dev pkg-config")
set(virnet_package_of_CLI11 libcli11-dev)
set(virnet_package_of_dtl libdtl-dev)
set(virnet_package_of_tomlplusplus libtomlplusplus-dev)
set(virnet_package_of_GTest "libgtest-dev libgmock-dev")
set(virnet_package_of_rapidcheck librapidcheck-dev)
set(virnet_package_of_benchmark libbenchmark-dev)

macro(virnet_find_MNL)
  find_package(PkgConfig QUIET)
  if(PKG_CONFIG_FOUND)
    pkg_check_modules(MNL QUIET IMPORTED_TARGET libmnl)
  endif()
endmacro()

macro(virnet_find_rapidcheck)
  find_package(rapidcheck QUIET)
  if(rapidcheck_FOUND)
    # Its headers use std::aligned_storage, which C++23 deprecates, and clang blames those who instantiate them.
    target_compile_options(rapidcheck INTERFACE $<$<CXX_COMPILER_ID:Clang>:-Wno-deprecated-declarations>)
  endif()
endmacro()

# virnet_find_header(<name> <header>): a library of headers alone, as the target <name>::<name>.
function(virnet_find_header name header)
  find_path(VIRNET_${name}_INCLUDE_DIR ${header} DOC "Where ${header} is")
  if(VIRNET_${name}_INCLUDE_DIR AND NOT TARGET ${name}::${name})
    add_library(${name}::${name} INTERFACE IMPORTED)
    target_include_directories(${name}::${name} INTERFACE ${VIRNET_${name}_INCLUDE_DIR})
  endif()
  set(${name}_FOUND ${VIRNET_${name}_INCLUDE_DIR} PARENT_SCOPE)
endfunction()
macro(virnet_find_dtl)
  virnet_find_header(dtl dtl/dtl.hpp)
endmacro()
# Not by its own package: that links the shared library, with which the program would start slower.
macro(virnet_find_tomlplusplus)
  virnet_find_header(tomlplusplus toml++/toml.h)
endmacro()
