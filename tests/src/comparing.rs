//! A world with something of everything that an edit can change, and what-ifs in words beside it.

use std::sync::atomic::AtomicBool;

use corridor_forecast::{Forecast, Keep, Of, Pace, Paired, Plan, Quantity, Sketch};
use corridor_formats::{Source, make_edits};
use corridor_model::{Scenario, Target};

use crate::scenario;
use crate::small::small_text;
use crate::wild::cut;

/// Two countries with two crossings, a camp, an airport and fighting, as of a day in the middle, under some `rules:`; and a
/// third country that nobody reaches or leaves.
pub fn everything(rules: &str) -> Scenario {
    let settings = format!(
        "rules: {rules}\nperiod: {{start: 2024-03-01, end: 2024-05-31}}\nreference_date: 2024-04-01\n\
         profiles: [{{key: all, conflict_share: 2, documented: 0.2..0.4}}, {{key: others, conflict_share: 1, pull_kind: {{camp: 3}}}}]\n\
         parameters: {{leave_town_per_day: 0.02..0.2, irregular_share_per_day: 0..0.05, give_up_per_day: 0.05}}"
    );
    scenario(&small_text(
        &settings,
        "//- locations.csv\nkey,kind,country,to_country,population\na,town,A,,90000\nb,town,A,,20000\nkia,airport,A,,\n\
         x_north,crossing,A,B,\nx_south,crossing,A,B,\nhub,hub,B,,\ncamp,camp,B,,\nfar,hub,B,,\n\
         isle,town,C,,10\nreef,hub,C,,\nx_isle,crossing,C,B,\n\
         //- routes.csv\nfrom,to,distance_km,mode\na,b,120,road\na,kia,5,road\na,x_north,90,road\nb,x_south,60,foot\n\
         x_north,hub,30,road\nx_south,camp,20,road\nhub,camp,50,road\nkia,far,200,air\nhub,far,300,road\n\
         isle,reef,10,foot\nisle,x_isle,10,foot\n\
         //- conflicts.csv\nlocation,event_date,until,intensity\na,2024-03-02,unknown,0.6\nb,2024-03-20,2024-04-20,0.3\n\
         //- crossings.csv\ncrossing,into,event_date,until,status,fraction,per_day,irregular_per_day\n\
         x_north,,2024-03-01,,restricted,0.2..0.5,,\nx_north,B,2024-03-25,unknown,closed,,,0.01..0.03\n\
         x_south,,2024-03-01,,documented_only,,40,\nkia,,2024-03-01,,documented_only,,20..60,\n\
         //- camps.csv\nlocation,event_date,capacity\ncamp,2024-03-01,1000..2000\n\
         //- hosts.csv\nhost,event_date,until,policy,value,condition,likelihood\n\
         B,2024-03-01,,refusal,0.5..0.9,,\nB,2024-03-28,unknown,push_back,0.1..0.3,,\nB,2024-03-01,,forced_return,3,,\n\
         //- departures.csv\norigin,event_date,value,unit\nb,2024-03-01,10..30,per_day\n",
    ))
}

/// A scenario after some edits in words, as it was known on its reference date.
///
/// # Panics
///
/// If an edit does not fit.
pub fn after(scenario: &Scenario, edits: &[&str]) -> Scenario {
    let mut scenario = scenario.clone();
    let source = Source { name: "edits".to_owned(), bytes: edits.join("\n").into_bytes() };
    let (made, told) = make_edits(&[source], &mut scenario);
    assert!(told.is_empty() && made.len() == edits.len(), "{told:?}");
    cut(scenario)
}

/// Runs a what-if beside a base, both in words, with every number of every member at the horizons.
///
/// # Panics
///
/// If an edit does not fit.
pub fn compare(scenario: &Scenario, base: &[&str], what_if: &[&str], seed: u64, members: u32) -> Paired {
    let mut paired = Paired::new(scenario, &after(scenario, base), &after(scenario, what_if), seed, Keep::Ways);
    paired.base.keep_members();
    paired.what_if.keep_members();
    let stop = AtomicBool::new(false);
    assert!(paired.run(0..members, &Pace { threads: None, progress: &|_| (), stop: &stop }), "nobody stops it");
    paired
}

/// Runs one scenario by itself.
///
/// # Panics
///
/// If an edit does not fit.
pub fn alone(scenario: &Scenario, edits: &[&str], seed: u64, members: u32) -> Forecast {
    let mut forecast = Forecast::new(scenario, &after(scenario, edits), seed, Keep::Ways);
    forecast.keep_members();
    let stop = AtomicBool::new(false);
    assert!(forecast.run(0..members, &Pace { threads: None, progress: &|_| (), stop: &stop }), "nobody stops it");
    forecast
}

/// What each member says to a target at the last horizon.
///
/// # Panics
///
/// If nobody asked for it.
pub fn at_the_end(forecast: &Forecast, sketch: &Sketch, target: Target, key: &str) -> Vec<f64> {
    let Plan { since, days, .. } = forecast.plan;
    let of = forecast.catalogue.find(target, &key.into()).map(Of::Series);
    let since = target.is_cumulative().then_some(since);
    let values = of.and_then(|of| sketch.values(&forecast.plan, Quantity::On { of, since, day: days - 1 }));
    values.unwrap_or_else(|| panic!("nobody asked for {target:?} of {key}"))
}
