//! The form of `region/safeguards.toml`. What a rule says is left to its reader.

use super::shared::{CITED, SOURCES, names};
use super::{Of, Shape, codes, must};

pub(crate) static SAFEGUARDS: Shape = Shape {
    name: "safeguards",
    name_es: "las garantías",
    es: "Lo que todo procedimiento debe guardar.",
    en: "What every procedure must keep.",
    keys: &[SOURCES, must("safeguards", Of::Items(&SAFEGUARD), "Las garantías.", "The safeguards.")],
};

static SAFEGUARD: Shape = Shape {
    name: "safeguard",
    name_es: "una garantía",
    es: "Una garantía.",
    en: "One safeguard.",
    keys: &[
        must("id", Of::Id, "Su código.", "Its code.").like("\"reachable\""),
        names("Cómo se llama.", "What it is called."),
        must("rule", Of::Anything, "Qué se busca.", "What is searched for.").like("{ kind = \"reachable\" }"),
        must(
            "failure",
            Of::Code(codes::failures),
            "De quién es la falta.",
            "Whose fault a way around it is.",
        ),
        CITED,
    ],
};
