//! What a citizen has sent: what stands in it, what has happened, and what one can do with it now.

use indgang_api::case::{ACTS, Change, MATTER, Matter, RECEIPT, StepKind, TEXT_LIMIT, Unit};
use indgang_api::citizens::{self, Citizen};
use indgang_api::kommune::Dato;
use indgang_api::meetings::{COLLEAGUES, Colleague};
use indgang_domain::case::matter::after;
use indgang_domain::case::{Act, By, Content, Kind, Outcome};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{activity, ask, away, citizen_path, spouse};
use crate::browser::{format, page};
use crate::case::attach::{self, Files, Place};
use crate::case::{attend, choose, fields, files, words};
use crate::text::{Key, t, t_with};
use crate::typed;
use crate::ui::{
    Alert, AlertKind, Button, ButtonKind, Choice, DateFields, DateInput, Details, ErrorSummary,
    FieldError, Form, Markup, RadioGroup, TextArea, TextInput,
};

/// What a unit's value begins with, among those who can have a matter.
const UNIT: &str = "unit/";

/// What is known.
#[derive(Clone, PartialEq)]
struct Known {
    name: String,
    matter: Matter,
}

/// How one is reached.
#[derive(Clone, Copy)]
struct Here {
    citizen: StoredValue<String>,
    come: RwSignal<Option<Option<Known>>>,
    failed: RwSignal<Option<String>>,
}

/// The page.
pub fn matter(citizen: &str, id: &str) -> AnyView {
    let here = Here {
        citizen: StoredValue::new(citizen.to_owned()),
        come: RwSignal::new(None),
        failed: RwSignal::new(None),
    };
    let address = MATTER.replace("{citizen}", citizen).replace("{matter}", id);
    let who = citizens::ONE.replace("{citizen}", citizen);
    spawn_local(async move {
        let found = async {
            let citizen: Citizen = ask::get(&who).await?;
            Ok::<_, crate::browser::http::Unreachable>(Known {
                name: citizen.name,
                matter: ask::get(&address).await?,
            })
        };
        let found = found.await.ok();
        // Whoever went on does not wait any more.
        let _ = here.come.try_set(Some(found));
    });
    view! {
        {move || here.failed.get().map(|words| view! {
            <Alert kind=AlertKind::Warning heading=t(Key::DESK_FAILED_TITLE) announced=true><p>{words}</p></Alert>
        })}
        {move || match here.come.get() {
            None => view! { <p role="status">{t(Key::DESK_COMING)}</p> }.into_any(),
            Some(None) => away(),
            Some(Some(known)) => here.shown(&known),
        }}
    }
    .into_any()
}

impl Here {
    /// Does something with the matter.
    fn act(self, change: Change) {
        let Some(Some(known)) = self.come.get_untracked() else {
            return;
        };
        let address = ACTS
            .replace("{citizen}", &self.citizen.get_value())
            .replace("{matter}", &known.matter.summary.id);
        let tag = format!("\"{}\"", known.matter.version);
        spawn_local(async move {
            match ask::change("POST", &address, ("if-match", &tag), &change).await {
                Ok(answer) => {
                    self.failed.set(None);
                    if let Ok(matter) = serde_json::from_slice(&answer.body) {
                        self.come.set(Some(Some(Known { matter, ..known })));
                        page::announce(t(Key::DESK_MATTER_DONE));
                    }
                }
                Err(ask::Failed(words)) => self.failed.set(Some(words)),
            }
        });
    }

    fn shown(self, known: &Known) -> AnyView {
        let Known { name, matter } = known;
        let summary = &matter.summary;
        // With the assessment of an application, for whoever runs it again: `indgang assess`.
        let receipt = RECEIPT
            .replace("{citizen}", &self.citizen.get_value())
            .replace("{matter}", &summary.id);
        let sent = t_with(
            Key::CASE_SENT_AT,
            &[("tid", &format::when(summary.sent_at))],
        );
        view! {
            <p class="desk__who"><a href=citizen_path(&self.citizen.get_value())>{name.clone()}</a></p>
            <h2>{words::title(summary)}</h2>
            {summary.urgent.then(|| view! { <p><strong>{t(Key::DESK_MATTERS_URGENT)}</strong></p> })}
            <p class="desk__line">{sent}" · "{words::status(summary)}</p>
            {written(matter, &self.citizen.get_value())}
            {spouse::beside(&self.citizen.get_value(), matter)}
            <p><a href=receipt rel="external" download="kvittering.json">{t(Key::CASE_RECEIPT_GET)}</a></p>
            {self.acts(matter)}
        }
        .into_any()
    }

    fn acts(self, matter: &Matter) -> AnyView {
        let (kind, status) = (matter.summary.kind, matter.summary.status);
        let can = |act| after(kind, status, act, By::Staff).is_ok();
        let take = can(Act::Take).then(|| {
            view! { <p><Button on_press=move |()| self.act(Change::Take {})>{t(Key::DESK_MATTER_TAKE)}</Button></p> }
        });
        let is_unchosen = matches!(&matter.content, Content::Choice(slot) if slot.picked.is_none());
        let decide = (can(Act::Decide) && !is_unchosen).then(|| self.decide(matter));
        let decide = decide.map(|form| {
            view! { <Details summary=t(Key::DESK_MATTER_DECIDE) open=true>{form}</Details> }
        });
        let act = Callback::new(move |change: Change| self.act(change));
        let attended = match &matter.content {
            Content::Activity(activity) => Some(activity::shown(activity, act)),
            _ => None,
        };
        view! {
            {attended}
            {self.arises(matter)}
            <h2>{t(Key::DESK_MATTER_ACTS)}</h2>
            {take}
            {decide}
            {(can(Act::Note) && !matter.content.waits()).then(|| self.words("note", Key::DESK_MATTER_NOTE, Key::DESK_MATTER_NOTE_TEXT, false, |text| Change::Note { text }))}
            {can(Act::Ask).then(|| self.question())}
            {can(Act::Reply).then(|| self.words("reply", Key::DESK_MATTER_REPLY, Key::DESK_MATTER_REPLY_TEXT, true, |text| Change::Reply { text }))}
            {(can(Act::Withdraw) && is_unchosen).then(|| self.words("back", Key::DESK_OFFER_BACK, Key::DESK_OFFER_BACK_TEXT, true, |text| Change::Withdraw { text }))}
            {can(Act::HandOver).then(|| self.hand_over(&matter.other_units))}
        }
        .into_any()
    }

    /// What was approved may be an activity that somebody else runs.
    fn arises(self, matter: &Matter) -> Option<AnyView> {
        let (Content::Choice(slot), Some(decision)) = (&matter.content, &matter.decision) else {
            return None;
        };
        let picked = slot.picked.as_ref();
        let picked = picked.filter(|_| decision.outcome == Outcome::Granted)?;
        let known = (choose::wanted(picked), decision.from, decision.until);
        let done = Callback::new(move |words| self.failed.set(words));
        Some(activity::begin(self.citizen.get_value(), known, done))
    }

    /// Something that is said in words.
    fn words(
        self,
        id: &'static str,
        name: Key,
        label: Key,
        is_needed: bool,
        change: fn(String) -> Change,
    ) -> AnyView {
        let text = RwSignal::new(String::new());
        let errors = RwSignal::new(Vec::<FieldError>::new());
        let submit = move |()| {
            let said = text.get_untracked();
            errors.set(missing(&[(id, is_needed && said.trim().is_empty())]));
            if errors.read_untracked().is_empty() {
                self.act(change(said));
            }
        };
        view! {
            <Details summary=t(name)>
                <Form on_submit=submit>
                    <ErrorSummary errors/>
                    <TextArea id label=t(label) error=error_of(errors, id) value=text most=TEXT_LIMIT/>
                    <Button kind=ButtonKind::Secondary>{t(name)}</Button>
                </Form>
            </Details>
        }
        .into_any()
    }

    fn question(self) -> AnyView {
        let text = RwSignal::new(String::new());
        let by = DateFields::new(None);
        let errors = RwSignal::new(Vec::<FieldError>::new());
        let submit = move |()| {
            let (said, day) = (text.get_untracked(), untrack(|| by.date()));
            errors.set(missing(&[
                ("ask", said.trim().is_empty()),
                ("ask-by-day", day.is_none()),
            ]));
            if let (Some(day), true) = (day, errors.read_untracked().is_empty()) {
                self.act(Change::Ask {
                    text: said,
                    by: Dato(day),
                });
            }
        };
        view! {
            <Details summary=t(Key::DESK_MATTER_ASK)>
                <Form on_submit=submit>
                    <ErrorSummary errors/>
                    <TextArea id="ask" label=t(Key::DESK_MATTER_ASK_TEXT) error=error_of(errors, "ask") value=text most=TEXT_LIMIT/>
                    <DateInput id="ask-by" legend=t(Key::DESK_MATTER_ASK_BY) error=error_of(errors, "ask-by-day") value=by/>
                    <Button kind=ButtonKind::Secondary>{t(Key::DESK_MATTER_ASK)}</Button>
                </Form>
            </Details>
        }
        .into_any()
    }

    /// To a colleague, or to another unit that may have it; the citizen reads why.
    fn hand_over(self, units: &[Unit]) -> AnyView {
        let to = RwSignal::new(String::new());
        let reason = RwSignal::new(String::new());
        let errors = RwSignal::new(Vec::<FieldError>::new());
        let all = RwSignal::new(Vec::<Colleague>::new());
        spawn_local(async move {
            if let Ok(come) = ask::get(COLLEAGUES).await {
                let _ = all.try_set(come);
            }
        });
        let submit = move |()| {
            let (to, reason) = (to.get_untracked(), reason.get_untracked());
            errors.set(missing(&[
                ("to", to.is_empty()),
                ("reason", reason.trim().is_empty()),
            ]));
            if errors.read_untracked().is_empty() {
                let (unit, person) = match to.strip_prefix(UNIT) {
                    Some(unit) => (Some(unit.to_owned()), None),
                    None => (None, Some(to)),
                };
                self.act(Change::HandOver {
                    unit,
                    person,
                    reason,
                });
            }
        };
        let people = move || {
            let all = all.get().into_iter();
            all.map(|one| view! { <option value=one.id>{one.name}</option> })
                .collect_view()
        };
        let units = (!units.is_empty()).then(|| {
            let units = units.iter().map(|unit| {
                let value = format!("{UNIT}{}", unit.id);
                view! { <option value=value>{unit.name.clone()}</option> }
            });
            view! { <optgroup label=t(Key::DESK_MATTER_TO_UNITS)>{units.collect_view()}</optgroup> }
        });
        view! {
            <Details summary=t(Key::DESK_HAND_OVER)>
                <Form on_submit=submit>
                    <ErrorSummary errors/>
                    <div class="form-group">
                        <label class="form-label" for="to">{t(Key::DESK_MATTER_TO)}</label>
                        <select class="form-select" id="to" on:change=move |event| to.set(event_target_value(&event))>
                            <option value="">{t(Key::DESK_CHOOSE)}</option>
                            <optgroup label=t(Key::DESK_MATTER_TO_PEOPLE)>{people}</optgroup>
                            {units}
                        </select>
                    </div>
                    <TextArea id="reason" label=t(Key::DESK_REASON_READ) error=error_of(errors, "reason") value=reason most=TEXT_LIMIT/>
                    <Button kind=ButtonKind::Secondary>{t(Key::DESK_MATTER_TO_SEND)}</Button>
                </Form>
            </Details>
        }
        .into_any()
    }

    /// A decision: never without a reason and the law. How one complains stands under it by itself.
    fn decide(self, matter: &Matter) -> AnyView {
        let kind = matter.summary.kind;
        let outcome = RwSignal::new(None::<String>);
        let reason = RwSignal::new(String::new());
        let law = RwSignal::new(law_of(&matter.content));
        let amount = RwSignal::new(String::new());
        let (from, until) = (DateFields::new(None), DateFields::new(None));
        let errors = RwSignal::new(Vec::<FieldError>::new());
        let files = Files::default();
        let fitting: Vec<(usize, Outcome)> = Outcome::ALL
            .into_iter()
            .enumerate()
            .filter(|(_, outcome)| outcome.fits(kind))
            .collect();
        const NAMES: [&str; 5] = ["granted", "partly", "refused", "none", "some"];
        let choices = fitting
            .iter()
            .map(|(index, outcome)| Choice::new(NAMES[*index], t(words::outcome(kind, *outcome))))
            .collect::<Vec<_>>();
        let submit = move |()| {
            let chosen = outcome.get_untracked();
            let index = NAMES
                .iter()
                .position(|name| chosen.as_deref() == Some(name));
            let (said, by_law) = (reason.get_untracked(), law.get_untracked());
            let typed = amount.get_untracked();
            let kroner = typed::kroner(&typed);
            let day = |fields: DateFields| untrack(|| (fields.date(), fields.is_empty()));
            let ((from, no_from), (until, no_until)) = (day(from), day(until));
            errors.set(missing(&[
                ("outcome-0", index.is_none()),
                ("decision", said.trim().is_empty()),
                ("law", by_law.trim().is_empty()),
                ("amount", !typed.trim().is_empty() && kroner.is_none()),
                ("from-day", from.is_none() && !no_from),
                ("until-day", until.is_none() && !no_until),
            ]));
            let sent = attach::ids(&files.read_untracked());
            if sent.is_none() {
                errors.update(|errors| errors.push(attach::unsent()));
            }
            if let (Some(index), true) = (index, errors.read_untracked().is_empty()) {
                self.act(Change::Decide {
                    outcome: Outcome::ALL[index],
                    reason: said,
                    law: by_law,
                    amount: kroner.map(|kroner| kroner.to_string()).unwrap_or_default(),
                    from: from.map(Dato),
                    until: until.map(Dato),
                    files: sent.unwrap_or_default(),
                });
            }
        };
        let place = Place::for_citizen(self.citizen.get_value(), Key::DESK_ATTACH_HINT);
        let days = !matches!(kind, Kind::Hearing | Kind::Complaint);
        let money = days && kind != Kind::Choice;
        view! {
            <Form on_submit=submit>
                <ErrorSummary errors/>
                <RadioGroup id="outcome" legend=t(Key::DESK_MATTER_OUTCOME) choices error=error_of(errors, "outcome-0") value=outcome/>
                <TextArea
                    id="decision"
                    label=t(Key::DESK_MATTER_REASON)
                    hint=t(Key::DESK_MATTER_REASON_HINT)
                    error=error_of(errors, "decision")
                    value=reason
                    most=TEXT_LIMIT
                />
                <TextInput id="law" label=t(Key::CASE_DECISION_LAW) error=error_of(errors, "law") value=law/>
                {money.then(|| view! {
                    <TextInput
                        id="amount"
                        label=t(Key::CASE_DECISION_AMOUNT)
                        error=error_of(errors, "amount")
                        value=amount
                        inputmode="decimal"
                        width="input-char-11"
                        suffix=t(Key::CASE_KRONER)
                    />
                })}
                {days.then(|| view! {
                    <DateInput id="from" legend=t(Key::CASE_DECISION_FROM) error=error_of(errors, "from-day") value=from/>
                    <DateInput id="until" legend=t(Key::CASE_DECISION_UNTIL) error=error_of(errors, "until-day") value=until/>
                })}
                {attach::attach("files", files, place, attach::unsent_of(errors))}
                <p>{t(Key::DESK_MATTER_COMPLAINT)}</p>
                <Button>{t(Key::DESK_MATTER_DECIDE_SEND)}</Button>
            </Form>
        }
        .into_any()
    }
}

/// The law that such a matter is most often decided by.
fn law_of(content: &Content) -> String {
    match content {
        Content::Need(need) => need.preset.law().to_owned(),
        Content::Transport(_) => "LAB § 175".to_owned(),
        Content::Holiday(_) => "LAS § 13, stk. 12".to_owned(),
        Content::Hearing(hearing) => hearing.law.clone(),
        Content::Choice(slot) => slot.law().to_owned(),
        Content::Complaint(_) => "retssikkerhedsloven § 66".to_owned(),
        _ => String::new(),
    }
}

/// The fields that are missing.
pub fn missing(fields: &[(&str, bool)]) -> Vec<FieldError> {
    let missing = fields.iter().filter(|(_, is_missing)| *is_missing);
    missing
        .map(|(field, _)| FieldError {
            field: (*field).to_owned(),
            message: t(match *field {
                "amount" => Key::CASE_WRONG_AMOUNT,
                "outcome-0" | "settle-0" | "activity-days-0" | "activity-to" | "to" => {
                    Key::CASE_WRONG_CHOICE
                }
                field if field.ends_with("-day") => Key::CASE_WRONG_DAY,
                _ => Key::CASE_WRONG_MISSING,
            })
            .to_owned(),
        })
        .collect()
}

/// What is wrong with a field.
pub fn error_of(errors: RwSignal<Vec<FieldError>>, field: &'static str) -> Signal<Option<String>> {
    Signal::derive(move || {
        let errors = errors.read();
        errors
            .iter()
            .find(|error| error.field == field)
            .map(|error| error.message.clone())
    })
}

/// What stands in it, as the citizen wrote it, and what has happened.
fn written(matter: &Matter, citizen: &str) -> AnyView {
    let mut markup = Markup::default();
    if let Content::Hearing(hearing) = &matter.content {
        markup.put_in("p", "desk__said", &hearing.what);
    }
    fields::put(matter, "desk__facts", &mut markup);
    markup.put("h3", t(Key::CASE_STEPS));
    markup.open_list("ol", "desk__steps");
    for step in &matter.steps {
        markup.open("li", &[]);
        let who = if step.what == StepKind::Reminded {
            ""
        } else {
            &step.who
        };
        markup.put("strong", words::step(step.what));
        markup.put_in(
            "p",
            "desk__line",
            &format!("{} · {who}", format::when(step.at)),
        );
        if !step.text.is_empty() {
            markup.put_in("p", "desk__said", &step.text);
        }
        if let Some(picked) = &step.picked {
            markup.put_in("p", "desk__said", &choose::of_step(picked));
        }
        if let Some(said) = &step.attended {
            markup.put_in("p", "desk__line", &attend::of_step(said));
        }
        files::put(&mut markup, &step.files, &matter.content, citizen);
        markup.close("li");
    }
    markup.close("ol");
    if let Some(decision) = &matter.decision {
        markup.put(
            "h3",
            t(words::outcome(matter.summary.kind, decision.outcome)),
        );
        markup.put_in("p", "desk__said", &decision.reason);
        markup.put_in("p", "desk__line", &decision.law);
    }
    markup.into_view()
}
