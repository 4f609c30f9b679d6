//! A QR code that is read from a screen or from paper.

use maud::{Markup, PreEscaped, html};
use qrcode::QrCode;
use qrcode::render::svg;

/// The code of a text; `words` say to those who do not see it what it is.
pub fn qr(words: &str, text: &str) -> Markup {
    let drawn = QrCode::new(text).map(|code| code.render::<svg::Color>().module_dimensions(4, 4).build());
    let drawn = drawn.unwrap_or_default();
    let start = drawn.find("<svg").unwrap_or(0);
    html! { p role="img" aria-label=(words) { (PreEscaped(&drawn[start..])) } }
}
