//! PostgreSQL behind the door, through the synchronous driver; statements are prepared once a connection.

use crate::{Fault, Row, Value, engine::Connection};
use ::postgres::{
    Client, NoTls,
    error::SqlState,
    types::{FromSql, IsNull, ToSql, Type, private::BytesMut, to_sql_checked},
};
use std::{collections::HashMap, error::Error, sync::Arc};
use uuid::Uuid;

pub(crate) struct Postgres {
    client: Client,
    prepared: HashMap<String, (::postgres::Statement, Arc<Vec<String>>)>,
}

pub(crate) fn open(url: &str) -> Result<Postgres, Fault> {
    let mut client = Client::connect(url, NoTls).map_err(fault)?;
    client.batch_execute("set synchronous_commit = on; set timezone = 'UTC'").map_err(fault)?;
    Ok(Postgres { client, prepared: HashMap::new() })
}

impl ToSql for Value {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        match self {
            Value::Null => Ok(IsNull::Yes),
            Value::Int(v) if *ty == Type::INT4 => i32::try_from(*v)?.to_sql(ty, out),
            Value::Int(v) if *ty == Type::BOOL => (*v != 0).to_sql(ty, out),
            Value::Int(v) if *ty == Type::FLOAT8 => (*v as f64).to_sql(ty, out),
            Value::Int(v) => v.to_sql(ty, out),
            Value::Real(v) => v.to_sql(ty, out),
            Value::Text(v) => v.to_sql(ty, out),
            Value::Bytes(v) => v.to_sql(ty, out),
            Value::Bool(v) => v.to_sql(ty, out),
            Value::Uuid(v) => v.as_bytes().as_slice().to_sql(ty, out),
        }
    }
    fn accepts(_: &Type) -> bool {
        true
    }
    to_sql_checked!();
}

struct Read(Value);
impl<'a> FromSql<'a> for Read {
    fn from_sql(ty: &Type, raw: &'a [u8]) -> Result<Read, Box<dyn Error + Sync + Send>> {
        Ok(Read(match *ty {
            Type::INT8 => Value::Int(i64::from_sql(ty, raw)?),
            Type::INT4 => Value::Int(i32::from_sql(ty, raw)?.into()),
            Type::INT2 => Value::Int(i16::from_sql(ty, raw)?.into()),
            Type::FLOAT8 => Value::Real(f64::from_sql(ty, raw)?),
            Type::BOOL => Value::Bool(bool::from_sql(ty, raw)?),
            Type::BYTEA => Value::Bytes(raw.to_vec()),
            Type::UUID => Value::Uuid(Uuid::from_slice(raw)?),
            Type::TEXT | Type::VARCHAR | Type::NAME | Type::BPCHAR | Type::UNKNOWN => {
                Value::Text(String::from_sql(&Type::TEXT, raw)?)
            }
            _ => return Err(format!("a column of type {ty} is not portable").into()),
        }))
    }
    fn from_sql_null(_: &Type) -> Result<Read, Box<dyn Error + Sync + Send>> {
        Ok(Read(Value::Null))
    }
    fn accepts(_: &Type) -> bool {
        true
    }
}

impl Postgres {
    fn prepared(&mut self, sql: &str) -> Result<(::postgres::Statement, Arc<Vec<String>>), Fault> {
        if let Some(known) = self.prepared.get(sql) {
            return Ok(known.clone());
        }
        let statement = self.client.prepare(sql).map_err(fault)?;
        let columns = Arc::new(statement.columns().iter().map(|c| c.name().to_owned()).collect::<Vec<_>>());
        self.prepared.insert(sql.to_owned(), (statement.clone(), columns.clone()));
        Ok((statement, columns))
    }
}

fn borrowed(params: &[Value]) -> Vec<&(dyn ToSql + Sync)> {
    params.iter().map(|p| p as &(dyn ToSql + Sync)).collect()
}

impl Connection for Postgres {
    fn query(&mut self, sql: &str, params: &[Value]) -> Result<Vec<Row>, Fault> {
        let (statement, columns) = self.prepared(sql)?;
        let found = self.client.query(&statement, &borrowed(params)).map_err(fault)?;
        let read = |row: &::postgres::Row| {
            let values = (0..columns.len())
                .map(|i| row.try_get::<_, Read>(i).map(|v| v.0).map_err(fault))
                .collect::<Result<Vec<_>, _>>()?;
            Ok(Row { columns: columns.clone(), values })
        };
        found.iter().map(read).collect()
    }
    fn execute(&mut self, sql: &str, params: &[Value]) -> Result<u64, Fault> {
        let (statement, _) = self.prepared(sql)?;
        self.client.execute(&statement, &borrowed(params)).map_err(fault)
    }
    fn batch(&mut self, sql: &str) -> Result<(), Fault> {
        self.client.batch_execute(sql).map_err(fault)
    }
    fn prepare(&mut self, sql: &str) -> Result<(), Fault> {
        self.client.prepare(sql).map(drop).map_err(fault)
    }
    fn begin_write(&mut self) -> Result<(), Fault> {
        self.batch("begin")
    }
    fn begin_read(&mut self) -> Result<(), Fault> {
        self.batch("begin isolation level repeatable read read only")
    }
    fn alive(&mut self) -> bool {
        !self.client.is_closed()
    }
    fn expand(&self, migration: &str) -> String {
        migration
            .replace("{uuid}", "uuid")
            .replace("{bytes}", "bytea")
            .replace("{bool}", "boolean")
            .replace("{double}", "double precision")
            .replace("{instant}", "bigint")
    }
    fn version(&mut self) -> Result<String, Fault> {
        let rows = self.query("select current_setting('server_version') as version", &[])?;
        let version = rows.first().map(|r| r.text("version")).transpose()?;
        Ok(format!("PostgreSQL {}", version.unwrap_or_default()))
    }
    fn quick_check(&mut self) -> Result<(), Fault> {
        self.batch("select 1")
    }
}

/// The server's message without its detail line, which quotes values.
fn fault(error: ::postgres::Error) -> Fault {
    let Some(db) = error.as_db_error() else {
        return Fault::Database(error.to_string());
    };
    match *db.code() {
        SqlState::UNIQUE_VIOLATION => Fault::Taken,
        SqlState::DISK_FULL | SqlState::READ_ONLY_SQL_TRANSACTION => Fault::ReadOnly(db.message().to_owned()),
        _ => Fault::Database(format!("{} ({})", db.message(), db.code().code())),
    }
}
