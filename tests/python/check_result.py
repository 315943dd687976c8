"""Reads every file of a result as its users do: `python check_result.py DIR [DIR ...]`.

Each DIR is a folder of `corridor run --out` or `corridor compare --out`. The rules that are held here are those of
OUTPUTS.md; every problem is told, and any makes the exit status 1.
"""

import hashlib
import io
import json
import sys
from datetime import datetime
from pathlib import Path

import numpy as np
import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import requests
import rocrate
import shapely.geometry
import urllib3
from rocrate_validator import models, services

LEAST = 50  # counts below it are not in public files
HUB = [
    "reference_date", "target", "location", "horizon", "target_end_date", "output_type", "output_type_id", "value",
]
QUANTILES = ["q05", "q25", "q50", "q75", "q95"]
TARGETS = {
    "arrivals", "net_arrivals", "returns", "displaced", "idp_returns", "evacuated", "stock", "stranded", "deaths",
}
ALWAYS = ["forecast.csv", "stocks.csv", "flows.csv", "drivers.csv", "results.xlsx", "places.geojson", "flows.geojson",
          "model-card.md", "ro-crate-metadata.json"]
COMPARED = ["differences.csv", "harm.csv"]
CHANGES = [*COMPARED, "results.xlsx"]
SHEETS = ["README", "data dictionary", "forecast", "stocks", "flows", "crossings", "hosts", "observations", "assumptions",
          "drivers"]
HEADINGS = ["Model details", "Intended use", "Users", "Prohibited and out-of-scope use", "Inputs", "Outputs", "Methods",
            "Assumptions", "Evaluation", "Limits", "Ethical considerations", "Maintenance", "Provenance"]


class Result:
    """A folder, and what is wrong in it."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.problems = []
        forecast = self.csv("forecast.csv") if (self.folder / "forecast.csv").exists() else pd.DataFrame()
        self.public = "suppressed" in forecast.columns
        self.compared = (self.folder / "differences.csv").exists()

    def say(self, file, what):
        self.problems.append(f"{self.folder.name}/{file}: {what}")

    def holds(self, file, what, condition):
        if not condition:
            self.say(file, what)

    def csv(self, file):
        return pd.read_csv(self.folder / file, keep_default_na=False, na_values=[""])

    def json(self, file):
        return json.loads((self.folder / file).read_text(encoding="utf-8"))


def files(result):
    for name in ALWAYS + (COMPARED if result.compared else []):
        result.holds(name, "is not there", (result.folder / name).is_file())
    if result.public:
        for name in ["members.parquet", "map.html"]:
            result.holds(name, "is in a public folder", not (result.folder / name).exists())


def told(values):
    """The numbers that are told: of public files none is below 50."""
    values = np.asarray(values, dtype=float)
    return values[~np.isnan(values)]


def counts(result, file, table, columns):
    """Columns of counts: numbers, never told where they may not be, and never missing in local files."""
    for column in columns:
        values = pd.to_numeric(table[column])
        if result.public:
            # A difference is told to a multiple of 50, and may be none.
            least = 1 if file in CHANGES and column in QUANTILES else LEAST
            small = told(values)[(np.abs(told(values)) < LEAST) & ((least == LEAST) | (told(values) % LEAST != 0))]
            result.holds(file, f"{column} tells counts below {LEAST}: {small[:3]}", len(small) == 0)
        else:
            result.holds(file, f"{column} has empty cells", not values.isna().any())


def monotone(result, file, table, columns):
    """Quantiles do not fall; those that are not told are passed over."""
    values = table[columns].to_numpy(dtype=float)
    for row, number in zip(values, range(2, len(values) + 2)):
        row = told(row)
        if (np.diff(row) < 0).any():
            result.say(file, f"line {number}: quantiles fall: {row}")
            return


def dates(result, file, table, columns):
    for column in columns:
        values = table[column].dropna()
        parsed = pd.to_datetime(values, format="%Y-%m-%d", errors="coerce")
        result.holds(file, f"{column} has what is no date", not parsed.isna().any())


def forecast(result):
    file = "forecast.csv"
    table = result.csv(file)
    expected = HUB + (["suppressed"] if result.public else [])
    result.holds(file, f"columns are {list(table.columns)}, not those of the hubverse", list(table.columns) == expected)
    if result.problems:
        return
    result.holds(file, "has no row", len(table) > 0)
    result.holds(file, "output_type is not quantile", set(table["output_type"]) == {"quantile"})
    result.holds(file, "unknown targets", set(table["target"]) <= TARGETS)
    result.holds(file, "a level is not between 0 and 1", table["output_type_id"].between(0, 1, inclusive="neither").all())
    result.holds(file, "horizon is no whole number", pd.api.types.is_integer_dtype(table["horizon"]))
    result.holds(file, "several reference dates", table["reference_date"].nunique() == 1)
    dates(result, file, table, ["reference_date", "target_end_date"])
    gap = pd.to_datetime(table["target_end_date"]) - pd.to_datetime(table["reference_date"])
    result.holds(file, "target_end_date is not reference_date + horizon", (gap.dt.days == table["horizon"]).all())
    tasks = table.groupby(["target", "location", "horizon"], sort=False)
    result.holds(file, "a quantile is there twice", not table.duplicated(HUB[:4] + ["output_type_id"]).any())
    result.holds(file, "levels differ between tasks", tasks["output_type_id"].agg(tuple).nunique() == 1)
    for task, rows in tasks:
        values = told(rows.sort_values("output_type_id")["value"])
        if (np.diff(values) < 0).any():
            result.say(file, f"quantiles of {task} fall")
            break
    counts(result, file, table, ["value"])
    if result.public:
        result.holds(file, "suppressed is not where values are missing",
                     ((table["suppressed"] == "all") == table["value"].isna()).all())
        medians = tasks.apply(lambda rows: rows.loc[rows["output_type_id"] == 0.5, "value"].isna().all()
                              and rows["value"].notna().any(), include_groups=False)
        result.holds(file, "a quantile is told beside a median that is not", not medians.any())


def spreads(result):
    for file, keys in [("stocks.csv", ["measure", "date", "location"]), ("flows.csv", ["date", "measure", "from", "to"])]:
        table = result.csv(file)
        expected = keys + ["mean"] + QUANTILES + (["suppressed"] if result.public else [])
        if list(table.columns) != expected:
            result.say(file, f"columns are {list(table.columns)}")
            continue
        result.holds(file, "has no row", len(table) > 0)
        dates(result, file, table, ["date"])
        counts(result, file, table, ["mean"] + QUANTILES)
        monotone(result, file, table, QUANTILES)
        if result.public:
            result.holds(file, "tells a mean", table["mean"].isna().all())
            hidden = table[QUANTILES].isna()
            words = np.select([hidden.all(axis=1), hidden.any(axis=1)], ["all", "some"], "none")
            result.holds(file, "suppressed does not say what is missing", (table["suppressed"] == words).all())
            result.holds(file, "a quantile is told beside a median that is not",
                         not (hidden["q50"] & ~hidden.all(axis=1)).any())
    if result.public:
        result.holds("flows.csv", "has routes", "route" not in set(result.csv("flows.csv")["measure"]))


def changes(result):
    if not result.compared:
        return
    for file in COMPARED:
        table = result.csv(file)
        counts(result, file, table, QUANTILES)
        for columns in (QUANTILES, ["base_q05", "base_q50", "base_q95"], ["what_if_q05", "what_if_q50", "what_if_q95"]):
            monotone(result, file, table, columns)
        result.holds(file, "a share is not between 0 and 1", table["share_above_0"].dropna().between(0, 1).all())


def workbook(result):
    file = "results.xlsx"
    path = result.folder / file
    expected = SHEETS + (["differences", "harm"] if result.compared else [])
    book = openpyxl.load_workbook(path)
    if book.sheetnames != expected:
        result.say(file, f"sheets are {book.sheetnames}")
        return
    for name in expected[1:]:
        sheet = book[name]
        result.holds(file, f"{name}: the header is not frozen", sheet.freeze_panes == "A2")
        result.holds(file, f"{name}: no filter", bool(sheet.auto_filter.ref))
        for row in sheet.iter_rows(values_only=True):
            if any(isinstance(cell, str) and cell.startswith("#") for cell in row):
                result.say(file, f"{name}: an error stands in a cell")
                break
    for cell in book["README"]["A"]:
        if cell.hyperlink:
            sheet = cell.hyperlink.location.split("!")[0].strip("'")
            result.holds(file, f"README links to {sheet}, which is not there", sheet in expected)
    words = " ".join(str(cell.value) for row in book["README"].iter_rows() for cell in row if cell.value)
    for word in ["Not observation", "Reference date", "Members", "Seed", "How to read intervals", "Licence"]:
        result.holds(file, f"README does not say: {word}", word in words)
    result.holds(file, "README does not say whether it is public", ("Public profile" in words) == result.public)
    dictionary = pd.read_excel(path, sheet_name="data dictionary")
    for name in expected[2:]:
        columns = list(dictionary.loc[dictionary["sheet"] == name, "column"])
        header = [cell.value for cell in book[name][1]]
        result.holds(file, f"{name}: the dictionary names {columns}, the sheet {header}", columns == header)
    compare_with_csv(result, path)


def compare_with_csv(result, path):
    """The sheets say what the CSV files say: the same numbers, dates as dates, and what is missing is missing."""
    for name in ["forecast", "stocks", "flows"] + (["differences", "harm"] if result.compared else []):
        sheet = pd.read_excel(path, sheet_name=name)
        table = result.csv(f"{name}.csv").head(1_048_575)
        if len(sheet) != len(table):
            result.say("results.xlsx", f"{name} has {len(sheet)} rows, {name}.csv {len(table)}")
            continue
        for column in table.columns:
            one, other = sheet[column], table[column]
            if column == "date" or column.endswith("_date") or column == "visible_from":
                result.holds("results.xlsx", f"{name}: {column} is no date",
                             one.isna().all() or pd.api.types.is_datetime64_any_dtype(one))
                same = (pd.to_datetime(one).dt.strftime("%Y-%m-%d").fillna("") == other.fillna("").astype(str)).all()
            elif pd.api.types.is_numeric_dtype(other):
                same = np.allclose(pd.to_numeric(one), other, rtol=0, atol=1e-6, equal_nan=True)
            else:
                same = (one.fillna("").astype(str) == other.fillna("").astype(str)).all()
            result.holds("results.xlsx", f"{name}: {column} is not what {name}.csv says", same)


def maps(result):
    for file, kind in [("places.geojson", "Point"), ("flows.geojson", "LineString")]:
        collection = result.json(file)
        result.holds(file, "is no FeatureCollection", collection.get("type") == "FeatureCollection")
        result.holds(file, "has a crs", "crs" not in collection)
        result.holds(file, "has no note", "not observation" in collection.get("note", ""))
        result.holds(file, "does not say that it is public", ("Public profile" in collection["note"]) == result.public)
        features = collection["features"]
        may_be_empty = file == "flows.geojson" and result.public
        result.holds(file, "has a line, though it is public" if may_be_empty else "has no feature",
                     bool(features) != may_be_empty)
        for feature in features:
            shape = shapely.geometry.shape(feature["geometry"])
            west, south, east, north = shape.bounds
            on_earth = -180 <= west <= east <= 180 and -90 <= south <= north <= 90
            if shape.geom_type != kind or not shape.is_valid or not on_earth:
                result.say(file, f"a wrong geometry: {feature['geometry']}")
            for name, value in feature["properties"].items():
                if name[-4:] in ("_q05", "_q50", "_q95") and value is not None:
                    result.holds(file, f"{name} is no number", isinstance(value, (int, float)))
                    result.holds(file, f"{name} tells {value}", not (result.public and abs(value) < LEAST))


def members(result):
    for path in sorted(result.folder.glob("*.parquet")):
        table = pq.read_table(path)
        result.holds(path.name, "has no row", table.num_rows > 0)
        result.holds(path.name, "pandas reads other rows", len(pd.read_parquet(path)) == table.num_rows)


def model_card(result):
    text = (result.folder / "model-card.md").read_text(encoding="utf-8")
    sections = {part.split("\n", 1)[0]: part.split("\n", 1)[1].strip() for part in text.split("\n## ")[1:]}
    for heading in HEADINGS:
        result.holds("model-card.md", f"nothing below {heading}", bool(sections.get(heading)))
    result.holds("model-card.md", "has a number that is none", "NaN" not in text and "inf " not in text)


def provenance(result):
    file = "ro-crate-metadata.json"
    graph = {entity["@id"]: entity for entity in result.json(file)["@graph"]}
    parts = {part["@id"] for part in graph["./"]["hasPart"]}
    there = {path.name for path in result.folder.iterdir() if path.is_file()} - {file}
    # The summary names the time that the run took; a crate may be written before it.
    result.holds(file, f"does not describe {sorted(there - parts)}", there - parts <= {"summary.json", "report.html"})
    for name in parts:
        data = (result.folder / name).read_bytes() if (result.folder / name).is_file() else b""
        result.holds(file, f"another sha256 of {name}", hashlib.sha256(data).hexdigest() == graph[name]["sha256"])
    for entity in graph.values():
        for name in ("startTime", "endTime"):
            if name in entity:
                datetime.fromisoformat(entity[name])
    for name in ["#seed", "#members", "#reference_date"]:
        result.holds(file, f"{name} is not told", "value" in graph.get(name, {}))
    validate(result, file)


def without_network():
    """The validator asks for the context of RO-Crate 1.1 alone, and gets that of the package `rocrate`: nobody is asked.

    The package holds that of RO-Crate 1.3, which has every term that we write with the same meaning.
    """
    local = (Path(rocrate.__file__).parent / "data" / "ro-crate.jsonld").read_bytes()

    def send(adapter, request, **_):
        if request.url != "https://w3id.org/ro/crate/1.1/context":
            raise requests.ConnectionError(f"asked for {request.url}")
        headers = {"Content-Type": "application/ld+json"}
        answer = urllib3.HTTPResponse(io.BytesIO(local), headers, 200, preload_content=False)
        return adapter.build_response(request, answer)

    requests.adapters.HTTPAdapter.send = send


def validate(result, file):
    settings = services.ValidationSettings(
        rocrate_uri=models.URI(str(result.folder)),
        profile_identifier="process-run-crate",
        requirement_severity=models.Severity.REQUIRED,
        no_cache=True,
    )
    report = services.validate(settings)
    for issue in report.get_issues():
        result.say(file, f"the validator of RO-Crates says: {issue.message}")


def main(folders):
    problems = []
    without_network()
    for folder in folders:
        result = Result(folder)
        files(result)
        if not result.problems:
            for check in [forecast, spreads, changes, workbook, maps, members, model_card, provenance]:
                check(result)
        print(f"{folder}: {'fine' if not result.problems else 'see below'}"
              f"{', public' if result.public else ''}{', compared' if result.compared else ''}")
        problems += result.problems
    print("\n".join(problems), file=sys.stderr)
    return 1 if problems or not folders else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
