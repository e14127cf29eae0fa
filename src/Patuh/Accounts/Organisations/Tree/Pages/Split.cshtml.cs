using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Permissions;
using Patuh.Platform.Data;
using Patuh.Platform.Web;

namespace Patuh.Accounts.Organisations.Tree.Pages;

/// <summary>Pecah: from a day on there are new organisations beside the old one, or in its place.</summary>
[Needs(Right.OrganisationsWrite)]
internal sealed class SplitModel(PatuhDb db, TreeBook book, TimeProvider time) : TreePage(db, book, time)
{
    private const int Most = 20;

    /// <summary>Names of the new ones, a line each, as typed.</summary>
    public string Names { get; private set; } = "";

    /// <summary>The old one goes on beside the new ones.</summary>
    public bool Stays { get; private set; } = true;

    public override IEnumerable<(string, string)> Typed => Stays ? [("nama", Names), ("tetap", "ya")] : [("nama", Names)];

    public override IEnumerable<string> Says
    {
        get
        {
            var names = string.Join(", ", Plan?.Begin.Where(b => b.IsNew).Select(b => b.Name) ?? []);
            yield return Stays ? L.T($"{names} berdiri di samping {Organisation.Name} sejak {L.Date(Day)}.", $"{names} stands beside {Organisation.Name} from {L.Date(Day)}.")
                : L.T($"{names} menggantikan {Organisation.Name} sejak {L.Date(Day)}; {Organisation.Name} ditutup hari itu.", $"{names} takes the place of {Organisation.Name} from {L.Date(Day)}; {Organisation.Name} is closed on that day.");
            if (Organisation.Kind == OrganisationKind.Agency)
                yield return Stays ? L.T("Unit layanannya tetap di instansi yang lama; pindahkan satu per satu yang ikut.", "Its service units stay with the old agency; move those that follow one by one.")
                    : L.T($"Semua unit layanannya menjadi milik {Plan?.Successors[0].Name}; pindahkan satu per satu yang ikut ke yang lain.", $"All its service units go to {Plan?.Successors[0].Name}; move those that follow another one by one.");
        }
    }

    protected override string Path => "pecah";

    protected override string Heading => L.T($"Pecah {Organisation.Name}", $"Split {Organisation.Name}");

    protected override void Read(IFormCollection form)
    {
        (Names, Stays) = (form["nama"].ToString().Trim(), form["tetap"] == "ya");
        var names = Lines();
        if (names.Select(NameProblem).FirstOrDefault(p => p is not null) is { } problem)
            Errors["nama"] = problem;
        else if (names.Count < (Stays ? 1 : 2) || names.Count > Most)
            Errors["nama"] = Stays ? L.T($"Tulis paling sedikit satu nama baru, paling banyak {Most}, satu per baris.", $"Write at least one new name, at most {Most}, one a line.")
                : L.T($"Bila yang lama tidak tetap ada, tulis paling sedikit dua nama baru, paling banyak {Most}, satu per baris. Satu nama saja berarti ganti nama.", $"If the old one does not stay, write at least two new names, at most {Most}, one a line. A single one is a rename.");
    }

    protected override async Task<TreePlan?> Make(DateOnly day, CancellationToken cancel)
    {
        var born = new List<TreeNode>();
        foreach (var name in Lines())
            born.Add(TreeNode.Of(Organisation) with { Id = await NewId.Of(Db, Organisation.Kind, name, born.Select(b => b.Id), Time, cancel), Name = name, IsNew = true });
        var units = Organisation.Kind == OrganisationKind.Agency && !Stays ? await Db.Set<OrganisationRow>().Where(o => o.ParentId == Organisation.Id && o.ClosedOn == null).ToListAsync(cancel) : [];
        return new TreePlan(ChangeKind.Split, Organisation, day, Law,
            [.. Stays ? [TreeNode.Of(Organisation)] : Array.Empty<TreeNode>(), .. born, .. units.Select(u => TreeNode.Of(u) with { ParentId = born[0].Id })], Stays ? [] : [Organisation])
        { Successions = [.. born.Select(b => (Organisation.Id, b))] };
    }

    private List<string> Lines() => [.. Names.Split('\n').Select(CleanName.Of).Where(n => n.Length > 0)];
}
