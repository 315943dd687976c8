//! Names that do not lie on each other: one after the other, the weightiest first, where there is room beside its mark.

/// What a name wants.
#[derive(Clone, Debug)]
pub struct Wish {
    pub name: String,
    pub x: f64,
    pub y: f64,
    /// The radius of its mark.
    pub radius: f64,
    pub size: f64,
}

/// Where a name stands: the left end of its baseline.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    pub name: String,
    pub x: f64,
    pub y: f64,
    pub size: f64,
}

/// left, top, right, bottom
pub type Box4 = (f64, f64, f64, f64);

/// How wide a name is, about: letters of East Asia are as wide as they are tall.
pub fn width(name: &str, size: f64) -> f64 {
    name.chars().map(|letter| if letter >= '\u{2e80}' { size } else { 0.58 * size }).sum()
}

/// Places names, in their order, free of `taken` and of each other, within the sheet. Those without room are left out.
pub fn placed(wishes: &[Wish], mut taken: Vec<Box4>, sheet: (f64, f64)) -> Vec<Label> {
    let mut labels = Vec::new();
    for Wish { name, x, y, radius, size } in wishes {
        let (width, gap) = (width(name, *size), radius + 3.0);
        let slant = radius * 0.75 + 2.0;
        // Right, left, above, below, then between them: lower left corners, the baseline a little above.
        let corners = [
            (x + gap, y + size * 0.5),
            (x - gap - width, y + size * 0.5),
            (x - width / 2.0, y - gap),
            (x - width / 2.0, y + gap + size),
            (x + slant, y - slant),
            (x + slant, y + slant + size),
            (x - slant - width, y - slant),
            (x - slant - width, y + slant + size),
        ];
        let boxed = |(left, bottom): (f64, f64)| (left, bottom - size, left + width, bottom);
        let inside = |(left, top, right, bottom): Box4| {
            left >= 2.0 && top >= 2.0 && right <= sheet.0 - 2.0 && bottom <= sheet.1 - 2.0
        };
        let free = |own: Box4, taken: &[Box4]| taken.iter().all(|other| !overlap(own, *other));
        let Some(corner) = corners.into_iter().find(|corner| inside(boxed(*corner)) && free(boxed(*corner), &taken))
        else {
            continue;
        };
        taken.push(boxed(corner));
        labels.push(Label { name: name.clone(), x: corner.0, y: corner.1 - size * 0.2, size: *size });
    }
    labels
}

fn overlap(a: Box4, b: Box4) -> bool {
    a.0 < b.2 && b.0 < a.2 && a.1 < b.3 && b.1 < a.3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_names_overlap_and_the_first_comes_first() {
        let wish = |index: u32| {
            let (x, y) = (f64::from(index % 12) * 30.0 + 20.0, f64::from(index / 12) * 16.0 + 20.0);
            Wish { name: format!("A place {index}"), x, y, radius: 3.0, size: 11.0 }
        };
        let wishes: Vec<Wish> = (0..120).map(wish).collect();
        let labels = placed(&wishes, Vec::new(), (400.0, 300.0));
        assert!(labels.len() > 10 && labels.len() < 120 && labels[0].name == "A place 0");
        let boxed = |label: &Label| (label.x, label.y - 8.8, label.x + width(&label.name, 11.0), label.y + 2.2);
        for (index, one) in labels.iter().enumerate() {
            assert!(labels[index + 1..].iter().all(|other| !overlap(boxed(one), boxed(other))), "{one:?}");
        }
        assert_eq!(placed(&wishes[..1], vec![(0.0, 0.0, 400.0, 300.0)], (400.0, 300.0)), []);
    }
}
