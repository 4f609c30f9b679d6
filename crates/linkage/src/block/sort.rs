//! Puts the entries of blocks in the order of their keys, in a time that grows with their number only.

/// The key is the upper half of an entry; it is sorted in so many bits at a time.
const DIGITS: [(u32, u32); 3] = [(32, 11), (43, 11), (54, 10)];

/// Sorts entries by key; entries of one key keep their order (radix sort from the last digit: Knuth, *The Art of Computer
/// Programming* 3, 5.2.5).
pub(super) fn by_key(entries: Vec<u64>) -> Vec<u64> {
    let (mut from, mut to) = (entries, Vec::new());
    to.resize(from.len(), 0);
    for (shift, bits) in DIGITS {
        let digit = |entry: u64| (entry >> shift) as usize & ((1 << bits) - 1);
        let mut next = vec![0usize; 1 << bits];
        from.iter().for_each(|entry| next[digit(*entry)] += 1);
        let mut sum = 0;
        for place in &mut next {
            sum += std::mem::replace(place, sum);
        }
        for entry in &from {
            let place = &mut next[digit(*entry)];
            to[*place] = *entry;
            *place += 1;
        }
        std::mem::swap(&mut from, &mut to);
    }
    from
}

#[cfg(test)]
mod tests {
    #[test]
    fn entries_come_in_the_order_of_key_and_record() {
        let random = kernel::SeededRandom::new(3);
        let key = |n: u64| if n.is_multiple_of(3) { random.next() >> 32 } else { random.below(5) << 29 };
        let entries: Vec<u64> = (0..5000).map(|n| key(n) << 32 | n).collect();
        let mut expected = entries.clone();
        expected.sort_unstable();
        assert_eq!(super::by_key(entries), expected);
    }
}
