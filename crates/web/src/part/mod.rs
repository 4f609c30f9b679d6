//! The parts pages are made of: pure functions that take translated words and values and return markup.
//!
//! A part never asks who is signed in, never translates and never reads the ledger, so it can be looked at,
//! tested and reused anywhere. Forms follow the markup contract of GOV.UK's components (MIT); the rest is ours.
//! A page shows one filled button at most: [`button`] or [`go`] once, [`second_button`] or [`link`] for the rest.

mod button;
mod field;
mod icon;
mod identity;
mod list;
mod measure;
mod next;
mod notice;
mod page;
mod path;
mod qr;
mod table;
mod term;
mod timeline;

pub use button::{
    Act, actions, button, button_named, danger_button, go, hidden, icon_link, link, quiet_button,
    second_button, second_go,
};
pub use field::{
    Choice, Field, Search, Width, checkboxes, error_summary, fieldset, file, filters, partial_date, password,
    photograph, posted_search, radios, row, search, select, text, textarea,
};
pub use icon::{Icon, icon};
pub use identity::{Chip, ChipKind, Identity, chips, identity_bar, identity_strip};
pub use list::{Answer, Task, TaskState, facts, summary_list, tasks};
pub use measure::{Measure, Tally, measure, tallies};
pub use next::{Gate, NextStep, next_step};
pub use notice::{
    Candidate, Compared, Comparison, Interruption, Tone, comparison, done, empty_state, inset, interruption,
    notice, warning,
};
pub use page::{
    Pages, TagKind, aside, back_link, breadcrumbs, card, columns, columns_and, details, heading, pagination,
    print_only, prose, screen_only, section, sheet, tag,
};
pub use path::{Path, Stage, StageState, path};
pub use qr::qr;
pub use table::{Cell, Column, Narrow, Table, table};
pub use term::{Sums, Term, TermState, sums, term_badge, terms};
pub use timeline::{Moment, timeline};

#[cfg(test)]
mod tests;
