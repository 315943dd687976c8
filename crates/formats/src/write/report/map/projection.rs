//! From degrees to positions: equirectangular, with degrees east as wide as they are at the middle latitude.

use corridor_model::{Key, Location};

/// Kilometres of a degree of latitude.
const KM: f64 = 111.195;
/// The sheet's width, its least and greatest height, and the margin in which nothing lies.
pub const WIDTH: f64 = 960.0;
const HEIGHT: (f64, f64) = (380.0, 760.0);
pub const MARGIN: f64 = 34.0;
/// The least that a map spans, degrees: of a single place it shows the surroundings.
const LEAST: f64 = 0.4;
/// The share of places that the frame must hold, when a few lie so far off that they would shrink it all.
const CORE: f64 = 0.9;
/// How much farther than those the others may lie before they go to the edge.
const FAR: f64 = 1.7;

/// A place on the sheet.
#[derive(Clone, Debug)]
pub struct Point<'a> {
    pub location: &'a Location,
    pub x: f64,
    pub y: f64,
    /// How far beyond the frame it lies, km, if it is drawn at the edge.
    pub beyond_km: Option<f64>,
}

/// The sheet.
#[derive(Clone, Debug)]
pub struct Sheet<'a> {
    pub points: Vec<Point<'a>>,
    pub height: f64,
    pub km_per_unit: f64,
}

impl<'a> Sheet<'a> {
    /// The places that have a point; none if there is none.
    pub fn of(locations: &'a [Location]) -> Option<Sheet<'a>> {
        let sound = |lat: &f64, lon: &f64| (-90.0..=90.0).contains(lat) && (-360.0..=360.0).contains(lon);
        let placed: Vec<(&Location, f64, f64)> = locations
            .iter()
            .filter_map(|location| Some((location, location.lat?, location.lon?)))
            .filter(|(_, lat, lon)| sound(lat, lon))
            .collect();
        if placed.is_empty() {
            return None;
        }
        let from = cut(placed.iter().map(|(_, _, lon)| *lon));
        let lat: Vec<f64> = placed.iter().map(|(_, lat, _)| *lat).collect();
        let (south, north) = span(lat.iter().copied());
        // Near the poles degrees east have next to no width.
        let east = libm::cos(((south + north) / 2.0).to_radians()).max(0.05);
        let xs: Vec<f64> = placed.iter().map(|(_, _, lon)| (lon - from).rem_euclid(360.0) * east).collect();
        let ((left, right), (south, north)) = (frame(&xs), frame(&lat));
        let (across, tall) = ((right - left).max(LEAST), (north - south).max(LEAST));
        let inner = WIDTH - 2.0 * MARGIN;
        let height = (inner * tall / across + 2.0 * MARGIN).clamp(HEIGHT.0, HEIGHT.1);
        let scale = (inner / across).min((height - 2.0 * MARGIN) / tall);
        let middle = ((left + right) / 2.0, (south + north) / 2.0);
        let points = placed.iter().zip(&xs).map(|((location, lat, _), x)| {
            let (x, y) = (WIDTH / 2.0 + (x - middle.0) * scale, height / 2.0 - (lat - middle.1) * scale);
            let (inside_x, inside_y) = (x.clamp(10.0, WIDTH - 10.0), y.clamp(10.0, height - 10.0));
            let beyond = libm::hypot(x - inside_x, y - inside_y) / scale * KM;
            Point { location, x: inside_x, y: inside_y, beyond_km: (beyond > 0.0).then_some(beyond) }
        });
        Some(Sheet { points: points.collect(), height, km_per_unit: KM / scale })
    }

    /// The place with this key.
    pub fn point(&self, key: &Key) -> Option<&Point<'a>> {
        self.points.iter().find(|point| point.location.key == *key)
    }
}

fn span(values: impl Iterator<Item = f64>) -> (f64, f64) {
    values.fold((f64::MAX, f64::MIN), |(low, high), value| (low.min(value), high.max(value)))
}

/// The longitude from which east is counted: the eastern end of the widest gap, so that a map across the date line is whole.
fn cut(lon: impl Iterator<Item = f64>) -> f64 {
    let mut lon: Vec<f64> = lon.map(|lon| lon.rem_euclid(360.0)).collect();
    lon.sort_by(f64::total_cmp);
    let around = lon.first().map(|first| first + 360.0);
    let next = lon.iter().copied().skip(1).chain(around);
    let gaps = lon.iter().copied().zip(next);
    gaps.fold((f64::MIN, 0.0), |(widest, from), (a, b)| if b - a > widest { (b - a, b) } else { (widest, from) }).1
}

/// What the frame spans: all of it, or what holds most places where the rest lies far off.
fn frame(values: &[f64]) -> (f64, f64) {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let all = span(sorted.iter().copied());
    let inside = ((sorted.len() as f64 * CORE).ceil() as usize).max(1);
    // The narrowest stretch that holds so many.
    let stretches = sorted.windows(inside).filter_map(|window| Some((*window.first()?, *window.last()?)));
    let core = stretches.fold(all, |best, (low, high)| if high - low < best.1 - best.0 { (low, high) } else { best });
    let room = (core.1 - core.0) * (FAR - 1.0) / 2.0;
    let wide = (core.0 - room, core.1 + room);
    span(sorted.into_iter().filter(|value| (wide.0..=wide.1).contains(value)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write::report::tests::place;

    fn sheet(points: &[(f64, f64)]) -> (Vec<(f64, f64)>, f64, Vec<bool>) {
        let at = |(lat, lon): &(f64, f64)| Location { lat: Some(*lat), lon: Some(*lon), ..place("p", "Aland") };
        let locations: Vec<Location> = points.iter().map(at).collect();
        let sheet = Sheet::of(&locations).unwrap();
        let beyond = sheet.points.iter().map(|point| point.beyond_km.is_some()).collect();
        (sheet.points.iter().map(|point| (point.x, point.y)).collect(), sheet.km_per_unit, beyond)
    }

    #[test]
    fn north_is_up_and_a_kilometre_is_as_long_either_way() {
        let (points, km, _) = sheet(&[(60.0, 10.0), (61.0, 10.0), (60.0, 12.0), (61.0, 12.0)]);
        assert!(points[1].1 < points[0].1 && points[2].0 > points[0].0);
        // At 60.5° two degrees east are 109.5 km.
        assert!(((points[2].0 - points[0].0) * km - 109.5).abs() < 0.1);
        assert!(((points[0].1 - points[1].1) * km - KM).abs() < 0.01);
    }

    #[test]
    fn a_map_across_the_date_line_is_whole() {
        let (points, km, _) = sheet(&[(0.0, 179.0), (0.0, -179.0), (1.0, 178.0), (1.0, -178.0)]);
        assert!((points[1].0 - points[0].0) * km < 230.0 && points[1].0 > points[0].0);
    }

    #[test]
    fn one_place_is_in_the_middle_and_a_far_one_at_the_edge() {
        let (points, ..) = sheet(&[(-90.0, 7.0)]);
        assert_eq!(points[0].0, WIDTH / 2.0);
        let mut many: Vec<(f64, f64)> =
            (0..20).map(|step| (30.0 + f64::from(step % 5), 60.0 + f64::from(step))).collect();
        many.push((31.0, 5.0));
        let (points, _, beyond) = sheet(&many);
        assert_eq!(beyond.iter().filter(|beyond| **beyond).count(), 1);
        assert!(beyond[20] && points[20].0 == 10.0);
        let odd =
            [f64::NAN, f64::INFINITY, 1e300].map(|lat| Location { lat: Some(lat), lon: Some(0.0), ..place("p", "A") });
        assert!(Sheet::of(&odd).is_none() && Sheet::of(&[place("p", "A")]).is_none());
    }
}
