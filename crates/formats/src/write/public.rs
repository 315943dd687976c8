//! What is passed on: counts below 50 and routes are left out, and every format says so.
//!
//! | What | Rule |
//! |---|---|
//! | a row of quantiles whose median is below 50 | none of its numbers is told |
//! | another row | a quantile below 50 is not told; the others are rounded down to a multiple of 50 |
//! | means | never told: means of parts add up to that of the whole, so a part could be got back |
//! | a reported figure below 50 | not told, nor what it implies; a larger one stays as its source published it |
//! | routes, and points that are only on the way | left out; crossings and places are kept |
//! | shares of members in which a difference is above or below 0 | left out with the row |
//!
//! "Below 50" is meant without sign, and 0 is below 50: an empty cell says "fewer than 50, or none", and is never a 0.
//!
//! Why rounding: where all members agree, quantiles add up as means do. Rounded down, "50" says "50 to 99", and whoever
//! subtracts k parts that are told from a whole can rule out at most k of the numbers 0 to 49 for the part that is not (a
//! test tries them all). Many days of one sum give more away than one day does: whoever may not learn a number at all
//! should not be handed day-by-day files. And whoever has the scenario and the seed can run it: suppression keeps numbers
//! out of files, not out of the model.

use std::collections::BTreeMap;

use corridor_model::{Kind, Target};
use serde_json::{Map, Value};

use super::{
    Audience, DifferenceRow, DriverRow, FlowRow, ForecastRow, HarmRow, Interval, ReportedRow, Results, SPREAD, Spread,
    StockRow, number, table,
};

/// Counts below this are not passed on, and the others are rounded down to a multiple of it.
pub const LEAST: f64 = 50.0;

/// What every public file says of itself.
pub const NOTE: &str = "Public profile: counts below 50 (0 among them) are left out, which does not mean zero; \
    others are rounded down to a multiple of 50; means, routes and places that are only on the way are left out.";

/// A count as it may be told: NaN, which is written as an empty cell, if it is below 50.
pub fn count(value: f64) -> f64 {
    // A number that is not there stays so.
    if value.abs() < LEAST { f64::NAN } else { (value / LEAST).trunc() * LEAST }
}

/// Quantiles as they may be told: none if the median may not.
pub fn interval(interval: Interval) -> Interval {
    let Interval { q05, q50, q95 } = interval;
    let median = count(q50);
    let of = |value| if median.is_nan() { f64::NAN } else { count(value) };
    Interval { q05: of(q05), q50: median, q95: of(q95) }
}

/// Mean and quantiles as they may be told: never the mean.
pub fn spread(spread: Spread) -> Spread {
    let Spread { mean: _, q05, q25, q50, q75, q95 } = spread;
    let median = count(q50);
    let of = |value| if median.is_nan() { f64::NAN } else { count(value) };
    Spread { mean: f64::NAN, q05: of(q05), q25: of(q25), q50: median, q75: of(q75), q95: of(q95) }
}

/// A difference as it may be told: to a multiple of 50, toward 0, so that a small one is none. A difference of 0 is no small
/// count, and most of a comparison lies about it.
pub fn change(spread: Spread) -> Spread {
    let Spread { mean: _, q05, q25, q50, q75, q95 } = spread;
    let [q05, q25, q50, q75, q95] = [q05, q25, q50, q75, q95].map(|value| (value / LEAST).trunc() * LEAST + 0.0);
    Spread { mean: f64::NAN, q05, q25, q50, q75, q95 }
}

/// A result as it may be passed on. Every writer then leaves out what is missing in it.
pub fn suppress(results: Results<'_>) -> Results<'_> {
    let Results {
        scenario,
        mut about,
        forecast,
        mut stocks,
        mut flows,
        mut peaks,
        ways: _,
        mut reported,
        mut drivers,
        mut differences,
        mut harm,
    } = results;
    about.audience = Audience::Public;
    let is_place = |key: &str| {
        let place = scenario.locations.iter().find(|place| place.key.as_str() == key);
        place.is_none_or(|place| place.kind != Kind::Waypoint)
    };
    let mut forecast = of_forecast(forecast);
    forecast.retain(|row| is_place(&row.location));
    stocks.retain(|row| is_place(&row.location));
    stocks.iter_mut().for_each(|row| row.spread = spread(row.spread));
    flows.retain(|row| row.measure != "route");
    flows.iter_mut().for_each(|row| row.spread = spread(row.spread));
    peaks.iter_mut().for_each(|row| row.people = interval(row.people));
    reported.iter_mut().for_each(of_report);
    drivers.iter_mut().for_each(|row| (row.low, row.high) = (count(row.low), count(row.high)));
    differences.iter_mut().for_each(|row| {
        (row.base, row.what_if, row.difference) = (interval(row.base), interval(row.what_if), change(row.difference));
    });
    harm.iter_mut().for_each(|row| {
        (row.base, row.what_if, row.difference) = (interval(row.base), interval(row.what_if), change(row.difference));
    });
    Results { scenario, about, forecast, stocks, flows, peaks, ways: Vec::new(), reported, drivers, differences, harm }
}

/// The rows of one series and horizon are told or not as one row of quantiles would be.
fn of_forecast(mut rows: Vec<ForecastRow>) -> Vec<ForecastRow> {
    let key = |row: &ForecastRow| (row.target, row.location.clone(), row.horizon);
    let medians = rows.iter().filter(|row| (row.output_type_id - 0.5).abs() < 1e-9);
    let medians: BTreeMap<(Target, String, i64), f64> = medians.map(|row| (key(row), count(row.value))).collect();
    for row in &mut rows {
        let told = medians.get(&key(row)).is_some_and(|median| !median.is_nan());
        row.value = if told { count(row.value) } else { f64::NAN };
    }
    rows
}

fn of_report(row: &mut ReportedRow) {
    row.ensemble = interval(row.ensemble);
    let (low, high) = row.reported;
    if count(low).is_nan() || count(high).is_nan() {
        let none = (f64::NAN, f64::NAN);
        (row.reported, row.implied, row.agrees) = (none, none, None);
    } else {
        row.implied = (count(row.implied.0), count(row.implied.1));
    }
}

/// Of a row, what the column `suppressed` says.
fn told(values: &[f64]) -> &'static str {
    match values.iter().filter(|value| value.is_nan()).count() {
        0 => "none",
        some if some == values.len() => "all",
        _ => "some",
    }
}

impl Spread {
    /// Which quantiles are not told: `none`, `some` or `all`.
    pub fn suppressed(&self) -> &'static str {
        told(&[self.q05, self.q25, self.q50, self.q75, self.q95])
    }
}

impl DifferenceRow {
    /// Which quantiles of the difference, the base and the what-if are not told.
    pub fn suppressed(&self) -> &'static str {
        of_change(&self.base, &self.what_if, &self.difference)
    }
}

impl HarmRow {
    /// Which quantiles of the difference, the base and the what-if are not told.
    pub fn suppressed(&self) -> &'static str {
        of_change(&self.base, &self.what_if, &self.difference)
    }
}

impl DriverRow {
    /// Which of the two medians is not told.
    pub fn suppressed(&self) -> &'static str {
        told(&[self.low, self.high])
    }
}

impl ReportedRow {
    /// Which of the figures is not told.
    pub fn suppressed(&self) -> &'static str {
        let [q05, q50, q95] = self.ensemble.values();
        told(&[self.reported.0, self.reported.1, self.implied.0, self.implied.1, q05, q50, q95])
    }
}

fn of_change(base: &Interval, what_if: &Interval, difference: &Spread) -> &'static str {
    let Spread { mean: _, q05, q25, q50, q75, q95 } = *difference;
    told(&[base.values().as_slice(), &what_if.values(), &[q05, q25, q50, q75, q95]].concat())
}

/// The bytes of a public `forecast.csv`: with the column `suppressed`. A hub takes the local file, which has none.
pub fn forecast(rows: &[ForecastRow]) -> Vec<u8> {
    let header = [
        "reference_date",
        "target",
        "location",
        "horizon",
        "target_end_date",
        "output_type",
        "output_type_id",
        "value",
        "suppressed",
    ];
    let rows = rows.iter().map(|row| {
        [
            row.reference_date.to_string(),
            row.target.word().to_owned(),
            row.location.clone(),
            row.horizon.to_string(),
            row.target_end_date.to_string(),
            row.output_type.to_owned(),
            number(row.output_type_id),
            number(row.value),
            told(&[row.value]).to_owned(),
        ]
    });
    table(header, rows)
}

/// The bytes of a public `stocks.csv`: with the column `suppressed`.
pub fn stocks(rows: &[StockRow]) -> Vec<u8> {
    let [mean, q05, q25, q50, q75, q95] = SPREAD;
    let rows = rows.iter().map(|row| {
        let [mean, q05, q25, q50, q75, q95] = row.spread.cells();
        let (measure, date, told) = (row.measure.to_owned(), row.date.to_string(), row.spread.suppressed().to_owned());
        [measure, date, row.location.clone(), mean, q05, q25, q50, q75, q95, told]
    });
    table(["measure", "date", "location", mean, q05, q25, q50, q75, q95, "suppressed"], rows)
}

/// The bytes of a public `flows.csv`: with the column `suppressed`, and without routes.
pub fn flows(rows: &[FlowRow]) -> Vec<u8> {
    let [mean, q05, q25, q50, q75, q95] = SPREAD;
    let rows = rows.iter().map(|row| {
        let [mean, q05, q25, q50, q75, q95] = row.spread.cells();
        let (date, measure, told) = (row.date.to_string(), row.measure.clone(), row.spread.suppressed().to_owned());
        [date, measure, row.from.clone(), row.to.clone(), mean, q05, q25, q50, q75, q95, told]
    });
    table(["date", "measure", "from", "to", mean, q05, q25, q50, q75, q95, "suppressed"], rows)
}

/// Numbers of `summary.json` that count no people: what is under these names stays as it is. Every other number is taken
/// for a count, so that a new one is suppressed until it is named here.
const NO_COUNT: [&str; 23] = [
    "schema",
    "members",
    "same_members",
    "seed",
    "days",
    "horizon",
    "rules_version",
    "agree",
    "of",
    "share",
    "noise",
    "above",
    "below",
    "share_above_0",
    "share_below_0",
    "rank",
    "hasten",
    "read",
    "run",
    "cpu",
    "bin_error",
    "km",
    "share_left_open",
];

/// What is taken out of `summary.json` altogether: means, ways, and people-days, from which a count could be got back.
const LEFT_OUT: [&str; 4] = ["mean", "people_days", "ways", "routes"];

/// `summary.json` as it may be passed on: null for what is not told, and a note that says so.
pub fn summary(document: &mut Value) {
    of_value(document);
    if let Value::Object(members) = document {
        members.insert("profile".to_owned(), "public".into());
        members.insert("suppression".to_owned(), NOTE.into());
    }
}

fn of_value(value: &mut Value) {
    match value {
        Value::Number(_) => of_number(value, true),
        Value::Array(values) => values.iter_mut().for_each(of_value),
        Value::Object(members) => of_object(members),
        Value::Null | Value::Bool(_) | Value::String(_) => {}
    }
}

fn of_object(members: &mut Map<String, Value>) {
    LEFT_OUT.iter().for_each(|name| {
        members.remove(*name);
    });
    // Of quantiles none is told if the median may not be; of the bounds of a report, none if one may not.
    let small = |name: &str| members.get(name).and_then(Value::as_f64).is_some_and(|value| count(value).is_nan());
    let told = !["q50", "0.5", "low", "high"].into_iter().any(small);
    let hides_report = members.get("reported").is_some_and(|reported| {
        ["low", "high"].into_iter().any(|bound| reported[bound].as_f64().is_some_and(|value| count(value).is_nan()))
    });
    for (name, value) in members.iter_mut() {
        match value {
            Value::Number(_) if NO_COUNT.contains(&name.as_str()) => {}
            Value::Number(_) => of_number(value, told),
            Value::Object(numbers) if name == "difference" => {
                numbers.remove("mean");
                for number in numbers.values_mut() {
                    let rounded = number.as_f64().map(|number| (number / LEAST).trunc() as i64 * LEAST as i64);
                    *number = rounded.into();
                }
            }
            Value::Object(bounds) if hides_report && name == "implied" => {
                bounds.values_mut().for_each(|value| *value = Value::Null);
            }
            Value::Object(_) | Value::Array(_) => of_value(value),
            Value::Bool(_) if hides_report && name == "agrees" => *value = Value::Null,
            Value::Null | Value::Bool(_) | Value::String(_) => {}
        }
    }
}

fn of_number(value: &mut Value, told: bool) {
    let count = value.as_f64().map(count).filter(|count| told && count.is_finite());
    *value = count.map_or(Value::Null, |count| (count as i64).into());
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::write::testing;

    /// The parts of 0 to 49 that could be behind a whole and other parts, as they are told.
    fn possible(whole: f64, parts: &[f64]) -> BTreeSet<u32> {
        let below: f64 = parts.iter().sum();
        // Each told number may be up to 49 more than is told.
        let (least, most) = (whole - below - 49.0 * parts.len() as f64, whole + 49.0 - below);
        (0..50).filter(|part| least <= f64::from(*part) && f64::from(*part) <= most).collect()
    }

    #[test]
    fn of_a_whole_and_k_parts_at_most_k_numbers_can_be_ruled_out() {
        for hidden in 0..50 {
            for one in 50..160 {
                let whole = count(f64::from(one + hidden));
                let told = possible(whole, &[count(f64::from(one))]);
                assert!(told.contains(&hidden) && told.len() >= 49, "{one} + {hidden}: {told:?}");
                for other in 50..110 {
                    let whole = count(f64::from(one + other + hidden));
                    let told = possible(whole, &[count(f64::from(one)), count(f64::from(other))]);
                    assert!(told.contains(&hidden) && told.len() >= 48, "{one} + {other} + {hidden}: {told:?}");
                }
            }
        }
    }

    #[test]
    fn a_count_below_50_is_not_told_whatever_its_sign_and_0_is_one() {
        let counts = [0.0, -0.0, 49.9, -49.0, 50.0, 99.9, 100.0, -149.0, f64::NAN].map(count);
        let told = counts.map(|count| if count.is_nan() { None } else { Some(count) });
        assert_eq!(told, [None, None, None, None, Some(50.0), Some(50.0), Some(100.0), Some(-100.0), None]);
        assert_eq!(number(count(3.0)), "");
    }

    #[test]
    fn a_row_whose_median_is_small_tells_nothing_and_no_row_tells_a_mean() {
        let all =
            |spread: Spread| [spread.mean, spread.q05, spread.q25, spread.q50, spread.q75, spread.q95].map(number);
        let small = spread(Spread { mean: 400.0, q05: 0.0, q25: 10.0, q50: 49.0, q75: 500.0, q95: 2_000.0 });
        assert_eq!((all(small), small.suppressed()), (["", "", "", "", "", ""].map(str::to_owned), "all"));
        let large = spread(Spread { mean: 400.0, q05: 0.0, q25: 60.0, q50: 350.0, q75: 512.0, q95: 2_000.0 });
        assert_eq!((all(large), large.suppressed()), (["", "", "50", "350", "500", "2000"].map(str::to_owned), "some"));
    }

    #[test]
    fn no_file_tells_a_count_below_50_or_a_route() {
        let scenario = testing::scenario();
        let results = suppress(testing::results(&scenario, true));
        assert!(results.is_public() && results.ways.is_empty());
        assert!(results.flows.iter().all(|row| row.measure != "route"));
        let (flows, stocks, forecast) = (flows(&results.flows), stocks(&results.stocks), forecast(&results.forecast));
        for (bytes, first) in [(flows, 4), (stocks, 3), (forecast, 7)] {
            let text = String::from_utf8(bytes).unwrap();
            let mut lines = text.lines().map(|line| line.split(',').collect::<Vec<_>>());
            assert_eq!(lines.next().unwrap().pop(), Some("suppressed"));
            let rows: Vec<Vec<&str>> = lines.collect();
            let told = |row: &[&str]| row.iter().filter_map(|cell| cell.parse::<f64>().ok()).collect::<Vec<_>>();
            for row in &rows {
                let numbers = told(&row[first..row.len() - 1]);
                assert!(numbers.iter().all(|value| value.abs() >= LEAST), "{row:?}");
            }
            assert!(
                rows.iter().any(|row| row.last() != Some(&"none")) && rows.iter().any(|row| row.last() != Some(&"all"))
            );
        }
        let hidden = results.reported.last().unwrap();
        assert!(hidden.reported.0.is_nan() && hidden.implied.1.is_nan() && hidden.agrees.is_none());
        let small = results.differences.last().unwrap();
        let Spread { mean, q05, q25, q50, q75, q95 } = small.difference;
        assert!(mean.is_nan() && [q05, q25, q50, q75, q95].iter().all(|value| value % LEAST == 0.0), "{small:?}");
    }

    #[test]
    fn a_summary_tells_null_and_a_number_that_nobody_named_is_a_count() {
        let mut document = serde_json::json!({
            "schema": 1, "members": 20, "seconds": { "read": 0.1 }, "people_days": 7_000, "new_count": 12,
            "stranded": [{ "now": { "q05": 3.0, "q50": 20.0, "q95": 400.0 }, "peak": { "q05": 3.0, "q50": 120.0, "q95": 400.0 } }],
            "headline": [{ "horizons": [{ "days": 30, "quantiles": { "0.05": 10.0, "0.5": 777.0, "0.95": 5_000.0 }, "counted": 31 }] }],
            "comparisons": [{ "reported": { "low": 20.0, "high": 90.0 }, "implied": { "low": 60.0, "high": 300.0 }, "agrees": true }],
        });
        summary(&mut document);
        assert_eq!(document["suppression"], NOTE);
        let members = document.as_object_mut().unwrap();
        members.retain(|name, _| name != "suppression");
        assert_eq!(
            document,
            serde_json::json!({
                "schema": 1, "members": 20, "seconds": { "read": 0.1 }, "new_count": null, "profile": "public",
                "stranded": [{ "now": { "q05": null, "q50": null, "q95": null }, "peak": { "q05": null, "q50": 100, "q95": 400 } }],
                "headline": [{ "horizons": [{ "days": 30, "quantiles": { "0.05": null, "0.5": 750, "0.95": 5_000 }, "counted": null }] }],
                "comparisons": [{ "reported": { "low": null, "high": null }, "implied": { "low": null, "high": null }, "agrees": null }],
            })
        );
    }
}
