# Fails if OBJECTS, compiled for a newer CPU, define a function whose name does not contain LEVEL: the linker could take it
# for the program's only copy of, say, std::vector's growth, and the program would die on an older CPU.
execute_process(COMMAND ${NM} --defined-only ${OBJECTS} OUTPUT_VARIABLE symbols RESULT_VARIABLE code)
if(NOT code EQUAL 0 OR NOT symbols MATCHES " T ")
    message(FATAL_ERROR "nm failed or found no function")
endif()
string(LENGTH ${LEVEL} length)
# T: function, W: weak (inline) function, i: chosen when loaded. Local functions (t) cannot be taken by others.
string(REGEX MATCHALL "[0-9a-f]+ [TWi] [^\n]+" functions "${symbols}")
list(FILTER functions EXCLUDE REGEX "${length}${LEVEL}")
if(functions)
    list(JOIN functions "\n" functions)
    message(FATAL_ERROR "functions outside namespace ${LEVEL}:\n${functions}")
endif()
