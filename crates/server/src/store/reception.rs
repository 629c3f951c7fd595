//! Who has come today. All of it is forgotten with the day.

use indgang_api::events::HOUSE;
use indgang_api::reception::{DESK, TicketStatus};
use uuid::Uuid;

use super::{StoreError, Transaction, events};
use crate::keys::Sealed;

/// Where the telephone of who waits outside is sealed to.
pub const PHONE: &str = "ticket.phone";

/// Numbers of who comes with an errand, and of who comes to a meeting.
const ERRANDS: &str = "A";
const MEETINGS: &str = "B";

/// Somebody who has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ticket {
    pub id: String,
    pub place: String,
    /// As the screen shows it: `A001`.
    pub label: String,
    pub status: TicketStatus,
    pub meeting: Option<String>,
    pub errand: Option<String>,
    pub language: Option<String>,
    pub phone: Option<String>,
    pub room: String,
    pub called_by: Option<String>,
    pub came_at: i64,
    pub called_at: Option<i64>,
    pub done_at: Option<i64>,
}

/// What somebody comes for.
#[derive(Clone, Copy, Debug)]
pub enum For<'a> {
    Meeting(&'a str),
    Errand {
        key: &'a str,
        phone: Option<&'a str>,
    },
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    place: String,
    series: String,
    number: i64,
    status: String,
    meeting: Option<String>,
    errand: Option<String>,
    language: Option<String>,
    phone: Option<Vec<u8>>,
    room: String,
    called_by: Option<String>,
    came_at: i64,
    called_at: Option<i64>,
    done_at: Option<i64>,
}

impl Row {
    fn opened(self, transaction: &Transaction) -> Result<Ticket, StoreError> {
        let open = |sealed: Vec<u8>| transaction.keys().open(PHONE, &self.id, &sealed);
        let phone = self.phone.map(open).transpose()?;
        let phone = phone.map(String::from_utf8).transpose();
        Ok(Ticket {
            label: format!("{}{:03}", self.series, self.number),
            status: TicketStatus::named(&self.status).ok_or(Sealed)?,
            phone: phone.map_err(|_| Sealed)?,
            id: self.id,
            place: self.place,
            meeting: self.meeting,
            errand: self.errand,
            language: self.language,
            room: self.room,
            called_by: self.called_by,
            came_at: self.came_at,
            called_at: self.called_at,
            done_at: self.done_at,
        })
    }
}

/// Gives the next number of a day at a place.
///
/// Counted by hand, as events are: two at the same time want the same number, the key lets one have it, and
/// the other counts again.
pub async fn draw(
    transaction: &mut Transaction,
    (day, place): (&str, &str),
    what: For<'_>,
    language: Option<&str>,
    now: i64,
) -> Result<Ticket, StoreError> {
    let id = Uuid::new_v4().to_string();
    let (series, meeting, errand, phone) = match what {
        For::Meeting(meeting) => (MEETINGS, Some(meeting), None, None),
        For::Errand { key, phone } => (ERRANDS, None, Some(key), phone),
    };
    let phone = phone
        .map(|phone| transaction.keys().seal(PHONE, &id, phone.as_bytes()))
        .transpose()?;
    sqlx::query(
        "INSERT INTO ticket (id, day, place, series, number, status, meeting, errand, language, phone, \
         room, came_at) SELECT $1, $2, $3, $4, COALESCE(MAX(number), 0) + 1, 'waiting', $5, $6, $7, $8, \
         '', CAST($9 AS BIGINT) FROM ticket WHERE day = $2 AND place = $3 AND series = $4",
    )
    .bind(&id)
    .bind(day)
    .bind(place)
    .bind(series)
    .bind(meeting)
    .bind(errand)
    .bind(language)
    .bind(phone)
    .bind(now)
    .execute(&mut **transaction)
    .await?;
    let ticket = find(transaction, &id).await?.ok_or(Sealed)?;
    tell(transaction, &ticket, now).await?;
    Ok(ticket)
}

const COLUMNS: &str = "id, place, series, number, status, meeting, errand, language, phone, room, \
                       called_by, came_at, called_at, done_at";

/// Tickets that a condition holds for; `$1` and `$2` are what it asks for.
async fn those(
    transaction: &mut Transaction,
    condition: &'static str,
    (one, two): (&str, &str),
) -> Result<Vec<Ticket>, StoreError> {
    let query = format!("SELECT {COLUMNS} FROM ticket WHERE {condition}");
    let rows: Vec<Row> = sqlx::query_as(sqlx::AssertSqlSafe(query))
        .bind(one)
        .bind(two)
        .fetch_all(&mut **transaction)
        .await?;
    (rows.into_iter())
        .map(|row| row.opened(transaction))
        .collect()
}

pub async fn find(transaction: &mut Transaction, id: &str) -> Result<Option<Ticket>, StoreError> {
    let found = those(transaction, "id = $1 AND status <> $2", (id, "")).await?;
    Ok(found.into_iter().next())
}

/// The ticket of who came to a meeting.
pub async fn of_meeting(
    transaction: &mut Transaction,
    meeting: &str,
) -> Result<Option<Ticket>, StoreError> {
    let found = those(transaction, "meeting = $1 AND status <> $2", (meeting, "")).await?;
    Ok(found.into_iter().next())
}

/// All of a day at a place, in the order in which they came.
pub async fn of_day(
    transaction: &mut Transaction,
    (day, place): (&str, &str),
) -> Result<Vec<Ticket>, StoreError> {
    const CONDITION: &str = "day = $1 AND place = $2 ORDER BY came_at, series, number";
    those(transaction, CONDITION, (day, place)).await
}

/// Keeps what a ticket has become.
pub async fn change(
    transaction: &mut Transaction,
    ticket: &Ticket,
    now: i64,
) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE ticket SET status = $2, errand = $3, room = $4, called_by = $5, called_at = $6, \
         done_at = $7 WHERE id = $1",
    )
    .bind(&ticket.id)
    .bind(ticket.status.name())
    .bind(&ticket.errand)
    .bind(&ticket.room)
    .bind(&ticket.called_by)
    .bind(ticket.called_at)
    .bind(ticket.done_at)
    .execute(&mut **transaction)
    .await?;
    tell(transaction, ticket, now).await
}

/// Tells the house that something has become of an errand; of a meeting it hears with the meeting.
async fn tell(transaction: &mut Transaction, ticket: &Ticket, now: i64) -> Result<(), StoreError> {
    match ticket.meeting {
        Some(_) => Ok(()),
        None => events::add(transaction, HOUSE, HOUSE, DESK, now).await,
    }
}

/// Says in which language who came to a meeting reads.
pub async fn set_language(
    transaction: &mut Transaction,
    id: &str,
    language: &str,
) -> Result<(), StoreError> {
    sqlx::query("UPDATE ticket SET language = $2 WHERE id = $1")
        .bind(id)
        .bind(language)
        .execute(&mut **transaction)
        .await?;
    Ok(())
}

/// Counts that a kiosk asks for a date of birth, and gives how often it has since a moment.
pub async fn searched(
    transaction: &mut Transaction,
    device: &str,
    (since, now): (i64, i64),
) -> Result<i64, StoreError> {
    sqlx::query("INSERT INTO ticket_search (id, device, at) VALUES ($1, $2, $3)")
        .bind(Uuid::new_v4().to_string())
        .bind(device)
        .bind(now)
        .execute(&mut **transaction)
        .await?;
    Ok(
        sqlx::query_scalar("SELECT COUNT(*) FROM ticket_search WHERE device = $1 AND at > $2")
            .bind(device)
            .bind(since)
            .fetch_one(&mut **transaction)
            .await?,
    )
}

/// Forgets the days before a midnight, also what kiosks were answered then; gives how many had come.
pub async fn forget(transaction: &mut Transaction, midnight: i64) -> Result<u64, StoreError> {
    for statement in [
        "DELETE FROM ticket_search WHERE at < $1",
        "DELETE FROM idempotency WHERE created_at < $1 AND owner IN (SELECT id FROM device)",
    ] {
        sqlx::query(statement)
            .bind(midnight)
            .execute(&mut **transaction)
            .await?;
    }
    let done = sqlx::query("DELETE FROM ticket WHERE came_at < $1")
        .bind(midnight)
        .execute(&mut **transaction)
        .await?;
    Ok(done.rows_affected())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Store;

    const DAY: (&str, &str) = ("2026-12-07", "raadhus");

    async fn drawn(store: &Store, what: For<'_>, now: i64) -> Result<Ticket, StoreError> {
        let mut transaction = store.write().await?;
        let ticket = draw(&mut transaction, DAY, what, Some("ar"), now).await?;
        transaction.commit().await?;
        Ok(ticket)
    }

    const ERRAND: For<'_> = For::Errand {
        key: "andet",
        phone: Some("20 30 40 50"),
    };

    on_both! {
        async fn fifty_who_come_at_once_get_fifty_numbers(store: Store) {
            let all = (0..50).map(|_| {
                let store = store.clone();
                tokio::spawn(async move {
                    loop {
                        match drawn(&store, ERRAND, 0).await {
                            Err(StoreError::Contended(_)) => {}
                            done => return done.unwrap().label,
                        }
                    }
                })
            });
            let mut labels = Vec::new();
            for one in all.collect::<Vec<_>>() {
                labels.push(one.await.unwrap());
            }
            labels.sort_unstable();
            let expected: Vec<String> = (1..=50).map(|number| format!("A{number:03}")).collect();
            assert_eq!(labels, expected);
        }

        async fn each_day_and_each_series_begins_at_one_and_is_forgotten(store: Store) {
            let errand = drawn(&store, ERRAND, 10).await.unwrap();
            assert_eq!((errand.label.as_str(), errand.phone.as_deref()), ("A001", Some("20 30 40 50")));
            let meeting = drawn(&store, For::Meeting("m"), 20).await.unwrap();
            assert_eq!((meeting.label.as_str(), meeting.phone), ("B001", None));
            let mut transaction = store.write().await.unwrap();
            let next = ("2026-12-08", "raadhus");
            let tomorrow = draw(&mut transaction, next, ERRAND, None, 30).await.unwrap();
            assert_eq!(tomorrow.label, "A001");
            assert_eq!(searched(&mut transaction, "hall", (0, 10)).await.unwrap(), 1);
            assert_eq!(searched(&mut transaction, "hall", (10, 20)).await.unwrap(), 1);
            assert_eq!(forget(&mut transaction, 30).await.unwrap(), 2);
            assert_eq!(of_day(&mut transaction, DAY).await.unwrap(), []);
            assert_eq!(of_day(&mut transaction, next).await.unwrap(), [tomorrow]);
        }
    }
}
