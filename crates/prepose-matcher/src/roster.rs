//! Which place of a fixed number each body has.
//!
//! Input: the bodies and times of frames. Output: places. A place is given away only when a new body needs one and its
//! owner has not been seen for a while. It knows nothing of what is kept at a place.

/// Seconds of the source after which a body that is not seen may lose its place.
const ABSENT: f64 = 2.0;

#[derive(Debug)]
pub(crate) struct Roster {
    places: Vec<Option<(u64, f64)>>,
}

/// Where a body is kept.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Found {
    /// It has been there; `last` is the time at which it was last seen.
    Known { place: usize, last: f64 },
    /// The place is new to it, and what another body left there must be wiped.
    New { place: usize },
}

impl Roster {
    pub(crate) fn new(places: usize) -> Roster {
        Roster { places: vec![None; places] }
    }

    /// The place of a body that is seen at a finite time; nothing when all places are taken.
    pub(crate) fn seat(&mut self, body: u64, time: f64) -> Option<Found> {
        if let Some(place) = self.find(body) {
            let last = self.places[place].replace((body, time)).map_or(time, |(_, last)| last);
            return Some(Found::Known { place, last });
        }
        let place = self.places.iter().position(Option::is_none).or_else(|| self.abandoned(time))?;
        self.places[place] = Some((body, time));
        Some(Found::New { place })
    }

    /// The place of a body that has one.
    pub(crate) fn find(&self, body: u64) -> Option<usize> {
        self.places.iter().position(|place| place.is_some_and(|(owner, _)| owner == body))
    }

    /// The place whose owner was not seen for longest, if that is long enough. A time far ahead is as long ago as one
    /// far back: then the source has started again.
    fn abandoned(&self, time: f64) -> Option<usize> {
        let ages = self.places.iter().map(|place| place.map_or(f64::INFINITY, |(_, last)| (time - last).abs()));
        let (place, age) = ages.enumerate().max_by(|(_, a), (_, b)| a.total_cmp(b))?;
        (age >= ABSENT).then_some(place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_given_away_only_when_needed_and_its_owner_is_long_gone() {
        let mut roster = Roster::new(2);
        assert_eq!(roster.seat(7, 0.0), Some(Found::New { place: 0 }));
        assert_eq!(roster.seat(8, 1.0), Some(Found::New { place: 1 }));
        assert_eq!(roster.seat(7, 1.5), Some(Found::Known { place: 0, last: 0.0 }));
        assert_eq!(roster.seat(9, 2.9), None);
        assert_eq!(roster.seat(9, 3.0), Some(Found::New { place: 1 }));
        assert_eq!(roster.seat(7, 9.0), Some(Found::Known { place: 0, last: 1.5 }));
        assert_eq!(roster.find(8), None);
    }

    #[test]
    fn a_source_that_starts_again_finds_places() {
        let mut roster = Roster::new(1);
        roster.seat(1, 500.0);
        assert_eq!(roster.seat(2, 0.0), Some(Found::New { place: 0 }));
        assert_eq!(Roster::new(0).seat(1, 0.0), None);
    }
}
