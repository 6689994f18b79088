# The texts of the signup pop-up in Japanese.

-product = WhatsApp

## On every screen

frame-title = ビジネスを{ -product }に接続
frame-emulated = Vestibuleによるテスト用のエミュレーションです。Metaや{ -product }ではありません。
frame-progress = ステップ{ $number }/{ $count }
frame-signed-in = { $name }さんとしてログイン中
frame-switch = 別のユーザーに切り替える
frame-continue = 続行
frame-back = 戻る
frame-cancel = キャンセル
frame-choose = 選択してください
frame-optional = （任意）
frame-problem = 確認が必要です
frame-report = この問題を報告して終了
frame-check-field = 次の項目を確認してください：{ $label }

## Times

moment = { $year }年{ $month }月{ $day }日 { $time }（UTC）
month-1 = 1
month-2 = 2
month-3 = 3
month-4 = 4
month-5 = 5
month-6 = 6
month-7 = 7
month-8 = 8
month-9 = 9
month-10 = 10
month-11 = 11
month-12 = 12

## Log in

login-title = ログイン
login-lead = ログインするユーザーを選択してください。これはエミュレーターのため、パスワードは不要です。
login-people = 登録済みのユーザー
login-continue-as = { $name }さんとして続行
login-new-title = または新しいユーザーを作成
login-name = 氏名
login-email = メールアドレス
login-language = 言語
login-create = 作成して続行

## What is asked for

authorization-title = { $provider }がお客様のビジネスを{ -product }に接続しようとしています
authorization-lead = 続行すると、次のステップで選択または作成する{ -product } Businessアカウントへのアクセス権が{ $provider }に付与されます。
authorization-can = { $provider }に許可される操作
authorization-manage = アカウントの管理（メッセージテンプレート、電話番号、プロフィール）
authorization-send = お客様のビジネス名義でのメッセージの送受信
authorization-measure = 品質、上限、利用状況の確認
authorization-users = 自社のどのシステムがアカウントを利用できるかの決定
authorization-bill-title = 請求先
authorization-bill = { $provider }は自社のクレジットラインをお客様と共有します。利用料金は{ $provider }に請求され、お客様から{ $provider }にお支払いいただきます。
authorization-owner = アカウントは引き続きお客様のものです。Business Managerでいつでも確認できます。
authorization-start = 開始

## The business

business-title = ビジネスの選択
business-lead = { -product } Businessアカウントは、このビジネスに属します。
business-existing = ビジネス
business-existing-hint = ビジネスを接続できるのは、そのビジネスの管理者だけです。
business-not-admin = { $name }（管理者ではありません）
business-not-admin-title = ここに表示されているビジネスの管理者ではない場合
business-not-admin-run = そのビジネスの管理者に、この登録手続きを依頼してください。
business-not-admin-make = 管理者に依頼して管理者権限を付与してもらい、この画面に戻ってください。
business-not-admin-other = 別のビジネスを使用するか、新しく作成してください。
business-new = 新しいビジネスを作成
business-name = ビジネス名
business-name-hint = 公的書類に記載されている正式名称を入力してください。
business-email = ビジネスのメールアドレス
business-website = ウェブサイト
business-website-hint = 自社のウェブサイト、またはソーシャルネットワークのページ。
business-country = 国
business-phone = ビジネスの電話番号
business-add-address = 住所を追加
business-address = 町名・番地
business-address-more = 建物名・部屋番号など
business-city = 市区町村
business-state = 都道府県または州
business-zip = 郵便番号

## The account

waba-title = { -product } Businessアカウントの選択
waba-lead = 1回の登録手続きで接続されるアカウントは1つです。別のアカウントを接続するには、もう一度手続きを行ってください。
waba-existing = { -product } Businessアカウント
waba-existing-hint = 電話番号を追加する{ $business }のアカウントを選択するか、新しく作成してください。
waba-new = 新しいアカウントを作成
waba-closed = （接続できません）
waba-profile = { -product } Businessプロフィール
waba-profile-new = 新しい電話番号で新しいプロフィールを作成
waba-profile-hint = 既存のプロフィールは、電話番号とともにそのまま接続されます。変更するにはWhatsApp Managerを使用してください。
waba-only-new = { $business }にはまだアカウントがないため、新しく作成されます。

## The profile

profile-title = ビジネスの紹介
profile-lead = 顧客がチャットするときに、このプロフィールが表示されます。
profile-existing-title = 既存のプロフィール
profile-existing-lead = このプロフィールはそのまま接続されます。変更はWhatsApp Managerで行えます。
profile-real-title = 実際の名称を使用してください
profile-real = ビジネスで実際に使用する表示名と電話番号で登録してください。後から変更するのは非常に困難なため、テスト用の名前は使用しないでください。
profile-waba-name = アカウント名
profile-waba-name-hint = 自社と{ $provider }にのみ表示されます。
profile-display-name = 表示名
profile-display-name-hint = 顧客に表示されます。ビジネスを表す名前を普段どおりの表記で、文字または数字を3つ以上含めて入力してください。スローガン、ウェブサイトのアドレス、記号、英大文字のみの表記は使用できません。
profile-timezone = タイムゾーン
profile-category = カテゴリ
profile-description = 説明
profile-description-hint = 512文字以内。
profile-website = ウェブサイト

## The number

number-title = 電話番号の追加
number-lead = 顧客には、この番号からのメッセージとして表示されます。
number-real-title = テスト用や個人用の番号は使用しないでください
number-real = 電話番号は今後ビジネスに結び付けられ、後から別の番号に移行するのは非常に困難です。顧客に知ってほしい番号を選択してください。
number-used = { -product } Messengerまたは{ -product } Businessアプリで使用中の番号は、先にそちらで解放する必要があります。アプリでそのアカウントを削除し、3分ほど待ってから、この画面に戻ってください。
number-offer-title = プロバイダーの番号を使用する
number-offer = { $number }は{ $provider }が認証済みです。コードは必要ありません。
number-offer-take = この番号を使用
number-country = 国番号
number-number = 電話番号
number-number-hint = 国番号は除いて入力してください（例：1512 3456789）。
number-method = コードの受け取り方法
number-sms = SMS
number-voice = 音声通話
number-next = コードを送信

## The code

verify-title = 電話番号の認証
verify-lead = { $number }にSMSまたは音声通話で届いた6桁のコードを入力してください。
verify-where = これはエミュレーターです。コードは{ $page }で確認できます。
verify-where-link = Deskの電話ページ
verify-code = 認証コード
verify-next = 認証
verify-again-title = コードが届かない場合
verify-again-sms = SMSを再送信
verify-again-voice = 音声通話で受け取る
verify-other-number = 別の番号を使用
verify-spent = { $until }まで、新しいコードは送信できません。最後のコードは、有効期限が切れるまで使用できます。
verify-locked = それまでは、コードの入力、送信、音声通話での受け取りはできません。誤入力の回数は、誰が入力したかにかかわらず、電話番号ごとに数えられます。
verify-clock = このエミュレーターの時計は現在{ $now }です。待つ必要はありません。{ $page }で時計を進められます。
verify-clock-link = Deskの時計ページ
verify-look-again = 再確認

## The review

permissions-title = 確認
permissions-lead = { $provider }に提供される内容を確認してください。
permissions-business = ビジネス
permissions-waba = アカウント
permissions-number = 電話番号
permissions-name = 表示名
permissions-allowed = 許可される内容
permissions-scope-management = お客様の{ -product }アカウントの管理
permissions-scope-messaging = お客様名義でのメッセージの送信
permissions-scope-business = お客様のビジネスの管理
permissions-bill = 利用料金は{ $provider }に請求されます。
permissions-next = 承認

## The end

done-title = アカウントが接続されました
done-lead = { $provider }は次の項目にアクセスできるようになりました：
done-business-id = ビジネス
done-waba-id = { -product } Businessアカウント
done-phone-id = 電話番号
done-next = この後の設定はすべて{ $provider }が行います。審査はバックグラウンドで進みます。ビジネスのメールアドレスにメールをお送りしました。新しいお知らせがあれば、改めてお送りします。
done-finish = 完了
done-lost = ログインの結果は、ここにはもう残っていません。{ $provider }のページで登録手続きをやり直してください。同じものが重複して作成されることはありません。
cancelled-title = 登録手続きをキャンセルしました
cancelled-lead = 入力した内容は保存されています。もう一度開始すると表示されます。
cancelled-close = このウィンドウは閉じてかまいません。
cancelled-return = 元のページに戻る

## Before the first screen

refused-title = ここでは登録手続きを開始できません
refused-app = IDが{ $app }のアプリはありません。
    .advice = ページは、プロバイダーのアプリのIDを指定してFB.initを呼び出す必要があります。
refused-domain = アプリ{ $app }は{ $domain }では使用できません。
    .advice = プロバイダーが{ $domain }をアプリの許可ドメインに追加する必要があります。DeskのProvidersで追加するか、POST /_control/providerの"domains"フィールドを使用します。
refused-domain-right = ページを{ $address }で開き、そこで登録手続きを開始してください。または：
refused-redirect-title = URLがブロックされました
refused-redirect = アプリ{ $app }は{ $domain }では使用できません。{ $uri }がアプリの有効なOAuthリダイレクト先に含まれていないため、リダイレクトできませんでした。
    .advice = プロバイダーがDeskのProvidersで、このアドレスをアプリに追加する必要があります。ここに表示されているものと完全に同じ表記で登録されていることを確認してください。
refused-no-domain = 登録手続きを開始したページから、ページの場所が伝えられませんでした。
    .advice = SDKのFB.loginで開始するか、許可ドメイン上のredirect_uriを指定してください。
refused-device = パソコンでのみ利用できます
    .advice = デスクトップまたはノートパソコンでページを開き、そこで登録手続きを開始してください。
refused-gone = この登録手続きはすでに終了しています。
    .advice = プロバイダーのページでもう一度開始してください。入力した内容はそこに残っています。
refused-unexplained = 問題が発生しました。しばらくしてからもう一度お試しください。

## Categories

vertical-auto = 自動車
vertical-beauty = 美容・スパ・サロン
vertical-apparel = 衣料・アパレル
vertical-edu = 教育
vertical-entertain = エンターテインメント
vertical-event-plan = イベントの企画・サービス
vertical-finance = 金融・銀行
vertical-grocery = 食品・食料雑貨
vertical-govt = 公共サービス
vertical-hotel = ホテル・宿泊
vertical-health = 医療・健康
vertical-nonprofit = 非営利団体
vertical-prof-services = 専門サービス
vertical-retail = ショッピング・小売
vertical-travel = 旅行・交通
vertical-restaurant = レストラン
vertical-not-a-biz = ビジネスではない
vertical-other = その他

## What the platform refuses

refusal-not-allowed = この操作を行う権限がありません。
    .advice = 登録手続きを開始したユーザーとしてログインしてください。
refusal-not-business-admin = このビジネスの管理者ではありません。
    .advice = 管理者に登録手続きまたは管理者権限の付与を依頼するか、別のビジネスを使用してください。
refusal-not-a-provider = この登録手続きを開始できるのは、プロバイダーのアプリだけです。
    .advice = このアプリは、プロバイダーではないビジネスのものです。
refusal-app-in-development = アプリ{ $app }は開発モードです。このアプリで役割を持つ人だけが使用できます。
    .advice = ご自身では変更できません。プロバイダーにお問い合わせください。
refusal-bad-value = 「{ $value }」はここでは使用できません。
    .advice = 修正して、もう一度お試しください。
refusal-name-length = 表示名には文字または数字が3つ以上必要です。長さは255文字以内です。
    .advice = 顧客に知られている名前を使用してください。
refusal-name-address = 表示名にウェブアドレスは使用できません。
    .advice = https://、www.、.comを取り除いてください。
refusal-name-symbols = 表示名に絵文字や記号は使用できません。
    .advice = ™や★などの記号を取り除いてください。
refusal-name-punctuation = 表示名に余分な句読点や空白は使用できません。
    .advice = 語の間の空白は1つにし、同じ句読点を続けて使わないでください。
refusal-name-capitals = 略称を除き、表示名を英大文字のみで表記することはできません。
    .advice = 「Lucky Shrub」のように、通常の表記で入力してください。
refusal-name-trademark = 表示名にプラットフォームの名称を含めることはできません。
    .advice = 自社の名称だけを使用してください。
refusal-name-general = 表示名は、ビジネス、商品、部署の名前にする必要があります。一般的な言葉や地名だけの名前は使用できません。
    .advice = ビジネス名を加えてください。
refusal-origin-not-allowed = { $origin }から登録手続きを開始することはできません。
    .advice = プロバイダーが、このドメインをアプリの許可ドメインに追加する必要があります。
refusal-signup-over = この登録手続きは完了しています。
    .advice = 別のアカウントや電話番号を接続するには、プロバイダーのページでもう一度開始してください。
refusal-wrong-step = この登録手続きは別のステップにあります。
    .advice =
        { $step ->
            [authorization] 最初のステップ（プロバイダーへの許可）から続けてください。
            [business] ビジネスの選択から続けてください。
            [waba] アカウントの選択から続けてください。
            [profile] プロフィールから続けてください。
            [number] 電話番号から続けてください。
            [verify] 認証コードから続けてください。
           *[permissions] 「確認」のステップから続けてください。
        }
refusal-shared-with-another = このアカウントはすでに{ $partner }と共有されています。アカウントを共有できるプロバイダーは1社だけです。
    .advice = 先にそちらとの共有を停止するか、新しいアカウントを作成してください。
refusal-waba-quota =
    { $max ->
       *[other] 認証されていないビジネスのアカウントは{ $max }個までです。
    }
    .advice = さらに作成するにはBusiness Managerでビジネスを認証してください。または、既存のアカウントを選択してください。
refusal-business-limit =
    { $max ->
       *[other] すでに{ $max }件のビジネスを作成しているため、これ以上は作成できません。
    }
    .advice = 既存のビジネスを選択するか、別のビジネスの管理者に追加を依頼してください。
refusal-account-too-new = お客様の個人アカウントは作成から日が浅いため、まだビジネスを作成できません。
    .advice = { $until }以降にもう一度試すか、管理者になっているビジネスを選択してください。
refusal-configuration = このアプリには、IDが{ $configuration }のログイン設定がありません。
    .advice = ページは、アプリのログイン設定をconfig_idで指定する必要があります。プロバイダーはDeskのProvidersで確認できます。
refusal-waba-limit =
    { $max ->
       *[other] このビジネスにはすでに{ $max }個のアカウントがあり、これ以上は追加できません。
    }
    .advice = 既存のアカウントを選択してください。
refusal-number-listed = { $number }はすでにこのアカウントに登録されています。
    .advice = 別の番号を入力するか、プロバイダーで既存の番号の手続きを続けてください。
refusal-number-in-use = { $number }は別のアカウントで使用されています。
    .advice = そちらで番号を削除し、3分ほど待ってから、もう一度入力してください。別のプロバイダーで使用している場合は、先にそちらで2段階認証のPINを無効にしてください。
refusal-number-connected = { $number }はすでにお客様のアカウント「{ $account }」に接続されています。
    .advice = この番号で続けるには、戻ってそのアカウントを選択してください。または、別の番号を入力してください。
refusal-number-on-messenger = { $number }は{ -product } Messengerで使用されています。
    .advice = その電話で{ -product }を開き、アカウントを削除し（設定、アカウント、アカウントを削除）、3分ほど待ってから、番号をもう一度入力してください。または、別の番号を使用してください。
refusal-number-on-business-app = { $number }は{ -product } Businessアプリで使用されています。
    .advice = その電話でアプリを開き、アカウントを削除し（設定、アカウント、アカウントを削除）、3分ほど待ってから、番号をもう一度入力してください。または、別の番号を使用してください。
refusal-number-being-freed = { $number }のアカウントはアプリで削除されたばかりで、番号はまだ解放されていません。
    .advice = { $until }以降にもう一度入力するか、Deskの時計をその時刻まで進めてください。
refusal-number-behind-voice-menu = { $number }では自動音声メニューが応答するため、コードが人に届きません。
    .advice = 人が応答する番号、またはSMSを受信できる番号を使用してください。
refusal-verification-not-started = このアカウントには、まだ電話番号を追加できません。
    .advice = 先にBusiness Managerでビジネス認証を開始してから、電話番号を追加してください。
refusal-number-limit =
    { $max ->
       *[other] このアカウントにはすでに{ $max }件の電話番号があり、これ以上は追加できません。
    }
    .advice = この番号用に別のアカウントを作成してください。
refusal-business-number-limit =
    { $max ->
       *[other] 認証されていないビジネスの電話番号は{ $max }件までです。
    }
    .advice = Business Managerでビジネス認証を完了してから、電話番号を追加してください。
refusal-migration =
    この番号は別のアカウントにあり、ここに移行できません。{ $why ->
        [other-business] そのアカウントは別のビジネスのものです。
        [business-not-verified] 先にビジネスの認証が必要です。
        [name-not-approved] 先に表示名の承認を受ける必要があります。変更の手続き中は移行できません。
        [no-payment] そのアカウントには支払いアカウントがありません。
        [account-not-approved] そのアカウントは承認されていないか、審査中です。
       *[no-webhooks] このアカウントにはWebhookが設定されていません。
    }
    .advice = この問題を解決するか、移行元アカウントのWhatsApp Managerで番号を削除し、5分待ってから、もう一度入力してください。または、別の番号を使用してください。
refusal-two-step-on = { $number }は、別のプロバイダーにあるお客様のアカウント「{ $account }」に登録されており、2段階認証が有効になっています。
    .advice = そのアカウントのWhatsApp Managerで番号を開いて2段階認証を無効にし、メールのリンクで確定してください。その後、番号をもう一度入力すると、ここに移行されます。または、そちらで番号を削除するか、別の番号を使用してください。
refusal-code-too-soon = コードは先ほど送信されたばかりです。
    .advice =
        { $seconds ->
           *[other] { $seconds }秒待ってから、新しいコードをリクエストしてください。
        }
refusal-too-many-codes = この番号に対するコードのリクエストが多すぎます。
    .advice = { $until }以降にもう一度試すか、Deskの時計をその時刻まで進めてください。
refusal-guesses-locked = コードの誤入力が多すぎます。
    .advice = { $until }以降にもう一度試すか、Deskの時計をその時刻まで進めてください。それまでにこのウィンドウが閉じた場合は、登録手続きをもう一度開始し、同じビジネスと電話番号を選択してください。
refusal-no-code-sent = この番号にはまだコードが送信されていません。
    .advice = 先にコードをリクエストしてください。
refusal-code-wrong = このコードは正しくありません。
    .advice = 最後のメッセージを見直すか、新しいコードをリクエストしてください。
refusal-code-expired = このコードの有効期限が切れています。
    .advice = 新しいコードをリクエストしてください。
refusal-already-verified = この番号は認証済みです。
    .advice = 次のステップに進んでください。
refusal-not-verified = この番号は認証されていません。
    .advice = コードをリクエストして入力してください。
refusal-number-off = この番号は停止されています。
    .advice = ビジネスを認証するか、Business Managerで異議を申し立ててください。
refusal-limit-reached = メッセージの送信上限に達しました。
    .advice = 上限を引き上げるには、ビジネス認証を開始してください。
refusal-waba-disabled = 審査に通らなかったため、このアカウントは無効になっています。
    .advice = Business Managerで異議を申し立てるか、別のアカウントを選択してください。
refusal-other = この操作は実行できません：{ $sentence }
    .advice = 修正して、もう一度お試しください。
refusal-down = プラットフォームがディスクに書き込めなかったため、何も保存されませんでした。
    .advice = もう一度お試しください。
