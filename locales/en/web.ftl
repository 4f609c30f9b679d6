# Words of the page kit: dates, errors, signing in and out, notice pages.

## Dates

web-date-short = { $day } { $mon } { $year }
web-date-long = { $day } { $month } { $year }
web-date-full = { $weekday } { $day } { $month } { $year }
web-date-brief = { $day } { $mon }
web-date-month = { $mon } { $year }
web-date-instant = { $day }, { $time }

web-month-1 = January
web-month-2 = February
web-month-3 = March
web-month-4 = April
web-month-5 = May
web-month-6 = June
web-month-7 = July
web-month-8 = August
web-month-9 = September
web-month-10 = October
web-month-11 = November
web-month-12 = December

web-month-short-1 = Jan
web-month-short-2 = Feb
web-month-short-3 = Mar
web-month-short-4 = Apr
web-month-short-5 = May
web-month-short-6 = Jun
web-month-short-7 = Jul
web-month-short-8 = Aug
web-month-short-9 = Sep
web-month-short-10 = Oct
web-month-short-11 = Nov
web-month-short-12 = Dec

web-weekday-1 = Monday
web-weekday-2 = Tuesday
web-weekday-3 = Wednesday
web-weekday-4 = Thursday
web-weekday-5 = Friday
web-weekday-6 = Saturday
web-weekday-7 = Sunday

## Errors beside a field

web-errors-title = There is something to correct
web-error-required = Fill this in.
web-error-too-long = This text is too long. There is room for { $max } characters.
web-error-far-too-long = This text is far too long: only its beginning was kept. Shorten it.
web-error-file-too-long = The file is too large: up to { $megabytes } MB fit. Make it smaller or scan it at a lower resolution, and choose it again.
web-error-file-too-busy = Many people are sending files at this moment. Choose it again and send it in a minute.
web-error-file-kind = This file is neither a JPEG or PNG picture nor a PDF. Choose another.
web-error-file-damaged = The file is damaged or not complete. Scan it again and choose the new one.
web-error-file-too-large = The picture has too many dots. Take or scan it at a lower resolution, and choose it again.
web-error-file-active = This PDF brings programs or other files, or is locked with a password, and so it is not kept. Print and scan it, or choose another.
web-error-file-no-picture = This file is not a JPEG or PNG picture. Choose another, or take the photograph again.
web-error-file-too-small = The picture has too few dots for a card. Take the photograph closer, or choose another.
web-error-unwritable = Some letters could not be read. Please type them again.
web-error-day-required = Type the day, the month and the year. For example: 18 11 2024.
web-error-date-form = This date could not be understood. Type it like 18 11 2024 or 18/11/2024.
web-error-no-such-day = There is no such day in the calendar. Check the day and the month.
web-error-choice = Choose one of the options.
web-error-number = Type a whole number between { $from } and { $to }.

## Notice pages

web-not-found-title = We could not find this page
web-not-found-body = The address may have a mistake in it, the file may not exist, or your office may not be working on it.
web-not-found-help = Check the address, or go back to the start and search by name or number.
web-forbidden-title = Your account cannot open this page
web-forbidden-body = This page is for people with other duties. If you need it, ask whoever manages accounts at your institution.
web-refused-title = This cannot be done now
web-method-title = This address is not used that way
web-method-body = It was reached in a way that is not foreseen. Go back to the page before and use its buttons.
web-too-large-title = That is too much text to send at once
web-too-large-body = More was sent than a form can hold ({ $max } KB), and nothing was saved. Go back to the page before, shorten the text and send it again.
web-unreadable-title = What was sent could not be read
web-unreadable-body = It arrived cut off, with damaged letters or in an unknown format, and nothing was saved. Go back to the page before, check the text and send it again.
web-form-old-title = This form is no longer valid
web-form-old-body = Nothing was saved. Open the page again and fill it in once more.
web-form-old-notice = This page was opened in an earlier session. Nothing is saved yet: check what you typed and send it again.
web-form-others-title = Somebody else began this form
web-form-others-body = What they had typed is kept for them, and nobody else will see it. It will be there when they sign in. You can go on with your own work.
web-form-others-lost = Nothing was saved, and what was typed is not shown. If it is yours, sign in with your account and fill it in again.
web-draft-notice = Your session had ended. We kept what you typed: check it and send it again.
web-incident-title = Something went wrong on our side
web-incident-body = It is not your fault. Everything confirmed before is saved. Try again in a moment; if it happens again, give this number to whoever runs the system.
web-incident-number = Incident number
web-read-only-body = Nothing can be saved right now: the disk is full or the database does not accept changes. Tell whoever runs the system, and give this number.
web-stale-title = Somebody changed this file while you were writing
web-stale-body = Nothing is saved yet. Compare what you typed with what is there now.
web-stale-again = Below is the form with what you typed, on the file as it is now. Check it, and send it again only if it is still right.
web-stale-caption = The two versions
web-stale-differs = differs
web-stale-field = Field
web-stale-typed = What you typed
web-stale-now = What is there now
web-stale-open = See the file as it is now
web-back-home = Back to the start

## Signing in and out

web-sign-in-title = Sign in
web-sign-in-lead = For authorised staff.
web-sign-in-login = User name
web-sign-in-password = Password
web-sign-in-button = Sign in
web-sign-in-draft = Your session ended. What you typed is kept and will be there again once you sign in.
web-sign-in-again = Your session ended. Sign in again to go on where you were.
web-sign-in-public = Do you seek protection? You need no account and no name to read how to ask for it.
web-signed-out-title = Signed out
web-signed-out-body = You may close the browser now, or sign in again.
web-sign-out = Sign out
web-account-title = My account
web-account-name = Name
web-account-login = User name
web-account-role = Duties
web-account-office = Office

web-account-password-title = Change the password
web-account-password-now = Current password
web-account-password-new = New password
web-account-password-hint = At least { $min } characters. A phrase of several words is easy to remember and hard to guess.
web-account-password-again = New password, once more
web-account-password-differs = The two new passwords are not the same.
web-account-password-button = Change the password
web-account-done-password = Your password has changed. Sign in with the new one.

## The frame of every page

web-frame-skip = Skip to the content
web-frame-home = Ceiba, go to the start
web-frame-nav = Main
web-frame-menu = Menu
web-frame-languages = Languages
web-frame-error = Error
web-frame-demo = Demonstration: all the people are invented.
web-frame-demo-label = Notice of demonstration
web-frame-footer = Ceiba, for the asylum procedures of the MIRPS states.

## Words that go with the parts of a page

part-term-overdue = { $days ->
    [one] { $days } day overdue
   *[other] { $days } days overdue
}
part-term-due-soon = { $days ->
    [0] due today
    [1] due tomorrow
   *[other] { $days } days left
}
part-term-ok = on time
part-term-waiting = waiting
part-term-unverified = unverified

## Programming interface

web-api-title = Programming interface
web-api-lead = Here other systems do what people do in the pages, under the same rules: a system acts with a role and an office, and every reading of a file is written down.
web-api-description = OpenAPI 3.1 description for programs
web-api-token-title = How to get in
web-api-token = Get a token with the id and the secret of a system
web-api-token-words = An administrator registers the system and hands over a secret. With it a token is asked for; it lasts 15 minutes and is sent with every question as “Authorization: Bearer”.
web-api-token-refused = No token was given; “error” says why, as RFC 6749 defines it.
web-api-key-words = Whatever writes takes an “Idempotency-Key”: the same key with the same content gets the first answer, and nothing happens twice.
web-api-head-words = A file carries its version in “ETag”. To take a step, send that version in “If-Match”; if somebody else wrote first, the answer is 412.
web-api-page-words = Lists are read page by page: “next” is the cursor of the next one, and the “Link” header leads to it.
web-api-operations = Operations
web-api-problems = Problems
web-api-public = No token is needed.
web-api-needs = Permission:
web-api-example-in = Example of what is sent:
web-api-example-out = Form of what comes back:
web-api-statuses = Possible answers:
web-api-more = Details of { $operation }
web-api-parameters = Parameters of { $operation }
web-api-parameter = Parameter
web-api-place = Where it goes
web-api-in-path = In the address
web-api-in-query = In the query of the address
web-api-in-header = In a header
web-api-status-good = Done
web-api-header-etag = The version of the file that was read.
web-api-header-link = The next page of the list, with rel="next".
web-api-header-if-match = The version of the file that the step was prepared from, as it came in “ETag”.
web-api-header-key = A key of its own for each command; repeated, it gets the first answer.
web-api-describe = Read this description
web-api-health = Know whether Ceiba answers
web-api-wrong-kind = A value of type { $kind } belongs here.
web-api-wrong-unknown = This name is not known here.
web-api-wrong-many = At most { $max } fit here.
web-api-wrong-cursor = This cursor is not of this list with these filters.

web-api-problem-malformed = It cannot be read
web-api-problem-malformed-detail = The content is no strict JSON, or a header cannot be read. Name nothing twice and check quotes and brackets.
web-api-problem-query = The query is not valid
web-api-problem-query-detail = A parameter of the address is missing, unknown, or has a value that is not accepted.
web-api-problem-unauthorized = A token is needed
web-api-problem-unauthorized-detail = Send a valid token. Tokens last 15 minutes; ask for another.
web-api-problem-scope = The token does not reach this far
web-api-problem-scope-detail = The system was not registered for this, or the token was asked for with fewer permissions.
web-api-problem-forbidden = Not permitted
web-api-problem-forbidden-detail = The role of this system does not permit this.
web-api-problem-not-found = It does not exist
web-api-problem-not-found-detail = It does not exist, or this system may not see it.
web-api-problem-method = This method is not used here
web-api-problem-method-detail = The “Allow” header says which methods are accepted.
web-api-problem-refused = This cannot be done now
web-api-problem-refused-detail = Something is missing first, or the file stands elsewhere.
web-api-problem-similar = Somebody alike is known already
web-api-problem-similar-detail = Compare with the files that are named. If it is somebody else, send the same with “anyway” true.
web-api-problem-confirmation = A person confirms this by name
web-api-problem-confirmation-detail = This step may take something from the person. No system takes it: a member of staff confirms it on the page of the case.
web-api-problem-stale = The file moved on
web-api-problem-stale-detail = Somebody else wrote to the file after you read it. Read it again and decide anew.
web-api-problem-too-large = It is too large
web-api-problem-too-large-detail = The content may not exceed 256 KiB.
web-api-problem-media-type = Content type not accepted
web-api-problem-media-type-detail = Send application/json; to ask for a token, application/x-www-form-urlencoded.
web-api-problem-invalid = There is something to mend
web-api-problem-invalid-detail = “errors” says where in the content and why.
web-api-problem-key-reused = This key was used for something else
web-api-problem-key-reused-detail = The same “Idempotency-Key” came with other content. Use a new key for each command.
web-api-problem-head-needed = Say which version was read
web-api-problem-head-needed-detail = Send in “If-Match” the “ETag” of the file that you read.
web-api-problem-internal = Something failed in Ceiba
web-api-problem-internal-detail = It is not the fault of whoever asks. Tell the administrators the number of the incident.
web-api-problem-locked = The site is locked
web-api-problem-locked-detail = Nothing can be read or written until somebody opens the site with its passphrase. Try again later.
web-api-problem-read-only = Nothing can be written for now
web-api-problem-read-only-detail = What was saved is safe and can be read. Try to write again later.

web-glass-title = You opened this file in an emergency
web-glass-body = You may read it and not change it. What you look at is written down and reviewed by the data protection officer.
## No room on the disk

web-locked-title = This site is locked
web-locked-body = The keys were let go of on this machine: nobody is signed in and nothing can be opened. What was saved is safe.
web-locked-paper = Receive whoever comes: use the printed sheet, and write the request down here when the site is open again.
web-locked-open = Open it with the passphrase
web-closed-title = Only reading works for now: the disk is full
web-closed-body = Nothing was lost. What you typed is kept on this page: send it again when this notice is gone. Tell whoever runs the system.
web-closed-intake = If people are waiting: use the printed sheet, and enter the request here once saving works again.
web-closed-again = Send again

## Second factor and sessions

web-factor-title = Confirm that it is you
web-factor-lead = The password is right. Your second factor is still needed.
web-code = Code
web-code-hint = The six digits of your app, or one of your recovery codes.
web-code-app = The six digits that the app shows
web-factor-button = Sign in
web-factor-lost = I lost my second factor
web-lost-title = I lost my second factor
web-lost-codes = If you kept your recovery codes, go back and type one: it is the quickest way.
web-lost-how = Go in person to two colleagues: one an administrator, the other an administrator or a supervisor. When both have confirmed that it is you, sign in with your password and set up a new second factor. It is never done by mail or telephone.
web-lost-button = Ask for the reset
web-lost-waiting = Your request is noted and holds for three days
web-lost-confirmed =
    { $count ->
        [0] Nobody has confirmed it yet.
        [one] One person has confirmed it. Another one must.
       *[other] { $count } people have confirmed it.
    }
web-set-up-title = Set up your second factor
web-set-up-lead = Before you go on, this account needs more than the password.
web-app-title = Code app
web-app-first = Open a code app on your telephone. Any will do, and it needs no internet.
web-app-second = Scan the drawing below.
web-app-third = Type the code that appears.
web-app-qr = QR code for the app. The same secret stands below as text.
web-app-by-hand = I cannot scan it
web-app-by-hand-body = Type this secret into the app, with or without spaces:
web-app-button = Confirm the app
web-passkey-title = Passkey
web-passkey-lead = Your telephone, your computer or a USB key confirms that it is you, with your fingerprint or a PIN.
web-passkey-name = Name of the passkey
web-passkey-name-hint = To know it by later. For example: work telephone
web-passkey-make = Create the passkey
web-passkey-show = Use my passkey
web-passkey-make-without = A passkey needs JavaScript in the browser. The code app works without it.
web-passkey-show-without = The passkey needs JavaScript in the browser. You can use a code.
web-passkey-failed = The browser did not get the passkey. Try again or use a code.
web-factors-title = Second factor
web-factors-lead = With a second factor, somebody who guesses your password still cannot sign in.
web-factors-none = Your account has only a password.
web-factors-manage = See and change the second factor
web-factors-caption = Your factors
web-factors-add = Add
web-factors-add-app = Add a code app
web-factors-add-passkey = Add a passkey
web-factor-name = Factor
web-factor-added = Added
web-factor-used = Last used
web-factor-never = Not yet
web-factor-act = Change
web-factor-remove = Remove
web-factor-remove-title = Remove this factor?
web-factor-remove-lead = It will no longer let you in. If it is the last one, your recovery codes stop working too.
web-factor-remove-button = Remove the factor
web-factor-password-hint = We ask for it again so that nobody else changes how you sign in.
web-factor-done-added = The second factor is ready.
web-factor-done-removed = The factor is no longer on your account.
web-codes-title = Recovery codes
web-codes-lead = Ten codes on paper, each good once, for the day you do not have your telephone or key.
web-codes-replace = New codes take the place of earlier ones.
web-codes-left =
    { $count ->
        [0] You have no unused code left.
        [one] You have one unused code left.
       *[other] You have { $count } unused codes left.
    }
web-codes-new = Make new codes
web-codes-button = Show my codes
web-codes-once = They are shown only now. Print this page or copy it by hand.
web-codes-made = Made on { $day }.
web-codes-keep = Keep them away from your telephone and your password.
web-codes-print = They cannot be seen again after this page
web-codes-done = I have kept them
web-sessions-title = Where your account is open
web-sessions-caption = Open sessions
web-session-device = Browser
web-session-since = Signed in
web-session-seen = Last used
web-session-act = Change
web-session-this = This session
web-session-end = End
web-session-unknown = Not known
web-sessions-end-others = End all others
web-session-done-ended = The session has ended.
web-news-title = Before you go on
web-news-due = Your role needs a second factor before { $day }
web-news-due-body = From that day you cannot sign in without setting it up.
web-news-set-up = Set it up now
web-news-later = Later
web-news-lead = This changed about how your account is entered. Was it you?
web-news-mine = Yes, it was me
web-news-not-mine = It was not me
web-news-not-mine-body = If it was not you, all your sessions end and it is written down. Tell an administrator at once.
web-news-done-disowned = All your sessions have ended. Tell an administrator at once.

web-lease-over = This post has not been able to speak to headquarters for too long, and this file, which is from before, is locked to protect people. Nothing is lost. You can go on registering people and intents, and open what was written since. To unlock it: bring back the line to headquarters, or exchange a courier file.

## Shared tablets

web-hand-over = Hand over the tablet
web-hand-over-keep = Keep what I typed and hand over the tablet
web-hand-over-kept = What was half typed is kept for whoever typed it. The tablet is ready for the next person.
web-hand-over-ready = The tablet is ready for the next person.
web-hand-over-too-large = What you typed is too long to be kept half finished. Send it or make it shorter before you hand over the tablet.
web-tablet-who = Who is signing in?
web-tablet-who-hint = Touch your name, or press Alt and its number.
web-tablet-who-choose = Choose your name.
web-tablet-somebody-else = My name is not on the list
web-tablet-closed-title = Nobody can sign in here
web-tablet-revoked = This tablet was taken out of use. Give it to a supervisor. If that was a mistake, a supervisor can enrol it again.
web-tablet-only = From this office's network people sign in on enrolled tablets only. Ask a supervisor for a code to enrol this one.
web-tablet-enrol = Enrol this tablet with a code
web-drafts-title = What you left half typed
web-drafts-lead = Only you can see it. It is kept for two weeks from the last time, and goes when you send it.
web-drafts-none = Nothing is half typed
web-drafts-none-next = If your session ends or you hand over the tablet while you type, what you typed will stand here.
web-drafts-kept = Kept on { $at }
web-drafts-go-on = Go on typing
web-drafts-discard = Discard
web-drafts-done-discarded = What was half typed is discarded.
web-drafts-somewhere = Form
web-drafts-on = Go on to my work
