//! Every state's letters fit its law: no step names a letter that is not there, no letter asks for what the law has not.

use super::faults;
use letters::Blanks;
use procedure::Law;
use std::collections::BTreeMap;
use std::path::Path;

fn files(dir: &Path, inside: &str, found: &mut BTreeMap<String, String>) {
    for entry in std::fs::read_dir(dir).unwrap().map(Result::unwrap) {
        let path = format!("{inside}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            files(&entry.path(), &format!("{path}/"), found);
        } else if path.ends_with(".toml") {
            found.insert(path, std::fs::read_to_string(entry.path()).unwrap());
        }
    }
}

fn country(name: &str) -> Option<BTreeMap<String, String>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../countries").join(name);
    let mut found = BTreeMap::new();
    files(&folder, "", &mut found);
    found.contains_key("country.toml").then_some(found)
}

#[test]
fn letters_and_law_of_every_state_fit_together() {
    for name in ["blz", "cri", "gtm", "hnd", "mex", "pan", "slv"] {
        let files = country(name).unwrap_or_else(|| panic!("{name} has no law"));
        let law = Law::load(&files).unwrap_or_else(|errors| panic!("{name}: {errors:?}"));
        let blanks = Blanks::load(&files).unwrap_or_else(|errors| panic!("{name}: {errors:?}"));
        assert_eq!(faults(&law, &blanks), Vec::<String>::new(), "{name}");
    }
}

#[test]
fn a_step_that_names_no_letter_and_a_letter_that_asks_for_what_is_not_there_are_told() {
    let mut files = country("pan").unwrap();
    files.remove("letters/closing_letter.toml");
    let receipt = files.get_mut("letters/receipt.toml").unwrap();
    *receipt = receipt.replace("document.applicant_certificate.grants", "document.moon.grants");
    let law = Law::load(&files).unwrap();
    let faults = faults(&law, &Blanks::load(&files).unwrap());
    assert_eq!(faults.len(), 2, "{faults:?}");
    assert!(faults[0].contains("step `withdraw` names letter `closing_letter`"), "{faults:?}");
    assert!(
        faults[1].contains("letters/receipt.toml: input `rights`: the law has no document `moon`"),
        "{faults:?}"
    );
}
