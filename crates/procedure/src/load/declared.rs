//! What a name in a law file should be that of, and what to say when nothing has that name.

use crate::said::Said;
use crate::shape::asked;

/// What a law file declares and speaks of by its id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Declared {
    Commission,
    Document,
    Fact,
    Office,
    Procedure,
    Stage,
    Step,
    Term,
    Value,
}

impl Declared {
    /// How a sentence calls it; in Spanish with its article.
    fn said(self) -> (&'static str, &'static str) {
        match self {
            Declared::Commission => ("la comisión", "commission"),
            Declared::Document => ("el documento", "document"),
            Declared::Fact => ("el hecho", "fact"),
            Declared::Office => ("la oficina", "office"),
            Declared::Procedure => ("el procedimiento", "procedure"),
            Declared::Stage => ("la etapa", "stage"),
            Declared::Step => ("el paso", "step"),
            Declared::Term => ("el plazo", "term"),
            Declared::Value => ("el valor", "value"),
        }
    }

    /// That nothing has this name, with the nearest that something has.
    pub fn missing<'a>(self, name: &str, declared: impl Iterator<Item = &'a str>) -> Said {
        let ((es, en), near) = (self.said(), asked(name, declared));
        Said::new(
            format!("no se ha declarado {es} `{name}`{}", near.es),
            format!("{en} `{name}` is not declared{}", near.en),
        )
    }
}
