//! `indgang serve`.

use std::io::{self, Write};
use std::net::SocketAddr;
use std::process::ExitCode;

use std::sync::Arc;

use anyhow::{Context, bail};
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

use crate::cli::{LogFormat, Serve};
use crate::clock;
use crate::commands::open_store;
use crate::config::{Config, Origin};
use crate::feeds::{Fetcher, Reach};
use crate::http::{self, App, Stopping};
use crate::identity::{Identity, demo};
use crate::jobs::{case, feeds, housekeeping, meetings, outbox};
use crate::messages::Ways;
use crate::store::{Store, sealed};

pub fn run(options: Serve) -> anyhow::Result<ExitCode> {
    log(options.log, options.log_format);
    let (mut config, origin) = Config::find(options.place.config.clone())?;
    config.kommune.aabningstider = config.kommune.aabningstider.with_holidays(clock::today());
    match &origin {
        Origin::File(file) => tracing::info!(file = %file.display(), "configuration read"),
        Origin::Example => tracing::warn!("no indgang.toml here: showing a made-up municipality"),
    }
    let app = app(&options, &config)?;
    let runtime = tokio::runtime::Runtime::new()?;
    let served = runtime.block_on(serve(&options, app, config));
    // What is still being computed has nobody left to tell.
    runtime.shutdown_background();
    served?;
    Ok(ExitCode::SUCCESS)
}

fn app(options: &Serve, config: &Config) -> anyhow::Result<Option<App>> {
    let files = match &options.app {
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
    let sign_in = options.demo || config.identity.is_some();
    let app = App::new(files, config, sign_in).context("the app cannot be served")?;
    Ok(Some(app))
}

async fn serve(options: &Serve, app: Option<App>, config: Config) -> anyhow::Result<()> {
    // Bound before anything else: people are sent back to the port that was really taken.
    let listener = bind(options.listen, "--listen").await?;
    let address = listener.local_addr()?;
    let (identity, demo) = match options.demo {
        true => Identity::demo(&config, address).map(|(identity, demo)| (identity, Some(demo)))?,
        false => (Identity::configured(&config, address)?, None),
    };
    let reach = match options.demo {
        true => Reach::AndHere,
        false => Reach::Internet,
    };
    let fetcher = Fetcher::new(&config.meetings.feeds, reach)?;
    let store = open_store(&config, &options.place).await?;
    store.migrate().await?;
    admit_keys(&store).await?;
    let stopping = stop_when_asked()?;

    let config = Arc::new(config);
    tokio::spawn(store.clone().hear_others());
    tokio::spawn(outbox::run(store.clone(), Ways::new(&config)));
    tokio::spawn(meetings::run(store.clone(), Arc::clone(&config)));
    tokio::spawn(case::run(store.clone(), Arc::clone(&config)));
    tokio::spawn(feeds::run(store.clone(), Arc::clone(&config), fetcher));
    tokio::spawn(housekeeping::run(store.clone(), config.retention.clone()));
    if let Some(address) = options.metrics {
        let listener = bind(address, "--metrics").await?;
        let figures = http::figures(store.clone())?;
        tokio::spawn(http::serve(listener, figures, stopping.clone()));
    }
    let demo = demo.map(|demo| demo::router(demo, store.clone()));
    let router = http::router(
        app,
        store.clone(),
        stopping.clone(),
        config,
        identity.into(),
        demo.unwrap_or_default(),
    );
    // People and tests wait for this line; the address is the real one, also for port 0.
    writeln!(io::stdout(), "http://{address}/")?;
    if !http::serve(listener, router, stopping).await {
        tracing::warn!("stopped although something was still under way");
    }
    store.close().await;
    Ok(())
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

async fn bind(address: SocketAddr, option: &str) -> anyhow::Result<TcpListener> {
    match TcpListener::bind(address).await {
        Ok(listener) => Ok(listener),
        Err(error) if error.kind() == io::ErrorKind::AddrInUse => bail!(
            "something listens on {address} already, perhaps another indgang: \
             stop it, or choose another port with {option}"
        ),
        Err(error) => Err(error).with_context(|| format!("cannot listen on {address}")),
    }
}

fn stop_when_asked() -> io::Result<Stopping> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    let (stop, stopping) = watch::channel(false);
    tokio::spawn(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        stop.send_replace(true);
    });
    Ok(Stopping(stopping))
}

fn log(level: tracing::Level, format: LogFormat) {
    let log = tracing_subscriber::fmt()
        .with_writer(io::stderr)
        .with_ansi(false)
        .with_max_level(level);
    // PostgreSQL remarks on every transaction that lost, which is done again and no news.
    let known = Targets::new()
        .with_default(level)
        .with_target("sqlx::postgres::notice", LevelFilter::OFF);
    match format {
        LogFormat::Text => log.finish().with(known).init(),
        LogFormat::Json => log.json().flatten_event(true).finish().with(known).init(),
    }
    // The default hook prints what the program panicked with, and that may be about a person.
    std::panic::set_hook(Box::new(|panic| match panic.location() {
        Some(place) => tracing::error!(%place, "panic"),
        None => tracing::error!("panic"),
    }));
}
