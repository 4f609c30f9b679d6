//! `ceiba serve`: the pages on a loopback address, until asked to stop.

use crate::cli::{DataArgs, ServeArgs};
use crate::command::Ended;
use crate::wiring;
use access::RelyingParty;
use std::net::{IpAddr, SocketAddr};
use std::process::ExitCode;
use std::sync::Arc;
use web::House;

pub fn serve(args: &ServeArgs) -> Ended {
    let mut house = wiring::open_house(&args.data, is_demo(&args.data), args.secure)?;
    house.passkeys = passkeys(args)?;
    let house = Arc::new(house);
    if house.access.count()? == 0 {
        eprintln!("There is no account yet. Add the first: ceiba user add --role administrator …");
    }
    run(house, args.host, args.port, |address| println!("Ceiba: http://{address}"))
}

/// Passkeys are bound to the address that people type. Behind a proxy only the operator knows it.
fn passkeys(args: &ServeArgs) -> Result<Option<RelyingParty>, access::NotAnOrigin> {
    match &args.origin {
        Some(origin) => RelyingParty::new(origin).map(Some),
        None if args.secure => Ok(None),
        None => RelyingParty::new(&format!("http://localhost:{}", args.port)).map(Some),
    }
}

/// The file that marks invented data.
pub fn is_demo(data: &DataArgs) -> bool {
    data.data.join("demo.json").exists()
}

/// Serves a house; `ready` is told the address once the listener stands.
pub fn run(house: Arc<House>, host: IpAddr, port: u16, ready: impl FnOnce(SocketAddr)) -> Ended {
    web::quiet_panics();
    sweep_now_and_then(&house);
    let router = web::router(house.clone(), wiring::routes()).map_err(|wrong| wrong.join("\n"))?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let served: Result<(), std::io::Error> = runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind((host, port)).await?;
        ready(listener.local_addr()?);
        let service = router.into_make_service_with_connect_info::<SocketAddr>();
        axum::serve(listener, service).with_graceful_shutdown(asked_to_stop()).await
    });
    // The database connections are closed outside the runtime, which the synchronous driver needs.
    runtime.shutdown_timeout(std::time::Duration::from_secs(5));
    drop(house);
    served.map(|()| ExitCode::SUCCESS).map_err(Into::into)
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
