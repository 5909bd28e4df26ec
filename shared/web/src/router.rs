//! Routes: each function declares its own in one table. The template's events, the API's
//! description and the tests are compared with it.

use std::fmt;

/// Methods that functions answer to. `HEAD` is answered as `GET`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Method {
    /// Reads; never changes anything.
    Get,
    /// Changes something.
    Post,
}

impl Method {
    /// As it stands in a request.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
        }
    }
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// One route of a function.
#[derive(Debug, Clone, Copy)]
pub struct Route<A> {
    /// The method.
    pub method: Method,
    /// The path as API Gateway writes it: `/{lang}/desk/initiatives/{id}`; `$default`
    /// takes whatever no route of any function takes.
    pub path: &'static str,
    /// What to do.
    pub action: A,
}

/// A path that another function has.
#[derive(Debug, Clone, Copy)]
pub struct Elsewhere {
    /// As in [`Route::path`].
    pub path: &'static str,
    /// The methods that it takes there.
    pub methods: &'static [Method],
}

/// Shorthand for a `GET` route.
#[must_use]
pub const fn get<A>(path: &'static str, action: A) -> Route<A> {
    Route { method: Method::Get, path, action }
}

/// Shorthand for a `POST` route.
#[must_use]
pub const fn post<A>(path: &'static str, action: A) -> Route<A> {
    Route { method: Method::Post, path, action }
}

/// The path that takes the rest.
pub const DEFAULT: &str = "$default";

/// What a path leads to.
pub(crate) enum Matched<A> {
    /// A route: what to do, its path as declared, and its parameters.
    Route(A, &'static str, Vec<(String, String)>),
    /// The path exists, with other methods.
    OtherMethod(Vec<Method>),
    /// Nothing.
    Nothing,
}

/// Finds the route. A handful of routes for each function: building the tree each time
/// costs less than a log line.
pub(crate) fn find<A: Copy>(
    routes: &'static [Route<A>],
    elsewhere: &'static [Elsewhere],
    method: &str,
    path: &str,
) -> Matched<A> {
    let method = if method == "HEAD" { "GET" } else { method };
    let mut others = Vec::new();
    for route in routes.iter().filter(|route| route.path != DEFAULT) {
        let Some(params) = params(route.path, path) else { continue };
        if route.method.as_str() == method {
            return Matched::Route(route.action, route.path, params);
        }
        others.push(route.method);
    }
    if !others.is_empty() {
        return Matched::OtherMethod(others);
    }
    if let Some(other) = elsewhere.iter().find(|other| params(other.path, path).is_some()) {
        return Matched::OtherMethod(other.methods.to_vec());
    }
    match routes.iter().find(|route| route.path == DEFAULT) {
        Some(route) if route.method.as_str() == method => {
            Matched::Route(route.action, route.path, Vec::new())
        }
        Some(route) => Matched::OtherMethod(vec![route.method]),
        None => Matched::Nothing,
    }
}

/// Where somebody who sent something to `path` can go on by a link: the path itself where it is a
/// page, else the one above it.
pub(crate) fn page_of<'a, A: Copy>(
    routes: &'static [Route<A>],
    elsewhere: &'static [Elsewhere],
    path: &'a str,
) -> &'a str {
    let is_page = |path: &str| matches!(find(routes, elsewhere, "GET", path), Matched::Route(_, to, _) if to != DEFAULT);
    match path.rsplit_once('/') {
        Some((above, _)) if !is_page(path) && is_page(above) => above,
        _ => path,
    }
}

/// The parameters of a path that fits.
fn params(pattern: &'static str, path: &str) -> Option<Vec<(String, String)>> {
    let mut tree = matchit::Router::new();
    tree.insert(pattern, ()).ok()?;
    let found = tree.at(path).ok()?;
    Some(found.params.iter().map(|(key, value)| (key.to_owned(), value.to_owned())).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROUTES: &[Route<u8>] = &[
        get("/{lang}/desk/initiatives/new", 1),
        get("/{lang}/desk/initiatives/{id}", 2),
        post("/{lang}/desk/initiatives/{id}", 3),
    ];

    const REST: &[Route<u8>] = &[get(DEFAULT, 1)];
    const ACTIONS: &[Elsewhere] =
        &[Elsewhere { path: "/{lang}/sign-out", methods: &[Method::Post] }];

    fn action(method: &str, path: &str) -> Option<u8> {
        match find(ROUTES, &[], method, path) {
            Matched::Route(action, ..) => Some(action),
            Matched::OtherMethod(_) | Matched::Nothing => None,
        }
    }

    #[test]
    fn routes_are_tried_in_order_and_head_is_get() {
        assert_eq!(action("GET", "/en/desk/initiatives/new"), Some(1));
        assert_eq!(action("HEAD", "/en/desk/initiatives/x"), Some(2));
        assert_eq!(action("POST", "/en/desk/initiatives/x"), Some(3));
        assert_eq!(action("GET", "/en/desk/initiatives/x/y"), None);
    }

    #[test]
    fn what_is_no_page_leads_to_the_page_above_it() {
        let page = |path| page_of(ROUTES, &[], path);
        assert_eq!(page("/en/desk/initiatives/x"), "/en/desk/initiatives/x");
        assert_eq!(page("/en/desk/initiatives/x/undo"), "/en/desk/initiatives/x");
        assert_eq!(page("/en/nothing/at/all"), "/en/nothing/at/all");
    }

    #[test]
    fn q39_a_wrong_method_is_named_as_such() {
        assert!(matches!(find(ROUTES, &[], "DELETE", "/en/desk/initiatives/x"),
            Matched::OtherMethod(methods) if methods == [Method::Get, Method::Post]));
        for method in ["GET", "PUT"] {
            assert!(matches!(find(REST, ACTIONS, method, "/en/sign-out"),
                Matched::OtherMethod(methods) if methods == [Method::Post]));
        }
        assert!(matches!(find(REST, ACTIONS, "GET", "/en/sign"), Matched::Route(1, ..)));
    }
}
