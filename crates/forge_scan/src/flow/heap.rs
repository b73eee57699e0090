//! The abstract objects as they are at one point.
//!
//! A branch of the program copies the state and joins it again, and most branches change few objects. So objects stand
//! in chunks, and chunks in shelves, that copies share: copying costs a count for each shelf, and a join looks only
//! into what differs.

use super::value::{ObjId, Object};
use std::rc::Rc;

/// Objects in a chunk, and chunks on a shelf. Ids grow as objects are made, so that those of one piece of code stand
/// together.
const WIDTH: usize = 16;

type Chunk = [Option<Rc<Object>>; WIDTH];
type Shelf = [Option<Rc<Chunk>>; WIDTH];

/// Objects by id.
#[derive(Debug, Clone, Default)]
pub(crate) struct Heap {
    /// Shelves that hold something, by their number, in order.
    shelves: Vec<(u32, Rc<Shelf>)>,
}

/// An object that two heaps hold differently.
pub(crate) struct Differing {
    pub(crate) id: ObjId,
    pub(crate) mine: Rc<Object>,
    pub(crate) theirs: Rc<Object>,
}

/// The number of its shelf, the chunk there, and the place in that.
fn place(id: ObjId) -> (u32, usize, usize) {
    let at = id.0 as usize;
    ((at / (WIDTH * WIDTH)) as u32, at / WIDTH % WIDTH, at % WIDTH)
}

/// The first id of a chunk.
fn first(shelf: u32, chunk: usize) -> u32 {
    (shelf * WIDTH as u32 + chunk as u32) * WIDTH as u32
}

impl Heap {
    /// The object `id`, where this state has made or changed it.
    pub(crate) fn get(&self, id: ObjId) -> Option<&Rc<Object>> {
        let (number, chunk, slot) = place(id);
        self.shelf(number)?[chunk].as_ref()?[slot].as_ref()
    }

    fn shelf(&self, number: u32) -> Option<&Rc<Shelf>> {
        let at = self.shelves.binary_search_by_key(&number, |&(number, _)| number).ok()?;
        Some(&self.shelves[at].1)
    }

    /// The place of the object `id`.
    pub(crate) fn slot(&mut self, id: ObjId) -> &mut Option<Rc<Object>> {
        let (number, chunk, slot) = place(id);
        let at = match self.shelves.last() {
            // What was made last is looked at most.
            Some(&(last, _)) if last == number => self.shelves.len() - 1,
            _ => {
                let found = self.shelves.binary_search_by_key(&number, |&(number, _)| number);
                found.unwrap_or_else(|at| {
                    self.shelves.insert(at, (number, Rc::default()));
                    at
                })
            }
        };
        let shelf = Rc::make_mut(&mut self.shelves[at].1);
        &mut Rc::make_mut(shelf[chunk].get_or_insert_default())[slot]
    }

    /// What copying it costs, in shelves.
    pub(crate) fn weight(&self) -> u64 {
        self.shelves.len() as u64
    }

    /// Every object, in the order of ids.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (ObjId, &Rc<Object>)> {
        self.shelves.iter().flat_map(|(number, shelf)| {
            let chunks = shelf.iter().enumerate();
            chunks.flat_map(move |(at, chunk)| chunk.iter().flat_map(move |chunk| objects(first(*number, at), chunk)))
        })
    }

    /// The objects that are not those of `before`, in the order of ids.
    pub(crate) fn changed(&self, before: &Self) -> Vec<(ObjId, Rc<Object>)> {
        let mut out = Vec::new();
        for (number, shelf) in &self.shelves {
            let old = before.shelf(*number);
            if old.is_some_and(|old| Rc::ptr_eq(old, shelf)) {
                continue;
            }
            for (at, chunk) in shelf.iter().enumerate() {
                let (Some(chunk), old) = (chunk, old.and_then(|old| old[at].as_ref())) else { continue };
                if old.is_some_and(|old| Rc::ptr_eq(old, chunk)) {
                    continue;
                }
                let differs = |id: ObjId, object: &Rc<Object>| {
                    let old = old.and_then(|old| old[place(id).2].as_ref());
                    old.is_none_or(|old| !Rc::ptr_eq(old, object))
                };
                let found = objects(first(*number, at), chunk).filter(|(id, object)| differs(*id, object));
                out.extend(found.map(|(id, object)| (id, Rc::clone(object))));
            }
        }
        out
    }

    /// The objects of two heaps. What only one of them has is taken as it is; of what they hold differently this heap's
    /// is in the result, and both are in the list.
    pub(crate) fn join(self, other: Self) -> (Self, Vec<Differing>) {
        let mut differing = Vec::new();
        if other.shelves.is_empty() {
            return (self, differing);
        }
        if self.shelves.is_empty() {
            return (other, differing);
        }
        let mut out = Vec::with_capacity(self.shelves.len().max(other.shelves.len()));
        let (mut left, mut right) = (self.shelves.into_iter().peekable(), other.shelves.into_iter().peekable());
        loop {
            match (left.peek(), right.peek()) {
                (Some(l), Some(r)) if l.0 == r.0 => {
                    if let (Some((number, mut mine)), Some((_, theirs))) = (left.next(), right.next()) {
                        if !Rc::ptr_eq(&mine, &theirs) {
                            join_shelves(number, Rc::make_mut(&mut mine), &theirs, &mut differing);
                        }
                        out.push((number, mine));
                    }
                }
                (Some(l), Some(r)) if l.0 < r.0 => out.extend(left.next()),
                (Some(_), None) => out.extend(left.next()),
                (None, None) => return (Self { shelves: out }, differing),
                _ => out.extend(right.next()),
            }
        }
    }
}

fn objects(first: u32, chunk: &Chunk) -> impl Iterator<Item = (ObjId, &Rc<Object>)> {
    let slots = chunk.iter().enumerate();
    slots.filter_map(move |(slot, object)| Some((ObjId(first + slot as u32), object.as_ref()?)))
}

fn join_shelves(number: u32, mine: &mut Shelf, theirs: &Shelf, differing: &mut Vec<Differing>) {
    for (at, (mine, theirs)) in mine.iter_mut().zip(theirs).enumerate() {
        let Some(theirs) = theirs else { continue };
        match mine {
            None => *mine = Some(Rc::clone(theirs)),
            Some(mine) if Rc::ptr_eq(mine, theirs) => {}
            Some(mine) => join_chunks(first(number, at), Rc::make_mut(mine), theirs, differing),
        }
    }
}

fn join_chunks(first: u32, mine: &mut Chunk, theirs: &Chunk, differing: &mut Vec<Differing>) {
    for (at, (mine, theirs)) in mine.iter_mut().zip(theirs).enumerate() {
        let Some(theirs) = theirs else { continue };
        match mine {
            None => *mine = Some(Rc::clone(theirs)),
            Some(mine) if Rc::ptr_eq(mine, theirs) => {}
            Some(mine) => {
                let id = ObjId(first + at as u32);
                differing.push(Differing { id, mine: Rc::clone(mine), theirs: Rc::clone(theirs) });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heap(ids: &[(u32, u32)]) -> Heap {
        let mut heap = Heap::default();
        for &(id, length) in ids {
            *heap.slot(ObjId(id)) = Some(object(length));
        }
        heap
    }

    fn object(length: u32) -> Rc<Object> {
        Rc::new(Object { length: Some(length), ..Object::default() })
    }

    fn lengths(heap: &Heap) -> Vec<(u32, Option<u32>)> {
        heap.iter().map(|(id, object)| (id.0, object.length)).collect()
    }

    #[test]
    fn objects_are_found_by_id_in_whatever_order_they_came() {
        let heap = heap(&[(40, 4), (3, 1), (17, 2), (18, 3)]);
        assert_eq!(lengths(&heap), [(3, Some(1)), (17, Some(2)), (18, Some(3)), (40, Some(4))]);
        assert_eq!(heap.get(ObjId(18)).and_then(|object| object.length), Some(3));
        assert!(heap.get(ObjId(19)).is_none() && heap.get(ObjId(100)).is_none());
    }

    #[test]
    fn a_join_keeps_what_is_shared_and_tells_what_differs() {
        let before = heap(&[(1, 1), (2, 2), (20, 3)]);
        let (mut left, mut right) = (before.clone(), before.clone());
        *left.slot(ObjId(2)) = Some(object(5));
        *right.slot(ObjId(600)) = Some(object(6));
        assert_eq!(left.changed(&before).iter().map(|(id, _)| id.0).collect::<Vec<_>>(), [2]);
        let (heap, differing) = left.join(right);
        let differing: Vec<_> =
            differing.iter().map(|object| (object.id.0, object.mine.length, object.theirs.length)).collect();
        assert_eq!(differing, [(2, Some(5), Some(2))]);
        assert_eq!(lengths(&heap), [(1, Some(1)), (2, Some(5)), (20, Some(3)), (600, Some(6))]);
    }
}
