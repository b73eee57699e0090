//! The abstract objects as they are at one point.
//!
//! A branch of the program copies the state and joins it again, and most branches change few objects. So objects stand
//! in chunks that copies share: copying costs a count for each chunk, and a join looks only into chunks that differ.

use super::value::{ObjId, Object};
use std::rc::Rc;

/// Objects in a chunk. Ids grow as objects are made, so that those of one piece of code stand together.
const WIDTH: usize = 16;

type Chunk = [Option<Rc<Object>>; WIDTH];

/// Objects by id.
#[derive(Debug, Clone, Default)]
pub(crate) struct Heap {
    /// Chunks that hold something, by their number, in order.
    chunks: Vec<(u32, Rc<Chunk>)>,
}

fn place(id: ObjId) -> (u32, usize) {
    (id.0 / WIDTH as u32, id.0 as usize % WIDTH)
}

impl Heap {
    /// The object `id`, where this state has made or changed it.
    pub(crate) fn get(&self, id: ObjId) -> Option<&Rc<Object>> {
        let (number, slot) = place(id);
        let at = self.chunks.binary_search_by_key(&number, |&(number, _)| number).ok()?;
        self.chunks[at].1[slot].as_ref()
    }

    /// The place of the object `id`.
    pub(crate) fn slot(&mut self, id: ObjId) -> &mut Option<Rc<Object>> {
        let (number, slot) = place(id);
        let at = match self.chunks.last() {
            // What was made last is looked at most.
            Some(&(last, _)) if last == number => self.chunks.len() - 1,
            Some(&(last, _)) if last > number => {
                match self.chunks.binary_search_by_key(&number, |&(number, _)| number) {
                    Ok(at) => at,
                    Err(at) => {
                        self.chunks.insert(at, (number, Rc::default()));
                        at
                    }
                }
            }
            _ => {
                self.chunks.push((number, Rc::default()));
                self.chunks.len() - 1
            }
        };
        &mut Rc::make_mut(&mut self.chunks[at].1)[slot]
    }

    /// What copying it costs, in chunks.
    pub(crate) fn weight(&self) -> u64 {
        self.chunks.len() as u64
    }

    /// Every object, in the order of ids.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (ObjId, &Rc<Object>)> {
        self.chunks.iter().flat_map(objects)
    }

    /// The objects that are not those of `before`, in the order of ids.
    pub(crate) fn changed(&self, before: &Self) -> impl Iterator<Item = (ObjId, &Rc<Object>)> {
        let is_same = |number: &u32, chunk: &Rc<Chunk>| {
            let at = before.chunks.binary_search_by_key(number, |&(number, _)| number);
            at.is_ok_and(|at| Rc::ptr_eq(&before.chunks[at].1, chunk))
        };
        let chunks = self.chunks.iter().filter(move |(number, chunk)| !is_same(number, chunk));
        chunks.flat_map(objects).filter(|(id, object)| before.get(*id).is_none_or(|old| !Rc::ptr_eq(old, object)))
    }

    /// The objects of two heaps. What only one of them has is taken as it is; `join` makes one of two that differ.
    pub(crate) fn join(self, other: Self, mut join: impl FnMut(&Object, &Object) -> Object) -> Self {
        if other.chunks.is_empty() {
            return self;
        }
        if self.chunks.is_empty() {
            return other;
        }
        let mut out = Vec::with_capacity(self.chunks.len().max(other.chunks.len()));
        let (mut left, mut right) = (self.chunks.into_iter().peekable(), other.chunks.into_iter().peekable());
        loop {
            match (left.peek(), right.peek()) {
                (Some(l), Some(r)) if l.0 == r.0 => {
                    if let (Some((number, mut mine)), Some((_, theirs))) = (left.next(), right.next()) {
                        if !Rc::ptr_eq(&mine, &theirs) {
                            join_chunks(Rc::make_mut(&mut mine), &theirs, &mut join);
                        }
                        out.push((number, mine));
                    }
                }
                (Some(l), Some(r)) if l.0 < r.0 => out.extend(left.next()),
                (Some(_), None) => out.extend(left.next()),
                (None, None) => return Self { chunks: out },
                _ => out.extend(right.next()),
            }
        }
    }
}

fn objects((number, chunk): &(u32, Rc<Chunk>)) -> impl Iterator<Item = (ObjId, &Rc<Object>)> {
    let first = number * WIDTH as u32;
    let slots = chunk.iter().enumerate();
    slots.filter_map(move |(slot, object)| Some((ObjId(first + slot as u32), object.as_ref()?)))
}

fn join_chunks(mine: &mut Chunk, theirs: &Chunk, join: &mut impl FnMut(&Object, &Object) -> Object) {
    for (mine, theirs) in mine.iter_mut().zip(theirs) {
        match (mine.as_ref(), theirs) {
            (Some(one), Some(other)) if !Rc::ptr_eq(one, other) => *mine = Some(Rc::new(join(one, other))),
            (None, Some(other)) => *mine = Some(Rc::clone(other)),
            _ => {}
        }
    }
}

impl Extend<(ObjId, Rc<Object>)> for Heap {
    fn extend<I: IntoIterator<Item = (ObjId, Rc<Object>)>>(&mut self, objects: I) {
        for (id, object) in objects {
            *self.slot(id) = Some(object);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heap(ids: &[(u32, u32)]) -> Heap {
        let mut heap = Heap::default();
        heap.extend(ids.iter().map(|&(id, length)| (ObjId(id), object(length))));
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
    fn a_join_keeps_what_is_shared_and_joins_only_what_differs() {
        let before = heap(&[(1, 1), (2, 2), (20, 3)]);
        let (mut left, mut right) = (before.clone(), before.clone());
        *left.slot(ObjId(2)) = Some(object(5));
        *right.slot(ObjId(60)) = Some(object(6));
        assert_eq!(left.changed(&before).map(|(id, _)| id.0).collect::<Vec<_>>(), [2]);
        let mut joined = Vec::new();
        let heap = left.join(right, |one, other| {
            joined.push((one.length, other.length));
            Object { length: None, ..Object::default() }
        });
        assert_eq!(joined, [(Some(5), Some(2))]);
        assert_eq!(lengths(&heap), [(1, Some(1)), (2, None), (20, Some(3)), (60, Some(6))]);
    }
}
