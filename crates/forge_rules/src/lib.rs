//! The catalogue: rules, framework models and secret detectors, nearly all data.
//!
//! `build.rs` compiles the folders into blobs; a blob is decoded when something first asks for it, so that a process
//! pays for what its event needs and for nothing else.

use forge_catalogue::Catalogue;
use forge_model::RuleMeta;
use std::sync::OnceLock;

static JAVASCRIPT: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/javascript.bin"));
static PYTHON: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/python.bin"));
static SECRETS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/secrets.bin"));
static RULES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/rules.bin"));

/// The catalogue of a language family (see [`forge_model::Language::family`]).
pub fn catalogue(family: &str) -> &'static Catalogue<'static> {
    static LOADED: [OnceLock<Catalogue<'static>>; 2] = [const { OnceLock::new() }; 2];
    let (slot, bytes) = if family == "python" { (&LOADED[1], PYTHON) } else { (&LOADED[0], JAVASCRIPT) };
    slot.get_or_init(|| decoded(Catalogue::from_bytes(bytes)))
}

/// The compiled secret detectors, for [`forge_catalogue::secrets::open`].
pub fn secrets() -> &'static [u8] {
    SECRETS
}

/// Every rule, sorted by id.
pub fn rules() -> &'static [RuleMeta] {
    static LOADED: OnceLock<Vec<RuleMeta>> = OnceLock::new();
    LOADED.get_or_init(|| decoded(forge_catalogue::rules_from_bytes(RULES)))
}

/// The rule called `id`.
pub fn rule(id: &str) -> Option<&'static RuleMeta> {
    let rules = rules();
    rules.binary_search_by(|rule| rule.id.as_str().cmp(id)).ok().map(|at| &rules[at])
}

/// The blobs are made by the same build, so a failure to decode one is a mistake in this program.
fn decoded<T, E: std::fmt::Display>(result: Result<T, E>) -> T {
    match result {
        Ok(value) => value,
        Err(error) => panic!("the catalogue in this binary is damaged: {error}"),
    }
}
