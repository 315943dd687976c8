//! Numbers and days as the picture writes them.

use corridor_model::Date;

/// A number as one reads it: thousands apart; from a million on in millions, since there is little room.
pub fn whole(people: f64) -> String {
    let people = people.round() + 0.0;
    if people >= 1e15 {
        return format!("{people:.1e}");
    }
    if people >= 1e6 {
        let millions = people / 1e6;
        let decimals = if millions < 9.95 { 2 } else { usize::from(millions < 99.5) };
        let number = format!("{millions:.decimals$}");
        let number = if decimals > 0 { number.trim_end_matches('0').trim_end_matches('.') } else { &number };
        return format!("{} M", apart(number));
    }
    apart(&format!("{people:.0}"))
}

/// People of a forecast, which is no more exact: two significant digits, three after a leading 1.
pub fn rounded(people: f64) -> String {
    let mut unit = 1.0;
    while people / unit >= 199.5 {
        unit *= 10.0;
    }
    whole((people / unit).round() * unit)
}

/// Commas between the thousands.
fn apart(number: &str) -> String {
    let (digits, rest) = number.split_at(number.find('.').unwrap_or(number.len()));
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text + rest
}

/// `2 September 2021`
pub fn day(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_their_thousands_apart_and_never_grow_long() {
        let cases = [(0.0, "0"), (-0.2, "0"), (999.0, "999"), (1234.0, "1,234"), (999_999.0, "999,999")];
        let large = [
            (1e6, "1 M"),
            (1_234_567.0, "1.23 M"),
            (1e7, "10 M"),
            (3e8, "300 M"),
            (12_340_000.0, "12.3 M"),
            (2.5e9, "2,500 M"),
            (1e300, "1.0e300"),
        ];
        for (people, expected) in cases.into_iter().chain(large) {
            assert_eq!(whole(people), expected, "{people}");
        }
        for (people, expected) in [(149.0, "149"), (204.0, "200"), (12_345.0, "12,300"), (22_345.0, "22,000")] {
            assert_eq!(rounded(people), expected, "{people}");
        }
    }
}
