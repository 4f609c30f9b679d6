//! The line between a post and headquarters: one address for frames and one for enrolling, outside sessions and pages; and
//! the post's side, which asks again and again and never gives up.

use super::enrol::{self, Admitted, Asked, EnrolRefusal, LETTER_BYTES_MAX};
use super::{site::Site, turn};
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use jiff::{SignedDuration, Timestamp};
use kernel::Random;
use ledger::{ExchangeError, FRAME_BYTES_MAX};
use std::sync::{Arc, Mutex, Weak};
use std::time::Duration;
use web::House;

/// Where frames are sent to.
pub const FRAMES: &str = "/exchange/1";
/// Where a new post asks to be enrolled.
pub const JOIN: &str = "/exchange/1/join";
/// A line that has been quiet is asked again after this long.
const QUIET: Duration = Duration::from_secs(30);
const FIRST_WAIT: u64 = 5;
const LONGEST_WAIT: u64 = 600;
const PATIENCE: Duration = Duration::from_secs(60);
/// Rounds of one contact; the next contact goes on.
const ROUNDS_MAX: u32 = 100_000;

/// The two addresses of the exchange, to be served beside the pages. Nothing of what passes is logged.
pub fn router(house: Arc<House>) -> axum::Router {
    axum::Router::new()
        .route(FRAMES, post(frame).layer(DefaultBodyLimit::max(FRAME_BYTES_MAX)))
        .route(JOIN, post(join).layer(DefaultBodyLimit::max(LETTER_BYTES_MAX)))
        .with_state(house)
}

async fn frame(State(house): State<Arc<House>>, body: Bytes) -> Response {
    if house.is_locked() {
        return said(StatusCode::SERVICE_UNAVAILABLE);
    }
    let answered = tokio::task::spawn_blocking(move || turn::answer(&house, &body)).await;
    match answered {
        Ok(Ok(bytes)) => bytes.into_response(),
        Ok(Err(error)) => said(status_of(&error)),
        Err(_) => said(StatusCode::INTERNAL_SERVER_ERROR),
    }
}

fn status_of(error: &ExchangeError) -> StatusCode {
    match error {
        ExchangeError::Refused(_) | ExchangeError::NotForUs(_) => StatusCode::BAD_REQUEST,
        ExchangeError::Stranger(_) => StatusCode::FORBIDDEN,
        ExchangeError::Revoked(_) => StatusCode::GONE,
        ExchangeError::OldEpoch { .. } => StatusCode::CONFLICT,
        ExchangeError::Fault(fault) => {
            tracing::error!(%fault, "a frame could not be taken in");
            StatusCode::SERVICE_UNAVAILABLE
        }
    }
}

fn said(status: StatusCode) -> Response {
    (status, status.canonical_reason().unwrap_or("")).into_response()
}

async fn join(State(house): State<Arc<House>>, body: Bytes) -> Response {
    if house.is_locked() {
        return said(StatusCode::SERVICE_UNAVAILABLE);
    }
    let admit = move || {
        let asked: Asked = serde_json::from_slice(&body).map_err(|_| EnrolRefusal::Malformed)?;
        let admitted = enrol::admit(&house.ledger, &asked)?;
        serde_json::to_vec(&admitted).map_err(|_| EnrolRefusal::Malformed)
    };
    match tokio::task::spawn_blocking(admit).await {
        Ok(Ok(bytes)) => bytes.into_response(),
        Ok(Err(EnrolRefusal::Expired)) => said(StatusCode::GONE),
        Ok(Err(EnrolRefusal::Used)) => said(StatusCode::CONFLICT),
        Ok(Err(EnrolRefusal::Fault(fault))) => {
            tracing::error!(%fault, "a site could not be enrolled");
            said(StatusCode::SERVICE_UNAVAILABLE)
        }
        Ok(Err(_)) => said(StatusCode::FORBIDDEN),
        Err(_) => said(StatusCode::INTERNAL_SERVER_ERROR),
    }
}

/// Why a contact came to nothing.
#[derive(Debug, thiserror::Error)]
pub enum LineError {
    #[error("this site meets nobody by line: `site.toml` names no address of headquarters")]
    NoAddress,
    #[error("headquarters cannot be reached")]
    Unreachable,
    #[error("headquarters does not know this site, or the address is another's")]
    Unknown,
    #[error("headquarters revoked this site")]
    Revoked,
    #[error("headquarters knows a later epoch of this site: it was restored or copied elsewhere")]
    OldEpoch,
    #[error("headquarters could not take it in now")]
    Busy,
    #[error(transparent)]
    Enrol(#[from] EnrolRefusal),
    #[error(transparent)]
    Exchange(#[from] ExchangeError),
}

impl LineError {
    /// The code of its words: `app-exchange-line-…`.
    pub fn code(&self) -> &'static str {
        match self {
            LineError::NoAddress => "no-address",
            LineError::Unreachable => "unreachable",
            LineError::Unknown => "unknown",
            LineError::Revoked | LineError::Exchange(ExchangeError::Revoked(_)) => "revoked",
            LineError::OldEpoch | LineError::Exchange(ExchangeError::OldEpoch { .. }) => "old-epoch",
            LineError::Busy => "busy",
            LineError::Enrol(_) | LineError::Exchange(_) => "fault",
        }
    }
}

impl From<ledger::Fault> for LineError {
    fn from(fault: ledger::Fault) -> LineError {
        LineError::Exchange(fault.into())
    }
}

/// What one contact brought and took.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Contact {
    pub rounds: u32,
    pub bytes_sent: u64,
    pub bytes_received: u64,
    pub entries: u64,
    pub left: u64,
    pub parcels: u64,
}

/// How the line last was, for the page; lost when the program ends.
#[derive(Clone, Debug, Default)]
pub struct LineState(Arc<Mutex<Last>>);

#[derive(Clone, Debug, Default)]
pub struct Last {
    pub tried_at: Option<Timestamp>,
    /// The code of what went wrong; nothing when all went well.
    pub trouble: Option<&'static str>,
    pub failures: u32,
}

impl LineState {
    pub fn last(&self) -> Last {
        self.0.lock().unwrap_or_else(|e| e.into_inner()).clone()
    }
    fn note(&self, at: Timestamp, trouble: Option<&'static str>) -> u32 {
        let mut last = self.0.lock().unwrap_or_else(|e| e.into_inner());
        let failures = if trouble.is_some() { last.failures.saturating_add(1) } else { 0 };
        *last = Last { tried_at: Some(at), trouble, failures };
        failures
    }
}

/// Asks over HTTP. What passes is sealed and signed by itself.
struct Caller(ureq::Agent);

impl Caller {
    fn new() -> Caller {
        let config = ureq::Agent::config_builder().timeout_global(Some(PATIENCE)).http_status_as_error(false);
        Caller(config.build().into())
    }
    fn ask(&self, url: &str, bytes: &[u8], most: usize) -> Result<(u16, Vec<u8>), LineError> {
        let sent = self.0.post(url).content_type("application/octet-stream").send(bytes);
        let mut answer = sent.map_err(|_| LineError::Unreachable)?;
        let status = answer.status().as_u16();
        let body = answer.body_mut().with_config().limit(most as u64).read_to_vec();
        Ok((status, body.map_err(|_| LineError::Unreachable)?))
    }
}

/// Rounds with headquarters until neither has anything more to say.
pub fn contact(house: &House) -> Result<Contact, LineError> {
    let hub = house.room::<Site>().hub.as_ref().ok_or(LineError::NoAddress)?;
    let url = hub.url.as_ref().ok_or(LineError::NoAddress)?;
    let url = format!("{}{FRAMES}", url.trim_end_matches('/'));
    let caller = Caller::new();
    let mut contact = Contact::default();
    let mut is_filled = false;
    while contact.rounds < ROUNDS_MAX {
        if !is_filled {
            turn::fill(house, &hub.site)?;
        }
        let frame = house.ledger.frame_for(&hub.site)?;
        let (status, answer) = caller.ask(&url, &frame, FRAME_BYTES_MAX)?;
        match status {
            200 => {}
            400 | 403 | 404 | 405 => return Err(LineError::Unknown),
            410 => return Err(LineError::Revoked),
            409 => return Err(LineError::OldEpoch),
            _ => return Err(LineError::Busy),
        }
        let brought = turn::take(house, &answer)?;
        contact.rounds += 1;
        contact.bytes_sent += frame.len() as u64;
        contact.bytes_received += answer.len() as u64;
        contact.entries += brought.entries_new;
        contact.left += brought.left;
        contact.parcels += brought.parcels;
        let has_brought =
            brought.entries_new + brought.entries_known + brought.left + brought.parcels + brought.proofs > 0;
        let is_waiting = turn::is_waiting(&house.ledger, &hub.site)?;
        // What was received is acknowledged in one more round.
        if !brought.has_more && !has_brought && !is_waiting {
            break;
        }
        is_filled = is_waiting;
    }
    Ok(contact)
}

/// Asks headquarters to enrol this site.
pub fn ask_to_join(url: &str, asked: &Asked) -> Result<Admitted, LineError> {
    let url = format!("{}{JOIN}", url.trim_end_matches('/'));
    let letter = serde_json::to_vec(asked).map_err(|_| EnrolRefusal::Malformed)?;
    let (status, answer) = Caller::new().ask(&url, &letter, LETTER_BYTES_MAX)?;
    match status {
        200 => serde_json::from_slice(&answer).map_err(|_| EnrolRefusal::Stranger.into()),
        403 => Err(EnrolRefusal::Code.into()),
        410 => Err(EnrolRefusal::Expired.into()),
        409 => Err(EnrolRefusal::Used.into()),
        503 => Err(LineError::Busy),
        _ => Err(LineError::Unknown),
    }
}

/// Until when to wait after so many contacts that came to nothing: twice as long each time, never longer than ten minutes,
/// and not all posts at once.
pub fn wait_after(failures: u32, random: &dyn Random) -> Duration {
    if failures == 0 {
        return QUIET;
    }
    let doubled = FIRST_WAIT.saturating_mul(1 << (failures - 1).min(10));
    let full = doubled.min(LONGEST_WAIT);
    let mut byte = [0u8; 1];
    random.fill(&mut byte);
    // Between three quarters and the whole.
    Duration::from_millis(full * 750 + full * 250 * u64::from(byte[0]) / 255)
}

/// One contact, and how long to wait until the next.
pub fn turn_and_wait(house: &House) -> Duration {
    let state = house.room::<LineState>();
    let outcome = contact(house);
    let trouble = outcome.as_ref().err().map(LineError::code);
    match &outcome {
        Ok(contact) if contact.entries + contact.parcels > 0 => {
            tracing::info!(rounds = contact.rounds, entries = contact.entries, "spoke to headquarters");
        }
        Ok(_) => {}
        Err(error) => tracing::info!(%error, "no contact with headquarters; it is tried again"),
    }
    wait_after(state.note(house.clock.now(), trouble), &*house.random)
}

/// Keeps the line to headquarters for as long as the house stands.
pub fn keep(house: &Arc<House>) {
    let has_address = house.room::<Site>().hub.as_ref().is_some_and(|hub| hub.url.is_some());
    if !has_address {
        return;
    }
    let weak: Weak<House> = Arc::downgrade(house);
    std::thread::spawn(move || {
        while let Some(house) = weak.upgrade() {
            let wait =
                if house.is_locked() { Duration::from_secs(FIRST_WAIT) } else { turn_and_wait(&house) };
            drop(house);
            std::thread::sleep(wait);
        }
    });
}

/// For how long headquarters was not heard.
pub fn silent_for(heard_at: Option<Timestamp>, now: Timestamp) -> Option<SignedDuration> {
    heard_at.map(|at| now.duration_since(at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::SeededRandom;

    #[test]
    fn the_wait_grows_to_ten_minutes_and_no_further() {
        let random = SeededRandom::new(1);
        assert_eq!(wait_after(0, &random), QUIET);
        for (failures, full) in [(1, 5), (2, 10), (3, 20), (8, 600), (4_000, 600)] {
            let wait = wait_after(failures, &random).as_secs_f64();
            assert!(wait >= full as f64 * 0.75 && wait <= full as f64, "{failures}: {wait}");
        }
    }
}
