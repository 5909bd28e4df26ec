//! The static files: each one's address, content type and bytes. Files of `assets/` get the
//! hash of their content in the name; those of `assets/root/` keep the name that the world
//! expects of them.

use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;
use std::path::Path;

/// Code of the list of static files and of one constant for each hashed address.
pub(crate) fn generate(folder: &Path) -> Result<String, Vec<String>> {
    let root = folder.join("root");
    let mut constants = String::new();
    let mut list = String::new();
    for path in super::files(folder)? {
        if path == root {
            continue;
        }
        let (Some(stem), Some(extension)) = (name(path.file_stem()), name(path.extension())) else {
            return Err(vec![format!("{}: needs a name and an extension", path.display())]);
        };
        let hash: String =
            Sha256::digest(super::read(&path)?)[..4].iter().fold(String::new(), |mut out, byte| {
                let _ = write!(out, "{byte:02x}");
                out
            });
        let address = format!("/assets/{stem}.{hash}.{extension}");
        let constant = format!("{stem}_{extension}").to_uppercase().replace('-', "_");
        let _ = writeln!(
            constants,
            "/// Address of `{stem}.{extension}`.\npub const {constant}: &str = {address:?};"
        );
        entry(&mut list, &address, extension, &path, true)?;
    }
    for path in super::files(&root)? {
        let (Some(file), Some(extension)) = (name(path.file_name()), name(path.extension())) else {
            return Err(vec![format!("{}: needs a name and an extension", path.display())]);
        };
        let address = match file {
            "security.txt" => "/.well-known/security.txt".to_owned(),
            other => format!("/{other}"),
        };
        entry(&mut list, &address, extension, &path, false)?;
    }
    Ok(format!("{constants}\n/// Every static file.\npub static ALL: &[Asset] = &[\n{list}];\n"))
}

fn entry(
    list: &mut String,
    address: &str,
    extension: &str,
    path: &Path,
    immutable: bool,
) -> Result<(), Vec<String>> {
    let content_type = match extension {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "json" => "application/json",
        "txt" => "text/plain; charset=utf-8",
        _ => return Err(vec![format!("{}: no content type for .{extension}", path.display())]),
    };
    let absolute =
        std::path::absolute(path).map_err(|error| vec![format!("{}: {error}", path.display())])?;
    let absolute = absolute.display().to_string();
    let _ = writeln!(
        list,
        "    Asset {{ address: {address:?}, content_type: {content_type:?}, \
         bytes: include_bytes!({absolute:?}), immutable: {immutable} }},"
    );
    Ok(())
}

fn name(part: Option<&std::ffi::OsStr>) -> Option<&str> {
    part.and_then(std::ffi::OsStr::to_str)
}
