//! What may be done with a meeting, by whom and until when. The program itself only lets a reservation lapse:
//! that somebody did not come is for a person to say.

use serde::{Deserialize, Serialize};

use super::MINUTE;
use super::kind::Form;

/// Where a meeting stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// The time is kept while the citizen fills in.
    Reserved,
    /// It is agreed.
    Booked,
    /// The citizen is here, or waits in the online room.
    Arrived,
    /// The citizen is asked to come in.
    Called,
    /// They talk.
    Running,
    /// It was held.
    Done,
    /// It will not be held.
    Cancelled,
    /// A person has said that the citizen did not come.
    Missed,
    /// The reservation was given up, or ran out.
    Lapsed,
}

impl Status {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Reserved,
        Self::Booked,
        Self::Arrived,
        Self::Called,
        Self::Running,
        Self::Done,
        Self::Cancelled,
        Self::Missed,
        Self::Lapsed,
    ];

    /// What it is called in documents.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Reserved => "reserved",
            Self::Booked => "booked",
            Self::Arrived => "arrived",
            Self::Called => "called",
            Self::Running => "running",
            Self::Done => "done",
            Self::Cancelled => "cancelled",
            Self::Missed => "missed",
            Self::Lapsed => "lapsed",
        }
    }

    /// The status of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.name() == name)
    }

    /// Whether the time is still taken by it.
    #[must_use]
    pub const fn takes_time(self) -> bool {
        matches!(
            self,
            Self::Reserved | Self::Booked | Self::Arrived | Self::Called | Self::Running
        )
    }
}

/// Who does something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum By {
    /// Whose meeting it is.
    Citizen,
    /// Somebody of the municipality.
    Staff,
    /// The kiosk at the door, for who stands before it.
    Kiosk,
    /// Nobody: time has passed.
    Clock,
}

/// What is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Act {
    /// Make a reservation a meeting.
    Confirm,
    /// Keep the reservation for longer.
    Extend,
    /// Give the reservation up.
    Release,
    /// Take another time.
    Move,
    /// Meet in another form at the same time.
    ChangeForm(Form),
    /// Give another of the staff the meeting.
    HandOver,
    /// Call it off.
    Cancel,
    /// Say that the citizen is here.
    Arrive,
    /// Ask the citizen in.
    Call,
    /// Begin to talk.
    Begin,
    /// Stop talking.
    End,
    /// Say that the citizen did not come.
    Miss,
    /// Say that there was a reason.
    Excuse,
}

impl Act {
    /// All of them.
    pub const ALL: [Self; 15] = [
        Self::Confirm,
        Self::Extend,
        Self::Release,
        Self::Move,
        Self::ChangeForm(Form::InPerson),
        Self::ChangeForm(Form::Phone),
        Self::ChangeForm(Form::Video),
        Self::HandOver,
        Self::Cancel,
        Self::Arrive,
        Self::Call,
        Self::Begin,
        Self::End,
        Self::Miss,
        Self::Excuse,
    ];
}

/// Why something cannot be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// Not where the meeting stands.
    #[error("the meeting is past that: read it again")]
    Past,
    /// Not for them.
    #[error("somebody else decides about that")]
    NotYours,
    /// Too late to do it alone.
    #[error("it is too late for that here: call us")]
    TooLate,
    /// Not yet.
    #[error("it is too early for that")]
    TooEarly,
    /// The reservation ran out.
    #[error("the time was kept for you no longer: take a new one")]
    Lapsed,
}

/// The moments that matter for a meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cutoffs {
    /// Until when a citizen may move it, or change to coming in person, without calling.
    pub rebook_until: i64,
    /// Until when a citizen may change to phone or video.
    pub form_until: i64,
    /// From when one can arrive.
    pub arrive_from: i64,
    /// Until when one can arrive alone, and from when a person may say that somebody did not come.
    pub arrive_until: i64,
}

impl Cutoffs {
    /// Of a meeting that begins at a moment. `rebook_until` is a time of the day before, which a clock says;
    /// the rest are minutes: before the meeting that its form can change, before and after it that one can
    /// arrive.
    #[must_use]
    pub const fn of(start: i64, rebook_until: i64, form: u16, early: u16, late: u16) -> Self {
        Self {
            rebook_until,
            form_until: start - form as i64 * MINUTE,
            arrive_from: start - early as i64 * MINUTE,
            arrive_until: start + late as i64 * MINUTE,
        }
    }
}

/// What is known of a meeting when something is to be done with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Booking {
    /// Where it stands.
    pub status: Status,
    /// When it begins.
    pub start: i64,
    /// When it is over.
    pub end: i64,
    /// Until when the time is kept, for a reservation.
    pub kept_until: i64,
    /// The moments that matter.
    pub cutoffs: Cutoffs,
}

impl Booking {
    /// Where it stands after something is done.
    ///
    /// # Errors
    /// When it cannot be done.
    pub fn after(&self, act: Act, by: By, now: i64) -> Result<Status, Refused> {
        use Status::{Arrived, Booked, Called, Cancelled, Done, Lapsed, Missed, Reserved, Running};
        let until = |moment: i64| {
            if now < moment {
                Ok(())
            } else {
                Err(Refused::TooLate)
            }
        };
        let from = |moment: i64| {
            if now >= moment {
                Ok(())
            } else {
                Err(Refused::TooEarly)
            }
        };
        let staff = || {
            if by == By::Staff {
                Ok(())
            } else {
                Err(Refused::NotYours)
            }
        };
        let person = || match by {
            By::Citizen | By::Staff => Ok(()),
            By::Kiosk | By::Clock => Err(Refused::NotYours),
        };
        match (self.status, act) {
            (Reserved, Act::Release) if by == By::Clock => {
                from(self.kept_until)?;
                Ok(Lapsed)
            }
            (Reserved, Act::Release) => person().map(|()| Lapsed),
            (Reserved, Act::Confirm | Act::Extend) => {
                person()?;
                until(self.kept_until.min(self.start)).map_err(|_| Refused::Lapsed)?;
                Ok(if act == Act::Confirm {
                    Booked
                } else {
                    Reserved
                })
            }
            (Booked, Act::Move) => {
                person()?;
                let last = if by == By::Staff {
                    self.end
                } else {
                    self.cutoffs.rebook_until
                };
                until(last)?;
                Ok(Booked)
            }
            (Booked, Act::ChangeForm(form)) => {
                person()?;
                let last = match form {
                    _ if by == By::Staff => self.end,
                    Form::InPerson => self.cutoffs.rebook_until,
                    Form::Phone | Form::Video => self.cutoffs.form_until,
                };
                until(last)?;
                Ok(Booked)
            }
            // On the way: a broken picture goes on by phone within the same meeting.
            (Arrived | Called | Running, Act::ChangeForm(form)) if form.is_remote() => {
                person().map(|()| self.status)
            }
            (Booked | Arrived | Called, Act::HandOver) => staff().map(|()| self.status),
            (Booked, Act::Cancel) => {
                person()?;
                // Late is better than not at all.
                until(if by == By::Staff {
                    i64::MAX
                } else {
                    self.start
                })?;
                Ok(Cancelled)
            }
            (Arrived | Called, Act::Cancel) => staff().map(|()| Cancelled),
            (Booked, Act::Arrive) => {
                if by == By::Clock {
                    return Err(Refused::NotYours);
                }
                if by != By::Staff {
                    from(self.cutoffs.arrive_from)?;
                    until(self.cutoffs.arrive_until)?;
                }
                Ok(Arrived)
            }
            // Who says it twice is still here.
            (Arrived | Called | Running, Act::Arrive) if by != By::Clock => Ok(self.status),
            (Missed, Act::Arrive) => staff().map(|()| Arrived),
            (Arrived | Called, Act::Call) => staff().map(|()| Called),
            (Booked | Arrived | Called, Act::Begin) => {
                staff()?;
                from(self.cutoffs.arrive_from)?;
                Ok(Running)
            }
            (Running, Act::End) => staff().map(|()| Done),
            (Booked, Act::Miss) => {
                staff()?;
                from(self.cutoffs.arrive_until)?;
                Ok(Missed)
            }
            (Missed, Act::Excuse) => staff().map(|()| Cancelled),
            (Lapsed, Act::Confirm | Act::Extend) => Err(Refused::Lapsed),
            _ => Err(Refused::Past),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: i64 = 60 * MINUTE;
    const START: i64 = 100 * HOUR;
    const EVERYBODY: [By; 4] = [By::Citizen, By::Staff, By::Kiosk, By::Clock];

    fn meeting(status: Status) -> Booking {
        Booking {
            status,
            start: START,
            end: START + HOUR / 2,
            kept_until: START - 40 * HOUR,
            cutoffs: Cutoffs::of(START, START - 22 * HOUR, 30, 30, 15),
        }
    }

    /// Moments just before, at and after everything that matters.
    fn moments() -> Vec<i64> {
        let of = meeting(Status::Booked);
        let at = of.cutoffs;
        [
            of.kept_until,
            at.rebook_until,
            at.form_until,
            at.arrive_from,
            of.start,
            at.arrive_until,
            of.end,
        ]
        .into_iter()
        .flat_map(|moment| [moment - 1, moment, moment + 1])
        .collect()
    }

    fn every(check: impl Fn(Status, Act, By, i64, Result<Status, Refused>)) {
        for status in Status::ALL {
            for act in Act::ALL {
                for by in EVERYBODY {
                    for now in moments() {
                        check(status, act, by, now, meeting(status).after(act, by, now));
                    }
                }
            }
        }
    }

    #[test]
    fn what_is_over_stays_over() {
        every(|status, act, by, now, result| {
            if matches!(status, Status::Done | Status::Cancelled | Status::Lapsed) {
                assert!(result.is_err(), "{status:?} {act:?} {by:?} {now}");
            }
        });
    }

    #[test]
    fn nobody_but_a_person_of_the_municipality_says_that_somebody_did_not_come() {
        every(|_, act, by, now, result| {
            if result == Ok(Status::Missed) {
                assert_eq!((act, by), (Act::Miss, By::Staff));
                assert!(now >= START + 15 * MINUTE);
            }
        });
    }

    #[test]
    fn time_alone_only_lets_a_reservation_lapse() {
        every(|status, act, by, now, result| {
            if by == By::Clock && result.is_ok() {
                assert_eq!((status, act), (Status::Reserved, Act::Release));
                assert!(now >= START - 40 * HOUR);
            }
        });
    }

    #[test]
    fn the_kiosk_only_lets_people_arrive() {
        every(|_, act, by, _, result| {
            if by == By::Kiosk && result.is_ok() {
                assert_eq!(act, Act::Arrive);
            }
        });
    }

    #[test]
    fn a_citizen_can_call_off_until_it_begins_and_move_until_noon_of_the_day_before() {
        let booked = meeting(Status::Booked);
        assert_eq!(
            booked.after(Act::Cancel, By::Citizen, START - 1),
            Ok(Status::Cancelled)
        );
        assert_eq!(
            booked.after(Act::Cancel, By::Citizen, START),
            Err(Refused::TooLate)
        );
        let noon = START - 22 * HOUR;
        assert_eq!(
            booked.after(Act::Move, By::Citizen, noon - 1),
            Ok(Status::Booked)
        );
        assert_eq!(
            booked.after(Act::Move, By::Citizen, noon),
            Err(Refused::TooLate)
        );
        assert_eq!(booked.after(Act::Move, By::Staff, noon), Ok(Status::Booked));
    }

    #[test]
    fn the_same_morning_one_can_still_change_from_coming_to_video_or_phone() {
        let booked = meeting(Status::Booked);
        for form in [Form::Phone, Form::Video] {
            let act = Act::ChangeForm(form);
            assert_eq!(
                booked.after(act, By::Citizen, START - HOUR),
                Ok(Status::Booked)
            );
            assert_eq!(
                booked.after(act, By::Citizen, START - 30 * MINUTE),
                Err(Refused::TooLate)
            );
        }
        let come = Act::ChangeForm(Form::InPerson);
        assert_eq!(
            booked.after(come, By::Citizen, START - HOUR),
            Err(Refused::TooLate)
        );
    }

    #[test]
    fn a_broken_picture_goes_on_by_phone() {
        let running = meeting(Status::Running);
        assert_eq!(
            running.after(Act::ChangeForm(Form::Phone), By::Citizen, START + 1),
            Ok(Status::Running)
        );
    }

    #[test]
    fn a_reservation_that_ran_out_is_no_meeting() {
        let reserved = meeting(Status::Reserved);
        let out = START - 40 * HOUR;
        assert_eq!(
            reserved.after(Act::Confirm, By::Citizen, out - 1),
            Ok(Status::Booked)
        );
        assert_eq!(
            reserved.after(Act::Confirm, By::Citizen, out),
            Err(Refused::Lapsed)
        );
        assert_eq!(
            reserved.after(Act::Release, By::Clock, out - 1),
            Err(Refused::TooEarly)
        );
    }

    #[test]
    fn every_meeting_that_stands_can_be_brought_to_an_end() {
        for status in Status::ALL.into_iter().filter(|status| status.takes_time()) {
            let mut reached = vec![status];
            let mut next = 0;
            while let Some(status) = reached.get(next).copied() {
                next += 1;
                for act in Act::ALL {
                    let after = meeting(status).after(act, By::Staff, START + HOUR / 4);
                    let new = after.into_iter().filter(|after| !reached.contains(after));
                    reached.extend(new.collect::<Vec<_>>());
                }
            }
            assert!(
                status == Status::Reserved || reached.contains(&Status::Done),
                "{status:?} leads to {reached:?}"
            );
            assert!(reached.iter().any(|status| !status.takes_time()));
        }
    }

    #[test]
    fn names_read_back() {
        for status in Status::ALL {
            assert_eq!(Status::named(status.name()), Some(status));
        }
        for form in Form::ALL {
            assert_eq!(Form::named(form.name()), Some(form));
        }
    }
}
