//! What goes wrong with the pop-up on purpose: where a page waits for it, a fault may show an error
//! instead of the first screen, or keep some of the outcome from the page.

use graph::AppId;
use maud::Markup;

use super::context::{Context, Report, Said, Telling};
use super::handover::Handover;
use super::refusals::{Problem, Trouble};
use super::{Dialog, Words, screens};
use crate::AskError;
use crate::fault::{Kind, Occurrence, Place};

/// The page that is shown instead of the first screen, if a fault strikes.
///
/// # Errors
/// When the strike could not be stored.
pub(super) async fn at_opening(
    dialog: &Dialog,
    (app, context): (AppId, &Context),
    words: &Words,
) -> Result<Option<Markup>, Trouble> {
    let one = Occurrence { app: Some(app), ..Occurrence::default() };
    let Some(Kind::PopupError { message }) = meet(dialog, context, (Place::Opening, &one)).await?
    else {
        return Ok(None);
    };
    let problem = Problem::ordered(message.unwrap_or_else(|| words.say("refused-unexplained")));
    let report = Report {
        message: problem.text.clone(),
        error_id: problem.error_id,
        session_id: dialog.platform.secrets().token("", 8),
        at: dialog.platform.now(),
    };
    let relay = context.relay("leaving", &context.reported(&report));
    Ok(Some(screens::refused::problem(words, &problem, &relay)))
}

/// What is kept from the page at the end of a run, if a fault strikes.
///
/// # Errors
/// When the strike could not be stored.
pub(super) async fn at_the_end(
    dialog: &Dialog,
    (app, context): (AppId, &Context),
    handover: &Handover,
) -> Result<Option<Kind>, Trouble> {
    let one = Occurrence {
        app: Some(app),
        waba: Some(handover.waba),
        phone: handover.phone.as_ref().map(|(id, _)| *id),
        ..Occurrence::default()
    };
    meet(dialog, context, (Place::Ending, &one)).await
}

async fn meet(
    dialog: &Dialog,
    context: &Context,
    (place, one): (Place, &Occurrence<'_>),
) -> Result<Option<Kind>, Trouble> {
    let (faults, places) = (dialog.platform.faults(), [place]);
    if !context.waits() || !faults.wait_for(&places) {
        return Ok(None);
    }
    let strikes = faults.meet(dialog.platform.store(), &places, one).await;
    let strikes = strikes.map_err(|error| Trouble::Asked(AskError::Down(error.to_string())))?;
    Ok(strikes.into_iter().next().map(|strike| strike.kind))
}

/// What the page is told of a run that ended well; `None` if it is told nothing.
pub(super) fn left(said: Said, fault: Option<&Kind>) -> Option<Said> {
    match fault {
        Some(Kind::PopupNoAnswer) => None,
        Some(Kind::PopupMessageOnly) => {
            Some(Said { auth_response: None, calls_back: false, ..said })
        }
        Some(Kind::PopupCallbackOnly) => Some(Said { session_event: None, ..said }),
        Some(kind) => Some(Said { telling: telling(kind), ..said }),
        None => Some(said),
    }
}

/// How a fault has the session message told.
const fn telling(kind: &Kind) -> Telling {
    match kind {
        Kind::PopupMessageLast => Telling::Last,
        Kind::PopupMessageLate { ms } => Telling::Late(*ms),
        Kind::PopupMessageTwice { copies } => Telling::Again(*copies),
        Kind::PopupMessageObject => Telling::Object,
        _ => Telling::AsEver,
    }
}
