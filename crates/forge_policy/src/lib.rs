//! Policy: from what was found to what is decided, and the words in which a model is told.
//!
//! Pure: findings go in, a verdict or a text comes out.

mod judge;
mod quote;
pub mod reply;

pub use judge::{judge, matters, new_findings};
