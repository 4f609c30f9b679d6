//! `docs/security/asvs.csv` names tests as evidence: each of them must exist.

use super::tree::Tree;

const SHEET: &str = "docs/security/asvs.csv";

pub fn check(tree: &Tree) -> Vec<String> {
    let Some((_, sheet)) = tree.like(SHEET, ".csv").next() else { return Vec::new() };
    let code: String = tree.like("crates/", ".rs").map(|(_, text)| text).collect();
    let mut wrong = Vec::new();
    for (place, line) in sheet.lines().enumerate().skip(1) {
        // The last column holds the names of tests, a space between two; it needs no quotes.
        let evidence = line.rsplit(',').next().unwrap_or_default();
        for test in evidence.split_whitespace() {
            if !code.contains(&format!("fn {test}(")) && !code.contains(&format!("{test},")) {
                wrong.push(format!("{SHEET}:{} names the test `{test}`, which does not exist", place + 1));
            }
        }
    }
    wrong
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn evidence_that_is_no_test_is_told() {
        let sheet = "id,level,topic,scope,evidence\n7.3.1,2,idle timeout,core,a_session_ends another_one\n";
        let tree = Tree::of(&[(SHEET, sheet), ("crates/access/src/tests.rs", "fn a_session_ends() {}")]);
        assert_eq!(check(&tree).len(), 1);
    }
}
