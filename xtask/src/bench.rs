//! `cargo xtask bench`: builds the measurements optimised and runs them; they write `bench/RESULTS.md`.

/// Runs the crate `bench` with the given arguments from the root of the repository.
pub fn run(args: &[String]) -> Result<(), String> {
    crate::shown("cargo", &["build", "--release", "--locked", "-p", "app", "--bin", "ceiba"])?;
    let mut words = vec!["run", "--release", "--locked", "-p", "bench", "--"];
    words.extend(args.iter().map(String::as_str));
    crate::shown("cargo", &words)
}
