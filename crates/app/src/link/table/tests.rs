//! Tables as people and other programs write them, and files that are none.

use super::Table;
use crate::command::Failure;
use std::path::{Path, PathBuf};

/// All rows, their values joined by bars.
fn rows(path: &Path, columns: &[&str]) -> Result<Vec<String>, String> {
    let mut rows = Vec::new();
    let mut take = |values: &[&str]| -> Result<(), Failure> {
        rows.push(values.join("|"));
        Ok(())
    };
    let read = Table::open(path).and_then(|table| table.each_row(columns, &mut take));
    let count = read.map_err(|e| e.to_string())?;
    assert_eq!(count, rows.len() as u64);
    Ok(rows)
}

struct Written {
    _folder: tempfile::TempDir,
    path: PathBuf,
}

fn written(name: &str, bytes: &[u8]) -> Written {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    Written { _folder: folder, path }
}

fn of_csv(text: &str, columns: &[&str]) -> Result<Vec<String>, String> {
    rows(&written("people.csv", text.as_bytes()).path, columns)
}

#[test]
fn columns_are_found_by_name_in_whatever_order() {
    let text = "a, b ,c\n1, dos ,\"tres, cuatro\"\n,,\n";
    assert_eq!(of_csv(text, &["c", "a"]).unwrap(), ["tres, cuatro|1", "|"]);
    assert_eq!(of_csv(text, &["b", "b"]).unwrap(), ["dos|dos", "|"]);
}

#[test]
fn spreadsheets_write_semicolons_tabs_and_a_mark() {
    assert_eq!(of_csv("\u{feff}nombre;edad\r\nAna, María;7\r\n", &["nombre"]).unwrap(), ["Ana, María"]);
    assert_eq!(of_csv("a\tb\n1\t2\n", &["b"]).unwrap(), ["2"]);
    assert_eq!(of_csv("a\n1\n", &["a"]).unwrap(), ["1"]);
}

#[test]
fn a_csv_that_is_not_well_is_told_with_its_line() {
    assert!(of_csv("nombre,edad\nAna,1\n", &["nombr"]).unwrap_err().contains("did you mean `nombre`?"));
    assert!(of_csv("a,a\n1,2\n", &["a"]).unwrap_err().contains("two columns named `a`"));
    assert!(of_csv("a,b\n1,2\n1\n", &["a"]).unwrap_err().contains(":3: has 1 values"));
    assert!(of_csv("", &["a"]).unwrap_err().contains("names no column"));
    let latin = written("people.csv", b"a\nPe\xf1a\n");
    assert!(rows(&latin.path, &["a"]).unwrap_err().contains("save the file as “CSV UTF-8”"));
}

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src/link/table/fixtures").join(name)
}

#[test]
fn parquet_of_another_writer_is_read_as_people_write() {
    let columns = [
        "name",
        "category",
        "day",
        "midnight",
        "hour",
        "whole",
        "large",
        "unsigned",
        "number",
        "small",
        "known",
        "money",
        "there",
        "inside.name",
    ];
    let expected = [
        "María José|HND|1990-05-17|1990-05-17|1990-05-17 08:30:00|7|9007199254740993|4294967295|123456789|0.1|true|12.50|1|x",
        "|HND|||||||||||2|",
        "Ñuñez||1969-12-31|1990-05-17 08:30:00|1990-05-17 08:30:00|-7|-1|0||2|false|-0.05|3|",
        "|SLV|1990-05-17|1990-05-17 08:30:00|1990-05-17 08:30:00|0|0|1|0.5||true|0.00|4|y",
    ];
    for file in ["snappy.parquet", "zstd.parquet", "gzip.parquet"] {
        assert_eq!(rows(&fixture(file), &columns).unwrap(), expected, "{file}");
        assert_eq!(rows(&fixture(file), &["there", "name"]).unwrap()[0], "1|María José");
    }
}

#[test]
fn columns_of_lists_and_of_bytes_are_refused() {
    let told = |column: &str| rows(&fixture("zstd.parquet"), &[column]).unwrap_err();
    assert!(told("list.list.element").contains("is of a type that is not read"));
    assert!(told("bytes").contains("row 0 (from 0): a value is not text"));
    assert!(told("nam").contains("did you mean `name`?"));
}

#[test]
fn what_is_no_parquet_file_is_told_so() {
    let csv = written("people.parquet", b"a,b\n1,2\n");
    assert!(rows(&csv.path, &["a"]).unwrap_err().contains("is not a Parquet file"));
    let whole = std::fs::read(fixture("zstd.parquet")).unwrap();
    let half = written("half.parquet", &whole[..whole.len() / 2]);
    assert!(rows(&half.path, &["name"]).unwrap_err().contains("cannot be read"));
    // Its first bytes tell, not its name.
    let renamed = written("people.csv", &whole);
    assert_eq!(rows(&renamed.path, &["whole"]).unwrap(), ["7", "", "-7", "0"]);
    let folder = tempfile::tempdir().unwrap();
    assert!(rows(folder.path(), &["a"]).unwrap_err().contains("is a folder"));
    assert!(rows(&folder.path().join("gone.csv"), &["a"]).unwrap_err().contains("gone.csv"));
}
