using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.People;
using Patuh.Accounts.Permissions;
using Patuh.Platform;
using Patuh.Platform.Audit;
using Patuh.Platform.Data;
using Patuh.Platform.Web;

namespace Patuh.Accounts.Trail;

/// <summary>Jejak audit for auditors: filtered, newest first, page after page.</summary>
[Needs(Right.AuditRead)]
internal sealed class TrailModel(PatuhDb db) : WorkPage
{
    public const int PageSize = 50;

    public string Action { get; private set; } = "";

    public string Subject { get; private set; } = "";

    public string Person { get; private set; } = "";

    public string From { get; private set; } = "";

    public string To { get; private set; } = "";

    public IReadOnlyList<string> Actions => AuditActions.All;

    public IReadOnlyList<TrailLine> Lines { get; private set; } = [];

    /// <summary>The id before which older ones begin; null on the last page.</summary>
    public string? Older { get; private set; }

    public AuditSealRow? LastSeal { get; private set; }

    /// <summary>Three queries, whatever the size of the trail: by id, which is by time.</summary>
    public async Task<IActionResult> OnGet(string? tindakan, string? subjek, string? orang, string? dari, string? sampai, string? sebelum, CancellationToken cancel)
    {
        Title = L.T("Jejak audit", "Audit trail");
        (Action, Subject, Person, From, To) = (tindakan ?? "", (subjek ?? "").Trim(), (orang ?? "").Trim(), dari ?? "", sampai ?? "");
        var events = db.Set<AuditEventRow>().AsQueryable();
        if (Action.Length > 0)
            events = events.Where(e => e.Action == Action);
        if (Subject.Split(':', 2) is [var kind, var id])
            events = events.Where(e => e.SubjectKind == kind && e.SubjectId == id);
        else if (Subject.Length > 0)
            Errors["subjek"] = L.T("Tulis jenis dan id dengan titik dua, misalnya organisation:kabupaten-lebong; ketuk isi kolom Tentang untuk mengisinya.", "Write kind and id with a colon, such as organisation:kabupaten-lebong; a click on the column About fills it in.");
        if (Person.Length > 0)
        {
            var wanted = Person.ToUpperInvariant();
            var people = db.Set<PersonRow>().Where(p => p.Id == Person || p.NormalizedEmail == wanted || p.Name.ToUpper().Contains(wanted)).Select(p => (string?)p.Id);
            events = events.Where(e => people.Contains(e.PersonId));
        }
        if (Day(From, "dari") is { } from)
            events = events.Where(e => string.Compare(e.At, from) >= 0);
        if (Day(To, "sampai", next: true) is { } to)
            events = events.Where(e => string.Compare(e.At, to) < 0);
        if (From.Length > 0 && To.Length > 0 && string.CompareOrdinal(From, To) > 0)
            Errors["sampai"] = L.T("Hari terakhir ini sebelum hari pertama.", "This last day is before the first.");
        if (Errors.Count > 0)
            return Again();
        if (!string.IsNullOrEmpty(sebelum))
            events = events.Where(e => string.Compare(e.Id, sebelum) < 0);
        var page = await TrailLine.Of(db, events).Take(PageSize + 1).ToListAsync(cancel);
        Older = page.Count > PageSize ? page[PageSize - 1].Event.Id : null;
        Lines = [.. page.Take(PageSize)];
        LastSeal = await db.Set<AuditSealRow>().OrderByDescending(s => s.Number).FirstOrDefaultAsync(cancel);
        return Page();
    }

    public string Address(string? before) =>
        L.Url($"/kerja/jejak?tindakan={Uri.EscapeDataString(Action)}&subjek={Uri.EscapeDataString(Subject)}&orang={Uri.EscapeDataString(Person)}&dari={From}&sampai={To}&sebelum={before}");

    private string? Day(string typed, string field, bool next = false)
    {
        if (typed.Length == 0)
            return null;
        if (Stamp.ReadDay(typed) is { } day)
            return Stamp.Of(new DateTimeOffset(day.ToDateTime(default).AddDays(next ? 1 : 0), TimeSpan.FromHours(7)));
        Errors[field] = L.T("Tulis tanggal sebagai tahun-bulan-hari, misalnya 2026-01-31.", "Write the date as year-month-day, such as 2026-01-31.");
        return null;
    }
}
