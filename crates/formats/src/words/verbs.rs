//! What each verb makes of the words after it.

use corridor_model::{
    Admission, CampState, CrossingState, Decision, Edit, Key, Kind, Location, Passage, Shut, Uncertain, Until, Way,
};

use super::names::Named;
use super::sentence::Sentence;
use super::word::{Part, Told, both};
use super::{Verb, example};
use crate::number::{self, FACTOR, Limits, PEOPLE, SHARE};

impl<'w, 'a> Sentence<'w, 'a> {
    pub fn edit(&self, verb: Verb) -> Told<Edit> {
        let unknown = Until::Unknown;
        match verb {
            Verb::Close => self.shut(true),
            Verb::Open => self.shut(false),
            Verb::Restrict => self.restrict(),
            Verb::Documented => self.passage(self.head, Ok(Passage::DocumentedOnly), unknown),
            Verb::ReturnsOnly => self.passage(self.head, Ok(Passage::ReturnsOnly), unknown),
            Verb::Capacity => self.capacity(),
            Verb::Cap => {
                let (host, people) = self.with_number(&PEOPLE, "the number of people");
                let row = self.row((), Until::Never);
                let ((host, people), row) = both(both(self.country(host), people), row)?;
                Ok(Edit::Admission { host, row: row.with(Admission::Cap { people }) })
            }
            Verb::Pledge => self.pledge(),
            Verb::Admit => {
                let (host, row) = both(self.country(self.head), self.row(Admission::Open, Until::Never))?;
                Ok(Edit::Admission { host, row })
            }
            Verb::Refuse => {
                let refusal = Admission::Refusal { accepted: Uncertain::Exact(0.0) };
                let (host, row) = both(self.country(self.head), self.row(refusal, unknown))?;
                Ok(Edit::Admission { host, row })
            }
            Verb::PushBack => {
                let (host, share) = self.with_number(&SHARE, "the share sent back");
                let ((host, share), row) = both(both(self.country(host), share), self.row((), Until::Never))?;
                Ok(Edit::PushBack { host, row: row.with(share) })
            }
            Verb::Return => {
                let (host, people) = self.with_number(&PEOPLE, "the number of people a day");
                let ((host, people), row) = both(both(self.country(host), people), self.row((), Until::Never))?;
                Ok(Edit::ForcedReturn { host, row: row.with(people) })
            }
            Verb::Fighting => {
                let (place, intensity) = self.with_number(&SHARE, "the intensity, 0 to 1");
                let ((location, intensity), row) = both(both(self.place(place), intensity), self.row((), unknown))?;
                Ok(Edit::Fighting { location: location.key.clone(), row: row.with(intensity) })
            }
            Verb::Departures => self.departures(),
            Verb::Redirect => self.redirect(),
            Verb::NewCamp => self.new_place(Kind::Camp),
            Verb::NewSite => self.new_place(Kind::IdpSite),
            Verb::NewHub => self.new_place(Kind::Hub),
            Verb::NewRoute => self.new_route(),
        }
    }

    /// `close` or `open` a crossing, airport, camp, place or route, or the border between two countries.
    fn shut(&self, close: bool) -> Told<Edit> {
        let until = if close { Until::Unknown } else { Until::Never };
        let (plain, rate) = if close { (self.head, None) } else { per_day(self.head) };
        let named = self.place_or_route(plain);
        // A place may be called so too.
        if named.is_err() && self.head.words.first().is_some_and(|word| word.is("border")) {
            let countries = self.border(self.head.without_first("border"));
            let (countries, row) = both(countries, self.row(close, until))?;
            return Ok(Edit::Border { countries, row });
        }
        if let Ok(Named::Place(Location { kind: Kind::Crossing | Kind::Airport, .. })) = named {
            return self.passage(self.head, Ok(if close { Passage::Closed } else { Passage::Open }), until);
        }
        let no_rate = rate.map_or(Ok(()), |rate| {
            Err(rate.wrong(
                "not-a-crossing",
                "Only a crossing or airport passes so many a day.",
                "leave the number out",
            ))
        });
        let ((named, ()), row) = both(both(named, no_rate), self.row((), until))?;
        let shut = match named {
            Named::Route(from, to) => Shut::Route { from, to },
            Named::Place(location) => match location.kind {
                Kind::Camp | Kind::IdpSite => {
                    let (capacity, kind) = self.open_before(location)?;
                    let state = if close { CampState::Closed } else { CampState::Open { capacity, kind } };
                    return Ok(Edit::Room { location: location.key.clone(), row: row.with(state) });
                }
                Kind::Town | Kind::Hub | Kind::Waypoint | Kind::Exit | Kind::Crossing | Kind::Airport => {
                    Shut::Location(location.key.clone())
                }
            },
        };
        Ok(Edit::Closure { shut, row: row.with(close.then_some(Way::Both)) })
    }

    /// `restrict X to 0.3`, `restrict X to 1 for PROFILE`.
    fn restrict(&self) -> Told<Edit> {
        let (head, _) = per_day(self.head);
        let (place, fraction) = head.split_last();
        let profile = self.clause("for").filter(|part| !part.is_empty()).map(|part| self.profile(part)).transpose();
        let fraction = self.number_after(head, place, fraction, &SHARE, "the fraction that is let through");
        let passage = both(fraction.1, profile).map(|(fraction, profile)| Passage::Restricted { fraction, profile });
        self.passage(fraction.0.without_last("to"), passage, Until::Unknown)
    }

    /// Who may pass a crossing, into one country or both, or board at an airport; at most so many a day, if that is said.
    fn passage(&self, named: Part<'_, '_>, passage: Told<Passage>, until: Until) -> Told<Edit> {
        let (_, rate) = per_day(self.head);
        let (named, _) = per_day(named);
        let limit = rate.map(|rate| rate.number(&PEOPLE, "the number of people a day")).transpose();
        let location = self.crossing(named);
        let into = match (self.clause("into").filter(|part| !part.is_empty()), &location) {
            (Some(part), Ok(location)) => self.side(part, location).map(Some),
            (Some(part), Err(_)) => self.country(part).map(Some),
            (None, _) => Ok(None),
        };
        let what = both(both(location, passage), both(limit, into));
        let (((location, passage), (per_day, into)), row) = both(what, self.when((), until))?;
        let state = CrossingState { passage, per_day, irregular: None };
        Ok(Edit::Passage { crossing: location.key.clone(), into, row: row.with(state) })
    }

    /// Which of its two countries a crossing leads into.
    fn side(&self, part: Part<'_, '_>, location: &Location) -> Told<Key> {
        let into = self.country(part)?;
        if into == location.country || Some(&into) == location.to_country.as_ref() {
            return Ok(into);
        }
        let message = format!("`{}` does not lead into `{into}`.", location.key);
        let help = match &location.to_country {
            Some(other) => format!("write `{}` or `{other}`, or leave `into` out for both", location.country),
            None => "an airport has no direction: leave `into` out".to_owned(),
        };
        Err(part.wrong("wrong-side", message, help))
    }

    fn capacity(&self) -> Told<Edit> {
        let (place, people) = self.with_number(&PEOPLE, "the capacity");
        let location = self.place(place).and_then(|location| match location.kind {
            Kind::Crossing | Kind::Airport => {
                let key = &location.key;
                let message = format!("`{key}` is only passed, and receives nobody.");
                let help = format!(
                    "of a crossing or airport write `open {key} 200 a day`; else name a town, camp, site or hub"
                );
                Err(place.wrong("not-receiving", message, help))
            }
            Kind::Waypoint => {
                let message = format!("`{}` is only passed, and receives nobody.", location.key);
                Err(place.wrong("not-receiving", message, "name a town, camp, site or hub"))
            }
            Kind::Town | Kind::Camp | Kind::IdpSite | Kind::Hub | Kind::Exit => Ok(location),
        });
        let ((location, people), row) = both(both(location, people), self.row((), Until::Never))?;
        let (_, kind) = self.open_before(location)?;
        let state = CampState::Open { capacity: Some(people), kind };
        Ok(Edit::Room { location: location.key.clone(), row: row.with(state) })
    }

    /// The capacity that a place had when it was last open, and what it was: reopening it makes it no larger and no other.
    fn open_before(&self, location: &Location) -> Told<(Option<Uncertain>, Option<Kind>)> {
        let (from, known_on) = (self.begins()?, self.scenario.reference_date);
        let rows = self.scenario.camps.iter().filter(|(key, _)| *key == location.key).flat_map(|(_, log)| &log.rows);
        let known = rows.filter(|row| known_on.is_none_or(|date| row.is_available(date)));
        let open = known.filter(|row| row.event_date <= from).filter_map(|row| match row.value {
            CampState::Closed => None,
            CampState::Open { capacity, kind } => Some((row.edit, row.event_date, (capacity, kind))),
        });
        Ok(open.max_by_key(|(edit, date, _)| (*edit, *date)).map_or((None, None), |(_, _, state)| state))
    }

    /// `pledge A 50000 if "outside help" 0.5`.
    fn pledge(&self) -> Told<Edit> {
        let (host, people) = self.with_number(&PEOPLE, "the number of people");
        let condition = match self.clause("if") {
            None => Err(self.head.wrong("missing-word", "The pledge has no condition.", example(self.said))),
            Some(part) if part.is_empty() => Err(Vec::new()),
            Some(part) => {
                let (condition, likelihood) = part.split_last();
                match condition.is_empty() {
                    true => {
                        let message = "The pledge needs a condition, and how likely it is that it is met.";
                        Err(part.wrong("missing-word", message, example(self.said)))
                    }
                    false => {
                        likelihood.number(&SHARE, "the likelihood").map(|likelihood| (condition.text(), likelihood))
                    }
                }
            }
        };
        let what = both(both(self.country(host), people), condition);
        let (((host, people), (condition, likelihood)), row) = both(what, self.row((), Until::Never))?;
        Ok(Edit::Admission { host, row: row.with(Admission::Pledge { people, condition, likelihood }) })
    }

    fn departures(&self) -> Told<Edit> {
        let (place, last) = self.head.split_last();
        let (place, factor) = match last.words.first() {
            // `x1.5` in one word.
            Some(word) if !word.quoted && word.text.len() > 1 && word.text.starts_with(['x', 'X']) => {
                (place, number::exact(&word.text[1..], &FACTOR))
            }
            Some(word) => (place.without_last("x").without_last("by"), number::exact(word.text, &FACTOR)),
            None => return Err(last.wrong("missing-word", "The edit ends before the factor.", example(self.said))),
        };
        let factor = factor.map_err(|trouble| last.trouble(trouble));
        let of = place.without_first("of");
        let origin = if of.is_empty() {
            Ok(None)
        } else {
            self.place(of).map(|location| Some(location.key.clone())).or_else(|error| {
                // A country is allowed too; of a word that is neither, the places that it could mean are told.
                self.country(of).map(Some).map_err(|_| error)
            })
        };
        let ((origin, factor), row) = both(both(origin, factor), self.row((), Until::Never))?;
        Ok(Edit::Departures { origin, row: row.with(factor) })
    }

    /// `redirect A to B`, `redirect A to B off`.
    fn redirect(&self) -> Told<Edit> {
        let (ends, state) = self.head.split_last();
        let (ends, holds) = match state.words {
            [word] if word.is("off") => (ends, false),
            [word] if word.is("on") => (ends, true),
            _ => (self.head, true),
        };
        let by_route = self.ends(ends).and_then(|(from, to)| {
            let leads = |a: &Key, b: &Key| (a, b) == (&from.key, &to.key);
            let mut routes = self.scenario.routes.iter();
            match routes.any(|route| leads(&route.from, &route.to) || !route.one_way && leads(&route.to, &route.from)) {
                true => Ok((from, to)),
                false => {
                    let message = format!("No route leads from `{}` to `{}`.", from.key, to.key);
                    Err(ends.wrong("unknown-route", message, self.neighbours(&from.key)))
                }
            }
        });
        let read = match self.scenario.rules.decision {
            Decision::LookAhead { .. } => Ok(()),
            Decision::Destinations => {
                let message = "Redirections hold for people who look from stop to stop, and change nothing here.";
                let help =
                    "write `decision: {look_ahead: 1}` under `rules` in scenario.yml, or `close` the other routes";
                Err(Part { words: &[self.verb], after: self.verb }.wrong("not-read", message, help))
            }
        };
        let until = if holds { Until::Unknown } else { Until::Never };
        let ((ends, ()), row) = both(both(by_route, read), self.row(holds, until))?;
        Ok(Edit::Redirection { from: ends.0.key.clone(), to: ends.1.key.clone(), row })
    }

    /// The words before a number at the end of the head, and the number.
    fn with_number(&self, limits: &Limits, what: &str) -> (Part<'w, 'a>, Told<Uncertain>) {
        let head = self.head.without_last("people");
        let (named, number) = head.split_last();
        let (named, number) = self.number_after(head, named, number, limits, what);
        (named.without_last("at").without_last("to"), number)
    }

    /// The same, of words that are cut already. Where all of them are a name, the number is missing.
    fn number_after(
        &self,
        head: Part<'w, 'a>,
        named: Part<'w, 'a>,
        number: Part<'w, 'a>,
        limits: &Limits,
        what: &str,
    ) -> (Part<'w, 'a>, Told<Uncertain>) {
        let text = head.text();
        let is_name = self.scenario.place_called(&text).is_ok() || self.scenario.country_called(&text).is_ok();
        let read = number.number(limits, what);
        match (head.is_empty(), is_name && read.is_err()) {
            (false, true) => {
                let message = format!("The edit ends before {what}.");
                (head, Err(head.wrong("missing-word", message, example(self.said))))
            }
            (true, _) => (head, Ok(Uncertain::Exact(0.0))),
            (false, false) => (named, read),
        }
    }
}

/// Words that end in `200 a day`: those before, and the number.
fn per_day<'w, 'a>(part: Part<'w, 'a>) -> (Part<'w, 'a>, Option<Part<'w, 'a>>) {
    match part.words {
        [_, .., _, a, day] if (a.is("a") || a.is("per")) && day.is("day") => {
            let (rest, rate) = part.split_at(part.words.len() - 3);
            (rest, Some(rate.split_at(1).0))
        }
        _ => (part, None),
    }
}
