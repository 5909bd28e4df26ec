//! The European helpline numbers, from `data/helplines.json`.

use std::fmt::Write as _;
use std::path::Path;

/// Code of the constants.
pub(crate) fn generate(file: &Path) -> Result<String, Vec<String>> {
    let problem = |what: &str| vec![format!("{}: {what}", file.display())];
    let json: serde_json::Value =
        serde_json::from_slice(&super::read(file)?).map_err(|error| problem(&error.to_string()))?;
    let text = |key: &str| {
        json[key].as_str().map(ToOwned::to_owned).ok_or_else(|| problem(&format!("no `{key}`")))
    };
    let mut code = String::new();
    for key in ["children", "missing", "emergency", "checked", "source", "directory"] {
        let _ = writeln!(
            code,
            "/// `{key}` of `data/helplines.json`.\npub const {}: &str = {:?};",
            key.to_uppercase(),
            text(key)?
        );
    }
    Ok(code)
}
