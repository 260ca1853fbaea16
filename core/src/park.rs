//! A park as a whole: from its enterprises to green shares, the leading green industry, concentration, chain
//! coverage and trend. What is only conditional makes a range, least to most; it is never silently counted.
//!
//! ```
//! use greencat_core::Classifier;
//! use greencat_core::park::{Chains, Member, survey};
//! let classifier = Classifier::embedded();
//! let texts = [("甲", 300.0, "光伏组件制造"), ("乙", 100.0, "电动机制造"), ("丙", 600.0, "日用百货销售")];
//! let members = texts.map(|(name, value, text)| Member::new(name, Some(value), None, Some(&classifier.classify(text))));
//! let survey = survey(&members, &Chains::default(), &classifier);
//! // Plain motors have still to prove their grade: between 30 % and 40 % of the value is green.
//! assert_eq!((survey.green.value_share.least, survey.green.value_share.most), (0.3, 0.4));
//! ```

mod chain;
mod concentration;
mod group;
mod member;
mod survey;

pub use chain::{Cell, Chain, Chains, Coverage, STAGES, Stage};
pub use concentration::{Case, Concentration};
pub use group::{Group, Leading};
pub use member::{Member, State};
pub use survey::{Green, Range, StateCount, Survey, Year, survey, survey_named};
