# Asylum: what is said at a post, the claim, and the papers a person carries.

asylum-nav-intents = Post
asylum-nav-verify = Check a paper
asylum-next = What comes next

# What the person said at the post
asylum-intents-title = People who asked for protection
asylum-intents-lead = What was said at this post. Each sheet counts from the day it was said.
asylum-intents-new = Note that a person asks for protection
asylum-intents-find = Find by the number of the sheet
asylum-intents-find-button = Search
asylum-intents-not-found = No sheet has that number
asylum-intents-not-found-next = Check the number printed on the sheet. Only sheets that your office attends are seen here.
asylum-intents-all = See all sheets
asylum-intents-newest = The newest are shown. An older sheet is found by its number.
asylum-intents-empty = Nothing is noted here yet
asylum-intents-empty-next = When somebody says, in whatever words, that they fear to return, note it and give them their sheet.
asylum-intent-above = Said that they fear to return
asylum-intent-serial = Sheet
asylum-intent-when = When they said it
asylum-intent-post = Where
asylum-intent-people = People
asylum-intent-child = Children
asylum-intent-state = State
asylum-intent-facts = The sheet
asylum-intent-with-claim = With a claim
asylum-intent-without-claim = No claim yet
asylum-intent-language-unknown = Not known
asylum-intent-people-card = Whom it is about
asylum-intent-nobody-yet = Nobody is registered yet. The sheet counts all the same: no name is needed.
asylum-intent-registered-of = Registered: { $registered } of { $people }.
asylum-intent-print = Print the sheet with QR
asylum-intent-register = Register a person
asylum-intent-register-more = Register another person
asylum-intent-claim = Open the claim
asylum-intent-next-print = Give them the sheet: it proves that they asked for protection, and since when. Then you can register them.
asylum-intent-next-claim = With at least one person registered, the claim can be opened.
asylum-intent-next-office = Give them the sheet, if you have not yet. The main office opens the claim and already sees this sheet.
asylum-intent-next-claimed = The claim is open at the main office.

asylum-express-done = It is noted, and the sheet is ready.
asylum-express-title = A person asks for protection
asylum-express-lead = Note what they said. Do not judge whether they are right and ask for no proof: asking is a right, and free.
asylum-express-day = Day they said it
asylum-express-day-hint = For example 31 8 2024
asylum-express-hour = Time
asylum-express-hour-hint = For example 14:05
asylum-express-people = How many people
asylum-express-people-hint = Everybody who comes together
asylum-express-child = Is there any child among them?
asylum-express-child-hint = When in doubt about age or company, choose “unaccompanied or separated”.
asylum-child-short-none = No
asylum-child-short-accompanied = With their family
asylum-child-short-unaccompanied-or-separated = Unaccompanied or separated
asylum-child-none = No
asylum-child-accompanied = Yes, with a parent or legal carer
asylum-child-unaccompanied-or-separated = Yes, unaccompanied or separated from them
asylum-express-language = Language they spoke
asylum-express-place = Exact place
asylum-express-place-hint = Only if it was not at the post itself
asylum-express-words = In their own words
asylum-express-words-hint = Only what they wish to say now. The interview comes later, in private and with an interpreter.
asylum-express-submit = Note it and prepare the sheet
asylum-express-error-future = That day has not come yet. Note the day on which the person said it.
asylum-express-error-hour = Write a time such as 14:05 or 9:30.

# Registering and opening the claim
asylum-people-title = Register a person
asylum-people-lead = Only the name is needed. The rest can be completed later.
asylum-people-submit = Register
asylum-people-back = Back to the sheet
asylum-people-not-yours = Your role may read this sheet but not register people. Ask whoever registers at your office.

asylum-claim-back = Back
asylum-claim-from-intent = They said so on { $day }: that day counts for the terms.
asylum-claim-see-intent = See the sheet
asylum-claim-child-alone = There is an unaccompanied child. Filing the claim opens the task of requesting a representative: nobody interviews the child before that.
asylum-claim-people = People on this claim
asylum-claim-people-hint = The first is the principal applicant. Untick whoever claims separately.
asylum-claim-done = The claim is filed.
asylum-claim-error-nobody = Tick at least one person.
asylum-claim-no-law = No law in force is loaded for this procedure today. Tell the administrator; the person's sheet counts meanwhile.
asylum-claim-not-yours = Your role or office does not open claims. The person's sheet counts meanwhile.
asylum-claim-not-opened = The claim could not be opened. The person's sheet counts meanwhile; tell the main office.

# Papers
asylum-card-title = Papers
asylum-card-intent = Sheet { $serial }

asylum-verify-title = Check a paper
asylum-verify-lead = Paste or type the text of the QR code, the short code, or the six words of the register. A check that fails is a warning: it takes nothing from the person.
asylum-verify-code = Text of the code
asylum-verify-code-hint = It begins with CEIBA1:
asylum-verify-submit = Check
asylum-verify-genuine-intent = Genuine: the sheet of a person who asked for protection
asylum-verify-genuine-decision = Genuine: the notice of a decision
asylum-verify-issued = Issued on { $day } by { $site }.
asylum-verify-unknown = It cannot be checked here
asylum-verify-unknown-words = It says that { $site } issued it, and that key is not at this place. Ask the main office; treat the person as if it were genuine.
asylum-verify-forged = The signature does not fit what is written
asylum-verify-forged-words = Read the code again. If it stays so, ask the main office. The person keeps the right to ask for protection.
asylum-verify-none = There is no Ceiba code in this text
asylum-verify-none-words = Copy it whole from the QR, or use the PDF file with “ceiba document verify”.

asylum-panel-title = Asking for protection
asylum-panel-empty = No claim in their name is running.
asylum-panel-claim = File a claim

asylum-day-title = Sheets without a claim
asylum-day-more = { $count } more under “Post”.


asylum-nav-post = Receive
asylum-post-title = The post
asylum-post-search = Search for a person
asylum-post-register = Register a person
asylum-post-people = People
asylum-post-sheets = The last sheets of this post
asylum-post-none = There are no sheets yet. Write the first one down on this page.
asylum-post-keys = With the keyboard: Tab goes on, arrows choose, Enter saves. The sheet is printed on the next page.
asylum-post-today = { $n ->
    [0] None has been written down today.
    [one] One was written down today.
   *[other] { $n } were written down today.
}
asylum-post-people-of = { $n ->
    [one] one person
   *[other] { $n } people
}
# Letters
asylum-letters-title = Letters and proofs
asylum-letters-waiting = To print:
asylum-letters-others = Others you can print
asylum-letter-lead = It is filled with what the file says. When it is issued it gets a number and is noted.
asylum-letter-not-now = It cannot be printed yet
asylum-letter-no-law = The law this case was opened under is not loaded; without it its terms and remedies are not printed. Tell the administrator.
asylum-letter-undecided = There is no decision yet that this letter tells.
asylum-letter-ended = The case has ended: this letter is only given while it is pending.
asylum-letter-open = The case is open: this letter is only given when it is closed.
asylum-letter-lacks = The file lacks something the letter needs, or you may not see the name of the person. Complete it, or ask the office that holds the case.
asylum-letter-missing = Not answered yet: { $question }
asylum-letter-past = That day has passed. Choose another.
asylum-letter-time = Write the hour like 14:05.
asylum-letter-unprintable = These signs cannot be printed: { $characters }. Write the name in Latin letters as well.
asylum-letter-languages = In which languages
asylum-letter-languages-hint = The first is the one that counts. The other is the person's, if we have it.
asylum-letter-in-es = Spanish
asylum-letter-in-en = English
asylum-letter-yes = Yes
asylum-letter-no = No
asylum-letter-optional = optional
asylum-letter-issue = Issue
asylum-letter-cancel = Cancel
asylum-letter-back = Back to the case
asylum-letter-back-letter = Back to the letter
asylum-letter-done = The letter is issued. Print it and hand it over.
asylum-letter-serial = Number
asylum-letter-code = Short code
asylum-letter-on = Issued on
asylum-letter-by = Issued by
asylum-letter-copies = Copies
asylum-letter-print = Print (PDF)
asylum-letter-copy = Print a copy (PDF)
asylum-letter-changed = The text of this letter has changed since it was issued. A copy would carry today's words with the facts of then.
asylum-letter-gone = This letter is no longer among the country's, and cannot be printed again. Tell the administrator.
asylum-letter-revoke = Revoke the letter
asylum-letter-revoke-title = Revoke: { $letter }
asylum-letter-why = Why it no longer holds
asylum-letter-why-hint = It stays in the file. Whoever checks the paper will know since which day it does not hold, not why.
asylum-letter-revoke-done = The letter no longer holds.
asylum-letter-revoked = This letter was revoked; it is neither printed nor revoked again.
asylum-letter-revoked-on = Revoked on { $day }
asylum-letter-how = in writing or by word of mouth, at the office that notifies
asylum-letter-counts-from = the notification of this decision
asylum-letter-suspends = While it is being decided, the decision is not carried out.

asylum-verify-letter = Genuine: { $letter }
asylum-verify-letter-words = Number { $serial }, of { $day }.
asylum-verify-listed = The register has a letter of that code: { $letter }
asylum-verify-listed-words = The short code does not prove that this paper is that letter. Compare the number and the day, or read the QR code.
asylum-verify-revoked = It has not held since { $day }: { $letter }
asylum-verify-revoked-words = The person may have another, newer letter. Ask the office; this takes no right from them.
asylum-verify-log-same = The register is still the same: nobody changed what was in it then
asylum-verify-log-other = The register of then is not the one that is here now. Tell the main office; the person loses nothing by this
asylum-verify-log-elsewhere = These words are of a register that is not whole here
asylum-verify-log-words = They are of { $site }, when its register had { $size } entries.
asylum-verify-log-signed = Also signed by: { $sites }.
asylum-verify-not-listed = The signature is ours, but the register does not have this letter
asylum-verify-not-listed-words = It says that { $site } issued it on { $day }. Ask the main office; treat the person as if it were genuine.
## Programming interface

asylum-api-list = Read the intents that the system may see
asylum-api-record = Write down that a person expressed the intent to ask for protection
asylum-api-read = Read an intent
asylum-api-verify = Check whether a letter was issued here

## Applicant's card
asylum-carnet-title = Applicant's card
asylum-carnet-new = Issue the applicant's card
asylum-carnet-lead = It bears the name, the number of the file, the photograph and the signature where there are any, and a code that is checked without a line. Never the country of origin, nor anything the person told.
asylum-carnet-name = Name on the card
asylum-carnet-portrait = Photograph
asylum-carnet-signature = Signature
asylum-carnet-there = The one in the file.
asylum-carnet-without = Without: the card is as good.
asylum-carnet-portrait-change = Photograph of the person
asylum-carnet-signature-change = Signature of the person
asylum-carnet-why = Why it is issued
asylum-carnet-why-hint = The card before no longer holds: whoever checks it is told since which day, not why.
asylum-carnet-why-first = First card
asylum-carnet-why-lost = It was lost or taken
asylum-carnet-why-damaged = It was damaged
asylum-carnet-why-changed-data = A fact, the photograph or the signature changed
asylum-carnet-why-expired = It expired or soon will
asylum-carnet-until = Valid until
asylum-carnet-until-hint = For example: 3 6 2027. What the law says, or the custom of the office.
asylum-carnet-issue = Issue
asylum-carnet-issue-to = Issue the card of { $name }
asylum-carnet-again = Issue another in its place
asylum-carnet-none = There is no card of this file yet.
asylum-carnet-done = The card is issued. Print it and hand it over.
asylum-carnet-on = Issued on
asylum-carnet-by = Issued by
asylum-carnet-print = Print the card (PDF, both sides)
asylum-carnet-print-sheet = Print on a sheet of A4 to cut out (PDF)
asylum-carnet-replaced = Replaced since { $day }
asylum-carnet-expired = Expired on { $day }
asylum-carnet-no-claim = The card is issued once there is a running claim. Until then the sheet that they asked for protection holds.
asylum-carnet-sheet = Print the sheet { $serial }
asylum-carnet-ended = The case has ended: the card is given only while it runs.
asylum-carnet-nobody = You may not see the person's name, or their file is not here yet. Ask the office that has the case.
asylum-carnet-error-person = That person is not on this case. The form shows somebody who is.
asylum-carnet-error-why = The reason does not fit: the first card is for whoever has none of this file, and the other reasons for whoever has one.
asylum-carnet-error-until = Write a day after today and within the next ten years.
asylum-carnet-not-replaced = Another card holds in its place; this one is not printed again.
asylum-carnet-not-changed = The person's photograph or signature changed since it was issued. Issue another for changed data.
asylum-carnet-not-awaited = The photograph or the signature is on its way from another post. Print it when it has arrived.
asylum-verify-card = It is genuine: an applicant's card
asylum-verify-card-words = Number { $serial }, of { $day }, valid until { $until }.
asylum-verify-card-listed = The register has a card of that code
asylum-verify-card-listed-words = The short code does not prove that this card is that one. Compare the number and the day, or read the QR code.
asylum-verify-card-replaced = Replaced: another card holds in its place since { $day }
asylum-verify-card-expired = The card expired on { $day }
asylum-verify-card-doubt = The person may have a newer card. Ask the office; this takes no right from them.
asylum-verify-elsewhere = The signature is genuine, of another office
asylum-verify-elsewhere-words = Number { $serial }, issued on { $day } by { $site }. Compare the number with the printed one. Whether it still holds, that office knows; treat the person as if it did.
