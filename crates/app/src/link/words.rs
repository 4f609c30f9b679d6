//! The words of an explanation, in Spanish and English.

use crate::command::Failure;
use crate::wiring;
use kernel::Lang;
use linkage::Level;
use web::{Area, Arg, Words};

/// The words of explanations; there is no page.
pub fn area() -> Area {
    Area {
        name: "link",
        routes: Vec::new(),
        migrations: Vec::new(),
        records: Vec::new(),
        locales: &[
            (Lang::Es, include_str!("../../../../locales/es/link.ftl")),
            (Lang::En, include_str!("../../../../locales/en/link.ftl")),
        ],
        nav: Vec::new(),
    }
}

/// Words in one language.
pub struct InLang {
    words: Words,
    lang: Lang,
}

impl InLang {
    pub fn of(lang: Lang) -> Result<InLang, Failure> {
        Ok(InLang { words: wiring::words()?, lang })
    }
    pub fn t(&self, key: &str) -> String {
        self.words.t(self.lang, key, &[])
    }
    pub fn tw(&self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.words.t(self.lang, key, args)
    }
    /// What a comparison found.
    pub fn level(&self, level: Level) -> String {
        let code = level.to_string();
        let of = |code: &str| self.t(&format!("link-level-{code}"));
        // Two words of a name each have their own sentence.
        let two = ["second", "rest"].into_iter().find_map(|word| {
            let (first, second) = code.split_once(&format!("-{word}-"))?;
            Some(format!("{}; {}", of(first), of(&format!("{word}-{second}"))))
        });
        two.unwrap_or_else(|| of(&code))
    }
}
