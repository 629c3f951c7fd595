//! The back of a card: what its owner wants out of it, how much it takes, and what the offer is.

mod drawing;
mod theirs;
mod worth;

use indgang_domain::offers::{self, Area, Local, Offer};
use indgang_domain::plan::board::{Card, Proposal, Source};
use indgang_domain::plan::edit::{
    Answer, Edit, Energy, ItemId, Kind, NoteKind, Parked, Stage, Value,
};
use indgang_domain::plan::hand::{Held, Place};
use indgang_domain::plan::{Day, LONG_WEEKS, Week};
use indgang_law::calendar::Date;
use leptos::prelude::*;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::corner::Notes;
use super::hold::{Holding, Open};
use super::{choice, day, draft, money, state, tile, who, words};
use crate::browser::{self, format, page, speech};
use crate::text::{Key, OFFERS, offer, offer_no, plural, t, t_with};
use crate::ui::{Button, ButtonKind, Dialog, Icon};

/// The dialog with what is looked at closely.
#[component]
pub fn Back(
    /// The board's hand.
    holding: Holding,
) -> impl IntoView {
    let open = holding.open;
    let close = move |()| holding.close();
    move || {
        open.get().map(|what| match what {
            Open::Card(id) => {
                let board = state::board();
                // The fields are drawn once, and keep what is typed while other things change.
                board
                    .get_untracked()
                    .card(id)
                    .map(|card| {
                        let title = words::title(card);
                        let card = card.clone();
                        view! {
                            <Dialog title on_close=close>{of_card(card, holding)}</Dialog>
                        }
                        .into_any()
                    })
                    .into_any()
            }
            Open::Offer(key) => choice::find(&key)
                .map(|it| {
                    view! {
                        <Dialog title=it.name on_close=close>
                            <div class="back">
                                {about_key(&key)}
                                <Button on_press=move |()| {
                                    open.set(None);
                                    holding.choose(Place::Aside);
                                }>{t(Key::PLAN_TAKE)}</Button>
                            </div>
                        </Dialog>
                    }
                    .into_any()
                })
                .into_any(),
        })
    }
}

fn of_card(card: Card, holding: Holding) -> AnyView {
    if !untrack(state::is_owner) {
        return theirs::of_card(&card);
    }
    let id = card.id;
    let now = Memo::new(move |_| state::board().get().card(id).cloned());
    let has_ended = Memo::new(move |_| now.get().is_some_and(|card| card.has_ended()));
    let is_mentor = card.offer().is_some_and(Offer::is_mentor);
    let (whose, whose_hint) = match is_mentor {
        true => (Key::PLAN_MENTOR, Key::PLAN_MENTOR_HINT),
        false => (Key::PLAN_LANE, Key::PLAN_LANE_HINT),
    };
    let pictured = Memo::new(move |_| now.get().map(|card| words::picture(&card)));
    view! {
        <div class="back">
            <p class="back__who">
                {move || pictured.get().map(tile::of_name)}
                <span>{words::decides(card.decides)}" · "{words::area(card.area)}</span>
                <button type="button" class="link-button" on:click=move |_| read_aloud(id)>
                    <Icon name="headset"/>{t(Key::PLAN_READ_ALOUD)}
                </button>
            </p>
            {move || asked(now.get(), holding)}
            {proposal(&card, holding)}
            {words_field(&card, "wish", t(Key::PLAN_WISH), &card.wish, Value::Wish)}
            {(card.source == Source::Own).then(|| own_fields(&card, holding))}
            {when_laid(card.clone(), now, holding)}
            {load(&card)}
            {day::times(&card)}
            {move || now.get().and_then(|card| money::of_card(&card))}
            {how(&card)}
            {words_field(&card, "lane", t(whose), &card.lane, Value::Lane)}
            <p class="form-hint">{t(whose_hint)}</p>
            {is_mentor.then(who::mentor_sees)}
            <h3>{t(Key::PLAN_TASKS)}</h3>
            {tasks(id)}
            <h3>{t(Key::PLAN_CARD_NOTES)}</h3>
            <Notes kind=NoteKind::Note on=Some(id)/>
            <Notes kind=NoteKind::Attention on=Some(id)/>
            {sharing(&card, now)}
            {agreement(&card, now)}
            {about_card(&card)}
            {move || has_ended.get().then(|| worth::question(id))}
            {ending(&card, has_ended, holding)}
        </div>
    }
    .into_any()
}

/// A text of the card: kept while it is typed, part of the plan when one leaves the field.
fn words_field(
    card: &Card,
    name: &'static str,
    label: &str,
    value: &str,
    make: fn(String) -> Value,
) -> AnyView {
    let item = card.id;
    let id = format!("{name}-{}", super::hold::name(item));
    let text = draft::draft_of(&id, value);
    let known = RwSignal::new(value.to_owned());
    let kept = id.clone();
    let commit = move || {
        let words = text.get_untracked();
        if words != known.get_untracked() {
            known.set(words.clone());
            state::say(Some(item), make(words));
        }
        draft::forget(&kept);
    };
    // What was begun before the tab was closed is taken up when the card is opened again.
    if text.get_untracked() != value {
        commit.clone()();
    }
    let label = label.to_owned();
    view! {
        <div class="form-group">
            <label class="form-label" for=id.clone()>{label}</label>
            <textarea
                class="form-input"
                rows="2"
                id=id
                prop:value=move || text.get()
                on:input=move |event| text.set(event_target_value(&event))
                on:change=move |_| commit()
            ></textarea>
        </div>
    }
    .into_any()
}

/// What a card of one's own is called, and where it belongs.
fn own_fields(card: &Card, holding: Holding) -> AnyView {
    let id = card.id;
    let areas = Area::ALL.map(|area| (area.name().to_owned(), words::area(area).to_owned()));
    view! {
        {words_field(card, "title", t(Key::PLAN_CARD_TITLE), &card.title, Value::Title)}
        <p class="form-hint">{t(Key::PLAN_CARD_OWN_HINT)}</p>
        {select(id, "area", t(Key::PLAN_AREA), areas.to_vec(), |card| card.area.name().to_owned(), |name| {
            Area::parse(&name).map(Value::Area)
        })}
        {own_picture(id)}
        {untrack(state::board).read_untracked().is_owners_own(card).then(|| own_day(card, holding))}
    }
    .into_any()
}

/// The day of an appointment, on which the card stays.
fn own_day(card: &Card, holding: Holding) -> AnyView {
    let id = card.id;
    let field = format!("day-{}", super::hold::name(id));
    let value = card.due.map(|day| day.date().to_string());
    let first = untrack(state::first_week);
    let weeks = i16::try_from(LONG_WEEKS).unwrap_or(0);
    let days = first.day(0)..first.plus(weeks).day(0);
    let soonest = days.start.to_string();
    let fix = move |event| {
        let typed = event_target_value(&event);
        let day = Date::parse(&typed);
        // A year is typed digit by digit, and each is a date already.
        if !typed.is_empty() && !day.is_some_and(|day| days.contains(&day)) {
            return;
        }
        let day = day.map(Day::of);
        match state::step(|steps| steps.fix(id, day)) {
            Ok(_) => holding.say(t(Key::PLAN_MOVED).to_owned()),
            Err(refused) => holding.refuse(refused),
        }
    };
    view! {
        <div class="form-group">
            <label class="form-label" for=field.clone()>{t(Key::PLAN_DAY)}</label>
            <p class="form-hint">{t(Key::PLAN_DAY_HINT)}</p>
            <input class="form-input" type="date" id=field min=soonest value=value on:change=fix/>
        </div>
    }
    .into_any()
}

/// A photo or a drawing, and the way back to neither.
fn own_picture(card: ItemId) -> AnyView {
    let field = format!("picture-{}", super::hold::name(card));
    let failed = RwSignal::new(false);
    let has_picture = move || {
        let board = state::board().get();
        board
            .card(card)
            .is_some_and(|card| !card.picture.is_empty())
    };
    let take = move |event: leptos::ev::Event| {
        let Some(input) = browser::picture::input(&event) else {
            return;
        };
        leptos::task::spawn_local(async move {
            let picture = browser::picture::chosen(&input).await;
            failed.set(picture.is_none());
            if let Some(picture) = picture {
                state::say(Some(card), Value::Picture(picture));
            }
        });
    };
    view! {
        <div class="form-group">
            <label class="form-label" for=field.clone()>{t(Key::PLAN_PICTURE)}</label>
            <p class="form-hint">{t(Key::PLAN_PICTURE_HINT)}</p>
            <input id=field type="file" accept="image/*" on:change=take/>
            <p class="form-error-message" role="alert" hidden=move || !failed.get()>{t(Key::PLAN_PICTURE_WRONG)}</p>
            {drawing::pad(card)}
            <Show when=has_picture>
                <button type="button" class="link-button" on:click=move |_| {
                    state::say(Some(card), Value::Picture(String::new()));
                    page::rescue_focus(&["dialog[open] input[type=file]"]);
                }>{t(Key::PLAN_PICTURE_REMOVE)}</button>
            </Show>
        </div>
    }
    .into_any()
}

/// A choice that is part of the plan at once. What no value can be made of is not offered: it stands there
/// only while it is so.
fn select(
    item: ItemId,
    name: &str,
    label: &str,
    options: Vec<(String, String)>,
    chosen: fn(&Card) -> String,
    make: fn(String) -> Option<Value>,
) -> AnyView {
    let id = format!("{name}-{}", super::hold::name(item));
    let options = options.into_iter().map(|(value, words)| {
        let of = value.clone();
        // Undo, another device or the end of the card may change it too.
        let is_chosen = move || {
            let board = state::board();
            board
                .read()
                .card(item)
                .is_some_and(|card| chosen(card) == of)
        };
        let is_offered = make(value.clone()).is_some();
        let is_out = is_chosen.clone();
        view! {
            <option
                value=value
                disabled=!is_offered
                hidden=move || !is_offered && !is_out()
                prop:selected=is_chosen
            >
                {words}
            </option>
        }
    });
    let label = label.to_owned();
    view! {
        <div class="form-group">
            <label class="form-label" for=id.clone()>{label}</label>
            <select
                class="form-select"
                id=id
                on:change=move |event| {
                    if let Some(value) = make(event_target_value(&event)) {
                        state::say(Some(item), value);
                    }
                }
            >
                {options.collect_view()}
            </select>
        </div>
    }
    .into_any()
}

/// The day that stands fast, or the weeks.
fn when_laid(card: Card, now: Memo<Option<Card>>, holding: Holding) -> AnyView {
    let due = Memo::new(move |_| now.get().and_then(|card| card.due));
    (move || match due.get() {
        Some(day) => view! {
            <p class="back__note"><Icon name="location"/>{words::fixed(day)}</p>
        }
        .into_any(),
        None => when(&card, now, holding),
    })
    .into_any()
}

/// The weeks: beginning and length.
fn when(card: &Card, now: Memo<Option<Card>>, holding: Holding) -> AnyView {
    let id = card.id;
    let first = untrack(state::first_week);
    let weeks = (-1..i16::try_from(super::sheet::weeks_shown(false)).unwrap_or(0) + 13)
        .map(|n| first.plus(n));
    let here = move |week: Week| {
        let span = now.get().and_then(|card| card.span);
        span.is_some_and(|span| span.from == week)
    };
    let options = weeks.map(|week| {
        view! {
            <option value=week.0.to_string() selected=move || here(week)>{words::week_with_date(week)}</option>
        }
    });
    let is_laid = move || now.get().is_some_and(|card| card.span.is_some());
    let field = format!("when-{}", super::hold::name(id));
    let length = move || {
        let weeks = now
            .get()
            .and_then(|card| card.span)
            .map_or(0, |span| span.weeks);
        plural(
            usize::from(weeks),
            Key::PLAN_WEEKS_ONE,
            Key::PLAN_WEEKS_MANY,
        )
    };
    let put = move |event| {
        if let Ok(week) = event_target_value(&event).parse() {
            let put = state::step(|steps| steps.put(&Held::Card(id), Place::Week(Week(week))));
            match put {
                Ok(_) => holding.say(t(Key::PLAN_MOVED).to_owned()),
                Err(refused) => holding.refuse(refused),
            }
        }
    };
    let most = card.offer().and_then(|offer| offer.most_weeks);
    let is_long = move || {
        let weeks = now
            .get()
            .and_then(|card| card.span)
            .map_or(0, |span| span.weeks);
        most.filter(|most| weeks > *most)
    };
    view! {
        <div class="form-group">
            <label class="form-label" for=field.clone()>{t(Key::PLAN_BEGINS)}</label>
            <select class="form-select" id=field on:change=put>
                <option value="" selected=move || !is_laid()>{t(Key::PLAN_NO_WEEK)}</option>
                {options.collect_view()}
            </select>
        </div>
        <Show when=is_laid>
            <div class="back__stepper" role="group" aria-label=t(Key::PLAN_LENGTH)>
                <button type="button" class="step-button" on:click=move |_| stretch(id, -1, holding)>
                    <Icon name="minus"/><span class="sr-only">{t(Key::PLAN_SHORTER)}</span>
                </button>
                <span role="status">{length}</span>
                <button type="button" class="step-button" on:click=move |_| stretch(id, 1, holding)>
                    <Icon name="plus"/><span class="sr-only">{t(Key::PLAN_LONGER)}</span>
                </button>
            </div>
        </Show>
        {move || is_long().map(|most| view! {
            <p class="back__note"><Icon name="info"/>{t_with(Key::PLAN_LONGER_THAN, &[("n", &most.to_string())])}</p>
        })}
    }
    .into_any()
}

fn stretch(id: ItemId, by: i16, holding: Holding) {
    if let Err(refused) = state::step(|steps| steps.stretch(id, by)) {
        holding.refuse(refused);
    }
}

/// Hours, travel and pay.
fn load(card: &Card) -> AnyView {
    let has_pay = card.offer().is_some_and(|offer| offer.money.is_some())
        || (card.offer().is_none() && card.area == Area::Job);
    let pay = card.pay.map(|oere| decimal(oere, 100));
    let steps: Vec<String> = card
        .ramp
        .iter()
        .map(|minutes| decimal(u32::from(*minutes), 60))
        .collect();
    let is_ramp = card.offer().is_some_and(|offer| offer.key == "delvis_rask");
    let minutes = card.minutes.map(|minutes| decimal(u32::from(minutes), 60));
    let travel = (card.travel > 0).then(|| decimal(u32::from(card.travel), 60));
    view! {
        <div class="back__numbers">
            {number(card.id, "hours", Key::PLAN_HOURS, minutes, "t", |it| it.minutes().map(Value::Minutes))}
            {number(card.id, "travel", Key::PLAN_TRAVEL, travel, "t", |it| it.minutes().map(Value::Travel))}
            {has_pay.then(|| number(card.id, "pay", Key::PLAN_PAY, pay, "kr.", |it| it.oere().map(Value::Pay)))}
        </div>
        {is_ramp.then(|| view! {
            {number(card.id, "ramp", Key::PLAN_RAMP, Some(steps.join(" ")), "t", |it| it.steps().map(Value::Ramp))}
            <p class="form-hint">{t(Key::PLAN_RAMP_HINT)}</p>
        })}
    }
    .into_any()
}

/// What was typed into a field for numbers.
struct Typed(String);

impl Typed {
    /// So many of a unit that has `parts` parts, in whole parts; nothing typed is none.
    fn parts(text: &str, parts: u32) -> Option<u32> {
        let text = text.trim().replace(',', ".");
        if text.is_empty() {
            return Some(0);
        }
        let number: Decimal = text.parse().ok()?;
        let parts = (number.checked_mul(parts.into())?).round().to_u32()?;
        (parts < MOST_PARTS).then_some(parts)
    }

    fn minutes(&self) -> Option<u16> {
        minutes(&self.0)
    }

    fn oere(&self) -> Option<u32> {
        Self::parts(&self.0, 100)
    }

    fn steps(&self) -> Option<Vec<u16>> {
        self.0.split_whitespace().map(minutes).collect()
    }
}

/// Nobody earns 100,000 kr. an hour.
const MOST_PARTS: u32 = 10_000_000;

/// Hours of a week as minutes.
fn minutes(hours: &str) -> Option<u16> {
    let minutes = Typed::parts(hours, 60)?;
    u16::try_from(minutes)
        .ok()
        .filter(|minutes| *minutes <= 7 * 24 * 60)
}

/// `7,5` of 450 sixtieths.
fn decimal(of: u32, unit: u32) -> String {
    let hundredths = of * 100 / unit;
    let text = format!("{}.{:02}", hundredths / 100, hundredths % 100);
    let text = text.trim_end_matches('0').trim_end_matches('.').to_owned();
    match crate::text::language_now() {
        crate::text::Language::Da => text.replace('.', ","),
        crate::text::Language::En => text,
    }
}

fn number(
    item: ItemId,
    name: &str,
    label: Key,
    value: Option<String>,
    unit: &'static str,
    make: fn(Typed) -> Option<Value>,
) -> AnyView {
    let id = format!("{name}-{}", super::hold::name(item));
    let error = RwSignal::new(false);
    let error_id = format!("{id}-error");
    let described = error_id.clone();
    view! {
        <div class="form-group" class:form-error=move || error.get()>
            <label class="form-label" for=id.clone()>{t(label)}</label>
            <p class="form-error-message" id=error_id hidden=move || !error.get()>{t(Key::PLAN_NUMBER_WRONG)}</p>
            <div class="form-input-wrapper form-input-wrapper--suffix">
                <input
                    class="form-input input-char-8"
                    id=id
                    type="text"
                    inputmode="decimal"
                    autocomplete="off"
                    value=value
                    aria-invalid=move || error.get().then_some("true")
                    aria-describedby=move || error.get().then(|| described.clone())
                    on:change=move |event| {
                        let value = make(Typed(event_target_value(&event)));
                        error.set(value.is_none());
                        if let Some(value) = value {
                            state::say(Some(item), value);
                        }
                    }
                />
                <div class="form-input-suffix" aria-hidden="true">{unit}</div>
            </div>
        </div>
    }
    .into_any()
}

/// How far a card can have come by its owner's word.
const STAGES: [Stage; 5] = [
    Stage::Ide,
    Stage::Foreslaaet,
    Stage::Aftalt,
    Stage::IGang,
    Stage::Slut,
];

const ENERGIES: [(&str, Key, Option<Energy>); 4] = [
    ("", Key::PLAN_ENERGY_NONE, None),
    ("gives", Key::PLAN_ENERGY_GIVES, Some(Energy::Gives)),
    ("takes", Key::PLAN_ENERGY_TAKES, Some(Energy::Takes)),
    ("neutral", Key::PLAN_ENERGY_NEUTRAL, Some(Energy::Neutral)),
];

/// How far it has come, and what it does to the energy.
fn how(card: &Card) -> AnyView {
    // It is paused by being put at the P-sign, not from here.
    let stages = [Stage::Pause].into_iter().chain(STAGES);
    let stages = stages.map(|stage| (format!("{stage:?}"), words::stage(stage).to_owned()));
    let stage = select(
        card.id,
        "stage",
        t(Key::PLAN_STAGE),
        stages.collect(),
        |card| format!("{:?}", card.stage),
        |name| {
            let stage = STAGES.into_iter().find(|it| format!("{it:?}") == name);
            stage.map(Value::Stage)
        },
    );
    let energies = ENERGIES.map(|(name, key, _)| (name.to_owned(), t(key).to_owned()));
    let energy = select(
        card.id,
        "energy",
        t(Key::PLAN_ENERGY),
        energies.to_vec(),
        |card| {
            let energy = ENERGIES.into_iter().find(|it| it.2 == card.energy);
            energy.map_or_else(String::new, |it| it.0.to_owned())
        },
        |name| {
            let energy = ENERGIES.into_iter().find(|it| it.0 == name);
            energy.map(|it| Value::Energy(it.2))
        },
    );
    view! {
        {stage}
        {energy}
        <p class="form-hint"><Icon name="lock"/>{t(Key::PLAN_ENERGY_HINT)}</p>
    }
    .into_any()
}

/// What the card needs, to be ticked off.
fn tasks(card: ItemId) -> AnyView {
    let all = state::ids(move |board| {
        let of_card = board.tasks.iter().filter(|task| task.card == card);
        of_card.map(|task| task.id).collect()
    });
    let id = format!("task-{}", super::hold::name(card));
    let text = draft::draft(&id);
    let kept = id.clone();
    let add = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let words = text.get_untracked().trim().to_owned();
        if words.is_empty() {
            return;
        }
        let values = vec![Value::Text(words)];
        state::act(vec![Edit::Add {
            kind: Kind::Task(card),
            values,
        }]);
        draft::done(&kept, text);
    };
    view! {
        <For each=move || all.get() key=|id| *id let:id>{task(id)}</For>
        <form class="notes__new" on:submit=add>
            <label class="form-label" for=id.clone()>{t(Key::PLAN_TASK_NEW)}</label>
            <input
                class="form-input"
                id=id
                autocomplete="off"
                prop:value=move || text.get()
                on:input=move |event| text.set(event_target_value(&event))
            />
            <Button kind=ButtonKind::Secondary>{t(Key::PLAN_TASK_ADD)}</Button>
        </form>
    }
    .into_any()
}

fn task(id: ItemId) -> AnyView {
    let board = state::board();
    let task = Memo::new(move |_| {
        board
            .read()
            .tasks
            .iter()
            .find(|task| task.id == id)
            .cloned()
    });
    let words = move || task.get().map(|task| task.text);
    let field = super::hold::name(id);
    view! {
        <div class="form-group-checkbox">
            <input
                class="form-checkbox"
                type="checkbox"
                id=field.clone()
                prop:checked=move || task.get().is_some_and(|task| task.done)
                on:change=move |event| state::say(Some(id), Value::Done(event_target_checked(&event)))
            />
            <label class="form-label" for=field>{words}</label>
        </div>
    }
    .into_any()
}

/// Who may see the card.
fn sharing(card: &Card, now: Memo<Option<Card>>) -> AnyView {
    let id = card.id;
    let is_shared = move || now.get().is_some_and(|card| card.shared);
    let field = format!("shared-{}", super::hold::name(id));
    view! {
        <div class="form-group-checkbox">
            <input
                class="form-checkbox"
                type="checkbox"
                id=field.clone()
                prop:checked=is_shared
                on:change=move |event| state::say(Some(id), Value::Shared(event_target_checked(&event)))
            />
            <label class="form-label" for=field>{t(Key::PLAN_SHARE_CARD)}</label>
        </div>
        <p class="form-hint">{t(Key::PLAN_SHARE_CARD_HINT)}</p>
    }
    .into_any()
}

/// What a caseworker has proposed: taken or declined.
fn proposal(card: &Card, holding: Holding) -> Option<AnyView> {
    if card.proposal != Proposal::Open {
        return None;
    }
    let id = card.id;
    let by = words::author(state::board().read_untracked().authors.get(&card.by));
    let answer = move |taken: bool| {
        state::say(Some(id), Value::Accepted(taken));
        holding.open.set(None);
        holding.say(
            t(if taken {
                Key::PLAN_TAKEN
            } else {
                Key::PLAN_DECLINED
            })
            .to_owned(),
        );
    };
    Some(
        view! {
            <div class="back__asked">
                <p>{t_with(Key::PLAN_PROPOSED, &[("hvem", &by)])}</p>
                <Button on_press=move |()| answer(true)>{t(Key::PLAN_TAKE_IT)}</Button>
                <Button kind=ButtonKind::Secondary on_press=move |()| answer(false)>{t(Key::PLAN_DECLINE)}</Button>
            </div>
        }
        .into_any(),
    )
}

/// Agreed when both have said so.
fn agreement(card: &Card, now: Memo<Option<Card>>) -> AnyView {
    let id = card.id;
    let agreed = move || now.get().and_then(|card| card.agreed_by_citizen);
    let office = move || now.get().and_then(|card| card.agreed_by_office);
    let field = format!("agreed-{}", super::hold::name(id));
    let change = move |event| {
        let day = event_target_checked(&event).then(|| untrack(state::today));
        state::say(Some(id), Value::AgreedByCitizen(day));
    };
    view! {
        <div class="form-group-checkbox">
            <input
                class="form-checkbox"
                type="checkbox"
                id=field.clone()
                prop:checked=move || agreed().is_some()
                on:change=change
            />
            <label class="form-label" for=field>{t(Key::PLAN_AGREE)}</label>
        </div>
        {move || agreements(agreed(), office())}
    }
    .into_any()
}

fn agreements(citizen: Option<Day>, office: Option<Day>) -> AnyView {
    let words = match (citizen, office) {
        (Some(one), Some(other)) => {
            t_with(Key::PLAN_AGREED, &[("dato", &words::day(one.max(other)))])
        }
        (None, Some(day)) => t_with(Key::PLAN_AGREED_OFFICE, &[("dato", &words::day(day))]),
        (Some(day), None) => t_with(Key::PLAN_AGREED_CITIZEN, &[("dato", &words::day(day))]),
        (None, None) => return ().into_any(),
    };
    view! { <p class="back__note"><Icon name="check"/>{words}</p> }.into_any()
}

/// What the card's offer is; nothing for a card of one's own.
fn about_card(card: &Card) -> Option<AnyView> {
    match &card.source {
        Source::Offer(key) => Some(about_key(key)),
        Source::Own => None,
    }
}

fn about_key(key: &str) -> AnyView {
    match (offers::find(key), choice::find(key).and_then(|it| it.local)) {
        (Some(offer), _) => about(offer),
        (None, Some(local)) => about_local(&local),
        (None, None) => {
            view! { <p class="back__note"><Icon name="info"/>{t(Key::PLAN_LOCAL_GONE)}</p> }
                .into_any()
        }
    }
}

/// How long it typically lasts.
fn length((shortest, longest): (u16, u16)) -> String {
    if shortest == longest {
        plural(
            usize::from(shortest),
            Key::PLAN_WEEKS_ONE,
            Key::PLAN_WEEKS_MANY,
        )
    } else {
        t_with(
            Key::PLAN_WEEKS_RANGE,
            &[
                ("fra", &shortest.to_string()),
                ("til", &longest.to_string()),
            ],
        )
    }
}

/// What the municipality's own offer is.
fn about_local(it: &Local) -> AnyView {
    let row = |title: Key, words: Option<String>| {
        words.map(|words| view! { <dt>{t(title)}</dt><dd>{words}</dd> })
    };
    let said = |words: &Option<_>| words.as_ref().map(choice::in_language);
    let hours = (it.hours > 0).then(|| {
        let hours = words::duration(u32::from(it.hours) * 60);
        t_with(Key::PLAN_EVERY_WEEK, &[("timer", &hours)])
    });
    view! {
        <section class="back__about">
            <h3>{choice::in_language(&it.title)}</h3>
            <p>{choice::in_language(&it.purpose)}</p>
            <p class="back__note"><Icon name="info"/>{t(Key::PLAN_LOCAL_TEXT)}</p>
            <dl>
                {row(Key::PLAN_ABOUT_LENGTH, Some(length(it.weeks)))}
                {row(Key::PLAN_ABOUT_HOURS, hours)}
                {row(Key::PLAN_ABOUT_PLACE, said(&it.place))}
                {row(Key::PLAN_ABOUT_NEEDS, said(&it.needs))}
                {row(Key::PLAN_ABOUT_DECIDES, Some(words::decides(it.decides).to_owned()))}
                {row(Key::PLAN_ABOUT_LAW, (!it.law.is_empty()).then(|| it.law.clone()))}
            </dl>
        </section>
    }
    .into_any()
}

/// What the offer is: the long words that do not stand on the board.
fn about(it: &'static Offer) -> AnyView {
    let law = match (it.law, it.law_url) {
        ("", _) => None,
        (law, "") => Some(view! { <dd>{law}</dd> }.into_any()),
        (law, address) => Some(
            view! { <dd><a href=address target="_blank" rel="noopener">{law}</a></dd> }.into_any(),
        ),
    };
    let next = it
        .then
        .and_then(offers::find)
        .map(|next| offer(next, "name").unwrap_or_default());
    view! {
        <section class="back__about">
            <h3>{offer(it, "name")}</h3>
            <p>{offer(it, "purpose")}</p>
            <dl>
                <dt>{t(Key::PLAN_ABOUT_LENGTH)}</dt>
                <dd>{length(it.weeks)}</dd>
                {offer(it, "needs").map(|needs| view! { <dt>{t(Key::PLAN_ABOUT_NEEDS)}</dt><dd>{needs}</dd> })}
                <dt>{t(Key::PLAN_ABOUT_DECIDES)}</dt>
                <dd>{words::decides(it.decides)}</dd>
                <dt>{t(Key::PLAN_ABOUT_NO)}</dt>
                <dd>{offer_no(it)}</dd>
                {law.map(|law| view! { <dt>{t(Key::PLAN_ABOUT_LAW)}</dt>{law} })}
                {next.map(|next| view! { <dt>{t(Key::PLAN_ABOUT_NEXT)}</dt><dd>{next}</dd> })}
            </dl>
            {(!it.verified).then(|| view! {
                <p class="back__note"><Icon name="info"/>{OFFERS.find("offer.unconfirmed")}</p>
            })}
        </section>
    }
    .into_any()
}

/// A request, and its answer.
fn asked(card: Option<Card>, holding: Holding) -> Option<AnyView> {
    let card = card?;
    let board = state::board().get();
    let asked = board
        .requests
        .iter()
        .rev()
        .find(|asked| asked.card == card.id)?;
    let (request, id, reason) = (asked.id, card.id, asked.text.clone());
    let Some(answer) = asked.answer.clone() else {
        let told = move |granted: bool| {
            let answer = Answer {
                granted,
                reason: t(Key::PLAN_ANSWER_TOLD).to_owned(),
            };
            state::say(Some(request), Value::Answer(Some(answer)));
        };
        return Some(
            view! {
                <div class="back__asked">
                    <p><Icon name="time"/>{t(Key::PLAN_ASKED_TEXT)}</p>
                    <Button kind=ButtonKind::Secondary on_press=move |()| told(true)>{t(Key::PLAN_ANSWER_YES)}</Button>
                    <Button kind=ButtonKind::Secondary on_press=move |()| told(false)>{t(Key::PLAN_ANSWER_NO)}</Button>
                </div>
            }
            .into_any(),
        );
    };
    let words = if answer.granted {
        Key::PLAN_ANSWERED_YES
    } else {
        Key::PLAN_ANSWERED_NO
    };
    let pause = move |()| {
        if state::step(|steps| steps.pause_as_granted(id, reason.clone())).is_ok() {
            holding.tell(Some(id));
            holding.open.set(None);
        }
    };
    let can_pause = answer.granted && card.parked.is_none();
    Some(
        view! {
            <div class="back__asked">
                <p>{t_with(words, &[("grund", &answer.reason)])}</p>
                {can_pause.then(|| view! { <Button on_press=pause>{t(Key::PLAN_PAUSE_NOW)}</Button> })}
            </div>
        }
        .into_any(),
    )
}

/// Pause, end and remove.
fn ending(card: &Card, has_ended: Memo<bool>, holding: Holding) -> AnyView {
    let id = card.id;
    let reason_id = format!("reason-{}", super::hold::name(id));
    let outcome_id = format!("outcome-{}", super::hold::name(id));
    let reason = draft::draft(&reason_id);
    let outcome = draft::draft(&outcome_id);
    let ask = RwSignal::new(String::new());
    let park = move |parked: Parked| {
        let step = state::step(|steps| steps.park(id, parked));
        holding.open.set(None);
        match step {
            Ok(indgang_domain::plan::steps::Taken::Done) => holding.tell(Some(id)),
            Ok(indgang_domain::plan::steps::Taken::Asked) => {
                let title = holding.title(&Held::Card(id));
                holding.say(t_with(Key::PLAN_DUTY_ASKED, &[("kort", &title)]));
            }
            Err(refused) => holding.refuse(refused),
        }
    };
    let (reason_kept, outcome_kept) = (reason_id.clone(), outcome_id.clone());
    let pause = move |()| {
        let day = Date::parse(&ask.get_untracked()).map(Day::of);
        park(Parked {
            reason: reason.get_untracked(),
            ask: day,
            outcome: None,
        });
        draft::done(&reason_kept, reason);
    };
    let end = move |()| {
        let parked = Parked {
            outcome: Some(outcome.get_untracked()),
            ..Parked::default()
        };
        match state::step(|steps| steps.park(id, parked)) {
            // The card stays open for the one question.
            Ok(_) => {
                holding.tell(Some(id));
                page::focus(&worth::id(id));
            }
            Err(refused) => holding.refuse(refused),
        }
        draft::done(&outcome_kept, outcome);
    };
    let is_duty = card.is_duty();
    let remove = move |()| {
        holding.open.set(None);
        holding.remove(id);
    };
    let soonest = untrack(state::today).date().to_string();
    let ask_id = format!("ask-{}", super::hold::name(id));
    let ways = view! {
        <details class="details">
            <summary class="details-summary"><span class="details-summary-text">{t(Key::PLAN_PAUSE_OPEN)}</span></summary>
            <div class="details-text">
                {is_duty.then(|| view! { <p>{t(Key::PLAN_DUTY_PAUSE)}</p> })}
                <label class="form-label" for=reason_id.clone()>{t(Key::PLAN_PAUSE_WHY)}</label>
                <textarea
                    class="form-input"
                    rows="2"
                    id=reason_id
                    prop:value=move || reason.get()
                    on:input=move |event| reason.set(event_target_value(&event))
                ></textarea>
                <label class="form-label" for=ask_id.clone()>{t(Key::PLAN_PAUSE_ASK)}</label>
                <input
                    class="form-input"
                    type="date"
                    id=ask_id
                    min=soonest
                    on:input=move |event| ask.set(event_target_value(&event))
                />
                <Button kind=ButtonKind::Secondary on_press=pause>
                    {t(if is_duty { Key::PLAN_PAUSE_REQUEST } else { Key::PLAN_PARK })}
                </Button>
            </div>
        </details>
        <details class="details">
            <summary class="details-summary"><span class="details-summary-text">{t(Key::PLAN_END_OPEN)}</span></summary>
            <div class="details-text">
                <label class="form-label" for=outcome_id.clone()>{t(Key::PLAN_END_OUTCOME)}</label>
                <textarea
                    class="form-input"
                    rows="2"
                    id=outcome_id
                    prop:value=move || outcome.get()
                    on:input=move |event| outcome.set(event_target_value(&event))
                ></textarea>
                <Button kind=ButtonKind::Secondary on_press=end>{t(Key::PLAN_END)}</Button>
            </div>
        </details>
    };
    view! {
        <div hidden=move || has_ended.get()>{ways}</div>
        <p class="back__changed">{changed(id)}</p>
        <Button kind=ButtonKind::Tertiary on_press=remove>{t(Key::PLAN_REMOVE)}</Button>
    }
    .into_any()
}

/// Who changed the card last, and when.
fn changed(id: ItemId) -> Option<String> {
    let board = state::board().get_untracked();
    let card = board.card(id)?;
    let who = words::author(board.authors.get(&card.changed.replica));
    let when = format::moment_at(card.changed.at);
    Some(t_with(
        Key::PLAN_CHANGED,
        &[("hvem", &who), ("dato", &when)],
    ))
}

fn read_aloud(id: ItemId) {
    let board = state::board().get_untracked();
    if let Some(card) = board.card(id) {
        let mut said = words::spoken(card, board.open_request(id).is_some());
        if let Source::Offer(key) = &card.source
            && let Some(it) = choice::find(key)
        {
            said = format!("{said}. {}", it.purpose);
        }
        speech::say(&[words::plain(&said)]);
    }
}
