//! `GET /api/v1/session`.

use axum::{Extension, Json};
use indgang_api::session::{PATH, Session};
use serde_json::json;

use crate::http::refusal::Refusal;
use crate::identity::visitor::Person;

/// Who is signed in
#[utoipa::path(
    get,
    path = PATH,
    responses(
        (status = 200, description = "Who is signed in, or nobody", body = Session),
        Refusal,
    )
)]
pub async fn show(person: Option<Extension<Person>>) -> Json<Session> {
    Json(person.map_or_else(Session::default, |Extension(person)| {
        Session {
            name: Some(person.name),
            roles: person
                .roles
                .iter()
                .filter_map(|role| json!(role).as_str().map(str::to_owned))
                .collect(),
            unit: person.unit,
        }
    }))
}
