//! Forms that people have begun.

use indgang_api::drafts::Draft;

use super::{StoreError, Transaction, events};

/// Where the content is sealed to.
pub const CONTENT: &str = "draft.content";

/// Whether there was none of that form yet.
pub async fn add(
    transaction: &mut Transaction,
    person: &str,
    draft: &Draft,
) -> Result<bool, StoreError> {
    let content = transaction
        .keys()
        .seal(CONTENT, &draft.id, draft.content.as_bytes())?;
    let added = sqlx::query(
        "INSERT INTO draft (id, person, form, content, version, changed_at)
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (person, form) DO NOTHING",
    )
    .bind(&draft.id)
    .bind(person)
    .bind(&draft.form)
    .bind(content)
    .bind(draft.version)
    .bind(draft.changed_at)
    .execute(&mut **transaction)
    .await?;
    if added.rows_affected() == 0 {
        return Ok(false);
    }
    tell(transaction, person, &draft.id, draft.changed_at).await?;
    Ok(true)
}

/// The drafts of a person, the one changed last first.
pub async fn list(transaction: &mut Transaction, person: &str) -> Result<Vec<Draft>, StoreError> {
    let rows = sqlx::query_as(
        "SELECT id, form, content, version, changed_at FROM draft
         WHERE person = $1 ORDER BY changed_at DESC, id",
    )
    .bind(person)
    .fetch_all(&mut **transaction)
    .await?;
    rows.into_iter()
        .map(|row| opened(transaction, row))
        .collect()
}

/// A draft, when it is the person's.
pub async fn find(
    transaction: &mut Transaction,
    person: &str,
    id: &str,
) -> Result<Option<Draft>, StoreError> {
    let row = sqlx::query_as(
        "SELECT id, form, content, version, changed_at FROM draft WHERE id = $1 AND person = $2",
    )
    .bind(id)
    .bind(person)
    .fetch_optional(&mut **transaction)
    .await?;
    row.map(|row| opened(transaction, row)).transpose()
}

/// Puts a draft in the place of its former version.
pub async fn change(
    transaction: &mut Transaction,
    person: &str,
    draft: &Draft,
) -> Result<(), StoreError> {
    let content = transaction
        .keys()
        .seal(CONTENT, &draft.id, draft.content.as_bytes())?;
    sqlx::query("UPDATE draft SET content = $1, version = $2, changed_at = $3 WHERE id = $4")
        .bind(content)
        .bind(draft.version)
        .bind(draft.changed_at)
        .bind(&draft.id)
        .execute(&mut **transaction)
        .await?;
    tell(transaction, person, &draft.id, draft.changed_at).await
}

/// Whether there was one.
pub async fn delete(
    transaction: &mut Transaction,
    person: &str,
    id: &str,
    now: i64,
) -> Result<bool, StoreError> {
    let deleted = sqlx::query("DELETE FROM draft WHERE id = $1 AND person = $2")
        .bind(id)
        .bind(person)
        .execute(&mut **transaction)
        .await?;
    if deleted.rows_affected() == 0 {
        return Ok(false);
    }
    tell(transaction, person, id, now).await?;
    Ok(true)
}

/// Deletes whatever the person has begun.
pub async fn delete_all(
    transaction: &mut Transaction,
    person: &str,
    now: i64,
) -> Result<(), StoreError> {
    for statement in [
        "DELETE FROM draft WHERE person = $1",
        // What was uploaded for them: a device that has forgotten its own could not name it.
        "DELETE FROM upload_part WHERE upload IN \
         (SELECT id FROM upload WHERE citizen = $1 AND matter IS NULL AND staff IS NULL)",
        "DELETE FROM upload WHERE citizen = $1 AND matter IS NULL AND staff IS NULL",
    ] {
        sqlx::query(statement)
            .bind(person)
            .execute(&mut **transaction)
            .await?;
    }
    let all = indgang_api::drafts::PATH;
    events::add(transaction, person, "draft", all, now).await
}

/// The person's other devices load it again.
async fn tell(
    transaction: &mut Transaction,
    person: &str,
    id: &str,
    now: i64,
) -> Result<(), StoreError> {
    let subject = indgang_api::drafts::ITEM.replace("{id}", id);
    events::add(transaction, person, "draft", &subject, now).await
}

type Row = (String, String, Vec<u8>, i64, i64);

fn opened(transaction: &Transaction, row: Row) -> Result<Draft, StoreError> {
    let (id, form, content, version, changed_at) = row;
    let content = transaction.keys().open(CONTENT, &id, &content)?;
    Ok(Draft {
        content: String::from_utf8_lossy(&content).into_owned(),
        id,
        form,
        version,
        changed_at,
    })
}
