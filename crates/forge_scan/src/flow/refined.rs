//! What guards have said of places: sorted by place, with all that is known of one together, so that looking one up and
//! joining two states stays cheap in functions with hundreds of conditions.

use super::value::{Cleared, Place};
use smallvec::SmallVec;

/// A place that a guard has validated: see [`super::guard::place`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Refined {
    pub(crate) place: Place,
    pub(crate) cleared: Cleared,
}

/// Places that were validated.
#[derive(Debug, Clone, Default)]
pub(crate) struct Refinements(SmallVec<[Refined; 2]>);

impl Refinements {
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }

    pub(crate) fn iter(&self) -> std::slice::Iter<'_, Refined> {
        self.0.iter()
    }

    fn position(&self, place: Place) -> Result<usize, usize> {
        self.0.binary_search_by_key(&place.id, |refined| refined.place.id)
    }

    /// All that is known to be gone from a place.
    pub(crate) fn at(&self, place: Place) -> Option<Cleared> {
        self.position(place).ok().map(|at| self.0[at].cleared)
    }

    /// Adds to what is known of a place.
    pub(crate) fn add(&mut self, place: Place, cleared: Cleared) {
        match self.position(place) {
            Ok(at) => self.0[at].cleared = self.0[at].cleared.and(cleared),
            Err(at) => self.0.insert(at, Refined { place, cleared }),
        }
    }

    /// Forgets what is known of the variable with the identity `root` and what it holds.
    pub(crate) fn forget(&mut self, root: u64) {
        self.0.retain(|refined| refined.place.root != root);
    }

    /// What holds both ways. What one way alone says holds where it does not matter in the other, `without` it.
    pub(crate) fn join(&self, other: &Self, without: [&dyn Fn(&Refined) -> bool; 2]) -> Self {
        let mut out = SmallVec::new();
        let (mut left, mut right) = (self.0.iter().peekable(), other.0.iter().peekable());
        loop {
            let kept = match (left.peek(), right.peek()) {
                (None, None) => return Self(out),
                (Some(l), Some(r)) if l.place.id == r.place.id => {
                    let both = l.cleared.both(r.cleared);
                    right.next();
                    left.next().map(|l| Refined { cleared: both, ..*l })
                }
                (Some(l), r) if r.is_none_or(|r| l.place.id < r.place.id) => {
                    left.next().copied().filter(|refined| without[1](refined))
                }
                _ => right.next().copied().filter(|refined| without[0](refined)),
            };
            out.extend(kept.filter(|refined| !refined.cleared.is_nothing()));
        }
    }
}
