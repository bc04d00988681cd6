//! The syntax tree: what an author wrote, with places, before any name is looked up.

mod block;
mod file;
mod gesture;
mod name;
mod pose;
mod statement;

pub use block::*;
pub use file::*;
pub use gesture::*;
pub use name::*;
pub use pose::*;
pub use statement::*;
