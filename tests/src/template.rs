//! `template.yaml` as a value that tests can ask: intrinsic functions in their long form
//! (`!Ref X` is `{"Ref": "X"}`), as CloudFormation itself reads them.

use std::fs;
use std::path::PathBuf;

use saphyr::{LoadableYamlNode, ScalarOwned, Tag, YamlOwned};
use serde_json::{Value, json};

/// The project's top folder.
#[must_use]
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The text of a file, its path relative to the project's top folder.
#[must_use]
pub fn text(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_default()
}

/// The deployed system.
pub struct Template {
    value: Value,
}

impl Template {
    /// Reads the project's template; what cannot be read is `Null`, which no test accepts.
    #[must_use]
    pub fn load() -> Self {
        let documents = YamlOwned::load_from_str(&text("template.yaml")).unwrap_or_default();
        Self { value: documents.into_iter().next().map_or(Value::Null, json) }
    }

    /// A top-level section, such as `Parameters`.
    #[must_use]
    pub fn section(&self, name: &str) -> &Value {
        &self.value[name]
    }

    /// The properties of one resource.
    #[must_use]
    pub fn properties(&self, resource: &str) -> &Value {
        &self.value["Resources"][resource]["Properties"]
    }

    /// All resources of a type, in the order of their names.
    pub fn of_type<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = (&'a str, &'a Value)> {
        self.value["Resources"]
            .as_object()
            .into_iter()
            .flatten()
            .filter(move |(_, resource)| resource["Type"] == kind)
            .map(|(name, resource)| (name.as_str(), resource))
    }

    /// The functions, by the names of their crates.
    pub fn functions(&self) -> impl Iterator<Item = (String, &Value)> {
        self.of_type("AWS::Serverless::Function")
            .map(|(name, resource)| (name.trim_end_matches("Function").to_lowercase(), resource))
    }
}

/// The resource name of a function crate: `login` is `LoginFunction`.
#[must_use]
pub fn resource_name(krate: &str) -> String {
    let mut letters = krate.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    first.into_iter().chain(letters).chain("Function".chars()).collect()
}

/// The strings of a list, or the one string that stands for a list of one.
#[must_use]
pub fn strings(value: &Value) -> Vec<&str> {
    match value {
        Value::String(one) => vec![one],
        other => other.as_array().into_iter().flatten().filter_map(Value::as_str).collect(),
    }
}

/// Every string anywhere inside, with the names of its objects left out.
#[must_use]
pub fn every_string(value: &Value) -> Vec<&str> {
    match value {
        Value::String(one) => vec![one],
        Value::Array(items) => items.iter().flat_map(every_string).collect(),
        Value::Object(fields) => fields.values().flat_map(every_string).collect(),
        _ => Vec::new(),
    }
}

/// The policy statements of a function, with those that stand behind a condition.
#[must_use]
pub fn statements(function: &Value) -> Vec<&Value> {
    let policies = function["Properties"]["Policies"].as_array();
    policies
        .into_iter()
        .flatten()
        .flat_map(|policy| policy["Statement"].as_array().into_iter().flatten())
        .map(|statement| match &statement["Fn::If"] {
            Value::Null => statement,
            branches => &branches[1],
        })
        .collect()
}

fn json(node: YamlOwned) -> Value {
    match node {
        YamlOwned::Value(scalar) => match scalar {
            ScalarOwned::Null => Value::Null,
            ScalarOwned::Boolean(value) => json!(value),
            ScalarOwned::Integer(value) => json!(value),
            ScalarOwned::FloatingPoint(value) => json!(value.into_inner()),
            ScalarOwned::String(value) => json!(value),
        },
        YamlOwned::Representation(text, _, _) => json!(text),
        YamlOwned::Sequence(items) => items.into_iter().map(json).collect(),
        YamlOwned::Mapping(fields) => fields
            .into_iter()
            .filter_map(|(name, value)| Some((name.as_str()?.to_owned(), json(value))))
            .collect(),
        YamlOwned::Tagged(tag, inner) => intrinsic(&tag, json(*inner)),
        YamlOwned::Alias(_) | YamlOwned::BadValue => Value::Null,
    }
}

fn intrinsic(tag: &Tag, argument: Value) -> Value {
    match (tag.suffix.as_str(), argument) {
        ("Ref", name) => json!({ "Ref": name }),
        ("GetAtt", Value::String(path)) => {
            let (resource, attribute) = path.split_once('.').unwrap_or((&path, ""));
            json!({ "Fn::GetAtt": [resource, attribute] })
        }
        (name, argument) => json!({ format!("Fn::{name}"): argument }),
    }
}
