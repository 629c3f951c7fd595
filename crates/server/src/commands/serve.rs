//! `indgang serve`.

use std::io::{self, Write};
use std::net::SocketAddr;
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context, bail};
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::oneshot;

use crate::cli::Serve;
use crate::clock;
use crate::commands::open_store;
use crate::config::{Config, Origin};
use crate::http::{self, App};

/// How long answers that are under way may take when the server is asked to stop.
const FAREWELL: Duration = Duration::from_secs(10);

pub fn run(options: Serve) -> anyhow::Result<ExitCode> {
    log(options.log);
    let (mut config, origin) = Config::find(options.place.config.clone())?;
    config.kommune.aabningstider = config.kommune.aabningstider.with_holidays(clock::today());
    match &origin {
        Origin::File(file) => tracing::info!(file = %file.display(), "configuration read"),
        Origin::Example => tracing::warn!("no indgang.toml here: showing a made-up municipality"),
    }
    let app = app(options.app.as_deref(), &config)?;
    let runtime = tokio::runtime::Runtime::new()?;
    let served = runtime.block_on(async {
        let store = open_store(&config, &options.place).await?;
        store.migrate().await?;
        let served = serve(options.listen, http::router(app, store.clone(), config.into())).await;
        store.close().await;
        served
    });
    // What is still being computed has nobody left to tell.
    runtime.shutdown_background();
    served?;
    Ok(ExitCode::SUCCESS)
}

fn app(folder: Option<&Path>, config: &Config) -> anyhow::Result<Option<App>> {
    let files = match folder {
        Some(folder) => Some(
            http::folder(folder)
                .with_context(|| format!("cannot read the app in {}", folder.display()))?,
        ),
        None => http::embedded(),
    };
    let Some(files) = files else {
        tracing::warn!(
            "this program has no app inside and --app names none: only the API is served"
        );
        return Ok(None);
    };
    let app = App::new(files, &config.kommune).context("the app cannot be served")?;
    Ok(Some(app))
}

async fn serve(address: SocketAddr, router: axum::Router) -> anyhow::Result<()> {
    let listener = match TcpListener::bind(address).await {
        Ok(listener) => listener,
        Err(error) if error.kind() == io::ErrorKind::AddrInUse => bail!(
            "something listens on {address} already, perhaps another indgang: \
             stop it, or choose another port with --listen"
        ),
        Err(error) => return Err(error).with_context(|| format!("cannot listen on {address}")),
    };
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    let (stop, stopping) = oneshot::channel();
    let asked_to_stop = async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        tracing::info!("asked to stop: finishing what is under way");
        // Nobody listens when the server stopped by itself.
        let _ = stop.send(());
    };
    let too_late = async {
        // An error is a server that stopped by itself, which the other branch reports.
        if stopping.await.is_ok() {
            tokio::time::sleep(FAREWELL).await;
        } else {
            std::future::pending::<()>().await;
        }
    };

    // People and tests wait for this line; the address is the real one, also for port 0.
    writeln!(io::stdout(), "http://{}/", listener.local_addr()?)?;
    tokio::select! {
        served = axum::serve(listener, router).with_graceful_shutdown(asked_to_stop) => served?,
        () = too_late => tracing::warn!("stopped although something was still under way"),
    }
    Ok(())
}

fn log(level: tracing::Level) {
    tracing_subscriber::fmt()
        .with_writer(io::stderr)
        .with_ansi(false)
        .with_max_level(level)
        .init();
    // The default hook prints what the program panicked with, and that may be about a person.
    std::panic::set_hook(Box::new(|panic| match panic.location() {
        Some(place) => tracing::error!(%place, "panic"),
        None => tracing::error!("panic"),
    }));
}
