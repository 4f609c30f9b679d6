//! What a browser asks, as an act sees it: who, in which language, with which fields.

use crate::form::{Fields, FormErrors};
use crate::{Answer, Arg, Trouble, Upload, Words};
use access::{Standing, Who};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use kernel::{AccountId, Lang, Office, Role};
use maud::{Markup, html};
use std::str::FromStr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use uuid::Uuid;

/// One request, after every check of the house has passed.
pub struct Ask {
    /// The signed-in account. On a public page that nobody signed in to it is nobody, who may do nothing.
    pub who: Who,
    pub lang: Lang,
    pub query: Fields,
    /// What was posted; empty on GET.
    pub form: Fields,
    /// The files that the posted form carried.
    pub files: Vec<Upload>,
    /// What was typed into this page's form before something came between (an expired session, a newer version of
    /// the file, unreadable bytes). Forms show it; see [`Ask::values`].
    pub typed: Option<Fields>,
    /// Today in the time zone of the country.
    pub today: Date,
    pub now: Timestamp,
    pub(crate) path: String,
    pub(crate) pattern: &'static str,
    pub(crate) parameters: crate::route::Parameters,
    pub(crate) csrf: String,
    pub(crate) visitor: Visitor,
    pub(crate) found: FormErrors,
    /// The number of the draft that the page's form shows.
    pub(crate) draft: Option<u32>,
    pub(crate) key: String,
    pub(crate) key_seed: String,
    pub(crate) keys_given: AtomicU32,
    pub(crate) words: Arc<Words>,
    pub(crate) zone: TimeZone,
}

/// What only the pages for visitors need to know.
#[derive(Clone, Default)]
pub(crate) struct Visitor {
    /// The session token the browser sent, live or not.
    pub session: Option<String>,
    /// Where the request came from, for lockout.
    pub from: String,
    /// The token of a browser somebody has signed in from before.
    pub device: Option<String>,
    /// The token of a sign-in whose second factor is still to be shown.
    pub half_open: Option<String>,
    /// The token of a tablet that was enrolled, and what the house knows of it.
    pub tablet: Option<String>,
    pub standing: Standing,
    /// The request came from this machine itself.
    pub is_near: bool,
    /// Which browser on which system, in two words, as it says itself.
    pub browser: String,
}

impl Ask {
    pub fn is_signed_in(&self) -> bool {
        is_somebody(&self.who)
    }
    /// The sentence of a key in the reader's language.
    pub fn t(&self, key: &str) -> String {
        self.words.t(self.lang, key, &[])
    }
    /// The sentence of a key with values put in.
    pub fn tw(&self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.words.t(self.lang, key, args)
    }
    pub fn words(&self) -> &Words {
        &self.words
    }
    /// `18 nov 2024`
    pub fn day(&self, date: Date) -> String {
        self.words.day(self.lang, date)
    }
    /// `18 de noviembre de 2024`
    pub fn day_long(&self, date: Date) -> String {
        self.words.day_long(self.lang, date)
    }
    /// `nov 2024`
    pub fn month(&self, date: Date) -> String {
        self.words.month(self.lang, date)
    }
    /// `18 nov 2024, 14:05` in the time zone of the country.
    pub fn instant(&self, at: Timestamp) -> String {
        self.words.instant(self.lang, at, &self.zone)
    }
    /// The day of an instant in the time zone of the country.
    pub fn day_of(&self, at: Timestamp) -> Date {
        at.to_zoned(self.zone.clone()).date()
    }
    /// `12,345`
    pub fn number(&self, n: i64) -> String {
        crate::words::number(n)
    }

    /// The value of a parameter of the path; empty when the path has none of that name.
    pub fn param(&self, name: &str) -> &str {
        self.parameters.iter().find(|(n, _)| *n == name).map_or("", |(_, value)| value.as_str())
    }
    /// A parameter of the path as an id; what is no id is a page that does not exist.
    pub fn id<T: FromStr>(&self, name: &str) -> Result<T, Trouble> {
        self.param(name).parse().map_err(|_| Trouble::NotFound)
    }
    /// The path that was asked for, without its query.
    pub fn path(&self) -> &str {
        &self.path
    }
    /// The route's pattern: what logs may say.
    pub fn pattern(&self) -> &'static str {
        self.pattern
    }

    /// The client's key of this command: the same form sent twice has the same key, two forms never have.
    pub fn key(&self) -> &str {
        &self.key
    }
    /// What the fields of the page's form show: what was just posted, or what was typed before something came
    /// between, or nothing.
    pub fn values(&self) -> &Fields {
        match &self.typed {
            Some(typed) if self.form.is_empty() => typed,
            _ => &self.form,
        }
    }
    /// Whether there is anything typed to show rather than what is stored.
    pub fn has_values(&self) -> bool {
        !self.form.is_empty() || self.typed.is_some()
    }
    /// The value a field shows: what was typed, else what is stored.
    pub fn value_or<'a>(&'a self, field: &str, stored: &'a str) -> &'a str {
        if self.has_values() { self.values().text(field) } else { stored }
    }
    /// Whether the browser is a tablet that several people share.
    pub fn is_on_tablet(&self) -> bool {
        matches!(self.visitor.standing, Standing::Enrolled(_))
    }
    /// Where the request came from, for counting tries.
    pub fn from(&self) -> &str {
        &self.visitor.from
    }
    /// Today as people type it in a date field: `18 11 2024`.
    pub fn today_typed(&self) -> String {
        format!("{} {} {}", self.today.day(), self.today.month(), self.today.year())
    }
    /// The file that was sent in a field.
    pub fn file(&self, field: &str) -> Option<&Upload> {
        self.files.iter().find(|file| file.field == field)
    }
    /// The errors to begin with: those the house found before the act ran (bytes that are not text).
    pub fn errors(&self) -> FormErrors {
        self.found.clone()
    }

    /// After a command: the page that shows what became of it, with a sentence that says it is done. The key's name
    /// holds `-done`, as in `identity-register-done`.
    pub fn done(&self, to: &str, key: &str) -> Answer {
        let mark = if to.contains('?') { '&' } else { '?' };
        Answer::See(format!("{to}{mark}done={key}"))
    }

    /// The hidden fields that every posting form carries. Call once for each form of a page.
    pub fn csrf_fields(&self) -> Markup {
        let number = self.keys_given.fetch_add(1, Ordering::Relaxed);
        html! {
            input type="hidden" name="_csrf" value=(self.csrf);
            input type="hidden" name="_key" value={ (self.key_seed) "-" (number) };
            input type="hidden" name="_page" value=(self.page());
            @if let Some(number) = self.draft { input type="hidden" name="_draft" value=(number); }
        }
    }
    /// The same for a form that changes a record: `head` is `Loaded::head_text` of the version shown. If the form was
    /// interrupted, the version it was begun from is kept, so that a change by somebody else meanwhile is noticed.
    pub fn csrf_fields_at(&self, head: &str) -> Markup {
        let begun = self.typed.as_ref().and_then(|typed| typed.get("_head")).unwrap_or(head);
        html! {
            (self.csrf_fields())
            input type="hidden" name="_head" value=(begun);
        }
    }
    /// The version of the record that the posted form was made from.
    pub fn head(&self) -> &str {
        self.form.text("_head")
    }
    /// The page whose form this is: on POST the page that held it, on GET the page asked for.
    pub fn page(&self) -> String {
        if let Some(page) = local_path(self.form.text("_page")) {
            return page.to_owned();
        }
        crate::serve::page_of(&self.path, &self.query)
    }
}

/// Nobody: holds no permission but the public ones.
pub(crate) fn nobody(lang: Lang) -> Who {
    Who {
        account: AccountId(Uuid::nil()),
        login: String::new(),
        name: String::new(),
        role: Role::BorderOfficer,
        office: Office(String::new()),
        lang,
        affiliation: kernel::Affiliation::default(),
        scopes: None,
    }
}

pub(crate) fn is_somebody(who: &Who) -> bool {
    !who.account.0.is_nil()
}

/// The text, if it is a path of this house and nothing that a browser could take for another.
pub fn local_path(text: &str) -> Option<&str> {
    let is_plain = text.bytes().all(|b| b.is_ascii_graphic() && b != b'\\');
    let is_local = text.starts_with('/') && !text.starts_with("//");
    (is_plain && is_local && text.len() <= 2_000).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::local_path;

    #[test]
    fn only_paths_of_this_house_are_followed() {
        for good in ["/", "/cases/7?tab=terms", "/people?q=Jos%C3%A9"] {
            assert_eq!(local_path(good), Some(good));
        }
        for bad in
            ["", "//evil.example", "/\\evil.example", "https://evil.example", "/a\nb", "/a b", "javascript:x"]
        {
            assert_eq!(local_path(bad), None, "{bad}");
        }
    }
}
