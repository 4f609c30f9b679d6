//! The edge: axum on the outside, one synchronous function on the inside, headers on the way out.

use crate::hand_over;
use crate::intake::{self, Intake};
use crate::layout::{self, Flash, Frame, LanguageLink, NavItem};
use crate::part::{self, Tone};
use crate::route::NAV_FOOT;
use crate::serve::{Asker, Front, Incoming, Served};
use crate::trouble::{self, Halt};
use crate::upload;
use crate::{Answer, Fields, House, Method, Page, Route, Table};
use axum::Router;
use axum::body::Body;
use axum::extract::{ConnectInfo, Request};
use axum::http::{Extensions, HeaderMap, HeaderValue, Response, StatusCode, Version, header};
use kernel::Lang;
use maud::{Markup, html};
use std::net::SocketAddr;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, PoisonError, RwLock};
use tower_http::compression::CompressionLayer;

/// The whole site. Fails when routes contradict one another or themselves, naming each.
pub fn router(house: Arc<House>, routes: Vec<Route>) -> Result<Router, Vec<String>> {
    let doorway = Arc::new(Doorway { house: RwLock::new(house), table: Arc::new(Table::new(routes)?) });
    let site = Router::new().fallback(move |request: Request| edge(doorway.clone(), request));
    Ok(site.layer(CompressionLayer::new().gzip(true).compress_when(is_made_of_ours)))
}

/// Whether an answer is a style sheet, a script or a picture of ours, which all browsers get alike. A page is never compressed:
/// beside what somebody else wrote it holds a secret, which its length would tell.
fn is_made_of_ours(_: StatusCode, _: Version, headers: &HeaderMap, _: &Extensions) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    ["text/css", "text/javascript", "image/svg+xml"].iter().any(|ours| kind.starts_with(ours))
}

/// Where requests come in: the house as it answered last.
struct Doorway {
    house: RwLock<Arc<House>>,
    table: Arc<Table>,
}

impl Doorway {
    fn house(&self) -> Arc<House> {
        self.house.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
    /// The house in which one request is answered: anew where it has to be. Of two requests that find it old at once the
    /// slower may put the older one back; the next request finds that out.
    fn front(&self) -> Front {
        let mut house = self.house();
        if let Some(renewed) = house.renewed() {
            house = Arc::new(renewed);
            *self.house.write().unwrap_or_else(PoisonError::into_inner) = house.clone();
        }
        Front { house, table: self.table.clone() }
    }
}

/// Makes the program say only where it broke off: the text of a panic may hold a name. Called once by `app`.
pub fn quiet_panics() {
    std::panic::set_hook(Box::new(|info| {
        let place = info.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(%place, "the program broke off here");
    }));
}

/// Put among a request's extensions by a listener that speaks TLS itself.
#[derive(Clone, Copy, Debug)]
pub struct OverTls;

async fn edge(doorway: Arc<Doorway>, request: Request) -> Response<Body> {
    let (head, body) = request.into_parts();
    let is_head = head.method == axum::http::Method::HEAD;
    let method = match head.method {
        axum::http::Method::GET | axum::http::Method::HEAD => Some(Method::Get),
        axum::http::Method::POST => Some(Method::Post),
        _ => None,
    };
    let kind = crate::serve::header_text(&head.headers, header::CONTENT_TYPE);
    let boundary = upload::boundary_of(kind);
    let body = match (method, boundary) {
        // Of a stranger no file is taken in.
        (Some(Method::Post), Some(boundary)) if head.headers.contains_key(header::COOKIE) => {
            upload::read(body, boundary).await
        }
        (Some(Method::Post), _) => intake::read(body).await,
        _ => Intake::Whole(Vec::new()),
    };
    let peer = head.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
    let forwarded = head.headers.get("x-forwarded-for").and_then(|v| v.to_str().ok()).unwrap_or("");
    let house = doorway.house();
    let from = house.settings().visitor(peer, forwarded);
    let secure = house.secure || head.extensions.get::<OverTls>().is_some();
    let incoming = Incoming {
        method,
        path: head.uri.path().to_owned(),
        query: head.uri.query().unwrap_or("").to_owned(),
        headers: head.headers,
        body,
        from,
        secure,
    };
    let answered = tokio::task::spawn_blocking(move || answered(&doorway.front(), &incoming)).await;
    let mut response = answered.unwrap_or_else(|_| last_resort());
    if is_head {
        *response.body_mut() = Body::empty();
    }
    response
}

/// Serves one request; a panic inside is a page with an incident number.
fn answered(front: &Front, incoming: &Incoming) -> Response<Body> {
    let begun = front.house.clock.now();
    if let Some(response) = crate::api::answered(front, incoming) {
        return response;
    }
    let served = catch_unwind(AssertUnwindSafe(|| front.serve(incoming))).unwrap_or_else(|_| Served {
        asker: Asker::stranger(front.language_of(incoming)),
        pattern: front.pattern_of(incoming),
        outcome: Err(Halt::Panic),
    });
    let mut response = written(&front.house, &served.asker, served.pattern, served.outcome, incoming);
    let request = front.house.fresh_hex()[..16].to_owned();
    put(&mut response, header::HeaderName::from_static("x-request-id"), &request);
    let took = front.house.clock.now().duration_since(begun);
    let role = if served.asker.is_live { served.asker.who.role.code() } else { "none" };
    let method = incoming.method.map_or("other", Method::name);
    let (route, status) = (served.pattern, response.status().as_u16());
    let micros = u64::try_from(took.as_micros()).unwrap_or(0);
    tracing::info!(%request, route, method, status, micros, role, "answered");
    measured(route, method, status, micros);
    response
}

/// For whoever watches the house from outside: patterns of routes, never an address.
fn measured(route: &'static str, method: &'static str, status: u16, micros: u64) {
    let route = if route.is_empty() { "none" } else { route };
    let status = status.to_string();
    metrics::counter!("ceiba_requests_total", "route" => route, "method" => method, "status" => status)
        .increment(1);
    metrics::histogram!("ceiba_request_seconds", "route" => route).record(micros as f64 / 1e6);
}

fn written(
    house: &House,
    asker: &Asker,
    pattern: &str,
    outcome: Result<Answer, Halt>,
    incoming: &Incoming,
) -> Response<Body> {
    match outcome {
        Ok(Answer::Page(page)) => {
            let here = crate::serve::page_of(&incoming.path, &Fields::decode(incoming.query.as_bytes()));
            document(house, asker, page, &here, incoming)
        }
        Ok(Answer::See(to)) | Err(Halt::See(to)) => see(&to),
        Ok(Answer::SeeWith { to, cookies }) => {
            let mut response = see(&to);
            for cookie in cookies {
                put(&mut response, header::SET_COOKIE, &cookie.header(incoming.secure));
            }
            response
        }
        Ok(Answer::Csv { name, body }) => {
            let mut response = plain(200, "text/csv; charset=utf-8", body.into_bytes());
            put(&mut response, header::CONTENT_DISPOSITION, &disposition("attachment", &name));
            response
        }
        Ok(Answer::Html { name, body }) => {
            let mut response = plain(200, "text/html; charset=utf-8", body.into_bytes());
            // Opened from where it was saved, it needs nothing; opened here, nothing of it can run.
            put(
                &mut response,
                header::CONTENT_SECURITY_POLICY,
                "default-src 'none'; style-src 'unsafe-inline'; sandbox",
            );
            put(&mut response, header::CONTENT_DISPOSITION, &disposition("attachment", &name));
            response
        }
        Ok(Answer::Pdf { name, bytes }) => {
            let mut response = plain(200, "application/pdf", bytes);
            put(&mut response, header::CONTENT_DISPOSITION, &disposition("inline", &name));
            response
        }
        Ok(Answer::Scan { name, media, bytes }) => {
            let mut response = plain(200, media.content_type(), bytes);
            // Foreign bytes: whatever a browser takes them for, nothing of them runs here.
            put(&mut response, header::CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox");
            let kind = if media.is_picture() { "inline" } else { "attachment" };
            put(&mut response, header::CONTENT_DISPOSITION, &disposition(kind, &name));
            response
        }
        Ok(Answer::Json(value)) => plain(200, "application/json", value.to_string().into_bytes()),
        Ok(Answer::Text(text)) => plain(200, "text/plain; charset=utf-8", text.into_bytes()),
        Ok(Answer::Asset { content_type, bytes, forever }) => {
            let mut response = plain(200, content_type, bytes);
            let keep = if forever { "public, max-age=31536000, immutable" } else { "public, max-age=3600" };
            put(&mut response, header::CACHE_CONTROL, keep);
            response
        }
        Err(halt) => {
            let allowed = if let Halt::Method(methods) = &halt { allow(methods) } else { String::new() };
            let page = trouble::page(house, asker, pattern, halt);
            // Nothing on a page of refusal depends on the address: an absent file and a hidden one look alike.
            let mut response = document(house, asker, page, "/", incoming);
            if !allowed.is_empty() {
                put(&mut response, header::ALLOW, &allowed);
            }
            response
        }
    }
}

pub(crate) fn allow(methods: &[Method]) -> String {
    let name = |method: &Method| if *method == Method::Get { "GET, HEAD" } else { "POST" };
    methods.iter().map(name).collect::<Vec<_>>().join(", ")
}

/// A page in its frame.
fn document(house: &House, asker: &Asker, page: Page, here: &str, incoming: &Incoming) -> Response<Body> {
    let (status, again) = (page.status, page.again_seconds);
    let page = if status == 200 && asker.is_live && house.gate().is_closed() {
        let t = |key: &str| house.words.t(asker.lang, key, &[]);
        let why = trouble::Closed { is_intake: here.starts_with("/intents"), incident: None };
        page.under(trouble::notices::read_only(t, &why))
    } else {
        page
    };
    // A page of refusal says nothing of what the address asks for.
    let query = if here == "/" { "" } else { incoming.query.as_str() };
    let markup = framed(house, asker, page, here, query);
    let mut response = plain(status, "text/html; charset=utf-8", markup.into_string().into_bytes());
    put(&mut response, header::CONTENT_LANGUAGE, asker.lang.tag());
    if let Some(seconds) = again {
        put(&mut response, header::REFRESH, &seconds.to_string());
    }
    if let Some(cookie) = &asker.new_cookie {
        put(&mut response, header::SET_COOKIE, &cookie.header(incoming.secure));
    }
    if house.secure {
        put(&mut response, header::STRICT_TRANSPORT_SECURITY, "max-age=31536000");
    }
    response
}

fn framed(house: &House, asker: &Asker, page: Page, here: &str, query: &str) -> Markup {
    let t = |key: &str| house.words.t(asker.lang, key, &[]);
    let is_wrong = matches!(page.status, 413 | 422);
    let (body, way_out) = match asker.is_live {
        false => (page.body, None),
        true if asker.is_on_tablet() => {
            let (body, way_out) = hand_over::ways_out(page.body, &page.title, &asker.csrf, t);
            (body, Some(way_out))
        }
        true => (page.body, Some(sign_out(asker, &t("web-sign-out")))),
    };
    let frame = Frame {
        lang: asker.lang.tag().to_owned(),
        title: page.title,
        title_error: is_wrong.then(|| t("web-frame-error")),
        skip: t("web-frame-skip"),
        home: "/".to_owned(),
        home_words: t("web-frame-home"),
        place: Some(house.country.name(asker.lang).to_owned()).filter(|name| !name.is_empty()),
        nav_label: t("web-frame-nav"),
        menu: t("web-frame-menu"),
        nav: if page.bare { Vec::new() } else { menu(house, asker, page.section) },
        who: asker.is_live.then(|| who_words(house, asker)),
        languages_label: t("web-frame-languages"),
        languages: Lang::ALL.into_iter().map(|lang| language_link(asker, lang, here)).collect(),
        sign_out: way_out,
        banner: house.demo.then(|| t("web-frame-demo")),
        banner_label: t("web-frame-demo-label"),
        flash: flash(house, asker, query),
        back: page.back,
        footer: if asker.is_live {
            let own = account_link(&t("web-account-title"), page.section);
            std::iter::once(own).chain(links(house, asker, page.section, |order| order >= NAV_FOOT)).collect()
        } else {
            // What everybody may read is found from every page, also by those who have no account.
            links(house, asker, page.section, |order| order >= NAV_FOOT)
        },
        footer_words: t("web-frame-footer"),
    };
    layout::frame(&frame, body)
}

fn menu(house: &House, asker: &Asker, section: &str) -> Vec<NavItem> {
    links(house, asker, section, |order| order < NAV_FOOT)
}

fn links(house: &House, asker: &Asker, section: &str, is_there: fn(u8) -> bool) -> Vec<NavItem> {
    let may = |nav: &&crate::Nav| is_there(nav.order) && house.may(&asker.who, nav.permission, None);
    let shown = house.nav.iter().filter(may);
    let item = |nav: &crate::Nav| NavItem {
        href: nav.href.to_owned(),
        words: house.words.t(asker.lang, nav.key, &[]),
        current: !section.is_empty() && nav.section == section,
    };
    shown.map(item).collect()
}

fn account_link(words: &str, section: &str) -> NavItem {
    NavItem { href: "/account".to_owned(), words: words.to_owned(), current: section == "account" }
}

/// "L. Batista · Oficial de elegibilidad · Panamá"
fn who_words(house: &House, asker: &Asker) -> String {
    let role = house.words.t(asker.lang, &access::role_key(asker.who.role), &[]);
    let office = house.country.office_name(asker.lang, &asker.who.office);
    [asker.who.name.as_str(), &role, office]
        .into_iter()
        .filter(|w| !w.is_empty())
        .collect::<Vec<_>>()
        .join(" · ")
}

fn language_link(asker: &Asker, lang: Lang, here: &str) -> LanguageLink {
    LanguageLink {
        href: format!("/language/{}?next={}", lang.tag(), crate::percent_encode(here)),
        tag: lang.tag().to_owned(),
        autonym: lang.autonym().to_owned(),
        current: lang == asker.lang,
    }
}

fn sign_out(asker: &Asker, words: &str) -> Markup {
    html! {
        form method="post" action="/sign-out" {
            input type="hidden" name="_csrf" value=(asker.csrf);
            (part::quiet_button(words, "out", "1"))
        }
    }
}

/// What was just done, said once on the page a command led to: `?done=KEY`, where the key is one of our own sentences
/// made for this (its name holds `-done`).
fn flash(house: &House, asker: &Asker, query: &str) -> Option<Flash> {
    let fields = Fields::decode(query.as_bytes());
    let key = fields.get("done").filter(|key| key.contains("-done") && house.words.has(asker.lang, key))?;
    Some(Flash { tone: Tone::Done, words: house.words.t(asker.lang, key, &[]) })
}

const POLICY: &str = "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; script-src 'self'; \
     form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

pub(crate) fn plain(status: u16, content_type: &str, bytes: impl Into<Body>) -> Response<Body> {
    let mut response = Response::new(bytes.into());
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    for (name, value) in [
        (header::CONTENT_TYPE, content_type),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::CACHE_CONTROL, "no-store"),
    ] {
        put(&mut response, name, value);
    }
    for (name, value) in [
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("permissions-policy", "camera=(), geolocation=(), microphone=()"),
    ] {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

fn see(to: &str) -> Response<Body> {
    let mut response = plain(303, "text/plain; charset=utf-8", "");
    let escaped: String = to.bytes().map(ascii).collect();
    put(&mut response, header::LOCATION, crate::local_path(&escaped).unwrap_or("/"));
    response
}

/// A byte of an address as a header may hold it.
fn ascii(byte: u8) -> String {
    if byte.is_ascii_graphic() { char::from(byte).to_string() } else { format!("%{byte:02X}") }
}

/// `Set-Cookie` may stand several times; every other header once.
pub(crate) fn put(response: &mut Response<Body>, name: header::HeaderName, value: &str) {
    let Ok(value) = HeaderValue::from_str(value) else { return };
    if name == header::SET_COOKIE {
        response.headers_mut().append(name, value);
    } else {
        response.headers_mut().insert(name, value);
    }
}

/// Names of downloads are made by the program from codes and numbers; whatever else is in one becomes a hyphen.
fn disposition(kind: &str, name: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    let name: String = name.chars().map(|c| if is_plain(c) { c } else { '-' }).collect();
    format!("{kind}; filename=\"{name}\"")
}

fn last_resort() -> Response<Body> {
    tracing::error!("a request was lost");
    plain(500, "text/plain; charset=utf-8", "500")
}
