//! One request from its head to its answer, in the order of checks that every page of the house passes.

use crate::answer::CookieName;
use crate::ask::{Visitor, local_path, nobody};
use crate::form::{Fields, FormErrors};
use crate::intake::Intake;
use crate::route::{Found, Parameters};
use crate::trouble::{Closed, Halt, Incident, notices};
use crate::{Answer, Ask, Cookie, House, Method, Route, Table, Trouble};
use access::{Kind, NoSession, Permission, Standing, Who};
use axum::http::{HeaderMap, header};
use kernel::{AccountId, Lang};
use ledger::Fault;
use maud::Markup;
use std::sync::Arc;
use std::sync::atomic::AtomicU32;
use uuid::Uuid;

/// Where a house whose keys were let go of is opened again.
pub(crate) const UNLOCK: &str = "/unlock";

/// The house with its table of routes, ready to answer.
pub struct Front {
    pub house: Arc<House>,
    pub table: Arc<Table>,
}

/// A request as it came from the wire.
pub struct Incoming {
    /// `None`: a method no page answers.
    pub method: Option<Method>,
    pub path: String,
    pub query: String,
    pub headers: HeaderMap,
    pub body: Intake,
    /// The address of the other end.
    pub from: String,
    /// It came over TLS: cookies are `Secure`.
    pub secure: bool,
}

/// Who asks, before it is known what for.
pub struct Asker {
    pub who: Who,
    pub is_live: bool,
    pub csrf: String,
    pub lang: Lang,
    /// The browser still names a session, ended by time.
    is_expired: bool,
    visitor: Visitor,
    /// A visitor's token that the browser does not hold yet.
    pub new_cookie: Option<Cookie>,
}

/// What came of a request: the answer, or why there is none, and which route it was (for the log).
pub struct Served {
    pub asker: Asker,
    pub pattern: &'static str,
    pub outcome: Result<Answer, Halt>,
}

impl Front {
    pub fn serve(&self, incoming: &Incoming) -> Served {
        let lang = self.language_of(incoming);
        let (asker, fault) = match self.asker(incoming, lang) {
            Ok(asker) => (asker, None),
            Err(fault) => (Asker::stranger(lang), Some(fault)),
        };
        let Some(method) = incoming.method else {
            let both = vec![Method::Get, Method::Post];
            return Served { asker, pattern: "", outcome: Err(Halt::Method(both)) };
        };
        match (self.table.find(method, &incoming.path), fault) {
            (Found::Nothing, _) => Served { asker, pattern: "", outcome: Err(Halt::from(Trouble::NotFound)) },
            (Found::OtherMethod(allowed), _) => {
                Served { asker, pattern: "", outcome: Err(Halt::Method(allowed)) }
            }
            (Found::Route(route, _), _) if self.house.is_locked() && !works_when_locked(route) => {
                Served { asker, pattern: route.path, outcome: Err(Halt::Locked) }
            }
            (Found::Route(route, _), Some(fault)) => {
                Served { asker, pattern: route.path, outcome: Err(Halt::from(Trouble::Internal(fault))) }
            }
            (Found::Route(route, parameters), None) => {
                let outcome = self.routed(route, parameters, incoming, &asker);
                Served { asker, pattern: route.path, outcome }
            }
        }
    }

    fn routed(
        &self,
        route: &Route,
        parameters: Parameters,
        incoming: &Incoming,
        asker: &Asker,
    ) -> Result<Answer, Halt> {
        let form = match (route.method, &incoming.body) {
            (Method::Post, Intake::Whole(bytes)) => Fields::decode(bytes),
            (Method::Post, Intake::Parts { fields, .. }) => fields.clone(),
            (Method::Post, Intake::TooLong { kept, .. }) => kept.clone(),
            (Method::Post, Intake::Broken) => return Err(Halt::Unreadable),
            (Method::Get, _) => Fields::default(),
        };
        if route.permission != Permission::Public && !asker.is_live {
            return Err(self.to_sign_in(route, incoming, asker, &form)?);
        }
        let query = Fields::decode(incoming.query.as_bytes());
        match route.method {
            Method::Get => {
                let draft = self.draft(asker, &incoming.path, &query)?;
                let mut ask = self.ask(route, parameters, &incoming.path, query, asker);
                ask.draft = draft.as_ref().map(|(number, _)| *number);
                ask.typed = draft.map(|(_, typed)| typed);
                let answer = self.get(route, &ask)?;
                Ok(if ask.draft.is_some() { under(answer, notices::draft(&ask), 200) } else { answer })
            }
            Method::Post => {
                let mut ask = self.ask(route, parameters, &incoming.path, query, asker);
                if let Intake::Parts { files, .. } = &incoming.body {
                    ask.files = files.clone();
                }
                let typed = format!("{}{}", form.typed().encode(), hashes_of(&ask.files));
                ask.key = self.command_key(&incoming.path, form.text("_key"), &typed);
                ask.draft = draft_number(&form);
                ask.form = form;
                self.post(route, ask, incoming, asker)
            }
        }
    }

    /// Permission, act, read log: every GET that shows a page passes here.
    fn get(&self, route: &Route, ask: &Ask) -> Result<Answer, Halt> {
        let file = self.permit(route, ask)?;
        let answer = (route.act)(&self.house, ask)?;
        self.log_read(route, ask, file, &answer)?;
        Ok(if self.is_opened_by_force(ask, file)? { under(answer, notices::glass(ask), 200) } else { answer })
    }

    /// Whatever shows a file is written down before it is shown.
    fn log_read(
        &self,
        route: &Route,
        ask: &Ask,
        file: Option<(Kind, Uuid)>,
        shown: &Answer,
    ) -> Result<(), Trouble> {
        let Some((kind, id)) = file else { return Ok(()) };
        // What is sealed is written down in its compartment: a line here would say that it is there.
        if route.permission.is_sealed() {
            return Ok(());
        }
        if matches!(shown, Answer::See(_) | Answer::SeeWith { .. }) {
            return Ok(());
        }
        Ok(self.house.access.log_read(&ask.who, kind, id, route.path, route.permission)?)
    }

    fn post(&self, route: &Route, ask: Ask, incoming: &Incoming, asker: &Asker) -> Result<Answer, Halt> {
        let kind = header_text(&incoming.headers, header::CONTENT_TYPE);
        let is_form =
            kind.starts_with("application/x-www-form-urlencoded") || kind.starts_with("multipart/form-data");
        if !is_form && !ask.form.is_empty() {
            return Err(Halt::Unreadable);
        }
        if !self.is_own(&incoming.headers) {
            return Err(Halt::OldForm);
        }
        if !same(ask.form.text("_csrf"), &asker.csrf) {
            return self.begun_elsewhere(&ask, asker);
        }
        let file = match self.permit(route, &ask) {
            // Sent twice, and the first time handed the file to another office: it is done, and there is no more to see.
            Err(_) if self.is_done(&ask)? => return Ok(Answer::See("/".to_owned())),
            permitted => permitted?,
        };
        if let Intake::TooLong { cut, .. } = &incoming.body {
            let mut found = FormErrors::new();
            cut.iter().for_each(|field| found.add(field, ask.t("web-error-far-too-long")));
            return self.reopen(&ask, asker, found, notices::errors, 413).ok_or(Halt::TooLarge);
        }
        if !ask.form.is_readable() {
            let mut found = FormErrors::new();
            ask.form.unreadable().for_each(|field| found.add(field, ask.t("web-error-unwritable")));
            return self.reopen(&ask, asker, found, notices::errors, 422).ok_or(Halt::Unreadable);
        }
        if self.house.gate().is_closed() && !works_when_closed(route) {
            return self.read_only(route, &ask, asker, None);
        }
        match (route.act)(&self.house, &ask) {
            Ok(answer) => {
                self.log_read(route, &ask, file, &answer)?;
                self.forget_draft(&ask);
                Ok(answer)
            }
            Err(Trouble::Invalid(page)) => {
                let answer = Answer::Page(page.status(422));
                self.log_read(route, &ask, file, &answer)?;
                Ok(answer)
            }
            Err(trouble) => self.refused(route, &ask, asker, trouble),
        }
    }

    /// The form was begun in another session. Whoever began it gets it back with what was typed; if somebody else is signed
    /// in by now, it is kept for whoever began it and not shown.
    fn begun_elsewhere(&self, ask: &Ask, asker: &Asker) -> Result<Answer, Halt> {
        let owner = self.owner(&ask.form)?;
        if let Some(owner) = owner.filter(|owner| asker.is_live && *owner != asker.who.account) {
            let typed = to_keep(&ask.form);
            let is_kept = self.keep_draft(owner, &ask.page(), draft_number(&ask.form), &typed).is_some();
            return Err(Halt::OthersForm { is_kept });
        }
        if owner.is_none() && asker.is_live && ask.is_on_tablet() {
            return Err(Halt::OldForm);
        }
        let again = self.reopen(ask, asker, FormErrors::new(), |ask, _| notices::old_form(ask), 409);
        again.ok_or(Halt::OldForm)
    }

    /// Who began a form.
    fn owner(&self, form: &Fields) -> Result<Option<AccountId>, Halt> {
        Ok(self.house.access.form_owner(form.text("_csrf")).map_err(Trouble::from)?)
    }

    /// The act refused or failed: its form again with what was typed and the reason above, if the form can still be
    /// shown; else a page that says why.
    fn refused(&self, route: &Route, ask: &Ask, asker: &Asker, trouble: Trouble) -> Result<Answer, Halt> {
        let none = FormErrors::new;
        match trouble {
            Trouble::Stale { rows } => {
                let again = self.reopen(ask, asker, none(), |ask, _| notices::stale(ask, &rows), 409);
                again.ok_or_else(|| Halt::Stale { rows, page: ask.page() })
            }
            Trouble::Refused(why) => {
                let again = self.reopen(ask, asker, none(), |ask, _| notices::refused(ask, &why), 409);
                again.ok_or_else(|| Trouble::Refused(why).into())
            }
            // The keys went while it was at work.
            Trouble::Internal(Fault::Locked) => Err(Halt::Locked),
            Trouble::Internal(fault) => {
                let incident = Incident::new(&self.house, route.path, Some(&fault));
                if matches!(fault, Fault::ReadOnly(_)) {
                    return self.read_only(route, ask, asker, Some(incident.number));
                }
                let status = incident.status();
                let again =
                    self.reopen(ask, asker, none(), |ask, _| notices::incident(ask, &incident), status);
                again.ok_or(Halt::Incident(incident))
            }
            other => Err(other.into()),
        }
    }

    /// Nothing can be written: the form again with what was typed. Where even its page cannot be shown, because showing a
    /// file is written down, what was typed stands ready to be sent again.
    fn read_only(
        &self,
        route: &Route,
        ask: &Ask,
        asker: &Asker,
        incident: Option<String>,
    ) -> Result<Answer, Halt> {
        let why = Closed { is_intake: route.path.starts_with("/intents"), incident };
        let notice = |ask: &Ask, _: &FormErrors| notices::read_only(|key| ask.t(key), &why);
        let again = self.reopen(ask, asker, FormErrors::new(), notice, 503);
        again.ok_or_else(|| Halt::ReadOnly { path: ask.path().to_owned(), form: ask.form.clone(), why })
    }

    /// Asks the policies, with the file if the route is about one. What may not be seen is not there.
    fn permit(&self, route: &Route, ask: &Ask) -> Result<Option<(Kind, Uuid)>, Halt> {
        let Some((kind, parameter)) = route.target.file() else {
            let is_allowed = self.house.may(&ask.who, route.permission, None);
            return if is_allowed { Ok(None) } else { Err(Halt::Forbidden) };
        };
        let id: Uuid = ask.id(parameter)?;
        let (is_allowed, is_locked) = self
            .house
            .ledger
            .read(|reader| {
                let is_allowed = self.house.may_with(reader, &ask.who, route.permission, kind, id)?;
                Ok((is_allowed, is_allowed && self.house.locks(reader, kind, id)?))
            })
            .map_err(|fault: Fault| Trouble::Internal(fault))?;
        match (is_allowed, is_locked) {
            (false, _) => Err(Trouble::NotFound.into()),
            (true, true) => Err(Trouble::Refused(ask.t("web-lease-over")).into()),
            (true, false) => Ok(Some((kind, id))),
        }
    }

    /// Whether the reader sees the file only because they broke the glass: every page of it then says so.
    fn is_opened_by_force(&self, ask: &Ask, file: Option<(Kind, Uuid)>) -> Result<bool, Trouble> {
        let Some((kind, id)) = file else { return Ok(false) };
        let ties = self.house.ledger.read(|reader| (self.house.relations)(reader, kind, id))?;
        Ok(ties.is_some_and(|ties| ties.opened_to.contains(&ask.who.account)))
    }

    /// Whether this very form was sent and taken before.
    fn is_done(&self, ask: &Ask) -> Result<bool, Trouble> {
        Ok(self.house.ledger.answered(&ask.key, ask.who.account)?.is_some())
    }

    /// The page that held the posted form, shown again with everything typed, under a notice. `None` when that page
    /// cannot be shown any more.
    fn reopen(
        &self,
        posted: &Ask,
        asker: &Asker,
        found: FormErrors,
        notice: impl FnOnce(&Ask, &FormErrors) -> Markup,
        status: u16,
    ) -> Option<Answer> {
        let page = local_path(posted.form.text("_page"))?;
        let (path, query) = page.split_once('?').unwrap_or((page, ""));
        let Found::Route(route, parameters) = self.table.find(Method::Get, path) else { return None };
        if route.permission != Permission::Public && !asker.is_live {
            return None;
        }
        let mut ask = self.ask(route, parameters, path, Fields::decode(query.as_bytes()), asker);
        let mut typed = posted.form.typed();
        typed.remove("_head");
        ask.typed = Some(typed);
        ask.draft = draft_number(&posted.form);
        ask.found = found.clone();
        match self.get(route, &ask) {
            Ok(Answer::Page(page)) => Some(under(Answer::Page(page), notice(&ask, &found), status)),
            _ => None,
        }
    }

    /// Nobody is signed in: to the sign-in page, and what was typed is kept for whoever began the form.
    fn to_sign_in(
        &self,
        route: &Route,
        incoming: &Incoming,
        asker: &Asker,
        form: &Fields,
    ) -> Result<Halt, Halt> {
        let asked = if incoming.query.is_empty() {
            incoming.path.clone()
        } else {
            format!("{}?{}", incoming.path, incoming.query)
        };
        if route.method == Method::Get {
            return Ok(sign_in_page(&asked, asker.is_expired, false));
        }
        let page = local_path(form.text("_page")).unwrap_or("/");
        let has_typed = form.typed().iter().any(|(name, value)| name != "_head" && !value.is_empty());
        // A draft is kept under the site's own key, where nothing sealed may stand.
        let may_keep = has_typed && !route.permission.is_sealed();
        let owner = if may_keep && self.is_own(&incoming.headers) { self.owner(form)? } else { None };
        let kept = owner.and_then(|owner| self.keep_draft(owner, page, draft_number(form), &to_keep(form)));
        let mark = if page.contains('?') { '&' } else { '?' };
        let next = kept.map_or_else(|| page.to_owned(), |number| format!("{page}{mark}draft={number}"));
        Ok(sign_in_page(&next, true, kept.is_some()))
    }

    /// Keeps what was typed. A draft that cannot be kept must not keep anybody from signing in.
    fn keep_draft(&self, account: AccountId, page: &str, number: Option<u32>, typed: &Fields) -> Option<u32> {
        self.house.access.keep_draft(account, page, number, typed.pairs()).unwrap_or_else(|fault| {
            tracing::warn!(%fault, "a draft could not be kept");
            None
        })
    }

    /// The draft that the address names, if it is one of whoever asks. It stays until its form is sent, so that a reload
    /// or a lost line costs nothing.
    fn draft(&self, asker: &Asker, path: &str, query: &Fields) -> Result<Option<(u32, Fields)>, Halt> {
        let number = query.text("draft").parse::<u32>().ok().filter(|_| asker.is_live);
        let Some(number) = number else { return Ok(None) };
        let page = page_of(path, query);
        let kept = self.house.access.draft(asker.who.account, &page, number).map_err(Trouble::from)?;
        Ok(kept.map(|typed| (number, Fields::from(typed))))
    }

    fn forget_draft(&self, ask: &Ask) {
        let Some(number) = draft_number(&ask.form) else { return };
        if self.house.access.forget_draft(ask.who.account, &ask.page(), number).is_err() {
            tracing::warn!("a draft could not be removed; it goes when it expires");
        }
    }

    pub(crate) fn ask(
        &self,
        route: &Route,
        parameters: Parameters,
        path: &str,
        query: Fields,
        asker: &Asker,
    ) -> Ask {
        let now = self.house.clock.now();
        let zone = self.house.country.zone.clone();
        Ask {
            who: asker.who.clone(),
            lang: asker.lang,
            query,
            form: Fields::default(),
            files: Vec::new(),
            typed: None,
            today: now.to_zoned(zone.clone()).date(),
            now,
            path: path.to_owned(),
            pattern: route.path,
            parameters,
            csrf: asker.csrf.clone(),
            visitor: asker.visitor.clone(),
            found: FormErrors::new(),
            draft: None,
            key: String::new(),
            key_seed: self.house.fresh_hex(),
            keys_given: AtomicU32::new(0),
            words: self.house.words.clone(),
            zone,
        }
    }

    /// The key of a command: bound to the path and to what was typed, so that neither another form nor the same page
    /// brought back by the browser and changed is taken for the one that was answered. A form without a key of its
    /// own gets a fresh one, so that it is never taken for another.
    fn command_key(&self, path: &str, sent: &str, typed: &str) -> String {
        let is_key =
            (8..=80).contains(&sent.len()) && sent.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        let own = if is_key { sent.to_owned() } else { self.house.fresh_hex() };
        crate::house::hex(
            aws_lc_rs::digest::digest(
                &aws_lc_rs::digest::SHA256,
                format!("{path}\n{own}\n{typed}").as_bytes(),
            )
            .as_ref(),
        )
    }

    fn asker(&self, incoming: &Incoming, lang: Lang) -> Result<Asker, Fault> {
        if incoming.path.starts_with(crate::assets::PREFIX) || incoming.path == crate::assets::HEALTH {
            return Ok(Asker::stranger(lang));
        }
        let token = self.cookie(incoming, CookieName::Session);
        let device = self.cookie(incoming, CookieName::Device);
        let half_open = self.cookie(incoming, CookieName::HalfOpen);
        let tablet = self.cookie(incoming, CookieName::Tablet);
        let standing =
            tablet.as_deref().map_or(Ok(Standing::Unknown), |t| self.house.access.tablet_standing(t))?;
        let is_near =
            incoming.from.parse::<std::net::IpAddr>().is_ok_and(|from| from.to_canonical().is_loopback());
        let browser = crate::sign_in::browser::words(header_text(&incoming.headers, header::USER_AGENT));
        let from = incoming.from.clone();
        let visitor = Visitor { session: token, from, device, half_open, tablet, standing, is_near, browser };
        // A session that was carried to another browser opens nothing there.
        let found = match &visitor.session {
            // Without keys nobody is known.
            Some(token) if !self.house.is_locked() && self.house.may_enter(standing, is_near).is_ok() => {
                self.house.access.session(token)
            }
            _ => Err(NoSession::Unknown),
        };
        let is_expired = match found {
            Ok(session) => {
                let (csrf, lang) = (session.csrf().to_owned(), session.who.lang);
                let who = session.who;
                return Ok(Asker {
                    who,
                    is_live: true,
                    csrf,
                    lang,
                    is_expired: false,
                    visitor,
                    new_cookie: None,
                });
            }
            Err(NoSession::Expired(_)) => true,
            Err(NoSession::Unknown) => false,
            Err(NoSession::Fault(fault)) => return Err(fault),
        };
        let held = self.cookie(incoming, CookieName::Visitor).filter(|held| held.len() == 32);
        let csrf = held.clone().unwrap_or_else(|| self.house.fresh_hex());
        let new_cookie = held.is_none().then(|| Cookie { name: CookieName::Visitor, value: csrf.clone() });
        Ok(Asker { who: nobody(lang), is_live: false, csrf, lang, is_expired, visitor, new_cookie })
    }

    fn is_own(&self, headers: &HeaderMap) -> bool {
        is_from_this_house(headers, self.house.settings().own_host())
    }

    fn cookie(&self, incoming: &Incoming, name: CookieName) -> Option<String> {
        let wanted = name.on_wire(incoming.secure);
        let all = incoming.headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
        let mut pairs = all.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
        pairs.find(|(n, _)| *n == wanted).map(|(_, value)| value.to_owned()).filter(|value| !value.is_empty())
    }

    /// The pattern of the route that was asked for, for the log.
    pub fn pattern_of(&self, incoming: &Incoming) -> &'static str {
        let method = incoming.method.unwrap_or(Method::Get);
        if let Found::Route(route, _) = self.table.find(method, &incoming.path) { route.path } else { "" }
    }

    /// The language of somebody not signed in: chosen before, or what the browser prefers.
    pub fn language_of(&self, incoming: &Incoming) -> Lang {
        let chosen = self.cookie(incoming, CookieName::Language).and_then(|tag| Lang::from_tag(&tag));
        let preferred = || preferred_language(header_text(&incoming.headers, header::ACCEPT_LANGUAGE));
        chosen.or_else(preferred).unwrap_or_default()
    }
}

impl Asker {
    /// Whether the browser is a tablet that several people share.
    pub fn is_on_tablet(&self) -> bool {
        matches!(self.visitor.standing, Standing::Enrolled(_))
    }
    /// Somebody about whom nothing could be found out.
    pub fn stranger(lang: Lang) -> Asker {
        Asker {
            who: nobody(lang),
            is_live: false,
            csrf: String::new(),
            lang,
            is_expired: false,
            visitor: Visitor::default(),
            new_cookie: None,
        }
    }
}

/// The same form with another file is another command.
fn hashes_of(files: &[crate::Upload]) -> String {
    files.iter().map(|file| format!("\n{}", ledger::content_hash(&file.bytes).hex())).collect()
}

/// Signing in and out is what reading needs; the room kept free is for that and for the log of reads.
fn works_when_closed(route: &Route) -> bool {
    route.permission == Permission::Public || matches!(route.path, "/sign-out" | "/hand-over")
}

/// What is there while the keys are let go of: the page that opens the house, in either language, and how it looks.
fn works_when_locked(route: &Route) -> bool {
    matches!(route.path, UNLOCK | "/language/{lang}" | "/favicon.ico")
        || route.path.starts_with(crate::assets::PREFIX)
        || route.path == crate::assets::HEALTH
}

/// The page a draft belongs to: the path and the query without the draft's own mark.
pub fn page_of(path: &str, query: &Fields) -> String {
    let mut query = query.clone();
    query.remove("draft");
    query.remove("done");
    if query.is_empty() { path.to_owned() } else { format!("{path}?{}", query.encode()) }
}

/// What a draft keeps of a form: what was typed, and what its page is called if the form says so.
pub(crate) fn to_keep(form: &Fields) -> Fields {
    let mut kept = form.typed();
    if let Some(title) = form.get("_title").filter(|title| !title.is_empty() && title.len() <= 400) {
        kept.push("_title", title);
    }
    kept
}

/// The draft that a form was given back from.
pub(crate) fn draft_number(form: &Fields) -> Option<u32> {
    form.text("_draft").parse().ok()
}

fn under(answer: Answer, notice: Markup, status: u16) -> Answer {
    match answer {
        Answer::Page(page) => {
            let status = if status == 200 { page.status } else { status };
            Answer::Page(page.under(notice).status(status))
        }
        other => other,
    }
}

fn sign_in_page(next: &str, is_expired: bool, is_kept: bool) -> Halt {
    let mut query = Fields::default();
    if let Some(next) = local_path(next).filter(|next| *next != "/") {
        query.set("next", next);
    }
    if is_kept {
        query.set("kept", "1");
    } else if is_expired {
        query.set("again", "1");
    }
    let mark = if query.is_empty() { "" } else { "?" };
    Halt::See(format!("/sign-in{mark}{}", query.encode()))
}

/// Whether a post was sent by a page of this house, as far as the browser says. `Origin: null` says nothing: browsers
/// send it for our own pages, because those send no referrer; the form's token decides then.
fn is_from_this_house(headers: &HeaderMap, own: Option<&str>) -> bool {
    let site = header_text(headers, "sec-fetch-site");
    let origin = header_text(headers, header::ORIGIN);
    let host = header_text(headers, header::HOST);
    let is_own_origin = origin.split_once("://").is_some_and(|(_, o)| o == host || own == Some(o));
    matches!(site, "" | "same-origin" | "none") && (matches!(origin, "" | "null") || is_own_origin)
}

pub(crate) fn header_text(headers: &HeaderMap, name: impl axum::http::header::AsHeaderName) -> &str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or("")
}

fn same(a: &str, b: &str) -> bool {
    !b.is_empty() && aws_lc_rs::constant_time::verify_slices_are_equal(a.as_bytes(), b.as_bytes()).is_ok()
}

/// The language of ours that the header prefers most.
pub fn preferred_language(accepted: &str) -> Option<Lang> {
    let weight = |quality: &str| quality.trim().strip_prefix("q=").and_then(|q| q.parse::<f32>().ok());
    let mut best: Option<(f32, Lang)> = None;
    for part in accepted.split(',') {
        let (tag, quality) = part.split_once(';').map_or((part, None), |(tag, q)| (tag, weight(q)));
        let primary = tag.trim().split('-').next().unwrap_or("").to_ascii_lowercase();
        let quality = quality.unwrap_or(1.0);
        if let Some(lang) = Lang::from_tag(&primary).filter(|_| best.is_none_or(|(q, _)| quality > q)) {
            best = Some((quality, lang));
        }
    }
    best.filter(|(quality, _)| *quality > 0.0).map(|(_, lang)| lang)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_browsers_language_is_heard() {
        for (accepted, lang) in [
            ("en-GB,en;q=0.9,es;q=0.8", Some(Lang::En)),
            ("fr, es-PA;q=0.7, en;q=0.3", Some(Lang::Es)),
            ("en;q=0", None),
            ("ht", None),
            ("", None),
            (";;;q=,,", None),
        ] {
            assert_eq!(preferred_language(accepted), lang, "{accepted}");
        }
    }

    #[test]
    fn posts_from_other_sites_are_told_apart() {
        let heard = |pairs: &[(&'static str, &'static str)]| {
            let mut headers = HeaderMap::new();
            headers.insert("host", "127.0.0.1:8080".parse().unwrap());
            for (name, value) in pairs {
                headers.insert(*name, value.parse().unwrap());
            }
            is_from_this_house(&headers, None)
        };
        assert!(heard(&[]));
        assert!(heard(&[("origin", "http://127.0.0.1:8080"), ("sec-fetch-site", "same-origin")]));
        assert!(heard(&[("origin", "null"), ("sec-fetch-site", "same-origin")]));
        assert!(!heard(&[("origin", "http://evil.example")]));
        assert!(!heard(&[("origin", "null"), ("sec-fetch-site", "cross-site")]));
        assert!(!heard(&[("sec-fetch-site", "same-site")]));
    }
}
