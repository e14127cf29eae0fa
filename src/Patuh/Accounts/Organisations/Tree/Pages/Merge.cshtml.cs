using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Permissions;
using Patuh.Platform.Data;
using Patuh.Platform.Web;

namespace Patuh.Accounts.Organisations.Tree.Pages;

/// <summary>Gabungkan: from a day on several are one: one of them that goes on, or a new one.</summary>
[Needs(Right.OrganisationsWrite)]
internal sealed class MergeModel(PatuhDb db, TreeBook book, TimeProvider time) : TreePage(db, book, time)
{
    private const string Into = "ini", Anew = "baru";

    /// <summary>Those that may be merged with this one: its siblings.</summary>
    public IReadOnlyList<OrganisationRow> Siblings { get; private set; } = [];

    /// <summary>Ids (units) or a name a line (agencies), as typed.</summary>
    public IReadOnlyList<string> With { get; private set; } = [];

    /// <summary>The name of what comes of it.</summary>
    public string Name { get; private set; } = "";

    /// <summary>A new one takes the place of all; otherwise this one goes on.</summary>
    public bool New { get; private set; }

    public override IEnumerable<(string, string)> Typed => [("nama", Name), ("menjadi", New ? Anew : Into), .. With.Select(w => ("dengan", w))];

    public override IEnumerable<string> Says
    {
        get
        {
            var names = string.Join(", ", Others.Select(o => o.Name));
            yield return New ? L.T($"{Organisation.Name}, {names} menjadi satu sejak {L.Date(Day)}: {Name}. Yang lama ditutup hari itu.", $"{Organisation.Name}, {names} become one from {L.Date(Day)}: {Name}. The old ones are closed on that day.")
                : L.T($"{names} bergabung ke {Organisation.Name} sejak {L.Date(Day)} dan ditutup hari itu.", $"{names} joins {Organisation.Name} from {L.Date(Day)} and is closed on that day.");
            if (!New && Name != Organisation.Name)
                yield return L.T($"{Organisation.Name} bernama {Name} sejak hari itu.", $"{Organisation.Name} is called {Name} from that day.");
            if (Organisation.Kind == OrganisationKind.Agency)
                yield return L.T($"Semua unit layanan yang lama menjadi milik {Name}.", $"All service units of the old ones go to {Name}.");
        }
    }

    protected override string Path => "gabung";

    protected override string Heading => L.T($"Gabungkan {Organisation.Name}", $"Merge {Organisation.Name}");

    private List<OrganisationRow> Others { get; set; } = [];

    protected override async Task Prepare(CancellationToken cancel)
    {
        Name = Organisation.Name;
        Siblings = await Db.Set<OrganisationRow>().Where(o => o.Kind == Organisation.Kind && o.ParentId == Organisation.ParentId && o.Id != Organisation.Id && o.ClosedOn == null).OrderBy(o => o.Name).ToListAsync(cancel);
    }

    protected override void Read(IFormCollection form)
    {
        (Name, New) = (CleanName.Of(form["nama"]), form["menjadi"] == Anew);
        With = [.. form["dengan"].SelectMany(w => (w ?? "").Split('\n')).Select(CleanName.Of).Where(w => w.Length > 0)];
        if (NameProblem(Name) is { } problem)
            Errors["nama"] = problem;
        if (With.Count == 0)
            Errors["dengan"] = L.T("Pilih dengan apa digabungkan.", "Choose what it is merged with.");
        foreach (var typed in With)
            if (typed == Organisation.Id || string.Equals(typed, Organisation.Name, StringComparison.OrdinalIgnoreCase))
                Errors["dengan"] = L.T("Sebuah organisasi tidak digabungkan dengan dirinya sendiri.", "An organisation is not merged with itself.");
            else if ((Siblings.FirstOrDefault(s => s.Id == typed) ?? Siblings.FirstOrDefault(s => string.Equals(s.Name, typed, StringComparison.OrdinalIgnoreCase))) is not { } other)
                Errors["dengan"] = L.T($"“{typed}” tidak ada di sini atau sudah ditutup; tulis namanya persis seperti di daftar organisasi.", $"“{typed}” is not here or is closed; write its name exactly as in the list of organisations.");
            else if (!Others.Contains(other))
                Others.Add(other);
    }

    protected override async Task<TreePlan?> Make(DateOnly day, CancellationToken cancel)
    {
        var over = New ? [Organisation, .. Others] : Others;
        var one = New ? TreeNode.Of(Organisation) with { Id = await NewId.Of(Db, Organisation.Kind, Name, [], Time, cancel), Name = Name, IsNew = true } : TreeNode.Of(Organisation) with { Name = Name };
        var ended = over.Select(o => o.Id).ToList();
        var units = Organisation.Kind == OrganisationKind.Agency ? await Db.Set<OrganisationRow>().Where(o => o.ParentId != null && ended.Contains(o.ParentId) && o.ClosedOn == null).ToListAsync(cancel) : [];
        return new TreePlan(ChangeKind.Merge, Organisation, day, Law, [one, .. units.Select(u => TreeNode.Of(u) with { ParentId = one.Id, Province = one.Province })], over) { Successions = [.. over.Select(o => (o.Id, one))] };
    }
}
