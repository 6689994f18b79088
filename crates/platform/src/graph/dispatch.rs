//! Which call is which: by method and path (contract §1 to §5).

use graph::GraphError;
use graph::error::Method as Verb;
use serde_json::{Map, Value};
use world::NodeKind;

use super::call::Call;
use super::session::Session;
use super::{batch, oauth, read, write};
use crate::Platform;

/// Carries out one call.
///
/// # Errors
/// Whatever the call is refused with.
pub(crate) async fn dispatch(platform: &Platform, call: &Call) -> Result<Value, GraphError> {
    let path = call.path();
    if batch::is_batch(call) {
        return batch::carry_out(platform, call).await;
    }
    match path.as_slice() {
        ["oauth", "access_token"] => oauth::access_token(platform, call).await,
        ["oauth", ..] => Err(unknown_path(&path)),
        ["debug_token"] => oauth::debug_token(platform, call),
        [] => at_the_root(platform, call),
        _ => on_an_object(platform, call, &path).await,
    }
}

/// `?ids=1,2&fields=…`: several objects in one answer (contract §7.7).
fn at_the_root(platform: &Platform, call: &Call) -> Result<Value, GraphError> {
    let ids = call.params.list("ids");
    if call.verb != Verb::Get || ids.is_empty() {
        let message = "Unsupported request. Name an object in the path.";
        return Err(GraphError::parameter(message));
    }
    let session = Session::open(platform, call)?;
    let fields = read::fields_of(call)?;
    platform.read(|world| {
        let mut answer = Map::new();
        for id in ids {
            let number = id.parse().map_err(|_| GraphError::unsupported(Verb::Get, &id))?;
            let reading = read::Reading { sight: session.sight(world, call), call };
            answer.insert(id, reading.node(number, &fields)?);
        }
        Ok(Value::Object(answer))
    })
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
    let number = first.parse::<u64>().ok();
    if number.is_none() && first != "me" {
        return Err(unknown_path(path));
    }
    let session = Session::open(platform, call)?;
    let id = match number {
        Some(id) => id,
        None => platform.read(|world| session.sight(world, call).me()),
    };
    if call.verb == Verb::Get {
        return platform.read(|world| {
            let reading = read::Reading { sight: session.sight(world, call), call };
            match edge {
                None => reading.node(id, &read::fields_of(call)?),
                Some(edge) => reading.edge_of_call(id, edge),
            }
        });
    }
    let kind = platform.read(|world| world.kind_of(id));
    let kind: NodeKind = kind.ok_or_else(|| GraphError::unsupported(call.verb, first))?;
    let writing = write::Writing { platform, call, session: &session, id };
    writing.carry_out(kind, edge).await
}

fn unknown_path(path: &[&str]) -> GraphError {
    GraphError::unknown_path(&path.join("/"))
}
