//! `indgang serve`.

use std::io::{self, Write};
use std::net::SocketAddr;
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context, bail};
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

use crate::cli::Serve;
use crate::clock;
use crate::commands::open_store;
use crate::config::{Config, Origin};
use crate::http::{self, App, Stopping};
use crate::identity::{Identity, demo};
use crate::jobs::{housekeeping, outbox};
use crate::messages::Ways;
use crate::store::{Store, sealed};

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
        // Bound before anything else: people are sent back to the port that was really taken.
        let listener = listen(options.listen).await?;
        let address = listener.local_addr()?;
        let (identity, demo) = match options.demo {
            true => {
                Identity::demo(&config, address).map(|(identity, demo)| (identity, Some(demo)))?
            }
            false => (Identity::configured(&config, address)?, None),
        };
        let store = open_store(&config, &options.place).await?;
        store.migrate().await?;
        admit_keys(&store).await?;
        tokio::spawn(store.clone().hear_others());
        tokio::spawn(outbox::run(store.clone(), Ways::new(&config)));
        tokio::spawn(housekeeping::run(store.clone(), config.retention.clone()));
        let (stop, stopping) = watch::channel(false);
        let stopping = Stopping(stopping);
        let mut router = http::router(
            app,
            store.clone(),
            stopping.clone(),
            config.into(),
            identity.into(),
        );
        if let Some(demo) = demo {
            router = router.merge(demo::router(demo, store.clone()));
        }
        let served = serve(listener, router, stop, stopping).await;
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

/// A server with another ring would write what nobody else can read.
async fn admit_keys(store: &Store) -> anyhow::Result<()> {
    let mut transaction = store.write().await?;
    if !sealed::admit(&mut transaction).await? {
        bail!(
            "the key ring lacks a key that something in the database is sealed with: \
             put the ring back that belongs to this database"
        );
    }
    Ok(transaction.commit().await?)
}

async fn listen(address: SocketAddr) -> anyhow::Result<TcpListener> {
    match TcpListener::bind(address).await {
        Ok(listener) => Ok(listener),
        Err(error) if error.kind() == io::ErrorKind::AddrInUse => bail!(
            "something listens on {address} already, perhaps another indgang: \
             stop it, or choose another port with --listen"
        ),
        Err(error) => Err(error).with_context(|| format!("cannot listen on {address}")),
    }
}

async fn serve(
    listener: TcpListener,
    router: axum::Router,
    stop: watch::Sender<bool>,
    mut stopping: Stopping,
) -> anyhow::Result<()> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    let asked_to_stop = async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        tracing::info!("asked to stop: finishing what is under way");
        // Nobody listens when the server stopped by itself.
        let _ = stop.send(true);
    };
    let too_late = async {
        stopping.asked().await;
        tokio::time::sleep(FAREWELL).await;
    };

    // People and tests wait for this line; the address is the real one, also for port 0.
    writeln!(io::stdout(), "http://{}/", listener.local_addr()?)?;
    let router = router.into_make_service_with_connect_info::<SocketAddr>();
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
