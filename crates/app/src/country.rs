//! The country files: embedded in the binary, or read from a folder that an institution edits.

use kernel::Lang;
use letters::Blanks;
use procedure::{Draft, Law, NumberRule, Said, read_numbers};
use std::collections::BTreeMap;
use std::path::Path;
use web::{CountryFacts, Names, OfficeFacts};

static EMBEDDED: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/countries.rs"));

/// Why a country cannot be used. `Display` says it in English, [`CountryError::in_lang`] in the reader's language.
#[derive(Debug, thiserror::Error)]
pub enum CountryError {
    #[error("there is no country `{0}`; known: {1}")]
    Unknown(String, String),
    #[error("the country files cannot be read: {0}")]
    Read(#[from] std::io::Error),
    #[error("the country files do not load:\n{}", .0.in_lang(Lang::En))]
    Law(Said),
    /// The reader of letters says its mistakes in English.
    #[error("the country files do not load:\n{0}")]
    Letters(String),
    #[error("the draft cannot be read:\n{}", .0.in_lang(Lang::En))]
    Draft(Said),
    #[error("the time zone `{0}` is not known")]
    Zone(String),
}

impl CountryError {
    /// The same in the language of whoever reads it.
    pub fn in_lang(&self, lang: Lang) -> String {
        match (lang, self) {
            (Lang::En, _) => self.to_string(),
            (Lang::Es, CountryError::Unknown(name, known)) => {
                format!("no hay ningún país `{name}`; se conocen: {known}")
            }
            (Lang::Es, CountryError::Read(why)) => format!("no se pueden leer los archivos del país: {why}"),
            (Lang::Es, CountryError::Law(told)) => {
                format!("los archivos del país no se cargan:\n{}", told.es)
            }
            (Lang::Es, CountryError::Letters(told)) => {
                format!("los archivos del país no se cargan; de las cartas se dice en inglés:\n{told}")
            }
            (Lang::Es, CountryError::Draft(told)) => format!("el borrador no se puede leer:\n{}", told.es),
            (Lang::Es, CountryError::Zone(zone)) => format!("no se conoce el huso horario `{zone}`"),
        }
    }
}

/// Folders of the embedded countries.
pub fn known() -> Vec<&'static str> {
    let mut names: Vec<&str> = EMBEDDED.iter().filter_map(|(path, _)| path.split('/').next()).collect();
    names.dedup();
    names
}

/// Loads the law of a country, from `folder/<country>` if one is given, else from what is embedded.
pub fn load(country: &str, folder: Option<&Path>) -> Result<Law, CountryError> {
    Law::load(&files(country, folder)?).map_err(|errors| {
        let told = |lang: Lang| told(country, folder, errors.iter().map(|e| e.in_lang(lang)), lang);
        CountryError::Law(Said::new(told(Lang::Es), told(Lang::En)))
    })
}

/// Reads a draft of the law beside the files of a country; its mistakes are told with file and line.
pub fn draft(country: &str, folder: Option<&Path>, name: &str, text: &str) -> Result<Draft, CountryError> {
    Draft::read(&files(country, folder)?, name, text).map_err(|errors| {
        let told = |lang: Lang| errors.iter().map(|e| format!("  {}\n", e.in_lang(lang))).collect::<String>();
        CountryError::Draft(Said::new(told(Lang::Es), told(Lang::En)))
    })
}

/// A country's files, for whoever reads a draft beside them later.
pub struct CountryFiles(pub BTreeMap<String, String>);

impl CountryFiles {
    pub fn of(country: &str, folder: Option<&Path>) -> Result<CountryFiles, CountryError> {
        Ok(CountryFiles(files(country, folder)?))
    }
    /// The worked cases: the name of each file, and what it says.
    pub fn worked_cases(&self) -> BTreeMap<String, String> {
        let named =
            |(path, text): (&String, &String)| Some((path.strip_prefix("cases/")?.to_owned(), text.clone()));
        self.0.iter().filter_map(named).collect()
    }
}

/// Numbers on papers of states beyond the seven, which many who arrive carry.
static BEYOND: &[(&str, &str)] = &[
    ("nic.toml", include_str!("../../../region/numbers/nic.toml")),
    ("ven.toml", include_str!("../../../region/numbers/ven.toml")),
];

/// The rules for numbers on papers of every state, for people carry them everywhere: embedded, and those of `folder` in the
/// place of a state's embedded ones.
pub fn numbers(folder: Option<&Path>) -> Result<Vec<NumberRule>, CountryError> {
    let name = |path: &str| path.strip_suffix("/numbers.toml").map(str::to_owned);
    let embedded = EMBEDDED.iter().filter_map(|(path, text)| Some((name(path)?, (*text).to_owned())));
    let mut texts: BTreeMap<String, String> = embedded.filter(|(name, _)| !name.starts_with('_')).collect();
    if let Some(folder) = folder {
        for entry in std::fs::read_dir(folder)? {
            let (path, name) = entry.map(|e| (e.path(), e.file_name().to_string_lossy().into_owned()))?;
            let path = path.join("numbers.toml");
            if path.exists() && !name.starts_with('_') {
                texts.insert(name, std::fs::read_to_string(path)?);
            }
        }
    }
    let mut rules = Vec::new();
    for (state, text) in &texts {
        rules.extend(read_numbers("numbers.toml", text).map_err(|errors| {
            let told = |lang: Lang| told(state, folder, errors.iter().map(|e| e.in_lang(lang)), lang);
            CountryError::Law(Said::new(told(Lang::Es), told(Lang::En)))
        })?);
    }
    for (file, text) in BEYOND {
        rules.extend(read_numbers(file, text).map_err(|errors| {
            let line = |e: &procedure::LawError, lang| format!("  region/numbers/{}\n", e.in_lang(lang));
            let told = |lang: Lang| errors.iter().map(|e| line(e, lang)).collect::<String>();
            CountryError::Law(Said::new(told(Lang::Es), told(Lang::En)))
        })?);
    }
    Ok(rules)
}

/// Loads the letters of a country from the same files; a country without any has none.
pub fn letters(country: &str, folder: Option<&Path>) -> Result<Blanks, CountryError> {
    let files = files(country, folder)?;
    Blanks::load(&files).map_err(|errors| {
        let lines = errors.iter().map(ToString::to_string);
        CountryError::Letters(told(country, folder, lines, Lang::En))
    })
}

/// Every mistake on a line of its own, with its file as an editor opens it.
fn told(
    country: &str,
    folder: Option<&Path>,
    mistakes: impl ExactSizeIterator<Item = String>,
    lang: Lang,
) -> String {
    let root = folder.unwrap_or(Path::new("countries")).join(country);
    let count = match (mistakes.len(), lang) {
        (1, Lang::Es) => "  un error".to_owned(),
        (1, Lang::En) => "  one mistake".to_owned(),
        (many, Lang::Es) => format!("  {many} errores"),
        (many, Lang::En) => format!("  {many} mistakes"),
    };
    mistakes.map(|mistake| format!("  {}/{mistake}\n", root.display())).chain([count]).collect()
}

/// The worked cases of a country: the name of each file, and what it says.
pub fn worked_cases(country: &str, folder: Option<&Path>) -> Result<BTreeMap<String, String>, CountryError> {
    let named = |(path, text): (String, String)| Some((path.strip_prefix("cases/")?.to_owned(), text));
    Ok(files(country, folder)?.into_iter().filter_map(named).collect())
}

fn files(country: &str, folder: Option<&Path>) -> Result<BTreeMap<String, String>, CountryError> {
    let mut files = BTreeMap::new();
    match folder {
        Some(folder) => read_folder(&folder.join(country), "", &mut files)?,
        None => {
            let prefix = format!("{country}/");
            let inside = |(path, text): &(&str, &str)| {
                path.strip_prefix(prefix.as_str()).map(|p| (p.to_owned(), (*text).to_owned()))
            };
            files.extend(EMBEDDED.iter().filter_map(inside));
        }
    }
    if files.is_empty() {
        return Err(CountryError::Unknown(country.to_owned(), known().join(", ")));
    }
    Ok(files)
}

fn read_folder(dir: &Path, inside: &str, files: &mut BTreeMap<String, String>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(dir)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = if inside.is_empty() { name.clone() } else { format!("{inside}/{name}") };
        if entry.file_type()?.is_dir() {
            read_folder(&entry.path(), &path, files)?;
        } else if name.ends_with(".toml") {
            files.insert(path, std::fs::read_to_string(entry.path())?);
        }
    }
    Ok(())
}

/// What pages say about the country.
pub fn facts(law: &Law) -> Result<CountryFacts, CountryError> {
    let file = &law.facts_file;
    let zone =
        jiff::tz::TimeZone::get(&file.time_zone).map_err(|_| CountryError::Zone(file.time_zone.clone()))?;
    let office =
        |o: &procedure::OfficeFact| OfficeFacts { office: o.id.as_str().into(), names: names(&o.names) };
    Ok(CountryFacts {
        country: law.country,
        names: names(&file.names),
        institution: file
            .offices
            .iter()
            .find(|o| o.kind == procedure::OfficeKind::Headquarters)
            .map_or_else(|| names(&file.names), |o| names(&o.names)),
        zone,
        offices: file.offices.iter().map(office).collect(),
    })
}

fn names(said: &Said) -> Names {
    kernel::Lang::ALL.into_iter().map(|lang| (lang, said.in_lang(lang).to_owned())).collect()
}
