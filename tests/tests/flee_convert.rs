//! A Flee folder that is converted says what it said before: the scenario that is written and read again runs to the same
//! digest.

use corridor_forecast::{Keep, Settings, run_ensemble};
use corridor_formats::flee::{self, Beside};
use corridor_formats::{Sources, read, write};
use corridor_model::{Family, Scenario, Severity};
use corridor_tests::shared::{flee_folder, shared};

const CASES: [&str; 6] = ["burundi2015", "car2013", "mali2012", "nigeria2016", "ssudan2013", "syria2013"];
/// Days that are run: enough for the first closures and places of fighting.
const DAYS: u32 = 60;

fn digest(scenario: &Scenario, seed: u64) -> u64 {
    let settings =
        Settings { members: 2, seed, threads: Some(1), keep: Keep::Places, progress: &|| (), stop: &false.into() };
    run_ensemble(scenario, &settings).expect("nobody stops it").digest()
}

#[test]
fn what_is_converted_runs_to_the_same_digest() {
    let Some(folder) = shared().map(|shared| shared.join("cases")) else { return };
    for (name, rules) in CASES.into_iter().flat_map(|name| ["flee-3.2", "flee-3.2-quirks"].map(|rules| (name, rules))) {
        // So few people that it is done in seconds, and the rules that Flee means or those that its code has.
        let settings = |text: String| format!("{}\nrules: {rules}\n", text.replace("hasten: 1\n", "hasten: 50\n"));
        let sources = flee_folder(&folder.join(name), settings);
        let (case, told) = flee::read(&sources, &Beside::default());
        let mut scenario = case.unwrap_or_else(|| panic!("{name}: {told:?}")).scenario;
        let files = write::scenario(&scenario);
        let (again, told) = read(&Sources { root: name.to_owned(), files });
        assert!(told.iter().all(|told| told.severity == Severity::Warning), "{name}, {rules}: {told:?}");
        let mut again = again.expect("there is no error");
        assert_eq!(again.rules, scenario.rules, "{name}");
        assert_eq!(again.rules.family, Family::Flee { quirks: rules == "flee-3.2-quirks" }, "{name}");
        for scenario in [&mut scenario, &mut again] {
            scenario.period.end = scenario.period.date(DAYS.min(scenario.period.days()) - 1);
        }
        assert_eq!(digest(&again, 7), digest(&scenario, 7), "{name}, {rules}");
        // Another seed gives another digest: it says something.
        assert_ne!(digest(&again, 8), digest(&scenario, 7), "{name}, {rules}");
    }
}
