# Our own code is built with these; a project that merely includes us keeps its own.
if(VIRNET_DEVELOPER_MODE)
  add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion
    -Wold-style-cast -Wnon-virtual-dtor -Wimplicit-fallthrough -Werror)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # g++ 12 sees uninitialised strings in aggregates that are moved, and overlapping ones in operator+, where there
    # are none.
    add_compile_options(-Wno-maybe-uninitialized -Wno-restrict)
  endif()
endif()
