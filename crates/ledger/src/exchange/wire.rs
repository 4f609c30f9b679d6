//! The bytes of the exchange: numbers of few bytes, texts and hashes named once and pointed at afterwards, and a reader
//! that trusts nothing.

use std::collections::HashMap;

/// Foreign bytes that are not what they say they are; the text names the place, never a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the bytes are not of the exchange: {0}")]
pub struct Malformed(pub &'static str);

/// Writes. Repeated texts and ids are written once.
#[derive(Default)]
pub struct Out {
    pub bytes: Vec<u8>,
    named: HashMap<Vec<u8>, u64>,
}

impl Out {
    /// LEB128: seven bits a byte, the least first.
    pub fn number(&mut self, mut n: u64) {
        while n >= 0x80 {
            self.bytes.push((n as u8 & 0x7f) | 0x80);
            n >>= 7;
        }
        self.bytes.push(n as u8);
    }
    /// A number that may be negative, small ones in few bytes.
    pub fn signed(&mut self, n: i64) {
        self.number(((n << 1) ^ (n >> 63)) as u64);
    }
    pub fn block(&mut self, bytes: &[u8]) {
        self.number(bytes.len() as u64);
        self.bytes.extend_from_slice(bytes);
    }
    /// Bytes that come again: 0 and the bytes the first time, afterwards their place.
    pub fn named(&mut self, bytes: &[u8]) {
        if let Some(place) = self.named.get(bytes).copied() {
            return self.number(place);
        }
        let place = self.named.len() as u64 + 1;
        self.named.insert(bytes.to_vec(), place);
        self.number(0);
        self.block(bytes);
    }
}

/// Reads what [`Out`] wrote, or says that it is none of it. No length is believed beyond the bytes that are there.
pub struct In<'a> {
    rest: &'a [u8],
    named: Vec<&'a [u8]>,
}

impl<'a> In<'a> {
    pub fn new(bytes: &'a [u8]) -> In<'a> {
        In { rest: bytes, named: Vec::new() }
    }
    pub fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }
    pub fn take(&mut self, length: usize) -> Result<&'a [u8], Malformed> {
        let (taken, rest) = self.rest.split_at_checked(length).ok_or(Malformed("it ends too early"))?;
        self.rest = rest;
        Ok(taken)
    }
    pub fn number(&mut self) -> Result<u64, Malformed> {
        let mut n: u64 = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.take(1)?[0];
            let bits = u64::from(byte & 0x7f);
            if shift == 63 && bits > 1 {
                return Err(Malformed("a number is too long"));
            }
            n |= bits << shift;
            if byte & 0x80 == 0 {
                // One number, one spelling: nothing can be altered without being seen.
                return if bits == 0 && shift > 0 { Err(Malformed("a number is padded")) } else { Ok(n) };
            }
        }
        Err(Malformed("a number is too long"))
    }
    pub fn signed(&mut self) -> Result<i64, Malformed> {
        let n = self.number()?;
        Ok((n >> 1) as i64 ^ -((n & 1) as i64))
    }
    pub fn block(&mut self) -> Result<&'a [u8], Malformed> {
        let length = usize::try_from(self.number()?).map_err(|_| Malformed("a length is too long"))?;
        self.take(length)
    }
    pub fn named(&mut self) -> Result<&'a [u8], Malformed> {
        match usize::try_from(self.number()?).map_err(|_| Malformed("a place is too far"))? {
            0 => {
                let bytes = self.block()?;
                if self.named.contains(&bytes) {
                    return Err(Malformed("a text is named twice"));
                }
                self.named.push(bytes);
                Ok(bytes)
            }
            place => self.named.get(place - 1).copied().ok_or(Malformed("a place is not there")),
        }
    }
    pub fn text(&mut self) -> Result<String, Malformed> {
        let bytes = self.named()?;
        std::str::from_utf8(bytes).map(str::to_owned).map_err(|_| Malformed("a text is none"))
    }
    pub fn fixed<const N: usize>(&mut self) -> Result<[u8; N], Malformed> {
        self.take(N)?.try_into().map_err(|_| Malformed("it ends too early"))
    }
    pub fn named_fixed<const N: usize>(&mut self) -> Result<[u8; N], Malformed> {
        self.named()?.try_into().map_err(|_| Malformed("an id has a wrong length"))
    }
    pub fn end(&self) -> Result<(), Malformed> {
        if self.rest.is_empty() { Ok(()) } else { Err(Malformed("something follows its end")) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_written_is_read(numbers: Vec<u64>, signed: Vec<i64>, blocks: Vec<Vec<u8>>, again in 0usize..4) {
            let mut out = Out::default();
            numbers.iter().for_each(|n| out.number(*n));
            signed.iter().for_each(|n| out.signed(*n));
            for block in &blocks {
                (0..=again).for_each(|_| out.named(block));
                out.block(block);
            }
            let mut read = In::new(&out.bytes);
            for n in &numbers { prop_assert_eq!(read.number().unwrap(), *n); }
            for n in &signed { prop_assert_eq!(read.signed().unwrap(), *n); }
            for block in &blocks {
                for _ in 0..=again { prop_assert_eq!(read.named().unwrap(), &block[..]); }
                prop_assert_eq!(read.block().unwrap(), &block[..]);
            }
            prop_assert!(read.end().is_ok());
        }

        #[test]
        fn random_bytes_are_refused_and_nothing_more(bytes: Vec<u8>) {
            let mut read = In::new(&bytes);
            while read.number().is_ok() && read.named().is_ok() && read.text().is_ok() && read.block().is_ok() {}
        }
    }
}
