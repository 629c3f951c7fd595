//! A matter: one thing that a citizen has sent, or is asked about. What may be done with it, and by whom.

use serde::{Deserialize, Serialize};

/// What a matter is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Asks for kontanthjælp.
    Application,
    /// The spouse's own part of an application.
    OwnPart,
    /// Says something in their own words.
    Message,
    /// Is ill.
    Sick,
    /// Is well again.
    Well,
    /// Can do some hours, and more week by week.
    PartialReturn,
    /// Wants to be away.
    Holiday,
    /// Begins a case about sickness, for all units at once.
    SickStart,
    /// Has work, or other hours.
    Job,
    /// Has a new address.
    Moved,
    /// Has a new telephone.
    Phone,
    /// A spouse has moved in or out.
    Spouse,
    /// A child was born.
    Child,
    /// Asks for help with a single expense (LAS §§ 81-83).
    Need,
    /// Shows what a leisure supplement was spent on (LAS § 86, stk. 8).
    Receipts,
    /// Asks for the fare to an offer, once for all of it (LAB §§ 175-176).
    Transport,
    /// Wants a talk, or none for now.
    Talk,
    /// Chooses how close the contact is to be.
    Intensity,
    /// Is heard before the municipality decides (partshøring).
    Hearing,
    /// Complains about a decision.
    Complaint,
    /// Chooses among offers.
    Choice,
    /// Comes to an activity that somebody else runs.
    Activity,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 22] = [
        Self::Application,
        Self::OwnPart,
        Self::Message,
        Self::Sick,
        Self::Well,
        Self::PartialReturn,
        Self::Holiday,
        Self::SickStart,
        Self::Job,
        Self::Moved,
        Self::Phone,
        Self::Spouse,
        Self::Child,
        Self::Need,
        Self::Receipts,
        Self::Transport,
        Self::Talk,
        Self::Intensity,
        Self::Hearing,
        Self::Complaint,
        Self::Choice,
        Self::Activity,
    ];

    /// What it is called in documents.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Application => "application",
            Self::OwnPart => "own_part",
            Self::Message => "message",
            Self::Sick => "sick",
            Self::Well => "well",
            Self::PartialReturn => "partial_return",
            Self::Holiday => "holiday",
            Self::SickStart => "sick_start",
            Self::Job => "job",
            Self::Moved => "moved",
            Self::Phone => "phone",
            Self::Spouse => "spouse",
            Self::Child => "child",
            Self::Need => "need",
            Self::Receipts => "receipts",
            Self::Transport => "transport",
            Self::Talk => "talk",
            Self::Intensity => "intensity",
            Self::Hearing => "hearing",
            Self::Complaint => "complaint",
            Self::Choice => "choice",
            Self::Activity => "activity",
        }
    }

    /// The kind of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Whether a person decides about it, with a reason and the law. The others are noted.
    #[must_use]
    pub const fn is_decided(self) -> bool {
        matches!(
            self,
            Self::Application
                | Self::Holiday
                | Self::Need
                | Self::Transport
                | Self::Hearing
                | Self::Complaint
                | Self::Choice
        )
    }

    /// Whether the municipality begins it, not the citizen.
    #[must_use]
    pub const fn is_the_offices(self) -> bool {
        matches!(self, Self::Hearing | Self::Activity)
    }

    /// Whether what was granted goes on month after month: the citizen changes or stops it at any time.
    #[must_use]
    pub const fn goes_on(self) -> bool {
        matches!(self, Self::Transport)
    }

    /// Whether whoever sends it must just have said who they are: it is signed by that.
    #[must_use]
    pub const fn is_signed(self) -> bool {
        matches!(self, Self::Application | Self::OwnPart)
    }
}

/// Where a matter stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// It has come, and nobody has it in hand.
    Sent,
    /// Somebody has it in hand.
    InHand,
    /// The citizen is asked about something.
    Asked,
    /// It is noted: nothing more happens.
    Noted,
    /// It is decided.
    Decided,
    /// The citizen has taken it back.
    Withdrawn,
}

impl Status {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Sent,
        Self::InHand,
        Self::Asked,
        Self::Noted,
        Self::Decided,
        Self::Withdrawn,
    ];

    /// What it is called in documents.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::InHand => "in_hand",
            Self::Asked => "asked",
            Self::Noted => "noted",
            Self::Decided => "decided",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The status of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.name() == name)
    }

    /// Whether somebody still has something to do with it.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Sent | Self::InHand | Self::Asked)
    }
}

/// Who does something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum By {
    /// Whose case it is, or who helps them.
    Citizen,
    /// Somebody of the municipality.
    Staff,
    /// Who runs an activity for it.
    Provider,
}

/// What is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Act {
    /// Answer what was asked, or add something.
    Answer,
    /// Send it anew, with something changed.
    Change,
    /// Choose among what is offered, or something else.
    Choose,
    /// Take it back: whoever began it.
    Withdraw,
    /// Be reminded of it, or not after all.
    Remind,
    /// Say that what goes on is still so.
    Confirm,
    /// Have it in hand.
    Take,
    /// Ask the citizen about something.
    Ask,
    /// Tell the citizen something.
    Reply,
    /// Give it to somebody else.
    HandOver,
    /// It is noted.
    Note,
    /// It is decided.
    Decide,
    /// Say whether the citizen came to an activity.
    Register,
    /// Object to what was registered.
    Object,
    /// Answer an objection.
    Settle,
}

impl Act {
    /// All of them.
    pub const ALL: [Self; 15] = [
        Self::Answer,
        Self::Change,
        Self::Choose,
        Self::Withdraw,
        Self::Remind,
        Self::Confirm,
        Self::Take,
        Self::Ask,
        Self::Reply,
        Self::HandOver,
        Self::Note,
        Self::Decide,
        Self::Register,
        Self::Object,
        Self::Settle,
    ];
}

/// How something was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// As it was asked for; of a complaint: the decision is changed.
    Granted,
    /// Some of it.
    Partly,
    /// Not; of a complaint: the decision stands and goes on to the board of appeal.
    Refused,
    /// Nothing comes of what the citizen was heard about.
    NoConsequence,
    /// Something comes of it: what, and by which law, stands in the reason.
    Consequence,
}

impl Outcome {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Granted,
        Self::Partly,
        Self::Refused,
        Self::NoConsequence,
        Self::Consequence,
    ];

    /// Whether something of a kind can be decided so.
    #[must_use]
    pub fn fits(self, kind: Kind) -> bool {
        let is_of_hearing = matches!(self, Self::NoConsequence | Self::Consequence);
        // Some of what was chosen would be something else than what was chosen.
        let is_whole = kind != Kind::Choice || self != Self::Partly;
        kind.is_decided() && is_of_hearing == (kind == Kind::Hearing) && is_whole
    }
}

/// Why something cannot be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Not by them.
    NotTheirs,
    /// Not any more, or not yet.
    NotNow,
    /// Not with such a matter.
    NotThis,
}

/// What a matter becomes.
///
/// # Errors
/// When it cannot be done, by them or now.
pub const fn after(kind: Kind, status: Status, act: Act, by: By) -> Result<Status, Refused> {
    let theirs = match act {
        Act::Answer | Act::Choose | Act::Object | Act::Remind | Act::Confirm => {
            matches!(by, By::Citizen)
        }
        // Whoever began it knows what is to be changed.
        Act::Change => matches!((by, kind), (By::Citizen, _) | (By::Staff, Kind::Activity)),
        Act::Register => matches!(by, By::Provider),
        // The municipality may take back what it offers.
        Act::Withdraw => matches!((by, kind), (By::Citizen, _) | (By::Staff, Kind::Choice)),
        _ => matches!(by, By::Staff),
    };
    if !theirs {
        return Err(Refused::NotTheirs);
    }
    let fits = match act {
        Act::Choose => matches!(kind, Kind::Choice),
        Act::Confirm => kind.goes_on(),
        Act::Register | Act::Object | Act::Settle => matches!(kind, Kind::Activity),
        // One chooses anew; what was offered stays as it was.
        Act::Change => match by {
            By::Citizen => !kind.is_the_offices() && !matches!(kind, Kind::Choice),
            By::Staff | By::Provider => true,
        },
        // What the municipality began is not the citizen's to change or take back.
        Act::Withdraw => !kind.is_the_offices(),
        Act::Note => !kind.is_decided(),
        Act::Decide => kind.is_decided(),
        _ => true,
    };
    if !fits {
        return Err(Refused::NotThis);
    }
    match (act, status) {
        // Words are never too late: who writes under what is done opens it again for a person to read.
        (Act::Answer, Status::Noted) => Ok(Status::Sent),
        (Act::Object, Status::Noted) => Ok(Status::Sent),
        (Act::Reply, Status::Noted | Status::Decided) => Ok(status),
        // An activity goes on without anybody having something to do with it.
        (Act::Register, _) => Ok(status),
        (Act::Change, _) if matches!(kind, Kind::Activity) => Ok(status),
        // Sent anew, it is decided anew; stopped, it is over.
        (Act::Change, Status::Decided) if kind.goes_on() => Ok(Status::Sent),
        (Act::Withdraw, Status::Decided) if kind.goes_on() => Ok(Status::Withdrawn),
        // What runs is still so; of what does not there is nothing to say.
        (Act::Confirm, Status::Decided) => Ok(status),
        (Act::Confirm, _) => Err(Refused::NotNow),
        // What is done can have an end that one wants to hear of in time.
        (Act::Remind, Status::Withdrawn) => Err(Refused::NotNow),
        (Act::Remind, _) => Ok(status),
        (_, Status::Noted | Status::Decided | Status::Withdrawn) => Err(Refused::NotNow),
        (Act::Answer | Act::Change | Act::Choose | Act::Object, Status::Sent) => Ok(Status::Sent),
        (Act::Answer | Act::Change | Act::Choose | Act::Object, _) => Ok(Status::InHand),
        (Act::Withdraw, _) => Ok(Status::Withdrawn),
        (Act::Take | Act::HandOver, Status::Asked) => Ok(Status::Asked),
        (Act::Take, _) => Ok(Status::InHand),
        (Act::HandOver, _) => Ok(Status::Sent),
        (Act::Ask, _) => Ok(Status::Asked),
        (Act::Reply, Status::Asked) => Ok(Status::Asked),
        (Act::Reply, _) => Ok(Status::InHand),
        (Act::Note | Act::Settle, _) => Ok(Status::Noted),
        (Act::Decide, _) => Ok(Status::Decided),
    }
}

/// Whether a citizen is asked if what runs is still so: from some days before their talk on, until they have said.
/// The moments are in milliseconds since 1970.
#[must_use]
pub const fn is_asked_still(now: i64, talk: i64, days_before: u16, said: i64) -> bool {
    const DAY: i64 = 24 * 60 * 60 * 1000;
    let opens = talk - days_before as i64 * DAY;
    opens <= now && said < opens
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whether_it_is_still_so_is_asked_once_for_each_talk_and_not_before_its_time() {
        let on = |day: i64| day * 24 * 60 * 60 * 1000;
        for (now, talk, said, is_asked) in [
            (on(7), on(15), on(1), false),  // eight days before
            (on(8), on(15), on(1), true),   // seven
            (on(15), on(15), on(1), true),  // the talk itself
            (on(10), on(15), on(8), false), // said, or decided, within them
            (on(23), on(30), on(8), true),  // the next talk
        ] {
            assert_eq!(is_asked_still(now, talk, 7, said), is_asked, "{now}");
        }
    }

    /// Every kind, status, act and person.
    fn all() -> impl Iterator<Item = (Kind, Status, Act, By)> {
        Kind::ALL.into_iter().flat_map(|kind| {
            Status::ALL.into_iter().flat_map(move |status| {
                Act::ALL.into_iter().flat_map(move |act| {
                    [By::Citizen, By::Staff, By::Provider].map(move |by| (kind, status, act, by))
                })
            })
        })
    }

    #[test]
    fn names_read_back() {
        for kind in Kind::ALL {
            assert_eq!(Kind::named(kind.name()), Some(kind));
        }
        for status in Status::ALL {
            assert_eq!(Status::named(status.name()), Some(status));
        }
    }

    #[test]
    fn only_a_person_of_the_municipality_decides_or_notes() {
        for (kind, status, act, by) in all() {
            let done = after(kind, status, act, by);
            if matches!(done, Ok(Status::Decided | Status::Noted)) && done != Ok(status) {
                assert_eq!(by, By::Staff, "{kind:?} {status:?} {act:?}");
            }
        }
    }

    #[test]
    fn what_needs_a_decision_is_never_only_noted_and_the_others_are_never_decided() {
        for (kind, status, act, by) in all().filter(|(_, status, ..)| status.is_open()) {
            let end = if kind.is_decided() {
                Status::Noted
            } else {
                Status::Decided
            };
            assert_ne!(
                after(kind, status, act, by),
                Ok(end),
                "{kind:?} {status:?} {act:?}"
            );
        }
    }

    #[test]
    fn what_is_open_can_always_be_brought_to_an_end_by_the_municipality() {
        for kind in Kind::ALL {
            for status in Status::ALL.into_iter().filter(|status| status.is_open()) {
                let act = if kind.is_decided() {
                    Act::Decide
                } else {
                    Act::Note
                };
                assert!(after(kind, status, act, By::Staff).is_ok());
            }
        }
    }

    #[test]
    fn a_citizen_can_write_to_everything_that_is_open_and_take_back_what_is_theirs() {
        for kind in Kind::ALL {
            for status in Status::ALL.into_iter().filter(|status| status.is_open()) {
                assert!(after(kind, status, Act::Answer, By::Citizen).is_ok());
                let back = after(kind, status, Act::Withdraw, By::Citizen);
                assert_eq!(back.is_ok(), !kind.is_the_offices());
            }
        }
    }

    #[test]
    fn what_is_decided_or_taken_back_stays_so_unless_it_goes_on_and_the_citizen_changes_it() {
        for (kind, status, act, by) in all() {
            let is_over = status == Status::Decided && !(kind.goes_on() && by == By::Citizen);
            if is_over || status == Status::Withdrawn {
                assert!(
                    after(kind, status, act, by).is_err()
                        || after(kind, status, act, by) == Ok(status)
                );
            }
        }
    }

    #[test]
    fn an_answer_never_leaves_a_question_waiting() {
        for kind in Kind::ALL {
            assert_eq!(
                after(kind, Status::Asked, Act::Answer, By::Citizen),
                Ok(Status::InHand)
            );
        }
    }

    #[test]
    fn only_the_citizen_chooses_and_only_while_it_is_open() {
        for (kind, status, act, by) in all().filter(|(_, _, act, _)| *act == Act::Choose) {
            let may = kind == Kind::Choice && by == By::Citizen && status.is_open();
            assert_eq!(after(kind, status, act, by).is_ok(), may);
        }
        // What is offered and chosen is never sent anew with other offers in it.
        for status in Status::ALL {
            for by in [By::Citizen, By::Staff, By::Provider] {
                assert!(after(Kind::Choice, status, Act::Change, by).is_err());
            }
        }
    }

    #[test]
    fn who_runs_an_activity_only_says_who_came_and_changes_nothing_by_it() {
        for (kind, status, act, by) in all() {
            let done = after(kind, status, act, by);
            match by {
                By::Provider if kind == Kind::Activity && act == Act::Register => {
                    assert_eq!(done, Ok(status));
                }
                By::Provider => assert!(done.is_err(), "{kind:?} {status:?} {act:?}"),
                By::Citizen | By::Staff => assert!(done.is_err() || act != Act::Register),
            }
        }
    }

    #[test]
    fn an_objection_is_put_before_a_person_and_only_a_person_answers_it() {
        let object = |status| after(Kind::Activity, status, Act::Object, By::Citizen);
        assert_eq!(object(Status::Noted), Ok(Status::Sent));
        for status in Status::ALL.into_iter().filter(|status| status.is_open()) {
            assert!(object(status).is_ok_and(Status::is_open));
            let settle = |by| after(Kind::Activity, status, Act::Settle, by);
            assert_eq!(settle(By::Staff), Ok(Status::Noted));
            assert!(settle(By::Citizen).is_err() && settle(By::Provider).is_err());
        }
    }

    #[test]
    fn a_hearing_ends_with_or_without_a_consequence_and_a_choice_as_a_whole_or_not() {
        for kind in Kind::ALL {
            let fits = Outcome::ALL
                .into_iter()
                .filter(|outcome| outcome.fits(kind))
                .count();
            let wanted = match kind {
                Kind::Hearing | Kind::Choice => 2,
                kind if kind.is_decided() => 3,
                _ => 0,
            };
            assert_eq!(fits, wanted, "{kind:?}");
        }
    }
}
