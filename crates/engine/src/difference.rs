//! Where two members of one network begin to differ.

use crate::Member;

impl Member {
    /// The first day that can be different from that of another member of the same network with the same draws; none if
    /// all days are the same. Until then one run serves both.
    pub fn differs_from(&self, other: &Member) -> Option<u32> {
        let Member {
            stream,
            values,
            groups,
            ticks,
            ticks_on_foot,
            reach,
            walk_share,
            leave_at,
            stay_for_good,
            seats,
            changes,
            departures,
            stocks,
        } = self;
        let timeless = stream == &other.stream
            && values == &other.values
            && groups == &other.groups
            && (ticks, ticks_on_foot) == (&other.ticks, &other.ticks_on_foot)
            && (reach, walk_share, seats) == (&other.reach, &other.walk_share, &other.seats)
            && (leave_at, stay_for_good) == (&other.leave_at, &other.stay_for_good)
            && departures == &other.departures
            && stocks == &other.stocks;
        if !timeless {
            return Some(0);
        }
        // Both are in the order of the days: the first change that one has and the other has not.
        let same = changes.iter().zip(&other.changes).take_while(|(one, two)| one == two).count();
        let next = |changes: &[(i32, crate::Change)]| changes.get(same).map(|(day, _)| *day);
        let first = next(changes).into_iter().chain(next(&other.changes)).min()?;
        Some(u32::try_from(first).unwrap_or(0))
    }
}
