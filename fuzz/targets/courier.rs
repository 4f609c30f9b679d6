//! Courier files: what is read is written the same, and every frame in one is looked at.
#![no_main]

use ledger::Courier;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Ok(courier) = Courier::from_bytes(bytes) {
        assert_eq!(courier.to_bytes(), bytes);
        for frame in &courier.frames {
            let _ = ledger::testing::foreign::frame(frame);
        }
    }
});
