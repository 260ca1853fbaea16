//! Understands business texts against China's Green Industry Guidance Catalogue (绿色产业指导目录, 2019).
//!
//! # Classify a text
//!
//! ```
//! use greencat_core::{Classifier, Outcome};
//! let answer = Classifier::embedded().classify("污水处理；日用百货销售");
//! assert_eq!(answer.outcome, Outcome::Green);
//! let first = &answer.entries[0];
//! assert_eq!(first.code.to_string(), "5.3.1");
//! assert_eq!(first.name, "污水处理、再生利用及污泥处理处置设施建设运营");
//! ```
//!
//! # Show where a verdict comes from
//!
//! ```
//! # use greencat_core::Classifier;
//! let text = "太阳能热水器的生产";
//! let answer = Classifier::embedded().classify(text);
//! let words: Vec<&str> = answer.entries[0].evidence.iter().map(|evidence| evidence.span.slice(text)).collect();
//! assert_eq!(words, ["太阳能热水器", "生产"]);
//! ```
//!
//! # How it flows
//!
//! `fold` → `clause` → `segment` → `item` → `judge` → `claim` → `rank` → `classify`; each module imports
//! only what stands before it; [`policy`] and [`park`] use them. The core has no files, clock, threads or printing.

mod catalogue;
mod claim;
mod classify;
mod clause;
pub mod confidence;
mod error;
mod fold;
mod index;
mod item;
mod judge;
pub mod park;
pub mod policy;
mod question;
mod rank;
mod role;
mod search;
mod segment;
mod span;
mod specification;
mod verdict;
mod words;

pub use catalogue::{Code, CodeError, Criterion, Entry, Relation};
pub use classify::{Candidate, Classification, Classifier, Confidence, Evidence, EvidenceKind};
pub use error::LoadError;
pub use index::layout;
pub use question::{Answer, Question};
pub use role::{Role, RoleSet};
pub use search::{Hit, Match, MatchKind};
pub use span::Span;
pub use verdict::{Outcome, Verdict};
