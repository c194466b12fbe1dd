#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "sim/results/hdf5_layer.hpp"
#include "sim/results/tables.hpp"
#include "sim/scenario/settings.hpp"
#include "tests/support/catch.hpp"

#ifdef VANGNET_PROGRAM

#include "tests/cli/program.hpp"

namespace {

namespace fs = std::filesystem;
using vangnet::test::bytes_of;
using vangnet::test::Call;
using vangnet::test::call;
using vangnet::test::has;
using Folder = vangnet::test::ProgramFolder;

std::string read_file(const std::string& file)
{
    std::ifstream in{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

void write(const std::string& file, const std::string& text) { std::ofstream{file, std::ios::binary} << text; }

const std::string quick = "utrecht-four-ways --people 100 --months 2 --replicates 1 --draws 0 ";

}  // namespace

TEST_CASE("help goes to standard output, names every verb, and is Dutch in a Dutch locale", "[cli]")
{
    const Folder folder;
    const Call english = call(folder, "--help");
    CHECK(english.code == 0);
    CHECK(english.err.empty());
    for (const char* verb :
         {"new", "check", "run", "compare", "report", "plot", "twin", "export", "info", "explain", "facts", "bench"}) {
        INFO(verb);
        CHECK(has(english.out, std::string{" "} + verb + " "));
        const Call help = call(folder, std::string{verb} + " --help");
        CHECK(help.code == 0);
        CHECK(help.err.empty());
        CHECK(has(help.out, std::string{"vangnet "} + verb));
        CHECK(call(folder, std::string{"--lang nl "} + verb + " --help").out != help.out);
    }
    CHECK(has(english.out, "Usage:"));
    CHECK(has(call(folder, "--help", "LC_ALL=nl_NL.UTF-8").out, "Gebruik:"));
    CHECK(has(call(folder, "--lang nl --help").out, "Gebruik:"));
    CHECK(has(call(folder, "--lang=en --help", "LC_ALL=nl_NL.UTF-8").out, "Usage:"));
}

TEST_CASE("wrong use ends with 2 and says what is wrong on standard error only", "[cli]")
{
    const Folder folder;
    for (const std::string arguments : {"frobnicate", "run a.toml --no-such-flag", "--lang fr check x.toml",
                                        "check utrecht-four-ways --replicates many"}) {
        INFO(arguments);
        const Call c = call(folder, arguments);
        CHECK(c.code == 2);
        CHECK(c.out.empty());
        CHECK_FALSE(c.err.empty());
    }
    for (const std::string verb : {"run", "check", "compare", "twin", "info", "export"}) {
        INFO(verb);
        const Call c = call(folder, verb);  // a name is missing
        CHECK(c.code == 2);
        CHECK(c.out.empty());
        CHECK(has(c.err, "missing: a "));
        CHECK(has(c.err, "\nUsage: vangnet " + verb + " "));
        CHECK(has(c.err, "Help: vangnet " + verb + " --help"));
        CHECK(has(call(folder, "--lang nl " + verb).err, "er ontbreekt een "));
    }
    const Call nothing = call(folder, "");
    CHECK(nothing.code == 2);
    CHECK(nothing.out.empty());
    CHECK(has(nothing.err, "Usage:"));
    CHECK(has(call(folder, "chek x.toml").err, "did you mean \"check\"?"));
    CHECK(has(call(folder, "run utrecht-four-ways --replcates 3").err, "did you mean \"--replicates\"?"));
}

TEST_CASE("a precision or a time that is no number is refused", "[cli]")
{
    const Folder folder;
    for (const char* option :
         {"--until nan", "--until inf", "--until 0", "--until 0.2km", "--max-time nan", "--max-time 3y"}) {
        INFO(option);
        const Call c = call(folder, std::string("run utrecht-four-ways --out '") + (folder / "r.h5") + "' " + option);
        CHECK(c.code == 2);
        CHECK(has(c.err, "--"));
        CHECK_FALSE(fs::exists(folder / "r.h5"));
    }
}

TEST_CASE("a wrong scenario ends with 3 and tells all problems with file and line", "[cli]")
{
    const Folder folder;
    const std::string file = folder / "bad.toml";
    write(file,
          "[people]\nmunicipality = \"Utrech\"\n[run]\nmonths = -1\nmaanden = 3\n[[arms]]\nkey = \"a\"\n[[arms]]\nkey "
          "= \"a\"\n");
    for (const std::string verb : {"check", "run"}) {
        const Call c = call(folder, verb + " '" + file + "'");
        CHECK(c.code == 3);
        CHECK(c.out.empty());
        CHECK(has(c.err, file + ":2: people.municipality: no municipality \"Utrech\""));
        CHECK(has(c.err, "did you mean \"Utrecht\"?"));
        CHECK(has(c.err, file + ":4: run.months: -1 is out of range (allowed: 1 to 600 months)"));
        CHECK(has(c.err, file + ":5: run.maanden: unknown key"));
        CHECK(has(c.err, "two arms have the key \"a\""));
        CHECK(has(c.err, "4 problems"));
    }
    const Call dutch = call(folder, "--lang nl check '" + file + "'");
    CHECK(dutch.code == 3);
    CHECK(has(dutch.err, file + ":4: run.months: -1 ligt buiten het bereik (toegestaan: 1 tot 600 maanden)"));
    CHECK(has(dutch.err, "4 problemen"));
    write(file, "title = \"\xff\"\n");
    CHECK(call(folder, "check '" + file + "'").code == 3);
    CHECK(has(call(folder, "check '" + file + "'").err, file + ":1: is not valid UTF-8"));
    const Call missing = call(folder, "check utrecht-four-way");
    CHECK(missing.code == 3);
    CHECK(has(missing.err, "no such file"));
    CHECK(has(missing.err, "did you mean \"utrecht-four-ways\"?"));
    CHECK_FALSE(fs::exists(folder / "bad.h5"));
}

TEST_CASE("check puts every published margin beside the people, and says which the model does not have", "[cli]")
{
    const Folder folder;
    const std::string text = call(folder, "--lang nl check utrecht-four-ways --people 500").out;
    for (const char* line : {"ontheven van de sollicitatieplicht", "problematische schuld", "redelijk", "niet-westers",
                             "schuld in schuldhulp, euro", "vrijwilligerswerk"}) {
        INFO(line);
        const std::size_t at = text.find(line);
        REQUIRE(at != std::string::npos);
        CHECK_FALSE(has(text.substr(at, text.find('\n', at) - at), "niet in het model"));
    }
    const std::string json = call(folder, "check --json utrecht-four-ways --people 500").out;
    std::size_t missing = 0;
    for (std::size_t at = 0; (at = json.find("\"synthetic\": null", at)) != std::string::npos; ++at) { ++missing; }
    CHECK(missing == 3);  // re-integration support, debt to the municipality, low literacy
    CHECK_FALSE(has(call(folder, "check --no-people utrecht-four-ways").out, "self-rated health"));
}

TEST_CASE("a result that is missing, foreign or cut off ends with 4 and one clear line", "[cli]")
{
    const Folder folder;
    write(folder / "foreign.h5", "this is not HDF5");
    for (const std::string verb : {"compare", "report", "plot --figure money --out never.csv", "info", "export"}) {
        for (const std::string name : {"missing.h5", "foreign.h5"}) {
            INFO(verb << " " << name);
            const Call c = call(folder, verb + " '" + (folder / name) + "'");
            CHECK(c.code == 4);
            CHECK(c.out.empty());
            CHECK(has(c.err, name));
            CHECK(c.err.size() < 500);
        }
    }
}

TEST_CASE("a scenario made from a template passes check, and is not overwritten without --force", "[cli]")
{
    const Folder folder;
    const std::string file = folder / "mine.toml";
    CHECK(call(folder, "new --template caseload '" + file + "'").code == 0);
    const std::string made = bytes_of(file);
    CHECK(has(made, "caseload"));
    CHECK(call(folder, "new --template tightness '" + file + "'").code == 2);
    CHECK(bytes_of(file) == made);
    CHECK(call(folder, "new --template tightness --force '" + file + "'").code == 0);
    CHECK(bytes_of(file) != made);
    // a template moves to another place with its texts, or says that it cannot
    const auto moved = [&](const std::string& name, const std::string& town) {
        const std::string to = folder / "moved.toml";
        const Call written =
            call(folder, "new --force --template " + name + " --municipality '" + town + "' '" + to + "'");
        REQUIRE(written.code == 0);
        CHECK(call(folder, "check '" + to + "' --people 500 --replicates 1").code == 0);
        return bytes_of(to);
    };
    CHECK(has(moved("utrecht-four-ways", "leiden"), "title_nl = \"Leiden op vier manieren\""));
    CHECK(has(moved("tightness", "Den Haag"), "[people]\nmunicipality = \"'s-Gravenhage\""));
    const std::string region = moved("regio", "den haag");
    CHECK(has(region, "region = \"Haaglanden\""));
    CHECK(has(region, "extra hulp in Den Haag"));
    CHECK_FALSE(has(region, "Utrecht"));
    CHECK(has(moved("debts", "Gooise Meren"), "municipality = [\"Bussum\", \"Muiden\", \"Naarden\"]"));
    const Call country = call(folder, "new --force --template nederland --municipality Leiden '" + file + "'");
    CHECK(country.code == 2);
    CHECK(has(country.err, "it is about the whole country"));
    CHECK(has(call(folder, "new --template debts --municipality Leidn").err, "did you mean \"Leiden\"?"));
    CHECK(call(folder, "new --template caselod '" + (folder / "x.toml") + "'").code != 0);
    CHECK_FALSE(fs::exists(folder / "x.toml"));
}

TEST_CASE("what a file says of its run makes the same numbers again", "[cli]")
{
    const Folder folder;
    REQUIRE(call(folder, "new --template utrecht-four-ways --municipality Leiden '" + (folder / "two words.toml") + "'")
                .code == 0);
    const std::string first = folder / "the first.h5";
    const Call run =
        call(folder, "run '" + (folder / "two words.toml") +
                         "' --people 100 --months 20 --replicates 2 --draws 1 --out '" + first + "' --quiet");
    INFO(run.err);
    REQUIRE(run.code == 0);
    const std::string digest = call(folder, "info --digest '" + first + "'").out;
    const std::string repeat = call(folder, "info --repeat '" + first + "'").out;
    REQUIRE(has(repeat, "vangnet run '"));
    fs::remove(first);
    REQUIRE(call(folder, repeat.substr(std::string{"vangnet "}.size(), repeat.size() - 9)).code == 0);
    CHECK(call(folder, "info --digest '" + first + "'").out == digest);

    write(folder / "again.toml", call(folder, "info --scenario '" + first + "'").out);
    REQUIRE(call(folder, "run '" + (folder / "again.toml") + "' --quiet --out '" + (folder / "again.h5") + "'").code ==
            0);
    CHECK(call(folder, "info --digest '" + (folder / "again.h5") + "'").out == digest);
}

TEST_CASE("words follow the settings, and numbers of the command line have limits", "[cli]")
{
    const Folder folder;
    const std::string check = "check utrecht-four-ways --no-people ";
    const Call other = call(
        folder, check + "--set arms.extra_help.guidance.caseload=75 --set arms.extra_help.guidance.start_month=12");
    CHECK(has(other.out, "75 clients per caseworker"));
    CHECK(has(other.out, "from month 13, to month 16"));
    CHECK(!has(other.out, " 50 clients"));
    const Call late = call(folder, check + "--months 10 --set arms.extra_help.guidance.start_month=10");
    CHECK(late.code == 3);
    CHECK(has(late.err, "after 10 months the run is over"));
    CHECK(call(folder, "run " + quick + "--threads 1025").code == 2);
    CHECK(call(folder, "run " + quick + "--threads -1").code == 2);
    CHECK(call(folder, check + "--seed 4294967295").code == 0);
    CHECK(call(folder, check + "--seed 4294967296").code == 3);
}

TEST_CASE("output that does not arrive is said, and messages that do not arrive end nothing", "[cli]")
{
    const Folder folder;
    REQUIRE(call(folder, "run " + quick + "--quiet --out '" + (folder / "a.h5") + "'").code == 0);
    const auto code_of = [](const std::string& line) {
        return WEXITSTATUS(std::system(("LC_ALL=C VANGNET_CACHE=off '" VANGNET_PROGRAM "' " + line).c_str()));
    };
    const std::string digest = "info --digest '" + (folder / "a.h5") + "' ";
    CHECK(code_of(digest + ">/dev/full 2>'" + (folder / "said") + "'") == 4);
    CHECK(has(bytes_of(folder / "said"), "the output cannot be written"));
    CHECK(code_of(digest + ">&- 2>/dev/null") == 4);
    const std::string run = "run " + quick + "--force --quiet --progress plain --out '" + (folder / "b.h5") + "' ";
    CHECK(code_of(run + "2>/dev/full") == 0);
    CHECK(code_of(run + "2>&-") == 0);
    CHECK(code_of(run + ">&- 2>&- <&-") == 4);  // and the results are not written into a stream
    CHECK(call(folder, "info --digest '" + (folder / "b.h5") + "'").out ==
          call(folder, "info --digest '" + (folder / "a.h5") + "'").out);
}

TEST_CASE("force replaces files, and nothing else", "[cli]")
{
    const Folder folder;
    const std::string pipe = folder / "pipe.h5";
    REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
    const Call run = call(folder, "run " + quick + "--quiet --force --out '" + pipe + "'");
    CHECK(run.code == 4);
    CHECK(has(run.err, "is not a regular file"));
    CHECK(fs::is_fifo(pipe));
    CHECK(call(folder, "new --template utrecht-four-ways --force '" + pipe + "'").code == 4);
    CHECK(fs::is_fifo(pipe));

    // what another program would call its temporary file is the user's, also where a link goes
    write(folder / "mine", "mine");
    fs::create_symlink("mine", folder / "r.h5.tmp");
    fs::create_directory(folder / "csv");
    fs::create_symlink("../mine", folder / "csv/values.csv.tmp");
    REQUIRE(call(folder, "run " + quick + "--quiet --out '" + (folder / "r.h5") + "'").code == 0);
    REQUIRE(call(folder, "export --values '" + (folder / "r.h5") + "' --out '" + (folder / "csv") + "'").code == 0);
    CHECK(bytes_of(folder / "r.h5.tmp") == "mine");
    CHECK(bytes_of(folder / "csv/values.csv.tmp") == "mine");

    fs::create_directory(folder / "others");
    write(folder / "others/draft.tmp", "mine");
    fs::create_directory_symlink("others", folder / "c.h5.parts");
    const Call linked = call(folder, "run " + quick + "--quiet --force --out '" + (folder / "c.h5") + "'");
    CHECK(linked.code == 4);
    CHECK(has(linked.err, "is a link to another folder"));
    CHECK(bytes_of(folder / "others/draft.tmp") == "mine");
}

TEST_CASE("groups, outcomes and terms go by the words of advisers", "[cli]")
{
    const Folder folder;
    const std::string file = folder / "r.h5";
    REQUIRE(call(folder, "run " + quick + "--quiet --out '" + file + "'").code == 0);
    const auto table = [&](const std::string& arguments) {
        const Call compared = call(folder, "compare '" + file + "' --csv " + arguments);
        INFO(arguments << ": " << compared.err);
        CHECK(compared.code == 0);
        return compared.out;
    };
    CHECK(table("--by duur") == table("--by duration"));
    CHECK(table("--by 'harde kern'") == table("--by chance"));
    CHECK(table("--by Afstand") == table("--by chance"));
    CHECK(table("--outcome armoede") == table("--outcome poverty"));
    CHECK(table("--outcome schulden") == table("--outcome problem_debt"));
    CHECK(table("--outcome werk") == table("--outcome work_12h"));
    CHECK(call(folder, "compare '" + file + "' --by dur").code == 2);
    CHECK(call(folder, "export '" + file + "' --by duur --outcome armoede --out '" + (folder / "csv") + "'").code == 0);
    for (const std::string word : {"duur", "harde kern", "wijkteam", "BUIG", "vangnet", "klantmanager", "afstand"}) {
        INFO(word);
        const Call told = call(folder, "--lang nl explain " + word);
        CHECK(told.code == 0);
        CHECK(told.out.size() > 60);
    }
    CHECK(has(call(folder, "--lang nl explain harde kern").out, "kleinste kans op werk"));
    CHECK(has(call(folder, "--lang nl explain tegenprestatie").out, "bron: oordeel"));
    CHECK(has(call(folder, "--lang nl check caseload --draws 20 --no-people").out, "neem er minstens 40"));
    CHECK(has(call(folder, "--lang nl explain BUIG").out, "art. 69"));
}

TEST_CASE("a policy that ends is compared at its last month too, and the file says what its draws were", "[cli]")
{
    const Folder folder;
    const std::string file = folder / "r.h5";
    write(folder / "short.toml",
          "extends = \"utrecht-four-ways\"\n[[arms]]\nkey = \"training\"\n[[arms.instruments]]\n"
          "use = \"group_training\"\nend_month = 2\n");
    REQUIRE(call(folder, "run '" + (folder / "short.toml") +
                             "' --people 200 --months 4 --replicates 2 --draws 3 --out '" + file + "'")
                .code == 0);
    const std::string text = call(folder, "compare '" + file + "'").out;
    INFO(text);
    CHECK(has(text, "After 2 months (the last with a policy that ends) and after 4"));
    CHECK(has(text, "=== After 2 months"));
    CHECK(has(text, "=== After 4 months"));
    CHECK(call(folder, "compare '" + file + "' --month 4 --csv").out !=
          call(folder, "compare '" + file + "' --csv").out);
    CHECK_FALSE(has(call(folder, "compare '" + file + "' --month 4").out, "==="));

    const vangnet::hdf5::File opened{file};
    const vangnet::CompoundTable drawn = vangnet::read_table(opened, "drawn");
    const std::vector<std::int32_t>& draw = vangnet::integers(opened, drawn, "draw");
    const std::vector<std::string>& arm = vangnet::texts(opened, drawn, "arm");
    const std::vector<std::string>& key = vangnet::texts(opened, drawn, "key");
    CHECK(draw.front() == 0);
    CHECK(draw.back() == 2);
    int turnout = 0;
    for (std::size_t row = 0; row < drawn.rows(); ++row) {
        turnout += arm[row] == "training" && key[row] == "group_training.turnout_percent" ? 1 : 0;
    }
    CHECK(turnout == 3);
    CHECK(std::count(key.begin(), key.end(), "lhr_full_debt_relief") == 3);
}

TEST_CASE("explain finds keys, Dutch words and the signs, and guesses at a slip", "[cli]")
{
    const Folder folder;
    for (const std::string key : {"guidance", "vrijlating", "tekens", "b_job", "on_benefit"}) {
        INFO(key);
        const Call c = call(folder, "explain " + key);
        CHECK(c.code == 0);
        CHECK_FALSE(c.out.empty());
    }
    CHECK(has(call(folder, "--lang nl explain b_job").out, "kans per maand op volledig werk"));
    CHECK(has(call(folder, "--lang nl explain mh_shift_per_creditor").out, "de grootte is oordeel"));
    CHECK(has(call(folder, "explain b_job").out, "monthly rate of finding full work"));
    CHECK(has(call(folder, "explain lhr_bonus").out, "assumed, not derived"));
    CHECK(has(call(folder, "--lang nl explain lhr_bonus").out, "aangenomen, niet afgeleid"));
    CHECK_FALSE(has(call(folder, "explain lhr_full_debt_relief").out, "assumed"));  // health and money carry most of it
    const Call unknown = call(folder, "explain guidanse");
    CHECK(unknown.code == 2);
    CHECK(unknown.out.empty());
    CHECK(has(unknown.err, "guidance"));
}

TEST_CASE("explain tells of every key of a scenario what it means and what it may be, in both languages", "[cli]")
{
    const Folder folder;
    const std::string keys = call(folder, "explain --all").out;
    for (const vangnet::SettingText& setting : vangnet::setting_texts()) {
        INFO(setting.path);
        CHECK(has(keys, std::string{setting.path} + "\n"));
    }
    for (const vangnet::DutchWord& word : vangnet::dutch_words()) {
        INFO(word.dutch);
        CHECK(has(keys, std::string{word.key} + "\n"));
    }
    const Call english = call(folder, "explain run.months");
    CHECK(english.code == 0);
    CHECK(has(english.out, "how many months are followed"));
    CHECK(has(english.out, "1 to 600 months"));
    const Call dutch = call(folder, "--lang nl explain run.months");
    CHECK(has(dutch.out, "hoeveel maanden worden gevolgd"));
    CHECK(has(dutch.out, "1 tot 600 maanden"));
    CHECK(call(folder, "explain months").out == english.out);    // its last part
    CHECK(call(folder, "explain looptijd").out == english.out);  // its Dutch name
    const Call share = call(folder, "explain share");
    CHECK(has(share.out, "arms.instruments.share"));
    const Call slip = call(folder, "explain run.monhts");
    CHECK(slip.code == 2);
    CHECK(has(slip.err, "did you mean \"run.months\"?"));
}

TEST_CASE("facts measures displacement on the people and the replicate asked for, and says of whom it is",
          "[cli][large]")
{
    const Folder folder;
    const auto displacement = [&](const std::string& more) {
        const std::string text = call(folder, "facts --people 300 " + more).out;
        const std::size_t at = text.find("Displacement (fact 21)");
        REQUIRE(at != std::string::npos);
        return text.substr(at);
    };
    const std::string first = displacement("");
    CHECK(has(first, "municipality of Utrecht: a tenth of 300 people"));
    const std::string second = displacement("--replicate 1");
    CHECK(has(second, "(replicate 1)"));
    const std::string numbers = "unemployed: ";
    CHECK(first.substr(first.find(numbers)) != second.substr(second.find(numbers)));
}

TEST_CASE("a report has its figures drawn where there is Node, and else draws them itself", "[cli]")
{
    const Folder folder;
    const std::string file = folder / "r.h5";
    REQUIRE(call(folder,
                 "run utrecht-four-ways --people 200 --months 4 --replicates 2 --draws 40 --quiet --out '" + file + "'")
                .code == 0);
    const bool figures = VANGNET_FIGURES != 0;
    CHECK(call(folder, "report '" + file + "'").code == 0);
    const std::string drawn = bytes_of(folder / "r.html");
    CHECK(has(drawn, "<svg") == figures);
    CHECK(has(drawn, "made without figures") != figures);
    CHECK(has(drawn, "replicates = 2"));  // the scenario as it was run
    CHECK(has(drawn, "[[arms]]"));
    CHECK_FALSE(has(drawn, "<script"));
    const std::string no_node = "LC_ALL=C PATH='" + (folder / "") + "'";
    CHECK(call(folder, "report --force '" + file + "'", no_node).code == 0);
    const std::string draws_itself = bytes_of(folder / "r.html");
    CHECK_FALSE(has(draws_itself, "<svg width"));
    CHECK(has(draws_itself, "script-src 'sha256-") == figures);
}

TEST_CASE("a figure by itself is a picture, a table or a specification, and anything else is one clear line", "[cli]")
{
    const Folder folder;
    const std::string file = folder / "r.h5";
    REQUIRE(call(folder,
                 "run utrecht-four-ways --people 200 --months 4 --replicates 2 --draws 40 --quiet --out '" + file + "'")
                .code == 0);
    const auto plot = [&](const std::string& what, const std::string& out) {
        return call(folder, "plot '" + file + "' " + what + " --out '" + (folder / out) + "'");
    };
    const Call drawn = plot("--figure stock", "stock.svg");
    CHECK(drawn.code == (VANGNET_FIGURES != 0 ? 0 : 4));
    CHECK(std::filesystem::exists(folder / "stock.svg") == (VANGNET_FIGURES != 0));
    CHECK((VANGNET_FIGURES != 0 || has(drawn.err, "built without figures")));
    CHECK(plot("--figure money", "money.csv").code == 0);
    CHECK(bytes_of(folder / "money.csv").rfind("arm,payer,difference,low,high\nexempt,municipality,", 0) == 0);
    CHECK(plot("--figure money", "money.csv").code == 2);  // is there already
    CHECK(plot("--figure verschil --outcome armoede", "d.vl.json").code == 0);
    CHECK(has(bytes_of(folder / "d.vl.json"), "vega-lite/v5.json"));
    CHECK(has(plot("--figure differance", "d.svg").err, "did you mean \"difference\"?"));
    CHECK(has(plot("--figure difference --outcome povertee", "d.svg").err, "did you mean \"poverty\"?"));
    CHECK(has(plot("--figure difference --month 9", "d.svg").err, "month 9 is not in the file"));
    CHECK(has(plot("--figure difference", "d.gif").err, ".svg, .png, .csv or .vl.json"));
    CHECK(has(call(folder, "plot '" + file + "' --figure money").err, "a file to write (--out)"));
    CHECK_FALSE(std::filesystem::exists(folder / "d.svg"));
    REQUIRE(call(folder, "run " + quick + "--force --out '" + file + "'").code == 0);
    CHECK(has(plot("--figure difference", "d.csv").err, "draws: 0, at least 40"));
}

TEST_CASE("info --verify runs a file or a report again, and says what of it is not the same", "[cli]")
{
    const Folder folder;
    const std::string file = folder / "v.h5";
    REQUIRE(
        call(folder, "run utrecht-four-ways --people 200 --months 6 --replicates 2 --draws 20 --quiet --out " + file)
            .code == 0);
    write(folder / "red.css", "--vangnet-accent: #7a0019;\n");
    REQUIRE(call(folder, "report " + file + " --languages nl,en --twin extra_help --theme " + (folder / "red.css") +
                             " --status 'for debate'")
                .code == 0);
    CHECK(has(read_file(folder / "v.en.html"), "--vangnet-accent: #7a0019; }"));
    CHECK(has(read_file(folder / "v.en.html"), "One life under two policies"));
    CHECK(has(read_file(folder / "v.en.html"), "Status: for debate."));
    for (const char* each : {"v.h5", "v.nl.html", "v.en.html"}) {
        INFO(each);
        const Call same = call(folder, "info --verify " + (folder / each));
        CHECK(same.code == 0);
        CHECK(same.err.empty());
        CHECK(has(same.out, "the same: run again"));
    }
    std::string page = read_file(folder / "v.en.html");
    const std::size_t at = page.find("replicates. All policies");
    REQUIRE(at != std::string::npos);
    page[at - 2] = '9';
    write(folder / "changed.html", page);
    const Call changed = call(folder, "info --verify " + (folder / "changed.html"));
    CHECK(changed.code == 5);
    CHECK(changed.out.empty());
    CHECK(has(changed.err, "Chance: 9 replicates"));
    CHECK(has(changed.err, "Chance: 2 replicates"));
    write(folder / "other.html", "<html lang=\"nl\">");
    CHECK(call(folder, "info --verify " + (folder / "other.html")).code == 4);
    CHECK(call(folder, "info --verify " + (folder / "none.html")).code == 4);
}

TEST_CASE("twin tells a life of the file again, and refuses a file that other tables made", "[cli]")
{
    const Folder folder;
    const std::string file = folder / "t.h5";
    REQUIRE(
        call(folder, "run utrecht-four-ways --people 400 --months 24 --replicates 1 --draws 0 --quiet --out " + file)
            .code == 0);
    const Call told = call(folder, "--lang nl twin " + file);
    CHECK(told.code == 0);
    CHECK(told.err.empty());
    for (const char* said :
         {"Persoon ", "<>", "de kans ", "Het lot (tussen 0 en 100) viel op ", "van de 100 mensen loopt het"}) {
        INFO(said);
        CHECK(has(told.out, said));
    }
    CHECK(has(call(folder, "twin " + file + " --policy earn_extra --json").out, "\"earn_extra\": ["));
    const Call nobody = call(folder, "twin " + file + " --person 100000");
    CHECK(nobody.code == 2);
    CHECK(has(nobody.err, "there is no person 100000"));
    CHECK(has(call(folder, "twin " + file + " --policy earn_extre").err, "did you mean \"earn_extra\"?"));
    CHECK(call(folder, "twin " + file + " --replicate 1").code == 2);

    // a table of the user's that decides something
    const std::string data = folder / "data";
    fs::create_directory(data);
    write(data + "/tightness.csv", read_file(std::string{VANGNET_SOURCE_DIR} + "/configs/data/tightness.csv") + "\n");
    const Call other = call(folder, "twin " + file + " --data " + data);
    CHECK(other.code == 5);
    CHECK(other.out.empty());
    CHECK(has(other.err, "the table tightness.csv"));
}

TEST_CASE("a run writes a file that compare, info and export read, and nothing is coloured or overwritten", "[cli]")
{
    const Folder folder;
    const std::string file = folder / "r.h5";
    const Call run = call(folder, "run " + quick + "--out '" + file + "'");
    INFO(run.err);
    REQUIRE(run.code == 0);
    CHECK_FALSE(has(run.out + run.err, "\033"));  // no colour and no live line when piped
    CHECK_FALSE(has(run.out + run.err, "\r"));
    const std::string bytes = bytes_of(file);
    CHECK(call(folder, "run " + quick + "--out '" + file + "'").code != 0);
    CHECK(bytes_of(file) == bytes);

    const Call digest = call(folder, "info --digest '" + file + "'");
    CHECK(digest.code == 0);
    CHECK(digest.out.find_first_not_of("0123456789abcdef") >= 64);
    CHECK(call(folder, "run " + quick + "--force --threads 1 --out '" + file + "'").code == 0);
    CHECK(call(folder, "info --digest '" + file + "'").out == digest.out);

    const Call english = call(folder, "compare '" + file + "'");
    const Call dutch = call(folder, "--lang nl compare '" + file + "'");
    CHECK(english.code == 0);
    CHECK(dutch.code == 0);
    CHECK(english.out.rfind("Utrecht, four ways\n", 0) == 0);
    CHECK(dutch.out.rfind("Utrecht op vier manieren\n", 0) == 0);
    CHECK(has(call(folder, "--lang nl info '" + file + "'").out, "Utrecht op vier manieren"));
    CHECK_FALSE(has(english.out, "\033"));
    CHECK(call(folder, "compare --json '" + file + "'").out.substr(0, 1) == "{");
    const Call money = call(folder, "compare --money '" + file + "'");
    CHECK(has(money.out, "Money over 2 months, difference from usual rules."));
    CHECK(has(money.out, "cost of work, EUR thousand"));
    CHECK(has(money.out, "judgement"));
    CHECK(has(call(folder, "--lang nl compare --money --national-roll-out '" + file + "'").out, "gaat terug naar het"));
    CHECK(call(folder, "compare --money --json '" + file + "'").out.substr(0, 1) == "{");
    CHECK(call(folder, "compare --money --csv '" + file + "'").out.rfind("what,group,arm,payer,kind,", 0) == 0);
    const Call report = call(folder, "report --languages nl,en '" + file + "'");
    CHECK(report.code == 0);
    CHECK(has(bytes_of(folder / "r.nl.html"), "<h2 id=\"kort\">In het kort</h2>"));
    CHECK(call(folder, "report --languages nl,en '" + file + "'").code == 2);
    CHECK(call(folder, "--lang nl report --text '" + file + "'").code == 0);
    CHECK(has(bytes_of(folder / "r.txt"), "Kernboodschap"));
    CHECK(has(call(folder, "report --form vangnet --twin extra_help '" + file + "'").err, "do not go together"));
    CHECK(call(folder, "report --languages de '" + file + "'").code == 2);
    write(folder / "weak.css", "--vangnet-text: #cccccc;\n");
    const Call weak = call(
        folder, "report --theme '" + (folder / "weak.css") + "' --out '" + (folder / "weak.html") + "' '" + file + "'");
    CHECK(weak.code == 3);
    CHECK(has(weak.err, "contrast 1.61:1, at least 4.50:1"));
    CHECK_FALSE(fs::exists(folder / "weak.html"));
    CHECK(
        has(call(folder, "report --form application '" + file + "'").err, "--form application: there is one: vangnet"));
    const Call form = call(folder, "--lang nl report --form vangnet --text --status 'ter bespreking' --out '" +
                                       (folder / "form.txt") + "' '" + file + "'");
    CHECK(form.code == 0);
    for (const char* said : {"1. Het tekort", "[Tekort op het budget", "Status: ter bespreking.", "7. De regels"}) {
        INFO(said);
        CHECK(has(read_file(folder / "form.txt"), said));
    }
    const std::string book = "export --xlsx '" + file + "' --out '" + (folder / "b.xlsx") + "'";
    CHECK(call(folder, book).code == 0);
    CHECK(bytes_of(folder / "b.xlsx").substr(0, 2) == "PK");
    CHECK(call(folder, book).code == 2);  // is there already
    CHECK(has(call(folder, book + " --force --values").err, "--xlsx and --values do not go together"));
    CHECK(has(call(folder, "report --pdf --text --force '" + file + "'").err, "do not go together"));
    const Call no_browser = call(folder, "report --pdf --out '" + (folder / "p.html") + "' '" + file + "'",
                                 "LC_ALL=C PATH='" + (folder / "") + "'");
    CHECK(no_browser.code == 4);
    CHECK(has(no_browser.err, "p.html and print"));
    CHECK_FALSE(std::filesystem::exists(folder / "p.pdf"));
    const Call town = call(folder, "--lang nl compare --town '" + file + "'");
    CHECK(has(town.out, "Bijstand als geheel"));
    CHECK(has(town.out, "instroom "));
    CHECK(has(town.out, "verloop van consulenten"));
    CHECK(has(call(folder, "compare --town --csv '" + file + "'").out, "\njobs_lost_others,"));
    CHECK(has(call(folder, "compare --town --by sex '" + file + "'").err, "do not go together"));
    CHECK(has(call(folder, "compare --national-roll-out '" + file + "'").err, "belong with --money"));
    CHECK(has(call(folder, "compare --money --budget-index -1 '" + file + "'").err, "a number above 0"));
    write(folder / "unit_costs.csv",
          "key,value,low,high,unit,year,grade,source,note_nl,note_en\nbenefit_tax,7,,,1,2019,judgement,s,n,n\n");
    const Call price = call(folder, "compare --money --data '" + (folder / "") + "' '" + file + "'");
    CHECK(price.code == 4);
    CHECK(has(price.err, "unit_costs.csv:2: value"));
    for (const std::string verb : {"compare", "export"}) {
        const Call slip = call(folder, verb + " --outcome on_benfit --by sexe '" + file + "'");
        CHECK(slip.code == 2);
        CHECK(slip.out.empty());
        CHECK(has(slip.err, "did you mean \"on_benefit\"?"));
        CHECK(has(slip.err, "did you mean \"sex\"?"));
    }
    CHECK(has(call(folder, "--lang nl compare --by duration '" + file + "'").out, "te weinig mensen (<50)"));
    const Call late = call(folder, "--lang nl compare --month 99 '" + file + "'");
    CHECK(late.code == 2);
    CHECK(has(late.err, "maand 99 staat niet in het bestand (wel: 1 tot 2)"));

    const std::string cut = bytes.substr(0, bytes.size() / 2);
    write(folder / "cut.h5", cut);
    for (const std::string verb : {"compare", "info", "export"}) {
        CHECK(call(folder, verb + " '" + (folder / "cut.h5") + "'").code == 4);
    }
    CHECK(bytes_of(folder / "cut.h5") == cut);
}

TEST_CASE("progress is silent when piped, and one line per step of ten percent or JSON where asked for", "[cli]")
{
    const Folder folder;
    const Call plain = call(folder, "run " + quick + "--progress plain --out '" + (folder / "a.h5") + "'");
    const Call none = call(folder, "run " + quick + "--progress none --out '" + (folder / "b.h5") + "'");
    CHECK(plain.code == 0);
    CHECK(none.code == 0);
    CHECK(has(plain.err, "1/1"));
    CHECK_FALSE(has(none.err, "1/1"));
    CHECK(call(folder, "run " + quick + "--progress loud --out '" + (folder / "c.h5") + "'").code == 2);
}

TEST_CASE("an interrupted run ends with 130, and going on gives what a straight run gives", "[cli]")
{
    const Folder folder;
    const std::string file = folder / "r.h5";
    const std::string what = "run utrecht-four-ways --people 200 --months 24 --replicates 8 --draws 0 --threads 1 ";
    const Call straight = call(folder, what + "--out '" + (folder / "straight.h5") + "'");
    REQUIRE(straight.code == 0);
    const std::string digest = call(folder, "info --digest '" + (folder / "straight.h5") + "'").out;

    // interrupted as soon as the first finished item is on disk: no guess at the speed of the machine
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        static_cast<void>(std::freopen("/dev/null", "w", stdout));
        static_cast<void>(std::freopen((folder / "stderr").c_str(), "w", stderr));
        ::setenv("VANGNET_CACHE", (folder / "cache").c_str(), 1);
        ::setenv("LC_ALL", "C", 1);
        ::execl(VANGNET_PROGRAM, "vangnet", "run", "utrecht-four-ways", "--people", "200", "--months", "24",
                "--replicates", "8", "--draws", "0", "--threads", "1", "--out", file.c_str(),
                static_cast<char*>(nullptr));
        ::_exit(99);
    }
    for (int k = 0; k < 2000; ++k) {
        std::error_code error;
        bool started = false;
        for (const auto& entry : fs::directory_iterator(file + ".parts", error)) {
            started = started || entry.path().extension() == ".part";
        }
        if (started) { break; }
        ::usleep(1000);
    }
    ::kill(child, SIGINT);
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    REQUIRE(WIFEXITED(status));
    INFO(bytes_of(folder / "stderr"));
    CHECK(WEXITSTATUS(status) == 130);
    CHECK(has(bytes_of(folder / "stderr"), "--resume"));
    CHECK(call(folder, "info '" + file + "'").code == 0);  // the partial file is readable

    CHECK(call(folder, what + "--resume --out '" + file + "'").code == 0);
    CHECK(call(folder, "info --digest '" + file + "'").out == digest);
}

#endif
