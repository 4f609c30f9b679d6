//! `/metrics` for Prometheus, on a listener of its own that only this machine can reach. No label identifies anybody.

use crate::backup_note;
use crate::disk;
use axum::Router;
use axum::routing::get;
use identity::PeopleIndex;
use metrics::gauge;
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Weak};
use web::House;

/// Upper bounds of the histogram of answers, in seconds.
const BOUNDS: &[f64] = &[0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0];

/// Begins to count. Called once, before the first request.
pub fn begin() -> Result<PrometheusHandle, Box<dyn std::error::Error>> {
    let answers = Matcher::Full("ceiba_request_seconds".into());
    let builder = PrometheusBuilder::new().set_buckets_for_metric(answers, BOUNDS)?;
    let handle = builder.install_recorder()?;
    metrics::describe_counter!("ceiba_requests_total", "Requests by pattern of route, method and status");
    metrics::describe_histogram!("ceiba_request_seconds", "How long answers took, by pattern of route");
    metrics::describe_gauge!("ceiba_commits", "Shared transactions made durable since the start");
    metrics::describe_gauge!("ceiba_commits_failed", "Shared transactions that could not be made durable");
    metrics::describe_gauge!("ceiba_writers_waiting", "Commands that wait for the writing desk");
    metrics::describe_gauge!("ceiba_sessions", "Open sessions");
    metrics::describe_gauge!("ceiba_log_sequence", "Number of the newest entry of this site's log");
    metrics::describe_gauge!("ceiba_disk_free_bytes", "Free room where the data folder is");
    metrics::describe_gauge!("ceiba_read_only", "1 while nothing new is taken");
    metrics::describe_gauge!("ceiba_backup_age_seconds", "Since the last backup; absent when there was none");
    metrics::describe_gauge!("ceiba_people_indexed", "People whom the name index in memory knows");
    metrics::describe_gauge!(
        "ceiba_people_indexed_whole",
        "1 while the name index knows all that the log says"
    );
    Ok(handle)
}

/// Answers until the program ends.
pub async fn serve(
    address: SocketAddr,
    handle: PrometheusHandle,
    house: Weak<House>,
    folder: PathBuf,
) -> std::io::Result<()> {
    let listener = tokio::net::TcpListener::bind(address).await?;
    let folder = Arc::new(folder);
    let answer = move || {
        let (handle, house, folder) = (handle.clone(), house.clone(), folder.clone());
        async move {
            let text = tokio::task::spawn_blocking(move || {
                if let Some(house) = house.upgrade() {
                    look(&house, &folder);
                }
                handle.run_upkeep();
                handle.render()
            });
            text.await.unwrap_or_default()
        }
    };
    axum::serve(listener, Router::new().route("/metrics", get(answer))).await
}

/// What is asked rather than counted.
#[allow(clippy::cast_precision_loss)]
fn look(house: &House, folder: &Path) {
    let tally = house.ledger.tally();
    gauge!("ceiba_commits").set(tally.commits as f64);
    gauge!("ceiba_commits_failed").set(tally.failed as f64);
    gauge!("ceiba_writers_waiting").set(tally.waiting as f64);
    gauge!("ceiba_read_only").set(f64::from(u8::from(house.gate().is_closed())));
    if let Ok(sessions) = house.access.open_sessions() {
        gauge!("ceiba_sessions").set(sessions as f64);
    }
    if let Ok(end) = house.ledger.read(|reader| ledger::Door::log_end(reader)) {
        gauge!("ceiba_log_sequence").set(end as f64);
    }
    let index: &PeopleIndex = house.room();
    gauge!("ceiba_people_indexed").set(index.people() as f64);
    if let Ok(is_whole) = house.ledger.read(|reader| index.is_whole(reader)) {
        gauge!("ceiba_people_indexed_whole").set(f64::from(u8::from(is_whole)));
    }
    if let Ok(free) = disk::free(folder) {
        gauge!("ceiba_disk_free_bytes").set(free as f64);
    }
    if let Some(note) = backup_note::read(folder) {
        gauge!("ceiba_backup_age_seconds").set(note.age(house.clock.now()).as_secs_f64());
    }
}
