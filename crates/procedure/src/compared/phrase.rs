//! How a sentence of a comparison is put together: names in quotation marks, lists, what came and what went.

use crate::changes::ChangedLine;
use crate::said::Said;
use crate::wording;

/// A sentence in both languages, each `{key}` replaced by its words.
pub(super) fn told(es: &str, en: &str, words: &[(&str, &Said)]) -> Said {
    words.iter().fold(Said::new(es, en), |said, (key, word)| {
        let key = format!("{{{key}}}");
        Said::new(said.es.replace(&key, &word.es), said.en.replace(&key, &word.en))
    })
}

pub(super) fn quoted(said: &Said) -> Said {
    Said::new(format!("«{}»", said.es), format!("“{}”", said.en))
}

/// `«a»; «b»`.
pub(super) fn list(said: &[Said]) -> Said {
    let quoted: Vec<Said> = said.iter().map(quoted).collect();
    wording::several(&quoted)
}

/// What an aspect has now and had not, and what it had and has no more, by its words.
pub(super) fn moved(line: &ChangedLine) -> [Vec<Said>; 2] {
    [without(&line.new, &line.old), without(&line.old, &line.new)]
}

/// The same by ids, so that a new name is no move. What the newer version no longer has is told in its own group, and
/// is not told again of every item that spoke of it.
pub(super) fn moved_ids<'a>(
    old: impl IntoIterator<Item = &'a String>,
    new: impl IntoIterator<Item = &'a String>,
    name: impl Fn(&str) -> Option<Said>,
) -> [Vec<Said>; 2] {
    let (old, new): (Vec<&String>, Vec<&String>) = (old.into_iter().collect(), new.into_iter().collect());
    let named = |these: &[&String], those: &[&String]| {
        let moved = these.iter().filter(|id| !those.contains(id));
        moved.filter_map(|id| name(id)).collect()
    };
    [named(&new, &old), named(&old, &new)]
}

pub(super) fn without(these: &[Said], those: &[Said]) -> Vec<Said> {
    these.iter().filter(|said| !those.contains(said)).cloned().collect()
}

/// How a list that grew is told, and how one that shrank is: `{x}` is the item, `{l}` the list.
pub(super) type Pair = [(&'static str, &'static str); 2];

/// One sentence for what came and one for what went; none for either that is empty.
pub(super) fn came_and_went(name: &Said, moved: &[Vec<Said>; 2], pair: Pair) -> Vec<Said> {
    let sides = moved.iter().zip(pair).filter(|(side, _)| !side.is_empty());
    sides.map(|(side, (es, en))| told(es, en, &[("x", &quoted(name)), ("l", &list(side))])).collect()
}

/// A new name of the same thing.
pub(super) fn renamed(old: &Said, new: &Said) -> Option<Said> {
    let words = [("old", &quoted(old)), ("new", &quoted(new))];
    (old != new).then(|| told("{old} se llama ahora {new}", "{old} is now called {new}", &words))
}

/// `«X»: …, antes …`, told when the two differ.
pub(super) fn was_and_is(name: &Said, es: &str, en: &str, old: &Said, new: &Said) -> Option<Said> {
    let words = [("x", &quoted(name)), ("old", old), ("new", new)];
    (old != new).then(|| told(es, en, &words))
}
