# The texts of the signup pop-up in Thai.

-product = WhatsApp

## On every screen

frame-title = เชื่อมต่อธุรกิจของคุณกับ { -product }
frame-emulated = จำลองโดย Vestibule เพื่อการทดสอบ ที่นี่ไม่ใช่ Meta และไม่ใช่ { -product }
frame-progress = ขั้นตอนที่ { $number } จาก { $count }
frame-signed-in = เข้าสู่ระบบในชื่อ { $name }
frame-switch = เปลี่ยนเป็นผู้ใช้อื่น
frame-continue = ดำเนินการต่อ
frame-back = ย้อนกลับ
frame-cancel = ยกเลิก
frame-choose = โปรดเลือก
frame-optional = (ไม่บังคับ)
frame-problem = มีเรื่องที่คุณต้องตรวจสอบ
frame-report = รายงานปัญหานี้และออก
frame-check-field = โปรดตรวจสอบช่องนี้: { $label }

## Times

moment = วันที่ { $day } { $month } ค.ศ. { $year } เวลา { $time } น. (UTC)
month-1 = มกราคม
month-2 = กุมภาพันธ์
month-3 = มีนาคม
month-4 = เมษายน
month-5 = พฤษภาคม
month-6 = มิถุนายน
month-7 = กรกฎาคม
month-8 = สิงหาคม
month-9 = กันยายน
month-10 = ตุลาคม
month-11 = พฤศจิกายน
month-12 = ธันวาคม

## Log in

login-title = เข้าสู่ระบบ
login-lead = เลือกว่าคุณเป็นใคร นี่คือตัวจำลอง จึงไม่ต้องใช้รหัสผ่าน
login-people = ผู้ใช้
login-continue-as = ดำเนินการต่อในชื่อ { $name }
login-new-title = หรือสร้างผู้ใช้ใหม่
login-name = ชื่อของคุณ
login-email = อีเมลของคุณ
login-language = ภาษา
login-create = สร้างและดำเนินการต่อ

## What is asked for

authorization-title = { $provider } ต้องการเชื่อมต่อธุรกิจของคุณกับ { -product }
authorization-lead = หากคุณดำเนินการต่อ { $provider } จะได้รับสิทธิ์เข้าถึงบัญชี { -product } Business ที่คุณเลือกหรือสร้างในขั้นตอนถัดไป
authorization-can = { $provider } จะทำสิ่งต่อไปนี้ได้
authorization-manage = จัดการบัญชี ได้แก่ เทมเพลตข้อความ หมายเลขโทรศัพท์ และโปรไฟล์
authorization-send = ส่งและรับข้อความในนามธุรกิจของคุณ
authorization-measure = ดูคุณภาพ ขีดจำกัด และการใช้งาน
authorization-users = กำหนดว่าระบบใดของตนใช้บัญชีนี้ได้
authorization-bill-title = ใครเป็นผู้ถูกเรียกเก็บเงิน
authorization-bill = { $provider } แชร์วงเงินเครดิตของตนกับคุณ ค่าใช้งานจะเรียกเก็บจาก { $provider } และคุณชำระเงินให้ { $provider }
authorization-owner = บัญชียังคงเป็นของคุณ คุณดูบัญชีได้ทุกเมื่อใน Business Manager ของคุณ
authorization-start = เริ่มต้น

## The business

business-title = เลือกธุรกิจของคุณ
business-lead = บัญชี { -product } Business จะเป็นของธุรกิจนี้
business-existing = ธุรกิจ
business-existing-hint = เฉพาะผู้ดูแลของธุรกิจเท่านั้นที่เชื่อมต่อธุรกิจได้
business-not-admin = { $name } (คุณไม่ใช่ผู้ดูแล)
business-not-admin-title = คุณไม่ได้เป็นผู้ดูแลของธุรกิจที่แสดงที่นี่ใช่ไหม
business-not-admin-run = ขอให้ผู้ดูแลของธุรกิจนั้นดำเนินการสมัครใช้งานนี้
business-not-admin-make = ขอให้ผู้ดูแลตั้งคุณเป็นผู้ดูแล แล้วกลับมาที่นี่
business-not-admin-other = ใช้ธุรกิจอื่น หรือสร้างธุรกิจใหม่
business-new = สร้างธุรกิจใหม่
business-name = ชื่อธุรกิจ
business-name-hint = ชื่อตามกฎหมายดังที่ปรากฏในเอกสารของคุณ
business-email = อีเมลธุรกิจ
business-website = เว็บไซต์
business-website-hint = เว็บไซต์ของคุณ หรือเพจของคุณบนโซเชียลเน็ตเวิร์ก
business-country = ประเทศ
business-phone = โทรศัพท์ของธุรกิจ
business-add-address = เพิ่มที่อยู่
business-address = ที่อยู่
business-address-more = ที่อยู่ บรรทัดที่สอง
business-city = เมือง
business-state = จังหวัด รัฐ หรือภูมิภาค
business-zip = รหัสไปรษณีย์

## The account

waba-title = เลือกบัญชี { -product } Business
waba-lead = การสมัครใช้งานนี้เชื่อมต่อได้ครั้งละหนึ่งบัญชี หากต้องการเชื่อมต่อบัญชีอื่น ให้ดำเนินการอีกครั้ง
waba-existing = บัญชี { -product } Business
waba-existing-hint = เลือกบัญชีของ { $business } เพื่อเพิ่มหมายเลขโทรศัพท์ หรือสร้างบัญชีใหม่
waba-new = สร้างบัญชีใหม่
waba-closed = (เชื่อมต่อไม่ได้)
waba-profile = โปรไฟล์ { -product } Business
waba-profile-new = สร้างโปรไฟล์ใหม่ด้วยหมายเลขโทรศัพท์ใหม่
waba-profile-hint = โปรไฟล์ที่มีอยู่จะเชื่อมต่อตามที่เป็นอยู่พร้อมหมายเลขของโปรไฟล์ หากต้องการเปลี่ยน ให้ใช้ WhatsApp Manager
waba-only-new = { $business } ยังไม่มีบัญชี ระบบจะสร้างบัญชีใหม่ให้

## The profile

profile-title = แนะนำธุรกิจของคุณ
profile-lead = ลูกค้าจะเห็นโปรไฟล์นี้เมื่อแชทกับคุณ
profile-existing-title = โปรไฟล์ที่มีอยู่ของคุณ
profile-existing-lead = โปรไฟล์นี้จะเชื่อมต่อตามที่เป็นอยู่ คุณเปลี่ยนได้ใน WhatsApp Manager
profile-real-title = ใช้ชื่อจริงของธุรกิจ
profile-real = สมัครด้วยชื่อที่แสดงและหมายเลขที่ธุรกิจของคุณจะใช้จริง การเปลี่ยนในภายหลังทำได้ยากมาก จึงไม่ควรใช้ชื่อสำหรับทดสอบ
profile-waba-name = ชื่อบัญชี
profile-waba-name-hint = มีเพียงคุณและ { $provider } ที่เห็นชื่อนี้
profile-display-name = ชื่อที่แสดง
profile-display-name-hint = ลูกค้าจะเห็นชื่อนี้ ชื่อต้องสื่อถึงธุรกิจของคุณ เขียนตรงกับที่คุณใช้ในทุกที่ และมีตัวอักษรหรือตัวเลขอย่างน้อย 3 ตัว ไม่ใช้สโลแกน ที่อยู่เว็บไซต์ หรือสัญลักษณ์ และไม่ใช้ตัวพิมพ์ใหญ่ภาษาอังกฤษทั้งหมด
profile-timezone = เขตเวลา
profile-category = หมวดหมู่
profile-description = คำอธิบาย
profile-description-hint = ไม่เกิน 512 อักขระ
profile-website = เว็บไซต์

## The number

number-title = เพิ่มหมายเลขโทรศัพท์
number-lead = ลูกค้าของคุณจะได้รับข้อความจากหมายเลขนี้
number-real-title = อย่าใช้หมายเลขทดสอบหรือหมายเลขส่วนตัว
number-real = นับจากนี้หมายเลขจะผูกกับธุรกิจของคุณ และการย้ายไปใช้หมายเลขอื่นในภายหลังทำได้ยากมาก โปรดเลือกหมายเลขที่คุณต้องการให้ลูกค้ารู้จัก
number-used = หมายเลขที่ใช้งานอยู่ใน { -product } Messenger หรือแอป { -product } Business ต้องยกเลิกการใช้งานที่นั่นก่อน โดยลบบัญชีนั้นในแอป รอประมาณสามนาที แล้วกลับมาที่นี่
number-offer-title = ใช้หมายเลขของผู้ให้บริการของคุณ
number-offer = { $provider } ยืนยันหมายเลข { $number } ไว้แล้ว คุณไม่ต้องใช้รหัส
number-offer-take = ใช้หมายเลขนี้
number-country = รหัสประเทศ
number-number = หมายเลขโทรศัพท์
number-number-hint = ไม่ต้องใส่รหัสประเทศ ตัวอย่างเช่น 1512 3456789
number-method = ต้องการรับรหัสทางใด
number-sms = ข้อความ SMS
number-voice = สายโทรศัพท์
number-next = ส่งรหัส

## The code

verify-title = ยืนยันหมายเลขของคุณ
verify-lead = ป้อนรหัส 6 หลักที่ส่งถึงหมายเลข { $number } ทาง SMS หรือโทรศัพท์
verify-where = นี่คือตัวจำลอง คุณดูรหัสได้ที่{ $page }
verify-where-link = หน้าโทรศัพท์ของ Desk
verify-code = รหัสยืนยัน
verify-next = ยืนยันหมายเลข
verify-again-title = ไม่ได้รับรหัสใช่ไหม
verify-again-sms = ส่ง SMS ใหม่
verify-again-voice = รับรหัสทางโทรศัพท์แทน
verify-other-number = ใช้หมายเลขอื่น
verify-spent = ส่งรหัสเพิ่มไม่ได้จนกว่าจะถึง{ $until } แต่รหัสล่าสุดยังใช้ได้จนกว่าจะหมดอายุ
verify-locked = จนกว่าจะถึงเวลานั้น จะป้อนรหัส ส่งรหัส หรือรับรหัสทางโทรศัพท์ไม่ได้ การป้อนผิดจะนับตามหมายเลข ไม่ว่าใครเป็นผู้ป้อน
verify-clock = ขณะนี้นาฬิกาของตัวจำลองนี้แสดง{ $now } คุณไม่จำเป็นต้องรอ เพราะเลื่อนนาฬิกาไปข้างหน้าได้ที่{ $page }
verify-clock-link = หน้านาฬิกาของ Desk
verify-look-again = ตรวจดูอีกครั้ง

## The review

permissions-title = ตรวจทาน
permissions-lead = โปรดตรวจดูสิ่งที่ { $provider } จะได้รับ
permissions-business = ธุรกิจ
permissions-waba = บัญชี
permissions-number = หมายเลขโทรศัพท์
permissions-name = ชื่อที่แสดง
permissions-allowed = สิทธิ์ที่อนุญาต
permissions-scope-management = จัดการบัญชี { -product } ของคุณ
permissions-scope-messaging = ส่งข้อความในนามของคุณ
permissions-scope-business = จัดการธุรกิจของคุณ
permissions-bill = ค่าใช้งานจะเรียกเก็บจาก { $provider }
permissions-next = ยืนยัน

## The end

done-title = เชื่อมต่อบัญชีของคุณแล้ว
done-lead = ตอนนี้ { $provider } มีสิทธิ์เข้าถึงรายการต่อไปนี้
done-business-id = ธุรกิจ
done-waba-id = บัญชี { -product } Business
done-phone-id = หมายเลขโทรศัพท์
done-next = จากนี้ { $provider } จะตั้งค่าทุกอย่างให้ ส่วนการตรวจสอบของเราจะดำเนินการอยู่เบื้องหลัง เราได้ส่งอีเมลถึงธุรกิจของคุณแล้ว และจะส่งอีกครั้งเมื่อมีความคืบหน้า
done-finish = เสร็จสิ้น
done-lost = ผลการเข้าสู่ระบบไม่อยู่ที่นี่แล้ว โปรดเริ่มการสมัครใช้งานอีกครั้งที่หน้าของ { $provider } โดยจะไม่มีการสร้างสิ่งใดซ้ำ
cancelled-title = ยกเลิกการสมัครใช้งานแล้ว
cancelled-lead = ข้อมูลที่คุณป้อนถูกเก็บไว้ และจะปรากฏเมื่อคุณเริ่มใหม่
cancelled-close = คุณปิดหน้าต่างนี้ได้
cancelled-return = กลับไปยังหน้าก่อนหน้า

## Before the first screen

refused-title = เริ่มการสมัครใช้งานนี้ที่นี่ไม่ได้
refused-app = ไม่มีแอปที่มี ID { $app }
    .advice = หน้าเว็บต้องเรียกใช้ FB.init ด้วย ID ของแอปของผู้ให้บริการ
refused-domain = ไม่อนุญาตให้ใช้แอป { $app } บน { $domain }
    .advice = ผู้ให้บริการต้องเพิ่ม { $domain } ในโดเมนที่อนุญาตของแอป ที่ Desk ในส่วน Providers หรือด้วยฟิลด์ "domains" ของ POST /_control/provider
refused-domain-right = เปิดหน้าเว็บที่ { $address } แล้วเริ่มการสมัครใช้งานจากที่นั่น หรือ:
refused-redirect-title = URL ถูกบล็อก
refused-redirect = ไม่อนุญาตให้ใช้แอป { $app } บน { $domain } การเปลี่ยนเส้นทางนี้ไม่สำเร็จเนื่องจาก { $uri } ไม่ใช่ที่อยู่เปลี่ยนเส้นทาง OAuth ที่ถูกต้องของแอป
    .advice = ผู้ให้บริการต้องเพิ่มที่อยู่นี้ในแอป ที่ Desk ในส่วน Providers โปรดตรวจสอบว่าที่อยู่นั้นเขียนตรงกับที่แสดงที่นี่ทุกประการ
refused-no-domain = หน้าเว็บที่เริ่มการสมัครใช้งานไม่ได้ระบุที่อยู่ของตน
    .advice = เริ่มด้วย FB.login ของ SDK หรือระบุ redirect_uri บนโดเมนที่อนุญาต
refused-device = ใช้งานได้บนคอมพิวเตอร์เท่านั้น
    .advice = เปิดหน้าเว็บบนคอมพิวเตอร์เดสก์ท็อปหรือแล็ปท็อป แล้วเริ่มการสมัครใช้งานที่นั่น
refused-gone = การสมัครใช้งานนี้ไม่ได้เปิดอยู่อีกต่อไป
    .advice = เริ่มอีกครั้งที่หน้าของผู้ให้บริการ ข้อมูลที่คุณป้อนจะยังอยู่ที่นั่น
refused-unexplained = เกิดข้อผิดพลาดบางอย่าง โปรดลองอีกครั้งในภายหลัง

## Categories

vertical-auto = ยานยนต์
vertical-beauty = ความงาม สปา และร้านเสริมสวย
vertical-apparel = เสื้อผ้าและเครื่องแต่งกาย
vertical-edu = การศึกษา
vertical-entertain = ความบันเทิง
vertical-event-plan = การวางแผนและบริการจัดงาน
vertical-finance = การเงินและการธนาคาร
vertical-grocery = อาหารและของชำ
vertical-govt = บริการสาธารณะ
vertical-hotel = โรงแรมและที่พัก
vertical-health = การแพทย์และสุขภาพ
vertical-nonprofit = องค์กรไม่แสวงผลกำไร
vertical-prof-services = บริการวิชาชีพ
vertical-retail = การช็อปปิ้งและค้าปลีก
vertical-travel = การเดินทางและการขนส่ง
vertical-restaurant = ร้านอาหาร
vertical-not-a-biz = ไม่ใช่ธุรกิจ
vertical-other = อื่นๆ

## What the platform refuses

refusal-not-allowed = คุณไม่มีสิทธิ์ทำรายการนี้
    .advice = เข้าสู่ระบบในฐานะผู้ใช้ที่เริ่มการสมัครใช้งาน
refusal-not-business-admin = คุณไม่ใช่ผู้ดูแลของธุรกิจนี้
    .advice = ขอให้ผู้ดูแลดำเนินการสมัครใช้งาน ขอให้ผู้ดูแลตั้งคุณเป็นผู้ดูแล หรือใช้ธุรกิจอื่น
refusal-not-a-provider = เฉพาะแอปของผู้ให้บริการเท่านั้นที่เริ่มการสมัครใช้งานนี้ได้
    .advice = แอปนี้เป็นของธุรกิจที่ไม่ใช่ผู้ให้บริการ
refusal-app-in-development = แอป { $app } อยู่ในโหมดการพัฒนา เฉพาะผู้ที่มีบทบาทในแอปเท่านั้นที่ใช้งานได้
    .advice = คุณเปลี่ยนแปลงส่วนนี้เองไม่ได้ โปรดติดต่อผู้ให้บริการ
refusal-bad-value = ใช้ “{ $value }” ที่นี่ไม่ได้
    .advice = โปรดแก้ไขแล้วลองอีกครั้ง
refusal-name-length = ชื่อที่แสดงต้องมีตัวอักษรหรือตัวเลขอย่างน้อย 3 ตัว และไม่เกิน 255 อักขระ
    .advice = ใช้ชื่อที่ลูกค้ารู้จักคุณ
refusal-name-address = ชื่อที่แสดงต้องไม่เป็นที่อยู่เว็บ
    .advice = อย่าใส่ https://, www. และ .com
refusal-name-symbols = ชื่อที่แสดงต้องไม่มีอิโมจิหรือสัญลักษณ์
    .advice = อย่าใส่สัญลักษณ์ เช่น ™ หรือ ★
refusal-name-punctuation = ชื่อที่แสดงต้องไม่มีเครื่องหมายวรรคตอนหรือเว้นวรรคเกินจำเป็น
    .advice = หากเว้นวรรค ให้เว้นเพียงครั้งเดียว และอย่าใช้เครื่องหมายเดียวกันซ้ำติดกัน
refusal-name-capitals = ชื่อที่แสดงต้องไม่เป็นตัวพิมพ์ใหญ่ภาษาอังกฤษทั้งหมด เว้นแต่เป็นชื่อย่อ
    .advice = เขียนตามปกติ ตัวอย่างเช่น “Lucky Shrub”
refusal-name-trademark = ชื่อที่แสดงต้องไม่มีชื่อของแพลตฟอร์ม
    .advice = ใช้เฉพาะชื่อของคุณเอง
refusal-name-general = ชื่อที่แสดงต้องเป็นชื่อของธุรกิจ ผลิตภัณฑ์ หรือแผนก ไม่ใช่คำทั่วไปหรือชื่อสถานที่เพียงอย่างเดียว
    .advice = เพิ่มชื่อธุรกิจของคุณ
refusal-origin-not-allowed = ไม่อนุญาตให้เริ่มการสมัครใช้งานจาก { $origin }
    .advice = ผู้ให้บริการต้องเพิ่มโดเมนนี้ในโดเมนที่อนุญาตของแอป
refusal-signup-over = การสมัครใช้งานนี้สิ้นสุดแล้ว
    .advice = เริ่มอีกครั้งที่หน้าของผู้ให้บริการเพื่อเชื่อมต่อบัญชีหรือหมายเลขอื่น
refusal-wrong-step = การสมัครใช้งานนี้อยู่ที่ขั้นตอนอื่น
    .advice =
        { $step ->
            [authorization] ดำเนินการต่อที่ขั้นตอนแรก คือการให้สิทธิ์แก่ผู้ให้บริการ
            [business] ดำเนินการต่อที่การเลือกธุรกิจ
            [waba] ดำเนินการต่อที่การเลือกบัญชี
            [profile] ดำเนินการต่อที่โปรไฟล์
            [number] ดำเนินการต่อที่หมายเลขโทรศัพท์
            [verify] ดำเนินการต่อที่รหัสยืนยัน
           *[permissions] ดำเนินการต่อที่การตรวจทาน
        }
refusal-shared-with-another = บัญชีนี้แชร์กับ { $partner } อยู่แล้ว หนึ่งบัญชีแชร์กับผู้ให้บริการได้เพียงรายเดียว
    .advice = หยุดแชร์จากที่นั่นก่อน หรือสร้างบัญชีใหม่
refusal-waba-quota =
    { $max ->
       *[other] ธุรกิจที่ยังไม่ได้รับการยืนยันมีได้ไม่เกิน { $max } บัญชี
    }
    .advice = ยืนยันธุรกิจใน Business Manager เพื่อสร้างเพิ่ม หรือเลือกบัญชีที่ธุรกิจมีอยู่
refusal-business-limit =
    { $max ->
       *[other] คุณสร้างธุรกิจไปแล้ว { $max } แห่ง และสร้างเพิ่มไม่ได้อีก
    }
    .advice = เลือกธุรกิจที่คุณมีอยู่ หรือขอให้ผู้ดูแลของธุรกิจอื่นเพิ่มคุณ
refusal-account-too-new = บัญชีส่วนตัวของคุณยังใหม่เกินกว่าจะสร้างธุรกิจได้
    .advice = ลองอีกครั้งหลัง{ $until } หรือเลือกธุรกิจที่คุณเป็นผู้ดูแล
refusal-configuration = แอปไม่มีการกำหนดค่าการเข้าสู่ระบบที่มี ID { $configuration }
    .advice = หน้าเว็บต้องระบุการกำหนดค่าของแอปใน config_id ผู้ให้บริการดูได้ที่ Desk ในส่วน Providers
refusal-waba-limit =
    { $max ->
       *[other] ธุรกิจนี้มีอยู่แล้ว { $max } บัญชี และเพิ่มไม่ได้อีก
    }
    .advice = เลือกบัญชีที่ธุรกิจมีอยู่
refusal-number-listed = หมายเลข { $number } อยู่ในบัญชีนี้แล้ว
    .advice = ป้อนหมายเลขอื่น หรือใช้หมายเลขที่มีอยู่ต่อที่ผู้ให้บริการของคุณ
refusal-number-in-use = หมายเลข { $number } ถูกใช้งานในบัญชีอื่นอยู่
    .advice = ลบหมายเลขออกจากที่นั่น รอประมาณสามนาที แล้วป้อนอีกครั้ง หากหมายเลขอยู่กับผู้ให้บริการรายอื่น ให้ปิด PIN ของการยืนยันแบบสองขั้นตอนที่นั่นก่อน
refusal-number-connected = หมายเลข { $number } เชื่อมต่อกับบัญชี “{ $account }” ของคุณอยู่แล้ว
    .advice = ย้อนกลับไปเลือกบัญชีนั้นเพื่อใช้หมายเลขนี้ต่อ หรือป้อนหมายเลขอื่น
refusal-number-on-messenger = หมายเลข { $number } ถูกใช้งานใน { -product } Messenger อยู่
    .advice = เปิด { -product } ในโทรศัพท์เครื่องนั้น ลบบัญชี (การตั้งค่า บัญชี ลบบัญชีของฉัน) รอประมาณสามนาที แล้วป้อนหมายเลขอีกครั้ง หรือใช้หมายเลขอื่น
refusal-number-on-business-app = หมายเลข { $number } ถูกใช้งานในแอป { -product } Business อยู่
    .advice = เปิดแอปในโทรศัพท์เครื่องนั้น ลบบัญชี (การตั้งค่า บัญชี ลบบัญชีของฉัน) รอประมาณสามนาที แล้วป้อนหมายเลขอีกครั้ง หรือใช้หมายเลขอื่น
refusal-number-being-freed = บัญชีของหมายเลข { $number } เพิ่งถูกลบในแอป และหมายเลขยังไม่ว่าง
    .advice = ป้อนอีกครั้งหลัง{ $until } หรือเลื่อนนาฬิกาของ Desk ไปข้างหน้าจนถึงเวลานั้น
refusal-number-behind-voice-menu = หมายเลข { $number } ตอบรับด้วยระบบเมนูเสียง รหัสจึงไม่ถึงผู้รับ
    .advice = ใช้หมายเลขที่มีคนรับสาย หรือหมายเลขที่รับ SMS ได้
refusal-verification-not-started = บัญชีนี้ยังเพิ่มหมายเลขอื่นไม่ได้
    .advice = เริ่มการยืนยันธุรกิจใน Business Manager ก่อน แล้วจึงเพิ่มหมายเลข
refusal-number-limit =
    { $max ->
       *[other] บัญชีนี้มีอยู่แล้ว { $max } หมายเลข และเพิ่มไม่ได้อีก
    }
    .advice = สร้างบัญชีอื่นสำหรับหมายเลขนี้
refusal-business-number-limit =
    { $max ->
       *[other] ธุรกิจที่ยังไม่ได้รับการยืนยันมีได้ไม่เกิน { $max } หมายเลข
    }
    .advice = ทำการยืนยันธุรกิจใน Business Manager ให้เสร็จ แล้วจึงเพิ่มหมายเลข
refusal-migration =
    หมายเลขนี้อยู่ในบัญชีอื่น และย้ายมาที่นี่ไม่ได้ { $why ->
        [other-business] บัญชีนั้นเป็นของธุรกิจอื่น
        [business-not-verified] ธุรกิจต้องได้รับการยืนยันก่อน
        [name-not-approved] ชื่อที่แสดงของหมายเลขต้องได้รับอนุมัติก่อน และต้องไม่มีการเปลี่ยนแปลงที่ค้างอยู่
        [no-payment] บัญชีนั้นไม่มีบัญชีสำหรับชำระเงิน
        [account-not-approved] บัญชีนั้นไม่ได้รับอนุมัติ หรือยังอยู่ระหว่างการตรวจสอบ
       *[no-webhooks] ยังไม่ได้ตั้งค่า Webhooks สำหรับบัญชีนี้
    }
    .advice = แก้ไขเรื่องนี้ หรือลบหมายเลขใน WhatsApp Manager ของบัญชีนั้น รอห้านาที แล้วป้อนอีกครั้ง หรือใช้หมายเลขอื่น
refusal-two-step-on = หมายเลข { $number } อยู่ในบัญชี “{ $account }” ของคุณกับผู้ให้บริการรายอื่น และเปิดการยืนยันแบบสองขั้นตอนไว้
    .advice = เปิดหมายเลขใน WhatsApp Manager ของบัญชีนั้น ปิดการยืนยันแบบสองขั้นตอน แล้วยืนยันด้วยลิงก์ในอีเมล จากนั้นป้อนหมายเลขอีกครั้ง หมายเลขจะย้ายมาที่นี่ หรือลบหมายเลขที่นั่น หรือใช้หมายเลขอื่น
refusal-code-too-soon = เพิ่งส่งรหัสไปเมื่อสักครู่
    .advice =
        { $seconds ->
           *[other] รอ { $seconds } วินาที แล้วขอรหัสใหม่
        }
refusal-too-many-codes = มีการขอรหัสสำหรับหมายเลขนี้มากเกินไป
    .advice = ลองอีกครั้งหลัง{ $until } หรือเลื่อนนาฬิกาของ Desk ไปข้างหน้าจนถึงเวลานั้น
refusal-guesses-locked = ป้อนรหัสผิดหลายครั้งเกินไป
    .advice = ลองอีกครั้งหลัง{ $until } หรือเลื่อนนาฬิกาของ Desk ไปข้างหน้าจนถึงเวลานั้น หากหน้าต่างนี้ปิดไปก่อน ให้เริ่มการสมัครใช้งานใหม่ แล้วเลือกธุรกิจและหมายเลขเดิม
refusal-no-code-sent = ยังไม่มีการส่งรหัสไปยังหมายเลขนี้
    .advice = ขอรหัสก่อน
refusal-code-wrong = รหัสนี้ไม่ถูกต้อง
    .advice = ดูข้อความล่าสุดอีกครั้ง หรือขอรหัสใหม่
refusal-code-expired = รหัสนี้หมดอายุแล้ว
    .advice = ขอรหัสใหม่
refusal-already-verified = หมายเลขนี้ยืนยันแล้ว
    .advice = ไปยังขั้นตอนถัดไป
refusal-not-verified = หมายเลขนี้ยังไม่ได้ยืนยัน
    .advice = ขอรหัสแล้วป้อนรหัส
refusal-number-off = หมายเลขนี้ถูกปิดใช้งาน
    .advice = ยืนยันธุรกิจ หรือยื่นอุทธรณ์ใน Business Manager
refusal-limit-reached = ถึงขีดจำกัดการส่งข้อความแล้ว
    .advice = เริ่มการยืนยันธุรกิจเพื่อเพิ่มขีดจำกัด
refusal-waba-disabled = บัญชีนี้ถูกปิดใช้งานเนื่องจากไม่ผ่านการตรวจสอบ
    .advice = ยื่นอุทธรณ์ใน Business Manager หรือเลือกบัญชีอื่น
refusal-other = ทำรายการนี้ไม่ได้: { $sentence }
    .advice = โปรดแก้ไขแล้วลองอีกครั้ง
refusal-down = ไม่มีการบันทึกข้อมูล เนื่องจากแพลตฟอร์มเขียนลงดิสก์ไม่ได้
    .advice = โปรดลองอีกครั้ง
