//! What drives the interval: every draw of a member has words, and the value told is the one that the member uses.

use std::collections::BTreeSet;
use std::sync::atomic::AtomicBool;

use corridor_engine::{Change, Member, Pass, World};
use corridor_forecast::{Input, InputKind, Inputs, Keep, Members, Settings, as_of, drivers, run_ensemble};
use corridor_formats::read;
use corridor_model::{Parameter, Scenario, Target};
use corridor_tests::wild::{Taste, world};
use corridor_tests::{Ready, folder};

fn shipped() -> Scenario {
    let (scenario, _) = read(&folder("scenarios/afghanistan-2021"));
    let scenario = scenario.expect("no errors");
    let date = scenario.reference_date.expect("a reference date");
    as_of(&scenario, date)
}

/// Of so many members, the draws that no input tells of, and how many inputs no member draws.
fn untold(scenario: &Scenario, world: &World, members: u32) -> (BTreeSet<u64>, usize) {
    let inputs = Inputs::of(scenario, world, 0);
    let told: BTreeSet<u64> = inputs.subjects().collect();
    let made = Members::new(scenario, world, 0);
    let drawn: BTreeSet<u64> = (0..members).flat_map(|member| made.subjects(member)).collect();
    (drawn.difference(&told).copied().collect(), told.difference(&drawn).count())
}

#[test]
fn every_draw_of_the_shipped_scenario_is_told_and_every_input_is_drawn() {
    let scenario = shipped();
    let world = World::new(&scenario);
    let (untold, idle) = untold(&scenario, &world, 60);
    assert_eq!(untold, BTreeSet::new());
    assert_eq!(idle, 0);
    // A hindcast too: it has other rows.
    let (mut hindcast, _) = read(&folder("scenarios/afghanistan-2021"));
    let hindcast = hindcast.as_mut().expect("no errors");
    hindcast.reference_date = None;
    assert_eq!(self::untold(hindcast, &World::new(hindcast), 20).0, BTreeSet::new());
}

#[test]
fn every_draw_of_wild_worlds_is_told() {
    let mut inputs = 0;
    for seed in 0..600 {
        let draft = world(if seed % 2 == 0 { Taste::wild(seed) } else { Taste::tame(seed, 6, 20) });
        let Ready { scenario, world, .. } = Ready::of(draft.edited());
        let told = Inputs::of(&scenario, &world, 0);
        inputs += told.labels().len();
        let (untold, _) = untold(&scenario, &world, 4);
        assert!(untold.is_empty(), "world {seed}: {} draws without words\n{}", untold.len(), draft.text());
        for label in told.labels() {
            assert!(!label.what.is_empty() && !label.set_in.is_empty(), "world {seed}: {label:?}");
            assert!(!label.unit.is_empty(), "world {seed}: {label:?}");
        }
    }
    assert!(inputs > 1_000, "{inputs}");
}

#[test]
#[allow(clippy::wildcard_enum_match_arm)] // Of the changes of a member, one kind is looked for.
fn what_is_told_is_what_the_member_uses() {
    let scenario = shipped();
    let world = World::new(&scenario);
    let (inputs, members) = (Inputs::of(&scenario, &world, 7), Members::new(&scenario, &world, 7));
    let place = |key: &str| world.place(&key.into()).expect("a place");
    let group = |key: &str| usize::from(world.profile(&key.into()).expect("a profile"));
    for number in 0..50 {
        let (member, values) = (members.member(number), inputs.values(number));
        let told = |set_in: &str, kind: InputKind, word: &str| {
            let wanted = |input: &Input| {
                input.kind == kind && input.what.contains(word) && input.set_in.iter().any(|row| row == set_in)
            };
            let at = inputs.labels().iter().position(wanted);
            values[at.unwrap_or_else(|| panic!("{set_in} {kind:?}"))]
        };
        for parameter in Parameter::ALL {
            let name = format!("parameters {}", parameter.info().name);
            if let Some(at) = inputs.labels().iter().position(|input| input.set_in[0] == name) {
                assert_eq!(values[at], member.values.get(parameter), "{name}");
            }
        }
        let number = InputKind::Number;
        let peshawar = member.stocks.iter().find(|stock| stock.place == place("peshawar")).expect("people");
        assert_eq!(told("stocks peshawar", number, "Peshawar"), peshawar.people);
        assert_eq!(told("profiles migrant documented", number, "papers"), member.groups[group("migrant")].documented);
        assert_eq!(
            told("profiles migrant distance_exponent", number, "distance"),
            member.groups[group("migrant")].distance_exponent
        );
        let pulls = ["pull_country Pakistan", "pull_place quetta"]
            .map(|pull| told(&format!("profiles displaced {pull}"), number, ""));
        assert!((member.groups[group("displaced")].pull[place("quetta") as usize] - pulls[0] * pulls[1]).abs() < 1e-12);

        let iran = world.country(&"Iran".into()).expect("a country");
        let push_backs = all(&member, |change| match change {
            Change::PushBack { country, share } if *country == iran => Some(*share),
            _ => None,
        });
        assert_eq!(
            push_backs.last().map(|(_, share)| *share),
            Some(told("hosts Iran 2021-08-18", number, "sends back"))
        );

        // Fighting: its intensity, and the day on which it is over.
        let anaba = place("anaba");
        let fighting = all(&member, |change| match change {
            Change::Intensity { place, intensity } if *place == anaba => Some(*intensity),
            _ => None,
        });
        assert!(fighting.iter().any(|(_, at)| *at == told("conflicts anaba 2021-09-01", number, "how intense")));
        let last = scenario.period.days() as i32;
        let over = fighting.last().filter(|(_, intensity)| *intensity == 0.0).map_or(last, |(day, _)| *day);
        assert_eq!(f64::from(over), told("conflicts anaba 2021-09-01", InputKind::End, "ends"));

        // The gate of Chaman into Pakistan: what passes beside it, and when it is shut no more.
        let chaman = world.gates.iter().zip(0..).find(|(gate, _)| gate.place == place("x_chaman") && gate.side == 0);
        let (_, chaman) = chaman.expect("a gate");
        let laws = all(&member, |change| match change {
            Change::Gate { gate, law } if *gate == chaman => Some(*law),
            _ => None,
        });
        let closed = laws.iter().rposition(|(_, law)| law.pass == Pass::Closed).expect("it was closed");
        let opens = laws.get(closed + 1).map_or(last, |(day, _)| *day);
        assert_eq!(f64::from(opens), told("crossings x_chaman 2021-09-02", InputKind::End, "opens again"));
        let documented = told("crossings x_chaman 2021-09-01", number, "beside it");
        if let Some((_, law)) = laws.get(closed + 1) {
            assert_eq!(law.irregular, documented);
        }

        // Two reports contradict each other; a row is drawn for both.
        let mahirud = place("x_abu_nasr");
        let (_, gate) = world.gates.iter().zip(0..).find(|(g, _)| g.place == mahirud && g.side == 0).expect("a gate");
        let passes = all(&member, |change| match change {
            Change::Gate { gate: other, law } if *other == gate => Some(law.pass),
            _ => None,
        });
        let crossing = scenario.crossings.iter().find(|crossing| crossing.location.as_str() == "x_abu_nasr");
        let rows = &crossing.expect("a crossing").into_to_country.rows;
        let row = &rows[told("crossings x_abu_nasr 2021-08-16", InputKind::Claim, "reports") as usize];
        let holds = passes.last().map(|(_, pass)| *pass == Pass::Closed);
        assert_eq!(holds, Some(row.value.passage.word() == "closed"), "{row:?}");
    }
}

/// Every change of a kind, with its day.
fn all<T>(member: &Member, of: impl Fn(&Change) -> Option<T>) -> Vec<(i32, T)> {
    member.changes.iter().filter_map(|(day, change)| Some((*day, of(change)?))).collect()
}

#[test]
fn the_words_are_those_of_an_analyst() {
    let scenario = shipped();
    let inputs = Inputs::of(&scenario, &World::new(&scenario), 0);
    let words: BTreeSet<&str> = inputs.labels().iter().map(|input| input.what.as_str()).collect();
    assert_eq!(words.len(), inputs.labels().len(), "each input has words of its own");
    for expected in [
        "conflict rate per day",
        "when the fighting at Anaba ends",
        "how intense the fighting at Anaba is",
        "how intense the fighting at Herat was",
        "when Chaman - Spin Boldak crossing opens again",
        "which of the reports on Abu Nasr Farahi - Mahirud crossing for 2021-08-16 is right",
        "whether the condition of Tajikistan's pledge is met (external help and infrastructure)",
        "what share of arrivals Iran sends back",
        "how many people of profile migrant leave Afghanistan",
        "how strongly Iran attracts people of profile displaced",
        "how many a day can depart from Kabul airport",
    ] {
        assert!(words.contains(expected), "{expected}\n{words:#?}");
    }
    let chaman = inputs.labels().iter().find(|input| input.what.starts_with("when Chaman")).expect("it is among them");
    assert_eq!(chaman.set_in, ["crossings x_chaman 2021-09-02"]);
    assert!(chaman.source.starts_with("https://") && chaman.since.is_some_and(|day| day.to_string() == "2021-09-02"));
    // The seats of the airlift are over; what counts after it is the row that holds once the airport is open again.
    let seats = inputs.labels().iter().find(|input| input.what.ends_with("depart from Kabul airport")).expect("seats");
    assert_eq!(seats.set_in[0], "crossings kabul_airport 2021-05-01");
}

/// Prints what drives each headline result of the shipped scenario: `MEMBERS=100 cargo test -p corridor-tests --test
/// drivers arrivals -- --nocapture`.
#[test]
fn arrivals_in_iran_hang_on_how_many_leave_to_work_there() {
    let count = std::env::var("MEMBERS").ok().and_then(|members| members.parse().ok()).unwrap_or(30);
    let scenario = shipped();
    let stop = AtomicBool::new(false);
    let settings =
        Settings { members: count, seed: 0, threads: None, keep: Keep::Named, progress: &|| (), stop: &stop };
    let ensemble = run_ensemble(&scenario, &settings).expect("nobody stops it");
    let inputs = Inputs::of(&scenario, &ensemble.world, 0);
    let values = inputs.by_input(0..count);
    let (first, last) = (ensemble.reference_day().expect("a day") as usize, scenario.period.days() as usize - 1);
    for (target, key) in corridor_forecast::headline(&scenario) {
        let series = ensemble.catalogue.find(target, key).expect("a headline has its series");
        let of = |day: usize| ensemble.trajectories.iter().map(move |one| f64::from(one.series[series][day]));
        let results: Vec<f64> = of(last).zip(of(first)).map(|(last, first)| last - first).collect();
        let said = drivers(&values, &results);
        println!("\n{} {key}, {count} members: {:.0} % not explained", target.word(), 100.0 * said.rest());
        for driver in said.ranked.iter().take(8) {
            let (input, low, high) = (&inputs.labels()[driver.input], driver.bins.first(), driver.bins.last());
            let [low, high] = [low, high].map(|bin| bin.map_or(0.0, |bin| bin.median));
            let clear = if driver.is_clear { "*" } else { " " };
            let (share, noise) = (100.0 * driver.share, 100.0 * driver.noise);
            println!("{clear} {share:3.0} % (noise {noise:2.0} %) {}: {low:.0} to {high:.0}", input.what);
        }
        if (target, key.as_str()) == (Target::Arrivals, "Iran") {
            let most = said.clear().next().map(|driver| inputs.labels()[driver.input].what.as_str());
            assert_eq!(most, Some("how many people of profile migrant leave Afghanistan"));
        }
    }
}
