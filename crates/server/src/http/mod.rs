//! The doors: what is answered at which address. One file per noun.

mod again;
mod app;
mod assessments;
mod attendance;
mod body;
pub mod case;
pub mod citizen;
mod citizens;
mod consents;
mod devices;
mod drafts;
mod events;
mod explanations;
mod figures;
mod headers;
mod health;
mod household;
pub mod id;
mod indicators;
mod invitations;
mod listen;
mod log;
pub mod meetings;
mod mine_data;
mod once;
mod openapi;
mod opinions;
pub mod page;
mod parameters;
pub mod person;
mod plan;
pub mod problems;
mod process_rules;
mod ready;
mod reception;
pub mod refusal;
mod session;
mod shares;
mod sign_in;
mod uploads;
mod version;

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{FromRef, Request, State};
use axum::middleware::{from_fn, from_fn_with_state, map_response};
use axum::response::Response;
use indgang_api::{PREFIX, Problem, ProblemKind};
use tokio::sync::watch;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::config::Config;
use crate::identity::access::{Gate, guard};
use crate::identity::{Identity, Limits};
use crate::store::Store;
use crate::store::session::Sessions;

pub use app::{App, embedded, folder};
pub use figures::router as figures;
pub use listen::serve;

/// How long a request may take, from its headers to its answer.
const PATIENCE: Duration = Duration::from_secs(30);

/// Everything the server answers. Without an app only the API, and a page that says how to build it.
/// `demo` are the addresses of the demo's provider, none outside a demo.
pub fn router(
    app: Option<App>,
    store: Store,
    stopping: Stopping,
    config: Arc<Config>,
    identity: Arc<Identity>,
    demo: Router,
) -> Router {
    let https = config.server.is_https();
    let cookie = identity.cookie(Sessions(store.clone()));
    let gate = Gate {
        store: store.clone(),
        limits: Limits::new(
            config.server.client_address_header.clone(),
            config.server.requests_per_minute,
        ),
        origin: identity.origin.clone(),
        session_seconds: i64::from(identity.session_hours) * 60 * 60,
    };
    let (api, document) = OpenApiRouter::with_openapi(openapi::start())
        .routes(routes!(assessments::create))
        .routes(routes!(explanations::create))
        .routes(routes!(parameters::list))
        .routes(routes!(process_rules::list))
        .routes(routes!(health::show))
        .routes(routes!(drafts::list, drafts::create, drafts::delete_all))
        .routes(routes!(drafts::show, drafts::change, drafts::delete))
        .routes(routes!(events::listen))
        .routes(routes!(events::listen_at_desk))
        .routes(routes!(session::show::show, session::end::end))
        .routes(routes!(session::end::end_all))
        .routes(routes!(sign_in::begin::begin))
        .routes(routes!(sign_in::callback::callback))
        .routes(routes!(mine_data::show::show))
        .routes(routes!(mine_data::export::export))
        .routes(routes!(mine_data::mail::set, mine_data::mail::stop))
        .routes(routes!(consents::give::give))
        .routes(routes!(consents::withdraw::withdraw))
        .routes(routes!(shares::offer::offer))
        .routes(routes!(shares::accept::accept))
        .routes(routes!(shares::revoke::revoke))
        .routes(routes!(invitations::invite))
        .routes(routes!(invitations::accept))
        .routes(routes!(invitations::stop))
        .routes(routes!(citizens::list::list))
        .routes(routes!(citizens::show::show))
        .routes(routes!(plan::facts::show))
        .routes(routes!(plan::pulse::count))
        .routes(routes!(
            plan::joint::show,
            plan::joint::begin,
            plan::joint::withdraw
        ))
        .routes(routes!(plan::joint::invite))
        .routes(routes!(plan::joint::accept))
        .routes(routes!(plan::joint::bring))
        .routes(routes!(
            plan::joint::show_to_office,
            plan::joint::hide_from_office
        ))
        .routes(routes!(plan::joint::of_citizen))
        .routes(routes!(plan::own::show, plan::own::keep, plan::own::delete))
        .routes(routes!(
            plan::shared::show,
            plan::shared::keep,
            plan::shared::delete
        ))
        .routes(routes!(plan::office::show))
        .routes(routes!(plan::citizen::show, plan::citizen::add))
        .routes(routes!(plan::links::list, plan::links::make))
        .routes(routes!(plan::links::open, plan::links::revoke))
        .routes(routes!(plan::rooms::open))
        .routes(routes!(plan::rooms::join))
        .routes(routes!(plan::rooms::show, plan::rooms::end))
        .routes(routes!(plan::rooms::shared, plan::rooms::share))
        .routes(routes!(plan::rooms::office, plan::rooms::add))
        .routes(routes!(case::show))
        .routes(routes!(case::keep_progress))
        .routes(routes!(case::send))
        .routes(routes!(case::show_one))
        .routes(routes!(case::change))
        .routes(routes!(case::receipt))
        .routes(routes!(case::hear))
        .routes(routes!(case::set_contact))
        .routes(routes!(case::work))
        .routes(routes!(attendance::roll))
        .routes(routes!(attendance::register))
        .routes(routes!(case::card, case::set_card))
        .routes(routes!(uploads::begin))
        .routes(routes!(
            uploads::show,
            uploads::look,
            uploads::add,
            uploads::delete
        ))
        .routes(routes!(meetings::facts::facts))
        .routes(routes!(meetings::facts::times))
        .routes(routes!(meetings::own::list, meetings::own::book))
        .routes(routes!(meetings::own::show, meetings::own::prepare))
        .routes(routes!(meetings::own::change))
        .routes(routes!(meetings::calendar::show))
        .routes(routes!(meetings::proof::prove))
        .routes(routes!(meetings::proof::check))
        .routes(routes!(
            meetings::desk::own_times,
            meetings::desk::set_own_times
        ))
        .routes(routes!(
            meetings::feed::show,
            meetings::feed::keep,
            meetings::feed::forget
        ))
        .routes(routes!(meetings::desk::day))
        .routes(routes!(meetings::desk::work))
        .routes(routes!(meetings::desk::colleagues))
        .routes(routes!(opinions::improvements))
        .routes(routes!(opinions::say))
        .routes(routes!(opinions::list))
        .routes(routes!(indicators::show))
        .routes(routes!(indicators::file))
        .routes(routes!(meetings::citizen::list, meetings::citizen::book))
        .routes(routes!(meetings::citizen::change))
        .routes(routes!(meetings::citizen::set_deadline))
        .routes(routes!(meetings::room::own_room))
        .routes(routes!(meetings::guests::invite))
        .routes(routes!(meetings::guests::send_away))
        .routes(routes!(meetings::guests::enter))
        .routes(routes!(meetings::guests::show))
        .routes(routes!(meetings::guests::room))
        .routes(routes!(meetings::room::room_of_citizen))
        .routes(routes!(devices::list::list, devices::announce::announce))
        .routes(routes!(devices::enrol::enrol))
        .routes(routes!(devices::this::this))
        .routes(routes!(devices::revoke::revoke))
        .routes(routes!(reception::kiosk::hall))
        .routes(routes!(reception::kiosk::find))
        .routes(routes!(reception::kiosk::arrive))
        .routes(routes!(reception::kiosk::draw))
        .routes(routes!(reception::screen::show))
        .routes(routes!(reception::desk::show))
        .routes(routes!(reception::desk::next))
        .routes(routes!(reception::desk::act))
        .split_for_parts();
    api.merge(openapi::router(document))
        .merge(ready::router())
        .route_layer(from_fn_with_state(gate, guard))
        .layer(cookie)
        .merge(page::router())
        .layer(CompressionLayer::new())
        .method_not_allowed_fallback(problems::method_not_allowed)
        .fallback(elsewhere)
        .with_state(Site {
            app: app.map(Arc::new),
            config,
            identity,
            store,
            stopping,
        })
        .merge(demo)
        .layer(from_fn(again::when_contended))
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
    identity: Arc<Identity>,
    store: Store,
    stopping: Stopping,
}

/// Whether the server was asked to stop: what has no end of its own ends then.
#[derive(Clone)]
pub struct Stopping(pub watch::Receiver<bool>);

impl Stopping {
    /// Waits until it is.
    pub async fn asked(&mut self) {
        // Nobody is there to ask any more: the program is ending.
        let _ = self.0.wait_for(|asked| *asked).await;
    }
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
