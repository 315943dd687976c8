//! Edits in words: `close chaman from 2021-09-02 until 2021-10-01`.

use std::ops::Deref;

use corridor_model::{
    Admission, CampState, CrossingState, Date, Diagnostic, Edit, EditError, Key, Kind, Location, Passage, Row,
    Scenario, Severity, Shut, Uncertain, Until, Way,
};

use crate::number::{self, FACTOR, Limits, PEOPLE, SHARE};
use crate::problems::{Problems, Spot, small};
use crate::source::{Source, text_of};
use crate::{date, suggest};

/// How each edit begins, and an example of it.
const VERBS: [(&str, &str); 13] = [
    ("close", "close chaman from 2021-09-02 until unknown"),
    ("open", "open chaman from 2021-09-15"),
    ("restrict", "restrict chaman to 0.3 from 2021-09-02"),
    ("documented", "documented chaman from 2021-09-02"),
    ("returns-only", "returns-only chaman from 2021-09-02"),
    ("capacity", "capacity north_camp 5000"),
    ("cap", "cap tajikistan 50000 from 2021-10-01"),
    ("admit", "admit tajikistan from 2021-10-01"),
    ("refuse", "refuse pakistan from 2021-09-02"),
    ("push-back", "push-back iran 0.5"),
    ("return", "return iran 500 from 2021-09-02"),
    ("fighting", "fighting bazarak 0.8 from 2021-09-01 until 2021-09-06"),
    ("departures", "departures of kabul x 1.5 from 2021-09-02"),
];

/// A word of an edit, or several in quotation marks.
#[derive(Clone, Copy, Debug)]
struct Word<'a> {
    text: &'a str,
    quoted: bool,
    /// In characters, from 1.
    column: u32,
    width: u32,
}

impl Word<'_> {
    fn is(&self, word: &str) -> bool {
        !self.quoted && self.text.eq_ignore_ascii_case(word)
    }
}

/// Some words of an edit that belong together.
#[derive(Clone, Copy, Debug)]
struct Part<'w, 'a> {
    words: &'w [Word<'a>],
    /// The word before, to point at where nothing follows.
    after: Word<'a>,
}

impl<'w, 'a> Part<'w, 'a> {
    fn text(&self) -> String {
        self.words.iter().map(|word| word.text).collect::<Vec<_>>().join(" ")
    }

    fn wrong(&self, code: &'static str, message: String, help: impl Into<String>) -> Diagnostic {
        let (column, width) = match (self.words.first(), self.words.last()) {
            (Some(first), Some(last)) => (first.column, last.column + last.width - first.column),
            (None, _) | (_, None) => (self.after.column, self.after.width),
        };
        wrong(code, column, width, message, help)
    }

    /// The last word, and those before it.
    fn split_last(self) -> (Part<'w, 'a>, Part<'w, 'a>) {
        let at = self.words.len().saturating_sub(1);
        let (words, last) = self.words.split_at(at);
        (Part { words, ..self }, Part { words: last, after: words.last().copied().unwrap_or(self.after) })
    }

    /// Without this word at its end.
    fn without_last(self, word: &str) -> Part<'w, 'a> {
        match self.words.split_last() {
            Some((last, words)) if last.is(word) => Part { words, ..self },
            Some(_) | None => self,
        }
    }

    fn number(&self, limits: &Limits, what: &str) -> Result<Uncertain, Diagnostic> {
        if self.words.is_empty() {
            return Err(self.wrong(
                "missing-word",
                format!("The edit ends before {what}."),
                "write a number, or low..high",
            ));
        }
        number::parse(&self.text(), limits).map_err(|trouble| self.wrong(trouble.code, trouble.message, trouble.help))
    }

    fn date(&self) -> Result<Date, Diagnostic> {
        date::parse(&self.text()).map_err(|trouble| self.wrong(trouble.code, trouble.message, trouble.help))
    }
}

fn wrong(code: &'static str, column: u32, width: u32, message: String, help: impl Into<String>) -> Diagnostic {
    let (file, help) = ("edit".to_owned(), help.into());
    Diagnostic { severity: Severity::Error, code, file, line: 1, column, width, message, help }
}

/// An edit from its words. `rank` is its number among the edits made, from 1: where two contradict, the later holds.
pub fn parse_edit(words: &str, scenario: &Scenario, rank: u32) -> Result<Edit, Diagnostic> {
    let words = split(words)?;
    let Some((verb, rest)) = words.split_first() else {
        return Err(wrong("missing-word", 1, 1, "The edit is empty.".to_owned(), example("close")));
    };
    let is_clause = |word: &Word<'_>| ["from", "until", "into"].iter().any(|clause| word.is(clause));
    let head_length = rest.iter().position(is_clause).unwrap_or(rest.len());
    let (head, clauses) = rest.split_at(head_length);
    let head = Part { words: head, after: *verb };
    let mut sentence = Sentence { scenario, rank, verb: *verb, head, from: None, until: None, into: None };
    let mut clauses = clauses;
    while let Some((clause, rest)) = clauses.split_first() {
        let length = rest.iter().position(is_clause).unwrap_or(rest.len());
        let (words, rest) = rest.split_at(length);
        let part = Part { words, after: *clause };
        let slot = match clause.text.to_lowercase().as_str() {
            "from" => &mut sentence.from,
            "until" => &mut sentence.until,
            _ => &mut sentence.into,
        };
        if slot.replace(part).is_some() {
            let message = format!("`{}` stands twice in the edit.", clause.text);
            return Err(wrong("duplicate-word", clause.column, clause.width, message, "keep one of them"));
        }
        if words.is_empty() {
            let message = format!("Nothing follows `{}`.", clause.text);
            return Err(part.wrong("missing-word", message, "write a day such as 2021-09-02; after `into` a country"));
        }
        clauses = rest;
    }
    sentence.edit()
}

/// An edit beside the words that make it. Where an edit is asked for, it is one.
#[derive(Clone, Debug, PartialEq)]
pub struct WrittenEdit {
    /// The words, without space around them.
    pub words: String,
    /// The edit.
    pub edit: Edit,
}

impl Deref for WrittenEdit {
    type Target = Edit;

    fn deref(&self) -> &Edit {
        &self.edit
    }
}

/// The edits of a file, one a line; empty lines and those that begin with `#` say nothing.
pub fn read_edits(source: &Source, scenario: &Scenario) -> (Vec<WrittenEdit>, Vec<Diagnostic>) {
    let mut problems = Problems::of(source.name.clone());
    let mut edits = Vec::new();
    for (index, line) in text_of(&source.bytes, &mut problems).unwrap_or_default().lines().enumerate() {
        if line.trim().is_empty() || line.trim_start().starts_with('#') {
            continue;
        }
        match parse_edit(line, scenario, small(edits.len() + 1)) {
            Ok(edit) => edits.push(WrittenEdit { words: line.trim().to_owned(), edit }),
            Err(told) => {
                let at = Spot { line: small(index + 1), column: told.column, width: told.width };
                problems.error(told.code, at, told.message, told.help);
            }
        }
    }
    (edits, problems.into_diagnostics())
}

/// Makes the change, or says why it does not fit.
pub(crate) fn apply(scenario: &mut Scenario, edit: &Edit, words: &str) -> Result<(), Diagnostic> {
    let width = small(words.chars().count());
    scenario.apply(edit).map_err(|error| {
        let message = match error {
            EditError::Unknown { key } => format!("There is no `{key}` that this edit could change."),
            EditError::WrongKind { key, needs } => format!("`{key}` is not {needs}."),
            EditError::Exists { key } => format!("There is a place `{key}` already."),
        };
        wrong("edit-does-not-fit", 1, width, message, "name another place, or write another edit")
    })
}

fn example(verb: &str) -> String {
    let example = VERBS.iter().find(|(word, _)| *word == verb).map_or(VERBS[0].1, |(_, example)| example);
    format!("for example: {example}")
}

/// The words of an edit.
fn split(text: &str) -> Result<Vec<Word<'_>>, Diagnostic> {
    let mut words = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let start = at + rest.len() - rest.trim_start().len();
        let rest = &text[start..];
        let quote = rest.chars().next().filter(|first| matches!(first, '"' | '\''));
        let column = small(text[..start].chars().count() + 1);
        let (word, length) = match quote {
            None => {
                let length = rest.find(char::is_whitespace).unwrap_or(rest.len());
                (&rest[..length], length)
            }
            Some(quote) => match rest[1..].find(quote) {
                Some(length) => (&rest[1..=length], length + 2),
                None => {
                    let message = "The quotation mark that opens here is never closed.".to_owned();
                    return Err(wrong("unclosed-quote", column, 1, message, "put one after the name"));
                }
            },
        };
        if !word.is_empty() {
            let width = small(rest[..length].chars().count());
            words.push(Word { text: word, quoted: quote.is_some(), column, width });
        }
        at = start + length;
    }
    Ok(words)
}

/// An edit cut into its parts.
struct Sentence<'w, 'a> {
    scenario: &'w Scenario,
    rank: u32,
    verb: Word<'a>,
    head: Part<'w, 'a>,
    from: Option<Part<'w, 'a>>,
    until: Option<Part<'w, 'a>>,
    into: Option<Part<'w, 'a>>,
}

/// What an edit names.
enum Named<'s> {
    Place(&'s Location),
    Route(Key, Key),
}

impl<'w> Sentence<'w, '_> {
    fn edit(&self) -> Result<Edit, Diagnostic> {
        let verb = self.verb.text.to_lowercase().replace('_', "-");
        let unknown = Until::Unknown;
        match verb.as_str() {
            "close" => self.shut(true),
            "open" => self.shut(false),
            "restrict" => {
                let (place, fraction) = self.head.split_last();
                let fraction = fraction.number(&SHARE, "the fraction that is let through")?;
                let place = place.without_last("to");
                self.passage(self.crossing(place)?, Passage::Restricted { fraction, profile: None }, unknown)
            }
            "documented" => self.passage(self.crossing(self.head)?, Passage::DocumentedOnly, unknown),
            "returns-only" => self.passage(self.crossing(self.head)?, Passage::ReturnsOnly, unknown),
            "capacity" => {
                let (place, people) = self.head.split_last();
                let capacity = Some(people.number(&PEOPLE, "the capacity")?);
                let place = place.without_last("to").without_last("at");
                let location = self.place(place)?;
                if !location.kind.receives() {
                    let message = format!("`{}` is only passed, and receives nobody.", location.key);
                    return Err(place.wrong("not-receiving", message, "name a town, camp, site or hub"));
                }
                let (_, kind) = self.open_before(location)?;
                let row = self.row(CampState::Open { capacity, kind }, Until::Never)?;
                Ok(Edit::Room { location: location.key.clone(), row })
            }
            "cap" => {
                let (host, people) = self.with_number(&PEOPLE, "the number of people")?;
                Ok(Edit::Admission { host, row: self.row(Admission::Cap { people }, Until::Never)? })
            }
            "admit" => {
                Ok(Edit::Admission { host: self.country(self.head)?, row: self.row(Admission::Open, Until::Never)? })
            }
            "refuse" => {
                let refusal = Admission::Refusal { accepted: Uncertain::Exact(0.0) };
                Ok(Edit::Admission { host: self.country(self.head)?, row: self.row(refusal, unknown)? })
            }
            "push-back" => {
                let (host, share) = self.with_number(&SHARE, "the share sent back")?;
                Ok(Edit::PushBack { host, row: self.row(share, Until::Never)? })
            }
            "return" => {
                let (host, people) = self.with_number(&PEOPLE, "the number of people a day")?;
                Ok(Edit::ForcedReturn { host, row: self.row(people, Until::Never)? })
            }
            "fighting" => {
                let (place, intensity) = self.head.split_last();
                let intensity = intensity.number(&SHARE, "the intensity")?;
                Ok(Edit::Fighting { location: self.place(place)?.key.clone(), row: self.row(intensity, unknown)? })
            }
            "departures" => self.departures(),
            _ => {
                let verbs = || VERBS.iter().map(|(verb, _)| *verb);
                let help = suggest::did_you_mean(&verb, verbs())
                    .unwrap_or_else(|| format!("an edit begins with one of {}", suggest::list(verbs())));
                let message = format!("`{}` is not an edit.", self.verb.text);
                Err(wrong("unknown-verb", self.verb.column, self.verb.width, message, help))
            }
        }
    }

    /// `close` or `open` a crossing, airport, camp, place or route, or the border between two countries.
    fn shut(&self, close: bool) -> Result<Edit, Diagnostic> {
        let until = if close { Until::Unknown } else { Until::Never };
        let named = self.place_or_route(self.head);
        // A place may be called so too.
        if let (Err(_), Some((border, countries))) = (&named, self.head.words.split_first())
            && border.is("border")
        {
            let countries = self.border(Part { words: countries, after: *border })?;
            return Ok(Edit::Border { countries, row: self.row(close, until)? });
        }
        let shut = match named? {
            Named::Route(from, to) => Shut::Route { from, to },
            Named::Place(location) => match location.kind {
                Kind::Crossing | Kind::Airport => {
                    return self.passage(location, if close { Passage::Closed } else { Passage::Open }, until);
                }
                Kind::Camp | Kind::IdpSite => {
                    let (capacity, kind) = self.open_before(location)?;
                    let state = if close { CampState::Closed } else { CampState::Open { capacity, kind } };
                    return Ok(Edit::Room { location: location.key.clone(), row: self.row(state, until)? });
                }
                Kind::Town | Kind::Hub | Kind::Waypoint | Kind::Exit => Shut::Location(location.key.clone()),
            },
        };
        Ok(Edit::Closure { shut, row: self.row(close.then_some(Way::Both), until)? })
    }

    /// The capacity that a place had when it was last open, and what it was: reopening it makes it no larger and no other.
    fn open_before(&self, location: &Location) -> Result<(Option<Uncertain>, Option<Kind>), Diagnostic> {
        let from = self.begins()?;
        let rows = self.scenario.camps.iter().filter(|(key, _)| *key == location.key).flat_map(|(_, log)| &log.rows);
        let open = rows.filter(|row| row.event_date <= from).filter_map(|row| match row.value {
            CampState::Closed => None,
            CampState::Open { capacity, kind } => Some((row.edit, row.event_date, (capacity, kind))),
        });
        Ok(open.max_by_key(|(edit, date, _)| (*edit, *date)).map_or((None, None), |(_, _, state)| state))
    }

    /// Who may pass a crossing, into one country or both, or board at an airport.
    fn passage(&self, location: &Location, passage: Passage, until: Until) -> Result<Edit, Diagnostic> {
        let into = match self.into {
            None => None,
            Some(part) => {
                let into = self.country_in(part)?;
                if into != location.country && Some(&into) != location.to_country.as_ref() {
                    let message = format!("`{}` does not lead into `{into}`.", location.key);
                    let help = match &location.to_country {
                        Some(other) => {
                            format!("write `{}` or `{other}`, or leave `into` out for both", location.country)
                        }
                        None => "an airport has no direction: leave `into` out".to_owned(),
                    };
                    return Err(part.wrong("wrong-side", message, help));
                }
                Some(into)
            }
        };
        let state = CrossingState { passage, per_day: None, irregular: None };
        let row = self.when(state, until)?;
        Ok(Edit::Passage { crossing: location.key.clone(), into, row })
    }

    fn departures(&self) -> Result<Edit, Diagnostic> {
        let (place, last) = self.head.split_last();
        let (place, factor) = match last.words.first() {
            // `x1.5` in one word.
            Some(word) if !word.quoted && word.text.len() > 1 && word.text.starts_with(['x', 'X']) => {
                (place, number::exact(&word.text[1..], &FACTOR))
            }
            Some(word) => (place.without_last("x").without_last("by"), number::exact(word.text, &FACTOR)),
            None => {
                return Err(last.wrong(
                    "missing-word",
                    "The edit ends before the factor.".to_owned(),
                    example("departures"),
                ));
            }
        };
        let factor = factor.map_err(|trouble| last.wrong(trouble.code, trouble.message, trouble.help))?;
        let of = match place.words.split_first() {
            Some((word, rest)) if word.is("of") => Part { words: rest, after: *word },
            Some(_) | None => place,
        };
        let origin = match of.words {
            [] => None,
            _ => Some(self.place(of).map(|location| location.key.clone()).or_else(|error| {
                // A country is allowed too; of a word that is neither, the places that it could mean are told.
                self.country_in(of).map_err(|_| error)
            })?),
        };
        Ok(Edit::Departures { origin, row: self.row(factor, Until::Never)? })
    }

    fn with_number(&self, limits: &Limits, what: &str) -> Result<(Key, Uncertain), Diagnostic> {
        let (country, number) = self.head.split_last();
        let number = number.number(limits, what)?;
        Ok((self.country(country.without_last("at").without_last("to"))?, number))
    }

    /// The row of an edit that has no direction.
    fn row<T>(&self, value: T, until: Until) -> Result<Row<T>, Diagnostic> {
        if let Some(into) = self.into {
            let message = "Only an edit of a crossing has a direction.".to_owned();
            return Err(into.wrong("wrong-side", message, "leave `into` out"));
        }
        self.when(value, until)
    }

    fn when<T>(&self, value: T, otherwise: Until) -> Result<Row<T>, Diagnostic> {
        let from = self.begins()?;
        let until = match self.until {
            None => otherwise,
            Some(part) => match part.words {
                [word] if word.is("unknown") => Until::Unknown,
                [word] if word.is("never") => Until::Never,
                _ => {
                    let day = part.date().map_err(|told| Diagnostic {
                        help: "write a day such as 2021-09-02, `unknown` or `never`".to_owned(),
                        ..told
                    })?;
                    if day <= from {
                        let message = format!("The edit ends before it has begun, on {from}.");
                        return Err(part.wrong("until-before-start", message, "write a day after `from`"));
                    }
                    Until::Date(day)
                }
            },
        };
        Ok(Row::edited(value, from, until, self.rank))
    }

    fn begins(&self) -> Result<Date, Diagnostic> {
        let period = self.scenario.period;
        let Some(part) = self.from else { return Ok(self.scenario.reference_date.unwrap_or(period.start)) };
        let from = part.date()?;
        if from > period.end {
            let message = format!("The edit begins after the period, which ends on {}.", period.end);
            return Err(part.wrong("outside-period", message, "write an earlier day"));
        }
        Ok(from)
    }

    fn crossing(&self, part: Part<'_, '_>) -> Result<&'w Location, Diagnostic> {
        let location = self.place(part)?;
        match location.kind {
            Kind::Crossing | Kind::Airport => Ok(location),
            Kind::Town | Kind::Camp | Kind::IdpSite | Kind::Hub | Kind::Waypoint | Kind::Exit => {
                let message = format!("`{}` is neither a crossing nor an airport.", location.key);
                let there = self.scenario.locations.iter().filter(|other| other.kind == Kind::Crossing);
                let names: Vec<&str> = there.map(|other| other.key.as_str()).take(10).collect();
                let help =
                    if names.is_empty() { String::new() } else { format!("crossings: {}", suggest::list(names)) };
                Err(part.wrong("not-a-crossing", message, help))
            }
        }
    }

    fn place(&self, part: Part<'_, '_>) -> Result<&'w Location, Diagnostic> {
        let text = self.name(part, "a place")?;
        let key = self.scenario.place_called(&text).map_err(|keys| self.unknown_place(part, &text, &keys))?;
        self.scenario.location(key).ok_or_else(|| self.unknown_place(part, &text, &[]))
    }

    fn country(&self, part: Part<'_, '_>) -> Result<Key, Diagnostic> {
        self.country_in(part)
    }

    fn country_in(&self, part: Part<'_, '_>) -> Result<Key, Diagnostic> {
        let text = self.name(part, "a country")?;
        self.scenario.country_called(&text).cloned().map_err(|keys| match keys.as_slice() {
            [] => {
                let countries = self.scenario.countries();
                let names = || countries.iter().map(|key| key.as_str());
                let help = suggest::did_you_mean(&text, names())
                    .unwrap_or_else(|| format!("the countries are {}", suggest::list(names())));
                part.wrong("unknown-country", format!("There is no country `{text}`."), help)
            }
            several => ambiguous(part, &text, several),
        })
    }

    /// The countries of a border, written `A B`, `A and B` or `A-B`.
    fn border(&self, part: Part<'_, '_>) -> Result<(Key, Key), Diagnostic> {
        let text = part.text();
        let known = |text: &str| self.scenario.country_called(text).ok().cloned();
        let mut cuts = [" and ", " - ", "-", " "].into_iter().flat_map(|mark| text.match_indices(mark));
        let both = cuts.find_map(|(at, mark)| Some((known(&text[..at])?, known(&text[at + mark.len()..])?)));
        let Some((a, b)) = both else { return Err(self.unknown_border(part)) };
        let touches = |other: &Key| {
            let (routes, crossings) = self.scenario.border(&a, other);
            !routes.is_empty() || !crossings.is_empty()
        };
        if touches(&b) {
            return Ok((a, b));
        }
        let beside: Vec<&str> =
            self.scenario.countries().into_iter().filter(|other| touches(other)).map(Key::as_str).collect();
        let help = match beside.as_slice() {
            [] => "name two countries that a route joins".to_owned(),
            beside => format!("from `{a}` routes lead into {}", suggest::list(beside.iter().copied())),
        };
        Err(part.wrong("no-border", format!("No route or crossing joins `{a}` and `{b}`."), help))
    }

    /// Which of the words are no country.
    fn unknown_border(&self, part: Part<'_, '_>) -> Diagnostic {
        let missing = |part: Part<'_, '_>| {
            let message = "A border lies between two countries.".to_owned();
            part.wrong(
                "missing-word",
                message,
                "for example: close border afghanistan pakistan from 2021-09-02 until never",
            )
        };
        let words = part.words;
        for at in 1..words.len() {
            let (first, rest) = words.split_at(at);
            let first = Part { words: first, ..part };
            if self.scenario.country_called(&first.text()).is_ok() {
                let skip = usize::from(rest.first().is_some_and(|word| word.is("and")));
                let rest = Part { words: &rest[skip..], after: words[at - 1] };
                return self.country_in(rest).err().unwrap_or_else(|| missing(part));
            }
        }
        let first = Part { words: &words[..words.len().min(1)], ..part };
        match self.country_in(first) {
            Err(unknown) if !words.is_empty() => unknown,
            Ok(_) | Err(_) => missing(part),
        }
    }

    /// A place, or a route written `A-B` or `A to B`.
    fn place_or_route(&self, part: Part<'_, '_>) -> Result<Named<'w>, Diagnostic> {
        let text = self.name(part, "a place or route")?;
        let keys = match self.scenario.place_called(&text) {
            Ok(key) => {
                return self
                    .scenario
                    .location(key)
                    .map(Named::Place)
                    .ok_or_else(|| self.unknown_place(part, &text, &[]));
            }
            Err(keys) => keys,
        };
        if !keys.is_empty() {
            return Err(ambiguous(part, &text, &keys));
        }
        let cuts = text.match_indices(" to ").chain(text.match_indices(" - ")).chain(text.match_indices('-'));
        for (at, mark) in cuts {
            let ends = (self.scenario.place_called(&text[..at]), self.scenario.place_called(&text[at + mark.len()..]));
            let (Ok(from), Ok(to)) = ends else { continue };
            let joins = |a: &Key, b: &Key| (a, b) == (from, to) || (a, b) == (to, from);
            if !self.scenario.routes.iter().any(|route| joins(&route.from, &route.to)) {
                let message = format!("No route joins `{from}` and `{to}`.");
                return Err(part.wrong("unknown-route", message, "name the two ends of a route of routes.csv"));
            }
            return Ok(Named::Route(from.clone(), to.clone()));
        }
        if self.scenario.country_called(&text).is_ok() {
            let message = format!("`{text}` is a country, not a place.");
            let help = format!(
                "write `refuse {text}`, `admit {text}` or `close border {text} OTHER-COUNTRY`, or name a crossing"
            );
            return Err(part.wrong("not-a-place", message, help));
        }
        Err(self.unknown_place(part, &text, &[]))
    }

    fn name(&self, part: Part<'_, '_>, what: &str) -> Result<String, Diagnostic> {
        if part.words.is_empty() {
            let verb = self.verb.text.to_lowercase();
            return Err(part.wrong("missing-word", format!("The edit names {what} nowhere."), example(&verb)));
        }
        Ok(part.text())
    }

    fn unknown_place(&self, part: Part<'_, '_>, text: &str, keys: &[Key]) -> Diagnostic {
        if !keys.is_empty() {
            return ambiguous(part, text, keys);
        }
        let names = self.scenario.locations.iter().flat_map(|location| {
            let aliases = location.aliases.iter().map(String::as_str);
            let key = location.key.as_str();
            [key, key.strip_prefix("x_").unwrap_or(key), location.name.as_str()].into_iter().chain(aliases)
        });
        let help = suggest::did_you_mean(text, names).unwrap_or_else(|| "name a place of locations.csv".to_owned());
        part.wrong("unknown-place", format!("There is no place `{text}`."), help)
    }
}

fn ambiguous(part: Part<'_, '_>, text: &str, keys: &[Key]) -> Diagnostic {
    let help = format!("write the key: one of {}", suggest::list(keys.iter().map(Key::as_str)));
    part.wrong("ambiguous-name", format!("`{text}` could mean several places."), help)
}
