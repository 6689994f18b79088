//! Who is told how App Review ended (requirement H03).

use graph::id::AppId;

use crate::app_access::AppEvent;
use crate::effect::Effect;
use crate::mail::Letter;
use crate::world::World;

impl World {
    pub(super) fn after_app(&self, event: &AppEvent) -> Vec<Effect> {
        match event {
            AppEvent::ReviewApproved { app } => self.after_app_review(*app, None),
            AppEvent::ReviewDeclined { app, reason } => self.after_app_review(*app, Some(reason)),
            _ => Vec::new(),
        }
    }

    fn after_app_review(&self, app: AppId, declined: Option<&str>) -> Vec<Effect> {
        let known = self.apps.get(&app);
        let business = known.and_then(|app| self.businesses.get(&app.business));
        let (Some(known), Some(business)) = (known, business) else { return Vec::new() };
        let level = self.app_access(app);
        let asked = level.submissions.last().map(|sent| {
            let words = sent.proofs.permissions.iter().map(|one| one.as_str());
            words.collect::<Vec<&str>>().join(", ")
        });
        let mut facts = vec![
            ("App", format!("{} ({app})", known.name)),
            ("Permissions", asked.unwrap_or_default()),
        ];
        let letter = match declined {
            None => Letter {
                subject: format!("App Review: {} was granted Advanced access", known.name),
                what: "Your app may now be granted these permissions by everybody.".to_owned(),
                facts,
                next: "switch the app to live mode, if it is in development.".to_owned(),
            },
            Some(reason) => {
                facts.push(("Reason", reason.to_owned()));
                Letter {
                    subject: format!("App Review: {} was not granted Advanced access", known.name),
                    what: "The permissions keep Standard access: they reach your own business \
                           only."
                        .to_owned(),
                    facts,
                    next: "mend what the reason says and send your app to review again.".to_owned(),
                }
            }
        };
        Vec::from(letter.to(business))
    }
}
