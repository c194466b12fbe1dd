#include <string>

#include "analysis/report/theme.hpp"
#include "sim/core/errors.hpp"
#include "tests/support/catch.hpp"

namespace vangnet::analysis {

namespace {

std::string problems_of(const std::string& css)
{
    try {
        static_cast<void>(theme_style(css, "t.css"));
    } catch (const ConfigError& error) {
        return error.in(false);
    }
    return {};
}

}  // namespace

TEST_CASE("contrast is that of the guidelines", "[unit][report]")
{
    CHECK(contrast("#000000", "#ffffff") == Approx(21.0));
    CHECK(contrast("#ffffff", "#000000") == Approx(21.0));
    CHECK(contrast("#777777", "#ffffff") == Approx(4.48).margin(0.005));
    CHECK(contrast("#0a4a8c", "#0A4A8C") == Approx(1.0));
}

TEST_CASE("a theme sets colours that can be read, and anything else is told line by line", "[unit][report]")
{
    CHECK(theme_style(":root {\n  --vangnet-accent: #7a0019; /* red */\n}\n", "t.css") ==
          ":root { --vangnet-accent: #7a0019; }\n");
    // 4.48 to 1 on white is just too weak, 4.54 just enough
    CHECK(problems_of("--vangnet-text: #777777;").find("--vangnet-text #777777 on #ffffff") != std::string::npos);
    CHECK(problems_of("--vangnet-text: #767676; --vangnet-x").find("t.css:1") != std::string::npos);
    CHECK(problems_of("--vangnet-text: #767676;\n--vangnet-soft: #ffffff;").empty());
    CHECK(problems_of("--vangnet-accnt: #000000;").find("did you mean \"accent\"") != std::string::npos);
    CHECK(problems_of("\nbody { display: none }").find("t.css:2") != std::string::npos);
    CHECK(problems_of("--vangnet-text: red;").find("t.css:1") != std::string::npos);
    CHECK(problems_of("--vangnet-text: #000000;</style><script>").find("t.css:1") != std::string::npos);
    CHECK(problems_of("").find("no colour") != std::string::npos);
    CHECK(problems_of("/* never closed").find("no colour") != std::string::npos);
    CHECK(problems_of(std::string(100'000, ' ') + "x").find("t.css:1") != std::string::npos);
}

}  // namespace vangnet::analysis
