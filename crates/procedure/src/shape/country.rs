//! The form of `country.toml`.

use super::shared::{CITED, SOURCES, names, words};
use super::{Key, Of, Shape, codes, key, must};

pub(super) static COUNTRY: Shape = Shape {
    name: "country",
    name_es: "un Estado",
    es: "Los datos locales de un Estado: nombres, huso horario, oficinas, números de expediente.",
    en: "The local facts of a state: names, time zone, offices, numbers of case files.",
    keys: &[
        must("code", Of::Country, "Código ISO 3166-1 de tres letras.", "ISO 3166-1 code of three letters."),
        names("Cómo se llama el Estado.", "What the state is called."),
        must("time_zone", Of::Text, "Huso horario IANA.", "IANA time zone.").like("\"America/Panama\""),
        must("case_number", Of::One(&CASE_NUMBER), CASE_NUMBER.es, CASE_NUMBER.en),
        must(
            "checked",
            Of::Day,
            "El día en que la carpeta se comparó por última vez con sus fuentes: las páginas públicas lo dicen.",
            "The day on which the folder was last compared with its sources: the public pages say it.",
        ),
        CITED,
        SOURCES,
        must("offices", Of::Items(&OFFICE), "Oficinas y puestos.", "Offices and posts."),
        key(
            "commissions",
            Of::Items(&COMMISSION),
            "Órganos que deciden en sesión.",
            "Bodies that decide by sitting together.",
        ),
    ],
};

static CASE_NUMBER: Shape = Shape {
    name: "case number",
    name_es: "un número de expediente",
    es: "Cómo se numeran los expedientes: prefijo, año y serie.",
    en: "How case files are numbered: prefix, year and serial.",
    keys: &[
        must("prefix", Of::Text, "Lo primero del número.", "What the number begins with.").like("\"EX\""),
        must("digits", Of::Whole(1, 12), "Cifras de la serie.", "Digits of the serial.").like("4"),
        CITED,
    ],
};

static OFFICE: Shape = Shape {
    name: "office",
    name_es: "una oficina",
    es: "Una oficina o un puesto.",
    en: "An office or a post.",
    keys: &[
        must("id", Of::Id, "Su código.", "Its code.").like("\"capital\""),
        names("Cómo se llama.", "What it is called."),
        must("kind", Of::Code(codes::office_kinds), "Qué es.", "What it is."),
        Key { required: true, ..words("place", "Dónde está.", "Where it is.") },
        CITED,
    ],
};

static COMMISSION: Shape = Shape {
    name: "commission",
    name_es: "una comisión",
    es: "Un órgano que decide en sesión.",
    en: "A body that decides by sitting together.",
    keys: &[
        must("id", Of::Id, "Su código.", "Its code.").like("\"conare\""),
        must("office", Of::Text, "La oficina en la que se sienta.", "The office whose people sit in it."),
        names("Cómo se llama.", "What it is called."),
        key(
            "seats",
            Of::Items(&super::shared::OPTION),
            "Quiénes la integran; se omite si nadie lo dijo.",
            "Who sits in it; left out when nobody told us.",
        ),
        key(
            "quorum",
            Of::Whole(1, 999),
            "Cuántos deben estar; se omite si no se sabe.",
            "How many must be present, at most the number of seats; left out when it is not known.",
        )
        .like("5"),
        key("majority", Of::Code(codes::majorities), "Con qué votos decide.", "What a vote needs to carry.")
            .default("\"unknown\""),
        CITED,
    ],
};
