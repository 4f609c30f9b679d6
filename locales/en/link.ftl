# Records of the same person: why two of them weigh what they weigh.

link-title = Records { $left } and { $right }
link-bits = bits
link-sum = sum
link-prior = Before anything is compared: about one pair of { $pairs } is one person twice
link-prior-unknown = Before anything is compared
link-field = { $field }: { $left } / { $right }: { $level }
link-nothing = nothing
link-rare = what they agree on is rare: { $bits } of it
link-frequent = what they agree on is frequent: { $bits } of it
link-relatives = Members of one household look like this too
link-outcome = In all
link-probability = Probability that they are one person: { $percent } %
link-one-event = Both were taken in one event: they are two people, whatever the weight.
link-how-to-read = A positive weight speaks for one person, a negative one against; one bit more doubles the odds. What is known of the people around them is weighed by “dedupe” and “pair” only. People decide.

## Names: the first words that met, then the second

link-level-first-exact = the first word is the same
link-level-first-sound = the first word sounds the same, or one is a nickname of the other
link-level-first-alike = the first word is one slip apart, or an initial
link-level-first-different = the first word is another
link-level-second-exact = the second is the same
link-level-second-sound = the second sounds the same, or one is a nickname of the other
link-level-second-alike = the second is one slip apart, or an initial
link-level-second-different = the second is another
link-level-second-missing = one side has no second
link-level-second-married = the second is another and may be a married name
link-level-crossed-exact = a first word is the other’s second
link-level-crossed-alike = a first word is like the other’s second
link-level-rest-exact = the words left are the same
link-level-rest-alike = the words left are alike
link-level-rest-different = the words left are others
link-level-rest-missing = one side has no word left

## Dates

link-level-date-exact = the same date
link-level-date-transposed = day and month are exchanged
link-level-date-year-slip = the same day, the year a slip apart
link-level-date-other-day = the same year and month, another day
link-level-date-other-month = the same year and day, another month
link-level-date-approximate = one is a guess, the years at most two apart
link-level-date-same-year = the same year only
link-level-date-near-year = at most two years apart
link-level-date-different = other dates

## Codes, identifiers, texts

link-level-exact = the same
link-level-slip = one slip apart
link-level-near = alike
link-level-different = different
link-level-missing = a side says nothing; it weighs nothing
