//! Edits in words: what they mean, and what is said where they mean nothing.

use corridor_formats::{Source, Sources, parse_edit, read, read_edits};
use corridor_model::{CampState, Edit, Kind, Scenario, Shut, Uncertain};

fn scenario() -> Scenario {
    let file = |name: &str, text: &str| Source { name: name.to_owned(), bytes: text.as_bytes().to_vec() };
    let files = vec![
        file(
            "scenario.yml",
            "schema: 1\nrules_version: 1\nname: x\nperiod: {start: 2021-05-01, end: 2021-12-31}\nreference_date: 2021-09-02\nprofiles: [{key: displaced}]\n",
        ),
        file(
            "locations.csv",
            "key,name,kind,country,to_country,population,aliases\nkabul,Kabul,town,Afghanistan,,9,Caboul\nx_chaman,Spin Boldak,crossing,Afghanistan,Pakistan,,\n\
             quetta,,hub,Pakistan,,,\ncamp_1,North Camp,camp,Pakistan,,,\ncamp_2,North Camp,camp,Pakistan,,,\nkia,Kabul airport,airport,Afghanistan,,,\n",
        ),
        file(
            "routes.csv",
            "from,to,distance_km,mode\nkabul,x_chaman,1,road\nx_chaman,quetta,1,road\nquetta,camp_1,1,road\nquetta,camp_2,1,road\nkabul,kia,9,road\n",
        ),
        file("camps.csv", "location,event_date,capacity\ncamp_1,2021-05-01,500\ncamp_1,2021-08-01,700\n"),
        file("departures.csv", "origin,profile,event_date,value,unit\nkabul,displaced,2021-05-01,5,per_day\n"),
    ];
    let (scenario, diagnostics) = read(&Sources { root: String::new(), files });
    assert_eq!(diagnostics, []);
    scenario.expect("there is no error")
}

fn say(words: &str) -> String {
    match parse_edit(words, &scenario(), 1) {
        Ok(edit) => {
            // What every edit of rank 1 has in common says nothing.
            let text = format!("{edit:?}");
            text.replace(", weight: None, edit: 1, source: \"edit\"", "")
                .replace(", available_given: false", "")
                .replace(", available_given: true", "")
        }
        Err(told) => format!("{told} +{}", told.width),
    }
}

#[test]
fn what_edits_mean() {
    let said: Vec<String> = [
        "close chaman from 2021-09-02 until 2021-10-01",
        "OPEN \"spin boldak\" into pakistan from 2021-09-15",
        "restrict x_chaman to 0.1..0.3",
        "documented chaman until never",
        "returns-only Spin Boldak from 2021-09-03 until unknown",
        "close kabul airport",
        "close kabul-x_chaman",
        "close border afghanistan pakistan until never",
        "open border Pakistan and Afghanistan",
        "open Kabul to Chaman",
        "close quetta",
        "close camp_1",
        "open camp_1",
        "capacity camp_2 5000 from 2021-05-01",
        "cap pakistan 50000 from 2021-10-01",
        "admit Pakistan",
        "refuse pakistan",
        "push-back pakistan 0.5",
        "return pakistan 500..600",
        "fighting caboul 0.8 from 2021-09-01 until 2021-09-06",
        "departures x 1.5",
        "departures of afghanistan x1.5",
        "departures kabul by 2",
    ]
    .iter()
    .map(|words| format!("{words}\n    {}", say(words)))
    .collect();
    insta::assert_snapshot!(said.join("\n"), @r#"
    close chaman from 2021-09-02 until 2021-10-01
        Passage { crossing: "x_chaman", into: None, row: Row { event_date: 2021-09-02, until: Date(2021-10-01), value: CrossingState { passage: Closed, per_day: None, irregular: None }, available_at: 2021-09-02 } }
    OPEN "spin boldak" into pakistan from 2021-09-15
        Passage { crossing: "x_chaman", into: Some("Pakistan"), row: Row { event_date: 2021-09-15, until: Never, value: CrossingState { passage: Open, per_day: None, irregular: None }, available_at: 2021-09-15 } }
    restrict x_chaman to 0.1..0.3
        Passage { crossing: "x_chaman", into: None, row: Row { event_date: 2021-09-02, until: Unknown, value: CrossingState { passage: Restricted { fraction: Range { low: 0.1, high: 0.3 }, profile: None }, per_day: None, irregular: None }, available_at: 2021-09-02 } }
    documented chaman until never
        Passage { crossing: "x_chaman", into: None, row: Row { event_date: 2021-09-02, until: Never, value: CrossingState { passage: DocumentedOnly, per_day: None, irregular: None }, available_at: 2021-09-02 } }
    returns-only Spin Boldak from 2021-09-03 until unknown
        Passage { crossing: "x_chaman", into: None, row: Row { event_date: 2021-09-03, until: Unknown, value: CrossingState { passage: ReturnsOnly, per_day: None, irregular: None }, available_at: 2021-09-03 } }
    close kabul airport
        Passage { crossing: "kia", into: None, row: Row { event_date: 2021-09-02, until: Unknown, value: CrossingState { passage: Closed, per_day: None, irregular: None }, available_at: 2021-09-02 } }
    close kabul-x_chaman
        Closure { shut: Route { from: "kabul", to: "x_chaman" }, row: Row { event_date: 2021-09-02, until: Unknown, value: Some(Both), available_at: 2021-09-02 } }
    close border afghanistan pakistan until never
        Border { countries: ("Afghanistan", "Pakistan"), row: Row { event_date: 2021-09-02, until: Never, value: true, available_at: 2021-09-02 } }
    open border Pakistan and Afghanistan
        Border { countries: ("Pakistan", "Afghanistan"), row: Row { event_date: 2021-09-02, until: Never, value: false, available_at: 2021-09-02 } }
    open Kabul to Chaman
        Closure { shut: Route { from: "kabul", to: "x_chaman" }, row: Row { event_date: 2021-09-02, until: Never, value: None, available_at: 2021-09-02 } }
    close quetta
        Closure { shut: Location("quetta"), row: Row { event_date: 2021-09-02, until: Unknown, value: Some(Both), available_at: 2021-09-02 } }
    close camp_1
        Room { location: "camp_1", row: Row { event_date: 2021-09-02, until: Unknown, value: Closed, available_at: 2021-09-02 } }
    open camp_1
        Room { location: "camp_1", row: Row { event_date: 2021-09-02, until: Never, value: Open { capacity: Some(Exact(700.0)), kind: None }, available_at: 2021-09-02 } }
    capacity camp_2 5000 from 2021-05-01
        Room { location: "camp_2", row: Row { event_date: 2021-05-01, until: Never, value: Open { capacity: Some(Exact(5000.0)), kind: None }, available_at: 2021-05-01 } }
    cap pakistan 50000 from 2021-10-01
        Admission { host: "Pakistan", row: Row { event_date: 2021-10-01, until: Never, value: Cap { people: Exact(50000.0) }, available_at: 2021-10-01 } }
    admit Pakistan
        Admission { host: "Pakistan", row: Row { event_date: 2021-09-02, until: Never, value: Open, available_at: 2021-09-02 } }
    refuse pakistan
        Admission { host: "Pakistan", row: Row { event_date: 2021-09-02, until: Unknown, value: Refusal { accepted: Exact(0.0) }, available_at: 2021-09-02 } }
    push-back pakistan 0.5
        PushBack { host: "Pakistan", row: Row { event_date: 2021-09-02, until: Never, value: Exact(0.5), available_at: 2021-09-02 } }
    return pakistan 500..600
        ForcedReturn { host: "Pakistan", row: Row { event_date: 2021-09-02, until: Never, value: Range { low: 500.0, high: 600.0 }, available_at: 2021-09-02 } }
    fighting caboul 0.8 from 2021-09-01 until 2021-09-06
        Fighting { location: "kabul", row: Row { event_date: 2021-09-01, until: Date(2021-09-06), value: Exact(0.8), available_at: 2021-09-01 } }
    departures x 1.5
        Departures { origin: None, row: Row { event_date: 2021-09-02, until: Never, value: 1.5, available_at: 2021-09-02 } }
    departures of afghanistan x1.5
        Departures { origin: Some("Afghanistan"), row: Row { event_date: 2021-09-02, until: Never, value: 1.5, available_at: 2021-09-02 } }
    departures kabul by 2
        Departures { origin: Some("kabul"), row: Row { event_date: 2021-09-02, until: Never, value: 2.0, available_at: 2021-09-02 } }
    "#);
}

#[test]
fn what_edits_do_not_mean() {
    let said: Vec<String> = [
        "",
        "close",
        "closse chaman",
        "close chamman from 2021-09-02",
        "close north camp",
        "close pakistan",
        "close kabul-quetta",
        "close border",
        "close border afghanistan",
        "close border afghanistan and pakstan",
        "close border kabul pakistan",
        "close border pakistan pakistan",
        "close border afghanistan pakistan into pakistan",
        "close chaman into Iran",
        "close quetta into Pakistan",
        "close chaman from",
        "close chaman from 2021-9-2",
        "close chaman from 2022-01-01",
        "close chaman from 2021-10-01 until 2021-09-02",
        "close chaman until soon",
        "close chaman until 2021-10-01 until 2021-10-02",
        "close \"chaman",
        "restrict chaman to 1.3",
        "restrict kabul to 0.3",
        "cap pakistan 50,000",
        "cap pakstan 50000",
        "capacity chaman 5",
        "fighting kabul",
        "departures x",
        "departures kabul x 1..2",
        "departures of nowhere x 2",
    ]
    .iter()
    .map(|words| format!("{words}\n{}", say(words)))
    .collect();
    insta::assert_snapshot!(said.join("\n"), @r#"
    error[missing-word]: The edit is empty.
      --> edit:1:1
      help: for example: close chaman from 2021-09-02 until unknown +1
    close
    error[missing-word]: The edit names a place or route nowhere.
      --> edit:1:1
      help: for example: close chaman from 2021-09-02 until unknown +5
    closse chaman
    error[unknown-verb]: `closse` is not an edit.
      --> edit:1:1
      help: did you mean `close`? +6
    close chamman from 2021-09-02
    error[unknown-place]: There is no place `chamman`.
      --> edit:1:7
      help: did you mean `chaman`? +7
    close north camp
    error[ambiguous-name]: `north camp` could mean several places.
      --> edit:1:7
      help: write the key: one of `camp_1`, `camp_2` +10
    close pakistan
    error[not-a-place]: `pakistan` is a country, not a place.
      --> edit:1:7
      help: write `refuse pakistan`, `admit pakistan` or `close border pakistan OTHER-COUNTRY`, or name a crossing +8
    close kabul-quetta
    error[unknown-route]: No route joins `kabul` and `quetta`.
      --> edit:1:7
      help: name the two ends of a route of routes.csv +12
    close border
    error[missing-word]: A border lies between two countries.
      --> edit:1:7
      help: for example: close border afghanistan pakistan from 2021-09-02 until never +6
    close border afghanistan
    error[missing-word]: A border lies between two countries.
      --> edit:1:14
      help: for example: close border afghanistan pakistan from 2021-09-02 until never +11
    close border afghanistan and pakstan
    error[unknown-country]: There is no country `pakstan`.
      --> edit:1:30
      help: did you mean `Pakistan`? +7
    close border kabul pakistan
    error[unknown-country]: There is no country `kabul`.
      --> edit:1:14
      help: the countries are `Afghanistan`, `Pakistan` +5
    close border pakistan pakistan
    error[no-border]: No route or crossing joins `Pakistan` and `Pakistan`.
      --> edit:1:14
      help: from `Pakistan` routes lead into `Afghanistan` +17
    close border afghanistan pakistan into pakistan
    error[wrong-side]: Only an edit of a crossing has a direction.
      --> edit:1:40
      help: leave `into` out +8
    close chaman into Iran
    error[unknown-country]: There is no country `Iran`.
      --> edit:1:19
      help: the countries are `Afghanistan`, `Pakistan` +4
    close quetta into Pakistan
    error[wrong-side]: Only an edit of a crossing has a direction.
      --> edit:1:19
      help: leave `into` out +8
    close chaman from
    error[missing-word]: Nothing follows `from`.
      --> edit:1:14
      help: write a day such as 2021-09-02; after `into` a country +4
    close chaman from 2021-9-2
    error[not-a-date]: `2021-9-2` is not a date.
      --> edit:1:19
      help: write year, month and day with hyphens: 2021-09-02 +8
    close chaman from 2022-01-01
    error[outside-period]: The edit begins after the period, which ends on 2021-12-31.
      --> edit:1:19
      help: write an earlier day +10
    close chaman from 2021-10-01 until 2021-09-02
    error[until-before-start]: The edit ends before it has begun, on 2021-10-01.
      --> edit:1:36
      help: write a day after `from` +10
    close chaman until soon
    error[not-a-date]: `soon` is not a date.
      --> edit:1:20
      help: write a day such as 2021-09-02, `unknown` or `never` +4
    close chaman until 2021-10-01 until 2021-10-02
    error[duplicate-word]: `until` stands twice in the edit.
      --> edit:1:31
      help: keep one of them +5
    close "chaman
    error[unclosed-quote]: The quotation mark that opens here is never closed.
      --> edit:1:7
      help: put one after the name +1
    restrict chaman to 1.3
    error[out-of-range]: `1.3` is out of range.
      --> edit:1:20
      help: from 0 to 1 is allowed +3
    restrict kabul to 0.3
    error[not-a-crossing]: `kabul` is neither a crossing nor an airport.
      --> edit:1:10
      help: crossings: `x_chaman` +5
    cap pakistan 50,000
    error[not-a-number]: `50,000` is not a number.
      --> edit:1:14
      help: write thousands without a separator: 50000 +6
    cap pakstan 50000
    error[unknown-country]: There is no country `pakstan`.
      --> edit:1:5
      help: did you mean `Pakistan`? +7
    capacity chaman 5
    error[not-receiving]: `x_chaman` is only passed, and receives nobody.
      --> edit:1:10
      help: name a town, camp, site or hub +6
    fighting kabul
    error[not-a-number]: `kabul` is not a number.
      --> edit:1:10
      help: write a number such as 0.4, or a range such as 0.2..0.6 +5
    departures x
    error[not-a-number]: `x` is not a number.
      --> edit:1:12
      help: write a number such as 0.4, or a range such as 0.2..0.6 +1
    departures kabul x 1..2
    error[not-a-number]: `1..2` is a range where one number is needed.
      --> edit:1:20
      help: write one number +4
    departures of nowhere x 2
    error[unknown-place]: There is no place `nowhere`.
      --> edit:1:15
      help: name a place of locations.csv +7
    "#);
}

#[test]
fn a_file_of_edits() {
    let text = "# what if\n\n close chaman \n  shut kabul\nopen chaman from 2021-10-01\n";
    let source = Source { name: "edits.txt".to_owned(), bytes: text.as_bytes().to_vec() };
    let (edits, told) = read_edits(&source, &scenario());
    let words: Vec<&str> = edits.iter().map(|edit| edit.words.as_str()).collect();
    assert_eq!(words, ["close chaman", "open chaman from 2021-10-01"]);
    let mut changed = scenario();
    for edit in &edits {
        assert_eq!(changed.apply(edit), Ok(()));
    }
    let ranks: Vec<u32> = changed.crossings.iter().flat_map(|one| &one.into_country.rows).map(|row| row.edit).collect();
    assert_eq!(ranks, [1, 2]);
    insta::assert_snapshot!(told.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"), @r"
    error[unknown-verb]: `shut` is not an edit.
      --> edits.txt:4:3
      help: an edit begins with one of `close`, `open`, `restrict`, `documented`, `returns-only`, `capacity`, `cap`, `admit`, `refuse`, `push-back`, `return`, `fighting`, `departures`
    ");
}

/// A folder of Flee has no crossings: its borders are the routes between two countries.
#[test]
fn a_border_is_every_route_between_two_countries() {
    let file = |name: &str, text: &str| Source { name: name.to_owned(), bytes: text.as_bytes().to_vec() };
    let files = vec![
        file(
            "scenario.yml",
            "schema: 1\nrules_version: 1\nname: x\nperiod: {start: 2021-05-01, end: 2021-12-31}\nrules: flee-3.2\nprofiles: [{key: displaced}]\n",
        ),
        file(
            "locations.csv",
            "key,kind,country,population\nGao,town,Mali,9\nKidal,town,Mali,\nMentao,camp,Burkina_Faso,\nBobo-Dioulasso,camp,Burkina_Faso,\nAbala,camp,Niger,\nBorder,town,Niger,\n",
        ),
        file(
            "routes.csv",
            "from,to,distance_km,mode\nGao,Mentao,1,road\nBobo-Dioulasso,Kidal,1,road\nGao,Kidal,1,road\nGao,Abala,1,road\nAbala,Border,1,road\nAbala,Mentao,1,road\n",
        ),
        file("closures.csv", "kind,from,to,event_date\nroute,Kidal,Bobo-Dioulasso,2021-05-01\n"),
    ];
    let (Some(scenario), _) = read(&Sources { root: String::new(), files }) else { panic!("it cannot be read") };
    let closures = |words: &str| {
        let mut scenario = scenario.clone();
        let edit = parse_edit(words, &scenario, 1).unwrap_or_else(|told| panic!("{words}: {told}"));
        assert_eq!(scenario.apply(&edit), Ok(()));
        let mut told = Vec::new();
        for closure in &scenario.closures {
            let Shut::Route { from, to } = &closure.shut else { panic!("{closure:?}") };
            let states = closure.timeline.rows.iter().map(|row| (row.edit, row.value.is_some())).collect::<Vec<_>>();
            told.push((format!("{from} to {to}"), states));
        }
        told
    };
    let closed = closures("close border Mali Burkina Faso from 2021-06-01 until never");
    // The road that a closure names from its other end is shut whichever way it is named.
    let expected = [
        ("Kidal to Bobo-Dioulasso".to_owned(), vec![(0, true), (1, true)]),
        ("Gao to Mentao".to_owned(), vec![(1, true)]),
        ("Bobo-Dioulasso to Kidal".to_owned(), vec![(1, true)]),
    ];
    assert_eq!(closed, expected);
    assert_eq!(closures("close border \"Burkina_Faso\"-mali from 2021-06-01 until never"), expected);
    let open: Vec<_> = closures("open border mali and burkina faso").into_iter().flat_map(|(_, rows)| rows).collect();
    assert_eq!(open, [(0, true), (1, false), (1, false), (1, false)]);
    // A place that is called so is meant first.
    assert!(matches!(parse_edit("close border", &scenario, 1), Ok(Edit::Closure { .. })));
    assert!(matches!(parse_edit("close border to abala", &scenario, 1), Ok(Edit::Closure { .. })));
}

#[test]
fn a_place_that_turned_into_another_stays_so() {
    let mut scenario = scenario();
    let room = |kind| CampState::Open { capacity: Some(Uncertain::Exact(700.0)), kind };
    for row in &mut scenario.camps[0].1.rows {
        row.value = room(Some(Kind::Town));
    }
    let state = |words: &str| match parse_edit(words, &scenario, 1) {
        Ok(Edit::Room { row, .. }) => Some(row.value),
        Ok(_) | Err(_) => None,
    };
    assert_eq!(state("open camp_1"), Some(room(Some(Kind::Town))));
    assert_eq!(state("capacity camp_1 700"), Some(room(Some(Kind::Town))));
    assert_eq!(state("capacity camp_2 700"), Some(room(None)));
    assert_eq!(state("close camp_1"), Some(CampState::Closed));
}
