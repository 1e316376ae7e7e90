# What nearly every source reads, read once: Qt's headers are most of what the compiler has to do.
# Sources include what they use all the same; with SIGNALBOX_PRECOMPILE=OFF they have to, and ccache
# can remember what they became.
option(SIGNALBOX_PRECOMPILE "Precompile the headers that nearly every source reads" ON)

function(signalbox_precompile target)
    if(NOT SIGNALBOX_PRECOMPILE)
        return()
    endif()
    if(NOT TARGET signalbox_precompiled)
        file(CONFIGURE OUTPUT precompiled.cpp CONTENT "")
        add_library(signalbox_precompiled OBJECT ${CMAKE_CURRENT_BINARY_DIR}/precompiled.cpp)
        set_target_properties(signalbox_precompiled PROPERTIES AUTOMOC OFF)
        target_link_libraries(signalbox_precompiled PRIVATE signalbox_common Qt6::Core)
        target_precompile_headers(signalbox_precompiled PRIVATE
            <QByteArray> <QDateTime> <QHash> <QJsonArray> <QJsonDocument> <QJsonObject> <QList>
            <QObject> <QString> <QStringList> <QTimer> <QVariant>
            <algorithm> <chrono> <functional> <map> <memory> <optional> <utility> <variant>
            <vector>)
    endif()
    target_precompile_headers(${target} REUSE_FROM signalbox_precompiled)
endfunction()
