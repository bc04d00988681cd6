//! Values of options: what is taken, and what is said of the rest.

/// A share, over 0 and up to 1.
pub fn fraction(text: &str) -> Result<f32, String> {
    let number = text.parse::<f32>().ok().filter(|number| *number > 0.0 && *number <= 1.0);
    number.ok_or_else(|| "a number over 0 and up to 1 is needed, such as 0.1".to_string())
}

/// An angle over 0 and up to a half turn, in degrees.
pub fn degrees(text: &str) -> Result<f64, String> {
    let number = text.parse::<f64>().ok().filter(|number| *number > 0.0 && *number <= 180.0);
    number.ok_or_else(|| "a number over 0 and up to 180 is needed, such as 3".to_string())
}

/// How far a sensor looks down or up, in degrees.
pub fn tilt(text: &str) -> Result<f64, String> {
    let number = text.parse::<f64>().ok().filter(|number| number.abs() <= 90.0);
    number.ok_or_else(|| "a number from -90 to 90 is needed, such as 20".to_string())
}

/// A number over 0.
pub fn positive(text: &str) -> Result<f64, String> {
    let number = text.parse::<f64>().ok().filter(|number| *number > 0.0 && number.is_finite());
    number.ok_or_else(|| "a number over 0 is needed, such as 30".to_string())
}

/// The formats of recordings, with what they are.
pub fn formats() -> Vec<clap::builder::PossibleValue> {
    let value =
        |format: &prepose_sensor::Format| clap::builder::PossibleValue::new(format.name()).help(format.describe());
    prepose_sensor::Format::ALL.iter().map(value).collect()
}
