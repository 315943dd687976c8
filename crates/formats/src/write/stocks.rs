//! `stocks.csv` of a result: who is where, day by day.

use corridor_model::Date;

use super::{SPREAD, Spread, table};

/// The people at a place on a day.
#[derive(Clone, Debug, PartialEq)]
pub struct StockRow {
    /// What is counted: `stock` or `stranded`.
    pub measure: &'static str,
    /// The day.
    pub date: Date,
    /// The place or country.
    pub location: String,
    /// How many.
    pub spread: Spread,
}

/// The bytes of `stocks.csv`.
pub fn stocks(rows: &[StockRow]) -> Vec<u8> {
    let [mean, q05, q25, q50, q75, q95] = SPREAD;
    let rows = rows.iter().map(|row| {
        let [mean, q05, q25, q50, q75, q95] = row.spread.cells();
        [row.measure.to_owned(), row.date.to_string(), row.location.clone(), mean, q05, q25, q50, q75, q95]
    });
    table(["measure", "date", "location", mean, q05, q25, q50, q75, q95], rows)
}
