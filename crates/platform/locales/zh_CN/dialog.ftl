# The texts of the signup pop-up in Simplified Chinese (China).

-product = WhatsApp

## On every screen

frame-title = 将您的企业接入 { -product }
frame-emulated = 此页面由 Vestibule 模拟，仅供测试，并非 Meta 或 { -product } 的服务。
frame-progress = 第 { $number } 步，共 { $count } 步
frame-signed-in = 当前登录用户：{ $name }
frame-switch = 切换用户
frame-continue = 继续
frame-back = 返回
frame-cancel = 取消
frame-choose = 请选择
frame-optional = （选填）
frame-problem = 请注意以下问题
frame-report = 报告此问题并退出
frame-check-field = 请检查此项：{ $label }

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

login-title = 登录
login-lead = 请选择您的身份。这是模拟器，无需输入密码。
login-people = 用户
login-continue-as = 以 { $name } 的身份继续
login-new-title = 或创建新用户
login-name = 您的姓名
login-email = 您的邮箱地址
login-language = 语言
login-create = 创建并继续

## What is asked for

authorization-title = { $provider } 想将您的企业接入 { -product }
authorization-lead = 如果继续，{ $provider } 将可以访问您在后续步骤中选择或创建的 { -product } Business 账户。
authorization-can = { $provider } 将获得以下权限
authorization-manage = 管理账户，包括消息模板、电话号码和资料
authorization-send = 以您企业的名义收发消息
authorization-measure = 查看质量、限额和用量
authorization-users = 决定其自有系统中哪些可以使用该账户
authorization-bill-title = 计费对象
authorization-bill = { $provider } 与您共享其信用额度。使用费用计入 { $provider } 的账单，您向 { $provider } 付款。
authorization-owner = 账户始终归您所有，您可随时在 Business Manager 中查看。
authorization-start = 开始

## The business

business-title = 选择您的企业
business-lead = { -product } Business 账户将归属于该企业。
business-existing = 企业
business-existing-hint = 只有企业的管理员才能将企业接入 { -product }。
business-not-admin = { $name }（您不是管理员）
business-not-admin-title = 您不是此处所列企业的管理员？
business-not-admin-run = 请该企业的管理员来完成此注册流程。
business-not-admin-make = 请管理员将您设为管理员，然后再回来操作。
business-not-admin-other = 使用其他企业，或新建企业。
business-new = 新建企业
business-name = 企业名称
business-name-hint = 企业的法定名称，须与证照一致。
business-email = 企业邮箱
business-website = 网站
business-website-hint = 您的网站，或您的社交媒体主页。
business-country = 国家/地区
business-phone = 企业电话
business-add-address = 添加地址
business-address = 街道地址
business-address-more = 街道地址（第二行）
business-city = 城市
business-state = 省/州或地区
business-zip = 邮政编码

## The account

waba-title = 选择 { -product } Business 账户
waba-lead = 每完成一次注册流程可接入一个账户。如需接入其他账户，请再次进行此流程。
waba-existing = { -product } Business 账户
waba-existing-hint = 选择 { $business } 的一个账户以添加电话号码，或新建账户。
waba-new = 新建账户
waba-closed = （无法接入）
waba-profile = { -product } Business 资料
waba-profile-new = 使用新电话号码创建新资料
waba-profile-hint = 现有资料将连同其号码原样接入。如需更改，请前往 WhatsApp Manager。
waba-only-new = { $business } 还没有账户，系统将新建一个账户。

## The profile

profile-title = 介绍您的企业
profile-lead = 客户与您聊天时会看到这份资料。
profile-existing-title = 您的现有资料
profile-existing-lead = 这份资料将原样接入，可在 WhatsApp Manager 中更改。
profile-real-title = 请使用真实名称
profile-real = 请使用您的企业实际要用的显示名称和号码注册。日后很难更改，因此请勿使用测试名称。
profile-waba-name = 账户名称
profile-waba-name-hint = 仅您和 { $provider } 可见。
profile-display-name = 显示名称
profile-display-name-hint = 客户会看到此名称。它必须代表您的企业，与您在其他地方的写法一致，并至少包含 3 个汉字、字母或数字；不得使用口号、网址、符号，英文不得全部大写。
profile-timezone = 时区
profile-category = 类别
profile-description = 简介
profile-description-hint = 最多 512 个字符。
profile-website = 网站

## The number

number-title = 添加电话号码
number-lead = 您的客户会看到消息来自这个号码。
number-real-title = 请勿使用测试号码或私人号码
number-real = 该号码从现在起将与您的企业绑定，日后很难更换。请选择您希望客户记住的号码。
number-used = 正在 { -product } Messenger 或 { -product } Business 应用中使用的号码，须先在应用中释放：删除应用中的账号，等待约三分钟，然后再回来操作。
number-offer-title = 使用服务商提供的号码
number-offer = { $provider } 已验证 { $number }，您无需输入验证码。
number-offer-take = 使用此号码
number-country = 国家/地区代码
number-number = 电话号码
number-number-hint = 不含国家/地区代码，例如 1512 3456789。
number-method = 您希望以何种方式接收验证码？
number-sms = 短信
number-voice = 语音电话
number-next = 发送验证码

## The code

verify-title = 验证您的号码
verify-lead = 请输入 { $number } 通过短信或语音电话收到的 6 位验证码。
verify-where = 这是模拟器，请在 { $page }查看验证码。
verify-where-link = Desk 的电话号码页面（Phones）
verify-code = 验证码
verify-next = 验证
verify-again-title = 没有收到？
verify-again-sms = 重新发送短信
verify-again-voice = 改用语音电话
verify-other-number = 使用其他号码
verify-spent = { $until } 之前无法再发送验证码。最近一次发送的验证码在过期前仍然有效。
verify-locked = 在此之前，无法输入验证码，也无法通过短信或语音电话获取验证码。无论由谁输入，输错次数均按号码累计。
verify-clock = 此模拟器的当前时间为 { $now }。您无需等待，可在 { $page }将时钟调快。
verify-clock-link = Desk 的时钟页面（Clock）
verify-look-again = 重新查看

## The review

permissions-title = 确认信息
permissions-lead = 请查看将提供给 { $provider } 的内容。
permissions-business = 企业
permissions-waba = 账户
permissions-number = 电话号码
permissions-name = 显示名称
permissions-allowed = 权限
permissions-scope-management = 管理您的 { -product } 账户
permissions-scope-messaging = 以您的名义发送消息
permissions-scope-business = 管理您的企业
permissions-bill = 使用费用计入 { $provider } 的账单。
permissions-next = 确认

## The end

done-title = 您的账户已接入
done-lead = { $provider } 现在可以访问：
done-business-id = 企业
done-waba-id = { -product } Business 账户
done-phone-id = 电话号码
done-next = 接下来将由 { $provider } 完成全部设置，我们的审核会在后台进行。我们已向您的企业邮箱发送邮件，如有新进展会再次通知您。
done-finish = 完成
done-lost = 登录结果已不存在。请在 { $provider } 的页面上重新开始注册流程，不会重复创建任何内容。
cancelled-title = 注册已取消
cancelled-lead = 您填写的内容已保留，重新开始时仍可使用。
cancelled-close = 您可以关闭此窗口。
cancelled-return = 返回之前的页面

## Before the first screen

refused-title = 无法从这里开始注册流程
refused-app = 不存在 ID 为 { $app } 的应用。
    .advice = 页面必须使用服务商应用的 ID 调用 FB.init。
refused-domain = 应用 { $app } 不可在 { $domain } 上使用。
    .advice = 服务商需将 { $domain } 添加到应用的许可域名：可在 Desk 的 Providers 页面添加，或使用 POST /_control/provider 的“domains”字段。
refused-domain-right = 请通过 { $address } 打开页面并在那里开始注册流程。或者：
refused-redirect-title = 网址已被阻止
refused-redirect = 应用 { $app } 不可在 { $domain } 上使用：{ $uri } 不是其有效的 OAuth 重定向地址，因此重定向失败。
    .advice = 服务商需在 Desk 的 Providers 页面为应用添加该地址。请确保所填地址与此处显示的完全一致。
refused-no-domain = 启动注册流程的页面未提供其网址。
    .advice = 请使用 SDK 的 FB.login 启动，或提供位于许可域名下的 redirect_uri。
refused-device = 仅支持在电脑上操作
    .advice = 请在台式电脑或笔记本电脑上打开页面，并在那里开始注册流程。
refused-gone = 此注册流程已关闭。
    .advice = 请在服务商的页面上重新开始，您填写过的内容仍会保留。
refused-unexplained = 出了点问题，请稍后再试。

## Categories

vertical-auto = 汽车
vertical-beauty = 美容、水疗和美发
vertical-apparel = 服装与服饰
vertical-edu = 教育
vertical-entertain = 娱乐
vertical-event-plan = 活动策划与服务
vertical-finance = 金融与银行
vertical-grocery = 食品杂货
vertical-govt = 公共服务
vertical-hotel = 酒店与住宿
vertical-health = 医疗与健康
vertical-nonprofit = 非营利组织
vertical-prof-services = 专业服务
vertical-retail = 购物与零售
vertical-travel = 旅游与交通
vertical-restaurant = 餐厅
vertical-not-a-biz = 非企业
vertical-other = 其他

## What the platform refuses

refusal-not-allowed = 您无权执行此操作。
    .advice = 请以启动此注册流程的用户身份登录。
refusal-not-business-admin = 您不是该企业的管理员。
    .advice = 请管理员来完成注册流程，或请管理员将您设为管理员，也可以使用其他企业。
refusal-not-a-provider = 只有服务商的应用才能启动此注册流程。
    .advice = 该应用所属的企业不是服务商。
refusal-app-in-development = 应用 { $app } 处于开发模式：只有在该应用中拥有角色的人才能使用。
    .advice = 您无法自行更改，请联系服务商。
refusal-bad-value = 此处不能使用“{ $value }”。
    .advice = 请更正后重试。
refusal-name-length = 显示名称须至少包含 3 个汉字、字母或数字，最多 255 个字符。
    .advice = 请使用客户熟悉的名称。
refusal-name-address = 显示名称不能是网址。
    .advice = 请去掉 https://、www. 和 .com。
refusal-name-symbols = 显示名称不能包含表情符号或特殊符号。
    .advice = 请去掉 ™、★ 等符号。
refusal-name-punctuation = 显示名称不能包含多余的标点或空格。
    .advice = 词与词之间只留一个空格，标点不要重复。
refusal-name-capitals = 显示名称中的英文不能全部大写，首字母缩写除外。
    .advice = 请使用通常的大小写写法，例如“Lucky Shrub”。
refusal-name-trademark = 显示名称不能包含平台的名称。
    .advice = 请只使用您自己的名称。
refusal-name-general = 显示名称应为企业、产品或部门的名称，不能只是通用词语或地名。
    .advice = 请加上您的企业名称。
refusal-origin-not-allowed = 不能从 { $origin } 启动注册流程。
    .advice = 服务商需将该域名添加到其应用的许可域名。
refusal-signup-over = 此注册流程已完成。
    .advice = 如需接入其他账户或号码，请在服务商的页面上重新开始。
refusal-wrong-step = 此注册流程正处于另一个步骤。
    .advice =
        { $step ->
            [authorization] 请从第一步（向服务商授权）继续。
            [business] 请从选择企业这一步继续。
            [waba] 请从选择账户这一步继续。
            [profile] 请从填写资料这一步继续。
            [number] 请从添加电话号码这一步继续。
            [verify] 请从输入验证码这一步继续。
           *[permissions] 请从确认信息这一步继续。
        }
refusal-shared-with-another = 此账户已与 { $partner } 共享。一个账户只能与一家服务商共享。
    .advice = 请先停止该共享，或新建一个账户。
refusal-waba-quota =
    { $max ->
       *[other] 未经验证的企业最多可拥有 { $max } 个账户。
    }
    .advice = 如需创建更多账户，请在 Business Manager 中验证企业；也可以选择已有的账户。
refusal-business-limit =
    { $max ->
       *[other] 您已创建 { $max } 家企业，无法再创建。
    }
    .advice = 请选择您已有的企业，或请其他企业的管理员将您添加进去。
refusal-account-too-new = 您的用户账号刚创建不久，暂时无法创建企业。
    .advice = 请在 { $until } 之后重试，或选择由您管理的企业。
refusal-configuration = 该应用没有 ID 为 { $configuration } 的登录配置。
    .advice = 页面必须通过 config_id 指定应用的某个登录配置。服务商可在 Desk 的 Providers 页面找到这些配置。
refusal-waba-limit =
    { $max ->
       *[other] 该企业已有 { $max } 个账户，无法再添加。
    }
    .advice = 请选择其中一个账户。
refusal-number-listed = 此账户中已有 { $number }。
    .advice = 请输入其他号码，或通过您的服务商继续使用现有号码。
refusal-number-in-use = { $number } 正在另一个账户中使用。
    .advice = 请在那个账户中删除该号码，等待约三分钟，然后重新输入。如果号码在另一家服务商处，请先在那里关闭其两步验证 PIN 码。
refusal-number-connected = { $number } 已接入您的账户“{ $account }”。
    .advice = 如需继续使用此号码，请返回并选择该账户；否则请输入其他号码。
refusal-number-on-messenger = { $number } 正在 { -product } Messenger 中使用。
    .advice = 请在使用该号码的手机上打开 { -product }，删除账号（设置 > 账号 > 删除我的账号），等待约三分钟，然后重新输入号码。您也可以使用其他号码。
refusal-number-on-business-app = { $number } 正在 { -product } Business 应用中使用。
    .advice = 请在使用该号码的手机上打开该应用，删除账号（设置 > 账号 > 删除我的账号），等待约三分钟，然后重新输入号码。您也可以使用其他号码。
refusal-number-being-freed = { $number } 的账号刚刚在应用中删除，该号码尚未释放。
    .advice = 请在 { $until } 之后重新输入，或将 Desk 的时钟调到该时间。
refusal-number-behind-voice-menu = { $number } 由语音菜单自动接听，无人能收到验证码。
    .advice = 请使用由真人接听或能接收短信的号码。
refusal-verification-not-started = 此账户暂时不能再添加号码。
    .advice = 请先在 Business Manager 中开始企业验证，然后再添加号码。
refusal-number-limit =
    { $max ->
       *[other] 此账户已有 { $max } 个号码，无法再添加。
    }
    .advice = 请为此号码另建一个账户。
refusal-business-number-limit =
    { $max ->
       *[other] 未经验证的企业最多可拥有 { $max } 个号码。
    }
    .advice = 请在 Business Manager 中完成企业验证，然后再添加号码。
refusal-migration =
    此号码在另一个账户中，无法迁移到这里。{ $why ->
        [other-business] 该账户属于另一家企业。
        [business-not-verified] 必须先验证企业。
        [name-not-approved] 其显示名称必须先获得批准，且没有正在进行的更改。
        [no-payment] 该账户未关联付款账户。
        [account-not-approved] 该账户未获批准，或仍在审核中。
       *[no-webhooks] 当前账户尚未设置 Webhook。
    }
    .advice = 请解决此问题；或在另一个账户的 WhatsApp Manager 中删除该号码，等待五分钟后重新输入；也可以使用其他号码。
refusal-two-step-on = { $number } 在您位于另一家服务商的账户“{ $account }”中，且已开启两步验证。
    .advice = 请在该账户的 WhatsApp Manager 中打开此号码，关闭两步验证，并点击邮件中的链接确认。然后重新输入号码，它就会迁移到这里。您也可以在那里删除该号码，或使用其他号码。
refusal-code-too-soon = 刚刚已发送过验证码。
    .advice =
        { $seconds ->
           *[other] 请等待 { $seconds } 秒后再重新获取。
        }
refusal-too-many-codes = 此号码请求验证码的次数过多。
    .advice = 请在 { $until } 之后重试，或将 Desk 的时钟调到该时间。
refusal-guesses-locked = 验证码输错次数过多。
    .advice = 请在 { $until } 之后重试，或将 Desk 的时钟调到该时间。如果届时此窗口已关闭，请重新开始注册流程，并选择相同的企业和号码。
refusal-no-code-sent = 尚未向此号码发送验证码。
    .advice = 请先获取验证码。
refusal-code-wrong = 验证码不正确。
    .advice = 请再次查看最近收到的消息，或获取新的验证码。
refusal-code-expired = 验证码已过期。
    .advice = 请获取新的验证码。
refusal-already-verified = 此号码已通过验证。
    .advice = 请继续下一步。
refusal-not-verified = 此号码尚未验证。
    .advice = 请获取验证码并输入。
refusal-number-off = 此号码已被停用。
    .advice = 请在 Business Manager 中验证企业或提出申诉。
refusal-limit-reached = 已达到消息发送限额。
    .advice = 如需提高限额，请开始企业验证。
refusal-waba-disabled = 此账户因未通过审核而被停用。
    .advice = 请在 Business Manager 中提出申诉，或选择其他账户。
refusal-other = 无法完成此操作：{ $sentence }
    .advice = 请更正后重试。
refusal-down = 平台无法写入磁盘，因此未保存任何内容。
    .advice = 请重试。
