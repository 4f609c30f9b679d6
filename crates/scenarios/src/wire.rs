//! The program as a server: started as people start it, asked over the wire, stopped by a signal.

use crate::binary::command;
use app::demo::staff::PASSWORD;
use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::{Response, Uri};
use hyper_util::client::legacy::Client as Wire;
use hyper_util::rt::TokioExecutor;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};
use web::client::Client;

/// What a browser here says when nobody answered.
pub const NOBODY: u16 = 599;

/// A running `ceiba serve`; killed when dropped.
pub struct Server {
    child: Child,
    pub port: u16,
}

impl Server {
    /// Serves a data folder at a free port.
    pub fn start(data: &str, more: &[&str]) -> Server {
        let mut arguments = vec!["serve", "--port", "0", "--data", data];
        arguments.extend(more);
        Server::of(command(&arguments))
    }
    /// The same of a command that says it all.
    pub fn of(mut serve: Command) -> Server {
        let mut child = serve.stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let port = line.trim().rsplit(':').next().and_then(|port| port.parse().ok());
        Server { port: port.unwrap_or_else(|| panic!("it does not say where: {line}")), child }
    }
    /// A browser that asks over the wire.
    pub fn client(&self) -> Client {
        let port = self.port;
        Client::new(forwarding(move || port), PASSWORD)
    }
    /// Asks it to stop as an operator's system does.
    pub fn terminate(&self) {
        let pid = self.child.id().to_string();
        assert!(std::process::Command::new("kill").args(["-TERM", &pid]).status().unwrap().success());
    }
    pub fn pid(&self) -> u32 {
        self.child.id()
    }
    /// Waits for its end.
    pub fn ended(mut self, patience: Duration) -> ExitStatus {
        let until = Instant::now() + patience;
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(Instant::now() < until, "it does not end");
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Hands each request on to the port that is named for it.
pub fn forwarding(port: impl Fn() -> u16 + Clone + Send + Sync + 'static) -> Router {
    let wire: Wire<_, Body> = Wire::builder(TokioExecutor::new()).build_http();
    Router::new().fallback(move |mut request: Request| {
        let (wire, port) = (wire.clone(), port());
        async move {
            let path = request.uri().path_and_query().map_or("/", |p| p.as_str());
            *request.uri_mut() = format!("http://127.0.0.1:{port}{path}").parse::<Uri>().unwrap();
            match wire.request(request).await {
                Ok(response) => response.map(Body::new),
                Err(_) => Response::builder().status(NOBODY).body(Body::empty()).unwrap(),
            }
        }
    })
}
