//! `/api/v1/reception` and `/api/v1/desk/reception`: arriving at the office.

pub mod desk;
pub mod kiosk;
pub mod screen;
mod visitors;

use indgang_api::meetings::{Change, Place};
use indgang_api::reception::{TicketStatus, Waiting};
use indgang_domain::meetings::queue::{self, Wait};
use indgang_domain::meetings::{MINUTE, Status};

use super::refusal::Refusal;
use crate::clock;
use crate::config::{Config, Shown};
use crate::identity::visitor::Person;
use crate::store::meetings::{self, Meeting};
use crate::store::reception::{self, For, Ticket};
use crate::store::{StoreError, Transaction, person};

/// Since when who has called somebody counts as one who serves.
const SERVING: i64 = 30 * MINUTE;
/// How many of the last errands say how long the next ones take.
const LAST: usize = 10;

/// The place of a device, or of a question.
fn place<'a>(config: &'a Config, key: &str) -> Result<&'a Place, Refusal> {
    (config.meetings.place_or_first(key)).ok_or_else(|| Refusal::Invalid {
        pointer: "/place",
        message: "a place is needed here: /api/v1/meetings/facts names them".to_owned(),
    })
}

fn today() -> String {
    clock::today().to_string()
}

/// What happens to a meeting happens to the number of who came to it. Who meets online has none.
pub async fn follow(
    transaction: &mut Transaction,
    meeting: &Meeting,
    change: &Change,
    by: Option<&Person>,
    now: i64,
) -> Result<(), StoreError> {
    let ticket = reception::of_meeting(transaction, &meeting.id).await?;
    match (meeting.status, ticket) {
        (Status::Arrived, None) if !meeting.form.is_remote() => {
            let at = (&*today(), &*meeting.place);
            reception::draw(transaction, at, For::Meeting(&meeting.id), None, now).await?;
        }
        (Status::Called, Some(ticket)) if matches!(change, Change::Call {}) => {
            let hosts = meetings::hosts(transaction, &meeting.id).await?;
            let own = hosts
                .iter()
                .find(|host| by.is_some_and(|by| by.id == host.person));
            let others = hosts.iter().filter(|host| !host.room.is_empty());
            let room = own.into_iter().chain(others).map(|host| &host.room);
            let room = room.into_iter().find(|room| !room.is_empty());
            let room = room.cloned().unwrap_or_default();
            call(transaction, ticket, room, by, now).await?;
        }
        (Status::Arrived | Status::Called, Some(_)) | (_, None) => {}
        (_, Some(ticket)) => end(transaction, ticket, now).await?,
    }
    Ok(())
}

/// Asks who holds a number to come in.
async fn call(
    transaction: &mut Transaction,
    mut ticket: Ticket,
    room: String,
    by: Option<&Person>,
    now: i64,
) -> Result<(), StoreError> {
    ticket.status = TicketStatus::Called;
    ticket.room = room;
    ticket.called_by = by.map(|by| by.id.clone());
    ticket.called_at = Some(now);
    reception::change(transaction, &ticket, now).await
}

async fn end(
    transaction: &mut Transaction,
    mut ticket: Ticket,
    now: i64,
) -> Result<(), StoreError> {
    ticket.status = TicketStatus::Done;
    ticket.done_at = Some(now);
    reception::change(transaction, &ticket, now).await
}

/// What a screen shows for a number.
async fn label(
    transaction: &mut Transaction,
    config: &Config,
    ticket: &Ticket,
    meeting: Option<&Meeting>,
) -> Result<String, StoreError> {
    let (Some(meeting), false) = (meeting, config.meetings.reception.shown == Shown::Number) else {
        return Ok(ticket.label.clone());
    };
    let person = person::find(transaction, &meeting.citizen).await?;
    let name = person.map(|person| person.name).unwrap_or_default();
    let label = match config.meetings.reception.shown {
        Shown::FirstName => first_name(&name).to_owned(),
        _ => initials(&name),
    };
    Ok(if label.is_empty() {
        ticket.label.clone()
    } else {
        label
    })
}

/// What a screen shows for who came to a meeting.
pub async fn number(
    transaction: &mut Transaction,
    config: &Config,
    meeting: &Meeting,
) -> Result<Option<String>, StoreError> {
    match reception::of_meeting(transaction, &meeting.id).await? {
        Some(ticket) => Ok(Some(
            label(transaction, config, &ticket, Some(meeting)).await?,
        )),
        None => Ok(None),
    }
}

fn first_name(name: &str) -> &str {
    name.split_whitespace().next().unwrap_or_default()
}

fn initials(name: &str) -> String {
    let initials = name
        .split_whitespace()
        .filter_map(|part| part.chars().next());
    initials.flat_map(|initial| [initial, '.']).collect()
}

/// How who came to a meeting waits.
async fn until_meeting(
    transaction: &mut Transaction,
    config: &Config,
    ticket: &Ticket,
    meeting: &Meeting,
    now: i64,
) -> Result<Waiting, StoreError> {
    let delayed = i64::from(meeting.private.delayed.unwrap_or_default());
    let minutes = (meeting.starts_at - now).div_euclid(MINUTE) + delayed;
    let (least, most) = queue::until(minutes);
    Ok(Waiting {
        label: label(transaction, config, ticket, Some(meeting)).await?,
        least,
        most,
        start: Some(meeting.starts_at),
        room: ticket.room.clone(),
    })
}

/// How long somebody with an errand waits when those are before them who came before a moment.
fn wait(tickets: &[Ticket], came_at: i64, now: i64) -> Wait {
    let errands = || tickets.iter().filter(|ticket| ticket.errand.is_some());
    let before = errands()
        .filter(|ticket| ticket.status == TicketStatus::Waiting && ticket.came_at < came_at)
        .count();
    let recent = errands().filter(|ticket| {
        ticket
            .called_at
            .is_some_and(|called| called > now - SERVING)
    });
    let mut serving: Vec<&String> = recent
        .filter_map(|ticket| ticket.called_by.as_ref())
        .collect();
    serving.sort_unstable();
    serving.dedup();
    let mut lasted: Vec<(i64, u16)> = errands()
        .filter_map(|ticket| {
            let (called, done) = (ticket.called_at?, ticket.done_at?);
            Some((done, u16::try_from((done - called) / MINUTE).ok()?))
        })
        .collect();
    lasted.sort_unstable_by_key(|(done, _)| -done);
    let lasted: Vec<u16> = lasted
        .into_iter()
        .map(|(_, minutes)| minutes)
        .take(LAST)
        .collect();
    let count = |count: usize| u16::try_from(count).unwrap_or(u16::MAX);
    queue::wait(count(before), count(serving.len()), &lasted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_named_in_full() {
        assert_eq!(first_name("Hassan Aziz"), "Hassan");
        assert_eq!(initials("Hassan bin Aziz"), "H.b.A.");
        assert_eq!((first_name(""), initials("").as_str()), ("", ""));
    }
}
