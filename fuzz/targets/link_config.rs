//! Configurations of linkages, as people write them: whatever is written, it is read or told where it is wrong.
#![no_main]

use linkage::{Config, Mistakes, Records};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    match Config::of(text) {
        Ok(config) => {
            let columns = config.schema.columns().len();
            let mut records = Records::new(config.schema);
            // Whatever stands in the columns, a row of them is taken.
            let _ = records.push(&vec!["1990-05-17 José de la Cruz"; columns]);
        }
        Err(Mistakes(mistakes)) => {
            assert!(!mistakes.is_empty());
            let lines = text.lines().count().max(1) + 1;
            assert!(mistakes.iter().all(|(line, what)| (1..=lines).contains(line) && !what.is_empty()));
        }
    }
});
