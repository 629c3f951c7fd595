//! The pictures on the doors. They only accompany the words, and take their colours from the look.
//! Their ground reaches beyond the view, so that a wider door is filled.

use leptos::prelude::*;

/// A receipt with coins: what one gets, line by line.
pub fn receipt() -> AnyView {
    view! {
        <svg class="picture" viewBox="0 0 240 160" focusable="false">
            <path class="picture__ground" d="M-400-40h1040v240H-400z"/>
            <path class="picture__shade" d="M-400 128h1040v72H-400z"/>
            <path
                class="picture__paper"
                d="M72 18h84v112l-10.5-7-10.5 7-10.5-7-10.5 7-10.5-7-10.5 7-10.5-7-10.5 7z"
            />
            <g class="picture__ink">
                <path d="M84 36h34M84 54h26M84 68h30M84 82h20"/>
                <path d="M134 54h10M130 68h14M136 82h8"/>
                <path class="picture__rule" d="M84 94h60"/>
            </g>
            <path class="picture__accent" d="M84 106h24M122 106h22"/>
            <g class="picture__coin">
                <ellipse cx="184" cy="128" rx="22" ry="9"/>
                <ellipse cx="184" cy="119" rx="22" ry="9"/>
                <ellipse cx="184" cy="110" rx="22" ry="9"/>
                <circle cx="48" cy="112" r="19"/>
                <circle class="picture__hole" cx="48" cy="112" r="6"/>
            </g>
        </svg>
    }
    .into_any()
}

/// A sheet with weeks, cards on it, the P-sign and a star: the plan.
pub fn board() -> AnyView {
    view! {
        <svg class="picture" viewBox="0 0 240 160" focusable="false">
            <path class="picture__ground" d="M-400-40h1040v240H-400z"/>
            <path class="picture__shade" d="M-400 128h1040v72H-400z"/>
            <rect class="picture__paper" x="34" y="20" width="172" height="118" rx="6"/>
            <path class="picture__ink" d="M82 34v90M123 34v90M164 34v90"/>
            <rect class="picture__bubble" x="48" y="46" width="70" height="20" rx="6"/>
            <rect class="picture__coin" x="98" y="72" width="88" height="20" rx="6"/>
            <path class="picture__light" d="M58 56h34"/>
            <rect class="picture__sign" x="44" y="26" width="16" height="16" rx="3"/>
            <path class="picture__accent" d="M82 108h60"/>
            <path
                class="picture__coin"
                d="M186 104l4 8 9 1-7 6 2 9-8-4-8 4 2-9-7-6 9-1z"
            />
        </svg>
    }
    .into_any()
}

/// A sheet of a calendar with a day marked: a time of one's own.
pub fn calendar() -> AnyView {
    view! {
        <svg class="picture" viewBox="0 0 240 160" focusable="false">
            <path class="picture__ground" d="M-400-40h1040v240H-400z"/>
            <path class="picture__shade" d="M-400 128h1040v72H-400z"/>
            <rect class="picture__paper" x="64" y="30" width="112" height="104" rx="8"/>
            <path class="picture__bubble" d="M64 54V38a8 8 0 0 1 8-8h96a8 8 0 0 1 8 8v16z"/>
            <path class="picture__light" d="M88 24v14M152 24v14"/>
            <path class="picture__ink" d="M82 72h10M108 72h10M134 72h10M82 92h10M82 112h10M108 112h10"/>
            <circle class="picture__coin" cx="140" cy="98" r="19"/>
            <path class="picture__ink" d="M140 88v10l7 5"/>
        </svg>
    }
    .into_any()
}

/// A way with marks that leads to an open door: step by step.
pub fn way() -> AnyView {
    view! {
        <svg class="picture" viewBox="0 0 240 160" focusable="false">
            <path class="picture__ground" d="M-400-40h1040v240H-400z"/>
            <path class="picture__shade" d="M-400 128h1040v72H-400z"/>
            <rect class="picture__paper" x="140" y="30" width="62" height="98" rx="4"/>
            <path class="picture__bubble" d="M140 34l34 12v92l-34-10z"/>
            <circle class="picture__coin" cx="166" cy="92" r="4"/>
            <path class="picture__accent" d="M36 138h96"/>
            <g class="picture__coin">
                <circle cx="44" cy="112" r="12"/>
                <circle cx="80" cy="92" r="12"/>
                <circle cx="112" cy="68" r="12"/>
            </g>
            <path class="picture__ink" d="M39 112l4 4 7-8M75 92l4 4 7-8"/>
        </svg>
    }
    .into_any()
}

/// Two who talk: a person is always there.
pub fn conversation() -> AnyView {
    view! {
        <svg class="picture" viewBox="0 0 240 160" focusable="false">
            <path class="picture__ground" d="M-400-40h1040v240H-400z"/>
            <path class="picture__shade" d="M-400 128h1040v72H-400z"/>
            <path
                class="picture__paper"
                d="M58 22h68a10 10 0 0 1 10 10v26a10 10 0 0 1-10 10H92l-16 14V68H58a10 10 0 0 1-10-10V32a10 10 0 0 1 10-10z"
            />
            <path class="picture__ink" d="M64 38h52M64 52h34"/>
            <path
                class="picture__bubble"
                d="M150 46h38a10 10 0 0 1 10 10v18a10 10 0 0 1-10 10h-8v12l-14-12h-16a10 10 0 0 1-10-10V56a10 10 0 0 1 10-10z"
            />
            <path class="picture__light" d="M156 60h26M156 71h16"/>
            <g class="picture__person">
                <circle cx="62" cy="106" r="14"/>
                <path d="M36 150c0-18 11-28 26-28s26 10 26 28z"/>
            </g>
            <g class="picture__coin">
                <circle cx="178" cy="112" r="13"/>
                <path d="M154 150c0-16 10-25 24-25s24 9 24 25z"/>
            </g>
        </svg>
    }
    .into_any()
}
