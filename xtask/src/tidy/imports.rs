//! Who may import whom. `platform` and `provider` meet over HTTP only; the pure crates have
//! no library that could wait, ask the time, roll dice or touch the outside.

use std::collections::BTreeSet;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use super::Finding;
use crate::project;

/// What each crate of ours may import of ours.
const TABLE: [(&str, &[&str]); 10] = [
    ("graph", &[]),
    ("world", &["graph"]),
    ("onboard", &["graph"]),
    ("shell", &[]),
    ("platform", &["graph", "world", "shell", "proof"]),
    ("provider", &["graph", "onboard", "shell"]),
    ("simulation", &["graph", "world", "platform", "provider", "shell"]),
    ("vestibule", &["graph", "platform", "provider", "simulation", "shell"]),
    ("proof", &[]),
    ("xtask", &[]),
];

/// Crates that stand above the binary and may import everything: stories, benchmarks, fuzzing.
const ABOVE: [&str; 3] = ["stories", "bench", "fuzz"];

const PURE: [&str; 3] = ["graph", "world", "onboard"];

/// The libraries of others that a pure crate may use.
const PURE_LIBRARIES: [&str; 7] =
    ["serde", "serde_json", "jiff", "thiserror", "base64", "form_urlencoded", "iddqd"];

/// What cargo knows about the crates of this workspace.
pub(super) fn metadata() -> Result<Value> {
    let mut cargo = project::cargo();
    let text = project::output(cargo.args(["metadata", "--no-deps", "--format-version", "1"]))?;
    let value: Value = serde_json::from_str(&text).context("cargo metadata is no JSON")?;
    ensure!(value["packages"].is_array(), "cargo metadata names no packages");
    Ok(value)
}

pub(super) fn check(metadata: &Value) -> Vec<Finding> {
    let packages = metadata["packages"].as_array().map_or(&[][..], Vec::as_slice);
    let ours: BTreeSet<&str> = packages.iter().filter_map(|p| p["name"].as_str()).collect();
    let root = metadata["workspace_root"].as_str().unwrap_or_default();
    let mut findings = Vec::new();
    for package in packages {
        let name = package["name"].as_str().unwrap_or_default();
        let manifest = package["manifest_path"].as_str().unwrap_or_default();
        let path = manifest.strip_prefix(root).unwrap_or(manifest).trim_start_matches('/');
        let table = TABLE.iter().find(|(known, _)| *known == name);
        if table.is_none() && !ABOVE.contains(&name) {
            let what = format!("`{name}` is not in the import table; add it in xtask");
            findings.push(Finding::new(path, 1, what));
        }
        for dependency in package["dependencies"].as_array().into_iter().flatten() {
            let import = dependency["name"].as_str().unwrap_or_default();
            let allowed = table.is_none_or(|(_, list)| list.contains(&import));
            if ours.contains(import) && !allowed {
                let what = format!("`{name}` imports `{import}` against the table; move the code");
                findings.push(Finding::new(path, 1, what));
            }
            let linked = dependency["kind"].as_str() != Some("dev");
            if linked && !ours.contains(import) && !is_pure_enough(name, import) {
                let what = format!("`{name}` is pure and must not use `{import}`; hand values in");
                findings.push(Finding::new(path, 1, what));
            }
        }
    }
    findings
}

/// `ring` checks signatures in `graph`; that is a function of its arguments as well.
fn is_pure_enough(name: &str, import: &str) -> bool {
    let pure = PURE.contains(&name);
    !pure || PURE_LIBRARIES.contains(&import) || (name == "graph" && import == "ring")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn package(name: &str, dependencies: &[(&str, Option<&str>)]) -> Value {
        let list: Vec<Value> =
            dependencies.iter().map(|(name, kind)| json!({"name": name, "kind": kind})).collect();
        let path = format!("/somewhere/crates/{name}/Cargo.toml");
        json!({"name": name, "manifest_path": path, "dependencies": list})
    }

    fn whats(packages: &[Value]) -> Vec<String> {
        let metadata = json!({"workspace_root": "/somewhere", "packages": packages});
        check(&metadata).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn what_the_table_allows_passes() {
        let found = whats(&[
            package("graph", &[("serde", None), ("ring", None), ("insta", Some("dev"))]),
            package("shell", &[("tokio", None)]),
            package("world", &[("graph", None), ("proptest", Some("dev"))]),
            package("platform", &[("world", None), ("shell", None), ("axum", None)]),
            package("stories", &[("platform", Some("dev")), ("graph", Some("dev"))]),
        ]);
        assert!(found.is_empty(), "{found:#?}");
    }

    #[test]
    fn the_two_sides_never_meet_not_even_in_tests() {
        assert_eq!(
            whats(&[package("provider", &[("platform", Some("dev"))]), package("platform", &[])]),
            ["crates/provider/Cargo.toml:1: `provider` imports `platform` against the table; \
              move the code"]
        );
    }

    #[test]
    fn pure_crates_stay_pure() {
        let found = whats(&[
            package("onboard", &[("tokio", None)]),
            package("world", &[("ring", None), ("getrandom", Some("build"))]),
        ]);
        assert_eq!(found.len(), 3, "{found:#?}");
        assert!(found[0].ends_with("`onboard` is pure and must not use `tokio`; hand values in"));
    }

    #[test]
    fn a_crate_nobody_knows_is_found() {
        assert_eq!(
            whats(&[package("drawer", &[])]),
            ["crates/drawer/Cargo.toml:1: `drawer` is not in the import table; add it in xtask"]
        );
    }

    #[test]
    fn this_workspace_can_be_asked() {
        let names = metadata().unwrap()["packages"].to_string();
        assert!(names.contains("\"xtask\""), "{names}");
    }
}
