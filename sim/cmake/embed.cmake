# Writes OUTPUT, a source that defines embedded_files() of sim/config/embedded.hpp, from the files listed in LIST (one path
# a line, from TOP). Run as a script: cmake -DTOP=... -DLIST=... -DOUTPUT=... -P embed.cmake
file(STRINGS ${LIST} paths)
list(SORT paths)
set(arrays "")
set(entries "")
set(number 0)
foreach(path IN LISTS paths)
    file(READ ${TOP}/${path} bytes HEX)
    string(REGEX REPLACE "(..)" "0x\\1," bytes "${bytes}")
    string(APPEND arrays "// ${path}\nconst unsigned char file_${number}[] = {${bytes}0};\n")
    string(APPEND entries "    EmbeddedFile{\"${path}\", text(file_${number})},\n")
    math(EXPR number "${number} + 1")
endforeach()
file(WRITE ${OUTPUT} "#include \"sim/config/embedded.hpp\"

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

std::span<const EmbeddedFile> embedded_files() noexcept { return files; }

}  // namespace vangnet
")
