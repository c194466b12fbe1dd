"""Does it last? The difference in benefit and in work, every sixth month."""
import sys

import xarray as xr

series = xr.open_dataset(sys.argv[1], group="series", engine="h5netcdf").sel(group="all")
for month in series.month.values[5::6]:
    now = series.sel(month=month)
    work, benefit = (100 * float((now[m].isel(arm=1) - now[m].isel(arm=0)).mean()) for m in ("work_12h", "on_benefit"))
    print(f"month {month} work {work:.3f} benefit {benefit:.3f}")
