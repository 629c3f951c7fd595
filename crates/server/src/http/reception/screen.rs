//! `GET /api/v1/reception/screen`: who is called.

use std::sync::Arc;

use axum::extract::State;
use axum::{Extension, Json};
use indgang_api::reception::{Call, SCREEN, Screen, TicketStatus};
use indgang_domain::meetings::MINUTE;

use super::{label, place, today};
use crate::clock;
use crate::config::Config;
use crate::http::refusal::Refusal;
use crate::identity::access::ThisDevice;
use crate::store::{Store, meetings, reception};

/// How many calls are shown, and for how long.
const CALLS: usize = 5;
const SHOWN: i64 = 20 * MINUTE;

/// What a screen shows
///
/// Numbers, initials or first names, as the municipality says: never a full name, and never what it is about.
#[utoipa::path(
    get,
    path = SCREEN,
    responses((status = 200, description = "It", body = Screen), Refusal)
)]
pub async fn show(
    State(store): State<Store>,
    State(config): State<Arc<Config>>,
    Extension(device): Extension<ThisDevice>,
) -> Result<Json<Screen>, Refusal> {
    let place = place(&config, &device.place)?;
    let now = clock::now();
    let mut transaction = store.read().await?;
    let tickets = reception::of_day(&mut transaction, (&today(), &place.key)).await?;
    let waiting = (tickets.iter())
        .filter(|ticket| ticket.status == TicketStatus::Waiting)
        .count();
    let mut called: Vec<_> = (tickets.into_iter())
        .filter(|ticket| ticket.status == TicketStatus::Called)
        .filter_map(|ticket| Some((ticket.called_at?, ticket)))
        .filter(|(at, _)| *at > now - SHOWN)
        .collect();
    called.sort_unstable_by_key(|(at, _)| -at);
    called.truncate(CALLS);
    let mut calls = Vec::new();
    for (at, ticket) in called {
        let meeting = match &ticket.meeting {
            Some(id) => meetings::find(&mut transaction, id).await?,
            None => None,
        };
        calls.push(Call {
            label: label(&mut transaction, &config, &ticket, meeting.as_ref()).await?,
            room: ticket.room,
            at,
        });
    }
    let day = clock::day(now);
    let hours = config.kommune.aabningstider.clone().with_holidays(day);
    Ok(Json(Screen {
        way: config.meetings.reception.way(place).clone(),
        place: place.clone(),
        calls,
        waiting: u16::try_from(waiting).unwrap_or(u16::MAX),
        hours: hours.on(day).to_string(),
        news: config.meetings.reception.news.clone(),
        at: now,
    }))
}
