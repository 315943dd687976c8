//! How often a thread asks for memory: a measure of its work that is the same on every machine and at every load.

#![allow(unsafe_code)] // An allocator is unsafe by its nature. This one counts, and leaves the rest to the system's.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

thread_local! {
    static ASKED: Cell<u64> = const { Cell::new(0) };
}

/// How often this thread has asked, where [`Counting`] is the allocator.
pub fn asked() -> u64 {
    ASKED.get()
}

/// The system's allocator, counted.
pub struct Counting;

fn count() {
    let _thread_is_gone = ASKED.try_with(|asked| asked.set(asked.get() + 1));
}

// SAFETY: each call is handed on to the system's allocator as it is. Counting asks for no memory: the counter is constant at
// first and needs no destructor.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count();
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        count();
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        count();
        unsafe { System.realloc(pointer, layout, size) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        unsafe { System.dealloc(pointer, layout) }
    }
}
