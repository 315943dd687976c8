//! What a day tells, and who listens.

use crate::{CohortKey, Count, Member, State, World};

/// The flows of one day.
#[derive(Clone, Debug, PartialEq)]
pub struct Today<C> {
    /// People of the profiles that fighting displaces who fled or left home, by place.
    pub displaced: Vec<C>,
    /// People who came to stay, by place.
    pub settled: Vec<C>,
    /// People for whom a place had no room.
    pub refused: Vec<C>,
    /// People who set out, by way.
    pub set_out: Vec<C>,
    /// People let through who do not go home, by gate.
    pub passed: Vec<C>,
    /// Of them, people who got across beside it.
    pub irregular: Vec<C>,
    /// People who passed on their way home, by gate.
    pub returned: Vec<C>,
    /// People sent back after they had passed, by gate.
    pub pushed_back: Vec<C>,
    /// People who wait in the evening, by gate.
    pub waiting: Vec<C>,
    /// People who stopped waiting, by gate.
    pub gave_up: Vec<C>,
    /// People who died waiting, by gate.
    pub deaths: Vec<C>,
    /// People who came home, by place.
    pub home: Vec<C>,
    /// People who left by an exit, by place.
    pub left: Vec<C>,
    /// People who set out for home within their country, by country.
    pub idp_returns: Vec<C>,
    /// People who entered from outside and do not go home, by country.
    pub entered: Vec<C>,
    /// People sent back at the border, by country.
    pub sent_back: Vec<C>,
    /// People who left for home across its border, by country.
    pub went_home: Vec<C>,
}

impl<C: Count> Today<C> {
    pub(crate) fn new(world: &World) -> Today<C> {
        let none = |many: usize| vec![C::default(); many];
        let (places, ways) = (world.places.len(), world.ways.len());
        let (gates, countries) = (world.gates.len(), world.countries.len());
        Today {
            displaced: none(places),
            settled: none(places),
            refused: none(places),
            set_out: none(ways),
            passed: none(gates),
            irregular: none(gates),
            returned: none(gates),
            pushed_back: none(gates),
            waiting: none(gates),
            gave_up: none(gates),
            deaths: none(gates),
            home: none(places),
            left: none(places),
            idp_returns: none(countries),
            entered: none(countries),
            sent_back: none(countries),
            went_home: none(countries),
        }
    }

    pub(crate) fn clear(&mut self) {
        let Today {
            displaced,
            settled,
            refused,
            set_out,
            passed,
            irregular,
            returned,
            pushed_back,
            waiting,
            gave_up,
            deaths,
            home,
            left,
            idp_returns,
            entered,
            sent_back,
            went_home,
        } = self;
        for list in [
            displaced,
            settled,
            refused,
            set_out,
            passed,
            irregular,
            returned,
            pushed_back,
            waiting,
            gave_up,
            deaths,
            home,
            left,
            idp_returns,
            entered,
            sent_back,
            went_home,
        ] {
            list.fill(C::default());
        }
    }
}

/// Where people are while a day goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Spot {
    /// At a place.
    Place(u32),
    /// At a place, placed there since the last [`Record::dusk`].
    Dusk(u32),
    /// At a place where they came to stay, before it is known whether there is room.
    Door(u32),
    /// Arriving at a place today: after how many hops, at which tick of the day.
    Arriving(u32, u32, u64),
    /// On a way, until a tick; whether they were turned back.
    Way(u32, u64, bool),
    /// On a way in the morning, before it is known who walks today.
    Dawn(u32, u64),
    /// Home.
    Home(u32),
    /// Gone by an exit.
    Left(u32),
    /// Dead, having waited at a place.
    Dead(u32),
}

/// Listens to a run.
pub trait Record<C: Count> {
    /// People are displaced at a place, or stand there on the first day.
    fn begun(&mut self, place: u32, key: &CohortKey, people: C) {
        let _ = (place, key, people);
    }

    /// Of the `remaining` people of a cohort at a spot, some move. What moved earlier is no longer among them.
    fn moved(&mut self, from: Spot, key: &CohortKey, remaining: C, some: C, to: Spot, becomes: &CohortKey) {
        let _ = (from, key, remaining, some, to, becomes);
    }

    /// A night passes: whoever is at a place becomes [`CohortKey::after_a_night`].
    fn night(&mut self) {}

    /// Those placed at a place since the last dusk are now among the others there.
    fn dusk(&mut self) {}

    /// A day is over.
    fn day(&mut self, world: &World, member: &Member, state: &State<C>) {
        let _ = (world, member, state);
    }
}

/// Listens to nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Nothing;

impl<C: Count> Record<C> for Nothing {}

/// Two listeners are one.
impl<C: Count, A: Record<C>, B: Record<C>> Record<C> for (A, B) {
    fn begun(&mut self, place: u32, key: &CohortKey, people: C) {
        self.0.begun(place, key, people);
        self.1.begun(place, key, people);
    }

    fn moved(&mut self, from: Spot, key: &CohortKey, remaining: C, some: C, to: Spot, becomes: &CohortKey) {
        self.0.moved(from, key, remaining, some, to, becomes);
        self.1.moved(from, key, remaining, some, to, becomes);
    }

    fn night(&mut self) {
        self.0.night();
        self.1.night();
    }

    fn dusk(&mut self) {
        self.0.dusk();
        self.1.dusk();
    }

    fn day(&mut self, world: &World, member: &Member, state: &State<C>) {
        self.0.day(world, member, state);
        self.1.day(world, member, state);
    }
}
