//! Taking a time: for a reservation, for another time, for one that was offered.

use indgang_api::meetings::{FreeTime, NewMeeting};
use indgang_domain::meetings::slots::Way;
use indgang_domain::meetings::{Form, Kind, MINUTE, Slot, Status};
use indgang_law::calendar::Date;
use uuid::Uuid;

use super::search::{self, Free};
use crate::clock;
use crate::config::Config;
use crate::http::refusal::Refusal;
use crate::store::meetings::{self, Meeting, Private, deadline, taken};
use crate::store::{Store, StoreError, Transaction, relation};

/// How many other times one is told when a time is taken.
const NEAREST: usize = 6;
/// How many days after it one looks for them.
const LOOK: u16 = 10;
/// How long a unit works with a citizen whom it has met.
const AFTER: i64 = 90 * 24 * 60 * MINUTE;
/// The seat of nobody: where the one meeting ahead stands.
const AHEAD: (i64, i64) = (0, 1);

/// Which time is wanted.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    pub start: i64,
    pub form: Form,
    pub place: &'a str,
}

impl<'a> From<&'a NewMeeting> for Wanted<'a> {
    fn from(new: &'a NewMeeting) -> Self {
        Self {
            start: new.start,
            form: new.form,
            place: &new.place,
        }
    }
}

/// A time that was free when it was looked for, before anything is taken.
#[derive(Clone, Debug)]
pub struct Choice {
    slot: Slot,
    way: Way,
    /// Whom the citizen has met.
    met: Vec<String>,
}

/// Looks whether a time is free for a citizen. What their meeting `besides` has taken counts as free.
pub async fn choose(
    transaction: &mut Transaction,
    config: &Config,
    (citizen, kind): (&str, &Kind),
    wanted: Wanted<'_>,
    besides: &str,
    now: i64,
) -> Result<Option<Choice>, StoreError> {
    let day = clock::day(wanted.start);
    let given_up = given_up(transaction, citizen, kind, now).await?;
    let besides = if besides.is_empty() {
        &given_up
    } else {
        besides
    };
    let free = Free::look(transaction, config, kind, (day, 0), besides, now).await?;
    let Some(slot) = free.at(wanted.start) else {
        return Ok(None);
    };
    let fits =
        |way: &&Way| way.form == wanted.form && (way.form.is_remote() || way.place == wanted.place);
    let Some(way) = slot.ways.iter().find(fits).cloned() else {
        return Ok(None);
    };
    let met = meetings::met(transaction, citizen).await?;
    Ok(Some(Choice { slot, way, met }))
}

/// The reservation that a citizen gives up by making another of such a kind; empty, when there is none.
pub async fn given_up(
    transaction: &mut Transaction,
    citizen: &str,
    kind: &Kind,
    now: i64,
) -> Result<String, StoreError> {
    if !kind.one_at_a_time {
        return Ok(String::new());
    }
    Ok(meetings::reserved_by(transaction, citizen, now)
        .await?
        .unwrap_or_default())
}

/// Reserves a time for a citizen. `instead_of` is the meeting that it would come in the place of.
pub async fn reserve(
    transaction: &mut Transaction,
    config: &Config,
    (citizen, kind): (&str, &Kind),
    choice: Option<&Choice>,
    instead_of: Option<&Meeting>,
    now: i64,
) -> Result<Meeting, Refusal> {
    let choice = choice.ok_or(Refusal::SlotTaken(Vec::new()))?;
    let mut meeting = Meeting {
        id: Uuid::new_v4().to_string(),
        citizen: citizen.to_owned(),
        kind: kind.key.clone(),
        form: choice.way.form,
        place: choice.way.place.clone(),
        starts_at: choice.slot.start,
        ends_at: choice.slot.end,
        status: Status::Reserved,
        instead_of: instead_of.map(|meeting| meeting.id.clone()),
        kept_until: now + i64::from(config.meetings.reserved_minutes) * MINUTE,
        extended: 0,
        version: 1,
        private: Private::default(),
        wants_earlier: false,
        changed_at: now,
    };
    if kind.one_at_a_time && instead_of.is_none() {
        let ahead = taken::ahead_of(citizen);
        if !taken::take(transaction, &ahead, AHEAD, &meeting.id, now).await? {
            // What is only reserved is given up for it.
            let before = given_up(transaction, citizen, kind, now).await?;
            if before.is_empty() {
                return Err(Refusal::OneAhead);
            }
            taken::give_back(transaction, &before).await?;
            meetings::delete(transaction, &before).await?;
            taken::take(transaction, &ahead, AHEAD, &meeting.id, now).await?;
        }
    }
    let hosts = take_time(transaction, kind, &mut meeting, choice, now).await?;
    meetings::add_hosts(transaction, &meeting.id, &hosts).await?;
    meetings::add(transaction, &meeting).await?;
    Ok(meeting)
}

/// Takes the time of somebody of each unit for a meeting, and puts the meeting there.
pub async fn place(
    transaction: &mut Transaction,
    kind: &Kind,
    meeting: &mut Meeting,
    choice: Option<&Choice>,
    now: i64,
) -> Result<(), Refusal> {
    let choice = choice.ok_or(Refusal::SlotTaken(Vec::new()))?;
    let hosts = take_time(transaction, kind, meeting, choice, now).await?;
    meetings::set_hosts(transaction, &meeting.id, &hosts).await?;
    Ok(())
}

/// Takes the time of somebody of each unit for a meeting, and says of whom.
async fn take_time(
    transaction: &mut Transaction,
    kind: &Kind,
    meeting: &mut Meeting,
    choice: &Choice,
    now: i64,
) -> Result<Vec<(String, String)>, Refusal> {
    let hosts = hosts(transaction, kind, choice, &meeting.id, now).await?;
    let hosts = hosts.ok_or(Refusal::SlotTaken(Vec::new()))?;
    meeting.form = choice.way.form;
    meeting.place.clone_from(&choice.way.place);
    meeting.starts_at = choice.slot.start;
    meeting.ends_at = choice.slot.end;
    Ok(hosts)
}

/// It is agreed: the citizen has done what they were asked to, and the units work with them.
pub async fn agreed(
    transaction: &mut Transaction,
    kind: Option<&Kind>,
    meeting: &Meeting,
) -> Result<(), StoreError> {
    let asked = deadline::find(transaction, &meeting.citizen).await?;
    let counts = |wanted: &str| {
        meeting.kind == wanted
            || kind.is_some_and(|kind| kind.counts_for.iter().any(|other| other == wanted))
    };
    if asked.is_some_and(|asked| counts(&asked.kind)) {
        deadline::met(transaction, &meeting.citizen).await?;
    }
    for host in meetings::hosts(transaction, &meeting.id).await? {
        let until = meeting.ends_at + AFTER;
        relation::begin_until(transaction, &meeting.citizen, &host.unit, until).await?;
    }
    Ok(())
}

/// Takes the time of one person of each unit: of whom the citizen has met, before others.
async fn hosts(
    transaction: &mut Transaction,
    kind: &Kind,
    Choice { slot, way, met }: &Choice,
    owner: &str,
    now: i64,
) -> Result<Option<Vec<(String, String)>>, StoreError> {
    let time = (slot.start, slot.free_at);
    let mut hosts = Vec::new();
    for (unit, team) in kind.units.iter().zip(&way.staff) {
        let mut team: Vec<&String> = team.iter().collect();
        team.sort_by_key(|person| !met.contains(person));
        let mut host = None;
        for person in team {
            let what = taken::time_of(person);
            let is_taken = if kind.is_group() {
                let session = taken::session(&kind.key, person, slot.start);
                taken::take(transaction, &what, time, &session, now).await?
                    && sit(transaction, kind.seats, &session, slot.start, owner, now).await?
            } else {
                taken::take(transaction, &what, time, owner, now).await?
            };
            if is_taken {
                host = Some((person.clone(), unit.clone()));
                break;
            }
        }
        let Some(host) = host else { return Ok(None) };
        hosts.push(host);
    }
    Ok(Some(hosts))
}

/// Takes the first free seat of a group.
async fn sit(
    transaction: &mut Transaction,
    seats: u16,
    session: &str,
    start: i64,
    owner: &str,
    now: i64,
) -> Result<bool, StoreError> {
    for number in 0..seats {
        let seat = taken::seat(session, number);
        if taken::take(transaction, &seat, (start, start + 1), owner, now).await? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Gives back what a meeting has taken, and the time of a group to which nobody comes any more.
pub async fn give_back(
    transaction: &mut Transaction,
    kind: Option<&Kind>,
    meeting: &Meeting,
) -> Result<(), StoreError> {
    taken::give_back(transaction, &meeting.id).await?;
    if kind.is_some_and(Kind::is_group) {
        for host in meetings::hosts(transaction, &meeting.id).await? {
            let session = taken::session(&meeting.kind, &host.person, meeting.starts_at);
            if !taken::has_seats(transaction, &session).await? {
                taken::give_back(transaction, &session).await?;
            }
        }
    }
    Ok(())
}

/// A refusal, once what it says is certain: nothing of what was tried stays. Who was too late is told the
/// nearest times, looked for while nobody waits for it.
pub async fn refused(
    store: &Store,
    config: &Config,
    tried: Transaction,
    wanted: Option<(&Kind, Wanted<'_>)>,
    refusal: Refusal,
) -> Result<Refusal, Refusal> {
    drop(tried);
    if !matches!(refusal, Refusal::Store(_)) {
        // Others' work that was seen is on the disk when this is.
        store.write().await?.commit().await?;
    }
    match (refusal, wanted) {
        (Refusal::SlotTaken(_), Some((kind, wanted))) => {
            let mut transaction = store.read().await?;
            let nearest = nearest(&mut transaction, config, kind, wanted, clock::now()).await?;
            Ok(Refusal::SlotTaken(nearest))
        }
        (refusal, _) => Ok(refusal),
    }
}

/// The free times that are nearest to one that is taken, the same form first.
async fn nearest(
    transaction: &mut Transaction,
    config: &Config,
    kind: &Kind,
    wanted: Wanted<'_>,
    now: i64,
) -> Result<Vec<FreeTime>, StoreError> {
    let today = clock::day(now);
    let day = clock::day(wanted.start)
        .max(today)
        .min(last_day(config, today));
    let first = day.plus_days(-1).max(today);
    let free = Free::look(transaction, config, kind, (first, LOOK), "", now).await?;
    let days = (0..i32::from(LOOK)).map(|days| first.plus_days(days));
    let mut slots: Vec<Slot> = days.flat_map(|day| free.on(day)).collect();
    slots.sort_by_key(|slot| {
        let fits = slot.ways.iter().any(|way| way.form == wanted.form);
        (!fits, slot.start.abs_diff(wanted.start))
    });
    slots.truncate(NEAREST);
    slots.sort_by_key(|slot| slot.start);
    Ok(slots
        .into_iter()
        .map(|slot| search::free_time(slot, &[]))
        .collect())
}

/// The last day that one can book.
pub fn last_day(config: &Config, today: Date) -> Date {
    today.plus_days(7 * i32::from(config.meetings.weeks_ahead))
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};
    use std::path::Path;

    use indgang_api::meetings::OwnTimes;
    use indgang_domain::meetings::times::{Extra, Opening};
    use indgang_domain::meetings::{TICK, Times};
    use tokio::task::JoinSet;

    use super::*;
    use crate::http::meetings::offer;
    use crate::store::meetings::staff;
    use crate::store::testing::on_both;
    use crate::store::{Store, pause_after, persistently, person};

    /// Small in each ordinary run; all of it when it is to be proven.
    fn counts() -> (usize, usize) {
        if std::env::var_os("INDGANG_PROOF").is_some() {
            (500, 1000)
        } else {
            (12, 4)
        }
    }

    fn config() -> Config {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../indgang.toml");
        Config::read(Path::new(file)).unwrap()
    }

    /// A day that is long from now and no holiday.
    fn day() -> Date {
        let day = clock::today().plus_days(20);
        let wednesday = 2 - i32::from(day.weekday());
        let day = day.plus_days(wednesday);
        if crate::http::meetings::search::closed(&config(), day) {
            day.plus_days(7)
        } else {
            day
        }
    }

    fn hours(hours: &str) -> OwnTimes {
        let opening = Opening {
            hours: hours.parse().unwrap(),
            place: "raadhus".to_owned(),
            forms: Form::ALL.to_vec(),
            kinds: Vec::new(),
        };
        let extra = Extra {
            date: indgang_domain::hours::Dato(day()),
            opening,
        };
        OwnTimes {
            room: String::new(),
            times: Times {
                extra: vec![extra],
                ..Times::default()
            },
        }
    }

    /// Somebody of a unit who has time on the day.
    async fn staff_member(store: &Store, name: &str, unit: &str, open: &str) -> String {
        let mut transaction = store.write().await.unwrap();
        let somebody = person::Person {
            name: name.to_owned(),
            cpr: None,
        };
        let id = person::keep(&mut transaction, ("test", name), &somebody, 0)
            .await
            .unwrap();
        staff::keep(&mut transaction, (&id, unit), &hours(open))
            .await
            .unwrap();
        transaction.commit().await.unwrap();
        id
    }

    fn at(hour: u16) -> i64 {
        clock::moment(day(), hour * 60).unwrap()
    }

    /// As a request does it: done again when it lost against another.
    async fn tries(
        store: &Store,
        citizen: &str,
        kind: &str,
        start: i64,
    ) -> Result<Meeting, Refusal> {
        let config = config();
        let kind = config.meetings.kind(kind).unwrap();
        let wanted = Wanted {
            start,
            form: Form::InPerson,
            place: "raadhus",
        };
        let mut number = 1;
        loop {
            let attempt = async {
                let now = clock::now();
                let who = (citizen, kind);
                let choice =
                    choose(&mut store.read().await?, &config, who, wanted, "", now).await?;
                let mut transaction = store.write().await?;
                let made = reserve(&mut transaction, &config, who, choice.as_ref(), None, now);
                match made.await {
                    Ok(made) => {
                        transaction.commit().await?;
                        Ok(made)
                    }
                    Err(refusal) => {
                        let wanted = Some((kind, wanted));
                        Err(refused(store, &config, transaction, wanted, refusal).await?)
                    }
                }
            };
            match (attempt.await, pause_after(number)) {
                (Err(Refusal::Store(StoreError::Contended(_))), Some(pause)) => {
                    tokio::time::sleep(pause).await;
                }
                (done, _) => return done,
            }
            number += 1;
        }
    }

    /// Everything that is taken, by thing and piece of time, and by whom.
    async fn all_taken(store: &Store) -> BTreeMap<(String, i64), String> {
        let rows: Vec<(String, i64, String)> =
            sqlx::query_as("SELECT what, tick, owner FROM meeting_taken")
                .fetch_all(&mut *store.read().await.unwrap())
                .await
                .unwrap();
        rows.into_iter()
            .map(|(what, tick, owner)| ((what, tick), owner))
            .collect()
    }

    on_both! {
        async fn of_many_who_want_the_same_time_exactly_one_gets_it(store: Store) {
            let (clients, rounds) = counts();
            let sara = staff_member(&store, "Sara Friis", "ydelse", "8.00-16.00").await;
            for round in 0..rounds {
                let mut clients_of_round = JoinSet::new();
                for client in 0..clients {
                    let store = store.clone();
                    let citizen = format!("{round}-{client}");
                    clients_of_round.spawn(async move {
                        tries(&store, &citizen, "ydelsessamtale", at(9)).await
                    });
                }
                let mut winners = Vec::new();
                for result in clients_of_round.join_all().await {
                    match result {
                        Ok(meeting) => winners.push(meeting),
                        Err(Refusal::SlotTaken(nearest)) => {
                            assert!(nearest.iter().all(|time| time.start != at(9)), "{nearest:?}");
                            assert!(!nearest.is_empty());
                        }
                        Err(other) => panic!("{other:?}"),
                    }
                }
                assert_eq!(winners.len(), 1, "round {round}");
                let taken = all_taken(&store).await;
                let owners: BTreeSet<&String> = (taken.iter())
                    .filter(|((what, _), _)| *what == taken::time_of(&sara))
                    .map(|(_, owner)| owner)
                    .collect();
                assert_eq!(owners, BTreeSet::from([&winners[0].id]));
                // The winner goes away again, for the next round.
                persistently(|| async {
                    let mut transaction = store.write().await?;
                    let now = clock::now();
                    taken::give_back(&mut transaction, &winners[0].id).await?;
                    let mut gone = winners[0].clone();
                    gone.status = Status::Lapsed;
                    meetings::change(&mut transaction, &mut gone, now).await?;
                    transaction.commit().await
                }).await.unwrap();
            }
        }

        async fn talks_with_one_and_with_two_units_never_overlap(store: Store) {
            let (clients, _) = counts();
            staff_member(&store, "Sara Friis", "job", "8.00-12.00").await;
            staff_member(&store, "Mads Kjær", "job", "10.00-12.00").await;
            staff_member(&store, "Yusuf Demir", "ydelse", "8.00-12.00").await;
            let mut all = JoinSet::new();
            for client in 0..clients {
                let store = store.clone();
                let kind = ["foerste_samtale", "jobsamtale", "ydelsessamtale", "informationsmoede"][client % 4];
                let start = at(8) + i64::try_from(client).unwrap() * 7 % 16 * 15 * MINUTE;
                let citizen = format!("citizen-{client}");
                all.spawn(async move { tries(&store, &citizen, kind, start).await });
            }
            let made: Vec<Meeting> =
                all.join_all().await.into_iter().filter_map(Result::ok).collect();
            assert!(made.len() >= 4, "{}", made.len());
            let taken = all_taken(&store).await;
            let config = config();
            for meeting in &made {
                let kind = config.meetings.kind(&meeting.kind).unwrap();
                let hosts = meetings::hosts(&mut store.read().await.unwrap(), &meeting.id).await.unwrap();
                assert_eq!(hosts.len(), kind.units.len());
                for host in hosts {
                    let owner = if kind.is_group() {
                        taken::session(&kind.key, &host.person, meeting.starts_at)
                    } else {
                        meeting.id.clone()
                    };
                    let mut tick = meeting.starts_at;
                    while tick < meeting.ends_at {
                        let key = (taken::time_of(&host.person), tick / TICK);
                        assert_eq!(taken.get(&key), Some(&owner), "{meeting:?}");
                        tick += TICK;
                    }
                }
            }
        }

        async fn a_reservation_that_ran_out_is_in_nobodys_way(store: Store) {
            staff_member(&store, "Sara Friis", "ydelse", "8.00-16.00").await;
            let mut first = tries(&store, "mette", "ydelsessamtale", at(9)).await.unwrap();
            let refused = tries(&store, "bent", "ydelsessamtale", at(9)).await;
            assert!(matches!(refused, Err(Refusal::SlotTaken(_))));
            first.kept_until = clock::now() - 1;
            let mut transaction = store.write().await.unwrap();
            meetings::change(&mut transaction, &mut first, clock::now()).await.unwrap();
            transaction.commit().await.unwrap();
            let second = tries(&store, "bent", "ydelsessamtale", at(9)).await.unwrap();
            let owners: BTreeSet<String> = all_taken(&store).await.into_values().collect();
            assert_eq!(owners, BTreeSet::from([second.id]));
        }

        async fn an_earlier_time_is_kept_for_one_and_takes_the_place_of_the_later(store: Store) {
            let sara = staff_member(&store, "Sara Friis", "job", "8.00-16.00").await;
            let config = config();
            let kind = config.meetings.kind("jobsamtale").unwrap();
            let mut late = tries(&store, "mette", "jobsamtale", at(14)).await.unwrap();
            late.status = Status::Booked;
            late.wants_earlier = true;
            let now = clock::now();
            let mut transaction = store.write().await.unwrap();
            meetings::change(&mut transaction, &mut late, now).await.unwrap();
            let wanted = Wanted { start: at(9), form: Form::InPerson, place: "raadhus" };
            let who = ("mette", kind);
            let choice = choose(&mut transaction, &config, who, wanted, &late.id, now).await.unwrap();
            let offered = reserve(&mut transaction, &config, who, choice.as_ref(), Some(&late), now);
            let offered = offered.await.unwrap();
            transaction.commit().await.unwrap();
            let refused = tries(&store, "bent", "jobsamtale", at(9)).await;
            assert!(matches!(refused, Err(Refusal::SlotTaken(_))), "it is kept for Mette");

            let mut transaction = store.write().await.unwrap();
            offer::answer(&mut transaction, &config, &mut late, true, now).await.unwrap();
            meetings::change(&mut transaction, &mut late, now).await.unwrap();
            transaction.commit().await.unwrap();
            assert_eq!(late.starts_at, at(9));
            let gone = meetings::find(&mut store.read().await.unwrap(), &offered.id).await.unwrap();
            assert_eq!(gone, None);
            let taken = all_taken(&store).await;
            let of_sara: Vec<i64> = (taken.keys())
                .filter(|(what, _)| *what == taken::time_of(&sara))
                .map(|(_, tick)| *tick)
                .collect();
            assert_eq!(of_sara, (at(9) / TICK..at(9) / TICK + 6).collect::<Vec<_>>());
            assert_eq!(taken.get(&(taken::ahead_of("mette"), 0)), Some(&late.id));
            tries(&store, "bent", "jobsamtale", at(14)).await.unwrap();
        }
    }
}
