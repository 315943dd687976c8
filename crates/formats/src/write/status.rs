//! What a crossing or host does on a day, in a word.

#[cfg(feature = "columnar")]
use corridor_model::Admission;
use corridor_model::{CrossingState, Date, Key, Row, Scenario, Timeline, Until};

/// Who may pass a crossing into its country, and into the country on its other side; none where nothing was reported.
pub(super) fn passage(scenario: &Scenario, crossing: &Key, date: Date) -> [Option<String>; 2] {
    let Some(crossing) = scenario.crossings.iter().find(|other| other.location == *crossing) else {
        return [None, None];
    };
    let word = |state: &CrossingState| state.passage.word();
    [&crossing.into_country, &crossing.into_to_country].map(|timeline| on(timeline, date, word))
}

/// Whom a host admits.
#[cfg(feature = "columnar")]
pub(super) fn admission(scenario: &Scenario, country: &Key, date: Date) -> Option<String> {
    let host = scenario.hosts.iter().find(|host| host.country == *country)?;
    on(&host.admission, date, Admission::word)
}

/// The word of the row that holds on a day: the latest edit, else what began last; of rows of one day with weights all.
fn on<T>(timeline: &Timeline<T>, date: Date, word: impl Fn(&T) -> &'static str) -> Option<String> {
    let lasts = |row: &&Row<T>| match row.until {
        Until::Date(end) => date < end,
        Until::NextRow | Until::Unknown | Until::Never => true,
    };
    let holds: Vec<&Row<T>> = timeline.rows.iter().filter(|row| row.event_date <= date).filter(lasts).collect();
    let last = holds.iter().max_by_key(|row| (row.edit, row.event_date, row.available_at))?;
    let mut words = vec![word(&last.value)];
    if last.weight.is_some() && last.edit == 0 {
        let rivals = holds.iter().filter(|row| row.weight.is_some() && row.event_date == last.event_date);
        words = rivals.map(|row| word(&row.value)).collect();
        words.sort_unstable();
        words.dedup();
    }
    Some(words.join(" or "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latest_edit_holds_else_what_began_last_and_rivals_are_both_told() {
        let date = |day| jiff::civil::date(2021, 9, day);
        let row = |word: &'static str, day| Row::reported(word, date(day));
        let mut timeline =
            Timeline { rows: vec![row("open", 1), Row { until: Until::Date(date(4)), ..row("closed", 2) }] };
        let told = |timeline: &Timeline<&'static str>, day| on(timeline, date(day), |word| word);
        assert_eq!(told(&timeline, 3).as_deref(), Some("closed"));
        assert_eq!(told(&timeline, 4).as_deref(), Some("open"));
        timeline.rows.extend(["shut", "ajar"].map(|word| Row { weight: Some(0.5), ..row(word, 5) }));
        assert_eq!(told(&timeline, 5).as_deref(), Some("ajar or shut"));
        timeline.rows.push(Row::edited("what-if", date(3), Until::Never, 1));
        assert_eq!(told(&timeline, 6).as_deref(), Some("what-if"));
        assert_eq!(on(&Timeline { rows: vec![row("open", 2)] }, date(1), |word| word), None);
    }
}
