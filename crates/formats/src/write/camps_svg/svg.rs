//! Elements of SVG, as text.

use std::fmt::Write;

/// Where a text stands to its point.
#[derive(Clone, Copy, Debug)]
pub enum Anchor {
    Start,
    Middle,
    End,
}

/// A text that XML can hold, whatever is in it.
pub fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\t' | '\n' | '\r' => safe.push(' '),
            // XML has no word for these at all.
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => safe.push('\u{fffd}'),
            _ => safe.push(letter),
        }
    }
    safe
}

/// A position, to a tenth: 12.3, 12.
pub fn at(value: f64) -> String {
    let tenths = (value * 10.0).round() as i64;
    let (sign, whole, tenth) = (if tenths < 0 { "-" } else { "" }, tenths.abs() / 10, tenths.abs() % 10);
    if tenth == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{tenth}") }
}

/// A line of text.
pub fn text(to: &mut String, class: &str, anchor: Anchor, x: f64, y: f64, words: &str) {
    if words.is_empty() {
        return;
    }
    let anchor = match anchor {
        Anchor::Start => "",
        Anchor::Middle => " text-anchor=\"middle\"",
        Anchor::End => " text-anchor=\"end\"",
    };
    let (x, y, words) = (at(x), at(y), escape(words));
    // A String takes everything.
    let _ = writeln!(to, "<text class=\"{class}\" x=\"{x}\" y=\"{y}\"{anchor}>{words}</text>");
}

/// A straight line.
pub fn line(to: &mut String, class: &str, from: (f64, f64), end: (f64, f64)) {
    path(to, class, &course(&[from, end]));
}

/// A path.
pub fn path(to: &mut String, class: &str, course: &str) {
    let _ = writeln!(to, "<path class=\"{class}\" d=\"{course}\"/>");
}

/// The course through points.
pub fn course(points: &[(f64, f64)]) -> String {
    let mut text = String::new();
    for (index, (x, y)) in points.iter().enumerate() {
        let _ = write!(text, "{}{} {}", if index == 0 { "M" } else { "L" }, at(*x), at(*y));
    }
    text
}

/// A name that is too long for its place, shortened; letters are taken to be `size` wide.
pub fn fit(words: &str, width: f64, size: f64) -> String {
    let most = ((width / size).max(2.0)) as usize;
    match words.char_indices().nth(most - 1) {
        Some((end, _)) if words.chars().count() > most => format!("{}…", words[..end].trim_end()),
        Some(_) | None => words.to_owned(),
    }
}
