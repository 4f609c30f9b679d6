//! Frames of the exchange: head, signature, seal, compression, and what is inside.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let _ = ledger::testing::foreign::frame(bytes);
});
