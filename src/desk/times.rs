//! When one has time for meetings: the ordinary week, when one is away, and further hours on single days.

use indgang_api::kommune::{Dato, Hours};
use indgang_api::meetings::{FACTS, Facts, OWN_TIMES, OwnTimes, Place};
use indgang_domain::meetings::times::{Away, Extra, Opening, Weekly};
use indgang_domain::meetings::{Form, Times};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{ask, away, day};
use crate::browser::{format, page};
use crate::text::{Key, Language, language_now, t};
use crate::ui::{Alert, AlertKind, Button, ButtonKind, Form as Handed, TextInput};

/// A row of the ordinary week or of a single day, as it is typed.
#[derive(Clone, Copy)]
struct Row {
    id: u32,
    /// The weekday, or the date.
    when: RwSignal<String>,
    hours: RwSignal<String>,
    place: RwSignal<String>,
    forms: [RwSignal<bool>; 3],
    /// Which of the kept rows it was, with what the page does not show of it.
    kept: StoredValue<Option<Weekly>>,
    error: RwSignal<Option<String>>,
}

/// When one is away, as it is typed.
#[derive(Clone, Copy)]
struct Gap {
    id: u32,
    from: RwSignal<String>,
    until: RwSignal<String>,
    hours: RwSignal<String>,
    error: RwSignal<Option<String>>,
}

/// What is on the page.
#[derive(Clone, Copy)]
struct Sheet {
    room: RwSignal<String>,
    buffer: RwSignal<String>,
    weekly: RwSignal<Vec<Row>>,
    extra: RwSignal<Vec<Row>>,
    gaps: RwSignal<Vec<Gap>>,
    version: RwSignal<Option<String>>,
    next: StoredValue<u32>,
    first_place: StoredValue<String>,
}

/// The page.
#[component]
pub fn OwnHours() -> impl IntoView {
    let come = RwSignal::new(None::<Option<(Facts, Sheet)>>);
    spawn_local(async move {
        let found = async {
            let facts: Facts = ask::get(FACTS).await?;
            let own = ask::find::<OwnTimes>(OWN_TIMES).await?;
            Ok::<_, crate::browser::http::Unreachable>((facts, own))
        };
        let found = found.await.ok().map(|(facts, own)| {
            let (own, version) = own.unwrap_or_default();
            let sheet = Sheet::of(&own, version, &facts);
            (facts, sheet)
        });
        let _ = come.try_set(Some(found));
    });
    move || match come.get() {
        None => view! { <p role="status">{t(Key::DESK_COMING)}</p> }.into_any(),
        Some(None) => away(),
        Some(Some((facts, sheet))) => form(&facts, sheet),
    }
}

impl Sheet {
    fn of(own: &OwnTimes, version: Option<String>, facts: &Facts) -> Self {
        let place = facts.places.first().map(|place| place.key.clone());
        let sheet = Self {
            room: RwSignal::new(own.room.clone()),
            buffer: RwSignal::new(own.times.buffer.to_string()),
            weekly: RwSignal::new(Vec::new()),
            extra: RwSignal::new(Vec::new()),
            gaps: RwSignal::new(Vec::new()),
            version: RwSignal::new(version),
            next: StoredValue::new(0),
            first_place: StoredValue::new(place.unwrap_or_default()),
        };
        for weekly in &own.times.weekly {
            let row = sheet.row(&weekly.weekday.to_string(), Some(&weekly.opening));
            row.kept.set_value(Some(weekly.clone()));
            sheet.weekly.write().push(row);
        }
        for extra in &own.times.extra {
            let row = sheet.row(&extra.date.0.to_string(), Some(&extra.opening));
            sheet.extra.write().push(row);
        }
        for away in &own.times.away {
            let gap = sheet.gap(Some(away));
            sheet.gaps.write().push(gap);
        }
        sheet
    }

    fn number(self) -> u32 {
        let id = self.next.get_value();
        self.next.set_value(id + 1);
        id
    }

    fn row(self, when: &str, opening: Option<&Opening>) -> Row {
        let has = |form: Form| opening.is_none_or(|opening| opening.forms.contains(&form));
        Row {
            id: self.number(),
            when: RwSignal::new(when.to_owned()),
            hours: RwSignal::new(opening.map_or_else(String::new, |it| it.hours.to_string())),
            place: RwSignal::new(
                opening.map_or_else(|| self.first_place.get_value(), |it| it.place.clone()),
            ),
            forms: Form::ALL.map(|form| RwSignal::new(has(form))),
            kept: StoredValue::new(None),
            error: RwSignal::new(None),
        }
    }

    fn gap(self, away: Option<&Away>) -> Gap {
        let text = |text: Option<String>| RwSignal::new(text.unwrap_or_default());
        Gap {
            id: self.number(),
            from: text(away.map(|away| away.from.0.to_string())),
            until: text(away.map(|away| away.until.0.to_string())),
            hours: text(away.map(|away| away.hours.to_string())),
            error: RwSignal::new(None),
        }
    }

    /// What is typed, when all of it can be read; else each row says what is wrong, and the first is gone to.
    fn read(self) -> Option<OwnTimes> {
        let mut wrong = None;
        let mut fault = |id: u32, error: RwSignal<Option<String>>, key: Option<Key>| {
            error.set(key.map(|key| t(key).to_owned()));
            if key.is_some() && wrong.is_none() {
                wrong = Some(format!("hours-{id}"));
            }
            key.is_none()
        };
        let mut times = Times {
            buffer: self.buffer.get_untracked().trim().parse().unwrap_or(0),
            ..Times::default()
        };
        for row in self.weekly.get_untracked() {
            let opening = row.opening();
            if fault(row.id, row.error, opening.as_ref().err().copied())
                && let Ok(opening) = opening
            {
                let kept = row.kept.get_value();
                times.weekly.push(Weekly {
                    weekday: row.when.get_untracked().parse().unwrap_or(0),
                    opening: Opening {
                        kinds: kept
                            .as_ref()
                            .map(|it| it.opening.kinds.clone())
                            .unwrap_or_default(),
                        ..opening
                    },
                    from: kept.as_ref().and_then(|it| it.from),
                    until: kept.and_then(|it| it.until),
                });
            }
        }
        for row in self.extra.get_untracked() {
            let date = day::parsed(&row.when.get_untracked()).ok_or(Key::DESK_DATE_WRONG);
            let read = row.opening().and_then(|opening| Ok((Dato(date?), opening)));
            if fault(row.id, row.error, read.as_ref().err().copied())
                && let Ok((date, opening)) = read
            {
                times.extra.push(Extra { date, opening });
            }
        }
        for gap in self.gaps.get_untracked() {
            let read = gap.read();
            if fault(gap.id, gap.error, read.as_ref().err().copied())
                && let Ok(away) = read
            {
                times.away.push(away);
            }
        }
        if let Some(wrong) = wrong {
            page::focus(&wrong);
            return None;
        }
        Some(OwnTimes {
            room: self.room.get_untracked().trim().to_owned(),
            times,
        })
    }
}

impl Row {
    fn opening(self) -> Result<Opening, Key> {
        let hours: Hours = self
            .hours
            .get_untracked()
            .parse()
            .map_err(|_| Key::DESK_HOURS_WRONG)?;
        if hours.is_empty() {
            return Err(Key::DESK_HOURS_WRONG);
        }
        let forms = Form::ALL.into_iter().zip(self.forms);
        let forms: Vec<Form> = forms
            .filter(|(_, ticked)| ticked.get_untracked())
            .map(|(form, _)| form)
            .collect();
        if forms.is_empty() {
            return Err(Key::DESK_FORMS_WRONG);
        }
        Ok(Opening {
            hours,
            place: self.place.get_untracked(),
            forms,
            kinds: Vec::new(),
        })
    }
}

impl Gap {
    fn read(self) -> Result<Away, Key> {
        let date = |text: RwSignal<String>| {
            day::parsed(&text.get_untracked())
                .map(Dato)
                .ok_or(Key::DESK_DATE_WRONG)
        };
        let (from, until) = (date(self.from)?, date(self.until)?);
        if until < from {
            return Err(Key::DESK_DATES_BACKWARDS);
        }
        let hours = self
            .hours
            .get_untracked()
            .parse()
            .map_err(|_| Key::DESK_HOURS_WRONG)?;
        Ok(Away { from, until, hours })
    }
}

fn form(facts: &Facts, sheet: Sheet) -> AnyView {
    let said = RwSignal::new(None::<(AlertKind, String)>);
    let places = StoredValue::new(facts.places.clone());
    let save = move |()| {
        let Some(own) = sheet.read() else {
            return said.set(Some((
                AlertKind::Warning,
                t(Key::DESK_TIMES_WRONG).to_owned(),
            )));
        };
        let version = sheet.version.get_untracked();
        spawn_local(async move {
            let header = match &version {
                Some(version) => ("if-match", version.as_str()),
                None => ("if-none-match", "*"),
            };
            match ask::change("PUT", OWN_TIMES, header, &own).await {
                Ok(answer) => {
                    sheet.version.set(answer.etag);
                    said.set(Some((
                        AlertKind::Success,
                        t(Key::DESK_TIMES_SAVED).to_owned(),
                    )));
                }
                Err(ask::Failed(words)) => said.set(Some((AlertKind::Warning, words))),
            }
        });
    };
    let add = move |to: RwSignal<Vec<Row>>, when: &'static str| {
        let row = sheet.row(when, None);
        to.write().push(row);
        request_animation_frame(move || page::focus(&format!("when-{}", row.id)));
    };
    let rows = move |rows: RwSignal<Vec<Row>>, is_weekly: bool| {
        view! {
            <For each=move || rows.get() key=|row| row.id let:row>
                {row_view(row, is_weekly, places, move |()| {
                    rows.write().retain(|other| other.id != row.id);
                })}
            </For>
        }
    };
    view! {
        <p>{t(Key::DESK_TIMES_LEAD)}</p>
        <Handed on_submit=save>
            <TextInput id="room" label=t(Key::DESK_ROOM) value=sheet.room width="input-char-18"/>
            <TextInput
                id="buffer"
                label=t(Key::DESK_BUFFER)
                value=sheet.buffer
                inputmode="numeric"
                width="input-char-4"
            />
            <h2>{t(Key::DESK_WEEKLY)}</h2>
            <p>{t(Key::DESK_HOURS_HINT)}</p>
            {rows(sheet.weekly, true)}
            <p>
                <Button kind=ButtonKind::Secondary on_press=move |()| add(sheet.weekly, "0")>
                    {t(Key::DESK_WEEKLY_ADD)}
                </Button>
            </p>
            <h2>{t(Key::DESK_AWAY_TIMES)}</h2>
            <For each=move || sheet.gaps.get() key=|gap| gap.id let:gap>
                {gap_view(gap, move |()| sheet.gaps.write().retain(|other| other.id != gap.id))}
            </For>
            <p>
                <Button
                    kind=ButtonKind::Secondary
                    on_press=move |()| {
                        let gap = sheet.gap(None);
                        sheet.gaps.write().push(gap);
                        request_animation_frame(move || page::focus(&format!("from-{}", gap.id)));
                    }
                >
                    {t(Key::DESK_AWAY_ADD)}
                </Button>
            </p>
            <h2>{t(Key::DESK_EXTRA)}</h2>
            {rows(sheet.extra, false)}
            <p>
                <Button kind=ButtonKind::Secondary on_press=move |()| add(sheet.extra, "")>
                    {t(Key::DESK_EXTRA_ADD)}
                </Button>
            </p>
            {move || said.get().map(|(kind, words)| view! {
                <Alert kind announced=true><p>{words}</p></Alert>
            })}
            <Button>{t(Key::DESK_TIMES_SAVE)}</Button>
        </Handed>
    }
    .into_any()
}

fn row_view(
    row: Row,
    is_weekly: bool,
    places: StoredValue<Vec<Place>>,
    remove: impl Fn(()) + Send + Sync + 'static,
) -> AnyView {
    let id = |part: &str| format!("{part}-{}", row.id);
    let when = if is_weekly {
        let days = (0..7u8).map(|day| {
            let selected = row.when.get_untracked() == day.to_string();
            view! { <option value=day.to_string() selected=selected>{format::weekday(day)}</option> }
        });
        view! {
            <div class="form-group">
                <label class="form-label" for=id("when")>{t(Key::DESK_WEEKDAY)}</label>
                <select
                    class="form-select"
                    id=id("when")
                    on:change=move |event| row.when.set(event_target_value(&event))
                >
                    {days.collect::<Vec<_>>()}
                </select>
            </div>
        }
        .into_any()
    } else {
        date_field(id("when"), Key::DESK_DATE, row.when)
    };
    let options = places.with_value(|places| {
        let options = places.iter().map(|place| {
            let name = match language_now() {
                Language::Da => place.name.da.clone(),
                Language::En => place.name.en.clone(),
            };
            let selected = row.place.get_untracked() == place.key;
            view! { <option value=place.key.clone() selected=selected>{name}</option> }
        });
        options.collect::<Vec<_>>()
    });
    let forms = Form::ALL.into_iter().zip(row.forms).map(|(form, ticked)| {
        let id = format!("{}-{}", form.name(), row.id);
        view! {
            <div class="form-group-checkbox">
                <input
                    class="form-checkbox"
                    type="checkbox"
                    id=id.clone()
                    prop:checked=move || ticked.get()
                    on:change=move |event| ticked.set(event_target_checked(&event))
                />
                <label class="form-label" for=id>{day::form(form)}</label>
            </div>
        }
    });
    view! {
        <fieldset class="desk__row">
            <legend class="sr-only">{t(if is_weekly { Key::DESK_WEEKLY } else { Key::DESK_EXTRA })}</legend>
            {when}
            <TextInput
                id=id("hours")
                label=t(Key::DESK_HOURS)
                value=row.hours
                error=row.error
            />
            <div class="form-group">
                <label class="form-label" for=id("place")>{t(Key::DESK_PLACE)}</label>
                <select
                    class="form-select"
                    id=id("place")
                    on:change=move |event| row.place.set(event_target_value(&event))
                >
                    {options}
                </select>
            </div>
            <div class="desk__forms">{forms.collect::<Vec<_>>()}</div>
            <Button kind=ButtonKind::Tertiary on_press=remove>{t(Key::DESK_REMOVE)}</Button>
        </fieldset>
    }
    .into_any()
}

fn gap_view(gap: Gap, remove: impl Fn(()) + Send + Sync + 'static) -> AnyView {
    let id = |part: &str| format!("{part}-{}", gap.id);
    view! {
        <fieldset class="desk__row">
            <legend class="sr-only">{t(Key::DESK_AWAY_TIMES)}</legend>
            {date_field(id("from"), Key::DESK_FROM, gap.from)}
            {date_field(id("until"), Key::DESK_UNTIL, gap.until)}
            <TextInput
                id=id("hours")
                label=t(Key::DESK_AWAY_HOURS)
                hint=t(Key::DESK_AWAY_HOURS_HINT)
                value=gap.hours
                error=gap.error
            />
            <Button kind=ButtonKind::Tertiary on_press=remove>{t(Key::DESK_REMOVE)}</Button>
        </fieldset>
    }
    .into_any()
}

/// A day of the calendar that one looks up: the browser's own picker.
fn date_field(id: String, label: Key, value: RwSignal<String>) -> AnyView {
    view! {
        <div class="form-group">
            <label class="form-label" for=id.clone()>{t(label)}</label>
            <input
                class="form-input"
                type="date"
                id=id
                prop:value=move || value.get()
                on:input=move |event| value.set(event_target_value(&event))
            />
        </div>
    }
    .into_any()
}
