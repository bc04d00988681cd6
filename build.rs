//! Generates the parser from `grammar/prepose.lalrpop`, joins the scripts of the pages, and says where libz3 lies.

#[path = "build/modules.rs"]
mod modules;

use std::path::{Path, PathBuf};

fn main() {
    generate_parser();
    join_scripts();
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

/// The scripts of pages are written as modules and read by browsers as one.
fn join_scripts() {
    let ours = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/view");
    for (entry, script) in SCRIPTS {
        let entry = ours.join(entry);
        let read = |path: &Path| std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()));
        match modules::join(&entry, read) {
            Ok(joined) => {
                std::fs::write(output_folder().join(script), joined.script).expect("the output folder can be written");
                joined.files.iter().for_each(|file| println!("cargo::rerun-if-changed={}", file.display()));
            }
            Err(why) => {
                println!("cargo::rerun-if-changed={}", ours.display());
                println!("cargo::error={why}");
            }
        }
    }
}

/// Entry modules, from `src/view`, and the names of the scripts that they become.
const SCRIPTS: &[(&str, &str)] = &[("page/player.js", "player.js"), ("review/pictures.js", "review.js")];

/// Programs find the library beside themselves, in `../lib/prepose`, where `make install` puts it too: no run path names a
/// folder of this machine. In the build tree links to the library lie there: below the target folder for `debug/prepose`,
/// below `debug` for `debug/deps` and `debug/examples`. Cargo names the latter to all that it starts, documentation tests
/// among them, which get no link arguments.
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
    let profile = profile_folder();
    for above in [&profile, profile.parent().expect("profiles lie in a target folder")] {
        let links = above.join("lib/prepose");
        link_all(&folder, &links).expect("the target folder can be written");
        // another checkout that shares the target folder may have made the links, and may go
        println!("cargo::rerun-if-changed={}", links.join(name).display());
    }
    println!("cargo::rustc-link-search=native={}", profile.join("lib/prepose").display());
    let beside = if cfg!(target_os = "macos") { "@loader_path" } else { "$ORIGIN" };
    println!("cargo::rustc-link-arg=-Wl,-rpath,{beside}/../lib/prepose");
}

/// Links to the library under each of its names: the linker looks for one, a program that starts for another. Each link is
/// there at all times, since builds of other profiles make the same.
fn link_all(folder: &Path, links: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(links)?;
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_name().to_string_lossy().starts_with("libz3.") {
            let link = links.join(entry.file_name());
            if link.read_link().ok().as_deref() == Some(&entry.path()) {
                continue;
            }
            let new = links.join(format!("new-{}", std::process::id()));
            std::os::unix::fs::symlink(entry.path(), &new)?;
            std::fs::rename(&new, &link)?;
        }
    }
    Ok(())
}

/// `target/debug`: what is built lies there, two and more folders above what the build script writes.
fn profile_folder() -> PathBuf {
    let output = output_folder();
    let build =
        output.ancestors().find(|folder| folder.ends_with("build")).expect("cargo's OUT_DIR lies below `build`");
    build.parent().expect("`build` lies in the folder of a profile").into()
}

fn output_folder() -> PathBuf {
    std::env::var_os("OUT_DIR").expect("cargo sets OUT_DIR").into()
}
