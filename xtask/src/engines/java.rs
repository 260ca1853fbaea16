//! The Java that Spark runs on.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail};

/// What Spark 4 asks for.
const JAVA: u32 = 17;

/// Looks where Spark looks: `JAVA_HOME`, then the path.
pub(super) fn find() -> Result<()> {
    let java = env::var_os("JAVA_HOME").map_or_else(|| PathBuf::from("java"), |home| Path::new(&home).join("bin/java"));
    let help = format!(
        "install Java {JAVA} or newer (Debian: apt-get install openjdk-{JAVA}-jre-headless), or leave Spark out with --without-spark"
    );
    let Ok(told) = Command::new(&java).arg("-version").output() else {
        bail!("Java is missing, Spark needs it ({} does not start): {help}", java.display());
    };
    match version(&String::from_utf8_lossy(&told.stderr)) {
        Some(version) if version >= JAVA => Ok(()),
        Some(version) => bail!("{} is Java {version}, too old for Spark: {help}", java.display()),
        None => bail!("{} does not tell its version: {help}", java.display()),
    }
}

/// The release in what `java -version` says: 17 for `openjdk version "17.0.15"`, 8 for `java version "1.8.0_402"`.
fn version(told: &str) -> Option<u32> {
    let mut numbers = told.split('"').nth(1)?.split(['.', '-', '+', '_']).map_while(|number| number.parse().ok());
    match numbers.next()? {
        1 => numbers.next(),
        release => Some(release),
    }
}

#[cfg(test)]
mod tests {
    use super::version;

    #[test]
    fn javas_of_all_ages_tell_their_release() {
        assert_eq!(version("openjdk version \"17.0.15\" 2025-04-15\nOpenJDK Runtime Environment"), Some(17));
        assert_eq!(version("openjdk version \"21-ea\" 2023-09-19"), Some(21));
        assert_eq!(version("java version \"1.8.0_402\""), Some(8));
        assert_eq!(version("openjdk version \"25\" 2025-09-16"), Some(25));
        assert_eq!(version("command not found"), None);
    }
}
