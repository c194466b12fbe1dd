#!/usr/bin/env python3
"""The trials of docs/validation.md: each ready trial under each form of the model, beside what was published.

    /usr/bin/python3 analysis/trials_table.py --program build/release/vangnet [--replicates 100] [--draws 100] [--work FOLDER]

Runs `trial-*` as fitted (replicates and draws) and under every variant of configs/data/variants.csv (replicates alone), the
trial alone (`trial.for_everyone=false`), and prints two tables in Markdown. A file that is there already is read, not run
again. About a quarter of an hour on two cores with the defaults.
"""

import argparse
import csv
import json
import pathlib
import subprocess

LARGE = {"trial-amsterdam-premium": 0.2, "trial-amsterdam-guidance": 0.2, "trial-rotterdam": 0.2}  # share of the replicates


def number(x, decimals=1):
    return "" if x is None else f"{x:+.{decimals}f}".replace("-", "−")


def published(row):
    if "published" in row:
        error = row.get("published_standard_error")
        return number(row["published"]) + (f" ({error:.1f})" if error else "")
    return {"+": "more", "-": "less", "0": "not significant"}.get(row.get("published_sign"), "-")


def simulate(program, trial, variant, replicates, draws, work):
    out = work / f"{trial}-{variant}.h5"
    share = LARGE.get(trial, 1.0)
    if not out.exists():
        sets = ["--set", "trial.for_everyone=false", "--set", f"variant.name={variant}"]
        counts = ["--replicates", str(max(20, int(replicates * share))), "--draws", str(int(draws * share))]
        subprocess.run([program, "run", trial, *sets, *counts, "--quiet", "--progress", "none", "--out", str(out)],
                       check=True, stdout=subprocess.DEVNULL)
    said = subprocess.run([program, "compare", str(out), "--trial", "--json"], check=True, capture_output=True, text=True)
    return json.loads(said.stdout)["results"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--program", default="build/release/vangnet")
    parser.add_argument("--replicates", type=int, default=100)
    parser.add_argument("--draws", type=int, default=100)
    parser.add_argument("--work", type=pathlib.Path, default=pathlib.Path("build/trials"))
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    here = pathlib.Path(__file__).resolve().parent.parent / "configs"
    trials = sorted(path.stem for path in (here / "scenarios").glob("trial-*.toml"))
    with open(here / "data" / "variants.csv", encoding="utf-8") as file:
        variants = list(dict.fromkeys(row["variant"] for row in csv.DictReader(file)))

    print("| trial | outcome, month | arm | people | control | simulated (90%) | published | same in | fits | power | if wrong |")
    print("|---|---|---|---|---|---|---|---|---|---|---|")
    results = {}
    for trial in trials:
        rows = results[trial] = simulate(options.program, trial, "as_fitted", options.replicates, options.draws, options.work)
        for row in rows:
            fits = {True: "yes", False: "NO", None: ""}[row.get("consistent")]
            share = lambda key: "" if row.get(key) is None else f"{100 * row[key]:.0f}%"
            print(f"| {trial[6:]} | {row['outcome']}, {row['month']} | {row['arm']} | {row['people_treated']:.0f} | {row['control']:.1f} | "
                  f"{number(row['effect'])} ({number(row['low'])} .. {number(row['high'])}) | {published(row)} | {share('chance')} | {fits} | "
                  f"{share('power')} | {share('agrees_if_wrong')} |")

    print("\n| trial | outcome, month | arm | as fitted | " + " | ".join(variants) + " | published |")
    print("|---" * (5 + len(variants)) + "|")
    for trial in trials:
        others = [simulate(options.program, trial, variant, options.replicates, 0, options.work) for variant in variants]
        for k, row in enumerate(results[trial]):
            cells = [f"{number(row['truth'], 2)} / {number(row['effect'])}"]
            cells += [f"{number(other[k]['truth'], 2)} / {number(other[k]['effect'])}" for other in others]
            print(f"| {trial[6:]} | {row['outcome']}, {row['month']} | {row['arm']} | " + " | ".join(cells) + f" | {published(row)} |")


if __name__ == "__main__":
    main()
