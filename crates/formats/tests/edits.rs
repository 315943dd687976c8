//! Edits in words: what they mean, and what is said where they mean nothing.

use corridor_formats::{Source, Sources, make_edits, parse_edit, read, read_edits};
use corridor_model::{CampState, Decision, Edit, Kind, Redirection, Scenario, Shut, Uncertain, Until};

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
                .replace(", admin1: \"\"", "")
                .replace(
                    ", population: 0, leave_per_day: None, stay_for_good_per_day: None, aliases: [], source: \"edit\"",
                    "",
                )
                .replace(", speed_km_per_day: None, seats_per_day: None, walk_share: None, pull: 1.0", "")
                .replace(", available_given: false", "")
                .replace(", available_given: true", "")
        }
        Err(told) => told.iter().map(|told| format!("{told} +{}", told.width)).collect::<Vec<_>>().join("\n"),
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
        "documented chaman 200 a day into pakistan",
        "open kia 50..100 per day until never",
        "restrict chaman to 1 for displaced until 2021-10-01",
        "capacity camp_2 to 5000 people",
        "pledge Pakistan 50000 people if \"outside help\" 0.5 from 2021-09-15",
        "pledge pakistan 1000..2000 if help comes 0.1..0.3",
        "new camp \"Site 9\" near quetta 40 km for 5000 people from 2021-09-15",
        "new camp site_9 near chaman 12.5km by foot in pakistan at 30.9,66.4 capacity 1000..2000 until 2021-12-01",
        "NEW SITE Here in afghanistan at 34.5 69.2",
        "new hub peshawar near quetta 800 km by road",
        "new route camp_1 to camp_2 80 km",
        "new route kabul-quetta 700 km by track one way from 2021-09-15 until 2021-10-01",
        "new route kabul kia 9km by foot one-way from 2021-05-01",
        "new route x_chaman camp_1 5 km",
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
    documented chaman 200 a day into pakistan
        Passage { crossing: "x_chaman", into: Some("Pakistan"), row: Row { event_date: 2021-09-02, until: Unknown, value: CrossingState { passage: DocumentedOnly, per_day: Some(Exact(200.0)), irregular: None }, available_at: 2021-09-02 } }
    open kia 50..100 per day until never
        Passage { crossing: "kia", into: None, row: Row { event_date: 2021-09-02, until: Never, value: CrossingState { passage: Open, per_day: Some(Range { low: 50.0, high: 100.0 }), irregular: None }, available_at: 2021-09-02 } }
    restrict chaman to 1 for displaced until 2021-10-01
        Passage { crossing: "x_chaman", into: None, row: Row { event_date: 2021-09-02, until: Date(2021-10-01), value: CrossingState { passage: Restricted { fraction: Exact(1.0), profile: Some("displaced") }, per_day: None, irregular: None }, available_at: 2021-09-02 } }
    capacity camp_2 to 5000 people
        Room { location: "camp_2", row: Row { event_date: 2021-09-02, until: Never, value: Open { capacity: Some(Exact(5000.0)), kind: None }, available_at: 2021-09-02 } }
    pledge Pakistan 50000 people if "outside help" 0.5 from 2021-09-15
        Admission { host: "Pakistan", row: Row { event_date: 2021-09-15, until: Never, value: Pledge { people: Exact(50000.0), condition: "outside help", likelihood: Exact(0.5) }, available_at: 2021-09-15 } }
    pledge pakistan 1000..2000 if help comes 0.1..0.3
        Admission { host: "Pakistan", row: Row { event_date: 2021-09-02, until: Never, value: Pledge { people: Range { low: 1000.0, high: 2000.0 }, condition: "help comes", likelihood: Range { low: 0.1, high: 0.3 } }, available_at: 2021-09-02 } }
    new camp "Site 9" near quetta 40 km for 5000 people from 2021-09-15
        Place { location: Location { key: "Site_9", name: "Site 9", kind: Camp, country: "Pakistan", to_country: None, lat: None, lon: None }, routes: [Route { from: "quetta", to: "Site_9", distance_km: 40.0, mode: Road, one_way: false, source: "edit" }], row: Row { event_date: 2021-09-15, until: Never, value: Open { capacity: Some(Exact(5000.0)), kind: None }, available_at: 2021-09-15 } }
    new camp site_9 near chaman 12.5km by foot in pakistan at 30.9,66.4 capacity 1000..2000 until 2021-12-01
        Place { location: Location { key: "site_9", name: "site_9", kind: Camp, country: "Pakistan", to_country: None, lat: Some(30.9), lon: Some(66.4) }, routes: [Route { from: "x_chaman", to: "site_9", distance_km: 12.5, mode: Foot, one_way: false, source: "edit" }], row: Row { event_date: 2021-09-02, until: Date(2021-12-01), value: Open { capacity: Some(Range { low: 1000.0, high: 2000.0 }), kind: None }, available_at: 2021-09-02 } }
    NEW SITE Here in afghanistan at 34.5 69.2
        Place { location: Location { key: "Here", name: "Here", kind: IdpSite, country: "Afghanistan", to_country: None, lat: Some(34.5), lon: Some(69.2) }, routes: [], row: Row { event_date: 2021-09-02, until: Never, value: Open { capacity: None, kind: None }, available_at: 2021-09-02 } }
    new hub peshawar near quetta 800 km by road
        Place { location: Location { key: "peshawar", name: "peshawar", kind: Hub, country: "Pakistan", to_country: None, lat: None, lon: None }, routes: [Route { from: "quetta", to: "peshawar", distance_km: 800.0, mode: Road, one_way: false, source: "edit" }], row: Row { event_date: 2021-09-02, until: Never, value: Open { capacity: None, kind: None }, available_at: 2021-09-02 } }
    new route camp_1 to camp_2 80 km
        Route { route: Route { from: "camp_1", to: "camp_2", distance_km: 80.0, mode: Road, one_way: false, source: "edit" }, row: Row { event_date: 2021-09-02, until: Never, value: (), available_at: 2021-09-02 } }
    new route kabul-quetta 700 km by track one way from 2021-09-15 until 2021-10-01
        Route { route: Route { from: "kabul", to: "quetta", distance_km: 700.0, mode: Track, one_way: true, source: "edit" }, row: Row { event_date: 2021-09-15, until: Date(2021-10-01), value: (), available_at: 2021-09-15 } }
    new route kabul kia 9km by foot one-way from 2021-05-01
        Route { route: Route { from: "kabul", to: "kia", distance_km: 9.0, mode: Foot, one_way: true, source: "edit" }, row: Row { event_date: 2021-05-01, until: Never, value: (), available_at: 2021-05-01 } }
    new route x_chaman camp_1 5 km
        Route { route: Route { from: "x_chaman", to: "camp_1", distance_km: 5.0, mode: Road, one_way: false, source: "edit" }, row: Row { event_date: 2021-09-02, until: Never, value: (), available_at: 2021-09-02 } }
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
        // Everything that is wrong with an edit is told at once.
        "close chamman from 2021-13-01 until soon",
        "restrict kabul to 1.3 from 2022-01-01",
        "cap iran 5O from 2020-09-02",
        "fighting qabul 7 until 2021-08-01",
        "close chaman into iran until 2021-08-01",
        "close chaman from from 2021-09-02",
        "close chamman-quetta",
        "close chamman to kabull",
        "close nowhere until 2021-08-01",
        "reopen chaman",
        "ban pakistan",
        "capacity camp_1",
        "cap pakistan",
        "cap kabul 50000",
        "capacity kabul airport 5",
        "open camp_1 200 a day",
        "open chaman many a day",
        "restrict chaman",
        "restrict chaman to 1 for displcaed",
        "restrict chaman to 1 for",
        "pledge pakistan 50000",
        "pledge pakistan 50000 if 0.5",
        "pledge pakistan 50000 if help",
        "pledge pakistan 50000 if",
        "redirect kabul to chaman",
        "redirect kabul to quetta",
        "redirect kabul",
        "new",
        "new camp",
        "new town x near kabul 4 km",
        "camp x near kabul 4 km",
        "new camp Kabul near kabul 4 km",
        "new camp x",
        "new camp x near kabul",
        "new camp x near kabbul 4 km by rode at 91 for many",
        "new camp x near quetta 4 km by",
        "new camp x near chaman 4 km",
        "new camp x near chaman 4 km in Iran",
        "new camp x in pakistan at 91,5 for -3 from 2022-01-01",
        "new route kabul quetta",
        "new route kabul 5 km",
        "new route kabull quettta 5 km",
        "new route kabul to kabul 5 km",
        "new route kabul to x_chaman 5 km",
        "new route kabul to x_chaman 5 km by foot from 2021-09-15",
        "new route kabul to quetta 0 km by plane",
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
      help: routes join `kabul` with `x_chaman`, `kia` +12
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
      help: `kabul` is a place in `Afghanistan` +5
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
      help: write a day such as 2021-09-02 +4
    close chaman from 2021-9-2
    error[not-a-date]: `2021-9-2` is not a date.
      --> edit:1:19
      help: write year, month and day with hyphens: 2021-09-02 +8
    close chaman from 2022-01-01
    error[outside-period]: The edit begins after the period, which ends on 2021-12-31.
      --> edit:1:19
      help: write an earlier day: from then on it changes nothing +10
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
      help: of a crossing or airport write `open x_chaman 200 a day`; else name a town, camp, site or hub +6
    fighting kabul
    error[missing-word]: The edit ends before the intensity, 0 to 1.
      --> edit:1:10
      help: for example: fighting bazarak 0.8 from 2021-09-01 until 2021-09-06 +5
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
    close chamman from 2021-13-01 until soon
    error[unknown-place]: There is no place `chamman`.
      --> edit:1:7
      help: did you mean `chaman`? +7
    error[no-such-date]: There is no day `2021-13-01`.
      --> edit:1:20
      help: months go from 01 to 12: write year, month, day +10
    error[not-a-date]: `soon` is not a date.
      --> edit:1:37
      help: write a day such as 2021-09-02, `unknown` or `never` +4
    restrict kabul to 1.3 from 2022-01-01
    error[not-a-crossing]: `kabul` is neither a crossing nor an airport.
      --> edit:1:10
      help: crossings: `x_chaman` +5
    error[out-of-range]: `1.3` is out of range.
      --> edit:1:19
      help: from 0 to 1 is allowed +3
    error[outside-period]: The edit begins after the period, which ends on 2021-12-31.
      --> edit:1:28
      help: write an earlier day: from then on it changes nothing +10
    cap iran 5O from 2020-09-02
    error[unknown-country]: There is no country `iran`.
      --> edit:1:5
      help: the countries are `Afghanistan`, `Pakistan` +4
    error[not-a-number]: `5O` is not a number.
      --> edit:1:10
      help: write a number such as 0.4, or a range such as 0.2..0.6 +2
    error[outside-period]: The edit begins before the period, which starts on 2021-05-01.
      --> edit:1:18
      help: write 2021-05-01 or a later day +10
    fighting qabul 7 until 2021-08-01
    error[unknown-place]: There is no place `qabul`.
      --> edit:1:10
      help: did you mean `Kabul`? +5
    error[out-of-range]: `7` is out of range.
      --> edit:1:16
      help: from 0 to 1 is allowed +1
    error[until-before-start]: The edit ends before it has begun, on 2021-09-02.
      --> edit:1:24
      help: write a day after `from` +10
    close chaman into iran until 2021-08-01
    error[unknown-country]: There is no country `iran`.
      --> edit:1:19
      help: the countries are `Afghanistan`, `Pakistan` +4
    error[until-before-start]: The edit ends before it has begun, on 2021-09-02.
      --> edit:1:30
      help: write a day after `from` +10
    close chaman from from 2021-09-02
    error[missing-word]: Nothing follows `from`.
      --> edit:1:14
      help: write a day such as 2021-09-02 +4
    error[duplicate-word]: `from` stands twice in the edit.
      --> edit:1:19
      help: keep one of them +4
    close chamman-quetta
    error[unknown-place]: There is no place `chamman-quetta`.
      --> edit:1:7
      help: name a place of locations.csv +14
    close chamman to kabull
    error[unknown-place]: There is no place `chamman`.
      --> edit:1:7
      help: did you mean `chaman`? +7
    error[unknown-place]: There is no place `kabull`.
      --> edit:1:18
      help: did you mean `Kabul`? +6
    close nowhere until 2021-08-01
    error[unknown-place]: There is no place `nowhere`.
      --> edit:1:7
      help: name a place of locations.csv +7
    error[until-before-start]: The edit ends before it has begun, on 2021-09-02.
      --> edit:1:21
      help: write a day after `from` +10
    reopen chaman
    error[unknown-verb]: `reopen` is not an edit.
      --> edit:1:1
      help: did you mean `open`? +6
    ban pakistan
    error[unknown-verb]: `ban` is not an edit.
      --> edit:1:1
      help: did you mean `refuse`? +3
    capacity camp_1
    error[missing-word]: The edit ends before the capacity.
      --> edit:1:10
      help: for example: capacity north_camp 5000 +6
    cap pakistan
    error[missing-word]: The edit ends before the number of people.
      --> edit:1:5
      help: for example: cap tajikistan 50000 from 2021-10-01 +8
    cap kabul 50000
    error[unknown-country]: There is no country `kabul`.
      --> edit:1:5
      help: `kabul` is a place in `Afghanistan` +5
    capacity kabul airport 5
    error[not-receiving]: `kia` is only passed, and receives nobody.
      --> edit:1:10
      help: of a crossing or airport write `open kia 200 a day`; else name a town, camp, site or hub +13
    open camp_1 200 a day
    error[not-a-crossing]: Only a crossing or airport passes so many a day.
      --> edit:1:13
      help: leave the number out +3
    open chaman many a day
    error[not-a-number]: `many` is not a number.
      --> edit:1:13
      help: write a number such as 0.4, or a range such as 0.2..0.6 +4
    restrict chaman
    error[missing-word]: The edit ends before the fraction that is let through.
      --> edit:1:10
      help: for example: restrict chaman to 0.3 from 2021-09-02 +6
    restrict chaman to 1 for displcaed
    error[unknown-profile]: There is no profile `displcaed`.
      --> edit:1:26
      help: did you mean `displaced`? +9
    restrict chaman to 1 for
    error[missing-word]: Nothing follows `for`.
      --> edit:1:22
      help: write a number of people; after `restrict` a profile +3
    pledge pakistan 50000
    error[missing-word]: The pledge has no condition.
      --> edit:1:8
      help: for example: pledge tajikistan 100000 if "outside help" 0.5 from 2021-09-15 +14
    pledge pakistan 50000 if 0.5
    error[missing-word]: The pledge needs a condition, and how likely it is that it is met.
      --> edit:1:26
      help: for example: pledge tajikistan 100000 if "outside help" 0.5 from 2021-09-15 +3
    pledge pakistan 50000 if help
    error[missing-word]: The pledge needs a condition, and how likely it is that it is met.
      --> edit:1:26
      help: for example: pledge tajikistan 100000 if "outside help" 0.5 from 2021-09-15 +4
    pledge pakistan 50000 if
    error[missing-word]: Nothing follows `if`.
      --> edit:1:23
      help: write the condition, and how likely it is: `if "outside help" 0.5` +2
    redirect kabul to chaman
    error[not-read]: Redirections hold for people who look from stop to stop, and change nothing here.
      --> edit:1:1
      help: write `decision: {look_ahead: 1}` under `rules` in scenario.yml, or `close` the other routes +8
    redirect kabul to quetta
    error[not-read]: Redirections hold for people who look from stop to stop, and change nothing here.
      --> edit:1:1
      help: write `decision: {look_ahead: 1}` under `rules` in scenario.yml, or `close` the other routes +8
    error[unknown-route]: No route leads from `kabul` to `quetta`.
      --> edit:1:10
      help: routes join `kabul` with `x_chaman`, `kia` +15
    redirect kabul
    error[not-read]: Redirections hold for people who look from stop to stop, and change nothing here.
      --> edit:1:1
      help: write `decision: {look_ahead: 1}` under `rules` in scenario.yml, or `close` the other routes +8
    error[missing-word]: `kabul` does not name two places.
      --> edit:1:10
      help: write both ends with `to` between them: `kabul to herat` +5
    new
    error[unknown-verb]: `new` is not an edit.
      --> edit:1:1
      help: did you mean `new camp`? +3
    new camp
    error[missing-word]: The new place has no name.
      --> edit:1:5
      help: for example: new camp "Site 9" near kunduz 40 km for 5000 from 2021-09-15 +4
    error[missing-word]: The edit does not say in which country the place lies.
      --> edit:1:5
      help: write `in COUNTRY`, or `near PLACE 40 km` +4
    new town x near kabul 4 km
    error[unknown-verb]: `new town` is not an edit.
      --> edit:1:1
      help: an edit begins with one of `close`, `open`, `restrict`, `documented`, `returns-only`, `capacity`, `cap`, `pledge`, `admit`, `refuse`, `push-back`, `return`, `fighting`, `departures`, `redirect`, `new camp`, `new site`, `new hub`, `new route` +8
    camp x near kabul 4 km
    error[unknown-verb]: `camp` is not an edit.
      --> edit:1:1
      help: did you mean `new camp`? +4
    new camp Kabul near kabul 4 km
    error[duplicate-place]: `Kabul` already names `kabul`.
      --> edit:1:10
      help: give it another name; of a place that is there, write `open` or `capacity` +5
    new camp x
    error[missing-word]: The edit does not say in which country the place lies.
      --> edit:1:10
      help: write `in COUNTRY`, or `near PLACE 40 km` +1
    new camp x near kabul
    error[missing-word]: The edit does not say how far it is by the way.
      --> edit:1:17
      help: for example: new camp "Site 9" near kunduz 40 km for 5000 from 2021-09-15 +5
    new camp x near kabbul 4 km by rode at 91 for many
    error[unknown-place]: There is no place `kabbul`.
      --> edit:1:17
      help: did you mean `Kabul`? +6
    error[unknown-word]: `rode` is not a way to travel.
      --> edit:1:32
      help: one of `road`, `foot`, `track`, `air` +4
    error[not-a-point]: `91` is not a point.
      --> edit:1:40
      help: write degrees north and east: `at 37.2,69.1` +2
    error[not-a-number]: `many` is not a number.
      --> edit:1:47
      help: write a number such as 0.4, or a range such as 0.2..0.6 +4
    new camp x near quetta 4 km by
    error[missing-word]: Nothing follows `by`.
      --> edit:1:29
      help: one of `road`, `foot`, `track`, `air` +2
    new camp x near chaman 4 km
    error[missing-word]: The edit does not say in which country the place lies.
      --> edit:1:10
      help: write `in Afghanistan` or `in Pakistan` +1
    new camp x near chaman 4 km in Iran
    error[unknown-country]: There is no country `Iran`.
      --> edit:1:32
      help: the countries are `Afghanistan`, `Pakistan` +4
    new camp x in pakistan at 91,5 for -3 from 2022-01-01
    error[out-of-range]: `91` is out of range.
      --> edit:1:27
      help: from -90 to 90 is allowed +4
    error[out-of-range]: `-3` is out of range.
      --> edit:1:36
      help: from 0 to 10000000000 is allowed +2
    error[outside-period]: The edit begins after the period, which ends on 2021-12-31.
      --> edit:1:44
      help: write an earlier day: from then on it changes nothing +10
    new route kabul quetta
    error[missing-word]: The edit does not say how far it is by the way.
      --> edit:1:11
      help: for example: new route kunduz to kabul 250 km by road from 2021-09-15 +12
    new route kabul 5 km
    error[missing-word]: `kabul` does not name two places.
      --> edit:1:11
      help: write both ends with `to` between them: `kabul to herat` +5
    new route kabull quettta 5 km
    error[unknown-place]: There is no place `kabull`.
      --> edit:1:11
      help: did you mean `Kabul`? +6
    error[unknown-place]: There is no place `quettta`.
      --> edit:1:18
      help: did you mean `quetta`? +7
    new route kabul to kabul 5 km
    error[route-to-itself]: The route leads to where it begins.
      --> edit:1:11
      help: name two places +14
    new route kabul to x_chaman 5 km
    error[duplicate-route]: A road route joins `kabul` and `x_chaman` already.
      --> edit:1:11
      help: write `open kabul to x_chaman` if it is shut +17
    new route kabul to x_chaman 5 km by foot from 2021-09-15
    error[duplicate-route]: A road route joins `kabul` and `x_chaman` already.
      --> edit:1:11
      help: a second one can only be there all the time: write `from 2021-05-01 until never` +17
    new route kabul to quetta 0 km by plane
    error[out-of-range]: `0` is out of range.
      --> edit:1:27
      help: from 0.001 to 50000 is allowed +4
    error[unknown-word]: `plane` is not a way to travel.
      --> edit:1:35
      help: one of `road`, `foot`, `track`, `air` +5
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
      help: did you mean `close`?
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
        let edit = parse_edit(words, &scenario, 1).unwrap_or_else(|told| panic!("{words}: {told:?}"));
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

/// A scenario whose people look from stop to stop, as Flee's do.
#[test]
fn redirections_are_for_people_who_look_from_stop_to_stop() {
    let mut scenario = scenario();
    scenario.rules.decision = Decision::LookAhead { hops: 1 };
    let made = |words: &str| {
        let mut changed = scenario.clone();
        let edit = parse_edit(words, &scenario, 1).unwrap_or_else(|told| panic!("{words}: {told:?}"));
        assert_eq!(changed.apply(&edit), Ok(()));
        let of = |one: &Redirection| {
            let rows = one.timeline.rows.iter().map(|row| (row.value, row.until)).collect::<Vec<_>>();
            (format!("{} to {}", one.from, one.to), rows)
        };
        changed.redirections.iter().map(of).collect::<Vec<_>>()
    };
    assert_eq!(made("redirect kabul to chaman"), [("kabul to x_chaman".to_owned(), vec![(true, Until::Unknown)])]);
    assert_eq!(made("redirect quetta camp_2 off"), [("quetta to camp_2".to_owned(), vec![(false, Until::Never)])]);
}

fn made(text: &str) -> (Scenario, String) {
    let source = Source { name: "edits.txt".to_owned(), bytes: text.as_bytes().to_vec() };
    let mut changed = scenario();
    let (_, told) = make_edits(&[source], &mut changed);
    (changed, told.iter().map(|told| format!("{told} +{}", told.width)).collect::<Vec<_>>().join("\n"))
}

/// Before its first day and after its last nobody can use it.
#[test]
fn what_is_new_is_there_from_its_day_on() {
    let text = "new camp \"Site 9\" near quetta 40 km for 5000 from 2021-09-15 until 2021-11-01\n\
                new route \"site 9\" to camp_1 7 km by foot one way from 2021-10-01\ncapacity site-9 8000 from 2021-10-10\n";
    let (changed, told) = made(text);
    assert_eq!(told, "");
    assert_eq!(changed.edits_made(), 3);
    let camp: Vec<String> = (changed.camps.iter().filter(|(key, _)| key.as_str() == "Site_9"))
        .flat_map(|(_, camp)| &camp.rows)
        .map(|row| format!("{} {:?} {:?} {}", row.event_date, row.until, row.value, row.edit))
        .collect();
    let roads: Vec<String> = (changed.closures.iter())
        .flat_map(|closure| closure.timeline.rows.iter().map(move |row| (closure, row)))
        .map(|(closure, row)| format!("{:?} {} {:?} {:?}", closure.shut, row.event_date, row.until, row.value))
        .collect();
    insta::assert_snapshot!([camp, roads].concat().join("\n"), @r#"
    2021-05-01 Never Closed 1
    2021-09-15 Date(2021-11-01) Open { capacity: Some(Exact(5000.0)), kind: None } 1
    2021-10-10 Never Open { capacity: Some(Exact(8000.0)), kind: None } 3
    Route { from: "quetta", to: "Site_9" } 2021-05-01 Never Some(Both)
    Route { from: "quetta", to: "Site_9" } 2021-09-15 Never None
    Route { from: "Site_9", to: "camp_1" } 2021-05-01 Never Some(In)
    Route { from: "Site_9", to: "camp_1" } 2021-10-01 Never None
    "#);
}

/// A route to a new place may come after it; a place to which none comes is an island.
#[test]
fn an_island_is_told() {
    insta::assert_snapshot!(made("new camp x in pakistan\nnew route x to quetta 5 km\n").1, @"");
    let text = "new camp x in pakistan for 500\nnew camp y in pakistan\nnew camp z near y 3 km\nnew route quetta to z 5 km one way\n\
                close nowhere\n";
    insta::assert_snapshot!(made(text).1, @r"
    error[unreachable]: No route leads to `x`, so nobody can come.
      --> edits.txt:1:1
      help: write `near PLACE 40 km`, or add `new route PLACE to x 40 km` +30
    error[unknown-place]: There is no place `nowhere`.
      --> edits.txt:5:7
      help: name a place of locations.csv +7
    ");
}
