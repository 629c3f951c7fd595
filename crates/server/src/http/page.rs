//! A plain page from the server itself, for the few moments in which the app is not there. No script.

use axum::Router;
use axum::http::header;
use axum::response::Html;
use axum::routing::get;

/// A page with a heading. The content is HTML; what people typed must be [`escaped`].
pub fn page(title: &str, content: &str) -> Html<String> {
    Html(format!(
        "<!doctype html><html lang=\"da\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <title>{title}</title><link rel=\"stylesheet\" href=\"{STYLE}\"></head>\
         <body><main><h1>{title}</h1>{content}</main></body></html>"
    ))
}

const STYLE: &str = "/page.css";
const STYLE_SHEET: &str = "\
body { margin: 0; font: 1.125rem/1.5 'IBM Plex Sans', system-ui, sans-serif; color: #1a1a1a; background: #fff; }
main { max-width: 40rem; margin: 0 auto; padding: 1.5rem 1rem; }
ul { list-style: none; margin: 0; padding: 0; }
li { margin: 0 0 .75rem; }
button { width: 100%; min-height: 3.5rem; padding: .75rem 1rem; font: inherit; text-align: left; color: inherit;
  background: #fff; border: 1px solid #757575; border-radius: 4px; cursor: pointer; }
button:hover { background: #f5f5f5; }
button:focus-visible, a:focus-visible { outline: 3px solid #747474; outline-offset: 2px; }
a { color: #004d99; }
";

/// Text that cannot be read as HTML.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
}

pub fn router<S: Clone + Send + Sync + 'static>() -> Router<S> {
    let style = || async {
        (
            [(header::CONTENT_TYPE, "text/css; charset=utf-8")],
            STYLE_SHEET,
        )
    };
    Router::new().route(STYLE, get(style))
}
