//! What a recording calls its bodies: the name and class of a static pose, or the sensor and person of a view.
//!
//! Rows of an ML Kit file are poses of different people on different pictures. Each gets a body id and a time of its
//! own, so that nothing that follows bodies through time carries anything from one row to the next.
//! [`crate::Recording::label_of`] says what a row was called.

/// Two texts for each body, bodies being numbered from 1.
#[derive(Debug, Default)]
pub(crate) struct Labels {
    texts: Vec<(Box<str>, Box<str>)>,
}

impl Labels {
    /// Adds the label of the next body, and gives its number.
    pub(crate) fn push(&mut self, name: &[u8], class: &[u8]) -> u64 {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned().into_boxed_str();
        self.texts.push((text(name), text(class)));
        self.texts.len() as u64
    }

    /// The label of a body.
    pub(crate) fn get(&self, body: u64) -> Option<(&str, &str)> {
        let place = usize::try_from(body.checked_sub(1)?).ok()?;
        self.texts.get(place).map(|(name, class)| (&**name, &**class))
    }
}
