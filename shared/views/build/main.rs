//! Turns the phrases into typed methods and the static files into addresses with the hash of
//! their content. A phrase that one language lacks stops the build: cargo shows the one line
//! that names the file and the key.

mod assets;
mod phrases;

use std::path::{Path, PathBuf};

fn main() {
    let Some(out) = std::env::var_os("OUT_DIR").map(PathBuf::from) else {
        return fail("OUT_DIR is not set: run this through cargo");
    };
    println!("cargo::rerun-if-changed=build");
    println!("cargo::rerun-if-changed=phrases");
    println!("cargo::rerun-if-changed=assets");
    let made = [
        ("words.rs", phrases::generate(Path::new("phrases"))),
        ("assets.rs", assets::generate(Path::new("assets"))),
    ];
    for (name, code) in made {
        match code {
            Ok(code) => {
                if let Err(error) = std::fs::write(out.join(name), code) {
                    fail(&format!("{name}: {error}"));
                }
            }
            Err(problems) => problems.iter().for_each(|problem| fail(problem)),
        }
    }
}

/// Reports a problem that stops the build.
fn fail(problem: &str) {
    println!("cargo::error={problem}");
}

/// The contents of `path`, or a problem that names it.
fn read(path: &Path) -> Result<Vec<u8>, Vec<String>> {
    std::fs::read(path).map_err(|error| vec![format!("{}: {error}", path.display())])
}

/// The files of `folder`, in the order of their names.
fn files(folder: &Path) -> Result<Vec<PathBuf>, Vec<String>> {
    let entries = std::fs::read_dir(folder)
        .map_err(|error| vec![format!("{}: {error}", folder.display())])?;
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    Ok(paths)
}
