//! A part is read as it was written, or not at all.

use std::collections::BTreeMap;

use super::{Cell, Head, MemberLine, PartError, PartWriter, read_part};

/// All that a part holds.
#[derive(Clone, Debug, PartialEq)]
struct Content {
    head: Head,
    members: Vec<MemberLine>,
    cells: Vec<Cell>,
}

impl Content {
    fn write(&self) -> Result<Vec<u8>, PartError> {
        let mut part = PartWriter::new(Vec::new(), self.head.clone())?;
        self.members.iter().try_for_each(|line| part.member(line))?;
        self.cells.iter().try_for_each(|cell| part.cell(cell))?;
        part.finish()
    }

    fn read(bytes: Vec<u8>) -> Result<Content, PartError> {
        let part = read_part(bytes)?;
        let content = Content {
            head: part.head().clone(),
            members: part.members().collect::<Result<_, _>>()?,
            cells: part.cells().collect::<Result<_, _>>()?,
        };
        assert_eq!(part.cell_count() as usize, content.cells.len());
        Ok(content)
    }

    fn read_ok(bytes: Vec<u8>) -> Content {
        Content::read(bytes).unwrap_or_else(|error| panic!("{error}"))
    }

    fn bytes(&self) -> Vec<u8> {
        self.write().unwrap_or_else(|error| panic!("{error}"))
    }
}

/// Three members with two values, one with none, and four cells.
fn small() -> Content {
    let line = |member: u32, exact: &[i64]| MemberLine {
        member,
        digest: u64::MAX - u64::from(member),
        person_days: 1_000_000 + u64::from(member),
        exact: exact.to_vec(),
    };
    Content {
        head: Head {
            run: "5c0f".to_owned(),
            version: "0.1.0".to_owned(),
            shard: 1,
            shards: 3,
            first: 5,
            end: 9,
            members: 12,
            about: BTreeMap::from([("seed".to_owned(), "7".to_owned())]),
        },
        members: vec![line(5, &[1, -2]), line(6, &[i64::MAX, i64::MIN]), line(7, &[]), line(8, &[0, 0])],
        cells: vec![
            Cell { sum: -5, range: Some((i32::MIN, i32::MAX)), bins: vec![(i32::MIN, 1), (-1, 2), (i32::MAX, u32::MAX)] },
            Cell { sum: i64::MAX, range: None, bins: vec![] },
            Cell { sum: i64::MIN, range: Some((0, 0)), bins: vec![(0, 4)] },
            Cell::default(),
        ],
    }
}

#[test]
fn a_part_is_read_as_written() {
    let content = small();
    let bytes = content.bytes();
    assert_eq!(bytes, content.bytes());
    assert_eq!(Content::read_ok(bytes), content);
    let empty = Content { head: Head { shards: 1, ..Head::default() }, members: Vec::new(), cells: Vec::new() };
    assert_eq!(Content::read_ok(empty.bytes()), empty);
}
