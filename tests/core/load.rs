//! What can fail, fails at load, with an error that teaches.

use greencat_core::{Classifier, LoadError, layout};

fn committed() -> Vec<u8> {
    std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/data/gigc-2019.idx")).expect("the index is committed")
}

#[test]
fn the_committed_index_opens() {
    assert_eq!(Classifier::from_bytes(committed()).expect("opens").edition(), "gigc-2019");
}

#[test]
fn foreign_bytes_are_named() {
    for bytes in [&b""[..], b"PK\x03\x04", b"GREENCA", b"\xFF\xFE\x00"] {
        let error = Classifier::from_bytes(bytes.to_vec()).expect_err("foreign bytes");
        assert!(matches!(error, LoadError::Magic { .. }), "{error}");
        assert!(error.to_string().contains("cargo xtask index"), "{error}");
    }
}

#[test]
fn another_version_is_named() {
    let mut bytes = committed();
    bytes[8] ^= 0x40;
    let error = Classifier::from_bytes(bytes).expect_err("another version");
    assert!(matches!(error, LoadError::Version { expected: layout::VERSION, .. }), "{error}");
}

#[test]
fn a_file_cut_anywhere_is_an_error() {
    let bytes = committed();
    for length in (0..bytes.len()).step_by(bytes.len() / 97) {
        assert!(Classifier::from_bytes(bytes[..length].to_vec()).is_err(), "cut at {length}");
    }
}

#[test]
fn a_flipped_bit_anywhere_is_an_error() {
    let bytes = committed();
    for at in (0..bytes.len()).step_by(bytes.len() / 97) {
        let mut damaged = bytes.clone();
        damaged[at] ^= 0x10;
        assert!(Classifier::from_bytes(damaged).is_err(), "flipped at {at}");
    }
}
