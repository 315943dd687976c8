//! The engine in a web page: it reads, checks, runs members, compares and explains, and computes every number that the page
//! shows (ARCHITECTURE.md, invariant 11).
//!
//! An [`Instance`] lives in a Web Worker and is asked one verb after another; bytes and JSON cross the border, no objects.
//! Some instances run members ([`Instance::run`], [`Instance::run_changed`]); one takes what they ran up
//! ([`Instance::take`], [`Instance::take_changed`]) and answers questions. What the answers look like is in
//! `shells/web/src/engine/protocol.ts`; the exports that a browser calls are in `exports.rs` and have no logic.

mod answer;
mod bytes;
mod card;
mod changes;
mod events;
#[cfg(target_arch = "wasm32")]
mod exports;
mod facts;
mod files;
mod instance;
mod network;
mod options;
mod picture;
mod scenario;
mod series;
mod statuses;
mod tell;
#[cfg(test)]
mod tests;

pub use instance::Instance;
