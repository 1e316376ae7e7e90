# Copies the package to PLACE, installs what it depends on when the lock file has changed, and runs its
# tests, unless ONLY_PREPARE says not to.
file(GLOB_RECURSE files RELATIVE ${SOURCES} ${SOURCES}/*)
list(FILTER files EXCLUDE REGEX "^node_modules/|CMakeLists.txt$|run.cmake$")
file(GLOB old ${PLACE}/*.test.mjs ${PLACE}/clients ${PLACE}/support ${PLACE}/pages)
if(old)
    file(REMOVE_RECURSE ${old})
endif()
foreach(file IN LISTS files)
    get_filename_component(folder ${file} DIRECTORY)
    file(COPY ${SOURCES}/${file} DESTINATION ${PLACE}/${folder})
endforeach()

# The example that people copy is held to what it promises.
file(COPY ${SOURCES}/../../docs/client.md DESTINATION ${PLACE})

file(SHA256 ${PLACE}/package-lock.json lock)
set(installed "")
if(EXISTS ${PLACE}/node_modules/.lock)
    file(READ ${PLACE}/node_modules/.lock installed)
endif()
if(NOT installed STREQUAL lock)
    execute_process(
        COMMAND ${NPM} ci --ignore-scripts --no-audit --no-fund
        WORKING_DIRECTORY ${PLACE}
        COMMAND_ERROR_IS_FATAL ANY)
    file(WRITE ${PLACE}/node_modules/.lock ${lock})
endif()

if(ONLY_PREPARE)
    return()
endif()
file(GLOB tests RELATIVE ${PLACE} ${PLACE}/*.test.mjs)
list(SORT tests)
execute_process(
    COMMAND ${NODE} run.mjs ${tests}
    WORKING_DIRECTORY ${PLACE}
    COMMAND_ERROR_IS_FATAL ANY)
