using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Patuh.Accounts;
using Patuh.Accounts.Organisations;
using Patuh.Accounts.Permissions;
using Patuh.Platform;
using Patuh.Platform.Audit;
using Patuh.Platform.Data;
using Patuh.Platform.Web;

namespace Patuh.Agencies.FocalPoints.Pages;

/// <summary>Daftarkan narahubung: a new one ends the old one; what was written wrongly is put right, and one that left ends without another.</summary>
[Needs(Right.FocalPointsWrite)]
internal sealed class FocalPointFormModel(PatuhDb db, TimeProvider time) : WorkPage
{
    private const int LongestText = 120;

    private static readonly string[] Fields = ["nama", "jabatan", "telepon", "surel", "wakil", "jabatan-wakil", "telepon-wakil", "surel-wakil", "nomor-sk", "tanggal-sk", "sejak", "sampai"];

    private readonly Dictionary<string, string> typed = Fields.ToDictionary(f => f, _ => "");

    public OrganisationRow Agency { get; private set; } = null!;

    /// <summary>The one that is put right; null for a new one.</summary>
    public FocalPointRow? Correcting { get; private set; }

    public string Address => $"/kerja/organisasi/{Agency.Id}/narahubung";

    public string Typed(string field) => typed[field];

    public async Task<IActionResult> OnGet(string id, string? betul, CancellationToken cancel)
    {
        if (!await Load(id, betul, cancel))
            return Foreign();
        if (Correcting is { } p)
            (typed["nama"], typed["jabatan"], typed["telepon"], typed["surel"], typed["wakil"], typed["jabatan-wakil"], typed["telepon-wakil"], typed["surel-wakil"], typed["nomor-sk"], typed["tanggal-sk"], typed["sejak"], typed["sampai"]) =
                (p.Name, p.Position, p.Phone, p.Email ?? "", p.DeputyName ?? "", p.DeputyPosition ?? "", p.DeputyPhone ?? "", p.DeputyEmail ?? "", p.DecreeNumber, p.DecreeDate, p.ValidFrom, p.ValidTo ?? "");
        else
            typed["sejak"] = Stamp.Of(Stamp.Today(time));
        return Page();
    }

    public async Task<IActionResult> OnPost(string id, CancellationToken cancel)
    {
        var form = await Request.ReadFormAsync(cancel);
        if (!await Load(id, form["betul"], cancel))
            return Foreign();
        foreach (var field in Fields)
            typed[field] = CleanName.Of(form[field]);
        if (Correcting is not null)
            typed["sejak"] = Correcting.ValidFrom;
        var point = Checked();
        if (Correcting is not null)
            Reason(form["alasan"]);
        if (Errors.Count > 0)
            return Again();
        var by = By(Right.FocalPointsWrite, Place.Of(Agency));
        if (Correcting is { } before)
        {
            await FocalPoints.Correct(db, time, by, before, point, Why, cancel);
            return SeeOther(Address, "narahubung-dibetulkan");
        }
        if (await FocalPoints.Add(db, time, by, point, FocalPoints.OfficeOf(Agency), cancel) is { } last)
        {
            Errors["sejak"] = L.T($"Narahubung terakhir berlaku sejak {L.Date(last)}; yang baru mulai sesudah hari itu. Salah tulis dibetulkan pada yang lama.", $"The last focal point is valid from {L.Date(last)}; a new one begins after that day. A slip of the pen is put right in the old one.");
            return Again();
        }
        return SeeOther(Address, "narahubung-didaftar");
    }

    /// <summary>Ends the one that is looked at, without another.</summary>
    public async Task<IActionResult> OnPostAkhiri(string id, string? betul, string? alasan, CancellationToken cancel)
    {
        if (!await Load(id, betul, cancel) || Correcting is not { } point)
            return Foreign();
        await OnGet(id, betul, cancel);
        if (point.ValidTo is { } over && string.CompareOrdinal(over, Stamp.Of(Stamp.Today(time))) <= 0)
            Errors["alasan-akhir"] = L.T("Ini sudah berakhir.", "This one is over already.");
        else if (!Reason(alasan))
            (Errors["alasan-akhir"], _) = (Errors["alasan"], Errors.Remove("alasan"));
        if (Errors.Count > 0)
            return Again();
        await FocalPoints.End(db, time, By(Right.FocalPointsWrite, Place.Of(Agency)), point, Why, cancel);
        return SeeOther(Address, "narahubung-berakhir");
    }

    private FocalPointRow Checked()
    {
        Name("nama", needed: true);
        Name("jabatan", needed: true);
        Phone("telepon", needed: true);
        Email("surel");
        var deputy = typed["wakil"].Length > 0;
        if (!deputy && (typed["jabatan-wakil"] + typed["telepon-wakil"] + typed["surel-wakil"]).Length > 0)
            Errors["wakil"] = L.T("Tulis nama wakilnya, atau kosongkan semua isian wakil.", "Write the deputy's name, or empty all fields of the deputy.");
        Name("wakil", needed: false);
        Name("jabatan-wakil", deputy);
        Phone("telepon-wakil", deputy);
        Email("surel-wakil");
        if (typed["nomor-sk"].Length is 0 or > LongestText)
            Errors["nomor-sk"] = L.T("Tulis nomor surat keputusannya.", "Write the number of the decree.");
        var (today, decree, from, to) = (Stamp.Today(time), Stamp.ReadDay(typed["tanggal-sk"]), Stamp.ReadDay(typed["sejak"]), Stamp.ReadDay(typed["sampai"]));
        if (decree is null || decree > today || decree.Value.Year < 2000)
            Errors["tanggal-sk"] = L.T("Tulis tanggal surat keputusan sebagai tahun-bulan-hari, paling lambat hari ini.", "Write the date of the decree as year-month-day, not later than today.");
        if (from is null || from.Value.Year < 2000 || from > today.AddYears(2))
            Errors["sejak"] = L.T("Tulis tanggal sebagai tahun-bulan-hari, misalnya 2026-01-31.", "Write the date as year-month-day, such as 2026-01-31.");
        if (typed["sampai"].Length > 0 && (to is null || to <= from))
            Errors["sampai"] = L.T("Kosongkan, atau tulis tanggal sesudah hari mulainya.", "Leave it empty, or write a date after the first day.");
        return new FocalPointRow
        {
            Id = Correcting?.Id ?? AuditId.Next(time, time.GetUtcNow()),
            AgencyId = Agency.Id,
            Name = typed["nama"],
            Position = typed["jabatan"],
            Phone = PhoneNumber.Normalise(typed["telepon"]) ?? "",
            Email = Empty("surel"),
            DeputyName = Empty("wakil"),
            DeputyPosition = Empty("jabatan-wakil"),
            DeputyPhone = PhoneNumber.Normalise(typed["telepon-wakil"]),
            DeputyEmail = Empty("surel-wakil"),
            DecreeNumber = typed["nomor-sk"],
            DecreeDate = typed["tanggal-sk"],
            ValidFrom = typed["sejak"],
            ValidTo = Empty("sampai"),
            AddedBy = Correcting is null ? Me.PersonId : Correcting.AddedBy,
            AddedAt = Correcting?.AddedAt ?? Stamp.Now(time),
        };
    }

    private string? Empty(string field) => typed[field].Length > 0 ? typed[field] : null;

    private void Name(string field, bool needed)
    {
        if ((needed || typed[field].Length > 0) && CleanName.Problem(typed[field], LongestText, L) is { } problem)
            Errors[field] = problem;
    }

    private void Phone(string field, bool needed)
    {
        if ((needed || typed[field].Length > 0) && PhoneNumber.Normalise(typed[field]) is null)
            Errors[field] = L.T("Tulis nomor telepon Indonesia, misalnya 0812-3456-7890 atau (021) 555 1234.", "Write an Indonesian telephone number, such as 0812-3456-7890 or (021) 555 1234.");
    }

    private void Email(string field)
    {
        if (typed[field] is { Length: > 0 } email && (email.Length > 254 || !new EmailAddressAttribute().IsValid(email) || email.Any(char.IsWhiteSpace)))
            Errors[field] = L.T("Tulis alamat surel yang lengkap, misalnya nama@instansi.go.id, atau kosongkan.", "Write a whole e-mail address, such as name@agency.go.id, or leave it empty.");
    }

    private async Task<bool> Load(string id, string? correcting, CancellationToken cancel)
    {
        if (await Permission.Reach(Me, Right.FocalPointsWrite).Within(db.Set<OrganisationRow>()).SingleOrDefaultAsync(o => o.Id == id && o.Kind == OrganisationKind.Agency && o.ClosedOn == null, cancel) is not { } agency)
            return false;
        Agency = agency;
        Correcting = string.IsNullOrEmpty(correcting) ? null : await db.Set<FocalPointRow>().SingleOrDefaultAsync(p => p.Id == correcting && p.AgencyId == id, cancel);
        Title = Correcting is null ? L.T($"Daftarkan narahubung {agency.Name}", $"Register the focal point of {agency.Name}") : L.T($"Betulkan narahubung {agency.Name}", $"Put the focal point of {agency.Name} right");
        return string.IsNullOrEmpty(correcting) || Correcting is not null;
    }
}
