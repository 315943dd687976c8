//! The first verb: the day's departures become cohorts at their origins.

use crate::cohort::{Class, CohortKey, Plan};
use crate::day::Day;
use crate::member::{Departure, Given};
use crate::rules::conflict_departures;
use crate::{Count, Decision, Record, State, Zone, mix};

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
        for (place, at) in (0..).zip(&world.places) {
            let index = place as usize;
            let (zone, population) = (&self.state.force.zones[index], self.state.population[index]);
            if zone.began.is_none() || population.is_none() && world.rules.take_from_population {
                continue;
            }
            let (draw, factor) = (member.stream.at(day, Decision::Displace, at.hash), self.state.force.factors[index]);
            let people = conflict_departures::people(&world.rules, zone, day, &member.values, population, factor, draw);
            self.set_off_as_all(place, people, at.hash);
        }
    }

    /// People at a place become displaced, of each profile its share.
    fn set_off_as_all(&mut self, place: u32, people: C, hash: u64) {
        if people.is_none() {
            return;
        }
        let (world, member) = (self.world, self.member);
        let draw = member.stream.at(self.state.day, Decision::Profile, hash);
        people.split(&member.shares_at(place), draw, |profile, people| {
            self.set_off(place, profile as u16, people, mix(hash, world.profile_hashes[profile]));
        });
    }

    /// People leave whose number is given.
    fn depart(&mut self, departure: &Departure) {
        let (world, member, day) = (self.world, self.member, self.state.day);
        let own = |place: u32| mix(departure.hash, world.places[place as usize].hash);
        match departure.given {
            Given::PerDay(people) => {
                // With factors each place counts for more or less, and so does the whole.
                let cumulative = self.shares_of_origins(departure);
                let (total, before) = match departure.cumulative.last() {
                    Some(all) if !departure.where_fighting => (cumulative.last().copied().unwrap_or(0.0), *all),
                    Some(_) | None => (1.0, 1.0),
                };
                let people = if before > 0.0 { people * (total / before) } else { 0.0 };
                // Fractions are carried: after n days n × people have left, rounded down.
                let after = |days: u32| C::of(people * f64::from(days));
                let since = day - departure.from;
                let today = after(since + 1) - after(since);
                let draw = member.stream.at(day, Decision::Displace, departure.hash);
                today.split(&cumulative, draw, |origin, people| {
                    let place = if departure.where_fighting { origin as u32 } else { departure.origins[origin] };
                    match departure.profile {
                        Some(profile) => self.set_off(place, profile, people, own(place)),
                        None => self.set_off_as_all(place, people, own(place)),
                    }
                });
            }
            Given::Share(p) => {
                for &place in &departure.origins {
                    let p = p * self.state.force.factors[place as usize];
                    let draw = member.stream.at(day, Decision::Displace, own(place));
                    let people = self.state.population[place as usize].part(p, draw);
                    match departure.profile {
                        Some(profile) => self.set_off(place, profile, people, own(place)),
                        None => self.set_off_as_all(place, people, own(place)),
                    }
                }
            }
        }
    }

    /// The places from which people leave by the shares of the day, as running totals: the origins, or every place.
    fn shares_of_origins(&self, departure: &Departure) -> Vec<f64> {
        let State { population, force, day, .. } = &*self.state;
        let mut total = 0.0;
        if departure.where_fighting {
            // Flee looks at the decay on the eve, unless fighting began or ended on the day.
            let began_or_ended = |zone: &Zone| {
                zone.began.is_some_and(|began| began == *day as i32 || !zone.fights && zone.ended == *day as i32)
            };
            let eve = self.world.rules.decays_a_day_late() && !force.zones.iter().any(began_or_ended);
            let day = if eve { day.saturating_sub(1) } else { *day };
            let zones = force.zones.iter().zip(population).zip(&force.factors);
            return zones
                .map(|((zone, population), factor)| {
                    total += population.people() * conflict_departures::share(&self.world.rules, zone, day) * factor;
                    total
                })
                .collect();
        }
        // With factors each place counts for more or less, and so does the whole.
        let mut before = 0.0;
        let weighted = departure.origins.iter().zip(&departure.cumulative).map(|(place, upto)| {
            total += (upto - before) * force.factors[*place as usize];
            before = *upto;
            total
        });
        weighted.collect()
    }

    /// People who live at a place become displaced. Those beyond who live there come from outside.
    fn set_off(&mut self, place: u32, profile: u16, people: C, hash: u64) {
        if people.is_none() {
            return;
        }
        if self.world.rules.take_from_population {
            let population = &mut self.state.population[place as usize];
            *population -= if people < *population { people } else { *population };
        }
        let group = &self.member.groups[usize::from(profile)];
        if group.conflict_share > 0.0 {
            self.state.today.displaced[place as usize] += people;
        }
        let home = if group.remembers_home {
            self.world.place_target(place)
        } else {
            self.world.country_target(self.world.places[place as usize].country)
        };
        let plan = if self.world.rules.displaced_leave_as_others() { Plan::SETTLED } else { Plan::UNDECIDED };
        let (class, trail) = (Class::new(profile, false), self.world.first_trail());
        let key = CohortKey { plan, home, class, side: 0, trail, who: 0 };
        self.state.begin(self.world, self.member, self.record, (place, key, people), hash);
    }
}
