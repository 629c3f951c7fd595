//! Fetching a calendar from an address that somebody has typed. The server stands in networks that they do not:
//! what it asks is on the internet, and nothing it is told leads it anywhere else.

use std::error::Error;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use indgang_api::meetings::Unread;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::header::{self, HeaderValue};
use reqwest::redirect::{Attempt, Policy};
use reqwest::{Client, Response, StatusCode, Url};

use crate::config::Feeds;

const REDIRECTS: usize = 5;
const LONGEST: usize = 2000;

/// Where we may ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    Internet,
    /// This machine too: in a demo.
    AndHere,
}

/// The address of a calendar as people copy it, when it is one that can be asked for.
pub fn address(typed: &str) -> Option<Url> {
    let typed = typed.trim();
    // A name for https that opens the calendar program.
    let typed = typed
        .strip_prefix("webcal://")
        .map_or_else(|| typed.to_owned(), |rest| format!("https://{rest}"));
    let url: Url = (typed.len() <= LONGEST).then(|| typed.parse().ok())??;
    let is_fit = match url.scheme() {
        "https" => url.has_host(),
        "http" => number(&url).is_some_and(|ip| ip.is_loopback()),
        _ => false,
    };
    is_fit.then_some(url)
}

/// Where an address names a computer by its number, which is not looked up.
fn number(url: &Url) -> Option<IpAddr> {
    let host = url.host_str()?;
    host.trim_matches(['[', ']']).parse().ok()
}

/// What the other side says of what it gave: asked for again, it tells whether that is still so.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    pub etag: Option<String>,
    pub last_modified: Option<String>,
}

/// What came.
#[derive(Debug, PartialEq, Eq)]
pub enum Fetched {
    Unchanged,
    Calendar(String, Seen),
}

/// Fetches calendars.
#[derive(Clone)]
pub struct Fetcher {
    client: Client,
    reach: Reach,
    most: usize,
}

impl Fetcher {
    pub fn new(feeds: &Feeds, reach: Reach) -> reqwest::Result<Self> {
        let client = Client::builder()
            // A proxy would look names up itself, and find what we must not ask.
            .no_proxy()
            .dns_resolver(Arc::new(Guarded(reach)))
            .redirect(Policy::custom(follow))
            .timeout(Duration::from_secs(feeds.seconds.get().into()))
            // Minutes pass before the same computer is asked again.
            .pool_max_idle_per_host(0)
            .user_agent("Indgang")
            .build()?;
        Ok(Self {
            client,
            reach,
            most: usize::try_from(feeds.kilobytes)
                .unwrap_or(usize::MAX)
                .saturating_mul(1024),
        })
    }

    /// Fetches a calendar, unless it is as it was.
    pub async fn fetch(&self, url: Url, seen: &Seen) -> Result<Fetched, Unread> {
        if number(&url).is_some_and(|ip| !self.reach.includes(ip)) {
            return Err(Unread::NotPublic);
        }
        let mut request = self.client.get(url).header(header::ACCEPT, "text/calendar");
        for (name, value) in [
            (header::IF_NONE_MATCH, &seen.etag),
            (header::IF_MODIFIED_SINCE, &seen.last_modified),
        ] {
            if let Some(value) = value {
                request = request.header(name, value);
            }
        }
        let response = request.send().await.map_err(|error| unread(&error))?;
        match response.status() {
            StatusCode::OK => {}
            StatusCode::NOT_MODIFIED => return Ok(Fetched::Unchanged),
            status if status.is_redirection() => return Err(Unread::Elsewhere),
            StatusCode::TOO_MANY_REQUESTS | StatusCode::REQUEST_TIMEOUT => {
                return Err(Unread::Unreachable);
            }
            status if status.is_client_error() => return Err(Unread::Refused),
            _ => return Err(Unread::Unreachable),
        }
        let text = |value: Option<&HeaderValue>| Some(value?.to_str().ok()?.to_owned());
        let seen = Seen {
            etag: text(response.headers().get(header::ETAG)),
            last_modified: text(response.headers().get(header::LAST_MODIFIED)),
        };
        let body = self.body(response).await?;
        Ok(Fetched::Calendar(
            String::from_utf8_lossy(&body).into_owned(),
            seen,
        ))
    }

    async fn body(&self, mut response: Response) -> Result<Vec<u8>, Unread> {
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|error| unread(&error))? {
            if body.len() + chunk.len() > self.most {
                return Err(Unread::TooBig);
            }
            body.extend_from_slice(&chunk);
        }
        Ok(body)
    }
}

/// Without the words of the error, which has the address.
fn unread(error: &reqwest::Error) -> Unread {
    let mut cause: Option<&(dyn Error + 'static)> = Some(error);
    while let Some(error) = cause {
        if error.is::<NotPublic>() {
            return Unread::NotPublic;
        }
        cause = error.source();
    }
    if error.is_timeout() {
        Unread::TooSlow
    } else {
        Unread::Unreachable
    }
}

/// Only from one address of a computer to another of the same.
fn follow(attempt: Attempt) -> reqwest::redirect::Action {
    let first = attempt.previous().first();
    let is_the_same = first.is_some_and(|first| first.origin() == attempt.url().origin());
    if is_the_same && attempt.previous().len() <= REDIRECTS {
        attempt.follow()
    } else {
        attempt.stop()
    }
}

/// Looks names up, and keeps what we may ask: nobody can say another address after that.
struct Guarded(Reach);

#[derive(Debug, thiserror::Error)]
#[error("the name is not one of the internet")]
struct NotPublic;

impl Resolve for Guarded {
    fn resolve(&self, name: Name) -> Resolving {
        let reach = self.0;
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let allowed: Vec<SocketAddr> = found.filter(|at| reach.includes(at.ip())).collect();
            if allowed.is_empty() {
                return Err(NotPublic.into());
            }
            Ok(Box::new(allowed.into_iter()) as Addrs)
        })
    }
}

impl Reach {
    fn includes(self, ip: IpAddr) -> bool {
        is_public(ip) || (self == Self::AndHere && ip.is_loopback())
    }
}

/// Whether an address is of the internet, and of no network of its own (IANA's special-purpose registries).
fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => {
            let [a, b, c, _] = ip.octets();
            !(a == 0
                || a >= 240
                || ip.is_private()
                || ip.is_loopback()
                || ip.is_link_local()
                || ip.is_multicast()
                || ip.is_documentation()
                || (a == 100 && (64..128).contains(&b))
                || (a == 192 && b == 0 && c == 0)
                || (a == 192 && b == 88 && c == 99)
                || (a == 198 && (18..20).contains(&b)))
        }
        IpAddr::V6(ip) => {
            let [a, b, ..] = ip.segments();
            // All that is given out, without what carries an address of the other sort, or is for examples.
            a & 0xe000 == 0x2000
                && !(a == 0x2001 && (b < 0x200 || b == 0xdb8))
                && a != 0x2002
                && !(a == 0x3fff && b < 0x1000)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_copy_addresses_as_their_calendar_shows_them() {
        for (typed, asked) in [
            (
                "https://outlook.office365.com/owa/k.ics",
                "https://outlook.office365.com/owa/k.ics",
            ),
            (
                " webcal://kalender.lysby.example/s?x=1 ",
                "https://kalender.lysby.example/s?x=1",
            ),
            ("http://127.0.0.1:8090/s.ics", "http://127.0.0.1:8090/s.ics"),
            ("http://[::1]/s.ics", "http://[::1]/s.ics"),
        ] {
            assert_eq!(address(typed).unwrap().as_str(), asked);
        }
        for typed in [
            "",
            "kalender",
            "http://kalender.lysby.example/s.ics",
            "http://localhost/",
            "http://10.0.0.1/",
            "file:///etc/passwd",
            "ftp://lysby.example/s.ics",
            "https://",
            "data:text/calendar,",
        ] {
            assert_eq!(address(typed), None, "{typed}");
        }
        assert_eq!(
            address(&format!("https://lysby.example/{}", "x".repeat(LONGEST))),
            None
        );
    }

    #[test]
    fn only_what_is_on_the_internet_is_asked() {
        for ip in ["8.8.8.8", "193.3.3.3", "2a01:4f8::1", "2606:4700::1111"] {
            assert!(Reach::Internet.includes(ip.parse().unwrap()), "{ip}");
        }
        for ip in [
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "192.0.0.8",
            "198.18.0.1",
            "203.0.113.7",
            "224.0.0.1",
            "255.255.255.255",
            "::",
            "fe80::1",
            "fd00::1",
            "::ffff:10.0.0.1",
            "::ffff:127.0.0.1",
            "64:ff9b::a00:1",
            "2002:a00:1::",
            "2001::1",
            "2001:db8::1",
            "ff02::1",
        ] {
            for reach in [Reach::Internet, Reach::AndHere] {
                assert!(!reach.includes(ip.parse().unwrap()), "{ip}");
            }
        }
        for ip in ["127.0.0.1", "127.8.8.8", "::1"] {
            assert!(!Reach::Internet.includes(ip.parse().unwrap()), "{ip}");
            assert!(Reach::AndHere.includes(ip.parse().unwrap()), "{ip}");
        }
    }

    #[tokio::test]
    async fn a_name_of_this_machine_is_not_asked_outside_a_demo() {
        let fetcher = Fetcher::new(&Feeds::default(), Reach::Internet).unwrap();
        for address in [
            "https://localhost/s.ics",
            "http://127.0.0.1:1/s.ics",
            "https://192.168.1.1/",
            "https://[::1]/",
        ] {
            let fetched = fetcher
                .fetch(address.parse().unwrap(), &Seen::default())
                .await;
            assert_eq!(fetched, Err(Unread::NotPublic), "{address}");
        }
    }
}
