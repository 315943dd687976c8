//! Named values of a table's row or of a group in `scenario.yml`, and what is said where one is wrong.

use std::borrow::Cow;

use corridor_model::{Date, Key, Uncertain};

use crate::number::{self, Limits, Trouble};
use crate::problems::{Problems, Spot};
use crate::scenario::Known;
use crate::{date, suggest};

/// Which names a row or group may have.
#[derive(Clone, Copy, Debug)]
pub struct Names {
    /// Those that must be given.
    pub required: &'static [&'static str],
    /// Those that may be given.
    pub optional: &'static [&'static str],
}

impl Names {
    /// All of them.
    pub fn all(&self) -> impl Iterator<Item = &'static str> + Clone {
        self.required.iter().chain(self.optional).copied()
    }
}

/// The last part of a path such as `where/0/role`; a name of a column is one.
fn leaf(name: &str) -> &str {
    name.rsplit('/').find(|part| part.parse::<usize>().is_err()).unwrap_or(name)
}

/// A row of a table, or a group of `scenario.yml`. What cannot be read is nothing, and told.
pub trait Values<'a> {
    /// The value with this name, without spaces around it; nothing where it is absent or empty.
    fn given(&self, name: &str) -> Option<Cow<'a, str>>;
    /// Where it stands.
    fn spot(&self, name: &str) -> Spot;
    /// Where to tell what is wrong.
    fn problems(&mut self) -> &mut Problems;
    /// What the rest of the folder declares.
    fn known(&self) -> &'a Known;

    /// The value with this name is wrong.
    fn fail(&mut self, code: &'static str, name: &str, message: impl Into<String>, help: impl Into<String>) {
        let spot = self.spot(name);
        self.problems().error(code, spot, message, help);
    }

    /// The value with this name is odd.
    fn warn(&mut self, code: &'static str, name: &str, message: impl Into<String>, help: impl Into<String>) {
        let spot = self.spot(name);
        self.problems().warning(code, spot, message, help);
    }

    /// The value, or what is wrong with it.
    fn told<T>(&mut self, name: &str, read: impl FnOnce(&str) -> Result<T, Trouble>) -> Option<T> {
        let text = self.given(name)?;
        match read(&text) {
            Ok(value) => Some(value),
            Err(Trouble { code, message, help }) => {
                let message = message.replacen(&format!("`{text}`"), &format!("`{text}` in `{}`", leaf(name)), 1);
                self.fail(code, name, message, help);
                None
            }
        }
    }

    /// Words.
    fn text(&self, name: &str) -> String {
        self.given(name).map(Cow::into_owned).unwrap_or_default()
    }

    /// A value or a range.
    fn number(&mut self, name: &str, limits: &Limits) -> Option<Uncertain> {
        self.told(name, |text| number::parse(text, limits))
    }

    /// One number.
    fn exact(&mut self, name: &str, limits: &Limits) -> Option<f64> {
        self.told(name, |text| number::exact(text, limits))
    }

    /// A whole number.
    fn whole(&mut self, name: &str, limits: &Limits) -> Option<u64> {
        let value = self.exact(name, limits)?;
        if value.fract() == 0.0 {
            return Some(value as u64);
        }
        let message = format!("`{value}` in `{name}` is not a whole number.");
        self.fail("not-whole", name, message, format!("write a whole number, such as {}", value.round()));
        None
    }

    /// A day.
    fn date(&mut self, name: &str) -> Option<Date> {
        self.told(name, date::parse)
    }

    /// Yes or no.
    fn flag(&mut self, name: &str) -> Option<bool> {
        let text = self.given(name)?.to_lowercase();
        match text.as_str() {
            "yes" | "true" => Some(true),
            "no" | "false" => Some(false),
            other => {
                let message = format!("`{other}` in `{name}` is neither yes nor no.");
                self.fail("not-a-flag", name, message, "write `yes` or `no`");
                None
            }
        }
    }

    /// One of a few words.
    fn word<T: Copy>(&mut self, name: &str, all: &[T], word: fn(T) -> &'static str) -> Option<T> {
        let text = self.given(name)?;
        let found = all.iter().copied().find(|one| word(*one) == text);
        if found.is_none() {
            let words = || all.iter().map(|one| word(*one));
            let near = suggest::did_you_mean(&text, words()).map_or(String::new(), |near| format!("{near} "));
            let message = format!("`{text}` is not a known `{}`.", leaf(name));
            self.fail("unknown-word", name, message, format!("{near}one of {} is expected", suggest::list(words())));
        }
        found
    }

    /// A place of the scenario.
    fn place(&mut self, name: &str) -> Option<Key> {
        self.named(name, "unknown-place", "a place", Known::has_place, Known::place_names)
    }

    /// A country of the scenario.
    fn country(&mut self, name: &str) -> Option<Key> {
        self.named(name, "unknown-country", "a country", Known::has_country, Known::country_names)
    }

    /// A place or a country of the scenario.
    fn place_or_country(&mut self, name: &str) -> Option<Key> {
        let has = |known: &Known, key: &str| known.has_place(key) || known.has_country(key);
        self.named(name, "unknown-place", "a place or country", has, |known| {
            let mut names = known.place_names();
            names.extend(known.country_names());
            names
        })
    }

    /// A profile of the scenario.
    fn profile(&mut self, name: &str) -> Option<Key> {
        self.named(name, "unknown-profile", "a profile", Known::has_profile, Known::profile_names)
    }

    /// A key that is declared elsewhere.
    fn named(
        &mut self,
        name: &str,
        code: &'static str,
        what: &str,
        has: impl Fn(&Known, &str) -> bool,
        names: impl Fn(&Known) -> Vec<&str>,
    ) -> Option<Key> {
        let text = self.given(name)?;
        let known = self.known();
        if has(known, &text) {
            return Some(Key::from(&*text));
        }
        // With an error in every row of a long table, the search would take longer than the reading.
        let near = if self.problems().is_full() { None } else { suggest::did_you_mean(&text, names(known)) };
        let where_from = if code == "unknown-profile" { "`profiles` in scenario.yml" } else { "locations.csv" };
        let help = near.unwrap_or_else(|| format!("add it to {where_from}, or write a key that stands there"));
        self.fail(code, name, format!("There is no {} `{text}`.", what.trim_start_matches("a ")), help);
        None
    }
}
