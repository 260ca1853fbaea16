//! Colours: a meaning in, a style out. Works with 16 colours, with none, and on light backgrounds.

use greencat_core::Verdict;
use ratatui::style::{Color, Modifier, Style};

/// The look of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ThemeName {
    /// For dark backgrounds.
    #[default]
    Dark,
    /// For light backgrounds.
    Light,
    /// White and bright colours on black, whatever the terminal's own background.
    Contrast,
}

impl ThemeName {
    /// The theme of this name, as in `--theme` and the configuration.
    #[must_use]
    pub fn parse(word: &str) -> Option<ThemeName> {
        match word {
            "dark" => Some(ThemeName::Dark),
            "light" => Some(ThemeName::Light),
            "high-contrast" | "contrast" => Some(ThemeName::Contrast),
            _ => None,
        }
    }

    pub(crate) fn next(self) -> ThemeName {
        match self {
            ThemeName::Dark => ThemeName::Light,
            ThemeName::Light => ThemeName::Contrast,
            ThemeName::Contrast => ThemeName::Dark,
        }
    }

    pub(crate) fn title(self) -> (&'static str, &'static str) {
        match self {
            ThemeName::Dark => ("深色", "dark"),
            ThemeName::Light => ("浅色", "light"),
            ThemeName::Contrast => ("高对比", "high contrast"),
        }
    }

    /// The theme that the terminal says it has, by the variable that several terminals set: `15;0`.
    pub(crate) fn of_variable(colorfgbg: &str) -> Option<ThemeName> {
        match colorfgbg.rsplit(';').next()?.parse().ok()? {
            7 | 9..=15_u8 => Some(ThemeName::Light),
            _ => Some(ThemeName::Dark),
        }
    }

    /// The theme that suits the background the terminal answers with, when asked. A terminal that knows no
    /// answer says so at once; a slow line is waited for, or its late answer would be read as keys.
    pub(crate) fn of_background() -> Option<ThemeName> {
        let mode = terminal_colorsaurus::theme_mode(terminal_colorsaurus::QueryOptions::default()).ok()?;
        Some(if mode == terminal_colorsaurus::ThemeMode::Light { ThemeName::Light } else { ThemeName::Dark })
    }
}

/// How many colours the terminal shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Depth {
    /// `NO_COLOR`, or a dumb terminal.
    None,
    /// The 16 of every terminal.
    #[default]
    Sixteen,
    /// 256 and more.
    Many,
}

impl Depth {
    pub(crate) fn of_terminal(no_color: Option<&str>, term: Option<&str>, colorterm: Option<&str>) -> Depth {
        match (no_color, term, colorterm) {
            (Some(value), _, _) if !value.is_empty() => Depth::None,
            (_, Some("dumb"), _) => Depth::None,
            (_, _, Some(value)) if !value.is_empty() => Depth::Many,
            (_, Some(term), _) if term.contains("256color") || term.contains("direct") => Depth::Many,
            _ => Depth::Sixteen,
        }
    }
}

/// A look for a terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Theme {
    pub(crate) name: ThemeName,
    pub(crate) depth: Depth,
}

impl Theme {
    fn verdict_color(self, verdict: Verdict) -> Color {
        let many = self.depth == Depth::Many;
        match (self.name, verdict) {
            (ThemeName::Dark | ThemeName::Contrast, Verdict::Direct) => Color::LightGreen,
            (ThemeName::Dark | ThemeName::Contrast, Verdict::Conditional) => Color::LightYellow,
            (ThemeName::Dark | ThemeName::Contrast, Verdict::Near) => Color::LightCyan,
            (ThemeName::Light, Verdict::Direct) if many => Color::Indexed(28),
            (ThemeName::Light, Verdict::Direct) => Color::Green,
            // Yellow cannot be read on white: brown where there is one, magenta where there is not.
            (ThemeName::Light, Verdict::Conditional) if many => Color::Indexed(130),
            (ThemeName::Light, Verdict::Conditional) => Color::Magenta,
            (ThemeName::Light, Verdict::Near) if many => Color::Indexed(25),
            (ThemeName::Light, Verdict::Near) => Color::Blue,
        }
    }

    fn paint(self, style: Style) -> Style {
        if self.depth == Depth::None { Style { fg: None, bg: None, ..style } } else { style }
    }

    /// What lies under everything.
    pub(crate) fn base(self) -> Style {
        match self.name {
            ThemeName::Contrast => self.paint(Style::new().fg(Color::White).bg(Color::Black)),
            _ => Style::new(),
        }
    }

    /// A word of this verdict.
    pub(crate) fn verdict(self, verdict: Verdict) -> Style {
        self.paint(Style::new().fg(self.verdict_color(verdict)).add_modifier(Modifier::BOLD))
    }

    /// Evidence in the text; `chosen` when it belongs to the answer that is looked at.
    pub(crate) fn evidence(self, verdict: Verdict, chosen: bool) -> Style {
        if !chosen {
            return self.paint(Style::new().fg(self.verdict_color(verdict)).add_modifier(Modifier::UNDERLINED));
        }
        if self.depth == Depth::None {
            return Style::new().add_modifier(Modifier::REVERSED | Modifier::BOLD);
        }
        let letters = if self.name == ThemeName::Light { Color::White } else { Color::Black };
        Style::new().bg(self.verdict_color(verdict)).fg(letters).add_modifier(Modifier::BOLD)
    }

    /// What is said in passing.
    pub(crate) fn dim(self) -> Style {
        match self.name {
            ThemeName::Contrast => Style::new(),
            ThemeName::Dark if self.depth == Depth::Many => Style::new().fg(Color::Indexed(246)),
            ThemeName::Light if self.depth == Depth::Many => Style::new().fg(Color::Indexed(241)),
            _ => self.paint(Style::new().add_modifier(Modifier::DIM)),
        }
    }

    /// A heading.
    pub(crate) fn heading(self) -> Style {
        self.paint(Style::new().add_modifier(Modifier::BOLD))
    }

    /// The border of a pane; `focused` where the keys go.
    pub(crate) fn border(self, focused: bool) -> Style {
        if focused { self.accent() } else { self.dim() }
    }

    /// What is active.
    pub(crate) fn accent(self) -> Style {
        let color = if self.name == ThemeName::Light { Color::Blue } else { Color::LightCyan };
        self.paint(Style::new().fg(color).add_modifier(Modifier::BOLD))
    }

    /// The chosen row of a list.
    pub(crate) fn chosen(self, focused: bool) -> Style {
        if focused || self.depth == Depth::None {
            return Style::new().add_modifier(Modifier::REVERSED);
        }
        match (self.name, self.depth) {
            (ThemeName::Dark, Depth::Many) => Style::new().bg(Color::Indexed(238)),
            (ThemeName::Light, Depth::Many) => Style::new().bg(Color::Indexed(253)),
            _ => Style::new().add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
        }
    }

    /// A match of a search.
    pub(crate) fn found(self) -> Style {
        let color = if self.name == ThemeName::Light { Color::Red } else { Color::LightYellow };
        self.paint(Style::new().fg(color).add_modifier(Modifier::BOLD | Modifier::UNDERLINED))
    }

    /// Something went wrong.
    pub(crate) fn alarm(self) -> Style {
        let color = if self.name == ThemeName::Light { Color::Red } else { Color::LightRed };
        self.paint(Style::new().fg(color).add_modifier(Modifier::BOLD))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_color_leaves_no_color_in_any_style() {
        for name in [ThemeName::Dark, ThemeName::Light, ThemeName::Contrast] {
            let theme = Theme { name, depth: Depth::None };
            let styles = [
                theme.verdict(Verdict::Direct),
                theme.evidence(Verdict::Near, true),
                theme.evidence(Verdict::Near, false),
                theme.base(),
                theme.dim(),
                theme.accent(),
                theme.chosen(true),
                theme.found(),
                theme.alarm(),
            ];
            assert!(styles.iter().all(|style| style.fg.is_none() && style.bg.is_none()), "{name:?}");
        }
    }

    #[test]
    fn high_contrast_brings_its_own_background() {
        let theme = Theme { name: ThemeName::Contrast, depth: Depth::Sixteen };
        assert_eq!((theme.base().fg, theme.base().bg), (Some(Color::White), Some(Color::Black)));
    }

    #[test]
    fn an_empty_no_color_counts_as_unset() {
        assert_eq!(Depth::of_terminal(Some(""), Some("xterm"), None), Depth::Sixteen);
        assert_eq!(Depth::of_terminal(Some("1"), Some("xterm-256color"), None), Depth::None);
        assert_eq!(Depth::of_terminal(None, Some("xterm-256color"), None), Depth::Many);
    }

    #[test]
    fn a_light_terminal_is_seen() {
        assert_eq!(ThemeName::of_variable("0;15"), Some(ThemeName::Light));
        assert_eq!(ThemeName::of_variable("15;0"), Some(ThemeName::Dark));
        assert_eq!(ThemeName::of_variable("15;default"), None);
    }
}
