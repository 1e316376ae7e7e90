# What nearly every source reads, read once: Qt's headers are most of what the compiler has to do.
# Sources include what they use all the same; with SIGNALBOX_PRECOMPILE=OFF they have to, and ccache
# can remember what they became.
option(SIGNALBOX_PRECOMPILE "Precompile the headers that nearly every source reads" ON)

set(signalbox_read_by_all
    <QByteArray> <QDateTime> <QHash> <QJsonArray> <QJsonDocument> <QJsonObject> <QList> <QObject>
    <QString> <QStringList> <QTimer> <QVariant>
    <algorithm> <chrono> <functional> <map> <memory> <optional> <utility> <variant> <vector>)
set(signalbox_read_by_tests
    <QDir> <QElapsedTimer> <QFile> <QHostAddress> <QPointer> <QProcess> <QSignalSpy> <QTcpSocket>
    <QTemporaryDir> <QTest> <QThread> <array> <deque> <random> <set> <unordered_map>)
set(signalbox_read_by_window_tests <QApplication> <QHeaderView> <QTableView>)

# signalbox_precompile(TARGET [FOR_TESTS | FOR_WINDOW_TESTS])
#
# Each kind is precompiled once, with the definitions and options that its targets have in common:
# with others the compiler would not take it.
function(signalbox_precompile target)
    cmake_parse_arguments(arg "FOR_TESTS;FOR_WINDOW_TESTS" "" "" ${ARGN})
    if(NOT SIGNALBOX_PRECOMPILE)
        return()
    endif()
    if(arg_FOR_WINDOW_TESTS)
        set(precompiled signalbox_precompiled_window_tests)
        signalbox_make_precompiled(${precompiled}
            LIBRARIES Qt6::Network Qt6::Widgets signalbox_qttest
            OPTIONS -O0
            HEADERS ${signalbox_read_by_tests} ${signalbox_read_by_window_tests})
    elseif(arg_FOR_TESTS)
        set(precompiled signalbox_precompiled_tests)
        signalbox_make_precompiled(${precompiled}
            LIBRARIES Qt6::Network signalbox_qttest
            OPTIONS -O0
            HEADERS ${signalbox_read_by_tests})
    else()
        set(precompiled signalbox_precompiled)
        signalbox_make_precompiled(${precompiled})
    endif()
    target_precompile_headers(${target} REUSE_FROM ${precompiled})
endfunction()

function(signalbox_make_precompiled name)
    if(TARGET ${name})
        return()
    endif()
    cmake_parse_arguments(arg "" "" "LIBRARIES;OPTIONS;HEADERS" ${ARGN})
    file(CONFIGURE OUTPUT ${name}.cpp CONTENT "")
    add_library(${name} OBJECT ${CMAKE_CURRENT_BINARY_DIR}/${name}.cpp)
    set_target_properties(${name} PROPERTIES AUTOMOC OFF)
    target_link_libraries(${name} PRIVATE signalbox_common Qt6::Core ${arg_LIBRARIES})
    target_compile_options(${name} PRIVATE ${arg_OPTIONS})
    target_precompile_headers(${name} PRIVATE ${signalbox_read_by_all} ${arg_HEADERS})
endfunction()
