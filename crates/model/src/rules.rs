//! Which movement rules a scenario uses.

/// Whose rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// Corridor's own.
    Corridor,
    /// Those of Flee 3.2, as its documentation means them. FLEE.md names every difference to its code.
    Flee {
        /// With the defects that change what its users see, so that the two can be compared.
        quirks: bool,
    },
}

/// How people choose where to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Among the places within so many hops, again at every stop.
    LookAhead {
        /// The most routes looked along, 1 to 4.
        hops: u8,
    },
    /// Among all receiving places that can be reached, by the cheapest way; again when that way shuts.
    Destinations,
}

/// How attraction falls with distance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kernel {
    /// `(softening_km + d)^-exponent`
    Power,
    /// `exp(-d / scale_km)`
    Exponential,
}

/// Whether people who are alike are counted together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Population {
    /// People whose keys are equal are one cohort with a count.
    Cohorts,
    /// Every person is a cohort of one.
    Individuals,
}

/// How many flee from a place on a day of fighting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConflictDepartures {
    /// Each who lives there with a probability that fades as the fighting goes on, and a tail of fear after it.
    Rate,
    /// So many people a day, times the intensity.
    Constant,
    /// As many in the mean, by a Poisson law.
    Poisson,
    /// So large a share of those who live there, times the intensity.
    Share,
}

impl ConflictDepartures {
    /// All of them.
    pub const ALL: [ConflictDepartures; 4] = [
        ConflictDepartures::Rate,
        ConflictDepartures::Constant,
        ConflictDepartures::Poisson,
        ConflictDepartures::Share,
    ];

    /// The word in files.
    pub const fn word(self) -> &'static str {
        match self {
            ConflictDepartures::Rate => "rate",
            ConflictDepartures::Constant => "constant",
            ConflictDepartures::Poisson => "poisson",
            ConflictDepartures::Share => "share",
        }
    }
}

/// How fighting counts for less as it goes on: a factor for each span of days since it began, the last for ever.
#[derive(Clone, Debug, PartialEq)]
pub struct Decay {
    /// The days of a span.
    pub every_days: u32,
    /// The factors. None: it never counts for less.
    pub factors: Vec<f64>,
}

impl Decay {
    /// The factor so many days after the fighting began.
    pub fn factor(&self, days: u32) -> f64 {
        let span = (days / self.every_days.max(1)) as usize;
        self.factors.get(span).or(self.factors.last()).copied().unwrap_or(1.0)
    }
}

/// Which movement rules a scenario uses.
#[derive(Clone, Debug, PartialEq)]
pub struct Rules {
    /// The version of the rules for which the scenario was written. Digests are golden per version.
    pub version: u32,
    /// Whose rules.
    pub family: Family,
    /// How people choose where to go.
    pub decision: Decision,
    /// How attraction falls with distance.
    pub kernel: Kernel,
    /// Whether people who are alike are counted together.
    pub population: Population,
    /// How many flee from a place on a day of fighting.
    pub conflict_departures: ConflictDepartures,
    /// How fighting counts for less as it goes on, where departures are shared among the places with fighting.
    pub conflict_decay: Decay,
    /// Whether those who flee are taken from the people who live there.
    pub take_from_population: bool,
    /// Whether people who come to a town do not rest before they have made half of two days' journeys.
    pub avoid_short_stints: bool,
    /// Whether people walk until they first come to another place.
    pub start_on_foot: bool,
    /// Whether of several ways to a place people consider the best alone.
    pub best_route_only: bool,
}

impl Default for Rules {
    fn default() -> Self {
        Rules::corridor()
    }
}

impl Rules {
    /// The version of the rules in this build.
    pub const VERSION: u32 = 1;

    /// Corridor's own rules.
    pub const fn corridor() -> Rules {
        Rules {
            version: Rules::VERSION,
            family: Family::Corridor,
            decision: Decision::Destinations,
            kernel: Kernel::Power,
            population: Population::Cohorts,
            conflict_departures: ConflictDepartures::Rate,
            conflict_decay: Decay { every_days: 30, factors: Vec::new() },
            take_from_population: true,
            avoid_short_stints: false,
            start_on_foot: false,
            best_route_only: false,
        }
    }

    /// Flee's, with the defaults of its settings.
    pub fn flee(quirks: bool) -> Rules {
        let mut rules = Rules::corridor();
        rules.family = Family::Flee { quirks };
        rules.decision = Decision::LookAhead { hops: 1 };
        rules.take_from_population = false;
        rules
    }

    fn is_flee(&self) -> bool {
        matches!(self.family, Family::Flee { .. })
    }

    fn has_quirks(&self) -> bool {
        matches!(self.family, Family::Flee { quirks: true })
    }

    /// The least intensity that counts as fighting. Below it is an unopposed hand-over, or quiet.
    pub fn quiet_below(&self) -> f64 {
        if self.is_flee() { 1e-6 } else { 0.1 }
    }

    /// Whether a capacity only makes a place less attractive and turns nobody away at its door.
    pub fn room_only_weighs(&self) -> bool {
        self.is_flee()
    }

    /// Whether people who are displaced today leave as readily as others there do, and whoever finds no way stays, instead
    /// of setting out at all events.
    pub fn displaced_leave_as_others(&self) -> bool {
        self.is_flee()
    }

    /// Whether fighting at a place sets how readily people leave it, even if they would leave more readily without.
    pub fn fighting_sets_leaving(&self) -> bool {
        self.is_flee()
    }

    /// Whether people set out from a stop however late it is.
    pub fn sets_out_late(&self) -> bool {
        self.is_flee()
    }

    /// Whether a border is asked for leave only where its country has a policy.
    pub fn borders_are_open(&self) -> bool {
        self.is_flee()
    }

    /// Flee's B5: each route gets the distance of a whole day, whatever was made before it.
    pub fn has_a_day_for_each_route(&self) -> bool {
        self.has_quirks()
    }

    /// Flee's B6: whoever has made just the distance of a route is not there yet.
    pub fn arrives_beyond(&self) -> bool {
        self.has_quirks()
    }

    /// Flee's B22: whoever is on a route that closes walks to its end, and is then where it began.
    pub fn walks_on_when_shut(&self) -> bool {
        self.has_quirks()
    }

    /// Flee's B7: being near home means near to where one is.
    pub fn takes_here_for_home(&self) -> bool {
        self.has_quirks()
    }

    /// Where a camp fills up within a day: whether those who arrive later that day see it fuller, as where people move one
    /// after another. If so, how much of a camp those may fill who move at once.
    pub fn turn(&self) -> Option<f64> {
        match self.family {
            Family::Corridor => None,
            Family::Flee { quirks: false } => Some(0.1),
            Family::Flee { quirks: true } => Some(0.01),
        }
    }

    /// Flee's B16: a camp where there was fighting is left like a town for ever after.
    pub fn fighting_makes_towns(&self) -> bool {
        self.has_quirks()
    }

    /// Flee's spawn weights: on most days they are those of the eve.
    pub fn decays_a_day_late(&self) -> bool {
        self.has_quirks()
    }

    /// Flee's B12: of the best routes the score counts twice, and neither room nor a least weight.
    pub fn scores_routes_twice(&self) -> bool {
        self.has_quirks() && self.best_route_only
    }

    /// Flee's B36: where nothing attracts, everything does.
    pub fn chooses_among_nothing(&self) -> bool {
        self.has_quirks()
    }

    /// Whether the pull of a route counts for whoever knows but one to each place.
    pub fn pulls_best_route(&self) -> bool {
        !self.is_flee()
    }

    /// Flee's score: as fighting goes on it deters less, too.
    pub fn decay_attracts(&self) -> bool {
        self.has_quirks()
    }
}
