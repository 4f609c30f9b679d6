//! What a monitor is told: figures of this house that rise with its work, on a listener of its own, and nothing about
//! anybody.

use scenarios::binary::{Demo, run};
use scenarios::wire::Server;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::time::{Duration, Instant};

/// A port of this machine that nobody uses now.
fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// The figures, as Prometheus reads them; the listener may need a moment.
fn figures(port: u16) -> String {
    let until = Instant::now() + Duration::from_secs(10);
    loop {
        match TcpStream::connect(("127.0.0.1", port)) {
            Ok(mut line) => {
                line.write_all(b"GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                    .unwrap();
                let mut answer = String::new();
                line.read_to_string(&mut answer).unwrap();
                return answer;
            }
            Err(why) => assert!(Instant::now() < until, "nobody answers: {why}"),
        }
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// The sum of a figure over its labels.
fn sum(text: &str, name: &str) -> f64 {
    let is_of = |line: &&str| line.starts_with(&format!("{name}{{")) || line.starts_with(&format!("{name} "));
    text.lines().filter(is_of).filter_map(|line| line.rsplit(' ').next()?.parse::<f64>().ok()).sum()
}

#[test]
fn a_monitor_sees_the_work_and_no_person() {
    let demo = Demo::new(10);
    let port = free_port();
    let toml = format!("[metrics]\nlisten = \"127.0.0.1:{port}\"\n");
    std::fs::write(demo.folder.path().join("ceiba.toml"), toml).unwrap();
    let server = Server::start(demo.data(), &[]);
    let before = figures(port);
    assert!(before.starts_with("HTTP/1.1 200"), "{before}");
    let client = server.client();
    client.sign_in("frontera");
    client.get("/intents/new");
    let written =
        client.post_once("/intents/new", &[("words", "Canaria Inventada no vuelve."), ("place", "Muelle")]);
    assert_eq!(written.status, 303, "{}", written.text());
    let page = client.get(written.header("location").as_deref().unwrap());
    assert_eq!(page.status, 200);
    client.get("/people?q=Canaria");
    client.get("/not/a/page/Canaria");

    let after = figures(port);
    for (name, more) in [("ceiba_requests_total", 5.0), ("ceiba_commits", 1.0), ("ceiba_log_sequence", 1.0)] {
        assert!(sum(&after, name) >= sum(&before, name) + more, "{name} did not rise:\n{after}");
    }
    assert!(sum(&after, "ceiba_sessions") >= 1.0 && sum(&after, "ceiba_disk_free_bytes") > 0.0, "{after}");
    assert_eq!(sum(&after, "ceiba_read_only"), 0.0);
    assert!(sum(&after, "ceiba_people_indexed") >= 10.0, "{after}");
    assert!(after.contains("ceiba_request_seconds_bucket") && after.contains("/intents/{intent}"), "{after}");
    let id = page.path.rsplit('/').next().unwrap();
    for told in ["Canaria", "Muelle", "frontera", id] {
        assert!(!after.contains(told), "the figures say `{told}`:\n{after}");
    }
    // Whoever reaches the pages does not reach the figures.
    assert_eq!(server.client().get("/metrics").status, 404);
}

#[test]
fn figures_are_for_this_machine_only() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("ceiba.toml");
    std::fs::write(&file, "[metrics]\nlisten = \"0.0.0.0:9464\"\n").unwrap();
    let told = run(&[
        "config",
        "check",
        "--config",
        file.to_str().unwrap(),
        "--data",
        folder.path().to_str().unwrap(),
    ]);
    assert_eq!(told.status.code(), Some(3), "{}", String::from_utf8_lossy(&told.stdout));
    assert!(String::from_utf8_lossy(&told.stdout).contains("metrics.listen"));
}
