//! `GET /api/v1/sign-in`.

use std::sync::Arc;

use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, Uri, header};
use axum::response::{IntoResponse, Redirect, Response};
use indgang_api::session::SIGN_IN;
use indgang_api::{Problem, ProblemKind};
use serde::Deserialize;
use tower_sessions::Session;

use super::{KEY, Leaving, failed, on_this_site};
use crate::config::Config;
use crate::http::problems;
use crate::http::refusal::Refusal;
use crate::identity::Identity;

#[derive(Deserialize)]
pub struct Wish {
    #[serde(default)]
    return_to: String,
    #[serde(default)]
    again: bool,
}

/// Leave for the provider
///
/// For browsers. `return_to` is where to come back to on this site; with `again=true` the provider must
/// ask the person anew, which submitting something may need.
#[utoipa::path(
    get,
    path = SIGN_IN,
    params(
        ("return_to" = Option<String>, Query, description = "A path on this site"),
        ("again" = Option<bool>, Query, description = "Whether the person must be asked anew"),
    ),
    responses(
        (status = 303, description = "To the provider"),
        Refusal,
        (status = 400, description = "A page that says what to do", body = String, content_type = "text/html"),
    )
)]
pub async fn begin(
    State(identity): State<Arc<Identity>>,
    State(config): State<Arc<Config>>,
    session: Session,
    uri: Uri,
    headers: HeaderMap,
    wish: Result<Query<Wish>, QueryRejection>,
) -> Result<Response, Refusal> {
    let Ok(Query(wish)) = wish else {
        return Ok(failed(&config, ""));
    };
    let Some(provider) = &identity.provider else {
        return Ok(problems::answer(Problem::new(
            ProblemKind::NotFound,
            "nobody can sign in here: the configuration has no [identity]",
        )));
    };
    // The cookie belongs to the name in the address, and the provider sends people to ours.
    let host = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok());
    if host.is_some_and(|host| !identity.origin.ends_with(&format!("//{host}"))) {
        return Ok(Redirect::to(&format!("{}{uri}", identity.origin)).into_response());
    }
    let (url, flow) = match provider.begin(wish.again).await {
        Ok(begun) => begun,
        Err(error) => {
            tracing::error!(%error, "sign-in cannot begin");
            return Ok(failed(&config, &wish.return_to));
        }
    };
    let return_to = on_this_site(&wish.return_to).to_owned();
    session.insert(KEY, Leaving { flow, return_to }).await?;
    Ok(Redirect::to(&url).into_response())
}
