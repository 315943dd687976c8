//! `scores.csv`: a score a row.

use corridor_model::Date;

use super::{number, table};

/// A score.
#[derive(Clone, Debug, PartialEq)]
pub struct ScoreRow {
    /// The name of the case.
    pub case: String,
    /// What was given, and what was forecast.
    pub track: &'static str,
    /// Who forecast it.
    pub method: &'static str,
    /// Which score.
    pub measure: &'static str,
    /// The camp whose part it is; none for all camps.
    pub camp: Option<String>,
    /// The day of which it is said; none for the mean over all days.
    pub date: Option<Date>,
    /// The score; of an ensemble, its mean over members.
    pub value: f64,
    /// One in twenty members lies below it, and one in twenty above the second; none of what has no members.
    pub range: Option<(f64, f64)>,
}

/// The bytes of `scores.csv`.
pub fn scores(rows: &[ScoreRow]) -> Vec<u8> {
    let rows = rows.iter().map(|row| {
        let [low, high] = row.range.map_or_else(Default::default, |(low, high)| [number(low), number(high)]);
        [
            row.case.clone(),
            row.track.to_owned(),
            row.method.to_owned(),
            row.measure.to_owned(),
            row.camp.clone().unwrap_or_default(),
            row.date.map(|date| date.to_string()).unwrap_or_default(),
            number(row.value),
            low,
            high,
        ]
    });
    table(["case", "track", "method", "measure", "camp", "date", "value", "low", "high"], rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_of_all_camps_or_one_and_of_all_days_or_one() {
        let case = "North, 2012".to_owned();
        let (track, method, measure) = ("flee", "corridor", "ard");
        let all =
            ScoreRow { case, track, method, measure, camp: None, date: None, value: 0.5, range: Some((0.25, 1.0)) };
        let of_day = ScoreRow { date: Some(jiff::civil::date(2012, 3, 1)), range: None, ..all.clone() };
        let of_camp = ScoreRow { camp: Some("a".to_owned()), value: 1.0 / 3.0, ..all.clone() };
        insta::assert_snapshot!(String::from_utf8(scores(&[all, of_day, of_camp])).unwrap_or_default(), @r#"
        case,track,method,measure,camp,date,value,low,high
        "North, 2012",flee,corridor,ard,,,0.5,0.25,1
        "North, 2012",flee,corridor,ard,,2012-03-01,0.5,,
        "North, 2012",flee,corridor,ard,a,,0.333333,0.25,1
        "#);
    }
}
