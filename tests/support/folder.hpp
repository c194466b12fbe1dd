#pragma once
/// A folder for the files of one test.

#include <cstdlib>
#include <filesystem>
#include <string>
#include <system_error>

#include "tests/support/catch.hpp"

namespace vangnet::test {

/// A folder of its own, gone afterwards.
class OwnFolder {
public:
    OwnFolder()
    {
        std::string name = (std::filesystem::temp_directory_path() / "vangnet-test-XXXXXX").string();
        REQUIRE(::mkdtemp(name.data()) != nullptr);
        path_ = name;
    }
    ~OwnFolder()
    {
        std::error_code error;
        std::filesystem::remove_all(path_, error);
    }
    OwnFolder(const OwnFolder&) = delete;
    OwnFolder& operator=(const OwnFolder&) = delete;
    [[nodiscard]] std::string operator/(const std::string& name) const { return (path_ / name).string(); }

private:
    std::filesystem::path path_;
};

}  // namespace vangnet::test
