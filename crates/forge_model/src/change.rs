//! What would differ on disk.

/// One file before and after an action. A side that is `None` does not exist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// File, relative to the project's root where it lies inside it, else absolute.
    pub path: String,
    /// Content before, as bytes: a file need not be UTF-8.
    pub before: Option<Vec<u8>>,
    /// Content after.
    pub after: Option<Vec<u8>>,
}

/// One replacement of an edit tool: the exact text `old` becomes `new`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// Text that must stand in the file; empty to create the file.
    pub old: String,
    /// Text that takes its place.
    pub new: String,
    /// Every occurrence instead of the only one.
    pub all: bool,
}
