//! What a job has come to: a run, or a what-if beside its base.

use corridor_forecast::{Differences, Findings, Forecast, Of, Paired, Quantity, Sketch, Spread, summarise};
use corridor_formats::flee::Validation;
use corridor_model::Scenario;
use corridor_results::{Beside, Driving, Told};

use crate::clock::{Clock, cpu};
use crate::driving;
use crate::ensemble::{Job, Prepared, Work};
use crate::reading::Counts;

/// A run that is done.
#[derive(Debug)]
pub struct Done {
    /// What was asked.
    pub job: Job,
    /// Equal for jobs that give the same numbers.
    pub identity: String,
    /// The scenario, with what became known later.
    pub whole: Scenario,
    /// What its members say.
    pub forecast: Forecast,
    /// What it says.
    pub findings: Findings,
    /// What a Flee folder has beside it.
    pub counts: Option<Counts>,
    /// What drives the interval of what is told first.
    pub driving: Vec<Driving>,
    /// Seconds of reading.
    pub read: f64,
    /// Seconds of running.
    pub run: f64,
    /// Seconds that all processors spent, so far as the system tells.
    pub cpu: Option<f64>,
    /// The files written.
    pub files: Vec<String>,
}

/// A what-if beside its base.
#[derive(Debug)]
pub struct Compared {
    /// The what-if.
    pub what_if: Done,
    /// What it is compared with.
    pub base: Forecast,
    /// What it changes.
    pub differences: Differences,
    /// The difference on each day from the reference date on, of each series in the order of the differences.
    pub courses: Vec<Vec<Spread>>,
    /// What each member says in the what-if less what it says in the base.
    sketch: Sketch,
}

impl Compared {
    /// The difference of each member in a series of the what-if at a horizon; of what comes first alone.
    pub fn differences_of(&self, series: usize, day: u32) -> Option<Vec<f64>> {
        let Forecast { plan, catalogue, .. } = &self.what_if.forecast;
        let since = Some(plan.since).filter(|_| catalogue.series[series].target.is_cumulative());
        self.sketch.values(plan, Quantity::On { of: Of::Series(series), since, day })
    }
}

/// What a job has come to.
#[derive(Debug)]
pub enum Outcome {
    /// A run.
    Run(Box<Done>),
    /// A what-if beside its base.
    Compare(Box<Compared>),
}

impl Outcome {
    /// Of a job whose members have all run; `read` are the seconds that it took to read.
    pub fn of(prepared: Prepared, read: f64, clock: Clock) -> Outcome {
        let Prepared { job, whole, counts, work, identity } = prepared;
        let done = |forecast: Forecast| {
            let findings = summarise(&whole, &forecast);
            let (run, cpu) = (clock.wall() - read, cpu());
            let (driving, files) = (Vec::new(), Vec::new());
            Done { job, identity, whole, forecast, findings, counts, driving, read, run, cpu, files }
        };
        let mut outcome = match work {
            Work::Forecast(forecast) => Outcome::Run(Box::new(done(*forecast))),
            Work::Paired(pair) => {
                let differences = pair.differences();
                let courses = differences.series.iter().map(|one| pair.course(one.series)).collect();
                let Paired { base, what_if, difference: sketch, .. } = *pair;
                Outcome::Compare(Box::new(Compared { what_if: done(what_if), base, differences, courses, sketch }))
            }
        };
        let driving = driving::of(&outcome);
        outcome.done_mut().driving = driving;
        outcome
    }

    /// The run, or the what-if of a comparison.
    pub fn done(&self) -> &Done {
        match self {
            Outcome::Run(done) => done,
            Outcome::Compare(compared) => &compared.what_if,
        }
    }

    /// What there is to tell; `command` gives the same numbers.
    pub fn told<'a>(&'a self, command: &'a str) -> Told<'a> {
        let Done { job, whole, forecast, findings, driving, .. } = self.done();
        let beside = match self {
            Outcome::Run(_) => None,
            Outcome::Compare(compared) => Some(Beside {
                base: &compared.base,
                against: job.against.as_deref().unwrap_or_default(),
                differences: &compared.differences,
                courses: &compared.courses,
            }),
        };
        Told { whole, forecast, findings, driving, edits: &job.edits, command, beside }
    }

    /// The same, to be changed.
    pub fn done_mut(&mut self) -> &mut Done {
        match self {
            Outcome::Run(done) => done,
            Outcome::Compare(compared) => &mut compared.what_if,
        }
    }
}

impl Done {
    /// The validation data, if it has any.
    pub fn validation(&self) -> Option<&Validation> {
        self.counts.as_ref()?.validation.as_ref()
    }

    /// Equal for equal runs.
    pub fn digest(&self) -> String {
        corridor_results::digest(&self.forecast)
    }
}
