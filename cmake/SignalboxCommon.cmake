# What every target of the house is compiled with, written once.
add_library(signalbox_common INTERFACE)
target_compile_features(signalbox_common INTERFACE cxx_std_20)
target_include_directories(signalbox_common INTERFACE ${CMAKE_SOURCE_DIR})
target_compile_definitions(signalbox_common INTERFACE
    QT_NO_CAST_FROM_ASCII
    QT_NO_CAST_TO_ASCII
    QT_NO_CAST_FROM_BYTEARRAY
    QT_NO_URL_CAST_FROM_STRING
    QT_NO_NARROWING_CONVERSIONS_IN_CONNECT
    QT_NO_FOREACH
    QT_NO_KEYWORDS
    QT_STRICT_ITERATORS
    SIGNALBOX_VERSION="${PROJECT_VERSION}")
target_compile_options(signalbox_common INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual)
if(SIGNALBOX_WERROR)
    target_compile_options(signalbox_common INTERFACE -Werror)
endif()
if(SIGNALBOX_SANITIZE)
    target_compile_options(signalbox_common INTERFACE
        -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer)
    target_link_options(signalbox_common INTERFACE -fsanitize=address,undefined)
endif()
if(SIGNALBOX_FUZZ)
    target_compile_options(signalbox_common INTERFACE
        -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined
        -fno-omit-frame-pointer)
    target_link_options(signalbox_common INTERFACE -fsanitize=address,undefined)
endif()
