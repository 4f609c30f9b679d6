//! Procedures as data: what may happen next in a case, by whom, until when and under which article.
//!
//! Pure: no database, no network, no clock. A country's folder is read once into a [`Law`]; everything else
//! is asked of it with values.

mod adopted;
mod calendar;
mod changes;
mod check;
mod cited;
mod commission;
mod compared;
mod confirmation;
mod diagram;
mod explained;
mod facts;
mod guard;
mod law;
mod load;
mod model;
mod numbers;
mod offer;
mod reform;
mod replay;
mod said;
mod shape;
mod statement;
mod summary;
mod term;
mod wording;
mod worked;

pub use adopted::{Adopted, Laid, ending};
pub use calendar::{Act, Calendar, DayTable, DecreedDay, Every, HolidayRule, Moves, RestDay, When, easter};
pub use changes::{Change, ChangeKind, ChangedLine};
pub use check::{
    Answer, Failure, Finding, Kind, Rule, Safeguard, Safeguards, StoryLine, Which, check, check_law, told,
};
pub use cited::Cited;
pub use commission::{Commission, Majority, Seat, Tally, Vote};
pub use compared::{ChangeGroup, Comparison, SaidChanges};
pub use confirmation::{Confirmation, StatementId, confirmations_file, is_source};
pub use diagram::{
    Anchor, Diagram, Edge, EdgeKind, Head, Here, LABEL_SIZE, Lane, Line, NAME_SIZE, Node, Numbered, Points,
    Room, Text, text_width,
};
pub use explained::{
    Against, Basis, Contest, Explained, Happens, Paper, Place, Question, Right, RightKind, Setback, Since,
    Time, Who, tells_a_length,
};
pub use facts::{Domain, FactRule, FactValue, Facts};
pub use guard::{Clause, Guard};
pub use law::{CaseNumber, CountryFile, Law, LawError, OfficeFact, OfficeKind};
pub use model::{
    Advance, Body, Counting, Decides, Document, Effects, Field, FieldKind, Length, Level, MovedEnd, Offer,
    Offered, OnExpiry, Outcome, Outside, Procedure, Reason, ReasonKind, Remedy, Stage, Step, Taken, TaskRule,
    Term, Unit, Whose,
};
pub use numbers::{
    CheckDigitRule, CheckKind, CheckResult, DateOrder, Holds, NumberPart, NumberRule, PaperKind, Tells,
    TellsSex, Told, Verdict, read_numbers,
};
pub use reform::{Now, OpenCases, Struck, TakenOn, TermsOnMove, Transition, UnderStruck};
pub use replay::{
    Barred, CaseOutcome, Counted, Draft, Gate, Group, GroupIs, GroupTally, Happened, Harm, HarmReason, Help,
    HelpReason, History, NowOpen, OutcomeChange, OutcomeTally, Refusal, ReplayTally, Replayed, StageChange,
    StageTally, StepTally, TermChange, TermMove, TermTally, replay,
};
pub use said::{Cite, Said, Verification};
pub use shape::FileKind;
pub use statement::{Hangs, SaidLine, Statement, Word};
pub use summary::{laws, summary};
pub use term::{Due, DueError, Skipped, Suspension, SuspensionKind, TermLine, terms_listing};
pub use worked::{Move, WorkedCase, Written};
