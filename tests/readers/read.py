"""Opens a results file with every Python reader and checks labels, units and texts.

    /usr/bin/python3 read.py FILE
"""

import sys

import h5py
import numpy as np
import pandas as pd
import xarray as xr

DURATIONS = {"days", "hours", "minutes", "seconds"}  # xarray would turn these into times


def check_groups(path, engine):
    """Every group of arrays opens with labelled axes and texts in two languages."""
    with h5py.File(path) as file:
        names = [name for name in file if name != "tables"]
    assert "series" in names
    for name in names:
        data = xr.open_dataset(path, group=name, engine=engine)
        for key, array in data.data_vars.items():
            assert set(array.dims) <= set(data.coords), (name, key, "has an axis without labels")
            assert array.dtype.kind in "if", (name, key, array.dtype)
            assert array.attrs.get("units") not in DURATIONS, (name, key)
            array.load()
    return xr.open_dataset(path, group="series", engine=engine)


def check_series(series):
    measures = [key for key, array in series.data_vars.items() if array.ndim == 4]
    assert measures
    for key in measures:
        array = series[key]
        assert array.dims == ("arm", "replicate", "month", "group"), array.dims
        for text in ("units", "long_name", "long_name_en", "definition", "definition_en", "kind", "better"):
            assert text in array.attrs, (key, text)
    assert all(isinstance(label, str) for label in series.arm.values.tolist() + series.group.values.tolist())
    assert np.issubdtype(series.month.dtype, np.integer) and series.month.attrs["units"] == "month"
    assert "origin" in series.month.attrs
    assert series.replicate_done.attrs["flag_meanings"].split() == ["missing", "finished"]
    assert series.replicate_done.dtype.kind == "i"
    return measures


def check_tables(path, series, measures):
    with h5py.File(path) as file:
        names = list(file["tables"])
    tables = {name: pd.read_hdf(path, "tables/" + name) for name in names}
    assert {"measures", "arms", "groups"} <= set(tables), names
    assert tables["measures"]["key"].tolist() == measures
    assert tables["arms"]["key"].tolist() == series.arm.values.tolist()
    assert tables["groups"]["key"].tolist() == series.group.values.tolist()
    if "parameters" in tables:
        assert list(tables["parameters"].columns) == ["key", "value", "unit", "low", "high", "tag", "grade", "source"]
        parameters = tables["parameters"]
        assert ((parameters["source"] != "") | (parameters["grade"] == "D")).all()  # D: a judgement, without a source
    for name, table in tables.items():
        assert all(isinstance(text, str) for column in table.select_dtypes("object") for text in table[column]), name


def main(path):
    by_engine = []
    for engine in ("h5netcdf", "netcdf4"):
        series = check_groups(path, engine)
        measures = check_series(series)
        by_engine.append(series)
    assert by_engine[0].equals(by_engine[1])
    check_tables(path, series, measures)
    with h5py.File(path) as file:
        for text in ("title", "scenario", "version", "commit", "experiment", "data_sha256"):
            assert isinstance(file.attrs[text], str), text
        dims = [file["series"][measures[0]].dims[i][0].name for i in range(4)]
        assert dims == ["/series/arm", "/series/replicate", "/series/month", "/series/group"], dims
    print(f"Python: {len(measures)} measures, {series.sizes['arm']} arms, {series.sizes['replicate']} replicates")


if __name__ == "__main__":
    main(sys.argv[1])
