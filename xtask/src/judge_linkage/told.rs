//! The part of `bench/RESULTS.md` on linkage: the medians of both programs' runs, what was expected of ours, and the machine.

use serde_json::Value;
use std::fmt::Write;
use std::path::Path;
use std::process::Command;

/// The part begins with this, and goes to the end of the file.
const TITLE: &str = "## Linking people, beside Splink";

/// The machine while it was measured.
pub struct Around {
    processor: String,
    cores: usize,
    threads: String,
    commit: String,
    date: String,
    load: String,
}

impl Around {
    pub fn look(threads: Option<&str>) -> Around {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let said = |program: &str, words: &[&str]| {
            let output = Command::new(program).args(words).output();
            output.map(|o| String::from_utf8_lossy(&o.stdout).trim().to_owned()).unwrap_or_default()
        };
        let read = |file: &str| std::fs::read_to_string(file).unwrap_or_default();
        let processor =
            read("/proc/cpuinfo").lines().find(|l| l.starts_with("model name")).map(str::to_owned);
        let processor = processor.and_then(|line| Some(line.split_once(": ")?.1.to_owned()));
        Around {
            processor: processor.unwrap_or_default(),
            cores,
            threads: threads.map_or_else(|| cores.to_string(), str::to_owned),
            commit: said("git", &["rev-parse", "--short=12", "HEAD"]),
            date: said("date", &["-u", "+%Y-%m-%d %H:%M UTC"]),
            load: read("/proc/loadavg").split(' ').take(3).collect::<Vec<_>>().join(" "),
        }
    }
}

/// What was measured on one file of people.
pub struct Measured {
    name: String,
    records: u64,
    ceiba: Run,
    splink: Run,
    calibration: f64,
    ceiling: f64,
    rounds: usize,
}

/// The medians of one program's runs.
struct Run {
    core: f64,
    all: f64,
    peak: f64,
    pairwise: f64,
    clusters: f64,
    sure: f64,
}

impl Measured {
    /// Of what the script told.
    pub fn read(name: String, told: &Value) -> Result<Measured, String> {
        let missing = || "the script told less than was asked".to_owned();
        let runs = told["runs"].as_array().ok_or_else(missing)?;
        let of = |program: &str| -> Vec<&Value> { runs.iter().filter(|r| r["program"] == program).collect() };
        let number = |value: &Value| value.as_f64().ok_or_else(missing);
        let rounds = of("ceiba").len();
        Ok(Measured {
            name,
            records: told["records"].as_u64().ok_or_else(missing)?,
            ceiba: Run::median(&of("ceiba")).ok_or_else(missing)?,
            splink: Run::median(&of("splink")).ok_or_else(missing)?,
            calibration: number(&told["calibration"])?,
            ceiling: number(&told["ceiling"])?,
            rounds,
        })
    }
}

impl Run {
    fn median(runs: &[&Value]) -> Option<Run> {
        let of = |name: &str| -> Option<f64> {
            let mut all = runs.iter().map(|run| run[name].as_f64()).collect::<Option<Vec<f64>>>()?;
            all.sort_by(f64::total_cmp);
            let (low, high) = (all.get(all.len().checked_sub(1)? / 2)?, all.get(all.len() / 2)?);
            Some((low + high) / 2.0)
        };
        Some(Run {
            core: of("core")?,
            all: of("all")?,
            peak: of("peak")?,
            pairwise: of("pairwise F1")?,
            clusters: of("cluster F1")?,
            sure: of("recall at .99")?,
        })
    }
}

/// The whole part.
pub fn part(around: &Around, measured: &[Measured], others: &Value) -> Result<String, String> {
    let mut out = String::new();
    written(&mut out, around, measured, others).map_err(|e| e.to_string())?;
    Ok(out)
}

fn written(out: &mut String, around: &Around, measured: &[Measured], others: &Value) -> std::fmt::Result {
    writeln!(out, "{TITLE}\n")?;
    writeln!(
        out,
        "Written by `cargo xtask judge-linkage --write yes` on {}, commit {}, {} ({} cores), {} threads each, load before {}. \
         Invented people of Central America with known truth, which neither program sees; both see who was taken together. \
         Medians of {} runs each, in turns. CPU seconds are of the process, to find pairs, train, score and cluster; in \
         brackets with reading and writing. Ceiba fixes its threshold without the truth; Splink 5 on DuckDB, in the best \
         setting known to us, is judged at the threshold that suits it best with the truth at hand. *Ceiling*: the pairwise \
         F1 of gradient-boosted trees taught with the truth on half of the people and judged on the other half, over the \
         pairs that Ceiba looked at. *Calibration*: how far probabilities between 0.05 and 0.95 are from what came true, \
         in ten bins of equal mass.\n",
        around.date,
        around.commit,
        around.processor,
        around.cores,
        around.threads,
        around.load,
        measured.iter().map(|m| m.rounds).min().unwrap_or(0)
    )?;
    writeln!(
        out,
        "| people | program | CPU s | peak MiB | pairwise F1 | clusters F1 | recall at precision 0.99 |"
    )?;
    writeln!(out, "|---|---|--:|--:|--:|--:|--:|")?;
    for m in measured {
        for (program, run) in [("Ceiba", &m.ceiba), ("Splink", &m.splink)] {
            writeln!(
                out,
                "| {} of {} | {program} | {:.1} ({:.1}) | {:.0} | {:.3} | {:.3} | {:.3} |",
                m.records, m.name, run.core, run.all, run.peak, run.pairwise, run.clusters, run.sure
            )?;
        }
    }
    writeln!(
        out,
        "\n| people | CPU, part of Splink's | memory, part of Splink's | calibration error | ceiling |"
    )?;
    writeln!(out, "|---|--:|--:|--:|--:|")?;
    for m in measured {
        let (cpu, memory) = (m.ceiba.core / m.splink.core, m.ceiba.peak / m.splink.peak);
        writeln!(
            out,
            "| {} | {cpu:.3} (aim ≤ 0.1, {}) | {memory:.2} (aim ≤ 0.5, {}) | {:.3} (aim ≤ 0.02, {}) | {:.3} |",
            m.name,
            met(cpu <= 0.1),
            met(memory <= 0.5),
            m.calibration,
            met(m.calibration <= 0.02),
            m.ceiling
        )?;
    }
    let Some(others) = others.as_object() else { return Ok(()) };
    writeln!(out, "\nOther data, by Ceiba alone, the threshold fixed without the truth:\n")?;
    writeln!(out, "| data | pairwise F1 | clusters F1 |\n|---|--:|--:|")?;
    for (name, found) in others {
        let of = |what: &str| found[what].as_f64().map_or_else(|| "–".to_owned(), |f1| format!("{f1:.4}"));
        writeln!(out, "| {name} | {} | {} |", of("pairwise F1"), of("cluster F1"))?;
    }
    Ok(())
}

fn met(is_met: bool) -> &'static str {
    if is_met { "met" } else { "**missed**" }
}

/// Puts the part at the end of a file, in place of the one before.
pub fn write(file: &Path, part: &str) -> Result<(), String> {
    let told = |e: std::io::Error| format!("{}: {e}", file.display());
    let text = std::fs::read_to_string(file).map_err(told)?;
    let before = text.split(TITLE).next().unwrap_or_default().trim_end();
    std::fs::write(file, format!("{before}\n\n{part}")).map_err(told)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn run(program: &str, core: f64) -> Value {
        json!({ "program": program, "core": core, "all": core + 1.0, "peak": 100.0, "pairwise F1": 0.9, "cluster F1": 0.8, "recall at .99": 0.7 })
    }

    #[test]
    fn the_median_stands_in_the_table_and_an_aim_may_be_missed() {
        let runs = [run("ceiba", 3.0), run("splink", 40.0), run("ceiba", 5.0), run("splink", 20.0)];
        let told = json!({ "records": 10, "runs": runs, "calibration": 0.03, "ceiling": 0.99 });
        let measured = Measured::read("seed 7".into(), &told).unwrap();
        assert_eq!((measured.ceiba.core, measured.splink.core, measured.rounds), (4.0, 30.0, 2));
        let part = part(&Around::look(Some("2")), &[measured], &json!({ "febrl 4": { "pairwise F1": 1.0 } }))
            .unwrap();
        assert!(
            part.contains("| 0.133 (aim ≤ 0.1, **missed**) | 1.00 (aim ≤ 0.5, **missed**) | 0.030 (aim"),
            "{part}"
        );
        assert!(part.contains("| febrl 4 | 1.0000 | – |"));
        assert!(Measured::read(String::new(), &json!({ "records": 1, "runs": [] })).is_err());
    }
}
