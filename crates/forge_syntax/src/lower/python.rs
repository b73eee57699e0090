//! Python 3.
use crate::parse::{Limits, ParseError, Parsed};

pub(crate) fn lower(_text: &str, _limits: &Limits) -> Result<Parsed, ParseError> {
    Err(ParseError::OutOfBudget)
}
