//! Writes the figures as `RESULTS.md`: nothing stands there that was not measured in this run.

use crate::Plan;
use crate::commits::{Engine, Way};
use crate::desk::{self, Desk};
use crate::exchange::{self, Exchanged, Wire};
use crate::figure::{millis, whole};
use crate::file::{CASES, ENTRIES, Opening};
use crate::law;
use crate::machine::Machine;
use crate::names::{self, QUERIES, SLIPS};
use crate::restart::{self, Restarted};
use std::fmt::Write;

/// All that was measured.
pub struct Measured {
    pub commits: Vec<Engine>,
    pub files: Vec<Opening>,
    pub names: names::Measured,
    pub desk: Desk,
    pub exchanged: Vec<Exchanged>,
    pub wire: Wire,
    pub restarted: Restarted,
    pub law: law::Measured,
}

/// The whole file.
pub fn write(plan: &Plan, machine: &Machine, measured: &Measured, took: f64) -> String {
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = head(&mut out, plan, machine, took)
        .and_then(|()| commits(&mut out, plan, &measured.commits))
        .and_then(|()| case_files(&mut out, &measured.files))
        .and_then(|()| searches(&mut out, plan, &measured.names))
        .and_then(|()| at_the_desk(&mut out, &measured.desk))
        .and_then(|()| exchanges(&mut out, &measured.exchanged, &measured.wire))
        .and_then(|()| starts(&mut out, &measured.restarted))
        .and_then(|()| law::told::all(&mut out, &measured.law));
    out
}

/// The commits alone.
pub fn commits_only(plan: &Plan, engines: &[Engine]) -> String {
    let mut out = String::new();
    let _ = commits(&mut out, plan, engines);
    out
}

fn head(out: &mut String, plan: &Plan, m: &Machine, took: f64) -> std::fmt::Result {
    writeln!(out, "# Measured\n")?;
    writeln!(
        out,
        "Written by `cargo xtask bench`, the part on linkage by `cargo xtask judge-linkage`; do not edit. Every figure is the median of {} runs on one machine, with the \
         bare engines measured between the others in the same run. Disks differ more than programs do, so compare the \
         ratios, not the figures.\n",
        plan.runs
    )?;
    let rows = [
        ("date", m.date.clone()),
        ("commit", m.commit.clone()),
        ("processor", format!("{} ({} cores)", m.cpu, m.cores)),
        ("memory", format!("{:.0} GiB", m.memory_gib)),
        ("kernel", format!("Linux {}", m.kernel)),
        ("file system", m.disk.clone()),
        ("one append of 4 KiB made durable", format!("{} ms (median of 200)", millis(m.flush_ms))),
        ("SQLite", format!("{} (WAL, `synchronous = FULL`)", m.sqlite)),
        ("PostgreSQL", format!("{} (default settings, `fsync` and `synchronous_commit` on)", m.postgres)),
        ("compiler", format!("{}, release", m.rustc)),
        ("load average before and after", format!("{} and {}", m.load_before, m.load_after)),
        ("took", format!("{took:.0} s")),
    ];
    writeln!(out, "| | |\n|---|---|")?;
    for (what, value) in rows {
        writeln!(out, "| {what} | {value} |")?;
    }
    if m.is_busy() {
        writeln!(
            out,
            "\n**Other programs kept this machine busy during the run.** That slows one connection more than many, so the \
             shares below may be better than on an idle machine. Measure again when nothing else runs."
        )?;
    }
    Ok(())
}

fn commits(out: &mut String, plan: &Plan, engines: &[Engine]) -> std::fmt::Result {
    writeln!(out, "\n## Durable commits\n")?;
    writeln!(
        out,
        "A commit counts when the caller has been told that it is on disk. The bare engine inserts about 400 bytes with \
         one index in each transaction, over one connection. The ledger encrypts and hashes an entry, moves the record's \
         head, writes its rows and the end of its log; who waits together shares one flush: where a flush is nearly free, the work of the processor decides the \
         shares, and one writer's queue cannot outrun many connections. Each way was measured for \
         {} s in each run, in turns with the others; the share is of the bare engine with one connection in the same run (least to greatest of \
         the runs in brackets).",
        plan.seconds
    )?;
    for engine in engines {
        writeln!(out, "\n### {}\n", engine.name)?;
        writeln!(out, "| | users | commits/s | p50 ms | p99 ms | share of bare | aim |")?;
        writeln!(out, "|---|--:|--:|--:|--:|--:|---|")?;
        for way in &engine.ways {
            writeln!(
                out,
                "| {} | {} | {} | {} | {} | {} | {} |",
                way.name,
                way.users,
                whole(way.per_second),
                millis(way.p50_ms),
                millis(way.p99_ms),
                share(way),
                aim(way)
            )?;
        }
        let entries = whole(engine.entries as f64);
        writeln!(
            out,
            "\nAcknowledged commands and entries in the log at the end: {entries}, the same number."
        )?;
    }
    Ok(())
}

fn share(way: &Way) -> String {
    let [middle, least, greatest] = way.share;
    format!("{middle:.2} ({least:.2}–{greatest:.2})")
}

fn aim(way: &Way) -> String {
    match way.aim {
        None => String::new(),
        Some(aim) if way.share[0] >= aim => format!("≥ {aim}, met"),
        Some(aim) => format!("≥ {aim}, **missed**"),
    }
}

fn case_files(out: &mut String, files: &[Opening]) -> std::fmt::Result {
    writeln!(out, "\n## Opening a case file of {ENTRIES} entries\n")?;
    writeln!(
        out,
        "`casework::case::load`: a snapshot, all entries read, opened, put in order and folded. Beside it the bare SQL that \
         selects the same rows of the same table. {CASES} such cases, opened in turn."
    )?;
    writeln!(
        out,
        "\n| | bare SQL p50 ms | p99 ms | load and fold p50 ms | p99 ms | times the bare SQL | aim |"
    )?;
    writeln!(out, "|---|--:|--:|--:|--:|--:|---|")?;
    for file in files {
        let [bare, bare_99] = file.bare.map(millis);
        let [load, load_99] = file.loaded.map(millis);
        let met = if file.ratio <= 5.0 { "met" } else { "**missed**" };
        writeln!(
            out,
            "| {} | {bare} | {bare_99} | {load} | {load_99} | {:.1} | ≤ 5, {met} |",
            file.engine, file.ratio
        )?;
    }
    Ok(())
}

/// The part about names and the desk alone.
pub fn names_only(plan: &Plan, names: &names::Measured, desk: &Desk) -> Result<String, std::fmt::Error> {
    let mut out = String::new();
    searches(&mut out, plan, names)?;
    at_the_desk(&mut out, desk)?;
    Ok(out)
}

fn searches(out: &mut String, plan: &Plan, names: &names::Measured) -> std::fmt::Result {
    let asked = plan.runs * QUERIES;
    writeln!(out, "\n## Finding a name among {} people\n", whole(plan.people as f64))?;
    writeln!(
        out,
        "Invented names of one to four parts, a third of the parts rare. {asked} queries of each kind, the same for all; \
         found means that the very name is among the first ten answers. The trigram searches get names in small letters \
         without accents. Filling was measured once, the rest are medians of {} runs of {} queries.\n",
        plan.runs,
        SLIPS.len() * QUERIES
    )?;
    for (kind, words) in
        ["By the name alone:", "With a year of birth, one off for every fourth, as a filter:"]
            .into_iter()
            .enumerate()
    {
        writeln!(out, "{words}\n")?;
        one_way(out, names, kind)?;
        writeln!(
            out,
            "\nWhere a part is missing, many bear all that was told: ten of them drawn by chance show the meant name in \
             {:.1} % of the queries.\n",
            names.by_chance[kind] * 100.0
        )?;
    }
    if let Some(mb) = names.searched.first().and_then(|own| own.mb) {
        writeln!(out, "The index holds {mb:.0} MB.")?;
    }
    Ok(())
}

fn one_way(out: &mut String, names: &names::Measured, kind: usize) -> std::fmt::Result {
    let kinds = SLIPS.map(|(_, words)| words).join(" | ");
    writeln!(out, "| | p50 ms | p99 ms | times the index's p50 | found: {kinds} | in all | filling s |")?;
    writeln!(out, "|---|--:|--:|--:|--:|--:|--:|--:|--:|")?;
    let own = names.searched.first().map_or(f64::NAN, |n| n.asked[kind].p50_ms);
    for n in &names.searched {
        let answered = &n.asked[kind];
        let found = answered.recall.map(|share| format!("{:.1} %", share * 100.0)).join(" | ");
        let (p50, p99) = (millis(answered.p50_ms), millis(answered.p99_ms));
        let times = if answered.p50_ms == own { "1".into() } else { whole(answered.p50_ms / own) };
        writeln!(out, "| {} | {p50} | {p99} | {times} | {found} | {:.1} |", n.name, n.build_seconds)?;
    }
    Ok(())
}

fn at_the_desk(out: &mut String, desk: &Desk) -> std::fmt::Result {
    writeln!(out, "\n## Looking one registration up among {} people\n", whole(desk.people as f64))?;
    writeln!(
        out,
        "Headquarters on SQLite, {} registrations of people who are known, told again with a slip: by papers and names, \
         each candidate's file opened and weighed, before the rights of the officer are asked for the few that are \
         shown. p50 {} ms, p99 {} ms (aim ≤ {} ms): {}. The meant person was among the first six for {:.1} %.",
        desk.asked,
        millis(desk.p50_ms),
        millis(desk.p99_ms),
        desk::P99_AIM_MS,
        met(desk.p99_ms <= desk::P99_AIM_MS),
        desk.found * 100.0
    )
}

/// Whether an aim was met.
pub fn met(is_met: bool) -> &'static str {
    if is_met { "met" } else { "**missed**" }
}

/// The part about the law alone.
pub fn law_only(measured: &law::Measured) -> Result<String, std::fmt::Error> {
    let mut out = String::new();
    law::told::all(&mut out, measured)?;
    Ok(out)
}

/// The part about exchange alone.
pub fn exchange_only(engines: &[Exchanged], wire: &Wire) -> Result<String, std::fmt::Error> {
    let mut out = String::new();
    exchanges(&mut out, engines, wire)?;
    Ok(out)
}

fn exchanges(out: &mut String, engines: &[Exchanged], wire: &Wire) -> std::fmt::Result {
    writeln!(out, "\n## Taking in {} entries of a post\n", whole(exchange::ENTRIES as f64))?;
    writeln!(
        out,
        "{} persons with one entry and {} sheets with {} each, sent in frames of at most 16 KB. Headquarters checks the \
         signature, opens the frame, seals every body again under its record's key, proves every entry by its hash, writes it, \
         folds its record and writes the rows, one durable commit a frame. Beside it, {} rows in each transaction: the bare \
         engine inserting the very rows of the log, in the log's own table with its own indexes (*same rows*), and as many \
         rows of a key, a number and a body of the same mean size with one index (*plain rows*). Afterwards both sides have \
         the same digest.\n",
        whole(exchange::PEOPLE as f64),
        whole(exchange::SHEETS as f64),
        exchange::LINES,
        exchange::BATCH
    )?;
    writeln!(
        out,
        "| headquarters on | entries/s | same rows/s | share | aim | plain rows/s | share | aim |\n|---|--:|--:|--:|---|--:|--:|---|"
    )?;
    let share = |[middle, least, greatest]: [f64; 3]| format!("{middle:.2} ({least:.2}–{greatest:.2})");
    // What the raw rate of a row is can be read in two ways; both are judged.
    let aim = exchange::SHARE_AIM;
    for one in engines {
        writeln!(
            out,
            "| {} | {} | {} | {} | ≥ {aim}, {} | {} | {} | ≥ {aim}, {} |",
            one.engine,
            whole(one.entries_per_second),
            whole(one.same.rows_per_second),
            share(one.same.share),
            met(one.same.share[0] >= aim),
            whole(one.plain.rows_per_second),
            share(one.plain.share),
            met(one.plain.share[0] >= aim)
        )?;
    }
    let allowed = wire.allowed();
    writeln!(
        out,
        "\nOn the wire: {} bytes in {} frames, {:.0} an entry. The bodies alone are {} bytes, in one compressed stream {}. \
         Allowed are {} times that and {} bytes an entry, {} in all: {}, {:.2} of what is allowed.",
        whole(wire.bytes as f64),
        wire.frames,
        wire.bytes as f64 / exchange::ENTRIES as f64,
        whole(wire.bodies as f64),
        whole(wire.bodies_compressed as f64),
        exchange::WIRE_TIMES,
        exchange::WIRE_BYTES_AN_ENTRY,
        whole(allowed),
        met(wire.bytes as f64 <= allowed),
        wire.bytes as f64 / allowed
    )
}

fn starts(out: &mut String, restarted: &Restarted) -> std::fmt::Result {
    writeln!(
        out,
        "\n## Starting with {} people, and a post with nothing to do\n",
        whole(restart::PEOPLE as f64)
    )?;
    writeln!(
        out,
        "`ceiba serve` on SQLite, from the call to the first page, and until the name index knows everybody; killed by SIGKILL \
         after 500 registrations that no checkpoint had tidied.\n"
    )?;
    writeln!(out, "| | first page s | name index whole s |\n|---|--:|--:|")?;
    for (name, [page, index]) in [("clean start", restarted.clean), ("after a kill", restarted.killed)] {
        writeln!(out, "| {name} | {page:.3} | {index:.3} |")?;
    }
    writeln!(
        out,
        "\nAfter a kill: {:.2} times a clean start (aim ≤ {}): {}. Idle with {} people, name index in memory: {:.1} MB \
         resident (aim ≤ {}): {}.",
        restarted.times,
        restart::TIMES_AIM,
        met(restarted.times <= restart::TIMES_AIM),
        whole(restart::PEOPLE_OF_A_POST as f64),
        restarted.idle_mb,
        restart::MB_AIM,
        met(restarted.idle_mb <= restart::MB_AIM)
    )
}
