//! Where a statement of law is written and how sure that is: the words, the mark, and the tally of a procedure.

use super::statement::Signs;
use procedure::{Cite, Procedure, Verification};
use web::part::{self, TagKind};
use web::{Ask, Markup, html};

/// `Artículo 30 · help.unhcr.org` and the mark of how sure it is.
pub fn cited(ask: &Ask, signs: &Signs<'_>, cite: &Cite) -> Markup {
    html! {
        (written_in(ask, cite))
        div { (mark(ask, cite)) }
        (signs.beside(ask, cite))
    }
}

/// `Artículo 30 · help.unhcr.org`, or the reference of the gazette that a lawyer compared it with.
pub fn written_in(ask: &Ask, cite: &Cite) -> Markup {
    let reference = cite.verified_in.as_deref().filter(|text| cite.url.as_deref() != Some(*text));
    html! {
        (article(ask, cite))
        @if let Some(reference) = reference { " · " (reference) }
        @if let Some(url) = &cite.url { " · " (source_link(url)) }
    }
}

fn article(ask: &Ask, cite: &Cite) -> String {
    match &cite.article {
        Some(article) => ask.tw("app-law-article", &[("article", article.as_str().into())]),
        None if cite.source == Cite::PLATFORM => ask.t("app-law-platform"),
        None if cite.source == Cite::UNKNOWN => ask.t("app-law-source-unknown"),
        None => ask.t("app-law-article-unknown"),
    }
}

/// A link to a source outside, named by its host.
pub fn source_link(url: &str) -> Markup {
    html! { a.govuk-link href=(url) rel="noreferrer" { (host(url)) } }
}

fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split('/').next().unwrap_or(rest);
    host.strip_prefix("www.").unwrap_or(host)
}

/// How sure a statement is, as a sign and words.
pub fn mark(ask: &Ask, cite: &Cite) -> Markup {
    match (cite.verification, &cite.verified_by) {
        (Verification::Verified, Some(name)) => {
            let name = ("name", name.as_str().into());
            let words = match cite.verified_on {
                Some(on) => ask.tw("app-law-verified-by-on", &[name, ("day", ask.day_long(on).into())]),
                None => ask.tw("app-law-verified-by", &[name]),
            };
            part::tag(TagKind::Good, &words)
        }
        (Verification::Verified, None) => part::tag(TagKind::Good, &ask.t("app-law-verified")),
        (Verification::Secondary, _) => part::tag(TagKind::Plain, &ask.t("app-law-secondary")),
        (Verification::Unverified, _) => part::tag(TagKind::Unsure, &ask.t("app-law-unverified")),
    }
}

/// How many statements of a procedure are confirmed, told by a source, or neither.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Marks {
    verified: usize,
    secondary: usize,
    unverified: usize,
}

impl Marks {
    pub fn of(procedure: &Procedure) -> Marks {
        let mut marks = Marks::default();
        for cite in cites(procedure) {
            match cite.verification {
                Verification::Verified => marks.verified += 1,
                Verification::Secondary => marks.secondary += 1,
                Verification::Unverified => marks.unverified += 1,
            }
        }
        marks
    }
    pub fn in_words(&self, ask: &Ask) -> Markup {
        let all = self.verified + self.secondary + self.unverified;
        let args = [
            ("all", all.into()),
            ("verified", self.verified.into()),
            ("secondary", self.secondary.into()),
            ("unverified", self.unverified.into()),
        ];
        html! {
            p.c-note { (ask.tw("app-law-marks", &args)) }
            @if self.verified < all { p.c-note { (ask.t("app-law-provisional")) } }
        }
    }
}

fn cites(procedure: &Procedure) -> impl Iterator<Item = &Cite> {
    let guards = procedure.all_steps().flat_map(|s| &s.guard).flat_map(|g| &g.clauses).map(|c| &c.cite);
    std::iter::once(&procedure.cite)
        .chain(procedure.all_steps().map(|s| &s.cite))
        .chain(guards)
        .chain(procedure.terms.iter().map(|t| &t.cite))
        .chain(procedure.facts.iter().map(|f| &f.cite))
        .chain(procedure.documents.iter().map(|d| &d.cite))
        .chain(procedure.remedies.iter().map(|r| &r.cite))
}

#[cfg(test)]
mod tests {
    use super::host;

    #[test]
    fn a_source_is_named_by_its_host() {
        assert_eq!(host("https://www.example.org/a/b?c"), "example.org");
        assert_eq!(host("http://law.example"), "law.example");
        assert_eq!(host("no address"), "no address");
    }
}
