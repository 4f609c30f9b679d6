//! Every locale file exists in every language; what stands in them is compared by a test of the words themselves.

use super::tree::Tree;
use std::collections::BTreeSet;

pub fn check(tree: &Tree) -> Vec<String> {
    let mut languages = BTreeSet::new();
    let mut files = BTreeSet::new();
    for (path, _) in tree.like("locales/", ".ftl") {
        if let [_, language, file] = path.split('/').collect::<Vec<_>>()[..] {
            languages.insert(language);
            files.insert(file);
        }
    }
    let all = languages
        .iter()
        .flat_map(|language| files.iter().map(move |file| format!("locales/{language}/{file}")));
    all.filter(|path| !tree.has(path)).map(|path| format!("{path} is missing")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_without_a_file_is_told() {
        let whole = [("locales/es/web.ftl", ""), ("locales/en/web.ftl", "")];
        assert!(check(&Tree::of(&whole)).is_empty());
        assert_eq!(
            check(&Tree::of(&[whole[0], whole[1], ("locales/es/asylum.ftl", "")])),
            ["locales/en/asylum.ftl is missing"]
        );
    }
}
