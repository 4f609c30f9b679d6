//! What is wrong with a line that is not TOML, in the words of somebody who types law and not programs.

/// What to say of a mistake at a byte of a file; `said` is what the parser says of it.
pub(super) fn told(text: &str, at: usize, said: &str) -> String {
    let at = at.min(text.len());
    let before = text.get(..at).unwrap_or_default();
    let line = text.lines().nth(before.matches('\n').count()).unwrap_or_default().trim();
    match hint(line, said) {
        Some(hint) => hint,
        None => format!("this line cannot be read: {said}"),
    }
}

/// A bracket that nobody closed, and where it stands.
pub(super) struct LeftOpen {
    pub at: usize,
    pub message: String,
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

fn open_bracket(key: &str, value: &str) -> Option<String> {
    let unbalanced = |open, close| value.matches(open).count() > value.matches(close).count();
    let told = |open: char, close: char, name: &str| {
        unbalanced(open, close)
            .then(|| format!("a {name} is missing: every {open} has its {close} (`{key}`)"))
    };
    told('{', '}', "brace").or_else(|| told('[', ']', "bracket"))
}

/// What stands outside straight quotation marks.
fn outside(value: &str) -> String {
    value.split('"').step_by(2).collect()
}

fn hint(line: &str, said: &str) -> Option<String> {
    if said.contains("duplicate key") {
        return Some(match line.split_once('=') {
            Some((key, _)) => format!("`{}` stands twice in the same block: keep one of them", key.trim()),
            None => format!("`{line}` stands twice: keep one, or write a list with [[two brackets]]"),
        });
    }
    let Some((key, value)) = line.split_once('=').map(|(key, value)| (key.trim(), value.trim())) else {
        if let Some((key, _)) = line.split_once(':').filter(|_| !line.starts_with(['[', '"'])) {
            let key = key.trim();
            return Some(format!("a key and its value are joined by `=`: write `{key} = …`, not `{key}:`"));
        }
        return line.starts_with('[').then(|| {
            "a block begins with a line such as [[steps]]: as many brackets behind as before, and nothing else".to_owned()
        });
    };
    let first = value.chars().next().unwrap_or(' ');
    if outside(value).contains(['“', '”', '„', '«', '»', '‘', '’']) {
        return Some(format!("quotation marks are straight: write `{key} = \"…\"`, not “…” or «…»"));
    }
    if value.is_empty() {
        return Some(format!("nothing stands behind `{key} =`: write a value, or take the line out"));
    }
    if value.matches('"').count() % 2 == 1 {
        return Some(format!(
            "a quotation mark is missing: every \" that opens has one that closes, on the same line (`{key}`)"
        ));
    }
    if let Some(open) = open_bracket(key, value) {
        return Some(open);
    }
    if first.is_ascii_digit() && value.contains(',') {
        return Some(format!("`{key}` is a whole number, without comma or unit: write `{key} = 10`"));
    }
    if first.is_ascii_digit() && value.contains('/') {
        return Some(format!(
            "a day is written year, month, day between quotation marks: write `{key} = \"2024-01-31\"`"
        ));
    }
    if first.is_alphabetic() {
        return Some(match value.to_lowercase().as_str() {
            "yes" | "si" | "sí" | "verdadero" => format!("yes is `true`: write `{key} = true`"),
            "no" | "falso" => format!("no is `false`: write `{key} = false`"),
            _ => format!("words stand between quotation marks: write `{key} = \"{value}\"`"),
        });
    }
    if first.is_ascii_digit() && value.contains(' ') {
        return Some(format!("`{key}` is a whole number, and its unit stands in `unit`: write `{key} = 10`"));
    }
    None
}
