"""Parquet as the people who get it read it: with pyarrow and pandas.

`CORRIDOR_PARQUET` names a folder with `members.parquet` and parts of an ensemble (`part-0000-of-0003.parquet`), which
`corridor run --members-out --out` and `corridor run --shard` wrote. Without it the tests are skipped with a message;
with `CORRIDOR_PARQUET_REQUIRED=1` they fail.
"""

import os
import re
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

NAME = re.compile(r"part-(\d{4,})-of-(\d{4,})\.parquet")
KINDS = {"digest", "person_days", "exact", "sum", "least", "greatest", "bin"}


@pytest.fixture(scope="module")
def folder() -> Path:
    named = os.environ.get("CORRIDOR_PARQUET")
    if not named:
        if os.environ.get("CORRIDOR_PARQUET_REQUIRED") == "1":
            pytest.fail("CORRIDOR_PARQUET names no folder")
        pytest.skip("CORRIDOR_PARQUET names no folder with parquet files to read")
    return Path(named)


@pytest.fixture(scope="module")
def members(folder: Path) -> Path:
    path = folder / "members.parquet"
    assert path.exists(), f"no {path.name}"
    return path


@pytest.fixture(scope="module")
def parts(folder: Path) -> list[Path]:
    paths = sorted(path for path in folder.iterdir() if NAME.fullmatch(path.name))
    assert paths, "no part"
    return paths


def metadata(path: Path) -> dict[str, str]:
    pairs = pq.ParquetFile(path).metadata.metadata or {}
    return {name.decode(): value.decode() for name, value in pairs.items()}


def test_samples_have_the_columns_of_the_hubverse(members: Path) -> None:
    assert pq.read_schema(members).remove_metadata() == pa.schema(
        [
            pa.field("reference_date", pa.date32(), nullable=False),
            pa.field("target", pa.string(), nullable=False),
            pa.field("location", pa.string(), nullable=False),
            pa.field("horizon", pa.int32(), nullable=False),
            pa.field("target_end_date", pa.date32(), nullable=False),
            pa.field("output_type", pa.string(), nullable=False),
            pa.field("output_type_id", pa.int32(), nullable=False),
            pa.field("value", pa.int64(), nullable=False),
        ]
    )


def test_every_member_says_something_about_every_target_once(members: Path) -> None:
    table = pd.read_parquet(members)
    assert len(table) > 0
    assert (table["output_type"] == "sample").all()
    days = pd.to_datetime(table["target_end_date"]) - pd.to_datetime(table["reference_date"])
    assert (days.dt.days == table["horizon"]).all()
    task = ["reference_date", "target", "location", "horizon"]
    assert not table.duplicated([*task, "output_type_id"]).any()
    assert (table.groupby(task).size() == table["output_type_id"].nunique()).all()


def test_samples_say_where_they_came_from(members: Path) -> None:
    pairs = metadata(members)
    assert pairs["corridor.note"] == "simulation, not observation"
    assert pairs["corridor.version"] and pairs["corridor.scenario"]
    assert int(pairs["corridor.seed"]) >= 0


def test_a_part_is_one_table_of_numbers(parts: list[Path]) -> None:
    for path in parts:
        schema = pq.read_schema(path)
        assert schema.names == ["record", "index", "key", "value"]
        assert schema.types == [pa.string(), pa.int32(), pa.int32(), pa.int64()]
        table = pd.read_parquet(path)
        assert set(table["record"]) <= KINDS
        assert not table.duplicated(["record", "index", "key"]).any()


def test_the_head_of_a_part_fits_its_name_and_its_rows(parts: list[Path]) -> None:
    for path in parts:
        pairs = metadata(path)
        shard, shards = map(int, NAME.fullmatch(path.name).groups())
        assert (int(pairs["corridor.shard"]), int(pairs["corridor.shards"])) == (shard, shards)
        table = pd.read_parquet(path)
        of = {kind: rows for kind, rows in table.groupby("record")}
        first, end = int(pairs["corridor.first_member"]), int(pairs["corridor.end_member"])
        for kind in ["digest", "person_days"]:
            assert list(of[kind]["index"]) == list(range(first, end)), kind
        assert list(of["sum"]["index"]) == list(range(int(pairs["corridor.cells"])))
        # The bins of a cell hold members of this part, each no more than once.
        counts = of["bin"].groupby("index")["value"].sum() if "bin" in of else pd.Series(dtype="int64")
        assert (counts <= end - first).all()


def test_parts_of_one_run_fit_together(parts: list[Path]) -> None:
    heads = [metadata(path) for path in parts]
    for name in ["corridor.format", "corridor.run", "corridor.shards", "corridor.members"]:
        assert len({head[name] for head in heads}) == 1, name
    ranges = sorted((int(head["corridor.first_member"]), int(head["corridor.end_member"])) for head in heads)
    assert all(end <= first for (_, end), (first, _) in zip(ranges, ranges[1:]))
