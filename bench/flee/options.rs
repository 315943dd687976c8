//! The words of the command line.

use std::path::PathBuf;

/// The public cases with measurements of Flee.
pub const CASES: [&str; 6] = ["burundi2015", "car2013", "mali2012", "nigeria2016", "ssudan2013", "syria2013"];

/// What `--help` prints.
pub const USAGE: &str = "\
cargo xtask bench flee [OPTIONS]

Runs the six public cases of Flee with Corridor and prints CPU time, memory and person-days beside Flee's. The cases and
Flee's measurements lie in CORRIDOR_SHARED, or in `shared` beside the checkout.

  --markdown         the tables as Markdown, between the markers of README.md
  --only CASE        this case; may be repeated
  --times N          take the least of N equal runs [default: 3]
  --no-individuals   leave out people one by one, which takes most of the time
  --flee PATH        run the checkout of Flee in PATH in the same go
  --hasten H         with one in H people [default: 100]
  --python PROGRAM   by this Python [default: python3]
  --corridor PROGRAM measure this program [default: the one built beside this]
";

/// What was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// As Markdown.
    pub markdown: bool,
    /// The cases.
    pub cases: Vec<&'static str>,
    /// How often each runs.
    pub takes: u32,
    /// People one by one, too.
    pub individuals: bool,
    /// A checkout of Flee.
    pub flee: Option<PathBuf>,
    /// For one in so many people.
    pub hasten: u64,
    /// The Python for it.
    pub python: String,
    /// The program to measure.
    pub corridor: Option<String>,
}

/// Reads them.
pub fn parse(words: &[String]) -> Result<Options, String> {
    let mut options = Options {
        markdown: false,
        cases: Vec::new(),
        takes: 3,
        individuals: true,
        flee: None,
        hasten: 100,
        python: "python3".to_owned(),
        corridor: None,
    };
    let mut words = words.iter();
    while let Some(word) = words.next() {
        let mut value = || words.next().ok_or_else(|| format!("{word} needs a value.\n\n{USAGE}"));
        match word.as_str() {
            "--markdown" => options.markdown = true,
            "--no-individuals" => options.individuals = false,
            "--only" => {
                let name = value()?;
                let known = CASES.into_iter().find(|case| case == name);
                options.cases.push(known.ok_or_else(|| format!("{name} is none of {}.", CASES.join(", ")))?);
            }
            "--times" => options.takes = above_0(word, value()?)?,
            "--flee" => options.flee = Some(value()?.into()),
            "--hasten" => options.hasten = above_0(word, value()?)?.into(),
            "--python" => options.python.clone_from(value()?),
            "--corridor" => options.corridor = Some(value()?.clone()),
            other => return Err(format!("{other} is no option.\n\n{USAGE}")),
        }
    }
    if options.cases.is_empty() {
        options.cases = CASES.to_vec();
    }
    Ok(options)
}

fn above_0(option: &str, value: &str) -> Result<u32, String> {
    let number = value.parse().ok().filter(|number| *number > 0);
    number.ok_or_else(|| format!("{option} {value}: a whole number above 0 is needed."))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Options, String> {
        parse(&line.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
    }

    #[test]
    fn options_are_read() {
        let all = read("").unwrap();
        assert_eq!((all.cases.len(), all.takes, all.hasten, all.individuals), (6, 3, 100, true));
        let some =
            read("--only mali2012 --only car2013 --flee ../flee --hasten 20 --no-individuals --markdown").unwrap();
        assert_eq!(some.cases, ["mali2012", "car2013"]);
        assert_eq!((some.flee, some.hasten), (Some("../flee".into()), 20));
        assert!(some.markdown && !some.individuals);
    }

    #[test]
    fn what_is_not_understood_is_told() {
        assert!(read("--only mali").unwrap_err().contains("mali2012"));
        assert!(read("--times 0").unwrap_err().contains("above 0"));
        assert!(read("--flee").unwrap_err().contains("needs a value"));
        assert!(read("--fast").unwrap_err().contains("no option"));
    }
}
