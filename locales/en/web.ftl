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

web-glass-title = You opened this file in an emergency
web-glass-body = You may read it and not change it. What you look at is written down and reviewed by the data protection officer.

## No room on the disk

web-closed-title = Only reading works for now: the disk is full
web-closed-body = Nothing was lost. What you typed is kept on this page: send it again when this notice is gone. Tell whoever runs the system.
web-closed-intake = If people are waiting: use the printed sheet, and enter the request here once saving works again.
web-closed-again = Send again
