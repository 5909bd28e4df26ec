//! The table: single reads and writes. Changes that belong together are a
//! [`crate::transaction::Transaction`].

use crate::StorageError;
use crate::item::{Item, text, text_of};
use crate::keys::Key;
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::AttributeValue;
use std::collections::HashMap;

/// The one table, through one client; and for those who audit, the table of the audit trail.
#[derive(Debug, Clone)]
pub struct Table {
    pub(crate) client: Client,
    pub(crate) name: String,
    pub(crate) audit: Option<String>,
}

impl Table {
    /// The table of that name.
    #[must_use]
    pub fn new(client: Client, name: impl Into<String>) -> Self {
        Self { client, name: name.into(), audit: None }
    }

    /// With the table of that name for the audit trail. Without it, what must be audited is
    /// refused.
    #[must_use]
    pub fn with_audit(self, name: impl Into<String>) -> Self {
        Self { audit: Some(name.into()), ..self }
    }

    /// Opens the connection ahead of the first request: a consistent read of nothing.
    /// A failure is not reported; the first real call will meet it again.
    pub async fn prime(&self) {
        let _ = self.get(&Key::new("PRIME", "PRIME")).await;
    }

    /// One item, read consistently: one read unit for each 4 KB.
    pub(crate) async fn get(&self, key: &Key) -> Result<Option<Item>, StorageError> {
        let output = self
            .client
            .get_item()
            .table_name(&self.name)
            .set_key(Some(key_attributes(key)))
            .consistent_read(true)
            .send()
            .await?;
        Ok(output.item)
    }

    /// All items of a partition whose sort key begins with `prefix`, in key order, read
    /// consistently.
    pub(crate) async fn query(&self, pk: &str, prefix: &str) -> Result<Vec<Item>, StorageError> {
        let mut values = HashMap::from([(":pk".to_owned(), text(pk))]);
        if !prefix.is_empty() {
            values.insert(":prefix".to_owned(), text(prefix));
        }
        let mut pages = self
            .client
            .query()
            .table_name(&self.name)
            .key_condition_expression(if prefix.is_empty() {
                "pk = :pk"
            } else {
                "pk = :pk AND begins_with(sk, :prefix)"
            })
            .set_expression_attribute_values(Some(values))
            .consistent_read(true)
            .into_paginator()
            .items()
            .send();
        let mut items = Vec::new();
        while let Some(item) = pages.next().await {
            items.push(item?);
        }
        Ok(items)
    }

    /// The sort keys of a partition, in their order. Others' writes of this moment may be missing.
    pub(crate) async fn sort_keys(&self, pk: &str) -> Result<Vec<String>, StorageError> {
        let mut pages = self
            .client
            .query()
            .table_name(&self.name)
            .key_condition_expression("pk = :pk")
            .expression_attribute_values(":pk", text(pk))
            .projection_expression("sk")
            .into_paginator()
            .items()
            .send();
        let mut keys = Vec::new();
        while let Some(item) = pages.next().await {
            keys.push(text_of(&item?, "sk").to_owned());
        }
        Ok(keys)
    }

    /// The last items of a partition, the last one first.
    pub(crate) async fn last(&self, pk: &str, most: u16) -> Result<Vec<Item>, StorageError> {
        let output = self
            .client
            .query()
            .table_name(&self.name)
            .key_condition_expression("pk = :pk")
            .expression_attribute_values(":pk", text(pk))
            .scan_index_forward(false)
            .limit(i32::from(most))
            .send()
            .await?;
        Ok(output.items.unwrap_or_default())
    }

    /// Writes an item whatever stood there: for records that only one session writes.
    pub(crate) async fn put(&self, item: Item) -> Result<(), StorageError> {
        self.client.put_item().table_name(&self.name).set_item(Some(item)).send().await?;
        Ok(())
    }

    /// Deletes an item; deleting what is not there is done already.
    pub(crate) async fn delete(&self, key: &Key) -> Result<(), StorageError> {
        self.client
            .delete_item()
            .table_name(&self.name)
            .set_key(Some(key_attributes(key)))
            .send()
            .await?;
        Ok(())
    }
}

pub(crate) fn key_attributes(key: &Key) -> HashMap<String, AttributeValue> {
    HashMap::from([("pk".to_owned(), text(&key.pk)), ("sk".to_owned(), text(&key.sk))])
}
