//! Zones of travel documents, as people type them and machines read them.
#![no_main]

use jiff::civil::date;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let today = date(2026, 11, 30);
    let lines: Vec<&str> = text.lines().collect();
    let _ = mrz::read(&lines, today);
    for candidate in mrz::read_messy(&text, today) {
        // Whatever was repaired is a zone now, and says the same when it is read again.
        let lines: Vec<&str> = candidate.reading.lines.iter().map(String::as_str).collect();
        assert_eq!(mrz::read(&lines, today).as_ref(), Ok(&candidate.reading));
        let names = &candidate.reading.names;
        for letters in [mrz::Letters::Plain, mrz::Letters::Marked] {
            let _ = mrz::transliterated(&names.primary, letters);
        }
    }
    let _ = mrz::transliterated(&text, mrz::Letters::Marked);
});
