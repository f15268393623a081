# How tests are declared. Only a test in which nothing failed may count as skipped: the exit status says which, and
# SKIP_REGULAR_EXPRESSION, which ctest ranks above it, is not for us (see build.failure-beside-skip).
include(${CMAKE_CURRENT_LIST_DIR}/VirnetNeeds.cmake)
virnet_needs(GTest)
find_package(Python3 REQUIRED COMPONENTS Interpreter)
set(VIRNET_SKIPPED 77)

add_library(virnet_test_main STATIC ${CMAKE_CURRENT_LIST_DIR}/test_main.cc)
virnet_target(virnet_test_main)
target_link_libraries(virnet_test_main PUBLIC GTest::gtest GTest::gmock)

# virnet_test(<folder>.<topic> SOURCES ... LIBS ... [LABELS unit])
#
# One GoogleTest binary, one ctest entry. A test that skips itself is shown as skipped, never as passed.
function(virnet_test name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;LIBS;LABELS")
  string(REPLACE "." "_" target "test_${name}")
  add_executable(${target} ${arg_SOURCES})
  virnet_target(${target})
  target_link_libraries(${target} PRIVATE ${arg_LIBS} virnet_test_main)
  add_test(NAME ${name} COMMAND ${target} WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
  if(NOT arg_LABELS)
    set(arg_LABELS unit)
  endif()
  set_tests_properties(${name} PROPERTIES LABELS "${arg_LABELS}" SKIP_RETURN_CODE ${VIRNET_SKIPPED})
endfunction()

# virnet_python_test(<folder>.<topic> <file> [ARGS ...] [LABELS unit] [ENVIRONMENT ...])
#
# A test in Python, which finds conformance/cli/program.py: its main() tells ctest of skips.
function(virnet_python_test name file)
  cmake_parse_arguments(PARSE_ARGV 2 arg "" "" "ARGS;LABELS;ENVIRONMENT")
  add_test(NAME ${name} COMMAND Python3::Interpreter ${CMAKE_CURRENT_SOURCE_DIR}/${file} ${arg_ARGS})
  if(NOT arg_LABELS)
    set(arg_LABELS unit)
  endif()
  list(APPEND arg_ENVIRONMENT PYTHONDONTWRITEBYTECODE=1 PYTHONPATH=${VIRNET_PYTHON_PATH})
  set_tests_properties(${name} PROPERTIES LABELS "${arg_LABELS}" SKIP_RETURN_CODE ${VIRNET_SKIPPED}
    ENVIRONMENT "${arg_ENVIRONMENT}")
endfunction()
get_filename_component(VIRNET_PYTHON_PATH ${CMAKE_CURRENT_LIST_DIR}/../../conformance/cli ABSOLUTE)
