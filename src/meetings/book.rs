//! Booking a meeting: choosing a time, saying what one needs while it is kept, and making it a meeting.

use std::time::Duration;

use indgang_api::kommune::Dato;
use indgang_api::meetings::{Change, FreeTime, Meeting, NewMeeting, Wishes};
use indgang_domain::meetings::{Kind, Status};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::frame::{frame, trouble};
use super::keep::{self, Failed, Known};
use super::picker::{Picked, Picker, TAKEN};
use super::ticket::ticket;
use super::wishes::Fields;
use super::{Step, words};
use crate::browser::{clock, format, location, page};
use crate::routes::Route;
use crate::text::{Key, t, t_with};
use crate::ui::{
    Alert, AlertKind, BackLink, Button, ButtonKind, ButtonLink, Choice, Form, RadioGroup,
};

/// The page.
#[component]
pub fn Book() -> impl IntoView {
    let booking = Booking::new();
    let reserved = Memo::new(move |_| {
        let known = keep::known()?;
        let mut all = known.own.meetings.into_iter();
        let meeting = all.find(|meeting| meeting.status == Status::Reserved)?;
        (keep::now() < meeting.kept_until).then_some(meeting)
    });
    // The time ran out: said at once, and not only when one has written all.
    Effect::new(move |before: Option<Option<Meeting>>| {
        let now = reserved.get();
        let has_left = booking.is_done.get_untracked();
        if let Some(Some(before)) = before
            && now.is_none()
            && !has_left
            && untrack(keep::now) >= before.kept_until
        {
            booking.kind.set(Some(before.kind));
            booking.lapsed.set(Some(before.start));
            page::begin();
        }
        if let Some(meeting) = &now {
            let left = meeting.kept_until - untrack(keep::now);
            set_timeout(keep::tick, Duration::from_millis(left.max(0) as u64 + 200));
        }
        now
    });
    let is_reserved = Memo::new(move |_| reserved.read().is_some());
    let title = move || {
        t(match is_reserved.get() {
            true => Key::MEET_CONFIRM_TITLE,
            false => Key::MEET_BOOK,
        })
        .to_owned()
    };
    frame(title, move || {
        view! {
            {trouble(booking.failed, || t(Key::MEET_CHANGED).to_owned())}
            {move || match is_reserved.get() {
                true => confirm(booking, reserved),
                false => pick(booking),
            }}
        }
        .into_any()
    })
}

/// What is remembered while somebody books.
#[derive(Clone, Copy)]
struct Booking {
    kind: RwSignal<Option<String>>,
    taken: RwSignal<Option<Vec<FreeTime>>>,
    /// When the time began that is kept no longer.
    lapsed: RwSignal<Option<i64>>,
    failed: RwSignal<Option<Failed>>,
    /// It became a meeting, or was given up.
    is_done: RwSignal<bool>,
}

impl Booking {
    fn new() -> Self {
        Self {
            kind: RwSignal::new(None),
            taken: RwSignal::new(None),
            lapsed: RwSignal::new(None),
            failed: RwSignal::new(None),
            is_done: RwSignal::new(false),
        }
    }
}

fn pick(booking: Booking) -> AnyView {
    let Some(known) = untrack(keep::known) else {
        return ().into_any();
    };
    let kinds: Vec<&'static Kind> = known
        .facts
        .kinds
        .iter()
        .filter(|kind| kind.self_booking)
        .collect();
    let wanted = known.own.deadline.as_ref().map(|it| it.kind.clone());
    let first = wanted.or_else(|| match kinds[..] {
        [only] => Some(only.key.clone()),
        _ => None,
    });
    booking.kind.update(|kind| *kind = kind.take().or(first));
    if kinds.is_empty() {
        return view! { <p>{t(Key::MEET_BOOK_NONE)}</p> <p>{words::call()}</p> }.into_any();
    }
    let choices = kinds.iter().map(|kind| {
        Choice::new(&kind.key, words::said(&kind.name)).hint(words::said(&kind.purpose))
    });
    let choices: Vec<Choice> = choices.collect();
    let choice = (kinds.len() > 1).then(|| {
        view! {
            <RadioGroup
                id="kind"
                legend=t(Key::MEET_BOOK_KIND)
                choices
                value=booking.kind
            />
        }
    });
    let deadline = known
        .own
        .deadline
        .as_ref()
        .map(|it| super::deadline(&known, it));
    let known = StoredValue::new(known);
    let times = move || {
        let key = booking.kind.get()?;
        let known = known.get_value();
        let kind = known.kind(&key)?;
        if let Some(has) = in_the_way(&known, kind) {
            return Some(has_one(&known, has));
        }
        let lapsed = booking.lapsed.get().and_then(clock::at);
        let view = view! {
            <Picker
                form=known.own.last_form
                known
                kind
                from=lapsed.map(|at| Dato(at.date))
                taken=booking.taken
                on_pick=move |picked| reserve(booking, kind, picked)
            />
        };
        Some(view.into_any())
    };
    view! {
        <BackLink href=Route::Meetings.path() label=t(Key::MEET_BACK)/>
        <p class="font-lead">{t(Key::MEET_BOOK_LEAD)}</p>
        {move || booking.lapsed.get().map(|_| lapsed())}
        {deadline}
        {choice}
        {times}
    }
    .into_any()
}

fn lapsed() -> AnyView {
    view! {
        <Alert kind=AlertKind::Warning heading=t(Key::MEET_LAPSED) announced=true>
            <p>{t(Key::MEET_LAPSED_TEXT)}</p>
            <p><a href="#times">{t(Key::MEET_LAPSED_SAME_DAY)}</a></p>
        </Alert>
    }
    .into_any()
}

/// The meeting that stands in the way of another: of some kinds one has one at a time.
fn in_the_way<'a>(known: &'a Known, kind: &Kind) -> Option<&'a Meeting> {
    let is_same = |meeting: &&Meeting| {
        let other = known.kind(&meeting.kind);
        meeting.status.takes_time()
            && meeting.status != Status::Reserved
            && other.is_some_and(|other| other.one_at_a_time)
    };
    kind.one_at_a_time
        .then(|| known.own.meetings.iter().find(is_same))?
}

fn has_one(known: &Known, meeting: &Meeting) -> AnyView {
    let go = view! {
        <p class="way-on">
            <ButtonLink href=Step::Prepare.path(&meeting.id)>{t(Key::MEET_OPEN)}</ButtonLink>
            <ButtonLink href=Step::Move.path(&meeting.id) kind=ButtonKind::Secondary>
                {t(Key::MEET_MOVE)}
            </ButtonLink>
        </p>
    };
    view! {
        <h2>{t(Key::MEET_BOOK_HAS)}</h2>
        <p>{t(Key::MEET_BOOK_HAS_TEXT)}</p>
        {ticket(known, meeting, go.into_any())}
    }
    .into_any()
}

fn reserve(booking: Booking, kind: &'static Kind, picked: Picked) {
    booking.failed.set(None);
    booking.is_done.set(false);
    let new = NewMeeting {
        kind: kind.key.clone(),
        start: picked.start,
        form: picked.form,
        place: picked.place.clone(),
    };
    spawn_local(async move {
        match keep::reserve(&new).await {
            Ok(_) => {
                booking.taken.set(None);
                booking.lapsed.set(None);
                page::begin();
            }
            Err(Failed::Taken(near)) => {
                booking.taken.set(Some(near));
                page::focus(TAKEN);
            }
            Err(failed) => booking.failed.set(Some(failed)),
        }
    });
}

/// What somebody needed for the meeting before: the language they speak is still the same.
fn needed_before(known: &Known) -> Wishes {
    let mut all = known.own.meetings.iter();
    let before = all.find(|meeting| meeting.status != Status::Reserved);
    let before = before.map(|meeting| meeting.wishes.clone());
    Wishes {
        topics: String::new(),
        ..before.unwrap_or_default()
    }
}

fn confirm(booking: Booking, reserved: Memo<Option<Meeting>>) -> AnyView {
    let (Some(known), Some(meeting)) = (untrack(keep::known), reserved.get_untracked()) else {
        return ().into_any();
    };
    let draft = format!("booking.{}", known.person);
    let fields = Fields::new(&draft, &needed_before(&known));
    let form = meeting.form;
    let cannot_extend = RwSignal::new(false);
    let kept = move || {
        let until = format::time_at(reserved.read().as_ref()?.kept_until);
        Some(t_with(Key::MEET_CONFIRM_KEPT, &[("tid", &until)]))
    };
    let act = move |change: Change| async move {
        let meeting = reserved.get_untracked().ok_or(Failed::Changed)?;
        keep::act(&meeting, &change).await
    };
    let extend = move |()| {
        spawn_local(async move {
            match act(Change::Extend {}).await {
                Ok(meeting) => {
                    let until = format::time_at(meeting.kept_until);
                    page::announce(&t_with(Key::MEET_CONFIRM_LONGER_DONE, &[("tid", &until)]));
                }
                Err(Failed::Refused) => cannot_extend.set(true),
                Err(failed) => booking.failed.set(Some(failed)),
            }
        });
    };
    let release = move |()| {
        booking.is_done.set(true);
        spawn_local(async move {
            match act(Change::Release {}).await {
                Ok(_) => page::begin(),
                Err(failed) => booking.failed.set(Some(failed)),
            }
        });
    };
    let submit = move |()| {
        if !fields.check(form) {
            return;
        }
        booking.failed.set(None);
        let draft = draft.clone();
        spawn_local(async move {
            match book(reserved, fields.wishes(), booking).await {
                Ok(meeting) => {
                    keep::forget_draft(&draft);
                    let at = format::when(meeting.start);
                    location::go(&Step::Booked.path(&meeting.id));
                    page::announce(&t_with(Key::MEET_BOOKED_ANNOUNCED, &[("tid", &at)]));
                }
                Err(failed) => {
                    booking.is_done.set(false);
                    booking.failed.set(Some(failed));
                }
            }
        });
    };
    view! {
        {ticket(&known, &meeting, ().into_any())}
        <div class="keep">
            <p>{kept}</p>
            {move || match cannot_extend.get() {
                true => view! { <p role="status">{t(Key::MEET_CONFIRM_LONGER_NO)}</p> }.into_any(),
                false => view! {
                    <Button kind=ButtonKind::Secondary on_press=extend>
                        {t(Key::MEET_CONFIRM_LONGER)}
                    </Button>
                }
                .into_any(),
            }}
        </div>
        {fields.summary()}
        <Form on_submit=submit>
            {fields.view(form, true)}
            <p class="way-on">
                <Button>{t(Key::MEET_CONFIRM)}</Button>
                <Button kind=ButtonKind::Tertiary on_press=release>
                    {t(Key::MEET_CONFIRM_RELEASE)}
                </Button>
            </p>
        </Form>
    }
    .into_any()
}

/// Keeps what is wished for, then makes the reservation a meeting.
async fn book(
    reserved: Memo<Option<Meeting>>,
    wishes: Wishes,
    booking: Booking,
) -> Result<Meeting, Failed> {
    let mut meeting = reserved.get_untracked().ok_or(Failed::Changed)?;
    if meeting.wishes != wishes {
        meeting = keep::wish(&meeting, &wishes).await?;
    }
    booking.is_done.set(true);
    keep::act(&meeting, &Change::Confirm {}).await
}
