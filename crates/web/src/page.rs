//! A page before it is a document: title, body, and which menu entry it belongs to.

use maud::Markup;

/// What an act shows. The house puts the frame around it: header, menu, language, banner.
#[derive(Clone, Debug)]
pub struct Page {
    /// Title of the window; the house adds its own name.
    pub title: String,
    /// What stands inside `<main>`, its `<h1>` included.
    pub body: Markup,
    pub status: u16,
    /// The [`crate::Nav::section`] to mark in the menu.
    pub section: &'static str,
    /// Without the main menu: one thing to do here, such as signing in.
    pub bare: bool,
    /// A way back, above the page.
    pub back: Option<Markup>,
    /// The browser asks again after so many seconds: something goes on in the background.
    pub again_seconds: Option<u8>,
}

impl Page {
    pub fn new(title: impl Into<String>, body: Markup) -> Page {
        Page {
            title: title.into(),
            body,
            status: 200,
            section: "",
            bare: false,
            back: None,
            again_seconds: None,
        }
    }
    pub fn section(mut self, section: &'static str) -> Page {
        self.section = section;
        self
    }
    pub fn status(mut self, status: u16) -> Page {
        self.status = status;
        self
    }
    pub fn bare(mut self) -> Page {
        self.bare = true;
        self
    }
    /// With a way back above it: [`crate::part::back_link`].
    pub fn back(mut self, back: Markup) -> Page {
        self.back = Some(back);
        self
    }
    /// Asked for again by the browser itself after so many seconds, without script. The page offers to stop that.
    pub fn again(mut self, seconds: u8) -> Page {
        self.again_seconds = Some(seconds);
        self
    }
    /// The same page with something in front of its body.
    pub(crate) fn under(mut self, notice: Markup) -> Page {
        self.body = maud::html! { (notice) (self.body) };
        self
    }
}
