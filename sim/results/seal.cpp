#include "sim/results/seal.hpp"

#include <algorithm>
#include <fstream>
#include <span>
#include <string>
#include <string_view>

#include "sim/core/errors.hpp"
#include "sim/core/sha256.hpp"
#include "sim/inputs/say.hpp"

namespace vangnet {

namespace {

constexpr std::string_view before = "\nvangnet sha256 ";
static_assert(seal_size == before.size() + 64 + 1);

std::string seal_of(const std::string& hash) { return std::string{before} + hash + "\n"; }

}  // namespace

void append_seal(std::vector<std::byte>& bytes)
{
    const std::string seal = seal_of(Sha256{}.update(std::span{bytes}).hex());
    const auto text = std::as_bytes(std::span{seal});
    bytes.insert(bytes.end(), text.begin(), text.end());
}

Seal check_seal(const std::filesystem::path& path)
{
    const auto unreadable = [&path] {
        return DataError{bilingual({"{}: kan niet worden gelezen", "{}: cannot read"}, path.string())};
    };
    std::error_code error;
    if (!std::filesystem::is_regular_file(path, error)) { throw unreadable(); }
    std::ifstream in{path, std::ios::binary | std::ios::ate};
    if (!in) { throw unreadable(); }
    const auto size = static_cast<std::size_t>(in.tellg());
    if (size < seal_size) { return Seal::missing; }

    std::string seal(seal_size, '\0');
    in.seekg(static_cast<std::streamoff>(size - seal_size));
    if (!in.read(seal.data(), static_cast<std::streamsize>(seal_size))) { throw unreadable(); }
    if (!seal.starts_with(before)) { return Seal::missing; }

    in.seekg(0);
    Sha256 hash;
    std::vector<char> piece(std::size_t{1} << 20U);
    for (std::size_t left = size - seal_size; left > 0;) {
        const std::size_t taken = std::min(left, piece.size());
        if (!in.read(piece.data(), static_cast<std::streamsize>(taken))) { throw unreadable(); }
        hash.update(std::string_view{piece.data(), taken});
        left -= taken;
    }
    return seal_of(hash.hex()) == seal ? Seal::sound : Seal::broken;
}

}  // namespace vangnet
