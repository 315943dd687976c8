//! What is written reads as what it was.

use corridor_model::{CampState, Key, Origin, Scenario, Severity, Uncertain, Until};
use proptest::prelude::*;

use super::scenario;
use crate::scenario as tables;
use crate::source::{Source, Sources};
use crate::values::Names;
use crate::{read, template};

/// A scenario in which everything that the format has is used.
const EVERYTHING: &str = r##"
//- scenario.yml
schema: 1
rules_version: 1
name: "everything: # 1"
title: "A \"title\"\nof two lines"
period: {start: 2021-05-01, end: 2021-12-31}
reference_date: 2021-09-02
rules:
  as: flee-3.2
  decision: {look_ahead: 3}
  kernel: exponential
  population: individuals
  conflict_departures: poisson
  conflict_decay: {every_days: 20, factors: [1, 0.5, 0.1]}
  take_from_population: yes
  avoid_short_stints: yes
  start_on_foot: yes
  best_route_only: yes
known_roads:
  - [kabul, x_chaman, quetta]
  - [quetta, x_chaman]
parameters:
  conflict_rate_per_day: 0.1
  fear_share: 0.123456789012345..0.3
  leave_town_per_day: 1e-9
unknown_ends:
  crossing: 7.5
  closure: 3..9
  fighting: {median_days: 0.1, p90_days: 45}
  host: {median_days: 181, p90_days: 720}
profiles:
  - key: displaced
    conflict_share: 0.7
    conflict_share_at: {kabul: 0.5, quetta: 0}
    caution: 2.5
    documented: 0.1..0.3
    remembers_home: false
    returns: false
    distance_exponent: 1.5..2
    pull_kind: {hub: 0.2, idp_site: 2..3}
    pull_country: {Pakistan: 0.5..1, "Third countries": 0}
    pull_place: {kabul: 3}
  - key: "yes"
headline: [Pakistan, x_chaman, "Third countries"]
what_ifs:
  - key: chaman-open
    sentence: 'Chaman reopens: on 15 September.'
    edits: ["open chaman from 2021-09-15", close kabul]
  - {key: nothing, sentence: Nothing changes, edits: []}
provenance:
  compiled_by: "somebody, somewhere"
  licence: CC BY 4.0
  attribution: ["one", "two: # three"]
//- locations.csv
key,name,kind,country,to_country,admin1,lat,lon,population,leave_per_day,stay_for_good_per_day,aliases,source
kabul,"Kabul, the ""capital""",town,Afghanistan,,Kabul,34.5167,69.1833,1000,0.1..0.2,0.01,Cabul|Kaboul,"a
b"
quetta,,hub,Pakistan,,,30.2,67,,,,,
x_chaman," #1",crossing,Afghanistan,Pakistan,,30.9,66.5,,,,,
airport,,airport,Afghanistan,,,,,,,,,
abroad,,exit,Third countries,,,,,,,,,
" #1",,idp_site,Afghanistan,,,,,5,,,,
pass,,waypoint,Afghanistan,,,,,,,,,
camp,,camp,Pakistan,,,,,,,,,
//- routes.csv
from,to,distance_km,mode,speed_km_per_day,seats_per_day,walk_share,pull,one_way,source
kabul,x_chaman,600.1,road,100..200,,0.1..0.3,2.5,,one
x_chaman,quetta,100,foot,,,,,,
kabul,airport,1e-3,track,,,,0,,
airport,abroad,5000,air,,500,,,yes,
kabul,pass,10,road,,,,,,
pass, #1,10,road,,,,,,
quetta,camp,10,road,,,,,,
quetta,camp,12,road,,,,,,
//- stocks.csv
location,profile,home,people,source
kabul,displaced,Afghanistan,5.5,a
quetta,yes,kabul,10..20,
//- conflicts.csv
location,event_date,intensity,until,available_at,weight,source
kabul,2021-04-28,0.1..0.5,unknown,2021-04-29,0.25,a
kabul,2021-04-28,0.7,never,2021-04-28,0.75,b
 #1,2021-06-01,1,2021-06-05,,,
 #1,2021-06-05,0,,,,
//- crossings.csv
crossing,event_date,status,into,fraction,profile,per_day,irregular_per_day,until,available_at,weight,source
x_chaman,2021-05-01,open,,,,500,0.1,,,,both
x_chaman,2021-05-02,restricted,Pakistan,0.1..0.5,displaced,,,unknown,,,there
x_chaman,2021-05-03,restricted,,0.3,,,,,,,both
x_chaman,2021-05-04,documented_only,Afghanistan,,,,,,,,here
x_chaman,2021-05-05,returns_only,,,,,,,2021-05-04,,both
x_chaman,2021-05-06,closed,Pakistan,,,,,2021-06-01,,2,there
airport,2021-05-01,closed,,,,1000..2000,,,,,
//- closures.csv
kind,location,from,to,way,state,event_date,until,available_at,weight,source
location,kabul,,,,,2021-05-01,2021-05-04,2021-05-03,1.5,a
location,kabul,,,in,,2021-05-04,,,,
route,,kabul,pass,out,,2021-05-04,never,,,
route,,kabul,pass,,open,2021-05-05,never,,,
//- redirections.csv
from,to,state,event_date,until,available_at,weight,source
kabul,x_chaman,,2021-05-01,2021-07-01,2021-05-03,1,a
kabul,x_chaman,off,2021-05-09,never,,,
//- hosts.csv
host,policy,value,profile,condition,likelihood,event_date,until,available_at,weight,source
Pakistan,push_back,0.1..0.2,,,,2021-05-01,,2021-05-02,1,a
Afghanistan,open,,,,,2021-05-01,,,,
Pakistan,refusal,0.25,,,,2021-05-01,unknown,,,
Pakistan,cap,1000,,,,2021-05-02,,,,
Pakistan,pledge,2000,,"if, and only if",0.1..0.2,2021-05-03,,,,
Pakistan,forced_return,3,yes,,,2021-05-03,,,,
Pakistan,forced_return,4,,,,2021-05-03,,,,
//- camps.csv
location,event_date,state,capacity,kind,until,available_at,weight,source
quetta,2021-05-01,,10..20,,unknown,2021-05-02,1,a
quetta,2021-05-02,closed,,,,,,
quetta,2021-05-03,open,0.5,town,,,,
quetta,2021-05-04,,,idp_site,,,,
//- departures.csv
origin,profile,event_date,value,unit,until,available_at,weight,source
fighting,displaced,2021-05-01,10,total,2021-05-02,2021-05-03,1,a
kabul,yes,2021-05-01,1..2,per_day,,,,
fighting,displaced,2021-05-02,3.25,per_day,never,,,
Afghanistan,yes,2021-05-02,0.5,per_1000_per_month,,,,
//- observations.csv
series,target,location,event_date,counting_from,value,available_at,known_share,lag_days,use,note,source
"UNHCR; a",arrivals,Pakistan,2021-08-31,2021-08-01,500..600,2021-09-01,0.5..0.9,3,soft,"a note, so",b
UNHCR,,kabul,2021-08-31,,7,,,,,,
UNHCR,deaths,x_chaman,2021-08-31,,7,2021-09-07,,,avoid,,
//- facts.jsonl
{"fact_id": "F40", "schema_version": 1, "kind": "crossing.closed", "summary": "a \"b\"\nc", "modality": "conditional", "condition": "if", "when": {"from": "2021-09-02", "to": "2021-09-03", "ongoing": true}, "where": [{"role": "at", "name": "Chaman", "key": "x_chaman"}, {"role": "via", "name": "somewhere", "key": null}], "quantity": {"low": 80, "high": 90.1, "quantifier": "about", "unit": "household"}, "speaker": {"name": "a", "channel": "b"}, "evidence": {"url": "https://example.org/", "start": 1, "end": 5}, "simulator_input": {"sets": ["crossings x_chaman 2021-05-06", "redirections kabul x_chaman 2021-05-01"]}, "cross_check": "c"}
{"fact_id": "F41", "schema_version": 1, "kind": "context", "summary": "s", "modality": "claimed", "evidence": {"url": "u", "start": 0, "end": 1}}
"##;

fn files(text: &str) -> Vec<Source> {
    let parts = text.split("//- ").skip(1).filter_map(|part| part.split_once('\n'));
    parts.map(|(name, text)| Source { name: name.to_owned(), bytes: text.as_bytes().to_vec() }).collect()
}

/// The scenario that the files hold, less the hash of the files.
fn plainly(files: Vec<Source>) -> Scenario {
    let (scenario, diagnostics) = read(&Sources { root: String::new(), files });
    let errors: Vec<String> =
        diagnostics.iter().filter(|told| told.severity == Severity::Error).map(ToString::to_string).collect();
    assert_eq!(errors, Vec::<String>::new());
    let mut scenario = scenario.unwrap();
    scenario.provenance.hash.clear();
    scenario
}

fn returns(before: &Scenario) {
    let after = plainly(scenario(before));
    // Field by field where they differ: a whole scenario is a long line.
    for ((name, before), (_, after)) in parts(before).iter().zip(parts(&after)) {
        assert_eq!(*before, after, "{name}");
    }
    assert_eq!(*before, after);
}

fn parts(scenario: &Scenario) -> Vec<(&'static str, String)> {
    vec![
        ("rules", format!("{:?}", scenario.rules)),
        ("profiles", format!("{:?}", scenario.profiles)),
        ("locations", format!("{:?}", scenario.locations)),
        ("routes", format!("{:?}", scenario.routes)),
        ("crossings", format!("{:?}", scenario.crossings)),
        ("hosts", format!("{:?}", scenario.hosts)),
        ("departures", format!("{:?}", scenario.departures)),
        ("observations", format!("{:?}", scenario.observations)),
        ("facts", format!("{:?}", scenario.facts)),
    ]
}

#[test]
fn everything_returns() {
    let everything = plainly(files(EVERYTHING));
    returns(&everything);
    // And it is everything: each column and each name of the format is written.
    let written = scenario(&everything);
    let text = |name: &str| {
        let source = written.iter().find(|file| file.name == name);
        String::from_utf8(source.map(|file| file.bytes.clone()).unwrap_or_default()).unwrap()
    };
    let all: [(&str, Names); 11] = [
        (tables::locations::FILE, tables::locations::NAMES),
        (tables::routes::FILE, tables::routes::NAMES),
        (tables::stocks::FILE, tables::stocks::NAMES),
        (tables::conflicts::FILE, tables::conflicts::NAMES),
        (tables::crossings::FILE, tables::crossings::NAMES),
        (tables::closures::FILE, tables::closures::NAMES),
        (tables::redirections::FILE, tables::redirections::NAMES),
        (tables::hosts::FILE, tables::hosts::NAMES),
        (tables::camps::FILE, tables::camps::NAMES),
        (tables::departures::FILE, tables::departures::NAMES),
        (tables::observations::FILE, tables::observations::NAMES),
    ];
    for (file, names) in all {
        let columns = names.all().collect::<Vec<_>>().join(",");
        assert_eq!(text(file).lines().next(), Some(columns.as_str()), "{file}");
    }
    let yml = text(tables::settings::FILE);
    for (group, names) in tables::shapes() {
        for name in names {
            assert!(
                yml.contains(&format!("{name}: ")) || yml.contains(&format!("{name}:\n")),
                "{group}: {name}\n{yml}"
            );
        }
    }
    assert_eq!(written.iter().map(|file| file.name.as_str()).collect::<Vec<_>>(), crate::FILES);
    let schema = serde_json::from_str(&crate::scenario_schema()).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    let wrong: Vec<String> =
        schema.iter_errors(&serde_saphyr::from_str(&yml).unwrap()).map(|error| error.to_string()).collect();
    assert_eq!(wrong, Vec::<String>::new(), "{yml}");
}

#[test]
fn what_ships_returns() {
    returns(&plainly(template("x")));
    macro_rules! shipped {
        ($($file:literal)+) => {
            vec![$(Source {
                name: $file.to_owned(),
                bytes: include_bytes!(concat!("../../../../../scenarios/afghanistan-2021/", $file)).to_vec(),
            }),+]
        };
    }
    let shipped = plainly(shipped!("scenario.yml" "locations.csv" "routes.csv" "stocks.csv" "conflicts.csv"
        "crossings.csv" "closures.csv" "hosts.csv" "camps.csv" "departures.csv" "observations.csv" "facts.jsonl"));
    assert_eq!(
        (shipped.hosts.is_empty(), shipped.facts.is_empty(), shipped.crossings.is_empty()),
        (false, false, false)
    );
    returns(&shipped);
}

#[test]
fn a_small_scenario_is_written_shortly() {
    let base = "//- scenario.yml\nschema: 1\nrules_version: 1\nname: small\nperiod: {start: 2021-05-01, end: 2021-12-31}\n\
        rules: {as: flee-3.2-quirks, start_on_foot: no}\nprofiles: [{key: displaced}]\n\
        //- locations.csv\nkey,kind,country,population,source\na,town,A,10,\n#b,camp,A,,\n\"b,1\",camp,A,,\n\
        //- routes.csv\nfrom,to,distance_km,mode,source\na,\"b,1\",20.50,road,\n\
        //- conflicts.csv\nlocation,event_date,intensity\na,2021-04-30,1\n";
    let written = scenario(&plainly(files(base)));
    let text = |file: &Source| format!("//- {}\n{}", file.name, String::from_utf8_lossy(&file.bytes));
    insta::assert_snapshot!(written.iter().map(text).collect::<String>(), @r#"
    //- scenario.yml
    schema: 1
    rules_version: 1
    name: small
    period: {start: 2021-05-01, end: 2021-12-31}
    rules: flee-3.2-quirks
    profiles:
      - key: displaced
    //- locations.csv
    key,kind,country,population
    a,town,A,10
    "b,1",camp,A,
    //- routes.csv
    from,to,distance_km,mode
    a,"b,1",20.5,road
    //- conflicts.csv
    location,event_date,intensity
    a,2021-04-30,1
    "#);
}

#[test]
fn what_a_folder_cannot_say_is_left_out() {
    let before = plainly(files(EVERYTHING));
    let mut changed = before.clone();
    // An edit of what was reported.
    let row = changed.conflicts[0].1.rows[0].clone();
    changed.conflicts[0].1.rows.push(corridor_model::Row { edit: 1, until: Until::Never, ..row });
    changed.camps.push((Key::from("camp"), corridor_model::Timeline::default()));
    assert_eq!(plainly(scenario(&changed)), before);
    // A day of availability that is not the default is written, and then given.
    let row = &mut changed.conflicts[1].1.rows[0];
    row.available_at = row.event_date.tomorrow().unwrap();
    let after = plainly(scenario(&changed));
    let (was, is) = (&changed.conflicts[1].1.rows[0], &after.conflicts[1].1.rows[0]);
    assert_eq!((is.available_at, is.available_given, was.available_given), (was.available_at, true, false));
}

/// A text without spaces around it.
fn a_text() -> impl Strategy<Value = String> {
    let pieces = [
        "\"", "\\", ",", ";", "\n", "\r", "#", ": ", " #", "- ", "'", "|", "{", "%", "é", "\u{85}", "\u{2028}", "\t",
        "a", "1", "null", "=", "\u{feff}", "\u{7f}", "😀",
    ];
    let made = prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..6).prop_map(|pieces| pieces.concat());
    prop_oneof![made, any::<String>()].prop_map(|text| text.trim().to_owned())
}

/// A text that says something.
fn a_word() -> impl Strategy<Value = String> {
    a_text().prop_filter("says nothing", |text| !text.is_empty())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_texts_and_numbers(texts in prop::collection::vec(a_text(), 12), words in prop::collection::vec(a_word(), 8), number in 0.0..1.0_f64, wide in 1e-3..4e4_f64, high in 1.0..1e10_f64, place in 0..8_usize) {
        let mut scenario = plainly(files(EVERYTHING));
        let mut texts = texts.into_iter();
        let mut text = || texts.next().unwrap_or_default();
        let mut words = words.into_iter();
        let mut word = || words.next().unwrap_or_else(|| "word".to_owned());
        (scenario.name, scenario.title) = (text(), word());
        scenario.provenance.compiled_by = text();
        scenario.provenance.licence = text();
        scenario.provenance.attribution = vec![word()];
        scenario.what_ifs[1].key = Key::from(word());
        scenario.what_ifs[1].sentence = word();
        scenario.locations[0].admin1 = text();
        scenario.locations[0].source = text();
        scenario.locations[1].name = word();
        scenario.locations[0].population = high as u64;
        scenario.locations[0].lat = Some(number * 90.0);
        scenario.routes[0].source = text();
        scenario.routes[0].distance_km = wide;
        scenario.routes[0].walk_share = Some(Uncertain::Range { low: number / 2.0, high: number });
        scenario.routes[0].pull = wide;
        scenario.observations[0].series = word();
        scenario.observations[0].note = text();
        scenario.facts[0].summary = word();
        scenario.facts[0].cross_check = text();
        scenario.facts[0].quantity.as_mut().unwrap().value = Uncertain::Range { low: number, high };
        scenario.conflicts[0].1.rows[0].weight = Some(wide);
        scenario.conflicts[0].1.rows[0].value = Uncertain::Exact(number);
        scenario.camps[0].1.rows[2].value = CampState::Open { capacity: Some(Uncertain::Exact(high)), kind: None };
        scenario.rules.conflict_decay.factors = vec![number, wide];
        scenario.profiles[0].conflict_share = high.min(1e6);
        // A place of any key, wherever the format calls it.
        let key = Key::from(word());
        let taken = scenario.locations.iter().any(|place| place.key == key) || scenario.countries().contains(&&key);
        if !taken && key.as_str() != Origin::FIGHTING && place == 7 {
            scenario.locations[7].key = key.clone();
            scenario.locations[7].name = "camp".to_owned();
            scenario.routes[6].to = key.clone();
            scenario.routes[7].to = key.clone();
            scenario.known_roads.push(vec![Key::from("quetta"), key.clone()]);
            scenario.headline.push(key.clone());
            scenario.profiles[0].pull_place.push((key.clone(), Uncertain::Exact(number)));
            scenario.profiles[0].conflict_share_at.push((key.clone(), number));
            scenario.stocks[0].location = key.clone();
            scenario.conflicts[1].0 = key;
        }
        if scenario.name.is_empty() || scenario.what_ifs[0].key == scenario.what_ifs[1].key {
            return Ok(());
        }
        returns(&scenario);
    }
}
