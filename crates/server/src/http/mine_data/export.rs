//! `GET /api/v1/mine-data/export`.

use std::io::{self, BufWriter, Write};
use std::sync::Arc;
use std::time::Duration;

use axum::Extension;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use indgang_api::case::{Decision, StepKind};
use indgang_api::drafts::Draft;
use indgang_api::invitations::Invitation;
use indgang_api::meetings::{Meeting, Wishes};
use indgang_api::mine_data::{EXPORT, MineData};
use indgang_api::uploads::File;
use indgang_domain::case::Content;
use indgang_domain::plan::Log;
use indgang_domain::plan::edit::{Action, Edit};
use serde::Serialize;
use serde_json::{Value, json};
use tokio::runtime::Handle;
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;
use zip::ZipWriter;
use zip::result::ZipError;
use zip::write::SimpleFileOptions;

use super::of;
use crate::clock;
use crate::config::Config;
use crate::http::invitations;
use crate::http::meetings;
use crate::http::page::escaped;
use crate::http::refusal::Refusal;
use crate::identity::visitor::Person;
use crate::store::matters::{self, Matter};
use crate::store::plan::{self, Side};
use crate::store::{Store, StoreError, drafts, uploads};

/// What `/mine-data` shows, and what the citizen has written and not sent.
#[derive(Serialize)]
struct Everything {
    #[serde(flatten)]
    data: MineData,
    drafts: Vec<Begun>,
    meetings: Vec<Met>,
    matters: Vec<Sent>,
    files: Vec<Uploaded>,
    invitations: Vec<Invited>,
}

/// A file of theirs.
#[derive(Serialize)]
struct Uploaded {
    name: String,
    /// Where it is in the ZIP.
    place: String,
    media_type: String,
    sha256: String,
}

impl Uploaded {
    /// The number keeps apart what has the same name.
    fn of((number, file): (usize, &File)) -> Self {
        let may_stand = |c: char| c.is_alphanumeric() || " .-_()".contains(c);
        let name: String = (file
            .name
            .chars()
            .map(|c| if may_stand(c) { c } else { '_' }))
        .collect();
        Self {
            name: file.name.clone(),
            place: format!("filer/{} {name}", number + 1),
            media_type: file.media_type.clone(),
            sha256: file.sha256.clone(),
        }
    }
}

/// A meeting as one keeps it outside.
#[derive(Serialize)]
struct Met {
    kind: String,
    starts_at: String,
    status: &'static str,
    meeting_form: &'static str,
    with: Vec<String>,
    wishes: Wishes,
    summary: Option<String>,
    reason: Option<String>,
    explanation: Option<String>,
}

impl Met {
    fn of(meeting: Meeting, config: &Config) -> Self {
        let kind = config.meetings.kind(&meeting.kind);
        Self {
            kind: kind.map_or(meeting.kind, |kind| kind.name.da.clone()),
            starts_at: clock::written(meeting.start),
            status: meeting.status.name(),
            meeting_form: meeting.form.name(),
            with: (meeting.staff.into_iter())
                .map(|host| format!("{}, {}", host.name, host.unit))
                .collect(),
            wishes: meeting.wishes,
            summary: meeting.summary,
            reason: meeting.reason,
            explanation: meeting.explanation,
        }
    }
}

/// What one has sent, or was asked about, as one keeps it outside.
#[derive(Serialize)]
struct Sent {
    about: &'static str,
    matter_status: &'static str,
    written: Content,
    before: Vec<Content>,
    steps: Vec<Happened>,
    decision: Option<Decision>,
}

/// A spouse who was asked to sign their own part of an application.
#[derive(Serialize)]
struct Invited {
    who_asks: String,
    who_is_asked: Option<String>,
    ends_on: String,
    signed_at: Option<String>,
}

impl Invited {
    fn of(invitation: Invitation, me: &str) -> Self {
        let me = me.to_owned();
        let (who_asks, who_is_asked) = match invitation.own {
            true => (me, invitation.name),
            false => (invitation.name.unwrap_or_default(), Some(me)),
        };
        Self {
            who_asks,
            who_is_asked,
            ends_on: invitation.ends_on.0.to_string(),
            signed_at: invitation.signed_at.map(clock::written),
        }
    }
}

/// One step of it.
#[derive(Serialize)]
struct Happened {
    at: String,
    what: StepKind,
    who: String,
    text: String,
}

impl From<Matter> for Sent {
    fn from(matter: Matter) -> Self {
        let private = matter.private;
        Self {
            about: matter.kind.name(),
            matter_status: matter.status.name(),
            written: private.content,
            before: (private.before.into_iter())
                .map(|version| version.content)
                .collect(),
            steps: (private.steps.into_iter())
                .map(|step| Happened {
                    at: clock::written(step.at),
                    what: step.what,
                    who: step.who,
                    text: step.text,
                })
                .collect(),
            decision: private.decision,
        }
    }
}

/// A draft as one keeps it outside: its number and version are of use only to the app.
#[derive(Serialize)]
struct Begun {
    form: String,
    content: String,
    changed_at: String,
}

impl From<Draft> for Begun {
    fn from(draft: Draft) -> Self {
        Self {
            form: draft.form,
            content: draft.content,
            changed_at: clock::written(draft.changed_at),
        }
    }
}

/// All of it as a ZIP: once for programs (JSON), once for people (HTML)
///
/// With the files that were uploaded, and the plan as it is kept: `plan-own.bin` as the citizen's device
/// encrypted it, `plan-shared.bin`, `plan-office.bin` and `plan-joint.bin` as the app writes them, and these as
/// `plan.json`.
#[utoipa::path(
    get,
    path = EXPORT,
    responses(
        (status = 200, description = "A ZIP with mine-data.json, mine-data.html, the files and the plan",
            body = Vec<u8>, content_type = "application/zip"),
        Refusal,
    )
)]
pub async fn export(
    State(store): State<Store>,
    State(config): State<Arc<Config>>,
    Extension(person): Extension<Person>,
) -> Result<Response, Refusal> {
    let mut transaction = store.read().await?;
    let drafts = drafts::list(&mut transaction, &person.id).await?;
    let files = uploads::whole(&mut transaction, &person.id).await?;
    let everything = Everything {
        data: of(&mut transaction, &person.id, &config).await?,
        drafts: drafts.into_iter().map(Begun::from).collect(),
        meetings: (meetings::own::all(&mut transaction, &config, &person.id)
            .await?
            .meetings)
            .into_iter()
            .map(|meeting| Met::of(meeting, &config))
            .collect(),
        matters: (matters::of_citizen(&mut transaction, &person.id).await?)
            .into_iter()
            .map(Sent::from)
            .collect(),
        files: files.iter().enumerate().map(Uploaded::of).collect(),
        invitations: (invitations::seen(&mut transaction, &person.id, &person).await?)
            .into_iter()
            .map(|invitation| Invited::of(invitation, &person.name))
            .collect(),
    };
    let mut plan = Vec::new();
    for (side, name) in [
        (Side::Own, "plan-own.bin"),
        (Side::Shared, "plan-shared.bin"),
        (Side::Office, "plan-office.bin"),
        (Side::Joint, "plan-joint.bin"),
    ] {
        if let Some(kept) = plan::find(&mut transaction, &person.id, side).await? {
            plan.push((name, kept.content));
        }
    }
    let both = plan
        .iter()
        .filter_map(|(_, bytes)| Log::from_bytes(bytes).ok());
    let deeds: Vec<Deed> = both.flat_map(|log| deeds(&log)).collect();
    if !deeds.is_empty() {
        plan.push(("plan.json", format!("{:#}", json!(deeds)).into_bytes()));
    }
    drop(transaction);
    // The files can be many: each is read and packed when those before it are on their way.
    let (sender, receiver) = mpsc::channel(4);
    let runtime = Handle::current();
    tokio::task::spawn_blocking(move || {
        let content = |file: &File| {
            runtime.block_on(async {
                let mut transaction = store.read().await?;
                uploads::content(&mut transaction, &file.id).await
            })
        };
        let to = BufWriter::with_capacity(CHUNK, Outgoing(sender.clone(), runtime.clone()));
        if let Err(error) = packed(to, &everything, plan, &files, content) {
            // The answer has begun: all there is left is to break it off, so that nobody takes it for whole.
            tracing::error!(error = %error, "what a citizen takes out could not be packed");
            let _ = sender.try_send(Err(io::Error::other("not whole")));
        }
    });
    Ok((
        [
            (header::CONTENT_TYPE, "application/zip"),
            (
                header::CONTENT_DISPOSITION,
                "attachment; filename=\"mine-data.zip\"",
            ),
        ],
        Body::from_stream(ReceiverStream::new(receiver)),
    )
        .into_response())
}

const CHUNK: usize = 64 * 1024;
/// Who takes nothing for so long has gone away, and the thread with it.
const PATIENCE: Duration = Duration::from_secs(60);

/// The answer's body, written to from a thread that may wait.
struct Outgoing(mpsc::Sender<io::Result<Bytes>>, Handle);

impl Write for Outgoing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let chunk = Ok(Bytes::copy_from_slice(bytes));
        let sent = self.0.send_timeout(chunk, PATIENCE);
        self.1
            .block_on(sent)
            .map_err(|_| io::ErrorKind::BrokenPipe)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Why not everything could be packed.
#[derive(Debug, thiserror::Error)]
enum PackError {
    #[error(transparent)]
    Zip(#[from] ZipError),
    #[error(transparent)]
    Io(#[from] io::Error),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What somebody has done to the plan, as one can read it outside.
#[derive(Serialize)]
struct Deed {
    at: String,
    replica: u32,
    edits: Vec<Edit>,
}

fn deeds(log: &Log) -> Vec<Deed> {
    let deed = |action: Action| Deed {
        at: clock::written(i64::try_from(action.stamp.at).unwrap_or(i64::MAX)),
        replica: action.stamp.replica.0,
        edits: action.edits,
    };
    log.actions().map(deed).collect()
}

fn packed(
    to: impl Write,
    everything: &Everything,
    plan: Vec<(&'static str, Vec<u8>)>,
    files: &[File],
    content: impl Fn(&File) -> Result<Vec<u8>, StoreError>,
) -> Result<(), PackError> {
    let json = serde_json::to_value(everything).unwrap_or_default();
    // Pictures and sound do not get smaller by trying harder.
    let options = SimpleFileOptions::default().compression_level(Some(1));
    let mut zip = ZipWriter::new_stream(to);
    zip.start_file("mine-data.json", options)?;
    zip.write_all(format!("{json:#}").as_bytes())?;
    zip.start_file("mine-data.html", options)?;
    zip.write_all(readable(&json).as_bytes())?;
    for (name, bytes) in plan {
        zip.start_file(name, options)?;
        zip.write_all(&bytes)?;
    }
    for (file, uploaded) in files.iter().zip(&everything.files) {
        zip.start_file(uploaded.place.as_str(), options)?;
        zip.write_all(&content(file)?)?;
    }
    zip.finish()?.into_inner().flush()?;
    Ok(())
}

/// The same for people. Whatever is added to the document stands here too, if under its plain name.
fn readable(data: &Value) -> String {
    let mut html =
        "<!doctype html><html lang=\"da\"><meta charset=\"utf-8\"><title>Mine data</title>\
        <h1>Mine data</h1>"
            .to_owned();
    told(data, &mut html);
    html
}

fn told(value: &Value, html: &mut String) {
    match value {
        Value::Object(entries) => {
            html.push_str("<dl>");
            for (name, value) in entries {
                html.push_str(&format!("<dt>{}</dt><dd>", escaped(in_danish(name))));
                match (name.as_str(), value.as_str()) {
                    ("side" | "status" | "meeting_form", Some(word)) => {
                        html.push_str(&escaped(in_danish(word)));
                    }
                    _ => told(value, html),
                }
                html.push_str("</dd>");
            }
            html.push_str("</dl>");
        }
        Value::Array(items) if items.is_empty() => html.push_str("ingen"),
        Value::Array(items) => {
            html.push_str("<ol>");
            for item in items {
                html.push_str("<li>");
                told(item, html);
                html.push_str("</li>");
            }
            html.push_str("</ol>");
        }
        Value::String(text) => html.push_str(&escaped(text)),
        other => html.push_str(&escaped(&other.to_string())),
    }
}

fn in_danish(name: &str) -> &str {
    match name {
        "name" => "Navn",
        "cpr" => "CPR-nummer",
        "units" => "Enheder, der arbejder med dig",
        "consents" => "Samtykker",
        "shares" => "Delt med hjælpere",
        "drafts" => "Kladder, du ikke har sendt",
        "form" => "Blanket",
        "content" => "Det, du har skrevet",
        "changed_at" => "Sidst ændret",
        "looks" => "Hvem har set dine data",
        "unit" => "Enhed",
        "part" => "Del af dine data",
        "purpose" => "Formål",
        "given_at" => "Givet",
        "ends_on" => "Sidste dag",
        "withdrawn_at" => "Trukket tilbage",
        "revoked_at" => "Stoppet",
        "created_at" => "Oprettet",
        "helper" => "Hjælper",
        "links" => "Links til pårørende",
        "plan" => "Din plan",
        "side" => "Del af planen",
        "own" => "din egen, som kun dine enheder kan læse",
        "shared" => "det, du viser kommunen",
        "office" => "det, kommunen har skrevet",
        "joint" => "det, du har lagt i en fælles plan",
        "bytes" => "Størrelse i bytes",
        "joint_plan" => "Voksne i din fælles plan",
        "is_you" => "Er det dig",
        "consented_at" => "Sagde ja",
        "shown_at" => "Viser det for kommunen siden",
        "meetings" => "Møder",
        "kind" => "Slags møde",
        "starts_at" => "Begynder",
        "status" => "Hvor langt det er",
        "booked" => "booket",
        "arrived" => "du er kommet",
        "called" => "du er kaldt ind",
        "running" => "i gang",
        "done" => "holdt",
        "cancelled" => "aflyst",
        "missed" => "du kom ikke",
        "reserved" => "tiden holdes fri",
        "meeting_form" => "Hvordan I mødes",
        "in_person" => "personligt",
        "phone" => "telefon",
        "video" => "video",
        "with" => "Med",
        "wishes" => "Det, du har bedt om",
        "interpreter" => "Tolk",
        "companion" => "Bisidder",
        "a_kasse" => "A-kasse",
        "access" => "Særlige behov",
        "topics" => "Det, du vil tale om",
        "summary" => "Det, I aftalte",
        "reason" => "Grund",
        "explanation" => "Det, du har forklaret",
        "matters" => "Det, du har sendt, og det, du er spurgt om",
        "about" => "Hvad det drejer sig om",
        "matter_status" => "Hvor langt sagen er",
        "written" => "Det, der blev sendt",
        "before" => "Sådan så det ud før",
        "steps" => "Det er der sket",
        "invitations" => "Ægtefæller, der er bedt om at skrive under",
        "who_asks" => "Hvem der beder",
        "who_is_asked" => "Hvem der er bedt",
        "signed_at" => "Skrevet under",
        "decision" => "Afgørelsen",
        "what" => "Hvad",
        "who" | "by" => "Af hvem",
        "text" => "Ord",
        "law" => "Lov",
        "amount" => "Beløb",
        "from" => "Fra og med",
        "until" => "Til og med",
        "complain_by" => "Klag senest",
        "outcome" => "Resultat",
        "files" => "Filer, du har sendt ind",
        "place" => "Ligger her",
        "media_type" => "Slags fil",
        "sha256" => "Kontrolsum",
        "viewer" => "Hvem",
        "at" => "Hvornår",
        "id" => "Nummer",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_readable_form_says_everything_and_nothing_of_it_runs() {
        let data = MineData {
            name: "Mette <script>".to_owned(),
            cpr: None,
            units: vec!["job".to_owned()],
            consents: Vec::new(),
            shares: Vec::new(),
            links: Vec::new(),
            mail: None,
            can_mail: false,
            plan: Vec::new(),
            joint_plan: Vec::new(),
            looks: Vec::new(),
        };
        let html = readable(&serde_json::to_value(data).unwrap());
        assert!(html.contains("<dt>Navn</dt><dd>Mette &lt;script&gt;</dd>"));
        assert!(html.contains("<dt>Samtykker</dt><dd>ingen</dd>"));
        assert!(html.contains("<ol><li>job</li></ol>"));
    }
}
