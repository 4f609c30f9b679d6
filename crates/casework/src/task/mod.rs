//! Doing a task that a step left behind.

use crate::fold::{CONTESTED, Case, WAITS};
use crate::model::CaseEvent;
use kernel::CaseId;
use ledger::{Fault, Load, Loaded, Stamp, Tx};

pub mod page;

/// Why a task is not done.
#[derive(Debug, thiserror::Error)]
pub enum TaskRefusal {
    #[error("there is no such task")]
    NoTask,
    /// It is done by an answer on a page of its own.
    #[error("the task is done by answering it")]
    Elsewhere,
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// Marks a task as done. Done twice is done once.
pub fn done(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    case: CaseId,
    task: &str,
    note: &str,
) -> Result<Loaded<Case>, TaskRefusal> {
    let seen = tx.load::<Case>(case.0)?.ok_or(TaskRefusal::NoTask)?;
    let found = seen.state.tasks.get(task).ok_or(TaskRefusal::NoTask)?;
    if found.done.is_some() {
        return Ok(seen);
    }
    if matches!(found.kind.as_str(), WAITS | CONTESTED) {
        return Err(TaskRefusal::Elsewhere);
    }
    let event = CaseEvent::TaskDone { task: task.to_owned(), note: note.to_owned() };
    Ok(tx.append(&seen, stamp, &[event])?)
}
