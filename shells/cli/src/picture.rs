//! `camps.svg`: the numbers of a run for the picture of its camps.

use corridor_engine::{Change, Room};
use corridor_forecast::{Ensemble, Members, spread};
use corridor_formats::write::{CampPanel, CampsPicture, Spread, camps_svg};
use corridor_model::{Key, Target};

use crate::camps::counted;
use crate::failure::Failure;
use crate::interrupt::go_on;
use crate::people::name;
use crate::reading::Counts;
use crate::run::Done;

/// The picture: all camps together, then each, the fullest first.
pub fn camps(done: &Done, counts: &Counts) -> Result<Vec<u8>, Failure> {
    let (ensemble, scenario) = (&done.ensemble, &done.ensemble.scenario);
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
        members: ensemble.trajectories.len() as u32,
        seed: done.seed,
        stand_for: counts.hasten,
        panels,
    }))
}

/// One camp, or all together, of which nobody asks how many they hold.
fn panel(done: &Done, counts: &Counts, name: &str, keys: &[&Key]) -> Result<CampPanel, Failure> {
    let ensemble = &done.ensemble;
    let days = 0..ensemble.scenario.period.days();
    let series: Vec<usize> = keys.iter().filter_map(|key| ensemble.catalogue.find(Target::Stock, key)).collect();
    let people = days.clone().map(|day| {
        go_on()?;
        let corridor_forecast::Spread { mean, q05, q25, q50, q75, q95 } = spread(&ensemble.sum_sample(&series, day));
        Ok(Spread { mean, q05, q25, q50, q75, q95 })
    });
    let people = people.collect::<Result<_, Failure>>()?;
    let on = |day| counts.validation.as_ref().and_then(|validation| counted(validation, keys, day));
    // A series ends where its counts end.
    let counted = days.map_while(on).collect();
    let capacity = if let [only] = keys { capacity(ensemble, done.seed, only) } else { Vec::new() };
    Ok(CampPanel { name: name.to_owned(), people, counted, capacity })
}

/// How many a camp holds, by day, in the first member: in a Flee folder it is the same in all.
fn capacity(ensemble: &Ensemble, seed: u64, key: &Key) -> Vec<Option<f64>> {
    let member = Members::new(&ensemble.scenario, &ensemble.world, seed).member(0);
    let own = ensemble.world.place(key);
    let mut room = None;
    let mut changes = member.changes.iter().peekable();
    let days = 0..ensemble.scenario.period.days() as i32;
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
