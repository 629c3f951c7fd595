//! Who may do what. Everything about it stands here, as data: an address that is not in [`RULES`] is
//! closed, and what concerns a citizen is looked up, and every look of somebody else kept, before the
//! handler runs.

use axum::RequestExt;
use axum::extract::{MatchedPath, RawPathParams, Request, State};
use axum::http::{HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use indgang_api::devices::DeviceKind;
use indgang_api::mine_data::Part;
use indgang_api::{
    Problem, ProblemKind, assessments, attendance, case, citizens, consents, devices, drafts,
    events, explanations, guests, health, indicators, invitations, meetings, mine_data, openapi,
    opinions, parameters, plan, process_rules, reception, session, shares, uploads,
};
use tower_sessions::Session;

use super::limits::Limits;
use super::role::Role;
use super::visitor::{self, Person, Visitor};
use crate::http::citizen::Citizen;
use crate::http::id::is_name;
use crate::http::{problems, refusal};
use crate::store::meetings::guest;
use crate::store::plan::room;
use crate::store::{self, Store, StoreError, device, look};
use crate::{clock, secret};

/// For whom an address is.
#[derive(Clone, Copy, Debug)]
pub enum Access {
    /// Everybody; no cookie is looked at.
    Public,
    /// Everybody, and who it is may matter.
    Anyone,
    /// Whoever has signed in.
    SignedIn,
    /// A citizen, about themselves.
    Citizen,
    /// Somebody at work here in one of these roles.
    Staff(&'static [Role]),
    /// Concerns a part of what is kept about the citizen in the address: for that citizen, for a helper
    /// whom they let, and for these roles in a unit that works with the citizen or has their consent.
    About(Part, &'static [Role]),
    /// The same, but only for those roles.
    StaffAbout(Part, &'static [Role]),
    /// A meeting, for who opened it: whoever brings its key, signed in or not.
    RoomOpener,
    /// A meeting, for who joined it, in one of these roles.
    RoomStaff(&'static [Role]),
    /// A meeting, for both.
    Room(&'static [Role]),
    /// A screen or kiosk of the house, of one of these kinds.
    Device(&'static [DeviceKind]),
    /// Who comes with a link of their own: nobody who is signed in, and no device.
    Newcomer,
    /// A guest of an online meeting.
    Guest,
}

impl Access {
    const fn is_a_room(self) -> bool {
        matches!(self, Self::RoomOpener | Self::RoomStaff(_) | Self::Room(_))
    }
}

/// One address and method.
#[derive(Debug)]
pub struct Rule {
    pub method: Method,
    pub path: &'static str,
    pub access: Access,
    /// Whether the person must have been asked who they are just now.
    pub fresh: bool,
    /// Whether it is needed so seldom that many at once are a misuse.
    pub rare: bool,
    /// Whether a WebSocket is opened there. A browser opens one to any site, with our cookie and without our
    /// header: what it always says is the origin of the page.
    pub socket: bool,
}

const fn rule(method: Method, path: &'static str, access: Access) -> Rule {
    Rule {
        method,
        path,
        access,
        fresh: false,
        rare: false,
        socket: false,
    }
}

impl Rule {
    const fn fresh(mut self) -> Self {
        self.fresh = true;
        self
    }

    const fn rare(mut self) -> Self {
        self.rare = true;
        self
    }

    const fn socket(mut self) -> Self {
        self.socket = true;
        self
    }
}

const GET: Method = Method::GET;
const POST: Method = Method::POST;
const PUT: Method = Method::PUT;
const PATCH: Method = Method::PATCH;
const DELETE: Method = Method::DELETE;

/// Who works with citizens.
const CASE: &[Role] = &[Role::Caseworker, Role::BenefitOfficer];
const FRONT_DESK: &[Role] = &[Role::FrontDesk];
/// Who runs activities.
const PROVIDER: &[Role] = &[Role::Provider];
/// Who calls in those who have come.
const RECEPTION: &[Role] = &[Role::Caseworker, Role::BenefitOfficer, Role::FrontDesk];
const DEVICES: &[DeviceKind] = &[DeviceKind::Kiosk, DeviceKind::Screen];
const KIOSK: &[DeviceKind] = &[DeviceKind::Kiosk];
const SCREEN: &[DeviceKind] = &[DeviceKind::Screen];

pub const RULES: &[Rule] = &[
    rule(GET, "/healthz", Access::Public),
    rule(GET, "/readyz", Access::Public),
    rule(GET, health::PATH, Access::Public),
    rule(GET, openapi::PATH, Access::Public),
    rule(GET, parameters::PATH, Access::Public),
    rule(GET, process_rules::PATH, Access::Public),
    rule(POST, assessments::PATH, Access::Public),
    rule(POST, explanations::PATH, Access::Public),
    rule(GET, session::PATH, Access::Anyone),
    rule(DELETE, session::PATH, Access::SignedIn),
    rule(DELETE, session::ALL, Access::SignedIn),
    rule(GET, session::SIGN_IN, Access::Anyone),
    rule(GET, session::CALLBACK, Access::Anyone),
    rule(GET, mine_data::PATH, Access::Citizen),
    rule(GET, mine_data::EXPORT, Access::Citizen).fresh(),
    rule(PUT, mine_data::MAIL, Access::Citizen),
    rule(DELETE, mine_data::MAIL, Access::Citizen),
    rule(GET, drafts::PATH, Access::Citizen),
    rule(POST, drafts::PATH, Access::Citizen),
    rule(DELETE, drafts::PATH, Access::Citizen),
    rule(GET, drafts::ITEM, Access::Citizen),
    rule(PUT, drafts::ITEM, Access::Citizen),
    rule(DELETE, drafts::ITEM, Access::Citizen),
    rule(GET, events::PATH, Access::SignedIn),
    rule(GET, events::DESK, Access::Staff(RECEPTION)),
    rule(POST, consents::PATH, Access::Citizen).fresh(),
    rule(DELETE, consents::ONE, Access::Citizen),
    rule(POST, shares::PATH, Access::Citizen).fresh(),
    rule(POST, shares::ACCEPT, Access::Citizen),
    rule(DELETE, shares::ONE, Access::Citizen),
    rule(POST, invitations::PATH, Access::Citizen).fresh(),
    rule(POST, invitations::ACCEPT, Access::Citizen),
    rule(DELETE, invitations::ONE, Access::Citizen),
    rule(GET, citizens::PATH, Access::Staff(CASE)),
    rule(GET, citizens::ONE, Access::About(Part::Person, CASE)),
    rule(GET, case::PATH, Access::About(Part::Benefit, CASE)),
    rule(PUT, case::PROGRESS, Access::About(Part::Benefit, &[])),
    rule(POST, case::MATTERS, Access::About(Part::Benefit, &[])),
    rule(GET, case::MATTER, Access::About(Part::Benefit, CASE)),
    rule(POST, case::ACTS, Access::About(Part::Benefit, CASE)),
    rule(GET, case::RECEIPT, Access::About(Part::Benefit, CASE)),
    rule(POST, case::LETTERS, Access::StaffAbout(Part::Benefit, CASE)),
    rule(POST, uploads::PATH, Access::About(Part::Benefit, CASE)),
    rule(GET, uploads::ONE, Access::About(Part::Benefit, CASE)),
    rule(PATCH, uploads::ONE, Access::About(Part::Benefit, CASE)),
    rule(DELETE, uploads::ONE, Access::About(Part::Benefit, CASE)),
    rule(PUT, case::CONTACT, Access::StaffAbout(Part::Benefit, CASE)),
    rule(GET, attendance::PATH, Access::Staff(PROVIDER)),
    rule(POST, attendance::ONE, Access::Staff(PROVIDER)),
    rule(GET, case::WORK, Access::Staff(CASE)),
    rule(GET, case::CARD, Access::Staff(CASE)),
    rule(PUT, case::CARD, Access::Staff(CASE)),
    rule(GET, plan::FACTS, Access::Public),
    // Whoever could answer often would answer for others.
    rule(POST, plan::PULSES, Access::Anyone).rare(),
    rule(GET, plan::JOINT, Access::Citizen),
    rule(PUT, plan::JOINT, Access::Citizen).fresh(),
    rule(DELETE, plan::JOINT, Access::Citizen),
    rule(POST, plan::JOINT_CODES, Access::Citizen),
    rule(POST, plan::JOINT_ACCEPT, Access::Citizen).fresh(),
    rule(PUT, plan::JOINT_OWN, Access::Citizen),
    rule(PUT, plan::JOINT_OFFICE, Access::Citizen).fresh(),
    rule(DELETE, plan::JOINT_OFFICE, Access::Citizen),
    rule(
        GET,
        plan::JOINT_OF_CITIZEN,
        Access::StaffAbout(Part::Plan, CASE),
    ),
    rule(GET, plan::OWN, Access::Citizen),
    rule(PUT, plan::OWN, Access::Citizen),
    rule(DELETE, plan::OWN, Access::Citizen),
    rule(GET, plan::SHARED, Access::Citizen),
    rule(PUT, plan::SHARED, Access::Citizen),
    rule(DELETE, plan::SHARED, Access::Citizen),
    rule(GET, plan::OFFICE, Access::Citizen),
    rule(GET, plan::OF_CITIZEN, Access::About(Part::Plan, CASE)),
    rule(POST, plan::OF_CITIZEN, Access::StaffAbout(Part::Plan, CASE)),
    rule(GET, plan::LINKS, Access::Citizen),
    rule(POST, plan::LINKS, Access::Citizen),
    rule(GET, plan::LINK, Access::Anyone),
    rule(DELETE, plan::LINK, Access::Citizen),
    rule(POST, plan::ROOMS, Access::Anyone).rare(),
    rule(POST, plan::JOIN, Access::Staff(CASE)),
    rule(GET, plan::ROOM, Access::Room(CASE)),
    rule(DELETE, plan::ROOM, Access::RoomOpener),
    rule(GET, plan::ROOM_SHARED, Access::Room(CASE)),
    rule(PUT, plan::ROOM_SHARED, Access::RoomOpener),
    rule(GET, plan::ROOM_OFFICE, Access::Room(CASE)),
    rule(POST, plan::ROOM_OFFICE, Access::RoomStaff(CASE)),
    rule(GET, meetings::FACTS, Access::Public),
    rule(GET, meetings::TIMES, Access::SignedIn),
    rule(GET, meetings::PATH, Access::Citizen),
    rule(POST, meetings::PATH, Access::Citizen),
    rule(GET, meetings::ONE, Access::Citizen),
    rule(PUT, meetings::ONE, Access::Citizen),
    rule(POST, meetings::ACTS, Access::Citizen),
    rule(GET, meetings::CALENDAR, Access::Citizen),
    rule(GET, meetings::ROOM, Access::Citizen).socket(),
    rule(POST, guests::PATH, Access::Citizen),
    rule(DELETE, guests::ONE, Access::Citizen),
    rule(POST, guests::ENTER, Access::Newcomer).rare(),
    rule(GET, guests::MEETING, Access::Guest),
    rule(GET, guests::ROOM, Access::Guest).socket(),
    rule(POST, meetings::PROOFS, Access::Citizen),
    rule(POST, meetings::PROOF, Access::Staff(CASE)),
    rule(GET, meetings::OWN_TIMES, Access::Staff(CASE)),
    rule(PUT, meetings::OWN_TIMES, Access::Staff(CASE)),
    rule(GET, meetings::FEED, Access::Staff(CASE)),
    rule(PUT, meetings::FEED, Access::Staff(CASE)),
    rule(DELETE, meetings::FEED, Access::Staff(CASE)),
    rule(GET, meetings::DAY, Access::Staff(CASE)),
    rule(GET, meetings::WORK, Access::Staff(CASE)),
    rule(GET, opinions::IMPROVEMENTS, Access::Public),
    rule(PUT, opinions::ONE, Access::Anyone).rare(),
    rule(GET, opinions::PATH, Access::Staff(CASE)),
    rule(GET, indicators::PATH, Access::Staff(CASE)),
    rule(GET, indicators::CSV, Access::Staff(CASE)),
    rule(GET, meetings::COLLEAGUES, Access::Staff(CASE)),
    rule(
        GET,
        meetings::OF_CITIZEN,
        Access::About(Part::Meetings, CASE),
    ),
    rule(
        POST,
        meetings::OF_CITIZEN,
        Access::StaffAbout(Part::Meetings, CASE),
    ),
    rule(
        POST,
        meetings::OF_CITIZEN_ACTS,
        Access::StaffAbout(Part::Meetings, CASE),
    ),
    rule(
        GET,
        meetings::OF_CITIZEN_ROOM,
        Access::StaffAbout(Part::Meetings, CASE),
    )
    .socket(),
    rule(
        PUT,
        meetings::DEADLINE,
        Access::StaffAbout(Part::Meetings, CASE),
    ),
    rule(GET, devices::PATH, Access::Staff(FRONT_DESK)),
    rule(POST, devices::PATH, Access::Staff(FRONT_DESK)),
    rule(DELETE, devices::ONE, Access::Staff(FRONT_DESK)),
    rule(POST, devices::ENROL, Access::Anyone),
    rule(GET, devices::THIS, Access::Device(DEVICES)),
    rule(GET, reception::PATH, Access::Device(KIOSK)),
    rule(POST, reception::VISITORS, Access::Device(KIOSK)),
    rule(POST, reception::ARRIVALS, Access::Device(KIOSK)),
    rule(POST, reception::NUMBERS, Access::Device(KIOSK)),
    rule(GET, reception::SCREEN, Access::Device(SCREEN)),
    rule(GET, reception::DESK, Access::Staff(RECEPTION)),
    rule(POST, reception::NEXT, Access::Staff(RECEPTION)),
    rule(POST, reception::ACTS, Access::Staff(RECEPTION)),
];

/// How long after being asked a person counts as just asked.
pub const FRESH: i64 = 15 * 60;
/// How exact it is known when somebody was last here.
const A_MINUTE: i64 = 60;

/// What it takes to decide.
#[derive(Clone)]
pub struct Gate {
    pub store: Store,
    pub limits: Limits,
    /// Ours, as browsers say it: `https://indgang.lysby.example`.
    pub origin: String,
    /// Seconds after which one must sign in again in any case.
    pub session_seconds: i64,
}

/// Why somebody was not let in.
#[derive(Debug, thiserror::Error)]
enum Refusal {
    #[error("the address takes other methods")]
    Method(String),
    #[error("no rule lets anybody in here")]
    Closed,
    #[error("the request comes from another site")]
    ForeignSite,
    #[error("too many requests")]
    TooMany,
    #[error("nobody is signed in")]
    NotSignedIn,
    #[error("the sign-in is too old")]
    SignInAgain,
    #[error("not for this role")]
    Forbidden,
    #[error("not to be seen by this person")]
    Hidden,
    #[error("no room of theirs")]
    NoRoom,
    #[error("the session cannot be had")]
    Session(#[from] tower_sessions::session::Error),
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<Refusal> for Response {
    fn from(refusal: Refusal) -> Self {
        let refusal = match refusal {
            Refusal::Session(error) => return refusal::Refusal::from(error).into_response(),
            Refusal::Store(error) => return refusal::Refusal::from(error).into_response(),
            decided => decided,
        };
        let (kind, detail) = match &refusal {
            Refusal::Method(_) => (
                ProblemKind::MethodNotAllowed,
                "the header Allow names the methods",
            ),
            Refusal::Closed | Refusal::Forbidden => {
                (ProblemKind::Forbidden, "sign in as somebody for whom it is")
            }
            Refusal::ForeignSite => (
                ProblemKind::ForeignSite,
                "what changes something must come from our own pages and carry the header Indgang-Request",
            ),
            Refusal::TooMany => (ProblemKind::TooMany, "wait a minute, then try again"),
            Refusal::NotSignedIn => (
                ProblemKind::NotSignedIn,
                "sign in at /api/v1/sign-in, then try again",
            ),
            Refusal::SignInAgain => (
                ProblemKind::SignInAgain,
                "sign in at /api/v1/sign-in?again=true, then try again",
            ),
            // As if there were nobody of that name: that there is one is nobody else's business.
            Refusal::Hidden => (ProblemKind::NotFound, "there is no such citizen for you"),
            Refusal::NoRoom => (
                ProblemKind::NotFound,
                "there is no such meeting for you: it may be over, so open a new one",
            ),
            Refusal::Session(_) | Refusal::Store(_) => (ProblemKind::Unavailable, "try again"),
        };
        let mut response = problems::answer(Problem::new(kind, detail));
        let headers = response.headers_mut();
        if let Refusal::Method(allowed) = &refusal
            && let Ok(allowed) = HeaderValue::from_str(allowed)
        {
            headers.insert(header::ALLOW, allowed);
        }
        if let Refusal::TooMany = refusal {
            headers.insert(header::RETRY_AFTER, HeaderValue::from_static("60"));
        }
        response
    }
}

/// Lets a request through to its handler, or not.
pub async fn guard(
    State(gate): State<Gate>,
    path: MatchedPath,
    mut request: Request,
    next: Next,
) -> Response {
    match gate.decide(path.as_str(), &mut request).await {
        Ok(()) => next.run(request).await,
        Err(refusal) => refusal.into(),
    }
}

impl Gate {
    async fn decide(&self, path: &str, request: &mut Request) -> Result<(), Refusal> {
        let rule = rule_of(request.method(), path)?;
        if let Access::Public = rule.access {
            return Ok(());
        }
        if rule.access.is_a_room()
            && let Some(key) = request.headers().get(plan::ROOM_KEY).cloned()
        {
            return self.let_opener_in(rule, &key, request).await;
        }
        let Some(session) = request.extensions().get::<Session>().cloned() else {
            return Err(Refusal::NotSignedIn);
        };
        let visitor = self.visitor(&session).await?;
        // Whoever has no session has nothing that another site could misuse, unless one is given out here.
        if visitor.is_none() && !matches!(rule.access, Access::Anyone | Access::Newcomer) {
            return Err(Refusal::NotSignedIn);
        }
        if !request.method().is_safe() && !self.is_from_our_pages(request) {
            return Err(Refusal::ForeignSite);
        }
        if rule.socket && !self.is_of_our_page(request) {
            return Err(Refusal::ForeignSite);
        }
        let allowed = match &visitor {
            Some(Visitor::Person(person)) => self.limits.allow_visitor(&person.id),
            Some(Visitor::Device { id } | Visitor::Guest { id }) => self.limits.allow_visitor(id),
            None => self.limits.allow_stranger(request),
        };
        if !allowed || rule.rare && !self.limits.allow_rarely(visitor.as_ref(), request) {
            return Err(Refusal::TooMany);
        }
        match (rule.access, visitor) {
            (Access::Public | Access::Anyone, visitor) => {
                if let Some(Visitor::Person(person)) = visitor {
                    request.extensions_mut().insert(person);
                }
                Ok(())
            }
            (Access::Device(kinds), Some(Visitor::Device { id })) => {
                let device = self.device(id).await?.ok_or(Refusal::NotSignedIn)?;
                if !kinds.contains(&device.kind) {
                    return Err(Refusal::Forbidden);
                }
                request.extensions_mut().insert(device);
                Ok(())
            }
            (Access::Newcomer, None | Some(Visitor::Guest { .. })) => Ok(()),
            (Access::Guest, Some(Visitor::Guest { id })) => {
                let guest = self.guest(id).await?.ok_or(Refusal::NotSignedIn)?;
                request.extensions_mut().insert(guest);
                Ok(())
            }
            (access, Some(Visitor::Person(person))) => {
                let age = clock::now() / 1000 - person.asked_at;
                if rule.fresh && age > FRESH {
                    return Err(Refusal::SignInAgain);
                }
                self.let_in(access, &person, request).await?;
                let id = crate::http::person::Person(person.id.clone());
                request.extensions_mut().insert(id);
                request.extensions_mut().insert(person);
                Ok(())
            }
            (_, Some(Visitor::Device { .. } | Visitor::Guest { .. })) => Err(Refusal::Forbidden),
            (_, None) => Err(Refusal::NotSignedIn),
        }
    }

    async fn let_in(
        &self,
        access: Access,
        person: &Person,
        request: &mut Request,
    ) -> Result<(), Refusal> {
        let may = match access {
            Access::Public | Access::Anyone | Access::SignedIn => true,
            Access::Citizen => person.is_citizen(),
            Access::Staff(roles) => person.works_as(roles),
            Access::Device(_) | Access::RoomOpener | Access::Newcomer | Access::Guest => false,
            Access::About(part, roles) => {
                return self.let_see(person, request, part, roles).await;
            }
            Access::StaffAbout(part, roles) if person.works_as(roles) => {
                return self.let_see(person, request, part, roles).await;
            }
            Access::RoomStaff(roles) | Access::Room(roles) if person.works_as(roles) => {
                let id = named(request, "room").await?;
                let mut transaction = self.store.read().await?;
                let room = room::find(&mut transaction, &id, clock::now()).await?;
                let joined = room::staff(&mut transaction, &id).await?;
                if room.is_none() || !joined.contains(&person.id) {
                    return Err(Refusal::NoRoom);
                }
                request.extensions_mut().insert(ThisRoom(id));
                true
            }
            Access::StaffAbout(..) | Access::RoomStaff(_) | Access::Room(_) => false,
        };
        if may { Ok(()) } else { Err(Refusal::Forbidden) }
    }

    /// Lets in who opened a room. Their key says that they may, and no cookie is looked at.
    async fn let_opener_in(
        &self,
        rule: &Rule,
        key: &HeaderValue,
        request: &mut Request,
    ) -> Result<(), Refusal> {
        if !request.method().is_safe() && !self.is_from_our_pages(request) {
            return Err(Refusal::ForeignSite);
        }
        let id = named(request, "room").await?;
        let room = room::find(&mut self.store.read().await?, &id, clock::now()).await?;
        let is_opener = room.is_some_and(|room| {
            let key = key.to_str().unwrap_or_default();
            secret::is(key, &room.secret)
        });
        // A whole office may meet behind one address: those who are known are counted one by one.
        let allowed = match is_opener {
            true => self.limits.allow_visitor(&id),
            false => self.limits.allow_stranger(request),
        };
        if !allowed {
            return Err(Refusal::TooMany);
        }
        if !is_opener {
            return Err(Refusal::NoRoom);
        }
        if let Access::RoomStaff(_) = rule.access {
            return Err(Refusal::Forbidden);
        }
        request.extensions_mut().insert(ThisRoom(id));
        Ok(())
    }

    /// Whether somebody may see a part about a citizen. That they look is kept, so that the citizen
    /// sees it: if it cannot be kept, they do not look.
    async fn let_see(
        &self,
        person: &Person,
        request: &mut Request,
        part: Part,
        roles: &[Role],
    ) -> Result<(), Refusal> {
        let citizen = match named(request, "citizen").await? {
            me if me == case::ME => person.id.clone(),
            citizen => citizen,
        };
        request.extensions_mut().insert(Citizen(citizen.clone()));
        if person.id == citizen && person.is_citizen() {
            return Ok(());
        }
        if !person.is_citizen() && !person.works_as(roles) {
            return Err(Refusal::Forbidden);
        }
        match store::persistently(|| self.look(person, &citizen, part)).await? {
            true => Ok(()),
            false => Err(Refusal::Hidden),
        }
    }

    /// Whether somebody else may see a part, and if so keeps that they do.
    async fn look(&self, person: &Person, citizen: &str, part: Part) -> Result<bool, StoreError> {
        let (now, today) = (clock::now(), clock::today());
        let mut transaction = self.store.write().await?;
        let unit = person.unit.as_deref().filter(|_| !person.is_citizen());
        let viewer = (person.id.as_str(), unit);
        // Who is at work here, but in no unit, works with nobody.
        let may = (person.is_citizen() || unit.is_some())
            && look::may(&mut transaction, citizen, viewer, part, (now, today)).await?;
        if may {
            look::keep(&mut transaction, citizen, viewer, part, now).await?;
        }
        transaction.commit().await?;
        Ok(may)
    }

    /// Who the session belongs to, if it still holds.
    async fn visitor(&self, session: &Session) -> Result<Option<Visitor>, Refusal> {
        let now = clock::now() / 1000;
        match visitor::of(session).await? {
            Some(Visitor::Person(person)) if now - person.signed_in_at > self.session_seconds => {
                session.flush().await?;
                Ok(None)
            }
            Some(Visitor::Person(person)) if self.has_left(&person).await? => {
                session.flush().await?;
                Ok(None)
            }
            Some(Visitor::Person(mut person)) => {
                // Written now and then, not at every request: this is what moves the end of idleness.
                if now - person.seen_at > A_MINUTE {
                    person.seen_at = now;
                    let visitor = Visitor::Person(person.clone());
                    session.insert(visitor::KEY, visitor).await?;
                }
                Ok(Some(Visitor::Person(person)))
            }
            Some(Visitor::Device { id }) => {
                if self.device(id.clone()).await?.is_some() {
                    return Ok(Some(Visitor::Device { id }));
                }
                session.flush().await?;
                Ok(None)
            }
            Some(Visitor::Guest { id }) => {
                if self.guest(id.clone()).await?.is_some() {
                    return Ok(Some(Visitor::Guest { id }));
                }
                session.flush().await?;
                Ok(None)
            }
            None => Ok(None),
        }
    }

    /// The device, while it may be used.
    async fn device(&self, id: String) -> Result<Option<ThisDevice>, StoreError> {
        let found = device::in_use(&mut self.store.read().await?, &id).await?;
        Ok(found.map(|(kind, place)| ThisDevice { id, kind, place }))
    }

    /// The guest, until they are sent away or their meeting is forgotten.
    async fn guest(&self, id: String) -> Result<Option<ThisGuest>, StoreError> {
        let found = guest::find(&mut self.store.read().await?, &id).await?;
        Ok(found.map(|guest| ThisGuest {
            id,
            meeting: guest.meeting,
        }))
    }

    /// Whether the person has signed out everywhere since this session began.
    async fn has_left(&self, person: &Person) -> Result<bool, StoreError> {
        let mut transaction = self.store.read().await?;
        let now = store::person::sign_outs(&mut transaction, &person.id).await?;
        Ok(now != Some(person.sign_outs))
    }

    /// Another site can make a browser send a request with our cookie, but not with our header; and the
    /// browser says where the request comes from.
    fn is_from_our_pages(&self, request: &Request) -> bool {
        let says = |name: &str| request.headers().get(name).map(HeaderValue::as_bytes);
        says(session::HEADER).is_some()
            && says("sec-fetch-site").is_none_or(|site| site == b"same-origin")
            && says("origin").is_none_or(|origin| origin == self.origin.as_bytes())
    }

    fn is_of_our_page(&self, request: &Request) -> bool {
        let origin = request.headers().get(header::ORIGIN);
        origin.is_some_and(|origin| origin.as_bytes() == self.origin.as_bytes())
    }
}

fn rule_of(method: &Method, path: &str) -> Result<&'static Rule, Refusal> {
    let method = if method == Method::HEAD { &GET } else { method };
    let mut here = RULES.iter().filter(|rule| rule.path == path).peekable();
    if here.peek().is_none() {
        return Err(Refusal::Closed);
    }
    let allowed = here.clone().map(|rule| match rule.method {
        Method::GET => "GET,HEAD",
        ref other => other.as_str(),
    });
    let allowed = allowed.collect::<Vec<_>>().join(",");
    here.find(|rule| rule.method == *method)
        .ok_or(Refusal::Method(allowed))
}

/// A part of the address.
async fn named(request: &mut Request, name: &str) -> Result<String, Refusal> {
    let params: RawPathParams = request.extract_parts().await.map_err(|_| Refusal::Closed)?;
    let found = params.iter().find(|(param, _)| *param == name);
    let (_, typed) = found.ok_or(Refusal::Closed)?;
    match (is_name(typed), name) {
        (true, _) => Ok(typed.to_owned()),
        (false, "room") => Err(Refusal::NoRoom),
        (false, _) => Err(Refusal::Hidden),
    }
}

/// The meeting that is asked about, by somebody who is in it.
#[derive(Clone, Debug)]
pub struct ThisRoom(pub String);

/// The guest that asks, and whose meeting they come to.
#[derive(Clone, Debug)]
pub struct ThisGuest {
    pub id: String,
    pub meeting: String,
}

/// The device that asks.
#[derive(Clone, Debug)]
pub struct ThisDevice {
    pub id: String,
    pub kind: DeviceKind,
    /// By its key; empty for the first one.
    pub place: String,
}
