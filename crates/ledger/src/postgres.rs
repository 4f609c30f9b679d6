//! PostgreSQL behind the door. Statements are prepared once a connection, and those whose answers can wait are sent
//! together: each wait for the server costs as much as its work.

use crate::{
    Fault, Row, Value,
    engine::{Connection, Step},
};
use std::future::poll_fn;
use std::pin::Pin;
use std::task::Poll;
use std::{collections::HashMap, error::Error, sync::Arc};
use tokio::runtime::{Builder, Runtime};
use tokio_postgres::{
    Client, NoTls, Statement,
    error::SqlState,
    types::{FromSql, IsNull, ToSql, Type, private::BytesMut, to_sql_checked},
};
use uuid::Uuid;

pub(crate) struct Postgres {
    client: Client,
    runtime: Runtime,
    prepared: HashMap<String, Known>,
    /// What goes with the next question because nobody waits for its answer: `begin`, `savepoint`, `release`.
    ahead: Vec<Ahead>,
    /// The server refused something since the savepoint, so the command cannot be kept.
    refused: bool,
}

/// A prepared statement and the names of its columns.
#[derive(Clone)]
struct Known {
    statement: Statement,
    columns: Arc<Vec<String>>,
}

impl Known {
    fn read(&self, answer: &Answer) -> Result<Vec<Row>, Fault> {
        let Answer::Rows(found) = answer else { return Ok(Vec::new()) };
        let read = |row: &tokio_postgres::Row| {
            let values = (0..self.columns.len())
                .map(|i| row.try_get::<_, Read>(i).map(|v| v.0).map_err(fault))
                .collect::<Result<Vec<_>, _>>()?;
            Ok(Row { columns: self.columns.clone(), values })
        };
        found.iter().map(read).collect()
    }
}

/// What goes ahead of a question.
enum Ahead {
    Text(String),
    Step(Statement, Vec<Value>),
}

/// What is sent to the server.
enum Ask<'a> {
    Batch(&'a str),
    Execute(Statement, &'a [Value]),
    Query(Statement, &'a [Value]),
}

enum Answer {
    Done,
    Touched(u64),
    Rows(Vec<tokio_postgres::Row>),
}

/// Statements sent before the first answer is read.
const TOGETHER: usize = 64;

/// The advisory lock that one process holds while it changes the schema; "ceiba" in ASCII.
const SCHEMA_LOCK: i64 = 0x63_65_69_62_61;

pub(crate) fn open(url: &str) -> Result<Postgres, Fault> {
    let runtime = Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|e| Fault::Database(format!("no runtime: {e}")))?;
    let (client, connection) = runtime.block_on(tokio_postgres::connect(url, NoTls)).map_err(fault)?;
    // The connection moves whenever the runtime waits for an answer; its own error shows up in that answer.
    runtime.spawn(async move { drop(connection.await) });
    let mut opened =
        Postgres { client, runtime, prepared: HashMap::new(), ahead: Vec::new(), refused: false };
    opened.batch("set synchronous_commit = on; set timezone = 'UTC'")?;
    Ok(opened)
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
    fn prepared(&mut self, sql: &str) -> Result<Known, Fault> {
        if let Some(known) = self.prepared.get(sql) {
            return Ok(known.clone());
        }
        let prepared = self.runtime.block_on(self.client.prepare(sql));
        self.refused |= prepared.is_err();
        let statement = prepared.map_err(fault)?;
        let columns = Arc::new(statement.columns().iter().map(|c| c.name().to_owned()).collect::<Vec<_>>());
        let known = Known { statement, columns };
        self.prepared.insert(sql.to_owned(), known.clone());
        Ok(known)
    }

    /// Sends what was put ahead and all that is asked, then waits once. The first fault in their order is told.
    fn ask(&mut self, asked: Vec<Ask<'_>>) -> Result<Vec<Answer>, Fault> {
        let ahead = std::mem::take(&mut self.ahead);
        let first = ahead.iter().map(|ahead| match ahead {
            Ahead::Text(sql) => Ask::Batch(sql),
            Ahead::Step(statement, params) => Ask::Execute(statement.clone(), params),
        });
        let client = &self.client;
        let asked = first.chain(asked).map(|ask| Box::pin(answer(client, ask)) as Waiting);
        let answers = self.runtime.block_on(together(asked.collect()));
        let answers: Result<Vec<Answer>, _> = answers.into_iter().collect();
        self.refused |= answers.is_err();
        Ok(answers.map_err(fault)?.split_off(ahead.len()))
    }

    fn put_ahead(&mut self, sql: &str) {
        match self.ahead.last_mut() {
            Some(Ahead::Text(text)) => text.push_str(sql),
            _ => self.ahead.push(Ahead::Text(sql.to_owned())),
        }
    }

    fn touched(&mut self, steps: &[Step], end: Option<&str>) -> Result<(), Fault> {
        let known = steps.iter().map(|step| self.prepared(&step.sql)).collect::<Result<Vec<_>, _>>()?;
        let asked = steps.iter().zip(known).map(|(step, known)| Ask::Execute(known.statement, &step.params));
        let answers = self.ask(asked.chain(end.map(Ask::Batch)).collect())?;
        steps.iter().zip(answers).try_for_each(|(step, answer)| match answer {
            Answer::Touched(rows) => step.check(rows),
            _ => Ok(()),
        })
    }
}

type Waiting<'a> = Pin<Box<dyn Future<Output = Result<Answer, tokio_postgres::Error>> + 'a>>;

async fn answer(client: &Client, ask: Ask<'_>) -> Result<Answer, tokio_postgres::Error> {
    match ask {
        Ask::Batch(sql) => client.batch_execute(sql).await.map(|()| Answer::Done),
        Ask::Execute(statement, params) => {
            client.execute(&statement, &borrowed(params)).await.map(Answer::Touched)
        }
        Ask::Query(statement, params) => client.query(&statement, &borrowed(params)).await.map(Answer::Rows),
    }
}

/// Every answer, in the order of asking. A question is sent when it is first polled, so they are sent in order.
async fn together(mut waiting: Vec<Waiting<'_>>) -> Vec<Result<Answer, tokio_postgres::Error>> {
    let mut answers: Vec<Option<Result<Answer, tokio_postgres::Error>>> =
        waiting.iter().map(|_| None).collect();
    poll_fn(|context| {
        for (question, answer) in waiting.iter_mut().zip(&mut answers) {
            if answer.is_none()
                && let Poll::Ready(ready) = question.as_mut().poll(context)
            {
                *answer = Some(ready);
            }
        }
        if answers.iter().all(Option::is_some) { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
    answers.into_iter().flatten().collect()
}

fn borrowed(params: &[Value]) -> Vec<&(dyn ToSql + Sync)> {
    params.iter().map(|p| p as &(dyn ToSql + Sync)).collect()
}

impl Connection for Postgres {
    fn query(&mut self, sql: &str, params: &[Value]) -> Result<Vec<Row>, Fault> {
        let known = self.prepared(sql)?;
        let answers = self.ask(vec![Ask::Query(known.statement.clone(), params)])?;
        answers.into_iter().next().map_or(Ok(Vec::new()), |answer| known.read(&answer))
    }
    fn query_all(&mut self, asked: &[(&str, Vec<Value>)]) -> Result<Vec<Vec<Row>>, Fault> {
        let known = asked.iter().map(|(sql, _)| self.prepared(sql)).collect::<Result<Vec<_>, _>>()?;
        let asked = asked.iter().zip(&known).map(|((_, params), k)| Ask::Query(k.statement.clone(), params));
        let answers = self.ask(asked.collect())?;
        known.iter().zip(&answers).map(|(known, answer)| known.read(answer)).collect()
    }
    fn execute(&mut self, sql: &str, params: &[Value]) -> Result<u64, Fault> {
        let Known { statement, .. } = self.prepared(sql)?;
        match self.ask(vec![Ask::Execute(statement, params)])?.first() {
            Some(Answer::Touched(rows)) => Ok(*rows),
            _ => Ok(0),
        }
    }
    fn batch(&mut self, sql: &str) -> Result<(), Fault> {
        self.ask(vec![Ask::Batch(sql)]).map(drop)
    }
    fn execute_all(&mut self, steps: &[Step]) -> Result<(), Fault> {
        steps.chunks(TOGETHER).try_for_each(|steps| self.touched(steps, None))
    }
    fn execute_later(&mut self, step: Step) -> Result<(), Fault> {
        let Known { statement, .. } = self.prepared(&step.sql)?;
        self.ahead.push(Ahead::Step(statement, step.params));
        Ok(())
    }
    fn prepare(&mut self, sql: &str) -> Result<(), Fault> {
        self.runtime.block_on(self.client.prepare(sql)).map(drop).map_err(fault)
    }
    fn begin_write(&mut self) -> Result<(), Fault> {
        self.refused = false;
        self.put_ahead("begin;");
        Ok(())
    }
    fn savepoint(&mut self) -> Result<(), Fault> {
        self.refused = false;
        self.put_ahead("savepoint command;");
        Ok(())
    }
    fn release(&mut self) -> Result<(), Fault> {
        if self.refused {
            return Err(Fault::Inconsistent("a command went on after a fault".into()));
        }
        self.put_ahead("release savepoint command;");
        Ok(())
    }
    fn commit(&mut self, last: &[Step]) -> Result<(), Fault> {
        // The server answers a commit of a failed transaction with success and a rollback; a question fails there.
        self.touched(last, Some("select 1; commit"))
    }
    fn begin_read(&mut self) -> Result<(), Fault> {
        self.put_ahead("begin isolation level repeatable read read only;");
        Ok(())
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
    fn lock_schema(&mut self) -> Result<(), Fault> {
        self.batch(&format!("select pg_advisory_lock({SCHEMA_LOCK})"))
    }
    fn unlock_schema(&mut self) -> Result<(), Fault> {
        self.batch(&format!("select pg_advisory_unlock({SCHEMA_LOCK})"))
    }
    fn version(&mut self) -> Result<String, Fault> {
        let rows = self.query("select current_setting('server_version') as version", &[])?;
        let version = rows.first().map(|r| r.text("version")).transpose()?;
        Ok(format!("PostgreSQL {}", version.unwrap_or_default()))
    }
    fn sweep(&mut self) -> Result<(), Fault> {
        self.batch("vacuum")
    }
    fn quick_check(&mut self) -> Result<(), Fault> {
        self.batch("select 1")
    }
}

/// The server's message without its detail line, which quotes values.
fn fault(error: tokio_postgres::Error) -> Fault {
    let Some(db) = error.as_db_error() else {
        return Fault::Database(error.to_string());
    };
    match *db.code() {
        SqlState::UNIQUE_VIOLATION => Fault::Taken,
        SqlState::DISK_FULL | SqlState::READ_ONLY_SQL_TRANSACTION => Fault::ReadOnly(db.message().to_owned()),
        _ => Fault::Database(format!("{} ({})", db.message(), db.code().code())),
    }
}
