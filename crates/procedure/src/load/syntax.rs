//! What is wrong with a line that is not TOML, in the words of somebody who types law and not programs.

use crate::said::Said;

/// What to say of a mistake at a byte of a file; `said` is what the parser says of it, in English.
pub(super) fn told(text: &str, at: usize, said: &str) -> Said {
    let at = at.min(text.len());
    let before = text.get(..at).unwrap_or_default();
    let line = text.lines().nth(before.matches('\n').count()).unwrap_or_default().trim();
    hint(line, said).unwrap_or_else(|| {
        Said::new(
            format!("no se puede leer esta línea; el lector de TOML dice en inglés: «{said}»"),
            format!("this line cannot be read: {said}"),
        )
    })
}

/// What to say of a value or key that the form of a file let through, or of a file that has none.
pub(super) fn misread(said: &str) -> Said {
    let es = unexpected(said)
        .unwrap_or_else(|| format!("no se puede leer; el lector de TOML dice en inglés: «{said}»"));
    Said::new(es, said)
}

/// `unknown field `x`, expected one of `a`, `b`` and the like, in Spanish.
fn unexpected(said: &str) -> Option<String> {
    let name = said.split('`').nth(1)?;
    if said.starts_with("missing field `") {
        return Some(format!("falta `{name}`: escríbalo"));
    }
    if said.starts_with("duplicate field `") {
        return Some(format!("`{name}` está dos veces: deje uno de los dos"));
    }
    let (_, known) = said.split_once(", expected ")?;
    let known: Vec<String> = known.split('`').skip(1).step_by(2).map(|name| format!("`{name}`")).collect();
    let known = known.join(", ");
    if said.starts_with("unknown field `") {
        return Some(format!("`{name}` no es clave de este bloque; tiene {known}"));
    }
    said.starts_with("unknown variant `").then(|| format!("no se conoce `{name}`: es uno de {known}"))
}

/// A bracket that nobody closed, and where it stands.
pub(super) struct LeftOpen {
    pub at: usize,
    pub message: Said,
}

/// The bracket before a byte that was never closed, when that is what the parser stumbled over.
pub(super) fn left_open(text: &str, at: usize, said: &str) -> Option<LeftOpen> {
    if !said.contains("comma") && !said.contains("unclosed") {
        return None;
    }
    let before = text.get(..at)?;
    let starts = std::iter::once(0).chain(before.match_indices('\n').map(|(at, _)| at + 1));
    let lines: Vec<(usize, &str)> = starts.zip(text.lines()).collect();
    lines.into_iter().rev().find_map(|(at, line)| {
        let (key, value) = line.trim().split_once('=')?;
        let message = open_bracket(key.trim(), value)?;
        Some(LeftOpen { at, message })
    })
}

fn open_bracket(key: &str, value: &str) -> Option<Said> {
    let unbalanced = |open, close| value.matches(open).count() > value.matches(close).count();
    let told = |open: char, close: char, es: &str, en: &str| {
        unbalanced(open, close).then(|| {
            Said::new(
                format!("falta {es}: todo {open} tiene su {close} (`{key}`)"),
                format!("a {en} is missing: every {open} has its {close} (`{key}`)"),
            )
        })
    };
    told('{', '}', "una llave", "brace").or_else(|| told('[', ']', "un corchete", "bracket"))
}

/// What stands outside straight quotation marks.
fn outside(value: &str) -> String {
    value.split('"').step_by(2).collect()
}

fn hint(line: &str, said: &str) -> Option<Said> {
    if said.contains("duplicate key") {
        return Some(twice(line));
    }
    let Some((key, value)) = line.split_once('=').map(|(key, value)| (key.trim(), value.trim())) else {
        return without_equals(line);
    };
    let first = value.chars().next().unwrap_or(' ');
    if outside(value).contains(['“', '”', '„', '«', '»', '‘', '’']) {
        return Some(Said::new(
            format!("las comillas son rectas: escriba `{key} = \"…\"`, no “…” ni «…»"),
            format!("quotation marks are straight: write `{key} = \"…\"`, not “…” or «…»"),
        ));
    }
    if value.is_empty() {
        return Some(Said::new(
            format!("no hay nada detrás de `{key} =`: escriba un valor, o quite la línea"),
            format!("nothing stands behind `{key} =`: write a value, or take the line out"),
        ));
    }
    if value.matches('"').count() % 2 == 1 {
        return Some(Said::new(
            format!("falta una comilla: toda \" que abre tiene una que cierra, en la misma línea (`{key}`)"),
            format!(
                "a quotation mark is missing: every \" that opens has one that closes, on the same line (`{key}`)"
            ),
        ));
    }
    open_bracket(key, value).or_else(|| of_value(key, value, first))
}

/// A key that stands a second time.
fn twice(line: &str) -> Said {
    match line.split_once('=') {
        Some((key, _)) => {
            let key = key.trim();
            Said::new(
                format!("`{key}` está dos veces en el mismo bloque: deje una de las dos"),
                format!("`{key}` stands twice in the same block: keep one of them"),
            )
        }
        None => Said::new(
            format!("`{line}` está dos veces: deje una, o escriba una lista con [[dos corchetes]]"),
            format!("`{line}` stands twice: keep one, or write a list with [[two brackets]]"),
        ),
    }
}

/// A line that joins nothing by `=`.
fn without_equals(line: &str) -> Option<Said> {
    if let Some((key, _)) = line.split_once(':').filter(|_| !line.starts_with(['[', '"'])) {
        let key = key.trim();
        return Some(Said::new(
            format!("una clave y su valor se unen con `=`: escriba `{key} = …`, no `{key}:`"),
            format!("a key and its value are joined by `=`: write `{key} = …`, not `{key}:`"),
        ));
    }
    line.starts_with('[').then(|| {
        Said::new(
            "un bloque empieza con una línea como [[steps]]: tantos corchetes detrás como delante, y nada más",
            "a block begins with a line such as [[steps]]: as many brackets behind as before, and nothing else",
        )
    })
}

/// A value that is typed as people write it, and not as TOML does.
fn of_value(key: &str, value: &str, first: char) -> Option<Said> {
    if first.is_ascii_digit() && value.contains(',') {
        return Some(Said::new(
            format!("`{key}` es un número entero, sin coma ni unidad: escriba `{key} = 10`"),
            format!("`{key}` is a whole number, without comma or unit: write `{key} = 10`"),
        ));
    }
    if first.is_ascii_digit() && value.contains('/') {
        return Some(Said::new(
            format!("un día se escribe año, mes, día entre comillas: escriba `{key} = \"2024-01-31\"`"),
            format!(
                "a day is written year, month, day between quotation marks: write `{key} = \"2024-01-31\"`"
            ),
        ));
    }
    if first.is_alphabetic() {
        return Some(match value.to_lowercase().as_str() {
            "yes" | "si" | "sí" | "verdadero" => Said::new(
                format!("sí es `true`: escriba `{key} = true`"),
                format!("yes is `true`: write `{key} = true`"),
            ),
            "no" | "falso" => Said::new(
                format!("no es `false`: escriba `{key} = false`"),
                format!("no is `false`: write `{key} = false`"),
            ),
            _ => Said::new(
                format!("las palabras van entre comillas: escriba `{key} = \"{value}\"`"),
                format!("words stand between quotation marks: write `{key} = \"{value}\"`"),
            ),
        });
    }
    (first.is_ascii_digit() && value.contains(' ')).then(|| {
        Said::new(
            format!("`{key}` es un número entero, y su unidad está en `unit`: escriba `{key} = 10`"),
            format!("`{key}` is a whole number, and its unit stands in `unit`: write `{key} = 10`"),
        )
    })
}
