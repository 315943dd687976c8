//! Numbers, days and places as people write them.

use corridor_forecast::Interval;
use corridor_model::{Date, Key, Scenario};

/// The day `2 September 2021`.
pub fn day(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}

/// The day `2 Sep`.
pub fn short_day(date: Date) -> String {
    date.strftime("%-d %b").to_string()
}

/// People, rounded to two significant digits, three after a leading 1: a forecast is no more exact.
pub fn rounded(people: f64) -> String {
    if people.abs() >= 999_500.0 {
        let millions = people / 1e6;
        let decimals = if millions.abs() < 1.995 { 2 } else { usize::from(millions.abs() < 9.95) };
        return format!("{millions:.decimals$} M");
    }
    let mut unit = 1.0;
    while people.abs() / unit >= 199.5 {
        unit *= 10.0;
    }
    whole((people / unit).round() * unit)
}

/// The size of a file: `4.2 MB`, or in kB below one.
pub fn size(bytes: usize) -> String {
    let bytes = bytes as f64;
    if bytes < 1e6 { format!("{:.0} kB", (bytes / 1e3).max(1.0)) } else { format!("{:.1} MB", bytes / 1e6) }
}

/// A number with separators between the thousands.
pub fn whole(number: f64) -> String {
    let digits = format!("{:.0}", number.abs());
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if number < 0.0 && digits != "0" { format!("-{text}") } else { text }
}

/// `22,000–73,000`
pub fn between(low: f64, high: f64, write: fn(f64) -> String) -> String {
    let (low, high) = (write(low), write(high));
    if low == high { low } else { format!("{low}–{high}") }
}

/// `22,000–73,000`, also where both are one.
pub fn range(interval: &Interval) -> String {
    format!("{}–{}", rounded(interval.low), rounded(interval.high))
}

/// `22,000–73,000, median 41,000`
pub fn line(interval: &Interval) -> String {
    format!("{}, median {}", range(interval), rounded(interval.median))
}

/// The same in two lines.
pub fn lines(interval: &Interval) -> String {
    format!("{}\nmedian {}", range(interval), rounded(interval.median))
}

/// Whether it is shown as 0–0.
pub fn is_nothing(interval: &Interval) -> bool {
    [interval.low, interval.high].map(rounded).iter().all(|people| people == "0")
}

/// What people call a place or country.
pub fn name<'a>(scenario: &'a Scenario, key: &'a Key) -> &'a str {
    scenario.location(key).map_or(key.as_str(), |location| location.name.as_str())
}

/// The first letters of a name that is too long.
pub fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most - 1) {
        Some((end, _)) if text.chars().count() > most => format!("{}…", text[..end].trim_end()),
        Some(_) | None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_rounded_as_a_forecast_is_exact() {
        let cases = [
            (0.0, "0"),
            (7.4, "7"),
            (99.0, "99"),
            (149.0, "149"),
            (204.0, "200"),
            (1_234.0, "1,230"),
            (12_345.0, "12,300"),
            (22_345.0, "22,000"),
            (998.0, "1,000"),
            (999_600.0, "1.00 M"),
            (1_234_567.0, "1.23 M"),
            (4_321_000.0, "4.3 M"),
            (33_210_000.0, "33 M"),
        ];
        for (people, expected) in cases {
            assert_eq!(rounded(people), expected, "{people}");
        }
        assert_eq!(whole(-1234.0), "-1,234");
        assert_eq!(between(5.0, 5.0, whole), "5");
    }
}
