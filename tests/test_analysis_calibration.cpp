/// The calibrator on problems whose posterior is known in closed form.

#include <Eigen/LU>
#include <boost/random/mersenne_twister.hpp>
#include <boost/random/normal_distribution.hpp>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <limits>

#include "analysis/calibration/calibrate.hpp"
#include "analysis/calibration/run_log.hpp"
#include "sim/core/errors.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/folder.hpp"

using namespace vangnet;
using namespace vangnet::analysis;
using Eigen::MatrixXd;
using Eigen::VectorXd;

namespace {

double phi(double x) { return std::exp(-0.5 * x * x) / std::sqrt(2.0 * std::acos(-1.0)); }
double cdf(double x) { return 0.5 * std::erfc(-x / std::sqrt(2.0)); }

/// Mean and variance of a normal distribution cut off on both sides.
struct Moments {
    double mean = 0.0;
    double variance = 0.0;
};
Moments truncated(double mean, double sd, double low, double high)
{
    const double a = (low - mean) / sd;
    const double b = (high - mean) / sd;
    const double mass = cdf(b) - cdf(a);
    const double first = (phi(a) - phi(b)) / mass;
    return {mean + sd * first, sd * sd * (1.0 + (a * phi(a) - b * phi(b)) / mass - first * first)};
}

Moments moments(const VectorXd& x)
{
    const double mean = x.mean();
    return {mean, (x.array() - mean).square().sum() / static_cast<double>(x.size() - 1)};
}

}  // namespace

TEST_CASE("Draws of a normal posterior have its mean, spread and evidence", "[unit][calibration]")
{
    // prior N(0, I) in 6 dimensions; three sums are seen with sd 0.2: the posterior and evidence are normal
    MatrixXd a(3, 6);
    a << 1, 1, 0, 0, 0, 0, 0, 0, 1, -1, 0, 0, 0, 0, 0, 0, 2, 1;
    const VectorXd seen = (VectorXd(3) << 1.5, -0.5, 3.0).finished();
    const double variance = 0.04;
    const auto density = [&](const MatrixXd& z) -> VectorXd {
        return -0.5 / variance * ((z * a.transpose()).rowwise() - seen.transpose()).rowwise().squaredNorm();
    };
    const Sample s = sample_posterior(6, density, {.draws = 4000, .moves = 12, .seed = 3});
    const MatrixXd covariance = (MatrixXd::Identity(6, 6) + a.transpose() * a / variance).inverse();
    const VectorXd mean = covariance * a.transpose() * seen / variance;
    for (Eigen::Index j = 0; j < 6; ++j) {
        const Moments m = moments(s.draws.col(j));
        CHECK(std::abs(m.mean - mean[j]) < 0.06);
        CHECK(std::abs(m.variance / covariance(j, j) - 1.0) < 0.12);
    }
    const MatrixXd marginal = MatrixXd::Identity(3, 3) + a * a.transpose() / variance;
    const double evidence = -0.5 * std::log(marginal.determinant()) -
                            0.5 * seen.dot((variance * MatrixXd::Identity(3, 3) + a * a.transpose()).inverse() * seen);
    CHECK(std::abs(s.log_evidence - evidence) < 0.15);
    CHECK(s.steps > 3);
    CHECK(s.acceptance > 0.1);
    CHECK(s.acceptance < 0.6);
    CHECK(sample_posterior(6, density, {.draws = 50, .moves = 2, .seed = 3}).draws ==
          sample_posterior(6, density, {.draws = 50, .moves = 2, .seed = 3}).draws);
}

TEST_CASE("The probability between two points holds far in the tails", "[unit][calibration]")
{
    CHECK(std::abs(log_normal_between(-1.0, 1.0) - std::log(cdf(1.0) - cdf(-1.0))) < 1e-12);
    CHECK(log_normal_between(-3.0, -2.0) == log_normal_between(2.0, 3.0));
    // Phi(-40) by its asymptotic series is exp(-804.6084); nearly all of the interval's mass is at its inner end
    CHECK(std::abs(log_normal_between(40.0, 50.0) + 804.60844) < 1e-3);
    CHECK(std::isfinite(log_normal_between(200.0, 201.0)));
    CHECK(std::abs(log_normal_between(-30.5, 0.0) - log_normal_between(-29.5, 0.0)) < 1e-12);
}

TEST_CASE("Noisy runs of a known model give the posterior in closed form", "[unit][calibration]")
{
    // output = 2 + 0.5 z, seen as 2.4 within 0.4 either way: z is N(0,1) x N(0.8, 0.4), cut off at 0 and 1.6; a second
    // parameter does nothing, and a second target is predicted only
    const std::vector<Target> targets = {{"seen", 2.4, 2.0, 2.8, true}, {"shown", 0.0, -0.1, 0.1, false}};
    const RunSets run = [](const MatrixXd& z, int first) {
        MatrixXd out(z.rows(), 2);
        for (Eigen::Index i = 0; i < z.rows(); ++i) {
            boost::random::mt19937_64 engine(static_cast<std::uint64_t>(first + i));
            boost::random::normal_distribution<double> luck(0.0, 0.3);
            out(i, 0) = 2.0 + 0.5 * z(i, 0) + luck(engine);
            out(i, 1) = z(i, 0) * z(i, 0) + luck(engine);
            if ((first + i) % 50 == 7) { out.row(i).setConstant(std::numeric_limits<double>::quiet_NaN()); }
        }
        return out;
    };
    const Calibration c = calibrate(2, targets, {.sets_by_wave = {1500, 1500}, .draws = 4000, .truths = 400, .seed = 5},
                                    run, SerialExecutor{});
    // tolerance 0.2 in output is 0.4 in z
    const double precision = 1.0 + 1.0 / 0.16;
    const Moments exact = truncated(0.8 / 0.16 / precision, 1.0 / std::sqrt(precision), 0.0, 1.6);
    const Moments found = moments(c.posterior.draws.col(0));
    CHECK(std::abs(found.mean - exact.mean) < 0.05);
    CHECK(std::abs(std::sqrt(found.variance / exact.variance) - 1.0) < 0.08);
    const Moments idle = moments(c.posterior.draws.col(1));
    CHECK(std::abs(idle.mean) < 0.08);
    CHECK(std::abs(idle.variance - 1.0) < 0.15);
    REQUIRE(c.waves.size() == 2);
    CHECK(c.waves[0].runs == 1800);
    CHECK(c.waves[0].failed == 36);
    CHECK(std::abs(c.waves[0].noise[0] - 0.3) < 0.04);
    CHECK(c.waves[1].error[0] < 0.05);
    // intervals hold what they say: 400 truths, binomial errors of 2.5 and 1.5 points
    REQUIRE(c.coverage);
    for (Eigen::Index j = 0; j < 2; ++j) {
        CHECK(std::abs(c.coverage->covered(0.5, j) - 0.5) < 0.08);
        CHECK(std::abs(c.coverage->covered(0.9, j) - 0.9) < 0.05);
        CHECK(c.coverage->distance(j) < 1.63);
    }
    // of the prior -3 < (2.4 - 2 - 0.5 z) / 0.2 < 3 is plausible
    CHECK(std::abs(c.waves[0].plausible - (cdf(2.0) - cdf(-0.4))) < 0.03);
}

TEST_CASE("A calibration whose runs fail says so", "[unit][calibration]")
{
    const std::vector<Target> targets = {{"seen", 0.0, -1.0, 1.0, true}};
    const RunSets fails = [](const MatrixXd& z, int) -> MatrixXd {
        return MatrixXd::Constant(z.rows(), 1, std::numeric_limits<double>::quiet_NaN());
    };
    CHECK_THROWS_AS(calibrate(1, targets, {.sets_by_wave = {20}, .draws = 10, .seed = 1}, fails, SerialExecutor{}),
                    DataError);
}

TEST_CASE("A log of runs gives back what was done at the same scores, and nothing that was cut off",
          "[unit][calibration]")
{
    const test::OwnFolder folder;
    const std::string file = folder / "c.runs";
    const Eigen::RowVectorXd at = (Eigen::RowVectorXd(2) << 0.25, -1.5).finished();
    const Eigen::RowVectorXd elsewhere = (Eigen::RowVectorXd(2) << 0.25, -1.25).finished();
    const Eigen::RowVectorXd gave = (Eigen::RowVectorXd(2) << 1.0 / 3.0, 543.25).finished();
    {
        RunLog log(file, "this one", 2);
        log.add(4, at, gave);
        log.add(5, at, Eigen::RowVectorXd::Constant(2, std::numeric_limits<double>::quiet_NaN()));
        log.add(6, at, gave);
    }
    std::filesystem::resize_file(file, std::filesystem::file_size(file) - 5);
    {
        RunLog log(file, "this one", 2);
        CHECK(log.found() == 2);
        REQUIRE(log.find(4, at));
        CHECK(*log.find(4, at) == gave);
        CHECK_FALSE(log.find(4, elsewhere));
        REQUIRE(log.find(5, at));
        CHECK(std::isnan((*log.find(5, at))[0]));
        CHECK_FALSE(log.find(6, at));
        log.add(6, at, gave);
    }
    std::ofstream(file, std::ios::app) << "[[]]\n{\"a\":1}\n[7,8,9,10]\n[99999999999999,\"x\",1,2]\n\xff\n";
    const RunLog log(file, "this one", 2);
    CHECK(*log.find(6, at) == gave);
    CHECK_FALSE(log.find(7, at));
    CHECK_THROWS_AS(RunLog(file, "another", 2), RunError);
}

TEST_CASE("Coverage tells intervals that are too narrow, and ranks that are not uniform", "[unit][calibration]")
{
    Coverage even{Eigen::MatrixXi(250, 1), 249};
    for (int i = 0; i < 250; ++i) { even.ranks(i, 0) = i; }
    CHECK(std::abs(even.covered(0.5) - 0.5) < 0.01);
    CHECK(std::abs(even.covered(0.9, 0) - 0.9) < 0.01);
    CHECK(even.distance(0) < 0.1);
    Coverage narrow = even;
    for (int i = 0; i < 250; ++i) { narrow.ranks(i, 0) = i % 2 == 0 ? 0 : 249; }
    CHECK(narrow.covered(0.9) == 0.0);
    CHECK(narrow.distance(0) > uniform_below);
}
