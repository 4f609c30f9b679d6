//! Pictures that strangers send, and strokes: whatever is kept of them is a picture that is read again, in bounds.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    for read in [picture::page, picture::portrait, picture::signature] {
        if let Ok(kept) = read(bytes) {
            assert_eq!(picture::Format::of(&kept.bytes), Some(kept.format));
            assert!(read(&kept.bytes).is_ok());
        }
    }
    if let Ok(drawn) = picture::signature_of_strokes(&String::from_utf8_lossy(bytes)) {
        assert!(picture::signature(&drawn.bytes).is_ok());
    }
});
