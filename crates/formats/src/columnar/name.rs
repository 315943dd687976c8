//! The file names of parts.

/// `part-0007-of-0064.parquet`: shards count from 0; four digits, more where they are needed.
#[must_use]
pub fn part_name(shard: u32, of: u32) -> String {
    format!("part-{shard:04}-of-{of:04}.parquet")
}

/// Shard and number of shards of a file name; nothing where [`part_name`] does not write that name.
#[must_use]
pub fn shard_of_name(name: &str) -> Option<(u32, u32)> {
    let (shard, of) = name.strip_prefix("part-")?.strip_suffix(".parquet")?.split_once("-of-")?;
    let (shard, of) = (shard.parse().ok()?, of.parse().ok()?);
    (shard < of && part_name(shard, of) == name).then_some((shard, of))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_shards_are_one_to_one() {
        assert_eq!(part_name(7, 64), "part-0007-of-0064.parquet");
        assert_eq!(part_name(10_000, 123_456), "part-10000-of-123456.parquet");
        for (shard, of) in [(0, 1), (63, 64), (9_999, 10_000), (123_455, 123_456), (u32::MAX - 1, u32::MAX)] {
            assert_eq!(shard_of_name(&part_name(shard, of)), Some((shard, of)));
        }
        for name in [
            "",
            "part-7-of-64.parquet",
            "part-00007-of-0064.parquet",
            "part-+007-of-0064.parquet",
            "part-0064-of-0064.parquet",
            "part-0007-of-0064.parquet.tmp",
            "xpart-0007-of-0064.parquet",
            "part-0007.parquet",
            "part-4294967296-of-4294967297.parquet",
        ] {
            assert_eq!(shard_of_name(name), None, "{name}");
        }
    }
}
