//! What Ceiba writes down about a person and a household, and the statements that change it.
//!
//! Nothing but a name is ever compulsory: "does not know", "prefers not to say" and "not asked" are answers.

use crate::hint::Perhaps;
use crate::likeness::{NoPortrait, NoSignature, Portrait, PortraitTaken, Signature, SignatureGiven};
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::{Country, Office, PartialDate, PersonId, PersonalName, Sex};
use ledger::Hash;
use serde::{Deserialize, Serialize};
use web::Media;

/// What came of asking. Not answering is an answer, and each reason is a different one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer<T> {
    Told(T),
    DoesNotKnow,
    PrefersNotToSay,
    #[default]
    NotAsked,
}

impl<T> Answer<T> {
    pub fn told(&self) -> Option<&T> {
        if let Answer::Told(value) = self { Some(value) } else { None }
    }
    /// The code of the answer when nothing was told, as forms and word keys use it.
    pub fn silence(&self) -> Option<&'static str> {
        match self {
            Answer::Told(_) => None,
            Answer::DoesNotKnow => Some("does_not_know"),
            Answer::PrefersNotToSay => Some("prefers_not_to_say"),
            Answer::NotAsked => Some("not_asked"),
        }
    }
    /// The answer behind a code of [`Answer::silence`].
    pub fn from_silence(code: &str) -> Option<Answer<T>> {
        match code {
            "does_not_know" => Some(Answer::DoesNotKnow),
            "prefers_not_to_say" => Some(Answer::PrefersNotToSay),
            "not_asked" => Some(Answer::NotAsked),
            _ => None,
        }
    }
}

/// Codes that are written in files and forms: `ALL`, `code()`, `from_code()`.
macro_rules! coded {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $code:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum $name { $(#[serde(rename = $code)] $variant),* }
        impl $name {
            pub const ALL: &'static [$name] = &[$($name::$variant),*];
            pub fn code(self) -> &'static str {
                match self { $($name::$variant => $code),* }
            }
            pub fn from_code(code: &str) -> Option<$name> {
                Self::ALL.iter().copied().find(|c| c.code() == code)
            }
        }
    };
}

pub(crate) use coded;

coded!(/// Why a person has another name.
    OtherNameKind { KnownAs = "known_as", AtBirth = "at_birth", OwnScript = "own_script", Mother = "mother", Father = "father", OnDocument = "on_document" });
coded!(/// What kind of paper a person shows.
    DocumentKind { Passport = "passport", NationalId = "national_id", BirthCertificate = "birth_certificate",
        TravelDocument = "travel_document", ResidenceCard = "residence_card", AsylumCard = "asylum_card",
        ConsularId = "consular_id", DrivingLicence = "driving_licence", UnhcrCertificate = "unhcr_certificate", Other = "other" });
coded!(/// How the paper was seen.
    Seen { Original = "original", Copy = "copy", Photograph = "photograph", Told = "told" });
coded!(/// With whom a child came. Doubt counts as unaccompanied until a person confirms otherwise.
    Accompaniment { WithParent = "with_parent", WithGuardian = "with_guardian", Separated = "separated", Unaccompanied = "unaccompanied" });
coded!(/// Whether a specific need was assessed or waits for somebody who can.
    NeedState { Pending = "pending", Confirmed = "confirmed" });
coded!(/// The way a person wishes to be reached.
    Channel { Phone = "phone", MessageApp = "message_app", Email = "email", InPerson = "in_person", ThroughOther = "through_other" });
coded!(/// What a member of a household is to another member: "Ana is the *child* of Rosa".
    Kin { Focal = "focal", Spouse = "spouse", Partner = "partner", Child = "child", Stepchild = "stepchild", Parent = "parent",
        Stepparent = "stepparent", Sibling = "sibling", Grandparent = "grandparent", Grandchild = "grandchild",
        AuntOrUncle = "aunt_or_uncle", NieceOrNephew = "niece_or_nephew", Cousin = "cousin", InLaw = "in_law",
        Guardian = "guardian", Ward = "ward", OtherRelative = "other_relative", Unrelated = "unrelated", NotStated = "not_stated" });
coded!(/// Why somebody is no longer in a household.
    LeavingReason { OwnHousehold = "own_household", OtherHousehold = "other_household", Died = "died", LeftCountry = "left_country",
        Error = "error", NotStated = "not_stated" });

/// A further name: an alias, the name at birth, in the person's own script, or a parent's.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OtherName {
    pub kind: OtherNameKind,
    pub name: String,
}
impl std::fmt::Debug for OtherName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "OtherName({:?}, …)", self.kind)
    }
}

/// A paper that a person showed or spoke of. An unchecked one is fine.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    pub kind: DocumentKind,
    /// As printed; may be empty when it cannot be read.
    pub number: String,
    pub issued_by: Option<Country>,
    pub seen: Seen,
    #[serde(default)]
    pub expires: Option<PartialDate>,
    /// True when the number failed the check that its country publishes. It warns and never blocks.
    #[serde(default)]
    pub check_failed: bool,
}
impl std::fmt::Debug for Document {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Document({:?}, …)", self.kind)
    }
}

/// A scan or a photograph of a paper that is noted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scanned {
    /// The paper as it was noted.
    pub document: Document,
    /// Its place in the list that the author saw; another site's may come before it.
    pub place: u32,
    /// The hash of the file. It stands in sealed bodies and nowhere else.
    pub content: Hash,
    pub media: Media,
    /// The scan that this one takes the place of.
    #[serde(default)]
    pub replaces: Option<Hash>,
    /// What is to be known of it: "the second page", "the seal cannot be read".
    #[serde(default)]
    pub note: String,
}

/// A scan as the state holds it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptScan {
    pub content: Hash,
    pub media: Media,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    pub at: Timestamp,
    /// Another scan took its place; it stays to be looked at.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub replaced: bool,
}

/// How to reach a person without harming them.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct Contact {
    #[serde(default)]
    pub phone: String,
    #[serde(default)]
    pub message_app: String,
    #[serde(default)]
    pub email: String,
    #[serde(default)]
    pub address: String,
    #[serde(default)]
    pub preferred: Option<Channel>,
    /// The rule in words: "only to her own phone; never to her husband".
    #[serde(default)]
    pub safe_rule: String,
    /// The hours at which it is safe, in words.
    #[serde(default)]
    pub safe_hours: String,
    /// May a message be left, or with somebody else?
    #[serde(default)]
    pub may_leave_message: Answer<bool>,
}
impl Contact {
    pub fn is_empty(&self) -> bool {
        *self == Contact::default()
    }
}
impl std::fmt::Debug for Contact {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Contact(…)")
    }
}

/// A specific need or an instruction of care, by its code in `data/needs.csv`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Need {
    pub code: String,
    pub state: NeedState,
}

/// The names under which a person is known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Names {
    pub name: PersonalName,
    #[serde(default)]
    pub others: Vec<OtherName>,
}

/// Where a person belongs, in law and in fact.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Nationality {
    /// `XXA` stands for stateless.
    pub nationalities: Answer<Vec<Country>>,
    /// The country of former habitual residence, which counts when there is no nationality.
    #[serde(default)]
    pub former_residence: Option<Country>,
}

impl Nationality {
    /// The country of origin of statistics: the first nationality; `XXA` stateless; `XXX` when nobody knows.
    pub fn origin(&self) -> Country {
        self.nationalities.told().and_then(|n| n.first().copied()).unwrap_or(Country::UNKNOWN)
    }
    /// Every country the person belongs to or lived in: nothing about them may ever go there.
    pub fn ties(&self) -> Vec<Country> {
        let told = self.nationalities.told().cloned().unwrap_or_default();
        told.into_iter().chain(self.former_residence).filter(|c| *c != Country::STATELESS).collect()
    }
}

/// The first statement on a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Registered {
    pub number: String,
    pub office: Office,
    /// The day of registration in the country's own calendar.
    pub on: Date,
    pub names: Names,
    #[serde(default)]
    pub sex: Answer<Sex>,
    #[serde(default)]
    pub birth: Answer<PartialDate>,
    #[serde(default)]
    pub birth_place: String,
    #[serde(default)]
    pub nationality: Nationality,
    /// ISO 639-3 codes, the best spoken first.
    #[serde(default)]
    pub languages: Answer<Vec<String>>,
    #[serde(default)]
    pub documents: Vec<Document>,
    #[serde(default)]
    pub contact: Contact,
    #[serde(default)]
    pub needs: Vec<Need>,
    #[serde(default)]
    pub accompaniment: Answer<Accompaniment>,
}

/// A correction of one group of facts, with the reason a named officer gives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Corrected<T> {
    pub to: T,
    pub reason: String,
}

/// Everything that can be stated about a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body", rename_all = "snake_case")]
pub enum PersonEvent {
    Registered(Box<Registered>),
    NamesCorrected(Corrected<Names>),
    BirthCorrected(Corrected<Birth>),
    SexCorrected(Corrected<Answer<Sex>>),
    NationalityCorrected(Corrected<Nationality>),
    LanguagesCorrected(Corrected<Answer<Vec<String>>>),
    AccompanimentCorrected(Corrected<Answer<Accompaniment>>),
    DocumentAdded(Document),
    /// The paper at this place in the list was noted by mistake or belongs to somebody else.
    DocumentWithdrawn {
        place: u32,
        reason: String,
    },
    /// A scan or a photograph of a paper.
    DocumentScanned(Box<Scanned>),
    /// A portrait, the first or one that takes the place of another.
    PortraitTaken(PortraitTaken),
    /// No portrait is kept, and why; one that was there is taken away.
    PortraitAnswered {
        answer: NoPortrait,
    },
    SignatureGiven(SignatureGiven),
    /// No signature is kept, and why; one that was there is taken away.
    SignatureAnswered {
        answer: NoSignature,
    },
    ContactChanged(Contact),
    NeedsChanged {
        needs: Vec<Need>,
    },
    /// Another office works on the file from now on, beside those that already do.
    OfficeJoined {
        office: Office,
    },
    /// The post that registered the person had a hint that somebody alike is registered elsewhere; it does not know whom.
    PerhapsKnown,
    /// Somebody who may read both files looked at the hint.
    HintSettled {
        same_as: Option<PersonId>,
        reason: String,
    },
    /// An office handed the file over and works on it no more.
    OfficeLeft {
        office: Office,
    },
}

/// When and where a person was born, as far as known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Birth {
    pub date: Answer<PartialDate>,
    #[serde(default)]
    pub place: String,
}

/// A noted paper with the mark whether it still stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotedDocument {
    pub document: Document,
    pub withdrawn: bool,
    /// Nothing is written down where there are none, so that the rows of files without scans stay as they were.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scans: Vec<KeptScan>,
}

impl NotedDocument {
    pub fn noted(document: Document) -> Self {
        Self { document, withdrawn: false, scans: Vec::new() }
    }
}

/// The state of a person's record: the fold of its statements.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    pub number: String,
    /// The offices that work on the file now, the newest last.
    pub offices: Vec<Office>,
    #[serde(default)]
    pub offices_former: Vec<Office>,
    pub names: Names,
    /// Earlier names stay searchable.
    #[serde(default)]
    pub former_names: Vec<String>,
    pub sex: Answer<Sex>,
    pub birth: Birth,
    pub nationality: Nationality,
    pub languages: Answer<Vec<String>>,
    pub documents: Vec<NotedDocument>,
    pub contact: Contact,
    pub needs: Vec<Need>,
    pub accompaniment: Answer<Accompaniment>,
    pub registered_on: Option<Date>,
    /// A post had a hint that the person is registered elsewhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub perhaps: Option<Perhaps>,
    /// Nothing is written down where nobody asked, so that the rows of such files stay as they were.
    #[serde(default, skip_serializing_if = "Portrait::is_blank")]
    pub portrait: Portrait,
    #[serde(default, skip_serializing_if = "Signature::is_blank")]
    pub signature: Signature,
}

impl Person {
    /// Completed years on a day, the younger reading where the date is partial.
    pub fn age_on(&self, day: Date) -> Option<i16> {
        self.birth.date.told().map(|b| b.age_on(day)).filter(|age| *age >= 0)
    }
    /// True when the person is, or may be, under 18: doubt counts as a child.
    pub fn is_child_on(&self, day: Date) -> bool {
        match self.birth.date.told() {
            Some(birth) => birth.age_on(day) < 18,
            None => {
                self.accompaniment.told().is_some()
                    || self.needs.iter().any(|n| crate::codes::is_child_need(&n.code))
            }
        }
    }
    /// The office that took up the file last.
    pub fn office(&self) -> Office {
        self.offices.last().cloned().unwrap_or_else(|| Office(String::new()))
    }
    /// Sex in the classes of statistics.
    pub fn sex(&self) -> Sex {
        self.sex.told().copied().unwrap_or(Sex::NotStated)
    }
    /// The papers that stand.
    pub fn documents_standing(&self) -> impl Iterator<Item = (u32, &Document)> {
        (0u32..).zip(&self.documents).filter(|(_, d)| !d.withdrawn).map(|(i, d)| (i, &d.document))
    }
    /// The scans of papers that stand, with the place of each among all scans of the file.
    pub fn scans(&self) -> impl Iterator<Item = (u32, u32, &KeptScan)> {
        let all =
            (0u32..).zip(&self.documents).flat_map(|(place, d)| d.scans.iter().map(move |s| (place, d, s)));
        (0u32..)
            .zip(all)
            .filter(|(_, (_, d, _))| !d.withdrawn)
            .map(|(number, (place, _, scan))| (number, place, scan))
    }
    /// Every name under which a search should find the person.
    pub fn names_to_find(&self) -> Vec<String> {
        let name = &self.names.name;
        let parts = [&name.given, &name.first_surname, &name.second_surname];
        let joined = parts.iter().filter(|p| !p.is_empty()).map(|p| p.as_str()).collect::<Vec<_>>().join(" ");
        let others = self.names.others.iter();
        let others = others.filter(|o| !matches!(o.kind, OtherNameKind::Mother | OtherNameKind::Father));
        let mut all = vec![name.as_told.clone(), joined];
        all.extend(others.map(|o| o.name.clone()));
        all.extend(self.former_names.iter().cloned());
        all.retain(|n| !n.is_empty());
        let mut seen = std::collections::BTreeSet::new();
        all.retain(|n| seen.insert(n.clone()));
        all
    }
}

/// Everything that can be stated about a household.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body", rename_all = "snake_case")]
pub enum HouseholdEvent {
    Formed {
        number: String,
        office: Office,
        focal: PersonId,
    },
    /// `person` is `kin` of `to`.
    MemberJoined {
        person: PersonId,
        kin: Kin,
        to: PersonId,
    },
    MemberLeft {
        person: PersonId,
        reason: LeavingReason,
    },
    RelationChanged {
        person: PersonId,
        kin: Kin,
        to: PersonId,
    },
    FocalChanged {
        focal: PersonId,
    },
}

/// One person's place in a household.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    pub person: PersonId,
    pub kin: Kin,
    /// The member to whom the relation is stated; oneself for the focal person.
    pub to: PersonId,
    pub left: Option<LeavingReason>,
}

/// The state of a household's record. It holds ids only; what identifies lives in the persons' records.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Household {
    pub number: String,
    pub office: Option<Office>,
    pub focal: Option<PersonId>,
    /// In the order in which people joined.
    pub members: Vec<Member>,
}

impl Household {
    /// The people who are in it now.
    pub fn present(&self) -> impl Iterator<Item = &Member> {
        self.members.iter().filter(|m| m.left.is_none())
    }
    pub fn member(&self, person: PersonId) -> Option<&Member> {
        self.present().find(|m| m.person == person)
    }
}
