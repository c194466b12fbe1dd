#pragma once
/// A small layer over the HDF5 C API: handles that close themselves, readable errors, files, groups and attributes.
///
/// Only one thread may use it at a time. HDF5's own printing of errors is off; its text is part of ours.

#include <hdf5.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/core/errors.hpp"
#include "sim/inputs/say.hpp"

namespace vangnet::hdf5 {

/// Turns off HDF5's printing of errors and its search for plug-ins. Every entry point below calls it.
void prepare();

/// HDF5's own words on what failed last, innermost first; empty if it left none.
[[nodiscard]] std::string last_error();

/// An HDF5 identifier that is closed with its owner.
class Handle {
public:
    using Close = herr_t (*)(hid_t);

    Handle() = default;
    Handle(hid_t id, Close close) noexcept : id_{id}, close_{close} {}
    Handle(Handle&& other) noexcept : id_{std::exchange(other.id_, H5I_INVALID_HID)}, close_{other.close_} {}
    Handle& operator=(Handle&& other) noexcept
    {
        std::swap(id_, other.id_);
        std::swap(close_, other.close_);
        return *this;
    }
    ~Handle()
    {
        if (id_ >= 0) { close_(id_); }
    }

    [[nodiscard]] hid_t id() const noexcept { return id_; }
    [[nodiscard]] bool valid() const noexcept { return id_ >= 0; }

private:
    hid_t id_ = H5I_INVALID_HID;
    Close close_ = nullptr;
};

/// Throws `Error` ("path: cannot operation: HDF5's text") if an HDF5 call failed; else gives its result back.
template <class Error, class Result>
Result checked(Result result, std::string_view path, std::string_view operation)
{
    if (result < 0) {
        const std::string reason = last_error();
        const std::string_view colon = reason.empty() ? "" : ": ";
        throw Error{bilingual({"{}: mislukt: {}{}{}", "{}: cannot {}{}{}"}, path, operation, colon, reason)};
    }
    return result;
}

/// A checked identifier as a handle.
template <class Error>
[[nodiscard]] Handle owned(hid_t id, Handle::Close close, std::string_view path, std::string_view operation)
{
    return Handle{checked<Error>(id, path, operation), close};
}

/// The types that arrays have: name in digests, type in the file (little-endian), type in memory, size.
struct ElementType {
    std::string_view name;
    hid_t file;
    hid_t memory;
    std::size_t size;
};

/// i1, i2, i4, i8, f4 or f8.
/// \throws BugError for another name
[[nodiscard]] ElementType element_type(std::string_view name);

/// The name of a C++ type.
template <class T>
[[nodiscard]] constexpr std::string_view type_name() noexcept
{
    constexpr bool real = static_cast<T>(0.5) != T{0};
    if constexpr (real) {
        return sizeof(T) == 4 ? "f4" : "f8";
    } else {
        return sizeof(T) == 1 ? "i1" : sizeof(T) == 2 ? "i2" : sizeof(T) == 4 ? "i4" : "i8";
    }
}

/// Variable-length UTF-8 text, as in netCDF-4.
[[nodiscard]] Handle text_type();

/// A file that is built in memory, so that a full disk can never leave HDF5 in the middle of something.
class Builder {
public:
    /// \param path only for messages
    explicit Builder(std::string path);

    [[nodiscard]] const std::string& path() const noexcept { return path_; }
    [[nodiscard]] hid_t root() const noexcept { return file_.id(); }

    /// A group that keeps the order in which its members are made, as netCDF-4 needs.
    [[nodiscard]] Handle group(std::string_view name);

    void attribute(hid_t object, std::string_view name, std::string_view text);
    void attribute(hid_t object, std::string_view name, double value);
    void attribute(hid_t object, std::string_view name, std::int32_t value);

    /// Numbers of any element type; one number is a scalar.
    template <class T>
    void attribute(hid_t object, std::string_view name, std::span<const T> values)
    {
        numbers_attribute(object, name, type_name<T>(), values.size(), values.data());
    }

    /// Zero-terminated ASCII text, as PyTables wants its class and version.
    void fixed_attribute(hid_t object, std::string_view name, std::string_view text);

    /// The bytes of the finished file.
    [[nodiscard]] std::vector<std::byte> image();

private:
    void numbers_attribute(hid_t object, std::string_view name, std::string_view type, std::size_t count,
                           const void* values);

    std::string path_;
    Handle file_;
};

/// What is known of an array before it is read.
struct ArrayShape {
    std::string type;  ///< element type, or "str"
    std::vector<std::size_t> sizes;
    std::vector<std::string> dims;  ///< names of the attached dimension scales; empty where there is none
    bool is_scale = false;
    std::size_t count = 1;  ///< number of elements
};

/// A file opened for reading. Follows no links out of the file, loads no plug-ins, and refuses arrays that cannot be
/// in a file of its size.
class File {
public:
    /// \throws DataError if it is missing, truncated, not HDF5, or its seal is broken
    explicit File(const std::filesystem::path& path);

    /// Whether the bytes are known to be those that were written (seal.hpp).
    [[nodiscard]] bool sealed() const noexcept { return sealed_; }

    [[nodiscard]] const std::string& path() const noexcept { return path_; }

    /// Names of the groups (or arrays) directly in a group, sorted; empty if the group is not there.
    [[nodiscard]] std::vector<std::string> groups(const std::string& group) const;
    [[nodiscard]] std::vector<std::string> datasets(const std::string& group) const;
    [[nodiscard]] bool has(const std::string& object) const;

    /// Names of the text attributes of a group or array, in the order they were made.
    [[nodiscard]] std::vector<std::string> text_names(const std::string& object) const;

    /// Text attribute of a group or array; empty if it is not there.
    [[nodiscard]] std::string text(const std::string& object, const std::string& name) const;

    /// Number attribute; `otherwise` if it is not there.
    [[nodiscard]] double number(const std::string& object, const std::string& name, double otherwise) const;

    /// Whole-number attribute with any number of values; empty if it is not there.
    [[nodiscard]] std::vector<std::int64_t> integers(const std::string& object, const std::string& name) const;

    [[nodiscard]] ArrayShape array_shape(const std::string& array) const;

    /// Reads a whole array of numbers into memory of `count * size` bytes of the element type given.
    void read(const std::string& array, std::string_view type, void* into) const;

    /// Reads the part of an array at one index of one axis.
    /// \param into as many elements as the array has, divided by the length of the axis
    void read_at(const std::string& array, std::string_view type, std::size_t axis, std::size_t index,
                 void* into) const;

    /// Reads an array of texts.
    [[nodiscard]] std::vector<std::string> read_texts(const std::string& array) const;

    /// Opens an array after the checks above; `count` becomes its number of elements.
    [[nodiscard]] Handle open_checked(const std::string& array, std::size_t& count) const;

    /// A text from the file, if it may be printed: what stands in a file must not steer a terminal.
    /// \throws DataError
    [[nodiscard]] std::string printable(const std::string& object, std::string text) const;

    /// \throws DataError with the path
    [[noreturn]] void fail(const std::string& object, const std::string& what) const;

private:
    [[nodiscard]] std::vector<std::string> members(const std::string& group, H5O_type_t kind) const;
    [[nodiscard]] Handle open_object(const std::string& object) const;
    [[nodiscard]] bool links_stay_inside(const std::string& object) const;

    std::string path_;
    std::uintmax_t file_size_ = 0;  // [bytes]
    bool sealed_ = false;
    Handle file_;
};

}  // namespace vangnet::hdf5
