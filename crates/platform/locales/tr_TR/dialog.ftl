# The texts of the signup pop-up in Turkish.

-product = WhatsApp

## On every screen

frame-title = İşletmenizi { -product } hizmetine bağlayın
frame-emulated = Vestibule tarafından test amacıyla emüle edilir. Burası Meta veya { -product } değildir.
frame-progress = Adım { $number } / { $count }
frame-signed-in = { $name } olarak oturum açıldı
frame-switch = Başka bir kullanıcıya geç
frame-continue = Devam et
frame-back = Geri
frame-cancel = İptal
frame-choose = Lütfen seçin
frame-optional = (isteğe bağlı)
frame-problem = Dikkatinizi gerektiren bir durum var
frame-report = Bu sorunu bildir ve çık
frame-check-field = Lütfen bu alanı kontrol edin: { $label }

## Times

moment = { $day } { $month } { $year }, { $time } UTC
month-1 = Ocak
month-2 = Şubat
month-3 = Mart
month-4 = Nisan
month-5 = Mayıs
month-6 = Haziran
month-7 = Temmuz
month-8 = Ağustos
month-9 = Eylül
month-10 = Ekim
month-11 = Kasım
month-12 = Aralık

## Log in

login-title = Oturum açın
login-lead = Kim olduğunuzu seçin. Bu bir emülatördür, şifre gerekmez.
login-people = Kullanıcılar
login-continue-as = { $name } olarak devam et
login-new-title = Veya bir kullanıcı oluşturun
login-name = Adınız
login-email = E-posta adresiniz
login-language = Dil
login-create = Oluştur ve devam et

## What is asked for

authorization-title = { $provider } işletmenizi { -product } hizmetine bağlamak istiyor
authorization-lead = Devam ederseniz { $provider }, sonraki adımlarda seçeceğiniz veya oluşturacağınız { -product } Business hesabına erişim kazanır.
authorization-can = { $provider } şunları yapabilecek
authorization-manage = hesabı yönetmek: mesaj şablonları, telefon numaraları ve profil
authorization-send = işletmeniz adına mesaj gönderip almak
authorization-measure = kaliteyi, sınırları ve kullanımı görmek
authorization-users = kendi sistemlerinden hangilerinin hesabı kullanabileceğine karar vermek
authorization-bill-title = Fatura kime kesilir?
authorization-bill = { $provider } kredi limitini sizinle paylaşır. Kullanım, { $provider } adına faturalandırılır ve siz ödemeyi { $provider } şirketine yaparsınız.
authorization-owner = Hesap sizin kalır. Hesabı istediğiniz zaman Business Manager’ınızda görebilirsiniz.
authorization-start = Başla

## The business

business-title = İşletmenizi seçin
business-lead = { -product } Business hesabı bu işletmeye ait olacak.
business-existing = İşletme
business-existing-hint = Bir işletmeyi yalnızca o işletmenin yöneticisi bağlayabilir.
business-not-admin = { $name } (yönetici değilsiniz)
business-not-admin-title = Burada gösterilen bir işletmenin yöneticisi değil misiniz?
business-not-admin-run = O işletmenin bir yöneticisinden bu kaydı yapmasını isteyin.
business-not-admin-make = Bir yöneticiden sizi yönetici yapmasını isteyin, sonra geri gelin.
business-not-admin-other = Başka bir işletme kullanın veya yeni bir işletme oluşturun.
business-new = Yeni işletme oluştur
business-name = İşletme adı
business-name-hint = Resmî belgelerinizde yer alan yasal ad.
business-email = İşletme e-posta adresi
business-website = İnternet sitesi
business-website-hint = İnternet siteniz veya bir sosyal ağdaki sayfanız.
business-country = Ülke
business-phone = İşletme telefonu
business-add-address = Adres ekle
business-address = Açık adres
business-address-more = Açık adres, ikinci satır
business-city = Şehir
business-state = İl, eyalet veya bölge
business-zip = Posta kodu

## The account

waba-title = Bir { -product } Business hesabı seçin
waba-lead = Her kayıtta bir hesap bağlanır. Başka bir hesap bağlamak için kaydı tekrar yapın.
waba-existing = { -product } Business hesabı
waba-existing-hint = Telefon numarası eklemek için { $business } işletmesinin bir hesabını seçin veya yeni bir hesap oluşturun.
waba-new = Yeni hesap oluştur
waba-closed = (bağlanamaz)
waba-profile = { -product } Business profili
waba-profile-new = Yeni telefon numarasıyla yeni profil oluştur
waba-profile-hint = Mevcut bir profil, numarasıyla birlikte olduğu gibi bağlanır. Değiştirmek için WhatsApp Manager’ı kullanın.
waba-only-new = { $business } işletmesinin henüz hesabı yok, yeni bir hesap oluşturulacak.

## The profile

profile-title = İşletmenizi tanıtın
profile-lead = Müşteriler sizinle sohbet ederken bu profili görür.
profile-existing-title = Mevcut profiliniz
profile-existing-lead = Bu profil olduğu gibi bağlanır. WhatsApp Manager’da değiştirilebilir.
profile-real-title = Gerçek adı kullanın
profile-real = İşletmenizin gerçekten kullanacağı görünen ad ve numarayla kaydolun. Bunları sonradan değiştirmek çok zordur, bu nedenle test adları kullanmayın.
profile-waba-name = Hesap adı
profile-waba-name-hint = Bunu yalnızca siz ve { $provider } görür.
profile-display-name = Görünen ad
profile-display-name-hint = Bunu müşteriler görür. İşletmenizi temsil etmeli, her yerde yazdığınız gibi yazılmalı ve en az 3 harf veya rakam içermelidir: slogan, internet sitesi adresi veya sembol içermemeli, tamamı büyük harf olmamalıdır.
profile-timezone = Saat dilimi
profile-category = Kategori
profile-description = Açıklama
profile-description-hint = En fazla 512 karakter.
profile-website = İnternet sitesi

## The number

number-title = Telefon numarası ekleyin
number-lead = Müşterileriniz mesajları bu numaradan alır.
number-real-title = Test numarası veya kişisel numara kullanmayın
number-real = Numara bundan böyle işletmenize bağlıdır ve sonradan başka bir numaraya geçmek çok zordur. Müşterilerinizin tanımasını istediğiniz numarayı seçin.
number-used = { -product } Messenger’da veya { -product } Business uygulamasında kullanılan bir numara önce orada serbest bırakılmalıdır: uygulamada o hesabı silin, yaklaşık üç dakika bekleyin, sonra geri gelin.
number-offer-title = Sağlayıcınızın bir numarasını kullanın
number-offer = { $provider }, { $number } numarasını zaten doğruladı. Bu numara için koda ihtiyacınız yok.
number-offer-take = Bu numarayı kullan
number-country = Ülke kodu
number-number = Telefon numarası
number-number-hint = Ülke kodu olmadan, örneğin 1512 3456789.
number-method = Kodu size nasıl gönderelim?
number-sms = SMS
number-voice = Telefon araması
number-next = Kodu gönder

## The code

verify-title = Numaranızı doğrulayın
verify-lead = { $number } numarasına SMS veya aramayla gelen 6 haneli kodu girin.
verify-where = Bu bir emülatördür. Kodu { $page } bulursunuz.
verify-where-link = Desk’in telefonlar sayfasında
verify-code = Doğrulama kodu
verify-next = Doğrula
verify-again-title = Kod gelmedi mi?
verify-again-sms = Yeni SMS gönder
verify-again-voice = Bunun yerine beni ara
verify-other-number = Başka bir numara kullan
verify-spent = { $until } öncesinde başka kod gönderilemez. Son kod, süresi dolana kadar geçerlidir.
verify-locked = O zamana kadar kod girilemez, gönderilemez veya aramayla iletilemez. Yanlış denemeler, kim yaparsa yapsın numara üzerinden sayılır.
verify-clock = Bu emülatörün saatine göre şu an { $now }. Beklemeniz gerekmez, saati { $page } ileri alabilirsiniz.
verify-clock-link = Desk’in saat sayfasında
verify-look-again = Yeniden kontrol et

## The review

permissions-title = Gözden geçirin
permissions-lead = Lütfen { $provider } şirketinin nelere erişeceğini gözden geçirin.
permissions-business = İşletme
permissions-waba = Hesap
permissions-number = Telefon numarası
permissions-name = Görünen ad
permissions-allowed = İzinler
permissions-scope-management = { -product } hesaplarınızı yönetme
permissions-scope-messaging = Sizin adınıza mesaj gönderme
permissions-scope-business = İşletmenizi yönetme
permissions-bill = Kullanım, { $provider } adına faturalandırılır.
permissions-next = Onayla

## The end

done-title = Hesabınız bağlandı
done-lead = { $provider } artık şunlara erişebilir:
done-business-id = İşletme
done-waba-id = { -product } Business hesabı
done-phone-id = Telefon numarası
done-next = Bundan sonraki tüm kurulumu { $provider } yapar. Kontrollerimiz arka planda sürer. İşletmenizin e-posta adresine mesaj gönderdik, yeni bir gelişme olduğunda tekrar yazacağız.
done-finish = Bitir
done-lost = Oturum açma sonucu artık burada değil. Kaydı { $provider } sayfasında yeniden başlatın; hiçbir şey iki kez oluşturulmaz.
cancelled-title = Kayıt iptal edildi
cancelled-lead = Girdiğiniz bilgiler saklandı. Yeniden başladığınızda bunları bulursunuz.
cancelled-close = Bu pencereyi kapatabilirsiniz.
cancelled-return = Geldiğiniz sayfaya dön

## Before the first screen

refused-title = Bu kayıt burada başlatılamaz
refused-app = { $app } kimlikli bir uygulama yok.
    .advice = Sayfa, FB.init işlevini bir sağlayıcıya ait uygulamanın kimliğiyle çağırmalıdır.
refused-domain = { $app } uygulaması { $domain } alan adında kullanılamaz.
    .advice = Sağlayıcı, { $domain } alan adını uygulamanın izin verilen alan adlarına eklemelidir: Desk’te Providers altında veya POST /_control/provider isteğinin "domains" alanıyla.
refused-domain-right = Sayfayı { $address } adresinde açın ve kaydı orada başlatın. Veya:
refused-redirect-title = URL engellendi
refused-redirect = { $app } uygulaması { $domain } alan adında kullanılamaz: { $uri }, uygulamanın geçerli OAuth yönlendirme adreslerinden biri olmadığı için bu yönlendirme başarısız oldu.
    .advice = Sağlayıcı, adresi Desk’te Providers altında uygulamaya eklemelidir. Adresin orada tam olarak buradaki gibi yazıldığından emin olun.
refused-no-domain = Kaydı başlatan sayfa nerede olduğunu bildirmedi.
    .advice = Kaydı SDK’nın FB.login işleviyle başlatın veya izin verilen bir alan adında bir redirect_uri belirtin.
refused-device = Bu yalnızca bilgisayarda çalışır
    .advice = Sayfayı bir masaüstü veya dizüstü bilgisayarda açın ve kaydı orada başlatın.
refused-gone = Bu kayıt artık açık değil.
    .advice = Kaydı sağlayıcının sayfasında yeniden başlatın. Girdiğiniz bilgileri orada bulursunuz.
refused-unexplained = Bir sorun oluştu. Lütfen daha sonra tekrar deneyin.

## Categories

vertical-auto = Otomotiv
vertical-beauty = Güzellik, spa ve kuaför
vertical-apparel = Giyim ve moda
vertical-edu = Eğitim
vertical-entertain = Eğlence
vertical-event-plan = Etkinlik planlama ve hizmetleri
vertical-finance = Finans ve bankacılık
vertical-grocery = Gıda ve market
vertical-govt = Kamu hizmeti
vertical-hotel = Otel ve konaklama
vertical-health = Tıp ve sağlık
vertical-nonprofit = Kâr amacı gütmeyen kuruluş
vertical-prof-services = Profesyonel hizmetler
vertical-retail = Alışveriş ve perakende
vertical-travel = Seyahat ve ulaşım
vertical-restaurant = Restoran
vertical-not-a-biz = İşletme değil
vertical-other = Diğer

## What the platform refuses

refusal-not-allowed = Bu işlemi yapma izniniz yok.
    .advice = Kaydı başlatan kullanıcı olarak oturum açın.
refusal-not-business-admin = Bu işletmenin yöneticisi değilsiniz.
    .advice = Bir yöneticiden kaydı yapmasını veya sizi yönetici yapmasını isteyin ya da başka bir işletme kullanın.
refusal-not-a-provider = Bu kaydı yalnızca bir sağlayıcının uygulaması başlatabilir.
    .advice = Uygulama, sağlayıcı olmayan bir işletmeye ait.
refusal-app-in-development = { $app } uygulaması geliştirme modunda: Yalnızca uygulamada rolü olan kişiler kullanabilir.
    .advice = Bunu kendiniz değiştiremezsiniz. Lütfen sağlayıcıyla iletişime geçin.
refusal-bad-value = “{ $value }” burada kullanılamaz.
    .advice = Lütfen düzeltip tekrar deneyin.
refusal-name-length = Görünen ad en az 3 harf veya rakam, en fazla 255 karakter içermelidir.
    .advice = Müşterilerinizin sizi tanıdığı adı kullanın.
refusal-name-address = Görünen ad bir internet adresi olamaz.
    .advice = https://, www. ve .com bölümlerini çıkarın.
refusal-name-symbols = Görünen ad emoji veya sembol içeremez.
    .advice = ™ veya ★ gibi sembolleri çıkarın.
refusal-name-punctuation = Görünen ad fazladan noktalama işareti veya boşluk içeremez.
    .advice = Sözcükler arasında tek boşluk bırakın ve hiçbir işareti art arda iki kez yazmayın.
refusal-name-capitals = Görünen ad, bir kısaltma değilse tamamen büyük harflerle yazılamaz.
    .advice = Her zamanki gibi yazın, örneğin “Lucky Shrub”.
refusal-name-trademark = Görünen ad, platforma ait adları içeremez.
    .advice = Yalnızca kendi adınızı kullanın.
refusal-name-general = Görünen ad bir işletmenin, ürünün veya bölümün adı olmalıdır; genel bir sözcük ya da tek başına bir yer adı olamaz.
    .advice = İşletmenizin adını ekleyin.
refusal-origin-not-allowed = Kayıt { $origin } adresinden başlatılamaz.
    .advice = Sağlayıcı bu alan adını uygulamasının izin verilen alan adlarına eklemelidir.
refusal-signup-over = Bu kayıt tamamlandı.
    .advice = Başka bir hesap veya numara bağlamak için kaydı sağlayıcının sayfasında yeniden başlatın.
refusal-wrong-step = Bu kayıt başka bir adımda.
    .advice =
        { $step ->
            [authorization] İlk adımdan, yani sağlayıcıya izin verme adımından devam edin.
            [business] İşletme seçiminden devam edin.
            [waba] Hesap seçiminden devam edin.
            [profile] Profilden devam edin.
            [number] Telefon numarasından devam edin.
            [verify] Doğrulama kodundan devam edin.
           *[permissions] Gözden geçirme adımından devam edin.
        }
refusal-shared-with-another = Bu hesap zaten { $partner } ile paylaşılıyor. Bir hesap yalnızca bir sağlayıcıyla paylaşılabilir.
    .advice = Önce oradaki paylaşımı durdurun veya yeni bir hesap oluşturun.
refusal-waba-quota =
    { $max ->
        [one] Doğrulanmamış bir işletmenin en fazla bir hesabı olabilir.
       *[other] Doğrulanmamış bir işletmenin en fazla { $max } hesabı olabilir.
    }
    .advice = Daha fazlasını oluşturmak için işletmeyi Business Manager’da doğrulayın veya mevcut hesaplarından birini seçin.
refusal-business-limit =
    { $max ->
        [one] Zaten bir işletme oluşturdunuz, daha fazlasını oluşturamazsınız.
       *[other] Zaten { $max } işletme oluşturdunuz, daha fazlasını oluşturamazsınız.
    }
    .advice = İşletmelerinizden birini seçin veya başka bir işletmenin yöneticisinden sizi eklemesini isteyin.
refusal-account-too-new = Kişisel hesabınız işletme oluşturmak için çok yeni.
    .advice = { $until } sonrasında tekrar deneyin veya yöneticisi olduğunuz bir işletmeyi seçin.
refusal-configuration = Uygulamanın { $configuration } kimlikli bir oturum açma yapılandırması yok.
    .advice = Sayfa, config_id olarak uygulamanın bir yapılandırmasını belirtmelidir. Sağlayıcı bunları Desk’te Providers altında bulur.
refusal-waba-limit =
    { $max ->
        [one] İşletmenin zaten bir hesabı var, daha fazlası olamaz.
       *[other] İşletmenin zaten { $max } hesabı var, daha fazlası olamaz.
    }
    .advice = Hesaplarından birini seçin.
refusal-number-listed = { $number } numarası zaten bu hesapta.
    .advice = Başka bir numara girin veya sağlayıcınızda mevcut numarayla devam edin.
refusal-number-in-use = { $number } numarası başka bir hesapta kullanılıyor.
    .advice = Numarayı orada silin, yaklaşık üç dakika bekleyin, sonra yeniden girin. Numara başka bir sağlayıcıdaysa önce orada iki adımlı doğrulama PIN’ini kapatın.
refusal-number-connected = { $number } numarası zaten “{ $account }” hesabınıza bağlı.
    .advice = Bu numarayla devam etmek için geri dönüp o hesabı seçin veya başka bir numara girin.
refusal-number-on-messenger = { $number } numarası { -product } Messenger’da kullanılıyor.
    .advice = O telefonda { -product } uygulamasını açın, hesabı silin (Ayarlar, Hesap, Hesabımı sil), yaklaşık üç dakika bekleyin, sonra numarayı yeniden girin. Veya başka bir numara kullanın.
refusal-number-on-business-app = { $number } numarası { -product } Business uygulamasında kullanılıyor.
    .advice = O telefonda uygulamayı açın, hesabı silin (Ayarlar, Hesap, Hesabımı sil), yaklaşık üç dakika bekleyin, sonra numarayı yeniden girin. Veya başka bir numara kullanın.
refusal-number-being-freed = { $number } numarasının hesabı uygulamada az önce silindi ve numara henüz serbest değil.
    .advice = Numarayı { $until } sonrasında yeniden girin veya Desk’in saatini o zamana kadar ileri alın.
refusal-number-behind-voice-menu = { $number } numarasını bir sesli menü yanıtlıyor, bu nedenle kod orada bir kişiye ulaşamaz.
    .advice = Bir kişinin yanıtladığı veya SMS alabilen bir numara kullanın.
refusal-verification-not-started = Bu hesaba henüz başka numara eklenemez.
    .advice = Önce Business Manager’da işletme doğrulamasını başlatın, sonra numara ekleyin.
refusal-number-limit =
    { $max ->
        [one] Bu hesabın zaten bir numarası var, daha fazlası olamaz.
       *[other] Bu hesabın zaten { $max } numarası var, daha fazlası olamaz.
    }
    .advice = Bu numara için başka bir hesap oluşturun.
refusal-business-number-limit =
    { $max ->
        [one] Doğrulanmamış bir işletmenin en fazla bir numarası olabilir.
       *[other] Doğrulanmamış bir işletmenin en fazla { $max } numarası olabilir.
    }
    .advice = Business Manager’da işletme doğrulamasını tamamlayın, sonra numara ekleyin.
refusal-migration =
    Bu numara başka bir hesapta ve buraya taşınamaz. { $why ->
        [other-business] O hesap başka bir işletmeye ait.
        [business-not-verified] Önce işletmenin doğrulanması gerekir.
        [name-not-approved] Önce görünen adının onaylanması ve süren bir değişiklik olmaması gerekir.
        [no-payment] O hesabın ödeme hesabı yok.
        [account-not-approved] O hesap onaylı değil veya incelemesi hâlâ sürüyor.
       *[no-webhooks] Bu hesap için Webhooks kurulmamış.
    }
    .advice = Bunu düzeltin veya diğer hesabın WhatsApp Manager’ında numarayı silin, beş dakika bekleyin ve yeniden girin. Veya başka bir numara kullanın.
refusal-two-step-on = { $number } numarası, başka bir sağlayıcıdaki “{ $account }” hesabınızda ve iki adımlı doğrulaması açık.
    .advice = Numarayı o hesabın WhatsApp Manager’ında açın, iki adımlı doğrulamayı kapatın ve e-postadaki bağlantıyla onaylayın. Ardından numarayı yeniden girin; numara buraya taşınır. Ya da numarayı orada silin veya başka bir numara kullanın.
refusal-code-too-soon = Az önce bir kod gönderildi.
    .advice =
        { $seconds ->
            [one] Bir saniye bekleyin, sonra yeni bir kod isteyin.
           *[other] { $seconds } saniye bekleyin, sonra yeni bir kod isteyin.
        }
refusal-too-many-codes = Bu numara için çok fazla kod istendi.
    .advice = { $until } sonrasında tekrar deneyin veya Desk’in saatini o zamana kadar ileri alın.
refusal-guesses-locked = Kod çok fazla kez yanlış girildi.
    .advice = { $until } sonrasında tekrar deneyin veya Desk’in saatini o zamana kadar ileri alın. Bu pencere o zamana kadar kapanırsa kaydı yeniden başlatıp aynı işletmeyi ve numarayı seçin.
refusal-no-code-sent = Bu numaraya kod gönderilmedi.
    .advice = Önce bir kod isteyin.
refusal-code-wrong = Bu kod doğru değil.
    .advice = Son mesaja tekrar bakın veya yeni bir kod isteyin.
refusal-code-expired = Bu kodun süresi doldu.
    .advice = Yeni bir kod isteyin.
refusal-already-verified = Bu numara zaten doğrulandı.
    .advice = Sonraki adıma geçin.
refusal-not-verified = Bu numara doğrulanmadı.
    .advice = Bir kod isteyin ve girin.
refusal-number-off = Bu numara kapatıldı.
    .advice = İşletmeyi doğrulayın veya Business Manager’da itiraz edin.
refusal-limit-reached = Mesajlaşma sınırına ulaşıldı.
    .advice = Sınırı yükseltmek için işletme doğrulamasını başlatın.
refusal-waba-disabled = Bir kontrol başarısız olduğu için bu hesap devre dışı bırakıldı.
    .advice = Business Manager’da itiraz edin veya başka bir hesap seçin.
refusal-other = Bu mümkün değil: { $sentence }
    .advice = Lütfen düzeltip tekrar deneyin.
refusal-down = Platform diskine yazamadığı için hiçbir şey kaydedilmedi.
    .advice = Lütfen tekrar deneyin.
