# The texts of the signup pop-up in Arabic.

-product = WhatsApp

## On every screen

frame-title = ربط نشاطك التجاري بخدمة { -product }
frame-emulated = محاكاة من Vestibule لأغراض الاختبار. هذه ليست Meta ولا { -product }.
frame-progress = الخطوة { $number } من { $count }
frame-signed-in = تم تسجيل الدخول باسم { $name }
frame-switch = التبديل إلى مستخدم آخر
frame-continue = متابعة
frame-back = رجوع
frame-cancel = إلغاء
frame-choose = يرجى الاختيار
frame-optional = (اختياري)
frame-problem = هناك أمر يستدعي انتباهك
frame-report = الإبلاغ عن هذه المشكلة والخروج
frame-check-field = يرجى مراجعة هذا الحقل: { $label }

## Times

moment = { $day } { $month } { $year } الساعة { $time } بتوقيت UTC
month-1 = يناير
month-2 = فبراير
month-3 = مارس
month-4 = أبريل
month-5 = مايو
month-6 = يونيو
month-7 = يوليو
month-8 = أغسطس
month-9 = سبتمبر
month-10 = أكتوبر
month-11 = نوفمبر
month-12 = ديسمبر

## Log in

login-title = تسجيل الدخول
login-lead = حدّد من أنت. هذا برنامج محاكاة، ولا حاجة إلى كلمة مرور.
login-people = المستخدمون
login-continue-as = المتابعة باسم { $name }
login-new-title = أو إضافة مستخدم جديد
login-name = اسمك
login-email = عنوان بريدك الإلكتروني
login-language = اللغة
login-create = إضافة ومتابعة

## What is asked for

authorization-title = يطلب المزوّد { $provider } ربط نشاطك التجاري بخدمة { -product }
authorization-lead = عند المتابعة، يحصل المزوّد { $provider } على حق الوصول إلى حساب { -product } Business الذي تختاره أو تنشئه في الخطوات التالية.
authorization-can = سيتمكن المزوّد { $provider } من
authorization-manage = إدارة الحساب: قوالب رسائله وأرقام هواتفه وملفه التعريفي
authorization-send = إرسال الرسائل واستلامها باسم نشاطك التجاري
authorization-measure = الاطلاع على الجودة والحدود والاستخدام
authorization-users = تحديد الأنظمة التابعة له التي يجوز لها استخدام الحساب
authorization-bill-title = الجهة التي تتلقى الفواتير
authorization-bill = يشاركك المزوّد { $provider } خط الائتمان الخاص به. تُرسل فواتير الاستخدام إلى { $provider }، وتسدّد أنت المستحقات إلى { $provider }.
authorization-owner = يظل الحساب ملكًا لك، ويمكنك الاطلاع عليه في أي وقت في Business Manager.
authorization-start = بدء

## The business

business-title = اختيار نشاطك التجاري
business-lead = سيكون حساب { -product } Business تابعًا لهذا النشاط التجاري.
business-existing = النشاط التجاري
business-existing-hint = لا يستطيع ربط النشاط التجاري إلا أحد مسؤوليه.
business-not-admin = { $name } (لست مسؤولًا)
business-not-admin-title = هل يظهر هنا نشاط تجاري لست مسؤولًا عنه؟
business-not-admin-run = اطلب من أحد مسؤولي ذلك النشاط التجاري إجراء هذا التسجيل.
business-not-admin-make = اطلب من أحد المسؤولين تعيينك مسؤولًا، ثم عُد إلى هنا.
business-not-admin-other = استخدم نشاطًا تجاريًا آخر أو أنشئ نشاطًا جديدًا.
business-new = إنشاء نشاط تجاري جديد
business-name = اسم النشاط التجاري
business-name-hint = الاسم القانوني كما هو مدوّن في أوراقك الرسمية.
business-email = البريد الإلكتروني للنشاط التجاري
business-website = موقع الويب
business-website-hint = موقعك على الويب أو صفحتك على إحدى شبكات التواصل الاجتماعي.
business-country = البلد
business-phone = هاتف النشاط التجاري
business-add-address = إضافة عنوان
business-address = عنوان الشارع
business-address-more = عنوان الشارع، السطر الثاني
business-city = المدينة
business-state = الولاية أو المحافظة
business-zip = الرمز البريدي

## The account

waba-title = اختيار حساب { -product } Business
waba-lead = يُربط حساب واحد في كل مرة تجري فيها هذا التسجيل. لربط حساب آخر، أعد إجراء التسجيل.
waba-existing = حساب { -product } Business
waba-existing-hint = اختر أحد حسابات { $business } لإضافة رقم هاتف إليه، أو أنشئ حسابًا جديدًا.
waba-new = إنشاء حساب جديد
waba-closed = (لا يمكن ربطه)
waba-profile = ملف { -product } Business التعريفي
waba-profile-new = إنشاء ملف تعريفي جديد برقم هاتف جديد
waba-profile-hint = يُربط الملف التعريفي الموجود كما هو، مع رقمه. لتعديله، استخدم WhatsApp Manager.
waba-only-new = ليس لدى { $business } حساب بعد، وسيتم إنشاء حساب جديد.

## The profile

profile-title = التعريف بنشاطك التجاري
profile-lead = يرى العملاء هذا الملف التعريفي عندما يراسلونك.
profile-existing-title = ملفك التعريفي الحالي
profile-existing-lead = يُربط هذا الملف التعريفي كما هو. يمكن تعديله في WhatsApp Manager.
profile-real-title = استخدم الاسم الحقيقي
profile-real = سجّل باسم العرض والرقم اللذين سيستخدمهما نشاطك التجاري فعلًا. تغييرهما لاحقًا صعب جدًا، فلا تستخدم أسماء تجريبية.
profile-waba-name = اسم الحساب
profile-waba-name-hint = لا يراه إلا أنت والمزوّد { $provider }.
profile-display-name = اسم العرض
profile-display-name-hint = يظهر هذا الاسم لعملائك. يجب أن يعبّر عن نشاطك التجاري، وأن يُكتب كما تكتبه في كل مكان، وألا يقل عن 3 أحرف أو أرقام: دون شعارات دعائية أو عناوين مواقع ويب أو رموز، ودون الاقتصار على الأحرف اللاتينية الكبيرة.
profile-timezone = المنطقة الزمنية
profile-category = الفئة
profile-description = الوصف
profile-description-hint = 512 حرفًا كحد أقصى.
profile-website = موقع الويب

## The number

number-title = إضافة رقم هاتف
number-lead = ستصل الرسائل إلى عملائك من هذا الرقم.
number-real-title = لا تستخدم رقمًا تجريبيًا أو شخصيًا
number-real = يرتبط الرقم بنشاطك التجاري من الآن فصاعدًا، والانتقال إلى رقم آخر لاحقًا صعب جدًا. اختر الرقم الذي تريد أن يعرفه عملاؤك.
number-used = إذا كان الرقم مستخدمًا في { -product } Messenger أو في تطبيق { -product } Business، فيجب تحريره هناك أولًا: احذف ذلك الحساب في التطبيق، وانتظر نحو ثلاث دقائق، ثم عُد إلى هنا.
number-offer-title = استخدام رقم من مزوّدك
number-offer = سبق أن تحقق المزوّد { $provider } من الرقم { $number }، ولا تحتاج إلى رمز له.
number-offer-take = استخدام هذا الرقم
number-country = رمز البلد
number-number = رقم الهاتف
number-number-hint = دون رمز البلد، مثل ⁦1512 3456789⁩.
number-method = كيف تريد استلام الرمز؟
number-sms = رسالة نصية
number-voice = مكالمة هاتفية
number-next = إرسال الرمز

## The code

verify-title = التحقق من رقمك
verify-lead = أدخل الرمز المكوّن من 6 أرقام الذي وصل إلى الرقم { $number } في رسالة نصية أو مكالمة.
verify-where = هذا برنامج محاكاة، وستجد الرمز في { $page }.
verify-where-link = صفحة الهواتف ضمن Desk
verify-code = رمز التحقق
verify-next = التحقق
verify-again-title = ألم يصلك الرمز؟
verify-again-sms = إرسال رسالة نصية جديدة
verify-again-voice = الاتصال بي بدلًا من ذلك
verify-other-number = استخدام رقم آخر
verify-spent = لا يمكن إرسال رمز آخر قبل { $until }. يظل الرمز الأخير صالحًا إلى أن تنتهي مدته.
verify-locked = حتى ذلك الحين لا يمكن إدخال أي رمز أو إرساله أو الحصول عليه عبر مكالمة. تُحتسب المحاولات الخاطئة على الرقم، أيًا كان من أجراها.
verify-clock = تشير ساعة برنامج المحاكاة الآن إلى { $now }. لا داعي للانتظار، إذ يمكنك تقديم الساعة في { $page }.
verify-clock-link = صفحة الساعة ضمن Desk
verify-look-again = إعادة التحميل

## The review

permissions-title = مراجعة
permissions-lead = يرجى مراجعة ما سيحصل عليه المزوّد { $provider }.
permissions-business = النشاط التجاري
permissions-waba = الحساب
permissions-number = رقم الهاتف
permissions-name = اسم العرض
permissions-allowed = الأذونات
permissions-scope-management = إدارة حساباتك على { -product }
permissions-scope-messaging = إرسال الرسائل باسمك
permissions-scope-business = إدارة نشاطك التجاري
permissions-bill = تُرسل فواتير الاستخدام إلى { $provider }.
permissions-next = تأكيد

## The end

done-title = تم ربط حسابك
done-lead = أصبح لدى المزوّد { $provider } حق الوصول إلى:
done-business-id = النشاط التجاري
done-waba-id = حساب { -product } Business
done-phone-id = رقم الهاتف
done-next = يتولى المزوّد { $provider } الإعداد من هنا. تُجرى عمليات التحقق لدينا في الخلفية. أرسلنا رسالة إلى البريد الإلكتروني لنشاطك التجاري، وسنراسلك مجددًا عند وجود أي جديد.
done-finish = إنهاء
done-lost = لم تعد نتيجة تسجيل الدخول متوفرة هنا. ابدأ التسجيل من جديد في صفحة { $provider }، ولن يُنشأ أي شيء مرتين.
cancelled-title = تم إلغاء التسجيل
cancelled-lead = تم الاحتفاظ بما أدخلته، وستجده عندما تبدأ من جديد.
cancelled-close = يمكنك إغلاق هذه النافذة.
cancelled-return = العودة إلى الصفحة السابقة

## Before the first screen

refused-title = لا يمكن بدء هذا التسجيل هنا
refused-app = لا يوجد تطبيق بالمعرّف { $app }.
    .advice = يجب أن تستدعي الصفحة FB.init بمعرّف تطبيق تابع لأحد المزوّدين.
refused-domain = لا يجوز استخدام التطبيق { $app } على النطاق { $domain }.
    .advice = على المزوّد إضافة النطاق { $domain } إلى النطاقات المسموح بها للتطبيق: في Desk ضمن Providers، أو عبر الحقل "domains" في POST /_control/provider.
refused-domain-right = افتح الصفحة على العنوان { $address } وابدأ التسجيل هناك. أو:
refused-redirect-title = تم حظر عنوان URL
refused-redirect = لا يجوز استخدام التطبيق { $app } على النطاق { $domain }: فشلت إعادة التوجيه هذه لأن { $uri } ليس من عناوين إعادة توجيه OAuth الصالحة للتطبيق.
    .advice = على المزوّد إضافة العنوان إلى التطبيق في Desk ضمن Providers. تأكد من كتابته هناك كما هو هنا تمامًا.
refused-no-domain = لم تذكر الصفحة التي بدأ منها التسجيل عنوانها.
    .advice = ابدأ التسجيل باستخدام FB.login من حزمة SDK، أو حدّد redirect_uri على نطاق مسموح به.
refused-device = لا يعمل هذا إلا على جهاز كمبيوتر
    .advice = افتح الصفحة على كمبيوتر مكتبي أو محمول وابدأ التسجيل هناك.
refused-gone = لم يعد هذا التسجيل مفتوحًا.
    .advice = ابدأه من جديد في صفحة المزوّد، وستجد هناك ما أدخلته.
refused-unexplained = حدث خطأ ما. يرجى المحاولة مرة أخرى لاحقًا.

## Categories

vertical-auto = السيارات
vertical-beauty = التجميل والسبا والصالونات
vertical-apparel = الملابس والأزياء
vertical-edu = التعليم
vertical-entertain = الترفيه
vertical-event-plan = تنظيم الفعاليات وخدماتها
vertical-finance = التمويل والخدمات المصرفية
vertical-grocery = الأغذية والبقالة
vertical-govt = الخدمات العامة
vertical-hotel = الفنادق والإقامة
vertical-health = الطب والصحة
vertical-nonprofit = منظمة غير ربحية
vertical-prof-services = الخدمات المهنية
vertical-retail = التسوق والبيع بالتجزئة
vertical-travel = السفر والنقل
vertical-restaurant = مطعم
vertical-not-a-biz = ليس نشاطًا تجاريًا
vertical-other = أخرى

## What the platform refuses

refusal-not-allowed = لا يُسمح لك بهذا الإجراء.
    .advice = سجّل الدخول باسم المستخدم الذي بدأ التسجيل.
refusal-not-business-admin = لست مسؤولًا عن هذا النشاط التجاري.
    .advice = اطلب من أحد المسؤولين إجراء التسجيل أو تعيينك مسؤولًا، أو استخدم نشاطًا تجاريًا آخر.
refusal-not-a-provider = لا يمكن بدء هذا التسجيل إلا من تطبيق تابع لمزوّد.
    .advice = ينتمي التطبيق إلى نشاط تجاري ليس مزوّدًا.
refusal-app-in-development = التطبيق { $app } في وضع التطوير: لا يمكن أن يستخدمه إلا من لديهم دور فيه.
    .advice = لا يمكنك تغيير ذلك بنفسك. يرجى التواصل مع المزوّد.
refusal-bad-value = لا يمكن استخدام «{ $value }» هنا.
    .advice = يرجى التصحيح والمحاولة مرة أخرى.
refusal-name-length = يجب أن يتضمن اسم العرض 3 أحرف أو أرقام على الأقل، وألا يتجاوز 255 حرفًا.
    .advice = استخدم الاسم الذي يعرفك به عملاؤك.
refusal-name-address = لا يمكن أن يكون اسم العرض عنوان ويب.
    .advice = احذف الأجزاء ⁦https://⁩ و⁦www.⁩ و⁦.com⁩.
refusal-name-symbols = لا يمكن أن يتضمن اسم العرض رموزًا تعبيرية أو رموزًا أخرى.
    .advice = احذف الرموز مثل ™ أو ★.
refusal-name-punctuation = لا يمكن أن يتضمن اسم العرض علامات ترقيم أو مسافات زائدة.
    .advice = اترك مسافة واحدة بين الكلمات، ولا تكرر أي علامة مرتين متتاليتين.
refusal-name-capitals = لا يُكتب اسم العرض بالأحرف اللاتينية الكبيرة وحدها، إلا إذا كان اختصارًا.
    .advice = اكتبه بالطريقة المعتادة، مثل «Lucky Shrub».
refusal-name-trademark = لا يجوز أن يتضمن اسم العرض أسماءً خاصة بالمنصة.
    .advice = استخدم اسمك الخاص فقط.
refusal-name-general = يجب أن يكون اسم العرض اسم نشاط تجاري أو منتج أو قسم، لا كلمة عامة أو اسم مكان وحده.
    .advice = أضف اسم نشاطك التجاري.
refusal-origin-not-allowed = لا يجوز بدء التسجيل من { $origin }.
    .advice = على المزوّد إضافة هذا النطاق إلى النطاقات المسموح بها لتطبيقه.
refusal-signup-over = انتهى هذا التسجيل.
    .advice = ابدأه من جديد في صفحة المزوّد لربط حساب أو رقم آخر.
refusal-wrong-step = هذا التسجيل في خطوة أخرى.
    .advice =
        { $step ->
            [authorization] تابع من الخطوة الأولى، وهي منح الإذن للمزوّد.
            [business] تابع من اختيار النشاط التجاري.
            [waba] تابع من اختيار الحساب.
            [profile] تابع من الملف التعريفي.
            [number] تابع من رقم الهاتف.
            [verify] تابع من رمز التحقق.
           *[permissions] تابع من المراجعة.
        }
refusal-shared-with-another = تمت مشاركة هذا الحساب بالفعل مع { $partner }. لا يمكن مشاركة الحساب إلا مع مزوّد واحد.
    .advice = أوقف مشاركته هناك أولًا، أو أنشئ حسابًا جديدًا.
refusal-waba-quota =
    { $max ->
        [zero] لا يُسمح بأي حساب للنشاط التجاري الذي لم يتم التحقق منه.
        [one] الحد الأقصى للنشاط التجاري الذي لم يتم التحقق منه هو حساب واحد.
        [two] الحد الأقصى للنشاط التجاري الذي لم يتم التحقق منه هو حسابان.
        [few] الحد الأقصى للنشاط التجاري الذي لم يتم التحقق منه هو { $max } حسابات.
        [many] الحد الأقصى للنشاط التجاري الذي لم يتم التحقق منه هو { $max } حسابًا.
       *[other] الحد الأقصى للنشاط التجاري الذي لم يتم التحقق منه هو { $max } حساب.
    }
    .advice = أكمل التحقق من النشاط التجاري في Business Manager لإنشاء المزيد، أو اختر أحد حساباته.
refusal-business-limit =
    { $max ->
        [zero] لا يمكنك إنشاء أي نشاط تجاري.
        [one] سبق أن أنشأت نشاطًا تجاريًا واحدًا، ولا يمكنك إنشاء المزيد.
        [two] سبق أن أنشأت نشاطين تجاريين، ولا يمكنك إنشاء المزيد.
        [few] سبق أن أنشأت { $max } أنشطة تجارية، ولا يمكنك إنشاء المزيد.
        [many] سبق أن أنشأت { $max } نشاطًا تجاريًا، ولا يمكنك إنشاء المزيد.
       *[other] سبق أن أنشأت { $max } نشاط تجاري، ولا يمكنك إنشاء المزيد.
    }
    .advice = اختر أحد أنشطتك التجارية، أو اطلب من مسؤول نشاط تجاري آخر إضافتك إليه.
refusal-account-too-new = حسابك الشخصي حديث الإنشاء، ولا يمكنك إنشاء نشاط تجاري به بعد.
    .advice = حاول مرة أخرى بعد { $until }، أو اختر نشاطًا تجاريًا تديره.
refusal-configuration = ليس للتطبيق إعداد تسجيل دخول بالمعرّف { $configuration }.
    .advice = يجب أن تحدد الصفحة أحد إعدادات التطبيق في config_id. يجدها المزوّد في Desk ضمن Providers.
refusal-waba-limit =
    { $max ->
        [zero] لا يمكن أن يكون لهذا النشاط التجاري أي حساب.
        [one] لدى النشاط التجاري حساب واحد بالفعل، ولا يمكن إضافة المزيد.
        [two] لدى النشاط التجاري حسابان بالفعل، ولا يمكن إضافة المزيد.
        [few] لدى النشاط التجاري { $max } حسابات بالفعل، ولا يمكن إضافة المزيد.
        [many] لدى النشاط التجاري { $max } حسابًا بالفعل، ولا يمكن إضافة المزيد.
       *[other] لدى النشاط التجاري { $max } حساب بالفعل، ولا يمكن إضافة المزيد.
    }
    .advice = اختر أحد حساباته.
refusal-number-listed = الرقم { $number } موجود بالفعل في هذا الحساب.
    .advice = أدخل رقمًا آخر، أو تابع لدى مزوّدك بالرقم الموجود.
refusal-number-in-use = الرقم { $number } مستخدم في حساب آخر.
    .advice = احذفه هناك، وانتظر نحو ثلاث دقائق، ثم أدخله مرة أخرى. وإذا كان لدى مزوّد آخر، فأوقف هناك أولًا رقم التعريف الشخصي (PIN) للتحقق بخطوتين.
refusal-number-connected = الرقم { $number } مرتبط بالفعل بحسابك «{ $account }».
    .advice = عُد واختر ذلك الحساب للمتابعة بهذا الرقم، أو أدخل رقمًا آخر.
refusal-number-on-messenger = الرقم { $number } مستخدم في { -product } Messenger.
    .advice = افتح { -product } على ذلك الهاتف، واحذف الحساب (الإعدادات، الحساب، حذف حسابي)، وانتظر نحو ثلاث دقائق، ثم أدخل الرقم مرة أخرى. أو استخدم رقمًا آخر.
refusal-number-on-business-app = الرقم { $number } مستخدم في تطبيق { -product } Business.
    .advice = افتح التطبيق على ذلك الهاتف، واحذف الحساب (الإعدادات، الحساب، حذف حسابي)، وانتظر نحو ثلاث دقائق، ثم أدخل الرقم مرة أخرى. أو استخدم رقمًا آخر.
refusal-number-being-freed = حُذف حساب الرقم { $number } في التطبيق قبل لحظات، ولم يُتح الرقم بعد.
    .advice = أدخله مرة أخرى بعد { $until }، أو قدّم ساعة Desk إلى ذلك الوقت.
refusal-number-behind-voice-menu = ترد قائمة صوتية آلية على الرقم { $number }، ولذلك لا يصل الرمز إلى أي شخص.
    .advice = استخدم رقمًا يرد عليه شخص، أو رقمًا يستقبل الرسائل النصية.
refusal-verification-not-started = لا يمكن إضافة رقم آخر إلى هذا الحساب بعد.
    .advice = ابدأ أولًا التحقق من النشاط التجاري في Business Manager، ثم أضف المزيد من الأرقام.
refusal-number-limit =
    { $max ->
        [zero] لا يمكن أن يكون لهذا الحساب أي رقم.
        [one] في هذا الحساب رقم واحد بالفعل، ولا يمكن إضافة المزيد.
        [two] في هذا الحساب رقمان بالفعل، ولا يمكن إضافة المزيد.
        [few] في هذا الحساب { $max } أرقام بالفعل، ولا يمكن إضافة المزيد.
        [many] في هذا الحساب { $max } رقمًا بالفعل، ولا يمكن إضافة المزيد.
       *[other] في هذا الحساب { $max } رقم بالفعل، ولا يمكن إضافة المزيد.
    }
    .advice = أنشئ حسابًا آخر لهذا الرقم.
refusal-business-number-limit =
    { $max ->
        [zero] لا يُسمح بأي رقم للنشاط التجاري الذي لم يتم التحقق منه.
        [one] الحد الأقصى للنشاط التجاري الذي لم يتم التحقق منه هو رقم واحد.
        [two] الحد الأقصى للنشاط التجاري الذي لم يتم التحقق منه هو رقمان.
        [few] الحد الأقصى للنشاط التجاري الذي لم يتم التحقق منه هو { $max } أرقام.
        [many] الحد الأقصى للنشاط التجاري الذي لم يتم التحقق منه هو { $max } رقمًا.
       *[other] الحد الأقصى للنشاط التجاري الذي لم يتم التحقق منه هو { $max } رقم.
    }
    .advice = أكمل التحقق من النشاط التجاري في Business Manager، ثم أضف المزيد من الأرقام.
refusal-migration =
    هذا الرقم موجود في حساب آخر، ولا يمكن نقله إلى هنا. { $why ->
        [other-business] ينتمي ذلك الحساب إلى نشاط تجاري آخر.
        [business-not-verified] يجب التحقق من النشاط التجاري أولًا.
        [name-not-approved] يجب أن تتم الموافقة على اسم العرض أولًا، دون أن يكون هناك تغيير قيد التنفيذ.
        [no-payment] لا يرتبط بذلك الحساب أي حساب دفع.
        [account-not-approved] لم تتم الموافقة على ذلك الحساب، أو لا تزال مراجعته جارية.
       *[no-webhooks] لم يتم إعداد Webhooks لهذا الحساب.
    }
    .advice = عالج هذا الأمر، أو احذف الرقم في WhatsApp Manager الخاص بالحساب الآخر، وانتظر خمس دقائق، ثم أدخله مرة أخرى. أو استخدم رقمًا آخر.
refusal-two-step-on = الرقم { $number } موجود في حسابك «{ $account }» لدى مزوّد آخر، والتحقق بخطوتين مفعّل له.
    .advice = افتح الرقم في WhatsApp Manager الخاص بذلك الحساب، وأوقف التحقق بخطوتين، وأكّد ذلك عبر الرابط في رسالة البريد الإلكتروني. ثم أدخل الرقم مرة أخرى، وسيُنقل إلى هنا. أو احذفه هناك، أو استخدم رقمًا آخر.
refusal-code-too-soon = تم إرسال رمز قبل لحظات.
    .advice =
        { $seconds ->
            [zero] يمكنك طلب رمز آخر الآن.
            [one] انتظر ثانية واحدة، ثم اطلب رمزًا آخر.
            [two] انتظر ثانيتين، ثم اطلب رمزًا آخر.
            [few] انتظر { $seconds } ثوانٍ، ثم اطلب رمزًا آخر.
            [many] انتظر { $seconds } ثانية، ثم اطلب رمزًا آخر.
           *[other] انتظر { $seconds } ثانية، ثم اطلب رمزًا آخر.
        }
refusal-too-many-codes = طُلب عدد كبير جدًا من الرموز لهذا الرقم.
    .advice = حاول مرة أخرى بعد { $until }، أو قدّم ساعة Desk إلى ذلك الوقت.
refusal-guesses-locked = تم إدخال رمز خاطئ مرات كثيرة جدًا.
    .advice = حاول مرة أخرى بعد { $until }، أو قدّم ساعة Desk إلى ذلك الوقت. وإذا أُغلقت هذه النافذة قبل ذلك، فابدأ التسجيل من جديد واختر النشاط التجاري والرقم نفسيهما.
refusal-no-code-sent = لم يُرسل أي رمز إلى هذا الرقم.
    .advice = اطلب رمزًا أولًا.
refusal-code-wrong = هذا الرمز غير صحيح.
    .advice = راجع آخر رسالة مرة أخرى، أو اطلب رمزًا جديدًا.
refusal-code-expired = انتهت صلاحية هذا الرمز.
    .advice = اطلب رمزًا جديدًا.
refusal-already-verified = تم التحقق من هذا الرقم بالفعل.
    .advice = تابع إلى الخطوة التالية.
refusal-not-verified = لم يتم التحقق من هذا الرقم.
    .advice = اطلب رمزًا وأدخله.
refusal-number-off = تم إيقاف هذا الرقم.
    .advice = أكمل التحقق من النشاط التجاري، أو قدّم اعتراضًا في Business Manager.
refusal-limit-reached = تم بلوغ حد المراسلة.
    .advice = ابدأ التحقق من النشاط التجاري لرفعه.
refusal-waba-disabled = تم تعطيل هذا الحساب لأنه لم يجتز عملية تحقق.
    .advice = قدّم اعتراضًا في Business Manager، أو اختر حسابًا آخر.
refusal-other = هذا غير ممكن: { $sentence }
    .advice = يرجى التصحيح والمحاولة مرة أخرى.
refusal-down = لم يُحفظ أي شيء، لأن المنصة لم تتمكن من الكتابة على القرص الخاص بها.
    .advice = يرجى المحاولة مرة أخرى.
