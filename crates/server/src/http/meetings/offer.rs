//! Earlier times: offered to one person at a time, kept for them a while.

use indgang_domain::meetings::slots::Way;
use indgang_domain::meetings::{MINUTE, Refused};

use super::book::{Wanted, agreed, choose, give_back, reserve};
use super::search::Free;
use crate::clock;
use crate::config::Config;
use crate::http::refusal::Refusal;
use crate::store::meetings::{self, Meeting, taken};
use crate::store::{StoreError, Transaction};

/// How long an earlier time is kept for one person, in minutes: they may not look at once.
const KEPT: i64 = 2 * 60 * MINUTE;
/// How many days ahead one looks.
const LOOK: u16 = 14;

/// Offers the earliest time before a meeting in the same form, if there is one that was not declined.
pub async fn make(
    transaction: &mut Transaction,
    config: &Config,
    meeting: &Meeting,
    now: i64,
) -> Result<bool, StoreError> {
    let Some(kind) = config.meetings.kind(&meeting.kind) else {
        return Ok(false);
    };
    // There must be time left to read it.
    let soonest = now + KEPT + i64::from(config.meetings.notice_minutes) * MINUTE;
    let today = clock::day(now);
    let free = Free::look(transaction, config, kind, (today, LOOK), &meeting.id, now).await?;
    let start = (0..i32::from(LOOK))
        .flat_map(|days| free.on(today.plus_days(days)))
        .filter(|slot| soonest <= slot.start && slot.end <= meeting.starts_at)
        .filter(|slot| !meeting.private.declined.contains(&slot.start))
        .find(|slot| {
            let fits = |way: &Way| way.form == meeting.form && way.place == meeting.place;
            slot.ways.iter().any(fits)
        })
        .map(|slot| slot.start);
    let Some(start) = start else {
        return Ok(false);
    };
    let wanted = Wanted {
        start,
        form: meeting.form,
        place: &meeting.place,
    };
    let who = (meeting.citizen.as_str(), kind);
    let choice = choose(transaction, config, who, wanted, &meeting.id, now).await?;
    match reserve(
        transaction,
        config,
        who,
        choice.as_ref(),
        Some(meeting),
        now,
    )
    .await
    {
        Ok(mut offer) => {
            offer.kept_until = now + KEPT;
            meetings::change(transaction, &mut offer, now).await?;
            Ok(true)
        }
        Err(Refusal::Store(error)) => Err(error),
        Err(_) => Ok(false),
    }
}

/// Takes back what is offered for a meeting.
pub async fn withdraw(
    transaction: &mut Transaction,
    config: &Config,
    meeting: &Meeting,
    now: i64,
) -> Result<(), StoreError> {
    if let Some(offer) = meetings::offer(transaction, &meeting.id, now).await? {
        give_back(transaction, config.meetings.kind(&offer.kind), &offer).await?;
        meetings::delete(transaction, &offer.id).await?;
    }
    Ok(())
}

/// The citizen takes the earlier time, or lets the next one have it.
pub async fn answer(
    transaction: &mut Transaction,
    config: &Config,
    meeting: &mut Meeting,
    is_taken: bool,
    now: i64,
) -> Result<(), Refusal> {
    let offer = meetings::offer(transaction, &meeting.id, now).await?;
    let offer = offer.ok_or(Refusal::Meeting(Refused::Lapsed))?;
    if !is_taken {
        meeting.private.declined.push(offer.starts_at);
        withdraw(transaction, config, meeting, now).await?;
        return Ok(());
    }
    let kind = config.meetings.kind(&meeting.kind);
    give_back(transaction, kind, meeting).await?;
    let hosts = meetings::hosts(transaction, &offer.id).await?;
    let hosts: Vec<_> = hosts
        .into_iter()
        .map(|host| (host.person, host.unit))
        .collect();
    meetings::set_hosts(transaction, &meeting.id, &hosts).await?;
    taken::hand_over(transaction, &offer.id, &meeting.id).await?;
    meetings::delete(transaction, &offer.id).await?;
    if kind.is_some_and(|kind| kind.one_at_a_time) {
        let ahead = taken::ahead_of(&meeting.citizen);
        taken::take(transaction, &ahead, (0, 1), &meeting.id, now).await?;
    }
    meeting.starts_at = offer.starts_at;
    meeting.ends_at = offer.ends_at;
    meeting.place = offer.place;
    meeting.form = offer.form;
    meeting.wants_earlier = false;
    agreed(transaction, kind, meeting).await?;
    Ok(())
}
