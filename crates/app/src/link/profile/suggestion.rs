//! A configuration to begin with, from what the columns look like.

use super::column::{Column, Looks};
use linkage::{Kind, word_of};
use std::fmt::Write;

/// A code with fewer values than this finds too many pairs by itself.
const RULE_VALUES_MIN: usize = 200;
/// Agreeing on a code that so few share tells by itself; how rare the value is adds nothing.
const EVEN_SHARE: f64 = 0.5;

/// A field as it is suggested.
struct Suggested<'a> {
    name: String,
    kind: Kind,
    columns: Vec<&'a Column>,
    frequency: bool,
}

impl Suggested<'_> {
    fn distinct(&self) -> usize {
        self.columns.iter().map(|column| column.distinct_values).max().unwrap_or(0)
    }
}

/// The suggestion as TOML.
pub fn of(columns: &[Column], rows: u64) -> String {
    let fields = fields(columns, rows);
    let mut out = format!(
        "# How to link the records of a file of {rows} rows: suggested by what its columns look like. Read it, mend it, try it.\n"
    );
    for column in columns {
        let (name, empty) = (shown(&column.column), column.empty_share * 100.0);
        let (distinct, looks) = (column.distinct_values, column.looks_like.word());
        let _ = writeln!(out, "# {name}: {empty:.1} % empty, {distinct} distinct values, looks like {looks}");
    }
    let like = |wanted: Looks| columns.iter().filter(move |column| column.looks_like == wanted);
    if let Some(id) = like(Looks::Id).next() {
        let _ = writeln!(out, "\n# Give the ids with --id {}", shown(&id.column));
    }
    out.push('\n');
    if let Some(event) = like(Looks::Event).next() {
        let _ = writeln!(out, "# Records of one event are two people.\nevent = {}", quoted(&event.column));
    }
    let truths: Vec<String> = like(Looks::Truth).map(|column| quoted(&column.column)).collect();
    if !truths.is_empty() {
        let _ = writeln!(
            out,
            "# Answers, not traits: a linkage must not read them.\nignore = [{}]",
            truths.join(", ")
        );
    }
    for field in &fields {
        let of: Vec<String> = field.columns.iter().map(|column| quoted(&column.column)).collect();
        let (name, kind, of) = (quoted(&field.name), word_of(field.kind), of.join(", "));
        let _ = writeln!(out, "\n[[fields]]\nname = {name}\nkind = \"{kind}\"\ncolumns = [{of}]");
        if field.frequency != (field.kind != Kind::Identifier) {
            let _ = writeln!(out, "frequency = {}", field.frequency);
        }
    }
    let rules = rules(&fields);
    if rules.is_empty() {
        out.push_str("\n# No column is fit to find pairs by: write [[rules]] yourself.\n");
    }
    for rule in rules {
        let parts: Vec<String> = rule.iter().map(|part| quoted(part)).collect();
        let _ = writeln!(out, "\n[[rules]]\nall = [{}]", parts.join(", "));
    }
    out
}

fn fields(columns: &[Column], rows: u64) -> Vec<Suggested<'_>> {
    let mut fields: Vec<Suggested<'_>> = Vec::new();
    for column in columns {
        let Looks::Field(kind) = column.looks_like else { continue };
        let is_name = matches!(kind, Kind::GivenNames | Kind::Surnames);
        // Names follow each other in one field: `given1`, `given2`.
        if let Some(field) = fields.iter_mut().find(|field| is_name && field.kind == kind) {
            field.columns.push(column);
            continue;
        }
        let nearly_alone = column.distinct_values as f64 >= EVEN_SHARE * rows as f64;
        let frequency = match kind {
            Kind::Identifier => false,
            // Two values, such as sex, or a phone each: none is rarer than the others.
            Kind::Code => column.distinct_values > 3 && !nearly_alone,
            _ => true,
        };
        let name = match kind {
            Kind::GivenNames => "given".to_owned(),
            Kind::Surnames => "surname".to_owned(),
            _ => linkage::plain(&column.column).replace(' ', "_"),
        };
        let name = free(name, &fields);
        fields.push(Suggested { name, kind, columns: vec![column], frequency });
    }
    fields
}

/// A name that no field has yet.
fn free(name: String, fields: &[Suggested<'_>]) -> String {
    let is_free = |name: &str| !name.is_empty() && fields.iter().all(|field| field.name != name);
    if is_free(&name) {
        return name;
    }
    (2..).map(|n| format!("{name}{n}")).find(|name| is_free(name)).unwrap_or(name)
}

/// Rules of parts that fit the fields there are.
fn rules(fields: &[Suggested<'_>]) -> Vec<Vec<String>> {
    let of = |kind: Kind| fields.iter().filter(move |field| field.kind == kind);
    let one = |kind: Kind| of(kind).next().map(|field| field.name.as_str());
    let mut rules: Vec<Vec<String>> = Vec::new();
    rules.extend(of(Kind::Identifier).map(|field| vec![format!("jumbled:{}", field.name)]));
    let telling = |field: &&Suggested<'_>| field.distinct() >= RULE_VALUES_MIN && !field.frequency;
    rules.extend(of(Kind::Code).filter(telling).map(|field| vec![format!("value:{}", field.name)]));
    let (given, surname, date) = (one(Kind::GivenNames), one(Kind::Surnames), one(Kind::Date));
    if let Some(date) = date {
        let names = [given, surname].into_iter().flatten();
        rules.extend(names.map(|name| vec![format!("value:{date}"), format!("any_sound:{name}")]));
    }
    if let (Some(given), Some(surname)) = (given, surname) {
        let mut rule = vec![format!("any_sound:{surname}"), format!("any_sound:{given}")];
        rule.extend(date.map(|date| format!("near_year:{date}")));
        rules.push(rule);
        rules.push(vec![format!("two_sounds:{surname}"), format!("any_sound:{given}")]);
    }
    for place in
        of(Kind::Text).chain(of(Kind::Code).filter(|f| f.frequency && f.distinct() >= RULE_VALUES_MIN))
    {
        match surname.or(given) {
            Some(name) => rules.push(vec![format!("value:{}", place.name), format!("any_sound:{name}")]),
            None => rules.push(vec![format!("value:{}", place.name)]),
        }
    }
    if rules.is_empty() {
        let best = fields.iter().filter(|f| f.kind == Kind::Date || f.kind == Kind::Code);
        let best = best.max_by_key(|field| field.distinct());
        rules.extend(best.map(|field| vec![format!("value:{}", field.name)]));
        rules.extend(given.or(surname).map(|name| vec![format!("any_sound:{name}")]));
    }
    rules
}

fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

/// A name within a comment: on one line.
fn shown(name: &str) -> String {
    name.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
