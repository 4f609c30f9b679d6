//! SQL statements declared once, listed by themselves, and prepared on both engines by one test.

/// One portable SQL text with `$1` placeholders numbered in the order of binding.
pub struct Statement {
    /// Where it is declared: the module path and the constant's name.
    pub name: &'static str,
    pub sql: &'static str,
}

inventory::collect!(&'static Statement);

/// Declares statements: `statement!(pub FIND_CASE = "select …");`
#[macro_export]
macro_rules! statement {
    ($($(#[$doc:meta])* $vis:vis $name:ident = $sql:expr;)+) => {$(
        $(#[$doc])*
        $vis static $name: $crate::Statement =
            $crate::Statement { name: concat!(module_path!(), "::", stringify!($name)), sql: $sql };
        $crate::inventory::submit! { &$name as &'static $crate::Statement }
    )+};
    ($(#[$doc:meta])* $vis:vis $name:ident = $sql:expr) => { $crate::statement!($(#[$doc])* $vis $name = $sql;); };
}

/// Every statement of every room linked into this binary.
pub fn all_statements() -> Vec<&'static Statement> {
    let mut all: Vec<_> = inventory::iter::<&'static Statement>.into_iter().copied().collect();
    all.sort_by_key(|s| s.name);
    all
}
