//! What-ifs: the order in which edits are made, edits that say what holds anyway, and places that were not there before.

use corridor_engine::{Digest, Member, Record, State, World};
use corridor_formats::{Source, make_edits};
use corridor_model::Scenario;
use corridor_tests::small::small_text;
use corridor_tests::wild::cut;
use corridor_tests::{Ready, scenario};
use proptest::prelude::*;

/// Two countries, two crossings, a camp, an airport; as of a day in the middle, with ends that nobody knows.
fn base() -> Scenario {
    let text = small_text(
        "period: {start: 2024-03-01, end: 2024-05-31}\nreference_date: 2024-04-01\n\
         profiles: [{key: all, conflict_share: 2, documented: 0.2..0.4}, {key: others, conflict_share: 1, pull_kind: {camp: 3}}]\n\
         parameters: {leave_town_per_day: 0.02..0.2, irregular_share_per_day: 0..0.05, give_up_per_day: 0.05}",
        "//- locations.csv\nkey,kind,country,to_country,population\na,town,A,,90000\nb,town,A,,20000\nkia,airport,A,,\n\
         x_north,crossing,A,B,\nx_south,crossing,A,B,\nhub,hub,B,,\ncamp,camp,B,,\nfar,hub,B,,\n\
         //- routes.csv\nfrom,to,distance_km,mode\na,b,120,road\na,kia,5,road\na,x_north,90,road\nb,x_south,60,foot\n\
         x_north,hub,30,road\nx_south,camp,20,road\nhub,camp,50,road\nkia,far,200,air\nhub,far,300,road\n\
         //- conflicts.csv\nlocation,event_date,until,intensity\na,2024-03-02,unknown,0.6\nb,2024-03-20,2024-04-20,0.3\n\
         //- crossings.csv\ncrossing,into,event_date,until,status,fraction,per_day,irregular_per_day\n\
         x_north,,2024-03-01,,restricted,0.2..0.5,,\nx_north,B,2024-03-25,unknown,closed,,,0.01..0.03\n\
         x_south,,2024-03-01,,documented_only,,40,\nkia,,2024-03-01,,documented_only,,20..60,\n\
         //- camps.csv\nlocation,event_date,capacity\ncamp,2024-03-01,1000..2000\n\
         //- hosts.csv\nhost,event_date,until,policy,value,condition,likelihood\n\
         B,2024-03-01,,refusal,0.5..0.9,,\nB,2024-03-28,unknown,push_back,0.1..0.3,,\nB,2024-03-01,,forced_return,3,,\n\
         //- departures.csv\norigin,event_date,value,unit\nb,2024-03-01,10..30,per_day\n",
    );
    scenario(&text)
}

fn edited(edits: &[&str]) -> Scenario {
    let mut scenario = base();
    let source = Source { name: "edits".to_owned(), bytes: edits.join("\n").into_bytes() };
    let (made, told) = make_edits(&[source], &mut scenario);
    assert_eq!(told, []);
    assert_eq!(made.len(), edits.len());
    cut(scenario)
}

fn digests(scenario: &Scenario) -> Vec<Digest> {
    let ready = Ready::of(scenario.clone());
    (0..6).map(|member| ready.digest::<u64>(member)).collect()
}

/// Each of another subject.
const COMMUTING: [&str; 15] = [
    "close x_north into A from 2024-04-05",
    "open x_north into B from 2024-04-10 until unknown",
    "returns-only x_south from 2024-04-03 until unknown",
    "restrict kia to 0.1..0.9 for others from 2024-04-02",
    "close a to b from 2024-04-04",
    "close hub to camp from 2024-04-04",
    "capacity camp 300..3000 from 2024-04-06 until unknown",
    "pledge B 100..900 if help 0.5 from 2024-04-02 until unknown",
    "push-back B 0.2..0.8 from 2024-04-07 until unknown",
    "return B 1..20 from 2024-04-08 until unknown",
    "fighting a 0.9 from 2024-04-09",
    "fighting b 0.8 from 2024-04-21",
    "departures of A x 1.1 from 2024-04-02 until unknown",
    "departures x 1.7 from 2024-04-02",
    "departures of b x 0.3 from 2024-04-02 until unknown",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn edits_of_different_subjects_may_be_made_in_any_order(
        (some, other) in prop::sample::subsequence(COMMUTING.to_vec(), 2..=COMMUTING.len())
            .prop_flat_map(|some| (Just(some.clone()), Just(some).prop_shuffle())),
    ) {
        prop_assert_eq!(digests(&edited(&some)), digests(&edited(&other)));
    }
}

/// Otherwise the law above is none.
#[test]
fn each_of_these_edits_changes_something() {
    let base = digests(&cut(base()));
    for edit in COMMUTING {
        assert_ne!(digests(&edited(&[edit])), base, "{edit}");
    }
}

#[test]
fn of_two_edits_that_contradict_the_later_holds() {
    let alone = digests(&edited(&["open x_north from 2024-04-05"]));
    assert_eq!(digests(&edited(&["close x_north from 2024-04-05 until never", "open x_north from 2024-04-05"])), alone);
    assert_ne!(digests(&edited(&["open x_north from 2024-04-05", "close x_north from 2024-04-05 until never"])), alone);
}

/// What was reported, said again from the day on which it began or from a later one.
#[test]
fn an_edit_that_says_what_holds_changes_nothing() {
    let plain = digests(&cut(base()));
    for edit in [
        "close x_north into B from 2024-03-25",
        "restrict x_north to 0.2..0.5 into A until never",
        "documented x_south 40 a day from 2024-03-10 until 2024-05-01",
        "documented kia 20..60 a day until never",
        "capacity camp 1000..2000 from 2024-03-01",
        "open camp",
        "push-back B 0.1..0.3 from 2024-03-28 until unknown",
        "return B 3 until never",
        "fighting a 0.6 from 2024-03-02",
        "fighting b 0.3 from 2024-03-25 until 2024-04-20",
        "fighting camp 0",
        "departures of b x 1",
        "open a to b",
        "open hub",
        "pledge B 5 if \"the moon falls\" 0",
    ] {
        assert_eq!(digests(&edited(&[edit])), plain, "{edit}");
    }
}

/// How many people are where, by day, in a network that may have more places than another.
#[derive(Default)]
struct Stocks(Vec<Vec<(String, u64)>>);

impl Record<u64> for Stocks {
    fn day(&mut self, world: &World, _: &Member, state: &State<u64>) {
        let at = |(place, here): (&corridor_engine::Place, &Vec<corridor_engine::Cohort<u64>>)| {
            let people: u64 = here.iter().map(|cohort| cohort.people).sum();
            (people > 0).then(|| (place.key.to_string(), people))
        };
        self.0.push(world.places.iter().zip(&state.here).filter_map(at).collect());
    }
}

/// A camp and a road that are new leave the days before them as they were, fill, and empty no other day before.
#[test]
fn nobody_knows_of_a_new_place_or_route_before_its_day() {
    let days = |edits: &[&str]| {
        let ready = Ready::of(edited(edits));
        (0..6).map(|member| ready.record::<u64, _>(member, Stocks::default()).0).collect::<Vec<_>>()
    };
    let base = days(&[]);
    let camp = "new camp \"Site 9\" near hub 4 km for 700 from 2024-04-15";
    let through = [camp, "new route \"site 9\" to x_south 9 km from 2024-04-15"];
    let road = ["new route a to x_south 40 km by track from 2024-04-15 until 2024-05-01"];
    for (edits, is_camp) in [(&[camp][..], true), (&through, true), (&road, false)] {
        let changed = days(edits);
        let (mut came, mut fullest) = (0, 0);
        for (base, changed) in base.iter().zip(&changed) {
            assert_eq!(base[..45], changed[..45], "{edits:?}");
            assert_ne!(base[45..], changed[45..], "{edits:?}");
            let there = changed.iter().flatten().filter(|(key, _)| key == "Site_9").map(|(_, people)| *people);
            let most = there.max().unwrap_or(0);
            came += u32::from(most > 0);
            fullest = fullest.max(most);
        }
        assert_eq!(came, if is_camp { 6 } else { 0 }, "{edits:?}");
        // Those who are turned away are there for a day.
        assert!(fullest < 900, "{fullest}");
    }
}
