//! Which call is which: by method and path (contract §1 to §5).

use graph::GraphError;
use graph::error::Method as Verb;
use graph::id::{BadId, parse_id};
use serde_json::{Map, Value};
use world::NodeKind;

use super::call::Call;
use super::session::Session;
use super::{batch, faults, limits, oauth, read, upload, uses, write};
use crate::Platform;

/// Carries out one call.
///
/// # Errors
/// Whatever the call is refused with.
pub(crate) async fn dispatch(platform: &Platform, call: &Call) -> Result<Value, GraphError> {
    faults::meet(platform, call).await?;
    let named = !cfg!(debug_assertions) || faults::operation(platform, call).is_some();
    let outcome = served(platform, call).await;
    debug_assert!(named || outcome.is_err(), "{:?} is served without a name", call.target.path);
    outcome
}

async fn served(platform: &Platform, call: &Call) -> Result<Value, GraphError> {
    let path = call.path();
    if batch::is_batch(call) {
        return batch::carry_out(platform, call).await;
    }
    match path.as_slice() {
        ["oauth", "access_token"] => oauth::access_token(platform, call).await,
        ["oauth", "revoke"] => oauth::revoke(platform, call).await,
        ["oauth", ..] => Err(unknown_path(&path)),
        ["debug_token"] => oauth::debug_token(platform, call),
        [session] if session.starts_with("upload:") => upload::part(platform, call).await,
        [] => several(platform, call, None),
        [edge] if is_edge_of_several(call, edge) => several(platform, call, Some(edge)),
        _ => on_an_object(platform, call, &path).await,
    }
}

/// The most objects one call may name.
const IDS_MAX: usize = 50;

/// Whether a path of one segment names an edge of several objects: `/{edge}?ids=…`.
pub(super) fn is_edge_of_several(call: &Call, segment: &str) -> bool {
    segment != "me" && is_name(segment) && !call.params.list("ids").is_empty()
}

/// Whether a segment of a path can be an edge's name.
fn is_name(segment: &str) -> bool {
    segment.starts_with(|c: char| c.is_ascii_lowercase())
}

/// `/?ids=1,2&fields=…` and `/{edge}?ids=1,2`: several objects, or one edge of each, in one answer
/// (contract §7.7).
fn several(platform: &Platform, call: &Call, edge: Option<&str>) -> Result<Value, GraphError> {
    let ids = call.params.list("ids");
    if call.verb != Verb::Get || ids.is_empty() {
        return Err(GraphError::without_object(call.verb));
    }
    if ids.len() > IDS_MAX {
        let sentence = format!("Too many IDs. Maximum: {IDS_MAX}. Provided: {}.", ids.len());
        return Err(GraphError::parameter(&sentence));
    }
    let session = Session::open(platform, call)?;
    let fields = read::fields_of(call)?;
    let mut answer = Map::new();
    for id in ids {
        let number = number(&id).ok_or_else(|| GraphError::unknown_alias(&id))?;
        let number = number.map_err(|_| GraphError::unsupported(call.verb, &id))?;
        let kind = platform.read(|world| world.kind_of(number));
        limits::count(platform, &session, call, (kind, edge))?;
        let found = faults::look(platform, call, |world| {
            let reading = read::Reading { sight: session.sight(world, call), call };
            match edge {
                None => reading.node(number, &fields),
                Some(edge) => reading.edge_of_call(number, edge),
            }
        })?;
        answer.insert(id, found);
    }
    Ok(Value::Object(answer))
}

/// `/{id}` and `/{id}/{edge}`, where `me` is the caller itself.
async fn on_an_object(
    platform: &Platform,
    call: &Call,
    path: &[&str],
) -> Result<Value, GraphError> {
    let (first, edge) = match path {
        [id] => (*id, None),
        [id, edge] => (*id, Some(*edge)),
        [_, rest @ ..] => return Err(unknown_path(rest)),
        [] => return Err(unknown_path(path)),
    };
    let number = number(first);
    if number.is_none() && first != "me" {
        return Err(unknown_path(path));
    }
    let session = Session::open(platform, call)?;
    let id = match &number {
        Some(Ok(id)) => *id,
        Some(Err(_)) => return Err(GraphError::unsupported(call.verb, first)),
        None => platform.read(|world| session.sight(world, call).me()),
    };
    let kind = platform.read(|world| world.kind_of(id));
    limits::count(platform, &session, call, (kind, edge))?;
    let answer = carry_out(platform, (call, edge), &session, (id, kind)).await;
    if answer.is_ok() && number.is_some() {
        uses::note(platform, &session, (kind, edge));
    }
    answer
}

/// Carries out a call on an object whose token was found good and counted.
async fn carry_out(
    platform: &Platform,
    (call, edge): (&Call, Option<&str>),
    session: &Session,
    (id, kind): (u64, Option<NodeKind>),
) -> Result<Value, GraphError> {
    if call.verb == Verb::Get {
        if let (Some(NodeKind::Solution(solution)), Some("access_token")) = (kind, edge) {
            let writing = write::Writing { platform, call, session, id };
            return writing.solution_token(solution).await;
        }
        return faults::look(platform, call, |world| {
            let reading = read::Reading { sight: session.sight(world, call), call };
            match edge {
                None => reading.node(id, &read::fields_of(call)?),
                Some(edge) => reading.edge_of_call(id, edge),
            }
        });
    }
    let called = || call.target.path.first().cloned().unwrap_or_default();
    let kind: NodeKind = kind.ok_or_else(|| GraphError::unsupported(call.verb, called()))?;
    let writing = write::Writing { platform, call, session, id };
    writing.carry_out(kind, edge).await
}

/// An object's number, if the text is one; an error if there is no object with so large a one.
fn number(text: &str) -> Option<Result<u64, BadId>> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| parse_id(text))
}

fn unknown_path(path: &[&str]) -> GraphError {
    GraphError::unknown_path(&path.join("/"))
}
