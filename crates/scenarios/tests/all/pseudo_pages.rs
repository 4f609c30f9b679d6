//! Every word that anybody reads on a page came from the files of words or of the country: English is replaced by strange
//! letters, and what is still in plain ones must be data that the house was given (names, codes, published texts).

use super::browser_pages::{MORE, furnish, pages_of, staff};
use access::testing::code_of;
use app::demo::staff::PASSWORD;
use kernel::{Lang, Role};
use scenarios::house::{TestHouse, one_strange};
use scenarios::pseudo;
use std::collections::{BTreeMap, BTreeSet};
use web::Table;
use web::client::Seen;

#[test]
fn every_word_on_every_page_comes_from_the_files() {
    one_strange(|house| {
        let mut more = furnish(house);
        more.extend(MORE.iter().map(|path| (*path).to_owned()));
        let table = Table::new(app::wiring::routes()).unwrap();
        let mut reader = Reader { data: data(), plain: BTreeMap::new(), told: BTreeSet::new(), read: 0 };
        let accounts = house.house.access.accounts().unwrap();
        reader.data.extend(accounts.into_iter().flat_map(|account| [account.login, account.name]));
        reader.data.extend(said_of_drafts(house));
        reader.data.sort_by_key(|text| std::cmp::Reverse(text.len()));
        before_anybody_signs_in(house, &mut reader);
        for (role, login) in staff() {
            let desk = house.desk_in(login, Lang::En);
            for path in pages_of(house, &table, login, &more).into_values().flatten() {
                reader.read(&desk.get(&path), role.code());
            }
            for path in sent_empty(role) {
                desk.get(path);
                let form =
                    desk.page().forms().into_iter().find(|f| f.method == "post" && f.action != "/sign-out");
                let Some(form) = form else { continue };
                let cleared: Vec<(&str, &str)> = form
                    .fields
                    .iter()
                    .filter(|(n, _)| !n.starts_with('_'))
                    .map(|(n, _)| (n.as_str(), ""))
                    .collect();
                reader.read(&desk.post(&form.action, &cleared), &format!("{}, sent empty", role.code()));
            }
        }
        behind_a_second_factor(house, &mut reader);
        println!("{} pages read", reader.read);
        let found: Vec<String> = reader
            .plain
            .iter()
            .map(|(text, places)| format!("{text}\n    on {}", places.join("\n    on ")))
            .collect();
        assert!(found.is_empty(), "plain letters that no file of words tells:\n{}", found.join("\n"));
        assert!(reader.read > 300, "only {} pages were read", reader.read);
    });
}

#[test]
fn strange_words_are_two_fifths_longer_and_in_no_menu() {
    let words = pseudo::words();
    let (plain, strange) = (app::wiring::words().unwrap(), |key: &str| words.t(Lang::En, key, &[]));
    let lead = strange("web-api-lead");
    assert!(lead.starts_with(pseudo::WORDS[0]) && lead.ends_with(pseudo::WORDS[1]), "{lead}");
    assert!(!lead.contains(|c: char| c.is_ascii_alphabetic()), "{lead}");
    let longer = lead.chars().count() as f64 / plain.t(Lang::En, "web-api-lead", &[]).chars().count() as f64;
    assert!((1.25..1.5).contains(&longer), "{longer}");
    assert_eq!(words.t(Lang::Es, "web-frame-menu", &[]), "Menú", "Spanish stays");
    assert_eq!(Lang::ALL.len(), 2, "nobody can choose it");
}

/// What the engine itself says of drafts, which it says in both languages: findings, and sentences of what changes.
fn said_of_drafts(house: &TestHouse) -> Vec<String> {
    let laws: &casework::Laws = house.house.room();
    let all = house.test.ledger.read(|reader| casework::dossier::all(reader)).unwrap();
    let mut said = Vec::new();
    for written in all.into_iter().filter_map(|dossier| dossier.state.draft) {
        let draft = laws.law().draft("borrador.toml", &written.text).unwrap();
        let found = draft.findings();
        said.extend(found.iter().flat_map(|f| [folded(&f.names.en), folded(&f.why.en), f.about.clone()]));
        let old = laws.law().procedures.iter().find(|p| p.version == "PAN-2018" && p.id == draft.version.id);
        for group in draft.version.said_changes_from(old.unwrap()) {
            said.push(group.group.names().en);
            said.extend(group.said.iter().map(|sentence| folded(&sentence.en)));
        }
    }
    said.retain(|text| text.contains(|c: char| c.is_ascii_alphabetic()));
    said
}

/// The forms of a role whose empty answers are worth reading.
fn sent_empty(role: Role) -> &'static [&'static str] {
    match role {
        Role::BorderOfficer => &["/people/new", "/intents/new", "/breaches/new"],
        Role::RegistrationOfficer => &["/documents/verify"],
        Role::Administrator => &["/accounts/new", "/offices/new"],
        Role::PledgeFocalPoint => &["/pledges/GRF-07384"],
        Role::LegalAdviser => &["/procedures/dossiers/new"],
        _ => &[],
    }
}

fn before_anybody_signs_in(house: &TestHouse, reader: &mut Reader) {
    let visitor = house.stranger().preferring("en");
    for path in ["/sign-in", "/sign-in?again=1", "/signed-out", "/nothing"] {
        reader.read(&visitor.get(path), "visitor");
    }
    reader.read(&visitor.try_sign_in("nobody", "x"), "visitor, refused");
}

fn behind_a_second_factor(house: &TestHouse, reader: &mut Reader) {
    let account = house.hire("factor", "Rosa Inventada", Role::RegistrationOfficer, "onpar-panama").account;
    house.house.access.set_lang(account, Lang::En).unwrap();
    let view = house.house.access.account(account).unwrap().unwrap();
    let secret = house.house.access.offer_app(&view).unwrap().in_groups;
    let code = || code_of(&secret, house.house.clock.now());
    house.house.access.confirm_app(account, &code()).unwrap();
    house.later(1);
    let client = house.stranger().preferring("en");
    reader.read(&client.try_sign_in("factor", PASSWORD), "half signed in");
    reader.read(&client.get("/sign-in/lost"), "half signed in");
    client.get("/sign-in/factor");
    reader.read(&client.post("/sign-in/factor", &[("code", "x")]), "half signed in");
    client.post("/sign-in/factor", &[("code", &code())]);
    for path in ["/account/news", "/account/codes", "/account/factors", "/account/sessions"] {
        reader.read(&client.get(path), "with a second factor");
    }
}

/// Reads pages and keeps what is in plain letters.
struct Reader {
    /// Texts the house was given, the longest first.
    data: Vec<String>,
    plain: BTreeMap<String, Vec<String>>,
    /// Texts that were read before and come from the files.
    told: BTreeSet<String>,
    read: usize,
}

impl Reader {
    fn read(&mut self, page: &Seen, who: &str) {
        let is_page = page.header("content-type").is_some_and(|kind| kind.starts_with("text/html"));
        if !is_page {
            return;
        }
        self.read += 1;
        for text in spoken(&page.body()) {
            if self.told.contains(&text) {
                continue;
            }
            if !self.is_plain(&text) {
                self.told.insert(text);
            } else {
                let places = self.plain.entry(text).or_default();
                if places.len() < 2 {
                    places.push(format!("{} as {who}", page.path));
                }
            }
        }
    }

    /// Whether plain words are left when data and codes are taken out.
    fn is_plain(&self, text: &str) -> bool {
        if !text.contains(|c: char| c.is_ascii_alphabetic()) {
            return false;
        }
        let mut left = format!(" {text} ");
        for known in &self.data {
            left = without(&left, known);
        }
        let is_word = |token: &str| {
            token.contains(|c: char| c.is_ascii_alphabetic())
                && !token.contains(|c: char| c.is_ascii_digit())
                && !is_short_code(token)
        };
        left.split(|c: char| c.is_whitespace() || "·,;:()«»“”/⟦⟧⟪⟫".contains(c)).any(is_word)
    }
}

/// Whether this is the short code of a checkpoint (two groups of five signs): about one in eight has no digit in it.
fn is_short_code(token: &str) -> bool {
    let is_group = |group: &str| group.len() == 5 && group.bytes().all(|b| b.is_ascii_uppercase());
    token.split_once('-').is_some_and(|(first, second)| is_group(first) && is_group(second))
}

#[test]
fn a_short_code_without_a_digit_is_no_word() {
    let reader = Reader { data: Vec::new(), plain: BTreeMap::new(), told: BTreeSet::new(), read: 0 };
    assert!(!reader.is_plain("⟦ABCDE-FGHJK, ōōṽēēŕ 185⟧"));
    assert!(reader.is_plain("⟦ABCDE-FGHJK over 185⟧") && reader.is_plain("well-known"));
}

/// The text without what stands in it as whole words.
fn without(text: &str, known: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(known) {
        let (before, after) = (&rest[..at], &rest[at + known.len()..]);
        let is_whole = !before.ends_with(char::is_alphanumeric) && !after.starts_with(char::is_alphanumeric);
        out.push_str(before);
        out.push_str(if is_whole { " " } else { known });
        rest = after;
    }
    out + rest
}

/// What was typed on this stage, and names that are the same in every language. Whoever furnishes the stage with more
/// adds it here.
const GIVEN: &[&str] = &[
    "Ceiba",
    "SQLite",
    "hq",
    "paso-inventado",
    "guabito-inventado",
    "Español",
    scenarios::corridor::NAME,
    "Ana Inventada",
    "Nombre Inventado",
    "Uno",
    "Dos",
    "Tres",
    "Cuatro",
    "Luz Inventada Larga de los Ángeles Fernández-Villavicencio",
    "Sol Inventada",
    "Paz Inventada",
    "Mar Inventada",
    "Inés Inventada",
    "Rosa Inventada",
    "PAN-borrador",
    "Invented draft",
    "Registro civil",
    "Institución Inventada",
    "Pruebas",
    "Muelle, lado norte",
    "Sala de sesiones",
    "Una tableta.",
    "Vigilancia de la oficina.",
    "Vigila Inventada",
    "Ventanilla 1",
    "Revisión anual.",
    "El mismo pasaporte. (Inventado.)",
    "Se separaron en el camino. (Relato inventado.)",
    "El nombre. (Inventado.)",
    "Una anotación inventada.",
    "De dos líneas.",
    "La primera página.",
    "El hospital pregunta por la medicina y nadie responde.",
    "No puede volver. (Relato inventado.)",
    "No puedo volver.",
    "Cuenta lo que vivió. (Relato inventado.)",
    "Análisis inventado.",
    "Conforme.",
    "Título inventado",
    "Plazo corto.",
    "Artículo inventado.",
    "No se halló temor fundado. (Inventado.)",
];

/// Everything in plain letters that the house was given, the longest first.
fn data() -> Vec<String> {
    let mut all: BTreeSet<String> = GIVEN.iter().map(|text| (*text).to_owned()).collect();
    all.insert(statistics::ATTRIBUTION.to_owned());
    for member in app::demo::staff::of_country(kernel::Country::new("PAN").unwrap()) {
        all.extend([member.login.to_owned(), member.name.to_owned()]);
    }
    let operations = web::api::Operations::new(app::wiring::operations()).unwrap();
    all.extend(operations.all().iter().map(|operation| operation.id.to_owned()));
    let numbers = app::country::numbers(None).unwrap();
    all.extend(numbers.into_iter().flat_map(|rule| [rule.names.es, rule.names.en]));
    let law = app::country::load("pan", None).unwrap();
    all.extend(law.facts_file.offices.iter().map(|office| office.id.clone()));
    // Countries, languages and needs, each with its English name.
    for table in ["countries", "languages", "needs"] {
        let text = file(&format!("crates/identity/data/{table}.csv"));
        all.extend(
            text.lines().filter(|line| !line.starts_with('#')).flat_map(|line| line.split(',').map(folded)),
        );
    }
    // Of whom decoys are made: anybody's given name and surname.
    let names = file("crates/app/data/names.csv");
    all.extend(names.lines().filter_map(|line| line.split(',').nth(2)).map(folded));
    // What a person is asked stands on the page in both languages, whatever the reader's.
    let script = app::wiring::words().unwrap().t(Lang::Es, "identity-tracing-script", &[]);
    all.insert(folded(&script));
    // What each policy says of itself, in both languages.
    for path in files("crates/access/policies", "cedar") {
        all.extend(
            file(&path).split("@why(\"").skip(1).filter_map(|rest| rest.split("\")").next()).map(folded),
        );
    }
    // The pledges as they were published; the laws on personal data; where each rule is written.
    texts(&serde_json::from_str(&file("region/pledges.json")).unwrap(), &mut all);
    let instruments = file("region/data-protection.toml");
    all.extend(instruments.split("en = \"").skip(1).filter_map(|rest| rest.split('"').next()).map(folded));
    for path in files("countries/pan", "toml").into_iter().chain(files("region", "toml")) {
        let text = file(&path);
        let addresses = text.split('"').filter(|piece| piece.starts_with("http"));
        all.extend(addresses.flat_map(|address| [folded(address), host(address)]));
    }
    all.retain(|text| text.contains(|c: char| c.is_ascii_alphabetic()));
    let mut all: Vec<String> = all.into_iter().collect();
    all.sort_by_key(|text| std::cmp::Reverse(text.len()));
    all
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The house of an address, as a page of rules shows it.
fn host(address: &str) -> String {
    let rest = address.split("://").nth(1).unwrap_or("");
    rest.split('/').next().unwrap_or("").trim_start_matches("www.").to_owned()
}

fn file(path: &str) -> String {
    std::fs::read_to_string(scenarios::binary::root().join(path)).unwrap()
}

/// The files of a folder and those below it that end so, from the root of the repository.
fn files(folder: &str, ending: &str) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(scenarios::binary::root().join(folder)).unwrap() {
        let entry = entry.unwrap();
        let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
        match entry.file_type().unwrap().is_dir() {
            true => found.extend(files(&path, ending)),
            false if path.ends_with(&format!(".{ending}")) => found.push(path),
            false => {}
        }
    }
    found
}

fn texts(value: &serde_json::Value, all: &mut BTreeSet<String>) {
    match value {
        serde_json::Value::String(text) => {
            all.insert(folded(text));
        }
        serde_json::Value::Array(list) => list.iter().for_each(|value| texts(value, all)),
        serde_json::Value::Object(fields) => fields.values().for_each(|value| texts(value, all)),
        _ => {}
    }
}

// ---- what a page says ----

const VOID: &[&str] = &["input", "br", "meta", "link", "img", "hr", "!DOCTYPE"];
/// What is code, what somebody typed, and what is marked as not to be translated says nothing.
const SILENT: &[&str] = &["script", "style", "code", "pre", "kbd", "textarea"];
const SPOKEN: &[&str] = &["aria-label", "title", "alt", "placeholder", "label", "aria-description"];

/// The texts of a page that people see or hear, each once, in its own language.
fn spoken(html: &str) -> BTreeSet<String> {
    let mut said = BTreeSet::new();
    let mut open: Vec<(&str, bool)> = Vec::new();
    for piece in html.split('<').skip(1) {
        let end = tag_end(piece);
        let (tag, text) = (&piece[..end], piece.get(end + 1..).unwrap_or(""));
        let name = tag.split(|c: char| c.is_whitespace() || c == '/').next().unwrap_or("");
        let is_silent_before = open.last().is_some_and(|(_, silent)| *silent);
        if tag.starts_with('/') {
            open.pop();
        } else {
            let is_other = attribute(tag, "lang").is_some_and(|lang| lang != "en")
                || attribute(tag, "translate").as_deref() == Some("no");
            let silent = is_silent_before || is_other || SILENT.contains(&name);
            if !silent {
                said.extend(SPOKEN.iter().filter_map(|key| attribute(tag, key)));
            }
            if !VOID.contains(&name) && !tag.ends_with('/') {
                open.push((name, silent));
            }
        }
        if !open.last().is_some_and(|(_, silent)| *silent) {
            said.insert(unescape(text));
        }
    }
    said.iter().map(|text| folded(text)).filter(|text| !text.is_empty()).collect()
}

fn tag_end(piece: &str) -> usize {
    let mut is_quoted = false;
    let end = piece.bytes().position(|b| {
        is_quoted ^= b == b'"';
        b == b'>' && !is_quoted
    });
    end.unwrap_or(piece.len())
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    rest.split('"').next().map(unescape)
}

fn unescape(text: &str) -> String {
    let named = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    named.iter().fold(text.to_owned(), |text, (name, letter)| text.replace(name, letter))
}
