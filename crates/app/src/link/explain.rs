//! `ceiba link explain`: why two records weigh what they weigh, from the odds before to the probability after.

use super::config;
use super::course::Course;
use super::input::{each_record, read};
use super::model_file;
use super::run;
use super::threads::Threads;
use super::words::InLang;
use crate::cli::ExplainArgs;
use crate::command::{Ended, Failure, failure};
use kernel::Lang;
use linkage::{Candidates, Config, Explanation, Model, Reason, Records, Scorer, train, word_of};
use serde::Serialize;
use std::process::ExitCode;
use web::Arg;

/// A rarity of less than this, in bits, is not worth a sentence.
const RARITY_MIN: f64 = 0.5;
/// The columns of the sums stand behind this many letters.
const WIDTH: usize = 100;

/// An explanation as JSON.
#[derive(Serialize)]
struct Told<'a> {
    left: &'a str,
    right: &'a str,
    prior: f64,
    fields: Vec<ToldField>,
    relatives: f64,
    weight: f64,
    probability: f64,
    one_event: bool,
}

#[derive(Serialize)]
struct ToldField {
    field: String,
    kind: &'static str,
    left: String,
    right: String,
    level: String,
    words: InBoth,
    weight: f64,
    rarity: f64,
    /// The weight up to and with this field.
    sum: f64,
}

#[derive(Serialize)]
struct InBoth {
    es: String,
    en: String,
}

pub fn run(args: &ExplainArgs) -> Ended {
    println!("{}", told(args)?);
    Ok(ExitCode::SUCCESS)
}

/// The explanation in words, or as JSON.
pub fn told(args: &ExplainArgs) -> Result<String, Failure> {
    let lang = Lang::from_tag(&args.lang).ok_or_else(|| failure("a language is es or en"))?;
    if args.left == args.right {
        return Err(failure("--left and --right name the same record; name two"));
    }
    let (mut config, _) = config::read(&args.how.config)?;
    config.training.seed = args.how.seed.unwrap_or(config.training.seed);
    let mut course = Course::begin();
    let explanation = match &args.how.model {
        Some(path) => by_model(args, &config, &model_file::read(path, &config.schema)?, &mut course)?,
        None => by_learning(args, &config, &mut course)?,
    };
    course.end();
    if args.how.json {
        Ok(serde_json::to_string_pretty(&as_json(args, &config, &explanation)?)?)
    } else {
        Ok(in_words(args, &explanation, &InLang::of(lang)?))
    }
}

/// With a model the two records are all that is needed.
fn by_model(
    args: &ExplainArgs,
    config: &Config,
    model: &Model,
    course: &mut Course,
) -> Result<Explanation, Failure> {
    let mut records = Records::new(config.schema.clone());
    let (mut left, mut right, mut row) = (None, None, 0u64);
    course.step("read", |bar| {
        each_record(&args.input, config, args.how.id.as_deref(), bar, &mut |id, values| {
            let of_row = row.to_string();
            let id = id.unwrap_or(&of_row);
            row += 1;
            for (wanted, place) in [(&args.left, &mut left), (&args.right, &mut right)] {
                if id == wanted {
                    *place = Some(records.push(values)?);
                }
            }
            Ok(())
        })
    })?;
    let left = left.ok_or_else(|| unknown(&args.left))?;
    let right = right.ok_or_else(|| unknown(&args.right))?;
    Ok(Scorer::new(model, &records)?.explain(left, right))
}

fn by_learning(args: &ExplainArgs, config: &Config, course: &mut Course) -> Result<Explanation, Failure> {
    let mut records = Records::new(config.schema.clone());
    let id = args.how.id.as_deref();
    let part = course.step("read", |bar| read(&args.input, config, id, &mut records, bar))?;
    let left = part.find(&args.left).ok_or_else(|| unknown(&args.left))?;
    let right = part.find(&args.right).ok_or_else(|| unknown(&args.right))?;
    let threads = Threads::new(args.how.threads, course.bar());
    let candidates =
        course.step("block", |_| Candidates::new(&records, &config.rules, config.block_max, &threads))?;
    let trained = course.step("train", |_| train(&records, &candidates, &config.training, &threads));
    let (model, _) = trained.map_err(|e| run::told(e, &records))?;
    Ok(Scorer::new(&model, &records)?.explain(left, right))
}

fn unknown(id: &str) -> Failure {
    failure(format!(
        "there is no record with the id `{id}`; without --id it is the number of the row, from 0"
    ))
}

fn as_json<'a>(args: &'a ExplainArgs, config: &Config, of: &Explanation) -> Result<Told<'a>, Failure> {
    let (es, en) = (InLang::of(Lang::Es)?, InLang::of(Lang::En)?);
    let mut sum = of.prior;
    let fields = of.reasons.iter().zip(config.schema.fields()).map(|(reason, field)| {
        sum += reason.weight;
        ToldField {
            field: reason.field.clone(),
            kind: word_of(field.kind),
            left: reason.left.clone(),
            right: reason.right.clone(),
            level: reason.level.to_string(),
            words: InBoth { es: es.level(reason.level), en: en.level(reason.level) },
            weight: reason.weight,
            rarity: reason.rarity,
            sum,
        }
    });
    Ok(Told {
        left: &args.left,
        right: &args.right,
        prior: of.prior,
        fields: fields.collect(),
        relatives: -of.relatives,
        weight: of.weight,
        probability: of.probability,
        one_event: of.one_event,
    })
}

/// The way from the odds before to the probability after, a line a field, with the sum so far.
fn in_words(args: &ExplainArgs, of: &Explanation, words: &InLang) -> String {
    let title = words.tw("link-title", &[("left", text(&args.left)), ("right", text(&args.right))]);
    let mut lines = vec![title, line("", &words.t("link-bits"), &words.t("link-sum"))];
    let mut sum = of.prior;
    lines.push(line(&prior(of, words), &signed(of.prior), &signed(sum)));
    for reason in &of.reasons {
        sum += reason.weight;
        lines.push(line(&field(reason, words), &signed(reason.weight), &signed(sum)));
    }
    if of.relatives > 0.0 {
        sum -= of.relatives;
        lines.push(line(&words.t("link-relatives"), &signed(-of.relatives), &signed(sum)));
    }
    lines.push(line(&words.t("link-outcome"), &signed(of.weight), ""));
    let percent = format!("{:.4}", of.probability * 100.0);
    lines.push(words.tw("link-probability", &[("percent", text(&percent))]));
    if of.one_event {
        lines.push(words.t("link-one-event"));
    }
    lines.push(String::new());
    lines.push(words.t("link-how-to-read"));
    lines.join("\n")
}

fn text(text: &str) -> Arg<'_> {
    Arg::from(text.to_owned())
}

fn prior(of: &Explanation, words: &InLang) -> String {
    let pairs = (-of.prior).exp2();
    if pairs.is_finite() && pairs >= 1.0 {
        words.tw("link-prior", &[("pairs", Arg::from(pairs.round()))])
    } else {
        words.t("link-prior-unknown")
    }
}

fn field(reason: &Reason, words: &InLang) -> String {
    let read = |value: &str| if value.is_empty() { words.t("link-nothing") } else { format!("«{value}»") };
    let mut level = words.level(reason.level);
    let bits = signed(reason.rarity);
    if reason.rarity >= RARITY_MIN {
        level = format!("{level}; {}", words.tw("link-rare", &[("bits", text(&bits))]));
    } else if reason.rarity <= -RARITY_MIN {
        level = format!("{level}; {}", words.tw("link-frequent", &[("bits", text(&bits))]));
    }
    let args = [
        ("field", text(&reason.field)),
        ("left", Arg::from(read(&reason.left))),
        ("right", Arg::from(read(&reason.right))),
        ("level", Arg::from(level)),
    ];
    words.tw("link-field", &args)
}

fn signed(bits: f64) -> String {
    format!("{bits:+.1}")
}

/// Numbers stand in columns; a long sentence stands alone above them.
fn line(said: &str, bits: &str, sum: &str) -> String {
    let length = said.chars().count();
    let said = if length > WIDTH { format!("{said}\n{:WIDTH$}", "") } else { format!("{said:WIDTH$}") };
    format!("{said} {bits:>8} {sum:>8}").trim_end().to_owned()
}
