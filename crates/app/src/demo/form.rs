//! What the invented people answer: the forms of steps, and who is registered.

use super::invent::{Family, Invented};
use super::names::language;
use super::story::{StoryError, Teller, refused};
use super::volumes::Ending;
use asylum::Child;
use casework::model::FormMap;
use identity::{Accompaniment, Answer, Contact, Document, DocumentKind, Kin, Need, NeedState, Seen};
use jiff::civil::Date;
use kernel::{PersonId, Sex};
use ledger::{Stamp, Tx};
use procedure::{FieldKind, Step};

impl Teller<'_> {
    /// Answers every question of a step's form that must be answered, plausibly.
    pub(super) fn fill(&self, step: &Step, family: &Family, day: Date) -> FormMap {
        let mut form = FormMap::new();
        for field in &step.fields {
            let value = match &field.kind {
                FieldKind::Day if field.id == "third_person_on" && by_another(family) => day.to_string(),
                FieldKind::Day if field.required || field.stated_date => day.to_string(),
                // What would open another road is left out; the road is the story's.
                FieldKind::YesNo if field.sets_fact => "no".to_owned(),
                FieldKind::YesNo => "yes".to_owned(),
                FieldKind::Language => language(family.origin).to_owned(),
                FieldKind::Choice(choices) if field.required => self.choice(&field.id, choices, family),
                FieldKind::LongText if field.required => invented_text(&field.id).to_owned(),
                FieldKind::Text if field.required => "Inventado".to_owned(),
                FieldKind::Time => String::new(),
                FieldKind::Number if field.required => "1".to_owned(),
                _ => continue,
            };
            form.insert(field.id.clone(), value);
        }
        form
    }

    fn choice(&self, field: &str, choices: &[(String, procedure::Said)], family: &Family) -> String {
        match field {
            "recommendation" => return recommended(family, choices).into(),
            "filed_by" if by_another(family) => return "third_person".into(),
            "filed_by" => return "self".into(),
            "child" => return child(family).code().into(),
            "interpreter" if language(family.origin) == "spa" => return "not_needed".into(),
            "interpreter" => return "present".into(),
            _ => {}
        }
        let at = self.random.below(choices.len() as u64) as usize;
        choices.get(at).map(|c| c.0.clone()).unwrap_or_default()
    }

    pub(super) fn register(
        &self,
        tx: &mut Tx<'_>,
        family: &mut Family,
        stamp: &Stamp,
        day: Date,
    ) -> Result<(), StoryError> {
        for member in &family.members {
            let registration = self.registration(family, member, day);
            let person = identity::register::run(tx, stamp, registration)
                .map_err(|e| refused("register")(e.to_string()))?;
            family.persons.push(person);
        }
        if family.persons.len() > 1 {
            let members: Vec<(PersonId, Kin)> =
                family.persons.iter().copied().zip(family.members.iter().map(|m| m.kin)).collect();
            super::household(tx, stamp, self.laws.law().country, &members).map_err(refused("household"))?;
        }
        Ok(())
    }

    fn registration(
        &self,
        family: &Family,
        member: &Invented,
        day: Date,
    ) -> identity::register::Registration {
        let random = &self.random;
        let minor = member.kin == Kin::Child || family.alone;
        let names = identity::Names { name: member.name.clone(), others: Vec::new() };
        let mut told = identity::register::Registration::new(self.laws.law().country, day, names);
        told.sex = Answer::Told(member.sex);
        told.birth.date = Answer::Told(member.birth);
        told.nationality.nationalities = Answer::Told(vec![family.origin]);
        told.languages = Answer::Told(vec![language(family.origin).to_owned()]);
        if random.below(10) < 7 {
            let kind = if random.below(2) == 0 { DocumentKind::Passport } else { DocumentKind::NationalId };
            let number =
                format!("{}{:07}", (b'A' + random.below(26) as u8) as char, random.below(10_000_000));
            let seen = Seen::Original;
            told.documents.push(Document {
                kind,
                number,
                issued_by: Some(family.origin),
                seen,
                expires: None,
                check_failed: false,
            });
        }
        if random.below(3) == 0 && !minor {
            told.contact = Contact {
                phone: format!("6{:03}-{:04}", random.below(1000), random.below(10_000)),
                safe_rule: "Solo a su propio teléfono".into(),
                safe_hours: "Por la mañana".into(),
                ..Contact::default()
            };
        }
        if minor {
            let with = if family.alone { Accompaniment::Unaccompanied } else { Accompaniment::WithParent };
            told.accompaniment = Answer::Told(with);
        }
        let need = |code: &str| Need { code: code.into(), state: NeedState::Pending };
        match random.below(14) {
            0 if !minor => told.needs.push(need("SM-CI")),
            1 if member.sex == Sex::Female && !minor => told.needs.push(need("WR-WR")),
            2 => told.needs.push(need("LP-ND")),
            _ => {}
        }
        told
    }
}

/// What the opening form says of childhood: of the principal, and of a child alone above all.
pub fn child(family: &Family) -> Child {
    if family.alone { Child::UnaccompaniedOrSeparated } else { Child::None }
}

fn invented_text(field: &str) -> &'static str {
    match field {
        "account" => {
            "Relato inventado para la demostración: la persona cuenta por qué salió y qué teme si vuelve."
        }
        "analysis" => {
            "Análisis inventado: hechos aceptados, temor examinado, información del país consultada."
        }
        "reasons" => {
            "Razones inventadas para la demostración. Ninguna persona real está detrás de este texto."
        }
        _ => "Texto inventado para la demostración.",
    }
}

/// Now and then somebody else brings the claim, and the person ratifies it.
pub fn by_another(family: &Family) -> bool {
    family.fate % 17 == 5
}

fn recommended(family: &Family, choices: &[(String, procedure::Said)]) -> &'static str {
    let knows = |code: &str| choices.iter().any(|c| c.0 == code);
    match family.ending {
        Ending::Recognised => "recognise",
        Ending::Complementary if knows("grant_complementary") => "grant_complementary",
        _ => "refuse",
    }
}
