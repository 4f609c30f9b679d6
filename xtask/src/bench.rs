//! `cargo xtask bench`: builds the measurements optimised and runs them; they write `bench/RESULTS.md`.

/// Runs the crate `bench` with the given arguments from the root of the repository. Both programs are built at once: apart
/// from each other they would be built with other features, and everything twice.
pub fn run(args: &[String]) -> Result<(), String> {
    crate::shown("cargo", &["build", "--release", "--locked", "-p", "app", "-p", "bench", "--bins"])?;
    if counts_terms(args) {
        crate::oracle_holidays::python(&crate::root().join("target/oracle"))?;
    }
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    crate::shown("target/release/bench", &words)
}

/// Whether the packages are measured too that give second opinions on calendars.
fn counts_terms(args: &[String]) -> bool {
    let only = args.iter().position(|arg| arg == "--only").and_then(|at| args.get(at + 1));
    !args.iter().any(|arg| arg == "--help") && only.is_none_or(|only| only == "law")
}
