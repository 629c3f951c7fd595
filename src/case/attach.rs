//! "Vedhæft": pictures, files and what is said aloud, with what one sends. Each goes to the server by itself, in
//! parts, as soon as it is chosen, and goes on where it was when the network or the page was gone.

use indgang_api::uploads::{LENGTH, MEDIA_TYPE, METADATA, OFFSET, ONE, PATH, TUS, TUS_RESUMABLE};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};

use super::files;
use super::frame::trouble;
use super::keep::{self, Failed};
use crate::browser::http::{self, Answer, Unreachable};
use crate::browser::media::Denied;
use crate::browser::recorder::Recorder;
use crate::browser::upload::{self, Content, Picked};
use crate::browser::{bytes, clock, connection, page, picture, store};
use crate::text::{Key, t, t_with};
use crate::ui::{Button, ButtonKind, ErrorMessage, FieldError};

/// Bytes of a part: a quarter of a minute where the network is very slow.
const PART: i64 = 128 * 1024;
/// Milliseconds until it is tried again, when the server has trouble.
const LATER: u32 = 3000;

/// A file that was chosen.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Chosen {
    /// On this device.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// In bytes.
    pub size: i64,
    /// What the browser takes it for.
    pub media_type: String,
    /// The upload, once the server has begun one.
    pub upload: Option<String>,
    /// How far it has come.
    pub state: State,
    /// How many bytes the server has.
    #[serde(skip)]
    sent: i64,
    /// A small picture of it.
    #[serde(skip)]
    small: Option<String>,
    /// It may be.
    is_blurred: bool,
}

/// How far a file has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum State {
    /// It waits, or is on its way.
    #[default]
    Waiting,
    /// The server has it.
    Here,
    /// The server does not take it.
    WrongType,
    /// It is too long.
    TooLarge,
    /// Too many wait to be sent with something.
    Full,
    /// It was chosen on another device, or this one could not keep it.
    Gone,
}

/// The files of one place.
pub type Files = RwSignal<Vec<Chosen>>;

/// The ids for what is sent. `None`, while one of them has not come.
pub fn ids(files: &[Chosen]) -> Option<Vec<String>> {
    let id = |file: &Chosen| file.upload.clone().filter(|_| file.state == State::Here);
    files.iter().map(id).collect()
}

/// Where the fault of files that have not come is said, on a form that has one place for files.
const FIELD: &str = "files-choose";

/// Some of them have not come.
pub fn unsent() -> FieldError {
    FieldError {
        field: FIELD.to_owned(),
        message: t(Key::ATTACH_WAIT).to_owned(),
    }
}

/// There must be one, and there is none.
pub fn none() -> FieldError {
    FieldError {
        field: FIELD.to_owned(),
        message: t(Key::ATTACH_NONE).to_owned(),
    }
}

/// That fault, where it is one of those of a form.
pub fn unsent_of(errors: RwSignal<Vec<FieldError>>) -> Signal<Option<String>> {
    Signal::derive(move || {
        let errors = errors.read();
        let unsent = errors.iter().find(|error| error.field == FIELD)?;
        Some(unsent.message.clone())
    })
}

/// Where what was chosen at a place is kept.
pub fn name_of(place: &str) -> String {
    keep::place(&format!("own.files.{place}"))
}

/// What was chosen at a place, kept on this device until [`forget`].
pub fn kept(place: &str) -> Files {
    let name = name_of(place);
    let kept = store::load(&name).and_then(|json| serde_json::from_slice(json.as_bytes()).ok());
    let files: Files = RwSignal::new(kept.unwrap_or_default());
    on_change(files, move |json| {
        store::save(&name, &json);
    });
    files
}

/// Calls back when something is to be kept: what is chosen, not each part that comes.
pub fn on_change(files: Files, changed: impl Fn(String) + 'static) {
    let json = Memo::new(move |_| serde_json::to_string(&*files.read()).unwrap_or_default());
    Effect::new(move |before: Option<()>| {
        let json = json.get();
        if before.is_some() {
            changed(json);
        }
    });
}

/// They are sent with something: the next ones begin empty.
pub fn forget(place: &str) {
    store::clear(&name_of(place));
}

/// Changes one of them, if it is still there and somebody still looks.
fn change(files: Files, id: &str, change: impl FnOnce(&mut Chosen)) {
    let _ = files.try_update(|files| {
        if let Some(file) = files.iter_mut().find(|file| file.id == id) {
            change(file);
        }
    });
}

/// Takes files one after the other: pages stay in their order.
fn choose(files: Files, picked: Vec<Picked>) {
    spawn_local(async move {
        for Picked { name, content } in picked {
            let id = bytes::once();
            content.keep(&id).await;
            let look = picture::look(&content).await;
            let file = Chosen {
                id,
                name,
                size: content.size(),
                media_type: content.media_type(),
                is_blurred: look.as_ref().is_some_and(|look| !look.is_sharp),
                small: look.map(|look| look.address),
                ..Chosen::default()
            };
            let _ = files.try_update(|files| files.push(file));
        }
    });
}

fn remove(files: Files, id: String, about: About) {
    let mut gone = None;
    files.update(|files| {
        if let Some(at) = files.iter().position(|file| file.id == id) {
            gone = Some(files.remove(at));
        }
    });
    let Some(gone) = gone else { return };
    page::announce(&t_with(Key::ATTACH_REMOVED, &[("navn", &gone.name)]));
    spawn_local(async move {
        upload::forget(&gone.id).await;
        if let Some(id) = gone.upload {
            // What is not deleted now is deleted when it is too old.
            let _ = ask("DELETE", &about.address(&id), &[], None).await;
        }
    });
}

/// The citizen whom files are about, as addresses name them.
#[derive(Clone, Copy)]
struct About(StoredValue<String>);

impl About {
    fn path(self, of: &str) -> String {
        // Whoever went on does not want it any more: no address, no file.
        let citizen = self.0.try_get_value().unwrap_or_default();
        of.replace("{citizen}", &citizen)
    }

    fn address(self, upload: &str) -> String {
        self.path(ONE).replace("{upload}", upload)
    }
}

/// A request of the protocol.
async fn ask(
    method: &str,
    address: &str,
    headers: &[(&str, &str)],
    body: Option<&[u8]>,
) -> Result<Answer, Failed> {
    let mut all = vec![(TUS_RESUMABLE, TUS)];
    all.extend(headers);
    let answer = http::send(method, address, &all, body).await;
    let answer = answer.map_err(|Unreachable| Failed::Away)?;
    match answer.status {
        401 => Err(Failed::SignedOut),
        429 | 500.. => Err(Failed::Away),
        _ => Ok(answer),
    }
}

/// Sends what waits, one after the other, now and whenever the network comes back.
fn follow(files: Files, about: About, failed: RwSignal<Option<Failed>>) {
    let online = connection::online();
    let waits = Memo::new(move |_| {
        let files = files.read();
        files.iter().any(|file| file.state == State::Waiting)
    });
    let is_going = StoredValue::new(false);
    let again = RwSignal::new(0_u32);
    Effect::new(move |_| {
        again.track();
        if !waits.get() || !online.get() || is_going.get_value() {
            return;
        }
        is_going.set_value(true);
        spawn_local(async move {
            let done = send_all(files, about).await;
            if done == Err(Failed::Away) {
                clock::pause(LATER).await;
            }
            let _ = is_going.try_set_value(false);
            match done {
                Err(Failed::SignedOut) => {
                    let _ = failed.try_set(Some(Failed::SignedOut));
                }
                // Another may have been chosen meanwhile.
                _ => {
                    let _ = again.try_update(|times| *times += 1);
                }
            }
        });
    });
}

async fn send_all(files: Files, about: About) -> Result<(), Failed> {
    loop {
        let waiting = files.try_with_untracked(|files| {
            let mut files = files.iter();
            files.find(|file| file.state == State::Waiting).cloned()
        });
        match waiting.flatten() {
            Some(file) => send(files, about, file).await?,
            None => return Ok(()),
        }
    }
}

/// Sends a file from where it has come to.
async fn send(files: Files, about: About, file: Chosen) -> Result<(), Failed> {
    let become_ = |state| change(files, &file.id, |file| file.state = state);
    let Some(content) = Content::kept(&file.id).await else {
        become_(State::Gone);
        return Ok(());
    };
    let known = match file.upload {
        Some(id) => offset(&about.address(&id))
            .await?
            .map(|offset| (id, offset)),
        None => None,
    };
    let (id, mut offset) = match known {
        Some(known) => known,
        None => match begin(&about.path(PATH), &file.name, file.size).await? {
            Ok(id) => (id, 0),
            Err(state) => {
                become_(state);
                return Ok(());
            }
        },
    };
    change(files, &file.id, |file| file.upload = Some(id.clone()));
    while offset < file.size {
        // Whoever removed it does not want it sent.
        let is_there = files.try_with_untracked(|files| files.iter().any(|it| it.id == file.id));
        if is_there != Some(true) {
            return Ok(());
        }
        let end = file.size.min(offset + PART);
        let Some(part) = content.part(offset, end).await else {
            become_(State::Gone);
            return Ok(());
        };
        let starts = offset.to_string();
        let headers = [(OFFSET, starts.as_str()), ("content-type", MEDIA_TYPE)];
        let answer = ask("PATCH", &about.address(&id), &headers, Some(&part)).await?;
        match answer.status {
            204 => offset = end,
            415 => {
                change(files, &file.id, |file| file.upload = None);
                become_(State::WrongType);
                return Ok(());
            }
            // It stands elsewhere, or is gone: looked at anew in a while.
            _ => return Err(Failed::Away),
        }
        change(files, &file.id, |file| file.sent = offset);
    }
    become_(State::Here);
    upload::forget(&file.id).await;
    page::announce(&t_with(Key::ATTACH_ARRIVED, &[("navn", &file.name)]));
    Ok(())
}

/// How far an upload has come; `None`, when the server has none of that name.
async fn offset(address: &str) -> Result<Option<i64>, Failed> {
    let answer = ask("HEAD", address, &[], None).await?;
    Ok(answer.header(OFFSET).and_then(|offset| offset.parse().ok()))
}

/// Begins an upload; or what is wrong with the file.
async fn begin(path: &str, name: &str, size: i64) -> Result<Result<String, State>, Failed> {
    let length = size.to_string();
    let called = format!("filename {}", base64(name.as_bytes()));
    let headers = [(LENGTH, length.as_str()), (METADATA, called.as_str())];
    let answer = ask("POST", path, &headers, None).await?;
    let state = match answer.status {
        201 => State::Here,
        409 => State::Full,
        413 => State::TooLarge,
        // Nothing stands in it.
        _ => State::WrongType,
    };
    let id = answer
        .header("location")
        .and_then(|location| Some(location.rsplit('/').next()?.to_owned()));
    Ok(id.ok_or(state))
}

/// As the protocol wants it: with padding, and without the letters for addresses.
fn base64(bytes: &[u8]) -> String {
    let mut text = bytes::to_text(bytes).replace('-', "+").replace('_', "/");
    while !text.len().is_multiple_of(4) {
        text.push('=');
    }
    text
}

/// What a place for files is about, and what stands in it.
pub struct Place {
    citizen: String,
    hint: Key,
    more: Option<AnyView>,
}

impl Place {
    /// For the citizen whose case is open.
    pub fn own() -> Self {
        Self {
            citizen: keep::whose(),
            hint: Key::ATTACH_HINT,
            more: None,
        }
    }

    /// For somebody who writes to a citizen.
    pub fn for_citizen(citizen: String, hint: Key) -> Self {
        Self {
            citizen,
            hint,
            more: None,
        }
    }

    /// What is said aloud can be sent, too.
    pub fn with_voice(self, files: Files) -> Self {
        Self {
            more: Some(voice(files)),
            ..self
        }
    }
}

/// The place where files are attached. Its error is shown here, and its fields are `{id}-take` and `{id}-choose`.
pub fn attach(id: &str, files: Files, place: Place, error: Signal<Option<String>>) -> AnyView {
    let Place {
        citizen,
        hint,
        more,
    } = place;
    let about = About(StoredValue::new(citizen));
    let failed = RwSignal::new(None);
    follow(files, about, failed);
    let chosen = Memo::new(move |_| {
        let files = files.read();
        files.iter().map(|file| file.id.clone()).collect::<Vec<_>>()
    });
    let online = connection::online();
    let waits = move || {
        let files = files.read();
        files.iter().any(|file| file.state == State::Waiting)
    };
    let offline = move || {
        (waits() && !online.get())
            .then(|| view! { <p class="attach__line" role="status">{t(Key::ATTACH_OFFLINE)}</p> })
    };
    let way = move |part: &str, words: Key, accept: &'static str, is_camera: bool| {
        let id = format!("{id}-{part}");
        let field = id.clone();
        view! {
            <label class="button button-secondary attach__way" for=field>
                {t(words)}
                <input
                    class="attach__input"
                    type="file"
                    id=id
                    accept=accept
                    multiple=!is_camera
                    capture=is_camera.then_some("environment")
                    on:change=move |event| choose(files, upload::picked(&event))
                />
            </label>
        }
    };
    let ways_in = view! {
        {way("take", Key::ATTACH_TAKE, "image/*", true)}
        {way("choose", Key::ATTACH_CHOOSE, "image/*,application/pdf", false)}
    };
    let (place, id) = (id.to_owned(), id.to_owned());
    let label = format!("{id}-label");
    let labelled = label.clone();
    view! {
        <div class="attach" id=place role="group" aria-labelledby=labelled>
            <p class="form-label" id=label>{t(Key::ATTACH_TITLE)}</p>
            <p class="form-hint">{t(hint)}</p>
            <ErrorMessage id=id error/>
            <ul class="files nobullet-list">
                <For each=move || chosen.get() key=String::clone let:one>{row(files, one, about)}</For>
            </ul>
            {offline}
            {trouble(failed)}
            <p class="attach__ways">
                {ways_in}
            </p>
            {more}
        </div>
    }
    .into_any()
}

/// One file, with how far it has come.
fn row(files: Files, id: String, about: About) -> AnyView {
    let find = id.clone();
    let file = Memo::new(move |_| {
        let files = files.read();
        files.iter().find(|file| file.id == find).cloned()
    });
    let file = move || file.get().unwrap_or_default();
    let Chosen {
        name,
        size,
        media_type,
        ..
    } = untrack(file);
    let is_sound = media_type.starts_with("audio/");
    let is_picture = media_type.starts_with("image/");
    let alt = t_with(Key::ATTACH_PICTURE, &[("navn", &name)]);
    let label = t_with(Key::ATTACH_LISTEN, &[("navn", &name)]);
    let away = t_with(Key::ATTACH_REMOVE, &[("navn", &name)]);
    let here = Memo::new(move |_| {
        let file = file();
        file.upload.filter(|_| file.state == State::Here)
    });
    // What the browser cannot show, as HEIC mostly, has no small picture and none from the server.
    let shown = move || {
        let server = || here.get().map(|id| about.address(&id));
        let source = untrack(file).small.or_else(|| match media_type.as_str() {
            "image/heic" | "image/heif" => None,
            _ => server(),
        });
        source.filter(|_| is_picture).map(|source| {
            view! { <img class="files__picture" src=source alt=alt.clone()/> }
        })
    };
    let heard = move || {
        here.get().filter(|_| is_sound).map(|id| {
            view! {
                <audio class="files__sound" controls preload="none" src=about.address(&id) aria-label=label.clone()></audio>
            }
        })
    };
    let state = move || {
        let file = file();
        let wrong = match file.state {
            State::Waiting => {
                let percent = (file.sent * 100 / file.size.max(1)).to_string();
                let words = t_with(Key::ATTACH_GOING, &[("procent", &percent)]);
                return view! { <span class="files__about">{words}</span> }.into_any();
            }
            State::Here => {
                return view! { <span class="files__about">{t(Key::ATTACH_HERE)}</span> }
                    .into_any();
            }
            State::WrongType => Key::ATTACH_WRONG_TYPE,
            State::TooLarge => Key::ATTACH_TOO_LARGE,
            State::Full => Key::ATTACH_FULL,
            State::Gone => Key::ATTACH_GONE,
        };
        view! { <span class="form-error-message" role="alert">{t(wrong)}</span> }.into_any()
    };
    let blurred = move || {
        file()
            .is_blurred
            .then(|| view! { <p class="attach__line" role="status">{t(Key::ATTACH_BLURRED)}</p> })
    };
    view! {
        <li class="files__one">
            {shown}
            {heard}
            <span class="files__name">{name} " (" {files::size(size)} ")"</span>
            {state}
            {blurred}
            <Button kind=ButtonKind::Tertiary on_press=move |()| remove(files, id.clone(), about)>{away}</Button>
        </li>
    }
    .into_any()
}

/// Saying it instead of writing it.
fn voice(files: Files) -> AnyView {
    let recorder = StoredValue::new_local(None::<Recorder>);
    let is_on = RwSignal::new(false);
    let seconds = RwSignal::new(0_u32);
    let denied = RwSignal::new(None::<Denied>);
    let begin = move |()| {
        denied.set(None);
        seconds.set(0);
        let another = move || {
            let _ = seconds.try_update(|seconds| *seconds += 1);
        };
        spawn_local(async move {
            match Recorder::begin(another).await {
                // Whoever went on says nothing any more: it is dropped, and the microphone given back.
                Ok(begun) => {
                    let _ = recorder.try_set_value(Some(begun));
                    let _ = is_on.try_set(true);
                    page::announce(t(Key::ATTACH_RECORDING));
                }
                Err(why) => {
                    let _ = denied.try_set(Some(why));
                }
            }
        });
    };
    let stop = move |()| {
        is_on.set(false);
        let Some(begun) = recorder.try_update_value(Option::take).flatten() else {
            return;
        };
        spawn_local(async move {
            if let Some(content) = begun.stop().await {
                let number = files.try_with_untracked(Vec::len).unwrap_or_default() + 1;
                let name = t_with(Key::ATTACH_SOUND_NAME, &[("nr", &number.to_string())]);
                // As `audio/webm;codecs=opus`: whoever takes it out has a player by the ending.
                let media_type = content.media_type();
                let ending = media_type.split([';', '/']).nth(1).unwrap_or_default();
                let name = format!("{name}.{ending}");
                choose(files, vec![Picked { name, content }]);
            }
        });
    };
    view! {
        <p>{t(Key::ATTACH_VOICE)}</p>
        {move || match is_on.get() {
            false => view! {
                <p><Button kind=ButtonKind::Secondary on_press=begin>{t(Key::ATTACH_RECORD)}</Button></p>
            }
            .into_any(),
            true => view! {
                <p class="attach__recording">{t(Key::ATTACH_RECORDING)}</p>
                <p>{move || {
                    let seconds = seconds.get().to_string();
                    t_with(Key::ATTACH_SECONDS, &[("antal", &seconds)])
                }}</p>
                <p><Button kind=ButtonKind::Warning on_press=stop>{t(Key::ATTACH_STOP)}</Button></p>
            }
            .into_any(),
        }}
        {move || denied.get().map(|why| {
            let words = match why {
                Denied::Refused => Key::ATTACH_VOICE_REFUSED,
                Denied::Missing | Denied::Broken => Key::ATTACH_VOICE_MISSING,
            };
            view! { <p class="attach__line" role="status">{t(words)}</p> }
        })}
    }
    .into_any()
}
