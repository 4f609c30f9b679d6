//! Second opinions on every calendar: writes what other people's code (PyPI `holidays`, npm `date-holidays`, numpy) says.
//!
//! The output is committed under `countries/xxx/oracle/` and tests compare the engine with it; the engine never reads
//! it. `holidays` is under the MIT licence; `date-holidays` under ISC, its data under CC BY-SA 3.0.

use std::path::{Path, PathBuf};
use std::process::Command;

/// Writes `holidays.csv`, `date-holidays.csv` and `due.csv`. With `--check` it writes nothing and fails if the committed
/// files differ.
pub fn run(args: &[String]) -> Result<(), String> {
    let check = match args {
        [] => false,
        [flag] if flag == "--check" => true,
        _ => return Err("usage: cargo xtask oracle-holidays [--check]".to_owned()),
    };
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let python = python(&root.join("target/oracle"))?;
    let node = node(&root.join("target/oracle/node"))?;
    for country in countries(&root)? {
        let pypi = |what: &str| output(Command::new(&python).args(["-c", SCRIPT, what, &of_pypi(&country)]));
        let npm = |code: &str| output(Command::new("node").current_dir(&node).args(["-e", NPM_SCRIPT, code]));
        keep(&root, &country, "holidays.csv", pypi("holidays")?, check)?;
        keep(&root, &country, "date-holidays.csv", npm(of_npm(&country)?)?, check)?;
        keep(&root, &country, "due.csv", pypi("due")?, check)?;
    }
    Ok(())
}

/// Writes a file of a country, or says that the committed one is another.
fn keep(root: &Path, country: &str, file: &str, text: String, check: bool) -> Result<(), String> {
    let told = format!("countries/{country}/oracle/{file}");
    let path = root.join(&told);
    if !check {
        write(&path, text)?;
        println!("wrote {told}");
    } else if std::fs::read_to_string(&path).ok().as_deref() != Some(text.as_str()) {
        return Err(format!("{told} differs from what the packages say now"));
    }
    Ok(())
}

/// PyPI's package knows each state by two letters, and only some by three.
fn of_pypi(country: &str) -> String {
    match country {
        "gtm" => "GT".to_owned(),
        other => other.to_uppercase(),
    }
}

/// npm's package knows states by the two letters of ISO 3166-1 alone.
fn of_npm(country: &str) -> Result<&'static str, String> {
    Ok(match country {
        "blz" => "BZ",
        "cri" => "CR",
        "gtm" => "GT",
        "hnd" => "HN",
        "mex" => "MX",
        "pan" => "PA",
        "slv" => "SV",
        other => return Err(format!("{other}: write its two letters into xtask/src/oracle_holidays.rs")),
    })
}

fn write(path: &Path, text: String) -> Result<(), String> {
    let told = |e: std::io::Error| format!("{}: {e}", path.display());
    std::fs::create_dir_all(path.parent().unwrap_or(path)).map_err(told)?;
    std::fs::write(path, text).map_err(told)
}

/// The folders of `countries/` named by the code of a state; `_example` is nobody's calendar.
fn countries(root: &Path) -> Result<Vec<String>, String> {
    let entries = std::fs::read_dir(root.join("countries")).map_err(|e| format!("countries: {e}"))?;
    let folders = entries.flatten().filter(|e| e.path().join("calendar.toml").exists());
    let mut names: Vec<String> = folders.map(|e| e.file_name().to_string_lossy().into_owned()).collect();
    names.retain(|n| !n.starts_with('_'));
    names.sort();
    Ok(names)
}

/// A Python that has the packages: the one of a virtual environment of ours, made on first use.
pub fn python(folder: &Path) -> Result<PathBuf, String> {
    let python = folder.join("venv/bin/python");
    if output(Command::new(&python).args(["-c", "import holidays, numpy, dateutil"])).is_err() {
        std::fs::create_dir_all(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
        output(Command::new("python3").args(["-m", "venv"]).arg(folder.join("venv")))?;
        let packages = ["holidays==0.109", "numpy==2.4.6", "python-dateutil==2.9.0.post0"];
        output(Command::new(&python).args(["-m", "pip", "install", "--quiet"]).args(packages))?;
    }
    Ok(python)
}

/// A folder in which Node finds the packages, filled on first use; their own scripts are not run.
fn node(folder: &Path) -> Result<PathBuf, String> {
    let found = Command::new("node").current_dir(folder).args(["-e", "require('date-holidays')"]).output();
    if !found.is_ok_and(|out| out.status.success()) {
        std::fs::create_dir_all(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
        let packages = ["date-holidays@3.37.0", "date-holidays-parser@3.4.7"];
        let quiet = ["install", "--no-save", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix"];
        output(Command::new("npm").args(quiet).arg(folder).args(packages))?;
    }
    Ok(folder.to_owned())
}

fn output(command: &mut Command) -> Result<String, String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let out = command
        .output()
        .map_err(|e| format!("{name}: {e}; it needs python3 with venv and pip, node and npm"))?;
    if !out.status.success() {
        return Err(format!("{name}: {}", String::from_utf8_lossy(&out.stderr).trim()));
    }
    String::from_utf8(out.stdout).map_err(|e| format!("{name}: {e}"))
}

const SCRIPT: &str = r##"
import sys
from datetime import date, timedelta
from importlib.metadata import version
import holidays, numpy
from dateutil.relativedelta import relativedelta

# A year more on either side: a holiday can be taken in the year before or after its own.
wide = holidays.country_holidays(sys.argv[2], years=range(2009, 2037), language="es")

def note(packages):
    print("# Made by `cargo xtask oracle-holidays` with " + packages + ".")

if sys.argv[1] == "holidays":
    note(f"PyPI holidays {version('holidays')} (MIT), {sys.argv[2]}, category public")
    print("date,name")
    for day in sorted(d for d in wide if 2010 <= d.year <= 2035):
        print(f"{day},{wide[day]}")
else:
    note(f"holidays {version('holidays')}, numpy {version('numpy')} busday_offset, dateutil {version('python-dateutil')}")
    free = numpy.array(sorted(wide), dtype="datetime64[D]")
    def working(start, n):
        return numpy.busday_offset(start, n, roll="backward", holidays=free).astype(date)
    print("start,length,unit,counting,due")
    lengths = [1, 2, 3, 5, 8, 10, 15, 20, 30, 45, 90]
    start = date(2018, 1, 1)
    row = 0
    while start < date(2030, 6, 1):
        n = lengths[row % len(lengths)]
        print(f"{start},{n},working_days,event_day_not_counted,{working(start, n)}")
        start += timedelta(days=8)
        row += 1
    start = date(2018, 1, 3)
    while start < date(2030, 6, 1):
        n = [1, 2, 3, 6, 12][row % 5]
        print(f"{start},{n},months,event_day_not_counted,{start + relativedelta(months=n)}")
        print(f"{start},{n},months,from_next_working_day,{working(start, 1) + relativedelta(months=n)}")
        start += timedelta(days=29)
        row += 1
    # The days around which mistakes are made.
    for day in ["2024-03-25", "2024-10-31", "2024-12-19", "2023-08-30", "2024-06-24", "2020-02-20", "2022-12-15"]:
        start = date.fromisoformat(day)
        for n in range(1, 21):
            print(f"{start},{n},working_days,event_day_not_counted,{working(start, n)}")
"##;

const NPM_SCRIPT: &str = r##"
const fs = require("fs"), path = require("path");
const Holidays = require("date-holidays");
const country = process.argv[1];
const calendar = new Holidays(country);
const { version } = JSON.parse(fs.readFileSync(path.join("node_modules", "date-holidays", "package.json"), "utf8"));

console.log("# Made by `cargo xtask oracle-holidays` with npm date-holidays " + version +
  " (ISC; data CC BY-SA 3.0, after Wikipedia), " + country + ", type public.");
console.log("date,type,name");
const rows = new Set();
for (let year = 2009; year <= 2036; year++) {
  for (const { date, type, name } of calendar.getHolidays(year)) {
    const [day, time] = [date.slice(0, 10), date.slice(11, 16)];
    if (type !== "public" || day < "2010" || day >= "2036") continue;
    // Some begin at noon.
    rows.add([day, time === "00:00" ? type : type + " from " + time, name.replaceAll(",", ";")].join(","));
  }
}
[...rows].sort().forEach((row) => console.log(row));
"##;
