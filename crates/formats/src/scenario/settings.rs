//! `scenario.yml`: period, rules, parameters, profiles, what-ifs.

use corridor_model::{
    Date, Decision, Family, Key, Kind, Parameter, Parameters, Period, Profile, Provenance, Rules, Uncertain,
    UnknownEnds, WhatIf,
};

use super::{Desk, Known, rules, upgrade};
use crate::number::{self, DAYS, FACTOR, Limits, SHARE, Trouble};
use crate::problems::{Problems, Spot};
use crate::values::{Names, Values};
use crate::yaml::{self, Alone, Group, Node, Value};

pub const FILE: &str = "scenario.yml";

/// Names with one value each, then names that may hold more.
type Shape = (Names, Names);

const fn shape(
    required: &'static [&'static str],
    optional: &'static [&'static str],
    nested_required: &'static [&'static str],
    nested: &'static [&'static str],
) -> Shape {
    (Names { required, optional }, Names { required: nested_required, optional: nested })
}

const TOP: Shape = shape(
    &["schema", "rules_version", "name"],
    &["title", "reference_date"],
    &["period", "profiles"],
    &["rules", "known_roads", "parameters", "unknown_ends", "headline", "what_ifs", "provenance"],
);
const PERIOD: Shape = shape(&["start", "end"], &[], &[], &[]);
pub(super) const RULES: Shape = shape(
    &[],
    &[
        "as",
        "kernel",
        "population",
        "conflict_departures",
        "take_from_population",
        "avoid_short_stints",
        "start_on_foot",
        "best_route_only",
    ],
    &[],
    &["decision", "conflict_decay"],
);
pub(super) const DECAY: Shape = shape(&[], &["every_days"], &["factors"], &[]);
pub(super) const LOOK_AHEAD: Shape = shape(&["look_ahead"], &[], &[], &[]);
const ENDS: Shape = shape(&[], &[], &[], &["crossing", "closure", "fighting", "host"]);
const LOGNORMAL: Shape = shape(&["median_days", "p90_days"], &[], &[], &[]);
const PROFILE: Shape = shape(
    &["key"],
    &["conflict_share", "caution", "documented", "remembers_home", "returns", "distance_exponent"],
    &[],
    &["conflict_share_at", "pull_kind", "pull_country", "pull_place"],
);
const WHAT_IF: Shape = shape(&["key", "sentence"], &[], &["edits"], &[]);
const PROVENANCE: Shape = shape(&[], &["compiled_by", "licence"], &[], &["attribution"]);

/// The key of a profile is one byte where cohorts are counted.
const MOST_PROFILES: usize = 255;
/// The exponent of caution.
const CAUTION: Limits = 0.0..=10.0;
/// A hundred years.
const MOST_DAYS: u32 = 36_525;

/// An edit of a what-if: which one, and where its words stand.
#[derive(Clone, Debug)]
pub struct Words {
    pub what_if: usize,
    pub text: String,
    pub at: Spot,
}

/// What `scenario.yml` says.
#[derive(Debug)]
pub struct Settings {
    pub name: String,
    pub title: String,
    pub period: Period,
    pub reference_date: Option<Date>,
    pub rules: Rules,
    /// The places along each road, and where they stand.
    pub known_roads: Vec<Vec<(Key, Spot)>>,
    pub parameters: Parameters,
    pub unknown_ends: UnknownEnds,
    pub profiles: Vec<Profile>,
    pub headline: Vec<Key>,
    pub what_ifs: Vec<WhatIf>,
    pub edits: Vec<Words>,
    pub provenance: Provenance,
}

/// Reads the settings, and makes the period and the profiles known. Nothing where there is no period.
pub fn read(desk: &mut Desk<'_>, known: &mut Known) -> Option<Settings> {
    let text = desk.text(FILE, true)?;
    let problems = desk.problems(FILE);
    let tree = yaml::parse(text, problems)?;
    let tree = upgrade::upgraded(tree, problems)?;
    let mut top = Group::of(&tree, "scenario.yml", TOP, known, problems)?;
    if top.whole("rules_version", &(0.0..=1e6)).is_some_and(|version| version != u64::from(Rules::VERSION)) {
        let message = "This build has no such version of the movement rules.";
        top.fail("other-rules", "rules_version", message, format!("write `rules_version: {}`", Rules::VERSION));
    }
    let (name, title) = (top.text("name"), top.text("title"));
    let reference_date = top.date("reference_date");
    let period = period(&mut top);
    if let (Some(period), Some(date)) = (period, reference_date)
        && (date < period.start || date > period.end)
    {
        let message = format!("The reference date lies outside the period, {} to {}.", period.start, period.end);
        top.fail("outside-period", "reference_date", message, "write a day of the period, or leave it out");
    }
    let rules = rules::read(&mut top);
    let known_roads = known_roads(&mut top);
    let parameters = parameters(&mut top);
    let unknown_ends = unknown_ends(&mut top);
    let (profiles, all_profiles) = profiles(&mut top);
    let headline = headline(&mut top);
    let (what_ifs, edits) = what_ifs(&mut top);
    let provenance = provenance(&mut top);
    known.period = period;
    known.is_flee = matches!(rules.family, Family::Flee { .. });
    known.looks_ahead = matches!(rules.decision, Decision::LookAhead { .. });
    known.profiles = profiles.iter().map(|profile| profile.key.to_string()).collect();
    known.all_profiles = all_profiles;
    let period = period?;
    Some(Settings {
        title: if title.is_empty() { name.clone() } else { title },
        name,
        period,
        reference_date,
        rules,
        known_roads,
        parameters,
        unknown_ends,
        profiles,
        headline,
        what_ifs,
        edits,
        provenance,
    })
}

/// A group inside the group, if it is given.
pub(super) fn inner<'n, 'q>(top: &'q mut Group<'n, '_>, name: &str, what: &str, shape: Shape) -> Option<Group<'n, 'q>> {
    let node = top.node(name).filter(|node| node.value != Value::Empty)?;
    let known = top.known();
    Group::of(node, what, shape, known, top.problems())
}

fn period(top: &mut Group<'_, '_>) -> Option<Period> {
    let mut group = inner(top, "period", "`period`", PERIOD)?;
    let (start, end) = (group.date("start"), group.date("end"));
    let period = Period { start: start?, end: end? };
    if period.end < period.start {
        group.fail(
            "period-backwards",
            "end",
            "The period ends before it starts.",
            "write a day that is not before `start`",
        );
        return None;
    }
    if period.days() > MOST_DAYS {
        group.fail("period-too-long", "end", "The period is longer than a hundred years.", "write an earlier day");
        return None;
    }
    Some(period)
}

/// The values of a free group `{name: number}`, each with the key that `read` makes of its name.
fn numbers<T>(
    group: &mut Group<'_, '_>,
    name: &str,
    read: impl FnMut(&mut Alone<'_, '_>) -> Option<(T, Limits)>,
) -> Vec<(T, Uncertain)> {
    entries(group, name, read, number::parse)
}

/// The values of a free group, each with the key that `read` makes of its name, and as `parse` understands it.
fn entries<T, V>(
    group: &mut Group<'_, '_>,
    name: &str,
    mut read: impl FnMut(&mut Alone<'_, '_>) -> Option<(T, Limits)>,
    parse: impl Fn(&str, &Limits) -> Result<V, Trouble>,
) -> Vec<(T, V)> {
    let mut seen: Vec<&str> = Vec::new();
    let mut numbers = Vec::new();
    for (key, value) in group.entries(name) {
        let known = group.known();
        let mut key_alone = Alone { node: key, known, problems: group.problems() };
        if let Some(text) = key.text() {
            if seen.contains(&text) {
                let message = format!("`{text}` stands twice in `{name}`.");
                key_alone.fail("duplicate-name", text, message, "keep one of them");
            }
            seen.push(text);
        }
        let Some((read, limits)) = read(&mut key_alone) else { continue };
        let text = key.text().unwrap_or_default();
        let mut value = Alone { node: value, known, problems: group.problems() };
        if value.node.text().is_none() {
            value.fail("wrong-shape", text, format!("`{text}` needs a number."), format!("write `{text}: 1`"));
        }
        if let Some(number) = value.told(text, |written| parse(written, &limits)) {
            numbers.push((read, number));
        }
    }
    numbers
}

fn parameters(top: &mut Group<'_, '_>) -> Parameters {
    let mut parameters = Parameters::default();
    let read = |name: &mut Alone<'_, '_>| {
        let text = name.node.text().unwrap_or_default();
        let found = Parameter::named(text);
        if found.is_none() {
            let names = Parameter::ALL.iter().map(|parameter| parameter.info().name);
            let help = crate::suggest::did_you_mean(text, names)
                .unwrap_or_else(|| "rules/PARAMETERS.md lists them".to_owned());
            name.fail("unknown-parameter", text, format!("There is no parameter `{text}`."), help);
        }
        found.map(|parameter| (parameter, parameter.info().least..=parameter.info().greatest))
    };
    for (parameter, value) in numbers(top, "parameters", read) {
        parameters.set(parameter, value);
    }
    parameters
}

fn unknown_ends(top: &mut Group<'_, '_>) -> UnknownEnds {
    let mut ends = UnknownEnds::default();
    let Some(mut group) = inner(top, "unknown_ends", "`unknown_ends`", ENDS) else { return ends };
    let kinds = [
        ("crossing", &mut ends.crossing),
        ("closure", &mut ends.closure),
        ("fighting", &mut ends.fighting),
        ("host", &mut ends.host),
    ];
    for (name, end) in kinds {
        if let Some(prior) = prior(&mut group, name) {
            *end = prior;
        }
    }
    ends
}

/// A number, a range, or a lognormal distribution of days.
fn prior(group: &mut Group<'_, '_>, name: &str) -> Option<Uncertain> {
    match &group.node(name)?.value {
        Value::Empty => None,
        Value::Text(_) => group.number(name, &DAYS),
        Value::List(_) | Value::Group(_) => {
            let mut days = inner(group, name, &format!("`{name}`"), LOGNORMAL)?;
            let limits = 0.01..=*DAYS.end();
            let (median, p90) = (days.exact("median_days", &limits), days.exact("p90_days", &limits));
            let (median, p90) = (median?, p90?);
            if p90 <= median {
                let message = "Nine in ten cannot end before half of them do.";
                days.fail("low-above-high", "p90_days", message, "write more days than in `median_days`");
                return None;
            }
            Some(Uncertain::Lognormal { median, p90 })
        }
    }
}

/// The profiles, and whether every one could be read.
fn profiles(top: &mut Group<'_, '_>) -> (Vec<Profile>, bool) {
    let (items, known) = (top.list("profiles"), top.known());
    let at = top.spot("profiles");
    let problems = top.problems();
    let mut profiles: Vec<Profile> = Vec::new();
    if items.is_empty() {
        problems.error("no-profiles", at, "There is no profile.", "add at least `profiles: [{key: displaced}]`");
    }
    if items.len() > MOST_PROFILES {
        let message = format!("There are {} profiles.", items.len());
        problems.error("too-many-profiles", at, message, format!("keep at most {MOST_PROFILES}"));
    }
    for item in items {
        if let Some(profile) = profile(item, items.len() == 1, known, problems) {
            if profiles.iter().any(|other| other.key == profile.key) {
                let message = format!("The profile `{}` stands here twice.", profile.key);
                problems.error("duplicate-profile", item.at, message, "give each profile a key of its own");
            }
            profiles.push(profile);
        }
    }
    if !profiles.is_empty() && profiles.iter().all(|profile| profile.conflict_share <= 0.0) {
        let message = "No profile has a `conflict_share` above 0, so nobody would flee from fighting.";
        problems.error("no-conflict-share", at, message, "write `conflict_share: 1` for one of them");
    }
    let complete = profiles.len() == items.len();
    (profiles, complete)
}

fn profile(item: &Node, sole: bool, known: &Known, problems: &mut Problems) -> Option<Profile> {
    let mut group = Group::of(item, "a profile", PROFILE, known, problems)?;
    let conflict_share = group.exact("conflict_share", &FACTOR).unwrap_or(if sole { 1.0 } else { 0.0 });
    let place = |name: &mut Alone<'_, '_>| Some((name.place("place")?, FACTOR));
    let conflict_share_at = entries(&mut group, "conflict_share_at", place, number::exact);
    let caution = group.exact("caution", &CAUTION).unwrap_or(1.0);
    let documented = group.number("documented", &SHARE).unwrap_or(Uncertain::Exact(0.0));
    let remembers_home = group.flag("remembers_home").unwrap_or(true);
    let returns = group.flag("returns").unwrap_or(true);
    let info = Parameter::DistanceExponent.info();
    let distance_exponent = group.number("distance_exponent", &(info.least..=info.greatest));
    let pull_kind = numbers(&mut group, "pull_kind", |name| Some((name.word("kind", &Kind::ALL, Kind::word)?, FACTOR)));
    let pull_country = numbers(&mut group, "pull_country", |name| Some((name.country("country")?, FACTOR)));
    let pull_place = numbers(&mut group, "pull_place", place);
    let key = Key::from(&*group.given("key")?);
    Some(Profile {
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
    })
}

/// The items of a list that are words.
fn words<'n>(group: &mut Group<'n, '_>, name: &str) -> Vec<&'n Node> {
    let items = group.list(name);
    for item in items.iter().filter(|item| item.text().is_none()) {
        let message = format!("`{name}` must be a list of words.");
        group.problems().error("wrong-shape", item.at, message, "put words with a colon in \"quotation marks\"");
    }
    items.iter().filter(|item| item.text().is_some()).collect()
}

fn headline(top: &mut Group<'_, '_>) -> Vec<Key> {
    let (items, known) = (words(top, "headline"), top.known());
    let problems = top.problems();
    items.into_iter().filter_map(|node| Alone { node, known, problems }.place_or_country("headline")).collect()
}

/// The places along each road that people know from end to end.
fn known_roads(top: &mut Group<'_, '_>) -> Vec<Vec<(Key, Spot)>> {
    let (items, known) = (top.list("known_roads"), top.known());
    let problems = top.problems();
    let mut roads = Vec::new();
    for item in items {
        let Value::List(stops) = &item.value else {
            let message = "A known road is a list of places.";
            problems.error("wrong-shape", item.at, message, "write the places along it: `- [one, two, three]`");
            continue;
        };
        if stops.len() < 2 {
            let message = "A known road leads from one place to another.";
            problems.error("short-road", item.at, message, "name at least two places");
        }
        let mut road = Vec::new();
        for node in stops {
            if node.text().is_none() {
                let message = "A stop of a known road is the key of a place.";
                problems.error("wrong-shape", node.at, message, "write the places along it: `- [one, two, three]`");
            }
            let place = Alone { node, known, problems }.place("known_roads");
            road.extend(place.map(|key| (key, node.at)));
        }
        // Past a place that is not known, what lies on either side of it need not be joined.
        if road.len() == stops.len() {
            roads.push(road);
        }
    }
    roads
}

fn what_ifs(top: &mut Group<'_, '_>) -> (Vec<WhatIf>, Vec<Words>) {
    let (mut what_ifs, mut edits): (Vec<WhatIf>, Vec<Words>) = Default::default();
    let (items, known) = (top.list("what_ifs"), top.known());
    for item in items {
        let Some(mut group) = Group::of(item, "a what-if", WHAT_IF, known, top.problems()) else { continue };
        let texts = words(&mut group, "edits");
        let Some(key) = group.given("key") else { continue };
        if what_ifs.iter().any(|other| other.key.as_str() == key) {
            group.fail(
                "duplicate-what-if",
                "key",
                format!("The what-if `{key}` stands here twice."),
                "call one otherwise",
            );
        }
        for node in &texts {
            let text = node.text().unwrap_or_default().to_owned();
            let at = Spot { column: node.at.column + u32::from(node.quoted), ..node.at };
            edits.push(Words { what_if: what_ifs.len(), text, at });
        }
        what_ifs.push(WhatIf {
            key: Key::from(&*key),
            sentence: group.text("sentence"),
            edits: texts.iter().filter_map(|node| node.text()).map(str::to_owned).collect(),
        });
    }
    (what_ifs, edits)
}

fn provenance(top: &mut Group<'_, '_>) -> Provenance {
    let Some(mut group) = inner(top, "provenance", "`provenance`", PROVENANCE) else { return Provenance::default() };
    Provenance {
        compiled_by: group.text("compiled_by"),
        licence: group.text("licence"),
        attribution: words(&mut group, "attribution")
            .iter()
            .filter_map(|node| node.text())
            .map(str::to_owned)
            .collect(),
        hash: String::new(),
    }
}

/// Every group of `scenario.yml` with its names, for the test that holds the JSON Schema against them.
#[cfg(test)]
pub fn shapes() -> Vec<(&'static str, Vec<&'static str>)> {
    let all = [
        ("ScenarioFile", TOP),
        ("Period", PERIOD),
        ("Rules", RULES),
        ("LookAhead", LOOK_AHEAD),
        ("Decay", DECAY),
        ("UnknownEnds", ENDS),
        ("Lognormal", LOGNORMAL),
        ("Profile", PROFILE),
        ("WhatIf", WHAT_IF),
        ("Provenance", PROVENANCE),
    ];
    let names = |(scalars, nested): Shape| scalars.all().chain(nested.all()).collect();
    all.into_iter().map(|(name, shape)| (name, names(shape))).collect()
}
