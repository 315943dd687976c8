//! The legend of the map, below it: how wide, how large, which mark, how far.

use super::projection::{MARGIN, Sheet, WIDTH};
use super::{Drawn, MARK, arrows, gate_mark};
use crate::write::camps_svg::svg::{Anchor, at, line, text};
use crate::write::report::rows::Report;
use crate::write::report::status::Gate;
use crate::write::report::words::{Words, rounded, short};

/// The legend and its height.
pub struct Legend {
    pub body: String,
    pub height: f64,
}

/// The largest of 1, 2, 5, 10, 20 … that is no more than `most`.
fn round_below(most: f64) -> f64 {
    let mut unit = 1.0;
    while unit * 10.0 <= most {
        unit *= 10.0;
    }
    [5.0, 2.0, 1.0].map(|step| step * unit).into_iter().find(|round| *round <= most).unwrap_or(unit)
}

impl Legend {
    pub fn of(words: Words, report: &Report, drawn: &Drawn, sheet: &Sheet) -> Legend {
        let top = sheet.height;
        let mut body = String::new();
        let heading =
            |body: &mut String, x: f64, words: &str| text(body, "key strong", Anchor::Start, x, top + 24.0, words);
        let mut x = MARGIN;
        if drawn.widest > 0.0 {
            let until = short(words.scenario.period.end);
            heading(&mut body, x, &format!("People on the way, {} to {until}", short(report.reference)));
            let most = round_below(drawn.widest);
            for (row, share) in [1.0, 0.5, 0.1].into_iter().enumerate() {
                let (people, y) = (most * share, top + 50.0 + 21.0 * row as f64);
                if people < 1.0 {
                    continue;
                }
                let straight = (x, y, 0.0);
                let width = arrows::width(people, drawn.widest);
                body.push_str(&arrows::arrow(straight, (x + 62.0, y, 0.0), width).unwrap_or_default());
                text(&mut body, "key", Anchor::Start, x + 74.0, y + 4.0, &rounded(people));
            }
            x += 340.0;
        }
        if drawn.largest > 0.0 {
            let what = if drawn.are_stocks { "People there," } else { "Arrived by" };
            heading(&mut body, x, &format!("{what} {}", short(words.scenario.period.end)));
            let most = round_below(drawn.largest);
            let mut left = x;
            for people in [most, most / 5.0].into_iter().filter(|people| *people >= 1.0) {
                let radius = drawn.radius(people);
                body.push_str(&super::circle("people", left + radius, top + 60.0, radius));
                text(&mut body, "key", Anchor::Start, left + 2.0 * radius + 6.0, top + 64.0, &rounded(people));
                left += 2.0 * radius + 62.0;
            }
            x += 220.0;
        }
        heading(&mut body, x, &format!("Crossings and airports, {}", short(report.reference)));
        let gates = [(Gate::Open, "open"), (Gate::Partly, "some pass, or one way only"), (Gate::Shut, "shut")];
        for (row, (gate, words)) in gates.into_iter().enumerate() {
            let y = top + 42.0 + 20.0 * row as f64;
            body.push_str(&gate_mark(gate, x + MARK, y));
            text(&mut body, "key", Anchor::Start, x + 20.0, y + 4.0, words);
        }
        let km = round_below(170.0 * sheet.km_per_unit);
        let (right, long, y) = (WIDTH - MARGIN, km / sheet.km_per_unit, top + 84.0);
        for (from, to) in [
            ((right - long, y), (right, y)),
            ((right - long, y - 4.0), (right - long, y + 4.0)),
            ((right, y - 4.0), (right, y + 4.0)),
        ] {
            line(&mut body, "axis", from, to);
        }
        text(&mut body, "key", Anchor::End, right, y - 8.0, &format!("{} km", at(km)));
        Legend { body, height: 108.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_in_the_legend_are_round() {
        let cases = [(1.0, 1.0), (3.0, 2.0), (49.0, 20.0), (74_000.0, 50_000.0), (1e9, 1e9)];
        for (most, round) in cases {
            assert!((round_below(most) / round - 1.0).abs() < 1e-9, "{most}");
        }
    }
}
