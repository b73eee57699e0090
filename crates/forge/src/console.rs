//! What a person sees: where output goes, whether it has colours, and how errors are told.

use anstream::{AutoStream, ColorChoice};
use camino::Utf8Path;
use forge_project::{OsSystem, System};
use forge_report::Look;
use std::io::{self, IsTerminal, StdoutLock, Write};

/// When output has colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub(crate) enum Color {
    #[default]
    Auto,
    Always,
    Never,
}

/// The terminal, as the global options want it to be used.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Console {
    choice: ColorChoice,
    /// No summaries, no progress, no hints.
    pub(crate) quiet: bool,
}

impl Console {
    pub(crate) fn new(color: Color, quiet: bool) -> Self {
        let choice = match color {
            Color::Auto => ColorChoice::Auto,
            Color::Always => ColorChoice::AlwaysAnsi,
            Color::Never => ColorChoice::Never,
        };
        choice.write_global();
        Self { choice, quiet }
    }

    /// Standard output, which drops colours where they are not wanted.
    pub(crate) fn stdout(self) -> AutoStream<StdoutLock<'static>> {
        AutoStream::new(io::stdout().lock(), self.choice)
    }

    /// How to draw on standard output.
    pub(crate) fn look(self) -> Look {
        let color = AutoStream::new(io::stdout().lock(), self.choice).current_choice() != ColorChoice::Never;
        // Redirected output is the same whatever terminal it was redirected from.
        let size = io::stdout().is_terminal().then(terminal_size::terminal_size).flatten();
        let width = size.map_or(120, |(columns, _)| usize::from(columns.0).clamp(60, 180));
        Look { color, width, quiet: self.quiet }
    }

    /// Writes `text` to the file `path`, or to standard output without one.
    pub(crate) fn deliver(self, text: &[u8], path: Option<&Utf8Path>) -> anyhow::Result<()> {
        match path {
            None => {
                let mut out = self.stdout();
                out.write_all(text)?;
                out.flush()?;
            }
            Some(path) => {
                let absolute = OsSystem.current_directory()?.join(path);
                OsSystem
                    .write(&absolute, text)
                    .map_err(|why| anyhow::anyhow!("`{path}` could not be written: {why}"))?;
            }
        }
        Ok(())
    }
}

/// Tells what went wrong, cause by cause, on standard error.
pub(crate) fn tell(error: &anyhow::Error) {
    // If there is nobody to tell, there is nobody to tell.
    let _ = writeln!(anstream::stderr(), "error: {error:#}");
}
