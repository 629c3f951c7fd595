//! How good the ways are, and what to do when they are not.

use super::devices::give_back;
use super::engine::{engine, is_citizen, look, turn, update};
use super::meeting::by_phone;
use super::quality::{Advice, Sample};
use super::room::{Device, Poor, Stage};
use crate::browser::clock;
use crate::browser::media::Kind;
use crate::browser::rtc::{Counts, State};

/// Looks after the ways, as long as one is in.
pub(super) async fn watch(turn: u32) {
    loop {
        clock::pause(3000).await;
        if turn != self::turn() || look(|room| room.stage != Stage::In) {
            return;
        }
        let counting = engine(|it| {
            let links = it.links.iter();
            links
                .map(|(id, link)| (id.clone(), link.counting()))
                .collect::<Vec<_>>()
        });
        for (id, counting) in counting {
            let counts = counting.await;
            if let Some(advice) = advice(&id, counts) {
                heed(&id, advice);
            }
        }
    }
}

fn advice(id: &str, now: Counts) -> Option<Advice> {
    let (link, is_asked) = look(|room| {
        let is_here = room.people.iter().any(|it| it.id == id && it.here);
        let other = room.others.get(id);
        let sends = other.is_some_and(|it| it.microphone || it.camera)
            || room.microphone == Device::On
            || room.camera == Device::On;
        (
            other.map(|it| it.link),
            is_here && room.is_connected && sends,
        )
    });
    if !is_asked {
        return None;
    }
    engine(|it| {
        let (quality, before) = it.quality.entry(id.to_owned()).or_default();
        let (lost, came) = (now.lost - before.lost, now.received - before.received);
        *before = now;
        let loss = if lost + came > 0.0 {
            lost / (lost + came)
        } else {
            0.0
        };
        Some(quality.after(Sample {
            connected: link == Some(State::Connected),
            loss,
        }))
    })
}

fn heed(id: &str, advice: Advice) {
    match advice {
        Advice::GoOn => {}
        Advice::Restart => engine(|it| {
            if let Some(link) = it.links.get(id) {
                link.restart();
            }
        }),
        Advice::DropPicture => {
            if look(|room| room.camera == Device::On) {
                give_back(Kind::Camera);
                update(|room| room.poor = Some(Poor::NoPicture));
            }
        }
        Advice::Phone => {
            update(|room| room.poor = Some(Poor::Phone));
            // One who hears nobody goes on by telephone; as long as there is somebody, that is for people to say.
            let is_alone = engine(|it| {
                it.quality
                    .values()
                    .all(|(quality, _)| quality.is_hopeless())
            });
            if is_alone && is_citizen() {
                by_phone();
            }
        }
    }
}
