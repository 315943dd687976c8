//! What drives the interval of each result that is told first: inputs, in words.

use corridor_forecast::{Bin, Driver, Drivers, Findings, Forecast, Input, Inputs, Line, drivers};
use corridor_model::{Date, Key, Target};

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

/// Of every result that is told first, on the last day. `values` are what each member says of it: of a comparison the
/// differences.
pub fn driving(
    forecast: &Forecast,
    findings: &Findings,
    values: impl Fn(&Line, u32) -> Option<Vec<f64>>,
) -> Vec<Driving> {
    let Some(last) = forecast.horizons.last() else { return Vec::new() };
    let inputs = Inputs::of(&forecast.scenario, &forecast.world, forecast.seed);
    let members = forecast.sketch.lines.iter().map(|line| line.member).take(MOST_MEMBERS);
    let drawn = inputs.by_input(members);
    let driving = findings.headline.iter().filter_map(|line| {
        let values = values(line, last.day);
        let drivers: Drivers = drivers(&drawn, values?.get(..drawn.first().map_or(0, Vec::len))?);
        let clear =
            drivers.clear().filter_map(|driver| Some((inputs.labels().get(driver.input)?.clone(), driver.clone())));
        let clear: Vec<(Input, Driver)> = clear.collect();
        let (target, location) = (line.target, line.location.clone());
        (!clear.is_empty()).then(|| Driving { target, location, date: last.date, rest: drivers.rest(), clear })
    });
    driving.collect()
}

/// The median result of members with low values of the input, and with high ones.
pub fn ends(driver: &Driver) -> (f64, f64) {
    let of = |bin: Option<&Bin>| bin.map_or(0.0, |bin| bin.median);
    (of(driver.bins.first()), of(driver.bins.last()))
}
