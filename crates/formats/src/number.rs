//! Numbers as files and edits write them: a value, or `low..high`.

use corridor_model::Uncertain;

/// What is wrong with one value, and how to mend it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    pub code: &'static str,
    pub message: String,
    pub help: String,
}

/// Which numbers make sense somewhere, both ends included.
pub type Limits = std::ops::RangeInclusive<f64>;

/// A share of something.
pub const SHARE: Limits = 0.0..=1.0;
/// A count of people. There are fewer than 10 billion.
pub const PEOPLE: Limits = 0.0..=1e10;
/// A relative weight.
pub const WEIGHT: Limits = 1e-9..=1e9;
/// A factor.
pub const FACTOR: Limits = 0.0..=1e6;
/// A duration in days, up to a hundred years.
pub const DAYS: Limits = 0.0..=36_525.0;
/// A length or a speed, km or km a day.
pub const KM: Limits = 1e-3..=50_000.0;

/// A value or `low..high`, within the limits.
pub fn parse(text: &str, limits: &Limits) -> Result<Uncertain, Trouble> {
    let number = match text.split_once("..") {
        None => Uncertain::Exact(value(text, text)?),
        Some((low, high)) => match (value(low.trim(), text)?, value(high.trim(), text)?) {
            (low, high) if low > high => {
                return Err(Trouble {
                    code: "low-above-high",
                    message: format!("The range `{text}` begins above its end."),
                    help: format!("write the lower number first: {high}..{low}"),
                });
            }
            // A range of no width is a value, and draws as one.
            (low, high) if low == high => Uncertain::Exact(low),
            (low, high) => Uncertain::Range { low, high },
        },
    };
    let (low, high) = number.bounds();
    if limits.contains(&low) && limits.contains(&high) {
        return Ok(number);
    }
    Err(Trouble {
        code: "out-of-range",
        message: format!("`{text}` is out of range."),
        help: format!("from {} to {} is allowed", plain(*limits.start()), plain(*limits.end())),
    })
}

/// One value, within the limits.
pub fn exact(text: &str, limits: &Limits) -> Result<f64, Trouble> {
    match parse(text, limits)? {
        Uncertain::Exact(value) => Ok(value),
        Uncertain::Range { .. } | Uncertain::Lognormal { .. } => Err(Trouble {
            code: "not-a-number",
            message: format!("`{text}` is a range where one number is needed."),
            help: "write one number".to_owned(),
        }),
    }
}

/// A number without digits that say nothing: 10000000000, 0.001.
pub fn plain(value: f64) -> String {
    // -0 is 0.
    let value = value + 0.0;
    if value != 0.0 && value.abs() < 1e-6 { format!("{value:e}") } else { format!("{value}") }
}

/// One of the numbers in `whole`.
fn value(text: &str, whole: &str) -> Result<f64, Trouble> {
    let digits = text.bytes().any(|byte| byte.is_ascii_digit());
    let shape = text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E'));
    // Rust would read "inf" and "nan": the shape keeps them out.
    let read = if digits && shape { text.parse::<f64>().ok() } else { None };
    match read {
        Some(value) if value.is_finite() => Ok(value + 0.0),
        Some(_) => Err(Trouble {
            code: "not-finite",
            message: format!("`{whole}` is more than any number here can be."),
            help: "write a finite number".to_owned(),
        }),
        None => Err(Trouble {
            code: if is_endless(text) { "not-finite" } else { "not-a-number" },
            message: format!("`{whole}` is not a number."),
            help: how_to_write(text),
        }),
    }
}

/// Whether it is a word for infinity or for no number.
fn is_endless(text: &str) -> bool {
    let word = text.trim_start_matches(['+', '-', '.']).to_lowercase();
    matches!(word.as_str(), "inf" | "infinity" | "nan" | "∞")
}

/// How the number that was probably meant is written.
fn how_to_write(text: &str) -> String {
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let groups: Vec<&str> = text.split([',', ' ', '\u{a0}', '\u{202f}', '\'', '’', '_']).collect();
    let (head, tail) = groups.split_first().map_or(("", groups.as_slice()), |(head, tail)| (*head, tail));
    let is_head = is_digits(head.trim_start_matches('-')) && head.len() <= 4;
    if is_head && !tail.is_empty() && tail.iter().all(|group| group.len() == 3 && is_digits(group)) {
        return format!("write thousands without a separator: {}", groups.concat());
    }
    if is_head && text.contains(',') && tail.len() == 1 && tail.iter().all(|group| is_digits(group)) {
        return format!("write decimals with a point: {}", text.replace(',', "."));
    }
    if let Some(share) = text.strip_suffix('%')
        && let Ok(share) = share.trim().parse::<f64>()
        && share.is_finite()
    {
        return format!("write a share without %: {}", share / 100.0);
    }
    for dash in ["-", "–", "—", " to ", "…"] {
        if let Some((low, high)) = text.split_once(dash)
            && let (Ok(low), Ok(high)) = (low.trim().parse::<f64>(), high.trim().parse::<f64>())
            && low.is_finite()
            && high.is_finite()
        {
            return format!("write a range with two points: {low}..{high}");
        }
    }
    if is_endless(text) {
        return "write a finite number, or leave it out".to_owned();
    }
    "write a number such as 0.4, or a range such as 0.2..0.6".to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANY: Limits = -1e12..=1e12;

    #[test]
    fn values_and_ranges_are_read() {
        assert_eq!(parse("0.4", &ANY), Ok(Uncertain::Exact(0.4)));
        assert_eq!(parse("0.2..0.6", &ANY), Ok(Uncertain::Range { low: 0.2, high: 0.6 }));
        assert_eq!(parse("-5 .. 1e3", &ANY), Ok(Uncertain::Range { low: -5.0, high: 1000.0 }));
        assert_eq!(parse("3..3", &ANY), Ok(Uncertain::Exact(3.0)));
        assert_eq!(parse("-0", &ANY).map(|number| number.median().is_sign_positive()), Ok(true));
    }

    #[test]
    fn what_is_no_number_is_refused_with_the_way_to_write_it() {
        for (text, code, help) in [
            ("1,000", "not-a-number", "write thousands without a separator: 1000"),
            ("1 000 000", "not-a-number", "write thousands without a separator: 1000000"),
            ("0,5", "not-a-number", "write decimals with a point: 0.5"),
            ("30%", "not-a-number", "write a share without %: 0.3"),
            ("1000-2000", "not-a-number", "write a range with two points: 1000..2000"),
            ("NaN", "not-finite", "write a finite number, or leave it out"),
            ("-inf", "not-finite", "write a finite number, or leave it out"),
            ("infinity", "not-finite", "write a finite number, or leave it out"),
            ("1e999", "not-finite", "write a finite number"),
            ("1e300", "out-of-range", "from -1000000000000 to 1000000000000 is allowed"),
            ("6..2", "low-above-high", "write the lower number first: 2..6"),
            ("..", "not-a-number", "write a number such as 0.4, or a range such as 0.2..0.6"),
            ("many", "not-a-number", "write a number such as 0.4, or a range such as 0.2..0.6"),
        ] {
            let found = parse(text, &ANY).map_err(|trouble| (trouble.code, trouble.help));
            assert_eq!(found, Err((code, help.to_owned())), "{text}");
        }
    }
}
