//! The form of a file as a JSON Schema (draft 7), with every description in English and in Spanish.

use super::{FileKind, Key, Of, Shape, TAKEN_OVER};
use serde_json::{Map, Value, json};

pub(super) fn of(kind: FileKind) -> String {
    let mut writer = Writer { definitions: Map::new(), changes: kind == FileKind::Procedure };
    let mut root = Map::new();
    root.insert("$schema".to_owned(), json!("http://json-schema.org/draft-07/schema#"));
    root.insert(
        "$comment".to_owned(),
        json!("Made by `ceiba procedure schema` from the form the reader goes by."),
    );
    root.extend(writer.object(kind.shape(), &[], true));
    if kind == FileKind::Procedure {
        root.insert("required".to_owned(), json!(["id", "version", "valid_from"]));
        root.extend(whole_or_changes(kind.shape()));
    }
    root.insert("definitions".to_owned(), Value::Object(writer.definitions));
    let mut text = serde_json::to_string_pretty(&Value::Object(root)).unwrap_or_default();
    text.push('\n');
    text
}

/// A version that starts from another one says what it changes; any other says everything.
fn whole_or_changes(procedure: &'static Shape) -> Map<String, Value> {
    let mut items = Map::new();
    for key in procedure.keys {
        match &key.of {
            Of::Items(shape) if TAKEN_OVER.contains(&key.name) => {
                items.insert(key.name.to_owned(), json!({ "items": { "required": required(shape) } }));
            }
            Of::One(shape) if key.name == "opening" => {
                items.insert(key.name.to_owned(), json!({ "required": required(shape) }));
            }
            Of::Map(Of::Items(shape)) => {
                let of_each = json!({ "items": { "required": required(shape) } });
                items.insert(key.name.to_owned(), json!({ "additionalProperties": of_each }));
            }
            _ => {}
        }
    }
    let mut both = Map::new();
    both.insert("if".to_owned(), json!({ "required": ["based_on"] }));
    both.insert("then".to_owned(), json!({}));
    both.insert("else".to_owned(), json!({ "required": required(procedure), "properties": items }));
    both
}

fn required(shape: &Shape) -> Vec<&'static str> {
    shape.keys.iter().filter(|key| key.required).map(|key| key.name).collect()
}

struct Writer {
    definitions: Map<String, Value>,
    /// Whether items may be told in part, by a version that starts from another one.
    changes: bool,
}

impl Writer {
    /// A table; `way` leads to it from the root of the file.
    fn object(&mut self, shape: &'static Shape, way: &[&str], root: bool) -> Map<String, Value> {
        let mut object = Map::new();
        object.insert("title".to_owned(), json!(shape.name));
        object.insert("description".to_owned(), json!(both(shape.en, shape.es)));
        object.insert("type".to_owned(), json!("object"));
        let mut properties = Map::new();
        for key in shape.keys {
            let inner: Vec<&str> = way.iter().copied().chain([key.name]).collect();
            properties.insert(key.name.to_owned(), self.key(key, &inner));
        }
        object.insert("properties".to_owned(), Value::Object(properties));
        let required: Vec<&str> = match self.in_part(way) {
            true => required(shape)
                .into_iter()
                .filter(|key| ["id", "what"].contains(key) && way != ["opening"])
                .collect(),
            false if root && self.changes => Vec::new(),
            false => required(shape),
        };
        if !required.is_empty() {
            object.insert("required".to_owned(), json!(required));
        }
        object.insert("additionalProperties".to_owned(), json!(false));
        match shape.name {
            "cite" => object.extend(cite()),
            "holiday" => drop(object.insert("oneOf".to_owned(), one_of(&["fixed", "easter", "weekday"]))),
            _ => {}
        }
        object
    }

    /// Whether an item of this list may be told in part.
    fn in_part(&self, way: &[&str]) -> bool {
        self.changes
            && match way {
                [list] => TAKEN_OVER.contains(list) || *list == "opening",
                ["forms", _] => true,
                _ => false,
            }
    }

    fn key(&mut self, key: &'static Key, way: &[&str]) -> Value {
        let mut schema = self.value(&key.of, way);
        if let Value::Object(schema) = &mut schema {
            schema.insert("description".to_owned(), json!(both(key.en, key.es)));
            if let Some(default) = key.default.and_then(|json| serde_json::from_str::<Value>(json).ok()) {
                schema.insert("default".to_owned(), default);
            }
            if let Some(example) = key.like.and_then(typed).filter(|_| !key.example().contains('…')) {
                schema.insert("examples".to_owned(), json!([example]));
            }
        }
        schema
    }

    fn value(&mut self, of: &'static Of, way: &[&str]) -> Value {
        match of {
            Of::Text => json!({ "type": "string", "minLength": 1 }),
            Of::Id => json!({ "type": "string", "pattern": "^[a-z0-9_-]+$" }),
            Of::Day => {
                json!({ "type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$" })
            }
            Of::MonthDay => {
                json!({ "type": "string", "pattern": "^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$" })
            }
            Of::Country => json!({ "type": "string", "pattern": "^[A-Za-z]{3}$" }),
            Of::Address => json!({ "type": "string", "pattern": "^http" }),
            Of::Anything => json!({}),
            Of::Flag => json!({ "type": "boolean" }),
            Of::Value => json!({ "type": ["boolean", "string"] }),
            Of::Whole(from, to) => json!({ "type": "integer", "minimum": from, "maximum": to }),
            Of::Code(codes) => {
                let codes = codes();
                let values: Vec<&str> = codes.iter().map(|(code, _)| *code).collect();
                let words: Vec<String> = codes.iter().map(|(_, said)| both(&said.en, &said.es)).collect();
                json!({ "type": "string", "enum": values, "x-taplo": { "docs": { "enumValues": words } } })
            }
            Of::List(of) => json!({ "type": "array", "items": self.value(of, way) }),
            Of::Items(shape) => json!({ "type": "array", "items": self.defined(shape, way) }),
            Of::One(shape) => Value::Object(self.object(shape, way, false)),
            Of::Map(of) => {
                let inner: Vec<&str> = way.iter().copied().chain(["*"]).collect();
                json!({ "type": "object", "additionalProperties": self.value(of, &inner) })
            }
        }
    }

    /// A reference to the definition of an item.
    fn defined(&mut self, shape: &'static Shape, way: &[&str]) -> Value {
        let part = if self.in_part(way) && shape.name == "field" { "_or_change" } else { "" };
        let name = format!("{}{part}", shape.name.replace(' ', "_"));
        if !self.definitions.contains_key(&name) {
            let object = self.object(shape, way, false);
            self.definitions.insert(name.clone(), Value::Object(object));
        }
        json!({ "$ref": format!("#/definitions/{name}") })
    }
}

/// What no law says has no article; what one says has an article and a mark, and `verified` has a name.
fn cite() -> Map<String, Value> {
    let unsourced = json!({ "properties": { "source": { "enum": ["platform", "unknown"] } } });
    let plain = json!({ "properties": { "article": { "enum": ["unknown"] }, "verification": { "enum": ["unverified"] } } });
    let verified =
        json!({ "required": ["verification"], "properties": { "verification": { "enum": ["verified"] } } });
    let sourced = json!({
        "required": ["article", "verification"],
        "if": verified,
        "then": { "required": ["verified_by"] }
    });
    [("if", unsourced), ("then", plain), ("else", sourced)]
        .map(|(key, value)| (key.to_owned(), value))
        .into_iter()
        .collect()
}

fn one_of(keys: &[&str]) -> Value {
    keys.iter().map(|key| json!({ "required": [key] })).collect()
}

fn both(en: &str, es: &str) -> String {
    format!("{en}\n\n{es}")
}

/// An example as it is typed in a file, as JSON.
fn typed(toml: &str) -> Option<Value> {
    let table: toml::Table = toml::from_str(&format!("example = {toml}")).ok()?;
    serde_json::to_value(table.get("example")?).ok()
}
