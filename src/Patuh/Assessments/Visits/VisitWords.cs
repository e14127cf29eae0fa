using Patuh.Platform;
using Patuh.Platform.Ui;

namespace Patuh.Assessments.Visits;

/// <summary>Words of the pages about visits.</summary>
internal static class VisitWords
{
    public static string? Done(string code, Reader L) => code switch
    {
        "tim-disimpan" => L.T("Tim sudah disimpan.", "The team is saved."),
        "tim-dibubarkan" => L.T("Tim sudah dibubarkan.", "The team has ended."),
        "kunjungan-dibetulkan" => L.T("Keadaan kunjungan sudah dibetulkan.", "The state of the visit is put right."),
        "daerah-tak-terjangkau" => L.T("Semua unit itu tercatat tidak terjangkau.", "All those units are recorded as out of reach."),
        "daerah-terjangkau" => L.T("Semua unit itu kembali ke keadaan sebelumnya.", "All those units are again what they were before."),
        "kunjungan-direncanakan" => L.T("Kunjungan sudah direncanakan.", "The visits are planned."),
        "kunjungan-dipindah" => L.T("Kunjungan sudah dipindah; instansinya perlu diberi tahu lagi.", "The visit is moved; its agency has to be told again."),
        "kunjungan-dibatalkan" => L.T("Kunjungan sudah dibatalkan.", "The visit is cancelled."),
        "kunjungan-dicatat" => L.T("Keadaan kunjungan sudah dicatat.", "The state of the visit is recorded."),
        "surat-dibuat" => L.T("Surat pemberitahuan sudah dibuat. Siapkan pesannya di bawah.", "The notice is made. Prepare its message below."),
        "pesan-disiapkan" => L.T("Pesan siap dikirim dengan tangan.", "The message is ready to be sent by hand."),
        "pesan-terkirim" => L.T("Tercatat terkirim; kunjungannya sudah diberitahukan.", "Recorded as sent; its visits are announced."),
        "pesan-gagal" => L.T("Tercatat gagal. Siapkan pesan lain di bawah, misalnya kepada wakil.", "Recorded as failed. Prepare another message below, such as to the deputy."),
        _ => null,
    };

    /// <summary>Senin, 8 Juli 2024.</summary>
    public static string Day(string day, Reader L) => Stamp.ReadDay(day) is { } date ? $"{Weekday(date, L)}, {L.Date(day)}" : day;

    /// <summary>Senin 8/7: the head of a column.</summary>
    public static string Short(DateOnly date, Reader L) => $"{Weekday(date, L)} {date.Day}/{date.Month}";

    private static string Weekday(DateOnly date, Reader L) => date.DayOfWeek switch
    {
        DayOfWeek.Monday => L.T("Senin", "Monday"),
        DayOfWeek.Tuesday => L.T("Selasa", "Tuesday"),
        DayOfWeek.Wednesday => L.T("Rabu", "Wednesday"),
        DayOfWeek.Thursday => L.T("Kamis", "Thursday"),
        DayOfWeek.Friday => L.T("Jumat", "Friday"),
        DayOfWeek.Saturday => L.T("Sabtu", "Saturday"),
        _ => L.T("Minggu", "Sunday"),
    };
}
