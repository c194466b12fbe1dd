"""How sure is it? Draws of what research says, with the luck that they share with the replicates taken out."""
import sys

import numpy as np
import xarray as xr


def effect(group):
    work = xr.open_dataset(sys.argv[1], group=group, engine="h5netcdf").work_12h.sel(group="all").isel(month=-1)
    return 100 * (work - work.isel(arm=0)).isel(arm=1).values.astype(float)


luck, drawn = effect("series"), effect("draws")
shared = luck[np.arange(len(drawn)) % len(luck)]
slope = np.clip(np.cov(drawn, shared)[0, 1] / np.var(shared, ddof=1), 0, 1)
known = drawn - slope * (shared - luck.mean())
low, high = np.quantile(known, [0.05, 0.95])
print(f"90% of draws from {low:.3f} to {high:.3f}; above nothing {np.sum(known > 0)} of {len(known)}")
