//! Opens a page in the browser that the user has chosen for such.

use std::process::{Command, Stdio};

use crate::voice::Voice;

/// What opens an address on this system, called without a shell.
const OPENER: &[&str] = if cfg!(windows) {
    &["rundll32", "url.dll,FileProtocolHandler"]
} else if cfg!(target_os = "macos") {
    &["open"]
} else {
    &["xdg-open"]
};

/// Opens it, or says that one has to do it oneself. Does not wait: some browsers last as long as their window.
pub fn open(address: &str, voice: Voice) {
    let mut command = Command::new(OPENER[0]);
    command.args(&OPENER[1..]).arg(address).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    #[cfg(unix)]
    {
        // Ctrl-C is meant for the server; a browser that starts with it lives on.
        use std::os::unix::process::CommandExt;
        command.process_group(0);
    }
    std::thread::spawn(move || {
        let opened = command.status().is_ok_and(|status| status.success());
        if !opened {
            voice.note("note: no browser could be opened; open the address yourself.");
        }
    });
}
