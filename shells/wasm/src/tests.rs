//! An instance says what the library says, whoever ran the members.

use std::sync::atomic::AtomicBool;

use corridor_forecast::{Forecast, Keep, Pace, Paired, as_of};
use corridor_formats::{Source, Sources, make_edits, read, template};
use corridor_model::Scenario;
use serde_json::{Value, json};

use crate::Instance;
use crate::bytes::pack;

const OPTIONS: &str = r#"{"members":4,"seed":5,"asOf":null,"hindcast":false,"days":null}"#;

/// The scenario of `corridor new`, as a forecast.
fn files() -> Vec<Source> {
    let mut files = template("small");
    let settings = files.iter_mut().find(|file| file.name == "scenario.yml").expect("it has settings");
    let text = String::from_utf8(settings.bytes.clone()).expect("it is text");
    assert!(text.contains("reference_date"), "the template is a forecast:\n{text}");
    files
}

fn scenario() -> Scenario {
    let (scenario, told) = read(&Sources { root: "small".to_owned(), files: files() });
    scenario.unwrap_or_else(|| panic!("{told:?}"))
}

fn opened() -> Instance {
    let mut instance = Instance::default();
    let told = instance.read(&pack(OPTIONS, &files())).expect("it reads");
    assert!(told["scenario"].is_object(), "{told}");
    instance
}

fn edits(edits: &[&str]) -> Vec<u8> {
    json!(edits).to_string().into_bytes()
}

fn ask(instance: &Instance, question: &Value) -> Value {
    instance.tell(question.to_string().as_bytes()).expect("it tells")
}

/// Two instances run the members in turn; a third takes them up, the last first.
fn taken(words: &[&str]) -> Instance {
    let (mut runners, mut teller) = ([opened(), opened()], opened());
    let mut own = Vec::new();
    for member in 0..4 {
        own.push(runners[member as usize % 2].run(member).expect("it runs"));
    }
    own.iter().rev().for_each(|run| assert!(teller.take(run).is_ok()));
    if words.is_empty() {
        return teller;
    }
    for instance in runners.iter_mut().chain([&mut teller]) {
        let told = instance.change(&edits(words)).expect("it changes");
        assert_eq!(told["diagnostics"], json!([]), "{words:?}");
    }
    let own: Vec<_> = (0..4).map(|member| runners[member as usize % 2].run_changed(member).expect("it runs")).collect();
    own.iter().rev().for_each(|run| assert!(teller.take_changed(run).is_ok()));
    teller
}

fn pace(stop: &AtomicBool) -> Pace<'_> {
    Pace { threads: Some(1), progress: &|_| (), stop }
}

fn known(scenario: &Scenario) -> Scenario {
    scenario.reference_date.map_or_else(|| scenario.clone(), |date| as_of(scenario, date))
}

#[test]
fn the_base_is_what_the_library_says() {
    let (scenario, stop) = (scenario(), AtomicBool::new(false));
    let mut forecast = Forecast::new(&scenario, &known(&scenario), 5, Keep::Places);
    assert!(forecast.run(0..4, &pace(&stop)));
    let teller = taken(&[]);
    let answer = ask(&teller, &json!({ "ask": "answer", "which": "base" }));
    assert_eq!(answer["digest"], json!(corridor_results::digest(&forecast)));
    let series = forecast.first[0];
    let fan = ask(&teller, &json!({ "ask": "fan", "series": series, "which": "base", "lines": 2 }));
    let last = fan["quantiles"].as_array().and_then(|days| days.last()).expect("it has days");
    let expected = forecast.quantiles(series, forecast.plan.days - 1);
    assert_eq!(*last, json!(expected));
    assert_eq!(fan["lines"].as_array().map(Vec::len), Some(2));
}

#[test]
fn what_edits_change_is_what_the_library_says_from_whichever_day_they_hold() {
    let base = scenario();
    let start = base.period.start;
    let reference = base.reference_date.expect("it is a forecast");
    let place = &base.locations.iter().find(|at| at.to_country.is_some()).expect("it has a crossing").key;
    let camp = format!("new camp \"Another\" near {} 10 km for 50 from {reference}", base.locations[0].key);
    let days = [start, base.period.date(3), reference, base.period.date(base.period.days() - 2)];
    let mut cases: Vec<String> = days.iter().map(|day| format!("close {place} from {day} until never")).collect();
    // Its network is another; and an edit that changes nobody's day.
    cases.push(format!("fighting {} 0.9 from {reference} until never", base.locations[0].key));
    cases.push(camp);
    let mut moved = 0;
    for words in cases {
        let mut whole = base.clone();
        let source = Source { name: "edits".to_owned(), bytes: words.clone().into_bytes() };
        let (_, told) = make_edits(&[source], &mut whole);
        assert!(told.is_empty(), "{words}: {told:?}");
        let mut paired = Paired::new(&whole, &known(&base), &known(&whole), 5, Keep::Ways);
        assert!(paired.run(0..4, &pace(&AtomicBool::new(false))));
        let teller = taken(&[&words]);
        let answer = ask(&teller, &json!({ "ask": "answer", "which": "changed" }));
        assert_eq!(answer["digest"], json!(corridor_results::digest(&paired.what_if)), "{words}");
        let told = ask(&teller, &json!({ "ask": "differences" }));
        let differences = paired.differences();
        assert_eq!(told["sameMembers"], json!(differences.same_members), "{words}");
        assert_eq!(told["series"].as_array().map(Vec::len), Some(differences.series.len()), "{words}");
        moved += differences.series.len();
        let peak = &differences.harm.stranded_peak.difference;
        assert_eq!(told["harm"][0]["difference"]["q50"], json!(peak.q50), "{words}");
        // The files too, which need what is not kept otherwise.
        let write = |output: &str| teller.write(json!({ "output": output, "which": "changed" }).to_string().as_bytes());
        let flows = String::from_utf8(write("flows.csv").expect("it writes")).expect("it is text");
        let own = corridor_forecast::flow_rows(&paired.what_if).count();
        assert_eq!(flows.lines().count(), own + 1, "{words}");
        assert!(write("report.html").is_ok() && write("differences.csv").is_ok() && write("no.such").is_err());
    }
    assert!(moved > 0, "no edit changes anything: these tests say nothing");
}

#[test]
fn reopening_is_the_base_again() {
    let mut teller = taken(&[]);
    let before = ask(&teller, &json!({ "ask": "answer", "which": "base" }));
    let (crossing, date) = {
        let base = scenario();
        let at = base.locations.iter().find(|at| at.to_country.is_some()).expect("it has a crossing").key.clone();
        (at, base.reference_date.expect("it is a forecast"))
    };
    let close = format!("close {crossing} from {date}");
    assert!(teller.change(&edits(&[&close])).is_ok());
    assert!(teller.change(&edits(&[])).is_ok());
    assert!(teller.run_changed(0).is_err());
    assert_eq!(ask(&teller, &json!({ "ask": "answer", "which": "base" })), before);
}

#[test]
fn every_question_has_an_answer_and_every_wrong_one_a_sentence() {
    let base = scenario();
    let place = base.locations[0].key.as_str().to_owned();
    let teller = taken(&[&format!("fighting {place} 0.5 from {}", base.reference_date.expect("it is a forecast"))]);
    for which in ["base", "changed"] {
        for question in [
            json!({ "ask": "card", "location": place, "day": 5, "which": which }),
            json!({ "ask": "card", "location": "nowhere", "day": 5, "which": which }),
            json!({ "ask": "table", "day": 4_000_000_000_u32, "which": which }),
            json!({ "ask": "explain", "location": place, "day": 6, "which": which, "member": 1 }),
            json!({ "ask": "originDestination", "day": 6, "which": which }),
        ] {
            assert!(ask(&teller, &question).is_object(), "{question}");
        }
    }
    for wrong in
        [json!({}), json!({ "ask": "fan", "series": 99_999 }), json!([1]), json!({ "ask": "explain", "location": "x" })]
    {
        assert!(teller.tell(wrong.to_string().as_bytes()).is_err(), "{wrong}");
    }
    assert!(teller.picture(2).is_ok() && teller.picture(3).is_err());
    let nothing = Instance::default();
    assert!(nothing.tell(b"{}").is_err() && nothing.picture(0).is_err() && nothing.check(b"[]").is_err());
}

#[test]
fn wrong_files_are_told_and_what_was_read_before_stays() {
    let mut instance = opened();
    for input in [b"".as_slice(), b"\xff\xff\xff\xff", &[0; 7]] {
        assert!(instance.read(input).is_err());
        assert!(instance.take(input).is_err());
    }
    let mut broken = files();
    broken.iter_mut().for_each(|file| file.bytes.truncate(file.bytes.len() / 2));
    let told = instance.read(&pack(OPTIONS, &broken)).expect("it answers");
    assert!(
        told["scenario"].is_null() && told["diagnostics"].as_array().is_some_and(|told| !told.is_empty()),
        "{told}"
    );
    assert!(instance.run(0).is_ok(), "what was read before is still there");
    let told = instance.change(&edits(&["clsoe nowhere", "close nowhere"])).expect("it answers");
    assert_eq!(told["diagnostics"].as_array().map(Vec::len), Some(2), "{told}");
    assert!(instance.run_changed(0).is_err(), "nothing was changed");
}
