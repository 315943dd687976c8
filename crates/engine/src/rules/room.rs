//! Room at a receiving place. Page: `rules/room.md`.

use corridor_model::Parameter;

use crate::{Room, Values};

/// What the rule reads.
pub const READS: &[&str] = &["capacity", "people there in the morning"];

/// The factor on the attraction of a place with so many people in it: 1 up to `room_starts_at` of its capacity, then down
/// in a straight line to 0 when it is full.
pub fn factor(values: &Values, room: Room, people: f64) -> f64 {
    match room {
        Room::Unlimited => 1.0,
        Room::Closed => 0.0,
        Room::For(capacity) => {
            let starts = values.get(Parameter::RoomStartsAt) * capacity;
            if people >= capacity {
                0.0
            } else if people <= starts {
                1.0
            } else {
                (capacity - people) / (capacity - starts)
            }
        }
    }
}
