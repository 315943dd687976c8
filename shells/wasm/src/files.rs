//! Files, the same bytes as `corridor run --out` and `compare --out` write.

use std::convert::Infallible;

use corridor_forecast::{Findings, Forecast, Keep, Paired, Spread, summarise};
use corridor_formats::write;
use corridor_results::{Beside, Driving, Told, driving, report, rows};

use crate::instance::{Open, Which};

/// A file of a side.
pub fn write(open: &Open, output: &str, which: Which) -> Result<Vec<u8>, String> {
    let compares =
        matches!(which, Which::Changed | Which::Difference) || matches!(output, "differences.csv" | "harm.csv");
    let one = if compares { Written::paired(open)? } else { Written::alone(open)? };
    let told = one.told();
    let Ok(rows) = rows(&told, || Ok::<(), Infallible>(()));
    match output {
        "forecast.csv" => Ok(write::forecast(&rows.forecast)),
        "stocks.csv" => Ok(write::stocks(&rows.stocks)),
        "flows.csv" => Ok(write::flows(&rows.flows)),
        "drivers.csv" => Ok(write::drivers(&rows.drivers)),
        "differences.csv" => Ok(write::differences(&rows.differences)),
        "harm.csv" => Ok(write::harm(&rows.harm)),
        "places.geojson" => Ok(write::geojson::places(&rows)),
        "flows.geojson" => Ok(write::geojson::flows(&rows)),
        "report.html" => Ok(write::report(&told.forecast.scenario, &report(&told, false, &rows.about))),
        other => Err(format!("`{other}` is no file of a result.")),
    }
}

/// A result with the flow on every way, which is kept of nothing that the page asks otherwise: it takes up the members
/// again.
struct Written<'a> {
    open: &'a Open,
    forecast: Forecast,
    findings: Findings,
    driving: Vec<Driving>,
    edits: &'a [String],
    command: String,
    beside: Option<(Forecast, corridor_forecast::Differences, Vec<Vec<Spread>>)>,
}

impl<'a> Written<'a> {
    fn alone(open: &'a Open) -> Result<Written<'a>, String> {
        let side = open.side(Which::Base)?;
        open.forecast(Which::Base)?;
        let mut forecast = Forecast::new(&side.whole, &side.known, open.options.seed, Keep::Ways);
        side.runs.values().for_each(|run| forecast.take(run));
        let findings = summarise(&side.whole, &forecast);
        let driving = driving(&forecast, &findings, |line, day| forecast.values_at(line.series, day));
        let command = command(open, "run", forecast.members(), &side.edits);
        Ok(Written { open, forecast, findings, driving, edits: &side.edits, command, beside: None })
    }

    fn paired(open: &'a Open) -> Result<Written<'a>, String> {
        let side = open.side(Which::Changed)?;
        open.paired()?;
        let mut paired = Paired::new(&side.whole, &open.base.known, &side.known, open.options.seed, Keep::Ways);
        for (number, run) in &side.runs {
            let base = open.base.runs.get(number).ok_or("A member of the base is missing.")?;
            paired.take(base, run);
        }
        let differences = paired.differences();
        let courses = differences.series.iter().map(|one| paired.course(one.series)).collect();
        let findings = summarise(&side.whole, &paired.what_if);
        let driving = driving(&paired.what_if, &findings, |line, day| paired.differences_of(line.series, day));
        let command = command(open, "compare", paired.what_if.members(), &side.edits);
        let Paired { base, what_if: forecast, .. } = paired;
        let beside = Some((base, differences, courses));
        Ok(Written { open, forecast, findings, driving, edits: &side.edits, command, beside })
    }

    fn told(&self) -> Told<'_> {
        let whole = self.open.changed.as_ref().filter(|_| self.beside.is_some());
        let beside = self.beside.as_ref().map(|(base, differences, courses)| Beside {
            base,
            against: &[],
            differences,
            courses,
        });
        Told {
            whole: whole.map_or(&self.open.base.whole, |changed| &changed.side.whole),
            forecast: &self.forecast,
            findings: &self.findings,
            driving: &self.driving,
            edits: self.edits,
            command: &self.command,
            beside,
        }
    }
}

/// The command with which anybody gets the same numbers.
pub fn command(open: &Open, verb: &str, members: usize, edits: &[String]) -> String {
    let options = &open.options;
    let quoted = |words: &String| format!("\"{}\"", words.replace('"', "'"));
    let mut words = vec![format!("corridor {verb} {}", open.read.name)];
    words.push(format!("--members {members} --seed {}", options.seed));
    words.extend(options.days.map(|days| format!("--days {days}")));
    words.extend(options.as_of.map(|date| format!("--as-of {date}")));
    words.extend(options.hindcast.then(|| "--hindcast".to_owned()));
    words.extend(edits.iter().map(|edit| format!("--edit {}", quoted(edit))));
    words.join(" ")
}
