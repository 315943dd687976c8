//! `camps.svg`: the picture of a run, a panel a camp. It needs no network, script or font, and tells its numbers to
//! those who do not see it.
//!
//! Each kind of line has its own lightness and its own dashes, so that paper without colour tells them apart.

pub(super) mod axes;
mod panel;
pub(super) mod svg;
#[cfg(test)]
mod tests;
pub(super) mod words;

use corridor_model::Period;

use self::panel::Frame;
use self::svg::{Anchor, at, escape, fit, line, path, text};
use self::words::{day, whole};
use super::Spread;

/// What a picture of the camps shows.
#[derive(Clone, Debug, PartialEq)]
pub struct CampsPicture {
    /// The title of the scenario.
    pub title: String,
    /// Its days.
    pub period: Period,
    /// How many members ran.
    pub members: u32,
    /// The seed of all draws.
    pub seed: u64,
    /// How many people each person of the run stands for.
    pub stand_for: u32,
    /// The panels; the first is drawn wide.
    pub panels: Vec<CampPanel>,
}

/// A camp, or all of them together, day by day.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CampPanel {
    /// Its name.
    pub name: String,
    /// Who is there.
    pub people: Vec<Spread>,
    /// Who was counted there; empty if nobody counted.
    pub counted: Vec<f64>,
    /// How many it holds; none where there is no limit.
    pub capacity: Vec<Option<f64>>,
}

/// The sheet: as wide as A4 at 96 dots an inch, shown 190 mm wide, so that a printer's margins cut nothing off.
const WIDTH: f64 = 794.0;
const MILLIMETRES: f64 = 190.0;
const MARGIN: f64 = 24.0;
/// The height that fills a page of A4, which 277 mm are left of.
const PAGE: f64 = WIDTH * 277.0 / MILLIMETRES;
const HEAD: f64 = 96.0;
const FOOT: f64 = 46.0;
const WIDE: f64 = 240.0;
const BETWEEN: f64 = 18.0;
/// Heights between which a row of small panels may be.
const ROW: (f64, f64) = (112.0, 190.0);

const STYLE: &str = "text{font-family:sans-serif;fill:#222}\
.title{font-size:20px;font-weight:bold}.name{font-size:12px;font-weight:bold}.large{font-size:15px}\
.lead,.key{font-size:11.5px}.small{font-size:10px;fill:#444}\
.tick{font-size:9px;fill:#555}.foot{font-size:10.5px;fill:#333}\
path{fill:none}.grid{stroke:#e2e2e2;stroke-width:.6}.axis{stroke:#777;stroke-width:.7}\
.nine{fill:#d3e3ee;stroke:#5b87a8;stroke-width:.4}.half{fill:#93bad6;stroke:#5b87a8;stroke-width:.4}\
.median{stroke:#0f3a5f;stroke-width:1.6;stroke-linejoin:round}\
.counted{stroke:#8c2d04;stroke-width:1.9;stroke-linecap:round;stroke-linejoin:round;stroke-dasharray:.1 3.6}\
.room{stroke:#555;stroke-width:.8;stroke-dasharray:6 3}\
.end-median{font-size:11px;font-weight:bold;fill:#0f3a5f}.end-counted{font-size:11px;font-weight:bold;fill:#8c2d04}";

/// The bytes of `camps.svg`.
pub fn camps_svg(picture: &CampsPicture) -> Vec<u8> {
    let small = picture.panels.len().saturating_sub(1);
    let columns = match small {
        0..=1 => 1,
        2 | 4 => 2,
        3 | 5..=18 => 3,
        _ => 4,
    };
    let rows = small.div_ceil(columns);
    let top = HEAD + if picture.panels.is_empty() { 30.0 } else { WIDE + BETWEEN };
    let row = ((PAGE - top - FOOT) / rows.max(1) as f64 - BETWEEN).clamp(ROW.0, ROW.1);
    let height = top + rows as f64 * (row + BETWEEN) + FOOT - BETWEEN;
    let mut body = String::new();
    head(&mut body, picture);
    if picture.panels.is_empty() {
        text(&mut body, "lead", Anchor::Start, MARGIN, HEAD + 16.0, "There are no camps.");
    }
    let across = WIDTH - 2.0 * MARGIN;
    let width = (across - (columns - 1) as f64 * BETWEEN) / columns as f64;
    for (index, panel) in picture.panels.iter().enumerate() {
        let frame = match index.checked_sub(1) {
            None => Frame { x: MARGIN, y: HEAD, width: across, height: WIDE, right: 112.0 },
            Some(index) => {
                let (column, line) = ((index % columns) as f64, (index / columns) as f64);
                let (x, y) = (MARGIN + column * (width + BETWEEN), top + line * (row + BETWEEN));
                Frame { x, y, width, height: row, right: 0.0 }
            }
        };
        body.push_str("<g>\n");
        panel::draw(&mut body, panel, picture.period, frame);
        body.push_str("</g>\n");
    }
    foot(&mut body, picture, height);
    let millimetres = MILLIMETRES * height / WIDTH;
    let (width, tall, millimetres) = (at(WIDTH), at(height), at(millimetres));
    let (title, told) = (escape(&format!("People in camps: {}", picture.title)), escape(&told(picture)));
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{MILLIMETRES}mm\" height=\"{millimetres}mm\" \
         viewBox=\"0 0 {width} {tall}\" role=\"img\" aria-labelledby=\"title desc\">\n\
         <title id=\"title\">{title}</title>\n<desc id=\"desc\">{told}</desc>\n<style>{STYLE}</style>\n\
         <rect width=\"{width}\" height=\"{tall}\" fill=\"#fff\"/>\n{body}</svg>\n"
    )
    .into_bytes()
}

/// Title, run and legend.
fn head(to: &mut String, picture: &CampsPicture) {
    let across = WIDTH - 2.0 * MARGIN;
    text(to, "title", Anchor::Start, MARGIN, 34.0, &fit(&picture.title, across, 12.0));
    let Period { start, end } = picture.period;
    let members = if picture.members == 1 { "1 member".to_owned() } else { format!("{} members", picture.members) };
    let run = format!("People in camps, {} to {} · {members} · seed {}", day(start), day(end), picture.seed);
    text(to, "lead", Anchor::Start, MARGIN, 53.0, &run);
    let any = |is: fn(&CampPanel) -> bool| picture.panels.iter().any(is);
    let keys = [
        ("nine", "nine in ten members", 136.0, any(|panel| !panel.people.is_empty())),
        ("half", "half of the members", 136.0, any(|panel| !panel.people.is_empty())),
        ("median", "median", 58.0, any(|panel| !panel.people.is_empty())),
        ("counted", "counted", 62.0, any(|panel| !panel.counted.is_empty())),
        ("room", "capacity", 68.0, any(|panel| panel.capacity.iter().any(Option::is_some))),
    ];
    let mut x = MARGIN;
    for (class, words, width, _) in keys.into_iter().filter(|(.., shown)| *shown) {
        match class {
            "nine" | "half" => path(to, class, &format!("M{x} 66h22v11h-22Z")),
            _ => line(to, class, (x, 71.5), (x + 22.0, 71.5)),
        }
        text(to, "key", Anchor::Start, x + 28.0, 75.5, words);
        x += 28.0 + width;
    }
    if picture.panels.len() > 2 {
        text(to, "small", Anchor::End, WIDTH - MARGIN, 75.5, "each panel has its own scale");
    }
}

/// What it is not, and what a person stands for.
fn foot(to: &mut String, picture: &CampsPicture, height: f64) {
    let words = "A simulation, not observation; not a statement on borders.";
    text(to, "foot", Anchor::Start, MARGIN, height - 16.0, &format!("{words}{}", stand_for(picture)));
}

fn stand_for(picture: &CampsPicture) -> String {
    match picture.stand_for {
        0 | 1 => String::new(),
        people => {
            format!(" Each person stands for {} people, in counts and capacities too.", whole(f64::from(people)))
        }
    }
}

/// The numbers of the last day, in words.
fn told(picture: &CampsPicture) -> String {
    let mut told = format!("On {}: ", day(picture.period.end));
    if picture.panels.is_empty() {
        told.push_str("there are no camps. ");
    }
    for panel in &picture.panels {
        let (last, range) = (panel::last(panel, ", "), panel::range(panel));
        let room = panel.capacity.last().copied().flatten();
        let room = room.map_or(String::new(), |room| format!("capacity {}", whole(room)));
        let words: Vec<String> = [last, range, room].into_iter().filter(|words| !words.is_empty()).collect();
        told.push_str(&format!("{}: {}. ", panel.name, words.join(", ")));
    }
    told + "A simulation, not observation; not a statement on borders." + &stand_for(picture)
}
