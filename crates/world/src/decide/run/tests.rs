//! The steps of a signup, in the world alone.

use std::collections::BTreeSet;

use jiff::SignedDuration;

use crate::handset::Handset;
use crate::ownership::Method;
use crate::phone::OffReason;
use crate::refusal::Refusal;
use crate::scene::{ORIGIN, Scene, new_business, number, profile};
use crate::signup::{Feature, Login, Stage, Step, WabaChoice};
use crate::{BusinessChoice, Command, Role};

fn start(scene: &Scene, origin: &str) -> Command {
    Command::StartSignup {
        app: scene.app,
        origin: origin.to_owned(),
        login: Login::Token,
        feature: Feature::Full,
        scopes: BTreeSet::new(),
    }
}

#[test]
fn b02_starts_only_on_the_providers_own_pages() {
    let mut scene = Scene::new();
    let elsewhere = start(&scene, "https://elsewhere.example");
    let refused = scene.person(elsewhere).unwrap_err();
    let origin = "https://elsewhere.example".to_owned();
    assert_eq!(refused, Refusal::OriginNotAllowed { origin });
    assert_eq!(refused.key(), "refusal-origin-not-allowed");
    let here = start(&scene, ORIGIN);
    assert!(scene.person(here).is_ok());
}

#[test]
fn b14_coming_back_resumes_and_creates_nothing_twice() {
    let mut scene = Scene::new();
    let signup = scene.start(Login::Token);
    scene.until_number(signup, "Lucky Shrub", new_business("Lucky Shrub"));
    scene.person(Command::CancelSignup { signup }).unwrap();
    assert_eq!(scene.world.signups[&signup].stage, Stage::Cancelled(Step::Number));
    assert_eq!(scene.start(Login::Code), signup);
    let run = &scene.world.signups[&signup];
    assert_eq!((run.login, &run.stage), (Login::Code, &Stage::At(Step::Number)));
    assert_eq!(run.entered.profile, Some(profile("Lucky Shrub")));
    assert_eq!(scene.world.businesses.len(), 1, "only the provider's");
    scene.prove(signup, "+4915112345678");
    scene.finish(signup, "code");
    assert_eq!(scene.world.businesses.len(), 2);
    assert_ne!(scene.start(Login::Token), signup);
    let again = scene.person(Command::Consent { signup }).unwrap_err();
    assert_eq!(again, Refusal::SignupOver);
}

#[test]
fn b06_steps_cannot_be_jumped_but_repeated() {
    let mut scene = Scene::new();
    let signup = scene.start(Login::Token);
    let jump = Command::ChooseWaba { signup, choice: WabaChoice::New };
    let at = Step::Authorization;
    assert_eq!(scene.person(jump), Err(Refusal::WrongStep { at }));
    scene.until_number(signup, "Lucky Shrub", new_business("Lucky Shrub"));
    let other = new_business("Lucky Bush");
    scene.person(Command::ChooseBusiness { signup, choice: other }).unwrap();
    let run = &scene.world.signups[&signup];
    assert_eq!(run.stage, Stage::At(Step::Waba));
    assert_eq!(run.entered.waba, None);
    assert!(run.entered.profile.is_some());
}

#[test]
fn a_run_belongs_to_its_person() {
    let mut scene = Scene::new();
    let signup = scene.start(Login::Token);
    let other = scene.new_person("Bert");
    let refused = scene.ask(&other, Command::Consent { signup }).unwrap_err();
    assert!(matches!(refused, Refusal::NotVisible { .. }));
}

#[test]
fn a12_only_admins_choose_a_business() {
    let mut scene = Scene::new();
    let client = scene.sign_up("Lucky Shrub", "+4915112345678");
    let other = scene.new_person("Bert");
    let crate::Actor::Person { person } = other else { unreachable!("Bert is a person") };
    let business = client.business;
    scene.desk(Command::AddMember { business, person, role: Role::Employee });
    scene.person = other;
    let signup = scene.start(Login::Token);
    scene.person(Command::Consent { signup }).unwrap();
    let choice = BusinessChoice::Existing { business };
    let refused = scene.person(Command::ChooseBusiness { signup, choice }).unwrap_err();
    assert_eq!(refused, Refusal::NotBusinessAdmin { business });
    assert!(refused.sentence().contains("make you one"));
}

#[test]
fn b08_e07_a_second_number_waits_for_verification_to_start() {
    let mut scene = Scene::new();
    let client = scene.sign_up("Lucky Shrub", "+4915112345678");
    let signup = scene.start(Login::Token);
    let business = client.business;
    scene.until_number(signup, "Lucky Shrub", BusinessChoice::Existing { business });
    let choice = WabaChoice::Existing { waba: client.waba };
    scene.person(Command::ChooseWaba { signup, choice }).unwrap();
    scene.person(Command::DescribeProfile { signup, profile: profile("Branch") }).unwrap();
    let second = number("+4915112345679");
    let give = Command::GiveNumber { signup, number: second.clone(), method: Method::Voice };
    assert_eq!(scene.person(give.clone()), Err(Refusal::VerificationNotStarted));
    scene.person(Command::StartVerification { business }).unwrap();
    scene.person(give).unwrap();
    let code = scene.world.challenges[&second].code.clone();
    scene.person(Command::VerifyNumber { signup, code }).unwrap();
    let again = scene.finish(signup, "user-2");
    assert_eq!(again.waba, client.waba);
    assert_eq!(scene.world.wabas[&client.waba].phones, [client.phone, again.phone]);
}

#[test]
fn b08_the_number_of_the_chosen_waba_needs_no_second_proof() {
    let mut scene = Scene::new();
    let client = scene.sign_up("Lucky Shrub", "+4915112345678");
    let signup = scene.start(Login::Token);
    let business = client.business;
    scene.until_number(signup, "Lucky Shrub", BusinessChoice::Existing { business });
    let choice = WabaChoice::Existing { waba: client.waba };
    scene.person(Command::ChooseWaba { signup, choice }).unwrap();
    scene.person(Command::DescribeProfile { signup, profile: profile("Shrub") }).unwrap();
    let number = number("+4915112345678");
    scene.person(Command::GiveNumber { signup, number, method: Method::Sms }).unwrap();
    let again = scene.finish(signup, "user-2");
    assert_eq!((again.waba, again.phone), (client.waba, client.phone));
    assert_eq!(scene.world.phones.len(), 1);
}

#[test]
fn b09_b10_e08_numbers_that_cannot_be_taken() {
    let mut scene = Scene::new();
    scene.sign_up("Lucky Shrub", "+4915112345678");
    let signup = scene.start(Login::Token);
    scene.until_number(signup, "Lucky Bush", new_business("Lucky Bush"));
    let mut give = |text: &str| {
        let give = Command::GiveNumber { signup, number: number(text), method: Method::Sms };
        scene.person(give).map(|_| ()).map_err(|refusal| refusal.key())
    };
    assert_eq!(give("+4915112345678"), Err("refusal-number-connected"));
    let mut handset = |text: &str, handset| {
        scene.desk(Command::DescribeHandset { number: number(text), handset });
    };
    handset("+4915112345670", Handset::Messenger);
    handset("+4915112345671", Handset::VoiceMenu);
    let mut give = |text: &str| {
        let give = Command::GiveNumber { signup, number: number(text), method: Method::Sms };
        scene.person(give).map(|_| ()).map_err(|refusal| refusal.key())
    };
    assert_eq!(give("+4915112345670"), Err("refusal-number-on-messenger"));
    assert_eq!(give("+4915112345671"), Err("refusal-number-behind-voice-menu"));
    let freed = number("+4915112345670");
    scene.desk(Command::DescribeHandset { number: freed.clone(), handset: Handset::Plain });
    let give = Command::GiveNumber { signup, number: freed, method: Method::Sms };
    assert!(scene.person(give).is_ok());
}

#[test]
fn a07_a_waba_is_shared_with_one_provider() {
    let mut scene = Scene::new();
    let client = scene.sign_up("Lucky Shrub", "+4915112345678");
    let first = scene.provider;
    let (second, app) = scene.found("Rival", "rival.example");
    scene.app = app;
    let command = start(&scene, "https://rival.example");
    scene.person(command).unwrap();
    let signup = *scene.world.open_signups.values().next().unwrap();
    let choice = BusinessChoice::Existing { business: client.business };
    scene.person(Command::Consent { signup }).unwrap();
    scene.person(Command::ChooseBusiness { signup, choice }).unwrap();
    let choice = WabaChoice::Existing { waba: client.waba };
    let refused = scene.person(Command::ChooseWaba { signup, choice }).unwrap_err();
    let partner = "Provider".to_owned();
    assert_eq!(refused, Refusal::SharedWithAnother { waba: client.waba, partner });
    let waba = &scene.world.wabas[&client.waba];
    assert!(waba.is_shared_with(first) && !waba.is_shared_with(second));
    let unshare = Command::UnshareWaba { waba: client.waba, partner: first };
    scene.person(unshare).unwrap();
    assert_eq!(scene.world.phones[&client.phone].off(), Some(OffReason::Unshared));
    assert!(scene.person(Command::ChooseWaba { signup, choice }).is_ok());
}

#[test]
fn codes_expire_lock_and_are_sent_only_so_often() {
    let mut scene = Scene::new();
    let signup = scene.start(Login::Token);
    scene.until_number(signup, "Lucky Shrub", new_business("Lucky Shrub"));
    let number = number("+4915112345678");
    let method = Method::Sms;
    scene.person(Command::GiveNumber { signup, number: number.clone(), method }).unwrap();
    let resend = Command::ResendCode { signup, method: Method::Voice };
    let soon = scene.person(resend.clone()).unwrap_err();
    assert_eq!(soon, Refusal::CodeTooSoon { seconds: 60 });
    scene.wait_secs(60);
    scene.person(resend.clone()).unwrap();
    scene.wait(SignedDuration::from_mins(10));
    let code = scene.world.challenges[&number].code.clone();
    let late = scene.person(Command::VerifyNumber { signup, code });
    assert_eq!(late, Err(Refusal::CodeExpired));
    scene.person(resend.clone()).unwrap();
    let guess = Command::VerifyNumber { signup, code: "nonsense".to_owned() };
    for _ in 0..4 {
        assert_eq!(scene.person(guess.clone()), Err(Refusal::CodeWrong));
    }
    let locked = scene.person(guess).unwrap_err();
    assert_eq!(locked.key(), "refusal-guesses-locked");
    let code = scene.world.challenges[&number].code.clone();
    let right = Command::VerifyNumber { signup, code };
    assert_eq!(scene.person(right).unwrap_err().key(), "refusal-guesses-locked");
    assert_eq!(scene.person(resend.clone()).unwrap_err().key(), "refusal-guesses-locked");
    scene.wait(SignedDuration::from_hours(12));
    scene.person(resend).unwrap();
    let code = scene.world.challenges[&number].code.clone();
    let dashed = format!("{}-{}", &code[..3], &code[3..]);
    scene.person(Command::VerifyNumber { signup, code: dashed }).unwrap();
    assert_eq!(scene.world.signups[&signup].step(), Some(Step::Permissions));
}

#[test]
fn the_code_reaches_the_telephone() {
    let mut scene = Scene::new();
    let signup = scene.start(Login::Token);
    scene.until_number(signup, "Lucky Shrub", new_business("Lucky Shrub"));
    let number = number("+4915112345678");
    let method = Method::Sms;
    scene.person(Command::GiveNumber { signup, number: number.clone(), method }).unwrap();
    let code = scene.world.challenges[&number].code.clone();
    let (first, last) = code.split_at(3);
    let shown = scene.effects.iter().any(|effect| {
        matches!(effect, crate::Effect::Handset { body, .. }
            if *body == format!("WhatsApp code {first}-{last}"))
    });
    assert!(shown);
}
