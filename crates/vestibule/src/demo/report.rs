//! What the demo prints: tables and a time line.

use std::fmt::Write;

use comfy_table::{ContentArrangement, Table, presets::UTF8_HORIZONTAL_ONLY};

use super::client::Client;

/// Width of the tables, in columns.
const WIDTH: u16 = 110;

/// A table with a header, drawn with few lines.
fn table(header: &[&str]) -> Table {
    let mut table = Table::new();
    table
        .load_preset(UTF8_HORIZONTAL_ONLY)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(WIDTH)
        .set_header(header);
    table
}

/// Every business after it went live.
pub(super) fn live(clients: &[Client]) -> String {
    let mut table = table(&["business", "number", "WABA", "live after", "messages"]);
    for client in clients {
        let messages = client.messages.iter().map(|(what, how)| format!("{what}: {how}"));
        table.add_row([
            client.who.business.clone(),
            format!("+{}", client.who.digits()),
            client.waba.clone(),
            format!("{:.1} s", client.took.as_secs_f64()),
            messages.collect::<Vec<_>>().join("\n"),
        ]);
    }
    table.to_string()
}

/// Every business after its trial.
pub(super) fn ended(clients: &[Client]) -> String {
    let mut table = table(&["business", "business id", "after 30 days", "waits for"]);
    for client in clients {
        table.add_row([
            client.who.business.clone(),
            client.business.clone(),
            client.stage.clone(),
            client.waiting.join("\n"),
        ]);
    }
    table.to_string()
}

/// What the console's time line of one client says.
pub(super) fn time_line(business: &str, facts: &[String]) -> String {
    let mut text = format!("What happened to {business}, as the console tells it:\n");
    for fact in facts {
        writeln!(text, "  {}", fact.replace(" : ", ": ")).expect("a String takes everything");
    }
    text
}

/// The newest letters in the mailbox: what, and to whom.
pub(super) fn letters(letters: &[(String, String)]) -> String {
    let mut text = format!("{} letters in the desk's mailbox; the newest:\n", letters.len());
    for (subject, to) in letters.iter().take(6) {
        writeln!(text, "  {subject}  →  {to}").expect("a String takes everything");
    }
    text
}
