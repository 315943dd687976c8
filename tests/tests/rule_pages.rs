//! Every page in `rules/` says what is true: its examples run, it lists what the rule reads, its parameters are those of
//! the code. `CORRIDOR_BLESS=1` writes the parameters anew, here and in `rules/PARAMETERS.md`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use corridor_engine::rules;
use corridor_model::Parameter;
use corridor_tests::measures::check;
use corridor_tests::pages::{Failure, page, parameter_of_row, parameter_row};

/// What each rule of the engine reads, by the name of its file.
const READS: [(&str, &[&str]); 7] = [
    ("conflict_departures", rules::conflict_departures::READS),
    ("distance", rules::distance::READS),
    ("leaving", rules::leaving::READS),
    ("openness", rules::openness::READS),
    ("returns", rules::returns::READS),
    ("room", rules::room::READS),
    ("safety", rules::safety::READS),
];

fn repository() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The pages, by the name of their file.
fn pages() -> BTreeMap<String, String> {
    let mut pages = BTreeMap::new();
    for entry in std::fs::read_dir(repository().join("rules")).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.ends_with(".md") && name != "README.md" && name != "PARAMETERS.md" {
            // A page that cannot be read is an empty one, and an empty page is not complete.
            pages.insert(name, std::fs::read_to_string(entry.path()).unwrap_or_default());
        }
    }
    pages
}

fn none(failures: &[Failure]) {
    let told: Vec<String> = failures.iter().map(ToString::to_string).collect();
    assert!(failures.is_empty(), "{} failures\n{}", failures.len(), told.join("\n"));
}

#[test]
fn every_example_is_true() {
    let mut failures = Vec::new();
    for (name, text) in pages() {
        let (page, mut found) = page(&name, &text);
        failures.append(&mut found);
        failures.append(&mut check(&page));
    }
    none(&failures);
}

#[test]
fn every_page_is_complete() {
    let pages = pages();
    assert!(pages.len() >= 16, "{} pages", pages.len());
    let mut failures = Vec::new();
    for (name, text) in &pages {
        let (page, _) = page(name, text);
        let mut fail = |missing: &str| {
            failures.push(Failure { page: name.clone(), line: 1, message: format!("There is no {missing}.") });
        };
        if page.title.is_empty() {
            fail("title");
        }
        if page.sentence.is_empty() {
            fail("sentence under the title (`> …`)");
        }
        if page.reads.is_empty() {
            fail("line `Reads: …`");
        }
        for heading in ["The rule", "What it reads", "Parameters", "Source", "Edge cases"] {
            if !page.sections.iter().any(|section| section.heading == heading) {
                fail(&format!("section “{heading}”"));
            }
        }
        if page.sections.iter().all(|section| section.expectations.is_empty()) {
            fail("example");
        }
        for section in &page.sections {
            if section.expectations.is_empty() && !section.files.is_empty() {
                let message = format!("“{}” has a world and expects nothing.", section.heading);
                failures.push(Failure { page: name.clone(), line: section.line, message });
            }
        }
    }
    none(&failures);
}

#[test]
fn every_rule_has_a_page_that_lists_what_it_reads() {
    let pages = pages();
    for (file, reads) in READS {
        let name = format!("{}.md", file.replace('_', "-"));
        let text = pages.get(&name).unwrap_or_else(|| panic!("rules/{name} is missing"));
        assert_eq!(page(&name, text).0.reads, reads, "`Reads:` in rules/{name} is not READS of {file}.rs");
    }
    let mut files: BTreeSet<String> = BTreeSet::new();
    for entry in std::fs::read_dir(repository().join("crates/engine/src/rules")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        files.extend(name.strip_suffix(".rs").filter(|name| *name != "mod").map(str::to_owned));
    }
    let known = READS.iter().map(|(file, _)| (*file).to_owned()).collect();
    assert_eq!(files, known, "a rule of the engine is missing in this test");
}

/// Pages that the code names.
#[test]
fn every_page_that_the_code_names_exists() {
    let mut folders = vec![repository().join("crates")];
    let mut named = 0;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                for (at, _) in text.match_indices("rules/") {
                    let rest = &text[at..];
                    let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || "/-_.".contains(c)));
                    let name = rest[..end.unwrap_or(rest.len())].trim_end_matches('.');
                    if name.ends_with(".md") {
                        named += 1;
                        assert!(repository().join(name).exists(), "{} names {name}", path.display());
                    }
                }
            }
        }
    }
    assert!(named > 8, "only {named} pages are named in the code");
}

#[test]
fn the_index_names_every_page() {
    let readme = std::fs::read_to_string(repository().join("rules/README.md")).unwrap();
    let rows = readme.lines().filter_map(|line| line.strip_prefix("| [")?.split_once("](")?.1.split_once(") |"));
    let rows: BTreeMap<String, String> =
        rows.map(|(name, rest)| (name.to_owned(), rest.trim().trim_end_matches('|').trim().to_owned())).collect();
    let sentences: BTreeMap<String, String> =
        pages().iter().map(|(name, text)| (name.clone(), page(name, text).0.sentence)).collect();
    assert_eq!(rows, sentences, "the index in rules/README.md is not that of the folder");
    let settings = format!("```yaml\n{}```", corridor_tests::pages::SETTINGS);
    assert!(readme.contains(&settings), "rules/README.md does not show the settings of the tests:\n{settings}");
}

/// The table of every parameter, and where each is told of.
fn parameter_table(told_on: &BTreeMap<&str, String>) -> String {
    let mut table = "# Parameters\n\nThe numbers of the movement rules. Each can be set in `scenario.yml` under \
                     `parameters`, as a value or as a range `low..high`\nfrom which every member of an ensemble draws \
                     its own. This table is made from the code: do not edit it.\n\n\
                     | name | unit | range | default | what it does | source of the default | page |\n\
                     |---|---|---|---|---|---|---|\n"
        .to_owned();
    for parameter in Parameter::ALL {
        let info = parameter.info();
        let (page, row) = (&told_on[info.name], parameter_row(parameter));
        table += &format!("{row} {} | [{}]({page}) |\n", info.source, page.trim_end_matches(".md"));
    }
    table
}

#[test]
fn the_parameters_are_those_of_the_code() {
    let bless = std::env::var_os("CORRIDOR_BLESS").is_some();
    let remake = "make it anew: CORRIDOR_BLESS=1 cargo test -p corridor-tests --test rule_pages";
    let mut told_on: BTreeMap<&str, String> = BTreeMap::new();
    for (name, text) in pages() {
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        for (line, number) in lines.iter_mut().zip(1..) {
            let Some(parameter) = parameter_of_row(line) else { continue };
            told_on.entry(parameter.info().name).or_insert_with(|| name.clone());
            let row = parameter_row(parameter);
            assert!(bless || *line == row, "rules/{name}:{number} is not the code's\n{row}\n{remake}");
            *line = row;
        }
        if bless {
            std::fs::write(repository().join("rules").join(&name), lines.join("\n") + "\n").unwrap();
        }
    }
    for parameter in Parameter::ALL {
        let name = parameter.info().name;
        assert!(told_on.contains_key(name), "no page has a row for `{name}` in its table of parameters");
    }
    let (path, table) = (repository().join("rules/PARAMETERS.md"), parameter_table(&told_on));
    if bless {
        std::fs::write(&path, &table).unwrap();
    }
    let written = std::fs::read_to_string(path).unwrap_or_default();
    assert!(written == table, "rules/PARAMETERS.md is not that of the code; {remake}");
}

const WORLD: &str = "# A page

## A world

```csv locations.csv
key,kind,country
town,town,Homeland
camp,camp,Homeland
```

```csv routes.csv
from,to,distance_km,mode
town,camp,100,road
```

```csv departures.csv
origin,profile,event_date,until,value,unit
town,people,2024-01-01,2024-01-02,40,per_day
```
";

/// What is wrong with the page above, with this at its end.
fn failures(end: &str) -> Vec<(usize, String)> {
    let (page, mut failures) = page("wrong.md", &format!("{WORLD}{end}"));
    failures.append(&mut check(&page));
    failures.into_iter().map(|failure| (failure.line, failure.message)).collect()
}

/// Proves that the examples can fail.
#[test]
fn a_wrong_page_fails() {
    let expect = |line: &str| failures(&format!("\n```expect\n{line}\n```\n"));
    assert_eq!(expect("day 1  stock  camp  40"), []);
    assert_eq!(expect("day 1  stock  camp  39"), [(22, "`day 1 stock camp 39`, but the engine: 40".to_owned())]);
    for wrong in [
        "day 1  stocks  camp  40",
        "day 1  stock  kamp  40",
        "day 99  stock  camp  40",
        "day 1  stock  camp",
        "on day 1  stock  camp  40",
        "day 1  stock  camp  40 about",
    ] {
        assert_eq!(expect(wrong).len(), 1, "{wrong}");
        assert_eq!(expect(wrong)[0].0, 22, "{wrong}");
    }
    assert_eq!(failures("\n```expct\nday 1  stock  camp  40\n```\n")[0].0, 21);
    assert_eq!(failures("\n```expect\nday 1  stock  camp  40\n")[0].0, 21);
    assert_eq!(failures("\n## Next\nWorld: as in “A wold”.\n")[0].0, 22);
    assert_eq!(failures("\nMode: guessed.\n")[0].0, 21);
    let lacking = failures("\n## Next\n```expect\nday 1  stock  camp  40\n```\n");
    assert!(lacking[0].1.contains("cannot be read"), "{lacking:?}");
    let mean = |people: u32| {
        let halves = "```yaml scenario.yml\nparameters:\n  leave_camp_per_day: 0.5\n```\n";
        let stocks = "```csv stocks.csv\nlocation,profile,home,people\ntown,people,town,0\n```\n";
        let shared = "```csv routes.csv\nfrom,to,distance_km,mode\ntown,camp,100,road\ntown,other,100,road\n```\n";
        let places = "```csv locations.csv\nkey,kind,country\ntown,town,Homeland\ncamp,camp,Homeland\n\
                      other,camp,Homeland\n```\n";
        let expect = format!("```expect\nday 1  stock  camp  {people}\n```\n");
        failures(&format!("{places}{shared}{stocks}{halves}Mode: mean of 100.\n{expect}")).len()
    };
    assert_eq!((mean(18), mean(20), mean(22)), (1, 0, 1));
}

/// Proves that settings of a page replace those of the tests name by name.
#[test]
fn settings_are_merged() {
    let base = "name: a\nparameters:\n  one: 1\n  two: 2\nprofiles:\n  - key: b\n";
    let over = "parameters:\n  two: 3\nprofiles: [{key: c}]\nrules: {kernel: power}\n";
    let merged = corridor_tests::pages::merged(base, over);
    assert_eq!(merged, "name: a\nparameters:\n  one: 1\n  two: 3\nprofiles: [{key: c}]\nrules: {kernel: power}\n");
}
