//! What a browser calls (`shells/web/src/engine/README.md`): each verb reads the input that was put into memory, and leaves
//! its answer there.
#![allow(unsafe_code)] // `no_mangle` is an unsafe attribute: another symbol of that name would be called instead. There is none.

use std::cell::RefCell;

use serde_json::Value;

use crate::Instance;

/// The one instance of a worker, what it is given, and what it answered.
#[derive(Default)]
struct Desk {
    instance: Instance,
    input: Vec<u8>,
    answer: Vec<u8>,
}

thread_local! {
    static DESK: RefCell<Desk> = RefCell::default();
}

/// Room for the input of the next verb.
#[unsafe(no_mangle)]
extern "C" fn give(size: usize) -> *mut u8 {
    DESK.with_borrow_mut(|desk| {
        desk.input = vec![0; size];
        desk.input.as_mut_ptr()
    })
}

/// Where the answer of the last verb is.
#[unsafe(no_mangle)]
extern "C" fn answer_at() -> *const u8 {
    DESK.with_borrow(|desk| desk.answer.as_ptr())
}

/// How many bytes it has.
#[unsafe(no_mangle)]
extern "C" fn answer_size() -> usize {
    DESK.with_borrow(|desk| desk.answer.len())
}

/// Does a verb: 0 if it has an answer, 1 if it says why not.
fn does<T: Answer>(verb: impl FnOnce(&mut Instance, &[u8]) -> Result<T, String>) -> u32 {
    DESK.with_borrow_mut(|desk| {
        let input = std::mem::take(&mut desk.input);
        let (answer, wrong) = match verb(&mut desk.instance, &input) {
            Ok(answer) => (answer.bytes(), 0),
            Err(why) => (why.into_bytes(), 1),
        };
        desk.answer = answer;
        wrong
    })
}

trait Answer {
    fn bytes(self) -> Vec<u8>;
}

impl Answer for Vec<u8> {
    fn bytes(self) -> Vec<u8> {
        self
    }
}

impl Answer for Value {
    fn bytes(self) -> Vec<u8> {
        self.to_string().into_bytes()
    }
}

#[unsafe(no_mangle)]
extern "C" fn read() -> u32 {
    does(Instance::read)
}

#[unsafe(no_mangle)]
extern "C" fn change() -> u32 {
    does(Instance::change)
}

#[unsafe(no_mangle)]
extern "C" fn check() -> u32 {
    does(|instance, input| instance.check(input))
}

#[unsafe(no_mangle)]
extern "C" fn run(member: u32) -> u32 {
    does(|instance, _| instance.run(member))
}

#[unsafe(no_mangle)]
extern "C" fn run_changed(member: u32) -> u32 {
    does(|instance, _| instance.run_changed(member))
}

#[unsafe(no_mangle)]
extern "C" fn take() -> u32 {
    does(Instance::take)
}

#[unsafe(no_mangle)]
extern "C" fn take_changed() -> u32 {
    does(Instance::take_changed)
}

#[unsafe(no_mangle)]
extern "C" fn picture(which: u32) -> u32 {
    does(|instance, _| instance.picture(which))
}

#[unsafe(no_mangle)]
extern "C" fn tell() -> u32 {
    does(|instance, input| instance.tell(input))
}

#[unsafe(no_mangle)]
extern "C" fn write() -> u32 {
    does(|instance, input| instance.write(input))
}
