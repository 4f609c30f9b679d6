//! A site that is known and hostile: whatever it seals and signs is taken in whole or not at all, and the log still proves
//! itself.
#![no_main]

use ledger::testing::foreign::Receiver;
use std::cell::RefCell;

thread_local! {
    static RECEIVER: RefCell<Receiver> = RefCell::new(Receiver::new());
}

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    RECEIVER.with_borrow_mut(|receiver| receiver.takes(bytes));
});
