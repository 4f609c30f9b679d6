//! The record that the tests write: a leaf with lines, some of them numbered.

use ledger::{EntryView, Migration, Record, RecordKind, Rows, Schema, params, table};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

#[derive(Clone, Default, Debug)]
pub struct Leaf(Vec<Line>);

/// One line of the log, as a command wrote it and as it must be read back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    pub record: Uuid,
    pub text: String,
    /// A counter and the number that was taken from it.
    pub number: Option<(String, i64)>,
}

#[derive(Clone, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body", rename_all = "snake_case")]
pub enum Said {
    Written { line: Line },
}

table!(LEAF_ROW = "leaf_row" { key [], "lines" int, "sealed" sealed });
table!(LEAF_LINE = "leaf_line" { key ["line"], "line" int, "number" int, "sealed" sealed });

impl Record for Leaf {
    const KIND: &'static str = "leaf";
    type Event = Said;
    fn apply(&mut self, event: &Said, _: &EntryView) {
        let Said::Written { line } = event;
        self.0.push(line.clone());
    }
    fn rows(&self, _: Uuid, out: &mut Rows) {
        let last = self.0.last().map(|l| l.text.clone()).unwrap_or_default();
        out.put(&LEAF_ROW, params![self.0.len(), last]);
        for (i, line) in self.0.iter().enumerate() {
            let number = line.number.as_ref().map_or(0, |n| n.1);
            out.put(&LEAF_LINE, params![i, number, line.text.as_str()]);
        }
    }
}

pub fn schema() -> Schema {
    Schema {
        migrations: vec![Migration {
            id: "0001_leaf",
            sql: "create table leaf_row (tenant text not null, record {uuid} not null, lines bigint not null,
                    sealed {bytes} not null, primary key (tenant, record));
                  create table leaf_line (tenant text not null, record {uuid} not null, line bigint not null,
                    number bigint not null, sealed {bytes} not null, primary key (tenant, record, line));",
        }],
        records: vec![RecordKind::of::<Leaf>(&[&LEAF_ROW, &LEAF_LINE])],
    }
}
