//! A model as a TOML file that people can read, and that gives every score again to the last bit.
//!
//! Rust writes the shortest digits that lead back to the same double, and TOML's reader reads them exactly. Of values it
//! holds how many records have them, and none that fewer than three have: the engine takes those for as rare as can be.

use crate::command::{Failure, failure};
use linkage::{FieldModel, Frequencies, KINDS, Kind, Model, Schema, Shares, listed, word_of};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;
use std::sync::Arc;

/// Raised when a file of before is no longer read.
const FORMAT: u32 = 1;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    format: u32,
    share_same: f64,
    share_relatives: f64,
    #[serde(default)]
    fields: Vec<WrittenField>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenField {
    name: String,
    kind: String,
    same: Vec<f64>,
    relatives: Vec<f64>,
    strangers: Vec<f64>,
    values: Option<WrittenShares>,
    sounds: Option<WrittenShares>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenShares {
    total: u64,
    mean: f64,
    #[serde(default)]
    counts: BTreeMap<String, u32>,
}

/// The file of a model.
pub fn text(model: &Model) -> String {
    let mut out = String::from(
        "# A model of `ceiba link`: how likely each level of each field is for two records of one person, for two members\n\
         # of one household, and for strangers. Values that fewer than three records have are not in it.\n",
    );
    let _ = writeln!(out, "format = {FORMAT}");
    let _ = writeln!(out, "share_same = {:?}", model.share_same());
    let _ = writeln!(out, "share_relatives = {:?}", model.share_relatives());
    for field in model.fields() {
        write_field(&mut out, field);
    }
    out
}

fn write_field(out: &mut String, field: &FieldModel) {
    let levels: Vec<String> =
        (0..field.kind.level_count()).map(|n| field.kind.level(n).to_string()).collect();
    let _ = writeln!(out, "\n[[fields]]\nname = {}", quoted(&field.name));
    let _ = writeln!(out, "kind = \"{}\"", word_of(field.kind));
    let _ = writeln!(out, "# {}", levels.join(", "));
    for (name, list) in
        [("same", &field.same), ("relatives", &field.relatives), ("strangers", &field.strangers)]
    {
        let _ = writeln!(out, "{name} = {list:?}");
    }
    if let Some(frequencies) = &field.frequencies {
        write_shares(out, "values", frequencies.values());
        write_shares(out, "sounds", frequencies.sounds());
    }
}

fn write_shares(out: &mut String, name: &str, shares: &Shares) {
    let (total, mean) = (shares.total(), shares.mean());
    let _ = writeln!(out, "[fields.{name}]\ntotal = {total}\nmean = {mean:?}\n[fields.{name}.counts]");
    for (value, count) in shares.counts() {
        let _ = writeln!(out, "{} = {count}", quoted(value));
    }
}

/// A text as TOML writes keys and values.
fn quoted(text: &str) -> String {
    text.chars().fold(String::from("\""), |mut out, c| {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => {
                let _ = write!(out, "\\U{:08x}", c as u32);
            }
            c => out.push(c),
        }
        out
    }) + "\""
}

/// Reads the model for records of a schema.
pub fn read(path: &Path, schema: &Schema) -> Result<Model, Failure> {
    let name = path.display();
    let text = std::fs::read_to_string(path).map_err(|e| failure(format!("{name}: {e}")))?;
    let model = of(&text).map_err(|what| failure(format!("{name}: {what}")))?;
    if !model.fits(schema) {
        let of_model = shown(model.fields().iter().map(|f| (f.name.as_str(), f.kind)));
        let of_config = shown(schema.fields().iter().map(|f| (f.name.as_str(), f.kind)));
        return Err(failure(format!(
            "{name}: the model was learned for {of_model}; the configuration has {of_config}: use the configuration \
             that it was learned with, or learn another"
        )));
    }
    Ok(model)
}

fn shown<'a>(fields: impl Iterator<Item = (&'a str, Kind)>) -> String {
    let fields: Vec<String> = fields.map(|(name, kind)| format!("{name} ({})", word_of(kind))).collect();
    listed(fields.iter().map(String::as_str))
}

/// The model of a file's text.
pub fn of(text: &str) -> Result<Model, String> {
    let written: Written = toml::from_str(text)
        .map_err(|e| format!("is not a model of `ceiba link`: {}", e.message().replace('\n', " ")))?;
    if written.format != FORMAT {
        return Err(format!("is of format {}; this version reads {FORMAT}: learn it again", written.format));
    }
    let fields = written.fields.into_iter().map(field).collect::<Result<Vec<_>, _>>()?;
    Model::of(fields, written.share_same, written.share_relatives).map_err(|e| e.to_string())
}

fn field(written: WrittenField) -> Result<FieldModel, String> {
    let kind = KINDS.iter().find(|(word, _)| *word == written.kind);
    let (_, kind) = kind.ok_or_else(|| format!("there is no kind `{}`", written.kind))?;
    let frequencies = match (written.values, written.sounds) {
        (Some(values), Some(sounds)) => Some(Arc::new(Frequencies::of(shares(values), shares(sounds)))),
        (None, None) => None,
        _ => return Err(format!("the field `{}` has values or sounds, and needs both", written.name)),
    };
    Ok(FieldModel {
        name: written.name,
        kind: *kind,
        same: written.same,
        relatives: written.relatives,
        strangers: written.strangers,
        frequencies,
    })
}

fn shares(written: WrittenShares) -> Shares {
    Shares::of(written.total, written.mean, written.counts)
}
