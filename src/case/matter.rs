//! One matter: what was sent, where it stands, what was said and decided, and what one can do now.

use indgang_api::case::{Change, Decision, Matter, NewMatter, RECEIPT, Step, StepKind};
use indgang_domain::case::content::{Complaint, TEXT};
use indgang_domain::case::matter::after;
use indgang_domain::case::{Act, By, Content, Kind, Status};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::attach::{self, Place};
use super::fields::{self, Sheet};
use super::files;
use super::form::{rules, today};
use super::frame::{call, frame, live, trouble};
use super::keep::{self, Failed, Letter};
use super::{attend, choose, matter_path, remind, spouse, still, words};
use crate::browser::http::Unreachable;
use crate::browser::{format, location, page};
use crate::routes::Route;
use crate::text::{Key, t, t_with};
use crate::ui::{
    Alert, AlertKind, Button, ButtonKind, ButtonLink, Details, ErrorSummary, FieldError, Form,
    Markup, TextArea,
};

/// How far it has come.
#[derive(Clone, PartialEq)]
enum Come {
    Coming,
    Away,
    Here(Box<Matter>),
}

/// The page about a matter.
pub fn matter(id: String) -> AnyView {
    let come = RwSignal::new(Come::Coming);
    let id = StoredValue::new(id);
    let read = move || {
        spawn_local(async move {
            let found = match keep::matter(&id.get_value()).await {
                Ok(matter) => Come::Here(Box::new(matter)),
                Err(Unreachable) => Come::Away,
            };
            // Whoever went on does not wait any more.
            let _ = come.try_set(found);
        });
    };
    // When the case is here it is known whose it is, and when it has changed there is something to read.
    let changed = Memo::new(move |_| {
        let known = keep::known()?;
        let mut all = known.case.matters.into_iter();
        Some(all.find(|matter| matter.id == id.get_value())?.changed_at)
    });
    Effect::new(move |_| {
        if changed.get().is_some() || untrack(keep::known).is_some() {
            read();
        }
    });
    let title = move || match come.get() {
        Come::Here(matter) => words::title(&matter.summary).to_owned(),
        _ => t(Key::CASE_MATTER).to_owned(),
    };
    frame(title, false, move || {
        live();
        view! {
            {move || match come.get() {
                Come::Coming => view! { <p role="status">{t(Key::CASE_LOADING)}</p> }.into_any(),
                Come::Away => view! { <p>{t(Key::CASE_MATTER_AWAY)}</p> <p>{call()}</p> }.into_any(),
                Come::Here(matter) => shown(*matter, come),
            }}
        }
        .into_any()
    })
}

fn shown(matter: Matter, come: RwSignal<Come>) -> AnyView {
    let summary = &matter.summary;
    let sent = t_with(
        Key::CASE_SENT_AT,
        &[("tid", &format::when(summary.sent_at))],
    );
    let kind = match summary.status {
        Status::Asked => AlertKind::Warning,
        Status::Sent | Status::InHand => AlertKind::Success,
        _ => AlertKind::Info,
    };
    let number = (!matter.phone.is_empty()).then(|| {
        let label = t_with(Key::CONTACT_CALL, &[("telefon", &matter.phone)]);
        let dialled: String = matter.phone.chars().filter(char::is_ascii_digit).collect();
        view! { <p><a href=format!("tel:{dialled}")>{label}</a></p> }
    });
    let still = summary.is_asked_still.then(|| {
        let question = still::question(&summary.id);
        view! {
            <Alert kind=AlertKind::Warning heading=t(Key::CASE_WAITS_FOR_YOU)>
                {question}
                <p>{t(Key::CASE_STILL_BELOW)}</p>
            </Alert>
        }
    });
    let receipt = keep::address(RECEIPT).replace("{matter}", &summary.id);
    view! {
        <Alert kind heading=words::status(summary)>
            <p>{sent}</p>
            {number}
        </Alert>
        {next_step(&matter)}
        {still}
        {choose::to_plan(&matter)}
        {spouse::of_application(&matter.content, &summary.id)}
        {matter.decision.as_ref().map(|it| decision(&matter, it))}
        {hearing(&matter)}
        {written(&matter)}
        {steps(&matter)}
        {acts(matter.clone(), come)}
        <h2>{t(Key::CASE_RECEIPT)}</h2>
        <p>{t(Key::CASE_RECEIPT_TEXT)}</p>
        <p class="case__acts">
            <Button kind=ButtonKind::Secondary on_press=|()| page::print()>{t(Key::CASE_PRINT)}</Button>
            <a class="button button-secondary" href=receipt rel="external" download="kvittering.json">
                {t(Key::CASE_RECEIPT_GET)}
            </a>
        </p>
    }
    .into_any()
}

/// Who has applied books the first talk next.
fn next_step(matter: &Matter) -> Option<AnyView> {
    let is_open = matter.summary.status.is_open();
    let known = untrack(keep::known)?;
    let is_next =
        matter.summary.kind == Kind::Application && is_open && known.next_meeting.is_none();
    (is_next && !keep::is_helping()).then(|| {
        view! {
            <p>{t(Key::APPLY_NEXT)}</p>
            <p class="way-on">
                <ButtonLink href=Route::BookMeeting.path()>{t(Key::CASE_STEP_TALK_GO)}</ButtonLink>
            </p>
        }
        .into_any()
    })
}

/// What the municipality has registered, and what could come of it.
fn hearing(matter: &Matter) -> Option<AnyView> {
    let Content::Hearing(hearing) = &matter.content else {
        return None;
    };
    let on = t_with(Key::CASE_HEARING_ON, &[("dag", &format::day(hearing.on.0))]);
    let by = t_with(
        Key::CASE_HEARING_BY,
        &[("dag", &format::day(hearing.answer_by.0))],
    );
    let law = t_with(Key::CASE_HEARING_LAW, &[("lov", &hearing.law)]);
    let days = (hearing.days > 0).then(|| {
        let days = hearing.days.to_string();
        view! { <p>{t_with(Key::CASE_HEARING_DAYS, &[("antal", &days)])}</p> }
    });
    let view = view! {
        <h2>{t(Key::CASE_HEARING_WHAT)}</h2>
        <p class="case__said">{hearing.what.clone()}</p>
        <p>{on}</p>
        <h2>{t(Key::CASE_HEARING_CAN)}</h2>
        <p>{law}</p>
        {days}
        <p>{t(Key::CASE_HEARING_NOTHING)}</p>
        <p><strong>{by}</strong></p>
        {letter(matter.steps.first(), matter)}
    };
    Some(view.into_any())
}

/// The letter that came with a step of the municipality's.
fn letter(step: Option<&Step>, matter: &Matter) -> AnyView {
    let mut markup = Markup::default();
    if let Some(step) = step {
        files::put(&mut markup, &step.files, &matter.content, &keep::whose());
    }
    markup.into_view()
}

fn decision(matter: &Matter, decision: &Decision) -> AnyView {
    let mut markup = Markup::default();
    markup.put(
        "h2",
        t(words::outcome(matter.summary.kind, decision.outcome)),
    );
    markup.put_in("p", "case__said", &decision.reason);
    markup.open("dl", &[("class", "case__facts")]);
    let mut fact = |name: Key, said: &str| {
        if !said.is_empty() {
            markup.put("dt", t(name));
            markup.put("dd", said);
        }
    };
    let day = |day: Option<indgang_api::kommune::Dato>| {
        day.map(|day| format::date_long(day.0)).unwrap_or_default()
    };
    fact(Key::CASE_DECISION_LAW, &decision.law);
    if !decision.amount.is_empty() {
        fact(Key::CASE_DECISION_AMOUNT, &format::kroner(&decision.amount));
    }
    fact(Key::CASE_DECISION_FROM, &day(decision.from));
    fact(Key::CASE_DECISION_UNTIL, &day(decision.until));
    fact(Key::CASE_DECISION_BY, &decision.by);
    markup.close("dl");
    // What goes on can be decided anew.
    let mut steps = matter.steps.iter();
    let decided = steps.rfind(|step| step.what == StepKind::Decided);
    let until = format::day(decision.complain_by.0);
    let guide = t_with(
        Key::CASE_COMPLAIN_BY,
        &[("dag", &until), ("navn", &decision.by)],
    );
    view! {
        <section class="case__decision">
            {markup.into_view()}
            {letter(decided, matter)}
            <h3>{t(Key::CASE_COMPLAIN)}</h3>
            <p>{guide}</p>
            <p>{t(Key::CASE_COMPLAIN_HOW)}</p>
            <p class="no-print"><a href=Route::COMPLAIN_ON_PAPER.path()>{t(Key::CASE_COMPLAIN_PAPER)}</a></p>
            {complaint(&matter.summary.id)}
        </section>
    }
    .into_any()
}

/// The complaint, at the decision that it is about: everything else of it is known already.
fn complaint(about: &str) -> AnyView {
    let text = RwSignal::new(String::new());
    let errors = RwSignal::new(Vec::<FieldError>::new());
    let failed = RwSignal::new(None::<Failed>);
    let about = about.to_owned();
    let submit = move |()| {
        let content = Content::Complaint(Complaint {
            about: about.clone(),
            text: text.get_untracked(),
        });
        let Some(known) = untrack(keep::known) else {
            return;
        };
        if !content.check(today(), rules(&known)).is_empty() {
            errors.set(vec![FieldError {
                field: "complaint".to_owned(),
                message: t(Key::CASE_WRONG_MISSING).to_owned(),
            }]);
            return;
        }
        errors.set(Vec::new());
        spawn_local(async move {
            let letter = Letter::new(NewMatter {
                content,
                files: Vec::new(),
            });
            match keep::send(&letter).await {
                Ok(matter) => {
                    location::go(&matter_path(&matter.summary.id));
                    page::begin();
                    page::announce(t(Key::CASE_SENT));
                }
                Err(why) => {
                    let _ = failed.try_set(Some(why));
                }
            }
        });
    };
    let error = Signal::derive(move || errors.read().first().map(|error| error.message.clone()));
    view! {
        <Details summary=t(Key::CASE_KIND_COMPLAINT)>
            <p>{t(Key::CASE_MEANS_COMPLAINT)}</p>
            <Form on_submit=submit>
                <ErrorSummary errors/>
                <TextArea
                    id="complaint"
                    label=t(Key::CASE_COMPLAINT_TEXT)
                    hint=t(Key::CASE_COMPLAINT_HINT)
                    error
                    value=text
                    most=TEXT
                />
                {trouble(failed)}
                <p><Button>{t(Key::CASE_COMPLAIN_SEND)}</Button></p>
            </Form>
        </Details>
    }
    .into_any()
}

/// What was sent, and what it was before it was changed.
fn written(matter: &Matter) -> Option<AnyView> {
    if fields::told(&matter.content).is_empty() {
        return None;
    }
    let mut markup = Markup::default();
    let heading = match matter.summary.own {
        true => Key::CASE_WRITTEN,
        false => Key::CASE_WRITTEN_OURS,
    };
    markup.put("h2", t(heading));
    fields::put(matter, "case__facts", &mut markup);
    Some(markup.into_view())
}

fn steps(matter: &Matter) -> AnyView {
    let mut markup = Markup::default();
    markup.put("h2", t(Key::CASE_STEPS));
    markup.open_list("ol", "case__steps");
    for step in &matter.steps {
        markup.open("li", &[]);
        let who = match step.who.as_str() {
            "" => String::new(),
            who => format!(" · {who}"),
        };
        markup.put("strong", words::step(step.what));
        markup.put_in(
            "p",
            "case__line",
            &format!("{}{who}", format::when(step.at)),
        );
        if !step.text.is_empty() {
            markup.put_in("p", "case__said", &step.text);
        }
        if let Some(picked) = &step.picked {
            markup.put_in("p", "case__said", &choose::of_step(picked));
        }
        if let Some(said) = &step.attended {
            markup.put_in("p", "case__line", &attend::of_step(said));
        }
        files::put(&mut markup, &step.files, &matter.content, &keep::whose());
        markup.close("li");
    }
    markup.close("ol");
    markup.into_view()
}

/// What one can do with it now.
fn acts(matter: Matter, come: RwSignal<Come>) -> AnyView {
    let can = |act| {
        let is_theirs = matter.summary.own || act == Act::Answer;
        is_theirs && after(matter.summary.kind, matter.summary.status, act, By::Citizen).is_ok()
    };
    let (can_answer, can_change, can_withdraw) =
        (can(Act::Answer), can(Act::Change), can(Act::Withdraw));
    let can_remind = can(Act::Remind);
    let failed = RwSignal::new(None::<Failed>);
    let text = RwSignal::new(String::new());
    let errors = RwSignal::new(Vec::<FieldError>::new());
    let chosen = attach::kept(&matter.summary.id);
    let kept = StoredValue::new(matter);
    let act = move |change: Change, words: Key| {
        spawn_local(async move {
            let matter = kept.get_value();
            match keep::act(&matter, &change).await {
                Ok(matter) => {
                    if let Change::Answer { .. } = change {
                        attach::forget(&matter.summary.id);
                    }
                    come.set(Come::Here(Box::new(matter)));
                    page::announce(t(words));
                }
                Err(why) => {
                    let _ = failed.try_set(Some(why));
                }
            }
        });
    };
    let answer = move |()| {
        let said = text.get_untracked();
        let Some(files) = attach::ids(&chosen.read_untracked()) else {
            errors.set(vec![attach::unsent()]);
            return;
        };
        if said.trim().is_empty() && files.is_empty() {
            errors.set(vec![FieldError {
                field: "answer".to_owned(),
                message: t(Key::CASE_WRONG_MISSING).to_owned(),
            }]);
            return;
        }
        errors.set(Vec::new());
        let change = Change::Answer { text: said, files };
        act(change, Key::CASE_SENT);
    };
    let error = Signal::derive(move || {
        let errors = errors.read();
        let of_text = errors.iter().find(|error| error.field == "answer")?;
        Some(of_text.message.clone())
    });
    let pick = kept.with_value(|matter| choose::pick(matter, act));
    let attended = kept.with_value(|matter| attend::mine(matter, act));
    let is_unchosen =
        |matter: &Matter| matches!(&matter.content, Content::Choice(slot) if slot.picked.is_none());
    let is_asked =
        kept.with_value(|matter| matter.summary.status == Status::Asked && !is_unchosen(matter));
    // Whoever says no has what they need before them: that is the second tap.
    let is_asked_still = kept.with_value(|matter| matter.summary.is_asked_still);
    let is_running = kept.with_value(|matter| matter.summary.status == Status::Decided);
    let label = if is_asked {
        Key::CASE_ANSWER
    } else {
        Key::CASE_ADD
    };
    let withdraw = move |()| {
        let change = Change::Withdraw {
            text: String::new(),
        };
        act(change, Key::CASE_WITHDRAWN);
    };
    view! {
        {trouble(failed)}
        {pick}
        {attended}
        {can_answer.then(|| view! {
            <Form on_submit=answer>
                <ErrorSummary errors/>
                <TextArea id="answer" label=t(label) error value=text most=TEXT/>
                {attach::attach("files", chosen, Place::own().with_voice(chosen), attach::unsent_of(errors))}
                <p><Button>{t(Key::CASE_ANSWER_SEND)}</Button></p>
            </Form>
        })}
        {(can_change && kept.with_value(|matter| is_changed_here(matter.summary.kind))).then(|| view! {
            <Details summary=t(Key::CASE_CHANGE) open=is_asked_still>{change_form(kept, act)}</Details>
        })}
        {can_remind.then(|| kept.with_value(|matter| remind::of(matter, act)))}
        {can_withdraw.then(|| view! {
            <Details summary=t(if is_running { Key::CASE_STOP } else { Key::CASE_WITHDRAW }) open=is_asked_still>
                <p>{t(if is_running { Key::CASE_STOP_TEXT } else { Key::CASE_WITHDRAW_TEXT })}</p>
                <p>
                    <Button kind=ButtonKind::Warning on_press=withdraw>
                        {t(if is_running { Key::CASE_STOP_DO } else { Key::CASE_WITHDRAW_DO })}
                    </Button>
                </p>
            </Details>
        })}
    }
    .into_any()
}

/// Whether there is something to change in it: words that were said stay said.
fn is_changed_here(kind: Kind) -> bool {
    !matches!(kind, Kind::Message | Kind::Complaint) && !fields::of(kind).is_empty()
}

fn change_form(
    kept: StoredValue<Matter>,
    act: impl Fn(Change, Key) + Copy + Send + Sync + 'static,
) -> AnyView {
    let sheet = kept.with_value(|matter| Sheet::of_content(&matter.content));
    let submit = move |()| {
        let Some(known) = untrack(keep::known) else {
            return;
        };
        if let Some(content) = sheet.checked(today(), rules(&known)) {
            act(Change::Change { content }, Key::CASE_CHANGED);
        }
    };
    view! {
        <Form on_submit=submit>
            <ErrorSummary errors=sheet.errors()/>
            {sheet.view()}
            <p><Button>{t(Key::CASE_CHANGE_SEND)}</Button></p>
        </Form>
    }
    .into_any()
}
