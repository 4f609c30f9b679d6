//! `cargo xtask bench`: runs the measurements of the crate `bench`, optimised, with the words after it.

use crate::shown;

pub fn run(words: &[String]) -> Result<(), String> {
    let mut all = vec!["run", "--release", "--locked", "-p", "bench", "--"];
    all.extend(words.iter().map(String::as_str));
    shown("cargo", &all)
}
