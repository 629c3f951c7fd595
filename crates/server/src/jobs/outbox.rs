//! Sends what waits in the outbox. Several servers may do so at once.

use std::time::Duration;

use crate::clock;
use crate::messages::Ways;
use crate::store::{Store, StoreError, outbox, persistently};

/// Between looks when nothing waits.
const PAUSE: Duration = Duration::from_secs(2);
/// Longer than an attempt takes: a message whose server died is tried again after this.
const HOLD: i64 = 60 * 1000;
/// Before the second attempt; twice as long before each one after it, but never longer than the last.
const FIRST_WAIT: i64 = 30 * 1000;
const LONGEST_WAIT: i64 = 6 * 60 * 60 * 1000;
/// About two days.
const ATTEMPTS: i64 = 16;

/// As long as the program runs.
pub async fn run(store: Store, ways: Ways) {
    loop {
        match send_next(&store, &ways, clock::now).await {
            Ok(true) => {}
            Ok(false) | Err(StoreError::Contended(_)) => tokio::time::sleep(PAUSE).await,
            Err(error) => {
                tracing::warn!(%error, "the outbox cannot be read: trying again");
                tokio::time::sleep(PAUSE * 5).await;
            }
        }
    }
}

/// Whether there was one.
async fn send_next(
    store: &Store,
    ways: &Ways,
    clock: impl Fn() -> i64,
) -> Result<bool, StoreError> {
    let now = clock();
    let mut transaction = store.write().await?;
    let due = outbox::take(&mut transaction, now, now + HOLD).await?;
    transaction.commit().await?;
    let Some(due) = due else {
        return Ok(false);
    };
    // Sent between two transactions: a message may arrive twice, but never not at all.
    let sent = ways.send(&due, now).await;
    let failed = sent.err().map(|failure| {
        let next = (due.attempt < ATTEMPTS).then(|| clock() + wait(due.attempt));
        tracing::warn!(message = due.id, %failure, given_up = next.is_none(), "not sent");
        (next, failure.to_string())
    });
    persistently(|| async {
        let mut transaction = store.write().await?;
        match &failed {
            None => outbox::delete(&mut transaction, &due.id).await?,
            Some((next, why)) => {
                outbox::postpone(&mut transaction, &due.id, *next, why).await?;
            }
        }
        transaction.commit().await
    })
    .await?;
    Ok(true)
}

/// Between half and all of it, so that what failed together does not come back together.
fn wait(attempt: i64) -> i64 {
    let doubled = FIRST_WAIT.saturating_mul(1 << attempt.clamp(1, 20).saturating_sub(1));
    let longest = doubled.min(LONGEST_WAIT);
    rand::random_range(longest / 2..=longest)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};

    use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
    use tokio::net::{TcpListener, TcpStream};

    use super::*;
    use crate::commands::outbox as command;
    use crate::config::Config;
    use crate::messages::{Language, Text};
    use crate::store::outbox::Message;
    use crate::store::testing::on_both;

    const EXAMPLE: &str = include_str!("../../../../indgang.toml");

    #[test]
    fn waits_grow_and_stay_below_six_hours() {
        for (attempt, longest) in [(1, FIRST_WAIT), (3, 4 * FIRST_WAIT), (16, LONGEST_WAIT)] {
            for _ in 0..100 {
                assert!((longest / 2..=longest).contains(&wait(attempt)));
            }
        }
    }

    /// A mail server and a webhook that refuse everything until they are well again.
    struct Outside {
        ways: Ways,
        is_well: Arc<AtomicBool>,
    }

    impl Outside {
        async fn ill() -> Self {
            let is_well = Arc::new(AtomicBool::new(false));
            let mail = TcpListener::bind("127.0.0.1:0").await.unwrap();
            let webhook = TcpListener::bind("127.0.0.1:0").await.unwrap();
            let config = format!(
                "{EXAMPLE}
                [mail]
                server = \"smtp://{}\"
                from = \"Lysby Kommune <indgang@lysby.example>\"
                [webhook]
                url = \"http://{}/indgang\"
                secret = \"whsec_dGhpcnR5LXR3byBieXRlcyBvZiBubyBvbmUncyBvd24=\"",
                mail.local_addr().unwrap(),
                webhook.local_addr().unwrap(),
            );
            let config: Config = toml::from_str(&config).unwrap();
            tokio::spawn(answer_all(mail, is_well.clone(), speak_smtp));
            tokio::spawn(answer_all(webhook, is_well.clone(), speak_http));
            let ways = Ways::new(&config);
            Self { ways, is_well }
        }

        /// Sends what is due, at the moment when it is due, until nothing is; gives how often it was tried.
        async fn try_all(&self, store: &Store) -> usize {
            let mut attempts = 0;
            let mut before = 0;
            while let Some(due_at) = next(store).await {
                // Each wait is longer than nothing: otherwise both would be hammered.
                assert!(due_at >= before, "{due_at} is before {before}");
                before = due_at;
                assert!(send_next(store, &self.ways, || due_at).await.unwrap());
                attempts += 1;
            }
            attempts
        }
    }

    /// When something is due next.
    async fn next(store: &Store) -> Option<i64> {
        let waiting = outbox::list(&mut store.read().await.unwrap()).await;
        waiting.unwrap().iter().filter_map(|one| one.due_at).min()
    }

    async fn answer_all<F: Future<Output = std::io::Result<()>> + Send + 'static>(
        listener: TcpListener,
        is_well: Arc<AtomicBool>,
        answer: fn(TcpStream, Arc<AtomicBool>) -> F,
    ) {
        while let Ok((stream, _)) = listener.accept().await {
            let answering = answer(stream, is_well.clone());
            tokio::spawn(async move {
                // Whoever hangs up has heard enough.
                let _ = answering.await;
            });
        }
    }

    /// RFC 5321; the session is refused where RCPT names the person.
    async fn speak_smtp(stream: TcpStream, is_well: Arc<AtomicBool>) -> std::io::Result<()> {
        let mut stream = BufReader::new(stream);
        stream.write_all(b"220 lysby\r\n").await?;
        let mut line = String::new();
        let mut in_mail = false;
        while stream.read_line(&mut line).await? > 0 {
            let command = line.trim_end().to_uppercase();
            let answer = match command.get(..4).unwrap_or(&command) {
                "." if in_mail => {
                    in_mail = false;
                    "250 ok\r\n"
                }
                _ if in_mail => "",
                "RCPT" if !is_well.load(Ordering::SeqCst) => {
                    "550 mette@lysby.example is unknown here\r\n"
                }
                "DATA" => {
                    in_mail = true;
                    "354 go on\r\n"
                }
                "QUIT" => "221 bye\r\n",
                _ => "250 ok\r\n",
            };
            stream.write_all(answer.as_bytes()).await?;
            line.clear();
        }
        Ok(())
    }

    async fn speak_http(mut stream: TcpStream, is_well: Arc<AtomicBool>) -> std::io::Result<()> {
        let mut request = Vec::new();
        // All of it comes at once from this machine: a head, an empty line, an object.
        while !request.ends_with(b"}") {
            if stream.read_buf(&mut request).await? == 0 {
                break;
            }
        }
        let status = match is_well.load(Ordering::SeqCst) {
            true => "202 Accepted",
            false => "500 No",
        };
        let answer = format!("HTTP/1.1 {status}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
        stream.write_all(answer.as_bytes()).await
    }

    async fn put(store: &Store, message: &Message) {
        let mut transaction = store.write().await.unwrap();
        outbox::add(&mut transaction, message, 0).await.unwrap();
        transaction.commit().await.unwrap();
    }

    on_both! {
        async fn what_fails_every_time_is_given_up_listed_and_goes_out_when_it_is_retried(store: Store) {
            let outside = Outside::ill().await;
            let mail = Message::Mail {
                to: "mette@lysby.example".to_owned(),
                text: Text::News,
                language: Language::Da,
            };
            let call = Message::Webhook { person: "mette".to_owned(), text: Text::News };
            for (message, failure) in [
                (mail, "the mail server answered 550"),
                (call, "the webhook answered 500"),
            ] {
                put(&store, &message).await;
                outside.is_well.store(false, Ordering::SeqCst);
                assert_eq!(outside.try_all(&store).await, 16);

                let listed = command::list(&store).await.unwrap();
                let [line] = &listed[..] else { panic!("{listed:?}") };
                assert!(line.ends_with(&format!("16 attempts  given up  {failure}")), "{line}");
                assert!(!line.contains("mette"), "{line}");
                let far = || i64::MAX - LONGEST_WAIT;
                assert!(!send_next(&store, &outside.ways, far).await.unwrap(), "it rests");

                outside.is_well.store(true, Ordering::SeqCst);
                assert_eq!(command::retry(&store).await.unwrap(), 1);
                assert_eq!(outside.try_all(&store).await, 1);
                assert!(command::list(&store).await.unwrap().is_empty(), "it has arrived");
            }
        }
    }
}
