//! The files of a result.

use super::Kind::{Count, Date, Number, Share, Text};
use super::{Column, File, Kind};

const CSV: &str = "text/csv";
const JSON: &str = "application/json";
const ALWAYS: &str = "Always written.";
const COMPARED: &str = "Written by `corridor compare`.";

/// What an empty cell says where nothing but suppression empties it.
pub(super) const SUPPRESSED: &str = "left out by `--profile public`";

pub(super) const fn column(
    name: &'static str,
    kind: Kind,
    unit: &'static str,
    meaning: &'static str,
    missing: &'static str,
) -> Column {
    Column { name, kind, unit, meaning, missing }
}

pub(super) const TARGET: Column = column(
    "target",
    Text,
    "",
    "what is counted: `arrivals` into a host, crossing or place; `net_arrivals` (less returns and push-backs); `returns` \
     from a host; `displaced` (left home); `idp_returns` (back home within the country); `evacuated` (left by an exit); \
     `deaths` of people waiting, all of these cumulative since the reference date; `stock` (people there) and `stranded` \
     (people waiting at a crossing), both on the day",
    "",
);
pub(super) const LOCATION: Column =
    column("location", Text, "", "the key of a place in `locations.csv`, or a country", "");
pub(super) const HORIZON: Column = column("horizon", Number, "days", "days from the reference date", "");
pub(super) const DATE: Column = column("date", Date, "", "the day", "");
pub(super) const MEAN: Column = column("mean", Count, "people", "the mean of the members", SUPPRESSED);
pub(super) const Q05: Column = column(
    "q05",
    Count,
    "people",
    "one member in twenty lies below it: the lower end of the 90 % interval",
    SUPPRESSED,
);
pub(super) const Q25: Column =
    column("q25", Count, "people", "one in four lies below it: the lower end of the 50 % interval", SUPPRESSED);
pub(super) const Q50: Column =
    column("q50", Count, "people", "the median: half of the members lie below it", SUPPRESSED);
pub(super) const Q75: Column =
    column("q75", Count, "people", "three in four lie below it: the upper end of the 50 % interval", SUPPRESSED);
pub(super) const Q95: Column =
    column("q95", Count, "people", "nineteen in twenty lie below it: the upper end of the 90 % interval", SUPPRESSED);
pub(super) const HIDDEN: Column = column(
    "suppressed",
    Text,
    "",
    "which quantiles of the row `--profile public` left out: `none`, `some` or `all`; what is left out is below 50, which \
     does not mean 0",
    "",
);
pub(super) const HIDDEN_IF_PUBLIC: Column = column(
    "suppressed",
    Text,
    "",
    "only with `--profile public`: which quantiles of the row are left out: `none`, `some` or `all`; what is left out is \
     below 50, which does not mean 0",
    "",
);
pub(super) const BASE_05: Column =
    column("base_q05", Count, "people", "the base: one member in twenty lies below it", SUPPRESSED);
pub(super) const BASE_50: Column = column("base_q50", Count, "people", "the base: the median", SUPPRESSED);
pub(super) const BASE_95: Column =
    column("base_q95", Count, "people", "the base: nineteen in twenty lie below it", SUPPRESSED);
pub(super) const WHAT_IF_05: Column =
    column("what_if_q05", Count, "people", "the what-if: one member in twenty lies below it", SUPPRESSED);
pub(super) const WHAT_IF_50: Column = column("what_if_q50", Count, "people", "the what-if: the median", SUPPRESSED);
pub(super) const WHAT_IF_95: Column =
    column("what_if_q95", Count, "people", "the what-if: nineteen in twenty lie below it", SUPPRESSED);
pub(super) const ABOVE: Column = column(
    "share_above_0",
    Share,
    "share of members",
    "in how many members the what-if has more than the base",
    SUPPRESSED,
);
pub(super) const BELOW: Column = column(
    "share_below_0",
    Share,
    "share of members",
    "in how many members the what-if has fewer than the base",
    SUPPRESSED,
);
pub(super) const VISIBLE: Column = column(
    "visible_from",
    Date,
    "",
    "the first day on which the 90 % interval of the difference leaves 0 out",
    "on no day, or left out by `--profile public`",
);

pub(super) const FORECAST: &[Column] = &[
    column(
        "reference_date",
        Date,
        "",
        "the day as of which the forecast is made: nothing that became known later is used",
        "",
    ),
    TARGET,
    LOCATION,
    HORIZON,
    column("target_end_date", Date, "", "the day that is forecast: the reference date and the horizon", ""),
    column("output_type", Text, "", "`quantile`", ""),
    column("output_type_id", Share, "probability", "the level of the quantile, 0.025 to 0.975", ""),
    column("value", Count, "people", "so many people or fewer in this share of the members", SUPPRESSED),
    HIDDEN_IF_PUBLIC,
];

pub(super) const STOCKS: &[Column] = &[
    column(
        "measure",
        Text,
        "",
        "`stock`: people there; `stranded`: people waiting at a crossing; both in the evening",
        "",
    ),
    DATE,
    LOCATION,
    MEAN,
    Q05,
    Q25,
    Q50,
    Q75,
    Q95,
    HIDDEN_IF_PUBLIC,
];

pub(super) const FLOWS: &[Column] = &[
    DATE,
    column(
        "measure",
        Text,
        "",
        "`route`: people who set out on a route on the day; `crossing`: people who pass a crossing on the day",
        "",
    ),
    column("from", Text, "", "the key of the place where the route begins, or of the crossing", ""),
    column("to", Text, "", "the key of the place where the route ends, or the country behind the crossing", ""),
    MEAN,
    Q05,
    Q25,
    Q50,
    Q75,
    Q95,
    HIDDEN_IF_PUBLIC,
];

pub(super) const DIFFERENCES: &[Column] = &[
    TARGET,
    LOCATION,
    HORIZON,
    DATE,
    BASE_05,
    BASE_50,
    BASE_95,
    WHAT_IF_05,
    WHAT_IF_50,
    WHAT_IF_95,
    column("mean", Count, "people", "the mean of the differences, what-if less base, member by member", SUPPRESSED),
    column("q05", Count, "people", "one difference in twenty lies below it", SUPPRESSED),
    column("q25", Count, "people", "one difference in four lies below it", SUPPRESSED),
    column("q50", Count, "people", "the median difference; not the difference of the medians", SUPPRESSED),
    column("q75", Count, "people", "three differences in four lie below it", SUPPRESSED),
    column("q95", Count, "people", "nineteen differences in twenty lie below it", SUPPRESSED),
    ABOVE,
    BELOW,
    VISIBLE,
    HIDDEN,
];

pub(super) const HARM: &[Column] = &[
    column(
        "measure",
        Text,
        "",
        "`stranded_peak`: people waiting at all crossings on the worst day; `waiting_days`: days that people wait at \
         crossings; `road_days`: days that people are on the way; `kilometres`: km of the ways on which people set out; \
         `crowding_peak`: the most people at one of the receiving places nearest to what the edits change; all after the \
         reference date",
        "",
    ),
    column("unit", Text, "", "the unit of the row: `people`, `person-days` or `person-km`", ""),
    column("location", Text, "", "the place", "all together"),
    column(
        "distance_km",
        Number,
        "km",
        "how far the place is by road from the nearest place that the edits change",
        "all together",
    ),
    BASE_05,
    BASE_50,
    BASE_95,
    WHAT_IF_05,
    WHAT_IF_50,
    WHAT_IF_95,
    column(
        "mean",
        Count,
        "as `unit` says",
        "the mean of the differences, what-if less base, member by member",
        SUPPRESSED,
    ),
    column("q05", Count, "as `unit` says", "one difference in twenty lies below it", SUPPRESSED),
    column("q25", Count, "as `unit` says", "one difference in four lies below it", SUPPRESSED),
    column("q50", Count, "as `unit` says", "the median difference; not the difference of the medians", SUPPRESSED),
    column("q75", Count, "as `unit` says", "three differences in four lie below it", SUPPRESSED),
    column("q95", Count, "as `unit` says", "nineteen differences in twenty lie below it", SUPPRESSED),
    ABOVE,
    HIDDEN,
];

/// Which input drives which result.
pub(super) const DRIVERS: &[Column] = &[
    TARGET,
    LOCATION,
    DATE,
    column("rank", Number, "", "1 for the input that explains most of this result", ""),
    column(
        "input",
        Text,
        "",
        "the uncertain input: a parameter, or what is uncertain about a crossing, host or place",
        "",
    ),
    column(
        "share",
        Share,
        "share of variance",
        "how much of the spread between members (the variance of the result's rank) this input explains alone",
        "",
    ),
    column(
        "noise",
        Share,
        "share of variance",
        "a share below this says nothing: chance alone gives it in one result of a hundred",
        "",
    ),
    column(
        "median_where_low",
        Count,
        "people",
        "the median result of the members in which the input is lowest",
        SUPPRESSED,
    ),
    column("median_where_high", Count, "people", "the median result of the members in which it is highest", SUPPRESSED),
    HIDDEN,
];

const MEMBERS: &[Column] = &[
    column("reference_date", Date, "", "the day as of which the forecast is made", ""),
    TARGET,
    LOCATION,
    column("horizon", Number, "days", "days from the reference date", ""),
    column("target_end_date", Date, "", "the day that is forecast", ""),
    column("output_type", Text, "", "always `sample`", ""),
    column(
        "output_type_id",
        Number,
        "",
        "the number of the member, from 0: rows with one number are one joint sample",
        "",
    ),
    column("value", Count, "people", "what this member says", ""),
];

const FLEE: &[Column] = &[
    column("Day", Number, "days", "the day, from 0", ""),
    column("Date", Date, "", "the date", ""),
    column("<Camp> sim", Count, "people", "people in the camp: the median of the members", ""),
    column("<Camp> data", Count, "people", "people counted there, between two counts in a straight line", ""),
    column("<Camp> error", Number, "", "the relative error, as Flee has it", ""),
    column("Total error", Number, "", "the relative error over all camps", ""),
    column("refugees in camps (UNHCR)", Count, "people", "people counted in all camps", ""),
    column("total refugees (simulation)", Count, "people", "everybody displaced in the run", ""),
    column("raw UNHCR refugee count", Count, "people", "the total as it was counted", ""),
    column("refugees in camps (simulation)", Count, "people", "people in all camps in the run", ""),
    column("refugee_debt", Count, "people", "people who are counted but not yet in the run", ""),
];

/// The files of a result.
pub const FILES: &[File] = &[
    File {
        name: "forecast.csv",
        what: "The forecast: quantiles of every target, place and horizon, in the columns of the hubverse (model output).",
        when: ALWAYS,
        media_type: CSV,
        columns: FORECAST,
    },
    File {
        name: "stocks.csv",
        what: "Who is where: people at every place and waiting at every crossing on every day of the period, those before \
            the reference date included.",
        when: ALWAYS,
        media_type: CSV,
        columns: STOCKS,
    },
    File {
        name: "flows.csv",
        what: "Who goes where: people who set out on every route and pass every crossing on every day. With `--profile \
            public` without routes.",
        when: ALWAYS,
        media_type: CSV,
        columns: FLOWS,
    },
    File {
        name: "differences.csv",
        what: "What the what-if changes: the paired difference of every host, crossing and place that it changes in any \
            member, with the same draws in both.",
        when: COMPARED,
        media_type: CSV,
        columns: DIFFERENCES,
    },
    File {
        name: "harm.csv",
        what: "Whom the what-if harms: people stranded, days of waiting and on the way, added km, crowding.",
        when: COMPARED,
        media_type: CSV,
        columns: HARM,
    },
    File {
        name: "drivers.csv",
        what: "What drives the interval: the uncertain inputs, ranked by their share of a result's spread.",
        when: ALWAYS,
        media_type: CSV,
        columns: DRIVERS,
    },
    File {
        name: "members.parquet",
        what: "What every member says, a row a number: the sample behind the quantiles.",
        when: "Written on request (`--members-out`); never with `--profile public`.",
        media_type: "application/vnd.apache.parquet",
        columns: MEMBERS,
    },
    File {
        name: "members-base.parquet",
        what: "The same of the base of a comparison: members with one number have the same draws.",
        when: "Written by `compare` on request (`--members-out`); never with `--profile public`.",
        media_type: "application/vnd.apache.parquet",
        columns: MEMBERS,
    },
    File {
        name: "results.xlsx",
        what: "The same as a workbook, with a README sheet and a data dictionary.",
        when: ALWAYS,
        media_type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        columns: &[],
    },
    File {
        name: "places.geojson",
        what: "Every place with a point: what it is, and the people there, arriving and waiting.",
        when: ALWAYS,
        media_type: "application/geo+json",
        columns: super::sheets::PLACES,
    },
    File {
        name: "flows.geojson",
        what: "Every route between two places with points, as a straight line, and the people who set out on it. With \
            `--profile public` without a line.",
        when: ALWAYS,
        media_type: "application/geo+json",
        columns: super::sheets::WAYS,
    },
    File {
        name: "out.csv",
        what: "Flee's own output, in its columns.",
        when: "Written where the input is a Flee folder.",
        media_type: CSV,
        columns: FLEE,
    },
    File {
        name: "summary.json",
        what: "The answer for programs: what was run, the headline numbers, what was reported beside them.",
        when: ALWAYS,
        media_type: JSON,
        columns: &[],
    },
    File {
        name: "report.html",
        what: "The report: one page that needs no network, with a map, charts and tables.",
        when: ALWAYS,
        media_type: "text/html",
        columns: &[],
    },
    File {
        name: "map.html",
        what: "The map: one page that needs no network, with the engine and the whole scenario inside. It runs the members \
               anew, so it also answers what-ifs that one makes in it.",
        when: "Written by a program that was built after `cargo xtask web`; not with `--profile public` or `--against WORDS`.",
        media_type: "text/html",
        columns: &[],
    },
    File {
        name: "model-card.md",
        what: "What the model is for and not for, what went in, how well it agrees with reports, and its limits.",
        when: ALWAYS,
        media_type: "text/markdown",
        columns: &[],
    },
    File {
        name: "ro-crate-metadata.json",
        what: "Where it all comes from: tool and version, input files with hash, licence and source, seed and settings, \
            as an RO-Crate (Process Run Crate).",
        when: ALWAYS,
        media_type: "application/ld+json",
        columns: &[],
    },
];
