using Patuh.Platform.Ui;

namespace Patuh.Assessments.PlanPages;

/// <summary>Why a change of a whole plan is refused.</summary>
internal static class PlanWords
{
    public static string Opened(Reader L) => L.T("Siklus ini sudah dibuka. Instrumen dan pilihan instansinya tidak dapat diubah sekaligus lagi; ubah tiap instansi di halamannya, dengan alasan.", "This cycle is open. Its instruments and its choice of agencies can no longer be changed all at once; change each agency on its own page, with a reason.");

    public static string Changed(Reader L) => L.T("Rencana ini diubah orang lain sejak Anda melihatnya. Tidak ada yang disimpan; periksa sekali lagi di bawah, lalu simpan.", "Somebody changed this plan since you looked at it. Nothing was saved; check once more below, then save.");
}
