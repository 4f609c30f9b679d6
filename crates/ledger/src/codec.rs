//! Between typed events and entry bodies: the serde tag of an event is the entry's kind, its content the body.

use crate::{Fault, Record};
use serde_json::{Map, Value as Json};

/// The kind and the body of an event declared with `#[serde(tag = "kind", content = "body")]`.
pub(crate) fn encode<R: Record>(event: &R::Event) -> Result<(String, Json), Fault> {
    let json =
        serde_json::to_value(event).map_err(|e| Fault::Inconsistent(format!("{} event: {e}", R::KIND)))?;
    let Json::Object(mut parts) = json else {
        return Err(Fault::Inconsistent(format!("{} event is no object", R::KIND)));
    };
    let Some(Json::String(kind)) = parts.remove("kind") else {
        return Err(Fault::Inconsistent(format!("{} event has no kind", R::KIND)));
    };
    Ok((kind, parts.remove("body").unwrap_or(Json::Null)))
}

/// The event of a kind and an up-to-date body; `None` for kinds this version does not know, which are kept as they
/// are. A known kind whose body does not fit is an error, never silence.
pub(crate) fn decode<R: Record>(kind: &str, body: &Json) -> Result<Option<R::Event>, Fault> {
    let mut parts = Map::new();
    parts.insert("kind".into(), Json::String(kind.to_owned()));
    if !body.is_null() {
        parts.insert("body".into(), body.clone());
    }
    match serde_json::from_value(Json::Object(parts)) {
        Ok(event) => Ok(Some(event)),
        Err(e) if e.to_string().starts_with("unknown variant") => Ok(None),
        // The serde message may quote a value, so only the place is named.
        Err(_) => Err(Fault::Inconsistent(format!("the body of a {}.{kind} entry does not fit", R::KIND))),
    }
}
