//! What things of the case are called.

use indgang_api::case::{StepKind, Summary};
use indgang_domain::case::content::{Level, Preset};
use indgang_domain::case::own_part::Situation;
use indgang_domain::case::{Kind, Outcome, Status};

use crate::browser::format;
use crate::text::{Key, t, t_with};

/// What a kind is called.
pub fn kind(kind: Kind) -> &'static str {
    t(match kind {
        Kind::Application => Key::CASE_KIND_APPLICATION,
        Kind::OwnPart => Key::SPOUSE_KIND,
        Kind::Message => Key::CASE_KIND_MESSAGE,
        Kind::Sick => Key::CASE_KIND_SICK,
        Kind::Well => Key::CASE_KIND_WELL,
        Kind::PartialReturn => Key::CASE_KIND_PARTIAL,
        Kind::Holiday => Key::CASE_KIND_HOLIDAY,
        Kind::SickStart => Key::CASE_KIND_SICK_START,
        Kind::Job => Key::CASE_KIND_JOB,
        Kind::Moved => Key::CASE_KIND_MOVED,
        Kind::Phone => Key::CASE_KIND_PHONE,
        Kind::Spouse => Key::CASE_KIND_SPOUSE,
        Kind::Child => Key::CASE_KIND_CHILD,
        Kind::Need => Key::CASE_KIND_NEED,
        Kind::Receipts => Key::CASE_KIND_RECEIPTS,
        Kind::Transport => Key::CASE_KIND_TRANSPORT,
        Kind::Talk => Key::CASE_KIND_TALK,
        Kind::Intensity => Key::CASE_KIND_INTENSITY,
        Kind::Hearing => Key::CASE_KIND_HEARING,
        Kind::Complaint => Key::CASE_KIND_COMPLAINT,
        Kind::Choice => Key::CASE_KIND_CHOICE,
        Kind::Activity => Key::CASE_KIND_ACTIVITY,
    })
}

/// What a matter is called.
pub fn title(matter: &Summary) -> &'static str {
    match (matter.kind, matter.own) {
        (Kind::Message, false) => t(Key::CASE_KIND_MESSAGE_FROM),
        (Kind::Choice, false) => t(Key::CASE_KIND_CHOICE_FROM),
        (kind, _) => self::kind(kind),
    }
}

/// What a preset is called.
pub fn preset(preset: Preset) -> &'static str {
    t(match preset {
        Preset::Psychologist => Key::CASE_NEED_PSYCHOLOGIST,
        Preset::Teeth => Key::CASE_NEED_TEETH,
        Preset::AdhdMedicine => Key::CASE_NEED_ADHD,
        Preset::Medicine => Key::CASE_NEED_MEDICINE,
        Preset::Housing => Key::CASE_NEED_HOUSING,
        Preset::Other => Key::CASE_NEED_OTHER,
    })
}

/// What a spouse does.
pub fn situation(situation: Situation) -> &'static str {
    t(match situation {
        Situation::Works => Key::SPOUSE_SITUATION_WORKS,
        Situation::Job => Key::SPOUSE_SITUATION_JOB,
        Situation::Benefit => Key::SPOUSE_SITUATION_BENEFIT,
        Situation::Study => Key::SPOUSE_SITUATION_STUDY,
        Situation::Home => Key::SPOUSE_SITUATION_HOME,
        Situation::Leave => Key::SPOUSE_SITUATION_LEAVE,
        Situation::Ground => Key::SPOUSE_SITUATION_GROUND,
        Situation::Unwilling => Key::SPOUSE_SITUATION_UNWILLING,
    })
}

/// How close the contact is.
pub fn level(level: Level) -> &'static str {
    t(match level {
        Level::Light => Key::CASE_LEVEL_LIGHT,
        Level::Normal => Key::CASE_LEVEL_NORMAL,
        Level::Close => Key::CASE_LEVEL_CLOSE,
    })
}

/// Where a matter stands, and by which day something is to happen.
pub fn status(matter: &Summary) -> String {
    let due = matter.due.map(|due| format::day(due.0)).unwrap_or_default();
    let with = matter.with.as_str();
    match matter.status {
        Status::Sent | Status::InHand if due.is_empty() => {
            t_with(Key::CASE_STATUS_WITH, &[("hvem", with)])
        }
        Status::Sent => t_with(Key::CASE_STATUS_SENT, &[("hvem", with), ("dag", &due)]),
        Status::InHand => t_with(Key::CASE_STATUS_IN_HAND, &[("hvem", with), ("dag", &due)]),
        Status::Asked => t_with(Key::CASE_STATUS_ASKED, &[("dag", &due)]),
        Status::Noted if matter.kind == Kind::Activity => t(Key::CASE_STATUS_ACTIVITY).to_owned(),
        Status::Noted => t(Key::CASE_STATUS_NOTED).to_owned(),
        Status::Withdrawn if !matter.own => t(Key::CASE_STATUS_TAKEN_BACK).to_owned(),
        Status::Withdrawn => t(Key::CASE_STATUS_WITHDRAWN).to_owned(),
        Status::Decided => {
            let decided = matter
                .outcome
                .map_or(Key::CASE_STATUS_DECIDED, |it| outcome(matter.kind, it));
            match matter.until {
                Some(until) => {
                    let day = format::date_long(until.0);
                    t_with(
                        Key::CASE_STATUS_UNTIL,
                        &[("hvad", t(decided)), ("dag", &day)],
                    )
                }
                None => t(decided).to_owned(),
            }
        }
    }
}

/// How a matter of a kind was decided.
pub const fn outcome(kind: Kind, outcome: Outcome) -> Key {
    match (outcome, kind) {
        (Outcome::Granted, Kind::Complaint) => Key::CASE_OUTCOME_CHANGED,
        (Outcome::Refused, Kind::Complaint) => Key::CASE_OUTCOME_STANDS,
        (Outcome::Granted, _) => Key::CASE_OUTCOME_GRANTED,
        (Outcome::Partly, _) => Key::CASE_OUTCOME_PARTLY,
        (Outcome::Refused, _) => Key::CASE_OUTCOME_REFUSED,
        (Outcome::NoConsequence, _) => Key::CASE_OUTCOME_NONE,
        (Outcome::Consequence, _) => Key::CASE_OUTCOME_SOME,
    }
}

/// What happened in a step.
pub fn step(what: StepKind) -> &'static str {
    t(match what {
        StepKind::Sent => Key::CASE_STEP_SENT,
        StepKind::Answered => Key::CASE_STEP_ANSWERED,
        StepKind::Changed => Key::CASE_STEP_CHANGED,
        StepKind::Chosen => Key::CASE_STEP_CHOSEN,
        StepKind::Withdrawn => Key::CASE_STEP_WITHDRAWN,
        StepKind::Taken => Key::CASE_STEP_TAKEN,
        StepKind::Asked => Key::CASE_STEP_ASKED,
        StepKind::Replied => Key::CASE_STEP_REPLIED,
        StepKind::HandedOver => Key::CASE_STEP_HANDED_OVER,
        StepKind::Returned => Key::CASE_STEP_RETURNED,
        StepKind::Noted => Key::CASE_STEP_NOTED,
        StepKind::Decided => Key::CASE_STEP_DECIDED,
        StepKind::Reminded => Key::CASE_STEP_REMINDED,
        StepKind::Registered => Key::CASE_STEP_REGISTERED_DAY,
        StepKind::Objected => Key::CASE_STEP_OBJECTED,
        StepKind::Confirmed => Key::CASE_STEP_CONFIRMED,
        StepKind::Settled => Key::CASE_STEP_SETTLED,
    })
}
