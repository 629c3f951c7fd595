use leptos::prelude::*;

use super::ErrorMessage;
use super::field::{described_by, group_class, hint_of, question};

/// One possible answer.
#[derive(Clone, Debug)]
pub struct Choice {
    /// What it is kept as.
    pub value: &'static str,
    /// What it says.
    pub label: String,
    /// A line under it, where the label alone may be misread.
    pub hint: Option<String>,
    /// In a [`CheckboxGroup`](super::CheckboxGroup): it clears the others, as "Ingen af dem" does.
    pub alone: bool,
}

impl Choice {
    /// An answer without more to it.
    pub fn new(value: &'static str, label: impl Into<String>) -> Self {
        Self {
            value,
            label: label.into(),
            hint: None,
            alone: false,
        }
    }

    /// With a line under it.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Clears the other choices.
    #[must_use]
    pub fn alone(mut self) -> Self {
        self.alone = true;
        self
    }
}

/// One answer out of a few, as rows that a thumb can hit. Arrow keys move within the group, as in any
/// browser.
#[component]
pub fn RadioGroup(
    /// Unique on the page. The rows are `{id}-0`, `{id}-1`, …; point an error at the first.
    #[prop(into)]
    id: String,
    /// The question.
    #[prop(into)]
    legend: String,
    /// The question is the page's heading: the legend becomes its `h1`.
    #[prop(optional)]
    as_heading: bool,
    /// Help that everyone needs.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What is wrong, when something is.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// The answers.
    choices: Vec<Choice>,
    /// The chosen one's `value`.
    value: RwSignal<Option<String>>,
) -> impl IntoView {
    let rows = choices.into_iter().enumerate().map(|(index, choice)| {
        let name = id.clone();
        let Choice {
            value: answer,
            label,
            hint,
            ..
        } = choice;
        let checked = Signal::derive(move || value.read().as_deref() == Some(answer));
        let choose = Callback::new(move |_| value.set(Some(answer.to_owned())));
        row(
            Kind::Radio,
            name,
            index,
            answer,
            label,
            hint,
            checked,
            choose,
        )
    });
    let rows = rows.collect::<Vec<_>>();
    choice_group(id, legend, as_heading, hint, error, rows)
}

/// The two kinds of rows.
#[derive(Clone, Copy)]
pub(super) enum Kind {
    Radio,
    Checkbox,
}

/// A tappable row of a group: the whole row is the label.
#[expect(
    clippy::too_many_arguments,
    reason = "shared by two components, each with named props"
)]
pub(super) fn row(
    kind: Kind,
    name: String,
    index: usize,
    answer: &'static str,
    label: String,
    hint: Option<String>,
    checked: Signal<bool>,
    choose: Callback<bool>,
) -> AnyView {
    // In full: what the design system has for a class that no source names is left out of the css.
    let (kind, row, control) = match kind {
        Kind::Radio => ("radio", "form-group-radio choice", "form-radio"),
        Kind::Checkbox => ("checkbox", "form-group-checkbox choice", "form-checkbox"),
    };
    let id = format!("{name}-{index}");
    let hint = hint_of(&id, hint);
    view! {
        <div class=row>
            <input
                class=control
                type=kind
                id=id.clone()
                name=name
                value=answer
                prop:checked=move || checked.get()
                on:change=move |event| choose.run(event_target_checked(&event))
            />
            <label for=id>{label} {hint}</label>
        </div>
    }
    .into_any()
}

/// The frame around the rows.
pub(super) fn choice_group(
    id: String,
    legend: String,
    as_heading: bool,
    hint: Option<String>,
    error: Signal<Option<String>>,
    rows: Vec<AnyView>,
) -> AnyView {
    let description = described_by(&id, hint.as_ref(), error);
    view! {
        <div class=group_class(error)>
            <fieldset id=id.clone() aria-describedby=description>
                <legend class="form-label">{question(legend.into_any(), as_heading)}</legend>
                {hint_of(&id, hint)}
                <ErrorMessage id=id.clone() error/>
                {rows}
            </fieldset>
        </div>
    }
    .into_any()
}
