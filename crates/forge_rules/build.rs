//! Compiles the folders `rules`, `models` and `secrets` into the blobs that the binary carries.

use std::error::Error;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::var("CARGO_MANIFEST_DIR")?;
    let out = std::env::var("OUT_DIR")?;
    for part in ["rules", "models", "secrets"] {
        println!("cargo::rerun-if-changed={folder}/{part}");
    }
    let compiled = forge_catalogue::compile_folder(Path::new(&folder))?;
    let write = |name: &str, bytes: Vec<u8>| std::fs::write(Path::new(&out).join(name), bytes);
    write("javascript.bin", compiled.javascript.to_bytes()?)?;
    write("python.bin", compiled.python.to_bytes()?)?;
    let secrets = forge_catalogue::secrets::compile(&Path::new(&folder).join("secrets"))?;
    write("secrets.bin", secrets.to_bytes()?)?;
    write("rules.bin", compiled.rules_to_bytes()?)?;
    Ok(())
}
