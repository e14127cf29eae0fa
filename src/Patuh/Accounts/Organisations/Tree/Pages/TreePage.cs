using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Invite;
using Patuh.Accounts.People;
using Patuh.Accounts.Permissions;
using Patuh.Accounts.Roles;
using Patuh.Platform;
using Patuh.Platform.Data;

namespace Patuh.Accounts.Organisations.Tree.Pages;

/// <summary>A role in an organisation that a change ends, or touches, and where it may go on.</summary>
internal sealed record TouchedRole(PersonRow Person, RoleGrantRow Grant, OrganisationRow Organisation, bool Ends, IReadOnlyList<TreeNode> Offered);

/// <summary>
/// A page that changes the tree: what is typed is first shown as it would be, with the roles that it touches, and kept once that is confirmed.
/// </summary>
internal abstract class TreePage(PatuhDb db, TreeBook book, TimeProvider time) : WorkPage
{
    protected const int LongestName = 200;

    private const int LongestLaw = 300;

    public OrganisationRow Organisation { get; private set; } = null!;

    public OrganisationRow? Parent { get; private set; }

    public string Day { get; protected set; } = "";

    public string Law { get; private set; } = "";

    /// <summary>What would be kept; null until it was looked at and nothing is wrong with it.</summary>
    public TreePlan? Plan { get; private set; }

    public IReadOnlyList<TouchedRole> Roles { get; private set; } = [];

    /// <summary>How many invitations become void.</summary>
    public int Void { get; private set; }

    public string Here => $"/kerja/organisasi/{Organisation.Id}/{Path}";

    /// <summary>What was typed into fields of this page alone, for the form that confirms it.</summary>
    public abstract IEnumerable<(string Name, string Value)> Typed { get; }

    /// <summary>The changes in the reader's words, a sentence each.</summary>
    public abstract IEnumerable<string> Says { get; }

    /// <summary>The last part of the address.</summary>
    protected abstract string Path { get; }

    protected abstract string Heading { get; }

    /// <summary>The word in the address of the page that says what was done.</summary>
    protected virtual string DoneCode => "susunan-diubah";

    /// <summary>The right that the change asks for: an agency itself is changed for the nation alone.</summary>
    protected virtual string NeededRight => Organisation.Kind == OrganisationKind.Agency ? Right.OrganisationsRestructure : Right.OrganisationsWrite;

    protected PatuhDb Db => db;

    protected TreeBook Book => book;

    protected TimeProvider Time => time;

    protected DateOnly Today => Stamp.Today(time);

    protected Platform.Audit.By Maker => By(NeededRight, Place.Of(Organisation));

    public async Task<IActionResult> OnGet(string id, CancellationToken cancel)
    {
        if (await Load(id, cancel) is { } refused)
            return refused;
        Day = Stamp.Of(Today);
        await Prepare(cancel);
        return Page();
    }

    /// <summary>Shows what would be.</summary>
    public async Task<IActionResult> OnPostPeriksa(string id, CancellationToken cancel) =>
        await Load(id, cancel) ?? (await Look(cancel) ? Page() : Again());

    public async Task<IActionResult> OnPostSimpan(string id, CancellationToken cancel)
    {
        if (await Load(id, cancel) is { } refused)
            return refused;
        if (!await Look(cancel))
            return Again();
        var form = await Request.ReadFormAsync(cancel);
        var carried = new List<(string, string)>();
        foreach (var role in Roles.Where(r => r.Ends))
            if (int.TryParse(form["peran-" + role.Grant.Id], out var n) && n >= 0 && n < Plan!.Successors.Count && role.Offered.Any(o => o.Id == Plan.Successors[n].Id))
                carried.Add((role.Grant.Id, Plan.Successors[n].Id));
        if (await book.Save(Plan! with { Carried = carried }, Maker, L, cancel) is { } problem)
        {
            (Errors[problem.Field], Plan) = (problem.Sentence, null);
            return Again();
        }
        return SeeOther("/kerja/organisasi/" + id, DoneCode);
    }

    /// <summary>Reads the page's own fields, and says what is wrong with them beside each.</summary>
    protected abstract void Read(IFormCollection form);

    /// <summary>The change as it was typed; null when a field says why not.</summary>
    protected abstract Task<TreePlan?> Make(DateOnly day, CancellationToken cancel);

    /// <summary>What the form offers to choose from.</summary>
    protected virtual Task Prepare(CancellationToken cancel) => Task.CompletedTask;

    protected string? NameProblem(string name) => CleanName.Problem(name, LongestName, L);

    protected async Task<IActionResult?> Load(string id, CancellationToken cancel)
    {
        if (await Permission.Reach(Me, Right.OrganisationsWrite).Within(db.Set<OrganisationRow>()).SingleOrDefaultAsync(o => o.Id == id && (o.Kind == OrganisationKind.Unit || o.Kind == OrganisationKind.Agency), cancel) is not { } organisation)
            return Foreign();
        Organisation = organisation;
        Title = Heading;
        if (!May(NeededRight, Place.Of(organisation)))
            return Forbidden("Perubahan instansi itu sendiri, dan pindahnya unit antarinstansi, dicatat oleh administrator nasional.", "A change of an agency itself, and the move of a unit between agencies, is for national administrators to record.");
        if (organisation.ClosedOn is { } closed)
            return Missing($"{organisation.Name} sudah ditutup sejak {L.Date(closed)}; yang ditutup tidak diubah lagi.", $"{organisation.Name} has been closed since {L.Date(closed)}; what is closed is not changed any more.", organisation.Name);
        Parent = organisation.ParentId is null ? null : await db.Set<OrganisationRow>().SingleOrDefaultAsync(o => o.Id == organisation.ParentId, cancel);
        return null;
    }

    private async Task<bool> Look(CancellationToken cancel)
    {
        await Prepare(cancel);
        var form = await Request.ReadFormAsync(cancel);
        (Day, Law) = (form["hari"].ToString().Trim(), form["dasar"].ToString().Trim());
        Read(form);
        var day = Stamp.ReadDay(Day);
        if (day is null)
            Errors["hari"] = L.T("Tulis tanggal sebagai tahun-bulan-hari, misalnya 2026-01-31.", "Write the date as year-month-day, such as 2026-01-31.");
        if (Law.Length is 0 or > LongestLaw)
            Errors["dasar"] = L.T($"Tulis dasar hukumnya, misalnya Perda Nomor 7 Tahun 2026; paling banyak {LongestLaw} karakter.", $"Write the legal basis, such as Perda Nomor 7 Tahun 2026; at most {LongestLaw} characters.");
        if (!Reason(form["alasan"]) || await Make(day!.Value, cancel) is not { } plan)
            return false;
        if (await TreeRules.Problem(db, plan, Today, L, cancel) is { } problem)
        {
            Errors[problem.Field] = problem.Sentence;
            return false;
        }
        Plan = plan with { Why = Why };
        await Touched(Plan, cancel);
        return true;
    }

    private async Task Touched(TreePlan plan, CancellationToken cancel)
    {
        var (ids, ends, today) = (plan.Participants, plan.End.Select(e => e.Id).ToList(), Stamp.Of(Today));
        var held = await (from g in db.Set<RoleGrantRow>()
                          where ids.Contains(g.OrganisationId) && (g.ValidTo == null || string.Compare(g.ValidTo, today) > 0)
                          join p in db.Set<PersonRow>() on g.PersonId equals p.Id
                          where p.ClosedAt == null
                          join o in db.Set<OrganisationRow>() on g.OrganisationId equals o.Id
                          orderby o.Name, p.Name, g.Id
                          select new { p, g, o }).ToListAsync(cancel);
        Roles = [.. held.Select(h => new TouchedRole(h.p, h.g, h.o, ends.Contains(h.o.Id), ends.Contains(h.o.Id) && h.p.Id != Me.PersonId
            ? [.. plan.Successors.Where(s => plan.Successions.Any(x => x.Predecessor == h.o.Id && x.Successor.Id == s.Id) && GrantRules.Grantable(Me, Right.PeopleGrant, s.Row).Any(r => r.Code == h.g.Role))] : []))];
        var now = Stamp.Now(time);
        Void = await db.Set<InvitationRow>().CountAsync(i => ends.Contains(i.OrganisationId) && i.AcceptedAt == null && i.WithdrawnAt == null && string.Compare(i.ExpiresAt, now) > 0, cancel);
    }
}
