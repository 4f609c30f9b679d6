//! `ceiba serve`: the pages on a loopback address, and over TLS on the local network, until asked to stop.

use crate::cli::{DataArgs, ServeArgs};
use crate::command::Ended;
use crate::config::Config;
use crate::exchange::line;
use crate::tls::listener::{self, Shown, TlsListener};
use crate::tls::{self, Door, TlsError};
use crate::{backup_note, disk, lock, metrics, wiring};
use access::RelyingParty;
use oversight::alarm;
use std::future::IntoFuture;
use std::io::Write;
use std::net::SocketAddr;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
use web::{Gate, House, Latch};

pub fn serve(args: &ServeArgs, config: &Config) -> Ended {
    let mut house = wiring::open_house(&args.data, is_demo(&args.data), args.secure)?;
    let tls = args.tls.map(|listen| Open { listen, enrol: config.tls.enrol });
    let door = tls.map(|tls| Door::of(&house.ledger, tls.listen, tls.enrol)).transpose()?;
    house.passkeys = passkeys(args, config, door.as_ref())?;
    if let Some(door) = &door {
        house.rooms.put(door.clone());
    }
    let house = watched(house, &args.data, config);
    if house.access.count()? == 0 {
        eprintln!("There is no account yet. Add the first: ceiba user add --role administrator …");
    }
    if let Some(restored) = backup_note::read_restored(&args.data.data) {
        eprintln!("This data was restored from the backup of {}. {}", restored.made, restored.note);
    }
    let served = Served { house, data: args.data.clone(), address: (args.host, args.port).into(), tls };
    run(vec![served], config, |addresses| {
        // The first is the plain one; the others are told by what people type.
        addresses.iter().take(1).for_each(|address| announce(format_args!("Ceiba: http://{address}")));
        if let Some(door) = &door {
            announce(format_args!("On the local network: {}", door.https));
            door.enrol.iter().for_each(|enrol| announce(format_args!("New tablets begin at: {enrol}")));
        }
    })
}

/// A line for whoever started it. They may have stopped reading, and the house serves on.
pub fn announce(line: std::fmt::Arguments<'_>) {
    let _ = writeln!(std::io::stdout(), "{line}");
}

/// Passkeys are bound to the address that people type. Behind a proxy only the operator knows it.
fn passkeys(
    args: &ServeArgs,
    config: &Config,
    door: Option<&Door>,
) -> Result<Option<RelyingParty>, access::NotAnOrigin> {
    match args.origin.as_ref().or(config.settings().origin.as_ref()) {
        Some(origin) => RelyingParty::new(origin).map(Some),
        // To an address without a name no passkey can be bound: then none are offered on the tablets.
        None if door.is_some_and(|door| door.has_name()) => {
            door.map(|door| RelyingParty::new(&door.https)).transpose()
        }
        None if args.secure => Ok(None),
        None => RelyingParty::new(&format!("http://localhost:{}", args.port)).map(Some),
    }
}

/// The file that marks invented data.
pub fn is_demo(data: &DataArgs) -> bool {
    data.data.join("demo.json").exists()
}

/// A house with what the operator decided, a gate that can be shut, and keys that can be let go of.
pub fn watched(mut house: House, data: &DataArgs, config: &Config) -> Arc<House> {
    house.rooms.put(config.settings()).put(config.alarms()).put(Arc::new(Gate::default()));
    house.rooms.put(Arc::new(Latch::default())).put(lock::Way::new(data));
    Arc::new(house)
}

/// One house with the place of its data and the address it answers on.
pub struct Served {
    pub house: Arc<House>,
    pub data: DataArgs,
    pub address: SocketAddr,
    pub tls: Option<Open>,
}

/// Where a house speaks to its local network.
#[derive(Clone, Copy, Debug)]
pub struct Open {
    pub listen: SocketAddr,
    pub enrol: Option<SocketAddr>,
}

/// One address that answers, and how.
struct Answering {
    router: axum::Router,
    address: SocketAddr,
    tls: Option<rustls::ServerConfig>,
}

/// Serves houses, each on its own port, until all are asked to stop at once; `ready` is told the addresses once every
/// listener stands. The figures for a monitor are those of the first.
pub fn run(houses: Vec<Served>, config: &Config, ready: impl FnOnce(&[SocketAddr])) -> Ended {
    web::quiet_panics();
    let mut routers = Vec::new();
    for served in &houses {
        sweep_now_and_then(&served.house);
        fill_the_name_index(&served.house);
        watch_over_reading(&served.house);
        disk::watch(&served.house, &served.data.data, config.disk.into());
        let router = web::router(served.house.clone(), wiring::routes()).map_err(|wrong| wrong.join("\n"))?;
        line::keep(&served.house);
        lock::keep(&served.house);
        let router = router.merge(line::router(served.house.clone()));
        routers.extend(answering(served, router)?);
    }
    let counted = config.metrics.listen.map(|at| metrics::begin().map(|handle| (at, handle))).transpose()?;
    let first = houses.first().map(|served| (Arc::downgrade(&served.house), served.data.data.clone()));
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let patience = config.patience();
    let served: Result<(), std::io::Error> = runtime.block_on(async {
        if let (Some((at, handle)), Some((watched, folder))) = (counted, first) {
            tokio::spawn(async move {
                if metrics::serve(at, handle, watched, folder).await.is_err() {
                    tracing::error!("the listener for /metrics could not be opened");
                }
            });
        }
        tokio::spawn(drop_keys_when_told(houses.iter().map(|served| served.house.clone()).collect()));
        listen(routers, patience, ready).await
    });
    // The database connections are closed outside the runtime, which the synchronous driver needs.
    runtime.shutdown_timeout(patience);
    for served in houses {
        if let Err(fault) = served.house.ledger.checkpoint() {
            tracing::warn!(%fault, "the database could not be tidied before the end; nothing is lost");
        }
    }
    served.map(|()| ExitCode::SUCCESS).map_err(Into::into)
}

/// The addresses of a house: the plain one and, where it speaks TLS, those of the local network.
fn answering(served: &Served, router: axum::Router) -> Result<Vec<Answering>, TlsError> {
    let Some(tls) = served.tls else {
        return Ok(vec![Answering { router, address: served.address, tls: None }]);
    };
    let shown = Shown::of(&served.house.ledger)?;
    listener::keep(&shown, &served.house);
    let house = served.house.clone();
    let guarded = axum::middleware::map_request(move |request| {
        let house = house.clone();
        async move { listener::plain_is_for_here(&house, request) }
    });
    let secured = router.clone().layer(axum::middleware::map_request(listener::over_tls));
    let mut all = vec![
        Answering { router: router.layer(guarded), address: served.address, tls: None },
        Answering { router: secured, address: tls.listen, tls: Some(shown.config()?) },
    ];
    let enrol = tls.enrol.map(|address| (tls::enrol::router(served.house.clone()), address));
    all.extend(enrol.map(|(router, address)| Answering { router, address, tls: None }));
    Ok(all)
}

/// Nobody's first search waits for everybody's names: they are read while the first pages are served.
fn fill_the_name_index(house: &Arc<House>) {
    let house = Arc::downgrade(house);
    std::thread::spawn(move || {
        let Some(house) = house.upgrade() else { return };
        let index: &identity::PeopleIndex = house.room();
        if let Err(fault) = house.ledger.read(|reader| index.catch_up(reader)) {
            tracing::warn!(%fault, "the name index is filled at the first search instead");
        }
    });
}

/// No house is open before all have their port; one request to stop ends all. Told are the plain addresses.
async fn listen(
    routers: Vec<Answering>,
    patience: Duration,
    ready: impl FnOnce(&[SocketAddr]),
) -> Result<(), std::io::Error> {
    let (mut listeners, mut addresses) = (Vec::new(), Vec::new());
    for one in routers {
        let listener = tokio::net::TcpListener::bind(one.address).await?;
        if one.tls.is_none() {
            addresses.push(listener.local_addr()?);
        }
        listeners.push((listener, one));
    }
    let (tell, told) = watch::channel(false);
    tokio::spawn(async move {
        asked_to_stop().await;
        tracing::info!("asked to stop: requests at hand are finished");
        let _ = tell.send(true);
        asked_to_stop().await;
        tracing::warn!("asked to stop again");
        std::process::exit(1);
    });
    ready(&addresses);
    let mut serving = tokio::task::JoinSet::new();
    for (listener, one) in listeners {
        let stop = stopped(told.clone());
        match one.tls {
            None => {
                let service = one.router.into_make_service_with_connect_info::<SocketAddr>();
                let answers = axum::serve(listener, service).with_graceful_shutdown(stop);
                serving.spawn(until_stopped(answers.into_future(), patience, told.clone()));
            }
            Some(config) => {
                let listener = TlsListener::begin(listener, config)?;
                let service = one.router.into_make_service_with_connect_info::<listener::Peer>();
                let answers = axum::serve(listener, service).with_graceful_shutdown(stop);
                serving.spawn(until_stopped(answers.into_future(), patience, told.clone()));
            }
        }
    }
    while let Some(ended) = serving.join_next().await {
        ended.map_err(std::io::Error::other)??;
    }
    Ok(())
}

async fn stopped(mut told: watch::Receiver<bool>) {
    drop(told.wait_for(|stop| *stop).await);
}

/// Answers until told to stop; then takes nothing new and lets what is at hand finish, for so long at the most.
async fn until_stopped(
    serving: impl Future<Output = Result<(), std::io::Error>>,
    patience: Duration,
    told: watch::Receiver<bool>,
) -> Result<(), std::io::Error> {
    let too_long = async move {
        stopped(told).await;
        tokio::time::sleep(patience).await;
    };
    tokio::select! {
        served = serving => served,
        () = too_long => {
            tracing::warn!(seconds = patience.as_secs(), "some requests did not end in time and were cut off");
            Ok(())
        }
    }
}

/// Expired sessions and drafts go once an hour; nothing depends on when.
fn sweep_now_and_then(house: &Arc<House>) {
    let house = Arc::downgrade(house);
    std::thread::spawn(move || {
        while let Some(house) = house.upgrade() {
            if let Err(fault) = house.access.clean_up()
                && !house.is_locked()
            {
                tracing::warn!(%fault, "expired sessions and drafts could not be removed");
            }
            drop(house);
            std::thread::sleep(Duration::from_secs(3600));
        }
    });
}

/// Decoys are looked after every few seconds, much reading once a minute; a read waits for neither.
const DECOYS_EVERY: Duration = Duration::from_secs(5);
const MANY_EVERY: u32 = 12;

fn watch_over_reading(house: &Arc<House>) {
    let house = Arc::downgrade(house);
    std::thread::spawn(move || {
        let mut back = Some(alarm::watch::FIRST_LOOK);
        for round in 0u32.. {
            let Some(house) = house.upgrade() else { break };
            let many = if round.is_multiple_of(MANY_EVERY) {
                alarm::watch::look_at_many(&house, back.take())
            } else {
                Ok(0)
            };
            match many.and_then(|_| alarm::watch::look_at_decoys(&house)) {
                Ok(_) => {}
                Err(fault) => tracing::warn!(%fault, "the watch over reading could not look"),
            }
            drop(house);
            std::thread::sleep(DECOYS_EVERY);
        }
    });
}

/// SIGUSR2 lets go of the keys of every house, as `ceiba keys drop` does.
async fn drop_keys_when_told(houses: Vec<Arc<House>>) {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let Ok(mut told) = signal(SignalKind::user_defined2()) else { return };
        while told.recv().await.is_some() {
            for house in &houses {
                lock::drop_keys(house);
            }
        }
    }
    drop(houses);
}

async fn asked_to_stop() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! { _ = interrupt => {}, _ = terminate.recv() => {} }
            return;
        }
    }
    let _ = interrupt.await;
}
