//! What real processes do, and what is done with them.

use std::os::unix::fs::PermissionsExt as _;

use super::*;

/// A program that says it is ready and then sleeps, with a child of its own.
fn sleeper(folder: &Path) -> PathBuf {
    let script = folder.join("sleeper");
    let ready = r#"{"ready":"client","http":"http://127.0.0.1:1"}"#;
    std::fs::write(&script, format!("#!/bin/sh\necho '{ready}'\nsleep 60 & wait\n")).unwrap();
    std::fs::set_permissions(&script, std::fs::Permissions::from_mode(0o700)).unwrap();
    script
}

fn spec(phone: u64) -> InstanceSpec {
    InstanceSpec {
        phone: PhoneNumberId::new(phone),
        platform_url: "http://127.0.0.1:1".to_owned(),
        webhook_url: "http://127.0.0.1:1/webhooks".to_owned(),
        webhook_secret: "secret-of-the-webhook".to_owned(),
    }
}

fn http() -> Client {
    Client::net(Duration::from_secs(5)).unwrap()
}

fn processes_of(words: &[&str], folder: &Path) -> Processes {
    let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
    Processes::new(folder.to_owned(), CommandLine::of_settings(&words))
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_hung_process_of_an_earlier_run_is_replaced_with_all_it_started() {
    let folder = tempfile::tempdir().unwrap();
    let exe = sleeper(folder.path());
    let exe = exe.to_str().unwrap();
    let own = folder.path().join("7");
    let before = processes_of(&[exe], folder.path());
    before.start(&http(), &spec(7)).await.unwrap();
    let hung = mark::processes(&own);
    assert_eq!(hung.len(), 2, "the script and its sleep");
    for id in &hung {
        mark::signal("-STOP", &id.to_string()).await;
    }
    // As after a crash: its child goes on, or rather hangs.
    std::mem::forget(before);
    let now = processes_of(&[exe], folder.path());
    assert_eq!(now.strays(), [PhoneNumberId::new(7)]);
    now.start(&http(), &spec(7)).await.unwrap();
    let new = mark::processes(&own);
    assert!(new.len() == 2 && new.iter().all(|id| !hung.contains(id)), "{hung:?} {new:?}");
    assert!(now.strays().is_empty());
    now.stop_all().await;
    assert!(mark::processes(&own).is_empty());
    assert!(now.start(&http(), &spec(7)).await.is_err(), "nothing starts after the end");
    assert!(mark::processes(&own).is_empty());
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_foreign_process_is_never_taken_for_an_instance() {
    let folder = tempfile::tempdir().unwrap();
    let own = folder.path().join("7");
    std::fs::create_dir(&own).unwrap();
    // The same words on the command line, and the same file: only the environment counts.
    let mut foreign = Command::new("sleep");
    let mut foreign =
        foreign.arg("60").env("OTHER", &own).current_dir(&own).kill_on_drop(true).spawn().unwrap();
    std::fs::write(own.join("pid"), foreign.id().unwrap().to_string()).unwrap();
    let processes = processes_of(&["sleep", "60"], folder.path());
    processes.stop(PhoneNumberId::new(7)).await.unwrap();
    processes.destroy(PhoneNumberId::new(7)).await.unwrap();
    assert!(!own.exists());
    assert_eq!(foreign.try_wait().unwrap(), None, "it lives");
}

#[tokio::test]
async fn a_command_that_ends_says_how_and_what_it_said_last() {
    let folder = tempfile::tempdir().unwrap();
    let processes = processes_of(&["sh", "-c", "echo no licence >&2; exit 3"], folder.path());
    let why = processes.start(&http(), &spec(7)).await.unwrap_err();
    assert_eq!(why, "it ended with exit code 3 before it listened; its last line: no licence");
    let missing = processes_of(&["no-such-program-here"], folder.path());
    let why = missing.start(&http(), &spec(7)).await.unwrap_err();
    assert!(why.starts_with("no-such-program-here cannot be started"), "{why}");
}

#[tokio::test]
async fn the_end_of_a_process_is_told_once() {
    let folder = tempfile::tempdir().unwrap();
    let ready = r#"echo '{"ready":"client","http":"http://127.0.0.1:1"}'"#;
    let wait = "while [ ! -e {folder}/go ]; do sleep 0.05; done";
    let script = format!("{ready}; {wait}; echo out of memory; kill -KILL $$");
    let processes = processes_of(&["sh", "-c", &script], folder.path());
    processes.start(&http(), &spec(7)).await.unwrap();
    assert!(processes.ended().is_empty());
    std::fs::write(folder.path().join("7/go"), "").unwrap();
    let exit = async {
        loop {
            match processes.ended().pop() {
                Some(exit) => break exit,
                None => sleep(READY_POLL).await,
            }
        }
    };
    let exit = timeout(Duration::from_secs(10), exit).await.unwrap();
    assert_eq!(exit.how, "was ended by signal 9 (SIGKILL)");
    assert!(exit.last_lines.ends_with("out of memory"), "{exit:?}");
    assert!(processes.ended().is_empty());
}

#[tokio::test]
async fn an_instance_gets_its_secret_and_none_of_this_server_s() {
    let folder = tempfile::tempdir().unwrap();
    let ready = r#"echo "{\"ready\":\"client\",\"http\":\"http://127.0.0.1:1\"}""#;
    let script = format!("env > '{{folder}}/env'; {ready}; exec sleep 60");
    let processes = processes_of(&["sh", "-c", &script], folder.path());
    processes.start(&http(), &spec(7)).await.unwrap();
    let environment = std::fs::read_to_string(folder.path().join("7/env")).unwrap();
    assert!(environment.contains(&format!("{SECRET_VARIABLE}=secret-of-the-webhook")));
    assert!(!environment.contains("VESTIBULE_PROVIDER_"), "{environment}");
    processes.stop_all().await;
}
