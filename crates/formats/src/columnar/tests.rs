//! A part is read as it was written, or not at all.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::seal::{self, Sealed};
use super::{Cell, Head, MemberLine, PartError, PartWriter, SampleTarget, SamplesAbout, SamplesWriter, read_part};

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
            Cell {
                sum: -5,
                range: Some((i32::MIN, i32::MAX)),
                bins: vec![(i32::MIN, 1), (-1, 2), (i32::MAX, u32::MAX)],
            },
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

/// Groups of rows are bounded; what is written in several, of cells before the end of the file, comes back as one.
#[test]
fn many_groups_are_one_part() {
    let (members, cells) = (2_500_u32, 3_000_i64);
    let line = |member: u32| MemberLine {
        member,
        digest: u64::from(member) << 40,
        person_days: u64::from(member),
        exact: (0..300).map(|key| i64::from(member) * (key - 150)).collect(),
    };
    let cell = |cell: i64| Cell {
        sum: cell * 1_000_000,
        range: Some((-150, 149)),
        bins: (0..300).map(|bin| (bin - 150, 1 + bin as u32)).collect(),
    };
    let content = Content {
        head: Head { shards: 1, end: members, members, first: 0, shard: 0, ..small().head },
        members: (0..members).map(line).collect(),
        cells: (0..cells).map(cell).collect(),
    };
    let bytes = content.bytes();
    assert!(Content::read_ok(bytes) == content);
}

#[test]
fn a_part_cut_short_is_refused() {
    let bytes = small().bytes();
    for length in 0..bytes.len() {
        let Err(error) = Content::read(bytes[..length].to_vec()) else { panic!("{length} bytes were read") };
        assert!(matches!(error, PartError::Damaged(_) | PartError::Foreign(_)), "{length}: {error}");
    }
    let mut longer = bytes.clone();
    longer.push(b'1');
    assert!(Content::read(longer).is_err());
    assert!(Content::read([bytes.clone(), bytes].concat()).is_err());
}

#[test]
fn a_part_with_any_bit_flipped_is_refused() {
    let bytes = small().bytes();
    for at in 0..bytes.len() {
        for bit in 0..8 {
            let mut bytes = bytes.clone();
            bytes[at] ^= 1 << bit;
            assert!(Content::read(bytes).is_err(), "bit {bit} of byte {at}");
        }
    }
}

proptest! {
    #[test]
    fn any_bytes_are_refused(bytes in prop::collection::vec(any::<u8>(), 0..400), framed: bool) {
        let bytes = if framed { [b"PAR1", &bytes[..], b"PAR1"].concat() } else { bytes };
        prop_assert!(Content::read(bytes).is_err());
    }

    /// Several bytes overwritten at once.
    #[test]
    fn any_change_is_refused(changes in prop::collection::vec((any::<prop::sample::Index>(), 1..=255_u8), 1..20)) {
        let before = small().bytes();
        let mut bytes = before.clone();
        for (at, change) in changes {
            bytes[at.index(before.len())] ^= change;
        }
        prop_assume!(bytes != before);
        prop_assert!(Content::read(bytes).is_err());
    }

    #[test]
    fn any_content_comes_back(
        first in 0..1_000_u32,
        exact in prop::collection::vec((any::<u64>(), 0..=i64::MAX as u64, prop::collection::vec(any::<i64>(), 0..5)), 0..9),
        cells in prop::collection::vec((any::<i64>(), any::<Option<(i32, i32)>>(), prop::collection::btree_map(any::<i32>(), 1..=u32::MAX, 0..9)), 0..9),
        about in prop::collection::btree_map("[a-z]{1,5}", ".*", 0..3),
    ) {
        let end = first + exact.len() as u32;
        let members = (first..).zip(exact);
        let members = members.map(|(member, (digest, person_days, exact))| MemberLine { member, digest, person_days, exact });
        let cells = cells.into_iter().map(|(sum, range, bins)| Cell { sum, range, bins: bins.into_iter().collect() });
        let content = Content {
            head: Head { first, end, members: end, about, ..small().head },
            members: members.collect(),
            cells: cells.collect(),
        };
        prop_assert_eq!(Content::read_ok(content.bytes()), content);
    }
}

/// A file with a valid checksum: what is behind it is looked at too.
fn sealed_again(bytes: &[u8], from: &str, to: &str) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let places = bytes.windows(from.len()).enumerate().filter(|(_, window)| *window == from.as_bytes());
    let places: Vec<usize> = places.map(|(at, _)| at).collect();
    assert!(!places.is_empty(), "no {from}");
    let mut bytes = bytes.to_vec();
    for at in places {
        bytes.splice(at..at + to.len(), to.bytes());
    }
    let mut sealed = Sealed::new(Vec::new());
    sealed.hold();
    std::io::Write::write_all(&mut sealed, &seal::blanked(bytes)).unwrap();
    sealed.close().unwrap()
}

#[test]
fn what_the_head_says_is_held_against_the_rows() {
    let bytes = small().bytes();
    let read = |from: &str, to: &str| {
        Content::read(sealed_again(&bytes, from, to)).map_or_else(|error| error.to_string(), |_| "read".to_owned())
    };
    assert_eq!(read("0.1.0", "0.1.1"), "read");
    let other = read("corridor part 1", "corridor part 0");
    assert_eq!(other, "the part was written by Corridor 0.1.0 in another layout (corridor part 0)");
    // Fewer or more members, cells, groups than there are; a shard that cannot be; a column of another name.
    let number = |name: &str, value: &str| {
        // A thrift text: its length, then its bytes.
        let length = |text: &str| char::from(text.len() as u8);
        (format!("corridor.{name}\u{18}{}{}", length(value), value), name.len())
    };
    let mut refused = 0;
    for (name, is, claimed) in [
        ("end_member", "9", "8"),
        ("first_member", "5", "4"),
        ("first_member", "5", "6"),
        ("members", "12", "08"),
        ("shard", "1", "3"),
        ("shard", "1", "x"),
        ("cells", "4", "3"),
        ("cells", "4", "5"),
        ("member_groups", "1", "0"),
        ("member_groups", "1", "2"),
    ] {
        let text = read(&number(name, is).0, &number(name, claimed).0);
        assert!(
            text.starts_with("the part is damaged: its head says")
                || text.contains("it has other lines")
                || text.contains("misplaced")
                || text.contains("there "),
            "{name} {claimed}: {text}"
        );
        refused += 1;
    }
    assert_eq!(refused, 10);
    for (from, to) in [("digest", "digits"), ("index", "endex"), ("sum", "bin")] {
        assert!(read(from, to).starts_with("the part is damaged"), "{from}");
    }
}

#[test]
fn foreign_files_are_named_so() {
    let said =
        |bytes: &[u8]| Content::read(bytes.to_vec()).map_or_else(|error| error.to_string(), |_| "read".to_owned());
    assert_eq!(said(b"a,b\n"), "this is not a part of an ensemble: it is not a Parquet file");
    assert_eq!(said(b""), "the part is damaged: it is cut short, after 0 bytes");
    let samples = samples(3);
    assert_eq!(said(&samples), "this is not a part of an ensemble: it is a Parquet file without Corridor's checksum");
}

#[test]
fn what_is_no_part_is_not_written() {
    let wrong = |change: fn(&mut Content)| {
        let mut content = small();
        change(&mut content);
        match content.write() {
            Err(PartError::Content(what)) => what,
            other => panic!("{other:?}"),
        }
    };
    let said = [
        wrong(|part| drop(part.members.remove(1))),
        wrong(|part| drop(part.members.pop())),
        wrong(|part| part.members.swap(0, 1)),
        wrong(|part| part.members.push(MemberLine { member: 9, ..MemberLine::default() })),
        wrong(|part| part.members[0].person_days = u64::MAX),
        wrong(|part| part.cells[0].bins.swap(0, 1)),
        wrong(|part| part.cells[0].bins[0].1 = 0),
        wrong(|part| part.head.shard = 3),
        wrong(|part| part.head.first = 10),
        wrong(|part| part.head.members = 8),
        wrong(|part| drop(part.head.about.insert("corridor.run".to_owned(), String::new()))),
    ];
    insta::assert_snapshot!(said.join("\n"), @r"
    member 7 came where 6 of 5..9 was due
    members 8 to 9 are missing
    member 6 came where 5 of 5..9 was due
    member 9 came where 9 of 5..9 was due
    member 5 has 18446744073709551615 person-days
    the bins of cell 0 are out of order or empty
    the bins of cell 0 are out of order or empty
    there is no shard 3 of 3
    there are no members 10 to 9 of 12
    there are no members 5 to 9 of 8
    the name `corridor.run` is Corridor's own
    ");
}

/// A disk that is full after some bytes.
struct Full(usize);

impl std::io::Write for Full {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0 = self.0.checked_sub(bytes.len()).ok_or(std::io::ErrorKind::StorageFull)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_full_disk_is_told() {
    let content = small();
    for room in 0..content.bytes().len() {
        let write = || {
            let mut part = PartWriter::new(Full(room), content.head.clone())?;
            content.members.iter().try_for_each(|line| part.member(line))?;
            content.cells.iter().try_for_each(|cell| part.cell(cell))?;
            part.finish()
        };
        match write() {
            Err(PartError::Io(error)) => assert_eq!(error.kind(), std::io::ErrorKind::StorageFull, "{room}"),
            Err(other) => panic!("{room}: {other}"),
            Ok(_) => panic!("{room} bytes were enough"),
        }
    }
}

/// Samples of two targets.
fn samples(members: u32) -> Vec<u8> {
    let day = |day| jiff::civil::date(2021, 9, day);
    let target = |target, location: &str, horizon| SampleTarget {
        reference_date: day(2),
        target,
        location: location.to_owned(),
        horizon,
        target_end_date: day(2 + horizon as i8),
    };
    let targets = [
        target(corridor_model::Target::NetArrivals, "Ä, \"B\"", 7),
        target(corridor_model::Target::NetArrivals, "C", 14),
    ];
    let about = SamplesAbout { version: "0.1.0".to_owned(), scenario: "5c0f".to_owned(), seed: 7 };
    let mut samples = SamplesWriter::new(Vec::new(), &about, &targets).unwrap();
    for member in 0..members {
        samples.member(member, &[i64::from(member), -i64::from(member)]).unwrap();
    }
    samples.finish().unwrap()
}

#[test]
fn samples_are_rows_of_the_hubverse() {
    use parquet::file::reader::{FileReader, SerializedFileReader};
    let bytes = samples(3);
    assert_eq!(bytes, samples(3));
    let file = SerializedFileReader::new(bytes::Bytes::from(bytes)).unwrap();
    let rows = file.get_row_iter(None).unwrap().map(|row| row.unwrap().to_string() + "\n").collect::<String>();
    let pairs = file.metadata().file_metadata().key_value_metadata().unwrap();
    let pairs = pairs.iter().map(|pair| format!("{}={}\n", pair.key, pair.value.as_deref().unwrap_or_default()));
    insta::assert_snapshot!(pairs.collect::<String>() + &rows, @r##"
    corridor.version=0.1.0
    corridor.scenario=5c0f
    corridor.seed=7
    corridor.note=simulation, not observation
    {reference_date: 2021-09-02, target: "net_arrivals", location: "Ä, "B"", horizon: 7, target_end_date: 2021-09-09, output_type: "sample", output_type_id: 0, value: 0}
    {reference_date: 2021-09-02, target: "net_arrivals", location: "C", horizon: 14, target_end_date: 2021-09-16, output_type: "sample", output_type_id: 0, value: 0}
    {reference_date: 2021-09-02, target: "net_arrivals", location: "Ä, "B"", horizon: 7, target_end_date: 2021-09-09, output_type: "sample", output_type_id: 1, value: 1}
    {reference_date: 2021-09-02, target: "net_arrivals", location: "C", horizon: 14, target_end_date: 2021-09-16, output_type: "sample", output_type_id: 1, value: -1}
    {reference_date: 2021-09-02, target: "net_arrivals", location: "Ä, "B"", horizon: 7, target_end_date: 2021-09-09, output_type: "sample", output_type_id: 2, value: 2}
    {reference_date: 2021-09-02, target: "net_arrivals", location: "C", horizon: 14, target_end_date: 2021-09-16, output_type: "sample", output_type_id: 2, value: -2}
    "##);
    let many = SerializedFileReader::new(bytes::Bytes::from(samples(300_000))).unwrap();
    assert_eq!(many.metadata().file_metadata().num_rows(), 600_000);
    assert_eq!(many.num_row_groups(), 2);
}

#[test]
fn samples_out_of_order_are_not_written() {
    let targets = [];
    let mut samples = SamplesWriter::new(Vec::new(), &SamplesAbout::default(), &targets).unwrap();
    assert!(samples.member(0, &[1]).is_err());
    samples.member(1, &[]).unwrap();
    assert!(samples.member(1, &[]).is_err());
}
