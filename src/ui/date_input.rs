use indgang_law::calendar::Date;
use leptos::prelude::*;

use super::ErrorMessage;
use super::field::{described_by, group_class, hint_of, question};
use crate::text::{Key, t};

/// What stands in the three fields of a [`DateInput`].
#[derive(Clone, Copy)]
pub struct DateFields {
    /// The day of the month.
    pub day: RwSignal<String>,
    /// The month as a number.
    pub month: RwSignal<String>,
    /// The year with four digits.
    pub year: RwSignal<String>,
}

impl DateFields {
    /// The fields of a date that is known already, else empty ones.
    #[must_use]
    pub fn new(date: Option<Date>) -> Self {
        let part =
            |part: Option<i16>| RwSignal::new(part.map_or_else(String::new, |n| n.to_string()));
        Self {
            day: part(date.map(|date| i16::from(date.day()))),
            month: part(date.map(|date| i16::from(date.month_number()))),
            year: part(date.map(Date::year)),
        }
    }

    /// The date, when the fields make one.
    #[must_use]
    pub fn date(self) -> Option<Date> {
        read(&self.day.read(), &self.month.read(), &self.year.read())
    }

    /// Nothing has been written in any of them.
    #[must_use]
    pub fn is_empty(self) -> bool {
        [self.day, self.month, self.year]
            .iter()
            .all(|field| field.read().trim().is_empty())
    }
}

/// Four digits of the year, so that 26 is not read as a year of our own choice.
fn read(day: &str, month: &str, year: &str) -> Option<Date> {
    let year = Some(year.trim()).filter(|year| year.len() == 4)?;
    Date::new(
        year.parse().ok()?,
        month.trim().parse().ok()?,
        day.trim().parse().ok()?,
    )
}

/// A date that people know by heart, as a birthday: three small fields, never a calendar.
#[component]
pub fn DateInput(
    /// Unique on the page; the fields are `{id}-day`, `{id}-month` and `{id}-year`.
    #[prop(into)]
    id: String,
    /// Which date.
    #[prop(into)]
    legend: String,
    /// The question is the page's heading: the legend becomes its `h1`.
    #[prop(optional)]
    as_heading: bool,
    /// An example: "For eksempel 7 12 1983".
    #[prop(optional, into)]
    hint: Option<String>,
    /// What is wrong, when something is.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// What stands in the fields.
    value: DateFields,
    /// It is the citizen's own birthday, which the browser may know.
    #[prop(optional)]
    own_birthday: bool,
) -> impl IntoView {
    let description = described_by(&id, hint.as_ref(), error);
    // The classes in full: one that no source names is left out of the css.
    let field = |part: &'static str,
                 class: &'static str,
                 label: Key,
                 length: &'static str,
                 value: RwSignal<String>| {
        let id = format!("{id}-{part}");
        view! {
            <div class=class>
                <label class="form-label" for=id.clone()>{t(label)}</label>
                <input
                    class="form-input"
                    id=id.clone()
                    name=id
                    type="text"
                    inputmode="numeric"
                    maxlength=length
                    autocomplete=if own_birthday { format!("bday-{part}") } else { "off".to_owned() }
                    aria-invalid=move || error.read().is_some().then_some("true")
                    prop:value=move || value.get()
                    on:input=move |event| value.set(event_target_value(&event))
                />
            </div>
        }
    };
    let day = field(
        "day",
        "form-group form-group-day",
        Key::COMMON_DAY,
        "2",
        value.day,
    );
    let month = field(
        "month",
        "form-group form-group-month",
        Key::COMMON_MONTH,
        "2",
        value.month,
    );
    let year = field(
        "year",
        "form-group form-group-year",
        Key::COMMON_YEAR,
        "4",
        value.year,
    );
    view! {
        <div class=group_class(error)>
            <fieldset id=id.clone() aria-describedby=description>
                <legend class="form-label">{question(legend.into_any(), as_heading)}</legend>
                {hint_of(&id, hint)}
                <ErrorMessage id=id.clone() error/>
                <div class="date-group">{day} {month} {year}</div>
            </fieldset>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_needs_a_year_of_four_digits_and_a_day_of_the_calendar() {
        assert_eq!(read("7", " 12", "1983"), Date::new(1983, 12, 7));
        assert_eq!(read("7", "12", "83"), None);
        assert_eq!(read("30", "2", "1983"), None);
        assert_eq!(read("", "", ""), None);
    }
}
