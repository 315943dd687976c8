//! A table, as people read it in a terminal and as Markdown has it.

/// A table: the first columns hold words, the others numbers.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// The names of the columns.
    pub head: Vec<&'static str>,
    /// How many columns hold words.
    pub words: usize,
    /// The cells.
    pub rows: Vec<Vec<String>>,
}

impl Table {
    /// Aligned; a name of a column may go over several lines.
    pub fn text(&self) -> String {
        let head: Vec<Vec<&str>> = self.head.iter().map(|name| name.split('\n').collect()).collect();
        let lines = head.iter().map(Vec::len).max().unwrap_or(0);
        // Short names stand at the bottom.
        let line = |at: usize| {
            let cell = |name: &Vec<&str>| Some((*name.get((at + name.len()).checked_sub(lines)?)?).to_owned());
            head.iter().map(|name| cell(name).unwrap_or_default()).collect::<Vec<_>>()
        };
        let heads: Vec<Vec<String>> = (0..lines).map(line).collect();
        let all = || heads.iter().chain(&self.rows);
        let width = |column: usize| all().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max();
        let widths: Vec<usize> = (0..self.head.len()).map(|column| width(column).unwrap_or(0)).collect();
        let print = |row: &Vec<String>| {
            let cells = row.iter().zip(&widths).enumerate().map(|(column, (cell, width))| {
                if column < self.words { format!("{cell:<width$}") } else { format!("{cell:>width$}") }
            });
            cells.collect::<Vec<_>>().join("  ").trim_end().to_owned() + "\n"
        };
        let rule = "─".repeat(widths.iter().sum::<usize>() + 2 * widths.len().saturating_sub(1)) + "\n";
        let body: String = self.rows.iter().map(print).collect();
        heads.iter().map(print).collect::<String>() + &rule + &body
    }

    /// As Markdown.
    pub fn markdown(&self) -> String {
        let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
        let head = self.head.iter().map(|name| name.replace('\n', " ")).collect();
        let sides = (0..self.head.len()).map(|column| if column < self.words { "---" } else { "---:" }.to_owned());
        let sides = format!("|{}|\n", sides.collect::<Vec<_>>().join("|"));
        let body = self.rows.iter().map(|row| line(row.clone()));
        line(head) + &sides + &body.collect::<String>()
    }
}

/// A number with three digits that count, thousands apart.
pub fn number(value: f64) -> String {
    if !value.is_finite() {
        return "–".to_owned();
    }
    let mut digits = 2;
    let mut above = 1.0;
    while digits > 0 && value >= above * 10.0 {
        (digits, above) = (digits - 1, above * 10.0);
    }
    if value > 0.0 && value < 1.0 {
        digits = if value < 0.01 {
            5
        } else if value < 0.1 {
            4
        } else {
            3
        };
    }
    let text = format!("{value:.digits$}");
    let (whole, rest) = text.split_once('.').map_or((text.as_str(), None), |(whole, rest)| (whole, Some(rest)));
    let mut apart = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            apart.push(',');
        }
        apart.push(digit);
    }
    rest.map_or(apart.clone(), |rest| format!("{apart}.{rest}"))
}

/// A great number, by thousands, millions or thousands of millions.
pub fn short(value: f64) -> String {
    match value {
        1e9.. => format!("{} G", number(value / 1e9)),
        1e6.. => format!("{} M", number(value / 1e6)),
        1e3.. => format!("{} k", number(value / 1e3)),
        _ => number(value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        let rows = [["mali", "0.5"], ["burundi", "12"]].map(|row| row.map(str::to_owned).to_vec()).to_vec();
        Table { head: vec!["case", "CPU s\na member"], words: 1, rows }
    }

    #[test]
    fn people_see_columns() {
        let expected =
            "            CPU s\ncase     a member\n─────────────────\nmali          0.5\nburundi        12\n";
        assert_eq!(table().text(), expected);
    }

    #[test]
    fn markdown_has_one_line_a_row() {
        let expected = "| case | CPU s a member |\n|---|---:|\n| mali | 0.5 |\n| burundi | 12 |\n";
        assert_eq!(table().markdown(), expected);
    }

    #[test]
    fn numbers_have_three_digits_that_count() {
        let told = [0.00123, 0.0123, 0.123, 1.234, 12.34, 123.4, 1234.5, 1_234_567.0, f64::NAN].map(number);
        assert_eq!(told, ["0.00123", "0.0123", "0.123", "1.23", "12.3", "123", "1,234", "1,234,567", "–"]);
        assert_eq!([950.0, 97_690.0, 1.977e7, 2.3e9].map(short), ["950", "97.7 k", "19.8 M", "2.30 G"]);
    }
}
