//! `cargo xtask web`: the page of `corridor map`. A program that is built after it has the page inside.

use std::fs;
use std::path::{Path, PathBuf};

use crate::commands::{Done, cargo, output, root, run};
use crate::node;
use crate::steps::{WASM, wasm_library};

const FOLDER: &str = "shells/web";
/// A larger page is not mailed.
const MOST_BYTES: usize = 5_000_000;
/// What the program replaces by a scenario (`shells/cli/src/map/page.rs`).
const MARKER: &str = "<script type=\"application/json\" id=\"corridor-scenario\">null</script>";

/// Builds it: the engine, what is shown of it, and both in one file.
pub fn web() -> Done {
    node::version()?;
    wasm_library()?;
    node::packages(FOLDER)?;
    let dist = root().join(FOLDER).join("dist");
    fs::create_dir_all(&dist).map_err(|error| format!("{}: {error}", dist.display()))?;
    // Until the new page is whole there is none, so that nobody takes the old one for it.
    let (page, before) = (dist.join("map.html"), dist.join("map.html.before"));
    let _ = fs::rename(&page, &before);
    run(&mut cargo(&format!("build --profile web --target {WASM} --package corridor-wasm")))?;
    let module = target()?.join(WASM).join("web/corridor_wasm.wasm");
    let engine = dist.join("corridor.wasm");
    fs::copy(&module, &engine).map_err(|error| format!("{}: {error}", module.display()))?;
    for script in ["run check", "test", "run build"] {
        run(&mut node::npm(FOLDER, script)).map_err(|what| format!("`npm {script}` in {FOLDER} failed ({what})."))?;
    }
    let built = read(&page)?;
    if let Err(what) = fit(&built) {
        let _ = fs::remove_file(&page);
        return Err(what);
    }
    // The same page keeps its time, so that no program that has it inside is built again.
    if fs::read(&before).is_ok_and(|old| old == built) {
        fs::rename(&before, &page).map_err(|error| format!("{}: {error}", page.display()))?;
    }
    let _ = fs::remove_file(&before);
    eprintln!("\n{}  {FOLDER}/dist/corridor.wasm, the engine", megabytes(read(&engine)?.len()));
    eprintln!(
        "{}  {FOLDER}/dist/map.html, the page: a program that is built now has it inside",
        megabytes(built.len())
    );
    Ok(())
}

/// Whether the program can use a page, and people can mail it.
fn fit(page: &[u8]) -> Done {
    let page = std::str::from_utf8(page).map_err(|error| format!("map.html is not UTF-8: {error}"))?;
    if page.len() > MOST_BYTES {
        let (size, most) = (megabytes(page.len()), megabytes(MOST_BYTES));
        return Err(format!("map.html has {}, more than {}: what is new in it?", size.trim(), most.trim()));
    }
    if page.split(MARKER).count() != 2 {
        return Err(format!("map.html must hold this line once: {MARKER}"));
    }
    let policy = page.split("<meta http-equiv=\"Content-Security-Policy\" content=\"").nth(1).unwrap_or_default();
    if !policy.starts_with("default-src 'none';") {
        return Err("map.html has no Content-Security-Policy that begins with default-src 'none'.".to_owned());
    }
    Ok(())
}

fn megabytes(bytes: usize) -> String {
    format!("{:>7.2} MB", bytes as f64 / 1e6)
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|error| format!("{}: {error}", path.display()))
}

/// Where cargo builds.
fn target() -> Result<PathBuf, String> {
    let metadata = output(&mut cargo("metadata --no-deps --format-version 1")).unwrap_or_default();
    let rest = metadata.split("\"target_directory\":\"").nth(1);
    let folder = rest.and_then(|rest| rest.split('"').next()).ok_or("cargo does not say where it builds.")?;
    Ok(folder.replace("\\\\", "\\").into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_that_nobody_could_use_is_refused() {
        let policy = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:\">";
        let page = |text: &str| fit(text.as_bytes()).err().unwrap_or_default();
        assert_eq!(page(&format!("{policy}{MARKER}")), "");
        assert!(page(&format!("{policy}{MARKER}{MARKER}")).contains("once"));
        assert!(page(policy).contains("once"));
        assert!(page(MARKER).contains("Content-Security-Policy"));
        let large = page(&format!("{policy}{MARKER}{}", " ".repeat(MOST_BYTES)));
        assert_eq!(large, "map.html has 5.00 MB, more than 5.00 MB: what is new in it?");
        assert!(fit(&[0xff]).is_err());
    }

    #[test]
    fn the_program_looks_for_the_same_line() {
        let page = fs::read_to_string(root().join("shells/cli/src/map/page.rs")).unwrap_or_default();
        assert!(page.contains(&format!("{MARKER:?}")), "shells/cli/src/map/page.rs looks for another line");
    }
}
