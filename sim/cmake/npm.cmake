# vangnet_npm(folder source comment): the packages that source/package-lock.json pins, in folder/node_modules; what needs them
# depends on folder/installed. Finds NPM and NODE.
function(vangnet_npm folder source comment)
    find_program(NPM npm)
    find_program(NODE NAMES node nodejs)
    if(NOT NPM OR NOT NODE)
        message(FATAL_ERROR "Figures need Node and npm: apt-get install nodejs npm, or build with -DVANGNET_FIGURES=OFF")
    endif()
    set(packages ${source}/package.json ${source}/package-lock.json ${source}/.npmrc)
    add_custom_command(
        OUTPUT ${folder}/installed
        COMMAND ${CMAKE_COMMAND} -E make_directory ${folder}
        COMMAND ${CMAKE_COMMAND} -E copy ${packages} ${folder}
        COMMAND ${CMAKE_COMMAND} -E chdir ${folder} ${NPM} ci --ignore-scripts --no-audit --no-fund --loglevel=error
        COMMAND ${CMAKE_COMMAND} -E touch ${folder}/installed
        DEPENDS ${packages} COMMENT ${comment} VERBATIM)
endfunction()
