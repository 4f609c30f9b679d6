//! `ceiba procedure schema`: the JSON Schemas of the law files, for editors.

use super::{Ended, failure};
use procedure::FileKind;
use std::path::Path;
use std::process::ExitCode;

pub fn run(kind: Option<&str>, into: Option<&Path>) -> Ended {
    match (kind, into) {
        (Some(code), _) => {
            let known = || FileKind::ALL.map(FileKind::code).join(", ");
            let kind = FileKind::from_code(code)
                .ok_or_else(|| failure(format!("there is no kind of file `{code}`; known: {}", known())))?;
            print!("{}", kind.schema());
        }
        (None, Some(folder)) => write(folder)?,
        (None, None) => FileKind::ALL.into_iter().for_each(|kind| println!("{}", kind.code())),
    }
    Ok(ExitCode::SUCCESS)
}

fn write(folder: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    for kind in FileKind::ALL {
        let file = folder.join(format!("{}.json", kind.code()));
        std::fs::write(&file, kind.schema())?;
        println!("{}", file.display());
    }
    Ok(())
}
