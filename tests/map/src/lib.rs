//! `map.html`, as `corridor map` makes it, used in a browser as its users will: see `check.mjs`, and `tests/browser.rs` beside it.
