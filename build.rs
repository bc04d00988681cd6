//! Generates the parser from `grammar/prepose.lalrpop`, and says where libz3 lies.

use std::path::{Path, PathBuf};

fn main() {
    generate_parser();
    link_z3();
}

fn generate_parser() {
    println!("cargo::rerun-if-changed=grammar");
    lalrpop::Configuration::new()
        .set_in_dir("grammar")
        .set_out_dir(output_folder())
        .emit_rerun_directives(false)
        .log_quiet()
        .process()
        .expect("the grammar is free of conflicts");
}

/// Programs find the library by their rpath. Documentation tests get no link arguments; for them, as for all that cargo
/// starts, cargo names those library folders that lie in its target folder, so links to the library are made there.
fn link_z3() {
    println!("cargo::rerun-if-env-changed=Z3_LIBRARY_PATH_OVERRIDE");
    let ours = Path::new(env!("CARGO_MANIFEST_DIR")).join(".deps/z3");
    // .cargo/config.toml sets the variable, but cargo reads that only when it is started in this folder
    let folder = std::env::var_os("Z3_LIBRARY_PATH_OVERRIDE").map_or_else(|| ours.join("lib"), PathBuf::from);
    let name = if cfg!(target_os = "macos") { "libz3.dylib" } else { "libz3.so" };
    println!("cargo::rerun-if-changed={}", folder.join(name).display());
    let Ok(folder) = folder.canonicalize().and_then(|folder| folder.join(name).metadata().map(|_| folder)) else {
        println!("cargo::error=run `make deps` first: {} is not there", folder.join(name).display());
        return;
    };
    let links = output_folder().join("z3");
    link_all(&folder, &links).expect("the output folder can be written");
    println!("cargo::rustc-link-search=native={}", links.display());
    println!("cargo::rustc-link-arg=-Wl,-rpath,{}", folder.display());
}

/// Links to the library under each of its names: the linker looks for one, a program that starts for another.
fn link_all(folder: &Path, links: &Path) -> std::io::Result<()> {
    if links.exists() {
        std::fs::remove_dir_all(links)?;
    }
    std::fs::create_dir(links)?;
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_name().to_string_lossy().starts_with("libz3.") {
            std::os::unix::fs::symlink(entry.path(), links.join(entry.file_name()))?;
        }
    }
    Ok(())
}

fn output_folder() -> PathBuf {
    std::env::var_os("OUT_DIR").expect("cargo sets OUT_DIR").into()
}
