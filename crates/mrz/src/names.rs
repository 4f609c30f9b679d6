//! The names of a zone: primary identifier, two fillers, secondary identifier; and how long names are cut.

/// The names as the zone writes them: in capitals, without accents, hyphens and apostrophes, spaces for fillers.
#[derive(Clone, PartialEq, Eq)]
pub struct ZoneNames {
    /// Surnames, or the whole name of whoever has no second part.
    pub primary: String,
    /// Given names; empty when there are none.
    pub secondary: String,
    /// The field is full to its last position: some of the name may be missing.
    pub perhaps_cut: bool,
}

impl std::fmt::Debug for ZoneNames {
    /// Names never reach a log by accident.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ZoneNames(…)")
    }
}

impl ZoneNames {
    /// Reads the positions of the names.
    pub(crate) fn read(field: &str) -> ZoneNames {
        let perhaps_cut = !field.ends_with('<');
        let (primary, secondary) = field.split_once("<<").unwrap_or((field, ""));
        ZoneNames { primary: spaced(primary), secondary: spaced(secondary), perhaps_cut }
    }
    /// Given names and surnames in the order in which the region says them.
    pub fn as_said(&self) -> String {
        [self.secondary.as_str(), self.primary.as_str()]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    }
}

fn spaced(text: &str) -> String {
    text.split('<').filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// One component of a name, and how much of it is still written.
#[derive(Clone)]
struct Component<'a> {
    text: &'a str,
    kept: usize,
}

impl Component<'_> {
    fn written(&self) -> &str {
        self.text.get(..self.kept).unwrap_or(self.text)
    }
}

/// The names in `width` positions. What is too long is cut as Doc 9303-4, 4.2.3 allows: the last given names lose
/// letters down to their initials, then go; then the last surnames; and the last position holds a letter, which says
/// that something is missing. Both parts are transliterated already: capitals, with a filler between components.
pub(crate) fn fitted(primary: &str, secondary: &str, width: usize) -> String {
    let (mut first, mut second) = (components(primary), components(secondary));
    while length(&first, &second) > width {
        // A component that goes takes its filler along: of three positions too many, two are free again too soon.
        if !shorten(&mut second) && !drop_last(&mut second) && !shorten(&mut first) && !drop_last(&mut first)
        {
            break;
        }
    }
    let was_cut = length(&components(primary), &components(secondary)) > width;
    if was_cut && length(&first, &second) < width && !lengthen(&mut first, &mut second) {
        bring_back(&mut first, &mut second, (primary, secondary));
    }
    let mut line = joined(&first);
    if !second.is_empty() {
        line.push_str("<<");
        line.push_str(&joined(&second));
    }
    format!("{line:<<width$.width$}")
}

fn components(text: &str) -> Vec<Component<'_>> {
    let parts = text.split('<').filter(|part| !part.is_empty());
    parts.map(|text| Component { text, kept: text.len() }).collect()
}

fn joined(components: &[Component<'_>]) -> String {
    components.iter().map(Component::written).collect::<Vec<_>>().join("<")
}

fn length(first: &[Component<'_>], second: &[Component<'_>]) -> usize {
    let own =
        |part: &[Component<'_>]| part.iter().map(|c| c.kept).sum::<usize>() + part.len().saturating_sub(1);
    own(first) + own(second) + if second.is_empty() { 0 } else { 2 }
}

/// Takes one letter from the last component that has more than its initial.
fn shorten(components: &mut [Component<'_>]) -> bool {
    let longer = components.iter_mut().rev().find(|c| c.kept > 1);
    longer.map(|c| c.kept -= 1).is_some()
}

/// Takes the last component away; the first one stays.
fn drop_last(components: &mut Vec<Component<'_>>) -> bool {
    components.len() > 1 && components.pop().is_some()
}

/// Gives one letter back to the first component that lost one; whether there is one.
fn lengthen<'a>(first: &mut [Component<'a>], second: &mut [Component<'a>]) -> bool {
    let lost = second.iter_mut().chain(first.iter_mut()).find(|c| c.kept < c.text.len());
    lost.map(|component| component.kept += 1).is_some()
}

/// A component of one letter went and left one position free, which would hide that something is missing. Its letter comes
/// back, and a surname loses one for it; where all have one letter only, it stays away.
fn bring_back<'a>(
    first: &mut Vec<Component<'a>>,
    second: &mut Vec<Component<'a>>,
    (primary, secondary): (&'a str, &'a str),
) {
    let gone = |part: &[Component<'a>], all: &'a str| components(all).into_iter().nth(part.len());
    let last =
        gone(second, secondary).map(|c| (c, true)).or_else(|| gone(first, primary).map(|c| (c, false)));
    let Some((component, is_given)) = last.filter(|_| shorten(first)) else { return };
    let part = if is_given { second } else { first };
    part.push(Component { kept: 1, ..component });
}
