//! The listener that speaks TLS: a handshake that takes long holds nobody up, and a certificate that was made anew is shown
//! to the next who connects.

use super::{TlsError, kept};
use axum::extract::connect_info::Connected;
use axum::extract::{ConnectInfo, Request};
use axum::http::StatusCode;
use axum::serve::{IncomingStream, Listener};
use jiff::Timestamp;
use ledger::Ledger;
use rustls::server::{ClientHello, ResolvesServerCert};
use rustls::sign::CertifiedKey;
use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, RwLock};
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, mpsc};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;
use web::House;

/// Whoever does not finish a handshake in this time is let go.
const PATIENCE: Duration = Duration::from_secs(10);
/// So many handshakes at once; the next wait.
const AT_ONCE: usize = 128;
/// How often it is asked whether another certificate is to be shown.
const LOOK: Duration = Duration::from_secs(60);

/// The certificate that is shown now.
#[derive(Debug)]
pub struct Shown(RwLock<(Option<Timestamp>, Arc<CertifiedKey>)>);

impl Shown {
    pub fn of(ledger: &Ledger) -> Result<Arc<Shown>, TlsError> {
        kept::renew_if_due(ledger)?;
        let certified = kept::certified(ledger)?;
        Ok(Arc::new(Shown(RwLock::new((made_at(ledger)?, Arc::new(certified))))))
    }
    /// Makes another certificate if it is time, and takes up one that was made elsewhere.
    pub fn look_again(&self, ledger: &Ledger) -> Result<bool, TlsError> {
        kept::renew_if_due(ledger)?;
        let newest = made_at(ledger)?;
        if newest == self.0.read().unwrap_or_else(|e| e.into_inner()).0 {
            return Ok(false);
        }
        let certified = Arc::new(kept::certified(ledger)?);
        *self.0.write().unwrap_or_else(|e| e.into_inner()) = (newest, certified);
        Ok(true)
    }
    /// How connections are to be spoken to.
    pub fn config(self: &Arc<Self>) -> Result<rustls::ServerConfig, TlsError> {
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let mut config = rustls::ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()?
            .with_no_client_auth()
            .with_cert_resolver(self.clone());
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(config)
    }
}

fn made_at(ledger: &Ledger) -> Result<Option<Timestamp>, TlsError> {
    Ok(kept::certificate(ledger)?.map(|shown| shown.made_at))
}

impl ResolvesServerCert for Shown {
    fn resolve(&self, _: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        Some(self.0.read().unwrap_or_else(|e| e.into_inner()).1.clone())
    }
}

/// Looks again and again for as long as the house stands.
pub fn keep(shown: &Arc<Shown>, house: &Arc<House>) {
    let (shown, house) = (shown.clone(), Arc::downgrade(house));
    std::thread::spawn(move || {
        loop {
            std::thread::sleep(LOOK);
            let Some(house) = house.upgrade() else { return };
            match shown.look_again(&house.ledger) {
                Ok(true) => tracing::info!("another certificate is shown on the local network"),
                Ok(false) => {}
                Err(error) => {
                    tracing::error!(%error, "the certificate of the local network could not be renewed")
                }
            }
        }
    });
}

/// Connections whose handshake is done.
pub struct TlsListener {
    done: mpsc::Receiver<(TlsStream<TcpStream>, SocketAddr)>,
    address: SocketAddr,
}

impl TlsListener {
    /// Begins to listen; to be called where tasks can run.
    pub fn begin(listener: TcpListener, config: rustls::ServerConfig) -> io::Result<TlsListener> {
        let address = listener.local_addr()?;
        let (tell, done) = mpsc::channel(AT_ONCE);
        tokio::spawn(shake_hands(listener, TlsAcceptor::from(Arc::new(config)), tell));
        Ok(TlsListener { done, address })
    }
}

async fn shake_hands(
    mut listener: TcpListener,
    acceptor: TlsAcceptor,
    tell: mpsc::Sender<(TlsStream<TcpStream>, SocketAddr)>,
) {
    let room = Arc::new(Semaphore::new(AT_ONCE));
    while !tell.is_closed() {
        let Ok(place) = room.clone().acquire_owned().await else { return };
        let (stream, from) = tokio::select! {
            accepted = Listener::accept(&mut listener) => accepted,
            () = tell.closed() => return,
        };
        let (acceptor, tell) = (acceptor.clone(), tell.clone());
        tokio::spawn(async move {
            let _place = place;
            if let Ok(Ok(stream)) = tokio::time::timeout(PATIENCE, acceptor.accept(stream)).await {
                let _ = tell.send((stream, from)).await;
            }
        });
    }
}

impl Listener for TlsListener {
    type Io = TlsStream<TcpStream>;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        match self.done.recv().await {
            Some(connection) => connection,
            // The task that listens ends only with this listener.
            None => std::future::pending().await,
        }
    }
    fn local_addr(&self) -> io::Result<Self::Addr> {
        Ok(self.address)
    }
}

/// The other end of a connection over TLS.
#[derive(Clone, Copy, Debug)]
pub struct Peer(SocketAddr);

impl Connected<IncomingStream<'_, TlsListener>> for Peer {
    fn connect_info(stream: IncomingStream<'_, TlsListener>) -> Peer {
        Peer(*stream.remote_addr())
    }
}

/// Marks a request as one that came over TLS, from whom it came.
pub async fn over_tls(mut request: Request) -> Request {
    let peer = request.extensions().get::<ConnectInfo<Peer>>().map(|peer| peer.0.0);
    if let Some(from) = peer {
        request.extensions_mut().insert(ConnectInfo(from));
    }
    request.extensions_mut().insert(web::OverTls);
    request
}

/// While the house speaks TLS, its plain address answers this machine, proxies it trusts, and the exchange, whose frames
/// are sealed by themselves. Everybody else is told where to go.
pub fn plain_is_for_here(house: &House, request: Request) -> Result<Request, (StatusCode, String)> {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip().to_canonical());
    let is_here = peer.is_some_and(|ip| ip.is_loopback() || house.settings().trusted_proxies.contains(&ip));
    let is_exchange = request.uri().path().starts_with(crate::exchange::line::FRAMES);
    if is_here || is_exchange {
        return Ok(request);
    }
    let door = house.rooms.get::<super::Door>();
    let to = door.map(|door| door.enrol.as_ref().unwrap_or(&door.https).clone()).unwrap_or_default();
    Err((StatusCode::FORBIDDEN, format!("{to}\n")))
}
