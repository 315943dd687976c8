//! The words of an edit, and where each stands.

use corridor_model::{Date, Diagnostic, Severity, Uncertain};

use crate::date;
use crate::number::{self, Limits, Trouble};
use crate::problems::small;

/// What was read, or everything that is wrong with it.
pub type Told<T> = Result<T, Vec<Diagnostic>>;

/// Both, or what is wrong with either.
pub fn both<A, B>(a: Told<A>, b: Told<B>) -> Told<(A, B)> {
    match (a, b) {
        (Ok(a), Ok(b)) => Ok((a, b)),
        (Err(mut a), Err(b)) => {
            a.extend(b);
            Err(a)
        }
        (Err(told), Ok(_)) | (Ok(_), Err(told)) => Err(told),
    }
}

/// A word of an edit, or several in quotation marks.
#[derive(Clone, Copy, Debug)]
pub struct Word<'a> {
    pub text: &'a str,
    pub quoted: bool,
    /// In characters, from 1.
    pub column: u32,
    pub width: u32,
}

impl Word<'_> {
    pub fn is(&self, word: &str) -> bool {
        !self.quoted && self.text.eq_ignore_ascii_case(word)
    }
}

/// Some words of an edit that belong together.
#[derive(Clone, Copy, Debug)]
pub struct Part<'w, 'a> {
    pub words: &'w [Word<'a>],
    /// The word before, to point at where nothing follows.
    pub after: Word<'a>,
}

impl<'w, 'a> Part<'w, 'a> {
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    pub fn text(&self) -> String {
        self.words.iter().map(|word| word.text).collect::<Vec<_>>().join(" ")
    }

    pub fn wrong(&self, code: &'static str, message: impl Into<String>, help: impl Into<String>) -> Vec<Diagnostic> {
        let (column, width) = match (self.words.first(), self.words.last()) {
            (Some(first), Some(last)) => (first.column, last.column + last.width - first.column),
            (None, _) | (_, None) => (self.after.column, self.after.width),
        };
        wrong(code, column, width, message.into(), help)
    }

    pub fn trouble(&self, trouble: Trouble) -> Vec<Diagnostic> {
        self.wrong(trouble.code, trouble.message, trouble.help)
    }

    /// The words before the one at `at`, and those from it on.
    pub fn split_at(self, at: usize) -> (Part<'w, 'a>, Part<'w, 'a>) {
        let (words, rest) = self.words.split_at(at.min(self.words.len()));
        (Part { words, ..self }, Part { words: rest, after: words.last().copied().unwrap_or(self.after) })
    }

    /// The words before the last, and it.
    pub fn split_last(self) -> (Part<'w, 'a>, Part<'w, 'a>) {
        self.split_at(self.words.len().saturating_sub(1))
    }

    /// Without this word at its end.
    pub fn without_last(self, word: &str) -> Part<'w, 'a> {
        match self.words.split_last() {
            Some((last, words)) if last.is(word) => Part { words, ..self },
            Some(_) | None => self,
        }
    }

    /// Without this word at its beginning.
    pub fn without_first(self, word: &str) -> Part<'w, 'a> {
        match self.words.split_first() {
            Some((first, words)) if first.is(word) => Part { words, after: *first },
            Some(_) | None => self,
        }
    }

    /// The words before the last one that is `word`, and those after it.
    pub fn cut_at(self, word: &str) -> Option<(Part<'w, 'a>, Part<'w, 'a>)> {
        let at = self.words.iter().rposition(|own| own.is(word))?;
        Some((self.split_at(at).0, self.split_at(at + 1).1))
    }

    pub fn number(&self, limits: &Limits, what: &str) -> Told<Uncertain> {
        if self.is_empty() {
            let help = "write a number, or low..high";
            return Err(self.wrong("missing-word", format!("The edit ends before {what}."), help));
        }
        number::parse(&self.text(), limits).map_err(|trouble| self.trouble(trouble))
    }

    pub fn date(&self) -> Told<Date> {
        date::parse(&self.text()).map_err(|trouble| self.trouble(trouble))
    }
}

/// One thing that is wrong with an edit.
pub fn wrong(code: &'static str, column: u32, width: u32, message: String, help: impl Into<String>) -> Vec<Diagnostic> {
    let (file, help) = ("edit".to_owned(), help.into());
    vec![Diagnostic { severity: Severity::Error, code, file, line: 1, column, width, message, help }]
}

/// The words of an edit.
pub fn split(text: &str) -> Told<Vec<Word<'_>>> {
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
