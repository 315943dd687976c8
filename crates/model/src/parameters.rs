//! The numbers of the movement rules.

use crate::Uncertain;

/// One number of the movement rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
#[allow(missing_docs)] // Each has its sentence, unit, range and source in `Parameter::info`.
pub enum Parameter {
    ConflictRatePerDay,
    ConflictDecayHalfLifeDays,
    FearShare,
    FearHalfLifeDays,
    LeaveConflict,
    LeaveTown,
    LeaveCamp,
    LeaveIdpSite,
    LeaveHub,
    DistanceExponent,
    DistanceSofteningKm,
    DistanceScaleKm,
    DestinationsConsidered,
    SafetyWeight,
    HopeAtShutCrossing,
    ShutDetourKm,
    RoomStartsAt,
    RoadKmPerDay,
    FootKmPerDay,
    TrackKmPerDay,
    AirKmPerDay,
    GiveUpPerDay,
    OtherWayShare,
    IrregularShare,
    DeathsPerMillionWaiting,
    ReturnSafeDays,
    ReturnRatePerDay,
    ReturnFromAbroadFactor,
    ConflictPeoplePerDay,
    LeavePopulationExponent,
    LeavePopulationBase,
    AttractionSoftening,
    ChoiceExponent,
    LeastShareOfBest,
    PopulationExponent,
    HomeDistanceExponent,
    RoomTurnsAwayBelow,
    KnownRoadFactor,
}

/// What a parameter means.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ParameterInfo {
    /// Its name in `scenario.yml`, units last.
    pub name: &'static str,
    /// Its unit.
    pub unit: &'static str,
    /// The least value allowed.
    pub least: f64,
    /// The greatest value allowed.
    pub greatest: f64,
    /// Its value where a scenario says nothing.
    pub default: Uncertain,
    /// What it does, in a sentence.
    pub sentence: &'static str,
    /// Where the default comes from.
    pub source: &'static str,
}

const fn info(
    name: &'static str,
    unit: &'static str,
    (least, greatest): (f64, f64),
    default: Uncertain,
    sentence: &'static str,
    source: &'static str,
) -> ParameterInfo {
    ParameterInfo { name, unit, least, greatest, default, sentence, source }
}

const fn exact(value: f64) -> Uncertain {
    Uncertain::Exact(value)
}

const fn range(low: f64, high: f64) -> Uncertain {
    Uncertain::Range { low, high }
}

const SHARE: (f64, f64) = (0.0, 1.0);
const OWN: &str = "a modelling choice, not estimated";
const FLEE: &str = "Flee 3, default of its simulation settings (Groen et al.)";
const FLEE_DOCS: &str = "Flee 3, documentation and validation settings (Groen et al.); its code has 0.3162";

impl Parameter {
    /// Every parameter, in the order of the documentation.
    pub const ALL: [Parameter; 38] = [
        Parameter::ConflictRatePerDay,
        Parameter::ConflictDecayHalfLifeDays,
        Parameter::FearShare,
        Parameter::FearHalfLifeDays,
        Parameter::LeaveConflict,
        Parameter::LeaveTown,
        Parameter::LeaveCamp,
        Parameter::LeaveIdpSite,
        Parameter::LeaveHub,
        Parameter::DistanceExponent,
        Parameter::DistanceSofteningKm,
        Parameter::DistanceScaleKm,
        Parameter::DestinationsConsidered,
        Parameter::SafetyWeight,
        Parameter::HopeAtShutCrossing,
        Parameter::ShutDetourKm,
        Parameter::RoomStartsAt,
        Parameter::RoadKmPerDay,
        Parameter::FootKmPerDay,
        Parameter::TrackKmPerDay,
        Parameter::AirKmPerDay,
        Parameter::GiveUpPerDay,
        Parameter::OtherWayShare,
        Parameter::IrregularShare,
        Parameter::DeathsPerMillionWaiting,
        Parameter::ReturnSafeDays,
        Parameter::ReturnRatePerDay,
        Parameter::ReturnFromAbroadFactor,
        Parameter::ConflictPeoplePerDay,
        Parameter::LeavePopulationExponent,
        Parameter::LeavePopulationBase,
        Parameter::AttractionSoftening,
        Parameter::ChoiceExponent,
        Parameter::LeastShareOfBest,
        Parameter::PopulationExponent,
        Parameter::HomeDistanceExponent,
        Parameter::RoomTurnsAwayBelow,
        Parameter::KnownRoadFactor,
    ];

    /// What it means.
    pub const fn info(self) -> ParameterInfo {
        match self {
            Parameter::ConflictRatePerDay => info(
                "conflict_rate_per_day",
                "share of the population at risk per day",
                SHARE,
                range(0.002, 0.01),
                "The share of the people at a place who flee on a day of fighting at intensity 1.",
                OWN,
            ),
            Parameter::ConflictDecayHalfLifeDays => info(
                "conflict_decay_half_life_days",
                "days",
                (0.1, 1e6),
                exact(30.0),
                "After so many days of fighting the daily rate has halved: those who could leave have left.",
                OWN,
            ),
            Parameter::FearShare => info(
                "fear_share",
                "share of the rate during fighting",
                SHARE,
                range(0.0, 0.2),
                "On the day after the fighting ends, people still leave at this share of its rate.",
                OWN,
            ),
            Parameter::FearHalfLifeDays => info(
                "fear_half_life_days",
                "days",
                (0.1, 1e6),
                exact(14.0),
                "After so many days without fighting the tail of fear has halved.",
                OWN,
            ),
            Parameter::LeaveConflict => info(
                "leave_conflict_per_day",
                "probability per day",
                SHARE,
                exact(1.0),
                "How readily displaced people leave a place with fighting.",
                FLEE,
            ),
            Parameter::LeaveTown => info(
                "leave_town_per_day",
                "probability per day",
                SHARE,
                exact(0.3),
                "How readily displaced people leave a town without fighting.",
                FLEE,
            ),
            Parameter::LeaveCamp => info(
                "leave_camp_per_day",
                "probability per day",
                SHARE,
                exact(0.001),
                "How readily people leave a camp.",
                FLEE,
            ),
            Parameter::LeaveIdpSite => info(
                "leave_idp_site_per_day",
                "probability per day",
                SHARE,
                exact(0.1),
                "How readily people leave a site for the internally displaced.",
                FLEE,
            ),
            Parameter::LeaveHub => info(
                "leave_hub_per_day",
                "probability per day",
                SHARE,
                exact(0.001),
                "How readily people leave a town of a host country that received them.",
                OWN,
            ),
            Parameter::DistanceExponent => info(
                "distance_exponent",
                "none",
                (0.0, 10.0),
                exact(1.5),
                "The exponent of the power kernel: attraction falls as distance to this power.",
                "gravity with exponent 1.5 is the reference R2 of the skill protocol",
            ),
            Parameter::DistanceSofteningKm => info(
                "distance_softening_km",
                "km",
                (0.0, 1e4),
                exact(10.0),
                "Added to every distance, so that the nearest places do not take everybody.",
                FLEE,
            ),
            Parameter::DistanceScaleKm => info(
                "distance_scale_km",
                "km",
                (1e-3, 1e5),
                exact(200.0),
                "The scale of the exponential kernel: attraction falls to 37 % over this distance.",
                OWN,
            ),
            Parameter::DestinationsConsidered => info(
                "destinations_considered_per_country",
                "places",
                (1.0, 1e6),
                exact(1e6),
                "With `decision: destinations`, people choose among so many places of each country, those that attract them most; together these attract as all places of the country do.",
                OWN,
            ),
            Parameter::SafetyWeight => info(
                "safety_weight",
                "factor",
                SHARE,
                exact(0.25),
                "The factor on a place's attraction where fighting is at intensity 1; at intensity i, this to the power i.",
                FLEE_DOCS,
            ),
            Parameter::HopeAtShutCrossing => info(
                "hope_at_shut_crossing",
                "factor",
                SHARE,
                range(0.02, 0.1),
                "The factor on the attraction of a place that lies behind a crossing which does not let one through: some set out and wait.",
                OWN,
            ),
            Parameter::ShutDetourKm => info(
                "shut_detour_km",
                "km",
                (0.0, 1e5),
                exact(500.0),
                "How many km of detour people make rather than go by a crossing that does not let them through.",
                OWN,
            ),
            Parameter::RoomStartsAt => info(
                "room_starts_at",
                "share of the capacity",
                SHARE,
                exact(0.9),
                "From this share of its capacity on, a place's attraction falls in a straight line to 0 when it is full.",
                FLEE,
            ),
            Parameter::RoadKmPerDay => info(
                "road_km_per_day",
                "km per day",
                (1.0, 5e3),
                exact(200.0),
                "How far people get on a road in a day.",
                OWN,
            ),
            Parameter::FootKmPerDay => info(
                "foot_km_per_day",
                "km per day",
                (1.0, 200.0),
                exact(35.0),
                "How far people get on foot in a day.",
                FLEE,
            ),
            Parameter::TrackKmPerDay => info(
                "track_km_per_day",
                "km per day",
                (1.0, 1e3),
                exact(80.0),
                "How far people get on a mountain or desert track in a day.",
                OWN,
            ),
            Parameter::AirKmPerDay => info(
                "air_km_per_day",
                "km per day",
                (10.0, 5e4),
                exact(1e4),
                "How far people get by air in a day.",
                OWN,
            ),
            Parameter::GiveUpPerDay => info(
                "give_up_per_day",
                "probability per day",
                SHARE,
                range(0.02, 0.1),
                "How readily people who wait at a crossing stop waiting.",
                OWN,
            ),
            Parameter::OtherWayShare => info(
                "other_way_share",
                "share of those who stop waiting",
                SHARE,
                range(0.2, 0.6),
                "The share of those who stop waiting who look for another way; the others turn back home.",
                OWN,
            ),
            Parameter::IrregularShare => info(
                "irregular_share_per_day",
                "share of those stopped, per day",
                SHARE,
                exact(0.0),
                "The share of the people stopped at a crossing who get across beside it each day.",
                OWN,
            ),
            Parameter::DeathsPerMillionWaiting => info(
                "deaths_per_million_waiting_days",
                "deaths per million days of waiting",
                (0.0, 1e6),
                exact(0.0),
                "How many die in the crowd, per million person-days of waiting at a crossing.",
                OWN,
            ),
            Parameter::ReturnSafeDays => info(
                "return_safe_days",
                "days",
                (0.0, 1e6),
                exact(30.0),
                "How long the fighting at home must have been over before people go back.",
                OWN,
            ),
            Parameter::ReturnRatePerDay => info(
                "return_rate_per_day",
                "probability per day",
                SHARE,
                exact(0.0),
                "How readily people go home once it has long been safe there.",
                OWN,
            ),
            Parameter::ReturnFromAbroadFactor => info(
                "return_from_abroad_factor",
                "factor",
                (0.0, 100.0),
                range(0.0, 0.5),
                "The factor on the rate of return for those who are in another country.",
                OWN,
            ),
            Parameter::ConflictPeoplePerDay => info(
                "conflict_people_per_day",
                "people per place and day",
                (0.0, 1e9),
                exact(500.0),
                "With `conflict_departures: constant` or `poisson`, how many flee a place on a day of fighting at intensity 1.",
                FLEE,
            ),
            Parameter::LeavePopulationExponent => info(
                "leave_population_exponent",
                "none",
                (-10.0, 10.0),
                exact(0.0),
                "People leave a place of p people, or with room for p, (p / leave_population_base)^this times as readily.",
                FLEE,
            ),
            Parameter::LeavePopulationBase => info(
                "leave_population_base",
                "people",
                (1.0, 1e9),
                exact(1e4),
                "The size of a place at which `leave_population_exponent` changes nothing.",
                FLEE,
            ),
            Parameter::AttractionSoftening => info(
                "attraction_softening",
                "none",
                (0.0, 1e6),
                exact(0.0),
                "Added to the safety and pull of every place, so that the least attractive are chosen by some.",
                FLEE,
            ),
            Parameter::ChoiceExponent => info(
                "choice_exponent",
                "none",
                (0.0, 10.0),
                exact(1.0),
                "The weight of every choice to this power: 0 makes all choices alike, above 1 the best one more certain.",
                FLEE,
            ),
            Parameter::LeastShareOfBest => info(
                "least_share_of_best",
                "share of the greatest weight",
                SHARE,
                exact(0.0),
                "Choices with less than this share of the greatest weight are not considered.",
                FLEE,
            ),
            Parameter::PopulationExponent => info(
                "population_exponent",
                "none",
                (-10.0, 10.0),
                exact(0.0),
                "Towns attract by this power of the people who live there.",
                FLEE,
            ),
            Parameter::HomeDistanceExponent => info(
                "home_distance_exponent",
                "none",
                (0.0, 10.0),
                exact(0.0),
                "Places attract less by this power of their distance from home as the crow flies, km; nearer than 1 km counts as 1.",
                FLEE,
            ),
            Parameter::RoomTurnsAwayBelow => info(
                "room_turns_away_below",
                "factor",
                SHARE,
                exact(0.5),
                "With Flee's rules: who chose a camp whose room attracts with less than this factor stays where they are.",
                FLEE,
            ),
            Parameter::KnownRoadFactor => info(
                "known_road_factor",
                "factor on the distance",
                (0.01, 1.0),
                exact(0.25),
                "Places along a known road look this many times as far as they are.",
                FLEE,
            ),
        }
    }

    /// The parameter with this name.
    pub fn named(name: &str) -> Option<Parameter> {
        Parameter::ALL.into_iter().find(|parameter| parameter.info().name == name)
    }
}

/// A value for every parameter.
#[derive(Clone, Debug, PartialEq)]
pub struct Parameters([Uncertain; Parameter::ALL.len()]);

impl Default for Parameters {
    fn default() -> Self {
        Parameters(Parameter::ALL.map(|parameter| parameter.info().default))
    }
}

impl Parameters {
    /// The value of a parameter.
    pub fn get(&self, parameter: Parameter) -> Uncertain {
        self.0[parameter as usize]
    }

    /// Sets the value of a parameter.
    pub fn set(&mut self, parameter: Parameter, value: Uncertain) {
        self.0[parameter as usize] = value;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_parameter_stands_at_its_own_index_and_its_default_is_in_range() {
        for (index, parameter) in Parameter::ALL.into_iter().enumerate() {
            assert_eq!(parameter as usize, index);
            let info = parameter.info();
            let (low, high) = info.default.bounds();
            assert!(info.least <= low && high <= info.greatest, "{}", info.name);
            assert_eq!(Parameter::named(info.name), Some(parameter));
        }
    }
}
