//! One SMTP conversation (RFC 5321, the commands a sending program needs).

use std::future::Future;
use std::io;

use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::time::timeout;

use super::{IDLE_MAX, LETTER_MAX, ReceivedLetter};

/// The longest command line, in bytes.
const COMMAND_MAX: usize = 2_048;
/// The longest line of a letter, in bytes (the standard's 1,000, and room for careless senders).
const LINE_MAX: usize = 64 << 10;
/// Recipients of one letter.
const RECIPIENTS_MAX: usize = 100;

/// What was said so far about the next letter.
#[derive(Default)]
struct Envelope {
    from: Option<String>,
    to: Vec<String>,
}

/// Talks until the other side quits.
pub(super) async fn run<S, F, Done>(stream: S, on_mail: &F) -> io::Result<()>
where
    S: AsyncRead + AsyncWrite + Unpin,
    F: Fn(ReceivedLetter) -> Done,
    Done: Future<Output = Result<(), ()>>,
{
    let mut stream = BufReader::new(stream);
    let mut envelope = Envelope::default();
    say(&mut stream, "220 mailbox ready").await?;
    while let Some(line) = read_line(&mut stream, COMMAND_MAX).await? {
        let line = String::from_utf8_lossy(&line);
        let line = line.trim_end();
        let verb = line.split([' ', ':']).next().unwrap_or_default().to_ascii_uppercase();
        match verb.as_str() {
            "DATA" if envelope.to.is_empty() => say(&mut stream, "503 RCPT first").await?,
            "DATA" => {
                say(&mut stream, "354 end with <CRLF>.<CRLF>").await?;
                let reply =
                    take_letter(&mut stream, std::mem::take(&mut envelope), on_mail).await?;
                say(&mut stream, reply).await?;
            }
            "QUIT" => return say(&mut stream, "221 bye").await,
            _ => say(&mut stream, envelope.answer(&verb, line)).await?,
        }
    }
    Ok(())
}

impl Envelope {
    /// Everything that needs no letter.
    fn answer(&mut self, verb: &str, line: &str) -> &'static str {
        match verb {
            "EHLO" => {
                *self = Self::default();
                "250-mailbox\r\n250-SIZE 10485760\r\n250-PIPELINING\r\n250-8BITMIME\r\n250 SMTPUTF8"
            }
            "HELO" | "RSET" => {
                *self = Self::default();
                "250 ok"
            }
            "NOOP" => "250 ok",
            "VRFY" => "252 try it",
            "MAIL" => match address(line, "MAIL FROM:") {
                Some(_) if declared_size(line) > LETTER_MAX => "552 too large",
                Some(from) => {
                    *self = Self { from: Some(from), to: Vec::new() };
                    "250 ok"
                }
                None => "501 write MAIL FROM:<address>",
            },
            "RCPT" if self.from.is_none() => "503 MAIL first",
            "RCPT" if self.to.len() == RECIPIENTS_MAX => "452 too many recipients",
            "RCPT" => match address(line, "RCPT TO:").filter(|to| !to.is_empty()) {
                Some(to) => {
                    self.to.push(to);
                    "250 ok"
                }
                None => "501 write RCPT TO:<address>",
            },
            _ => "502 unknown command",
        }
    }
}

/// The address between angle brackets after `head`; empty for the null sender.
fn address(line: &str, head: &str) -> Option<String> {
    let (start, rest) = line.split_at_checked(head.len())?;
    let rest = start.eq_ignore_ascii_case(head).then(|| rest.trim_start())?;
    let (address, _parameters) = rest.strip_prefix('<')?.split_once('>')?;
    Some(address.to_owned())
}

/// The `SIZE=` parameter of MAIL, 0 if absent.
fn declared_size(line: &str) -> usize {
    let mut sizes = line.split(' ').filter_map(|word| {
        let (name, value) = word.split_once('=')?;
        name.eq_ignore_ascii_case("SIZE").then(|| value.parse().unwrap_or(usize::MAX))
    });
    sizes.next_back().unwrap_or(0)
}

/// Reads to the final dot and hands the letter over; the reply for the sender.
async fn take_letter<S, F, Done>(
    stream: &mut BufReader<S>,
    envelope: Envelope,
    on_mail: &F,
) -> io::Result<&'static str>
where
    S: AsyncRead + Unpin,
    F: Fn(ReceivedLetter) -> Done,
    Done: Future<Output = Result<(), ()>>,
{
    let mut raw = Vec::new();
    let mut too_large = false;
    loop {
        let Some(line) = read_line(stream, LINE_MAX).await? else {
            return Err(io::ErrorKind::UnexpectedEof.into());
        };
        if line == b".\r\n" {
            break;
        }
        let text = line.strip_prefix(b".").unwrap_or(&line);
        too_large |= raw.len() + text.len() > LETTER_MAX;
        if !too_large {
            raw.extend_from_slice(text);
        }
    }
    if too_large {
        return Ok("552 too large");
    }
    let from = envelope.from.unwrap_or_default();
    match on_mail(ReceivedLetter::parse(&from, envelope.to, raw)).await {
        Ok(()) => Ok("250 kept"),
        Err(()) => Ok("451 not kept, try again later"),
    }
}

/// One line with its end; `None` when the other side hung up. Longer than `max` ends the session.
async fn read_line<S: AsyncRead + Unpin>(
    stream: &mut BufReader<S>,
    max: usize,
) -> io::Result<Option<Vec<u8>>> {
    let mut line = Vec::new();
    loop {
        let seen = timeout(IDLE_MAX, stream.fill_buf()).await??;
        if seen.is_empty() {
            let broken = io::ErrorKind::UnexpectedEof.into();
            return if line.is_empty() { Ok(None) } else { Err(broken) };
        }
        let end = seen.iter().position(|byte| *byte == b'\n').map(|at| at + 1);
        let taken = end.unwrap_or(seen.len());
        if line.len() + taken > max {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "line too long"));
        }
        line.extend_from_slice(&seen[..taken]);
        stream.consume(taken);
        if end.is_some() {
            return Ok(Some(line));
        }
    }
}

async fn say<S: AsyncRead + AsyncWrite + Unpin>(
    stream: &mut BufReader<S>,
    reply: &str,
) -> io::Result<()> {
    timeout(IDLE_MAX, stream.get_mut().write_all(format!("{reply}\r\n").as_bytes())).await?
}
