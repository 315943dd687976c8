//! `out.csv`, as Flee writes it: what it simulated in each camp on each day, beside what was counted there.

use corridor_model::{Date, Diagnostic};
use jiff::Span;

use super::Validation;
use crate::date;
use crate::problems::{Problems, Spot, small};
use crate::source::text_of;

/// The columns after those of the camps.
const TOTALS: &str = "Total error,refugees in camps (UNHCR),total refugees (simulation),raw UNHCR refugee count,\
                      refugees in camps (simulation),refugee_debt";

/// An `out.csv`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OutCsv {
    /// The number of each row's day.
    pub days: Vec<u32>,
    /// The date that stands beside it, in Flee one day late.
    pub dates: Vec<Date>,
    /// The camps, in the order of the columns.
    pub camps: Vec<String>,
    /// People simulated, by camp and row.
    pub simulated: Vec<Vec<i64>>,
    /// People counted, by camp and row.
    pub counted: Vec<Vec<i64>>,
    /// The other columns by name, such as `refugee_debt`, by row; the errors of the camps are left out.
    pub others: Vec<(String, Vec<f64>)>,
    /// Lines that are no rows: Flee prints its warnings into this file.
    pub junk: u32,
}

impl OutCsv {
    /// A column that does not belong to a camp.
    pub fn other(&self, name: &str) -> Option<&[f64]> {
        self.others.iter().find(|(known, _)| known == name).map(|(_, values)| values.as_slice())
    }
}

/// What a column holds.
enum Column {
    Day,
    Date,
    Simulated(usize),
    Counted(usize),
    /// It follows from the two before it.
    Error,
    Other(usize),
}

/// Reads an `out.csv`. Lines that are no rows, such as warnings, are passed over and counted.
pub fn read_out_csv(bytes: &[u8]) -> Result<OutCsv, Vec<Diagnostic>> {
    let mut problems = Problems::of("out.csv".to_owned());
    let out = text_of(bytes, &mut problems).and_then(|text| rows(text, &mut problems));
    match out {
        Some(out) if !problems.has_errors() => Ok(out),
        Some(_) | None => Err(problems.into_diagnostics()),
    }
}

fn rows(text: &str, problems: &mut Problems) -> Option<OutCsv> {
    let mut lines = text.lines().zip(1..);
    let mut out = OutCsv::default();
    let header = lines.find(|(line, _)| {
        let is_header = line.starts_with("Day,");
        out.junk += u32::from(!is_header);
        is_header
    });
    let Some((header, number)) = header else {
        let help = "give the file into which Flee's standard output went";
        problems.error("no-header", Spot::FILE, "There is no line that begins with `Day,`.", help);
        return None;
    };
    let columns = columns(header, number, &mut out, problems)?;
    for (line, number) in lines {
        let cells: Vec<&str> = line.split(',').collect();
        // A warning neither begins with a number nor has as many cells.
        if cells.len() != columns.len() || cells[0].trim().parse::<u32>().is_err() {
            out.junk += u32::from(!line.trim().is_empty());
            continue;
        }
        row(&columns, &cells, number, &mut out, problems);
    }
    if out.days.is_empty() {
        problems.error("no-rows", Spot::line(number), "No row follows the header.", "let the run go on to its end");
    }
    Some(out)
}

/// What the columns of a header hold; nothing where they are not those of Flee.
fn columns(header: &str, line: u32, out: &mut OutCsv, problems: &mut Problems) -> Option<Vec<Column>> {
    let mut columns = Vec::new();
    for name in header.split(',').map(str::trim) {
        // The three columns of a camp follow each other.
        let camp = out.camps.len();
        let of_last =
            |ending: &str| out.camps.last().is_some_and(|camp| name.strip_suffix(ending) == Some(camp.as_str()));
        columns.push(match name {
            "Day" => Column::Day,
            "Date" => Column::Date,
            _ if of_last(" data") => Column::Counted(camp - 1),
            _ if of_last(" error") => Column::Error,
            _ => match name.strip_suffix(" sim") {
                Some(camp_name) => {
                    out.camps.push(camp_name.to_owned());
                    Column::Simulated(camp)
                }
                None => {
                    out.others.push((name.to_owned(), Vec::new()));
                    Column::Other(out.others.len() - 1)
                }
            },
        });
    }
    out.simulated = vec![Vec::new(); out.camps.len()];
    out.counted = vec![Vec::new(); out.camps.len()];
    let counted = columns.iter().filter(|column| matches!(column, Column::Counted(_))).count();
    let dates = columns.iter().filter(|column| matches!(column, Column::Date)).count();
    let days = columns.iter().filter(|column| matches!(column, Column::Day)).count();
    if out.camps.is_empty() || counted != out.camps.len() || dates != 1 || days != 1 {
        let message = "The columns are not those of Flee's out.csv.";
        let help = "the header begins with `Day,Date`, and each camp has a column `sim`, `data` and `error`";
        problems.error("bad-header", Spot::line(line), message, help);
        return None;
    }
    Some(columns)
}

/// Keeps the values of a row, or tells what is wrong in it.
fn row(columns: &[Column], cells: &[&str], line: u32, out: &mut OutCsv, problems: &mut Problems) {
    let mut start = 0;
    for (column, cell) in columns.iter().zip(cells) {
        let spot = Spot { line, column: small(start + 1), width: small(cell.chars().count()) };
        start += cell.chars().count() + 1;
        let cell = cell.trim();
        let mut wrong = |what: &str| {
            let message = format!("`{cell}` is not {what}.");
            problems.error("not-a-number", spot, message, "give the file as Flee wrote it");
        };
        match column {
            Column::Day => match cell.parse::<u32>() {
                Ok(day) if out.days.last().is_none_or(|last| day == last + 1) => out.days.push(day),
                Ok(_) | Err(_) => wrong("the day after that of the row before"),
            },
            Column::Date => match date::parse(cell) {
                Ok(date) => out.dates.push(date),
                Err(trouble) => problems.error(trouble.code, spot, trouble.message, trouble.help),
            },
            Column::Simulated(camp) | Column::Counted(camp) => match cell.parse::<i64>() {
                Ok(people) if matches!(column, Column::Counted(_)) => out.counted[*camp].push(people),
                Ok(people) => out.simulated[*camp].push(people),
                Err(_) => wrong("a whole number of people"),
            },
            Column::Error => {}
            Column::Other(index) => match cell.parse::<f64>() {
                Ok(value) if value.is_finite() => out.others[*index].1.push(value),
                Ok(_) | Err(_) => wrong("a number"),
            },
        }
    }
}

/// The bytes of an `out.csv`: header, columns and numbers as Flee writes them. `simulated` is by camp and day, `people` all
/// who are displaced by day. With `date_late` the date of a row is that of the day after, as in Flee.
///
/// Without a raw count, as where departures follow the fighting, Flee writes 0 for the error, the total counted and the debt.
pub fn write_out_csv(
    validation: &Validation,
    start: Date,
    simulated: &[Vec<i64>],
    people: &[i64],
    date_late: bool,
) -> Vec<u8> {
    let mut text = "Day,Date,".to_owned();
    for name in validation.camps.iter().map(|camp| &camp.name) {
        text.push_str(&format!("{name} sim,{name} data,{name} error,"));
    }
    text.push_str(TOTALS);
    text.push('\n');
    let at = |series: &[i64], day: usize| series.get(day).copied().unwrap_or(0);
    for (day, people) in people.iter().enumerate() {
        let days = i64::try_from(day).unwrap_or(i64::MAX).saturating_add(i64::from(date_late));
        let date = Span::new().try_days(days).map_or(start, |days| start.saturating_add(days));
        text.push_str(&format!("{day},{date}"));
        let (mut apart, mut counted_total, mut simulated_total) = (0, 0, 0);
        for (camp, simulated) in validation.camps.iter().zip(simulated) {
            let (simulated, counted) = (at(simulated, day), at(&camp.daily, day));
            apart += (simulated - counted).abs();
            counted_total += counted;
            simulated_total += simulated;
            text.push_str(&format!(",{simulated},{counted},{}", python(error(simulated, counted))));
        }
        let raw = at(&validation.raw, day);
        if raw > 0 {
            let (error, debt) = (python(apart as f64 / raw as f64), at(&validation.debt, day));
            text.push_str(&format!(",{error},{counted_total},{people},{raw},{simulated_total},{debt}\n"));
        } else {
            text.push_str(&format!(",0.0,0,{people},0,{simulated_total},0\n"));
        }
    }
    text.into_bytes()
}

/// How far a camp is off, in relation to the count; to four decimals, halves to the even one.
fn error(simulated: i64, counted: i64) -> f64 {
    if counted == 0 {
        return 0.0;
    }
    let error = (simulated as f64 / counted as f64 - 1.0).abs();
    (error * 1e4).round_ties_even() / 1e4
}

/// A number as Python writes it: the fewest digits that mean it, and an exponent below 0.0001 and from 1e16 on.
fn python(value: f64) -> String {
    let scientific = format!("{value:e}");
    let Some((digits, exponent)) = scientific.split_once('e') else { return scientific };
    match exponent.parse::<i32>() {
        Ok(exponent) if !(-4..16).contains(&exponent) => {
            let sign = if exponent < 0 { '-' } else { '+' };
            format!("{digits}e{sign}{:02}", exponent.abs())
        }
        Ok(_) | Err(_) => format!("{value:?}"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::CampSeries;
    use super::*;

    #[test]
    fn numbers_are_written_as_python_writes_them() {
        let cases = [
            (0.0, "0.0"),
            (1.0, "1.0"),
            (0.1 + 0.2, "0.30000000000000004"),
            (0.0001, "0.0001"),
            (0.00001, "1e-05"),
            (0.000012345, "1.2345e-05"),
            (123456.0, "123456.0"),
            (1e15, "1000000000000000.0"),
            (1e16, "1e+16"),
            (1.5e-120, "1.5e-120"),
        ];
        for (value, expected) in cases {
            assert_eq!(python(value), expected);
        }
        // Halves go to the even digit: 546 beside 960 is off by 0.43125.
        assert_eq!((error(546, 960), error(7, 0), error(15, 10)), (0.4312, 0.0, 0.5));
    }

    #[test]
    fn what_is_written_is_read_again_whatever_warnings_stand_between() {
        let camp = |name: &str, daily: &[i64]| CampSeries {
            key: name.into(),
            name: name.to_owned(),
            capacity: None,
            daily: daily.to_vec(),
        };
        let validation = Validation {
            camps: vec![camp("North", &[0, 9]), camp("Far Side", &[0, 1])],
            total: vec![0, 10],
            raw: vec![0, 10],
            debt: vec![0, 3],
        };
        let start = jiff::civil::date(2012, 2, 28);
        let bytes = write_out_csv(&validation, start, &[vec![0, 4], vec![1, 1]], &[1, 12], true);
        let text = String::from_utf8(bytes).unwrap();
        insta::assert_snapshot!(text, @r"
        Day,Date,North sim,North data,North error,Far Side sim,Far Side data,Far Side error,Total error,refugees in camps (UNHCR),total refugees (simulation),raw UNHCR refugee count,refugees in camps (simulation),refugee_debt
        0,2012-02-29,0,0,0.0,1,0,0.0,0.0,0,1,0,1,0
        1,2012-03-01,4,9,0.5556,1,1,0.0,0.5,10,12,10,5,3
        ");
        let junk = text.replace("\n1,", "\nWarning: nobody, nowhere\n\n2 links closed, 1\n1,");
        let read = read_out_csv(format!("no seed\n{junk}").as_bytes()).unwrap();
        assert_eq!(
            (read.junk, &read.days, &read.camps),
            (3, &vec![0, 1], &vec!["North".to_owned(), "Far Side".to_owned()])
        );
        assert_eq!((&read.simulated, &read.counted), (&vec![vec![0, 4], vec![1, 1]], &vec![vec![0, 9], vec![0, 1]]));
        assert_eq!(read.other("refugee_debt"), Some([0.0, 3.0].as_slice()));
        assert_eq!(read.dates[1], jiff::civil::date(2012, 3, 1));
    }

    #[test]
    fn what_is_wrong_is_told_with_line_and_column() {
        let told = |text: &str| -> Vec<String> {
            let told = read_out_csv(text.as_bytes()).unwrap_err();
            told.iter().map(|told| format!("{}:{} {}", told.line, told.column, told.code)).collect()
        };
        assert_eq!(told(""), ["0:0 no-header"]);
        assert_eq!(told("Day,Date,A sim,B data,A error\n"), ["1:0 bad-header"]);
        let header = "Day,Date,A sim,A data,A error,refugee_debt\n";
        assert_eq!(told(header), ["1:0 no-rows"]);
        let rows = "0,2012-02-30,1,2,0.5,0\n1,2012-03-01,x,2,0.5,nan\n3,2012-03-02,1,2.5,0.5,0\n";
        let expected =
            ["2:3 no-such-date", "3:14 not-a-number", "3:22 not-a-number", "4:1 not-a-number", "4:16 not-a-number"];
        assert_eq!(told(&format!("{header}{rows}")), expected);
    }
}
