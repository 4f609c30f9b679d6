//! The pages for the wall hold: every command of `docs/operate/emergencies.md` is run as it stands there, by a shell, in
//! the order in which it stands, and what it promises is so afterwards.

use scenarios::binary::{ceiba, root};
use scenarios::line::Line;
use scenarios::sites::{Hour, Site};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

const PAGE: &str = "docs/operate/emergencies.md";
const PHRASE: &str = "corre caballo batería grapa\n";

/// The commands of the page, each block with the machine it is typed at.
fn blocks() -> Vec<(String, String)> {
    let page = std::fs::read_to_string(root().join(PAGE)).unwrap();
    let mut blocks = Vec::new();
    let mut open: Option<(String, String)> = None;
    for line in page.lines() {
        match (line.strip_prefix("```"), &mut open) {
            (Some(_), Some(_)) => blocks.extend(open.take()),
            (Some(kind), None) => {
                let machine = kind.strip_prefix("sh ").unwrap_or_else(|| panic!("not said where: {line}"));
                open = Some((machine.to_owned(), String::new()));
            }
            (None, Some((_, text))) => text.push_str(&format!("{line}\n")),
            (None, None) => {}
        }
    }
    blocks
}

/// Paths and addresses of the page, and what stands for them here.
struct Stage {
    hub: Site,
    post: Site,
    line: Line,
    fresh: BTreeMap<&'static str, TempDir>,
    media: TempDir,
    _hub_server: scenarios::wire::Server,
}

impl Stage {
    fn new() -> Stage {
        let hour = Hour::new(&jiff::Timestamp::now().to_string());
        let (hub, post) = (Site::new("hq", &hour, None), Site::new("paso-canoas", &hour, None));
        hub.hire("admin", "T. Solís", "administrator", "onpar-panama");
        hub.hire("frontera2", "R. Pittí", "border_officer", "chiriqui");
        let hub_server = hub.serve();
        let line = Line::to(&[hub_server.port]);
        let code =
            hub.said(&["site", "code", "--as", "admin", "--site", "paso-canoas", "--office", "chiriqui"]);
        post.said(&["site", "join", "--hub", &line.url(), "--code", &code]);
        post.said(&["exchange", "run", "--once"]);
        let fresh = ["restored", "new"].map(|name| (name, tempfile::tempdir().unwrap())).into();
        let media = tempfile::tempdir().unwrap();
        let stage = Stage { hub, post, line, fresh, media, _hub_server: hub_server };
        stage.put_in_the_safe();
        stage
    }
    fn safe(&self, name: &str) -> PathBuf {
        self.media.path().join("safe").join(name)
    }
    /// What is kept beforehand: backups with their keys, and apart the key file, the identity and the passphrase.
    fn put_in_the_safe(&self) {
        use age::secrecy::ExposeSecret;
        std::fs::create_dir_all(self.safe("")).unwrap();
        std::fs::write(self.safe("passphrase"), PHRASE).unwrap();
        let identity = age::x25519::Identity::generate();
        std::fs::write(self.safe("backup.key"), format!("{}\n", identity.to_string().expose_secret()))
            .unwrap();
        let phrase = self.safe("passphrase");
        let phrase = phrase.to_str().unwrap();
        self.post.said(&["keys", "passphrase", "--new", phrase]);
        std::fs::copy(self.post.folder().join("site.key"), self.safe("site.key")).unwrap();
        let backups = self.media.path().join("backups");
        let to = ["--to", backups.to_str().unwrap(), "--recipient", &identity.to_public().to_string()]
            .map(str::to_owned);
        let to: Vec<&str> = to.iter().map(String::as_str).collect();
        let with = [&["backup", "--passphrase-file", phrase][..], &to].concat();
        self.post.said(&with);
    }
    fn folder_of(&self, machine: &str) -> &Path {
        match machine {
            "headquarters" => self.hub.folder(),
            "post" | "full" => self.post.folder(),
            other => self.fresh[other].path(),
        }
    }
    /// Types a block at a machine.
    fn typed(&self, machine: &str, block: &str) -> Output {
        let bin = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink(ceiba(), bin.path().join("ceiba")).unwrap();
        let path = format!("{}:{}", bin.path().display(), std::env::var("PATH").unwrap());
        let text = block
            .replace("/var/lib/ceiba", self.folder_of(machine).to_str().unwrap())
            .replace("/media/", &format!("{}/", self.media.path().display()))
            .replace("http://192.0.2.10:8080", &self.line.url());
        let mut shell = Command::new("sh");
        for (setting, _) in std::env::vars().filter(|(name, _)| name.starts_with("CEIBA_")) {
            shell.env_remove(setting);
        }
        if machine != "restored" {
            shell.env("CEIBA_PASSPHRASE_FILE", self.safe("passphrase"));
        }
        let typed = shell.current_dir(root()).env("PATH", path).args(["-eu", "-c", &text]).output().unwrap();
        let said =
            format!("{}{}", String::from_utf8_lossy(&typed.stdout), String::from_utf8_lossy(&typed.stderr));
        assert!(typed.status.success(), "at the machine «{machine}»:\n{text}\n{said}");
        typed
    }
}

#[test]
fn the_commands_for_a_dead_disk_a_full_one_and_a_stolen_machine_do_what_the_page_says() {
    let stage = Stage::new();
    let mut at = BTreeMap::new();
    for (machine, block) in blocks() {
        let said = stage.typed(&machine, &block);
        let said = String::from_utf8_lossy(&said.stdout).into_owned();
        let turn = at.entry(machine.clone()).or_insert(0);
        *turn += 1;
        match (machine.as_str(), *turn) {
            ("restored", 1) => assert!(said.contains("entries proved") && said.contains("ok:"), "{said}"),
            ("restored", 2) => {
                assert!(said.contains("waiting 0"), "{said}");
                assert!(said.contains(": under a passphrase"), "{said}");
            }
            ("full", 1) => assert!(said.contains("ok:"), "{said}"),
            ("post", 1) => assert!(stage.post.folder().join("keys.dropped").exists()),
            ("headquarters", 1) => assert!(said.contains("revoked") && said.contains("Robado"), "{said}"),
            ("new", 1) => {
                assert!(said.contains("paso-canoas-2 (chiriqui)"), "{said}");
                let key = std::fs::read(stage.folder_of("new").join("site.key")).unwrap();
                assert!(key.starts_with(b"age-encryption.org/"));
            }
            ("post", 2) => assert!(!stage.post.folder().join("keys.dropped").exists()),
            _ => {}
        }
    }
    let turns: Vec<(&str, i32)> = at.iter().map(|(machine, turns)| (machine.as_str(), *turns)).collect();
    assert_eq!(turns, [("full", 1), ("headquarters", 3), ("new", 1), ("post", 2), ("restored", 2)]);
}
