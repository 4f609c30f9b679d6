//! The secrets of compartments as a site keeps them: one small file each, apart from the key file and from every backup,
//! sealed under the key file.

use compartment::Compartment;
use ledger::{Fault, KeyFile, Ledger, Secret};
use std::path::{Path, PathBuf};

/// The folder, in the folder of the data.
const FOLDER: &str = "compartments";

/// Why a secret cannot be kept or read.
#[derive(Debug, thiserror::Error)]
pub enum CompartmentFileError {
    #[error("{0}: {1}")]
    File(PathBuf, std::io::Error),
    #[error("{0} is not of this site, or it was altered")]
    Stranger(PathBuf),
    #[error("this site holds the secret of that compartment already")]
    There,
    #[error(transparent)]
    Fault(#[from] Fault),
}

fn path_of(data: &Path, compartment: Compartment) -> PathBuf {
    data.join(FOLDER).join(format!("{}.key", compartment.code()))
}

/// Takes every secret that is kept here into memory.
pub fn load(data: &Path, keys: &KeyFile) -> Result<(), CompartmentFileError> {
    for compartment in Compartment::ALL {
        let path = path_of(data, compartment);
        match std::fs::read(&path) {
            Ok(sealed) => {
                let opened = keys.open_compartment(compartment.code(), &sealed);
                let secret = opened.map_err(|_| CompartmentFileError::Stranger(path))?;
                keys.hold_compartment(compartment.code(), secret);
            }
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => {}
            Err(e) => return Err(CompartmentFileError::File(path, e)),
        }
    }
    Ok(())
}

/// Keeps a secret that this site does not hold yet; it is on disk before it seals anything.
pub fn keep(
    data: &Path,
    ledger: &Ledger,
    compartment: Compartment,
    secret: Secret,
) -> Result<(), CompartmentFileError> {
    let (keys, path) = (ledger.keys(), path_of(data, compartment));
    if path.exists() || keys.compartment(compartment.code()).is_some() {
        return Err(CompartmentFileError::There);
    }
    let sealed = keys.seal_compartment(&*ledger.ports().random, compartment.code(), &secret)?;
    let at = |e| CompartmentFileError::File(path.clone(), e);
    std::fs::create_dir_all(data.join(FOLDER)).map_err(at)?;
    ledger::replace_file(&path, &sealed).map_err(at)?;
    keys.hold_compartment(compartment.code(), secret);
    Ok(())
}
