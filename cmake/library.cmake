# diemcau_library(NAME [LINK lib...] [TEST_LINK lib...] [TEST_LABEL label...])
#
# One library per folder of src/: every *.cpp beside the CMakeLists.txt is compiled into `dc_NAME`, every *_test.cpp
# into the test program `NAME_test`. LINK is the folder's rule of who it may include: `dc_...` names and libraries from
# outside.
function(diemcau_library name)
  cmake_parse_arguments(ARG "" "" "LINK;TEST_LINK;TEST_LABEL" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS *.cpp)
  file(GLOB tests CONFIGURE_DEPENDS *_test.cpp)
  if(tests)
    list(REMOVE_ITEM sources ${tests})
  endif()

  if(sources)
    add_library(dc_${name} STATIC ${sources})
    target_include_directories(dc_${name} PUBLIC ${PROJECT_SOURCE_DIR}/src)
    target_link_libraries(dc_${name} PUBLIC ${ARG_LINK})
  else()
    add_library(dc_${name} INTERFACE)
    target_include_directories(dc_${name} INTERFACE ${PROJECT_SOURCE_DIR}/src)
    target_link_libraries(dc_${name} INTERFACE ${ARG_LINK})
  endif()

  if(tests)
    diemcau_test(${name}_test SOURCES ${tests} LINK dc_${name} ${ARG_TEST_LINK} LABEL ${ARG_TEST_LABEL})
  endif()
endfunction()

# diemcau_test(NAME SOURCES file... LINK lib... [LABEL label...])
#
# One GoogleTest program, run by ctest as one test under its labels (default: unit). `lanes` beside `unit` has it run
# under ThreadSanitizer too.
function(diemcau_test name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINK;LABEL" ${ARGN})
  if(NOT ARG_LABEL)
    set(ARG_LABEL unit)
  endif()
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE ${ARG_LINK} GTest::gmock GTest::gtest_main)
  target_precompile_headers(${name} PRIVATE <gtest/gtest.h> <gmock/gmock.h>)
  add_test(NAME ${name} COMMAND ${name} --gtest_brief=1)
  set(timeout_s 300)
  if(DIEMCAU_SANITIZE)
    set(timeout_s 900) # ThreadSanitizer slows a program up to fifteen times
  endif()
  set_tests_properties(${name} PROPERTIES LABELS "${ARG_LABEL}" TIMEOUT ${timeout_s})
endfunction()
