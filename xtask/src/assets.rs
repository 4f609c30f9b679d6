//! Regenerates the committed style sheet and font of the pages from `crates/web/assets/src` and pinned npm packages.
//!
//! Needed by nobody who only builds Ceiba: the results are committed. Tools live under `target/assets`.

use flate2::{Compression, write::GzEncoder};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What is fetched from npm: govuk-frontend (MIT), the compiler (MIT), the font before subsetting (OFL-1.1).
const NPM: [&str; 3] = ["govuk-frontend@6.6.0", "sass@1.108.2", "@fontsource-variable/source-sans-3@5.3.0"];
const PYPI: [&str; 2] = ["fonttools==4.68.0", "brotli==1.2.1"];

/// First load stays under 100 KB with these two and a page, also for who cannot take the style sheet compressed.
const STYLE_MAX: usize = 64_000;
/// What all others get of it.
const STYLE_COMPRESSED_MAX: usize = 12_500;
const FONT_MAX: usize = 22_528;

/// Kept in the style sheet because it is distributed with every copy.
const NOTICE: &str = "/*! Parts derive from govuk-frontend 6.6.0, MIT, (C) 2017 Crown Copyright (Government Digital Service). Font: Ceiba Sans, a subset of an Adobe font, OFL-1.1. */\n";

/// Writes `ceiba.css` and `ceiba-sans.woff2`. `--style` writes the style sheet only; `--check` writes nothing and
/// fails if the committed style sheet differs.
pub fn run(args: &[String]) -> Result<(), String> {
    let (write, font) = match args.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [] => (true, true),
        ["--style"] => (true, false),
        ["--check"] => (false, false),
        _ => return Err("usage: cargo xtask assets [--style | --check]".to_owned()),
    };
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let assets = root.join("crates/web/assets");
    let tools = root.join("target/assets");
    install(&tools)?;
    let style = style(&tools, &assets.join("src"))?;
    fits("ceiba.css", style.len(), STYLE_MAX)?;
    fits("ceiba.css, compressed", compressed(&style)?, STYLE_COMPRESSED_MAX)?;
    let path = assets.join("ceiba.css");
    if !write {
        let same = std::fs::read_to_string(&path).ok().as_deref() == Some(style.as_str());
        return if same { Ok(()) } else { Err(format!("{} is not what its sources make", path.display())) };
    }
    std::fs::write(&path, &style).map_err(|e| format!("{}: {e}", path.display()))?;
    if font {
        let bytes = subset(&tools, &assets.join("ceiba-sans.woff2"))?;
        fits("ceiba-sans.woff2", bytes, FONT_MAX)?;
    }
    Ok(())
}

fn fits(name: &str, bytes: usize, most: usize) -> Result<(), String> {
    println!("{name}: {bytes} of at most {most} bytes");
    if bytes > most { Err(format!("{name} is too large")) } else { Ok(()) }
}

fn compressed(style: &str) -> Result<usize, String> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    packed.write_all(style.as_bytes()).map_err(|e| e.to_string())?;
    packed.finish().map(|bytes| bytes.len()).map_err(|e| e.to_string())
}

fn install(tools: &Path) -> Result<(), String> {
    std::fs::create_dir_all(tools).map_err(|e| format!("{}: {e}", tools.display()))?;
    let quiet = ["install", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error", "--prefix"];
    output(Command::new("npm").args(quiet).arg(tools).args(NPM), "npm").map(drop)
}

fn style(tools: &Path, sources: &Path) -> Result<String, String> {
    let mut sass = Command::new("node");
    sass.arg(tools.join("node_modules/sass/sass.js"))
        .args(["--no-source-map", "--no-charset", "--style=compressed", "--quiet-deps"])
        .arg(format!("--load-path={}", tools.join("node_modules").display()))
        .arg(sources.join("main.scss"));
    Ok(format!("{NOTICE}{}", output(&mut sass, "node")?))
}

/// Cuts the font to the letters of our languages and the weights we use. It also gets another name: its licence
/// reserves the word "Source" for the unchanged font.
fn subset(tools: &Path, to: &Path) -> Result<usize, String> {
    let from = tools
        .join("node_modules/@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2");
    output(Command::new(python(tools)?).args(["-c", SUBSET]).arg(from).arg(to), "python3")?;
    let facts = std::fs::metadata(to).map_err(|e| format!("{}: {e}", to.display()))?;
    usize::try_from(facts.len()).map_err(|e| e.to_string())
}

/// A Python with fontTools, in a virtual environment made on first use.
fn python(tools: &Path) -> Result<PathBuf, String> {
    let python = tools.join("venv/bin/python");
    if output(Command::new(&python).args(["-c", "import fontTools, brotli"]), "python").is_err() {
        output(Command::new("python3").args(["-m", "venv"]).arg(tools.join("venv")), "python3")?;
        output(Command::new(&python).args(["-m", "pip", "install", "--quiet"]).args(PYPI), "pip")?;
    }
    Ok(python)
}

fn output(command: &mut Command, needs: &str) -> Result<String, String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let out = command.output().map_err(|e| format!("{name}: {e}; this command needs {needs}"))?;
    if !out.status.success() {
        return Err(format!("{name}: {}", String::from_utf8_lossy(&out.stderr).trim()));
    }
    String::from_utf8(out.stdout).map_err(|e| format!("{name}: {e}"))
}

const SUBSET: &str = r##"
import io, sys
from fontTools.subset import Options, Subsetter, load_font, save_font
from fontTools.varLib.instancer import instantiateVariableFont

letters = list(range(0x20, 0x7F)) + list(range(0xA0, 0x100)) + [0x152, 0x153, 0x2BC, 0x2009, 0x2011, 0x2012, 0x2013,
    0x2014, 0x2018, 0x2019, 0x201A, 0x201C, 0x201D, 0x201E, 0x2022, 0x2026, 0x2039, 0x203A, 0x20AC, 0x2212]
options = Options(flavor="woff2", hinting=False, layout_features=["kern", "ccmp", "locl", "mark", "mkmk"],
                  name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14], recalc_timestamp=False)
whole = load_font(sys.argv[1], options)
instantiateVariableFont(whole, {"wght": (400, 700)}, inplace=True)
plain = io.BytesIO()
whole.flavor = None
whole.save(plain)
plain.seek(0)
font = load_font(plain, options)
for record in list(font["name"].names):
    new = {1: "Ceiba Sans", 2: "Regular", 3: "Ceiba Sans subset", 4: "Ceiba Sans", 6: "CeibaSans-Roman"}.get(record.nameID)
    if new:
        font["name"].setName(new, record.nameID, record.platformID, record.platEncID, record.langID)
cut = Subsetter(options)
cut.populate(unicodes=letters)
cut.subset(font)
save_font(font, sys.argv[2], options)
"##;
