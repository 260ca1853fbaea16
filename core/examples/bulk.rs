//! Classifies the lines of a file and prints how many were green: a load for a profiler.

use greencat_core::{Classifier, Outcome};

fn main() {
    let path = std::env::args().nth(1).unwrap_or_default();
    let text = std::fs::read_to_string(path).unwrap_or_default();
    let classifier = Classifier::embedded();
    let green = text.lines().filter(|line| classifier.classify(line).outcome == Outcome::Green).count();
    println!("{green}");
}
