//! `ceiba serve`: the pages on a loopback address, until asked to stop.

use crate::cli::{DataArgs, ServeArgs};
use crate::command::Ended;
use crate::config::Config;
use crate::exchange::line;
use crate::{backup_note, disk, metrics, wiring};
use access::RelyingParty;
use std::net::SocketAddr;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
use web::{Gate, House};

pub fn serve(args: &ServeArgs, config: &Config) -> Ended {
    let mut house = wiring::open_house(&args.data, is_demo(&args.data), args.secure)?;
    house.passkeys = passkeys(args, config)?;
    let house = watched(house, config);
    if house.access.count()? == 0 {
        eprintln!("There is no account yet. Add the first: ceiba user add --role administrator …");
    }
    if let Some(restored) = backup_note::read_restored(&args.data.data) {
        eprintln!("This data was restored from the backup of {}. {}", restored.made, restored.note);
    }
    let served = Served { house, data: args.data.clone(), address: (args.host, args.port).into() };
    run(vec![served], config, |addresses| {
        addresses.iter().for_each(|address| println!("Ceiba: http://{address}"));
    })
}

/// Passkeys are bound to the address that people type. Behind a proxy only the operator knows it.
fn passkeys(args: &ServeArgs, config: &Config) -> Result<Option<RelyingParty>, access::NotAnOrigin> {
    match args.origin.as_ref().or(config.settings().origin.as_ref()) {
        Some(origin) => RelyingParty::new(origin).map(Some),
        None if args.secure => Ok(None),
        None => RelyingParty::new(&format!("http://localhost:{}", args.port)).map(Some),
    }
}

/// The file that marks invented data.
pub fn is_demo(data: &DataArgs) -> bool {
    data.data.join("demo.json").exists()
}

/// A house with what the operator decided, and a gate that can be shut.
pub fn watched(mut house: House, config: &Config) -> Arc<House> {
    house.rooms.put(config.settings()).put(Arc::new(Gate::default()));
    Arc::new(house)
}

/// One house with the place of its data and the address it answers on.
pub struct Served {
    pub house: Arc<House>,
    pub data: DataArgs,
    pub address: SocketAddr,
}

/// Serves houses, each on its own port, until all are asked to stop at once; `ready` is told the addresses once every
/// listener stands. The figures for a monitor are those of the first.
pub fn run(houses: Vec<Served>, config: &Config, ready: impl FnOnce(&[SocketAddr])) -> Ended {
    web::quiet_panics();
    let mut routers = Vec::new();
    for served in &houses {
        sweep_now_and_then(&served.house);
        fill_the_name_index(&served.house);
        disk::watch(&served.house, &served.data.data, config.disk.into());
        let router = web::router(served.house.clone(), wiring::routes()).map_err(|wrong| wrong.join("\n"))?;
        line::keep(&served.house);
        routers.push((router.merge(line::router(served.house.clone())), served.address));
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

/// No house is open before all have their port; one request to stop ends all.
async fn listen(
    routers: Vec<(axum::Router, SocketAddr)>,
    patience: Duration,
    ready: impl FnOnce(&[SocketAddr]),
) -> Result<(), std::io::Error> {
    let (mut listeners, mut addresses) = (Vec::new(), Vec::new());
    for (router, address) in routers {
        let listener = tokio::net::TcpListener::bind(address).await?;
        addresses.push(listener.local_addr()?);
        listeners.push((router, listener));
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
    for (router, listener) in listeners {
        serving.spawn(until_stopped(listener, router, patience, told.clone()));
    }
    while let Some(ended) = serving.join_next().await {
        ended.map_err(std::io::Error::other)??;
    }
    Ok(())
}

/// Answers until told to stop; then takes nothing new and lets what is at hand finish, for so long at the most.
async fn until_stopped(
    listener: tokio::net::TcpListener,
    router: axum::Router,
    patience: Duration,
    mut told: watch::Receiver<bool>,
) -> Result<(), std::io::Error> {
    let mut first = told.clone();
    let stop = async move { drop(first.wait_for(|stop| *stop).await) };
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    let serving = async move { axum::serve(listener, service).with_graceful_shutdown(stop).await };
    let too_long = async move {
        drop(told.wait_for(|stop| *stop).await);
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
            if let Err(fault) = house.access.clean_up() {
                tracing::warn!(%fault, "expired sessions and drafts could not be removed");
            }
            drop(house);
            std::thread::sleep(Duration::from_secs(3600));
        }
    });
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
