# The texts of the signup pop-up in Indonesian.

-product = WhatsApp

## On every screen

frame-title = Hubungkan bisnis Anda ke { -product }
frame-emulated = Emulasi oleh Vestibule untuk pengujian. Ini bukan Meta dan bukan { -product }.
frame-progress = Langkah { $number } dari { $count }
frame-signed-in = Masuk sebagai { $name }
frame-switch = Ganti pengguna
frame-continue = Lanjutkan
frame-back = Kembali
frame-cancel = Batal
frame-choose = Silakan pilih
frame-optional = (opsional)
frame-problem = Ada hal yang perlu Anda perhatikan
frame-report = Laporkan masalah ini dan keluar
frame-check-field = Harap periksa kolom ini: { $label }

## Times

moment = { $day } { $month } { $year } pukul { $time } UTC
month-1 = Januari
month-2 = Februari
month-3 = Maret
month-4 = April
month-5 = Mei
month-6 = Juni
month-7 = Juli
month-8 = Agustus
month-9 = September
month-10 = Oktober
month-11 = November
month-12 = Desember

## Log in

login-title = Masuk
login-lead = Pilih siapa Anda. Ini adalah emulator, jadi tidak perlu kata sandi.
login-people = Pengguna
login-continue-as = Lanjutkan sebagai { $name }
login-new-title = Atau buat pengguna baru
login-name = Nama Anda
login-email = Alamat email Anda
login-language = Bahasa
login-create = Buat dan lanjutkan

## What is asked for

authorization-title = { $provider } ingin menghubungkan bisnis Anda ke { -product }
authorization-lead = Jika Anda melanjutkan, { $provider } akan mendapat akses ke Akun { -product } Business yang Anda pilih atau buat pada langkah-langkah berikutnya.
authorization-can = { $provider } akan dapat
authorization-manage = mengelola akun: template pesan, nomor telepon, dan profilnya
authorization-send = mengirim dan menerima pesan atas nama bisnis Anda
authorization-measure = melihat kualitas, batas, dan penggunaan
authorization-users = menentukan sistem miliknya yang boleh menggunakan akun
authorization-bill-title = Siapa yang ditagih
authorization-bill = { $provider } berbagi fasilitas kreditnya dengan Anda. Penggunaan ditagihkan kepada { $provider }, dan Anda membayar kepada { $provider }.
authorization-owner = Akun tetap milik Anda. Anda dapat melihatnya di Business Manager kapan saja.
authorization-start = Mulai

## The business

business-title = Pilih bisnis Anda
business-lead = Akun { -product } Business akan menjadi milik bisnis ini.
business-existing = Bisnis
business-existing-hint = Hanya admin suatu bisnis yang dapat menghubungkannya.
business-not-admin = { $name } (Anda bukan admin)
business-not-admin-title = Anda bukan admin dari bisnis yang ditampilkan di sini?
business-not-admin-run = Minta admin bisnis tersebut untuk melakukan pendaftaran ini.
business-not-admin-make = Minta admin untuk menjadikan Anda admin, lalu kembali ke sini.
business-not-admin-other = Gunakan bisnis lain, atau buat bisnis baru.
business-new = Buat bisnis baru
business-name = Nama bisnis
business-name-hint = Nama resmi sesuai dokumen Anda.
business-email = Alamat email bisnis
business-website = Situs web
business-website-hint = Situs web Anda, atau halaman Anda di jejaring sosial.
business-country = Negara
business-phone = Telepon bisnis
business-add-address = Tambahkan alamat
business-address = Alamat, baris pertama
business-address-more = Alamat, baris kedua
business-city = Kota
business-state = Provinsi atau wilayah
business-zip = Kode pos

## The account

waba-title = Pilih Akun { -product } Business
waba-lead = Setiap pendaftaran menghubungkan satu akun. Lakukan lagi pendaftaran ini untuk menghubungkan akun lain.
waba-existing = Akun { -product } Business
waba-existing-hint = Pilih akun milik { $business } untuk menambahkan nomor telepon, atau buat akun baru.
waba-new = Buat akun baru
waba-closed = (tidak dapat dihubungkan)
waba-profile = Profil { -product } Business
waba-profile-new = Buat profil baru dengan nomor telepon baru
waba-profile-hint = Profil yang sudah ada dihubungkan apa adanya, beserta nomornya. Untuk mengubahnya, gunakan WhatsApp Manager.
waba-only-new = { $business } belum memiliki akun, jadi akun baru akan dibuat.

## The profile

profile-title = Jelaskan bisnis Anda
profile-lead = Pelanggan melihat profil ini saat mengobrol dengan Anda.
profile-existing-title = Profil Anda yang sudah ada
profile-existing-lead = Profil ini dihubungkan apa adanya. Profil dapat diubah di WhatsApp Manager.
profile-real-title = Gunakan nama yang sebenarnya
profile-real = Daftar dengan nama tampilan dan nomor yang benar-benar akan digunakan bisnis Anda. Mengubahnya nanti sangat sulit, jadi jangan gunakan nama untuk uji coba.
profile-waba-name = Nama akun
profile-waba-name-hint = Hanya Anda dan { $provider } yang melihatnya.
profile-display-name = Nama tampilan
profile-display-name-hint = Pelanggan melihatnya. Nama ini harus mewakili bisnis Anda, ditulis seperti di tempat lain, dan memiliki minimal 3 huruf atau angka: tanpa slogan, alamat situs web, atau simbol, dan tidak seluruhnya huruf kapital.
profile-timezone = Zona waktu
profile-category = Kategori
profile-description = Deskripsi
profile-description-hint = Maksimal 512 karakter.
profile-website = Situs web

## The number

number-title = Tambahkan nomor telepon
number-lead = Pelanggan Anda akan melihat pesan dari nomor ini.
number-real-title = Jangan gunakan nomor uji coba atau nomor pribadi
number-real = Mulai sekarang nomor ini terikat dengan bisnis Anda, dan beralih ke nomor lain nanti sangat sulit. Pilih nomor yang Anda ingin dikenal oleh pelanggan.
number-used = Nomor yang sedang digunakan di { -product } Messenger atau Aplikasi { -product } Business harus dilepaskan di sana terlebih dahulu: hapus akun tersebut di aplikasi, tunggu sekitar tiga menit, lalu kembali ke sini.
number-offer-title = Gunakan nomor dari penyedia Anda
number-offer = { $provider } sudah memverifikasi { $number }. Anda tidak memerlukan kode untuk nomor ini.
number-offer-take = Gunakan nomor ini
number-country = Kode negara
number-number = Nomor telepon
number-number-hint = Tanpa kode negara, misalnya 1512 3456789.
number-method = Bagaimana Anda ingin menerima kode?
number-sms = SMS
number-voice = Panggilan telepon
number-next = Kirim kode

## The code

verify-title = Verifikasi nomor Anda
verify-lead = Masukkan kode 6 digit yang diterima { $number } melalui SMS atau panggilan.
verify-where = Ini adalah emulator. Kodenya ada di { $page }.
verify-where-link = halaman telepon Desk
verify-code = Kode verifikasi
verify-next = Verifikasi
verify-again-title = Tidak menerima kode?
verify-again-sms = Kirim SMS baru
verify-again-voice = Telepon saya saja
verify-other-number = Gunakan nomor lain
verify-spent = Kode lain tidak dapat dikirim sebelum { $until }. Kode terakhir tetap berlaku sampai kedaluwarsa.
verify-locked = Sampai saat itu, kode tidak dapat dimasukkan, dikirim, atau disampaikan melalui panggilan. Percobaan yang salah dihitung per nomor, siapa pun yang melakukannya.
verify-clock = Jam emulator ini menunjukkan { $now }. Anda tidak perlu menunggu: majukan jamnya di { $page }.
verify-clock-link = halaman jam Desk
verify-look-again = Periksa lagi

## The review

permissions-title = Tinjau
permissions-lead = Harap tinjau apa saja yang akan diterima { $provider }.
permissions-business = Bisnis
permissions-waba = Akun
permissions-number = Nomor telepon
permissions-name = Nama tampilan
permissions-allowed = Izin
permissions-scope-management = Mengelola akun { -product } Anda
permissions-scope-messaging = Mengirim pesan atas nama Anda
permissions-scope-business = Mengelola bisnis Anda
permissions-bill = Penggunaan ditagihkan kepada { $provider }.
permissions-next = Konfirmasi

## The end

done-title = Akun Anda sudah terhubung
done-lead = { $provider } sekarang memiliki akses ke:
done-business-id = Bisnis
done-waba-id = Akun { -product } Business
done-phone-id = Nomor telepon
done-next = Selanjutnya { $provider } akan menyiapkan semuanya. Pemeriksaan kami berjalan di latar belakang. Kami telah mengirim pesan ke alamat email bisnis Anda, dan akan mengirim lagi jika ada kabar baru.
done-finish = Selesai
done-lost = Hasil login tidak lagi tersedia di sini. Mulai lagi pendaftaran di halaman { $provider }; tidak ada yang dibuat dua kali.
cancelled-title = Pendaftaran dibatalkan
cancelled-lead = Data yang Anda masukkan tetap disimpan. Anda akan menemukannya saat memulai lagi.
cancelled-close = Anda dapat menutup jendela ini.
cancelled-return = Kembali ke halaman sebelumnya

## Before the first screen

refused-title = Pendaftaran ini tidak dapat dimulai di sini
refused-app = Tidak ada aplikasi dengan ID { $app }.
    .advice = Halaman harus memanggil FB.init dengan ID aplikasi milik penyedia.
refused-domain = Aplikasi { $app } tidak boleh digunakan di { $domain }.
    .advice = Penyedia perlu menambahkan { $domain } ke domain yang diizinkan untuk aplikasi: di Desk pada bagian Providers, atau dengan field "domains" dari POST /_control/provider.
refused-domain-right = Buka halaman di { $address } dan mulai pendaftaran di sana. Atau:
refused-redirect-title = URL diblokir
refused-redirect = Aplikasi { $app } tidak boleh digunakan di { $domain }: pengalihan ini gagal karena { $uri } bukan salah satu alamat pengalihan OAuth yang valid untuk aplikasi tersebut.
    .advice = Penyedia perlu menambahkan alamat tersebut ke aplikasi, di Desk pada bagian Providers. Pastikan alamat di sana ditulis persis seperti di sini.
refused-no-domain = Halaman yang memulai pendaftaran tidak menyebutkan alamatnya.
    .advice = Mulai dengan FB.login dari SDK, atau berikan redirect_uri di domain yang diizinkan.
refused-device = Ini hanya berfungsi di komputer
    .advice = Buka halaman di komputer desktop atau laptop dan mulai pendaftaran di sana.
refused-gone = Pendaftaran ini sudah tidak aktif.
    .advice = Mulai lagi di halaman penyedia. Data yang Anda masukkan tersedia di sana.
refused-unexplained = Terjadi kesalahan. Silakan coba lagi nanti.

## Categories

vertical-auto = Otomotif
vertical-beauty = Kecantikan, spa, dan salon
vertical-apparel = Pakaian dan busana
vertical-edu = Pendidikan
vertical-entertain = Hiburan
vertical-event-plan = Perencanaan dan layanan acara
vertical-finance = Keuangan dan perbankan
vertical-grocery = Makanan dan bahan pokok
vertical-govt = Layanan publik
vertical-hotel = Hotel dan penginapan
vertical-health = Medis dan kesehatan
vertical-nonprofit = Organisasi nirlaba
vertical-prof-services = Layanan profesional
vertical-retail = Belanja dan ritel
vertical-travel = Perjalanan dan transportasi
vertical-restaurant = Restoran
vertical-not-a-biz = Bukan bisnis
vertical-other = Lainnya

## What the platform refuses

refusal-not-allowed = Anda tidak diizinkan melakukan ini.
    .advice = Masuk sebagai pengguna yang memulai pendaftaran.
refusal-not-business-admin = Anda bukan admin bisnis ini.
    .advice = Minta admin melakukan pendaftaran, minta admin menjadikan Anda admin, atau gunakan bisnis lain.
refusal-not-a-provider = Hanya aplikasi milik penyedia yang dapat memulai pendaftaran ini.
    .advice = Aplikasi ini milik bisnis yang bukan penyedia.
refusal-app-in-development = Aplikasi { $app } sedang dalam mode pengembangan: hanya orang yang memiliki peran di aplikasi ini yang dapat menggunakannya.
    .advice = Anda tidak dapat mengubahnya sendiri. Silakan hubungi penyedia.
refusal-bad-value = “{ $value }” tidak dapat digunakan di sini.
    .advice = Harap perbaiki dan coba lagi.
refusal-name-length = Nama tampilan harus memiliki minimal 3 huruf atau angka dan maksimal 255 karakter.
    .advice = Gunakan nama yang dikenal pelanggan Anda.
refusal-name-address = Nama tampilan tidak boleh berupa alamat web.
    .advice = Hilangkan https://, www., dan .com.
refusal-name-symbols = Nama tampilan tidak boleh berisi emoji atau simbol.
    .advice = Hilangkan simbol seperti ™ atau ★.
refusal-name-punctuation = Nama tampilan tidak boleh berisi tanda baca atau spasi yang berlebihan.
    .advice = Gunakan satu spasi di antara kata, dan jangan mengulang tanda baca.
refusal-name-capitals = Nama tampilan tidak boleh seluruhnya huruf kapital, kecuali berupa akronim.
    .advice = Tulis seperti biasa, misalnya “Lucky Shrub”.
refusal-name-trademark = Nama tampilan tidak boleh berisi nama-nama milik platform.
    .advice = Gunakan nama Anda sendiri saja.
refusal-name-general = Nama tampilan harus berupa nama bisnis, produk, atau departemen, bukan kata umum atau nama tempat saja.
    .advice = Tambahkan nama bisnis Anda.
refusal-origin-not-allowed = Pendaftaran tidak boleh dimulai dari { $origin }.
    .advice = Penyedia perlu menambahkan domain ini ke domain yang diizinkan untuk aplikasinya.
refusal-signup-over = Pendaftaran ini sudah selesai.
    .advice = Mulai lagi di halaman penyedia untuk menghubungkan akun atau nomor lain.
refusal-wrong-step = Pendaftaran ini berada di langkah lain.
    .advice =
        { $step ->
            [authorization] Lanjutkan dari langkah pertama, yaitu pemberian izin kepada penyedia.
            [business] Lanjutkan dari langkah pemilihan bisnis.
            [waba] Lanjutkan dari langkah pemilihan akun.
            [profile] Lanjutkan dari langkah profil.
            [number] Lanjutkan dari langkah nomor telepon.
            [verify] Lanjutkan dari langkah kode verifikasi.
           *[permissions] Lanjutkan dari langkah peninjauan.
        }
refusal-shared-with-another = Akun ini sudah dibagikan dengan { $partner }. Sebuah akun hanya dapat dibagikan dengan satu penyedia.
    .advice = Hentikan pembagian di sana terlebih dahulu, atau buat akun baru.
refusal-waba-quota =
    { $max ->
       *[other] Bisnis yang belum diverifikasi dapat memiliki maksimal { $max } akun.
    }
    .advice = Verifikasi bisnis di Business Manager untuk membuat akun lagi, atau pilih salah satu akunnya.
refusal-business-limit =
    { $max ->
       *[other] Anda sudah membuat { $max } bisnis, dan tidak dapat membuat lagi.
    }
    .advice = Pilih salah satu bisnis Anda, atau minta admin bisnis lain untuk menambahkan Anda.
refusal-account-too-new = Akun pribadi Anda terlalu baru untuk membuat bisnis.
    .advice = Coba lagi setelah { $until }, atau pilih bisnis yang Anda kelola sebagai admin.
refusal-configuration = Aplikasi tidak memiliki konfigurasi login dengan ID { $configuration }.
    .advice = Halaman harus menyebutkan konfigurasi aplikasi sebagai config_id. Penyedia dapat menemukannya di Desk pada bagian Providers.
refusal-waba-limit =
    { $max ->
       *[other] Bisnis ini sudah memiliki { $max } akun, dan tidak dapat menambah lagi.
    }
    .advice = Pilih salah satu akunnya.
refusal-number-listed = { $number } sudah ada di akun ini.
    .advice = Masukkan nomor lain, atau lanjutkan dengan nomor yang sudah ada di penyedia Anda.
refusal-number-in-use = { $number } sedang digunakan di akun lain.
    .advice = Hapus nomor itu di sana, tunggu sekitar tiga menit, lalu masukkan lagi. Jika nomor itu berada di penyedia lain, nonaktifkan PIN verifikasi dua langkahnya di sana terlebih dahulu.
refusal-number-connected = { $number } sudah terhubung ke akun Anda “{ $account }”.
    .advice = Kembali dan pilih akun tersebut untuk melanjutkan dengan nomor ini, atau masukkan nomor lain.
refusal-number-on-messenger = { $number } digunakan di { -product } Messenger.
    .advice = Buka { -product } di ponsel tersebut, hapus akunnya (Pengaturan, Akun, Hapus akun saya), tunggu sekitar tiga menit, lalu masukkan lagi nomornya. Atau gunakan nomor lain.
refusal-number-on-business-app = { $number } digunakan di Aplikasi { -product } Business.
    .advice = Buka aplikasi di ponsel tersebut, hapus akunnya (Pengaturan, Akun, Hapus akun saya), tunggu sekitar tiga menit, lalu masukkan lagi nomornya. Atau gunakan nomor lain.
refusal-number-being-freed = Akun { $number } baru saja dihapus di aplikasi, dan nomornya belum tersedia.
    .advice = Masukkan lagi setelah { $until }, atau majukan jam Desk ke waktu tersebut.
refusal-number-behind-voice-menu = Panggilan ke { $number } dijawab oleh menu suara, jadi tidak ada orang yang dapat menerima kodenya.
    .advice = Gunakan nomor yang dijawab langsung oleh seseorang, atau yang dapat menerima SMS.
refusal-verification-not-started = Akun ini belum dapat memiliki nomor tambahan.
    .advice = Mulai verifikasi bisnis di Business Manager terlebih dahulu, lalu tambahkan nomor lagi.
refusal-number-limit =
    { $max ->
       *[other] Akun ini sudah memiliki { $max } nomor, dan tidak dapat menambah lagi.
    }
    .advice = Buat akun lain untuk nomor ini.
refusal-business-number-limit =
    { $max ->
       *[other] Bisnis yang belum diverifikasi dapat memiliki maksimal { $max } nomor.
    }
    .advice = Selesaikan verifikasi bisnis di Business Manager, lalu tambahkan nomor lagi.
refusal-migration =
    Nomor ini berada di akun lain, dan tidak dapat dipindahkan ke sini. { $why ->
        [other-business] Akun tersebut milik bisnis lain.
        [business-not-verified] Bisnis harus diverifikasi terlebih dahulu.
        [name-not-approved] Nama tampilannya harus disetujui terlebih dahulu, tanpa perubahan yang sedang diproses.
        [no-payment] Akun tersebut tidak memiliki akun pembayaran.
        [account-not-approved] Akun tersebut tidak disetujui, atau peninjauannya masih berlangsung.
       *[no-webhooks] Webhooks belum disiapkan untuk akun ini.
    }
    .advice = Selesaikan hal ini, atau hapus nomor di WhatsApp Manager akun lain tersebut, tunggu lima menit, lalu masukkan lagi. Atau gunakan nomor lain.
refusal-two-step-on = { $number } berada di akun Anda “{ $account }” di penyedia lain, dengan verifikasi dua langkah aktif.
    .advice = Buka nomor tersebut di WhatsApp Manager akun itu, nonaktifkan verifikasi dua langkah, dan konfirmasikan melalui tautan di email. Lalu masukkan lagi nomornya, dan nomor akan dipindahkan ke sini. Atau hapus di sana, atau gunakan nomor lain.
refusal-code-too-soon = Kode baru saja dikirim.
    .advice =
        { $seconds ->
           *[other] Tunggu { $seconds } detik, lalu minta kode lain.
        }
refusal-too-many-codes = Terlalu banyak kode yang diminta untuk nomor ini.
    .advice = Coba lagi setelah { $until }, atau majukan jam Desk ke waktu tersebut.
refusal-guesses-locked = Kode yang salah dimasukkan terlalu sering.
    .advice = Coba lagi setelah { $until }, atau majukan jam Desk ke waktu tersebut. Jika jendela ini tertutup sebelum itu, mulai lagi pendaftaran dan pilih bisnis dan nomor yang sama.
refusal-no-code-sent = Tidak ada kode yang dikirim ke nomor ini.
    .advice = Minta kode terlebih dahulu.
refusal-code-wrong = Kode ini salah.
    .advice = Lihat lagi pesan terakhir, atau minta kode baru.
refusal-code-expired = Kode ini sudah kedaluwarsa.
    .advice = Minta kode baru.
refusal-already-verified = Nomor ini sudah diverifikasi.
    .advice = Lanjutkan ke langkah berikutnya.
refusal-not-verified = Nomor ini belum diverifikasi.
    .advice = Minta kode dan masukkan kode tersebut.
refusal-number-off = Nomor ini telah dinonaktifkan.
    .advice = Verifikasi bisnis, atau ajukan banding di Business Manager.
refusal-limit-reached = Batas pengiriman pesan telah tercapai.
    .advice = Mulai verifikasi bisnis untuk menaikkannya.
refusal-waba-disabled = Akun ini dinonaktifkan karena tidak lolos pemeriksaan.
    .advice = Ajukan banding di Business Manager, atau pilih akun lain.
refusal-other = Ini tidak dapat dilakukan: { $sentence }
    .advice = Harap perbaiki dan coba lagi.
refusal-down = Tidak ada yang disimpan, karena platform tidak dapat menulis ke disknya.
    .advice = Silakan coba lagi.
