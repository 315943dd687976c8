//! What the rule pages measure in a run.

use corridor_engine::{Count, Member, Nothing, State, Today, World, explain, step};
use corridor_forecast::Members;
use corridor_model::{Key, Population, Scenario};

use crate::pages::{Expectation, Failure, Mode, Page, Section};

/// A run: the morning of the first day, then every evening.
struct Lived<C> {
    world: World,
    member: Member,
    states: Vec<State<C>>,
}

impl<C: Count> Lived<C> {
    fn new(scenario: &Scenario, number: u32) -> Lived<C> {
        let world = World::new(scenario);
        let member = Members::new(scenario, &world, 0).member(number);
        let mut state = State::new(&world, &member, &mut Nothing);
        let mut states = vec![state.clone()];
        while state.day < world.days {
            step(&world, &member, &mut state, &mut Nothing);
            states.push(state.clone());
        }
        Lived { world, member, states }
    }

    fn measure(&self, wanted: &Expectation) -> Result<f64, String> {
        let day = wanted.day as usize;
        let evening = self.states.get(day).ok_or_else(|| format!("There is no day {day} in the period."))?;
        let place = |name: &String| self.world.place(&Key::from(name.as_str()));
        let country = |name: &String| self.world.country(&Key::from(name.as_str()));
        let names = wanted.names.as_slice();
        // Flows since the first day, that day included.
        let flow = |list: fn(&Today<C>) -> &Vec<C>, of: &dyn Fn(usize) -> bool| {
            let days = self.states[1..=day].iter().map(|state| {
                let amounts = list(&state.today).iter().enumerate().filter(|(number, _)| of(*number));
                amounts.map(|(_, people)| people.people()).sum::<f64>()
            });
            days.sum::<f64>()
        };
        let only = |wanted: u32| move |number: usize| number == wanted as usize;
        let of_country = |country: u32| move |number: usize| self.world.places[number].country == country;
        let way = |from: &String, to: &String| {
            let way = self.world.way(&Key::from(from.as_str()), &Key::from(to.as_str()));
            way.ok_or_else(|| format!("No route leads from `{from}` to `{to}`."))
        };
        // Gates at a place, into any country or one.
        let gates = |at: u32, into: Option<u32>| {
            move |number: usize| {
                let gate = &self.world.gates[number];
                gate.place == at && into.is_none_or(|into| gate.into == into)
            }
        };
        let gate_of = |names: &[String]| match names {
            [at] => place(at).map(|at| (at, None)),
            [at, word, into] if word == "into" => place(at).zip(country(into)).map(|(at, into)| (at, Some(into))),
            _ => None,
        };
        let unknown = || format!("`{}` is not of {names:?}: see rules/README.md.", wanted.what);
        let gated = |list: fn(&Today<C>) -> &Vec<C>| {
            gate_of(names).map(|(at, into)| flow(list, &gates(at, into))).ok_or_else(unknown)
        };
        let what = wanted.what.as_str();
        match (what, names) {
            ("stock", [name]) => match (place(name), country(name)) {
                (Some(at), _) => Ok(sum(evening.here[at as usize].iter().map(|cohort| cohort.people))),
                (None, Some(country)) => Ok(self.stock_of(evening, country)),
                (None, None) => Err(unknown()),
            },
            ("stranded", _) => {
                let (at, into) = gate_of(names).ok_or_else(unknown)?;
                let of = gates(at, into);
                let waiting = evening.today.waiting.iter().enumerate().filter(|(number, _)| of(*number));
                Ok(sum(waiting.map(|(_, people)| *people)))
            }
            ("passed", _) => gated(|today| &today.passed),
            ("irregular", _) => gated(|today| &today.irregular),
            ("returned", _) => gated(|today| &today.returned),
            ("pushed_back", _) => gated(|today| &today.pushed_back),
            ("gave_up", _) => gated(|today| &today.gave_up),
            ("dead", []) => Ok(evening.dead.people()),
            ("dead", _) => gated(|today| &today.deaths),
            ("arrivals", [name]) => match (place(name), country(name)) {
                (Some(at), _) => match self.world.places[at as usize].to_country {
                    Some(into) => Ok(flow(|today| &today.passed, &gates(at, Some(into)))),
                    None => Ok(flow(|today| &today.settled, &only(at))),
                },
                (None, Some(country)) => Ok(flow(|today| &today.entered, &only(country))),
                (None, None) => Err(unknown()),
            },
            ("net_arrivals", [name]) => {
                let own = only(country(name).ok_or_else(unknown)?);
                let gone = flow(|today| &today.went_home, &own) + flow(|today| &today.sent_back, &own);
                Ok(flow(|today| &today.entered, &own) - gone)
            }
            ("returns", [name]) => country(name).map(|c| flow(|today| &today.went_home, &only(c))).ok_or_else(unknown),
            ("idp_returns", [name]) => {
                country(name).map(|c| flow(|today| &today.idp_returns, &only(c))).ok_or_else(unknown)
            }
            ("displaced", []) => Ok(flow(|today| &today.displaced, &|_| true)),
            ("displaced", [name]) => match (place(name), country(name)) {
                (Some(at), _) => Ok(flow(|today| &today.displaced, &only(at))),
                (None, Some(country)) => Ok(flow(|today| &today.displaced, &of_country(country))),
                (None, None) => Err(unknown()),
            },
            ("refused", [name]) => place(name).map(|at| flow(|today| &today.refused, &only(at))).ok_or_else(unknown),
            ("gone_home", []) => Ok(evening.gone_home.people()),
            ("gone_home", [name]) => place(name).map(|at| flow(|today| &today.home, &only(at))).ok_or_else(unknown),
            ("evacuated", []) => Ok(evening.left.people()),
            ("evacuated", [name]) => place(name).map(|at| flow(|today| &today.left, &only(at))).ok_or_else(unknown),
            ("on_the_way", []) => Ok(sum(evening.road.iter().flatten().map(|traveller| traveller.cohort.people))),
            ("on_the_way", [from, to]) => {
                let road = &evening.road[way(from, to)? as usize];
                Ok(sum(road.iter().map(|traveller| traveller.cohort.people)))
            }
            ("set_out", [from, to]) => Ok(flow(|today| &today.set_out, &only(way(from, to)?))),
            ("population", [name]) => {
                place(name).map(|at| evening.population[at as usize].people()).ok_or_else(unknown)
            }
            _ => self.explained(wanted, day, place).ok_or_else(unknown),
        }
    }

    /// The factors of the morning.
    fn explained(&self, wanted: &Expectation, day: usize, place: impl Fn(&String) -> Option<u32>) -> Option<f64> {
        let morning = self.states.get(day.checked_sub(1)?)?;
        let profile = match &wanted.profile {
            None => 0,
            Some(profile) => self.world.profiles.iter().position(|key| key.as_str() == profile)?,
        };
        let from = place(wanted.names.first()?)?;
        let told = explain(&self.world, &self.member, morning, from, u16::try_from(profile).ok()?, wanted.papers);
        match (wanted.what.as_str(), &wanted.names[1..]) {
            ("flees", []) => Some(told.flees),
            ("leaves", []) => Some(told.leaves),
            (what @ ("share" | "km" | "distance" | "openness" | "safety" | "room" | "pull"), [to]) => {
                place(to)?;
                let choices = || told.choices.iter().filter(|choice| choice.to.as_str() == to);
                if what == "share" {
                    // Several paths of a look-ahead may lead there.
                    return Some(choices().map(|choice| choice.share).sum());
                }
                let choice = choices().next()?;
                Some(match what {
                    "km" => choice.km,
                    "distance" => choice.distance,
                    "openness" => choice.openness,
                    "safety" => choice.safety,
                    "room" => choice.room,
                    _ => choice.pull,
                })
            }
            _ => None,
        }
    }

    /// Everybody displaced in a country; at a crossing, those on its side.
    fn stock_of(&self, state: &State<C>, country: u32) -> f64 {
        let places = self.world.places.iter().zip(&state.here).map(|(at, cohorts)| {
            let there = cohorts
                .iter()
                .filter(|cohort| at.to_country.filter(|_| cohort.key.side == 1).unwrap_or(at.country) == country);
            sum(there.map(|cohort| cohort.people))
        });
        places.sum()
    }
}

fn sum<C: Count>(people: impl Iterator<Item = C>) -> f64 {
    people.map(Count::people).sum()
}

/// What is not as a page says.
pub fn check(page: &Page) -> Vec<Failure> {
    let mut failures = Vec::new();
    for section in page.sections.iter().filter(|section| !section.expectations.is_empty()) {
        let mut fail = |line, message| failures.push(Failure { page: page.name.clone(), line, message });
        match section.scenario() {
            Err(message) => fail(section.line, format!("“{}”: {message}", section.heading)),
            Ok(scenario) => check_section(section, &scenario, &mut fail),
        }
    }
    failures
}

/// What one run says of every expectation of a section.
fn measures<C: Count>(scenario: &Scenario, member: u32, section: &Section) -> Vec<Result<f64, String>> {
    let lived = Lived::<C>::new(scenario, member);
    section.expectations.iter().map(|wanted| lived.measure(wanted)).collect()
}

fn check_section(section: &Section, scenario: &Scenario, fail: &mut impl FnMut(usize, String)) {
    let mut individuals = scenario.clone();
    individuals.rules.population = Population::Individuals;
    let whole = |who: &'static str, scenario: &Scenario, number: u32| (who, measures::<u64>(scenario, number, section));
    let expected = || ("expected values", measures::<f64>(scenario, 0, section));
    let mut runs = match section.mode {
        Mode::Certain => vec![whole("the engine", scenario, 0), expected()],
        Mode::Whole => vec![whole("the engine", scenario, 0)],
        Mode::Expected => vec![expected()],
        Mode::Mean(members) => return check_mean(section, scenario, members, fail),
    };
    if section.mode != Mode::Expected {
        runs.push(whole("another member", scenario, 1));
        runs.push(whole("individuals", &individuals, 0));
    }
    for (number, wanted) in section.expectations.iter().enumerate() {
        for (who, measured) in &runs {
            match &measured[number] {
                Err(message) => fail(wanted.line, message.clone()),
                Ok(value) if (value - wanted.value).abs() <= wanted.within + 1e-9 => continue,
                Ok(value) => fail(wanted.line, format!("`{}`, but {who}: {}", wanted.text, rounded(*value))),
            }
            break;
        }
    }
}

/// The mean of many members may be four standard errors off.
fn check_mean(section: &Section, scenario: &Scenario, members: u32, fail: &mut impl FnMut(usize, String)) {
    let runs: Vec<_> = (0..members).map(|number| measures::<u64>(scenario, number, section)).collect();
    for (number, wanted) in section.expectations.iter().enumerate() {
        let values: Result<Vec<f64>, String> = runs.iter().map(|run| run[number].clone()).collect();
        let values = match values {
            Ok(values) => values,
            Err(message) => {
                fail(wanted.line, message);
                continue;
            }
        };
        let many = f64::from(members);
        let mean = values.iter().sum::<f64>() / many;
        let variance = values.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / (many - 1.0);
        let error = (variance / many).sqrt();
        if (mean - wanted.value).abs() > 4.0 * error + 1e-9 {
            let (mean, error) = (rounded(mean), rounded(error));
            fail(wanted.line, format!("`{}`, but the mean is {mean} with a standard error of {error}", wanted.text));
        }
    }
}

fn rounded(value: f64) -> f64 {
    (value * 1e6).round() / 1e6 + 0.0
}
