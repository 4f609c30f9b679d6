//! The binary `ceiba` as people run it: found beside the test, built if it is missing.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

/// Where the binary is. Cargo does not build another package's binary for a test, so the first caller does.
pub fn ceiba() -> &'static PathBuf {
    static PATH: OnceLock<PathBuf> = OnceLock::new();
    PATH.get_or_init(|| {
        let test = std::env::current_exe().unwrap();
        let folder = test.parent().and_then(|deps| deps.parent()).unwrap().to_owned();
        let path = folder.join(format!("ceiba{}", std::env::consts::EXE_SUFFIX));
        if is_older_than_the_program(&path, &folder.join("deps")) {
            let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
            let mut build = Command::new(cargo);
            build.args(["build", "--quiet", "--package", "app", "--bin", "ceiba"]);
            build.arg("--manifest-path").arg(root().join("Cargo.toml"));
            if folder.ends_with("release") {
                build.arg("--release");
            }
            // Several tests may ask at the same time; cargo lets them wait for each other.
            assert!(build.status().unwrap().success(), "ceiba does not build");
        }
        path
    })
}

/// Whether the program's own library was built after the binary, or there is no binary.
fn is_older_than_the_program(binary: &Path, libraries: &Path) -> bool {
    let built = |path: &Path| path.metadata().and_then(|meta| meta.modified()).ok();
    let is_program = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        name.starts_with("libapp-") && name.ends_with(".rlib")
    };
    let found = std::fs::read_dir(libraries).into_iter().flatten().filter_map(|file| Some(file.ok()?.path()));
    let newest = found.filter(is_program).filter_map(|path| built(&path)).max();
    built(binary).is_none_or(|binary| newest.is_some_and(|library| binary < library))
}

/// The root of the repository.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

/// Runs `ceiba` with these arguments, free of the settings of whoever runs the test.
pub fn run(arguments: &[&str]) -> Output {
    command(arguments).output().unwrap()
}

pub fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(ceiba());
    for (setting, _) in std::env::vars().filter(|(name, _)| name.starts_with("CEIBA_")) {
        command.env_remove(setting);
    }
    command.current_dir(root()).args(arguments);
    command
}

/// What `ceiba` printed, when it went well.
#[track_caller]
pub fn said(arguments: &[&str]) -> String {
    let output = run(arguments);
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "ceiba {arguments:?}: {}\n{out}\n{err}", output.status);
    out.into_owned()
}

/// The same as JSON.
#[track_caller]
pub fn json(arguments: &[&str]) -> serde_json::Value {
    let text = said(arguments);
    serde_json::from_str(&text).unwrap_or_else(|e| panic!("ceiba {arguments:?} printed no JSON: {e}\n{text}"))
}

/// A folder of invented data made by `ceiba demo`, removed when dropped.
pub struct Demo {
    pub folder: tempfile::TempDir,
}

impl Demo {
    /// So many people, invented up to a fixed day.
    pub fn new(people: u32) -> Demo {
        Demo::with(people, &[])
    }
    pub fn with(people: u32, more: &[&str]) -> Demo {
        let folder = tempfile::tempdir().unwrap();
        let people = people.to_string();
        let data = folder.path().to_str().unwrap();
        let mut arguments =
            vec!["demo", "--no-serve", "--people", &people, "--until", "2025-06-30", "--data", data];
        arguments.extend(more);
        said(&arguments);
        Demo { folder }
    }
    pub fn data(&self) -> &str {
        self.folder.path().to_str().unwrap()
    }
    pub fn database(&self) -> PathBuf {
        self.folder.path().join("ceiba.db")
    }
}
