"""Why does one run prove nothing? The same policy with other luck, again and again."""
import sys

import xarray as xr

work = xr.open_dataset(sys.argv[1], group="series", engine="h5netcdf").work_12h.sel(group="all").isel(month=-1)
difference = 100 * (work - work.isel(arm=0)).isel(arm=1)  # same people and same luck under both, per 100
print(f"least {float(difference.min()):.3f} mean {float(difference.mean()):.3f} most {float(difference.max()):.3f}")
