//! What a site proves at a contact, as it travels.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    ledger::testing::foreign::testimony(bytes);
});
