//! An instance of the engine: a scenario, its edits, and what has been run of both.

use std::collections::BTreeMap;

use corridor_engine::World;
use corridor_forecast::{AtHome, Forecast, Keep, Paired, Replay, Run, Trajectory, as_of};
use corridor_formats::Folder;
use corridor_model::{Diagnostic, Scenario, Severity};
use serde_json::{Value, json};

use crate::options::Options;
use crate::{bytes, changes, files, picture, scenario, tell};

/// One instance of the engine. A verb that cannot be done says why in a sentence.
#[derive(Debug, Default)]
pub struct Instance {
    open: Option<Open>,
}

/// A scenario that has been read.
#[derive(Debug)]
pub struct Open {
    /// As it was read and shortened, with its reference date.
    pub read: Scenario,
    /// How it is run.
    pub options: Options,
    /// Without edits.
    pub base: Side,
    /// What the base says, once anything of it has been taken up.
    pub forecast: Option<Forecast>,
    /// With edits, if there are any.
    pub changed: Option<Changed>,
}

/// A scenario with edits.
#[derive(Debug)]
pub struct Changed {
    /// The scenario.
    pub side: Side,
    /// Beside the base, once anything of it has been taken up.
    pub paired: Option<Paired>,
    /// Of the base, the sum over the members that have been taken up here.
    pub base_ways: Vec<Vec<i64>>,
}

/// One of the two scenarios, and its runs.
#[derive(Debug)]
pub struct Side {
    /// With what became known later.
    pub whole: Scenario,
    /// As it was known.
    pub known: Scenario,
    /// The edits, in words.
    pub edits: Vec<String>,
    /// Its members, one by one.
    pub replay: Replay,
    /// What has been taken up, by member.
    pub runs: BTreeMap<u32, Trajectory>,
    /// The sum over these members of displaced people, by day, home and place: see [`AtHome`].
    pub homes: BTreeMap<(u32, u32, u32), u64>,
    /// The sum over these members of people who set out, by way and day.
    pub ways: Vec<Vec<i64>>,
}

/// Which of the two, or the difference of each member between them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// Without edits.
    Base,
    /// With edits.
    Changed,
    /// What they change.
    Difference,
}

impl Which {
    /// From the page.
    pub fn read(json: &Value) -> Which {
        match json.as_str() {
            Some("changed") => Which::Changed,
            Some("difference") => Which::Difference,
            Some(_) | None => Which::Base,
        }
    }

    /// For the page.
    pub fn word(self) -> &'static str {
        match self {
            Which::Base => "base",
            Which::Changed => "changed",
            Which::Difference => "difference",
        }
    }
}

/// Nothing has been read, or nothing has been run.
const NOTHING: &str = "There is nothing to tell yet.";

impl Instance {
    /// Reads the files of a scenario; whatever was read before is gone if it can be used.
    pub fn read(&mut self, input: &[u8]) -> Result<Value, String> {
        let (options, files) = bytes::files(input).ok_or("The files did not arrive whole.")?;
        let options = serde_json::from_slice(options).map_err(|error| format!("The options: {error}"))?;
        let options = Options::read(&options)?;
        let folder = Folder::of(files);
        let (scenario, mut told) = folder.read();
        if folder.is_flee() && options.as_of.is_some() {
            return Err("A Flee folder has no forecast as of a day: totals after that date are unknown.".to_owned());
        }
        let open = scenario.and_then(|scenario| match Open::new(scenario, options) {
            Ok(open) => Some(open),
            Err(why) => {
                told.push(misfit(why));
                None
            }
        });
        let view = open.as_ref().map(|open| scenario::view(&open.base));
        if open.is_some() {
            self.open = open;
        }
        let told: Vec<Value> = told.iter().map(changes::diagnostic).collect();
        Ok(json!({ "scenario": view, "diagnostics": told }))
    }

    /// Makes these edits instead of those made before. If anything is wrong with them nothing changes.
    pub fn change(&mut self, input: &[u8]) -> Result<Value, String> {
        let edits = changes::words(input)?;
        let open = self.open_mut()?;
        if edits.is_empty() {
            open.changed = None;
            let view = scenario::view(&open.base);
            return Ok(json!({ "diagnostics": [], "edits": [], "scenario": view, "changed": [] }));
        }
        let (whole, made, told) = changes::make(&open.read, &edits);
        if !told.is_empty() {
            let told: Vec<Value> = told.iter().map(changes::diagnostic).collect();
            return Ok(json!({ "diagnostics": told, "edits": [], "scenario": null, "changed": [] }));
        }
        let side = Side::new(whole, open.read.reference_date, made, open.options.seed);
        let touched = corridor_forecast::changed(&open.base.known, &side.known);
        let answer = json!({
            "diagnostics": [], "edits": side.edits, "scenario": scenario::view(&side),
            "changed": touched.iter().map(|key| key.as_str()).collect::<Vec<_>>(),
        });
        let base_ways = open.base.no_ways();
        open.changed = Some(Changed { side, paired: None, base_ways });
        Ok(answer)
    }

    /// What is wrong with these edits.
    pub fn check(&self, input: &[u8]) -> Result<Value, String> {
        let edits = changes::words(input)?;
        let (_, _, told) = changes::make(&self.open()?.read, &edits);
        Ok(told.iter().map(changes::diagnostic).collect())
    }

    /// Runs a member of the base.
    pub fn run(&mut self, member: u32) -> Result<Vec<u8>, String> {
        Ok(bytes::of_run(self.open_mut()?.base.replay.run(member)))
    }

    /// Runs a member with the edits, from where it begins to differ if the base of it has been run here.
    pub fn run_changed(&mut self, member: u32) -> Result<Vec<u8>, String> {
        let open = self.open()?;
        let changed = open.changed.as_ref().ok_or("There are no edits.")?;
        Ok(bytes::of_run(&changed.side.replay.beside(&open.base.replay, member)))
    }

    /// Takes up a member of the base that another instance has run.
    pub fn take(&mut self, input: &[u8]) -> Result<Value, String> {
        let run = bytes::run(input).ok_or("A member did not arrive whole.")?;
        let open = self.open_mut()?;
        let number = run.trajectory.member;
        if !open.base.fits(&run) {
            return Err("That member is of another scenario.".to_owned());
        }
        if !open.base.runs.contains_key(&number) {
            let Side { whole, known, .. } = &open.base;
            let seed = open.options.seed;
            let forecast = open.forecast.get_or_insert_with(|| Forecast::new(whole, known, seed, Keep::Places));
            forecast.take(&run.trajectory);
            open.base.keep(run);
        }
        Ok(open.taken())
    }

    /// Takes up a member with the edits; that of the base must have been taken up before.
    pub fn take_changed(&mut self, input: &[u8]) -> Result<Value, String> {
        let run = bytes::run(input).ok_or("A member did not arrive whole.")?;
        let open = self.open_mut()?;
        let number = run.trajectory.member;
        let changed = open.changed.as_mut().ok_or("There are no edits.")?;
        let base = open.base.runs.get(&number).ok_or("The base of that member has not been taken up.")?;
        if !changed.side.fits(&run) {
            return Err("That member is of other edits.".to_owned());
        }
        if !changed.side.runs.contains_key(&number) {
            let (base_known, seed) = (&open.base.known, open.options.seed);
            let Side { whole, known, .. } = &changed.side;
            let paired =
                changed.paired.get_or_insert_with(|| Paired::new(whole, base_known, known, seed, Keep::Places));
            paired.take(base, &run.trajectory);
            add(&mut changed.base_ways, &base.ways);
            changed.side.keep(run);
        }
        Ok(open.taken())
    }

    /// What the map draws: one number of every series and way on every day.
    pub fn picture(&self, which: u32) -> Result<Vec<u8>, String> {
        let which = match which {
            0 => Which::Base,
            1 => Which::Changed,
            2 => Which::Difference,
            _ => return Err(format!("There is no picture {which}.")),
        };
        picture::draw(self.open()?, which)
    }

    /// Answers a question.
    pub fn tell(&self, input: &[u8]) -> Result<Value, String> {
        let question: Value = serde_json::from_slice(input).map_err(|error| format!("The question: {error}"))?;
        tell::tell(self.open()?, &question)
    }

    /// Writes a file, the same bytes as `corridor run --out` does.
    pub fn write(&self, input: &[u8]) -> Result<Vec<u8>, String> {
        let question: Value = serde_json::from_slice(input).map_err(|error| format!("The question: {error}"))?;
        let output = question["output"].as_str().unwrap_or_default();
        files::write(self.open()?, output, Which::read(&question["which"]))
    }

    fn open(&self) -> Result<&Open, String> {
        self.open.as_ref().ok_or_else(|| NOTHING.to_owned())
    }

    fn open_mut(&mut self) -> Result<&mut Open, String> {
        self.open.as_mut().ok_or_else(|| NOTHING.to_owned())
    }
}

impl Open {
    fn new(mut read: Scenario, options: Options) -> Result<Open, String> {
        // An edit without `from` begins on the day of this run.
        read.reference_date = options.fit(&mut read)?;
        let base = Side::new(read.clone(), read.reference_date, Vec::new(), options.seed);
        Ok(Open { read, options, base, forecast: None, changed: None })
    }

    fn taken(&self) -> Value {
        let changed = self.changed.as_ref().map_or(0, |changed| changed.side.runs.len());
        json!({ "base": self.base.runs.len(), "changed": changed })
    }

    /// The side that a question is about.
    pub fn side(&self, which: Which) -> Result<&Side, String> {
        match which {
            Which::Base => Ok(&self.base),
            Which::Changed | Which::Difference => {
                self.changed.as_ref().map(|changed| &changed.side).ok_or_else(|| NOTHING.to_owned())
            }
        }
    }

    /// What a side says.
    pub fn forecast(&self, which: Which) -> Result<&Forecast, String> {
        match which {
            Which::Base => self.forecast.as_ref().ok_or_else(|| NOTHING.to_owned()),
            Which::Changed | Which::Difference => self.paired().map(|paired| &paired.what_if),
        }
    }

    /// Both sides, member by member.
    pub fn paired(&self) -> Result<&Paired, String> {
        let paired = self.changed.as_ref().and_then(|changed| changed.paired.as_ref());
        paired.ok_or_else(|| NOTHING.to_owned())
    }
}

impl Side {
    fn new(whole: Scenario, reference: Option<corridor_model::Date>, edits: Vec<String>, seed: u64) -> Side {
        let known = reference.map_or_else(|| whole.clone(), |date| as_of(&whole, date));
        let replay = Replay::new(&known, seed);
        let mut side =
            Side { whole, known, edits, replay, runs: BTreeMap::new(), homes: BTreeMap::new(), ways: Vec::new() };
        side.ways = side.no_ways();
        side
    }

    fn no_ways(&self) -> Vec<Vec<i64>> {
        vec![vec![0; self.known.period.days() as usize]; self.replay.catalogue.ways.len()]
    }

    /// Its network.
    pub fn world(&self) -> &World {
        &self.replay.world
    }

    fn fits(&self, run: &Run) -> bool {
        let Run { trajectory, .. } = run;
        let days = self.known.period.days() as usize;
        let mut lists = trajectory.series.iter().chain(&trajectory.ways);
        trajectory.series.len() == self.replay.catalogue.series.len()
            && trajectory.ways.len() == self.ways.len()
            && lists.all(|values| values.len() == days)
    }

    fn keep(&mut self, run: Run) {
        add(&mut self.ways, &run.trajectory.ways);
        for AtHome { day, home, place, people } in run.homes {
            *self.homes.entry((day, home, place)).or_default() += u64::from(people);
        }
        self.runs.insert(run.trajectory.member, run.trajectory);
    }
}

fn add(sums: &mut [Vec<i64>], ways: &[Vec<i32>]) {
    for (sums, people) in sums.iter_mut().zip(ways) {
        sums.iter_mut().zip(people).for_each(|(sum, people)| *sum += i64::from(*people));
    }
}

/// What does not fit the scenario as a whole.
fn misfit(message: String) -> Diagnostic {
    Diagnostic {
        severity: Severity::Error,
        code: "period",
        file: "scenario.yml".to_owned(),
        line: 0,
        column: 0,
        width: 0,
        message,
        help: String::new(),
    }
}
