//! A result as rows of plain values, in the order of the catalogue. A shell writes them in one format or another.

use corridor_model::{Date, Key, Target};

use crate::ensemble::Ensemble;
use crate::horizons::Horizon;
use crate::quantiles::{LEVELS, Spread, quantile, spread};
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

/// Every series at every horizon and level.
pub fn forecast_rows<'a>(ensemble: &'a Ensemble, horizons: &'a [Horizon]) -> impl Iterator<Item = QuantileAt<'a>> {
    let since = ensemble.reference_day();
    ensemble.catalogue.series.iter().enumerate().flat_map(move |(series, at)| {
        horizons.iter().flat_map(move |horizon| {
            let sample = ensemble.sample(series, since, horizon.day);
            let (target, location, horizon) = (at.target, &at.location, *horizon);
            LEVELS.map(|level| QuantileAt { target, location, horizon, level, value: quantile(&sample, level) })
        })
    })
}

/// Who is at every place, and who waits at every crossing, on every day.
pub fn stock_rows(ensemble: &Ensemble) -> impl Iterator<Item = StockOn<'_>> {
    let stocks = ensemble.catalogue.series.iter().enumerate().filter(|(_, at)| !at.target.is_cumulative());
    stocks.flat_map(move |(series, at)| {
        days(ensemble).map(move |(day, date)| {
            let people = spread(&ensemble.sample(series, None, day));
            StockOn { target: at.target, location: &at.location, date, people }
        })
    })
}

/// Who sets out on every way and who passes every crossing, on every day.
pub fn flow_rows(ensemble: &Ensemble) -> impl Iterator<Item = FlowOn<'_>> {
    let world = &ensemble.world;
    let key = |place: u32| &world.places[place as usize].key;
    let ways = ensemble.catalogue.ways.iter().enumerate().flat_map(move |(number, way)| {
        let way = &world.ways[*way as usize];
        let (over, from, to) = (Over::Route, key(way.from), key(way.to));
        days(ensemble).map(move |(day, date)| FlowOn {
            over,
            from,
            to,
            date,
            people: spread(&ensemble.way_sample(number, day)),
        })
    });
    let passed = ensemble.catalogue.series.iter().enumerate().filter_map(move |(series, at)| match at.place {
        Place::Crossing { .. } if at.target == Target::Arrivals => {
            let crossing = ensemble.scenario.location(&at.location)?;
            Some((series, &crossing.key, crossing.to_country.as_ref()?))
        }
        Place::Crossing { .. } | Place::Country(_) | Place::Place(_) => None,
    });
    ways.chain(passed.flat_map(move |(series, from, to)| {
        days(ensemble).map(move |(day, date)| {
            let people = spread(&ensemble.daily_sample(series, day));
            FlowOn { over: Over::Crossing, from, to, date, people }
        })
    }))
}

fn days(ensemble: &Ensemble) -> impl Iterator<Item = (u32, Date)> + use<> {
    let period = ensemble.scenario.period;
    (0..period.days()).map(move |day| (day, period.date(day)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    #[test]
    fn a_forecast_counts_after_the_reference_date() {
        let mut ensemble = testing::ensemble(2);
        testing::set(&mut ensemble, Target::Arrivals, "Bland", [&[0, 3, 3, 3, 7], &[0, 0, 0, 0, 2]]);
        let horizons = crate::horizons(ensemble.scenario.period, ensemble.reference());
        let rows: Vec<_> = forecast_rows(&ensemble, &horizons).collect();
        assert_eq!(rows.len(), ensemble.catalogue.series.len() * horizons.len() * LEVELS.len());
        let median =
            rows.iter().find(|row| (row.target, row.location.as_str(), row.level) == (Target::Arrivals, "Bland", 0.5));
        assert_eq!(median.map(|row| (row.horizon.days, row.value)), Some((3, 3.0)));
    }

    #[test]
    fn a_crossing_is_passed_day_by_day() {
        let mut ensemble = testing::ensemble(2);
        testing::set(&mut ensemble, Target::Arrivals, "gate", [&[1, 3, 3, 3, 7], &[1, 1, 1, 1, 2]]);
        let passed = flow_rows(&ensemble).filter(|row| row.over == Over::Crossing);
        let means: Vec<_> = passed.map(|row| (row.from.as_str(), row.to.as_str(), row.people.mean)).collect();
        let mean = |mean| ("gate", "Bland", mean);
        assert_eq!(means, [mean(1.0), mean(1.0), mean(0.0), mean(0.0), mean(2.5)]);
        ensemble.trajectories[1].ways[0] = vec![0, 0, 0, 0, 4];
        let sets_out: Vec<_> = flow_rows(&ensemble).filter(|row| row.people.mean == 2.0).collect();
        let [one] = sets_out.as_slice() else { panic!("{sets_out:?}") };
        assert_eq!((one.over, one.date), (Over::Route, ensemble.scenario.period.end));
    }

    #[test]
    fn a_stock_has_a_row_a_day() {
        let mut ensemble = testing::ensemble(2);
        testing::set(&mut ensemble, Target::Stranded, "gate", [&[1, 2, 3, 4, 5], &[3, 4, 5, 6, 7]]);
        let stranded = stock_rows(&ensemble).filter(|row| row.target == Target::Stranded);
        assert_eq!(stranded.map(|row| row.people.q50).collect::<Vec<_>>(), [2.0, 3.0, 4.0, 5.0, 6.0]);
    }
}
