//! A section of `simsetting.yml`, asked key by key. What nobody asked for is unknown, and told.

use super::rows::number;
use crate::problems::{Problems, Spot};
use crate::suggest;
use crate::yaml::{Node, Value};

/// The words that YAML 1.1, which Python reads, takes for yes and no.
const YES: [&str; 3] = ["true", "yes", "on"];
const NO: [&str; 3] = ["false", "no", "off"];

/// A section of the settings.
pub struct Section<'n> {
    name: &'static str,
    entries: &'n [(Node, Node)],
    asked: Vec<&'static str>,
}

impl<'n> Section<'n> {
    /// The section that a node holds; an absent or empty one has no keys.
    pub fn of(name: &'static str, node: Option<&'n Node>, problems: &mut Problems) -> Section<'n> {
        let entries: &[(Node, Node)] = match node.map(|node| (&node.value, node.at)) {
            Some((Value::Group(entries), _)) => entries,
            None | Some((Value::Empty, _)) => &[],
            Some((Value::Text(_) | Value::List(_), at)) => {
                let message = format!("`{name}` must be a group of names with values.");
                problems.error("wrong-shape", at, message, "write one `name: value` a line, indented");
                &[]
            }
        };
        Section { name, entries, asked: Vec::new() }
    }

    /// The value of a key. Of several, Python takes the last.
    pub fn node(&mut self, key: &'static str) -> Option<&'n Node> {
        self.asked.push(key);
        self.entries.iter().rev().find(|(name, _)| name.text() == Some(key)).map(|(_, node)| node)
    }

    /// Where a key has its value.
    pub fn at(&self, key: &str) -> Spot {
        self.entries.iter().rev().find(|(name, _)| name.text() == Some(key)).map_or(Spot::FILE, |(_, node)| node.at)
    }

    /// Yes or no, as Python's `bool()` takes it: any word in quotation marks is yes.
    pub fn flag(&mut self, key: &'static str, default: bool, problems: &mut Problems) -> bool {
        let Some(node) = self.node(key) else { return default };
        match &node.value {
            Value::Empty => false,
            Value::List(items) => !items.is_empty(),
            Value::Group(entries) => !entries.is_empty(),
            Value::Text(text) if node.quoted => {
                let is_no = NO.contains(&text.to_lowercase().as_str()) || text == "0";
                if is_no {
                    let message = format!("`{key}: \"{text}\"` is yes: to Flee any word in quotation marks is.");
                    problems.warning("quoted-flag", node.at, message, format!("write `{key}: False` without them"));
                }
                !text.is_empty()
            }
            Value::Text(text) => {
                let word = text.trim().to_lowercase();
                if YES.contains(&word.as_str()) {
                    return true;
                }
                if NO.contains(&word.as_str()) || matches!(word.as_str(), "null" | "~") {
                    return false;
                }
                if let Some(value) = number(&word) {
                    return value != 0.0;
                }
                let message = format!("`{text}` is neither yes nor no; to Flee it is yes.");
                problems.warning("not-a-flag", node.at, message, format!("write `{key}: True` or `{key}: False`"));
                true
            }
        }
    }

    /// A number.
    pub fn number(&mut self, key: &'static str, default: f64, problems: &mut Problems) -> f64 {
        let Some(node) = self.node(key) else { return default };
        let Some(value) = node.text().and_then(number) else {
            let message = format!("`{key}` is not a number.");
            problems.error("not-a-number", node.at, message, format!("write `{key}: {default}`, or leave it out"));
            return default;
        };
        value
    }

    /// A whole number; Flee cuts off what is behind the point.
    pub fn whole(&mut self, key: &'static str, default: i64, problems: &mut Problems) -> i64 {
        let value = self.number(key, default as f64, problems);
        if value.fract() != 0.0 {
            let message = format!("`{key}` is a whole number: Flee takes {}.", value.trunc());
            problems.warning("not-whole", self.at(key), message, "write a whole number");
        }
        value.clamp(-1e15, 1e15) as i64
    }

    /// A list of numbers.
    pub fn numbers(&mut self, key: &'static str, problems: &mut Problems) -> Vec<f64> {
        let Some(node) = self.node(key) else { return Vec::new() };
        let items = match &node.value {
            Value::Empty => return Vec::new(),
            Value::List(items) => items.iter().map(|item| item.text().and_then(number)).collect(),
            Value::Text(_) | Value::Group(_) => None,
        };
        items.unwrap_or_else(|| {
            let message = format!("`{key}` must be a list of numbers.");
            problems.error("wrong-shape", node.at, message, format!("write `{key}: [1.0, 0.5]`"));
            Vec::new()
        })
    }

    /// Whether there is anything under a key.
    pub fn has(&mut self, key: &'static str) -> bool {
        self.node(key).is_some_and(|node| node.value != Value::Empty && node.text() != Some("null"))
    }

    /// A key that Flee reads without effect.
    pub fn idle(&mut self, key: &'static str, why: &str, problems: &mut Problems) {
        if self.has(key) {
            let message = format!("`{key}` has no effect: {why}.");
            problems.warning("no-effect", self.at(key), message, "leave it out");
        }
    }

    /// A mechanism that Corridor does not have.
    pub fn refuse(&mut self, key: &'static str, on: bool, what: &str, problems: &mut Problems) {
        if on {
            let message = format!("Corridor does not simulate {what}, which `{key}` asks for.");
            problems.error("refused", self.at(key), message, format!("leave `{key}` out, or run the folder with Flee"));
        }
    }

    /// Tells of the keys that nobody asked for.
    pub fn finish(self, problems: &mut Problems) {
        for (key, _) in self.entries {
            let name = key.text().unwrap_or_default();
            if !self.asked.contains(&name) {
                let help = suggest::did_you_mean(name, self.asked.iter().copied())
                    .unwrap_or_else(|| "leave it out: neither Flee nor Corridor reads it".to_owned());
                problems.warning("unknown-key", key.at, format!("`{name}` is not known in {}.", self.name), help);
            }
        }
    }
}
