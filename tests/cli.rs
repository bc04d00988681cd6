//! The command line as a user meets it: the real binary, real files, real pipes.

mod cli {
    pub mod checking;
    pub mod inspecting;
    #[cfg(target_os = "linux")]
    pub mod interrupt;
    pub mod large;
    pub mod manual;
    pub mod numbers;
    pub mod output;
    pub mod pages;
    pub mod proving;
    pub mod rules;
    pub mod running;
    pub mod schemas;
    pub mod settings;
    #[cfg(target_os = "linux")]
    pub mod solver;
    #[cfg(target_os = "linux")]
    pub mod streams;
    pub mod support;
    pub mod unwritable;
    pub mod walking;
    #[cfg(unix)]
    pub mod watching;
}
