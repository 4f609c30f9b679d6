//! The published files read whole, twice, and with mistakes in them.

use super::*;
use ledger::Schema;
use ledger::testing::both;

fn schema() -> Schema {
    Schema { migrations: crate::table::MIGRATIONS.to_vec(), records: Vec::new() }
}

#[test]
fn importing_twice_changes_nothing() {
    both(schema, |test| {
        let first = import_bundled(&test.ledger).unwrap();
        let kept = test.ledger.read(|r| figures_kept(r)).unwrap();
        assert_eq!(import_bundled(&test.ledger).unwrap(), first);
        assert_eq!(test.ledger.read(|r| figures_kept(r)).unwrap(), kept);
        assert_eq!(first.figures["applications"], 1787);
        assert_eq!(first.figures["decisions"], 1456 * 5);
    });
}

#[test]
fn a_wrong_line_is_named_and_nothing_of_its_file_is_kept() {
    let good = DATASETS[0].bundled.lines().take(3).collect::<Vec<_>>().join("\n");
    let bad = format!(
        "{good}\n2025,\"Cuba\",\"CUB\",\"CUB\",\"Panama\",\"PAN\",\"PAN\",\"G\",\"N\",\"FI\",\"P\",\"five\"\n"
    );
    let error = read(&DATASETS[0], &bad).unwrap_err().to_string();
    assert_eq!(error, "asylum_applications.csv, line 4: `five` in `applied` is no count");
    let error = read(&DATASETS[0], "year,coo\n2025,CUB\n").unwrap_err().to_string();
    assert!(error.contains("the column `coa_iso` is missing"), "{error}");
    let short = format!("{good}\n2025,\"Cuba\"\n");
    assert!(
        read(&DATASETS[0], &short).unwrap_err().to_string().contains("line 4: the line has too few columns")
    );
}

#[test]
fn persons_and_cases_stay_apart() {
    both(schema, |test| {
        import_bundled(&test.ledger).unwrap();
        let panama = Country::new("PAN").unwrap();
        use crate::view::published::{Unit, yearly};
        let yearly = test.ledger.read(|r| yearly(r, panama, crate::Series::Applications)).unwrap();
        // Summed by hand from the file with another program.
        assert_eq!(yearly[&(2018, Unit::Persons)], 10_768);
        assert_eq!(yearly[&(2024, Unit::Persons)], 784);
        assert_eq!(yearly[&(2023, Unit::Cases)], 357);
        assert!(!yearly.contains_key(&(2023, Unit::Persons)));
    });
}

#[test]
fn a_folder_without_the_files_is_said_to_be_so() {
    let dir = tempfile::tempdir().unwrap();
    let test = ledger::testing::lite(schema());
    assert!(matches!(import_unhcr(&test.ledger, dir.path()), Err(ImportError::NothingHere(_))));
    std::fs::write(dir.path().join("asylum_applications.csv"), DATASETS[0].bundled).unwrap();
    assert_eq!(import_unhcr(&test.ledger, dir.path()).unwrap().figures.len(), 1);
}
