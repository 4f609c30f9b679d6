//! What stands beside a cite on the pages of the law: that it was confirmed as it then read, and for a lawyer the way to its
//! form.

use super::{href, lapsed_words};
use procedure::{Cite, Confirmation, Law, Statement};
use web::part::{self, Act, TagKind};
use web::{Ask, House, Markup, Permission, html};

/// The statements of a page's law, each found by its cite.
pub struct Signs<'a> {
    may_confirm: bool,
    statements: Vec<Statement<'a>>,
    lapsed: Vec<&'a Confirmation>,
}

impl<'a> Signs<'a> {
    pub fn of(house: &House, ask: &Ask, law: &'a Law) -> Signs<'a> {
        let may_confirm = house.may(&ask.who, Permission::ConfirmLaw, None);
        let lapsed = law.lapsed();
        let statements = if may_confirm || !lapsed.is_empty() { law.statements() } else { Vec::new() };
        Signs { may_confirm, statements, lapsed }
    }

    /// The statement whose cite this is: this very one, for others may cite alike.
    fn statement(&self, cite: &Cite) -> Option<&Statement<'a>> {
        self.statements.iter().find(|s| std::ptr::eq(s.cited.cite, cite))
    }

    pub fn beside(&self, ask: &Ask, cite: &Cite) -> Markup {
        let Some(statement) = self.statement(cite) else { return html! {} };
        let at = |c: &&&Confirmation| {
            c.statement.file == statement.home && c.statement.path == statement.cited.path
        };
        let lapsed = self.lapsed.iter().filter(at);
        html! {
            @for confirmation in lapsed {
                div { (part::tag(TagKind::Unsure, &lapsed_words(ask, confirmation))) }
            }
            @if self.may_confirm && statement.is_law() {
                @let key = if statement.is_verified() { "app-statement-see" } else { "app-statement-confirm" };
                @let about = statement.cited.names.in_lang(ask.lang);
                div { (part::link(&Act::new(href(statement), ask.t(key)).about(about))) }
            }
        }
    }
}
