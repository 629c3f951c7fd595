//! Forms that people have begun: `/api/v1/drafts`.

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use indgang_api::drafts::{CONTENT_LIMIT, Draft, DraftChange, FORM_LIMIT, ITEM, NewDraft, PATH};
use uuid::Uuid;

use super::body::Json;
use super::id::Id;
use super::once::{Made, Once, Turn};
use super::person::Person;
use super::refusal::Refusal;
use super::version::{IfMatch, etag};
use crate::clock;
use crate::store::{Store, drafts};

/// The drafts of who asks
///
/// The one changed last comes first.
#[utoipa::path(
    get,
    path = PATH,
    responses((status = 200, description = "The drafts", body = Vec<Draft>), Refusal)
)]
pub async fn list(
    State(store): State<Store>,
    person: Person,
) -> Result<axum::Json<Vec<Draft>>, Refusal> {
    let drafts = drafts::list(&mut store.read().await?, &person.0).await?;
    Ok(axum::Json(drafts))
}

/// Keep a form that was begun
///
/// Sent again with the same key it makes nothing new and is answered the same. A person begins a form once: where
/// another device has, its draft is the one to change.
#[utoipa::path(
    post,
    path = PATH,
    params(Once<NewDraft>),
    request_body = NewDraft,
    responses(
        (status = 201, description = "The draft", body = Draft, headers(("Location" = String), ("ETag" = String))),
        Refusal,
    )
)]
pub async fn create(
    State(store): State<Store>,
    person: Person,
    once: Once<NewDraft>,
) -> Result<Made, Refusal> {
    let NewDraft { form, content } = &once.body;
    check_form(form)?;
    check_content(content)?;
    let mut transaction = match once.begin(&store, &person).await? {
        Turn::First(transaction) => transaction,
        Turn::Again(made) => return Ok(made),
    };
    let draft = Draft {
        id: Uuid::new_v4().to_string(),
        form: form.clone(),
        content: content.clone(),
        version: 1,
        changed_at: clock::now(),
    };
    if !drafts::add(&mut transaction, &person.0, &draft).await? {
        // Nobody hears of another's before it is certain.
        transaction.commit().await?;
        return Err(Refusal::Changed);
    }
    let made = Made::new(ITEM.replace("{id}", &draft.id), Some(draft.version), &draft);
    once.keep(transaction, &person, made).await
}

/// A draft
#[utoipa::path(
    get,
    path = ITEM,
    params(("id" = String, Path)),
    responses((status = 200, description = "The draft", body = Draft, headers(("ETag" = String))), Refusal)
)]
pub async fn show(
    State(store): State<Store>,
    person: Person,
    Id(id): Id,
) -> Result<Response, Refusal> {
    let draft = drafts::find(&mut store.read().await?, &person.0, &id).await?;
    draft.map(shown).ok_or(Refusal::NotFound)
}

/// Keep what a form has become
///
/// Refused when another device has changed it since the version that If-Match names.
#[utoipa::path(
    put,
    path = ITEM,
    params(
        ("id" = String, Path),
        ("If-Match" = String, Header, description = "The ETag of what was read"),
    ),
    request_body = DraftChange,
    responses((status = 200, description = "The draft", body = Draft, headers(("ETag" = String))), Refusal)
)]
pub async fn change(
    State(store): State<Store>,
    person: Person,
    Id(id): Id,
    IfMatch(version): IfMatch,
    Json(DraftChange { content }): Json<DraftChange>,
) -> Result<Response, Refusal> {
    check_content(&content)?;
    let mut transaction = store.write().await?;
    let draft = drafts::find(&mut transaction, &person.0, &id).await?;
    let draft = match draft {
        Some(draft) if draft.version == version => draft,
        other => {
            // Nobody hears of another's change before it is certain.
            transaction.commit().await?;
            return Err(other.map_or(Refusal::NotFound, |_| Refusal::Changed));
        }
    };
    let draft = Draft {
        content,
        version: version + 1,
        changed_at: clock::now(),
        ..draft
    };
    drafts::change(&mut transaction, &person.0, &draft).await?;
    transaction.commit().await?;
    Ok(shown(draft))
}

/// Delete a draft
#[utoipa::path(
    delete,
    path = ITEM,
    params(("id" = String, Path)),
    responses((status = 204, description = "It is gone"), Refusal)
)]
pub async fn delete(
    State(store): State<Store>,
    person: Person,
    Id(id): Id,
) -> Result<StatusCode, Refusal> {
    let mut transaction = store.write().await?;
    let was_there = drafts::delete(&mut transaction, &person.0, &id, clock::now()).await?;
    transaction.commit().await?;
    was_there
        .then_some(StatusCode::NO_CONTENT)
        .ok_or(Refusal::NotFound)
}

/// Delete all drafts of who asks, and the files that were uploaded and not sent
#[utoipa::path(
    delete,
    path = PATH,
    responses((status = 204, description = "They are gone"), Refusal)
)]
pub async fn delete_all(State(store): State<Store>, person: Person) -> Result<StatusCode, Refusal> {
    let mut transaction = store.write().await?;
    drafts::delete_all(&mut transaction, &person.0, clock::now()).await?;
    transaction.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

fn shown(draft: Draft) -> Response {
    ([(header::ETAG, etag(draft.version))], axum::Json(draft)).into_response()
}

fn check_form(form: &str) -> Result<(), Refusal> {
    let is_name = (1..=FORM_LIMIT).contains(&form.len())
        && form
            .bytes()
            .all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'));
    if is_name {
        return Ok(());
    }
    Err(Refusal::Invalid {
        pointer: "/form",
        message: format!(
            "up to {FORM_LIMIT} small letters, digits and hyphens, like \"ansoegning\""
        ),
    })
}

fn check_content(content: &str) -> Result<(), Refusal> {
    if content.len() <= CONTENT_LIMIT {
        return Ok(());
    }
    Err(Refusal::Invalid {
        pointer: "/content",
        message: format!("{CONTENT_LIMIT} bytes at most"),
    })
}
