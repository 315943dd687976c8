//! Laws that hold in every world, tried on small random ones ([`corridor_tests::wild`]).
//!
//! The auditor ([`corridor_tests::audit`]) keeps its own book of a run and panics where a law is broken; the other tests
//! say a law of two runs, or show in the smallest world that a law of the auditor has something to forbid.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use corridor_engine::{CohortKey, Count, Digest, Journeys, Member, Nothing, Record, Spot, State, World, run};
use corridor_forecast::Members;
use corridor_tests::Ready;
use corridor_tests::audit::Auditor;
use corridor_tests::small::{STILL, small, small_text};
use corridor_tests::statistics::{z_of_mean, z_of_means, z_of_variances};
use corridor_tests::wild::{Taste, world};
use proptest::prelude::*;

fn config(cases: u32) -> ProptestConfig {
    // What fails is said by its taste: a seed, places, days. Nothing need be kept in a file.
    ProptestConfig { cases, failure_persistence: None, max_shrink_iters: 300, ..ProptestConfig::default() }
}

/// Small worlds with every feature.
fn tame() -> impl Strategy<Value = Taste> {
    (any::<u32>(), 2..8_usize, 2..25_u32).prop_map(|(seed, places, days)| Taste::tame(u64::from(seed), places, days))
}

/// How many people are at every place each evening, the last days first to compare.
#[derive(Default)]
struct Evenings(Vec<Vec<f64>>);

impl<C: Count> Record<C> for Evenings {
    fn day(&mut self, _: &World, _: &Member, state: &State<C>) {
        self.0.push(stocks(state));
    }
}

fn stocks<C: Count>(state: &State<C>) -> Vec<f64> {
    state.here.iter().map(|here| here.iter().map(|cohort| cohort.people.people()).sum()).collect()
}

/// Who is where in the evening of the last day, by key: places, then gone home, dead, left.
fn ends<C: Count>(ready: &Ready, member: u32) -> BTreeMap<String, f64> {
    let state: State<C> = ready.last(member);
    let keys = ready.world.places.iter().map(|place| place.key.to_string());
    let mut ends: BTreeMap<String, f64> = keys.zip(stocks(&state)).collect();
    for (name, people) in [("(home)", state.gone_home), ("(dead)", state.dead), ("(left)", state.left)] {
        ends.insert(name.to_owned(), people.people());
    }
    ends
}

/// The sample of every end over many members.
fn samples<C: Count>(ready: &Ready, members: u32) -> BTreeMap<String, Vec<f64>> {
    let mut samples: BTreeMap<String, Vec<f64>> = BTreeMap::new();
    for member in 0..members {
        for (key, people) in ends::<C>(ready, member) {
            samples.entry(key).or_default().push(people);
        }
    }
    samples
}

/// The digests of a run in whole numbers and in expected values; the latter only where nobody looks ahead from stop to
/// stop, as that takes them long.
fn both_digests(text: &str) -> (Digest, Option<Digest>) {
    let ready = Ready::of(corridor_tests::wild::cut(corridor_tests::scenario(text)));
    let expected = text.contains("decision: destinations").then(|| ready.digest::<f64>(3));
    (ready.digest::<u64>(3), expected)
}

proptest! {
    #![proptest_config(config(200))]

    /// Conservation to the person, closed gates and ways, limits a day, seats, caps, capacities, papers, and a day's
    /// distance: see [`corridor_tests::audit`].
    #[test]
    fn an_auditor_finds_nothing(taste in tame()) {
        let ready = Ready::of(world(taste).edited());
        Auditor::audit(&ready.world, &ready.member(1));
    }

    #[test]
    fn the_order_of_rows_changes_no_byte(taste in tame(), order in any::<u64>()) {
        let draft = world(taste);
        prop_assert_eq!(both_digests(&draft.text()), both_digests(&draft.shuffled(order).text()));
    }

    #[test]
    fn what_only_people_read_changes_no_byte(taste in tame()) {
        let draft = world(taste);
        let otherwise = draft.render(|key| match key.strip_prefix('n') {
            Some(number) => format!("\"Wādī {number}, the other one\""),
            None => key.to_owned(),
        });
        prop_assert_eq!(both_digests(&draft.text()), both_digests(&otherwise));
    }
}

// Splitting and merging.

fn split_stock(documented: &str, rows: &str) -> Ready {
    small(
        &format!(
            "profiles: [{{key: all, documented: {documented}}}]\nparameters: {{leave_town_per_day: 0.2, leave_camp_per_day: 0.1}}"
        ),
        &format!(
            "//- locations.csv\nkey,kind,country\na,town,A\nb,town,A\nc,camp,A\n\
             //- routes.csv\nfrom,to,distance_km,mode\na,b,100,road\nb,c,300,road\n\
             //- camps.csv\nlocation,event_date,capacity\nc,2024-03-01,70\n\
             //- stocks.csv\nlocation,profile,home,people\n{rows}"
        ),
    )
}

/// A stock in one row or in two is the same stock: they merge before the first draw.
#[test]
fn splitting_a_stock_row_changes_nothing() {
    let rows = ["a,all,A,170\nc,all,A,9", "a,all,A,70\nc,all,A,9\na,all,A,100"];
    let [one, two] = rows.map(|rows| split_stock("0", rows));
    for member in 0..20 {
        assert_eq!(one.digest::<u64>(member), two.digest::<u64>(member));
        assert_eq!(one.digest::<f64>(member), two.digest::<f64>(member));
    }
    // With papers, which are drawn by row, the law is the same: the expected values, and the means.
    let [one, two] = rows.map(|rows| split_stock("0.3", rows));
    for (key, people) in ends::<f64>(&one, 0) {
        let other = ends::<f64>(&two, 0)[&key];
        assert!((people - other).abs() < 1e-9, "{key}: {people} and {other}");
    }
    let (one, two) = (samples::<u64>(&one, 300), samples::<u64>(&two, 300));
    for (key, sample) in &one {
        let z = z_of_means(sample, &two[key]);
        assert!(z.abs() < 4.0, "{key}: {z} standard errors apart");
    }
}

/// Two rows of one stock are as many persons as one row, each with a number of their own.
#[test]
fn individuals_of_two_rows_are_not_one_person() {
    let rows = "a,all,A,20\na,all,A,20";
    let text = small_text(
        "rules: {decision: destinations, population: individuals}",
        &format!(
            "//- locations.csv\nkey,kind,country\na,town,A\nb,town,A\n//- routes.csv\nfrom,to,distance_km,mode\n\
             a,b,100,road\n//- stocks.csv\nlocation,profile,home,people\n{rows}\n"
        ),
    );
    let ready = Ready::new(&text);
    let state = State::<u64>::new(&ready.world, &ready.member(0), &mut Nothing);
    for cohort in state.here.iter().flatten() {
        assert_eq!(cohort.people, 1, "an individual is a cohort of one");
    }
}

/// km from a by b to c.
const BY_B: u32 = 120 + 77;

proptest! {
    #![proptest_config(config(60))]

    /// A waypoint in the middle of a route delays nobody: where people choose among destinations, every place has the
    /// same people every evening, to the byte. (Not so with look-ahead: nobody sets out late for a stop that cannot be
    /// reached by night, and a waypoint in the middle can be.)
    #[test]
    fn splitting_a_route_changes_no_stock(km in 1..900_u32, first in 1..99_u32, seed in 0..1000_u32, back in any::<bool>()) {
        let tables = |routes: &str, more: &str| format!(
            "//- locations.csv\nkey,kind,country,population\na,town,A,5000\nb,town,A,3000\nc,camp,A,\n{more}\
             //- routes.csv\nfrom,to,distance_km,mode,one_way\na,b,120,road,\nb,c,77,track,\n{routes}\
             //- conflicts.csv\nlocation,intensity,event_date,until\na,0.6,2024-03-02,2024-03-09\n\
             //- camps.csv\nlocation,event_date,capacity\nc,2024-03-01,400\n"
        );
        let settings = "parameters: {conflict_rate_per_day: 0.05, return_rate_per_day: 0.2, return_safe_days: 2, leave_camp_per_day: 0.05}";
        let one_way = if back { "" } else { "yes" };
        let (near, far) = (f64::from(km) * f64::from(first) / 100.0, f64::from(km) * f64::from(100 - first) / 100.0);
        // Halves whose ticks sum up to those of the whole, so that rounding has no say: 200 km a day, 5,000 ticks a km.
        let whole = small(settings, &tables(&format!("a,c,{km},road,{one_way}\n"), ""));
        let halves = format!("a,w,{near},road,{one_way}\nw,c,{far},road,{one_way}\n");
        let split = small(settings, &tables(&halves, "w,waypoint,A,\n"));
        let evenings = |ready: &Ready| {
            let Evenings(evenings) = ready.record::<u64, _>(seed, Evenings::default());
            let place = |key| ready.place(key) as usize;
            let kept = [place("a"), place("b"), place("c")];
            evenings.iter().map(|evening| kept.map(|place| evening[place])).collect::<Vec<_>>()
        };
        let ticks = |ready: &Ready, from: &str, to: &str| {
            let way = ready.world.way(&from.into(), &to.into()).map(|way| ready.member(seed).ticks[way as usize]);
            way.unwrap_or_default()
        };
        prop_assume!(ticks(&whole, "a", "c") == ticks(&split, "a", "w") + ticks(&split, "w", "c"));
        // Of two ways as long to the metre people take one or the other, and a waypoint may decide which.
        prop_assume!(km != BY_B);
        prop_assert_eq!(evenings(&whole), evenings(&split));
    }
}

// Names and orders.

/// A country, its places and its people called otherwise: other draws, the same law.
#[test]
fn other_keys_have_the_same_law() {
    for seed in [11, 17, 27] {
        called_otherwise(seed);
    }
}

fn called_otherwise(seed: u64) {
    let draft = world(Taste { individuals: Some(false), ..Taste::tame(seed, 6, 18) });
    // The order of the keys turns round: p0 is called zz9, p1 zz8.
    let renamed = draft.render(|key| {
        let (letter, number) = key.split_at(1);
        let turned = 9 - number.parse::<i32>().unwrap_or(0).min(9);
        match letter {
            "n" => key.to_owned(),
            "C" => format!("Land{turned}"),
            other => format!("z{other}{turned}"),
        }
    });
    let [one, two] =
        [draft.text(), renamed].map(|text| Ready::of(corridor_tests::wild::cut(corridor_tests::scenario(&text))));
    let (one, two) = (samples::<u64>(&one, 400), samples::<u64>(&two, 400));
    assert!(
        one.values().filter(|sample| z_of_mean(sample, 0.0).abs() > 3.0).count() > 3,
        "a world in which something happens"
    );
    for (key, sample) in &one {
        let (letter, number) = key.split_at(1);
        let other = match number.parse::<i32>() {
            Ok(number) => format!("z{letter}{}", 9 - number),
            Err(_) => key.clone(),
        };
        let (mean, variance) = (z_of_means(sample, &two[&other]), z_of_variances(sample, &two[&other]));
        assert!(mean.abs() < 4.2, "seed {seed}, {key}: means {mean} standard errors apart");
        assert!(variance.abs() < 4.5, "seed {seed}, {key}: variances {variance} standard errors apart");
    }
}

/// What a row number must not decide (invariant 7), a source does not say either: of rows with the same weight, which is
/// drawn must depend on what they say alone.
fn rivals(sources: [&str; 2], order: bool) -> Digest {
    let mut rows = [format!("a,0.9,2024-03-02,1,{}", sources[0]), format!("a,0.2,2024-03-02,1,{}", sources[1])];
    if order {
        rows.reverse();
    }
    let ready = small(
        "",
        &format!(
            "//- locations.csv\nkey,kind,country,population\na,town,A,5000\nb,town,A,0\n\
             //- routes.csv\nfrom,to,distance_km,mode\na,b,120,road\n\
             //- conflicts.csv\nlocation,intensity,event_date,weight,source\n{}\n",
            rows.join("\n")
        ),
    );
    ready.digest::<u64>(0)
}

#[test]
fn the_order_of_rivals_without_sources_changes_no_byte() {
    assert_eq!(rivals(["", ""], false), rivals(["", ""], true));
}

#[test]
fn the_sources_of_rivals_change_no_byte() {
    assert_eq!(rivals(["a report", "b report"], false), rivals(["b report", "a report"], false));
}

/// Profiles are known by their keys, as everything is.
#[test]
fn the_order_of_profiles_changes_no_byte() {
    for seed in 0..20 {
        let draft = world(Taste::tame(seed, 5, 15));
        let mut turned = draft.clone();
        turned.profiles.reverse();
        assert_eq!(both_digests(&draft.text()), both_digests(&turned.text()), "seed {seed}");
    }
}

// Closed is closed.

proptest! {
    #![proptest_config(config(100))]

    /// While a crossing is closed and nobody gets across beside it, and while the road round it is shut, nobody moves on
    /// either, though people wait; before and after they do.
    #[test]
    fn nobody_passes_what_is_closed(from in 2..8_u32, length in 1..8_u32, km in 1..150_u32, seed in 0..500_u32) {
        let date = |day: u32| corridor_tests::wild::date(i64::from(day));
        let (until, hope) = (date(from + length), "hope_at_shut_crossing: 1");
        let ready = small(
            &format!("parameters: {{{hope}, shut_detour_km: 0, give_up_per_day: 0.1, leave_town_per_day: 0, leave_hub_per_day: 0, road_km_per_day: 200}}"),
            &format!(
                "//- locations.csv\nkey,kind,country,to_country\na,town,A,\nx,crossing,A,B\nb,hub,B,\nc,hub,B,\n\
                 //- routes.csv\nfrom,to,distance_km,mode\na,x,{km},road\nx,b,20,road\na,c,90,road\n\
                 //- crossings.csv\ncrossing,status,event_date,until\nx,closed,{},{until}\n\
                 //- closures.csv\nkind,from,to,event_date,until\nroute,c,a,{},{until}\n\
                 //- departures.csv\norigin,profile,value,unit,event_date\na,all,300,per_day,2024-03-01\n",
                date(from), date(from),
            ),
        );
        let member = ready.member(seed);
        let mut auditor = Auditor::new(&ready.world, &member);
        let mut flows = Flows::default();
        let mut both = (auditor, flows);
        run(&ready.world, &member, &mut both);
        (auditor, flows) = both;
        let way = |from: &str, to: &str| ready.world.way(&from.into(), &to.into()).unwrap_or_default() as usize;
        let (round, behind) = (way("a", "c"), way("x", "b"));
        for day in 0..ready.world.days {
            let shut = (from..from + length).contains(&day);
            let passed: u64 = flows.passed[day as usize].iter().zip(&ready.world.gates)
                .filter(|(_, gate)| gate.kind == corridor_engine::GateKind::Crossing)
                .map(|(passed, _)| passed).sum();
            prop_assert!(!shut || passed == 0, "day {}: {} passed", day, passed);
            prop_assert!(!shut || auditor.set_out[day as usize][round] == 0, "day {}", day);
            // Who passed on the evening before is on the other side already.
            prop_assert!(!shut || day == from || auditor.set_out[day as usize][behind] == 0, "day {}", day);
        }
        let after = (from + length) as usize;
        prop_assert!(flows.passed[after].iter().sum::<u64>() > 0, "those who waited pass");
        prop_assert!(flows.waiting[after - 1] > 0, "people wait while it is closed");
    }

    /// A host admits no more people under a cap than the cap, by however many gates they come.
    #[test]
    fn a_cap_is_never_exceeded(cap in 0..900_u32, second in 0..200_u32, seed in 0..500_u32) {
        let ready = small(STILL, &format!(
            "//- locations.csv\nkey,kind,country,to_country\na,town,A,\nx,crossing,A,B\ny,crossing,B,A\nb,hub,B,\nc,hub,B,\n\
             //- routes.csv\nfrom,to,distance_km,mode\na,x,50,road\nx,b,20,road\na,y,60,road\ny,c,20,road\na,c,150,road\n\
             //- hosts.csv\nhost,policy,value,event_date\nB,cap,{cap},2024-03-01\nB,cap,{second},2024-03-15\n\
             //- departures.csv\norigin,profile,value,unit,event_date\na,all,100,per_day,2024-03-01\n"
        ));
        let flows = ready.record::<u64, _>(seed, Flows::default());
        let host = ready.world.country(&"B".into()).unwrap_or_default() as usize;
        let entered: Vec<u64> = flows.entered.iter().map(|countries| countries[host]).collect();
        let before: u64 = entered[..14].iter().sum();
        let after: u64 = entered[14..].iter().sum();
        // 1,300 come until the last evening before the second cap: the first is used up.
        prop_assert_eq!(before, u64::from(cap));
        prop_assert_eq!(after, u64::from(second));
    }

    /// Admission fills a place and no more, whoever comes from wherever.
    #[test]
    fn a_capacity_is_never_exceeded(capacity in 0..400_u32, stock in 0..300_u32, seed in 0..500_u32) {
        let ready = small(
            "parameters: {leave_town_per_day: 0.5, leave_camp_per_day: 0, room_starts_at: 1}",
            &format!(
                "//- locations.csv\nkey,kind,country\na,town,A\nb,town,A\nc,camp,A\n\
                 //- routes.csv\nfrom,to,distance_km,mode\na,c,50,road\nb,c,120,road\n\
                 //- camps.csv\nlocation,capacity,event_date\nc,{capacity},2024-03-01\n\
                 //- stocks.csv\nlocation,profile,home,people\nc,all,A,{stock}\na,all,A,500\nb,all,A,500\n"
            ),
        );
        Auditor::audit(&ready.world, &ready.member(seed));
        let camp = ready.place("c") as usize;
        let state: State<u64> = ready.last(seed);
        let settled: u64 = state.here[camp].iter().filter(|cohort| cohort.key.plan == corridor_engine::Plan::SETTLED).map(|cohort| cohort.people).sum();
        prop_assert_eq!(settled, u64::from(capacity.max(stock)), "it fills, and no more");
    }

    /// Only people with papers pass a crossing that asks for them.
    #[test]
    fn papers_are_asked_for(documented in 0.0..1.0_f64, seed in 0..500_u32) {
        let ready = small(&format!("profiles: [{{key: all, documented: {documented}}}]\n{STILL}"),
            "//- locations.csv\nkey,kind,country,to_country\na,town,A,\nx,crossing,A,B\nb,hub,B,\n\
             //- routes.csv\nfrom,to,distance_km,mode\na,x,50,road\nx,b,20,road\n\
             //- crossings.csv\ncrossing,status,event_date\nx,documented_only,2024-03-01\n\
             //- departures.csv\norigin,profile,value,unit,event_date,until\na,all,100,per_day,2024-03-01,2024-03-15\n",
        );
        let state: State<u64> = ready.last(seed);
        let count = |place: &str, documented: bool| -> u64 {
            let here = &state.here[ready.place(place) as usize];
            here.iter().filter(|cohort| cohort.key.class.documented() == documented).map(|cohort| cohort.people).sum()
        };
        prop_assert_eq!(count("b", false), 0);
        prop_assert_eq!(count("x", true), 0);
        prop_assert_eq!(count("b", true) + count("x", false), 1400);
    }
}

/// Flows by day.
#[derive(Clone, Debug, Default)]
struct Flows {
    passed: Vec<Vec<u64>>,
    entered: Vec<Vec<u64>>,
    waiting: Vec<u64>,
}

impl Record<u64> for Flows {
    fn day(&mut self, _: &World, _: &Member, state: &State<u64>) {
        self.passed.push(state.today.passed.clone());
        self.entered.push(state.today.entered.clone());
        self.waiting.push(state.today.waiting.iter().sum());
    }
}

/// A cap counts from the day of its row on, also when another policy holds in between for a while.
#[test]
fn a_cap_that_holds_again_is_not_a_new_cap() {
    // Another cap is one of its own: its 30 come on top, and count for the first one too.
    for (between, all) in [("refusal,0", 400), ("cap,30", 430)] {
        let ready = small(
            STILL,
            &format!(
                "//- locations.csv\nkey,kind,country,to_country\na,town,A,\nx,crossing,A,B\nb,hub,B,\n\
                 //- routes.csv\nfrom,to,distance_km,mode\na,x,50,road\nx,b,20,road\n\
                 //- hosts.csv\nhost,policy,value,event_date,until\nB,cap,400,2024-03-01,\nB,{between},2024-03-05,2024-03-08\n\
                 //- departures.csv\norigin,profile,value,unit,event_date\na,all,100,per_day,2024-03-01\n"
            ),
        );
        let flows = ready.record::<u64, _>(0, Flows::default());
        let entered: u64 = flows.entered.iter().flatten().sum();
        assert_eq!(entered, all, "people entered under a cap of 400, with {between} in between");
    }
}

/// Whoever has been let through one gate has not been let through another: when the way shuts behind the gate overnight,
/// they are before the next gate like everybody.
#[test]
fn a_passage_is_for_one_gate() {
    let ready = small(
        "profiles: [{key: all, pull_country: {C: 0.001}}]\nparameters: {leave_town_per_day: 0, leave_hub_per_day: 0}",
        "//- locations.csv\nkey,kind,country\na,town,A\nb,hub,B\nc,hub,C\n\
         //- routes.csv\nfrom,to,distance_km,mode\na,b,50,road\na,c,50,road\n\
         //- hosts.csv\nhost,policy,event_date\nC,refusal,2024-03-01\n\
         //- closures.csv\nkind,from,to,event_date\nroute,a,b,2024-03-02\n\
         //- departures.csv\norigin,profile,value,unit,event_date,until\na,all,100,per_day,2024-03-01,2024-03-02\n",
    );
    let entered = |key: &str| {
        let flows = ready.record::<u64, _>(0, Flows::default());
        let host = ready.world.country(&key.into()).unwrap_or_default() as usize;
        flows.entered.iter().map(|countries| countries[host]).sum::<u64>()
    };
    let state: State<u64> = ready.last(0);
    assert_eq!(entered("C"), 0);
    assert_eq!(ready.stock(&state, "c"), 0.0, "people in C, which admits nobody (B let {} through)", entered("B"));
}

/// Seats are seats, in each direction, also for those who turn back before a crossing.
#[test]
fn seats_are_not_exceeded_by_those_who_turn_back() {
    let ready = small(
        "parameters: {leave_town_per_day: 0, leave_hub_per_day: 0, give_up_per_day: 1, other_way_share: 0, \
         hope_at_shut_crossing: 1, shut_detour_km: 0}",
        "//- locations.csv\nkey,kind,country,to_country\na,town,A,\nx,crossing,A,B\nb,hub,B,\n\
         //- routes.csv\nfrom,to,distance_km,mode,seats_per_day,one_way\na,x,50,road,,yes\nx,a,50,road,5,yes\nx,b,20,road,,\n\
         //- crossings.csv\ncrossing,status,event_date\nx,closed,2024-03-01\n\
         //- departures.csv\norigin,profile,value,unit,event_date\na,all,100,per_day,2024-03-01\n",
    );
    Auditor::audit(&ready.world, &ready.member(0));
}

/// Nor by those who get across beside a gate: nobody flies beside a seat.
#[test]
fn nobody_flies_beside_a_seat() {
    let ready = small(
        "parameters: {leave_town_per_day: 0, give_up_per_day: 0, irregular_share_per_day: 0.3}",
        "//- locations.csv\nkey,kind,country\na,town,A\np,airport,A\ne,exit,A\n\
         //- routes.csv\nfrom,to,distance_km,mode,seats_per_day\na,p,10,road,\np,e,900,air,5\n\
         //- crossings.csv\ncrossing,status,event_date\np,open,2024-03-01\n\
         //- departures.csv\norigin,profile,value,unit,event_date\na,all,100,per_day,2024-03-01\n",
    );
    let state: State<u64> = ready.last(0);
    assert!(state.left <= 5 * 20, "{} people flew on 5 seats a day for 20 days", state.left);
}

/// Whoever has been let on, and in the morning would rather go another way, has given the seat up: passes are not kept for
/// the day on which the first way is the better one again.
#[test]
fn a_seat_that_is_not_taken_is_not_kept() {
    let ready = small(
        "parameters: {leave_town_per_day: 1, leave_hub_per_day: 0, give_up_per_day: 0, distance_exponent: 0}",
        "//- locations.csv\nkey,kind,country\na,town,A\nb,hub,A\nc,waypoint,A\nd,hub,A\n\
         //- routes.csv\nfrom,to,distance_km,mode,seats_per_day\na,b,10,road,20\nb,d,10,road,\na,c,500,road,0\nc,d,500,road,\n\
         //- closures.csv\nkind,from,to,event_date,until\nroute,b,d,2024-03-02,2024-03-05\n\
         //- stocks.csv\nlocation,profile,home,people\na,all,A,900\n",
    );
    Auditor::audit(&ready.world, &ready.member(0));
}

/// A seat is one on its way, also where two ways with seats leave one crossing.
#[test]
fn a_seat_is_that_of_its_way() {
    let ready = small(
        "parameters: {leave_town_per_day: 1, give_up_per_day: 0, distance_exponent: 0}",
        "//- locations.csv\nkey,kind,country,to_country\na,town,A,\nx,crossing,A,B\nb,waypoint,B,\nd,waypoint,B,\nc,hub,B,\n\
         //- routes.csv\nfrom,to,distance_km,mode,seats_per_day\na,x,10,road,\nx,b,300,road,5\nb,c,300,road,\nx,d,20,road,40\nd,c,20,road,\n\
         //- closures.csv\nkind,from,to,event_date,until\nroute,d,c,2024-03-04,2024-03-06\n\
         //- stocks.csv\nlocation,profile,home,people\na,all,A,900\n",
    );
    for member in 0..5 {
        Auditor::audit(&ready.world, &ready.member(member));
    }
}

/// Two crossings may be joined by a road on one side of the border; it is no hole in it. (Whether `y` is described from
/// A or from B, it has the same two sides.)
#[test]
fn a_road_between_crossings_is_no_hole_in_the_border() {
    for (country, to_country) in [("A", "B"), ("B", "A")] {
        let ready = small(
            STILL,
            &format!(
                "//- locations.csv\nkey,kind,country,to_country\na,town,A,\nb,town,B,\nx,crossing,A,B\ny,crossing,{country},{to_country}\n\
                 //- routes.csv\nfrom,to,distance_km,mode\nb,x,50,road\nx,y,50,road\ny,a,20,road\n\
                 //- crossings.csv\ncrossing,status,event_date\nx,closed,2024-03-01\ny,closed,2024-03-01\n\
                 //- departures.csv\norigin,profile,value,unit,event_date\nb,all,100,per_day,2024-03-01\n"
            ),
        );
        let state: State<u64> = ready.last(0);
        assert_eq!(
            ready.stock(&state, "a"),
            0.0,
            "people behind two closed crossings, y from {country} to {to_country}"
        );
    }
}

// A day is a day.

/// Stops and moves of a run; more than a bound are a walk without end.
struct Bound(u64);

impl<C: Count> Record<C> for Bound {
    fn moved(&mut self, _: Spot, _: &CohortKey, _: C, _: C, _: Spot, _: &CohortKey) {
        self.0 += 1;
        assert!(self.0 < 1_000_000, "a walk without end: {} moves in a world of a few places", self.0);
    }
}

/// Districts of a city, metres apart, all of them in the fighting: people who look ahead leave each at once for the next,
/// a million times a day if the day's distance alone bounds them.
#[test]
fn nobody_walks_for_ever_between_near_places() {
    let ready = small(
        "rules: {decision: {look_ahead: 1}}\nparameters: {leave_conflict_per_day: 1, leave_town_per_day: 0.3}",
        "//- locations.csv\nkey,kind,country\na,town,A\nb,town,A\nc,town,A\n\
         //- routes.csv\nfrom,to,distance_km,mode\na,b,0.001,road\nb,c,0.003,road\n\
         //- conflicts.csv\nlocation,intensity,event_date\na,0.5,2024-03-01\nb,0.5,2024-03-01\nc,0.5,2024-03-01\n\
         //- stocks.csv\nlocation,profile,home,people\na,all,A,1000\n",
    );
    let begun = Instant::now();
    ready.record::<u64, _>(0, Bound(0));
    assert!(begun.elapsed() < Duration::from_secs(20));
}

/// The same without fighting, in expected values: a part of a part of a part never is nobody.
#[test]
fn expected_values_do_not_walk_for_ever() {
    let ready = small(
        "rules: {decision: {look_ahead: 2}}\nparameters: {leave_town_per_day: 0.5}",
        "//- locations.csv\nkey,kind,country\na,town,A\nb,town,A\nc,town,A\n\
         //- routes.csv\nfrom,to,distance_km,mode\na,b,0.001,road\nb,c,0.003,road\n\
         //- stocks.csv\nlocation,profile,home,people\na,all,A,1000\n",
    );
    let begun = Instant::now();
    ready.record::<f64, _>(0, Bound(0));
    assert!(begun.elapsed() < Duration::from_secs(20));
    // Nor in an ordinary world of seven places, hops of 5 km to 350 km by road and air, for 16 days.
    let taste = Taste { limits: false, uncertain: false, individuals: Some(false), ..Taste::tame(9, 5, 16) };
    Ready::of(world(taste).scenario()).record::<f64, _>(0, Bound(0));
}

/// A net of waypoints has few ways that matter and very many simple paths: looking ahead must not list them all.
#[test]
fn looking_ahead_through_a_net_of_waypoints_ends() {
    let mut places = "key,kind,country\na,town,A\nb,town,A\n".to_owned();
    let mut routes = "from,to,distance_km,mode\na,w00,5,road\nw33,b,5,road\n".to_owned();
    let side = 4;
    for x in 0..side {
        for y in 0..side {
            places += &format!("w{x}{y},waypoint,A\n");
            for (a, b) in [(x + 1, y), (x, y + 1)].into_iter().filter(|(a, b)| *a < side && *b < side) {
                routes += &format!("w{x}{y},w{a}{b},10,road\n");
            }
        }
    }
    let begun = Instant::now();
    let ready = small(
        "rules: {decision: {look_ahead: 2}}",
        &format!(
            "//- locations.csv\n{places}//- routes.csv\n{routes}//- stocks.csv\nlocation,profile,home,people\na,all,A,100\n"
        ),
    );
    ready.digest::<u64>(0);
    assert!(begun.elapsed() < Duration::from_secs(5), "a 4 × 4 net took {:?}", begun.elapsed());
}

// Journeys.

proptest! {
    #![proptest_config(config(100))]

    /// With everybody tagged, the journeys are the run: every evening each place has as many of them as people.
    #[test]
    fn everybody_s_journey_together_is_the_run(seed in any::<u32>(), places in 2..6_usize, days in 2..12_u32) {
        let draft = world(Taste { individuals: Some(true), ..Taste::tame(u64::from(seed), places, days) });
        let ready = Ready::new(&draft.text().replace("population: individuals", "population: cohorts"));
        let member = ready.member(0);
        let all = ready.last::<u64>(0).begun;
        prop_assume!(all > 0 && all < 1500);
        let journeys = Journeys::of(&ready.world, &member, all as usize);
        prop_assert_eq!(journeys.len() as u64, all);
        let Evenings(evenings) = ready.record::<u64, _>(0, Evenings::default());
        for (day, evening) in (0..).zip(&evenings) {
            let mut counted = vec![0.0; evening.len()];
            for journey in &journeys {
                if let Some(stop) = journey.stops.iter().rev().find(|stop| stop.day <= day).filter(|stop| stop.how == "at") {
                    counted[ready.place(stop.place.as_str()) as usize] += 1.0;
                }
            }
            prop_assert_eq!(&counted, evening, "day {}", day);
        }
    }

    /// No tagged person gets further in some days than so many days' ticks lead by the shortest way.
    #[test]
    fn nobody_exceeds_a_day_s_distance(taste in tame()) {
        let ready = Ready::of(world(taste).scenario());
        let member = ready.member(0);
        let shortest = shortest(&ready.world, &member);
        for journey in Journeys::of(&ready.world, &member, 60) {
            // "On the way" says not how far: from one night at a place to the next, by whatever lies between.
            let nights: Vec<usize> = (0..journey.stops.len()).filter(|stop| journey.stops[*stop].how != "on the way to").collect();
            for pair in nights.windows(2) {
                let (from, left, to) = (&journey.stops[pair[0]], &journey.stops[pair[0] + 1], &journey.stops[pair[1]]);
                let least = shortest[ready.place(from.place.as_str()) as usize][ready.place(to.place.as_str()) as usize];
                let days = u64::from(to.day - left.day + 1);
                prop_assert!(least <= days * World::DAY, "{:?} to {:?}: {} ticks at the least", from, to, least);
            }
        }
    }
}

/// Ticks of the shortest way between any two places, whatever is open (Floyd and Warshall).
fn shortest(world: &World, member: &Member) -> Vec<Vec<u64>> {
    let many = world.places.len();
    let mut ticks = vec![vec![u64::MAX / 4; many]; many];
    for (place, row) in ticks.iter_mut().enumerate() {
        row[place] = 0;
    }
    for (way, took) in world.ways.iter().zip(&member.ticks) {
        let at = &mut ticks[way.from as usize][way.to as usize];
        *at = (*at).min(*took);
    }
    for by in 0..many {
        for from in 0..many {
            for to in 0..many {
                ticks[from][to] = ticks[from][to].min(ticks[from][by] + ticks[by][to]);
            }
        }
    }
    ticks
}

// One law, two counts, two populations.

/// Where nothing depends on how many people there are, means are linear: an expected-value run is the mean of many
/// whole-number members. One row of departures may leave a fraction of a person behind.
#[test]
fn expected_values_are_the_mean_of_many_members() {
    // World 9 walks on: see `expected_values_do_not_walk_for_ever`.
    for seed in (0..20).filter(|seed| *seed != 9) {
        let taste = Taste { limits: false, uncertain: false, individuals: Some(false), ..Taste::tame(seed, 5, 16) };
        let ready = Ready::of(world(taste).scenario());
        let expected = ends::<f64>(&ready, 0);
        for (key, sample) in samples::<u64>(&ready, 200) {
            let (mean, variance) = corridor_tests::statistics::moments(&sample);
            let error = (variance / sample.len() as f64).sqrt();
            let off = (mean - expected[&key]).abs();
            assert!(off < 4.2 * error + 1.5, "seed {seed}, {key}: {mean} ± {error}, expected {}", expected[&key]);
        }
    }
}

/// Cohorts are exact: people counted together have the law of people counted one by one, capacities, gates and caps and
/// all. 300 members of either.
#[test]
fn cohorts_and_individuals_have_the_same_law() {
    let mut lively = 0;
    for seed in 0..40 {
        let taste = Taste { uncertain: false, individuals: Some(true), ..Taste::tame(seed, 5, 12) };
        let text = world(taste).text();
        let one = Ready::new(&text.replace("population: individuals", "population: cohorts"));
        let two = Ready::new(&text);
        let varies = |sample: &Vec<f64>| corridor_tests::statistics::moments(sample).1 > 1.0;
        if lively == 6 || samples::<u64>(&one, 10).values().filter(|sample| varies(sample)).count() < 3 {
            // Little happens there.
            continue;
        }
        lively += 1;
        let (one, two) = (samples::<u64>(&one, 300), samples::<u64>(&two, 300));
        for (key, sample) in &one {
            let (mean, variance) = (z_of_means(sample, &two[key]), z_of_variances(sample, &two[key]));
            assert!(mean.abs() < 4.2, "seed {seed}, {key}: means {mean} standard errors apart");
            assert!(variance.abs() < 4.5, "seed {seed}, {key}: variances {variance} standard errors apart");
        }
    }
    assert_eq!(lively, 6, "worlds in which much happens");
}

/// A member on its own, for the tests that compare members.
#[test]
fn a_member_is_a_function_of_its_number() {
    let ready = Ready::of(world(Taste::tame(4, 6, 12)).scenario());
    let members = Members::new(&ready.scenario, &ready.world, 0);
    let once: Vec<String> = (0..5).map(|number| format!("{:?}", members.member(number))).collect();
    let again: Vec<String> = (0..5).rev().map(|number| format!("{:?}", members.member(number))).collect();
    assert!(once.iter().eq(again.iter().rev()));
}
