//! Worlds so small that the answer can be written down. Each formula stands in the comment above its test; expected
//! values must hit it, whole numbers be distributed by it.

// The formulas are checked with the standard library's functions, so that nothing is shared with the engine's.
#![allow(clippy::disallowed_methods)]

use corridor_engine::{Change, Count, Journeys, Member, Pass, Record, State, World};
use corridor_forecast::Members;
use corridor_tests::Ready;
use corridor_tests::small::{STILL, small};
use corridor_tests::statistics::{chi_square, moments, z_of_chi_square, z_of_mean};

/// People at every place, who live there, and who wait at each gate, by evening.
#[derive(Default)]
struct Evenings {
    here: Vec<Vec<f64>>,
    population: Vec<Vec<f64>>,
    waiting: Vec<f64>,
}

impl<C: Count> Record<C> for Evenings {
    fn day(&mut self, _: &World, _: &Member, state: &State<C>) {
        let sum = |here: &Vec<corridor_engine::Cohort<C>>| here.iter().map(|cohort| cohort.people.people()).sum();
        self.here.push(state.here.iter().map(sum).collect());
        self.population.push(state.population.iter().map(|people| people.people()).collect());
        self.waiting.push(state.today.waiting.iter().map(|people| people.people()).sum());
    }
}

fn evenings<C: Count>(ready: &Ready, member: u32) -> Evenings {
    ready.record::<C, _>(member, Evenings::default())
}

fn near(a: f64, b: f64, what: &str) {
    assert!((a - b).abs() <= 1e-9 * (1.0 + b.abs()), "{what}: {a}, expected {b}");
}

/// The probability of each count of a binomial, by recursion from (1 - p)^n.
fn binomial(n: u32, p: f64) -> Vec<f64> {
    let mut pmf = vec![(1.0 - p).powi(n as i32)];
    for k in 1..=n {
        let last = pmf[k as usize - 1];
        pmf.push(last * f64::from(n - k + 1) / f64::from(k) * p / (1.0 - p));
    }
    pmf
}

/// Two places and a wait: who stays at `a` leaves it each day with p = 0.2, and `b` is never left. After t days
/// n (1 - p)^t are left; in whole numbers they are binomial, Bin(n, (1 - p)^t).
#[test]
fn a_geometric_wait() {
    let world = |people: u32| {
        small(
            "parameters: {leave_town_per_day: 0.2, leave_hub_per_day: 0}",
            &format!(
                "//- locations.csv\nkey,kind,country\na,town,A\nb,hub,A\n//- routes.csv\nfrom,to,distance_km,mode\na,b,30,road\n\
                 //- stocks.csv\nlocation,profile,home,people\na,all,A,{people}\n"
            ),
        )
    };
    let ready = world(1000);
    for (day, here) in evenings::<f64>(&ready, 0).here.iter().enumerate() {
        let left = 1000.0 * 0.8_f64.powi(day as i32 + 1);
        near(here[0], left, &format!("day {day}"));
        near(here[1], 1000.0 - left, &format!("day {day}"));
    }
    let ready = world(20);
    let members = 3000;
    let runs: Vec<Evenings> = (0..members).map(|member| evenings::<u64>(&ready, member)).collect();
    for day in [0, 2, 6, 15] {
        let pmf = binomial(20, 0.8_f64.powi(day as i32 + 1));
        let mut counts = vec![0.0; 21];
        for run in &runs {
            counts[run.here[day][0] as usize] += 1.0;
        }
        let expected: Vec<f64> = pmf.iter().map(|p| p * f64::from(members)).collect();
        let z = z_of_chi_square(chi_square(&counts, &expected));
        assert!(z < 4.0, "day {day}: chi-square {z} standard errors off");
    }
}

/// A ring of six towns a day apart, looking one hop ahead: whoever leaves (p = 0.5) goes to either neighbour with
/// probability 1/2. The distribution after t days is that of a lazy walk, x' = (1 - p) x + p/2 (left + right); equal
/// stocks stay equal.
#[test]
fn a_ring_with_equal_weights() {
    let ring = |stocks: &str| {
        small(
            "rules: {decision: {look_ahead: 1}}\nparameters: {leave_town_per_day: 0.5, road_km_per_day: 200}",
            &format!(
                "//- locations.csv\nkey,kind,country\na,town,A\nb,town,A\nc,town,A\nd,town,A\ne,town,A\nf,town,A\n\
                 //- routes.csv\nfrom,to,distance_km,mode\na,b,200,road\nb,c,200,road\nc,d,200,road\nd,e,200,road\ne,f,200,road\nf,a,200,road\n\
                 //- stocks.csv\nlocation,profile,home,people\n{stocks}"
            ),
        )
    };
    let even: String = ["a", "b", "c", "d", "e", "f"].map(|place| format!("{place},all,A,60\n")).concat();
    for here in evenings::<f64>(&ring(&even), 0).here {
        here.iter().for_each(|people| near(*people, 60.0, "equal stocks"));
    }
    let ready = ring("a,all,A,6000\n");
    let runs: Vec<Evenings> = (0..300).map(|member| evenings::<u64>(&ready, member)).collect();
    let mut walk = vec![6000.0, 0.0, 0.0, 0.0, 0.0, 0.0];
    for (day, here) in evenings::<f64>(&ready, 0).here.iter().enumerate() {
        walk = (0..6).map(|at| 0.5 * walk[at] + 0.25 * (walk[(at + 1) % 6] + walk[(at + 5) % 6])).collect();
        for (place, (people, expected)) in here.iter().zip(&walk).enumerate() {
            near(*people, *expected, &format!("day {day}, place {place}"));
            let sample: Vec<f64> = runs.iter().map(|run| run.here[day][place]).collect();
            let z = z_of_mean(&sample, *expected);
            assert!(z.abs() < 4.5, "day {day}, place {place}: {z} standard errors off");
        }
    }
}

/// A star: from the centre to leaves at d = 50, 100 and 200 km. By the power kernel, softened by 10 km, the shares go as
/// 60^-1.5, 110^-1.5 and 210^-1.5; by the exponential one with a scale of 200 km as e^-0.25, e^-0.5 and e^-1, which are
/// 0.778801, 0.606531 and 0.367879. In whole numbers one day's choice is multinomial.
#[test]
fn a_star_with_weights_by_distance() {
    let root = |x: f64| 1.0 / (x * x.sqrt());
    let kernels = [
        ("power", [root(60.0), root(110.0), root(210.0)]),
        ("exponential", [0.778_800_783_071_405, 0.606_530_659_712_633, 0.367_879_441_171_442]),
    ];
    for (kernel, weights) in kernels {
        for decision in ["destinations", "{look_ahead: 1}", "{look_ahead: 2}"] {
            let ready = small(
                &format!(
                    "rules: {{decision: {decision}, kernel: {kernel}}}\n\
                     parameters: {{leave_town_per_day: 1, leave_hub_per_day: 0, distance_exponent: 1.5, distance_softening_km: 10, distance_scale_km: 200}}"
                ),
                "//- locations.csv\nkey,kind,country\nc,town,A\nl1,hub,A\nl2,hub,A\nl3,hub,A\n\
                 //- routes.csv\nfrom,to,distance_km,mode\nc,l1,50,road\nc,l2,100,road\nl3,c,200,road\n\
                 //- stocks.csv\nlocation,profile,home,people\nc,all,A,1000000\n",
            );
            let total: f64 = weights.iter().sum();
            let shares = weights.map(|weight| 1e6 * weight / total);
            let expected = &evenings::<f64>(&ready, 0).here[0];
            let drawn = &evenings::<u64>(&ready, 0).here[0];
            for (leaf, share) in shares.iter().enumerate() {
                assert!(
                    (expected[leaf + 1] - share).abs() < 1e-6,
                    "{kernel}, {decision}: {} of {share}",
                    expected[leaf + 1]
                );
            }
            let z = z_of_chi_square(chi_square(&drawn[1..], &shares));
            assert!(z < 4.0, "{kernel}, {decision}: {drawn:?}, expected {shares:?}");
        }
    }
}

/// A chain is travelled in Σ distance / speed days over all its hops, those within a day joined: whoever sets out on the
/// morning of day 0 is there on the evening of day ceil(Σ) - 1, not a day sooner. A crossing ends the day.
#[test]
fn a_chain_takes_its_time_to_the_day() {
    // (km, mode, km per day), the middle place, the evening of the arrival
    type Hop = (f64, &'static str, f64);
    let cases: [(&[Hop], &str, usize); 8] = [
        (&[(330.0, "road", 200.0), (150.0, "road", 200.0), (500.0, "road", 200.0)], "town", 4), // 980 / 200 = 4.9
        (&[(150.0, "road", 200.0), (250.0, "road", 200.0)], "town", 1),                         // 2.0: by night
        (&[(150.0, "road", 200.0), (250.01, "road", 200.0)], "waypoint", 2),                    // 2.00005: not by night
        (&[(70.0, "foot", 35.0), (40.0, "track", 80.0), (300.0, "road", 200.0)], "waypoint", 3), // 2 + 0.5 + 1.5 = 4.0
        (&[(0.001, "road", 200.0), (199.999, "road", 200.0)], "camp", 0),                       // 1.0
        (&[(20.0, "road", 200.0), (20.0, "road", 200.0), (20.0, "foot", 35.0)], "town", 0),     // 0.2 + 0.571
        (&[(5000.0, "air", 10_000.0), (90.0, "road", 200.0)], "waypoint", 0),                   // 0.5 + 0.45
        (&[(1.0, "road", 1.0), (2.5, "road", 1.0)], "town", 3), // 3.5, by the row's own speed
    ];
    for (hops, middle, arrives) in cases {
        let (mut places, mut routes) = ("p0,town,A\n".to_owned(), String::new());
        for (number, (km, mode, speed)) in (1..).zip(hops) {
            let kind = if number == hops.len() { "hub" } else { middle };
            places += &format!("p{number},{kind},A\n");
            routes += &format!("p{},p{number},{km},{mode},{speed}\n", number - 1);
        }
        let ready = small(
            "profiles: [{key: all, pull_kind: {town: 0, camp: 0}}]\nparameters: {leave_town_per_day: 1, leave_hub_per_day: 0}",
            &format!(
                "//- locations.csv\nkey,kind,country\n{places}//- routes.csv\nfrom,to,distance_km,mode,speed_km_per_day\n{routes}\
                 //- stocks.csv\nlocation,profile,home,people\np0,all,A,77\n"
            ),
        );
        for (day, here) in evenings::<u64>(&ready, 0).here.iter().enumerate() {
            let there = if day >= arrives { 77.0 } else { 0.0 };
            assert_eq!(here[hops.len()], there, "day {day} of {hops:?}");
        }
    }
    // a - 100 km - x | x - 300 km - b: half a day to the crossing, which is passed in the evening; 1.5 days from there.
    let ready = small(
        "parameters: {leave_town_per_day: 1, leave_hub_per_day: 0}",
        "//- locations.csv\nkey,kind,country,to_country\na,town,A,\nx,crossing,A,B\nb,hub,B,\n\
         //- routes.csv\nfrom,to,distance_km,mode\na,x,100,road\nx,b,300,road\n\
         //- stocks.csv\nlocation,profile,home,people\na,all,A,77\n",
    );
    for (day, here) in evenings::<u64>(&ready, 0).here.iter().enumerate() {
        assert_eq!(here[ready.place("b") as usize], if day >= 2 { 77.0 } else { 0.0 }, "day {day}");
    }
}

/// Before a crossing that lets a fraction f through, and beside which a share i of those stopped get across, n (1 - f)^t
/// (1 - i)^t wait on the evening of the t-th day. Of people with papers (a share q) none waits where papers are asked for.
#[test]
fn a_restricted_crossing() {
    for (status, f, i, waits) in [
        ("restricted,0.3", 0.3_f64, 0.0_f64, 1.0),
        ("restricted,0.3", 0.3, 0.1, 1.0),
        ("restricted,0", 0.0, 0.25, 1.0),
        ("documented_only,", 0.0, 0.0, 0.6),
        ("documented_only,", 0.0, 0.2, 0.6),
        ("open,", 1.0, 0.0, 1.0),
    ] {
        let ready = small(
            "profiles: [{key: all, documented: 0.4}]\nparameters: {leave_town_per_day: 1, leave_hub_per_day: 0, give_up_per_day: 0}",
            &format!(
                "//- locations.csv\nkey,kind,country,to_country\na,town,A,\nx,crossing,A,B\nb,hub,B,\n\
                 //- routes.csv\nfrom,to,distance_km,mode\na,x,100,road\nx,b,100,road\n\
                 //- crossings.csv\ncrossing,status,fraction,irregular_per_day,event_date\nx,{status},{i},2024-03-01\n\
                 //- stocks.csv\nlocation,profile,home,people\na,all,A,5000\n"
            ),
        );
        let left = |day: usize| 5000.0 * waits * ((1.0 - f) * (1.0 - i)).powi(day as i32 + 1);
        for (day, people) in evenings::<f64>(&ready, 0).waiting.iter().enumerate() {
            near(*people, left(day), &format!("{status}, day {day}"));
        }
        let runs: Vec<Evenings> = (0..400).map(|member| evenings::<u64>(&ready, member)).collect();
        for day in [0, 3, 9] {
            let sample: Vec<f64> = runs.iter().map(|run| run.waiting[day]).collect();
            // Bin(n, s): mean n s, variance n s (1 - s).
            let s = left(day) / 5000.0;
            let (mean, variance) = (left(day), left(day) * (1.0 - s));
            let z = (moments(&sample).0 - mean) / (variance / 400.0).sqrt().max(1e-6);
            assert!(z.abs() < 4.0, "{status}, day {day}: {z} standard errors off");
            if variance > 5.0 {
                // The variance of a sample of 400 has a relative error of √(2/400), nearly normal as this is.
                let ratio = moments(&sample).1 / variance;
                assert!(
                    (ratio - 1.0).abs() < 4.0 * (2.0_f64 / 400.0).sqrt(),
                    "{status}, day {day}: variance × {ratio}"
                );
            }
        }
    }
}

/// An airport with 25 seats a day: after t days 25 t have left, and the others wait.
#[test]
fn a_flight_with_seats() {
    let ready = small(
        "parameters: {leave_town_per_day: 1, leave_hub_per_day: 0, give_up_per_day: 0}",
        "//- locations.csv\nkey,kind,country\na,town,A\np,airport,A\ne,exit,A\n\
         //- routes.csv\nfrom,to,distance_km,mode,seats_per_day\na,p,10,road,\np,e,1000,air,25\n\
         //- stocks.csv\nlocation,profile,home,people\na,all,A,300\n",
    );
    let waiting = evenings::<u64>(&ready, 0).waiting;
    for (day, people) in waiting.iter().enumerate() {
        assert_eq!(*people, (300.0 - 25.0 * (day as f64 + 1.0)).max(0.0), "day {day}");
    }
    // Who has boarded in the evening flies in the morning.
    let state: State<u64> = ready.last(0);
    assert_eq!(state.left, 300);
}

/// Fighting at intensity i from day b on drives out each who lives there with hazard r i 2^(-k/h) on its k-th day, k = 0,
/// 1, …; after it has lasted L days there is fear, with hazard s r i 2^(-L/h) 2^(-j/g) on the j-th day after. The
/// population on the evening of a day is N exp(-Σ hazards).
#[test]
fn fighting_with_a_rate_and_its_decay() {
    let (n, r, i, h, s, g, b, l) = (50_000.0, 0.04, 0.7, 5.0, 0.3, 2.0, 3, 6);
    let ready = small(
        &format!(
            "parameters: {{conflict_rate_per_day: {r}, conflict_decay_half_life_days: {h}, fear_share: {s}, fear_half_life_days: {g}, leave_hub_per_day: 0}}"
        ),
        &format!(
            "//- locations.csv\nkey,kind,country,population\na,town,A,{n}\nb,hub,A,\n//- routes.csv\nfrom,to,distance_km,mode\na,b,30,road\n\
             //- conflicts.csv\nlocation,intensity,event_date,until\na,{i},2024-03-04,2024-03-10\n"
        ),
    );
    let mut hazards = 0.0;
    let runs: Vec<Evenings> = (0..200).map(|member| evenings::<u64>(&ready, member)).collect();
    let half = |days: i32, life: f64| 2.0_f64.powf(-f64::from(days) / life);
    for (day, population) in evenings::<f64>(&ready, 0).population.iter().enumerate() {
        let k = day as i32 - b;
        if (0..l).contains(&k) {
            hazards += r * i * half(k, h);
        } else if k >= l {
            hazards += s * r * i * half(l, h) * half(k - l, g);
        }
        let expected = n * (-hazards).exp();
        assert!(
            (population[0] - expected).abs() < 1e-6,
            "day {day}: {} live there, expected {expected}",
            population[0]
        );
        let sample: Vec<f64> = runs.iter().map(|run| run.population[day][0]).collect();
        let z = z_of_mean(&sample, expected);
        assert!(z.abs() < 4.5, "day {day}: {z} standard errors off");
    }
}

/// How many of 2,000 members have a crossing, closed on 1 March with an unknown end, open again within k days. The prior
/// is lognormal with median 7 and p90 45: σ = ln(45/7) / 1.28155 = 1.45195, P(D ≤ k) = Φ(ln(k/7) / σ). A state lasts
/// whole days, so D ≤ k if and only if it has ended by day k. Of a closure that still holds after e days,
/// P(D ≤ k | D > e) = (P(k) - P(e)) / (1 - P(e)).
#[test]
fn an_unknown_end_is_lognormal() {
    let ends = |reference: &str| -> Vec<u32> {
        let ready = small(
            &format!(
                "period: {{start: 2024-03-01, end: 2025-12-31}}\n{reference}unknown_ends: {{crossing: {{median_days: 7, p90_days: 45}}}}"
            ),
            "//- locations.csv\nkey,kind,country,to_country\na,town,A,\nx,crossing,A,B\nb,hub,B,\n\
             //- routes.csv\nfrom,to,distance_km,mode\na,x,100,road\nx,b,100,road\n\
             //- crossings.csv\ncrossing,into,status,event_date,until\nx,B,closed,2024-03-01,unknown\n\
             //- stocks.csv\nlocation,profile,home,people\na,all,A,50\n",
        );
        let members = Members::new(&ready.scenario, &ready.world, 0);
        (0..2000)
            .map(|number| {
                let mut end = u32::MAX;
                let mut closed = false;
                for (day, change) in &members.member(number).changes {
                    if let Change::Gate { law, .. } = change {
                        closed |= law.pass == Pass::Closed;
                        if law.pass == Pass::Open && closed {
                            end = end.min(u32::try_from(i64::from(*day)).unwrap_or(0));
                        }
                    }
                }
                assert!(closed, "member {number} never had it closed");
                end
            })
            .collect()
    };
    let check = |ends: &[u32], expected: &[(u32, f64)]| {
        for (days, probability) in expected {
            let within = ends.iter().filter(|end| *end <= days).count() as f64 / 2000.0;
            let error = (probability * (1.0 - probability) / 2000.0).sqrt();
            assert!(
                (within - probability).abs() < 4.0 * error,
                "within {days} days: {within}, expected {probability} ± {error}"
            );
        }
    };
    check(&ends(""), UNCONDITIONAL);
    // 20 days later it is still shut.
    let later = ends("reference_date: 2024-03-21\n");
    assert!(later.iter().all(|end| *end > 20), "it was still closed on the reference date");
    check(&later, CONDITIONAL);
}

/// Φ(ln(k/7) / 1.45195).
const UNCONDITIONAL: &[(u32, f64)] =
    &[(1, 0.09009), (3, 0.27976), (7, 0.50000), (14, 0.68346), (45, 0.90000), (90, 0.96071), (200, 0.98953)];

/// Given more than 20 days.
const CONDITIONAL: &[(u32, f64)] = &[(22, 0.08380), (30, 0.32674), (45, 0.57415), (90, 0.83267), (200, 0.95539)];

/// Fighting that goes on at the reference date ends some day, by its prior. An edit that holds for a while around that
/// date does not make it endless: when the edit is over, what was reported holds again, with its end.
#[test]
fn an_edit_does_not_make_fighting_endless() {
    let ready = small(
        "period: {start: 2024-03-01, end: 2024-12-31}\nreference_date: 2024-04-01",
        "//- locations.csv\nkey,kind,country,population\na,town,A,5000\nb,town,A,0\n\
         //- routes.csv\nfrom,to,distance_km,mode\na,b,120,road\n\
         //- conflicts.csv\nlocation,intensity,event_date\na,0.9,2024-03-05\n",
    );
    let mut edited = ready.scenario.clone();
    let edit = corridor_formats::parse_edit("fighting a 1 from 2024-03-20 until 2024-04-10", &edited, 1);
    edited.apply(&edit.expect("words that can be read")).expect("it fits");
    let edited = Ready::of(edited);
    for member in 0..300 {
        // How intense it is on a day after the edit.
        let on = |ready: &Ready, day: i64| {
            let mut now = 0.0;
            for (when, change) in &ready.member(member).changes {
                if let Change::Intensity { intensity, .. } = change
                    && i64::from(*when) <= day
                {
                    now = *intensity;
                }
            }
            now
        };
        for day in [45, 60, 120, 300] {
            assert_eq!(on(&edited, day), on(&ready, day), "member {member}, day {day}");
        }
    }
}

/// 100 people of one profile and 200 of another come to a place with room for 60 on one day. All being alike, those
/// admitted of the first are hypergeometric: mean 60 × 100/300 = 20, variance 60 × 1/3 × 2/3 × (300 - 60)/(300 - 1) =
/// 10.7023.
#[test]
fn admission_is_hypergeometric() {
    let ready = small(
        "profiles: [{key: few, conflict_share: 1}, {key: many}]\nparameters: {leave_town_per_day: 1, leave_camp_per_day: 0}",
        "//- locations.csv\nkey,kind,country\na,town,A\nc,camp,A\n//- routes.csv\nfrom,to,distance_km,mode\na,c,30,road\n\
         //- camps.csv\nlocation,capacity,event_date\nc,60,2024-03-01\n\
         //- stocks.csv\nlocation,profile,home,people\na,few,A,100\na,many,A,200\n",
    );
    struct First(f64);
    impl<C: Count> Record<C> for First {
        fn day(&mut self, world: &World, _: &Member, state: &State<C>) {
            if state.day == 0 {
                let camp = world.place(&"c".into()).unwrap_or_default() as usize;
                let few = |cohort: &&corridor_engine::Cohort<C>| {
                    world.profiles[cohort.key.class.profile()].as_str() == "few"
                        && cohort.key.plan == corridor_engine::Plan::SETTLED
                };
                self.0 = state.here[camp].iter().filter(few).map(|cohort| cohort.people.people()).sum();
            }
        }
    }
    near(ready.record::<f64, _>(0, First(0.0)).0, 20.0, "expected values");
    let sample: Vec<f64> = (0..3000).map(|member| ready.record::<u64, _>(member, First(0.0)).0).collect();
    let (mean, variance) = moments(&sample);
    let expected = 60.0 / 3.0 * 2.0 / 3.0 * 240.0 / 299.0;
    assert!((mean - 20.0).abs() < 4.0 * (expected / 3000.0_f64).sqrt(), "mean {mean}");
    assert!(
        (variance / expected - 1.0).abs() < 4.0 * (2.0_f64 / 3000.0).sqrt(),
        "variance {variance}, expected {expected}"
    );
}

/// 400 of 20,000 people are followed through a star; whatever shares of the cohort went to the leaves, theirs are a sample
/// of them without replacement. Over 40 members, Pearson's chi-square of where they are against 400 × those shares, divided
/// by (N - K) / (N - 1), has 40 × 3 degrees of freedom.
#[test]
fn journeys_are_a_sample_of_the_run() {
    let ready = small(
        "parameters: {leave_town_per_day: 0.3, leave_hub_per_day: 0}",
        "//- locations.csv\nkey,kind,country\nc,town,A\nl1,hub,A\nl2,hub,A\nl3,hub,A\n\
         //- routes.csv\nfrom,to,distance_km,mode\nc,l1,50,road\nc,l2,100,road\nc,l3,700,road\n\
         //- closures.csv\nkind,from,to,event_date,until\nroute,c,l3,2024-03-05,2024-03-12\n\
         //- stocks.csv\nlocation,profile,home,people\nc,all,A,12000\n\
         //- departures.csv\norigin,profile,value,unit,event_date,until\nc,all,1000,per_day,2024-03-01,2024-03-09\n",
    );
    let (mut sum, mut freedom) = (0.0, 0.0);
    for member in 0..40 {
        let state: State<u64> = ready.last(member);
        assert_eq!(state.begun, 20_000);
        let mut expected: Vec<f64> = ["c", "l1", "l2", "l3"].map(|key| ready.stock(&state, key)).to_vec();
        let on_the_way = 20_000.0 - expected.iter().sum::<f64>();
        expected.push(on_the_way);
        let mut followed = vec![0.0; 5];
        for journey in Journeys::of(&ready.world, &ready.member(member), 400) {
            let last = journey.stops.last().expect("at least where it began");
            let at = if last.how == "at" { ready.place(last.place.as_str()) as usize } else { 4 };
            followed[at] += 1.0;
        }
        let expected: Vec<f64> = expected.iter().map(|people| people * 400.0 / 20_000.0).collect();
        let (chi, own) = chi_square(&followed, &expected);
        sum += chi / (19_600.0 / 19_999.0);
        freedom += own;
    }
    let z = z_of_chi_square((sum, freedom));
    assert!(z.abs() < 4.0, "chi-square {sum} with {freedom} degrees of freedom");
}

/// Nobody moves in a still world: the constant of the other tests does what it says.
#[test]
fn a_still_world() {
    let ready = small(
        STILL,
        "//- locations.csv\nkey,kind,country\na,town,A\nb,hub,A\n//- routes.csv\nfrom,to,distance_km,mode\na,b,30,road\n\
         //- stocks.csv\nlocation,profile,home,people\na,all,A,10\n",
    );
    assert_eq!(evenings::<u64>(&ready, 0).here.last(), Some(&vec![10.0, 0.0]));
}
