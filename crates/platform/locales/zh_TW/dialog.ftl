# The texts of the signup pop-up in Traditional Chinese (Taiwan).

-product = WhatsApp

## On every screen

frame-title = 將您的企業連結至 { -product }
frame-emulated = 此頁面由 Vestibule 模擬，僅供測試之用，並非 Meta 或 { -product } 的服務。
frame-progress = 第 { $number } 步，共 { $count } 步
frame-signed-in = 目前登入身分：{ $name }
frame-switch = 切換使用者
frame-continue = 繼續
frame-back = 返回
frame-cancel = 取消
frame-choose = 請選擇
frame-optional = （選填）
frame-problem = 請留意以下問題
frame-report = 回報此問題並離開
frame-check-field = 請檢查此欄位：{ $label }

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
login-lead = 請選擇您的身分。這是模擬器，不需要密碼。
login-people = 使用者
login-continue-as = 以 { $name } 的身分繼續
login-new-title = 或建立新使用者
login-name = 您的姓名
login-email = 您的電子郵件地址
login-language = 語言
login-create = 建立並繼續

## What is asked for

authorization-title = { $provider } 想將您的企業連結至 { -product }
authorization-lead = 若您選擇繼續，{ $provider } 將可存取您在後續步驟中選擇或建立的 { -product } Business 帳號。
authorization-can = { $provider } 將獲得以下權限
authorization-manage = 管理帳號，包括訊息範本、電話號碼和商業檔案
authorization-send = 以您企業的名義收發訊息
authorization-measure = 查看品質、上限和用量
authorization-users = 決定其自有系統中哪些可以使用此帳號
authorization-bill-title = 計費對象
authorization-bill = { $provider } 與您共用其信用額度。使用費用會向 { $provider } 收取，您再付款給 { $provider }。
authorization-owner = 帳號仍歸您所有，您可以隨時在 Business Manager 中查看。
authorization-start = 開始使用

## The business

business-title = 選擇您的企業
business-lead = { -product } Business 帳號將歸屬於此企業。
business-existing = 企業
business-existing-hint = 只有企業的管理員才能將企業連結至 { -product }。
business-not-admin = { $name }（您不是管理員）
business-not-admin-title = 您不是此處所列企業的管理員嗎？
business-not-admin-run = 請該企業的管理員執行此註冊流程。
business-not-admin-make = 請管理員將您設為管理員，然後再回來操作。
business-not-admin-other = 使用其他企業，或建立新企業。
business-new = 建立新企業
business-name = 企業名稱
business-name-hint = 企業的法定名稱，須與登記文件一致。
business-email = 企業電子郵件地址
business-website = 網站
business-website-hint = 您的網站，或您的社群網站專頁。
business-country = 國家／地區
business-phone = 企業電話
business-add-address = 新增地址
business-address = 街道地址
business-address-more = 街道地址（第二行）
business-city = 城市
business-state = 州／省或地區
business-zip = 郵遞區號

## The account

waba-title = 選擇 { -product } Business 帳號
waba-lead = 每執行一次註冊流程可連結一個帳號。若要連結其他帳號，請再執行一次。
waba-existing = { -product } Business 帳號
waba-existing-hint = 選擇 { $business } 的帳號以新增電話號碼，或建立新帳號。
waba-new = 建立新帳號
waba-closed = （無法連結）
waba-profile = { -product } 商業檔案
waba-profile-new = 使用新電話號碼建立新商業檔案
waba-profile-hint = 現有的商業檔案會連同其號碼一併連結，內容維持不變。若要變更，請前往 WhatsApp Manager。
waba-only-new = { $business } 尚無帳號，系統將建立新帳號。

## The profile

profile-title = 介紹您的企業
profile-lead = 顧客與您聊天時會看到此商業檔案。
profile-existing-title = 您現有的商業檔案
profile-existing-lead = 此商業檔案會直接連結，內容維持不變。您可以在 WhatsApp Manager 中變更。
profile-real-title = 請使用真實名稱
profile-real = 請以您的企業實際要使用的顯示名稱和號碼註冊。日後很難變更，因此請勿使用測試名稱。
profile-waba-name = 帳號名稱
profile-waba-name-hint = 只有您和 { $provider } 看得到。
profile-display-name = 顯示名稱
profile-display-name-hint = 顧客會看到此名稱。名稱必須代表您的企業，與您在其他地方的寫法一致，且至少包含 3 個中文字、字母或數字；不可使用標語、網址、符號，英文不可全部大寫。
profile-timezone = 時區
profile-category = 類別
profile-description = 簡介
profile-description-hint = 最多 512 個字元。
profile-website = 網站

## The number

number-title = 新增電話號碼
number-lead = 顧客收到的訊息會顯示來自此號碼。
number-real-title = 請勿使用測試號碼或私人號碼
number-real = 此號碼從現在起將與您的企業綁定，日後很難更換。請選擇您希望顧客記住的號碼。
number-used = 若號碼正在 { -product } Messenger 或 { -product } Business 應用程式中使用，必須先在該處釋出：刪除應用程式中的帳號，等待約三分鐘，然後再回來操作。
number-offer-title = 使用服務商提供的號碼
number-offer = { $provider } 已驗證 { $number }，您不需要輸入驗證碼。
number-offer-take = 使用此號碼
number-country = 國碼
number-number = 電話號碼
number-number-hint = 不含國碼，例如 1512 3456789。
number-method = 您想以何種方式收到驗證碼？
number-sms = 簡訊
number-voice = 語音電話
number-next = 傳送驗證碼

## The code

verify-title = 驗證您的號碼
verify-lead = 請輸入 { $number } 透過簡訊或語音電話收到的 6 位數驗證碼。
verify-where = 這是模擬器，請在 { $page }查看驗證碼。
verify-where-link = Desk 的電話號碼頁面（Phones）
verify-code = 驗證碼
verify-next = 驗證
verify-again-title = 沒有收到嗎？
verify-again-sms = 重新傳送簡訊
verify-again-voice = 改用語音電話
verify-other-number = 使用其他號碼
verify-spent = { $until } 之前無法再傳送驗證碼。最近一次的驗證碼在過期前仍然有效。
verify-locked = 在那之前，無法輸入驗證碼，也無法透過簡訊或語音電話取得驗證碼。無論由誰輸入，錯誤次數皆依號碼累計。
verify-clock = 此模擬器目前的時間為 { $now }。您不必等待，可以在 { $page }將時鐘調快。
verify-clock-link = Desk 的時鐘頁面（Clock）
verify-look-again = 重新查看

## The review

permissions-title = 檢查資訊
permissions-lead = 請檢視將提供給 { $provider } 的項目。
permissions-business = 企業
permissions-waba = 帳號
permissions-number = 電話號碼
permissions-name = 顯示名稱
permissions-allowed = 權限
permissions-scope-management = 管理您的 { -product } 帳號
permissions-scope-messaging = 以您的名義傳送訊息
permissions-scope-business = 管理您的企業
permissions-bill = 使用費用會向 { $provider } 收取。
permissions-next = 確認

## The end

done-title = 您的帳號已連結
done-lead = { $provider } 現在可以存取：
done-business-id = 企業
done-waba-id = { -product } Business 帳號
done-phone-id = 電話號碼
done-next = 接下來將由 { $provider } 完成所有設定，我們的審查會在背景進行。我們已寄信至您的企業電子郵件地址，若有新進展會再次通知您。
done-finish = 完成
done-lost = 登入結果已不存在。請在 { $provider } 的頁面重新開始註冊流程，系統不會重複建立任何項目。
cancelled-title = 註冊已取消
cancelled-lead = 您輸入的內容已保留，重新開始時即可繼續使用。
cancelled-close = 您可以關閉此視窗。
cancelled-return = 回到先前的頁面

## Before the first screen

refused-title = 無法從這裡開始註冊流程
refused-app = 沒有 ID 為 { $app } 的應用程式。
    .advice = 頁面必須以服務商的應用程式 ID 呼叫 FB.init。
refused-domain = 應用程式 { $app } 無法在 { $domain } 上使用。
    .advice = 服務商需將 { $domain } 加入應用程式允許的網域：可在 Desk 的 Providers 頁面加入，或使用 POST /_control/provider 的「domains」欄位。
refused-domain-right = 請透過 { $address } 開啟頁面，並在該處開始註冊流程。或者：
refused-redirect-title = 網址已遭封鎖
refused-redirect = 應用程式 { $app } 無法在 { $domain } 上使用：{ $uri } 不是其有效的 OAuth 重新導向網址，因此重新導向失敗。
    .advice = 服務商需在 Desk 的 Providers 頁面為應用程式新增此網址。請確認填寫的網址與此處顯示的完全相同。
refused-no-domain = 啟動註冊流程的頁面未提供其網址。
    .advice = 請使用 SDK 的 FB.login 啟動，或提供位於允許網域的 redirect_uri。
refused-device = 僅支援在電腦上操作
    .advice = 請在桌上型或筆記型電腦上開啟頁面，並在該處開始註冊流程。
refused-gone = 此註冊流程已關閉。
    .advice = 請在服務商的頁面重新開始，您先前輸入的內容仍會保留。
refused-unexplained = 發生問題，請稍後再試。

## Categories

vertical-auto = 汽車
vertical-beauty = 美容、水療和美髮
vertical-apparel = 服飾
vertical-edu = 教育
vertical-entertain = 娛樂
vertical-event-plan = 活動企劃與服務
vertical-finance = 金融與銀行
vertical-grocery = 食品雜貨
vertical-govt = 公共服務
vertical-hotel = 飯店與住宿
vertical-health = 醫療與健康
vertical-nonprofit = 非營利組織
vertical-prof-services = 專業服務
vertical-retail = 購物與零售
vertical-travel = 旅遊與交通
vertical-restaurant = 餐廳
vertical-not-a-biz = 非企業
vertical-other = 其他

## What the platform refuses

refusal-not-allowed = 您沒有權限執行此操作。
    .advice = 請以啟動此註冊流程的使用者身分登入。
refusal-not-business-admin = 您不是此企業的管理員。
    .advice = 請管理員執行註冊流程，或請管理員將您設為管理員，也可以使用其他企業。
refusal-not-a-provider = 只有服務商的應用程式可以啟動此註冊流程。
    .advice = 此應用程式所屬的企業不是服務商。
refusal-app-in-development = 應用程式 { $app } 處於開發模式：只有在此應用程式中擁有角色的人才能使用。
    .advice = 您無法自行變更，請聯絡服務商。
refusal-bad-value = 此處無法使用「{ $value }」。
    .advice = 請更正後再試一次。
refusal-name-length = 顯示名稱須至少包含 3 個中文字、字母或數字，最多 255 個字元。
    .advice = 請使用顧客所熟知的名稱。
refusal-name-address = 顯示名稱不可為網址。
    .advice = 請移除 https://、www. 和 .com。
refusal-name-symbols = 顯示名稱不可包含表情符號或特殊符號。
    .advice = 請移除 ™、★ 等符號。
refusal-name-punctuation = 顯示名稱不可包含多餘的標點符號或空格。
    .advice = 單字之間只留一個空格，標點符號請勿重複。
refusal-name-capitals = 顯示名稱中的英文不可全部大寫，首字母縮寫除外。
    .advice = 請使用一般的大小寫寫法，例如「Lucky Shrub」。
refusal-name-trademark = 顯示名稱不可包含平台的名稱。
    .advice = 請只使用您自己的名稱。
refusal-name-general = 顯示名稱應為企業、產品或部門的名稱，不可只是通用詞彙或地名。
    .advice = 請加上您的企業名稱。
refusal-origin-not-allowed = 無法從 { $origin } 啟動註冊流程。
    .advice = 服務商需將此網域加入其應用程式允許的網域。
refusal-signup-over = 此註冊流程已完成。
    .advice = 若要連結其他帳號或號碼，請在服務商的頁面重新開始。
refusal-wrong-step = 此註冊流程目前位於其他步驟。
    .advice =
        { $step ->
            [authorization] 請從第一步（授權服務商）繼續。
            [business] 請從選擇企業的步驟繼續。
            [waba] 請從選擇帳號的步驟繼續。
            [profile] 請從商業檔案的步驟繼續。
            [number] 請從電話號碼的步驟繼續。
            [verify] 請從輸入驗證碼的步驟繼續。
           *[permissions] 請從檢查資訊的步驟繼續。
        }
refusal-shared-with-another = 此帳號已與 { $partner } 共用。一個帳號只能與一家服務商共用。
    .advice = 請先在該處停止共用，或建立新帳號。
refusal-waba-quota =
    { $max ->
       *[other] 未經驗證的企業最多可擁有 { $max } 個帳號。
    }
    .advice = 若要建立更多帳號，請在 Business Manager 中驗證企業；您也可以選擇現有的帳號。
refusal-business-limit =
    { $max ->
       *[other] 您已建立 { $max } 家企業，無法再建立。
    }
    .advice = 請選擇您現有的企業，或請其他企業的管理員將您加入。
refusal-account-too-new = 您的使用者帳號剛建立不久，暫時無法建立企業。
    .advice = 請在 { $until } 之後再試一次，或選擇由您管理的企業。
refusal-configuration = 此應用程式沒有 ID 為 { $configuration } 的登入設定。
    .advice = 頁面必須以 config_id 指定應用程式的某項登入設定。服務商可在 Desk 的 Providers 頁面找到這些設定。
refusal-waba-limit =
    { $max ->
       *[other] 此企業已有 { $max } 個帳號，無法再新增。
    }
    .advice = 請選擇其中一個帳號。
refusal-number-listed = 此帳號中已有 { $number }。
    .advice = 請輸入其他號碼，或透過您的服務商繼續使用現有號碼。
refusal-number-in-use = { $number } 正由另一個帳號使用。
    .advice = 請在該帳號中刪除此號碼，等待約三分鐘，然後重新輸入。若號碼在另一家服務商，請先在該處關閉兩步驟驗證 PIN 碼。
refusal-number-connected = { $number } 已連結至您的帳號「{ $account }」。
    .advice = 若要繼續使用此號碼，請返回並選擇該帳號；否則請輸入其他號碼。
refusal-number-on-messenger = { $number } 正在 { -product } Messenger 中使用。
    .advice = 請在使用該號碼的手機上開啟 { -product }，刪除帳號（設定 > 帳號 > 刪除我的帳號），等待約三分鐘，然後重新輸入號碼。您也可以使用其他號碼。
refusal-number-on-business-app = { $number } 正在 { -product } Business 應用程式中使用。
    .advice = 請在使用該號碼的手機上開啟應用程式，刪除帳號（設定 > 帳號 > 刪除我的帳號），等待約三分鐘，然後重新輸入號碼。您也可以使用其他號碼。
refusal-number-being-freed = { $number } 的帳號剛剛才在應用程式中刪除，號碼尚未釋出。
    .advice = 請在 { $until } 之後重新輸入，或將 Desk 的時鐘調到該時間。
refusal-number-behind-voice-menu = { $number } 由語音選單自動接聽，無人能收到驗證碼。
    .advice = 請使用由真人接聽或能接收簡訊的號碼。
refusal-verification-not-started = 此帳號目前還不能新增其他號碼。
    .advice = 請先在 Business Manager 中開始企業驗證，然後再新增號碼。
refusal-number-limit =
    { $max ->
       *[other] 此帳號已有 { $max } 個號碼，無法再新增。
    }
    .advice = 請為此號碼建立另一個帳號。
refusal-business-number-limit =
    { $max ->
       *[other] 未經驗證的企業最多可擁有 { $max } 個號碼。
    }
    .advice = 請在 Business Manager 中完成企業驗證，然後再新增號碼。
refusal-migration =
    此號碼位於另一個帳號，無法移轉至此處。{ $why ->
        [other-business] 該帳號屬於另一家企業。
        [business-not-verified] 必須先驗證企業。
        [name-not-approved] 其顯示名稱必須先獲得核准，且沒有進行中的變更。
        [no-payment] 該帳號尚未設定付款帳戶。
        [account-not-approved] 該帳號未獲核准，或仍在審查中。
       *[no-webhooks] 此處的帳號尚未設定 Webhook。
    }
    .advice = 請排除此問題；或在另一個帳號的 WhatsApp Manager 中刪除該號碼，等待五分鐘後重新輸入；也可以使用其他號碼。
refusal-two-step-on = { $number } 位於您在另一家服務商的帳號「{ $account }」中，且已開啟兩步驟驗證。
    .advice = 請在該帳號的 WhatsApp Manager 中開啟此號碼，關閉兩步驟驗證，並點擊電子郵件中的連結確認。接著重新輸入號碼，號碼就會移轉至此處。您也可以在該處刪除號碼，或使用其他號碼。
refusal-code-too-soon = 剛剛才傳送過驗證碼。
    .advice =
        { $seconds ->
           *[other] 請等待 { $seconds } 秒後再重新取得。
        }
refusal-too-many-codes = 此號碼要求驗證碼的次數過多。
    .advice = 請在 { $until } 之後再試一次，或將 Desk 的時鐘調到該時間。
refusal-guesses-locked = 驗證碼輸入錯誤的次數過多。
    .advice = 請在 { $until } 之後再試一次，或將 Desk 的時鐘調到該時間。若屆時此視窗已關閉，請重新開始註冊流程，並選擇相同的企業和號碼。
refusal-no-code-sent = 尚未傳送驗證碼至此號碼。
    .advice = 請先取得驗證碼。
refusal-code-wrong = 驗證碼不正確。
    .advice = 請再次查看最近收到的訊息，或取得新的驗證碼。
refusal-code-expired = 驗證碼已過期。
    .advice = 請取得新的驗證碼。
refusal-already-verified = 此號碼已通過驗證。
    .advice = 請繼續下一步。
refusal-not-verified = 此號碼尚未驗證。
    .advice = 請取得驗證碼並輸入。
refusal-number-off = 此號碼已遭停用。
    .advice = 請在 Business Manager 中驗證企業或提出申訴。
refusal-limit-reached = 已達訊息傳送上限。
    .advice = 若要提高上限，請開始企業驗證。
refusal-waba-disabled = 此帳號因未通過審查而遭停用。
    .advice = 請在 Business Manager 中提出申訴，或選擇其他帳號。
refusal-other = 無法執行此操作：{ $sentence }
    .advice = 請更正後再試一次。
refusal-down = 平台無法寫入磁碟，因此未儲存任何內容。
    .advice = 請再試一次。
