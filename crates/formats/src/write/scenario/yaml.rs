//! YAML as it is written: plain words, and everything else in quotation marks.

use std::fmt::Write;

/// A word or a text. Whatever YAML might take for something else stands in quotation marks.
pub fn text(text: &str) -> String {
    let is_letter = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-');
    let is_word = |word: &str| !word.is_empty() && word.chars().all(is_letter) && !word.starts_with('-');
    let begins = text.starts_with(|letter: char| letter.is_ascii_alphabetic());
    let special = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"];
    if begins && text.split(' ').all(is_word) && !special.contains(&text.to_lowercase().as_str()) {
        return text.to_owned();
    }
    let mut quoted = String::from('"');
    for letter in text.chars() {
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            '\n' => quoted += "\\n",
            // Control characters, and those that YAML takes for the end of a line or does not allow.
            _ if letter.is_control()
                || matches!(letter, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}') =>
            {
                // Writing into a String cannot fail.
                let _ = write!(quoted, "\\u{:04x}", u32::from(letter));
            }
            _ => quoted.push(letter),
        }
    }
    quoted + "\""
}

/// `[one, two]`
pub fn list<T>(items: impl IntoIterator<Item = T>, write: impl Fn(T) -> String) -> String {
    format!("[{}]", items.into_iter().map(write).collect::<Vec<_>>().join(", "))
}

/// `{one: 1, two: 2}`
pub fn group(entries: impl IntoIterator<Item = (String, String)>) -> String {
    let entries = entries.into_iter().map(|(name, value)| format!("{name}: {value}"));
    format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
}

/// Lines below a name, indented; nothing where there are none.
pub fn block(name: &str, lines: &[String]) -> String {
    if lines.is_empty() {
        return String::new();
    }
    lines.iter().fold(format!("{name}:\n"), |block, line| block + "  " + line + "\n")
}

/// An item of a list of groups: its lines, the first behind a hyphen.
pub fn item(lines: Vec<String>) -> Vec<String> {
    let before = |(index, line): (usize, String)| if index == 0 { format!("- {line}") } else { format!("  {line}") };
    lines.into_iter().enumerate().map(before).collect()
}
