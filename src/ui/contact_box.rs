use indgang_api::kommune::{Aabningstider, Moment};
use indgang_law::calendar::Date;
use leptos::prelude::*;

use super::{Details, Icon};
use crate::browser::{clock, format};
use crate::municipality::municipality;
use crate::text::{Key, t, t_with};

/// A way to people, on every page: telephone, whether it is answered now, and where to come.
#[component]
pub fn ContactBox() -> impl IntoView {
    let kommune = municipality();
    view! {
        <aside class="contact" aria-labelledby="contact-heading">
            <div class="contact__inner">
                <h2 id="contact-heading">{t_with(Key::CONTACT_TITLE, &[("kommune", &kommune.navn)])}</h2>
                <p class="contact__phone">
                    <Icon name="support-agent"/>
                    <a href=format!("tel:{}", kommune.telefon.link())>
                        {t_with(Key::CONTACT_CALL, &[("telefon", &kommune.telefon.to_string())])}
                    </a>
                </p>
                {kommune.flere_telefoner.iter().map(|one| view! {
                    <p class="contact__line">
                        <span>{format!("{}: ", one.navn)}</span>
                        <a href=format!("tel:{}", one.telefon.link())>{one.telefon.to_string()}</a>
                    </p>
                }).collect::<Vec<_>>()}
                <OpenNow/>
                <Details summary=t(Key::CONTACT_HOURS)>
                    <Hours/>
                </Details>
                <p class="contact__line">
                    <Icon name="location"/>
                    <span class="contact__address">{kommune.adresse.clone()}</span>
                </p>
                {kommune.flere_adresser.iter().map(|one| view! {
                    <p class="contact__line">
                        <Icon name="location"/>
                        <span class="contact__address">{format!("{}\n{}", one.navn, one.adresse)}</span>
                    </p>
                }).collect::<Vec<_>>()}
                <p class="contact__line">
                    <Icon name="email"/>
                    <a href=format!("mailto:{}", kommune.email)>{kommune.email.clone()}</a>
                </p>
            </div>
        </aside>
    }
}

/// "Åbent nu til kl. 15.00" or "Lukket nu. Åbner mandag kl. 9.00", right to the minute.
#[component]
pub fn OpenNow() -> impl IntoView {
    let (now, tick) = signal(clock::now());
    let every_minute = set_interval_with_handle(
        move || tick.set(clock::now()),
        std::time::Duration::from_secs(20),
    );
    on_cleanup(move || {
        if let Ok(every_minute) = every_minute {
            every_minute.clear();
        }
    });
    let moment = Memo::new(move |_| {
        let now = now.get()?;
        let moment = municipality().aabningstider.at(now.date, now.minute);
        Some((moment, now.date))
    });
    move || {
        let (moment, today) = moment.get()?;
        let open = matches!(moment, Moment::Open { .. });
        Some(view! {
            <p class="open-now" class:open-now--open=open>{sentence(moment, today)}</p>
        })
    }
}

fn sentence(moment: Moment, today: Date) -> String {
    match moment {
        Moment::Open { until } => t_with(Key::CONTACT_OPEN, &[("tid", &format::time(until))]),
        Moment::OpensIn { days: 0, at } => {
            t_with(Key::CONTACT_OPENS_TODAY, &[("tid", &format::time(at))])
        }
        Moment::OpensIn { days: 1, at } => {
            t_with(Key::CONTACT_OPENS_TOMORROW, &[("tid", &format::time(at))])
        }
        Moment::OpensIn { days, at } => {
            let date = today.plus_days(days.into());
            let day = match days {
                2..7 => format::weekday(date.weekday()),
                _ => format::date_long(date),
            };
            t_with(
                Key::CONTACT_OPENS,
                &[("dag", &day), ("tid", &format::time(at))],
            )
        }
        Moment::NeverOpen => t(Key::CONTACT_NEVER_OPEN).to_owned(),
    }
}

/// The ordinary week, neighbouring days with the same hours on one line.
#[component]
fn Hours() -> impl IntoView {
    let lines = week(&municipality().aabningstider)
        .into_iter()
        .map(|(first, last, hours)| {
            let days = if first == last {
                format::weekday(first)
            } else {
                format!("{}–{}", format::weekday(first), format::weekday(last))
            };
            let hours = if hours.is_empty() {
                t(Key::CONTACT_CLOSED).to_owned()
            } else {
                hours
            };
            view! {
                <dt>{days}</dt>
                <dd>{hours}</dd>
            }
        });
    view! {
        <dl class="hours">{lines.collect::<Vec<_>>()}</dl>
        <p>{t(Key::CONTACT_HOLIDAYS)}</p>
    }
}

/// First and last day (0 is Monday) and their hours.
fn week(hours: &Aabningstider) -> Vec<(u8, u8, String)> {
    let mut lines: Vec<(u8, u8, String)> = Vec::new();
    for (day, hours) in (0..).zip(hours.days()) {
        let hours = hours.to_string().replace('-', "–");
        match lines.last_mut() {
            Some((_, last, same)) if *same == hours => *last = day,
            _ => lines.push((day, day, hours)),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbouring_days_with_the_same_hours_share_a_line() {
        let hours = Aabningstider {
            mandag: "9.00-15.00".parse().unwrap(),
            tirsdag: "9.00-15.00".parse().unwrap(),
            torsdag: "9.00-17.00".parse().unwrap(),
            ..Aabningstider::default()
        };
        let lines = week(&hours);
        let lines: Vec<_> = lines
            .iter()
            .map(|(a, b, hours)| (*a, *b, hours.as_str()))
            .collect();
        assert_eq!(
            lines,
            [
                (0, 1, "9.00–15.00"),
                (2, 2, ""),
                (3, 3, "9.00–17.00"),
                (4, 6, "")
            ]
        );
    }
}
