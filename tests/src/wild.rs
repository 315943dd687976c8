//! Small random scenarios, as text: a world is a pure function of its [`Taste`].
//!
//! Keys stand in the text as `<p0>` (places), `<x0>` (crossings), `<C0>` (countries), `<g0>` (profiles), and what only
//! people read as `<n0>`, so that a test can call all of them otherwise, or shuffle the rows, and compare.

use corridor_forecast::as_of;
use corridor_formats::parse_edit;
use corridor_model::{Date, Period, Scenario};

use crate::scenario;

/// Pseudo-random numbers for tests: SplitMix64 (Steele, Lea and Flood 2014). Not those of the engine.
#[derive(Clone, Debug)]
pub struct Dice(u64);

impl Dice {
    /// From a seed.
    pub fn new(seed: u64) -> Dice {
        Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0x5DEE_CE66)
    }

    /// 64 bits.
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        bits ^ (bits >> 31)
    }

    /// Below a bound; 0 if the bound is 0.
    pub fn below(&mut self, bound: usize) -> usize {
        if bound == 0 { 0 } else { (self.bits() % bound as u64) as usize }
    }

    /// In [0, 1).
    pub fn unit(&mut self) -> f64 {
        (self.bits() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Whether something happens.
    pub fn chance(&mut self, probability: f64) -> bool {
        self.unit() < probability
    }

    /// One of several.
    pub fn among<T: Copy>(&mut self, several: &[T]) -> T {
        several[self.below(several.len())]
    }

    /// Another order.
    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        for last in (1..list.len()).rev() {
            list.swap(last, self.below(last + 1));
        }
    }
}

/// What kind of world is wanted.
#[derive(Clone, Copy, Debug)]
pub struct Taste {
    /// Everything else follows from it.
    pub seed: u64,
    /// How many places receive people, at least 2.
    pub places: usize,
    /// How many days, at least 2.
    pub days: u32,
    /// Extremes: flapping, 0, 1, 0.001 km, 20,000 km, 10⁹ people, islands.
    pub wild: bool,
    /// Whether anything depends on how many people there are: capacities, limits a day, caps, seats.
    pub limits: bool,
    /// Whether numbers are ranges and ends unknown.
    pub uncertain: bool,
    /// `cohorts` or `individuals`; either if absent.
    pub individuals: Option<bool>,
}

impl Taste {
    /// A world for a law: every feature, no extremes.
    pub fn tame(seed: u64, places: usize, days: u32) -> Taste {
        Taste { seed, places, days, wild: false, limits: true, uncertain: true, individuals: None }
    }

    /// A world for a storm.
    pub fn wild(seed: u64) -> Taste {
        let mut dice = Dice::new(seed ^ 0x5707_2121);
        let (places, days) = (2 + dice.below(8), 3 + dice.below(22) as u32);
        Taste { seed, places, days, wild: true, limits: true, uncertain: true, individuals: None }
    }
}

/// A table of a scenario.
#[derive(Clone, Debug)]
pub struct Rows {
    /// Its file.
    pub file: &'static str,
    /// Its first line.
    pub header: &'static str,
    /// The others.
    pub rows: Vec<String>,
}

/// A scenario before its keys have a name.
#[derive(Clone, Debug)]
pub struct Draft {
    /// `scenario.yml` before the profiles.
    pub settings: String,
    /// The profiles, one each.
    pub profiles: Vec<String>,
    /// The tables.
    pub tables: Vec<Rows>,
    /// Some edits in words.
    pub edits: Vec<String>,
}

impl Draft {
    /// The text of the scenario with every key called as `name` says.
    pub fn render(&self, name: impl Fn(&str) -> String) -> String {
        let mut text = format!("//- scenario.yml\n{}profiles:\n", self.settings);
        for profile in &self.profiles {
            text += &format!("  - {profile}\n");
        }
        for table in self.tables.iter().filter(|table| !table.rows.is_empty()) {
            text += &format!("//- {}\n{}\n", table.file, table.header);
            for row in &table.rows {
                text += &format!("{row}\n");
            }
        }
        call(&text, name)
    }

    /// The text of the scenario.
    pub fn text(&self) -> String {
        self.render(str::to_owned)
    }

    /// The scenario.
    pub fn scenario(&self) -> Scenario {
        cut(scenario(&self.text()))
    }

    /// The scenario with those of its edits that fit.
    pub fn edited(&self) -> Scenario {
        let mut scenario = scenario(&self.text());
        for (words, rank) in self.edits.iter().zip(1..) {
            if let Ok(edit) = parse_edit(&call(words, str::to_owned), &scenario, rank) {
                let _does_not_fit = scenario.apply(&edit);
            }
        }
        cut(scenario)
    }

    /// The same rows in another order.
    pub fn shuffled(&self, seed: u64) -> Draft {
        let (mut draft, mut dice) = (self.clone(), Dice::new(seed));
        for table in &mut draft.tables {
            dice.shuffle(&mut table.rows);
        }
        draft
    }

    /// The rows of a table.
    pub fn table(&mut self, file: &str) -> &mut Vec<String> {
        let at = self.tables.iter().position(|table| table.file == file).unwrap_or(0);
        &mut self.tables[at].rows
    }
}

/// A scenario as it can be run: with a reference date, cut to what was known.
pub fn cut(scenario: Scenario) -> Scenario {
    match scenario.reference_date {
        Some(date) => as_of(&scenario, date),
        None => scenario,
    }
}

fn call(text: &str, name: impl Fn(&str) -> String) -> String {
    let mut called = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        let (key, after) = after.split_once('>').unwrap_or((after, ""));
        called += before;
        called += &name(key);
        rest = after;
    }
    called + rest
}

/// The date of a day of a generated world; day 0 is 1 March 2024.
pub fn date(day: i64) -> Date {
    let start = Date::constant(2024, 1, 1);
    Period { start, end: start }.date((60 + day) as u32)
}

/// A world to this taste.
pub fn world(taste: Taste) -> Draft {
    let mut maker = Maker {
        dice: Dice::new(taste.seed),
        taste,
        individuals: false,
        names: 0,
        countries: Vec::new(),
        places: Vec::new(),
        profiles: Vec::new(),
        routes: Vec::new(),
        edits: Vec::new(),
    };
    maker.make()
}

#[derive(Clone, Debug)]
struct Spot {
    key: String,
    kind: &'static str,
    country: usize,
    other: Option<usize>,
}

struct Maker {
    dice: Dice,
    taste: Taste,
    individuals: bool,
    names: usize,
    countries: Vec<String>,
    places: Vec<Spot>,
    profiles: Vec<String>,
    routes: Vec<(String, String, &'static str, bool)>,
    edits: Vec<String>,
}

impl Maker {
    fn make(&mut self) -> Draft {
        let individuals = self.dice.chance(0.3);
        self.individuals = self.taste.individuals.unwrap_or(individuals);
        let countries = (1 + self.dice.below(3)).min(self.taste.places);
        self.countries = (0..countries).map(|number| format!("<C{number}>")).collect();
        let profiles = 1 + self.dice.below(3);
        self.profiles = (0..profiles).map(|number| format!("<g{number}>")).collect();
        let locations = self.locations();
        let routes = self.all_routes();
        let tables = vec![
            Rows {
                file: "locations.csv",
                header: "key,name,kind,country,to_country,population,aliases,source",
                rows: locations,
            },
            Rows {
                file: "routes.csv",
                header: "from,to,distance_km,mode,speed_km_per_day,seats_per_day,one_way,source",
                rows: routes,
            },
            Rows { file: "stocks.csv", header: "location,profile,home,people,source", rows: self.stocks() },
            Rows {
                file: "conflicts.csv",
                header: "location,intensity,event_date,until,weight,source",
                rows: self.conflicts(),
            },
            Rows {
                file: "crossings.csv",
                header: "crossing,into,status,fraction,profile,per_day,irregular_per_day,event_date,until,weight,source",
                rows: self.crossings(),
            },
            Rows {
                file: "closures.csv",
                header: "kind,location,from,to,way,state,event_date,until,weight,source",
                rows: self.closures(),
            },
            Rows {
                file: "camps.csv",
                header: "location,state,capacity,event_date,until,weight,source",
                rows: self.camps(),
            },
            Rows {
                file: "hosts.csv",
                header: "host,policy,value,condition,likelihood,event_date,until,weight,source",
                rows: self.hosts(),
            },
            Rows {
                file: "departures.csv",
                header: "origin,profile,value,unit,event_date,until,weight,source",
                rows: self.departures(),
            },
        ];
        let settings = self.settings();
        let profiles = self.profile_lines();
        self.make_edits();
        Draft { settings, profiles, tables, edits: std::mem::take(&mut self.edits) }
    }

    fn name(&mut self) -> String {
        self.names += 1;
        format!("<n{}>", self.names)
    }

    /// A number in a range, and sometimes the range.
    fn number(&mut self, low: f64, high: f64) -> String {
        let value = low + self.dice.unit() * (high - low);
        if self.taste.uncertain && self.dice.chance(0.25) { format!("{low}..{value}") } else { format!("{value}") }
    }

    fn share(&mut self) -> String {
        if self.taste.wild && self.dice.chance(0.4) {
            self.dice.among(&["0", "1", "0..1"]).to_owned()
        } else {
            self.number(0.05, 0.6)
        }
    }

    fn people(&mut self) -> String {
        if self.individuals {
            return self.dice.among(&["0", "1", "17", "60"]).to_owned();
        }
        if self.taste.wild {
            return self.dice.among(&["0", "1", "2", "40", "3000", "1000000", "1000000000"]).to_owned();
        }
        let people = self.number(20.0, 3000.0);
        if self.taste.uncertain { people } else { people.split('.').next().unwrap_or("1").to_owned() }
    }

    /// From when until when, as two cells: a few spans of one subject, each with its own first day.
    fn spans(&mut self, most: usize) -> Vec<String> {
        let days = i64::from(self.taste.days);
        if self.taste.wild && self.dice.chance(0.15) {
            return (0..days).map(|day| format!("{},", date(day))).collect();
        }
        let mut starts: Vec<i64> = (-3..days).collect();
        self.dice.shuffle(&mut starts);
        let many = 1 + self.dice.below(most);
        let mut spans = Vec::new();
        for &start in starts.iter().take(many) {
            let until = match self.dice.below(10) {
                0..=4 => String::new(),
                5..=7 => date(start + 1 + self.dice.below(8) as i64).to_string(),
                8 if self.taste.uncertain => "unknown".to_owned(),
                _ => "never".to_owned(),
            };
            spans.push(format!("{},{until}", date(start)));
        }
        spans
    }

    fn spot(&mut self, wanted: impl Fn(&Spot) -> bool) -> Option<Spot> {
        let fitting: Vec<usize> = (0..self.places.len()).filter(|place| wanted(&self.places[*place])).collect();
        if fitting.is_empty() { None } else { Some(self.places[self.dice.among(&fitting)].clone()) }
    }

    fn locations(&mut self) -> Vec<String> {
        let countries = self.countries.len();
        for number in 0..self.taste.places.max(2) {
            let kind = match number {
                0 => "town",
                _ => self.dice.among(&["town", "town", "town", "camp", "idp_site", "hub"]),
            };
            // In each country lies something.
            let country = if number < countries { number } else { self.dice.below(countries) };
            self.places.push(Spot { key: format!("<p{number}>"), kind, country, other: None });
        }
        if countries > 1 {
            for number in 0..self.dice.below(4) {
                let country = self.dice.below(countries);
                let other = (country + 1 + self.dice.below(countries - 1)) % countries;
                self.places.push(Spot { key: format!("<x{number}>"), kind: "crossing", country, other: Some(other) });
            }
        }
        for (kind, letter, most, chance) in
            [("airport", 'a', 2, 0.35), ("waypoint", 'w', 3, 0.5), ("exit", 'e', 2, 0.3)]
        {
            if self.dice.chance(chance) {
                for number in 0..1 + self.dice.below(most - 1) {
                    let country = self.dice.below(countries);
                    self.places.push(Spot { key: format!("<{letter}{number}>"), kind, country, other: None });
                }
            }
        }
        let mut rows = Vec::new();
        for Spot { key, kind, country, other } in self.places.clone() {
            let population = match kind {
                "town" if self.individuals => self.dice.among(&["0", "30", "150"]).to_owned(),
                "town" if self.taste.wild => self.dice.among(&["0", "1", "5000", "1000000", "1000000000"]).to_owned(),
                // Departures that are given must not empty a place where expected values are compared with.
                "town" if !self.taste.limits => format!("{}", 2000 + self.dice.below(4000)),
                "town" => format!("{}", 50 + self.dice.below(4000)),
                _ => String::new(),
            };
            let other = other.map_or_else(String::new, |other| self.countries[other].clone());
            let (name, alias, source) = (self.name(), self.name(), self.name());
            rows.push(format!("{key},{name},{kind},{},{other},{population},{alias},{source}", self.countries[country]));
        }
        rows
    }

    fn km(&mut self) -> String {
        if self.taste.wild && self.dice.chance(0.4) {
            return self.dice.among(&["0.001", "0.5", "20000"]).to_owned();
        }
        format!("{}", 5 + self.dice.below(350))
    }

    /// Joins two places by a row, unless they are joined by this mode already or a crossing would lie in a third country.
    fn join(&mut self, rows: &mut Vec<String>, from: &Spot, to: &Spot, mode: &'static str) {
        let fits = |crossing: &Spot, neighbour: &Spot| {
            crossing.other.is_none()
                || neighbour.country == crossing.country
                || Some(neighbour.country) == crossing.other
        };
        let joined = self
            .routes
            .iter()
            .any(|(a, b, by, _)| *by == mode && (a == &from.key && b == &to.key || a == &to.key && b == &from.key));
        if from.key == to.key || joined || !fits(from, to) || !fits(to, from) {
            return;
        }
        let one_way = self.dice.chance(if self.taste.wild { 0.25 } else { 0.08 });
        let speed = match self.dice.below(4) {
            0 => self.number(30.0, 400.0),
            _ => String::new(),
        };
        let has_seats = self.taste.limits && self.dice.chance(if mode == "air" { 0.7 } else { 0.12 });
        let seats = if has_seats { self.dice.among(&["0", "1", "5", "40", "2.5"]) } else { "" };
        let (km, source) = (self.km(), self.name());
        let way = if one_way { "yes" } else { "" };
        rows.push(format!("{},{},{km},{mode},{speed},{seats},{way},{source}", from.key, to.key));
        self.routes.push((from.key.clone(), to.key.clone(), mode, one_way));
    }

    fn all_routes(&mut self) -> Vec<String> {
        let mut rows = Vec::new();
        let receiving = |spot: &Spot| matches!(spot.kind, "town" | "camp" | "idp_site" | "hub");
        let places = self.places.clone();
        for (number, place) in places.iter().enumerate() {
            let mode = self.dice.among(&["road", "road", "road", "foot", "track"]);
            match (place.kind, place.other) {
                ("crossing", Some(other)) => {
                    for country in [place.country, other] {
                        for _ in 0..1 + self.dice.below(2) {
                            if let Some(near) = self.spot(|spot| receiving(spot) && spot.country == country) {
                                self.join(&mut rows, &near, place, mode);
                            }
                        }
                    }
                    if self.dice.chance(0.15)
                        && let Some(near) = self.spot(|spot| spot.kind == "crossing")
                    {
                        self.join(&mut rows, &near, place, mode);
                    }
                }
                ("airport", _) => {
                    if let Some(near) = self.spot(|spot| receiving(spot) && spot.country == place.country) {
                        self.join(&mut rows, &near, place, "road");
                    }
                    for _ in 0..1 + self.dice.below(2) {
                        if let Some(far) = self.spot(|spot| receiving(spot) || spot.kind == "exit") {
                            self.join(&mut rows, place, &far, "air");
                        }
                    }
                }
                ("waypoint" | "exit", _) => {
                    for _ in 0..2 {
                        if let Some(near) = self.spot(|spot| receiving(spot)) {
                            self.join(&mut rows, &near, place, mode);
                        }
                    }
                }
                _ if number > 0 && !(self.taste.wild && self.dice.chance(0.15)) => {
                    let earlier = places[self.dice.below(number)].clone();
                    // Across a border most go by a crossing, if there is one.
                    if earlier.country == place.country || self.dice.chance(0.4) {
                        self.join(&mut rows, &earlier, place, mode);
                    }
                }
                _ => {}
            }
        }
        for _ in 0..1 + self.places.len() / 3 {
            let (a, b) = (self.spot(|spot| spot.kind != "exit"), self.spot(receiving));
            if let (Some(a), Some(b)) = (a, b) {
                self.join(&mut rows, &a, &b, "road");
            }
        }
        if rows.is_empty() {
            let (a, b) = (places[0].clone(), places[1].clone());
            self.join(&mut rows, &a, &b, "road");
        }
        rows
    }

    fn stocks(&mut self) -> Vec<String> {
        let mut rows: Vec<String> = Vec::new();
        let mut seen = Vec::new();
        for _ in 0..self.dice.below(5) {
            let place = self.spot(|spot| matches!(spot.kind, "town" | "camp" | "idp_site" | "hub"));
            let home = if self.dice.chance(0.6) {
                self.spot(|spot| spot.kind == "town").map(|spot| spot.key)
            } else {
                let countries = self.countries.clone();
                countries.get(self.dice.below(countries.len())).cloned()
            };
            let profiles = self.profiles.clone();
            let profile = profiles[self.dice.below(profiles.len())].clone();
            if let (Some(place), Some(home)) = (place, home) {
                let row = format!("{},{profile},{home}", place.key);
                if !seen.contains(&row) {
                    seen.push(row.clone());
                    rows.push(format!("{row},{},{}", self.people(), self.name()));
                }
            }
        }
        rows
    }

    fn conflicts(&mut self) -> Vec<String> {
        let mut rows = Vec::new();
        for place in self.places.clone().iter().filter(|place| place.kind == "town") {
            if self.dice.chance(0.6) {
                for span in self.spans(3) {
                    let intensity = match self.dice.below(4) {
                        0 => self.dice.among(&["0", "0.05", "1"]).to_owned(),
                        _ => self.share(),
                    };
                    if self.taste.uncertain && self.dice.chance(0.1) {
                        rows.push(format!("{},0,{span},1,{}", place.key, self.name()));
                        rows.push(format!("{},{intensity},{span},2.5,{}", place.key, self.name()));
                    } else {
                        rows.push(format!("{},{intensity},{span},,{}", place.key, self.name()));
                    }
                }
            }
        }
        rows
    }

    fn crossings(&mut self) -> Vec<String> {
        let mut rows = Vec::new();
        let gates = self.places.clone();
        for place in gates.iter().filter(|place| matches!(place.kind, "crossing" | "airport")) {
            let directions: Vec<String> = match place.other {
                Some(other) if self.dice.chance(0.6) => {
                    vec![self.countries[place.country].clone(), self.countries[other].clone()]
                }
                Some(_) | None => vec![String::new()],
            };
            for into in directions {
                if self.dice.chance(0.25) {
                    continue;
                }
                for span in self.spans(4) {
                    let status =
                        self.dice.among(&["open", "closed", "closed", "restricted", "documented_only", "returns_only"]);
                    let (mut fraction, mut profile) = (String::new(), String::new());
                    if status == "restricted" {
                        fraction = self.share();
                        if self.dice.chance(0.3) {
                            profile = self.profiles[0].clone();
                        }
                    }
                    let has_limit = self.taste.limits && self.dice.chance(0.3);
                    let per_day = if has_limit { self.dice.among(&["0", "1", "12", "300"]) } else { "" };
                    let irregular = if self.dice.chance(0.3) { self.share() } else { String::new() };
                    let weight = if self.taste.uncertain && self.dice.chance(0.1) { "2" } else { "" };
                    let source = self.name();
                    rows.push(format!(
                        "{},{into},{status},{fraction},{profile},{per_day},{irregular},{span},{weight},{source}",
                        place.key
                    ));
                    if !weight.is_empty() {
                        rows.push(format!("{},{into},open,,,,,{span},0.7,{}", place.key, self.name()));
                    }
                }
            }
        }
        rows
    }

    fn closures(&mut self) -> Vec<String> {
        let mut rows = Vec::new();
        let way = |dice: &mut Dice| dice.among(&["", "", "in", "out", "both"]);
        let mut done = Vec::new();
        for (from, to, _, _) in self.routes.clone() {
            if self.dice.chance(0.25) {
                let (from, to) = if self.dice.chance(0.5) { (from, to) } else { (to, from) };
                // Two modes between the same places are shut together.
                if done.contains(&(from.clone(), to.clone())) {
                    continue;
                }
                done.push((from.clone(), to.clone()));
                for span in self.spans(3) {
                    let state = if self.dice.chance(0.2) { "open" } else { "" };
                    rows.push(format!("route,,{from},{to},{},{state},{span},,{}", way(&mut self.dice), self.name()));
                }
            }
        }
        for place in self.places.clone() {
            if self.dice.chance(0.08) {
                for span in self.spans(2) {
                    rows.push(format!("location,{},,,{},,{span},,{}", place.key, way(&mut self.dice), self.name()));
                }
            }
        }
        rows
    }

    fn camps(&mut self) -> Vec<String> {
        let mut rows = Vec::new();
        if !self.taste.limits {
            return rows;
        }
        for place in self.places.clone() {
            let wanted = match place.kind {
                "camp" | "idp_site" => 0.7,
                "town" | "hub" => 0.15,
                _ => 0.0,
            };
            if self.dice.chance(wanted) {
                for span in self.spans(3) {
                    let state = if self.dice.chance(0.15) { "closed" } else { "open" };
                    let capacity = self.dice.among(&["", "0", "1", "25", "300", "100..900", "0..1"]);
                    let capacity =
                        if self.taste.uncertain { capacity } else { capacity.split('.').next().unwrap_or("") };
                    rows.push(format!("{},{state},{capacity},{span},,{}", place.key, self.name()));
                }
            }
        }
        rows
    }

    fn hosts(&mut self) -> Vec<String> {
        let mut rows = Vec::new();
        for country in self.countries.clone() {
            if self.dice.chance(0.6) {
                for span in self.spans(3) {
                    let policy = match self.dice.below(4) {
                        0 => "open,,,".to_owned(),
                        1 => format!("refusal,{},,", self.share()),
                        2 if self.taste.limits => format!("cap,{},,", self.dice.among(&["0", "1", "50", "400"])),
                        3 if self.taste.limits => {
                            format!("pledge,{},with help,0.5", self.dice.among(&["0", "3", "150"]))
                        }
                        _ => "refusal,,,".to_owned(),
                    };
                    rows.push(format!("{country},{policy},{span},,{}", self.name()));
                }
            }
            if self.dice.chance(0.25) {
                for span in self.spans(2) {
                    rows.push(format!("{country},push_back,{},,,{span},,{}", self.share(), self.name()));
                }
            }
            if self.taste.limits && self.dice.chance(0.3) {
                for span in self.spans(2) {
                    let people = self.dice.among(&["0", "0.4", "3", "70"]);
                    rows.push(format!("{country},forced_return,{people},,,{span},,{}", self.name()));
                }
            }
        }
        rows
    }

    fn departures(&mut self) -> Vec<String> {
        let mut rows = Vec::new();
        let towns: Vec<String> =
            self.places.iter().filter(|place| place.kind == "town").map(|place| place.key.clone()).collect();
        for number in 0..1 + self.dice.below(3) {
            let origin = if number > 0 && self.dice.chance(0.25) {
                self.countries[self.dice.below(self.countries.len())].clone()
            } else {
                towns[self.dice.below(towns.len())].clone()
            };
            let profile = self.profiles[self.dice.below(self.profiles.len())].clone();
            if rows.iter().any(|row: &String| row.starts_with(&format!("{origin},{profile},"))) {
                continue;
            }
            for span in self.spans(2) {
                let (start, until) = span.split_once(',').unwrap_or((&span, ""));
                let until = if until == "unknown" { "never" } else { until };
                let ends = !matches!(until, "" | "never");
                let unit = self.dice.among(&["per_day", "per_1000_per_month", "total"]);
                let unit = if unit == "total" && !ends { "per_day" } else { unit };
                let value = match unit {
                    "per_1000_per_month" => self.dice.among(&["0", "20", "300", "1000"]).to_owned(),
                    _ if self.individuals => self.dice.among(&["0", "0.3", "4", "11"]).to_owned(),
                    _ if self.taste.wild => self.dice.among(&["0", "0.3", "50", "1000000"]).to_owned(),
                    _ if self.taste.uncertain => self.number(0.0, 90.0),
                    _ => self.dice.among(&["1", "9", "40"]).to_owned(),
                };
                rows.push(format!("{origin},{profile},{value},{unit},{start},{until},,{}", self.name()));
            }
        }
        rows
    }

    fn settings(&mut self) -> String {
        let end = date(i64::from(self.taste.days.max(2)) - 1);
        let mut text =
            format!("schema: 1\nrules_version: 1\nname: storm\nperiod: {{start: {}, end: {end}}}\n", date(0));
        if self.taste.uncertain && self.dice.chance(0.25) {
            text += &format!("reference_date: {}\n", date(self.dice.below(self.taste.days as usize) as i64));
        }
        let decision = match self.dice.below(2) {
            0 => "destinations".to_owned(),
            _ => format!("{{look_ahead: {}}}", 1 + self.dice.below(if self.taste.places > 6 { 3 } else { 4 })),
        };
        let kernel = self.dice.among(&["power", "exponential"]);
        let population = if self.individuals { "individuals" } else { "cohorts" };
        text += &format!("rules: {{decision: {decision}, kernel: {kernel}, population: {population}}}\nparameters:\n");
        for name in [
            "conflict_rate_per_day",
            "fear_share",
            "leave_conflict_per_day",
            "leave_town_per_day",
            "leave_camp_per_day",
            "leave_idp_site_per_day",
            "leave_hub_per_day",
            "safety_weight",
            "hope_at_shut_crossing",
            "room_starts_at",
            "give_up_per_day",
            "other_way_share",
        ] {
            text += &format!("  {name}: {}\n", self.share());
        }
        for (name, values) in [
            ("conflict_decay_half_life_days", ["0.1", "5", "30", "1000"]),
            ("distance_exponent", ["0", "1.5", "1.5", "10"]),
            ("distance_softening_km", ["0", "10", "10", "1000"]),
            ("distance_scale_km", ["1", "200", "200", "10000"]),
            ("shut_detour_km", ["0", "500", "500", "100000"]),
            ("irregular_share_per_day", ["0", "0", "0.05", "0.3"]),
            ("deaths_per_million_waiting_days", ["0", "0", "20000", "500000"]),
            ("return_safe_days", ["0", "2", "5", "30"]),
            ("return_rate_per_day", ["0", "0.05", "0.3", "1"]),
            ("return_from_abroad_factor", ["0", "0.5", "1", "2"]),
            ("road_km_per_day", ["1", "200", "200", "5000"]),
        ] {
            // The first and the last are extremes.
            let value = if self.taste.wild { self.dice.among(&values) } else { self.dice.among(&values[1..3]) };
            text += &format!("  {name}: {value}\n");
        }
        text
    }

    fn profile_lines(&mut self) -> Vec<String> {
        let mut lines = Vec::new();
        for (number, profile) in self.profiles.clone().into_iter().enumerate() {
            let share = if number == 0 { "1" } else { self.dice.among(&["0", "0.5", "2"]) };
            let mut line = format!("{{key: {profile}, conflict_share: {share}, documented: {}", self.share());
            line += self.dice.among(&["", "", ", remembers_home: false", ", returns: false"]);
            if self.dice.chance(0.3) {
                line += &format!(", pull_kind: {{camp: {}, hub: 2}}", self.dice.among(&["0", "3"]));
            }
            if self.dice.chance(0.4) {
                let country = self.countries[self.dice.below(self.countries.len())].clone();
                line += &format!(", pull_country: {{{country}: {}}}", self.dice.among(&["0", "0.2", "5"]));
            }
            lines.push(line + "}");
        }
        lines
    }

    fn make_edits(&mut self) {
        for _ in 0..self.dice.below(5) {
            let from = self.dice.below(self.taste.days as usize) as i64;
            let until = match self.dice.below(3) {
                0 => String::new(),
                1 => format!(" until {}", date(from + 1 + self.dice.below(9) as i64)),
                _ => " until unknown".to_owned(),
            };
            let country = self.countries[self.dice.below(self.countries.len())].clone();
            let place = self.spot(|_| true).map_or_else(String::new, |spot| spot.key);
            let camp = self.spot(|spot| spot.kind != "crossing").map_or_else(String::new, |spot| spot.key);
            let words = match self.dice.below(11) {
                0 | 1 => format!("close {place}"),
                2 | 3 => format!("open {place}"),
                4 => format!("restrict {place} to 0.4"),
                5 => format!("capacity {camp} {}", self.dice.among(&["0", "1", "90"])),
                6 => format!("cap {country} {}", self.dice.among(&["0", "1", "200"])),
                7 => format!("refuse {country}"),
                8 => format!("push-back {country} {}", self.dice.among(&["0", "0.5", "1"])),
                9 => format!("fighting {camp} {}", self.dice.among(&["0", "0.7", "1"])),
                _ => format!("departures of {country} x {}", self.dice.among(&["0", "1.5", "20"])),
            };
            self.edits.push(format!("{words} from {}{until}", date(from)));
        }
    }
}
