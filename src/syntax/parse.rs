//! From words to tree.

use lalrpop_util::lalrpop_mod;

use super::ast::{AppItem, File, GestureItem, Rule};
use super::lexer;
use super::limits::ParseLimits;
use super::recover::Sink;
use super::words::Comment;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{SourceId, Sources, Span};

lalrpop_mod!(
    #[allow(clippy::all, missing_docs, unused, unused_qualifications)]
    #[rustfmt::skip]
    grammar,
    "/prepose.rs"
);

/// What a text says.
#[derive(Debug, Clone)]
pub struct Parsed {
    /// The tree of what could be read.
    pub file: File,
    /// Every comment, in order.
    pub comments: Vec<Comment>,
    /// What could not be read, in the order of the text.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads one text.
pub fn parse(sources: &Sources, source: SourceId, limits: &ParseLimits) -> Parsed {
    let text = sources.get(source).text.as_str();
    if text.len() > limits.bytes {
        let start = Span { source, start: 0, end: 0 };
        let message = format!("this file has {} bytes, and at most {} are read", text.len(), limits.bytes);
        let help = "split the app into several files and `IMPORT` what they share";
        let diagnostics = vec![Diagnostic::new(Code::FileTooLarge, start, message).help(help)];
        return Parsed { file: File::default(), comments: Vec::new(), diagnostics };
    }
    let words = lexer::lex(text, source, limits);
    let mut sink = Sink::new(text, source, &words.words);
    let input = words.words.iter().map(|&(start, token, end)| Ok((start, token, end)));
    let file = grammar::FileParser::new().parse(&mut sink, input);
    let mut file = file.unwrap_or_else(|error| {
        sink.failed(error);
        File::default()
    });
    let mut diagnostics = words.diagnostics;
    let cut = diagnostics.iter().any(|found| found.code == Code::NestedTooDeep);
    let last = words.words.last().map_or(0, |word| word.0);
    // behind the cut nothing was read, so nothing can be said of it
    diagnostics.extend(sink.finish().into_iter().filter(|found| !cut || found.span().start < last));
    diagnostics.sort_by_key(|diagnostic| diagnostic.span().start);
    attach_comments(text, &words.comments, &mut file);
    Parsed { file, comments: words.comments, diagnostics }
}

/// Gives each pose, rule and gesture the comment lines that stand directly above it.
fn attach_comments(text: &str, comments: &[Comment], file: &mut File) {
    let doc = |span: Span| comment_above(text, comments, span.start);
    let apps = file.apps.iter_mut().flat_map(|app| &mut app.items);
    for item in apps.chain(file.blocks.iter_mut().flat_map(|block| &mut block.items)) {
        match item {
            AppItem::Pose(pose) | AppItem::Rule(Rule { pose, .. }) => pose.doc = doc(pose.span),
            AppItem::Gesture(gesture) => {
                gesture.doc = doc(gesture.span);
                for item in &mut gesture.items {
                    if let GestureItem::Pose(pose) = item {
                        pose.doc = doc(pose.span);
                    }
                }
            }
            AppItem::Setting(_) => {}
        }
    }
}

fn comment_above(text: &str, comments: &[Comment], below: u32) -> String {
    let mut lines = Vec::new();
    let mut below = below as usize;
    let before = comments.partition_point(|comment| comment.span.start < below as u32);
    for comment in comments[..before].iter().rev() {
        let range = comment.span.range();
        let between = &text[range.end..below];
        let own_line = text[..range.start].rsplit('\n').next().is_some_and(|head| head.trim().is_empty());
        if !comment.line || !own_line || !between.trim().is_empty() || between.matches('\n').count() != 1 {
            break;
        }
        lines.push(text[range.clone()].trim_start_matches(['#', '/']).trim());
        below = range.start;
    }
    lines.reverse();
    lines.join("\n").trim().to_string()
}
