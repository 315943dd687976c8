//! From an older version of the format to this one, in numbered steps.

use crate::problems::Problems;
use crate::values::Values;
use crate::yaml::{Group, Node};

/// The version of the format that this build writes.
pub const VERSION: u64 = 1;

/// Step n turns a `scenario.yml` of version n into one of version n + 1. There is one version yet.
const STEPS: [fn(&mut Node); VERSION as usize - 1] = [];

/// The tree in this version's form; nothing if it is of a later version, or of none.
pub fn upgraded(mut tree: Node, problems: &mut Problems) -> Option<Node> {
    let known = super::Known::default();
    let mut top = Group::loose(&tree, &known, problems)?;
    let Some(version) = top.whole("schema", &(0.0..=1e6)) else {
        if top.given("schema").is_none() {
            let message = "`schema` is missing in scenario.yml.";
            top.fail("missing-name", "schema", message, format!("add a line `schema: {VERSION}`"));
        }
        return None;
    };
    if version > VERSION || version == 0 {
        let message = format!("The scenario is written in version {version} of the format.");
        let help =
            format!("this build reads version {VERSION}: use a newer one, or write `schema: {VERSION}` if it is that");
        top.fail("other-schema", "schema", message, help);
        return None;
    }
    for step in STEPS.iter().skip(usize::try_from(version - 1).ok()?) {
        step(&mut tree);
    }
    Some(tree)
}
