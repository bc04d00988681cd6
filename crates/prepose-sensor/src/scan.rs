//! Decimal numbers out of bytes, fast: recordings are mostly numbers.
//!
//! Output: the number nearest to the text, as the standard library would give it, and the bytes it took. It must not
//! know what stands around the number.

/// A number and the text it was read from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Scanned<T> {
    pub(crate) value: T,
    /// How many bytes it took.
    pub(crate) used: usize,
    /// It begins with a zero before another digit, which JSON does not have.
    pub(crate) zero_led: bool,
}

/// A number as text: `-?` digits, perhaps a point and digits, perhaps an exponent. Never infinite.
struct Decimal {
    negative: bool,
    mantissa: u64,
    /// Digits after the point.
    scale: usize,
    used: usize,
    zero_led: bool,
    /// Whether mantissa and scale are the whole number: no exponent, no more digits than the mantissa can hold.
    plain: bool,
}

const POWERS: [f64; 20] =
    [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19];

const WHOLE_POWERS: [u64; 20] = {
    let mut powers = [1; 20];
    let mut at = 1;
    while at < powers.len() {
        powers[at] = 10 * powers[at - 1];
        at += 1;
    }
    powers
};

/// The number at the start of the bytes and how many bytes it takes; `None` when there is no finite number.
#[inline]
pub(crate) fn number(bytes: &[u8]) -> Option<Scanned<f64>> {
    let decimal = decimal(bytes)?;
    let (value, used) = exact(&decimal).map(|value| (value, decimal.used)).or_else(|| slow(bytes))?;
    Some(Scanned { value, used, zero_led: decimal.zero_led })
}

/// As [`number`], rounded once to single precision.
#[inline]
pub(crate) fn number32(bytes: &[u8]) -> Option<Scanned<f32>> {
    let decimal = decimal(bytes)?;
    if let Some(value) = exact(&decimal) {
        // Rounding twice (to double, then to single) goes wrong only where the double lies exactly between two
        // singles: such a point is itself a double, so rounding to double never steps over it.
        let between = value.to_bits() & 0x1fff_ffff == 0x1000_0000;
        if !between {
            return Some(Scanned { value: value as f32, used: decimal.used, zero_led: decimal.zero_led });
        }
    }
    let (value, used) = slow32(bytes)?;
    Some(Scanned { value, used, zero_led: decimal.zero_led })
}

/// An unsigned whole number at the start of the bytes and how many bytes it takes.
pub(crate) fn whole(bytes: &[u8]) -> Option<(u64, usize)> {
    let used = bytes.iter().take_while(|b| b.is_ascii_digit()).count();
    if used == 0 {
        return None;
    }
    let mut value = 0u64;
    for byte in bytes.iter().take(used) {
        value = value.checked_mul(10)?.checked_add(u64::from(byte - b'0'))?;
    }
    Some((value, used))
}

#[inline]
fn decimal(bytes: &[u8]) -> Option<Decimal> {
    let negative = bytes.first() == Some(&b'-');
    let from = usize::from(negative);
    let mut at = from;
    let mut mantissa = 0u64;
    while let Some(digit) = bytes.get(at).map(|b| b.wrapping_sub(b'0')).filter(|d| *d < 10) {
        mantissa = mantissa.wrapping_mul(10).wrapping_add(u64::from(digit));
        at += 1;
    }
    let whole_digits = at - from;
    if whole_digits == 0 {
        return None;
    }
    let mut scale = 0;
    if bytes.get(at) == Some(&b'.') {
        let (fraction, digits) = digits(bytes.get(at + 1..).unwrap_or_default());
        if digits == 0 {
            return None;
        }
        scale = digits;
        mantissa = mantissa.wrapping_mul(WHOLE_POWERS.get(digits).copied().unwrap_or(0)).wrapping_add(fraction);
        at += 1 + digits;
    }
    let zero_led = whole_digits > 1 && bytes.get(from) == Some(&b'0');
    let exponent = matches!(bytes.get(at), Some(b'e' | b'E'));
    Some(Decimal { negative, mantissa, scale, used: at, zero_led, plain: !exponent && whole_digits + scale <= 19 })
}

/// The digits at the start of the bytes as a number, and how many they are. The number is worthless when they are more
/// than it can hold.
#[inline]
fn digits(bytes: &[u8]) -> (u64, usize) {
    // How many digits a number has cannot be foreseen, so a loop over them costs a wrong guess for every number;
    // sixteen bytes at once need no guess. Two thirds of the time of reading a recording was spent here.
    if let Some(chunk) = bytes.first_chunk::<16>() {
        let values = u128::from_le_bytes(*chunk) ^ u128::from_le_bytes([b'0'; 16]);
        let above_nine = values.wrapping_add(u128::from_le_bytes([0x76; 16])) | values;
        let ends = above_nine & u128::from_le_bytes([0x80; 16]);
        let count = (ends.trailing_zeros() / 8) as usize;
        if count < 16 {
            // What follows the digits moves out at the top, zeros come in before them. In two steps, because there may
            // be no digit at all.
            let aligned = (values << 8) << (8 * (15 - count));
            let (first, last) = (eight(aligned as u64), eight((aligned >> 64) as u64));
            return (first * 100_000_000 + last, count);
        }
    }
    let count = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let add = |value: u64, byte: &u8| value.wrapping_mul(10).wrapping_add(u64::from(byte - b'0'));
    (bytes.iter().take(count).fold(0, add), count)
}

/// The number whose eight digits are the bytes, the first in the lowest byte: neighbours are joined to pairs, pairs to
/// fours, fours to the whole.
#[inline]
fn eight(digits: u64) -> u64 {
    let pairs = (digits.wrapping_mul(10).wrapping_add(digits >> 8)) & 0x00ff_00ff_00ff_00ff;
    let fours = (pairs.wrapping_mul(100).wrapping_add(pairs >> 16)) & 0x0000_ffff_0000_ffff;
    (fours.wrapping_mul(10_000).wrapping_add(fours >> 32)) & 0xffff_ffff
}

/// Mantissa and power of ten are both doubles without rounding, so that one division rounds once.
#[inline]
fn exact(decimal: &Decimal) -> Option<f64> {
    if !decimal.plain || decimal.mantissa > 1 << 53 {
        return None;
    }
    let value = decimal.mantissa as f64 / POWERS.get(decimal.scale)?;
    // Nobody can foresee a sign either, so it is set without a branch.
    Some(f64::from_bits(value.to_bits() | u64::from(decimal.negative) << 63))
}

#[cold]
fn slow(bytes: &[u8]) -> Option<(f64, usize)> {
    fast_float2::parse_partial::<f64, _>(bytes).ok().filter(|(value, _)| value.is_finite())
}

#[cold]
fn slow32(bytes: &[u8]) -> Option<(f32, usize)> {
    fast_float2::parse_partial::<f32, _>(bytes).ok().filter(|(value, _)| value.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn single(text: &[u8]) -> Option<(f32, usize)> {
        number32(text).map(|scanned| (scanned.value, scanned.used))
    }

    #[test]
    fn what_is_not_a_number_is_none() {
        for text in ["", "-", "+1", ".5", "5.", "nan", "inf", "-inf", "1e999", "-.5", "e5", "1.e5"] {
            assert_eq!(number(text.as_bytes()), None, "{text}");
            assert_eq!(single(text.as_bytes()), None, "{text}");
        }
        assert_eq!(whole(b"18446744073709551616"), None);
        assert_eq!(whole(b"18446744073709551615,"), Some((u64::MAX, 20)));
    }

    #[test]
    fn a_tie_between_two_singles_is_broken_by_what_follows() {
        // 1 + 2^-24 lies between 1 and the next single; a digit 1 far behind decides upwards.
        assert_eq!(single(b"1.000000059604644775390625"), Some((1.0, 26)));
        assert_eq!(single(b"1.000000059604644775390626"), Some((1.000_000_1, 26)));
        assert_eq!(single(b"16777217"), Some((16_777_216.0, 8)));
    }

    proptest! {
        #[test]
        fn decimals_are_read_as_the_standard_library_reads_them(
            sign in "-?", whole in "[0-9]{1,12}", rest in "(\\.[0-9]{1,22})?(e-?[0-9]{1,2})?"
        ) {
            let text = format!("{sign}{whole}{rest}");
            let nearest: f32 = text.parse().expect("a number");
            let double: f64 = text.parse().expect("a number");
            for behind in ["", ",1", ", 12345678901234567890", "]:;/<ABCDEF0123456789"] {
                let bytes = format!("{text}{behind}");
                if nearest.is_finite() {
                    prop_assert_eq!(single(bytes.as_bytes()), Some((nearest, text.len())));
                }
                let scanned = number(bytes.as_bytes()).map(|scanned| (scanned.value, scanned.used));
                prop_assert_eq!(scanned, Some((double, text.len())));
            }
        }

        #[test]
        fn every_single_is_read_back(bits in any::<u32>()) {
            let value = f32::from_bits(bits);
            prop_assume!(value.is_finite());
            let text = value.to_string();
            prop_assert_eq!(number32(text.as_bytes()).map(|scanned| scanned.value.to_bits()), Some(bits));
        }
    }
}
