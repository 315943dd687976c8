//! A result as rows of plain values, in the order of the catalogue. A shell writes them in one format or another.

use corridor_model::{Date, Key, Target};

use crate::findings::at_horizon;
use crate::forecast::Forecast;
use crate::headline::headline;
use crate::histogram::Histogram;
use crate::horizons::Horizon;
use crate::plan::{Of, Quantity, Reading};
use crate::quantiles::{LEVELS, Spread};
use crate::trajectory::Place;

/// One quantile of a forecast.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct QuantileAt<'a> {
    /// What is counted.
    pub target: Target,
    /// Of what.
    pub location: &'a Key,
    /// On which day.
    pub horizon: Horizon,
    /// The level of the quantile.
    pub level: f64,
    /// Its value: for cumulative targets what came after the reference date.
    pub value: f64,
}

/// Who is somewhere on a day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StockOn<'a> {
    /// What is counted.
    pub target: Target,
    /// Of what.
    pub location: &'a Key,
    /// The day.
    pub date: Date,
    /// How many.
    pub people: Spread,
}

/// Over what people go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Over {
    /// They set out on a route.
    Route,
    /// They pass a crossing.
    Crossing,
}

/// Who goes from one place to another on a day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FlowOn<'a> {
    /// Over what.
    pub over: Over,
    /// The place or crossing.
    pub from: &'a Key,
    /// The place, or the country behind the crossing.
    pub to: &'a Key,
    /// The day.
    pub date: Date,
    /// How many.
    pub people: Spread,
}

/// What one member says to a target on a day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MemberAt<'a> {
    /// The number of the member.
    pub member: u32,
    /// What is counted.
    pub target: Target,
    /// Of what.
    pub location: &'a Key,
    /// Days from the reference date.
    pub days: u32,
    /// The date.
    pub date: Date,
    /// How many: for cumulative targets what came after the reference date.
    pub value: i64,
}

/// Of which series and days what every member says is written: of what comes first every day after the reference date, of
/// all others the horizons.
fn kept_of_members(forecast: &Forecast) -> impl Iterator<Item = (usize, u32)> {
    let first = headline(&forecast.scenario);
    forecast.catalogue.series.iter().enumerate().flat_map(move |(number, series)| {
        let named = first.iter().any(|(target, key)| (*target, *key) == (series.target, &series.location));
        let days: Vec<u32> = match named {
            true => (forecast.plan.since + 1..forecast.plan.days).collect(),
            false => forecast.horizons.iter().map(|at| at.day).collect(),
        };
        days.into_iter().map(move |day| (number, day))
    })
}

impl Forecast {
    /// Keeps what every member says, too, for [`member_rows`]: memory then grows with the members.
    pub fn keep_members(&mut self) {
        let asked: Vec<Quantity> = kept_of_members(self).map(|(series, day)| self.asked_at(series, day)).collect();
        asked.into_iter().for_each(|quantity| self.plan.ask(quantity));
    }

    fn asked_at(&self, series: usize, day: u32) -> Quantity {
        at_horizon(self.catalogue.series[series].target, series, self.plan.since, day)
    }
}

/// What every member says, member by member, if that was kept.
pub fn member_rows(forecast: &Forecast) -> impl Iterator<Item = MemberAt<'_>> {
    let asked = kept_of_members(forecast).filter_map(|(series, day)| {
        let at = forecast.plan.quantity(forecast.asked_at(series, day))?;
        Some((series, day, at))
    });
    let asked: Vec<(usize, u32, usize)> = asked.collect();
    forecast.sketch.lines.iter().flat_map(move |line| {
        asked.clone().into_iter().map(move |(series, day, at)| {
            let of = &forecast.catalogue.series[series];
            let (days, date) = (day - forecast.plan.since, forecast.scenario.period.date(day));
            let (member, value) = (line.member, line.values[at]);
            MemberAt { member, target: of.target, location: &of.location, days, date, value }
        })
    })
}

/// Every series at every horizon and level.
pub fn forecast_rows(forecast: &Forecast) -> impl Iterator<Item = QuantileAt<'_>> {
    forecast.catalogue.series.iter().enumerate().flat_map(move |(series, at)| {
        forecast.horizons.iter().flat_map(move |horizon| {
            let values = forecast.quantiles(series, horizon.day);
            let (target, location, horizon) = (at.target, &at.location, *horizon);
            let levels = LEVELS.into_iter().zip(values);
            levels.map(move |(level, value)| QuantileAt { target, location, horizon, level, value })
        })
    })
}

/// Who is at every place, and who waits at every crossing, on every day.
pub fn stock_rows(forecast: &Forecast) -> impl Iterator<Item = StockOn<'_>> {
    let stocks = forecast.catalogue.series.iter().enumerate().filter(|(_, at)| !at.target.is_cumulative());
    stocks.flat_map(move |(series, at)| {
        days(forecast).map(move |(day, date)| {
            let people = spread(forecast, Of::Series(series), Reading::Level, day);
            StockOn { target: at.target, location: &at.location, date, people }
        })
    })
}

/// Who sets out on every way and who passes every crossing, on every day.
pub fn flow_rows(forecast: &Forecast) -> impl Iterator<Item = FlowOn<'_>> {
    let world = &forecast.world;
    let key = |place: u32| &world.places[place as usize].key;
    let ways = forecast.catalogue.ways.iter().enumerate().flat_map(move |(number, way)| {
        let way = &world.ways[*way as usize];
        let (over, from, to) = (Over::Route, key(way.from), key(way.to));
        days(forecast).map(move |(day, date)| {
            let people = spread(forecast, Of::Way(number), Reading::Level, day);
            FlowOn { over, from, to, date, people }
        })
    });
    let passed = forecast.catalogue.series.iter().enumerate().filter_map(move |(series, at)| match at.place {
        Place::Crossing { .. } if at.target == Target::Arrivals => {
            let crossing = forecast.scenario.location(&at.location)?;
            Some((series, &crossing.key, crossing.to_country.as_ref()?))
        }
        Place::Crossing { .. } | Place::Country(_) | Place::Place(_) => None,
    });
    ways.chain(passed.flat_map(move |(series, from, to)| {
        days(forecast).map(move |(day, date)| {
            let people = spread(forecast, Of::Series(series), Reading::Daily, day);
            FlowOn { over: Over::Crossing, from, to, date, people }
        })
    }))
}

fn days(forecast: &Forecast) -> impl Iterator<Item = (u32, Date)> + use<> {
    let period = forecast.scenario.period;
    (0..period.days()).map(move |day| (day, period.date(day)))
}

fn spread(forecast: &Forecast, of: Of, reading: Reading, day: u32) -> Spread {
    forecast.sketch.cell(&forecast.plan, of, reading, day).map_or_else(Spread::default, Histogram::spread)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    #[test]
    fn a_forecast_counts_after_the_reference_date() {
        let mut ensemble = testing::ensemble(2);
        testing::set(&mut ensemble, Target::Arrivals, "Bland", [&[0, 3, 3, 3, 7], &[0, 0, 0, 0, 2]]);
        let forecast = testing::forecast(&ensemble);
        let rows: Vec<_> = forecast_rows(&forecast).collect();
        assert_eq!(rows.len(), ensemble.catalogue.series.len() * forecast.horizons.len() * LEVELS.len());
        let median =
            rows.iter().find(|row| (row.target, row.location.as_str(), row.level) == (Target::Arrivals, "Bland", 0.5));
        assert_eq!(median.map(|row| (row.horizon.days, row.value)), Some((3, 3.0)));
    }

    #[test]
    fn a_crossing_is_passed_day_by_day() {
        let mut ensemble = testing::ensemble(2);
        testing::set(&mut ensemble, Target::Arrivals, "gate", [&[1, 3, 3, 3, 7], &[1, 1, 1, 1, 2]]);
        let forecast = testing::forecast(&ensemble);
        let passed = flow_rows(&forecast).filter(|row| row.over == Over::Crossing);
        let means: Vec<_> = passed.map(|row| (row.from.as_str(), row.to.as_str(), row.people.mean)).collect();
        let mean = |mean| ("gate", "Bland", mean);
        assert_eq!(means, [mean(1.0), mean(1.0), mean(0.0), mean(0.0), mean(2.5)]);
        ensemble.trajectories[1].ways[0] = vec![0, 0, 0, 0, 4];
        let forecast = testing::forecast(&ensemble);
        let sets_out: Vec<_> = flow_rows(&forecast).filter(|row| row.people.mean == 2.0).collect();
        let [one] = sets_out.as_slice() else { panic!("{sets_out:?}") };
        assert_eq!((one.over, one.date), (Over::Route, ensemble.scenario.period.end));
    }

    #[test]
    fn every_member_is_told_if_it_was_kept() {
        let mut ensemble = testing::ensemble(2);
        testing::set(&mut ensemble, Target::Arrivals, "Bland", [&[0, 3, 3, 3, 7], &[0, 0, 0, 0, 2]]);
        testing::set(&mut ensemble, Target::Stock, "camp", [&[0, 0, 0, 0, 5], &[0, 0, 0, 0, 6]]);
        let mut forecast = testing::forecast(&ensemble);
        let told = |forecast: &Forecast, location: &str| {
            let own = member_rows(forecast).filter(|row| row.location.as_str() == location && row.value != 0);
            own.map(|row| (row.member, row.target, row.days, row.value)).collect::<Vec<_>>()
        };
        assert_eq!(told(&forecast, "camp"), []);
        forecast.keep_members();
        forecast.sketch = crate::sketch::Sketch::new(&forecast.plan);
        testing::take_up(&mut forecast, &ensemble);
        // What comes first is told day by day, the others at the horizons.
        assert_eq!(told(&forecast, "Bland"), [(0, Target::Arrivals, 3, 4), (1, Target::Arrivals, 3, 2)]);
        assert_eq!(told(&forecast, "camp"), [(0, Target::Stock, 3, 5), (1, Target::Stock, 3, 6)]);
        let own =
            member_rows(&forecast).filter(|row| (row.target, row.location.as_str()) == (Target::Arrivals, "Bland"));
        assert_eq!(own.map(|row| row.days).collect::<Vec<_>>(), [1, 2, 3, 1, 2, 3]);
    }

    #[test]
    fn a_stock_has_a_row_a_day() {
        let mut ensemble = testing::ensemble(2);
        testing::set(&mut ensemble, Target::Stranded, "gate", [&[1, 2, 3, 4, 5], &[3, 4, 5, 6, 7]]);
        let forecast = testing::forecast(&ensemble);
        let stranded = stock_rows(&forecast).filter(|row| row.target == Target::Stranded);
        assert_eq!(stranded.map(|row| row.people.q50).collect::<Vec<_>>(), [2.0, 3.0, 4.0, 5.0, 6.0]);
    }
}
