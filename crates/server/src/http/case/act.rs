//! What is done with a matter, by the citizen and by the municipality.

use std::sync::Arc;

use axum::Extension;
use axum::extract::{Path, State};
use axum::response::Response;
use indgang_api::case::{ACTS, Change, Decision, Matter, Step, StepKind, Version};
use indgang_api::kommune::Dato;
use indgang_domain::case::activity::{Activity, Attended, Settled};
use indgang_domain::case::choice::Picked;
use indgang_domain::case::matter::after;
use indgang_domain::case::{Act, Content, Kind, Refused};
use indgang_law::kroner::Kroner;

use super::send::{answered, has_its_files, receipt_of, receipt_with};
use super::{
    Beside, attach, by, check_text, hand_to_system, is_own, may_have, notify, rules, runs, shown,
    step, working_day,
};
use crate::clock;
use crate::config::Config;
use crate::http::body::Json as JsonBody;
use crate::http::citizen::Citizen;
use crate::http::refusal::Refusal;
use crate::http::version::IfMatch;
use crate::identity::visitor::Person;
use crate::store::meetings::staff;
use crate::store::{Store, Transaction, contact, invitation, matters, relation};

/// Days to complain after a decision was told (retssikkerhedsloven § 67, stk. 1).
const COMPLAIN: i32 = 28;
/// The most days that a citizen is given to answer.
const LONGEST: i32 = 92;
/// The most days ahead that somebody is reminded of something.
const A_YEAR: i32 = 366;

/// Do something with a matter
///
/// The citizen, or who helps them, answers, changes and takes back; the municipality takes it in hand, asks, tells,
/// hands over, notes and decides.
#[utoipa::path(
    post,
    path = ACTS,
    params(
        ("citizen" = String, Path, description = "The citizen, or `me`"),
        ("matter" = String, Path, description = "The matter"),
        ("If-Match" = String, Header, description = "The ETag of what was read"),
    ),
    request_body = Change,
    responses((status = 200, description = "It", body = Matter, headers(("ETag" = String))), Refusal)
)]
pub async fn change(
    State(store): State<Store>,
    State(config): State<Arc<Config>>,
    Citizen(citizen): Citizen,
    Path((_, id)): Path<(String, String)>,
    Extension(person): Extension<Person>,
    IfMatch(version): IfMatch,
    JsonBody(change): JsonBody<Change>,
) -> Result<Response, Refusal> {
    check(&config, &change)?;
    // What a case system must know; the rest is between the citizen and the desk.
    let told = match &change {
        Change::Change { .. } | Change::Choose { .. } => Some("changed"),
        Change::Withdraw { .. } => Some("withdrawn"),
        Change::Decide { .. } => Some("decided"),
        _ => None,
    };
    let now = clock::now();
    let mut transaction = store.write().await?;
    let matter = matters::find(&mut transaction, &citizen, &id).await?;
    let done = match matter {
        None => Err(Refusal::NotFound),
        Some(matter) if matter.version != version => Err(Refusal::Changed),
        Some(matter) => done(&mut transaction, &config, &person, matter, change, now).await,
    };
    let mut matter = match done {
        Ok(matter) => matter,
        Err(refusal) => {
            // Nobody hears of another's change before it is certain.
            transaction.commit().await?;
            return Err(refusal);
        }
    };
    matters::change(&mut transaction, &mut matter, now).await?;
    if person.is_citizen() {
        matters::tell(&mut transaction, &matter, now).await?;
    } else {
        notify(&mut transaction, &config, &matter, now).await?;
    }
    let beside = Beside::of(&mut transaction, &config, &matter, &person).await?;
    let matter = shown(&mut transaction, &config, matter).await?;
    if let Some(what) = told {
        hand_to_system(&mut transaction, &config, &citizen, (what, &matter), now).await?;
    }
    transaction.commit().await?;
    Ok(answered(beside.with(matter)))
}

fn check(config: &Config, change: &Change) -> Result<(), Refusal> {
    let day = |day: Dato, pointer: &'static str, longest: i32| {
        let today = clock::today();
        let fits = Dato(today) < day && day <= Dato(today.plus_days(longest));
        let message = format!("a day in the next {longest} days is needed here");
        if fits {
            Ok(())
        } else {
            Err(Refusal::Invalid { pointer, message })
        }
    };
    match change {
        Change::Answer { text, files } => check_text(text, "/text", files.is_empty()),
        Change::Change { content } => {
            let faults = content.check(clock::today(), rules(config));
            faults
                .first()
                .map_or(Ok(()), |fault| Err(Refusal::Faulty(*fault)))
        }
        Change::Withdraw { text } | Change::Note { text } => check_text(text, "/text", false),
        // What is chosen is looked at beside what is offered.
        Change::Take {}
        | Change::Confirm {}
        | Change::Choose { .. }
        | Change::Remind { on: None } => Ok(()),
        Change::Remind { on: Some(on) } => day(*on, "/on", A_YEAR),
        Change::Ask { text, by } => {
            check_text(text, "/text", true)?;
            day(*by, "/by", LONGEST)
        }
        Change::Reply { text } | Change::Object { text, .. } => check_text(text, "/text", true),
        Change::Settle { reason, .. } => check_text(reason, "/reason", true),
        Change::HandOver { unit, reason, .. } => {
            check_text(reason, "/reason", true)?;
            if unit
                .as_ref()
                .is_none_or(|unit| config.units.contains_key(unit))
            {
                return Ok(());
            }
            Err(Refusal::Invalid {
                pointer: "/unit",
                message: "a unit of the municipality is needed here".to_owned(),
            })
        }
        Change::Decide {
            reason,
            law,
            amount,
            ..
        } => {
            check_text(reason, "/reason", true)?;
            check_text(law, "/law", true)?;
            if amount.is_empty() || Kroner::parse(amount).is_some() {
                return Ok(());
            }
            Err(Refusal::Invalid {
                pointer: "/amount",
                message: "an amount like \"1200.00\" is needed here".to_owned(),
            })
        }
    }
}

const fn act_of(change: &Change) -> Act {
    match change {
        Change::Answer { .. } => Act::Answer,
        Change::Change { .. } => Act::Change,
        Change::Choose { .. } => Act::Choose,
        Change::Withdraw { .. } => Act::Withdraw,
        Change::Remind { .. } => Act::Remind,
        Change::Confirm {} => Act::Confirm,
        Change::Take {} => Act::Take,
        Change::Ask { .. } => Act::Ask,
        Change::Reply { .. } => Act::Reply,
        Change::HandOver { .. } => Act::HandOver,
        Change::Note { .. } => Act::Note,
        Change::Decide { .. } => Act::Decide,
        Change::Object { .. } => Act::Object,
        Change::Settle { .. } => Act::Settle,
    }
}

/// What comes of doing it.
async fn done(
    transaction: &mut Transaction,
    config: &Config,
    person: &Person,
    mut matter: matters::Matter,
    change: Change,
    now: i64,
) -> Result<matters::Matter, Refusal> {
    let by = by(person);
    let is_of_who_began = matches!(change, Change::Change { .. } | Change::Withdraw { .. });
    if is_of_who_began && is_own(&matter) != person.is_citizen() {
        return Err(Refusal::Case(Refused::NotThis));
    }
    let mut status =
        after(matter.kind, matter.status, act_of(&change), by).map_err(Refusal::Case)?;
    let kind = matter.kind;
    let answer_by = |from: i64| {
        let days = i32::from(config.case.days(kind));
        Dato(working_day(config, clock::day(from).plus_days(days)))
    };
    if matches!(change, Change::Confirm {}) && !runs(&matter) {
        return Err(Refusal::Case(Refused::NotNow));
    }
    let mut steps = std::mem::take(&mut matter.private.steps);
    let taken = |what, text: &str| step(person, what, text, now);
    match change {
        Change::Answer { text, files } => {
            let place = (matter.citizen.as_str(), matter.id.as_str());
            let files = attach(transaction, person, place, &files, now).await?;
            steps.push(Step {
                files,
                ..taken(StepKind::Answered, &text)
            });
            matter.due = Some(answer_by(now));
        }
        Change::Change { content } => {
            let content = match (content, &matter.private.content) {
                // Who came is said by whoever runs it, and it stays theirs.
                (Content::Activity(new), Content::Activity(old))
                    if new.provider == old.provider =>
                {
                    let attendance = old.attendance.clone();
                    Content::Activity(Activity { attendance, ..new })
                }
                (Content::Activity(_), _) => return Err(Refusal::Case(Refused::NotThis)),
                (content, _) if content.kind() == matter.kind => content,
                _ => return Err(Refusal::Case(Refused::NotThis)),
            };
            let invitation_of = |content: &Content| match content {
                Content::OwnPart(part) => Some(part.invitation.clone()),
                _ => None,
            };
            let is_own_part = matter.kind == Kind::OwnPart;
            if is_own_part && person.id != matter.citizen {
                return Err(Refusal::Case(Refused::NotTheirs));
            }
            if invitation_of(&content) != invitation_of(&matter.private.content) {
                return Err(Refusal::Case(Refused::NotThis));
            }
            let sent: Vec<String> = steps
                .iter()
                .flat_map(|step| &step.files)
                .map(|file| file.id.clone())
                .collect();
            if !has_its_files(&content, &sent) {
                return Err(Refusal::StrangeFiles);
            }
            steps.push(taken(StepKind::Changed, ""));
            let private = &mut matter.private;
            let sent_at = private
                .before
                .last()
                .map_or(matter.sent_at, |_| matter.changed_at);
            private.receipt = receipt_of(person, &content, now);
            let before = std::mem::replace(&mut private.content, content);
            private.before.push(Version {
                sent_at,
                content: before,
            });
            matter.urgent = matter.private.content.is_urgent();
        }
        Change::Choose { wanted, reason } => {
            let Content::Choice(choice) = &matter.private.content else {
                return Err(Refusal::Case(Refused::NotThis));
            };
            let picked = Picked { wanted, reason };
            let chosen = choice
                .choose(picked.clone())
                .map_err(|_| Refusal::Invalid {
                    pointer: "/wanted",
                    message: "one of the offers, or something in own words, is needed here"
                        .to_owned(),
                })?;
            steps.push(Step {
                picked: Some(picked),
                ..taken(StepKind::Chosen, "")
            });
            matter.private.content = Content::Choice(chosen);
            matter.private.receipt = receipt_of(person, &matter.private.content, now);
            matter.due = Some(answer_by(now));
        }
        Change::Withdraw { text } => {
            if let Content::Choice(choice) = &matter.private.content
                && choice.picked.is_some()
                && !person.is_citizen()
            {
                return Err(Refusal::Case(Refused::NotNow));
            }
            steps.push(taken(StepKind::Withdrawn, &text));
            if matter.kind == Kind::OwnPart {
                invitation::taken_back(transaction, &matter.id).await?;
            }
        }
        Change::Object { day, text } => {
            let activity = activity_of(&mut matter)?;
            let said = text.trim().to_owned();
            activity.object(day.0, said).map_err(Refusal::Case)?;
            steps.push(about(day, taken(StepKind::Objected, &text)));
            matter.due = Some(answer_by(now));
        }
        Change::Settle {
            day,
            stands,
            reason,
        } => {
            let activity = activity_of(&mut matter)?;
            let settled = Settled {
                stands,
                reason: reason.trim().to_owned(),
                by: person.name.clone(),
            };
            activity.settle(day.0, settled).map_err(Refusal::Case)?;
            if activity.waits() {
                // Another day is still to be answered.
                status = matter.status;
            }
            steps.push(about(day, taken(StepKind::Settled, &reason)));
            matter.handler = Some(person.id.clone());
        }
        Change::Remind { on } => matter.remind_on = on,
        Change::Confirm {} => steps.push(taken(StepKind::Confirmed, "")),
        Change::Take {} => {
            steps.push(taken(StepKind::Taken, ""));
            matter.handler = Some(person.id.clone());
            if matter.kind == Kind::SickStart {
                become_contact(transaction, person, &matter.citizen, now).await?;
            }
        }
        Change::Ask { text, by } => {
            steps.push(taken(StepKind::Asked, &text));
            matter.handler = Some(person.id.clone());
            matter.due = Some(by);
            matter.reminded = false;
        }
        Change::Reply { text } => steps.push(taken(StepKind::Replied, &text)),
        Change::HandOver {
            unit,
            person: to,
            reason,
        } => {
            let unit = unit.unwrap_or_else(|| matter.unit.clone());
            let to_whom = (unit.as_str(), to.as_deref());
            matter.by_consent = hand_over(transaction, &matter, to_whom, now).await?;
            // Who gives it away still sees for a while what becomes of it, and can have it back.
            let until = now + AFTER;
            relation::begin_until(transaction, &matter.citizen, &matter.unit, until).await?;
            steps.push(taken(StepKind::HandedOver, &reason));
            matter.unit = unit;
            matter.handler = to;
        }
        Change::Note { .. } if matter.private.content.waits() => {
            return Err(Refusal::Case(Refused::NotNow));
        }
        Change::Note { text } => {
            steps.push(taken(StepKind::Noted, &text));
            matter.handler = Some(person.id.clone());
        }
        Change::Decide {
            outcome,
            reason,
            law,
            amount,
            from,
            until,
            files,
        } => {
            if !matter.private.content.can_be(outcome) {
                return Err(Refusal::Case(Refused::NotThis));
            }
            let place = (matter.citizen.as_str(), matter.id.as_str());
            let files = attach(transaction, person, place, &files, now).await?;
            steps.push(Step {
                files,
                ..taken(StepKind::Decided, "")
            });
            matter.handler = Some(person.id.clone());
            let decision = Decision {
                outcome,
                reason: reason.trim().to_owned(),
                law: law.trim().to_owned(),
                amount,
                from,
                until,
                complain_by: Dato(clock::day(now).plus_days(COMPLAIN)),
                by: person.name.clone(),
            };
            let private = &mut matter.private;
            if let Content::Choice(_) = private.content {
                // Who chose what, and who said yes or no to it, belong together.
                private.receipt = receipt_with(&private.receipt, &decision);
            }
            private.decision = Some(decision);
        }
    }
    matter.private.steps = steps;
    matter.status = status;
    Ok(matter)
}

fn activity_of(matter: &mut matters::Matter) -> Result<&mut Activity, Refusal> {
    match &mut matter.private.content {
        Content::Activity(activity) => Ok(activity),
        _ => Err(Refusal::Case(Refused::NotThis)),
    }
}

/// A step about an absence.
fn about(day: Dato, step: Step) -> Step {
    let attended = Some(Attended { day, came: false });
    Step { attended, ..step }
}

/// Who takes a case that begins is the citizen's contact, unless they have one.
async fn become_contact(
    transaction: &mut Transaction,
    person: &Person,
    citizen: &str,
    now: i64,
) -> Result<(), Refusal> {
    if contact::now(transaction, citizen).await?.is_some() {
        return Ok(());
    }
    let who = (
        person.id.as_str(),
        person.unit.as_deref().unwrap_or_default(),
    );
    Ok(contact::set(transaction, citizen, who, "", now).await?)
}

/// How long a unit that gave a matter away still works with the citizen.
const AFTER: i64 = 90 * 24 * 60 * 60 * 1000;

/// Whether it can be somebody else's: in a unit that works with the citizen, or may see it with their consent.
/// `true`: only with that.
async fn hand_over(
    transaction: &mut Transaction,
    matter: &matters::Matter,
    (unit, to): (&str, Option<&str>),
    now: i64,
) -> Result<bool, Refusal> {
    if !may_have(transaction, &matter.citizen, unit, now).await? {
        return Err(Refusal::Invalid {
            pointer: "/unit",
            message: "the citizen has not let this unit see it: ask them for their consent first"
                .to_owned(),
        });
    }
    let works = relation::exists(transaction, &matter.citizen, unit, now).await?;
    let Some(to) = to else { return Ok(!works) };
    let there = staff::of_unit(transaction, unit).await?;
    if there.iter().any(|staff| staff.person == to) {
        return Ok(!works);
    }
    Err(Refusal::Invalid {
        pointer: "/person",
        message: "somebody of that unit is needed here".to_owned(),
    })
}
