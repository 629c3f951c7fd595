//! Pages that are only read, as data: a view of its own for each would weigh far more than its words.

use leptos::prelude::*;

use crate::text::{Key, t, t_with};

/// One piece of a page.
pub enum Piece {
    /// A heading of a section.
    Heading(Key),
    /// A paragraph.
    Text(Key),
    /// A list.
    List(&'static [Key]),
    /// A line with a link at its end.
    Link(&'static str, String, String),
}

/// A page under its heading. `values` are filled into its first line.
pub fn prose(title: Key, lead: Key, values: &[(&str, &str)], pieces: Vec<Piece>) -> AnyView {
    let pieces: Vec<AnyView> = pieces.into_iter().map(shown).collect();
    view! {
        <article class="prose">
            <h1>{t(title)}</h1>
            <p class="font-lead">{t_with(lead, values)}</p>
            {pieces}
        </article>
    }
    .into_any()
}

fn shown(piece: Piece) -> AnyView {
    match piece {
        Piece::Heading(key) => view! { <h2>{t(key)}</h2> }.into_any(),
        Piece::Text(key) => view! { <p>{t(key)}</p> }.into_any(),
        Piece::List(keys) => {
            let items = keys.iter().map(|key| view! { <li>{t(*key)}</li> });
            view! { <ul>{items.collect::<Vec<_>>()}</ul> }.into_any()
        }
        Piece::Link(before, href, words) => {
            // What is not a page of the app: a file, a telephone, another site.
            let rel = (!href.starts_with('/') || href.contains('.')).then_some("external");
            view! {
                <p>
                    {before}
                    " "
                    <a href=href rel=rel>
                        {words}
                    </a>
                </p>
            }
            .into_any()
        }
    }
}
