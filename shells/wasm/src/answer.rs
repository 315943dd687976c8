//! What a run and a comparison say, as `corridor run --json` and `compare --json` do.

use corridor_forecast::{HarmFigure, Interval, Line, Reported, Spread, summarise};
use serde_json::{Value, json};

use crate::instance::{Open, Which};

/// What a side says.
pub fn answer(open: &Open, which: Which) -> Result<Value, String> {
    let (side, forecast) = (open.side(which)?, open.forecast(which)?);
    let findings = summarise(&side.whole, forecast);
    let stranded = findings.stranded.iter().map(|at| {
        json!({ "location": at.location.as_str(), "now": low(&at.now), "peak": low(&at.peak), "end": low(&at.end) })
    });
    let tiers = findings.tiers.iter().map(|tier| {
        json!({ "known": tier.known, "usage": tier.usage.word(), "agree": tier.tally.agree, "all": tier.tally.all })
    });
    Ok(json!({
        "which": which.word(), "members": forecast.members(), "digest": format!("{:016x}", forecast.sketch.digest()),
        "seed": forecast.seed, "edits": side.edits, "headline": lines(&findings.headline),
        "stranded": stranded.collect::<Vec<_>>(), "internal": lines(&findings.internal),
        "comparisons": findings.reported.iter().map(comparison).collect::<Vec<_>>(),
        "agreement": tiers.collect::<Vec<_>>(),
        // The engine counts everybody each evening and stops where one is missing: an answer is proof.
        "conserved": true,
    }))
}

fn lines(lines: &[Line]) -> Vec<Value> {
    let line = |line: &Line| {
        let later = line.reported_later.as_ref().map(|one| {
            json!({ "date": one.date.to_string(), "implied": [one.implied.0, one.implied.1], "agrees": one.agrees() })
        });
        json!({
            "series": line.series, "target": line.target.word(), "location": line.location.as_str(),
            "quantiles": line.quantiles, "reportedLater": later,
        })
    };
    lines.iter().map(line).collect()
}

fn comparison(one: &Reported) -> Value {
    json!({
        "series": one.series, "target": one.target.word(), "location": one.location.as_str(),
        "since": one.since.map(|date| date.to_string()), "date": one.date.to_string(), "known": one.known,
        "usage": one.usage.word(), "reported": [one.reported.0, one.reported.1],
        "implied": [one.implied.0, one.implied.1], "ensemble": low(&one.ensemble), "agrees": one.agrees(),
    })
}

/// What the edits change, and whom they harm.
pub fn differences(open: &Open) -> Result<Value, String> {
    let paired = open.paired()?;
    let differences = paired.differences();
    let series = differences.series.iter().map(|one| {
        let at = one.horizons.iter().map(|at| {
            json!({
                "day": at.horizon.day, "date": at.horizon.date.to_string(), "days": at.horizon.days,
                "base": interval(&at.base), "changed": interval(&at.what_if), "difference": interval(&at.difference),
                "above": at.above, "below": at.below,
            })
        });
        json!({
            "series": one.series, "target": one.target.word(), "location": one.location.as_str(),
            "headline": one.headline, "at": at.collect::<Vec<_>>(),
            "visible": one.visible.map(|date| date.to_string()),
        })
    });
    let harm = &differences.harm;
    let row = |measure: &str, unit: &str, figure: &HarmFigure| {
        json!({
            "measure": measure, "unit": unit, "location": null, "km": null, "base": interval(&figure.base),
            "changed": interval(&figure.what_if), "difference": interval(&figure.difference), "above": figure.above,
        })
    };
    let mut harmed = vec![
        row("stranded_peak", "people", &harm.stranded_peak),
        row("waiting_days", "person-days", &harm.waiting_days),
        row("road_days", "person-days", &harm.road_days),
        row("kilometres", "person-km", &harm.kilometres),
    ];
    harmed.extend(harm.crowding.iter().map(|at| {
        let mut row = row("crowding_peak", "people", &at.peak);
        row["location"] = at.location.as_str().into();
        row["km"] = at.km.into();
        row
    }));
    Ok(json!({
        "members": paired.what_if.members(), "sameMembers": differences.same_members,
        "series": series.collect::<Vec<_>>(), "harm": harmed,
    }))
}

/// The 90 % interval and the median.
fn low(at: &Interval) -> Value {
    json!({ "q05": at.low, "q50": at.median, "q95": at.high })
}

/// Mean and quantiles.
pub fn interval(spread: &Spread) -> Value {
    let Spread { mean, q05, q25, q50, q75, q95 } = spread;
    json!({ "q05": q05, "q25": q25, "q50": q50, "q75": q75, "q95": q95, "mean": mean })
}
