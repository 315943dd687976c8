//! The files of a result, whose rows are plain: formats and forecast never meet. And those of a scenario.

mod camps_svg;
mod changes;
pub mod dictionary;
mod flows;
pub mod geojson;
mod hubverse;
mod model_card;
pub mod public;
pub mod report;
mod results;
mod ro_crate;
mod scenario;
mod scores;
mod status;
mod stocks;
#[cfg(test)]
mod testing;
#[cfg(feature = "columnar")]
mod xlsx;

pub use camps_svg::{CampPanel, CampsPicture, camps_svg};
pub use changes::{differences, drivers, harm};
pub use flows::{FlowRow, flows};
pub use hubverse::{ForecastRow, forecast};
pub use model_card::model_card;
pub use report::report;
pub use results::{
    About, Audience, DifferenceRow, DriverRow, HarmRow, Interval, PeakRow, ReportedRow, Results, WayRow,
};
pub use ro_crate::{Agent, FileMark, Run, ro_crate};
pub use scenario::scenario;
pub use scores::{ScoreRow, scores};
pub use stocks::{StockRow, stocks};
#[cfg(feature = "columnar")]
pub use xlsx::xlsx;

/// Mean and quantiles of the members of an ensemble.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Spread {
    /// The mean.
    pub mean: f64,
    /// One in twenty lies below it.
    pub q05: f64,
    /// One in four lies below it.
    pub q25: f64,
    /// The median.
    pub q50: f64,
    /// Three in four lie below it.
    pub q75: f64,
    /// Nineteen in twenty lie below it.
    pub q95: f64,
}

/// The headings of a spread.
const SPREAD: [&str; 6] = ["mean", "q05", "q25", "q50", "q75", "q95"];

impl Spread {
    fn cells(&self) -> [String; 6] {
        [self.mean, self.q05, self.q25, self.q50, self.q75, self.q95].map(number)
    }
}

/// A table: header and rows, `,` between cells, quotation marks where needed.
fn table<const N: usize>(header: [&str; N], rows: impl Iterator<Item = [String; N]>) -> Vec<u8> {
    let mut text = header.join(",") + "\n";
    for row in rows {
        for (index, cell) in row.iter().enumerate() {
            if index > 0 {
                text.push(',');
            }
            if cell.contains([',', '"', '\n', '\r', ';']) || cell.starts_with('#') {
                text.extend(["\"", &cell.replace('"', "\"\""), "\""]);
            } else {
                text.push_str(cell);
            }
        }
        text.push('\n');
    }
    text.into_bytes()
}

/// A whole number without decimals, another with at most six, since quantiles between people are no finer; empty for none.
pub fn number(value: f64) -> String {
    // -0 is 0.
    if !value.is_finite() {
        return String::new();
    }
    let text = format!("{value:.6}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}
