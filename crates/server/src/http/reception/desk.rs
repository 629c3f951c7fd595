//! `/api/v1/desk/reception`: who is here, and calling them in.

use std::sync::Arc;

use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::{Extension, Json};
use indgang_api::meetings::Change;
use indgang_api::mine_data::Part;
use indgang_api::reception::{
    ACTS, DESK, NEXT, NewCall, Reception, Ticket, TicketAct, TicketStatus,
};
use indgang_domain::meetings::{By, Refused};

use super::{call, end, label, place, today, wait};
use crate::clock;
use crate::config::Config;
use crate::http::body::Json as JsonBody;
use crate::http::meetings::act::{Actor, done};
use crate::http::once::{Made, Once, Turn};
use crate::http::person;
use crate::http::refusal::Refusal;
use crate::identity::role::Role;
use crate::identity::visitor::Person;
use crate::store::reception::{self, Ticket as Kept};
use crate::store::{Store, StoreError, Transaction, look, meetings};

/// The longest name of a room, in characters.
const ROOM: usize = 60;

/// Who is here today
///
/// Who came to a meeting is named for the front desk and for the units that meet them; that somebody looked is
/// kept, and the citizen sees it.
#[utoipa::path(
    get,
    path = DESK,
    params(("place" = Option<String>, Query, description = "The place, by its key; without it the first one")),
    responses((status = 200, description = "Who waits and who is called", body = Reception), Refusal)
)]
pub async fn show(
    State(store): State<Store>,
    State(config): State<Arc<Config>>,
    Extension(person): Extension<Person>,
    RawQuery(query): RawQuery,
) -> Result<Json<Reception>, Refusal> {
    let query = query.unwrap_or_default();
    let named = form_urlencoded::parse(query.as_bytes()).find(|(key, _)| key == "place");
    let place = place(&config, named.as_ref().map_or("", |(_, place)| place))?;
    let now = clock::now();
    let mut transaction = store.write().await?;
    let kept = reception::of_day(&mut transaction, (&today(), &place.key)).await?;
    let (least, most) = wait(&kept, i64::MAX, now);
    let mut tickets = Vec::new();
    for ticket in kept {
        if ticket.status != TicketStatus::Done {
            tickets.push(shown(&mut transaction, &config, &person, ticket, now).await?);
        }
    }
    transaction.commit().await?;
    Ok(Json(Reception {
        place: place.key.clone(),
        tickets,
        errands: config.meetings.reception.errand.clone(),
        least,
        most,
    }))
}

async fn shown(
    transaction: &mut Transaction,
    config: &Config,
    asking: &Person,
    kept: Kept,
    now: i64,
) -> Result<Ticket, StoreError> {
    let meeting = match &kept.meeting {
        Some(id) => meetings::find(transaction, id).await?,
        None => None,
    };
    let mut ticket = Ticket {
        label: label(transaction, config, &kept, meeting.as_ref()).await?,
        id: kept.id,
        status: kept.status,
        errand: kept.errand,
        language: kept.language,
        phone: kept.phone,
        name: None,
        citizen: None,
        meeting: None,
        start: meeting.as_ref().map(|meeting| meeting.starts_at),
        staff: Vec::new(),
        came_at: kept.came_at,
        called_at: kept.called_at,
        room: kept.room,
    };
    let Some(meeting) = meeting else {
        return Ok(ticket);
    };
    let hosts = meetings::hosts(transaction, &meeting.id).await?;
    let meets = (hosts.iter()).any(|host| asking.unit.as_ref() == Some(&host.unit));
    if meets || asking.works_as(&[Role::FrontDesk]) {
        let who = (asking.id.as_str(), asking.unit.as_deref());
        look::keep(transaction, &meeting.citizen, who, Part::Meetings, now).await?;
        let citizen = crate::store::person::find(transaction, &meeting.citizen).await?;
        ticket.name = citizen.map(|citizen| citizen.name);
    }
    if meets {
        ticket.citizen = Some(meeting.citizen);
        ticket.meeting = Some(meeting.id);
    }
    ticket.staff = hosts.into_iter().map(|host| host.name).collect();
    Ok(ticket)
}

/// Call who has waited longest
///
/// Of those without a meeting. Nothing is answered when nobody waits. Sent again with the same key it calls
/// nobody else.
#[utoipa::path(
    post,
    path = NEXT,
    params(Once<NewCall>),
    request_body = NewCall,
    responses(
        (status = 200, description = "Who is called", body = Ticket),
        (status = 204, description = "Nobody waits"),
        Refusal,
    )
)]
pub async fn next(
    State(store): State<Store>,
    State(config): State<Arc<Config>>,
    Extension(person): Extension<Person>,
    asking: person::Person,
    once: Once<NewCall>,
) -> Result<Made, Refusal> {
    let new = &once.body;
    let room = room(&new.room)?;
    let place = place(&config, &new.place)?;
    let now = clock::now();
    let mut transaction = match once.begin(&store, &asking).await? {
        Turn::First(transaction) => transaction,
        Turn::Again(made) => return Ok(made),
    };
    let kept = reception::of_day(&mut transaction, (&today(), &place.key)).await?;
    let next = kept.into_iter().find(|ticket| {
        let wanted = new.errand.is_none() || new.errand == ticket.errand;
        ticket.status == TicketStatus::Waiting && ticket.errand.is_some() && wanted
    });
    let made = match next {
        Some(ticket) => {
            let id = ticket.id.clone();
            call(&mut transaction, ticket, room, Some(&person), now).await?;
            let called = reception::find(&mut transaction, &id).await?;
            let called = called.ok_or(Refusal::NotFound)?;
            let called = shown(&mut transaction, &config, &person, called, now).await?;
            Made::without_address(&called)
        }
        None => Made::default(),
    };
    once.keep(transaction, &asking, made).await
}

/// Do something with a number
///
/// Call, hand over, or end it. Who came to a meeting is called here or with the meeting, which is ended there.
#[utoipa::path(
    post,
    path = ACTS,
    params(("ticket" = String, Path, description = "The number, by its id")),
    request_body = TicketAct,
    responses((status = 204, description = "It is done"), Refusal)
)]
pub async fn act(
    State(store): State<Store>,
    State(config): State<Arc<Config>>,
    Extension(person): Extension<Person>,
    Path(id): Path<String>,
    JsonBody(act): JsonBody<TicketAct>,
) -> Result<StatusCode, Refusal> {
    let now = clock::now();
    let mut transaction = store.write().await?;
    match acted(&mut transaction, &config, &person, &id, act, now).await {
        Err(Refusal::Store(error)) => Err(error.into()),
        acted => {
            transaction.commit().await?;
            acted.map(|()| StatusCode::NO_CONTENT)
        }
    }
}

async fn acted(
    transaction: &mut Transaction,
    config: &Config,
    person: &Person,
    id: &str,
    act: TicketAct,
    now: i64,
) -> Result<(), Refusal> {
    let ticket = reception::find(transaction, id).await?;
    let mut ticket = ticket.ok_or(Refusal::NotFound)?;
    if let Some(meeting) = ticket.meeting.clone() {
        let TicketAct::Call { room: wanted } = act else {
            return Err(Refusal::Meeting(Refused::NotYours));
        };
        return call_to_meeting(transaction, config, person, &meeting, room(&wanted)?, now).await;
    }
    let is_others = ticket.called_by.as_ref().is_some_and(|by| *by != person.id);
    match (ticket.status, act) {
        (TicketStatus::Called, TicketAct::Call { .. }) if is_others => {
            return Err(Refusal::Meeting(Refused::NotYours));
        }
        (TicketStatus::Waiting | TicketStatus::Called, TicketAct::Call { room: wanted }) => {
            call(transaction, ticket, room(&wanted)?, Some(person), now).await?;
        }
        (TicketStatus::Waiting | TicketStatus::Called, TicketAct::HandOver { errand }) => {
            let known = config.meetings.reception.errand(&errand);
            ticket.errand =
                Some(
                    known
                        .map(|errand| errand.key.clone())
                        .ok_or_else(|| Refusal::Invalid {
                            pointer: "/errand",
                            message: "an errand is needed here: [[reception.errand]] names them"
                                .to_owned(),
                        })?,
                );
            ticket.status = TicketStatus::Waiting;
            ticket.called_by = None;
            ticket.called_at = None;
            ticket.room = String::new();
            reception::change(transaction, &ticket, now).await?;
        }
        (TicketStatus::Waiting | TicketStatus::Called, TicketAct::Done {}) => {
            end(transaction, ticket, now).await?;
        }
        (TicketStatus::Done, _) => return Err(Refusal::Meeting(Refused::Past)),
    }
    Ok(())
}

/// Calls who came to a meeting, as who meets them could.
async fn call_to_meeting(
    transaction: &mut Transaction,
    config: &Config,
    person: &Person,
    meeting: &str,
    room: String,
    now: i64,
) -> Result<(), Refusal> {
    let meeting = meetings::find(transaction, meeting).await?;
    let meeting = meeting.ok_or(Refusal::NotFound)?;
    let actor = Actor {
        by: By::Staff,
        person: Some(person),
        citizen: &meeting.citizen,
    };
    let which = (meeting.id.as_str(), meeting.version);
    let called = done(transaction, config, actor, which, &Change::Call {}, now).await?;
    if let Some(mut ticket) = reception::of_meeting(transaction, &called.id).await? {
        ticket.room = room;
        reception::change(transaction, &ticket, now).await?;
    }
    meetings::tell(transaction, &called, now).await?;
    Ok(())
}

fn room(text: &str) -> Result<String, Refusal> {
    let room = text.trim();
    if room.is_empty() || room.chars().count() > ROOM {
        return Err(Refusal::Invalid {
            pointer: "/room",
            message: format!("where to go is needed here, in at most {ROOM} characters"),
        });
    }
    Ok(room.to_owned())
}
