# The texts of the signup pop-up: English, the source of all other languages.
# Keys are grouped by screen. Texts may be translated, keys never.

-product = WhatsApp

## On every screen

frame-title = Connect your business to { -product }
frame-emulated = Emulated by Vestibule for testing. This is not Meta and not { -product }.
frame-progress = Step { $number } of { $count }
frame-signed-in = Signed in as { $name }
frame-switch = Use another person
frame-continue = Continue
frame-back = Back
frame-cancel = Cancel
frame-choose = Please choose
frame-optional = (optional)
frame-problem = This needs your attention

## Log in

login-title = Log in
login-lead = Choose who you are. This is an emulator: nobody needs a password.
login-people = People
login-continue-as = Continue as { $name }
login-new-title = Or create a person
login-name = Your name
login-email = Your e-mail address
login-language = Language
login-create = Create and continue

## What is asked for

authorization-title = { $provider } wants to connect your business to { -product }
authorization-lead = If you continue, { $provider } receives access to the { -product } Business Account that you choose or create in the next steps.
authorization-can = { $provider } will be able to
authorization-manage = manage the account: its message templates, phone numbers and profile
authorization-send = send and receive messages in the name of your business
authorization-measure = see quality, limits and usage
authorization-users = decide which of its own systems may use the account
authorization-bill-title = Who is billed
authorization-bill = { $provider } shares its credit line with you. Usage is billed to { $provider }, and you pay { $provider }.
authorization-owner = The account stays yours. You see it in your Business Manager at any time.
authorization-scopes = Permissions: { $scopes }
authorization-start = Get started

## The business

business-title = Choose your business
business-lead = The { -product } Business Account will belong to this business.
business-existing = Business
business-existing-hint = Only a person who is an admin of a business can connect it.
business-not-admin = { $name } (you are not an admin)
business-not-admin-title = You are not an admin of a business shown here?
business-not-admin-run = Ask an admin of that business to run this signup.
business-not-admin-make = Ask an admin to make you an admin, then come back.
business-not-admin-other = Use another business, or create one.
business-new = Create a new business
business-name = Business name
business-name-hint = The legal name, as it stands in your papers.
business-email = Business e-mail address
business-website = Website
business-website-hint = Your website, or your page in a social network.
business-country = Country
business-address = Address

## The account

waba-title = Choose a { -product } Business Account
waba-lead = One account is connected each time you run this signup. Run it again to connect another.
waba-existing = { -product } Business Account
waba-existing-hint = Choose an account of { $business } to add a phone number to it, or create one.
waba-new = Create a new account
waba-only-new = { $business } has no account yet: a new one is created.

## The profile

profile-title = Describe your business
profile-lead = Customers see this profile when they chat with you.
profile-real-title = Use the real name
profile-real = Sign up with the display name and the number your business will really use. Changing them later is very hard, so do not use test names.
profile-waba-name = Account name
profile-waba-name-hint = Only you and { $provider } see it.
profile-display-name = Display name
profile-display-name-hint = Customers see it. It must stand for your business, be written as you write it everywhere, and have at least 3 letters: no slogans, no addresses of websites, no symbols.
profile-timezone = Time zone
profile-category = Category
profile-description = Description
profile-description-hint = At most 512 characters.
profile-website = Website

## The number

number-title = Add a phone number
number-lead = Your customers will see messages from this number.
number-real-title = Do not use a test or private number
number-real = The number is bound to your business from now on, and moving to another later is very hard. Choose the number your customers should know.
number-used = A number that is in use in { -product } Messenger or the { -product } Business App must be released there first: delete that account in the app, wait about three minutes, then come back.
number-country = Country code
number-number = Phone number
number-number-hint = Without the country code, for example 1512 3456789.
number-method = How should we send you the code?
number-sms = Text message
number-voice = Phone call
number-next = Send code

## The code

verify-title = Verify your number
verify-lead-sms = We sent a text message with a 6-digit code to { $number }.
verify-lead-voice = We are calling { $number } to tell you a 6-digit code.
verify-where = This is an emulator: the code is on the
verify-where-link = phones page of the desk
verify-code = Verification code
verify-next = Verify
verify-again-title = Did not get it?
verify-again-sms = Send a new text message
verify-again-voice = Call me instead
verify-other-number = Use another number

## The review

permissions-title = Review
permissions-lead = Please look through what { $provider } receives.
permissions-business = Business
permissions-waba = Account
permissions-number = Phone number
permissions-name = Display name
permissions-allowed = Permissions
permissions-scope-management = Manage your { -product } accounts
permissions-scope-messaging = Send messages in your name
permissions-scope-business = Manage your business
permissions-bill = Usage is billed to { $provider }.
permissions-next = Confirm

## The end

done-title = Your account is connected
done-lead = { $provider } now has access to:
done-business-id = Business
done-waba-id = { -product } Business Account
done-phone-id = Phone number
done-next = { $provider } sets everything up from here. Our checks run in the background; you hear from us by e-mail.
done-finish = Finish
done-lost = The login result is no longer here. Start the signup again on the page of { $provider }; nothing is created twice.
cancelled-title = Signup cancelled
cancelled-lead = What you entered is kept. You find it when you start again.
cancelled-close = You can close this window.
cancelled-return = Back to the page you came from

## Before the first screen

refused-title = This signup cannot start here
refused-app = There is no app with the id { $app }.
    .advice = The page must call FB.init with the id of an app of a provider.
refused-domain = The app { $app } may not be used on { $domain }.
    .advice = The provider adds { $domain } to the allowed domains of the app: on the desk under Providers, or with the field "domains" of POST /_control/provider.
refused-no-domain = The page that started the signup did not say where it is.
    .advice = Start it with FB.login of the SDK, or give a redirect_uri on an allowed domain.
refused-device = This works on a computer only
    .advice = Open the page on a desktop or laptop computer and start the signup there.
refused-gone = This signup is not open any more.
    .advice = Start it again on the page of the provider. You find there what you entered.

## Categories

vertical-auto = Automotive
vertical-beauty = Beauty, spa and salon
vertical-apparel = Clothing and apparel
vertical-edu = Education
vertical-entertain = Entertainment
vertical-event-plan = Event planning and service
vertical-finance = Finance and banking
vertical-grocery = Food and grocery
vertical-govt = Public service
vertical-hotel = Hotel and lodging
vertical-health = Medical and health
vertical-nonprofit = Non-profit
vertical-prof-services = Professional services
vertical-retail = Shopping and retail
vertical-travel = Travel and transportation
vertical-restaurant = Restaurant
vertical-not-a-biz = Not a business
vertical-other = Other
