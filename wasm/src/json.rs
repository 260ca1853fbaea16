//! Answers as JSON, without the tables that writing any possible float would take.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};

/// Writes floats as hundredths: the only ones in an answer are confidences, which are whole hundredths. The
/// general algorithm and its tables would be 2 kB of what a page downloads.
struct Hundredths;

impl Formatter for Hundredths {
    fn write_f64<W: ?Sized + Write>(&mut self, writer: &mut W, value: f64) -> io::Result<()> {
        // From 0 to 1, so the cast keeps the sign and the value.
        #[allow(clippy::cast_sign_loss)]
        let hundredths = (value * 100.0).round() as u32;
        write!(writer, "{}.{:02}", hundredths / 100, hundredths % 100)
    }
}

/// `value` as JSON. Structs with string keys always serialise; the empty string never leaves in practice.
pub(crate) fn json(value: &impl Serialize) -> String {
    let mut bytes = Vec::with_capacity(1024);
    let written = value.serialize(&mut Serializer::with_formatter(&mut bytes, Hundredths));
    written.ok().and_then(|()| String::from_utf8(bytes).ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use greencat_core::{Classifier, Confidence};

    use super::json;

    #[test]
    fn every_confidence_reads_back_as_the_same_number() -> Result<(), Box<dyn std::error::Error>> {
        for hundredths in 0..=100 {
            let confidence = Confidence(hundredths);
            let usual: f64 = serde_json::to_string(&confidence)?.parse()?;
            let ours: f64 = json(&confidence).parse()?;
            assert_eq!(usual.to_bits(), ours.to_bits(), "{hundredths}");
        }
        Ok(())
    }

    #[test]
    fn an_answer_is_the_same_value_as_the_usual_json() -> Result<(), serde_json::Error> {
        let answer = Classifier::embedded().classify("光伏组件、逆变器的生产；电动机制造；\u{1}\"\\日用百货销售");
        let ours: serde_json::Value = serde_json::from_str(&json(&answer))?;
        assert_eq!(ours, serde_json::to_value(&answer)?);
        Ok(())
    }
}
