//! Rust source cut into code and string literals, comments dropped: enough for a textual check, no parser.

/// A string literal and the line on which it begins.
#[derive(Debug, PartialEq)]
pub struct Literal {
    pub line: usize,
    pub text: String,
}

/// Source without its comments and with its string literals emptied, and the literals.
pub struct Source {
    pub code: String,
    pub literals: Vec<Literal>,
}

pub fn read(text: &str) -> Source {
    let bytes = text.as_bytes();
    let mut source = Source { code: String::with_capacity(text.len()), literals: Vec::new() };
    let mut at = 0;
    while at < bytes.len() {
        let rest = &text[at..];
        let taken = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            let length = rest.find("*/").map_or(rest.len(), |end| end + 2);
            keep_lines(&mut source.code, &rest[..length])
        } else if let Some(mark) = raw_mark(rest, &source.code) {
            let open = mark + 2;
            let close = format!("\"{}", "#".repeat(mark));
            let end = rest[open..].find(&close).map_or(rest.len(), |end| open + end);
            source.literal(&rest[open..end]);
            source.code.push_str("\"\"");
            keep_lines(&mut source.code, &rest[..(end + close.len()).min(rest.len())])
        } else if rest.starts_with('"') {
            let end = quoted_end(rest);
            source.literal(&unescaped(&rest[1..end]));
            source.code.push_str("\"\"");
            keep_lines(&mut source.code, &rest[..(end + 1).min(rest.len())])
        } else if let Some(length) = character(rest) {
            length
        } else {
            let length = rest.chars().next().map_or(1, char::len_utf8);
            source.code.push_str(&rest[..length]);
            length
        };
        at += taken;
    }
    source
}

impl Source {
    fn literal(&mut self, text: &str) {
        self.literals.push(Literal { line: self.code.matches('\n').count() + 1, text: text.to_owned() });
    }
}

/// Keeps the line breaks of what is left out, so that line numbers stay; its length.
fn keep_lines(code: &mut String, left_out: &str) -> usize {
    code.extend(left_out.chars().filter(|c| *c == '\n'));
    left_out.len()
}

/// The number of `#` before the quote, if a raw string begins here.
fn raw_mark(rest: &str, before: &str) -> Option<usize> {
    let inside_a_word = before.ends_with(|c: char| c.is_alphanumeric() && c != 'b' || c == '_');
    let after = rest.strip_prefix('r').filter(|_| !inside_a_word)?;
    let mark = after.len() - after.trim_start_matches('#').len();
    after[mark..].starts_with('"').then_some(mark)
}

fn quoted_end(rest: &str) -> usize {
    let mut escaped = false;
    for (i, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return i,
            _ => {}
        }
    }
    rest.len()
}

/// The line breaks that `\` at a line's end removes; other escapes stay as they are written.
fn unescaped(text: &str) -> String {
    let mut out = String::new();
    for (i, line) in text.split("\\\n").enumerate() {
        out.push_str(if i == 0 { line } else { line.trim_start() });
    }
    out
}

/// The length of a character literal such as `'"'`; a lifetime is none.
fn character(rest: &str) -> Option<usize> {
    let inside = rest.strip_prefix('\'')?;
    let length = if inside.starts_with('\\') {
        inside.char_indices().skip(2).find(|(_, c)| *c == '\'')?.0
    } else {
        inside.chars().next()?.len_utf8()
    };
    (inside[length..].starts_with('\'') && length < 12).then_some(length + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_are_found_and_comments_are_not() {
        let text = "// \"no\"\nlet a = \"one \\\n   two\"; /* \"no\n\" */ let b = r#\"a \"raw\" one\"#;\nlet c = '\"'; let d: &'a str = \"x\\\"y\";";
        let source = read(text);
        let found: Vec<(usize, &str)> = source.literals.iter().map(|l| (l.line, l.text.as_str())).collect();
        assert_eq!(found, [(2, "one two"), (4, "a \"raw\" one"), (5, "x\\\"y")]);
        assert_eq!(source.code.lines().count(), text.lines().count());
        assert!(!source.code.contains("no"));
    }
}
