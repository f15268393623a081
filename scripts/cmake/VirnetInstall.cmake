# cmake --install: the program with its man page and completion, and the library for find_package(virnet) and
# pkg-config.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/virnet)
set(libraries virnet_model virnet_parser virnet_bridge virnet_conform)

install(TARGETS virnet RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
# Where virnet conform --kernel looks for it when it says how to get a kernel.
install(PROGRAMS ${PROJECT_SOURCE_DIR}/scripts/fetch-kernel DESTINATION ${CMAKE_INSTALL_LIBEXECDIR}/virnet)
install(FILES ${PROJECT_SOURCE_DIR}/cli/man/virnet.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES ${PROJECT_SOURCE_DIR}/cli/completion/virnet.bash
  DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME virnet)

foreach(library ${libraries})
  string(REPLACE virnet_ "" name ${library})
  set_target_properties(${library} PROPERTIES EXPORT_NAME ${name})
endforeach()
install(TARGETS ${libraries} EXPORT virnet
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}
  INCLUDES DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(DIRECTORY ${PROJECT_SOURCE_DIR}/include/virnet DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(EXPORT virnet NAMESPACE virnet:: FILE virnet-targets.cmake DESTINATION ${package_dir})

configure_file(${CMAKE_CURRENT_LIST_DIR}/virnet-config.cmake.in virnet-config.cmake @ONLY)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/virnet-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/virnet-config.cmake ${PROJECT_BINARY_DIR}/virnet-config-version.cmake
  DESTINATION ${package_dir})
configure_file(${CMAKE_CURRENT_LIST_DIR}/virnet.pc.in virnet.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/virnet.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
