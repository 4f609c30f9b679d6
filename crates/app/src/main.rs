//! The binary `ceiba`: reads its arguments and hands over to [`app::run`].

fn main() -> std::process::ExitCode {
    app::run()
}
