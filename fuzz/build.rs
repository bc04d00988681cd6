//! What the fuzz targets link beside `prepose`, whose own link arguments do not reach them.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed=Z3_LIBRARY_PATH_OVERRIDE");
    let folder = std::env::var("Z3_LIBRARY_PATH_OVERRIDE")
        .unwrap_or_else(|_| concat!(env!("CARGO_MANIFEST_DIR"), "/../.deps/z3/lib").into());
    println!("cargo::rustc-link-arg=-Wl,-rpath,{folder}");
    // libfuzzer is C++; .cargo/config.toml keeps the C++ library out of everything else
    println!("cargo::rustc-link-arg={}", if cfg!(target_os = "macos") { "-lc++" } else { "-lstdc++" });
}
