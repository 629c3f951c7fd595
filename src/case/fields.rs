//! Which fields each kind of matter has, and what stands in them.

use std::collections::BTreeMap;

use indgang_api::case::Matter;
use indgang_domain::case::content::{Preset, STEPS, TEXT};
use indgang_domain::case::own_part::Situation;
use indgang_domain::case::{Content, Fault, Kind, Rules, Wrong};
use indgang_law::calendar::Date;
use leptos::prelude::*;
use serde_json::{Map, Value, json};

use super::keep;
use crate::browser::{format, store};
use crate::text::{Key, t, t_with};
use crate::typed;
use crate::ui::{
    Button, ButtonKind, CheckboxGroup, Choice, DateFields, DateInput, FieldError, Markup,
    RadioGroup, TextArea, TextInput,
};

/// How something is answered.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Control {
    /// A day.
    Day,
    /// A line of text.
    Line,
    /// A telephone number.
    Phone,
    /// Several lines.
    Text,
    /// Kroner; may be empty.
    Amount,
    /// A whole number, with its unit.
    Number(Key),
    /// Yes or no, each in its own words.
    YesNo(Key, Key),
    /// One of the presets of a single expense.
    Preset,
    /// What a spouse does.
    Situation,
    /// Something to say yes to, in these words.
    Tick(Key),
    /// Whether both units of a start may see it.
    Together,
    /// Given by the page, and asked of nobody.
    Given,
    /// Weeks and hours, one step after the other.
    Steps,
}

/// A field of a form.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Field {
    /// As the document has it.
    pub name: &'static str,
    /// What is asked.
    pub label: Key,
    /// Help that everybody needs.
    pub hint: Option<Key>,
    /// How it is answered.
    pub control: Control,
}

const fn field(name: &'static str, label: Key, control: Control) -> Field {
    Field {
        name,
        label,
        hint: None,
        control,
    }
}

impl Field {
    const fn hint(mut self, hint: Key) -> Self {
        self.hint = Some(hint);
        self
    }
}

/// The fields of a kind, in the order that they are asked.
pub fn of(kind: Kind) -> Vec<Field> {
    let from = |label| field("from", label, Control::Day).hint(Key::CASE_DAY_HINT);
    match kind {
        Kind::Sick => vec![from(Key::CASE_SICK_FROM)],
        Kind::Well => vec![from(Key::CASE_WELL_FROM)],
        Kind::PartialReturn => vec![
            from(Key::CASE_PARTIAL_FROM),
            field("steps", Key::CASE_PARTIAL_STEPS, Control::Steps)
                .hint(Key::CASE_PARTIAL_STEPS_HINT),
        ],
        Kind::Holiday => vec![
            from(Key::CASE_HOLIDAY_FROM),
            field("until", Key::CASE_HOLIDAY_UNTIL, Control::Day),
            field(
                "twelve_months",
                Key::CASE_HOLIDAY_TWELVE,
                Control::YesNo(Key::CASE_YES, Key::CASE_HOLIDAY_TWELVE_NO),
            ),
        ],
        Kind::SickStart => vec![
            from(Key::CASE_SICK_FROM),
            field("employer", Key::CASE_START_EMPLOYER, Control::Line).hint(Key::CASE_MAY_BE_EMPTY),
            field("can", Key::CASE_START_CAN, Control::Text).hint(Key::CASE_START_CAN_HINT),
            field("helps", Key::CASE_START_HELPS, Control::Text).hint(Key::CASE_MAY_BE_EMPTY),
            field("phone", Key::APPLY_PHONE, Control::Phone),
            field("together", Key::CASE_START_TOGETHER, Control::Together)
                .hint(Key::CASE_START_TOGETHER_HINT),
        ],
        Kind::Job => vec![
            from(Key::CASE_JOB_FROM),
            field(
                "hours",
                Key::CASE_JOB_HOURS,
                Control::Number(Key::CASE_HOURS),
            ),
            field("pay", Key::CASE_JOB_PAY, Control::Amount).hint(Key::CASE_JOB_PAY_HINT),
            field("employer", Key::CASE_JOB_EMPLOYER, Control::Line).hint(Key::CASE_MAY_BE_EMPTY),
        ],
        Kind::Moved => vec![
            from(Key::CASE_MOVED_FROM),
            field("address", Key::CASE_MOVED_ADDRESS, Control::Line),
        ],
        Kind::Phone => vec![field("number", Key::CASE_PHONE_NUMBER, Control::Phone)],
        Kind::Spouse => vec![
            field(
                "moved_in",
                Key::CASE_SPOUSE_WHAT,
                Control::YesNo(Key::CASE_SPOUSE_IN, Key::CASE_SPOUSE_OUT),
            ),
            from(Key::CASE_SPOUSE_FROM),
        ],
        Kind::Child => {
            vec![field("born", Key::CASE_CHILD_BORN, Control::Day).hint(Key::CASE_DAY_HINT)]
        }
        Kind::Message => {
            vec![field("text", Key::CASE_MESSAGE_TEXT, Control::Text).hint(Key::CASE_MESSAGE_HINT)]
        }
        Kind::Talk => vec![
            field(
                "wanted",
                Key::CASE_TALK_WHAT,
                Control::YesNo(Key::CASE_TALK_WANTED, Key::CASE_TALK_NOT_NOW),
            ),
            field("reason", Key::CASE_TALK_REASON, Control::Text),
        ],
        Kind::Need => vec![
            field("preset", Key::CASE_NEED_PRESET, Control::Preset),
            field("what", Key::CASE_NEED_WHAT, Control::Line).hint(Key::CASE_NEED_WHAT_HINT),
            field("amount", Key::CASE_NEED_AMOUNT, Control::Amount).hint(Key::CASE_MAY_BE_EMPTY),
            field("changes", Key::CASE_NEED_CHANGES, Control::Text)
                .hint(Key::CASE_NEED_CHANGES_HINT),
            field("details", Key::CASE_NEED_DETAILS, Control::Text)
                .hint(Key::CASE_NEED_DETAILS_HINT),
            field(
                "urgent",
                Key::CASE_NEED_URGENT,
                Control::YesNo(Key::CASE_NEED_URGENT_YES, Key::CASE_NEED_URGENT_NO),
            ),
        ],
        Kind::Receipts => vec![
            field("until", Key::CASE_RECEIPTS_UNTIL, Control::Day).hint(Key::CASE_DAY_HINT),
            field("what", Key::CASE_RECEIPTS_WHAT, Control::Text).hint(Key::CASE_MAY_BE_EMPTY),
        ],
        Kind::Transport => vec![
            field("place", Key::CASE_TRANSPORT_PLACE, Control::Line),
            from(Key::CASE_TRANSPORT_FROM),
            field("until", Key::CASE_TRANSPORT_UNTIL, Control::Day),
            field(
                "days",
                Key::CASE_TRANSPORT_DAYS,
                Control::Number(Key::CASE_DAYS),
            ),
            field("km", Key::CASE_TRANSPORT_KM, Control::Number(Key::CASE_KM))
                .hint(Key::CASE_TRANSPORT_KM_HINT),
            field(
                "hindered",
                Key::CASE_TRANSPORT_HINDERED,
                Control::YesNo(Key::CASE_YES, Key::CASE_NO),
            ),
        ],
        Kind::Complaint => vec![
            field("text", Key::CASE_COMPLAINT_TEXT, Control::Text).hint(Key::CASE_COMPLAINT_HINT),
        ],
        Kind::OwnPart => {
            let amount =
                |name, label| field(name, label, Control::Amount).hint(Key::SPOUSE_AMOUNT_HINT);
            vec![
                field("invitation", Key::SPOUSE_KIND, Control::Given),
                field("situation", Key::SPOUSE_SITUATION, Control::Situation),
                amount("wage", Key::SPOUSE_WAGE),
                amount("benefits", Key::SPOUSE_BENEFITS),
                amount("other_income", Key::SPOUSE_OTHER_INCOME),
                amount("bank", Key::SPOUSE_BANK),
                amount("car", Key::SPOUSE_CAR),
                amount("home", Key::SPOUSE_HOME),
                amount("other_wealth", Key::SPOUSE_OTHER_WEALTH),
                field("more", Key::APPLY_MORE_LABEL, Control::Text).hint(Key::CASE_MAY_BE_EMPTY),
                field("phone", Key::APPLY_PHONE, Control::Phone).hint(Key::CASE_MAY_BE_EMPTY),
                field(
                    "shows",
                    Key::SPOUSE_SHOWS,
                    Control::YesNo(Key::SPOUSE_SHOWS_YES, Key::SPOUSE_SHOWS_NO),
                ),
                field(
                    "consents",
                    Key::SPOUSE_CONSENT,
                    Control::Tick(Key::SPOUSE_CONSENT_YES),
                ),
                field(
                    "promised",
                    Key::APPLY_PROMISE_LEGEND,
                    Control::Tick(Key::APPLY_PROMISE),
                )
                .hint(Key::APPLY_PROMISE_HINT),
            ]
        }
        Kind::Application | Kind::Intensity | Kind::Hearing | Kind::Choice | Kind::Activity => {
            Vec::new()
        }
    }
}

/// What stands in the fields: by the field's name, and for parts of a field `{name}-{part}`.
type Typed = BTreeMap<String, String>;

/// A form that is being written.
#[derive(Clone, Copy)]
pub struct Sheet {
    kind: Kind,
    typed: RwSignal<Typed>,
    errors: RwSignal<Vec<FieldError>>,
    /// Called when something in it has changed.
    changed: fn(),
}

/// Where what is typed is kept until it is sent.
pub fn draft_name(kind: Kind) -> String {
    keep::place(&format!("own.draft.case.{}", kind.name()))
}

impl Sheet {
    /// As it was typed on this device, or with what is known already.
    pub fn new(kind: Kind, known: &[(&str, String)]) -> Self {
        let name = draft_name(kind);
        let kept = store::load(&name).and_then(|json| serde_json::from_slice(json.as_bytes()).ok());
        let known = || {
            known
                .iter()
                .map(|(name, said)| ((*name).to_owned(), said.clone()))
        };
        let typed: RwSignal<Typed> = RwSignal::new(kept.unwrap_or_else(|| known().collect()));
        // Every key is kept: the tab may be closed, or the sign-in run out.
        Effect::new(move |before: Option<Typed>| {
            let now = typed.get();
            if before.is_some_and(|before| before != now) {
                store::save(&name, &serde_json::to_string(&now).unwrap_or_default());
            }
            now
        });
        Self {
            kind,
            typed,
            errors: RwSignal::new(Vec::new()),
            changed: || (),
        }
    }

    /// What was sent before, to be changed.
    pub fn of_content(content: &Content) -> Self {
        let document = serde_json::to_value(content).unwrap_or_default();
        let mut typed = Typed::new();
        for field in of(content.kind()) {
            let (name, said) = (field.name, &document[field.name]);
            match field.control {
                Control::Day => {
                    let date = said.as_str().and_then(Date::parse);
                    for (part, number) in date.into_iter().flat_map(parts) {
                        typed.insert(format!("{name}-{part}"), number);
                    }
                }
                Control::Steps => {
                    for (index, step) in said.as_array().into_iter().flatten().enumerate() {
                        typed.insert(format!("{name}-{index}-weeks"), step["weeks"].to_string());
                        typed.insert(format!("{name}-{index}-hours"), step["hours"].to_string());
                    }
                }
                Control::Amount => {
                    let amount = said.as_str().unwrap_or_default();
                    typed.insert(name.to_owned(), amount.replace('.', ","));
                }
                _ => {
                    let words = said
                        .as_str()
                        .map_or_else(|| said.to_string(), str::to_owned);
                    typed.insert(name.to_owned(), words);
                }
            }
        }
        Self {
            kind: content.kind(),
            typed: RwSignal::new(typed),
            errors: RwSignal::new(Vec::new()),
            changed: || (),
        }
    }

    /// With what the page gives to a field.
    pub fn given(self, name: &str, said: &str) -> Self {
        self.typed.update(|typed| {
            typed.insert(name.to_owned(), said.to_owned());
        });
        self
    }

    /// Somebody wants to know of every key.
    pub fn told_to(self, changed: fn()) -> Self {
        let typed = self.typed;
        Effect::new(move |before: Option<()>| {
            typed.track();
            if before.is_some() {
                changed();
            }
        });
        Self { changed, ..self }
    }

    /// Something beside its fields has changed.
    pub fn changed(self) {
        (self.changed)();
    }

    /// It is sent: the next one begins empty.
    pub fn forget(self) {
        store::clear(&draft_name(self.kind));
    }

    /// What stands in a field; whoever reads it follows.
    fn said(self, name: &str) -> String {
        self.typed.with(|typed| {
            typed
                .get(name)
                .map(|said| said.trim().to_owned())
                .unwrap_or_default()
        })
    }

    fn date(self, name: &str) -> Option<Date> {
        let part = |part: &str| self.said(&format!("{name}-{part}"));
        typed::date(&format!(
            "{}/{}/{}",
            part("day"),
            part("month"),
            part("year")
        ))
    }

    /// How many steps there are to fill in.
    fn steps(self) -> usize {
        let is_filled = |index: &usize| !self.said(&format!("steps-{index}-weeks")).is_empty();
        (0..STEPS).rfind(is_filled).map_or(1, |last| last + 1)
    }

    /// The document, and the fields that are not answered in a way that makes one.
    fn document(self) -> (Value, Vec<(String, Key)>) {
        let mut document = Map::new();
        let mut missing = Vec::new();
        document.insert("kind".to_owned(), json!(self.kind.name()));
        for field in of(self.kind) {
            let (name, said) = (field.name, self.said(field.name));
            let value = match field.control {
                Control::Day => match self.date(name) {
                    Some(date) => json!(date.to_string()),
                    None => {
                        missing.push((format!("{name}-day"), Key::CASE_WRONG_DAY));
                        continue;
                    }
                },
                Control::Line | Control::Text | Control::Phone | Control::Given => json!(said),
                Control::Amount if said.is_empty() => json!(""),
                Control::Amount => match typed::kroner(&said) {
                    Some(amount) => json!(amount.to_string()),
                    None => {
                        missing.push((name.to_owned(), Key::CASE_WRONG_AMOUNT));
                        continue;
                    }
                },
                Control::Number(_) => match typed::whole(&said, 0..=1000) {
                    Some(number) => json!(number),
                    None => {
                        missing.push((name.to_owned(), Key::CASE_WRONG_NUMBER));
                        continue;
                    }
                },
                Control::YesNo(..) => match said.as_str() {
                    "true" => json!(true),
                    "false" => json!(false),
                    _ => {
                        missing.push((format!("{name}-0"), Key::CASE_WRONG_CHOICE));
                        continue;
                    }
                },
                Control::Preset | Control::Situation if said.is_empty() => {
                    missing.push((format!("{name}-0"), Key::CASE_WRONG_CHOICE));
                    continue;
                }
                Control::Preset | Control::Situation => json!(said),
                // What is not ticked is named by the rules of the kind.
                Control::Tick(_) | Control::Together => json!(said == "true"),
                Control::Steps => {
                    let mut steps = Vec::new();
                    for index in 0..self.steps() {
                        let number = |part: &str| {
                            typed::whole(&self.said(&format!("steps-{index}-{part}")), 1..=99)
                        };
                        match (number("weeks"), number("hours")) {
                            (Some(weeks), Some(hours)) => {
                                steps.push(json!({ "weeks": weeks, "hours": hours }));
                            }
                            (weeks, _) => {
                                let part = if weeks.is_none() { "weeks" } else { "hours" };
                                missing.push((
                                    format!("steps-{index}-{part}"),
                                    Key::CASE_WRONG_NUMBER,
                                ));
                            }
                        }
                    }
                    Value::Array(steps)
                }
            };
            document.insert(name.to_owned(), value);
        }
        (Value::Object(document), missing)
    }

    /// What can be sent as it stands, whatever the rules say of it; whoever reads it follows.
    pub fn content(self) -> Option<Content> {
        let (document, missing) = self.document();
        missing
            .is_empty()
            .then(|| serde_json::from_value(document).ok())?
    }

    /// What can be sent. What is wrong is shown, and gets the focus.
    pub fn checked(self, today: Date, rules: Rules) -> Option<Content> {
        let (document, missing) = untrack(|| self.document());
        let mut errors: Vec<FieldError> = missing
            .into_iter()
            .map(|(field, words)| FieldError {
                field,
                message: t(words).to_owned(),
            })
            .collect();
        let content = serde_json::from_value::<Content>(document)
            .ok()
            .filter(|_| errors.is_empty());
        if let Some(content) = &content {
            let faults = content.check(today, rules);
            errors.extend(faults.into_iter().map(|fault| self.fault(fault)));
        }
        let content = content.filter(|_| errors.is_empty());
        self.errors.set(errors);
        content
    }

    fn fault(self, fault: Fault) -> FieldError {
        let name = fault.pointer.trim_start_matches('/');
        let control = of(self.kind).into_iter().find(|field| field.name == name);
        let field = match control.map(|field| field.control) {
            Some(Control::Day) => format!("{name}-day"),
            Some(
                Control::Together
                | Control::YesNo(..)
                | Control::Preset
                | Control::Situation
                | Control::Tick(_),
            ) => {
                format!("{name}-0")
            }
            Some(Control::Steps) => format!("{name}-0-hours"),
            _ => name.to_owned(),
        };
        FieldError {
            field,
            message: wrong(fault.wrong),
        }
    }

    fn error(self, field: String) -> Signal<Option<String>> {
        Signal::derive(move || {
            let errors = self.errors.read();
            // Of a field in parts, whichever of them it is.
            let is_here = |error: &&FieldError| {
                error.field == field
                    || error
                        .field
                        .strip_prefix(&field)
                        .is_some_and(|rest| rest.starts_with('-'))
            };
            errors
                .iter()
                .find(is_here)
                .map(|error| error.message.clone())
        })
    }

    /// What is wrong, above the form.
    pub fn errors(self) -> RwSignal<Vec<FieldError>> {
        self.errors
    }

    /// A signal of what stands in a field.
    fn signal(self, name: String) -> RwSignal<String> {
        let now = self
            .typed
            .with_untracked(|typed| typed.get(&name).cloned().unwrap_or_default());
        let said = RwSignal::new(now);
        Effect::new(move |before: Option<String>| {
            let now = said.get();
            if before.is_some_and(|before| before != now) {
                self.typed.update(|typed| {
                    typed.insert(name.clone(), now.clone());
                });
            }
            now
        });
        said
    }

    /// The fields, in their order.
    pub fn view(self) -> AnyView {
        let fields = of(self.kind).into_iter().map(|field| self.field(field));
        view! { {fields.collect::<Vec<_>>()} }.into_any()
    }

    fn field(self, field: Field) -> AnyView {
        let Field {
            name,
            label,
            hint,
            control,
        } = field;
        let (label, hint) = (t(label), hint.map(t));
        let error = self.error(name.to_owned());
        let line = |inputmode: &'static str,
                    autocomplete: &'static str,
                    width: &'static str,
                    suffix: Option<&'static str>| {
            view! {
                <TextInput
                    id=name
                    label
                    nostrip:hint=hint.map(str::to_owned)
                    nostrip:suffix=suffix.map(str::to_owned)
                    error
                    value=self.signal(name.to_owned())
                    inputmode
                    autocomplete
                    width
                />
            }
            .into_any()
        };
        match control {
            Control::Line => line("text", "off", "", None),
            Control::Phone => line("tel", "tel", "input-char-11", None),
            Control::Amount => line("decimal", "off", "input-char-11", Some(t(Key::CASE_KRONER))),
            Control::Number(unit) => line("numeric", "off", "input-char-4", Some(t(unit))),
            Control::Text => view! {
                <TextArea id=name label nostrip:hint=hint.map(str::to_owned) error value=self.signal(name.to_owned()) most=TEXT/>
            }
            .into_any(),
            Control::Day => {
                let part = |part: &str| self.signal(format!("{name}-{part}"));
                let value = DateFields {
                    day: part("day"),
                    month: part("month"),
                    year: part("year"),
                };
                view! { <DateInput id=name legend=label nostrip:hint=hint.map(str::to_owned) error value/> }.into_any()
            }
            Control::YesNo(yes, no) => {
                let choices = vec![Choice::new("true", t(yes)), Choice::new("false", t(no))];
                self.choice(name, label, choices, error)
            }
            Control::Preset => {
                let choices = Preset::ALL.map(|preset| {
                    let words = super::words::preset(preset);
                    Choice::new(preset.name(), words).hint(preset.law())
                });
                self.choice(name, label, choices.into(), error)
            }
            Control::Situation => {
                let choices = Situation::ALL.map(|situation| {
                    Choice::new(situation.name(), super::words::situation(situation))
                });
                self.choice(name, label, choices.into(), error)
            }
            Control::Tick(words) => self.tick(name, (label, hint), t(words).to_owned(), error),
            // Where only one unit has it there is nothing to ask.
            Control::Together => match &untrack(start_units)[..] {
                [one, other] => {
                    let words = t_with(
                        Key::CASE_START_TOGETHER_YES,
                        &[("enhed", one), ("anden", other)],
                    );
                    self.tick(name, (label, hint), words, error)
                }
                _ => ().into_any(),
            },
            Control::Given => ().into_any(),
            Control::Steps => self.step_fields(label, hint, error),
        }
    }

    fn tick(
        self,
        name: &'static str,
        (legend, hint): (&'static str, Option<&'static str>),
        words: String,
        error: Signal<Option<String>>,
    ) -> AnyView {
        let is_ticked = untrack(|| self.said(name)) == "true";
        let yes = is_ticked.then(|| "true".to_owned());
        let value = RwSignal::new(yes.into_iter().collect::<Vec<_>>());
        Effect::new(move |before: Option<Vec<String>>| {
            let now = value.get();
            if before.is_some_and(|before| before != now) {
                let said = (!now.is_empty()).to_string();
                self.typed.update(|typed| {
                    typed.insert(name.to_owned(), said);
                });
            }
            now
        });
        let choices = vec![Choice::new("true", words)];
        view! {
            <CheckboxGroup id=name legend nostrip:hint=hint.map(str::to_owned) choices error value/>
        }
        .into_any()
    }

    fn choice(
        self,
        name: &'static str,
        legend: &'static str,
        choices: Vec<Choice>,
        error: Signal<Option<String>>,
    ) -> AnyView {
        let now = self.typed.with_untracked(|typed| typed.get(name).cloned());
        let value = RwSignal::new(now);
        Effect::new(move |before: Option<Option<String>>| {
            let now = value.get();
            if let (Some(said), true) = (&now, before.is_some()) {
                self.typed.update(|typed| {
                    typed.insert(name.to_owned(), said.clone());
                });
            }
            now
        });
        view! { <RadioGroup id=name legend choices error value/> }.into_any()
    }

    fn step_fields(
        self,
        label: &'static str,
        hint: Option<&'static str>,
        error: Signal<Option<String>>,
    ) -> AnyView {
        let count = RwSignal::new(untrack(|| self.steps()));
        let step = move |index: usize| {
            let part = |part: &str, label: Key, unit: Key| {
                let id = format!("steps-{index}-{part}");
                view! {
                    <TextInput
                        id=id.clone()
                        label=t(label)
                        value=self.signal(id.clone())
                        error=self.error(id)
                        inputmode="numeric"
                        width="input-char-4"
                        suffix=t(unit)
                    />
                }
            };
            let number = (index + 1).to_string();
            view! {
                <fieldset class="case__step">
                    <legend>{t_with(Key::CASE_PARTIAL_STEP, &[("nr", &number)])}</legend>
                    {part("weeks", Key::CASE_PARTIAL_WEEKS, Key::CASE_WEEKS)}
                    {part("hours", Key::CASE_PARTIAL_HOURS, Key::CASE_HOURS)}
                </fieldset>
            }
            .into_any()
        };
        let is_full = Memo::new(move |_| count.get() >= STEPS);
        view! {
            <h2 class="case__label">{label}</h2>
            {hint.map(|hint| view! { <p class="form-hint">{hint}</p> })}
            {move || error.get().map(|words| view! { <p class="form-error-message">{words}</p> })}
            <For each=move || 0..count.get() key=|index| *index let:index>{step(index)}</For>
            {move || (!is_full.get()).then(|| view! {
                <Button kind=ButtonKind::Tertiary on_press=move |()| count.update(|count| *count += 1)>
                    {t(Key::CASE_PARTIAL_MORE)}
                </Button>
            })}
        }
        .into_any()
    }
}

/// The units that a start is for, as the municipality calls them.
fn start_units() -> Vec<String> {
    keep::known()
        .map(|known| known.case.start_units)
        .unwrap_or_default()
}

/// A date in the three fields that it is typed in.
fn parts(date: Date) -> [(&'static str, String); 3] {
    [
        ("day", date.day().to_string()),
        ("month", date.month_number().to_string()),
        ("year", date.year().to_string()),
    ]
}

/// What is needed instead of what is wrong.
pub fn wrong(wrong: Wrong) -> String {
    let with = |key, name: &str, said: String| t_with(key, &[(name, &said)]);
    match wrong {
        Wrong::Missing => t(Key::CASE_WRONG_MISSING).to_owned(),
        Wrong::TooLong(most) => with(Key::CASE_WRONG_LONG, "antal", most.to_string()),
        Wrong::NotAnAmount => t(Key::CASE_WRONG_AMOUNT).to_owned(),
        Wrong::Number(from, to) => {
            let (from, to) = (from.to_string(), to.to_string());
            t_with(Key::CASE_WRONG_BETWEEN, &[("fra", &from), ("til", &to)])
        }
        Wrong::NotAPhone => t(Key::CASE_WRONG_PHONE).to_owned(),
        Wrong::NotBefore(day) => with(Key::CASE_WRONG_BEFORE, "dag", format::day(day)),
        Wrong::NotAfter(day) => with(Key::CASE_WRONG_AFTER, "dag", format::day(day)),
        Wrong::Falls => t(Key::CASE_WRONG_FALLS).to_owned(),
        Wrong::NotAnOffer => t(Key::CASE_WRONG_OFFER).to_owned(),
        Wrong::TooManyDays(days) => with(Key::CASE_WRONG_DAYS, "antal", days.to_string()),
    }
}

/// What was written, as questions and answers.
pub fn told(content: &Content) -> Vec<(&'static str, String)> {
    if let Content::Application(application) = content {
        return super::apply::facts(application);
    }
    if let Content::Choice(choice) = content {
        return super::choose::told(choice);
    }
    if let Content::Activity(activity) = content {
        return super::attend::told(activity);
    }
    let document = serde_json::to_value(content).unwrap_or_default();
    let said = of(content.kind()).into_iter().map(|field| {
        let said = &document[field.name];
        let text = said.as_str().unwrap_or_default();
        let words = match field.control {
            Control::Day => Date::parse(text).map(format::date_long).unwrap_or_default(),
            Control::Line | Control::Text | Control::Phone => text.to_owned(),
            Control::Given => String::new(),
            Control::Amount if text.is_empty() => String::new(),
            Control::Amount => format::kroner(text),
            Control::Number(unit) => format!("{said} {}", t(unit)),
            Control::YesNo(yes, no) => t(if said.as_bool() == Some(true) {
                yes
            } else {
                no
            })
            .to_owned(),
            Control::Preset => Preset::named(text)
                .map(super::words::preset)
                .unwrap_or_default()
                .to_owned(),
            Control::Situation => Situation::ALL
                .into_iter()
                .find(|situation| situation.name() == text)
                .map(super::words::situation)
                .unwrap_or_default()
                .to_owned(),
            Control::Tick(words) if said.as_bool() == Some(true) => t(words).to_owned(),
            Control::Together if said.as_bool() == Some(true) => t(Key::CASE_YES).to_owned(),
            Control::Tick(_) | Control::Together => t(Key::CASE_NO).to_owned(),
            Control::Steps => {
                let steps = said.as_array().into_iter().flatten().map(|step| {
                    let of = |part: &str| step[part].to_string();
                    t_with(
                        Key::CASE_PARTIAL_SAID,
                        &[("uger", &of("weeks")), ("timer", &of("hours"))],
                    )
                });
                steps.collect::<Vec<_>>().join(", ")
            }
        };
        (t(field.label), words)
    });
    said.filter(|(_, words)| !words.is_empty()).collect()
}

/// What is asked in a field of a kind.
pub fn label(kind: Kind, name: &str) -> Option<&'static str> {
    let field = of(kind).into_iter().find(|field| field.name == name)?;
    Some(t(field.label))
}

/// What stands in it, as questions and answers of the class.
pub fn list(content: &Content, class: &str, markup: &mut Markup) {
    markup.open("dl", &[("class", class)]);
    for (asked, said) in told(content) {
        markup.put("dt", asked);
        markup.put("dd", &said);
    }
    markup.close("dl");
}

/// What was written, and what it was before it was changed, each as questions and answers of the class.
pub fn put(matter: &Matter, class: &str, markup: &mut Markup) {
    list(&matter.content, class, markup);
    for before in matter.before.iter().rev() {
        let summary = t_with(Key::CASE_BEFORE, &[("tid", &format::when(before.sent_at))]);
        markup.details(&summary, |markup| {
            list(&before.content, class, markup);
        });
    }
}
