//! What is kept of members, as a part of an ensemble and back.

use corridor_forecast::{Histogram, MemberLine, Plain, Sketch};
use corridor_formats::columnar::{self, Cell, PartError};

use super::Work;

/// The members of all sketches: those of one member are one line, one after the other, each but the first after its digest
/// and person-days.
pub fn lines(work: &Work) -> impl Iterator<Item = columnar::MemberLine> {
    let sketches: Vec<&Sketch> = work.sketches().map(|(_, sketch)| sketch).collect();
    (0..work.members() as usize).filter_map(move |number| {
        let (first, others) = sketches.split_first()?;
        let MemberLine { member, digest, person_days, values } = &first.lines[number];
        let mut exact = values.clone();
        for other in others {
            let line = &other.lines[number];
            exact.extend([line.digest as i64, line.person_days as i64]);
            exact.extend(&line.values);
        }
        Some(columnar::MemberLine { member: *member, digest: *digest, person_days: *person_days, exact })
    })
}

/// The cells of all sketches, one after the other.
pub fn cells(work: &Work) -> impl Iterator<Item = Cell> {
    work.sketches().flat_map(|(_, sketch)| &sketch.cells).map(|cell| {
        let Plain { sum, range, entries } = cell.plain();
        Cell { sum, range, bins: entries }
    })
}

/// Takes up the members of a part that has the same plan. Nothing is taken up if anything is wrong with it.
pub fn take_up(work: &mut Work, part: &columnar::Part) -> Result<(), PartError> {
    let plans: Vec<(usize, usize)> =
        work.sketches().map(|(plan, sketch)| (plan.quantities.len(), sketch.cells.len())).collect();
    let wrong = || PartError::Foreign("it answers other questions".to_owned());
    let mut sketches: Vec<Sketch> = plans.iter().map(|_| Sketch { lines: Vec::new(), cells: Vec::new() }).collect();
    for line in part.members() {
        let columnar::MemberLine { member, digest, person_days, exact } = line?;
        let mut rest = exact.as_slice();
        for (number, (sketch, (many, _))) in sketches.iter_mut().zip(&plans).enumerate() {
            let (mut digest, mut person_days) = (digest, person_days);
            if number > 0 {
                let (head, tail) = rest.split_at_checked(2).ok_or_else(wrong)?;
                (digest, person_days, rest) = (head[0] as u64, head[1] as u64, tail);
            }
            let (values, tail) = rest.split_at_checked(*many).ok_or_else(wrong)?;
            sketch.lines.push(MemberLine { member, digest, person_days, values: values.to_vec() });
            rest = tail;
        }
        if !rest.is_empty() {
            return Err(wrong());
        }
    }
    let mut cells = part.cells();
    for (sketch, (_, many)) in sketches.iter_mut().zip(&plans) {
        for cell in cells.by_ref().take(*many) {
            let Cell { sum, range, bins } = cell?;
            let histogram = Histogram::from_plain(Plain { sum, range, entries: bins });
            sketch.cells.push(histogram.ok_or_else(wrong)?);
        }
        if sketch.cells.len() != *many {
            return Err(wrong());
        }
    }
    if cells.next().is_some() {
        return Err(wrong());
    }
    for (own, other) in work.sketches_mut().zip(sketches) {
        own.merge(other);
    }
    Ok(())
}
