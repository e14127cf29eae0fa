using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Invite;
using Patuh.Accounts.Organisations.Tree;
using Patuh.Accounts.People;
using Patuh.Accounts.Permissions;
using Patuh.Accounts.Roles;
using Patuh.Accounts.Trail;
using Patuh.Platform;
using Patuh.Platform.Audit;
using Patuh.Platform.Data;
using Patuh.Platform.Web;

namespace Patuh.Accounts.Organisations.Pages;

/// <summary>An organisation: who holds roles in it, who is invited, and the units of an agency.</summary>
[Needs(Right.OrganisationsRead, Send = Right.OrganisationsWrite)]
internal sealed class OrganisationModel(PatuhDb db, TreeBook book, TimeProvider time) : WorkPage
{
    private const int LongestName = 200;

    public OrganisationRow Organisation { get; private set; } = null!;

    public OrganisationRow? Parent { get; private set; }

    public IReadOnlyList<OrganisationRow> Units { get; private set; } = [];

    public IReadOnlyList<(PersonRow Person, RoleGrantRow Grant)> People { get; private set; } = [];

    public IReadOnlyList<InvitationRow> Invitations { get; private set; } = [];

    public string UnitName { get; private set; } = "";

    public RecordHistory? History { get; private set; }

    /// <summary>Names and parents over time, and changes to come.</summary>
    public TreeHistory Tree { get; private set; } = null!;

    /// <summary>The change whose undoing is being asked for.</summary>
    public OrganisationChangeRow? Undoing { get; private set; }

    private Place Here => Place.Of(Organisation);

    public bool SeesPeople => May(Right.PeopleRead, Here);

    public bool MayInvite => Organisation.ClosedOn is null && May(Right.PeopleInvite, Here) && GrantRules.Grantable(Me, Right.PeopleInvite, Organisation).Count > 0;

    public bool SeesFocalPoint => Organisation.Kind == OrganisationKind.Agency && May(Right.FocalPointsRead, Here);

    public bool MayAddUnits => Organisation is { Kind: OrganisationKind.Agency, ClosedOn: null } && May(Right.OrganisationsWrite, Here);

    public bool MayCloseUnit => Organisation is { Kind: OrganisationKind.Unit, ClosedOn: null } && May(Right.OrganisationsWrite, Here);

    /// <summary>Renaming, splitting and merging: of an agency itself for the nation alone.</summary>
    public bool MayChange => Organisation is { Kind: OrganisationKind.Unit or OrganisationKind.Agency, ClosedOn: null } && May(Organisation.Kind == OrganisationKind.Agency ? Right.OrganisationsRestructure : Right.OrganisationsWrite, Here);

    public bool MayMove => Organisation is { Kind: OrganisationKind.Unit, ClosedOn: null } && May(Right.OrganisationsRestructure, Here);

    /// <summary>The unit's closing is being asked for.</summary>
    public bool Closing { get; private set; }

    public bool MayUndo(OrganisationChangeRow change) => change.Kind == ChangeKind.Move ? May(Right.OrganisationsRestructure, Here) : MayChange;

    public async Task<IActionResult> OnGet(string id, bool tutup, string? batalkan, CancellationToken cancel)
    {
        if (!await Load(id, cancel))
            return Foreign();
        Closing = tutup && MayCloseUnit;
        Undoing = Tree.Ahead.FirstOrDefault(c => c.Id == batalkan && MayUndo(c));
        return Page();
    }

    public async Task<IActionResult> OnPostUnit(string id, string? nama, CancellationToken cancel)
    {
        if (!await Load(id, cancel) || !MayAddUnits)
            return Foreign();
        UnitName = CleanName.Of(nama);
        if (CleanName.Problem(UnitName, LongestName, L) is { } problem)
            Errors["nama"] = problem;
        else if (Units.Any(u => u.ClosedOn is null && string.Equals(u.Name, UnitName, StringComparison.OrdinalIgnoreCase)))
            Errors["nama"] = L.T("Unit dengan nama itu sudah ada di instansi ini.", "This agency has a unit of that name already.");
        else if (await db.Set<OrganisationVersionRow>().AnyAsync(v => v.ParentId == id && v.Name.ToUpper() == UnitName.ToUpperInvariant() && v.ValidTo == null, cancel))
            Errors["nama"] = L.T("Nama itu akan dipakai unit lain menurut perubahan yang terjadwal.", "By a change that is to come another unit will have that name.");
        else if (Tree.Ahead.Count > 0)
            Errors["nama"] = L.T($"Instansi ini sendiri akan berubah pada {L.Date(Tree.Ahead[0].Day)}; tambahkan unit sesudah hari itu.", $"This agency itself changes on {L.Date(Tree.Ahead[0].Day)}; add units after that day.");
        if (Errors.Count > 0)
            return Again();
        var unit = new OrganisationRow { Id = $"unit-{Guid.CreateVersion7(time.GetUtcNow())}", Kind = OrganisationKind.Unit, Name = UnitName, ParentId = id, Province = Organisation.Province };
        db.Add(unit);
        db.Audit(time, By(Right.OrganisationsWrite, Here), "service_unit.added", new Subject("organisation", unit.Id), after: new { unit.Name, agency = id });
        await db.SaveChangesAsync(cancel);
        return SeeOther("/kerja/organisasi/" + id, "unit-ditambah");
    }

    public async Task<IActionResult> OnPostTutup(string id, string? alasan, CancellationToken cancel)
    {
        if (!await Load(id, cancel) || !MayCloseUnit)
            return Foreign();
        Closing = true;
        if (Tree.Ahead.Count > 0)
            Errors["alasan"] = L.T($"Ada perubahan yang terjadwal {L.Date(Tree.Ahead[0].Day)}; batalkan dahulu yang itu.", $"A change stands for {L.Date(Tree.Ahead[0].Day)}; undo that one first.");
        if (!Reason(alasan))
            return Again();
        var today = Stamp.Of(Stamp.Today(time));
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.Set<OrganisationRow>().Where(o => o.Id == id).ExecuteUpdateAsync(o => o.SetProperty(x => x.ClosedOn, today), cancel);
        await db.Set<OrganisationVersionRow>().Where(v => v.OrganisationId == id && v.ValidTo == null).ExecuteUpdateAsync(v => v.SetProperty(x => x.ValidTo, today), cancel);
        db.Audit(time, By(Right.OrganisationsWrite, Here), "service_unit.closed", new Subject("organisation", id), after: new { closedOn = today }, why: Why);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return SeeOther("/kerja/organisasi/" + id, "unit-ditutup");
    }

    public async Task<IActionResult> OnPostBatalkan(string id, string? perubahan, string? alasan, CancellationToken cancel)
    {
        if (!await Load(id, cancel) || Tree.Ahead.FirstOrDefault(c => c.Id == perubahan && MayUndo(c)) is not { } change)
            return Foreign();
        Undoing = change;
        if (!Reason(alasan))
            return Again();
        var right = change.Kind == ChangeKind.Move || Organisation.Kind == OrganisationKind.Agency ? Right.OrganisationsRestructure : Right.OrganisationsWrite;
        if (await book.Undo(change, By(right, Here), Why, cancel))
            return SeeOther("/kerja/organisasi/" + id, "perubahan-dibatalkan");
        Errors["alasan"] = L.T("Perubahan ini sudah berlaku atau sudah dibatalkan; muat ulang halaman ini.", "This change holds already or was undone; reload this page.");
        return Again();
    }

    public async Task<IActionResult> OnPostTarik(string id, string? undangan, CancellationToken cancel)
    {
        if (!await Load(id, cancel) || !MayInvite || Invitations.FirstOrDefault(i => i.Id == undangan) is not { } invitation)
            return Foreign();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var now = Stamp.Now(time);
        await db.Set<InvitationRow>().Where(i => i.Id == invitation.Id && i.AcceptedAt == null).ExecuteUpdateAsync(i => i.SetProperty(x => x.WithdrawnAt, now), cancel);
        db.Audit(time, By(Right.PeopleInvite, Here), "invitation.withdrawn", new Subject("invitation", invitation.Id), personal: new { invitation.Email, invitation.Name });
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return SeeOther("/kerja/organisasi/" + id, "undangan-ditarik");
    }

    private async Task<bool> Load(string id, CancellationToken cancel)
    {
        if (await Permission.Reach(Me, Right.OrganisationsRead).Within(db.Set<OrganisationRow>()).SingleOrDefaultAsync(o => o.Id == id, cancel) is not { } organisation)
            return false;
        (Organisation, Title) = (organisation, organisation.Name);
        Parent = organisation.ParentId is null ? null : await db.Set<OrganisationRow>().SingleOrDefaultAsync(o => o.Id == organisation.ParentId, cancel);
        if (organisation.Kind == OrganisationKind.Agency)
            Units = await db.Set<OrganisationRow>().Where(o => o.ParentId == id).OrderBy(o => o.Name).ToListAsync(cancel);
        Tree = await TreeHistory.Of(db, id, time, cancel);
        History = await RecordHistory.OfOrganisation(db, Me, organisation, Units, May(Right.OrganisationsWrite, Here), cancel);
        if (!SeesPeople)
            return true;
        var today = Stamp.Of(Stamp.Today(time));
        var held = await (from g in db.Set<RoleGrantRow>() where g.OrganisationId == id join p in db.Set<PersonRow>() on g.PersonId equals p.Id orderby p.Name, g.Id select new { p, g }).ToListAsync(cancel);
        People = [.. held.Where(h => h.g.IsActive(today) && h.p.ClosedAt is null).Select(h => (h.p, h.g))];
        var now = Stamp.Now(time);
        Invitations = await db.Set<InvitationRow>().Where(i => i.OrganisationId == id && i.AcceptedAt == null && i.WithdrawnAt == null && string.Compare(i.ExpiresAt, now) > 0).OrderBy(i => i.InvitedAt).ToListAsync(cancel);
        return true;
    }
}
