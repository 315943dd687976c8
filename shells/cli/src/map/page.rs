//! The page, and the scenario that is put into it.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use corridor_formats::Source;
use serde_json::{Value, json};

use crate::failure::Failure;

/// The page that `cargo xtask web` built before this program was built; none if it did not.
#[cfg(page_inside)]
pub const PAGE: Option<&str> = Some(include_str!("../../../web/dist/map.html"));
/// The page that `cargo xtask web` built before this program was built; none if it did not.
#[cfg(not(page_inside))]
pub const PAGE: Option<&str> = None;

/// Where the page has room for a scenario.
const MARKER: &str = "<script type=\"application/json\" id=\"corridor-scenario\">null</script>";
/// The largest whole number of which a page knows each before it (2⁵³ − 1).
pub const MOST_SEED: u64 = (1 << 53) - 1;

/// What may be done by a page that says nothing of it.
const NO_POLICY: &str = "default-src 'none'";
/// What no page needs, and what its own policy cannot forbid (`frame-ancestors`).
const NEVER: [(&str, &str); 3] = [
    ("base-uri", "base-uri 'none'"),
    ("form-action", "form-action 'none'"),
    ("frame-ancestors", "frame-ancestors 'none'"),
];

/// What the page shows when it is opened.
#[derive(Clone, Debug)]
pub struct Shown {
    /// What the user calls the scenario.
    pub name: String,
    /// Its files, as `Folder::packed` gives them: the page gives them to `Folder::of`.
    pub files: Vec<Source>,
    /// How many members run in the end.
    pub members: u32,
    /// The seed, [`MOST_SEED`] at most.
    pub seed: u64,
    /// The reference date on the command line.
    pub as_of: Option<corridor_model::Date>,
    /// Whether every row is used.
    pub hindcast: bool,
    /// The days, if fewer than the scenario has.
    pub days: Option<u32>,
    /// The edits, in words.
    pub edits: Vec<String>,
}

impl Shown {
    fn to_json(&self) -> Value {
        let file = |file: &Source| json!({ "name": file.name, "base64": STANDARD.encode(&file.bytes) });
        json!({
            "name": self.name,
            "files": self.files.iter().map(file).collect::<Vec<_>>(),
            "options": {
                "members": self.members, "seed": self.seed, "asOf": self.as_of.map(|date| date.to_string()),
                "hindcast": self.hindcast, "days": self.days,
            },
            "edits": self.edits,
        })
    }
}

/// The page with a scenario inside.
pub fn filled(page: &str, shown: &Shown) -> Result<Vec<u8>, Failure> {
    let mut parts = page.split(MARKER);
    let (Some(before), Some(after), None) = (parts.next(), parts.next(), parts.next()) else {
        let message = "The page inside this program has no single place for a scenario: build it again with \
                       `cargo xtask web`, then this program.";
        return Err(Failure::System(message.to_owned()));
    };
    // In JSON `<` stands inside of texts alone. Written like this, no text ends the element or begins another.
    let scenario = shown.to_json().to_string().replace('<', "\\u003c");
    let (start, end) = MARKER.split_once("null").unwrap_or((MARKER, ""));
    Ok([before, start, &scenario, end, after].concat().into_bytes())
}

/// What a browser is told that the page may do: what the page says itself, and that nobody may show it in a frame.
pub fn policy(page: &str) -> String {
    let own = page.split("<meta").skip(1).filter_map(|rest| rest.split('>').next()).find_map(|tag| {
        let is_policy = tag.to_ascii_lowercase().contains("http-equiv=\"content-security-policy\"");
        let content = tag.split("content=\"").nth(1)?.split('"').next()?;
        is_policy.then(|| content.replace("&#39;", "'").replace("&amp;", "&"))
    });
    let own = own.unwrap_or_else(|| NO_POLICY.to_owned());
    let own = own.split(';').map(|part| part.split_whitespace().collect::<Vec<_>>().join(" "));
    // A header is a line of plain letters; what else there is makes no policy.
    let mut parts: Vec<String> = own
        .filter(|part| !part.is_empty() && part.chars().all(|letter| letter.is_ascii_graphic() || letter == ' '))
        .collect();
    for (name, part) in NEVER {
        if !parts.iter().any(|own| own.split(' ').next() == Some(name)) {
            parts.push(part.to_owned());
        }
    }
    parts.join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown() -> Shown {
        Shown {
            name: "</script><script>alert(1)</script>".to_owned(),
            files: vec![Source { name: "scenario.yml".to_owned(), bytes: b"schema: 1".to_vec() }],
            members: 100,
            seed: MOST_SEED,
            as_of: Some(jiff::civil::date(2021, 9, 2)),
            hindcast: false,
            days: None,
            edits: vec!["close \"<b>\" from 2021-09-02".to_owned()],
        }
    }

    #[test]
    fn the_scenario_takes_the_place_of_null() {
        let page = format!("<html>null{MARKER}null</html>");
        let filled = String::from_utf8(filled(&page, &shown()).unwrap()).unwrap();
        let start = "<html>null<script type=\"application/json\" id=\"corridor-scenario\">";
        let inside = filled.strip_prefix(start).and_then(|rest| rest.strip_suffix("</script>null</html>")).unwrap();
        assert!(!inside.contains('<'), "{inside}");
        let expected = json!({
            "name": "</script><script>alert(1)</script>",
            "files": [{ "name": "scenario.yml", "base64": "c2NoZW1hOiAx" }],
            "options": { "members": 100, "seed": 9_007_199_254_740_991_u64, "asOf": "2021-09-02", "hindcast": false, "days": null },
            "edits": ["close \"<b>\" from 2021-09-02"],
        });
        assert_eq!(serde_json::from_str::<Value>(inside).unwrap(), expected);
    }

    #[test]
    fn a_page_without_a_place_or_with_two_is_refused() {
        for page in [String::new(), "<html></html>".to_owned(), MARKER.replace("null", "{}"), [MARKER, MARKER].concat()]
        {
            assert!(matches!(filled(&page, &shown()), Err(Failure::System(_))), "{page}");
        }
    }

    #[test]
    fn the_policy_is_that_of_the_page_and_no_frames() {
        let meta = |policy: &str| {
            format!(
                "<head><meta charset=\"utf-8\"><meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\"></head>"
            )
        };
        assert_eq!(
            policy(&meta("default-src 'none';\n  script-src 'sha256-abc=' 'wasm-unsafe-eval'; form-action 'self'")),
            "default-src 'none'; script-src 'sha256-abc=' 'wasm-unsafe-eval'; form-action 'self'; base-uri 'none'; \
             frame-ancestors 'none'"
        );
        let none = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        assert_eq!(policy("<p>"), none);
        // No page can write another header.
        assert!(!policy(&meta("default-src 'none'\r\nX: y; img-src \u{1}")).contains(['\r', '\n', '\u{1}']));
    }
}
