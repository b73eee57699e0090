//! The verbs: one file each, with its arguments and a `run`.

pub(crate) mod completions;
pub(crate) mod doctor;
pub(crate) mod explain;
pub(crate) mod hook;
pub(crate) mod init;
pub(crate) mod log;
pub(crate) mod man;
pub(crate) mod rules;
pub(crate) mod scan;
pub(crate) mod status;
