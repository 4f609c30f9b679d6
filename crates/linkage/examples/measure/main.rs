//! Measures the engine on a CSV file of people with known truth: accuracy, CPU seconds, peak memory.
//!
//! `cargo run --release -p linkage --example measure -- people|historical FILE.csv [THREADS] [--model] [--look-up]`. The columns of
//! the truth (`person_id` and `household_id`, or `cluster`) are read for the judgement only and never reach the engine.
// Measuring is reading the machine's clock; nothing of the product depends on this program.
#![allow(clippy::disallowed_methods)]

mod historical;
mod input;
mod judge;
mod look_up;
mod people;
mod threads;

use judge::Judge;
use linkage::{
    Candidates, Learned, Model, Scorer, Training, at_precision, best_f1, clusters, recall, resolve, train,
    weigh,
};
use std::error::Error;
use threads::Threads;

const BLOCK_MAX: usize = 5_000;

/// CPU seconds of this process so far, all threads, in hundredths.
fn cpu() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after = stat.rsplit(") ").next().unwrap_or("");
    after.split(' ').skip(11).take(2).filter_map(|n| n.parse::<f64>().ok()).sum::<f64>() / 100.0
}

fn peak_mb() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|l| l.starts_with("VmHWM"));
    line.and_then(|l| l.split_whitespace().nth(1)?.parse::<f64>().ok()).unwrap_or(0.0) / 1024.0
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let what = args.next().ok_or("people or historical?")?;
    let path = args.next().ok_or("name a file")?;
    let hands = Threads(args.next().map_or(Ok(1), |t| t.parse())?);
    let (schema, rules, person) = match what.as_str() {
        "historical" => (historical::schema()?, historical::rules(), "cluster"),
        _ => (people::schema()?, people::rules(), "person_id"),
    };
    let input = input::read(&path, schema, person)?;
    let records = &input.records;
    let mut clock = vec![("read", cpu())];
    let candidates = Candidates::new(records, &rules, BLOCK_MAX, &hands)?;
    clock.push(("block", cpu()));
    let (model, learned) = train(records, &candidates, &Training::default(), &hands)?;
    clock.push(("train", cpu()));
    let scorer = Scorer::new(&model, records)?;
    let mut pairs = weigh(&scorer, &candidates, &hands);
    clock.push(("weigh", cpu()));
    let found = recall(pairs.iter().map(|p| (p.probability, p.rules.count_ones())));
    resolve(&mut pairs, &scorer, &hands);
    clock.push(("resolve", cpu()));
    let probabilities: Vec<f64> = pairs.iter().map(|p| p.probability).collect();
    let (best, sure) =
        (best_f1(&probabilities, found.missed), at_precision(&probabilities, 0.99, found.missed));
    let clustered = clusters(records, &pairs, best.probability);
    clock.push(("cluster", cpu()));
    println!("peak_mb {:.0}", peak_mb());
    let mut before = 0.0;
    for (step, at) in &clock {
        println!("cpu_s {step} {:.2}", at - before);
        before = *at;
    }
    println!("cpu_s train_score_cluster {:.2}, all {:.2}", before - clock[0].1, before);
    println!(
        "candidates {} skipped {} by rule {:?}",
        candidates.pairs(),
        candidates.skipped(),
        candidates.pairs_of_rules()
    );
    tell_model(&model, &learned);
    println!("kept {} blocking recall expected {:.4}", pairs.len(), found.share());
    if std::env::args().any(|a| a == "--look-up") {
        look_up::tell(records, &rules, &model, &pairs)?;
    }
    let judge = Judge::new(&input);
    judge.tell(&pairs, &best, &sure, &clustered);
    Ok(())
}

fn tell_model(model: &Model, learned: &Learned) {
    println!(
        "{learned:?} share_same {:.3e} share_relatives {:.3e}",
        model.share_same(),
        model.share_relatives()
    );
    if std::env::args().any(|a| a == "--model") {
        for field in model.fields() {
            for (n, ((m, r), s)) in field.same.iter().zip(&field.relatives).zip(&field.strangers).enumerate()
            {
                let level = field.kind.level(n).to_string();
                println!("  {:12} {level:32} m {m:.6} r {r:.6} s {s:.8} w {:.2}", field.name, (m / s).log2());
            }
        }
    }
}
