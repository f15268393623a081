find_package(GTest REQUIRED)

# virnet_test(<folder>.<topic> SOURCES ... LIBS ... [LABELS unit])
#
# One GoogleTest binary, one ctest entry. A test that skips itself is shown as skipped, never as passed.
function(virnet_test name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;LIBS;LABELS")
  string(REPLACE "." "_" target "test_${name}")
  add_executable(${target} ${arg_SOURCES})
  virnet_target(${target})
  target_link_libraries(${target} PRIVATE ${arg_LIBS} GTest::gtest GTest::gmock GTest::gtest_main)
  add_test(NAME ${name} COMMAND ${target} WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
  if(NOT arg_LABELS)
    set(arg_LABELS unit)
  endif()
  set_tests_properties(${name} PROPERTIES LABELS "${arg_LABELS}"
    SKIP_REGULAR_EXPRESSION "\\[  SKIPPED \\]")
endfunction()
