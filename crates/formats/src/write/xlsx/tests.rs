use super::*;
use crate::write::{public, testing};

#[test]
fn the_same_result_gives_the_same_bytes_and_a_cut_sheet_others() {
    let scenario = testing::scenario();
    let results = testing::results(&scenario, true);
    let one = xlsx(&results).unwrap();
    assert_eq!(one, xlsx(&results).unwrap());
    assert!(one.starts_with(b"PK"));
    assert_ne!(one, with_at_most(3, &results).unwrap());
}

#[test]
fn rows_beyond_the_limit_are_left_out_and_the_sheet_says_where_they_are() {
    let scenario = testing::scenario();
    let results = testing::results(&scenario, false);
    let style = Style::new();
    let sheet = |limit| {
        let file = dictionary::SHEETS.iter().find(|sheet| sheet.name == "stocks").unwrap();
        tables::sheet(&results, file, limit, &style).unwrap().unwrap()
    };
    let all = results.stocks.len() as u64;
    let cut = sheet(3);
    assert_eq!((cut.shown, cut.rows), (3, all));
    assert_eq!(
        cut.cut().unwrap(),
        format!("Cut: the first 3 of {all} rows, as many as a sheet holds. All are in stocks.csv.")
    );
    assert_eq!(sheet(ROWS).cut(), None);
}

#[test]
fn every_row_has_a_cell_a_column() {
    let scenario = testing::scenario();
    let style = Style::new();
    for results in [testing::results(&scenario, true), public::suppress(testing::results(&scenario, true))] {
        for file in dictionary::SHEETS {
            let rows = tables::rows(&results, file);
            assert!(!rows.is_empty(), "{}", file.name);
            for row in rows {
                assert_eq!(row.len(), file.columns.len(), "{}: {row:?}", file.name);
            }
            assert!(tables::sheet(&results, file, ROWS, &style).unwrap().is_some());
        }
    }
    let run = testing::results(&scenario, false);
    let sheets = dictionary::SHEETS.iter().filter(|file| tables::sheet(&run, file, ROWS, &style).unwrap().is_some());
    assert_eq!(sheets.count(), dictionary::SHEETS.len() - 2);
}

#[test]
fn what_is_missing_is_an_empty_cell() {
    let scenario = testing::scenario();
    let results = public::suppress(testing::results(&scenario, false));
    let file = dictionary::SHEETS.iter().find(|sheet| sheet.name == "stocks").unwrap();
    let rows = tables::rows(&results, file);
    let hidden: Vec<_> = rows.iter().filter(|row| row.last() == Some(&Cell::Text("all".to_owned()))).collect();
    assert!(!hidden.is_empty());
    // A number that is none is written as no cell at all.
    let is_none = |cell: &Cell| matches!(cell, Cell::Number(number) if number.is_nan());
    assert!(hidden.iter().all(|row| row[4..10].iter().all(is_none)));
}
