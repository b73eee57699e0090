//! Strings of one analysis: those of the file, those that the analysis makes, and their index in the catalogue.

use forge_catalogue::Catalogue;
use forge_syntax::Tree;
use forge_syntax::tree::Sym;
use rustc_hash::FxHashMap;

const NOT_LOOKED_UP: u32 = u32::MAX;
const NOT_THERE: u32 = u32::MAX - 1;

/// Strings by symbol. Symbols of the tree keep their meaning.
pub(crate) struct Names<'a> {
    tree: &'a Tree,
    catalogue: &'a Catalogue<'static>,
    made: Vec<String>,
    index: FxHashMap<String, Sym>,
    in_catalogue: Vec<u32>,
}

impl<'a> Names<'a> {
    pub(crate) fn new(tree: &'a Tree, catalogue: &'a Catalogue<'static>) -> Self {
        Self {
            tree,
            catalogue,
            made: Vec::new(),
            index: FxHashMap::default(),
            in_catalogue: vec![NOT_LOOKED_UP; tree.sym_count()],
        }
    }

    /// The text of `sym`.
    pub(crate) fn text(&self, sym: Sym) -> &str {
        match (sym.0 as usize).checked_sub(self.tree.sym_count()) {
            None => self.tree.str(sym),
            Some(made) => &self.made[made],
        }
    }

    /// The symbol of `text`.
    pub(crate) fn intern(&mut self, text: &str) -> Sym {
        if let Some(sym) = self.tree.find(text).or_else(|| self.index.get(text).copied()) {
            return sym;
        }
        let sym = Sym((self.tree.sym_count() + self.made.len()) as u32);
        self.made.push(text.to_owned());
        self.index.insert(text.to_owned(), sym);
        self.in_catalogue.push(NOT_LOOKED_UP);
        sym
    }

    /// The index of `sym`'s text in the catalogue's strings.
    pub(crate) fn catalogued(&mut self, sym: Sym) -> Option<u32> {
        let at = sym.0 as usize;
        if self.in_catalogue[at] == NOT_LOOKED_UP {
            let found = self.catalogue.string(self.text(sym)).unwrap_or(NOT_THERE);
            self.in_catalogue[at] = found;
        }
        Some(self.in_catalogue[at]).filter(|&index| index != NOT_THERE)
    }
}
