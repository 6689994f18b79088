//! Letters sent with `shell::mail` arrive in `shell::smtp`, over a real socket.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use jiff::Timestamp;
use shell::clock::Clock;
use shell::mail::{Letter, Mail};
use shell::serve::bind;
use shell::shutdown::Tasks;
use shell::smtp::{ReceivedLetter, listen};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

struct Mailbox {
    port: u16,
    tasks: Tasks,
    letters: Arc<Mutex<Vec<ReceivedLetter>>>,
}

/// A mailbox that keeps every letter but those whose subject is `disk full`.
async fn mailbox() -> Mailbox {
    let listener = bind(([127, 0, 0, 1], 0).into(), "--smtp-port").await.expect("a free port");
    let port = listener.local_addr().expect("bound").port();
    let (tasks, letters) = (Tasks::new(), Arc::new(Mutex::new(Vec::new())));
    let keep = Arc::clone(&letters);
    listen(listener, &tasks, move |letter: ReceivedLetter| {
        let keep = Arc::clone(&keep);
        async move {
            if letter.subject == "disk full" {
                return Err(());
            }
            keep.lock().expect("not poisoned").push(letter);
            Ok(())
        }
    });
    Mailbox { port, tasks, letters }
}

fn letter(subject: &str) -> Letter {
    Letter {
        from: "Vestibule <noreply@provider.test>".into(),
        to: vec!["Ana <ana@shop.test>".into(), "b@shop.test".into()],
        subject: subject.into(),
        text: "Grüße\n.\n..two dots\nend".into(),
        html: Some("<p>Grüße</p>".into()),
        message_id: "1@provider.test".into(),
    }
}

#[tokio::test]
async fn a_letter_arrives_whole() {
    let mailbox = mailbox().await;
    let now: Timestamp = "2030-05-06T07:08:09Z".parse().unwrap();
    let url = format!("smtp://127.0.0.1:{}", mailbox.port);
    let mail = Mail::smtp(&url, Clock::manual(now)).unwrap();
    mail.send(&letter("Prüfung läuft")).await.unwrap();
    mail.send(&Letter { html: None, ..letter("plain") }).await.unwrap();
    let letters = mailbox.letters.lock().unwrap().clone();
    assert_eq!(letters[0].from, "noreply@provider.test");
    assert_eq!(letters[0].to, ["ana@shop.test", "b@shop.test"]);
    assert_eq!(letters[0].subject, "Prüfung läuft");
    assert_eq!(letters[0].text.replace("\r\n", "\n").trim_end(), letter("").text);
    assert_eq!(letters[0].html.as_deref().map(str::trim_end), Some("<p>Grüße</p>"));
    let raw = String::from_utf8(letters[0].raw.clone()).unwrap();
    assert!(raw.contains("Mon, 06 May 2030 07:08:09"), "{raw}");
    assert!(raw.contains("Message-ID: <1@provider.test>"), "{raw}");
    assert_eq!((letters[1].subject.as_str(), &letters[1].html), ("plain", &None));
    drop(mail);
    mailbox.tasks.stop(Duration::from_secs(5)).await;
}

#[tokio::test]
async fn a_letter_not_kept_is_refused_for_now() {
    let mailbox = mailbox().await;
    let url = format!("smtp://127.0.0.1:{}", mailbox.port);
    let mail = Mail::smtp(&url, Clock::system()).unwrap();
    let error = mail.send(&letter("disk full")).await.unwrap_err();
    assert!(error.is_transient(), "{error}");
    let nobody = Letter { to: vec!["no address".into()], ..letter("x") };
    assert!(!mail.send(&nobody).await.unwrap_err().is_transient());
    mailbox.tasks.stop(Duration::from_secs(5)).await;
    let error = mail.send(&letter("x")).await.unwrap_err();
    assert!(error.is_transient(), "{error}");
    assert!(mailbox.letters.lock().unwrap().is_empty());
}

/// Says everything at once and returns all replies until the server hangs up.
async fn talk(port: u16, said: &[u8]) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await.expect("the mailbox listens");
    stream.write_all(said).await.expect("it reads");
    let mut replies = String::new();
    // A session cut off for misbehaving may end with a reset.
    let _ = stream.read_to_string(&mut replies).await;
    replies
}

#[tokio::test]
async fn the_conversation_follows_the_rules() {
    let mailbox = mailbox().await;
    let replies = talk(
        mailbox.port,
        b"HELO x\r\nDATA\r\nRCPT TO:<a@b.test>\r\nMAIL FROM:oops\r\nMAIL FROM:<> SIZE=99999999\r\n\
          mail from:<>\r\nRCPT TO:<a@b.test>\r\nRSET\r\nDATA\r\nEXPN x\r\nNOOP\r\n\
          MAIL FROM:<x@y.test> BODY=8BITMIME\r\nRCPT TO:<a@b.test>\r\nDATA\r\n\
          Subject: hi\r\n\r\n.\n..stuffed\r\n.\r\nQUIT\r\n",
    )
    .await;
    let codes: Vec<&str> = replies.lines().map(|line| &line[..3]).collect();
    assert_eq!(
        codes,
        [
            "220", "250", "503", "503", "501", "552", "250", "250", "250", "503", "502", "250",
            "250", "250", "354", "250", "221"
        ]
    );
    let letters = mailbox.letters.lock().unwrap().clone();
    // A dot on a line that ends in a bare line feed does not end the letter.
    assert_eq!(letters[0].raw, b"Subject: hi\r\n\r\n\n.stuffed\r\n");
    assert_eq!((letters[0].from.as_str(), letters[0].subject.as_str()), ("x@y.test", "hi"));
}

#[tokio::test]
async fn endless_lines_and_letters_end() {
    let mailbox = mailbox().await;
    let replies = talk(mailbox.port, &[b'x'; 10_000]).await;
    assert!(!replies.contains("250"), "{replies}");
    let mut large = b"HELO x\r\nMAIL FROM:<>\r\nRCPT TO:<a@b.test>\r\nDATA\r\n".to_vec();
    for _ in 0..(11 << 20) / 1_000 {
        large.extend([b'x'; 998]);
        large.extend(b"\r\n");
    }
    large.extend(b".\r\nQUIT\r\n");
    let replies = talk(mailbox.port, &large).await;
    assert!(replies.contains("552 too large") && replies.ends_with("221 bye\r\n"), "{replies}");
    assert!(mailbox.letters.lock().unwrap().is_empty());
}
