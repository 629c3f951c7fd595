//! Typing digits, with fingers or keys.

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::words::Tongue;
use crate::text::Key;

/// A field for digits over a pad. A keyboard types from anywhere on the page.
#[component]
pub fn Pad(
    /// What is typed: digits only.
    digits: RwSignal<String>,
    /// So many at most.
    most: usize,
    /// How they are written in the field.
    written: fn(&str) -> String,
    /// What the field is called, and what stands under it.
    label: Key,
    /// What to know about it.
    hint: Key,
    /// What is wrong with it.
    fault: RwSignal<Option<Key>>,
    /// What an empty field looks like.
    #[prop(optional)]
    shape: Option<Key>,
    /// In which language.
    tongue: Tongue,
    /// When Enter is pressed.
    done: Callback<()>,
) -> impl IntoView {
    let add = move |digit: char| {
        fault.set(None);
        digits.update(|digits| {
            if digits.len() < most {
                digits.push(digit);
            }
        });
    };
    let delete = move || {
        fault.set(None);
        digits.update(|digits| {
            digits.pop();
        });
    };
    let typed = window_event_listener(ev::keydown, move |event| {
        let on = event
            .target()
            .and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let is_on = |selector| {
            on.as_ref()
                .is_some_and(|on| on.matches(selector).unwrap_or(false))
        };
        match event.key().as_str() {
            // The field and the buttons do it themselves.
            "Enter" if !is_on("button, a") => done.run(()),
            _ if is_on("input") => {}
            "Backspace" => delete(),
            key => {
                if let [digit @ b'0'..=b'9'] = key.as_bytes() {
                    add(char::from(*digit));
                }
            }
        }
    });
    on_cleanup(move || typed.remove());
    let key = move |digit: char| {
        view! { <button type="button" class="pad__key" on:click=move |_| add(digit)>{digit}</button> }
    };
    view! {
        <div class="pad">
            <label for="pad-field">{tongue.say(label)}</label>
            <p id="pad-hint" class="pad__hint">{tongue.say(hint)}</p>
            <input
                id="pad-field"
                class="pad__field"
                type="text"
                dir="ltr"
                inputmode="none"
                autocomplete="off"
                placeholder=shape.map(|shape| tongue.say(shape))
                aria-describedby="pad-hint pad-fault"
                aria-invalid=move || fault.get().is_some().to_string()
                prop:value=move || written(&digits.read())
                on:input=move |event| {
                    let field: web_sys::HtmlInputElement = event_target(&event);
                    let value = field.value();
                    let only: String = value.chars().filter(char::is_ascii_digit).take(most).collect();
                    fault.set(None);
                    // Also what changes no digit is written over.
                    field.set_value(&written(&only));
                    digits.set(only);
                }
            />
            <p id="pad-fault" class="pad__fault" role="alert">
                {move || fault.get().map(|fault| tongue.say(fault))}
            </p>
            <div class="pad__keys" dir="ltr">
                {"123456789".chars().map(key).collect_view()}
                <span></span>
                {key('0')}
                <button type="button" class="pad__key pad__key--word" on:click=move |_| delete()>
                    {tongue.say(Key::KIOSK_DELETE)}
                </button>
            </div>
        </div>
    }
}

/// `11.05.1982` of `11051982`, as far as it is typed.
pub fn as_date(digits: &str) -> String {
    let mut written = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at == 2 || at == 4 {
            written.push('.');
        }
        written.push(digit);
    }
    written
}

/// `20 30 40 50` of `20304050`.
pub fn as_phone(digits: &str) -> String {
    let mut written = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && at % 2 == 0 {
            written.push(' ');
        }
        written.push(digit);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_written_as_people_write_them() {
        assert_eq!(as_date("11051982"), "11.05.1982");
        assert_eq!(as_date("110"), "11.0");
        assert_eq!(as_phone("20304050"), "20 30 40 50");
        assert_eq!((as_date(""), as_phone("")), (String::new(), String::new()));
    }
}
