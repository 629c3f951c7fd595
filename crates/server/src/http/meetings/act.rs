//! What is done with a meeting, by the citizen and by the municipality.

use axum::response::Response;
use indgang_api::meetings::{Change, OnTheWay};
use indgang_domain::meetings::{Act, By, Kind, MINUTE, Refused, Status};

use super::book::{Choice, Wanted, agreed, choose, give_back, place, refused};
use super::own::{answered, own};
use super::{booking, check_text, first, notify, offer, shown};
use crate::clock;
use crate::config::Config;
use crate::http::reception;
use crate::http::refusal::Refusal;
use crate::identity::visitor::Person;
use crate::store::meetings::{self, Meeting, staff, taken};
use crate::store::{Store, StoreError, Transaction};

/// Who does something, and whose meeting it is.
#[derive(Clone, Copy)]
pub struct Actor<'a> {
    pub by: By,
    /// The kiosk is none.
    pub person: Option<&'a Person>,
    pub citizen: &'a str,
}

impl Actor<'_> {
    /// A kind, as who does something may have it.
    async fn kind(
        &self,
        transaction: &mut Transaction,
        config: &Config,
        key: &str,
    ) -> Result<Option<Kind>, StoreError> {
        let Some(kind) = config.meetings.kind(key) else {
            return Ok(None);
        };
        match self.by {
            By::Citizen => first::open_to(transaction, config, self.citizen, kind)
                .await
                .map(Some),
            _ => Ok(Some(kind.clone())),
        }
    }
}

/// Does it, keeps it, and tells who takes part.
pub async fn act(
    store: &Store,
    config: &Config,
    actor: Actor<'_>,
    (id, version): (&str, i64),
    change: Change,
) -> Result<Response, Refusal> {
    check(&change)?;
    let now = clock::now();
    let wanted = match &change {
        Change::Move { start, form, place } => Some(Wanted {
            start: *start,
            form: *form,
            place,
        }),
        _ => None,
    };
    let kind = match wanted {
        Some(_) => {
            let mut transaction = store.read().await?;
            let meeting = own(&mut transaction, actor.citizen, id).await?;
            actor.kind(&mut transaction, config, &meeting.kind).await?
        }
        None => None,
    };
    let wanted = kind.as_ref().zip(wanted);
    // Looked up before anybody waits for it.
    let choice = match wanted {
        Some((kind, wanted)) => {
            let who = (actor.citizen, kind);
            choose(&mut store.read().await?, config, who, wanted, id, now).await?
        }
        None => None,
    };
    let mut transaction = store.write().await?;
    let task = Task {
        config,
        actor,
        change: &change,
        choice: choice.as_ref(),
    };
    let meeting = match task.done(&mut transaction, (id, version), now).await {
        Ok(meeting) => meeting,
        Err(refusal) => {
            return Err(refused(store, config, transaction, wanted, refusal).await?);
        }
    };
    match change {
        // What the citizen reads in the post as well: a receipt, or what somebody else has changed.
        Change::Confirm {}
        | Change::Move { .. }
        | Change::Cancel { .. }
        | Change::Form { .. }
        | Change::HandOver { .. }
        | Change::End { .. }
        | Change::Miss {} => notify(&mut transaction, config, &meeting, now).await?,
        _ => meetings::tell(&mut transaction, &meeting, now).await?,
    }
    let meeting = shown(&mut transaction, config, meeting, now).await?;
    transaction.commit().await?;
    Ok(answered(meeting))
}

fn check(change: &Change) -> Result<(), Refusal> {
    match change {
        Change::Cancel { reason }
        | Change::Explain { reason }
        | Change::HandOver { reason, .. }
        | Change::Excuse { reason } => check_text(reason, "/reason"),
        Change::End { summary } => check_text(summary, "/summary"),
        Change::Feedback { rating, text } => {
            if !(1..=5).contains(rating) {
                return Err(Refusal::Invalid {
                    pointer: "/rating",
                    message: "a number from 1 to 5 is needed here".to_owned(),
                });
            }
            check_text(text, "/text")
        }
        Change::Delay { minutes } if *minutes > 240 => Err(Refusal::Invalid {
            pointer: "/minutes",
            message: "240 minutes at most: move the meeting instead".to_owned(),
        }),
        _ => Ok(()),
    }
}

/// What comes of doing it, with nobody told yet. For another time it must have been looked for one: not here.
pub async fn done(
    transaction: &mut Transaction,
    config: &Config,
    actor: Actor<'_>,
    meeting: (&str, i64),
    change: &Change,
    now: i64,
) -> Result<Meeting, Refusal> {
    let task = Task {
        config,
        actor,
        change,
        choice: None,
    };
    task.done(transaction, meeting, now).await
}

/// What is to be done.
struct Task<'a> {
    config: &'a Config,
    actor: Actor<'a>,
    change: &'a Change,
    /// The other time, when it was free.
    choice: Option<&'a Choice>,
}

impl Task<'_> {
    async fn done(
        &self,
        transaction: &mut Transaction,
        (id, version): (&str, i64),
        now: i64,
    ) -> Result<Meeting, Refusal> {
        let Self { config, actor, .. } = *self;
        let mut meeting = own(transaction, actor.citizen, id).await?;
        if meeting.version != version {
            return Err(Refusal::Changed);
        }
        let kind = config.meetings.kind(&meeting.kind);
        let at = booking(config, &meeting);
        let after = |act| at.after(act, actor.by, now).map_err(Refusal::Meeting);
        match self.change {
            Change::Confirm {} => {
                meeting.status = after(Act::Confirm)?;
                agreed(transaction, kind, &meeting).await?;
            }
            Change::Extend {} => {
                meeting.status = after(Act::Extend)?;
                if meeting.extended >= i64::from(config.meetings.extensions) {
                    return Err(Refusal::Meeting(Refused::TooLate));
                }
                meeting.extended += 1;
                meeting.kept_until = now + i64::from(config.meetings.reserved_minutes) * MINUTE;
            }
            Change::Release {} => {
                meeting.status = after(Act::Release)?;
                give_back(transaction, kind, &meeting).await?;
            }
            Change::Move { .. } => {
                meeting.status = after(Act::Move)?;
                let kind = kind.ok_or(Refusal::Meeting(Refused::Past))?;
                offer::withdraw(transaction, config, &meeting, now).await?;
                give_back(transaction, Some(kind), &meeting).await?;
                if kind.one_at_a_time {
                    let ahead = taken::ahead_of(&meeting.citizen);
                    taken::take(transaction, &ahead, (0, 1), &meeting.id, now).await?;
                }
                place(transaction, kind, &mut meeting, self.choice, now).await?;
                agreed(transaction, Some(kind), &meeting).await?;
            }
            Change::Form { form } => {
                meeting.status = after(Act::ChangeForm(*form))?;
                let kind = actor.kind(transaction, config, &meeting.kind).await?;
                let is_offered = kind.is_some_and(|kind| kind.forms.contains(form));
                // By phone one can always go on.
                let goes_on = !matches!(meeting.status, Status::Booked) && form.is_remote();
                if !is_offered && !goes_on {
                    return Err(Refusal::Invalid {
                        pointer: "/form",
                        message: "this kind of meeting is not held in that form".to_owned(),
                    });
                }
                meeting.form = *form;
            }
            Change::Cancel { reason } => {
                meeting.status = after(Act::Cancel)?;
                meeting.private.reason = some(reason);
                offer::withdraw(transaction, config, &meeting, now).await?;
                give_back(transaction, kind, &meeting).await?;
            }
            Change::Arrive {} => {
                meeting.status = after(Act::Arrive)?;
                meeting.private.on_the_way = None;
            }
            Change::OnTheWay { what } => on_the_way(&mut meeting, actor.by, *what)?,
            Change::Explain { reason } => {
                if actor.by != By::Citizen || meeting.status != Status::Missed {
                    return Err(Refusal::Meeting(Refused::Past));
                }
                meeting.private.explanation = some(reason);
            }
            Change::WantEarlier { wanted } => {
                if actor.by != By::Citizen || meeting.status != Status::Booked {
                    return Err(Refusal::Meeting(Refused::Past));
                }
                meeting.wants_earlier = *wanted;
                if !wanted {
                    offer::withdraw(transaction, config, &meeting, now).await?;
                }
            }
            Change::TakeEarlier { taken } => {
                if actor.by != By::Citizen || meeting.status != Status::Booked {
                    return Err(Refusal::Meeting(Refused::Past));
                }
                offer::answer(transaction, config, &mut meeting, *taken, now).await?;
            }
            Change::Feedback { rating, text } => {
                if actor.by != By::Citizen
                    || meeting.status != Status::Done
                    || meeting.private.has_feedback
                {
                    return Err(Refusal::Meeting(Refused::Past));
                }
                let month = clock::day(meeting.starts_at).month().to_string();
                meetings::keep_feedback(transaction, &meeting, (*rating, text), &month).await?;
                meeting.private.has_feedback = true;
            }
            Change::HandOver { to, reason } => {
                meeting.status = after(Act::HandOver)?;
                hand_over(transaction, &mut meeting, actor, to, now).await?;
                meeting.private.reason = some(reason);
            }
            Change::Delay { minutes } => {
                staff_only(actor.by)?;
                if !meeting.status.takes_time() {
                    return Err(Refusal::Meeting(Refused::Past));
                }
                meeting.private.delayed = (*minutes > 0).then_some(*minutes);
            }
            Change::Call {} => meeting.status = after(Act::Call)?,
            Change::Begin {} => meeting.status = after(Act::Begin)?,
            Change::End { summary } => {
                if meeting.status == Status::Done {
                    // Written down afterwards.
                    staff_only(actor.by)?;
                } else {
                    meeting.status = after(Act::End)?;
                    give_back(transaction, kind, &meeting).await?;
                }
                meeting.private.summary = some(summary);
            }
            Change::Miss {} => {
                meeting.status = after(Act::Miss)?;
                give_back(transaction, kind, &meeting).await?;
            }
            Change::Excuse { reason } => {
                meeting.status = after(Act::Excuse)?;
                meeting.private.reason = some(reason);
            }
        }
        meetings::change(transaction, &mut meeting, now).await?;
        reception::follow(transaction, &meeting, self.change, actor.person, now).await?;
        Ok(meeting)
    }
}

fn some(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn staff_only(by: By) -> Result<(), Refusal> {
    match by {
        By::Staff => Ok(()),
        _ => Err(Refusal::Meeting(Refused::NotYours)),
    }
}

fn on_the_way(meeting: &mut Meeting, by: By, what: OnTheWay) -> Result<(), Refusal> {
    if by != By::Citizen || !meeting.status.takes_time() || meeting.status == Status::Reserved {
        return Err(Refusal::Meeting(Refused::Past));
    }
    meeting.private.on_the_way = Some(what);
    Ok(())
}

/// Another of the same unit takes the place of who does it.
async fn hand_over(
    transaction: &mut Transaction,
    meeting: &mut Meeting,
    actor: Actor<'_>,
    to: &str,
    now: i64,
) -> Result<(), Refusal> {
    let hosts = meetings::hosts(transaction, &meeting.id).await?;
    let unit = actor.person.and_then(|person| person.unit.clone());
    let unit = unit.unwrap_or_default();
    let from = hosts.iter().find(|host| host.unit == unit);
    let from = from.ok_or(Refusal::Meeting(Refused::NotYours))?;
    let colleagues = staff::of_unit(transaction, &unit).await?;
    if !colleagues.iter().any(|colleague| colleague.person == to) {
        return Err(Refusal::Invalid {
            pointer: "/to",
            message: "somebody of your unit who meets citizens is needed here".to_owned(),
        });
    }
    let time = (meeting.starts_at, meeting.ends_at);
    if !taken::take(transaction, &taken::time_of(to), time, &meeting.id, now).await? {
        return Err(Refusal::Invalid {
            pointer: "/to",
            message: "they have another meeting at that time".to_owned(),
        });
    }
    taken::give_back_one(transaction, &taken::time_of(&from.person), &meeting.id).await?;
    let hosts: Vec<(String, String)> = (hosts.iter())
        .map(|host| {
            let person = if host.unit == unit { to } else { &host.person };
            (person.to_owned(), host.unit.clone())
        })
        .collect();
    meetings::set_hosts(transaction, &meeting.id, &hosts).await?;
    Ok(())
}
