//! Properties of the whole language, over random programs and random people.

mod properties {
    mod front;
    mod grammar;
    mod motion;
    mod oracle;
    mod person;
    mod print;
    mod run;
    mod statement;
    mod tape;
    mod text;
}
