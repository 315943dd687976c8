//! `forecast.csv`, in the columns of the hubverse (hubverse.io, model output).

use corridor_model::{Date, Target};

use super::{number, table};

/// One quantile of a forecast.
#[derive(Clone, Debug, PartialEq)]
pub struct ForecastRow {
    /// The day as of which the forecast is made.
    pub reference_date: Date,
    /// What is forecast.
    pub target: Target,
    /// Of which place or country.
    pub location: String,
    /// Days from the reference date.
    pub horizon: i64,
    /// The day that is forecast.
    pub target_end_date: Date,
    /// How `output_type_id` is meant: `quantile`.
    pub output_type: &'static str,
    /// The probability of the quantile.
    pub output_type_id: f64,
    /// Its value.
    pub value: f64,
}

/// The bytes of `forecast.csv`.
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
        ]
    });
    table(header, rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_whole_or_have_six_decimals() {
        let row = ForecastRow {
            reference_date: jiff::civil::date(2021, 9, 2),
            target: Target::NetArrivals,
            location: "Iran, Islamic Republic of".to_owned(),
            horizon: 28,
            target_end_date: jiff::civil::date(2021, 9, 30),
            output_type: "quantile",
            output_type_id: 0.025,
            value: -0.0,
        };
        let more = ForecastRow { value: 0.1 + 0.2, location: "#\"x\"".to_owned(), output_type_id: 1.0, ..row.clone() };
        let text = String::from_utf8(forecast(&[row, more])).unwrap_or_default();
        insta::assert_snapshot!(text, @r##"
        reference_date,target,location,horizon,target_end_date,output_type,output_type_id,value
        2021-09-02,net_arrivals,"Iran, Islamic Republic of",28,2021-09-30,quantile,0.025,0
        2021-09-02,net_arrivals,"#""x""",28,2021-09-30,quantile,1,0.3
        "##);
    }
}
