//! An outside judge of checkpoints and proof files: PyPI `aics-tlog` (Apache-2.0) reads what Ceiba signed.
//!
//! Builds Ceiba, makes invented data outside the checkout, signs it twice with entries written in between, exports it, and
//! has somebody else's code read the keys, verify every signature, compute every root and link the two checkpoints.

use crate::root;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

const PACKAGE: &str = "aics-tlog==0.2.1";
/// The package wants 3.12 or newer.
const PYTHONS: [&str; 4] = ["python3.14", "python3.13", "python3.12", "python3"];

/// With `--python PATH`, that Python; else the first of the usual names that is new enough.
pub fn run(args: &[String]) -> Result<(), String> {
    let wanted = match args {
        [] => None,
        [flag, path] if flag == "--python" => Some(path.as_str()),
        _ => return Err("usage: cargo xtask judge-proofs [--python PATH]".to_owned()),
    };
    let folder = std::env::temp_dir().join("ceiba-judge-proofs");
    let python = judge(&folder, wanted)?;
    crate::shown("cargo", &["build", "--locked", "--workspace", "--bin", "ceiba"])?;
    let data = folder.join(format!("data-{}", std::process::id()));
    let judged = judged(&folder, &python, &data);
    let _ = std::fs::remove_dir_all(&data);
    judged
}

fn judged(folder: &Path, python: &Path, data: &Path) -> Result<(), String> {
    let program = root().join("target/debug/ceiba");
    let made = data.to_string_lossy().into_owned();
    let proof = data.join("log.proof").to_string_lossy().into_owned();
    output(Command::new(&program).args(["demo", "--data", &made, "--people", "40", "--no-serve"]))?;
    output(Command::new(&program).args(["ledger", "checkpoint", "--data", &made]))?;
    let mut stress = Command::new(&program);
    stress.args(["ledger", "stress", "--data", &made]).stdout(Stdio::null());
    let mut writing = stress.spawn().map_err(|e| format!("{}: {e}", program.display()))?;
    std::thread::sleep(Duration::from_secs(2));
    let _ = writing.kill();
    let _ = writing.wait();
    output(Command::new(&program).args(["ledger", "export", "--data", &made, "--proof", &proof]))?;
    let script = folder.join("judge.py");
    std::fs::write(&script, SCRIPT).map_err(|e| format!("{}: {e}", script.display()))?;
    print!("{}", output(Command::new(python).arg(&script).arg(&proof))?);
    Ok(())
}

/// A virtual environment of ours with the judge in it, made on first use.
fn judge(folder: &Path, wanted: Option<&str>) -> Result<PathBuf, String> {
    let python = folder.join("venv/bin/python");
    let has_it = |python: &Path| output(Command::new(python).args(["-c", "import aics_tlog"])).is_ok();
    if !has_it(&python) {
        std::fs::create_dir_all(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
        let is_new = |name: &&str| {
            let asked = "import sys; sys.exit(sys.version_info < (3, 12))";
            output(Command::new(name).args(["-c", asked])).is_ok()
        };
        let base = wanted.or_else(|| PYTHONS.into_iter().find(is_new));
        let base = base.ok_or("no Python of 3.12 or newer is here; name one with --python PATH")?;
        output(Command::new(base).args(["-m", "venv", "--clear"]).arg(folder.join("venv")))?;
        output(Command::new(folder.join("venv/bin/pip")).args(["install", "--quiet", PACKAGE]))?;
    }
    Ok(python)
}

fn output(command: &mut Command) -> Result<String, String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let ended = command.output().map_err(|e| format!("{name}: {e}"))?;
    if ended.status.success() {
        return Ok(String::from_utf8_lossy(&ended.stdout).into_owned());
    }
    let said = [ended.stdout, ended.stderr].map(|s| String::from_utf8_lossy(&s).into_owned()).concat();
    Err(format!("failed: {name}: {said}"))
}

const SCRIPT: &str = r#"# Written by `cargo xtask judge-proofs`.
import json, sys
import aics_tlog as tlog

keys, notes, hashes = [], [], []
for line in open(sys.argv[1], encoding="utf-8"):
    (kind, inside), = json.loads(line).items()
    if kind == "key":
        keys.append(tlog.parse_vkey(inside))
    elif kind in ("checkpoint", "seal"):
        notes.append((kind, inside))
    elif kind == "entry":
        hashes.append(bytes.fromhex(inside["hash"]))

tree = tlog.MerkleTree(hashes)
checkpoints = []
for kind, text in notes:
    note = tlog.parse_note(text)
    for line in note.signatures:
        (key,) = [k for k in keys if (k.name, k.key_id) == (line.name, line.key_id)]
        key.ed25519.verify(line.signature, note.text.encode())
        wrong = bytes([line.signature[0] ^ 1]) + line.signature[1:]
        try:
            key.ed25519.verify(wrong, note.text.encode())
        except Exception:
            continue
        sys.exit("a bent signature was accepted: the judge judges nothing")
    if kind == "checkpoint":
        checkpoint = tlog.parse_checkpoint(note.text)
        assert checkpoint.root == tree.root(checkpoint.size), f"another root over {checkpoint.size}"
        checkpoints.append(checkpoint)

for old, new in zip(checkpoints, checkpoints[1:]):
    proof = tree.consistency_proof(old.size, new.size)
    assert tlog.verify_consistency(old.size, new.size, old.root, new.root, proof), "no growth"
assert len(checkpoints) >= 2 and checkpoints[-1].size == len(hashes)
print(f"aics-tlog {tlog.__version__} agrees: {len(hashes)} entries, {len(checkpoints)} checkpoints, "
      f"{sum(len(tlog.parse_note(t).signatures) for _, t in notes)} signatures, {len(keys)} keys")
"#;
