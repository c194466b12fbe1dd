# Writes OUTPUT, the source behind sim/experiment/version.hpp, and leaves it alone if nothing changed, so that a build with the
# same commit compiles nothing. Run as a script: cmake -DTOP=... -DVERSION=... -DOUTPUT=... -P version.cmake
set(COMMIT "")
find_program(GIT git)
if(GIT AND EXISTS ${TOP}/.git)
    execute_process(COMMAND ${GIT} describe --always --dirty --abbrev=12 --exclude=*
                    WORKING_DIRECTORY ${TOP} OUTPUT_VARIABLE COMMIT OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
endif()
if(NOT COMMIT)
    set(COMMIT unknown)
endif()

include(${CMAKE_CURRENT_LIST_DIR}/layer_list.cmake)
set(digests "")
foreach(layer IN LISTS VANGNET_MODEL_LAYERS)
    set(folder ${VANGNET_FOLDER_${layer}})
    file(GLOB_RECURSE paths RELATIVE ${TOP} ${TOP}/${folder}/*.hpp ${TOP}/${folder}/*.cpp)
    list(SORT paths)
    foreach(path IN LISTS paths)
        file(SHA256 ${TOP}/${path} digest)
        string(APPEND digests "${path} ${digest}\n")
    endforeach()
endforeach()
string(SHA256 MODEL_HASH "${digests}")

configure_file(${CMAKE_CURRENT_LIST_DIR}/version.cpp.in ${OUTPUT} @ONLY)
