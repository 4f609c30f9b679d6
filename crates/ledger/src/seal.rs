//! Sealing: AES-256-GCM-SIV (RFC 8452) with a random nonce before the ciphertext, bound to its place.

use crate::Fault;
use aws_lc_rs::aead;
use kernel::Random;

pub(crate) const NONCE_BYTES: usize = 12;

/// Seals `plain` for the place named by `binding`: nonce, then ciphertext and tag.
pub(crate) fn seal(
    key: &aead::LessSafeKey,
    random: &dyn Random,
    binding: &[u8],
    plain: &[u8],
) -> Result<Vec<u8>, Fault> {
    let mut nonce = [0u8; NONCE_BYTES];
    random.fill(&mut nonce);
    seal_with(key, nonce, binding, plain)
}

/// Seals with a nonce that is given: what another site sealed becomes the same ciphertext again.
pub(crate) fn seal_with(
    key: &aead::LessSafeKey,
    nonce: [u8; NONCE_BYTES],
    binding: &[u8],
    plain: &[u8],
) -> Result<Vec<u8>, Fault> {
    let mut out = Vec::with_capacity(NONCE_BYTES + plain.len() + aead::MAX_TAG_LEN);
    out.extend_from_slice(&nonce);
    out.extend_from_slice(plain);
    let tag = key
        .seal_in_place_separate_tag(
            aead::Nonce::assume_unique_for_key(nonce),
            aead::Aad::from(binding),
            &mut out[NONCE_BYTES..],
        )
        .map_err(|_| Fault::Sealed("sealing failed".into()))?;
    out.extend_from_slice(tag.as_ref());
    Ok(out)
}

/// Opens what [`seal`] made for the same place.
pub(crate) fn open(key: &aead::LessSafeKey, binding: &[u8], sealed: &[u8]) -> Result<Vec<u8>, Fault> {
    let (nonce, body) =
        sealed.split_at_checked(NONCE_BYTES).ok_or_else(|| Fault::Sealed("too short".into()))?;
    let nonce = aead::Nonce::try_assume_unique_for_key(nonce).map_err(|_| Fault::Sealed("nonce".into()))?;
    let mut body = body.to_vec();
    let plain = key
        .open_in_place(nonce, aead::Aad::from(binding), &mut body)
        .map_err(|_| Fault::Sealed("wrong key, or altered".into()))?;
    Ok(plain.to_vec())
}

#[cfg(test)]
mod tests {
    use crate::KeyFile;
    use kernel::SeededRandom;

    #[test]
    fn what_is_sealed_opens_only_at_its_place_and_unaltered() {
        let key = KeyFile::from_root(&[7; 32]).unwrap();
        let random = SeededRandom::new(1);
        let sealed = key.seal(&random, b"here", b"secret").unwrap();
        assert_eq!(key.open(b"here", &sealed).unwrap(), b"secret");
        assert!(key.open(b"there", &sealed).is_err());
        assert!(KeyFile::from_root(&[8; 32]).unwrap().open(b"here", &sealed).is_err());
        for i in 0..sealed.len() {
            let mut bent = sealed.clone();
            bent[i] ^= 1;
            assert!(key.open(b"here", &bent).is_err(), "byte {i}");
        }
        assert!(key.open(b"here", &[]).is_err());
    }
}
