//! `indgang keys`.

use std::process::ExitCode;

use crate::cli::Place;
use crate::commands::open_store;
use crate::config::Config;
use crate::keys::Keys;
use crate::store::{persistently, sealed};

/// How many rows are sealed again in one transaction: others write in between.
const BATCH: i64 = 200;

/// Adds a key to the ring in the folder.
pub fn add(place: &Place) -> anyhow::Result<ExitCode> {
    Keys::add(&place.data)?;
    println!("a key was added: start every server again, then run `indgang keys use`");
    Ok(ExitCode::SUCCESS)
}

/// Seals with the key that was added last.
pub fn turn(place: &Place) -> anyhow::Result<ExitCode> {
    Keys::turn(&place.data)?;
    println!("the new key seals: start every server again, then run `indgang keys rotate`");
    Ok(ExitCode::SUCCESS)
}

/// Seals everything again that was sealed with an older key.
#[tokio::main(flavor = "current_thread")]
pub async fn rotate(place: &Place) -> anyhow::Result<ExitCode> {
    let (config, _) = Config::find(place.config.clone())?;
    let store = open_store(&config, place).await?;
    store.check().await?;
    let mut count = 0;
    loop {
        let renewed = persistently(|| async {
            let mut transaction = store.write().await?;
            let renewed = sealed::renew(&mut transaction, BATCH).await?;
            if renewed == 0 {
                sealed::retire(&mut transaction).await?;
            }
            transaction.commit().await?;
            Ok(renewed)
        })
        .await?;
        if renewed == 0 {
            break;
        }
        count += renewed;
    }
    println!("{count} values were sealed again: every line of the ring but the last may go");
    Ok(ExitCode::SUCCESS)
}
