//! The small forms in a line: members of an object in their order, hexadecimal, base 64, UUIDs; one way to write each.

use crate::tree::Digest32;
use base64ct::{Base64, Encoding};
use serde_json::Value;

/// The members of an object, taken one after another, and the text they should have been read from.
pub struct Fields<'a> {
    object: &'a serde_json::Map<String, Value>,
    written: Vec<String>,
}

impl<'a> Fields<'a> {
    pub fn of(value: &'a Value) -> Option<Fields<'a>> {
        Some(Fields { object: value.as_object()?, written: Vec::new() })
    }
    fn take(&mut self, name: &str) -> Option<&'a Value> {
        let value = self.object.get(name)?;
        self.written.push(format!("\"{name}\":{value}"));
        Some(value)
    }
    pub fn text(&mut self, name: &str) -> Option<&'a str> {
        self.take(name)?.as_str()
    }
    pub fn number(&mut self, name: &str) -> Option<i64> {
        self.take(name)?.as_i64()
    }
    pub fn text_or_null(&mut self, name: &str) -> Option<Option<&'a str>> {
        match self.take(name)? {
            Value::Null => Some(None),
            other => other.as_str().map(Some),
        }
    }
    /// A list of digests, one after another.
    pub fn digests(&mut self, name: &str) -> Option<Vec<u8>> {
        let mut all = Vec::new();
        for one in self.take(name)?.as_array()? {
            all.extend(digest(one.as_str()?)?);
        }
        Some(all)
    }
    /// A number that is not negative.
    pub fn size(&mut self, name: &str) -> Option<u64> {
        self.take(name)?.as_u64()
    }
    /// A list of such numbers.
    pub fn sizes(&mut self, name: &str) -> Option<Vec<u64>> {
        self.take(name)?.as_array()?.iter().map(Value::as_u64).collect()
    }
    /// A list of UUIDs as they are written.
    pub fn uuids(&mut self, name: &str) -> Option<Vec<Vec<u8>>> {
        let all = self.take(name)?.as_array()?;
        all.iter().map(|one| uuid(one.as_str()?)).collect()
    }
    /// The line, if every member was taken.
    pub fn written(self, kind: &str) -> Option<String> {
        let all_taken = self.written.len() == self.object.len();
        all_taken.then(|| format!("{{\"{kind}\":{{{}}}}}", self.written.join(",")))
    }
}

pub fn digest(text: &str) -> Option<Digest32> {
    hex(text)?.try_into().ok()
}

fn hex(text: &str) -> Option<Vec<u8>> {
    let nibble = |c: u8| match c {
        b'0'..=b'9' => Some(c - b'0'),
        b'a'..=b'f' => Some(c - b'a' + 10),
        _ => None,
    };
    let pairs = text.as_bytes().chunks(2);
    pairs.map(|two| Some(nibble(two[0])? << 4 | nibble(*two.get(1)?)?)).collect()
}

/// 8-4-4-4-12 hexadecimal digits.
pub fn uuid(text: &str) -> Option<Vec<u8>> {
    let parts: Vec<&str> = text.split('-').collect();
    let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    if lengths == [8, 4, 4, 4, 12] { hex(&parts.concat()) } else { None }
}

/// Base 64 with padding; any other way to write the same bytes is refused.
pub fn base64(text: &str) -> Option<Vec<u8>> {
    Base64::decode_vec(text).ok()
}

pub fn to_base64(bytes: &[u8]) -> String {
    Base64::encode_string(bytes)
}
