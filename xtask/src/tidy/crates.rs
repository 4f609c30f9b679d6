//! Who may import whom, read from every crate's `Cargo.toml`.

use super::tree::Tree;
use std::collections::BTreeSet;
use toml::Table;

const GROUND: &[&str] = &["kernel", "ledger", "access", "web", "letters"];
const ENGINES: &[&str] = &["procedure", "disclosure", "caseload", "mrz", "linkage", "picture"];
/// The two areas that every other area may call.
const SHARED_AREAS: &[&str] = &["identity", "casework"];
/// The only crates that see everything.
const TOP: &[&str] = &["app", "scenarios"];
/// Drivers that only the database door may hold; whole-program tests look at the database from outside.
const DRIVERS: &[&str] = &["rusqlite", "postgres", "tokio-postgres", "libsqlite3-sys", "sqlx"];
const DRIVER_HOLDERS: &[&str] = &["ledger", "scenarios", "powercut"];
/// Crates for tests only, and who may use them: with unsafe code, they must never come into the product.
const FOR_TESTS: &[(&str, &[&str])] = &[("powercut", &["scenarios"])];
/// The crates that may allow unsafe code in one file of theirs; all others take the workspace's lints, which forbid it.
const OWN_LINTS: &[&str] = &["powercut"];

pub fn check(tree: &Tree) -> Vec<String> {
    let ours = tree.crates();
    let mut found = Vec::new();
    for name in &ours {
        let path = format!("crates/{name}/Cargo.toml");
        let manifest = match tree.text(&path).parse::<Table>() {
            Ok(manifest) => manifest,
            Err(why) => {
                found.push(format!("{path}: {}", why.message()));
                continue;
            }
        };
        if !OWN_LINTS.contains(name) && !takes_house_lints(&manifest) {
            found.push(format!("{path}: `[lints] workspace = true` is missing"));
        }
        for dependency in dependencies(&manifest) {
            if ours.contains(dependency.as_str()) && !may_import(name, &dependency) {
                found.push(format!("{path}: `{name}` may not import `{dependency}`"));
            }
            if DRIVERS.contains(&dependency.as_str()) && !DRIVER_HOLDERS.contains(name) {
                found.push(format!(
                    "{path}: only `ledger` knows which database runs, not `{name}` ({dependency})"
                ));
            }
        }
    }
    found
}

/// Ground builds on ground in its order; engines and letters see only words; areas see ground, engines and the two
/// shared areas; a new crate is an area until it is named above.
fn may_import(name: &str, dependency: &str) -> bool {
    let below = |list: &[&str]| list.contains(&dependency);
    let ground_below = |n: usize| below(&GROUND[..n]);
    if let Some((_, users)) = FOR_TESTS.iter().find(|(crate_name, _)| *crate_name == dependency) {
        return users.contains(&name);
    }
    match name {
        "powercut" => below(&["kernel", "ledger"]),
        _ if TOP.contains(&name) => true,
        // The second checker shares nothing with what it checks; the ledger's tests let both judge the same files.
        "kernel" | "verifier" => false,
        "letters" => dependency == "kernel",
        _ if ENGINES.contains(&name) => dependency == "kernel",
        "ledger" => ground_below(1) || dependency == "verifier",
        "access" => ground_below(2),
        "web" => ground_below(3) || dependency == "picture",
        "identity" => below(GROUND) || below(ENGINES),
        "casework" => below(GROUND) || below(ENGINES) || dependency == "identity",
        _ => below(GROUND) || below(ENGINES) || below(SHARED_AREAS),
    }
}

fn takes_house_lints(manifest: &Table) -> bool {
    manifest.get("lints").and_then(|lints| lints.get("workspace")).and_then(|w| w.as_bool()).unwrap_or(false)
}

/// The names under every `dependencies` table, those for tests and builds too.
fn dependencies(manifest: &Table) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for kind in ["dependencies", "dev-dependencies", "build-dependencies"] {
        let Some(table) = manifest.get(kind).and_then(|t| t.as_table()) else { continue };
        for (name, how) in table {
            // A crate renamed on import is still that crate.
            let package = how.get("package").and_then(|p| p.as_str()).unwrap_or(name);
            names.insert(package.to_owned());
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(name: &str, imports: &[&str]) -> Vec<String> {
        let mut text = "[lints]\nworkspace = true\n[dependencies]\n".to_owned();
        for import in imports {
            text.push_str(&format!("{import}.workspace = true\n"));
        }
        let mut all: Vec<(String, String)> =
            ["kernel", "ledger", "web", "identity", "casework", "asylum", "procedure", "app", "powercut"]
                .map(|n| (format!("crates/{n}/Cargo.toml"), "[lints]\nworkspace = true\n".to_owned()))
                .to_vec();
        all.push((format!("crates/{name}/Cargo.toml"), text));
        check(&Tree { files: all.into_iter().collect() })
    }

    #[test]
    fn an_area_may_build_on_ground_engines_and_the_two_shared_areas() {
        let all = ["kernel", "ledger", "web", "procedure", "identity", "casework", "serde"];
        assert!(tree("pledges", &all).is_empty());
        assert!(tree("app", &["asylum", "identity"]).is_empty());
    }

    #[test]
    fn arrows_never_point_up_or_sideways() {
        for (name, import) in [
            ("pledges", "asylum"),
            ("identity", "casework"),
            ("casework", "asylum"),
            ("kernel", "ledger"),
            ("verifier", "ledger"),
            ("verifier", "kernel"),
            ("procedure", "ledger"),
            ("letters", "web"),
            ("ledger", "web"),
            ("asylum", "app"),
        ] {
            assert_eq!(tree(name, &[import]).len(), 1, "{name} imports {import}");
        }
    }

    #[test]
    fn what_has_unsafe_code_is_for_tests_only() {
        assert!(tree("scenarios", &["powercut"]).is_empty());
        for name in ["app", "ledger", "asylum"] {
            assert_eq!(tree(name, &["powercut"]).len(), 1, "{name}");
        }
        let without = Tree::of(&[("crates/web/Cargo.toml", "[dependencies]\n")]);
        assert_eq!(check(&without).len(), 1);
    }

    #[test]
    fn only_the_ledger_holds_a_driver() {
        assert!(tree("ledger", &["rusqlite", "postgres"]).is_empty());
        assert_eq!(tree("asylum", &["rusqlite"]).len(), 1);
        let renamed = Tree::of(&[(
            "crates/web/Cargo.toml",
            "[lints]\nworkspace = true\n[dev-dependencies]\ndb = { package = \"postgres\" }\n",
        )]);
        assert_eq!(check(&renamed).len(), 1);
    }
}
