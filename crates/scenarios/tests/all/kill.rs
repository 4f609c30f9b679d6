//! A plug is pulled, a process is killed, a thousand times, while officers write. Whatever the house acknowledged is
//! there afterwards, and the log proves itself.

use scenarios::binary::{Demo, command, json};
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::process::Stdio;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;
use uuid::Uuid;

/// Two databases at a time, one on each core.
const LANES: u32 = 2;
const KILLS: u32 = 1_000;

#[test]
fn a_thousand_kills_lose_nothing_that_was_acknowledged() {
    let done = AtomicU32::new(0);
    let acknowledged: u64 = std::thread::scope(|scope| {
        let lanes: Vec<_> = (0..LANES)
            .map(|lane| {
                let done = &done;
                scope.spawn(move || lane_of_kills(lane, done))
            })
            .collect();
        lanes.into_iter().map(|lane| lane.join().unwrap()).sum()
    });
    assert_eq!(done.load(Ordering::SeqCst), KILLS);
    println!("{acknowledged} writes were acknowledged between {KILLS} kills");
    assert!(acknowledged > u64::from(KILLS), "too little was written to prove anything: {acknowledged}");
}

fn lane_of_kills(lane: u32, done: &AtomicU32) -> u64 {
    let demo = Demo::new(10);
    let dice = kernel::SeededRandom::new(u64::from(lane) + 7);
    let mut acknowledged = 0;
    while done.fetch_add(1, Ordering::SeqCst) < KILLS {
        let fresh = until_killed(&demo, Duration::from_micros(dice.below(40_000)));
        all_are_there(&demo, &fresh);
        acknowledged += fresh.len() as u64;
        if dice.below(100) == 0 {
            json(&["ledger", "verify", "--json", "--data", demo.data()]);
        }
    }
    done.fetch_sub(1, Ordering::SeqCst);
    let verified = json(&["ledger", "verify", "--json", "--data", demo.data()]);
    assert!(verified["entries"].as_u64().unwrap() >= acknowledged);
    acknowledged
}

/// Lets officers write, kills them some time after their first acknowledged intent, and answers what was acknowledged.
fn until_killed(demo: &Demo, after: Duration) -> BTreeSet<Uuid> {
    let mut officers = command(&["ledger", "stress", "--data", demo.data()])
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(officers.stdout.take().unwrap()).lines();
    let first = lines.next().expect("nothing was ever acknowledged").unwrap();
    // Reading goes on while the clock runs, so that the pipe never makes the writers wait.
    let rest = std::thread::spawn(move || lines.map_while(Result::ok).collect::<Vec<String>>());
    std::thread::sleep(after);
    officers.kill().unwrap();
    officers.wait().unwrap();
    let mut all: Vec<String> = rest.join().unwrap();
    all.push(first);
    // The last line may have been cut by the kill itself: an acknowledgement nobody heard.
    all.iter().filter_map(|line| line.parse().ok()).collect()
}

/// Opens the database as the next start would, and looks for each.
fn all_are_there(demo: &Demo, acknowledged: &BTreeSet<Uuid>) {
    let connection = rusqlite::Connection::open(demo.database()).unwrap();
    let mut row = connection.prepare("select count(*) from intent_row where record = ?1").unwrap();
    let mut entry = connection.prepare("select count(*) from ledger_entry where record = ?1").unwrap();
    for id in acknowledged {
        let id: &[u8] = id.as_bytes();
        let rows: i64 = row.query_row([id], |r| r.get(0)).unwrap();
        let entries: i64 = entry.query_row([id], |r| r.get(0)).unwrap();
        assert_eq!((rows, entries), (1, 1), "an acknowledged intent is gone");
    }
}
