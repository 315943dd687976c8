//! What crosses the border as bytes: files on the way in, the days of a member from one instance to another. Numbers are
//! little-endian.

use corridor_forecast::{AtHome, Run, Trajectory};
use corridor_formats::Source;

/// Reads numbers and bytes one after another.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn bytes(&mut self, size: usize) -> Option<&'a [u8]> {
        let (some, rest) = self.0.split_at_checked(size)?;
        self.0 = rest;
        Some(some)
    }

    fn number(&mut self) -> Option<u32> {
        self.bytes(4)?.try_into().ok().map(u32::from_le_bytes)
    }

    /// So many bytes as a number before them says.
    fn sized(&mut self) -> Option<&'a [u8]> {
        let size = self.number()?;
        self.bytes(size as usize)
    }

    fn days(&mut self) -> Option<Vec<i32>> {
        let size = self.number()? as usize;
        let bytes = self.bytes(size.checked_mul(4)?)?;
        Some(bytes.chunks_exact(4).map(|one| i32::from_le_bytes([one[0], one[1], one[2], one[3]])).collect())
    }

    fn many<T>(&mut self, one: impl Fn(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let size = self.number()?;
        (0..size).map(|_| one(self)).collect()
    }
}

/// The options and the files of `read`; none if the bytes are not as `shells/web/src/engine/README.md` says.
pub fn files(bytes: &[u8]) -> Option<(&[u8], Vec<Source>)> {
    let mut reader = Reader(bytes);
    let options = reader.sized()?;
    let file = |reader: &mut Reader| {
        let name = String::from_utf8_lossy(reader.sized()?).into_owned();
        Some(Source { name, bytes: reader.sized()?.to_vec() })
    };
    let files = reader.many(file)?;
    reader.0.is_empty().then_some((options, files))
}

/// The same as bytes, for tests and native callers.
#[cfg(test)]
pub fn pack(options: &str, files: &[Source]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut sized = |some: &[u8]| {
        bytes.extend((some.len() as u32).to_le_bytes());
        bytes.extend(some);
    };
    sized(options.as_bytes());
    let mut rest = Vec::new();
    for file in files {
        for some in [file.name.as_bytes(), &file.bytes] {
            rest.extend((some.len() as u32).to_le_bytes());
            rest.extend(some);
        }
    }
    bytes.extend((files.len() as u32).to_le_bytes());
    bytes.extend(rest);
    bytes
}

/// A run as bytes.
pub fn of_run(run: &Run) -> Vec<u8> {
    let Run { trajectory, homes } = run;
    let days = trajectory.people.len();
    let lists = trajectory.series.len() + trajectory.ways.len() + 3;
    let mut bytes = Vec::with_capacity(32 + lists * (days + 1) * 4 + homes.len() * 16);
    bytes.extend(trajectory.member.to_le_bytes());
    bytes.extend(trajectory.person_days.to_le_bytes());
    let list = |bytes: &mut Vec<u8>, values: &[i32]| {
        bytes.extend((values.len() as u32).to_le_bytes());
        bytes.extend(values.iter().flat_map(|value| value.to_le_bytes()));
    };
    for lists in [&trajectory.series, &trajectory.ways] {
        bytes.extend((lists.len() as u32).to_le_bytes());
        lists.iter().for_each(|values| list(&mut bytes, values));
    }
    [&trajectory.people, &trajectory.road, &trajectory.kilometres]
        .into_iter()
        .for_each(|values| list(&mut bytes, values));
    bytes.extend((homes.len() as u32).to_le_bytes());
    for AtHome { day, home, place, people } in homes {
        bytes.extend([day, home, place, people].into_iter().flat_map(|number| number.to_le_bytes()));
    }
    bytes
}

/// A run from its bytes.
pub fn run(bytes: &[u8]) -> Option<Run> {
    let mut reader = Reader(bytes);
    let member = reader.number()?;
    let person_days = reader.bytes(8)?.try_into().ok().map(u64::from_le_bytes)?;
    let series = reader.many(Reader::days)?;
    let ways = reader.many(Reader::days)?;
    let (people, road, kilometres) = (reader.days()?, reader.days()?, reader.days()?);
    let homes = reader.many(|reader| {
        let [day, home, place, people] = [(); 4].map(|()| reader.number());
        Some(AtHome { day: day?, home: home?, place: place?, people: people? })
    })?;
    let trajectory = Trajectory { member, series, ways, people, road, kilometres, person_days };
    reader.0.is_empty().then_some(Run { trajectory, homes })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_survives_its_bytes_and_cut_bytes_are_none() {
        let trajectory = Trajectory {
            member: 7,
            series: vec![vec![1, -2, i32::MAX], vec![0, 0, 0]],
            ways: vec![vec![5, 6, 7]],
            people: vec![1, 2, 3],
            road: vec![0, 1, 0],
            kilometres: vec![9, 8, 7],
            person_days: u64::MAX,
        };
        let homes = vec![AtHome { day: 1, home: 2, place: 3, people: 4 }];
        let one = Run { trajectory, homes };
        let bytes = of_run(&one);
        assert_eq!(run(&bytes), Some(one));
        for end in 0..bytes.len() {
            assert_eq!(run(&bytes[..end]), None);
        }
        let files_too = [Source { name: "a.csv".to_owned(), bytes: vec![1, 2] }, Source::default()];
        let packed = pack("{}", &files_too);
        assert_eq!(files(&packed), Some((b"{}".as_slice(), files_too.to_vec())));
        assert_eq!(files(&packed[1..]), None);
    }
}
