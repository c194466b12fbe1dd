"""Prints the paired effect of each arm as JSON: mean over replicates of (arm - base arm), and both levels.

    /usr/bin/python3 paired.py FILE MEASURE MONTH GROUP
"""

import json
import sys

import xarray as xr


def paired(path, measure, month, group):
    series = xr.open_dataset(path, group="series", engine="h5netcdf")
    values = series[measure].sel(month=month, group=group).isel(replicate=series.replicate_done.values == 1)
    values = values.astype("float64")
    base = values.isel(arm=0)
    rows = []
    for arm in values.arm.values[1:]:
        difference = (values.sel(arm=arm) - base).dropna("replicate")  # same people, same luck
        rows.append({"arm": str(arm), "base_level": float(base.mean()), "arm_level": float(values.sel(arm=arm).mean()),
                     "difference": float(difference.mean()), "sd": float(difference.std(ddof=1)),
                     "replicates": int(difference.size)})
    return {"measure": measure, "kind": values.attrs["kind"], "month": month, "group": group,
            "base": str(values.arm.values[0]), "rows": rows}


if __name__ == "__main__":
    print(json.dumps(paired(sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4])))
