#pragma once
/// Finished items of an experiment, to conclude from before or without a file.

#include <string>
#include <vector>

#include "sim/experiment/results.hpp"

namespace vangnet {

/// Items may come in any order and need not be all. Not for several threads at once.
class MemoryResults final : public Results {
public:
    MemoryResults(SeriesShape shape, Provenance provenance);

    /// Takes an item in. \throws std::logic_error if it does not fit the shape, or is there already
    void add(ItemResult item);

    [[nodiscard]] std::string name() const override { return provenance_.title.in(false); }
    [[nodiscard]] const SeriesShape& shape() const noexcept override { return shape_; }
    [[nodiscard]] const Provenance& provenance() const noexcept override { return provenance_; }
    [[nodiscard]] std::vector<int> replicates_done() const override { return done(false); }
    [[nodiscard]] std::vector<int> draws_done() const override { return done(true); }
    [[nodiscard]] bool sealed() const noexcept override { return true; }
    [[nodiscard]] std::vector<float> series(const std::string& measure) const override;
    [[nodiscard]] std::vector<float> draws(const std::string& measure) const override;
    [[nodiscard]] std::vector<std::int32_t> series_group_size() const override { return group_sizes(false); }
    [[nodiscard]] std::vector<std::int32_t> draws_group_size() const override { return group_sizes(true); }
    [[nodiscard]] std::vector<DrawnRow> drawn() const override { return provenance_.drawn; }

    /// Of the further groups of replicates, and of those of the provenance; not of /series and /draws.
    [[nodiscard]] std::vector<std::string> arrays() const override;
    [[nodiscard]] StoredArray read(const std::string& path) const override;

    [[nodiscard]] const std::vector<ItemResult>& items() const noexcept { return items_; }

private:
    [[nodiscard]] std::vector<int> done(bool draws) const;
    [[nodiscard]] std::vector<float> measured(const std::string& measure, bool draws) const;
    [[nodiscard]] std::vector<std::int32_t> group_sizes(bool draws) const;
    [[nodiscard]] const ItemResult* item_at(int place, bool draws) const noexcept;

    SeriesShape shape_;
    Provenance provenance_;
    std::vector<ItemResult> items_;
    std::vector<int> place_of_item_;  ///< in `items_`; -1: not there
};

}  // namespace vangnet
