# The texts of the signup pop-up in British English.

-product = WhatsApp

## On every screen

frame-title = Connect your business to { -product }
frame-emulated = Emulated by Vestibule for testing. This is not Meta and not { -product }.
frame-progress = Step { $number } of { $count }
frame-signed-in = Signed in as { $name }
frame-switch = Log in as someone else
frame-continue = Continue
frame-back = Back
frame-cancel = Cancel
frame-choose = Please choose
frame-optional = (optional)
frame-problem = This needs your attention
frame-report = Report this problem and leave
frame-check-field = Please check this field: { $label }

## Times

moment = { $time } UTC on { $day } { $month } { $year }
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December

## Log in

login-title = Log in
login-lead = Choose who you are. This is an emulator: nobody needs a password.
login-people = People
login-continue-as = Continue as { $name }
login-new-title = Or add a person
login-name = Your name
login-email = Your email address
login-language = Language
login-create = Create and continue

## What is asked for

authorization-title = { $provider } wants to connect your business to { -product }
authorization-lead = If you continue, { $provider } receives access to the { -product } Business Account that you choose or create in the next steps.
authorization-can = { $provider } will be able to
authorization-manage = manage the account: its message templates, phone numbers and profile
authorization-send = send and receive messages on behalf of your business
authorization-measure = see quality, limits and usage
authorization-users = decide which of its own systems may use the account
authorization-bill-title = Who is billed
authorization-bill = { $provider } shares its credit line with you. Usage is billed to { $provider }, and you pay { $provider }.
authorization-owner = The account stays yours. You can see it in your Business Manager at any time.
authorization-start = Get started

## The business

business-title = Choose your business
business-lead = The { -product } Business Account will belong to this business.
business-existing = Business
business-existing-hint = Only a person who is an admin of a business can connect it.
business-not-admin = { $name } (you are not an admin)
business-not-admin-title = Are you not an admin of a business shown here?
business-not-admin-run = Ask an admin of that business to run this sign-up.
business-not-admin-make = Ask an admin to make you an admin, then come back.
business-not-admin-other = Use another business, or create one.
business-new = Create a new business
business-name = Business name
business-name-hint = The legal name, as it appears in your documents.
business-email = Business email address
business-website = Website
business-website-hint = Your website, or your page on a social network.
business-country = Country
business-phone = Business telephone number
business-add-address = Add an address
business-address = Address line 1
business-address-more = Address line 2
business-city = Town or city
business-state = County or region
business-zip = Postcode

## The account

waba-title = Choose a { -product } Business Account
waba-lead = One account is connected each time you run this sign-up. Run it again to connect another.
waba-existing = { -product } Business Account
waba-existing-hint = Choose an account of { $business } to add a phone number to it, or create one.
waba-new = Create a new account
waba-closed = (cannot be connected)
waba-profile = { -product } Business profile
waba-profile-new = Create a new profile with a new phone number
waba-profile-hint = An existing profile is connected as it is, with its number. To change it, use WhatsApp Manager.
waba-only-new = { $business } has no account yet: a new one is created.

## The profile

profile-title = Describe your business
profile-lead = Customers see this profile when they chat with you.
profile-existing-title = Your existing profile
profile-existing-lead = This profile is connected as it is. It can be changed in WhatsApp Manager.
profile-real-title = Use the real name
profile-real = Sign up with the display name and the number your business will really use. Changing them later is very hard, so do not use test names.
profile-waba-name = Account name
profile-waba-name-hint = Only you and { $provider } see it.
profile-display-name = Display name
profile-display-name-hint = Customers see it. It must represent your business, be written as you write it everywhere else, and have at least 3 letters or digits: no slogans, no web addresses, no symbols, not all in capitals.
profile-timezone = Time zone
profile-category = Category
profile-description = Description
profile-description-hint = At most 512 characters.
profile-website = Website

## The number

number-title = Add a phone number
number-lead = Your customers will see messages from this number.
number-real-title = Do not use a test or private number
number-real = The number is tied to your business from now on, and moving to another later is very hard. Choose the number your customers should know.
number-used = A number that is in use in { -product } Messenger or the { -product } Business app must be released there first: delete that account in the app, wait about three minutes, then come back.
number-offer-title = Use a number from your provider
number-offer = { $provider } has already verified { $number }. You do not need a code for it.
number-offer-take = Use this number
number-country = Country code
number-number = Phone number
number-number-hint = Without the country code, for example 1512 3456789.
number-method = How should we send you the code?
number-sms = Text message
number-voice = Phone call
number-next = Send code

## The code

verify-title = Verify your number
verify-lead = Enter the 6-digit code that { $number } received by text message or call.
verify-where = This is an emulator: the code is on the { $page }.
verify-where-link = phones page of the desk
verify-code = Verification code
verify-next = Verify
verify-again-title = Did the code not arrive?
verify-again-sms = Send a new text message
verify-again-voice = Call me instead
verify-other-number = Use another number
verify-spent = No further code can be sent before { $until }. The last one stays valid until it expires.
verify-locked = Until then, no code can be entered, or sent by text message or call. Wrong attempts count for the number, whoever makes them.
verify-clock = The clock of this emulator shows { $now }. There is no need to wait: turn it forward on the { $page }.
verify-clock-link = clock page of the desk
verify-look-again = Check again

## The review

permissions-title = Review
permissions-lead = Please check what { $provider } receives.
permissions-business = Business
permissions-waba = Account
permissions-number = Phone number
permissions-name = Display name
permissions-allowed = Permissions
permissions-scope-management = Manage your { -product } accounts
permissions-scope-messaging = Send messages on your behalf
permissions-scope-business = Manage your business
permissions-bill = Usage is billed to { $provider }.
permissions-next = Confirm

## The end

done-title = Your account is connected
done-lead = { $provider } now has access to:
done-business-id = Business
done-waba-id = { -product } Business Account
done-phone-id = Phone number
done-next = { $provider } sets everything up from here. Our checks run in the background. We have written to the email address of your business, and will write again when there is news.
done-finish = Finish
done-lost = The login result is no longer available. Start the sign-up again on the page of { $provider }; nothing is created twice.
cancelled-title = Sign-up cancelled
cancelled-lead = What you entered has been kept. You will find it when you start again.
cancelled-close = You can close this window.
cancelled-return = Back to the page you came from

## Before the first screen

refused-title = This sign-up cannot start here
refused-app = There is no app with the ID { $app }.
    .advice = The page must call FB.init with the ID of a provider’s app.
refused-domain = The app { $app } may not be used on { $domain }.
    .advice = The provider must add { $domain } to the allowed domains of the app: on the desk under Providers, or with the field ‘domains’ of POST /_control/provider.
refused-domain-right = Open the page at { $address } and start the sign-up there. Or:
refused-redirect-title = URL blocked
refused-redirect = The app { $app } may not be used on { $domain }: this redirect failed because { $uri } is not one of its valid OAuth redirect addresses.
    .advice = The provider must add the address to the app, on the desk under Providers. Make sure that it is written there exactly as it is here.
refused-no-domain = The page that started the sign-up did not give its address.
    .advice = Start it with FB.login from the SDK, or give a redirect_uri on an allowed domain.
refused-device = This only works on a computer
    .advice = Open the page on a desktop or laptop computer and start the sign-up there.
refused-gone = This sign-up is no longer open.
    .advice = Start it again on the provider’s page. You will find what you entered there.
refused-unexplained = Something went wrong. Please try again later.

## Categories

vertical-auto = Automotive
vertical-beauty = Beauty, spa and salon
vertical-apparel = Clothing and fashion
vertical-edu = Education
vertical-entertain = Entertainment
vertical-event-plan = Event planning and services
vertical-finance = Finance and banking
vertical-grocery = Food and groceries
vertical-govt = Public services
vertical-hotel = Hotel and accommodation
vertical-health = Medical and health
vertical-nonprofit = Not-for-profit
vertical-prof-services = Professional services
vertical-retail = Shopping and retail
vertical-travel = Travel and transport
vertical-restaurant = Restaurant
vertical-not-a-biz = Not a business
vertical-other = Other

## What the platform refuses

refusal-not-allowed = You may not do this.
    .advice = Log in as the person who started the sign-up.
refusal-not-business-admin = You are not an admin of this business.
    .advice = Ask an admin to run the sign-up, ask an admin to make you an admin, or use another business.
refusal-not-a-provider = Only a provider’s app can start this sign-up.
    .advice = The app belongs to a business that is not a provider.
refusal-app-in-development = The app { $app } is in development mode: only people with a role on it can use it.
    .advice = You cannot change this yourself. Please contact the provider.
refusal-bad-value = ‘{ $value }’ cannot be used here.
    .advice = Please correct it and try again.
refusal-name-length = A display name must have at least 3 letters or digits and at most 255 characters.
    .advice = Use the name your customers know you by.
refusal-name-address = A display name cannot be a web address.
    .advice = Leave out https://, www. and .com.
refusal-name-symbols = A display name cannot contain emoji or symbols.
    .advice = Leave out symbols such as ™ or ★.
refusal-name-punctuation = A display name cannot contain extra punctuation marks or spaces.
    .advice = Put one space between words, and do not repeat punctuation marks.
refusal-name-capitals = A display name cannot be all in capitals, unless it is an acronym.
    .advice = Write it as usual, for example ‘Lucky Shrub’.
refusal-name-trademark = A display name may not contain the names of the platform.
    .advice = Use your own name only.
refusal-name-general = A display name must be the name of a business, product or department, not just a general word or a place.
    .advice = Add the name of your business.
refusal-origin-not-allowed = The sign-up may not be started from { $origin }.
    .advice = The provider must add this domain to the allowed domains of its app.
refusal-signup-over = This sign-up is finished.
    .advice = Start it again on the provider’s page to connect another account or number.
refusal-wrong-step = This sign-up is at another step.
    .advice =
        { $step ->
            [authorization] Continue at the first step, the permission for the provider.
            [business] Continue at the choice of the business.
            [waba] Continue at the choice of the account.
            [profile] Continue at the profile.
            [number] Continue at the phone number.
            [verify] Continue at the verification code.
           *[permissions] Continue at the review.
        }
refusal-shared-with-another = This account is already shared with { $partner }. An account can be shared with only one provider.
    .advice = Stop sharing it there first, or create a new account.
refusal-waba-quota =
    { $max ->
        [one] A business that is not verified can have only one account.
       *[other] A business that is not verified can have up to { $max } accounts.
    }
    .advice = Verify the business in Business Manager to create more, or choose one of its accounts.
refusal-business-limit =
    { $max ->
        [one] You have already created a business and cannot create another.
       *[other] You have already created { $max } businesses and cannot create another.
    }
    .advice = Choose one of your businesses, or ask an admin of another business to add you.
refusal-account-too-new = Your account is too new to create a business.
    .advice = Try again after { $until }, or choose a business that you administer.
refusal-configuration = The app has no login configuration with the ID { $configuration }.
    .advice = The page must name a configuration of the app as config_id. The provider finds them on the desk under Providers.
refusal-waba-limit =
    { $max ->
        [one] The business already has an account and cannot have another.
       *[other] The business already has { $max } accounts and cannot have another.
    }
    .advice = Choose one of its accounts.
refusal-number-listed = { $number } is already on this account.
    .advice = Enter another number, or continue with the existing one at your provider.
refusal-number-in-use = { $number } is in use on another account.
    .advice = Delete it there, wait about three minutes, then enter it again. If it is with another provider, switch off its two-step verification PIN there first.
refusal-number-connected = { $number } is already connected to your account ‘{ $account }’.
    .advice = Go back and choose that account to continue with this number, or enter another number.
refusal-number-on-messenger = { $number } is used in { -product } Messenger.
    .advice = Open { -product } on that phone, delete the account (Settings, Account, Delete my account), wait about three minutes, then enter the number again. Or use another number.
refusal-number-on-business-app = { $number } is used in the { -product } Business app.
    .advice = Open the app on that phone, delete the account (Settings, Account, Delete my account), wait about three minutes, then enter the number again. Or use another number.
refusal-number-being-freed = The account for { $number } was deleted in the app a moment ago, and the number is not free yet.
    .advice = Enter it again after { $until }, or turn the clock of the desk forward to that time.
refusal-number-behind-voice-menu = A voice menu answers at { $number }, so no code can reach a person there.
    .advice = Use a number that a person answers, or that receives text messages.
refusal-verification-not-started = This account cannot have another number yet.
    .advice = Start business verification in Business Manager first, then add more numbers.
refusal-number-limit =
    { $max ->
        [one] This account already has a number and cannot have another.
       *[other] This account already has { $max } numbers and cannot have another.
    }
    .advice = Create another account for this number.
refusal-business-number-limit =
    { $max ->
        [one] A business that is not verified can have only one number.
       *[other] A business that is not verified can have up to { $max } numbers.
    }
    .advice = Complete business verification in Business Manager, then add more numbers.
refusal-migration =
    This number is on another account, and cannot be moved here. { $why ->
        [other-business] That account belongs to a different business.
        [business-not-verified] The business must be verified first.
        [name-not-approved] Its display name must be approved first, with no change under way.
        [no-payment] That account has no payment account.
        [account-not-approved] That account is not approved, or its review is still under way.
       *[no-webhooks] Webhooks are not set up for this account.
    }
    .advice = Put this right, or delete the number in the WhatsApp Manager of the other account, wait five minutes, and enter it again. Or use another number.
refusal-two-step-on = { $number } is on your account ‘{ $account }’ at another provider, with two-step verification on.
    .advice = Open the number in the WhatsApp Manager of that account, turn two-step verification off, and confirm it with the link in the email. Then enter the number again, and it will move here. Or delete it there, or use another number.
refusal-code-too-soon = A code was sent a moment ago.
    .advice =
        { $seconds ->
            [one] Wait one second, then ask for another.
           *[other] Wait { $seconds } seconds, then ask for another.
        }
refusal-too-many-codes = Too many codes were requested for this number.
    .advice = Try again after { $until }, or turn the clock of the desk forward to that time.
refusal-guesses-locked = A wrong code was entered too many times.
    .advice = Try again after { $until }, or turn the clock of the desk forward to that time. If this window is closed by then, start the sign-up again and choose the same business and number.
refusal-no-code-sent = No code was sent to this number.
    .advice = Ask for a code first.
refusal-code-wrong = This code is not correct.
    .advice = Look at the last message again, or ask for a new code.
refusal-code-expired = This code has expired.
    .advice = Ask for a new one.
refusal-already-verified = This number is already verified.
    .advice = Continue to the next step.
refusal-not-verified = This number is not verified.
    .advice = Ask for a code and enter it.
refusal-number-off = This number was switched off.
    .advice = Verify the business, or appeal in Business Manager.
refusal-limit-reached = The messaging limit is reached.
    .advice = Start business verification to raise it.
refusal-waba-disabled = This account is disabled, because a check failed.
    .advice = Appeal in Business Manager, or choose another account.
refusal-other = This is not possible: { $sentence }
    .advice = Please correct it and try again.
refusal-down = Nothing was saved, because the platform could not write to its disk.
    .advice = Please try again.
