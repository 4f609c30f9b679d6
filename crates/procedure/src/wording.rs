//! The codes of the law in words a lawyer reads, in both languages: lengths, roles, marks, events, what expiry means.

use crate::commission::Majority;
use crate::facts::{FactRule, FactValue};
use crate::model::{Counting, Length, OnExpiry, Procedure, Step, Term, Unit, Whose};
use crate::reform::{OpenCases, TermsOnMove};
use crate::said::{Cite, Said, Verification};
use kernel::Role;

/// `not known`, the one word for what nobody has told us.
pub(crate) fn not_known() -> Said {
    Said::new("no se sabe", "not known")
}

/// `10 días hábiles`; a length without its unit says so.
pub(crate) fn length(number: Option<u32>, unit: Unit) -> Said {
    let Some(n) = number else { return not_known() };
    let (es, en) = match (unit, n) {
        (Unit::WorkingDays, 1) => ("día hábil", "working day"),
        (Unit::WorkingDays, _) => ("días hábiles", "working days"),
        (Unit::CalendarDays, 1) => ("día calendario", "calendar day"),
        (Unit::CalendarDays, _) => ("días calendario", "calendar days"),
        (Unit::Months, 1) => ("mes", "month"),
        (Unit::Months, _) => ("meses", "months"),
        (Unit::Unknown, _) => ("(unidad no conocida)", "(unit not known)"),
    };
    Said::new(format!("{n} {es}"), format!("{n} {en}"))
}

pub(crate) fn term_length(term: &Term) -> Said {
    length(term.length, term.unit)
}

/// How long a document lives.
pub(crate) fn validity(length_of: Option<Length>) -> Said {
    length_of.map_or_else(not_known, |v| length(Some(v.length), v.unit))
}

/// The posts of the staff, by the names that the pages give them.
pub(crate) fn role(role: Role) -> Said {
    let (es, en) = match role {
        Role::BorderOfficer => ("Oficial de frontera", "Border officer"),
        Role::RegistrationOfficer => ("Oficial de registro", "Registration officer"),
        Role::EligibilityOfficer => ("Oficial de elegibilidad", "Eligibility officer"),
        Role::Reviewer => ("Revisión", "Reviewer"),
        Role::DecidingAuthority => ("Autoridad que decide", "Deciding authority"),
        Role::ChildProtectionDelegate => {
            ("Delegación de protección de la niñez", "Child protection delegate")
        }
        Role::Supervisor => ("Supervisión", "Supervisor"),
        Role::Statistician => ("Estadística", "Statistician"),
        Role::PledgeFocalPoint => ("Punto focal de compromisos", "Pledge focal point"),
        Role::DataProtectionOfficer => ("Protección de datos", "Data protection officer"),
        Role::LegalAdviser => ("Asesoría jurídica", "Legal adviser"),
        Role::Administrator => ("Administración", "Administrator"),
    };
    Said::new(es, en)
}

pub(crate) fn whose(whose: Whose) -> Said {
    match whose {
        Whose::Person => Said::new("La persona", "The person"),
        Whose::Role(of) => role(of),
    }
}

pub(crate) fn on_expiry(expiry: OnExpiry) -> Said {
    match expiry {
        OnExpiry::HumanReview => Said::new(
            "una persona con nombre mira el caso; nada se decide solo",
            "a named person looks at the case; nothing is decided by itself",
        ),
        OnExpiry::Warn => {
            Said::new("se avisa a quienes llevan el caso", "those who work on the case are warned")
        }
    }
}

pub(crate) fn counting(counting: Counting) -> Said {
    match counting {
        Counting::EventDayNotCounted => {
            Said::new("el día del hecho no se cuenta", "the day of the event is not counted")
        }
        Counting::FromNextWorkingDay => {
            Said::new("desde el primer día hábil siguiente", "from the first working day after the event")
        }
    }
}

/// What happens to a last day that is a day of rest.
pub(crate) fn last_day(term: &Term) -> Said {
    match &term.moved_end {
        Some(moved) => {
            let at = cite(&moved.cite);
            Said::new(
                format!("un último día inhábil pasa al siguiente hábil ({})", at.es),
                format!("a last day of rest moves to the next working day ({})", at.en),
            )
        }
        None => Said::new("un último día inhábil no se mueve", "a last day of rest does not move"),
    }
}

/// The event a term counts from, by the questions and steps that record it.
pub(crate) fn event(p: &Procedure, event: &str) -> Said {
    let by_step = p.all_steps().filter(|s| s.event == event).map(|s| &s.names);
    let fields = p.all_steps().flat_map(|s| &s.fields);
    let by_field = fields.filter(|f| f.event.as_deref() == Some(event)).map(|f| &f.names);
    let names: Vec<&Said> = by_field.chain(by_step).collect();
    if names.is_empty() { Said::new(event, event) } else { several(names) }
}

/// Names one after the other, each once.
pub(crate) fn several<'a>(names: impl IntoIterator<Item = &'a Said>) -> Said {
    let mut once: Vec<&Said> = Vec::new();
    for said in names {
        if !once.contains(&said) {
            once.push(said);
        }
    }
    let join = |of: fn(&Said) -> &str| once.iter().map(|s| of(s)).collect::<Vec<_>>().join("; ");
    Said::new(join(|s| &s.es), join(|s| &s.en))
}

pub(crate) fn roles(step: &Step) -> Said {
    let names: Vec<Said> = step.by.iter().map(|r| role(*r)).collect();
    several(&names)
}

pub(crate) fn verification(of: Verification) -> Said {
    match of {
        Verification::Unverified => Said::new("sin comprobar", "unverified"),
        Verification::Secondary => Said::new("fuente secundaria", "secondary"),
        Verification::Verified => Said::new("comprobado", "verified"),
    }
}

/// `PA1, art. 30, secondary`; a choice of the platform and what nobody could show say so.
pub(crate) fn cite(cite: &Cite) -> Said {
    match cite.source.as_str() {
        Cite::PLATFORM => return Said::new("elección de la plataforma", "choice of the platform"),
        Cite::UNKNOWN => return Said::new("fuente no conocida", "source not known"),
        _ => {}
    }
    let mark = verification(cite.verification);
    let article = cite.article.clone();
    let article_es =
        article.clone().map_or_else(|| "artículo no conocido".to_owned(), |a| format!("art. {a}"));
    let article_en = article.map_or_else(|| "article not known".to_owned(), |a| format!("art. {a}"));
    Said::new(
        format!("{}, {article_es}, {}", cite.source, mark.es),
        format!("{}, {article_en}, {}", cite.source, mark.en),
    )
}

pub(crate) fn yes_no(answer: Option<bool>) -> Said {
    match answer {
        Some(true) => Said::new("sí", "yes"),
        Some(false) => Said::new("no", "no"),
        None => not_known(),
    }
}

pub(crate) fn majority(majority: Majority) -> Said {
    match majority {
        Majority::Simple => Said::new("más a favor que en contra", "more in favour than against"),
        Majority::Absolute => {
            Said::new("más de la mitad de todos los puestos", "more than half of all the seats")
        }
        Majority::Unanimity => Said::new("unanimidad", "everybody in favour"),
        Majority::Unknown => not_known(),
    }
}

pub(crate) fn open_cases(open: OpenCases) -> Said {
    match open {
        OpenCases::Move => {
            Said::new("pasan a esta versión, por mano de una persona", "they move here, by a person's hand")
        }
        OpenCases::Keep => Said::new("siguen en su versión", "they stay in their version"),
        OpenCases::Ask => Said::new(
            "la norma no lo dice: decide una persona con nombre",
            "the text does not say: a named person decides",
        ),
    }
}

pub(crate) fn terms_on_move(terms: TermsOnMove) -> Said {
    match terms {
        TermsOnMove::Keep => {
            Said::new("los plazos siguen como se contaron", "running terms go on as they were counted")
        }
        TermsOnMove::Recompute => {
            Said::new("los plazos se cuentan de nuevo", "running terms are counted again")
        }
    }
}

/// A value of a fact by the name the file gives it.
pub(crate) fn value(rule: &FactRule, value: &FactValue) -> Said {
    let named = match (&rule.domain, value) {
        (crate::Domain::Codes(codes), FactValue::Code(code)) => codes.iter().find(|(c, _)| c == code),
        _ => None,
    };
    match (named, value) {
        (Some((_, names)), _) => names.clone(),
        (None, FactValue::Bool(b)) => yes_no(Some(*b)),
        (None, FactValue::Unknown) => not_known(),
        (None, FactValue::Code(code)) => Said::new(code, code),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words of `access-role-…` in a language's file.
    fn worded(locale: &str, of: Role) -> String {
        let key = format!("access-role-{} = ", of.code().replace('_', "-"));
        locale.lines().find_map(|l| l.strip_prefix(&key)).unwrap_or_default().to_owned()
    }

    #[test]
    fn the_roles_are_called_as_on_the_pages() {
        let (es, en) =
            (include_str!("../../../locales/es/access.ftl"), include_str!("../../../locales/en/access.ftl"));
        for of in Role::ALL {
            assert_eq!(role(of), Said::new(worded(es, of), worded(en, of)));
        }
    }

    #[test]
    fn a_length_is_told_in_words_and_one_nobody_knows_is_told_as_that() {
        assert_eq!(length(Some(1), Unit::WorkingDays), Said::new("1 día hábil", "1 working day"));
        assert_eq!(length(Some(24), Unit::Months), Said::new("24 meses", "24 months"));
        assert_eq!(length(None, Unit::Unknown), not_known());
    }

    #[test]
    fn what_no_source_states_has_no_article_to_tell() {
        let of = |source: &str| cite(&Cite { source: source.into(), ..Cite::default() }).en;
        assert_eq!(of("platform"), "choice of the platform");
        assert_eq!(of("unknown"), "source not known");
        assert_eq!(of("PA1"), "PA1, article not known, unverified");
    }
}
