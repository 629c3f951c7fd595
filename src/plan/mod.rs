//! Min plan: an empty sheet of thirteen weeks, a deck of cards, the P-sign and the corner of successes
//! (the Randers method). It works without login and without a network; what is laid stays on the device
//! until its owner shows it to somebody.

mod adults;
mod aloud;
mod asks;
mod back;
mod bar;
mod beside;
mod choice;
mod contacts;
mod corner;
mod day;
mod deck;
mod draft;
mod family;
mod fixed;
mod hold;
mod keep;
mod meeting;
mod money;
mod office;
mod past;
mod rest;
mod room;
mod sheet;
mod show;
mod start;
pub mod state;
mod take;
mod tile;
mod who;
mod words;

use indgang_domain::plan::board::{Conflict, Said};
use indgang_domain::plan::edit::{ItemId, NoteKind, Value};
use indgang_domain::plan::granted::Granted;
use indgang_domain::plan::hand::{Hand, Held};
use indgang_domain::plan::{LONG_WEEKS, WEEKS};
use leptos::prelude::*;

use crate::browser::beside::is_inside;
use crate::browser::{format, location, page, store};
use crate::text::{Key, t, t_with};
use crate::ui::{Button, ButtonKind, Dialog, Icon, Picture};

use back::Back;
use bar::HoldBar;
use corner::{OwnNotes, Parking, Successes};
use deck::DeckOfCards;
pub use family::ShownPlan;
use hold::{DRAGGED, Holding};
pub use office::Office;
use sheet::Weeks;
pub use start::ExamplePlan;
use start::StartPanel;
use state::Side;
use take::{Arrival, Arrived, Take, Taking};

/// What a phone shows at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tab {
    P,
    Plan,
    Cards,
    Notes,
    Star,
}

impl Tab {
    const ALL: [Self; 5] = [Self::P, Self::Plan, Self::Cards, Self::Notes, Self::Star];

    const fn class(self) -> &'static str {
        match self {
            Self::P => "board--p",
            Self::Plan => "board--plan",
            Self::Cards => "board--cards",
            Self::Notes => "board--notes",
            Self::Star => "board--star",
        }
    }

    fn words(self) -> &'static str {
        t(match self {
            Self::P => Key::PLAN_TAB_P,
            Self::Plan => Key::PLAN_TAB_PLAN,
            Self::Cards => Key::PLAN_TAB_CARDS,
            Self::Notes => Key::PLAN_TAB_NOTES,
            Self::Star => Key::PLAN_TAB_STAR,
        })
    }
}

/// The owner's page.
#[component]
pub fn Plan() -> impl IntoView {
    state::follow();
    room::resume();
    let is_beside = is_inside();
    take_key();
    keep::begin();
    fixed::begin();
    take_granted();
    let arrival = RwSignal::new(Arrival::at_hand());
    let listener = window_event_listener(leptos::ev::hashchange, move |_| {
        if let Some(arrived) = Arrival::at_hand() {
            arrival.set(Some(arrived));
        }
    });
    on_cleanup(move || listener.remove());
    let has_arrived = Memo::new(move |_| arrival.read().is_some());
    let look = RwSignal::new(None::<Look>);
    let close = Callback::new(move |()| look.set(None));
    move || {
        match has_arrived.get() {
        true => view! { <Arrived arrival/> }.into_any(),
        false => view! {
            {is_beside.then(beside::owners)}
            <PlanBoard on_look=move |it| look.set(Some(it))/>
            {move || look.get().map(|it| view! { <Dialog title=it.title() on_close=close>{it.content(close)}</Dialog> })}
        }
        .into_any(),
    }
    }
}

/// What the owner looks at beside the board.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Look {
    /// The day and night of a week.
    Day,
    /// What has happened so far.
    Past,
    /// Who can see what.
    Who,
    /// A meeting.
    Meeting,
}

impl Look {
    const ALL: [Self; 4] = [Self::Day, Self::Past, Self::Who, Self::Meeting];

    fn title(self) -> String {
        let key = match self {
            Self::Day => Key::DAY_TITLE,
            Self::Past => Key::PAST_TITLE,
            Self::Who => Key::WHO_TITLE,
            Self::Meeting => match room::meeting().get() {
                room::Meeting::On(here) if here.joined.is_some() => Key::MEETING_GOES_ON,
                _ => Key::MEETING_TITLE,
            },
        };
        t(key).to_owned()
    }

    const fn icon(self) -> &'static str {
        match self {
            Self::Day => "time",
            Self::Past => "list-bulleted",
            Self::Who => "visibility",
            Self::Meeting => "persons",
        }
    }

    /// Whether it can be looked at here: beside a picture one is in the meeting.
    fn is_there(self) -> bool {
        self != Self::Meeting || !is_inside()
    }

    /// Whether a phone shows it among "more" only. A meeting that goes on is always at hand.
    fn can_fold(self) -> bool {
        self != Self::Meeting || !matches!(room::meeting().get(), room::Meeting::On(_))
    }

    fn content(self, close: Callback<()>) -> AnyView {
        match self {
            Self::Day => day::day_and_night(),
            Self::Past => past::past(),
            Self::Who => who::who_sees(),
            Self::Meeting => meeting::owners(close),
        }
    }
}

/// A link from the owner's other device brings the key of the copy; one from another adult a code.
fn take_key() {
    let fragment = location::fragment();
    if let Some(key) = fragment.strip_prefix("noegle=") {
        keep::take_key(key);
    } else if let Some(code) = fragment.strip_prefix(adults::LINK) {
        adults::keep_code(code);
    } else {
        return;
    }
    location::clear_fragment();
}

/// What the case has brought along to be laid.
fn take_granted() {
    let Some(json) = store::load(store::PLAN_GRANTED) else {
        return;
    };
    store::clear(store::PLAN_GRANTED);
    let Ok(granted) = serde_json::from_slice::<Granted>(json.as_bytes()) else {
        return;
    };
    let edits = granted.edits(&state::board().get_untracked(), state::today());
    let words = match edits.is_empty() {
        true => Key::PLAN_GRANTED_THERE,
        false => Key::PLAN_GRANTED,
    };
    state::act(edits);
    page::announce(t(words));
}

/// The board, for its owner and for those it is shown to.
#[component]
fn PlanBoard(
    /// The owner wants to look at something beside it.
    #[prop(optional, into)]
    on_look: Option<Callback<Look>>,
) -> impl IntoView {
    choice::begin();
    let holding = Holding::new();
    // Wherever the focus is: Escape lets go.
    let escape = window_event_listener(leptos::ev::keydown, move |event| holding.escape(&event));
    on_cleanup(move || escape.remove());
    let taking = Taking::new();
    if state::is_kept() && adults::is_invited() {
        taking.open_joint();
    }
    let long = RwSignal::new(false);
    // What somebody else shows comes a moment later.
    let is_begun = untrack(|| !state::is_owner() || state::is_begun());
    let tab = RwSignal::new(if is_begun { Tab::Plan } else { Tab::Cards });
    // Who has picked a card up wants to see where it can go.
    Effect::new(move |_| {
        let holds = holding.hand.with(|hand| {
            let is_lifted = matches!(hand, Hand::Holding(_) | Hand::Dragging { .. });
            is_lifted && matches!(hand.held(), Some(Held::Offer(_) | Held::Blank))
        });
        if holds && tab.get_untracked() == Tab::Cards {
            tab.set(Tab::Plan);
        }
    });
    let side = untrack(state::side);
    let is_owner = side.is_owner();
    let (title, lead) = match side {
        Side::Owner => (t(Key::PLAN_TITLE), t(Key::PLAN_LEAD)),
        Side::Example => (t(Key::PLAN_EXAMPLE_TITLE), t(Key::PLAN_EXAMPLE_LEAD)),
        Side::Office => (t(Key::MEETING_OFFICE), t(Key::MEETING_OFFICE_LEAD)),
        Side::Guest => (t(Key::SHOW_TITLE), t(Key::SHOW_LEAD)),
    };
    let board_class = move || format!("board {}", tab.get().class());
    view! {
        <article
            class=match side {
                Side::Owner | Side::Example => "plan",
                Side::Office => "plan plan--theirs",
                Side::Guest => "plan plan--theirs plan--guest",
            }
            on:pointerdown=move |event| holding.down(&event)
            on:pointermove=move |event| holding.moves(&event)
            on:pointerup=move |event| holding.up(&event)
            on:pointercancel=move |_| holding.cancel()
            on:click=move |event| holding.click(&event)
            on:keydown=move |event| holding.key(&event)
        >
            <h1>{title}</h1>
            <p class="plan__lead">{lead}</p>
            {(side == Side::Example).then(start::example_banner)}
            {(side == Side::Owner).then(|| view! { <StartPanel/> })}
            {tools(holding, taking, long, on_look)}
            {move || is_owner.then(conflicts)}
            {tabs(tab)}
            <div class=board_class>
                <div class="board__goal">{if is_owner { goal() } else { their_goal() }}</div>
                <div class="board__p">{is_owner.then(|| view! { <Parking holding/> })}</div>
                <div class="board__weeks">
                    <h2 class="sr-only">{t(Key::PLAN_WEEKS_TITLE)}</h2>
                    {weeks_head(long, is_owner)}
                    <Weeks holding long/>
                    {is_owner.then(|| unfinished(holding))}
                </div>
                <div class="board__deck">{(side != Side::Guest).then(|| view! { <DeckOfCards holding/> })}</div>
                <div class="board__notes">
                    {if is_owner { view! { <OwnNotes/> }.into_any() } else { their_notes(side) }}
                </div>
                <div class="board__star">{if is_owner { view! { <Successes/> }.into_any() } else { their_successes() }}</div>
            </div>
            {is_owner.then(rest::resting)}
            <p class="plan__rights">{t(Key::PLAN_RIGHTS)}</p>
            {said(holding)}
            {asks::question(holding)}
            <HoldBar holding/>
            {dragged(holding)}
            <Back holding/>
            <Take taking/>
        </article>
    }
    .into_any()
}

/// Undo, redo, take along, and how much one looks at.
fn tools(
    holding: Holding,
    taking: Taking,
    long: RwSignal<bool>,
    on_look: Option<Callback<Look>>,
) -> AnyView {
    let nothing_done = Signal::derive(|| state::to_undo().is_none());
    let nothing_undone = Signal::derive(|| state::to_redo().is_none());
    let can_write = untrack(state::side) != Side::Guest;
    let more = RwSignal::new(false);
    view! {
        <div class="plan__tools" role="group" aria-label=t(Key::PLAN_TOOLS)>
            {can_write.then(|| view! {
                <button type="button" class="tool" disabled=nothing_done on:click=move |_| holding.take_back()>
                    <Icon name="reply"/><span>{t(Key::PLAN_UNDO)}</span>
                </button>
                <button type="button" class="tool" disabled=nothing_undone on:click=move |_| holding.do_again()>
                    <Icon name="forward"/><span>{t(Key::PLAN_REDO)}</span>
                </button>
            })}
            {aloud::button()}
            {match untrack(state::is_owner) {
                true => view! {
                    <button type="button" class="tool" on:click=move |_| taking.open()>
                        <Icon name="share"/><span>{t(Key::PLAN_TAKE_TITLE)}</span>
                    </button>
                }.into_any(),
                false => view! {
                    <button type="button" class="tool" on:click=move |_| taking.print_plan()>
                        <Icon name="print"/><span>{t(Key::PLAN_PRINT)}</span>
                    </button>
                    <Show when=move || state::board().read().joint.is_some()>
                        <button type="button" class="tool" on:click=move |_| taking.open_joint()>
                            <Icon name="summary"/><span>{t(Key::JOINT_TITLE)}</span>
                        </button>
                    </Show>
                }.into_any(),
            }}
            <button
                type="button"
                class="tool tool--wide"
                aria-pressed=move || if long.get() { "true" } else { "false" }
                on:click=move |_| long.update(|long| *long = !*long)
            >
                <Icon name="calendar-month"/><span>{t(Key::PLAN_LONG)}</span>
            </button>
            {on_look.map(|on_look| view! {
                <button
                    type="button"
                    class="tool tool--more"
                    aria-expanded=move || if more.get() { "true" } else { "false" }
                    on:click=move |_| more.update(|more| *more = !*more)
                >
                    <Icon name="more-horiz"/><span>{t(Key::PLAN_MORE)}</span>
                </button>
                {Look::ALL.into_iter().filter(|look| look.is_there()).map(|look| view! {
                    <button
                        type="button"
                        class="tool"
                        class:tool--folded=move || !more.get() && look.can_fold()
                        on:click=move |_| on_look.run(look)
                    >
                        <Icon name=look.icon()/><span>{move || look.title()}</span>
                    </button>
                }).collect_view()}
            })}
        </div>
    }
    .into_any()
}

/// What happened last, with the way back; a screen reader has been told already.
fn said(holding: Holding) -> AnyView {
    // Not gone as soon as a pointer is down: what it came for would move away under it.
    let shows =
        move || !holding.said.read().is_empty() && holding.hand.with(|hand| hand.held().is_none());
    view! {
        <Show when=shows>
            <div class="said">
                <p aria-hidden="true">{move || holding.said.get()}</p>
                <div class="said__ways">
                    <Show when=|| state::to_undo().is_some()>
                        <button type="button" class="tool" on:click=move |_| holding.take_back()>
                            <Icon name="reply"/><span>{t(Key::PLAN_UNDO)}</span>
                        </button>
                    </Show>
                    <button type="button" class="tool" on:click=move |_| holding.hush()>
                        <Icon name="close"/><span>{t(Key::COMMON_CLOSE)}</span>
                    </button>
                </div>
            </div>
        </Show>
    }
    .into_any()
}

/// The signs of a phone's tabs.
fn tabs(tab: RwSignal<Tab>) -> AnyView {
    let one = |it: Tab| {
        let sign = match it {
            Tab::P => view! { <span class="p-sign" aria-hidden="true">"P"</span> }.into_any(),
            Tab::Plan => view! { <Icon name="calendar-month"/> }.into_any(),
            Tab::Cards => view! { <Icon name="apps"/> }.into_any(),
            Tab::Notes => view! { <Icon name="edit"/> }.into_any(),
            Tab::Star => view! { <Icon name="star-fill"/> }.into_any(),
        };
        view! {
            <button
                type="button"
                class="tab"
                aria-pressed=move || if tab.get() == it { "true" } else { "false" }
                on:click=move |_| tab.set(it)
            >
                {sign}
                <span>{it.words()}</span>
            </button>
        }
    };
    view! {
        <div class="plan__tabs" role="group" aria-label=t(Key::PLAN_TABS)>
            {Tab::ALL.map(one).collect_view()}
        </div>
    }
    .into_any()
}

/// The goal, as a banner in own words.
fn goal() -> AnyView {
    let text = draft::draft_of("goal", &state::board().get_untracked().goal);
    let commit = move || {
        let words = text.get_untracked();
        if words != state::board().get_untracked().goal {
            state::say(None, Value::Goal(words));
        }
        draft::forget("goal");
    };
    if text.get_untracked() != state::board().get_untracked().goal {
        commit();
    }
    // Another device, or Undo, may change it too.
    Effect::new(move |before: Option<String>| {
        let goal = state::board().get().goal;
        if before.is_some_and(|before| before != goal) {
            text.set(goal.clone());
        }
        goal
    });
    view! {
        <label class="form-label" for="plan-goal">{t(Key::PLAN_GOAL)}</label>
        <input
            class="form-input"
            id="plan-goal"
            autocomplete="off"
            placeholder=t(Key::PLAN_GOAL_HINT)
            prop:value=move || text.get()
            on:input=move |event| text.set(event_target_value(&event))
            on:change=move |_| commit()
        />
    }
    .into_any()
}

/// The goal of somebody else, where it is shown.
fn their_goal() -> AnyView {
    let goal = move || {
        let goal = state::board().get().goal;
        (!goal.is_empty()).then(|| t_with(Key::SHOW_GOAL, &[("maal", &goal)]))
    };
    view! { <p class="board__their-goal">{move || goal().unwrap_or_else(|| t(Key::SHOW_NO_GOAL).to_owned())}</p> }
        .into_any()
}

/// The notes that somebody else shows, and the caseworker's notes about the law.
fn their_notes(side: Side) -> AnyView {
    let kinds = [
        NoteKind::Note,
        NoteKind::Attention,
        NoteKind::Frustration,
        NoteKind::Contact,
        NoteKind::Reused,
    ];
    view! {
        <h2 class="corner__title">{t(Key::SHOW_NOTES)}</h2>
        {kinds.map(|kind| view! { <corner::TheirNotes kind/> }).collect_view()}
        <h3 class="corner__sub">{t(Key::PLAN_LAW_NOTES)}</h3>
        {match side {
            Side::Office => view! { <corner::Notes kind=NoteKind::Law on=None/> }.into_any(),
            _ => view! { <corner::TheirNotes kind=NoteKind::Law/> }.into_any(),
        }}
    }
    .into_any()
}

/// The successes that somebody else shows.
fn their_successes() -> AnyView {
    view! {
        <h2 class="corner__title"><Icon name="star-fill"/>{t(Key::PLAN_STAR_TITLE)}</h2>
        <corner::TheirNotes kind=NoteKind::Success/>
    }
    .into_any()
}

/// From when to when, the owner's limit, and the next thirteen weeks.
fn weeks_head(long: RwSignal<bool>, is_owner: bool) -> AnyView {
    let from_to = move || {
        let first = state::first_week();
        let weeks = if long.get() { LONG_WEEKS } else { WEEKS };
        let last = first.plus(i16::try_from(weeks).unwrap_or(0) - 1).day(6);
        let (first, last) = (
            format::day_and_month(first.monday()),
            format::date_short(last),
        );
        t_with(Key::PLAN_FROM_TO, &[("fra", &first), ("til", &last)])
    };
    let limit = move || {
        let minutes = state::board().get().limit;
        minutes.map_or_else(String::new, |minutes| (minutes / 60).to_string())
    };
    let set = move |event| {
        let hours = event_target_value(&event).trim().parse::<u16>().ok();
        if let Some(hours) = hours.filter(|hours| *hours <= 168) {
            state::say(None, Value::Limit(hours * 60));
        }
    };
    let is_over = move || {
        let end = state::first_week().plus(i16::try_from(WEEKS).unwrap_or(0));
        state::today().week() >= end.plus(-2)
    };
    let roll = move |()| state::act(state::edits(|steps| steps.roll_forward()));
    view! {
        <div class="weeks-head">
            <h2 class="weeks-head__span">{from_to}</h2>
            <label class="weeks-head__limit" hidden=!is_owner>
                <span>{t(Key::PLAN_LIMIT)}</span>
                <input
                    class="form-input input-char-4"
                    inputmode="numeric"
                    autocomplete="off"
                    prop:value=limit
                    on:change=set
                />
                <span>{t(Key::PLAN_LIMIT_UNIT)}</span>
            </label>
            {move || (is_owner && is_over()).then(|| view! {
                <Button kind=ButtonKind::Secondary on_press=roll>{t(Key::PLAN_ROLL)}</Button>
            })}
        </div>
    }
    .into_any()
}

/// Cards of the weeks before that were not finished: suggestions now.
fn unfinished(holding: Holding) -> AnyView {
    let cards = state::ids(|board| board.unfinished().map(|card| card.id).collect());
    (move || {
        cards.with(|cards| !cards.is_empty()).then(|| {
            view! {
                <section class="unfinished" aria-labelledby="plan-unfinished">
                    <h3 id="plan-unfinished">{t(Key::PLAN_UNFINISHED)}</h3>
                    <For each=move || cards.get() key=|id| *id let:id>
                        <tile::CardTile id shown=tile::Shown::List holding/>
                    </For>
                </section>
            }
        })
    })
    .into_any()
}

/// The picture of the card that follows the pointer.
fn dragged(holding: Holding) -> AnyView {
    (move || {
        let held = holding.hand.with(|hand| match hand {
            Hand::Dragging { held, .. } => Some(held.clone()),
            _ => None,
        });
        held.map(|held| {
            let picture = match &held {
                Held::Card(id) => state::board()
                    .get_untracked()
                    .card(*id)
                    .map_or_else(String::new, words::picture),
                Held::Offer(key) => choice::find(key).map_or_else(String::new, |it| it.picture),
                Held::Blank => "egen_aktivitet".to_owned(),
            };
            view! {
                <div class="dragged" id=DRAGGED aria-hidden="true">
                    <Picture name=&picture/>
                    <span>{holding.title(&held)}</span>
                </div>
            }
        })
    })
    .into_any()
}

/// Where two devices have said different things: which one counts is for people to say.
fn conflicts() -> AnyView {
    let board = state::board().get();
    if board.conflicts.is_empty() {
        return ().into_any();
    }
    let all = board.conflicts.iter().cloned().map(conflict);
    view! {
        <section class="conflicts" aria-labelledby="plan-conflicts">
            <h2 id="plan-conflicts">{t(Key::PLAN_CONFLICTS)}</h2>
            {all.collect_view()}
        </section>
    }
    .into_any()
}

fn conflict(conflict: Conflict) -> AnyView {
    let board = state::board().get_untracked();
    let about = conflict
        .item
        .map_or_else(|| t(Key::PLAN_TITLE).to_owned(), name_of);
    let choices = conflict.said.iter().enumerate().map(|(at, said)| {
        let who = words::author(board.authors.get(&said.stamp.replica));
        let when = format::moment_at(said.stamp.at);
        let what = what_was_said(said);
        let conflict = conflict.clone();
        let settle = move |()| {
            let value = conflict.said[at].value.clone();
            state::act(state::edits(|steps| steps.settle(&conflict, value)));
            page::rescue_focus(&[".conflicts .button", hold::TOOLS]);
        };
        view! {
            <li>
                <p>{t_with(Key::PLAN_CONFLICT_SAID, &[("hvem", &who), ("dato", &when), ("hvad", &what)])}</p>
                <Button kind=ButtonKind::Secondary on_press=settle>{t(Key::PLAN_CONFLICT_USE)}</Button>
            </li>
        }
    });
    view! {
        <h3>{about}</h3>
        <ul class="nobullet-list">{choices.collect_view()}</ul>
    }
    .into_any()
}

fn name_of(id: ItemId) -> String {
    let board = state::board().get_untracked();
    let card = board.card(id).map(words::title);
    let note = board
        .notes
        .iter()
        .find(|note| note.id == id)
        .map(|note| note.text.clone());
    card.or(note)
        .unwrap_or_else(|| t(Key::PLAN_TITLE).to_owned())
}

fn what_was_said(said: &Said) -> String {
    match &said.value {
        None => t(Key::PLAN_SAID_REMOVED).to_owned(),
        Some(Value::When(Some(span))) => words::span(*span),
        Some(Value::When(None)) => t(Key::PLAN_NO_WEEK).to_owned(),
        Some(Value::Parked(Some(_))) => t(Key::PLAN_STAGE_PAUSE).to_owned(),
        Some(Value::Parked(None)) => t(Key::PLAN_SAID_RESUMED).to_owned(),
        Some(Value::Stage(stage)) => words::stage(*stage).to_owned(),
        Some(Value::Minutes(minutes) | Value::Travel(minutes)) => {
            words::duration(u32::from(*minutes))
        }
        Some(
            Value::Text(text)
            | Value::Wish(text)
            | Value::Goal(text)
            | Value::Title(text)
            | Value::Lane(text),
        ) => format!("»{text}«"),
        Some(_) => t(Key::PLAN_SAID_CHANGED).to_owned(),
    }
}
