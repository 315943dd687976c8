use corridor_model::Date;

use super::*;

fn spread(people: f64) -> Spread {
    let at = |share: f64| people * share;
    Spread { mean: people, q05: at(0.5), q25: at(0.8), q50: people, q75: at(1.25), q95: at(1.5) }
}

fn panel(name: &str, days: u32, most: f64) -> CampPanel {
    let course: Vec<f64> = (0..days).map(|day| most * f64::from(day + 1) / f64::from(days)).collect();
    CampPanel {
        name: name.to_owned(),
        people: course.iter().map(|people| spread(*people)).collect(),
        counted: course,
        capacity: vec![Some(most); days as usize],
    }
}

fn picture(days: u32, panels: Vec<CampPanel>) -> CampsPicture {
    let start = Date::new(2012, 2, 29).unwrap();
    let end = Period { start, end: start }.date(days - 1);
    let title = "Small".to_owned();
    CampsPicture { title, period: Period { start, end }, members: 10, seed: 3, stand_for: 1, panels }
}

/// The text, once it is sure to be well-formed XML with numbers in it.
fn drawn(picture: &CampsPicture) -> String {
    let text = String::from_utf8(camps_svg(picture)).unwrap();
    let mut open: Vec<String> = Vec::new();
    for part in text.split('<').skip(1) {
        let (tag, words) = part.split_once('>').unwrap_or_else(|| panic!("no end: {part}"));
        let entities = ["&amp;", "&lt;", "&gt;", "&quot;"];
        let bare = |text: &str| entities.iter().fold(text.to_owned(), |text, entity| text.replace(entity, ""));
        assert!(!bare(words).contains(['&', '>']) && !bare(tag).contains('&'), "{part}");
        assert!(!words.chars().any(|letter| letter < ' ' && letter != '\n'), "{part:?}");
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(name));
            continue;
        }
        let (name, attributes) = tag.trim_end_matches('/').split_once(' ').unwrap_or((tag, ""));
        // Between quotation marks are values, before them ` name=`.
        let pieces: Vec<&str> = attributes.split('"').collect();
        assert!(pieces.len() % 2 == 1 && pieces.last() == Some(&""), "{tag}");
        assert!(pieces.iter().step_by(2).all(|piece| piece.is_empty() || piece.ends_with('=')), "{tag}");
        assert!(!["NaN", "inf"].iter().any(|word| attributes.contains(word)), "{tag}");
        if !tag.ends_with('/') {
            open.push(name.to_owned());
        }
    }
    assert!(open.is_empty(), "{open:?}");
    text
}

/// The numbers after a name in a tag, of every tag.
fn attributes(text: &str, name: &str) -> Vec<f64> {
    let before = format!(" {name}=\"");
    let all = text.split(&before).skip(1);
    all.filter_map(|rest| rest.split('"').next()?.parse().ok()).collect()
}

#[test]
fn a_small_picture_is_as_it_was() {
    let mut all = picture(3, vec![panel("All camps", 3, 3_000.0), panel("North", 3, 900.0)]);
    all.panels[0].capacity.clear();
    all.stand_for = 100;
    insta::assert_snapshot!(drawn(&all));
}

#[test]
fn what_is_not_seen_is_told() {
    let mut one = picture(300, vec![panel("North", 300, 12_345.0)]);
    one.stand_for = 100;
    let text = drawn(&one);
    assert!(text.contains(
        "<desc id=\"desc\">On 24 December 2012: North: median 12,300, counted 12,345, nine in ten members from 6,200 \
         to 18,500, capacity 12,345. A simulation, not observation; not a statement on borders. Each person stands for \
         100 people, in counts and capacities too.</desc>"
    ));
    assert!(text.contains(" role=\"img\" ") && text.contains("<title id=\"title\">People in camps: Small</title>"));
    assert!(!text.contains("<script") && text.matches("http").count() == 1, "one name of a standard, no address");
}

#[test]
fn names_are_words_and_never_marks() {
    let name = "<b>\"Q\" & 'A'</b>\u{1}\n".to_owned();
    let mut odd = picture(9, vec![panel(&name, 9, 5.0)]);
    odd.title = name;
    assert!(drawn(&odd).contains("&lt;b&gt;&quot;Q&quot; &amp; 'A'&lt;/b&gt;\u{fffd} "));
}

#[test]
fn whatever_the_numbers_all_stays_on_the_sheet() {
    let numbers = [0.0, 1.0, 1e9, 1e300, f64::MAX, f64::NAN, f64::INFINITY, -5.0];
    for (days, most) in [1, 2, 30, 300, 2_000].into_iter().flat_map(|days| numbers.map(|most| (days, most))) {
        for camps in [0, 1, 2, 5, 41] {
            let panels = (0..camps).map(|camp| panel(&format!("A camp with a long name {camp}"), days, most));
            let text = drawn(&picture(days, panels.collect()));
            let height = attributes(&text, "height");
            let tall = height.last().copied().unwrap_or_default();
            assert!(attributes(&text, "x").iter().all(|x| (0.0..=WIDTH).contains(x)), "{days} {most} {camps}");
            assert!(attributes(&text, "y").iter().all(|y| (0.0..=tall).contains(y)), "{days} {most} {camps}");
            assert_eq!(text.matches("<g>").count(), camps);
        }
    }
    // Sixteen panels fit a page of A4; of more the sheet grows, and says nothing less.
    let tall = |camps| {
        let panels = (0..camps).map(|camp| panel(&format!("Camp {camp}"), 30, 10.0)).collect();
        attributes(&drawn(&picture(30, panels)), "height").last().copied().unwrap_or_default()
    };
    assert!(tall(16) <= PAGE.ceil() && tall(41) > PAGE, "{} {}", tall(16), tall(41));
}

#[test]
fn what_was_not_counted_and_has_no_limit_is_not_drawn() {
    let mut bare = picture(30, vec![panel("North", 30, 100.0)]);
    bare.panels[0].counted.clear();
    bare.panels[0].capacity.clear();
    let text = drawn(&bare);
    let body = text.split("</style>").nth(1).unwrap_or_default();
    assert!(body.contains("class=\"median\"") && !body.contains("counted") && !body.contains("room"));
    // A capacity far above the people is told, but would flatten them.
    bare.panels[0].capacity = vec![Some(1e6); 30];
    let text = drawn(&bare);
    assert!(text.contains(">capacity 1 M ↑<") && text.matches("class=\"room\"").count() == 1, "only in the legend");
}
