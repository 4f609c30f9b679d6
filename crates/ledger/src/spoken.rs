//! A checkpoint's code in words: six from a list of 256 short Spanish ones, to be printed on paper and read aloud by telephone.

use crate::{Checkpoint, Fault, Hash, Ledger, Row, checkpoint::Origin, params};
use aws_lc_rs::digest;

/// One word for each byte, in the order of the bytes. The first four letters tell any two apart.
const LIST: &str = include_str!("spoken.txt");
const WORDS: usize = 6;

impl Checkpoint {
    /// Six words (48 bits): the first six bytes of SHA-256 over the signed text. On paper beside nothing that names a person.
    pub fn spoken(&self) -> String {
        let digest = digest::digest(&digest::SHA256, self.text().as_bytes());
        let words: Vec<&str> = LIST.lines().collect();
        let said =
            digest.as_ref().iter().take(WORDS).filter_map(|byte| words.get(usize::from(*byte)).copied());
        said.collect::<Vec<_>>().join("-")
    }
}

/// What somebody typed or heard, as the code it can only be: six words, or the ten characters of the short code.
fn read(text: &str) -> Option<String> {
    let plain: String = text.trim().to_lowercase().chars().map(bare).collect();
    let typed: Vec<&str> =
        plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty()).collect();
    if typed.len() == WORDS {
        // The beginning of a word is enough, as long as it is its own.
        let word = |typed: &&str| {
            LIST.lines()
                .find(|word| word == typed)
                .or_else(|| LIST.lines().find(|word| typed.len() >= 4 && word.get(..4) == typed.get(..4)))
        };
        return typed.iter().map(word).collect::<Option<Vec<_>>>().map(|words| words.join("-"));
    }
    let short: String = typed.concat().chars().map(crockford).collect();
    (short.len() == 10).then(|| format!("{}-{}", &short[..5], &short[5..]))
}

fn bare(c: char) -> char {
    match c {
        'á' => 'a',
        'é' => 'e',
        'í' => 'i',
        'ó' => 'o',
        'ú' | 'ü' => 'u',
        'ñ' => 'n',
        other => other,
    }
}

fn crockford(c: char) -> char {
    match c {
        'o' => '0',
        'i' | 'l' => '1',
        other => other.to_ascii_uppercase(),
    }
}

/// What is known of a checkpoint whose code somebody has on paper.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Found {
    pub site: String,
    pub epoch: i64,
    pub size: u64,
    pub short_code: String,
    pub spoken: String,
    /// Sites that signed it besides its own.
    pub signed_by: Vec<String>,
    /// It contradicts another of its site.
    pub fork: bool,
    /// Whether the log that is here still begins with what was signed; nothing where not all of it is here.
    pub agrees: Option<bool>,
}

impl Ledger {
    /// The checkpoint of a code in words or characters, if it is kept here.
    pub fn checkpoint_of_code(&self, text: &str) -> Result<Option<Found>, Fault> {
        let Some(code) = read(text) else { return Ok(None) };
        let found = self.read(|reader| {
            let tenant = reader.core.tenant.clone();
            for row in reader.connection.query(ROOTS, &params![tenant.as_str()])? {
                let checkpoint = of_row(&tenant, &row)?;
                if checkpoint.spoken() == code || checkpoint.short_code() == code {
                    let agrees = crate::exchange::witness::agrees(reader.connection, &checkpoint)?;
                    return Ok::<_, Fault>(Some((checkpoint, agrees)));
                }
            }
            Ok(None)
        })?;
        let Some((checkpoint, agrees)) = found else { return Ok(None) };
        let all = self.checkpoints(&checkpoint.origin.site)?;
        let whole = all.into_iter().find(|k| k.text() == checkpoint.text()).unwrap_or(checkpoint);
        let prefix = format!("ceiba/{}/", self.tenant());
        let signer = |name: &str| name.strip_prefix(&prefix).unwrap_or(name).to_owned();
        Ok(Some(Found {
            site: whole.origin.site.clone(),
            epoch: whole.origin.epoch,
            size: whole.size,
            short_code: whole.short_code(),
            spoken: whole.spoken(),
            signed_by: whole.cosignatures.iter().map(|c| signer(&c.key.name)).collect(),
            fork: whole.fork,
            agrees,
        }))
    }

    /// The words of the log as it stands, for paper; nothing where no checkpoint can be made. A paper never waits for it.
    pub fn words_for_paper(&self) -> Option<String> {
        match self.checkpoint_now() {
            Ok(checkpoint) => Some(checkpoint.spoken()),
            Err(why) => {
                tracing::warn!(%why, "a paper is printed without the words of the log");
                None
            }
        }
    }
}

fn of_row(tenant: &str, row: &Row) -> Result<Checkpoint, Fault> {
    let wrong = || Fault::Inconsistent("ledger_checkpoint.root is no hash".into());
    Ok(Checkpoint {
        origin: Origin { tenant: tenant.to_owned(), site: row.text("site")?, epoch: row.int("epoch")? },
        size: row.int("size")?.unsigned_abs(),
        root: Hash::from_slice(&row.bytes("root")?).ok_or_else(wrong)?,
        public_key: Vec::new(),
        signature: Vec::new(),
        cosignatures: Vec::new(),
        fork: false,
    })
}

const ROOTS: &str = "select site, epoch, size, root from ledger_checkpoint where tenant = $1";

/// For the test that prepares every statement.
pub(crate) const OWN: &[&str] = &[ROOTS];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::both;
    use crate::tests::{id, schema, write};
    use std::collections::BTreeSet;

    #[test]
    fn the_words_are_256_and_their_beginnings_tell_them_apart() {
        let words: Vec<&str> = LIST.lines().collect();
        let beginnings: BTreeSet<&str> = words.iter().map(|word| &word[..4]).collect();
        assert_eq!((words.len(), beginnings.len()), (256, 256));
        assert!(
            words.is_sorted()
                && words.iter().all(|w| w.len() <= 8 && w.bytes().all(|b| b.is_ascii_lowercase()))
        );
    }

    #[test]
    fn a_code_on_paper_is_found_as_people_say_it_and_another_is_not() {
        both(schema, |t| {
            write(t, id(1), "una línea").unwrap();
            let made = t.ledger.checkpoint_now().unwrap();
            write(t, id(2), "otra").unwrap();
            t.ledger.checkpoint_now().unwrap();
            let words = made.spoken();
            let spoken = words.replace('-', " ").to_uppercase();
            let begun: Vec<&str> = words.split('-').map(|word| &word[..4]).collect();
            let short = made.short_code().to_lowercase().replace('-', "").replace('0', "o").replace('1', "l");
            for typed in [&words, &spoken, &begun.join(" "), &short, &made.short_code()] {
                let found = t.ledger.checkpoint_of_code(typed).unwrap().unwrap();
                assert_eq!((found.size, found.agrees, found.fork), (1, Some(true), false), "{typed}");
                assert_eq!(found.spoken, words);
            }
            for other in ["", "mango", "abeja-abeja-abeja-abeja-abeja-abeja", "00000-00000", "mango mango"] {
                assert_eq!(t.ledger.checkpoint_of_code(other).unwrap(), None, "{other}");
            }
            assert_eq!(t.ledger.prepare_all().unwrap(), Vec::<String>::new());
        });
    }
}
