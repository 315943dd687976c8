//! An auditor: a listener that keeps its own book of everybody and holds each move and each evening against the law.
//!
//! It believes nothing of what the engine asserts about itself. What it checks, and panics about with the day:
//!
//! * nobody is lost or made up: its book, kept from the moves alone, equals the state every evening, to the person;
//! * what a move says of those who remain is so, or a single journey could not be drawn from it;
//! * travel takes its time: the ticks of the way, counted from the tick of setting out; a day has no more than its own;
//! * a shut way is not set out on, a closed gate not passed, a limit a day, the seats of a way and a cap not exceeded;
//! * a capacity is not exceeded by admission;
//! * without a gate nobody is in another country than the day before.

use std::collections::BTreeMap;

use corridor_engine::{Change, CohortKey, GateKind, Law, Member, Pass, Policy, Record, Room, Spot, State, World, run};

type Book = BTreeMap<(Spot, CohortKey), u64>;

/// Keeps its own book of a run.
#[derive(Debug)]
pub struct Auditor<'a> {
    world: &'a World,
    member: &'a Member,
    book: Book,
    begun: u64,
    day: u32,
    /// Whether the day's movement is over.
    evening: bool,
    lived: bool,
    changes: usize,
    laws: Vec<Law>,
    shut: Vec<bool>,
    rooms: Vec<Room>,
    policies: Vec<Policy>,
    caps: Vec<Option<u32>>,
    /// Since the cap began: entered by a gate.
    admitted: Vec<u64>,
    /// Let through a gate that stands at the beginning of a way, less those who set out.
    let_through: Vec<i128>,
    /// Home countries, to tell who goes home.
    abroad: BTreeMap<corridor_engine::Home, u32>,
    /// How many moves; more than this are a loop.
    pub moves: u64,
    /// Whether the book alone is checked: under Flee's rules travel, borders and rooms follow others.
    pub book_only: bool,
    /// The most moves that a run may make.
    pub most_moves: u64,
    /// The most cohorts of any evening.
    pub most_cohorts: usize,
    /// Set out by way, pass by gate, by day.
    pub set_out: Vec<Vec<u64>>,
}

impl<'a> Auditor<'a> {
    /// Before the first day.
    pub fn new(world: &'a World, member: &'a Member) -> Auditor<'a> {
        let homes =
            world.places.iter().map(|place| &place.key).chain(world.countries.iter().map(|country| &country.key));
        let abroad = homes.filter_map(|key| {
            let country = world.place(key).map(|place| world.places[place as usize].country);
            Some((world.home(key)?, country.or_else(|| world.country(key))?))
        });
        Auditor {
            world,
            member,
            book: Book::new(),
            begun: 0,
            day: 0,
            evening: false,
            lived: false,
            changes: 0,
            laws: vec![Law::OPEN; world.gates.len()],
            shut: vec![false; world.ways.len()],
            rooms: vec![Room::Unlimited; world.places.len()],
            policies: vec![Policy::Open; world.countries.len()],
            caps: vec![None; world.countries.len()],
            admitted: vec![0; world.countries.len()],
            let_through: vec![0; world.gates.len()],
            abroad: abroad.collect(),
            moves: 0,
            book_only: false,
            most_moves: 3_000_000,
            most_cohorts: 0,
            set_out: Vec::new(),
        }
    }

    /// Runs a member under its eyes.
    pub fn audit(world: &World, member: &Member) -> State<u64> {
        let mut auditor = Auditor::new(world, member);
        run(world, member, &mut auditor)
    }

    fn take(&mut self, at: (Spot, CohortKey), some: u64) {
        let there = self.book.get_mut(&at);
        let enough = there.as_ref().is_some_and(|there| **there >= some);
        assert!(enough || some == 0, "day {}: {some} people move from {at:?}, where there are {there:?}", self.day);
        if let Some(there) = there {
            *there -= some;
            if *there == 0 {
                self.book.remove(&at);
            }
        }
    }

    fn put(&mut self, at: (Spot, CohortKey), some: u64) {
        if some > 0 {
            *self.book.entry(at).or_default() += some;
        }
    }

    fn country_of(&self, place: u32, side: u8) -> u32 {
        let place = &self.world.places[place as usize];
        place.to_country.filter(|_| side & 1 == 1).unwrap_or(place.country)
    }

    /// The country in which people are: on a way, that where it leads; at a crossing, that of their side.
    fn country(&self, spot: Spot, key: &CohortKey) -> Option<u32> {
        let of = |place, side| self.country_of(place, side);
        match spot {
            Spot::Place(place) | Spot::Dusk(place) | Spot::Door(place) | Spot::Arriving(place, ..) => {
                Some(of(place, key.side))
            }
            Spot::Way(way, ..) | Spot::Dawn(way, _) => {
                let way = &self.world.ways[way as usize];
                Some(of(way.to, way.to_side))
            }
            Spot::Home(_) | Spot::Left(_) | Spot::Dead(_) => None,
        }
    }

    /// Where and at which tick of the day a move begins.
    fn start(&self, from: Spot) -> Option<(u32, u64)> {
        match from {
            Spot::Place(place) | Spot::Dusk(place) | Spot::Door(place) => Some((place, 0)),
            Spot::Arriving(place, _, tick) => Some((place, tick)),
            Spot::Way(way, arrives, _) | Spot::Dawn(way, arrives) => {
                Some((self.world.ways[way as usize].to, arrives.checked_sub(u64::from(self.day) * World::DAY)?))
            }
            Spot::Home(_) | Spot::Left(_) | Spot::Dead(_) => None,
        }
    }

    /// Whether some ways, one after the other, lead from a place and side to another in just so many ticks. Only the first
    /// may begin by a gate, and only for those who have been let through; no crossing lies between.
    fn leads(
        &self,
        (place, side): (u32, u8),
        first: bool,
        (to, to_side): (u32, u8),
        ticks: u64,
        seen: &mut Vec<u32>,
    ) -> bool {
        if ticks == 0 && !first {
            return place == to && side == to_side;
        }
        let world = self.world;
        let is_crossing = world.places[place as usize].to_country.is_some();
        if !first && is_crossing {
            return false;
        }
        seen.push(place);
        let found = world.places[place as usize].out.iter().any(|&number| {
            let way = &world.ways[number as usize];
            let through = match (way.gate, is_crossing) {
                (None, _) => true,
                (Some(_), true) => way.from_side == side & 1,
                (Some(_), false) => first && side != 0,
            };
            let took = self.member.ticks[number as usize];
            through
                && !self.shut[number as usize]
                && took <= ticks
                && !seen.contains(&way.to)
                && self.leads((way.to, way.to_side), false, (to, to_side), ticks - took, seen)
        });
        seen.pop();
        found
    }

    fn check_travel(&self, from: Spot, key: &CohortKey, to: Spot, becomes: &CohortKey) {
        let (day, morning) = (self.day, u64::from(self.day) * World::DAY);
        if let (Spot::Way(a, arrives, false), Spot::Way(b, returns, true)) = (from, to) {
            let gone = self.member.ticks[a as usize].saturating_sub(arrives.saturating_sub(morning)).max(1);
            assert_eq!(Some(b), self.world.ways[a as usize].back, "day {day}: turned onto another way");
            assert_eq!(returns, morning + gone, "day {day}: the way back is as long as the way gone");
            return;
        }
        let Some((place, start)) = self.start(from) else { broken(format!("day {day}: {from:?} leads to {to:?}")) };
        // When, where and on which side they come to a stop, or to the beginning of the way on which the day ends.
        let (arrival, end) = match to {
            Spot::Arriving(to, _, tick) => {
                assert!(tick <= World::DAY, "day {day}: more than a day's distance in a day: {tick}");
                ((to, becomes.side), tick)
            }
            Spot::Way(way, arrives, turned) => {
                let at = &self.world.ways[way as usize];
                assert!(
                    !turned && arrives > morning + World::DAY,
                    "day {day}: by night they are there: {from:?} to {to:?}"
                );
                ((at.to, at.to_side), arrives - morning)
            }
            // Where some walk, the way goes on.
            Spot::Dawn(..) => return,
            Spot::Dusk(stays) | Spot::Door(stays) => {
                assert_eq!(stays, place, "day {day}: moves without a way");
                return;
            }
            // Home, or away, at the end of the ways.
            Spot::Place(to) | Spot::Home(to) | Spot::Left(to) | Spot::Dead(to) if to == place => return,
            Spot::Place(_) | Spot::Home(_) | Spot::Left(_) | Spot::Dead(_) => {
                broken(format!("day {day}: moves without a way: {from:?} to {to:?}"))
            }
        };
        assert!(!self.evening, "day {day}: a second move on one day: {from:?} to {to:?}");
        // Those who arrive from yesterday may stop here.
        if let (Spot::Way(way, ..), Spot::Arriving(stop, _, tick)) = (from, to)
            && stop == self.world.ways[way as usize].to
            && tick == start
        {
            return;
        }
        assert!(end > start, "day {day}: no time passes: {from:?} to {to:?}");
        let found = self.leads((place, key.side), true, arrival, end - start, &mut Vec::new());
        assert!(
            found,
            "day {day}: no way that is open and that they may take is so short: {from:?} as {key:?} to {to:?}"
        );
    }

    fn check_border(&mut self, from: Spot, key: &CohortKey, some: u64, to: Spot, becomes: &CohortKey) {
        if let (Spot::Place(place), Spot::Dusk(_)) = (from, to) {
            let (was, is) = (self.country(from, key), self.country(to, becomes));
            let (Some(was), Some(is)) = (was, is) else { return };
            let day = self.day;
            if was != is {
                assert!(self.evening, "day {day}: {some} people cross a border without a gate, {from:?} to {to:?}");
                self.check_papers(place, key, some, is);
            }
        }
    }

    fn check_papers(&self, place: u32, key: &CohortKey, some: u64, into: u32) {
        let gates = self.world.gates.iter().zip(&self.laws);
        let mut own = gates.filter(|(gate, _)| gate.kind == GateKind::Crossing && gate.place == place);
        let Some((_, law)) = own.find(|(gate, _)| gate.side == key.side & 1) else { return };
        let goes_home = self.abroad.get(&key.home) == Some(&into);
        if goes_home || law.irregular > 0.0 {
            return;
        }
        let day = self.day;
        match law.pass {
            Pass::DocumentedOnly => assert!(key.class.documented(), "day {day}: {some} people passed without papers"),
            Pass::Closed | Pass::ReturnsOnly => assert!(some == 0, "day {day}: {some} people passed what is closed"),
            Pass::Restricted { profile: Some(profile), .. } => {
                assert_eq!(
                    usize::from(profile),
                    key.class.profile(),
                    "day {day}: {some} people of another profile passed"
                );
            }
            Pass::Open | Pass::Restricted { profile: None, .. } => {}
        }
    }

    /// What holds from this morning on.
    fn morning(&mut self) {
        while let Some((_, change)) = self.member.changes.get(self.changes).filter(|(day, _)| *day <= self.day as i32) {
            self.changes += 1;
            match *change {
                Change::Gate { gate, law } => self.laws[gate as usize] = law,
                Change::Way { way, shut } => self.shut[way as usize] = shut,
                Change::Room { place, room } => self.rooms[place as usize] = room,
                Change::Admission { country, policy } => {
                    self.policies[country as usize] = policy;
                    // A row that holds again goes on counting.
                    if let Policy::Cap { row, .. } = policy
                        && self.caps[country as usize].replace(row) != Some(row)
                    {
                        self.admitted[country as usize] = 0;
                    }
                }
                Change::Intensity { .. }
                | Change::Kind { .. }
                | Change::Redirection { .. }
                | Change::PushBack { .. }
                | Change::ForcedReturn { .. }
                | Change::Factor { .. } => {}
            }
        }
    }

    fn check_flows(&mut self, state: &State<u64>) {
        let (day, today) = (self.day, &state.today);
        for (way, set_out) in today.set_out.iter().enumerate() {
            assert!(!self.shut[way] || *set_out == 0, "day {day}: {set_out} people set out on the shut way {way}");
            let at = &self.world.ways[way];
            match at.gate.filter(|gate| self.world.gates[*gate as usize].kind != GateKind::Crossing) {
                Some(gate) => {
                    self.let_through[gate as usize] -= i128::from(*set_out);
                    let left = self.let_through[gate as usize];
                    assert!(
                        left >= 0,
                        "day {day}: {} more set out on way {way} than its gate {gate} let through",
                        -left
                    );
                }
                None => {
                    let side = |place: u32, side: u8| self.country_of(place, side);
                    let joins = side(at.from, at.from_side) == side(at.to, at.to_side);
                    assert!(
                        joins || *set_out == 0,
                        "day {day}: {set_out} cross a border by way {way}, which has no gate"
                    );
                }
            }
            if let Some(seats) = self.member.seats[way] {
                assert!(*set_out as f64 <= seats, "day {day}: {set_out} people on the {seats} seats of way {way}");
            }
        }
        for (number, gate) in self.world.gates.iter().enumerate() {
            let law = self.laws[number];
            let (passed, beside) = (today.passed[number], today.irregular[number]);
            // Those beside a gate may be going home; then they are not among those who passed.
            let regular = passed.saturating_sub(beside);
            let nobody = matches!(law.pass, Pass::Closed | Pass::ReturnsOnly);
            assert!(!nobody || regular == 0, "day {day}: {regular} people passed gate {number}, which is closed");
            let returned = today.returned[number].saturating_sub(beside);
            assert!(
                law.pass != Pass::Closed || returned == 0,
                "day {day}: {returned} returned by the closed gate {number}"
            );
            if let Some(per_day) = law.per_day {
                assert!(regular as f64 <= per_day, "day {day}: {regular} passed gate {number}, {per_day} may");
            }
            if gate.kind != GateKind::Crossing {
                let through = i128::from(passed + today.returned[number]) - i128::from(today.pushed_back[number]);
                self.let_through[number] += through;
            }
        }
        for (country, policy) in self.policies.iter().enumerate() {
            let beside: u64 = self
                .world
                .gates
                .iter()
                .zip(&today.irregular)
                .filter(|(gate, _)| gate.into == country as u32 || gate.kind == GateKind::Boarding)
                .map(|(_, beside)| beside)
                .sum();
            let today = today.entered[country].saturating_sub(beside);
            self.admitted[country] += today;
            let admitted = self.admitted[country];
            match policy {
                Policy::Cap { people, .. } => {
                    let most = *people;
                    assert!(
                        today == 0 || admitted as f64 <= most,
                        "day {day}: {admitted} entered {country} under a cap of {most}"
                    );
                }
                Policy::Share(share) if *share <= 0.0 => {
                    assert!(today == 0, "day {day}: {today} entered {country}, which admits nobody");
                }
                Policy::Open | Policy::Share(_) => {}
            }
        }
    }

    fn check_rooms(&self, state: &State<u64>) {
        let day = self.day;
        for (place, room) in self.rooms.iter().enumerate() {
            let settled = state.today.settled[place];
            let own = self.world.gates.iter().zip(&state.today.deaths).filter(|(gate, _)| gate.place == place as u32);
            let dead: u64 = own.map(|(_, dead)| dead).sum();
            let there: u64 = state.here[place].iter().map(|cohort| cohort.people).sum();
            let held = (there + dead).saturating_sub(state.today.refused[place]);
            match room {
                Room::Closed => assert!(settled == 0, "day {day}: {settled} people entered the closed place {place}"),
                Room::For(capacity) if settled > 0 => {
                    assert!(
                        held as f64 <= *capacity,
                        "day {day}: place {place} admitted {settled} and holds {held}, of {capacity}"
                    );
                }
                Room::For(_) | Room::Unlimited => {}
            }
        }
    }

    fn check_book(&mut self, state: &State<u64>) {
        let day = self.day;
        let mut book = Book::new();
        let mut cohorts = 0;
        for (here, place) in state.here.iter().zip(0..) {
            for cohort in here {
                cohorts += 1;
                *book.entry((Spot::Place(place), cohort.key)).or_default() += cohort.people;
            }
        }
        for (road, way) in state.road.iter().zip(0..) {
            for traveller in road {
                cohorts += 1;
                let spot = Spot::Way(way, traveller.arrives, traveller.turned);
                *book.entry((spot, traveller.cohort.key)).or_default() += traveller.cohort.people;
            }
        }
        self.most_cohorts = self.most_cohorts.max(cohorts);
        let is_there = |spot: &Spot| matches!(spot, Spot::Place(_) | Spot::Way(..));
        let gone = |wanted: fn(&Spot) -> bool| -> u64 {
            self.book.iter().filter(|((spot, _), _)| wanted(spot)).map(|(_, people)| people).sum()
        };
        assert_eq!(gone(|spot| matches!(spot, Spot::Home(_))), state.gone_home, "day {day}: gone home");
        assert_eq!(gone(|spot| matches!(spot, Spot::Left(_))), state.left, "day {day}: left");
        assert_eq!(gone(|spot| matches!(spot, Spot::Dead(_))), state.dead, "day {day}: dead");
        book.retain(|_, people| *people > 0);
        let own: Book =
            self.book.iter().filter(|((spot, _), _)| is_there(spot)).map(|(at, people)| (*at, *people)).collect();
        if own != book {
            let differ = |a: &Book, b: &Book| -> Vec<String> {
                a.iter()
                    .filter(|(at, people)| b.get(at) != Some(people))
                    .take(4)
                    .map(|entry| format!("{entry:?}"))
                    .collect()
            };
            let (missing, strange) = (differ(&own, &book), differ(&book, &own));
            broken(format!("day {day}: the moves say {missing:#?}, the state says {strange:#?}"));
        }
        let accounted = state.present() + state.gone_home + state.dead + state.left;
        assert_eq!(accounted, self.begun, "day {day}: people accounted for, and people begun");
        assert_eq!(state.begun, self.begun, "day {day}: people begun");
    }
}

fn broken(message: String) -> ! {
    std::panic::panic_any(message)
}

impl Record<u64> for Auditor<'_> {
    fn begun(&mut self, place: u32, key: &CohortKey, people: u64) {
        self.begun += people;
        self.put((Spot::Place(place), *key), people);
    }

    fn moved(&mut self, from: Spot, key: &CohortKey, remaining: u64, some: u64, to: Spot, becomes: &CohortKey) {
        self.morning();
        self.moves += 1;
        let (moves, day) = (self.moves, self.day);
        assert!(
            moves <= self.most_moves,
            "day {day}: {moves} moves, the last from {from:?} to {to:?}: this does not end"
        );
        let there = self.book.get(&(from, *key)).copied().unwrap_or(0);
        assert!(some <= remaining, "day {day}: {some} of {remaining} people move");
        // Those on a way may stand there as several cohorts of one key; all of them go where the key says.
        let apart = matches!(from, Spot::Way(..)) && remaining == some && some <= there;
        assert!(
            apart || remaining == there,
            "day {day}: {some} of {remaining} move from {from:?} to {to:?}, {there} are there as {key:?}"
        );
        self.take((from, *key), some);
        self.put((to, *becomes), some);
        if some > 0 && !self.book_only {
            self.check_travel(from, key, to, becomes);
            self.check_border(from, key, some, to, becomes);
        }
    }

    fn night(&mut self) {
        let here = self.book.iter().filter(|((spot, _), _)| matches!(spot, Spot::Dusk(_) | Spot::Place(_)));
        let here: Vec<_> = here.map(|(at, people)| (*at, *people)).collect();
        for &((spot, key), people) in &here {
            self.take((spot, key), people);
        }
        for ((spot, key), people) in here {
            self.put((spot, key.after_a_night()), people);
        }
    }

    fn dusk(&mut self) {
        // The first is that of the evening before the first day.
        self.evening = self.lived;
        self.lived = true;
        let placed = self.book.iter().filter(|((spot, _), _)| matches!(spot, Spot::Dusk(_)));
        let placed: Vec<_> = placed.map(|(at, people)| (*at, *people)).collect();
        for ((spot, key), people) in placed {
            if let Spot::Dusk(place) = spot {
                self.take((spot, key), people);
                self.put((Spot::Place(place), key), people);
            }
        }
    }

    fn day(&mut self, _: &World, _: &Member, state: &State<u64>) {
        self.morning();
        assert_eq!(state.day, self.day);
        self.check_book(state);
        if !self.book_only {
            self.check_flows(state);
            self.check_rooms(state);
        }
        self.set_out.push(state.today.set_out.clone());
        self.day += 1;
        self.evening = false;
    }
}
