using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Patuh.Accounts;
using Patuh.Accounts.Organisations;
using Patuh.Accounts.Permissions;
using Patuh.Platform;
using Patuh.Platform.Data;
using Patuh.Platform.Web;

namespace Patuh.Agencies.FocalPoints.Pages;

/// <summary>Siapkan pesan: to the focal point or the deputy, ready to be sent by hand.</summary>
[Needs(Right.ContactsWrite)]
internal sealed class MessageFormModel(PatuhDb db, TimeProvider time) : WorkPage
{
    private const int LongestText = 2000;
    private const int LongestAbout = 120;

    public OrganisationRow Agency { get; private set; } = null!;

    public FocalPointRow? Point { get; private set; }

    public bool ToDeputy { get; private set; }

    public string ChosenChannel { get; private set; } = MessageChannel.WhatsApp;

    public string About { get; private set; } = "";

    public string Text { get; private set; } = "";

    /// <summary>Where a letter goes.</summary>
    public string PostalAddress { get; private set; } = "";

    public string Address => $"/kerja/organisasi/{Agency.Id}/narahubung";

    public async Task<IActionResult> OnGet(string id, CancellationToken cancel)
    {
        if (!await Load(id, cancel))
            return Foreign();
        Text = L.T($"Yth. {Point?.Name},\n\n", $"Dear {Point?.Name},\n\n");
        return Page();
    }

    public async Task<IActionResult> OnPost(string id, CancellationToken cancel)
    {
        if (!await Load(id, cancel))
            return Foreign();
        var form = await Request.ReadFormAsync(cancel);
        (ToDeputy, ChosenChannel, About, Text, PostalAddress) = (form["kepada"] == "wakil", form["lewat"].ToString(), CleanName.Of(form["tentang"]), form["teks"].ToString().Trim().ReplaceLineEndings("\n"), CleanName.Of(form["alamat"]));
        if (Point is null)
            Errors["kepada"] = L.T("Instansi ini belum punya narahubung; daftarkan dahulu.", "This agency has no focal point yet; register one first.");
        else if (ToDeputy && Point.DeputyName is null)
            Errors["kepada"] = L.T("Narahubung ini tidak punya wakil.", "This focal point has no deputy.");
        if (!MessageChannel.All.Contains(ChosenChannel))
            Errors["lewat"] = L.T("Pilih lewat apa.", "Choose by what means.");
        if (About.Length is 0 or > LongestAbout)
            Errors["tentang"] = L.T($"Tulis tentang apa, paling banyak {LongestAbout} karakter.", $"Write what it is about, in at most {LongestAbout} characters.");
        if (Text.Length is 0 or > LongestText)
            Errors["teks"] = L.T($"Tulis isinya, paling banyak {LongestText} karakter; sekarang {Text.Length}.", $"Write the text, at most {LongestText} characters; now {Text.Length}.");
        if (Errors.Count > 0 || To() is not { } to)
            return Again();
        var message = ContactMessages.Prepare(db, time, By(Right.ContactsWrite, Place.Of(Agency)), new NewMessage(Agency.Id, ChosenChannel, (ToDeputy ? Point!.DeputyName : Point!.Name)!, to, ContactMessages.General, null, About, Text));
        await db.SaveChangesAsync(cancel);
        return SeeOther($"{Address}?pesan={message.Id}", "pesan-siap");
    }

    private string? To()
    {
        var (phone, email) = ToDeputy ? (Point!.DeputyPhone, Point.DeputyEmail) : (Point!.Phone, Point.Email);
        switch (ChosenChannel)
        {
            case MessageChannel.WhatsApp when phone is null || !PhoneNumber.IsMobile(phone):
                Errors["lewat"] = L.T("WhatsApp memerlukan nomor ponsel, dan nomornya bukan nomor ponsel. Pilih telepon, surat, atau surel.", "WhatsApp needs a mobile number, and this is none. Choose telephone, letter or e-mail.");
                return null;
            case MessageChannel.Email when email is null:
                Errors["lewat"] = L.T("Surelnya tidak terdaftar. Pilih yang lain.", "No e-mail address is registered. Choose another.");
                return null;
            case MessageChannel.Letter when PostalAddress.Length is 0 or > 300:
                Errors["alamat"] = L.T("Tulis alamat suratnya.", "Write the postal address.");
                return null;
            default:
                return ChosenChannel switch { MessageChannel.Email => email, MessageChannel.Letter => PostalAddress, _ => phone };
        }
    }

    private async Task<bool> Load(string id, CancellationToken cancel)
    {
        if (await Permission.Reach(Me, Right.ContactsWrite).Within(db.Set<OrganisationRow>()).SingleOrDefaultAsync(o => o.Id == id && o.Kind == OrganisationKind.Agency && o.ClosedOn == null, cancel) is not { } agency)
            return false;
        (Agency, Title) = (agency, L.T($"Siapkan pesan kepada {agency.Name}", $"Prepare a message to {agency.Name}"));
        Point = await FocalPoints.Of(db, id, Stamp.Today(time), cancel);
        return true;
    }
}
