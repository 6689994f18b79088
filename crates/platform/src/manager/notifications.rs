//! `/business/{id}/notifications`: what the platform told a business, read and unread.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};

use super::sent::Visitor;
use super::{page, tabs};
use crate::Platform;
use crate::pages::parts::{Tone, badge, empty, time};
use crate::store::{Notice, Slice};

/// Notifications on a page.
const SHOWN: u32 = 50;

/// The page.
pub(super) async fn show(State(platform): State<Platform>, visitor: Visitor) -> Response {
    let business = match visitor.business(&platform) {
        Ok(business) => business,
        Err(answer) => return *answer,
    };
    let slice = Slice { before: visitor.query.read("before"), limit: SHOWN };
    let Ok(notices) = platform.store().notices(Some(business), slice).await else {
        return super::not_done(&visitor.person, "They cannot be read now.", "/business");
    };
    let key = (business, visitor.person.id);
    let read = platform.read(|world| world.partnerships.read.get(&key).copied().unwrap_or(0));
    let unread = notices.iter().filter(|notice| notice.seq > read).count();
    let newest = notices.first().map(|notice| notice.seq).filter(|_| unread > 0);
    let older = notices.last().filter(|_| notices.len() == SHOWN as usize);
    let body = html! {
        (tabs(&platform, business, "notifications"))
        h1 { "Notifications" }
        @if let Some(newest) = newest {
            form #read method="post" action={ "/business/" (business) "/notifications/read" } {
                input type="hidden" name="through" value=(newest);
                p { (unread) " unread " button.quiet { "Mark as read" } }
            }
        }
        section.sheet #notifications {
            @if notices.is_empty() { (empty("Nothing new.")) }
            @for notice in &notices { (one(notice, notice.seq > read)) }
        }
        @if let Some(older) = older {
            p {
                a href={ "/business/" (business) "/notifications?before=" (older.seq) } { "Older" }
            }
        }
    };
    page("Notifications", &visitor.person, body).into_response()
}

fn one(notice: &Notice, unread: bool) -> Markup {
    html! {
        div.notice {
            strong { (notice.title) } " " @if unread { (badge(Tone::Warn, "New")) }
            p { (notice.text) }
            small { (time(notice.at)) }
        }
    }
}
