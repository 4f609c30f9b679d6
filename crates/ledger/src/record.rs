//! Records: one file about one subject, whose state is the fold of its entries and whose rows are a projection of it.

use crate::{Conflict, EntryView, Fault, FieldClass, Hash, Table, Value, codec, conflict};
use serde::{Serialize, de::DeserializeOwned};
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;

/// One kind of record. `apply` and `rows` are pure: no clock, no calendar, no law file, no "today".
pub trait Record: Default + Clone + Send + 'static {
    /// The kind's name in entries, such as `person`.
    const KIND: &'static str;
    /// The statements, as an enum with `#[serde(tag = "kind", content = "body", rename_all = "snake_case")]`.
    type Event: Serialize + DeserializeOwned + Clone;

    /// The statements that name files, and where in their body: `("scanned", "/content")`. `verify` looks for them.
    const FILES: &'static [(&'static str, &'static str)] = &[];

    /// The current schema version of a kind of entry.
    fn version(_kind: &str) -> u16 {
        1
    }
    /// Brings an older body up to the current version.
    fn upcast(_kind: &str, _from: u16, body: serde_json::Value) -> serde_json::Value {
        body
    }
    /// The fields that a statement sets, each with what happens when another site sets it at the same time.
    fn fields(_event: &Self::Event) -> Vec<(&'static str, FieldClass)> {
        Vec::new()
    }
    /// Joins what stands side by side on a field of class [`FieldClass::Union`], after everything was taken in.
    fn join(&mut self, _field: &'static str, _sides: &[Self::Event]) {}
    /// Takes one statement into the state.
    fn apply(&mut self, event: &Self::Event, entry: &EntryView);
    /// Writes the rows that are true now.
    fn rows(&self, id: Uuid, out: &mut Rows);
}

/// A record as it was read: its state and the heads its reader saw.
#[derive(Clone, Debug)]
pub struct Loaded<R> {
    pub id: Uuid,
    pub state: R,
    pub heads: Vec<Hash>,
    pub entries: u64,
    /// What sites stated apart from each other and a person must settle.
    pub conflicts: Vec<Conflict>,
}

impl<R> Loaded<R> {
    /// A record to which nothing was written yet.
    pub(crate) fn fresh(id: Uuid) -> Loaded<R>
    where
        R: Default,
    {
        Loaded { id, state: R::default(), heads: Vec::new(), entries: 0, conflicts: Vec::new() }
    }
    /// The heads as text for a form's hidden `_head` field.
    pub fn head_text(&self) -> String {
        self.heads.iter().map(Hash::hex).collect::<Vec<_>>().join(".")
    }
    /// Whether a form that carries `head` was made from this very state. An empty text claims nothing.
    pub fn is_at(&self, head: &str) -> bool {
        head.is_empty() || head == self.head_text()
    }
}

/// The rows of one record, in the order of the columns of each table after `tenant` and `record`.
#[derive(Default, Clone)]
pub struct Rows(pub(crate) Vec<(&'static Table, Vec<Value>)>);

impl Rows {
    /// Adds a row. The values follow the columns of the table's declaration.
    pub fn put(&mut self, table: &'static Table, values: Vec<Value>) {
        self.0.push((table, values));
    }
    pub(crate) fn by_table(self) -> BTreeMap<&'static str, (&'static Table, Vec<Vec<Value>>)> {
        let mut map: BTreeMap<&'static str, (&'static Table, Vec<Vec<Value>>)> = BTreeMap::new();
        for (table, values) in self.0 {
            map.entry(table.name).or_insert((table, Vec::new())).1.push(values);
        }
        map
    }
}

/// A kind of record with its type erased, for rebuilding everything.
#[derive(Clone)]
pub struct RecordKind {
    pub kind: &'static str,
    pub tables: Vec<&'static Table>,
    pub(crate) files: &'static [(&'static str, &'static str)],
    pub(crate) to_ask: fn(&[EntryView]) -> Result<Vec<Conflict>, Fault>,
    pub(crate) project: fn(Uuid, &[EntryView]) -> Result<Rows, Fault>,
    pub(crate) current: fn(&str) -> u16,
    pub(crate) upcast: fn(&str, u16, serde_json::Value) -> serde_json::Value,
}

impl RecordKind {
    /// The kind of `R`, whose projection writes to `tables` and no others.
    pub fn of<R: Record>(tables: &[&'static Table]) -> RecordKind {
        RecordKind {
            kind: R::KIND,
            tables: tables.to_vec(),
            files: R::FILES,
            to_ask: conflict::to_ask::<R>,
            project: |id, entries| {
                let mut out = Rows::default();
                fold::<R>(entries)?.rows(id, &mut out);
                Ok(out)
            },
            current: R::version,
            upcast: R::upcast,
        }
    }
}

/// State = fold(entries), in the order of [`order`]. Unknown kinds are passed over.
pub(crate) fn fold<R: Record>(entries: &[EntryView]) -> Result<R, Fault> {
    let mut state = R::default();
    for entry in entries {
        if let Some(event) = codec::decode::<R>(&entry.kind, &entry.body)? {
            state.apply(&event, entry);
        }
    }
    for (conflict, sides) in conflict::standing::<R>(entries)? {
        if conflict.class == FieldClass::Union {
            state.join(conflict.field, &sides);
        }
    }
    Ok(state)
}

/// The heads of a record: the entries no other entry names as a parent.
pub(crate) fn heads(entries: &[EntryView]) -> Vec<Hash> {
    let named: std::collections::HashSet<Hash> =
        entries.iter().flat_map(|e| e.parents.iter().copied()).collect();
    let mut heads: Vec<Hash> = entries.iter().map(|e| e.hash).filter(|h| !named.contains(h)).collect();
    heads.sort();
    heads
}

/// Parents first, ties by (clock, site, epoch, sequence): the same order wherever the same entries are known.
pub(crate) fn order(mut entries: Vec<EntryView>) -> Vec<EntryView> {
    entries.sort_by(|a, b| (a.at, &a.site, a.epoch, a.sequence).cmp(&(b.at, &b.site, b.epoch, b.sequence)));
    let place: HashMap<Hash, usize> = entries.iter().enumerate().map(|(i, e)| (e.hash, i)).collect();
    let in_order = entries
        .iter()
        .enumerate()
        .all(|(i, e)| e.parents.iter().all(|p| place.get(p).is_none_or(|at| *at < i)));
    if in_order { entries } else { parents_first(entries, &place) }
}

fn parents_first(entries: Vec<EntryView>, place: &HashMap<Hash, usize>) -> Vec<EntryView> {
    let mut waits: Vec<usize> =
        entries.iter().map(|e| e.parents.iter().filter(|p| place.contains_key(p)).count()).collect();
    let mut children: Vec<Vec<usize>> = vec![Vec::new(); entries.len()];
    for (i, entry) in entries.iter().enumerate() {
        for parent in entry.parents.iter().filter_map(|p| place.get(p)) {
            children[*parent].push(i);
        }
    }
    let mut ready: std::collections::BTreeSet<usize> =
        (0..entries.len()).filter(|i| waits[*i] == 0).collect();
    let mut order = Vec::with_capacity(entries.len());
    while let Some(next) = ready.pop_first() {
        order.push(next);
        for child in &children[next] {
            waits[*child] -= 1;
            if waits[*child] == 0 {
                ready.insert(*child);
            }
        }
    }
    let mut slots: Vec<Option<EntryView>> = entries.into_iter().map(Some).collect();
    order.into_iter().filter_map(|i| slots[i].take()).collect()
}
