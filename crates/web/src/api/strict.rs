//! JSON read strictly: no member twice, no deep nesting, nothing after the value.

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};
use std::fmt;

/// Arrays and objects inside one another; what the house reads needs four.
const DEPTH_MAX: usize = 16;

/// Reads a body; `None` when it is no JSON, or not as strict as it has to be.
pub fn read(bytes: &[u8]) -> Option<Value> {
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let value = Strict { depth: 0 }.deserialize(&mut reader).ok()?;
    reader.end().ok()?;
    Some(value)
}

#[derive(Clone, Copy)]
struct Strict {
    depth: usize,
}

impl Strict {
    fn deeper<E: Error>(self) -> Result<Strict, E> {
        if self.depth < DEPTH_MAX { Ok(Strict { depth: self.depth + 1 }) } else { Err(E::custom("too deep")) }
    }
}

impl<'de> DeserializeSeed<'de> for Strict {
    type Value = Value;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strict {
    type Value = Value;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }
    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }
    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }
    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }
    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }
    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        Number::from_f64(value).map(Value::Number).ok_or_else(|| E::custom("no number"))
    }
    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let below = self.deeper()?;
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(below)? {
            list.push(item);
        }
        Ok(Value::Array(list))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let below = self.deeper()?;
        let mut object = Map::new();
        while let Some(name) = members.next_key::<String>()? {
            let value = members.next_value_seed(below)?;
            if object.insert(name, value).is_some() {
                return Err(A::Error::custom("a member stands twice"));
            }
        }
        Ok(Value::Object(object))
    }
}

#[cfg(test)]
mod tests {
    use super::read;
    use serde_json::json;

    #[test]
    fn only_whole_and_plain_json_is_read() {
        assert_eq!(read(br#" {"a":[1,-2,1.5,"x",null,true]} "#), Some(json!({"a":[1,-2,1.5,"x",null,true]})));
        for bad in [r#"{"a":1,"a":2}"#, "{} {}", "", "{a:1}", "[1,]", "\"\u{1}\"", "nul", r#""\ud800""#] {
            assert_eq!(read(bad.as_bytes()), None, "{bad}");
        }
        assert_eq!(read(b"\xff"), None);
        let deep = |n: usize| "[".repeat(n) + &"]".repeat(n);
        assert!(read(deep(16).as_bytes()).is_some());
        assert!(read(deep(17).as_bytes()).is_none());
        assert!(read(deep(200_000).as_bytes()).is_none());
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_read_or_not(bytes in proptest::collection::vec(0u8.., 0..200)) {
            read(&bytes);
        }
    }
}
