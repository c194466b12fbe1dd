"""For whom? The difference in each group of the stock, but not in groups of fewer than 50 people."""
import sys

import xarray as xr

series = xr.open_dataset(sys.argv[1], group="series", engine="h5netcdf")
large = series.group_size.mean("replicate") >= 50
work = series.work_12h.isel(month=-1)
difference = 100 * (work - work.isel(arm=0)).isel(arm=1).mean("replicate")
for name in series.group.values[large.values]:
    print(f"{name} {float(difference.sel(group=name)):.3f}")
