//! What somebody needs for a meeting, asked in one form.

use indgang_api::meetings::{TEXT_LIMIT, Wishes};
use indgang_domain::meetings::Form;
use leptos::prelude::*;

use super::keep;
use crate::browser::store;
use crate::text::{Key, t};
use crate::ui::{CheckboxGroup, Choice, ErrorSummary, FieldError, Markup, TextArea, TextInput};

/// What stands in the form.
#[derive(Clone, Copy)]
pub struct Fields {
    ticked: RwSignal<Vec<String>>,
    language: RwSignal<String>,
    access: RwSignal<String>,
    phone: RwSignal<String>,
    topics: RwSignal<String>,
    errors: RwSignal<Vec<FieldError>>,
}

/// What is ticked, and what stands in the four fields.
type Typed = (Vec<String>, [String; 4]);

/// The fields of what was wished for.
fn typed_as(wishes: &Wishes) -> Typed {
    let ticked = [
        (INTERPRETER, !wishes.interpreter.is_empty()),
        (COMPANION, wishes.companion),
        (A_KASSE, wishes.a_kasse),
        (ACCESS, !wishes.access.is_empty()),
    ];
    let ticked = ticked.into_iter().filter(|(_, ticked)| *ticked);
    let Wishes {
        interpreter,
        access,
        phone,
        topics,
        ..
    } = wishes.clone();
    (
        ticked.map(|(name, _)| name.to_owned()).collect(),
        [interpreter, access, phone, topics],
    )
}

const INTERPRETER: &str = "interpreter";
const COMPANION: &str = "companion";
const A_KASSE: &str = "a_kasse";
const ACCESS: &str = "access";

impl Fields {
    /// As it was typed on this device under a name, or with what is known.
    pub fn new(name: &str, known: &Wishes) -> Self {
        let name = keep::draft_name(name);
        let typed =
            store::load(&name).and_then(|json| serde_json::from_slice(json.as_bytes()).ok());
        let (ticked, [language, access, phone, topics]) = typed.unwrap_or_else(|| typed_as(known));
        let fields = Self {
            ticked: RwSignal::new(ticked),
            language: RwSignal::new(language),
            access: RwSignal::new(access),
            phone: RwSignal::new(phone),
            topics: RwSignal::new(topics),
            errors: RwSignal::new(Vec::new()),
        };
        // Every key is kept: the tab may be closed, or the sign-in run out.
        Effect::new(move |before: Option<Typed>| {
            let now = fields.typed();
            if before.is_some_and(|before| before != now) {
                store::save(&name, &serde_json::to_string(&now).unwrap_or_default());
            }
            now
        });
        fields
    }

    fn typed(self) -> Typed {
        let texts = [self.language, self.access, self.phone, self.topics];
        (self.ticked.get(), texts.map(|text| text.get()))
    }

    /// What is wished for.
    pub fn wishes(self) -> Wishes {
        let has = |name: &str| self.ticked.read().iter().any(|ticked| ticked == name);
        let text = |of: RwSignal<String>| of.read().trim().to_owned();
        let text_if = |has: bool, of| if has { text(of) } else { String::new() };
        Wishes {
            interpreter: text_if(has(INTERPRETER), self.language),
            companion: has(COMPANION),
            a_kasse: has(A_KASSE),
            access: text_if(has(ACCESS), self.access),
            topics: text(self.topics),
            phone: text(self.phone),
        }
    }

    /// Whether it can be sent. What is missing is shown, and gets the focus.
    pub fn check(self, form: Form) -> bool {
        let has = |name: &str| self.ticked.read_untracked().iter().any(|it| it == name);
        let is_empty = |of: RwSignal<String>| of.read_untracked().trim().is_empty();
        let missing = [
            (
                "language",
                Key::MEET_INTERPRETER_MISSING,
                has(INTERPRETER) && is_empty(self.language),
            ),
            (
                "access",
                Key::MEET_ACCESS_MISSING,
                has(ACCESS) && is_empty(self.access),
            ),
            (
                "phone",
                Key::MEET_PHONE_MISSING,
                form == Form::Phone && digits(&self.phone.read_untracked()) < 8,
            ),
        ];
        let missing = missing.into_iter().filter(|(_, _, missing)| *missing);
        let errors: Vec<FieldError> = missing
            .map(|(field, words, _)| FieldError {
                field: field.to_owned(),
                message: t(words).to_owned(),
            })
            .collect();
        let is_right = errors.is_empty();
        self.errors.set(errors);
        is_right
    }

    fn error(self, field: &'static str) -> Signal<Option<String>> {
        Signal::derive(move || {
            let errors = self.errors.read();
            let error = errors.iter().find(|error| error.field == field)?;
            Some(error.message.clone())
        })
    }

    /// What is missing, above the form.
    pub fn summary(self) -> AnyView {
        view! { <ErrorSummary errors=self.errors/> }.into_any()
    }

    /// The fields, for a meeting in a form. What one wants to talk about has its own place once it is booked.
    pub fn view(self, form: Form, has_topics: bool) -> AnyView {
        let choices = vec![
            Choice::new(INTERPRETER, t(Key::MEET_INTERPRETER)),
            Choice::new(COMPANION, t(Key::MEET_COMPANION)),
            Choice::new(A_KASSE, t(Key::MEET_A_KASSE)),
            Choice::new(ACCESS, t(Key::MEET_ACCESS)),
        ];
        let has = move |name: &'static str| {
            Memo::new(move |_| self.ticked.read().iter().any(|ticked| ticked == name))
        };
        let (interpreter, access) = (has(INTERPRETER), has(ACCESS));
        let hint = match form {
            Form::Phone => Key::MEET_PHONE_CALL,
            Form::InPerson | Form::Video => Key::MEET_PHONE_IF,
        };
        view! {
            <CheckboxGroup id="wishes" legend=t(Key::MEET_WISHES) choices value=self.ticked/>
            {move || {
                interpreter.get().then(|| view! {
                    <TextInput
                        id="language"
                        label=t(Key::MEET_INTERPRETER_LANGUAGE)
                        value=self.language
                        error=self.error("language")
                    />
                })
            }}
            {move || {
                access.get().then(|| view! {
                    <TextInput
                        id="access"
                        label=t(Key::MEET_ACCESS_WHAT)
                        hint=t(Key::MEET_ACCESS_WHAT_HINT)
                        value=self.access
                        error=self.error("access")
                    />
                })
            }}
            <TextInput
                id="phone"
                label=t(Key::MEET_PHONE)
                hint=t(hint)
                value=self.phone
                inputmode="tel"
                autocomplete="tel"
                width="input-char-11"
                error=self.error("phone")
            />
            {has_topics.then(|| view! {
                <TextArea
                    id="topics"
                    label=t(Key::MEET_TOPICS)
                    hint=t(Key::MEET_TOPICS_HINT)
                    value=self.topics
                    most=TEXT_LIMIT
                />
            })}
        }
        .into_any()
    }
}

fn digits(text: &str) -> usize {
    text.chars().filter(char::is_ascii_digit).count()
}

/// What was wished for, in words.
pub fn told(wishes: &Wishes) -> AnyView {
    let mut told: Vec<String> = Vec::new();
    let mut with = |words: Key, more: &str| match more {
        "" => told.push(t(words).to_owned()),
        more => told.push(format!("{}: {more}", t(words))),
    };
    if !wishes.interpreter.is_empty() {
        with(Key::MEET_INTERPRETER, &wishes.interpreter);
    }
    if wishes.companion {
        with(Key::MEET_COMPANION, "");
    }
    if wishes.a_kasse {
        with(Key::MEET_A_KASSE, "");
    }
    if !wishes.access.is_empty() {
        with(Key::MEET_ACCESS, &wishes.access);
    }
    if !wishes.phone.is_empty() {
        with(Key::MEET_PHONE, &wishes.phone);
    }
    let mut markup = Markup::default();
    if told.is_empty() {
        markup.put("p", t(Key::MEET_WISHES_NONE));
    } else {
        markup.open("ul", &[]);
        for line in &told {
            markup.put("li", line);
        }
        markup.close("ul");
    }
    markup.into_view()
}
