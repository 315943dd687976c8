//! The scenario that `corridor new` writes: small, with comments, and with something of everything.

use crate::source::Source;

const FILES: [(&str, &str); 10] = [
    ("scenario.yml", include_str!("template/scenario.yml")),
    ("locations.csv", include_str!("template/locations.csv")),
    ("routes.csv", include_str!("template/routes.csv")),
    ("stocks.csv", include_str!("template/stocks.csv")),
    ("conflicts.csv", include_str!("template/conflicts.csv")),
    ("crossings.csv", include_str!("template/crossings.csv")),
    ("hosts.csv", include_str!("template/hosts.csv")),
    ("camps.csv", include_str!("template/camps.csv")),
    ("departures.csv", include_str!("template/departures.csv")),
    ("observations.csv", include_str!("template/observations.csv")),
];

/// The files of a small scenario with this name.
pub fn template(name: &str) -> Vec<Source> {
    // A string of JSON is one of YAML: any name is quoted as it needs to be.
    let quoted = serde_json::Value::from(name).to_string();
    let file = |(file, text): (&str, &str)| {
        let text = text.replace("name: NAME", &format!("name: {quoted}"));
        Source { name: file.to_owned(), bytes: text.into_bytes() }
    };
    FILES.into_iter().map(file).collect()
}
