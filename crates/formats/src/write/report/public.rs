//! What a file that is passed on does not hold. Small counts go here, before a word is written or a line drawn, so that
//! no title, table or width can tell them: below 50 becomes 0, which is written `<50`. The others become multiples of
//! 50, so that no small one is what two large ones differ by.

use super::rows::{HarmUnit, Report};
use super::words::{SMALL, sound};
use crate::write::Spread;

/// The report as it may be passed on.
pub fn passed_on(report: &Report) -> Report {
    let mut report = report.clone();
    // Ways that people take are told to nobody who might wait along them.
    report.flows.clear();
    let Report { series, places, crossings, hosts, camps, comparison, agreement, .. } = &mut report;
    for one in series {
        one.days.iter_mut().chain(&mut one.base).for_each(hide);
        for dot in &mut one.observed {
            (dot.low, dot.high) = (count(dot.low), count(dot.high));
        }
    }
    places.iter_mut().for_each(|row| hide(&mut row.people));
    for row in crossings {
        [&mut row.passed, &mut row.now, &mut row.peak, &mut row.end].into_iter().for_each(hide);
    }
    hosts.iter_mut().flat_map(|row| &mut row.arrivals).for_each(hide);
    camps.iter_mut().flat_map(|row| &mut row.stock).for_each(hide);
    for row in agreement {
        hide(&mut row.ensemble);
        for pair in [&mut row.reported, &mut row.implied] {
            *pair = (count(pair.0), count(pair.1));
        }
    }
    if let Some(comparison) = comparison {
        for row in &mut comparison.rows {
            [&mut row.base, &mut row.what_if].into_iter().for_each(hide);
            hide(&mut row.difference);
            row.days.iter_mut().for_each(hide);
        }
        // A share of a known room is a count in other words; a mean over people is none.
        comparison.harm.retain(|row| row.unit != HarmUnit::Percent);
        let counts = comparison.harm.iter_mut().filter(|row| match row.unit {
            HarmUnit::People | HarmUnit::PersonDays | HarmUnit::PersonKm => true,
            HarmUnit::Km | HarmUnit::Days | HarmUnit::Percent => false,
        });
        for row in counts {
            [&mut row.base, &mut row.what_if, &mut row.difference].into_iter().for_each(hide);
        }
    }
    report
}

fn hide(spread: &mut Spread) {
    let Spread { mean, q05, q25, q50, q75, q95 } = spread;
    for value in [mean, q05, q25, q50, q75, q95] {
        *value = count(*value);
    }
}

/// A count, or a change of one, as it may be told.
pub fn count(value: f64) -> f64 {
    let value = sound(value);
    if value.abs() < SMALL { 0.0 } else { (value / SMALL).round() * SMALL }
}
