//! `ceiba serve`: the pages on a loopback address, until asked to stop.

use crate::cli::{DataArgs, ServeArgs};
use crate::command::Ended;
use crate::wiring;
use std::net::{IpAddr, SocketAddr};
use std::process::ExitCode;
use std::sync::Arc;
use web::House;

pub fn serve(args: &ServeArgs) -> Ended {
    let house = Arc::new(wiring::open_house(&args.data, is_demo(&args.data), args.secure)?);
    if house.access.count()? == 0 {
        eprintln!("There is no account yet. Add the first: ceiba user add --role administrator …");
    }
    run(house, args.host, args.port, |address| println!("Ceiba: http://{address}"))
}

/// The file that marks invented data.
pub fn is_demo(data: &DataArgs) -> bool {
    data.data.join("demo.json").exists()
}

/// Serves a house; `ready` is told the address once the listener stands.
pub fn run(house: Arc<House>, host: IpAddr, port: u16, ready: impl FnOnce(SocketAddr)) -> Ended {
    let first = |addresses: &[SocketAddr]| {
        if let [address, ..] = addresses {
            ready(*address);
        }
    };
    run_all(vec![(house, port)], host, first)
}

/// Serves several houses, each on its own port, until all are asked to stop at once.
pub fn run_all(houses: Vec<(Arc<House>, u16)>, host: IpAddr, ready: impl FnOnce(&[SocketAddr])) -> Ended {
    web::quiet_panics();
    let mut routers = Vec::new();
    for (house, port) in &houses {
        sweep_now_and_then(house);
        let router = web::router(house.clone(), wiring::routes()).map_err(|wrong| wrong.join("\n"))?;
        routers.push((router, *port));
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let served = runtime.block_on(listen(routers, host, ready));
    // The database connections are closed outside the runtime, which the synchronous driver needs.
    runtime.shutdown_timeout(std::time::Duration::from_secs(5));
    drop(houses);
    served.map(|()| ExitCode::SUCCESS).map_err(Into::into)
}

/// No house is open before all have their port.
async fn listen(
    routers: Vec<(axum::Router, u16)>,
    host: IpAddr,
    ready: impl FnOnce(&[SocketAddr]),
) -> Result<(), std::io::Error> {
    let (mut listeners, mut addresses) = (Vec::new(), Vec::new());
    for (router, port) in routers {
        let listener = tokio::net::TcpListener::bind((host, port)).await?;
        addresses.push(listener.local_addr()?);
        listeners.push((router, listener));
    }
    ready(&addresses);
    let mut serving = tokio::task::JoinSet::new();
    for (router, listener) in listeners {
        let service = router.into_make_service_with_connect_info::<SocketAddr>();
        let stop = asked_to_stop();
        serving.spawn(async move { axum::serve(listener, service).with_graceful_shutdown(stop).await });
    }
    while let Some(ended) = serving.join_next().await {
        ended.map_err(std::io::Error::other)??;
    }
    Ok(())
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
            std::thread::sleep(std::time::Duration::from_secs(3600));
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
