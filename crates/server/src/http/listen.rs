//! Connections: taken, given up when they are too slow, and finished when the server is to stop.

use std::net::SocketAddr;
use std::pin::pin;
use std::time::Duration;

use axum::Router;
use axum::extract::ConnectInfo;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use tower_http::add_extension::AddExtension;

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
    // Closed when the last connection has let go of its end.
    let (under_way, mut all_done) = mpsc::channel(1);
    loop {
        tokio::select! {
            taken = listener.accept() => match taken {
                Ok((stream, from)) => take(stream, from, &router, stopping.clone(), under_way.clone()),
                Err(error) => {
                    tracing::warn!(%error, "a connection could not be taken");
                    tokio::time::sleep(PAUSE).await;
                }
            },
            () = stopping.asked() => break,
        }
    }
    drop((listener, under_way));
    tracing::info!("asked to stop: finishing what is under way");
    tokio::time::timeout(FAREWELL, all_done.recv())
        .await
        .is_ok()
}

fn take(
    stream: TcpStream,
    from: SocketAddr,
    router: &Router,
    mut stopping: Stopping,
    under_way: mpsc::Sender<()>,
) {
    // Answers are small: none waits to be sent together with a next one.
    let _ = stream.set_nodelay(true);
    // Around the router, not in it: `Router::layer` makes every route anew, 170 kB for each connection.
    let service = AddExtension::new(router.clone(), ConnectInfo(from));
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEADERS)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(service))
        // One that becomes a WebSocket ends by itself when the server is to stop.
        .with_upgrades();
    tokio::spawn(async move {
        let mut connection = pin!(connection);
        // Why it ended is between the other side and the network.
        tokio::select! {
            _ = connection.as_mut() => {}
            () = stopping.asked() => {
                connection.as_mut().graceful_shutdown();
                let _ = connection.await;
            }
        }
        drop(under_way);
    });
}
