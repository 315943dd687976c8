//! Curved, headed arrows, as wide as the people who took the way. Each bends to its own left, so that two opposite ones
//! lie apart.

use crate::write::camps_svg::svg::at;

/// The widest, and the narrowest that is still seen.
pub const WIDEST: f64 = 13.0;
pub const NARROWEST: f64 = 1.2;

/// How wide an arrow of so many people is.
pub fn width(people: f64, most: f64) -> f64 {
    (WIDEST * people / most.max(1.0)).clamp(NARROWEST, WIDEST)
}

/// An arrow between two marks, each a position and a radius: shaft and head. None where the marks leave no room.
pub fn arrow(from: (f64, f64, f64), to: (f64, f64, f64), width: f64) -> Option<String> {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let far = libm::hypot(dx, dy);
    if far < 6.0 {
        return None;
    }
    // On a sheet y grows downwards: (dy, -dx) is to the left of who walks.
    let bend = 0.16;
    let middle = (from.0 + dx / 2.0 + dy * bend, from.1 + dy / 2.0 - dx * bend);
    let unit = |(ax, ay): (f64, f64), (bx, by): (f64, f64)| {
        let length = libm::hypot(bx - ax, by - ay).max(1e-9);
        ((bx - ax) / length, (by - ay) / length)
    };
    let (out, into) = (unit((from.0, from.1), middle), unit(middle, (to.0, to.1)));
    // Marks that touch leave the arrow a third of the way each.
    let back = |radius: f64| (radius + 1.5).min(far / 3.0);
    let start = (from.0 + out.0 * back(from.2), from.1 + out.1 * back(from.2));
    let tip = (to.0 - into.0 * back(to.2), to.1 - into.1 * back(to.2));
    let long = (6.0 + 1.1 * width).min(far * 0.4);
    let half = (3.0 + 0.75 * width).min(far * 0.3);
    let neck = (tip.0 - into.0 * long, tip.1 - into.1 * long);
    let side = (-into.1 * half, into.0 * half);
    let corner = |sign: f64| format!("{} {}", at(neck.0 + sign * side.0), at(neck.1 + sign * side.1));
    let point = |(x, y): (f64, f64)| format!("{} {}", at(x), at(y));
    Some(format!(
        "<path class=\"shaft\" stroke-width=\"{}\" d=\"M{}Q{} {}\"/><path class=\"head\" d=\"M{}L{}L{}Z\"/>",
        at(width),
        point(start),
        point(middle),
        point((neck.0 + into.0, neck.1 + into.1)),
        point(tip),
        corner(1.0),
        corner(-1.0)
    ))
}
