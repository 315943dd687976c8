//! YAML as a tree in which every value and every key knows where it stands. The one file that knows `serde-saphyr`.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::{DuplicateKeyPolicy, Location, NonFiniteFloatPolicy, Spanned};

use crate::problems::{Problems, Spot, small};
use crate::scenario::Known;
use crate::suggest;
use crate::values::{Names, Values};

/// A value and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    pub at: Spot,
    /// Whether it stands in quotation marks, of which the first is at `at`.
    pub quoted: bool,
    pub value: Value,
}

/// What a value is. Scalars keep their text: `0101` is a key, not the number 101.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Empty,
    Text(String),
    List(Vec<Node>),
    Group(Vec<(Node, Node)>),
}

impl Node {
    /// The text of a scalar.
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text.trim()).filter(|text| !text.is_empty()),
            Value::Empty | Value::List(_) | Value::Group(_) => None,
        }
    }
}

/// The tree of a document, or the first place where it is not YAML.
pub fn parse(text: &str, problems: &mut Problems) -> Option<Node> {
    // serde-saphyr's budgets against alias bombs and deep nesting stay as they are by default.
    let options = serde_saphyr::options! {
        duplicate_keys: DuplicateKeyPolicy::PassThrough,
        non_finite_float_policy: NonFiniteFloatPolicy::AsString,
        with_snippet: false,
    };
    match serde_saphyr::from_str_with_options::<Spanned<Loose>>(text, options) {
        Ok(loose) => Some(node(loose, text)),
        Err(error) => {
            let at = error.location().map_or(Spot::FILE, |location| spot(&location, 1));
            let said = error.without_snippet().to_string();
            let said = said.split(" at line ").next().unwrap_or_default().trim_end_matches('.').to_owned();
            if ["budget", "limit", "depth"].iter().any(|word| said.contains(word)) {
                let help = "write it with fewer aliases (`*name`) and groups inside groups";
                problems.error("not-yaml", at, "The file is too large or too deeply nested to be read.", help);
                return None;
            }
            let help = if text.lines().any(|line| line.trim_start_matches(' ').starts_with('\t')) {
                "indent with spaces, not with tabs"
            } else {
                "check indentation, quotation marks and the space after each colon"
            };
            problems.error("not-yaml", at, format!("The file is not YAML from here on: {said}."), help);
            None
        }
    }
}

/// The tree before its scalars have their text back.
enum Loose {
    Empty,
    /// The text between quotation marks, or a word.
    Text(String),
    /// Something that YAML takes for a number or truth value; its text stands in the document.
    Typed(String),
    List(Vec<Spanned<Loose>>),
    Group(Vec<(Spanned<Loose>, Spanned<Loose>)>),
}

fn node(loose: Spanned<Loose>, text: &str) -> Node {
    let written = || {
        let span = loose.defined.span();
        let start = usize::try_from(span.byte_offset()?).ok()?;
        let length = usize::try_from(span.byte_len()?).ok()?;
        text.get(start..start.checked_add(length)?)
    };
    let width = written().map_or(1, |written| written.lines().next().unwrap_or_default().trim_end().chars().count());
    let quoted = written().is_some_and(|written| written.starts_with(['"', '\'']));
    let at = spot(&loose.referenced, width);
    let value = match loose.value {
        Loose::Empty => Value::Empty,
        Loose::Text(text) => Value::Text(text),
        Loose::Typed(fallback) => Value::Text(written().map_or(fallback, |written| written.trim().to_owned())),
        Loose::List(items) => Value::List(items.into_iter().map(|item| node(item, text)).collect()),
        Loose::Group(entries) => {
            Value::Group(entries.into_iter().map(|(key, value)| (node(key, text), node(value, text))).collect())
        }
    };
    Node { at, quoted, value }
}

fn spot(location: &Location, width: usize) -> Spot {
    let count = |number: u64| small(usize::try_from(number).unwrap_or(usize::MAX));
    Spot { line: count(location.line()), column: count(location.column()), width: small(width) }
}

impl<'de> Deserialize<'de> for Loose {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Any)
    }
}

struct Any;

impl<'de> Visitor<'de> for Any {
    type Value = Loose;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any YAML")
    }

    fn visit_unit<E>(self) -> Result<Loose, E> {
        Ok(Loose::Empty)
    }

    fn visit_str<E>(self, text: &str) -> Result<Loose, E> {
        Ok(Loose::Text(text.to_owned()))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Loose, E> {
        Ok(Loose::Typed(value.to_string()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Loose, E> {
        Ok(Loose::Typed(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Loose, E> {
        Ok(Loose::Typed(value.to_string()))
    }

    fn visit_i128<E>(self, value: i128) -> Result<Loose, E> {
        Ok(Loose::Typed(value.to_string()))
    }

    fn visit_u128<E>(self, value: u128) -> Result<Loose, E> {
        Ok(Loose::Typed(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Loose, E> {
        Ok(Loose::Typed(value.to_string()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Loose, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Loose::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Loose, A::Error> {
        let mut group = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            group.push(entry);
        }
        Ok(Loose::Group(group))
    }
}

/// A group of named values.
pub struct Group<'n, 'p> {
    entries: &'n [(Node, Node)],
    at: Spot,
    known: &'n Known,
    problems: &'p mut Problems,
}

impl<'n, 'p> Group<'n, 'p> {
    /// The group with these names. `scalars` are those of which each has one value; `nested` may hold more.
    pub fn of(
        node: &'n Node,
        what: &str,
        (scalars, nested): (Names, Names),
        known: &'n Known,
        problems: &'p mut Problems,
    ) -> Option<Self> {
        let Value::Group(entries) = &node.value else {
            let message = format!("{what} must be a group of names with values.");
            problems.error("wrong-shape", node.at, message, "write one `name: value` a line");
            return None;
        };
        let names = || scalars.all().chain(nested.all());
        let mut seen: Vec<&str> = Vec::new();
        for (key, value) in entries {
            let name = key.text().unwrap_or_default();
            if !names().any(|known| known == name) {
                let help = suggest::did_you_mean(name, names())
                    .unwrap_or_else(|| format!("one of {} is expected", suggest::list(names())));
                problems.error("unknown-name", key.at, format!("`{name}` is not known in {what}."), help);
            } else if seen.contains(&name) {
                problems.error(
                    "duplicate-name",
                    key.at,
                    format!("`{name}` stands twice in {what}."),
                    "keep one of them",
                );
            } else if scalars.all().any(|known| known == name)
                && matches!(value.value, Value::List(_) | Value::Group(_))
            {
                let message = format!("`{name}` has several values where it needs one.");
                problems.error("wrong-shape", value.at, message, format!("write `{name}: value`"));
            }
            seen.push(name);
        }
        let group = Group { entries, at: node.at, known, problems };
        for name in scalars.required.iter().chain(nested.required) {
            if group.node(name).is_none_or(|node| node.value == Value::Empty) {
                let message = format!("`{name}` is missing in {what}.");
                group.problems.error("missing-name", node.at, message, format!("add a line `{name}: …`"));
            }
        }
        Some(group)
    }

    /// The group, whatever names it has.
    pub fn loose(node: &'n Node, known: &'n Known, problems: &'p mut Problems) -> Option<Self> {
        let Value::Group(entries) = &node.value else {
            let help = "write one `name: value` a line; `corridor new` shows an example";
            problems.error("wrong-shape", node.at, "The file must be a group of names with values.", help);
            return None;
        };
        Some(Group { entries, at: node.at, known, problems })
    }

    /// The value with this name, whatever it is.
    pub fn node(&self, name: &str) -> Option<&'n Node> {
        self.entries.iter().find(|(key, _)| key.text() == Some(name)).map(|(_, node)| node)
    }

    /// The values of a list.
    pub fn list(&mut self, name: &str) -> &'n [Node] {
        match self.node(name).map(|node| (&node.value, node.at)) {
            None | Some((Value::Empty, _)) => &[],
            Some((Value::List(items), _)) => items,
            Some((Value::Text(_) | Value::Group(_), at)) => {
                let message = format!("`{name}` must be a list.");
                self.problems.error("wrong-shape", at, message, format!("write `{name}: [one, two]`"));
                &[]
            }
        }
    }

    /// The named values of a free group: `{one: 1, two: 2}`.
    pub fn entries(&mut self, name: &str) -> &'n [(Node, Node)] {
        match self.node(name).map(|node| (&node.value, node.at)) {
            None | Some((Value::Empty, _)) => &[],
            Some((Value::Group(entries), _)) => entries,
            Some((Value::Text(_) | Value::List(_), at)) => {
                let message = format!("`{name}` must be a group of names with values.");
                self.problems.error("wrong-shape", at, message, format!("write `{name}: {{name: value}}`"));
                &[]
            }
        }
    }
}

impl<'n> Values<'n> for Group<'n, '_> {
    fn given(&self, name: &str) -> Option<Cow<'n, str>> {
        self.node(name).and_then(Node::text).map(Cow::Borrowed)
    }

    fn spot(&self, name: &str) -> Spot {
        self.node(name).map_or(self.at, |node| node.at)
    }

    fn problems(&mut self) -> &mut Problems {
        self.problems
    }

    fn known(&self) -> &'n Known {
        self.known
    }
}

/// One value that stands alone: an item of a list, or the key or value of a free group.
pub struct Alone<'n, 'p> {
    pub node: &'n Node,
    pub known: &'n Known,
    pub problems: &'p mut Problems,
}

impl<'n> Values<'n> for Alone<'n, '_> {
    fn given(&self, _: &str) -> Option<Cow<'n, str>> {
        self.node.text().map(Cow::Borrowed)
    }

    fn spot(&self, _: &str) -> Spot {
        self.node.at
    }

    fn problems(&mut self) -> &mut Problems {
        self.problems
    }

    fn known(&self) -> &'n Known {
        self.known
    }
}
