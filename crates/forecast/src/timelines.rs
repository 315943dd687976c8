//! Timelines by day, with everything uncertain about them drawn.

use std::cell::RefCell;
use std::fmt::Debug;

use corridor_engine::{Decision, Stream, mix, sample};
use corridor_model::{Date, Key, Period, Row, Scenario, Timeline, Uncertain, Until};

use crate::subjects;

/// What is drawn for one member.
#[derive(Clone, Copy)]
pub(crate) struct Dice<'a> {
    pub stream: Stream,
    pub period: Period,
    /// The day as of which a forecast is made; none in a hindcast.
    pub reference: Option<Date>,
    /// Who wants to know the subjects of the draws, if anybody.
    pub asked: Option<&'a RefCell<Vec<u64>>>,
}

/// Days on which one row holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Segment {
    /// The first day.
    pub from: i32,
    /// The first day on which it no longer holds.
    pub until: i32,
    /// The number of the row; none where no row holds.
    pub row: Option<usize>,
}

impl Dice<'_> {
    /// Those of a member.
    pub fn new(scenario: &Scenario, seed: u64, member: u32) -> Self {
        let (period, reference) = (scenario.period, scenario.reference_date);
        Dice { stream: Stream::new(seed, member), period, reference, asked: None }
    }

    /// A number in [0, 1) that belongs to a subject, whoever else draws.
    pub fn unit(&self, subject: u64) -> f64 {
        if let Some(asked) = self.asked {
            asked.borrow_mut().push(subject);
        }
        self.stream.at(0, Decision::Parameter, subject).unit()
    }

    /// A value for an uncertain number: the same subject draws the same place in every range, so that what is high in one
    /// week is high in the next.
    pub fn value(&self, uncertain: Uncertain, subject: u64) -> f64 {
        match uncertain {
            Uncertain::Exact(value) => value,
            Uncertain::Range { .. } | Uncertain::Lognormal { .. } => at_level(uncertain, self.unit(subject)),
        }
    }

    /// Whether the condition of a host's pledge is met.
    pub fn is_met(&self, host: &Key, condition: &str, likelihood: Uncertain) -> bool {
        let likelihood = self.value(likelihood, subjects::likelihood(host, condition));
        self.unit(subjects::condition_met(host, condition)) < likelihood
    }

    /// A duration of at least `elapsed` days.
    fn duration(&self, prior: Uncertain, elapsed: f64, subject: u64) -> f64 {
        match prior {
            Uncertain::Exact(days) => days.max(elapsed),
            Uncertain::Range { low, high } => {
                let low = low.max(elapsed);
                low + self.unit(subject) * (high.max(low) - low)
            }
            Uncertain::Lognormal { median, p90 } => {
                let past = if elapsed > 0.0 {
                    let z = libm::log(elapsed / median) / spread(median, p90);
                    0.5 * libm::erfc(-z / std::f64::consts::SQRT_2)
                } else {
                    0.0
                };
                at_level(prior, past + self.unit(subject) * (1.0 - past)).max(elapsed)
            }
        }
    }

    /// Which row of a timeline holds on which days of the period. `prior` is that of the durations without an end;
    /// `ongoing` says whether a row that simply goes on at the reference date ends too.
    pub fn segments<T: Debug>(
        &self,
        timeline: &Timeline<T>,
        subject: u64,
        prior: Uncertain,
        ongoing: impl Fn(&T) -> bool,
    ) -> Vec<Segment> {
        self.segments_since(0, timeline, subject, prior, ongoing)
    }

    /// The same, from an earlier day on.
    pub fn segments_since<T: Debug>(
        &self,
        first: i32,
        timeline: &Timeline<T>,
        subject: u64,
        prior: Uncertain,
        ongoing: impl Fn(&T) -> bool,
    ) -> Vec<Segment> {
        let kept = self.resolve(timeline, subject);
        let days = self.period.days() as i32;
        let start = self.period.start;
        let mut spans: Vec<(i64, i64, usize)> = Vec::new();
        for &number in &kept {
            let row = &timeline.rows[number];
            let from = days_from(start, row.event_date);
            let until = match row.until {
                Until::Date(date) => days_from(start, date),
                Until::Unknown => from + self.lasts(row.event_date, end(subject, row), prior),
                Until::NextRow | Until::Never if self.still_holds(timeline, &kept, row) && ongoing(&row.value) => {
                    from + self.lasts(row.event_date, end(subject, row), prior)
                }
                Until::NextRow | Until::Never => i64::MAX,
            };
            spans.push((from, until, number));
        }
        let mut marks: Vec<i32> = vec![first];
        for &(from, until, _) in &spans {
            let ends = [from, until].into_iter().filter_map(|mark| i32::try_from(mark).ok());
            marks.extend(ends.filter(|mark| (first..days).contains(mark)));
        }
        marks.sort_unstable();
        marks.dedup();
        let mut segments: Vec<Segment> = Vec::new();
        for (index, &from) in marks.iter().enumerate() {
            let until = marks.get(index + 1).copied().unwrap_or(days);
            let holds = spans.iter().filter(|(begin, end, _)| *begin <= i64::from(from) && i64::from(from) < *end);
            let row = holds.map(|(_, _, number)| *number).max_by_key(|number| rank(timeline, *number));
            match segments.last_mut() {
                Some(last) if last.row == row => last.until = until,
                Some(_) | None => segments.push(Segment { from, until, row }),
            }
        }
        segments
    }

    /// Of rows of one day with weights, one.
    fn resolve<T: Debug>(&self, timeline: &Timeline<T>, subject: u64) -> Vec<usize> {
        let mut kept = Vec::new();
        let mut days_done: Vec<Date> = Vec::new();
        for (number, row) in timeline.rows.iter().enumerate() {
            if row.weight.is_none() || row.edit > 0 {
                kept.push(number);
            } else if !days_done.contains(&row.event_date) {
                days_done.push(row.event_date);
                let rivals = rivals(timeline, row.event_date);
                kept.extend(self.pick(&rivals, rival(subject, row.event_date)));
            }
        }
        kept
    }

    /// The number of one of some rows, drawn in proportion to their weights.
    pub fn pick(&self, rivals: &[(usize, f64)], subject: u64) -> Option<usize> {
        if let [(one, _)] = rivals {
            return Some(*one);
        }
        let total: f64 = rivals.iter().map(|(_, weight)| weight).sum();
        let mut left = self.unit(subject) * total;
        let drawn = rivals.iter().find(|(_, weight)| {
            left -= weight;
            left < 0.0
        });
        drawn.or(rivals.last()).map(|(number, _)| *number)
    }

    /// Days from the beginning of a row to its drawn end, at least 1; in a forecast it still held on the reference date,
    /// if it had begun.
    pub fn lasts(&self, since: Date, subject: u64, prior: Uncertain) -> i64 {
        let elapsed = self.reference.map_or(0, |reference| days_from(since, reference)).max(0);
        let days = self.duration(prior, elapsed as f64, subject);
        (libm::ceil(days) as i64).max(elapsed + 1).max(1)
    }

    /// Whether a row is in force on the reference date of a forecast.
    pub fn still_holds<T>(&self, timeline: &Timeline<T>, kept: &[usize], row: &Row<T>) -> bool {
        let Some(reference) = self.reference else { return false };
        let holding = kept.iter().copied().filter(|number| {
            let row = &timeline.rows[*number];
            let over = match row.until {
                Until::Date(date) => date <= reference,
                Until::NextRow | Until::Never | Until::Unknown => false,
            };
            row.edit == 0 && row.event_date <= reference && !over
        });
        let last = holding.max_by_key(|number| rank(timeline, *number));
        row.edit == 0 && last.is_some_and(|number| std::ptr::eq(&timeline.rows[number], row))
    }
}

/// Whose draw the end of a row is, on a timeline of this subject.
pub(crate) fn end<T>(subject: u64, row: &Row<T>) -> u64 {
    // No matter who says that it began: an edit that repeats what holds repeats how long, and no edit depends on how many
    // others there are.
    mix(mix(subject, day_salt(row.event_date)), 7)
}

/// Whose draw it is which of the rows of a day holds.
pub(crate) fn rival(subject: u64, date: Date) -> u64 {
    mix(subject, day_salt(date))
}

/// The reported rows of a day with weights, and these: in the order of what they say, so that the order of a table decides
/// nothing.
pub(crate) fn rivals<T: Debug>(timeline: &Timeline<T>, date: Date) -> Vec<(usize, f64)> {
    let rows = timeline.rows.iter().enumerate();
    let mut rivals: Vec<_> = rows
        .filter(|(_, row)| row.edit == 0 && row.event_date == date)
        .filter_map(|(number, row)| Some((number, row.weight?)))
        .collect();
    rivals.sort_by_cached_key(|(number, weight)| {
        let row = &timeline.rows[*number];
        (Some(weight.to_bits()), row.available_at, format!("{:?} {:?}", row.value, row.until))
    });
    rivals
}

/// Which of the rows that hold on a day wins.
pub(crate) fn rank<T>(timeline: &Timeline<T>, number: usize) -> (u32, Date, Date) {
    let row = &timeline.rows[number];
    (row.edit, row.event_date, row.available_at)
}

pub(crate) fn days_from(a: Date, b: Date) -> i64 {
    a.duration_until(b).as_hours().div_euclid(24)
}

fn day_salt(date: Date) -> u64 {
    days_from(Date::ZERO, date) as u64
}

/// The standard deviation of the logarithm.
fn spread(median: f64, p90: f64) -> f64 {
    const Z90: f64 = 1.281_551_565_544_600_5;
    (libm::log(p90 / median) / Z90).max(1e-9)
}

/// The quantile of an uncertain number.
pub(crate) fn at_level(uncertain: Uncertain, level: f64) -> f64 {
    match uncertain {
        Uncertain::Exact(value) => value,
        Uncertain::Range { low, high } => low + level * (high - low),
        Uncertain::Lognormal { median, p90 } => {
            median * libm::exp(spread(median, p90) * sample::normal_quantile(level.clamp(1e-12, 1.0 - 1e-12)))
        }
    }
}
