//! Where things are, and which ports they use.

use crate::progress::Failure;
use std::path::{Path, PathBuf};

/// Where the local AWS pretends to be.
pub(crate) const REGION: &str = "eu-west-1";
/// Name of the stack, as samconfig.toml's local profile has it.
pub(crate) const STACK: &str = "pact";

/// The project's folders.
#[derive(Debug, Clone)]
pub(crate) struct Project {
    pub(crate) root: PathBuf,
}

/// One local system: its ports and its folder.
#[derive(Debug, Clone)]
pub(crate) struct Profile {
    pub(crate) name: String,
    /// The site.
    pub(crate) port: u16,
    /// The local AWS.
    pub(crate) aws_port: u16,
    /// The mailbox page.
    pub(crate) mail_port: u16,
    /// `.local/{name}`: state, logs, process ids.
    pub(crate) folder: PathBuf,
}

impl Project {
    /// The nearest folder upwards with a template.
    pub(crate) fn find() -> Result<Self, Failure> {
        let mut folder = std::env::current_dir()
            .map_err(|error| Failure::new(error.to_string(), "Change to the project's folder."))?;
        while !folder.join("template.yaml").is_file() {
            if !folder.pop() {
                return Err(Failure::new(
                    "no template.yaml here or above",
                    "Change to the project's folder.",
                ));
            }
        }
        Ok(Self { root: folder })
    }

    pub(crate) fn tools(&self) -> PathBuf {
        self.root.join(".tools")
    }

    /// A program of ours, by name.
    pub(crate) fn tool(&self, name: &str) -> PathBuf {
        self.tools().join("bin").join(name)
    }

    pub(crate) fn local(&self) -> PathBuf {
        self.root.join(".local")
    }

    /// What `sam build` makes; the same for all profiles.
    pub(crate) fn build(&self) -> PathBuf {
        self.local().join("build")
    }

    pub(crate) fn profile(&self, name: &str, port: u16, aws_port: u16, mail_port: u16) -> Profile {
        Profile {
            name: name.to_owned(),
            port,
            aws_port,
            mail_port,
            folder: self.local().join(name),
        }
    }

    /// A system for tests, on ports that `make run` leaves alone.
    pub(crate) fn test_profile(&self, name: &str) -> Profile {
        self.profile(name, 18080, 14566, 18025)
    }

    /// `path` as a person in the project's folder would write it.
    pub(crate) fn relative(&self, path: &Path) -> String {
        path.strip_prefix(&self.root).unwrap_or(path).display().to_string()
    }

    /// The names of the function crates, sorted.
    pub(crate) fn functions(&self) -> Result<Vec<String>, Failure> {
        let folder = self.root.join("functions");
        let unreadable = |error: std::io::Error| {
            Failure::new(format!("functions/: {error}"), "Check the files.")
        };
        let mut names = Vec::new();
        for entry in std::fs::read_dir(&folder).map_err(unreadable)? {
            let entry = entry.map_err(unreadable)?;
            if entry.path().join("Cargo.toml").is_file() {
                names.push(entry.file_name().to_string_lossy().into_owned());
            }
        }
        names.sort();
        Ok(names)
    }
}

impl Profile {
    pub(crate) fn site(&self) -> String {
        format!("http://localhost:{}", self.port)
    }

    pub(crate) fn aws(&self) -> String {
        format!("http://127.0.0.1:{}", self.aws_port)
    }

    pub(crate) fn mailbox(&self) -> String {
        format!("http://localhost:{}", self.mail_port)
    }

    pub(crate) fn state(&self) -> PathBuf {
        self.folder.join("state")
    }

    /// A log file; its folder is made with the profile's.
    pub(crate) fn log(&self, name: &str) -> PathBuf {
        self.folder.join("log").join(format!("{name}.log"))
    }

    pub(crate) fn make_folders(&self) -> Result<(), Failure> {
        for folder in [self.folder.join("log"), self.state()] {
            std::fs::create_dir_all(&folder).map_err(|error| {
                Failure::new(
                    format!("cannot make {}: {error}", folder.display()),
                    "Free some space or mend the rights, then try again.",
                )
            })?;
        }
        Ok(())
    }
}
