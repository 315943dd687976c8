//! Where the marks of an axis are, and what they say.

use corridor_model::Period;

/// A mark: where, and what is written there, in one line or two.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// The day or the number of people.
    pub at: f64,
    /// What is written.
    pub label: String,
    /// The year below it, where one begins to matter.
    pub year: Option<String>,
}

/// Marks of people from 0 to `most`: round numbers, at most `marks` steps; the last is at or above `most`.
pub fn people(most: f64, marks: f64) -> Vec<f64> {
    let least = (most / marks).max(1.0);
    let mut unit = 1.0;
    while unit * 10.0 <= least {
        unit *= 10.0;
    }
    let steps = [1.0, 2.0, 5.0, 10.0].map(|step| step * unit);
    let step = steps.into_iter().find(|step| *step >= least).unwrap_or(steps[3]);
    let count = (most / step).ceil().clamp(1.0, 20.0) as u32;
    (0..=count).map(|mark| f64::from(mark) * step).collect()
}

/// Marks of a period's days, at most `marks` of them: first days of months, or days where there are few months.
pub fn days(period: Period, marks: f64) -> Vec<Mark> {
    let days = period.days();
    let months: Vec<Mark> = firsts(period);
    if months.len() < 3 {
        let steps = [1, 2, 7, 14, 28];
        let step = steps.into_iter().find(|step| f64::from(days.div_ceil(*step)) <= marks).unwrap_or(56);
        let mark = |day: u32| {
            let date = period.date(day);
            let year = (day == 0).then(|| date.year().to_string());
            Mark { at: f64::from(day), label: date.strftime("%-d %b").to_string(), year }
        };
        return (0..days).step_by(step as usize).map(mark).collect();
    }
    let steps = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600];
    let fits = |step: &i32| (months.len() as f64 / f64::from(*step)).ceil() <= marks;
    let step = steps.into_iter().find(fits).unwrap_or(1_200);
    // Months are counted from the year 0, so that a January is among them whatever the period's first month.
    let number = |mark: &Mark| {
        let date = period.date(mark.at as u32);
        i32::from(date.year()) * 12 + i32::from(date.month()) - 1
    };
    let mut kept: Vec<Mark> = months.into_iter().filter(|mark| number(mark).rem_euclid(step) == 0).collect();
    // The year stands where it changes.
    let mut before = None;
    for mark in &mut kept {
        let year = period.date(mark.at as u32).year();
        mark.year = (before != Some(year)).then(|| year.to_string());
        before = Some(year);
    }
    kept
}

/// The first days of months.
fn firsts(period: Period) -> Vec<Mark> {
    let days = (0..period.days()).map(|day| (day, period.date(day)));
    let firsts = days.filter(|(_, date)| date.day() == 1);
    firsts.map(|(day, date)| Mark { at: f64::from(day), label: date.strftime("%b").to_string(), year: None }).collect()
}

#[cfg(test)]
mod tests {
    use corridor_model::Date;

    use super::*;

    fn period(start: (i16, i8, i8), days: u32) -> Period {
        let start = Date::new(start.0, start.1, start.2).unwrap();
        let long = Period { start, end: start };
        Period { start, end: long.date(days - 1) }
    }

    #[test]
    fn marks_of_people_are_round_and_reach_the_most() {
        assert_eq!(people(0.0, 4.0), [0.0, 1.0]);
        assert_eq!(people(9.0, 3.0), [0.0, 5.0, 10.0]);
        assert_eq!(people(74_000.0, 4.0), [0.0, 20_000.0, 40_000.0, 60_000.0, 80_000.0]);
        for most in [1.0, 99.0, 101.0, 1e9, 1e300] {
            let marks = people(most, 4.0);
            assert!(marks.len() <= 6 && marks.last() >= Some(&most), "{most}: {marks:?}");
        }
    }

    #[test]
    fn marks_of_days_are_months_or_days_and_the_year_stands_once() {
        let text = |period, most| {
            let marks = days(period, most).into_iter();
            marks
                .map(|mark| mark.label + &mark.year.map_or(String::new(), |year| format!("/{year}")))
                .collect::<Vec<_>>()
        };
        assert_eq!(text(period((2012, 2, 29), 300), 12.0)[..2], ["Mar/2012", "Apr"]);
        assert_eq!(text(period((2012, 2, 29), 300), 5.0), ["Mar/2012", "May", "Jul", "Sep", "Nov"]);
        assert_eq!(text(period((2015, 5, 1), 396), 5.0), ["Jul/2015", "Oct", "Jan/2016", "Apr"]);
        assert_eq!(text(period((2012, 12, 31), 1), 5.0), ["31 Dec/2012"]);
        assert_eq!(text(period((2012, 12, 27), 9), 5.0), ["27 Dec/2012", "29 Dec", "31 Dec", "2 Jan", "4 Jan"]);
        assert!(days(period((1900, 1, 1), 109_000), 5.0).len() <= 5);
    }
}
