//! Embeds every file under `countries/` and `region/` that the program reads, so that one binary is enough.
#![allow(clippy::disallowed_methods, clippy::unwrap_used)]

use std::{env, fs, path::Path};

fn main() {
    let root = Path::new(&env::var("CARGO_MANIFEST_DIR").unwrap()).join("../..").canonicalize().unwrap();
    let mut files = Vec::new();
    walk(&root.join("countries"), &mut files);
    files.sort();
    let mut out = String::from("&[\n");
    for file in files.iter().filter(|f| f.ends_with(".toml")) {
        let inside = file.strip_prefix(&format!("{}/countries/", root.display())).unwrap();
        // What other people's calendars say is for tests alone.
        if inside.contains("/oracle/") {
            continue;
        }
        out.push_str(&format!("    ({inside:?}, include_str!({file:?})),\n"));
    }
    out.push_str("]\n");
    fs::write(Path::new(&env::var("OUT_DIR").unwrap()).join("countries.rs"), out).unwrap();
    println!("cargo:rerun-if-changed={}", root.join("countries").display());
}

fn walk(dir: &Path, files: &mut Vec<String>) {
    println!("cargo:rerun-if-changed={}", dir.display());
    for entry in fs::read_dir(dir).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            walk(&path, files);
        } else {
            files.push(path.display().to_string());
        }
    }
}
