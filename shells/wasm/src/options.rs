//! How the page wants a scenario run.

use corridor_model::{Date, Scenario};
use serde_json::Value;

/// How a scenario is run.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// The seed of all draws.
    pub seed: u64,
    /// The day as of which it is a forecast, if not the scenario's own.
    pub as_of: Option<Date>,
    /// Whether every row is used, whenever it became known.
    pub hindcast: bool,
    /// The days, if fewer than the scenario has.
    pub days: Option<u32>,
}

impl Options {
    /// From the page.
    pub fn read(json: &Value) -> Result<Options, String> {
        let as_of = match json["asOf"].as_str() {
            Some(text) => Some(text.parse().map_err(|_| format!("`{text}` is no day; write 2021-09-02."))?),
            None => None,
        };
        // A number of JavaScript holds 53 bits; a larger seed comes as text.
        let seed = &json["seed"];
        Ok(Options {
            seed: seed.as_u64().or_else(|| seed.as_str()?.parse().ok()).unwrap_or(0),
            as_of,
            hindcast: json["hindcast"].as_bool().unwrap_or(false),
            days: json["days"].as_u64().and_then(|days| u32::try_from(days).ok()),
        })
    }

    /// Shortens the period as asked, and tells the reference date; in words what does not fit.
    pub fn fit(&self, scenario: &mut Scenario) -> Result<Option<Date>, String> {
        if let Some(days) = self.days {
            let all = scenario.period.days();
            if days == 0 || days > all {
                return Err(format!("The period has {all} days; it can only be shortened."));
            }
            scenario.period.end = scenario.period.date(days - 1);
        }
        let (start, end) = (scenario.period.start, scenario.period.end);
        let reference = if self.hindcast { None } else { self.as_of.or(scenario.reference_date) };
        match reference {
            Some(date) if date < start || date >= end => {
                Err(format!("The reference date, {date}, must lie in the period, {start} to {end}, before its end."))
            }
            Some(_) | None => Ok(reference),
        }
    }
}
