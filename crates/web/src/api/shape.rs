//! What JSON goes in and out: one declaration that checks what was sent and says it in the published description.

use serde_json::{Map, Value, json};
use std::fmt;

/// The form of a value.
#[derive(Clone, Debug)]
pub enum Shape {
    /// One line; `least` 1 asks for something besides white space.
    Text {
        least: usize,
        most: usize,
    },
    /// Several lines.
    Lines {
        most: usize,
    },
    /// One of these codes.
    Choice(Vec<String>),
    Whole {
        from: i64,
        to: i64,
    },
    YesNo,
    /// `2026-11-22`
    Day,
    /// `14:05`
    Hour,
    /// An instant as RFC 3339 writes it.
    Instant,
    /// A UUID.
    Id,
    List(Box<Shape>, usize),
    Object(Vec<Field>),
    /// Texts under names that a procedure declares.
    Map(Box<Shape>, usize),
    /// The value or `null`.
    Maybe(Box<Shape>),
    /// Anything, where a data file decides.
    Any,
}

/// A member of an object, a parameter of a query or of a path.
#[derive(Clone, Debug)]
pub struct Field {
    pub name: &'static str,
    pub shape: Shape,
    pub required: bool,
    pub example: Option<Value>,
}

impl Field {
    /// A member that must be there.
    pub fn must(name: &'static str, shape: Shape) -> Field {
        Field { name, shape, required: true, example: None }
    }
    /// A member that may be left out.
    pub fn may(name: &'static str, shape: Shape) -> Field {
        Field { name, shape, required: false, example: None }
    }
    pub fn like(mut self, example: impl Into<Value>) -> Field {
        self.example = Some(example.into());
        self
    }
}

/// What is wrong with a value, and where: a JSON pointer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    pub pointer: String,
    pub why: Why,
}

/// Why a value does not fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    Kind(&'static str),
    Missing,
    Unknown,
    Long(usize),
    Unwritable,
    Choice,
    Number(i64, i64),
    Many(usize),
    /// Said by the command itself, in the reader's language.
    Said(String),
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {:?}", self.pointer, self.why)
    }
}

/// The longest text of a shape that says nothing about length.
const TEXT_MOST: usize = 500;

impl Shape {
    pub fn text(most: usize) -> Shape {
        Shape::Text { least: 0, most }
    }
    pub fn required_text(most: usize) -> Shape {
        Shape::Text { least: 1, most }
    }
    /// A code or a name of ours: short, one line.
    pub fn word() -> Shape {
        Shape::text(TEXT_MOST)
    }
    pub fn choice<'a>(codes: impl IntoIterator<Item = &'a str>) -> Shape {
        Shape::Choice(codes.into_iter().map(str::to_owned).collect())
    }
    pub fn list(of: Shape, most: usize) -> Shape {
        Shape::List(Box::new(of), most)
    }
    pub fn maybe(of: Shape) -> Shape {
        Shape::Maybe(Box::new(of))
    }
    pub fn map(of: Shape, most: usize) -> Shape {
        Shape::Map(Box::new(of), most)
    }
    /// A page of a list, with the cursor of the next.
    pub fn page(of: Shape) -> Shape {
        Shape::Object(vec![
            Field::must("items", Shape::list(of, super::paging::ROWS_MAX)),
            Field::must("next", Shape::maybe(Shape::word())),
        ])
    }

    /// As JSON Schema 2020-12, which OpenAPI 3.1 uses.
    pub fn schema(&self) -> Value {
        match self {
            Shape::Text { least: 0, most } => {
                json!({ "type": "string", "maxLength": most, "pattern": LINE })
            }
            Shape::Text { least, most } => {
                json!({ "type": "string", "minLength": least, "maxLength": most, "pattern": WRITTEN })
            }
            Shape::Lines { most } => json!({ "type": "string", "maxLength": most, "pattern": LINES }),
            Shape::Choice(codes) => json!({ "type": "string", "enum": codes }),
            Shape::Whole { from, to } => json!({ "type": "integer", "minimum": from, "maximum": to }),
            Shape::YesNo => json!({ "type": "boolean" }),
            Shape::Day => json!({ "type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$" }),
            Shape::Hour => json!({ "type": "string", "pattern": r"^([01]\d|2[0-3]):[0-5]\d$" }),
            Shape::Instant => json!({ "type": "string", "format": "date-time" }),
            Shape::Id => json!({ "type": "string", "format": "uuid", "pattern": UUID }),
            Shape::List(of, most) => json!({ "type": "array", "items": of.schema(), "maxItems": most }),
            Shape::Object(fields) => object_schema(fields),
            Shape::Map(of, most) => {
                json!({ "type": "object", "additionalProperties": of.schema(), "maxProperties": most })
            }
            Shape::Maybe(of) => json!({ "anyOf": [of.schema(), { "type": "null" }] }),
            Shape::Any => json!({}),
        }
    }

    /// Everything that is wrong with a value.
    pub fn check(&self, value: &Value) -> Vec<Wrong> {
        let mut wrong = Vec::new();
        self.look(value, &mut String::new(), &mut wrong);
        wrong
    }

    fn look(&self, value: &Value, at: &mut String, wrong: &mut Vec<Wrong>) {
        let mut say = |why| wrong.push(Wrong { pointer: at.clone(), why });
        match (self, value) {
            (Shape::Any, _) | (Shape::Maybe(_), Value::Null) | (Shape::YesNo, Value::Bool(_)) => {}
            (Shape::Maybe(of), other) => of.look(other, at, wrong),
            (Shape::Whole { from, to }, Value::Number(_)) => match whole(value) {
                Some(n) if (*from..=*to).contains(&n) => {}
                Some(_) => say(Why::Number(*from, *to)),
                None => say(Why::Kind("integer")),
            },
            (Shape::List(of, most), Value::Array(items)) => {
                if items.len() > *most {
                    say(Why::Many(*most));
                }
                for (i, item) in items.iter().enumerate().take(*most) {
                    below(at, &i.to_string(), |at| of.look(item, at, wrong));
                }
            }
            (Shape::Object(fields), Value::Object(members)) => object(fields, members, at, wrong),
            (Shape::Map(of, most), Value::Object(members)) => {
                if members.len() > *most {
                    say(Why::Many(*most));
                }
                for (name, member) in members.iter().take(*most) {
                    below(at, name, |at| of.look(member, at, wrong));
                }
            }
            (shape, Value::String(text)) if shape.kind() == "string" => {
                if let Some(why) = shape.text_fault(text) {
                    say(why);
                }
            }
            (shape, _) => say(Why::Kind(shape.kind())),
        }
    }

    /// What is wrong with a text of this shape, also one of a query or a path.
    pub fn text_fault(&self, text: &str) -> Option<Why> {
        let long = |most: usize| (text.chars().count() > most).then_some(Why::Long(most));
        match self {
            Shape::Text { least, most } => {
                let is_blank = *least > 0 && text.trim().is_empty();
                long(*most)
                    .or_else(|| text.chars().any(unwritable_in_line).then_some(Why::Unwritable))
                    .or_else(|| is_blank.then_some(Why::Missing))
            }
            Shape::Lines { most } => {
                long(*most).or_else(|| text.chars().any(unwritable).then_some(Why::Unwritable))
            }
            Shape::Choice(codes) => (!codes.iter().any(|c| c == text)).then_some(Why::Choice),
            Shape::Day => (day(text).is_none()).then_some(Why::Kind("date")),
            Shape::Hour => (!is_hour(text)).then_some(Why::Kind("hour")),
            Shape::Instant => text.parse::<jiff::Timestamp>().is_err().then_some(Why::Kind("date-time")),
            Shape::Id => (!is_id(text)).then_some(Why::Kind("uuid")),
            Shape::Maybe(of) => of.text_fault(text),
            Shape::Whole { from, to } => match text.parse::<i64>() {
                Ok(n) if (*from..=*to).contains(&n) && n.to_string() == text => None,
                _ => Some(Why::Number(*from, *to)),
            },
            other => Some(Why::Kind(other.kind())),
        }
    }

    fn kind(&self) -> &'static str {
        match self {
            Shape::Whole { .. } => "integer",
            Shape::YesNo => "boolean",
            Shape::List(..) => "array",
            Shape::Object(_) | Shape::Map(..) => "object",
            _ => "string",
        }
    }

    /// A value of this shape for the readable page and the description.
    pub fn example(&self) -> Value {
        match self {
            Shape::Choice(codes) => codes.first().map_or(Value::Null, |c| json!(c)),
            Shape::Whole { from, .. } => json!(from),
            Shape::YesNo => json!(false),
            Shape::Day => json!("2026-11-20"),
            Shape::Hour => json!("14:05"),
            Shape::Instant => json!("2026-11-20T19:05:00Z"),
            Shape::Id => json!("0197c1de-0000-7000-8000-000000000001"),
            Shape::List(of, _) => json!([of.example()]),
            Shape::Object(fields) => {
                let shown =
                    |f: &Field| (f.name.to_owned(), f.example.clone().unwrap_or_else(|| f.shape.example()));
                Value::Object(
                    fields.iter().filter(|f| f.required || f.example.is_some()).map(shown).collect(),
                )
            }
            Shape::Map(..) => json!({}),
            Shape::Maybe(of) => of.example(),
            Shape::Text { .. } | Shape::Lines { .. } => json!("…"),
            Shape::Any => Value::Null,
        }
    }
}

/// No control characters and no sign of a lost letter.
const LINE: &str = r"^[^\u0000-\u001f\u007f-\u009f\ufffd]*$";
const WRITTEN: &str = r"^[^\u0000-\u001f\u007f-\u009f\ufffd]*[^\s\u0000-\u001f\u007f-\u009f\ufffd][^\u0000-\u001f\u007f-\u009f\ufffd]*$";
const LINES: &str = r"^[^\u0000-\u0008\u000b-\u000c\u000e-\u001f\u007f-\u009f\ufffd]*$";
const UUID: &str = "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$";

fn unwritable_in_line(c: char) -> bool {
    c.is_control() || c == '\u{FFFD}'
}
fn unwritable(c: char) -> bool {
    unwritable_in_line(c) && !matches!(c, '\n' | '\r' | '\t')
}

fn object_schema(fields: &[Field]) -> Value {
    let member = |f: &Field| {
        let mut schema = f.shape.schema();
        if let (Some(example), Some(schema)) = (&f.example, schema.as_object_mut()) {
            schema.insert("examples".to_owned(), json!([example]));
        }
        (f.name.to_owned(), schema)
    };
    let required: Vec<&str> = fields.iter().filter(|f| f.required).map(|f| f.name).collect();
    let mut schema = Map::new();
    schema.insert("type".to_owned(), json!("object"));
    schema.insert("properties".to_owned(), Value::Object(fields.iter().map(member).collect()));
    if !required.is_empty() {
        schema.insert("required".to_owned(), json!(required));
    }
    schema.insert("additionalProperties".to_owned(), json!(false));
    Value::Object(schema)
}

fn object(fields: &[Field], members: &Map<String, Value>, at: &mut String, wrong: &mut Vec<Wrong>) {
    for field in fields {
        match members.get(field.name) {
            Some(member) => below(at, field.name, |at| field.shape.look(member, at, wrong)),
            None if field.required => below(at, field.name, |at| {
                wrong.push(Wrong { pointer: at.clone(), why: Why::Missing });
            }),
            None => {}
        }
    }
    for name in members.keys().filter(|name| !fields.iter().any(|f| f.name == *name)).take(FAULTS_MAX) {
        below(at, name, |at| wrong.push(Wrong { pointer: at.clone(), why: Why::Unknown }));
    }
}

/// Unknown members told at once; what somebody sends by mistake need not come back whole.
const FAULTS_MAX: usize = 20;
/// Of the name of an unknown member, this much is told back.
const NAME_CHARS_MAX: usize = 60;

fn below(at: &mut String, name: &str, look: impl FnOnce(&mut String)) {
    let length = at.len();
    at.push('/');
    let name: String = name.chars().take(NAME_CHARS_MAX).collect();
    at.push_str(&name.replace('~', "~0").replace('/', "~1"));
    look(at);
    at.truncate(length);
}

/// `1` and `1.0` are the same number to JSON Schema.
pub(crate) fn whole(value: &Value) -> Option<i64> {
    let real = || value.as_f64().filter(|n| n.fract() == 0.0 && n.abs() < 9e15).map(|n| n as i64);
    value.as_i64().or_else(real)
}

/// A day written out in full.
pub fn day(text: &str) -> Option<jiff::civil::Date> {
    let is_plain = text.len() == 10 && text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    is_plain.then(|| text.parse().ok()).flatten()
}

fn is_hour(text: &str) -> bool {
    let number =
        |part: &str| part.bytes().all(|b| b.is_ascii_digit()).then(|| part.parse::<u8>().ok()).flatten();
    text.len() == 5
        && text.split_once(':').is_some_and(|(h, m)| {
            number(h).is_some_and(|h| h < 24) && number(m).is_some_and(|m| m < 60) && h.len() == 2
        })
}

/// Small letters and hyphens, as the house writes ids.
pub(crate) fn is_id(text: &str) -> bool {
    let shape = |(i, b): (usize, u8)| match i {
        8 | 13 | 18 | 23 => b == b'-',
        _ => b.is_ascii_digit() || (b'a'..=b'f').contains(&b),
    };
    text.len() == 36 && text.bytes().enumerate().all(shape)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_wrong_is_told_with_its_place() {
        let shape = Shape::Object(vec![
            Field::must("day", Shape::Day),
            Field::may("people", Shape::Whole { from: 1, to: 9 }),
            Field::may("tags", Shape::list(Shape::choice(["a", "b"]), 2)),
        ]);
        let told = |value: Value| shape.check(&value).iter().map(|w| w.pointer.clone()).collect::<Vec<_>>();
        assert_eq!(told(json!({ "day": "2026-02-28", "people": 3.0, "tags": ["a"] })), Vec::<String>::new());
        assert_eq!(told(json!({ "day": "2026-02-30" })), ["/day"]);
        assert_eq!(
            told(json!({ "people": "3", "tags": ["c"], "a/b": 1 })),
            ["/day", "/people", "/tags/0", "/a~1b"]
        );
        assert_eq!(told(json!([])), [""]);
    }

    #[test]
    fn texts_are_writable_and_ids_are_ids() {
        assert_eq!(Shape::text(5).text_fault("a\0b"), Some(Why::Unwritable));
        assert_eq!(Shape::text(2).text_fault("ñañ"), Some(Why::Long(2)));
        assert_eq!(Shape::required_text(5).text_fault("  "), Some(Why::Missing));
        assert_eq!(Shape::Lines { most: 9 }.text_fault("a\nb"), None);
        assert!(Shape::Id.text_fault("0197C1DE-0000-7000-8000-000000000001").is_some());
        assert!(Shape::Hour.text_fault("24:00").is_some() && Shape::Hour.text_fault("23:59").is_none());
    }
}
