//! What a run that is stopped leaves for the next: the model, in a file named after everything it was learned from.
//!
//! Finding, weighing and joining pairs take as long as learning and are done anew; nothing of a person is kept but what a
//! model holds.

use super::model_file;
use super::output::Output;
use crate::command::{Failure, failure};
use aws_lc_rs::digest::{Context, SHA256};
use linkage::{Model, Schema};
use std::fs::File;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

/// What the summary says of a model that was found here.
pub const WORD: &str = "checkpoint";
/// So many characters of the fingerprint name the file.
const NAME_LENGTH: usize = 24;
const BUFFER: usize = 1 << 16;

pub struct Checkpoint {
    file: PathBuf,
}

impl Checkpoint {
    /// The checkpoint of these very files, this configuration, this seed and this version of the program.
    pub fn of(folder: &Path, inputs: &[&Path], config: &str, seed: u64) -> Result<Checkpoint, Failure> {
        std::fs::create_dir_all(folder).map_err(|e| failure(format!("{}: {e}", folder.display())))?;
        let mut context = Context::new(&SHA256);
        context.update(env!("CARGO_PKG_VERSION").as_bytes());
        context.update(&seed.to_be_bytes());
        context.update(&(config.len() as u64).to_be_bytes());
        context.update(config.as_bytes());
        for input in inputs {
            let length =
                add(&mut context, input).map_err(|e| failure(format!("{}: {e}", input.display())))?;
            context.update(&length.to_be_bytes());
        }
        let name: String = context.finish().as_ref().iter().map(|byte| format!("{byte:02x}")).collect();
        Ok(Checkpoint { file: folder.join(format!("model-{}.toml", &name[..NAME_LENGTH])) })
    }
    /// The model that was kept, if one was.
    pub fn kept(&self, schema: &Schema) -> Result<Option<Model>, Failure> {
        if self.file.exists() { model_file::read(&self.file, schema).map(Some) } else { Ok(None) }
    }
    /// Keeps a model.
    pub fn keep(&self, model: &Model) -> Result<(), Failure> {
        let mut output = Output::begin(&self.file)?;
        write!(output.writer(), "{}", model_file::text(model))?;
        Output::finish(vec![output])
    }
}

fn add(context: &mut Context, path: &Path) -> std::io::Result<u64> {
    let mut file = File::open(path)?;
    let mut buffer = vec![0; BUFFER];
    let mut length = 0;
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            return Ok(length);
        }
        context.update(&buffer[..read]);
        length += read as u64;
    }
}
