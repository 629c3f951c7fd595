//! The page as a whole: its language, title, heading and printing.

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// The language that screen readers speak the page in.
pub fn set_language(code: &str) {
    if let Some(root) = document().document_element() {
        // Setting an attribute of that name is never refused.
        let _ = root.set_attribute("lang", code);
    }
}

/// The title in tab and history: the page's heading before the name of the place.
pub fn set_title(place: &str) {
    let heading = heading()
        .and_then(|heading| heading.text_content())
        .unwrap_or_default();
    document().set_title(&format!("{} – {place}", heading.trim()));
}

/// Begins a new page when what is on the screen has been drawn: from its top, and with the focus on
/// its heading, so that a screen reader says where one has come to.
pub fn begin() {
    request_animation_frame(|| {
        super::window().scroll_to_with_x_and_y(0.0, 0.0);
        if let Some(heading) = heading() {
            focus_on(&heading);
        }
    });
}

/// Does something when the screen has become what was changed just now, and before the next key: whoever
/// types fast loses none.
fn soon(act: impl FnOnce() + 'static) {
    leptos::task::spawn_local(async move {
        leptos::task::tick().await;
        act();
    });
}

/// Puts the focus on the element of that id when what was changed is on the screen.
pub fn focus(id: &str) {
    let id = id.to_owned();
    soon(move || {
        if let Some(element) = document()
            .get_element_by_id(&id)
            .and_then(|it| it.dyn_into().ok())
        {
            focus_on(&element);
        }
    });
}

/// Puts the focus on the first element that can be seen of the first selector that has one, when what was
/// changed is on the screen.
pub fn focus_seen(selectors: &[&str]) {
    let selectors: Vec<String> = selectors.iter().map(ToString::to_string).collect();
    soon(move || {
        if let Some(element) = selectors.iter().find_map(|selector| seen(selector)) {
            focus_on(&element);
        }
    });
}

/// [`focus_seen`] where the element that had the focus went away, or can no longer be used.
pub fn rescue_focus(selectors: &[&str]) {
    let selectors: Vec<String> = selectors.iter().map(ToString::to_string).collect();
    soon(move || {
        let has_focus = document()
            .active_element()
            .is_some_and(|element| !element.matches("body, :disabled").unwrap_or(false));
        if !has_focus && let Some(element) = selectors.iter().find_map(|selector| seen(selector)) {
            focus_on(&element);
        }
    });
}

/// The first element of a selector that can be seen.
fn seen(selector: &str) -> Option<HtmlElement> {
    let found = document().query_selector_all(selector).ok()?;
    let mut elements =
        (0..found.length()).filter_map(|at| found.item(at)?.dyn_into::<HtmlElement>().ok());
    elements.find(|element| element.offset_width() > 0)
}

/// Also what is not a control can have the focus for a moment; it does not enter the tab order.
fn focus_on(element: &HtmlElement) {
    if element.tab_index() < 0 && !element.has_attribute("tabindex") {
        let _ = element.set_attribute("tabindex", "-1");
    }
    let _ = element.focus();
}

/// Lets screen readers say what has happened, without moving the focus.
pub fn announce(text: &str) {
    let Some(place) = document().get_element_by_id(crate::ui::ANNOUNCEMENTS) else {
        return;
    };
    // The same words twice are said twice only when they were gone in between.
    place.set_text_content(None);
    // Soft hyphens are for the eye: a voice would stop at them.
    let text = text.replace('\u{ad}', "");
    request_animation_frame(move || place.set_text_content(Some(&text)));
}

fn heading() -> Option<HtmlElement> {
    document().query_selector("main h1").ok()??.dyn_into().ok()
}

/// Whether somebody is writing: what they write in must not be drawn anew under their hands.
#[must_use]
pub fn is_writing() -> bool {
    let active = document().active_element();
    active.is_some_and(|element| ["INPUT", "TEXTAREA"].contains(&element.tag_name().as_str()))
}

/// Calls back when somebody comes back to the page from another window or tab.
pub fn on_return(back: impl Fn() + 'static) {
    let focus = window_event_listener(ev::focus, move |_| back());
    on_cleanup(move || focus.remove());
}

/// Does something when the page is closed, loaded again or left for another site.
pub fn on_hide(hidden: impl Fn() + 'static) {
    let hide = window_event_listener_untyped("pagehide", move |_| hidden());
    on_cleanup(move || hide.remove());
}

/// Opens the browser's print dialog.
pub fn print() {
    // Refused only where printing is switched off, which the browser says itself.
    let _ = super::window().print();
}

/// Does something when what is on the screen has been drawn.
pub fn after_drawing(then: impl FnOnce() + 'static) {
    // The first frame draws; the second comes when that is done.
    request_animation_frame(|| request_animation_frame(then));
}

/// Whether something is looked at closely, above the page.
#[must_use]
pub fn has_dialog() -> bool {
    document()
        .query_selector("dialog[open]")
        .is_ok_and(|dialog| dialog.is_some())
}

/// Sets one of the look's tokens, like `--kommune-farve`.
pub fn set_token(name: &str, value: &str) {
    let root = document()
        .document_element()
        .and_then(|root| root.dyn_into::<HtmlElement>().ok());
    if let Some(root) = root {
        let _ = root.style().set_property(name, value);
    }
}

/// How far to move the page at once, in pixels, when something is dragged so far down the window: 0 except
/// near its upper and lower edge.
#[must_use]
pub fn edge(y: i32) -> i32 {
    let height = super::window().inner_height().ok();
    let height = height.and_then(|height| height.as_f64()).unwrap_or(0.0) as i32;
    if y < EDGE {
        -SPEED
    } else if y > height - EDGE {
        SPEED
    } else {
        0
    }
}

/// Wider than what sticks to the edges of a phone is high.
const EDGE: i32 = 90;
const SPEED: i32 = 8;

/// Whether the window is as wide as a desk's: where the look shows everything at once (`960px` in
/// `style/`).
#[must_use]
pub fn is_wide() -> Memo<bool> {
    let measure = || {
        let width = super::window().inner_width().ok();
        width.and_then(|width| width.as_f64()).unwrap_or(0.0) >= 960.0
    };
    let is_wide = RwSignal::new(measure());
    let resized = window_event_listener(ev::resize, move |_| is_wide.set(measure()));
    on_cleanup(move || resized.remove());
    Memo::new(move |_| is_wide.get())
}

/// Moves the page.
pub fn scroll(by: i32) {
    super::window().scroll_by_with_x_and_y(0.0, by.into());
}

/// Moves the element of that id under the pointer, without drawing anything else.
pub fn move_to(id: &str, x: i32, y: i32) {
    let element = document()
        .get_element_by_id(id)
        .and_then(|it| it.dyn_into::<HtmlElement>().ok());
    if let Some(element) = element {
        // Setting a property of that name is never refused.
        let _ = element
            .style()
            .set_property("transform", &format!("translate({x}px, {y}px)"));
    }
}

/// The content of `<meta name="…">`.
#[must_use]
pub fn meta(name: &str) -> Option<String> {
    let meta = document()
        .query_selector(&format!("meta[name={name}]"))
        .ok()??;
    meta.get_attribute("content")
}

/// Something on the page that a click asked for: what stands in its `data-asks`.
pub struct Asked {
    /// What is asked for.
    pub what: String,
    place: web_sys::Element,
}

/// What a click asked for, if anything.
#[must_use]
pub fn asked(event: &web_sys::MouseEvent) -> Option<Asked> {
    let target: web_sys::Element = event.target()?.dyn_into().ok()?;
    let place = target.closest("[data-asks]").ok()??;
    Some(Asked {
        what: place.get_attribute("data-asks")?,
        place,
    })
}

impl Asked {
    /// Puts words into the first element of that kind in the place that asked.
    pub fn fill(&self, tag: &str, words: &str) {
        if let Ok(Some(element)) = self.place.query_selector(tag) {
            element.set_text_content(Some(words));
        }
    }
}
