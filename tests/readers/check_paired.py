"""Python, R and (if given) `vangnet compare --json` find the same paired effects.

    /usr/bin/python3 check_paired.py FILE [COMPARE.json]

With a comparison its month and all its rows are checked, else the last month, group by group.
"""

import json
import math
import pathlib
import subprocess
import sys

import xarray as xr

from paired import paired

HERE = pathlib.Path(__file__).parent


def same(a, b):
    """Equal to 1e-9, relative or absolute; a missing value (null) equals NaN."""
    a, b = (math.nan if x is None else x for x in (a, b))
    return (math.isnan(a) and math.isnan(b)) or math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-9)


def from_r(path, measure, month, group):
    call = ["Rscript", "--vanilla", str(HERE / "paired.R"), path, measure, str(month), group]
    text = subprocess.run(call, check=True, capture_output=True, text=True).stdout
    return json.loads(text.replace("NaN", "null").replace("NA", "null"))


def check_r(path, measure, month, group):
    ours, theirs = paired(path, measure, month, group), from_r(path, measure, month, group)
    for a, b in zip(ours["rows"], theirs["rows"], strict=True):
        assert a["arm"] == b["arm"] and a["replicates"] == b["replicates"], (a, b)
        for key in ("base_level", "arm_level", "difference", "sd"):
            assert same(a[key], b[key]), (measure, group, key, a, b)


def check_compare(path, comparison):
    checked = 0
    for row in comparison["rows"] + comparison["left_on_benefit"]["rows"]:
        ours = paired(path, row["outcome"], comparison["month"], row["group"])
        assert ours["base"] == comparison["base"]["key"]
        scale = 100 if ours["kind"] == "share" else 1  # shares are told per 100 people
        (mine,) = [each for each in ours["rows"] if each["arm"] == row["arm"]]
        for key in ("base_level", "arm_level", "difference"):
            assert same(scale * mine[key], row[key]), (row, key, mine)
        if row["chance"]:
            assert same(scale * mine["sd"], row["chance"]["sd"]), (row, mine)
        checked += 1
    assert checked > 0
    return checked


def main(path, comparison_path=None):
    series = xr.open_dataset(path, group="series", engine="h5netcdf")
    month = int(series.month[-1])
    comparison = json.loads(pathlib.Path(comparison_path).read_text()) if comparison_path else None
    if comparison:
        month = comparison["month"]
    measures = [key for key, array in series.data_vars.items() if array.ndim == 4]
    for measure, group in [(m, "all") for m in measures[:3]] + [(measures[0], str(g)) for g in series.group.values[1:3]]:
        check_r(path, measure, month, group)
    print("Python and R: the same paired effects")
    if comparison:
        print(f"vangnet compare: {check_compare(path, comparison)} rows, all as in Python")


if __name__ == "__main__":
    main(*sys.argv[1:])
