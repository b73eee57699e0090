//! JavaScript, TypeScript, JSX and TSX.
use crate::parse::{Limits, ParseError, Parsed};
use forge_model::Language;

pub(crate) fn lower(_language: Language, _text: &str, _limits: &Limits) -> Result<Parsed, ParseError> {
    Err(ParseError::OutOfBudget)
}
