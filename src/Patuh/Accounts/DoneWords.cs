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
        "laporan-selesai" => L.T("Laporan sudah diselesaikan dan dihapus.", "The report is closed and deleted."),
        "kunci-ditambah" => L.T("Kunci sandi sudah ditambahkan; mulai sekarang Anda dapat masuk dengannya.", "The passkey has been added; you can sign in with it from now on."),
        "kunci-dihapus" => L.T("Kunci sandi sudah dihapus.", "The passkey is removed."),
        "faktor-dicabut" => L.T("Faktor kedua sudah dicabut.", "The second factor is removed."),
        "sandi-baru" => L.T("Kata sandi baru sudah tersimpan. Masuklah dengannya.", "The new password is saved. Sign in with it."),
        "undangan-dikirim" => L.T("Undangan sudah dikirim.", "The invitation has been sent."),
        "buku-kerja-diimpor" => L.T("Buku kerja sudah diimpor.", "The workbook is imported."),
        "buku-kerja-sama" => L.T("Buku kerja ini sudah pernah diimpor; tidak ada yang berubah.", "This workbook was imported before; nothing changed."),
        "keluar" => L.T("Anda sudah keluar.", "You are signed out."),
        _ => null,
    };
}
