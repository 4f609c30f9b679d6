//! A person's portrait and signature: taken or given, replaced, taken away; and the answers in their place.
//!
//! Neither is ever needed. Whoever does not wish to be photographed, or cannot sign, gave an answer like any other.

pub mod page;

#[cfg(test)]
mod tests;

use crate::model::{Person, PersonEvent};
use jiff::Timestamp;
use kernel::{AccountId, PersonId};
use ledger::{Fault, Hash, Ledger, Load, Stamp, content_hash};
use serde::{Deserialize, Serialize};
use web::{Media, Scan};

/// A picture that is kept of a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptPicture {
    /// The hash of the file. It stands in sealed bodies and nowhere else.
    pub content: Hash,
    pub media: Media,
    pub at: Timestamp,
}

/// A picture of a person, or the answer in its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Likeness<Answer> {
    Kept(KeptPicture),
    None(Answer),
}

pub type Portrait = Likeness<NoPortrait>;
pub type Signature = Likeness<NoSignature>;

impl<Answer: Default> Default for Likeness<Answer> {
    fn default() -> Self {
        Likeness::None(Answer::default())
    }
}

impl<Answer: Copy + Default + PartialEq> Likeness<Answer> {
    pub fn kept(&self) -> Option<&KeptPicture> {
        if let Likeness::Kept(picture) = self { Some(picture) } else { None }
    }
    pub fn answer(&self) -> Option<Answer> {
        if let Likeness::None(answer) = self { Some(*answer) } else { None }
    }
    /// Nobody asked, or what was there was taken away.
    pub fn is_blank(&self) -> bool {
        self.answer() == Some(Answer::default())
    }
}

/// Why no portrait is kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoPortrait {
    #[default]
    NotTaken,
    PrefersNot,
}

impl NoPortrait {
    pub const ALL: [NoPortrait; 2] = [NoPortrait::PrefersNot, NoPortrait::NotTaken];
    pub fn code(self) -> &'static str {
        match self {
            NoPortrait::NotTaken => "not_taken",
            NoPortrait::PrefersNot => "prefers_not",
        }
    }
    pub fn from_code(code: &str) -> Option<NoPortrait> {
        NoPortrait::ALL.into_iter().find(|answer| answer.code() == code)
    }
}

/// Why no signature is kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoSignature {
    #[default]
    NotGiven,
    CannotSign,
    /// It stands on a paper that the office keeps; nothing of a finger is here.
    ThumbprintOnPaper,
    PrefersNot,
}

impl NoSignature {
    pub const ALL: [NoSignature; 4] = [
        NoSignature::CannotSign,
        NoSignature::ThumbprintOnPaper,
        NoSignature::PrefersNot,
        NoSignature::NotGiven,
    ];
    pub fn code(self) -> &'static str {
        match self {
            NoSignature::NotGiven => "not_given",
            NoSignature::CannotSign => "cannot_sign",
            NoSignature::ThumbprintOnPaper => "thumbprint_on_paper",
            NoSignature::PrefersNot => "prefers_not",
        }
    }
    pub fn from_code(code: &str) -> Option<NoSignature> {
        NoSignature::ALL.into_iter().find(|answer| answer.code() == code)
    }
}

/// How a signature came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SignedHow {
    /// With a finger on the screen.
    Drawn,
    /// On paper, of which a picture was taken.
    OnPaper,
}

/// The pictures of a person as they are printed at one time, by the hashes of their files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PrintedLikeness {
    pub portrait: Option<Hash>,
    pub signature: Option<Hash>,
}

impl PrintedLikeness {
    pub fn of(person: &Person) -> PrintedLikeness {
        PrintedLikeness {
            portrait: person.portrait.kept().map(|kept| kept.content),
            signature: person.signature.kept().map(|kept| kept.content),
        }
    }
}

/// A picture was taken of the person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PortraitTaken {
    pub content: Hash,
    pub media: Media,
}

/// The person signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignatureGiven {
    pub content: Hash,
    pub media: Media,
    pub how: SignedHow,
}

/// What is to be written down.
pub enum Stated {
    Portrait(Scan),
    NoPortrait(NoPortrait),
    Signature(Scan, SignedHow),
    NoSignature(NoSignature),
}

impl Stated {
    fn picture(&self) -> Option<&Scan> {
        match self {
            Stated::Portrait(scan) | Stated::Signature(scan, _) => Some(scan),
            Stated::NoPortrait(_) | Stated::NoSignature(_) => None,
        }
    }
    /// The statement, unless the file says so already.
    fn event(&self, person: &Person) -> Option<PersonEvent> {
        match self {
            Stated::Portrait(scan) => {
                let content = content_hash(&scan.bytes);
                let is_known = person.portrait.kept().is_some_and(|kept| kept.content == content);
                let taken = PortraitTaken { content, media: scan.media };
                (!is_known).then_some(PersonEvent::PortraitTaken(taken))
            }
            Stated::NoPortrait(answer) => (person.portrait.answer() != Some(*answer))
                .then_some(PersonEvent::PortraitAnswered { answer: *answer }),
            Stated::Signature(scan, how) => {
                let content = content_hash(&scan.bytes);
                let is_known = person.signature.kept().is_some_and(|kept| kept.content == content);
                let given = SignatureGiven { content, media: scan.media, how: *how };
                (!is_known).then_some(PersonEvent::SignatureGiven(given))
            }
            Stated::NoSignature(answer) => (person.signature.answer() != Some(*answer))
                .then_some(PersonEvent::SignatureAnswered { answer: *answer }),
        }
    }
}

/// Writes it down, once for each key. A picture and the entry that names it are on disk together; of two the later counts.
pub fn run(
    ledger: &Ledger,
    (key, account): (&str, AccountId),
    stamp: &Stamp,
    person: PersonId,
    stated: &Stated,
) -> Result<(), Fault> {
    let done = ledger.once(key, account, |tx| {
        let Some(loaded) = tx.load::<Person>(person.0)? else { return Err(Fault::Stale) };
        if let Some(event) = stated.event(&loaded.state) {
            let next = tx.append(&loaded, stamp, &[event])?;
            if let Some(scan) = stated.picture() {
                tx.attach(next.id, &scan.bytes)?;
            }
        }
        Ok(String::new())
    });
    done.map(drop)
}
