//! Protects published tables: small cells are withheld, and so many others that nobody can work the small ones out.
//!
//! The rule of the house, in words:
//!
//! - A count of 1 to `threshold − 1` (1 to 9 with the usual threshold of 10) is *withheld*. Zero is published: it says
//!   that nobody is there, and a reader needs to see that. So a reader knows that every withheld cell is at least 1.
//! - Further cells are withheld (*complements*), totals too where needed, until no withheld cell follows from what is
//!   published: not by adding and subtracting, and not because a cell cannot be less than 1.
//! - This holds over everything published of one data cut together, not table by table: all tables are put in one
//!   [`Tables`], joined by the sums (and other relations, such as stock = stock before + in − out) between them.
//!
//! [`protect`] chooses the cells; [`audit`] is an independent attacker that sees only what is published.
//! What this does not do: protect against comparing two cuts in time, or hide a narrow range around a cell.

mod attack;
mod cube;
mod headline;
mod protect;
mod room;
mod simplex;
mod tables;

pub use attack::{How, Recovered, attack, audit};
pub use cube::{Axis, Cube, Level, Place};
pub use protect::{Reason, Withheld, protect};
pub use tables::{DoesNotAdd, HEADLINE, Relation, Tables};

/// The usual threshold: counts from 1 to 9 are withheld.
pub const THRESHOLD: u64 = 10;

#[cfg(test)]
mod tests;
