//! Free times, out of what the staff publish and what is taken.

use indgang_api::meetings::{FreeTime, FreeWay};
use indgang_domain::calendar::public_holidays;
use indgang_domain::hours::Dato;
use indgang_domain::meetings::slots::{self, Member, Search};
use indgang_domain::meetings::{Kind, MINUTE, Slot};
use indgang_law::calendar::Date;

use crate::clock;
use crate::config::Config;
use crate::store::meetings::feed;
use crate::store::meetings::staff::{self, Staff};
use crate::store::meetings::taken;
use crate::store::{StoreError, Transaction};

const DAY: i64 = 24 * 60 * MINUTE;

/// Whether nobody is at work on a day: a public holiday, or one of the municipality's own closing days,
/// unless it says hours for just that day.
pub fn closed(config: &Config, day: Date) -> bool {
    let hours = &config.kommune.aabningstider;
    if let Some(own) = hours.undtagelser.get(&Dato(day)) {
        return own.is_empty();
    }
    let own = hours
        .lukkedage
        .iter()
        .any(|closing| closing.in_year(day.year()) == day);
    own || public_holidays(day.year()).contains(&day)
}

/// The free times of a kind.
pub struct Free<'a> {
    config: &'a Config,
    kind: &'a Kind,
    /// For each unit of the kind.
    teams: Vec<Vec<Person>>,
    earliest: i64,
}

struct Person {
    staff: Staff,
    busy: Vec<(i64, i64)>,
    /// When groups of this kind meet them.
    sessions: Vec<(i64, i64)>,
}

impl<'a> Free<'a> {
    /// Looks at some days. What `besides` has taken counts as free: it will be given back.
    pub async fn look(
        transaction: &mut Transaction,
        config: &'a Config,
        kind: &'a Kind,
        (first, days): (Date, u16),
        besides: &str,
        now: i64,
    ) -> Result<Self, StoreError> {
        let from = clock::midnight(first);
        let until = from + (i64::from(days) + 1) * DAY;
        let mut teams = Vec::new();
        for unit in &kind.units {
            let mut elsewhere = feed::of_unit(transaction, unit, (from, until)).await?;
            let mut team = Vec::new();
            for staff in staff::of_unit(transaction, unit).await? {
                let taken =
                    taken::busy(transaction, &staff.person, (from, until), besides, now).await?;
                let session = |start| taken::session(&kind.key, &staff.person, start);
                let is_own = |run: &&taken::Run| kind.is_group() && run.owner == session(run.from);
                team.push(Person {
                    sessions: taken.iter().filter(is_own).map(taken::Run::span).collect(),
                    busy: (taken.iter().filter(|run| !is_own(run)))
                        .map(taken::Run::span)
                        .chain(elsewhere.remove(&staff.person).unwrap_or_default())
                        .collect(),
                    staff,
                });
            }
            teams.push(team);
        }
        Ok(Self {
            config,
            kind,
            teams,
            earliest: now + i64::from(config.meetings.notice_minutes) * MINUTE,
        })
    }

    /// The free times of a day.
    pub fn on(&self, day: Date) -> Vec<Slot> {
        let mut slots = self.among(|search| slots::on(search, day));
        slots.retain(|slot| self.joins(slot));
        slots
    }

    /// A time that is free, when it is.
    pub fn at(&self, start: i64) -> Option<Slot> {
        self.among(|search| slots::at(search, clock::day(start), start))
            .filter(|slot| self.joins(slot))
    }

    fn among<T>(&self, find: impl FnOnce(&Search) -> T) -> T {
        let teams: Vec<Vec<Member>> = (self.teams.iter())
            .map(|team| team.iter().map(Person::member).collect())
            .collect();
        find(&Search {
            kind: self.kind,
            teams: &teams,
            is_closed: &|day| closed(self.config, day),
            moment: &clock::moment,
            earliest: self.earliest,
        })
    }

    /// Whether a group that meets already, if there is one at that time, is this one.
    fn joins(&self, slot: &Slot) -> bool {
        if !self.kind.is_group() {
            return true;
        }
        let sessions = self
            .teams
            .iter()
            .flatten()
            .flat_map(|person| &person.sessions);
        sessions
            .filter(|(from, until)| *from < slot.free_at && slot.start < *until)
            .all(|(from, _)| *from == slot.start)
    }
}

impl Person {
    fn member(&self) -> Member<'_> {
        Member {
            id: &self.staff.person,
            times: &self.staff.own.times,
            busy: &self.busy,
        }
    }
}

/// A time as it crosses the wire. `met` are those whom the citizen has met.
pub fn free_time(slot: Slot, met: &[String]) -> FreeTime {
    FreeTime {
        start: slot.start,
        end: slot.end,
        ways: (slot.ways.into_iter())
            .map(|way| FreeWay {
                form: way.form,
                known: way
                    .staff
                    .iter()
                    .flatten()
                    .any(|person| met.contains(person)),
                place: way.place,
            })
            .collect(),
    }
}
