//! Strings, each stored once.

use super::Sym;
use std::hash::BuildHasher as _;

/// All text lives in one buffer; a hash table with open addressing finds it again.
#[derive(Debug, Clone, Default)]
pub(super) struct Interner {
    text: String,
    ends: Vec<u32>,
    hashes: Vec<u32>,
    /// A symbol plus one, or zero for a free slot. The length is a power of two, at least twice the number of symbols.
    slots: Vec<u32>,
}

impl Interner {
    pub(super) fn get(&self, sym: Sym) -> &str {
        let at = sym.0 as usize;
        let start = if at == 0 { 0 } else { self.ends[at - 1] as usize };
        &self.text[start..self.ends[at] as usize]
    }

    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(super) fn find(&self, text: &str) -> Option<Sym> {
        if self.slots.is_empty() {
            return None;
        }
        self.look_up(text, hash(text)).ok()
    }

    pub(super) fn intern(&mut self, text: &str) -> Sym {
        if self.ends.len() * 2 >= self.slots.len() {
            self.grow();
        }
        let hash = hash(text);
        let slot = match self.look_up(text, hash) {
            Ok(known) => return known,
            Err(slot) => slot,
        };
        let sym = Sym(self.ends.len() as u32);
        self.text.push_str(text);
        self.ends.push(self.text.len() as u32);
        self.hashes.push(hash);
        self.slots[slot] = sym.0 + 1;
        sym
    }

    /// The symbol of `text`, or the slot where it belongs. There must be slots.
    fn look_up(&self, text: &str, hash: u32) -> Result<Sym, usize> {
        let mask = self.slots.len() - 1;
        let mut slot = hash as usize & mask;
        loop {
            let Some(sym) = self.slots[slot].checked_sub(1) else { return Err(slot) };
            if self.hashes[sym as usize] == hash && self.get(Sym(sym)) == text {
                return Ok(Sym(sym));
            }
            slot = (slot + 1) & mask;
        }
    }

    fn grow(&mut self) {
        let mask = (self.slots.len() * 2).max(256) - 1;
        self.slots = vec![0; mask + 1];
        for (sym, &hash) in self.hashes.iter().enumerate() {
            let mut slot = hash as usize & mask;
            while self.slots[slot] != 0 {
                slot = (slot + 1) & mask;
            }
            self.slots[slot] = sym as u32 + 1;
        }
    }
}

fn hash(text: &str) -> u32 {
    rustc_hash::FxBuildHasher.hash_one(text) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_string_has_one_symbol_however_many_there_are() {
        let mut interner = Interner::default();
        assert_eq!(interner.find("x0"), None);
        let texts: Vec<String> = (0..3000).map(|at| format!("x{at}")).collect();
        let syms: Vec<Sym> = texts.iter().map(|text| interner.intern(text)).collect();
        assert_eq!(interner.len(), 3000);
        for (text, &sym) in texts.iter().zip(&syms) {
            assert_eq!(interner.intern(text), sym);
            assert_eq!((interner.get(sym), interner.find(text)), (text.as_str(), Some(sym)));
        }
        assert_eq!(interner.find("x3000"), None);
    }
}
