//! Edits in words: `close chaman from 2021-09-02 until 2021-10-01`.
//!
//! An edit is a verb, what it is about, and when. `word.rs` cuts text into words that know where they stand, `sentence.rs`
//! words into clauses; `names.rs` finds what is named; `verbs.rs` and `network.rs` make the edit.

mod names;
mod network;
mod sentence;
mod verbs;
mod word;

use std::ops::Deref;

use corridor_model::{Diagnostic, Edit, EditError, Scenario};

use crate::problems::{Problems, Spot, small};
use crate::scenario::unreachable;
use crate::source::{Source, text_of};
use crate::suggest;
use sentence::Sentence;
use word::{Part, Told, split, wrong};

/// How an edit begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verb {
    Close,
    Open,
    Restrict,
    Documented,
    ReturnsOnly,
    Capacity,
    Cap,
    Pledge,
    Admit,
    Refuse,
    PushBack,
    Return,
    Fighting,
    Departures,
    Redirect,
    NewCamp,
    NewSite,
    NewHub,
    NewRoute,
}

/// The words of each verb, and an example.
const VERBS: [(Verb, &str, &str); 19] = [
    (Verb::Close, "close", "close chaman from 2021-09-02 until unknown"),
    (Verb::Open, "open", "open chaman from 2021-09-15"),
    (Verb::Restrict, "restrict", "restrict chaman to 0.3 from 2021-09-02"),
    (Verb::Documented, "documented", "documented chaman from 2021-09-02"),
    (Verb::ReturnsOnly, "returns-only", "returns-only chaman from 2021-09-02"),
    (Verb::Capacity, "capacity", "capacity north_camp 5000"),
    (Verb::Cap, "cap", "cap tajikistan 50000 from 2021-10-01"),
    (Verb::Pledge, "pledge", "pledge tajikistan 100000 if \"outside help\" 0.5 from 2021-09-15"),
    (Verb::Admit, "admit", "admit tajikistan from 2021-10-01"),
    (Verb::Refuse, "refuse", "refuse pakistan from 2021-09-02"),
    (Verb::PushBack, "push-back", "push-back iran 0.5"),
    (Verb::Return, "return", "return iran 500 from 2021-09-02"),
    (Verb::Fighting, "fighting", "fighting bazarak 0.8 from 2021-09-01 until 2021-09-06"),
    (Verb::Departures, "departures", "departures of kabul x 1.5 from 2021-09-02"),
    (Verb::Redirect, "redirect", "redirect kabul to jalalabad from 2021-09-02"),
    (Verb::NewCamp, "new camp", "new camp \"Site 9\" near kunduz 40 km for 5000 from 2021-09-15"),
    (Verb::NewSite, "new site", "new site \"Site 9\" near kunduz 40 km for 5000 from 2021-09-15"),
    (Verb::NewHub, "new hub", "new hub \"Site 9\" near kunduz 40 km from 2021-09-15"),
    (Verb::NewRoute, "new route", "new route kunduz to kabul 250 km by road from 2021-09-15"),
];

impl Verb {
    /// The words that begin a clause of this verb alone.
    const fn clauses(self) -> &'static [&'static str] {
        match self {
            Verb::Restrict => &["for"],
            Verb::Pledge => &["if"],
            Verb::NewCamp | Verb::NewSite | Verb::NewHub => &["near", "in", "at", "for", "capacity"],
            Verb::Close
            | Verb::Open
            | Verb::Documented
            | Verb::ReturnsOnly
            | Verb::Capacity
            | Verb::Cap
            | Verb::Admit
            | Verb::Refuse
            | Verb::PushBack
            | Verb::Return
            | Verb::Fighting
            | Verb::Departures
            | Verb::Redirect
            | Verb::NewRoute => &[],
        }
    }
}

/// An edit from its words, or everything that is wrong with them. `rank` is its number among the edits made, from 1: where
/// two contradict, the later holds.
pub fn parse_edit(words: &str, scenario: &Scenario, rank: u32) -> Result<Edit, Vec<Diagnostic>> {
    let words = split(words)?;
    let (verb, said, used) = verb(&words)?;
    let (words, rest) = words.split_at(used);
    let Some(last) = words.last() else { return Err(Vec::new()) };
    let (sentence, mut told) = Sentence::of(scenario, rank, (*last, said), rest, verb.clauses());
    match sentence.edit(verb) {
        Ok(edit) if told.is_empty() => Ok(edit),
        Ok(_) => Err(told),
        Err(more) => {
            told.extend(more);
            told.sort_by_key(|told| told.column);
            told.dedup();
            Err(told)
        }
    }
}

/// The verb, as it is listed, and how many words it has here.
fn verb(words: &[word::Word<'_>]) -> Told<(Verb, &'static str, usize)> {
    let Some(first) = words.first() else {
        return Err(wrong("missing-word", 1, 1, "The edit is empty.".to_owned(), example("close")));
    };
    let is_new = first.is("new");
    let used = if is_new { words.len().min(2) } else { 1 };
    let part = Part { words: words.get(..used).unwrap_or_default(), after: *first };
    let said = part.text().to_lowercase().replace('_', "-");
    if let Some((verb, word, _)) = VERBS.iter().find(|(_, word, _)| *word == said) {
        return Ok((*verb, word, used));
    }
    let verbs = || VERBS.iter().map(|(_, word, _)| *word);
    let meant = match synonym(&said) {
        Some(verb) => Some(format!("did you mean `{verb}`?")),
        None => suggest::did_you_mean(&said, verbs()),
    };
    let help = meant.unwrap_or_else(|| format!("an edit begins with one of {}", suggest::list(verbs())));
    Err(part.wrong("unknown-verb", format!("`{}` is not an edit.", part.text()), help))
}

/// The verb for another word that says the same.
fn synonym(word: &str) -> Option<&'static str> {
    Some(match word {
        "shut" | "block" | "seal" => "close",
        "reopen" | "re-open" => "open",
        "ban" | "reject" | "deny" => "refuse",
        "accept" | "welcome" => "admit",
        "deport" => "return",
        "war" | "battle" | "attack" | "conflict" => "fighting",
        "displacement" | "outflow" => "departures",
        "camp" | "build" | "new" => "new camp",
        "site" | "idp-site" | "new idp-site" => "new site",
        "route" | "road" | "new road" => "new route",
        _ => return None,
    })
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

/// The edits of a file, one a line; empty lines and those that begin with `#` say nothing. A line may name a place that an
/// earlier one adds.
pub fn read_edits(source: &Source, scenario: &Scenario) -> (Vec<WrittenEdit>, Vec<Diagnostic>) {
    make_edits(std::slice::from_ref(source), &mut scenario.clone())
}

/// Makes the edits of files, one a line, in order: each is read as the scenario is when those before it are made, and where
/// two contradict, the later holds. Those with which something is wrong are not made; the scenario is then of no use.
pub fn make_edits(sources: &[Source], scenario: &mut Scenario) -> (Vec<WrittenEdit>, Vec<Diagnostic>) {
    let (mut edits, mut places, mut told) = (Vec::new(), Vec::new(), Vec::new());
    let mut all: Vec<Problems> = sources.iter().map(|source| Problems::of(source.name.clone())).collect();
    let mut rank = scenario.edits_made();
    for (number, (source, problems)) in sources.iter().zip(&mut all).enumerate() {
        for (index, line) in text_of(&source.bytes, problems).unwrap_or_default().lines().enumerate() {
            if says_nothing(line) {
                continue;
            }
            let made = parse_edit(line, scenario, rank + 1).and_then(|edit| {
                apply(scenario, &edit, line)?;
                Ok(edit)
            });
            match made {
                Ok(edit) => {
                    if let Edit::Place { location, .. } = &edit {
                        let width = small(line.trim_end().chars().count());
                        places.push((location.key.clone(), number, Spot { line: small(index + 1), column: 1, width }));
                    }
                    rank += 1;
                    edits.push(WrittenEdit { words: line.trim().to_owned(), edit });
                }
                Err(told) => {
                    for told in told {
                        let at = Spot { line: small(index + 1), column: told.column, width: told.width };
                        problems.error(told.code, at, told.message, told.help);
                    }
                }
            }
        }
    }
    // A route to a new place may come after it.
    let beyond = if places.is_empty() { Vec::new() } else { unreachable(scenario) };
    for (key, number, at) in places {
        if let Some((_, cut_off)) = beyond.iter().find(|(other, _)| **other == key) {
            let message = match cut_off {
                true => format!("No route leads to `{key}`, so nobody can come."),
                false => format!("No way leads to `{key}` from where people are, so nobody can come."),
            };
            let help = format!("write `near PLACE 40 km`, or add `new route PLACE to {key} 40 km`");
            all[number].error("unreachable", at, message, help);
        }
    }
    told.extend(all.into_iter().flat_map(Problems::into_diagnostics));
    (edits, told)
}

/// Whether a line of a file of edits is empty or a comment.
pub fn says_nothing(line: &str) -> bool {
    line.trim().is_empty() || line.trim_start().starts_with('#')
}

/// Makes the change, or says why it does not fit.
fn apply(scenario: &mut Scenario, edit: &Edit, words: &str) -> Told<()> {
    let width = small(words.chars().count());
    scenario.apply(edit).map_err(|error| {
        let message = match error {
            EditError::Unknown { key } => format!("There is no `{key}` that this edit could change."),
            EditError::WrongKind { key, needs } => format!("`{key}` is not {needs}."),
            EditError::Exists { key } => format!("There is a `{key}` already."),
            EditError::Joined { from, to } => format!("A route joins `{from}` and `{to}` already."),
        };
        wrong("edit-does-not-fit", 1, width, message, "name another place, or write another edit")
    })
}

fn example(verb: &str) -> String {
    let example = VERBS.iter().find(|(_, word, _)| *word == verb).map_or(VERBS[0].2, |(_, _, example)| example);
    format!("for example: {example}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Sources, read};

    /// What a diagnostic holds up as an example is one.
    #[test]
    fn every_verb_has_an_example_that_can_be_made() {
        let file = |name: &str, text: &str| Source { name: name.to_owned(), bytes: text.as_bytes().to_vec() };
        let settings = "schema: 1\nrules_version: 1\nname: x\nperiod: {start: 2021-05-01, end: 2021-12-31}\n\
                        rules: {decision: {look_ahead: 1}}\nprofiles: [{key: displaced}]\n";
        let locations = "key,kind,country,to_country,population\nkabul,town,Afghanistan,,9\nkunduz,town,Afghanistan,,9\n\
                         bazarak,town,Afghanistan,,9\njalalabad,town,Afghanistan,,\nx_chaman,crossing,Afghanistan,Pakistan,\n\
                         north_camp,camp,Pakistan,,\nqom,hub,Iran,,\ndushanbe,hub,Tajikistan,,\n";
        let routes = "from,to,distance_km,mode\nkabul,bazarak,1,road\nbazarak,kunduz,1,road\nkabul,jalalabad,1,road\n\
                      kabul,x_chaman,1,road\nx_chaman,north_camp,1,road\nkabul,qom,1,road\nkunduz,dushanbe,1,road\n";
        let files = vec![file("scenario.yml", settings), file("locations.csv", locations), file("routes.csv", routes)];
        let (Some(scenario), _) = read(&Sources { root: String::new(), files }) else { panic!("it cannot be read") };
        for (_, verb, words) in VERBS {
            assert!(words.starts_with(verb), "{words}");
            let (edits, told) = make_edits(&[file("edit", words)], &mut scenario.clone());
            assert_eq!((edits.len(), told), (1, Vec::new()), "{words}");
        }
    }
}
