//! The map: places where they are, people as circles, ways as arrows, crossings as marks. No borders are drawn.

mod arrows;
mod labels;
mod legend;
mod projection;

use std::collections::{BTreeMap, BTreeSet};

use corridor_model::{Key, Kind, Location};

use self::labels::{Box4, Wish};
use self::projection::{Point, Sheet, WIDTH};
use super::html::{Cell, details, escape, html, isolated, name, number, paragraph, table};
use super::rows::{MapFlow, Report};
use super::status::{Gate, gate};
use super::words::{Words, day, many, sound};
use crate::write::camps_svg::svg::at;

/// More arrows than this cannot be told apart.
const MOST_ARROWS: usize = 60;
/// The radius of the largest circle.
const LARGEST: f64 = 24.0;
/// The radius of a crossing's mark.
pub const MARK: f64 = 5.5;

/// The map, its notes and its table; a sentence where no place has a point.
pub fn map(words: Words, report: &Report) -> String {
    let locations = &words.scenario.locations;
    let Some(sheet) = Sheet::of(locations) else {
        return paragraph("", "No place of the scenario has a point, so there is no map.") + &numbers(words, report);
    };
    let drawn = Drawn::of(words, report, &sheet);
    let legend = legend::Legend::of(words, report, &drawn, &sheet);
    let height = sheet.height + legend.height;
    let title = "Map of places, crossings and people on the way";
    let told = format!(
        "{}, {} and {} from {} to {}. All numbers are in the table below.",
        many(sheet.points.len(), "place"),
        many(drawn.circles.len(), "circle"),
        many(drawn.arrows.len(), "arrow"),
        day(report.reference),
        day(words.scenario.period.end)
    );
    let mut text = format!(
        "<figure class=\"map\"><div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"Map\">\n\
         <svg viewBox=\"0 0 {} {}\" role=\"img\" aria-labelledby=\"map-t map-d\"><title id=\"map-t\">{title}</title>\n\
         <desc id=\"map-d\">{}</desc>\n<path class=\"sea\" d=\"M0 0h{}v{}h-{}Z\"/>\n",
        at(WIDTH),
        at(height),
        escape(&told),
        at(WIDTH),
        at(sheet.height),
        at(WIDTH)
    );
    text.push_str(&drawn.body(words, report, &sheet));
    text.push_str(&legend.body);
    text.push_str("</svg></div>\n");
    text.push_str(&drawn.notes(words, report, &sheet));
    text.push_str(&numbers(words, report));
    text + "</figure>\n"
}

/// What there is to draw.
pub struct Drawn<'a> {
    /// Arrows, the widest first.
    pub arrows: Vec<&'a MapFlow>,
    /// The people of the widest.
    pub widest: f64,
    /// How many flows are left out: too many, and beyond the frame or without a point.
    left_out: (usize, usize),
    /// People by place.
    pub circles: BTreeMap<&'a Key, f64>,
    /// Whether they are of people there, not of arrivals.
    pub are_stocks: bool,
    /// The most of them.
    pub largest: f64,
}

impl<'a> Drawn<'a> {
    fn of(words: Words, report: &'a Report, sheet: &Sheet) -> Drawn<'a> {
        let some = |people: f64| sound(people) >= if words.public { 50.0 } else { 0.5 };
        let mut flows: Vec<&MapFlow> =
            report.flows.iter().filter(|flow| some(flow.people.q50) && flow.from != flow.to).collect();
        let order = |a: &&MapFlow, b: &&MapFlow| {
            let people = b.people.q50.total_cmp(&a.people.q50);
            people.then_with(|| (&a.from, &a.to).cmp(&(&b.from, &b.to)))
        };
        flows.sort_by(order);
        // Between two places at the edge there is nothing to see.
        let can_be_seen = |flow: &&MapFlow| {
            let ends = (sheet.point(&flow.from), sheet.point(&flow.to));
            matches!(ends, (Some(from), Some(to)) if from.beyond_km.is_none() || to.beyond_km.is_none())
        };
        let (mut arrows, homeless): (Vec<&MapFlow>, Vec<&MapFlow>) = flows.into_iter().partition(can_be_seen);
        let too_many = arrows.len().saturating_sub(MOST_ARROWS);
        arrows.truncate(MOST_ARROWS);
        let widest = arrows.first().map_or(0.0, |flow| sound(flow.people.q50));
        let circles = report.places.iter().filter(|row| some(row.people.q50) && sheet.point(&row.location).is_some());
        let circles: BTreeMap<&Key, f64> = circles.map(|row| (&row.location, sound(row.people.q50))).collect();
        let largest = circles.values().copied().fold(0.0, f64::max);
        let are_stocks = report.places_are_stocks;
        Drawn { arrows, widest, left_out: (too_many, homeless.len()), circles, largest, are_stocks }
    }

    /// The radius of a circle: its area is as large as its people are many.
    pub fn radius(&self, people: f64) -> f64 {
        (LARGEST * (people / self.largest.max(1.0)).max(0.0).sqrt()).clamp(2.5, LARGEST)
    }

    /// The radius of a place's mark.
    fn mark(&self, point: &Point) -> f64 {
        match self.circles.get(&point.location.key) {
            Some(people) => self.radius(*people).max(if is_crossing(point.location) { MARK } else { 0.0 }),
            None if is_crossing(point.location) => MARK,
            None => 2.0,
        }
    }

    fn body(&self, words: Words, report: &Report, sheet: &Sheet) -> String {
        let mut text = String::new();
        let mut circles: Vec<(&Point, f64)> =
            sheet.points.iter().filter_map(|point| Some((point, *self.circles.get(&point.location.key)?))).collect();
        circles.sort_by(|a, b| b.1.total_cmp(&a.1));
        for (point, people) in &circles {
            text.push_str(&circle("people", point.x, point.y, self.radius(*people)));
        }
        for flow in &self.arrows {
            let (Some(from), Some(to)) = (sheet.point(&flow.from), sheet.point(&flow.to)) else { continue };
            let width = arrows::width(sound(flow.people.q50), self.widest);
            // An arrow goes to the middle of a large circle, where it is seen best.
            let end = |point: &Point| (point.x, point.y, self.mark(point).min(MARK));
            if let Some(arrow) = arrows::arrow(end(from), end(to), width) {
                text.push_str(&arrow);
                text.push('\n');
            }
        }
        for point in &sheet.points {
            if is_crossing(point.location) {
                text.push_str(&gate_mark(
                    gate(words.scenario, &point.location.key, report.reference),
                    point.x,
                    point.y,
                ));
            } else if !self.circles.contains_key(&point.location.key) {
                text.push_str(&circle("place", point.x, point.y, 2.0));
            }
        }
        for label in self.labels(report, sheet) {
            text.push_str(&format!(
                "<text class=\"label\" x=\"{}\" y=\"{}\" font-size=\"{}\">{}</text>\n",
                at(label.x),
                at(label.y),
                at(label.size),
                escape(&label.name)
            ));
        }
        text
    }

    fn labels(&self, report: &Report, sheet: &Sheet) -> Vec<labels::Label> {
        let ends: BTreeSet<&Key> = self.arrows.iter().flat_map(|flow| [&flow.from, &flow.to]).collect();
        let told: BTreeSet<&Key> = report
            .crossings
            .iter()
            .map(|row| &row.location)
            .chain(report.series.iter().map(|one| &one.location))
            .collect();
        let rank = |point: &Point| {
            let key = &point.location.key;
            let people = self.circles.get(key).copied().unwrap_or(0.0);
            let level = if people > 0.1 * self.largest && people > 0.0 || told.contains(key) {
                0
            } else if people > 0.0 || ends.contains(key) {
                1
            } else {
                2
            };
            (level, people)
        };
        let mut points: Vec<&Point> = sheet.points.iter().collect();
        points.sort_by(|a, b| {
            let (one, other) = (rank(a), rank(b));
            let level = one.0.cmp(&other.0).then(other.1.total_cmp(&one.1));
            level
                .then(b.location.population.cmp(&a.location.population))
                .then_with(|| a.location.key.cmp(&b.location.key))
        });
        let wish = |point: &&Point| {
            let own = isolated(&super::words::cut(&point.location.name, 26));
            let beyond = point.beyond_km.map(|km| format!(" ({} km farther)", super::words::rounded(km)));
            let size = [13.0, 11.5, 10.5][rank(point).0];
            Wish { name: own + &beyond.unwrap_or_default(), x: point.x, y: point.y, radius: self.mark(point), size }
        };
        let wishes: Vec<Wish> = points.iter().map(wish).collect();
        let marks: Vec<Box4> = sheet
            .points
            .iter()
            .map(|point| {
                let radius = self.mark(point) * 0.8;
                (point.x - radius, point.y - radius, point.x + radius, point.y + radius)
            })
            .collect();
        labels::placed(&wishes, marks, (WIDTH, sheet.height))
    }

    fn notes(&self, words: Words, report: &Report, sheet: &Sheet) -> String {
        let mut notes = Vec::new();
        let without = words.scenario.locations.len() - sheet.points.len();
        if without > 0 {
            let names =
                words.scenario.locations.iter().filter(|at| sheet.point(&at.key).is_none()).map(|at| name(&at.name));
            let first = names.take(8).collect::<Vec<_>>().join(", ");
            let more = if without > 8 { format!(" and {} more", without - 8) } else { String::new() };
            notes.push(format!("{} without a point left out: {first}{more}.", many(without, "place")));
        }
        let beyond = sheet.points.iter().filter(|point| point.beyond_km.is_some()).count();
        if beyond > 0 {
            notes.push(format!("{} beyond the frame drawn at its edge.", many(beyond, "place")));
        }
        let names = sheet.points.len() - self.labels(report, sheet).len();
        if names > 0 {
            notes.push(format!("{} left out where there is no room.", many(names, "name")));
        }
        let (too_many, homeless) = self.left_out;
        if too_many > 0 {
            notes.push(format!("The {MOST_ARROWS} largest flows are drawn, {too_many} smaller ones left out."));
        }
        if homeless > 0 {
            notes.push(format!(
                "{} left out: beyond the frame, or from or to a place without a point.",
                many(homeless, "flow")
            ));
        }
        if words.public {
            notes.push("Ways that people take are left out of a report that is passed on.".to_owned());
        }
        let notes =
            if notes.is_empty() { String::new() } else { format!("<p class=\"note\">{}</p>\n", notes.join(" ")) };
        notes + &paragraph("note", BOUNDARIES)
    }
}

/// That a map says nothing of whose land it is.
const BOUNDARIES: &str = "No borders are drawn. The names of places and countries and the way in which they are shown \
    here express no opinion on the legal status of any country, territory, city or area, of its authorities, or on where \
    its borders run.";

fn is_crossing(location: &Location) -> bool {
    match location.kind {
        Kind::Crossing | Kind::Airport => true,
        Kind::Town | Kind::Camp | Kind::IdpSite | Kind::Hub | Kind::Waypoint | Kind::Exit => false,
    }
}

fn circle(class: &str, x: f64, y: f64, radius: f64) -> String {
    format!("<circle class=\"{class}\" cx=\"{}\" cy=\"{}\" r=\"{}\"/>\n", at(x), at(y), at(radius))
}

/// A crossing: an empty diamond where it is open, half a one where some pass, a full square with a cross where it is shut.
pub fn gate_mark(gate: Gate, x: f64, y: f64) -> String {
    let diamond = format!("M{} {}l{MARK} {MARK}l-{MARK} {MARK}l-{MARK} -{MARK}Z", at(x), at(y - MARK));
    match gate {
        Gate::Open => format!("<path class=\"open\" d=\"{diamond}\"/>\n"),
        Gate::Partly => {
            let half = format!("M{} {}l-{MARK} {MARK}l{MARK} {MARK}Z", at(x), at(y - MARK));
            format!("<path class=\"open\" d=\"{diamond}\"/><path class=\"half-shut\" d=\"{half}\"/>\n")
        }
        Gate::Shut => {
            let (left, top) = (at(x - 5.0), at(y - 5.0));
            format!(
                "<path class=\"shut\" d=\"M{left} {top}h10v10h-10Z\"/><path class=\"cross\" d=\"M{} {}l5.6 5.6m0 -5.6l-5.6 \
                 5.6\"/>\n",
                at(x - 2.8),
                at(y - 2.8)
            )
        }
    }
}

/// The numbers of the map: people at places, and, in a complete report, on the ways.
fn numbers(words: Words, report: &Report) -> String {
    let mut body = String::new();
    if !report.places.is_empty() {
        let rows: Vec<Vec<Cell>> = report
            .places
            .iter()
            .map(|row| {
                let place = html(name(words.name(&row.location)));
                vec![place, number(&words.nine(&row.people)), number(&words.people(row.people.q50))]
            })
            .collect();
        let what = if report.places_are_stocks { "People at places on" } else { "Arrivals at places until" };
        let caption = format!("{what} {}", day(words.scenario.period.end));
        body.push_str(&table(&caption, &["place", "#90 % of members", "#median"], &rows));
    }
    if !report.flows.is_empty() {
        let rows: Vec<Vec<Cell>> = report
            .flows
            .iter()
            .map(|flow| {
                let ends = [&flow.from, &flow.to].map(|key| html(name(words.name(key))));
                let numbers = [words.nine(&flow.people), words.people(flow.people.q50)].map(|text| number(&text));
                ends.into_iter().chain(numbers).collect()
            })
            .collect();
        let (from, to) = (day(report.reference), day(words.scenario.period.end));
        let caption = format!("People who went from place to place, {from} to {to}, each passage counted");
        body.push_str(&table(&caption, &["from", "to", "#90 % of members", "#median"], &rows));
    }
    if body.is_empty() {
        body = paragraph("", "There are no people on it.");
    }
    details("data", "The numbers of this map", &body)
}
