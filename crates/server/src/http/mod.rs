//! The doors: what is answered at which address. One file per noun.

mod app;
mod assessments;
mod explanations;
mod headers;
mod health;
mod household;
mod log;
mod openapi;
mod parameters;
mod problems;
mod process_rules;
mod watch;

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{FromRef, Request, State};
use axum::middleware::{from_fn, map_response};
use axum::response::Response;
use indgang_api::{PREFIX, Problem, ProblemKind};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::config::Config;
use crate::store::Store;

pub use app::{App, embedded, folder};

/// How long a request may take, from its headers to its answer.
const PATIENCE: Duration = Duration::from_secs(30);

/// Everything the server answers. Without an app only the API, and a page that says how to build it.
pub fn router(app: Option<App>, store: Store, config: Arc<Config>) -> Router {
    let https = config.server.is_https();
    let (api, document) = OpenApiRouter::with_openapi(openapi::start())
        .routes(routes!(assessments::create))
        .routes(routes!(explanations::create))
        .routes(routes!(parameters::list))
        .routes(routes!(process_rules::list))
        .routes(routes!(health::show))
        .split_for_parts();
    api.merge(openapi::router(document))
        .merge(watch::router())
        .layer(CompressionLayer::new())
        .method_not_allowed_fallback(problems::method_not_allowed)
        .fallback(elsewhere)
        .with_state(Site {
            app: app.map(Arc::new),
            config,
            store,
        })
        .layer(from_fn(problems::too_slow))
        .layer(CatchPanicLayer::custom(problems::internal))
        .layer(map_response(headers::secure(https)))
        .layer(from_fn(log::requests))
}

/// What the doors are opened with. A door takes the part it needs: `State(store): State<Store>`.
#[derive(Clone, FromRef)]
struct Site {
    app: Option<Arc<App>>,
    config: Arc<Config>,
    store: Store,
}

async fn elsewhere(State(app): State<Option<Arc<App>>>, request: Request) -> Response {
    let path = request.uri().path();
    if path
        .strip_prefix(PREFIX)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    {
        return problems::answer(Problem::new(
            ProblemKind::NotFound,
            "the addresses are listed at /api/v1/openapi.json",
        ));
    }
    app::answer(app.as_deref(), &request)
}
