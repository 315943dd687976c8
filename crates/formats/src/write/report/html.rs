//! Elements of HTML, as text. Whatever comes from a scenario passes through `escape`.

pub use crate::write::camps_svg::svg::escape;

/// A name of a place, safe in either direction of writing.
pub fn name(text: &str) -> String {
    format!("<bdi dir=\"auto\">{}</bdi>", escape(text))
}

/// The same inside of a text without elements (a title, a label): a character on each side isolates it.
pub fn isolated(text: &str) -> String {
    if text.is_ascii() { text.to_owned() } else { format!("\u{2068}{text}\u{2069}") }
}

/// A section with its heading.
pub fn section(id: &str, heading: &str, body: &str) -> String {
    if body.is_empty() {
        return String::new();
    }
    format!(
        "<section id=\"{id}\" aria-labelledby=\"{id}-h\">\n<h2 id=\"{id}-h\">{}</h2>\n{body}</section>\n",
        escape(heading)
    )
}

/// A paragraph of words that need escaping.
pub fn paragraph(class: &str, words: &str) -> String {
    let class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
    format!("<p{class}>{}</p>\n", escape(words))
}

/// What is folded away until it is asked for.
pub fn details(class: &str, summary: &str, body: &str) -> String {
    format!("<details class=\"{class}\"><summary>{}</summary>\n{body}</details>\n", escape(summary))
}

/// A cell: words (already safe), and whether it is a number.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    html: String,
    number: bool,
}

/// A cell of words that need escaping.
pub fn words(text: &str) -> Cell {
    Cell { html: escape(text), number: false }
}

/// A cell of a number.
pub fn number(text: &str) -> Cell {
    Cell { html: escape(text), number: true }
}

/// A cell of HTML.
pub fn html(html: String) -> Cell {
    Cell { html, number: false }
}

/// A table: its caption, its columns (`#` before the name of one of numbers), its rows, whose first cell names the row.
pub fn table(caption: &str, columns: &[&str], rows: &[Vec<Cell>]) -> String {
    let mut text = String::from("<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"");
    text.push_str(&format!("{}\">\n<table><caption>{}</caption>\n<thead><tr>", escape(caption), escape(caption)));
    for column in columns {
        match column.strip_prefix('#') {
            Some(column) => text.push_str(&format!("<th scope=\"col\" class=\"n\">{}</th>", escape(column))),
            None => text.push_str(&format!("<th scope=\"col\">{}</th>", escape(column))),
        }
    }
    text.push_str("</tr></thead>\n<tbody>\n");
    for row in rows {
        text.push_str("<tr>");
        for (index, Cell { html, number }) in row.iter().enumerate() {
            // Words of some length keep a column wide enough to read, and the table scrolls.
            let long = html.len() > 24 && !html.starts_with('<');
            let class = if *number {
                " class=\"n\""
            } else if long {
                " class=\"long\""
            } else {
                ""
            };
            match index {
                0 => text.push_str(&format!("<th scope=\"row\">{html}</th>")),
                _ => text.push_str(&format!("<td{class}>{html}</td>")),
            }
        }
        text.push_str("</tr>\n");
    }
    text + "</tbody></table>\n</div>\n"
}

/// A list of terms and what is said of each, both already safe.
pub fn terms(rows: &[(&str, String)]) -> String {
    let row = |(term, said): &(&str, String)| format!("<dt>{}</dt><dd>{said}</dd>\n", escape(term));
    format!("<dl>\n{}</dl>\n", rows.iter().map(row).collect::<String>())
}

/// A list.
pub fn bullets(rows: &[String]) -> String {
    let row = |said: &String| format!("<li>{said}</li>\n");
    format!("<ul>\n{}</ul>\n", rows.iter().map(row).collect::<String>())
}
