//! Files that come in parts, and the pictures made of them (contract §4.7): `POST /{app}/uploads`
//! announces one, `POST /upload:…` brings its bytes and answers the handle.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use graph::error::Method as Verb;
use graph::{AppId, GraphError};
use http::{StatusCode, header};
use serde_json::{Value, json};
use shell::db::DbError;

use super::call::Call;
use super::limits;
use super::session::Session;
use crate::Platform;
use crate::store::Upload;

/// The longest file, in bytes.
const LENGTH_MAX: usize = 16 << 20;
/// The longest picture, in bytes.
const PICTURE_MAX: usize = 5 << 20;
/// What may be uploaded.
const KINDS: [&str; 5] = ["image/jpeg", "image/jpg", "image/png", "application/pdf", "video/mp4"];

/// `POST /{app}/uploads`: announces a file; the id of its session.
pub(super) async fn announce(
    platform: &Platform,
    session: &Session,
    (call, app): (&Call, AppId),
) -> Result<Value, GraphError> {
    if session.caller.app != app {
        return Err(GraphError::unsupported(call.verb, app));
    }
    let params = &call.params;
    let length = params.parsed::<usize>("file_length")?;
    let length = length.ok_or_else(|| GraphError::missing_parameter("file_length"))?;
    let kind = params.required("file_type")?.trim().to_ascii_lowercase();
    if length == 0 || length > LENGTH_MAX {
        return Err(GraphError::bad_value("file_length", &length.to_string()));
    }
    if !KINDS.contains(&kind.as_str()) {
        return Err(GraphError::bad_value("file_type", &kind));
    }
    let secrets = platform.secrets();
    let id = shell::secret::hex(&secrets.bytes::<16>());
    let handle = format!("4::{}:{}", STANDARD.encode(&kind), secrets.token("AR", 48));
    let (made_at, body) = (session.now, Vec::new());
    let new = Upload { id: id.clone(), app, kind, length, made_at, handle, body };
    platform.store().announce_upload(new).await.map_err(down)?;
    Ok(json!({"id": session_id(&id)}))
}

/// `POST /upload:…` appends bytes where the file ends, `GET` tells where that is.
pub(super) async fn part(platform: &Platform, call: &Call) -> Result<Value, GraphError> {
    let session = Session::open(platform, call)?;
    limits::count(platform, &session, call, (None, None))?;
    let name = call.path().first().copied().unwrap_or_default().to_owned();
    let unseen = || GraphError::unsupported(call.verb, &name);
    let id = name.trim_start_matches("upload:").to_owned();
    let known = platform.store().upload(id.clone()).await.map_err(down)?;
    let known = known.filter(|one| one.app == session.caller.app).ok_or_else(unseen)?;
    let progress = |so_far: usize| json!({"id": session_id(&id), "file_offset": so_far});
    match (&call.upload, call.verb) {
        (_, Verb::Get) => Ok(progress(known.body.len())),
        (Some((offset, bytes)), Verb::Post) => {
            let at = offset.trim().parse::<usize>();
            let at = at.map_err(|_| match offset.trim() {
                "" => GraphError::missing_parameter("file_offset"),
                other => GraphError::bad_value("file_offset", other),
            })?;
            let came = bytes.len();
            let done = platform.store().append_upload(id.clone(), at, bytes.clone()).await;
            if !done.map_err(down)? {
                let sentence = format!(
                    "The file has come to offset {} of {}: the part does not continue it",
                    known.body.len(),
                    known.length
                );
                return Err(GraphError::parameter(&sentence));
            }
            let whole = at + came == known.length;
            Ok(if whole { json!({"h": known.handle}) } else { progress(at + came) })
        }
        _ => Err(unseen()),
    }
}

/// The name under which the picture behind a handle is served.
///
/// # Errors
/// `(#100)` when the handle is none of the app's, or what it stands for is no picture.
pub(super) async fn picture_of(
    platform: &Platform,
    app: AppId,
    handle: &str,
) -> Result<String, GraphError> {
    let bad = |why: &str| GraphError::invalid_parameter(why);
    let known = platform.store().upload_of_handle(handle.trim().to_owned()).await.map_err(down)?;
    let known = known.filter(|one| one.app == app && one.is_whole());
    let known = known.ok_or_else(|| bad("profile_picture_handle is not a handle of a file."))?;
    if picture_kind(&known.body).is_none() {
        return Err(bad("The profile picture must be a JPEG or PNG file."));
    }
    if known.length > PICTURE_MAX {
        return Err(bad("The profile picture must not be larger than 5 MB."));
    }
    Ok(known.id)
}

/// `GET /_pictures/{name}`: a profile picture, for everybody who knows where it is.
pub(super) async fn picture(
    State(platform): State<Platform>,
    Path(name): Path<String>,
) -> Response {
    let used = platform.read(|world| {
        world.phones.values().any(|phone| phone.profile.picture.as_ref() == Some(&name))
    });
    let known = if used { platform.store().upload(name).await.ok().flatten() } else { None };
    match known.and_then(|one| Some((picture_kind(&one.body)?, one.body))) {
        Some((kind, body)) => {
            let safe = (header::X_CONTENT_TYPE_OPTIONS, "nosniff");
            ([(header::CONTENT_TYPE, kind), safe], body).into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// The media type of a picture, by how its bytes begin.
fn picture_kind(bytes: &[u8]) -> Option<&'static str> {
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        Some("image/png")
    } else if bytes.starts_with(&[0xff, 0xd8, 0xff]) {
        Some("image/jpeg")
    } else {
        None
    }
}

fn session_id(id: &str) -> String {
    format!("upload:{id}")
}

#[expect(clippy::needless_pass_by_value, reason = "handed to map_err as it is")]
fn down(error: DbError) -> GraphError {
    tracing::error!(%error, "an upload was not stored");
    GraphError::unavailable()
}
