//! Connections: taken, given up when they are too slow, and finished when the server is to stop.

use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use axum::extract::ConnectInfo;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};

use super::Stopping;

/// How long the headers of a request may take, and how long a connection may be idle.
const HEADERS: Duration = Duration::from_secs(20);
/// How long answers that are under way may take when the server is asked to stop.
const FAREWELL: Duration = Duration::from_secs(10);
/// After a connection could not be taken, as when there are too many files open.
const PAUSE: Duration = Duration::from_millis(100);

/// Serves until the server is asked to stop, and then to the end of what is under way. `false`:
/// something took too long.
pub async fn serve(listener: TcpListener, router: Router, mut stopping: Stopping) -> bool {
    let connections = GracefulShutdown::new();
    loop {
        tokio::select! {
            taken = listener.accept() => match taken {
                Ok((stream, from)) => take(&connections, stream, from, &router),
                Err(error) => {
                    tracing::warn!(%error, "a connection could not be taken");
                    tokio::time::sleep(PAUSE).await;
                }
            },
            () = stopping.asked() => break,
        }
    }
    drop(listener);
    tracing::info!("asked to stop: finishing what is under way");
    tokio::time::timeout(FAREWELL, connections.shutdown())
        .await
        .is_ok()
}

fn take(connections: &GracefulShutdown, stream: TcpStream, from: SocketAddr, router: &Router) {
    // Answers are small: none waits to be sent together with a next one.
    let _ = stream.set_nodelay(true);
    let service = router.clone().layer(axum::Extension(ConnectInfo(from)));
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEADERS)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(service));
    // Why a connection ended is between the other side and the network.
    tokio::spawn(connections.watch(connection));
}
