//! A desk: a browser in which somebody works by following links and sending the forms that pages show.

use kernel::Lang;
use std::ops::Deref;
use web::client::{Client, Form, Seen};

/// A signed-in browser and the language it reads.
pub struct Desk {
    client: Client,
    pub lang: Lang,
}

impl Deref for Desk {
    type Target = Client;
    fn deref(&self) -> &Client {
        &self.client
    }
}

impl Desk {
    pub fn new(client: Client, lang: Lang) -> Desk {
        Desk { client, lang }
    }

    /// Opens a page that must be there.
    #[track_caller]
    pub fn open(&self, path: &str) -> Seen {
        let seen = self.get(path);
        assert_eq!(seen.status, 200, "{path} ({}):\n{}", seen.path, seen.text());
        seen
    }
    /// Follows the link of the page at hand whose address ends so, and which must be there.
    #[track_caller]
    pub fn follow(&self, ending: &str) -> Seen {
        let page = self.page();
        let links = page.links();
        let link = links.iter().find(|l| l.split(['?', '#']).next().unwrap_or("").ends_with(ending));
        match link {
            Some(link) => self.open(link),
            None => panic!("no link to …{ending} on {}; there are {links:#?}\n{}", page.path, page.text()),
        }
    }
    /// The form of the page at hand that does its work: not the one that signs out.
    #[track_caller]
    pub fn form(&self) -> Form {
        let page = self.page();
        let mut forms = page
            .forms()
            .into_iter()
            .filter(|f| f.method == "post" && f.action != "/sign-out")
            .collect::<Vec<_>>();
        assert_eq!(forms.len(), 1, "{} has {} forms:\n{}", page.path, forms.len(), page.text());
        forms.remove(0)
    }
    /// Fills in the form of the page at hand and sends it.
    #[track_caller]
    pub fn fill(&self, fields: &[(&str, &str)]) -> Seen {
        let action = self.form().action;
        self.post(&action, fields)
    }
    /// Sends the form of the page at hand that has this field, where a page has several.
    #[track_caller]
    pub fn fill_form_with(&self, field: &str, fields: &[(&str, &str)]) -> Seen {
        let page = self.page();
        let has = |form: &Form| form.method == "post" && form.value(field).is_some();
        let form = page.forms().into_iter().find(has).unwrap_or_else(|| panic!("no form has {field}"));
        let kept = form.fields.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let kept = kept.filter(|(name, _)| fields.iter().all(|(given, _)| given != name));
        let all = web::Fields::from_pairs(kept.chain(fields.iter().copied()));
        self.post_raw(&form.action, all.encode().into_bytes())
    }
    /// The same, and the house must take it: no field may be wrong and nothing refused.
    #[track_caller]
    pub fn done(&self, fields: &[(&str, &str)]) -> Seen {
        let action = self.form().action;
        let seen = self.post(&action, fields);
        assert_eq!(seen.status, 200, "{action} did not take {fields:?}:\n{}", seen.text());
        seen
    }
}
