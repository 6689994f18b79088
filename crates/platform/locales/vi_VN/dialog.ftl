# The texts of the signup pop-up in Vietnamese.

-product = WhatsApp

## On every screen

frame-title = Kết nối doanh nghiệp của bạn với { -product }
frame-emulated = Do Vestibule mô phỏng để thử nghiệm. Đây không phải là Meta, cũng không phải là { -product }.
frame-progress = Bước { $number }/{ $count }
frame-signed-in = Đã đăng nhập dưới tên { $name }
frame-switch = Chuyển sang người dùng khác
frame-continue = Tiếp tục
frame-back = Quay lại
frame-cancel = Hủy
frame-choose = Vui lòng chọn
frame-optional = (không bắt buộc)
frame-problem = Có vấn đề cần bạn xem lại
frame-report = Báo cáo vấn đề này và thoát
frame-check-field = Vui lòng kiểm tra trường này: { $label }

## Times

moment = { $time } UTC ngày { $day } { $month } năm { $year }
month-1 = tháng 1
month-2 = tháng 2
month-3 = tháng 3
month-4 = tháng 4
month-5 = tháng 5
month-6 = tháng 6
month-7 = tháng 7
month-8 = tháng 8
month-9 = tháng 9
month-10 = tháng 10
month-11 = tháng 11
month-12 = tháng 12

## Log in

login-title = Đăng nhập
login-lead = Hãy chọn bạn là ai. Đây là trình mô phỏng nên không cần mật khẩu.
login-people = Người dùng
login-continue-as = Tiếp tục dưới tên { $name }
login-new-title = Hoặc tạo người dùng mới
login-name = Tên của bạn
login-email = Địa chỉ email của bạn
login-language = Ngôn ngữ
login-create = Tạo và tiếp tục

## What is asked for

authorization-title = { $provider } muốn kết nối doanh nghiệp của bạn với { -product }
authorization-lead = Nếu bạn tiếp tục, { $provider } sẽ có quyền truy cập tài khoản { -product } Business mà bạn chọn hoặc tạo ở các bước tiếp theo.
authorization-can = { $provider } sẽ có thể
authorization-manage = quản lý tài khoản: các mẫu tin nhắn, số điện thoại và hồ sơ của tài khoản
authorization-send = gửi và nhận tin nhắn thay mặt doanh nghiệp của bạn
authorization-measure = xem chất lượng, hạn mức và mức sử dụng
authorization-users = quyết định hệ thống nào của họ được sử dụng tài khoản
authorization-bill-title = Phí được tính cho ai
authorization-bill = { $provider } chia sẻ hạn mức tín dụng của mình với bạn. Phí sử dụng được tính cho { $provider }, còn bạn thanh toán cho { $provider }.
authorization-owner = Tài khoản vẫn thuộc về bạn. Bạn có thể xem tài khoản trong Business Manager của mình bất cứ lúc nào.
authorization-start = Bắt đầu

## The business

business-title = Chọn doanh nghiệp của bạn
business-lead = Tài khoản { -product } Business sẽ thuộc về doanh nghiệp này.
business-existing = Doanh nghiệp
business-existing-hint = Chỉ quản trị viên của doanh nghiệp mới có thể kết nối doanh nghiệp đó.
business-not-admin = { $name } (bạn không phải là quản trị viên)
business-not-admin-title = Bạn không phải là quản trị viên của doanh nghiệp hiển thị ở đây?
business-not-admin-run = Nhờ quản trị viên của doanh nghiệp đó thực hiện quy trình đăng ký này.
business-not-admin-make = Nhờ quản trị viên cấp cho bạn quyền quản trị, rồi quay lại đây.
business-not-admin-other = Dùng doanh nghiệp khác hoặc tạo doanh nghiệp mới.
business-new = Tạo doanh nghiệp mới
business-name = Tên doanh nghiệp
business-name-hint = Tên pháp lý, đúng như trên giấy tờ của bạn.
business-email = Địa chỉ email của doanh nghiệp
business-website = Trang web
business-website-hint = Trang web của bạn hoặc trang của bạn trên mạng xã hội.
business-country = Quốc gia
business-phone = Điện thoại của doanh nghiệp
business-add-address = Thêm địa chỉ
business-address = Số nhà, tên đường
business-address-more = Số nhà, tên đường (dòng thứ hai)
business-city = Thành phố
business-state = Tỉnh, bang hoặc vùng
business-zip = Mã bưu chính

## The account

waba-title = Chọn tài khoản { -product } Business
waba-lead = Mỗi lần đăng ký sẽ kết nối một tài khoản. Để kết nối tài khoản khác, hãy thực hiện lại quy trình này.
waba-existing = Tài khoản { -product } Business
waba-existing-hint = Chọn một tài khoản của { $business } để thêm số điện thoại vào đó, hoặc tạo tài khoản mới.
waba-new = Tạo tài khoản mới
waba-closed = (không thể kết nối)
waba-profile = Hồ sơ { -product } Business
waba-profile-new = Tạo hồ sơ mới với số điện thoại mới
waba-profile-hint = Hồ sơ hiện có được kết nối nguyên trạng cùng với số điện thoại đi kèm. Để thay đổi, hãy dùng WhatsApp Manager.
waba-only-new = { $business } chưa có tài khoản nào, vì vậy một tài khoản mới sẽ được tạo.

## The profile

profile-title = Giới thiệu doanh nghiệp của bạn
profile-lead = Khách hàng thấy hồ sơ này khi trò chuyện với bạn.
profile-existing-title = Hồ sơ hiện có của bạn
profile-existing-lead = Hồ sơ này được kết nối nguyên trạng. Bạn có thể thay đổi trong WhatsApp Manager.
profile-real-title = Hãy dùng tên thật
profile-real = Hãy đăng ký bằng tên hiển thị và số điện thoại mà doanh nghiệp của bạn sẽ thực sự sử dụng. Việc thay đổi về sau rất khó, vì vậy đừng dùng tên thử nghiệm.
profile-waba-name = Tên tài khoản
profile-waba-name-hint = Chỉ bạn và { $provider } nhìn thấy tên này.
profile-display-name = Tên hiển thị
profile-display-name-hint = Khách hàng sẽ nhìn thấy tên này. Tên phải đại diện cho doanh nghiệp của bạn, được viết giống như ở mọi nơi khác và có ít nhất 3 chữ cái hoặc chữ số: không dùng khẩu hiệu, địa chỉ trang web hay ký hiệu và không viết hoa toàn bộ.
profile-timezone = Múi giờ
profile-category = Hạng mục
profile-description = Mô tả
profile-description-hint = Tối đa 512 ký tự.
profile-website = Trang web

## The number

number-title = Thêm số điện thoại
number-lead = Khách hàng của bạn sẽ nhận được tin nhắn từ số này.
number-real-title = Đừng dùng số thử nghiệm hoặc số cá nhân
number-real = Từ nay số này gắn với doanh nghiệp của bạn, và việc chuyển sang số khác về sau rất khó. Hãy chọn số mà bạn muốn khách hàng biết đến.
number-used = Số đang được dùng trong { -product } Messenger hoặc ứng dụng { -product } Business phải được giải phóng ở đó trước: hãy xóa tài khoản đó trong ứng dụng, chờ khoảng ba phút rồi quay lại đây.
number-offer-title = Dùng số của nhà cung cấp
number-offer = { $provider } đã xác minh số { $number }. Bạn không cần mã cho số này.
number-offer-take = Dùng số này
number-country = Mã quốc gia
number-number = Số điện thoại
number-number-hint = Không kèm mã quốc gia, ví dụ 1512 3456789.
number-method = Bạn muốn nhận mã bằng cách nào?
number-sms = Tin nhắn văn bản
number-voice = Gọi điện thoại
number-next = Gửi mã

## The code

verify-title = Xác minh số của bạn
verify-lead = Nhập mã gồm 6 chữ số đã gửi đến { $number } qua tin nhắn văn bản hoặc cuộc gọi.
verify-where = Đây là trình mô phỏng. Bạn xem mã ở { $page }.
verify-where-link = trang điện thoại của Desk
verify-code = Mã xác minh
verify-next = Xác minh
verify-again-title = Bạn không nhận được mã?
verify-again-sms = Gửi tin nhắn văn bản mới
verify-again-voice = Gọi cho tôi
verify-other-number = Dùng số khác
verify-spent = Không thể gửi thêm mã trước { $until }. Mã gần nhất vẫn có hiệu lực cho đến khi hết hạn.
verify-locked = Cho đến lúc đó, không thể nhập mã, gửi mã hay nhận mã qua cuộc gọi. Các lần nhập sai được tính theo số điện thoại, bất kể ai nhập.
verify-clock = Đồng hồ của trình mô phỏng này đang chỉ { $now }. Bạn không cần chờ: hãy chỉnh đồng hồ tiến lên ở { $page }.
verify-clock-link = trang đồng hồ của Desk
verify-look-again = Kiểm tra lại

## The review

permissions-title = Xem lại
permissions-lead = Vui lòng xem kỹ những gì { $provider } sẽ nhận được.
permissions-business = Doanh nghiệp
permissions-waba = Tài khoản
permissions-number = Số điện thoại
permissions-name = Tên hiển thị
permissions-allowed = Quyền
permissions-scope-management = Quản lý các tài khoản { -product } của bạn
permissions-scope-messaging = Gửi tin nhắn thay mặt bạn
permissions-scope-business = Quản lý doanh nghiệp của bạn
permissions-bill = Phí sử dụng được tính cho { $provider }.
permissions-next = Xác nhận

## The end

done-title = Đã kết nối tài khoản của bạn
done-lead = { $provider } hiện có quyền truy cập:
done-business-id = Doanh nghiệp
done-waba-id = Tài khoản { -product } Business
done-phone-id = Số điện thoại
done-next = Từ đây { $provider } sẽ thiết lập mọi thứ. Các bước kiểm tra của chúng tôi diễn ra trong nền. Chúng tôi đã gửi thư đến địa chỉ email của doanh nghiệp bạn và sẽ gửi lại khi có tin mới.
done-finish = Hoàn tất
done-lost = Kết quả đăng nhập không còn ở đây nữa. Hãy bắt đầu lại quy trình đăng ký trên trang của { $provider }; không có gì bị tạo hai lần.
cancelled-title = Đã hủy đăng ký
cancelled-lead = Thông tin bạn đã nhập được lưu lại. Bạn sẽ thấy lại thông tin đó khi bắt đầu lại.
cancelled-close = Bạn có thể đóng cửa sổ này.
cancelled-return = Trở về trang trước đó

## Before the first screen

refused-title = Không thể bắt đầu đăng ký tại đây
refused-app = Không có ứng dụng nào có ID { $app }.
    .advice = Trang phải gọi FB.init với ID của một ứng dụng thuộc nhà cung cấp.
refused-domain = Không được dùng ứng dụng { $app } trên { $domain }.
    .advice = Nhà cung cấp cần thêm { $domain } vào các tên miền được phép của ứng dụng: trên Desk, mục Providers, hoặc bằng trường "domains" của POST /_control/provider.
refused-domain-right = Hãy mở trang tại { $address } và bắt đầu đăng ký ở đó. Hoặc:
refused-redirect-title = URL bị chặn
refused-redirect = Không được dùng ứng dụng { $app } trên { $domain }: lần chuyển hướng này không thành công vì { $uri } không phải là một trong các địa chỉ chuyển hướng OAuth hợp lệ của ứng dụng.
    .advice = Nhà cung cấp cần thêm địa chỉ này vào ứng dụng trên Desk, mục Providers. Hãy bảo đảm địa chỉ ở đó được viết giống hệt như ở đây.
refused-no-domain = Trang bắt đầu quy trình đăng ký không cho biết địa chỉ của nó.
    .advice = Hãy bắt đầu bằng FB.login của SDK hoặc cung cấp một redirect_uri trên tên miền được phép.
refused-device = Tính năng này chỉ hoạt động trên máy tính
    .advice = Hãy mở trang trên máy tính để bàn hoặc máy tính xách tay và bắt đầu đăng ký ở đó.
refused-gone = Quy trình đăng ký này không còn mở nữa.
    .advice = Hãy bắt đầu lại trên trang của nhà cung cấp. Bạn sẽ thấy những gì mình đã nhập ở đó.
refused-unexplained = Đã xảy ra lỗi. Vui lòng thử lại sau.

## Categories

vertical-auto = Ô tô
vertical-beauty = Làm đẹp, spa và salon
vertical-apparel = Quần áo và trang phục
vertical-edu = Giáo dục
vertical-entertain = Giải trí
vertical-event-plan = Tổ chức và dịch vụ sự kiện
vertical-finance = Tài chính và ngân hàng
vertical-grocery = Thực phẩm và tạp hóa
vertical-govt = Dịch vụ công
vertical-hotel = Khách sạn và lưu trú
vertical-health = Y tế và sức khỏe
vertical-nonprofit = Tổ chức phi lợi nhuận
vertical-prof-services = Dịch vụ chuyên nghiệp
vertical-retail = Mua sắm và bán lẻ
vertical-travel = Du lịch và vận tải
vertical-restaurant = Nhà hàng
vertical-not-a-biz = Không phải doanh nghiệp
vertical-other = Khác

## What the platform refuses

refusal-not-allowed = Bạn không được phép thực hiện thao tác này.
    .advice = Hãy đăng nhập dưới tên người đã bắt đầu đăng ký.
refusal-not-business-admin = Bạn không phải là quản trị viên của doanh nghiệp này.
    .advice = Hãy nhờ quản trị viên thực hiện đăng ký hoặc cấp cho bạn quyền quản trị, hoặc dùng doanh nghiệp khác.
refusal-not-a-provider = Chỉ ứng dụng của nhà cung cấp mới có thể bắt đầu quy trình đăng ký này.
    .advice = Ứng dụng này thuộc về một doanh nghiệp không phải là nhà cung cấp.
refusal-app-in-development = Ứng dụng { $app } đang ở chế độ phát triển: chỉ những người có vai trò trong ứng dụng mới dùng được.
    .advice = Bạn không thể tự thay đổi điều này. Vui lòng liên hệ với nhà cung cấp.
refusal-bad-value = Không thể dùng “{ $value }” ở đây.
    .advice = Vui lòng sửa và thử lại.
refusal-name-length = Tên hiển thị phải có ít nhất 3 chữ cái hoặc chữ số và tối đa 255 ký tự.
    .advice = Hãy dùng tên mà khách hàng biết đến bạn.
refusal-name-address = Tên hiển thị không được là địa chỉ web.
    .advice = Hãy bỏ https://, www. và .com.
refusal-name-symbols = Tên hiển thị không được có biểu tượng cảm xúc hay ký hiệu.
    .advice = Hãy bỏ các ký hiệu như ™ hoặc ★.
refusal-name-punctuation = Tên hiển thị không được có dấu câu hoặc dấu cách thừa.
    .advice = Chỉ dùng một dấu cách giữa các từ và không lặp lại dấu câu.
refusal-name-capitals = Tên hiển thị không được viết hoa toàn bộ, trừ khi là tên viết tắt.
    .advice = Hãy viết như bình thường, ví dụ “Lucky Shrub”.
refusal-name-trademark = Tên hiển thị không được chứa tên gọi của nền tảng.
    .advice = Chỉ dùng tên riêng của bạn.
refusal-name-general = Tên hiển thị phải là tên của doanh nghiệp, sản phẩm hoặc bộ phận, không phải là một từ chung hay chỉ là tên địa danh.
    .advice = Hãy thêm tên doanh nghiệp của bạn.
refusal-origin-not-allowed = Không được bắt đầu đăng ký từ { $origin }.
    .advice = Nhà cung cấp cần thêm tên miền này vào các tên miền được phép của ứng dụng.
refusal-signup-over = Quy trình đăng ký này đã kết thúc.
    .advice = Hãy bắt đầu lại trên trang của nhà cung cấp để kết nối tài khoản hoặc số khác.
refusal-wrong-step = Quy trình đăng ký này đang ở bước khác.
    .advice =
        { $step ->
            [authorization] Hãy tiếp tục ở bước đầu tiên, bước cấp quyền cho nhà cung cấp.
            [business] Hãy tiếp tục ở bước chọn doanh nghiệp.
            [waba] Hãy tiếp tục ở bước chọn tài khoản.
            [profile] Hãy tiếp tục ở bước hồ sơ.
            [number] Hãy tiếp tục ở bước số điện thoại.
            [verify] Hãy tiếp tục ở bước mã xác minh.
           *[permissions] Hãy tiếp tục ở bước xem lại.
        }
refusal-shared-with-another = Tài khoản này đã được chia sẻ với { $partner }. Một tài khoản chỉ có thể được chia sẻ với một nhà cung cấp.
    .advice = Hãy ngừng chia sẻ ở đó trước hoặc tạo tài khoản mới.
refusal-waba-quota =
    { $max ->
       *[other] Doanh nghiệp chưa được xác minh chỉ được có tối đa { $max } tài khoản.
    }
    .advice = Hãy xác minh doanh nghiệp trong Business Manager để tạo thêm, hoặc chọn một tài khoản hiện có của doanh nghiệp.
refusal-business-limit =
    { $max ->
       *[other] Bạn đã tạo { $max } doanh nghiệp và không thể tạo thêm.
    }
    .advice = Hãy chọn một trong các doanh nghiệp của bạn hoặc nhờ quản trị viên của doanh nghiệp khác thêm bạn.
refusal-account-too-new = Tài khoản cá nhân của bạn còn quá mới để tạo doanh nghiệp.
    .advice = Hãy thử lại sau { $until }, hoặc chọn một doanh nghiệp mà bạn quản trị.
refusal-configuration = Ứng dụng không có cấu hình đăng nhập nào có ID { $configuration }.
    .advice = Trang phải nêu một cấu hình của ứng dụng trong config_id. Nhà cung cấp tìm thấy các cấu hình này trên Desk, mục Providers.
refusal-waba-limit =
    { $max ->
       *[other] Doanh nghiệp đã có { $max } tài khoản và không thể có thêm.
    }
    .advice = Hãy chọn một tài khoản hiện có của doanh nghiệp.
refusal-number-listed = Số { $number } đã có trong tài khoản này.
    .advice = Hãy nhập số khác, hoặc tiếp tục với số hiện có tại nhà cung cấp của bạn.
refusal-number-in-use = Số { $number } đang được dùng trong một tài khoản khác.
    .advice = Hãy xóa số ở đó, chờ khoảng ba phút rồi nhập lại. Nếu số đang ở nhà cung cấp khác, trước tiên hãy tắt mã PIN xác minh hai bước ở đó.
refusal-number-connected = Số { $number } đã được kết nối với tài khoản “{ $account }” của bạn.
    .advice = Hãy quay lại và chọn tài khoản đó để tiếp tục với số này, hoặc nhập số khác.
refusal-number-on-messenger = Số { $number } đang được dùng trong { -product } Messenger.
    .advice = Hãy mở { -product } trên điện thoại đó, xóa tài khoản (Cài đặt, Tài khoản, Xóa tài khoản của tôi), chờ khoảng ba phút rồi nhập lại số. Hoặc dùng số khác.
refusal-number-on-business-app = Số { $number } đang được dùng trong ứng dụng { -product } Business.
    .advice = Hãy mở ứng dụng trên điện thoại đó, xóa tài khoản (Cài đặt, Tài khoản, Xóa tài khoản của tôi), chờ khoảng ba phút rồi nhập lại số. Hoặc dùng số khác.
refusal-number-being-freed = Tài khoản của số { $number } vừa bị xóa trong ứng dụng và số này chưa sẵn sàng để sử dụng.
    .advice = Hãy nhập lại sau { $until }, hoặc chỉnh đồng hồ của Desk tới thời điểm đó.
refusal-number-behind-voice-menu = Số { $number } do menu thoại tự động trả lời nên mã không thể đến được người nhận.
    .advice = Hãy dùng số có người nghe máy hoặc số nhận được tin nhắn văn bản.
refusal-verification-not-started = Tài khoản này chưa thể có thêm số.
    .advice = Trước tiên hãy bắt đầu xác minh doanh nghiệp trong Business Manager, rồi thêm số.
refusal-number-limit =
    { $max ->
       *[other] Tài khoản này đã có { $max } số và không thể có thêm.
    }
    .advice = Hãy tạo tài khoản khác cho số này.
refusal-business-number-limit =
    { $max ->
       *[other] Doanh nghiệp chưa được xác minh chỉ được có tối đa { $max } số.
    }
    .advice = Hãy hoàn tất xác minh doanh nghiệp trong Business Manager, rồi thêm số.
refusal-migration =
    Số này thuộc một tài khoản khác và không thể chuyển sang đây. { $why ->
        [other-business] Tài khoản đó thuộc về một doanh nghiệp khác.
        [business-not-verified] Trước tiên doanh nghiệp phải được xác minh.
        [name-not-approved] Trước tiên tên hiển thị của số phải được phê duyệt và không có thay đổi nào đang chờ xử lý.
        [no-payment] Tài khoản đó không có tài khoản thanh toán.
        [account-not-approved] Tài khoản đó chưa được phê duyệt hoặc vẫn đang được xem xét.
       *[no-webhooks] Webhooks chưa được thiết lập cho tài khoản này.
    }
    .advice = Hãy khắc phục điều này, hoặc xóa số trong WhatsApp Manager của tài khoản kia, chờ năm phút rồi nhập lại. Hoặc dùng số khác.
refusal-two-step-on = Số { $number } thuộc tài khoản “{ $account }” của bạn tại một nhà cung cấp khác và đang bật xác minh hai bước.
    .advice = Hãy mở số trong WhatsApp Manager của tài khoản đó, tắt xác minh hai bước và xác nhận bằng liên kết trong email. Sau đó nhập lại số và số sẽ được chuyển sang đây. Hoặc xóa số ở đó, hoặc dùng số khác.
refusal-code-too-soon = Một mã vừa được gửi.
    .advice =
        { $seconds ->
           *[other] Hãy chờ { $seconds } giây rồi yêu cầu mã khác.
        }
refusal-too-many-codes = Đã yêu cầu quá nhiều mã cho số này.
    .advice = Hãy thử lại sau { $until }, hoặc chỉnh đồng hồ của Desk tới thời điểm đó.
refusal-guesses-locked = Mã đã bị nhập sai quá nhiều lần.
    .advice = Hãy thử lại sau { $until }, hoặc chỉnh đồng hồ của Desk tới thời điểm đó. Nếu cửa sổ này đã đóng trước lúc đó, hãy bắt đầu đăng ký lại và chọn lại đúng doanh nghiệp và số đó.
refusal-no-code-sent = Chưa có mã nào được gửi đến số này.
    .advice = Trước tiên hãy yêu cầu mã.
refusal-code-wrong = Mã này không đúng.
    .advice = Hãy xem lại tin nhắn gần nhất hoặc yêu cầu mã mới.
refusal-code-expired = Mã này đã hết hạn.
    .advice = Hãy yêu cầu mã mới.
refusal-already-verified = Số này đã được xác minh.
    .advice = Hãy chuyển sang bước tiếp theo.
refusal-not-verified = Số này chưa được xác minh.
    .advice = Hãy yêu cầu mã và nhập mã.
refusal-number-off = Số này đã bị tắt.
    .advice = Hãy xác minh doanh nghiệp hoặc khiếu nại trong Business Manager.
refusal-limit-reached = Đã đạt đến hạn mức gửi tin nhắn.
    .advice = Hãy bắt đầu xác minh doanh nghiệp để tăng hạn mức.
refusal-waba-disabled = Tài khoản này đã bị vô hiệu hóa vì không vượt qua bước kiểm tra.
    .advice = Hãy khiếu nại trong Business Manager hoặc chọn tài khoản khác.
refusal-other = Không thể thực hiện thao tác này: { $sentence }
    .advice = Vui lòng sửa và thử lại.
refusal-down = Không có gì được lưu vì nền tảng không thể ghi vào ổ đĩa.
    .advice = Vui lòng thử lại.
