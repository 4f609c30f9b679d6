//! What stands inside the seal of a frame, without the seal: every kind of item.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let _ = ledger::testing::foreign::cargo(bytes);
});
