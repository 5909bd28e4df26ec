//! The mails that the local AWS has sent, for a person to read: on a port of its own, so that
//! nobody takes it for a part of the site.

use crate::aws::Aws;
use crate::edge;
use hyper::StatusCode;
use std::fmt::Write;
use tokio::net::TcpListener;

/// Serves the page until the process ends.
pub(crate) fn serve(listener: TcpListener, aws: Aws) {
    edge::serve_with(listener, move |_, _| {
        let aws = aws.clone();
        async move {
            match aws.mails().await {
                Ok(mails) => edge::page(StatusCode::OK, "text/html; charset=utf-8", render(&mails)),
                Err(failure) => edge::page(
                    StatusCode::BAD_GATEWAY,
                    "text/plain; charset=utf-8",
                    failure.to_string(),
                ),
            }
        }
    });
}

fn render(mails: &[crate::aws::Mail]) -> String {
    let mut page = String::from(
        "<!DOCTYPE html>\n<html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
         <meta http-equiv=\"refresh\" content=\"10\"><title>Local mailbox</title>\
         <style>body{font:1rem/1.5 system-ui,sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem}\
         article{border:1px solid #777;margin:1rem 0;padding:0 1rem}pre{white-space:pre-wrap;font:inherit}\
         .code{font-size:1.5rem;font-family:monospace}</style>\
         <h1>Local mailbox</h1><p>Every mail that the site on this machine has sent, newest first. \
         Nothing leaves the machine.</p>",
    );
    if mails.is_empty() {
        page.push_str("<p>No mail yet.</p>");
    }
    for mail in mails.iter().rev() {
        let _ = write!(
            page,
            "<article><h2>{}</h2><p>To {} · {}</p>",
            escape(&mail.subject),
            escape(&mail.to),
            escape(&mail.sent),
        );
        if let Some(code) = mail.code() {
            let _ = write!(page, "<p class=\"code\">{code}</p>");
        }
        let _ = write!(page, "<pre>{}</pre></article>", escape(&mail.text));
    }
    page
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn mails_cannot_write_markup() {
        assert_eq!(escape("<b a=\"1\">&"), "&lt;b a=&quot;1&quot;&gt;&amp;");
    }
}
