using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Organisations;
using Patuh.Accounts.People;
using Patuh.Accounts.Permissions;
using Patuh.Accounts.Roles;
using Patuh.Platform;
using Patuh.Platform.Data;
using Patuh.Platform.Mail;
using Patuh.Platform.Ui;
using Patuh.Platform.Web;

namespace Patuh.Accounts.Invite;

/// <summary>Undang: offers somebody a role in an organisation. Whoever has an account accepts with it: the page does not tell who has one.</summary>
[Needs(Right.PeopleInvite)]
internal sealed class InviteModel(PatuhDb db, Post post, SiteOperator site, TimeProvider time) : WorkPage
{
    public OrganisationRow Organisation { get; private set; } = null!;

    public IReadOnlyList<Role> Roles { get; private set; } = [];

    public string Email { get; private set; } = "";

    public string Name { get; private set; } = "";

    public string Role { get; private set; } = "";

    public string From { get; private set; } = "";

    public string To { get; private set; } = "";

    /// <summary>The link of an invitation just made: shown once.</summary>
    public string? Link { get; private set; }

    public async Task<IActionResult> OnGet(string id, CancellationToken cancel)
    {
        if (!await Load(id, cancel))
            return Foreign();
        From = Stamp.Of(Stamp.Today(time));
        Role = Roles.Count == 1 ? Roles[0].Code : "";
        return Page();
    }

    public async Task<IActionResult> OnPost(string id, CancellationToken cancel)
    {
        if (!await Load(id, cancel))
            return Foreign();
        var form = await Request.ReadFormAsync(cancel);
        (Email, Name, Role, From, To) = (form["surel"].ToString().Trim(), CleanName.Of(form["nama"]), form["peran"].ToString(), form["sejak"].ToString().Trim(), form["sampai"].ToString().Trim());
        var role = Roles.FirstOrDefault(r => r.Code == Role);
        var (from, to) = (Stamp.ReadDay(From), Stamp.ReadDay(To));
        if (Email.Length is 0 or > 254 || !new EmailAddressAttribute().IsValid(Email) || Email.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)))
            Errors["surel"] = L.T("Tulis alamat surel yang lengkap, misalnya nama@instansi.go.id.", "Write a whole e-mail address, such as name@agency.go.id.");
        if (CleanName.Problem(Name, CleanName.Longest, L) is { } problem)
            Errors["nama"] = problem;
        if (role is null)
            Errors["peran"] = L.T("Pilih perannya.", "Choose the role.");
        if (from is null)
            Errors["sejak"] = L.T("Tulis tanggal sebagai tahun-bulan-hari, misalnya 2026-01-31.", "Write the date as year-month-day, such as 2026-01-31.");
        if (To.Length > 0 && (to is null || to <= from))
            Errors["sampai"] = L.T("Kosongkan, atau tulis tanggal sesudah hari mulainya.", "Leave it empty, or write a date after the first day.");
        if (string.Equals(Email, Me.Email, StringComparison.OrdinalIgnoreCase))
            Errors["surel"] = L.T("Peran untuk diri sendiri diberikan oleh orang lain.", "A role for yourself is given by somebody else.");
        if (Errors.Count == 0 && await Twice(role!, from!.Value, cancel) is { } twice)
            Errors["surel"] = twice;
        if (Errors.Count > 0)
            return Again();
        var path = Invitations.Add(db, time, By(Right.PeopleInvite, Place.Of(Organisation)), Email, Name, role!, Organisation, from!.Value, to, mailed: post.Sends);
        var link = site.Address(Request, L.Url(path));
        if (post.Sends)
            post.Add(db, new Letter(Email, L.T("Undangan ke Patuh", "An invitation to Patuh"), L.T(
                $"Halo {Name},\n\n{Me.Name} mengundang Anda sebagai {role!.Name.Id} di {Organisation.Name}. Buka tautan ini dalam 14 hari dan pilih kata sandi Anda sendiri:\n\n{link}\n\nTautan ini untuk Anda saja.\n",
                $"Hello {Name},\n\n{Me.Name} invites you as {role!.Name.En} in {Organisation.Name}. Open this link within 14 days and choose a password of your own:\n\n{link}\n\nThis link is for you alone.\n")));
        await db.SaveChangesAsync(cancel);
        if (post.Sends)
            return SeeOther("/kerja/organisasi/" + Organisation.Id, "undangan-dikirim");
        Link = link;
        Title = L.T("Undangan siap", "The invitation is ready");
        return Page();
    }

    /// <summary>Whether the same role is offered to, or held by, the same address here already.</summary>
    private async Task<string?> Twice(Role role, DateOnly from, CancellationToken cancel)
    {
        var (email, now, first) = (Email.ToUpperInvariant(), Stamp.Now(time), Stamp.Of(from));
        if (await db.Set<InvitationRow>().AnyAsync(i => i.OrganisationId == Organisation.Id && i.Role == role.Code && i.Email.ToUpper() == email && i.AcceptedAt == null && i.WithdrawnAt == null && string.Compare(i.ExpiresAt, now) > 0, cancel))
            return L.T("Untuk surel ini sudah ada undangan ke peran itu yang belum diterima. Tarik dahulu yang lama di halaman organisasi bila tautannya hilang.", "This address is invited to that role already and has not accepted. If the link is lost, withdraw the old invitation on the organisation's page first.");
        return await (from g in db.Set<RoleGrantRow>()
                      where g.OrganisationId == Organisation.Id && g.Role == role.Code && (g.ValidTo == null || string.Compare(g.ValidTo, first) > 0)
                      join p in db.Set<PersonRow>() on g.PersonId equals p.Id
                      where p.NormalizedEmail == email && p.ClosedAt == null
                      select g.Id).AnyAsync(cancel)
            ? L.T("Orang ini sudah memegang peran itu di sini.", "This person holds that role here already.") : null;
    }

    private async Task<bool> Load(string id, CancellationToken cancel)
    {
        if (await Permission.Reach(Me, Right.PeopleInvite).Within(db.Set<OrganisationRow>()).SingleOrDefaultAsync(o => o.Id == id && o.ClosedOn == null, cancel) is not { } organisation)
            return false;
        Organisation = organisation;
        Roles = GrantRules.Grantable(Me, Right.PeopleInvite, organisation);
        Title = L.T($"Undang orang ke {organisation.Name}", $"Invite somebody to {organisation.Name}");
        return Roles.Count > 0;
    }
}
