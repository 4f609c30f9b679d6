//! What a person typed: decoded fields, the checks on them, and the errors shown beside each field.

use crate::Ask;
use jiff::civil::Date;
use kernel::{DateError, NameError, PartialDate};
use std::collections::BTreeSet;

/// An ordered multimap of field names and values, as a form or a query string carries them.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Fields {
    pairs: Vec<(String, String)>,
    /// Fields whose bytes were not UTF-8; their values hold U+FFFD where something was lost.
    unreadable: BTreeSet<String>,
}

impl std::fmt::Debug for Fields {
    /// Names of fields only: values are what people typed.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.pairs.iter().map(|(name, _)| name)).finish()
    }
}

impl Fields {
    /// No more fields than this are read from one form.
    pub const COUNT_MAX: usize = 4_000;

    /// Reads `application/x-www-form-urlencoded`. Never fails: broken escapes stay as typed, and values that are
    /// not UTF-8 are marked, see [`Fields::unreadable`].
    pub fn decode(bytes: &[u8]) -> Fields {
        let mut fields = Fields::default();
        for piece in bytes.split(|b| *b == b'&').filter(|p| !p.is_empty()).take(Self::COUNT_MAX) {
            let split = piece.iter().position(|b| *b == b'=');
            let (name, value) = match split {
                Some(at) => (&piece[..at], &piece[at + 1..]),
                None => (piece, &[][..]),
            };
            let (name, name_bad) = text_of(percent_decode(name));
            let (value, value_bad) = text_of(percent_decode(value));
            if name_bad || value_bad {
                fields.unreadable.insert(name.clone());
            }
            fields.pairs.push((name, value));
        }
        fields
    }
    pub fn from_pairs<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Fields {
        let pairs = pairs.into_iter().map(|(k, v)| (k.to_owned(), v.to_owned())).collect();
        Fields { pairs, unreadable: BTreeSet::new() }
    }
    /// The first value of a field; empty when it was not sent.
    pub fn text(&self, name: &str) -> &str {
        self.get(name).unwrap_or("")
    }
    pub fn get(&self, name: &str) -> Option<&str> {
        self.pairs.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
    }
    /// Every value of a field, as ticked boxes send them.
    pub fn all(&self, name: &str) -> Vec<&str> {
        self.pairs.iter().filter(|(n, _)| n == name).map(|(_, v)| v.as_str()).collect()
    }
    /// Whether a box is ticked: the field was sent and is neither empty, `off`, `no` nor `false`.
    pub fn is_on(&self, name: &str) -> bool {
        self.get(name).is_some_and(|v| !matches!(v, "" | "off" | "no" | "false" | "0"))
    }
    /// Whether this value is among those sent for a field.
    pub fn has(&self, name: &str, value: &str) -> bool {
        self.pairs.iter().any(|(n, v)| n == name && v == value)
    }
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.pairs.iter().map(|(n, v)| (n.as_str(), v.as_str()))
    }
    pub fn is_empty(&self) -> bool {
        self.pairs.is_empty()
    }
    pub(crate) fn pairs(&self) -> &[(String, String)] {
        &self.pairs
    }
    /// Adds one more value to a field.
    pub fn push(&mut self, name: &str, value: &str) {
        self.pairs.push((name.to_owned(), value.to_owned()));
    }
    /// Adds one more value as bytes; what is no UTF-8 is marked, see [`Fields::unreadable`].
    pub(crate) fn push_bytes(&mut self, name: &str, bytes: Vec<u8>) {
        let (value, is_bad) = text_of(bytes);
        if is_bad {
            self.unreadable.insert(name.to_owned());
        }
        if self.pairs.len() < Self::COUNT_MAX {
            self.pairs.push((name.to_owned(), value));
        }
    }
    /// Puts one value in place of whatever the field had.
    pub fn set(&mut self, name: &str, value: &str) {
        self.pairs.retain(|(n, _)| n != name);
        self.pairs.push((name.to_owned(), value.to_owned()));
    }
    pub fn remove(&mut self, name: &str) {
        self.pairs.retain(|(n, _)| n != name);
    }
    /// Names of fields that were not UTF-8.
    pub fn unreadable(&self) -> impl Iterator<Item = &str> {
        self.unreadable.iter().map(String::as_str)
    }
    pub fn is_readable(&self) -> bool {
        self.unreadable.is_empty()
    }
    /// The fields a person typed: without the machinery's own (their names begin with `_`, except the version the
    /// form was made from, `_head`) and without passwords. This is what a draft keeps.
    pub fn typed(&self) -> Fields {
        let is_kept = |name: &str| (!name.starts_with('_') || name == "_head") && !name.contains("password");
        let pairs = self.pairs.iter().filter(|(name, _)| is_kept(name)).cloned().collect();
        Fields { pairs, unreadable: self.unreadable.clone() }
    }
    /// As a query string or form body.
    pub fn encode(&self) -> String {
        let pair = |(n, v): &(String, String)| format!("{}={}", percent_encode(n), percent_encode(v));
        self.pairs.iter().map(pair).collect::<Vec<_>>().join("&")
    }
}

impl From<Vec<(String, String)>> for Fields {
    fn from(pairs: Vec<(String, String)>) -> Fields {
        Fields { pairs, unreadable: BTreeSet::new() }
    }
}

/// Escapes a text for a query string, a form body or one segment of a path.
pub fn percent_encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => out.push(byte.into()),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

/// As in forms: a plus sign is a space.
fn percent_decode(bytes: &[u8]) -> Vec<u8> {
    let spaced: Vec<u8> = bytes.iter().map(|b| if *b == b'+' { b' ' } else { *b }).collect();
    unescape(&spaced)
}

/// As in paths: a plus sign is a plus sign.
pub(crate) fn percent_decode_path(segment: &str) -> Vec<u8> {
    unescape(segment.as_bytes())
}

fn unescape(bytes: &[u8]) -> Vec<u8> {
    let hex = |b: u8| char::from(b).to_digit(16).and_then(|d| u8::try_from(d).ok());
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let pair = bytes.get(at + 1).copied().and_then(hex).zip(bytes.get(at + 2).copied().and_then(hex));
        match (byte, pair) {
            (b'%', Some((high, low))) => {
                out.push(high * 16 + low);
                at += 2;
            }
            _ => out.push(byte),
        }
        at += 1;
    }
    out
}

fn text_of(bytes: Vec<u8>) -> (String, bool) {
    match String::from_utf8(bytes) {
        Ok(text) => (text, false),
        Err(error) => (String::from_utf8_lossy(error.as_bytes()).into_owned(), true),
    }
}

/// What is wrong with a form, field by field, in the words of the reader.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormErrors {
    list: Vec<(String, String)>,
}

impl FormErrors {
    pub fn new() -> FormErrors {
        FormErrors::default()
    }
    /// Adds what is wrong with a field, translated. A field keeps its first error only.
    pub fn add(&mut self, field: &str, message: impl Into<String>) {
        if !self.is_on(field) {
            self.list.push((field.to_owned(), message.into()));
        }
    }
    /// The error of one field, as [`crate::part::Field::error`] takes it.
    pub fn of(&self, field: &str) -> Option<String> {
        self.list.iter().find(|(f, _)| f == field).map(|(_, message)| message.clone())
    }
    pub fn is_on(&self, field: &str) -> bool {
        self.list.iter().any(|(f, _)| f == field)
    }
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
    /// Fields and messages in the order they were found, for the summary on top of the page.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.list.iter().map(|(field, message)| (field.as_str(), message.as_str()))
    }

    /// One line that must be there. Answers the folded text, or an empty one after adding an error.
    pub fn required(&mut self, ask: &Ask, field: &str, chars_max: usize) -> String {
        let text = self.line(ask, field, chars_max);
        if text.is_empty() {
            self.add(field, ask.t("web-error-required"));
        }
        text
    }
    /// One line that may be empty.
    pub fn line(&mut self, ask: &Ask, field: &str, chars_max: usize) -> String {
        let checked = kernel::check_text(ask.form.text(field), chars_max);
        self.taken(ask, field, checked)
    }
    /// Several lines that may be empty; line breaks are kept.
    pub fn long(&mut self, ask: &Ask, field: &str, chars_max: usize) -> String {
        let checked = check_long(ask.form.text(field), chars_max);
        self.taken(ask, field, checked)
    }
    /// Several lines that must be there.
    pub fn required_long(&mut self, ask: &Ask, field: &str, chars_max: usize) -> String {
        let text = self.long(ask, field, chars_max);
        if text.is_empty() {
            self.add(field, ask.t("web-error-required"));
        }
        text
    }
    /// A whole day, typed in any of the usual ways; `None` when the field is empty or wrong (then with an error).
    pub fn day(&mut self, ask: &Ask, field: &str) -> Option<Date> {
        let text = ask.form.text(field).trim().to_owned();
        if text.is_empty() {
            return None;
        }
        match kernel::parse_day(&text, ask.today) {
            Ok(date) => Some(date),
            Err(error) => self.wrong_date(ask, field, error),
        }
    }
    /// A whole day that must be there.
    pub fn required_day(&mut self, ask: &Ask, field: &str) -> Option<Date> {
        let day = self.day(ask, field);
        if day.is_none() {
            self.add(field, ask.t("web-error-day-required"));
        }
        day
    }
    /// A day, a month or a year; `None` when the field is empty or wrong (then with an error).
    pub fn partial_date(&mut self, ask: &Ask, field: &str) -> Option<PartialDate> {
        let text = ask.form.text(field).trim().to_owned();
        if text.is_empty() {
            return None;
        }
        match PartialDate::parse(&text, ask.today) {
            Ok(date) => Some(date),
            Err(error) => self.wrong_date(ask, field, error),
        }
    }
    /// One of the offered codes, or an empty text when nothing was chosen.
    pub fn choice(&mut self, ask: &Ask, field: &str, codes: &[&str]) -> String {
        let code = ask.form.text(field);
        if code.is_empty() || codes.contains(&code) {
            return code.to_owned();
        }
        self.add(field, ask.t("web-error-choice"));
        String::new()
    }
    /// One of the offered codes.
    pub fn required_choice(&mut self, ask: &Ask, field: &str, codes: &[&str]) -> String {
        let code = self.choice(ask, field, codes);
        if code.is_empty() {
            self.add(field, ask.t("web-error-choice"));
        }
        code
    }
    /// A whole number between two bounds; `None` when the field is empty or wrong (then with an error).
    pub fn whole_number(&mut self, ask: &Ask, field: &str, from: i64, to: i64) -> Option<i64> {
        let text = ask.form.text(field).trim();
        if text.is_empty() {
            return None;
        }
        match text.parse::<i64>() {
            Ok(n) if (from..=to).contains(&n) => Some(n),
            _ => {
                let args = [("from", from.into()), ("to", to.into())];
                self.add(field, ask.tw("web-error-number", &args));
                None
            }
        }
    }

    fn taken(&mut self, ask: &Ask, field: &str, checked: Result<String, NameError>) -> String {
        match checked {
            Ok(text) => text,
            Err(error) => {
                self.add(field, name_error(ask, error));
                String::new()
            }
        }
    }
    fn wrong_date<T>(&mut self, ask: &Ask, field: &str, error: DateError) -> Option<T> {
        let key = match error {
            DateError::NoSuchDay => "web-error-no-such-day",
            _ => "web-error-date-form",
        };
        self.add(field, ask.t(key));
        None
    }
}

/// What a person can do about a refused text, in their language.
pub fn name_error(ask: &Ask, error: NameError) -> String {
    match error {
        NameError::Empty => ask.t("web-error-required"),
        NameError::TooLong(max) => ask.tw("web-error-too-long", &[("max", max.into())]),
        NameError::Unwritable => ask.t("web-error-unwritable"),
    }
}

/// Like [`kernel::check_text`], but line breaks stay: lines are trimmed at their end, blank lines around the text go.
pub fn check_long(text: &str, chars_max: usize) -> Result<String, NameError> {
    if text.len() > chars_max.saturating_mul(8) {
        return Err(NameError::TooLong(chars_max));
    }
    if text.chars().any(|c| c == '\u{FFFD}' || (c.is_control() && !c.is_whitespace())) {
        return Err(NameError::Unwritable);
    }
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let text = text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n");
    let text = text.trim().to_owned();
    if text.chars().count() > chars_max { Err(NameError::TooLong(chars_max)) } else { Ok(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_read_as_browsers_send_them() {
        let fields =
            Fields::decode("name=Ixchel+Tzul&needs=a&needs=b%C3%B1&empty=&flag&%=1%2&on=1".as_bytes());
        assert_eq!(fields.text("name"), "Ixchel Tzul");
        assert_eq!(fields.all("needs"), ["a", "bñ"]);
        assert_eq!((fields.get("empty"), fields.get("flag"), fields.get("none")), (Some(""), Some(""), None));
        assert_eq!(fields.text("%"), "1%2");
        assert!(fields.is_on("on") && !fields.is_on("empty") && !fields.is_on("none"));
        assert!(fields.is_readable());
    }

    #[test]
    fn bytes_that_are_not_utf8_are_marked_at_their_field() {
        let fields = Fields::decode(b"name=Jos%E9&city=Colon");
        assert_eq!(fields.unreadable().collect::<Vec<_>>(), ["name"]);
        assert_eq!(fields.text("name"), "Jos\u{FFFD}");
        assert_eq!(fields.text("city"), "Colon");
    }

    #[test]
    fn a_draft_keeps_what_was_typed_and_no_secret() {
        let sent = [("name", "Ana"), ("_csrf", "x"), ("_key", "y"), ("_head", "h"), ("new_password", "z")];
        let fields = Fields::from_pairs(sent);
        let kept: Vec<_> = fields.typed().iter().map(|(n, _)| n.to_owned()).collect();
        assert_eq!(kept, ["name", "_head"]);
    }

    #[test]
    fn values_never_reach_a_log() {
        assert_eq!(format!("{:?}", Fields::from_pairs([("name", "Ana")])), r#"["name"]"#);
    }

    #[test]
    fn long_texts_keep_their_lines() {
        assert_eq!(check_long("\r\n uno \r\n\r\ndos  \n", 50).unwrap(), "uno\n\ndos");
        assert_eq!(check_long(&"x".repeat(10_000_000), 2000), Err(NameError::TooLong(2000)));
        assert_eq!(check_long("a\u{1}b", 50), Err(NameError::Unwritable));
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_decode_and_any_text_survives(bytes in proptest::collection::vec(0u8.., 0..200), text in ".*") {
            Fields::decode(&bytes);
            let sent = Fields::from_pairs([("a", text.as_str())]);
            let back = Fields::decode(sent.encode().as_bytes());
            proptest::prop_assert_eq!(back.text("a"), text.as_str());
        }
    }
}
