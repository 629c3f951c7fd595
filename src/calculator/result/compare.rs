//! "Hvad nu hvis?": up to three other situations beside the present one, line by line.

use std::sync::LazyLock;

use indgang_law::assess;
use indgang_law::assessment::{Assessment, Outcome};
use indgang_law::calendar::Month;
use indgang_law::kroner::Kroner;
use leptos::prelude::*;

use super::months;
use crate::browser::format;
use crate::calculator::answers::Answers;
use crate::calculator::field::free_slot;
use crate::calculator::state;
use crate::text::{CALCULATOR_WORDS, Key, law, t, t_with};
use crate::typed;
use crate::ui::{Button, ButtonKind, Icon, Markup, TextInput};

/// What would be otherwise.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Variant {
    /// The wage before tax, as it was typed.
    wage: String,
    /// How the applicant lives.
    relationship: String,
    /// One more child.
    child: bool,
    /// Another month.
    month: Option<Month>,
}

const MOST: usize = 3;

/// Kept while the app runs: looking something up must not lose them.
static VARIANTS: LazyLock<ArcRwSignal<Vec<Variant>>> = LazyLock::new(ArcRwSignal::default);

impl Variant {
    /// The answers with this otherwise.
    fn of(&self, answers: &Answers) -> Answers {
        let mut other = answers.clone();
        let typed = &mut other.typed;
        if !self.wage.trim().is_empty() {
            let list = typed.entry("/applicant/income".to_owned()).or_default();
            let mut slots: Vec<&str> = list
                .split(' ')
                .filter(|slot| !slot.starts_with(WAGE) && *slot != "none")
                .collect();
            slots.push(WAGE);
            *list = slots.join(" ").trim().to_owned();
            let inside = format!("/applicant/income/{WAGE}/");
            typed.retain(|key, _| !key.starts_with(&inside));
            typed.insert(format!("{inside}income_amount"), self.wage.clone());
            // Who had no income was not asked when the last help was; now it matters.
            let last = "/applicant/last_month_with_help".to_owned();
            typed.entry(last).or_insert_with(|| "lately".to_owned());
        }
        if !self.relationship.is_empty() {
            typed.insert("/relationship".to_owned(), self.relationship.clone());
            if self.relationship == "cohabiting" {
                let help = "/partner/cohabitant_help".to_owned();
                typed.entry(help).or_insert_with(|| "none".to_owned());
            }
        }
        if self.child {
            let list = typed.entry("/children".to_owned()).or_default();
            let mut slots: Vec<String> = list
                .split(' ')
                .filter(|slot| !matches!(*slot, "" | "none"))
                .map(str::to_owned)
                .collect();
            let slot = free_slot("", &slots);
            let born = other.month.first();
            let key = |field| format!("/children/{slot}/{field}");
            let child = [
                (
                    "child_date_of_birth",
                    format!("1/{}/{}", born.month_number(), born.year()),
                ),
                ("child_parents", "both".to_owned()),
                ("child_same_address_as", "both".to_owned()),
                ("child_at_home", "yes".to_owned()),
            ];
            let child = child.map(|(field, answer)| (key(field), answer));
            slots.push(slot.clone());
            *list = slots.join(" ");
            typed.extend(child);
        }
        if let Some(month) = self.month {
            other.month = month;
        }
        other
    }

    /// "Løn 8.000 kr., et barn mere".
    fn name(&self) -> String {
        let mut parts = Vec::new();
        if let Some(wage) = typed::kroner(&self.wage) {
            parts.push(t_with(
                Key::COMPARE_WAGE_OF,
                &[("beloeb", &format::kroner_short(&wage.to_string()))],
            ));
        }
        if !self.relationship.is_empty() {
            parts.push(relationship(&self.relationship).to_owned());
        }
        if self.child {
            parts.push(t(Key::COMPARE_CHILD).to_owned());
        }
        parts.extend(self.month.map(format::month));
        parts.join(", ")
    }
}

const WAGE: &str = "arbejdsindtaegt";
const RELATIONSHIPS: [&str; 3] = ["single", "cohabiting", "separated_or_divorced"];

fn relationship(word: &str) -> &'static str {
    CALCULATOR_WORDS
        .find(&format!("question.relationship.{word}"))
        .unwrap_or_default()
}

/// The form and the comparison.
#[component]
pub fn Compare() -> impl IntoView {
    let wage = RwSignal::new(String::new());
    let lives = RwSignal::new(String::new());
    let child = RwSignal::new(false);
    let month = RwSignal::new(String::new());
    let tried = RwSignal::new(false);
    let error = Signal::derive(move || {
        let wrong = !wage.read().trim().is_empty() && typed::kroner(&wage.read()).is_none();
        (tried.get() && wrong).then(|| t(Key::CALCULATOR_FAULT_KRONER).to_owned())
    });
    let add = move |()| {
        tried.set(true);
        if error.get_untracked().is_some() {
            crate::browser::page::focus("what-if-wage");
            return;
        }
        let variant = Variant {
            wage: wage.get_untracked(),
            relationship: lives.get_untracked(),
            child: child.get_untracked(),
            month: Month::parse(&month.read_untracked()),
        };
        if variant != Variant::default() {
            VARIANTS.update(|all| all.push(variant));
            wage.set(String::new());
            lives.set(String::new());
            child.set(false);
            month.set(String::new());
            tried.set(false);
            crate::browser::page::focus("what-if-table");
        }
    };
    let form = move || {
        if VARIANTS.read().len() >= MOST {
            return view! { <p>{t(Key::COMPARE_FULL)}</p> }.into_any();
        }
        let mut homes = Markup::default();
        for word in RELATIONSHIPS {
            homes.put_with("option", &[("value", word)], relationship(word));
        }
        let where_now = CALCULATOR_WORDS
            .find("question.relationship.title")
            .unwrap_or_default();
        let which_month = t(Key::CALCULATOR_SUMMARY_MONTH);
        view! {
            <div class="what-if">
                <TextInput id="what-if-wage" label=t(Key::COMPARE_WAGE) value=wage error inputmode="decimal" suffix="kr." width="input-char-11"/>
                {select("what-if-lives", where_now, &homes.into_html(), lives)}
                {select("what-if-month", which_month, &months::options(None), month)}
                <div class="form-group">
                    <div class="form-group-checkbox choice">
                        <input class="form-checkbox" type="checkbox" id="what-if-child" prop:checked=move || child.get() on:change=move |event| child.set(event_target_checked(&event))/>
                        <label for="what-if-child">{t(Key::COMPARE_CHILD)}</label>
                    </div>
                </div>
                <Button kind=ButtonKind::Secondary on_press=add><Icon name="plus"/>{t(Key::COMPARE_ADD)}</Button>
            </div>
        }
        .into_any()
    };
    view! {
        <section class="no-print">
            <h2>{t(Key::COMPARE_TITLE)}</h2>
            <p>{t(Key::COMPARE_TEXT)}</p>
            {form}
            <div id="what-if-table" role="status">{comparison}</div>
        </section>
    }
    .into_any()
}

/// One thing to choose otherwise, or to leave as it is.
fn select(
    id: &'static str,
    label: &'static str,
    options: &str,
    value: RwSignal<String>,
) -> AnyView {
    let mut all = Markup::default();
    all.put_with("option", &[("value", "")], t(Key::COMPARE_AS_NOW));
    let all = all.into_html() + options;
    view! {
        <div class="form-group">
            <label class="form-label" for=id>{label}</label>
            <select
                class="form-select"
                id=id
                inner_html=all
                prop:value=move || value.get()
                on:change=move |event| value.set(event_target_value(&event))
            ></select>
        </div>
    }
    .into_any()
}

/// The situations side by side; nothing until there is one to compare with.
fn comparison() -> AnyView {
    let variants = VARIANTS.get();
    if variants.is_empty() {
        return ().into_any();
    }
    let answers = state::answers().get();
    let mut names = vec![t(Key::COMPARE_NOW).to_owned()];
    let mut all = vec![assess(&answers.household())];
    for variant in &variants {
        names.push(variant.name());
        all.push(assess(&variant.of(&answers).household()));
    }
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut add = |name: &str, cell: &dyn Fn(&Assessment) -> String| {
        rows.push(
            [name.to_owned()]
                .into_iter()
                .chain(all.iter().map(cell))
                .collect(),
        );
    };
    let total = |one: &Assessment| one.calculation.as_ref().map(|it| it.household.gross_total);
    let now = total(&all[0]);
    add(t(Key::COMPARE_ANSWER), &|one| answer(one).to_owned());
    for (name, code) in line_names(&all) {
        add(&name, &|one| shown(line_amount(one, &code)));
    }
    add(t(Key::RESULT_SUM), &|one| shown(total(one)));
    add(t(Key::COMPARE_DIFFERENCE), &|one| match (total(one), now) {
        (Some(then), Some(now)) if then != now => signed(then - now),
        _ => "–".to_owned(),
    });
    add(t(Key::COMPARE_HAND), &|one| {
        shown(
            one.calculation
                .as_ref()
                .map(|it| it.net_estimate.household_net),
        )
    });
    let mut columns = vec![t(Key::COMPARE_LINE).to_owned()];
    columns.extend(names);
    let mut markup = Markup::default();
    markup.table(t(Key::COMPARE_TITLE), &columns, &rows);
    view! {
        {markup.into_view()}
        <Button kind=ButtonKind::Tertiary on_press=|()| VARIANTS.set(Vec::new())>
            <Icon name="delete"/>
            {t(Key::COMPARE_CLEAR)}
        </Button>
    }
    .into_any()
}

fn answer(one: &Assessment) -> &'static str {
    t(match one.outcome {
        None => Key::RESULT_REFUSED_TITLE,
        Some(Outcome::Entitled) => Key::COMPARE_YES,
        Some(Outcome::NotEntitled) => Key::COMPARE_NO,
        Some(Outcome::Uncertain) => Key::COMPARE_UNSURE,
    })
}

fn shown(amount: Option<Kroner>) -> String {
    amount.map_or_else(
        || "–".to_owned(),
        |amount| format::kroner_short(&amount.to_string()),
    )
}

fn signed(amount: Kroner) -> String {
    let plus = if amount.is_positive() { "+" } else { "" };
    format!("{plus}{}", format::kroner_short(&amount.to_string()))
}

/// Every line that one of the situations has, once, in the order of the law.
fn line_names(all: &[Assessment]) -> Vec<(String, String)> {
    let mut names: Vec<(String, String)> = Vec::new();
    for (group, name) in ["component", "deduction"].into_iter().flat_map(|group| {
        lines(all)
            .filter(move |(kind, _, _)| *kind == group)
            .map(move |(_, code, _)| (group, code))
    }) {
        if !names.iter().any(|(_, code)| code == name) {
            names.push((
                law(group, name, "name").unwrap_or(name).to_owned(),
                name.to_owned(),
            ));
        }
    }
    names
}

fn lines(all: &[Assessment]) -> impl Iterator<Item = (&'static str, &'static str, Kroner)> {
    all.iter()
        .filter_map(|one| one.calculation.as_ref())
        .flat_map(|calculation| {
            let components = calculation.components.iter().filter(|one| one.included);
            let components = components.map(|one| ("component", one.code.name(), one.amount));
            let less = |amount| Kroner::ZERO - amount;
            let deductions = calculation.deductions.iter();
            components
                .chain(deductions.map(move |one| ("deduction", one.code.name(), less(one.amount))))
        })
}

/// The household's amount on a line; both adults' together.
fn line_amount(one: &Assessment, code: &str) -> Option<Kroner> {
    let own = lines(std::slice::from_ref(one)).filter(|(_, name, _)| *name == code);
    let amounts: Vec<Kroner> = own.map(|(_, _, amount)| amount).collect();
    (!amounts.is_empty()).then(|| amounts.into_iter().sum())
}

#[cfg(test)]
mod tests {
    use super::*;
    use indgang_law::household::Household;

    #[test]
    fn a_variant_changes_only_what_it_names() {
        let json =
            include_bytes!("../../../crates/law/cases/13-single-earnings-above-fribeloeb.json");
        let case: serde_json::Value = serde_json::from_slice(json).unwrap();
        let household = Household::from_json(case["input"].to_string().as_bytes()).unwrap();
        let answers = Answers::of(&household).unwrap();
        assert_eq!(Variant::default().of(&answers), answers);
        let wage = Variant {
            wage: "20.000".to_owned(),
            ..Variant::default()
        };
        let earning = wage.of(&answers).household();
        assert_eq!(
            earning.applicant.incomes.len(),
            household.applicant.incomes.len()
        );
        assert!(
            earning
                .applicant
                .incomes
                .iter()
                .any(|one| one.amount == Some(Kroner::whole(20_000)))
        );
        let child = Variant {
            child: true,
            ..Variant::default()
        }
        .of(&answers)
        .household();
        assert_eq!(child.children.len(), household.children.len() + 1);
        let moved = Variant {
            relationship: "cohabiting".to_owned(),
            ..Variant::default()
        };
        assert!(
            assess(&moved.of(&answers).household())
                .calculation
                .is_some()
        );
    }
}
