//! What is said about bad input: every problem with file, line, column and help.

use corridor_formats::{Source, Sources, read, template};
use corridor_model::{ConflictDepartures, Decay, Decision, Rules, Table};

/// A scenario without a fault; tests replace single files.
const BASE: &str = "
//- scenario.yml
schema: 1
rules_version: 1
name: test
period: {start: 2021-05-01, end: 2021-12-31}
profiles: [{key: displaced}]
//- locations.csv
key,kind,country,to_country,population
kabul,town,Afghanistan,,1000
quetta,hub,Pakistan,,
x_chaman,crossing,Afghanistan,Pakistan,
//- routes.csv
from,to,distance_km,mode
kabul,x_chaman,600,road
x_chaman,quetta,100,road
//- conflicts.csv
location,event_date,intensity
kabul,2021-08-15,0.5
";

/// The files of a text in which each begins after a line `//- name`.
fn files(text: &str) -> Vec<Source> {
    let parts = text.split("//- ").skip(1);
    parts
        .map(|part| {
            let (name, bytes) = part.split_once('\n').unwrap_or((part, ""));
            Source { name: name.trim().to_owned(), bytes: bytes.as_bytes().to_vec() }
        })
        .collect()
}

fn sources(replaced: Vec<Source>) -> Sources {
    let mut all = files(BASE);
    for file in replaced {
        all.retain(|other| other.name != file.name);
        all.push(file);
    }
    Sources { root: String::new(), files: all }
}

/// Everything told about the base with these files in place of its own.
fn told(replaced: Vec<Source>) -> String {
    let (scenario, diagnostics) = read(&sources(replaced));
    let errors = diagnostics.iter().any(|told| told.severity == corridor_model::Severity::Error);
    assert_eq!(scenario.is_none(), errors, "a scenario exists if and only if there is no error");
    diagnostics.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

fn check(text: &str) -> String {
    told(files(text))
}

fn bytes(name: &str, bytes: &[u8]) -> String {
    told(vec![Source { name: name.to_owned(), bytes: bytes.to_vec() }])
}

#[test]
fn the_base_and_the_template_are_clean() {
    assert_eq!(check(""), "");
    let files = template("my \"first\": scenario # 1");
    let (scenario, diagnostics) = read(&Sources { root: "new".to_owned(), files });
    assert_eq!(diagnostics, []);
    let scenario = scenario.unwrap();
    assert_eq!(scenario.name, "my \"first\": scenario # 1");
    assert_eq!(scenario.provenance.hash.len(), 16);
    let used = corridor_formats::defaults_used(&scenario);
    insta::assert_snapshot!(format!("{used:?}"), @r"[(Conflicts, 1, 2), (Crossings, 1, 2), (Hosts, 0, 1), (Camps, 1, 1), (Departures, 1, 1), (Observations, 0, 1)]");
}

#[test]
fn the_example_of_the_documentation_reads_and_fits_the_schema() {
    let page = include_str!("../../../scenarios/README.md");
    let example = page.split("```yaml\n").nth(1).unwrap().split("```").next().unwrap();
    let schema = corridor_formats::scenario_schema();
    let schema = jsonschema::validator_for(&serde_json::from_str(&schema).unwrap()).unwrap();
    let fits = |yaml: &str| schema.iter_errors(&json(yaml)).map(|error| error.to_string()).collect::<Vec<_>>();
    assert_eq!(fits(example), Vec::<String>::new());
    for file in template("x").iter().filter(|file| file.name == "scenario.yml") {
        assert_eq!(fits(std::str::from_utf8(&file.bytes).unwrap()), Vec::<String>::new());
    }
    assert_ne!(fits("schema: 2"), Vec::<String>::new());
    let scenario = format!(
        "//- scenario.yml\n{example}//- locations.csv\nkey,kind,country,to_country,population\nkabul,town,Afghanistan,,9\n\
         iran,hub,Iran,,\nquetta,hub,Pakistan,,\nx_chaman,crossing,Afghanistan,Pakistan,\n//- routes.csv\n\
         from,to,distance_km,mode\nkabul,x_chaman,600,road\nx_chaman,quetta,100,road\nkabul,iran,10,air\n"
    );
    assert_eq!(check(&scenario), "");
}

fn json(yaml: &str) -> serde_json::Value {
    serde_saphyr::from_str(yaml).expect("it is YAML")
}

#[test]
fn missing_and_empty_files() {
    let (_, diagnostics) = read(&Sources { root: "here/".to_owned(), files: Vec::new() });
    let told = diagnostics.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    insta::assert_snapshot!(told, @r"
    error[missing-file]: locations.csv is missing.
      --> here/locations.csv
      help: a scenario folder needs scenario.yml, locations.csv and routes.csv
    error[missing-file]: routes.csv is missing.
      --> here/routes.csv
      help: a scenario folder needs scenario.yml, locations.csv and routes.csv
    error[missing-file]: scenario.yml is missing.
      --> here/scenario.yml
      help: a scenario folder needs scenario.yml, locations.csv and routes.csv
    ");
    insta::assert_snapshot!(check("//- locations.csv\n//- routes.csv\n\n//- camps.csv\n"), @r"
    warning[empty-file]: camps.csv is empty.
      --> camps.csv
      help: leave the file out
    error[empty-file]: locations.csv is empty.
      --> locations.csv
      help: scenarios/README.md says what it holds
    error[empty-file]: routes.csv is empty.
      --> routes.csv
      help: scenarios/README.md says what it holds
    ");
    let headers = "//- locations.csv\nkey,kind,country\n//- routes.csv\nfrom,to,distance_km,mode\n//- hosts.csv\nhost,policy,event_date\n";
    insta::assert_snapshot!(check(headers), @r"
    error[no-rows]: locations.csv has no rows.
      --> locations.csv
      help: add at least one place
    error[no-rows]: routes.csv has no rows.
      --> routes.csv
      help: add at least one route
    ");
    insta::assert_snapshot!(check("//- camp.csv\nlocation\n"), @r"
    warning[unknown-file]: `camp.csv` is not a file of the format and is not read.
      --> camp.csv
      help: call it `camps.csv`
    ");
}

#[test]
fn encodings_and_separators() {
    let routes = "from;to;distance_km;mode\r\nkabul;x_chaman;600;road\r\nx_chaman;quetta;100..;road\r\n";
    insta::assert_snapshot!(bytes("routes.csv", format!("\u{feff}{routes}").as_bytes()), @r"
    error[not-a-number]: `100..` in `distance_km` is not a number.
      --> routes.csv:3:17
      help: write a number such as 0.4, or a range such as 0.2..0.6
    ");
    insta::assert_snapshot!(check("//- routes.csv\nsep=\t\nfrom\tto\tdistance_km\tmode\nkabul\tx_chaman\t-600\troad\n"), @r"
    error[out-of-range]: `-600` in `distance_km` is out of range.
      --> routes.csv:3:16
      help: from 0.001 to 50000 is allowed
    ");
    let clean = "from;to;distance_km;mode;source\r\n# why\r\n\r\nkabul;x_chaman;600;road;\"a; b\"\r\n;;;;\r\nx_chaman;quetta;100;road;\r\n";
    assert_eq!(bytes("routes.csv", clean.as_bytes()), "");
    insta::assert_snapshot!(bytes("locations.csv", b"key,kind,country\nkabul,town,Afghanistan\nC\xf4te,hub,Pakistan\n"), @r#"
    error[not-utf8]: The byte 0xF4 is not UTF-8.
      --> locations.csv:3:2
      help: save the file as UTF-8 (in Excel: Save As, "CSV UTF-8"); in Windows-1252 (Latin-1) this byte would be "ô"
    "#);
    insta::assert_snapshot!(bytes("scenario.yml", b"schema: 1\nname: \x80\n"), @r#"
    error[not-utf8]: The byte 0x80 is not UTF-8.
      --> scenario.yml:2:7
      help: save the file as UTF-8 (in Excel: Save As, "CSV UTF-8"); in Windows-1252 (Latin-1) this byte would be "€"
    "#);
    insta::assert_snapshot!(bytes("stocks.csv", b"\xff\xfel\0o\0"), @r#"
    error[not-utf8]: The file is UTF-16, not UTF-8.
      --> stocks.csv
      help: save the file as UTF-8 (in Excel: Save As, "CSV UTF-8")
    "#);
}

#[test]
fn headers_and_cells() {
    insta::assert_snapshot!(check("//- routes.csv\nfrom,to,distance,mode,speed_km_per_days,colour\nkabul,x_chaman,600,road,,\n"), @r"
    error[missing-column]: The column `distance_km` is missing.
      --> routes.csv:1:9
      help: call the column `distance_km` instead of `distance`
    warning[unknown-column]: The column `speed_km_per_days` is not known and is not read.
      --> routes.csv:1:23
      help: did you mean `speed_km_per_day`?
    ");
    insta::assert_snapshot!(check("//- routes.csv\nfrom,to,distance_km,mode,mode\nkabul,x_chaman,600,road,road\n"), @r"
    error[duplicate-column]: The column `mode` stands here twice.
      --> routes.csv:1:26
      help: keep one of them
    ");
    insta::assert_snapshot!(check("//- camps.csv\nlocation,event_date,capacity\nquetta,2021-05-01\nquetta,2021-05-01,1,000\n\"quetta,2021-05-02,1\n"), @r#"
    error[too-few-cells]: The row has 2 cells where the header has 3.
      --> camps.csv:2
      help: leave a cell empty, but keep the separators
    error[too-many-cells]: The row has 4 cells where the header has 3.
      --> camps.csv:3
      help: put a cell that holds a separator in "quotation marks"
    error[unclosed-quote]: The quotation mark that opens here is never closed.
      --> camps.csv:4:1
      help: put a quotation mark after the last word of the cell
    "#);
    insta::assert_snapshot!(check("//- camps.csv\nlocation,event_date,capacity\n\"que\ntta\",2021-05-01,5\n,,7\n"), @r"
    error[unknown-place]: There is no place `que tta`.
      --> camps.csv:2:1
      help: did you mean `quetta`?
    error[missing-value]: `location` is empty.
      --> camps.csv:4:1
      help: every row needs it
    error[missing-value]: `event_date` is empty.
      --> camps.csv:4:2
      help: every row needs it
    ");
}

#[test]
fn names() {
    insta::assert_snapshot!(check("//- conflicts.csv\nlocation,event_date,intensity\nKabul,2021-08-15,0.5\nherat,2021-08-15,0.5\n"), @r"
    error[unknown-place]: There is no place `Kabul`.
      --> conflicts.csv:2:1
      help: did you mean `kabul`?
    error[unknown-place]: There is no place `herat`.
      --> conflicts.csv:3:1
      help: add it to locations.csv, or write a key that stands there
    ");
    insta::assert_snapshot!(check("//- hosts.csv\nhost,policy,value,event_date\nPakistn,push_back,0.5,2021-08-15\n"), @r"
    error[unknown-country]: There is no country `Pakistn`.
      --> hosts.csv:2:1
      help: did you mean `Pakistan`?
    ");
    insta::assert_snapshot!(check("//- stocks.csv\nlocation,profile,home,people\nquetta,displacd,Afganistan,10\nx_chaman,displaced,kabul,1\n"), @r"
    error[unknown-profile]: There is no profile `displacd`.
      --> stocks.csv:2:8
      help: did you mean `displaced`?
    error[unknown-place]: There is no place or country `Afganistan`.
      --> stocks.csv:2:17
      help: did you mean `Afghanistan`?
    warning[only-passed]: Nobody stays at `x_chaman`, which is only passed.
      --> stocks.csv:3:1
      help: put them at a town, camp, site or hub near it
    ");
    let twice = "//- locations.csv\nkey,kind,country,population\nkabul,town,Afghanistan,1\nkabul,town,Afghanistan,2\nx_chaman,crosing,Afghanistan,\nquetta,hub,Pakistan,\n";
    insta::assert_snapshot!(check(twice), @r"
    error[duplicate-place]: The place `kabul` stands here twice, first in line 2.
      --> locations.csv:3:1
      help: keep one of them, or give them different keys
    error[unknown-word]: `crosing` is not a known `kind`.
      --> locations.csv:4:10
      help: did you mean `crossing`? one of `town`, `camp`, `idp_site`, `crossing`, `airport`, `hub`, `waypoint`, `exit` is expected
    ");
}

#[test]
fn numbers() {
    let capacity =
        |text: &str| check(&format!("//- camps.csv\nlocation;event_date;capacity\nquetta;2021-05-01;{text}\n"));
    insta::assert_snapshot!(capacity("-5"), @r"
    error[out-of-range]: `-5` in `capacity` is out of range.
      --> camps.csv:2:19
      help: from 0 to 10000000000 is allowed
    ");
    insta::assert_snapshot!(capacity("inf"), @r"
    error[not-finite]: `inf` in `capacity` is not a number.
      --> camps.csv:2:19
      help: write a finite number, or leave it out
    ");
    insta::assert_snapshot!(capacity("1e300"), @r"
    error[out-of-range]: `1e300` in `capacity` is out of range.
      --> camps.csv:2:19
      help: from 0 to 10000000000 is allowed
    ");
    insta::assert_snapshot!(capacity("1e999"), @r"
    error[not-finite]: `1e999` in `capacity` is more than any number here can be.
      --> camps.csv:2:19
      help: write a finite number
    ");
    insta::assert_snapshot!(capacity("1,000"), @r"
    error[not-a-number]: `1,000` in `capacity` is not a number.
      --> camps.csv:2:19
      help: write thousands without a separator: 1000
    ");
    insta::assert_snapshot!(capacity("9..3"), @r"
    error[low-above-high]: The range `9..3` in `capacity` begins above its end.
      --> camps.csv:2:19
      help: write the lower number first: 3..9
    ");
    assert_eq!(capacity("1000000000"), "");
    let population = |text: &str| check(&BASE.replace(",1000\n", &format!(",{text}\n")));
    assert_eq!(population("1000000000"), "");
    insta::assert_snapshot!(population("1e11"), @r"
    error[out-of-range]: `1e11` in `population` is out of range.
      --> locations.csv:2:25
      help: from 0 to 10000000000 is allowed
    ");
    insta::assert_snapshot!(population("0.5"), @r"
    error[not-whole]: `0.5` in `population` is not a whole number.
      --> locations.csv:2:25
      help: write a whole number, such as 1
    ");
    insta::assert_snapshot!(population("0"), @r"
    warning[nobody-at-risk]: There is fighting at `kabul`, but nobody lives there, so nobody flees from it.
      --> conflicts.csv:2:1
      help: give its `population` in locations.csv
    warning[nobody-moves]: Nobody lives anywhere, and there are no departures and no stocks: nobody will move.
      --> scenario.yml
      help: give `population` in locations.csv with fighting in conflicts.csv, or departures.csv, or stocks.csv
    ");
    insta::assert_snapshot!(population("1..2"), @r"
    error[not-a-number]: `1..2` in `population` is a range where one number is needed.
      --> locations.csv:2:25
      help: write one number
    ");
}

#[test]
fn points() {
    let at = |lat: &str, lon: &str| {
        let rows = "x_chaman,crossing,Afghanistan,Pakistan,30.9,66.5,\nquetta,hub,Pakistan,,30.2,67.0,\n";
        check(&format!(
            "//- locations.csv\nkey,kind,country,to_country,lat,lon,population\nkabul,town,Afghanistan,,{lat},{lon},9\n{rows}"
        ))
    };
    assert_eq!(at("34.5", "69.2"), "");
    insta::assert_snapshot!(at("69.2", "34.5"), @r"
    warning[swapped-point]: `kabul` lies far from the other places.
      --> locations.csv:2
      help: `lat` and `lon` seem to be swapped: `lat` is degrees north, `lon` degrees east
    ");
    insta::assert_snapshot!(at("134.5", "69.2"), @r"
    error[out-of-range]: `134.5` in `lat` is out of range.
      --> locations.csv:2:25
      help: from -90 to 90 is allowed
    ");
    insta::assert_snapshot!(at("", "69.2"), @r"
    warning[half-a-point]: The place has one coordinate without the other.
      --> locations.csv:2:25
      help: give both `lat` and `lon`, or neither
    ");
}

#[test]
fn dates() {
    let fight =
        |cells: &str| check(&format!("//- conflicts.csv\nlocation,intensity,event_date,until\nkabul,0.5,{cells}\n"));
    insta::assert_snapshot!(fight("2021-02-30,"), @r"
    error[no-such-date]: There is no day `2021-02-30` in `event_date`.
      --> conflicts.csv:2:11
      help: that month has 28 days
    ");
    insta::assert_snapshot!(fight("2.9.2021,soon"), @r"
    error[not-a-date]: `2.9.2021` in `event_date` is not a date.
      --> conflicts.csv:2:11
      help: write year, month and day with hyphens: 2021-09-02
    error[not-a-date]: `soon` in `until` is not a date.
      --> conflicts.csv:2:20
      help: write a day such as 2021-09-02, `unknown` or `never`
    ");
    insta::assert_snapshot!(fight("2022-02-01,"), @r"
    warning[outside-period]: The state begins after the period, which ends on 2021-12-31, and has no effect.
      --> conflicts.csv:2:11
      help: mend the date, or `period` in scenario.yml
    ");
    insta::assert_snapshot!(fight("2021-01-01,2021-02-01"), @r"
    warning[outside-period]: The state ends before the period, which begins on 2021-05-01.
      --> conflicts.csv:2:22
      help: mend the date, or `period` in scenario.yml
    ");
    insta::assert_snapshot!(fight("2021-09-01,2021-09-01"), @r"
    error[until-before-start]: The state ends before it has begun.
      --> conflicts.csv:2:22
      help: `until` is the first day on which it no longer holds: write a day after `event_date`
    ");
    assert_eq!(fight("2021-01-01,unknown"), "");
    let yml = |text: &str| {
        check(&format!(
            "//- scenario.yml\nschema: 1\nrules_version: 1\nname: x\nprofiles: [{{key: displaced}}]\n{text}\n"
        ))
    };
    insta::assert_snapshot!(yml("period: {start: 2021-12-31, end: 2021-05-01}"), @r"
    error[period-backwards]: The period ends before it starts.
      --> scenario.yml:5:34
      help: write a day that is not before `start`
    ");
    insta::assert_snapshot!(yml("period: {start: 2021-05-01, end: 2021-11-31}"), @r"
    error[no-such-date]: There is no day `2021-11-31` in `end`.
      --> scenario.yml:5:34
      help: that month has 30 days
    ");
    insta::assert_snapshot!(yml("period: {start: 1921-05-01, end: 2121-11-30}"), @r"
    error[period-too-long]: The period is longer than a hundred years.
      --> scenario.yml:5:34
      help: write an earlier day
    ");
    insta::assert_snapshot!(yml("period: {start: 2021-05-01, end: 2021-11-30}\nreference_date: 2022-01-01"), @r"
    error[outside-period]: The reference date lies outside the period, 2021-05-01 to 2021-11-30.
      --> scenario.yml:6:17
      help: write a day of the period, or leave it out
    ");
}

#[test]
fn states_of_one_day() {
    let crossings =
        |rows: &str| check(&format!("//- crossings.csv\ncrossing,into,event_date,status,fraction,weight\n{rows}"));
    insta::assert_snapshot!(crossings("x_chaman,,2021-08-01,open,,\nx_chaman,Pakistan,2021-08-01,closed,,\n"), @r"
    error[two-states]: There is a row for `x_chaman` on 2021-08-01 already, in line 2.
      --> crossings.csv:3:19
      help: keep one of them, or give each a `weight`: then one is drawn per member
    ");
    insta::assert_snapshot!(crossings("x_chaman,,2021-08-01,open,,2\nx_chaman,,2021-08-01,closed,,\nx_chaman,,2021-08-01,closed,,0\n"), @r"
    error[mixed-weights]: Of the rows for `x_chaman` on 2021-08-01, one has a `weight` and one has none (line 2).
      --> crossings.csv:3:30
      help: give each of them a weight, or keep one row
    error[out-of-range]: `0` in `weight` is out of range.
      --> crossings.csv:4:30
      help: from 1e-9 to 1000000000 is allowed
    error[mixed-weights]: Of the rows for `x_chaman` on 2021-08-01, one has a `weight` and one has none (line 2).
      --> crossings.csv:4:30
      help: give each of them a weight, or keep one row
    ");
    assert_eq!(crossings("x_chaman,Afghanistan,2021-08-01,open,,\nx_chaman,Pakistan,2021-08-01,closed,,\n"), "");
    assert_eq!(crossings("x_chaman,,2021-08-01,open,,1\nx_chaman,,2021-08-01,closed,,3\n"), "");
    insta::assert_snapshot!(crossings("x_chaman,Iran,2021-08-01,open,,\nkabul,,2021-08-01,closed,,\nx_chaman,,2021-08-02,restricted,,\nx_chaman,,2021-08-03,restricted,1.5,\n"), @r"
    error[wrong-side]: The crossing `x_chaman` does not lead into `Iran`.
      --> crossings.csv:2:10
      help: write `Afghanistan` or `Pakistan`, or leave it empty for both
    error[not-a-crossing]: `kabul` is neither a crossing nor an airport.
      --> crossings.csv:3:1
      help: put a shut place into closures.csv or camps.csv
    error[missing-value]: A restricted crossing needs a `fraction`.
      --> crossings.csv:4:33
      help: write the fraction of people let through, such as 0.3 or 0.1..0.5
    error[out-of-range]: `1.5` in `fraction` is out of range.
      --> crossings.csv:5:33
      help: from 0 to 1 is allowed
    ");
    let hosts = "//- hosts.csv\nhost,policy,value,event_date,condition\nPakistan,push_back,0.5,2021-08-01,\nPakistan,cap,500,2021-08-01,if\nPakistan,refusal,,2021-08-01,\nPakistan,pledge,5,2021-08-02,\n";
    insta::assert_snapshot!(check(hosts), @r"
    warning[not-read]: `condition` has no meaning for the policy `cap` and is not read.
      --> hosts.csv:3:29
      help: leave it empty
    error[two-states]: There is a row for Pakistan on 2021-08-01 already, in line 3.
      --> hosts.csv:4:19
      help: keep one of them, or give each a `weight`: then one is drawn per member
    error[missing-value]: A pledge needs a `likelihood`.
      --> hosts.csv:5
      help: say on what it depends, and how likely that is (0 to 1)
    error[missing-value]: A pledge needs a `condition`.
      --> hosts.csv:5:30
      help: say on what it depends, and how likely that is (0 to 1)
    ");
}

#[test]
fn routes() {
    let routes = |rows: &str| {
        check(&format!(
            "//- routes.csv\nfrom,to,distance_km,mode\nkabul,x_chaman,600,road\nx_chaman,quetta,100,road\n{rows}"
        ))
    };
    insta::assert_snapshot!(routes("kabul,kabul,5,road\n"), @r"
    error[route-to-itself]: The route leads to where it begins.
      --> routes.csv:4:7
      help: write another place into `to`
    ");
    insta::assert_snapshot!(routes("quetta,x_chaman,5,road\nquetta,x_chaman,50,foot\nquetta,kabul,0,air\n"), @r"
    error[duplicate-route]: There is a road route between `quetta` and `x_chaman` already, in line 3.
      --> routes.csv:4:1
      help: keep one of them: a route leads both ways unless it is `one_way`
    error[out-of-range]: `0` in `distance_km` is out of range.
      --> routes.csv:6:14
      help: from 0.001 to 50000 is allowed
    ");
    insta::assert_snapshot!(check("//- routes.csv\nfrom,to,distance_km,mode\nkabul,x_chaman,600,road\n"), @r"
    warning[unreachable]: No route leads to `quetta`.
      --> locations.csv:3
      help: add a route to routes.csv, or leave the place out
    ");
    let iran = "//- locations.csv\nkey,kind,country,to_country,population\nkabul,town,Afghanistan,,1000\nquetta,hub,Iran,,\nx_chaman,crossing,Afghanistan,Pakistan,\nx_b,crossing,Iran,Iran,\nx_c,crossing,Iran,,\nt,town,Iran,Pakistan,\n";
    insta::assert_snapshot!(check(iran), @r"
    error[one-country]: The crossing leads into the country that it lies in.
      --> locations.csv:5:19
      help: a crossing joins two countries: `country` and `to_country`
    error[no-other-side]: The crossing leads into no country.
      --> locations.csv:6:19
      help: write the country on the other side into `to_country`
    error[not-a-crossing]: Only a crossing leads into another country.
      --> locations.csv:7:13
      help: leave `to_country` empty, or write `crossing` into `kind`
    error[wrong-side]: `quetta` lies in Iran, but the crossing `x_chaman` joins Afghanistan and Pakistan.
      --> routes.csv:3:10
      help: put a place of one of these countries between them, or mend `country` in locations.csv
    ");
    insta::assert_snapshot!(check("//- closures.csv\nkind,location,from,to,event_date\nroute,,kabul,quetta,2021-08-01\nlocation,,kabul,quetta,2021-08-01\nlocation,x_chaman,,,2021-08-01\n"), @r"
    error[unknown-route]: No route joins `kabul` and `quetta`.
      --> closures.csv:2:8
      help: add it to routes.csv, or name the ends of a route that stands there
    error[missing-value]: The closure of a place needs `location`.
      --> closures.csv:3:10
      help: write the key of a place into `location`
    warning[crossing-closure]: This shuts every route at `x_chaman`; the status of a crossing belongs elsewhere.
      --> closures.csv:4:10
      help: put it into crossings.csv, where each direction has a status
    ");
}

#[test]
fn departures_and_observations() {
    insta::assert_snapshot!(check("//- departures.csv\norigin,profile,event_date,until,value,unit\nkabul,displaced,2021-08-01,,500,total\nPakistan,displaced,2021-08-01,unknown,5,per_day\nkabul,displaced,2021-08-02,,2000,per_1000_per_month\n"), @r"
    error[no-end]: A `total` needs the day on which it ends.
      --> departures.csv:2:28
      help: write into `until` the first day on which it no longer counts, or give `per_day`
    warning[nobody-at-risk]: Nobody lives in `Pakistan`, so nobody departs.
      --> departures.csv:3:1
      help: give `population` in locations.csv, or name a place and a number
    error[no-end]: There is no prior for the end of departures.
      --> departures.csv:3:31
      help: write the day, `never`, or nothing: until the next row of this origin
    error[out-of-range]: `2000` in `value` is out of range.
      --> departures.csv:4:29
      help: from 0 to 1000 is allowed
    ");
    insta::assert_snapshot!(check("//- observations.csv\nseries,target,location,event_date,counting_from,value,available_at,known_share\nUNHCR,arivals,Pakistan,2021-08-31,2021-09-01,500,2021-08-01,0\nUNHCR,stranded,Pakistan,2022-08-31,,500,,\n"), @r"
    error[unknown-word]: `arivals` is not a known `target`.
      --> observations.csv:2:7
      help: did you mean `arrivals`? one of `arrivals`, `net_arrivals`, `returns`, `displaced`, `idp_returns`, `evacuated`, `stock`, `stranded`, `deaths` is expected
    error[counts-backwards]: The figure counts from a day after its own.
      --> observations.csv:2:35
      help: `counting_from` is the first day that is counted: it is not after `event_date`
    warning[known-too-early]: The figure was known before the day that it counts.
      --> observations.csv:2:50
      help: write the day on which it was published
    error[out-of-range]: `0` in `known_share` is out of range.
      --> observations.csv:2:61
      help: from 0.000001 to 1 is allowed
    warning[target-mismatch]: `stranded` of `Pakistan` is not counted.
      --> observations.csv:3:7
      help: name a crossing as its `location`, or leave `target` empty
    warning[outside-period]: The figure lies outside the period, 2021-05-01 to 2021-12-31, and is compared with nothing.
      --> observations.csv:3:25
      help: mend the date, or `period` in scenario.yml
    ");
}

#[test]
fn nobody_moves() {
    insta::assert_snapshot!(check("//- conflicts.csv\nlocation,event_date,intensity\n"), @r"
    warning[nobody-moves]: There is no fighting, there are no departures and no stocks: nobody will move.
      --> scenario.yml
      help: give `population` in locations.csv with fighting in conflicts.csv, or departures.csv, or stocks.csv
    ");
}

#[test]
fn yaml() {
    let yml = "//- scenario.yml
schema: 1
rules_version: 7
nam: test
period: {start: 2021-05-01, end: 2021-12-31}
rules: {decision: destination, kernel: [power], population: individuals}
parameters: {conflict_rate_per_dag: 0.1, leave_town_per_day: 3, fear_share: .inf, leave_hub_per_day: 1,5}
unknown_ends: {crossing: {median_days: 9, p90_days: 3}, fighting: 2..5}
profiles:
  - key: a
    conflict_share: 0
    documented: 2
    pull_kind: {hubs: 1}
    pull_country: {Pakistn: 1}
  - {key: a, remembers_home: perhaps}
headline: [Pakistan, kabuul]
headline: []
what_ifs: 5
";
    insta::assert_snapshot!(check(yml), @r"
    error[missing-name]: `name` is missing in scenario.yml.
      --> scenario.yml:1:1
      help: add a line `name: …`
    error[other-rules]: This build has no such version of the movement rules.
      --> scenario.yml:2:16
      help: write `rules_version: 1`
    error[unknown-name]: `nam` is not known in scenario.yml.
      --> scenario.yml:3:1
      help: did you mean `name`?
    error[unknown-word]: `destination` is not a known `decision`.
      --> scenario.yml:5:19
      help: did you mean `destinations`? one of `destinations` is expected
    error[wrong-shape]: `kernel` has several values where it needs one.
      --> scenario.yml:5:40
      help: write `kernel: value`
    error[unknown-parameter]: There is no parameter `conflict_rate_per_dag`.
      --> scenario.yml:6:14
      help: did you mean `conflict_rate_per_day`?
    error[out-of-range]: `3` in `leave_town_per_day` is out of range.
      --> scenario.yml:6:62
      help: from 0 to 1 is allowed
    error[not-finite]: `.inf` in `fear_share` is not a number.
      --> scenario.yml:6:77
      help: write a finite number, or leave it out
    error[unknown-parameter]: There is no parameter `5`.
      --> scenario.yml:6:104
      help: rules/PARAMETERS.md lists them
    error[low-above-high]: Nine in ten cannot end before half of them do.
      --> scenario.yml:7:53
      help: write more days than in `median_days`
    error[no-conflict-share]: No profile has a `conflict_share` above 0, so nobody would flee from fighting.
      --> scenario.yml:9:3
      help: write `conflict_share: 1` for one of them
    error[out-of-range]: `2` in `documented` is out of range.
      --> scenario.yml:11:17
      help: from 0 to 1 is allowed
    error[unknown-word]: `hubs` is not a known `kind`.
      --> scenario.yml:12:17
      help: did you mean `hub`? one of `town`, `camp`, `idp_site`, `crossing`, `airport`, `hub`, `waypoint`, `exit` is expected
    error[unknown-country]: There is no country `Pakistn`.
      --> scenario.yml:13:20
      help: did you mean `Pakistan`?
    error[duplicate-profile]: The profile `a` stands here twice.
      --> scenario.yml:14:5
      help: give each profile a key of its own
    error[not-a-flag]: `perhaps` in `remembers_home` is neither yes nor no.
      --> scenario.yml:14:30
      help: write `yes` or `no`
    error[unknown-place]: There is no place or country `kabuul`.
      --> scenario.yml:15:22
      help: did you mean `kabul`?
    error[duplicate-name]: `headline` stands twice in scenario.yml.
      --> scenario.yml:16:1
      help: keep one of them
    error[wrong-shape]: `what_ifs` must be a list.
      --> scenario.yml:17:11
      help: write `what_ifs: [one, two]`
    ");
    insta::assert_snapshot!(check("//- scenario.yml\nschema: 2\nfuture: yes\n"), @r"
    error[other-schema]: The scenario is written in version 2 of the format.
      --> scenario.yml:1:9
      help: this build reads version 1: use a newer one, or write `schema: 1` if it is that
    ");
    insta::assert_snapshot!(check("//- scenario.yml\nschema: 1\n\tname: x\n"), @r"
    error[not-yaml]: The file is not YAML from here on: while scanning a plain scalar, found a tab.
      --> scenario.yml:1:9
      help: indent with spaces, not with tabs
    ");
    insta::assert_snapshot!(check("//- scenario.yml\n- a\n"), @r"
    error[wrong-shape]: The file must be a group of names with values.
      --> scenario.yml:1:1
      help: write one `name: value` a line; `corridor new` shows an example
    ");
    insta::assert_snapshot!(check("//- scenario.yml\nschema: 1\nrules_version: 1\nname: x\nperiod:\nprofiles: []\n"), @r"
    error[missing-name]: `period` is missing in scenario.yml.
      --> scenario.yml:1:1
      help: add a line `period: …`
    error[no-profiles]: There is no profile.
      --> scenario.yml:5:11
      help: add at least `profiles: [{key: displaced}]`
    ");
    let many: String = (0..256).map(|index| format!("  - {{key: p{index}, conflict_share: 1}}\n")).collect();
    let head = "//- scenario.yml\nschema: 1\nrules_version: 1\nname: x\nperiod: {start: 2021-05-01, end: 2021-12-31}\n";
    insta::assert_snapshot!(check(&format!("{head}profiles:\n{many}")), @r"
    error[too-many-profiles]: There are 256 profiles.
      --> scenario.yml:6:3
      help: keep at most 255
    ");
    let bomb = "//- scenario.yml\na: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: &f [*e,*e,*e,*e,*e,*e,*e,*e,*e]\ng: [*f,*f,*f,*f,*f,*f,*f,*f,*f]\n";
    insta::assert_snapshot!(check(bomb), @r"
    error[not-yaml]: The file is too large or too deeply nested to be read.
      --> scenario.yml:6:14
      help: write it with fewer aliases (`*name`) and groups inside groups
    ");
    let deep = format!("//- scenario.yml\na: {}\n", "[".repeat(100_000));
    insta::assert_snapshot!(check(&deep), @r"
    error[not-yaml]: The file is too large or too deeply nested to be read.
      --> scenario.yml:1:259
      help: write it with fewer aliases (`*name`) and groups inside groups
    ");
}

#[test]
fn what_ifs() {
    let yml = "//- scenario.yml
schema: 1
rules_version: 1
name: test
period: {start: 2021-05-01, end: 2021-12-31}
profiles: [{key: displaced}]
what_ifs:
  - key: a
    sentence: b
    edits: [\"close chamman from 2021-09-02\", close chaman into Iran, 'shut chaman']
  - {key: a, sentence: b, edits: [open chaman]}
";
    insta::assert_snapshot!(check(yml), @r"
    error[unknown-place]: There is no place `chamman`.
      --> scenario.yml:9:20
      help: did you mean `chaman`?
    error[unknown-country]: There is no country `Iran`.
      --> scenario.yml:9:64
      help: the countries are `Afghanistan`, `Pakistan`
    error[unknown-verb]: `shut` is not an edit.
      --> scenario.yml:9:71
      help: did you mean `close`?
    error[duplicate-what-if]: The what-if `a` stands here twice.
      --> scenario.yml:10:11
      help: call one otherwise
    ");
}

#[test]
fn facts() {
    let fact = r#"{"fact_id": "F1", "schema_version": 1, "kind": "crossing.closed", "summary": "s", "modality": "MOD", "when": {"from": "2021-09-31"}, "where": [{"role": "att", "key": "x_chamann"}], "quantity": {"low": 9, "high": 3}, "evidence": {"url": "u", "start": 9, "end": 9}, "simulator_input": {"sets": ["SET"]}}"#;
    let bad = format!("//- facts.jsonl\n{}\n{{\"a\": }}\n[]\n{{}}\n", fact.replace("MOD", "asserted"));
    insta::assert_snapshot!(check(&bad), @r"
    error[no-such-date]: There is no day `2021-09-31` in `from`.
      --> facts.jsonl:1:116
      help: that month has 30 days
    error[unknown-word]: `att` is not a known `role`.
      --> facts.jsonl:1:150
      help: did you mean `at`? one of `at`, `origin`, `destination`, `via`, `host`, `about` is expected
    error[unknown-place]: There is no place or country `x_chamann`.
      --> facts.jsonl:1:165
      help: did you mean `x_chaman`?
    error[low-above-high]: The quantity begins above its end.
      --> facts.jsonl:1:210
      help: write the lower number into `low`: 3
    error[evidence-backwards]: The evidence ends before it has begun.
      --> facts.jsonl:1:259
      help: `start` and `end` count characters of the report, `end` being one past the last
    error[unknown-row]: The fact sets `SET`, which the scenario does not have.
      --> facts.jsonl:1:290
      help: write `table subject date`, such as `crossings x_chaman 2021-09-02`
    error[not-json]: The line is not JSON: expected value.
      --> facts.jsonl:2:7
      help: write one JSON object a line, with nothing after it
    error[not-json]: The line is not a fact.
      --> facts.jsonl:3
      help: write one JSON object a line
    error[missing-value]: `fact_id` is missing.
      --> facts.jsonl:4
      help: scenarios/README.md shows a whole fact
    error[missing-value]: `schema_version` is missing.
      --> facts.jsonl:4
      help: scenarios/README.md shows a whole fact
    error[missing-value]: `kind` is missing.
      --> facts.jsonl:4
      help: scenarios/README.md shows a whole fact
    error[missing-value]: `summary` is missing.
      --> facts.jsonl:4
      help: scenarios/README.md shows a whole fact
    error[missing-value]: `modality` is missing.
      --> facts.jsonl:4
      help: scenarios/README.md shows a whole fact
    error[missing-value]: `evidence.url` is missing.
      --> facts.jsonl:4
      help: scenarios/README.md shows a whole fact
    error[missing-value]: `evidence.start` is missing.
      --> facts.jsonl:4
      help: scenarios/README.md shows a whole fact
    error[missing-value]: `evidence.end` is missing.
      --> facts.jsonl:4
      help: scenarios/README.md shows a whole fact
    ");
    let good = |set: &str| {
        let fact = fact.replace("MOD", "claimed").replace("-31", "-30").replace("att", "at").replace("mann", "man");
        let fact = fact.replace("\"high\": 3", "\"high\": 30").replace("\"end\": 9", "\"end\": 10").replace("SET", set);
        check(&format!("//- facts.jsonl\n{fact}\n"))
    };
    for set in [
        "conflicts kabul 2021-08-15",
        "locations kabul",
        "routes kabul x_chaman",
        "parameters fear_share",
        "unknown_ends host",
    ] {
        assert_eq!(good(set), "", "{set}");
    }
    insta::assert_snapshot!(good("conflicts kabul 2021-08-16"), @r"
    error[unknown-row]: The fact sets `conflicts kabul 2021-08-16`, which the scenario does not have.
      --> facts.jsonl:1:289
      help: did you mean `conflicts kabul 2021-08-15`?
    ");
}

#[test]
fn a_million_errors_are_a_hundred_and_a_count() {
    let rows = "nowhere,2021-08-15,x\n".repeat(500_000);
    let started = std::time::Instant::now();
    let told = check(&format!("//- conflicts.csv\nlocation,event_date,intensity\n{rows}"));
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
    let last: String = told.lines().rev().take(3).collect::<Vec<_>>().join("|");
    insta::assert_snapshot!(last, @r"  help: mend those above first|  --> conflicts.csv|error[and-more]: There are 999900 more errors in this file.");
}

/// The base with more lines in `scenario.yml`.
fn with(lines: &str) -> String {
    let yml = BASE.split("//- ").nth(1).map(str::trim_end).unwrap_or_default();
    format!("//- {yml}\n{lines}\n")
}

#[test]
fn whose_rules() {
    let rules = |lines: &str| {
        let (scenario, diagnostics) = read(&sources(files(&with(lines))));
        assert_eq!(diagnostics, []);
        scenario.unwrap().rules
    };
    assert_eq!(rules(""), Rules::corridor());
    assert_eq!(rules("rules: corridor"), Rules::corridor());
    assert_eq!(rules("rules: flee-3.2"), Rules::flee(false));
    assert_eq!(rules("rules: flee-3.2-quirks"), Rules::flee(true));
    assert_eq!(rules("rules: {as: flee-3.2}"), Rules::flee(false));
    let mut flee = Rules::flee(false);
    flee.decision = Decision::LookAhead { hops: 3 };
    flee.conflict_departures = ConflictDepartures::Poisson;
    flee.conflict_decay = Decay { every_days: 30, factors: vec![1.0, 0.5, 0.1] };
    flee.take_from_population = true;
    flee.start_on_foot = true;
    let lines = "rules: {as: flee-3.2, decision: {look_ahead: 3}, conflict_departures: poisson, conflict_decay: {factors: [1, 0.5, 0.1]}, take_from_population: yes, start_on_foot: true}";
    assert_eq!(rules(lines), flee);
    let mut corridor = Rules::corridor();
    corridor.avoid_short_stints = true;
    corridor.best_route_only = true;
    corridor.take_from_population = false;
    assert_eq!(rules("rules: {avoid_short_stints: yes, best_route_only: yes, take_from_population: no}"), corridor);
    insta::assert_snapshot!(check(&with("rules: flee")), @r"
    error[unknown-word]: `flee` is not a known `rules`.
      --> scenario.yml:6:8
      help: one of `corridor`, `flee-3.2`, `flee-3.2-quirks` is expected
    ");
    insta::assert_snapshot!(check(&with("rules: [flee-3.2]")), @r"
    error[wrong-shape]: `rules` must be a group of names with values.
      --> scenario.yml:6:8
      help: write one `name: value` a line
    ");
    insta::assert_snapshot!(check(&with("rules: {as: fle-3.2, conflict_departures: poison, conflict_decay: 3, take_from_populatoin: yes, start_on_foot: 2, best_route_only: [yes]}")), @r"
    error[unknown-word]: `fle-3.2` is not a known `as`.
      --> scenario.yml:6:13
      help: did you mean `flee-3.2`? one of `corridor`, `flee-3.2`, `flee-3.2-quirks` is expected
    error[unknown-word]: `poison` is not a known `conflict_departures`.
      --> scenario.yml:6:43
      help: did you mean `poisson`? one of `rate`, `constant`, `poisson`, `share` is expected
    error[wrong-shape]: `conflict_decay` must be a group of names with values.
      --> scenario.yml:6:67
      help: write one `name: value` a line
    error[unknown-name]: `take_from_populatoin` is not known in `rules`.
      --> scenario.yml:6:70
      help: did you mean `take_from_population`?
    error[not-a-flag]: `2` in `start_on_foot` is neither yes nor no.
      --> scenario.yml:6:112
      help: write `yes` or `no`
    error[wrong-shape]: `best_route_only` has several values where it needs one.
      --> scenario.yml:6:132
      help: write `best_route_only: value`
    ");
    insta::assert_snapshot!(check(&with("rules: {conflict_decay: {every_days: 0, factors: [1, -1, [2], 1..2]}}\n")), @r"
    error[out-of-range]: `0` in `every_days` is out of range.
      --> scenario.yml:6:38
      help: from 1 to 36525 is allowed
    error[out-of-range]: `-1` in `factors` is out of range.
      --> scenario.yml:6:54
      help: from 0 to 1000000 is allowed
    error[wrong-shape]: A factor is one number.
      --> scenario.yml:6:58
      help: write `factors: [1, 0.5, 0.1]`
    error[not-a-number]: `1..2` in `factors` is a range where one number is needed.
      --> scenario.yml:6:63
      help: write one number
    ");
    insta::assert_snapshot!(check(&with("rules: {conflict_decay: {every_days: 1.5}}\n")), @r"
    error[missing-name]: `factors` is missing in `conflict_decay`.
      --> scenario.yml:6:25
      help: add a line `factors: …`
    error[not-whole]: `1.5` in `every_days` is not a whole number.
      --> scenario.yml:6:38
      help: write a whole number, such as 2
    ");
}

#[test]
fn known_roads_and_redirections() {
    let ahead = |lines: &str| with(&format!("rules: {{decision: {{look_ahead: 2}}}}\n{lines}"));
    assert_eq!(check(&ahead("known_roads: [[kabul, x_chaman, quetta], [quetta, x_chaman]]")), "");
    insta::assert_snapshot!(check(&ahead("known_roads: [[kabul, quetta], [kabul], kabul, [kabul, x_chamann], [[kabul], quetta]]")), @r"
    error[unknown-route]: No route joins `kabul` and `quetta`.
      --> scenario.yml:7:23
      help: add it to routes.csv, or name every place on the way
    error[short-road]: A known road leads from one place to another.
      --> scenario.yml:7:32
      help: name at least two places
    error[wrong-shape]: A known road is a list of places.
      --> scenario.yml:7:41
      help: write the places along it: `- [one, two, three]`
    error[unknown-place]: There is no place `x_chamann`.
      --> scenario.yml:7:56
      help: did you mean `x_chaman`?
    error[wrong-shape]: A stop of a known road is the key of a place.
      --> scenario.yml:7:69
      help: write the places along it: `- [one, two, three]`
    ");
    insta::assert_snapshot!(check(&ahead("known_roads: kabul")), @r"
    error[wrong-shape]: `known_roads` must be a list.
      --> scenario.yml:7:14
      help: write `known_roads: [one, two]`
    ");
    let header = "//- redirections.csv\nfrom,to,state,event_date,until,weight\n";
    let rows = "kabul,x_chaman,,2021-08-01,2021-08-05,\nkabul,x_chaman,off,2021-08-03,never,\n";
    assert_eq!(check(&format!("{}{header}{rows}", ahead(""))), "");
    let (scenario, _) = read(&sources(files(&format!("{}{header}{rows}", ahead("")))));
    let scenario = scenario.unwrap();
    let states: Vec<bool> = scenario.redirections[0].timeline.rows.iter().map(|row| row.value).collect();
    assert_eq!((scenario.redirections.len(), states), (1, vec![true, false]));
    let used = corridor_formats::defaults_used(&scenario);
    assert!(used.contains(&(Table::Redirections, 2, 2)), "{used:?}");
    insta::assert_snapshot!(check(&format!("{header}{rows}")), @r"
    warning[not-read]: Redirections hold for people who look from stop to stop, and are not read here.
      --> redirections.csv:2:1
      help: write `decision: {look_ahead: 1}` under `rules` in scenario.yml
    ");
    let wrong = "kabul,quetta,,2021-08-01,,\nkabul,x_chamam,onn,2021-08-01,,\nkabul,x_chaman,,2021-08-01,,\nkabul,x_chaman,off,2021-08-01,,\n,x_chaman,,soon,,\n";
    insta::assert_snapshot!(check(&format!("{}{header}{wrong}", ahead(""))), @r"
    error[unknown-route]: No route leads from `kabul` to `quetta`.
      --> redirections.csv:2:1
      help: add it to routes.csv, or name the ends of a route that stands there
    error[unknown-place]: There is no place `x_chamam`.
      --> redirections.csv:3:7
      help: did you mean `x_chaman`?
    error[unknown-word]: `onn` is not a known `state`.
      --> redirections.csv:3:16
      help: did you mean `on`? one of `on`, `off` is expected
    error[two-states]: There is a row for the redirection from `kabul` to `x_chaman` on 2021-08-01 already, in line 4.
      --> redirections.csv:5:20
      help: keep one of them, or give each a `weight`: then one is drawn per member
    error[missing-value]: `from` is empty.
      --> redirections.csv:6:1
      help: every row needs it
    error[not-a-date]: `soon` in `event_date` is not a date.
      --> redirections.csv:6:12
      help: write year, month and day with hyphens: 2021-09-02
    ");
    insta::assert_snapshot!(check("//- redirection.csv\nfrom\n"), @r"
    warning[unknown-file]: `redirection.csv` is not a file of the format and is not read.
      --> redirection.csv
      help: call it `redirections.csv`
    ");
}

#[test]
fn how_readily_people_leave_and_walk() {
    let places = "//- locations.csv\nkey,kind,country,to_country,population,leave_per_day,stay_for_good_per_day\nkabul,town,Afghanistan,,1000,";
    let rest = "quetta,hub,Pakistan,,,,\nx_chaman,crossing,Afghanistan,Pakistan,,,\n";
    assert_eq!(check(&format!("{places}0.1..0.3,0.001\n{rest}")), "");
    insta::assert_snapshot!(check(&format!("{places}30%,2\n{rest}")), @r"
    error[not-a-number]: `30%` in `leave_per_day` is not a number.
      --> locations.csv:2:30
      help: write a share without %: 0.3
    error[out-of-range]: `2` in `stay_for_good_per_day` is out of range.
      --> locations.csv:2:34
      help: from 0 to 1 is allowed
    ");
    let ways = |cells: &str| {
        check(&format!(
            "//- routes.csv\nfrom,to,distance_km,mode,walk_share,pull\nkabul,x_chaman,600,road,{cells}\nx_chaman,quetta,100,road,,\n"
        ))
    };
    assert_eq!(ways("0.1..0.3,2.5"), "");
    assert_eq!(ways("0,0"), "");
    insta::assert_snapshot!(ways("1.5,1..2"), @r"
    error[out-of-range]: `1.5` in `walk_share` is out of range.
      --> routes.csv:2:25
      help: from 0 to 1 is allowed
    error[not-a-number]: `1..2` in `pull` is a range where one number is needed.
      --> routes.csv:2:29
      help: write one number
    ");
    let profile = |lines: &str| {
        check(&format!(
            "//- scenario.yml\nschema: 1\nrules_version: 1\nname: x\nperiod: {{start: 2021-05-01, end: 2021-12-31}}\nprofiles:\n  - key: a\n{lines}"
        ))
    };
    assert_eq!(profile("    caution: 2\n    conflict_share_at: {kabul: 0.5, quetta: 0}\n"), "");
    insta::assert_snapshot!(profile("    caution: 11\n    conflict_share_at: {kabull: 0.5, quetta: 1..2, kabul: -1}\n"), @r"
    error[out-of-range]: `11` in `caution` is out of range.
      --> scenario.yml:7:14
      help: from 0 to 10 is allowed
    error[unknown-place]: There is no place `kabull`.
      --> scenario.yml:8:25
      help: did you mean `kabul`?
    error[not-a-number]: `1..2` in `quetta` is a range where one number is needed.
      --> scenario.yml:8:46
      help: write one number
    error[out-of-range]: `-1` in `kabul` is out of range.
      --> scenario.yml:8:59
      help: from 0 to 1000000 is allowed
    ");
    insta::assert_snapshot!(profile("    cautoin: 1\n    conflict_share_at: 1\n"), @r"
    error[unknown-name]: `cautoin` is not known in a profile.
      --> scenario.yml:7:5
      help: did you mean `caution`?
    error[wrong-shape]: `conflict_share_at` must be a group of names with values.
      --> scenario.yml:8:24
      help: write `conflict_share_at: {name: value}`
    ");
}

#[test]
fn what_a_place_turns_into() {
    let camps = |cells: &str| {
        check(&format!("//- camps.csv\nlocation,event_date,state,capacity,kind\nquetta,2021-08-01,{cells}\n"))
    };
    assert_eq!(camps("open,12.5,town"), "");
    insta::assert_snapshot!(camps(",,twon"), @r"
    error[unknown-word]: `twon` is not a known `kind`.
      --> camps.csv:2:21
      help: did you mean `town`? one of `town`, `camp`, `idp_site`, `hub` is expected
    ");
    insta::assert_snapshot!(camps(",,exit"), @r"
    error[unknown-word]: `exit` is not a known `kind`.
      --> camps.csv:2:21
      help: one of `town`, `camp`, `idp_site`, `hub` is expected
    ");
    insta::assert_snapshot!(camps("closed,,hub"), @r"
    error[closed-kind]: A closed place is nothing else.
      --> camps.csv:2:27
      help: leave `kind` empty, or write `open` into `state`
    ");
}

#[test]
fn wherever_there_is_fighting() {
    let header = "//- departures.csv\norigin,profile,event_date,until,value,unit\n";
    let rows = "fighting,displaced,2021-08-01,2021-08-02,500,total\nfighting,displaced,2021-08-02,,5,per_day\n";
    assert_eq!(check(&format!("{header}{rows}")), "");
    insta::assert_snapshot!(check(&format!("{header}fighting,displaced,2021-08-01,,5,per_1000_per_month\nfightin,displaced,2021-08-01,,5,per_day\nfighting,displaced,2021-08-01,,5,per_day\n")), @r"
    error[wrong-unit]: Nobody lives in `fighting`, so there is no rate.
      --> departures.csv:2:34
      help: write `total` or `per_day`: how many in all, wherever there is fighting
    error[unknown-place]: There is no place or country `fightin`.
      --> departures.csv:3:1
      help: did you mean `fighting`?
    error[two-states]: There is a row for `displaced` from `fighting` on 2021-08-01 already, in line 2.
      --> departures.csv:4:20
      help: keep one of them, or give each a `weight`: then one is drawn per member
    ");
    insta::assert_snapshot!(check(&format!("{header}{rows}//- conflicts.csv\nlocation,event_date,intensity\n")), @r"
    warning[nobody-moves]: There is no fighting, there are no departures and no stocks: nobody will move.
      --> scenario.yml
      help: give `population` in locations.csv with fighting in conflicts.csv, or departures.csv, or stocks.csv
    ");
    for place in ["fighting,town,Afghanistan,,9", "ghazni,town,fighting,,9"] {
        let place = format!(
            "//- locations.csv\nkey,kind,country,to_country,population\n{place}\nkabul,town,Afghanistan,,1000\nquetta,hub,Pakistan,,\nx_chaman,crossing,Afghanistan,Pakistan,\n"
        );
        let told = check(&format!("{header}{rows}{place}"));
        assert!(told.contains("error[ambiguous-origin]: `fighting` means every place with fighting"), "{told}");
        assert!(!check(&place).contains("error"));
    }
}

#[test]
fn what_a_flee_folder_needs() {
    let twins = "//- routes.csv\nfrom,to,distance_km,mode\nkabul,x_chaman,600,road\nx_chaman,quetta,100,road\nx_chaman,quetta,120,road\n";
    insta::assert_snapshot!(check(&format!("{}{twins}", with("rules: flee-3.2"))), @r"
    warning[duplicate-route]: There is a road route between `x_chaman` and `quetta` already, in line 3.
      --> routes.csv:4:1
      help: keep one of them: a route leads both ways unless it is `one_way`
    ");
    // Fighting that began before the period, and a capacity that was divided.
    assert_eq!(check("//- conflicts.csv\nlocation,event_date,intensity\nkabul,2021-04-30,0.5\n"), "");
    assert_eq!(check("//- camps.csv\nlocation,event_date,capacity\nquetta,2021-05-01,1234.56\n"), "");
}
