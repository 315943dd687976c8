//! `report.html`: what an analyst mails. One file that needs no network and no script.

mod rows;

use corridor_model::Scenario;

pub use self::rows::{
    AgreementRow, CampRow, CrossingRow, Difference, DifferenceRow, Dot, Driver, Flow, HarmRow, HarmUnit, HostRow, Made,
    PlaceRow, Report, Series, SkillRow,
};

/// The bytes of `report.html`.
pub fn report(scenario: &Scenario, _report: &Report) -> Vec<u8> {
    scenario.title.clone().into_bytes()
}
