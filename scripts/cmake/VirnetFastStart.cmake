# What is done so that the program starts faster: a quarter less for {fmt} and libstdc++ linked into it, a twentieth for
# sections nobody uses left out and for the short form of the addresses that the loader moves. Expat stays shared:
# whoever updates it means every program. A distribution that forbids this sets VIRNET_FAST_START=OFF.
function(virnet_fast_start program)
  if(NOT CMAKE_CXX_COMPILER_ID STREQUAL "GNU" OR VIRNET_SANITIZE OR NOT fmt_VERSION VERSION_LESS 10)
    return()
  endif()
  target_sources(${program} PRIVATE ${PROJECT_SOURCE_DIR}/cli/support/own_fmt.cc)
  target_link_options(${program} PRIVATE -static-libstdc++ -static-libgcc LINKER:--as-needed LINKER:--gc-sections
    LINKER:-z,pack-relative-relocs)
endfunction()
