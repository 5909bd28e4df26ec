//! People and programs that use the site over HTTP.

use crate::stack::{self, own_address, site};
use reqwest::blocking::Client;
use scraper::{Html, Selector};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// An answer.
#[derive(Debug, Clone)]
pub struct Answer {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: String,
}

impl Answer {
    /// The first header of that name; empty where there is none.
    pub fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }

    pub fn location(&self) -> &str {
        self.header("location")
    }

    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("no JSON: {self:?}"))
    }

    /// Requires a status.
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}\n{}", self.location(), self.body);
        self
    }

    /// Text of the elements that a selector finds.
    pub fn texts(&self, selector: &str) -> Vec<String> {
        let selector = Selector::parse(selector).expect("selector");
        let text = |element: scraper::ElementRef<'_>| {
            element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
        };
        Html::parse_document(&self.body).select(&selector).map(text).collect()
    }

    /// An attribute of the first element that a selector finds.
    pub fn attribute(&self, selector: &str, name: &str) -> Option<String> {
        let selector = Selector::parse(selector).expect("selector");
        let page = Html::parse_document(&self.body);
        page.select(&selector).next()?.value().attr(name).map(str::to_owned)
    }

    /// Ids of the fields that the error summary leads to.
    pub fn problem_fields(&self) -> Vec<String> {
        let selector = Selector::parse("[role=alert] a, .summary a").expect("selector");
        let page = Html::parse_document(&self.body);
        let links = page.select(&selector).filter_map(|link| link.value().attr("href"));
        links.filter_map(|href| href.strip_prefix('#')).map(str::to_owned).collect()
    }
}

/// A request before it is sent.
pub struct Request<'a> {
    pub method: &'a str,
    pub path: &'a str,
    pub headers: Vec<(&'a str, String)>,
    pub body: Vec<u8>,
}

/// Sends a request to the site.
pub fn send(client: &Client, request: Request<'_>) -> Answer {
    let method = request.method.parse().expect("method");
    let mut builder = client.request(method, format!("{}{}", site(), request.path));
    for (name, value) in &request.headers {
        builder = builder.header(*name, value);
    }
    if !matches!(request.method, "GET" | "HEAD") {
        builder = builder.body(request.body);
    }
    let answer = builder.send().unwrap_or_else(|error| panic!("{}: {error}", request.path));
    let headers = answer
        .headers()
        .iter()
        .map(|(name, value)| (name.to_string(), value.to_str().unwrap_or_default().to_owned()))
        .collect();
    let status = answer.status().as_u16();
    Answer { status, headers, body: answer.text().unwrap_or_default() }
}

/// Gets a page as anybody.
pub fn get(path: &str) -> Answer {
    let client = stack::client(own_address());
    send(&client, Request { method: "GET", path, headers: Vec::new(), body: Vec::new() })
}

/// What a browser keeps: cookies, and the form token of the last page seen.
#[derive(Debug, Clone, Default)]
pub struct Jar {
    pub cookies: BTreeMap<String, String>,
    pub token: String,
}

impl Jar {
    /// The `Cookie` header.
    pub fn header(&self) -> String {
        let pairs = self.cookies.iter().map(|(name, value)| format!("{name}={value}"));
        pairs.collect::<Vec<_>>().join("; ")
    }

    /// Keeps what an answer gives.
    pub fn learn(&mut self, answer: &Answer) {
        for (_, cookie) in answer.headers.iter().filter(|(name, _)| name == "set-cookie") {
            let (name, rest) = cookie.split_once('=').expect("cookie");
            let value = rest.split(';').next().unwrap_or_default();
            if value.is_empty() || rest.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        if let Some(token) = answer.attribute("input[name=form_token]", "value") {
            self.token = token;
        }
    }

    /// A form of the last page seen.
    pub fn form(&self, fields: &[(&str, &str)]) -> String {
        let mut all = vec![("form_token", self.token.as_str())];
        all.extend(fields);
        encode(&all)
    }
}

/// Somebody with a browser.
#[derive(Debug, Clone)]
pub struct Visitor {
    client: Client,
    pub jar: Jar,
}

impl Visitor {
    #[expect(clippy::new_without_default, reason = "a person is not a default value")]
    pub fn new() -> Self {
        let client = stack::client(own_address());
        Self { client, jar: Jar::default() }
    }

    pub fn get(&mut self, path: &str) -> Answer {
        let headers = vec![("cookie", self.jar.header()), ("accept", "text/html".to_owned())];
        let answer = send(&self.client, Request { method: "GET", path, headers, body: Vec::new() });
        self.jar.learn(&answer);
        answer
    }

    /// Sends a form with the token of the last page seen.
    pub fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body = self.jar.form(fields);
        self.post_raw(path, &body, &[("sec-fetch-site", "same-origin")])
    }

    /// Sends a body as it is.
    pub fn post_raw(&mut self, path: &str, body: &str, headers: &[(&str, &str)]) -> Answer {
        let mut all = vec![
            ("cookie", self.jar.header()),
            ("content-type", "application/x-www-form-urlencoded".to_owned()),
            ("accept", "text/html".to_owned()),
        ];
        for (name, value) in headers {
            all.retain(|(other, _)| other != name);
            all.push((*name, (*value).to_owned()));
        }
        let request =
            Request { method: "POST", path, headers: all, body: body.as_bytes().to_vec() };
        let answer = send(&self.client, request);
        self.jar.learn(&answer);
        answer
    }

    /// Registers, confirms and signs in, as the owner of that body.
    pub fn registered(body: &Body) -> Self {
        let mut visitor = Self::new();
        visitor.register(body).expect(303);
        visitor.get("/en/register/confirm").expect(200);
        let code = stack::code(&body.email);
        visitor.post("/en/register/confirm", &[("code", &code)]).expect(303);
        visitor.sign_in(&body.email, PASSWORD).expect(303);
        visitor
    }

    /// Goes through the pages up to the sending of the account's form.
    pub fn register(&mut self, body: &Body) -> Answer {
        self.register_in("en", body)
    }

    /// As [`Self::register`], on the pages in that language and with mails in it.
    pub fn register_in(&mut self, language: &str, body: &Body) -> Answer {
        let page = |path: &str| format!("/{language}/{path}");
        self.get(&page("register")).expect(200);
        let first = if body.profile == "organisation" { "organisation" } else { "authority" };
        self.post(&page("register"), &[("profile", first)]).expect(303);
        if first == "authority" {
            self.get(&page("register/authority")).expect(200);
            self.post(&page("register/authority"), &[("profile", body.profile)]).expect(303);
        }
        self.get(&page("register/details")).expect(200);
        let mut fields = body.fields();
        for field in fields.iter_mut().filter(|field| field.0 == "contact_language") {
            field.1 = language;
        }
        self.post(&page("register/details"), &fields).expect(303);
        self.get(&page("register/check")).expect(200);
        self.post(&page("register/check"), &[("password", PASSWORD), ("authorised", "yes")])
    }

    /// From the desk, whose page has the form for it.
    pub fn sign_out(&mut self) -> Answer {
        self.get("/en/desk").expect(200);
        self.post("/en/sign-out", &[])
    }

    pub fn sign_in(&mut self, email: &str, password: &str) -> Answer {
        self.get("/en/sign-in").expect(200);
        self.post("/en/sign-in", &[("email", email), ("password", password)])
    }
}

/// A password that passes the rules.
pub const PASSWORD: &str = "quiet-harbour-lantern-42";

/// Form-encodes.
pub fn encode(fields: &[(&str, &str)]) -> String {
    let part = |text: &str| {
        text.bytes()
            .map(|byte| match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => {
                    char::from(byte).to_string()
                }
                _ => format!("%{byte:02X}"),
            })
            .collect::<String>()
    };
    let pairs = fields.iter().map(|(name, value)| format!("{}={}", part(name), part(value)));
    pairs.collect::<Vec<_>>().join("&")
}

/// A body to register.
#[derive(Debug, Clone)]
pub struct Body {
    pub profile: &'static str,
    pub country: &'static str,
    pub name: String,
    pub email: String,
}

impl Body {
    /// A town that no other test has.
    pub fn town(unique: &str) -> Self {
        Self {
            profile: "authority",
            country: "ES",
            name: format!("Vila de {unique} {}", stack::run()),
            email: stack::address(unique),
        }
    }

    /// The fields of the page of details.
    pub fn fields(&self) -> Vec<(&str, &str)> {
        vec![
            ("country", self.country),
            ("official_name", &self.name),
            ("name_language", "ca"),
            ("latin_name", ""),
            ("kind", if self.profile == "organisation" { "ngo" } else { "municipality" }),
            ("population", "61 000"),
            ("website", ""),
            ("signer_name", "Maria Puig"),
            ("signer_function", "Mayor"),
            ("mandate_end", ""),
            ("publish_signer", "yes"),
            ("contact_name", "Joan Serra"),
            ("contact_phone", ""),
            ("contact_language", "en"),
            ("email", &self.email),
        ]
    }

    /// The whole registration, as a program sends it.
    pub fn json(&self) -> Value {
        let mut document: serde_json::Map<String, Value> = self
            .fields()
            .into_iter()
            .map(|(name, value)| (name.to_owned(), json!(value)))
            .collect();
        document.insert("profile".to_owned(), json!(self.profile));
        document.insert("password".to_owned(), json!(PASSWORD));
        document.insert("authorised".to_owned(), json!("yes"));
        Value::Object(document)
    }
}

/// A program of an integrator.
#[derive(Debug, Clone)]
pub struct Program {
    client: Client,
    pub token: Option<String>,
}

impl Program {
    #[expect(clippy::new_without_default, reason = "a program is not a default value")]
    pub fn new() -> Self {
        Self { client: stack::client(own_address()), token: None }
    }

    pub fn post(&self, path: &str, document: &Value) -> Answer {
        self.post_raw(path, "application/json", &document.to_string())
    }

    pub fn post_raw(&self, path: &str, content_type: &str, body: &str) -> Answer {
        let mut headers = self.headers();
        headers.push(("content-type", content_type.to_owned()));
        send(
            &self.client,
            Request { method: "POST", path, headers, body: body.as_bytes().to_vec() },
        )
    }

    pub fn get(&self, path: &str) -> Answer {
        send(
            &self.client,
            Request { method: "GET", path, headers: self.headers(), body: Vec::new() },
        )
    }

    fn headers(&self) -> Vec<(&'static str, String)> {
        let mut headers = vec![("accept", "application/json".to_owned())];
        if let Some(token) = &self.token {
            headers.push(("authorization", format!("Bearer {token}")));
        }
        headers
    }

    /// Registers and confirms by JSON.
    pub fn register(&self, body: &Body) -> Answer {
        let answer = self.post("/en/register/check", &body.json()).expect(202);
        let registration = answer.json()["registration"].clone();
        let code = stack::code(&body.email);
        self.post("/en/register/confirm", &json!({ "registration": registration, "code": code }))
    }

    /// Registers, confirms and asks for a token.
    pub fn registered(body: &Body) -> Self {
        Self::new().register(body).expect(201);
        Self::signed_in(body)
    }

    /// With a token of somebody who has registered.
    pub fn signed_in(body: &Body) -> Self {
        let mut program = Self::new();
        let credentials = json!({ "email": body.email, "password": PASSWORD });
        let answer = program.post("/api/token", &credentials).expect(200);
        program.token = answer.json()["token"].as_str().map(str::to_owned);
        program
    }
}
