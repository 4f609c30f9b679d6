//! Whoever stops the program takes nothing from those who work: requests at hand are answered whole, what was
//! acknowledged is there, and the database is left tidy.

use scenarios::binary::{Demo, json};
use scenarios::wire::{NOBODY, Server};
use std::collections::BTreeSet;
use std::time::Duration;
use web::client::Client;

#[test]
fn a_stop_under_load_loses_nothing_and_tears_no_page() {
    let demo = Demo::new(10);
    for _ in 0..3 {
        let server = Server::start(demo.data(), &[]);
        // One after the other: many at once at one login would be told to wait.
        let clients: Vec<Client> = (0..4).map(|_| server.client()).collect();
        for client in &clients {
            client.sign_in("frontera");
        }
        let acknowledged: BTreeSet<String> = std::thread::scope(|scope| {
            let writers: Vec<_> = clients
                .into_iter()
                .map(|client| scope.spawn(move || written_until_nobody_answers(&client)))
                .collect();
            std::thread::sleep(Duration::from_millis(1_500));
            server.terminate();
            writers.into_iter().flat_map(|writer| writer.join().unwrap()).collect()
        });
        assert!(server.ended(Duration::from_secs(30)).success());
        assert!(acknowledged.len() > 3, "too little was written to prove anything: {acknowledged:?}");
        let wal = demo.folder.path().join("ceiba.db-wal");
        assert!(wal.metadata().map_or(0, |meta| meta.len()) == 0, "the database was not tidied");
        all_are_there(&demo, &acknowledged);
    }
    json(&["ledger", "verify", "--json", "--data", demo.data()]);
}

fn written_until_nobody_answers(client: &Client) -> Vec<String> {
    let mut written = Vec::new();
    loop {
        let page = client.get("/intents/new");
        if page.status == NOBODY {
            return written;
        }
        assert_eq!(page.status, 200, "{}", page.text());
        assert!(page.body().trim_end().ends_with("</html>"), "a torn page: {}", page.body());
        let answer = client.post_once("/intents/new", &[("words", "No puedo volver."), ("place", "Muelle")]);
        match answer.status {
            NOBODY => return written,
            303 => written.extend(answer.header("location").map(|to| id_of(&to))),
            other => panic!("{other}: {}", answer.text()),
        }
    }
}

/// `/intents/0198…?done=…` → the id.
fn id_of(to: &str) -> String {
    to.split('?').next().and_then(|path| path.split('/').nth(2)).unwrap().to_owned()
}

fn all_are_there(demo: &Demo, acknowledged: &BTreeSet<String>) {
    let database = rusqlite::Connection::open(demo.database()).unwrap();
    for id in acknowledged {
        let record: uuid::Uuid = id.parse().unwrap();
        let found: i64 = database
            .query_row(
                "select count(*) from intent_row where record = ?1",
                [record.as_bytes().as_slice()],
                |r| r.get(0),
            )
            .unwrap();
        assert_eq!(found, 1, "{id} was acknowledged and is gone");
    }
}
