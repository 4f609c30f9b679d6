//! `ceiba link`: files become records of the engine `linkage`, and what it finds becomes files again.
//!
//! The engine reads no file, starts no thread and knows no clock; all of that is here. [`config`] says which columns are
//! compared as what; [`table`] reads CSV and Parquet; [`run`] goes the way of a linkage step by step, timed by
//! [`course`], on the [`threads`] of this process; [`output`] writes files that appear whole or not at all.

mod checkpoint;
mod config;
mod course;
pub mod dedupe;
pub mod evaluate;
pub mod explain;
mod ids;
mod input;
mod model_file;
mod output;
pub mod pair;
pub mod profile;
mod run;
mod summary;
mod table;
#[cfg(test)]
mod tests;
mod threads;
mod truth;
mod words;

pub use words::area;
