//! A line between sites: one name behind which one or several processes answer in turn, cut and mended by a test.

use crate::wire::forwarding;
use app::demo::staff::PASSWORD;
use axum::serve::Listener;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::{Builder, Runtime};
use web::client::Client;

/// Who answers at the far end, and how often each did.
struct Far {
    ports: Vec<u16>,
    turn: AtomicUsize,
    answered: Vec<AtomicU64>,
}

/// One line. It stands until the test lets go of it.
pub struct Line {
    far: Arc<Far>,
    is_cut: Arc<AtomicBool>,
    address: SocketAddr,
    _runtime: Runtime,
}

/// Takes calls, and hangs up on every one while the line is cut.
struct Ear {
    calls: TcpListener,
    is_cut: Arc<AtomicBool>,
}

impl Listener for Ear {
    type Io = TcpStream;
    type Addr = SocketAddr;
    async fn accept(&mut self) -> (TcpStream, SocketAddr) {
        loop {
            let call = Listener::accept(&mut self.calls).await;
            if !self.is_cut.load(Ordering::SeqCst) {
                return call;
            }
        }
    }
    fn local_addr(&self) -> std::io::Result<SocketAddr> {
        self.calls.local_addr()
    }
}

impl Far {
    fn next(&self) -> u16 {
        let turn = self.turn.fetch_add(1, Ordering::SeqCst) % self.ports.len();
        self.answered[turn].fetch_add(1, Ordering::SeqCst);
        self.ports[turn]
    }
}

impl Line {
    /// A line to whoever answers at these ports, each request at the next of them.
    pub fn to(ports: &[u16]) -> Line {
        let far = Far {
            ports: ports.to_vec(),
            turn: AtomicUsize::new(0),
            answered: ports.iter().map(|_| AtomicU64::new(0)).collect(),
        };
        let (far, is_cut) = (Arc::new(far), Arc::new(AtomicBool::new(false)));
        let runtime = Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let calls = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
        let address = calls.local_addr().unwrap();
        let (ear, picks) = (Ear { calls, is_cut: is_cut.clone() }, far.clone());
        runtime.spawn(async move { axum::serve(ear, forwarding(move || picks.next())).await });
        Line { far, is_cut, address, _runtime: runtime }
    }
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }
    pub fn cut(&self) {
        self.is_cut.store(true, Ordering::SeqCst);
    }
    pub fn mend(&self) {
        self.is_cut.store(false, Ordering::SeqCst);
    }
    /// How many requests each of the far end's processes answered.
    pub fn answered(&self) -> Vec<u64> {
        self.far.answered.iter().map(|n| n.load(Ordering::SeqCst)).collect()
    }
    /// A browser at this end of the line.
    pub fn client(&self) -> Client {
        let far = self.far.clone();
        Client::new(forwarding(move || far.next()), PASSWORD)
    }
}
