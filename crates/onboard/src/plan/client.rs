//! Keeping the client instance of a number running (requirements E06, D04, D08).

use graph::status::NameStatus;
use jiff::{SignedDuration, Timestamp};

use super::{COMING_SECONDS, Planner};
use crate::notice::{CLIENT_DOWN, Notice};
use crate::seen::{ClientState, SeenPhone};
use crate::step::Step;
use crate::waiting::Waiting;

impl Planner<'_> {
    pub(super) fn run_client(&mut self, phone: &SeenPhone) {
        let id = phone.id;
        let Some(certificate) = &phone.certificate else {
            return self.run_without_certificate(phone);
        };
        match phone.client {
            ClientState::None => self.plan.steps.push(Step::StartClient { phone: id }),
            ClientState::Failed { again, .. } => self.start_again(phone, again),
            ClientState::Starting | ClientState::Silent { .. } => self.await_connection(phone),
            ClientState::Running { connected } => {
                self.step_if(!phone.pointed, Step::PointWebhooks { phone: id });
                if phone.installed.as_ref() != Some(certificate) {
                    let certificate = certificate.clone();
                    self.plan.steps.push(Step::InstallCertificate { phone: id, certificate });
                } else if !connected || !phone.connected() {
                    self.await_connection(phone);
                }
            }
        }
    }

    /// A client goes on with the certificate it has; without one, one is awaited.
    fn run_without_certificate(&mut self, phone: &SeenPhone) {
        if phone.lacks_certificate() {
            // A name that is not approved is awaited in words of its own.
            if !matches!(phone.name, NameStatus::PendingReview | NameStatus::Declined) {
                let wait = Waiting::Certificate { display: phone.display.clone() };
                self.wait(wait, SignedDuration::from_secs(COMING_SECONDS));
            }
            return;
        }
        match phone.client {
            ClientState::Failed { again, .. } => self.start_again(phone, again),
            ClientState::Starting | ClientState::Silent { .. } => self.await_connection(phone),
            ClientState::Running { connected } => {
                self.step_if(!phone.pointed, Step::PointWebhooks { phone: phone.id });
                if !connected {
                    self.await_connection(phone);
                }
            }
            ClientState::None => {}
        }
    }

    /// Starts a client that is gone, once it has rested.
    fn start_again(&mut self, phone: &SeenPhone, again: Timestamp) {
        if again <= self.now {
            return self.plan.steps.push(Step::StartClient { phone: phone.id });
        }
        self.look_at(again);
        let display = phone.display.clone();
        self.plan.waiting.push(Waiting::ClientRests { display, until: again });
    }

    /// Tells operators once that a client ends again and again, and once that it no longer does.
    pub(super) fn steadiness(&mut self, phone: &SeenPhone) {
        let loops = phone.client.loops();
        if loops || phone.client == (ClientState::Running { connected: true }) {
            let display = || phone.display.clone();
            self.tell_either(
                (loops, CLIENT_DOWN),
                || Notice::ClientDown { phone: phone.id, display: display() },
                || Notice::ClientUp { phone: phone.id, display: display() },
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{Plan, plan};
    use crate::sample::{PHONE, healthy, noon};
    use crate::seen::{CRASH_LOOP, Hosting, Seen};

    /// The plan for a client that is down: by how much it rests, and how often it crashed.
    fn down(seconds: i64, crashes: u32, told: &[&str]) -> Plan {
        let mut seen: Seen = healthy(Hosting::Client);
        let again = noon() + SignedDuration::from_secs(seconds);
        let state = ClientState::Failed { since: noon(), again, crashes, remote: false };
        seen.phones[0].client = state;
        seen.told = told.iter().map(|word| (*word).to_owned()).collect();
        plan(&seen, noon())
    }

    #[test]
    fn a_client_that_ended_rests_before_it_is_started_again() {
        let resting = down(8, 3, &[]);
        assert_eq!(resting.steps, []);
        assert_eq!(resting.again, Some(noon() + SignedDuration::from_secs(8)));
        assert!(resting.waiting[0].words().contains("started again at 2026-12-01 12:00:08"));
        assert_eq!(down(0, 3, &[]).steps, [Step::StartClient { phone: PHONE }]);
    }

    #[test]
    fn operators_hear_once_of_a_client_that_does_not_stay_up_and_once_that_it_does() {
        let told = |plan: Plan| plan.steps.iter().map(Step::key).collect::<Vec<_>>();
        let key = "tell:client-down:101";
        assert_eq!(told(down(8, CRASH_LOOP, &[])), [key]);
        assert_eq!(told(down(8, CRASH_LOOP, &["client-down:101"])), [""; 0]);
        assert_eq!(told(down(8, CRASH_LOOP - 1, &[])), [""; 0]);
        let mut seen = healthy(Hosting::Client);
        seen.told.insert("client-down:101".to_owned());
        let plan = plan(&seen, noon());
        let Some(Step::TellOperators { notice }) = plan.steps.first() else {
            panic!("nothing is told: {plan:?}")
        };
        assert!(notice.words().contains("runs again") && !notice.concerns_business());
    }

    #[test]
    fn messages_that_waited_are_sent_once_the_client_is_in_use() {
        let mut seen = healthy(Hosting::Client);
        seen.phones[0].unsent = 2;
        assert_eq!(plan(&seen, noon()).steps, [Step::SendWaiting { phone: PHONE }]);
        seen.phones[0].client = ClientState::Running { connected: false };
        assert_eq!(plan(&seen, noon()).steps, []);
    }

    #[test]
    fn a_client_that_does_not_know_its_webhook_is_told_before_it_gets_its_certificate() {
        let mut seen = healthy(Hosting::Client);
        seen.phones[0].pointed = false;
        seen.phones[0].certificate = Some("c2".to_owned());
        let keys: Vec<String> = plan(&seen, noon()).steps.iter().map(Step::key).collect();
        assert_eq!(keys, ["point-webhooks:101", "install-certificate:101:c2"]);
    }

    #[test]
    fn a_number_that_went_elsewhere_takes_its_client_down_and_nothing_else() {
        let mut seen = healthy(Hosting::Client);
        seen.leftovers = vec![PHONE];
        seen.phones[0].client = ClientState::None;
        assert_eq!(plan(&seen, noon()).steps, [Step::RetireClient { phone: PHONE }]);
        seen.leftovers.clear();
        assert_eq!(plan(&seen, noon()).steps, [Step::StartClient { phone: PHONE }]);
    }
}
