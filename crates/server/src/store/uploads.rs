//! Files that citizens upload, in sealed parts.

use indgang_api::uploads::File;
use serde::{Deserialize, Serialize};

use super::{StoreError, Transaction};
use crate::keys::Sealed;

/// Where what is known of an upload is sealed to.
pub const ABOUT: &str = "upload.about";
/// Where its parts are sealed to.
pub const CONTENT: &str = "upload_part.content";

/// An upload as it is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Upload {
    pub id: String,
    pub citizen: String,
    /// Who of the municipality sends it; `None`: the citizen, or who helps them.
    pub staff: Option<String>,
    /// What it was sent with.
    pub matter: Option<String>,
    /// In bytes.
    pub length: i64,
    /// How much of it has come.
    pub received: i64,
    pub about: About,
    pub changed_at: i64,
}

/// What is kept of it under seal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct About {
    pub name: String,
    /// What it turned out to be, when it had come whole.
    pub found: Option<Found>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Found {
    pub media_type: String,
    pub sha256: String,
}

impl Upload {
    /// As it crosses the wire, when it has come whole.
    pub fn file(&self) -> Option<File> {
        let found = self.about.found.clone()?;
        Some(File {
            id: self.id.clone(),
            name: self.about.name.clone(),
            media_type: found.media_type,
            size: self.length,
            sha256: found.sha256,
        })
    }

    fn sealed(&self, transaction: &Transaction) -> Result<Vec<u8>, StoreError> {
        let about = serde_json::to_vec(&self.about).map_err(|_| Sealed)?;
        Ok(transaction.keys().seal(ABOUT, &self.id, &about)?)
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    citizen: String,
    staff: Option<String>,
    matter: Option<String>,
    length: i64,
    received: i64,
    about: Vec<u8>,
    changed_at: i64,
}

impl Row {
    fn opened(self, transaction: &Transaction) -> Result<Upload, StoreError> {
        let about = transaction.keys().open(ABOUT, &self.id, &self.about)?;
        Ok(Upload {
            // Without the reader's words, which would quote what is sealed.
            about: serde_json::from_slice(&about).map_err(|_| Sealed)?,
            id: self.id,
            citizen: self.citizen,
            staff: self.staff,
            matter: self.matter,
            length: self.length,
            received: self.received,
            changed_at: self.changed_at,
        })
    }
}

pub async fn add(transaction: &mut Transaction, upload: &Upload) -> Result<(), StoreError> {
    let about = upload.sealed(transaction)?;
    sqlx::query(
        "INSERT INTO upload (id, citizen, matter, length, received, about, changed_at, staff)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(&upload.id)
    .bind(&upload.citizen)
    .bind(&upload.matter)
    .bind(upload.length)
    .bind(upload.received)
    .bind(about)
    .bind(upload.changed_at)
    .bind(&upload.staff)
    .execute(&mut **transaction)
    .await?;
    Ok(())
}

/// Who has an upload before it is sent with something.
#[derive(Clone, Copy, Debug)]
pub struct Sender<'a> {
    /// Whom it is about.
    pub citizen: &'a str,
    /// Who of the municipality sends it; `None`: the citizen, or who helps them.
    pub staff: Option<&'a str>,
}

/// An upload about the citizen: that was sent, or that the sender is about to.
pub async fn find(
    transaction: &mut Transaction,
    sender: Sender<'_>,
    id: &str,
) -> Result<Option<Upload>, StoreError> {
    let row: Option<Row> = sqlx::query_as(
        "SELECT id, citizen, staff, matter, length, received, about, changed_at FROM upload
         WHERE id = $1 AND citizen = $2 AND (matter IS NOT NULL OR COALESCE(staff, '') = $3)",
    )
    .bind(id)
    .bind(sender.citizen)
    .bind(sender.staff.unwrap_or_default())
    .fetch_optional(&mut **transaction)
    .await?;
    row.map(|row| row.opened(transaction)).transpose()
}

/// All that a citizen has uploaded whole or was sent, the oldest first.
pub async fn whole(transaction: &mut Transaction, citizen: &str) -> Result<Vec<File>, StoreError> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT id, citizen, staff, matter, length, received, about, changed_at FROM upload
         WHERE citizen = $1 AND (matter IS NOT NULL OR staff IS NULL) ORDER BY changed_at, id",
    )
    .bind(citizen)
    .fetch_all(&mut **transaction)
    .await?;
    let uploads: Result<Vec<Upload>, StoreError> = rows
        .into_iter()
        .map(|row| row.opened(transaction))
        .collect();
    Ok(uploads?.iter().filter_map(Upload::file).collect())
}

/// How many of a sender's belong to nothing yet, and how many bytes these have when they have come.
pub async fn waiting(
    transaction: &mut Transaction,
    sender: Sender<'_>,
) -> Result<(i64, i64), StoreError> {
    let lengths: Vec<i64> = sqlx::query_scalar(
        "SELECT length FROM upload
         WHERE citizen = $1 AND matter IS NULL AND COALESCE(staff, '') = $2",
    )
    .bind(sender.citizen)
    .bind(sender.staff.unwrap_or_default())
    .fetch_all(&mut **transaction)
    .await?;
    let count = i64::try_from(lengths.len()).unwrap_or(i64::MAX);
    Ok((count, lengths.iter().sum()))
}

/// Keeps the next part.
pub async fn put_part(
    transaction: &mut Transaction,
    upload: &Upload,
    part: &[u8],
) -> Result<(), StoreError> {
    let id = format!("{}:{}", upload.id, upload.received);
    let content = transaction.keys().seal(CONTENT, &id, part)?;
    sqlx::query("INSERT INTO upload_part (id, upload, starts, content) VALUES ($1, $2, $3, $4)")
        .bind(id)
        .bind(&upload.id)
        .bind(upload.received)
        .bind(content)
        .execute(&mut **transaction)
        .await?;
    Ok(())
}

/// What has come of it.
pub async fn content(transaction: &mut Transaction, upload: &str) -> Result<Vec<u8>, StoreError> {
    let parts: Vec<(String, Vec<u8>)> =
        sqlx::query_as("SELECT id, content FROM upload_part WHERE upload = $1 ORDER BY starts")
            .bind(upload)
            .fetch_all(&mut **transaction)
            .await?;
    let mut content = Vec::new();
    for (id, part) in parts {
        content.extend(transaction.keys().open(CONTENT, &id, &part)?);
    }
    Ok(content)
}

/// Keeps what an upload has become.
pub async fn change(transaction: &mut Transaction, upload: &Upload) -> Result<(), StoreError> {
    let about = upload.sealed(transaction)?;
    sqlx::query(
        "UPDATE upload SET matter = $2, received = $3, about = $4, changed_at = $5 WHERE id = $1",
    )
    .bind(&upload.id)
    .bind(&upload.matter)
    .bind(upload.received)
    .bind(about)
    .bind(upload.changed_at)
    .execute(&mut **transaction)
    .await?;
    Ok(())
}

/// Deletes an upload with its parts.
pub async fn delete(transaction: &mut Transaction, id: &str) -> Result<(), StoreError> {
    for statement in [
        "DELETE FROM upload_part WHERE upload = $1",
        "DELETE FROM upload WHERE id = $1",
    ] {
        sqlx::query(statement)
            .bind(id)
            .execute(&mut **transaction)
            .await?;
    }
    Ok(())
}

/// Uploads that can come with something. `None`, when one of them has not come whole, belongs to something
/// already, is named twice or is not the sender's.
pub async fn ready(
    transaction: &mut Transaction,
    sender: Sender<'_>,
    ids: &[String],
) -> Result<Option<Vec<Upload>>, StoreError> {
    let mut uploads: Vec<Upload> = Vec::new();
    for id in ids {
        let found = find(transaction, sender, id).await?;
        let found = found.filter(|it| it.matter.is_none() && it.about.found.is_some());
        match found {
            Some(upload) if !uploads.contains(&upload) => uploads.push(upload),
            _ => return Ok(None),
        }
    }
    Ok(Some(uploads))
}

/// Has uploads belong to a matter.
pub async fn attach(
    transaction: &mut Transaction,
    uploads: Vec<Upload>,
    matter: &str,
    now: i64,
) -> Result<Vec<File>, StoreError> {
    let files = uploads.iter().filter_map(Upload::file).collect();
    for mut upload in uploads {
        upload.matter = Some(matter.to_owned());
        upload.changed_at = now;
        change(transaction, &upload).await?;
    }
    Ok(files)
}
