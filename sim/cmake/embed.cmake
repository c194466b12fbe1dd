# Writes OUTPUT, a source that defines FUNCTION, declared in HEADER, from the files listed in LIST, one a line: a path from
# TOP, which is the name of the file in the program, or a path of its own, of which the name is the last part.
# Run as a script: cmake -DTOP=... -DLIST=... -DOUTPUT=... -DFUNCTION=vangnet::embedded_files -DHEADER=... -P embed.cmake
file(STRINGS ${LIST} paths)
list(SORT paths)
set(arrays "")
set(entries "")
set(number 0)
foreach(path IN LISTS paths)
    if(IS_ABSOLUTE ${path})
        file(READ ${path} bytes HEX)
        get_filename_component(path ${path} NAME)
    else()
        file(READ ${TOP}/${path} bytes HEX)
    endif()
    string(REGEX REPLACE "(..)" "0x\\1," bytes "${bytes}")
    string(APPEND arrays "// ${path}\nconst unsigned char file_${number}[] = {${bytes}0};\n")
    string(APPEND entries "    EmbeddedFile{\"${path}\", text(file_${number})},\n")
    math(EXPR number "${number} + 1")
endforeach()
file(WRITE ${OUTPUT} "#include \"${HEADER}\"

#include <array>
#include <cstddef>

namespace vangnet {
namespace {

template <std::size_t size>
std::string_view text(const unsigned char (&bytes)[size]) noexcept
{
    return {reinterpret_cast<const char*>(bytes), size - 1};
}

${arrays}
const std::array<EmbeddedFile, ${number}> files{
${entries}};

}  // namespace
}  // namespace vangnet

std::span<const vangnet::EmbeddedFile> ${FUNCTION}() noexcept { return vangnet::files; }
")
