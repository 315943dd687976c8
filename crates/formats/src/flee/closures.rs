//! `closures.csv`: roads that are shut, camps that are no camps for a while, and redirections that end.

use std::collections::{BTreeMap, BTreeSet};

use corridor_model::{Closure, Key, Kind, Period, Row, Shut, Timeline, Way};

use super::camps::{Kinds, Phase};
use super::changes::Fighting;
use super::desk::{CLOSURES, Desk};
use super::locations::Places;
use super::routes::Routes;
use super::rows::Row as Line;
use super::settings::Settings;
use crate::problems::{Problems, Spot};

/// What a row does on a day: close, or the reverse.
#[derive(Clone, Copy, Debug)]
struct Act {
    day: i64,
    row: usize,
    closes: bool,
}

/// What the rows do to a road or redirection, in Flee's order.
type Acts = BTreeMap<usize, Vec<Act>>;

/// Reads the closures. `kinds` and `fighting` gather what becomes of camps, `routes` when its redirections hold.
pub fn read(
    desk: &mut Desk<'_>,
    places: &Places,
    routes: &mut Routes,
    (kinds, fighting): (&mut Kinds, &mut Fighting),
    period: Period,
    settings: &Settings,
) -> Vec<Closure> {
    let rows = desk.table(CLOSURES, false).unwrap_or_default();
    let problems = desk.problems(CLOSURES);
    let mut shut = Acts::new();
    let mut sent = Acts::new();
    for (number, line) in rows.iter().enumerate().filter(|(_, line)| !line.is_header()) {
        let Some(acts) = acts(line, number, period, problems) else { continue };
        match line.text(0) {
            "country" | "location" | "link" => {
                for route in roads(line, places, routes, settings, problems) {
                    shut.entry(route).or_default().extend(&acts);
                }
            }
            "camp" | "idpcamp" => camp(line, &acts, places, (kinds, fighting), settings, problems),
            "remove_forced_redirection" => {
                if let Some(redirection) = redirection(line, places, routes, settings, problems) {
                    sent.entry(redirection).or_default().extend(&acts);
                }
            }
            other => {
                let message = format!("`{other}` is no type of closure: the row does nothing.");
                let help = "write `country`, `location`, `link`, `camp`, `idpcamp` or `remove_forced_redirection`";
                problems.warning("unknown-closure", line.at(0), message, help);
            }
        }
    }
    for (number, redirection) in routes.redirections.iter_mut().enumerate() {
        let acts = sent.remove(&number).unwrap_or_default();
        redirection.timeline.rows = states(period, Some(true), acts, |act| !act.closes);
    }
    let closure = |(number, acts): (usize, Vec<Act>)| {
        let route = routes.list.get(number)?;
        let mut by: BTreeSet<usize> = BTreeSet::new();
        let mut rows = states(period, None, acts, |act| {
            if settings.quirks {
                return act.closes.then_some(Way::Both);
            }
            // Shut for as long as any row says so.
            if act.closes {
                by.insert(act.row)
            } else {
                by.remove(&act.row)
            };
            (!by.is_empty()).then_some(Way::Both)
        });
        // Roads are open until something shuts them.
        if rows.first().is_some_and(|row| row.value.is_none()) {
            rows.remove(0);
        }
        let shut = Shut::Route { from: route.from.clone(), to: route.to.clone() };
        (!rows.is_empty()).then_some(Closure { shut, timeline: Timeline { rows } })
    };
    shut.into_iter().filter_map(closure).collect()
}

/// The states at the end of each day on which something is done; the first of them where there is one.
fn states<T: PartialEq + Copy>(
    period: Period,
    first: Option<T>,
    mut acts: Vec<Act>,
    mut next: impl FnMut(Act) -> T,
) -> Vec<Row<T>> {
    // Of a row that begins and ends on one day, Flee does the beginning first.
    acts.sort_by_key(|act| (act.day, act.row, !act.closes));
    let mut rows: Vec<Row<T>> = first.map(|state| Row::reported(state, period.start)).into_iter().collect();
    for act in acts {
        let state = next(act);
        let date = period.date(u32::try_from(act.day).unwrap_or(0));
        match rows.last_mut() {
            Some(row) if row.event_date == date => row.value = state,
            _ => rows.push(Row::reported(state, date)),
        }
    }
    rows.dedup_by(|later, earlier| later.value == earlier.value);
    rows
}

/// The days on which a row acts, within the run.
fn acts(line: &Line, row: usize, period: Period, problems: &mut Problems) -> Option<Vec<Act>> {
    let mut day = |column: usize, what: &str| {
        let day = line.whole(column, what, problems);
        if day.is_none() && line.text(column).is_empty() {
            let message = format!("The closure has no {what}.");
            problems.error("missing-value", Spot::line(line.line), message, "write a day of the run, or -1 for never");
        }
        day
    };
    let (start, end) = (day(3, "first day"), day(4, "end"));
    let (start, end) = (start?, end?);
    let days = i64::from(period.days());
    let never = |day: i64| !(0..days).contains(&day);
    if start >= days || start < 0 {
        let message = format!("The closure begins on day {start}, and the run has the days 0 to {}.", days - 1);
        problems.warning("outside-period", line.at(3), message, "mend the day, or leave the row out");
    } else if end > days || end < -1 {
        let message = format!("The closure ends on day {end}, and the run has the days 0 to {}.", days - 1);
        problems.warning("outside-period", line.at(4), message, "write -1 if it never ends");
    } else if end >= 0 && end <= start && line.text(0) != "remove_forced_redirection" {
        let what = if end == start { "does nothing" } else { "never ends" };
        let message = format!("The closure ends on day {end}, not after it begins, and {what}.");
        problems.warning("closure-backwards", line.at(4), message, "write a day after the first, or -1 for never");
    }
    let mut acts = Vec::new();
    for (day, closes) in [(start, true), (end, false)] {
        if !never(day) {
            acts.push(Act { day, row, closes });
        }
    }
    Some(acts)
}

/// The roads that a row means.
fn roads(line: &Line, places: &Places, routes: &Routes, settings: &Settings, problems: &mut Problems) -> Vec<usize> {
    let (a, b) = (line.text(1), line.text(2));
    let either = |x: &str, y: &str| (x == a && y == b) || (x == b && y == a);
    let of = |fits: &dyn Fn(&corridor_model::Route) -> bool| -> Vec<usize> {
        let found = routes.list.iter().enumerate().filter(|(_, route)| fits(route));
        found.map(|(number, _)| number).collect()
    };
    let mut unknown = |column: usize, known: bool, what: &str| {
        if !known {
            let message = format!("There is no {what} `{}`.", line.text(column));
            problems.warning("unknown-place", line.at(column), message, places.help(line.text(column)));
        }
    };
    let found = match line.text(0) {
        "country" => {
            unknown(1, places.has_country(a), "country");
            unknown(2, places.has_country(b), "country");
            of(&|route| either(country_of(places, &route.from), country_of(places, &route.to)))
        }
        "location" => {
            unknown(1, places.number(a).is_some(), "place");
            if places.number(b).is_some() {
                let message = format!("`{b}` is not read: a closure of a `location` shuts every road at `{a}`.");
                let help = "to shut the road between them write `link`, which Flee's own code does not heed";
                problems.warning("name-not-read", line.at(2), message, help);
            }
            of(&|route| [&route.from, &route.to].into_iter().any(|end| name_of(places, end) == a))
        }
        _ => {
            unknown(1, places.number(a).is_some(), "place");
            unknown(2, places.number(b).is_some(), "place");
            // Flee's B2: names in the file are never those of a road.
            if settings.quirks {
                let message = "In Flee's code a closure of a `link` has no effect.";
                problems.warning("differs-from-flee", line.at(0), message, "with `rules: flee-3.2` it has");
                return Vec::new();
            }
            of(&|route| either(name_of(places, &route.from), name_of(places, &route.to)))
        }
    };
    if found.is_empty() {
        let message = "The closure shuts no road.";
        problems.warning("closure-without-effect", Spot::line(line.line), message, "mend its names, or leave it out");
    }
    found
}

fn country_of<'p>(places: &'p Places, key: &Key) -> &'p str {
    places.at(key).map_or("", |place| place.location.country.as_str())
}

fn name_of<'p>(places: &'p Places, key: &Key) -> &'p str {
    places.at(key).map_or("", |place| place.location.name.as_str())
}

/// The place that a row names. Flee's B18: a name that it does not know is the first place to it.
fn placed(line: &Line, places: &Places, settings: &Settings, problems: &mut Problems) -> Option<usize> {
    let name = line.text(1);
    let number = places.number(name);
    if number.is_some() {
        return number;
    }
    let first = settings.quirks.then(|| places.list.first()).flatten();
    let what = match first {
        Some(first) => format!("to Flee this is `{}`", first.location.name),
        None => "the row does nothing".to_owned(),
    };
    let message = format!("There is no place `{name}`: {what}.");
    problems.warning("unknown-place", line.at(1), message, places.help(name));
    first.map(|_| 0)
}

fn camp(
    line: &Line,
    acts: &[Act],
    places: &Places,
    (kinds, fighting): (&mut Kinds, &mut Fighting),
    settings: &Settings,
    problems: &mut Problems,
) {
    let Some(number) = placed(line, places, settings, problems) else { return };
    let open = if line.text(0) == "idpcamp" { Kind::IdpSite } else { Kind::Camp };
    let declared = places.list.get(number).map(|place| place.location.kind);
    if declared != Some(open) {
        let message = format!("`{}` is no {}, and becomes one when the closure ends.", line.text(1), open.word());
        problems.warning("not-a-camp", line.at(1), message, "name a camp, or mend its type in locations.csv");
    }
    for act in acts {
        let kind = if act.closes { Kind::Town } else { open };
        kinds.add(number, act.day, (Phase::Closures, act.row * 2 + usize::from(!act.closes)), kind);
        // Flee's code forgets the fighting at a place that it makes a town or a camp, until that begins anew.
        if settings.quirks {
            fighting.entry(number).or_default().push((act.day, Phase::Closures, 0.0));
        }
    }
}

fn redirection(
    line: &Line,
    places: &Places,
    routes: &Routes,
    settings: &Settings,
    problems: &mut Problems,
) -> Option<usize> {
    if settings.quirks {
        let message = "In Flee's code a forced redirection has no effect, nor has its end.";
        problems.warning("differs-from-flee", line.at(0), message, "with `rules: flee-3.2` it has");
        return None;
    }
    let (from, to) = (places.named(line.text(1)), places.named(line.text(2)));
    let found = match (from, to) {
        (Some(from), Some(to)) => {
            routes.redirections.iter().position(|one| one.from == *from.key() && one.to == *to.key())
        }
        _ => None,
    };
    if found.is_none() {
        let message = format!("Nobody is redirected from `{}` to `{}`.", line.text(1), line.text(2));
        let help = "routes.csv redirects from the first place to the second with 2, the other way with 1";
        problems.warning("redirection-without-effect", Spot::line(line.line), message, help);
    }
    found
}
