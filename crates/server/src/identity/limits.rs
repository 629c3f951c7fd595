//! How often somebody may ask.

use std::net::{IpAddr, SocketAddr};
use std::num::NonZeroU32;
use std::sync::Arc;

use axum::extract::{ConnectInfo, Request};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use super::visitor::Visitor;

/// Requests a minute from one address by those who have not signed in: a whole office may sit behind
/// one, and nobody tries 40 bits of a device's code at this pace.
const STRANGERS: NonZeroU32 = NonZeroU32::new(120).unwrap();
/// What is done seldom, by one person, or one address of those who have not signed in: so many at once, and
/// one more each minute.
const RARELY: NonZeroU32 = NonZeroU32::new(20).unwrap();
const RARELY_AN_HOUR: NonZeroU32 = NonZeroU32::new(60).unwrap();
/// So many are remembered before those who have not asked for a while are forgotten.
const REMEMBERED: usize = 10_000;

#[derive(Clone, Debug)]
pub struct Limits {
    strangers: Arc<DefaultKeyedRateLimiter<IpAddr>>,
    visitors: Arc<DefaultKeyedRateLimiter<String>>,
    rarely: Arc<DefaultKeyedRateLimiter<String>>,
    /// The header in which the proxy in front of us says who asks.
    header: Option<String>,
}

impl Limits {
    pub fn new(header: Option<String>, visitors: NonZeroU32) -> Self {
        Self {
            strangers: Arc::new(RateLimiter::keyed(Quota::per_minute(STRANGERS))),
            visitors: Arc::new(RateLimiter::keyed(Quota::per_minute(visitors))),
            rarely: Arc::new(RateLimiter::keyed(
                Quota::per_hour(RARELY_AN_HOUR).allow_burst(RARELY),
            )),
            header,
        }
    }

    pub fn allow_visitor(&self, id: &str) -> bool {
        if self.visitors.len() > REMEMBERED {
            self.visitors.retain_recent();
        }
        self.visitors.check_key(&id.to_owned()).is_ok()
    }

    /// Whose address is not known is not limited: only tests call the router without a socket.
    pub fn allow_stranger(&self, request: &Request) -> bool {
        if self.strangers.len() > REMEMBERED {
            self.strangers.retain_recent();
        }
        self.address(request)
            .is_none_or(|address| self.strangers.check_key(&address).is_ok())
    }

    /// What is done seldom.
    pub fn allow_rarely(&self, visitor: Option<&Visitor>, request: &Request) -> bool {
        if self.rarely.len() > REMEMBERED {
            self.rarely.retain_recent();
        }
        let who = match visitor {
            Some(Visitor::Person(person)) => Some(person.id.clone()),
            Some(Visitor::Device { id } | Visitor::Guest { id }) => Some(id.clone()),
            None => self.address(request).map(|address| address.to_string()),
        };
        who.is_none_or(|who| self.rarely.check_key(&who).is_ok())
    }

    /// The last address in the header is the one that our own proxy has seen; those before it anybody
    /// can make up.
    fn address(&self, request: &Request) -> Option<IpAddr> {
        let said = self.header.as_ref().and_then(|name| {
            let value = request.headers().get_all(name).iter().next_back()?;
            value.to_str().ok()?.rsplit(',').next()?.trim().parse().ok()
        });
        said.or_else(|| {
            let ConnectInfo(peer) = request.extensions().get::<ConnectInfo<SocketAddr>>()?;
            Some(peer.ip())
        })
    }
}
