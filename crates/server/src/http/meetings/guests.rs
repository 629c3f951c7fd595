//! `/api/v1/meetings/{meeting}/guests` and `/api/v1/guests`: who comes to an online meeting with the citizen.

use std::sync::Arc;

use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::{Extension, Json};
use indgang_api::Problem;
use indgang_api::guests::{
    ENTER, GuestCode, InvitedGuest, MEETING, MOST, NAME_LIMIT, NewGuest, ONE, PATH, ROOM,
};
use indgang_api::meetings::{self as api, Wishes};
use indgang_domain::meetings::Refused;
use tower_sessions::{Expiry, Session};

use super::own::own;
use super::room::{Coming, Upgrade, Who};
use super::shown;
use crate::clock;
use crate::config::Config;
use crate::http::Stopping;
use crate::http::body::Json as JsonBody;
use crate::http::id::Id;
use crate::http::once::{Made, Once, Turn};
use crate::http::person::Person;
use crate::http::refusal::Refusal;
use crate::identity::access::ThisGuest;
use crate::identity::visitor::{self, Visitor};
use crate::store::meetings::{self, guest};
use crate::store::{Store, Transaction};

/// Let somebody into one's online meeting
///
/// The answer has the code for their link, shown once. It is good for this meeting only. Sent again with the same key
/// it lets in nobody else.
#[utoipa::path(
    post,
    path = PATH,
    params(("meeting" = String, Path, description = "The meeting"), Once<NewGuest>),
    request_body = NewGuest,
    responses(
        (status = 201, description = "They may come", body = InvitedGuest, headers(("Location" = String))),
        Refusal,
    )
)]
pub async fn invite(
    State(store): State<Store>,
    person: Person,
    Id(id): Id,
    once: Once<NewGuest>,
) -> Result<Made, Refusal> {
    let name = once.body.name.trim();
    if name.is_empty() || name.chars().count() > NAME_LIMIT {
        return Err(Refusal::Invalid {
            pointer: "/name",
            message: format!(
                "what they are called is needed here, in at most {NAME_LIMIT} characters"
            ),
        });
    }
    let now = clock::now();
    let mut transaction = match once.begin(&store, &person).await? {
        Turn::First(transaction) => transaction,
        Turn::Again(made) => return Ok(made),
    };
    let invited = invited(&mut transaction, (&person.0, &id), name, now).await;
    let (guest, code) = match invited {
        Err(Refusal::Store(error)) => return Err(error.into()),
        Err(refusal) => {
            transaction.commit().await?;
            return Err(refusal);
        }
        Ok(invited) => invited,
    };
    let location = ONE.replace("{meeting}", &id).replace("{guest}", &guest);
    let made = Made::new(location, None, &InvitedGuest { id: guest, code });
    once.keep(transaction, &person, made).await
}

async fn invited(
    transaction: &mut Transaction,
    (citizen, id): (&str, &str),
    name: &str,
    now: i64,
) -> Result<(String, String), Refusal> {
    let meeting = own(transaction, citizen, id).await?;
    if !meeting.stands(now) {
        return Err(Refusal::Meeting(Refused::Past));
    }
    if guest::of_meeting(transaction, id).await?.len() >= MOST {
        return Err(Refusal::Invalid {
            pointer: "",
            message: format!("{MOST} guests at most: send one away first"),
        });
    }
    let invited = guest::invite(transaction, id, name, now).await?;
    meetings::tell(transaction, &meeting, now).await?;
    Ok(invited)
}

/// Send a guest away
///
/// Their link opens nothing any more, and when they are in the room they leave it.
#[utoipa::path(
    delete,
    path = ONE,
    params(
        ("meeting" = String, Path, description = "The meeting"),
        ("guest" = String, Path, description = "The guest"),
    ),
    responses((status = 204, description = "They are away"), Refusal)
)]
pub async fn send_away(
    State(store): State<Store>,
    person: Person,
    Path((meeting, id)): Path<(String, String)>,
) -> Result<StatusCode, Refusal> {
    let now = clock::now();
    let mut transaction = store.write().await?;
    let was_there = match own(&mut transaction, &person.0, &meeting).await {
        Ok(_) => guest::stop(&mut transaction, &meeting, &id, now).await?,
        Err(Refusal::Store(error)) => return Err(error.into()),
        Err(_) => false,
    };
    transaction.commit().await?;
    was_there
        .then_some(StatusCode::NO_CONTENT)
        .ok_or(Refusal::NotFound)
}

/// Come with the code of one's link
///
/// From then on this browser is that guest's, until the meeting is over. Refused (`forbidden`) where somebody is signed
/// in: nobody is a guest with somebody's sign-in.
#[utoipa::path(
    post,
    path = ENTER,
    request_body = GuestCode,
    responses((status = 204, description = "One is known"), Refusal)
)]
pub async fn enter(
    State(store): State<Store>,
    session: Session,
    JsonBody(GuestCode { code }): JsonBody<GuestCode>,
) -> Result<StatusCode, Refusal> {
    let mut transaction = store.read().await?;
    let id = guest::brought(&mut transaction, &code).await?;
    let id = id.ok_or(Refusal::NotFound)?;
    drop(transaction);
    session.set_expiry(Some(Expiry::OnSessionEnd));
    visitor::begin(&session, Visitor::Guest { id }).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The meeting that one is a guest of
///
/// When it is, with whom, and how it is held: nothing that is between the citizen and the municipality.
#[utoipa::path(
    get,
    path = MEETING,
    responses((status = 200, description = "It", body = api::Meeting), Refusal)
)]
pub async fn show(
    State(store): State<Store>,
    State(config): State<Arc<Config>>,
    Extension(guest): Extension<ThisGuest>,
) -> Result<Json<api::Meeting>, Refusal> {
    let mut transaction = store.read().await?;
    let meeting = meetings::find(&mut transaction, &guest.meeting).await?;
    let meeting = meeting.ok_or(Refusal::NotFound)?;
    let meeting = shown(&mut transaction, &config, meeting, clock::now()).await?;
    Ok(Json(for_guest(meeting)))
}

/// What a guest sees of a meeting.
fn for_guest(meeting: api::Meeting) -> api::Meeting {
    api::Meeting {
        id: String::new(),
        kind: String::new(),
        place: String::new(),
        wishes: Wishes::default(),
        on_the_way: None,
        wants_earlier: false,
        earlier: None,
        summary: None,
        reason: None,
        explanation: None,
        has_feedback: false,
        number: None,
        ..meeting
    }
}

/// The online room, for a guest
///
/// The same as for the citizen.
#[utoipa::path(
    get,
    path = ROOM,
    params(
        ("device" = Option<String>, Query, description = "Which device it is: who comes again takes their own place"),
        ("page" = Option<String>, Query, description = "Which page of it: another one begins anew"),
    ),
    responses(
        (status = 101, description = "The connection is open"),
        (status = 426, description = "It opens no WebSocket", body = Problem,
            content_type = "application/problem+json"),
        Refusal,
    )
)]
pub async fn room(
    State(store): State<Store>,
    State(config): State<Arc<Config>>,
    State(stopping): State<Stopping>,
    Extension(guest): Extension<ThisGuest>,
    RawQuery(query): RawQuery,
    upgrade: Upgrade,
) -> Result<Response, Refusal> {
    let coming = Coming {
        store,
        config,
        id: guest.meeting.clone(),
        who: Who::Guest(guest),
        query,
    };
    coming.let_in(upgrade, stopping).await
}
