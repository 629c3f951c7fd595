//! One meeting: what it is for, how to get there, what can be changed and until when, and what was agreed.

use indgang_api::meetings::{CALENDAR, Change, Earlier, Meeting, OnTheWay, TEXT_LIMIT, Wishes};
use indgang_domain::meetings::{Form as How, Status};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::feedback::feedback;
use super::frame::{frame, trouble};
use super::guests::guests;
use super::keep::{self, Failed, Known};
use super::moving::Moving;
use super::ticket::ticket;
use super::wishes::{self, Fields};
use super::{Step, topics, words};
use crate::browser::{clock, format, location, page};
use crate::room::Place;
use crate::routes::Route;
use crate::text::{Key, basis, t, t_with};
use crate::ui::{
    Alert, AlertKind, BackLink, Button, ButtonKind, ButtonLink, Details, Form, Markup, TextArea,
};

/// The pages about one meeting.
#[component]
pub fn MeetingPage(
    /// Which of them.
    step: Step,
) -> impl IntoView {
    let path = location::path();
    let id = Memo::new(move |_| Step::at(&path.read()).map(|(_, id)| id.to_owned()));
    let one = Memo::new(move |_| {
        let known = keep::known()?;
        let meeting = known.meeting(id.read().as_deref()?)?.clone();
        Some((known, meeting))
    });
    let title = move || match (step, &*one.read()) {
        (_, None) => t(Key::MEET_TITLE).to_owned(),
        (Step::Booked, _) => t(Key::MEET_BOOKED).to_owned(),
        (Step::Move, _) => t(Key::MEET_MOVE).to_owned(),
        (Step::Cancel, _) => t(Key::MEET_CANCEL).to_owned(),
        (Step::Prepare, Some((known, meeting))) => words::kind(known, &meeting.kind),
    };
    let failed = RwSignal::new(None);
    // What was on the screen when something was pressed: what has changed since is said.
    let seen = RwSignal::new(None::<Meeting>);
    let changed = move || {
        let after = one.read().as_ref().map(|(_, meeting)| meeting.clone());
        told_change(seen.get().as_ref(), after.as_ref())
    };
    let act = Act { failed, seen };
    frame(title, move || {
        view! {
            {trouble(failed, changed)}
            {move || {
                let Some((known, meeting)) = one.get() else {
                    return missing();
                };
                match step {
                    Step::Prepare => prepare(&known, &meeting, act),
                    Step::Booked => booked(&known, &meeting),
                    Step::Move => view! { <Moving known meeting failed seen/> }.into_any(),
                    Step::Cancel => cancel(&known, &meeting, act),
                }
            }}
        }
        .into_any()
    })
}

/// Doing something with the meeting, and saying what came of it.
#[derive(Clone, Copy)]
struct Act {
    failed: RwSignal<Option<Failed>>,
    seen: RwSignal<Option<Meeting>>,
}

impl Act {
    fn run(self, meeting: &Meeting, change: Change, done: impl FnOnce(&Meeting) + 'static) {
        let meeting = meeting.clone();
        self.begin(&meeting);
        spawn_local(async move {
            let come = keep::act(&meeting, &change).await;
            self.end(come, done);
        });
    }

    fn wish(self, meeting: &Meeting, wishes: Wishes, done: impl FnOnce(&Meeting) + 'static) {
        let meeting = meeting.clone();
        self.begin(&meeting);
        spawn_local(async move {
            let come = keep::wish(&meeting, &wishes).await;
            self.end(come, done);
        });
    }

    fn begin(self, meeting: &Meeting) {
        self.failed.set(None);
        self.seen.set(Some(meeting.clone()));
    }

    fn end(self, come: Result<Meeting, Failed>, done: impl FnOnce(&Meeting)) {
        match come {
            Ok(meeting) => done(&meeting),
            Err(failed) => {
                self.failed.set(Some(failed));
                page::focus_seen(&[".meet .alert", "main h1"]);
            }
        }
    }
}

/// What has changed since somebody looked.
fn told_change(before: Option<&Meeting>, after: Option<&Meeting>) -> String {
    let (Some(before), Some(after)) = (before, after) else {
        return t(Key::MEET_CHANGED).to_owned();
    };
    if after.status == Status::Cancelled && before.status != Status::Cancelled {
        return t(Key::MEET_CANCELLED).to_owned();
    }
    if after.start != before.start {
        let at = format::when(after.start);
        return t_with(Key::MEET_CHANGED_TIME, &[("tid", &at)]);
    }
    if after.form != before.form {
        return t_with(Key::MEET_CHANGED_FORM, &[("form", words::form(after.form))]);
    }
    t(Key::MEET_CHANGED).to_owned()
}

fn missing() -> AnyView {
    view! {
        <h2>{t(Key::MEET_MISSING)}</h2>
        <p>{t(Key::MEET_MISSING_TEXT)}</p>
        <p class="way-on">
            <ButtonLink href=Route::Meetings.path()>{t(Key::MEET_BACK)}</ButtonLink>
        </p>
    }
    .into_any()
}

/// The receipt, and what happens next.
fn booked(known: &Known, meeting: &Meeting) -> AnyView {
    let mut next = Markup::default();
    next.put("h2", t(Key::MEET_BOOKED_NEXT));
    next.open("ul", &[]);
    let hours = known.facts.reminder_hours.to_string();
    next.put("li", &t_with(Key::MEET_BOOKED_REMIND, &[("timer", &hours)]));
    next.put("li", &move_until(known, meeting));
    next.put("li", &way_in(known, meeting));
    next.close("ul");
    view! {
        {ticket(known, meeting, take(meeting))}
        {next.into_view()}
        <p class="way-on">
            <ButtonLink href=Step::Prepare.path(&meeting.id)>{t(Key::MEET_BOOKED_PREPARE)}</ButtonLink>
            <ButtonLink href=Route::Meetings.path() kind=ButtonKind::Tertiary>
                {t(Key::MEET_BACK)}
            </ButtonLink>
        </p>
    }
    .into_any()
}

/// To one's own calendar, or on paper.
fn take(meeting: &Meeting) -> AnyView {
    let address = keep::address(CALENDAR, &meeting.id);
    view! {
        <p class="ticket__take">
            <a class="button button-secondary" href=address rel="external">
                {t(Key::MEET_CALENDAR)}
            </a>
            <Button kind=ButtonKind::Tertiary on_press=|()| page::print()>{t(Key::MEET_PRINT)}</Button>
        </p>
    }
    .into_any()
}

/// Until when it can be moved, and who says so.
pub fn move_until(known: &Known, meeting: &Meeting) -> String {
    let until = format::when(meeting.rebook_until);
    let who = basis(&known.facts.rebooking_hour);
    t_with(Key::MEET_MOVE_UNTIL, &[("tid", &until), ("hvem", who)])
}

/// How one comes to the meeting.
fn way_in(known: &Known, meeting: &Meeting) -> String {
    match meeting.form {
        How::InPerson => {
            let place = known.place(&meeting.place);
            let way = place.map_or("", |place| words::said(&place.way));
            way.to_owned()
        }
        How::Phone if meeting.wishes.phone.is_empty() => t(Key::MEET_IN_PHONE_NONE).to_owned(),
        How::Phone => t_with(Key::MEET_IN_PHONE, &[("nummer", &meeting.wishes.phone)]),
        How::Video => {
            let early = i64::from(known.facts.join_minutes) * indgang_domain::meetings::MINUTE;
            let from = format::time_at(meeting.start - early);
            t_with(Key::MEET_IN_VIDEO, &[("tid", &from)])
        }
    }
}

/// All about it, as far as it has come.
fn prepare(known: &Known, meeting: &Meeting, act: Act) -> AnyView {
    let content = match meeting.status {
        Status::Reserved | Status::Lapsed => missing(),
        Status::Booked => ahead(known, meeting, act),
        Status::Arrived | Status::Called | Status::Running => now(known, meeting, act),
        Status::Done => was(known, meeting, act),
        Status::Missed => missed(known, meeting, act),
        Status::Cancelled => called_off(known, meeting),
    };
    view! {
        <BackLink href=Route::Meetings.path() label=t(Key::MEET_BACK)/>
        {content}
    }
    .into_any()
}

fn ahead(known: &Known, meeting: &Meeting, act: Act) -> AnyView {
    let kind = known.kind(&meeting.kind);
    let mut about = Markup::default();
    if let Some(kind) = kind {
        about.put_in("p", "font-lead", words::said(&kind.purpose));
    }
    let mut inside = Markup::default();
    if let Some(kind) = kind.filter(|kind| !kind.bring.is_empty()) {
        inside.put("h2", t(Key::MEET_BRING));
        inside.open("ul", &[]);
        for thing in &kind.bring {
            inside.put("li", words::said(thing));
        }
        inside.close("ul");
    }
    inside.put("h2", t(Key::MEET_IN));
    inside.put("p", &way_in(known, meeting));
    if let Some(place) = known
        .place(&meeting.place)
        .filter(|_| !meeting.form.is_remote())
    {
        inside.put("h3", t(Key::MEET_ADDRESS));
        inside.put_in("p", "ticket__lines", place.address.trim());
    }
    view! {
        {meeting.earlier.map(|offer| offered(meeting, offer, act))}
        {about.into_view()}
        {ticket(known, meeting, take(meeting))}
        {arrive(meeting, act)}
        {on_the_way(meeting, act)}
        {join(known, meeting)}
        {topics(meeting, act)}
        {inside.into_view()}
        {guests(meeting)}
        {needs(meeting, act)}
        {changes(known, meeting, act)}
    }
    .into_any()
}

/// An earlier time, kept for a while.
fn offered(meeting: &Meeting, offer: Earlier, act: Act) -> AnyView {
    let (new, until) = (format::when(offer.start), format::when(offer.kept_until));
    let text = t_with(
        Key::MEET_EARLIER_OFFER_TEXT,
        &[("ny", &new), ("tid", &until)],
    );
    let meeting = meeting.clone();
    let answer = move |taken: bool| {
        let meeting = meeting.clone();
        move |()| {
            act.run(&meeting, Change::TakeEarlier { taken }, move |after| {
                let at = format::when(after.start);
                page::announce(&t_with(Key::MEET_EARLIER_TAKEN, &[("tid", &at)]));
                page::focus_seen(&["main h1"]);
            });
        }
    };
    let (yes, no) = (answer(true), answer(false));
    view! {
        <Alert kind=AlertKind::Info heading=t(Key::MEET_EARLIER_OFFER) announced=true>
            <p>{text}</p>
            <p class="meet__ways">
                <Button on_press=yes>{t(Key::MEET_EARLIER_TAKE)}</Button>
                <Button kind=ButtonKind::Secondary on_press=no>
                    {t(Key::MEET_EARLIER_KEEP)}
                </Button>
            </p>
        </Alert>
    }
    .into_any()
}

/// Whether now is between two moments; what asks in a closure follows.
fn is_between(from: i64, until: i64) -> Memo<bool> {
    Memo::new(move |_| (from..until).contains(&keep::now()))
}

/// Whether it is the day of the meeting.
fn is_the_day(meeting: &Meeting) -> Memo<bool> {
    let (start, end) = (meeting.start, meeting.end);
    let date = move |moment: i64| clock::at(moment).map(|at| at.date);
    Memo::new(move |_| {
        let now = keep::now();
        now < end && date(now) == date(start)
    })
}

fn arrive(meeting: &Meeting, act: Act) -> AnyView {
    if meeting.form != How::InPerson {
        return ().into_any();
    }
    let is_time = is_between(meeting.arrive_from, meeting.arrive_until);
    let is_day = is_the_day(meeting);
    let meeting = meeting.clone();
    let here = {
        let meeting = meeting.clone();
        Callback::new(move |()| {
            act.run(&meeting, Change::Arrive {}, |_| {
                page::announce(t(Key::MEET_ARRIVE_DONE));
                page::focus_seen(&[".ticket", "main h1"]);
            });
        })
    };
    let from = format::time_at(meeting.arrive_from);
    let words = t_with(Key::MEET_ARRIVE_FROM, &[("tid", &from)]);
    view! {
        {move || match (is_time.get(), is_day.get()) {
            (true, _) => view! { <p><Button on_press=here>{t(Key::MEET_ARRIVE)}</Button></p> }.into_any(),
            (false, true) if keep::now() < meeting.arrive_from => {
                view! { <p>{words.clone()}</p> }.into_any()
            }
            _ => ().into_any(),
        }}
    }
    .into_any()
}

/// Into the online room, as soon as it is open.
fn join(known: &Known, meeting: &Meeting) -> AnyView {
    if meeting.form != How::Video {
        return ().into_any();
    }
    let early = i64::from(known.facts.join_minutes) * indgang_domain::meetings::MINUTE;
    let is_open = is_between(meeting.start - early, i64::MAX);
    let room = Place {
        citizen: None,
        meeting: meeting.id.clone(),
    };
    let href = room.path();
    view! {
        {move || is_open.get().then(|| {
            view! { <p><ButtonLink href=href.clone()>{t(Key::MEET_JOIN)}</ButtonLink></p> }
        })}
    }
    .into_any()
}

/// What one wants to talk about.
fn topics(meeting: &Meeting, act: Act) -> AnyView {
    let name = format!("topics.{}", meeting.id);
    let text = keep::draft(&name, &meeting.wishes.topics);
    let meeting = meeting.clone();
    let save = move |()| {
        let wishes = Wishes {
            topics: text.read_untracked().trim().to_owned(),
            ..meeting.wishes.clone()
        };
        let name = name.clone();
        act.wish(&meeting, wishes, move |_| {
            keep::forget_draft(&name);
            page::announce(t(Key::MEET_PREPARE_SAVED));
            page::focus("topics");
        });
    };
    view! {
        <Form on_submit=save>
            <h2>{t(Key::MEET_PREPARE)}</h2>
            <TextArea id="topics" label=t(Key::MEET_TOPICS) hint=t(Key::MEET_PREPARE_TEXT) value=text most=TEXT_LIMIT/>
            {topics::from_plan(text)}
            <p class="meet__ways">
                <Button kind=ButtonKind::Secondary>{t(Key::MEET_PREPARE_SAVE)}</Button>
            </p>
        </Form>
    }
    .into_any()
}

/// What one has asked for, and the form to change it.
fn needs(meeting: &Meeting, act: Act) -> AnyView {
    let name = format!("wishes.{}", meeting.id);
    let fields = Fields::new(&name, &meeting.wishes);
    let form = meeting.form;
    let told = wishes::told(&meeting.wishes);
    let missing = form == How::Phone && meeting.wishes.phone.is_empty();
    let meeting = meeting.clone();
    let save = move |()| {
        if !fields.check(form) {
            return;
        }
        let wishes = Wishes {
            topics: meeting.wishes.topics.clone(),
            ..fields.wishes()
        };
        let name = name.clone();
        act.wish(&meeting, wishes, move |_| {
            keep::forget_draft(&name);
            page::announce(t(Key::MEET_PREPARE_SAVED));
            page::focus("needs");
        });
    };
    view! {
        <h2 id="needs">{t(Key::MEET_WISHES_TITLE)}</h2>
        {told}
        <Details summary=t(Key::MEET_WISHES_CHANGE) open=missing>
            {fields.summary()}
            <Form on_submit=save>
                {fields.view(form, false)}
                <p class="meet__ways">
                    <Button kind=ButtonKind::Secondary>{t(Key::MEET_WISHES_SAVE)}</Button>
                </p>
            </Form>
        </Details>
    }
    .into_any()
}

/// What one can say on the day.
fn on_the_way(meeting: &Meeting, act: Act) -> AnyView {
    let is_day = is_the_day(meeting);
    let meeting = StoredValue::new(meeting.clone());
    let content = move || {
        let meeting = meeting.get_value();
        let said = meeting.on_the_way.map(|what| {
            let words = match what {
                OnTheWay::Late => Key::MEET_WAY_LATE_DONE,
                OnTheWay::Lost => Key::MEET_WAY_LOST_DONE,
                OnTheWay::CallMe => Key::MEET_WAY_CALL_DONE,
            };
            view! { <p role="status"><strong>{t(words)}</strong></p> }
        });
        let ways = [
            (OnTheWay::Late, Key::MEET_WAY_LATE),
            (OnTheWay::Lost, Key::MEET_WAY_LOST),
            (OnTheWay::CallMe, Key::MEET_WAY_CALL),
        ];
        let fits = |what: OnTheWay| match meeting.form {
            How::InPerson => true,
            How::Phone => what == OnTheWay::Late,
            How::Video => what != OnTheWay::Lost,
        };
        let ways = ways
            .into_iter()
            .filter(|(what, _)| meeting.on_the_way != Some(*what) && fits(*what));
        let buttons = ways.map(|(what, words)| {
            let meeting = meeting.clone();
            let say = move |()| {
                act.run(&meeting, Change::OnTheWay { what }, |_| page::focus("way"));
            };
            view! { <Button kind=ButtonKind::Secondary on_press=say>{t(words)}</Button> }
        });
        view! {
            <h2 id="way">{t(Key::MEET_WAY)}</h2>
            {said}
            <p class="meet__ways">{buttons.collect::<Vec<_>>()}</p>
        }
    };
    view! { {move || is_day.get().then(content)} }.into_any()
}

/// What can be changed, and until when. What one can no longer do oneself is done by telephone.
fn changes(known: &Known, meeting: &Meeting, act: Act) -> AnyView {
    let can_move = is_between(i64::MIN, meeting.rebook_until);
    let can_cancel = is_between(i64::MIN, meeting.start);
    let id = meeting.id.clone();
    let until = move_until(known, meeting);
    let moves = move || {
        match can_move.get() {
        true => view! {
            <p>{until.clone()}</p>
            <p><ButtonLink href=Step::Move.path(&id) kind=ButtonKind::Secondary>{t(Key::MEET_MOVE)}</ButtonLink></p>
        }
        .into_any(),
        false => view! { <p>{until.clone()}</p> <p>{words::call()}</p> }.into_any(),
    }
    };
    let id = meeting.id.clone();
    let cancels = move || {
        can_cancel.get().then(|| {
            view! {
                <p>
                    <ButtonLink href=Step::Cancel.path(&id) kind=ButtonKind::Tertiary>
                        {t(Key::MEET_CANCEL)}
                    </ButtonLink>
                </p>
            }
        })
    };
    view! {
        {forms(known, meeting, act)}
        <h2>{t(Key::MEET_MOVE)}</h2>
        {moves}
        {earlier(meeting, act)}
        {cancels}
    }
    .into_any()
}

/// The other forms, in one tap.
fn forms(known: &Known, meeting: &Meeting, act: Act) -> Option<AnyView> {
    let kind = known.kind(&meeting.kind)?;
    let others = known.forms(kind).into_iter();
    let others = others.filter(|form| *form != meeting.form).map(|form| {
        let until = match form {
            How::InPerson => meeting.rebook_until,
            How::Phone | How::Video => meeting.form_until,
        };
        let can = is_between(i64::MIN, until);
        let meeting = meeting.clone();
        let change = Callback::new(move |()| {
            act.run(&meeting, Change::Form { form }, |after| {
                let words = words::form(after.form);
                page::announce(&t_with(Key::MEET_CHANGED_FORM, &[("form", words)]));
                page::focus_seen(&[".ticket", "main h1"]);
            });
        });
        let late = t_with(Key::MEET_FORM_LATE, &[("form", words::form(form))]);
        let until = t_with(Key::MEET_FORM_UNTIL, &[("tid", &format::when(until))]);
        let content = move || match can.get() {
            true => view! {
                <Button kind=ButtonKind::Secondary on_press=change>{words::form_instead(form)}</Button>
                <p class="meet__line">{until.clone()}</p>
            }
            .into_any(),
            false => view! { <p>{late.clone()}</p> }.into_any(),
        };
        view! { <li>{content}</li> }
    });
    let others = others.collect::<Vec<_>>();
    (!others.is_empty()).then(|| {
        view! {
            <h2>{t(Key::MEET_FORM_CHANGE)}</h2>
            <ul class="nobullet-list meet__forms">{others}</ul>
        }
        .into_any()
    })
}

/// The wish for an earlier time.
fn earlier(meeting: &Meeting, act: Act) -> AnyView {
    let wants = meeting.wants_earlier;
    let (said, words) = match wants {
        true => (Some(t(Key::MEET_EARLIER_WANTED)), Key::MEET_EARLIER_STOP),
        false => (None, Key::MEET_EARLIER),
    };
    let meeting = meeting.clone();
    let wish = move |()| {
        act.run(
            &meeting,
            Change::WantEarlier { wanted: !wants },
            move |after| {
                let words = match after.wants_earlier {
                    true => Key::MEET_EARLIER_WANTED,
                    false => Key::MEET_PREPARE_SAVED,
                };
                page::announce(t(words));
                page::focus("earlier");
            },
        );
    };
    view! {
        <div id="earlier">
            {said.map(|said| view! { <p>{said}</p> })}
            <Button kind=ButtonKind::Tertiary on_press=wish>{t(words)}</Button>
        </div>
    }
    .into_any()
}

/// Somebody is here, is called, or talks.
fn now(known: &Known, meeting: &Meeting, act: Act) -> AnyView {
    // Who is at the office has nothing more to say of the way; who waits at a screen may be called instead.
    let way = meeting.form.is_remote().then(|| on_the_way(meeting, act));
    view! {
        {join(known, meeting)}
        {ticket(known, meeting, ().into_any())}
        {way}
        {guests(meeting)}
        <p>{words::call()}</p>
    }
    .into_any()
}

fn was(known: &Known, meeting: &Meeting, act: Act) -> AnyView {
    let mut markup = Markup::default();
    markup.put("h2", t(Key::MEET_SUMMARY));
    match &meeting.summary {
        Some(summary) => markup.put_in("p", "meet__said", summary),
        None => markup.put("p", t(Key::MEET_SUMMARY_NONE)),
    }
    let run = move |meeting: &Meeting, change: Change, done: Box<dyn FnOnce()>| {
        act.run(meeting, change, |_| done());
    };
    view! {
        {ticket(known, meeting, ().into_any())}
        {markup.into_view()}
        {feedback(meeting, run)}
    }
    .into_any()
}

/// Somebody did not come: only they know why.
fn missed(known: &Known, meeting: &Meeting, act: Act) -> AnyView {
    let name = format!("explain.{}", meeting.id);
    let text = keep::draft(&name, "");
    let sent = meeting.explanation.clone();
    let content = match sent {
        Some(reason) => view! {
            <p class="meet__said">{reason}</p>
            <p>{t(Key::MEET_EXPLAIN_SENT)}</p>
        }
        .into_any(),
        None => {
            let meeting = meeting.clone();
            let send = move |()| {
                let reason = text.read_untracked().trim().to_owned();
                if reason.is_empty() {
                    page::focus("explain");
                    return;
                }
                let name = name.clone();
                act.run(&meeting, Change::Explain { reason }, move |_| {
                    keep::forget_draft(&name);
                    page::announce(t(Key::MEET_EXPLAIN_SENT));
                    page::focus_seen(&["main h1"]);
                });
            };
            view! {
                <Form on_submit=send>
                    <TextArea
                        id="explain"
                        label=t(Key::MEET_EXPLAIN)
                        hint=t(Key::MEET_EXPLAIN_TEXT)
                        value=text
                        most=TEXT_LIMIT
                    />
                    <p class="meet__ways"><Button>{t(Key::MEET_EXPLAIN_SEND)}</Button></p>
                </Form>
            }
            .into_any()
        }
    };
    view! {
        {ticket(known, meeting, ().into_any())}
        {content}
        <p>{words::call()}</p>
    }
    .into_any()
}

fn called_off(known: &Known, meeting: &Meeting) -> AnyView {
    let reason = meeting.reason.clone().filter(|reason| !reason.is_empty());
    let reason = reason.map(|reason| t_with(Key::MEET_CANCELLED_WHY, &[("grund", &reason)]));
    view! {
        {ticket(known, meeting, ().into_any())}
        {reason.map(|reason| view! { <p>{reason}</p> })}
        <p class="way-on">
            <ButtonLink href=Route::BookMeeting.path()>{t(Key::MEET_BOOK_AGAIN)}</ButtonLink>
        </p>
    }
    .into_any()
}

/// Calling it off; moving it is offered first.
fn cancel(known: &Known, meeting: &Meeting, act: Act) -> AnyView {
    let name = format!("cancel.{}", meeting.id);
    let text = keep::draft(&name, "");
    let back = view! {
        <BackLink href=Step::Prepare.path(&meeting.id) label=t(Key::MEET_BACK_MEETING)/>
    };
    if meeting.status != Status::Booked {
        return view! { {back} {ticket(known, meeting, ().into_any())} }.into_any();
    }
    let moved = (untrack(keep::now) < meeting.rebook_until).then(|| {
        view! {
            <p>
                <ButtonLink href=Step::Move.path(&meeting.id) kind=ButtonKind::Secondary>
                    {t(Key::MEET_MOVE)}
                </ButtonLink>
            </p>
        }
    });
    let ticket = ticket(known, meeting, ().into_any());
    let meeting = meeting.clone();
    let submit = move |()| {
        let reason = text.read_untracked().trim().to_owned();
        let name = name.clone();
        act.run(&meeting, Change::Cancel { reason }, move |after| {
            keep::forget_draft(&name);
            location::go(&Step::Prepare.path(&after.id));
            page::announce(t(Key::MEET_CANCEL_DONE));
        });
    };
    view! {
        {back}
        <p class="font-lead">{t(Key::MEET_CANCEL_LEAD)}</p>
        {moved}
        {ticket}
        <Form on_submit=submit>
            <TextArea
                id="reason"
                label=t(Key::MEET_CANCEL_REASON)
                hint=t(Key::MEET_CANCEL_REASON_HINT)
                value=text
                most=TEXT_LIMIT
            />
            <p>{t(Key::MEET_CANCEL_NEXT)}</p>
            <p class="meet__ways">
                <Button kind=ButtonKind::Warning>{t(Key::MEET_CANCEL)}</Button>
            </p>
        </Form>
    }
    .into_any()
}
