//! Writes the files of a small made-up result into a folder: `run/`, `compare/` and `public/`. The tests in tests/python
//! read them where no folder of `corridor run --out` is given.

use std::fs;
use std::path::Path;

use corridor_formats::write::{
    About, Audience, DifferenceRow, DriverRow, FileMark, FlowRow, ForecastRow, HarmRow, Interval, PeakRow, ReportedRow,
    Results, Run, Spread, StockRow, WayRow, differences, drivers, flows, forecast, geojson, harm, model_card, public,
    ro_crate, stocks, xlsx,
};
use corridor_formats::{Source, Sources, read, template};

#[path = "../src/write/testing.rs"]
#[allow(clippy::unwrap_used)] // It is written for tests.
mod testing;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args().nth(1).ok_or("usage: result DIR")?;
    let scenario = testing::scenario();
    write(&Path::new(&folder).join("run"), &testing::results(&scenario, false))?;
    write(&Path::new(&folder).join("compare"), &testing::results(&scenario, true))?;
    write(&Path::new(&folder).join("public"), &public::suppress(testing::results(&scenario, true)))?;
    Ok(())
}

fn write(folder: &Path, results: &Results) -> Result<(), Box<dyn std::error::Error>> {
    fs::create_dir_all(folder)?;
    let is_public = results.about.audience == Audience::Public;
    let (forecast, stocks, flows) = if is_public {
        (public::forecast(&results.forecast), public::stocks(&results.stocks), public::flows(&results.flows))
    } else {
        (forecast(&results.forecast), stocks(&results.stocks), flows(&results.flows))
    };
    let mut files = vec![
        ("forecast.csv", forecast),
        ("stocks.csv", stocks),
        ("flows.csv", flows),
        ("drivers.csv", drivers(&results.drivers)),
        ("results.xlsx", xlsx(results)?),
        ("places.geojson", geojson::places(results)),
        ("flows.geojson", geojson::flows(results)),
        ("model-card.md", model_card(results)),
    ];
    if results.about.against.is_some() {
        files.extend([("differences.csv", differences(&results.differences)), ("harm.csv", harm(&results.harm))]);
    }
    let files: Vec<Source> = files.into_iter().map(|(name, bytes)| Source { name: name.to_owned(), bytes }).collect();
    let run = Run {
        start_time: Some("2024-04-02T08:00:00+00:00".to_owned()),
        end_time: Some("2024-04-02T08:00:09+00:00".to_owned()),
        agent: None,
        inputs: template("small").iter().map(FileMark::of).collect(),
        outputs: files.iter().map(FileMark::of).collect(),
    };
    let name = "ro-crate-metadata.json".to_owned();
    for file in files.iter().chain([&Source { name, bytes: ro_crate(results, &run) }]) {
        fs::write(folder.join(&file.name), &file.bytes)?;
    }
    Ok(())
}
