//! The step `tools`: what the browser and client tests need beside Rust, installed where absent.
//! Building and running Vestibule needs none of it.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};

use crate::project::{self, answers, output, program, succeed};

/// Something this machine must have, and the Debian package that brings it.
struct Need {
    package: &'static str,
    /// Any of these will do: an absolute path, or a program to look for in `PATH`.
    any: &'static [&'static str],
}

const CHROMIUM: Need =
    Need { package: "chromium", any: &["chromium", "chromium-browser", "google-chrome"] };

const NEEDS: [Need; 5] = [
    CHROMIUM,
    Need {
        package: "fonts-noto-core",
        any: &[
            "/usr/share/fonts/truetype/noto",
            "/usr/share/fonts/truetype/dejavu",
            "/usr/share/fonts/truetype/liberation",
            "/usr/share/fonts/truetype/liberation2",
        ],
    },
    Need { package: "strace", any: &["strace"] },
    Need { package: "curl", any: &["curl"] },
    Need { package: "postgresql", any: &["pg_ctlcluster", "initdb", "pg_ctl"] },
];

/// Makes sure of everything, or fails with what to install and how.
pub(crate) fn provide() -> Result<()> {
    toolchains()?;
    packages(&NEEDS)?;
    node_modules()?;
    python_packages()
}

/// Makes sure of what photographs need: Chromium, and letters of every language.
pub(crate) fn provide_for_screens() -> Result<()> {
    toolchains()?;
    packages(&[
        CHROMIUM,
        Need { package: "fonts-noto-core", any: &["/usr/share/fonts/truetype/noto"] },
        Need { package: "fonts-noto-cjk", any: &["/usr/share/fonts/opentype/noto"] },
    ])?;
    node_modules()
}

/// The Python that has the clients installed.
pub(crate) fn python() -> PathBuf {
    project::target().join("clients-venv/bin/python")
}

/// Node and Python themselves are the machine's business: too many ways to install them.
fn toolchains() -> Result<()> {
    for (name, want) in
        [("node", "Node.js 20 or newer"), ("npm", "npm"), ("python3", "Python 3.11")]
    {
        let found = answers(program(name).arg("--version"));
        ensure!(found, "`{name}` is missing: install {want}, or run `cargo xtask test --fast`");
    }
    let version = output(program("node").arg("--version"))?;
    let major = version.trim().trim_start_matches('v').split('.').next().unwrap_or_default();
    let major: u32 = major.parse().with_context(|| format!("node calls itself {version:?}"))?;
    ensure!(major >= 20, "Node.js {} is too old: install 20 or newer", version.trim());
    Ok(())
}

fn packages(needs: &[Need]) -> Result<()> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    let mut missing = missing(needs, &folders);
    if !answers(program("python3").args(["-c", "import ensurepip, venv"])) {
        missing.push("python3-venv");
    }
    if missing.is_empty() {
        return Ok(());
    }
    let list = missing.join(" ");
    let advice = format!(
        "missing on this machine: {list}\ninstall as root: apt-get update && apt-get install -y \
         --no-install-recommends {list}\nor run only what needs Rust alone: cargo xtask test --fast"
    );
    let root = output(program("id").arg("-u")).is_ok_and(|id| id.trim() == "0");
    if !root || !answers(program("apt-get").arg("--version")) {
        bail!("{advice}");
    }
    println!("installing {list}");
    let mut install = program("apt-get");
    install.args(["install", "-y", "-qq", "--no-install-recommends"]).args(&missing);
    succeed(program("apt-get").args(["update", "-qq"]))
        .and_then(|()| succeed(install.env("DEBIAN_FRONTEND", "noninteractive")))
        .context(advice)
}

/// The packages of those needs that nothing on this machine fulfils.
fn missing(needs: &[Need], folders: &[PathBuf]) -> Vec<&'static str> {
    let there = |name: &&str| folders.iter().any(|folder| folder.join(name).exists());
    let unmet = needs.iter().filter(|need| !need.any.iter().any(there));
    unmet.map(|need| need.package).collect()
}

fn node_modules() -> Result<()> {
    for name in ["tests/browser", "tests/clients/node"] {
        let folder = project::root().join(name);
        let stamp = folder.join("node_modules/.installed-from");
        installed_once(&folder.join("package-lock.json"), &stamp, || {
            let words = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"];
            succeed(program("npm").args(words).current_dir(&folder)).with_context(|| {
                format!("could not install {name} (npm needs its registry, or a full cache)")
            })
        })?;
    }
    Ok(())
}

fn python_packages() -> Result<()> {
    let environment = project::target().join("clients-venv");
    let wanted = project::root().join("tests/clients/requirements.txt");
    installed_once(&wanted, &environment.join("installed-from"), || {
        succeed(program("python3").args(["-m", "venv", "--clear"]).arg(&environment))?;
        let words = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r"];
        succeed(program(python()).args(words).arg(&wanted))
            .context("could not install tests/clients (pip needs its index, or a full cache)")
    })
}

/// Runs `install` unless the stamp says that exactly this list was installed before.
fn installed_once(list: &Path, stamp: &Path, install: impl FnOnce() -> Result<()>) -> Result<()> {
    let wanted =
        std::fs::read(list).with_context(|| format!("could not read {}", list.display()))?;
    if std::fs::read(stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    println!("installing {}", list.strip_prefix(project::root()).unwrap_or(list).display());
    install()?;
    std::fs::write(stamp, wanted).with_context(|| format!("could not write {}", stamp.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_unmet_needs_are_missing() {
        let folder = std::env::temp_dir().join(format!("xtask-tools-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("second-name"), "").unwrap();
        let needs = [
            Need { package: "met", any: &["first-name", "second-name"] },
            Need { package: "unmet", any: &["no-such-name", "/no/such/folder"] },
        ];
        let found = missing(&needs, std::slice::from_ref(&folder));
        std::fs::remove_dir_all(&folder).unwrap();
        assert_eq!(found, ["unmet"]);
    }

    #[test]
    fn a_list_is_installed_once_until_it_changes() {
        let folder = std::env::temp_dir().join(format!("xtask-stamp-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let (list, stamp) = (folder.join("list"), folder.join("stamp"));
        let runs = std::cell::Cell::new(0);
        let install = || {
            runs.set(runs.get() + 1);
            Ok(())
        };
        std::fs::write(&list, "one").unwrap();
        installed_once(&list, &stamp, install).unwrap();
        installed_once(&list, &stamp, install).unwrap();
        assert_eq!(runs.get(), 1);
        std::fs::write(&list, "two").unwrap();
        installed_once(&list, &stamp, || bail!("no network")).unwrap_err();
        installed_once(&list, &stamp, install).unwrap();
        std::fs::remove_dir_all(&folder).unwrap();
        assert_eq!(runs.get(), 2);
    }
}
