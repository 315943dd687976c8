//! Any bytes give diagnostics, never a panic; and a scenario if and only if none is an error.

use corridor_formats::{FILES, Source, Sources, parse_edit, read, template};
use corridor_model::Severity;
use proptest::prelude::*;

/// Pieces that mean something to a reader.
const PIECES: [&[u8]; 40] = [
    b",",
    b";",
    b"\t",
    b"\"",
    b"\n",
    b"\r\n",
    b"\r",
    b"#",
    b"..",
    b"-",
    b"1e300",
    b"NaN",
    b"-1",
    b"0",
    b"1,000",
    b"riverton",
    b"x_bridge",
    b"Eastland",
    b"2024-03-01",
    b"2024-02-30",
    b"unknown",
    b"never",
    b"\xef\xbb\xbf",
    b"\xf4",
    b"\xff\xfe",
    b": ",
    b"[",
    b"]",
    b"{",
    b"}",
    b"&a ",
    b"*a",
    b"<<: ",
    b"- ",
    b"|\n",
    b"'",
    b"!!binary ",
    b"---\n",
    b"\0",
    b"\xe2\x80\xa8",
];

fn holds(files: Vec<Source>) {
    let (scenario, diagnostics) = read(&Sources { root: "any".to_owned(), files });
    assert_eq!(scenario.is_none(), diagnostics.iter().any(|told| told.severity == Severity::Error));
    let places: Vec<_> = diagnostics
        .iter()
        .filter(|told| told.code != "and-more")
        .map(|told| (&told.file, told.line, told.column))
        .collect();
    assert!(places.is_sorted(), "{places:?}");
    assert!(diagnostics.iter().all(|told| !told.message.is_empty() && !told.message.contains('\n')));
}

fn pieces() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        4 => prop::sample::select(PIECES.to_vec()).prop_map(<[u8]>::to_vec),
        1 => prop::collection::vec(any::<u8>(), 0..4),
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_file_of_any_bytes(name in prop::sample::select(FILES.to_vec()), bytes in pieces()) {
        let mut files = template("x");
        files.retain(|file| file.name != name);
        files.push(Source { name: name.to_owned(), bytes });
        holds(files);
    }

    #[test]
    fn any_rows_below_the_header(name in prop::sample::select(FILES.to_vec()), bytes in pieces()) {
        let mut files = template("x");
        for file in files.iter_mut().filter(|file| file.name == name) {
            let header = file.bytes.split(|byte| *byte == b'\n').take(2).collect::<Vec<_>>().join(&b'\n');
            file.bytes = [&header[..], b"\n", &bytes[..]].concat();
        }
        holds(files);
    }

    #[test]
    fn a_few_bytes_changed(file in 0..10_usize, changes in prop::collection::vec((any::<prop::sample::Index>(), prop::sample::select(PIECES.to_vec()), 0..4_usize), 1..6)) {
        let mut files = template("x");
        let bytes = &mut files[file].bytes;
        for (at, piece, gone) in changes {
            let at = at.index(bytes.len() + 1);
            let end = (at + gone).min(bytes.len());
            bytes.splice(at..end, piece.iter().copied());
        }
        holds(files);
    }

    #[test]
    fn any_edit(words in prop::collection::vec(prop::sample::select(vec![
        "close", "open", "restrict", "capacity", "cap", "departures", "fighting", "return", "pledge", "redirect", "new", "camp", "route", "near", "in", "at", "for", "if", "by", "km", "4km", "one", "way", "a", "day", "of", "x", "x2", "to", "into", "from", "until",
        "bridge", "riverton", "riverton-x_bridge", "-", "é-é", "Westland", "west_camp", "0.3", "1..2", "2024-04-01", "never", "\"", "'", "", "\u{a0}",
    ]), 0..12), noise in ".*") {
        let (scenario, _) = read(&Sources { root: String::new(), files: template("x") });
        let scenario = scenario.unwrap();
        for words in [words.join(" "), noise] {
            match parse_edit(&words, &scenario, 1) {
                Ok(edit) => { let _ = scenario.clone().apply(&edit); }
                Err(told) => {
                    prop_assert!(!told.is_empty(), "{words}");
                    prop_assert!(told.iter().all(|told| told.column >= 1 && told.severity == Severity::Error));
                }
            }
        }
    }
}
