//! The few types of value that both database engines share, and rows of them.

use crate::Fault;
use jiff::{Timestamp, civil::Date};
use kernel::{
    AccountId, CaseId, Country, HouseholdId, Office, PersonId, PledgeRecordId, RecordId, ReferralId,
};
use uuid::Uuid;

/// A bound or returned value. Instants are microseconds UTC, dates ISO 8601 text.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Null,
    Int(i64),
    Real(f64),
    Text(String),
    Bytes(Vec<u8>),
    Bool(bool),
    Uuid(Uuid),
}

macro_rules! into_value {
    ($($from:ty => |$v:ident| $make:expr;)*) => {$(
        impl From<$from> for Value { fn from($v: $from) -> Value { $make } }
    )*};
}
into_value! {
    i64 => |v| Value::Int(v);
    i32 => |v| Value::Int(v.into());
    i16 => |v| Value::Int(v.into());
    u32 => |v| Value::Int(v.into());
    u64 => |v| Value::Int(i64::try_from(v).unwrap_or(i64::MAX));
    usize => |v| Value::Int(i64::try_from(v).unwrap_or(i64::MAX));
    f64 => |v| Value::Real(v);
    bool => |v| Value::Bool(v);
    &str => |v| Value::Text(v.to_owned());
    String => |v| Value::Text(v);
    &String => |v| Value::Text(v.clone());
    Vec<u8> => |v| Value::Bytes(v);
    &[u8] => |v| Value::Bytes(v.to_vec());
    Uuid => |v| Value::Uuid(v);
    Date => |v| Value::Text(v.to_string());
    Timestamp => |v| Value::Int(v.as_microsecond());
    Country => |v| Value::Text(v.code().to_owned());
    &Office => |v| Value::Text(v.0.clone());
    Office => |v| Value::Text(v.0);
    RecordId => |v| Value::Uuid(v.0);
    PersonId => |v| Value::Uuid(v.0);
    HouseholdId => |v| Value::Uuid(v.0);
    CaseId => |v| Value::Uuid(v.0);
    ReferralId => |v| Value::Uuid(v.0);
    PledgeRecordId => |v| Value::Uuid(v.0);
    AccountId => |v| Value::Uuid(v.0);
}
impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(v: Option<T>) -> Value {
        v.map_or(Value::Null, Into::into)
    }
}

/// Binds values in order: `params![tenant, id, 3]`.
#[macro_export]
macro_rules! params {
    ($($value:expr),* $(,)?) => { <::std::vec::Vec<$crate::Value>>::from([$($crate::Value::from($value)),*]) };
}

/// One row of an answer; values are asked by column name.
#[derive(Clone, Debug)]
pub struct Row {
    pub(crate) columns: std::sync::Arc<Vec<String>>,
    pub(crate) values: Vec<Value>,
}

/// A type that can be read from a [`Value`] whichever engine returned it.
pub trait FromValue: Sized {
    fn from_value(value: &Value) -> Option<Self>;
}
impl FromValue for i64 {
    fn from_value(value: &Value) -> Option<i64> {
        match value {
            Value::Int(v) => Some(*v),
            Value::Bool(v) => Some(i64::from(*v)),
            _ => None,
        }
    }
}
impl FromValue for f64 {
    fn from_value(value: &Value) -> Option<f64> {
        match value {
            Value::Real(v) => Some(*v),
            Value::Int(v) => Some(*v as f64),
            _ => None,
        }
    }
}
impl FromValue for bool {
    fn from_value(value: &Value) -> Option<bool> {
        match value {
            Value::Bool(v) => Some(*v),
            Value::Int(v) => Some(*v != 0),
            _ => None,
        }
    }
}
impl FromValue for String {
    fn from_value(value: &Value) -> Option<String> {
        if let Value::Text(v) = value { Some(v.clone()) } else { None }
    }
}
impl FromValue for Vec<u8> {
    fn from_value(value: &Value) -> Option<Vec<u8>> {
        if let Value::Bytes(v) = value { Some(v.clone()) } else { None }
    }
}
impl FromValue for Uuid {
    fn from_value(value: &Value) -> Option<Uuid> {
        match value {
            Value::Uuid(v) => Some(*v),
            Value::Bytes(v) => Uuid::from_slice(v).ok(),
            _ => None,
        }
    }
}
impl FromValue for Date {
    fn from_value(value: &Value) -> Option<Date> {
        if let Value::Text(v) = value { v.parse().ok() } else { None }
    }
}
impl FromValue for Timestamp {
    fn from_value(value: &Value) -> Option<Timestamp> {
        if let Value::Int(v) = value { Timestamp::from_microsecond(*v).ok() } else { None }
    }
}
impl FromValue for Country {
    fn from_value(value: &Value) -> Option<Country> {
        if let Value::Text(v) = value { Country::new(v).ok() } else { None }
    }
}

impl Row {
    /// The raw value of a column.
    pub fn value(&self, column: &str) -> Result<&Value, Fault> {
        let at = self.columns.iter().position(|c| c == column);
        at.and_then(|i| self.values.get(i))
            .ok_or_else(|| Fault::Inconsistent(format!("no column {column} in the answer")))
    }
    /// A value that must be there, as `T`.
    pub fn get<T: FromValue>(&self, column: &str) -> Result<T, Fault> {
        T::from_value(self.value(column)?)
            .ok_or_else(|| Fault::Inconsistent(format!("column {column} holds another type")))
    }
    /// A value that may be null, as `T`.
    pub fn opt<T: FromValue>(&self, column: &str) -> Result<Option<T>, Fault> {
        if *self.value(column)? == Value::Null { Ok(None) } else { self.get(column).map(Some) }
    }
    pub fn text(&self, column: &str) -> Result<String, Fault> {
        self.get(column)
    }
    pub fn opt_text(&self, column: &str) -> Result<Option<String>, Fault> {
        self.opt(column)
    }
    pub fn int(&self, column: &str) -> Result<i64, Fault> {
        self.get(column)
    }
    pub fn opt_int(&self, column: &str) -> Result<Option<i64>, Fault> {
        self.opt(column)
    }
    pub fn bool(&self, column: &str) -> Result<bool, Fault> {
        self.get(column)
    }
    pub fn uuid(&self, column: &str) -> Result<Uuid, Fault> {
        self.get(column)
    }
    pub fn opt_uuid(&self, column: &str) -> Result<Option<Uuid>, Fault> {
        self.opt(column)
    }
    pub fn bytes(&self, column: &str) -> Result<Vec<u8>, Fault> {
        self.get(column)
    }
    pub fn opt_bytes(&self, column: &str) -> Result<Option<Vec<u8>>, Fault> {
        self.opt(column)
    }
    pub fn date(&self, column: &str) -> Result<Date, Fault> {
        self.get(column)
    }
    pub fn opt_date(&self, column: &str) -> Result<Option<Date>, Fault> {
        self.opt(column)
    }
    pub fn instant(&self, column: &str) -> Result<Timestamp, Fault> {
        self.get(column)
    }
    /// The value at a position, for generic walks over whole tables.
    pub(crate) fn at(&self, index: usize) -> Option<&Value> {
        self.values.get(index)
    }
}
