//! An edit cut into its parts: a verb, what it is about, and clauses such as `from 2021-09-02`.

use corridor_model::{Date, Diagnostic, Row, Scenario, Until};

use super::example;
use super::word::{Part, Told, Word, both, wrong};

/// The words that begin a clause, whatever the verb.
const CLAUSES: [&str; 3] = ["from", "until", "into"];

/// An edit cut into its parts.
pub struct Sentence<'w, 'a> {
    pub scenario: &'w Scenario,
    pub rank: u32,
    /// The last word of the verb.
    pub verb: Word<'a>,
    /// The verb, as it is listed.
    pub said: &'static str,
    /// What stands between the verb and the first clause.
    pub head: Part<'w, 'a>,
    clauses: Vec<(&'static str, Part<'w, 'a>)>,
}

impl<'w, 'a> Sentence<'w, 'a> {
    /// Cuts it. `more` are the words that begin a clause of this verb alone.
    pub fn of(
        scenario: &'w Scenario,
        rank: u32,
        (verb, said): (Word<'a>, &'static str),
        rest: &'w [Word<'a>],
        more: &[&'static str],
    ) -> (Self, Vec<Diagnostic>) {
        let name_of = |word: &Word<'_>| CLAUSES.iter().chain(more).copied().find(|clause| word.is(clause));
        let length = |rest: &[Word<'_>]| rest.iter().position(|word| name_of(word).is_some()).unwrap_or(rest.len());
        let (head, mut rest) = rest.split_at(length(rest));
        let head = Part { words: head, after: verb };
        let mut sentence = Sentence { scenario, rank, verb, said, head, clauses: Vec::new() };
        let mut told = Vec::new();
        while let Some((clause, after)) = rest.split_first() {
            let (words, onward) = after.split_at(length(after));
            let part = Part { words, after: *clause };
            let name = name_of(clause).unwrap_or_default();
            if sentence.clause(name).is_some() {
                let message = format!("`{}` stands twice in the edit.", clause.text);
                told.extend(wrong("duplicate-word", clause.column, clause.width, message, "keep one of them"));
            } else {
                if words.is_empty() {
                    let message = format!("Nothing follows `{}`.", clause.text);
                    told.extend(part.wrong("missing-word", message, what_follows(name)));
                }
                sentence.clauses.push((name, part));
            }
            rest = onward;
        }
        (sentence, told)
    }

    /// The words of a clause, if the edit has it.
    pub fn clause(&self, name: &str) -> Option<Part<'w, 'a>> {
        self.clauses.iter().find(|(own, _)| *own == name).map(|(_, part)| *part)
    }

    /// The row of an edit that has no direction: what it says, and when.
    pub fn row<T>(&self, value: T, otherwise: Until) -> Told<Row<T>> {
        let no_direction = match self.clause("into") {
            None => Ok(()),
            Some(into) => {
                Err(into.wrong("wrong-side", "Only an edit of a crossing has a direction.", "leave `into` out"))
            }
        };
        both(no_direction, self.when(value, otherwise)).map(|((), row)| row)
    }

    /// The same, of one that may have a direction.
    pub fn when<T>(&self, value: T, otherwise: Until) -> Told<Row<T>> {
        let from = self.begins();
        let until = self.over(from.as_ref().ok().copied(), otherwise);
        both(from, until).map(|(from, until)| Row::edited(value, from, until, self.rank))
    }

    /// The first day: the reference date, else the first of the period, if none is said.
    pub fn begins(&self) -> Told<Date> {
        let period = self.scenario.period;
        let otherwise = self.scenario.reference_date.unwrap_or(period.start);
        let Some(part) = self.clause("from").filter(|part| !part.is_empty()) else { return Ok(otherwise) };
        let from = part.date()?;
        if from > period.end {
            let message = format!("The edit begins after the period, which ends on {}.", period.end);
            return Err(part.wrong("outside-period", message, "write an earlier day: from then on it changes nothing"));
        }
        if from < period.start {
            let message = format!("The edit begins before the period, which starts on {}.", period.start);
            return Err(part.wrong("outside-period", message, format!("write {} or a later day", period.start)));
        }
        Ok(from)
    }

    fn over(&self, from: Option<Date>, otherwise: Until) -> Told<Until> {
        let Some(part) = self.clause("until").filter(|part| !part.is_empty()) else { return Ok(otherwise) };
        match part.words {
            [word] if word.is("unknown") => return Ok(Until::Unknown),
            [word] if word.is("never") => return Ok(Until::Never),
            _ => {}
        }
        let mut day = part.date();
        for told in day.as_mut().err().into_iter().flatten() {
            told.help = "write a day such as 2021-09-02, `unknown` or `never`".to_owned();
        }
        let day = day?;
        match from.filter(|from| day <= *from) {
            Some(from) => {
                let message = format!("The edit ends before it has begun, on {from}.");
                Err(part.wrong("until-before-start", message, "write a day after `from`"))
            }
            None => Ok(Until::Date(day)),
        }
    }

    /// What names something; `what` is what is missing where it names nothing.
    pub fn name(&self, part: Part<'_, '_>, what: &str) -> Told<String> {
        if part.is_empty() {
            let message = format!("The edit names {what} nowhere.");
            return Err(part.wrong("missing-word", message, example(self.said)));
        }
        Ok(part.text())
    }
}

/// What stands after the first word of a clause.
fn what_follows(clause: &str) -> &'static str {
    match clause {
        "from" => "write a day such as 2021-09-02",
        "until" => "write a day such as 2021-09-02, `unknown` or `never`",
        "into" | "in" => "write a country",
        "near" => "write a place and how far it is by the way: `near kabul 40 km`",
        "at" => "write degrees north and east: `at 37.2,69.1`",
        "if" => "write the condition, and how likely it is: `if \"outside help\" 0.5`",
        "for" => "write a number of people; after `restrict` a profile",
        _ => "write a number of people",
    }
}
