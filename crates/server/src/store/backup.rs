//! Everything that is kept, as text: one line for the tables' version, one for each table, one for
//! each row, one to say that this was all. The same for both databases, so it is also the way from
//! SQLite to PostgreSQL. What is sealed stays sealed: the key ring is kept elsewhere.

use std::io::{self, BufRead, Write};

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Number, Value};
use sqlx::any::{AnyRow, AnyTypeInfoKind};
use sqlx::{AssertSqlSafe, Column, Row, ValueRef};
use tokio_stream::StreamExt;

use super::{Store, StoreError, Transaction, sealed};

/// Why there is no backup, or why it was not taken back.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("the file cannot be read or written")]
    File(#[from] io::Error),
    #[error("line {0} is not one of a backup: the file is damaged, or something else")]
    Damaged(usize),
    #[error("the backup is cut short: use another one")]
    CutShort,
    #[error(
        "the backup has tables of version {0}: restore it with the indgang that made it, then migrate"
    )]
    OtherVersion(i64),
    #[error("the database is in use (table {0}): restore into a new one")]
    InUse(String),
    #[error("the key ring lacks a key of this backup: put the ring back that belongs to it")]
    Keys,
}

impl From<sqlx::Error> for BackupError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
enum Line {
    /// Of the newest migration.
    Version(i64),
    Table(String),
    Row(Map<String, Value>),
    /// How many rows there were.
    End(usize),
}

/// Bytes are text after this; a text that begins so has one more in front.
const BYTES: &str = "base64:";

/// Writes everything as it is at one moment, and says how many rows that is.
pub async fn write(store: &Store, mut file: impl Write) -> Result<usize, BackupError> {
    let mut transaction = store.read().await?;
    put(&mut file, &Line::Version(version(&mut transaction).await?))?;
    let mut count = 0;
    for table in tables(store, &mut transaction).await? {
        put(&mut file, &Line::Table(table.clone()))?;
        let select = sqlx::query(AssertSqlSafe(format!("SELECT * FROM {table}")));
        let mut rows = select.fetch(&mut *transaction);
        while let Some(row) = rows.next().await {
            put(&mut file, &Line::Row(values(&row?)?))?;
            count += 1;
        }
    }
    put(&mut file, &Line::End(count))?;
    Ok(count)
}

/// Puts everything into a database that has none of it, and says how many rows that was.
pub async fn restore(store: &Store, file: impl BufRead) -> Result<usize, BackupError> {
    let mut transaction = store.write().await?;
    let known = tables(store, &mut transaction).await?;
    for table in &known {
        let rows = format!("SELECT COUNT(*) FROM {table}");
        let rows: i64 = sqlx::query_scalar(AssertSqlSafe(rows))
            .fetch_one(&mut *transaction)
            .await?;
        // A server that was started once has noted its keys.
        if rows > 0 && table != sealed::TABLE {
            return Err(BackupError::InUse(table.clone()));
        }
    }
    let forget = format!("DELETE FROM {}", sealed::TABLE);
    sqlx::query(AssertSqlSafe(forget))
        .execute(&mut *transaction)
        .await?;

    let (mut into, mut count) = (None, 0);
    let mut is_ours = false;
    for (index, line) in file.lines().enumerate() {
        let damaged = BackupError::Damaged(index + 1);
        match (serde_json::from_str(&line?), &into) {
            (Ok(Line::Version(version)), _) => {
                if version != self::version(&mut transaction).await? {
                    return Err(BackupError::OtherVersion(version));
                }
                is_ours = true;
            }
            (Ok(Line::Table(table)), _) if is_ours && known.contains(&table) => into = Some(table),
            (Ok(Line::Row(row)), Some(table)) => {
                let cell = |(name, value)| Some((name, Cell::of(value)?));
                let row: Option<Vec<_>> = row.into_iter().map(cell).collect();
                insert(&mut transaction, table, row.ok_or(damaged)?).await?;
                count += 1;
            }
            (Ok(Line::End(rows)), _) if is_ours && rows == count => {
                if !sealed::admit(&mut transaction).await? {
                    return Err(BackupError::Keys);
                }
                transaction.commit().await?;
                return Ok(count);
            }
            _ => return Err(damaged),
        }
    }
    Err(BackupError::CutShort)
}

fn put(file: &mut impl Write, line: &Line) -> io::Result<()> {
    serde_json::to_writer(&mut *file, line)?;
    file.write_all(b"\n")
}

async fn version(transaction: &mut Transaction) -> Result<i64, StoreError> {
    let version = sqlx::query_scalar("SELECT MAX(version) FROM _sqlx_migrations");
    Ok(version.fetch_one(&mut **transaction).await?)
}

/// In the order in which they were made: what refers to another table comes after it.
async fn tables(store: &Store, transaction: &mut Transaction) -> Result<Vec<String>, StoreError> {
    let tables = sqlx::query_scalar(store.engine.tables());
    Ok(tables.fetch_all(&mut **transaction).await?)
}

fn values(row: &AnyRow) -> Result<Map<String, Value>, sqlx::Error> {
    let mut values = Map::new();
    for column in row.columns() {
        let at = column.ordinal();
        let raw = row.try_get_raw(at)?;
        let value = match raw.type_info().kind() {
            _ if raw.is_null() => continue,
            AnyTypeInfoKind::Blob => {
                let bytes: Vec<u8> = row.try_get(at)?;
                format!("{BYTES}{}", BASE64_STANDARD.encode(bytes)).into()
            }
            AnyTypeInfoKind::Text => {
                let text: String = row.try_get(at)?;
                match text.starts_with(BYTES) {
                    true => format!("{BYTES}:{text}").into(),
                    false => text.into(),
                }
            }
            _ => Value::Number(Number::from(row.try_get::<i64, _>(at)?)),
        };
        values.insert(column.name().to_owned(), value);
    }
    Ok(values)
}

/// What stands in a column.
enum Cell {
    Text(String),
    Bytes(Vec<u8>),
    Whole(i64),
}

impl Cell {
    /// `None`: nothing that was ever written into a backup.
    fn of(value: Value) -> Option<Self> {
        let Value::String(text) = value else {
            return value.as_i64().map(Self::Whole);
        };
        Some(match text.strip_prefix(BYTES) {
            None => Self::Text(text),
            Some(rest) => match rest.strip_prefix(':') {
                Some(text) => Self::Text(text.to_owned()),
                None => Self::Bytes(BASE64_STANDARD.decode(rest).ok()?),
            },
        })
    }
}

/// A column that is not named stays NULL.
async fn insert(
    transaction: &mut Transaction,
    table: &str,
    row: Vec<(String, Cell)>,
) -> Result<(), StoreError> {
    let names: Vec<_> = row
        .iter()
        .map(|(name, _)| format!("\"{}\"", name.replace('"', "")))
        .collect();
    let places: Vec<_> = (1..=names.len()).map(|place| format!("${place}")).collect();
    let insert = format!(
        "INSERT INTO {table} ({}) VALUES ({})",
        names.join(", "),
        places.join(", ")
    );
    let mut insert = sqlx::query(AssertSqlSafe(insert));
    for (_, cell) in row {
        insert = match cell {
            Cell::Text(text) => insert.bind(text),
            Cell::Bytes(bytes) => insert.bind(bytes),
            Cell::Whole(number) => insert.bind(number),
        };
    }
    insert.execute(&mut **transaction).await?;
    Ok(())
}
