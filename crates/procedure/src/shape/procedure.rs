//! The form of `procedures/*.toml`: one version of one procedure.

use super::shared::{CITE, CITED, IDS, LENGTH, OPTION, SOURCES, names, words};
use super::{Key, Of, Shape, codes, key, must};

pub(super) static PROCEDURE: Shape = Shape {
    name: "procedure",
    name_es: "un procedimiento",
    es: "Una versión de un procedimiento: etapas, pasos, plazos, documentos y recursos, cada uno con su fuente.",
    en: "One version of one procedure: stages, steps, terms, documents and remedies, each with where it is written.",
    keys: &[
        must("id", Of::Id, "Su código, el mismo en toda versión.", "Its code, the same in every version.")
            .like("\"asylum\""),
        must("version", Of::Text, "El nombre de esta versión.", "The name of this version.")
            .like("\"PAN-2018\""),
        must("valid_from", Of::Day, "El primer día en vigor.", "The first day in force."),
        key("valid_to", Of::Day, "El último día en vigor.", "The last day in force; left out while it is."),
        key(
            "based_on",
            Of::Text,
            "La versión de la que parte: el archivo dice solo lo que cambia.",
            "The version it starts from: the file says only what changes.",
        )
        .like("\"PAN-2018\""),
        key(
            "removes",
            IDS,
            "Lo que quita de la versión de la que parte.",
            "What it takes out of the version it starts from.",
        )
        .like("[\"steps.refuse\"]"),
        names("Cómo se llama.", "What it is called."),
        words(
            "instrument",
            "La ley o el decreto, como se cita en cartas.",
            "The statute or decree, as letters cite it.",
        ),
        key(
            "linked",
            Of::Flag,
            "Solo lo abre un paso de otro caso.",
            "It is only ever opened by a step of another case.",
        ),
        must("first_stage", Of::Text, "La etapa en que empieza.", "The stage in which a case begins.")
            .like("\"filed\""),
        key(
            "confidential",
            Of::One(&CITE),
            "Dónde está escrito que nada llega al Estado de origen.",
            "Where it is written that nothing of a claim goes to the state of origin.",
        )
        .like("{ source = \"ACT\", article = \"12\", verification = \"secondary\" }"),
        key(
            "free",
            Of::One(&CITE),
            "Dónde está escrito que pedir no cuesta nada.",
            "Where it is written that asking costs nothing.",
        )
        .like("{ source = \"ACT\", article = \"12\", verification = \"secondary\" }"),
        CITED,
        Key { required: false, ..SOURCES },
        key(
            "forms",
            Of::Map(&Of::Items(&FIELD)),
            "Preguntas que varios pasos hacen igual.",
            "Questions that several steps ask alike.",
        )
        .like("{}"),
        must("stages", Of::Items(&STAGE), "Donde un caso reposa.", "Where a case rests between two steps."),
        key(
            "facts",
            Of::Items(&FACT),
            "Lo que las condiciones pueden preguntar.",
            "What conditions may ask about.",
        ),
        must("opening", Of::One(&STEP), "El paso que abre un caso.", "The step that opens a case."),
        key(
            "steps",
            Of::Items(&STEP),
            "Lo que alguien hace en un caso.",
            "What a named person does in a case.",
        ),
        key("terms", Of::Items(&TERM), "Los plazos.", "The terms."),
        key("documents", Of::Items(&DOCUMENT), "Los documentos.", "The documents."),
        key("remedies", Of::Items(&REMEDY), "Los recursos.", "The remedies."),
        key(
            "struck",
            Of::Items(&STRUCK),
            "Lo que un fallo dejó sin efecto.",
            "What a judgment took out of force.",
        ),
        key(
            "transitions",
            Of::Items(&TRANSITION),
            "El camino de los casos abiertos hacia esta versión.",
            "The way of open cases into this version.",
        ),
    ],
};

static STAGE: Shape = Shape {
    name: "stage",
    name_es: "una etapa",
    es: "Un lugar donde un caso reposa entre dos pasos.",
    en: "A place where a case rests between two steps.",
    keys: &[
        must("id", Of::Id, "Su código.", "Its code.").like("\"filed\""),
        names("Cómo se llama.", "What it is called."),
        key(
            "on_path",
            Of::Flag,
            "Se muestra en la línea de arriba.",
            "Shown in the line of stages at the top of a case.",
        ),
        key(
            "ended",
            Of::Flag,
            "La institución no debe nada más.",
            "Nothing more is due from the institution.",
        ),
        key(
            "waiting",
            Of::Flag,
            "Alguien de fuera actúa primero.",
            "Somebody outside the office has to move first.",
        ),
        words("hint", "Qué puede esperar la persona aquí.", "What the person may expect here."),
    ],
};

static FACT: Shape = Shape {
    name: "fact",
    name_es: "un hecho",
    es: "Lo que una condición puede preguntar: sí o no, o uno de sus códigos.",
    en: "What a condition may ask about: yes or no, or one of its codes.",
    keys: &[
        must("id", Of::Id, "Su código.", "Its code.").like("\"interview_heard\""),
        names("Cómo se llama.", "What it is called."),
        key(
            "values",
            Of::Items(&OPTION),
            "Sus códigos; sin ellos es sí o no.",
            "Its codes; without them it is yes or no.",
        ),
        key("initial", Of::Value, "Su valor al abrir el caso.", "Its value when a case opens.")
            .default("\"unknown\""),
        key(
            "linked",
            Of::Text,
            "El procedimiento vinculado del que se lee.",
            "The procedure of the linked case it is read from.",
        )
        .like("\"guardianship\""),
        key(
            "stages",
            Of::Flag,
            "Sus valores son las etapas.",
            "Its values are the stages; `values` is left out.",
        ),
        CITED,
    ],
};

static STEP: Shape = Shape {
    name: "step",
    name_es: "un paso",
    es: "Lo que una persona con nombre hace en un caso.",
    en: "Something a named person does in a case.",
    keys: &[
        must("id", Of::Id, "Su código.", "Its code.").like("\"refuse\""),
        names("Cómo se llama: un verbo.", "What it is called: a verb."),
        words("hint", "Lo que conviene saber antes.", "What is good to know before."),
        key("from", IDS, "Las etapas de las que sale.", "The stages it leaves.").like("[\"filed\"]"),
        key(
            "to",
            Of::Text,
            "La etapa a la que lleva; sin ella se queda.",
            "The stage it leads to; without it the case stays.",
        )
        .like("\"heard\""),
        must("by", Of::List(&Of::Code(codes::roles)), "Quiénes lo dan.", "Who takes it.")
            .like("[\"reviewer\"]"),
        key("offices", IDS, "Solo en estas oficinas.", "Only at these offices."),
        key(
            "office_kinds",
            Of::List(&Of::Code(codes::office_kinds)),
            "Solo en oficinas de esta clase.",
            "Only at offices of these kinds.",
        )
        .like("[\"commission\"]"),
        key(
            "guard",
            Of::Items(&CLAUSE),
            "Las condiciones; todas deben cumplirse.",
            "The conditions; all must hold.",
        ),
        key("form", Of::Text, "Preguntas de [forms].", "Questions of [forms] it asks.").like("\"interview\""),
        key("fields", Of::Items(&FIELD), "Las preguntas de su formulario.", "The questions of its form."),
        key("sets", Of::Map(&Of::Value), "Hechos que establece.", "Facts it sets.")
            .like("{ interview_heard = true }"),
        key(
            "advances",
            Of::Text,
            "Un hecho que pasa a su siguiente valor cada vez.",
            "A fact that moves to the next of its values with each taking.",
        ),
        key(
            "keeps_place",
            Of::Text,
            "El hecho en que guarda la etapa.",
            "The fact in which it keeps the stage it left.",
        ),
        key(
            "gives_back",
            Of::Text,
            "El hecho que dice a qué etapa vuelve.",
            "The fact that says which stage it gives back.",
        ),
        key(
            "event",
            Of::Text,
            "El hecho del que cuentan los plazos; sin él, su `id`.",
            "The event that terms count from; its `id` without it.",
        )
        .like("\"notified\""),
        key("starts", IDS, "Plazos que empieza.", "Terms that begin with it."),
        key("ends", IDS, "Plazos que cumple.", "Terms met by it."),
        key("opens", IDS, "Procedimientos vinculados que abre.", "Linked procedures it opens."),
        key("issues", IDS, "Documentos que emite.", "Documents it issues."),
        key("tasks", Of::Items(&TASK), "Tareas que deja.", "Tasks it leaves to somebody."),
        key(
            "not_same_as",
            IDS,
            "Quien dio estos pasos no da este.",
            "Whoever took these steps may not take it.",
        ),
        words("not_same_says", "Lo que se le dice a esa persona.", "What is said to whoever that stops."),
        key(
            "remedy",
            Of::Flag,
            "Interpone un recurso: nada se le opone.",
            "It files a remedy: nothing may stand in its way.",
        ),
        key(
            "prejudicial",
            Of::Flag,
            "Quita algo a la persona.",
            "It takes something from the person: a named person confirms it.",
        ),
        key("decides", Of::One(&DECIDES), DECIDES.es, DECIDES.en)
            .like("{ outcome = \"refused\", level = \"first_instance\" }"),
        key("letter", Of::Text, "La carta que se escribe con él.", "The letter written with it.")
            .like("\"decision_notice\""),
        key(
            "tells",
            Of::List(&Of::Code(codes::outsiders)),
            "A quién de fuera se lo dice.",
            "Whom outside it tells that there is a claim.",
        ),
        key(
            "in_session",
            Of::Text,
            "La comisión que debe aprobarlo en sesión.",
            "The commission that has to carry it in a session first.",
        ),
        CITED,
    ],
};

static DECIDES: Shape = Shape {
    name: "decision",
    name_es: "una decisión",
    es: "Qué se decide, en las clases de la estadística publicada.",
    en: "What is decided, in the classes of published statistics.",
    keys: &[
        must("outcome", Of::Code(codes::outcomes), "El resultado.", "The outcome."),
        must(
            "level",
            Of::Code(codes::levels),
            "En qué instancia.",
            "Who decides: the first body, or one that reviews it.",
        ),
    ],
};

static CLAUSE: Shape = Shape {
    name: "condition",
    name_es: "una condición",
    es: "Una condición, y qué se le dice a la persona si no se cumple.",
    en: "A condition, with what to say when it does not hold.",
    keys: &[
        must(
            "when",
            Of::Text,
            "La expresión CEL sobre hechos declarados.",
            "The CEL expression over declared facts.",
        )
        .like("\"interview_heard\""),
        must("es", Of::Text, "Qué falta, en español.", "What is missing, in Spanish."),
        must("en", Of::Text, "Qué falta, en inglés.", "What is missing, in English."),
        CITED,
    ],
};

static FIELD: Shape = Shape {
    name: "field",
    name_es: "un campo",
    es: "Una pregunta de un formulario.",
    en: "One question of a form.",
    keys: &[
        must("id", Of::Id, "Su código.", "Its code.").like("\"reasons\""),
        names("La pregunta.", "The question."),
        words("hint", "Una ayuda.", "A hint."),
        key("kind", Of::Code(codes::field_kinds), "Qué se contesta.", "What is answered.")
            .default("\"text\""),
        key("options", Of::Items(&OPTION), "Las respuestas de un `choice`.", "The answers of a `choice`."),
        key("required", Of::Flag, "Debe contestarse.", "It must be answered."),
        key(
            "identifying",
            Of::Flag,
            "Puede identificar a alguien.",
            "It may identify somebody, and is sealed.",
        ),
        key(
            "sets_fact",
            Of::Flag,
            "Su respuesta es el hecho del mismo nombre.",
            "Its answer becomes the fact of the same name.",
        ),
        key(
            "stated_date",
            Of::Flag,
            "Es el día del que cuenta el paso.",
            "It is the day the step counts from.",
        ),
        key(
            "event",
            Of::Text,
            "Un día que es un hecho propio.",
            "A day that is an event of its own, which terms may count from.",
        )
        .like("\"entered\""),
        key(
            "must_be_yes",
            Of::Flag,
            "Solo «sí» basta: una confirmación.",
            "Only yes will do: a confirmation.",
        ),
    ],
};

static TASK: Shape = Shape {
    name: "task",
    name_es: "una tarea",
    es: "Una tarea que un paso deja a alguien.",
    en: "A task that a step leaves to somebody.",
    keys: &[
        must("id", Of::Id, "Su código.", "Its code.").like("\"name_guardian\""),
        names("Qué hay que hacer.", "What is to be done."),
        must("role", Of::Code(codes::roles), "Quién la hace.", "Who does it.").like("\"reviewer\""),
        key(
            "office",
            Of::Text,
            "Dónde, si no es la oficina del caso.",
            "Where, if it is not the office of the case.",
        ),
        key("within", Of::One(&LENGTH), "En cuánto tiempo.", "How long it may take.")
            .like("{ length = 1, unit = \"working_days\" }"),
        key("when", Of::Text, "Solo si esta expresión se cumple.", "Only when this expression holds.")
            .like("\"child == 'none'\""),
        key("when_late", Of::Text, "Solo si este plazo ya pasó.", "Only when this term has passed."),
        key(
            "escalates_to",
            Of::Code(codes::roles),
            "A quién se avisa si se pasa.",
            "Who is told when it is overdue.",
        ),
        key("done_by", IDS, "Los pasos que la cumplen.", "The steps that do it."),
        CITED,
    ],
};

static TERM: Shape = Shape {
    name: "term",
    name_es: "un plazo",
    es: "Un plazo: cuánto, desde qué hecho, de quién, y qué pasa al vencer.",
    en: "A term: how long, from which event, whose, and what its end does.",
    keys: &[
        must("id", Of::Id, "Su código.", "Its code.").like("\"appeal\""),
        names("Cómo se llama.", "What it is called."),
        key(
            "length",
            Of::Whole(1, 9999),
            "Cuántos; se omite si no se sabe.",
            "How many; leave it out when it is not known.",
        )
        .like("10"),
        must("unit", Of::Code(codes::units), "En qué se cuenta.", "What it is counted in."),
        must("from", Of::Text, "El hecho del que cuenta.", "The event whose day it counts from.")
            .like("\"notified\""),
        key("counting", Of::Code(codes::countings), "Desde qué día corre.", "Which day it begins to run.")
            .default("\"event_day_not_counted\""),
        key("moved_end", Of::One(&MOVED_END), MOVED_END.es, MOVED_END.en),
        must("whose", Of::Code(codes::whose), "Quién debe actuar.", "Who has to act.").like("\"person\""),
        must("on_expiry", Of::Code(codes::on_expiry), "Qué pasa al vencer.", "What its end does.")
            .like("\"human_review\""),
        words("hint", "Lo que conviene saber.", "What is good to know."),
        CITED,
    ],
};

static MOVED_END: Shape = Shape {
    name: "moved end",
    name_es: "un vencimiento que se corre",
    es: "Un último día inhábil pasa al siguiente hábil, porque esta fuente lo dice.",
    en: "A last day of rest moves to the next working day, because this source says so.",
    keys: &[CITED],
};

static DOCUMENT: Shape = Shape {
    name: "document",
    name_es: "un documento",
    es: "Un documento: quién lo emite, cuánto vive, qué da.",
    en: "A document: who issues it, how long it lives, what it grants.",
    keys: &[
        must("id", Of::Id, "Su código.", "Its code.").like("\"permit\""),
        names("Cómo se llama.", "What it is called."),
        Key { required: true, ..words("issuer", "Quién lo emite.", "Who issues it.") },
        key(
            "validity",
            Of::One(&LENGTH),
            "Cuánto vale; se omite si no se sabe.",
            "How long it lives; left out when it is not known.",
        )
        .like("{ length = 12, unit = \"months\" }"),
        Key {
            default: None,
            ..key(
                "renewable",
                Of::Flag,
                "Si se renueva; se omite si no se sabe.",
                "Whether it is renewed; left out when it is not known.",
            )
        },
        key(
            "renewed_at_most",
            Of::Whole(1, 999),
            "Cuántas veces, si la ley lo dice.",
            "How often at most, if the law says so.",
        ),
        key("grants", Of::Items(&super::shared::SAID), "Qué permite.", "What it grants.")
            .like("[{ es = \"…\", en = \"…\" }]"),
        CITED,
    ],
};

static REMEDY: Shape = Shape {
    name: "remedy",
    name_es: "un recurso",
    es: "Un modo de impugnar una decisión.",
    en: "A way to contest a decision.",
    keys: &[
        must("id", Of::Id, "Su código.", "Its code.").like("\"appeal\""),
        names("Cómo se llama.", "What it is called."),
        Key { required: true, ..words("authority", "Ante quién.", "Before whom.") },
        must("against", IDS, "Los pasos contra los que va.", "The steps it is brought against.")
            .like("[\"refuse\"]"),
        key("filed_by", Of::Text, "El paso que lo interpone.", "The step that files it.")
            .like("\"file_appeal\""),
        key("decided_by", IDS, "Los pasos que lo deciden.", "The steps that decide it."),
        key(
            "term",
            Of::Text,
            "El plazo para interponerlo.",
            "The term to file it; left out when nobody told us.",
        )
        .like("\"appeal\""),
        Key {
            default: None,
            ..key(
                "suspensive",
                Of::Flag,
                "Si la decisión espera; se omite si no se sabe.",
                "Whether the decision waits for it; left out when it is not known.",
            )
        },
        key(
            "judicial",
            Of::Flag,
            "Ante un tribunal, fuera del procedimiento.",
            "Before a court, outside this procedure.",
        ),
        key(
            "same_body",
            Of::One(&BODY),
            "La ley lo da a quien decidió.",
            "The law gives it to the body that decided.",
        ),
        key("other_body", Of::One(&BODY), "La ley lo da a otro órgano.", "The law gives it to another body."),
        CITED,
    ],
};

static BODY: Shape = Shape {
    name: "body",
    name_es: "un órgano",
    es: "Dónde está escrito qué órgano decide un recurso.",
    en: "Where it is written which body decides a remedy.",
    keys: &[CITED],
};

static STRUCK: Shape = Shape {
    name: "struck rule",
    name_es: "una norma sin efecto",
    es: "Lo que un fallo dejó sin efecto: `steps.ID` o `terms.ID`.",
    en: "What a judgment took out of force: `steps.ID` or `terms.ID`.",
    keys: &[
        must("what", Of::Text, "`steps.ID` o `terms.ID`.", "`steps.ID` or `terms.ID`.")
            .like("\"steps.refuse_as_late\""),
        must("from", Of::Day, "Desde qué día.", "From which day."),
        names("El fallo, como se cita.", "The judgment, as it is cited."),
        CITED,
    ],
};

static TRANSITION: Shape = Shape {
    name: "transition",
    name_es: "una transición",
    es: "El camino de los casos abiertos hacia esta versión; lo toma una persona.",
    en: "The way of open cases into this version; a person takes it.",
    keys: &[
        must("from", IDS, "Las versiones de las que sale.", "The versions it leads out of.")
            .like("[\"PAN-2018\"]"),
        must(
            "open_cases",
            Of::Code(codes::open_cases),
            "Qué pasa con los casos abiertos.",
            "What becomes of open cases.",
        ),
        key(
            "stages",
            Of::Map(&Of::Text),
            "Etapas viejas por su nombre nuevo.",
            "Old stages by their new name.",
        )
        .like("{ old = \"new\" }"),
        key(
            "terms",
            Of::Code(codes::terms_on_move),
            "Qué pasa con los plazos que corren.",
            "What becomes of terms that run.",
        )
        .default("\"keep\""),
        Key {
            required: true,
            ..words("hint", "Lo que lee quien lo decide.", "What whoever decides it reads.")
        },
        CITED,
    ],
};
