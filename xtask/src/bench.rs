//! `cargo xtask bench`: builds the measurements optimised and runs them; they write `bench/RESULTS.md`.

/// Runs the crate `bench` with the given arguments from the root of the repository. Both programs are built at once: apart
/// from each other they would be built with other features, and everything twice.
pub fn run(args: &[String]) -> Result<(), String> {
    crate::shown("cargo", &["build", "--release", "--locked", "-p", "app", "-p", "bench", "--bins"])?;
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    crate::shown("target/release/bench", &words)
}
