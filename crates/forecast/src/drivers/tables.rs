//! What is uncertain in a scenario, table by table.

use corridor_model::{Parameter, Uncertain};

use super::inputs::{How, Input, InputKind};
use super::survey::Survey;
use super::{people, places};
use crate::subjects;

/// Finds them all.
pub(super) fn all(survey: &mut Survey) {
    parameters(survey);
    places::fighting(survey);
    places::crossings(survey);
    places::closures(survey);
    places::camps(survey);
    people::hosts(survey);
    people::departures(survey);
    people::profiles(survey);
    people::places(survey);
    people::routes(survey);
}

fn parameters(survey: &mut Survey) {
    for parameter in Parameter::ALL {
        let (value, info) = (survey.scenario.parameters.get(parameter), parameter.info());
        if let Uncertain::Exact(_) = value {
            continue;
        }
        let label = Input {
            what: info.name.replace('_', " "),
            kind: InputKind::Parameter,
            unit: info.unit,
            meaning: info.sentence,
            key: None,
            since: None,
            set_in: vec![format!("parameters {}", info.name)],
            source: String::new(),
        };
        survey.add(subjects::parameter(parameter), How::Value(value), label);
    }
}
