//! Between our types and DynamoDB's items. Reading goes through the types' own parsers:
//! an item that they refuse is an inconsistency, not an absence.

use crate::StorageError;
use crate::keys::Key;
use aws_sdk_dynamodb::types::AttributeValue;
use domain::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::HashMap;

/// An item as DynamoDB holds it.
pub(crate) type Item = HashMap<String, AttributeValue>;

/// Version of the items' layout, written with each.
const SCHEMA: u32 = 1;

/// `value`'s members as attributes, with key and layout version.
pub(crate) fn to_item<T: Serialize>(key: &Key, value: &T) -> Result<Item, StorageError> {
    let mut item: Item = serde_dynamo::to_item(value).map_err(|source| {
        StorageError::Inconsistent { key: key.to_string(), source: Box::new(source) }
    })?;
    item.insert("pk".to_owned(), text(&key.pk));
    item.insert("sk".to_owned(), text(&key.sk));
    item.insert("schema".to_owned(), number(SCHEMA));
    Ok(item)
}

/// As [`to_item`], with a time after which the item counts as gone.
pub(crate) fn to_expiring_item<T: Serialize>(
    key: &Key,
    value: &T,
    expires: Timestamp,
) -> Result<Item, StorageError> {
    let mut item = to_item(key, value)?;
    item.insert("expires_at".to_owned(), number(expires.as_second()));
    Ok(item)
}

/// Reads an item through the type's parser.
pub(crate) fn from_item<T: DeserializeOwned>(item: Item) -> Result<T, StorageError> {
    let key = format!("{} {}", text_of(&item, "pk"), text_of(&item, "sk"));
    serde_dynamo::from_item(item)
        .map_err(|source| StorageError::Inconsistent { key, source: Box::new(source) })
}

/// As [`from_item`], with `None` once the item's time is over: DynamoDB deletes late.
pub(crate) fn from_expiring_item<T: DeserializeOwned>(
    item: Item,
    now: Timestamp,
) -> Result<Option<T>, StorageError> {
    let expires = item
        .get("expires_at")
        .and_then(|value| value.as_n().ok())
        .and_then(|seconds| seconds.parse::<i64>().ok())
        .unwrap_or_default();
    if expires <= now.as_second() { Ok(None) } else { from_item(item).map(Some) }
}

/// A text attribute of an item, empty where it has none.
pub(crate) fn text_of<'a>(item: &'a Item, name: &str) -> &'a str {
    item.get(name).and_then(|value| value.as_s().ok()).map_or("", String::as_str)
}

pub(crate) fn text(value: impl Into<String>) -> AttributeValue {
    AttributeValue::S(value.into())
}

pub(crate) fn number(value: impl Copy + std::fmt::Display) -> AttributeValue {
    AttributeValue::N(value.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys;

    #[test]
    fn q91_an_item_whose_time_is_over_reads_as_none() {
        let at = |second| Timestamp::from_second(second).unwrap();
        let kept = Kept { text: "kept".to_owned() };
        let item = to_expiring_item(&keys::mail("x"), &kept, at(100)).unwrap();
        let read = |item: Item, now| from_expiring_item::<Kept>(item, at(now)).unwrap();
        assert_eq!(read(item.clone(), 99).map(|kept| kept.text).as_deref(), Some("kept"));
        // DynamoDB deletes it a day or two later.
        assert!(read(item.clone(), 100).is_none());
        assert!(read(item.clone(), 1_000_000).is_none());
        // What never said when it ends is over.
        let mut endless = item;
        endless.remove("expires_at");
        assert!(read(endless, 0).is_none());
    }

    #[derive(serde::Serialize, serde::Deserialize)]
    struct Kept {
        text: String,
    }
}
