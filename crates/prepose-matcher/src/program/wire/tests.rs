use super::*;

fn empty() -> Vec<u8> {
    encode(&Parts::default())
}

fn fault(bytes: &[u8]) -> String {
    decode(bytes, &ProgramLimits::default()).unwrap_err().to_string()
}

#[test]
fn an_empty_program_is_a_header_and_five_counts() {
    assert_eq!(empty(), [b"prepose\0".as_slice(), &2u32.to_le_bytes(), &[0; 20]].concat());
    assert_eq!(decode(&empty(), &ProgramLimits::default()), Ok(Parts::default()));
}

#[test]
fn other_bytes_are_told_apart() {
    assert!(fault(b"").starts_with("these bytes are not a compiled program"));
    assert!(fault(b"prepose").starts_with("these bytes are not a compiled program"));
    let mut newer = empty();
    newer[8] = 3;
    assert!(fault(&newer).starts_with("the program is of format 3, and this matcher reads format 2"));
    let mut longer = empty();
    longer.push(0);
    assert!(fault(&longer).starts_with("1 bytes follow the end"));
    assert!(fault(&empty()[..18]).starts_with("the program ends inside atoms"));
}

#[test]
fn a_count_is_not_believed() {
    let claim = |table: usize, count: u32| {
        let mut bytes = empty();
        bytes[12 + 4 * table..][..4].copy_from_slice(&count.to_le_bytes());
        fault(&bytes)
    };
    // far more than the bytes hold, but not more than is allowed: refused before anything is made for it
    assert!(claim(0, 60_000).starts_with("the program ends inside quantities"));
    assert!(claim(4, 10_000).starts_with("the program ends inside gestures"));
    assert!(claim(1, u32::MAX).starts_with("the program has 4294967295 atoms, and at most"));
}

#[test]
fn codes_stand_for_something() {
    let one_quantity = |bytes: &[u8]| fault(&[b"prepose\0\x02\0\0\0\x01\0\0\0", bytes].concat());
    assert!(one_quantity(&[9, 0, 0, 0]).starts_with("9 is no kind of quantity"));
    assert!(one_quantity(&[1, 25, 0, 0]).starts_with("25 is no joint"));
    assert!(one_quantity(&[2, 0, 1, 3]).starts_with("3 is no axis"));
}
