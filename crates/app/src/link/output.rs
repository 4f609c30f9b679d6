//! Files that appear under their names whole or not at all, also when somebody stops the program.

use crate::command::{Failure, failure};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Exit code of who was told to stop, as shells count it: 128 and the number of the signal.
const STOPPED: i32 = 130;

/// Files begun and not finished, to be removed when the program is stopped.
static UNFINISHED: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

fn unfinished() -> MutexGuard<'static, Vec<PathBuf>> {
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A file that is written beside its place and put there when all is well.
pub struct Output {
    path: PathBuf,
    part: PathBuf,
    writer: BufWriter<File>,
}

impl Output {
    /// Begins a file: before anything long is done, so that a missing folder is told at once.
    pub fn begin(path: &Path) -> Result<Output, Failure> {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let folder = folder.unwrap_or(Path::new("."));
        if !folder.is_dir() {
            return Err(failure(format!(
                "{}: there is no folder {}; make it first",
                path.display(),
                folder.display()
            )));
        }
        let name = path.file_name().filter(|_| !path.is_dir());
        let name = name.ok_or_else(|| failure(format!("{}: is a folder; name a file", path.display())))?;
        let part = folder.join(format!(".{}.{}.part", name.to_string_lossy(), std::process::id()));
        let mut begun = unfinished();
        if begun.contains(&part) {
            return Err(failure(format!("{}: is named for two files", path.display())));
        }
        begun.push(part.clone());
        drop(begun);
        let file = File::create(&part);
        let file = file.map_err(|e| {
            forget(&part);
            failure(format!("{}: {e}", path.display()))
        })?;
        Ok(Output { path: path.to_owned(), part, writer: BufWriter::new(file) })
    }
    /// Where it is written.
    pub fn writer(&mut self) -> &mut impl Write {
        &mut self.writer
    }
    /// Puts all of them in their places; none of them before all are whole.
    pub fn finish(outputs: Vec<Output>) -> Result<(), Failure> {
        let mut outputs = outputs;
        for output in &mut outputs {
            let written = output.writer.flush().and_then(|()| output.writer.get_ref().sync_all());
            written.map_err(|e| failure(format!("{}: {e}", output.path.display())))?;
        }
        // Who is stopped now stops before the first of them or after the last.
        let held = unfinished();
        for output in &outputs {
            std::fs::rename(&output.part, &output.path)
                .map_err(|e| failure(format!("{}: {e}", output.path.display())))?;
        }
        drop(held);
        Ok(())
    }
}

impl Drop for Output {
    fn drop(&mut self) {
        // Once it stands in its place there is nothing here to remove.
        let _ = std::fs::remove_file(&self.part);
        forget(&self.part);
    }
}

fn forget(part: &Path) {
    unfinished().retain(|known| known != part);
}

/// From here on, Ctrl-C removes what is half written and ends the program.
pub fn stop_without_leaving_halves() {
    std::thread::spawn(|| {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let Ok(runtime) = runtime else { return };
        if runtime.block_on(asked_to_stop()).is_err() {
            return;
        }
        // The lock is held to the end: nothing is begun and nothing put in its place any more.
        let parts = unfinished();
        parts.iter().for_each(|part| drop(std::fs::remove_file(part)));
        eprintln!("ceiba: stopped; no file was written");
        std::process::exit(STOPPED);
    });
}

async fn asked_to_stop() -> std::io::Result<()> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let mut terminate = signal(SignalKind::terminate())?;
        tokio::select! {
            ended = tokio::signal::ctrl_c() => ended,
            _ = terminate.recv() => Ok(()),
        }
    }
    #[cfg(not(unix))]
    tokio::signal::ctrl_c().await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let files = std::fs::read_dir(folder).unwrap();
        let mut names: Vec<String> =
            files.map(|file| file.unwrap().file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    #[test]
    fn files_appear_together_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let (one, other) = (folder.path().join("one.csv"), folder.path().join("other.csv"));
        std::fs::write(&one, "before").unwrap();
        let mut begun = Output::begin(&one).unwrap();
        begun.writer().write_all(b"half").unwrap();
        drop(begun);
        assert_eq!(names(folder.path()), ["one.csv"]);
        assert_eq!(std::fs::read_to_string(&one).unwrap(), "before");
        let mut both = vec![Output::begin(&one).unwrap(), Output::begin(&other).unwrap()];
        both.iter_mut().for_each(|output| output.writer().write_all(b"whole").unwrap());
        Output::finish(both).unwrap();
        assert_eq!(names(folder.path()), ["one.csv", "other.csv"]);
        assert_eq!(std::fs::read_to_string(&one).unwrap(), "whole");
    }

    #[test]
    fn a_place_that_cannot_be_written_is_told_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let told = |path: &Path| Output::begin(path).err().unwrap().to_string();
        assert!(told(&folder.path().join("gone/pairs.csv")).contains("there is no folder"));
        assert!(told(folder.path()).contains("is a folder"));
        let pairs = folder.path().join("pairs.csv");
        let _begun = Output::begin(&pairs).unwrap();
        assert!(told(&pairs).contains("is named for two files"));
    }
}
