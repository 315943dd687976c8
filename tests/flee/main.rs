//! What `rules.family = Flee` means: one small world a behaviour.
//!
//! Every expected number is worked out by hand from what Flee's documentation says (`world`), or from what its code does
//! (`quirky`), and the arithmetic stands beside it. None was taken from a run of Corridor.
//!
//! A world is a Flee folder in a text. What it leaves out is the same everywhere: eight days from 2020-01-01, and a
//! thousand people who flee on day 1.
#![allow(clippy::panic)] // A helper that fails is a test that fails.

use std::collections::BTreeMap;

use corridor_engine::{Count, Member, Record, State, World, run};
use corridor_formats::flee::{Beside, Case, read};
use corridor_formats::{Source, Sources};
use corridor_tests::{Ready, sources};

mod capacity;
mod choosing;
mod closures;
mod data;
mod fighting;
mod leaving;
mod settings;
mod short_stints;
mod spawning;
mod travelling;

/// The pull of fighting in worlds where nobody shall go back to it: so little that six decimals do not show it.
///
/// It is not 0: where everything that can be chosen has the weight 0, Flee chooses as if all were alike.
pub const NO_WAY_BACK: &str = "conflict_weight: 0.000000000001";

/// A small world, lived through in expected values and in whole people.
pub struct Micro {
    /// What was read.
    pub case: Case,
    ready: Ready,
    expected: Vec<Evening>,
    whole: Vec<Evening>,
}

/// How many people are at each place and, as `road`, between places.
type Evening = BTreeMap<String, f64>;

/// Writes down every evening.
struct Diary(Vec<Evening>);

impl<C: Count> Record<C> for Diary {
    fn day(&mut self, world: &World, _: &Member, state: &State<C>) {
        let here = world.places.iter().zip(&state.here).map(|(place, here)| {
            let people: f64 = here.iter().map(|cohort| cohort.people.people()).sum();
            (place.key.to_string(), people)
        });
        let mut evening: Evening = here.collect();
        let road = state.road.iter().flatten().map(|traveller| traveller.cohort.people.people()).sum();
        evening.insert("road".to_owned(), road);
        self.0.push(evening);
    }
}

/// The world in a text, as Flee's documentation means it.
pub fn world(text: &str) -> Micro {
    Micro::read("flee-3.2", text)
}

/// The world in a text, as Flee's code has it.
pub fn quirky(text: &str) -> Micro {
    Micro::read("flee-3.2-quirks", text)
}

/// The world in a text, once as documented and once as coded, where both are the same.
pub fn either(text: &str) -> [Micro; 2] {
    [world(text), quirky(text)]
}

impl Micro {
    fn read(rules: &str, text: &str) -> Micro {
        let (case, diagnostics) = read(&folder(rules, text), &Beside::default());
        let told: Vec<String> = diagnostics.iter().map(ToString::to_string).collect();
        let case = case.unwrap_or_else(|| panic!("{}", told.join("\n")));
        let ready = Ready::of(case.scenario.clone());
        let expected = diary::<f64>(&ready, 0);
        let whole = diary::<u64>(&ready, 0);
        Micro { case, ready, expected, whole }
    }

    /// States how many people are where in the evening of a day. Where nothing is said there is nobody.
    ///
    /// Whole people are held to the same numbers within six standard deviations, which is not at all where everybody or
    /// nobody is expected.
    pub fn evening(&self, day: usize, places: &[(&str, f64)]) -> &Micro {
        let expected = Evening::from_iter(places.iter().map(|(place, people)| ((*place).to_owned(), *people)));
        let all: f64 = expected.values().sum();
        for place in expected.keys() {
            assert!(self.expected[day].contains_key(place), "there is no place {place}");
        }
        for (place, found) in &self.expected[day] {
            let people = expected.get(place).copied().unwrap_or(0.0);
            let (found_all, whole_all) = (&self.expected[day], &self.whole[day]);
            assert!((found - people).abs() < 1e-5, "day {day}, {place}: {people} expected in {found_all:?}");
            let off = 6.0 * people.min(all - people).max(0.0).sqrt() + 1e-5;
            let whole = whole_all[place];
            assert!((whole - people).abs() < off, "day {day}, {place}: {people} expected in whole {whole_all:?}");
        }
        self
    }

    /// States how many whole people are at a place in the evening of a day.
    pub fn whole(&self, day: usize, place: &str, people: f64) {
        assert_eq!(self.whole[day][place], people, "day {day}, {place}");
    }

    /// How many whole people are at a place in the evening of a day, in so many members.
    pub fn members(&self, many: u32, day: usize, place: &str) -> Vec<f64> {
        (0..many).map(|member| diary::<u64>(&self.ready, member)[day][place]).collect()
    }

    /// What people at a place remember of late in the evening of each day, where there is anybody.
    pub fn recent(&self, place: &str) -> Vec<Option<f64>> {
        let place = self.ready.place(place) as usize;
        let mut recent = Recent { place, days: Vec::new() };
        run::<f64>(&self.ready.world, &self.ready.member(0), &mut recent);
        recent.days
    }
}

struct Recent {
    place: usize,
    days: Vec<Option<f64>>,
}

impl Record<f64> for Recent {
    fn day(&mut self, _: &World, _: &Member, state: &State<f64>) {
        self.days.push(state.here[self.place].first().map(|cohort| cohort.key.trail.recent()));
    }
}

fn diary<C: Count>(ready: &Ready, member: u32) -> Vec<Evening> {
    let mut diary = Diary(Vec::new());
    run::<C>(&ready.world, &ready.member(member), &mut diary);
    diary.0
}

/// The files in a text, and those that it leaves out.
///
/// The rows of `counts.csv` are a place and its count on day 0, 1, 2 …; an empty cell is no count. Each becomes a file of
/// `source_data` and a row of `data_layout.csv`.
fn folder(rules: &str, text: &str) -> Sources {
    let mut folder = sources(text);
    let mut settings = format!("rules: {rules}\n");
    let mut counts = String::from("elsewhere,0,1000\n");
    folder.files.retain(|file| {
        let text = || String::from_utf8_lossy(&file.bytes).into_owned();
        match file.name.as_str() {
            "simsetting.yml" => settings.push_str(&text()),
            "counts.csv" => counts = text(),
            _ => return true,
        }
        false
    });
    let has = |folder: &Sources, name: &str| folder.files.iter().any(|file| file.name == name);
    let put = |folder: &mut Sources, name: &str, text: String| {
        folder.files.push(Source { name: name.to_owned(), bytes: text.into_bytes() });
    };
    put(&mut folder, "simsetting.yml", settings);
    if !has(&folder, "input_csv/sim_period.csv") {
        put(&mut folder, "input_csv/sim_period.csv", "StartDate,2020-01-01\nLength,8\n".to_owned());
    }
    if !has(&folder, "input_csv/closures.csv") {
        put(&mut folder, "input_csv/closures.csv", "#type,name1,name2,start,end\n".to_owned());
    }
    if !has(&folder, "source_data/data_layout.csv") {
        let mut layout = String::new();
        let mut rows: Vec<&str> = counts.lines().filter(|row| !row.is_empty()).collect();
        if !rows.iter().any(|row| row.starts_with("total,")) {
            rows.insert(0, "total,0");
        }
        for row in rows {
            let mut cells = row.split(',');
            let name = cells.next().unwrap_or_default();
            let dated = cells.enumerate().filter(|(_, count)| !count.is_empty());
            let dated: String = dated.map(|(day, count)| format!("2020-01-{:02},{count}\n", day + 1)).collect();
            layout.push_str(&format!("{name},{name}.csv\n"));
            put(&mut folder, &format!("source_data/{name}.csv"), dated);
        }
        put(&mut folder, "source_data/data_layout.csv", layout);
    }
    folder
}
