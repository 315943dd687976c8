//! `scenario.yml`, a part a function.

use corridor_model::{
    Date, Decay, Decision, Key, Parameter, Parameters, Period, Profile, Provenance, Rules, Uncertain, UnknownEnds,
    WhatIf,
};

use super::number;
use super::yaml::{block, group, item, list, text};
use crate::number::plain;
use crate::scenario::rules::{family_word, kernel_word, of, population_word};
use crate::scenario::upgrade;

/// What stands first.
pub fn head(name: &str, title: &str, period: Period, reference_date: Option<Date>, rules_version: u32) -> String {
    let mut head = format!("schema: {}\nrules_version: {rules_version}\nname: {}\n", upgrade::VERSION, text(name));
    if title != name {
        head += &format!("title: {}\n", text(title));
    }
    let Period { start, end } = period;
    head += &format!("period: {{start: {start}, end: {end}}}\n");
    reference_date.map_or(head.clone(), |date| format!("{head}reference_date: {date}\n"))
}

/// Whose rules, and what is otherwise than with them.
pub fn rules(rules: &Rules) -> String {
    let usual = of(rules.family);
    let word = family_word(rules.family);
    if *rules == usual {
        return if usual == Rules::corridor() { String::new() } else { format!("rules: {word}\n") };
    }
    let Rules {
        version: _, // Stands at the head.
        family: _,
        decision,
        kernel,
        population,
        conflict_departures,
        conflict_decay,
        take_from_population,
        avoid_short_stints,
        start_on_foot,
        best_route_only,
    } = rules;
    let Decay { every_days, factors } = conflict_decay;
    let chosen = match decision {
        Decision::Destinations => "destinations".to_owned(),
        Decision::LookAhead { hops } => format!("{{look_ahead: {hops}}}"),
    };
    let decay = group([
        ("every_days".to_owned(), every_days.to_string()),
        ("factors".to_owned(), list(factors, |factor| plain(*factor))),
    ]);
    let lines = [
        ("as", word.to_owned(), rules.family != Rules::corridor().family),
        ("decision", chosen, *decision != usual.decision),
        ("kernel", kernel_word(*kernel).to_owned(), *kernel != usual.kernel),
        ("population", population_word(*population).to_owned(), *population != usual.population),
        (
            "conflict_departures",
            conflict_departures.word().to_owned(),
            *conflict_departures != usual.conflict_departures,
        ),
        ("conflict_decay", decay, *conflict_decay != usual.conflict_decay),
        ("take_from_population", take_from_population.to_string(), *take_from_population != usual.take_from_population),
        ("avoid_short_stints", avoid_short_stints.to_string(), *avoid_short_stints != usual.avoid_short_stints),
        ("start_on_foot", start_on_foot.to_string(), *start_on_foot != usual.start_on_foot),
        ("best_route_only", best_route_only.to_string(), *best_route_only != usual.best_route_only),
    ];
    let lines = lines.into_iter().filter(|(_, _, other)| *other).map(|(name, value, _)| format!("{name}: {value}"));
    block("rules", &lines.collect::<Vec<_>>())
}

/// The places along each road.
pub fn known_roads(roads: &[Vec<Key>]) -> String {
    let road = |road: &Vec<Key>| format!("- {}", list(road, |key| text(key.as_str())));
    block("known_roads", &roads.iter().map(road).collect::<Vec<_>>())
}

/// Those that are not what they are where nothing is said.
pub fn parameters(parameters: &Parameters) -> String {
    let set = Parameter::ALL.into_iter().filter(|parameter| parameters.get(*parameter) != parameter.info().default);
    let line = |parameter: Parameter| format!("{}: {}", parameter.info().name, number(parameters.get(parameter)));
    block("parameters", &set.map(line).collect::<Vec<_>>())
}

/// Those that are not what they are where nothing is said.
pub fn unknown_ends(ends: &UnknownEnds) -> String {
    let usual = UnknownEnds::default();
    let UnknownEnds { crossing, closure, fighting, host } = *ends;
    let ends = [
        ("crossing", crossing, usual.crossing),
        ("closure", closure, usual.closure),
        ("fighting", fighting, usual.fighting),
        ("host", host, usual.host),
    ];
    let line = |(name, end, _): (&str, Uncertain, Uncertain)| match end {
        Uncertain::Exact(_) | Uncertain::Range { .. } => format!("{name}: {}", number(end)),
        Uncertain::Lognormal { median, p90 } => {
            format!("{name}: {{median_days: {}, p90_days: {}}}", plain(median), plain(p90))
        }
    };
    let other = ends.into_iter().filter(|(_, end, usual)| end != usual);
    block("unknown_ends", &other.map(line).collect::<Vec<_>>())
}

/// Groups of people.
pub fn profiles(profiles: &[Profile]) -> String {
    let usual_share = if profiles.len() == 1 { 1.0 } else { 0.0 };
    let lines = profiles.iter().flat_map(|own| {
        let Profile {
            key,
            conflict_share,
            conflict_share_at,
            caution,
            documented,
            remembers_home,
            returns,
            distance_exponent,
            pull_kind,
            pull_country,
            pull_place,
        } = own;
        let named =
            |pulls: &[(Key, Uncertain)]| group(pulls.iter().map(|(key, pull)| (text(key.as_str()), number(*pull))));
        let shares = conflict_share_at.iter().map(|(key, share)| (text(key.as_str()), plain(*share)));
        let kinds = pull_kind.iter().map(|(kind, pull)| (kind.word().to_owned(), number(*pull)));
        let lines = [
            ("key", text(key.as_str()), true),
            ("conflict_share", plain(*conflict_share), *conflict_share != usual_share),
            ("conflict_share_at", group(shares), !conflict_share_at.is_empty()),
            ("caution", plain(*caution), *caution != 1.0),
            ("documented", number(*documented), *documented != Uncertain::Exact(0.0)),
            ("remembers_home", remembers_home.to_string(), !remembers_home),
            ("returns", returns.to_string(), !returns),
            ("distance_exponent", distance_exponent.map_or(String::new(), number), distance_exponent.is_some()),
            ("pull_kind", group(kinds), !pull_kind.is_empty()),
            ("pull_country", named(pull_country), !pull_country.is_empty()),
            ("pull_place", named(pull_place), !pull_place.is_empty()),
        ];
        let said = lines.into_iter().filter(|(_, _, said)| *said).map(|(name, value, _)| format!("{name}: {value}"));
        item(said.collect())
    });
    block("profiles", &lines.collect::<Vec<_>>())
}

/// What a result names first.
pub fn headline(keys: &[Key]) -> String {
    if keys.is_empty() { String::new() } else { format!("headline: {}\n", list(keys, |key| text(key.as_str()))) }
}

/// Named what-ifs.
pub fn what_ifs(what_ifs: &[WhatIf]) -> String {
    let lines = what_ifs.iter().flat_map(|WhatIf { key, sentence, edits }| {
        let (key, sentence) = (text(key.as_str()), text(sentence));
        item(vec![
            format!("key: {key}"),
            format!("sentence: {sentence}"),
            format!("edits: {}", list(edits, |edit| text(edit))),
        ])
    });
    block("what_ifs", &lines.collect::<Vec<_>>())
}

/// Where the scenario comes from.
pub fn provenance(provenance: &Provenance) -> String {
    let Provenance { compiled_by, licence, attribution, hash: _ } = provenance;
    let lines = [
        ("compiled_by", text(compiled_by), !compiled_by.is_empty()),
        ("licence", text(licence), !licence.is_empty()),
        ("attribution", list(attribution, |one| text(one)), !attribution.is_empty()),
    ];
    let said = lines.into_iter().filter(|(_, _, said)| *said).map(|(name, value, _)| format!("{name}: {value}"));
    block("provenance", &said.collect::<Vec<_>>())
}
