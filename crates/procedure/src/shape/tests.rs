//! The form and the structures behind it say the same: both are walked together, key by key and code by code.
#![allow(clippy::unwrap_used)] // a test may stop

use super::{FileKind, Key, Of, Shape};
use crate::law::OfficeKind;
use crate::model::Whose;
use serde::Deserialize;
use serde::de::value::{Error, StrDeserializer};
use serde::de::{DeserializeSeed, Deserializer, IntoDeserializer, MapAccess, SeqAccess, Visitor};
use std::cell::RefCell;

/// Taken out when a version is laid over the one it starts from, before the structure is read.
const LAID_OVER: [&str; 2] = ["based_on", "removes"];

/// A value that the form allows; whoever reads it is asked which keys and codes it knows.
#[derive(Clone, Copy)]
struct Walk<'a> {
    of: &'static Of,
    path: &'a str,
    /// Whether keys that may be left out stand there.
    full: bool,
    faults: &'a RefCell<Vec<String>>,
}

impl Walk<'_> {
    fn differ(&self, what: &str, mut known: Vec<&str>, mut read: Vec<&str>) {
        known.retain(|name| !LAID_OVER.contains(name));
        known.sort_unstable();
        read.sort_unstable();
        if known != read {
            let fault = format!("{}: {what} of the form {known:?}, as read {read:?}", self.path);
            self.faults.borrow_mut().push(fault);
        }
    }
}

fn text(of: &Of) -> String {
    let typed: toml::Table = toml::from_str(&format!("x = {}", of.example())).unwrap();
    typed["x"].as_str().unwrap_or("x").to_owned()
}

impl<'de> Deserializer<'de> for Walk<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.of {
            Of::Flag => visitor.visit_bool(true),
            Of::Whole(from, _) => visitor.visit_i64((*from).max(1)),
            Of::List(of) => visitor.visit_seq(Once(Some(Walk { of, ..self }))),
            Of::Items(shape) => visitor.visit_seq(Once(Some(Table { shape, walk: self }))),
            Of::One(shape) => Table { shape, walk: self }.deserialize_any(visitor),
            Of::Map(of) => visitor.visit_map(Entries { keys: vec![("key", *of)], walk: self, value: None }),
            of => visitor.visit_string(text(of)),
        }
    }
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match self.of {
            Of::One(shape) => Table { shape, walk: self }.deserialize_struct(name, fields, visitor),
            _ => self.deserialize_any(visitor),
        }
    }
    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match self.of {
            Of::Code(codes) => {
                self.differ("codes", codes().iter().map(|(code, _)| *code).collect(), variants.to_vec())
            }
            _ => self.faults.borrow_mut().push(format!("{}: the form lists no codes", self.path)),
        }
        let first: StrDeserializer<'_, Error> = variants[0].into_deserializer();
        visitor.visit_enum(first)
    }
    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }
    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }
    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map identifier ignored_any
    }
}

/// A table of the form.
#[derive(Clone, Copy)]
struct Table<'a> {
    shape: &'static Shape,
    walk: Walk<'a>,
}

impl<'de> Deserializer<'de> for Table<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let here = |key: &&Key| (key.required || self.walk.full) && !LAID_OVER.contains(&key.name);
        let keys = self.shape.keys.iter().filter(here).map(|key| (key.name, &key.of)).collect();
        visitor.visit_map(Entries { keys, walk: self.walk, value: None })
    }
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.walk.differ("keys", self.shape.keys.iter().map(|key| key.name).collect(), fields.to_vec());
        self.deserialize_any(visitor)
    }
    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}

struct Once<D>(Option<D>);

impl<'de, D: Deserializer<'de, Error = Error>> SeqAccess<'de> for Once<D> {
    type Error = Error;
    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Error> {
        self.0.take().map(|one| seed.deserialize(one)).transpose()
    }
}

struct Entries<'a> {
    keys: Vec<(&'static str, &'static Of)>,
    walk: Walk<'a>,
    value: Option<(&'static str, &'static Of)>,
}

impl<'de> MapAccess<'de> for Entries<'_> {
    type Error = Error;
    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        self.value = self.keys.pop();
        let Some((name, _)) = self.value else { return Ok(None) };
        let name: StrDeserializer<'_, Error> = name.into_deserializer();
        seed.deserialize(name).map(Some)
    }
    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        let (name, of) = self.value.take().unwrap();
        let path = format!("{}.{name}", self.walk.path);
        seed.deserialize(Walk { of, path: &path, ..self.walk })
    }
}

fn faults(kind: FileKind, full: bool) -> Vec<String> {
    let faults = RefCell::default();
    let walk = Walk { of: &Of::Flag, path: kind.code(), full, faults: &faults };
    let read = crate::load::traced(kind, Table { shape: kind.shape(), walk });
    let mut faults = faults.into_inner();
    faults.extend(read.err().map(|why| format!("{}: {why}", kind.code())));
    faults
}

#[test]
fn the_form_has_the_keys_and_codes_that_are_read() {
    for kind in FileKind::ALL {
        assert_eq!(faults(kind, true), Vec::<String>::new(), "with every key");
    }
}

#[test]
fn what_may_be_left_out_is_read_without_it() {
    for kind in FileKind::ALL {
        assert_eq!(faults(kind, false), Vec::<String>::new(), "with the keys that must be there");
    }
}

/// Lists that are read as words and not as an enum.
#[test]
fn whose_term_it_is_can_be_every_code_of_the_form() {
    for (code, _) in super::codes::whose() {
        assert_eq!(Whose::try_from(code.to_owned()).unwrap().code(), code);
    }
    assert_eq!(super::codes::whose().len(), kernel::Role::ALL.len() + 1);
}

/// A mistake names an office kind as the files write it.
#[test]
fn an_office_kind_has_the_code_that_is_read_as_it() {
    for (code, _) in super::codes::office_kinds() {
        let from: StrDeserializer<'_, Error> = code.into_deserializer();
        assert_eq!(OfficeKind::deserialize(from).unwrap().code(), code);
    }
}

/// An example that an editor offers or a message shows is one that may stand there.
#[test]
fn every_example_is_toml() {
    fn walk(shape: &'static Shape) {
        for key in shape.keys {
            let typed = format!("{} = {}", key.name, key.example());
            assert!(typed.parse::<toml::Table>().is_ok(), "{}: {typed}", shape.name);
            if let Of::One(inner) | Of::Items(inner) | Of::Map(Of::Items(inner)) = &key.of {
                walk(inner);
            }
        }
    }
    FileKind::ALL.into_iter().for_each(|kind| walk(kind.shape()));
}
