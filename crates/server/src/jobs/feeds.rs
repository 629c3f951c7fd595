//! Reads the calendars of who meets citizens, so that nobody books what is busy there. Several servers may do so
//! at once: each calendar is read by one of them.

use std::sync::Arc;
use std::time::Duration;

use indgang_api::meetings::Unread;
use indgang_domain::meetings::MINUTE;

use crate::clock;
use crate::config::Config;
use crate::feeds::{self, Fetched, Fetcher, Seen};
use crate::http::meetings::book::last_day;
use crate::store::meetings::feed::{self, Due};
use crate::store::{Store, StoreError, persistently};

/// Between looks when nothing is due: whoever names a calendar waits for it.
const PAUSE: Duration = Duration::from_secs(2);
const DAY: i64 = 24 * 60 * MINUTE;
/// How much further than one can book a calendar is read, so that one that does not change is read anew after
/// a week only.
const AHEAD: i64 = 7 * DAY;

/// As long as the program runs.
pub async fn run(store: Store, config: Arc<Config>, fetcher: Fetcher) {
    loop {
        match read_next(&store, &config, &fetcher, clock::now()).await {
            Ok(true) => {}
            Ok(false) | Err(StoreError::Contended(_)) => tokio::time::sleep(PAUSE).await,
            Err(error) => {
                tracing::warn!(%error, "the calendars elsewhere cannot be read: trying again");
                tokio::time::sleep(PAUSE * 5).await;
            }
        }
    }
}

/// Whether there was one.
async fn read_next(
    store: &Store,
    config: &Config,
    fetcher: &Fetcher,
    now: i64,
) -> Result<bool, StoreError> {
    let rules = config.meetings.feeds;
    let next = now + i64::from(rules.minutes.get()) * MINUTE;
    // A calendar whose server died is read again after this: longer than reading takes.
    let hold = now + i64::from(rules.seconds.get()) * 1000 + MINUTE;
    let mut transaction = store.write().await?;
    let due = feed::take(&mut transaction, now, hold).await?;
    transaction.commit().await?;
    let Some(due) = due else {
        return Ok(false);
    };
    let bookable = clock::midnight(last_day(config, clock::day(now)).plus_days(1));
    let known_until = bookable + AHEAD;
    let today = clock::midnight(clock::day(now));
    let read = read(fetcher, &due, (today, bookable, known_until)).await;
    if let Err(failure) = &read {
        // Without the address, which is a secret.
        tracing::info!(feed = due.id, ?failure, "a calendar elsewhere was not read");
    }
    persistently(|| async {
        let mut transaction = store.write().await?;
        match &read {
            Ok(None) => feed::unchanged(&mut transaction, &due.id, (now, next)).await?,
            Ok(Some((busy, seen))) => {
                let said = (busy, seen, known_until);
                feed::says(&mut transaction, &due, said, (now, next)).await?;
            }
            Err(failure) => feed::failed(&mut transaction, &due.id, *failure, next).await?,
        }
        transaction.commit().await
    })
    .await?;
    Ok(true)
}

/// What a calendar says now; `None`, when it says what it said.
async fn read(
    fetcher: &Fetcher,
    due: &Due,
    (today, bookable, known_until): (i64, i64, i64),
) -> Result<Option<(feeds::Busy, Seen)>, Unread> {
    let address = feeds::address(&due.address).ok_or(Unread::Refused)?;
    let is_known = due.known_until.is_some_and(|until| until >= bookable);
    let nothing = Seen::default();
    let seen = if is_known { &due.seen } else { &nothing };
    match fetcher.fetch(address, seen).await? {
        Fetched::Unchanged => Ok(None),
        Fetched::Calendar(text, seen) => {
            let window = (today, known_until);
            let busy = tokio::task::spawn_blocking(move || feeds::busy(&text, window)).await;
            // One that brings the reader down is none that can be read.
            let busy = busy.map_err(|_| Unread::NotACalendar)??;
            Ok(Some((busy, seen)))
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use indgang_api::meetings::OwnTimes;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::{TcpListener, TcpStream};

    use super::*;
    use crate::feeds::Reach;
    use crate::store::meetings::staff;
    use crate::store::person;
    use crate::store::testing::on_both;

    const CALENDAR: &str = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Bents ryg\r\n\
        DTSTART:20300515T070000Z\r\nDURATION:PT1H\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

    fn now() -> i64 {
        clock::midnight(indgang_law::calendar::Date::constant(2030, 5, 14))
    }

    /// Which is 9.00 to 10.00 on the day after.
    fn busy() -> Vec<(i64, i64)> {
        let nine = now() + DAY + 9 * 60 * MINUTE;
        vec![(nine, nine + 60 * MINUTE)]
    }

    fn config() -> Config {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../indgang.toml");
        let mut config = Config::read(std::path::Path::new(file)).unwrap();
        config.meetings.feeds = toml::from_str("minutes = 15\nkilobytes = 2\nseconds = 1").unwrap();
        config
    }

    /// A computer on which calendars are, and what it was asked.
    struct Outside {
        address: String,
        asked: Arc<Mutex<Vec<String>>>,
    }

    impl Outside {
        async fn there() -> Self {
            let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
            let address = format!("http://{}", listener.local_addr().unwrap());
            let asked = Arc::new(Mutex::new(Vec::new()));
            let heard = Arc::clone(&asked);
            tokio::spawn(async move {
                while let Ok((stream, _)) = listener.accept().await {
                    tokio::spawn(answer(stream, Arc::clone(&heard)));
                }
            });
            Self { address, asked }
        }

        fn asked(&self) -> Vec<String> {
            self.asked.lock().unwrap().clone()
        }
    }

    async fn answer(mut stream: TcpStream, heard: Arc<Mutex<Vec<String>>>) {
        let mut request = Vec::new();
        while !request.ends_with(b"\r\n\r\n") {
            match stream.read_u8().await {
                Ok(byte) => request.push(byte),
                Err(_) => return,
            }
        }
        let request = String::from_utf8(request).unwrap();
        heard.lock().unwrap().push(request.clone());
        let whole = |body: &str| {
            let length = body.len();
            format!("200 OK\r\netag: \"v1\"\r\ncontent-length: {length}\r\n\r\n{body}")
        };
        let answer = match request.split(' ').nth(1).unwrap() {
            "/sara.ics" if request.contains("if-none-match: \"v1\"") => {
                "304 Not Modified\r\n\r\n".to_owned()
            }
            "/sara.ics" => whole(CALENDAR),
            "/moved" => "302 Found\r\nlocation: /sara.ics\r\ncontent-length: 0\r\n\r\n".to_owned(),
            "/round" => "302 Found\r\nlocation: /round\r\ncontent-length: 0\r\n\r\n".to_owned(),
            "/elsewhere" => {
                "302 Found\r\nlocation: http://127.0.0.2:1/sara.ics\r\ncontent-length: 0\r\n\r\n"
                    .to_owned()
            }
            "/big" => whole(&format!("{CALENDAR}{}", "\r\n".repeat(1024))),
            "/login" => whole("<!doctype html><title>Log ind</title>"),
            "/gone" => "410 Gone\r\ncontent-length: 0\r\n\r\n".to_owned(),
            "/broken" => "500 Internal Server Error\r\ncontent-length: 0\r\n\r\n".to_owned(),
            "/cut" => whole(CALENDAR).replace("length: ", "length: 1"),
            _ => "200 OK\r\ncontent-length: 9\r\n\r\n".to_owned(),
        };
        stream
            .write_all(format!("HTTP/1.1 {answer}").as_bytes())
            .await
            .unwrap();
        if request.starts_with("GET /slow") {
            // Until the other side goes.
            let _ = stream.read_u8().await;
        }
    }

    async fn sara(store: &Store) -> String {
        let mut transaction = store.write().await.unwrap();
        let sara = person::Person {
            name: "Sara Friis".to_owned(),
            cpr: None,
        };
        let sara = person::keep(&mut transaction, ("test", "sara"), &sara, 0)
            .await
            .unwrap();
        let own = OwnTimes::default();
        staff::keep(&mut transaction, (&sara, "job"), &own)
            .await
            .unwrap();
        transaction.commit().await.unwrap();
        sara
    }

    async fn named(store: &Store, person: &str, address: &str) {
        let mut transaction = store.write().await.unwrap();
        feed::keep(&mut transaction, person, address, now())
            .await
            .unwrap();
        transaction.commit().await.unwrap();
    }

    /// How reading goes, and what is known to be busy.
    async fn known(store: &Store, person: &str) -> (feed::Feed, Vec<(i64, i64)>) {
        let mut transaction = store.read().await.unwrap();
        let found = feed::find(&mut transaction, person).await.unwrap().unwrap();
        let all = (0, i64::MAX);
        let mut busy = feed::of_unit(&mut transaction, "job", all).await.unwrap();
        (found, busy.remove(person).unwrap_or_default())
    }

    fn fetcher() -> Fetcher {
        Fetcher::new(&config().meetings.feeds, Reach::AndHere).unwrap()
    }

    on_both! {
        async fn a_calendar_is_read_or_it_is_known_why_not(store: Store) {
            let (outside, fetcher, config) = (Outside::there().await, fetcher(), config());
            let sara = sara(&store).await;
            assert!(!read_next(&store, &config, &fetcher, now()).await.unwrap());
            for (path, failure) in [
                ("/sara.ics", None),
                ("/moved", None),
                ("/elsewhere", Some(Unread::Elsewhere)),
                ("/round", Some(Unread::Elsewhere)),
                ("/big", Some(Unread::TooBig)),
                ("/slow", Some(Unread::TooSlow)),
                ("/login", Some(Unread::NotACalendar)),
                ("/gone", Some(Unread::Refused)),
                ("/broken", Some(Unread::Unreachable)),
                ("/cut", Some(Unread::Unreachable)),
            ] {
                named(&store, &sara, &format!("{}{path}", outside.address)).await;
                assert!(read_next(&store, &config, &fetcher, now()).await.unwrap());
                let (feed, said) = known(&store, &sara).await;
                assert_eq!(feed.failure, failure, "{path}");
                assert_eq!(feed.read_at, failure.is_none().then(now), "{path}");
                assert_eq!(said, if failure.is_none() { busy() } else { Vec::new() }, "{path}");
                assert!(!read_next(&store, &config, &fetcher, now()).await.unwrap(), "not at once again");
            }
            let inside = Fetcher::new(&config.meetings.feeds, Reach::Internet).unwrap();
            named(&store, &sara, &format!("{}/sara.ics", outside.address)).await;
            let before = outside.asked().len();
            assert!(read_next(&store, &config, &inside, now()).await.unwrap());
            assert_eq!(known(&store, &sara).await.0.failure, Some(Unread::NotPublic));
            assert_eq!(outside.asked().len(), before, "it was not even asked");
        }

        async fn one_that_is_as_it_was_is_not_fetched_again_and_one_that_fails_still_counts(store: Store) {
            let (outside, fetcher, mut config) = (Outside::there().await, fetcher(), config());
            let sara = sara(&store).await;
            named(&store, &sara, &format!("{}/sara.ics", outside.address)).await;
            let later = |quarters: i64| now() + quarters * 15 * MINUTE;
            assert!(read_next(&store, &config, &fetcher, now()).await.unwrap());
            assert!(!read_next(&store, &config, &fetcher, later(1) - 1).await.unwrap());
            assert!(read_next(&store, &config, &fetcher, later(1)).await.unwrap());
            assert_eq!(known(&store, &sara).await.0.read_at, Some(later(1)));

            let inside = Fetcher::new(&config.meetings.feeds, Reach::Internet).unwrap();
            assert!(read_next(&store, &config, &inside, later(2)).await.unwrap());
            let (feed, said) = known(&store, &sara).await;
            assert_eq!((feed.failure, feed.read_at), (Some(Unread::NotPublic), Some(later(1))));
            assert_eq!(said, busy());
            assert!(read_next(&store, &config, &fetcher, later(3)).await.unwrap());
            assert_eq!(known(&store, &sara).await.0.failure, None);
            let conditional = |request: &String| request.contains("if-none-match");
            assert_eq!(outside.asked().iter().map(conditional).collect::<Vec<_>>(), [false, true, true]);

            // Further ahead than it was read for: what comes back is not known there yet.
            config.meetings.weeks_ahead += 2;
            assert!(read_next(&store, &config, &fetcher, later(4)).await.unwrap());
            assert!(!outside.asked().last().is_some_and(conditional));
            assert_eq!(known(&store, &sara).await.1, busy());
        }

        async fn of_several_servers_one_reads_it(store: Store) {
            let (outside, fetcher, config) = (Outside::there().await, fetcher(), config());
            let sara = sara(&store).await;
            named(&store, &sara, &format!("{}/sara.ics", outside.address)).await;
            let readers = (0..4).map(|_| {
                let (store, config, fetcher) = (store.clone(), config.clone(), fetcher.clone());
                tokio::spawn(async move {
                    loop {
                        match read_next(&store, &config, &fetcher, now()).await {
                            Err(StoreError::Contended(_)) => {}
                            done => return done.unwrap(),
                        }
                    }
                })
            });
            let mut read = 0;
            for reader in readers.collect::<Vec<_>>() {
                read += usize::from(reader.await.unwrap());
            }
            assert_eq!((read, outside.asked().len()), (1, 1));
            assert_eq!(known(&store, &sara).await.1, busy());
        }

        async fn what_was_taken_away_meanwhile_is_not_kept(store: Store) {
            let sara = sara(&store).await;
            named(&store, &sara, "https://kalender.lysby.example/sara.ics").await;
            let mut transaction = store.write().await.unwrap();
            let due = feed::take(&mut transaction, now(), now() + 1).await.unwrap().unwrap();
            transaction.commit().await.unwrap();
            named(&store, &sara, "https://kalender.lysby.example/ny.ics").await;
            let mut transaction = store.write().await.unwrap();
            let found = feeds::Busy { spans: busy(), unclear: 0 };
            let said = (&found, &Seen::default(), now());
            feed::says(&mut transaction, &due, said, (now(), now())).await.unwrap();
            transaction.commit().await.unwrap();
            let (feed, said) = known(&store, &sara).await;
            assert_eq!((feed.read_at, said), (None, Vec::new()));
        }
    }
}
