//! A post is in danger: somebody lets go of the keys, from a page, at the console or by a signal. At once nobody is signed
//! in, nothing opens and nothing can be read from memory that would open it; every page says so, and how to go on. With the
//! passphrase the same running program opens again.

use scenarios::binary::{Demo, command, run, said};
use scenarios::wire::Server;
use std::io::{Read, Seek, SeekFrom};
use std::path::PathBuf;
use std::time::{Duration, Instant};
use web::client::Client;

const PHRASE: &str = "corre caballo batería grapa";

/// A demonstration whose key file is under a passphrase, and what that key file held.
struct Post {
    demo: Demo,
    phrase: PathBuf,
    aside: tempfile::TempDir,
    secrets: Vec<Vec<u8>>,
}

impl Post {
    fn new() -> Post {
        let (demo, aside) = (Demo::new(10), tempfile::tempdir().unwrap());
        let text = std::fs::read_to_string(demo.folder.path().join("site.key")).unwrap();
        let hex = text.split_whitespace().filter(|word| word.len() == 64);
        let secrets: Vec<Vec<u8>> = hex.map(bytes_of).collect();
        assert_eq!(secrets.len(), 2, "the root key and one generation");
        let phrase = aside.path().join("phrase");
        std::fs::write(&phrase, format!("{PHRASE}\n")).unwrap();
        said(&["keys", "passphrase", "--data", demo.data(), "--new", phrase.to_str().unwrap()]);
        Post { demo, phrase, aside, secrets }
    }
    /// Serves as if somebody had typed the passphrase: the program reads it once and has no file to read it from again.
    fn served_as_typed(&self) -> Server {
        let once = self.aside.path().join("typed");
        std::fs::copy(&self.phrase, &once).unwrap();
        let server = Server::start(self.demo.data(), &["--passphrase-file", once.to_str().unwrap()]);
        std::fs::remove_file(once).unwrap();
        server
    }
    /// How many of the secrets stand in the memory of a program.
    fn secrets_in_memory_of(&self, server: &Server) -> usize {
        let memory = memory_of(server.pid());
        self.secrets.iter().filter(|secret| stands_in(&memory, secret)).count()
    }
}

fn bytes_of(hex: &str) -> Vec<u8> {
    (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap()).collect()
}

/// Quick also where nothing is optimised.
fn stands_in(memory: &[u8], secret: &[u8]) -> bool {
    let (first, second, last) = (secret[0], secret[1], memory.len().saturating_sub(secret.len()));
    (0..last).any(|at| memory[at] == first && memory[at + 1] == second && memory[at..].starts_with(secret))
}

/// What a program can write to, as the kernel shows it to whoever started the program.
fn memory_of(pid: u32) -> Vec<u8> {
    let maps = std::fs::read_to_string(format!("/proc/{pid}/maps")).unwrap();
    let mut file = std::fs::File::open(format!("/proc/{pid}/mem")).unwrap();
    let mut all = Vec::new();
    for line in maps.lines() {
        let mut words = line.split_whitespace();
        let (range, rights) = (words.next().unwrap(), words.next().unwrap());
        if !rights.starts_with("rw") || line.ends_with("[vvar]") {
            continue;
        }
        let (from, to) = range.split_once('-').unwrap();
        let [from, to] = [from, to].map(|at| u64::from_str_radix(at, 16).unwrap());
        let mut part = vec![0; usize::try_from(to - from).unwrap()];
        file.seek(SeekFrom::Start(from)).unwrap();
        if file.read_exact(&mut part).is_ok() {
            // Most of it was never written to.
            let written = part.chunks(4096).filter(|page| *page != &[0u8; 4096][..page.len()]);
            written.for_each(|page| all.extend(page));
        }
    }
    all
}

fn in_time(what: &str, is_so: impl Fn() -> bool) {
    let until = Instant::now() + Duration::from_secs(20);
    while !is_so() {
        assert!(Instant::now() < until, "never: {what}");
        std::thread::sleep(Duration::from_millis(100));
    }
}

/// Nobody is known, nothing opens, and the pages say what to do.
fn is_locked(client: &Client) {
    for path in ["/", "/people", "/intents/new", "/sign-in", "/health"] {
        client
            .get(path)
            .expect_status(503)
            .expect("Este sitio está cerrado con llave")
            .expect("use la hoja impresa")
            .expect("Abrirlo con la frase de paso");
    }
    assert_eq!(client.send("POST", "/exchange/1", Some(vec![7; 300]), &[]).status, 503);
    let answer = client.send("GET", "/api/v1/procedures", None, &[]);
    assert_eq!(answer.status, 503, "{}", answer.text());
    assert_eq!(client.get("/healthz").status, 200, "the program itself is alive");
}

fn seems_locked(client: &Client) -> bool {
    client.get("/sign-in").status == 503
}

#[test]
fn a_post_in_danger_lets_go_of_its_keys_from_a_page_and_opens_again_with_the_passphrase() {
    let post = Post::new();
    let server = post.served_as_typed();
    let client = server.client();
    client.sign_in("frontera");
    client.get("/people");
    client.post("/people", &[("q", "Ana")]).expect_status(200);
    assert_eq!(post.secrets_in_memory_of(&server), 2, "a search that finds nothing proves nothing");
    let page = client.get("/post");
    assert!(page.links().contains(&"/lock".to_owned()), "{:?}", page.links());
    client.get("/lock").expect("Soltar las llaves de este sitio").expect_no("no tiene frase de paso");
    let closed = client.post("/lock", &[]);
    closed.expect_status(200).expect("Abrir el sitio de nuevo").expect("use la hoja impresa");
    is_locked(&client);
    assert_eq!(post.secrets_in_memory_of(&server), 0, "a key stayed in memory");

    // No other program of this folder opens it either, not with the passphrase.
    let phrase = post.phrase.to_str().unwrap();
    let other = run(&["ledger", "verify", "--data", post.demo.data(), "--passphrase-file", phrase]);
    let why = String::from_utf8_lossy(&other.stderr).into_owned();
    assert!(!other.status.success() && why.contains("let go of"), "{why}");

    client.get("/unlock");
    client
        .post("/unlock", &[("passphrase", "corre caballo")])
        .expect_status(422)
        .expect("no abre el archivo");
    is_locked(&client);
    client.get("/unlock");
    let opened = client.post("/unlock", &[("passphrase", PHRASE)]);
    opened.expect_status(200).expect("El sitio está abierto");
    assert!(client.get("/people").path.starts_with("/sign-in"), "whoever was signed in signs in again");
    client.sign_in("frontera");
    client.get("/people");
    client.post("/people", &[("q", "Ana")]).expect_status(200);
    assert_eq!(client.get("/unlock").path, "/post");
    said(&["ledger", "verify", "--data", post.demo.data(), "--passphrase-file", phrase]);
}

#[test]
fn the_console_and_a_signal_let_go_of_the_keys_of_every_program_of_the_folder() {
    let post = Post::new();
    let phrase = post.phrase.to_str().unwrap();
    let servers = [post.served_as_typed(), Server::start(post.demo.data(), &["--passphrase-file", phrase])];
    let clients = servers.each_ref().map(Server::client);
    let open = || clients.iter().all(|client| client.get("/sign-in").status == 200);
    assert!(open());
    // By signal to one: the mark tells the other.
    let kill = ["-USR2", &servers[0].pid().to_string()].map(str::to_owned);
    assert!(std::process::Command::new("kill").args(kill).status().unwrap().success());
    in_time("both are locked", || clients.iter().all(seems_locked));
    clients.iter().for_each(is_locked);
    assert_eq!(servers.each_ref().map(|server| post.secrets_in_memory_of(server)), [0, 0]);
    // At the console: only with the passphrase, and the program that can read it opens by itself.
    let take_up = |more: &[&str]| run(&[&["keys", "take-up", "--data", post.demo.data()][..], more].concat());
    assert!(!take_up(&[]).status.success());
    assert!(take_up(&["--passphrase-file", phrase]).status.success());
    in_time("the one with the file is open", || clients[1].get("/sign-in").status == 200);
    assert!(seems_locked(&clients[0]), "the one to which it was typed waits for it");
    clients[0].get("/unlock");
    clients[0].post("/unlock", &[("passphrase", PHRASE)]).expect_status(200);
    assert!(open());
    // By the command, which needs no passphrase.
    let told = said(&["keys", "drop", "--data", post.demo.data()]);
    assert!(!told.contains("NOT under a passphrase"), "{told}");
    in_time("both are locked", || clients.iter().all(seems_locked));
    // None starts while the mark is there.
    let mut another =
        command(&["serve", "--port", "0", "--data", post.demo.data(), "--passphrase-file", phrase]);
    assert!(!another.output().unwrap().status.success());
    assert!(take_up(&["--passphrase-file", phrase]).status.success());
}
