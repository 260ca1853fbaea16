//! Policies: conditions as data, answered with yes, no or not known, never with a guess.
//!
//! The data are `catalogue/policies/*.toml`, which `cargo xtask policies` checks and writes as one JSON text
//! (`core/data/policies.json`). The core takes them parsed, by whatever serde format the caller has at hand:
//! the command line and the web package both carry `serde_json` already, so neither gains a dependency, and a
//! program that screens nothing carries nothing.
//!
//! ```
//! use greencat_core::policy::{Policies, Standing, Truth};
//! let text = include_str!("../data/policies.json");
//! let policies: Policies = serde_json::from_str(text).unwrap();
//! // Nothing is known yet: nothing is decided, and the first question is asked.
//! let screening = policies.screen("绿色产业示范基地", &Default::default(), None).unwrap();
//! assert_eq!(screening.standing, Standing::Open);
//! assert!(screening.findings.iter().all(|finding| finding.truth != Truth::Yes));
//! assert!(!screening.questions.is_empty());
//! ```

mod book;
mod evaluate;
mod fact;
mod faults;
mod moment;
mod profile;
mod rule;
mod screen;
mod truth;

pub use book::{Check, Condition, ConditionKind, Document, Note, NoteKind, Policies, PolicyError, Seen, Subject};
pub use evaluate::{Doubt, DoubtKind};
pub use fact::{Contradiction, Fact, FactFault, FactKind, Facts, Known, Value};
pub use moment::Moment;
pub use profile::{Bound, Profile, Statement, Unwanted, Wanted};
pub use rule::Rule;
pub use screen::{Ask, Conflict, Finding, Screening, Standing};
pub use truth::Truth;
