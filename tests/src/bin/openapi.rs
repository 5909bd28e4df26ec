//! `make openapi`: writes the API's description into the file from which it is served.

use std::fs;
use std::process::ExitCode;
use tests::{openapi, template};

fn main() -> ExitCode {
    let written = fs::write(template::root().join(openapi::FILE), openapi::text());
    match written {
        Ok(()) => {
            println!("{} is written.", openapi::FILE);
            ExitCode::SUCCESS
        }
        Err(error) => {
            println!("{}: {error}", openapi::FILE);
            ExitCode::FAILURE
        }
    }
}
