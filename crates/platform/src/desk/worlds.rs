//! The worlds of this process: where each is and what is in it; making one, from nothing, a seed, a
//! scenario or a file.

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Multipart, State};
use axum::response::Response;
use axum::routing::{get, post};
use jiff::Timestamp;
use maud::{Markup, html};
use serde_json::{Map, json};
use shell::web::see_other;

use super::form::{Form, Problem, typed};
use super::{not_done, one_world, page};
use crate::Platform;
use crate::pages::fields::Fields;
use crate::pages::parts::{Tone, badge, live, time};
use crate::scenario;
use crate::seeding::Seed;
use crate::worlds::{Address, Begin, MAIN, Options, Worlds, WorldsError};

/// The page of all worlds.
pub(super) const HERE: &str = "/desk/worlds";
/// The largest file that is read, in bytes, as by the control interface.
const FILE_MAX: usize = 1 << 30;
/// The presets of the rules.
const ERAS: [(&str, &str); 3] = [
    ("", "As usual, or as the scenario wants"),
    ("classic", "classic: trials, reviews of names, as documented"),
    ("today", "today: as it is now"),
];

/// Everything below `/desk/worlds`: about other worlds, or what replaces the one that is asked.
pub(super) fn router(platform: &Platform) -> Router {
    Router::new()
        .route(HERE, get(list).post(create))
        .route("/desk/worlds/import", post(import).layer(DefaultBodyLimit::max(FILE_MAX)))
        .route("/desk/worlds/{world}", get(one_world::one))
        .route("/desk/worlds/{world}/fork", post(one_world::fork))
        .route("/desk/worlds/{world}/reset", post(one_world::reset))
        .route("/desk/worlds/{world}/delete", post(one_world::delete))
        .route("/desk/worlds/{world}/export", get(one_world::export))
        .route("/desk/worlds/{world}/session", get(one_world::session))
        .with_state(platform.clone())
}

pub(super) fn around(platform: &Platform) -> Option<Worlds> {
    platform.place().and_then(|place| place.worlds())
}

/// What is said where there are no worlds.
pub(super) fn alone() -> Response {
    not_done(&WorldsError::Alone.to_string(), "/desk")
}

/// `/desk/worlds`.
async fn list(State(platform): State<Platform>) -> Response {
    let Some(worlds) = around(&platform) else { return alone() };
    listed(&platform, &worlds, (&Form::default(), &Form::default()))
}

/// The list with both forms; a refused one says what is wrong.
fn listed(platform: &Platform, worlds: &Worlds, (new, file): (&Form, &Form)) -> Response {
    let body = html! {
        h1 { "Worlds" }
        p.lead {
            "Each is a whole platform of its own: database, clock, address. They know nothing of "
            "each other. All but " code { (MAIN) } " live in memory until they are deleted or the "
            "platform stops."
        }
        section.sheet.scroll role="region" tabindex="0" aria-label="All worlds" {
            (live(HERE, table(platform, worlds)))
        }
        section.sheet { h2 { "Make a world" } (new.summary()) (the_form(new)) }
        section.sheet {
            h2 { "Make one from a file" }
            (file.summary())
            form #import method="post" action="/desk/worlds/import" enctype="multipart/form-data" {
                label for="file" { "A world that was written down" }
                input id="file" name="file" type="file" accept=".jsonl" required
                    aria-invalid=[file.invalid("file")]
                    aria-describedby=[file.described("file")];
                (file.wrong("file"))
                (file.text("as", "Its name; a world of that name is replaced"))
                button { "Read the file" }
            }
        }
        p {
            "As it is typed: " code { (typed(platform, "vestibule world create NAME")) } ", "
            code { (typed(platform, "vestibule world import FILE --name NAME")) } "."
        }
    };
    let page = page("Worlds", HERE, body);
    if new.is_refused() { new.answer(page) } else { file.answer(page) }
}

fn table(platform: &Platform, worlds: &Worlds) -> Markup {
    html! {
        table {
            thead { tr {
                th scope="col" { "World" }
                th scope="col" { "Its time" }
                th scope="col" { "Began with" }
                th scope="col" { "In it" }
                th scope="col" { "Its pages" }
                th scope="col" { "For programs" }
            } }
            tbody {
                @for one in worlds.list() {
                    tr {
                        td {
                            a id={ "world-" (one.name) } href={ (HERE) "/" (one.name) } {
                                (one.name)
                            }
                            (marks(platform, &one))
                        }
                        td { (time(one.now)) }
                        td { (one.began) }
                        td { (inside(worlds, &one.name)) }
                        td { (pages(&one)) }
                        td { code { (one.api) } }
                    }
                }
            }
        }
    }
}

/// Whether the world with this address is the one whose desk this is.
pub(super) fn is_this(platform: &Platform, api: &str) -> bool {
    platform.settings().api_base == api
}

pub(super) fn marks(platform: &Platform, one: &Address) -> Markup {
    html! {
        @if is_this(platform, &one.api) { " " (badge(Tone::Good, "You are here")) }
        @if one.record { " " (badge(Tone::Plain, "Recorded")) }
    }
}

/// How much there is in a world.
pub(super) fn inside(worlds: &Worlds, name: &str) -> String {
    let Some(platform) = worlds.get(name) else { return "nothing any more".to_owned() };
    let counts = platform.read(|world| {
        [
            (world.businesses.len(), "business", "businesses"),
            (world.wabas.len(), "account", "accounts"),
            (world.phones.len(), "number", "numbers"),
        ]
    });
    let said = counts.into_iter().filter(|(count, ..)| *count > 0);
    let said: Vec<String> = said
        .map(|(count, one, many)| format!("{count} {}", if count == 1 { one } else { many }))
        .collect();
    if said.is_empty() { "nothing yet".to_owned() } else { said.join(", ") }
}

pub(super) fn pages(one: &Address) -> Markup {
    let label = |what: &str| format!("{what} of {}", one.name);
    html! {
        a id={ "desk-" (one.name) } href={ (one.pages) "/desk" } aria-label=(label("Desk")) {
            "Desk"
        }
        " · "
        a id={ "manager-" (one.name) } href={ (one.pages) "/business" }
            aria-label=(label("Business Manager")) { "Business Manager" }
        " · "
        a id={ "faults-" (one.name) } href={ (one.pages) "/desk/faults" }
            aria-label=(label("Faults")) { "Faults" }
    }
}

fn the_form(form: &Form) -> Markup {
    let pair = |(value, words): (&str, &str)| (value.to_owned(), words.to_owned());
    let nothing = (String::new(), "Nothing, or the seed below".to_owned());
    let rows =
        scenario::all().iter().map(|one| (one.name.clone(), format!("{}. {}", one.row, one.title)));
    let scenarios: Vec<(String, String)> = std::iter::once(nothing).chain(rows).collect();
    html! {
        form #create method="post" action=(HERE) {
            div.fields {
                div { (form.text("name", "Name; drawn up where none is given")) }
                div { (form.text("at", "Its time at first, such as 2026-03-01T08:00:00Z")) }
                div { (form.text("seed", "Number its ids are drawn from")) }
                div { (form.choice("preset", "Rules", &ERAS.map(pair))) }
            }
            (form.choice("scenario", "What is in it: a scenario", &scenarios))
            label for="toml" { "What is in it: a seed, in TOML (docs/seeds.md)" }
            textarea id="toml" name="toml" rows="6" spellcheck="false"
                aria-invalid=[form.invalid("toml")] aria-describedby=[form.described("toml")] {
                (form.value("toml"))
            }
            (form.wrong("toml"))
            label {
                input type="checkbox" name="record" value="1" checked[form.value("record") == "1"];
                "Record it: everything in it repeats, and can be played again"
            }
            button { "Make" }
        }
    }
}

/// `POST /desk/worlds`.
async fn create(State(platform): State<Platform>, body: Bytes) -> Response {
    let Some(worlds) = around(&platform) else { return alone() };
    let fields = Fields::parse(&body);
    let made = match wanted(&fields) {
        Ok(options) => {
            let made = worlds.create(fields.given("name"), options).await;
            made.map_err(|error| Problem::at(field_of(&error), error.to_string()))
        }
        Err(problem) => Err(problem),
    };
    match made {
        Ok(made) => see_other(&format!("{HERE}/{}", made.name)),
        Err(problem) => {
            let form = Form::refused(fields, problem);
            listed(&platform, &worlds, (&form, &Form::default()))
        }
    }
}

/// How the world that the form asks for begins.
fn wanted(fields: &Fields) -> Result<Options, Problem> {
    let begin = match (fields.given("toml"), fields.given("scenario")) {
        (None, None) => Begin::Empty,
        (Some(toml), None) => {
            let seed = Seed::from_toml(&toml);
            Begin::Seed(seed.map_err(|error| Problem::at("toml", error.to_string()))?.into())
        }
        (None, Some(name)) => Begin::Scenario(name),
        (Some(_), Some(_)) => {
            let why = "Choose a scenario or give a seed, not both.";
            return Err(Problem::at("scenario", why));
        }
    };
    let seed = fields.given("seed").map(|text| {
        let why = format!("“{text}” is no whole number.");
        text.parse::<u64>().map_err(|_| Problem::at("seed", why))
    });
    let policy: Map<_, _> = fields
        .given("preset")
        .map(|preset| ("preset".to_owned(), json!(preset)))
        .into_iter()
        .collect();
    Ok(Options {
        port: 0,
        seed: seed.transpose()?,
        policy,
        at: moment(fields)?,
        record: fields.get("record") == "1",
        begin,
    })
}

pub(super) fn moment(fields: &Fields) -> Result<Option<Timestamp>, Problem> {
    let Some(text) = fields.given("at") else { return Ok(None) };
    let why = format!("“{text}” is no time: write it such as 2026-03-01T08:00:00Z.");
    text.parse().map(Some).map_err(|_| Problem::at("at", why))
}

/// The field of a form that an error is about.
pub(super) fn field_of(error: &WorldsError) -> &'static str {
    match error {
        WorldsError::At(_) | WorldsError::NotYet { .. } | WorldsError::Before { .. } => "at",
        WorldsError::Seed(_) => "toml",
        WorldsError::Scenario(_) => "scenario",
        WorldsError::Rules(_) => "preset",
        _ => "name",
    }
}

/// `POST /desk/worlds/import`: the file, and the name its world gets.
async fn import(State(platform): State<Platform>, mut sent: Multipart) -> Response {
    let Some(worlds) = around(&platform) else { return alone() };
    let (mut text, mut fields) = (String::new(), Fields::default());
    loop {
        let field = match sent.next_field().await {
            Ok(Some(field)) => field,
            Ok(None) => break,
            Err(error) => return not_done(&error.body_text(), HERE),
        };
        let is_file = field.name() == Some("file");
        match field.text().await {
            Ok(said) if is_file => text = said,
            Ok(said) => fields = fields.with("as", said.trim()),
            Err(error) => return not_done(&error.body_text(), HERE),
        }
    }
    match worlds.import(fields.given("as"), &text, None).await {
        Ok(made) => see_other(&format!("{HERE}/{}", made.name)),
        Err(error) => {
            let named = matches!(error, WorldsError::BadName(_));
            let field = if named { "as" } else { "file" };
            let form = Form::refused(fields, Problem::at(field, error.to_string()));
            listed(&platform, &worlds, (&Form::default(), &form))
        }
    }
}
