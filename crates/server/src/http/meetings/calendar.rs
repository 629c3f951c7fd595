//! `GET /api/v1/meetings/{meeting}/calendar.ics`.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use icalendar::{Calendar, Component, Event, EventLike, EventStatus};
use indgang_api::meetings::CALENDAR;
use indgang_domain::meetings::{Form, Status};
use jiff::Timestamp;
use uuid::Uuid;

use super::own::own;
use crate::config::Config;
use crate::http::person::Person;
use crate::http::refusal::Refusal;
use crate::store::Store;
use crate::store::meetings::Meeting;

/// A meeting for the citizen's own calendar
///
/// Read again after a change it takes the place of what was there; called off it takes it away. It says when
/// and where, and not what about.
#[utoipa::path(
    get,
    path = CALENDAR,
    params(("meeting" = String, Path, description = "The meeting")),
    responses((status = 200, description = "iCalendar (RFC 5545)", body = String, content_type = "text/calendar"), Refusal)
)]
pub async fn show(
    State(store): State<Store>,
    State(config): State<Arc<Config>>,
    person: Person,
    Path(id): Path<String>,
) -> Result<Response, Refusal> {
    let id = Uuid::try_parse(&id)
        .map_err(|_| Refusal::NotFound)?
        .to_string();
    let meeting = own(&mut store.read().await?, &person.0, &id).await?;
    if matches!(meeting.status, Status::Reserved | Status::Lapsed) {
        return Err(Refusal::NotFound);
    }
    let headers = [
        (header::CONTENT_TYPE, "text/calendar; charset=utf-8"),
        (
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"moede.ics\"",
        ),
    ];
    Ok((headers, calendar(&config, &meeting)).into_response())
}

/// The same name at every change, counted up, so that calendars put the newer one in its place.
pub fn calendar(config: &Config, meeting: &Meeting) -> String {
    let is_off = matches!(meeting.status, Status::Cancelled | Status::Missed);
    let mut event = Event::new();
    event
        .uid(&format!("{}@indgang", meeting.id))
        .add_property("SEQUENCE", meeting.version.to_string())
        .add_property("DTSTAMP", stamp(meeting.changed_at))
        .add_property("DTSTART", stamp(meeting.starts_at))
        .add_property("DTEND", stamp(meeting.ends_at))
        .status(if is_off {
            EventStatus::Cancelled
        } else {
            EventStatus::Confirmed
        })
        .summary(&format!("Møde, {}", config.kommune.navn))
        .url(&format!("{}/moeder", config.server.address()));
    let place = config.meetings.place(&meeting.place);
    match (meeting.form, place) {
        (Form::InPerson, Some(place)) => {
            event.location(&place.address.trim().replace('\n', ", "));
        }
        (Form::Phone, _) => {
            event.location("Telefon");
        }
        _ => {
            event.location("Video");
        }
    }
    let mut calendar = Calendar::new();
    calendar
        .append_property(("METHOD", if is_off { "CANCEL" } else { "PUBLISH" }))
        .push(event.done());
    calendar.to_string()
}

fn stamp(moment: i64) -> String {
    let at = Timestamp::from_millisecond(moment).unwrap_or_default();
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}
