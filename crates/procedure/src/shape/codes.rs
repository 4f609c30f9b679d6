//! The closed lists of the law files, each code with its words in both languages.

use super::Codes;
use crate::said::{Said, Verification};
use crate::wording;
use kernel::Role;

fn listed(codes: &[(&'static str, &str, &str)]) -> Codes {
    codes.iter().map(|(code, es, en)| (*code, Said::new(*es, *en))).collect()
}

pub(super) fn roles() -> Codes {
    Role::ALL.into_iter().map(|role| (role.code(), wording::role(role))).collect()
}

pub(super) fn whose() -> Codes {
    let mut codes = listed(&[("person", "La persona solicitante", "The person who claims")]);
    codes.extend(roles());
    codes
}

pub(super) fn verifications() -> Codes {
    let words = |of: Verification| match of {
        Verification::Verified => {
            Said::new("Una abogada o un abogado lo confirmó por su nombre", "A named lawyer confirmed it")
        }
        Verification::Secondary => Said::new("Lo dice una fuente pública", "A public source said so"),
        Verification::Unverified => {
            Said::new("De memoria, o las fuentes no coinciden", "Memory, or sources that disagree")
        }
    };
    let likeliest_first = [Verification::Secondary, Verification::Unverified, Verification::Verified];
    likeliest_first.into_iter().map(|of| (of.code(), words(of))).collect()
}

pub(super) fn units() -> Codes {
    listed(&[
        ("working_days", "Días hábiles", "Working days"),
        ("calendar_days", "Días calendario", "Calendar days"),
        ("months", "Meses", "Months"),
        (
            "unknown",
            "No se sabe; entonces tampoco hay `length`",
            "Not known; then there is no `length` either",
        ),
    ])
}

pub(super) fn countings() -> Codes {
    listed(&[
        (
            "event_day_not_counted",
            "El día del hecho no se cuenta; el siguiente es el primero",
            "The day of the event is not counted; the next is the first",
        ),
        (
            "from_next_working_day",
            "Desde el primer día hábil después del hecho",
            "From the first working day after the event",
        ),
    ])
}

pub(super) fn on_expiry() -> Codes {
    listed(&[
        (
            "human_review",
            "Una persona mira el caso y decide qué sigue; nada se decide solo",
            "A named person looks at the case and decides what follows; nothing is decided by itself",
        ),
        ("warn", "Se avisa a quienes trabajan en el caso", "Those who work on the case are warned"),
    ])
}

pub(super) fn field_kinds() -> Codes {
    listed(&[
        ("text", "Una línea de texto", "A line of text"),
        ("long_text", "Texto largo", "Long text"),
        ("choice", "Una respuesta de una lista (`options`)", "One answer of a list (`options`)"),
        ("day", "Un día", "A day"),
        ("time", "Una hora", "An hour"),
        ("yes_no", "Sí o no", "Yes or no"),
        ("language", "Un idioma", "A language"),
        ("number", "Un número", "A number"),
    ])
}

pub(super) fn outcomes() -> Codes {
    listed(&[
        ("recognised", "Condición de refugiado reconocida", "Recognised as a refugee"),
        ("complementary", "Protección complementaria", "Complementary protection"),
        ("refused", "Negada", "Refused"),
        ("inadmissible", "Inadmisible: no se examina el fondo", "Inadmissible: not examined on the merits"),
        ("admitted", "Admitida después de todo", "Admitted after all"),
        ("closed", "Cerrada sin decisión de fondo", "Closed without a decision on the merits"),
    ])
}

pub(super) fn levels() -> Codes {
    listed(&[
        ("first_instance", "Primera instancia", "First instance"),
        ("review", "En recurso", "On a remedy"),
    ])
}

pub(super) fn outsiders() -> Codes {
    listed(&[
        ("migration_authority", "Autoridad migratoria", "The migration authority"),
        ("child_protection", "Protección de la niñez", "Child protection"),
        ("unhcr", "ACNUR", "UNHCR"),
        (
            "state_of_origin",
            "El Estado de origen, sus consulados también",
            "The state of origin, its consulates too",
        ),
    ])
}

pub(super) fn papers() -> Codes {
    listed(&[
        ("national_id", "Documento de identidad", "National identity card"),
        ("passport", "Pasaporte", "Passport"),
        ("birth_certificate", "Acta de nacimiento", "Birth certificate"),
        ("travel_document", "Documento de viaje", "Travel document"),
        ("residence_card", "Carné de residencia", "Residence card"),
        ("asylum_card", "Carné de solicitante o de refugiado", "Card of an asylum-seeker or refugee"),
        ("consular_id", "Matrícula consular", "Consular identity card"),
        ("driving_licence", "Licencia de conducir", "Driving licence"),
        ("unhcr_certificate", "Constancia del ACNUR", "Certificate of UNHCR"),
        ("other", "Otro", "Other"),
    ])
}

pub(super) fn holds() -> Codes {
    listed(&[
        ("digits", "Cifras", "Digits"),
        ("letters", "Letras de la A a la Z, con Ñ", "Letters from A to Z, with Ñ"),
        ("letters_and_digits", "Letras o cifras", "Letters or digits"),
        ("whole", "Un número entero de `from` a `to`", "A whole number from `from` to `to`"),
        ("one_of", "Uno de los códigos de `codes`", "One of the codes of `codes`"),
        (
            "date",
            "Una fecha de seis cifras, en el orden de `order`",
            "A date of six digits, in the order of `order`",
        ),
    ])
}

pub(super) fn date_orders() -> Codes {
    listed(&[
        ("year_month_day", "Año, mes, día", "Year, month, day"),
        ("day_month_year", "Día, mes, año", "Day, month, year"),
    ])
}

pub(super) fn check_kinds() -> Codes {
    listed(&[
        (
            "weighted_sum",
            "El valor de cada carácter por su peso, sumado",
            "The value of each character times its weight, added up",
        ),
        ("whole_number", "Las cifras leídas como un solo número", "The digits read as one whole number"),
    ])
}

pub(super) fn check_results() -> Codes {
    listed(&[
        ("remainder", "El resto mismo", "The remainder itself"),
        ("complement", "Lo que falta hasta el módulo", "What is missing to the modulus"),
    ])
}

pub(super) fn office_kinds() -> Codes {
    listed(&[
        ("headquarters", "Sede central", "Headquarters"),
        ("post", "Puesto", "Post"),
        ("focal_point", "Punto focal", "Focal point"),
        ("commission", "Comisión que decide en sesión", "A commission that decides in session"),
        ("ministry", "Ministerio", "Ministry"),
        ("child_protection", "Protección de la niñez", "Child protection"),
        ("branch", "Delegación que trabaja solicitudes", "A branch that works on claims"),
        ("tribunal", "Órgano que conoce recursos", "A body that hears remedies"),
        ("migration", "Autoridad migratoria", "The migration authority"),
        ("registry", "Registro de personas o documentos", "A registry of persons or documents"),
    ])
}

pub(super) fn majorities() -> Codes {
    listed(&[
        ("simple", "Más a favor que en contra", "More in favour than against"),
        ("absolute", "Más de la mitad de los puestos", "More than half of all seats"),
        ("unanimity", "Todos los que votan, a favor", "Everybody who votes, in favour"),
        ("unknown", "No se sabe", "Not known"),
    ])
}

pub(super) fn open_cases() -> Codes {
    listed(&[
        ("move", "Siguen bajo la versión nueva", "They go on under the new version"),
        ("keep", "Siguen bajo la suya", "They stay under their own"),
        ("ask", "El texto no lo dice: decide una persona", "The text does not say: a person decides"),
    ])
}

pub(super) fn terms_on_move() -> Codes {
    listed(&[
        ("keep", "Corren como se contaron", "They run on as they were counted"),
        ("recompute", "Se cuentan de nuevo", "They are counted again"),
    ])
}

pub(super) fn weekdays() -> Codes {
    listed(&[
        ("monday", "Lunes", "Monday"),
        ("tuesday", "Martes", "Tuesday"),
        ("wednesday", "Miércoles", "Wednesday"),
        ("thursday", "Jueves", "Thursday"),
        ("friday", "Viernes", "Friday"),
        ("saturday", "Sábado", "Saturday"),
        ("sunday", "Domingo", "Sunday"),
    ])
}

pub(super) fn written() -> Codes {
    listed(&[
        ("before", "Antes de preguntar al programa", "Before the program was asked"),
        ("after", "Después", "After"),
    ])
}

pub(super) fn suspension_kinds() -> Codes {
    listed(&[
        ("closed", "Días inhábiles decretados", "Days that were declared no working days"),
        ("suspended", "Los plazos no corren", "Terms do not run"),
    ])
}

pub(super) fn failures() -> Codes {
    listed(&[
        ("encoding", "Nuestra codificación está mal", "Our encoding is wrong"),
        ("law_falls_short", "La ley misma lo dice así", "The law itself says so"),
    ])
}
