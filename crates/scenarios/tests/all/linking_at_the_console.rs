//! A clerk with two lists finds who stands twice: from the columns of a file to pairs, clusters, reasons and a judgement,
//! and what is refused on the way is told with what to do.

use scenarios::binary::{command, json, run, said};
use std::path::PathBuf;
use std::process::Stdio;
use std::time::{Duration, Instant};

const GIVEN: [&str; 8] = ["José", "María", "Francisco", "Ana", "Wilmer", "Daysi", "Elvin", "Iris"];
const SURNAMES: [&str; 9] =
    ["López", "Hernández", "Mejía", "Zelaya", "Xol", "Caal", "Peña", "Menjívar", "Umaña"];

const CONFIG: &str = r#"
[training]
random_pairs = 20000
[[fields]]
name = "given"
kind = "given_names"
columns = ["nombre"]
[[fields]]
name = "surname"
kind = "surnames"
columns = ["apellidos"]
[[fields]]
name = "birth"
kind = "date"
columns = ["nacimiento"]
[[fields]]
name = "document"
kind = "identifier"
columns = ["documento"]
[[rules]]
all = ["jumbled:document"]
[[rules]]
all = ["value:birth", "any_sound:given"]
[[rules]]
all = ["any_sound:surname", "any_sound:given", "near_year:birth"]
"#;

/// A folder with a list of invented people, every third of whom stands there twice, and the truth.
struct Desk(tempfile::TempDir);

impl Desk {
    fn new() -> Desk {
        let desk = Desk(tempfile::tempdir().unwrap());
        let (mut people, mut truth) =
            ("numero,nombre,apellidos,nacimiento,documento\n".to_owned(), "id,cluster\n".to_owned());
        for n in 0..360usize {
            let given = GIVEN[n * 7 % 8];
            let second = GIVEN[(n / 8 + 3) % 8];
            let (one, other) = (SURNAMES[n * 5 % 9], SURNAMES[(n / 9 + 2) % 9]);
            let birth = format!("{}-{:02}-{:02}", 1950 + n * 13 % 60, 1 + n * 5 % 12, 1 + n * 11 % 28);
            let document = 1_000_000_007usize.wrapping_mul(n + 3) % 10_000_000_000;
            people += &format!("A{n},{given} {second},{one} {other},{birth},{document:010}\n");
            truth += &format!("A{n},{n}\n");
            if n % 3 == 0 {
                let other = other.replace('z', "s");
                let document = if n % 2 == 0 { format!("{document:010}") } else { String::new() };
                people += &format!("B{n},{given},{one} {other},{birth},{document}\n");
                truth += &format!("B{n},{n}\n");
            }
        }
        desk.put("people.csv", &people);
        desk.put("truth.csv", &truth);
        desk.put("link.toml", CONFIG);
        desk
    }
    fn at(&self, name: &str) -> String {
        self.0.path().join(name).to_string_lossy().into_owned()
    }
    fn put(&self, name: &str, text: &str) {
        std::fs::write(self.at(name), text).unwrap();
    }
    fn names(&self) -> Vec<String> {
        let files = std::fs::read_dir(self.0.path()).unwrap();
        let mut names: Vec<String> =
            files.map(|file| file.unwrap().file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }
    /// `link dedupe` of a file, with other words behind.
    fn dedupe(&self, more: &[&str]) -> Vec<String> {
        let usual = [
            ("--input", self.at("people.csv")),
            ("--config", self.at("link.toml")),
            ("--out", self.at("pairs.csv")),
        ];
        let mut words = vec!["link".to_owned(), "dedupe".to_owned()];
        for (name, value) in usual.into_iter().filter(|(name, _)| !more.contains(name)) {
            words.extend([name.to_owned(), value]);
        }
        words.extend(more.iter().map(|word| (*word).to_owned()));
        words
    }
}

fn words(words: &[String]) -> Vec<&str> {
    words.iter().map(String::as_str).collect()
}

#[test]
fn a_list_is_looked_at_linked_explained_and_judged() {
    let desk = Desk::new();
    // The columns say what they look like, and the suggestion works as it stands.
    let suggested = said(&["link", "profile", "--input", &desk.at("people.csv")]);
    assert!(suggested.contains("--id numero") && suggested.contains("kind = \"surnames\""), "{suggested}");
    desk.put("suggested.toml", &suggested);
    let first = desk.dedupe(&["--config", &desk.at("suggested.toml"), "--id", "numero", "--json"]);
    assert_eq!(json(&words(&first))["records"], 480);

    let (clusters, model) = (desk.at("clusters.csv"), desk.at("model.toml"));
    let asked = desk.dedupe(&["--id", "numero", "--clusters", &clusters, "--model-out", &model, "--json"]);
    let told = json(&words(&asked));
    assert_eq!(told["threshold_fixed_by"], "best expected F1");
    for number in ["blocking_recall", "seconds", "cpu_seconds", "peak_memory_mib"] {
        assert!(told[number].as_f64().is_some_and(|n| n > 0.0), "{number}: {told}");
    }
    assert!(told["threshold"]["expected_precision"].as_f64().unwrap() > 0.8);
    let steps: Vec<&str> =
        told["steps"].as_array().unwrap().iter().map(|step| step["step"].as_str().unwrap()).collect();
    assert_eq!(steps, ["read", "block", "train", "weigh", "resolve", "cluster", "write"]);
    let pairs = std::fs::read_to_string(desk.at("pairs.csv")).unwrap();
    assert!(pairs.starts_with("left,right,weight,probability\n"));
    assert_eq!(pairs.lines().count() - 1, told["written_pairs"].as_u64().unwrap() as usize);
    assert_eq!(std::fs::read_to_string(&clusters).unwrap().lines().count(), 481);

    let evaluated = json(&[
        "link",
        "evaluate",
        "--pairs",
        &desk.at("pairs.csv"),
        "--truth",
        &desk.at("truth.csv"),
        "--clusters",
        &clusters,
        "--json",
    ]);
    assert_eq!(evaluated["true_pairs"], 120);
    for outcome in ["at_threshold", "clusters"] {
        assert!(evaluated[outcome]["f1"].as_f64().unwrap() > 0.9, "{evaluated}");
    }

    // With the model of before, without ids: rows are numbered from 0, and A0 and B0 are the first two.
    let usual = ["link", "explain", "--input", &desk.at("people.csv"), "--config", &desk.at("link.toml")]
        .map(str::to_owned);
    let explained = |more: &[&str]| said(&[&words(&usual)[..], more].concat());
    let spanish = explained(&["--model", &model, "--left", "0", "--right", "1", "--lang", "es"]);
    assert!(spanish.contains("la misma fecha") && spanish.contains("Deciden las personas"), "{spanish}");
    let english = explained(&["--id", "numero", "--left", "A0", "--right", "B0"]);
    assert!(english.contains("the same date") && english.contains("People decide"), "{english}");
    // In words, the summary says how the threshold was fixed.
    let summary = said(&words(&desk.dedupe(&["--id", "numero"])));
    assert!(
        summary.contains("fixed without any truth") && summary.contains("expected precision"),
        "{summary}"
    );
}

#[test]
fn two_lists_are_linked_across() {
    let desk = Desk::new();
    let people = std::fs::read_to_string(desk.at("people.csv")).unwrap();
    let of = |letter: char| {
        let lines = people.lines().enumerate().filter(|(at, line)| *at == 0 || line.starts_with(letter));
        lines.map(|(_, line)| line.to_owned() + "\n").collect::<String>()
    };
    desk.put("left.csv", &of('A'));
    desk.put("right.csv", &of('B'));
    let told = json(&[
        "link",
        "pair",
        "--left",
        &desk.at("left.csv"),
        "--right",
        &desk.at("right.csv"),
        "--id",
        "numero",
        "--config",
        &desk.at("link.toml"),
        "--out",
        &desk.at("pairs.csv"),
        "--json",
    ]);
    assert_eq!((told["records"].as_u64(), told["left_records"].as_u64()), (Some(480), Some(360)));
    let pairs = std::fs::read_to_string(desk.at("pairs.csv")).unwrap();
    assert!(pairs.lines().skip(1).all(|line| line.starts_with('A') && line.contains(",B")));
    let right = pairs.lines().skip(1).filter(|line| {
        let ids: Vec<&str> = line.split(',').take(2).collect();
        ids[0][1..] == ids[1][1..]
    });
    assert!(right.count() > 100, "{told}");
}

#[test]
fn what_cannot_be_linked_is_told_and_leaves_no_file() {
    let desk = Desk::new();
    desk.put("no.parquet", "a,b\n1,2\n");
    desk.put("kind.toml", &CONFIG.replace("\"date\"", "\"datum\""));
    desk.put("truth.toml", &format!("ignore = [\"documento\"]\n{CONFIG}"));
    desk.put("strangers.csv", "nombre,apellidos,nacimiento,documento\nAna,Xol,,\nLuis,Paz,,\n");
    desk.put("twice.csv", "numero,nombre,apellidos,nacimiento,documento\n1,Ana,Xol,,\n1,Luis,Paz,,\n");
    let before = desk.names();
    for (more, said) in [
        (vec!["--id", "number"], "there is no column `number`; did you mean `numero`?"),
        (vec!["--config", "kind.toml"], "kind.toml:14: there is no kind `datum`; did you mean `date`?"),
        (vec!["--config", "truth.toml"], "the column `documento` stands under `ignore`"),
        (vec!["--config", "gone.toml"], "gone.toml: "),
        (vec!["--input", "no.parquet"], "is not a Parquet file"),
        (vec!["--input", "gone.csv"], "gone.csv: "),
        (vec!["--input", "strangers.csv"], "no pair was found by the rules"),
        (
            vec!["--input", "twice.csv", "--id", "numero"],
            "row 1 (from 0): the id of row 0 stands there again",
        ),
        (vec!["--out", "gone/pairs.csv"], "make it first"),
        (vec!["--clusters", "pairs.csv"], "is named for two files"),
        (vec!["--model", "kind.toml"], "is not a model"),
        (vec!["--input", "truth.csv"], "there is no column `nacimiento`"),
    ] {
        // Files are named as in the folder.
        let here = |word: &str| if word.contains('.') { desk.at(word) } else { word.to_owned() };
        let more: Vec<String> = more.into_iter().map(here).collect();
        let output = run(&words(&desk.dedupe(&words(&more))));
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{more:?}: {told}");
        assert!(told.contains(said), "{more:?}: {told}");
        assert_eq!(desk.names(), before, "{more:?}");
    }
    for wrong in [&["--threshold", "2"][..], &["--threads", "0"], &["--seed", "x"]] {
        assert_eq!(run(&words(&desk.dedupe(wrong))).status.code(), Some(2), "{wrong:?}");
    }
}

#[test]
fn who_stops_a_linkage_finds_no_half_files() {
    let desk = Desk::new();
    // A list that takes long enough to be stopped: everybody many times.
    let people = std::fs::read_to_string(desk.at("people.csv")).unwrap();
    let rows: String = people.lines().skip(1).map(|line| line.to_owned() + "\n").collect();
    desk.put("many.csv", &format!("{}\n{}", people.lines().next().unwrap(), rows.repeat(60)));
    let before = desk.names();
    let asked = desk.dedupe(&["--input", &desk.at("many.csv"), "--threads", "1"]);
    let mut linking = command(&words(&asked)).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let part = PathBuf::from(desk.at(&format!(".pairs.csv.{}.part", linking.id())));
    let begun = Instant::now();
    while !part.exists() && begun.elapsed() < Duration::from_secs(30) {
        std::thread::sleep(Duration::from_millis(2));
    }
    // The part is begun after the ear for Ctrl-C was put up, which may take an instant longer.
    std::thread::sleep(Duration::from_millis(100));
    let interrupt = format!("-INT {}", linking.id());
    std::process::Command::new("kill").args(interrupt.split(' ')).status().unwrap();
    let ended = linking.wait().unwrap();
    assert_eq!(ended.code(), Some(130), "it was stopped, not done");
    assert_eq!(desk.names(), before);
}
