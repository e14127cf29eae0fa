using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Patuh.Accounts;
using Patuh.Accounts.Organisations;
using Patuh.Accounts.Permissions;
using Patuh.Platform;
using Patuh.Platform.Data;
using Patuh.Platform.Web;

namespace Patuh.Agencies.FocalPoints.Pages;

/// <summary>The focal point of an agency, with those before, the messages to it and its test calls.</summary>
[Needs(Right.FocalPointsRead, Send = Right.ContactsWrite)]
internal sealed class FocalPointModel(PatuhDb db, TimeProvider time, MessageFates fates) : WorkPage
{
    private const int Shown = 20;
    private const int LongestNote = 500;

    public OrganisationRow Agency { get; private set; } = null!;

    /// <summary>All of them, newest first.</summary>
    public IReadOnlyList<FocalPointRow> All { get; private set; } = [];

    public FocalPointRow? Current { get; private set; }

    public IReadOnlyList<ContactMessageRow> Messages { get; private set; } = [];

    public IReadOnlyList<TestCallRow> Calls { get; private set; } = [];

    /// <summary>The message that is looked at, whose fate is recorded here.</summary>
    public ContactMessageRow? Message { get; private set; }

    public string Today { get; private set; } = "";

    public string Note { get; private set; } = "";

    public string Due { get; private set; } = "";

    private Place Here => Place.Of(Agency);

    public string Address => $"/kerja/organisasi/{Agency.Id}/narahubung";

    public bool MayWrite => Agency.ClosedOn is null && May(Right.FocalPointsWrite, Here);

    public bool MayContact => May(Right.ContactsWrite, Here);

    /// <summary>Messages and calls are the offices' own work: the agency itself does not read them.</summary>
    public bool SeesContacts => Me.Grants.Any(g => g.Role.Rights.Contains(Right.FocalPointsRead) && g.Organisation.Kind is OrganisationKind.HeadOffice or OrganisationKind.RegionalOffice && g.Covers(Here));

    public TestCallRow? Open => Calls.FirstOrDefault(c => c.DoneAt is null);

    public async Task<IActionResult> OnGet(string id, string? pesan, CancellationToken cancel) => await Load(id, pesan, cancel) ? Page() : Foreign();

    /// <summary>What became of a message: a step forward.</summary>
    public async Task<IActionResult> OnPostKeadaan(string id, string? pesan, string? keadaan, string? sebab, CancellationToken cancel)
    {
        if (!await Load(id, pesan, cancel) || Message is null || !MayContact)
            return Foreign();
        var failure = (sebab ?? "").Trim();
        if (MessageStates.Of(keadaan) is not { } to || !Message.State.Next().Contains(to))
            Errors["keadaan"] = L.T("Keadaan pesan hanya maju; muat ulang halaman ini untuk melihat yang terakhir, atau betulkan dengan alasan.", "A message only goes forward; reload this page to see its last state, or put it right with a reason.");
        else if (to == MessageState.Failed && failure.Length is 0 or > LongestReason)
            Errors["sebab"] = L.T("Tulis mengapa gagal, misalnya: nomor tidak terdaftar di WhatsApp.", "Write why it failed, such as: the number is not on WhatsApp.");
        else if (!await fates.Advance(By(Right.ContactsWrite, Here), Message, to, to == MessageState.Failed ? failure : null, cancel))
            Errors["keadaan"] = Meanwhile;
        return Errors.Count > 0 ? Again() : SeeOther(Address, "pesan-dicatat");
    }

    /// <summary>Puts right what was recorded wrongly.</summary>
    public async Task<IActionResult> OnPostBetulkan(string id, string? pesan, string? keadaan, string? alasan, CancellationToken cancel)
    {
        if (!await Load(id, pesan, cancel) || Message is null || !MayContact)
            return Foreign();
        if (MessageStates.Of(keadaan) is not { } to || to == Message.State)
            Errors["keadaan-betul"] = L.T("Pilih keadaan yang sebenarnya, lain dari yang tercatat.", "Choose the true state, another than the one on record.");
        else if (Reason(alasan) && !await fates.Correct(By(Right.ContactsWrite, Here), Message, to, Why, cancel))
            Errors["keadaan-betul"] = Meanwhile;
        return Errors.Count > 0 ? Again() : SeeOther($"{Address}?pesan={Message.Id}", "pesan-dibetulkan");
    }

    public async Task<IActionResult> OnPostUji(string id, string? uji, string? hasil, string? catatan, CancellationToken cancel)
    {
        if (!await Load(id, null, cancel) || !MayContact || Calls.FirstOrDefault(c => c.Id == uji) is not { } call)
            return Foreign();
        Note = (catatan ?? "").Trim();
        if (hasil is null || !CallResult.All.Contains(hasil))
            Errors["hasil"] = L.T("Pilih hasilnya.", "Choose the result.");
        if (Note.Length > LongestNote)
            Errors["catatan"] = L.T($"Paling banyak {LongestNote} karakter; sekarang {Note.Length}.", $"At most {LongestNote} characters; now {Note.Length}.");
        if (Errors.Count == 0 && !await TestCalls.Finish(db, time, By(Right.ContactsWrite, Here), call, hasil!, Note, cancel))
            Errors["hasil"] = Meanwhile;
        return Errors.Count > 0 ? Again() : SeeOther(Address, "uji-dicatat");
    }

    public async Task<IActionResult> OnPostJadwal(string id, string? jatuh, CancellationToken cancel)
    {
        if (!await Load(id, null, cancel) || !MayContact)
            return Foreign();
        Due = (jatuh ?? "").Trim();
        var today = Stamp.Today(time);
        if (Stamp.ReadDay(Due) is not { } due || due < today || due > today.AddYears(1))
            Errors["jatuh"] = L.T("Tulis hari ini atau hari sesudahnya, dalam setahun, sebagai tahun-bulan-hari.", "Write today or a later day within a year, as year-month-day.");
        else if (Open is not null)
            Errors["jatuh"] = L.T("Masih ada uji telepon yang belum dicatat hasilnya.", "There is a test call whose result is not recorded yet.");
        if (Errors.Count > 0)
            return Again();
        TestCalls.Plan(db, time, By(Right.ContactsWrite, Here), Agency.Id, FocalPoints.OfficeOf(Agency), Stamp.ReadDay(Due)!.Value);
        await db.SaveChangesAsync(cancel);
        return SeeOther(Address, "uji-dijadwalkan");
    }

    private string Meanwhile => L.T("Sementara itu orang lain sudah mencatatnya; muat ulang halaman ini.", "Somebody else recorded it meanwhile; reload this page.");

    private async Task<bool> Load(string id, string? message, CancellationToken cancel)
    {
        if (await Permission.Reach(Me, Right.FocalPointsRead).Within(db.Set<OrganisationRow>()).SingleOrDefaultAsync(o => o.Id == id && o.Kind == OrganisationKind.Agency, cancel) is not { } agency)
            return false;
        (Agency, Title, Today) = (agency, L.T($"Narahubung {agency.Name}", $"Focal point of {agency.Name}"), Stamp.Of(Stamp.Today(time)));
        All = await db.Set<FocalPointRow>().Where(p => p.AgencyId == id).OrderByDescending(p => p.ValidFrom).ToListAsync(cancel);
        Current = All.FirstOrDefault(p => string.CompareOrdinal(p.ValidFrom, Today) <= 0 && (p.ValidTo is null || string.CompareOrdinal(Today, p.ValidTo) < 0));
        if (!SeesContacts)
            return true;
        Messages = await db.Set<ContactMessageRow>().Where(m => m.AgencyId == id).OrderByDescending(m => m.Id).Take(Shown).ToListAsync(cancel);
        Calls = await db.Set<TestCallRow>().Where(c => c.AgencyId == id).OrderByDescending(c => c.DueOn).ThenByDescending(c => c.Id).Take(Shown).ToListAsync(cancel);
        Message = string.IsNullOrEmpty(message) ? null : await db.Set<ContactMessageRow>().SingleOrDefaultAsync(m => m.AgencyId == id && m.Id == message, cancel);
        return true;
    }
}
