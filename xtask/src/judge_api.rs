//! An outside judge of the programming interface: PyPI `schemathesis` (MIT) reads the description and tries to break it.
//!
//! Builds Ceiba, makes invented data with two systems outside the checkout, serves it on a free port, and fails on any
//! server error or undocumented answer.

use crate::root;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

const VERSION: &str = "4.32.5";
/// In whose place the systems act: who receives claims, and who works on them.
const ROLES: [&str; 2] = ["registration_officer", "eligibility_officer"];
const SCOPES: &str = "record_intent,read_intent,list_intents,register_person,search_people,read_person,list_cases,\
     read_case,take_step,do_task,verify_document,read_procedures,read_statistics,read_pledges";

/// With `--examples N`, so many tries at each operation; else 40.
pub fn run(args: &[String]) -> Result<(), String> {
    let examples = match args {
        [] => "40".to_owned(),
        [flag, n] if flag == "--examples" && n.parse::<u32>().is_ok() => n.clone(),
        _ => return Err("usage: cargo xtask judge-api [--examples N]".to_owned()),
    };
    let folder = std::env::temp_dir().join("ceiba-judge-api");
    let judge = judge(&folder)?;
    crate::shown("cargo", &["build", "--locked", "--workspace", "--bin", "ceiba"])?;
    let program = root().join("target/debug/ceiba");
    let data = folder.join(format!("data-{}", std::process::id()));
    let made = data.to_string_lossy().into_owned();
    output(Command::new(&program).args(["demo", "--data", &made, "--people", "60", "--no-serve"]))?;
    let port = free_port()?;
    let judged = served(&program, &made, port).and_then(|server| {
        let verdicts: Vec<Result<(), String>> =
            ROLES.iter().map(|role| one(&program, &judge, &made, port, role, &examples)).collect();
        stop(server);
        verdicts.into_iter().collect::<Result<Vec<()>, String>>().map(drop)
    });
    let _ = std::fs::remove_dir_all(&data);
    judged
}

/// The judge in a virtual environment of ours, made on first use.
fn judge(folder: &Path) -> Result<PathBuf, String> {
    let program = folder.join("venv/bin/schemathesis");
    let is_there = output(Command::new(&program).arg("--version")).is_ok_and(|said| said.contains(VERSION));
    if !is_there {
        std::fs::create_dir_all(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
        output(Command::new("python3").args(["-m", "venv"]).arg(folder.join("venv")))?;
        let package = format!("schemathesis=={VERSION}");
        output(Command::new(folder.join("venv/bin/pip")).args(["install", "--quiet", &package]))?;
    }
    Ok(program)
}

fn free_port() -> Result<u16, String> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).map_err(|e| e.to_string())?;
    Ok(listener.local_addr().map_err(|e| e.to_string())?.port())
}

fn served(program: &Path, data: &str, port: u16) -> Result<Child, String> {
    let mut command = Command::new(program);
    command.args(["serve", "--data", data, "--port", &port.to_string()]).stdout(Stdio::null());
    let mut server = command.spawn().map_err(|e| format!("{}: {e}", program.display()))?;
    for _ in 0..300 {
        if TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok() {
            return Ok(server);
        }
        if let Ok(Some(ended)) = server.try_wait() {
            return Err(format!("ceiba serve ended: {ended}"));
        }
        std::thread::sleep(Duration::from_millis(200));
    }
    stop(server);
    Err("ceiba serve does not answer".to_owned())
}

fn stop(mut server: Child) {
    let _ = server.kill();
    let _ = server.wait();
}

/// Registers a system of a role, gets its token and lets the judge ask with it.
fn one(
    program: &Path,
    judge: &Path,
    data: &str,
    port: u16,
    role: &str,
    examples: &str,
) -> Result<(), String> {
    let office = "onpar-panama";
    let words = [
        "client",
        "add",
        "--data",
        data,
        "--name",
        "Juez",
        "--owner",
        "Pruebas",
        "--purpose",
        "Juzgar",
        "--role",
        role,
        "--office",
        office,
        "--scopes",
        SCOPES,
        "--days",
        "1",
        "--json",
    ];
    let made = output(Command::new(program).args(words))?;
    let made: serde_json::Value = serde_json::from_str(&made).map_err(|e| e.to_string())?;
    let text = |name: &str| made[name].as_str().unwrap_or("").to_owned();
    let token = token(port, &text("client_id"), &text("client_secret"))?;
    println!("\n== {role} at {office}");
    let address = format!("http://127.0.0.1:{port}/api/v1/openapi.json");
    let header = format!("Authorization: Bearer {token}");
    let words = [
        "run",
        &address,
        "--header",
        &header,
        "--checks",
        "all",
        "--max-examples",
        examples,
        "--seed",
        "1",
        "--continue-on-failure",
        "--no-shrink",
        "--suppress-health-check",
        "all",
        "--request-timeout",
        "30",
    ];
    let config = config(judge)?;
    let ended = Command::new(judge)
        .arg("--config-file")
        .arg(config)
        .args(words)
        .current_dir(judge.parent().unwrap_or(Path::new(".")))
        .status()
        .map_err(|e| e.to_string())?;
    if ended.success() { Ok(()) } else { Err(format!("schemathesis found something as {role}")) }
}

/// What the judge cannot know of itself: which refusals are a fair answer to which kind of question.
fn config(judge: &Path) -> Result<PathBuf, String> {
    let path = judge.with_file_name("ceiba.toml");
    std::fs::write(&path, CONFIG).map_err(|e| format!("{}: {e}", path.display()))?;
    Ok(path)
}

const CONFIG: &str = r#"# Written by `cargo xtask judge-api`.
[checks]
# A question of the right form may still be refused: somebody alike is known, a day lies in the future, the file moved on.
positive_data_acceptance.expected-statuses = ["2xx", "400", "401", "403", "404", "409", "412", "422", "429"]
# A question of the wrong form is refused, whatever is found first.
negative_data_rejection.expected-statuses = ["400", "401", "403", "404", "405", "409", "412", "413", "415", "422", "428", "429"]
missing_required_header.expected-statuses = ["400", "401", "403", "404", "422", "428"]
"#;

fn token(port: u16, client: &str, secret: &str) -> Result<String, String> {
    let body = format!("grant_type=client_credentials&client_id={client}&client_secret={secret}");
    let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).map_err(|e| e.to_string())?;
    let request = format!(
        "POST /oauth/token HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n\
         content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(request.as_bytes()).map_err(|e| e.to_string())?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).map_err(|e| e.to_string())?;
    let json = answer.split("\r\n\r\n").nth(1).unwrap_or("");
    let json: serde_json::Value = serde_json::from_str(json).map_err(|_| format!("no token: {answer}"))?;
    json["access_token"].as_str().map(str::to_owned).ok_or_else(|| format!("no token: {json}"))
}

fn output(command: &mut Command) -> Result<String, String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let out = command.output().map_err(|e| format!("{name}: {e}"))?;
    if !out.status.success() {
        return Err(format!("{name}: {}", String::from_utf8_lossy(&out.stderr).trim()));
    }
    String::from_utf8(out.stdout).map_err(|e| format!("{name}: {e}"))
}
