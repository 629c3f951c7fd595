//! A PostgreSQL of the tests' own: one cluster for each test program, one database for each test.
//! `INDGANG_TEST_POSTGRES` names a server to use instead, as `postgres://USER@HOST`.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

/// Reads its standard input to the end, which is when the tests have ended, however they ended.
const CLUSTER: &str = r#"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
{
    "$1/initdb" --pgdata="$folder/data" --username=indgang --auth=trust --encoding=UTF8 --locale=C --no-sync &&
        echo "fsync = off" >>"$folder/data/postgresql.conf" &&
        "$1/pg_ctl" --pgdata="$folder/data" --log="$folder/server" --wait --timeout=30 --options="\
            -k $folder -c listen_addresses= -c max_connections=400 -c shared_buffers=32MB" start
} >"$folder/log" 2>&1 || { cat "$folder"/log "$folder"/server >&2; exit 1; }
echo "$folder"
cat >/dev/null
"$1/pg_ctl" --pgdata="$folder/data" --mode=immediate --silent stop
"#;

/// The address of a new, empty database.
pub fn new_database() -> String {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    let name = format!("indgang_{}_{number}", std::process::id());
    let address = match std::env::var("INDGANG_TEST_POSTGRES") {
        Ok(server) => format!("{}/{name}", server.trim_end_matches('/')),
        Err(_) => format!("postgres://indgang@localhost/{name}?host={}", cluster()),
    };
    create(&address);
    address
}

/// In a runtime of its own: some tests have one, and some have none.
fn create(address: &str) {
    let address = address.to_owned();
    std::thread::spawn(move || {
        tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap()
            .block_on(<sqlx::Postgres as sqlx::migrate::MigrateDatabase>::create_database(&address))
            .unwrap();
    })
    .join()
    .unwrap();
}

/// The folder of the socket.
fn cluster() -> &'static str {
    static CLUSTER: OnceLock<(Child, String)> = OnceLock::new();
    let (_, folder) = CLUSTER.get_or_init(|| {
        let mut child = command(&programs())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut folder = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut folder)
            .unwrap();
        assert!(!folder.is_empty(), "PostgreSQL did not start");
        (child, folder.trim_end().to_owned())
    });
    folder
}

/// PostgreSQL refuses to run as root; Debian brings a user for it.
fn command(programs: &Path) -> Command {
    let root = Command::new("id")
        .arg("-u")
        .output()
        .is_ok_and(|id| id.stdout == b"0\n");
    let mut command = if root {
        let mut command = Command::new("runuser");
        command.args(["-u", "postgres", "--", "sh"]);
        command
    } else {
        Command::new("sh")
    };
    command
        .args(["-c", CLUSTER, "cluster"])
        .arg(programs)
        .current_dir("/");
    command
}

/// Where `initdb` is: on the PATH, or where Debian or Homebrew puts it.
fn programs() -> PathBuf {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let versions = ["/usr/lib/postgresql", "/opt/homebrew/opt", "/usr/local/opt"]
        .iter()
        .filter_map(|folder| std::fs::read_dir(folder).ok())
        .flatten()
        .filter_map(|version| Some(version.ok()?.path().join("bin")));
    std::env::split_paths(&path)
        .chain(versions)
        .find(|folder| folder.join("initdb").exists() && folder.join("pg_ctl").exists())
        .expect(
            "PostgreSQL is missing: install the package postgresql, or set INDGANG_TEST_POSTGRES",
        )
}
