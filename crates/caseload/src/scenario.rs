//! What a simulation is given: arrivals, offices, times, shares, terms; every unit stands in the name.

use crate::CaseloadError;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Everything that is assumed. Can be written as TOML.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// Whose claims these are, for headings.
    pub name: String,
    pub from: Date,
    /// The last day.
    pub until: Date,
    pub working_minutes_per_day: u32,
    /// Claims that are open on the first day; they wait for an interview.
    pub pending_at_start_claims: u64,
    /// Days between a decision and its notification.
    pub notification_working_days: u32,
    /// Days between notification and the filing of a remedy.
    pub remedy_lodged_working_days: u32,
    #[serde(default)]
    pub counts: Counts,
    /// Days without work beside Saturdays and Sundays.
    #[serde(default)]
    pub closed_days: Vec<Date>,
    /// `None`: whoever decides does so at once after the review.
    pub sitting: Option<Sitting>,
    /// `None`: what is stated holds exactly, and seeds differ by chance alone.
    pub uncertainty: Option<Uncertainty>,
    pub shares: Shares,
    pub service: ServiceTimes,
    pub arrivals: Vec<Arrivals>,
    pub offices: Vec<Office>,
    #[serde(default)]
    pub closing_hazards: Vec<ClosingHazard>,
    #[serde(default)]
    pub bulk_closings: Vec<BulkClosing>,
    #[serde(default)]
    pub corrections: Vec<Correction>,
    #[serde(default)]
    pub terms: Vec<Term>,
}

/// Claims of a period (a month, a year), spread evenly over its working minutes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Arrivals {
    pub from: Date,
    /// The last day.
    pub to: Date,
    pub claims: u64,
}

/// Whether a period has exactly the claims stated, as published ones have, or a Poisson number of that mean.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Counts {
    #[default]
    Exact,
    Poisson,
}

/// An office: its share of arrivals, and who works there from when.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Office {
    pub id: String,
    /// A weight among all offices.
    pub arrivals_share: f64,
    pub staffing: Vec<Staffing>,
}

/// People and rooms of an office from a day on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Staffing {
    pub from: Date,
    pub registration_officers: u32,
    pub interviewers: u32,
    pub interpreters: u32,
    pub rooms: u32,
    pub eligibility_officers: u32,
    pub reviewers: u32,
    pub remedy_officers: u32,
    /// How fast they work against the service times; 1 is as stated.
    pub pace: f64,
}

/// Minutes of work a claim takes at each stage. A stage of mean 0 is passed at once and needs nobody.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServiceTimes {
    pub registration: ServiceTime,
    pub interview: ServiceTime,
    pub assessment: ServiceTime,
    pub review: ServiceTime,
    pub remedy: ServiceTime,
}

/// A time that is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServiceTime {
    pub mean_minutes: f64,
    pub shape: Shape,
}

/// How a time is spread around its mean.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shape {
    Fixed,
    Exponential,
    /// Log-normal with this standard deviation over mean.
    LogNormal(f64),
}

/// Which share of claims goes which way.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shares {
    /// Taken before others at every stage.
    pub priority: f64,
    pub needs_interpreter: f64,
    /// Filed late without an excuse, or inadmissible for another reason: decided after registration, without an interview.
    pub inadmissible: f64,
    /// The three outcomes on the merits; they add to 1.
    pub recognised: f64,
    pub complementary: f64,
    pub refused: f64,
    /// Of those refused or inadmissible, who files a remedy.
    pub remedy: f64,
    /// Of remedies, how many give protection.
    pub remedy_granted: f64,
}

/// A commission that decides in sittings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sitting {
    pub every_working_days: u32,
    pub cases_per_sitting: u32,
}

/// Abandonment, withdrawal and administrative closing together, from a day on.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClosingHazard {
    pub from: Date,
    /// Closings a year for each open claim: closed in a year over mean pending of that year.
    pub per_year: f64,
}

/// An act that closes many claims at once, drawn among the open ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BulkClosing {
    pub on: Date,
    pub claims: u64,
}

/// A change of the stock that is neither a claim nor a decision: reopened claims, corrected registers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Correction {
    pub on: Date,
    /// Added to the stock; taken away when negative.
    pub claims: i64,
}

/// A term whose misses are counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    pub id: String,
    pub after: Milestone,
    pub until: Milestone,
    /// `None` when nobody knows it: such a term is never counted as missed.
    pub length: Option<u32>,
    pub unit: TermUnit,
}

/// In what a term is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TermUnit {
    WorkingDays,
    CalendarDays,
    Months,
}

/// What a claim has behind it; a term runs from one to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Milestone {
    Arrived,
    Registered,
    Interviewed,
    Assessed,
    Reviewed,
    Decided,
    Notified,
    RemedyLodged,
    RemedyDecided,
}

/// How far pace and closing may stray from what is stated, drawn anew for each seed.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Uncertainty {
    /// Years from this one on are uncertain.
    pub from_year: i16,
    /// Standard deviation of the logarithm of pace that each year adds to the one before (a random walk).
    pub pace_log_deviation_per_year: f64,
    /// Standard deviation of the logarithm of the closing hazard of a year.
    pub closing_log_deviation: f64,
}

impl Scenario {
    /// What is wrong with it, if anything.
    pub fn check(&self) -> Result<(), CaseloadError> {
        self.check_shares()?;
        self.check_times()?;
        self.check_offices()?;
        let period = |a: &&Arrivals| a.to < a.from || a.claims > u64::from(u32::MAX / 4);
        if let Some(a) = self.arrivals.iter().find(period) {
            return Err(CaseloadError::Period { from: a.from, to: a.to });
        }
        if self.sitting.is_some_and(|sitting| sitting.every_working_days == 0) {
            return Err(CaseloadError::Zero("every_working_days of the sitting"));
        }
        Ok(())
    }
    fn check_shares(&self) -> Result<(), CaseloadError> {
        let s = &self.shares;
        let shares = [
            ("priority", s.priority),
            ("needs_interpreter", s.needs_interpreter),
            ("inadmissible", s.inadmissible),
            ("recognised", s.recognised),
            ("complementary", s.complementary),
            ("refused", s.refused),
            ("remedy", s.remedy),
            ("remedy_granted", s.remedy_granted),
        ];
        if let Some((what, found)) = shares.into_iter().find(|(_, share)| !(0.0..=1.0).contains(share)) {
            return Err(CaseloadError::Share { what, found });
        }
        let sum = s.recognised + s.complementary + s.refused;
        if (sum - 1.0).abs() > 1e-6 { Err(CaseloadError::Outcomes(sum)) } else { Ok(()) }
    }
    fn check_times(&self) -> Result<(), CaseloadError> {
        if self.working_minutes_per_day == 0 {
            return Err(CaseloadError::Zero("working_minutes_per_day"));
        }
        let t = &self.service;
        for time in [t.registration, t.interview, t.assessment, t.review, t.remedy] {
            let spread = if let Shape::LogNormal(spread) = time.shape { spread } else { 0.0 };
            not_negative(time.mean_minutes, "mean_minutes")?;
            not_negative(spread, "the spread of a log-normal time")?;
        }
        self.closing_hazards
            .iter()
            .try_for_each(|h| not_negative(h.per_year, "per_year of a closing hazard"))?;
        let Some(u) = self.uncertainty else { return Ok(()) };
        not_negative(u.pace_log_deviation_per_year, "pace_log_deviation_per_year")?;
        not_negative(u.closing_log_deviation, "closing_log_deviation")
    }
    fn check_offices(&self) -> Result<(), CaseloadError> {
        if self.offices.is_empty() {
            return Err(CaseloadError::NoOffice);
        }
        for office in &self.offices {
            not_negative(office.arrivals_share, "arrivals_share")?;
            if !office.staffing.iter().any(|staffing| staffing.from <= self.from) {
                return Err(CaseloadError::NoStaffing(office.id.clone()));
            }
            for staffing in &office.staffing {
                not_negative(staffing.pace, "pace")?;
                if staffing.pace == 0.0 {
                    return Err(CaseloadError::Zero("pace"));
                }
            }
        }
        let sum: f64 = self.offices.iter().map(|office| office.arrivals_share).sum();
        if sum > 0.0 { Ok(()) } else { Err(CaseloadError::NoArrivalsShare) }
    }
    /// The same scenario with more interviewers (and as many rooms) at one office, from a day on.
    ///
    /// Without the room an interviewer changes nothing where rooms are short; whoever asks about the person alone adds to
    /// `interviewers` only.
    pub fn with_more_interviewers(&self, office: &str, more: u32, from: Date) -> Scenario {
        let mut changed = self.clone();
        for place in changed.offices.iter_mut().filter(|place| place.id == office) {
            place.staffing.sort_by_key(|staffing| staffing.from);
            let before = place.staffing.iter().rev().find(|staffing| staffing.from <= from).cloned();
            let begins = place.staffing.iter().any(|staffing| staffing.from == from);
            if let (Some(before), false) = (before, begins) {
                place.staffing.push(Staffing { from, ..before });
                place.staffing.sort_by_key(|staffing| staffing.from);
            }
            for staffing in place.staffing.iter_mut().filter(|staffing| staffing.from >= from) {
                staffing.interviewers += more;
                staffing.rooms += more;
            }
        }
        changed
    }
}

fn not_negative(number: f64, what: &'static str) -> Result<(), CaseloadError> {
    if number >= 0.0 && number.is_finite() { Ok(()) } else { Err(CaseloadError::Negative(what)) }
}
