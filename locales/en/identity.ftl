# People, households, documents and the search for them.

identity-nav = People
identity-save = Save
identity-saved = Your changes are saved.
identity-cancel = Cancel
identity-choose = Choose one
identity-choose-person = Who is it?
identity-back-to-search = Find people

## Search

identity-search-title = People
identity-search-label = Search by name, number or document
identity-search-hint = Order, accents and a typing slip do not matter; initials and other scripts will do. You can add the year of birth: “rosa caal 1988”.
identity-search-button = Search
identity-search-count = { $count ->
    [one] One person found
   *[other] { $count } people found
}
identity-search-first = The { $count } people most alike. Type more to narrow it down.
identity-search-latest = Latest in your office
identity-search-nobody = We found nobody like that
identity-search-nobody-hint = Try another spelling, a nickname or the number of a document. Only people your office works with are shown.
identity-search-register = Register a person
identity-search-none-of-these = None of these: register a new person
identity-search-narrow = Narrow the search
identity-search-birth-year = Year of birth
identity-search-years-apart = Give or take
identity-search-years-apart-of = { $count ->
    [0] that year
   *[other] { $count } years
}
identity-search-sex = Sex
identity-search-any = any
identity-search-origin = Country of origin
identity-search-origin-hint = Type the name of the country and choose it from the list.
identity-search-narrow-note = Whoever has not told one of these is shown all the same.
identity-search-error-nothing = Type a name, a registration number or the number of a document.
identity-search-error-too-little = An initial or a year alone would show nearly everybody. Type at least one part of the name.
identity-search-error-year = Type the year with four digits, such as 1988.

identity-column-name = Name
identity-column-age = Age
identity-column-sex = Sex
identity-column-origin = Origin
identity-column-number = Number
identity-column-office = Office
identity-column-relation = Relation

identity-age = { $years ->
    [one] { $years } year old
   *[other] { $years } years old
}
identity-age-about = about { $years } years old
identity-age-between = { $young } or { $old } years old
identity-age-unknown = age unknown
identity-about = { $date }, estimated
identity-chip-child = Child
identity-chip-child-alone = Child: confirm who is with them
identity-chip-safe-contact = Safe contact: { $rule }

## Register

identity-register-title = Register a person
identity-register-lead = Only a name is needed. Write down the rest if the person knows it and wants to say it; it can always be completed later.
identity-register-button = Register
identity-registered = The person is registered with the number { $number }.

identity-section-name = Name
identity-section-birth = Birth, sex and company
identity-section-origin = Nationality and languages
identity-section-document = Document
identity-section-contact = How to reach them without putting them at risk
identity-section-needs = How to care for them and what they need

identity-silence = If there is no answer
identity-silence-not-asked = Not asked
identity-silence-does-not-know = Does not know
identity-silence-prefers-not-to-say = Prefers not to say

identity-name-told = Full name, as the person says it
identity-name-told-hint = With its accents and in its own order. A single name is fine.
identity-name-parts = In parts
identity-name-parts-hint = Helps searching and letters. There may be one, two or no surnames.
identity-given = Given names
identity-first-surname = First surname
identity-second-surname = Second surname
identity-other-names = Other names: nickname, name at birth, mother’s or father’s name
identity-known-as = Also known as
identity-name-at-birth = Name at birth
identity-name-own-script = Name in their own script
identity-name-on-document = Name on the document, if different
identity-mother-name = Mother’s name
identity-father-name = Father’s name
identity-former-names = Earlier written
identity-other-name-known-as = Also known as
identity-other-name-at-birth = Name at birth
identity-other-name-own-script = In their own script
identity-other-name-on-document = On the document
identity-other-name-mother = Mother
identity-other-name-father = Father

identity-birth = Date of birth or age
identity-birth-hint = Day, month and year; the year alone; or the age. For example: 3 4 1988, 1988, 34 years. If it is an estimate, put ~ in front.
identity-birth-place = Place of birth
identity-sex = Sex, as the person says it
identity-sex-female = female
identity-sex-male = male
identity-sex-other = other
identity-sex-prefers-not-to-say = prefers not to say
identity-sex-not-asked = not asked

identity-accompaniment = If under 18, who did they come with?
identity-accompaniment-hint = When in doubt, treat them as an unaccompanied child.
identity-accompaniment-with-parent = With their mother or father
identity-accompaniment-with-guardian = With their legal guardian
identity-accompaniment-separated = With another adult
identity-accompaniment-separated-hint = A relative or acquaintance who is not their guardian: a separated child.
identity-accompaniment-unaccompanied = Alone
identity-accompaniment-does-not-know = Not known
identity-accompaniment-not-asked = Not asked, or an adult

identity-nationality = Nationality
identity-nationality-hint = Start typing the country. If no country recognises them as its own, type “stateless”.
identity-nationality-2 = Another nationality
identity-nationality-3 = Third nationality
identity-former-residence = Country they lived in before
identity-former-residence-hint = Above all if they are stateless.
identity-language = Language they speak best
identity-language-2 = Another language
identity-language-3 = One more language
identity-languages = Languages

identity-document-kind = Kind of document
identity-document-kind-passport = Passport
identity-document-kind-national-id = National identity card
identity-document-kind-birth-certificate = Birth certificate
identity-document-kind-travel-document = Travel document
identity-document-kind-residence-card = Residence card
identity-document-kind-asylum-card = Asylum-seeker or refugee card
identity-document-kind-consular-id = Consular card
identity-document-kind-driving-licence = Driving licence
identity-document-kind-unhcr-certificate = UNHCR certificate
identity-document-kind-other = Other document
identity-document-number = Number
identity-document-number-hint = As printed. Leave it empty if it cannot be read.
identity-document-country = Issued by
identity-document-seen = How it was seen
identity-seen-original = the original
identity-seen-copy = a copy
identity-seen-photograph = a photograph
identity-seen-told = not seen, the person said so
identity-document-expires = Expires
identity-document-expires-hint = For example: 18 11 2027, or 11 2027.
identity-valid-until = expires: { $date }
identity-number-unreadable = number cannot be read
identity-check-failed = check the number

identity-phone = Telephone
identity-message-app = Messaging
identity-message-app-hint = App and number or user name.
identity-email = E-mail
identity-address = Where they are staying
identity-preferred = How they prefer to be reached
identity-channel-none = They did not say
identity-channel-phone = by telephone
identity-channel-message-app = by message
identity-channel-email = by e-mail
identity-channel-in-person = in person
identity-channel-through-other = through somebody else
identity-safe-rule = Safe-contact rule
identity-safe-rule-hint = What care to take when reaching them. For example: only on their own phone, without saying who is calling.
identity-safe-hours = Safe hours
identity-may-leave-message = May a message be left?
identity-may-leave-message-yes = yes
identity-may-leave-message-no = no
identity-may-leave-message-not-asked = not asked

identity-care = How to care for them
identity-care-hint = Says what to do, never why.
identity-needs = Specific needs
identity-needs-open-only = Gender-based violence, torture and trafficking are not written here: many people open this file. Tick how to care for the person and tell those who handle such cases.
identity-need-pending = to be confirmed

## Somebody alike

identity-similar-title = Is it one of these people?
identity-similar-words = Some records look alike. If it is the same person, open their file so that they are not registered twice. If not, go on: nothing stops you.
identity-similar-alike = Alike in
identity-similar-open = Open this file
identity-similar-continue = Register anyway
identity-similar-edit = Back to the form
identity-alike-document = the number of a document
identity-alike-same-name = the name
identity-alike-similar-name = a very similar name
identity-alike-birth-date = the date of birth
identity-alike-birth-year = the year of birth
identity-alike-origin = the country of origin
identity-similar-differs = Not alike in
identity-reason-document-slip = the number of a document, but for one character
identity-reason-phone-same = the telephone
identity-reason-given-same = the given names
identity-reason-given-sound = the given names, which sound the same
identity-reason-given-alike = the given names, but for a letter or a nickname
identity-reason-given-order = the given names, in another order
identity-reason-given-part = one of the given names
identity-reason-surnames-same = the surnames
identity-reason-surnames-sound = the surnames, which sound the same
identity-reason-surnames-alike = the surnames, but for a letter
identity-reason-surnames-exchanged = the surnames, exchanged
identity-reason-surname-part = one of the surnames
identity-reason-birth-transposed = the date of birth, with day and month exchanged
identity-reason-birth-slip = the day and month of birth; the year looks like a slip
identity-reason-birth-month = the month and year of birth
identity-reason-birth-near = the year of birth, within one or two years
identity-reason-given-differ = the given names
identity-reason-surnames-differ = the surnames
identity-reason-birth-differ = the date of birth
identity-reason-document-differ = the number of the document
identity-reason-phone-differ = the telephone
identity-reason-sex-differ = the sex
identity-reason-origin-differ = the country of origin

identity-doubt-title = Check the relation
identity-doubt-words = Something here is unusual. It may well be right: you decide.
identity-doubt-parent-not-older = By the dates, the parent is not older than the child.
identity-doubt-parent-very-young = By the dates, the parent would have been under 12 when the child was born.
identity-doubt-grandparent-very-young = By the dates, the grandparent is too young.
identity-doubt-couple-with-child = One of the two is under 18. Talk to child protection.

## The person’s file

identity-file-facts = Facts
identity-file-correct = Correct the facts
identity-fact-name = Name
identity-fact-birth = Birth
identity-fact-sex = Sex
identity-fact-accompaniment = Came
identity-file-documents = Documents
identity-file-documents-change = Add or withdraw documents
identity-file-scans = Scans and photographs of the documents
identity-file-contact = Contact
identity-file-contact-change = Change the contact
identity-file-household = Household
identity-file-needs = Needs and care
identity-file-needs-change = Change
identity-file-reads = Who looked at this file
identity-file-history = History of the file
identity-contact-none = No way of contact is written down.
identity-needs-none = Nothing is written down.
identity-documents-none = No documents are written down.
identity-reads-none = Nobody opened it before you.
identity-reads-all = Show more

identity-event-registered = The person was registered
identity-event-names-corrected = The name was corrected
identity-event-birth-corrected = The birth was corrected
identity-event-sex-corrected = The sex was corrected
identity-event-nationality-corrected = The nationality was corrected
identity-event-languages-corrected = The languages were corrected
identity-event-accompaniment-corrected = Who came with them was corrected
identity-event-document-added = A document was noted
identity-event-document-withdrawn = A document was withdrawn
identity-event-document-scanned = A scan of a document was added
identity-event-portrait-taken = The person was photographed
identity-event-portrait-answered = An answer about the photograph was noted
identity-event-signature-given = The person signed
identity-event-signature-answered = An answer about the signature was noted
identity-event-perhaps-known = Perhaps registered before elsewhere
identity-event-hint-settled = Somebody looked whether the person was registered before
identity-event-contact-changed = The contact changed
identity-event-needs-changed = The needs or the care changed
identity-event-office-joined = Another office took up the file
identity-event-office-left = An office handed the file over
identity-event-unknown = Another change

## Correct

identity-correct-title = Correct the facts
identity-correct-lead = Nothing is erased: what stood here stays in the history, with your name and the reason.
identity-reason = Reason
identity-reason-hint = For example: the person showed their birth certificate.

identity-documents-title = Documents
identity-documents-add = Add a document
identity-documents-add-button = Add
identity-documents-withdraw = Withdraw a document noted by mistake
identity-documents-withdraw-button = Withdraw

## Machine readable lines of a paper
identity-zone-fold = Read the machine readable lines of the paper
identity-zone-lines = Machine readable lines
identity-zone-lines-hint = The two or three lines with the sign “<” on the data page or the back of the card. Type them, paste them or scan them.
identity-zone-button = Read the lines
identity-zone-read = The lines were read. Compare each fact with the paper before you save.
identity-zone-doubt = The lines can be read in more than one way. Compare with the paper and choose.
identity-zone-use = Use the reading with the number { $number }
identity-zone-name = Name on the paper: { $name }.
identity-zone-name-cut = The name fills the whole line: it may be cut.
identity-zone-birth = Date of birth on the paper: { $date }.
identity-zone-birth-or = The paper writes the year with two digits: it may be { $date } too.
identity-zone-birth-unknown = The paper does not say the date of birth.
identity-zone-birth-no-date = The date of birth on the paper is not in the calendar.
identity-zone-sex-female = Sex on the paper: female.
identity-zone-sex-male = Sex on the paper: male.
identity-zone-sex-unspecified = The paper does not say the sex.
identity-zone-sex-unreadable = The sex on the paper cannot be read.
identity-zone-nationality-proposed = Nationality on the paper: { $country }. Ask the person and write it down if they say so; they may have several.
identity-zone-nationality-said = Nationality on the paper: { $country }, as the person says.
identity-zone-nationality-code = The paper says “{ $code }” instead of a country. Ask the person about their nationality.
identity-zone-nationality-none = The paper does not say the nationality.
identity-zone-stateless = The paper says that the person has no nationality (stateless). Ask them and write it down if they say so.
identity-zone-refugee = The paper was given to a refugee; it does not say their nationality.
identity-zone-issuer-organisation = An organisation ({ $code }) issued it and no country: the country stays empty.
identity-zone-issuer-unknown = We do not know the code “{ $code }” of its issuer: the country stays empty.
identity-zone-expiry-no-date = The date of expiry is not in the calendar.
identity-zone-optional = The issuer wrote besides: { $data }.
identity-zone-misfit-number = The check digit of the number does not fit: check the number.
identity-zone-misfit-birth = The check digit of the date of birth does not fit: check it.
identity-zone-misfit-expiry = The check digit of the expiry does not fit: check that date.
identity-zone-misfit-optional = The check digit of the additional data does not fit.
identity-zone-misfit-composite = The check digit of the whole line does not fit: check each fact.
identity-zone-repair-position = Line { $line }, position { $at }: “{ $read }” was read and “{ $now }” taken, because what was read cannot stand there.
identity-zone-repair-check-digit = Line { $line }, position { $at }: “{ $read }” was read and “{ $now }” taken, because the check digit fits so.
identity-zone-repair-added = Line { $line }, position { $at }: a sign “<” was missing and was added.
identity-zone-repair-removed = Line { $line }, position { $at }: “{ $read }” was too much and was taken out.
identity-zone-undecided = Line { $line }, position { $at }: it may be 6 or G; no check digit tells them apart.
identity-zone-differs-name = The name on the paper is another than the person says. What they say stands; ask them about the paper.
identity-zone-differs-birth = The date of birth on the paper is another than the person says. What they say stands; ask them.
identity-zone-differs-sex = The sex on the paper is another than the person says. What they say stands.
identity-number-hint-birth = The number repeats another date of birth than the person says. What they say stands.
identity-number-hint-sex = The number repeats “{ $sex }”, another than the person says. What they say stands.
identity-error-zone = We did not find the lines of a paper there. Type the two or three lines in full, with the signs “<”.

## Scans and photographs of documents
identity-scans-title = Scans of the documents
identity-scans-lead = These are pictures of the documents noted here. Only those who may read this file see them, and each look is written down.
identity-scans-to-file = To the file
identity-scans-back = To all scans
identity-scans-none = This document has no scan yet.
identity-scans-count = { $count ->
    [one] one scan
   *[other] { $count } scans
 }
identity-scans-add = Add a scan or a photograph
identity-scans-add-button = Add
identity-paper = Document
identity-scan = File
identity-scan-hint = A JPEG or PNG picture, or a PDF, of up to 8 MB. Of a photograph only the picture is kept: place, time and camera are removed. If the page shows an error, choose the file again.
identity-scan-note = What is to be known of this file (optional)
identity-scan-note-hint = For example: the second page, or the seal cannot be read. No names.
identity-replaces = Replaces another (optional)
identity-replaces-hint = The earlier one is kept and marked as replaced.
identity-replaces-none = Replaces none
identity-scan-done = The scan was saved.
identity-scan-title = Scan of a document
identity-scan-picture = Picture
identity-scan-pdf = PDF
identity-scan-alt = Picture of the document; what is to be known of it is written above.
identity-scan-open-pdf = Download the PDF
identity-scan-replaced = replaced
identity-scan-replaced-words = Another scan took the place of this one. It is kept so that they can be compared.
identity-scan-awaited = The scan has not arrived yet.
identity-scan-awaited-words = It was added at another post and is on its way: files travel after everything else. Look again when there is a line.
identity-scan-none = There is no scan of that number in this file.
identity-error-scan-none = Choose a file: a JPEG or PNG picture, or a PDF.
identity-error-scan-paper = Choose the document that the file belongs to. If it was withdrawn meanwhile, note it again.
identity-error-scan-replaces = Choose a scan of this same document.
identity-error-scan-known = This very file is kept with this document already.
identity-place = Document

## Photograph and signature
identity-file-portrait = Photograph of the person
identity-file-signature = Signature of the person
identity-picture-kept = Kept since { $day }
identity-picture-awaited = The picture has not arrived yet.
identity-portrait-title = Photograph
identity-portrait-lead = It is for the card. Nobody has to be photographed, and having no photograph changes nothing in the procedure. Each look at it is written down.
identity-portrait = What the person answered
identity-portrait-hint = A new photograph takes the place of the one before. With another answer the one there is no longer shown; the history says who and when.
identity-portrait-taken = A photograph is taken or chosen
identity-portrait-answer-prefers-not = Does not wish to be photographed
identity-portrait-answer-not-taken = No photograph for now
identity-portrait-change = Take, change or take away the photograph
identity-portrait-save = Save
identity-portrait-done = It was saved.
identity-portrait-alt = Photograph of the person of this file
identity-portrait-none = This file has no photograph.
identity-photo = Photograph
identity-photo-hint = JPEG or PNG of up to 8 MB. Only the middle of the picture is kept, in the size of the card: place, time and camera are removed. If the page shows an error, take or choose it again.
identity-signature-title = Signature
identity-signature-lead = It is for the card. Whoever cannot or does not wish to sign gives an answer like any other, and nothing changes in the procedure.
identity-signature = What the person answered
identity-signature-hint = A new signature takes the place of the one before. With another answer the one there is no longer shown.
identity-signature-signed = Signs
identity-signature-answer-cannot-sign = Cannot sign
identity-signature-answer-thumbprint-on-paper = Put a thumbprint on a paper
identity-signature-answer-prefers-not = Does not wish to sign
identity-signature-answer-not-given = No signature for now
identity-signature-change = Note, change or take away the signature
identity-signature-save = Save
identity-signature-done = It was saved.
identity-signature-alt = Signature of the person of this file
identity-signature-none = This file has no signature.
identity-signature-pad = Sign with a finger in the box.
identity-signature-pad-label = Box to sign with a finger
identity-signature-clear = Clear and sign again
identity-signed-paper = Picture of a signature on paper
identity-signed-paper-hint = If the person signs on paper: a photograph or a scan of the signature, JPEG or PNG of up to 8 MB.
identity-error-photo-none = Take or choose a photograph, or choose another answer.
identity-error-signed-paper-none = The signature is missing: in the box, or as a picture of a paper. Or choose another answer.
identity-error-strokes = What was signed in the box could not be read. Sign again.

identity-contact-title = Contact
identity-contact-lead = First write what care to take. Whoever calls will read it before the number.

identity-needs-title = Needs and care
identity-needs-lead = Tick what the person says or what you see. What you cannot assess stays to be confirmed; it is never dropped.
identity-needs-source = UNHCR codes of 2009 (IOM/030-FOM/030/2009). The subcodes come from secondary sources and are not verified.
identity-confirmed = Confirmed by somebody able to assess them
identity-need-in-general = in general

## Households

identity-household = Household
identity-household-none = Not in any household.
identity-household-form = Form a household with this person
identity-household-new-title = Form a household
identity-household-new-lead = A household is made of those who live and decide together. It begins with one person of reference, to whom the others state their relation.
identity-household-new-button = Form the household
identity-household-formed = The household is formed. Now add the others.
identity-household-search = Find somebody already registered
identity-household-search-again = Search for somebody else
identity-household-members = Members
identity-household-empty = Nobody is in this household
identity-household-add = Add somebody
identity-household-add-new = Register a new person in this household
identity-household-add-button = Add to the household
identity-household-anyway = It is right: add anyway
identity-household-change = Change a relation or note that somebody left
identity-household-relate-button = Save the relation
identity-household-leave-button = Note that they left
identity-joining-household = Will join the household { $number }
identity-kin = Is the
identity-to = of
identity-kin-of = { $kin } of { $name }
identity-kin-focal = person of reference
identity-kin-spouse = wife or husband
identity-kin-partner = partner
identity-kin-child = daughter or son
identity-kin-stepchild = stepchild
identity-kin-parent = mother or father
identity-kin-stepparent = stepmother or stepfather
identity-kin-sibling = sister or brother
identity-kin-grandparent = grandparent
identity-kin-grandchild = grandchild
identity-kin-aunt-or-uncle = aunt or uncle
identity-kin-niece-or-nephew = niece or nephew
identity-kin-cousin = cousin
identity-kin-in-law = relative by marriage
identity-kin-guardian = guardian
identity-kin-ward = ward
identity-kin-other-relative = other relative
identity-kin-unrelated = not related
identity-kin-not-stated = relation not stated
identity-leaving = Why they are no longer here
identity-leaving-own-household = formed their own household
identity-leaving-other-household = moved to another household
identity-leaving-died = died
identity-leaving-left-country = left the country
identity-leaving-error = noted by mistake
identity-leaving-not-stated = not said

## What to check

identity-error-no-name = Write the name as the person says it, or at least one of its parts.
identity-error-birth-form = The date is not clear. Write it like this: 3 4 1988, the year alone, or the age: 34 years.
identity-error-birth-future = That date is still to come. Check the year.
identity-error-birth-long-ago = With that date they would be over 125. Check the year.
identity-error-country = We do not know that country. Type its name and choose it from the list.
identity-error-language = We do not know that language. Type its name and choose it from the list.
identity-error-stateless-and-national = You chose “stateless” together with a nationality. Leave only the one that holds.
identity-error-document-kind = Choose the kind of document, or leave all its fields empty.
identity-error-phone = Write the telephone in digits, for example +507 6123-4567.
identity-error-email = Something is missing in the e-mail. It looks like this: name@example.org.
identity-error-need = One of the ticked options may not be written in this file. Check what is ticked.
identity-error-reason = Say why it is corrected.
identity-error-member-unknown = Choose a registered person whom your office works with.
identity-error-member-already = That person is in this household already.
identity-error-member-elsewhere = That person is in another household. First note there that they left.
identity-error-own-relative = Nobody is their own relative. Choose somebody else of the household.
identity-error-not-member = Choose somebody of this household.
identity-error-own-ancestor = That would make somebody their own ancestor. Check the relation.

## Programming interface

identity-api-register = Register a person
identity-api-read = Read the file of a person
identity-api-search = Search for a person by name, by number or by paper

identity-own-file-household = { $others ->
    [0] Your record is in no household with other people.
    [one] Your record is in a household with one other person. Their data are not printed here.
   *[other] Your record is in a household with { $others } other people. Their data are not printed here.
}
identity-file-own = Give the person their own file
identity-file-readers = See all readings

## Two values of one fact

identity-differ-title = Two values stand side by side
identity-differ-notice = Two sites noted different things without knowing of each other. For now the later one counts. Somebody of the office that has the file decides what holds.
identity-differ-link = See both values and decide
identity-differ-lead = Ask the person or look at their papers, and choose what holds. The other value stays in the history of the file.
identity-differ-names = What is the name?
identity-differ-birth = When and where was the person born?
identity-differ-sex = What is the sex?
identity-differ-nationality = What is the nationality?
identity-differ-languages = Which languages does the person speak?
identity-differ-accompaniment = With whom did the person come?
identity-differ-counts = It was noted last and counts for now.
identity-differ-or = or
identity-differ-neither = Neither of them: I correct it
identity-differ-reason = Why does the chosen value hold?
identity-differ-error-reason = Say why the chosen value holds.
identity-differ-settle = Save what holds
identity-differ-none = No fact of this file has two values any more.
identity-differ-back = Back to the file
identity-differ-day = { $count ->
    [one] One file says two things
   *[other] { $count } files say two things
}
identity-differ-more = { $count ->
    [one] and one more
   *[other] and { $count } more
}

## Relatives who look for one another

identity-tracing-nav = Family tracing
identity-tracing-title = Family tracing
identity-tracing-lead = People who were separated on the way and look for one another. Nobody learns of anybody before both agree.
identity-tracing-waiting = What waits
identity-tracing-waiting-empty = Nothing waits for now
identity-tracing-waiting-empty-words = Here stands who is to be asked, what waits for a second person, and who is to be told.
identity-tracing-searches = Searches that go on
identity-tracing-searches-empty = No searches
identity-tracing-searches-empty-words = They are written down on the file of whoever looks for a relative.
identity-tracing-column-person = Person
identity-tracing-column-to-do = What to do
identity-tracing-column-sought = Looks for
identity-tracing-column-stage = State
identity-tracing-column-since = Since
identity-tracing-column-lead = Perhaps
identity-tracing-column-why = Why
identity-tracing-to-do-ask = ask whether they want to know
identity-tracing-to-do-second = a second person is needed
identity-tracing-to-do-tell = tell both
identity-tracing-stage-running = goes on
identity-tracing-stage-paused = paused
identity-tracing-stage-closed = closed
identity-tracing-child = a child
identity-tracing-guarded = kept apart for safety
identity-tracing-guarded-words = This search is kept apart for safety: somebody must not learn where the person is, or nobody knows. No leads are suggested and nothing is told. If the person says that there is no danger any more, note it on their search.

identity-tracing-card = Looks for a relative
identity-tracing-card-none = No searches are noted.
identity-tracing-card-count = { $count ->
    [one] One search goes on.
   *[other] { $count } searches go on.
 }
identity-tracing-card-open = See or note whom they look for
identity-tracing-person-title = Relatives
identity-tracing-person-lead = Whom this person looks for, and whether they want to be found. Ask alone and calmly.
identity-tracing-back = Back to the person’s relatives
identity-tracing-queue-back = Back to family tracing
identity-tracing-to-ask = There is something to ask them
identity-tracing-to-ask-words = They may be somebody’s relative. We do not know whether they are, and you do not know who that is or where. Open the question when you are alone with the person.
identity-tracing-ask-open = Open the question
identity-tracing-wish = Do they want a relative to find them?
identity-tracing-wish-none = They were not asked yet.
identity-tracing-wish-yes = Yes, they may be asked if somebody looks for them
identity-tracing-wish-no = No: nobody is to find or ask them
identity-tracing-may-be-asked = What they said
identity-tracing-wish-save = Save what they said
identity-tracing-wish-done = What they said was saved.

identity-tracing-new = Note whom they look for
identity-tracing-new-lead = In the person’s words and as far as they remember. All but the name and the relation may be missing.
identity-tracing-words = What they tell
identity-tracing-words-hint = How they were separated and what they remember. Do not write what they lived through.
identity-tracing-sought-title = Whom they look for
identity-tracing-sought-names = Names as they remember them
identity-tracing-sought-names-hint = Nicknames too, or only a part.
identity-tracing-kin = What is that to the person?
identity-tracing-kin-none = Choose the relation
identity-tracing-last-seen-where = Where did they last see each other?
identity-tracing-last-seen-when = When was that?
identity-tracing-last-seen-when-hint = A day, a month or a year.
identity-tracing-danger-title = Safety
identity-tracing-danger = Is there somebody who must not learn where this person is?
identity-tracing-danger-hint = Ask alone. If there is somebody or they are not sure, the search is kept apart: no leads are suggested and nothing is told.
identity-tracing-danger-nobody = No, nobody
identity-tracing-danger-unsure = They are not sure
identity-tracing-danger-somebody = Yes, there is somebody
identity-tracing-whom = Who, if they want to say so?
identity-tracing-consent-title = Their consent
identity-tracing-consent-how = How did they say so?
identity-tracing-consent-oral = in words
identity-tracing-consent-signed = signed
identity-tracing-consent-through-representative = through whoever represents them
identity-tracing-consent-on = On which day?
identity-tracing-agrees = They agree
identity-tracing-agrees-words = They understood and agree: their relative is looked for in the files, and only whoever is found, if they want it too, is told that this person exists. They may take it back at any time.
identity-tracing-open = Save the search
identity-tracing-opened-done = The search was noted.
identity-tracing-done = It was saved.

identity-tracing-search-title = Search for a relative
identity-tracing-search-open = See the person’s search
identity-tracing-goes-on = The search goes on
identity-tracing-goes-on-words = There is nothing to tell for now. That says neither that the other person exists nor that they do not.
identity-tracing-is-paused = The search is paused
identity-tracing-is-paused-words = The person took their consent back. Until they give it again, nobody looks or tells.
identity-tracing-is-closed = The search is closed
identity-tracing-is-closed-words = It can be opened again.
identity-tracing-found = Both people agree
identity-tracing-found-words = Each may learn of the other. Contact is arranged through the office.
identity-tracing-household = Note the relation in a household
identity-tracing-household-words = If they live together, that is noted apart: nothing is noted by itself.
identity-tracing-history = What was noted
identity-tracing-said-opened = The search was noted
identity-tracing-said-consent-withdrawn = The person took their consent back
identity-tracing-said-consent-given = The person agreed again
identity-tracing-said-danger-checked = Their safety was asked about again
identity-tracing-said-closed = The search was closed
identity-tracing-said-reopened = It was opened again
identity-tracing-said-confirmed = The second person agrees
identity-tracing-said-declined = The second person does not agree
identity-tracing-act-withdraw = Take the consent back
identity-tracing-act-renew = Give the consent again
identity-tracing-act-danger = Note about their safety
identity-tracing-act-close = Close the search
identity-tracing-act-reopen = Open again
identity-tracing-withdraw-words = The person may take it back at any time, without saying why. What was open closes at once.
identity-tracing-withdraw-why = Why, if they said so?
identity-tracing-why = Why?
identity-tracing-outcome = How did it end?
identity-tracing-outcome-in-contact = They are in contact
identity-tracing-outcome-found-otherwise = They found each other another way
identity-tracing-outcome-not-wanted = The person does not want to look any more
identity-tracing-outcome-not-found = Nobody was found

identity-tracing-leads-title = Leads
identity-tracing-leads-lead = These are people who may be the one. A lead is not a fact: names repeat. Nobody learns that you look.
identity-tracing-leads = Who it may be
identity-tracing-leads-empty = No leads
identity-tracing-leads-empty-words = When somebody alike is registered, they appear here. Some files never appear, for many reasons: that somebody is missing says nothing.
identity-tracing-judged = Leads that were looked at
identity-tracing-reason-looks-back = looks for somebody like this, too
identity-tracing-reason-same-name = the name
identity-tracing-reason-similar-name = the name, alike
identity-tracing-reason-birth-year = the year of birth
identity-tracing-reason-about-age = the age, more or less
identity-tracing-reason-shared-surname = a surname of whoever looks
identity-tracing-reason-language = a language
identity-tracing-reason-sex = the sex
identity-tracing-lead-stage-not-worth = is not asked
identity-tracing-lead-stage-unclear = could not be told
identity-tracing-lead-stage-to-ask = to be asked
identity-tracing-lead-stage-refused = does not want to know
identity-tracing-lead-stage-agreed = agrees
identity-tracing-side-title = Is it worth asking?
identity-tracing-side-lead = Compare what is remembered with the file. Saying that it is worth asking tells nobody: somebody will ask the person without saying who looks for them.
identity-tracing-side = Side by side
identity-tracing-side-sought = What is remembered
identity-tracing-side-requester = Who looks:
identity-tracing-side-open = See both people
identity-tracing-why-words = Being alike proves nothing. Only the person knows whether it is their relative and whether they want to know.
identity-tracing-judge = Your answer
identity-tracing-verdict = What do you say of this lead?
identity-tracing-verdict-worth-asking = It is worth asking
identity-tracing-verdict-no = It is not them
identity-tracing-verdict-cannot-tell = It cannot be told
identity-tracing-seconding = A second person is needed
identity-tracing-seconding-words = Both agree, and one is, or may be, a child. Before anybody is told, somebody else looks whether it is good for the child.
identity-tracing-second = The second person
identity-tracing-second-yes = Yes, they may be told
identity-tracing-second-no = No: look at it again
identity-tracing-second-why = Why?
identity-tracing-second-why-hint = If they are told: why it is in the best interests of the child, and what the child said when asked.
identity-tracing-tell = Note that they were told
identity-tracing-whom-told = Who was told?
identity-tracing-how = How?
identity-tracing-on = On which day?
identity-tracing-language = In which language?
identity-tracing-arranged = What was arranged?
identity-tracing-arranged-hint = For example: a call on Monday from the office.
identity-tracing-told-requester = Whoever looked was told
identity-tracing-told-found = Whoever was looked for was told

identity-tracing-ask-title = The question
identity-tracing-ask-lead = Alone, with an interpreter if needed. The person may say no without saying why; nobody will know.
identity-tracing-script-title = What is said
identity-tracing-script = Somebody who may be a relative of yours looks for a person like you. I cannot tell you who it is or where, and they do not know of you. Do you want to know more? If you say no, nobody will know and nothing happens.
identity-tracing-script-words = Add nothing: you know no more either. With a child, whoever accompanies them is there.
identity-tracing-reply = What did they answer?
identity-tracing-reply-yes = Yes, they want to know
identity-tracing-reply-later = They want to think about it
identity-tracing-reply-no = They do not want to know
identity-tracing-reply-never = No, and nobody is to ask them again
identity-tracing-answer-save = Save what they answered
identity-tracing-answered-done = What they answered was saved.

identity-tracing-error-name = Write a name, even if it is a part or a nickname.
identity-tracing-error-kin = Choose what that is to the person.
identity-tracing-error-agrees = Without their consent nobody looks. Read the sentence to them; if they agree, tick it.
identity-tracing-error-future = That day is still to come. Write the day on which they said so.
identity-tracing-error-already = They look for this relative already. Open that search.
identity-tracing-error-otherwise = It changed meanwhile. Open the page again to see how it stands.
identity-tracing-error-why = Say why: somebody else has to be able to understand it.
identity-tracing-error-nobody-told = They were not told of anybody yet. Choose another answer.
identity-tracing-error-not-here = Headquarters looks and tells. What was noted at this post reaches it at the next contact.
identity-tracing-error-not-looking = The search does not go on now: there is nobody to ask.
identity-tracing-error-same-person = You looked at the lead or asked the question. The second person has to be somebody else.
identity-tracing-error-best-interests = Say why it is in the best interests of the child.
identity-tracing-error-not-open = Both do not agree: nobody is told.
identity-tracing-error-told = That person was told already.

## Perhaps registered before
identity-perhaps-hint = Perhaps registered before elsewhere
identity-perhaps-hint-words = Headquarters will look at the first contact. Nobody here knows who it is or where, and nothing changes: go on as usual.
identity-perhaps-title = Registered twice?
identity-perhaps-notice = The post had a hint that somebody alike may be registered elsewhere. A supervisor compares the two files; until then nothing changes.
identity-perhaps-link = Compare the files
identity-perhaps-lead = The post had a hint when this person was registered. Compare, and say whether it is the same person. A hint proves nothing: many names are alike.
identity-perhaps-none = No hint waits on this file.
identity-perhaps-elsewhere = Headquarters looks at this hint: the other file is not here.
identity-perhaps-nobody-alike = Today there is no file alike: perhaps the name was corrected, or the hint was of nobody.
identity-perhaps-settled = The answer stands on the file.
identity-perhaps-back = Back to your day
identity-perhaps-caption = The two files
identity-perhaps-fact = Fact
identity-perhaps-name = Name
identity-perhaps-birth = Birth
identity-perhaps-sex = Sex
identity-perhaps-nationality = Country of origin
identity-perhaps-papers = Documents
identity-perhaps-no-papers = none noted
identity-perhaps-differs = different
identity-perhaps-question = Is it the same person?
identity-perhaps-same = Yes, the one of file { $number }
identity-perhaps-nobody = No, or it cannot be known
identity-perhaps-reason = Reason
identity-perhaps-settle = Save the answer
identity-perhaps-is-same = Somebody compared and said that it is the same person as that of another file.
identity-perhaps-day = { $count ->
    [one] One person perhaps registered before
   *[other] { $count } people perhaps registered before
 }

## Two files of one person

identity-similar-maybe = May it be one of them?
identity-similar-maybe-hint = If you are not sure, tick and register. Somebody compares the two files later; nothing waits for it.
identity-alike-swapped-name = the name, its parts in another order

identity-pairing-queue-title = Possible duplicates
identity-pairing-queue-lead = Each line is two files that may be one person’s. What has consequences comes first, then what is most alike.
identity-pairing-queue-open = See the possible duplicates
identity-pairing-queue-empty = No files to compare
identity-pairing-queue-empty-words = When somebody says that two files may be one person’s, they appear here.
identity-pairing-queue-more = { $count ->
    [one] There is one more line: it appears when the first ones are answered.
   *[other] There are { $count } more lines: they appear when the first ones are answered.
 }
identity-pairing-column-files = Files
identity-pairing-column-alike = Alike in
identity-pairing-column-weighs = Consequences
identity-pairing-day = { $count ->
    [one] One possible duplicate to review
   *[other] { $count } possible duplicates to review
 }
identity-pairing-to-look = { $count ->
    [one] one entry to look at
   *[other] { $count } entries to look at
 }
identity-pairing-stage-seconding = a second person is missing
identity-pairing-stage-unclear = could not be told

identity-pairing-title = Are they the same person?
identity-pairing-lead = Compare the two files. Saying that they are the same person moves nothing: each case, term and note stays on its file, and it can be undone at any time.
identity-pairing-back = Back to the possible duplicates
identity-pairing-facts = Side by side
identity-pairing-caption = The two files
identity-pairing-fact-name = Name
identity-pairing-fact-parts = Given names and surnames
identity-pairing-fact-others = Other names
identity-pairing-fact-birth = Birth
identity-pairing-fact-birth-place = Place of birth
identity-pairing-fact-sex = Sex
identity-pairing-fact-nationality = Nationality
identity-pairing-fact-languages = Languages
identity-pairing-fact-papers = Documents
identity-pairing-fact-registered = Day of registration
identity-pairing-open = Open file { $number }
identity-pairing-pictures = Photographs
identity-pairing-picture-alt = Photograph of a document of file { $number }
identity-pairing-no-picture = There is no photograph that you may see.
identity-pairing-alike = Alike in
identity-pairing-alike-nothing = In nothing that is compared.
identity-pairing-alike-words = Being alike proves nothing. Twins share surnames and day of birth; common names are borne by many.
identity-pairing-weighing = It has consequences
identity-pairing-weighing-words = If they are the same person, a second person has to say it too, because:
identity-pairing-weighs-one-household = a household has them as different people
identity-pairing-weighs-child = one is, or may be, a child
identity-pairing-weighs-open-case = there is an open case
identity-pairing-weighs-decided-case = there is a finished case
identity-pairing-weighs-instructions = there are instructions about their care
identity-pairing-weighs-nationality = they stated different nationalities
identity-pairing-history = What was said
identity-pairing-source-officer = Somebody said that they may be the same person
identity-pairing-source-registration = At registration it was said that they may be the same person
identity-pairing-source-hint = A supervisor said it, looking at a post’s hint
identity-pairing-source-linkage = A comparison of all files found them
identity-pairing-said-confirmed = The second person said the same
identity-pairing-said-declined = The second person did not confirm it
identity-pairing-said-undone = It was undone

identity-pairing-answer = Your answer
identity-pairing-verdict-same = They are the same person
identity-pairing-verdict-not-same = They are not the same person
identity-pairing-verdict-cannot-tell = It cannot be told
identity-pairing-verdict-hint-same = Both files stay as they are and are shown together.
identity-pairing-verdict-hint-not-same = It is remembered, and not proposed again.
identity-pairing-verdict-hint-cannot-tell = They stay on the list, at its end.
identity-pairing-why = Why?
identity-pairing-why-hint = For example: it is the same passport, and she says so herself. Not needed for “it cannot be told”. Write nothing here of what she went through.
identity-pairing-save = Save the answer
identity-pairing-done = The answer was saved.
identity-pairing-error-why = Say why: somebody else has to be able to understand it.
identity-pairing-error-otherwise = Somebody else answered meanwhile. Open the comparison again to see how it stands.
identity-pairing-error-not-here = Headquarters compares and answers. What was proposed at this post reaches it at the next contact.
identity-pairing-error-same-person = You said it first. Somebody else has to confirm it; until then you can take it back.
identity-pairing-error-apart = Of two of these files somebody said already that they are different people’s. Look at that answer first: together they would contradict what is known.
identity-pairing-error-through = These two files are joined through others. Undo those first.
identity-pairing-error-household = A household has them as two people. Confirm that it is one told twice, or do not confirm.

identity-pairing-second = The second person
identity-pairing-second-question = Do you say too that they are the same person?
identity-pairing-second-yes = Yes, they are the same person
identity-pairing-second-no = I do not confirm it: look again
identity-pairing-told-twice = I looked at the household: it is one person told twice in it, neither twins nor a couple

identity-pairing-stands-same = They are files of the same person
identity-pairing-stands-same-words = They are shown together. Nothing went from one file to the other.
identity-pairing-stands-not-same = They are two different people
identity-pairing-stands-not-same-words = Somebody said so, and it is remembered. If you know more now, you can answer again.
identity-pairing-stands-unclear = Somebody looked and could not tell
identity-pairing-stands-unclear-words = If you know more now, answer.
identity-pairing-stands-seconding = A second person is missing
identity-pairing-stands-seconding-words = Somebody said that they are the same person. Until somebody else says it, nothing changes.

identity-pairing-undo = Undo
identity-pairing-undo-words = The two files become two people’s again. Everything stays where it was written; what was written meanwhile appears in a list for somebody to look at.
identity-pairing-undo-button = Undo
identity-pairing-undo-done = It was undone.
identity-pairing-since = Written since they were joined
identity-pairing-since-words = Each entry stands on the file it was written on, and stays there if this is undone.
identity-pairing-left = Written while they were joined
identity-pairing-left-words = Whoever wrote may have meant the other person. Look at each entry where it stands; if it is on the wrong file, correct it there. Nothing moves by itself.
identity-pairing-left-which = Which entries did you look at?
identity-pairing-left-button = Save what was looked at
identity-pairing-left-looked = looked at
identity-pairing-looked-done = It was noted what you looked at.
identity-pairing-error-entry = Tick the entries that you looked at.
identity-pairing-on-case = An entry on a case
identity-pairing-on-household = A change of the household
identity-pairing-on-intent = An entry on the intent
identity-pairing-on-instructions = A change of the instructions about care

identity-pairing-files = Files of the same person
identity-pairing-files-none = No other file is joined to this one.
identity-pairing-files-differ = Different:
identity-pairing-files-unseen = There is another file, which you may not open. A supervisor can compare them.
identity-pairing-see-same = See the comparison or undo it
identity-pairing-see-not-same = See with whom it was compared: they are two people
identity-pairing-see-waiting = Compare with a possible duplicate
identity-pairing-also = Also:
identity-pairing-twice-lead = Search for the other file, or type the number on the paper that the person carries. Somebody compares the two; until then nothing changes.
identity-pairing-search = Name, registration number or number of a paper
identity-pairing-number = Or the number of the other file
identity-pairing-number-hint = For example PAN-P-000123, as on their proof. It may be another office’s.
identity-pairing-propose = Ask for the comparison
identity-pairing-proposed-done = Thank you. If there is such a file, somebody compares the two.
identity-pairing-error-other = Choose the other file or type its number.
identity-pairing-error-one-file = It is the same file. Choose another one.
identity-pairing-error-told-apart = Of these two files somebody said already that they are different people’s. Open the comparison from the file if you know more now.
identity-pairing-error-joined = These files are shown as one person’s already.
