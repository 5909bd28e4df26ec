//! Answers.

use lambda_http::http::{HeaderName, HeaderValue, StatusCode, header};
use lambda_http::{Body, Response};
use views::Markup;

/// An answer on its way: status, headers, body.
#[derive(Debug)]
pub struct Answer {
    status: StatusCode,
    headers: Vec<(HeaderName, HeaderValue)>,
    body: String,
}

impl Answer {
    /// A page.
    #[must_use]
    pub fn page(status: StatusCode, page: Markup) -> Self {
        Self::new(status, "text/html; charset=utf-8", page.into_string())
    }

    /// A JSON document.
    #[must_use]
    pub fn json(status: StatusCode, document: &serde_json::Value) -> Self {
        Self::new(status, "application/json; charset=utf-8", document.to_string())
    }

    /// A file of comma-separated values (RFC 4180) to keep under that name.
    #[must_use]
    pub fn csv(name: &str, text: String) -> Self {
        Self::new(StatusCode::OK, "text/csv; charset=utf-8; header=present", text)
            .header(header::CONTENT_DISPOSITION, &format!("attachment; filename=\"{name}\""))
    }

    /// A problem (RFC 9457).
    #[must_use]
    pub fn problem(status: StatusCode, document: &serde_json::Value) -> Self {
        Self::new(status, "application/problem+json; charset=utf-8", document.to_string())
    }

    /// "See other": what was posted is done, look there.
    #[must_use]
    pub fn see_other(location: &str) -> Self {
        Self::new(StatusCode::SEE_OTHER, "text/plain; charset=utf-8", String::new())
            .header(header::LOCATION, location)
    }

    /// "Moved for good".
    #[must_use]
    pub fn moved(location: &str) -> Self {
        Self::new(StatusCode::MOVED_PERMANENTLY, "text/plain; charset=utf-8", String::new())
            .header(header::LOCATION, location)
    }

    fn new(status: StatusCode, content_type: &'static str, body: String) -> Self {
        let fixed = [
            (header::CONTENT_TYPE, content_type),
            // Nothing that is made for one person may be kept by anything on its way.
            (header::CACHE_CONTROL, "no-store"),
            (header::REFERRER_POLICY, "no-referrer"),
            (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        ];
        let headers = fixed
            .into_iter()
            .map(|(name, value)| (name, HeaderValue::from_static(value)))
            .collect();
        Self { status, headers, body }
    }

    /// Adds a header, or replaces one that can stand only once. A value that no header can
    /// hold is left out.
    #[must_use]
    pub fn header(mut self, name: HeaderName, value: &str) -> Self {
        let Ok(value) = HeaderValue::from_str(value) else { return self };
        if name != header::SET_COOKIE {
            self.headers.retain(|(other, _)| *other != name);
        }
        self.headers.push((name, value));
        self
    }

    /// Adds a cookie, as [`crate::cookie`] writes it.
    #[must_use]
    pub fn cookie(self, cookie: &str) -> Self {
        self.header(header::SET_COOKIE, cookie)
    }

    /// Replaces the status.
    #[must_use]
    pub fn status(self, status: StatusCode) -> Self {
        Self { status, ..self }
    }

    pub(crate) fn code(&self) -> StatusCode {
        self.status
    }

    pub(crate) fn into_response(self, head: bool) -> Response<Body> {
        let body = if head { Body::Empty } else { Body::Text(self.body) };
        let mut response = Response::new(body);
        *response.status_mut() = self.status;
        for (name, value) in self.headers {
            response.headers_mut().append(name, value);
        }
        response
    }
}
