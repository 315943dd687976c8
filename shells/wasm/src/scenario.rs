//! A scenario as the page reads it.

use corridor_forecast::{Horizon, Place, headline, horizons, origin};
use corridor_model::Key;
use serde_json::{Value, json};

use crate::events::events;
use crate::facts::facts;
use crate::instance::Side;
use crate::network::{countries, places, routes, ways};
use crate::statuses::Statuses;

/// All of it but the numbers that members say.
pub fn view(side: &Side) -> Value {
    let Side { known, replay, .. } = side;
    let period = known.period;
    let reference = known.reference_date;
    let statuses = Statuses::of(known);
    let at = |at: &Horizon| json!({ "days": at.days, "day": at.day, "date": at.date.to_string() });
    let catalogue = &replay.catalogue;
    let first = headline(known).into_iter().filter_map(|(target, key)| catalogue.find(target, key));
    let series = catalogue.series.iter().map(|series| {
        let of = match series.place {
            Place::Country(_) => "country",
            Place::Place(_) => "place",
            Place::Crossing { .. } => "crossing",
        };
        let (target, location) = (series.target.word(), series.location.as_str());
        json!({ "target": target, "location": location, "of": of, "cumulative": series.target.is_cumulative() })
    });
    let what_ifs = known
        .what_ifs
        .iter()
        .map(|what_if| json!({ "key": what_if.key.as_str(), "sentence": what_if.sentence, "edits": what_if.edits }));
    json!({
        "name": known.name, "title": known.title, "start": period.start.to_string(), "days": period.days(),
        "reference": reference.and_then(|date| period.day(date)).unwrap_or(0), "hindcast": reference.is_none(),
        "horizons": horizons(period, reference.unwrap_or(period.start)).iter().map(at).collect::<Vec<_>>(),
        "origin": origin(known).map(Key::as_str), "places": places(side, &statuses),
        "countries": countries(side, &statuses), "routes": routes(known), "ways": ways(side),
        "series": series.collect::<Vec<_>>(), "headline": first.collect::<Vec<_>>(),
        "events": events(known, &statuses), "facts": facts(known), "whatIfs": what_ifs.collect::<Vec<_>>(),
        "compiledBy": known.provenance.compiled_by, "licence": known.provenance.licence,
        "attribution": known.provenance.attribution, "hash": known.provenance.hash,
        "version": env!("CARGO_PKG_VERSION"),
    })
}
