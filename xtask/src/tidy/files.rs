//! Which files are looked at: what git tracks or would track, binary files left out.

use std::path::Path;

use anyhow::{Context, Result};

use super::Sources;
use crate::project;

/// Folders that a copy without git must not be searched for.
const NOT_SOURCES: [&str; 5] = ["target", "node_modules", "vestibule-data", "artifacts", ".git"];

/// Reads every text file below `root`.
pub(super) fn read(root: &Path) -> Result<Sources> {
    let mut sources = Sources::new();
    for path in listed(root)? {
        let file = root.join(&path);
        if !file.is_file() {
            continue;
        }
        let bytes = std::fs::read(&file).with_context(|| format!("could not read {path}"))?;
        if let Ok(text) = String::from_utf8(bytes) {
            sources.insert(path, text);
        }
    }
    Ok(sources)
}

/// The paths, asked of git where it answers; a copy without git is walked.
fn listed(root: &Path) -> Result<Vec<String>> {
    let mut git = project::program("git");
    git.args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]).current_dir(root);
    if let Ok(list) = project::output(&mut git) {
        return Ok(list.split_terminator('\0').map(str::to_owned).collect());
    }
    let mut found = Vec::new();
    walk(root, "", &mut found)?;
    Ok(found)
}

fn walk(folder: &Path, prefix: &str, found: &mut Vec<String>) -> Result<()> {
    let entries = std::fs::read_dir(folder);
    for entry in entries.with_context(|| format!("could not list {}", folder.display()))? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = format!("{prefix}{name}");
        if !entry.file_type()?.is_dir() {
            found.push(path);
        } else if !NOT_SOURCES.contains(&name.as_str()) {
            walk(&entry.path(), &format!("{path}/"), found)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_without_git_is_walked_and_binaries_are_left_out() {
        let root = std::env::temp_dir().join(format!("xtask-files-{}", std::process::id()));
        for folder in ["src/deep", "target/debug"] {
            std::fs::create_dir_all(root.join(folder)).unwrap();
        }
        std::fs::write(root.join("src/deep/a.rs"), "//! A.\n").unwrap();
        std::fs::write(root.join("src/picture.png"), [0x89, 0x50, 0xff, 0xfe]).unwrap();
        std::fs::write(root.join("target/debug/b.rs"), "").unwrap();
        let found = read(&root);
        std::fs::remove_dir_all(&root).unwrap();
        let paths: Vec<String> = found.unwrap().into_keys().collect();
        assert_eq!(paths, ["src/deep/a.rs"]);
    }
}
