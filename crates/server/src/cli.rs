//! What can be said on the command line.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::messages::Language;

/// Citizen self-service: the app, its API, and the kontanthjælp calculator.
#[derive(Debug, Parser)]
#[command(name = "indgang", version, arg_required_else_help = true)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the app and the API until Ctrl-C or SIGTERM
    ///
    /// When ready, the address is printed as the only line on stdout; everything else goes to stderr.
    Serve(Serve),
    /// Assess a household: JSON in, the assessment as one line of JSON out
    ///
    /// The forms are crates/law/schema/household.schema.json and assessment.schema.json.
    /// An invalid household is answered by {"error":{"pointer":…,"code":…,"message":…}} and exit code 2.
    Assess(Households),
    /// Explain an assessment: the rules and inputs behind each line, and what would change it
    ///
    /// The form is crates/law/schema/explanation.schema.json; errors are those of `assess`.
    Explain(Households),
    /// Print the rates with their dates and sources
    Parameters {
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// Compute a receipt again and say whether it still comes out the same
    ///
    /// Exit code 0: it does. 1: it does not, and what differs is printed. 2: it is not a receipt.
    Verify {
        /// The receipt, or - for stdin
        receipt: PathBuf,
    },
    /// Look at the configuration
    #[command(subcommand)]
    Config(ConfigCommand),
    /// Write everything that is kept into a file, while the servers go on; the key ring is not in it
    Backup {
        #[command(flatten)]
        place: Place,
        file: PathBuf,
    },
    /// Put a backup into a new database, of either kind
    Restore {
        #[command(flatten)]
        place: Place,
        file: PathBuf,
    },
    /// Look after the keys that what is private is sealed with
    #[command(subcommand)]
    Keys(KeysCommand),
    /// Look after messages that have not arrived yet
    #[command(subcommand)]
    Outbox(OutboxCommand),
    /// Print as CSV what ended offers were worth to those who said so without their name
    ///
    /// How many gave each mark, by offer and half-year; a number below ten is left out.
    Pulse {
        #[command(flatten)]
        place: Place,
    },
    /// Bring the database up to date; `serve` does it too when it starts
    Migrate {
        #[command(flatten)]
        place: Place,
        /// Change nothing: say whether it is up to date, and exit with 1 when it is not
        #[arg(long)]
        check: bool,
    },
}

/// Whose Indgang it is, and where it keeps things.
#[derive(Debug, Args)]
pub struct Place {
    /// The municipality's configuration [default: indgang.toml in this folder, else a made-up municipality]
    #[arg(long, value_name = "FILE", env = "INDGANG_CONFIG")]
    pub config: Option<PathBuf>,
    /// The folder of what is kept: keys, uploads, and the database unless the configuration names one
    #[arg(long, value_name = "DIR", default_value = "data", env = "INDGANG_DATA")]
    pub data: PathBuf,
}

#[derive(Debug, Args)]
pub struct Serve {
    /// The folder of a built app, instead of the one inside this program
    #[arg(long, value_name = "DIR")]
    pub app: Option<PathBuf>,
    /// Where to listen; port 0 takes a free one
    #[arg(
        long,
        value_name = "ADDRESS",
        default_value = "127.0.0.1:8080",
        env = "INDGANG_LISTEN"
    )]
    pub listen: SocketAddr,
    #[command(flatten)]
    pub place: Place,
    /// Sign in as made-up people, without passwords: for trying out, on this machine only
    #[arg(long)]
    pub demo: bool,
    /// What is logged on stderr: error, warn, info, debug or trace
    #[arg(
        long,
        value_name = "LEVEL",
        default_value = "info",
        env = "INDGANG_LOG"
    )]
    pub log: tracing::Level,
    /// How the log is written
    #[arg(long, value_enum, default_value_t = LogFormat::Text, env = "INDGANG_LOG_FORMAT")]
    pub log_format: LogFormat,
    /// Where Prometheus finds /metrics; without it there are none
    #[arg(long, value_name = "ADDRESS", env = "INDGANG_METRICS")]
    pub metrics: Option<SocketAddr>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum LogFormat {
    /// For people
    Text,
    /// A JSON object in each line, for programs
    Json,
}

#[derive(Debug, Args)]
pub struct Households {
    /// One household as JSON, or - for stdin
    #[arg(default_value = "-", value_name = "FILE")]
    pub file: PathBuf,
    /// Each line is a household, answered by one line; an invalid one by its error, and on it goes
    #[arg(long)]
    pub lines: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Format {
    /// For people
    Text,
    /// With the columns of crates/law/data/parameters.csv
    Csv,
    /// A list of objects, as GET /api/v1/parameters answers
    Json,
}

#[derive(Debug, Subcommand)]
pub enum ConfigCommand {
    /// Say whether a configuration can be used, and if not, what is wrong in which line
    Check {
        #[arg(default_value = "indgang.toml")]
        file: PathBuf,
    },
}

#[derive(Debug, Subcommand)]
pub enum KeysCommand {
    /// Add a new key to the ring in the folder: it opens, and does not seal yet
    Add {
        #[command(flatten)]
        place: Place,
    },
    /// Seal with the key that was added, once every server has it
    Use {
        #[command(flatten)]
        place: Place,
    },
    /// Seal everything with the newest key, while the servers go on
    Rotate {
        #[command(flatten)]
        place: Place,
    },
}

#[derive(Debug, Subcommand)]
pub enum OutboxCommand {
    /// What has not arrived: since when, how often it was tried, and why it did not arrive
    List {
        #[command(flatten)]
        place: Place,
    },
    /// Try again what was given up
    Retry {
        #[command(flatten)]
        place: Place,
    },
    /// Send a mail that says it is a trial, or without an address call the webhook
    Trial {
        #[command(flatten)]
        place: Place,
        /// Who gets it
        #[arg(long, value_name = "ADDRESS")]
        to: Option<String>,
        #[arg(long, value_enum, default_value_t = Language::Da)]
        language: Language,
    },
}
