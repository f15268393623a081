# What is done so that the program starts faster, with GNU/Linux in mind; VIRNET_FAST_START=OFF leaves all of it out, for
# another C library, or where a distribution forbids libraries inside of programs.
#   fast_start.cc  memory at hand from the start, and options of one verb only
#   own_fmt.cc     {fmt} and libstdc++ linked into the program: a quarter less. Of {fmt} 9, by g++
#   for the linker sections that are not used left out, the short form of the addresses that the loader moves: a
#                  twentieth. Expat stays shared: whoever updates it means every program.
function(virnet_fast_start program)
  target_sources(${program} PRIVATE ${PROJECT_SOURCE_DIR}/cli/support/fast_start.cc)
  target_compile_definitions(${program} PRIVATE VIRNET_FAST_START)
  if(NOT CMAKE_CXX_COMPILER_ID STREQUAL "GNU" OR VIRNET_SANITIZE OR NOT fmt_VERSION MATCHES "^9\\.")
    return()
  endif()
  target_sources(${program} PRIVATE ${PROJECT_SOURCE_DIR}/cli/support/own_fmt.cc)
  target_link_options(${program} PRIVATE -static-libstdc++ -static-libgcc LINKER:--as-needed LINKER:--gc-sections
    LINKER:-z,pack-relative-relocs)
endfunction()
