//! Agent clients: one file for each, with what it sends, what it understands and how it is told to call Forge.
//!
//! Pure: bytes of an event go in, an [`forge_model::Event`] comes out; a [`forge_model::Reply`] goes in, bytes come
//! out; and the text of a settings file goes in and comes out. Nothing here touches a disk.

pub mod claude;
mod json_text;

pub use json_text::EditError;
