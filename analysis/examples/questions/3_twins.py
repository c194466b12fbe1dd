"""Who notices? Every person lives twice: how many of 100 work under both policies, one of them or neither."""
import sys

import xarray as xr

people = xr.open_dataset(sys.argv[1], group="twins", engine="h5netcdf").work_12h.isel(arm=1, month=-1)
of_100 = 100 * people.sum("replicate") / people.sum()
for name in of_100.works_in.values:
    print(f"{name} {float(of_100.sel(works_in=name)):.3f}")
