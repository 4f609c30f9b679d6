//! Linkages of files: the same on any threads and in any order of columns, within one file and across two.

use super::people::{CONFIG, Town, town};
use crate::cli::{DedupeArgs, HowArgs, PairArgs, WriteArgs};
use crate::link::evaluate::evaluate;
use crate::link::{dedupe, pair};
use std::path::{Path, PathBuf};

struct Place {
    folder: tempfile::TempDir,
    town: Town,
}

impl Place {
    fn new(families: usize, seed: u64) -> Place {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("link.toml"), CONFIG).unwrap();
        Place { folder, town: town(families, seed) }
    }
    fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.at(name)).unwrap()
    }
    fn how(&self, threads: u16) -> HowArgs {
        let id = Some("number".to_owned());
        HowArgs {
            config: self.at("link.toml"),
            id,
            threads: Some(threads),
            seed: None,
            model: None,
            json: true,
        }
    }
    fn write(&self, name: &str) -> WriteArgs {
        let out = self.at(&format!("{name}-pairs.csv"));
        let clusters = Some(self.at(&format!("{name}-clusters.csv")));
        WriteArgs { out, clusters, threshold: None, model_out: None, checkpoint: None }
    }
    fn dedupe(&self, input: &Path, name: &str, threads: u16) -> (String, String) {
        self.dedupe_with(input, name, self.how(threads), self.write(name))
    }
    fn dedupe_with(&self, input: &Path, name: &str, how: HowArgs, write: WriteArgs) -> (String, String) {
        dedupe::run(&DedupeArgs { input: input.to_owned(), how, write }).unwrap();
        (self.read(&format!("{name}-pairs.csv")), self.read(&format!("{name}-clusters.csv")))
    }
}

#[test]
fn the_same_people_are_found_on_any_threads_and_with_columns_in_any_order() {
    let place = Place::new(150, 2);
    let all = 0..place.town.rows.len();
    let input = place.town.write(&place.at("people.csv"), all.clone(), 0);
    let one = place.dedupe(&input, "one", 1);
    assert_eq!(one, place.dedupe(&input, "two", 2));
    let turned = place.town.write(&place.at("turned.csv"), all, 4);
    assert_eq!(one, place.dedupe(&turned, "turned", 2));
    assert!(one.0.starts_with("left,right,weight,probability\nR"));
    assert_eq!(one.1.lines().count(), place.town.rows.len() + 1);
    let truth = place.town.write_truth(&place.at("truth.csv"));
    let found =
        evaluate(&place.at("one-pairs.csv"), &truth, Some(&place.at("one-clusters.csv")), false).unwrap();
    assert!(found.at_threshold.f1 > 0.9, "{found:?}");
    assert!(found.clusters.unwrap().f1 > 0.9, "{found:?}");
}

#[test]
fn a_kept_model_and_a_checkpoint_give_the_same_pairs_again() {
    let place = Place::new(150, 2);
    let input = place.town.write(&place.at("people.csv"), 0..place.town.rows.len(), 0);
    let (kept, folder) = (Some(place.at("model.toml")), Some(place.at("kept")));
    let first = WriteArgs { model_out: kept.clone(), checkpoint: folder.clone(), ..place.write("first") };
    let first = place.dedupe_with(&input, "first", place.how(1), first);
    let how = HowArgs { model: kept, ..place.how(1) };
    assert_eq!(first, place.dedupe_with(&input, "file", how, place.write("file")));
    let files = || std::fs::read_dir(place.at("kept")).unwrap().map(|file| file.unwrap().path());
    let model: PathBuf = files().next().unwrap();
    // That it is used is seen by what a changed one gives.
    let changed = std::fs::read_to_string(&model).unwrap().replace("share_same = ", "share_same = 1e-9 # ");
    std::fs::write(&model, changed).unwrap();
    let again = || WriteArgs { checkpoint: folder.clone(), ..place.write("again") };
    assert_ne!(first, place.dedupe_with(&input, "again", place.how(1), again()));
    // Another seed is another run.
    let how = HowArgs { seed: Some(99), ..place.how(1) };
    place.dedupe_with(&input, "again", how, again());
    assert_eq!(files().count(), 2);
}

#[test]
fn two_files_are_linked_across_only_and_one_to_one_when_it_is_said() {
    let place = Place::new(150, 5);
    let is_second = |row: usize| row > 0 && place.town.persons[row] == place.town.persons[row - 1];
    let all = 0..place.town.rows.len();
    let left = place.town.write(&place.at("left.csv"), all.clone().filter(|row| !is_second(*row)), 0);
    // Everybody of the right file stands there twice.
    let right = all.filter(|row| is_second(*row)).flat_map(|row| [row, row]);
    let right = place.town.write(&place.at("right.csv"), right, 0);
    let numbered = |text: &str| {
        let numbered = text.lines().enumerate().map(|(at, line)| match line.split_once(',') {
            Some((_, rest)) if at > 0 => format!("S{at},{rest}"),
            _ => line.to_owned(),
        });
        numbered.collect::<Vec<_>>().join("\n")
    };
    std::fs::write(&right, numbered(&std::fs::read_to_string(&right).unwrap())).unwrap();
    let link = |name: &str| {
        let (left, right) = (left.clone(), right.clone());
        pair::run(&PairArgs { left, right, how: place.how(2), write: place.write(name) }).unwrap();
        (place.read(&format!("{name}-pairs.csv")), place.read(&format!("{name}-clusters.csv")))
    };
    let ids = |pairs: &str, column: usize| -> Vec<String> {
        pairs.lines().skip(1).map(|line| line.split(',').nth(column).unwrap().to_owned()).collect()
    };
    let (pairs, clusters) = link("doubles");
    assert!(ids(&pairs, 0).iter().all(|id| id.starts_with('R')));
    assert!(ids(&pairs, 1).iter().all(|id| id.starts_with('S')));
    let twice = |pairs: &str| {
        let mut lefts = ids(pairs, 0);
        lefts.sort();
        lefts.windows(2).filter(|two| two[0] == two[1]).count()
    };
    assert!(twice(&pairs) > 20, "both doubles of the right file are found");
    assert!(clusters.starts_with("id,cluster,side\nR0,0,left\n"));
    std::fs::write(place.at("link.toml"), format!("one_to_one = true{CONFIG}")).unwrap();
    let (_, clusters) = link("single");
    let mut of_right: Vec<String> = clusters
        .lines()
        .filter(|l| l.ends_with(",right"))
        .map(|l| l.split(',').nth(1).unwrap().into())
        .collect();
    let all = of_right.len();
    of_right.sort();
    of_right.dedup();
    assert_eq!(of_right.len(), all, "no two of the right file share a cluster");
}
