using Patuh.Platform.Ui;

namespace Patuh.Accounts;

/// <summary>The sentences that say what was done, by the word in the address: nothing of the address itself is shown.</summary>
internal static class DoneWords
{
    public static string? Of(string code, Reader L) => code switch
    {
        "peran-diberi" => L.T("Peran sudah diberikan.", "The role has been given."),
        "peran-berakhir" => L.T("Peran sudah diakhiri.", "The role has ended."),
        "diundang" => L.T("Undangan sudah dibuat.", "The invitation is made."),
        "undangan-ditarik" => L.T("Undangan sudah ditarik.", "The invitation has been withdrawn."),
        "sandi-diganti" => L.T("Kata sandi sudah diganti; sesi di perangkat lain sudah diakhiri.", "The password is changed; sessions on other devices have ended."),
        "sesi-diakhiri" => L.T("Sesi sudah diakhiri.", "The session has ended."),
        "nama-diganti" => L.T("Nama sudah diganti.", "The name is changed."),
        "akun-ditutup" => L.T("Akun sudah ditutup.", "The account is closed."),
        "akun-dibuka" => L.T("Akun sudah dibuka lagi.", "The account is open again."),
        "unit-ditambah" => L.T("Unit layanan sudah ditambahkan.", "The service unit has been added."),
        "unit-ditutup" => L.T("Unit layanan sudah ditutup.", "The service unit is closed."),
        "susunan-diubah" => L.T("Perubahan sudah disimpan; lihat riwayat nama dan induk di bawah.", "The change is kept; see the history of name and parent below."),
        "nama-dibetulkan" => L.T("Nama sudah dibetulkan.", "The name is put right."),
        "perubahan-dibatalkan" => L.T("Perubahan sudah dibatalkan.", "The change is undone."),
        "narahubung-didaftar" => L.T("Narahubung sudah didaftarkan.", "The focal point is registered."),
        "narahubung-dibetulkan" => L.T("Data narahubung sudah dibetulkan.", "The focal point is put right."),
        "narahubung-berakhir" => L.T("Narahubung sudah diakhiri.", "The focal point has ended."),
        "pesan-siap" => L.T("Pesan sudah siap; kirimkan, lalu catat.", "The message is ready; send it, then say so."),
        "pesan-dicatat" => L.T("Keadaan pesan sudah dicatat.", "The state of the message is recorded."),
        "pesan-dibetulkan" => L.T("Keadaan pesan sudah dibetulkan.", "The state of the message is put right."),
        "uji-dicatat" => L.T("Hasil uji telepon sudah dicatat; yang berikutnya sudah dijadwalkan.", "The result of the test call is recorded; the next one is planned."),
        "uji-dijadwalkan" => L.T("Uji telepon sudah dijadwalkan.", "The test call is planned."),
        "laporan-selesai" => L.T("Laporan sudah diselesaikan dan dihapus.", "The report is closed and deleted."),
        "kunci-ditambah" => L.T("Kunci sandi sudah ditambahkan; mulai sekarang Anda dapat masuk dengannya.", "The passkey has been added; you can sign in with it from now on."),
        "kunci-dihapus" => L.T("Kunci sandi sudah dihapus.", "The passkey is removed."),
        "faktor-dicabut" => L.T("Faktor kedua sudah dicabut.", "The second factor is removed."),
        "sandi-baru" => L.T("Kata sandi baru sudah tersimpan. Masuklah dengannya.", "The new password is saved. Sign in with it."),
        "undangan-dikirim" => L.T("Undangan sudah dikirim.", "The invitation has been sent."),
        "diunggah" => L.T("Berkas sudah diunggah.", "The files are uploaded."),
        "unggahan-dihapus" => L.T("Unggahan sudah dihapus.", "The upload is deleted."),
        "buku-kerja-diimpor" => L.T("Buku kerja sudah diimpor.", "The workbook is imported."),
        "buku-kerja-sama" => L.T("Buku kerja ini sudah pernah diimpor; tidak ada yang berubah.", "This workbook was imported before; nothing changed."),
        "keluar" => L.T("Anda sudah keluar.", "You are signed out."),
        _ => null,
    };
}
