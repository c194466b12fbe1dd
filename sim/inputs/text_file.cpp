#include "sim/inputs/text_file.hpp"

#include <fstream>
#include <system_error>
#include <utility>

#include "sim/inputs/say.hpp"

namespace vangnet {

std::variant<std::string, Text> read_text_file(const std::filesystem::path& path, std::size_t largest)
{
    std::error_code error;
    const std::filesystem::file_status status = std::filesystem::status(path, error);
    if (status.type() == std::filesystem::file_type::none) { return Text{"kan niet worden gelezen", "cannot be read"}; }
    if (!std::filesystem::exists(status)) { return Text{"dit bestand is er niet", "no such file"}; }
    if (std::filesystem::is_directory(status)) { return Text{"is een map, geen bestand", "is a folder, not a file"}; }
    if (!std::filesystem::is_regular_file(status)) { return Text{"is geen gewoon bestand", "is not a regular file"}; }
    std::ifstream stream{path, std::ios::binary};
    if (!stream) { return Text{"kan niet worden gelezen", "cannot be read"}; }
    std::string text;
    constexpr std::size_t piece = std::size_t{1} << 16U;
    while (stream && text.size() <= largest) {
        const std::size_t before = text.size();
        text.resize(before + piece);
        stream.read(text.data() + before, static_cast<std::streamsize>(piece));
        text.resize(before + static_cast<std::size_t>(stream.gcount()));
    }
    if (stream.bad()) { return Text{"kan niet tot het eind worden gelezen", "cannot be read to its end"}; }
    if (text.size() > largest) { return bilingual({"is groter dan {} bytes", "is larger than {} bytes"}, largest); }
    return text;
}

}  // namespace vangnet
