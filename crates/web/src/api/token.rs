//! Tokens for systems: the client credentials grant of RFC 6749, whose errors have the form of that RFC.

use super::door::refusal;
use super::problem::{Kind, Refused};
use crate::dispatch::{plain, put};
use crate::form::Fields;
use crate::intake::Intake;
use crate::serve::{Incoming, header_text};
use crate::trouble::Incident;
use crate::{House, Method};
use access::{TOKEN_LIFE, TokenAsk, TokenRefusal};
use axum::body::Body;
use axum::http::{Response, header};
use kernel::Lang;
use serde_json::json;

/// `POST /oauth/token`
pub fn answered(house: &House, incoming: &Incoming, lang: Lang) -> Response<Body> {
    if incoming.method != Some(Method::Post) {
        return refusal(house, lang, &Refused::Method(vec![Method::Post]));
    }
    let form = match &incoming.body {
        Intake::Whole(bytes) => Fields::decode(bytes),
        Intake::TooLong { .. } => return refusal(house, lang, &Refused::Kind(Kind::TooLarge)),
        Intake::Parts { .. } => return refusal(house, lang, &Refused::Kind(Kind::MediaType)),
        Intake::Broken => return refusal(house, lang, &Refused::Kind(Kind::Malformed)),
    };
    let media = header_text(&incoming.headers, header::CONTENT_TYPE);
    if !media.starts_with("application/x-www-form-urlencoded") {
        return refusal(house, lang, &Refused::Kind(Kind::MediaType));
    }
    let known = ["grant_type", "client_id", "client_secret", "scope"];
    let is_twice = known.iter().any(|name| form.all(name).len() > 1);
    let is_plain = form.is_readable() && form.iter().all(|(n, v)| known.contains(&n) && v.len() <= 4_000);
    if is_twice || !is_plain || form.text("grant_type").is_empty() {
        return wrong(400, "invalid_request");
    }
    if form.text("grant_type") != "client_credentials" {
        return wrong(400, "unsupported_grant_type");
    }
    let header = header_text(&incoming.headers, header::AUTHORIZATION);
    let is_basic = !header.is_empty();
    let Some((client, secret)) = (if is_basic { basic(header) } else { posted(&form) }) else {
        return unknown(is_basic);
    };
    if is_basic && form.get("client_secret").is_some() {
        return wrong(400, "invalid_request");
    }
    let ask =
        TokenAsk { client: &client, secret: &secret, scope: form.get("scope"), address: &incoming.from };
    match house.access.grant(&ask) {
        Ok(granted) => {
            let scope: Vec<&str> = granted.scopes.iter().map(|p| p.code()).collect();
            let body = json!({
                "access_token": granted.token,
                "token_type": "Bearer",
                "expires_in": TOKEN_LIFE.as_secs(),
                "scope": scope.join(" "),
            });
            let mut response = plain(200, "application/json", body.to_string().into_bytes());
            put(&mut response, header::PRAGMA, "no-cache");
            response
        }
        Err(TokenRefusal::Wrong) => unknown(is_basic),
        Err(TokenRefusal::Scope) => wrong(400, "invalid_scope"),
        Err(TokenRefusal::Wait { seconds }) => {
            let mut response = wrong(429, "slow_down");
            put(&mut response, header::RETRY_AFTER, &seconds.to_string());
            response
        }
        Err(TokenRefusal::Fault(fault)) => {
            let incident = Incident::new(house, super::TOKEN, Some(&fault));
            let kind = Refused::Fault(fault).kind();
            refusal(house, lang, &Refused::Incident(kind, incident.number))
        }
    }
}

fn posted(form: &Fields) -> Option<(String, String)> {
    let (id, secret) = (form.get("client_id")?, form.get("client_secret")?);
    Some((id.to_owned(), secret.to_owned()))
}

/// `Basic` with both parts form-encoded, as RFC 6749 2.3.1 asks.
fn basic(header: &str) -> Option<(String, String)> {
    let (scheme, coded) = header.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let text = String::from_utf8(base64(coded.trim())?).ok()?;
    let (id, secret) = text.split_once(':')?;
    let decoded = |part: &str| {
        Fields::decode(format!("v={}", part.replace('&', "%26")).as_bytes()).text("v").to_owned()
    };
    Some((decoded(id), decoded(secret)))
}

/// Base64 of RFC 4648 with its padding.
fn base64(text: &str) -> Option<Vec<u8>> {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let body = text.trim_end_matches('=');
    if !text.len().is_multiple_of(4) || text.len() - body.len() > 2 || text.len() > 8_000 {
        return None;
    }
    let mut out = Vec::with_capacity(body.len());
    let (mut held, mut bits) = (0u32, 0u32);
    for byte in body.bytes() {
        let value = u32::try_from(SIGNS.iter().position(|s| *s == byte)?).ok()?;
        held = (held << 6) | value;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            out.push(u8::try_from((held >> bits) & 0xFF).ok()?);
            held &= (1 << bits) - 1;
        }
    }
    Some(out)
}

fn unknown(is_basic: bool) -> Response<Body> {
    let mut response = wrong(401, "invalid_client");
    let scheme = if is_basic { "Basic realm=\"ceiba\"" } else { "Basic realm=\"ceiba\", charset=\"UTF-8\"" };
    put(&mut response, header::WWW_AUTHENTICATE, scheme);
    response
}

fn wrong(status: u16, code: &str) -> Response<Body> {
    plain(status, "application/json", json!({ "error": code }).to_string().into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_read_as_others_write_it() {
        for (coded, plain) in
            [("", ""), ("Zg==", "f"), ("Zm8=", "fo"), ("Zm9v", "foo"), ("Zm9vYmFy", "foobar")]
        {
            assert_eq!(base64(coded), Some(plain.as_bytes().to_vec()), "{coded}");
        }
        for bad in ["Zg", "Z===", "Zm9*", "=", "Zg=a"] {
            assert_eq!(base64(bad), None, "{bad}");
        }
        assert_eq!(basic("Basic YTpiOmM="), Some(("a".into(), "b:c".into())));
        assert_eq!(basic("Bearer x"), None);
    }
}
