//! An application and the spouse's own part of it, beside each other: who signed what and when, and where they say
//! differently.

use indgang_api::case::{Case, MATTER, Matter, PATH};
use indgang_api::invitations::{Difference, Invitation, Theirs};
use indgang_domain::case::own_part::Situation;
use indgang_domain::case::{Content, Kind};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{ask, matter_path};
use crate::browser::format;
use crate::case::{fields, words};
use crate::text::{Key, t, t_with};
use crate::ui::Markup;

/// The other half of a couple's application; nothing beside anything else.
pub fn beside(citizen: &str, matter: &Matter) -> Option<AnyView> {
    if !matches!(
        matter.content,
        Content::Application(_) | Content::OwnPart(_)
    ) {
        return None;
    }
    let come = RwSignal::new(None::<(Invitation, Option<Matter>, Option<Matter>)>);
    let is_part = matches!(matter.content, Content::OwnPart(_));
    let here = Theirs {
        citizen: citizen.to_owned(),
        matter: matter.summary.id.clone(),
    };
    spawn_local(async move {
        let Ok(case) = ask::get::<Case>(&PATH.replace("{citizen}", &here.citizen)).await else {
            return;
        };
        let mut all = case.invitations.into_iter();
        let Some(one) = all.find(|one| one.matter.as_deref() == Some(&here.matter)) else {
            return;
        };
        // What the unit may not see is not there for it.
        let other = match &one.theirs {
            Some(theirs) => read(theirs).await,
            None => None,
        };
        let part = match is_part {
            true => read(&here).await,
            false => other.clone(),
        };
        // Whoever went on does not wait any more.
        let _ = come.try_set(Some((one, other, part)));
    });
    let view = view! {
        {move || come.get().map(|(one, other, part)| shown(&one, other.as_ref(), part.as_ref()))}
    };
    Some(view.into_any())
}

async fn read(theirs: &Theirs) -> Option<Matter> {
    let address = MATTER
        .replace("{citizen}", &theirs.citizen)
        .replace("{matter}", &theirs.matter);
    ask::get(&address).await.ok()
}

fn shown(one: &Invitation, other: Option<&Matter>, part: Option<&Matter>) -> AnyView {
    let name = one.name.clone().unwrap_or_default();
    let mut markup = Markup::default();
    markup.put(
        "h3",
        t(match one.own {
            true => Key::SPOUSE_TITLE_DESK,
            false => Key::CASE_KIND_APPLICATION,
        }),
    );
    let state = match (one.own, one.signed_at, other) {
        (true, Some(at), _) => t_with(
            Key::SPOUSE_SIGNED,
            &[("navn", &name), ("tid", &format::when(at))],
        ),
        (true, None, _) => t(Key::DESK_SPOUSE_NOT_SIGNED).to_owned(),
        (false, _, Some(other)) => {
            let at = format::when(other.summary.sent_at);
            t_with(Key::SPOUSE_SIGNED, &[("navn", &name), ("tid", &at)])
        }
        (false, _, None) => t_with(Key::DESK_SPOUSE_NO_APPLICATION, &[("navn", &name)]),
    };
    markup.put("p", &state);
    if let (Some(other), Some(theirs)) = (other, &one.theirs) {
        let address = matter_path(&theirs.citizen, &theirs.matter);
        markup.open("p", &[]);
        markup.put_with("a", &[("href", &address)], words::title(&other.summary));
        markup.close("p");
        if let Some(part) = part {
            differences(&part.differences, &mut markup);
        }
        markup.details(&name, |markup| {
            fields::list(&other.content, "desk__facts", markup);
        });
    }
    markup.into_view()
}

/// Where the two say differently, question by question.
fn differences(found: &[Difference], markup: &mut Markup) {
    if found.is_empty() {
        return markup.put("p", t(Key::DESK_SPOUSE_SAME));
    }
    markup.put("p", t(Key::DESK_SPOUSE_DIFFERENT));
    markup.open("ul", &[]);
    for one in found {
        let asked = fields::label(Kind::OwnPart, &one.field).unwrap_or_default();
        let said = |said: &str| {
            let situation = Situation::ALL.into_iter().find(|it| it.name() == said);
            situation.map_or_else(
                || format::kroner_short(said),
                |it| words::situation(it).to_owned(),
            )
        };
        let (told, said) = (said(&one.told), said(&one.said));
        let values = [("hvad", asked), ("ansoeger", &told), ("aegtefaelle", &said)];
        markup.put("li", &t_with(Key::DESK_SPOUSE_DIFFERENCE, &values));
    }
    markup.close("ul");
}
