# cmake --install: the program with its man page and completion (component runtime), and each library that was built for
# find_package(virnet COMPONENTS ...) and pkg-config (component development).
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/virnet)

if(VIRNET_PROGRAM)
  install(TARGETS virnet RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT runtime)
  # Where virnet conform --kernel looks for it when it says how to get a kernel.
  install(PROGRAMS ${PROJECT_SOURCE_DIR}/scripts/fetch-kernel DESTINATION ${CMAKE_INSTALL_LIBEXECDIR}/virnet
    COMPONENT runtime)
  install(FILES ${PROJECT_SOURCE_DIR}/cli/man/virnet.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 COMPONENT runtime)
  install(FILES ${PROJECT_SOURCE_DIR}/cli/completion/virnet.bash
    DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME virnet COMPONENT runtime)
endif()

# From the folder of the .pc files to the prefix, so that an installed tree may be moved.
file(RELATIVE_PATH to_prefix ${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig ${CMAKE_INSTALL_PREFIX})
string(REGEX REPLACE "/$" "" to_prefix ${to_prefix})

# virnet_install(<library> <what it is> [REQUIRES libraries of ours ...] [NEEDS packages of pkg-config's ...] [LIBS ...])
function(virnet_install name description)
  cmake_parse_arguments(PARSE_ARGV 2 arg "" "" "REQUIRES;NEEDS;LIBS")
  install(TARGETS virnet_${name} EXPORT virnet-${name}
    ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT development
    FILE_SET HEADERS DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT development)
  install(EXPORT virnet-${name} NAMESPACE virnet:: FILE virnet-${name}.cmake DESTINATION ${package_dir}
    COMPONENT development)
  list(TRANSFORM arg_REQUIRES PREPEND virnet-)
  list(JOIN arg_REQUIRES " " requires)
  list(JOIN arg_NEEDS " " needs)
  list(JOIN arg_LIBS " " libs)
  configure_file(${PROJECT_SOURCE_DIR}/scripts/cmake/virnet.pc.in virnet-${name}.pc @ONLY)
  install(FILES ${PROJECT_BINARY_DIR}/virnet-${name}.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig
    COMPONENT development)
endfunction()

set(components parser)
virnet_install(model "networks, their rules and diagnostics")
virnet_install(parser "reads and writes libvirt network XML" REQUIRES model NEEDS expat)
if(VIRNET_BRIDGE)
  list(APPEND components bridge testing)
  virnet_install(bridge "reads, plans and changes Linux bridges" REQUIRES model NEEDS fmt libmnl LIBS -pthread)
  virnet_install(testing "a kernel's bridges in memory, for tests" REQUIRES bridge NEEDS fmt)
endif()
if(VIRNET_CONFORM)
  list(APPEND components conform)
  virnet_install(conform "proves with frames what a bridge does" REQUIRES bridge NEEDS fmt)
endif()

configure_file(${CMAKE_CURRENT_LIST_DIR}/virnet-config.cmake.in virnet-config.cmake @ONLY)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/virnet-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/virnet-config.cmake ${PROJECT_BINARY_DIR}/virnet-config-version.cmake
  DESTINATION ${package_dir} COMPONENT development)
