using Patuh.Platform.Data;
using Patuh.Platform.Mail;

namespace Patuh.Platform.Audit;

/// <summary>
/// Lets the last seal of each day leave the machine once the day is over: onto the public page, and by mail to those of <see cref="SealMail"/>. Several programs on
/// one database do it once; days on which none ran are made up for.
/// </summary>
internal sealed class DailySeals(Post post, SealMail mail, TimeProvider time)
{
    private string? done;

    /// <summary>Cheap while the day lasts.</summary>
    public void Close(PatuhDb db)
    {
        var today = Stamp.Now(time)[..10];
        if (done == today)
            return;
        var last = db.Set<AuditDayRow>().OrderByDescending(d => d.Day).FirstOrDefault();
        while (Next(db, last?.Number ?? 0, today) is { } day)
        {
            using var transaction = db.Database.BeginTransaction();
            db.Add(day);
            if (post.Sends)
                foreach (var to in mail.To)
                    post.Add(db, LetterOf(day, to));
            // the public page shows it
            DataVersion.Raise(db, time);
            db.SaveChanges();
            transaction.Commit();
            db.ChangeTracker.Clear();
            last = day;
        }
        done = today;
    }

    /// <summary>The last seal of the first day that is over and whose seals come after a number.</summary>
    private static AuditDayRow? Next(PatuhDb db, int after, string today)
    {
        if (db.Set<AuditSealRow>().Where(s => s.Number > after).OrderBy(s => s.Number).Select(s => s.At).FirstOrDefault() is not { } at || string.CompareOrdinal(at, today) >= 0)
            return null;
        var over = Stamp.Of(Stamp.ReadDay(at[..10])!.Value.AddDays(1));
        return db.Set<AuditSealRow>().Where(s => s.Number > after && string.Compare(s.At, over) < 0).OrderByDescending(s => s.Number)
            .Select(s => new AuditDayRow { Day = at.Substring(0, 10), Number = s.Number, SealedAt = s.At, Chain = s.Chain, KeyId = s.KeyId, Signature = s.Signature }).First();
    }

    private static Letter LetterOf(AuditDayRow day, string to) => new(to, $"Segel jejak audit Patuh {day.Day}",
        $"""
        Segel terakhir jejak audit pada {day.Day} (UTC). Simpan surat ini di luar mesin yang menjalankan Patuh: dengannya terbukti
        bahwa sampai saat itu tidak ada yang diubah, dihapus, atau disisipkan, juga oleh pemilik mesinnya.

        The last seal of the audit trail on {day.Day} (UTC). Keep this letter away from the machine that runs Patuh: it proves that
        up to then nothing was altered, removed or inserted, not even by who owns the machine.

            ./patuh audit verify --root {day.Number}={day.Chain}

        segel / seal   {day.Number}, {day.SealedAt}
        akar / root    {day.Chain}
        kunci / key    {day.KeyId}
        tanda tangan / signature
        {day.Signature}
        """.ReplaceLineEndings("\n"));
}
