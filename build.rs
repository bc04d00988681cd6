//! Generates the parser from `grammar/prepose.lalrpop`.

fn main() {
    println!("cargo::rerun-if-changed=grammar");
    lalrpop::Configuration::new()
        .set_in_dir("grammar")
        .set_out_dir(std::env::var("OUT_DIR").expect("cargo sets OUT_DIR"))
        .emit_rerun_directives(false)
        .log_quiet()
        .process()
        .expect("the grammar is free of conflicts");
}
