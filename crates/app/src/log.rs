//! The log of the program: one line an event, and of every event only the fields that can identify nobody.
//!
//! What may be logged is listed, all else is withheld: names, dates of birth, numbers of documents, free text, addresses
//! with their queries, cookies, tokens and forms cannot reach the log under any name. Other people's code may only say
//! that it had something to say.

use crate::config::Log;
use std::fmt::{self, Write as _};
use std::io::IsTerminal;
use tracing::field::{Field, Visit};
use tracing::{Event, Subscriber};
use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::format::Writer;
use tracing_subscriber::fmt::{FmtContext, FormatEvent, FormatFields, MakeWriter};
use tracing_subscriber::registry::LookupSpan;

/// The fields that may be written. A new one is added here after asking whether it can ever hold what somebody typed.
const ALLOWED: &[&str] = &[
    "message", "request", "route", "method", "status", "micros", "role", "incident", "fault", "place",
    "sequence", "seconds", "bytes", "free_mb", "version", "engine",
];

/// Whose words are written: our own crates choose theirs with the list above in mind.
const OURS: &[&str] = &[
    "app",
    "ceiba",
    "web",
    "ledger",
    "access",
    "kernel",
    "letters",
    "procedure",
    "disclosure",
    "identity",
    "casework",
    "asylum",
    "statistics",
    "pledges",
    "oversight",
    "api",
];

/// Writes events so. `json`: one object a line, else words for a terminal.
pub struct Lines {
    pub json: bool,
}

/// Begins to log, to standard error.
pub fn begin(config: &Log) {
    let filter = EnvFilter::try_new(&config.level).unwrap_or_else(|_| EnvFilter::new("warn"));
    let json = match config.format.as_str() {
        "json" => true,
        "text" => false,
        _ => !std::io::stderr().is_terminal(),
    };
    let _ = tracing::subscriber::set_global_default(subscriber(filter, json, std::io::stderr));
}

/// The log as it is wired, on any writer.
pub fn subscriber<W>(filter: EnvFilter, json: bool, writer: W) -> impl Subscriber + Send + Sync
where
    W: for<'a> MakeWriter<'a> + Send + Sync + 'static,
{
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .event_format(Lines { json })
        .with_writer(writer)
        .finish()
}

#[derive(Default)]
struct Said {
    fields: serde_json::Map<String, serde_json::Value>,
    withheld: u64,
}

impl Said {
    fn put(&mut self, field: &Field, value: impl Into<serde_json::Value>) {
        if ALLOWED.contains(&field.name()) {
            self.fields.insert(field.name().to_owned(), value.into());
        } else {
            self.withheld += 1;
        }
    }
}

impl Visit for Said {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.put(field, format!("{value:?}"));
    }
    fn record_str(&mut self, field: &Field, value: &str) {
        self.put(field, value);
    }
    fn record_u64(&mut self, field: &Field, value: u64) {
        self.put(field, value);
    }
    fn record_i64(&mut self, field: &Field, value: i64) {
        self.put(field, value);
    }
    fn record_bool(&mut self, field: &Field, value: bool) {
        self.put(field, value);
    }
}

impl<S, N> FormatEvent<S, N> for Lines
where
    S: Subscriber + for<'a> LookupSpan<'a>,
    N: for<'a> FormatFields<'a> + 'static,
{
    #[allow(clippy::disallowed_methods)]
    fn format_event(&self, _: &FmtContext<'_, S, N>, mut out: Writer<'_>, event: &Event<'_>) -> fmt::Result {
        let target = event.metadata().target();
        let is_ours = OURS.contains(&target.split("::").next().unwrap_or(target));
        let mut said = Said::default();
        if is_ours {
            event.record(&mut said);
        } else {
            said.withheld += 1;
        }
        let at = jiff::Timestamp::now();
        let level = event.metadata().level();
        if self.json {
            let mut line = serde_json::Map::new();
            line.insert("at".into(), at.to_string().into());
            line.insert("level".into(), level.as_str().into());
            line.insert("target".into(), target.into());
            line.append(&mut said.fields);
            if said.withheld > 0 {
                line.insert("withheld".into(), said.withheld.into());
            }
            return writeln!(out, "{}", serde_json::Value::Object(line));
        }
        let mut line = format!("{at:.0} {level} {target}");
        if let Some(message) = said.fields.remove("message").as_ref().and_then(|m| m.as_str()) {
            let _ = write!(line, ": {message}");
        }
        for (name, value) in &said.fields {
            let _ = write!(line, " {name}={value}");
        }
        writeln!(out, "{line}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use std::sync::{Arc, Mutex};

    #[derive(Clone, Default)]
    struct Page(Arc<Mutex<Vec<u8>>>);
    impl Write for Page {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.lock().unwrap().extend_from_slice(bytes);
            Ok(bytes.len())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    fn logged(json: bool, say: impl FnOnce()) -> String {
        let page = Page::default();
        let writer = page.clone();
        let subscriber = subscriber(EnvFilter::new("trace"), json, move || writer.clone());
        tracing::subscriber::with_default(subscriber, say);
        String::from_utf8(page.0.lock().unwrap().clone()).unwrap()
    }

    #[test]
    fn a_field_nobody_listed_is_withheld() {
        for json in [true, false] {
            let text = logged(json, || {
                tracing::info!(name = "Quetzalzyx", query = "q=Quetzalzyx", status = 200_u16, "answered");
                tracing::error!(target: "hyper::proto", "GET /people?q=Quetzalzyx");
            });
            assert!(!text.contains("Quetzalzyx"), "{text}");
            assert!(
                text.contains("answered") && text.contains("200") && text.contains("hyper::proto"),
                "{text}"
            );
        }
    }

    #[test]
    fn every_line_is_json() {
        let text = logged(true, || {
            tracing::warn!(fault = %"database: a \"quoted\" word", "a request\nfailed");
            tracing::info!(micros = 12_u64, role = "reviewer", "answered");
        });
        let lines: Vec<serde_json::Value> = text.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
        assert_eq!(lines.len(), 2, "{text}");
        assert_eq!((lines[1]["micros"].as_u64(), lines[1]["role"].as_str()), (Some(12), Some("reviewer")));
    }
}
