//! One panel: bands, median, counts and capacity of a camp, with its axes.

use corridor_model::Period;

use super::svg::{Anchor, course, fit, line, path, text};
use super::words::{rounded, whole};
use super::{CampPanel, axes};
use crate::write::Spread;

/// Room above the plot for name and numbers, left for numbers of people, below for months.
const ABOVE: f64 = 37.0;
const BELOW: f64 = 25.0;
const LEFT: f64 = 44.0;
/// Least height of a line, for labels that would lie on each other.
const APART: f64 = 12.0;

/// The rectangle of a panel, labels included.
#[derive(Clone, Copy, Debug)]
pub struct Frame {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
    /// Room on the right for what the lines are; none in a small panel.
    pub right: f64,
}

/// Days and people to positions.
struct Scale {
    left: f64,
    bottom: f64,
    width: f64,
    height: f64,
    days: f64,
    most: f64,
}

impl Scale {
    fn x(&self, day: f64) -> f64 {
        self.left + self.width * day / (self.days - 1.0).max(1.0)
    }

    fn y(&self, people: f64) -> f64 {
        self.bottom - self.height * sound(people) / self.most
    }

    fn right(&self) -> f64 {
        self.left + self.width
    }

    /// Points of a course; of a long one no more than can be told apart. A single day is drawn as a level.
    fn points(&self, values: &[f64]) -> Vec<(f64, f64)> {
        if let [only] = values {
            return vec![(self.left, self.y(*only)), (self.right(), self.y(*only))];
        }
        let step = (values.len() as f64 / (2.0 * self.width)).ceil().max(1.0) as usize;
        let last = values.len().saturating_sub(1);
        let shown = values.iter().enumerate().filter(|(day, _)| day % step == 0 || *day == last);
        shown.map(|(day, people)| (self.x(day as f64), self.y(*people))).collect()
    }
}

/// A number that can be drawn.
fn sound(people: f64) -> f64 {
    if people.is_finite() { people.clamp(0.0, 1e300) } else { 0.0 }
}

/// Draws a panel.
pub fn draw(to: &mut String, panel: &CampPanel, period: Period, frame: Frame) {
    let most = greatest(panel);
    let plot = frame.height - ABOVE - BELOW;
    let marks = axes::people(most, (plot / 22.0).floor().clamp(1.0, 5.0));
    let scale = Scale {
        left: frame.x + LEFT,
        bottom: frame.y + ABOVE + plot,
        width: frame.width - LEFT - frame.right,
        height: plot,
        days: f64::from(period.days()),
        most: marks.last().copied().unwrap_or(1.0).max(1.0),
    };
    heading(to, panel, frame, scale.most);
    grid(to, &scale, &marks, period);
    let of = |level: fn(&Spread) -> f64| panel.people.iter().map(level).collect::<Vec<_>>();
    let (low, high, median) = (of(|at| at.q05), of(|at| at.q95), of(|at| at.q50));
    let (below, above) = (of(|at| at.q25), of(|at| at.q75));
    for (class, low, high) in [("nine", &low, &high), ("half", &below, &above)] {
        let (upper, mut lower) = (scale.points(high), scale.points(low));
        lower.reverse();
        if !upper.is_empty() {
            path(to, class, &format!("{}Z", course(&[upper, lower].concat())));
        }
    }
    capacity(to, panel, &scale);
    for (class, values) in [("median", &median), ("counted", &panel.counted)] {
        if !values.is_empty() {
            path(to, class, &course(&scale.points(values)));
        }
    }
    if frame.right > 0.0 {
        ends(to, panel, &scale);
    }
}

/// The most that the panel has to show: people, and the capacity if it is not far above them.
fn greatest(panel: &CampPanel) -> f64 {
    let people = panel.people.iter().map(|at| at.q95).chain(panel.counted.iter().copied());
    let people = people.map(sound).fold(0.0, f64::max);
    let room = panel.capacity.iter().flatten().map(|room| sound(*room));
    room.filter(|room| *room <= 1.5 * people).fold(people, f64::max)
}

/// The name and the capacity, and below them the numbers of the last day; where the lines have labels, the range.
fn heading(to: &mut String, panel: &CampPanel, frame: Frame, most: f64) {
    let wide = frame.right > 0.0;
    let room = panel.capacity.last().copied().flatten().map(sound).map_or(String::new(), |room| {
        let above = if room > most { " ↑" } else { "" };
        format!("capacity {}{above}", whole(room))
    });
    let (class, size) = if wide { ("name large", 10.0) } else { ("name", 7.8) };
    let across = frame.width - frame.right;
    // A long name goes first: the line of the capacity is there all the same.
    if 5.8 * room.chars().count() as f64 + size * panel.name.chars().count() as f64 <= across {
        text(to, "small", Anchor::End, frame.x + across, frame.y + 11.0, &room);
    }
    text(to, class, Anchor::Start, frame.x, frame.y + 11.0, &fit(&panel.name, across, size));
    let words = if wide { range(panel) } else { last(panel, " · ") };
    text(to, "small", Anchor::Start, frame.x, frame.y + 24.0, &fit(&words, frame.width, 5.3));
}

/// Between which numbers nine in ten members are on the last day, in words.
pub fn range(panel: &CampPanel) -> String {
    panel.people.last().map_or(String::new(), |at| {
        let (low, high) = (rounded(sound(at.q05)), rounded(sound(at.q95)));
        if low == high {
            format!("nine in ten members about {low}")
        } else {
            format!("nine in ten members from {low} to {high}")
        }
    })
}

/// The median and the count of the last day, in words.
pub fn last(panel: &CampPanel, between: &str) -> String {
    let median = panel.people.last().map(|at| format!("median {}", rounded(sound(at.q50))));
    let counted = panel.counted.last().map(|people| format!("counted {}", whole(sound(*people))));
    [median, counted].into_iter().flatten().collect::<Vec<_>>().join(between)
}

fn grid(to: &mut String, scale: &Scale, marks: &[f64], period: Period) {
    for mark in marks {
        let y = scale.y(*mark);
        line(to, if *mark == 0.0 { "axis" } else { "grid" }, (scale.left, y), (scale.right(), y));
        text(to, "tick", Anchor::End, scale.left - 5.0, y + 3.2, &whole(*mark));
    }
    let mut free = f64::MIN;
    for mark in axes::days(period, (scale.width / 30.0).floor().max(1.0)) {
        let x = scale.x(mark.at);
        line(to, "axis", (x, scale.bottom), (x, scale.bottom + 3.0));
        // What would lie on its neighbour, or beyond the edge, is left out.
        if x < free || x > scale.right() + 8.0 {
            continue;
        }
        free = x + 30.0;
        text(to, "tick", Anchor::Middle, x, scale.bottom + 12.5, &mark.label);
        if let Some(year) = mark.year {
            text(to, "tick", Anchor::Middle, x, scale.bottom + 22.5, &year);
        }
    }
}

/// The line of the capacity, so far as it does not lie far above.
fn capacity(to: &mut String, panel: &CampPanel, scale: &Scale) {
    let shown = |room: f64| sound(room) <= scale.most;
    let mut stretch: Vec<(f64, f64)> = Vec::new();
    let mut draw = |stretch: &mut Vec<(f64, f64)>| {
        if stretch.len() > 1 {
            path(to, "room", &course(stretch));
        }
        stretch.clear();
    };
    let only = panel.capacity.len() == 1;
    for (day, room) in panel.capacity.iter().enumerate() {
        match room.filter(|room| shown(*room)) {
            Some(room) => {
                let (x, y) = (scale.x(day as f64), scale.y(room));
                // A level is two points, a step two more.
                match stretch.as_mut_slice() {
                    [.., (_, before), (to, last)] if *before == y && *last == y => *to = x,
                    [.., (_, last)] if *last != y => {
                        let corner = (x, *last);
                        stretch.extend([corner, (x, y)]);
                    }
                    _ => stretch.push((x, y)),
                }
                if only {
                    stretch.push((scale.right(), y));
                }
            }
            None => draw(&mut stretch),
        }
    }
    draw(&mut stretch);
}

/// What the lines are, at their ends.
fn ends(to: &mut String, panel: &CampPanel, scale: &Scale) {
    let people = panel.people.last();
    let mut labels: Vec<(f64, &str, String)> = Vec::new();
    if let Some(at) = people {
        labels.push((scale.y(at.q50), "end-median", format!("median {}", rounded(sound(at.q50)))));
    }
    if let Some(counted) = panel.counted.last() {
        labels.push((scale.y(*counted), "end-counted", format!("counted {}", whole(sound(*counted)))));
    }
    if let [(first, ..), (second, ..)] = labels.as_mut_slice() {
        let (gap, middle) = ((*first - *second).abs(), (*first + *second) / 2.0);
        if gap < APART {
            let half = if *first < *second { -APART / 2.0 } else { APART / 2.0 };
            (*first, *second) = (middle + half, middle - half);
        }
    }
    for (y, class, words) in labels {
        text(to, class, Anchor::Start, scale.right() + 7.0, y.min(scale.bottom - 1.0) + 3.5, &words);
    }
}
