//! Between typed events and entry bodies: the serde tag of an event is the entry's kind, its content the body.

use crate::{Fault, Record};
use serde::{Deserialize, de::value::MapDeserializer};
use serde_json::Value as Json;

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
    let name = Json::String(kind.to_owned());
    match event::<R>(&name, body) {
        Ok(event) => Ok(Some(event)),
        Err(_) if is_unknown::<R>(&name) => Ok(None),
        // The serde message may quote a value, so only the place is named.
        Err(_) => Err(Fault::Inconsistent(format!("the body of a {}.{kind} entry does not fit", R::KIND))),
    }
}

/// Reads an event out of its two parts without copying the body.
fn event<R: Record>(kind: &Json, body: &Json) -> Result<R::Event, serde_json::Error> {
    let body = (!body.is_null()).then_some(("body", body));
    R::Event::deserialize(MapDeserializer::new([("kind", kind)].into_iter().chain(body)))
}

/// Whether the kind itself is unknown; a body may hold unknown variants too, and those are faults.
fn is_unknown<R: Record>(kind: &Json) -> bool {
    event::<R>(kind, &Json::Null).is_err_and(|e| e.to_string().starts_with("unknown variant"))
}
