//! A browser that speaks TLS to the program and trusts one authority: over the wire, with the words of HTTP/1.1.

use app::demo::staff::PASSWORD;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::Response;
use rustls::pki_types::{CertificateDer, ServerName};
use std::io;
use std::sync::Arc;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use web::client::Client;

/// Where somebody goes, and whom they trust.
#[derive(Clone)]
pub struct Trusting {
    connector: TlsConnector,
    port: u16,
}

impl Trusting {
    pub fn new(port: u16, authority: &[u8]) -> Trusting {
        let mut roots = rustls::RootCertStore::empty();
        roots.add(CertificateDer::from(authority.to_vec())).unwrap();
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let config =
            rustls::ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
        let config = config.unwrap().with_root_certificates(roots).with_no_client_auth();
        Trusting { connector: TlsConnector::from(Arc::new(config)), port }
    }
    async fn connect(&self, name: &str) -> io::Result<TlsStream<TcpStream>> {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).await?;
        self.connector.connect(ServerName::try_from(name.to_owned()).unwrap(), stream).await
    }
    /// Whether the program is believed to be the one of this name; else what the browser says.
    pub fn greets(&self, name: &str) -> Result<(), String> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(self.connect(name)).map(drop).map_err(|error| error.to_string())
    }
    /// A browser that goes to 127.0.0.1.
    pub fn client(&self) -> Client {
        let own = self.clone();
        let router = Router::new().fallback(move |request: Request| {
            let own = own.clone();
            async move { own.ask(request).await.unwrap_or_else(|error| panic!("over TLS: {error}")) }
        });
        Client::new(router, PASSWORD)
    }

    async fn ask(&self, request: Request) -> io::Result<Response<Body>> {
        let (head, body) = request.into_parts();
        let body = to_bytes(body, usize::MAX).await.map_err(io::Error::other)?;
        let path = head.uri.path_and_query().map_or("/", |path| path.as_str());
        let mut text = format!(
            "{} {path} HTTP/1.1\r\nconnection: close\r\ncontent-length: {}\r\n",
            head.method,
            body.len()
        );
        for (name, value) in head.headers.iter().filter(|(name, _)| *name != "content-length") {
            text.push_str(&format!("{name}: {}\r\n", value.to_str().unwrap_or("")));
        }
        let mut stream = self.connect("127.0.0.1").await?;
        stream.write_all(format!("{text}\r\n").as_bytes()).await?;
        stream.write_all(&body).await?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).await?;
        read(&answer).ok_or_else(|| io::Error::other("no answer of HTTP"))
    }
}

/// An answer with a length, as the program gives them.
fn read(bytes: &[u8]) -> Option<Response<Body>> {
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
    let head = std::str::from_utf8(&bytes[..end]).ok()?;
    let mut lines = head.split("\r\n");
    let status = lines.next()?.split(' ').nth(1)?.parse::<u16>().ok()?;
    let mut response = Response::builder().status(status);
    for (name, value) in lines.filter_map(|line| line.split_once(": ")) {
        assert_ne!(name, "transfer-encoding", "the answer came in pieces");
        response = response.header(name, value);
    }
    response.body(Body::from(bytes[end + 4..].to_vec())).ok()
}
