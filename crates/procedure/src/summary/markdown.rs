//! Tables and lists of a page in Markdown.

use crate::said::{Cite, Said};
use crate::wording;

/// The English with the Spanish beside it, where they are not the same.
pub(super) fn both(said: &Said) -> String {
    if said.en == said.es { said.en.clone() } else { format!("{} ({})", said.en, said.es) }
}

/// A table; nothing at all without rows.
pub(super) fn table(head: &[&str], rows: Vec<Vec<String>>) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let mut text = line(head.iter().map(|h| (*h).to_owned()));
    text.push_str(&line(head.iter().map(|_| "---".to_owned())));
    for row in rows {
        text.push_str(&line(row.iter().map(|c| cell(c))));
    }
    text
}

fn line(cells: impl Iterator<Item = String>) -> String {
    format!("| {} |\n", cells.collect::<Vec<_>>().join(" | "))
}

/// A cell stays one cell and one line.
fn cell(text: &str) -> String {
    if text.is_empty() { "–".to_owned() } else { text.replace('|', "\\|").replace('\n', " ") }
}

/// The two cells of where something is written: key and article, and how sure we are.
pub(super) fn written(cite: &Cite) -> [String; 2] {
    let mark = wording::verification(cite.verification).en;
    let whole = wording::cite(cite).en;
    let place = whole.strip_suffix(&format!(", {mark}")).unwrap_or(&whole).to_owned();
    let by = cite.verified_by.as_ref().map_or_else(String::new, |by| format!(" by {by}"));
    let on = cite.verified_on.map_or_else(String::new, |on| format!(" on {on}"));
    let text = cite.verified_in.as_ref().map_or_else(String::new, |text| format!(", compared with {text}"));
    [place, mark + &by + &on + &text]
}

/// Names in one cell, one after the other.
pub(super) fn names<'a>(names: impl IntoIterator<Item = &'a Said>) -> String {
    wording::several(names).en
}

/// A heading, its introduction if there is one, and a table; nothing without rows.
pub(super) fn part(heading: &str, head: &[&str], rows: Vec<Vec<String>>) -> String {
    if rows.is_empty() { String::new() } else { format!("\n{heading}\n\n{}", table(head, rows)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_stays_one_cell_and_an_empty_table_is_nothing() {
        assert_eq!(
            table(&["a", "b"], vec![vec!["x|y\nz".into(), String::new()]]),
            "| a | b |\n| --- | --- |\n| x\\|y z | – |\n"
        );
        assert_eq!(part("### A", &["a"], Vec::new()), "");
    }

    #[test]
    fn the_spanish_stands_beside_only_where_it_differs() {
        assert_eq!(both(&Said::new("Plazo", "Term")), "Term (Plazo)");
        assert_eq!(both(&Said::new("CONARE", "CONARE")), "CONARE");
    }

    #[test]
    fn the_place_and_the_mark_are_two_cells() {
        let cite = Cite { source: "PA1".into(), article: Some("30".into()), ..Cite::default() };
        assert_eq!(written(&cite), ["PA1, art. 30", "unverified"]);
        let ours = Cite { source: Cite::PLATFORM.into(), ..Cite::default() };
        assert_eq!(written(&ours), ["choice of the platform", "unverified"]);
    }
}
