//! Reads a file by its form: every mistake is noted, and what remains can be read on, so that all are told at once.

use super::{Codes, Key, Of, Shape, TAKEN_OVER, near};
use crate::said::{Cite, Said};
use jiff::civil::Date;
use toml::de::{DeTable, DeValue};
use toml::{Spanned, Table, Value};

/// Stands where something must and nothing fit; what would be told of it was told already.
pub(crate) const LEFT_OUT: &str = "left-out";

/// What a file has to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wants {
    Everything,
    /// What changes from another version: items may be told in part.
    Changes,
    /// Whatever could be read of a file that is not TOML.
    Anything,
}

/// A mistake in the form of a file.
#[derive(Debug)]
pub(crate) struct Wrong {
    /// The byte at which it stands.
    pub at: usize,
    pub path: String,
    pub message: Said,
}

/// What a file says as far as its form is right.
pub(crate) struct Form {
    pub table: Table,
    pub wrong: Vec<Wrong>,
}

pub(crate) fn read(root: &Spanned<DeTable<'_>>, shape: &'static Shape, wants: Wants) -> Form {
    let mut reader = Reader { wants, wrong: Vec::new() };
    let first = root.get_ref().keys().map(|key| key.span().start).min().unwrap_or_default();
    let place = Place { path: String::new(), at: first, depth: 0 };
    let table = reader.table(root.get_ref(), shape, &place);
    reader.wrong.sort_by_key(|wrong| wrong.at);
    Form { table, wrong: reader.wrong }
}

/// Where a table stands: its path, the byte at which it is named, and how deep it lies.
struct Place {
    path: String,
    at: usize,
    depth: usize,
}

impl Place {
    fn inner(&self, name: &str) -> String {
        if self.path.is_empty() { name.to_owned() } else { format!("{}.{name}", self.path) }
    }
}

struct Reader {
    wants: Wants,
    wrong: Vec<Wrong>,
}

impl Reader {
    /// Notes that a value does not fit, at the item that has it.
    fn unfit(&mut self, at: usize, key: &Key, home: &Place, message: Said) {
        let path = if home.path.is_empty() { key.name } else { &home.path };
        self.wrong(at, path, message);
    }

    fn wrong(&mut self, at: usize, path: &str, message: Said) {
        self.wrong.push(Wrong { at, path: path.to_owned(), message });
    }

    fn table(&mut self, table: &DeTable<'_>, shape: &'static Shape, place: &Place) -> Table {
        let mut read = Table::new();
        for (name, value) in table.iter() {
            let key = name.get_ref().as_ref();
            let Some(known) = shape.key(key) else {
                self.unknown(name, shape, place);
                continue;
            };
            let at = Place { path: place.inner(key), at: name.span().start, depth: place.depth };
            if let Some(value) = self.value(value, known, &known.of, &at, place) {
                read.insert(key.to_owned(), value);
            }
        }
        for key in shape.keys.iter().filter(|key| key.required) {
            if read.contains_key(key.name) {
                continue;
            }
            if !table.contains_key(key.name) && self.must_say(key, place) {
                self.missing(key, shape, place);
            }
            read.insert(key.name.to_owned(), stand_in(&key.of));
        }
        if shape.name == "cite" && place.depth > 0 {
            self.cite(table, place);
        }
        read
    }

    /// Whether a key may not be left out here: a version that starts from another one says only what it changes.
    fn must_say(&self, key: &Key, place: &Place) -> bool {
        let list = place.path.split('.').next().unwrap_or_default();
        let taken_over = TAKEN_OVER.contains(&list) || list == "forms";
        match self.wants {
            Wants::Everything => true,
            Wants::Anything => false,
            Wants::Changes if place.depth == 0 => ["id", "version", "valid_from"].contains(&key.name),
            Wants::Changes if place.depth == 1 && ["opening", "cite"].contains(&list) => false,
            Wants::Changes => !(taken_over && place.depth == 1) || ["id", "what"].contains(&key.name),
        }
    }

    fn unknown(&mut self, name: &Spanned<std::borrow::Cow<'_, str>>, shape: &'static Shape, place: &Place) {
        let written = name.get_ref().as_ref();
        let known = || shape.keys.iter().map(|key| key.name);
        let what = match near::meant(written, known()) {
            Some(_) => near::asked(written, known()),
            None => {
                let keys = list(known());
                Said::new(format!("; tiene {keys}"), format!("; it has {keys}"))
            }
        };
        let message = Said::new(
            format!("`{written}` no es clave de {}{}", shape.name_es, what.es),
            format!("`{written}` is not a key of a {}{}", shape.name, what.en),
        );
        self.wrong(name.span().start, &place.path, message);
    }

    fn missing(&mut self, key: &'static Key, shape: &'static Shape, place: &Place) {
        if key.name == "source" && shape.name == "cite" {
            return;
        }
        let message = left_out(key, place.path.is_empty());
        let path = if place.path.is_empty() { key.name } else { &place.path };
        self.wrong(place.at, path, message);
    }

    /// A choice of the platform, or what nobody could show, has neither article nor degree of sureness to state.
    fn cite(&mut self, cite: &DeTable<'_>, place: &Place) {
        let text = |key: &str| cite.get(key).map(|v| v.get_ref().as_str().unwrap_or_default().trim());
        let said = |key: &str| text(key).is_some_and(|text| !text.is_empty());
        // A version may say one key of the cite at the top otherwise than the one it starts from.
        let in_part = self.wants == Wants::Changes && place.path == "cite";
        if in_part || self.wants == Wants::Anything {
            return;
        }
        let mut wanted = Vec::new();
        if !cite.contains_key("source") {
            wanted.push(no_source());
        } else if !matches!(text("source"), Some("" | Cite::PLATFORM | Cite::UNKNOWN)) {
            wanted.extend((!said("article")).then(no_article));
            wanted.extend((!said("verification")).then(no_verification));
        }
        for why in wanted {
            self.wrong(place.at, &place.path, why);
        }
    }

    /// What stands at a key; `None` when it does not fit, which is noted.
    fn value(
        &mut self,
        value: &Spanned<DeValue<'_>>,
        key: &Key,
        of: &'static Of,
        at: &Place,
        home: &Place,
    ) -> Option<Value> {
        let place = value.span().start;
        match (of, value.get_ref()) {
            (Of::Text, DeValue::String(text)) if text.trim().is_empty() && key.name != "article" => {
                self.unfit(place, key, home, empty(key));
                None
            }
            (Of::Text | Of::Id, DeValue::String(text)) => Some(Value::String(text.to_string())),
            (Of::Day, DeValue::String(text)) if is_day(text) => Some(Value::String(text.to_string())),
            (Of::MonthDay, DeValue::String(text)) => Some(Value::String(text.to_string())),
            (Of::Address, DeValue::String(text)) => Some(Value::String(text.to_string())),
            (Of::Country, DeValue::String(text)) if kernel::Country::new(text).is_ok() => {
                Some(Value::String(text.to_string()))
            }
            (Of::Flag, DeValue::Boolean(flag)) | (Of::Value, DeValue::Boolean(flag)) => {
                Some(Value::Boolean(*flag))
            }
            (Of::Value, DeValue::String(text)) => Some(Value::String(text.to_string())),
            (Of::Whole(from, to), DeValue::Integer(number)) => {
                let number = i64::from_str_radix(number.as_str(), number.radix()).ok()?;
                if (*from..=*to).contains(&number) {
                    return Some(Value::Integer(number));
                }
                self.unfit(place, key, home, out_of_range(key, *from, *to));
                None
            }
            (Of::Code(codes), DeValue::String(text)) => {
                let codes = codes();
                if codes.iter().any(|(code, _)| code == text) {
                    return Some(Value::String(text.to_string()));
                }
                let why = unlisted(key, text, &codes);
                self.unfit(place, key, home, why);
                None
            }
            (Of::Anything, value) => Some(plain(value)),
            (Of::List(of), DeValue::Array(items)) => {
                let fit = items.iter().filter_map(|item| self.value(item, key, of, at, home));
                Some(Value::Array(fit.collect()))
            }
            (Of::Items(shape), DeValue::Array(items)) => self.items(items.iter(), key, shape, at, home),
            (Of::One(shape), DeValue::Table(table)) => Some(self.one(table, shape, at, home)),
            (Of::Map(of), DeValue::Table(table)) => {
                let mut read = Table::new();
                for (name, value) in table.iter() {
                    let inner =
                        Place { path: at.inner(name.get_ref()), at: name.span().start, depth: at.depth };
                    if let Some(value) = self.value(value, key, of, &inner, at) {
                        read.insert(name.get_ref().to_string(), value);
                    }
                }
                Some(Value::Table(read))
            }
            (of, found) => {
                let why = misfit(key, of, found);
                self.unfit(place, key, home, why);
                None
            }
        }
    }

    /// A table that stands alone. Where words or a cite stand is told at the item that has them.
    fn one(&mut self, table: &DeTable<'_>, shape: &'static Shape, at: &Place, home: &Place) -> Value {
        let named = table.get_key_value("id").map(|(key, _)| key.span().start);
        let is_cite = shape.name == "cite" && !home.path.is_empty();
        let place = Place {
            path: if is_cite { home.path.clone() } else { at.path.clone() },
            at: if is_cite { home.at } else { named.unwrap_or(at.at) },
            depth: home.depth + 1,
        };
        Value::Table(self.table(table, shape, &place))
    }

    fn items<'t>(
        &mut self,
        items: impl ExactSizeIterator<Item = &'t Spanned<DeValue<'t>>>,
        key: &Key,
        shape: &'static Shape,
        at: &Place,
        home: &Place,
    ) -> Option<Value> {
        let many = items.len() > 1;
        let mut read = Vec::new();
        for (n, item) in items.enumerate() {
            let DeValue::Table(table) = item.get_ref() else {
                self.unfit(item.span().start, key, home, misfit(key, &key.of, item.get_ref()));
                continue;
            };
            let place = match crate::load::named(table) {
                Some((id, at_id)) => Place { path: at.inner(&id), at: at_id, depth: home.depth + 1 },
                None => {
                    let path = if many || home.path.is_empty() {
                        at.inner(&(n + 1).to_string())
                    } else {
                        at.path.clone()
                    };
                    Place { path, at: crate::load::begins(item), depth: home.depth + 1 }
                }
            };
            read.push(Value::Table(self.table(table, shape, &place)));
        }
        Some(Value::Array(read))
    }
}

/// What to say of a key that must stand there; `top` is the file itself.
fn left_out(key: &Key, top: bool) -> Said {
    let (name, write) = (key.name, format!("{} = {}", key.name, key.example()));
    match (name, &key.of) {
        ("cite", _) => no_cite(),
        ("valid_from" | "from", Of::Day) => Said::new(
            format!("no dice desde qué día: escriba `{write}`"),
            format!("it does not say from which day: write `{write}`"),
        ),
        ("es" | "en", Of::Text) => empty(key),
        (_, Of::Items(_)) => Said::new(
            format!("falta `{name}`: escriba al menos un bloque que empiece con [[{name}]]"),
            format!("`{name}` is missing: write at least one block that begins with [[{name}]]"),
        ),
        ("opening", _) => Said::new(
            "falta `opening`: escriba un bloque que empiece con [opening]",
            "`opening` is missing: write a block that begins with [opening]",
        ),
        _ if top => Said::new(
            format!("falta `{name}`: escriba `{write}` arriba, antes de la primera línea entre corchetes"),
            format!("`{name}` is missing: write `{write}` at the top, before the first line in brackets"),
        ),
        _ => Said::new(
            format!("falta `{name}`: escriba `{write}`"),
            format!("`{name}` is missing: write `{write}`"),
        ),
    }
}

fn out_of_range(key: &Key, from: i64, to: i64) -> Said {
    let range = match to {
        999.. => Said::new(format!("es {from} o más"), format!("at least {from}")),
        _ => Said::new(format!("va de {from} a {to}"), format!("{from} to {to}")),
    };
    Said::new(
        format!("`{}` {}: {}", key.name, range.es, key.es),
        format!("`{}` is {}: {}", key.name, range.en, key.en),
    )
}

/// What to say of a code that is none of the list.
fn unlisted(key: &Key, text: &str, codes: &Codes) -> Said {
    let (name, listed) = (key.name, list(codes.iter().map(|(code, _)| *code)));
    let ask =
        |code: &str| Said::new(format!("; ¿quiso decir `{code}`?"), format!("; did you mean `{code}`?"));
    let meant = near::code(text, codes).map_or_else(|| Said::new(".", ";"), ask);
    Said::new(
        format!("`{name}` no puede ser `{text}`{} Es uno de {listed}", meant.es),
        format!("`{name}` cannot be `{text}`{} It is one of {listed}", meant.en),
    )
}

/// What to say of words that are not there.
fn empty(key: &Key) -> Said {
    match key.name {
        "es" => Said::new(
            "faltan las palabras en español: escriba `es = \"…\"`",
            "the words are missing in Spanish: write `es = \"…\"`",
        ),
        "en" => Said::new(
            "faltan las palabras en inglés: escriba `en = \"…\"`",
            "the words are missing in English: write `en = \"…\"`",
        ),
        "source" => no_source(),
        name => {
            let write = format!("{name} = {}", key.example());
            Said::new(
                format!("`{name}` no dice nada: escriba `{write}`, o quite la línea"),
                format!("`{name}` is empty: write `{write}`, or take the line out"),
            )
        }
    }
}

fn no_cite() -> Said {
    Said::new(
        "no dice dónde está escrito: agregue `cite = { source = \"KEY\", article = \"12\", verification = \"secondary\" }` con \
         una clave de [sources], o `cite = { source = \"platform\" }` si ninguna ley lo dice",
        "nothing says where it is written: add `cite = { source = \"KEY\", article = \"12\", verification = \"secondary\" }` \
         with a key of [sources], or `cite = { source = \"platform\" }` if no law says so",
    )
}

fn no_source() -> Said {
    Said::new(
        "la cita no nombra ninguna fuente: escriba en `source` una clave de [sources], `platform` o `unknown`",
        "the cite names no source: say a key of [sources], `platform` or `unknown`",
    )
}

fn no_article() -> Said {
    Said::new(
        "la cita no dice el artículo: escríbalo, o `article = \"unknown\"`",
        "the cite says no article: write it, or `article = \"unknown\"`",
    )
}

fn no_verification() -> Said {
    Said::new(
        "la cita no dice qué tan seguro es: escriba `verification = \"secondary\"` o `\"unverified\"`",
        "the cite does not say how sure we are: write `verification = \"secondary\"` or `\"unverified\"`",
    )
}

/// A value as it is, without its place.
fn plain(value: &DeValue<'_>) -> Value {
    match value {
        DeValue::String(text) => Value::String(text.to_string()),
        DeValue::Integer(number) => {
            Value::Integer(i64::from_str_radix(number.as_str(), number.radix()).unwrap_or_default())
        }
        DeValue::Float(number) => Value::Float(number.as_str().parse().unwrap_or_default()),
        DeValue::Boolean(flag) => Value::Boolean(*flag),
        DeValue::Datetime(day) => Value::Datetime(*day),
        DeValue::Array(items) => Value::Array(items.iter().map(|item| plain(item.get_ref())).collect()),
        DeValue::Table(table) => {
            let entries =
                table.iter().map(|(key, value)| (key.get_ref().to_string(), plain(value.get_ref())));
            Value::Table(entries.collect())
        }
    }
}

/// Only `2024-01-31`: what else a date may look like is for programs.
fn is_day(text: &str) -> bool {
    text.len() == 10 && text.parse::<Date>().is_ok()
}

/// What is wrong with a value of another kind, and what to write instead.
fn misfit(key: &Key, of: &Of, found: &DeValue<'_>) -> Said {
    let name = key.name;
    match (of, found) {
        (Of::Day, DeValue::Datetime(day)) => Said::new(
            format!("`{name}`: un día va entre comillas: escriba `{name} = \"{day}\"`"),
            format!("`{name}`: a day stands between quotation marks: write `{name} = \"{day}\"`"),
        ),
        (Of::Day, DeValue::String(text)) => match day_first(text) {
            Some(day) => Said::new(
                format!("`{text}` no es un día; año, mes, día: escriba `{name} = \"{day}\"`"),
                format!("`{text}` is not a day; year, month, day: write `{name} = \"{day}\"`"),
            ),
            None => no_day(text),
        },
        (Of::Country, _) => Said::new(
            "un Estado son tres letras, como en ISO 3166-1 alfa-3: escriba `code = \"PAN\"`",
            "a country is three letters, as in ISO 3166-1 alpha-3: write `code = \"PAN\"`",
        ),
        (Of::Flag, DeValue::String(_)) => Said::new(
            format!("`{name}` es `true` (sí) o `false` (no), sin comillas: escriba `{name} = true`"),
            format!("`{name}` is true or false, without quotation marks: write `{name} = true`"),
        ),
        (Of::Whole(..), DeValue::String(text)) if text.parse::<i64>().is_ok() => Said::new(
            format!("`{name}` es un número, sin comillas: escriba `{name} = {text}`"),
            format!("`{name}` is a number, without quotation marks: write `{name} = {text}`"),
        ),
        (Of::Whole(..), DeValue::Float(number)) => {
            let number = number.as_str();
            let whole = number.split('.').next().unwrap_or_default();
            Said::new(
                format!("`{name}` es un número entero, no {number}: escriba `{name} = {whole}`"),
                format!("`{name}` is a whole number, not {number}: write `{name} = {whole}`"),
            )
        }
        (Of::List(_), DeValue::String(text)) => Said::new(
            format!("`{name}` es una lista: escriba `{name} = [\"{text}\"]`"),
            format!("`{name}` is a list: write `{name} = [\"{text}\"]`"),
        ),
        (Of::Items(_), DeValue::Table(_)) => Said::new(
            format!("`{name}` es una lista: empiece cada bloque con dos corchetes, [[{name}]]"),
            format!("`{name}` is a list: begin each with two brackets, [[{name}]]"),
        ),
        (Of::Text | Of::Id | Of::Code(_), DeValue::Integer(number)) => Said::new(
            format!("`{name}` va entre comillas: escriba `{name} = \"{number}\"`"),
            format!("`{name}` stands between quotation marks: write `{name} = \"{number}\"`"),
        ),
        _ => {
            let (kind, example) = (kind(found), key.like.map_or_else(|| of.example(), str::to_owned));
            Said::new(
                format!("`{name}` no puede ser {}: escriba `{name} = {example}`", kind.es),
                format!("`{name}` cannot be {}: write `{name} = {example}`", kind.en),
            )
        }
    }
}

/// What to say of text that should be a day.
pub(crate) fn no_day(text: &str) -> Said {
    Said::new(
        format!("`{text}` no es un día; escriba 2024-03-25"),
        format!("`{text}` is not a day; write 2024-03-25"),
    )
}

/// `31/01/2024` as `2024-01-31`.
fn day_first(text: &str) -> Option<Date> {
    let parts: Vec<&str> = text.split(['/', '-', '.']).collect();
    let [day, month, year] = parts.as_slice() else { return None };
    Date::new(
        year.trim().parse().ok().filter(|year| *year > 999)?,
        month.trim().parse().ok()?,
        day.trim().parse().ok()?,
    )
    .ok()
}

fn kind(found: &DeValue<'_>) -> Said {
    let (es, en) = match found {
        DeValue::String(_) => ("texto", "words"),
        DeValue::Integer(_) | DeValue::Float(_) => ("un número", "a number"),
        DeValue::Boolean(_) => ("`true` ni `false`", "true or false"),
        DeValue::Datetime(_) => ("un día sin comillas", "a day without quotation marks"),
        DeValue::Array(_) => ("una lista", "a list"),
        DeValue::Table(_) => ("un bloque de claves", "a block of keys"),
    };
    Said::new(es, en)
}

/// A value that can be read on where something must stand.
fn stand_in(of: &Of) -> Value {
    match of {
        Of::Text | Of::Id | Of::Value | Of::MonthDay => Value::String(LEFT_OUT.to_owned()),
        Of::Address => Value::String("https://".to_owned()),
        Of::Day => Value::String("2000-01-01".to_owned()),
        Of::Country => Value::String("XXX".to_owned()),
        Of::Flag => Value::Boolean(false),
        Of::Whole(from, _) => Value::Integer((*from).max(1)),
        Of::Code(codes) => Value::String(codes().first().map_or("", |(code, _)| *code).to_owned()),
        Of::List(of) => Value::Array(vec![stand_in(of)]),
        Of::Items(_) => Value::Array(Vec::new()),
        Of::Map(_) | Of::Anything => Value::Table(Table::new()),
        Of::One(shape) if shape.name == "cite" => {
            let unknown = ("source".to_owned(), Value::String(Cite::UNKNOWN.to_owned()));
            Value::Table([unknown].into_iter().collect())
        }
        Of::One(shape) => {
            let required = shape.keys.iter().filter(|key| key.required);
            Value::Table(required.map(|key| (key.name.to_owned(), stand_in(&key.of))).collect())
        }
    }
}

fn list<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
