//! `GET /metrics`, on a listener of its own: for Prometheus, not for the world.

use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use metrics_exporter_prometheus::{BuildError, PrometheusBuilder, PrometheusHandle};

use super::refusal::Refusal;
use crate::store::{Store, outbox};

/// Seconds, up to what a request may take.
const BUCKETS: [f64; 10] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 2.0, 30.0];
const UPKEEP: Duration = Duration::from_secs(10);

/// From now on figures are kept.
pub fn router(store: Store) -> Result<Router, BuildError> {
    let figures = PrometheusBuilder::new()
        .set_buckets(&BUCKETS)?
        .install_recorder()?;
    tokio::spawn(upkeep(figures.clone()));
    let show = get(show).with_state((figures, store));
    Ok(Router::new().route("/metrics", show))
}

async fn show(
    State((figures, store)): State<(PrometheusHandle, Store)>,
) -> Result<Response, Refusal> {
    let waiting = outbox::list(&mut store.read().await?).await?;
    let given_up = waiting
        .iter()
        .filter(|message| message.due_at.is_none())
        .count();
    metrics::gauge!("indgang_outbox_waiting").set((waiting.len() - given_up) as f64);
    metrics::gauge!("indgang_outbox_given_up").set(given_up as f64);
    let version = [(header::CONTENT_TYPE, "text/plain; version=0.0.4")];
    Ok((version, figures.render()).into_response())
}

/// What was measured is kept one by one until it is summed up.
async fn upkeep(figures: PrometheusHandle) {
    loop {
        tokio::time::sleep(UPKEEP).await;
        figures.run_upkeep();
    }
}
