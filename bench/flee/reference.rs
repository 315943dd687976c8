//! Flee as it was measured, and what follows from it for all people.

use std::path::Path;

use serde_json::Value;

/// A run of Flee, with one in `hasten` people.
#[derive(Clone, Debug, PartialEq)]
pub struct FleeRun {
    /// Who ran it: `measured` before and stored, or `here`.
    pub from: &'static str,
    /// How many people one of its agents stands for.
    pub hasten: u64,
    /// CPU seconds.
    pub cpu_s: f64,
    /// The most memory that it held, in 10⁶ bytes.
    pub peak_mb: f64,
    /// Agents present, summed over the days.
    pub agent_steps: u64,
}

impl FleeRun {
    /// Agents present on a day, by CPU second.
    pub fn rate(&self) -> f64 {
        self.agent_steps as f64 / self.cpu_s
    }

    /// CPU seconds for so many person-days, linear in them. What Flee spends however few its agents are (its start, the
    /// bookkeeping of a day) is in the rate and grows with it, so this leans against Flee where `hasten` is great.
    pub fn extrapolated_s(&self, person_days: f64) -> f64 {
        person_days / self.rate()
    }

    /// CPU seconds at another `hasten`, and whether they were measured.
    pub fn at_hasten(&self, hasten: u64, person_days: f64) -> (f64, bool) {
        if hasten == self.hasten {
            return (self.cpu_s, true);
        }
        (self.extrapolated_s(person_days / hasten as f64), false)
    }

    /// A stored measurement, `hH_sS.json`; none of a run that failed.
    fn parse(text: &str) -> Result<Option<FleeRun>, String> {
        let told: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
        if told.get("status").and_then(Value::as_str).is_some_and(|status| status != "ok") {
            return Ok(None);
        }
        let field = |key: &str| told.get(key).ok_or_else(|| format!("there is no `{key}`"));
        let number = |key: &str| {
            let above = field(key)?.as_f64().filter(|number| *number > 0.0);
            above.ok_or_else(|| format!("`{key}` is no number above 0"))
        };
        let count = |key: &str| {
            let above = field(key)?.as_u64().filter(|number| *number > 0);
            above.ok_or_else(|| format!("`{key}` is no whole number above 0"))
        };
        let run = FleeRun {
            from: "measured",
            hasten: count("hasten")?,
            cpu_s: number("user")?,
            peak_mb: number("maxrss_MB")?,
            agent_steps: count("agent_steps")?,
        };
        let (told, own) = (number("steps_per_cpu_s")?, run.rate());
        if (told / own - 1.0).abs() > 0.01 {
            return Err(format!("`steps_per_cpu_s` is {told}, and `agent_steps` by `user` is {own:.0}"));
        }
        Ok(Some(run))
    }
}

/// The stored measurements of a case.
pub fn stored(folder: &Path) -> Result<Vec<FleeRun>, String> {
    let entries = std::fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut runs = Vec::new();
    for path in entries.flatten().map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|e| e == "json"))
    {
        let wrong = |what: String| format!("{}: {what}", path.display());
        let text = std::fs::read_to_string(&path).map_err(|error| wrong(error.to_string()))?;
        runs.extend(FleeRun::parse(&text).map_err(wrong)?);
    }
    Ok(runs)
}

/// The run to stand beside ours: nearest to all people, and of those the fastest, since the machine was shared.
pub fn fairest(runs: Vec<FleeRun>) -> Option<FleeRun> {
    let nearest = runs.iter().map(|run| run.hasten).min()?;
    runs.into_iter().filter(|run| run.hasten == nearest).max_by(|a, b| a.rate().total_cmp(&b.rate()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const STORED: &str = r#"{"status": "ok", "seed": 1, "hasten": 20, "wall": 15.48, "user": 10.0, "sys": 0.07,
        "maxrss_MB": 82.2, "days": 300, "agents_end": 4496, "agent_steps": 1000000, "steps_per_cpu_s": 100000}"#;

    fn run(hasten: u64, cpu_s: f64, agent_steps: u64) -> FleeRun {
        FleeRun { from: "measured", hasten, cpu_s, peak_mb: 82.2, agent_steps }
    }

    #[test]
    fn a_measurement_is_read() {
        assert_eq!(FleeRun::parse(STORED), Ok(Some(run(20, 10.0, 1_000_000))));
        assert_eq!(FleeRun::parse(&STORED.replace("\"ok\"", "\"failed\"")), Ok(None));
    }

    #[test]
    fn a_broken_measurement_is_told() {
        let told = |from: &str, to: &str| FleeRun::parse(&STORED.replacen(from, to, 1)).unwrap_err();
        assert_eq!(told("\"user\"", "\"used\""), "there is no `user`");
        assert_eq!(told("10.0", "0"), "`user` is no number above 0");
        assert_eq!(told("20", "\"20\""), "`hasten` is no whole number above 0");
        assert!(told("100000}", "200000}").contains("steps_per_cpu_s"));
        assert!(FleeRun::parse("{").is_err());
    }

    #[test]
    fn time_is_linear_in_person_days() {
        let one = run(20, 10.0, 1_000_000);
        assert_eq!(one.rate(), 100_000.0);
        // Twenty million person-days for all people: twenty times what one in twenty took.
        assert_eq!(one.extrapolated_s(20_000_000.0), 200.0);
        assert_eq!(one.at_hasten(100, 20_000_000.0), (2.0, false));
        assert_eq!(one.at_hasten(20, 21_000_000.0), (10.0, true), "what was measured is not computed");
    }

    #[test]
    fn the_run_nearest_to_all_people_stands_for_flee_and_the_fastest_of_those() {
        let runs = vec![run(20, 1.0, 1_000_000), run(2, 12.0, 1_000_000), run(2, 10.0, 1_000_000)];
        assert_eq!(fairest(runs), Some(run(2, 10.0, 1_000_000)));
        assert_eq!(fairest(Vec::new()), None);
    }
}
