use corridor_model::*;

use super::*;
use crate::write::Spread;

pub fn date(day: u32) -> Date {
    let start = Date::new(2031, 3, 1).unwrap();
    Period { start, end: start }.date(day)
}

pub fn place(key: &str, country: &str) -> Location {
    Location {
        key: key.into(),
        name: key.to_owned(),
        kind: Kind::Town,
        country: country.into(),
        to_country: None,
        admin1: String::new(),
        lat: None,
        lon: None,
        population: 1_000,
        leave_per_day: None,
        stay_for_good_per_day: None,
        aliases: Vec::new(),
        source: "survey: https://www.example.org/points | http://data.example.net".to_owned(),
    }
}

/// Two countries, a gate that is shut one way from the third day on, a camp.
pub fn world() -> Scenario {
    let at = |key: &str, country: &str, kind, lat, lon| Location { kind, lat, lon, ..place(key, country) };
    fn row<T>(value: T, day: u32, until: Until) -> Row<T> {
        Row { until, ..Row::reported(value, date(day)) }
    }
    let passage = |passage| CrossingState { passage, per_day: None, irregular: None };
    let mut gate = at("x_gate", "Aland", Kind::Crossing, Some(10.5), Some(20.6));
    gate.to_country = Some("Bland".into());
    gate.name = "The Gate".to_owned();
    Scenario {
        name: "small".to_owned(),
        title: "A small world".to_owned(),
        period: Period { start: date(0), end: date(29) },
        reference_date: Some(date(3)),
        rules: Rules::default(),
        parameters: Parameters::default(),
        unknown_ends: UnknownEnds::default(),
        profiles: vec![],
        locations: vec![
            at("home", "Aland", Kind::Town, Some(10.0), Some(20.0)),
            gate,
            at("camp", "Bland", Kind::Camp, Some(11.0), Some(21.0)),
            place("nowhere", "Bland"),
        ],
        routes: vec![],
        known_roads: vec![],
        redirections: vec![],
        crossings: vec![Crossing {
            location: "x_gate".into(),
            into_country: Timeline::default(),
            into_to_country: Timeline { rows: vec![row(passage(Passage::Closed), 2, Until::Unknown)] },
        }],
        closures: vec![],
        conflicts: vec![],
        hosts: vec![Host {
            country: "Bland".into(),
            admission: Timeline { rows: vec![row(Admission::Cap { people: 5_000.0.into() }, 0, Until::NextRow)] },
            push_back: Timeline { rows: vec![row(Uncertain::Range { low: 0.1, high: 0.4 }, 0, Until::NextRow)] },
            forced_return: vec![],
        }],
        camps: vec![(
            "camp".into(),
            Timeline {
                rows: vec![row(CampState::Open { capacity: Some(30.0.into()), kind: None }, 0, Until::NextRow)],
            },
        )],
        departures: vec![],
        departure_factors: vec![],
        stocks: vec![],
        observations: vec![],
        facts: vec![],
        what_ifs: vec![],
        headline: vec!["Bland".into()],
        provenance: Provenance {
            compiled_by: "The testers".to_owned(),
            licence: "CC0".to_owned(),
            attribution: vec!["Points: nobody".to_owned()],
            hash: "c0ffee".to_owned(),
        },
    }
}

fn spread(people: f64) -> Spread {
    let at = |share: f64| people * share;
    Spread { mean: people, q05: at(0.5), q25: at(0.8), q50: people, q75: at(1.25), q95: at(1.5) }
}

fn change(people: f64) -> Spread {
    Spread { mean: people, q05: people - 90.0, q25: people - 40.0, q50: people, q75: people + 30.0, q95: people + 80.0 }
}

/// A forecast of `world` with so many people everywhere.
fn forecast(people: f64) -> Report {
    let key = |key: &str| Key::from(key);
    Report {
        public: false,
        reference: date(3),
        hindcast: false,
        horizons: vec![date(15), date(29)],
        series: vec![Series {
            target: Some(Target::Arrivals),
            location: key("Bland"),
            first: date(3),
            days: (0..27).map(|day| spread(people * f64::from(day) / 26.0)).collect(),
            base: vec![],
            observed: vec![Dot {
                date: date(9),
                low: people / 5.0,
                high: people / 4.0,
                known: false,
                source: "count".to_owned(),
            }],
        }],
        flows: vec![
            MapFlow { from: key("home"), to: key("x_gate"), people: spread(people) },
            MapFlow { from: key("x_gate"), to: key("camp"), people: spread(people / 2.0) },
            MapFlow { from: key("x_gate"), to: key("nowhere"), people: spread(people / 4.0) },
        ],
        places_are_stocks: true,
        places: vec![PlaceRow { location: key("camp"), people: spread(people / 2.0) }],
        crossings: vec![CrossingRow {
            location: key("x_gate"),
            passed: spread(people),
            now: spread(people / 40.0),
            peak: spread(people / 10.0),
            end: spread(0.0),
        }],
        hosts: vec![HostRow { country: key("Bland"), arrivals: vec![spread(people / 2.0), spread(people)] }],
        camps: vec![CampRow { location: key("camp"), stock: vec![spread(people / 4.0), spread(people / 2.0)] }],
        comparison: None,
        drivers: vec![Driver {
            result: "arrivals in Bland by 30 March".to_owned(),
            input: "how long The Gate stays shut".to_owned(),
            share: 0.43,
        }],
        agreement: vec![AgreementRow {
            target: Some(Target::Arrivals),
            location: key("Bland"),
            since: Some(date(3)),
            date: date(9),
            known: false,
            reported: (people / 10.0, people / 10.0),
            implied: (people / 5.0, people / 4.0),
            ensemble: spread(people / 4.0),
            agrees: true,
            source: "count".to_owned(),
        }],
        skill: vec![SkillRow {
            what: "past months".to_owned(),
            horizon_days: 30,
            measure: "mean absolute error, people, less is better".to_owned(),
            score: 812.4,
            reference: Some(("as it was".to_owned(), 1_204.0)),
            forecasts: 12,
        }],
        edits: vec![],
        made: Made {
            version: "0.1.0".to_owned(),
            members: 200,
            seed: 7,
            hash: String::new(),
            digest: "0123456789abcdef/99".to_owned(),
            command: "corridor run small --members 200 --seed 7".to_owned(),
        },
    }
}

/// What a shut gate changes.
fn comparison(people: f64) -> Report {
    let mut report = forecast(people);
    report.edits = vec!["close x_gate from 2031-03-05 until never".to_owned()];
    report.series[0].base = report.series[0].days.iter().map(|at| spread(at.q50 * 1.2)).collect();
    report.comparison = Some(Difference {
        left_out: 0,
        question: "The Gate stays shut.".to_owned(),
        against: "the scenario as it is".to_owned(),
        closes: true,
        rows: vec![
            DifferenceRow {
                target: Some(Target::Arrivals),
                location: "Bland".into(),
                date: date(29),
                base: spread(people * 1.2),
                what_if: spread(people),
                difference: change(-0.2 * people),
                above_zero: 0.0,
                below_zero: 0.97,
                visible: Some(date(12)),
                days: (0..27).map(|day| change(-0.2 * people * f64::from(day) / 26.0)).collect(),
                first: date(3),
            },
            DifferenceRow {
                target: Some(Target::Stranded),
                location: "x_gate".into(),
                date: date(29),
                base: spread(people / 40.0),
                what_if: spread(people / 10.0),
                difference: change(0.07 * people),
                above_zero: 0.9,
                below_zero: 0.01,
                ..DifferenceRow::default()
            },
        ],
        harm: vec![
            HarmRow {
                what: "most people who wait at once".to_owned(),
                location: Some("x_gate".into()),
                unit: HarmUnit::People,
                base: spread(people / 40.0),
                what_if: spread(people / 10.0),
                difference: change(0.07 * people),
            },
            HarmRow {
                what: "way of those who arrive".to_owned(),
                location: None,
                unit: HarmUnit::Km,
                base: spread(120.0),
                what_if: spread(150.0),
                difference: change(30.0),
            },
            HarmRow {
                what: "crowding".to_owned(),
                location: Some("camp".into()),
                unit: HarmUnit::Percent,
                base: spread(81.0),
                what_if: spread(87.0),
                difference: change(6.0),
            },
        ],
    });
    report
}

/// The text, once it is sure to be one well-formed page that asks for nothing.
fn written(scenario: &Scenario, of: &Report) -> String {
    let text = String::from_utf8(report(scenario, of)).unwrap();
    assert_eq!(text, String::from_utf8(report(scenario, of)).unwrap(), "the same bytes");
    let page = text.strip_prefix("<!DOCTYPE html>\n").unwrap();
    let (style, rest) = page
        .split_once("<style>")
        .and_then(|(head, rest)| {
            let (style, rest) = rest.split_once("</style>")?;
            Some((style.to_owned(), head.to_owned() + rest))
        })
        .unwrap();
    assert!(!["url(", "@import", "http"].iter().any(|word| style.contains(word)));
    let (mut open, mut ids): (Vec<String>, Vec<String>) = Default::default();
    for part in rest.split('<').skip(1) {
        let (tag, words) = part.split_once('>').unwrap_or_else(|| panic!("no end: {part}"));
        let entities = ["&amp;", "&lt;", "&gt;", "&quot;"];
        let bare = |text: &str| entities.iter().fold(text.to_owned(), |text, entity| text.replace(entity, ""));
        assert!(!bare(words).contains(['&', '>']) && !bare(tag).contains('&'), "{part}");
        assert!(!words.chars().any(|letter| letter < ' ' && letter != '\n'), "{part:?}");
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(name), "{part}");
            continue;
        }
        let (name, attributes) = tag.trim_end_matches('/').split_once(' ').unwrap_or((tag.trim_end_matches('/'), ""));
        let pieces: Vec<&str> = attributes.split('"').collect();
        assert!(pieces.len() % 2 == 1 && pieces.last() == Some(&""), "{tag}");
        assert!(pieces.iter().step_by(2).all(|piece| piece.is_empty() || piece.ends_with('=')), "{tag}");
        assert!(!["NaN", "inf"].iter().any(|word| name != "meta" && attributes.contains(word)), "{tag}");
        assert!(!["script", "img", "iframe", "object", "embed", "form", "foreignObject"].contains(&name), "{tag}");
        for pair in pieces.chunks(2).filter(|pair| pair.len() == 2) {
            let (attribute, value) = (pair[0].trim(), pair[1]);
            assert!(!attribute.starts_with("on") && attribute != "src=" && attribute != "style=", "{tag}");
            assert!(attribute != "href=" || value == "data:," || value.starts_with('#'), "{tag}");
            if attribute == "id=" {
                assert!(!ids.contains(&value.to_owned()), "{value} twice");
                ids.push(value.to_owned());
            }
        }
        if !tag.ends_with('/') && !["meta", "link", "br"].contains(&name) {
            open.push(name.to_owned());
        }
    }
    assert!(open.is_empty(), "{open:?}");
    let linked = rest.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next());
    assert!(linked.into_iter().all(|id| ids.iter().any(|own| own == id)), "a link leads nowhere");
    text
}

/// What is between two words.
fn between<'a>(text: &'a str, from: &str, to: &str) -> &'a str {
    let (_, rest) = text.split_once(from).unwrap_or_else(|| panic!("no {from}"));
    rest.split_once(to).map_or(rest, |(inside, _)| inside)
}

fn answer_of(of: &Report) -> [String; 3] {
    let scenario = world();
    answer::answer(Words { scenario: &scenario, public: of.public }, of).map(|text| text.replace('\u{a0}', " "))
}

#[test]
fn a_small_report_is_as_it_was() {
    let text = written(&world(), &comparison(12_000.0));
    // The style and the parameters are long, and others hold them.
    let style = between(&text, "<style>", "</style>");
    let parameters = between(&text, "<details class=\"keep\"><summary>All", "</details>");
    insta::assert_snapshot!(text.replace(style, "…").replace(parameters, "…"));
}

#[test]
fn the_answer_is_three_sentences_with_intervals_before_points() {
    assert_eq!(
        answer_of(&forecast(12_000.0)),
        [
            "By 30 March 2031, nine in ten of 200 simulated futures have 6,000–18,000 arrivals in Bland (median 12,000).",
            "Most people wait at The Gate: 600–1,800 at the peak after 4 March 2031 (median 1,200) and 0 on 30 March 2031; \
             none of 1 crossing told of is shut on 4 March 2031.",
            "The largest part of the uncertainty of arrivals in Bland by 30 March, 43 % of its spread, comes from how long \
             The Gate stays shut; 1 of 1 reported figure, later ones among them meets the 90 % interval.",
        ]
    );
    let mut bare = Report { reference: date(3), ..Report::default() };
    assert_eq!(answer_of(&bare)[0], "The scenario names no result that is told first.");
    assert_eq!(answer_of(&bare)[2], "No reported figure was there to compare with.");
    bare.crossings = vec![CrossingRow { location: "x_gate".into(), ..CrossingRow::default() }];
    assert!(answer_of(&bare)[1].starts_with("In no more than one future in twenty does anybody wait"));
}

#[test]
fn a_what_if_is_told_by_its_visible_difference_and_its_harm() {
    let mut report = comparison(12_000.0);
    assert_eq!(
        answer_of(&report),
        [
            "The Gate stays shut: by 30 March 2031 arrivals in Bland differ from the scenario as it is by −2,500 to −2,300 in \
             nine in ten of 200 pairs of futures (median −2,400).",
            "The probability that this difference is above zero is less than 1 %, that it is below zero 97 %; it is visible, its \
             90 % interval clear of zero, from 13 March 2031 on.",
            "What it does to people on the way, nine in ten pairs: most people who wait at once at The Gate +750 to +920 \
             people; way of those who arrive −60.0 to +110 km; crowding at camp −84.0 to +86.0 %.",
        ]
    );
    // Where nothing becomes visible, what is surest is told, whichever way it goes.
    let rows = &mut report.comparison.as_mut().unwrap().rows;
    rows[0].visible = None;
    assert_eq!(answer_of(&report)[0].matches("arrivals in Bland differ").count(), 1);
    let rows = &mut report.comparison.as_mut().unwrap().rows;
    rows[1].above_zero = 0.98;
    assert!(answer_of(&report)[0].contains("people stranded at The Gate differ"));
    report.comparison.as_mut().unwrap().harm.clear();
    assert!(answer_of(&report)[2].contains("was not counted here"));
    assert!(written(&world(), &report).contains("do not read the differences above without it"));
    report.comparison.as_mut().unwrap().rows.clear();
    assert!(answer_of(&report)[0].contains("no result differs from"));
}

#[test]
fn names_are_words_and_never_marks() {
    let odd = "</title></style><script>alert(\"1\")</script><img src=x onerror='x'>&\u{1}\n\u{202e}\u{2069}";
    let mut scenario = world();
    scenario.title = odd.to_owned();
    scenario.name = odd.to_owned();
    for location in &mut scenario.locations {
        (location.name, location.source) = (odd.to_owned(), format!("https://{odd}"));
    }
    scenario.locations[0].name = "قندهار".to_owned();
    scenario.provenance.attribution = vec![odd.to_owned()];
    let mut report = comparison(12_000.0);
    report.edits = vec![odd.to_owned()];
    report.drivers[0].input = odd.to_owned();
    report.agreement[0].source = odd.to_owned();
    report.series[0].observed[0].source = odd.to_owned();
    report.series[0].location = odd.into();
    report.skill[0].what = odd.to_owned();
    report.made.command = odd.to_owned();
    report.made.version = odd.to_owned();
    let difference = report.comparison.as_mut().unwrap();
    difference.question = odd.to_owned();
    difference.against = odd.to_owned();
    difference.harm[0].what = odd.to_owned();
    let text = written(&scenario, &report);
    assert!(text.contains("<bdi dir=\"auto\">قندهار</bdi>") && text.contains("\u{2068}قندهار\u{2069}"));
}

#[test]
fn whatever_is_missing_or_huge_is_written() {
    let empty = Report::default();
    written(&world(), &empty);
    let mut pointless = world();
    pointless.locations.iter_mut().for_each(|location| (location.lat, location.lon) = (None, None));
    let text = written(&pointless, &forecast(500.0));
    assert!(text.contains("there is no map"));
    pointless.locations.clear();
    pointless.crossings.clear();
    pointless.hosts.clear();
    written(&pointless, &comparison(500.0));
    let mut one = comparison(900.0);
    one.made.members = 1;
    let text = written(&world(), &one);
    assert!(text.contains("in the one pair of futures") && text.contains("Fewer than 20 members"));
    for people in [1e9, 1e300, f64::MAX, f64::NAN, f64::INFINITY, f64::NEG_INFINITY, -7.0] {
        for public in [false, true] {
            written(&world(), &Report { public, ..comparison(people) });
        }
    }
    let mut long = forecast(10.0);
    long.series[0].days = vec![spread(3.0); 40_000];
    assert!(written(&world(), &long).len() < 3_000_000);
    long.series[0].days.truncate(1);
    written(&world(), &long);
}

#[test]
fn of_many_flows_the_largest_are_drawn_and_the_rest_is_counted() {
    let mut scenario = world();
    let at = |index: u32| {
        let (lat, lon) = (f64::from(index % 10), f64::from(index / 10));
        Location {
            lat: Some(lat),
            lon: Some(lon),
            name: format!("Place {index}"),
            ..place(&format!("p{index}"), "Aland")
        }
    };
    scenario.locations.extend((0..130).map(at));
    let mut report = forecast(1_000.0);
    let flow = |index: u32| {
        let to = format!("p{}", (index * 7 + 3) % 130);
        MapFlow { from: format!("p{index}").as_str().into(), to: to.as_str().into(), people: spread(f64::from(index)) }
    };
    report.flows = (0..100).map(flow).collect();
    let text = written(&scenario, &report);
    let map = between(&text, "<svg viewBox=\"0 0 960", "</svg>");
    // Three more are in the legend.
    assert_eq!(map.matches("class=\"shaft\"").count(), 63);
    assert!(text.contains("The 60 largest flows are drawn, 39 smaller ones left out."), "of 100, that of nobody apart");
    assert!(text.contains("1 place without a point left out: <bdi dir=\"auto\">nowhere</bdi>."));
    let text = written(&world(), &forecast(1_000.0));
    assert!(text.contains("1 flow left out: beyond the frame, or from or to a place without a point."));
}

/// Proves that two reports that differ in hidden numbers alone are the same file: then nothing in it can tell them.
#[test]
fn what_is_hidden_is_nowhere() {
    let of = |small: f64| {
        let mut report = comparison(12_000.0);
        report.public = true;
        let hidden = |at: &mut Spread| {
            *at = Spread { mean: small, q05: small / 2.0, q25: small, q50: small, q75: small, q95: small }
        };
        report.series[0].days.iter_mut().step_by(2).for_each(hidden);
        report.series[0].base.iter_mut().step_by(2).for_each(hidden);
        report.series[0].observed[0].low = small;
        report.flows.iter_mut().for_each(|flow| hidden(&mut flow.people));
        report.places.iter_mut().for_each(|row| hidden(&mut row.people));
        report
            .crossings
            .iter_mut()
            .for_each(|row| [&mut row.passed, &mut row.now, &mut row.peak].into_iter().for_each(hidden));
        report.hosts.iter_mut().for_each(|row| hidden(&mut row.arrivals[0]));
        report.camps.iter_mut().for_each(|row| row.stock.iter_mut().for_each(hidden));
        report.agreement[0].implied.0 = small;
        report.agreement[0].reported = (small, small);
        hidden(&mut report.agreement[0].ensemble);
        let difference = report.comparison.as_mut().unwrap();
        for row in &mut difference.rows {
            [&mut row.base, &mut row.what_if, &mut row.difference].into_iter().for_each(hidden);
            row.days.iter_mut().for_each(hidden);
        }
        for row in difference.harm.iter_mut().filter(|row| row.unit != HarmUnit::Km) {
            [&mut row.base, &mut row.what_if, &mut row.difference].into_iter().for_each(hidden);
        }
        report
    };
    let first = written(&world(), &of(0.0));
    for small in [1.0, 7.0, 31.0, 49.0, 49.9] {
        assert_eq!(written(&world(), &of(small)), first, "{small}");
    }
    // A file that holds everything differs, or the proof were none.
    let complete = |small| written(&world(), &Report { public: false, ..of(small) });
    assert_ne!(complete(7.0), complete(31.0));
    assert!(first.contains("&lt;50") && first.contains("For passing on: counts below 50"));
    let map = between(&first, "<svg viewBox=\"0 0 960", "</svg>");
    assert!(!map.contains("shaft") && !first.contains("Crowding") && !first.contains(">from</th>"));
}

/// Proves that no table is forgotten: every count of a report that is passed on is a multiple of 50.
#[test]
fn no_count_is_forgotten() {
    let mut report = comparison(12_345.0);
    report.comparison.as_mut().unwrap().harm.retain(|row| row.unit != HarmUnit::Km);
    let counts = |report: &Report| -> Vec<f64> {
        let text = format!("{report:?}");
        let names =
            ["mean: ", "q05: ", "q25: ", "q50: ", "q75: ", "q95: ", "low: ", "high: ", "reported: (", "implied: ("];
        let after = names.iter().flat_map(|name| text.split(name).skip(1));
        after.filter_map(|rest| rest.split([',', ' ', '}', ')']).next()?.parse().ok()).collect()
    };
    let passed = counts(&public::passed_on(&report));
    assert!(passed.len() > 500 && passed.iter().all(|count| count % 50.0 == 0.0));
    assert!(counts(&report).iter().any(|count| count % 50.0 != 0.0));
}

#[test]
fn large_counts_that_are_passed_on_do_not_tell_a_small_one_by_their_difference() {
    for (all, part) in [(12_037.0, 12_000.0), (1_049.0, 1_020.0), (130.0, 100.0)] {
        let (all, part) = (public::count(all), public::count(part));
        assert!(all % 50.0 == 0.0 && part % 50.0 == 0.0);
    }
    assert_eq!(
        [0.0, 49.9, 50.0, 74.0, 76.0, -49.0, -76.0].map(public::count),
        [0.0, 0.0, 50.0, 50.0, 100.0, 0.0, -100.0]
    );
}

#[test]
fn every_chart_has_a_table_and_words() {
    let text = written(&world(), &comparison(12_000.0));
    let charts: Vec<&str> = text.split("<figure class=\"chart\">").skip(1).collect();
    assert_eq!(charts.len(), 2);
    for chart in charts {
        let chart = chart.split("</figure>").next().unwrap();
        for part in
            ["role=\"img\"", "<desc id=", "<details", "<caption>", "scope=\"col\"", "scope=\"row\"", "30 Mar 2031"]
        {
            assert!(chart.contains(part), "{part}");
        }
    }
}
