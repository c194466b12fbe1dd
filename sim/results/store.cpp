#include "sim/results/store.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <iterator>
#include <numeric>
#include <set>
#include <system_error>

#include "sim/core/check.hpp"
#include "sim/core/sha256.hpp"
#include "sim/inputs/say.hpp"
#include "sim/results/durable.hpp"
#include "sim/results/file_writer.hpp"
#include "sim/results/results_file.hpp"

namespace vangnet {

namespace {

namespace fs = std::filesystem;

/// Feeds texts to a hash so that no two lists of texts give the same bytes.
class Fields {
public:
    Fields& add(std::string_view text)
    {
        hash_.update(std::to_string(text.size()) + ":").update(text);
        return *this;
    }
    [[nodiscard]] std::string hex() const { return hash_.hex(); }

private:
    Sha256 hash_;
};

template <class Rows>
void require_unique(const Rows& rows, const char* what)
{
    std::set<std::string> seen;
    for (const auto& row : rows) {
        require(!row.key.empty() && seen.insert(row.key).second, what, " ", row.key, " is empty or stands twice");
    }
    require(!seen.empty(), "no ", what);
}

void require_sound(const SeriesShape& shape)
{
    require_unique(shape.measures, "measure");
    require_unique(shape.arms, "arm");
    require_unique(shape.groups, "group");
    require(!shape.months.empty(), "no months");
    require(shape.replicates >= 1 && shape.draws >= 0, shape.replicates, " replicates and ", shape.draws, " draws");
}

bool is_part(const fs::path& path) { return path.extension() == ".part"; }

}  // namespace

std::string experiment_identity(const Provenance& provenance, const SeriesShape& shape)
{
    Fields fields;
    fields.add(provenance.scenario).add(provenance.parameters_text).add(provenance.version);
    for (const auto& [name, hash] : provenance.data_hashes) { fields.add(name).add(hash); }
    fields.add("seeds");
    for (const std::uint64_t seed : provenance.seeds) { fields.add(std::to_string(seed)); }
    fields.add("measures");
    for (const MeasureInfo& measure : shape.measures) { fields.add(measure.key).add(measure.unit); }
    fields.add("arms");
    for (const ArmInfo& arm : shape.arms) { fields.add(arm.key); }
    fields.add("groups");
    for (const GroupInfo& group : shape.groups) { fields.add(group.key); }
    fields.add("months");
    for (const int month : shape.months) { fields.add(std::to_string(month)); }
    return fields.hex();
}

std::vector<int> every_item(const SeriesShape& shape)
{
    std::vector<int> items(static_cast<std::size_t>(std::max(0, shape.items())));
    std::iota(items.begin(), items.end(), 0);
    return items;
}

ResultsStore::ResultsStore(fs::path output, SeriesShape shape, const Provenance& provenance, Existing existing,
                           std::vector<int> wanted)
    : output_{std::move(output)},
      folder_{output_.string() + ".parts"},
      shape_{std::move(shape)},
      identity_{experiment_identity(provenance, shape_)},
      wanted_{std::move(wanted)}
{
    require_sound(shape_);
    const std::unique_ptr<ResultsFile> old = look_at_output(existing, provenance.until);
    done_.assign(static_cast<std::size_t>(shape_.items()), 0);
    try {
        claim(existing);
        scan_parts();
        if (already_complete_) {
            remove_parts();
        } else if (old) {
            take_over(*old);
        }
    } catch (...) {
        if (lock_ >= 0) { ::close(lock_); }
        throw;
    }
}

ResultsStore::~ResultsStore()
{
    if (lock_ >= 0) { ::close(lock_); }
}

std::unique_ptr<ResultsFile> ResultsStore::look_at_output(Existing existing, const std::string& until)
{
    std::error_code error;
    if (!fs::exists(output_, error)) { return nullptr; }
    require_replaceable(output_);
    if (existing == Existing::refuse) {
        throw RunError{
            bilingual({"{}: bestaat al; --force overschrijft, --resume gaat verder met een afgebroken berekening",
                       "{}: exists already; --force replaces it, --resume goes on with a stopped run"},
                      output_.string())};
    }
    if (existing == Existing::replace) { return nullptr; }
    try {
        auto old = std::make_unique<ResultsFile>(output_);
        if (!old->sealed()) {
            throw RunError{bilingual({"{}: is niet zoals het geschreven is, dus --resume kan er niet mee verder; "
                                      "--force overschrijft",
                                      "{}: is not as it was written, so --resume cannot go on with it; --force "
                                      "replaces it"},
                                     output_.string())};
        }
        if (old->identity() != identity_) {
            throw RunError{bilingual(
                {"{}: is van een ander experiment (scenario, parameters, gegevens, toeval of versie verschillen), dus "
                 "--resume kan er niet mee verder; --force overschrijft",
                 "{}: is of another experiment (scenario, parameters, data, seeds or version differ), so --resume "
                 "cannot go on with it; --force replaces it"},
                output_.string())};
        }
        check_growth(*old);
        const int replicates = old->shape().replicates;
        const bool ended_early = !until.empty() && old->provenance().until == until && replicates < shape_.replicates;
        const bool same_items = old->shape().draws == shape_.draws && (replicates == shape_.replicates || ended_early);
        already_complete_ = same_items && (old->complete() || has_all_wanted(*old));
        if (already_complete_ && ended_early) {
            shape_.replicates = replicates;
            wanted_ = every_item(shape_);
        }
        return old;
    } catch (const DataError& foreign) {
        throw RunError{bilingual({"{}; --force overschrijft", "{}; --force replaces it"}, foreign.problems().front())};
    }
}

bool ResultsStore::has_all_wanted(const ResultsFile& old) const
{
    std::vector<int> done = old.replicates_done();
    for (const int draw : old.draws_done()) { done.push_back(shape_.replicates + draw); }
    return std::includes(done.begin(), done.end(), wanted_.begin(), wanted_.end());
}

void ResultsStore::check_growth(const ResultsFile& old) const
{
    const std::vector<int> replicates = old.replicates_done();
    const std::vector<int> draws = old.draws_done();
    const bool fits =
        (replicates.empty() || replicates.back() < shape_.replicates) && (draws.empty() || draws.back() < shape_.draws);
    if (fits) { return; }
    throw RunError{bilingual(
        {"{}: heeft al {} herhalingen en {} trekkingen, meer dan nu gevraagd; --resume maakt een bestand niet kleiner. "
         "Vraag er minstens zoveel, of geef een ander bestand; --force overschrijft",
         "{}: has {} replicates and {} draws already, more than asked for now; --resume makes no file smaller. Ask for "
         "at least as many, or name another file; --force replaces it"},
        output_.string(), replicates.size(), draws.size())};
}

void ResultsStore::take_over(const ResultsFile& old)
{
    const SeriesShape& was = old.shape();
    for (const int replicate : old.replicates_done()) {
        if (done_[static_cast<std::size_t>(replicate)] == 0) { write_item(old.item(replicate)); }
    }
    if (was.replicates != shape_.replicates) { return; }  // a draw runs on the people of draw mod replicates
    for (const int draw : old.draws_done()) {
        const int item = shape_.replicates + draw;
        if (done_[static_cast<std::size_t>(item)] == 0) { write_item(old.item(item)); }
    }
}

void ResultsStore::claim(Existing existing)
{
    std::error_code error;
    if (fs::is_symlink(folder_, error)) {  // what lies behind it is somebody's, and parts are removed
        throw RunError{bilingual(
            {"{}: is een verwijzing naar een andere map; verwijder die", "{}: is a link to another folder; remove it"},
            folder_.string())};
    }
    fs::create_directory(folder_, error);
    if (error) {
        throw RunError{bilingual({"{}: de map kan niet worden gemaakt: {}", "{}: cannot make the folder: {}"},
                                 folder_.string(), error.message())};
    }
    const fs::path lock = folder_ / "lock";
    lock_ = ::open(lock.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (lock_ < 0) {
        throw RunError{bilingual({"{}: kan niet worden geschreven: {}", "{}: cannot write: {}"}, folder_.string(),
                                 std::generic_category().message(errno))};
    }
    // Network disks without locks answer otherwise; there the user has to keep two runs apart.
    if (::flock(lock_, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
        throw RunError{bilingual({"{}: een andere berekening schrijft erin", "{}: another run is writing to it"},
                                 output_.string())};
    }
    std::vector<fs::path> parts;
    for (const fs::directory_entry& entry : fs::directory_iterator{folder_}) {
        if (is_temporary(entry.path())) { fs::remove(entry.path(), error); }  // of a run that was killed
        if (is_part(entry.path())) { parts.push_back(entry.path()); }
    }
    if (existing == Existing::replace) {
        for (const fs::path& part : parts) { fs::remove(part, error); }
    } else if (existing == Existing::refuse && !parts.empty()) {
        throw RunError{bilingual(
            {"{}: heeft {} voltooide onderdelen van een afgebroken berekening; --resume gaat ermee verder, --force "
             "begint opnieuw",
             "{}: has {} finished items of a stopped run; --resume goes on with it, --force starts again"},
            folder_.string(), parts.size())};
    }
}

void ResultsStore::scan_parts()
{
    for (const fs::directory_entry& entry : fs::directory_iterator{folder_}) {
        if (!is_part(entry.path())) { continue; }
        const std::optional<std::string> owner = part_identity(read_bytes(entry.path()));
        if (owner && *owner != identity_) {
            throw RunError{bilingual(
                {"{}: heeft voltooide onderdelen van een ander experiment (scenario, parameters, gegevens, toeval of "
                 "versie verschillen), dus --resume kan er niet mee verder; --force begint opnieuw",
                 "{}: has finished items of another experiment (scenario, parameters, data, seeds or version differ), "
                 "so --resume cannot go on with them; --force starts again"},
                folder_.string())};
        }
    }
    for (int item = 0; item < shape_.items(); ++item) {
        std::error_code error;
        if (!fs::exists(part_path(item), error)) { continue; }
        const Part part = unpack_part(read_bytes(part_path(item)), item, shape_, identity_);
        done_[static_cast<std::size_t>(item)] = part.state == PartState::sound ? 1 : 0;
    }
}

fs::path ResultsStore::part_path(int item) const
{
    const bool draw = shape_.is_draw(item);
    char name[64];
    std::snprintf(name, sizeof name, "%s-%06d.part", draw ? "draw" : "replicate",
                  draw ? item - shape_.replicates : item);
    return folder_ / name;
}

std::vector<int> ResultsStore::done_items() const
{
    const std::lock_guard guard{mutex_};
    std::vector<int> items;
    for (std::size_t item = 0; item < done_.size(); ++item) {
        if (done_[item] != 0) { items.push_back(static_cast<int>(item)); }
    }
    return items;
}

std::vector<int> ResultsStore::missing_items() const
{
    if (already_complete_) { return {}; }
    const std::lock_guard guard{mutex_};
    std::vector<int> items;
    std::copy_if(wanted_.begin(), wanted_.end(), std::back_inserter(items),
                 [this](int item) { return done_[static_cast<std::size_t>(item)] == 0; });
    return items;
}

ItemResult ResultsStore::read_item(int item) const { return unpack_item(read_packed(item), shape_); }

PackedItem ResultsStore::read_packed(int item) const
{
    const fs::path path = part_path(item);
    Part part = unpack_part(read_bytes(path), item, shape_, identity_);
    if (part.state != PartState::sound) {
        throw RunError{bilingual({"{}: beschadigd; --resume rekent dit onderdeel opnieuw door",
                                  "{}: damaged; --resume runs this item again"},
                                 path.string())};
    }
    return std::move(part.item);
}

int ResultsStore::write_item(const ItemResult& item)
{
    require(item.item >= 0 && item.item < shape_.items(), "item ", item.item, " of ", shape_.items());
    require(item.values.size() == shape_.values_per_item(), "item ", item.item, " has ", item.values.size(), " values");
    require(item.group_size.size() == shape_.groups.size(), "item ", item.item, " has sizes of ",
            item.group_size.size(), " groups");
    write_durably(part_path(item.item), pack_part(item, shape_, identity_), folder_);
    const std::lock_guard guard{mutex_};
    done_[static_cast<std::size_t>(item.item)] = 1;
    return static_cast<int>(std::count(done_.begin(), done_.end(), 1));
}

void ResultsStore::assemble(const Provenance& provenance, Assembly kind)
{
    const std::lock_guard one_at_a_time{assembly_};
    require(experiment_identity(provenance, shape_) == identity_, "the experiment changed while it ran");
    if (already_complete_) { return; }
    const std::vector<int> missing = missing_items();
    if (kind == Assembly::complete && !missing.empty()) {
        throw RunError{bilingual({"{}: {} van {} onderdelen ontbreken; --resume rekent ze door",
                                  "{}: {} of {} items are missing; --resume runs them"},
                                 output_.string(), missing.size(), wanted_.size())};
    }
    std::vector<std::byte> bytes;
    {
        FileWriter writer{output_.string(), shape_, provenance, identity_};
        for (const int item : done_items()) { writer.add(read_packed(item)); }
        bytes = writer.finish();
    }
    try {
        write_durably(output_, bytes, folder_);
    } catch (const RunError& error) {
        throw RunError{bilingual({"{} ({} KiB zijn nodig; de voltooide onderdelen staan veilig in {}, --resume gaat "
                                  "vandaar verder)",
                                  "{} ({} KiB are needed; the finished items are safe in {}, --resume goes on from "
                                  "there)"},
                                 error.problems().front(), bytes.size() / 1024 + 1, folder_.string())};
    }
    if (kind == Assembly::complete) {
        already_complete_ = true;
        remove_parts();
    }
}

void ResultsStore::remove_parts()
{
    std::error_code error;
    for (const fs::directory_entry& entry : fs::directory_iterator{folder_, error}) {
        if (is_part(entry.path()) || is_temporary(entry.path())) { fs::remove(entry.path(), error); }
    }
    fs::remove(folder_ / "lock", error);
    fs::remove(folder_, error);  // stays if somebody put something else there
    if (lock_ >= 0) { ::close(lock_); }
    lock_ = -1;
}

void ResultsStore::change_counts(int replicates, int draws)
{
    require(!already_complete_, "the results file is finished");
    shape_.replicates = replicates;
    shape_.draws = draws;
    require_sound(shape_);
    wanted_ = every_item(shape_);
    const std::lock_guard guard{mutex_};
    done_.assign(static_cast<std::size_t>(shape_.items()), 0);
    scan_parts();
}

}  // namespace vangnet
