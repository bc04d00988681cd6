//! The confusion table as a picture.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::clip_result::ClipResult;
use super::labels::Labels;
use super::report::row;
use crate::view::escape::xml;

const CELL: usize = 18;
const LEFT: usize = 230;
const TOP: usize = 230;

/// An SVG with a row for each movement, a column for each gesture, and in each cell the share of the movement's
/// recordings in which the gesture completed: blue where it should, grey where it is part of the movement, red where it
/// should not.
pub fn picture(seen: &[ClipResult], labels: &Labels) -> String {
    let mut recordings: BTreeMap<&str, u32> = BTreeMap::new();
    let mut completed: BTreeMap<(&str, &str), u32> = BTreeMap::new();
    for seen in seen {
        *recordings.entry(row(seen)).or_default() += 1;
        for gesture in &seen.completed {
            *completed.entry((row(seen), gesture)).or_default() += 1;
        }
    }
    let rows: Vec<&str> = recordings.keys().copied().collect();
    let others = completed.keys().map(|(_, gesture)| *gesture).filter(|gesture| !recordings.contains_key(gesture));
    let others: BTreeSet<&str> = others.collect();
    let columns: Vec<&str> = rows.iter().copied().chain(others).collect();
    let (width, height) = (LEFT + columns.len() * CELL + 20, TOP + rows.len() * CELL + 50);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" \
         font-family=\"system-ui, sans-serif\" font-size=\"11\" role=\"img\">\n\
         <title>Which gestures completed in the recordings of which movement</title>\n\
         <rect width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>\n"
    );
    for (i, gesture) in columns.iter().enumerate() {
        let x = LEFT + i * CELL + CELL / 2 + 4;
        put(
            &mut out,
            &format!(
                "<text transform=\"translate({x} {}) rotate(-90)\" fill=\"#333333\">{}</text>",
                TOP - 6,
                xml(gesture)
            ),
        );
    }
    for (j, movement) in rows.iter().enumerate() {
        let y = TOP + j * CELL;
        put(
            &mut out,
            &format!(
                "<text x=\"{}\" y=\"{}\" text-anchor=\"end\" fill=\"#333333\">{} ({})</text>",
                LEFT - 6,
                y + CELL - 5,
                xml(movement),
                recordings[movement]
            ),
        );
        for (i, gesture) in columns.iter().enumerate() {
            let count = completed.get(&(*movement, *gesture)).copied().unwrap_or(0);
            let share = f64::from(count) / f64::from(recordings[movement]);
            let color = match (movement == gesture, labels.contains(movement, gesture)) {
                (true, _) => [20.0, 90.0, 170.0],
                (false, true) => [110.0, 110.0, 110.0],
                (false, false) => [190.0, 40.0, 30.0],
            };
            // a single recording among many must still be seen
            let strength = if count == 0 { 0.0 } else { 0.25 + 0.75 * share };
            let fill = color.map(|channel| 245.0 + (channel - 245.0) * strength);
            put(
                &mut out,
                &format!(
                    "<rect x=\"{}\" y=\"{y}\" width=\"{}\" height=\"{}\" fill=\"rgb({:.0},{:.0},{:.0})\"><title>{}: {} in {count} \
                 of {}</title></rect>",
                    LEFT + i * CELL,
                    CELL - 1,
                    CELL - 1,
                    fill[0],
                    fill[1],
                    fill[2],
                    xml(movement),
                    xml(gesture),
                    recordings[movement]
                ),
            );
            if count > 0 {
                let ink = if strength > 0.5 { "#ffffff" } else { "#222222" };
                put(
                    &mut out,
                    &format!(
                        "<text x=\"{}\" y=\"{}\" text-anchor=\"middle\" font-size=\"9\" fill=\"{ink}\">{count}</text>",
                        LEFT + i * CELL + CELL / 2,
                        y + CELL - 6
                    ),
                );
            }
        }
    }
    put(
        &mut out,
        &format!(
            "<text x=\"10\" y=\"{}\" fill=\"#333333\">rows: movements with their number of recordings; columns: gestures that \
         completed. Blue: meant. Grey: part of the movement. Red: false alarm.</text>",
            height - 16
        ),
    );
    out.push_str("</svg>\n");
    out
}

fn put(out: &mut String, element: &str) {
    // writing to a string cannot fail
    let _ = writeln!(out, "{element}");
}
