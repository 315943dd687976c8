//! A result as the rows that its files are written from.

use corridor_forecast::{HarmFigure, Over, flow_rows, forecast_rows, stock_rows};
use corridor_formats::write::{
    About, Audience, DifferenceRow, DriverRow, FlowRow, ForecastRow, HarmRow, Interval, PeakRow, ReportedRow, Results,
    StockRow, WayRow,
};
use corridor_model::Target;

use crate::driving::ends;
use crate::{Beside, Told, cells};

/// The rows of a result, complete. Where there are many, `go_on` is asked now and then whether anybody still wants them.
pub fn rows<'a, E>(told: &Told<'a>, go_on: impl Fn() -> Result<(), E>) -> Result<Results<'a>, E> {
    let Told { forecast, findings, .. } = *told;
    let reference_date = forecast.reference();
    let stocks = stock_rows(forecast).map(|row| {
        go_on()?;
        let (measure, location) = (row.target.word(), row.location.to_string());
        Ok(StockRow { measure, date: row.date, location, spread: cells(row.people) })
    });
    let flows = flow_rows(forecast).map(|row| {
        go_on()?;
        let measure = match row.over {
            Over::Route => "route",
            Over::Crossing => "crossing",
        };
        let (measure, from, to) = (measure.to_owned(), row.from.to_string(), row.to.to_string());
        Ok(FlowRow { date: row.date, measure, from, to, spread: cells(row.people) })
    });
    let peaks = forecast.catalogue.series.iter().enumerate().filter(|(_, at)| at.target == Target::Stranded);
    let reported = findings.reported.iter().map(|one| ReportedRow {
        series: one.series.clone(),
        target: one.target,
        location: one.location.to_string(),
        since: one.since,
        date: one.date,
        reported: one.reported,
        implied: one.implied,
        ensemble: Interval { q05: one.ensemble.low, q50: one.ensemble.median, q95: one.ensemble.high },
        usage: one.usage,
        known: one.known,
        agrees: Some(one.agrees()),
    });
    let (differences, harm) =
        told.beside.as_ref().map(|beside| (differences(beside), harm(beside))).unwrap_or_default();
    Ok(Results {
        scenario: &forecast.scenario,
        about: About {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            command: told.command.to_owned(),
            members: forecast.members() as u64,
            seed: forecast.seed,
            reference_date,
            hindcast: forecast.scenario.reference_date.is_none(),
            edits: told.edits.to_vec(),
            against: told.beside.map(|beside| beside.against.to_vec()),
            audience: Audience::Local,
        },
        forecast: forecast_rows(forecast)
            .map(|row| ForecastRow {
                reference_date,
                target: row.target,
                location: row.location.to_string(),
                horizon: i64::from(row.horizon.days),
                target_end_date: row.horizon.date,
                output_type: "quantile",
                output_type_id: row.level,
                value: row.value,
            })
            .collect(),
        stocks: stocks.collect::<Result<_, E>>()?,
        flows: flows.collect::<Result<_, E>>()?,
        peaks: peaks
            .map(|(series, at)| {
                let [_, peak, _] = forecast.waiting(series);
                PeakRow { location: at.location.to_string(), people: interval(peak) }
            })
            .collect(),
        ways: ways(told),
        reported: reported.collect(),
        drivers: drivers(told),
        differences,
        harm,
    })
}

fn interval(spread: corridor_forecast::Spread) -> Interval {
    Interval { q05: spread.q05, q50: spread.q50, q95: spread.q95 }
}

fn ways(told: &Told) -> Vec<WayRow> {
    let forecast = told.forecast;
    let world = &forecast.world;
    let key = |place: u32| world.places[place as usize].key.to_string();
    let ways = forecast.catalogue.ways.iter().enumerate().map(|(number, way)| {
        let at = &world.ways[*way as usize];
        let people = interval(forecast.way_total(number));
        WayRow { from: key(at.from), to: key(at.to), mode: at.mode, distance_km: at.km, people }
    });
    ways.collect()
}

fn drivers(told: &Told) -> Vec<DriverRow> {
    let rows = told.driving.iter().flat_map(|one| {
        one.clear.iter().zip(1..).map(|((input, driver), rank)| {
            let (low, high) = ends(driver);
            DriverRow {
                target: one.target,
                location: one.location.to_string(),
                date: one.date,
                rank,
                input: input.what.clone(),
                share: driver.share,
                noise: driver.noise,
                low,
                high,
            }
        })
    });
    rows.collect()
}

fn differences(compared: &Beside) -> Vec<DifferenceRow> {
    let rows = compared.differences.series.iter().flat_map(|one| {
        one.horizons.iter().map(|at| DifferenceRow {
            target: one.target,
            location: one.location.to_string(),
            horizon: i64::from(at.horizon.days),
            date: at.horizon.date,
            base: interval(at.base),
            what_if: interval(at.what_if),
            difference: cells(at.difference),
            above: at.above,
            below: at.below,
            visible: one.visible,
        })
    });
    rows.collect()
}

fn harm(compared: &Beside) -> Vec<HarmRow> {
    let harm = &compared.differences.harm;
    let row = |measure, unit, figure: &HarmFigure| HarmRow {
        measure,
        unit,
        location: None,
        km: None,
        base: interval(figure.base),
        what_if: interval(figure.what_if),
        difference: cells(figure.difference),
        above: figure.above,
    };
    let mut rows = vec![
        row("stranded_peak", "people", &harm.stranded_peak),
        row("waiting_days", "person-days", &harm.waiting_days),
        row("road_days", "person-days", &harm.road_days),
        row("kilometres", "person-km", &harm.kilometres),
    ];
    rows.extend(harm.crowding.iter().map(|at| HarmRow {
        location: Some(at.location.to_string()),
        km: Some(at.km),
        ..row("crowding_peak", "people", &at.peak)
    }));
    rows
}
