using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Patuh.Accounts;
using Patuh.Accounts.Permissions;
using Patuh.Platform.Audit;
using Patuh.Platform.Data;
using Patuh.Platform.Web;

namespace Patuh.Results.ErrorReports;

/// <summary>What readers say is wrong, for whoever answers them. A contact is shown when it is asked for, and that is recorded.</summary>
[Needs(Right.ErrorReportsRead, Send = Right.ErrorReportsClose)]
internal sealed class ErrorReportListModel(PatuhDb db, TimeProvider time) : WorkPage
{
    private const int Most = 200;

    public IReadOnlyList<ErrorReportRow> Reports { get; private set; } = [];

    public int Count { get; private set; }

    /// <summary>The report whose contact is shown.</summary>
    public string? Shown { get; private set; }

    /// <summary>The report that is being closed.</summary>
    public string? Closing { get; private set; }

    public async Task OnGet(string? tutup, CancellationToken cancel)
    {
        await Load(cancel);
        Closing = tutup;
    }

    public async Task<IActionResult> OnPostKontak(string? nomor, CancellationToken cancel)
    {
        await Load(cancel);
        if (Reports.FirstOrDefault(r => r.Number == nomor) is not { Contact: not null } report)
            return Foreign();
        db.Audit(time, By(Right.ErrorReportsRead, Place.National), "error_report.contact_read", new Subject("error_report", report.Number));
        await db.SaveChangesAsync(cancel);
        Shown = report.Number;
        return Page();
    }

    public async Task<IActionResult> OnPostSelesai(string? nomor, string? alasan, CancellationToken cancel)
    {
        await Load(cancel);
        if (Reports.FirstOrDefault(r => r.Number == nomor) is not { } report)
            return Foreign();
        (Why, Closing) = ((alasan ?? "").Trim(), report.Number);
        if (Why.Length is 0 or > LongestReason)
        {
            Errors["alasan"] = L.T($"Tulis apa yang dilakukan, paling banyak {LongestReason} karakter.", $"Write what was done, in at most {LongestReason} characters.");
            return Again();
        }
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.Set<ErrorReportRow>().Where(r => r.Number == report.Number).ExecuteDeleteAsync(cancel);
        db.Audit(time, By(Right.ErrorReportsClose, Place.National), "error_report.closed", new Subject("error_report", report.Number), before: new { report.AgencyId, report.Year, report.Kind }, why: Why);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return SeeOther("/kerja/laporan-kesalahan", "laporan-selesai");
    }

    private async Task Load(CancellationToken cancel)
    {
        Title = L.T("Laporan kesalahan", "Error reports");
        Count = await db.Set<ErrorReportRow>().CountAsync(cancel);
        Reports = await db.Set<ErrorReportRow>().OrderBy(r => r.Id).Take(Most).ToListAsync(cancel);
    }
}
