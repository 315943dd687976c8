//! `report.html`: what an analyst mails. One file that needs no network and no script, that prints, and that says
//! everything in words and tables, too.

mod answer;
mod chart;
mod differences;
mod foundations;
mod html;
mod map;
mod public;
mod rows;
mod status;
mod tables;
#[cfg(test)]
pub(crate) mod tests;
mod words;

use corridor_model::{Scenario, Target};

use self::html::{bullets, escape, isolated, paragraph, section};
pub use self::rows::{
    AgreementRow, CampRow, CrossingRow, Difference, DifferenceRow, Dot, Driver, HarmRow, HarmUnit, HostRow, Made,
    MapFlow, PlaceRow, Report, Series, SkillRow,
};
use self::words::{SMALL, Words, day};

const STYLE: &str = include_str!("style.css");
/// Nothing may be fetched or run, whatever a name brings along.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/// The bytes of `report.html`. Of a report that is passed on (`public`), small counts and routes go before anything is
/// written.
pub fn report(scenario: &Scenario, report: &Report) -> Vec<u8> {
    let passed = report.public.then(|| public::passed_on(report));
    let report = passed.as_ref().unwrap_or(report);
    let words = Words { scenario, public: report.public };
    let sections = [
        head(words, report),
        section("answer", "The answer", &three(&answer::answer(words, report))),
        section("map", "Places and ways", &map::map(words, report)),
        charts(words, report),
        differences::differences(words, report),
        tables::places(words, report),
        tables::drivers(report),
        tables::skill(words, report),
        foundations::assumptions(words, report),
        foundations::sources(scenario),
        foundations::provenance(scenario, &report.made),
        foundations::limits(),
    ];
    let [head, body @ ..] = &sections;
    let title = escape(&isolated(&scenario.title));
    let kind = escape(&answer::kind(report));
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>{title} · {kind}</title>\n\
         <link rel=\"icon\" href=\"data:,\">\n<style>\n{STYLE}</style>\n</head>\n<body>\n{head}<main>\n{}</main>\n\
         <footer>{}</footer>\n</body>\n</html>\n",
        body.concat(),
        paragraph("", "Made with Corridor. A simulation, not observation; not a statement on borders.")
    )
    .into_bytes()
}

/// Title, what it is, what it is not; and where each part is.
fn head(words: Words, report: &Report) -> String {
    let mut text = format!(
        "<header>\n<p class=\"badge\">Simulation, not observation</p>\n<h1 dir=\"auto\">{}</h1>\n",
        escape(&words.scenario.title)
    );
    text.push_str(&paragraph("kind", &answer::kind(report)));
    if let Some(comparison) = &report.comparison {
        text.push_str(&format!("<p class=\"question\" dir=\"auto\">{}</p>\n", escape(&comparison.question)));
    }
    if report.public {
        let note = format!(
            "For passing on: counts below {SMALL} are shown as <{SMALL}, the others in steps of {SMALL}, also in charts and \
             on the map; which ways people take is left out."
        );
        text.push_str(&paragraph("alert", &note));
    }
    if report.made.members < 20 {
        let few = "Fewer than 20 members: the ranges are rough.";
        text.push_str(&paragraph("alert", few));
    }
    let mut parts = vec![("answer", "Answer"), ("map", "Map"), ("charts", "Charts")];
    if report.comparison.is_some() {
        parts.push(("differences", "Differences"));
    }
    parts.extend([
        ("places", "Crossings, hosts, camps"),
        ("drivers", "What drives the interval"),
        ("skill", "Reports and past forecasts"),
        ("assumptions", "Assumptions"),
        ("sources", "Sources"),
        ("provenance", "Provenance"),
        ("limits", "Limits and use"),
    ]);
    let links: Vec<String> = parts.iter().map(|(id, name)| format!("<a href=\"#{id}\">{name}</a>")).collect();
    text.push_str(&format!("<nav aria-label=\"Parts of this report\">\n{}</nav>\n</header>\n", bullets(&links)));
    text
}

fn three(sentences: &[String; 3]) -> String {
    sentences.iter().map(|sentence| paragraph("", sentence)).collect()
}

/// The fan charts.
fn charts(words: Words, report: &Report) -> String {
    let charts: String =
        report.series.iter().enumerate().map(|(index, one)| chart::series(words, report, index, one)).collect();
    if charts.is_empty() {
        return section("charts", "Course over time", &paragraph("", "The scenario names no result that is drawn."));
    }
    let any = |is: fn(&Series) -> bool| report.series.iter().any(is);
    let reference =
        format!("{}, {}", if report.hindcast { "first day" } else { "reference date" }, day(report.reference));
    let legend = chart::legend(any(|one| !one.base.is_empty()), any(|one| !one.observed.is_empty()), &reference);
    let cumulative = any(|one| one.target.is_some_and(Target::is_cumulative));
    let note = if cumulative {
        "People, by date. Arrivals, evacuations and returns are counted from the reference date on, each passage once; people \
         in a place are those there on the day. Each chart has its own scale."
    } else {
        "People, by date. Each chart has its own scale."
    };
    let note = paragraph("note", note);
    section("charts", "Course over time", &format!("{legend}{note}<div class=\"charts\">\n{charts}</div>\n"))
}
