//! Diagnostics as people read them: the line, a caret under what is wrong, and how to mend it.

use std::io::IsTerminal;

use annotate_snippets::renderer::DEFAULT_TERM_WIDTH;
use annotate_snippets::{AnnotationKind, Element, Level, Origin, Renderer, Snippet};
use corridor_formats::{Source, Sources};
use corridor_model::{Diagnostic, Severity};

/// Where the bytes of a file that a diagnostic names can be found.
pub trait Files {
    /// Its bytes.
    fn bytes(&self, file: &str) -> Option<&[u8]>;
}

impl Files for Sources {
    fn bytes(&self, file: &str) -> Option<&[u8]> {
        let name = file.strip_prefix(self.root.as_str()).map_or(file, |name| name.trim_start_matches('/'));
        self.files.bytes(name)
    }
}

impl Files for [Source] {
    fn bytes(&self, file: &str) -> Option<&[u8]> {
        self.iter().find(|source| source.name == file).map(|source| source.bytes.as_slice())
    }
}

/// A single text, whatever it is called.
impl Files for [u8] {
    fn bytes(&self, _: &str) -> Option<&[u8]> {
        Some(self)
    }
}

/// A diagnostic as people read it on stderr.
pub fn rendered(told: &Diagnostic, files: &(impl Files + ?Sized)) -> String {
    let level = match told.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let line = files.bytes(&told.file).and_then(|bytes| line(bytes, told.line));
    let place: Element<'_> = match &line {
        Some(line) => Snippet::source(line.as_str())
            .line_start(told.line as usize)
            .path(told.file.as_str())
            .annotation(AnnotationKind::Primary.span(span(line, told)))
            .into(),
        None => Origin::path(told.file.as_str()).into(),
    };
    let mut group = level.primary_title(told.message.as_str()).id(told.code).element(place);
    if !told.help.is_empty() {
        group = group.element(Level::HELP.message(told.help.as_str()));
    }
    let coloured = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|set| set.is_empty());
    let renderer = if coloured { Renderer::styled() } else { Renderer::plain() };
    format!("{}\n", renderer.term_width(DEFAULT_TERM_WIDTH.min(120)).render(&[group]))
}

/// A line of a file, from 1, without its end and without a byte order mark.
fn line(bytes: &[u8], number: u32) -> Option<String> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let line = bytes.split(|byte| *byte == b'\n').nth(usize::try_from(number).ok()?.checked_sub(1)?)?;
    Some(String::from_utf8_lossy(line).trim_end().to_owned())
}

/// The bytes of a line that are wrong.
fn span(line: &str, told: &Diagnostic) -> std::ops::Range<usize> {
    let Some(column) = told.column.checked_sub(1) else { return 0..line.len() };
    let offset = |chars: u32| line.char_indices().nth(chars as usize).map_or(line.len(), |(offset, _)| offset);
    offset(column)..offset(column.saturating_add(told.width.max(1)))
}
