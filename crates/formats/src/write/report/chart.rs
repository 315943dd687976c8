//! A fan chart: the 90 and 50 % bands, the median, what was reported, the reference date. Lines differ in their dashes
//! and bands in their lightness, so that paper without colour tells them apart; the numbers are in a table below it.

use corridor_model::{Date, Period};

use super::html::{Cell, details, escape, isolated, number, table, words as cell};
use super::rows::{DifferenceRow, Dot, Report, Series};
use super::words::{Words, day, join, rounded, sentence, short, sound, target};
use crate::write::Spread;
use crate::write::camps_svg::axes;
use crate::write::camps_svg::svg::{Anchor, at, course, line, path, text};
use crate::write::camps_svg::words::whole;

/// The sheet of a chart, and the room for its labels.
const WIDTH: f64 = 400.0;
const HEIGHT: f64 = 236.0;
const LEFT: f64 = 60.0;
const RIGHT: f64 = 12.0;
const TOP: f64 = 12.0;
const BOTTOM: f64 = 34.0;
/// Days between the rows of a chart's table.
const EVERY: usize = 7;

/// What a chart shows.
struct Chart<'a> {
    id: String,
    heading: String,
    first: Date,
    days: &'a [Spread],
    base: &'a [Spread],
    dots: &'a [Dot],
    /// Whether the numbers are changes, which may be below zero.
    change: bool,
}

/// The chart of a result with its table.
pub fn series(words: Words, report: &Report, index: usize, one: &Series) -> String {
    let heading = format!("{} {}", sentence(target(one.target)), isolated(words.name(&one.location)));
    draw(
        words,
        report,
        &Chart {
            id: format!("chart{index}"),
            heading,
            first: one.first,
            days: &one.days,
            base: &one.base,
            dots: &one.observed,
            change: false,
        },
    )
}

/// The chart of a difference with its table.
pub fn difference(words: Words, report: &Report, index: usize, row: &DifferenceRow) -> String {
    let heading = format!("Difference in {} {}", target(row.target), isolated(words.name(&row.location)));
    draw(
        words,
        report,
        &Chart {
            id: format!("difference{index}"),
            heading,
            first: row.first,
            days: &row.days,
            base: &[],
            dots: &[],
            change: true,
        },
    )
}

/// Days and people to positions.
struct Scale {
    days: f64,
    least: f64,
    most: f64,
}

impl Scale {
    fn x(&self, day: f64) -> f64 {
        LEFT + (WIDTH - LEFT - RIGHT) * (day / (self.days - 1.0).max(1.0)).clamp(0.0, 1.0)
    }

    fn y(&self, people: f64) -> f64 {
        let share = (sound(people).clamp(self.least, self.most) - self.least) / (self.most - self.least);
        HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * share
    }

    /// Points of a course. A single day is drawn as a level.
    fn points(&self, values: &[f64]) -> Vec<(f64, f64)> {
        if let [only] = values {
            return vec![(LEFT, self.y(*only)), (WIDTH - RIGHT, self.y(*only))];
        }
        let step = (values.len() as f64 / WIDTH).ceil().max(1.0) as usize;
        let last = values.len().saturating_sub(1);
        let shown = values.iter().enumerate().filter(|(day, _)| day % step == 0 || *day == last);
        shown.map(|(day, people)| (self.x(day as f64), self.y(*people))).collect()
    }
}

fn draw(words: Words, report: &Report, chart: &Chart) -> String {
    let long = Period { start: chart.first, end: chart.first };
    let period = Period { start: chart.first, end: long.date((chart.days.len().max(1) - 1) as u32) };
    let level = |of: fn(&Spread) -> f64| chart.days.iter().map(of).collect::<Vec<_>>();
    let (low, high, median) = (level(|at| at.q05), level(|at| at.q95), level(|at| at.q50));
    let (below, above) = (level(|at| at.q25), level(|at| at.q75));
    let base: Vec<f64> = chart.base.iter().map(|at| at.q50).collect();
    let dots: Vec<(u32, &Dot)> = chart
        .dots
        .iter()
        .filter_map(|dot| Some((period.day(dot.date).filter(|day| *day < period.days())?, dot)))
        .collect();
    let all = high.iter().chain(&low).chain(&base).copied().chain(dots.iter().flat_map(|(_, dot)| [dot.low, dot.high]));
    let (least, most) = all.map(sound).fold((0.0, 0.0), |(least, most): (f64, f64), at| (least.min(at), most.max(at)));
    let marks = marks(least, most);
    let ends = (marks.first().copied().unwrap_or(0.0), marks.last().copied().unwrap_or(1.0));
    let scale = Scale { days: f64::from(period.days()), least: ends.0, most: ends.1.max(ends.0 + 1.0) };
    let mut body = String::new();
    axes_of(&mut body, &scale, &marks, period, chart.change);
    for (class, low, high) in [("nine", &low, &high), ("half", &below, &above)] {
        let (upper, mut lower) = (scale.points(high), scale.points(low));
        lower.reverse();
        if !upper.is_empty() {
            path(&mut body, class, &format!("{}Z", course(&[upper, lower].concat())));
        }
    }
    if let Some(day) = period.day(report.reference).filter(|day| *day < period.days()) {
        let x = scale.x(f64::from(day));
        line(&mut body, "reference", (x, TOP), (x, HEIGHT - BOTTOM));
    }
    for (class, values) in [("base", &base), ("median", &median)] {
        if !values.is_empty() {
            path(&mut body, class, &course(&scale.points(values)));
        }
    }
    for (day, dot) in &dots {
        let x = scale.x(f64::from(*day));
        let (low, high) = (scale.y(dot.low), scale.y(dot.high));
        line(&mut body, "range", (x, low), (x, high));
        let class = if dot.known { "known" } else { "later" };
        body.push_str(&format!(
            "<circle class=\"{class}\" cx=\"{}\" cy=\"{}\" r=\"3.6\"/>\n",
            at(x),
            at((low + high) / 2.0)
        ));
    }
    let Chart { id, heading, .. } = chart;
    let (heading, told) = (escape(heading), escape(&told(words, chart, period)));
    let (width, height) = (at(WIDTH), at(HEIGHT));
    format!(
        "<figure class=\"chart\"><figcaption><h3 dir=\"auto\">{heading}</h3></figcaption>\n\
         <svg viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"{id}-t {id}-d\">\
         <title id=\"{id}-t\">{heading}</title>\n<desc id=\"{id}-d\">{told}</desc>\n{body}</svg>\n{}</figure>\n",
        numbers(words, report, chart, period)
    )
}

/// Round numbers from at or below the least to at or above the most; 0 is one of them.
fn marks(least: f64, most: f64) -> Vec<f64> {
    let wide = axes::people(most - least, 4.0);
    let step = wide.get(1).copied().unwrap_or(1.0);
    let (first, last) = ((least / step).floor().max(-20.0) as i32, (most / step).ceil().clamp(0.0, 20.0) as i32);
    let last = if first == 0 { last.max(1) } else { last };
    (first..=last).map(|mark| f64::from(mark) * step).collect()
}

fn axes_of(to: &mut String, scale: &Scale, marks: &[f64], period: Period, change: bool) {
    let bottom = HEIGHT - BOTTOM;
    for mark in marks {
        let y = scale.y(*mark);
        line(to, if *mark == 0.0 { "axis" } else { "grid" }, (LEFT, y), (WIDTH - RIGHT, y));
        let sign = if *mark < 0.0 {
            "−"
        } else if change && *mark > 0.0 {
            "+"
        } else {
            ""
        };
        text(to, "tick", Anchor::End, LEFT - 6.0, y + 4.0, &format!("{sign}{}", whole(mark.abs())));
    }
    let mut free = f64::MIN;
    for mark in axes::days(period, 9.0) {
        let x = scale.x(mark.at);
        line(to, "axis", (x, bottom), (x, bottom + 4.0));
        let half = 3.3 * mark.label.chars().count().max(4) as f64;
        if x - half < free || x > WIDTH - RIGHT {
            continue;
        }
        free = x + half + 4.0;
        text(to, "tick", Anchor::Middle, x, bottom + 15.0, &mark.label);
        if let Some(year) = mark.year {
            text(to, "tick", Anchor::Middle, x, bottom + 28.0, &year);
        }
    }
}

/// The same in words, for those who do not see it.
fn told(words: Words, chart: &Chart, period: Period) -> String {
    let Some(last) = chart.days.last() else { return "There are no numbers to draw.".to_owned() };
    let nine = if chart.change { words.changes(last.q05, last.q95) } else { words.nine(last) };
    let median = if chart.change { words.change(last.q50) } else { words.people(last.q50) };
    let most = chart.days.iter().map(|at| sound(at.q95)).fold(0.0, f64::max);
    let most = if chart.change {
        String::new()
    } else {
        format!(" The upper end of the band is {} at most.", words.people(most))
    };
    let dots = match chart.dots.len() {
        0 => String::new(),
        dots => format!(" Reported figures: {dots}."),
    };
    format!(
        "From {} to {}. On the last day nine in ten members are at {nine}, the median is {median}.{most}{dots} All numbers \
         are in the table below.",
        day(period.start),
        day(period.end)
    )
}

/// The numbers of a chart: a row a week, the first day, the reference date, the horizons and the last day.
fn numbers(words: Words, report: &Report, chart: &Chart, period: Period) -> String {
    let last = chart.days.len().saturating_sub(1);
    let told = |day: &usize| {
        let date = period.date(*day as u32);
        day.is_multiple_of(EVERY) || *day == last || date == report.reference || report.horizons.contains(&date)
    };
    let people = |value: f64| if chart.change { words.change(value) } else { words.people(value) };
    let row = |day: usize| {
        let spread = chart.days.get(day).copied().unwrap_or_default();
        let values = [spread.q05, spread.q25, spread.q50, spread.q75, spread.q95];
        let base = chart.base.get(day).map(|base| people(base.q50));
        let cells = std::iter::once(cell(&short(period.date(day as u32))));
        cells.chain(values.into_iter().map(people).chain(base).map(|value| number(&value))).collect::<Vec<_>>()
    };
    let rows: Vec<Vec<Cell>> = (0..chart.days.len()).filter(told).map(row).collect();
    let mut columns = vec!["date", "#5 %", "#25 %", "#median", "#75 %", "#95 %"];
    if !chart.base.is_empty() {
        columns.push("#median of the base");
    }
    let mut body = table(&format!("{}: quantiles of the members by date", chart.heading), &columns, &rows);
    if !chart.dots.is_empty() {
        let rows: Vec<Vec<Cell>> = chart.dots.iter().map(|dot| reported(words, dot)).collect();
        let columns = ["date", "#people, as implied", "known on the reference date", "source"];
        body.push_str(&table(&format!("{}: reported figures", chart.heading), &columns, &rows));
    }
    details("data", &format!("The numbers of this chart: {}", chart.heading), &body)
}

fn reported(words: Words, dot: &Dot) -> Vec<Cell> {
    let people = join(words.people(dot.low), words.people(dot.high));
    vec![cell(&short(dot.date)), number(&people), cell(if dot.known { "yes" } else { "no, later" }), cell(&dot.source)]
}

/// What the lines of the charts are.
pub fn legend(bases: bool, dots: bool, reference: &str) -> String {
    let sample = |body: &str, words: &str| {
        format!(
            "<li><svg viewBox=\"0 0 34 14\" width=\"34\" height=\"14\" aria-hidden=\"true\">{body}</svg> {words}</li>"
        )
    };
    let mut items = vec![
        sample("<path class=\"nine\" d=\"M1 1h32v12h-32Z\"/>", "nine in ten members (90 %)"),
        sample("<path class=\"half\" d=\"M1 1h32v12h-32Z\"/>", "half of the members (50 %)"),
        sample("<path class=\"median\" d=\"M1 7h32\"/>", "median"),
    ];
    if bases {
        items.push(sample("<path class=\"base\" d=\"M1 7h32\"/>", "median of the base"));
    }
    items.push(sample("<path class=\"reference\" d=\"M17 0v14\"/>", &escape(reference)));
    if dots {
        items.push(sample(
            "<path class=\"range\" d=\"M17 0v14\"/><circle class=\"known\" cx=\"17\" cy=\"7\" r=\"3.6\"/>",
            "reported, known by then",
        ));
        items.push(sample(
            "<path class=\"range\" d=\"M17 0v14\"/><circle class=\"later\" cx=\"17\" cy=\"7\" r=\"3.6\"/>",
            "reported later",
        ));
    }
    format!("<ul class=\"legend\">{}</ul>\n", items.concat())
}

/// A share as a bar, with a number beside it.
pub fn bar(share: f64) -> String {
    let share = sound(share).clamp(0.0, 1.0);
    format!(
        "<svg class=\"bar\" viewBox=\"0 0 100 12\" width=\"100\" height=\"12\" aria-hidden=\"true\"><path class=\"frame\" \
         d=\"M.5.5h99v11h-99Z\"/><path class=\"fill\" d=\"M.5.5h{}v11h-{}Z\"/></svg> {}",
        at(99.0 * share),
        at(99.0 * share),
        rounded((share * 100.0).round())
    ) + " %"
}
