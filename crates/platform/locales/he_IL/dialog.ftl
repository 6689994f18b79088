# The texts of the signup pop-up in Hebrew.

-product = WhatsApp

## On every screen

frame-title = חיבור העסק שלכם ל-{ -product }
frame-emulated = הדמיה של Vestibule לצורכי בדיקה. זו לא Meta ולא { -product }.
frame-progress = שלב { $number } מתוך { $count }
frame-signed-in = התחברתם בתור { $name }
frame-switch = מעבר למשתמש אחר
frame-continue = המשך
frame-back = חזרה
frame-cancel = ביטול
frame-choose = נא לבחור
frame-optional = (לא חובה)
frame-problem = נדרשת תשומת לב
frame-report = דיווח על הבעיה ויציאה
frame-check-field = נא לבדוק את השדה הזה: { $label }

## Times

moment = { $day } ב{ $month } { $year } בשעה { $time } (UTC)
month-1 = ינואר
month-2 = פברואר
month-3 = מרץ
month-4 = אפריל
month-5 = מאי
month-6 = יוני
month-7 = יולי
month-8 = אוגוסט
month-9 = ספטמבר
month-10 = אוקטובר
month-11 = נובמבר
month-12 = דצמבר

## Log in

login-title = התחברות
login-lead = בחרו מי אתם. זהו אמולטור, ואין צורך בסיסמה.
login-people = משתמשים
login-continue-as = המשך בתור { $name }
login-new-title = או יצירת משתמש חדש
login-name = השם שלכם
login-email = כתובת האימייל שלכם
login-language = שפה
login-create = יצירה והמשך

## What is asked for

authorization-title = הספק { $provider } מבקש לחבר את העסק שלכם ל-{ -product }
authorization-lead = אם תמשיכו, הספק { $provider } יקבל גישה לחשבון { -product } Business שתבחרו או תיצרו בשלבים הבאים.
authorization-can = הספק { $provider } יוכל
authorization-manage = לנהל את החשבון: תבניות ההודעות, מספרי הטלפון והפרופיל שלו
authorization-send = לשלוח ולקבל הודעות בשם העסק שלכם
authorization-measure = לראות את נתוני האיכות, המגבלות והשימוש
authorization-users = להחליט אילו מהמערכות שלו רשאיות להשתמש בחשבון
authorization-bill-title = למי נשלח החיוב
authorization-bill = הספק { $provider } משתף אתכם במסגרת האשראי שלו. החיוב על השימוש נשלח אל { $provider }, ואתם משלמים לספק { $provider }.
authorization-owner = החשבון נשאר שלכם. אפשר לראות אותו בכל עת ב-Business Manager שלכם.
authorization-start = מתחילים

## The business

business-title = בחירת העסק
business-lead = חשבון { -product } Business ישויך לעסק הזה.
business-existing = עסק
business-existing-hint = רק מי שיש לו הרשאת ניהול בעסק יכול לחבר אותו.
business-not-admin = { $name } (אין לכם הרשאת ניהול)
business-not-admin-title = מופיע כאן עסק שאין לכם בו הרשאת ניהול?
business-not-admin-run = בקשו ממנהל של אותו עסק לבצע את ההרשמה הזאת.
business-not-admin-make = בקשו ממנהל לתת לכם הרשאת ניהול, ואז חזרו לכאן.
business-not-admin-other = השתמשו בעסק אחר או צרו עסק חדש.
business-new = יצירת עסק חדש
business-name = שם העסק
business-name-hint = השם המשפטי, כפי שהוא מופיע במסמכים שלכם.
business-email = כתובת האימייל של העסק
business-website = אתר אינטרנט
business-website-hint = אתר האינטרנט שלכם, או הדף שלכם ברשת חברתית.
business-country = מדינה
business-phone = טלפון של העסק
business-add-address = הוספת כתובת
business-address = רחוב ומספר
business-address-more = רחוב ומספר, שורה שנייה
business-city = עיר
business-state = מחוז או אזור
business-zip = מיקוד

## The account

waba-title = בחירת חשבון { -product } Business
waba-lead = בכל הרשמה מחברים חשבון אחד. כדי לחבר חשבון נוסף, בצעו את ההרשמה שוב.
waba-existing = חשבון { -product } Business
waba-existing-hint = בחרו חשבון של { $business } כדי להוסיף לו מספר טלפון, או צרו חשבון חדש.
waba-new = יצירת חשבון חדש
waba-closed = (אי אפשר לחבר)
waba-profile = פרופיל { -product } Business
waba-profile-new = יצירת פרופיל חדש עם מספר טלפון חדש
waba-profile-hint = פרופיל קיים יחובר כפי שהוא, יחד עם המספר שלו. כדי לשנות אותו, היכנסו ל-WhatsApp Manager.
waba-only-new = לעסק { $business } אין עדיין חשבון, ולכן ייווצר חשבון חדש.

## The profile

profile-title = תיאור העסק
profile-lead = הלקוחות רואים את הפרופיל הזה כשהם מתכתבים איתכם.
profile-existing-title = הפרופיל הקיים שלכם
profile-existing-lead = הפרופיל הזה יחובר כפי שהוא. אפשר לשנות אותו ב-WhatsApp Manager.
profile-real-title = השתמשו בשם האמיתי
profile-real = הירשמו עם שם התצוגה והמספר שהעסק באמת ישתמש בהם. קשה מאוד לשנות אותם מאוחר יותר, ולכן אל תשתמשו בשמות לבדיקה.
profile-waba-name = שם החשבון
profile-waba-name-hint = רק אתם והספק { $provider } רואים אותו.
profile-display-name = שם תצוגה
profile-display-name-hint = הלקוחות רואים אותו. עליו לייצג את העסק, להיכתב כפי שאתם כותבים אותו בכל מקום ולכלול לפחות 3 אותיות או ספרות: בלי סלוגנים, בלי כתובות של אתרים, בלי סמלים ולא באותיות לטיניות גדולות בלבד.
profile-timezone = אזור זמן
profile-category = קטגוריה
profile-description = תיאור
profile-description-hint = עד 512 תווים.
profile-website = אתר אינטרנט

## The number

number-title = הוספת מספר טלפון
number-lead = הלקוחות יקבלו הודעות מהמספר הזה.
number-real-title = אל תשתמשו במספר לבדיקה או במספר פרטי
number-real = מעכשיו המספר יהיה קשור לעסק שלכם, וקשה מאוד לעבור למספר אחר מאוחר יותר. בחרו את המספר שתרצו שהלקוחות יכירו.
number-used = מספר שנמצא בשימוש ב-{ -product } Messenger או באפליקציית { -product } Business יש לשחרר שם תחילה: מחקו את החשבון באפליקציה, המתינו כשלוש דקות ואז חזרו לכאן.
number-offer-title = שימוש במספר של הספק
number-offer = הספק { $provider } כבר אימת את המספר { $number }. אין צורך בקוד.
number-offer-take = שימוש במספר הזה
number-country = קידומת מדינה
number-number = מספר טלפון
number-number-hint = ללא קידומת המדינה, למשל ⁦1512 3456789⁩.
number-method = איך לשלוח לכם את הקוד?
number-sms = הודעת טקסט
number-voice = שיחת טלפון
number-next = שליחת קוד

## The code

verify-title = אימות המספר
verify-lead = הזינו את הקוד בן 6 הספרות שהתקבל במספר { $number } בהודעת טקסט או בשיחה.
verify-where = זהו אמולטור, והקוד נמצא ב{ $page }.
verify-where-link = דף הטלפונים של Desk
verify-code = קוד אימות
verify-next = אימות
verify-again-title = הקוד לא הגיע?
verify-again-sms = שליחת הודעת טקסט חדשה
verify-again-voice = קבלת שיחה במקום
verify-other-number = שימוש במספר אחר
verify-spent = אי אפשר לשלוח קוד נוסף לפני { $until }. הקוד האחרון נשאר תקף עד שיפוג תוקפו.
verify-locked = עד אז אי אפשר להזין קוד, לשלוח אותו או לקבל אותו בשיחה. ניסיונות שגויים נספרים לפי המספר, בלי קשר לזהות המנסה.
verify-clock = השעון של האמולטור מראה כעת { $now }. אין צורך להמתין, אפשר לקדם את השעון ב{ $page }.
verify-clock-link = דף השעון של Desk
verify-look-again = בדיקה חוזרת

## The review

permissions-title = סקירה
permissions-lead = נא לעבור על מה שהספק { $provider } מקבל.
permissions-business = עסק
permissions-waba = חשבון
permissions-number = מספר טלפון
permissions-name = שם תצוגה
permissions-allowed = הרשאות
permissions-scope-management = ניהול החשבונות שלכם ב-{ -product }
permissions-scope-messaging = שליחת הודעות בשמכם
permissions-scope-business = ניהול העסק שלכם
permissions-bill = החיוב על השימוש נשלח אל { $provider }.
permissions-next = אישור

## The end

done-title = החשבון שלכם מחובר
done-lead = לספק { $provider } יש עכשיו גישה אל:
done-business-id = עסק
done-waba-id = חשבון { -product } Business
done-phone-id = מספר טלפון
done-next = מכאן הספק { $provider } ידאג לכל ההגדרות. הבדיקות שלנו מתבצעות ברקע. שלחנו הודעה לכתובת האימייל של העסק, ונכתוב שוב כשיהיה עדכון.
done-finish = סיום
done-lost = תוצאת ההתחברות כבר אינה זמינה כאן. התחילו את ההרשמה מחדש בדף של { $provider }. שום דבר לא ייווצר פעמיים.
cancelled-title = ההרשמה בוטלה
cancelled-lead = מה שהזנתם נשמר, ותמצאו אותו כשתתחילו שוב.
cancelled-close = אפשר לסגור את החלון.
cancelled-return = חזרה לדף הקודם

## Before the first screen

refused-title = אי אפשר להתחיל את ההרשמה כאן
refused-app = אין אפליקציה עם המזהה { $app }.
    .advice = הדף צריך לקרוא ל-FB.init עם המזהה של אפליקציה של ספק.
refused-domain = השימוש באפליקציה { $app } בדומיין { $domain } אינו מורשה.
    .advice = על הספק להוסיף את { $domain } לדומיינים המותרים של האפליקציה: ב-Desk תחת Providers, או בשדה "domains" של POST /_control/provider.
refused-domain-right = פתחו את הדף בכתובת { $address } והתחילו את ההרשמה שם. או:
refused-redirect-title = כתובת ה-URL נחסמה
refused-redirect = השימוש באפליקציה { $app } בדומיין { $domain } אינו מורשה: ההפניה נכשלה כי { $uri } אינה אחת מכתובות ההפניה התקפות של OAuth באפליקציה.
    .advice = על הספק להוסיף את הכתובת לאפליקציה, ב-Desk תחת Providers. ודאו שהיא כתובה שם בדיוק כמו כאן.
refused-no-domain = הדף שהתחיל את ההרשמה לא ציין את הכתובת שלו.
    .advice = התחילו אותה באמצעות FB.login של ה-SDK, או ציינו redirect_uri בדומיין מותר.
refused-device = זה פועל רק במחשב
    .advice = פתחו את הדף במחשב שולחני או נייד והתחילו את ההרשמה שם.
refused-gone = ההרשמה הזאת כבר אינה פתוחה.
    .advice = התחילו אותה מחדש בדף של הספק. שם תמצאו את מה שהזנתם.
refused-unexplained = משהו השתבש. נא לנסות שוב מאוחר יותר.

## Categories

vertical-auto = רכב
vertical-beauty = יופי, ספא וטיפוח
vertical-apparel = ביגוד והלבשה
vertical-edu = חינוך
vertical-entertain = בידור
vertical-event-plan = תכנון אירועים ושירותים לאירועים
vertical-finance = פיננסים ובנקאות
vertical-grocery = מזון ומכולת
vertical-govt = שירות ציבורי
vertical-hotel = מלונאות ואירוח
vertical-health = רפואה ובריאות
vertical-nonprofit = ארגון ללא כוונת רווח
vertical-prof-services = שירותים מקצועיים
vertical-retail = קניות וקמעונאות
vertical-travel = נסיעות ותחבורה
vertical-restaurant = מסעדה
vertical-not-a-biz = לא עסק
vertical-other = אחר

## What the platform refuses

refusal-not-allowed = אין לכם הרשאה לבצע את הפעולה הזאת.
    .advice = התחברו בתור המשתמש שהתחיל את ההרשמה.
refusal-not-business-admin = אין לכם הרשאת ניהול בעסק הזה.
    .advice = בקשו ממנהל לבצע את ההרשמה או לתת לכם הרשאת ניהול, או השתמשו בעסק אחר.
refusal-not-a-provider = רק אפליקציה של ספק יכולה להתחיל את ההרשמה הזאת.
    .advice = האפליקציה שייכת לעסק שאינו ספק.
refusal-app-in-development = האפליקציה { $app } נמצאת במצב פיתוח: רק אנשים שיש להם תפקיד בה יכולים להשתמש בה.
    .advice = אין באפשרותכם לשנות זאת בעצמכם. נא לפנות לספק.
refusal-bad-value = אי אפשר להשתמש כאן בערך ”{ $value }”.
    .advice = נא לתקן ולנסות שוב.
refusal-name-length = שם תצוגה צריך לכלול לפחות 3 אותיות או ספרות, ולכל היותר 255 תווים.
    .advice = השתמשו בשם שהלקוחות מכירים אתכם בו.
refusal-name-address = שם תצוגה אינו יכול להיות כתובת אינטרנט.
    .advice = השמיטו את ⁦https://⁩, את ⁦www.⁩ ואת ⁦.com⁩.
refusal-name-symbols = שם תצוגה אינו יכול לכלול אמוג׳י או סמלים.
    .advice = השמיטו סמלים כגון ™ או ★.
refusal-name-punctuation = שם תצוגה אינו יכול לכלול סימני פיסוק או רווחים מיותרים.
    .advice = כתבו רווח אחד בין מילים, בלי סימנים כפולים.
refusal-name-capitals = אין לכתוב שם תצוגה באותיות לטיניות גדולות בלבד, אלא אם מדובר בראשי תיבות.
    .advice = כתבו אותו כרגיל, למשל ”Lucky Shrub”.
refusal-name-trademark = שם תצוגה אינו יכול לכלול שמות השייכים לפלטפורמה.
    .advice = השתמשו רק בשם שלכם.
refusal-name-general = שם תצוגה הוא שם של עסק, מוצר או מחלקה, ולא מילה כללית או שם של מקום בלבד.
    .advice = הוסיפו את שם העסק.
refusal-origin-not-allowed = אי אפשר להתחיל את ההרשמה מהכתובת { $origin }.
    .advice = על הספק להוסיף את הדומיין הזה לדומיינים המותרים של האפליקציה שלו.
refusal-signup-over = ההרשמה הזאת הסתיימה.
    .advice = התחילו אותה מחדש בדף של הספק כדי לחבר חשבון או מספר נוסף.
refusal-wrong-step = ההרשמה הזאת נמצאת בשלב אחר.
    .advice =
        { $step ->
            [authorization] המשיכו מהשלב הראשון, מתן ההרשאה לספק.
            [business] המשיכו מבחירת העסק.
            [waba] המשיכו מבחירת החשבון.
            [profile] המשיכו מהפרופיל.
            [number] המשיכו ממספר הטלפון.
            [verify] המשיכו מקוד האימות.
           *[permissions] המשיכו מהסקירה.
        }
refusal-shared-with-another = החשבון הזה כבר משותף עם { $partner }. אפשר לשתף חשבון עם ספק אחד בלבד.
    .advice = הפסיקו תחילה את השיתוף שם, או צרו חשבון חדש.
refusal-waba-quota =
    { $max ->
        [one] לעסק שלא אומת יכול להיות חשבון אחד לכל היותר.
        [two] לעסק שלא אומת יכולים להיות שני חשבונות לכל היותר.
       *[other] לעסק שלא אומת יכולים להיות { $max } חשבונות לכל היותר.
    }
    .advice = אמתו את העסק ב-Business Manager כדי ליצור חשבונות נוספים, או בחרו אחד מהחשבונות שלו.
refusal-business-limit =
    { $max ->
        [one] כבר יצרתם עסק, ואי אפשר ליצור עוד.
        [two] כבר יצרתם שני עסקים, ואי אפשר ליצור עוד.
       *[other] כבר יצרתם { $max } עסקים, ואי אפשר ליצור עוד.
    }
    .advice = בחרו אחד מהעסקים שלכם, או בקשו ממנהל של עסק אחר להוסיף אתכם.
refusal-account-too-new = החשבון האישי שלכם חדש מכדי ליצור עסק.
    .advice = נסו שוב אחרי { $until }, או בחרו עסק שאתם מנהלים.
refusal-configuration = לאפליקציה אין תצורת התחברות עם המזהה { $configuration }.
    .advice = הדף צריך לציין תצורה של האפליקציה בתור config_id. הספק מוצא את התצורות ב-Desk תחת Providers.
refusal-waba-limit =
    { $max ->
        [one] לעסק כבר יש חשבון, ואי אפשר להוסיף עוד.
        [two] לעסק כבר יש שני חשבונות, ואי אפשר להוסיף עוד.
       *[other] לעסק כבר יש { $max } חשבונות, ואי אפשר להוסיף עוד.
    }
    .advice = בחרו אחד מהחשבונות שלו.
refusal-number-listed = המספר { $number } כבר נמצא בחשבון הזה.
    .advice = הזינו מספר אחר, או המשיכו עם המספר הקיים אצל הספק.
refusal-number-in-use = המספר { $number } נמצא בשימוש בחשבון אחר.
    .advice = מחקו אותו שם, המתינו כשלוש דקות ואז הזינו אותו שוב. אם הוא נמצא אצל ספק אחר, בטלו שם תחילה את קוד ה-PIN של האימות הדו-שלבי.
refusal-number-connected = המספר { $number } כבר מחובר לחשבון שלכם, ”{ $account }”.
    .advice = חזרו אחורה ובחרו את החשבון הזה כדי להמשיך עם המספר, או הזינו מספר אחר.
refusal-number-on-messenger = המספר { $number } נמצא בשימוש ב-{ -product } Messenger.
    .advice = פתחו את { -product } באותו טלפון, מחקו את החשבון (הגדרות, חשבון, מחיקת החשבון שלי), המתינו כשלוש דקות ואז הזינו את המספר שוב. או השתמשו במספר אחר.
refusal-number-on-business-app = המספר { $number } נמצא בשימוש באפליקציית { -product } Business.
    .advice = פתחו את האפליקציה באותו טלפון, מחקו את החשבון (הגדרות, חשבון, מחיקת החשבון שלי), המתינו כשלוש דקות ואז הזינו את המספר שוב. או השתמשו במספר אחר.
refusal-number-being-freed = החשבון של המספר { $number } נמחק באפליקציה לפני רגע, והמספר עדיין אינו פנוי.
    .advice = הזינו אותו שוב אחרי { $until }, או קדמו את השעון של Desk למועד הזה.
refusal-number-behind-voice-menu = במספר { $number } יש מענה קולי אוטומטי, ולכן אין שם מי שיקבל את הקוד.
    .advice = השתמשו במספר שאדם עונה בו, או במספר שמקבל הודעות טקסט.
refusal-verification-not-started = עדיין אי אפשר להוסיף לחשבון הזה מספר נוסף.
    .advice = התחילו תחילה את אימות העסק ב-Business Manager, ואז הוסיפו מספרים נוספים.
refusal-number-limit =
    { $max ->
        [one] לחשבון הזה כבר יש מספר, ואי אפשר להוסיף עוד.
        [two] לחשבון הזה כבר יש שני מספרים, ואי אפשר להוסיף עוד.
       *[other] לחשבון הזה כבר יש { $max } מספרים, ואי אפשר להוסיף עוד.
    }
    .advice = צרו חשבון נוסף בשביל המספר הזה.
refusal-business-number-limit =
    { $max ->
        [one] לעסק שלא אומת יכול להיות מספר אחד לכל היותר.
        [two] לעסק שלא אומת יכולים להיות שני מספרים לכל היותר.
       *[other] לעסק שלא אומת יכולים להיות { $max } מספרים לכל היותר.
    }
    .advice = השלימו את אימות העסק ב-Business Manager, ואז הוסיפו מספרים נוספים.
refusal-migration =
    המספר הזה נמצא בחשבון אחר, ואי אפשר להעביר אותו לכאן. { $why ->
        [other-business] החשבון ההוא שייך לעסק אחר.
        [business-not-verified] יש לאמת תחילה את העסק.
        [name-not-approved] שם התצוגה שלו חייב לקבל אישור תחילה, בלי שינוי שעדיין בתהליך.
        [no-payment] לחשבון ההוא אין חשבון תשלום.
        [account-not-approved] החשבון ההוא לא אושר, או שהבדיקה שלו עדיין נמשכת.
       *[no-webhooks] לא הוגדרו Webhooks בחשבון הזה.
    }
    .advice = הסדירו את העניין, או מחקו את המספר ב-WhatsApp Manager של החשבון האחר, המתינו חמש דקות והזינו אותו שוב. או השתמשו במספר אחר.
refusal-two-step-on = המספר { $number } נמצא בחשבון שלכם, ”{ $account }”, אצל ספק אחר, והאימות הדו-שלבי שלו מופעל.
    .advice = פתחו את המספר ב-WhatsApp Manager של החשבון ההוא, השביתו את האימות הדו-שלבי ואשרו זאת דרך הקישור שנשלח באימייל. לאחר מכן הזינו את המספר שוב, והוא יעבור לכאן. או מחקו אותו שם, או השתמשו במספר אחר.
refusal-code-too-soon = קוד נשלח לפני רגע.
    .advice =
        { $seconds ->
            [one] המתינו שנייה אחת ואז בקשו קוד נוסף.
            [two] המתינו שתי שניות ואז בקשו קוד נוסף.
           *[other] המתינו { $seconds } שניות ואז בקשו קוד נוסף.
        }
refusal-too-many-codes = התבקשו יותר מדי קודים למספר הזה.
    .advice = נסו שוב אחרי { $until }, או קדמו את השעון של Desk למועד הזה.
refusal-guesses-locked = הוזן קוד שגוי יותר מדי פעמים.
    .advice = נסו שוב אחרי { $until }, או קדמו את השעון של Desk למועד הזה. אם החלון ייסגר עד אז, התחילו את ההרשמה מחדש ובחרו את אותו עסק ואת אותו מספר.
refusal-no-code-sent = לא נשלח קוד למספר הזה.
    .advice = בקשו קוד תחילה.
refusal-code-wrong = הקוד הזה שגוי.
    .advice = עיינו שוב בהודעה האחרונה, או בקשו קוד חדש.
refusal-code-expired = פג התוקף של הקוד הזה.
    .advice = בקשו קוד חדש.
refusal-already-verified = המספר הזה כבר אומת.
    .advice = המשיכו לשלב הבא.
refusal-not-verified = המספר הזה לא אומת.
    .advice = בקשו קוד והזינו אותו.
refusal-number-off = המספר הזה הושבת.
    .advice = אמתו את העסק, או הגישו ערעור ב-Business Manager.
refusal-limit-reached = הגעתם למגבלת ההודעות.
    .advice = התחילו את אימות העסק כדי להגדיל אותה.
refusal-waba-disabled = החשבון הזה הושבת כי לא עבר את אחת הבדיקות.
    .advice = הגישו ערעור ב-Business Manager, או בחרו חשבון אחר.
refusal-other = הפעולה אינה אפשרית: { $sentence }
    .advice = נא לתקן ולנסות שוב.
refusal-down = שום דבר לא נשמר, כי הפלטפורמה לא הצליחה לכתוב לדיסק שלה.
    .advice = נא לנסות שוב.
