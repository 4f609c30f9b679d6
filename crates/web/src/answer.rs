//! What an act may answer, and what may go wrong on the way: each a page that a person can do something with.

use crate::{Media, Page};
use ledger::Fault;

/// The answer of an act.
pub type Reply = Result<Answer, Trouble>;

/// What goes back to the browser.
#[derive(Clone, Debug)]
pub enum Answer {
    Page(Page),
    /// `303 See Other`: after a command, the page that shows what became of it. A local path.
    See(String),
    /// The same, with cookies to set: signing in and out, choosing a language.
    SeeWith {
        to: String,
        cookies: Vec<Cookie>,
    },
    Csv {
        name: String,
        body: String,
    },
    /// A report of one file, to save and to print.
    Html {
        name: String,
        body: String,
    },
    Pdf {
        name: String,
        bytes: Vec<u8>,
    },
    /// A file that somebody brought: shown or handed out so that nothing of it can run.
    Scan {
        name: String,
        media: Media,
        bytes: Vec<u8>,
    },
    Json(serde_json::Value),
    Text(String),
    /// A file of the program's own. `forever`: its name holds the hash of its content.
    Asset {
        content_type: &'static str,
        bytes: &'static [u8],
        forever: bool,
    },
}

impl From<Page> for Answer {
    fn from(page: Page) -> Answer {
        Answer::Page(page)
    }
}

/// A cookie to set; an empty value removes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cookie {
    pub(crate) name: CookieName,
    pub(crate) value: String,
}

/// The cookies of the house.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CookieName {
    /// The session's token; gone when the browser closes, and on the server after its time.
    Session,
    /// The language of somebody who has not signed in; a year.
    Language,
    /// Ties the sign-in form to the browser that was shown it.
    Visitor,
    /// A browser that somebody has signed in from: strangers' failures elsewhere do not lock it out.
    Device,
    /// A sign-in that still waits for the second factor; opens nothing else.
    HalfOpen,
    /// A tablet that several people share, enrolled with a one-time code.
    Tablet,
}

impl CookieName {
    /// The name in the browser. `__Host-` makes it refuse the cookie unless it is `Secure` and of this host alone.
    pub(crate) fn on_wire(self, secure: bool) -> &'static str {
        match (self, secure) {
            (CookieName::Session, true) => "__Host-ceiba_session",
            (CookieName::Session, false) => "ceiba_session",
            (CookieName::Language, true) => "__Host-ceiba_language",
            (CookieName::Language, false) => "ceiba_language",
            (CookieName::Visitor, true) => "__Host-ceiba_visitor",
            (CookieName::Visitor, false) => "ceiba_visitor",
            (CookieName::Device, true) => "__Host-ceiba_device",
            (CookieName::Device, false) => "ceiba_device",
            (CookieName::HalfOpen, true) => "__Host-ceiba_half_open",
            (CookieName::HalfOpen, false) => "ceiba_half_open",
            (CookieName::Tablet, true) => "__Host-ceiba_tablet",
            (CookieName::Tablet, false) => "ceiba_tablet",
        }
    }
}

impl Cookie {
    /// The cookie by which a tablet is known; an empty token takes it away.
    pub fn of_tablet(token: impl Into<String>) -> Cookie {
        Cookie::new(CookieName::Tablet, token)
    }
    pub(crate) fn new(name: CookieName, value: impl Into<String>) -> Cookie {
        Cookie { name, value: value.into() }
    }
    /// The value of a `Set-Cookie` header.
    pub(crate) fn header(&self, secure: bool) -> String {
        let age = match self.name {
            _ if self.value.is_empty() => "; Max-Age=0",
            CookieName::Language => "; Max-Age=31536000",
            CookieName::Device => "; Max-Age=7776000",
            CookieName::Tablet => "; Max-Age=34560000",
            CookieName::Session | CookieName::Visitor | CookieName::HalfOpen => "",
        };
        let site = if matches!(self.name, CookieName::Session | CookieName::Language | CookieName::Tablet) {
            "Lax"
        } else {
            "Strict"
        };
        let secure_mark = if secure { "; Secure" } else { "" };
        let name = self.name.on_wire(secure);
        format!("{name}={}; Path=/; HttpOnly; SameSite={site}{age}{secure_mark}", self.value)
    }
}

/// Why there is no answer.
#[derive(Debug)]
pub enum Trouble {
    /// The page, or the file it is about, does not exist for the reader.
    NotFound,
    /// The house does not do this, and says why in the reader's language.
    Refused(String),
    /// Somebody else changed the file meanwhile. The page shows both versions and the form again.
    Stale { rows: Vec<StaleRow> },
    /// The form again, with errors beside its fields and everything typed kept.
    Invalid(Page),
    /// Not the reader's fault; a page with an incident number.
    Internal(Fault),
}

/// One field of a form that met a newer version of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaleRow {
    pub label: String,
    pub typed: String,
    pub now: String,
}

impl From<Fault> for Trouble {
    fn from(fault: Fault) -> Trouble {
        match fault {
            Fault::Stale => Trouble::Stale { rows: Vec::new() },
            other => Trouble::Internal(other),
        }
    }
}
