//! The sentences of the public pages: lengths, whom to ask, where something is written and how sure that is.

use jiff::civil::Date;
use kernel::Lang;
use procedure::{Cite, Counting, Explained, Length, OfficeFact, Said, Since, Time, Unit, Verification, Who};
use web::{Arg, Markup, Words, html};

/// The words of one language.
pub struct Pen<'a> {
    words: &'a Words,
    pub lang: Lang,
}

impl<'a> Pen<'a> {
    pub fn new(words: &'a Words, lang: Lang) -> Pen<'a> {
        Pen { words, lang }
    }
    pub fn t(&self, key: &str) -> String {
        self.words.t(self.lang, key, &[])
    }
    pub fn tw(&self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.words.t(self.lang, key, args)
    }
    pub fn said<'s>(&self, said: &'s Said) -> &'s str {
        said.in_lang(self.lang)
    }
    fn day(&self, day: Date) -> String {
        self.words.day_long(self.lang, day)
    }

    /// `Última revisión: 22 de noviembre de 2026.`
    pub fn checked(&self, told: &Explained<'_>) -> String {
        self.tw("app-rights-checked", &[("day", self.day(told.checked).into())])
    }
    /// Whom to ask about what nobody confirmed.
    pub fn ask_at(&self, told: &Explained<'_>) -> String {
        self.named(&told.ask_at)
    }
    pub fn named(&self, offices: &[&OfficeFact]) -> String {
        let names: Vec<&str> = offices.iter().map(|o| self.said(&o.names)).collect();
        names.join("; ")
    }

    /// What somebody has to do within a time: how long, or to do it at once and whom to ask.
    pub fn own_time(&self, time: &Time<'_>, told: &Explained<'_>) -> String {
        match time {
            Time::Confirmed { .. } => self.confirmed("app-rights-own-time", time),
            Time::Unconfirmed => {
                self.tw("app-rights-own-time-unknown", &[("office", self.ask_at(told).into())])
            }
        }
    }
    /// The same for what the institution has to do.
    pub fn office_time(&self, time: &Time<'_>, told: &Explained<'_>) -> String {
        match time {
            Time::Confirmed { .. } => self.confirmed("app-rights-office-time", time),
            Time::Unconfirmed => {
                self.tw("app-rights-office-time-unknown", &[("office", self.ask_at(told).into())])
            }
        }
    }
    fn confirmed(&self, key: &str, time: &Time<'_>) -> String {
        let Time::Confirmed { length, since, counting, .. } = time else { return String::new() };
        let since = match since {
            Since::Entry => self.t("app-rights-since-entry"),
            Since::Asking => self.t("app-rights-since-asking"),
            Since::Told => self.t("app-rights-since-told"),
            Since::Other(said) => self.said(said).to_owned(),
        };
        let count = match counting {
            Counting::EventDayNotCounted => "app-rights-count-next-day",
            Counting::FromNextWorkingDay => "app-rights-count-next-working-day",
        };
        let counted = self.tw(count, &[("since", since.into())]);
        self.tw(key, &[("length", self.length(*length).into()), ("counted", counted.into())])
    }
    /// `5 días hábiles`
    pub fn length(&self, length: Length) -> String {
        let args = [("n", i64::from(length.length).into())];
        match length.unit {
            Unit::WorkingDays => self.tw("app-law-working-days", &args),
            Unit::CalendarDays => self.tw("app-law-calendar-days", &args),
            Unit::Months => self.tw("app-law-months", &args),
            Unit::Unknown => self.t("app-law-length-unknown"),
        }
    }

    pub fn who(&self, who: &Who<'_>) -> String {
        match who {
            Who::Office(office) => self.said(&office.names).to_owned(),
            Who::Role(role) => {
                let code = role.code().replace('_', "-");
                let plain = format!("app-rights-who-{code}");
                if self.words.has(self.lang, &plain) {
                    self.t(&plain)
                } else {
                    self.t(&access::role_key(*role))
                }
            }
        }
    }

    /// Where something is written and how sure that is, in one quiet line.
    pub fn written(&self, cite: &Cite) -> Markup {
        html! { p.c-basis { (self.place(cite)) } }
    }
    /// The words of that line.
    pub fn place(&self, cite: &Cite) -> String {
        let sure = match (cite.source.as_str(), cite.verification) {
            (Cite::PLATFORM, _) => return self.t("app-rights-written-practice"),
            (Cite::UNKNOWN, _) => return self.t("app-rights-written-nowhere"),
            (_, Verification::Verified) => self.t("app-rights-sure-verified"),
            (_, Verification::Secondary) => self.t("app-rights-sure-secondary"),
            (_, Verification::Unverified) => self.t("app-rights-sure-unverified"),
        };
        let place = cite.url.as_deref().map_or(cite.source.as_str(), host);
        let written = match &cite.article {
            Some(article) => {
                let args = [("article", article.as_str().into()), ("place", place.into())];
                self.tw("app-rights-written-article", &args)
            }
            None => self.tw("app-rights-written", &[("place", place.into())]),
        };
        format!("{written} {sure}")
    }
    pub fn asked_by_form(&self) -> Markup {
        html! { p.c-basis { (self.t("app-rights-written-form")) } }
    }
}

fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split('/').next().unwrap_or(rest);
    host.strip_prefix("www.").unwrap_or(host)
}
