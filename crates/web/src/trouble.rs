//! What went wrong as pages: each says what happened, that nothing was lost, and what to do next.

use crate::answer::StaleRow;
use crate::part::{self, Act, Compared, Comparison, Tone};
use crate::serve::Asker;
use crate::{Fields, House, Method, Page, Trouble, Words};
use kernel::Lang;
use ledger::Fault;
use maud::{Markup, html};

/// Why a request ends without the answer of an act.
#[derive(Debug)]
pub enum Halt {
    Trouble(Trouble),
    /// The permission is missing, and the route is about no file whose existence this could tell.
    Forbidden,
    Method(Vec<Method>),
    TooLarge,
    Unreadable,
    /// The form's token is not of this session, and its page cannot be shown again.
    OldForm,
    /// Somebody else began the form that was sent: it is kept for them, or could not be, and not shown.
    OthersForm {
        is_kept: bool,
    },
    Stale {
        rows: Vec<StaleRow>,
        page: String,
    },
    See(String),
    /// There is no room to write; what was typed, to be sent again.
    ReadOnly {
        path: String,
        form: Fields,
        why: Closed,
    },
    /// A fault that is in the log already.
    Incident(Incident),
    /// The keys were let go of.
    Locked,
    /// The program broke off; said without details, which may hold names.
    Panic,
}

impl From<Trouble> for Halt {
    fn from(trouble: Trouble) -> Halt {
        Halt::Trouble(trouble)
    }
}

/// Nothing can be written: where it was noticed, and its number where the store refused.
#[derive(Debug, Default)]
pub struct Closed {
    pub is_intake: bool,
    pub incident: Option<String>,
}

/// Makes pages in the reader's language.
struct Notice<'a> {
    words: &'a Words,
    lang: Lang,
}

impl Notice<'_> {
    fn t(&self, key: &str) -> String {
        self.words.t(self.lang, key, &[])
    }
    fn page(&self, status: u16, title_key: &str, body: Markup) -> Page {
        let title = self.t(title_key);
        let home = Act::new("/", self.t("web-back-home"));
        let body = html! { (part::heading(&title, None, None)) (part::prose(html! { (body) p { (part::link(&home)) } })) };
        Page::new(title, body).status(status)
    }
    fn sentence(&self, status: u16, title_key: &str, body_key: &str) -> Page {
        self.page(status, title_key, html! { p { (self.t(body_key)) } })
    }
}

/// The page of a halt. `pattern` is the route, for the log; the URL never is.
pub fn page(house: &House, asker: &Asker, pattern: &str, halt: Halt) -> Page {
    let notice = Notice { words: &house.words, lang: asker.lang };
    match halt {
        Halt::Trouble(Trouble::NotFound) => not_found(&notice),
        Halt::Trouble(Trouble::Refused(why)) => notice.page(409, "web-refused-title", html! { p { (why) } }),
        Halt::Trouble(Trouble::Invalid(page)) => page.status(422),
        Halt::Trouble(Trouble::Stale { rows }) => stale_page(&notice, &rows, "/"),
        Halt::Stale { rows, page } => stale_page(&notice, &rows, &page),
        Halt::Locked | Halt::Trouble(Trouble::Internal(Fault::Locked)) => locked(&notice),
        Halt::Trouble(Trouble::Internal(fault)) => {
            incident(&notice, &Incident::new(house, pattern, Some(&fault)))
        }
        Halt::Incident(known) => incident(&notice, &known),
        Halt::Panic => incident(&notice, &Incident::new(house, pattern, None)),
        Halt::Forbidden => notice.sentence(403, "web-forbidden-title", "web-forbidden-body"),
        Halt::Method(_) => notice.sentence(405, "web-method-title", "web-method-body"),
        Halt::Unreadable => notice.sentence(400, "web-unreadable-title", "web-unreadable-body"),
        Halt::OldForm => notice.sentence(403, "web-form-old-title", "web-form-old-body"),
        Halt::OthersForm { is_kept: true } => {
            notice.sentence(409, "web-form-others-title", "web-form-others-body")
        }
        Halt::OthersForm { is_kept: false } => {
            notice.sentence(409, "web-form-others-title", "web-form-others-lost")
        }
        Halt::TooLarge => {
            let max = crate::intake::FORM_BYTES_MAX / 1024;
            let body = notice.words.t(asker.lang, "web-too-large-body", &[("max", max.into())]);
            notice.page(413, "web-too-large-title", html! { p { (body) } })
        }
        Halt::ReadOnly { path, form, why } => read_only_page(&notice, &path, &form, &why),
        Halt::See(_) => not_found(&notice),
    }
}

/// Nothing opens; whoever comes is received on paper.
fn locked(notice: &Notice) -> Page {
    let title = notice.t("web-locked-title");
    let body = html! {
        (part::heading(&title, None, Some(&notice.t("web-locked-body"))))
        p { (notice.t("web-locked-paper")) }
        p { (part::link(&Act::new(crate::serve::UNLOCK, notice.t("web-locked-open")))) }
    };
    Page::new(title, part::prose(body)).bare().status(503)
}

fn not_found(notice: &Notice) -> Page {
    let body = html! { p { (notice.t("web-not-found-body")) } p { (notice.t("web-not-found-help")) } };
    notice.page(404, "web-not-found-title", body)
}

fn incident(notice: &Notice, incident: &Incident) -> Page {
    let body = html! {
        p { (notice.t(incident.key())) }
        p { (notice.t("web-incident-number")) ": " b { (incident.number) } }
    };
    notice.page(incident.status(), "web-incident-title", body)
}

/// A fault under its number, which the person tells and the log holds.
#[derive(Debug)]
pub struct Incident {
    pub number: String,
    is_read_only: bool,
}

impl Incident {
    /// Writes the fault to the log: its kind and the route's pattern, no address and no value.
    pub fn new(house: &House, pattern: &str, fault: Option<&Fault>) -> Incident {
        let number = house.fresh_hex()[..8].to_uppercase();
        if matches!(fault, Some(Fault::ReadOnly(_))) {
            house.gate().report();
        }
        match fault {
            Some(fault) => tracing::error!(incident = %number, route = pattern, %fault, "a request failed"),
            None => tracing::error!(incident = %number, route = pattern, "a request broke off"),
        }
        Incident { number, is_read_only: matches!(fault, Some(Fault::ReadOnly(_))) }
    }
    pub fn status(&self) -> u16 {
        if self.is_read_only { 503 } else { 500 }
    }
    /// The key of what a person can do about it.
    pub fn key(&self) -> &'static str {
        if self.is_read_only { "web-read-only-body" } else { "web-incident-body" }
    }
}

fn read_only_page(notice: &Notice, path: &str, form: &Fields, why: &Closed) -> Page {
    let body = html! {
        (closed(|key| notice.t(key), why))
        form method="post" action=(path) {
            @for (name, value) in form.iter() { input type="hidden" name=(name) value=(value); }
            (part::quiet_button(&notice.t("web-closed-again"), "_again", "1"))
        }
    };
    notice.page(503, "web-closed-title", body)
}

/// What is told while nothing can be written; at a post, that the printed sheet takes over.
fn closed(t: impl Fn(&str) -> String, why: &Closed) -> Markup {
    html! {
        p { (t("web-closed-body")) }
        @if why.is_intake { p { (t("web-closed-intake")) } }
        @if let Some(number) = &why.incident { p { (t("web-incident-number")) ": " b { (number) } } }
    }
}

fn stale_page(notice: &Notice, rows: &[StaleRow], page: &str) -> Page {
    let open = Act::new(page, notice.t("web-stale-open"));
    let body = html! {
        p { (notice.t("web-stale-body")) }
        (compared(|key| notice.t(key), rows))
        p { (part::link(&open)) }
    };
    notice.page(409, "web-stale-title", body)
}

fn compared(t: impl Fn(&str) -> String, rows: &[StaleRow]) -> Markup {
    if rows.is_empty() {
        return html! {};
    }
    let row = |row: &StaleRow| Compared {
        label: row.label.clone(),
        yours: row.typed.clone(),
        now: row.now.clone(),
    };
    part::comparison(&Comparison {
        caption: t("web-stale-caption"),
        field_head: t("web-stale-field"),
        yours_head: t("web-stale-typed"),
        now_head: t("web-stale-now"),
        differs: t("web-stale-differs"),
        rows: rows.iter().map(row).collect(),
    })
}

/// Notices above a form that is shown again.
pub mod notices {
    use super::{Closed, Incident, StaleRow, Tone, closed, compared, html, part};
    use crate::{Ask, FormErrors, Markup};

    pub fn draft(ask: &Ask) -> Markup {
        part::notice(Tone::Info, &ask.t("web-draft-notice"), html! {})
    }
    pub fn glass(ask: &Ask) -> Markup {
        part::notice(Tone::Danger, &ask.t("web-glass-title"), html! { p { (ask.t("web-glass-body")) } })
    }
    pub fn old_form(ask: &Ask) -> Markup {
        part::notice(Tone::Caution, &ask.t("web-form-old-notice"), html! {})
    }
    pub fn errors(ask: &Ask, errors: &FormErrors) -> Markup {
        part::error_summary(&ask.t("web-errors-title"), errors.iter())
    }
    pub fn refused(ask: &Ask, why: &str) -> Markup {
        part::notice(Tone::Danger, &ask.t("web-refused-title"), html! { p { (why) } })
    }
    pub fn incident(ask: &Ask, incident: &Incident) -> Markup {
        let body = html! {
            p { (ask.t(incident.key())) }
            p { (ask.t("web-incident-number")) ": " b { (incident.number) } }
        };
        part::notice(Tone::Danger, &ask.t("web-incident-title"), body)
    }
    pub fn read_only(t: impl Fn(&str) -> String, why: &Closed) -> Markup {
        part::notice(Tone::Danger, &t("web-closed-title"), closed(&t, why))
    }
    pub fn stale(ask: &Ask, rows: &[StaleRow]) -> Markup {
        let body = html! {
            p { (ask.t("web-stale-body")) }
            (compared(|key| ask.t(key), rows))
            p { (ask.t("web-stale-again")) }
        };
        part::notice(Tone::Danger, &ask.t("web-stale-title"), body)
    }
}
