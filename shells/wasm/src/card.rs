//! A place, crossing or country on a day: its figures, what people there decide, and where the displaced of each home are.

use corridor_engine::explain as factors;
use corridor_forecast::{Histogram, Of, Spread, Trajectory};
use corridor_model::{Key, Target};
use serde_json::{Value, json};

use crate::answer::interval;
use crate::instance::{Open, Which};
use crate::network::capacity;
use crate::series::{observed, reading, runs, sketch, week};

/// The figures of a place, crossing or country.
pub fn card(open: &Open, location: &str, day: u32, which: Which) -> Result<Value, String> {
    let key = Key::from(location);
    let (forecast, _) = sketch(open, which)?;
    let day = day.min(forecast.plan.days.saturating_sub(1));
    let own = forecast.catalogue.series.iter().enumerate().filter(|(_, series)| series.location == key);
    let mut rows = Vec::new();
    for (number, series) in own {
        let at = |which: Which| -> Result<Spread, String> {
            let (forecast, sketch) = sketch(open, which)?;
            let cell = sketch.cell(&forecast.plan, Of::Series(number), reading(series.target), day);
            Ok(cell.map_or_else(Spread::default, Histogram::spread))
        };
        let reports = observed(open, which, series.target, &key)?;
        let mut last = reports.into_iter().filter(|one| one["day"].as_u64().is_some_and(|on| on <= u64::from(day)));
        let difference = (which == Which::Changed).then(|| -> Result<Value, String> {
            let paired = open.paired()?;
            let cell = paired.difference.cell(&forecast.plan, Of::Series(number), reading(series.target), day);
            let (below, above) = cell.map_or((0, 0), Histogram::signs);
            let members = f64::from(cell.map_or(0, Histogram::count).max(1));
            let (above, below) = (f64::from(above) / members, f64::from(below) / members);
            Ok(json!({ "interval": interval(&at(Which::Difference)?), "above": above, "below": below }))
        });
        rows.push(json!({
            "series": number, "target": series.target.word(), "today": interval(&at(which)?),
            "week": interval(&week(open, which, number, day)?), "observed": last.next_back(),
            "difference": difference.transpose()?,
        }));
    }
    Ok(json!({
        "location": location, "day": day, "members": forecast.members(), "rows": rows,
        "overCapacity": over_capacity(open, &key, day, which)?,
    }))
}

/// The share of members in which more people are at a place than it has room for.
fn over_capacity(open: &Open, key: &Key, day: u32, which: Which) -> Result<Option<f64>, String> {
    let side = open.side(which)?;
    let room = capacity(&side.known, key).into_iter().rev().find(|(from, _)| *from <= day);
    let series = side.replay.catalogue.find(Target::Stock, key);
    let Some(((_, room), series)) = room.zip(series) else { return Ok(None) };
    let runs = runs(open, which)?;
    let people = |run: &&&Trajectory| run.series[series].get(day as usize).copied().unwrap_or(0);
    let over = runs.iter().filter(|run| f64::from(people(run)) > room).count();
    Ok(Some(over as f64 / runs.len().max(1) as f64))
}

/// The factors behind the decisions at a place on a morning, of one member.
pub fn explain(open: &Open, location: &str, day: u32, which: Which, number: u32) -> Result<Value, String> {
    let side = open.side(which)?;
    let world = side.world();
    let key = Key::from(location);
    let place = world.place(&key).ok_or_else(|| format!("`{location}` is no place: people decide at places."))?;
    let day = day.min(world.days.saturating_sub(1));
    let (member, state) = side.replay.morning(number, day);
    let mut groups = Vec::new();
    let mut intensity = 0.0;
    for (group, profile) in member.groups.iter().zip(0..) {
        for (documented, share) in [(false, 1.0 - group.documented), (true, group.documented)] {
            if share <= 0.0 {
                continue;
            }
            let why = factors(world, &member, &state, place, profile, documented);
            intensity = why.intensity;
            let choices = why.choices.iter().map(|choice| {
                json!({
                    "to": choice.to.as_str(), "by": choice.by.as_str(), "km": choice.km, "distance": choice.distance,
                    "openness": choice.openness, "safety": choice.safety, "room": choice.room, "pull": choice.pull,
                    "share": choice.share,
                })
            });
            groups.push(json!({
                "profile": why.profile.as_str(), "documented": documented, "share": share, "flees": why.flees,
                "leaves": why.leaves, "choices": choices.collect::<Vec<_>>(),
            }));
        }
    }
    Ok(json!({ "location": location, "day": day, "member": number, "intensity": intensity, "groups": groups }))
}

/// Where the displaced of each home are, on the counted day nearest to one: mean over members.
pub fn origin_destination(open: &Open, day: u32, which: Which) -> Result<Value, String> {
    let side = open.side(which)?;
    let days = side.homes.keys().map(|(day, _, _)| *day);
    let nearest = days.min_by_key(|one| (one.abs_diff(day), *one)).unwrap_or(day);
    let sums = side.homes.range((nearest, 0, 0)..(nearest.saturating_add(1), 0, 0));
    let members = side.runs.len().max(1) as f64;
    let pairs = sums.filter_map(|((_, home, place), people)| {
        let from = side.replay.home(*home)?.as_str();
        let to = side.world().places.get(*place as usize)?.key.as_str();
        (from != to).then(|| json!({ "from": from, "to": to, "people": *people as f64 / members }))
    });
    Ok(json!({ "day": nearest, "members": side.runs.len(), "pairs": pairs.collect::<Vec<_>>() }))
}
