//! What a meeting looks like: where one goes, or sits. The pictures only accompany the words, and take their
//! colours from the look of the doors.

use indgang_domain::meetings::Form;
use leptos::prelude::*;

/// The picture of a form.
pub fn of(form: Form) -> AnyView {
    match form {
        Form::InPerson => house(),
        Form::Phone => phone(),
        Form::Video => screen(),
    }
}

/// A house with an open door and the way to it.
fn house() -> AnyView {
    view! {
        <svg class="picture" viewBox="0 0 240 160" focusable="false" aria-hidden="true">
            <path class="picture__ground" d="M-400-200h1040v560H-400z"/>
            <path class="picture__shade" d="M-400 128h1040v232H-400z"/>
            <path class="picture__shade" d="M104 128h32l77 232H27z"/>
            <path class="picture__paper" d="M58 60h124v68H58z"/>
            <path class="picture__bubble" d="M48 62l72-38 72 38z"/>
            <path class="picture__coin" d="M106 88h28v40h-28z"/>
            <path class="picture__light" d="M120 88v40"/>
            <path class="picture__ink" d="M72 78h20v18H72zM148 78h20v18h-20z"/>
            <circle class="picture__hole" cx="120" cy="48" r="7"/>
        </svg>
    }
    .into_any()
}

/// A telephone that rings.
fn phone() -> AnyView {
    view! {
        <svg class="picture" viewBox="0 0 240 160" focusable="false" aria-hidden="true">
            <path class="picture__ground" d="M-400-200h1040v560H-400z"/>
            <path class="picture__shade" d="M-400 128h1040v232H-400z"/>
            <rect class="picture__paper" x="88" y="22" width="64" height="116" rx="12"/>
            <path class="picture__ink" d="M110 34h20"/>
            <g class="picture__person">
                <circle cx="120" cy="66" r="12"/>
                <path d="M98 104c0-14 9-22 22-22s22 8 22 22z"/>
            </g>
            <circle class="picture__coin" cx="120" cy="121" r="9"/>
            <path class="picture__accent" d="M70 60c-6 12-6 28 0 40M170 60c6 12 6 28 0 40"/>
        </svg>
    }
    .into_any()
}

/// A screen with somebody on it.
fn screen() -> AnyView {
    view! {
        <svg class="picture" viewBox="0 0 240 160" focusable="false" aria-hidden="true">
            <path class="picture__ground" d="M-400-200h1040v560H-400z"/>
            <path class="picture__shade" d="M-400 128h1040v232H-400z"/>
            <rect class="picture__paper" x="52" y="26" width="136" height="88" rx="8"/>
            <path class="picture__coin" d="M40 120h160l10 14H30z"/>
            <g class="picture__person">
                <circle cx="108" cy="62" r="15"/>
                <path d="M80 106c0-18 12-28 28-28s28 10 28 28z"/>
            </g>
            <rect class="picture__bubble" x="148" y="36" width="30" height="24" rx="4"/>
            <path class="picture__light" d="M156 48h14"/>
        </svg>
    }
    .into_any()
}
