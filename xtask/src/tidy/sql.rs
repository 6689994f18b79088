//! SQL parameters stand in the order of their numbers.
//!
//! SQLite takes `$1` for a name and numbers names by their first appearance; PostgreSQL takes it
//! for a number. Both agree only where `$1` appears before `$2`, and so on, without gaps.

use super::{Finding, ending};

/// Words that make a text a statement.
const VERBS: [&str; 5] = ["SELECT ", "INSERT ", "UPDATE ", "DELETE ", "WITH "];

pub(super) fn check(path: &str, text: &str) -> Vec<Finding> {
    if ending(path) != "rs" || path.starts_with("xtask/") {
        return Vec::new();
    }
    let mut findings = Vec::new();
    // Between two quotes there is a string or the code between two strings; code has no `$1`.
    let mut line = 1;
    for piece in text.split('"') {
        if VERBS.iter().any(|verb| piece.contains(verb)) && !in_order(&parameters(piece)) {
            let what = "SQL parameters appear out of order: number them as they appear";
            findings.push(Finding::new(path, line, what));
        }
        line += piece.matches('\n').count();
    }
    findings
}

/// The numbers of the parameters, as they appear.
fn parameters(sql: &str) -> Vec<usize> {
    let numbers = sql.split('$').skip(1);
    let digits = numbers.map(|rest| rest.chars().take_while(char::is_ascii_digit).collect());
    digits.filter_map(|digits: String| digits.parse().ok()).collect()
}

fn in_order(numbers: &[usize]) -> bool {
    let mut highest = 0;
    numbers.iter().all(|&number| {
        highest = highest.max(number.min(highest + 1));
        number <= highest
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_out_of_order_are_found() {
        let good = r#"db.execute("UPDATE a SET b = $1, c = $2 WHERE d = $3 OR e = $1", x)"#;
        assert_eq!(check("crates/a/src/b.rs", good), []);
        let bad = "\nlet x = \"UPDATE a SET b = $2 WHERE c = $1\";";
        assert_eq!(check("crates/a/src/b.rs", bad).len(), 1);
        assert_eq!(check("crates/a/src/b.rs", bad)[0].line, 2);
        let gap = r#"("SELECT a FROM b WHERE c = $1 AND d = $3")"#;
        assert_eq!(check("crates/a/src/b.rs", gap).len(), 1);
    }
}
