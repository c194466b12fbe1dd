#!/usr/bin/env python3
"""Draws whether the intervals of a calibration hold what they say: ranks of known truths among draws of their posteriors.

    vangnet calibrate --truths 1000 --out calibration.h5
    /usr/bin/python3 analysis/plot_coverage.py calibration.h5 docs/coverage.svg

One line per parameter: share of truths whose rank is at most x, less x. Were every posterior right, it would stay within
the band for 95% of parameters (Kolmogorov's distribution: 1.36 / sqrt(truths)). Needs python3-h5py and
python3-matplotlib.
"""

import sys

import h5py
import matplotlib

matplotlib.use("svg")
matplotlib.rcParams["svg.hashsalt"] = "vangnet"
import matplotlib.pyplot as plt  # noqa: E402
import numpy as np  # noqa: E402


def main():
    if len(sys.argv) != 3:
        print("plot_coverage.py CALIBRATION.h5 PICTURE.svg", file=sys.stderr)
        return 2
    with h5py.File(sys.argv[1]) as file:
        if "ranks" not in file["posterior"]:
            print(f"{sys.argv[1]}: has no ranks; calibrate with --truths", file=sys.stderr)
            return 2
        table = file["posterior/ranks"][:]
        draws = len(file["posterior/draws"])
    names = table.dtype.names
    truths = len(table)
    places = 250
    at = np.arange(places + 1) / places
    figure, axes = plt.subplots(figsize=(6.4, 3.6), layout="constrained")
    band = 1.36 / np.sqrt(truths)
    axes.axhspan(-band, band, color="#dddddd", lw=0)
    furthest = []
    for name in names:
        below = np.array([(table[name] < k).mean() for k in range(places + 1)])
        axes.plot(at, below - at, lw=0.8, color="#1f4e79", alpha=0.6)
        furthest.append((np.abs(below - at).max() / band, name))
    outside = [name for distance, name in sorted(furthest, reverse=True) if distance > 1.0]
    axes.set(xlim=(0, 1), ylim=(-3 * band, 3 * band), xlabel="rank among the draws", ylabel="share of truths, less rank")
    axes.set_title(f"{truths} truths: {len(outside)} of {len(names)} parameters leave the band", fontsize=9)
    figure.savefig(sys.argv[2], metadata={"Date": None})
    print(f"{truths} truths, {draws} draws of the posterior; outside of the 95% band: {', '.join(outside) or 'none'}")
    for share in (0.5, 0.9):
        low, high = (1 - share) / 2 * (places - 1), (1 + share) / 2 * (places - 1)
        inside = {n: ((table[n] >= low) & (table[n] <= high)).mean() for n in names}
        worst = max(inside, key=lambda n: abs(inside[n] - share))
        print(f"{share:.0%}: {np.mean(list(inside.values())):.3f} on average, furthest {worst} {inside[worst]:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
