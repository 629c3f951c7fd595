//! The addresses of a room: for the citizen among their meetings, for who meets them among the staff's pages.

use indgang_api::guests;
use indgang_api::meetings::{ACTS, OF_CITIZEN, OF_CITIZEN_ACTS, OF_CITIZEN_ROOM, ONE, ROOM};

/// Instead of a meeting: a guest has only one.
const GUEST: &str = "gaest";

/// Which room, and for whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Whose meeting it is, for who meets them; for the citizen it is their own.
    pub citizen: Option<String>,
    /// The meeting.
    pub meeting: String,
}

impl Place {
    /// The room at an address of the app.
    #[must_use]
    pub fn at(path: &str) -> Option<Self> {
        let parts: Vec<&str> = path.trim_matches('/').split('/').collect();
        let (citizen, meeting) = match parts[..] {
            ["moeder", meeting, "rum"] => (None, meeting),
            ["medarbejder", "moede", citizen, meeting] => (Some(citizen.to_owned()), meeting),
            _ => return None,
        };
        let is_there = !meeting.is_empty() && citizen.as_deref() != Some("");
        is_there.then(|| Self {
            citizen,
            meeting: meeting.to_owned(),
        })
    }

    /// The room of who has a link of their own.
    #[must_use]
    pub fn guests() -> Self {
        Self {
            citizen: None,
            meeting: GUEST.to_owned(),
        }
    }

    /// Whether it is for a guest of the citizen's.
    #[must_use]
    pub fn is_guests(&self) -> bool {
        self.citizen.is_none() && self.meeting == GUEST
    }

    /// Its address in the app.
    #[must_use]
    pub fn path(&self) -> String {
        match &self.citizen {
            None => format!("/moeder/{}/rum", self.meeting),
            Some(citizen) => format!("/medarbejder/moede/{citizen}/{}", self.meeting),
        }
    }

    /// Whether it is for who meets the citizen.
    #[must_use]
    pub const fn is_staff(&self) -> bool {
        self.citizen.is_some()
    }

    /// Where the meeting is read: alone, or among the citizen's.
    #[must_use]
    pub fn read(&self) -> String {
        if self.is_guests() {
            return guests::MEETING.to_owned();
        }
        self.of(ONE, OF_CITIZEN)
    }

    /// Where something is done with it.
    #[must_use]
    pub fn acts(&self) -> String {
        self.of(ACTS, OF_CITIZEN_ACTS)
    }

    /// Where the WebSocket is opened.
    #[must_use]
    pub fn socket(&self) -> String {
        if self.is_guests() {
            return guests::ROOM.to_owned();
        }
        self.of(ROOM, OF_CITIZEN_ROOM)
    }

    fn of(&self, own: &str, of_citizen: &str) -> String {
        let pattern = if self.is_staff() { of_citizen } else { own };
        pattern
            .replace("{citizen}", self.citizen.as_deref().unwrap_or_default())
            .replace("{meeting}", &self.meeting)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_room_is_found_at_its_address_on_both_sides() {
        for path in ["/moeder/m1/rum", "/medarbejder/moede/c1/m1"] {
            assert_eq!(Place::at(path).unwrap().path(), path);
        }
        for path in [
            "/moeder/m1",
            "/moeder//rum",
            "/medarbejder/moede/c1",
            "/moeder/rum",
        ] {
            assert_eq!(Place::at(path), None, "{path}");
        }
        let guest = Place::at("/moeder/gaest/rum").unwrap();
        assert!(guest.is_guests() && !Place::at("/moeder/m1/rum").unwrap().is_guests());
        assert_eq!(guest.socket(), "/api/v1/guests/room");
        let sara = Place::at("/medarbejder/moede/c1/m1").unwrap();
        assert_eq!(sara.socket(), "/api/v1/citizens/c1/meetings/m1/room");
        assert_eq!(sara.read(), "/api/v1/citizens/c1/meetings");
    }
}
