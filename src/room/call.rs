//! The call: who is there, what is sent and heard, and what to do when the way is lost. It goes on while the
//! page is drawn anew; what a screen needs to know of it stands in [`Room`].

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::LazyLock;
use std::time::Duration;

use indgang_api::meetings::{Change, FACTS, Facts, Meeting, Meetings, ONE, OnTheWay, Wishes};
use indgang_api::online::{DEVICE, Hear, IceServer, PAGE, Peer, Say, ended};
use indgang_domain::meetings::{Form, MINUTE, Status};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::Serialize;

use super::Place;
use super::quality::{Advice, Quality, Sample};
use crate::browser::hearing::Hearing;
use crate::browser::http::{self, Answer};
use crate::browser::media::{Denied, Kind, Level, Stream};
use crate::browser::rtc::{self, Counts, Link, State};
use crate::browser::socket::{self, Socket};
use crate::browser::{bytes, clock, page, store};
use crate::text::{Key, t, t_with};

/// How far one has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stage {
    /// The meeting is being fetched.
    #[default]
    Coming,
    /// One cannot go in.
    Refused(Why),
    /// One can.
    Ready,
    /// One is in.
    In,
    /// One has left.
    Left,
    /// The meeting is over.
    Over,
}

/// Why one cannot go in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Nobody is signed in.
    SignIn,
    /// There is no such meeting for them.
    Missing,
    /// Not before this moment.
    Early(i64),
    /// It is held in person.
    InPerson,
    /// All places are taken.
    Full,
    /// The same device is in, on another page.
    Elsewhere,
    /// No network, or the server has trouble.
    Away,
}

/// A camera or microphone of this device.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Device {
    /// Not used.
    #[default]
    Off,
    /// The browser asks whether it may be.
    Asked,
    /// Used.
    On,
    /// There is none to be had.
    Denied(Denied),
}

/// How the meeting stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stands {
    version: i64,
    /// The form.
    pub form: Form,
    /// Where it stands.
    pub status: Status,
    /// By how many minutes it begins later.
    pub delayed: Option<u16>,
    /// Whether the citizen wishes to be called.
    pub wants_call: bool,
    /// The number to call them at.
    pub phone: String,
}

/// What is known of another one in the room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Other {
    /// How the way to them stands.
    pub link: State,
    /// Whether they send sound.
    pub microphone: bool,
    /// Whether they send a picture.
    pub camera: bool,
    /// What they are saying.
    pub caption: String,
    /// The code of the room in which they show their plan.
    pub plan: Option<String>,
}

impl Default for Other {
    fn default() -> Self {
        Self {
            link: State::Coming,
            microphone: true,
            camera: true,
            caption: String::new(),
            plan: None,
        }
    }
}

/// Something that was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Who wrote it; nobody named is oneself.
    pub name: Option<String>,
    /// It.
    pub text: String,
}

/// What became of a poor connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Poor {
    /// The picture was switched off.
    NoPicture,
    /// It is not good enough to talk.
    Phone,
}

/// What a screen needs to know.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Room {
    /// How far one has come.
    pub stage: Stage,
    /// The meeting, as it was when one came.
    pub meeting: Option<Meeting>,
    /// How it stands now.
    pub stands: Option<Stands>,
    /// This device's name in the room.
    pub you: String,
    /// Who is there, this device too.
    pub people: Vec<Peer>,
    /// The others, by their names in the room.
    pub others: BTreeMap<String, Other>,
    /// Counts what comes to be seen and heard.
    pub tracks: u32,
    /// What was written, as long as the page is open.
    pub chat: Vec<Line>,
    /// One's own microphone.
    pub microphone: Device,
    /// One's own camera.
    pub camera: Device,
    /// What one wishes not to use.
    pub without: Vec<String>,
    /// Whether what one says is written for the others.
    pub captions: bool,
    /// Whether the plan is open beside the picture.
    pub is_plan_open: bool,
    /// The code of the room in which this device shows its plan.
    pub shown_plan: Option<String>,
    /// Whether the room hears one.
    pub is_connected: bool,
    /// Whether it was poor.
    pub poor: Option<Poor>,
    /// Whether something could not be done.
    pub has_failed: bool,
    /// How many milliseconds the server takes to answer; none: it was not asked.
    pub answers_in: Option<u64>,
}

impl Room {
    /// The others, in an order that stays.
    #[must_use]
    pub fn others_there(&self) -> Vec<Peer> {
        let others = self.people.iter().filter(|it| it.id != self.you);
        others.cloned().collect()
    }

    /// The code of the room in which somebody else shows their plan.
    #[must_use]
    pub fn plan_of_other(&self) -> Option<String> {
        self.others.values().find_map(|it| it.plan.clone())
    }

    /// Whether it goes on by telephone.
    #[must_use]
    pub fn is_by_phone(&self) -> bool {
        let form = self.stands.as_ref().map(|stands| stands.form);
        form == Some(Form::Phone)
    }

    const fn state_of(&self, kind: Kind) -> Device {
        match kind {
            Kind::Microphone => self.microphone,
            Kind::Camera => self.camera,
        }
    }

    fn device(&mut self, kind: Kind) -> &mut Device {
        match kind {
            Kind::Microphone => &mut self.microphone,
            Kind::Camera => &mut self.camera,
        }
    }
}

/// What one wishes not to use, as the name of a choice.
#[must_use]
pub const fn name_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Microphone => "microphone",
        Kind::Camera => "camera",
    }
}

static ROOM: LazyLock<ArcRwSignal<Room>> = LazyLock::new(ArcRwSignal::default);
static LOUD: LazyLock<ArcRwSignal<u8>> = LazyLock::new(ArcRwSignal::default);

/// The call; whoever reads it follows.
#[must_use]
pub fn room() -> ArcRwSignal<Room> {
    ROOM.clone()
}

/// How loud one's own microphone is, from 0 to 100.
#[must_use]
pub fn loud() -> ArcRwSignal<u8> {
    LOUD.clone()
}

/// What only the browser understands.
#[derive(Default)]
struct Engine {
    place: Option<Place>,
    /// Counts rooms: what began in another one ends.
    turn: u32,
    /// Counts connections to the server: what an old one says is not heard.
    connection: u32,
    tries: u32,
    socket: Option<Socket>,
    links: BTreeMap<String, Link>,
    quality: BTreeMap<String, (Quality, Counts)>,
    own: Option<Stream>,
    ice: Vec<IceServer>,
    /// The number of the last message.
    heard: i64,
    hearing: Option<Hearing>,
    level: Option<Level>,
}

thread_local! {
    static ENGINE: RefCell<Engine> = RefCell::default();
    /// This page, until it is loaded again.
    static PAGE_NAME: String = bytes::to_text(&bytes::random::<8>());
}

fn engine<T>(act: impl FnOnce(&mut Engine) -> T) -> T {
    ENGINE.with_borrow_mut(act)
}

fn update(change: impl FnOnce(&mut Room)) {
    ROOM.update(change);
}

fn look<T>(at: impl FnOnce(&Room) -> T) -> T {
    at(&ROOM.read_untracked())
}

fn turn() -> u32 {
    engine(|it| it.turn)
}

fn is_citizen() -> bool {
    engine(|it| it.place.as_ref().is_some_and(|place| !place.is_staff()))
}

/// Begins with a room, unless it is the one that one is in.
pub fn begin(place: Place) {
    if engine(|it| it.place.as_ref() == Some(&place)) {
        return;
    }
    stop();
    engine(|it| it.place = Some(place));
    ROOM.set(Room::default());
    spawn_local(read());
}

/// Goes away from a room without a word on the screen.
pub fn go_away() {
    if look(|room| room.stage == Stage::In) {
        say(&Say::Bye {});
    }
    stop();
}

/// Lets go of everything.
fn stop() {
    engine(|it| {
        if let Some(own) = &it.own {
            Kind::ALL.iter().for_each(|kind| own.give_back(*kind));
        }
        let (turn, connection) = (it.turn + 1, it.connection + 1);
        *it = Engine {
            turn,
            connection,
            ..Engine::default()
        };
    });
}

/// The same, but it is still this room.
fn end(stage: Stage) {
    let place = engine(|it| it.place.clone());
    stop();
    engine(|it| it.place = place);
    update(|room| {
        room.stage = stage;
        room.people.clear();
        room.others.clear();
        (room.microphone, room.camera) = (Device::Off, Device::Off);
        room.captions = false;
        room.is_plan_open = false;
        room.shown_plan = None;
        room.is_connected = false;
    });
    page::focus_seen(&["main h1"]);
}

/// Leaves.
pub fn leave() {
    say(&Say::Bye {});
    end(Stage::Left);
}

/// Asks again whether one can go in.
pub async fn read() {
    let (place, turn) = engine(|it| (it.place.clone(), it.turn));
    let Some(place) = place else { return };
    let began = clock::milliseconds();
    let answer = http::ask("GET", &place.read()).await;
    let took = clock::milliseconds().saturating_sub(began);
    let facts = http::ask("GET", FACTS).await;
    if turn != self::turn() {
        return;
    }
    let stage = match (&answer, &facts) {
        (Ok(answer), Ok(facts)) => stage_of(&place, answer, facts),
        _ => Err(Why::Away),
    };
    update(|room| {
        room.answers_in = Some(took);
        match stage {
            Ok((stage, meeting)) => {
                room.stage = stage;
                room.stands = Some(stands(&meeting));
                room.meeting = Some(meeting);
            }
            Err(why) => room.stage = Stage::Refused(why),
        }
    });
    if matches!(look(|room| room.stage), Stage::Refused(Why::Early(_))) {
        // Whoever is early waits here.
        set_timeout(
            move || {
                if turn == self::turn() {
                    spawn_local(read());
                }
            },
            Duration::from_secs(15),
        );
    }
}

fn stage_of(place: &Place, answer: &Answer, facts: &Answer) -> Result<(Stage, Meeting), Why> {
    match answer.status {
        200 => {}
        401 => return Err(Why::SignIn),
        403 | 404 => return Err(Why::Missing),
        _ => return Err(Why::Away),
    }
    let meeting = if place.is_staff() {
        let all = serde_json::from_slice::<Meetings>(&answer.body).ok();
        let one = all.and_then(|all| all.meetings.into_iter().find(|it| it.id == place.meeting));
        one.ok_or(Why::Missing)?
    } else {
        serde_json::from_slice::<Meeting>(&answer.body).map_err(|_| Why::Missing)?
    };
    let facts = serde_json::from_slice::<Facts>(&facts.body).map_err(|_| Why::Away)?;
    let opens = meeting.start - i64::from(facts.join_minutes) * MINUTE;
    // By the server's clock: it lets in.
    let now = answer.date.unwrap_or(clock::milliseconds() as i64);
    let is_open = meeting.status.takes_time() && meeting.status != Status::Reserved;
    match meeting.form {
        _ if !is_open => Ok((Stage::Over, meeting)),
        Form::InPerson => Err(Why::InPerson),
        // The answer's date has no milliseconds.
        _ if now + 1000 < opens => Err(Why::Early(opens)),
        _ => Ok((Stage::Ready, meeting)),
    }
}

fn stands(meeting: &Meeting) -> Stands {
    Stands {
        version: meeting.version,
        form: meeting.form,
        status: meeting.status,
        delayed: meeting.delayed,
        wants_call: meeting.on_the_way == Some(OnTheWay::CallMe),
        phone: meeting.wishes.phone.clone(),
    }
}

fn wants(kind: Kind) -> bool {
    look(|room| !room.without.iter().any(|it| it == name_of(kind)))
}

/// Tries the camera and the microphone, as far as they are wanted.
pub fn try_devices() {
    for kind in Kind::ALL {
        let is_on = look(|room| room.state_of(kind) == Device::On);
        if wants(kind) && !is_on {
            spawn_local(take(kind));
        }
    }
}

/// What one wishes to use has changed before one is in.
pub fn wish(without: Vec<String>) {
    update(|room| room.without = without);
    for kind in Kind::ALL {
        if !wants(kind) {
            give_back(kind);
        }
    }
}

async fn take(kind: Kind) {
    let turn = turn();
    let own = engine(|it| {
        it.own = it.own.take().or_else(Stream::new);
        it.own.clone()
    });
    let taken = match own.clone() {
        Some(own) => {
            update(|room| *room.device(kind) = Device::Asked);
            own.take(kind).await
        }
        None => Err(Denied::Missing),
    };
    if turn != self::turn() {
        // They left while the browser asked.
        if let Some(own) = own {
            own.give_back(kind);
        }
        return;
    }
    update(|room| {
        *room.device(kind) = match taken {
            Ok(()) => Device::On,
            Err(denied) => Device::Denied(denied),
        };
    });
    if kind == Kind::Microphone && taken.is_ok() && look(|room| room.stage == Stage::Ready) {
        measure();
    }
    send();
}

fn give_back(kind: Kind) {
    engine(|it| {
        if let Some(own) = &it.own {
            own.give_back(kind);
        }
        if kind == Kind::Microphone {
            it.level = None;
        }
    });
    update(|room| *room.device(kind) = Device::Off);
    send();
}

/// Switches the camera or the microphone on or off.
pub fn switch(kind: Kind) {
    let is_on = look(|room| room.state_of(kind) == Device::On);
    if is_on {
        give_back(kind);
    } else {
        spawn_local(take(kind));
    }
    let said = match (kind, is_on) {
        (Kind::Microphone, true) => Key::ROOM_SAID_MICROPHONE_OFF,
        (Kind::Microphone, false) => Key::ROOM_SAID_MICROPHONE_ON,
        (Kind::Camera, true) => Key::ROOM_SAID_CAMERA_OFF,
        (Kind::Camera, false) => Key::ROOM_SAID_CAMERA_ON,
    };
    page::announce(t(said));
}

/// Shows how loud it is, until one is in.
fn measure() {
    let turn = turn();
    engine(|it| it.level = it.own.as_ref().and_then(Level::of));
    spawn_local(async move {
        loop {
            let level = engine(|it| it.level.as_ref().map(Level::now));
            let (Some(level), true) = (level, turn == self::turn()) else {
                return LOUD.set(0);
            };
            LOUD.set(level);
            clock::pause(150).await;
        }
    });
}

/// Sends what there is, and says what that is.
fn send() {
    engine(|it| {
        if let Some(own) = &it.own {
            it.links.values().for_each(|link| link.send(own));
            own.show(OWN);
        }
    });
    say_sends();
}

/// The `<video>` of oneself.
pub const OWN: &str = "room-own";

/// Shows oneself, when the place for it is on the screen.
pub fn show_own() {
    engine(|it| {
        if let Some(own) = &it.own {
            own.show(OWN);
        }
    });
}

/// The `<video>` of another one.
#[must_use]
pub fn video_of(id: &str) -> String {
    format!("room-{id}")
}

/// Shows another one, when the place for it is on the screen.
pub fn show(id: &str) {
    engine(|it| {
        if let Some(link) = it.links.get(id) {
            link.theirs().show(&video_of(id));
        }
    });
}

fn say_sends() {
    let sends = look(|room| Say::Sends {
        microphone: room.microphone == Device::On,
        camera: room.camera == Device::On,
        plan: room.shown_plan.clone(),
    });
    say(&sends);
}

fn say(said: &Say) -> bool {
    let text = serde_json::to_string(said).unwrap_or_default();
    engine(|it| it.socket.as_ref().is_some_and(|socket| socket.say(&text)))
}

/// Goes in.
pub fn enter() {
    update(|room| {
        room.stage = Stage::In;
        room.has_failed = false;
    });
    engine(|it| it.level = None);
    page::focus_seen(&["main h1"]);
    connect();
    if !look(Room::is_by_phone) {
        try_devices();
    }
    let turn = turn();
    spawn_local(watch(turn));
    if is_citizen() && look(|room| room.stands.as_ref().map(|it| it.status)) == Some(Status::Booked)
    {
        // Whoever is too early for that is in the room all the same.
        spawn_local(async {
            act(&Change::Arrive {}).await;
        });
    }
}

const KEPT: &str = "room.device";

fn connect() {
    let device = store::load(KEPT).unwrap_or_else(|| {
        let device = bytes::to_text(&bytes::random::<8>());
        store::save(KEPT, &device);
        device
    });
    let page = PAGE_NAME.with(String::clone);
    let (place, connection) = engine(|it| {
        it.connection += 1;
        (it.place.clone(), it.connection)
    });
    let Some(place) = place else { return };
    let address = format!("{}?{DEVICE}={device}&{PAGE}={page}", place.socket());
    let socket = Socket::open(&address, move |happens| {
        spawn_local(async move {
            if engine(|it| it.connection) == connection {
                happened(happens);
            }
        });
    });
    engine(|it| it.socket = socket);
}

fn happened(happens: socket::Happens) {
    match happens {
        socket::Happens::Message(text) => {
            // What a newer server says is not for this page.
            if let Ok(heard) = serde_json::from_str(&text) {
                hear(heard);
            }
        }
        socket::Happens::Closed(ended::OVER) => end(Stage::Over),
        socket::Happens::Closed(ended::REPLACED) => end(Stage::Refused(Why::Elsewhere)),
        socket::Happens::Closed(ended::FULL) => end(Stage::Refused(Why::Full)),
        socket::Happens::Closed(_) => lost(),
    }
}

/// The room does not hear us any more: once more, soon, and then more seldom.
fn lost() {
    let (turn, tries) = engine(|it| {
        it.socket = None;
        it.connection += 1;
        it.tries += 1;
        (it.turn, it.tries)
    });
    if look(|room| room.is_connected) {
        update(|room| room.is_connected = false);
        page::announce(t(Key::ROOM_LOST));
    }
    spawn_local(async move {
        clock::pause(500 << tries.min(4)).await;
        let is_alone = engine(|it| it.turn == turn && it.tries == tries && it.socket.is_none());
        if !is_alone || look(|room| room.stage != Stage::In) {
            return;
        }
        // Perhaps it may not any more.
        if tries.is_multiple_of(3) && is_refused().await {
            return;
        }
        connect();
    });
}

async fn is_refused() -> bool {
    let Some(place) = engine(|it| it.place.clone()) else {
        return true;
    };
    let answer = http::ask("GET", &place.read()).await;
    let why = match answer.map(|answer| answer.status) {
        Ok(401) => Why::SignIn,
        Ok(403 | 404) => Why::Missing,
        _ => return false,
    };
    end(Stage::Refused(why));
    true
}

/// The device has lost its network.
pub fn network_lost() {
    if look(|room| room.stage == Stage::In && room.is_connected) {
        lost();
    }
}

/// The device has a network again, perhaps another one.
pub fn network_back() {
    if look(|room| room.stage == Stage::In && !room.is_connected) {
        engine(|it| it.tries = 0);
        connect();
    }
}

fn hear(heard: Hear) {
    match heard {
        Hear::Hello { you, ice } => {
            let is_again = look(|room| room.you == you);
            let was_lost = look(|room| !room.is_connected && !room.you.is_empty());
            engine(|it| {
                it.ice = ice;
                if is_again {
                    it.links.values().for_each(Link::restart);
                } else {
                    it.links.clear();
                    it.quality.clear();
                    it.heard = 0;
                }
                it.tries = 0;
            });
            update(|room| {
                room.you = you;
                room.is_connected = true;
                if !is_again {
                    room.others.clear();
                }
            });
            if was_lost {
                page::announce(t(Key::ROOM_FOUND));
            }
            say_sends();
        }
        Hear::People { people } => take_in(people),
        Hear::Meeting {
            version,
            form,
            status,
            delayed,
            on_the_way,
            phone,
        } => {
            let known = look(|room| room.stands.as_ref().map(|it| it.phone.clone()));
            now_stands(Stands {
                version,
                form,
                status,
                delayed,
                wants_call: on_the_way == Some(OnTheWay::CallMe),
                phone: phone.or(known).unwrap_or_default(),
            });
        }
        Hear::From {
            peer,
            sequence,
            said,
        } => {
            // What came twice has the same number.
            let is_new = engine(|it| {
                let before = it.heard;
                it.heard = before.max(sequence);
                sequence > before
            });
            if !is_new {
                return;
            }
            hear_from(&peer, said);
        }
    }
}

fn hear_from(id: &str, said: Say) {
    match said {
        Say::Description { answer, sdp, .. } => {
            engine(|it| {
                if let Some(link) = it.links.get(id) {
                    link.hear_description(answer, sdp);
                }
            });
        }
        Say::Candidate {
            candidate,
            mid,
            line,
            ..
        } => {
            engine(|it| {
                if let Some(link) = it.links.get(id) {
                    link.hear_candidate(&candidate, mid.as_deref(), line);
                }
            });
        }
        Say::Sends {
            microphone,
            camera,
            plan,
        } => {
            other(id, |other| {
                (other.microphone, other.camera) = (microphone, camera);
            });
            hear_plan(id, plan);
        }
        Say::Caption { text } => other(id, |other| other.caption = text),
        Say::Chat { text } => {
            let name = name_in_room(id);
            // The list of what was written is read aloud by itself.
            update(|room| {
                room.chat.push(Line {
                    name: Some(name),
                    text,
                });
            });
        }
        Say::Bye {} => {}
    }
}

/// The citizen shows their plan, or does so no more.
fn hear_plan(id: &str, plan: Option<String>) {
    let (is_citizen, before) = look(|room| {
        let is_citizen = room.people.iter().any(|it| it.id == id && !it.staff);
        let other = room.others.get(id);
        (is_citizen, other.and_then(|other| other.plan.clone()))
    });
    if !is_citizen || before == plan {
        return;
    }
    let said = match plan {
        Some(_) => Key::ROOM_PLAN_SHOWN,
        None => Key::ROOM_PLAN_GONE,
    };
    page::announce(&t_with(said, &[("navn", &name_in_room(id))]));
    update(|room| room.is_plan_open = plan.is_some());
    other(id, |other| other.plan = plan);
}

/// Opens or closes the plan beside the picture. Whose plan it is shows it only while it is open.
pub fn switch_plan() {
    update(|room| room.is_plan_open = !room.is_plan_open);
    if !look(|room| room.is_plan_open) {
        shows_plan(None);
    }
}

/// The citizen shows their plan in a room with that code, or does so no more.
pub fn shows_plan(code: Option<String>) {
    if look(|room| room.shown_plan != code) {
        update(|room| room.shown_plan = code);
        say_sends();
    }
}

fn other(id: &str, change: impl FnOnce(&mut Other)) {
    update(|room| change(room.others.entry(id.to_owned()).or_default()));
}

fn name_in_room(id: &str) -> String {
    look(|room| {
        let peer = room.people.iter().find(|it| it.id == id);
        peer.map(|it| it.name.clone()).unwrap_or_default()
    })
}

/// Who is there has changed.
fn take_in(people: Vec<Peer>) {
    let before = look(Room::others_there);
    update(|room| {
        room.people = people;
        let there: Vec<String> = room.people.iter().map(|it| it.id.clone()).collect();
        room.others.retain(|id, _| there.contains(id));
        room.is_plan_open &= is_citizen() || room.plan_of_other().is_some();
    });
    let after = look(Room::others_there);
    engine(|it| {
        let is_there = |id: &String| after.iter().any(|peer| peer.id == *id);
        it.links.retain(|id, _| is_there(id));
        it.quality.retain(|id, _| is_there(id));
    });
    let mut is_new = false;
    for peer in &after {
        let known = before.iter().find(|it| it.id == peer.id);
        let said = match known.map(|it| it.here) {
            None => Key::ROOM_CAME,
            Some(false) if peer.here => Key::ROOM_BACK,
            Some(true) if !peer.here => Key::ROOM_AWAY,
            Some(_) => continue,
        };
        is_new |= peer.here;
        page::announce(&t_with(said, &[("navn", &peer.name)]));
    }
    for peer in before {
        // Who loaded their page again is somebody new of the same name.
        if !after.iter().any(|it| it.name == peer.name) {
            page::announce(&t_with(Key::ROOM_WENT, &[("navn", &peer.name)]));
        }
    }
    meet();
    if is_new {
        say_sends();
    }
}

/// Looks for a way to everybody to whom there is none yet.
fn meet() {
    if look(Room::is_by_phone) {
        return;
    }
    let (you, people) = look(|room| (room.you.clone(), room.people.clone()));
    let Some(me) = people.iter().find(|it| it.id == you) else {
        return;
    };
    for peer in people.iter().filter(|it| it.id != you) {
        let id = peer.id.clone();
        if engine(|it| it.links.contains_key(&id)) {
            continue;
        }
        // The citizen is the polite one; between two of the same side one of them is.
        let polite = match me.staff == peer.staff {
            true => me.id > peer.id,
            false => !me.staff,
        };
        let to = id.clone();
        let ice = engine(|it| it.ice.clone());
        let link = Link::new(&ice, polite, move |happens| on_the_way(&to, happens));
        let Some(link) = link else { return };
        engine(|it| {
            if let Some(own) = &it.own {
                link.send(own);
            }
            it.links.insert(id.clone(), link);
        });
        other(&id, |_| {});
    }
}

fn on_the_way(id: &str, happens: rtc::Happens) {
    let to = id.to_owned();
    match happens {
        rtc::Happens::Description { answer, sdp } => {
            say(&Say::Description { to, answer, sdp });
        }
        rtc::Happens::Candidate {
            candidate,
            mid,
            line,
        } => {
            say(&Say::Candidate {
                to,
                candidate,
                mid,
                line,
            });
        }
        rtc::Happens::Track => update(|room| room.tracks += 1),
        rtc::Happens::State(state) => other(id, |other| other.link = state),
    }
}

/// Looks after the ways, as long as one is in.
async fn watch(turn: u32) {
    loop {
        clock::pause(3000).await;
        if turn != self::turn() || look(|room| room.stage != Stage::In) {
            return;
        }
        let counting = engine(|it| {
            let links = it.links.iter();
            links
                .map(|(id, link)| (id.clone(), link.counting()))
                .collect::<Vec<_>>()
        });
        for (id, counting) in counting {
            let counts = counting.await;
            if let Some(advice) = advice(&id, counts) {
                heed(&id, advice);
            }
        }
    }
}

fn advice(id: &str, now: Counts) -> Option<Advice> {
    let (link, is_asked) = look(|room| {
        let is_here = room.people.iter().any(|it| it.id == id && it.here);
        let other = room.others.get(id);
        let sends = other.is_some_and(|it| it.microphone || it.camera)
            || room.microphone == Device::On
            || room.camera == Device::On;
        (
            other.map(|it| it.link),
            is_here && room.is_connected && sends,
        )
    });
    if !is_asked {
        return None;
    }
    engine(|it| {
        let (quality, before) = it.quality.entry(id.to_owned()).or_default();
        let (lost, came) = (now.lost - before.lost, now.received - before.received);
        *before = now;
        let loss = if lost + came > 0.0 {
            lost / (lost + came)
        } else {
            0.0
        };
        Some(quality.after(Sample {
            connected: link == Some(State::Connected),
            loss,
        }))
    })
}

fn heed(id: &str, advice: Advice) {
    match advice {
        Advice::GoOn => {}
        Advice::Restart => engine(|it| {
            if let Some(link) = it.links.get(id) {
                link.restart();
            }
        }),
        Advice::DropPicture => {
            if look(|room| room.camera == Device::On) {
                give_back(Kind::Camera);
                update(|room| room.poor = Some(Poor::NoPicture));
            }
        }
        Advice::Phone => {
            update(|room| room.poor = Some(Poor::Phone));
            // One who hears nobody goes on by telephone; as long as there is somebody, that is for people to say.
            let is_alone = engine(|it| {
                it.quality
                    .values()
                    .all(|(quality, _)| quality.is_hopeless())
            });
            if is_alone && is_citizen() {
                by_phone();
            }
        }
    }
}

/// Writes to the others. `false`: they do not hear it now.
pub fn write(text: &str) -> bool {
    let is_sent = say(&Say::Chat {
        text: text.to_owned(),
    });
    if is_sent {
        update(|room| {
            room.chat.push(Line {
                name: None,
                text: text.to_owned(),
            });
        });
    }
    is_sent
}

/// Begins or ends to write what one says.
pub fn switch_captions() {
    let is_on = look(|room| room.captions);
    let heard = |text| {
        say(&Say::Caption { text });
    };
    // Where the browser cannot after all, the button says so.
    let gave_up = || {
        spawn_local(async {
            if look(|room| room.captions) {
                switch_captions();
            }
        });
    };
    let hearing = match is_on {
        true => None,
        false => Hearing::begin(heard, gave_up),
    };
    let is_on = hearing.is_some();
    engine(|it| it.hearing = hearing);
    if !is_on {
        say(&Say::Caption {
            text: String::new(),
        });
    }
    update(|room| room.captions = is_on);
}

/// The meeting stands otherwise.
fn now_stands(stands: Stands) {
    let before = look(|room| room.stands.clone());
    if before
        .as_ref()
        .is_some_and(|it| it.version > stands.version)
    {
        return;
    }
    let form = stands.form;
    let is_later =
        stands.delayed.is_some() && before.as_ref().map(|it| it.delayed) != Some(stands.delayed);
    let minutes = stands.delayed.unwrap_or_default();
    update(|room| room.stands = Some(stands));
    if is_later && is_citizen() {
        page::announce(&late(minutes));
    }
    if before.is_some_and(|it| it.form == form) || look(|room| room.stage != Stage::In) {
        return;
    }
    if form == Form::Phone {
        engine(|it| {
            it.links.clear();
            it.quality.clear();
            it.hearing = None;
        });
        Kind::ALL.into_iter().for_each(give_back);
        update(|room| {
            room.others.clear();
            room.captions = false;
        });
        page::announce(t(Key::ROOM_PHONE_TITLE));
    } else {
        update(|room| room.poor = None);
        meet();
        page::announce(t(Key::ROOM_TITLE_TALK));
    }
    page::rescue_focus(&["main h1"]);
}

/// `2 min. forsinket`.
#[must_use]
pub fn late(minutes: u16) -> String {
    t_with(Key::ROOM_LATE, &[("n", &minutes.to_string())])
}

/// Does something with the meeting. Somebody else may have done something in the meantime: then once more.
pub async fn act(change: &Change) -> bool {
    let Some(place) = engine(|it| it.place.clone()) else {
        return false;
    };
    sent("POST", &place.acts(), change).await
}

async fn sent(method: &str, address: &str, body: &impl Serialize) -> bool {
    let body = serde_json::to_vec(body).unwrap_or_default();
    for attempt in 0..2 {
        let version = look(|room| room.stands.as_ref().map(|it| it.version));
        let tag = format!("\"{}\"", version.unwrap_or_default());
        let headers = [
            ("if-match", tag.as_str()),
            ("content-type", "application/json"),
        ];
        let answer = http::send(method, address, &headers, Some(&body)).await;
        match answer {
            Ok(answer) if answer.is_success() => {
                if let Ok(meeting) = serde_json::from_slice::<Meeting>(&answer.body) {
                    now_stands(stands(&meeting));
                    update(|room| room.meeting = Some(meeting));
                }
                return true;
            }
            Ok(answer) if answer.status == 412 && attempt == 0 => read_version().await,
            _ => return false,
        }
    }
    false
}

async fn read_version() {
    let Some(place) = engine(|it| it.place.clone()) else {
        return;
    };
    let (answer, facts) = (
        http::ask("GET", &place.read()).await,
        http::ask("GET", FACTS).await,
    );
    if let (Ok(answer), Ok(facts)) = (answer, facts)
        && let Ok((_, meeting)) = stage_of(&place, &answer, &facts)
    {
        now_stands(stands(&meeting));
    }
}

/// Does something, and says when it could not be done.
pub fn does(change: Change) {
    spawn_local(async move {
        let is_done = act(&change).await;
        update(|room| room.has_failed = !is_done);
    });
}

/// The citizen wishes to be called instead, or who meets them calls.
pub fn by_phone() {
    spawn_local(async {
        let what = OnTheWay::CallMe;
        let is_said = is_citizen() && act(&Change::OnTheWay { what }).await;
        let form = Form::Phone;
        let is_changed = act(&Change::Form { form }).await;
        update(|room| room.has_failed = !is_said && !is_changed);
    });
}

/// The number to call the citizen at.
pub fn call_at(phone: String) {
    spawn_local(async move {
        let known = engine(|it| it.place.clone()).zip(look(|room| room.meeting.clone()));
        let Some((place, meeting)) = known else {
            return;
        };
        let wishes = Wishes {
            phone,
            ..meeting.wishes
        };
        let address = ONE.replace("{meeting}", &place.meeting);
        let is_done = sent("PUT", &address, &wishes).await;
        update(|room| room.has_failed = !is_done);
        page::rescue_focus(&["main h1"]);
    });
}
