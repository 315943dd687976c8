//! `flows.csv` of a result: who goes from where to where, day by day.

use corridor_model::Date;

use super::{SPREAD, Spread, table};

/// The people who go somewhere on a day.
#[derive(Clone, Debug, PartialEq)]
pub struct FlowRow {
    /// The day.
    pub date: Date,
    /// What is counted: `route`, `crossing`, `host` …
    pub measure: String,
    /// Where from.
    pub from: String,
    /// Where to.
    pub to: String,
    /// How many.
    pub spread: Spread,
}

/// The bytes of `flows.csv`.
pub fn flows(rows: &[FlowRow]) -> Vec<u8> {
    let [mean, q05, q25, q50, q75, q95] = SPREAD;
    let rows = rows.iter().map(|row| {
        let [mean, q05, q25, q50, q75, q95] = row.spread.cells();
        let (date, measure) = (row.date.to_string(), row.measure.clone());
        [date, measure, row.from.clone(), row.to.clone(), mean, q05, q25, q50, q75, q95]
    });
    table(["date", "measure", "from", "to", mean, q05, q25, q50, q75, q95], rows)
}

#[cfg(test)]
mod tests {
    use super::super::{StockRow, stocks};
    use super::*;

    #[test]
    fn the_columns_are_those_of_the_contract() {
        let date = jiff::civil::date(2021, 9, 2);
        let spread = Spread { mean: 1.5, q05: 0.0, q25: 1.0, q50: 1.0, q75: 2.0, q95: 1e9 };
        let stock = StockRow { measure: "stranded", date, location: "x_chaman".to_owned(), spread };
        let (measure, from, to) = ("route".to_owned(), "kabul".to_owned(), "herat".to_owned());
        let flow = FlowRow { date, measure, from, to, spread };
        let bytes = [stocks(&[stock]), flows(&[flow])].concat();
        insta::assert_snapshot!(String::from_utf8(bytes).unwrap_or_default(), @r"
        measure,date,location,mean,q05,q25,q50,q75,q95
        stranded,2021-09-02,x_chaman,1.5,0,1,1,2,1000000000
        date,measure,from,to,mean,q05,q25,q50,q75,q95
        2021-09-02,route,kabul,herat,1.5,0,1,1,2,1000000000
        ");
    }
}
