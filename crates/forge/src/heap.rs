//! The memory of a process that analyses one file.

/// What the analysis of a file of a thousand lines takes.
const HEAP_BYTES: usize = 6 << 20;

/// Has the allocator take the memory of a usual event from the system at once. The C library grows the heap of a thread
/// that is not the main one a page at a time, with a system call for each.
pub(crate) fn reserve() {
    // Freeing a block that was mapped on its own raises the size from which blocks are: the next one, just below it,
    // comes from the thread's heap and stays there when it is freed.
    drop(Vec::<u8>::with_capacity(HEAP_BYTES + (64 << 10)));
    drop(Vec::<u8>::with_capacity(HEAP_BYTES));
}
