//! The JSON Schema in the repository is that of the types.

use crate::commands::root;

const FILE: &str = "scenarios/scenario.schema.json";

#[test]
fn the_schema_is_that_of_the_types() {
    let generated = corridor_formats::scenario_schema();
    let file = root().join(FILE);
    if std::env::var_os("CORRIDOR_BLESS").is_some() {
        std::fs::write(&file, &generated).expect("the schema can be written");
    }
    let written = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(
        written == generated,
        "{FILE} is not what the types say: run `cargo xtask schema`, and look at `git diff`."
    );
}
