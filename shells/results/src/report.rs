//! A result as the rows of `report.html`.

use corridor_forecast::{Difference as Changed, DifferenceAt, HarmFigure, Line, Reported};
use corridor_formats::write::About;
use corridor_formats::write::report::{
    AgreementRow, CampRow, CrossingRow, Difference, DifferenceRow, Dot, Driver, HarmRow, HarmUnit, HostRow, Made,
    MapFlow, PlaceRow, Report, Series,
};
use corridor_model::{Date, Key, Kind, Scenario, Target};

use crate::{Beside, Told, cells, digest, words};

/// Differences that the report tells of.
const MOST_ROWS: usize = 36;
/// Camps that the report tells of.
const MOST_CAMPS: usize = 40;
/// Days by which a count may begin beside the reference date and still be drawn into a chart that begins there.
const NEAR_DAYS: i64 = 3;

/// The rows of a report.
pub fn report(done: &Told, public: bool, about: &About) -> Report {
    let Told { forecast, findings, .. } = *done;
    let last = forecast.plan.days.saturating_sub(1);
    let comparison = done.beside.as_ref().map(|beside| difference(done, beside));
    let base = |line: &Line| {
        let Some(beside) = &done.beside else { return Vec::new() };
        let own = beside.base.catalogue.find(line.target, &line.location);
        own.map(|own| beside.base.fan(own).into_iter().map(cells).collect()).unwrap_or_default()
    };
    let series = findings.headline.iter().map(|line| Series {
        target: Some(line.target),
        location: line.location.clone(),
        first: forecast.reference(),
        days: forecast.fan(line.series).into_iter().map(cells).collect(),
        base: base(line),
        observed: observed(done, line),
    });
    let key = |place: u32| forecast.world.places[place as usize].key.clone();
    let flows = forecast.catalogue.ways.iter().enumerate().map(|(number, way)| {
        let at = &forecast.world.ways[*way as usize];
        MapFlow { from: key(at.from), to: key(at.to), people: cells(forecast.way_total(number)) }
    });
    let of_target = |target| forecast.catalogue.series.iter().enumerate().filter(move |(_, at)| at.target == target);
    let kind = |key: &Key| forecast.scenario.location(key).map(|at| at.kind);
    // Under Flee's rules people come to stay at every town that they pass: there, who is in a camp says more.
    let places_are_stocks = !corridor_forecast::camps(&forecast.scenario).is_empty();
    let circles = if places_are_stocks { Target::Stock } else { Target::Arrivals };
    let places = of_target(circles).filter(|(_, at)| kind(&at.location).is_some_and(Kind::receives));
    let places = places.map(|(series, at)| PlaceRow {
        location: at.location.clone(),
        people: cells(forecast.spread_at(series, last)),
    });
    let crossings = of_target(Target::Stranded).filter_map(|(series, at)| {
        let passed = forecast.catalogue.find(Target::Arrivals, &at.location)?;
        let [now, peak, end] = forecast.waiting(series).map(cells);
        let passed = cells(forecast.spread_at(passed, last));
        let any = [&passed, &now, &peak].iter().any(|spread| spread.q95 > 0.0);
        any.then(|| CrossingRow { location: at.location.clone(), passed, now, peak, end })
    });
    let mut crossings: Vec<CrossingRow> = crossings.collect();
    crossings.sort_by(|a, b| (b.passed.q50 + b.peak.q50).total_cmp(&(a.passed.q50 + a.peak.q50)));
    let origin = corridor_forecast::origin(&forecast.scenario);
    let is_host = |key: &Key| kind(key).is_none() && Some(key) != origin;
    let hosts = of_target(Target::Arrivals).filter(|(_, at)| is_host(&at.location)).map(|(series, at)| HostRow {
        country: at.location.clone(),
        arrivals: forecast.horizons.iter().map(|at| cells(forecast.spread_at(series, at.day))).collect(),
    });
    let mut hosts: Vec<HostRow> = hosts.filter(|row| row.arrivals.iter().any(|spread| spread.q95 > 0.0)).collect();
    let size = |row: &HostRow| row.arrivals.last().map_or(0.0, |spread| spread.q50);
    hosts.sort_by(|a, b| size(b).total_cmp(&size(a)));
    let is_camp = |key: &Key| matches!(kind(key), Some(Kind::Camp | Kind::IdpSite));
    let camps = of_target(Target::Stock).filter(|(_, at)| is_camp(&at.location)).map(|(series, at)| CampRow {
        location: at.location.clone(),
        stock: forecast.horizons.iter().map(|at| cells(forecast.spread_at(series, at.day))).collect(),
    });
    let mut camps: Vec<CampRow> = camps.filter(|row| row.stock.iter().any(|spread| spread.q95 > 0.0)).collect();
    let fill = |row: &CampRow| row.stock.last().map_or(0.0, |spread| spread.q50);
    camps.sort_by(|a, b| fill(b).total_cmp(&fill(a)));
    camps.truncate(MOST_CAMPS);
    let drivers = done.driving.iter().flat_map(|one| {
        let place = name(done.whole, &one.location);
        let change = if comparison.is_some() { "change in " } else { "" };
        let at = if kind(&one.location).is_some() { "at" } else { "in" };
        let result = format!("{change}{} {at} {place} by {}", words(one.target), day(one.date));
        one.clear.iter().map(move |(input, driver)| Driver {
            result: result.clone(),
            input: input.what.clone(),
            share: driver.share,
        })
    });
    Report {
        public,
        reference: forecast.reference(),
        hindcast: about.hindcast,
        horizons: forecast.horizons.iter().map(|at| at.date).collect(),
        series: series.collect(),
        flows: flows.collect(),
        places: places.collect(),
        places_are_stocks,
        crossings,
        hosts,
        camps,
        drivers: drivers.collect(),
        agreement: findings.reported.iter().map(|one| agreement(done, one)).collect(),
        skill: Vec::new(),
        edits: about.edits.clone(),
        made: Made {
            version: about.version.clone(),
            members: forecast.members() as u32,
            seed: forecast.seed,
            hash: forecast.scenario.provenance.hash.clone(),
            digest: digest(forecast),
            command: about.command.clone(),
        },
        comparison,
    }
}

/// What was reported of a series, where it counts from about the day from which the chart does.
fn observed(done: &Told, line: &Line) -> Vec<Dot> {
    let reference = done.forecast.reference();
    let near = |since: Option<Date>| {
        since.is_none_or(|since| reference.duration_until(since).as_hours().div_euclid(24).abs() <= NEAR_DAYS)
    };
    let own = done.findings.reported.iter().filter(|one| {
        (one.target, &one.location) == (line.target, &line.location) && one.date >= reference && near(one.since)
    });
    own.map(|one| Dot {
        date: one.date,
        low: one.implied.0,
        high: one.implied.1,
        known: one.known,
        source: source(done, one),
    })
    .collect()
}

/// Who reported a figure.
fn source(done: &Told, one: &Reported) -> String {
    let own = done.whole.observations.iter().find(|observation| {
        (&observation.series, observation.target, &observation.location, observation.event_date)
            == (&one.series, Some(one.target), &one.location, one.date)
    });
    own.map(|observation| observation.source.clone()).unwrap_or_default()
}

fn agreement(done: &Told, one: &Reported) -> AgreementRow {
    let ensemble = corridor_formats::write::Spread {
        q05: one.ensemble.low,
        q50: one.ensemble.median,
        q95: one.ensemble.high,
        ..Default::default()
    };
    AgreementRow {
        target: Some(one.target),
        location: one.location.clone(),
        since: one.since,
        date: one.date,
        known: one.known,
        reported: one.reported,
        implied: one.implied,
        ensemble,
        agrees: one.agrees(),
        source: source(done, one),
    }
}

fn difference(done: &Told, compared: &Beside) -> Difference {
    let what_if = done.whole.what_ifs.iter().find(|what_if| what_if.edits == done.edits);
    let question = what_if.map_or_else(|| done.edits.join("; "), |what_if| what_if.sentence.clone());
    let against = match compared.against {
        [] => "the scenario as it is".to_owned(),
        edits => edits.join("; "),
    };
    let told: Vec<_> = compared.differences.series.iter().zip(compared.courses).collect();
    let all = told.len();
    let told: Vec<_> = told.into_iter().filter(|(one, _)| one.headline || !is_nothing(one)).take(MOST_ROWS).collect();
    let left_out = (all - told.len()) as u32;
    let rows = told.into_iter().filter_map(|(one, course)| {
        let at = one.horizons.last()?;
        Some(DifferenceRow {
            target: Some(one.target),
            location: one.location.clone(),
            date: at.horizon.date,
            base: cells(at.base),
            what_if: cells(at.what_if),
            difference: cells(at.difference),
            above_zero: at.above,
            below_zero: at.below,
            visible: one.visible,
            days: if one.headline { course.iter().copied().map(cells).collect() } else { Vec::new() },
            first: done.forecast.reference(),
        })
    });
    let harm = &compared.differences.harm;
    let row = |what: &str, unit, location: Option<Key>, figure: &HarmFigure| HarmRow {
        what: what.to_owned(),
        location,
        unit,
        base: cells(figure.base),
        what_if: cells(figure.what_if),
        difference: cells(figure.difference),
    };
    let mut harmed = vec![
        row("most people stranded at once", HarmUnit::People, None, &harm.stranded_peak),
        row("waiting at crossings", HarmUnit::PersonDays, None, &harm.waiting_days),
        row("on the road overnight", HarmUnit::PersonDays, None, &harm.road_days),
        row("travelled", HarmUnit::PersonKm, None, &harm.kilometres),
    ];
    harmed.extend(harm.crowding.iter().map(|at| {
        row(
            &format!("most people at once, {:.0} km away", at.km),
            HarmUnit::People,
            Some(at.location.clone()),
            &at.peak,
        )
    }));
    // Harm is told of every change, so there is nothing to warn of.
    Difference { question, against, closes: false, rows: rows.collect(), left_out, harm: harmed }
}

/// Whether a difference is shown as nothing on every day that is told.
pub fn is_nothing(one: &Changed) -> bool {
    let small = |at: &DifferenceAt| at.difference.q05.abs() < 0.5 && at.difference.q95.abs() < 0.5;
    one.visible.is_none() && one.horizons.iter().all(small)
}

/// The day `2 September 2021`.
fn day(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}

/// What people call a place or country.
fn name<'a>(scenario: &'a Scenario, key: &'a Key) -> &'a str {
    scenario.location(key).map_or(key.as_str(), |location| location.name.as_str())
}
