//! Lists page by page: a cursor is the last id seen, bound with a keyed hash to the list, its filter and who asks.

use super::shape::{Field, Shape, Why, Wrong};
use super::{Call, Out, Refused};
use crate::House;
use ledger::{Door, Fault};
use serde_json::{Value, json};
use uuid::Uuid;

/// Rows of a page when nobody says how many.
const ROWS: usize = 50;
/// A page holds no more rows than this.
pub const ROWS_MAX: usize = 200;
/// Bytes of the hash that stand in a cursor.
const MARK_BYTES: usize = 12;

/// Where a page begins and how long it is.
#[derive(Clone, Copy, Debug)]
pub struct Paging {
    /// Only ids greater than this one.
    pub after: Uuid,
    pub limit: usize,
}

/// The two parameters every list takes, beside its own.
pub fn parameters() -> Vec<Field> {
    vec![
        Field::may("limit", Shape::Whole { from: 1, to: ROWS_MAX as i64 }),
        Field::may("cursor", Shape::text(120)),
    ]
}

impl Call {
    /// Reads the place in the list.
    pub fn paging(&self, house: &House) -> Result<Paging, Refused> {
        let limit = self.ask.query.text("limit").parse().unwrap_or(ROWS).clamp(1, ROWS_MAX);
        let after = match self.ask.query.get("cursor") {
            None => Uuid::nil(),
            Some(cursor) => self.read(house, cursor)?.ok_or_else(|| {
                let words = self.ask.t("web-api-wrong-cursor");
                Refused::Query(vec![Wrong { pointer: "/cursor".to_owned(), why: Why::Said(words) }])
            })?,
        };
        Ok(Paging { after, limit })
    }

    /// A page: its rows, and the id to go on from when there are more.
    pub fn page(&self, house: &House, items: Vec<Value>, next: Option<Uuid>) -> Result<Out, Fault> {
        let cursor = next.map(|id| self.cursor(house, id)).transpose()?;
        let mut out = Out::ok(json!({ "items": items, "next": cursor }));
        let next = out.body["next"].as_str().map(str::to_owned);
        out.next = next.map(|cursor| {
            let mut query = self.ask.query.clone();
            query.set("cursor", &cursor);
            format!("{}?{}", self.ask.path(), query.encode())
        });
        Ok(out)
    }

    fn cursor(&self, house: &House, id: Uuid) -> Result<String, Fault> {
        Ok(format!("{}{}", id.simple(), self.mark(house, id)?))
    }

    fn read(&self, house: &House, cursor: &str) -> Result<Option<Uuid>, Fault> {
        let (Some(id), Some(mark)) = (cursor.get(..32), cursor.get(32..)) else { return Ok(None) };
        let Ok(id) = Uuid::try_parse(id) else { return Ok(None) };
        Ok((mark == self.mark(house, id)?).then_some(id))
    }

    fn mark(&self, house: &House, id: Uuid) -> Result<String, Fault> {
        let mut filter = self.ask.query.clone();
        ["cursor", "limit"].iter().for_each(|name| filter.remove(name));
        let mut pairs: Vec<String> = filter.iter().map(|(n, v)| format!("{n}={v}")).collect();
        pairs.sort();
        let bound = format!("{} {} {} {}", self.ask.who.account, self.ask.path(), pairs.join("&"), id);
        let hash = house.ledger.read(|reader| Ok::<_, Fault>(reader.hashed("api.cursor", &bound)))?;
        Ok(crate::house::hex(hash.get(..MARK_BYTES).unwrap_or(&hash)))
    }
}
