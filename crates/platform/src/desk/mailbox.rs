//! Every letter that was sent, by the platform or by a provider.

use axum::extract::{OriginalUri, Path, State};
use axum::response::{IntoResponse, Response};
use maud::html;

use super::{nothing_there, page, unreadable};
use crate::Platform;
use crate::pages::fields::Fields;
use crate::pages::parts::{empty, live, time};
use crate::store::Slice;

const SHOWN: u32 = 200;

/// `/desk/mailbox[?to=address]`.
pub(super) async fn list(
    State(platform): State<Platform>,
    OriginalUri(uri): OriginalUri,
) -> Response {
    let asked = Fields::parse(uri.query().unwrap_or_default().as_bytes()).given("to");
    let mails = match platform.store().mails(asked.as_deref(), Slice::newest(SHOWN)).await {
        Ok(mails) => mails,
        Err(error) => return unreadable(&error),
    };
    let letters = html! {
        @if mails.is_empty() { (empty("No letter has been sent yet.")) } @else {
            table {
                thead { tr {
                    th scope="col" { "Subject" }
                    th scope="col" { "To" }
                    th scope="col" { "From" }
                    th scope="col" { "When" }
                } }
                tbody {
                    @for mail in &mails {
                        tr {
                            td {
                                a id={ "letter-" (mail.seq) }
                                    href={ "/desk/mailbox/" (mail.seq) } { (mail.subject) }
                            }
                            td { (mail.to) }
                            td { (mail.from) }
                            td { (time(mail.at)) }
                        }
                    }
                }
            }
        }
    };
    let body = html! {
        h1 { "Mailbox" }
        p.lead {
            @match &asked {
                Some(to) => { "Letters to " (to) ". " a href="/desk/mailbox" { "Show all" } },
                None => "Every letter, newest first. Providers send theirs here by SMTP.",
            }
        }
        section.sheet.scroll role="region" tabindex="0" aria-label="Letters" {
            (live(&uri.to_string(), letters))
        }
    };
    page("Mailbox", "/desk/mailbox", body).into_response()
}

/// `/desk/mailbox/{seq}`: one letter. Addresses in it can be followed.
pub(super) async fn letter(State(platform): State<Platform>, Path(seq): Path<i64>) -> Response {
    let mail = match platform.store().mail(seq).await {
        Ok(Some(mail)) => mail,
        Ok(None) => return nothing_there(),
        Err(error) => return unreadable(&error),
    };
    let body = html! {
        p { a href="/desk/mailbox" { "All letters" } }
        h1 { (mail.subject) }
        section.sheet {
            dl {
                dt { "From" } dd { (mail.from) }
                dt { "To" } dd { (mail.to) }
                dt { "When" } dd { (time(mail.at)) }
            }
            hr;
            div.letter { @for piece in pieces(&mail.text) { (piece) } }
        }
    };
    page(&mail.subject, "/desk/mailbox", body).into_response()
}

/// The text with its web addresses as links.
fn pieces(text: &str) -> Vec<maud::Markup> {
    let words = text.split_inclusive(char::is_whitespace);
    words
        .map(|word| {
            let address = word.trim_end().trim_end_matches(['.', ',', ')']);
            let rest = &word[address.len()..];
            if ["http://", "https://", "/wa/"].iter().any(|start| address.starts_with(start)) {
                html! { a href=(address) { (address) } (rest) }
            } else {
                html! { (word) }
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::pieces;

    #[test]
    fn addresses_become_links_and_the_rest_is_text() {
        let text = "See https://a.test/x?b=1.\n<b>";
        let shown: String = pieces(text).into_iter().map(maud::PreEscaped::into_string).collect();
        assert_eq!(
            shown,
            "See <a href=\"https://a.test/x?b=1\">https://a.test/x?b=1</a>.\n&lt;b&gt;"
        );
    }
}
