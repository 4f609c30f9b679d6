//! Proof files: the ledger's judge and the independent one say the same of any file, also of one whose seal was made to fit.
#![no_main]

use ledger::testing::foreign::sealed_anew;

fn agree(bytes: &[u8]) {
    let ours = ledger::bundle::check(&mut &*bytes, &[]);
    let theirs = verifier::judge(&mut &*bytes, &[]);
    assert_eq!(ours.is_ok(), theirs.is_ok(), "{ours:?} and {theirs:?}");
}

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    agree(bytes);
    agree(&sealed_anew(bytes));
});
