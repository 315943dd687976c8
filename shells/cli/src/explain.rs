//! `corridor explain`

use std::process::ExitCode;

use clap::ArgGroup;
use corridor_engine::{Choice, Explanation, Nothing, State, World, explain, step};
use corridor_forecast::Members;
use corridor_model::{Date, Key, Scenario};
use serde_json::json;

use crate::changes::{Changed, Changes, date};
use crate::fact;
use crate::failure::{Failure, unknown};
use crate::flee_folder::Given;
use crate::people::{day, name};
use crate::reading;
use crate::table::table;
use crate::voice::Voice;

/// Choices that the text shows; --json has all.
const MOST_CHOICES: usize = 10;

/// Show the factors behind a decision, or what a reported fact sets
#[derive(Debug, clap::Args)]
#[command(
    group = ArgGroup::new("what").required(true).args(["from", "fact"]),
    after_help = "Examples:\n  corridor explain afghanistan-2021 --from kandahar --on 2021-09-10\n  \
                  corridor explain afghanistan-2021 --fact F17"
)]
pub struct Explain {
    /// A built-in name, a scenario folder or a Flee folder
    #[arg(value_name = "SCENARIO")]
    scenario: String,
    /// The place where people decide: key, name or alias
    #[arg(long, value_name = "PLACE", requires = "on")]
    from: Option<String>,
    /// The day on whose morning they decide (YYYY-MM-DD)
    #[arg(long, value_name = "DATE", value_parser = date, requires = "from")]
    on: Option<Date>,
    /// Only people of this profile [default: every profile]
    #[arg(long, value_name = "KEY", requires = "from")]
    profile: Option<String>,
    /// Only people with papers [default: with and without]
    #[arg(long, requires = "from")]
    documented: bool,
    /// The member whose draws are shown
    #[arg(long, value_name = "N", default_value_t = 0)]
    member: u32,
    /// The seed of all draws
    #[arg(long, value_name = "S", default_value_t = 0)]
    seed: u64,
    /// What a fact sets: its id
    #[arg(long, value_name = "ID")]
    fact: Option<String>,
    #[command(flatten)]
    changes: Changes,
    #[command(flatten)]
    given: Given,
}

impl Explain {
    /// Explains it.
    pub fn run(&self, voice: Voice) -> Result<ExitCode, Failure> {
        self.changes.suit(&self.scenario)?;
        let (scenario, _) = reading::scenario(&self.scenario, &self.given, voice)?;
        let changed = self.changes.make(scenario, None, voice)?;
        if let Some(id) = &self.fact {
            fact::explain(&changed.whole, id, voice)?;
        } else if let (Some(from), Some(on)) = (&self.from, self.on) {
            self.decision(&changed, from, on, voice)?;
        }
        Ok(ExitCode::SUCCESS)
    }

    fn decision(&self, changed: &Changed, from: &str, on: Date, voice: Voice) -> Result<(), Failure> {
        let scenario = &changed.known;
        let key = scenario.place_called(from).map_err(|keys| unknown("place", from, &keys))?;
        let wanted = self.profile.as_deref().map(|wanted| profile(scenario, wanted)).transpose()?;
        let period = scenario.period;
        let Some(morning) = period.day(on).filter(|morning| *morning < period.days()) else {
            let (start, end) = (day(period.start), day(period.end));
            return Err(Failure::Usage(format!("{} is not in the period, {start} to {end}.", day(on))));
        };
        let world = World::new(scenario);
        let member = Members::new(scenario, &world, self.seed).member(self.member);
        let mut state = State::<u64>::new(&world, &member, &mut Nothing);
        while state.day < morning {
            step(&world, &member, &mut state, &mut Nothing);
        }
        let Some(place) = world.place(key) else { return Err(unknown("place", from, &[])) };
        let mut all: Vec<(Explanation, f64)> = Vec::new();
        for (group, number) in member.groups.iter().zip(0..) {
            for (documented, share) in [(false, 1.0 - group.documented), (true, group.documented)] {
                let asked = wanted.is_none_or(|wanted| wanted == number) && (documented || !self.documented);
                // Of those who do not exist nothing is told, unless it is asked for.
                if asked && (share > 0.0 || self.documented) {
                    all.push((explain(&world, &member, &state, place, number, documented), share));
                }
            }
        }
        let mut text = self.heading(changed, key, on);
        for (why, share) in &all {
            text.push_str(&told(scenario, why, *share));
        }
        voice.answer(&text)?;
        let people = all.iter().map(|(why, share)| {
            let mut told = crate::json::explanation(why);
            told["share_of_profile"] = (*share).into();
            told
        });
        let document = json!({
            "scenario": scenario.name, "from": key.as_str(), "name": name(scenario, key), "on": on.to_string(),
            "reference_date": scenario.reference_date.map(|date| date.to_string()), "member": self.member,
            "seed": self.seed, "edits": changed.edits, "intensity": all.first().map(|(why, _)| why.intensity),
            "people": people.collect::<Vec<_>>(),
        });
        voice.document("explain", document)
    }

    fn heading(&self, changed: &Changed, key: &Key, on: Date) -> String {
        let scenario = &changed.known;
        let known = match scenario.reference_date {
            Some(date) => format!("as known on {}", day(date)),
            None => "with everything that is known".to_owned(),
        };
        let mut text = format!(
            "{} on the morning of {}, {known}\nMember {} of seed {}: one draw of everything uncertain; other members \
             (--member N) differ.\n",
            name(scenario, key),
            day(on),
            self.member,
            self.seed
        );
        for edit in &changed.edits {
            text.push_str(&format!("Changed: {edit}\n"));
        }
        text
    }
}

fn told(scenario: &Scenario, why: &Explanation, share: f64) -> String {
    let papers = if why.documented { "with papers" } else { "without papers" };
    let mut text = format!(
        "\nProfile {}, {papers} ({} of them). Fighting here: intensity {}.\nOf those who live here {} flee on this day; \
         of the displaced who stay here {} leave.\n",
        why.profile,
        percent(share),
        short(why.intensity),
        percent(why.flees),
        percent(why.leaves),
    );
    if why.choices.is_empty() {
        return text + "No way leads anywhere.\n";
    }
    let header =
        ["to", "first stop", "km", "distance", "openness", "safety", "room", "pull", "share"].map(str::to_owned);
    let row = |choice: &Choice| {
        let place = |key| name(scenario, key).to_owned();
        let factors = [choice.distance, choice.openness, choice.safety, choice.room, choice.pull].map(short);
        let [distance, openness, safety, room, pull] = factors;
        let km = format!("{:.0}", choice.km);
        [place(&choice.to), place(&choice.by), km, distance, openness, safety, room, pull, percent(choice.share)]
    };
    let rows: Vec<[String; 9]> = why.choices.iter().take(MOST_CHOICES).map(row).collect();
    text.push_str(&table(header, rows, 2));
    if let Some(rest) = why.choices.len().checked_sub(MOST_CHOICES).filter(|rest| *rest > 0) {
        let share: f64 = why.choices.iter().skip(MOST_CHOICES).map(|choice| choice.share).sum();
        text.push_str(&format!("{rest} more places share {}; --json has all.\n", percent(share)));
    }
    text
}

fn profile(scenario: &Scenario, wanted: &str) -> Result<u16, Failure> {
    // The engine numbers profiles in the order of their keys.
    let mut keys: Vec<Key> = scenario.profiles.iter().map(|profile| profile.key.clone()).collect();
    keys.sort();
    let found = (0..).zip(&keys).find(|(_, key)| key.as_str() == wanted).map(|(number, _)| number);
    found.ok_or_else(|| unknown("profile", wanted, &keys))
}

/// Three significant digits.
fn short(number: f64) -> String {
    match number.abs() {
        size if size == 0.0 || (0.0995..1e4).contains(&size) => {
            let text = format!("{number:.3}");
            text.trim_end_matches('0').trim_end_matches('.').to_owned()
        }
        _ => format!("{number:.2e}"),
    }
}

fn percent(share: f64) -> String {
    format!("{} %", short_percent(share * 100.0))
}

fn short_percent(percent: f64) -> String {
    if percent == 0.0 || percent >= 9.95 {
        format!("{percent:.0}")
    } else if percent >= 0.095 {
        format!("{percent:.1}")
    } else {
        format!("{percent:.1e}")
    }
}
