//! The first verb: the day's departures become cohorts at their origins.

use crate::cohort::{Class, CohortKey, Plan};
use crate::day::Day;
use crate::member::{Departure, Given};
use crate::rules::conflict_departures;
use crate::{Count, Decision, Record, mix};

impl<C: Count, R: Record<C>> Day<'_, C, R> {
    pub fn displace(&mut self) {
        self.flee();
        for departure in &self.member.departures {
            if (departure.from..departure.until).contains(&self.state.day) {
                self.depart(departure);
            }
        }
        self.state.sort_here();
    }

    /// People flee fighting, and the fear of it.
    fn flee(&mut self) {
        let (world, member, day) = (self.world, self.member, self.state.day);
        let mut total = 0.0;
        let shares = member.groups.iter().map(|group| {
            total += group.conflict_share;
            total
        });
        let shares: Vec<f64> = shares.collect();
        for (place, at) in (0..).zip(&world.places) {
            let index = place as usize;
            let (zone, population) = (&self.state.force.zones[index], self.state.population[index]);
            if zone.began.is_none() || population.is_none() {
                continue;
            }
            let p = conflict_departures::probability(zone, day, &member.values) * self.state.force.factors[index];
            let people = population.part(p, member.stream.at(day, Decision::Displace, at.hash));
            if !people.is_none() {
                let draw = member.stream.at(day, Decision::Profile, at.hash);
                people.split(&shares, draw, |profile, people| {
                    self.set_off(place, profile as u16, people, mix(at.hash, world.profile_hashes[profile]));
                });
            }
        }
    }

    /// People leave whose number is given.
    fn depart(&mut self, departure: &Departure) {
        let (world, member, day) = (self.world, self.member, self.state.day);
        let own = |place: u32| mix(departure.hash, world.places[place as usize].hash);
        match departure.given {
            Given::PerDay(people) => {
                // With factors each place counts for more or less, and so does the whole.
                let factors = &self.state.force.factors;
                let (mut total, mut before) = (0.0, 0.0);
                let weighted = departure.origins.iter().zip(&departure.cumulative).map(|(place, upto)| {
                    total += (upto - before) * factors[*place as usize];
                    before = *upto;
                    total
                });
                let cumulative: Vec<f64> = weighted.collect();
                let people = if before > 0.0 { people * (total / before) } else { 0.0 };
                // Fractions are carried: after n days n × people have left, rounded down.
                let after = |days: u32| C::of(people * f64::from(days));
                let since = day - departure.from;
                let today = after(since + 1) - after(since);
                let draw = member.stream.at(day, Decision::Displace, departure.hash);
                today.split(&cumulative, draw, |origin, people| {
                    let place = departure.origins[origin];
                    self.set_off(place, departure.profile, people, own(place));
                });
            }
            Given::Share(p) => {
                for &place in &departure.origins {
                    let p = p * self.state.force.factors[place as usize];
                    let draw = member.stream.at(day, Decision::Displace, own(place));
                    let people = self.state.population[place as usize].part(p, draw);
                    self.set_off(place, departure.profile, people, own(place));
                }
            }
        }
    }

    /// People who live at a place become displaced. Those beyond who live there come from outside.
    fn set_off(&mut self, place: u32, profile: u16, people: C, hash: u64) {
        if people.is_none() {
            return;
        }
        let population = &mut self.state.population[place as usize];
        *population -= if people < *population { people } else { *population };
        let group = &self.member.groups[usize::from(profile)];
        if group.conflict_share > 0.0 {
            self.state.today.displaced[place as usize] += people;
        }
        let home = if group.remembers_home {
            self.world.place_target(place)
        } else {
            self.world.country_target(self.world.places[place as usize].country)
        };
        let key = CohortKey { plan: Plan::UNDECIDED, home, class: Class::new(profile, false), side: 0, who: 0 };
        self.state.begin(self.world, self.member, self.record, (place, key, people), hash);
    }
}
