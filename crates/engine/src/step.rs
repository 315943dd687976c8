//! A day, and a run.

use crate::day::Day;
use crate::travel::Travel;
use crate::{Count, Member, Record, State, World};

/// Lives one day: displace, decide, travel, admit, record.
///
/// # Panics
///
/// If somebody was lost or made up: a defect of the engine, found the day it happens.
pub fn step<C: Count>(world: &World, member: &Member, state: &mut State<C>, record: &mut impl Record<C>) {
    let mut movement = state.buffers.0.take().unwrap_or_else(|| Box::new(Travel::new(world)));
    state.today.clear();
    state.change(world, member, record);
    let mut day = Day { world, member, state, travel: &mut movement, record };
    day.look();
    day.displace();
    day.leave_roads();
    day.decide();
    day.travel();
    day.admit();
    state.buffers.0 = Some(movement);
    let (begun, now) = (state.begun.people(), (state.present() + state.gone_home + state.dead + state.left).people());
    assert!(
        (begun - now).abs() <= 1e-9 * begun,
        "day {}: {begun} people were displaced, but {now} are accounted for",
        state.day
    );
    record.day(world, member, state);
    state.day += 1;
}

/// Lives every day of the period.
pub fn run<C: Count>(world: &World, member: &Member, record: &mut impl Record<C>) -> State<C> {
    let mut state = State::new(world, member, record);
    while state.day < world.days {
        step(world, member, &mut state, record);
    }
    state
}
