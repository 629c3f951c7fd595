//! `/api/v1/citizens/{citizen}/meetings`: a citizen's meetings, for who works with them.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::{Extension, Json};
use indgang_api::kommune::Dato;
use indgang_api::meetings::{
    Change, DEADLINE, Deadline, Meeting, Meetings, NewMeeting, OF_CITIZEN, OF_CITIZEN_ACTS,
};
use indgang_domain::meetings::By;

use super::act::{Actor, act};
use super::own::{all, take};
use super::{check_text, rules_on};
use crate::clock;
use crate::config::Config;
use crate::http::body::Json as JsonBody;
use crate::http::once::{Made, Once};
use crate::http::person;
use crate::http::refusal::Refusal;
use crate::http::version::IfMatch;
use crate::identity::visitor::Person;
use crate::store::meetings::{self, deadline};
use crate::store::{Store, events};

/// A citizen's meetings
///
/// That somebody else looked is kept, and the citizen sees it.
#[utoipa::path(
    get,
    path = OF_CITIZEN,
    params(("citizen" = String, Path, description = "The citizen")),
    responses((status = 200, description = "The meetings", body = Meetings), Refusal)
)]
pub async fn list(
    State(store): State<Store>,
    State(config): State<Arc<Config>>,
    Path(citizen): Path<String>,
) -> Result<Json<Meetings>, Refusal> {
    let mut transaction = store.read().await?;
    Ok(Json(all(&mut transaction, &config, &citizen).await?))
}

/// Book a meeting for a citizen
///
/// As the citizen wishes, who tells it at the telephone or at the desk. Sent again with the same key it makes
/// nothing new.
#[utoipa::path(
    post,
    path = OF_CITIZEN,
    params(("citizen" = String, Path, description = "The citizen"), Once<NewMeeting>),
    request_body = NewMeeting,
    responses(
        (status = 201, description = "It is booked", body = Meeting, headers(("Location" = String), ("ETag" = String))),
        Refusal,
    )
)]
pub async fn book(
    State(store): State<Store>,
    State(config): State<Arc<Config>>,
    Path(citizen): Path<String>,
    asking: person::Person,
    once: Once<NewMeeting>,
) -> Result<Made, Refusal> {
    let kind = config
        .meetings
        .kind(&once.body.kind)
        .ok_or_else(|| Refusal::Invalid {
            pointer: "/kind",
            message: "a kind is needed here: /api/v1/meetings/facts names them".to_owned(),
        })?;
    take(&store, &config, &asking, &once, (&citizen, kind), true).await
}

/// Do something with a citizen's meeting
///
/// Ask them in, begin and end it, move it, hand it over, say that they did not come, …
#[utoipa::path(
    post,
    path = OF_CITIZEN_ACTS,
    params(
        ("citizen" = String, Path, description = "The citizen"),
        ("meeting" = String, Path, description = "The meeting"),
        ("If-Match" = String, Header, description = "The ETag of what was read"),
    ),
    request_body = Change,
    responses((status = 200, description = "It", body = Meeting, headers(("ETag" = String))), Refusal)
)]
pub async fn change(
    State(store): State<Store>,
    State(config): State<Arc<Config>>,
    Path((citizen, id)): Path<(String, String)>,
    Extension(person): Extension<Person>,
    IfMatch(version): IfMatch,
    JsonBody(change): JsonBody<Change>,
) -> Result<Response, Refusal> {
    let actor = Actor {
        by: By::Staff,
        person: Some(&person),
        citizen: &citizen,
    };
    act(&store, &config, actor, (&id, version), change).await
}

/// Say until when a citizen is to book a meeting
///
/// At least the days that the rules of the process give, or sooner with a reason that the citizen reads.
/// Refused (`one-ahead`) while they have a meeting ahead.
#[utoipa::path(
    put,
    path = DEADLINE,
    params(("citizen" = String, Path, description = "The citizen")),
    request_body = Deadline,
    responses((status = 204, description = "It is said"), Refusal)
)]
pub async fn set_deadline(
    State(store): State<Store>,
    State(config): State<Arc<Config>>,
    Path(citizen): Path<String>,
    Extension(person): Extension<Person>,
    JsonBody(wanted): JsonBody<Deadline>,
) -> Result<StatusCode, Refusal> {
    check_text(&wanted.reason, "/reason")?;
    let kind = config
        .meetings
        .kind(&wanted.kind)
        .ok_or_else(|| Refusal::Invalid {
            pointer: "/kind",
            message: "a kind is needed here: /api/v1/meetings/facts names them".to_owned(),
        })?;
    let today = clock::today();
    let days = rules_on(&config, today).booking_days.value;
    let soonest = Dato(today.plus_days(i32::from(days)));
    if wanted.until < Dato(today) || wanted.until < soonest && wanted.reason.trim().is_empty() {
        return Err(Refusal::Invalid {
            pointer: "/until",
            message: format!(
                "a citizen has {days} days to book: {} or later, or sooner with a reason",
                soonest.0
            ),
        });
    }
    let now = clock::now();
    let mut transaction = store.write().await?;
    let ahead = meetings::of_citizen(&mut transaction, &citizen, now).await?;
    let is_booked = |meeting: &meetings::Meeting| {
        meeting.stands(now)
            && config
                .meetings
                .kind(&meeting.kind)
                .is_some_and(|kind| kind.one_at_a_time)
    };
    if kind.one_at_a_time && ahead.iter().any(is_booked) {
        transaction.commit().await?;
        return Err(Refusal::OneAhead);
    }
    deadline::set(&mut transaction, &citizen, &wanted, (&person.id, now)).await?;
    events::add(
        &mut transaction,
        &citizen,
        "meeting",
        indgang_api::meetings::PATH,
        now,
    )
    .await?;
    transaction.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
