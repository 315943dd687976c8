//! `camps.svg`: the numbers of a run for the picture of its camps.

use corridor_engine::{Change, Room};
use corridor_forecast::{Forecast, Members, Of};
use corridor_formats::write::{CampPanel, CampsPicture, camps_svg};
use corridor_model::{Key, Target};
use corridor_results::cells;

use crate::camps::counted;
use crate::failure::Failure;
use crate::interrupt::go_on;
use crate::outcome::Done;
use crate::people::name;
use crate::reading::Counts;

/// The picture: all camps together, then each, the fullest first.
pub fn camps(done: &Done, counts: &Counts) -> Result<Vec<u8>, Failure> {
    let scenario = &done.forecast.scenario;
    let keys = corridor_forecast::camps(scenario);
    let mut panels = Vec::new();
    for key in &keys {
        panels.push(panel(done, counts, name(scenario, key), &[*key])?);
    }
    let last = |panel: &CampPanel| panel.people.last().map_or(0.0, |at| at.q50);
    panels.sort_by(|a, b| last(b).total_cmp(&last(a)));
    if keys.len() > 1 {
        panels.insert(0, panel(done, counts, "All camps", &keys)?);
    }
    Ok(camps_svg(&CampsPicture {
        title: scenario.title.clone(),
        period: scenario.period,
        members: done.forecast.members() as u32,
        seed: done.forecast.seed,
        stand_for: counts.hasten,
        panels,
    }))
}

/// One camp, or all together, of which nobody asks how many they hold.
fn panel(done: &Done, counts: &Counts, name: &str, keys: &[&Key]) -> Result<CampPanel, Failure> {
    go_on()?;
    let forecast = &done.forecast;
    let days = 0..forecast.scenario.period.days();
    let of = match keys {
        [only] => forecast.catalogue.find(Target::Stock, only).map(Of::Series),
        _ => Some(Of::Camps),
    };
    let people = days.clone().filter_map(|day| Some(cells(forecast.spread(of?, day)))).collect();
    let on = |day| counts.validation.as_ref().and_then(|validation| counted(validation, keys, day));
    // A series ends where its counts end.
    let counted = days.map_while(on).collect();
    let capacity = if let [only] = keys { capacity(forecast, only) } else { Vec::new() };
    Ok(CampPanel { name: name.to_owned(), people, counted, capacity })
}

/// How many a camp holds, by day, in the first member: in a Flee folder it is the same in all.
fn capacity(forecast: &Forecast, key: &Key) -> Vec<Option<f64>> {
    let member = Members::new(&forecast.scenario, &forecast.world, forecast.seed).member(0);
    let own = forecast.world.place(key);
    let mut room = None;
    let mut changes = member.changes.iter().peekable();
    let days = 0..forecast.scenario.period.days() as i32;
    let of_day = days.map(|day| {
        while let Some((_, change)) = changes.next_if(|(from, _)| *from <= day) {
            if let Change::Room { place, room: now } = change
                && Some(*place) == own
            {
                room = match now {
                    Room::For(people) => Some(*people),
                    Room::Closed | Room::Unlimited => None,
                };
            }
        }
        room
    });
    of_day.collect()
}
