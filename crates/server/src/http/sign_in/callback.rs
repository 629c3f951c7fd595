//! `GET /api/v1/sign-in/callback`.

use std::sync::Arc;

use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use indgang_api::session::CALLBACK;
use serde::Deserialize;
use tower_sessions::Session;

use super::{KEY, Leaving, failed};
use crate::clock;
use crate::config::Config;
use crate::http::refusal::Refusal;
use crate::identity::Identity;
use crate::identity::provider::SignedIn;
use crate::identity::visitor::{self, Person, Visitor};
use crate::store::{Store, StoreError, persistently, person};

#[derive(Deserialize)]
pub struct Brought {
    code: Option<String>,
    state: Option<String>,
    iss: Option<String>,
}

/// Come back from the provider
///
/// For browsers. Whatever is wrong with what they bring, nobody is signed in.
#[utoipa::path(
    get,
    path = CALLBACK,
    params(
        ("code" = Option<String>, Query, description = "From the provider"),
        ("state" = Option<String>, Query, description = "From us"),
        ("iss" = Option<String>, Query, description = "The provider"),
    ),
    responses(
        (status = 303, description = "To where the person wanted to go"),
        Refusal,
        (status = 400, description = "A page that says what to do", body = String, content_type = "text/html"),
    )
)]
pub async fn callback(
    State(identity): State<Arc<Identity>>,
    State(config): State<Arc<Config>>,
    State(store): State<Store>,
    session: Session,
    brought: Result<Query<Brought>, QueryRejection>,
) -> Result<Response, Refusal> {
    let Ok(Query(brought)) = brought else {
        return Ok(failed(&config, ""));
    };
    // Taken out first: whatever happens, this state is used up.
    let leaving: Option<Leaving> = session.remove(KEY).await?;
    let (Some(provider), Some(leaving)) = (&identity.provider, leaving) else {
        return Ok(failed(&config, ""));
    };
    let is_ours = brought.state.as_ref() == Some(leaving.flow.state.secret())
        && brought.iss.as_deref().is_none_or(|iss| provider.is(iss));
    let (Some(code), true) = (brought.code, is_ours) else {
        tracing::warn!("somebody came back from the provider without what they left with");
        return Ok(failed(&config, &leaving.return_to));
    };
    let signed_in = match provider.finish(&leaving.flow, code).await {
        Ok(signed_in) => signed_in,
        Err(error) => {
            let cause = std::error::Error::source(&error).map(ToString::to_string);
            tracing::warn!(%error, cause, "nobody was signed in");
            return Ok(failed(&config, &leaving.return_to));
        }
    };
    let person = known(&store, signed_in).await?;
    tracing::info!(citizen = person.is_citizen(), "somebody signed in");
    visitor::begin(&session, Visitor::Person(person)).await?;
    Ok(Redirect::to(&leaving.return_to).into_response())
}

async fn known(store: &Store, signed_in: SignedIn) -> Result<Person, Refusal> {
    let now = clock::now();
    let kept = person::Person {
        name: signed_in.name,
        cpr: signed_in.cpr,
    };
    let who = (signed_in.realm.as_str(), signed_in.subject.as_str());
    // The provider's code is used up: what loses against another sign-in is tried again here.
    let (id, sign_outs) = persistently(|| keep(store, who, &kept, now)).await?;
    Ok(Person {
        id,
        name: kept.name,
        roles: signed_in.roles,
        unit: signed_in.unit,
        signed_in_at: now / 1000,
        asked_at: signed_in.asked_at,
        seen_at: now / 1000,
        sign_outs,
    })
}

async fn keep(
    store: &Store,
    who: (&str, &str),
    person: &person::Person,
    now: i64,
) -> Result<(String, i64), StoreError> {
    let mut transaction = store.write().await?;
    let id = person::keep(&mut transaction, who, person, now).await?;
    let sign_outs = person::sign_outs(&mut transaction, &id).await?;
    transaction.commit().await?;
    Ok((id, sign_outs.unwrap_or_default()))
}
