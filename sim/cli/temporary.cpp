#include "sim/cli/temporary.hpp"

#include <cstdlib>
#include <fstream>
#include <span>
#include <sstream>
#include <system_error>

#include "sim/core/errors.hpp"
#include "sim/inputs/say.hpp"
#include "sim/results/durable.hpp"

namespace vangnet::cli {

TemporaryFolder::TemporaryFolder()
{
    std::error_code error;
    std::string name = (std::filesystem::temp_directory_path(error) / "vangnet-XXXXXX").string();
    if (error || ::mkdtemp(name.data()) == nullptr) {
        throw RunError(bilingual(
            {"{}: een tijdelijke map kan niet worden gemaakt", "{}: a temporary folder cannot be made"}, name));
    }
    path_ = name;
}

TemporaryFolder::~TemporaryFolder()
{
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

void put_in_place(const std::filesystem::path& made, const std::filesystem::path& out)
{
    std::ifstream in{made, std::ios::binary};
    std::ostringstream all;
    all << in.rdbuf();
    const std::string bytes = all.str();
    write_durably(out, std::as_bytes(std::span{bytes}));
}

}  // namespace vangnet::cli
