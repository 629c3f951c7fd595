use leptos::prelude::*;

use super::Choice;
use super::radio_button::{Kind, choice_group, row};

/// Any number of answers, as rows that a thumb can hit. Give a way to say "none": a choice that is
/// [`alone`](Choice::alone) clears the others, and they clear it.
#[component]
pub fn CheckboxGroup(
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
    /// The `value`s of the ticked ones, in the order that they were ticked.
    value: RwSignal<Vec<String>>,
) -> impl IntoView {
    let alone: Vec<&'static str> = choices
        .iter()
        .filter(|choice| choice.alone)
        .map(|choice| choice.value)
        .collect();
    let alone = StoredValue::new(alone);
    let rows = choices.into_iter().enumerate().map(|(index, choice)| {
        let Choice {
            value: answer,
            label,
            hint,
            ..
        } = choice;
        let checked = Signal::derive(move || value.read().iter().any(|ticked| ticked == answer));
        let choose = Callback::new(move |ticked| {
            alone.with_value(|alone| value.update(|all| tick(all, answer, ticked, alone)));
        });
        row(
            Kind::Checkbox,
            id.clone(),
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

fn tick(all: &mut Vec<String>, answer: &str, ticked: bool, alone: &[&str]) {
    all.retain(|other| other != answer);
    if ticked {
        let stands_alone = alone.contains(&answer);
        all.retain(|other| !stands_alone && !alone.contains(&other.as_str()));
        all.push(answer.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn none_of_them_clears_the_others_and_they_clear_it() {
        let mut all = Vec::new();
        tick(&mut all, "car", true, &["none"]);
        tick(&mut all, "house", true, &["none"]);
        assert_eq!(all, ["car", "house"]);
        tick(&mut all, "none", true, &["none"]);
        assert_eq!(all, ["none"]);
        tick(&mut all, "car", true, &["none"]);
        assert_eq!(all, ["car"]);
        tick(&mut all, "car", false, &["none"]);
        assert!(all.is_empty());
    }
}
