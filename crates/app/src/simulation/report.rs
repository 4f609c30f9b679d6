//! What a replay found, as parts with rows: one form for the page, the console, the file of values and the printed report.

use super::sight::Sight;
use kernel::Lang;
use procedure::{CaseOutcome, Counted, Gate, Group, GroupIs, Refusal, ReplayTally, Said, StepTally};
use web::{Arg, Words};

/// One part of a report: a table, or a sentence that there is nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The key of its title, without the beginning.
    pub code: &'static str,
    pub title: String,
    pub heads: Vec<Head>,
    pub rows: Vec<Vec<Value>>,
}

/// The head of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    pub words: String,
    pub is_number: bool,
}

/// One cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    Words(String),
    /// A number that is already written, such as one with its interval.
    Figure(String),
    /// `None` is withheld.
    Count(Option<u64>),
}

/// Words of the reader's language.
pub struct Told<'w> {
    pub words: &'w Words,
    pub lang: Lang,
    pub sight: Sight,
}

impl Told<'_> {
    pub fn t(&self, key: &str) -> String {
        self.words.t(self.lang, key, &[])
    }
    fn tw(&self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.words.t(self.lang, key, args)
    }
    fn said<'s>(&self, said: &'s Said) -> &'s str {
        said.in_lang(self.lang)
    }
    fn count(&self, n: u64) -> Value {
        Value::Count(self.sight.of(n))
    }
    /// A count in words of a sentence.
    fn shown(&self, n: u64) -> String {
        self.sight.of(n).map_or_else(|| self.t("simulation-few"), |n| n.to_string())
    }

    /// Every part that has something to say, the summary first.
    pub fn parts(&self, tally: &ReplayTally) -> Vec<Part> {
        let parts = vec![
            self.summary(tally),
            self.reasons("harms", &tally.harms, tally, |r| {
                (format!("simulation-harm-{}", r.code()), r.gate())
            }),
            self.groups(tally),
            self.reasons("helps", &tally.helps, tally, |r| {
                (format!("simulation-help-{}", r.code()), r.gate())
            }),
            self.outcomes(tally),
            self.terms(tally),
            self.steps("barred", &tally.barred),
            self.steps("now-open", &tally.now_open),
            self.stages(tally),
        ];
        parts.into_iter().filter(|part| !part.rows.is_empty()).collect()
    }

    fn part(&self, code: &'static str, heads: &[(&str, bool)], rows: Vec<Vec<Value>>) -> Part {
        let head = |(key, is_number): &(&str, bool)| Head { words: self.t(key), is_number: *is_number };
        Part {
            code,
            title: self.t(&format!("simulation-part-{code}")),
            heads: heads.iter().map(head).collect(),
            rows,
        }
    }

    fn summary(&self, tally: &ReplayTally) -> Part {
        let rows = [
            ("simulation-cases", tally.cases),
            ("simulation-differing", tally.differing),
            ("simulation-harmed", tally.harmed),
            ("simulation-helped", tally.helped),
            ("simulation-unknown-in-part", tally.unknown_in_part),
            ("simulation-cut", tally.cut),
        ];
        let rows = rows.map(|(key, n)| vec![Value::Words(self.t(key)), self.count(n)]);
        let versions = tally.under.iter().map(|(version, n)| {
            let words = self.tw("simulation-under", &[("version", version.as_str().into())]);
            vec![Value::Words(words), self.count(*n)]
        });
        let rows = rows.into_iter().chain(versions).collect();
        self.part("summary", &[("simulation-what", false), ("simulation-cases", true)], rows)
    }

    fn reasons<R: Copy>(
        &self,
        code: &'static str,
        found: &[Counted<R>],
        tally: &ReplayTally,
        key: impl Fn(R) -> (String, Option<Gate>),
    ) -> Part {
        let row = |counted: &Counted<R>| {
            let (key, gate) = key(counted.reason);
            let gate = self.gate(gate);
            let is_few = self.sight.of(counted.cases).is_none();
            let days = counted.days.filter(|_| !is_few).map(|days| self.days(days)).unwrap_or_default();
            let whom = if is_few { String::new() } else { self.whom(&counted.groups, tally) };
            vec![
                Value::Words(self.tw(&key, &[("gate", gate.into())])),
                Value::Words(self.said(&counted.names).to_owned()),
                self.count(counted.cases),
                Value::Words(days),
                Value::Words(whom),
            ]
        };
        let heads = [
            ("simulation-reason", false),
            ("simulation-about", false),
            ("simulation-cases", true),
            ("simulation-days", false),
            ("simulation-whom", false),
        ];
        self.part(code, &heads, found.iter().map(row).collect())
    }

    fn gate(&self, gate: Option<Gate>) -> String {
        gate.map(|gate| self.t(&format!("simulation-gate-{}", gate.code()))).unwrap_or_default()
    }

    /// `Un recurso menos: Apelación`.
    pub fn reason(&self, key: &str, gate: Option<Gate>, names: &Said) -> String {
        format!("{}: {}", self.tw(key, &[("gate", self.gate(gate).into())]), self.said(names))
    }

    fn days(&self, (fewest, most): (u32, u32)) -> String {
        if fewest == most {
            return self.tw("simulation-days-one", &[("days", fewest.into())]);
        }
        self.tw("simulation-days-between", &[("fewest", fewest.into()), ("most", most.into())])
    }

    /// The kinds of cases in which something stands, each with its count.
    fn whom(&self, groups: &std::collections::BTreeMap<String, u64>, tally: &ReplayTally) -> String {
        let known = tally.groups.iter().filter_map(|g| Some((&g.group, *groups.get(&g.group.code)?)));
        let told = known.map(|(group, n)| format!("{}: {}", self.group(group), self.shown(n)));
        told.collect::<Vec<_>>().join("; ")
    }

    /// `Niñez: no acompañada`.
    pub fn group(&self, group: &Group) -> String {
        let about = self.said(&group.about);
        let is = match &group.is {
            GroupIs::Value(said) => self.said(said).to_owned(),
            GroupIs::Yes => self.t("simulation-yes"),
            GroupIs::No => self.t("simulation-no"),
            GroupIs::Unknown => self.t("simulation-unknown"),
            GroupIs::Late => self.t("simulation-late"),
        };
        format!("{about}: {is}")
    }

    fn groups(&self, tally: &ReplayTally) -> Part {
        let row = |g: &procedure::GroupTally| {
            let counts = [g.cases, g.harmed, g.helped].map(|n| self.count(n));
            std::iter::once(Value::Words(self.group(&g.group))).chain(counts).collect()
        };
        let heads = [
            ("simulation-kind", false),
            ("simulation-cases", true),
            ("simulation-harmed", true),
            ("simulation-helped", true),
        ];
        self.part("groups", &heads, tally.groups.iter().map(row).collect())
    }

    fn terms(&self, tally: &ReplayTally) -> Part {
        let row = |t: &procedure::TermTally| {
            let counts =
                [t.sooner, t.later, t.no_longer, t.new, t.now_known, t.no_longer_known, t.not_reached];
            let whose = if t.is_persons { "simulation-of-person" } else { "simulation-of-institution" };
            let words = [self.said(&t.names).to_owned(), self.t(whose)].map(Value::Words);
            words.into_iter().chain(counts.map(|n| self.count(n))).collect()
        };
        let heads = [
            ("simulation-term", false),
            ("simulation-whose", false),
            ("simulation-sooner", true),
            ("simulation-later", true),
            ("simulation-no-longer", true),
            ("simulation-new", true),
            ("simulation-now-known", true),
            ("simulation-no-longer-known", true),
            ("simulation-not-reached", true),
        ];
        self.part("terms", &heads, tally.terms.iter().map(row).collect())
    }

    fn steps(&self, code: &'static str, steps: &[StepTally]) -> Part {
        let row = |s: &StepTally| {
            let why: Vec<String> = s.why.iter().map(|why| self.refusal(why)).collect();
            let words = [self.said(&s.names).to_owned(), why.join("; ")].map(Value::Words);
            words.into_iter().chain([self.count(s.cases)]).collect()
        };
        let heads = [("simulation-step", false), ("simulation-why", false), ("simulation-cases", true)];
        self.part(code, &heads, steps.iter().map(row).collect())
    }

    fn refusal(&self, why: &Refusal) -> String {
        let says = why.says().map(|said| self.said(said).to_owned()).unwrap_or_default();
        self.tw(&format!("simulation-refusal-{}", why.code()), &[("says", says.into())])
    }

    fn stages(&self, tally: &ReplayTally) -> Part {
        let row = |s: &procedure::StageTally| {
            let words = [&s.step, &s.was, &s.is].map(|said| Value::Words(self.said(said).to_owned()));
            words.into_iter().chain([self.count(s.cases)]).collect()
        };
        let heads = [
            ("simulation-after-step", false),
            ("simulation-was", false),
            ("simulation-would-be", false),
            ("simulation-cases", true),
        ];
        self.part("stages", &heads, tally.stages.iter().map(row).collect())
    }

    fn outcomes(&self, tally: &ReplayTally) -> Part {
        let outcome = |outcome: CaseOutcome| self.t(&format!("simulation-outcome-{}", outcome.code()));
        let row = |o: &procedure::OutcomeTally| {
            let is = o.is.map_or_else(|| self.t("simulation-not-known"), outcome);
            vec![Value::Words(outcome(o.was)), Value::Words(is), self.count(o.cases)]
        };
        let heads = [("simulation-was", false), ("simulation-would-be", false), ("simulation-cases", true)];
        self.part("outcomes", &heads, tally.outcomes.iter().map(row).collect())
    }

    fn cell(&self, value: &Value) -> String {
        match value {
            Value::Words(words) | Value::Figure(words) => words.clone(),
            Value::Count(Some(n)) => n.to_string(),
            Value::Count(None) => self.t("simulation-few"),
        }
    }

    /// Parts as text for a console.
    pub fn text(&self, parts: &[Part]) -> String {
        let mut text = String::new();
        for part in parts {
            let heads: Vec<String> = part.heads.iter().map(|h| h.words.clone()).collect();
            let rows = part.rows.iter().map(|row| row.iter().map(|v| self.cell(v)).collect());
            let lines: Vec<Vec<String>> = std::iter::once(heads).chain(rows).collect();
            let columns = part.heads.len();
            let widths: Vec<usize> = (0..columns)
                .map(|at| {
                    lines.iter().filter_map(|l| l.get(at)).map(|c| c.chars().count()).max().unwrap_or(0)
                })
                .collect();
            text += &format!("{}\n", part.title);
            for line in lines {
                let padded =
                    line.iter().zip(&part.heads).zip(&widths).map(|((cell, head), width)| {
                        match head.is_number {
                            true => format!("{cell:>width$}"),
                            false => format!("{cell:<width$}"),
                        }
                    });
                text += format!("  {}", padded.collect::<Vec<_>>().join("  ")).trim_end();
                text.push('\n');
            }
            text.push('\n');
        }
        text
    }

    /// Parts as a page of its own, to save and to print: no script, no picture, no address.
    pub fn html(&self, title: &str, at: &str, notes: &[String], parts: &[Part]) -> String {
        let markup = web::html! {
            html lang=(self.lang.tag()) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width";
                    title { (title) }
                    style { (STYLE) }
                }
                body {
                    h1 { (title) }
                    p { (at) }
                    @for note in notes { p { (note) } }
                    @for part in parts {
                        h2 { (part.title) }
                        div {
                            table {
                                thead { tr { @for head in &part.heads { th scope="col" class=[head.is_number.then_some("n")] { (head.words) } } } }
                                tbody {
                                    @for row in &part.rows {
                                        tr {
                                            @for (value, head) in row.iter().zip(&part.heads) {
                                                td class=[head.is_number.then_some("n")] { (self.cell(value)) }
                                            }
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        };
        format!("<!DOCTYPE html>\n{}", markup.into_string())
    }

    /// Parts as one file of values: part, item, measure, value. A withheld count is empty.
    pub fn csv(&self, parts: &[Part]) -> String {
        let mut csv = format!(
            "{}\n",
            ["simulation-csv-part", "simulation-csv-item", "simulation-csv-measure", "simulation-csv-value"]
                .map(|key| quoted(&self.t(key)))
                .join(",")
        );
        for part in parts {
            for row in &part.rows {
                let words = row.iter().filter_map(|v| match v {
                    Value::Words(words) if !words.is_empty() => Some(words.as_str()),
                    _ => None,
                });
                let item = words.collect::<Vec<_>>().join(" · ");
                for (value, head) in row.iter().zip(&part.heads) {
                    let count = match value {
                        Value::Count(count) => count.map(|n| n.to_string()).unwrap_or_default(),
                        Value::Figure(figure) => figure.clone(),
                        Value::Words(_) => continue,
                    };
                    let line = [part.title.as_str(), &item, &head.words, &count].map(quoted);
                    csv += &format!("{}\n", line.join(","));
                }
            }
        }
        csv
    }
}

/// How the report looks on paper and on a narrow screen.
const STYLE: &str = "body{font:16px/1.5 sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem;color:#0b0c0c}\
    h2{font-size:1.2rem;margin-top:2rem}div{overflow-x:auto}table{border-collapse:collapse;width:100%}\
    th,td{border-bottom:1px solid #b1b4b6;padding:.3rem .6rem .3rem 0;text-align:left;vertical-align:top}\
    .n{text-align:right;font-variant-numeric:tabular-nums}";

/// A cell of a CSV file. Nothing in it is taken for a formula.
fn quoted(text: &str) -> String {
    let safe = match text.starts_with(['=', '+', '-', '@']) {
        true => format!("'{text}"),
        false => text.to_owned(),
    };
    match safe.contains([',', '"', '\n']) {
        true => format!("\"{}\"", safe.replace('"', "\"\"")),
        false => safe,
    }
}
