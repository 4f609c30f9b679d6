//! A browser for tests: drives the whole site in process, keeps cookies, fills in forms as they were shown.
//!
//! `client.sign_in("reviewer")`, `client.get("/cases")`, `client.post("/people/new", &[("as_told", "Ixchel")])`:
//! hidden fields (token, key, version) are taken from the form of the last page that posts to that path.

use crate::Fields;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, header};
use std::cell::RefCell;
use std::collections::BTreeMap;
use tower::ServiceExt;

/// One browser. Not for production: it stops a test with a message when something cannot be done.
pub struct Client {
    router: Router,
    runtime: tokio::runtime::Runtime,
    cookies: RefCell<BTreeMap<String, String>>,
    last: RefCell<Option<Seen>>,
    password: String,
    language: String,
}

/// What came back.
#[derive(Clone, Debug)]
pub struct Seen {
    pub status: u16,
    /// Where it came from, after redirects.
    pub path: String,
    pub headers: Vec<(String, String)>,
    pub bytes: Vec<u8>,
}

/// A form of a page, with the values it would send as it stands.
#[derive(Clone, Debug, Default)]
pub struct Form {
    pub method: String,
    pub action: String,
    pub fields: Vec<(String, String)>,
}

/// The redirects a page may go through.
const HOPS_MAX: usize = 5;

impl Client {
    /// A browser in Spanish; `password` is that of the accounts it will sign in with.
    pub fn new(router: Router, password: &str) -> Client {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let Ok(runtime) = runtime else { panic!("no runtime for the test client") };
        Client {
            router,
            runtime,
            cookies: RefCell::default(),
            last: RefCell::default(),
            password: password.to_owned(),
            language: "es".to_owned(),
        }
    }
    /// What the browser says it prefers, such as `en`.
    pub fn preferring(mut self, language: &str) -> Client {
        self.language = language.to_owned();
        self
    }
    /// Another browser for the same site, with no cookies.
    pub fn another(&self) -> Client {
        Client::new(self.router.clone(), &self.password).preferring(&self.language)
    }

    /// Signs in through the page; panics when the site refuses.
    pub fn sign_in(&self, login: &str) -> Seen {
        let password = self.password.clone();
        let seen = self.try_sign_in(login, &password);
        assert!(!seen.path.starts_with("/sign-in"), "{login} could not sign in:\n{}", seen.text());
        seen
    }
    pub fn try_sign_in(&self, login: &str, password: &str) -> Seen {
        if !self.is_at_form("/sign-in") {
            self.get("/sign-in");
        }
        self.post("/sign-in", &[("login", login), ("password", password)])
    }
    pub fn sign_out(&self) -> Seen {
        self.post("/sign-out", &[])
    }

    /// Asks for a page and follows redirects.
    pub fn get(&self, path: &str) -> Seen {
        let seen = self.follow(self.send("GET", path, None, &[]));
        self.remember(seen)
    }
    pub fn head(&self, path: &str) -> Seen {
        self.send("HEAD", path, None, &[])
    }
    /// Sends the form of the last page that posts to `path`, with these fields in place of its own, and follows
    /// redirects. Without such a form, only the fields given and the session's token are sent.
    pub fn post(&self, path: &str, fields: &[(&str, &str)]) -> Seen {
        let body = self.filled(path, fields).encode();
        self.post_raw(path, body.into_bytes())
    }
    /// The same without following: what a double click sees.
    pub fn post_once(&self, path: &str, fields: &[(&str, &str)]) -> Seen {
        let body = self.filled(path, fields).encode();
        self.send("POST", path, Some(body.into_bytes()), &[])
    }
    /// As [`Client::post`], with a file chosen in one field: what a form with `enctype` sends.
    pub fn post_file(&self, path: &str, fields: &[(&str, &str)], file: (&str, &[u8])) -> Seen {
        let (kind, body) = self.with_file(path, fields, file);
        let seen = self.follow(self.send("POST", path, Some(body), &[("content-type", &kind)]));
        self.remember(seen)
    }
    /// What [`Client::post_file`] would send, and of what kind it is.
    pub fn with_file(&self, path: &str, fields: &[(&str, &str)], file: (&str, &[u8])) -> (String, Vec<u8>) {
        let mut body = Vec::new();
        for (name, value) in self.filled(path, fields).iter() {
            body.extend_from_slice(part_of(&format!("name=\"{name}\""), value.as_bytes()).as_slice());
        }
        let (name, bytes) = file;
        let head = format!("name=\"{name}\"; filename=\"IMG 0001.jpg\"");
        body.extend_from_slice(&part_of(&head, bytes));
        body.extend_from_slice(format!("--{BOUNDARY}--\r\n").as_bytes());
        (format!("multipart/form-data; boundary={BOUNDARY}"), body)
    }
    /// Sends bytes as a form, whatever they are.
    pub fn post_raw(&self, path: &str, body: Vec<u8>) -> Seen {
        let seen = self.follow(self.send("POST", path, Some(body), &[]));
        self.remember(seen)
    }
    /// One request with headers of one's own; no redirects followed, nothing remembered.
    pub fn send(&self, method: &str, path: &str, body: Option<Vec<u8>>, headers: &[(&str, &str)]) -> Seen {
        let mut request = Request::builder().method(method).uri(path).header(header::HOST, "ceiba.test");
        request = request.header(header::ACCEPT_LANGUAGE, &self.language);
        let cookies =
            self.cookies.borrow().iter().map(|(n, v)| format!("{n}={v}")).collect::<Vec<_>>().join("; ");
        if !cookies.is_empty() {
            request = request.header(header::COOKIE, cookies);
        }
        let says_kind = headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("content-type"));
        if body.is_some() && !says_kind {
            request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let Ok(request) = request.body(Body::from(body.unwrap_or_default())) else {
            panic!("no request for {path}")
        };
        let response = self.runtime.block_on(async {
            let response = match self.router.clone().oneshot(request).await {
                Ok(response) => response,
                Err(never) => match never {},
            };
            let (head, body) = response.into_parts();
            (head, to_bytes(body, usize::MAX).await)
        });
        let (head, Ok(bytes)) = response else { panic!("no body from {path}") };
        let text = |value: &header::HeaderValue| value.to_str().unwrap_or("").to_owned();
        let headers: Vec<_> = head.headers.iter().map(|(n, v)| (n.as_str().to_owned(), text(v))).collect();
        self.keep_cookies(&headers);
        Seen { status: head.status.as_u16(), path: path.to_owned(), headers, bytes: bytes.to_vec() }
    }
    /// The last page seen.
    pub fn page(&self) -> Seen {
        self.last.borrow().clone().unwrap_or_else(|| panic!("no page was asked for yet"))
    }
    /// The cookies held, by name.
    pub fn cookies(&self) -> BTreeMap<String, String> {
        self.cookies.borrow().clone()
    }
    /// Puts cookies in place of those held: a browser that comes back later.
    pub fn set_cookies(&self, cookies: BTreeMap<String, String>) {
        *self.cookies.borrow_mut() = cookies;
    }
    /// What [`Client::post`] would send.
    pub fn filled(&self, path: &str, fields: &[(&str, &str)]) -> Fields {
        let last = self.last.borrow();
        let forms = last.as_ref().map(Seen::forms).unwrap_or_default();
        let own = forms.iter().find(|form| form.method == "post" && form.action == path);
        let token = || forms.iter().flat_map(|form| &form.fields).find(|(name, _)| name == "_csrf");
        let shown =
            own.map(|form| form.fields.clone()).unwrap_or_else(|| token().cloned().into_iter().collect());
        let is_given = |name: &str| fields.iter().any(|(given, _)| *given == name);
        let mut sent = Fields::default();
        shown.iter().filter(|(name, _)| !is_given(name)).for_each(|(name, value)| sent.push(name, value));
        fields.iter().for_each(|(name, value)| sent.push(name, value));
        sent
    }

    fn is_at_form(&self, action: &str) -> bool {
        self.last.borrow().as_ref().is_some_and(|seen| seen.forms().iter().any(|form| form.action == action))
    }
    fn remember(&self, seen: Seen) -> Seen {
        *self.last.borrow_mut() = Some(seen.clone());
        seen
    }
    fn follow(&self, mut seen: Seen) -> Seen {
        for _ in 0..HOPS_MAX {
            let Some(to) = (seen.status == 303).then(|| seen.header("location")).flatten() else {
                return seen;
            };
            seen = self.send("GET", &to, None, &[]);
        }
        panic!("{} leads round in a circle", seen.path)
    }
    fn keep_cookies(&self, headers: &[(String, String)]) {
        for (_, value) in headers.iter().filter(|(name, _)| name == "set-cookie") {
            let pair = value.split(';').next().unwrap_or("");
            if let Some((name, value)) = pair.split_once('=') {
                let mut held = self.cookies.borrow_mut();
                match value {
                    "" => held.remove(name),
                    _ => held.insert(name.to_owned(), value.to_owned()),
                };
            }
        }
    }
}

impl Seen {
    pub fn header(&self, name: &str) -> Option<String> {
        self.headers.iter().find(|(n, _)| n == name).map(|(_, value)| value.clone())
    }
    pub fn body(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }
    /// The words of the page, without tags, with white space folded.
    pub fn text(&self) -> String {
        let body = self.body();
        let mut text = String::with_capacity(body.len());
        let mut rest = body.as_str();
        while let Some((before, tail)) = rest.split_once('<') {
            text.push_str(before);
            text.push(' ');
            rest = tail.split_once('>').map_or("", |(_, after)| after);
        }
        text.push_str(rest);
        unescape(&text).split_whitespace().collect::<Vec<_>>().join(" ")
    }
    /// Whether the page says something.
    pub fn has(&self, words: &str) -> bool {
        self.text().contains(words)
    }
    /// Panics, showing the page, unless it was answered with this status.
    #[track_caller]
    pub fn expect_status(&self, status: u16) -> &Seen {
        assert_eq!(self.status, status, "{}:\n{}", self.path, self.text());
        self
    }
    /// Panics, showing the page, unless it says this.
    #[track_caller]
    pub fn expect(&self, words: &str) -> &Seen {
        assert!(self.has(words), "«{words}» is not on {} ({}):\n{}", self.path, self.status, self.text());
        self
    }
    /// Panics, showing the page, if it says this.
    #[track_caller]
    pub fn expect_no(&self, words: &str) -> &Seen {
        assert!(!self.has(words), "«{words}» is on {} ({}):\n{}", self.path, self.status, self.text());
        self
    }
    /// Where the page's links lead.
    pub fn links(&self) -> Vec<String> {
        tags(&self.body())
            .into_iter()
            .filter(|tag| tag.name == "a")
            .filter_map(|tag| tag.get("href"))
            .collect()
    }
    pub fn forms(&self) -> Vec<Form> {
        forms_of(&self.body())
    }
    /// The form that posts to a path.
    pub fn form(&self, action: &str) -> Option<Form> {
        self.forms().into_iter().find(|form| form.action == action)
    }
}

impl Form {
    pub fn value(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }
}

const BOUNDARY: &str = "----boundary0123456789";

fn part_of(name: &str, bytes: &[u8]) -> Vec<u8> {
    let head = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; {name}\r\n\r\n");
    [head.as_bytes(), bytes, b"\r\n"].concat()
}

struct Tag<'a> {
    name: String,
    attributes: Vec<(String, String)>,
    /// The text up to the next tag.
    text: &'a str,
}

impl Tag<'_> {
    fn get(&self, name: &str) -> Option<String> {
        self.attributes.iter().find(|(n, _)| n == name).map(|(_, value)| value.clone())
    }
    fn has(&self, name: &str) -> bool {
        self.attributes.iter().any(|(n, _)| n == name)
    }
}

/// The tags of a page as our own templates write them: lower case, every value in double quotes.
fn tags(html: &str) -> Vec<Tag<'_>> {
    let pieces = html.split('<').skip(1);
    let tag = |piece| {
        let end = tag_end(piece)?;
        let (inside, text) = (&piece[..end], &piece[end + 1..]);
        let name_end = inside.find(|c: char| c.is_whitespace()).unwrap_or(inside.len());
        let (name, rest) = inside.split_at(name_end);
        Some(Tag { name: name.to_owned(), attributes: attributes(rest), text })
    };
    pieces.filter_map(tag).collect()
}

fn tag_end(piece: &str) -> Option<usize> {
    let mut is_quoted = false;
    piece.bytes().position(|b| {
        is_quoted ^= b == b'"';
        b == b'>' && !is_quoted
    })
}

fn attributes(mut rest: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    loop {
        rest = rest.trim_start();
        let end = rest.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(rest.len());
        if end == 0 {
            return found;
        }
        let name = rest[..end].to_owned();
        rest = &rest[end..];
        let value = match rest.strip_prefix("=\"").and_then(|quoted| quoted.split_once('"')) {
            Some((value, after)) => {
                rest = after;
                unescape(value)
            }
            None => String::new(),
        };
        found.push((name, value));
    }
}

fn forms_of(html: &str) -> Vec<Form> {
    let mut forms: Vec<Form> = Vec::new();
    let mut is_inside = false;
    let mut selected: Option<(String, Option<String>)> = None;
    for tag in tags(html) {
        match tag.name.as_str() {
            "form" => {
                is_inside = true;
                let method = tag.get("method").unwrap_or_else(|| "get".to_owned());
                forms.push(Form {
                    method,
                    action: tag.get("action").unwrap_or_default(),
                    fields: Vec::new(),
                });
            }
            "/form" => is_inside = false,
            "select" => selected = tag.get("name").map(|name| (name, None)),
            "option" => {
                if let Some((_, chosen)) = &mut selected {
                    let value = tag.get("value").unwrap_or_else(|| unescape(tag.text));
                    if chosen.is_none() || tag.has("selected") {
                        *chosen = Some(value);
                    }
                }
            }
            _ if !is_inside => {}
            "input" | "textarea" | "/select" => {
                let pair = match tag.name.as_str() {
                    "/select" => selected.take().map(|(name, chosen)| (name, chosen.unwrap_or_default())),
                    _ => sent_by(&tag),
                };
                if let (Some(form), Some(pair)) = (forms.last_mut(), pair) {
                    form.fields.push(pair);
                }
            }
            _ => {}
        }
    }
    forms
}

fn sent_by(tag: &Tag<'_>) -> Option<(String, String)> {
    let name = tag.get("name")?;
    if tag.name == "textarea" {
        return Some((name, unescape(tag.text.strip_prefix('\n').unwrap_or(tag.text))));
    }
    match tag.get("type").as_deref() {
        Some("checkbox" | "radio") if !tag.has("checked") => None,
        Some("checkbox" | "radio") => Some((name, tag.get("value").unwrap_or_else(|| "on".to_owned()))),
        Some("submit" | "button" | "file") => None,
        _ => Some((name, tag.get("value").unwrap_or_default())),
    }
}

fn unescape(text: &str) -> String {
    let named = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    named.iter().fold(text.to_owned(), |text, (name, letter)| text.replace(name, letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_read_as_a_browser_would_send_them() {
        let html = r#"<form method="post" action="/x"><input type="hidden" name="_csrf" value="a&amp;b">
            <input name="name" type="text" value="Ana &gt; &quot;B&quot;"><input type="radio" name="sex" value="f">
            <input type="radio" name="sex" value="m" checked><textarea name="t">
uno
dos</textarea><select name="s"><option value="1">1</option><option value="2" selected>2</option></select>
            <button type="submit">Go</button></form><form method="get" action="/q"></form>"#;
        let forms = forms_of(html);
        assert_eq!(forms.len(), 2);
        let pairs: Vec<_> = forms[0].fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        let expected =
            [("_csrf", "a&b"), ("name", "Ana > \"B\""), ("sex", "m"), ("t", "uno\ndos"), ("s", "2")];
        assert_eq!(pairs, expected);
    }
}
