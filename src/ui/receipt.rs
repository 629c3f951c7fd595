use leptos::prelude::*;

/// A bon: one line for each amount, and their sum at the bottom.
#[component]
pub fn Receipt(
    /// What it is the receipt of; said by screen readers.
    #[prop(into)]
    label: String,
    /// [`ReceiptLine`]s and a [`ReceiptSum`].
    children: Children,
) -> impl IntoView {
    view! {
        <ul class="receipt nobullet-list" aria-label=label>
            {children()}
        </ul>
    }
}

/// One amount; tapped, it unfolds why.
#[component]
pub fn ReceiptLine(
    /// The plain name.
    #[prop(into)]
    name: String,
    /// Formatted, with its sign.
    #[prop(into)]
    amount: String,
    /// The rule in plain words, the numbers used, the paragraph.
    children: Children,
) -> impl IntoView {
    view! {
        <li class="receipt__line">
            <details class="receipt__details">
                <summary class="receipt__row">
                    <span class="receipt__name">{name}</span>
                    <span class="receipt__amount">{amount}</span>
                </summary>
                <div class="receipt__why">{children()}</div>
            </details>
        </li>
    }
}

/// What the lines come to.
#[component]
pub fn ReceiptSum(
    /// What the sum is.
    #[prop(into)]
    name: String,
    /// Formatted.
    #[prop(into)]
    amount: String,
) -> impl IntoView {
    view! {
        <li class="receipt__sum receipt__row">
            <span class="receipt__name">{name}</span>
            <span class="receipt__amount">{amount}</span>
        </li>
    }
}
