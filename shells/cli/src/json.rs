//! Answers for programs.

use corridor_engine::Explanation;
use corridor_forecast::{HarmFigure, Interval, Line, Reported, Spread};
use corridor_model::{Diagnostic, Target};
use corridor_results::{Driving, digest, ends};
use serde_json::{Map, Value, json};

use crate::camps;

use crate::outcome::{Compared, Done};
use crate::people::name;

/// A diagnostic.
pub fn diagnostic(told: &Diagnostic) -> Value {
    json!({
        "severity": told.severity.word(), "code": told.code, "file": told.file, "line": told.line,
        "column": told.column, "message": told.message, "help": told.help,
    })
}

/// The answer of `run`, which is `summary.json` too.
pub fn run(done: &Done) -> Value {
    let Done { whole, forecast, findings, .. } = done;
    let scenario = &forecast.scenario;
    let lines = |lines: &[Line]| lines.iter().map(|one| line(done, one)).collect::<Vec<_>>();
    let horizons = findings.horizons.iter().map(|at| json!({ "days": at.days, "date": at.date.to_string() }));
    let stranded = findings.stranded.iter().map(|at| {
        json!({
            "location": at.location.as_str(), "name": name(whole, &at.location),
            "at_reference_date": interval(&at.now), "peak_after": interval(&at.peak), "at_end": interval(&at.end),
        })
    });
    let agreement = findings.tiers.iter().map(|tier| {
        let (agree, of) = (tier.tally.agree, tier.tally.all);
        json!({ "use": tier.usage.word(), "known": tier.known, "agree": agree, "of": of })
    });
    let mut document = json!({
        "schema": 1,
        "command": "run",
        "version": env!("CARGO_PKG_VERSION"),
        "note": "simulation, not observation; not a statement on borders",
        "scenario": {
            "name": scenario.name, "title": scenario.title, "hash": scenario.provenance.hash,
            "rules_version": scenario.rules.version, "start": scenario.period.start.to_string(),
            "end": scenario.period.end.to_string(), "licence": scenario.provenance.licence,
            "attribution": scenario.provenance.attribution,
        },
        "reference_date": forecast.reference().to_string(),
        "hindcast": scenario.reference_date.is_none(),
        "members": forecast.members(),
        "seed": forecast.seed,
        "edits": done.job.edits,
        "horizons": horizons.collect::<Vec<_>>(),
        "headline": lines(&findings.headline),
        "stranded": stranded.collect::<Vec<_>>(),
        "internal": lines(&findings.internal),
        "comparisons": findings.reported.iter().map(comparison).collect::<Vec<_>>(),
        "agreement": agreement.collect::<Vec<_>>(),
        "drivers": done.driving.iter().map(drives).collect::<Vec<_>>(),
        "conservation": "checked on every day of every member: nobody is lost or made up",
        "people_days": forecast.sketch.person_days(),
        "digest": done.digest(),
        "identity": done.identity,
        "seconds": { "read": done.read, "run": done.run, "cpu": done.cpu },
        "files": done.files,
    });
    if let Some(counts) = &done.counts {
        document["hasten"] = counts.hasten.into();
    }
    document
}

/// The answer of `compare`.
pub fn compare(compared: &Compared) -> Value {
    let Compared { what_if, base, differences, .. } = compared;
    let series = differences.series.iter().map(|one| {
        let at = one.horizons.iter().map(|at| {
            json!({
                "days": at.horizon.days, "date": at.horizon.date.to_string(), "base": spread(&at.base),
                "what_if": spread(&at.what_if), "difference": spread(&at.difference),
                "share_above_0": at.above, "share_below_0": at.below,
            })
        });
        json!({
            "location": one.location.as_str(), "name": name(&what_if.whole, &one.location),
            "target": one.target.word(), "horizons": at.collect::<Vec<_>>(),
            "visible_from": one.visible.map(|date| date.to_string()),
        })
    });
    let figure = |figure: &HarmFigure| {
        json!({
            "base": spread(&figure.base), "what_if": spread(&figure.what_if),
            "difference": spread(&figure.difference), "share_above_0": figure.above,
        })
    };
    let harm = &differences.harm;
    let crowding = harm.crowding.iter().map(|at| {
        json!({
            "location": at.location.as_str(), "name": name(&what_if.whole, &at.location), "km": at.km,
            "peak_stock": figure(&at.peak),
        })
    });
    let mut document = run(what_if);
    document["command"] = "compare".into();
    document["against"] = json!(what_if.job.against);
    document["base_digest"] = digest(base).into();
    document["same_members"] = differences.same_members.into();
    document["differences"] = series.collect::<Vec<_>>().into();
    document["harm"] = json!({
        "stranded_peak": figure(&harm.stranded_peak), "waiting_person_days": figure(&harm.waiting_days),
        "road_person_days": figure(&harm.road_days), "person_km": figure(&harm.kilometres),
        "nearest_places": crowding.collect::<Vec<_>>(),
    });
    document
}

fn drives(one: &Driving) -> Value {
    let inputs = one.clear.iter().map(|(input, driver)| {
        let (low, high) = ends(driver);
        json!({
            "input": input.what, "set_in": input.set_in, "share": driver.share, "noise": driver.noise,
            "median_if_low": low, "median_if_high": high,
        })
    });
    json!({
        "location": one.location.as_str(), "target": one.target.word(), "date": one.date.to_string(),
        "inputs": inputs.collect::<Vec<_>>(), "share_left_open": one.rest,
    })
}

fn spread(spread: &Spread) -> Value {
    let Spread { mean, q05, q25, q50, q75, q95 } = spread;
    json!({ "mean": mean, "q05": q05, "q25": q25, "q50": q50, "q75": q75, "q95": q95 })
}

fn line(done: &Done, line: &Line) -> Value {
    let counted = |day| {
        let validation = done.validation().filter(|_| line.target == Target::Stock)?;
        camps::counted(validation, &[&line.location], day)
    };
    let at = done.findings.horizons.iter().zip(line.quantiles()).map(|(horizon, quantiles)| {
        let quantiles: Map<String, Value> =
            quantiles.iter().map(|(level, value)| (level.to_string(), (*value).into())).collect();
        let mut at = json!({ "days": horizon.days, "date": horizon.date.to_string(), "quantiles": quantiles });
        if let Some(people) = counted(horizon.day) {
            at["counted"] = people.into();
        }
        at
    });
    json!({
        "location": line.location.as_str(), "name": name(&done.whole, &line.location), "target": line.target.word(),
        "horizons": at.collect::<Vec<_>>(),
    })
}

fn interval(interval: &Interval) -> Value {
    json!({ "q05": interval.low, "q50": interval.median, "q95": interval.high })
}

fn comparison(one: &Reported) -> Value {
    json!({
        "series": one.series, "target": one.target.word(), "location": one.location.as_str(),
        "since": one.since.map(|date| date.to_string()), "date": one.date.to_string(), "use": one.usage.word(),
        "known": one.known, "reported": { "low": one.reported.0, "high": one.reported.1 },
        "implied": { "low": one.implied.0, "high": one.implied.1 },
        "ensemble": interval(&one.ensemble), "agrees": one.agrees(),
    })
}

/// The factors behind a decision.
pub fn explanation(why: &Explanation) -> Value {
    let choices = why.choices.iter().map(|choice| {
        json!({
            "to": choice.to.as_str(), "by": choice.by.as_str(), "km": choice.km, "distance": choice.distance,
            "openness": choice.openness, "safety": choice.safety, "room": choice.room, "pull": choice.pull,
            "share": choice.share,
        })
    });
    json!({
        "profile": why.profile.as_str(), "documented": why.documented, "flees": why.flees, "leaves": why.leaves,
        "choices": choices.collect::<Vec<_>>(),
    })
}
