//! Starts the app in the browser.

fn main() {
    indgang_app::start();
}
