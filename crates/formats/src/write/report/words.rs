//! Numbers, days and names as the report writes them.

use corridor_model::{Date, Key, Scenario, Target, Uncertain};

use crate::write::Spread;
pub use crate::write::camps_svg::words::day;
use crate::write::camps_svg::words::{rounded as positive, whole};

/// Counts below this are not told in a file that is passed on, and its other counts are multiples of it.
pub const SMALL: f64 = 50.0;

/// How this report writes numbers.
#[derive(Clone, Copy, Debug)]
pub struct Words<'a> {
    pub scenario: &'a Scenario,
    /// Whether small counts are hidden.
    pub public: bool,
}

impl Words<'_> {
    /// People as a forecast is exact: two significant digits, three after a leading 1.
    pub fn people(self, people: f64) -> String {
        if self.hides(people) { small() } else { rounded(people) }
    }

    /// People as they were counted.
    pub fn counted(self, people: f64) -> String {
        if self.hides(people) { small() } else { signed(people, whole) }
    }

    /// `22,000–73,000`, as they were counted.
    pub fn counts(self, (low, high): (f64, f64)) -> String {
        join(self.counted(low), self.counted(high))
    }

    /// Where nine in ten members are: `22,000–73,000`.
    pub fn nine(self, spread: &Spread) -> String {
        join(self.people(spread.q05), self.people(spread.q95))
    }

    /// A change of people: `+1,200`, `−300`, `0`.
    pub fn change(self, people: f64) -> String {
        if self.public && people.abs() < SMALL {
            return format!("within ±{SMALL}");
        }
        let text = rounded(people);
        if people > 0.0 && text != "0" { format!("+{text}") } else { text }
    }

    /// `−7,000 to −3,000`
    pub fn changes(self, low: f64, high: f64) -> String {
        let (low, high) = (self.change(low), self.change(high));
        if low == high { low } else { format!("{low} to {high}") }
    }

    /// What people call a place or country.
    pub fn name<'a>(self, key: &'a Key) -> &'a str
    where
        Self: 'a,
    {
        self.scenario.location(key).map_or(key.as_str(), |location| location.name.as_str())
    }

    fn hides(self, people: f64) -> bool {
        self.public && people < SMALL
    }
}

fn small() -> String {
    format!("<{SMALL}")
}

/// Two numbers as one text, once where they are the same.
pub fn join(low: String, high: String) -> String {
    if low == high { low } else { format!("{low}–{high}") }
}

/// Two significant digits, three after a leading 1, with a true minus sign.
pub fn rounded(number: f64) -> String {
    signed(number, positive)
}

/// With one decimal below 100.
pub fn decimal(number: f64) -> String {
    if number.is_finite() && number.abs() < 99.95 {
        let text = format!("{:.1}", number.abs());
        if number < 0.0 && text != "0.0" { format!("−{text}") } else { text }
    } else {
        rounded(number)
    }
}

fn signed(number: f64, write: fn(f64) -> String) -> String {
    let text = write(sound(number).abs());
    if number < 0.0 && text != "0" { format!("−{text}") } else { text }
}

/// A number that can be written and drawn.
pub fn sound(number: f64) -> f64 {
    if number.is_finite() { number.clamp(-1e300, 1e300) } else { 0.0 }
}

/// A share of members: `12 %`; never none or all, since more members might say otherwise.
pub fn chance(share: f64, members: u32) -> String {
    let percent = sound(share).clamp(0.0, 1.0) * 100.0;
    // One member in n stands for 100/n %.
    let least = (100.0 / f64::from(members.max(1))).clamp(1.0, 50.0).ceil();
    if percent < 0.5 {
        format!("less than {least}\u{a0}%")
    } else if percent >= 99.5 {
        format!("more than {}\u{a0}%", 100.0 - least)
    } else {
        format!("{percent:.0}\u{a0}%")
    }
}

/// A share: `43 %`
pub fn percent(share: f64) -> String {
    format!("{:.0}\u{a0}%", sound(share).clamp(0.0, 1.0) * 100.0)
}

/// `2 Sep 2021`
pub fn short(date: Date) -> String {
    date.strftime("%-d %b %Y").to_string()
}

/// `1 member`, `1,000 members`
pub fn many(number: usize, what: &str) -> String {
    format!("{} {what}{}", whole(number as f64), if number == 1 { "" } else { "s" })
}

/// A few things in a sentence: `a`, `a and b`, `a, b and c`.
pub fn list(things: &[String]) -> String {
    match things {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// What is counted, before the name of a place: "arrivals in Pakistan".
pub fn target(target: Option<Target>) -> &'static str {
    match target {
        Some(Target::Arrivals) => "arrivals in",
        Some(Target::NetArrivals) => "arrivals less returns in",
        Some(Target::Returns) => "returns from",
        Some(Target::Displaced) => "people displaced from",
        Some(Target::IdpReturns) => "returns of internally displaced people to",
        Some(Target::Evacuated) => "people evacuated to",
        Some(Target::Stock) => "people in",
        Some(Target::Stranded) => "people stranded at",
        Some(Target::Deaths) => "deaths while waiting at",
        None => "people in",
    }
}

/// A value of the scenario: `0.1`, `0.1 to 0.4`.
pub fn uncertain(value: Uncertain) -> String {
    match value {
        Uncertain::Exact(value) => plain(value),
        Uncertain::Range { low, high } => format!("{} to {}", plain(low), plain(high)),
        Uncertain::Lognormal { median, p90 } => {
            format!("lognormal: half below {}, nine in ten below {}", plain(median), plain(p90))
        }
    }
}

/// A number as its file has it; a large one with its thousands apart.
pub fn plain(value: f64) -> String {
    if value.abs() >= 10_000.0 { signed(value, whole) } else { crate::write::number(value) }
}

/// The first letters of a name that is too long.
pub fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most.saturating_sub(1)) {
        Some((end, _)) if text.chars().count() > most => format!("{}…", text[..end].trim_end()),
        Some(_) | None => text.to_owned(),
    }
}

/// The first letter large.
pub fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write::report::tests::world;

    #[test]
    fn people_and_changes_are_rounded_and_small_counts_are_hidden_from_the_public() {
        let scenario = world();
        let own = Words { scenario: &scenario, public: false };
        let passed = Words { public: true, ..own };
        assert_eq!((own.people(12_345.0), passed.people(12_345.0)), ("12,300".into(), "12,300".into()));
        assert_eq!(
            (own.people(0.0), passed.people(0.0), passed.people(49.9)),
            ("0".into(), "<50".into(), "<50".into())
        );
        assert_eq!(
            (own.change(-7_123.0), own.change(31.0), own.change(0.2)),
            ("−7,100".into(), "+31".into(), "0".into())
        );
        assert_eq!(passed.change(-31.0), "within ±50");
        assert_eq!(own.changes(-5.0, -5.0), "−5");
        for odd in [f64::NAN, f64::INFINITY, -1e300, 1e300] {
            assert!(own.people(odd).len() < 12 && own.change(odd).len() < 12, "{odd}");
        }
    }

    #[test]
    fn a_chance_is_never_none_or_all() {
        let cases = [
            (0.0, 1_000, "less than 1 %"),
            (0.0, 20, "less than 5 %"),
            (1.0, 200, "more than 99 %"),
            (0.034, 200, "3 %"),
            (0.999, 1_000, "more than 99 %"),
            (0.994, 1_000, "99 %"),
            (1.0, 1, "more than 50 %"),
        ];
        for (share, members, expected) in cases {
            assert_eq!(chance(share, members).replace('\u{a0}', " "), expected);
        }
    }
}
