//! `rules` in `scenario.yml`: whose movement rules, and what is otherwise than with them.

use corridor_model::{ConflictDepartures, Decay, Decision, Family, Kernel, Population, Rules};

use super::settings::{DECAY, LOOK_AHEAD, RULES, inner};
use crate::number::{self, DAYS, FACTOR};
use crate::values::Values;
use crate::yaml::{Alone, Group, Value};

/// Whose rules there are.
const FAMILIES: [Family; 3] = [Family::Corridor, Family::Flee { quirks: false }, Family::Flee { quirks: true }];

/// The word for whose rules they are.
pub const fn family_word(family: Family) -> &'static str {
    match family {
        Family::Corridor => "corridor",
        Family::Flee { quirks: false } => "flee-3.2",
        Family::Flee { quirks: true } => "flee-3.2-quirks",
    }
}

/// The word for a kernel.
pub const fn kernel_word(kernel: Kernel) -> &'static str {
    match kernel {
        Kernel::Power => "power",
        Kernel::Exponential => "exponential",
    }
}

/// The word for how people are counted.
pub const fn population_word(population: Population) -> &'static str {
    match population {
        Population::Cohorts => "cohorts",
        Population::Individuals => "individuals",
    }
}

/// The rules of a family where nothing else is said.
pub fn of(family: Family) -> Rules {
    match family {
        Family::Corridor => Rules::corridor(),
        Family::Flee { quirks } => Rules::flee(quirks),
    }
}

/// Reads the rules: a word, or a group.
pub fn read(top: &mut Group<'_, '_>) -> Rules {
    if top.given("rules").is_some() {
        return of(top.word("rules", &FAMILIES, family_word).unwrap_or(Family::Corridor));
    }
    let Some(mut group) = inner(top, "rules", "`rules`", RULES) else { return Rules::corridor() };
    let mut rules = of(group.word("as", &FAMILIES, family_word).unwrap_or(Family::Corridor));
    rules.decision = decision(&mut group).unwrap_or(rules.decision);
    let kernel = group.word("kernel", &[Kernel::Power, Kernel::Exponential], kernel_word);
    rules.kernel = kernel.unwrap_or(rules.kernel);
    let population = group.word("population", &[Population::Cohorts, Population::Individuals], population_word);
    rules.population = population.unwrap_or(rules.population);
    let departures = group.word("conflict_departures", &ConflictDepartures::ALL, ConflictDepartures::word);
    rules.conflict_departures = departures.unwrap_or(rules.conflict_departures);
    rules.conflict_decay = decay(&mut group, rules.conflict_decay);
    for (name, flag) in [
        ("take_from_population", &mut rules.take_from_population),
        ("avoid_short_stints", &mut rules.avoid_short_stints),
        ("start_on_foot", &mut rules.start_on_foot),
        ("best_route_only", &mut rules.best_route_only),
    ] {
        *flag = group.flag(name).unwrap_or(*flag);
    }
    rules
}

fn decision(group: &mut Group<'_, '_>) -> Option<Decision> {
    match &group.node("decision")?.value {
        Value::Empty => None,
        Value::Text(_) => group.word("decision", &[Decision::Destinations], |_| "destinations"),
        Value::Group(_) | Value::List(_) => {
            let hops = inner(group, "decision", "`decision`", LOOK_AHEAD)?.whole("look_ahead", &(1.0..=4.0))?;
            Some(Decision::LookAhead { hops: u8::try_from(hops).unwrap_or(1) })
        }
    }
}

fn decay(group: &mut Group<'_, '_>, before: Decay) -> Decay {
    let Some(mut decay) = inner(group, "conflict_decay", "`conflict_decay`", DECAY) else { return before };
    let every_days = decay.whole("every_days", &(1.0..=*DAYS.end())).and_then(|days| u32::try_from(days).ok());
    let (items, known) = (decay.list("factors"), decay.known());
    let problems = decay.problems();
    let mut factors = Vec::new();
    for node in items {
        if node.text().is_none() {
            problems.error("wrong-shape", node.at, "A factor is one number.", "write `factors: [1, 0.5, 0.1]`");
        }
        let mut factor = Alone { node, known, problems };
        factors.extend(factor.told("factors", |text| number::exact(text, &FACTOR)));
    }
    Decay { every_days: every_days.unwrap_or(before.every_days), factors }
}
