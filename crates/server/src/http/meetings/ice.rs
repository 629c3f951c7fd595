//! The servers that help two devices to find each other.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use indgang_api::online::IceServer;
use sha1::Sha1;

use crate::config::Online;

/// Those of the configuration. To a TURN server one shows that one may, until a moment, in the way of
/// coturn's `use-auth-secret`: it shares a secret with us and knows no users.
pub fn servers(online: &Online, room: &str, until: i64) -> Vec<IceServer> {
    let mut servers = Vec::new();
    if !online.stun.is_empty() {
        servers.push(IceServer {
            urls: online.stun.clone(),
            username: None,
            credential: None,
        });
    }
    if let Some(secret) = &online.turn_secret
        && !online.turn.is_empty()
    {
        let username = format!("{}:{room}", until / 1000);
        servers.push(IceServer {
            urls: online.turn.clone(),
            credential: Some(credential(&secret.0, &username)),
            username: Some(username),
        });
    }
    servers
}

fn credential(secret: &str, username: &str) -> String {
    // An HMAC takes keys of any length.
    let Ok(mut mac) = Hmac::<Sha1>::new_from_slice(secret.as_bytes()) else {
        return String::new();
    };
    mac.update(username.as_bytes());
    BASE64_STANDARD.encode(mac.finalize().into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::TurnSecret;

    /// RFC 2202, test case 2: effcdf6ae5eb2fa2d27416d5f184df9c259a7c79.
    #[test]
    fn a_credential_is_the_hmac_sha1_of_the_username() {
        let known = credential("Jefe", "what do ya want for nothing?");
        assert_eq!(known, "7/zfauXrL6LSdBbV8YTfnCWafHk=");
    }

    #[test]
    fn a_turn_server_is_named_only_with_its_secret_and_until_the_room_closes() {
        let mut online = Online {
            stun: vec!["stun:stun.lysby.example:3478".to_owned()],
            turn: vec!["turns:turn.lysby.example:5349".to_owned()],
            ..Online::default()
        };
        assert_eq!(servers(&online, "r", 1_433_895_918_000).len(), 1);
        online.turn_secret = Some(TurnSecret("hemmeligt".to_owned()));
        let named = servers(&online, "r", 1_433_895_918_000);
        assert_eq!(named[1].username.as_deref(), Some("1433895918:r"));
        assert_eq!(named[1].urls, online.turn);
        assert!(!format!("{online:?}").contains("hemmeligt"));
    }
}
