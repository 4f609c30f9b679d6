//! Row tables as data: what a projection may write, how it is keyed, and which column is sealed.

/// The type of a column, the same on both engines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    Uuid,
    Int,
    Text,
    Bytes,
    Bool,
    Real,
    /// Given in clear by the projection, stored sealed.
    Sealed,
    /// Given in clear, stored as [`crate::Door::hashed`] under the column's name: exact search without the text.
    Hashed,
}

/// A column after `tenant` and `record`.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    pub name: &'static str,
    pub kind: ColumnKind,
}

/// A table of rows derived from one kind of record. Its primary key is `tenant, record` and then `key`.
#[derive(Debug)]
pub struct Table {
    pub name: &'static str,
    pub key: &'static [&'static str],
    pub columns: &'static [Column],
}

/// Declares a row table: `table!(pub CASE_ROW = "case_row" { key [], "stage" text, "sealed" sealed });`
#[macro_export]
macro_rules! table {
    ($(#[$doc:meta])* $vis:vis $name:ident = $table:literal { key [$($key:literal),*], $($column:literal $kind:ident $(?)?),* $(,)? }) => {
        $(#[$doc])*
        $vis static $name: $crate::Table = $crate::Table {
            name: $table,
            key: &[$($key),*],
            columns: &[$($crate::Column { name: $column, kind: $crate::table!(@ $kind) }),*],
        };
    };
    (@ uuid) => { $crate::ColumnKind::Uuid };
    (@ int) => { $crate::ColumnKind::Int };
    (@ text) => { $crate::ColumnKind::Text };
    (@ bytes) => { $crate::ColumnKind::Bytes };
    (@ bool) => { $crate::ColumnKind::Bool };
    (@ real) => { $crate::ColumnKind::Real };
    (@ sealed) => { $crate::ColumnKind::Sealed };
    (@ hashed) => { $crate::ColumnKind::Hashed };
}

impl Table {
    pub(crate) fn insert_sql(&self) -> String {
        let names: Vec<&str> =
            ["tenant", "record"].into_iter().chain(self.columns.iter().map(|c| c.name)).collect();
        let marks: Vec<String> = (1..=names.len()).map(|i| format!("${i}")).collect();
        format!("insert into {} ({}) values ({})", self.name, names.join(", "), marks.join(", "))
    }
    pub(crate) fn delete_sql(&self) -> String {
        format!("delete from {} where tenant = $1 and record = $2", self.name)
    }
    pub(crate) fn empty_sql(&self) -> String {
        format!("delete from {} where tenant = $1", self.name)
    }
    pub(crate) fn select_all_sql(&self) -> String {
        let names: Vec<&str> = self.columns.iter().map(|c| c.name).collect();
        let rest = if names.is_empty() { String::new() } else { format!(", {}", names.join(", ")) };
        format!("select tenant, record{rest} from {} where tenant = $1", self.name)
    }
    pub(crate) fn sealed_column(&self) -> Option<usize> {
        self.columns.iter().position(|c| c.kind == ColumnKind::Sealed)
    }
}
