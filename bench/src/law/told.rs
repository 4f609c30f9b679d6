//! The part of `RESULTS.md` about the law as data.

use super::Measured;
use super::forecast::{self, Forecast};
use super::search::{self, Searched};
use super::terms::{self, Counted, Kind};
use crate::figure::{millis, whole};
use crate::report::met;
use std::fmt::{Result, Write};

/// All of it.
pub fn all(out: &mut String, measured: &Measured) -> Result {
    writeln!(out, "\n## The law as data")?;
    searched(out, &measured.search)?;
    counted(out, &measured.terms)?;
    forecast(out, &measured.forecast)
}

fn searched(out: &mut String, s: &Searched) -> Result {
    let [seconds, least, greatest] = s.seconds;
    writeln!(
        out,
        "\n### Searching all procedures\n\n`ceiba procedure check` over {} states, {} procedures and versions, {} answers, \
         from the call to its end: {seconds:.2} s ({least:.2}–{greatest:.2}), aim ≤ {}: {}.",
        s.states,
        s.procedures,
        whole(s.answers as f64),
        search::SECONDS_AIM,
        met(seconds <= search::SECONDS_AIM)
    )?;
    let [times, least, greatest] = s.times;
    writeln!(
        out,
        "\nBeside it a walk over every path, as the tests have it, which can go only where paths are short: {} laws of the \
         invented country, each with another change, and the safeguards that walking can find broken. Both find the \
         same {} places. The walk takes {} ms, the search {} ms: {} times ({}–{}) as long.",
        s.laws,
        s.wrong,
        millis(s.walk_ms),
        millis(s.search_ms),
        whole(times),
        whole(least),
        whole(greatest)
    )
}

fn counted(out: &mut String, c: &Counted) -> Result {
    writeln!(
        out,
        "\n### Counting terms\n\nDue days a second on one core: {} terms of each kind under the calendar of each of {} states, \
         events from 2011 to 2034, 1 to 90 days or 1 to 6 months. `due_day` answers the day alone, out of a table of \
         working days ({} ms for all states, once); `Law::due` walks and says of every day that was skipped why, and came \
         to the same day for {} terms of each.\n",
        whole(terms::TERMS as f64),
        c.states,
        millis(c.tables_ms),
        whole(terms::FEW as f64)
    )?;
    writeln!(out, "| | `due_day` terms/s | aim | `Law::due` terms/s |\n|---|--:|---|--:|")?;
    for kind in &c.kinds {
        let Kind { name, per_second: [middle, least, greatest], explained_per_second } = kind;
        writeln!(
            out,
            "| {name} | {} ({}–{}) | ≥ {}, {} | {} |",
            whole(*middle),
            whole(*least),
            whole(*greatest),
            whole(terms::AIM),
            met(*middle >= terms::AIM),
            whole(*explained_per_second)
        )?;
    }
    let n = &c.numpy;
    let times = |[middle, least, greatest]: [f64; 3]| format!("{middle:.1} times ({least:.1}–{greatest:.1})");
    writeln!(
        out,
        "\nThe same working days by {}, all with the same answers: {} terms/s when a state's are counted in one call, {} when \
         each is a call of its own. `due_day` counts {} and {} as many.",
        n.name,
        whole(n.at_once),
        whole(n.one_by_one),
        times(n.times_at_once),
        times(n.times_one_by_one)
    )
}

fn forecast(out: &mut String, f: &Forecast) -> Result {
    let [seconds, least, greatest] = f.seconds;
    let (fit, one) = (1000.0 * f.fit_seconds[0], f.one_seconds[0]);
    writeln!(
        out,
        "\n### Simulating a caseload\n\nMexico {} to {} at full published volume, {} claims ({} drawn in the middle one), {} simulations on {} threads, as \
         `ceiba procedure simulate` runs them: {seconds:.1} s ({least:.1}–{greatest:.1}), aim ≤ {}: {}. Of that {fit:.1} ms choose the \
         parameters; one simulation alone on one thread takes {one:.2} s.",
        forecast::YEARS.start(),
        forecast::YEARS.end(),
        whole(f.published as f64),
        whole(f.arrived),
        forecast::SEEDS,
        forecast::THREADS,
        forecast::SECONDS_AIM,
        met(seconds <= forecast::SECONDS_AIM)
    )
}
