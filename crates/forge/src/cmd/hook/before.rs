//! Before a tool runs: what it would write is judged, and refused where it must not be.

use super::examined::{self, Machine, Place};
use forge_model::{ToolUse, Verdict};
use forge_project::predict::{SystemDisk, predict};

/// The verdict about `tool`, which is about to run in `directory`.
pub(super) fn verdict(tool: &ToolUse, directory: &str, machine: &Machine<'_>) -> Verdict {
    let mut total = examined::nothing();
    for change in predict(tool, directory, &SystemDisk(machine.system)) {
        let Some(after) = &change.after else { continue };
        if !examined::is_analysed(&change.path) || change.before == change.after {
            continue;
        }
        let place = Place::of(&change.path, machine.system);
        if let Some(verdict) = examined::judged(&place, change.before.as_deref(), after, machine) {
            examined::add(&mut total, verdict);
        }
    }
    total
}
