//! Earlier times: offered to one person at a time, kept for them a while.

use indgang_domain::meetings::Refused;

use super::book::give_back;
use crate::config::Config;
use crate::http::refusal::Refusal;
use crate::store::meetings::{self, Meeting, taken};
use crate::store::{StoreError, Transaction};

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
    Ok(())
}
