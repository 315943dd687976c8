//! The least of a scenario around the tables that a test is about.

use crate::Ready;

/// Parameters under which only what a table says happens: nobody leaves a place again, gives up or gets across beside.
pub const STILL: &str = "parameters: {leave_town_per_day: 0, leave_camp_per_day: 0, leave_idp_site_per_day: 0, \
    leave_hub_per_day: 0, give_up_per_day: 0, hope_at_shut_crossing: 1, irregular_share_per_day: 0}";

/// Twenty days from 1 March 2024 on, unless the settings say otherwise, with these settings and tables.
pub fn small(settings: &str, tables: &str) -> Ready {
    Ready::new(&small_text(settings, tables))
}

/// The text of [`small`].
pub fn small_text(settings: &str, tables: &str) -> String {
    let or = |name: &str, default: &str| if settings.contains(name) { String::new() } else { format!("{default}\n") };
    format!(
        "//- scenario.yml\nschema: 1\nrules_version: 1\nname: small\n{}{}{}{settings}\n{tables}",
        or("period:", "period: {start: 2024-03-01, end: 2024-03-20}"),
        or("rules:", "rules: {decision: destinations}"),
        or("profiles:", "profiles: [{key: all}]"),
    )
}
