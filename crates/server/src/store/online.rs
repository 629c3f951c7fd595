//! Online rooms: who is in one, and what is on its way to them. Several servers share them, so they stand in
//! the database; nothing stays there that has come, or that nobody waits for any more.

use indgang_api::online::{Peer as ShownPeer, SEATS, Say};
use uuid::Uuid;

use super::meetings::guest;
use super::{StoreError, Transaction, person};
use crate::keys::Sealed;
use crate::secret;

/// Where a message is sealed to.
pub const CONTENT: &str = "online_message.content";
/// After so long without a sign of its server a device is no longer there.
pub const SILENCE: i64 = 60_000;

/// A device in a room.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Peer {
    pub id: String,
    pub person: String,
    pub device: String,
    pub staff: i64,
    pub connection: String,
    pub here: i64,
}

/// Whose device it is that comes.
#[derive(Clone, Copy, Debug)]
pub struct Comer<'a> {
    pub meeting: &'a str,
    pub person: &'a str,
    pub device: &'a str,
    pub page: &'a str,
    pub is_staff: bool,
}

/// A place in a room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seat {
    pub meeting: String,
    pub peer: String,
    /// Which connection has it.
    pub connection: String,
}

/// A message, and its number in the room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    pub id: String,
    pub sequence: i64,
    pub from: String,
    pub said: Say,
}

/// Who hears that something has changed in a room.
pub fn audience(meeting: &str) -> String {
    format!("online:{meeting}")
}

/// Takes a place in a room. A device that was there before has its own again, and an older connection goes; on
/// another page it is somebody new to the others, who have to find it anew. `None`: there is no place left.
pub async fn enter(
    transaction: &mut Transaction,
    comer: Comer<'_>,
    now: i64,
) -> Result<Option<Seat>, StoreError> {
    sqlx::query("DELETE FROM online_peer WHERE meeting = $1 AND seen_at < $2")
        .bind(comer.meeting)
        .bind(now - SILENCE)
        .execute(&mut **transaction)
        .await?;
    let known: Option<(String, String)> = sqlx::query_as(
        "SELECT id, page FROM online_peer WHERE meeting = $1 AND person = $2 AND device = $3",
    )
    .bind(comer.meeting)
    .bind(comer.person)
    .bind(comer.device)
    .fetch_optional(&mut **transaction)
    .await?;
    let connection = secret::name();
    let peer = match known {
        Some((peer, page)) if page == comer.page => {
            sqlx::query(
                "UPDATE online_peer SET connection = $2, here = 1, seen_at = $3 WHERE id = $1",
            )
            .bind(&peer)
            .bind(&connection)
            .bind(now)
            .execute(&mut **transaction)
            .await?;
            peer
        }
        known => {
            if let Some((old, _)) = known {
                give_up(transaction, &old).await?;
            }
            if peers(transaction, comer.meeting, now).await?.len() >= SEATS {
                return Ok(None);
            }
            let peer = secret::name();
            sqlx::query(
                "INSERT INTO online_room (meeting, sequence) VALUES ($1, 0) ON CONFLICT DO NOTHING",
            )
            .bind(comer.meeting)
            .execute(&mut **transaction)
            .await?;
            sqlx::query(
                "INSERT INTO online_peer (id, meeting, person, device, page, staff, connection, here, seen_at) \
                 VALUES ($1, $2, $3, $4, $5, $6, $7, 1, $8)",
            )
            .bind(&peer)
            .bind(comer.meeting)
            .bind(comer.person)
            .bind(comer.device)
            .bind(comer.page)
            .bind(i64::from(comer.is_staff))
            .bind(&connection)
            .bind(now)
            .execute(&mut **transaction)
            .await?;
            peer
        }
    };
    transaction.ring(audience(comer.meeting));
    Ok(Some(Seat {
        meeting: comer.meeting.to_owned(),
        peer,
        connection,
    }))
}

async fn give_up(transaction: &mut Transaction, peer: &str) -> Result<(), StoreError> {
    for statement in [
        "DELETE FROM online_message WHERE peer = $1",
        "DELETE FROM online_peer WHERE id = $1",
    ] {
        sqlx::query(statement)
            .bind(peer)
            .execute(&mut **transaction)
            .await?;
    }
    Ok(())
}

/// Who is in a room, always in the same order.
pub async fn peers(
    transaction: &mut Transaction,
    meeting: &str,
    now: i64,
) -> Result<Vec<Peer>, StoreError> {
    Ok(sqlx::query_as(
        "SELECT id, person, device, staff, connection, here FROM online_peer \
         WHERE meeting = $1 AND seen_at >= $2 ORDER BY staff, id",
    )
    .bind(meeting)
    .bind(now - SILENCE)
    .fetch_all(&mut **transaction)
    .await?)
}

/// The same, as the room shows them.
pub async fn shown(
    transaction: &mut Transaction,
    peers: &[Peer],
) -> Result<Vec<ShownPeer>, StoreError> {
    let mut shown = Vec::new();
    for peer in peers {
        let name = match person::find(transaction, &peer.person).await? {
            Some(person) => Some(person.name),
            None => guest::find(transaction, &peer.person)
                .await?
                .map(|guest| guest.name),
        };
        shown.push(ShownPeer {
            id: peer.id.clone(),
            name: name.unwrap_or_default(),
            staff: peer.staff != 0,
            here: peer.here != 0,
        });
    }
    Ok(shown)
}

/// Says that the connection is still there, and whether the place is still its own.
pub async fn seen(
    transaction: &mut Transaction,
    seat: &Seat,
    now: i64,
) -> Result<bool, StoreError> {
    let done = sqlx::query("UPDATE online_peer SET seen_at = $3 WHERE id = $1 AND connection = $2")
        .bind(&seat.peer)
        .bind(&seat.connection)
        .bind(now)
        .execute(&mut **transaction)
        .await?;
    Ok(done.rows_affected() > 0)
}

/// The connection is lost: its place is kept for a while.
pub async fn lost(transaction: &mut Transaction, seat: &Seat) -> Result<(), StoreError> {
    sqlx::query("UPDATE online_peer SET here = 0 WHERE id = $1 AND connection = $2")
        .bind(&seat.peer)
        .bind(&seat.connection)
        .execute(&mut **transaction)
        .await?;
    transaction.ring(audience(&seat.meeting));
    Ok(())
}

/// Gives the place up, with what was on its way there; the last one takes the room with them.
pub async fn leave(transaction: &mut Transaction, seat: &Seat) -> Result<(), StoreError> {
    let gone = sqlx::query("DELETE FROM online_peer WHERE id = $1 AND connection = $2")
        .bind(&seat.peer)
        .bind(&seat.connection)
        .execute(&mut **transaction)
        .await?;
    if gone.rows_affected() == 0 {
        return Ok(());
    }
    sqlx::query("DELETE FROM online_message WHERE peer = $1")
        .bind(&seat.peer)
        .execute(&mut **transaction)
        .await?;
    let left: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM online_peer WHERE meeting = $1")
        .bind(&seat.meeting)
        .fetch_one(&mut **transaction)
        .await?;
    if left == 0 {
        end(transaction, &seat.meeting).await?;
    }
    transaction.ring(audience(&seat.meeting));
    Ok(())
}

/// Nothing of a room stays.
pub async fn end(transaction: &mut Transaction, meeting: &str) -> Result<(), StoreError> {
    for statement in [
        "DELETE FROM online_message WHERE meeting = $1",
        "DELETE FROM online_peer WHERE meeting = $1",
        "DELETE FROM online_room WHERE meeting = $1",
    ] {
        sqlx::query(statement)
            .bind(meeting)
            .execute(&mut **transaction)
            .await?;
    }
    transaction.ring(audience(meeting));
    Ok(())
}

/// Puts a message on its way to one of the others, or to all. `false`: the place is no longer the sender's.
pub async fn say(
    transaction: &mut Transaction,
    seat: &Seat,
    said: &Say,
    now: i64,
) -> Result<bool, StoreError> {
    let peers = peers(transaction, &seat.meeting, now).await?;
    let is_own = |peer: &Peer| peer.id == seat.peer && peer.connection == seat.connection;
    if !peers.iter().any(is_own) {
        return Ok(false);
    }
    let others = peers.iter().filter(|peer| peer.id != seat.peer);
    let to: Vec<&Peer> = match said.to() {
        Some(one) => others.filter(|peer| peer.id == one).collect(),
        None => others.collect(),
    };
    if to.is_empty() {
        return Ok(true);
    }
    // The number is taken in the same transaction: who writes at the same moment does it again.
    sqlx::query("UPDATE online_room SET sequence = sequence + 1 WHERE meeting = $1")
        .bind(&seat.meeting)
        .execute(&mut **transaction)
        .await?;
    let sequence: Option<i64> =
        sqlx::query_scalar("SELECT sequence FROM online_room WHERE meeting = $1")
            .bind(&seat.meeting)
            .fetch_optional(&mut **transaction)
            .await?;
    let content = serde_json::to_vec(&(&seat.peer, said)).map_err(|_| Sealed)?;
    for peer in to {
        let id = Uuid::new_v4().to_string();
        let sealed = transaction.keys().seal(CONTENT, &id, &content)?;
        sqlx::query(
            "INSERT INTO online_message (id, meeting, peer, sequence, content) \
             VALUES ($1, $2, $3, $4, $5)",
        )
        .bind(id)
        .bind(&seat.meeting)
        .bind(&peer.id)
        .bind(sequence.unwrap_or_default())
        .bind(sealed)
        .execute(&mut **transaction)
        .await?;
    }
    transaction.ring(audience(&seat.meeting));
    Ok(true)
}

/// What is on its way to a place, the oldest first.
pub async fn coming(
    transaction: &mut Transaction,
    seat: &Seat,
) -> Result<Vec<Message>, StoreError> {
    let rows: Vec<(String, i64, Vec<u8>)> = sqlx::query_as(
        "SELECT id, sequence, content FROM online_message \
         WHERE meeting = $1 AND peer = $2 ORDER BY sequence LIMIT 100",
    )
    .bind(&seat.meeting)
    .bind(&seat.peer)
    .fetch_all(&mut **transaction)
    .await?;
    rows.into_iter()
        .map(|(id, sequence, sealed)| {
            let content = transaction.keys().open(CONTENT, &id, &sealed)?;
            let (from, said) = serde_json::from_slice(&content).map_err(|_| Sealed)?;
            Ok(Message {
                id,
                sequence,
                from,
                said,
            })
        })
        .collect()
}

/// Deletes what has come.
pub async fn has_come(
    transaction: &mut Transaction,
    messages: &[Message],
) -> Result<(), StoreError> {
    for message in messages {
        sqlx::query("DELETE FROM online_message WHERE id = $1")
            .bind(&message.id)
            .execute(&mut **transaction)
            .await?;
    }
    Ok(())
}

/// Deletes rooms that a server left behind when it ended without a farewell.
pub async fn forget(transaction: &mut Transaction, now: i64) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM online_peer WHERE seen_at < $1")
        .bind(now - SILENCE)
        .execute(&mut **transaction)
        .await?;
    for statement in [
        "DELETE FROM online_message WHERE peer NOT IN (SELECT id FROM online_peer)",
        "DELETE FROM online_room WHERE meeting NOT IN (SELECT meeting FROM online_peer)",
    ] {
        sqlx::query(statement).execute(&mut **transaction).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Store, persistently};

    fn comer(person: &'static str, device: &'static str) -> Comer<'static> {
        Comer {
            meeting: "m",
            person,
            device,
            page: "1",
            is_staff: person == "sara",
        }
    }

    async fn entered(store: &Store, comer: Comer<'_>, now: i64) -> Option<Seat> {
        let mut transaction = store.write().await.unwrap();
        let seat = enter(&mut transaction, comer, now).await.unwrap();
        transaction.commit().await.unwrap();
        seat
    }

    async fn said(store: &Store, seat: &Seat, text: &str) -> bool {
        let mut transaction = store.write().await.unwrap();
        let text = text.to_owned();
        let said = say(&mut transaction, seat, &Say::Chat { text }, 0).await;
        transaction.commit().await.unwrap();
        said.unwrap()
    }

    async fn rows(store: &Store) -> i64 {
        let mut transaction = store.read().await.unwrap();
        sqlx::query_scalar(
            "SELECT (SELECT COUNT(*) FROM online_room) + (SELECT COUNT(*) FROM online_peer) \
             + (SELECT COUNT(*) FROM online_message)",
        )
        .fetch_one(&mut *transaction)
        .await
        .unwrap()
    }

    on_both! {
        async fn what_is_said_reaches_the_others_once_in_its_order(store: Store) {
            let mette = entered(&store, comer("mette", "a"), 0).await.unwrap();
            let sara = entered(&store, comer("sara", "a"), 0).await.unwrap();
            for text in ["Hej", "Kan du høre mig?"] {
                assert!(said(&store, &mette, text).await);
            }
            let mut transaction = store.write().await.unwrap();
            let messages = coming(&mut transaction, &sara).await.unwrap();
            let heard: Vec<_> = messages.iter().map(|it| (it.sequence, &it.from)).collect();
            assert_eq!(heard, [(1, &mette.peer), (2, &mette.peer)]);
            assert_eq!(coming(&mut transaction, &mette).await.unwrap(), []);
            has_come(&mut transaction, &messages).await.unwrap();
            assert_eq!(coming(&mut transaction, &sara).await.unwrap(), []);
        }

        async fn those_who_write_at_the_same_moment_are_all_heard(store: Store) {
            let sara = entered(&store, comer("sara", "a"), 0).await.unwrap();
            let mut seats = Vec::new();
            for device in ["a", "b", "c"] {
                seats.push(entered(&store, comer("mette", device), 0).await.unwrap());
            }
            let mut writers = tokio::task::JoinSet::new();
            for seat in seats {
                let store = store.clone();
                writers.spawn(async move {
                    for _ in 0..20 {
                        persistently(|| async {
                            let mut transaction = store.write().await?;
                            let text = "Hej".to_owned();
                            say(&mut transaction, &seat, &Say::Chat { text }, 0).await?;
                            transaction.commit().await
                        })
                        .await
                        .unwrap();
                    }
                });
            }
            writers.join_all().await;
            let mut transaction = store.read().await.unwrap();
            let heard = coming(&mut transaction, &sara).await.unwrap();
            let numbers: Vec<_> = heard.iter().map(|it| it.sequence).collect();
            assert_eq!(numbers, (1..=60).collect::<Vec<_>>());
        }

        async fn who_comes_again_has_their_own_place_and_the_old_connection_has_it_no_more(store: Store) {
            let first = entered(&store, comer("mette", "a"), 0).await.unwrap();
            let sara = entered(&store, comer("sara", "a"), 0).await.unwrap();
            let mut transaction = store.write().await.unwrap();
            lost(&mut transaction, &first).await.unwrap();
            transaction.commit().await.unwrap();
            assert!(said(&store, &sara, "Er du der?").await);
            let again = entered(&store, comer("mette", "a"), 1).await.unwrap();
            assert_eq!(again.peer, first.peer);
            assert!(!said(&store, &first, "Nej").await);
            // Loaded again, the page knows nothing of what was: it is somebody new.
            let loaded = Comer { page: "2", ..comer("mette", "b") };
            let one = entered(&store, comer("mette", "b"), 1).await.unwrap();
            let other = entered(&store, loaded, 1).await.unwrap();
            assert_ne!(one.peer, other.peer);
            let mut transaction = store.write().await.unwrap();
            leave(&mut transaction, &other).await.unwrap();
            transaction.commit().await.unwrap();
            let mut transaction = store.write().await.unwrap();
            assert!(!seen(&mut transaction, &first, 2).await.unwrap());
            leave(&mut transaction, &first).await.unwrap();
            assert_eq!(peers(&mut transaction, "m", 2).await.unwrap().len(), 2);
            assert_eq!(coming(&mut transaction, &again).await.unwrap().len(), 1);
        }

        async fn a_room_has_four_places_and_the_last_one_takes_it_with_them(store: Store) {
            let mut seats = Vec::new();
            for device in ["a", "b", "c", "d"] {
                seats.push(entered(&store, comer("mette", device), 0).await.unwrap());
            }
            assert_eq!(entered(&store, comer("sara", "a"), 1).await, None);
            assert!(entered(&store, comer("mette", "d"), 1).await.is_some());
            said(&store, &seats[0], "Hej").await;
            assert!(rows(&store).await > 0);
            // The place of a server that is silent is free again.
            assert!(entered(&store, comer("sara", "a"), SILENCE + 1).await.is_some());
            let mut transaction = store.write().await.unwrap();
            forget(&mut transaction, 3 * SILENCE).await.unwrap();
            transaction.commit().await.unwrap();
            assert_eq!(rows(&store).await, 0);

            let alone = entered(&store, comer("mette", "a"), 0).await.unwrap();
            let mut transaction = store.write().await.unwrap();
            leave(&mut transaction, &alone).await.unwrap();
            transaction.commit().await.unwrap();
            assert_eq!(rows(&store).await, 0);
        }
    }
}
