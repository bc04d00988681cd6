//! A table whose first line names its columns `<joint>_x`, `<joint>_y`, `<joint>_z`, in any order.
//!
//! Input: the header and what to look for; then rows. Output: the numbers of a row in fixed places. It must not know
//! what the numbers mean.

use crate::error::{Fault, Found, ReadErrorKind};
use crate::fields::{Fields, start_of, within_room};

/// Places for a joint's x, y, z and visibility.
pub(crate) const PER_JOINT: usize = 4;

/// How many text columns can tell bodies apart.
pub(crate) const KEYS: usize = 3;

/// The longest text that tells bodies apart.
const LONGEST_KEY: usize = 64;

/// What to look for in the header.
pub(crate) struct Columns<'a> {
    /// Names of joints and where their numbers go; all have to be there.
    pub(crate) joints: &'a [(&'a str, usize)],
    /// The column with the time, if there may be one.
    pub(crate) clock: &'a str,
    /// Columns that tell bodies apart; all have to be there.
    pub(crate) keys: &'a [&'a str],
    /// Whether positions are in metres, so that far ones are errors.
    pub(crate) metres: bool,
}

/// The last row that was read.
pub(crate) struct Table {
    roles: Vec<Role>,
    metres: bool,
    pub(crate) has_clock: bool,
    pub(crate) clock: f64,
    /// `PER_JOINT` numbers for each place.
    pub(crate) values: Vec<f32>,
    pub(crate) keys: [Vec<u8>; KEYS],
}

#[derive(Clone, Copy, PartialEq)]
enum Role {
    Skip,
    Clock,
    Key(u8),
    Number(u16),
}

const AXES: [&str; PER_JOINT] = ["_x", "_y", "_z", "_v"];

impl Table {
    /// A table with this header.
    pub(crate) fn from_header(line: &[u8], columns: &Columns<'_>) -> Result<Table, Fault> {
        let mut roles = Vec::new();
        let mut at = 0;
        for field in line.split(|byte| *byte == b',') {
            let name = String::from_utf8_lossy(field.trim_ascii());
            let role = role(&name, columns);
            if role != Role::Skip && roles.contains(&role) {
                let kind = ReadErrorKind::RepeatedColumn(name.into_owned());
                return Err(Fault { at, kind });
            }
            roles.push(role);
            at += field.len() + 1;
        }
        if let Some(name) = missing(&roles, columns) {
            return Err(Fault { at: 0, kind: ReadErrorKind::MissingColumn(name) });
        }
        let places = columns.joints.iter().map(|(_, place)| place + 1).max().unwrap_or(0);
        Ok(Table {
            has_clock: roles.contains(&Role::Clock),
            roles,
            metres: columns.metres,
            clock: 0.0,
            values: vec![1.0; PER_JOINT * places],
            keys: Default::default(),
        })
    }

    /// Reads a row over the one before.
    pub(crate) fn read(&mut self, line: &[u8]) -> Result<(), Fault> {
        let mut fields = Fields::new(line, b',', self.roles.len());
        for role in &self.roles {
            match *role {
                Role::Skip => fields.skip()?,
                Role::Clock => self.clock = fields.number()?,
                Role::Number(place) => {
                    let at = fields.at();
                    let value = fields.number32()?;
                    let near = if self.metres { within_room(value) } else { Ok(value) };
                    let value = near.map_err(|kind| Fault { at, kind })?;
                    if let Some(into) = self.values.get_mut(usize::from(place)) {
                        *into = value;
                    }
                }
                Role::Key(number) => {
                    let (at, text) = fields.text()?;
                    if text.len() > LONGEST_KEY {
                        let kind = ReadErrorKind::Expected("a name of at most 64 bytes", Found::new(text));
                        return Err(Fault { at, kind });
                    }
                    if let Some(key) = self.keys.get_mut(usize::from(number)) {
                        key.clear();
                        key.extend_from_slice(text);
                    }
                }
            }
        }
        fields.finish()
    }

    /// x, y, z and visibility (1 where there is no such column) of a place.
    pub(crate) fn joint(&self, place: usize) -> ([f32; 3], f32) {
        match self.values.get(PER_JOINT * place..PER_JOINT * (place + 1)) {
            Some(&[x, y, z, visibility]) => ([x, y, z], visibility),
            _ => ([0.0; 3], 0.0),
        }
    }

    /// The byte of a row where the numbers of a place begin.
    pub(crate) fn start_of(&self, line: &[u8], place: usize) -> usize {
        let first = Role::Number((PER_JOINT * place) as u16);
        start_of(line, self.roles.iter().position(|role| *role == first).unwrap_or(0))
    }
}

fn role(name: &str, columns: &Columns<'_>) -> Role {
    if name == columns.clock {
        return Role::Clock;
    }
    if let Some(key) = columns.keys.iter().position(|key| *key == name) {
        return Role::Key(key as u8);
    }
    let axis_of = |name: &str| {
        let end = name.get(name.len().checked_sub(2)?..)?;
        AXES.iter().position(|axis| axis.eq_ignore_ascii_case(end))
    };
    let Some(axis) = axis_of(name) else { return Role::Skip };
    let joint = name.get(..name.len() - 2).unwrap_or_default();
    match columns.joints.iter().find(|(known, _)| *known == joint) {
        Some((_, place)) => Role::Number((PER_JOINT * place + axis) as u16),
        None => Role::Skip,
    }
}

/// The first column that the format needs and the header has not.
fn missing(roles: &[Role], columns: &Columns<'_>) -> Option<String> {
    let key = columns.keys.iter().enumerate().find(|(number, _)| !roles.contains(&Role::Key(*number as u8)));
    if let Some((_, name)) = key {
        return Some((*name).to_owned());
    }
    for (name, place) in columns.joints {
        let absent = (0..3).find(|axis| !roles.contains(&Role::Number((PER_JOINT * place + axis) as u16)));
        if let Some(axis) = absent {
            return Some(format!("{name}{}", AXES[axis]));
        }
    }
    None
}
