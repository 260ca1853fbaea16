//! Dates as people give them: a day, a month or only a year.

use std::fmt;
use std::str::FromStr;

/// A date that may lack its day or its month. It stands for every day it covers.
///
/// ```
/// use greencat_core::policy::Moment;
/// let month: Moment = "2024年5月".parse().unwrap();
/// assert_eq!(month.to_string(), "2024-05");
/// assert!("2024-02-30".parse::<Moment>().is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Moment {
    year: u16,
    month: Option<u8>,
    day: Option<u8>,
}

/// Year, month, day; compared as such. A bound moved by years may be no real day (2023-02-29) and still
/// compares rightly.
type Day = (u16, u8, u8);

impl Moment {
    /// The first day it may be.
    pub(super) fn earliest(self) -> Day {
        (self.year, self.month.unwrap_or(1), self.day.unwrap_or(1))
    }

    /// The last day it may be.
    pub(super) fn latest(self) -> Day {
        let month = self.month.unwrap_or(12);
        (self.year, month, self.day.unwrap_or_else(|| days(self.year, month)))
    }

    /// So many years earlier.
    pub(super) fn years_before(self, years: u16) -> Moment {
        Moment { year: self.year.saturating_sub(years), ..self }
    }
}

fn days(year: u16, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        _ => 31,
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(formatter, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(formatter, "-{day:02}")?;
        }
        Ok(())
    }
}

impl FromStr for Moment {
    type Err = ();

    fn from_str(text: &str) -> Result<Moment, ()> {
        let mut parts = text.trim().trim_end_matches(['日', '月', '年']).split(['-', '/', '.', '年', '月']);
        let year: u16 = parts.next().unwrap_or_default().trim().parse().map_err(|_| ())?;
        let number = |part: Option<&str>| part.map(|part| part.trim().parse::<u8>().map_err(|_| ())).transpose();
        let (month, day) = (number(parts.next())?, number(parts.next())?);
        let right = (1900..=2200).contains(&year)
            && month.is_none_or(|month| (1..=12).contains(&month))
            && day.is_none_or(|day| (1..=days(year, month.unwrap_or(1))).contains(&day))
            && parts.next().is_none();
        if right { Ok(Moment { year, month, day }) } else { Err(()) }
    }
}
