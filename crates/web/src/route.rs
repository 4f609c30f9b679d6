//! Routes as data: method, path, permission, the file it is about, and the function that answers.

use crate::{Ask, House, Reply};
use access::{Kind, Permission};
use kernel::Lang;
use std::collections::BTreeSet;

/// What a browser without script can send. `HEAD` is answered by the `GET` route.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Method {
    Get,
    Post,
}

impl Method {
    pub fn name(self) -> &'static str {
        match self {
            Method::Get => "GET",
            Method::Post => "POST",
        }
    }
}

/// The file a route is about: the name of the path parameter that holds its id. An id that does not exist and an id
/// that may not be seen answer the same page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    None,
    Case(&'static str),
    Person(&'static str),
    Household(&'static str),
    Intent(&'static str),
}

impl Target {
    /// The kind of file and the parameter, unless the route is about no file.
    pub fn file(self) -> Option<(Kind, &'static str)> {
        match self {
            Target::None => None,
            Target::Case(parameter) => Some((Kind::Case, parameter)),
            Target::Person(parameter) => Some((Kind::Person, parameter)),
            Target::Household(parameter) => Some((Kind::Household, parameter)),
            Target::Intent(parameter) => Some((Kind::Intent, parameter)),
        }
    }
}

/// One thing a browser may ask. Every field must be said: a route without a permission does not compile.
#[derive(Clone, Copy)]
pub struct Route {
    pub method: Method,
    /// `/cases/{case}/interview`; a parameter is one whole segment.
    pub path: &'static str,
    pub permission: Permission,
    pub target: Target,
    pub act: fn(&House, &Ask) -> Reply,
}

impl std::fmt::Debug for Route {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {} {}", self.method.name(), self.path, self.permission.code())
    }
}

/// An entry of the main menu, shown to those who hold the permission.
#[derive(Clone, Copy, Debug)]
pub struct Nav {
    /// Pages name it in [`crate::Page::section`].
    pub section: &'static str,
    pub href: &'static str,
    /// Key of its label.
    pub key: &'static str,
    pub permission: Permission,
    /// Its place in the menu, from the left; from [`NAV_FOOT`] on, at the foot of every page instead.
    pub order: u8,
}

/// Links of this order and above stand at the foot: needed rarely, and then at once.
pub const NAV_FOOT: u8 = 200;

/// What one area brings to the house.
pub struct Area {
    pub name: &'static str,
    pub routes: Vec<Route>,
    pub migrations: Vec<ledger::Migration>,
    pub records: Vec<ledger::RecordKind>,
    pub locales: &'static [(Lang, &'static str)],
    pub nav: Vec<Nav>,
}

impl Area {
    /// The language files, as [`crate::Words`] reads them.
    pub fn sources(&self) -> Vec<crate::Source> {
        let source =
            |(lang, text): &(Lang, &'static str)| crate::Source { lang: *lang, area: self.name, text };
        self.locales.iter().map(source).collect()
    }
}

/// The values of a path's parameters, in order.
pub type Parameters = Vec<(&'static str, String)>;

/// What the table knows about a path.
pub enum Found<'a> {
    Route(&'a Route, Parameters),
    /// The path is known under these methods only.
    OtherMethod(Vec<Method>),
    Nothing,
}

/// All routes of the house; a literal segment is preferred to a parameter.
pub struct Table {
    routes: Vec<Route>,
}

impl Table {
    /// Refuses routes that contradict one another or themselves, naming each.
    pub fn new(routes: Vec<Route>) -> Result<Table, Vec<String>> {
        let mut seen = BTreeSet::new();
        let mut wrong = Vec::new();
        for route in &routes {
            wrong.extend(faults_of(route).into_iter().map(|fault| format!("{route:?}: {fault}")));
            if !seen.insert((route.method, shape(route.path))) {
                wrong.push(format!("{route:?}: declared twice"));
            }
        }
        if wrong.is_empty() { Ok(Table { routes }) } else { Err(wrong) }
    }
    pub fn routes(&self) -> &[Route] {
        &self.routes
    }
    pub fn find(&self, method: Method, path: &str) -> Found<'_> {
        let mut best: Option<(u64, &Route, Parameters)> = None;
        let mut others = BTreeSet::new();
        for route in &self.routes {
            let Some((rank, parameters)) = matched(route.path, path) else { continue };
            if route.method != method {
                others.insert(route.method);
            } else if best.as_ref().is_none_or(|(best_rank, ..)| rank < *best_rank) {
                best = Some((rank, route, parameters));
            }
        }
        match best {
            Some((_, route, parameters)) => Found::Route(route, parameters),
            None if others.is_empty() => Found::Nothing,
            None => Found::OtherMethod(others.into_iter().collect()),
        }
    }
}

fn parameter(segment: &'static str) -> Option<&'static str> {
    segment.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'))
}

fn shape(path: &'static str) -> String {
    path.split('/').map(|s| if parameter(s).is_some() { "{}" } else { s }).collect::<Vec<_>>().join("/")
}

fn faults_of(route: &Route) -> Vec<&'static str> {
    let names: Vec<_> = route.path.split('/').filter_map(parameter).collect();
    let mut wrong = Vec::new();
    if !route.path.starts_with('/') || (route.path.len() > 1 && route.path.ends_with('/')) {
        wrong.push("a path begins with / and does not end with one");
    }
    if names.iter().collect::<BTreeSet<_>>().len() != names.len() {
        wrong.push("two parameters of one name");
    }
    match route.target.file() {
        Some((_, name)) if !names.contains(&name) => wrong.push("the target is no parameter of the path"),
        Some((kind, _)) if !route.permission.about().contains(&kind) => {
            wrong.push("the permission cannot be asked about this kind of file");
        }
        None if !route.permission.without_file() => wrong.push("the permission needs a file"),
        _ => {}
    }
    wrong
}

/// Answers the parameters and a rank: bit `i` (from the left) is set when segment `i` was matched by a parameter.
fn matched(pattern: &'static str, path: &str) -> Option<(u64, Parameters)> {
    let mut rank = 0;
    let mut parameters = Vec::new();
    let mut given = path.split('/');
    for segment in pattern.split('/') {
        let value = given.next()?;
        rank <<= 1;
        match parameter(segment) {
            Some(name) if !value.is_empty() => {
                rank |= 1;
                parameters.push((name, String::from_utf8(crate::form::percent_decode_path(value)).ok()?));
            }
            None if segment == value => {}
            _ => return None,
        }
    }
    if given.next().is_some() { None } else { Some((rank, parameters)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Answer, Page};

    fn act(_: &House, _: &Ask) -> Reply {
        Ok(Answer::Page(Page::new("x", maud::html! {})))
    }
    fn route(method: Method, path: &'static str, permission: Permission, target: Target) -> Route {
        Route { method, path, permission, target, act }
    }

    #[test]
    fn a_literal_is_preferred_to_a_parameter_and_methods_are_told_apart() {
        let table = Table::new(vec![
            route(Method::Get, "/cases/{case}", Permission::ReadCase, Target::Case("case")),
            route(Method::Get, "/cases/new", Permission::OpenClaim, Target::None),
            route(Method::Post, "/cases/{case}/steps/{step}", Permission::TakeStep, Target::Case("case")),
        ])
        .unwrap();
        assert!(
            matches!(table.find(Method::Get, "/cases/new"), Found::Route(r, _) if r.path == "/cases/new")
        );
        let Found::Route(found, parameters) = table.find(Method::Post, "/cases/7/steps/o%C3%ADr+") else {
            panic!()
        };
        assert_eq!((found.permission, parameters[1].1.as_str()), (Permission::TakeStep, "oír+"));
        assert!(
            matches!(table.find(Method::Get, "/cases/7/steps/x"), Found::OtherMethod(m) if m == [Method::Post])
        );
        for path in ["/cases", "/cases/", "/cases/7/", "//cases/7", "/nothing"] {
            assert!(matches!(table.find(Method::Get, path), Found::Nothing), "{path}");
        }
    }

    #[test]
    fn routes_that_contradict_themselves_are_refused() {
        let wrong = [
            route(Method::Get, "/cases/{case}", Permission::ReadCase, Target::Case("id")),
            route(Method::Get, "/people/{id}", Permission::ReadCase, Target::Person("id")),
            route(Method::Get, "/day/", Permission::ReadDay, Target::None),
            route(Method::Get, "/some", Permission::ReadCase, Target::None),
        ];
        for route in wrong {
            assert!(Table::new(vec![route]).is_err(), "{route:?}");
        }
        let twice = route(Method::Get, "/a/{x}", Permission::ReadDay, Target::None);
        let other = route(Method::Get, "/a/{y}", Permission::ReadDay, Target::None);
        assert!(Table::new(vec![twice, other]).is_err());
    }
}
