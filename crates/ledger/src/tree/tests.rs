//! The tree against a naive recursive reference, the test vectors of RFC 6962's authors, and proofs bent on purpose.

use super::*;
use proptest::prelude::*;
use std::collections::HashMap;

const ALL: u64 = 130;

fn leaves(n: u64) -> Vec<Hash> {
    (0..n).map(|i| leaf_of(&i.to_be_bytes())).collect()
}

/// RFC 6962 §2.1, word for word.
fn naive(leaves: &[Hash]) -> Hash {
    match leaves {
        [] => empty_root(),
        [one] => *one,
        _ => {
            let k = split(leaves.len() as u64) as usize;
            node(naive(&leaves[..k]), naive(&leaves[k..]))
        }
    }
}

/// RFC 6962 §2.1.1, word for word.
fn naive_path(m: usize, leaves: &[Hash]) -> Vec<Hash> {
    if leaves.len() == 1 {
        return Vec::new();
    }
    let k = split(leaves.len() as u64) as usize;
    let (left, right) = leaves.split_at(k);
    let (mut path, other) =
        if m < k { (naive_path(m, left), right) } else { (naive_path(m - k, right), left) };
    path.push(naive(other));
    path
}

/// RFC 6962 §2.1.2, word for word.
fn naive_growth(m: usize, leaves: &[Hash], known: bool) -> Vec<Hash> {
    if m == leaves.len() {
        return if known { Vec::new() } else { vec![naive(leaves)] };
    }
    let k = split(leaves.len() as u64) as usize;
    let (left, right) = leaves.split_at(k);
    let (mut proof, other) = if m <= k {
        (naive_growth(m, left, known), right)
    } else {
        (naive_growth(m - k, right, false), left)
    };
    proof.push(naive(other));
    proof
}

/// Complete subtrees, remembered: the naive reference is slow.
struct Kept(Vec<Hash>, HashMap<(u32, u64), Hash>);
impl Subtrees for Kept {
    type Error = std::convert::Infallible;
    fn subtree(&mut self, level: u32, position: u64) -> Result<Hash, Self::Error> {
        let width = 1usize << level;
        let from = position as usize * width;
        Ok(*self.1.entry((level, position)).or_insert_with(|| naive(&self.0[from..from + width])))
    }
}
fn kept(n: u64) -> Kept {
    Kept(leaves(n), HashMap::new())
}

#[test]
fn the_vectors_of_certificate_transparency_hold() {
    let data: [&[u8]; 8] = [
        b"",
        b"\x00",
        b"\x10",
        b"\x20\x21",
        b"\x30\x31",
        b"\x40\x41\x42\x43",
        b"\x50\x51\x52\x53\x54\x55\x56\x57",
        b"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f",
    ];
    let roots = [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];
    let mut frontier = Frontier::default();
    for (n, root) in roots.iter().enumerate() {
        assert_eq!(frontier.root().hex(), *root, "{n} leaves");
        if let Some(data) = data.get(n) {
            frontier.append(leaf_of(data), |_, _, _| ());
        }
    }
}

#[test]
fn every_size_has_the_root_of_the_reference_and_tells_each_subtree_once() {
    let (mut frontier, all) = (Frontier::default(), leaves(ALL));
    let mut told = HashMap::new();
    for n in 0..=ALL {
        let reference = naive(&all[..n as usize]);
        assert_eq!(frontier.root(), reference);
        assert_eq!(root(n, &mut kept(n)).unwrap(), reference);
        if n < ALL {
            frontier.append(all[n as usize], |level, position, hash| {
                assert_eq!(told.insert((level, position), hash), None);
            });
        }
    }
    for (level, position) in (1..8).flat_map(|l| (0..ALL >> l).map(move |p| (l, p))) {
        assert_eq!(told.remove(&(level, position)), kept(ALL).subtree(level, position).ok());
    }
    assert!(told.is_empty());
}

#[test]
fn every_leaf_of_every_size_is_proved_as_the_reference_proves_it() {
    let mut source = kept(ALL);
    for size in 0..=ALL {
        let part = source.0[..size as usize].to_vec();
        let top = naive(&part);
        for position in 0..size {
            let path = prove_inclusion(size, position, &mut source).unwrap();
            assert_eq!(path, naive_path(position as usize, &part));
            let own = part[position as usize];
            assert_eq!(check_inclusion(size, position, own, &path, top), Ok(()));
            let elsewhere = (position + 1) % size;
            assert!(size == 1 || check_inclusion(size, elsewhere, own, &path, top).is_err());
            assert!(check_inclusion(size, position, own, &path, empty_root()).is_err());
            let multi = MultiProof::make(size, &[position], &mut source).unwrap();
            assert_eq!(multi.check(&[own], top), Ok(()));
            assert_eq!(multi.siblings.len(), path.len());
        }
        assert!(check_inclusion(size, size, top, &[], top).is_err());
    }
}

#[test]
fn every_pair_of_sizes_grows_as_the_reference_grows() {
    let mut source = kept(ALL);
    let tops: Vec<Hash> = (0..=ALL as usize).map(|n| naive(&source.0[..n])).collect();
    for new in 0..=ALL {
        for old in 0..=new {
            let proof = prove_growth(old, new, &mut source).unwrap();
            let (before, now) = (tops[old as usize], tops[new as usize]);
            if old > 0 && new < 70 {
                assert_eq!(proof, naive_growth(old as usize, &source.0[..new as usize], true));
            }
            assert_eq!(check_growth((old, before), (new, now), &proof), Ok(()), "{old} to {new}");
            let other = Hash([7; 32]);
            assert!(check_growth((old, other), (new, now), &proof).is_err());
            assert!(old == 0 || check_growth((old, before), (new, other), &proof).is_err());
            let longer = [proof.as_slice(), &[other]].concat();
            assert_eq!(check_growth((old, before), (new, now), &longer), Err(ProofError::Form));
            assert!(old == new || check_growth((new, now), (old, before), &proof).is_err());
        }
    }
}

proptest! {
    #[test]
    fn several_leaves_are_proved_at_once_and_nothing_else_is(
        size in 1u64..400, picks in prop::collection::vec(any::<u64>(), 1..40), spoil in any::<(u16, u16)>(),
    ) {
        let mut source = kept(size);
        let top = naive(&source.0);
        let picks: Vec<u64> = picks.into_iter().map(|p| p % size).collect();
        let proof = MultiProof::make(size, &picks, &mut source).unwrap();
        let own: Vec<Hash> = proof.positions.iter().map(|p| source.0[*p as usize]).collect();
        prop_assert_eq!(proof.check(&own, top), Ok(()));
        prop_assert_eq!(MultiProof::from_bytes(&proof.to_bytes()), Ok(proof.clone()));
        let alone: usize = proof.positions.iter()
            .map(|p| prove_inclusion(size, *p, &mut source).unwrap().len()).sum();
        prop_assert!(proof.siblings.len() <= alone);
        let mut bent = own.clone();
        let at = usize::from(spoil.0) % bent.len();
        bent[at].0[usize::from(spoil.1) % 32] ^= 1;
        prop_assert!(proof.check(&bent, top).is_err());
        prop_assert!(proof.check(&own[1..], top).is_err());
        if !proof.siblings.is_empty() {
            let mut bent = proof.clone();
            let at = usize::from(spoil.0) % bent.siblings.len();
            bent.siblings[at].0[usize::from(spoil.1) % 32] ^= 1;
            prop_assert_eq!(bent.check(&own, top), Err(ProofError::Root));
            bent.siblings.remove(at);
            prop_assert_eq!(bent.check(&own, top), Err(ProofError::Form));
        }
        let mut twice = proof.clone();
        twice.positions.push(proof.positions[0]);
        prop_assert_eq!(twice.check(&[own.as_slice(), &own[..1]].concat(), top), Err(ProofError::Form));
    }

    /// Whatever somebody sends: no panic, and never a proof of what is not there.
    #[test]
    fn foreign_bytes_are_read_without_harm(bytes in prop::collection::vec(any::<u8>(), 0..200), at in any::<u16>()) {
        if let Ok(proof) = MultiProof::from_bytes(&bytes) {
            prop_assert_eq!(proof.to_bytes(), bytes);
            prop_assert!(proof.check(&vec![Hash([1; 32]); proof.positions.len()], Hash([2; 32])).is_err());
        }
        let mut source = kept(40);
        let proof = MultiProof::make(40, &[3, 17, 39], &mut source).unwrap();
        let own: Vec<Hash> = proof.positions.iter().map(|p| source.0[*p as usize]).collect();
        let mut bent = proof.to_bytes();
        let at = usize::from(at) % bent.len();
        bent[at] ^= 1 << (at % 8);
        let accepted = MultiProof::from_bytes(&bent).and_then(|p| p.check(&own, naive(&source.0)).map(|()| p));
        // A tree of another size may have the same shape around these leaves; the checkpoint says which size is meant.
        prop_assert!(accepted.is_err() || accepted.is_ok_and(|p| p.size != 40));
    }

    #[test]
    fn any_numbers_are_checked_without_harm(
        old in any::<u64>(), new in any::<u64>(), n in 0usize..70, position in any::<u64>(),
    ) {
        let proof = vec![Hash([3; 32]); n];
        let _ = check_growth((old, Hash([1; 32])), (new, Hash([2; 32])), &proof);
        prop_assert!(check_inclusion(new, position, Hash([1; 32]), &proof, Hash([2; 32])).is_err());
    }
}
