//! Questions of the page, by name.

use serde_json::Value;

use crate::instance::{Open, Which};
use crate::{answer, card, series};

/// The answer to a question, as `protocol.ts` describes it.
pub fn tell(open: &Open, question: &Value) -> Result<Value, String> {
    let which = Which::read(&question["which"]);
    let number = |name: &str| question[name].as_u64().and_then(|number| u32::try_from(number).ok()).unwrap_or(0);
    let location = question["location"].as_str().unwrap_or_default();
    match question["ask"].as_str().unwrap_or_default() {
        "answer" => answer::answer(open, which),
        "differences" => answer::differences(open),
        "fan" => series::fan(open, number("series") as usize, which, number("lines") as usize),
        "table" => series::table(open, number("day"), which),
        "card" => card::card(open, location, number("day"), which),
        "explain" => card::explain(open, location, number("day"), which, number("member")),
        "originDestination" => card::origin_destination(open, number("day"), which),
        other => Err(format!("`{other}` is no question.")),
    }
}
