//! The frame around every page: header with the mark, way through the house, language, banner, footer; and the

//! the pages where a passkey is made or shown.

use std::sync::LazyLock;

use maud::{DOCTYPE, Markup, html};

use crate::part::{self, Icon, Tone, icon};

/// An entry of the way through the house.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NavItem {
    pub href: String,
    pub words: String,
    pub current: bool,
}

/// Another language of the same page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LanguageLink {
    pub href: String,
    /// BCP 47 tag of the language it leads to.
    pub tag: String,
    /// The language's own name for itself.
    pub autonym: String,
    pub current: bool,
}

/// Words shown once after a redirect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flash {
    pub tone: Tone,
    pub words: String,
}

/// Everything around the body of a page.
#[derive(Clone, Debug, Default)]
pub struct Frame {
    /// BCP 47 tag of the page.
    pub lang: String,
    /// Title of the page, without the brand. Never a person's name: titles end up in histories.
    pub title: String,
    /// Word put before the title when the form has errors: "Error".
    pub title_error: Option<String>,
    /// "Ir al contenido".
    pub skip: String,
    /// Where the mark leads, and the words a screen reader says for it.
    pub home: String,
    pub home_words: String,
    /// Country or institution beside the mark.
    pub place: Option<String>,
    pub nav_label: String,
    /// Word on the button that opens the way through the house on a phone: "Menú".
    pub menu: String,
    pub nav: Vec<NavItem>,
    /// "L. Batista · Oficial de elegibilidad · Panamá".
    pub who: Option<String>,
    pub languages_label: String,
    pub languages: Vec<LanguageLink>,
    /// The form that signs out, with its hidden values.
    pub sign_out: Option<Markup>,
    /// Said on every page of a demonstration: the people are invented.
    pub banner: Option<String>,
    pub banner_label: String,
    pub flash: Option<Flash>,
    /// A way back, drawn before everything else.
    pub back: Option<Markup>,
    pub footer: Vec<NavItem>,
    pub footer_words: String,
}

/// The whole document.
pub fn frame(frame: &Frame, body: Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang=(frame.lang) {
            head {
                meta charset="utf-8";
                title {
                    @if let Some(word) = &frame.title_error { (word) ": " }
                    (frame.title) " · Ceiba"
                }
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light";
                meta name="theme-color" content="#0A3F35";
                link rel="preload" href=(FONT.href()) as="font" type="font/woff2" crossorigin;
                link rel="stylesheet" href=(STYLE.href());
                link rel="icon" href=(MARK.href()) type="image/svg+xml";
            }
            body {
                a.govuk-skip-link href="#main" { (frame.skip) }
                (header(frame))
                (banner(frame))
                div.c-page {
                    main #main tabindex="-1" {
                        @if let Some(back) = &frame.back { (back) }
                        @if let Some(flash) = &frame.flash { (part::notice(flash.tone, &flash.words, html! {})) }
                        (body)
                    }
                }
                (footer(frame))
            }
        }
    }
}

/// A document for paper only: no header, no way through the house (proof sheets, receipts).
pub fn bare(lang: &str, title: &str, body: Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang=(lang) {
            head {
                meta charset="utf-8";
                title { (title) }
                meta name="viewport" content="width=device-width, initial-scale=1";
                link rel="stylesheet" href=(STYLE.href());
                link rel="icon" href=(MARK.href()) type="image/svg+xml";
            }
            body { main.c-page #main { (body) } }
        }
    }
}

fn header(frame: &Frame) -> Markup {
    let bare = frame.nav.is_empty();
    html! {
        header.c-header."c-header--bare"[bare] {
            div.c-header__inner {
                a.c-brand href=(frame.home) aria-label=(frame.home_words) { (mark()) }
                @if let Some(place) = &frame.place { span.c-header__place { (place) } }
                @if bare { (account(frame)) }
                @else {
                    details.c-menu {
                        summary { (icon(Icon::Menu)) (frame.menu) }
                        div.c-menu__body {
                            nav aria-label=(frame.nav_label) { ul role="list" { @for item in &frame.nav { li { (nav_link(item)) } } } }
                            (account(frame))
                        }
                    }
                }
            }
        }
    }
}

fn account(frame: &Frame) -> Markup {
    html! {
        div.c-account {
            @if let Some(who) = &frame.who { span.c-account__who { (who) } }
            @if !frame.languages.is_empty() {
                ul.c-languages role="list" aria-label=(frame.languages_label) {
                    @for language in &frame.languages {
                        @if !language.current {
                            li { a href=(language.href) hreflang=(language.tag) lang=(language.tag) { (language.autonym) } }
                        }
                    }
                }
            }
            @if let Some(form) = &frame.sign_out { (form) }
        }
    }
}

fn nav_link(item: &NavItem) -> Markup {
    html! { a href=(item.href) aria-current=[item.current.then_some("page")] { (item.words) } }
}

fn banner(frame: &Frame) -> Markup {
    html! {
        @if let Some(words) = &frame.banner {
            div.c-banner role="region" aria-label=(frame.banner_label) { p { (icon(Icon::Info)) (words) } }
        }
    }
}

fn footer(frame: &Frame) -> Markup {
    html! {
        footer.c-footer {
            div.c-footer__inner {
                @if !frame.footer_words.is_empty() { p { (frame.footer_words) } }
                @if !frame.footer.is_empty() { ul role="list" { @for item in &frame.footer { li { (nav_link(item)) } } } }
            }
        }
    }
}

/// The mark, a ceiba in one line: flat crown, buttress roots with three fins, and the name in outlines.
fn mark() -> Markup {
    html! {
        svg.c-mark viewBox="0 0 40 40" width="36" height="36" aria-hidden="true" focusable="false" { path d=(TREE) {} }
        svg.c-wordmark viewBox="0 0 57 24" width="57" height="24" aria-hidden="true" focusable="false" { path d=(NAME) {} }
    }
}

const TREE: &str = "M2 15C4.500 9.500 11 7 20 7s15.500 2.500 18 8c-3.500 1.400-7 .9-10.500 1.200-3.800.3-5.800 1.600-5.800 5.300 0 6.500 3.800 12 13.300 15M2 15c3.500 1.400 7 .9 10.500 1.200 3.800.3 5.800 1.600 5.800 5.300C18.300 28 14.500 33.500 5 36.500M20 22v14.500";

/// "Ceiba" in Source Serif 4, as outlines, so that no second font travels.
const NAME: &str = "M8.2 22.4Q6.6 22.4 5.3 21.9Q4 21.3 3 20.4Q2 19.4 1.5 18Q0.9 16.6 0.9 14.8Q0.9 12.9 1.5 11.5Q2.1 10 3.1 9.1Q4.1 8.1 5.4 7.5Q6.7 7 8.2 7Q9.2 7 10.3 7.3Q11.3 7.5 12.3 8.1L12.4 11.4H11.3L10.4 7.9L11.7 8.3L11.7 9.3Q10.9 8.6 10.1 8.3Q9.3 8 8.5 8Q7.3 8 6.2 8.7Q5.1 9.5 4.5 11Q3.8 12.5 3.8 14.7Q3.8 17 4.4 18.4Q5 19.9 6.1 20.7Q7.1 21.4 8.4 21.4Q9.3 21.4 10.2 21.1Q11 20.8 11.9 20.1L11.9 21.1L10.5 21.4L11.4 17.9H12.6L12.5 21.3Q11.6 21.8 10.5 22.1Q9.4 22.4 8.2 22.4ZM19.6 22.3Q18.1 22.3 16.9 21.7Q15.8 21 15.1 19.9Q14.4 18.7 14.4 17Q14.4 15.2 15.1 13.9Q15.8 12.7 17 12Q18.1 11.3 19.5 11.3Q20.8 11.3 21.7 11.9Q22.7 12.4 23.2 13.3Q23.7 14.3 23.7 15.6Q23.7 15.9 23.7 16.2Q23.7 16.5 23.6 16.7H15.5V15.8H20Q20.8 15.8 21.1 15.5Q21.4 15.2 21.4 14.6Q21.4 13.8 21.2 13.3Q20.9 12.8 20.5 12.5Q20.1 12.2 19.5 12.2Q18.9 12.2 18.3 12.6Q17.8 13.1 17.4 14Q17 15 17 16.6Q17 17.9 17.5 18.8Q17.9 19.8 18.7 20.2Q19.4 20.7 20.4 20.7Q21.4 20.7 22 20.4Q22.7 20 23.3 19.4L23.8 19.8Q23.4 20.6 22.8 21.2Q22.2 21.7 21.4 22Q20.6 22.3 19.6 22.3ZM25.5 22V21.2L27.7 20.9H28.7L30.8 21.2V22ZM26.9 22Q26.9 21.5 26.9 20.7Q26.9 19.8 27 19Q27 18.1 27 17.4V16.4Q27 15.5 27 14.8Q27 14.2 26.9 13.5L25.4 13.3V12.6L29.2 11.3L29.5 11.5L29.5 14.6V17.4Q29.5 18.1 29.5 19Q29.5 19.8 29.5 20.7Q29.5 21.5 29.5 22ZM28.1 9.4Q27.5 9.4 27 9Q26.6 8.5 26.6 7.9Q26.6 7.2 27 6.8Q27.5 6.4 28.1 6.4Q28.8 6.4 29.2 6.8Q29.7 7.2 29.7 7.9Q29.7 8.5 29.2 9Q28.8 9.4 28.1 9.4ZM32.2 22V21.3L33.6 21Q33.7 20.4 33.7 19.8Q33.7 19.2 33.7 18.5Q33.7 17.9 33.7 17.4V7.8L32.1 7.5V6.8L35.9 5.8L36.2 6L36.1 9.5V13.2L36.2 13.4V20.3V20.3L35.9 22.3ZM39 22.3Q38.3 22.3 37.7 22.1Q37.1 21.9 36.6 21.4Q36.1 20.9 35.6 20H35.2L35.4 19.1Q36.1 20 36.8 20.4Q37.5 20.9 38.3 20.9Q39 20.9 39.6 20.4Q40.2 20 40.5 19.1Q40.8 18.2 40.8 16.8Q40.8 14.7 40.1 13.7Q39.4 12.7 38.3 12.7Q37.8 12.7 37.3 13Q36.9 13.2 36.4 13.6Q35.9 14.1 35.4 14.6L35.2 13.5H35.7Q36.2 12.8 36.8 12.3Q37.3 11.8 38 11.6Q38.6 11.3 39.3 11.3Q40.5 11.3 41.4 11.9Q42.4 12.5 42.9 13.7Q43.5 14.9 43.5 16.7Q43.5 18.4 42.9 19.7Q42.3 20.9 41.3 21.6Q40.3 22.3 39 22.3ZM48.2 22.3Q47 22.3 46.1 21.6Q45.3 20.9 45.3 19.6Q45.3 18.9 45.6 18.3Q45.9 17.7 46.8 17.2Q47.6 16.7 49.1 16.2Q49.6 16.1 50.2 15.9Q50.8 15.7 51.3 15.6Q51.9 15.4 52.5 15.3V16Q51.7 16.2 51 16.4Q50.3 16.7 49.8 16.9Q48.9 17.1 48.5 17.5Q48.1 17.9 47.9 18.3Q47.8 18.7 47.8 19.2Q47.8 20 48.2 20.4Q48.7 20.8 49.3 20.8Q49.7 20.8 50 20.7Q50.4 20.6 50.8 20.3Q51.3 20 51.9 19.4L52.2 20.5H51.4Q50.9 21.1 50.4 21.5Q49.9 21.9 49.4 22.1Q48.8 22.3 48.2 22.3ZM53.4 22.3Q52.4 22.3 51.8 21.7Q51.3 21.2 51.2 20.2V20.1V14.9Q51.2 13.9 51 13.3Q50.9 12.7 50.4 12.5Q50 12.2 49.3 12.2Q48.9 12.2 48.5 12.3Q48 12.4 47.5 12.6L48.5 11.9L48.1 13.6Q48.1 14.4 47.7 14.7Q47.3 15.1 46.8 15.1Q46.3 15.1 46 14.8Q45.8 14.6 45.7 14.1Q45.9 12.8 47 12.1Q48.2 11.3 50.1 11.3Q51.4 11.3 52.1 11.7Q52.9 12.1 53.3 13Q53.7 13.8 53.7 15.2V20Q53.7 20.6 53.8 20.8Q54 21 54.3 21Q54.5 21 54.7 20.9Q54.9 20.8 55.1 20.5L55.5 20.9Q55.2 21.6 54.7 21.9Q54.1 22.3 53.4 22.3Z";

/// A file the pages need. Its public name carries a hash of its content, so browsers may keep it forever.
#[derive(Debug)]
pub struct Asset {
    /// "ceiba-1f0c2a9b3d.css": what stands after `/assets/`.
    pub name: String,
    pub content_type: &'static str,
    pub bytes: Vec<u8>,
}

impl Asset {
    fn new(stem: &str, ending: &str, content_type: &'static str, bytes: Vec<u8>) -> Asset {
        Asset { name: format!("{stem}-{:010x}.{ending}", fingerprint(&bytes)), content_type, bytes }
    }
    /// Where it is served.
    pub fn href(&self) -> String {
        format!("/assets/{}", self.name)
    }
}

static FONT: LazyLock<Asset> = LazyLock::new(|| {
    Asset::new("source-sans-3", "woff2", "font/woff2", include_bytes!("../assets/ceiba-sans.woff2").to_vec())
});
static MARK: LazyLock<Asset> = LazyLock::new(|| {
    Asset::new("mark", "svg", "image/svg+xml", include_bytes!("../assets/mark.svg").to_vec())
});
/// The committed style sheet names its font without a hash; here it gets the one it is served under.
static STYLE: LazyLock<Asset> = LazyLock::new(|| {
    let css = include_str!("../assets/ceiba.css").replace("ceiba-sans.woff2", &FONT.name);
    Asset::new("ceiba", "css", "text/css; charset=utf-8", css.into_bytes())
});

/// Asks the browser for a passkey. It only adds: without it a code does the same.
static PASSKEY: LazyLock<Asset> = LazyLock::new(|| {
    let script = include_bytes!("../assets/passkey.js").to_vec();
    Asset::new("passkey", "js", "text/javascript; charset=utf-8", script)
});

/// Where the script for passkeys stands.
pub fn passkey_script() -> String {
    PASSKEY.href()
}

/// Makes photographs smaller before they are sent and lets a finger sign. It only adds: a file does the same.
static CAPTURE: LazyLock<Asset> = LazyLock::new(|| {
    let script = include_bytes!("../assets/capture.js").to_vec();
    Asset::new("capture", "js", "text/javascript; charset=utf-8", script)
});

/// Where the script for photographs and signatures stands.
pub fn capture_script() -> String {
    CAPTURE.href()
}

/// The file of this name, if it is one of ours.
pub fn asset(name: &str) -> Option<&'static Asset> {
    assets().into_iter().find(|asset| asset.name == name)
}

/// Every file served under `/assets/`.
pub fn assets() -> [&'static Asset; 5] {
    [&STYLE, &FONT, &MARK, &PASSKEY, &CAPTURE]
}

/// FNV-1a folded to 40 bits: a name for a content, no protection of anything.
fn fingerprint(bytes: &[u8]) -> u64 {
    let full = bytes.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    });
    (full ^ (full >> 40)) & 0xff_ffff_ffff
}
