//! What-ifs beside their base: the paired difference is the right one and a quiet one, nothing comes of nothing, and whom a
//! change harms is counted as one would by hand.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use corridor_forecast::{
    DifferenceAt, EXACT, Forecast, HarmFigure, Histogram, Keep, LEVELS, MemberLine, Members, Of, Pace, Paired, Plain,
    Quantity, Reading, Settings, Spread, forecast_rows, quantile, run_ensemble,
};
use corridor_formats::{parse_edit, read};
use corridor_model::{Edit, Scenario, Target};
use corridor_tests::allocations::{Counting, asked};
use corridor_tests::comparing::{after, alone, at_the_end, compare, everything};
use corridor_tests::small::small_text;
use corridor_tests::statistics::moments;
use corridor_tests::wild::Dice;
use corridor_tests::{folder, scenario};

#[global_allocator]
static ALLOCATOR: Counting = Counting;

const DESTINATIONS: &str = "{decision: destinations}";
const LOOK_AHEAD: &str = "{decision: {look_ahead: 2}}";

// The right difference, and a quiet one.

/// What an edit changes about a result, member by member and by two ensembles of other seeds.
#[derive(Debug)]
struct Twice {
    /// How many standard errors the two means are apart.
    z: f64,
    /// How many times wider the difference of independent members is spread.
    quieter: f64,
    /// How many of its own standard errors the paired mean is from 0.
    paired: f64,
    /// How many standard errors the difference of the independent means is from 0.
    independent: f64,
}

fn twice(scenario: &Scenario, edit: &str, seed: u64, members: u32, of: &[(Target, &str)]) -> Vec<Twice> {
    let paired = compare(scenario, &[], &[edit], seed, members);
    let (base, what_if) = (alone(scenario, &[], seed + 1, members), alone(scenario, &[edit], seed + 2, members));
    let told = of.iter().map(|(target, key)| {
        let sample = |forecast: &Forecast, sketch| moments(&at_the_end(forecast, sketch, *target, key));
        let (less, of_less) = sample(&paired.what_if, &paired.difference);
        let (before, of_before) = sample(&base, &base.sketch);
        let (then, of_then) = sample(&what_if, &what_if.sketch);
        let error = |variance: f64| (variance / f64::from(members)).sqrt();
        Twice {
            z: (less - (then - before)) / error(of_less + of_before + of_then),
            quieter: ((of_before + of_then) / of_less).sqrt(),
            paired: less / error(of_less),
            independent: (then - before) / error(of_before + of_then),
        }
    });
    told.collect()
}

/// A what-if that ships. At Chaman itself hardly anything is left of the base, so what is taken away varies as much as the
/// base did; those who would have gone there are felt at the next crossings, and there chance is the same on both sides.
#[test]
fn a_shipped_what_if_is_quieter_than_independent_members() {
    let (scenario, _) = read(&folder("scenarios/afghanistan-2021"));
    let scenario = scenario.expect("no errors");
    let shut = scenario.what_ifs.iter().find(|what_if| what_if.key.as_str() == "chaman-shut-to-year-end");
    let [edit] = shut.expect("it ships").edits.as_slice() else { panic!("{shut:?}") };
    let nearby = ["x_torkham", "x_nimroz_desert", "x_milak", "Pakistan"].map(|key| (Target::Arrivals, key));
    // 20 to 60 times, so that 12 members are enough.
    for told in twice(&scenario, edit, 11, 12, &nearby) {
        assert!(told.z.abs() < 4.0 && told.quieter > 3.0 && told.paired.abs() > 2.0, "{told:?}");
    }
}

/// Edits of one place late in the period, and results near it that they change.
const LOCAL: [(&str, [(Target, &str); 2]); 4] = [
    ("capacity camp 300 from 2024-05-01 until never", [(Target::Arrivals, "B"), (Target::Stock, "A")]),
    ("close x_south from 2024-05-15 until never", [(Target::Arrivals, "B"), (Target::Arrivals, "camp")]),
    ("departures of b x 1.5 from 2024-05-01", [(Target::Arrivals, "B"), (Target::Stock, "b")]),
    ("push-back B 0.3 from 2024-05-01 until never", [(Target::NetArrivals, "B"), (Target::Stock, "hub")]),
];

#[test]
fn where_an_edit_is_local_the_paired_difference_is_quieter() {
    let scenario = everything(DESTINATIONS);
    for ((edit, of), seed) in LOCAL.into_iter().zip((0..).step_by(3)) {
        // 15 to 120 times. What 200 pairs tell beyond doubt, as many independent members do not tell from nothing.
        for told in twice(&scenario, edit, seed, 200, &of) {
            assert!(told.z.abs() < 4.0 && told.quieter > 3.0, "{edit}: {told:?}");
            assert!(told.paired.abs() > 5.0 && told.independent.abs() < 5.0, "{edit}: {told:?}");
        }
    }
}

/// Edits so large that independent members tell what they change too.
const LARGE: [(&str, [(Target, &str); 2]); 2] = [
    ("departures x 2 from 2024-04-02", [(Target::Arrivals, "B"), (Target::Displaced, "A")]),
    ("open x_north from 2024-04-02", [(Target::Arrivals, "x_north"), (Target::Stock, "hub")]),
];

#[test]
fn the_mean_of_the_paired_difference_is_that_of_independent_members() {
    let scenario = everything(DESTINATIONS);
    for ((edit, of), seed) in LARGE.into_iter().zip((20..).step_by(3)) {
        for told in twice(&scenario, edit, seed, 400, &of) {
            assert!(told.z.abs() < 4.0 && told.independent.abs() > 6.0, "{edit}: {told:?}");
        }
    }
}

// Nothing comes of nothing.

/// The name of its kind: a new kind does not compile until it stands here, and then not pass until it stands below.
fn kind(edit: &Edit) -> &'static str {
    match edit {
        Edit::Passage { .. } => "passage",
        Edit::Closure { .. } => "closure",
        Edit::Border { .. } => "border",
        Edit::Fighting { .. } => "fighting",
        Edit::Room { .. } => "room",
        Edit::Admission { .. } => "admission",
        Edit::PushBack { .. } => "push-back",
        Edit::ForcedReturn { .. } => "forced return",
        Edit::Departures { .. } => "departures",
        Edit::Redirection { .. } => "redirection",
        Edit::Place { .. } => "place",
        Edit::Route { .. } => "route",
    }
}

const KINDS: usize = 12;

/// Of each kind one that says what holds anyway, or speaks of where nobody is; and one that changes something.
const EDITS: [(&str, &str, &str); 13] = [
    (DESTINATIONS, "close x_north into B from 2024-03-25", "open x_north into B from 2024-04-10"),
    (DESTINATIONS, "open a to b", "close a to b from 2024-04-04"),
    (DESTINATIONS, "open hub", "close hub from 2024-04-04"),
    (DESTINATIONS, "close border B C from 2024-04-05 until never", "close border A B from 2024-04-05 until never"),
    (DESTINATIONS, "fighting b 0.3 from 2024-03-25 until 2024-04-20", "fighting a 0.9 from 2024-04-09"),
    (DESTINATIONS, "capacity camp 1000..2000 from 2024-03-01", "capacity camp 300 from 2024-04-06"),
    (DESTINATIONS, "pledge B 5 if \"the moon falls\" 0", "refuse B from 2024-04-06"),
    (DESTINATIONS, "push-back B 0.1..0.3 from 2024-03-28 until unknown", "push-back B 0.9 from 2024-04-06"),
    (DESTINATIONS, "return B 3 until never", "return B 40 from 2024-04-06"),
    (DESTINATIONS, "departures of b x 1", "departures of b x 2 from 2024-04-06"),
    (LOOK_AHEAD, "redirect isle to reef from 2024-04-02", "redirect a to b from 2024-04-02"),
    (
        DESTINATIONS,
        "new camp Site_9 near isle 4 km for 700 from 2024-04-15",
        "new camp Site_9 near hub 4 km for 700 from 2024-04-15",
    ),
    (DESTINATIONS, "new route reef to x_isle 9 km from 2024-04-15", "new route a to x_south 40 km from 2024-04-15"),
];

/// Whether base and what-if say the same: every member, and every number of every day that both have.
fn says_the_same(paired: &Paired) -> bool {
    let (base, what_if) = (&paired.base, &paired.what_if);
    let members = |forecast: &Forecast| -> Vec<(u32, u64, u64)> {
        forecast.sketch.lines.iter().map(|line| (line.member, line.digest, line.person_days)).collect()
    };
    let readings = [Reading::Level, Reading::Since, Reading::Daily];
    let same_cells = base.catalogue.series.iter().enumerate().all(|(own, series)| {
        let other = what_if.catalogue.find(series.target, &series.location).expect("it is there still");
        readings.iter().all(|reading| {
            (0..base.plan.days).all(|day| {
                base.sketch.cell(&base.plan, Of::Series(own), *reading, day)
                    == what_if.sketch.cell(&what_if.plan, Of::Series(other), *reading, day)
            })
        })
    });
    let one_network = base.world == what_if.world;
    let nothing = paired.difference.cells.iter().all(|cell| cell.signs() == (0, 0) && cell.mean() == 0.0)
        && paired.difference.lines.iter().all(|line| line.values.iter().all(|value| *value == 0));
    members(base) == members(what_if) && same_cells && nothing && (!one_network || base.sketch == what_if.sketch)
}

#[test]
fn an_edit_that_changes_nothing_gives_the_same_bits_whatever_its_kind() {
    let mut kinds = BTreeSet::new();
    for (rules, nothing, something) in EDITS {
        let scenario = everything(rules);
        let same = compare(&scenario, &[], &[nothing], 3, 8);
        assert!(says_the_same(&same), "{nothing}");
        let told = same.differences();
        assert_eq!((told.series.len(), told.same_members), (0, 8), "{nothing}");
        for figure in [told.harm.stranded_peak, told.harm.waiting_days, told.harm.road_days, told.harm.kilometres] {
            assert_eq!((figure.base, figure.difference), (figure.what_if, Spread::default()), "{nothing}");
        }
        // Where it matters the same kind of edit is felt: the world is not deaf to it.
        let other = compare(&scenario, &[], &[something], 3, 8);
        assert!(!says_the_same(&other) && !other.differences().series.is_empty(), "{something}");
        for words in [nothing, something] {
            kinds.insert(kind(&parse_edit(words, &scenario, 1).expect(words)));
        }
    }
    assert_eq!(kinds.len(), KINDS, "{kinds:?}");
}

/// Each of another subject.
const COMMUTING: [&str; 15] = [
    "close x_north into A from 2024-04-05",
    "open x_north into B from 2024-04-10 until unknown",
    "returns-only x_south from 2024-04-03 until unknown",
    "restrict kia to 0.1..0.9 for others from 2024-04-02",
    "close a to b from 2024-04-04",
    "capacity camp 300..3000 from 2024-04-06 until unknown",
    "pledge B 100..900 if help 0.5 from 2024-04-02 until unknown",
    "push-back B 0.2..0.8 from 2024-04-07 until unknown",
    "return B 1..20 from 2024-04-08 until unknown",
    "fighting a 0.9 from 2024-04-09",
    "fighting b 0.8 from 2024-04-21",
    "departures of A x 1.1 from 2024-04-02 until unknown",
    "departures x 1.7 from 2024-04-02",
    "new camp Site_9 near hub 4 km for 700 from 2024-04-15",
    "new route a to x_south 40 km from 2024-04-15",
];

#[test]
fn the_order_of_edits_of_different_subjects_changes_no_bit_of_a_comparison() {
    let scenario = everything(DESTINATIONS);
    let mut dice = Dice::new(4);
    for against in [&[][..], &["departures of b x 3 from 2024-04-02", "close hub to camp from 2024-04-04"]] {
        let one = compare(&scenario, against, &COMMUTING, 5, 6);
        assert!(!says_the_same(&one));
        for _ in 0..6 {
            let (mut shuffled, mut other_side) = (COMMUTING.to_vec(), against.to_vec());
            dice.shuffle(&mut shuffled);
            other_side.reverse();
            let other = compare(&scenario, &other_side, &shuffled, 5, 6);
            assert_eq!(one.what_if.sketch.digest(), other.what_if.sketch.digest(), "{shuffled:?}");
            assert_eq!(one.base.sketch.digest(), other.base.sketch.digest(), "{other_side:?}");
            assert_eq!(one.difference.digest(), other.difference.digest(), "{shuffled:?}");
            assert_eq!(one.differences(), other.differences(), "{shuffled:?}");
        }
    }
}

// Minus the other way round.

fn less(values: &Histogram) -> Plain {
    let Plain { sum, range, entries } = values.plain();
    let entries = entries.into_iter().rev().map(|(key, members)| (-key, members)).collect();
    Plain { sum: -sum, range: range.map(|(low, high)| (-high, -low)), entries }
}

fn is_minus(one: Spread, other: Spread) -> bool {
    // Between two members a quantile is interpolated from below in one and from above in the other.
    let zero = |a: f64, b: f64| (a + b).abs() <= 1e-9 * (1.0 + a.abs());
    zero(one.mean, other.mean)
        && zero(one.q50, other.q50)
        && zero(one.q05, other.q95)
        && zero(one.q25, other.q75)
        && zero(one.q75, other.q25)
        && zero(one.q95, other.q05)
}

#[test]
fn a_against_b_is_minus_b_against_a_in_every_number() {
    let scenario = everything(DESTINATIONS);
    let a = ["capacity camp 300 from 2024-04-06", "fighting a 0.9 from 2024-04-20 until 2024-05-10"];
    let b = ["close x_south into B from 2024-04-10", "departures of b x 2 from 2024-04-05"];
    // Exactly, and in bins.
    for members in [12, EXACT + 20] {
        let (one, other) = (compare(&scenario, &b, &a, 2, members), compare(&scenario, &a, &b, 2, members));
        assert_eq!(one.what_if.sketch, other.base.sketch);
        assert_eq!(one.base.sketch, other.what_if.sketch);
        assert_eq!(one.nearest, other.nearest);
        assert!(one.difference.cells.iter().any(|cell| cell.signs() != (0, 0)));
        for (cell, minus) in one.difference.cells.iter().zip(&other.difference.cells) {
            assert_eq!(cell.plain(), less(minus));
        }
        for (line, minus) in one.difference.lines.iter().zip(&other.difference.lines) {
            assert!(line.values.iter().zip(&minus.values).all(|(a, b)| *a == -b));
        }
        let (one, other) = (one.differences(), other.differences());
        assert_eq!(one.same_members, other.same_members);
        assert_eq!(one.series.len(), other.series.len());
        assert!(one.series.len() > 10);
        for (one, other) in one.series.iter().zip(&other.series) {
            assert_eq!((one.target, &one.location, one.visible), (other.target, &other.location, other.visible));
            for (one, other) in one.horizons.iter().zip(&other.horizons) {
                assert_eq!((one.base, one.what_if), (other.what_if, other.base));
                assert_eq!((one.above, one.below), (other.below, other.above));
                assert!(is_minus(one.difference, other.difference), "{one:?} {other:?}");
            }
        }
        let figures = |harm: &corridor_forecast::Harm| {
            let crowding = harm.crowding.iter().map(|at| at.peak);
            let single = [harm.stranded_peak, harm.waiting_days, harm.road_days, harm.kilometres];
            single.into_iter().chain(crowding).collect::<Vec<HarmFigure>>()
        };
        for (one, other) in figures(&one.harm).into_iter().zip(figures(&other.harm)) {
            assert_eq!((one.base, one.what_if), (other.what_if, other.base));
            assert!(is_minus(one.difference, other.difference), "{one:?} {other:?}");
            assert!(one.above + other.above <= 1.0);
        }
    }
}

// Many members in bins.

#[test]
fn bins_are_within_a_128th_of_the_sample_and_what_comes_first_is_exact() {
    let scenario = after(&everything(DESTINATIONS), &[]);
    let stop = AtomicBool::new(false);
    for members in [EXACT, 1_500] {
        let settings = Settings { members, seed: 6, threads: None, keep: Keep::Places, progress: &|| (), stop: &stop };
        let whole = run_ensemble(&scenario, &settings).expect("nobody stops it");
        let mut forecast = Forecast::new(&scenario, &scenario, 6, Keep::Places);
        assert!(forecast.run(0..members, &Pace { threads: None, progress: &|_| (), stop: &stop }));
        assert_eq!(forecast.sketch.digest(), whole.digest());
        let first = corridor_forecast::headline(&scenario);
        let (mut rows, mut headline, mut inexact) = (0, 0, 0);
        for row in forecast_rows(&forecast) {
            let series = whole.catalogue.find(row.target, row.location).expect("both have it");
            let sample = whole.sample(series, whole.reference_day(), row.horizon.day);
            let exact = quantile(&sample, row.level);
            // A quantile lies between two members; each of them is known to 1/128.
            let at = row.level * f64::from(members - 1);
            let larger = sample[at as usize].abs().max(sample[at.ceil() as usize].abs());
            let named = first.contains(&(row.target, row.location));
            let allowed = if named || members <= EXACT { 0.0 } else { larger / 128.0 };
            assert!((row.value - exact).abs() <= allowed, "{members} members: {row:?}, and not {exact}");
            (rows, headline) = (rows + 1, headline + u32::from(named));
            inexact += u32::from(row.value != exact);
        }
        let series = forecast.catalogue.series.len() * forecast.horizons.len() * LEVELS.len();
        assert_eq!(rows, series);
        // Otherwise nothing was in bins, and nothing first.
        assert!(headline > 0 && (inexact > 50) == (members > EXACT), "{headline} and {inexact} of {rows}");
    }
}

// The first day.

#[test]
fn nothing_differs_before_the_first_day_of_an_edit() {
    let scenario = everything(DESTINATIONS);
    for day in [31, 32, 45, 60, 90] {
        let from = scenario.period.date(day);
        let edits = [format!("fighting a 1 from {from} until never"), format!("close x_south into B from {from}")];
        let paired = compare(&scenario, &[], &edits.each_ref().map(String::as_str), 8, 8);
        let plan = &paired.what_if.plan;
        let mut since = 0;
        for (cells, measure) in paired.difference.cells.chunks(plan.days as usize).zip(&plan.measures) {
            // A sum over all days stands on the last one.
            let before = cells.iter().take(if measure.reading == Reading::Total { 0 } else { day as usize });
            for cell in before {
                assert_eq!(cell.signs(), (0, 0), "{measure:?}, from {from}");
            }
            since += cells.iter().skip(day as usize).filter(|cell| cell.signs() != (0, 0)).count();
        }
        assert!(since > 0, "nobody feels it from {from}");
        // The days that both have in common are as many as they can be: each is lived once.
        let draws = |forecast: &Forecast| -> Vec<_> {
            let members = Members::new(&forecast.scenario, &forecast.world, forecast.seed);
            (0..8).map(|number| members.member(number)).collect()
        };
        for (one, other) in draws(&paired.base).iter().zip(&draws(&paired.what_if)) {
            assert_eq!(one.differs_from(other), Some(day), "from {from}");
        }
    }
}

/// The work of a comparison, in requests for memory: every day that is lived has its share.
fn work(scenario: &Scenario, edit: &str, members: u32) -> u64 {
    let mut paired = Paired::new(scenario, &after(scenario, &[]), &after(scenario, &[edit]), 8, Keep::Ways);
    let (stop, all) = (AtomicBool::new(false), AtomicU64::new(0));
    // One thread, which is new: after the last member it knows what all of them took.
    let progress = |_| all.store(asked(), Ordering::Relaxed);
    assert!(paired.run(0..members, &Pace { threads: Some(1), progress: &progress, stop: &stop }));
    all.into_inner()
}

#[test]
fn a_late_edit_takes_half_the_work_of_an_early_one() {
    let scenario = everything(DESTINATIONS);
    let work = |day: u32| {
        let from = scenario.period.date(day);
        work(&scenario, &format!("fighting a 1 from {from} until never"), 6) as f64
    };
    let (early, middle, late) = (work(1), work(46), work(90));
    assert!(late < 0.6 * early, "{late} of {early}");
    assert!(middle < 0.85 * early && middle > 1.1 * late, "{middle} of {early}");
}

// Whom it harms.

/// From `a` by the crossing `x` to the camp in two days, 250 + 150 km at 200 km a day, passing in the evening of the second
/// and there on the third; or by the town `b` and the crossing `y` in four, 150 + 440 + 150 km. Ten people a day leave on the
/// days 0 to 9. A crossing that is shut counts as 500 km more, so that nobody goes by `y` before `x` shuts and nobody by `x`
/// after.
fn two_ways() -> Scenario {
    scenario(&small_text(
        "parameters: {conflict_rate_per_day: 0, fear_share: 0, leave_conflict_per_day: 0, leave_town_per_day: 0, \
         leave_camp_per_day: 0, leave_idp_site_per_day: 0, leave_hub_per_day: 0, hope_at_shut_crossing: 1, \
         shut_detour_km: 500, give_up_per_day: 0, return_rate_per_day: 0, road_km_per_day: 200}\n\
         profiles: [{key: all, pull_kind: {town: 0}}]",
        "//- locations.csv\nkey,kind,country,to_country,population\na,town,A,,1000\nb,town,A,,1000\n\
         x,crossing,A,B,\ny,crossing,A,B,\ncamp,camp,B,,\n\
         //- routes.csv\nfrom,to,distance_km,mode\na,x,250,road\nx,camp,150,road\na,b,150,road\nb,y,440,road\ny,camp,150,road\n\
         //- departures.csv\norigin,profile,event_date,until,value,unit\na,all,2024-03-01,2024-03-11,10,per_day\n",
    ))
}

/// The same in every member.
fn all(value: f64) -> Spread {
    Spread { mean: value, q05: value, q25: value, q50: value, q75: value, q95: value }
}

/// `x` shuts on day 5 and stays so to day 19, the last, or until it opens on day 15. Who left on days 0 to 3 is across. The
/// ten of day 4 come to `x` in the evening of day 5 and wait there for 15 days, or for 10 and then go on. The fifty of days 5
/// to 9 go round: 740 km instead of 400, and two evenings on the road instead of one. What is counted comes after the first
/// day: not the 250 km of those who set out on it, nor their evening on the road.
#[test]
fn harm_is_what_one_counts_by_hand() {
    let scenario = two_ways();
    let figure = |base: f64, what_if: f64| HarmFigure {
        base: all(base),
        what_if: all(what_if),
        difference: all(what_if - base),
        above: f64::from(u8::from(what_if > base)),
    };
    for (until, waited, across) in [("never", 15.0, 0.0), ("2024-03-16", 10.0, 10.0)] {
        let close = format!("close x from 2024-03-06 until {until}");
        let there = compare(&scenario, &[], &[&close], 1, 5).differences();
        let back = compare(&scenario, &[&close], &[], 1, 5).differences();
        for (told, turn) in [(there, false), (back, true)] {
            let hand = |open: f64, shut: f64| if turn { figure(shut, open) } else { figure(open, shut) };
            let harm = &told.harm;
            assert_eq!(harm.stranded_peak, hand(0.0, 10.0), "stranded until {until}");
            assert_eq!(harm.waiting_days, hand(0.0, 10.0 * waited), "person-days of waiting until {until}");
            assert_eq!(harm.road_days, hand(90.0, 40.0 + 50.0 * 2.0), "evenings on the road until {until}");
            let open = 10.0 * 150.0 + 90.0 * 400.0;
            let shut = 10.0 * 150.0 + 30.0 * 400.0 + 10.0 * 250.0 + across * 150.0 + 50.0 * 740.0;
            assert_eq!(harm.kilometres, hand(open, shut), "person-kilometres until {until}");
            let crowding: Vec<_> = harm.crowding.iter().map(|at| (at.location.as_str(), at.km, at.peak)).collect();
            let (most, nobody) = (hand(100.0, 90.0 + across), hand(0.0, 0.0));
            // The nearest to `x` by road.
            assert_eq!(crowding, [("camp", 150.0, most), ("a", 250.0, nobody), ("b", 400.0, nobody)]);
            assert_eq!(told.same_members, 0);
            let of = |target: Target, key: &str| {
                told.series.iter().find(|one| (one.target, one.location.as_str()) == (target, key))
            };
            let at_the_end = &of(Target::Arrivals, "B").expect("it differs").horizons[0];
            assert_eq!(
                (at_the_end.base, at_the_end.what_if, at_the_end.difference),
                (most.base, most.what_if, most.difference)
            );
            // When it can be seen: the ten of day 4 do not pass on day 5, and are not in the camp on day 6; the first of those
            // who go round come to `y` on day 7.
            for (target, key, day) in [
                (Target::Arrivals, "B", Some(5)),
                (Target::Arrivals, "x", Some(5)),
                (Target::Stranded, "x", Some(5)),
                (Target::Stock, "camp", Some(6)),
                (Target::Arrivals, "y", Some(7)),
                (Target::Displaced, "A", None),
            ] {
                let visible = of(target, key).and_then(|one| one.visible);
                assert_eq!(visible.and_then(|date| scenario.period.day(date)), day, "{target:?} of {key}");
            }
        }
    }
}

// Above zero, and visible.

/// A comparison of nobody, into which values are put.
fn made_up(values: impl Fn(u32) -> Vec<i32>) -> (DifferenceAt, Option<u32>) {
    let scenario = two_ways();
    let mut paired = Paired::new(&scenario, &scenario, &scenario, 0, Keep::Places);
    let plan = paired.what_if.plan.clone();
    let arrivals = paired.what_if.catalogue.find(Target::Arrivals, &"B".into()).expect("a host");
    let measure = plan.measure(Of::Series(arrivals), Reading::Since).expect("it is asked for");
    for day in 0..plan.days {
        let cell = &mut paired.difference.cells[(measure as u32 * plan.days + day) as usize];
        values(day).into_iter().for_each(|value| cell.add(value));
    }
    // Of what is told first every member is known at the horizons.
    for (number, member) in (0..).zip(0..values(0).len()) {
        let mut line = MemberLine { member: number, digest: 0, person_days: 0, values: vec![0; plan.quantities.len()] };
        for horizon in &paired.what_if.horizons {
            let asked = Quantity::On { of: Of::Series(arrivals), since: Some(plan.since), day: horizon.day };
            let at = plan.quantity(asked).expect("it is told first");
            line.values[at] = i64::from(values(horizon.day)[member]);
        }
        paired.difference.lines.push(line);
    }
    let told = paired.differences();
    assert_eq!(told.series.len(), 1);
    let one = &told.series[0];
    assert_eq!((one.target, one.location.as_str(), one.headline), (Target::Arrivals, "B", true));
    (one.horizons[0], one.visible.and_then(|date| scenario.period.day(date)))
}

#[test]
fn above_zero_is_a_share_of_members_and_visible_the_first_day_without_zero() {
    let of = |parts: &[(usize, i32)]| parts.iter().flat_map(|(many, value)| vec![*value; *many]).collect::<Vec<i32>>();
    let always = |parts: &[(usize, i32)]| made_up(|_| of(parts));
    for (parts, above, below, median, visible) in [
        (&[(20, 1)][..], 1.0, 0.0, 1.0, true),
        (&[(20, -1)], 0.0, 1.0, -1.0, true),
        // Half of them: the median is 0, and nothing can be told.
        (&[(8, -7), (4, 0), (8, 7)], 0.4, 0.4, 0.0, false),
        // Of twenty the 5 % quantile lies at rank 0.95, of twenty-one at rank 1 (Hyndman and Fan 1996, type 7).
        (&[(1, 0), (19, 1)], 0.95, 0.0, 1.0, true),
        (&[(2, 0), (18, 1)], 0.9, 0.0, 1.0, false),
        (&[(1, 0), (20, 1)], 20.0 / 21.0, 0.0, 1.0, true),
        (&[(2, 0), (19, 1)], 19.0 / 21.0, 0.0, 1.0, false),
        (&[(19, -1), (1, 0)], 0.0, 0.95, -1.0, true),
        (&[(18, -1), (2, 0)], 0.0, 0.9, -1.0, false),
        // -19 + 0.95 × 20 is 0; one person more on either side decides.
        (&[(1, -18), (19, 1)], 0.95, 0.05, 1.0, true),
        (&[(1, -19), (19, 1)], 0.95, 0.05, 1.0, false),
        (&[(19, -1), (1, 19)], 0.05, 0.95, -1.0, false),
        // In bins 0 stays apart.
        (&[(14, 0), (286, 3000)], 286.0 / 300.0, 0.0, 3000.0, true),
        (&[(16, 0), (284, 3000)], 284.0 / 300.0, 0.0, 3000.0, false),
        (&[(286, -3000), (14, 0)], 0.0, 286.0 / 300.0, -3000.0, true),
    ] {
        let (told, first) = always(parts);
        assert_eq!((told.above, told.below), (above, below), "{parts:?}");
        assert!((told.difference.q50 - median).abs() <= median.abs() / 128.0, "{parts:?}: {told:?}");
        assert_eq!(first, visible.then_some(0), "{parts:?}");
    }
    // The first day of a week, not one that does not last; and never.
    let (_, first) = made_up(|day| of(&[(3, i32::from(day == 7 || day > 12)), (17, 5 * i32::from(day >= 6))]));
    assert_eq!(first, Some(13));
    let (told, first) = made_up(|day| of(&[(2, 0), (18, i32::from(day > 3))]));
    assert_eq!((told.above, first), (0.9, None));
}
