//! The two commands that README.md promises.

/// The lines of its ```sh blocks that call cargo: the first runs the built-in scenario, the second passes all tests.
pub fn commands(readme: &str) -> Vec<&str> {
    let mut in_shell = false;
    let mut commands = Vec::new();
    for line in readme.lines() {
        match line.trim() {
            "```sh" => in_shell = true,
            fence if fence.starts_with("```") => in_shell = false,
            command if in_shell && command.starts_with("cargo ") => {
                commands.push(command.split(" #").next().unwrap_or_default().trim_end());
            }
            _ => {}
        }
    }
    commands
}
