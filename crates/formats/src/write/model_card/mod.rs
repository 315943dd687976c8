//! `model-card.md`: what the model is for and not for, what went into this run, how well it agrees with reports, and what is
//! not known. The headings are those that the OCHA Centre for Humanitarian Data's peer review framework for predictive
//! analytics asks about; every line below them is made from the scenario and the run.

mod inputs;
mod results;

use corridor_model::{ConflictDepartures, Decision, Family, Kernel, Parameter, Population};

use super::public::NOTE;
use super::{Results, dictionary};
use inputs::{Inputs, told};

/// The bytes of `model-card.md`.
pub fn model_card(results: &Results) -> Vec<u8> {
    let mut card = Card::default();
    let (about, scenario) = (&results.about, results.scenario);
    let kind = match (&about.against, about.hindcast) {
        (Some(_), _) => "Comparison of a what-if with its base",
        (None, true) => "Hindcast",
        (None, false) => "Forecast",
    };
    card.line(&format!("# Model card: {}", scenario.title));
    card.line(&format!(
        "{kind} as of {}, {} members, seed {}. A simulation, not observation; not a statement on borders.",
        about.reference_date, about.members, about.seed
    ));
    card.line(
        "Headings after the peer review framework for predictive analytics in humanitarian response of the OCHA Centre for \
         Humanitarian Data. Nobody there has reviewed this model.",
    );
    if results.is_public() {
        card.line(NOTE);
    }
    details(&mut card, results);
    uses(&mut card, results);
    let inputs = Inputs::of(scenario);
    card.head("Inputs");
    inputs.write(&mut card, results);
    outputs(&mut card, results);
    methods(&mut card, results);
    assumptions(&mut card, results);
    card.head("Evaluation");
    results::evaluation(&mut card, results);
    card.head("Results in brief");
    results::brief(&mut card, results);
    limits(&mut card, results, &inputs);
    ethics(&mut card, results);
    maintenance(&mut card, results);
    provenance(&mut card, results);
    card.0.into_bytes()
}

/// The text so far.
#[derive(Default)]
struct Card(String);

impl Card {
    /// A paragraph.
    fn line(&mut self, text: &str) {
        if !self.0.is_empty() {
            self.0.push('\n');
        }
        self.0.push_str(text);
        self.0.push('\n');
    }

    fn head(&mut self, text: &str) {
        self.line(&format!("## {text}"));
    }

    /// A list.
    fn list(&mut self, items: &[String]) {
        self.line(&items.iter().map(|item| format!("* {item}")).collect::<Vec<_>>().join("\n"));
    }

    /// A table, if it has rows.
    fn table(&mut self, header: &[&str], rows: &[Vec<String>]) {
        if rows.is_empty() {
            return;
        }
        let line = |cells: &[String]| {
            let cells = cells.iter().map(|cell| cell.replace('|', "\\|").replace('\n', " "));
            format!("| {} |", cells.collect::<Vec<_>>().join(" | "))
        };
        let header: Vec<String> = header.iter().map(|cell| (*cell).to_owned()).collect();
        let rule = format!("|{}", "---|".repeat(header.len()));
        let rows = rows.iter().map(|row| line(row));
        self.line(&[line(&header), rule].into_iter().chain(rows).collect::<Vec<_>>().join("\n"));
    }
}

fn details(card: &mut Card, results: &Results) {
    let (about, scenario) = (&results.about, results.scenario);
    card.head("Model details");
    let rules = &scenario.rules;
    let family = match rules.family {
        Family::Corridor => "Corridor's own movement rules",
        Family::Flee { quirks: false } => "the movement rules of Flee 3.2 as its documentation means them",
        Family::Flee { quirks: true } => "the movement rules of Flee 3.2 as coded",
    };
    let population = match rules.population {
        Population::Cohorts => "people who are alike are counted together",
        Population::Individuals => "every person is followed alone",
    };
    card.list(&[
        format!("Corridor {}, by the Corridor authors; MIT or Apache-2.0.", about.version),
        format!(
            "Kind: a simulation of movements on a network, day by day, run many times with every uncertain input drawn anew. \
             It is not a statistical model trained on past displacement. It uses {family} (version {}); {population}.",
            rules.version
        ),
        format!(
            "Scenario: {} ({}), {} to {}, compiled by {}.",
            scenario.name,
            scenario.title,
            scenario.period.start,
            scenario.period.end,
            known_or(&scenario.provenance.compiled_by, "nobody who is named")
        ),
    ]);
}

fn uses(card: &mut Card, results: &Results) {
    card.head("Intended use");
    let compared = results.about.against.is_some();
    let mut uses = vec![
        "Planning figures with ranges: how many people may arrive at which host, crossing or place by when, for \
         preparedness, contingency stocks and staffing."
            .to_owned(),
        "Learning which unknown matters most, and so where the next phone call or assessment is worth most.".to_owned(),
    ];
    if compared {
        uses.push(
            "This run: what an edit changes, and whom it harms. Read the harm beside the arrivals: fewer arrivals are not \
             a better outcome."
                .to_owned(),
        );
    }
    card.list(&uses);
    card.head("Users");
    card.line(
        "Information managers and analysts at humanitarian agencies who know the region, and researchers. A figure should \
         be read by somebody who can judge the scenario behind it before anybody acts on it.",
    );
    card.head("Prohibited and out-of-scope use");
    card.list(&[
        "No decision about a person: nobody in it stands for anybody, and no claim for protection can rest on it."
            .to_owned(),
        "Not for keeping people from seeking safety: no targeting, interception, push-back or closure of crossings."
            .to_owned(),
        "Not as a count: what was counted is in the observations, not in the forecast.".to_owned(),
        "Not for places, groups or days that the scenario does not have, and not after its last day.".to_owned(),
        "Not as a statement on borders, names or the status of a territory in law.".to_owned(),
    ]);
}

fn outputs(card: &mut Card, results: &Results) {
    card.head("Outputs");
    let mut horizons: Vec<(i64, String)> =
        results.forecast.iter().map(|row| (row.horizon, row.target_end_date.to_string())).collect();
    horizons.sort();
    horizons.dedup();
    let horizons: Vec<String> = horizons.iter().map(|(days, date)| format!("{days} days (to {date})")).collect();
    let mut targets: Vec<&str> = results.forecast.iter().map(|row| row.target.word()).collect();
    targets.sort_unstable();
    targets.dedup();
    card.line(&format!(
        "People by place, host and crossing: {}. Horizons: {}. Of each the median and the ranges in which half and nine in \
         ten members lie.",
        known_or(&targets.join(", "), "no target"),
        known_or(&horizons.join(", "), "none")
    ));
    let compared = results.about.against.is_some();
    let files =
        dictionary::FILES.iter().filter(|file| compared || !["differences.csv", "harm.csv"].contains(&file.name));
    let files: Vec<String> = files.map(|file| format!("`{}`", file.name)).collect();
    card.line(&format!("Files that a run can write: {}.", files.join(", ")));
}

fn methods(card: &mut Card, results: &Results) {
    card.head("Methods");
    let (about, rules) = (&results.about, &results.scenario.rules);
    let flight = match rules.conflict_departures {
        ConflictDepartures::Rate => {
            "a share of the people at risk flees on each day of fighting, less as it goes on, with a tail after it"
        }
        ConflictDepartures::Constant => "so many people flee a place on each day of fighting",
        ConflictDepartures::Poisson => "so many people in the mean flee a place on each day of fighting",
        ConflictDepartures::Share => "a fixed share of the people flees on each day of fighting",
    };
    let choice = match rules.decision {
        Decision::Destinations => "people choose among all receiving places that they can reach".to_owned(),
        Decision::LookAhead { hops } => {
            format!("people choose among the places within {hops} routes, again at every stop")
        }
    };
    let distance = match rules.kernel {
        Kernel::Power => "as a power of it",
        Kernel::Exponential => "exponentially",
    };
    card.list(&[
        format!("Flight: {flight}; departures that the scenario gives come on top."),
        format!(
            "Choice: {choice}, by distance (attraction falls {distance}), safety, room, and what draws each group where."
        ),
        "Movement: by route, with the speed of each mode; crossings, closures and the policies of hosts stop people, who \
         wait, give up or look for another way."
            .to_owned(),
        format!(
            "Uncertainty: {} members, each with every range, unknown end and conflicting source drawn once; then chance in \
             every decision. Quantiles are those of the members, none is fitted.",
            about.members
        ),
        "People are whole and nobody is lost: checked on every day of every member.".to_owned(),
    ]);
    if about.against.is_some() {
        card.line(
            "The what-if and its base are run with the same draws, member by member; a difference is that of the edits alone.",
        );
    }
    if !about.hindcast {
        card.line(&format!(
            "Every row of the scenario carries the day on which it could first be known; what was known later than {} was \
             not used.",
            about.reference_date
        ));
    }
}

fn assumptions(card: &mut Card, results: &Results) {
    card.head("Assumptions");
    let scenario = results.scenario;
    let set =
        Parameter::ALL.into_iter().filter(|parameter| scenario.parameters.get(*parameter) != parameter.info().default);
    let rows: Vec<Vec<String>> = set
        .map(|parameter| {
            let (info, value) = (parameter.info(), scenario.parameters.get(parameter));
            vec![format!("`{}`", info.name), told(value), info.unit.to_owned(), info.sentence.to_owned()]
        })
        .collect();
    let defaults: Vec<_> = Parameter::ALL
        .into_iter()
        .filter(|parameter| scenario.parameters.get(*parameter) == parameter.info().default)
        .collect();
    card.line(&format!(
        "{} parameters are set by the scenario and {} are defaults. A range is drawn from evenly, once per member.",
        rows.len(),
        defaults.len()
    ));
    card.table(&["parameter", "value", "unit", "what it does"], &rows);
    let chosen = defaults.iter().filter(|parameter| parameter.info().source.contains("not estimated")).count();
    card.line(&format!("Of the defaults {chosen} are modelling choices that no data were used to estimate."));
    let ends = &scenario.unknown_ends;
    card.line(&format!(
        "How long states last whose end nobody said, days: crossings {}; routes and places {}; fighting {}; policies of \
         hosts {}.",
        told(ends.crossing),
        told(ends.closure),
        told(ends.fighting),
        told(ends.host)
    ));
    let edits = |card: &mut Card, what: &str, edits: &[String]| {
        if !edits.is_empty() {
            card.line(what);
            card.list(&edits.iter().map(|edit| format!("`{edit}`")).collect::<Vec<_>>());
        }
    };
    let about = &results.about;
    edits(card, "Edits, which were assumed and not reported:", &about.edits);
    edits(card, "Edits of the base:", about.against.as_deref().unwrap_or_default());
}

fn limits(card: &mut Card, results: &Results, inputs: &Inputs) {
    card.head("Limits");
    let mut limits = vec![
        "An interval holds what the scenario and the rules allow. An event that neither has (a new front, a new policy, a \
         disaster) is in none."
            .to_owned(),
        "Fighting after the reference date is not forecast: what goes on then ends as the durations above say, and what \
         has not begun does not begin."
            .to_owned(),
    ];
    if results.about.hindcast {
        limits[1] =
            "This is a hindcast: it saw what happened, so its agreement with reports says little on how well the \
            model forecasts."
                .to_owned();
    }
    if results.about.members < 200 {
        limits.push(format!(
            "With {} members the ends of the 90 % intervals rest on {} members on each side: run more for figures to plan with.",
            results.about.members,
            (results.about.members as f64 * 0.05).ceil()
        ));
    }
    limits.extend(inputs.gaps());
    limits.push(
        "Whether people choose as the rules say was not tested on the people of this scenario; the evaluation above is all \
         that is known of it here."
            .to_owned(),
    );
    card.list(&limits);
}

fn ethics(card: &mut Card, results: &Results) {
    card.head("Ethical considerations");
    let mut points = vec![
        "No personal data: all inputs are totals by place, and nobody in the model stands for a person.".to_owned(),
        "Figures on routes and small groups can endanger people. For files that are passed on, `--profile public` leaves \
         out counts below 50 and routes; whoever has the scenario and the seed can compute them again."
            .to_owned(),
        "A forecast can be used to close a way as well as to prepare for those who take it. Comparisons therefore tell \
         whom a closure harms, and nothing ranks them by fewer arrivals."
            .to_owned(),
    ];
    let given = |sentence: &str, count: usize| (count > 0).then(|| format!("{sentence} ({count} of them)."));
    points.extend(given(
        "Profiles describe groups by how they move, not by who they are",
        results.scenario.profiles.len(),
    ));
    points.push("Nobody who is displaced was asked about this scenario, as far as its files say.".to_owned());
    card.list(&points);
}

fn maintenance(card: &mut Card, results: &Results) {
    card.head("Maintenance");
    card.line(&format!(
        "The scenario is as of {}: it is out of date from the first report after that day which is not in it. Add the row \
         and run it again. No one is named who keeps it up, and none of its numbers is corrected by itself.",
        results.about.reference_date
    ));
}

fn provenance(card: &mut Card, results: &Results) {
    card.head("Provenance");
    let (about, provenance) = (&results.about, &results.scenario.provenance);
    let mut lines = vec![
        format!("Command: `{}`", about.command),
        format!("Corridor {}, rules version {}, seed {}", about.version, results.scenario.rules.version, about.seed),
        format!("Scenario hash: {}", known_or(&provenance.hash, "none")),
        format!("Licence of the data: {}", known_or(&provenance.licence, "the scenario states none")),
    ];
    lines.extend(provenance.attribution.iter().map(|attribution| format!("Attribution: {attribution}")));
    lines.push("Input files with hashes and sources: `ro-crate-metadata.json`".to_owned());
    card.list(&lines);
}

fn known_or<'a>(text: &'a str, otherwise: &'a str) -> &'a str {
    if text.is_empty() { otherwise } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write::{public, testing};

    fn card(results: &Results) -> String {
        String::from_utf8(model_card(results)).unwrap()
    }

    #[test]
    fn every_heading_has_something_below_it_and_a_run_that_was_not_evaluated_says_so() {
        let scenario = testing::scenario();
        let mut results = testing::results(&scenario, false);
        let text = card(&results);
        for part in text.split("\n## ").skip(1) {
            let (head, body) = part.split_once('\n').unwrap();
            assert!(body.trim().len() > 40, "{head}: {body}");
        }
        assert!(text.contains("| known later | tight enough to score against | 1 of 2 |"), "{text}");
        results.reported.clear();
        assert!(card(&results).contains("Not evaluated"));
    }

    #[test]
    fn what_is_not_told_is_not_told() {
        let scenario = testing::scenario();
        let text = card(&public::suppress(testing::results(&scenario, true)));
        assert!(text.contains(NOTE) && !text.contains("NaN"), "{text}");
        assert!(text.contains("| crowding peak | West camp | people |"), "{text}");
    }

    #[test]
    fn gaps_in_the_inputs_are_limits() {
        let mut scenario = testing::scenario();
        scenario.routes[0].source.clear();
        scenario.locations[1].lat = None;
        let text = card(&testing::results(&scenario, false));
        assert!(text.contains("No source is named by 1 of 4 rows of `routes`."), "{text}");
        assert!(text.contains("1 of 4 places have no point"), "{text}");
    }
}
