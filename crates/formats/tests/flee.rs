//! What a Flee folder means: every file and every key, one table of behaviours a test.
#![allow(clippy::unwrap_used, clippy::panic)] // A test may.

use std::collections::BTreeMap;

use corridor_formats::flee::{Beside, Case, is_flee, read};
use corridor_formats::{Source, Sources};
use corridor_model::{CampState, Diagnostic, Flow, Parameter, Period, Row, Scenario, Severity, Uncertain};
use proptest::prelude::*;

/// A folder without a fault; tests replace single files.
const BASE: &str = "
//- simsetting.yml
spawn_rules:
  insert_day0: True
//- input_csv/sim_period.csv
StartDate,2020-01-01
Length,10
//- input_csv/locations.csv
#name,region,country,latitude,longitude,location_type,conflict_date,pop/cap
A,R,X,10,20,conflict_zone,0,1000
B,R,X,10,21,town,,500
C,S,Y,11,22,camp,,300
D,S,Y,11,23,idpcamp,,0
//- input_csv/routes.csv
#name1,name2,distance,forced_redirection
A,B,100,0
B,C,50,
C,D,60,0
//- input_csv/conflicts.csv
#Day,A,B
0,1,0
1,1,0
2,1,0
3,1,0
4,1,0
5,1,0
6,1,0
7,1,0
8,1,0
9,1,0
//- input_csv/closures.csv
#closure_type,name1,name2,closure_start,closure_end
//- source_data/data_layout.csv
total,refugees.csv
C,c.csv
D,d.csv
//- source_data/refugees.csv
Date,Refugee_numbers
2020-01-01,40
2020-01-11,140
//- source_data/c.csv
2020-01-01,10
2020-01-11,110
//- source_data/d.csv
2020-01-01,5
2020-01-03,45
2020-01-04,20
2020-01-11,20
";

/// The files of a text in which each begins after a line `//- name`; one without a text is left out.
fn files(text: &str) -> Vec<Source> {
    let part = |part: &str| {
        let (name, bytes) = part.split_once('\n').unwrap_or((part, ""));
        Source { name: name.trim().to_owned(), bytes: bytes.as_bytes().to_vec() }
    };
    text.split("//- ").skip(1).map(part).collect()
}

fn sources(replaced: &str) -> Sources {
    let mut all = files(BASE);
    for file in files(replaced) {
        all.retain(|other| other.name != file.name);
        if !file.bytes.is_empty() {
            all.push(file);
        }
    }
    Sources { root: "cases/test".to_owned(), files: all }
}

fn told(replaced: &str) -> (Option<Case>, Vec<Diagnostic>) {
    let (case, told) = read(&sources(replaced), &Beside::default());
    let errors = told.iter().any(|told| told.severity == Severity::Error);
    assert_eq!(case.is_none(), errors, "a scenario exists if and only if there is no error: {told:?}");
    (case, told)
}

fn scenario(replaced: &str) -> Scenario {
    let (case, told) = told(replaced);
    case.unwrap_or_else(|| panic!("{told:?}")).scenario
}

/// The codes of what is told, errors with a `!`.
fn codes(replaced: &str) -> String {
    let (_, told) = told(replaced);
    let code = |told: &Diagnostic| {
        assert!(!told.message.is_empty() && !told.help.is_empty() && !told.file.is_empty(), "{told:?}");
        format!("{}{}:{}", if told.severity == Severity::Error { "!" } else { "" }, told.code, told.line)
    };
    told.iter().map(code).collect::<Vec<_>>().join(" ")
}

fn days<T>(period: Period, rows: &[Row<T>], value: impl Fn(&T) -> String) -> String {
    let row = |row: &Row<T>| {
        let day = period.day(row.event_date).map_or("before".to_owned(), |day| day.to_string());
        format!("{day}:{}", value(&row.value))
    };
    rows.iter().map(row).collect::<Vec<_>>().join(" ")
}

fn plain(value: Option<Uncertain>) -> String {
    value.map_or("-".to_owned(), |value| value.median().to_string())
}

/// Everything that a folder can set, by name.
fn describe(s: &Scenario) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    for parameter in Parameter::ALL {
        all.insert(parameter.info().name.to_owned(), plain(Some(s.parameters.get(parameter))));
    }
    let rules = &s.rules;
    for (name, value) in [
        ("family", format!("{:?}", rules.family)),
        ("decision", format!("{:?}", rules.decision)),
        ("population", format!("{:?}", rules.population)),
        ("conflict_departures", rules.conflict_departures.word().to_owned()),
        ("decay", format!("{:?}/{}", rules.conflict_decay.factors, rules.conflict_decay.every_days)),
        ("take_from_population", rules.take_from_population.to_string()),
        ("avoid_short_stints", rules.avoid_short_stints.to_string()),
        ("start_on_foot", rules.start_on_foot.to_string()),
        ("best_route_only", rules.best_route_only.to_string()),
        ("known_roads", format!("{:?}", s.known_roads)),
        ("period", format!("{}..{}", s.period.start, s.period.end)),
    ] {
        all.insert(name.to_owned(), value);
    }
    for place in &s.locations {
        let value = format!(
            "{} {} {} {}/{}",
            place.kind.word(),
            place.country,
            place.population,
            plain(place.leave_per_day),
            plain(place.stay_for_good_per_day)
        );
        all.insert(place.key.to_string(), value);
    }
    for route in &s.routes {
        let value = format!(
            "{}x{} {}/{}",
            route.distance_km,
            route.pull,
            plain(route.speed_km_per_day),
            plain(route.walk_share)
        );
        all.insert(format!("{}-{}", route.from, route.to), value);
    }
    for (place, timeline) in &s.conflicts {
        all.insert(format!("war {place}"), days(s.period, &timeline.rows, |value| plain(Some(*value))));
    }
    for (place, timeline) in &s.camps {
        let state = |state: &CampState| match state {
            CampState::Closed => "closed".to_owned(),
            CampState::Open { capacity, kind } => {
                format!("{}{}", plain(*capacity), kind.map_or(String::new(), |kind| format!("/{}", kind.word())))
            }
        };
        all.insert(format!("room {place}"), days(s.period, &timeline.rows, state));
    }
    for closure in &s.closures {
        let name = format!("{:?}", closure.shut).replace("Route { from: \"", "shut ").replace("\", to: \"", "-");
        let value =
            days(s.period, &closure.timeline.rows, |way| if way.is_some() { "shut" } else { "open" }.to_owned());
        all.insert(name.replace("\" }", ""), value);
    }
    for redirection in &s.redirections {
        let value = days(s.period, &redirection.timeline.rows, |on| if *on { "on" } else { "off" }.to_owned());
        all.insert(format!("sent {}-{}", redirection.from, redirection.to), value);
    }
    for profile in &s.profiles {
        let mut value = format!("{} caution {}", profile.conflict_share, profile.caution);
        if profile.remembers_home {
            value += " home";
        }
        for (place, share) in &profile.conflict_share_at {
            value += &format!(" {place}:{share}");
        }
        for (kind, pull) in &profile.pull_kind {
            value += &format!(" {}*{}", kind.word(), pull.median());
        }
        for (key, pull) in profile.pull_country.iter().chain(&profile.pull_place) {
            value += &format!(" {key}*{}", pull.median());
        }
        all.insert(profile.key.to_string(), value);
    }
    // Whoever leaves is as those whom fighting displaces.
    assert!(s.departures.iter().all(|one| one.profile.is_none()));
    let flow = |row: &Row<Flow>| match row.value {
        Flow::PerDay(value) => format!("{}:{}", s.period.day(row.event_date).unwrap(), value.median()),
        Flow::Total(_) | Flow::Per1000PerMonth(_) => panic!("only daily numbers are meant"),
    };
    let leave: Vec<String> = s.departures.iter().map(|one| flow(&one.row)).collect();
    all.insert("leave".to_owned(), leave.join(" "));
    for stock in &s.stocks {
        all.insert(
            format!("at {} {}", stock.location, stock.profile),
            format!("{} of {}", plain(Some(stock.people)), stock.home),
        );
    }
    all
}

/// What is otherwise than in the base.
fn changes(replaced: &str) -> String {
    difference(&describe(&scenario("")), &describe(&scenario(replaced)))
}

fn difference(before: &BTreeMap<String, String>, after: &BTreeMap<String, String>) -> String {
    let changed = after.iter().filter(|(name, value)| before.get(*name) != Some(value));
    let mut told: Vec<String> = changed.map(|(name, value)| format!("{name}={value}")).collect();
    told.extend(before.keys().filter(|name| !after.contains_key(*name)).map(|name| format!("no {name}")));
    told.join(", ")
}

/// Rows `a | b | c` of a table.
fn rows(table: &str) -> impl Iterator<Item = Vec<String>> + '_ {
    let cells = |line: &str| line.split('|').map(|cell| cell.trim().to_owned()).collect();
    table.lines().filter(|line| !line.trim().is_empty()).map(cells)
}

/// All rows at once, so that one look tells what is otherwise.
fn agree(table: &str, found: impl Fn(&[String]) -> String) {
    let mut wrong = String::new();
    for row in rows(table) {
        let (expected, given) = row.split_last().unwrap();
        let found = found(given);
        if found != *expected {
            wrong += &format!("\n{}\n  expected {expected}\n  found    {found}", given.join(" | "));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

fn settings(section: &str, line: &str) -> String {
    match section {
        "top" => format!("//- simsetting.yml\n{line}\n"),
        section => format!("//- simsetting.yml\n{section}:\n  {line}\n"),
    }
}

#[test]
fn the_base_is_clean_and_means_this() {
    assert!(is_flee(&sources("")));
    assert_eq!(codes(""), "");
    let scenario = scenario("");
    assert_eq!((scenario.name.as_str(), scenario.provenance.hash.len()), ("test", 16));
    let described = describe(&scenario);
    agree(
        "
        A                     | town X 1000 -/-
        B                     | town X 500 -/-
        C                     | camp Y 0 -/-
        D                     | idp_site Y 0 -/-
        A-B                   | 100x1 -/-
        war A                 | 0:1
        room C                | 0:300
        at C displaced        | 10 of Y
        at D displaced        | 5 of Y
        displaced             | 1 caution 1
        leave                 | 0:0 1:30 3:0 5:5 6:10
        decision              | LookAhead { hops: 1 }
        family                | Flee { quirks: false }
        period                | 2020-01-01..2020-01-10
        road_km_per_day       | 360
        foot_km_per_day       | 35
        safety_weight         | 0.31622776601667585
        distance_exponent     | 1
        conflict_rate_per_day | 0
        fear_share            | 0
        ",
        |given| described.get(&given[0]).cloned().unwrap_or("nothing".to_owned()),
    );
    let observed: Vec<String> = scenario
        .observations
        .iter()
        .map(|one| format!("{} {} {}", one.location, one.event_date, plain(Some(one.value))))
        .collect();
    assert_eq!(observed, ["C 2020-01-01 10", "D 2020-01-01 5", "D 2020-01-03 45", "D 2020-01-04 20"]);
    assert!(scenario.observations.iter().all(|one| !one.available_given && one.available_at > one.event_date));
    // Fighting is known ten days later, as from databases of events.
    assert_eq!(scenario.conflicts[0].1.rows[0].available_at.to_string(), "2020-01-11");
}

#[test]
fn supported_settings_change_what_they_say() {
    agree(
        "
        move_rules   | max_move_speed: 200             | road_km_per_day=200
        move_rules   | max_walk_speed: 20              | foot_km_per_day=20
        move_rules   | foreign_weight: 2               | displaced=1 caution 1 Y*2
        move_rules   | camp_weight: 3                  | displaced=1 caution 1 camp*3 idp_site*3
        move_rules   | conflict_weight: 0.5            | safety_weight=0.5
        move_rules   | conflict_movechance: 0.9        | leave_conflict_per_day=0.9
        move_rules   | default_movechance: 0.5         | leave_town_per_day=0.5
        move_rules   | camp_movechance: 0.01           | leave_camp_per_day=0.01
        move_rules   | idpcamp_movechance: 0.2         | leave_idp_site_per_day=0.2
        move_rules   | awareness_level: 3              | decision=LookAhead { hops: 3 }
        move_rules   | capacity_buffer: 0.8            | room_starts_at=0.8
        move_rules   | capacity_scaling: 1.25          | room C=0:375
        move_rules   | avoid_short_stints: True        | avoid_short_stints=true
        move_rules   | start_on_foot: yes              | start_on_foot=true
        move_rules   | use_v1_rules: True              | displaced=1 caution 1 camp*2 idp_site*2, road_km_per_day=200, safety_weight=0.25
        move_rules   | softening: 50                   | distance_softening_km=50
        move_rules   | weight_softening: 0.1           | attraction_softening=0.1
        move_rules   | weight_power: 2                 | choice_exponent=2
        move_rules   | distance_power: 0.75            | distance_exponent=0.75
        move_rules   | stay_close_to_home: True        | displaced=1 caution 1 home, home_distance_exponent=0.5
        move_rules   | use_pop_for_loc_weight: True    | population_exponent=0.1
        move_rules   | movechance_pop_base: 500        | leave_population_base=500
        move_rules   | movechance_pop_scale_factor: 0.2 | leave_population_exponent=0.2
        move_rules   | pruning_threshold: 4            | least_share_of_best=0.25
        move_rules   | fixed_routes: True              | best_route_only=true
        spawn_rules  | take_from_population: 1         | take_from_population=true
        spawn_rules  | insert_day0: False              | leave=0:15 1:30 3:0 5:5 6:10, no at C displaced, no at D displaced
        spawn_rules  | empty_camps_on_day0: True       | no at C displaced, no at D displaced
        spawn_rules  | sum_from_camps: False           | leave=0:0 1:10
        spawn_rules  | conflict_spawn_decay: [1, 0.5]  | decay=[1.0, 0.5]/30
        spawn_rules  | conflict_driven_spawning: {spawn_mode: constant, displaced_per_conflict_day: 7} | conflict_departures=constant, conflict_people_per_day=7, leave=
        spawn_rules  | conflict_driven_spawning: {spawn_mode: Poisson} | conflict_departures=poisson, leave=
        spawn_rules  | conflict_driven_spawning: {spawn_mode: pop_ratio} | conflict_departures=share, conflict_rate_per_day=0.01, leave=
        optimisations | hasten: 2                      | A=town X 500 -/-, B=town X 250 -/-, at C displaced=5 of Y, at D displaced=2 of Y, leave=0:0 1:15 3:0 5:3 6:5, room C=0:150
        top          | rules: flee-3.2-quirks          | family=Flee { quirks: true }, room C=0:290
        top          | rules: {as: flee-3.2, population: individuals} | population=Individuals
        move_rules   | awareness_level: -1             | choice_exponent=0
        move_rules   | awareness_level: 0              | room_starts_at=1, safety_weight=1
        ",
        |given| changes(&settings(&given[0], &given[1])),
    );
    // Those who are given by number stand for as many as others do; Flee's code forgets that.
    let driven = |rules: &str| {
        let more = "spawn_rules: {conflict_driven_spawning: {displaced_per_conflict_day: 8}}";
        let text = format!("//- simsetting.yml\nrules: {rules}\noptimisations: {{hasten: 2}}\n{more}\n");
        describe(&scenario(&text))["conflict_people_per_day"].clone()
    };
    assert_eq!((driven("flee-3.2").as_str(), driven("flee-3.2-quirks").as_str()), ("4", "8"));
    let decay = "//- simsetting.yml\nspawn_rules: {conflict_spawn_decay: [1], conflict_spawn_decay_interval: 7}\n";
    assert_eq!(changes(decay), "decay=[1.0]/7");
}

#[test]
fn what_corridor_does_not_simulate_is_refused_and_its_off_value_is_not() {
    agree(
        "
        top         | flood_rules: {max_flood_level: 3}        | !refused:1
        top         | flood_rules:                             |
        spawn_rules | flood_zone_spawning_only: True           | !refused:2
        spawn_rules | flood_zone_spawning_only: False          |
        spawn_rules | flood_driven_spawning: {a: 1}            | !refused:2
        spawn_rules | flood_driven_spawn_mode: {spawn_mode: 1} | !refused:2
        spawn_rules | starvation_driven_spawning: True         | !refused:2
        spawn_rules | starvation_driven_spawning: False        |
        move_rules  | flee_when_starving: True                 | !refused:2
        move_rules  | flee_when_starving: False                |
        move_rules  | avoid_food_deprived_locations: True      | !refused:2
        move_rules  | harvest_months: [9]                      | !refused:2
        move_rules  | harvest_months: []                       |
        move_rules  | use_economic_pull: True                  | !refused:2
        move_rules  | use_economic_pull: False                 |
        move_rules  | two_system_decision_making: True         | !refused:2
        move_rules  | two_system_decision_making: 0.0          |
        move_rules  | awareness_level: 5                       | !out-of-range:2
        move_rules  | max_move_speed: fast                     | !not-a-number:2
        move_rules  | max_move_speed: 0                        | !out-of-range:2
        optimisations | hasten: 0                              | !out-of-range:2
        top         | rules: flee-2                            | !unknown-rules:1
        top         | default_conflict_intensity: 3            | !out-of-range:1
        spawn_rules | conflict_driven_spawning: {spawn_mode: x} | !unknown-word:2
        top         | [1]                                      | !wrong-shape:1
        top         | move_rules: 3                            | !wrong-shape:1
        ",
        |given| codes(&settings(&given[0], &given[1])),
    );
}

#[test]
fn settings_without_effect_and_unknown_ones_are_told() {
    agree(
        "
        top         | number_of_steps: 100                | no-effect:1
        top         | conflict_input_file: a.csv          | no-effect:1
        top         | flood_level_input_file: a.csv       | no-effect:1
        log_levels  | agent: 1                            | no-effect:2
        log_levels  | link: 1                             | no-effect:2
        log_levels  | agent: 0                            |
        log_levels  | camp: 1                             | no-effect:2
        log_levels  | idp_totals: 1                       | no-effect:2
        spawn_rules | conflict_zone_spawning_only: False  | no-effect:2
        spawn_rules | average_social_connectivity: 2      | no-effect:2
        spawn_rules | average_social_connectivity: 3.0    |
        spawn_rules | camps_are_sicks: True               | misspelt:2
        move_rules  | max_crossing_speed: 30              | no-effect:2
        move_rules  | max_crossing_speed: 20              |
        move_rules  | home_distance_power: 0.2            | no-effect:2
        move_rules  | pop_power_for_loc_weight: 0.2       | no-effect:2
        move_rules  | pruning_threshold: 0.5              | no-effect:2
        move_rules  | avg_religion_fraction: 0.3          | no-effect:2
        move_rules  | BoysTakeRisk: True                  | no-effect:2
        move_rules  | use_v1_rules: \"False\"             | quoted-flag:2
        move_rules  | start_on_foot: perhaps              | not-a-flag:2
        move_rules  | awareness_level: -1                 | differs-from-flee:2
        move_rules  | default_movechance: 1.5             | chance-above-one:2
        move_rules  | default_movechance: 0.004           | becomes-camp:3 unreachable
        move_rules  | max_mov_speed: 100                  | unknown-key:2
        move_rules  | MatchCampreligion: True             | unknown-key:2
        top         | optimizations: {hasten: 2}          | unknown-key:1
        optimisations | hasten: 2                         | hasten:2
        ",
        |given| match given[1].as_str() {
            "default_movechance: 0.004" => codes(&settings(&given[0], &given[1]))
                .split(' ')
                .filter(|code| code.starts_with("becomes"))
                .map(|code| format!("{code} unreachable"))
                .collect(),
            _ => codes(&settings(&given[0], &given[1])),
        },
    );
    let (_, told) = told(&settings("move_rules", "max_mov_speed: 100"));
    assert_eq!(told[0].help, "did you mean `max_move_speed`?");
    assert_eq!(codes("//- simsetting.yml\n"), "missing-settings:0");
    assert_eq!(self::told("//- simsetting.yml\n").1[0].file, "cases/test/simsetting.yml");
    assert_eq!(codes("//- simsetting.yml\n# nothing\n"), "");
}

/// A row of locations.csv instead of that of B.
fn place(row: &str) -> String {
    let base = files(BASE).into_iter().find(|file| file.name.ends_with("locations.csv")).unwrap();
    let text = String::from_utf8(base.bytes).unwrap();
    format!("//- input_csv/locations.csv\n{}", text.replace("B,R,X,10,21,town,,500", row))
}

#[test]
fn types_of_places_are_words_within_words() {
    agree(
        "
        B,R,X,10,21,camp,,500            | B=camp X 0 -/-, room B=0:500
        B,R,X,10,21,Camp_X,,             | B=camp X 0 -/-
        B,R,X,10,21,idpcamp,,20          | B=idp_site X 0 -/-, room B=0:20
        B,R,X,10,21,conflict_zone,0,500  | war B=before:1
        B,R,X,10,21,conflict_zone,,500   | war B=before:1
        B,R,X,10,21,conflict_zone,4,500  |
        B,R,X,10,21,forwarding_hub,,500  | B=town X 500 1/-
        B,R,X,10,21,marker,,             | B=waypoint X 0 -/-
        B,R,X,10,21,default,,500         |
        B,R,X,10,21,village,,500         | B=town X 500 1/-
        B,R,,10,21,town,,500             | B=town unknown 500 -/-
        B,R,X,,,town,,-3                 | B=town X 0 -/-
        ",
        |given| changes(&place(&given[0])),
    );
    agree(
        "
        B,R,X,10,21,village,,500    | unknown-type:3
        B,R,X,10,21,flood_zone,,500 | !refused:3
        B,R,X,10,21,town,,-3        | negative-people:3
        B,R,X,10,21,town,,3.5       | !not-whole:3
        B,R,X,10,121,town,,500      |
        B,R,X,121,10,town,,500      | swapped-point:3
        A,R,X,10,21,town,,500       | !duplicate-place:3
        B,R,X,10,21,town            | !missing-column:3
        ,R,X,10,21,town,,500        | !missing-value:3
        Y,R,X,10,21,town,,500       | ambiguous-key:3
        ",
        // Rows that name a place which could not be read are wrong, too.
        |given| {
            let found = codes(&place(&given[0]));
            found.split(' ').filter(|code| !code.contains("unknown-place")).collect::<Vec<_>>().join(" ")
        },
    );
}

#[test]
fn further_columns_of_places_are_read() {
    let with = |column: &str, values: [&str; 4], more: &str| {
        let rows = [
            "A,R,X,10,20,conflict_zone,0,1000",
            "B,R,X,10,21,town,,500",
            "C,S,Y,11,22,camp,,300",
            "D,S,Y,11,23,idpcamp,,0",
        ];
        let rows: Vec<String> = rows.iter().zip(values).map(|(row, value)| format!("{row},{value}")).collect();
        let header = "#name,region,country,latitude,longitude,location_type,conflict_date,pop/cap";
        format!("{more}//- input_csv/locations.csv\n{header},{column}\n{}\n", rows.join("\n"))
    };
    let quirks = settings("top", "rules: flee-3.2-quirks");
    let sinks = settings("spawn_rules", "camps_are_sinks: True");
    let per_day = with("capacity_per_day", ["0", "0", "10", "0"], "");
    assert!(changes(&per_day).starts_with("room C=0:310 1:320 2:330"), "{}", changes(&per_day));
    let idps = |more: &str| changes(&with("initial_idps", ["0", "7", "8", ""], more));
    assert_eq!(idps(""), "at B displaced=7 of X, at C displaced=18 of Y");
    assert_eq!(idps(&quirks), "at C displaced=18 of Y, family=Flee { quirks: true }, room C=0:290");
    let two = settings("optimisations", "hasten: 2");
    assert!(idps(&two).contains("at B displaced=3 of X, at C displaced=9 of Y"), "{}", idps(&two));
    assert_eq!(changes(&with("conflict_intensity", ["0.4", "", "", ""], "")), "");
    let intensity = with("conflict_intensity", ["0.4", "", "", ""], "//- input_csv/conflicts.csv\n#Day,B\n0,0\n");
    assert_eq!(changes(&intensity), "war A=before:0.4");
    let for_good = with("deactivation_probability", ["", "", "0.1", ""], &sinks);
    assert_eq!(changes(&for_good), "C=camp Y 0 -/0.1");
    assert_eq!(changes(&with("deactivation_probability", ["", "0.1", "", ""], &sinks)), "");
    assert_eq!(changes(&with("deactivation_probability", ["", "", "0.1", ""], "")), "");
    let quirks = settings("top", "{rules: flee-3.2-quirks, spawn_rules: {camps_are_sinks: True}}");
    assert!(!changes(&with("deactivation_probability", ["", "", "0.1", ""], &quirks)).contains("0.1"));
}

#[test]
fn capacities_below_one_person_have_no_limit() {
    let tiny = place("B,R,X,10,21,camp,,3");
    assert_eq!(
        changes(&format!("{tiny}{}", settings("move_rules", "capacity_scaling: 0.3"))),
        "B=camp X 0 -/-, no room C, room C=0:90".replace("no room C, ", "")
    );
    // Flee's B13: 300 less the 10 of the first day; where less than one is left, there is no limit.
    let full = BASE.replace("C,S,Y,11,22,camp,,300", "C,S,Y,11,22,camp,,10");
    let full: String =
        full.split("//- ").filter(|part| part.contains("camp,,10")).map(|part| format!("//- {part}")).collect();
    assert_eq!(changes(&full), "room C=0:10");
    let quirks = settings("top", "rules: flee-3.2-quirks");
    assert_eq!(changes(&format!("{full}{quirks}")), "family=Flee { quirks: true }, no room C");
}

fn routes(rows: &str) -> String {
    format!(
        "//- input_csv/routes.csv\n#name1,name2,distance,forced_redirection,max_move_speed,walk_probability\n{}\n",
        rows.replace('/', "\n")
    )
}

#[test]
fn roads_and_redirections() {
    agree(
        "
        A,B,100,0/B,C,50,/C,D,60,0             |      |
        A,B,100,0/B,C,50,/C,D,60,0,120,0.3     |      | C-D=60x1 120/0.3
        A,B,100,0/B,C,50,1/C,D,60,0            |      | sent C-B=0:on
        A,B,100,0/B,C,50,2/C,D,60,0            |      | sent B-C=0:on
        A,B,100,0/B,C,50,1/C,D,60,0            | -quirks | B-C=50x2 -/-
        A,B,100,0/B,C,50,2/C,D,60,0            | -quirks |
        A,B,100/B,C,50/C,D,60/C,B,50           |      | B-C=50x2 -/-
        A,B,100/B,C,50/C,D,60/C,B,70           |      | B-C=50x2 -/-
        A,B,0/B,C,50/C,D,60/C,C,50             |      | A-B=0.001x1 -/-
        ",
        |given| {
            let rules = settings("top", &format!("rules: flee-3.2{}", given[1]));
            let base = describe(&scenario(&rules));
            difference(&base, &describe(&scenario(&format!("{rules}{}", routes(&given[0])))))
        },
    );
    agree(
        "
        A,B,100/B,C,50/C,D,60/C,B,50     | duplicate-route:5
        A,B,0/B,C,50/C,D,60              | no-length:2
        A,B,-1/B,C,50/C,D,60             | !out-of-range:2
        A,B,/B,C,50/C,D,60               | !missing-value:2
        A,B,far/B,C,50/C,D,60            | !not-a-number:2
        A,BB,10/B,C,50/C,D,60            | !unknown-place:2
        A,B,10/B,C,50/C,D,60/A,A,3       | route-to-itself:5
        A,B,10/B,C,50/C,D,60,3           | unknown-redirection:4
        A,B,10/B,C,50/C,D,60,0,0         | !out-of-range:4
        A,B,10/B,C,50/C,D,60,0,,2        | !out-of-range:4
        A,B,10/C,D,60                    | unreachable:4 unreachable:5
        A,B,10/B,C,60                    | unreachable:5
        ",
        |given| codes(&routes(&given[0])),
    );
    let (_, told) = told(&routes("A,B,10/B,C,50/C,E,60"));
    assert_eq!((told[0].line, told[0].column, told[0].width), (4, 3, 1));
    assert!(told[0].file.ends_with("cases/test/input_csv/routes.csv"), "{}", told[0].file);
}

fn closures(rows: &str) -> String {
    format!(
        "//- input_csv/closures.csv\n#closure_type,name1,name2,closure_start,closure_end\n{}\n",
        rows.replace('/', "\n")
    )
}

#[test]
fn closures_are_those_of_the_documentation_or_of_the_code() {
    agree(
        "
        country,X,Y,0,3                     |         | shut B-C=0:shut 3:open
        country,Y,X,2,-1                    |         | shut B-C=2:shut
        location,C,any,1,4                  |         | shut B-C=1:shut 4:open, shut C-D=1:shut 4:open
        link,C,B,1,4                        |         | shut B-C=1:shut 4:open
        link,C,B,1,4                        | -quirks |
        country,X,Y,0,6/location,C,,2,4     |         | shut B-C=0:shut 6:open, shut C-D=2:shut 4:open
        country,X,Y,0,6/location,C,,2,4     | -quirks | shut B-C=0:shut 4:open, shut C-D=2:shut 4:open
        country,X,Y,5,5                     |         |
        country,X,Y,5,5                     | -quirks |
        country,X,Y,5,2                     | -quirks | shut B-C=5:shut
        country,X,Y,5,2                     |         | shut B-C=5:shut
        camp,C,,0,4                         |         | room C=0:300/town 4:300
        camp,C,,2,-1                        |         | room C=0:300 2:300/town
        idpcamp,D,,0,3                      |         | room D=0:-/town 3:-
        camp,Q,,2,4                         |         |
        camp,Q,,2,4                         | -quirks | room A=0:- 4:-/camp, war A=0:1 2:0
        ",
        |given| {
            let rules = settings("top", &format!("rules: flee-3.2{}", given[1]));
            let base = describe(&scenario(&rules));
            difference(&base, &describe(&scenario(&format!("{rules}{}", closures(&given[0])))))
        },
    );
    agree(
        "
        country,X,Z,0,3                      | closure-without-effect:2 unknown-place:2
        country,X,X,0,3                      |
        location,Q,,0,3                      | closure-without-effect:2 unknown-place:2
        link,A,C,0,3                         | closure-without-effect:2
        camp,Q,,0,3                          | unknown-place:2
        camp,B,,0,3                          | not-a-camp:2
        country,X,Y,10,-1                    | outside-period:2
        country,X,Y,-1,3                     | outside-period:2
        country,X,Y,0,11                     | outside-period:2
        country,X,Y,0,10                     |
        country,X,Y,5,2                      | closure-backwards:2
        country,X,Y,5,                       | !missing-value:2
        country,X,Y,a,3                      | !not-a-number:2
        location,A,B,0,3                     | name-not-read:2
        river,X,Y,0,3                        | unknown-closure:2
        remove_forced_redirection,B,C,0,3    | redirection-without-effect:2
        ",
        |given| codes(&closures(&given[0])),
    );
    // Flee's code forgets the fighting at what it makes a town.
    let fought = format!("{}{}", conflicts("C", "1/1/1/1/1/1/1/1/1/1"), closures("camp,C,,3,-1"));
    let quirks = settings("top", "rules: flee-3.2-quirks");
    assert!(changes(&fought).contains("war C=0:1,") || changes(&fought).ends_with("war C=0:1"), "{}", changes(&fought));
    assert!(changes(&format!("{quirks}{fought}")).contains("war C=0:1 3:0"));
    let sent = format!("{}{}", routes("A,B,100/B,C,50,2/C,D,60"), closures("remove_forced_redirection,B,C,4,0"));
    assert_eq!(changes(&sent), "sent B-C=0:on 4:off");
}

fn conflicts(header: &str, values: &str) -> String {
    let rows: Vec<String> = values.split('/').enumerate().map(|(day, row)| format!("{day},{row}")).collect();
    format!("//- input_csv/conflicts.csv\n#Day,{header}\n{}\n", rows.join("\n"))
}

#[test]
fn fighting_by_day() {
    agree(
        "
        A | 1/1/0.5/0.5/0/0/0/0.2/0/0   |         | war A=0:1 2:0.5 4:0 7:0.2 8:0
        A | 1/1/0.5/0.5/0/0/0/0.2/0/0   | -quirks | war A=0:1 4:0 7:0.2 8:0
        A | 0/0/0/0/0/0/0/0/0/0         |         | war A=before:1
        A | 0/0/1/1/0/0/0/0/0/0         |         | war A=before:1 4:0
        A | 1e-9/0/0/0/0/0/0/0/0/0      |         | war A=before:1
        A | 1/1/0                       |         | war A=0:1 2:0
        B | 0/0/1/1/1/1/1/1/1/1         |         | war A=before:1, war B=2:1
        ",
        |given| {
            let rules = settings("top", &format!("rules: flee-3.2{}", given[2]));
            let base = describe(&scenario(&rules));
            difference(&base, &describe(&scenario(&format!("{rules}{}", conflicts(&given[0], &given[1])))))
        },
    );
    agree(
        "
        A,Q  | 1,0/1,0/1,0/1,0/1,0/1,0/1,0/1,0/1,0/1,0 | unknown-place:1
        A,A  | 1,0/1,0/1,0/1,0/1,0/1,0/1,0/1,0/1,0/1,0 | !duplicate-column:1
        A    | 1/1/1                                   | too-few-days:0
        A    | 1/1/1/1/1/1/1/1/1/2                     | !out-of-range:11
        A    | 1/1/1/1/1/1/1/1/1/                      | !missing-value:11
        A    | 1/1/1/1/1/1/1/1/1/x                     | !not-a-number:11
        ",
        |given| codes(&conflicts(&given[0], &given[1])),
    );
    let gap = "//- input_csv/conflicts.csv\n#Day,A\n0,1\n2,1\n3,1\n4,1\n5,1\n6,1\n7,1\n8,1\n9,1\n10,1\n";
    assert_eq!(codes(gap), "days-not-consecutive:3");
    // Without the file, the dates of locations.csv hold; in Flee's code (B17) only those from before the first day.
    let later = format!("//- input_csv/conflicts.csv\n{}", place("B,R,X,10,21,conflict_zone,4,500"));
    assert_eq!(changes(&later), "war A=before:1, war B=4:1");
    assert_eq!(codes(&later), "no-conflicts:0");
    let quirks = settings("top", "rules: flee-3.2-quirks");
    assert!(!changes(&format!("{later}{quirks}")).contains("war B"));
}

#[test]
fn places_change_their_type() {
    let change = |rows: &str| format!("//- location_changes.csv\n#name,type,day\n{}\n", rows.replace('/', "\n"));
    agree(
        "
        B,camp,3            | room B=0:- 3:-/camp
        B,idpcamp,3         | room B=0:- 3:-/idp_site
        C,town,3            | room C=0:300 3:300/town
        C,town,3/C,camp,5   | room C=0:300 3:300/town 5:300
        B,conflict_zone,3   | war B=3:1
        A,town,4            | war A=0:1 4:0
        ",
        |given| changes(&change(&given[0])),
    );
    agree(
        "
        B,marker,3   | !refused:2
        B,village,3  | !refused:2
        B,camp,10    | outside-period:2
        B,camp,      | !missing-value:2
        Q,camp,3     | unknown-place:2
        ",
        |given| codes(&change(&given[0])),
    );
    let half = format!("{}{}", change("B,conflict,3"), settings("top", "default_conflict_intensity: 0.5"));
    assert_eq!(changes(&half), "war B=3:0.5");
}

#[test]
fn people_one_by_one() {
    let on = settings("spawn_rules", "read_from_agents_csv_file: True");
    let agents = "//- input_csv/agents.csv\nlocation,age\nA,20\nA,30\nB,4\n";
    assert_eq!(changes(&format!("{on}{agents}")), "at A displaced=2 of A, at B displaced=1 of B");
    assert_eq!(codes(agents), "no-effect:0");
    assert_eq!(codes(&on), "!missing-file:0");
    assert_eq!(codes(&format!("{on}//- input_csv/agents.csv\nlocation\nQ\n")), "unknown-place:2");
}

#[test]
fn known_roads() {
    let roads = "//- input_csv/major_routes.csv\nA,B,C\n";
    assert_eq!(codes(roads), "no-effect:0");
    let fixed = settings("move_rules", "fixed_routes: True");
    assert_eq!(changes(&format!("{roads}{fixed}")), r#"best_route_only=true, known_roads=[["A", "B", "C"]]"#);
    assert_eq!(codes(&format!("{fixed}//- input_csv/major_routes.csv\nA,Q\n")), "short-road:1 !unknown-place:1");
}

const AGE: &str = "//- input_csv/demographics_age.csv\nage,Default,A\n10,1,1\n16,1,1\n30,1,2\n70,1,0\n";
const GENDER: &str = "//- input_csv/demographics_gender.csv\ngender,Default\nfemale,1\nmale,3\n";

fn profiles(replaced: &str) -> String {
    let described = describe(&scenario(replaced));
    let is = |name: &str| name.starts_with("displaced");
    described
        .iter()
        .filter(|(name, _)| is(name))
        .map(|(name, value)| format!("{name}={value}"))
        .collect::<Vec<_>>()
        .join(", ")
}

#[test]
fn rules_that_read_who_people_are_make_profiles() {
    let on = |line: &str| format!("{AGE}{GENDER}{}", settings("move_rules", line));
    agree(
        "
        {ChildrenAvoidHazards: True}                     | displaced_adult=0.5 caution 1, displaced_child=0.5 caution 2
        {ElderlyAvoidHazards: True}                      | displaced_adult=0.75 caution 1 A:1, displaced_elder=0.25 caution 2 A:0
        {WomenAvoidHazards: True}                        | displaced_female=0.25 caution 2, displaced_male=0.75 caution 1
        {WomenAvoidHazards: True, foreign_weight: 3}     | displaced_female=0.25 caution 2 Y*9, displaced_male=0.75 caution 1 Y*3
        {ChildrenAvoidHazards: True, BoysTakeRisk: True} | displaced_adult_female=0.125 caution 1, displaced_adult_male=0.375 caution 0, displaced_child_female=0.0625 caution 2, displaced_child_male=0.1875 caution 2, displaced_teenager_female=0.0625 caution 2, displaced_teenager_male=0.1875 caution 0
        ",
        |given| profiles(&on(&given[0])),
    );
    // Without a rule that reads them, attributes change nothing, and that is told.
    assert_eq!(codes(AGE), "no-effect:0");
    assert_eq!(profiles(AGE), "displaced=1 caution 1");
    assert_eq!(codes(&settings("move_rules", "WomenAvoidHazards: True")), "!missing-file:0");
    let women = format!("{GENDER}{}", settings("move_rules", "WomenAvoidHazards: True"));
    let all = describe(&scenario(&women));
    // At each camp, 10 are divided into 3 and 7; those who leave are drawn.
    assert_eq!(all["leave"], "0:0 1:30 3:0 5:5 6:10");
    assert_eq!((all["at C displaced_female"].as_str(), all["at C displaced_male"].as_str()), ("3 of Y", "7 of Y"));
    agree(
        "
        gender,Default/female,1/male,x  | !not-a-number:3
        gender,Default/female,0/male,0  | !no-weights:0
        gender,Default/female,-1/male,1 | !out-of-range:2
        sex,Default/female,1            | !missing-column:1
        gender,Default,Q/female,1,1     | unknown-place:1
        ",
        |given| {
            let file = format!("//- input_csv/demographics_gender.csv\n{}\n", given[0].replace('/', "\n"));
            codes(&format!("{file}{}", settings("move_rules", "WomenAvoidHazards: True")))
                .replace("divided:0", "")
                .trim()
                .to_owned()
        },
    );
}

#[test]
fn people_look_for_their_own() {
    let places = "//- input_csv/locations.csv
#name,region,country,latitude,longitude,location_type,conflict_date,pop/cap,fulani,moor
A,R,X,10,20,conflict_zone,0,1000,100,0
B,R,X,10,21,town,,500,50,250
C,S,Y,11,22,camp,,300,75,
D,S,Y,11,23,idpcamp,,0,0,0
";
    let who = |attribute: &str| {
        format!("{places}//- input_csv/demographics_{attribute}.csv\n{attribute},Default\nfulani,1\nmoor,1\n")
    };
    agree(
        "
        ethnicity | {MatchCampEthnicity: True} | displaced_fulani=0.5 caution 1 C*2.5 D*0, displaced_moor=0.5 caution 1 C*0 D*0
        ethnicity | {MatchTownEthnicity: True, MatchConflictEthnicity: True} | displaced_fulani=0.5 caution 1, displaced_moor=0.5 caution 1 A*0 B*5
        religion  | {MatchCampReligion: True, avg_religion_fraction: 0.5} | displaced_fulani=0.5 caution 1 C*0.5 D*0, displaced_moor=0.5 caution 1 C*0 D*0
        ",
        |given| profiles(&format!("{}{}", who(&given[0]), settings("move_rules", &given[1]))),
    );
    let town = format!("{}{}", who("ethnicity"), settings("move_rules", "MatchTownEthnicity: True"));
    assert!(codes(&town).contains("!refused:2"), "{}", codes(&town));
}

#[test]
fn counts_are_corrected_summed_and_compared() {
    let daily = |replaced: &str, camp: usize| -> Vec<i64> {
        told(replaced).0.unwrap().validation.unwrap().camps[camp].daily.clone()
    };
    assert_eq!(daily("", 1), [5, 25, 45, 20, 20, 20, 20, 20, 20, 20]);
    let correction = "//- input_csv/registration_corrections.csv\nD,2020-01-04,normalize\n";
    assert_eq!(daily(correction, 1), [2, 11, 20, 20, 20, 20, 20, 20, 20, 20]);
    let validation = |replaced: &str| told(replaced).0.unwrap().validation.unwrap();
    let meant = validation("");
    assert_eq!(meant.total, [15, 45, 75, 60, 70, 80, 90, 100, 110, 120]);
    assert_eq!(meant.raw, meant.total);
    assert_eq!(meant.debt, [0, 0, 0, 15, 5, 0, 0, 0, 0, 0]);
    // Flee's B14: on the first day the total counts as a camp.
    let quirks = settings("top", "rules: flee-3.2-quirks");
    assert_eq!(validation(&quirks).raw[0], 55);
    let driven = settings("spawn_rules", "conflict_driven_spawning: {}");
    assert_eq!(validation(&driven).debt, [0; 10]);
    assert_eq!(validation(&driven).total[1], 45);
    assert_eq!(validation(&settings("spawn_rules", "empty_camps_on_day0: True")).total[1], 30);
    assert_eq!(
        validation(&settings("spawn_rules", "sum_from_camps: False")).total,
        [40, 50, 60, 70, 80, 90, 100, 110, 120, 130]
    );
    let two = "//- source_data/data_layout.csv\ntotal,refugees.csv\nC,c.csv,d.csv\nD,d.csv\n";
    assert_eq!(daily(two, 0), [15, 45, 75, 60, 70, 80, 90, 100, 110, 120]);
    agree(
        "
        total,refugees.csv/C,c.csv               | camp-without-data:0
        total,refugees.csv/C,c.csv/D,d.csv/E,d.csv | data-without-camp:4
        total,refugees.csv/C,c.csv/D,e.csv       | !missing-file:3
        C,c.csv/D,d.csv                          | no-total:1
        #total,refugees.csv                      | !no-rows:0 camp-without-data:0 camp-without-data:0
        ",
        |given| {
            let rows = given[0].replace('/', "\n");
            codes(&format!("//- source_data/data_layout.csv\n{rows}\n"))
                .split(' ')
                .filter(|code| !code.contains("no-rows:0 "))
                .collect::<Vec<_>>()
                .join(" ")
        },
    );
    agree(
        "
        D,2020-01-05,normalize | correction-without-effect:1
        D,2019-01-05,normalize | outside-period:1
        Q,2020-01-04,normalize | unknown-place:1
        D,4 January,normalize  | !not-a-date:1
        #D,4 January           |
        ",
        |given| codes(&format!("//- input_csv/registration_corrections.csv\n{}\n", given[0])),
    );
    agree(
        "
        2020-01-01,5/2020-01-01,6    | not-in-order:2
        2020-01-01,-5/2020-01-09,6   | negative-people:1
        2020-01-01,x                 | !not-a-number:1
        2020-1-1,5                   |
        Date,n/2020-01-01,5          |
        #a                           | !no-rows:0
        ",
        |given| codes(&format!("//- source_data/d.csv\n{}\n", given[0].replace('/', "\n"))),
    );
    let answer = files(BASE).into_iter().find(|file| file.name.ends_with("locations.csv")).unwrap();
    let answer = String::from_utf8(answer.bytes).unwrap().replace("idpcamp,,0", "idpcamp,,45");
    assert_eq!(codes(&format!("//- input_csv/locations.csv\n{answer}")), "capacity-from-data:5");
    assert_eq!(codes("//- source_data/data_layout.csv\n"), "!missing-file:0");
    let driven = settings("spawn_rules", "conflict_driven_spawning: {}");
    assert_eq!(codes(&format!("{driven}//- source_data/data_layout.csv\n")), "");
}

#[test]
fn folders_are_found_as_they_lie() {
    let whole = sources("");
    let case = |sources: &Sources, beside: &Beside| read(sources, beside).0.map(|case| describe(&case.scenario));
    let meant = case(&whole, &Beside::default());
    // The input folder alone, with the rest around it.
    let around = |file: &Source| {
        let name = match file.name.strip_prefix("input_csv/") {
            Some(name) => name.to_owned(),
            None => format!("../{}", file.name),
        };
        Source { name, bytes: file.bytes.clone() }
    };
    let inner = Sources { root: "cases/test/input_csv".to_owned(), files: whole.files.iter().map(around).collect() };
    assert!(is_flee(&inner));
    assert_eq!(case(&inner, &Beside::default()), meant);
    // Settings and validation data given beside it.
    let is_data = |file: &&Source| file.name.starts_with("source_data/");
    let bare = |file: &Source| Source { name: file.name.replace("source_data/", ""), bytes: file.bytes.clone() };
    let data = Sources { root: "data".to_owned(), files: whole.files.iter().filter(is_data).map(bare).collect() };
    let own: Vec<Source> = whole.files.iter().filter(|file| file.name.starts_with("input_csv/")).cloned().collect();
    let own = Sources { root: "cases/test".to_owned(), files: own };
    let bytes = b"move_rules: {max_move_speed: 99}".to_vec();
    let settings = Some(Source { name: "other.yml".to_owned(), bytes });
    let beside = Beside { settings, validation: Some(data) };
    assert_eq!(difference(&meant.unwrap(), &case(&own, &beside).unwrap()), "road_km_per_day=99");
    for (file, told) in [
        ("input_csv/sim_period.csv", "!missing-file:0"),
        ("input_csv/locations.csv", "!missing-file:0"),
        ("input_csv/routes.csv", "!missing-file:0"),
        ("input_csv/closures.csv", ""),
    ] {
        let found = codes(&format!("//- {file}\n"));
        assert!(found.contains(told) && found.contains('!') == told.contains('!'), "{file}: {found}");
    }
    assert_eq!(codes("//- input_csv/region_attributes_IPC.csv\n#Day,R\n"), "no-effect:0");
    assert_eq!(codes("//- input_csv/flood_level.csv\n#Day,A\n"), "no-effect:0");
    assert_eq!(codes("//- input_csv/sim_period.csv\nStartDate,2020-01-01\nLength,0\n"), "!out-of-range:2");
    assert_eq!(codes("//- input_csv/sim_period.csv\nLength,9\n"), "!missing-value:0");
}

#[test]
fn no_bytes_make_the_reader_panic() {
    let names: Vec<String> = files(BASE).into_iter().map(|file| file.name).collect();
    let more = ["location_changes.csv", "input_csv/agents.csv", "input_csv/registration_corrections.csv"];
    let names: Vec<String> = names.into_iter().chain(more.map(str::to_owned)).collect();
    let words = prop::sample::select(vec![
        "A",
        "B",
        "C",
        "D",
        "X",
        ",",
        ",",
        ",",
        "\n",
        "\n",
        "0",
        "1",
        "-1",
        "1e308",
        "-9999999999",
        "2020-01-05",
        "camp",
        "country",
        "location",
        "\"",
        "#",
        "total",
        "c.csv",
        ":",
        " ",
        "  ",
        "[",
        "{",
        "rules",
        "move_rules",
        "hasten",
        "\u{feff}",
        "é",
    ]);
    let text = prop::collection::vec(words, 0..40).prop_map(|words| words.concat());
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let cases = (prop::sample::select(names), text, any::<bool>());
    for _ in 0..400 {
        use proptest::strategy::ValueTree;
        let (name, text, keep) = cases.new_tree(&mut runner).unwrap().current();
        let mut sources = sources("");
        match sources.files.iter_mut().find(|file| file.name == name) {
            Some(file) if keep => file.bytes.extend(text.bytes()),
            Some(file) => file.bytes = text.into_bytes(),
            None => sources.files.push(Source { name, bytes: text.into_bytes() }),
        }
        let (case, told) = read(&sources, &Beside::default());
        assert_eq!(case.is_none(), told.iter().any(|told| told.severity == Severity::Error));
    }
}
