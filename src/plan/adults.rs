//! Several adults in one plan (B23, E12): each says yes from their own sign-in, brings what they choose of
//! their own plan, and can withdraw. Children are names on cards.

use indgang_api::plan::{
    Adult, JOINT, JOINT_ACCEPT, JOINT_CODES, JOINT_OF_CITIZEN, JOINT_OFFICE, JOINT_OWN, JointCode,
    JointPlan, MEDIA_TYPE,
};
use indgang_api::session;
use indgang_domain::plan::board::{Card, Proposal};
use indgang_domain::plan::edit::ItemId;
use indgang_domain::plan::share::Shown;
use indgang_domain::plan::{LONG_WEEKS, Log, Week};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::keep::{self, Kept};
use super::{family, state, words};
use crate::browser::http::{self, Answer, Unreachable};
use crate::browser::{bytes, clipboard, format, location, page, store};
use crate::text::{Key, t, t_with};
use crate::ui::{Button, ButtonKind, TextInput};

/// A code from a link, until it has been used: one may have to sign in first.
const CODE: &str = "plan.joint.code";
/// How a link with a code ends.
pub const LINK: &str = "sammen=";

/// Keeps a code that a link has brought.
pub fn keep_code(code: &str) {
    store::save(CODE, code);
}

/// Whether a code waits to be used.
pub fn is_invited() -> bool {
    store::load(CODE).is_some()
}

/// Where the focus goes when what had it is gone.
const HEADING: &str = "#joint-adults";

/// What the server says.
#[derive(Clone, Debug, PartialEq)]
enum Now {
    /// There is no network.
    Away,
    SignedOut,
    /// Signed in, and in no joint plan.
    Alone,
    /// In one; with the version of what one has brought oneself.
    In(JointPlan, Option<String>),
}

/// How the last thing went that was done here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Went {
    /// One must say again who one is.
    Again,
    WrongCode,
    Badly,
}

#[derive(Clone, Copy)]
struct Joint {
    now: RwSignal<Now>,
    went: RwSignal<Option<Went>>,
    link: RwSignal<Option<String>>,
}

impl Joint {
    async fn load(self) {
        let now = match http::ask("GET", JOINT).await {
            Err(Unreachable) => Now::Away,
            Ok(answer) if answer.status == 404 => Now::Alone,
            Ok(answer) if answer.is_success() => match serde_json::from_slice(&answer.body) {
                Ok(plan) => Now::In(plan, answer.etag),
                Err(_) => Now::Away,
            },
            Ok(_) => Now::SignedOut,
        };
        self.now.set(now);
    }

    /// Does something, and looks at what is then. Gives the answer, when it was done.
    async fn does(
        self,
        method: &str,
        address: &str,
        headers: &[(&str, &str)],
        body: Option<&[u8]>,
    ) -> Option<Answer> {
        let answer = http::send(method, address, headers, body).await;
        self.went.set(match &answer {
            Ok(answer) if answer.is_success() => None,
            Ok(answer) if answer.status == 401 => Some(Went::Again),
            Ok(answer) if answer.status == 404 && address == JOINT_ACCEPT => Some(Went::WrongCode),
            _ => Some(Went::Badly),
        });
        self.load().await;
        // What was pressed is drawn anew.
        page::rescue_focus(&[HEADING]);
        answer.ok().filter(Answer::is_success)
    }

    async fn posts(self, address: &str, body: &str) -> Option<Answer> {
        let once = bytes::once();
        let headers = [
            ("content-type", "application/json"),
            ("idempotency-key", once.as_str()),
        ];
        self.does("POST", address, &headers, Some(body.as_bytes()))
            .await
    }
}

/// The adults, and what one can do.
pub fn adults() -> AnyView {
    let joint = Joint {
        now: RwSignal::new(Now::SignedOut),
        went: RwSignal::new(None),
        link: RwSignal::new(None),
    };
    let is_signed_in = Memo::new(|_| keep::kept() != Kept::Here);
    Effect::new(move |_| match is_signed_in.get() {
        true => spawn_local(joint.load()),
        false => joint.now.set(Now::SignedOut),
    });
    view! {
        <section class="take__way">
            <h3 id="joint-adults" tabindex="-1">{t(Key::JOINT_ADULTS)}</h3>
            <p>{t(Key::JOINT_ADULTS_TEXT)}</p>
            {move || match joint.now.get() {
                Now::Away => view! { <p>{t(Key::JOINT_FAILED)}</p> }.into_any(),
                Now::SignedOut => sign_in(Key::JOINT_SIGN_IN, ""),
                Now::Alone => alone(joint),
                Now::In(plan, etag) => together(joint, &plan, etag),
            }}
            {move || joint.went.get().map(|went| match went {
                Went::Again => sign_in(Key::JOINT_AGAIN, "&again=true"),
                Went::WrongCode => error(Key::JOINT_CODE_WRONG),
                Went::Badly => error(Key::JOINT_FAILED),
            })}
        </section>
    }
    .into_any()
}

fn error(words: Key) -> AnyView {
    view! { <p class="form-error-message" role="alert">{t(words)}</p> }.into_any()
}

fn sign_in(words: Key, more: &str) -> AnyView {
    let address = format!("{}?return_to=/plan{more}", session::SIGN_IN);
    view! {
        <p role="alert">{t(words)}</p>
        <p><a class="button button-secondary" href=address rel="external">{t(Key::MEETING_SIGN_IN)}</a></p>
    }
    .into_any()
}

/// Saying yes, with a code or to begin.
fn alone(joint: Joint) -> AnyView {
    let says_yes = RwSignal::new(false);
    let code = RwSignal::new(store::load(CODE).unwrap_or_default());
    // It stands in the field now: who closes the dialog is not asked again.
    store::clear(CODE);
    let has_code = Signal::derive(move || !code.read().trim().is_empty());
    let go = move |()| {
        let code = code.get_untracked().trim().to_owned();
        spawn_local(async move {
            if code.is_empty() {
                joint.does("PUT", JOINT, &[], None).await;
            } else if let Ok(body) = serde_json::to_string(&JointCode { code: code.clone() }) {
                joint.posts(JOINT_ACCEPT, &body).await;
                if joint.went.get_untracked() == Some(Went::Again) {
                    keep_code(&code);
                }
            }
        });
    };
    view! {
        <TextInput id="joint-code" label=t(Key::JOINT_CODE) value=code/>
        {family::tick("joint-consent".to_owned(), t(Key::JOINT_CONSENT).to_owned(), false, move |on| says_yes.set(on))}
        <Show when=move || says_yes.get()>
            <Button on_press=go>
                {move || t(if has_code.get() { Key::JOINT_ACCEPT } else { Key::JOINT_START })}
            </Button>
        </Show>
    }
    .into_any()
}

/// A lane for each adult, and what one brings.
fn together(joint: Joint, plan: &JointPlan, etag: Option<String>) -> AnyView {
    let shows = plan
        .adults
        .iter()
        .any(|it| it.is_you && it.shown_at.is_some());
    let show = move |on: bool| {
        let method = if on { "PUT" } else { "DELETE" };
        spawn_local(async move {
            joint.does(method, JOINT_OFFICE, &[], None).await;
        });
    };
    let invite = move |()| {
        spawn_local(async move {
            let answer = joint.posts(JOINT_CODES, "{}").await;
            let made = answer.and_then(|it| serde_json::from_slice::<JointCode>(&it.body).ok());
            joint.link.set(
                made.map(|JointCode { code }| format!("{}/plan#{LINK}{code}", location::origin())),
            );
        });
    };
    let withdraw = move |()| {
        spawn_local(async move {
            if joint.does("DELETE", JOINT, &[], None).await.is_some() {
                joint.link.set(None);
                page::announce(t(Key::JOINT_WITHDRAWN));
            }
        });
    };
    view! {
        {lanes(plan)}
        {bring(joint, etag)}
        {family::tick("joint-office".to_owned(), t(Key::JOINT_OFFICE).to_owned(), shows, show)}
        <Button kind=ButtonKind::Secondary on_press=invite>{t(Key::JOINT_INVITE)}</Button>
        {move || joint.link.get().map(link)}
        <details class="details">
            <summary class="details-summary"><span class="details-summary-text">{t(Key::JOINT_WITHDRAW)}</span></summary>
            <div class="details-text">
                <p>{t(Key::JOINT_WITHDRAW_TEXT)}</p>
                <Button kind=ButtonKind::Secondary on_press=withdraw>{t(Key::JOINT_WITHDRAW)}</Button>
            </div>
        </details>
    }
    .into_any()
}

fn link(address: String) -> AnyView {
    let copied = address.clone();
    let copy = move |()| {
        let address = copied.clone();
        spawn_local(async move {
            if clipboard::copy(&address).await {
                page::announce(t(Key::FAMILY_COPIED));
            }
        });
    };
    view! {
        <p>{t(Key::JOINT_INVITED)}</p>
        <input class="form-input" readonly=true value=address aria-label=t(Key::FAMILY_ADDRESS)/>
        <Button kind=ButtonKind::Secondary on_press=copy>{t(Key::FAMILY_COPY)}</Button>
    }
    .into_any()
}

/// What one brings of one's own plan: nothing comes along that is not ticked.
fn bring(joint: Joint, etag: Option<String>) -> AnyView {
    let cards = state::board().get_untracked().cards;
    let cards: Vec<Card> = cards
        .into_iter()
        .filter(|card| card.proposal == Proposal::Taken)
        .collect();
    let open = cards.iter().filter(|card| family::is_open(card));
    let chosen = RwSignal::new(open.map(|card| card.id).collect::<Vec<ItemId>>());
    let send = move |()| {
        let shown = Shown {
            items: chosen.get_untracked().into_iter().collect(),
            goal: false,
        };
        let log = state::log().get_untracked().shown(&shown).to_bytes();
        let etag = etag.clone();
        spawn_local(async move {
            let condition = match &etag {
                Some(etag) => ("if-match", etag.as_str()),
                None => ("if-none-match", "*"),
            };
            let headers = [("content-type", MEDIA_TYPE), condition];
            if joint
                .does("PUT", JOINT_OWN, &headers, Some(&log))
                .await
                .is_some()
            {
                page::announce(t(Key::JOINT_BROUGHT));
            }
        });
    };
    view! {
        <fieldset>
            <legend class="form-label">{t(Key::JOINT_BRING_TEXT)}</legend>
            {cards.iter().map(|card| family::choice(card, chosen)).collect_view()}
        </fieldset>
        <Button on_press=send>{t(Key::JOINT_BRING)}</Button>
    }
    .into_any()
}

/// A lane for each adult.
fn lanes(plan: &JointPlan) -> AnyView {
    let first = untrack(state::first_week);
    let lanes = plan.adults.iter().map(|adult| lane(adult, first));
    view! {
        <div class="lanes">{lanes.collect_view()}</div>
        <p class="form-hint">{t(Key::JOINT_REVIEWS)}</p>
    }
    .into_any()
}

/// What the adults of a citizen's joint plan show to the municipality, as it is now; what was seen stays while
/// the network is away.
pub async fn load_theirs(plan: RwSignal<Option<JointPlan>>, citizen: &str) {
    let Ok(answer) = http::ask("GET", &JOINT_OF_CITIZEN.replace("{citizen}", citizen)).await else {
        return;
    };
    let now = serde_json::from_slice::<JointPlan>(&answer.body).ok();
    let now = now.filter(|it| answer.is_success() && !it.adults.is_empty());
    if now != plan.get_untracked() {
        plan.set(now);
    }
}

/// A lane for each of them: to be looked at, never changed here.
pub fn theirs(plan: &JointPlan) -> AnyView {
    view! {
        <section class="take__way">
            <h2>{t(Key::JOINT_TITLE)}</h2>
            <h3>{t(Key::JOINT_ADULTS)}</h3>
            {lanes(plan)}
        </section>
    }
    .into_any()
}

/// An adult, and over a year and a half what they have brought.
fn lane(adult: &Adult, first: Week) -> AnyView {
    let bytes = adult.brought.as_deref().and_then(bytes::from_text);
    let log = bytes.and_then(|bytes| Log::from_bytes(&bytes).ok());
    let mut cards = log.unwrap_or_default().board().cards;
    cards.sort_by_key(|card| (card.span.map(|span| span.from), card.id));
    let is_empty = cards.is_empty() && adult.withdrawn_at.is_none();
    view! {
        <section class="lane">
            <h4>{name(adult)}</h4>
            {said(adult).map(|said| view! { <p class="form-hint">{said}</p> }).collect_view()}
            <ul class="nobullet-list">{cards.iter().map(|card| bar(card, first)).collect_view()}</ul>
            {is_empty.then(|| view! { <p>{t(Key::JOINT_LANE_NOTHING)}</p> })}
        </section>
    }
    .into_any()
}

/// `Mette (dig)`.
fn name(adult: &Adult) -> String {
    match adult.is_you {
        true => t_with(Key::JOINT_LANE_YOU, &[("navn", &adult.name)]),
        false => adult.name.clone(),
    }
}

/// When an adult said yes or took it back, and to whom else they show what they bring.
fn said(adult: &Adult) -> impl Iterator<Item = String> {
    let (key, at) = match &adult.withdrawn_at {
        Some(at) => (Key::JOINT_LANE_LEFT, at),
        None => (Key::JOINT_LANE_SINCE, &adult.consented_at),
    };
    let office = adult.shown_at.as_ref();
    [
        Some((key, at)),
        office.map(|at| (Key::JOINT_OFFICE_SINCE, at)),
    ]
    .into_iter()
    .flatten()
    .map(|(key, at)| t_with(key, &[("dato", &format::moment(at))]))
}

/// A card in words, and as a bar over its weeks.
fn bar(card: &Card, first: Week) -> AnyView {
    let mut said = vec![words::plain(&words::title(card))];
    said.extend((!card.lane.is_empty()).then(|| card.lane.clone()));
    said.extend(card.span.map(words::span));
    let percent = |weeks: i16| {
        let weeks = weeks.clamp(0, i16::try_from(LONG_WEEKS).unwrap_or(i16::MAX));
        f64::from(weeks) * 100.0 / f64::from(LONG_WEEKS)
    };
    let bar = card.span.map(|span| {
        let from = percent(span.from.since(first));
        let wide = percent(span.end().since(first)) - from;
        view! {
            <span class="lane__weeks" aria-hidden="true">
                <span
                    class="lane__bar"
                    style:--from=format!("{from:.2}%")
                    style:--wide=format!("{wide:.2}%")
                ></span>
            </span>
        }
    });
    view! { <li class=super::tile::area_class(card.area)>{said.join(", ")}{bar}</li> }.into_any()
}
