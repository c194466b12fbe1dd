#pragma once
/// Items as bytes: for the side files of a run, and from one worker of a page to another. Little-endian.

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/experiment/series.hpp"

namespace vangnet {

class Packer {
public:
    void number(std::uint64_t value) { raw(&value, sizeof value); }
    void text(std::string_view value)
    {
        number(value.size());
        raw(value.data(), value.size());
    }
    template <class T>
    void values(const std::vector<T>& list)
    {
        number(list.size());
        raw(list.data(), list.size() * sizeof(T));
    }
    void texts(const std::vector<std::string>& list)
    {
        number(list.size());
        for (const std::string& each : list) { text(each); }
    }
    void raw(const void* start, std::size_t size);
    [[nodiscard]] std::vector<std::byte>& bytes() noexcept { return bytes_; }

private:
    std::vector<std::byte> bytes_;
};

/// Reads what Packer wrote; after the first thing that does not fit, `ok` is false and all values are empty.
class Unpacker {
public:
    explicit Unpacker(std::span<const std::byte> bytes) : rest_{bytes} {}

    std::uint64_t number()
    {
        std::uint64_t value = 0;
        raw(&value, sizeof value);
        return value;
    }
    std::string text()
    {
        std::string value(length(1), '\0');
        raw(value.data(), value.size());
        return value;
    }
    template <class T>
    std::vector<T> values()
    {
        std::vector<T> list(length(sizeof(T)));
        raw(list.data(), list.size() * sizeof(T));
        return list;
    }
    std::vector<std::string> texts()
    {
        std::vector<std::string> list(length(sizeof(std::uint64_t)));
        for (std::string& each : list) { each = text(); }
        return list;
    }
    /// A number of things that take at least `size` bytes each.
    std::size_t length(std::size_t size)
    {
        const std::uint64_t count = number();
        if (count > rest_.size() / size) { ok_ = false; }
        return ok_ ? static_cast<std::size_t>(count) : 0;
    }
    [[nodiscard]] bool finished() const noexcept { return ok_ && rest_.empty(); }

private:
    void raw(void* into, std::size_t size)
    {
        if (size > rest_.size()) { ok_ = false; }
        if (!ok_ || size == 0) { return; }
        std::memcpy(into, rest_.data(), size);
        rest_ = rest_.subspan(size);
    }

    std::span<const std::byte> rest_;
    bool ok_ = true;
};

void pack(Packer& to, const ArrayGroup& group);
[[nodiscard]] ArrayGroup unpack_group(Unpacker& from);

/// A whole item, uncompressed.
[[nodiscard]] std::vector<std::byte> pack_item(const ItemResult& item);
/// \throws DataError if the bytes are no item of the shape
[[nodiscard]] ItemResult unpack_item(std::span<const std::byte> bytes, const SeriesShape& shape);

}  // namespace vangnet
