//! What the map draws: one number of every series and way on every day, as bytes.

use corridor_forecast::{Histogram, Of, Reading, Sketch};

use crate::instance::{Open, Which};
use crate::series::{reading, sketch, way_mean};

/// Medians of series, means of ways; of a difference also where it is clear of 0.
pub fn draw(open: &Open, which: Which) -> Result<Vec<u8>, String> {
    let (forecast, sketch) = sketch(open, which)?;
    let (plan, catalogue) = (&forecast.plan, &forecast.catalogue);
    let ways = open.side(which)?.ways.len();
    let sizes = [sketch.lines.len() as u32, plan.days, catalogue.series.len() as u32, ways as u32];
    let mut bytes: Vec<u8> = sizes.into_iter().flat_map(u32::to_le_bytes).collect();
    let median = |sketch: &Sketch, of, reading, day| {
        sketch.cell(plan, of, reading, day).map_or(0.0, |cell| cell.quantile(0.5)) as f32
    };
    for (number, series) in catalogue.series.iter().enumerate() {
        let days = (0..plan.days).map(|day| median(sketch, Of::Series(number), reading(series.target), day));
        bytes.extend(days.flat_map(f32::to_le_bytes));
    }
    for way in 0..ways {
        let days = (0..plan.days as usize).map(|day| way_mean(open, which, way, day) as f32);
        bytes.extend(days.flat_map(f32::to_le_bytes));
    }
    let everybody = (0..plan.days).map(|day| median(sketch, Of::Everybody, Reading::Level, day));
    bytes.extend(everybody.flat_map(f32::to_le_bytes));
    if which == Which::Difference {
        for (number, series) in catalogue.series.iter().enumerate() {
            let cell = |day| sketch.cell(plan, Of::Series(number), reading(series.target), day);
            bytes.extend((0..plan.days).map(|day| u8::from(cell(day).is_some_and(leaves_0_out))));
        }
    }
    Ok(bytes)
}

/// Whether the 90 % interval leaves 0 out.
fn leaves_0_out(cell: &Histogram) -> bool {
    let (below, above) = cell.signs();
    above > below && cell.quantile(0.05) > 0.0 || below > above && cell.quantile(0.95) < 0.0
}
