//! `differences.csv` and `harm.csv` of a comparison, and `drivers.csv`: what drives the interval.

use super::{DifferenceRow, DriverRow, HarmRow, number, table};

/// The bytes of `differences.csv`.
pub fn differences(rows: &[DifferenceRow]) -> Vec<u8> {
    let header = [
        "target",
        "location",
        "horizon",
        "date",
        "base_q05",
        "base_q50",
        "base_q95",
        "what_if_q05",
        "what_if_q50",
        "what_if_q95",
        "mean",
        "q05",
        "q25",
        "q50",
        "q75",
        "q95",
        "share_above_0",
        "share_below_0",
        "visible_from",
        "suppressed",
    ];
    let rows = rows.iter().map(|row| {
        let [base_05, base_50, base_95] = row.base.values().map(number);
        let [what_if_05, what_if_50, what_if_95] = row.what_if.values().map(number);
        let [mean, q05, q25, q50, q75, q95] = row.difference.cells();
        [
            row.target.word().to_owned(),
            row.location.clone(),
            row.horizon.to_string(),
            row.date.to_string(),
            base_05,
            base_50,
            base_95,
            what_if_05,
            what_if_50,
            what_if_95,
            mean,
            q05,
            q25,
            q50,
            q75,
            q95,
            number(row.above),
            number(row.below),
            row.visible.map(|date| date.to_string()).unwrap_or_default(),
            row.suppressed().to_owned(),
        ]
    });
    table(header, rows)
}

/// The bytes of `harm.csv`.
pub fn harm(rows: &[HarmRow]) -> Vec<u8> {
    let header = [
        "measure",
        "unit",
        "location",
        "distance_km",
        "base_q05",
        "base_q50",
        "base_q95",
        "what_if_q05",
        "what_if_q50",
        "what_if_q95",
        "mean",
        "q05",
        "q25",
        "q50",
        "q75",
        "q95",
        "share_above_0",
        "suppressed",
    ];
    let rows = rows.iter().map(|row| {
        let [base_05, base_50, base_95] = row.base.values().map(number);
        let [what_if_05, what_if_50, what_if_95] = row.what_if.values().map(number);
        let [mean, q05, q25, q50, q75, q95] = row.difference.cells();
        [
            row.measure.to_owned(),
            row.unit.to_owned(),
            row.location.clone().unwrap_or_default(),
            row.km.map(number).unwrap_or_default(),
            base_05,
            base_50,
            base_95,
            what_if_05,
            what_if_50,
            what_if_95,
            mean,
            q05,
            q25,
            q50,
            q75,
            q95,
            number(row.above),
            row.suppressed().to_owned(),
        ]
    });
    table(header, rows)
}

/// The bytes of `drivers.csv`.
pub fn drivers(rows: &[DriverRow]) -> Vec<u8> {
    let header = [
        "target",
        "location",
        "date",
        "rank",
        "input",
        "share",
        "noise",
        "median_where_low",
        "median_where_high",
        "suppressed",
    ];
    let rows = rows.iter().map(|row| {
        [
            row.target.word().to_owned(),
            row.location.clone(),
            row.date.to_string(),
            row.rank.to_string(),
            row.input.clone(),
            number(row.share),
            number(row.noise),
            number(row.low),
            number(row.high),
            row.suppressed().to_owned(),
        ]
    });
    table(header, rows)
}
