//! Clock, randomness and environment are read in `app` only: a second, textual look beside clippy's.

use super::source;
use super::tree::Tree;

const FORBIDDEN: &[&str] = &[
    "Timestamp::now",
    "Zoned::now",
    "SystemTime::now",
    "Instant::now",
    "rand::fill",
    "SystemRandom::new",
    "thread_rng",
    "getrandom",
    "OsRng",
    "RandomState::new",
    "new_v4",
    "now_v7",
    "env::var",
    "env::args",
];
/// Crates that may read the outside world.
const FREE: &[&str] = &["crates/app/", "crates/scenarios/", "crates/verifier/src/main.rs"];

pub fn check(tree: &Tree) -> Vec<String> {
    let mut found = Vec::new();
    for (path, text) in tree.like("crates/", ".rs") {
        if FREE.iter().any(|free| path.starts_with(free)) || is_test(path) {
            continue;
        }
        let code = source::read(text).code;
        for (i, line) in without_tests(&code).lines().enumerate() {
            for word in FORBIDDEN.iter().filter(|word| line.contains(*word)) {
                found.push(format!("{path}:{}: `{word}` belongs to `app`", i + 1));
            }
        }
    }
    found
}

/// Tests, what tests stand on, examples and build scripts run on a developer's machine only.
fn is_test(path: &str) -> bool {
    ["/tests.rs", "/testing.rs", "/build.rs"].iter().any(|end| path.ends_with(end))
        || ["/tests/", "/examples/", "/testing/"].iter().any(|part| path.contains(part))
}

fn without_tests(code: &str) -> &str {
    code.split("#[cfg(test)]\nmod tests {").next().unwrap_or(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_is_read_in_app_only() {
        let reads = "fn a() { let t = jiff::Timestamp::now(); }\n";
        assert_eq!(check(&Tree::of(&[("crates/web/src/page.rs", reads)])).len(), 1);
        assert_eq!(
            check(&Tree::of(&[("crates/kernel/src/port.rs", "fn a() { std::env::var(\"X\"); }")])).len(),
            1
        );
        for (path, text) in [
            ("crates/app/src/ports.rs", reads),
            ("crates/web/src/testing.rs", reads),
            ("crates/web/src/page.rs", "// Timestamp::now is forbidden\nfn a() { b(\"Instant::now\") }\n"),
            ("crates/web/src/page.rs", "#[cfg(test)]\nmod tests {\n fn a() { std::time::Instant::now(); } }"),
        ] {
            assert!(check(&Tree::of(&[(path, text)])).is_empty(), "{path}");
        }
    }
}
