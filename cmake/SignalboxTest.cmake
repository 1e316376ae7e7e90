# The tests of a room are one program, which runs one test class at a time (tests/support/suite.h).
# To ctest each class is a test, named after its source: without a display, with a time limit (a
# hang is a failure), in a process of its own.

# signalbox_add_test_program(NAME [WITH_WINDOW] [SOURCES ...] [LIBRARIES ...])
function(signalbox_add_test_program program)
    cmake_parse_arguments(arg "WITH_WINDOW" "" "SOURCES;LIBRARIES" ${ARGN})
    if(arg_WITH_WINDOW)
        set(main windowmain.cpp)
        set(kind FOR_WINDOW_TESTS)
    else()
        set(main coremain.cpp)
        set(kind FOR_TESTS)
    endif()
    qt_add_executable(${program} ${PROJECT_SOURCE_DIR}/tests/support/${main} ${arg_SOURCES})
    target_link_libraries(${program} PRIVATE
        ${arg_LIBRARIES} signalbox_suite signalbox_core signalbox_common)
    signalbox_compile_as_test(${program} ${kind})
endfunction()

# signalbox_add_tests(PROGRAM TESTS tst_a folder/tst_b ...
#     [LABELS unit|app|faults ...] [SLOW tst_a ...] [TIMEOUT seconds]
#     [BOTH_DISPATCHERS] [ALSO_OVER_TLS])
#
# SLOW: those of them that take more than about two seconds on an idle machine. They have the label
# "slow", all others "fast".
#
# With BOTH_DISPATCHERS each runs once more, as NAME.qt, on Qt's own event dispatcher; but not with
# the sanitizers, to which that is the same code of ours. With ALSO_OVER_TLS each runs once more, as
# NAME.tls, and finds SIGNALBOX_TEST_WIRE=tls in its environment.
function(signalbox_add_tests program)
    cmake_parse_arguments(arg "BOTH_DISPATCHERS;ALSO_OVER_TLS" "TIMEOUT" "TESTS;LABELS;SLOW" ${ARGN})
    foreach(test IN LISTS arg_TESTS)
        target_sources(${program} PRIVATE ${test}.cpp)
        get_filename_component(name ${test} NAME)
        set(common COMMAND ${program} ${name} LABELS ${arg_LABELS} TIMEOUT ${arg_TIMEOUT})
        if(name IN_LIST arg_SLOW)
            list(APPEND common SLOW)
        endif()
        signalbox_register_test(${name} ${common})
        if(arg_BOTH_DISPATCHERS AND NOT SIGNALBOX_SANITIZE)
            signalbox_register_test(${name}.qt ${common}
                ENVIRONMENT SIGNALBOX_EVENT_DISPATCHER=qt)
        endif()
        if(arg_ALSO_OVER_TLS)
            signalbox_register_test(${name}.tls ${common} ENVIRONMENT SIGNALBOX_TEST_WIRE=tls)
        endif()
    endforeach()
endfunction()

# signalbox_add_lone_test(NAME SOURCES ... [LIBRARIES ...] [LABELS ...] [SLOW])
#
# A test with a main() of its own: one that starts itself again as another process.
function(signalbox_add_lone_test name)
    cmake_parse_arguments(arg "SLOW" "" "SOURCES;LIBRARIES;LABELS" ${ARGN})
    qt_add_executable(${name} ${arg_SOURCES})
    target_link_libraries(${name} PRIVATE ${arg_LIBRARIES} signalbox_common)
    signalbox_compile_as_test(${name} FOR_TESTS)
    set(common COMMAND ${name} LABELS ${arg_LABELS})
    if(arg_SLOW)
        list(APPEND common SLOW)
    endif()
    signalbox_register_test(${name} ${common})
endfunction()

function(signalbox_register_test name)
    cmake_parse_arguments(arg "SLOW" "TIMEOUT" "COMMAND;ENVIRONMENT;LABELS" ${ARGN})
    if(NOT arg_LABELS)
        set(arg_LABELS unit)
    endif()
    if(arg_SLOW)
        list(APPEND arg_LABELS slow)
    else()
        list(APPEND arg_LABELS fast)
    endif()
    if(NOT arg_TIMEOUT)
        set(arg_TIMEOUT 120)
    endif()
    add_test(NAME ${name} COMMAND ${arg_COMMAND})
    set_tests_properties(${name} PROPERTIES
        LABELS "${arg_LABELS}"
        TIMEOUT ${arg_TIMEOUT}
        ENVIRONMENT
            "QT_QPA_PLATFORM=offscreen;QT_LOGGING_RULES=;LC_ALL=C.UTF-8;${arg_ENVIRONMENT}")
endfunction()

# Qt6::Test also defines the folder that a test is in, so that no two folders could share what is
# precompiled. Our tests ask for no files in that way.
add_library(signalbox_qttest INTERFACE)
target_include_directories(signalbox_qttest SYSTEM INTERFACE
    $<TARGET_PROPERTY:Qt6::Test,INTERFACE_INCLUDE_DIRECTORIES>)
target_compile_definitions(signalbox_qttest INTERFACE QT_TESTLIB_LIB)
target_link_libraries(signalbox_qttest INTERFACE Qt6::Core $<TARGET_FILE:Qt6::Test>)

# Nobody waits for a test's own code, but everybody for its compilation.
function(signalbox_compile_as_test target kind)
    target_compile_options(${target} PRIVATE -O0)
    target_link_libraries(${target} PRIVATE Qt6::Network signalbox_qttest)
    signalbox_precompile(${target} ${kind})
endfunction()
