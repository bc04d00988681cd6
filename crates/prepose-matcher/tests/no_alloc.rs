//! A matcher and a smoother allocate when they are made, and never while frames go through.
// a global allocator cannot be written without it; this file alone is exempt from the workspace's rule
#![allow(unsafe_code)]

#[path = "support/random.rs"]
mod random;
#[path = "support/skeleton.rs"]
mod skeleton;

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

use prepose_matcher::program::Program;
use prepose_matcher::{EventKind, Matcher, OneEuro, Options, Smoother};
use random::{Dice, film, nonsense, parts};

struct Counting;

thread_local! {
    // of this thread only: the test runner allocates beside
    static ALLOCATIONS: Cell<u64> = const { Cell::new(0) };
}

// SAFETY: hands every call on to the system's allocator unchanged
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        ALLOCATIONS.with(|count| count.set(count.get() + 1));
        // SAFETY: the caller keeps to the contract of `alloc`
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, place: *mut u8, layout: Layout) {
        // SAFETY: the caller keeps to the contract of `dealloc`, and `place` came from `alloc` above
        unsafe { System.dealloc(place, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

fn allocations(work: impl FnOnce()) -> u64 {
    let before = ALLOCATIONS.with(Cell::get);
    work();
    ALLOCATIONS.with(Cell::get) - before
}

#[test]
fn thousands_of_frames_allocate_nothing() {
    assert!(allocations(|| drop(vec![0; 10])) > 0, "the counter does not count");
    let mut noise = 7u64;
    let mut seen = [0u32; 5];
    let mut ignored = 0;
    for _ in 0..40 {
        let bytes: Vec<u8> = std::iter::repeat_with(|| {
            noise = noise.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            (noise >> 56) as u8
        })
        .take(6000)
        .collect();
        let mut dice = Dice(&bytes);
        let program = Program::new(parts(&mut dice)).unwrap();
        // more bodies than places, so that places change hands
        let mut frames = film(&mut dice, 300, 4, &[0.1, 0.03, 0.5, 2.5]);
        frames.extend(nonsense(&mut dice, 100));
        let mut matcher = Matcher::new(program, Options::default().with_max_bodies(2).with_progress(Some(0.05)));
        let mut smoother = Smoother::new(OneEuro::default(), 2);
        let count = allocations(|| {
            for frame in &mut frames {
                smoother.smooth(frame);
                matcher.step(frame, |event| {
                    seen[match event.kind {
                        EventKind::Started => 0,
                        EventKind::StepReached { .. } => 1,
                        EventKind::Progress { .. } => 2,
                        EventKind::Completed { .. } => 3,
                        EventKind::Abandoned { .. } => 4,
                    }] += 1;
                });
            }
        });
        assert_eq!(count, 0);
        ignored += matcher.ignored_frames();
    }
    assert!(seen.iter().all(|&count| count > 10) && ignored > 100, "{seen:?} {ignored}");
}
