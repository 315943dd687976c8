//! What drives the interval of each result that is told first: inputs, in words.

use corridor_forecast::{Driver, Drivers, Input, Inputs, drivers};
use corridor_model::{Date, Key, Target};

use crate::outcome::{Done, Outcome};
use crate::people::{cut, name, rounded, short_day};
use crate::table::table;

/// Inputs that the table shows of each result.
const MOST_ROWS: usize = 3;
/// Members of which inputs are drawn again: more add nothing that a table could show.
const MOST_MEMBERS: usize = 5_000;

/// What drives one result.
#[derive(Debug)]
pub struct Driving {
    /// What is counted.
    pub target: Target,
    /// Of what.
    pub location: Key,
    /// On which day.
    pub date: Date,
    /// The inputs of which something can be said, the strongest first.
    pub clear: Vec<(Input, Driver)>,
    /// The share that they leave open.
    pub rest: f64,
}

/// Of every result that is told first, on the last day: of a comparison what drives the difference.
pub fn of(outcome: &Outcome) -> Vec<Driving> {
    let Done { forecast, findings, .. } = outcome.done();
    let Some(last) = forecast.horizons.last() else { return Vec::new() };
    let inputs = Inputs::of(&forecast.scenario, &forecast.world, forecast.seed);
    let members = forecast.sketch.lines.iter().map(|line| line.member).take(MOST_MEMBERS);
    let drawn = inputs.by_input(members);
    let driving = findings.headline.iter().filter_map(|line| {
        let values = match outcome {
            Outcome::Run(_) => forecast.values_at(line.series, last.day),
            Outcome::Compare(compared) => compared.differences_of(line.series, last.day),
        };
        let drivers: Drivers = drivers(&drawn, values?.get(..drawn.first().map_or(0, Vec::len))?);
        let clear =
            drivers.clear().filter_map(|driver| Some((inputs.labels().get(driver.input)?.clone(), driver.clone())));
        let clear: Vec<(Input, Driver)> = clear.collect();
        let (target, location) = (line.target, line.location.clone());
        (!clear.is_empty()).then(|| Driving { target, location, date: last.date, rest: drivers.rest(), clear })
    });
    driving.collect()
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

/// The median result of members with low values of the input, and with high ones.
pub fn ends(driver: &Driver) -> (f64, f64) {
    let of = |bin: Option<&corridor_forecast::Bin>| bin.map_or(0.0, |bin| bin.median);
    (of(driver.bins.first()), of(driver.bins.last()))
}

fn share(share: f64) -> String {
    format!("{:.0} %", share * 100.0)
}
