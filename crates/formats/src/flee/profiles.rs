//! A profile for each group of people whom the rules tell apart.

use corridor_model::{Key, Kind, Profile, Uncertain};

use super::demographics::Class;
use super::locations::{Places, share_of};
use super::settings::{Groups, Settings};

/// Flee's factor on the share of those of the same ethnicity.
const ETHNICITY_FACTOR: f64 = 10.0;

/// The exponent on how people weigh a place: squared once for each reason, nothing for boys who take risks.
fn caution(class: &Class, groups: &Groups) -> f64 {
    let is = |attribute: &str, label: &str| class.is.get(attribute).is_some_and(|one| one == label);
    let mut caution = 1.0;
    if groups.children_avoid && (is("age", "child") || is("age", "teenager")) {
        caution *= 2.0;
    }
    // Flee takes every male above 14 for one.
    if groups.boys_take_risk && is("gender", "male") && !is("age", "child") {
        caution = 0.0;
    }
    if groups.elderly_avoid && is("age", "elder") {
        caution *= 2.0;
    }
    if groups.women_avoid && is("gender", "female") {
        caution *= 2.0;
    }
    caution
}

/// The profile of a group.
pub fn profile(class: &Class, places: &Places, settings: &Settings) -> Profile {
    let groups = &settings.groups;
    let name: Vec<&str> = std::iter::once("displaced").chain(class.is.values().map(String::as_str)).collect();
    let caution = caution(class, groups);
    let at = class.at.iter().filter(|(_, share)| **share != class.share);
    let conflict_share_at =
        at.filter_map(|(place, share)| Some((places.list.get(*place)?.key().clone(), *share))).collect();
    let pull_kind = match settings.camp_weight == 1.0 {
        true => Vec::new(),
        false => [Kind::Camp, Kind::IdpSite].map(|kind| (kind, Uncertain::Exact(settings.camp_weight))).to_vec(),
    };
    // The weight of other countries is part of what caution is the exponent of.
    let foreign = (0..caution as u32).fold(1.0, |weight, _| weight * settings.foreign_weight);
    let home = places.list.first().map(|place| place.location.country.clone());
    let mut pull_country: Vec<(Key, Uncertain)> = Vec::new();
    for place in places.list.iter().filter(|place| Some(&place.location.country) != home.as_ref()) {
        if foreign != 1.0 && !pull_country.iter().any(|(country, _)| *country == place.location.country) {
            pull_country.push((place.location.country.clone(), Uncertain::Exact(foreign)));
        }
    }
    Profile {
        key: Key::from(name.join("_")),
        conflict_share: class.share,
        conflict_share_at,
        caution,
        documented: Uncertain::Exact(0.0),
        remembers_home: settings.stay_close_to_home,
        returns: false,
        distance_exponent: None,
        pull_kind,
        pull_country,
        pull_place: pull_place(class, places, settings),
    }
}

/// How places attract those who find their own there.
fn pull_place(class: &Class, places: &Places, settings: &Settings) -> Vec<(Key, Uncertain)> {
    let groups = &settings.groups;
    // With awareness 0 only roads count.
    if settings.awareness == 0 {
        return Vec::new();
    }
    // A value of which the places tell nothing changes nothing.
    let known = |attribute: &str| {
        let value = class.is.get(attribute)?;
        places.list.iter().any(|place| place.attributes.contains_key(value.as_str())).then_some(value)
    };
    let (ethnicity, religion) = (known("ethnicity"), known("religion"));
    let mut pulls = Vec::new();
    for place in &places.list {
        let mut pull = 1.0;
        let is_camp = place.is_camp();
        let ethnic = if is_camp { groups.camp_ethnicity } else { groups.town_ethnicity };
        if let Some(value) = ethnicity.filter(|_| ethnic) {
            pull *= share_of(place, value).unwrap_or(0.0) * ETHNICITY_FACTOR;
        }
        if let Some(value) = religion.filter(|_| is_camp && groups.camp_religion) {
            pull *= share_of(place, value).unwrap_or(0.0) / groups.religion_fraction;
        }
        if pull != 1.0 {
            pulls.push((place.key().clone(), Uncertain::Exact(pull)));
        }
    }
    pulls
}
