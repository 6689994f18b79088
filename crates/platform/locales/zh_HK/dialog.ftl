# The texts of the signup pop-up in Traditional Chinese (Hong Kong).

-product = WhatsApp

## On every screen

frame-title = 將您的企業連接至 { -product }
frame-emulated = 此頁面由 Vestibule 模擬，只供測試之用，並非 Meta 或 { -product } 的服務。
frame-progress = 第 { $number } 步，共 { $count } 步
frame-signed-in = 已登入用戶：{ $name }
frame-switch = 轉換用戶
frame-continue = 繼續
frame-back = 返回
frame-cancel = 取消
frame-choose = 請選擇
frame-optional = （選填）
frame-problem = 請留意以下問題
frame-report = 報告此問題並離開
frame-check-field = 請檢查此欄：{ $label }

## Times

moment = { $year } 年 { $month } { $day } 日 { $time } UTC
month-1 = 1 月
month-2 = 2 月
month-3 = 3 月
month-4 = 4 月
month-5 = 5 月
month-6 = 6 月
month-7 = 7 月
month-8 = 8 月
month-9 = 9 月
month-10 = 10 月
month-11 = 11 月
month-12 = 12 月

## Log in

login-title = 登入
login-lead = 請選擇您的身份。這是模擬器，毋須輸入密碼。
login-people = 用戶
login-continue-as = 以 { $name } 的身份繼續
login-new-title = 或建立新用戶
login-name = 您的姓名
login-email = 您的電郵地址
login-language = 語言
login-create = 建立並繼續

## What is asked for

authorization-title = { $provider } 希望將您的企業連接至 { -product }
authorization-lead = 如果您選擇繼續，{ $provider } 將可存取您在之後步驟中選擇或建立的 { -product } Business 帳戶。
authorization-can = { $provider } 將獲得以下權限
authorization-manage = 管理帳戶，包括訊息範本、電話號碼及商業檔案
authorization-send = 以您企業的名義收發訊息
authorization-measure = 查看質素、限額及用量
authorization-users = 決定其自有系統中哪些可以使用此帳戶
authorization-bill-title = 收費對象
authorization-bill = { $provider } 與您共用其信貸額度。使用費用會向 { $provider } 收取，而您則向 { $provider } 付款。
authorization-owner = 帳戶仍屬您所有，您可隨時在 Business Manager 中查看。
authorization-start = 開始使用

## The business

business-title = 選擇您的企業
business-lead = 此企業將擁有該 { -product } Business 帳戶。
business-existing = 企業
business-existing-hint = 只有企業的管理員才可將企業連接至 { -product }。
business-not-admin = { $name }（您不是管理員）
business-not-admin-title = 您不是此處所列企業的管理員？
business-not-admin-run = 請該企業的管理員進行此註冊程序。
business-not-admin-make = 請管理員將您設為管理員，然後再返回此處。
business-not-admin-other = 使用其他企業，或建立新企業。
business-new = 建立新企業
business-name = 企業名稱
business-name-hint = 企業的法定名稱，須與註冊文件相符。
business-email = 企業電郵地址
business-website = 網站
business-website-hint = 您的網站，或您的社交網絡專頁。
business-country = 國家／地區
business-phone = 企業電話
business-add-address = 新增地址
business-address = 街道地址
business-address-more = 街道地址（第二行）
business-city = 城市
business-state = 州／省或地區
business-zip = 郵政編碼

## The account

waba-title = 選擇 { -product } Business 帳戶
waba-lead = 每次進行註冊程序可連接一個帳戶。如要連接其他帳戶，請再次進行註冊程序。
waba-existing = { -product } Business 帳戶
waba-existing-hint = 選擇 { $business } 的帳戶以新增電話號碼，或建立新帳戶。
waba-new = 建立新帳戶
waba-closed = （無法連接）
waba-profile = { -product } 商業檔案
waba-profile-new = 以新電話號碼建立新商業檔案
waba-profile-hint = 現有商業檔案會連同其號碼一併連接，內容維持不變。如要更改，請使用 WhatsApp Manager。
waba-only-new = { $business } 未有帳戶，系統將建立新帳戶。

## The profile

profile-title = 介紹您的企業
profile-lead = 客戶與您對話時會看到此商業檔案。
profile-existing-title = 您的現有商業檔案
profile-existing-lead = 此商業檔案會直接連接，內容維持不變。您可在 WhatsApp Manager 中更改。
profile-real-title = 請使用真實名稱
profile-real = 請以您的企業實際會使用的顯示名稱及號碼註冊。日後很難更改，因此請勿使用測試名稱。
profile-waba-name = 帳戶名稱
profile-waba-name-hint = 只有您和 { $provider } 會看到。
profile-display-name = 顯示名稱
profile-display-name-hint = 客戶會看到此名稱。名稱必須代表您的企業，與您在其他地方的寫法一致，並最少包含 3 個中文字、字母或數字；不可使用口號、網址、符號，英文不可全部使用大寫。
profile-timezone = 時區
profile-category = 類別
profile-description = 簡介
profile-description-hint = 最多 512 個字元。
profile-website = 網站

## The number

number-title = 新增電話號碼
number-lead = 客戶會看到由此號碼傳送的訊息。
number-real-title = 請勿使用測試號碼或私人號碼
number-real = 此號碼由現在起會與您的企業綁定，日後很難更換。請選擇您希望客戶認識的號碼。
number-used = 如號碼正在 { -product } Messenger 或 { -product } Business 應用程式中使用，必須先在該處釋出：刪除應用程式內的帳戶，等候約三分鐘，然後再返回此處。
number-offer-title = 使用服務供應商提供的號碼
number-offer = { $provider } 已驗證 { $number }，您毋須輸入驗證碼。
number-offer-take = 使用此號碼
number-country = 國家／地區代碼
number-number = 電話號碼
number-number-hint = 毋須輸入國家／地區代碼，例如 1512 3456789。
number-method = 您想以甚麼方式接收驗證碼？
number-sms = 短訊
number-voice = 語音電話
number-next = 傳送驗證碼

## The code

verify-title = 驗證您的號碼
verify-lead = 請輸入 { $number } 透過短訊或語音電話收到的 6 位數字驗證碼。
verify-where = 這是模擬器，請在 { $page }查看驗證碼。
verify-where-link = Desk 的電話號碼頁面（Phones）
verify-code = 驗證碼
verify-next = 驗證
verify-again-title = 未收到驗證碼？
verify-again-sms = 重新傳送短訊
verify-again-voice = 改用語音電話
verify-other-number = 使用其他號碼
verify-spent = { $until } 之前不能再傳送驗證碼。最近一次的驗證碼在過期前仍然有效。
verify-locked = 在此之前，您不能輸入驗證碼，亦不能透過短訊或語音電話索取驗證碼。無論由誰輸入，錯誤次數均按號碼計算。
verify-clock = 此模擬器現時的時間為 { $now }。您毋須等候，可在 { $page }將時鐘調快。
verify-clock-link = Desk 的時鐘頁面（Clock）
verify-look-again = 再次查看

## The review

permissions-title = 檢查資料
permissions-lead = 請查看 { $provider } 將會取得的項目。
permissions-business = 企業
permissions-waba = 帳戶
permissions-number = 電話號碼
permissions-name = 顯示名稱
permissions-allowed = 權限
permissions-scope-management = 管理您的 { -product } 帳戶
permissions-scope-messaging = 以您的名義傳送訊息
permissions-scope-business = 管理您的企業
permissions-bill = 使用費用會向 { $provider } 收取。
permissions-next = 確認

## The end

done-title = 您的帳戶已連接
done-lead = { $provider } 現可存取：
done-business-id = 企業
done-waba-id = { -product } Business 帳戶
done-phone-id = 電話號碼
done-next = 接下來 { $provider } 會完成所有設定，我們的審查會在背景進行。我們已發送電郵至您的企業電郵地址，如有消息會再通知您。
done-finish = 完成
done-lost = 登入結果已不存在。請在 { $provider } 的頁面重新開始註冊程序，系統不會重複建立任何項目。
cancelled-title = 註冊已取消
cancelled-lead = 您輸入的內容已保留，重新開始時可繼續使用。
cancelled-close = 您可以關閉此視窗。
cancelled-return = 返回先前的頁面

## Before the first screen

refused-title = 無法在此開始註冊程序
refused-app = 沒有 ID 為 { $app } 的應用程式。
    .advice = 頁面必須以服務供應商的應用程式 ID 呼叫 FB.init。
refused-domain = 應用程式 { $app } 不可在 { $domain } 上使用。
    .advice = 服務供應商須將 { $domain } 加入應用程式的獲准網域：可在 Desk 的 Providers 頁面加入，或使用 POST /_control/provider 的「domains」欄位。
refused-domain-right = 請透過 { $address } 開啟頁面，並在該處開始註冊程序。或者：
refused-redirect-title = 網址已被封鎖
refused-redirect = 應用程式 { $app } 不可在 { $domain } 上使用：由於 { $uri } 並非其有效的 OAuth 重新導向網址，是次重新導向失敗。
    .advice = 服務供應商須在 Desk 的 Providers 頁面為應用程式加入此網址。請確保該處的網址與此處顯示的完全相同。
refused-no-domain = 啟動註冊程序的頁面沒有提供其網址。
    .advice = 請使用 SDK 的 FB.login 啟動，或提供位於獲准網域的 redirect_uri。
refused-device = 只可在電腦上進行
    .advice = 請在桌面電腦或手提電腦上開啟頁面，並在該處開始註冊程序。
refused-gone = 此註冊程序已經關閉。
    .advice = 請在服務供應商的頁面重新開始，您之前輸入的內容仍會保留。
refused-unexplained = 發生問題，請稍後再試。

## Categories

vertical-auto = 汽車
vertical-beauty = 美容、水療及髮型屋
vertical-apparel = 服裝及配飾
vertical-edu = 教育
vertical-entertain = 娛樂
vertical-event-plan = 活動策劃及服務
vertical-finance = 金融及銀行
vertical-grocery = 食品及雜貨
vertical-govt = 公共服務
vertical-hotel = 酒店及住宿
vertical-health = 醫療及保健
vertical-nonprofit = 非牟利機構
vertical-prof-services = 專業服務
vertical-retail = 購物及零售
vertical-travel = 旅遊及交通
vertical-restaurant = 餐廳
vertical-not-a-biz = 並非企業
vertical-other = 其他

## What the platform refuses

refusal-not-allowed = 您沒有權限進行此操作。
    .advice = 請以啟動此註冊程序的用戶身份登入。
refusal-not-business-admin = 您不是此企業的管理員。
    .advice = 請管理員進行註冊程序，或請管理員將您設為管理員，亦可使用其他企業。
refusal-not-a-provider = 只有服務供應商的應用程式才可啟動此註冊程序。
    .advice = 此應用程式所屬的企業並非服務供應商。
refusal-app-in-development = 應用程式 { $app } 處於開發模式：只有在此應用程式中擁有角色的人才可使用。
    .advice = 您無法自行更改，請聯絡服務供應商。
refusal-bad-value = 此處不可使用「{ $value }」。
    .advice = 請更正後再試。
refusal-name-length = 顯示名稱須最少包含 3 個中文字、字母或數字，最多 255 個字元。
    .advice = 請使用客戶熟悉的名稱。
refusal-name-address = 顯示名稱不可以是網址。
    .advice = 請刪去 https://、www. 及 .com。
refusal-name-symbols = 顯示名稱不可包含表情符號或特殊符號。
    .advice = 請刪去 ™、★ 等符號。
refusal-name-punctuation = 顯示名稱不可包含多餘的標點符號或空格。
    .advice = 字詞之間只留一個空格，標點符號不可重複。
refusal-name-capitals = 顯示名稱中的英文不可全部使用大寫，首字母縮寫除外。
    .advice = 請使用一般的大小寫寫法，例如「Lucky Shrub」。
refusal-name-trademark = 顯示名稱不可包含平台的名稱。
    .advice = 請只使用您自己的名稱。
refusal-name-general = 顯示名稱須為企業、產品或部門的名稱，不可只是通用字詞或地名。
    .advice = 請加上您的企業名稱。
refusal-origin-not-allowed = 不可從 { $origin } 啟動註冊程序。
    .advice = 服務供應商須將此網域加入其應用程式的獲准網域。
refusal-signup-over = 此註冊程序已經完成。
    .advice = 如要連接其他帳戶或號碼，請在服務供應商的頁面重新開始。
refusal-wrong-step = 此註冊程序正處於另一個步驟。
    .advice =
        { $step ->
            [authorization] 請由第一步（授權服務供應商）繼續。
            [business] 請由選擇企業的步驟繼續。
            [waba] 請由選擇帳戶的步驟繼續。
            [profile] 請由商業檔案的步驟繼續。
            [number] 請由電話號碼的步驟繼續。
            [verify] 請由輸入驗證碼的步驟繼續。
           *[permissions] 請由檢查資料的步驟繼續。
        }
refusal-shared-with-another = 此帳戶已與 { $partner } 共用。一個帳戶只可與一間服務供應商共用。
    .advice = 請先停止該項共用，或建立新帳戶。
refusal-waba-quota =
    { $max ->
       *[other] 未經驗證的企業最多可擁有 { $max } 個帳戶。
    }
    .advice = 如要建立更多帳戶，請在 Business Manager 中驗證企業；您亦可選擇現有帳戶。
refusal-business-limit =
    { $max ->
       *[other] 您已建立 { $max } 間企業，不能再建立。
    }
    .advice = 請選擇您現有的企業，或請其他企業的管理員將您加入。
refusal-account-too-new = 您的用戶帳戶剛建立不久，暫時不能建立企業。
    .advice = 請在 { $until } 之後再試，或選擇由您管理的企業。
refusal-configuration = 此應用程式沒有 ID 為 { $configuration } 的登入設定。
    .advice = 頁面必須以 config_id 指定應用程式的其中一項登入設定。服務供應商可在 Desk 的 Providers 頁面找到這些設定。
refusal-waba-limit =
    { $max ->
       *[other] 此企業已有 { $max } 個帳戶，不能再新增。
    }
    .advice = 請選擇其中一個帳戶。
refusal-number-listed = 此帳戶中已有 { $number }。
    .advice = 請輸入其他號碼，或透過您的服務供應商繼續使用現有號碼。
refusal-number-in-use = { $number } 正由另一個帳戶使用。
    .advice = 請在該帳戶中刪除此號碼，等候約三分鐘，然後再次輸入。如號碼在另一間服務供應商，請先在該處關閉雙步驟驗證 PIN 碼。
refusal-number-connected = { $number } 已連接至您的帳戶「{ $account }」。
    .advice = 如要繼續使用此號碼，請返回並選擇該帳戶；否則請輸入其他號碼。
refusal-number-on-messenger = { $number } 正在 { -product } Messenger 中使用。
    .advice = 請在使用該號碼的手機上開啟 { -product }，刪除帳戶（設定 > 帳戶 > 刪除我的帳戶），等候約三分鐘，然後再次輸入號碼。您亦可使用其他號碼。
refusal-number-on-business-app = { $number } 正在 { -product } Business 應用程式中使用。
    .advice = 請在使用該號碼的手機上開啟應用程式，刪除帳戶（設定 > 帳戶 > 刪除我的帳戶），等候約三分鐘，然後再次輸入號碼。您亦可使用其他號碼。
refusal-number-being-freed = { $number } 的帳戶剛在應用程式中刪除，號碼尚未釋出。
    .advice = 請在 { $until } 之後再次輸入，或將 Desk 的時鐘調至該時間。
refusal-number-behind-voice-menu = { $number } 由語音選單自動接聽，無人能收到驗證碼。
    .advice = 請使用由真人接聽或可接收短訊的號碼。
refusal-verification-not-started = 此帳戶暫時不能新增其他號碼。
    .advice = 請先在 Business Manager 中開始企業驗證，然後再新增號碼。
refusal-number-limit =
    { $max ->
       *[other] 此帳戶已有 { $max } 個號碼，不能再新增。
    }
    .advice = 請為此號碼建立另一個帳戶。
refusal-business-number-limit =
    { $max ->
       *[other] 未經驗證的企業最多可擁有 { $max } 個號碼。
    }
    .advice = 請在 Business Manager 中完成企業驗證，然後再新增號碼。
refusal-migration =
    此號碼屬於另一個帳戶，不能轉移至此處。{ $why ->
        [other-business] 該帳戶屬於另一間企業。
        [business-not-verified] 必須先驗證企業。
        [name-not-approved] 其顯示名稱必須先獲批准，且沒有進行中的更改。
        [no-payment] 該帳戶尚未設定付款帳戶。
        [account-not-approved] 該帳戶未獲批准，或仍在審查中。
       *[no-webhooks] 此處的帳戶尚未設定 Webhook。
    }
    .advice = 請先解決此問題；或在另一個帳戶的 WhatsApp Manager 中刪除該號碼，等候五分鐘後再次輸入；亦可使用其他號碼。
refusal-two-step-on = { $number } 屬於您在另一間服務供應商的帳戶「{ $account }」，並已開啟雙步驟驗證。
    .advice = 請在該帳戶的 WhatsApp Manager 中開啟此號碼，關閉雙步驟驗證，並按電郵內的連結確認。然後再次輸入號碼，號碼便會轉移至此處。您亦可在該處刪除號碼，或使用其他號碼。
refusal-code-too-soon = 剛剛已傳送過驗證碼。
    .advice =
        { $seconds ->
           *[other] 請等候 { $seconds } 秒後再索取驗證碼。
        }
refusal-too-many-codes = 此號碼索取驗證碼的次數過多。
    .advice = 請在 { $until } 之後再試，或將 Desk 的時鐘調至該時間。
refusal-guesses-locked = 輸入錯誤驗證碼的次數過多。
    .advice = 請在 { $until } 之後再試，或將 Desk 的時鐘調至該時間。如屆時此視窗已關閉，請重新開始註冊程序，並選擇相同的企業及號碼。
refusal-no-code-sent = 尚未傳送驗證碼至此號碼。
    .advice = 請先索取驗證碼。
refusal-code-wrong = 驗證碼不正確。
    .advice = 請再次查看最近收到的訊息，或索取新的驗證碼。
refusal-code-expired = 驗證碼已過期。
    .advice = 請索取新的驗證碼。
refusal-already-verified = 此號碼已通過驗證。
    .advice = 請繼續下一步。
refusal-not-verified = 此號碼尚未驗證。
    .advice = 請索取驗證碼並輸入。
refusal-number-off = 此號碼已被停用。
    .advice = 請在 Business Manager 中驗證企業或提出上訴。
refusal-limit-reached = 已達訊息傳送限額。
    .advice = 如要提高限額，請開始企業驗證。
refusal-waba-disabled = 此帳戶因未能通過審查而被停用。
    .advice = 請在 Business Manager 中提出上訴，或選擇其他帳戶。
refusal-other = 無法進行此操作：{ $sentence }
    .advice = 請更正後再試。
refusal-down = 平台無法寫入磁碟，因此沒有儲存任何內容。
    .advice = 請再試一次。
