//! What stands in every kind of file: words in both languages, where something is written, lengths, options.

use super::{Key, Of, Shape, codes, key, must};

pub(super) static SAID: Shape = Shape {
    name: "words",
    name_es: "unas palabras",
    es: "Palabras en español y en inglés.",
    en: "Words in Spanish and in English.",
    keys: &[
        must("es", Of::Text, "En español.", "In Spanish.").like("\"Solicitud\""),
        must("en", Of::Text, "En inglés.", "In English.").like("\"Claim\""),
    ],
};

pub(super) static CITE: Shape = Shape {
    name: "cite",
    name_es: "una cita",
    es: "Dónde está escrito y qué tan seguro es.",
    en: "Where it is written, and how sure that is.",
    keys: &[
        must(
            "source",
            Of::Text,
            "Una clave de [sources]; `platform` si ninguna ley lo dice; `unknown` si nadie pudo mostrarlo.",
            "A key of [sources]; `platform` if no law says so; `unknown` if nobody could show it.",
        )
        .like("\"ACT\""),
        key(
            "article",
            Of::Text,
            "El artículo, o `unknown` hasta que alguien lo sepa.",
            "The article, or `unknown` until somebody knows.",
        )
        .like("\"30\""),
        key(
            "verification",
            Of::Code(codes::verifications),
            "Qué tan seguro es que la ley lo dice.",
            "How sure we are that the law says so.",
        )
        .like("\"secondary\""),
        key(
            "verified_by",
            Of::Text,
            "Quién lo confirmó; `verified` no vale sin nombre.",
            "The lawyer who confirmed it; `verified` is refused without a name.",
        )
        .like("\"Lic. Ana Ejemplo\""),
        key("verified_on", Of::Day, "El día en que lo confirmó.", "The day on which it was confirmed."),
    ],
};

pub(super) const fn names(es: &'static str, en: &'static str) -> Key {
    must("names", Of::One(&SAID), es, en).like("{ es = \"…\", en = \"…\" }")
}

pub(super) const fn words(name: &'static str, es: &'static str, en: &'static str) -> Key {
    key(name, Of::One(&SAID), es, en).like("{ es = \"…\", en = \"…\" }")
}

pub(super) const CITED: Key = must("cite", Of::One(&CITE), CITE.es, CITE.en)
    .like("{ source = \"ACT\", article = \"12\", verification = \"secondary\" }");

pub(super) const SOURCES: Key = must(
    "sources",
    Of::Map(&Of::Address),
    "Las fuentes: una clave para cada texto, con la dirección donde se lee.",
    "The sources: a key for each text, with the address where it can be read.",
)
.like("{ ACT = \"https://example.org/act\" }");

pub(super) static OPTION: Shape = Shape {
    name: "option",
    name_es: "una opción",
    es: "Un código con sus palabras.",
    en: "A code with its words.",
    keys: &[
        must("id", Of::Id, "El código.", "The code.").like("\"none\""),
        must("es", Of::Text, "En español.", "In Spanish.").like("\"Nadie\""),
        must("en", Of::Text, "En inglés.", "In English.").like("\"Nobody\""),
    ],
};

pub(super) static LENGTH: Shape = Shape {
    name: "length",
    name_es: "una duración",
    es: "Un tiempo: cuántos, y de qué.",
    en: "A length of time: how many, and of what.",
    keys: &[
        must("length", Of::Whole(1, 9999), "Cuántos.", "How many.").like("10"),
        must("unit", Of::Code(codes::units), "En qué se cuenta.", "What it is counted in."),
    ],
};

pub(super) const IDS: Of = Of::List(&Of::Text);
