//! The catalogue: rules, framework models and secret detectors, nearly all data.

use forge_model::RuleMeta;

/// Every rule, by id.
pub fn rules() -> &'static [RuleMeta] {
    &[]
}

/// The rule called `id`.
pub fn rule(id: &str) -> Option<&'static RuleMeta> {
    rules().iter().find(|rule| rule.id == id)
}
