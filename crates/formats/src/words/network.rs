//! New places and routes: `new camp "Site 9" near kabul 40 km by road for 5000 from 2021-09-15`.

use corridor_model::{CampState, Edit, Key, Kind, Location, Mode, Route, Uncertain, Until};

use super::example;
use super::sentence::Sentence;
use super::word::{Part, Told, both};
use crate::number::{self, KM, PEOPLE};
use crate::suggest;

/// How far, and by which means.
struct Leg {
    km: f64,
    mode: Mode,
}

impl<'w, 'a> Sentence<'w, 'a> {
    /// `new camp NAME near PLACE N km [by MODE] [in COUNTRY] [at LAT,LON] [for N]`.
    pub fn new_place(&self, kind: Kind) -> Told<Edit> {
        let name = self.new_name();
        let near = self.said("near").map(|part| self.near(part)).transpose();
        let country = match (self.said("in"), &near) {
            (Some(part), _) => self.country(part),
            (None, Ok(Some((place, _)))) if place.to_country.is_none() => Ok(place.country.clone()),
            (None, Err(_)) => Err(Vec::new()),
            (None, Ok(near)) => {
                let of_crossing =
                    near.as_ref().and_then(|(place, _)| Some((&place.country, place.to_country.as_ref()?)));
                let help = match of_crossing {
                    Some((one, other)) => format!("write `in {one}` or `in {other}`"),
                    None => "write `in COUNTRY`, or `near PLACE 40 km`".to_owned(),
                };
                let message = "The edit does not say in which country the place lies.";
                Err(self.head.wrong("missing-word", message, help))
            }
        };
        let at = self.said("at").map(point).transpose();
        let capacity = self.said("for").or(self.said("capacity")).map(|part| {
            let part = part.without_last("people");
            part.number(&PEOPLE, "the number of people")
        });
        let what = both(both(name, both(near, country)), both(at, capacity.transpose()));
        let (((name, (near, country)), (at, capacity)), row) = both(what, self.row((), Until::Never))?;
        let key = Key::from(name.replace(char::is_whitespace, "_"));
        let routes = match near {
            None => Vec::new(),
            Some((place, Leg { km, mode })) => {
                self.sides(self.said("in").unwrap_or(self.head), place, &country)?;
                vec![route(place.key.clone(), key.clone(), km, mode, false)]
            }
        };
        let location = Location {
            key,
            name,
            kind,
            country,
            to_country: None,
            admin1: String::new(),
            lat: at.map(|(lat, _)| lat),
            lon: at.map(|(_, lon)| lon),
            population: 0,
            leave_per_day: None,
            stay_for_good_per_day: None,
            aliases: Vec::new(),
            source: "edit".to_owned(),
        };
        Ok(Edit::Place { location, routes, row: row.with(CampState::Open { capacity, kind: None }) })
    }

    /// `new route A to B N km [by MODE] [one way]`.
    pub fn new_route(&self) -> Told<Edit> {
        let (head, one_way) = match self.head.words {
            [.., one, way] if one.is("one") && way.is("way") => (self.head.split_at(self.head.words.len() - 2).0, true),
            [.., one_way] if one_way.is("one-way") => (self.head.split_last().0, true),
            _ => (self.head, false),
        };
        let (named, leg) = self.leg(head);
        let ((ends, leg), row) = both(both(self.ends(named), leg), self.row((), Until::Never))?;
        let ((from, to), Leg { km, mode }) = (ends, leg);
        if from.key == to.key {
            let message = "The route leads to where it begins.";
            return Err(named.wrong("route-to-itself", message, "name two places"));
        }
        let (_, _) = both(self.sides(named, from, &to.country), self.sides(named, to, &from.country))?;
        let leads = |a: &Key, b: &Key| {
            let mut routes = self.scenario.routes.iter();
            routes.find(|route| {
                (&route.from, &route.to) == (a, b) || !route.one_way && (&route.to, &route.from) == (a, b)
            })
        };
        let there = leads(&from.key, &to.key).or_else(|| leads(&to.key, &from.key).filter(|_| !one_way));
        if let Some(there) = there {
            let message = format!("A {} route joins `{}` and `{}` already.", there.mode.word(), from.key, to.key);
            if there.mode == mode {
                let help = format!("write `open {} to {}` if it is shut", from.key, to.key);
                return Err(named.wrong("duplicate-route", message, help));
            }
            let start = self.scenario.period.start;
            if row.event_date > start || row.until != Until::Never {
                let help = format!("a second one can only be there all the time: write `from {start} until never`");
                return Err(named.wrong("duplicate-route", message, help));
            }
        }
        let route = route(from.key.clone(), to.key.clone(), km, mode, one_way);
        Ok(Edit::Route { route, row })
    }

    /// A clause that says something; of one that does not it is told already.
    fn said(&self, clause: &str) -> Option<Part<'w, 'a>> {
        self.clause(clause).filter(|part| !part.is_empty())
    }

    /// A name that no place or country has.
    fn new_name(&self) -> Told<String> {
        if self.head.is_empty() {
            return Err(self.head.wrong("missing-word", "The new place has no name.", example(self.said)));
        }
        let text = self.head.text();
        let named = self.scenario.place_called(&text);
        let taken = match (&named, self.scenario.country_called(&text)) {
            (Ok(key), _) => Some((*key).clone()),
            (Err(keys), _) if !keys.is_empty() => keys.first().cloned(),
            (Err(_), Ok(country)) => Some(country.clone()),
            (Err(_), Err(_)) => None,
        };
        match taken {
            None => Ok(text.trim().to_owned()),
            Some(key) => {
                let help = "give it another name; of a place that is there, write `open` or `capacity`";
                Err(self.head.wrong("duplicate-place", format!("`{text}` already names `{key}`."), help))
            }
        }
    }

    /// A place and how far it is from there.
    fn near(&self, part: Part<'w, 'a>) -> Told<(&'w Location, Leg)> {
        let (named, leg) = self.leg(part);
        both(self.place(named), leg)
    }

    /// What stands before `N km [by MODE]`, and that.
    fn leg(&self, part: Part<'w, 'a>) -> (Part<'w, 'a>, Told<Leg>) {
        let (part, mode) = match part.cut_at("by") {
            None => (part, Ok(Mode::Road)),
            Some((before, mode)) => (before, mode_of(mode)),
        };
        let (named, km) = match part.words {
            [.., _, unit] if unit.is("km") => {
                let (named, km) = part.split_at(part.words.len() - 2);
                let text = km.split_last().0.text();
                (named, number::exact(&text, &KM).map_err(|trouble| km.trouble(trouble)))
            }
            [.., both] if number_in_km(both.text).is_some() => {
                let (named, km) = part.split_last();
                let text = number_in_km(both.text).unwrap_or_default();
                (named, number::exact(text, &KM).map_err(|trouble| km.trouble(trouble)))
            }
            _ => {
                let message = "The edit does not say how far it is by the way.";
                (part, Err(part.wrong("missing-word", message, example(self.said))))
            }
        };
        (named, both(km, mode).map(|(km, mode)| Leg { km, mode }))
    }

    /// Every neighbour of a crossing lies in one of its two countries.
    fn sides(&self, part: Part<'_, '_>, at: &Location, country: &Key) -> Told<()> {
        match &at.to_country {
            Some(other) if *country != at.country && country != other => {
                let message =
                    format!("The crossing `{}` joins `{}` and `{other}`, not `{country}`.", at.key, at.country);
                Err(part.wrong("wrong-side", message, "name a place in one of these countries"))
            }
            Some(_) | None => Ok(()),
        }
    }
}

fn route(from: Key, to: Key, distance_km: f64, mode: Mode, one_way: bool) -> Route {
    Route {
        from,
        to,
        distance_km,
        mode,
        speed_km_per_day: None,
        seats_per_day: None,
        walk_share: None::<Uncertain>,
        pull: 1.0,
        one_way,
        source: "edit".to_owned(),
    }
}

/// The number of `40km`.
fn number_in_km(word: &str) -> Option<&str> {
    let number = word.strip_suffix("km").or_else(|| word.strip_suffix("KM"))?;
    number.starts_with(|first: char| first.is_ascii_digit()).then_some(number)
}

fn mode_of(part: Part<'_, '_>) -> Told<Mode> {
    let text = part.text().to_lowercase();
    let words = || Mode::ALL.into_iter().map(Mode::word);
    if part.is_empty() {
        return Err(part.wrong("missing-word", "Nothing follows `by`.", format!("one of {}", suggest::list(words()))));
    }
    match Mode::ALL.into_iter().find(|mode| mode.word() == text) {
        Some(mode) => Ok(mode),
        None => {
            let help = format!("one of {}", suggest::list(words()));
            let help = suggest::did_you_mean(&text, words()).map_or(help.clone(), |near| format!("{near} {help}"));
            Err(part.wrong("unknown-word", format!("`{text}` is not a way to travel."), help))
        }
    }
}

/// `37.2,69.1`
fn point(part: Part<'_, '_>) -> Told<(f64, f64)> {
    let text = part.text();
    let numbers: Vec<&str> = text.split([',', ' ']).filter(|number| !number.is_empty()).collect();
    let [lat, lon] = numbers.as_slice() else {
        let message = format!("`{text}` is not a point.");
        return Err(part.wrong("not-a-point", message, "write degrees north and east: `at 37.2,69.1`"));
    };
    let degrees = |text: &str, most: f64| number::exact(text, &(-most..=most)).map_err(|trouble| part.trouble(trouble));
    both(degrees(lat, 90.0), degrees(lon, 180.0))
}
