//! What drives the interval of each result that is told first: inputs, in words.

use corridor_results::{Driving, ends};

use crate::outcome::{Done, Outcome};
use crate::people::{cut, name, rounded, short_day};
use crate::table::table;

/// Inputs that the table shows of each result.
const MOST_ROWS: usize = 3;
/// Of every result that is told first, on the last day: of a comparison what drives the difference.
pub fn of(outcome: &Outcome) -> Vec<Driving> {
    let Done { forecast, findings, .. } = outcome.done();
    corridor_results::driving(forecast, findings, |line, day| match outcome {
        Outcome::Run(_) => forecast.values_at(line.series, day),
        Outcome::Compare(compared) => compared.differences_of(line.series, day),
    })
}

/// The table; nothing where nothing can be said.
pub fn text(done: &Done, driving: &[Driving], of_difference: bool) -> String {
    if driving.is_empty() {
        return String::new();
    }
    let mut rows = Vec::new();
    for one in driving {
        for (number, (input, driver)) in one.clear.iter().take(MOST_ROWS).enumerate() {
            let result = if number == 0 { cut(name(&done.whole, &one.location), 24) } else { String::new() };
            let (low, high) = ends(driver);
            rows.push([
                result,
                cut(&input.what, 70),
                share(driver.share),
                format!("{} → {}", rounded(low), rounded(high)),
            ]);
        }
    }
    let what = if of_difference { "the difference" } else { "the range" };
    let date = driving.first().map(|one| short_day(one.date)).unwrap_or_default();
    let header = [format!("on {date}"), "input".to_owned(), "share".to_owned(), "median if\nlow → high".to_owned()];
    format!(
        "What drives {what}: where knowing more would tell most\n{}\
         Share: of the spread of the result's rank between members that the input explains alone. One result in a hundred names by\n\
         chance an input that explains nothing: more members tell.\n",
        table(header, rows, 2)
    )
}

fn share(share: f64) -> String {
    format!("{:.0} %", share * 100.0)
}
