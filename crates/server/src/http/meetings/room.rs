//! The online room: a WebSocket over which two to four devices find each other and write to each other.
//! Sound and picture do not come here, and nothing that is said is logged or kept.

use std::sync::Arc;
use std::time::Duration;

use axum::Extension;
use axum::extract::ws::rejection::WebSocketUpgradeRejection;
use axum::extract::ws::{CloseFrame, Message, WebSocket, WebSocketUpgrade};
use axum::extract::{Path, RawQuery, State};
use axum::response::Response;
use indgang_api::Problem;
use indgang_api::meetings::{OF_CITIZEN_ROOM, ROOM};
use indgang_api::online::{DEVICE, Hear, MESSAGE_LIMIT, PAGE, Peer, Say, TEXT_LIMIT, ended};
use indgang_domain::meetings::{Form, MINUTE, Refused, Status};
use tokio::time::Instant;

use super::ice;
use super::own::own;
use crate::clock;
use crate::config::Config;
use crate::http::Stopping;
use crate::http::id::{Id, is_name};
use crate::http::refusal::Refusal;
use crate::identity::access::ThisGuest;
use crate::identity::visitor::Person;
use crate::store::meetings::guest;
use crate::store::online::{self, Comer, Seat};
use crate::store::{Store, StoreError, Transaction, meetings, persistently, person};

/// How long to wait for a bell that may have been missed, or that the database does not have.
const POLL: Duration = Duration::from_secs(5);
/// How often a connection shows that it is there: well within [`online::SILENCE`].
const SIGN: Duration = Duration::from_secs(15);
/// After so long without an answer the other side of a connection is gone.
const DEAF: Duration = Duration::from_secs(40);
/// How long a place is kept for who lost the connection.
const RETURN: Duration = Duration::from_secs(45);
/// How long after its end one can still go in.
const AFTERWARDS: i64 = 60 * MINUTE;
/// Messages at once (three others to find, with some twenty ways to each), and then in a second.
const BURST: f64 = 240.0;
const PER_SECOND: f64 = 20.0;

pub type Upgrade = Result<WebSocketUpgrade, WebSocketUpgradeRejection>;

/// The online room
///
/// A WebSocket, from the municipality's `join_minutes` before the meeting until an hour after it. It needs
/// the header `Origin` of our own pages. What is said over it stands in `crates/api/src/online.rs`.
#[utoipa::path(
    get,
    path = ROOM,
    params(
        ("meeting" = String, Path, description = "The meeting"),
        ("device" = Option<String>, Query, description = "Which device it is: who comes again takes their own place"),
        ("page" = Option<String>, Query, description = "Which page of it: another one begins anew"),
    ),
    responses(
        (status = 101, description = "The connection is open"),
        (status = 426, description = "It opens no WebSocket", body = Problem,
            content_type = "application/problem+json"),
        Refusal,
    )
)]
pub async fn own_room(
    State(store): State<Store>,
    State(config): State<Arc<Config>>,
    State(stopping): State<Stopping>,
    Extension(person): Extension<Person>,
    Id(id): Id,
    RawQuery(query): RawQuery,
    upgrade: Upgrade,
) -> Result<Response, Refusal> {
    own(&mut store.read().await?, &person.id, &id).await?;
    let who = Who::Citizen(person);
    let coming = Coming {
        store,
        config,
        who,
        id,
        query,
    };
    coming.let_in(upgrade, stopping).await
}

/// The online room, for who meets the citizen
///
/// The same as for the citizen; only for those with whom the meeting is.
#[utoipa::path(
    get,
    path = OF_CITIZEN_ROOM,
    params(
        ("citizen" = String, Path, description = "The citizen"),
        ("meeting" = String, Path, description = "The meeting"),
        ("device" = Option<String>, Query, description = "Which device it is: who comes again takes their own place"),
        ("page" = Option<String>, Query, description = "Which page of it: another one begins anew"),
    ),
    responses(
        (status = 101, description = "The connection is open"),
        (status = 426, description = "It opens no WebSocket", body = Problem,
            content_type = "application/problem+json"),
        Refusal,
    )
)]
pub async fn room_of_citizen(
    State(store): State<Store>,
    State(config): State<Arc<Config>>,
    State(stopping): State<Stopping>,
    Extension(person): Extension<Person>,
    Path((citizen, id)): Path<(String, String)>,
    RawQuery(query): RawQuery,
    upgrade: Upgrade,
) -> Result<Response, Refusal> {
    let mut transaction = store.read().await?;
    own(&mut transaction, &citizen, &id).await?;
    if !is_host(&mut transaction, &id, &person.id).await? {
        return Err(Refusal::NotFound);
    }
    drop(transaction);
    let who = Who::Host(person);
    let coming = Coming {
        store,
        config,
        who,
        id,
        query,
    };
    coming.let_in(upgrade, stopping).await
}

/// Who comes into a room.
pub enum Who {
    /// Whose meeting it is.
    Citizen(Person),
    /// Somebody who meets them.
    Host(Person),
    /// Somebody whom they bring.
    Guest(ThisGuest),
}

impl Who {
    fn id(&self) -> &str {
        match self {
            Self::Citizen(person) | Self::Host(person) => &person.id,
            Self::Guest(guest) => &guest.id,
        }
    }

    const fn is_staff(&self) -> bool {
        matches!(self, Self::Host(_))
    }

    /// Whether they may still be there: not signed out everywhere, not handed over to somebody else, not sent away.
    async fn may_stay(
        &self,
        transaction: &mut Transaction,
        meeting: &str,
    ) -> Result<bool, StoreError> {
        let person = match self {
            Self::Guest(own) => return Ok(guest::find(transaction, &own.id).await?.is_some()),
            Self::Citizen(person) | Self::Host(person) => person,
        };
        let sign_outs = person::sign_outs(transaction, &person.id).await?;
        Ok(sign_outs == Some(person.sign_outs)
            && (!self.is_staff() || is_host(transaction, meeting, &person.id).await?))
    }
}

/// Somebody at the door.
pub struct Coming {
    pub store: Store,
    pub config: Arc<Config>,
    pub who: Who,
    /// The meeting.
    pub id: String,
    pub query: Option<String>,
}

impl Coming {
    pub async fn let_in(self, upgrade: Upgrade, stopping: Stopping) -> Result<Response, Refusal> {
        let meeting = meetings::find(&mut self.store.read().await?, &self.id).await?;
        let meeting = meeting.ok_or(Refusal::NotFound)?;
        let now = clock::now();
        if now < meeting.starts_at - i64::from(self.config.meetings.join_minutes) * MINUTE {
            return Err(Refusal::Meeting(Refused::TooEarly));
        }
        let closes_at = meeting.ends_at + AFTERWARDS;
        if !is_open(&meeting, closes_at, now) || meeting.form == Form::InPerson {
            return Err(Refusal::Meeting(Refused::Past));
        }
        let query = self.query.as_deref().unwrap_or_default();
        let (device, page) = (asked(query, DEVICE)?, asked(query, PAGE)?);
        let upgrade = upgrade.map_err(|_| Refusal::NotASocket)?;
        let ice = ice::servers(&self.config.meetings.online, &meeting.id, closes_at);
        let room = Room {
            store: self.store,
            who: self.who,
            id: meeting.id,
            device,
            page,
            closes_at,
            ice,
        };
        let upgrade = upgrade
            .max_message_size(MESSAGE_LIMIT)
            .max_frame_size(MESSAGE_LIMIT);
        Ok(upgrade.on_upgrade(|socket| room.meet(socket, stopping)))
    }
}

async fn is_host(
    transaction: &mut Transaction,
    meeting: &str,
    person: &str,
) -> Result<bool, StoreError> {
    let hosts = meetings::hosts(transaction, meeting).await?;
    Ok(hosts.iter().any(|host| host.person == person))
}

/// Whether one can be in a room.
fn is_open(meeting: &meetings::Meeting, closes_at: i64, now: i64) -> bool {
    now < closes_at && meeting.status.takes_time() && meeting.status != Status::Reserved
}

/// A name in the address; empty, where there is none.
fn asked(query: &str, what: &str) -> Result<String, Refusal> {
    let mut pairs = form_urlencoded::parse(query.as_bytes());
    match pairs.find(|(name, _)| name == what) {
        Some((_, name)) if is_name(&name) => Ok(name.into_owned()),
        Some(_) => Err(Refusal::Invalid {
            pointer: "",
            message: format!("in the address, `{what}` must be of letters, digits and hyphens"),
        }),
        None => Ok(String::new()),
    }
}

/// A connection to a room.
struct Room {
    store: Store,
    who: Who,
    id: String,
    device: String,
    page: String,
    closes_at: i64,
    ice: Vec<indgang_api::online::IceServer>,
}

/// Why a connection ends.
enum End {
    /// We end it, with a number.
    With(u16),
    /// They leave of their own accord.
    Bye,
    /// It was lost.
    Lost,
}

/// What the other side of a connection has been told.
#[derive(Default)]
struct Told {
    people: Vec<Peer>,
    version: i64,
}

impl Room {
    async fn meet(self, mut socket: WebSocket, mut stopping: Stopping) {
        // Before the first look, so that nothing falls in between.
        let mut heard = self.store.listen();
        let end = match persistently(|| self.enter()).await {
            Ok(Some(seat)) => {
                let end = self
                    .talk(&mut socket, &seat, &mut heard, &mut stopping)
                    .await;
                self.go(seat, &end).await;
                end
            }
            Ok(None) => End::With(ended::FULL),
            Err(_) => End::Lost,
        };
        let code = match end {
            End::With(code) => code,
            End::Bye => ended::OVER,
            // Dropped without a word, the other side comes again.
            End::Lost => return,
        };
        let close = CloseFrame {
            code,
            reason: "".into(),
        };
        // They may be gone already.
        let _ = socket.send(Message::Close(Some(close))).await;
    }

    async fn enter(&self) -> Result<Option<Seat>, StoreError> {
        let comer = Comer {
            meeting: &self.id,
            person: self.who.id(),
            device: &self.device,
            page: &self.page,
            is_staff: self.who.is_staff(),
        };
        let mut transaction = self.store.write().await?;
        let seat = online::enter(&mut transaction, comer, clock::now()).await?;
        transaction.commit().await?;
        Ok(seat)
    }

    /// Gives the place up, or keeps it for a while for who lost the connection.
    async fn go(&self, seat: Seat, end: &End) {
        // What the database does not hear now it forgets by itself.
        if !matches!(end, End::Lost) {
            let _ = persistently(|| left(&self.store, &seat)).await;
            return;
        }
        let _ = persistently(|| lost(&self.store, &seat)).await;
        let store = self.store.clone();
        tokio::spawn(async move {
            tokio::time::sleep(RETURN).await;
            // Whoever came again has another connection, whose place this is not.
            let _ = persistently(|| left(&store, &seat)).await;
        });
    }

    async fn talk(
        &self,
        socket: &mut WebSocket,
        seat: &Seat,
        heard: &mut crate::store::Heard,
        stopping: &mut Stopping,
    ) -> End {
        let hello = Hear::Hello {
            you: seat.peer.clone(),
            ice: self.ice.clone(),
        };
        if tell(socket, &hello).await.is_err() {
            return End::Lost;
        }
        let audience = online::audience(&self.id);
        let mut told = Told::default();
        let mut pace = Pace::new();
        let mut signs = tokio::time::interval(SIGN);
        let mut last_heard = Instant::now();
        let mut is_news = true;
        loop {
            if is_news && let Err(end) = self.pass_on(socket, seat, &mut told).await {
                return end;
            }
            is_news = true;
            tokio::select! {
                () = heard.of(&audience) => {}
                () = tokio::time::sleep(POLL) => {}
                _ = signs.tick() => {
                    if last_heard.elapsed() > DEAF {
                        return End::Lost;
                    }
                    if socket.send(Message::Ping(Vec::new().into())).await.is_err() {
                        return End::Lost;
                    }
                    if let Ok(false) = persistently(|| self.sign(seat)).await {
                        return End::With(ended::REPLACED);
                    }
                }
                message = socket.recv() => {
                    last_heard = Instant::now();
                    if let Err(end) = self.take(message, seat, &mut pace).await {
                        return end;
                    }
                    is_news = false;
                }
                // Another server takes over, or this one when it is up again.
                () = stopping.asked() => return End::Lost,
            }
        }
    }

    async fn sign(&self, seat: &Seat) -> Result<bool, StoreError> {
        let mut transaction = self.store.write().await?;
        let is_own = online::seen(&mut transaction, seat, clock::now()).await?;
        transaction.commit().await?;
        Ok(is_own)
    }

    /// Tells what is new: who is there, how the meeting stands, what was said.
    async fn pass_on(
        &self,
        socket: &mut WebSocket,
        seat: &Seat,
        told: &mut Told,
    ) -> Result<(), End> {
        let News {
            hear,
            messages,
            version,
            people,
        } = match self.look(seat, told).await {
            Ok(Ok(news)) => news,
            Ok(Err(end)) => return Err(end),
            // As long as the database is away, there is nothing to tell.
            Err(_) => return Ok(()),
        };
        for news in &hear {
            tell(socket, news).await?;
        }
        if let Some(people) = people {
            told.people = people;
        }
        told.version = version;
        for message in &messages {
            let from = Hear::From {
                peer: message.from.clone(),
                sequence: message.sequence,
                said: message.said.clone(),
            };
            tell(socket, &from).await?;
        }
        if !messages.is_empty() {
            // What stays is told again, under the same number.
            let _ = persistently(|| self.forget(&messages)).await;
        }
        Ok(())
    }

    async fn forget(&self, messages: &[online::Message]) -> Result<(), StoreError> {
        let mut transaction = self.store.write().await?;
        online::has_come(&mut transaction, messages).await?;
        transaction.commit().await
    }

    async fn look(&self, seat: &Seat, told: &Told) -> Result<Result<News, End>, StoreError> {
        let now = clock::now();
        let mut transaction = self.store.read().await?;
        let peers = online::peers(&mut transaction, &self.id, now).await?;
        let is_own = |peer: &online::Peer| peer.id == seat.peer;
        match peers.iter().find(|peer| is_own(peer)) {
            Some(own) if own.connection != seat.connection => {
                return Ok(Err(End::With(ended::REPLACED)));
            }
            Some(_) => {}
            // Another page of the same device has its place.
            None if peers
                .iter()
                .any(|peer| peer.person == self.who.id() && peer.device == self.device) =>
            {
                return Ok(Err(End::With(ended::REPLACED)));
            }
            // The database was away for so long that the place was given up.
            None => return Ok(Err(End::Lost)),
        }
        let may_stay = self.who.may_stay(&mut transaction, &self.id).await?;
        let meeting = meetings::find(&mut transaction, &self.id).await?;
        let meeting = meeting.filter(|it| is_open(it, self.closes_at, now));
        let (Some(meeting), true) = (meeting, may_stay) else {
            return Ok(Err(End::With(ended::OVER)));
        };
        let mut hear = Vec::new();
        if meeting.version != told.version {
            let phone = Some(meeting.private.wishes.phone);
            hear.push(Hear::Meeting {
                version: meeting.version,
                form: meeting.form,
                status: meeting.status,
                delayed: meeting.private.delayed,
                on_the_way: meeting.private.on_the_way,
                phone: phone.filter(|phone| self.who.is_staff() && !phone.is_empty()),
            });
        }
        let shown = online::shown(&mut transaction, &peers).await?;
        let people = (shown != told.people).then_some(shown);
        if let Some(people) = people.clone() {
            hear.push(Hear::People { people });
        }
        Ok(Ok(News {
            hear,
            messages: online::coming(&mut transaction, seat).await?,
            version: meeting.version,
            people,
        }))
    }

    /// Takes what the other side says.
    async fn take(
        &self,
        message: Option<Result<Message, axum::Error>>,
        seat: &Seat,
        pace: &mut Pace,
    ) -> Result<(), End> {
        let text = match message {
            Some(Ok(Message::Text(text))) => text,
            Some(Ok(Message::Ping(_) | Message::Pong(_))) => return Ok(()),
            Some(Ok(Message::Binary(_))) => return Err(End::With(ended::MISUSE)),
            // A page that is closed may be opened again.
            Some(Ok(Message::Close(_)) | Err(_)) | None => return Err(End::Lost),
        };
        if !pace.allows() {
            return Err(End::With(ended::MISUSE));
        }
        let said = match serde_json::from_str::<Say>(&text) {
            Ok(Say::Bye {}) => return Err(End::Bye),
            Ok(Say::Chat { text } | Say::Caption { text }) if text.chars().count() > TEXT_LIMIT => {
                return Err(End::With(ended::MISUSE));
            }
            // Only the citizen's own plan is shown.
            Ok(Say::Sends { plan: Some(_), .. }) if matches!(self.who, Who::Guest(_)) => {
                return Err(End::With(ended::MISUSE));
            }
            Ok(said) => said,
            Err(_) => return Err(End::With(ended::MISUSE)),
        };
        match persistently(|| self.say(seat, &said)).await {
            Ok(true) => Ok(()),
            Ok(false) => Err(End::With(ended::REPLACED)),
            // What was said is gone: only a new connection begins anew.
            Err(_) => Err(End::Lost),
        }
    }

    async fn say(&self, seat: &Seat, said: &Say) -> Result<bool, StoreError> {
        let mut transaction = self.store.write().await?;
        let is_own = online::say(&mut transaction, seat, said, clock::now()).await?;
        transaction.commit().await?;
        Ok(is_own)
    }
}

/// What there is to tell.
struct News {
    hear: Vec<Hear>,
    messages: Vec<online::Message>,
    version: i64,
    /// When they have changed.
    people: Option<Vec<Peer>>,
}

async fn left(store: &Store, seat: &Seat) -> Result<(), StoreError> {
    let mut transaction = store.write().await?;
    online::leave(&mut transaction, seat).await?;
    transaction.commit().await
}

async fn lost(store: &Store, seat: &Seat) -> Result<(), StoreError> {
    let mut transaction = store.write().await?;
    online::lost(&mut transaction, seat).await?;
    transaction.commit().await
}

async fn tell(socket: &mut WebSocket, hear: &Hear) -> Result<(), End> {
    let text = serde_json::to_string(hear).map_err(|_| End::Lost)?;
    let sent = socket.send(Message::Text(text.into())).await;
    sent.map_err(|_| End::Lost)
}

/// How fast somebody may speak.
struct Pace {
    left: f64,
    at: Instant,
}

impl Pace {
    fn new() -> Self {
        Self {
            left: BURST,
            at: Instant::now(),
        }
    }

    fn allows(&mut self) -> bool {
        let now = Instant::now();
        let since = now.duration_since(self.at).as_secs_f64();
        self.at = now;
        self.left = (self.left + since * PER_SECOND).min(BURST) - 1.0;
        self.left >= 0.0
    }
}
