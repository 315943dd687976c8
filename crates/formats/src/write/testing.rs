//! A small result for tests: the scenario of `corridor new`, and numbers that are easy to follow.

use corridor_model::{Mode, Scenario, Target, Use};

use super::{
    About, DifferenceRow, DriverRow, FlowRow, ForecastRow, HarmRow, Interval, PeakRow, ReportedRow, Results, Spread,
    StockRow, WayRow,
};
use crate::Sources;

/// The scenario.
pub(super) fn scenario() -> Scenario {
    let sources = Sources { root: String::new(), files: crate::template("small") };
    crate::read(&sources).0.unwrap()
}

/// Around a median.
pub(super) fn spread(people: f64) -> Spread {
    Spread {
        mean: people * 1.1,
        q05: people * 0.4,
        q25: people * 0.8,
        q50: people,
        q75: people * 1.3,
        q95: people * 2.0,
    }
}

pub(super) fn interval(people: f64) -> Interval {
    Interval { q05: people * 0.4, q50: people, q95: people * 2.0 }
}

/// A comparison with a row of everything, or a run.
pub(super) fn results(scenario: &Scenario, compared: bool) -> Results<'_> {
    let reference_date = scenario.reference_date.unwrap();
    let end = scenario.period.end;
    let horizons = [(30, reference_date.saturating_add(jiff::Span::new().days(30))), (90, end)];
    let mut forecast = Vec::new();
    let series = [
        (Target::Arrivals, "Westland", 6_000.0),
        (Target::NetArrivals, "Westland", -400.0),
        (Target::Stock, "west_camp", 7_000.0),
        (Target::Arrivals, "x_bridge", 3_000.0),
        (Target::Stranded, "x_bridge", 20.0),
    ];
    for (target, location, people) in series {
        for (horizon, target_end_date) in horizons {
            for (level, factor) in [(0.05, 0.4), (0.5, 1.0), (0.95, 2.0)] {
                let factor = if people < 0.0 { 2.4 - factor } else { factor };
                let location = location.to_owned();
                let (output_type, value) = ("quantile", people * factor * f64::from(horizon) / 90.0);
                let output_type_id = level;
                forecast.push(ForecastRow {
                    reference_date,
                    target,
                    location,
                    horizon: i64::from(horizon),
                    target_end_date,
                    output_type,
                    output_type_id,
                    value,
                });
            }
        }
    }
    let mut stocks = Vec::new();
    let mut flows = Vec::new();
    for day in 0..scenario.period.days() {
        let date = scenario.period.date(day);
        for (measure, location, people) in
            [("stock", "west_camp", 7_000.0), ("stock", "riverton", 30.0), ("stranded", "x_bridge", 120.0)]
        {
            let spread = spread(people * f64::from(day + 1) / f64::from(scenario.period.days()));
            stocks.push(StockRow { measure, date, location: location.to_owned(), spread });
        }
        for (measure, from, to, people) in
            [("route", "riverton", "x_bridge", 90.0), ("crossing", "x_bridge", "Westland", 70.0)]
        {
            let (measure, from, to) = (measure.to_owned(), from.to_owned(), to.to_owned());
            flows.push(FlowRow { date, measure, from, to, spread: spread(people) });
        }
    }
    let way = |from: &str, to: &str, people| WayRow {
        from: from.to_owned(),
        to: to.to_owned(),
        mode: Mode::Road,
        distance_km: 45.0,
        people: interval(people),
    };
    let reported = |value: f64, known, agrees| ReportedRow {
        series: "registrations".to_owned(),
        target: Target::Arrivals,
        location: "Westland".to_owned(),
        since: Some(scenario.period.start),
        date: reference_date,
        reported: (value, value),
        implied: (value / 0.9, value / 0.7),
        ensemble: interval(4_000.0),
        usage: Use::Score,
        known,
        agrees: Some(agrees),
    };
    let driver = |rank, input: &str, share| DriverRow {
        target: Target::Arrivals,
        location: "Westland".to_owned(),
        date: end,
        rank,
        input: input.to_owned(),
        share,
        noise: 0.05,
        low: 3_000.0,
        high: 9_000.0,
    };
    let difference = |location: &str, people| DifferenceRow {
        target: Target::Arrivals,
        location: location.to_owned(),
        horizon: 90,
        date: end,
        base: interval(6_000.0),
        what_if: interval(6_000.0 + people),
        difference: spread(people),
        above: 0.9,
        below: 0.1,
        visible: Some(reference_date),
    };
    let harm = |measure, unit, location: Option<&str>, people| HarmRow {
        measure,
        unit,
        location: location.map(str::to_owned),
        km: location.map(|_| 25.0),
        base: interval(people),
        what_if: interval(2.0 * people),
        difference: spread(people),
        above: 0.8,
    };
    Results {
        scenario,
        about: About {
            version: "0.1.0".to_owned(),
            command: "corridor run small --members 100".to_owned(),
            members: 100,
            seed: 7,
            reference_date,
            hindcast: false,
            edits: if compared { vec!["open x_bridge from 2024-04-10".to_owned()] } else { Vec::new() },
            against: compared.then(Vec::new),
            audience: super::Audience::Local,
        },
        forecast,
        stocks,
        flows,
        peaks: vec![PeakRow { location: "x_bridge".to_owned(), people: interval(200.0) }],
        ways: vec![way("riverton", "x_bridge", 4_000.0), way("riverton", "nowhere", 1.0)],
        reported: vec![reported(5_200.0, true, true), reported(900.0, false, false), reported(20.0, false, true)],
        drivers: vec![driver(1, "conflict_rate_per_day", 0.6), driver(2, "x_bridge, how long it stays shut", 0.02)],
        differences: if compared {
            vec![difference("Westland", 800.0), difference("x_bridge", 40.0)]
        } else {
            Vec::new()
        },
        harm: if compared {
            vec![harm("stranded_peak", "people", None, 300.0), harm("crowding_peak", "people", Some("west_camp"), 20.0)]
        } else {
            Vec::new()
        },
    }
}
