using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Patuh.Accounts;
using Patuh.Accounts.Organisations;
using Patuh.Accounts.Permissions;
using Patuh.Platform;
using Patuh.Platform.Audit;
using Patuh.Platform.Csv;
using Patuh.Platform.Data;
using Patuh.Platform.Web;

namespace Patuh.Agencies.FocalPoints.Pages;

/// <summary>The focal points of a region or the nation: who has none, whose decree ends, whose last message did not arrive, whose number was not tried for long.</summary>
[Needs(Right.FocalPointsRead)]
internal sealed class FocalPointListModel(PatuhDb db, TimeProvider time) : WorkPage
{
    public const int PageSize = 50;

    private static readonly string[] Kinds = ["", "tanpa", "berakhir", "tak-sampai", "lama", "jatuh-tempo", "lewat"];

    public string Search { get; private set; } = "";

    public string Office { get; private set; } = "";

    public string Kind { get; private set; } = "";

    public int Number { get; private set; } = 1;

    /// <summary>How many agencies of the reader's reach, and of the office and name asked for, each filter finds.</summary>
    public IReadOnlyDictionary<string, int> Counts { get; private set; } = new Dictionary<string, int>();

    public int Count => Counts.GetValueOrDefault(Kind);

    public int Pages => (Count + PageSize - 1) / PageSize;

    public IReadOnlyList<FocalPointLine> Lines { get; private set; } = [];

    /// <summary>The offices to choose from: for who reaches the whole nation.</summary>
    public IReadOnlyList<RegionalOffice> Offices { get; private set; } = [];

    public string Today { get; } = Stamp.Of(Stamp.Today(time));

    public string KindWord(string kind) => kind switch
    {
        "tanpa" => L.T("tanpa narahubung", "without a focal point"),
        "berakhir" => L.T($"surat keputusan berakhir dalam {FocalPointData.Current.DecreeWarning} hari", $"decree ends within {FocalPointData.Current.DecreeWarning} days"),
        "tak-sampai" => L.T("pesan terakhir belum sampai", "last message not delivered"),
        "lama" => L.T($"lebih dari {FocalPointData.Current.CallStale} hari tidak tersambung", $"not reached for more than {FocalPointData.Current.CallStale} days"),
        "jatuh-tempo" => L.T("uji telepon yang sudah waktunya", "test call due"),
        "lewat" => L.T("uji telepon lewat waktu", "test call overdue"),
        _ => L.T("semua", "all"),
    };

    public string Address(int number) => $"/kerja/narahubung?q={Uri.EscapeDataString(Search)}&kantor={Uri.EscapeDataString(Office)}&saring={Kind}&hal={number}";

    public async Task OnGet(string? q, string? kantor, string? saring, int hal, CancellationToken cancel)
    {
        var found = Read(q, kantor, saring);
        var counts = new Dictionary<string, int>();
        foreach (var kind in Kinds)
            counts[kind] = await Of(found, kind).CountAsync(cancel);
        Counts = counts;
        Number = Math.Clamp(hal, 1, Math.Max(1, Pages));
        Lines = await FocalPointLine.Of(db, await Ordered(found).Skip((Number - 1) * PageSize).Take(PageSize).ToListAsync(cancel), Stamp.Today(time), cancel);
    }

    /// <summary>The same as a file. It holds telephone numbers: who took it is on record.</summary>
    public async Task<IActionResult> OnPostUnduh(string? q, string? kantor, string? saring, CancellationToken cancel)
    {
        var lines = await FocalPointLine.Of(db, await Ordered(Read(q, kantor, saring)).ToListAsync(cancel), Stamp.Today(time), cancel);
        var by = Me.Grants.FirstOrDefault(g => g.Role.Rights.Contains(Right.FocalPointsRead)) is { } grant ? new By(Me.PersonId, grant.Role.Code, grant.Organisation.Id) : new By(Me.PersonId);
        db.Audit(time, by, "focal_point.exported", new Subject("organisation", by.OrganisationId ?? OrganisationRow.HeadOfficeId), after: new { agencies = lines.Count, office = Office, filter = Kind });
        await db.SaveChangesAsync(cancel);
        var buffer = new MemoryStream();
        using (var csv = new CsvWriter(buffer))
        {
            csv.Row("agency", "name", "province", "focal_point", "position", "phone", "email", "deputy", "deputy_position", "deputy_phone", "deputy_email", "decree_number", "decree_date", "valid_from", "valid_to", "last_message", "last_message_at", "last_reached", "next_call_due");
            foreach (var line in lines)
            {
                var p = line.Point;
                csv.Row(line.Agency.Id, Cell(line.Agency.Name), line.Agency.Province, Cell(p?.Name), Cell(p?.Position), p?.Phone, p?.Email, Cell(p?.DeputyName), Cell(p?.DeputyPosition), p?.DeputyPhone, p?.DeputyEmail,
                    Cell(p?.DecreeNumber), p?.DecreeDate, p?.ValidFrom, p?.ValidTo, line.Message?.State.Code(), line.Message?.PreparedAt, line.Reached, line.Due?.DueOn);
            }
        }
        return File(buffer.ToArray(), "text/csv; charset=utf-8", "patuh-narahubung.csv");
    }

    private IQueryable<OrganisationRow> Read(string? q, string? kantor, string? saring)
    {
        Title = L.T("Narahubung instansi", "Focal points of agencies");
        var reach = Permission.Reach(Me, Right.FocalPointsRead);
        (Search, Kind) = ((q ?? "").Trim() is { Length: <= 100 } text ? text : "", Kinds.Contains(saring ?? "") ? saring ?? "" : "");
        Offices = reach.All ? RegionalOffices.All : [];
        var office = Offices.FirstOrDefault(o => o.Id == kantor);
        Office = office?.Id ?? "";
        var found = reach.Within(db.Set<OrganisationRow>()).Where(o => o.Kind == OrganisationKind.Agency && o.ClosedOn == null);
        if (office is not null)
            found = found.Where(o => o.Province != null && office.Provinces.Contains(o.Province));
        if (Search.Length > 0)
        {
            var part = Search.ToUpperInvariant();
            found = found.Where(o => o.Name.ToUpper().Contains(part));
        }
        return found;
    }

    private IQueryable<OrganisationRow> Ordered(IQueryable<OrganisationRow> found) => Of(found, Kind).OrderBy(o => o.Name).ThenBy(o => o.Id);

    private IQueryable<OrganisationRow> Of(IQueryable<OrganisationRow> found, string kind)
    {
        var (day, data) = (Stamp.Today(time), FocalPointData.Current);
        var (points, calls) = (FocalPoints.On(db, day), db.Set<TestCallRow>());
        var (soon, cutoff, today) = (Stamp.Of(day.AddDays(data.DecreeWarning)), Stamp.Of(time.GetUtcNow().AddDays(-data.CallStale)), Stamp.Of(day));
        return kind switch
        {
            "tanpa" => found.Where(o => !points.Any(p => p.AgencyId == o.Id)),
            "berakhir" => found.Where(o => points.Any(p => p.AgencyId == o.Id && p.ValidTo != null && string.Compare(p.ValidTo, soon) <= 0)),
            "tak-sampai" => found.Where(o => ContactMessages.Last(db).Any(m => m.AgencyId == o.Id && m.DeliveredAt == null && m.AcknowledgedAt == null)),
            "lama" => found.Where(o => points.Any(p => p.AgencyId == o.Id) && !calls.Any(c => c.AgencyId == o.Id && c.Result == CallResult.Reached && string.Compare(c.DoneAt, cutoff) >= 0)),
            "jatuh-tempo" => found.Where(o => TestCalls.Due(db, today).Any(c => c.AgencyId == o.Id)),
            "lewat" => found.Where(o => calls.Any(c => c.AgencyId == o.Id && c.DoneAt == null && string.Compare(c.DueOn, today) < 0)),
            _ => found,
        };
    }

    /// <summary>A text that a spreadsheet would take for a formula is kept a text.</summary>
    private static string? Cell(string? text) => text is ['=' or '+' or '-' or '@', ..] ? "'" + text : text;
}
