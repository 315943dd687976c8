//! The second verb: who leaves, and by which route. It reads the counts of the morning.

use corridor_model::Parameter;

use crate::choices::rooms;
use crate::cohort::{Aim, Cohort, CohortKey, Plan};
use crate::day::Day;
use crate::member::Room;
use crate::record::Spot;
use crate::rules::{leaving, returns};
use crate::{Count, Decision, Record, State, World, mix};

/// Where some people decide, and when: at which tick of the day, after how many stops.
#[derive(Clone, Copy, Debug)]
pub(crate) struct At {
    pub place: u32,
    pub spot: Spot,
    pub tick: u64,
    pub stops: u32,
}

impl At {
    pub fn morning(place: u32) -> At {
        At { place, spot: Spot::Place(place), tick: 0, stops: 0 }
    }
}

pub(crate) fn sum<C: Count>(cohorts: &[Cohort<C>]) -> C {
    let mut all = C::default();
    for cohort in cohorts {
        all += cohort.people;
    }
    all
}

impl<C: Count, R: Record<C>> Day<'_, C, R> {
    /// What the morning looks like to those who will decide today.
    pub fn look(&mut self) {
        let State { here, population, cache, force, caps, .. } = &mut *self.state;
        cache.refresh(self.world, self.member, force, caps);
        let (present, live) = (|place: u32| sum(&here[place as usize]), |place: u32| population[place as usize]);
        rooms(cache, self.world, self.member, force, (present, live));
        self.state.deter_less(self.world, self.member);
    }

    pub fn decide(&mut self) {
        self.look_home();
        self.send_back();
        let mut places: Vec<u32> = (0..self.world.places.len() as u32).collect();
        if self.world.rules.turn().is_some() {
            // Most of those in camps came before the others, and so decide before them.
            let rooms = &self.state.force.rooms;
            let (camps, others) = places.into_iter().partition(|place| matches!(rooms[*place as usize], Room::For(_)));
            places = others;
            self.decide_at(camps);
            self.look_at_rooms();
        }
        self.decide_at(places);
    }

    fn decide_at(&mut self, places: Vec<u32>) {
        for place in places {
            if self.state.here[place as usize].is_empty() {
                continue;
            }
            // The buffer of one place's morning becomes that of the next one's evening.
            let evening = std::mem::take(&mut self.travel.spare);
            let mut morning = std::mem::replace(&mut self.state.here[place as usize], evening);
            // What does not hang on how many live here, some of whom may come home today, is the same for all.
            let alike = self.member.values.get(Parameter::LeavePopulationExponent) == 0.0;
            let leaves = alike.then(|| leaving::probability(&self.world.rules, self.member, self.state.seen(place)));
            for cohort in &mut morning {
                self.take_root(place, cohort);
                let cohort = &*cohort;
                match cohort.key.plan.aim() {
                    Aim::Settled => self.stay_or_leave(place, cohort, leaves),
                    Aim::Rooted => self.state.here[place as usize].push(*cohort),
                    Aim::Undecided if self.world.rules.displaced_leave_as_others() => {
                        self.remain(At::morning(place), cohort, cohort.people);
                    }
                    Aim::Undecided => self.choose(At::morning(place), cohort, cohort.people),
                    aim @ (Aim::Refuge(_) | Aim::Home(_) | Aim::Path(_)) => self.go_on(place, cohort, aim),
                }
            }
            morning.clear();
            self.travel.spare = morning;
        }
    }

    /// Those whom a host sends back, or who go back whatever the fighting at home: so many a day, all who stay there being
    /// alike.
    fn send_back(&mut self) {
        let (world, day) = (self.world, self.state.day);
        let hosts = (0..).zip(world.countries.iter().zip(self.state.force.forced_return.clone()));
        let asked = hosts.flat_map(|(country, (host, own))| own.into_iter().map(move |own| (country, host, own)));
        for (country, host, (profile, per_day)) in asked.filter(|(_, _, (_, per_day))| *per_day > 0.0) {
            let after = |days: u32| C::of(per_day * f64::from(days));
            let today = after(day + 1) - after(day);
            let (mut groups, mut counts) = (Vec::new(), Vec::new());
            for (place, at) in (0..).zip(&world.places).filter(|(_, at)| at.country == country && at.kind.receives()) {
                for (number, cohort) in self.state.here[place as usize].iter().enumerate() {
                    let foreign = world.country_of_target(cohort.key.home) != at.country;
                    let meant = profile.is_none_or(|profile| cohort.key.class.profile() == usize::from(profile));
                    if foreign && meant && cohort.key.plan == Plan::SETTLED {
                        groups.push((place, number));
                        counts.push(cohort.people);
                    }
                }
            }
            let who = mix(host.hash, profile.map_or(0, |profile| world.profile_hashes[usize::from(profile)]));
            let draw = self.member.stream.at(day, Decision::ForcedReturn, who);
            C::choose(&counts, today, draw, |group, people| {
                let (place, number) = groups[group];
                let cohort = self.state.here[place as usize][number];
                self.state.here[place as usize][number].people -= people;
                self.go_home(place, &cohort, people);
            });
        }
    }

    /// Of those who stay at a place, some stay for good from today on.
    fn take_root(&mut self, place: u32, cohort: &mut Cohort<C>) {
        let share = self.member.stay_for_good[place as usize];
        if share > 0.0 && cohort.key.plan == Plan::SETTLED {
            let who = cohort.key.hash(self.world, self.world.places[place as usize].hash);
            let draw = self.member.stream.at(self.state.day, Decision::Root, who);
            let rooted = cohort.people.part(share, draw);
            if !rooted.is_none() {
                self.stay(At::morning(place), cohort, rooted, CohortKey { plan: Plan::ROOTED, ..cohort.key });
                cohort.people -= rooted;
            }
        }
    }

    /// How readily people go home today: it hangs on nothing but where home is, and whether that is abroad.
    fn look_home(&mut self) {
        let (day, values) = (self.state.day, &self.member.values);
        let homes = self.state.force.zones.iter();
        let returns = homes.map(|home| [false, true].map(|abroad| returns::probability(home, day, abroad, values)));
        self.travel.returns.clear();
        self.travel.returns.extend(returns);
    }

    /// People who stay at a place go home, go elsewhere, or stay.
    fn stay_or_leave(&mut self, place: u32, cohort: &Cohort<C>, leaves: Option<f64>) {
        let (world, member, day) = (self.world, self.member, self.state.day);
        let Cohort { key, people } = *cohort;
        if people.is_none() {
            return;
        }
        let at = &world.places[place as usize];
        let leaves = leaves.unwrap_or_else(|| leaving::probability(&world.rules, member, self.state.seen(place)));
        let home = key.home.0 as usize;
        let returns = match self.travel.returns.get(home).filter(|_| member.group(key.class).returns) {
            Some([within, _]) if world.country_of_target(key.home) == at.country => *within,
            Some([_, from_abroad]) => *from_abroad,
            None => 0.0,
        };
        // Both in one draw: most days nobody moves, and one look tells.
        let moves = returns + (1.0 - returns) * leaves;
        if moves <= 0.0 {
            self.state.here[place as usize].push(*cohort);
            return;
        }
        let hash = key.with_trail(self.hash_without_trail(place, &key));
        let moving = people.part(moves, member.stream.at(day, Decision::Leave, hash));
        if moving.is_none() {
            self.state.here[place as usize].push(*cohort);
            return;
        }
        let homeward = moving.part(returns / moves, member.stream.at(day, Decision::Return, hash));
        let mut left = *cohort;
        if !homeward.is_none() {
            if world.country_of_target(key.home) == at.country {
                self.state.today.idp_returns[at.country as usize] += homeward;
            }
            self.go_home(place, &left, homeward);
            left.people -= homeward;
        }
        let elsewhere = moving - homeward;
        if !elsewhere.is_none() {
            self.choose(At::morning(place), &left, elsewhere);
            left.people -= elsewhere;
        }
        if !left.people.is_none() {
            self.state.here[place as usize].push(left);
        }
    }

    /// Some of a cohort turn for home.
    fn go_home(&mut self, place: u32, cohort: &Cohort<C>, people: C) {
        let world = self.world;
        let key = CohortKey { plan: Plan::home(cohort.key.home), ..cohort.key };
        let at = At::morning(place);
        if world.reaches(cohort.key.home, place) {
            return self.come_home(at, cohort, people);
        }
        match self.state.cache.next_way(world, world.node(place, key.side), key.plan.aim(), key.class) {
            Some((way, plan)) if !world.is_gated(way, key.side) => {
                self.set_out(at, cohort, people, way, CohortKey { plan, ..key });
            }
            // They wait for the gate, or for a way.
            Some(_) | None => self.stay(at, cohort, people, key),
        }
    }

    /// Some of a cohort are home.
    pub fn come_home(&mut self, at: At, cohort: &Cohort<C>, people: C) {
        let place = at.place as usize;
        self.state.gone_home += people;
        self.state.today.home[place] += people;
        if cohort.key.home == self.world.place_target(at.place) {
            self.state.population[place] += people;
        }
        self.record.moved(at.spot, &cohort.key, cohort.people, people, Spot::Home(at.place), &cohort.key);
    }

    /// Some of a cohort choose where to go, and set out.
    pub fn choose(&mut self, at: At, cohort: &Cohort<C>, people: C) {
        let world = self.world;
        let key = cohort.key;
        let without = self.hash_without_trail(at.place, &key);
        let draw = self.member.stream.at(self.state.day, Decision::Choose, key.at_stop(without, at.stops, at.tick));
        let node = world.node(at.place, key.side);
        let mut chosen = std::mem::take(&mut self.travel.chosen);
        let near;
        let choices = if self.state.cache.minds_nearness() {
            let here = world.rules.takes_here_for_home();
            let from = if here { Some(at.place) } else { world.place_of_target(key.home) };
            near = self.state.cache.choices_near(world, self.member, (node, key.class), from);
            &near
        } else {
            self.state.cache.choices(world, self.member, node, key.class)
        };
        people.split(&choices.cumulative, draw, |choice, people| chosen.push((choices.at(choice), people)));
        let mut left = *cohort;
        for &(choice, people) in &chosen {
            // Nobody sets out late for a stop that cannot be reached by night: they go in the morning.
            let reached = at.tick + self.member.ticks[choice.way as usize] <= World::DAY;
            let too_late = at.tick > 0 && !reached && !world.rules.sets_out_late();
            let people = if self.is_full(choice.to) {
                self.remain(at, &left, people);
                left.people -= people;
                continue;
            } else {
                let go = self.take_room(at, choice, &key, people);
                if go != people {
                    self.remain(at, &left, people - go);
                    left.people -= people - go;
                }
                go
            };
            if people.is_none() {
                continue;
            }
            if too_late || world.is_gated(choice.way, key.side) {
                let side = world.side_unasked(at.place, key.side);
                self.stay(at, &left, people, CohortKey { plan: choice.waiting, side, ..key });
            } else {
                self.set_out(at, &left, people, choice.way, CohortKey { plan: choice.after, ..key });
            }
            left.people -= people;
        }
        if chosen.is_empty() && !people.is_none() {
            // Nowhere to go: who stayed stays, and the others stay if they may, else look again tomorrow.
            let pull = self.state.cache.pull_at(key.class, at.place);
            let may_stay = world.places[at.place as usize].kind.receives() && pull > 0.0;
            match key.plan.aim() {
                Aim::Settled | Aim::Rooted => self.remain(at, cohort, people),
                _ if may_stay => self.settle(at, cohort, people),
                Aim::Undecided | Aim::Refuge(_) | Aim::Home(_) | Aim::Path(_) => {
                    self.stay(at, cohort, people, CohortKey { plan: Plan::UNDECIDED, ..key });
                }
            }
        }
        chosen.clear();
        self.travel.chosen = chosen;
    }

    /// Some of a cohort do not go: who was there stays there, and who has just come stays if there is room.
    fn remain(&mut self, at: At, cohort: &Cohort<C>, people: C) {
        if at.stops > 0 {
            self.settle(at, cohort, people);
        } else {
            let side = self.world.side_unasked(at.place, cohort.key.side);
            self.stay(at, cohort, people, CohortKey { plan: Plan::SETTLED, side, ..cohort.key });
        }
    }

    /// People with a plan go on in the morning, wait for their gate, or plan again.
    fn go_on(&mut self, place: u32, cohort: &Cohort<C>, aim: Aim) {
        let world = self.world;
        let key = cohort.key;
        if self.is_given_up(place, &key, aim) {
            // Tomorrow they are as others there.
            return self.remain(At::morning(place), cohort, cohort.people);
        }
        let way = self.state.cache.next_way(world, world.node(place, key.side), aim, key.class);
        match way {
            Some((way, plan)) if !world.is_gated(way, key.side) => {
                self.set_out(At::morning(place), cohort, cohort.people, way, CohortKey { plan, ..key });
            }
            None if !matches!(aim, Aim::Home(_)) => self.choose(At::morning(place), cohort, cohort.people),
            // They wait for their gate, or for a way home. Who was let through and did not go has to ask again.
            Some(_) | None => {
                let side = world.side_unasked(place, key.side);
                if side == key.side {
                    self.state.here[place as usize].push(*cohort);
                } else {
                    self.stay(At::morning(place), cohort, cohort.people, CohortKey { side, ..key });
                }
            }
        }
    }

    /// Some of a cohort are at the place for the night, as what they have become.
    pub fn stay(&mut self, at: At, cohort: &Cohort<C>, people: C, becomes: CohortKey) {
        self.record.moved(at.spot, &cohort.key, cohort.people, people, Spot::Dusk(at.place), &becomes);
        self.state.here[at.place as usize].push(Cohort { key: becomes, people });
    }
}
