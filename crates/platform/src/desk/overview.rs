//! The front page, which says where is what, and the desk's overview.

use axum::extract::State;
use maud::{Markup, html};

use super::page;
use crate::Platform;
use crate::pages::parts::{live, time};

/// `/`: where is what.
pub(super) async fn front(State(platform): State<Platform>) -> Markup {
    let api = platform.settings().api_base.clone();
    let places = [
        ("Desk", "/desk", "You play everybody else: telephones, mailbox, clock, reviews."),
        ("Business Manager", "/business", "What a business and its provider see."),
        ("Telephones", "/desk/phones", "Verification codes and chats of end customers."),
        ("Mailbox", "/desk/mailbox", "Every e-mail that was sent."),
        ("Time line", "/desk/timeline", "What happened, when, by whom."),
        ("Webhooks", "/desk/webhooks", "What was delivered to apps, and what was not."),
        ("Faults", "/desk/faults", "What goes wrong on purpose."),
        ("Scenarios", "/desk/scenarios", "What people ran into, each to be seen here."),
        ("Worlds", "/desk/worlds", "Further platforms beside this one: made, copied, kept."),
    ];
    let body = html! {
        h1 { "The platform" }
        p.lead {
            "This is Meta's side of WhatsApp Embedded Signup, emulated: Graph API, signup pop-up, "
            "JavaScript SDK, Business Manager, checks and reviews, and a clock that can be turned."
        }
        div.cards {
            @for (name, path, words) in places {
                section.sheet { h2 { a href=(path) { (name) } } p { (words) } }
            }
        }
        h2 { "For programs" }
        section.sheet {
            dl {
                dt { "Graph API" } dd { code { (api) "/v21.0/" } }
                dt { "JavaScript SDK, in place of connect.facebook.net" }
                dd { code { (platform.settings().pages_origin) "/en_US/sdk.js" } }
                dt { "Signup dialog, in place of www.facebook.com" }
                dd { code { (platform.settings().pages_origin) "/v21.0/dialog/oauth" } }
                dt { "Control: everything the desk can do, as JSON" }
                dd { a href="/_control" { code { (api) "/_control/" } } }
            }
        }
    };
    page("Vestibule: the platform", "/", body)
}

struct Counts {
    providers: usize,
    businesses: usize,
    wabas: usize,
    numbers: usize,
    people: usize,
    to_review: usize,
}

/// `/desk`: how many there are of everything, and what waits.
pub(super) async fn desk(State(platform): State<Platform>) -> Markup {
    let counts = platform.read(|world| Counts {
        providers: world.businesses.values().filter(|one| one.provider).count(),
        businesses: world.businesses.values().filter(|one| !one.provider).count(),
        wabas: world.wabas.len(),
        numbers: world.phones.len(),
        people: world.people.len(),
        to_review: super::reviews::waiting(world).len(),
    });
    let tiles = [
        ("Providers", counts.providers, "/desk/providers"),
        ("Businesses", counts.businesses, "/desk/people"),
        ("WhatsApp accounts", counts.wabas, "/desk/timeline"),
        ("Phone numbers", counts.numbers, "/desk/phones"),
        ("People", counts.people, "/desk/people"),
        ("Waiting for a review", counts.to_review, "/desk/reviews"),
    ];
    let body = html! {
        h1 { "Desk" }
        p.lead { "It is " (time(platform.now())) " on this platform's clock." }
        (live("/desk", html! {
            div.cards {
                @for (place, (name, count, path)) in tiles.into_iter().enumerate() {
                    section.sheet {
                        span.count { (count) }
                        a id={ "tile-" (place) } href=(path) { (name) }
                    }
                }
            }
        }))
        section.sheet #further {
            h2 { "Further" }
            p {
                a href="/desk/measures" { "Measures against accounts" }
                ": warn, restrict or disable one as Meta does. "
                a href="/_control" { "Control interface" }
                ": all of the desk as JSON, for programs."
            }
        }
    };
    page("Desk", "/desk", body)
}
