//! Meetings: what was reserved and booked, and what time that takes.

pub mod deadline;
pub mod feed;
pub mod guest;
pub mod staff;
pub mod taken;

use indgang_api::events::HOUSE;
use indgang_api::meetings::{OnTheWay, Wishes};
use indgang_domain::meetings::{Form, MINUTE, Status};
use indgang_law::calendar::Month;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{StoreError, Transaction, events, online, person};
use crate::keys::Sealed;

/// Where what is private about a meeting is sealed to.
pub const PRIVATE: &str = "meeting.private";
/// Where the words of a feedback are sealed to.
pub const WORDS: &str = "meeting_feedback.words";
/// The kind of an event about a meeting.
const EVENT: &str = "meeting";
/// How soon a meeting begins of which the whole house hears: all would wait for each other to write what is later.
const SOON: i64 = 24 * 60 * MINUTE;

/// A meeting as it is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Meeting {
    pub id: String,
    pub citizen: String,
    pub kind: String,
    pub form: Form,
    pub place: String,
    pub starts_at: i64,
    pub ends_at: i64,
    pub status: Status,
    /// An earlier time that is offered: the meeting that it would be.
    pub instead_of: Option<String>,
    /// Of a reservation.
    pub kept_until: i64,
    pub extended: i64,
    pub version: i64,
    pub private: Private,
    pub wants_earlier: bool,
    pub changed_at: i64,
}

/// What is kept of it under seal.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Private {
    pub wishes: Wishes,
    pub delayed: Option<u16>,
    pub on_the_way: Option<OnTheWay>,
    pub summary: Option<String>,
    pub reason: Option<String>,
    /// What the citizen says happened when they did not come.
    pub explanation: Option<String>,
    pub has_feedback: bool,
    /// Earlier times that were not wanted.
    pub declined: Vec<i64>,
    /// Whether somebody at the desk chose the time.
    #[serde(default)]
    pub by_desk: bool,
}

/// Who of the municipality takes part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Host {
    pub person: String,
    pub name: String,
    pub unit: String,
    pub room: String,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    citizen: String,
    kind: String,
    form: String,
    place: String,
    starts_at: i64,
    ends_at: i64,
    status: String,
    instead_of: Option<String>,
    kept_until: i64,
    extended: i64,
    version: i64,
    private: Vec<u8>,
    wants_earlier: i64,
    changed_at: i64,
}

impl Row {
    fn opened(self, transaction: &Transaction) -> Result<Meeting, StoreError> {
        let private = transaction.keys().open(PRIVATE, &self.id, &self.private)?;
        Ok(Meeting {
            // Without the reader's words, which would quote what is sealed.
            private: serde_json::from_slice(&private).map_err(|_| Sealed)?,
            form: Form::named(&self.form).ok_or(Sealed)?,
            status: Status::named(&self.status).ok_or(Sealed)?,
            id: self.id,
            citizen: self.citizen,
            kind: self.kind,
            place: self.place,
            starts_at: self.starts_at,
            ends_at: self.ends_at,
            instead_of: self.instead_of,
            kept_until: self.kept_until,
            extended: self.extended,
            version: self.version,
            wants_earlier: self.wants_earlier != 0,
            changed_at: self.changed_at,
        })
    }
}

impl Meeting {
    /// Whether its time is taken at a moment.
    pub fn stands(&self, now: i64) -> bool {
        self.status.takes_time() && (self.status != Status::Reserved || self.kept_until > now)
    }

    fn sealed(&self, transaction: &Transaction) -> Result<Vec<u8>, StoreError> {
        let private = serde_json::to_vec(&self.private).map_err(|_| Sealed)?;
        Ok(transaction.keys().seal(PRIVATE, &self.id, &private)?)
    }
}

pub async fn add(transaction: &mut Transaction, meeting: &Meeting) -> Result<(), StoreError> {
    let private = meeting.sealed(transaction)?;
    sqlx::query(
        "INSERT INTO meeting (id, citizen, kind, form, place, starts_at, ends_at, status, kept_until, \
         extended, version, private, wants_earlier, reminded, changed_at, instead_of) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 0, $14, $15)",
    )
    .bind(&meeting.id)
    .bind(&meeting.citizen)
    .bind(&meeting.kind)
    .bind(meeting.form.name())
    .bind(&meeting.place)
    .bind(meeting.starts_at)
    .bind(meeting.ends_at)
    .bind(meeting.status.name())
    .bind(meeting.kept_until)
    .bind(meeting.extended)
    .bind(meeting.version)
    .bind(private)
    .bind(i64::from(meeting.wants_earlier))
    .bind(meeting.changed_at)
    .bind(&meeting.instead_of)
    .execute(&mut **transaction)
    .await?;
    Ok(())
}

/// Keeps what a meeting has become, as its next version.
pub async fn change(
    transaction: &mut Transaction,
    meeting: &mut Meeting,
    now: i64,
) -> Result<(), StoreError> {
    meeting.version += 1;
    meeting.changed_at = now;
    let private = meeting.sealed(transaction)?;
    sqlx::query(
        "UPDATE meeting SET form = $2, place = $3, starts_at = $4, ends_at = $5, status = $6, \
         kept_until = $7, extended = $8, version = $9, private = $10, wants_earlier = $11, \
         reminded = CASE WHEN starts_at = $4 THEN reminded ELSE 0 END, changed_at = $12 WHERE id = $1",
    )
    .bind(&meeting.id)
    .bind(meeting.form.name())
    .bind(&meeting.place)
    .bind(meeting.starts_at)
    .bind(meeting.ends_at)
    .bind(meeting.status.name())
    .bind(meeting.kept_until)
    .bind(meeting.extended)
    .bind(meeting.version)
    .bind(private)
    .bind(i64::from(meeting.wants_earlier))
    .bind(now)
    .execute(&mut **transaction)
    .await?;
    Ok(())
}

const COLUMNS: &str = "id, citizen, kind, form, place, starts_at, ends_at, status, instead_of, \
                       kept_until, extended, version, private, wants_earlier, changed_at";

/// Meetings that a condition holds for; `$1` and `$2` are what it asks for.
async fn those(
    transaction: &mut Transaction,
    condition: &'static str,
    (text, number): (&str, i64),
) -> Result<Vec<Meeting>, StoreError> {
    let query = format!("SELECT {COLUMNS} FROM meeting WHERE {condition}");
    let rows: Vec<Row> = sqlx::query_as(sqlx::AssertSqlSafe(query))
        .bind(text)
        .bind(number)
        .fetch_all(&mut **transaction)
        .await?;
    rows.into_iter()
        .map(|row| row.opened(transaction))
        .collect()
}

pub async fn find(transaction: &mut Transaction, id: &str) -> Result<Option<Meeting>, StoreError> {
    let found = those(transaction, "id = $1 AND version > $2", (id, 0)).await?;
    Ok(found.into_iter().next())
}

/// Of which kinds a citizen's meetings are, and how they stand: nothing sealed is opened for it.
pub async fn kinds(
    transaction: &mut Transaction,
    citizen: &str,
) -> Result<Vec<(String, Status)>, StoreError> {
    let rows: Vec<(String, String)> = sqlx::query_as(
        "SELECT DISTINCT kind, status FROM meeting WHERE citizen = $1 ORDER BY kind, status",
    )
    .bind(citizen)
    .fetch_all(&mut **transaction)
    .await?;
    rows.into_iter()
        .map(|(kind, status)| Ok((kind, Status::named(&status).ok_or(Sealed)?)))
        .collect()
}

/// A citizen's meetings since a moment, the earliest first.
pub async fn of_citizen(
    transaction: &mut Transaction,
    citizen: &str,
    since: i64,
) -> Result<Vec<Meeting>, StoreError> {
    const CONDITION: &str = "citizen = $1 AND ends_at > $2 ORDER BY starts_at, id";
    those(transaction, CONDITION, (citizen, since)).await
}

/// The meetings of a unit that begin on the day after a moment, the earliest first.
pub async fn of_unit(
    transaction: &mut Transaction,
    unit: &str,
    midnight: i64,
) -> Result<Vec<Meeting>, StoreError> {
    const CONDITION: &str = "starts_at >= $2 AND starts_at < $2 + 86400000 AND id IN \
                             (SELECT meeting FROM meeting_host WHERE unit = $1) ORDER BY starts_at, id";
    those(transaction, CONDITION, (unit, midnight)).await
}

/// The meetings to which somebody comes, from a midnight on for a day and a night.
pub async fn in_person_after(
    transaction: &mut Transaction,
    midnight: i64,
) -> Result<Vec<Meeting>, StoreError> {
    const CONDITION: &str = "form = $1 AND starts_at >= $2 AND starts_at < $2 + 129600000 \
                             ORDER BY starts_at, id";
    those(transaction, CONDITION, (Form::InPerson.name(), midnight)).await
}

/// Goes through all meetings that begin after a moment, the earliest first and a few at a time: for numbers that
/// are about nobody.
pub async fn each_since(
    transaction: &mut Transaction,
    moment: i64,
    mut one: impl FnMut(&Meeting),
) -> Result<(), StoreError> {
    const CONDITION: &str =
        "starts_at > $2 OR starts_at = $2 AND id > $1 ORDER BY starts_at, id LIMIT 200";
    let mut last = (moment, String::new());
    loop {
        let meetings = those(transaction, CONDITION, (&last.1, last.0)).await?;
        let Some(meeting) = meetings.last() else {
            return Ok(());
        };
        last = (meeting.starts_at, meeting.id.clone());
        meetings.iter().for_each(&mut one);
    }
}

/// The earlier time that is offered for a meeting.
pub async fn offer(
    transaction: &mut Transaction,
    meeting: &str,
    now: i64,
) -> Result<Option<Meeting>, StoreError> {
    const CONDITION: &str = "instead_of = $1 AND status = 'reserved' AND kept_until > $2";
    let found = those(transaction, CONDITION, (meeting, now)).await?;
    Ok(found.into_iter().next())
}

/// The one meeting that a citizen has ahead, while it is only reserved.
pub async fn reserved_by(
    transaction: &mut Transaction,
    citizen: &str,
    now: i64,
) -> Result<Option<String>, StoreError> {
    Ok(sqlx::query_scalar(
        "SELECT id FROM meeting JOIN meeting_taken ON owner = id \
         WHERE what = $1 AND status = 'reserved' AND kept_until > $2",
    )
    .bind(taken::ahead_of(citizen))
    .bind(now)
    .fetch_optional(&mut **transaction)
    .await?)
}

/// Forgets a meeting that never was one.
pub async fn delete(transaction: &mut Transaction, id: &str) -> Result<(), StoreError> {
    for statement in [
        "DELETE FROM meeting_host WHERE meeting = $1",
        "DELETE FROM meeting WHERE id = $1",
    ] {
        sqlx::query(statement)
            .bind(id)
            .execute(&mut **transaction)
            .await?;
    }
    Ok(())
}

/// What somebody has met about, and may still have to be done about it: since a moment.
pub async fn of_host(
    transaction: &mut Transaction,
    person: &str,
    since: i64,
) -> Result<Vec<Meeting>, StoreError> {
    const CONDITION: &str = "starts_at >= $2 AND id IN \
                             (SELECT meeting FROM meeting_host WHERE person = $1) ORDER BY starts_at, id";
    those(transaction, CONDITION, (person, since)).await
}

/// What begins between two moments and was not reminded of.
pub async fn to_remind(
    transaction: &mut Transaction,
    (now, until): (i64, i64),
) -> Result<Vec<Meeting>, StoreError> {
    const CONDITION: &str =
        "status = $1 AND starts_at <= $2 AND reminded = 0 ORDER BY starts_at, id";
    let mut due = those(transaction, CONDITION, (Status::Booked.name(), until)).await?;
    due.retain(|meeting| meeting.starts_at > now);
    Ok(due)
}

/// It was reminded of.
pub async fn reminded(transaction: &mut Transaction, id: &str) -> Result<(), StoreError> {
    sqlx::query("UPDATE meeting SET reminded = 1 WHERE id = $1")
        .bind(id)
        .execute(&mut **transaction)
        .await?;
    Ok(())
}

/// What somebody would like to have earlier and has no offer for; who asked first comes first.
pub async fn wanting_earlier(
    transaction: &mut Transaction,
    now: i64,
) -> Result<Vec<Meeting>, StoreError> {
    const CONDITION: &str = "status = $1 AND wants_earlier = 1 AND starts_at > $2 AND id NOT IN \
                             (SELECT instead_of FROM meeting WHERE instead_of IS NOT NULL \
                              AND status = 'reserved' AND kept_until > $2) ORDER BY changed_at, id";
    those(transaction, CONDITION, (Status::Booked.name(), now)).await
}

/// Says who takes part, instead of who did.
pub async fn set_hosts(
    transaction: &mut Transaction,
    meeting: &str,
    hosts: &[(String, String)],
) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM meeting_host WHERE meeting = $1")
        .bind(meeting)
        .execute(&mut **transaction)
        .await?;
    add_hosts(transaction, meeting, hosts).await
}

/// Says who takes part in a new meeting, and of which unit.
pub async fn add_hosts(
    transaction: &mut Transaction,
    meeting: &str,
    hosts: &[(String, String)],
) -> Result<(), StoreError> {
    for (person, unit) in hosts {
        sqlx::query("INSERT INTO meeting_host (meeting, person, unit) VALUES ($1, $2, $3)")
            .bind(meeting)
            .bind(person)
            .bind(unit)
            .execute(&mut **transaction)
            .await?;
    }
    Ok(())
}

/// Who takes part, in the order of their units.
pub async fn hosts(transaction: &mut Transaction, meeting: &str) -> Result<Vec<Host>, StoreError> {
    let rows: Vec<(String, String, Vec<u8>, String)> = sqlx::query_as(
        "SELECT meeting_host.person, meeting_host.unit, person.sealed, meeting_staff.times \
         FROM meeting_host JOIN person ON person.id = meeting_host.person \
         JOIN meeting_staff ON meeting_staff.person = meeting_host.person \
         WHERE meeting = $1 ORDER BY meeting_host.unit, meeting_host.person",
    )
    .bind(meeting)
    .fetch_all(&mut **transaction)
    .await?;
    rows.into_iter()
        .map(|(person, unit, sealed, times)| {
            let name = person::opened(transaction, &person, &sealed)?.name;
            let room = staff::read(&times)?.room;
            Ok(Host {
                person,
                name,
                unit,
                room,
            })
        })
        .collect()
}

/// Who has taken part in the citizen's meetings before.
pub async fn met(transaction: &mut Transaction, citizen: &str) -> Result<Vec<String>, StoreError> {
    Ok(sqlx::query_scalar(
        "SELECT DISTINCT meeting_host.person FROM meeting_host \
         JOIN meeting ON meeting.id = meeting_host.meeting \
         WHERE meeting.citizen = $1 AND meeting.status IN ('running', 'done')",
    )
    .bind(citizen)
    .fetch_all(&mut **transaction)
    .await?)
}

/// Tells the citizen, and the house when it is soon, that there is something to load again.
pub async fn tell(
    transaction: &mut Transaction,
    meeting: &Meeting,
    now: i64,
) -> Result<(), StoreError> {
    let own = indgang_api::meetings::ONE.replace("{meeting}", &meeting.id);
    events::add(transaction, &meeting.citizen, EVENT, &own, now).await?;
    if meeting.starts_at < now + SOON {
        events::add(transaction, HOUSE, HOUSE, indgang_api::meetings::DAY, now).await?;
    }
    transaction.ring(online::audience(&meeting.id));
    Ok(())
}

/// Keeps how a meeting was, without whose it was.
pub async fn keep_feedback(
    transaction: &mut Transaction,
    meeting: &Meeting,
    (rating, words): (u8, &str),
    month: &str,
) -> Result<(), StoreError> {
    let id = Uuid::new_v4().to_string();
    let words = transaction.keys().seal(WORDS, &id, words.as_bytes())?;
    sqlx::query(
        "INSERT INTO meeting_feedback (id, kind, form, month, rating, words) \
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(id)
    .bind(&meeting.kind)
    .bind(meeting.form.name())
    .bind(month)
    .bind(i64::from(rating))
    .bind(words)
    .execute(&mut **transaction)
    .await?;
    Ok(())
}

/// Forgets how meetings were before a month.
pub async fn forget_feedback(
    transaction: &mut Transaction,
    oldest: Month,
) -> Result<u64, StoreError> {
    let gone = sqlx::query("DELETE FROM meeting_feedback WHERE month < $1")
        .bind(oldest.to_string())
        .execute(&mut **transaction)
        .await?;
    Ok(gone.rows_affected())
}

/// How meetings were: the form, the month and the rating of each.
pub async fn ratings(
    transaction: &mut Transaction,
) -> Result<Vec<(String, String, i64)>, StoreError> {
    Ok(sqlx::query_as(
        "SELECT form, month, CAST(rating AS BIGINT) FROM meeting_feedback ORDER BY id",
    )
    .fetch_all(&mut **transaction)
    .await?)
}
