# The texts of the signup pop-up in Hindi.

-product = WhatsApp

## On every screen

frame-title = अपने बिज़नेस को { -product } से कनेक्ट करें
frame-emulated = टेस्टिंग के लिए Vestibule का एम्युलेशन। यह न Meta है, न { -product }।
frame-progress = { $count } में से चरण { $number }
frame-signed-in = आप { $name } के रूप में लॉग इन हैं
frame-switch = यूज़र बदलें
frame-continue = जारी रखें
frame-back = वापस
frame-cancel = रद्द करें
frame-choose = कृपया चुनें
frame-optional = (वैकल्पिक)
frame-problem = इस पर ध्यान देना ज़रूरी है
frame-report = समस्या की रिपोर्ट करें और बाहर निकलें
frame-check-field = कृपया यह फ़ील्ड जाँचें: { $label }

## Times

moment = { $day } { $month } { $year }, { $time } UTC
month-1 = जनवरी
month-2 = फ़रवरी
month-3 = मार्च
month-4 = अप्रैल
month-5 = मई
month-6 = जून
month-7 = जुलाई
month-8 = अगस्त
month-9 = सितंबर
month-10 = अक्टूबर
month-11 = नवंबर
month-12 = दिसंबर

## Log in

login-title = लॉग इन करें
login-lead = चुनें कि आप कौन हैं। यह एक एम्युलेटर है, इसलिए पासवर्ड की ज़रूरत नहीं है।
login-people = यूज़र
login-continue-as = { $name } के रूप में जारी रखें
login-new-title = या नया यूज़र बनाएँ
login-name = आपका नाम
login-email = आपका ईमेल पता
login-language = भाषा
login-create = बनाएँ और जारी रखें

## What is asked for

authorization-title = { $provider } आपके बिज़नेस को { -product } से कनेक्ट करना चाहता है
authorization-lead = अगर आप जारी रखते हैं, तो { $provider } को उस { -product } Business अकाउंट का एक्सेस मिलेगा, जिसे आप अगले चरणों में चुनेंगे या बनाएँगे।
authorization-can = { $provider } को इनकी अनुमति होगी
authorization-manage = अकाउंट को मैनेज करना: उसके मैसेज टेम्प्लेट, फ़ोन नंबर और प्रोफ़ाइल
authorization-send = आपके बिज़नेस के नाम से मैसेज भेजना और पाना
authorization-measure = क्वालिटी, लिमिट और इस्तेमाल की जानकारी देखना
authorization-users = यह तय करना कि उसके अपने कौन-से सिस्टम इस अकाउंट का इस्तेमाल कर सकते हैं
authorization-bill-title = बिल किसे मिलेगा
authorization-bill = { $provider } अपनी क्रेडिट लाइन आपके साथ शेयर करता है। इस्तेमाल का बिल { $provider } को भेजा जाता है और आप { $provider } को भुगतान करते हैं।
authorization-owner = अकाउंट आपका ही रहता है। आप उसे अपने Business Manager में कभी भी देख सकते हैं।
authorization-start = शुरू करें

## The business

business-title = अपना बिज़नेस चुनें
business-lead = { -product } Business अकाउंट इसी बिज़नेस का होगा।
business-existing = बिज़नेस
business-existing-hint = किसी बिज़नेस को सिर्फ़ उसका एडमिन ही कनेक्ट कर सकता है।
business-not-admin = { $name } (आप एडमिन नहीं हैं)
business-not-admin-title = क्या आप यहाँ दिख रहे किसी बिज़नेस के एडमिन नहीं हैं?
business-not-admin-run = उस बिज़नेस के किसी एडमिन से यह साइनअप पूरा करने के लिए कहें।
business-not-admin-make = किसी एडमिन से कहें कि वे आपको एडमिन बनाएँ, फिर यहाँ वापस आएँ।
business-not-admin-other = कोई दूसरा बिज़नेस चुनें या नया बनाएँ।
business-new = नया बिज़नेस बनाएँ
business-name = बिज़नेस का नाम
business-name-hint = क़ानूनी नाम, जैसा आपके दस्तावेज़ों में है।
business-email = बिज़नेस का ईमेल पता
business-website = वेबसाइट
business-website-hint = आपकी वेबसाइट या किसी सोशल नेटवर्क पर आपका पेज।
business-country = देश
business-phone = बिज़नेस का फ़ोन नंबर
business-add-address = पता जोड़ें
business-address = पता, पहली लाइन
business-address-more = पता, दूसरी लाइन
business-city = शहर
business-state = राज्य या क्षेत्र
business-zip = पिन कोड

## The account

waba-title = { -product } Business अकाउंट चुनें
waba-lead = इस साइनअप से हर बार एक अकाउंट कनेक्ट होता है। दूसरा अकाउंट कनेक्ट करने के लिए साइनअप दोबारा करें।
waba-existing = { -product } Business अकाउंट
waba-existing-hint = फ़ोन नंबर जोड़ने के लिए { $business } का कोई अकाउंट चुनें या नया बनाएँ।
waba-new = नया अकाउंट बनाएँ
waba-closed = (कनेक्ट नहीं किया जा सकता)
waba-profile = { -product } Business प्रोफ़ाइल
waba-profile-new = नए फ़ोन नंबर के साथ नई प्रोफ़ाइल बनाएँ
waba-profile-hint = मौजूदा प्रोफ़ाइल बिना किसी बदलाव के, अपने नंबर के साथ कनेक्ट होती है। उसे बदलने के लिए WhatsApp Manager का इस्तेमाल करें।
waba-only-new = { $business } का अभी कोई अकाउंट नहीं है, इसलिए नया अकाउंट बनाया जाएगा।

## The profile

profile-title = अपने बिज़नेस के बारे में बताएँ
profile-lead = आपके साथ चैट करते समय ग्राहकों को यह प्रोफ़ाइल दिखती है।
profile-existing-title = आपकी मौजूदा प्रोफ़ाइल
profile-existing-lead = यह प्रोफ़ाइल बिना किसी बदलाव के कनेक्ट होती है। इसे WhatsApp Manager में बदला जा सकता है।
profile-real-title = असली नाम का इस्तेमाल करें
profile-real = उसी डिस्प्ले नेम और नंबर से साइनअप करें, जिनका आपका बिज़नेस सच में इस्तेमाल करेगा। इन्हें बाद में बदलना बहुत मुश्किल है, इसलिए टेस्ट नामों का इस्तेमाल न करें।
profile-waba-name = अकाउंट का नाम
profile-waba-name-hint = यह सिर्फ़ आपको और { $provider } को दिखता है।
profile-display-name = डिस्प्ले नेम
profile-display-name-hint = यह ग्राहकों को दिखता है। इससे आपके बिज़नेस की पहचान होनी चाहिए, यह वैसे ही लिखा होना चाहिए जैसे आप इसे हर जगह लिखते हैं, और इसमें कम से कम 3 अक्षर या अंक होने चाहिए: कोई स्लोगन, वेबसाइट का पता या चिह्न नहीं, और पूरा नाम बड़े (कैपिटल) अंग्रेज़ी अक्षरों में नहीं।
profile-timezone = टाइम ज़ोन
profile-category = कैटेगरी
profile-description = विवरण
profile-description-hint = ज़्यादा से ज़्यादा 512 वर्ण।
profile-website = वेबसाइट

## The number

number-title = फ़ोन नंबर जोड़ें
number-lead = आपके ग्राहकों को इसी नंबर से मैसेज मिलेंगे।
number-real-title = टेस्ट या निजी नंबर का इस्तेमाल न करें
number-real = यह नंबर अब से आपके बिज़नेस से जुड़ा रहेगा और बाद में दूसरे नंबर पर जाना बहुत मुश्किल है। वही नंबर चुनें, जिससे आप चाहते हैं कि ग्राहक आपको पहचानें।
number-used = जो नंबर { -product } Messenger या { -product } Business ऐप में इस्तेमाल हो रहा है, उसे पहले वहाँ से हटाना होगा: ऐप में वह अकाउंट डिलीट करें, क़रीब तीन मिनट इंतज़ार करें, फिर यहाँ वापस आएँ।
number-offer-title = अपने प्रोवाइडर के नंबर का इस्तेमाल करें
number-offer = { $provider } ने { $number } को पहले ही वेरिफ़ाई कर लिया है। इसके लिए आपको कोड की ज़रूरत नहीं है।
number-offer-take = इस नंबर का इस्तेमाल करें
number-country = देश का कोड
number-number = फ़ोन नंबर
number-number-hint = देश का कोड न डालें (जैसे 1512 3456789)।
number-method = आपको कोड कैसे भेजा जाए?
number-sms = टेक्स्ट मैसेज
number-voice = फ़ोन कॉल
number-next = कोड भेजें

## The code

verify-title = अपना नंबर वेरिफ़ाई करें
verify-lead = { $number } पर टेक्स्ट मैसेज या कॉल से मिला 6 अंकों का कोड डालें।
verify-where = यह एक एम्युलेटर है। कोड { $page } पर मिलेगा।
verify-where-link = Desk के फ़ोन पेज
verify-code = वेरिफ़िकेशन कोड
verify-next = वेरिफ़ाई करें
verify-again-title = कोड नहीं मिला?
verify-again-sms = नया टेक्स्ट मैसेज भेजें
verify-again-voice = मुझे कॉल करें
verify-other-number = दूसरे नंबर का इस्तेमाल करें
verify-spent = { $until } से पहले कोई और कोड नहीं भेजा जा सकता। पिछला कोड अपनी समय-सीमा ख़त्म होने तक मान्य है।
verify-locked = तब तक कोई कोड न डाला जा सकता है, न भेजा जा सकता है और न कॉल पर बताया जा सकता है। ग़लत कोशिशें नंबर के हिसाब से गिनी जाती हैं, चाहे वे किसी ने भी की हों।
verify-clock = इस एम्युलेटर की घड़ी में अभी { $now } है। आपको इंतज़ार करने की ज़रूरत नहीं है, घड़ी को { $page } पर आगे बढ़ाएँ।
verify-clock-link = Desk के घड़ी पेज
verify-look-again = फिर से देखें

## The review

permissions-title = समीक्षा
permissions-lead = कृपया देख लें कि { $provider } को क्या-क्या मिलेगा।
permissions-business = बिज़नेस
permissions-waba = अकाउंट
permissions-number = फ़ोन नंबर
permissions-name = डिस्प्ले नेम
permissions-allowed = अनुमतियाँ
permissions-scope-management = आपके { -product } अकाउंट मैनेज करना
permissions-scope-messaging = आपके नाम से मैसेज भेजना
permissions-scope-business = आपका बिज़नेस मैनेज करना
permissions-bill = इस्तेमाल का बिल { $provider } को भेजा जाता है।
permissions-next = पुष्टि करें

## The end

done-title = आपका अकाउंट कनेक्ट हो गया है
done-lead = अब { $provider } के पास इनका एक्सेस है:
done-business-id = बिज़नेस
done-waba-id = { -product } Business अकाउंट
done-phone-id = फ़ोन नंबर
done-next = यहाँ से आगे का सारा सेटअप { $provider } करेगा। हमारी जाँच बैकग्राउंड में चलती है। हमने आपके बिज़नेस के ईमेल पते पर ईमेल भेजा है और कोई नई जानकारी होने पर फिर ईमेल भेजेंगे।
done-finish = पूरा करें
done-lost = लॉग इन का नतीजा अब यहाँ नहीं है। { $provider } के पेज पर साइनअप फिर से शुरू करें; कुछ भी दो बार नहीं बनेगा।
cancelled-title = साइनअप रद्द हो गया
cancelled-lead = आपने जो डाला था, वह सेव है। दोबारा शुरू करने पर वह आपको मिल जाएगा।
cancelled-close = आप यह विंडो बंद कर सकते हैं।
cancelled-return = पिछले पेज पर वापस जाएँ

## Before the first screen

refused-title = यह साइनअप यहाँ शुरू नहीं हो सकता
refused-app = { $app } आईडी वाला कोई ऐप नहीं है।
    .advice = पेज को FB.init में किसी प्रोवाइडर के ऐप की आईडी देनी होगी।
refused-domain = ऐप { $app } का इस्तेमाल { $domain } पर नहीं किया जा सकता।
    .advice = प्रोवाइडर को { $domain } ऐप के स्वीकृत डोमेन में जोड़ना होगा: Desk पर Providers में, या POST /_control/provider के "domains" फ़ील्ड से।
refused-domain-right = पेज को { $address } पर खोलें और साइनअप वहाँ शुरू करें। या:
refused-redirect-title = URL ब्लॉक किया गया
refused-redirect = ऐप { $app } का इस्तेमाल { $domain } पर नहीं किया जा सकता: रीडायरेक्ट नहीं हो सका, क्योंकि { $uri } ऐप के मान्य OAuth रीडायरेक्ट पतों में नहीं है।
    .advice = प्रोवाइडर को Desk पर Providers में यह पता ऐप में जोड़ना होगा। पक्का करें कि वहाँ पता ठीक वैसे ही लिखा हो, जैसे यहाँ है।
refused-no-domain = साइनअप शुरू करने वाले पेज ने अपना पता नहीं बताया।
    .advice = इसे SDK के FB.login से शुरू करें या किसी स्वीकृत डोमेन का redirect_uri दें।
refused-device = यह सिर्फ़ कंप्यूटर पर काम करता है
    .advice = पेज को डेस्कटॉप या लैपटॉप कंप्यूटर पर खोलें और साइनअप वहाँ शुरू करें।
refused-gone = यह साइनअप अब खुला नहीं है।
    .advice = इसे प्रोवाइडर के पेज पर फिर से शुरू करें। आपने जो डाला था, वह आपको वहाँ मिल जाएगा।
refused-unexplained = कुछ गड़बड़ हो गई। कृपया बाद में फिर से कोशिश करें।

## Categories

vertical-auto = ऑटोमोटिव
vertical-beauty = ब्यूटी, स्पा और सैलून
vertical-apparel = कपड़े और परिधान
vertical-edu = शिक्षा
vertical-entertain = मनोरंजन
vertical-event-plan = इवेंट प्लानिंग और सेवाएँ
vertical-finance = फ़ाइनेंस और बैंकिंग
vertical-grocery = खाद्य पदार्थ और किराना
vertical-govt = सार्वजनिक सेवा
vertical-hotel = होटल और ठहरने की जगह
vertical-health = चिकित्सा और स्वास्थ्य
vertical-nonprofit = ग़ैर-लाभकारी संस्था
vertical-prof-services = प्रोफ़ेशनल सेवाएँ
vertical-retail = शॉपिंग और रिटेल
vertical-travel = यात्रा और परिवहन
vertical-restaurant = रेस्टोरेंट
vertical-not-a-biz = बिज़नेस नहीं है
vertical-other = अन्य

## What the platform refuses

refusal-not-allowed = आपको यह करने की अनुमति नहीं है।
    .advice = उस यूज़र के रूप में लॉग इन करें, जिसने साइनअप शुरू किया था।
refusal-not-business-admin = आप इस बिज़नेस के एडमिन नहीं हैं।
    .advice = किसी एडमिन से साइनअप पूरा करने या आपको एडमिन बनाने के लिए कहें, या कोई दूसरा बिज़नेस चुनें।
refusal-not-a-provider = यह साइनअप सिर्फ़ किसी प्रोवाइडर का ऐप शुरू कर सकता है।
    .advice = ऐप जिस बिज़नेस का है, वह प्रोवाइडर नहीं है।
refusal-app-in-development = { $app } ऐप डेवलपमेंट मोड में है: इसका इस्तेमाल सिर्फ़ वही लोग कर सकते हैं जिनके पास इस ऐप में कोई भूमिका है।
    .advice = आप इसे ख़ुद नहीं बदल सकते। कृपया प्रोवाइडर से संपर्क करें।
refusal-bad-value = “{ $value }” का इस्तेमाल यहाँ नहीं किया जा सकता।
    .advice = कृपया इसे ठीक करके फिर से कोशिश करें।
refusal-name-length = डिस्प्ले नेम में कम से कम 3 अक्षर या अंक और ज़्यादा से ज़्यादा 255 वर्ण होने चाहिए।
    .advice = वह नाम इस्तेमाल करें, जिससे ग्राहक आपको जानते हैं।
refusal-name-address = डिस्प्ले नेम कोई वेब पता नहीं हो सकता।
    .advice = https://, www. और .com हटा दें।
refusal-name-symbols = डिस्प्ले नेम में इमोजी या चिह्न नहीं हो सकते।
    .advice = ™ या ★ जैसे चिह्न हटा दें।
refusal-name-punctuation = डिस्प्ले नेम में ग़ैर-ज़रूरी विराम चिह्न या अतिरिक्त स्पेस नहीं हो सकते।
    .advice = शब्दों के बीच एक ही स्पेस रखें और कोई भी चिह्न लगातार दो बार न लगाएँ।
refusal-name-capitals = डिस्प्ले नेम पूरा बड़े (कैपिटल) अंग्रेज़ी अक्षरों में नहीं हो सकता, जब तक कि वह कोई संक्षिप्त नाम न हो।
    .advice = इसे सामान्य तरीके से लिखें, जैसे “Lucky Shrub”।
refusal-name-trademark = डिस्प्ले नेम में प्लेटफ़ॉर्म के नाम नहीं हो सकते।
    .advice = सिर्फ़ अपने नाम का इस्तेमाल करें।
refusal-name-general = डिस्प्ले नेम किसी बिज़नेस, प्रोडक्ट या विभाग का नाम होना चाहिए, न कि कोई सामान्य शब्द या सिर्फ़ किसी जगह का नाम।
    .advice = अपने बिज़नेस का नाम जोड़ें।
refusal-origin-not-allowed = साइनअप { $origin } से शुरू नहीं किया जा सकता।
    .advice = प्रोवाइडर को यह डोमेन अपने ऐप के स्वीकृत डोमेन में जोड़ना होगा।
refusal-signup-over = यह साइनअप पूरा हो चुका है।
    .advice = कोई दूसरा अकाउंट या नंबर कनेक्ट करने के लिए इसे प्रोवाइडर के पेज पर फिर से शुरू करें।
refusal-wrong-step = यह साइनअप किसी दूसरे चरण पर है।
    .advice =
        { $step ->
            [authorization] पहले चरण से जारी रखें, यानी प्रोवाइडर को अनुमति देने से।
            [business] बिज़नेस चुनने के चरण से जारी रखें।
            [waba] अकाउंट चुनने के चरण से जारी रखें।
            [profile] प्रोफ़ाइल के चरण से जारी रखें।
            [number] फ़ोन नंबर के चरण से जारी रखें।
            [verify] वेरिफ़िकेशन कोड के चरण से जारी रखें।
           *[permissions] समीक्षा के चरण से जारी रखें।
        }
refusal-shared-with-another = यह अकाउंट पहले से { $partner } के साथ शेयर किया हुआ है। एक अकाउंट सिर्फ़ एक ही प्रोवाइडर के साथ शेयर किया जा सकता है।
    .advice = पहले वहाँ शेयर करना बंद करें या नया अकाउंट बनाएँ।
refusal-waba-quota =
    { $max ->
        [one] जो बिज़नेस वेरिफ़ाइड नहीं है, उसका ज़्यादा से ज़्यादा { $max } अकाउंट हो सकता है।
       *[other] जो बिज़नेस वेरिफ़ाइड नहीं है, उसके ज़्यादा से ज़्यादा { $max } अकाउंट हो सकते हैं।
    }
    .advice = और अकाउंट बनाने के लिए Business Manager में बिज़नेस को वेरिफ़ाई करें या उसका कोई मौजूदा अकाउंट चुनें।
refusal-business-limit =
    { $max ->
        [one] आप पहले ही { $max } बिज़नेस बना चुके हैं और अब कोई और नहीं बना सकते।
       *[other] आप पहले ही { $max } बिज़नेस बना चुके हैं और अब कोई और नहीं बना सकते।
    }
    .advice = अपना कोई मौजूदा बिज़नेस चुनें या किसी दूसरे बिज़नेस के एडमिन से आपको जोड़ने के लिए कहें।
refusal-account-too-new = आपका निजी अकाउंट इतना नया है कि उससे अभी बिज़नेस नहीं बनाया जा सकता।
    .advice = { $until } के बाद फिर से कोशिश करें या कोई ऐसा बिज़नेस चुनें, जिसके आप एडमिन हैं।
refusal-configuration = ऐप में { $configuration } आईडी वाला कोई लॉग इन कॉन्फ़िगरेशन नहीं है।
    .advice = पेज को config_id में ऐप का कोई कॉन्फ़िगरेशन बताना होगा। प्रोवाइडर को ये Desk पर Providers में मिलते हैं।
refusal-waba-limit =
    { $max ->
        [one] इस बिज़नेस का पहले से { $max } अकाउंट है और अब कोई और नहीं हो सकता।
       *[other] इस बिज़नेस के पहले से { $max } अकाउंट हैं और अब कोई और नहीं हो सकता।
    }
    .advice = उसका कोई मौजूदा अकाउंट चुनें।
refusal-number-listed = { $number } पहले से इस अकाउंट में है।
    .advice = कोई दूसरा नंबर दें या अपने प्रोवाइडर के यहाँ मौजूदा नंबर के साथ आगे बढ़ें।
refusal-number-in-use = { $number } किसी दूसरे अकाउंट में इस्तेमाल हो रहा है।
    .advice = इसे वहाँ से डिलीट करें, क़रीब तीन मिनट इंतज़ार करें, फिर इसे दोबारा डालें। अगर यह किसी दूसरे प्रोवाइडर के पास है, तो पहले वहाँ इसके टू-स्टेप वेरिफ़िकेशन का पिन बंद करें।
refusal-number-connected = { $number } पहले से आपके अकाउंट “{ $account }” से कनेक्ट है।
    .advice = इस नंबर के साथ आगे बढ़ने के लिए वापस जाकर वही अकाउंट चुनें या कोई दूसरा नंबर डालें।
refusal-number-on-messenger = { $number } का इस्तेमाल { -product } Messenger में हो रहा है।
    .advice = उस फ़ोन पर { -product } खोलें, अकाउंट डिलीट करें (सेटिंग, अकाउंट, मेरा अकाउंट डिलीट करें), क़रीब तीन मिनट इंतज़ार करें, फिर नंबर दोबारा डालें। या किसी दूसरे नंबर का इस्तेमाल करें।
refusal-number-on-business-app = { $number } का इस्तेमाल { -product } Business ऐप में हो रहा है।
    .advice = उस फ़ोन पर ऐप खोलें, अकाउंट डिलीट करें (सेटिंग, अकाउंट, मेरा अकाउंट डिलीट करें), क़रीब तीन मिनट इंतज़ार करें, फिर नंबर दोबारा डालें। या किसी दूसरे नंबर का इस्तेमाल करें।
refusal-number-being-freed = { $number } का अकाउंट अभी-अभी ऐप में डिलीट किया गया है और नंबर अभी उपलब्ध नहीं हुआ है।
    .advice = इसे { $until } के बाद दोबारा डालें या Desk की घड़ी को उस समय तक आगे बढ़ाएँ।
refusal-number-behind-voice-menu = { $number } पर ऑटोमैटिक वॉइस मेन्यू जवाब देता है, इसलिए वहाँ कोई कोड किसी व्यक्ति तक नहीं पहुँच सकता।
    .advice = ऐसे नंबर का इस्तेमाल करें, जिस पर कोई व्यक्ति जवाब देता हो या जिस पर टेक्स्ट मैसेज आते हों।
refusal-verification-not-started = इस अकाउंट में अभी कोई और नंबर नहीं जोड़ा जा सकता।
    .advice = पहले Business Manager में बिज़नेस वेरिफ़िकेशन शुरू करें, फिर और नंबर जोड़ें।
refusal-number-limit =
    { $max ->
        [one] इस अकाउंट में पहले से { $max } नंबर है और अब कोई और नहीं जोड़ा जा सकता।
       *[other] इस अकाउंट में पहले से { $max } नंबर हैं और अब कोई और नहीं जोड़ा जा सकता।
    }
    .advice = इस नंबर के लिए दूसरा अकाउंट बनाएँ।
refusal-business-number-limit =
    { $max ->
        [one] जो बिज़नेस वेरिफ़ाइड नहीं है, उसका ज़्यादा से ज़्यादा { $max } नंबर हो सकता है।
       *[other] जो बिज़नेस वेरिफ़ाइड नहीं है, उसके ज़्यादा से ज़्यादा { $max } नंबर हो सकते हैं।
    }
    .advice = Business Manager में बिज़नेस वेरिफ़िकेशन पूरा करें, फिर और नंबर जोड़ें।
refusal-migration =
    यह नंबर किसी दूसरे अकाउंट में है और यहाँ नहीं लाया जा सकता। { $why ->
        [other-business] वह अकाउंट किसी दूसरे बिज़नेस का है।
        [business-not-verified] पहले बिज़नेस का वेरिफ़ाइड होना ज़रूरी है।
        [name-not-approved] पहले इसके डिस्प्ले नेम को मंज़ूरी मिलनी ज़रूरी है और उसमें कोई बदलाव बाकी नहीं होना चाहिए।
        [no-payment] उस अकाउंट से कोई पेमेंट अकाउंट नहीं जुड़ा है।
        [account-not-approved] वह अकाउंट मंज़ूर नहीं हुआ है या उसकी समीक्षा अभी चल रही है।
       *[no-webhooks] इस अकाउंट के लिए Webhooks सेट अप नहीं हैं।
    }
    .advice = इसे ठीक करें, या दूसरे अकाउंट के WhatsApp Manager में नंबर डिलीट करें, पाँच मिनट इंतज़ार करें और इसे दोबारा डालें। या किसी दूसरे नंबर का इस्तेमाल करें।
refusal-two-step-on = { $number } किसी दूसरे प्रोवाइडर के यहाँ आपके अकाउंट “{ $account }” में है और उसका टू-स्टेप वेरिफ़िकेशन चालू है।
    .advice = उस अकाउंट के WhatsApp Manager में नंबर खोलें, टू-स्टेप वेरिफ़िकेशन बंद करें और ईमेल में मिले लिंक से इसकी पुष्टि करें। फिर नंबर दोबारा डालें और वह यहाँ आ जाएगा। या उसे वहाँ डिलीट करें, या किसी दूसरे नंबर का इस्तेमाल करें।
refusal-code-too-soon = एक कोड अभी-अभी भेजा गया है।
    .advice =
        { $seconds ->
            [one] { $seconds } सेकंड इंतज़ार करें, फिर दूसरा कोड माँगें।
           *[other] { $seconds } सेकंड इंतज़ार करें, फिर दूसरा कोड माँगें।
        }
refusal-too-many-codes = इस नंबर के लिए बहुत ज़्यादा कोड माँगे गए।
    .advice = { $until } के बाद फिर से कोशिश करें या Desk की घड़ी को उस समय तक आगे बढ़ाएँ।
refusal-guesses-locked = कोड बहुत बार ग़लत डाला गया।
    .advice = { $until } के बाद फिर से कोशिश करें या Desk की घड़ी को उस समय तक आगे बढ़ाएँ। अगर तब तक यह विंडो बंद हो जाए, तो साइनअप फिर से शुरू करें और वही बिज़नेस और नंबर चुनें।
refusal-no-code-sent = इस नंबर पर कोई कोड नहीं भेजा गया।
    .advice = पहले कोड माँगें।
refusal-code-wrong = यह कोड सही नहीं है।
    .advice = पिछला मैसेज दोबारा देखें या नया कोड माँगें।
refusal-code-expired = इस कोड की समय-सीमा ख़त्म हो गई है।
    .advice = नया कोड माँगें।
refusal-already-verified = यह नंबर पहले से वेरिफ़ाइड है।
    .advice = अगले चरण पर जाएँ।
refusal-not-verified = यह नंबर वेरिफ़ाइड नहीं है।
    .advice = कोड माँगें और उसे डालें।
refusal-number-off = यह नंबर बंद कर दिया गया है।
    .advice = बिज़नेस को वेरिफ़ाई करें या Business Manager में अपील करें।
refusal-limit-reached = मैसेज भेजने की लिमिट पूरी हो गई है।
    .advice = इसे बढ़ाने के लिए बिज़नेस वेरिफ़िकेशन शुरू करें।
refusal-waba-disabled = यह अकाउंट बंद कर दिया गया है, क्योंकि यह एक जाँच में सफल नहीं हुआ।
    .advice = Business Manager में अपील करें या कोई दूसरा अकाउंट चुनें।
refusal-other = यह संभव नहीं है: { $sentence }
    .advice = कृपया इसे ठीक करके फिर से कोशिश करें।
refusal-down = कुछ भी सेव नहीं हुआ, क्योंकि प्लेटफ़ॉर्म अपनी डिस्क पर नहीं लिख सका।
    .advice = कृपया फिर से कोशिश करें।
