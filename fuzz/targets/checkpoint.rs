//! Signed notes, verifier keys, checkpoints and proofs over the tree.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    ledger::testing::foreign::note(bytes);
    ledger::testing::foreign::tree_proof(bytes);
});
