//! Taking the plan along: on paper, as cards to cut out, in a calendar, to another device, and as what
//! the law wants of it.

mod calendar;
mod cards;
mod device;
mod joint;
mod law;
mod link;
mod sheet;

use leptos::prelude::*;

pub use link::{Arrival, Arrived, instead};

use super::{asks, state};
use crate::browser::page;
use crate::text::{Key, plural, t};
use crate::ui::{Alert, AlertKind, Button, ButtonKind, Dialog, Icon};

use cards::Which;

/// What is looked at in the dialog.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Looked {
    /// All ways.
    Ways,
    /// The plan on another device.
    Device,
    /// What the law wants.
    Law,
    /// The joint plan.
    Joint,
}

/// What is printed. It is drawn when it is asked for, and is not seen on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Paper {
    /// The plan on one sheet.
    Plan,
    /// Cards for a table.
    Cards(Which),
    /// What the law wants.
    Law,
    /// The joint plan.
    Joint,
}

/// What the dialog and the printer share.
#[derive(Clone, Copy)]
pub struct Taking {
    looked: RwSignal<Option<Looked>>,
    /// Cards about health and the like come along too.
    sensitive: RwSignal<bool>,
    /// What the owner has shown to nobody stands in what the law wants.
    unshown: RwSignal<bool>,
    paper: RwSignal<Option<Paper>>,
    /// The print that comes next was asked for here, not in the browser's menu.
    asked: StoredValue<bool>,
}

impl Taking {
    /// Nothing is taken yet. From now on the browser's own Print prints the sheet.
    pub fn new() -> Self {
        let taking = Self {
            looked: RwSignal::new(None),
            sensitive: RwSignal::new(false),
            // Somebody else has only what is shown to them.
            unshown: RwSignal::new(!untrack(state::is_owner)),
            paper: RwSignal::new(None),
            asked: StoredValue::new(false),
        };
        let listener = window_event_listener_untyped("beforeprint", move |_| taking.prepare());
        on_cleanup(move || listener.remove());
        taking
    }

    /// Opens the dialog.
    pub fn open(self) {
        self.looked.set(Some(Looked::Ways));
    }

    /// Opens the joint plan.
    pub fn open_joint(self) {
        self.looked.set(Some(Looked::Joint));
    }

    fn prepare(self) {
        if self.asked.get_value() {
            self.asked.set_value(false);
        } else {
            self.paper.set(match self.looked.get_untracked() {
                Some(Looked::Law) => Some(Paper::Law),
                Some(Looked::Joint) => Some(Paper::Joint),
                Some(_) => Some(Paper::Plan),
                // What else is looked at closely is printed as it is.
                None => (!page::has_dialog()).then_some(Paper::Plan),
            });
        }
    }

    /// The sheet, from a button.
    pub fn print_plan(self) {
        self.print(Paper::Plan);
    }

    fn print(self, paper: Paper) {
        self.paper.set(Some(paper));
        self.asked.set_value(true);
        // The browser prints what is drawn.
        page::after_drawing(move || {
            page::print();
            if paper == Paper::Plan {
                asks::after_session();
            }
        });
    }
}

/// The dialog, and what is printed.
#[component]
pub fn Take(
    /// What they share.
    taking: Taking,
) -> impl IntoView {
    let close = move |()| taking.looked.set(None);
    let title = |looked| {
        t(match looked {
            Looked::Ways => Key::PLAN_TAKE_TITLE,
            Looked::Device => Key::PLAN_TAKE_DEVICE,
            Looked::Law => Key::PLAN_TAKE_LAW,
            Looked::Joint => Key::JOINT_TITLE,
        })
        .to_owned()
    };
    view! {
        {move || taking.looked.get().map(|looked| view! {
            <Dialog title=title(looked) on_close=close>
                <div class="take">
                    {match looked {
                        Looked::Ways => ways(taking),
                        Looked::Device => device::view(),
                        Looked::Law => law::view(taking),
                        Looked::Joint => joint::view(taking),
                    }}
                    {(looked != Looked::Ways && untrack(state::is_owner)).then(|| view! {
                        <p class="take__back">
                            <Button kind=ButtonKind::Tertiary on_press=move |()| taking.open()>
                                <Icon name="arrow-back"/>{t(Key::PLAN_TAKE_BACK)}
                            </Button>
                        </p>
                    })}
                </div>
            </Dialog>
        })}
        {move || taking.paper.get().map(|paper| match paper {
            Paper::Plan => sheet::view(taking.sensitive.get_untracked()),
            Paper::Cards(which) => cards::view(which),
            Paper::Law => law::paper(taking.unshown.get_untracked()),
            Paper::Joint => joint::paper(taking.unshown.get_untracked()),
        })}
    }
    .into_any()
}

fn ways(taking: Taking) -> AnyView {
    let which = RwSignal::new(Which::All);
    let saved = RwSignal::new(None);
    let sensitive = untrack(|| state::board().get().sensitive().len());
    let print_cards = move |()| taking.print(Paper::Cards(which.get_untracked()));
    view! {
        {(sensitive > 0).then(|| choice(
            "take-sensitive",
            t(Key::PLAN_TAKE_SENSITIVE),
            taking.sensitive,
            plural(sensitive, Key::PLAN_TAKE_SENSITIVE_ONE, Key::PLAN_TAKE_SENSITIVE_MANY),
        ))}
        <section class="take__way">
            <h3><Icon name="print"/>{t(Key::PLAN_TAKE_PAPER)}</h3>
            <p>{t(Key::PLAN_TAKE_PAPER_TEXT)}</p>
            <Button on_press=move |()| taking.print(Paper::Plan)>{t(Key::PLAN_TAKE_PAPER_PRINT)}</Button>
        </section>
        <section class="take__way">
            <h3><Icon name="share"/>{t(Key::PLAN_TAKE_DEVICE)}</h3>
            <p>{t(Key::PLAN_TAKE_DEVICE_TEXT)}</p>
            <Button kind=ButtonKind::Secondary on_press=move |()| taking.looked.set(Some(Looked::Device))>
                {t(Key::PLAN_TAKE_DEVICE_SHOW)}
            </Button>
        </section>
        <section class="take__way">
            <h3><Icon name="calendar-month"/>{t(Key::PLAN_TAKE_CALENDAR)}</h3>
            <p>{t(Key::PLAN_TAKE_CALENDAR_TEXT)}</p>
            <Button
                kind=ButtonKind::Secondary
                on_press=move |()| saved.set(Some(calendar::take(taking.sensitive.get_untracked())))
            >
                {t(Key::PLAN_TAKE_CALENDAR_SAVE)}
            </Button>
            {move || saved.get().map(|saved| view! {
                <Alert kind=if saved { AlertKind::Success } else { AlertKind::Info } announced=true>
                    <p>{t(if saved { Key::PLAN_TAKE_CALENDAR_SAVED } else { Key::PLAN_TAKE_CALENDAR_NONE })}</p>
                </Alert>
            })}
        </section>
        <section class="take__way">
            <h3><Icon name="apps"/>{t(Key::PLAN_TAKE_CARDS)}</h3>
            <p>{t(Key::PLAN_TAKE_CARDS_TEXT)}</p>
            {cards::choice(which)}
            <Button kind=ButtonKind::Secondary on_press=print_cards>{t(Key::PLAN_TAKE_CARDS_PRINT)}</Button>
        </section>
        <section class="take__way">
            <h3><Icon name="checklist"/>{t(Key::PLAN_TAKE_LAW)}</h3>
            <p>{t(Key::PLAN_TAKE_LAW_TEXT)}</p>
            <Button kind=ButtonKind::Secondary on_press=move |()| taking.looked.set(Some(Looked::Law))>
                {t(Key::PLAN_TAKE_LAW_SHOW)}
            </Button>
        </section>
        <section class="take__way">
            <h3><Icon name="persons"/>{t(Key::JOINT_TITLE)}</h3>
            <p>{t(Key::JOINT_WAY)}</p>
            <Button kind=ButtonKind::Secondary on_press=move |()| taking.open_joint()>{t(Key::JOINT_SHOW)}</Button>
        </section>
        {link::put_away(move || taking.looked.set(None))}
    }
    .into_any()
}

/// A tick box with what it means.
fn choice(id: &'static str, label: &'static str, value: RwSignal<bool>, hint: String) -> AnyView {
    let hint_id = format!("{id}-hint");
    view! {
        <div class="take__choice"><div class="form-group-checkbox">
            <input
                class="form-checkbox"
                type="checkbox"
                id=id
                aria-describedby=hint_id.clone()
                prop:checked=move || value.get()
                on:change=move |event| value.set(event_target_checked(&event))
            />
            <label class="form-label" for=id>{label}</label>
            <p class="form-hint" id=hint_id>{hint}</p>
        </div></div>
    }
    .into_any()
}
