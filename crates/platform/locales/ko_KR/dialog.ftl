# The texts of the signup pop-up in Korean.

-product = WhatsApp

## On every screen

frame-title = 비즈니스를 { -product }에 연결
frame-emulated = Vestibule이 테스트용으로 에뮬레이션한 화면입니다. Meta나 { -product }의 서비스가 아닙니다.
frame-progress = 총 { $count }단계 중 { $number }단계
frame-signed-in = { $name } 님으로 로그인됨
frame-switch = 다른 사용자로 전환
frame-continue = 계속
frame-back = 뒤로
frame-cancel = 취소
frame-choose = 선택하세요
frame-optional = (선택 사항)
frame-problem = 확인이 필요합니다
frame-report = 문제 신고 후 나가기
frame-check-field = 다음 항목을 확인하세요: { $label }

## Times

moment = { $year }년 { $month } { $day }일 { $time } UTC
month-1 = 1월
month-2 = 2월
month-3 = 3월
month-4 = 4월
month-5 = 5월
month-6 = 6월
month-7 = 7월
month-8 = 8월
month-9 = 9월
month-10 = 10월
month-11 = 11월
month-12 = 12월

## Log in

login-title = 로그인
login-lead = 사용자를 선택하세요. 에뮬레이터이므로 비밀번호는 필요하지 않습니다.
login-people = 사용자
login-continue-as = { $name } 님으로 계속
login-new-title = 또는 새 사용자 만들기
login-name = 이름
login-email = 이메일 주소
login-language = 언어
login-create = 만들고 계속

## What is asked for

authorization-title = { $provider }에서 회원님의 비즈니스를 { -product }에 연결하려고 합니다
authorization-lead = 계속하면 다음 단계에서 선택하거나 만드는 { -product } Business 계정에 대한 액세스 권한이 { $provider }에 부여됩니다.
authorization-can = { $provider }에 허용되는 작업
authorization-manage = 계정 관리: 메시지 템플릿, 전화번호, 프로필
authorization-send = 비즈니스 명의로 메시지 보내기 및 받기
authorization-measure = 품질, 한도, 사용량 확인
authorization-users = 자체 시스템 중 이 계정을 사용할 시스템 지정
authorization-bill-title = 요금 청구 대상
authorization-bill = { $provider }의 신용 한도를 회원님이 함께 사용합니다. 사용 요금은 { $provider }에 청구되며, 회원님은 { $provider }에 요금을 지불합니다.
authorization-owner = 계정은 계속 회원님의 소유입니다. 언제든지 Business Manager에서 계정을 확인할 수 있습니다.
authorization-start = 시작하기

## The business

business-title = 비즈니스 선택
business-lead = { -product } Business 계정은 이 비즈니스의 소유가 됩니다.
business-existing = 비즈니스
business-existing-hint = 비즈니스의 관리자만 해당 비즈니스를 연결할 수 있습니다.
business-not-admin = { $name } (관리자가 아님)
business-not-admin-title = 관리자 권한이 없는 비즈니스가 표시되나요?
business-not-admin-run = 해당 비즈니스의 관리자에게 이 가입 절차를 진행해 달라고 요청하세요.
business-not-admin-make = 관리자에게 관리자 권한을 요청한 다음 다시 시도하세요.
business-not-admin-other = 다른 비즈니스를 사용하거나 새로 만드세요.
business-new = 새 비즈니스 만들기
business-name = 비즈니스 이름
business-name-hint = 공식 서류에 기재된 법적 이름을 입력하세요.
business-email = 비즈니스 이메일 주소
business-website = 웹사이트
business-website-hint = 웹사이트 또는 소셜 네트워크 페이지의 주소를 입력하세요.
business-country = 국가
business-phone = 비즈니스 전화번호
business-add-address = 주소 추가
business-address = 도로명 주소
business-address-more = 상세 주소
business-city = 도시
business-state = 주 또는 시/도
business-zip = 우편번호

## The account

waba-title = { -product } Business 계정 선택
waba-lead = 가입 절차를 한 번 진행할 때마다 계정이 하나씩 연결됩니다. 계정을 더 연결하려면 절차를 다시 진행하세요.
waba-existing = { -product } Business 계정
waba-existing-hint = { $business }의 계정을 선택하여 전화번호를 추가하거나 새 계정을 만드세요.
waba-new = 새 계정 만들기
waba-closed = (연결할 수 없음)
waba-profile = { -product } Business 프로필
waba-profile-new = 새 전화번호로 새 프로필 만들기
waba-profile-hint = 기존 프로필은 전화번호와 함께 그대로 연결됩니다. 변경하려면 WhatsApp Manager를 이용하세요.
waba-only-new = { $business }에 아직 계정이 없으므로 새 계정이 만들어집니다.

## The profile

profile-title = 비즈니스 소개
profile-lead = 고객이 회원님과 대화할 때 이 프로필이 표시됩니다.
profile-existing-title = 기존 프로필
profile-existing-lead = 이 프로필은 그대로 연결됩니다. WhatsApp Manager에서 변경할 수 있습니다.
profile-real-title = 실제 이름을 사용하세요
profile-real = 비즈니스에서 실제로 사용할 표시 이름과 전화번호로 가입하세요. 나중에 변경하기가 매우 어려우므로 테스트용 이름은 사용하지 마세요.
profile-waba-name = 계정 이름
profile-waba-name-hint = 회원님과 { $provider }에만 표시됩니다.
profile-display-name = 표시 이름
profile-display-name-hint = 고객에게 표시되는 이름입니다. 비즈니스를 나타내고 다른 곳에서 쓰는 표기와 같아야 하며, 글자나 숫자가 3자 이상이어야 합니다. 슬로건, 웹사이트 주소, 기호, 영문 대문자로만 된 이름은 사용할 수 없습니다.
profile-timezone = 시간대
profile-category = 카테고리
profile-description = 설명
profile-description-hint = 최대 512자까지 입력할 수 있습니다.
profile-website = 웹사이트

## The number

number-title = 전화번호 추가
number-lead = 고객은 이 번호에서 보낸 메시지를 받게 됩니다.
number-real-title = 테스트용 번호나 개인 번호는 사용하지 마세요
number-real = 지금부터 이 번호는 비즈니스에 귀속되며, 나중에 다른 번호로 바꾸기가 매우 어렵습니다. 고객에게 알릴 번호를 선택하세요.
number-used = { -product } Messenger나 { -product } Business 앱에서 사용 중인 번호는 먼저 해당 앱에서 해제해야 합니다. 앱에서 계정을 삭제하고 3분 정도 기다린 다음 다시 시도하세요.
number-offer-title = 제공업체의 번호 사용
number-offer = { $number } 번호는 { $provider }에서 이미 인증했으므로 코드가 필요하지 않습니다.
number-offer-take = 이 번호 사용
number-country = 국가 번호
number-number = 전화번호
number-number-hint = 국가 번호를 제외하고 입력하세요. 예: 1512 3456789
number-method = 코드를 어떻게 받으시겠습니까?
number-sms = 문자 메시지
number-voice = 전화 통화
number-next = 코드 보내기

## The code

verify-title = 전화번호 인증
verify-lead = { $number } 번호의 문자 메시지나 전화로 받은 6자리 코드를 입력하세요.
verify-where = 에뮬레이터이므로 코드는 { $page }에서 확인할 수 있습니다.
verify-where-link = Desk의 전화번호 페이지(Phones)
verify-code = 인증 코드
verify-next = 인증
verify-again-title = 코드를 받지 못하셨나요?
verify-again-sms = 문자 메시지 다시 받기
verify-again-voice = 전화로 받기
verify-other-number = 다른 번호 사용
verify-spent = { $until } 전에는 코드를 더 보낼 수 없습니다. 마지막으로 받은 코드는 만료될 때까지 유효합니다.
verify-locked = 그때까지는 코드를 입력하거나 문자 메시지 또는 전화로 받을 수 없습니다. 누가 입력했든 잘못 입력한 횟수는 번호별로 집계됩니다.
verify-clock = 이 에뮬레이터의 현재 시각은 { $now }입니다. 기다릴 필요 없이 { $page }에서 시계를 앞당길 수 있습니다.
verify-clock-link = Desk의 시계 페이지(Clock)
verify-look-again = 다시 확인

## The review

permissions-title = 검토
permissions-lead = { $provider }에 제공되는 항목을 확인하세요.
permissions-business = 비즈니스
permissions-waba = 계정
permissions-number = 전화번호
permissions-name = 표시 이름
permissions-allowed = 권한
permissions-scope-management = { -product } 계정 관리
permissions-scope-messaging = 회원님 명의로 메시지 보내기
permissions-scope-business = 비즈니스 관리
permissions-bill = 사용 요금은 { $provider }에 청구됩니다.
permissions-next = 확인

## The end

done-title = 계정이 연결되었습니다
done-lead = 이제 { $provider }에서 다음 항목에 액세스할 수 있습니다.
done-business-id = 비즈니스
done-waba-id = { -product } Business 계정
done-phone-id = 전화번호
done-next = 이후의 설정은 { $provider }에서 진행합니다. 플랫폼의 검토는 백그라운드에서 진행됩니다. 비즈니스 이메일 주소로 안내를 보내 드렸으며, 새로운 소식이 있으면 다시 알려 드리겠습니다.
done-finish = 완료
done-lost = 로그인 결과가 더 이상 남아 있지 않습니다. { $provider } 페이지에서 가입 절차를 다시 시작하세요. 중복으로 만들어지는 항목은 없습니다.
cancelled-title = 가입이 취소되었습니다
cancelled-lead = 입력한 내용은 저장되어 있으며, 다시 시작하면 이어서 사용할 수 있습니다.
cancelled-close = 이 창을 닫아도 됩니다.
cancelled-return = 이전 페이지로 돌아가기

## Before the first screen

refused-title = 여기에서는 가입 절차를 시작할 수 없습니다
refused-app = ID가 { $app }인 앱이 없습니다.
    .advice = 페이지에서 제공업체 앱의 ID로 FB.init을 호출해야 합니다.
refused-domain = { $domain }에서는 앱 { $app }의 사용이 허용되지 않습니다.
    .advice = 제공업체에서 앱의 허용 도메인에 { $domain } 도메인을 추가해야 합니다. Desk의 Providers 페이지 또는 POST /_control/provider의 “domains” 필드에서 추가할 수 있습니다.
refused-domain-right = { $address } 주소로 페이지를 열고 그곳에서 가입 절차를 시작하세요. 또는 다음 방법을 사용하세요.
refused-redirect-title = URL이 차단되었습니다
refused-redirect = { $domain }에서는 앱 { $app }의 사용이 허용되지 않습니다. { $uri } 주소가 앱의 유효한 OAuth 리디렉션 주소가 아니어서 리디렉션하지 못했습니다.
    .advice = 제공업체에서 Desk의 Providers 페이지를 통해 앱에 이 주소를 추가해야 합니다. 여기에 표시된 것과 정확히 일치하는지 확인하세요.
refused-no-domain = 가입 절차를 시작한 페이지의 주소를 확인할 수 없습니다.
    .advice = SDK의 FB.login으로 시작하거나, 허용된 도메인의 redirect_uri를 지정하세요.
refused-device = 컴퓨터에서만 이용할 수 있습니다
    .advice = 데스크톱이나 노트북 컴퓨터에서 페이지를 열고 가입 절차를 시작하세요.
refused-gone = 이 가입 절차는 더 이상 유효하지 않습니다.
    .advice = 제공업체의 페이지에서 다시 시작하세요. 입력했던 내용이 그대로 남아 있습니다.
refused-unexplained = 문제가 발생했습니다. 나중에 다시 시도하세요.

## Categories

vertical-auto = 자동차
vertical-beauty = 뷰티, 스파, 미용실
vertical-apparel = 의류 및 패션
vertical-edu = 교육
vertical-entertain = 엔터테인먼트
vertical-event-plan = 행사 기획 및 서비스
vertical-finance = 금융 및 은행
vertical-grocery = 식품 및 식료품
vertical-govt = 공공 서비스
vertical-hotel = 호텔 및 숙박
vertical-health = 의료 및 건강
vertical-nonprofit = 비영리 단체
vertical-prof-services = 전문 서비스
vertical-retail = 쇼핑 및 소매
vertical-travel = 여행 및 교통
vertical-restaurant = 음식점
vertical-not-a-biz = 비즈니스 아님
vertical-other = 기타

## What the platform refuses

refusal-not-allowed = 이 작업을 수행할 권한이 없습니다.
    .advice = 가입 절차를 시작한 사용자로 로그인하세요.
refusal-not-business-admin = 이 비즈니스의 관리자가 아닙니다.
    .advice = 관리자에게 가입 절차를 진행해 달라고 하거나 관리자 권한을 요청하세요. 또는 다른 비즈니스를 사용하세요.
refusal-not-a-provider = 이 가입 절차는 제공업체의 앱에서만 시작할 수 있습니다.
    .advice = 이 앱을 소유한 비즈니스는 제공업체가 아닙니다.
refusal-app-in-development = { $app } 앱은 개발 모드입니다. 이 앱에서 역할이 있는 사람만 사용할 수 있습니다.
    .advice = 직접 변경할 수 없습니다. 제공업체에 문의하세요.
refusal-bad-value = 여기에는 “{ $value }” 값을 사용할 수 없습니다.
    .advice = 수정한 후 다시 시도하세요.
refusal-name-length = 표시 이름은 글자나 숫자가 3자 이상이어야 하며 최대 255자까지 입력할 수 있습니다.
    .advice = 고객이 알고 있는 이름을 사용하세요.
refusal-name-address = 웹 주소는 표시 이름으로 사용할 수 없습니다.
    .advice = https://, www., .com을 빼고 입력하세요.
refusal-name-symbols = 표시 이름에는 이모지나 기호를 사용할 수 없습니다.
    .advice = ™, ★ 등의 기호를 빼고 입력하세요.
refusal-name-punctuation = 표시 이름에는 불필요한 문장 부호나 공백을 사용할 수 없습니다.
    .advice = 단어 사이는 한 칸만 띄우고, 문장 부호를 연달아 쓰지 마세요.
refusal-name-capitals = 약어가 아니면 표시 이름을 영문 대문자로만 쓸 수 없습니다.
    .advice = “Lucky Shrub”처럼 일반적인 대소문자 표기로 입력하세요.
refusal-name-trademark = 표시 이름에는 플랫폼의 이름을 사용할 수 없습니다.
    .advice = 비즈니스의 고유한 이름만 사용하세요.
refusal-name-general = 표시 이름은 비즈니스, 제품 또는 부서의 이름이어야 하며, 일반 명사나 지명만으로는 사용할 수 없습니다.
    .advice = 비즈니스 이름을 추가하세요.
refusal-origin-not-allowed = { $origin }에서는 가입 절차를 시작할 수 없습니다.
    .advice = 제공업체에서 앱의 허용 도메인에 이 도메인을 추가해야 합니다.
refusal-signup-over = 이 가입 절차는 완료되었습니다.
    .advice = 다른 계정이나 번호를 연결하려면 제공업체의 페이지에서 다시 시작하세요.
refusal-wrong-step = 가입 절차가 다른 단계에 있습니다.
    .advice =
        { $step ->
            [authorization] 첫 단계인 제공업체 권한 허용부터 계속하세요.
            [business] 비즈니스 선택 단계에서 계속하세요.
            [waba] 계정 선택 단계에서 계속하세요.
            [profile] 프로필 단계에서 계속하세요.
            [number] 전화번호 단계에서 계속하세요.
            [verify] 인증 코드 단계에서 계속하세요.
           *[permissions] 검토 단계에서 계속하세요.
        }
refusal-shared-with-another = 이 계정은 이미 { $partner }에 공유되어 있습니다. 계정은 제공업체 한 곳에만 공유할 수 있습니다.
    .advice = 먼저 기존 공유를 중단하거나 새 계정을 만드세요.
refusal-waba-quota =
    { $max ->
       *[other] 인증되지 않은 비즈니스는 계정을 { $max }개까지 보유할 수 있습니다.
    }
    .advice = 계정을 더 만들려면 Business Manager에서 비즈니스를 인증하세요. 또는 기존 계정 중 하나를 선택하세요.
refusal-business-limit =
    { $max ->
       *[other] 이미 비즈니스를 { $max }개 만들었으므로 더 만들 수 없습니다.
    }
    .advice = 기존 비즈니스 중 하나를 선택하거나, 다른 비즈니스의 관리자에게 추가를 요청하세요.
refusal-account-too-new = 만든 지 얼마 되지 않은 사용자 계정으로는 비즈니스를 만들 수 없습니다.
    .advice = { $until } 이후에 다시 시도하거나, 관리자로 있는 비즈니스를 선택하세요.
refusal-configuration = 앱에 ID가 { $configuration }인 로그인 구성이 없습니다.
    .advice = 페이지에서 앱의 로그인 구성을 config_id로 지정해야 합니다. 제공업체는 Desk의 Providers 페이지에서 구성을 확인할 수 있습니다.
refusal-waba-limit =
    { $max ->
       *[other] 비즈니스에 이미 계정이 { $max }개 있어 더 추가할 수 없습니다.
    }
    .advice = 기존 계정 중 하나를 선택하세요.
refusal-number-listed = { $number } 번호는 이미 이 계정에 있습니다.
    .advice = 다른 번호를 입력하거나, 제공업체에서 기존 번호로 계속하세요.
refusal-number-in-use = { $number } 번호는 다른 계정에서 사용 중입니다.
    .advice = 해당 계정에서 번호를 삭제하고 3분 정도 기다린 다음 다시 입력하세요. 다른 제공업체에 있는 번호라면 먼저 해당 제공업체에서 2단계 인증 PIN을 해제하세요.
refusal-number-connected = { $number } 번호는 이미 회원님의 계정 “{ $account }”에 연결되어 있습니다.
    .advice = 이 번호로 계속하려면 뒤로 돌아가 해당 계정을 선택하세요. 또는 다른 번호를 입력하세요.
refusal-number-on-messenger = { $number } 번호는 { -product } Messenger에서 사용 중입니다.
    .advice = 해당 휴대폰에서 { -product } 앱을 열고 계정을 삭제하세요(설정 > 계정 > 내 계정 삭제하기). 3분 정도 기다린 다음 번호를 다시 입력하세요. 또는 다른 번호를 사용하세요.
refusal-number-on-business-app = { $number } 번호는 { -product } Business 앱에서 사용 중입니다.
    .advice = 해당 휴대폰에서 앱을 열고 계정을 삭제하세요(설정 > 계정 > 내 계정 삭제하기). 3분 정도 기다린 다음 번호를 다시 입력하세요. 또는 다른 번호를 사용하세요.
refusal-number-being-freed = { $number } 번호의 계정이 방금 앱에서 삭제되어 아직 번호를 사용할 수 없습니다.
    .advice = { $until } 이후에 다시 입력하거나, Desk의 시계를 그 시각으로 맞추세요.
refusal-number-behind-voice-menu = { $number } 번호는 음성 안내 메뉴로 연결되므로 코드를 사람에게 전달할 수 없습니다.
    .advice = 사람이 직접 받거나 문자 메시지를 받을 수 있는 번호를 사용하세요.
refusal-verification-not-started = 아직 이 계정에 번호를 더 추가할 수 없습니다.
    .advice = 먼저 Business Manager에서 비즈니스 인증을 시작한 다음 번호를 추가하세요.
refusal-number-limit =
    { $max ->
       *[other] 이 계정에 이미 번호가 { $max }개 있어 더 추가할 수 없습니다.
    }
    .advice = 이 번호를 사용하려면 다른 계정을 만드세요.
refusal-business-number-limit =
    { $max ->
       *[other] 인증되지 않은 비즈니스는 번호를 { $max }개까지 보유할 수 있습니다.
    }
    .advice = Business Manager에서 비즈니스 인증을 완료한 다음 번호를 추가하세요.
refusal-migration =
    이 번호는 다른 계정에 있으며 이곳으로 이전할 수 없습니다. { $why ->
        [other-business] 해당 계정은 다른 비즈니스의 소유입니다.
        [business-not-verified] 먼저 비즈니스를 인증해야 합니다.
        [name-not-approved] 먼저 표시 이름이 승인되어야 하며, 진행 중인 변경이 없어야 합니다.
        [no-payment] 해당 계정에 결제 계정이 없습니다.
        [account-not-approved] 해당 계정이 승인되지 않았거나 아직 검토 중입니다.
       *[no-webhooks] 이 계정에 웹훅이 설정되어 있지 않습니다.
    }
    .advice = 이 문제를 해결하거나, 다른 계정의 WhatsApp Manager에서 번호를 삭제하고 5분 기다린 다음 다시 입력하세요. 또는 다른 번호를 사용하세요.
refusal-two-step-on = { $number } 번호는 다른 제공업체에 있는 회원님의 계정 “{ $account }”에 등록되어 있으며 2단계 인증이 켜져 있습니다.
    .advice = 해당 계정의 WhatsApp Manager에서 번호를 열고 2단계 인증을 끈 다음 이메일의 링크로 확인하세요. 그런 다음 번호를 다시 입력하면 이곳으로 이전됩니다. 또는 기존 계정에서 번호를 삭제하거나 다른 번호를 사용하세요.
refusal-code-too-soon = 방금 코드를 보냈습니다.
    .advice =
        { $seconds ->
           *[other] { $seconds }초 후에 다시 요청하세요.
        }
refusal-too-many-codes = 이 번호로 코드를 너무 많이 요청했습니다.
    .advice = { $until } 이후에 다시 시도하거나, Desk의 시계를 그 시각으로 맞추세요.
refusal-guesses-locked = 코드를 잘못 입력한 횟수가 너무 많습니다.
    .advice = { $until } 이후에 다시 시도하거나, Desk의 시계를 그 시각으로 맞추세요. 그때 이 창이 닫혀 있으면 가입 절차를 다시 시작하고 같은 비즈니스와 번호를 선택하세요.
refusal-no-code-sent = 이 번호로 보낸 코드가 없습니다.
    .advice = 먼저 코드를 요청하세요.
refusal-code-wrong = 코드가 올바르지 않습니다.
    .advice = 마지막으로 받은 메시지를 다시 확인하거나 새 코드를 요청하세요.
refusal-code-expired = 코드가 만료되었습니다.
    .advice = 새 코드를 요청하세요.
refusal-already-verified = 이미 인증된 번호입니다.
    .advice = 다음 단계로 계속하세요.
refusal-not-verified = 인증되지 않은 번호입니다.
    .advice = 코드를 요청하여 입력하세요.
refusal-number-off = 이 번호의 사용이 중지되었습니다.
    .advice = Business Manager에서 비즈니스를 인증하거나 이의를 제기하세요.
refusal-limit-reached = 메시지 발송 한도에 도달했습니다.
    .advice = 한도를 늘리려면 비즈니스 인증을 시작하세요.
refusal-waba-disabled = 검토를 통과하지 못해 이 계정이 비활성화되었습니다.
    .advice = Business Manager에서 이의를 제기하거나 다른 계정을 선택하세요.
refusal-other = 요청을 처리할 수 없습니다: { $sentence }
    .advice = 수정한 후 다시 시도하세요.
refusal-down = 플랫폼이 디스크에 기록하지 못해 아무것도 저장되지 않았습니다.
    .advice = 다시 시도하세요.
