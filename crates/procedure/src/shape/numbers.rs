//! The form of `numbers.toml`.

use super::shared::{CITED, SOURCES, names};
use super::{Of, Shape, codes, key, must};

pub(super) static NUMBERS: Shape = Shape {
    name: "numbers",
    name_es: "unos números de documentos",
    es: "Los números que el Estado imprime en documentos: sus partes y la comprobación que se publica. Solo aconsejan.",
    en: "The numbers that the state prints on papers: their parts, and the check that is published. They only advise.",
    keys: &[
        must("country", Of::Country, "El Estado que los imprime.", "The state that prints them."),
        SOURCES,
        must("numbers", Of::Items(&NUMBER), "Los números.", "The numbers."),
    ],
};

static NUMBER: Shape = Shape {
    name: "number",
    name_es: "un número de documento",
    es: "Un número que el Estado imprime.",
    en: "One number that the state prints.",
    keys: &[
        must("id", Of::Id, "Su código.", "Its code.").like("\"dui\""),
        names("Cómo se llama.", "What it is called."),
        must(
            "papers",
            Of::List(&Of::Code(codes::papers)),
            "En qué documentos está.",
            "The papers on which it stands.",
        )
        .like("[\"national_id\"]"),
        must(
            "printed",
            Of::Text,
            "Cómo se imprime: `#` es una cifra, `A` una letra.",
            "How it is printed: `#` is a digit, `A` a letter.",
        )
        .like("\"########-#\""),
        CITED,
        must("parts", Of::Items(&PART), "Sus partes, en orden.", "Its parts, in their order."),
        key(
            "check",
            Of::One(&CHECK),
            "El dígito de control, si alguien lo publica; se omite si no se sabe.",
            "The check digit, where somebody publishes it; left out when none is known.",
        ),
        key(
            "tells",
            Of::One(&TELLS),
            "Lo que repite de la persona: si difiere de lo que dice, es una pista y nada más.",
            "What it repeats of the person: where it differs from what they say, that is a hint and no more.",
        ),
        must(
            "fits",
            Of::List(&Of::Text),
            "Ejemplos que cumplen, inventados o publicados.",
            "Examples that fit, invented or published.",
        )
        .like("[\"00016297-5\"]"),
        must("does_not_fit", Of::List(&Of::Text), "Ejemplos que no cumplen.", "Examples that do not fit.")
            .like("[\"00016297-4\"]"),
    ],
};

static PART: Shape = Shape {
    name: "part",
    name_es: "una parte",
    es: "Una parte de un número.",
    en: "A part of a number.",
    keys: &[
        must("id", Of::Id, "Su código.", "Its code.").like("\"serial\""),
        must("holds", Of::Code(codes::holds), "Qué contiene.", "What it holds."),
        key(
            "length",
            Of::Whole(1, 20),
            "Cuántos caracteres tiene, o al menos.",
            "How many characters, or at least.",
        )
        .like("8"),
        key(
            "most",
            Of::Whole(1, 20),
            "Cuántos a lo sumo, si no son siempre los mismos.",
            "How many at most, where it is not always the same.",
        )
        .like("9"),
        key("from", Of::Whole(0, 999_999), "De `whole`: el menor.", "Of `whole`: the least.").like("1"),
        key("to", Of::Whole(0, 999_999), "De `whole`: el mayor.", "Of `whole`: the greatest.").like("22"),
        key(
            "codes",
            Of::List(&Of::Text),
            "De `one_of`: los códigos que hay.",
            "Of `one_of`: the codes there are.",
        )
        .like("[\"PE\"]"),
        key("order", Of::Code(codes::date_orders), "De `date`: en qué orden.", "Of `date`: in which order."),
        key("optional", Of::Flag, "Puede faltar.", "It may be missing."),
        key(
            "behind_hyphen",
            Of::Flag,
            "La separa un guion, sin el cual no se puede leer.",
            "A hyphen stands before it, without which the number cannot be read.",
        ),
    ],
};

static CHECK: Shape = Shape {
    name: "check digit",
    name_es: "un dígito de control",
    es: "Cómo se calcula el dígito de control.",
    en: "How the check digit is computed.",
    keys: &[
        must("kind", Of::Code(codes::check_kinds), "La manera.", "The way."),
        must("over", Of::List(&Of::Text), "De qué partes.", "Of which parts.").like("[\"serial\"]"),
        must("digit", Of::Text, "Qué parte es.", "Which part it is.").like("\"check\""),
        key(
            "alphabet",
            Of::Text,
            "Los caracteres en el orden de su valor; las diez cifras si se omite.",
            "The characters in the order of their values; the ten digits when left out.",
        )
        .like("\"0123456789\""),
        key(
            "weights",
            Of::List(&Of::Whole(0, 999)),
            "De `weighted_sum`: el peso de cada carácter.",
            "Of `weighted_sum`: the weight of each character.",
        )
        .like("[9, 8, 7, 6, 5, 4, 3, 2]"),
        must("modulus", Of::Whole(2, 99), "El módulo.", "The modulus.").like("10"),
        key(
            "result",
            Of::Code(codes::check_results),
            "Qué se hace con el resto.",
            "What becomes of the remainder.",
        )
        .default("\"remainder\""),
        must(
            "written",
            Of::Text,
            "Cómo se escribe cada resultado, desde 0.",
            "How each result is written, from 0 on.",
        )
        .like("\"0123456789\""),
        CITED,
    ],
};

static TELLS: Shape = Shape {
    name: "what it tells",
    name_es: "lo que dice",
    es: "Lo que el número repite de la persona.",
    en: "What the number repeats of the person.",
    keys: &[
        key("birth", Of::Text, "La parte con la fecha de nacimiento.", "The part with the date of birth.")
            .like("\"born\""),
        key("sex", Of::One(&SEX), SEX.es, SEX.en),
    ],
};

static SEX: Shape = Shape {
    name: "sex",
    name_es: "el sexo",
    es: "La parte con el sexo que el Estado anotó.",
    en: "The part with the sex that the state wrote down.",
    keys: &[
        must("part", Of::Text, "La parte.", "The part.").like("\"sex\""),
        must("female", Of::Text, "Lo que dice de una mujer.", "What it says of a woman.").like("\"M\""),
        must("male", Of::Text, "Lo que dice de un hombre.", "What it says of a man.").like("\"H\""),
    ],
};
