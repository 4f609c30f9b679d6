//! A configuration says what holds and why, and a mistake in it is told where it stands.

use super::*;

fn nothing(_: &str) -> Option<String> {
    None
}

fn read(text: &str) -> Configuration {
    Configuration::of(text, Some(Path::new("ceiba.toml")), &nothing)
}

#[test]
fn the_example_is_a_configuration_without_mistakes() {
    let example = example();
    assert_eq!(read(&example).mistakes, [], "{example}");
    // With every comment sign taken away as well, but for the key nobody can invent.
    let settled: String = example
        .lines()
        .filter(|line| !line.contains("age1"))
        .map(|line| match line.strip_prefix("# ").filter(|rest| rest.split(' ').nth(1) == Some("=")) {
            Some(rest) => format!("{rest}\n"),
            None => format!("{line}\n"),
        })
        .collect();
    let whole = read(&settled);
    assert_eq!(whole.mistakes, [], "{settled}");
    assert_eq!(whole.config.metrics.listen.unwrap().port(), 9464);
    assert!(whole.config.settings().second_factor.is_required(Role::Administrator));
}

#[test]
fn every_usual_value_is_one_that_may_be_said() {
    for key in KEYS.iter().filter(|key| !key.usual.is_empty()) {
        let value = toml_value(key.usual).unwrap_or_else(|| panic!("{}", key.path));
        assert_eq!(key.kind.check(&value), Ok(()), "{}", key.path);
    }
    let config = read("").config;
    assert_eq!((config.disk.reserve_mb, config.backup.keep, config.patience().as_secs()), (64, 14, 20));
}

#[test]
fn all_mistakes_are_told_at_once_each_with_its_line() {
    let found = read(
        "countri = \"pan\"\n\n[listen]\nport = \"8080\"\nprot = 1\n[metrics]\nlisten = \"0.0.0.0:9464\"\n[bakcup]\nkeep = 1\n",
    );
    let told: Vec<String> = found.mistakes.iter().map(ToString::to_string).collect();
    let has = |line: usize, words: &str| {
        let place = format!("ceiba.toml:{line}: ");
        assert!(told.iter().any(|t| t.starts_with(&place) && t.contains(words)), "{line} {words}: {told:#?}");
    };
    has(1, "did you mean `country`?");
    has(4, "whole number");
    has(5, "did you mean `listen.port`?");
    has(7, "this machine alone");
    has(8, "there is no key `bakcup`");
    assert_eq!(told.len(), 5, "{told:#?}");
    let broken = read("a = 1\nb = = 2\n");
    assert_eq!(broken.mistakes.len(), 1);
    assert_eq!(broken.mistakes[0].line, Some(2));
}

#[test]
fn flags_go_before_the_environment_and_that_before_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("other.toml");
    std::fs::write(&file, "country = \"cri\"\n[listen]\nport = 1\n[disk]\nlow_mb = 7\n").unwrap();
    let words = |more: &[&str]| -> Vec<OsString> {
        let config = format!("--config={}", file.display());
        ["ceiba", "serve", &config].iter().chain(more).map(OsString::from).collect()
    };
    let env = |name: &str| (name == "CEIBA_PORT").then(|| "2".to_owned());
    let of = |more: &[&str], env: Env| {
        let found = Configuration::find(&words(more), env);
        assert_eq!(found.mistakes, []);
        found.values["listen.port"].clone()
    };
    assert_eq!(of(&[], &nothing), (Value::Integer(1), Source::File(3)));
    assert_eq!(of(&[], &env), (Value::Integer(2), Source::Env));
    assert_eq!(of(&["--port", "3"], &env), (Value::Integer(3), Source::Flag));
    let found = Configuration::find(&words(&[]), &nothing);
    assert_eq!(found.config.disk.low_mb, 7);
    let wrong = |name: &str| (name == "CEIBA_PORT").then(|| "many".to_owned());
    assert_eq!(Configuration::find(&words(&[]), &wrong).mistakes[0].place, "CEIBA_PORT");
}

#[test]
fn the_file_of_the_data_folder_is_found_and_a_named_one_must_be_there() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join(FILE), "country = \"cri\"\n").unwrap();
    let data = folder.path().to_str().unwrap();
    let found = Configuration::find(&["ceiba", "doctor", "--data", data].map(OsString::from), &nothing);
    assert_eq!(found.values["country"].0, Value::String("cri".into()));
    let missing =
        Configuration::find(&["ceiba", "doctor", "--config", "/gone.toml"].map(OsString::from), &nothing);
    assert!(missing.mistakes[0].what.contains("cannot be read"), "{:?}", missing.mistakes);
}

#[test]
fn a_linkage_has_a_configuration_of_its_own() {
    let of = |words: &[&str]| {
        let words: Vec<OsString> = words.iter().map(OsString::from).collect();
        Configuration::find(&words, &nothing)
    };
    assert_eq!(of(&["ceiba", "link", "dedupe", "--config", "/gone.toml"]).mistakes, []);
    // A folder of that name is no linkage.
    let other = of(&["ceiba", "doctor", "--data", "link", "--config", "/gone.toml"]);
    assert_eq!(other.mistakes.len(), 1);
    assert_eq!(of(&["ceiba", "--config", "/gone.toml", "link", "dedupe"]).mistakes.len(), 1);
}

#[test]
fn values_that_contradict_one_another_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("ceiba.toml");
    let told = |text: &str, more: &[&str]| -> Vec<String> {
        std::fs::write(&file, text).unwrap();
        let config = format!("--config={}", file.display());
        let words: Vec<OsString> =
            ["ceiba", "serve", &config].iter().chain(more).map(OsString::from).collect();
        Configuration::find(&words, &nothing).mistakes.iter().map(ToString::to_string).collect()
    };
    let lonely = "[tls]\nenrol = \"0.0.0.0:8081\"\nenrolled_only = true\n";
    let found = told(lonely, &[]);
    assert!(found.iter().any(|t| t.contains("ceiba.toml:2") && t.contains("tls.listen")), "{found:#?}");
    assert!(found.iter().any(|t| t.contains("ceiba.toml:3") && t.contains("TLS")), "{found:#?}");
    assert_eq!(told(lonely, &["--tls", "0.0.0.0:8443"]), Vec::<String>::new());
    let same = "[tls]\nlisten = \"0.0.0.0:8443\"\nenrol = \"0.0.0.0:8443\"\n";
    assert_eq!(told(same, &[]).len(), 1);
    let behind = "[listen]\nsecure = true\n[tls]\nenrolled_only = true\n";
    assert_eq!(told(behind, &[]), Vec::<String>::new());
}
