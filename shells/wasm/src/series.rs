//! One series over time, and all of them on a day.

use corridor_forecast::{
    Forecast, Histogram, LEVELS, Of, Reading, Reported, Sketch, Spread, Trajectory, spread, summarise,
};
use corridor_model::{Date, Key, Target};
use serde_json::{Value, json};

use crate::answer::interval;
use crate::instance::{Open, Which};

/// Days by which a count may begin beside the reference date and still be drawn into a chart that begins there.
const NEAR_DAYS: i64 = 3;

/// How a series is read: cumulative ones since the reference date.
pub fn reading(target: Target) -> Reading {
    if target.is_cumulative() { Reading::Since } else { Reading::Level }
}

/// The sketch that a question is about, and the forecast whose plan it has.
pub fn sketch(open: &Open, which: Which) -> Result<(&Forecast, &Sketch), String> {
    match which {
        Which::Base | Which::Changed => open.forecast(which).map(|forecast| (forecast, &forecast.sketch)),
        Which::Difference => open.paired().map(|paired| (&paired.what_if, &paired.difference)),
    }
}

/// The members of a side as they were run, in their order.
pub fn runs(open: &Open, which: Which) -> Result<Vec<&Trajectory>, String> {
    Ok(open.side(which)?.runs.values().collect())
}

/// What a member says to a series on a day; of a cumulative one since the reference date.
pub fn value(run: &Trajectory, series: usize, target: Target, since: u32, day: u32) -> i64 {
    let at = |day: u32| run.series[series].get(day as usize).copied().map_or(0, i64::from);
    if target.is_cumulative() { at(day) - at(since) } else { at(day) }
}

/// Sorted values as a spread.
pub fn spread_of(mut values: Vec<f64>) -> Spread {
    values.sort_by(f64::total_cmp);
    spread(&values)
}

/// A series over time.
pub fn fan(open: &Open, series: usize, which: Which, lines: usize) -> Result<Value, String> {
    let (forecast, sketch) = sketch(open, which)?;
    let at = forecast.catalogue.series.get(series).ok_or("There is no such series.")?;
    let (target, plan) = (at.target, &forecast.plan);
    let first = if target.is_cumulative() { plan.since } else { 0 };
    let cell = |day| sketch.cell(plan, Of::Series(series), reading(target), day);
    let days = || first..plan.days;
    let quantiles = days().map(|day| cell(day).map_or([0.0; LEVELS.len()], |cell| LEVELS.map(|at| cell.quantile(at))));
    let means = days().map(|day| cell(day).map_or(0.0, Histogram::mean));
    let line = |run: &&Trajectory| {
        let base = (which == Which::Difference).then(|| open.base.runs.get(&run.member)).flatten();
        let own = open.forecast.as_ref().and_then(|base| base.catalogue.find(target, &at.location));
        let values = days().map(|day| {
            let less = base.zip(own).map_or(0, |(base, own)| value(base, own, target, plan.since, day));
            value(run, series, target, plan.since, day) - less
        });
        json!({ "member": run.member, "values": values.collect::<Vec<_>>() })
    };
    let members = runs(open, which)?;
    let observed = match which {
        Which::Base | Which::Changed => observed(open, which, target, &at.location)?,
        Which::Difference => Vec::new(),
    };
    Ok(json!({
        "series": series, "which": which.word(), "members": sketch.lines.len(), "first": first, "levels": LEVELS,
        "quantiles": quantiles.collect::<Vec<_>>(), "mean": means.collect::<Vec<_>>(),
        "lines": members.iter().take(lines).map(line).collect::<Vec<_>>(), "observed": observed,
    }))
}

/// What was reported of a series, where it counts from about the day from which the chart does.
pub fn observed(open: &Open, which: Which, target: Target, location: &Key) -> Result<Vec<Value>, String> {
    let (side, forecast) = (open.side(which)?, open.forecast(which)?);
    let reference = forecast.reference();
    let near = |since: Option<Date>| {
        since.is_none_or(|since| reference.duration_until(since).as_hours().div_euclid(24).abs() <= NEAR_DAYS)
    };
    let all = summarise(&side.whole, forecast).reported;
    let own = all.iter().filter(|one| {
        let after = !target.is_cumulative() || one.date >= reference;
        (one.target, &one.location) == (target, location) && after && near(one.since)
    });
    own.map(|one| report(open, which, one)).collect()
}

/// A report for the page.
fn report(open: &Open, which: Which, one: &Reported) -> Result<Value, String> {
    let whole = &open.side(which)?.whole;
    let source = whole.observations.iter().find(|observation| {
        (&observation.series, observation.target, &observation.location, observation.event_date)
            == (&one.series, Some(one.target), &one.location, one.date)
    });
    Ok(json!({
        "day": whole.period.day(one.date), "low": one.implied.0, "high": one.implied.1,
        "reported": [one.reported.0, one.reported.1], "known": one.known, "usage": one.usage.word(),
        "source": source.map(|observation| observation.source.as_str()), "agrees": one.agrees(),
    }))
}

/// Over the last 7 days, member by member.
pub fn week(open: &Open, which: Which, series: usize, day: u32) -> Result<Spread, String> {
    let (forecast, _) = sketch(open, which)?;
    let before = day.saturating_sub(7);
    let of = |run: &Trajectory, series: usize| {
        let at = |day: u32| run.series[series].get(day as usize).copied().map_or(0, i64::from);
        at(day) - at(before)
    };
    let own = open.forecast.as_ref().and_then(|base| {
        let at = &forecast.catalogue.series[series];
        base.catalogue.find(at.target, &at.location)
    });
    let values = runs(open, which)?.into_iter().map(|run| {
        let base = (which == Which::Difference).then(|| open.base.runs.get(&run.member)).flatten();
        (of(run, series) - base.zip(own).map_or(0, |(base, own)| of(base, own))) as f64
    });
    Ok(spread_of(values.collect()))
}

/// Every series and way on a day.
pub fn table(open: &Open, day: u32, which: Which) -> Result<Value, String> {
    let (forecast, sketch) = sketch(open, which)?;
    let day = day.min(forecast.plan.days.saturating_sub(1));
    let rows = forecast.catalogue.series.iter().enumerate().map(|(number, at)| {
        let cell = sketch.cell(&forecast.plan, Of::Series(number), reading(at.target), day);
        let spread = cell.map_or_else(Spread::default, Histogram::spread);
        let week = week(open, which, number, day)?.q50;
        Ok(json!({ "series": number, "interval": interval(&spread), "week": week }))
    });
    let ways = (0..open.side(which)?.ways.len())
        .map(|way| json!({ "way": way, "mean": way_mean(open, which, way, day as usize) }));
    Ok(json!({
        "which": which.word(), "day": day, "members": sketch.lines.len(),
        "series": rows.collect::<Result<Vec<_>, String>>()?, "ways": ways.collect::<Vec<_>>(),
    }))
}

/// People who set out on a way on a day: mean over members; of a difference over those that have run with the edits.
pub fn way_mean(open: &Open, which: Which, way: usize, day: usize) -> f64 {
    let Ok(side) = open.side(which) else { return 0.0 };
    let mean = |side: &[Vec<i64>], way: usize, members: usize| {
        let sum = side.get(way).and_then(|days| days.get(day)).copied().unwrap_or(0);
        sum as f64 / members.max(1) as f64
    };
    let own = mean(&side.ways, way, side.runs.len());
    let Some(changed) = open.changed.as_ref().filter(|_| which == Which::Difference) else { return own };
    own - base_way(open, way).map_or(0.0, |way| mean(&changed.base_ways, way, side.runs.len()))
}

/// The number of a way in the base.
fn base_way(open: &Open, way: usize) -> Option<usize> {
    let side = open.changed.as_ref().map(|changed| &changed.side)?;
    let hash = side.world().ways[side.replay.catalogue.ways[way] as usize].hash;
    let base = &open.base;
    let same = base.replay.catalogue.ways.get(way).copied().filter(|way| base.world().ways[*way as usize].hash == hash);
    if same.is_some() {
        return Some(way);
    }
    base.replay.catalogue.ways.iter().position(|way| base.world().ways[*way as usize].hash == hash)
}
