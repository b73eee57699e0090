//! What an agent client, git or CI says is about to happen or has happened.

use crate::Edit;

/// When in the session's life an event was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EventKind {
    /// A session begins or resumes.
    SessionStart,
    /// A person sent a prompt.
    Prompt,
    /// A tool is about to run.
    BeforeTool,
    /// A tool has run, successfully or not.
    AfterTool,
    /// The agent or a subagent wants to stop.
    Stop,
    /// The session is over.
    SessionEnd,
    /// An event that Forge does not act on.
    Other,
}

/// What a tool does, in the terms that all clients share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ToolUse {
    /// The file gets exactly this content.
    Write {
        /// Path as the client gave it.
        path: String,
        /// The whole new content.
        content: String,
    },
    /// Replacements in a file, one after the other.
    Edit {
        /// Path as the client gave it.
        path: String,
        /// In the order in which they apply.
        edits: Vec<Edit>,
    },
    /// One cell of a notebook gets a new source.
    NotebookEdit {
        /// Path as the client gave it.
        path: String,
        /// The cell's new source; empty when the cell is deleted.
        source: String,
        /// Whether the cell holds code rather than Markdown.
        code: bool,
    },
    /// A shell command.
    Shell {
        /// The command line as the shell gets it.
        command: String,
    },
    /// A tool that only reads.
    Read,
    /// Any other tool, with the path-like arguments that it names.
    Unknown {
        /// Values of arguments that look like paths.
        paths: Vec<String>,
    },
}

/// One event of a client, decoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Name of the client: "claude".
    pub client: String,
    /// The client's session.
    pub session: String,
    /// The subagent, where the client tells one.
    pub agent: Option<String>,
    /// Working directory, absolute.
    pub cwd: String,
    /// When in the session's life.
    pub kind: EventKind,
    /// The client's own name of the event, which some answers must repeat.
    pub event_name: String,
    /// The tool, for events about one.
    pub tool: Option<ToolUse>,
    /// The tool's name in the client's own words.
    pub tool_name: Option<String>,
}
