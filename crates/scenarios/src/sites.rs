//! The sites of an invented country as installations have them: a data folder each, the program's own commands, and one
//! clock that the test moves.

use crate::binary::{command, json, said};
use crate::wire::Server;
use app::demo::staff::PASSWORD;
use app::ports::SystemRandom;
use app::wiring;
use kernel::{Clock, FixedClock};
use ledger::{KeyFile, Ledger, Place, Ports};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::Arc;
use tempfile::TempDir;

/// What marks a folder as holding invented data. Only such data is told the time.
const INVENTED: &str = r#"{ "about": "Invented data: no real person.", "country": "pan", "people": 0, "seed": 0, "until": null }"#;

/// The hour at every site of the country.
pub struct Hour {
    folder: TempDir,
}

impl Hour {
    pub fn new(instant: &str) -> Hour {
        let hour = Hour { folder: tempfile::tempdir().unwrap() };
        hour.is(instant);
        hour
    }
    /// Moves every site's clock at once.
    pub fn is(&self, instant: &str) {
        let next = self.folder.path().join("next");
        std::fs::write(&next, instant).unwrap();
        std::fs::rename(next, self.file()).unwrap();
    }
    pub fn file(&self) -> PathBuf {
        self.folder.path().join("clock")
    }
    pub fn clock(&self) -> FixedClock {
        FixedClock::at(std::fs::read_to_string(self.file()).unwrap().parse().unwrap())
    }
}

/// One site: its folder, and where its data is.
pub struct Site {
    pub name: String,
    folder: TempDir,
    /// What its server logs, and its temporary files.
    aside: TempDir,
    database: Option<String>,
    clock: PathBuf,
}

impl Site {
    /// A site whose folder holds nothing yet but the mark of invented data.
    pub fn new(name: &str, hour: &Hour, database: Option<String>) -> Site {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("demo.json"), INVENTED).unwrap();
        std::fs::write(folder.path().join("ceiba.toml"), "[disk]\nreserve_mb = 1\n").unwrap();
        let aside = tempfile::tempdir().unwrap();
        Site { name: name.to_owned(), folder, aside, database, clock: hour.file() }
    }
    /// The address of its PostgreSQL database.
    pub fn database(&self) -> &str {
        self.database.as_deref().unwrap()
    }
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }
    /// The words of a command, and which data it is about.
    pub fn about<'a>(&'a self, words: &[&'a str]) -> Vec<&'a str> {
        let mut all = words.to_vec();
        all.extend(["--data", self.folder.path().to_str().unwrap(), "--clock", self.clock.to_str().unwrap()]);
        all.extend(self.database.iter().flat_map(|url| ["--database", url.as_str()]));
        all
    }
    #[track_caller]
    pub fn said(&self, words: &[&str]) -> String {
        said(&self.about(words)).trim().to_owned()
    }
    #[track_caller]
    pub fn json(&self, words: &[&str]) -> serde_json::Value {
        json(&self.about(words))
    }
    /// Serves it, and keeps all that the program has to say.
    pub fn serve(&self) -> Server {
        let mut serve = command(&self.about(&["serve", "--port", "0"]));
        let log = self.aside().join("serve.log");
        let log = std::fs::File::options().append(true).create(true).open(log).unwrap();
        serve.env("CEIBA_LOG", "debug").env("TMPDIR", self.aside()).stderr(log);
        Server::of(serve)
    }
    pub fn aside(&self) -> &Path {
        self.aside.path()
    }
    /// Adds an account at the console; the first needs nobody who adds it.
    pub fn hire(&self, login: &str, name: &str, role: &str, office: &str) {
        let words = ["user", "add", "--login", login, "--name", name, "--role", role, "--office", office];
        let by = ["--as", "admin"];
        let by: &[&str] = if login == "admin" { &[] } else { &by };
        let mut adding = command(&self.about(&[&words[..], by].concat()));
        let mut adding = adding.stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
        adding.stdin.take().unwrap().write_all(format!("{PASSWORD}\n").as_bytes()).unwrap();
        assert!(adding.wait().unwrap().success(), "{login} was not added");
    }
    /// The site's ledger as whoever has its key file opens it.
    pub fn opened(&self, hour: &Hour) -> Ledger {
        let place = match &self.database {
            Some(url) => Place::Postgres(url.clone()),
            None => Place::Sqlite(self.folder.path().join("ceiba.db")),
        };
        let keys = KeyFile::open_or_create(&self.folder.path().join("site.key"), &SystemRandom).unwrap();
        let clock: Arc<dyn Clock> = Arc::new(hour.clock());
        let ports = Ports { clock, random: Arc::new(SystemRandom) };
        Ledger::open(place, keys, "pan", &self.name, ports, wiring::schema()).unwrap()
    }
    /// How many things wait for another site, and how many alarms there are.
    pub fn waits_and_alarms(&self) -> (i64, usize) {
        let status = self.json(&["exchange", "status", "--json"]);
        let lanes = status["links"].as_array().unwrap().iter();
        let lanes = lanes.flat_map(|link| link["lanes"].as_array().unwrap());
        let waiting = lanes.map(|lane| lane["waiting"].as_i64().unwrap()).sum();
        (waiting, status["alarms"].as_array().unwrap().len())
    }
}
