//! The doors: what one can do here, and a way to people.

mod picture;

use leptos::prelude::*;

use crate::municipality::{has_sign_in, municipality};
use crate::routes::Route;
use crate::text::{Key, t, t_with};
use crate::ui::{OpenNow, Tile};

/// The first page.
#[component]
pub fn Home() -> impl IntoView {
    let kommune = municipality();
    let telefon = kommune.telefon.to_string();
    view! {
        <div class="home">
            <h1>{t(Key::HOME_TITLE)}</h1>
            <p class="font-lead">{t(Key::HOME_LEAD)}</p>
            <div class="home__doors">
                <Tile
                    href=Route::CALCULATOR.path()
                    picture=picture::receipt()
                    title=t(Key::HOME_CALCULATOR_TITLE)
                >
                    <p>{t(Key::HOME_CALCULATOR_TEXT)}</p>
                </Tile>
                {has_sign_in().then(|| view! {
                    <Tile href=Route::CASE.path() picture=picture::way() title=t(Key::HOME_CASE_TITLE)>
                        <p>{t(Key::HOME_CASE_TEXT)}</p>
                    </Tile>
                    <Tile
                        href=Route::BookMeeting.path()
                        picture=picture::calendar()
                        title=t(Key::HOME_MEET_TITLE)
                    >
                        <p>{t(Key::HOME_MEET_TEXT)}</p>
                    </Tile>
                })}
                <Tile
                    href=Route::Plan.path()
                    picture=picture::board()
                    title=t(Key::HOME_PLAN_TITLE)
                >
                    <p>{t(Key::HOME_PLAN_TEXT)}</p>
                </Tile>
                <Tile
                    href=format!("tel:{}", kommune.telefon.link())
                    picture=picture::conversation()
                    title=t(Key::HOME_PEOPLE_TITLE)
                >
                    <p>{t_with(Key::HOME_PEOPLE_TEXT, &[("telefon", &telefon)])}</p>
                    <OpenNow/>
                </Tile>
            </div>
            <p>{t(Key::HOME_ALWAYS)}</p>
        </div>
    }
}
