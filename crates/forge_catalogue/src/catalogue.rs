//! The compiled catalogue of one language family, read in place.
//!
//! API paths form a trie over segments. A value of known origin carries the index of its node; a step (`.name`, `()`,
//! `[]`) follows an edge. A process looks at a few hundred of many thousand nodes, so nothing is decoded when the
//! catalogue is opened: the trie and the strings are read where they lie, and the models of a node are decoded when it
//! is first asked for them.
//!
//! Layout: a header of eight little-endian words (see [`Header`]), then the sections that it names.

use crate::compiled::{Models, NO_NODE, Node, Tables};
use std::sync::OnceLock;

/// Words of a node's record: first edge, edges, alias, flags, models + 1, first base, bases.
const NODE_WORDS: usize = 7;
const HARMLESS: u32 = 1;
const HAS_READ: u32 = 2;

/// The catalogue of one language family.
#[derive(Debug)]
pub struct Catalogue<'a> {
    bytes: &'a [u8],
    header: Header,
    models: Box<[OnceLock<Box<Models>>]>,
    tables: OnceLock<Box<Tables>>,
    none: Models,
}

/// Where the sections are, in bytes, and how many entries they have.
#[derive(Debug, Clone, Copy, Default)]
struct Header {
    /// Ends of the strings, one word each; their text follows.
    strings: u32,
    string_count: u32,
    nodes: u32,
    edges: u32,
    bases: u32,
    /// Offsets of the models, one word each.
    models: u32,
    model_count: u32,
    tables: u32,
}

const HEADER_WORDS: usize = 8;

/// The bytes are not a catalogue of this version.
#[derive(Debug, thiserror::Error)]
#[error("the catalogue is not one of this version")]
pub struct NotACatalogue;

impl<'a> Catalogue<'a> {
    /// Opens a catalogue that [`Image::to_bytes`] wrote. Costs the same whatever its size.
    ///
    /// # Errors
    /// The bytes are too short to be one.
    pub fn from_bytes(bytes: &'a [u8]) -> Result<Self, NotACatalogue> {
        let word = |at: usize| word_at(bytes, at * 4).ok_or(NotACatalogue);
        let header = Header {
            strings: word(0)?,
            string_count: word(1)?,
            nodes: word(2)?,
            edges: word(3)?,
            bases: word(4)?,
            models: word(5)?,
            model_count: word(6)?,
            tables: word(7)?,
        };
        let models = (0..header.model_count).map(|_| OnceLock::new()).collect();
        Ok(Self { bytes, header, models, tables: OnceLock::new(), none: Models::default() })
    }

    fn word(&self, section: u32, at: usize) -> u32 {
        word_at(self.bytes, section as usize + at * 4).unwrap_or_default()
    }

    // ---- strings

    /// The string `index`; empty if there is none.
    pub fn text(&self, index: u32) -> &'a str {
        std::str::from_utf8(self.raw_text(index)).unwrap_or_default()
    }

    fn raw_text(&self, index: u32) -> &'a [u8] {
        let at = index as usize;
        let start = if at == 0 { 0 } else { self.word(self.header.strings, at - 1) as usize };
        let end = self.word(self.header.strings, at) as usize;
        let base = self.header.strings as usize + self.header.string_count as usize * 4;
        self.bytes.get(base + start..base + end).unwrap_or_default()
    }

    /// The index of `text`, if the catalogue has it.
    pub fn string(&self, text: &str) -> Option<u32> {
        let (mut low, mut high) = (0, self.header.string_count);
        while low < high {
            let middle = low.midpoint(high);
            match self.raw_text(middle).cmp(text.as_bytes()) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => return Some(middle),
            }
        }
        None
    }

    // ---- the trie

    fn field(&self, node: Node, field: usize) -> u32 {
        self.word(self.header.nodes, node as usize * NODE_WORDS + field)
    }

    fn edge(&self, node: Node, segment: u32) -> Option<Node> {
        let (first, count) = (self.field(node, 0) as usize, self.field(node, 1) as usize);
        let (mut low, mut high) = (first, first + count);
        while low < high {
            let middle = low.midpoint(high);
            let found = self.word(self.header.edges, middle * 2);
            match found.cmp(&segment) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => return Some(self.word(self.header.edges, middle * 2 + 1)),
            }
        }
        None
    }

    /// The node one step from `node`, looked for in what it extends too. The result may be an alias: what is known of
    /// reading or calling it is its own, the type of its value is [`Catalogue::same`] of it.
    pub fn step(&self, node: Node, segment: u32) -> Node {
        self.step_bounded(self.same(node), segment, 8)
    }

    fn step_bounded(&self, node: Node, segment: u32, depth: u32) -> Node {
        if let Some(next) = self.edge(node, segment) {
            return next;
        }
        if depth == 0 {
            return NO_NODE;
        }
        let mut found = self.extends(node).map(|base| self.step_bounded(base, segment, depth - 1));
        found.find(|&node| node != NO_NODE).unwrap_or(NO_NODE)
    }

    /// The node that `node` is the same as: itself where it is not an alias.
    pub fn same(&self, node: Node) -> Node {
        match self.field(node, 2) {
            NO_NODE => node,
            other => other,
        }
    }

    /// The nodes whose members `node` has as well.
    pub fn extends(&self, node: Node) -> impl Iterator<Item = Node> {
        let (first, count) = (self.field(node, 5) as usize, self.field(node, 6) as usize);
        (first..first + count).map(|at| self.word(self.header.bases, at))
    }

    /// Whether `node` is `base` or extends it.
    pub fn is_a(&self, node: Node, base: Node) -> bool {
        self.is_a_bounded(node, base, 8)
    }

    fn is_a_bounded(&self, node: Node, base: Node, depth: u32) -> bool {
        node == base || depth > 0 && self.extends(node).any(|parent| self.is_a_bounded(parent, base, depth - 1))
    }

    /// The node of a path of segments from the root.
    pub fn find(&self, path: &[&str]) -> Node {
        let walked = path.iter().try_fold(NO_NODE, |node, segment| {
            let next = self.step(node, self.string(segment)?);
            (next != NO_NODE).then_some(next)
        });
        walked.map_or(NO_NODE, |node| self.same(node))
    }

    /// Whether values of this type cannot carry an attack.
    pub fn harmless(&self, node: Node) -> bool {
        self.field(node, 3) & HARMLESS != 0
    }

    /// Whether something is known of reading `node`.
    pub fn has_read(&self, node: Node) -> bool {
        self.field(node, 3) & HAS_READ != 0
    }

    // ---- models

    /// What is known of `node`.
    pub fn models(&self, node: Node) -> &Models {
        let Some(index) = self.field(node, 4).checked_sub(1) else { return &self.none };
        let Some(slot) = self.models.get(index as usize) else { return &self.none };
        slot.get_or_init(|| {
            let offset = self.word(self.header.models, index as usize) as usize;
            let bytes = self.bytes.get(offset..).unwrap_or_default();
            Box::new(postcard::from_bytes(bytes).unwrap_or_default())
        })
    }

    /// What is known of names and decorators.
    pub fn tables(&self) -> &Tables {
        self.tables.get_or_init(|| {
            let bytes = self.bytes.get(self.header.tables as usize..).unwrap_or_default();
            Box::new(postcard::from_bytes(bytes).unwrap_or_default())
        })
    }
}

fn word_at(bytes: &[u8], at: usize) -> Option<u32> {
    let word: [u8; 4] = bytes.get(at..at + 4)?.try_into().ok()?;
    Some(u32::from_le_bytes(word))
}

/// A node as it is written.
#[derive(Debug, Clone, Default)]
pub(crate) struct NodeImage {
    /// Sorted by segment.
    pub(crate) edges: Vec<(u32, Node)>,
    pub(crate) is: Node,
    pub(crate) extends: Vec<Node>,
    pub(crate) harmless: bool,
    pub(crate) models: Models,
}

/// A catalogue before it is written.
#[derive(Debug, Default)]
pub struct Image {
    /// Sorted.
    pub(crate) strings: Vec<String>,
    pub(crate) nodes: Vec<NodeImage>,
    pub(crate) tables: Tables,
}

impl Image {
    /// The catalogue as [`Catalogue::from_bytes`] reads it.
    ///
    /// # Errors
    /// Never for what the compiler made.
    pub fn to_bytes(&self) -> Result<Vec<u8>, postcard::Error> {
        let mut ends = Vec::new();
        let mut text = String::new();
        for string in &self.strings {
            text.push_str(string);
            ends.push(text.len() as u32);
        }
        let (mut nodes, mut edges, mut bases, mut models, mut blob) =
            (Vec::new(), Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for node in &self.nodes {
            let first_edge = edges.len() as u32 / 2;
            edges.extend(node.edges.iter().flat_map(|&(segment, to)| [segment, to]));
            let first_base = bases.len() as u32;
            bases.extend(&node.extends);
            let index = if node.models == Models::default() {
                0
            } else {
                models.push(blob.len() as u32);
                blob.extend(postcard::to_stdvec(&node.models)?);
                models.len() as u32
            };
            let flags = u32::from(node.harmless) * HARMLESS + u32::from(node.models.read.is_some()) * HAS_READ;
            let (edge_count, base_count) = (node.edges.len() as u32, node.extends.len() as u32);
            nodes.extend([first_edge, edge_count, node.is, flags, index, first_base, base_count]);
        }
        let mut out = Vec::new();
        let after = |section: u32, words: usize| section + words as u32 * 4;
        let strings_at = HEADER_WORDS as u32 * 4;
        let nodes_at = after(strings_at, ends.len()) + text.len() as u32;
        let edges_at = after(nodes_at, nodes.len());
        let bases_at = after(edges_at, edges.len());
        let models_at = after(bases_at, bases.len());
        let blob_at = after(models_at, models.len());
        for offset in &mut models {
            *offset += blob_at;
        }
        let tables_at = blob_at + blob.len() as u32;
        let header =
            [strings_at, ends.len() as u32, nodes_at, edges_at, bases_at, models_at, models.len() as u32, tables_at];
        let put = |out: &mut Vec<u8>, words: &[u32]| out.extend(words.iter().flat_map(|word| word.to_le_bytes()));
        put(&mut out, &header);
        put(&mut out, &ends);
        out.extend(text.as_bytes());
        for section in [&nodes, &edges, &bases, &models] {
            put(&mut out, section);
        }
        out.extend(blob);
        out.extend(postcard::to_stdvec(&self.tables)?);
        Ok(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trie_is_read_where_it_was_written() {
        let strings: Vec<String> = ["", "a", "b"].map(str::to_owned).to_vec();
        let leaf = NodeImage { harmless: true, ..NodeImage::default() };
        let root = NodeImage { edges: vec![(1, 1)], ..NodeImage::default() };
        let middle = NodeImage { edges: vec![(2, 2)], ..NodeImage::default() };
        let alias = NodeImage { is: 1, ..NodeImage::default() };
        let image = Image { strings, nodes: vec![root, middle, leaf, alias], tables: Tables::default() };
        let bytes = image.to_bytes().unwrap();
        let catalogue = Catalogue::from_bytes(&bytes).unwrap();
        assert_eq!(catalogue.find(&["a", "b"]), 2);
        assert_eq!(catalogue.step(3, 2), 2);
        assert_eq!(catalogue.find(&["b"]), NO_NODE);
        assert!(catalogue.harmless(2) && !catalogue.harmless(1));
        assert_eq!(catalogue.models(1), &Models::default());
        assert!(Catalogue::from_bytes(&[1, 2, 3]).is_err());
    }
}
