//! Who is in the camps, beside who was counted there, as text.

use corridor_forecast::{Horizon, Interval, Line, Of, Tally};
use corridor_formats::flee::Validation;
use corridor_model::{Key, Target};

use crate::outcome::Done;
use crate::people::{cut, lines, name, short_day, whole};
use crate::sparkline::sparkline;
use crate::table::table;

/// Camps that the table shows; --json and --out have all.
const MOST_CAMPS: usize = 20;
/// Columns of a name.
const MOST_LETTERS: usize = 24;
/// Blocks of a sparkline.
const BLOCKS: usize = 14;

/// The camps of which a result speaks.
pub fn all(done: &Done) -> Vec<&Line> {
    done.findings.headline.iter().filter(|line| line.target == Target::Stock).collect()
}

/// The table of the camps; nothing where the scenario speaks of none.
pub fn text(done: &Done) -> String {
    let mut camps = all(done);
    if camps.is_empty() {
        return String::new();
    }
    let keys: Vec<&Key> = camps.iter().map(|line| &line.location).collect();
    let (horizons, validation) = (&done.findings.horizons, done.validation());
    let mut header = vec!["camp, and the median's\ncourse".to_owned()];
    if validation.is_some() {
        header[0].push_str("; that of the counts");
    }
    header.extend(horizons.iter().map(|at| format!("{} d\non {}", at.days, short_day(at.date))));
    let tallies = done.findings.tiers.iter().flat_map(|tier| &tier.kinds).any(|kind| kind.last.target == Target::Stock);
    if tallies {
        header.push("counts in\nthe range".to_owned());
    }
    let mut rows = Vec::new();
    if camps.len() > 1 {
        let sums = horizons.iter().map(|at| done.forecast.on(Of::Camps, at.day)).collect();
        rows.push(row(done, "all camps", Of::Camps, sums, &keys, tallies.then(String::new)));
    }
    // The fullest first; of equals as the headline has them.
    camps.sort_by(|a, b| b.end().median.total_cmp(&a.end().median));
    for camp in camps.iter().take(MOST_CAMPS) {
        let name = cut(name(&done.whole, &camp.location), MOST_LETTERS);
        let tally = tallies.then(|| tally(done, &camp.location));
        rows.push(row(done, &name, Of::Series(camp.series), camp.intervals().collect(), &[&camp.location], tally));
    }
    // Whoever has fled and is in none of them.
    let course = done.forecast.medians(Of::Elsewhere);
    let elsewhere = horizons.iter().map(|at| lines(&done.forecast.on(Of::Elsewhere, at.day)));
    let head = format!("in no camp yet\n{}", sparkline(&course, BLOCKS));
    rows.push(std::iter::once(head).chain(elsewhere).chain(tallies.then(String::new)).collect());
    let mut text = format!("People in camps{}\n{}", stand_for(done), table(header, rows, 1));
    match camps.len().saturating_sub(MOST_CAMPS) {
        0 => {}
        1 => text.push_str("and 1 more camp\n"),
        more => text.push_str(&format!("and {more} more camps\n")),
    }
    text
}

/// What each person of the run stands for.
fn stand_for(done: &Done) -> String {
    match &done.counts {
        Some(counts) if counts.hasten > 1 => {
            let people = whole(f64::from(counts.hasten));
            format!(": each stands for {people} people, in the counts too")
        }
        Some(_) | None => String::new(),
    }
}

/// A row: name and courses, then range, median and count at each horizon.
fn row(done: &Done, name: &str, of: Of, intervals: Vec<Interval>, keys: &[&Key], tally: Option<String>) -> Vec<String> {
    let validation = done.validation();
    let mut head = format!("{name}\n{}", sparkline(&done.forecast.medians(of), BLOCKS));
    if let Some(validation) = validation {
        let days = 0..done.forecast.scenario.period.days();
        let course: Vec<f64> = days.map(|day| counted(validation, keys, day).unwrap_or(0.0)).collect();
        head.push_str(&format!("\n{}", sparkline(&course, BLOCKS)));
    }
    let cell = |(interval, at): (Interval, &Horizon)| {
        let mut cell = lines(&interval);
        if let Some(validation) = validation {
            let counted = counted(validation, keys, at.day);
            let counted = counted.map_or("not counted".to_owned(), |people| format!("counted {}", whole(people)));
            cell.push_str(&format!("\n{counted}"));
        }
        cell
    };
    let cells = intervals.into_iter().zip(&done.findings.horizons).map(cell);
    std::iter::once(head).chain(cells).chain(tally).collect()
}

/// What was counted at places together on a day; none if it was not counted at any.
pub fn counted(validation: &Validation, keys: &[&Key], day: u32) -> Option<f64> {
    let own = validation.camps.iter().filter(|camp| keys.contains(&&camp.key));
    let people = own.filter_map(|camp| camp.daily.get(day as usize)).map(|people| *people as f64);
    people.fold(None, |sum, people| Some(sum.unwrap_or(0.0) + people))
}

/// How many counts of a camp lie in the range, and of how many.
fn tally(done: &Done, camp: &Key) -> String {
    let kinds = done.findings.tiers.iter().flat_map(|tier| &tier.kinds);
    let own = kinds.filter(|kind| kind.last.target == Target::Stock && kind.last.location == *camp);
    let all = own.fold(Tally { agree: 0, all: 0 }, |sum, kind| Tally {
        agree: sum.agree + kind.tally.agree,
        all: sum.all + kind.tally.all,
    });
    if all.all == 0 { String::new() } else { format!("{} of {}", all.agree, all.all) }
}

#[cfg(test)]
mod tests {
    use corridor_forecast::{Forecast, Keep, Pace, camps, summarise};
    use corridor_formats::flee::CampSeries;
    use corridor_formats::{Sources, read, template};
    use corridor_model::{Family, Kind};

    use super::*;
    use crate::answer;
    use crate::ensemble::Job;
    use crate::flee_folder::Given;
    use crate::reading::Counts;

    /// The template under Flee's rules, with a site for those who stay in their country.
    fn done(hasten: u32, daily: Option<i64>) -> Done {
        let sources = Sources { root: String::new(), files: template("small") };
        let (Some(mut scenario), _) = read(&sources) else { panic!("the template cannot be read") };
        (scenario.rules.family, scenario.reference_date) = (Family::Flee { quirks: false }, None);
        scenario.headline.clear();
        let town = scenario.locations.iter_mut().find(|location| location.key.as_str() == "hilltown");
        if let Some(town) = town {
            town.kind = Kind::IdpSite;
        }
        let mut forecast = Forecast::new(&scenario, &scenario, 0, Keep::Named);
        assert!(forecast.run(0..4, &Pace { threads: None, progress: &|_| (), stop: &false.into() }));
        let findings = summarise(&scenario, &forecast);
        let camp = |key: &Key, daily: i64| {
            let daily = (0..scenario.period.days()).map(|day| i64::from(day) * daily).collect();
            CampSeries { key: key.clone(), name: key.to_string(), capacity: None, daily }
        };
        let validation = daily.map(|daily| Validation {
            camps: camps(&scenario).into_iter().map(|key| camp(key, daily)).collect(),
            ..Validation::default()
        });
        let job = Job {
            scenario: "small".to_owned(),
            given: Given::default(),
            members: 4,
            seed: 0,
            days: None,
            as_of: None,
            hindcast: true,
            edits: Vec::new(),
            against: None,
            ways: false,
            members_out: false,
        };
        let counts = Some(Counts { hasten, validation });
        let (identity, driving, files) = (String::new(), Vec::new(), Vec::new());
        let (read, run, cpu) = (0.0, 0.0, None);
        Done { job, identity, whole: scenario, forecast, findings, counts, driving, read, run, cpu, files }
    }

    #[test]
    fn camps_stand_beside_the_counts_and_all_of_them_come_first() {
        let text = answer::text(&done(100, Some(40)));
        let table = text.split("\n\n").find(|part| part.starts_with("People in camps")).unwrap_or_default();
        assert!(table.starts_with("People in camps: each stands for 100 people, in the counts too\n"), "{text}");
        let heads: Vec<&str> =
            table.lines().skip(4).step_by(3).map(|line| line.split("  ").next().unwrap_or(line)).collect();
        assert_eq!(heads, ["all camps", "West camp", "Hilltown", "in no camp yet"], "{text}");
        // After 30 days 1,200 at each of two.
        assert!(table.lines().nth(6).is_some_and(|line| line.contains(" counted 2,400 ")), "{text}");
        assert_eq!(table.matches("counted 1,200").count(), 2, "{text}");
        assert!(!text.contains("Arrivals after"), "{text}");
    }

    #[test]
    fn what_was_not_counted_is_not_told() {
        let text = answer::text(&done(1, None));
        assert!(text.contains("\nPeople in camps\ncamp, and the median's "), "{text}");
        assert!(!text.contains("counted") && !text.contains("stands for"), "{text}");
    }

    #[test]
    fn counts_of_places_are_added_and_none_is_not_nothing() {
        let camp = |key: &str, daily: &[i64]| CampSeries {
            key: key.into(),
            name: String::new(),
            capacity: None,
            daily: daily.to_vec(),
        };
        let validation = Validation {
            camps: vec![camp("a", &[1, 2]), camp("b", &[10]), camp("c", &[0, 0])],
            ..Validation::default()
        };
        let sum = |keys: &[&str], day| {
            let keys: Vec<Key> = keys.iter().map(|key| (*key).into()).collect();
            counted(&validation, &keys.iter().collect::<Vec<_>>(), day)
        };
        assert_eq!((sum(&["a", "b"], 0), sum(&["a", "b"], 1)), (Some(11.0), Some(2.0)));
        assert_eq!((sum(&["c"], 1), sum(&["d"], 0), sum(&["a"], 2)), (Some(0.0), None, None));
    }
}
