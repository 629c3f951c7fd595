//! `/api/v1/citizens/{citizen}/case` and what is below it: a citizen's own case, for them, for who helps them
//! and for who works with them.

mod act;
mod desk;
mod overview;
mod send;

pub use act::{__path_change, change};
pub use desk::{
    __path_card, __path_set_card, __path_set_contact, __path_work, card, set_card, set_contact,
    work,
};
pub use overview::{__path_keep_progress, __path_show, keep_progress, show};
pub use send::{
    __path_hear, __path_receipt, __path_send, __path_show_one, hear, receipt, send, show_one,
};

use indgang_api::case::{self as api, Summary, Unit};
use indgang_api::invitations::Difference;
use indgang_api::mine_data::Part;
use indgang_api::uploads::File;
use indgang_domain::calendar::public_holidays;
use indgang_domain::case::{By, Outcome, Rules, Status, matter};
use indgang_law::calendar::Date;

use super::invitations;
use super::meetings::rules_on;
use super::refusal::Refusal;
use crate::clock;
use crate::config::Config;
use crate::identity::visitor::Person;
use crate::store::matters::{self, Matter};
use crate::store::meetings;
use crate::store::outbox::{self, Message};
use crate::store::{StoreError, Transaction, consent, contact, person, relation, uploads};

/// The rules that what citizens write is checked by.
fn rules(config: &Config) -> Rules {
    Rules {
        holiday_weeks: rules_on(config, clock::today()).holiday_weeks.value,
    }
}

/// What a unit is called.
fn unit_name(config: &Config, unit: &str) -> String {
    let name = config.units.get(unit);
    name.cloned().unwrap_or_else(|| unit.to_owned())
}

/// What somebody is called; empty, when there is nobody of that id.
pub async fn name_of(transaction: &mut Transaction, id: &str) -> Result<String, StoreError> {
    let person = person::find(transaction, id).await?;
    Ok(person.map(|person| person.name).unwrap_or_default())
}

/// Whether the citizen, or who helps them, began it.
fn is_own(matter: &Matter) -> bool {
    matter.private.steps.first().is_none_or(|step| step.own)
}

/// A matter in a list.
async fn summary(
    transaction: &mut Transaction,
    config: &Config,
    matter: &Matter,
) -> Result<Summary, StoreError> {
    let with = match &matter.handler {
        Some(handler) => name_of(transaction, handler).await?,
        None => unit_name(config, &matter.unit),
    };
    Ok(Summary {
        id: matter.id.clone(),
        kind: matter.kind,
        own: is_own(matter),
        status: matter.status,
        sent_at: matter.sent_at,
        changed_at: matter.changed_at,
        due: matter.due.filter(|_| matter.status.is_open()),
        with,
        urgent: matter.urgent,
        outcome: matter.private.decision.as_ref().map(|it| it.outcome),
        until: matter.private.decision.as_ref().and_then(|it| it.until),
        is_asked_still: is_asked_still(transaction, config, matter).await?,
    })
}

/// Whether something was granted that goes on month after month.
fn runs(matter: &Matter) -> bool {
    let decision = matter.private.decision.as_ref();
    let is_granted = decision.is_some_and(|it| {
        let runs_out = it.until.is_some_and(|until| until.0 < clock::today());
        matches!(it.outcome, Outcome::Granted | Outcome::Partly) && !runs_out
    });
    matter.kind.goes_on() && matter.status == Status::Decided && is_granted
}

/// Whether the citizen is asked if what runs is still so.
async fn is_asked_still(
    transaction: &mut Transaction,
    config: &Config,
    matter: &Matter,
) -> Result<bool, StoreError> {
    use api::StepKind::{Confirmed, Decided};
    let mut steps = matter.private.steps.iter();
    let said = steps.rfind(|step| matches!(step.what, Confirmed | Decided));
    let (Some(said), true) = (said, runs(matter)) else {
        return Ok(false);
    };
    let today = clock::midnight(clock::today());
    let meetings = meetings::of_citizen(transaction, &matter.citizen, today).await?;
    let ahead = meetings.iter().filter(|meeting| {
        use indgang_domain::meetings::Status::{Arrived, Booked, Called};
        matches!(meeting.status, Booked | Arrived | Called)
    });
    let Some(talk) = ahead.map(|meeting| meeting.starts_at).min() else {
        return Ok(false);
    };
    let days = config.case.transport.ask_days;
    Ok(matter::is_asked_still(clock::now(), talk, days, said.at))
}

/// A matter, as it crosses the wire.
async fn shown(
    transaction: &mut Transaction,
    config: &Config,
    matter: Matter,
) -> Result<api::Matter, StoreError> {
    let phone = match &matter.handler {
        Some(handler) => contact::card(transaction, handler).await?.phone,
        None => String::new(),
    };
    Ok(api::Matter {
        summary: summary(transaction, config, &matter).await?,
        version: matter.version,
        phone,
        remind_on: matter.remind_on,
        content: matter.private.content,
        before: matter.private.before,
        steps: matter.private.steps,
        decision: matter.private.decision,
        other_units: Vec::new(),
        differences: Vec::new(),
    })
}

/// Whether a unit works with a citizen, or may see what they have sent with their consent.
async fn may_have(
    transaction: &mut Transaction,
    citizen: &str,
    unit: &str,
    now: i64,
) -> Result<bool, StoreError> {
    Ok(relation::exists(transaction, citizen, unit, now).await?
        || consent::covers(transaction, citizen, unit, Part::Benefit, clock::day(now)).await?)
}

/// What only the municipality sees beside a matter.
#[derive(Default)]
struct Beside {
    other_units: Vec<Unit>,
    differences: Vec<Difference>,
}

impl Beside {
    /// Of a matter, for who asks.
    async fn of(
        transaction: &mut Transaction,
        config: &Config,
        matter: &Matter,
        asking: &Person,
    ) -> Result<Self, StoreError> {
        let mut beside = Self::default();
        if asking.is_citizen() {
            return Ok(beside);
        }
        let now = clock::now();
        for (id, name) in config.units.iter().filter(|(id, _)| **id != matter.unit) {
            if may_have(transaction, &matter.citizen, id, now).await? {
                let (id, name) = (id.clone(), name.clone());
                beside.other_units.push(Unit { id, name });
            }
        }
        beside.differences = invitations::differences(transaction, matter, asking).await?;
        Ok(beside)
    }

    fn with(self, matter: api::Matter) -> api::Matter {
        api::Matter {
            other_units: self.other_units,
            differences: self.differences,
            ..matter
        }
    }
}

/// The first working day from a day on.
pub fn working_day(config: &Config, from: Date) -> Date {
    let closed = |day: Date| {
        let own = &config.kommune.aabningstider.lukkedage;
        day.weekday() > 4
            || public_holidays(day.year()).contains(&day)
            || own.iter().any(|closing| closing.in_year(day.year()) == day)
    };
    let mut day = from;
    while closed(day) {
        day = day.plus_days(1);
    }
    day
}

/// Tells the citizen that there is something to read, outside the app no more than that.
pub async fn notify(
    transaction: &mut Transaction,
    config: &Config,
    matter: &Matter,
    now: i64,
) -> Result<(), StoreError> {
    outbox::news(transaction, config, &matter.citizen, now).await?;
    matters::tell(transaction, matter, now).await
}

/// Hands a matter to the municipality's case system, where there is one.
async fn hand_to_system(
    transaction: &mut Transaction,
    config: &Config,
    citizen: &str,
    (what, matter): (&str, &api::Matter),
    now: i64,
) -> Result<(), StoreError> {
    if config.case_system.is_none() {
        return Ok(());
    }
    let message = Message::CaseSystem {
        person: citizen.to_owned(),
        what: what.to_owned(),
        document: serde_json::json!(matter).to_string(),
    };
    outbox::add(transaction, &message, now).await
}

/// As who somebody does something with a matter.
fn by(person: &Person) -> By {
    if person.is_citizen() {
        By::Citizen
    } else {
        By::Staff
    }
}

/// A step that somebody takes now.
pub fn step(who: &Person, what: api::StepKind, text: &str, now: i64) -> api::Step {
    api::Step {
        at: now,
        what,
        who: who.name.clone(),
        own: who.is_citizen(),
        text: text.trim().to_owned(),
        files: Vec::new(),
        picked: None,
        attended: None,
    }
}

/// Has files of the sender's come with a matter of a citizen's.
async fn attach(
    transaction: &mut Transaction,
    sender: &Person,
    (citizen, matter): (&str, &str),
    files: &[String],
    now: i64,
) -> Result<Vec<File>, Refusal> {
    let ready = uploads::ready(transaction, sender.sends_about(citizen), files).await?;
    let ready = ready.ok_or(Refusal::StrangeFiles)?;
    Ok(uploads::attach(transaction, ready, matter, now).await?)
}

/// Refuses a text that is too long, or that must be there and is not.
fn check_text(text: &str, pointer: &'static str, is_needed: bool) -> Result<(), Refusal> {
    let most = api::TEXT_LIMIT;
    let message = match text {
        text if text.chars().count() > most => format!("{most} characters at most"),
        text if is_needed && text.trim().is_empty() => "something is needed here".to_owned(),
        _ => return Ok(()),
    };
    Err(Refusal::Invalid { pointer, message })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn what_is_due_on_a_closed_day_is_due_on_the_next_that_is_open() {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../indgang.toml");
        let config = Config::read(Path::new(file)).unwrap();
        for (day, open) in [
            ("2026-11-23", "2026-11-23"), // Monday
            ("2026-11-21", "2026-11-23"), // Saturday
            ("2026-12-24", "2026-12-28"), // Christmas, then a weekend
            ("2026-12-31", "2027-01-04"), // the municipality's own, New Year, a weekend
            ("2027-03-25", "2027-03-30"), // Easter
            ("2027-06-05", "2027-06-07"), // Grundlovsdag, a Saturday
        ] {
            let day = Date::parse(day).unwrap();
            assert_eq!(working_day(&config, day).to_string(), open);
        }
    }
}
