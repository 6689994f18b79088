//! `GET /console/keys`: the master keys, sealing everything anew, and giving a lost key up.

use axum::Form;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use maud::{Markup, html};
use serde::Deserialize;
use shell::web::see_other;

use super::guard::SignedIn;
use crate::Provider;
use crate::keys::{GiveUpError, RotateError, Rotation, Use, give_up, used};
use crate::pages::{Here, Trouble, console};

/// How many texts are sealed anew in one transaction.
const BATCH: u32 = 100;

/// A key that is lost for good.
#[derive(Debug, Deserialize)]
pub(crate) struct Lost {
    id: String,
}

/// The page.
pub(crate) async fn page(
    State(provider): State<Provider>,
    operator: SignedIn,
) -> Result<Markup, Trouble> {
    shown(&provider, &operator, None).await
}

async fn shown(
    provider: &Provider,
    operator: &SignedIn,
    problem: Option<&str>,
) -> Result<Markup, Trouble> {
    let Use { mut by_key, .. } = provider.db.read(used).await?;
    let mut rows = Vec::new();
    for (place, (name, id)) in provider.sealer.keys().enumerate() {
        let texts = by_key.remove(id).unwrap_or(0);
        let role = match (place, texts) {
            (0, _) => "seals and opens",
            (_, 0) => "opens; nothing is sealed with it: it may be taken out of the settings",
            _ => "opens; what it sealed is to be sealed anew",
        };
        rows.push((name.to_owned(), id.to_owned(), texts, role));
    }
    let lost = "missing from the settings: what it sealed cannot be opened";
    rows.extend(by_key.into_iter().map(|(id, texts)| (String::new(), id, texts, lost)));
    let body = html! {
        h1 { "Master keys" }
        p.muted {
            "Tokens, PINs and passwords lie sealed in the database. Keys stand in the settings "
            "file, the one that seals first; they are never shown."
        }
        @if let Some(problem) = problem { p.problem role="alert" { (problem) } }
        div.sheet.scroll { table {
            thead { tr {
                th scope="col" { "Name" } th scope="col" { "Public id" }
                th scope="col" { "Texts" } th scope="col" { "What it does" }
            } }
            tbody { @for (name, id, texts, role) in &rows {
                tr data-key=(id) { td { (name) } td { (id) } td { (texts) } td { (role) } }
            } }
        } }
        div.pair {
            form.sheet id="rotate" method="post" action="/console/keys/rotate" {
                h2 { "Seal everything anew" }
                p { "With the first key, while the server runs. It may be broken off anywhere and "
                    "asked for again." }
                button.plain type="submit" { "Seal anew" }
            }
            form.sheet id="give-up" method="post" action="/console/keys/give-up" {
                h2 { "Give up a lost key" }
                p { "What it sealed is lost with it: client instances are set up anew, businesses "
                    "are asked for PINs." }
                label for="lost-key" { "Its public id" }
                input id="lost-key" name="id" required autocomplete="off";
                button.quiet type="submit" { "Give it up" }
            }
        }
    };
    Ok(console("Master keys", operator, Here::Keys, body))
}

/// `POST …/rotate`.
pub(crate) async fn rotate(
    State(provider): State<Provider>,
    operator: SignedIn,
) -> Result<Response, Trouble> {
    let rotation = Rotation {
        db: &provider.db,
        sealer: &provider.sealer,
        secrets: &provider.secrets,
        batch: BATCH,
        who: &operator.name,
        now: provider.clock.now(),
    };
    match rotation.run(|_| ()).await {
        Ok(_) => Ok(see_other("/console/keys")),
        Err(RotateError::Db(error)) => Err(error.into()),
        Err(why) => refuse(&provider, &operator, &why.to_string()).await,
    }
}

/// `POST …/give-up`.
pub(crate) async fn abandon(
    State(provider): State<Provider>,
    operator: SignedIn,
    Form(Lost { id }): Form<Lost>,
) -> Result<Response, Trouble> {
    let by = (operator.name.as_str(), provider.clock.now());
    match give_up(&provider.db, &provider.sealer, id.trim(), by).await {
        Ok(_) => Ok(see_other("/console/keys")),
        Err(GiveUpError::Db(error)) => Err(error.into()),
        Err(why) => refuse(&provider, &operator, &why.to_string()).await,
    }
}

async fn refuse(provider: &Provider, operator: &SignedIn, why: &str) -> Result<Response, Trouble> {
    let page = shown(provider, operator, Some(why)).await?;
    Ok((StatusCode::CONFLICT, page).into_response())
}
