//! Days as files and edits write them.

use corridor_model::Date;

use crate::number::Trouble;

/// The years in which a scenario can lie: a year outside them is a slip of the keyboard.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2200;

/// The day `2021-09-02`.
pub fn parse(text: &str) -> Result<Date, Trouble> {
    let not = || Trouble {
        code: "not-a-date",
        message: format!("`{text}` is not a date."),
        help: "write year, month and day with hyphens: 2021-09-02".to_owned(),
    };
    let parts: Vec<&str> = text.split('-').collect();
    let is = |part: &str, digits: usize| part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit());
    let [year, month, day] = parts.as_slice() else { return Err(not()) };
    if !(is(year, 4) && is(month, 2) && is(day, 2)) {
        return Err(not());
    }
    let (Ok(year), Ok(month), Ok(day)) = (year.parse::<i16>(), month.parse::<i8>(), day.parse::<i8>()) else {
        return Err(not());
    };
    let none = |help: String| Trouble { code: "no-such-date", message: format!("There is no day `{text}`."), help };
    if !YEARS.contains(&year) {
        return Err(none(format!("years go from {} to {}", YEARS.start(), YEARS.end())));
    }
    let Ok(first) = Date::new(year, month, 1) else {
        return Err(none("months go from 01 to 12: write year, month, day".to_owned()));
    };
    Date::new(year, month, day).map_err(|_| none(format!("that month has {} days", first.days_in_month())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_or_refused_with_a_reason() {
        let help = |text: &str| parse(text).map_err(|trouble| format!("{}: {}", trouble.message, trouble.help));
        assert_eq!(help("2021-09-02").map(|date| date.to_string()), Ok("2021-09-02".to_owned()));
        assert_eq!(help("2021-02-29"), Err("There is no day `2021-02-29`.: that month has 28 days".to_owned()));
        for text in ["", "2.9.2021", "02/09/2021", "2021-9-2", "2021-09", "-2021-09-02", "2021-09-02T00", "１021-09-02"]
        {
            assert_eq!(parse(text).map_err(|trouble| trouble.code), Err("not-a-date"), "{text}");
        }
        for text in ["2021-13-01", "2021-00-01", "2021-01-00", "0021-01-01", "9999-01-01"] {
            assert_eq!(parse(text).map_err(|trouble| trouble.code), Err("no-such-date"), "{text}");
        }
    }
}
