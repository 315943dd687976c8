//! The sheets of `results.xlsx`, and the properties of the two maps.

use super::Kind::{Count, Date, Number, Share, Text, Truth};
use super::files::{
    DATE, DIFFERENCES, DRIVERS, HARM, HIDDEN, HORIZON, LOCATION, MEAN, Q05, Q25, Q50, Q75, Q95, SUPPRESSED, TARGET,
    column,
};
use super::{Column, File};

const NAME: Column = column("name", Text, "", "the name that people read", "a country, which is its own name");
const SHEET: &str = "Always there.";
const COMPARED: &str = "There after `corridor compare`.";

const FORECAST: &[Column] = &[
    column("reference_date", Date, "", "the day as of which the forecast is made", ""),
    TARGET,
    LOCATION,
    NAME,
    HORIZON,
    column("target_end_date", Date, "", "the day that is forecast", ""),
    column("output_type", Text, "", "`quantile`", ""),
    column("output_type_id", Share, "probability", "the level of the quantile", ""),
    column("value", Count, "people", "so many people or fewer in this share of the members", SUPPRESSED),
    HIDDEN,
];

const STOCKS: &[Column] = &[
    column("measure", Text, "", "`stock`: people there; `stranded`: people waiting at a crossing", ""),
    DATE,
    LOCATION,
    NAME,
    MEAN,
    Q05,
    Q25,
    Q50,
    Q75,
    Q95,
    HIDDEN,
];

const FLOWS: &[Column] = &[
    DATE,
    column("measure", Text, "", "`route`: people who set out on it; `crossing`: people who pass it", ""),
    column("from", Text, "", "the key of the place where the route begins, or of the crossing", ""),
    column("to", Text, "", "the key of the place where the route ends, or the country behind the crossing", ""),
    MEAN,
    Q05,
    Q25,
    Q50,
    Q75,
    Q95,
    HIDDEN,
];

const NOT_TOLD: &str = "there is no such number, or it is left out by `--profile public`";

const fn people(name: &'static str, meaning: &'static str) -> Column {
    column(name, Count, "people", meaning, NOT_TOLD)
}

const COUNTRY: Column = column("country", Text, "", "the country, or the side from which a crossing is described", "");
const TO_COUNTRY: Column =
    column("to_country", Text, "", "the country on the other side of a crossing", "it is no crossing");
const INTO_COUNTRY: Column = column(
    "status_into_country",
    Text,
    "",
    "who may pass into `country` on the reference date as it was known then: `open`, `closed`, `restricted`, \
     `documented_only`, `returns_only`; `a or b` where sources conflict",
    "nothing was reported: the model takes it for open",
);
const INTO_TO_COUNTRY: Column = column(
    "status_into_to_country",
    Text,
    "",
    "who may pass into `to_country` on the reference date, likewise",
    "nothing was reported: the model takes it for open",
);

const CROSSINGS: &[Column] = &[
    LOCATION,
    NAME,
    COUNTRY,
    TO_COUNTRY,
    INTO_COUNTRY,
    INTO_TO_COUNTRY,
    people("stranded_reference_q05", "people waiting on the reference date: one member in twenty lies below it"),
    people("stranded_reference_q50", "people waiting on the reference date: the median"),
    people("stranded_reference_q95", "people waiting on the reference date: nineteen in twenty lie below it"),
    people("stranded_peak_q05", "the most waiting on any later day: one member in twenty lies below it"),
    people("stranded_peak_q50", "the most waiting on any later day: the median"),
    people("stranded_peak_q95", "the most waiting on any later day: nineteen in twenty lie below it"),
    people("stranded_end_q05", "people waiting on the last day: one member in twenty lies below it"),
    people("stranded_end_q50", "people waiting on the last day: the median"),
    people("stranded_end_q95", "people waiting on the last day: nineteen in twenty lie below it"),
    people("arrivals_end_q05", "people who passed since the reference date: one member in twenty lies below it"),
    people("arrivals_end_q50", "people who passed since the reference date: the median"),
    people("arrivals_end_q95", "people who passed since the reference date: nineteen in twenty lie below it"),
];

const HOSTS: &[Column] = &[
    column("location", Text, "", "the country", ""),
    column(
        "admission",
        Text,
        "",
        "whom it admits on the reference date as it was known then: `open`, `refusal`, `cap`, `pledge`; `a or b` where \
         sources conflict",
        "nothing was reported: the model takes it for open",
    ),
    HORIZON,
    DATE,
    people("arrivals_q05", "arrivals since the reference date: one member in twenty lies below it"),
    people("arrivals_q50", "arrivals since the reference date: the median"),
    people("arrivals_q95", "arrivals since the reference date: nineteen in twenty lie below it"),
    people("net_arrivals_q05", "arrivals less returns and push-backs: one member in twenty lies below it"),
    people("net_arrivals_q50", "arrivals less returns and push-backs: the median"),
    people("net_arrivals_q95", "arrivals less returns and push-backs: nineteen in twenty lie below it"),
    people("returns_q05", "people who came back from it to their own country: one member in twenty lies below it"),
    people("returns_q50", "people who came back from it to their own country: the median"),
    people("returns_q95", "people who came back from it to their own country: nineteen in twenty lie below it"),
    people("stock_q05", "people there on the day: one member in twenty lies below it"),
    people("stock_q50", "people there on the day: the median"),
    people("stock_q95", "people there on the day: nineteen in twenty lie below it"),
];

const OBSERVATIONS: &[Column] = &[
    column("series", Text, "", "which reports form one series", ""),
    TARGET,
    LOCATION,
    NAME,
    column("since", Date, "", "since which day both count", "people on the day are counted, not people since a day"),
    column("date", Date, "", "the day of the count", ""),
    column("reported_low", Count, "people", "what was reported: the least", SUPPRESSED),
    column("reported_high", Count, "people", "what was reported: the greatest", SUPPRESSED),
    column(
        "implied_low",
        Count,
        "people",
        "what it implies if reports catch only a share of people: the least",
        SUPPRESSED,
    ),
    column(
        "implied_high",
        Count,
        "people",
        "what it implies: the greatest",
        "no upper bound is known, or left out by `--profile public`",
    ),
    column("q05", Count, "people", "the forecast: one member in twenty lies below it", SUPPRESSED),
    column("q50", Count, "people", "the forecast: the median", SUPPRESSED),
    column("q95", Count, "people", "the forecast: nineteen in twenty lie below it", SUPPRESSED),
    column(
        "use",
        Text,
        "",
        "what the report is fit for: `score` (tight) or `soft` (an order of magnitude or a bound)",
        "",
    ),
    column("known", Truth, "", "whether the forecast could know of it: it was out by the reference date", ""),
    column(
        "agrees",
        Truth,
        "",
        "whether the 90 % interval and what the report implies have a value in common",
        SUPPRESSED,
    ),
    HIDDEN,
];

const ASSUMPTIONS: &[Column] = &[
    column("kind", Text, "", "`parameter`, `unknown_end` (how long a state lasts whose end nobody said) or `edit`", ""),
    column("name", Text, "", "the name in `scenario.yml`", ""),
    column(
        "value",
        Text,
        "",
        "the value, `low..high`, or the median and the 90 % point of a lognormal; drawn once per member",
        "",
    ),
    column("low", Number, "as `unit` says", "the least value that is drawn", "an edit, whose numbers are in its words"),
    column("high", Number, "as `unit` says", "the greatest value that is drawn", "there is none, or it is an edit"),
    column("unit", Text, "", "the unit", "it has none"),
    column("is_default", Truth, "", "whether it is the default, which the scenario did not set", "it has no default"),
    column("meaning", Text, "", "what it does", ""),
    column("source", Text, "", "where the default comes from", "the scenario's README says where its value comes from"),
];

/// The sheets of `results.xlsx` that are tables, in their order.
pub const SHEETS: &[File] = &[
    sheet("forecast", "Quantiles of every target, place and horizon: `forecast.csv` with names.", SHEET, FORECAST),
    sheet("stocks", "Who is where on every day: `stocks.csv` with names.", SHEET, STOCKS),
    sheet("flows", "Who goes where on every day: `flows.csv`.", SHEET, FLOWS),
    sheet(
        "crossings",
        "Every crossing: its status on the reference date, who waits there, who passes.",
        SHEET,
        CROSSINGS,
    ),
    sheet(
        "hosts",
        "Every country at every horizon: its policy on the reference date, who arrives, returns, is there.",
        SHEET,
        HOSTS,
    ),
    sheet("observations", "What was reported, beside what the members say.", SHEET, OBSERVATIONS),
    sheet(
        "assumptions",
        "The parameters of the movement rules with range and unit, and the edits.",
        SHEET,
        ASSUMPTIONS,
    ),
    sheet("drivers", "What drives the interval: `drivers.csv`.", SHEET, DRIVERS),
    sheet("differences", "What the what-if changes: `differences.csv`.", COMPARED, DIFFERENCES),
    sheet("harm", "Whom the what-if harms: `harm.csv`.", COMPARED, HARM),
];

const fn sheet(name: &'static str, what: &'static str, when: &'static str, columns: &'static [Column]) -> File {
    File { name, what, when, media_type: "", columns }
}

/// The properties of a place in `places.geojson`.
pub(super) const PLACES: &[Column] = &[
    column("key", Text, "", "the key: a P-code where the scenario has one", ""),
    column("name", Text, "", "the name that people read", ""),
    column("kind", Text, "", "`town`, `camp`, `idp_site`, `crossing`, `airport`, `hub`, `waypoint` or `exit`", ""),
    COUNTRY,
    TO_COUNTRY,
    column("admin1", Text, "", "the first-level administrative area", "the scenario does not say"),
    people("stock_reference_q05", "people there on the reference date; `_q50` and `_q95` likewise"),
    people("stock_end_q05", "people there on the last day; `_q50` and `_q95` likewise"),
    people("arrivals_h<days>_q05", "arrivals since the reference date, by horizon in days; `_q50` and `_q95` likewise"),
    INTO_COUNTRY,
    INTO_TO_COUNTRY,
    people(
        "stranded_reference_q05",
        "people waiting at the crossing on the reference date; `_q50` and `_q95` likewise",
    ),
    people("stranded_peak_q05", "the most waiting on any later day; `_q50` and `_q95` likewise"),
    people("stranded_end_q05", "people waiting on the last day; `_q50` and `_q95` likewise"),
];

/// The properties of a line in `flows.geojson`.
pub(super) const WAYS: &[Column] = &[
    column("from", Text, "", "the key of the place where it begins", ""),
    column("to", Text, "", "the key of the place where it ends", ""),
    column("mode", Text, "", "`road`, `foot`, `track` or `air`", ""),
    column("distance_km", Number, "km", "its length on the ground, which is longer than the straight line drawn", ""),
    people(
        "people_q05",
        "people who set out on it in this direction after the reference date; `_q50` and `_q95` likewise",
    ),
];
