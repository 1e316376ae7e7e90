# Fails when PROGRAM is not there, or loads Qt Gui or Widgets, itself or through another library.
if(NOT EXISTS "${PROGRAM}")
    message(FATAL_ERROR "${PROGRAM} is not built")
endif()
execute_process(COMMAND ldd "${PROGRAM}"
    OUTPUT_VARIABLE loaded
    RESULT_VARIABLE result)
if(NOT result EQUAL 0 OR NOT loaded MATCHES "libQt6Core")
    message(FATAL_ERROR "ldd does not list what ${PROGRAM} loads:\n${loaded}")
endif()
if(loaded MATCHES "libQt6(Gui|Widgets|Svg)[^ ]*")
    message(FATAL_ERROR "${PROGRAM} loads ${CMAKE_MATCH_0}:\n${loaded}")
endif()
