#include "sim/core/sha256.hpp"

#include <string>

#include "tests/support/catch.hpp"

namespace vangnet {

TEST_CASE("SHA-256 gives the digests of the standard", "[unit]")
{
    // FIPS 180-4 examples (NIST, "SHA256.pdf") and the empty message (NIST CAVP, SHA256ShortMsg)
    CHECK(Sha256{}.hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(Sha256{}.update("abc").hex() == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(Sha256{}.update("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq").hex() ==
          "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    CHECK(Sha256{}.update(std::string(1'000'000, 'a')).hex() ==
          "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("how a message is cut into pieces does not change its digest", "[unit]")
{
    std::string message;
    for (int i = 0; i < 200; ++i) { message += static_cast<char>('a' + i % 23); }
    for (std::size_t length = 0; length <= message.size(); ++length) {
        const std::string_view whole{message.data(), length};
        const std::string expected = Sha256{}.update(whole).hex();
        for (const std::size_t cut : {length / 3, length / 2, length}) {
            REQUIRE(Sha256{}.update(whole.substr(0, cut)).update(whole.substr(cut)).hex() == expected);
        }
        Sha256 letter_by_letter;
        for (const char letter : whole) { letter_by_letter.update({&letter, 1}); }
        REQUIRE(letter_by_letter.hex() == expected);
    }
}

TEST_CASE("asking for the digest does not end the message", "[unit]")
{
    Sha256 hash;
    hash.update("ab");
    static_cast<void>(hash.hex());
    CHECK(hash.update("c").hex() == Sha256{}.update("abc").hex());
}

}  // namespace vangnet
