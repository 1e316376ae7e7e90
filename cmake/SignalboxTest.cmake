# signalbox_add_test(NAME SOURCES... [LIBRARIES ...] [LABEL unit|app|faults|interop] [BOTH_DISPATCHERS])
#
# One test program per source file tst_<file>.cpp, named after the code that it tests. Tests run
# without a display, and each has a time limit: a hang is a failure. With BOTH_DISPATCHERS the
# program runs once more, as NAME.qt, on Qt's own event dispatcher.
function(signalbox_add_test name)
    cmake_parse_arguments(arg "BOTH_DISPATCHERS" "LABEL" "SOURCES;LIBRARIES" ${ARGN})
    if(NOT arg_LABEL)
        set(arg_LABEL unit)
    endif()
    qt_add_executable(${name} ${arg_SOURCES})
    target_link_libraries(${name} PRIVATE ${arg_LIBRARIES} signalbox_common Qt6::Test)
    signalbox_precompile(${name})
    set(environment "QT_QPA_PLATFORM=offscreen;QT_LOGGING_RULES=;LC_ALL=C.UTF-8")
    add_test(NAME ${name} COMMAND ${name})
    set_tests_properties(${name} PROPERTIES
        LABELS ${arg_LABEL}
        TIMEOUT 120
        ENVIRONMENT "${environment}")
    if(arg_BOTH_DISPATCHERS)
        add_test(NAME ${name}.qt COMMAND ${name})
        set_tests_properties(${name}.qt PROPERTIES
            LABELS ${arg_LABEL}
            TIMEOUT 120
            ENVIRONMENT "${environment};SIGNALBOX_EVENT_DISPATCHER=qt")
    endif()
endfunction()
