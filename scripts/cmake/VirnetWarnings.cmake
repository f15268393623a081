# Our own code is built with these; a project that merely includes us keeps its own.
if(VIRNET_DEVELOPER_MODE)
  add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion
    -Wold-style-cast -Wnon-virtual-dtor -Wimplicit-fallthrough -Werror)
endif()
