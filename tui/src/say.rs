//! What is said to the person, apart from results: on the standard error, each with the program's name.

/// Says something worth knowing.
pub(crate) fn note(text: &str) {
    tell(text);
}

/// Says why the work could not be done.
pub(crate) fn error(error: &anyhow::Error) {
    let mut text = String::new();
    for (depth, cause) in error.chain().enumerate() {
        if depth > 0 {
            text.push('：');
        }
        text.push_str(&cause.to_string());
    }
    tell(&text);
}

fn tell(text: &str) {
    let safe: String = text.chars().map(|c| if c == '\n' { c } else { crate::clean::character(c) }).collect();
    // There is no one left to tell when even the standard error is gone.
    let _ = std::io::Write::write_all(&mut anstream::stderr(), format!("greencat: {safe}\n").as_bytes());
}
