using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Permissions;
using Patuh.Platform.Data;
using Patuh.Platform.Web;

namespace Patuh.Accounts.Organisations.Tree.Pages;

/// <summary>Pindahkan: a unit belongs to another agency from a day on. Roles in it stay; who answers for it is another.</summary>
[Needs(Right.OrganisationsRestructure)]
internal sealed class MoveModel(PatuhDb db, TreeBook book, TimeProvider time) : TreePage(db, book, time)
{
    /// <summary>The agency as it was typed.</summary>
    public string To { get; private set; } = "";

    /// <summary>The agencies to choose from.</summary>
    public IReadOnlyList<OrganisationRow> Agencies { get; private set; } = [];

    public override IEnumerable<(string, string)> Typed => [("ke", To)];

    public override IEnumerable<string> Says =>
    [
        L.T($"{Organisation.Name} pindah dari {Parent?.Name} ke {Target?.Name} sejak {L.Date(Day)}.", $"{Organisation.Name} moves from {Parent?.Name} to {Target?.Name} from {L.Date(Day)}."),
        L.T($"Peran di dalamnya tetap; sejak hari itu {Target?.Name} yang mengurusnya, dan {Parent?.Name} tidak melihatnya lagi.", $"Roles in it stay; from that day {Target?.Name} answers for it, and {Parent?.Name} does not see it any more."),
    ];

    protected override string Path => "pindah";

    protected override string Heading => L.T($"Pindahkan {Organisation.Name}", $"Move {Organisation.Name}");

    protected override string NeededRight => Right.OrganisationsRestructure;

    private OrganisationRow? Target { get; set; }

    protected override async Task Prepare(CancellationToken cancel) =>
        Agencies = await Db.Set<OrganisationRow>().Where(o => o.Kind == OrganisationKind.Agency && o.ClosedOn == null && o.Id != Organisation.ParentId).OrderBy(o => o.Name).ToListAsync(cancel);

    protected override void Read(IFormCollection form)
    {
        To = CleanName.Of(form["ke"]);
        Target = Agencies.FirstOrDefault(a => a.Id == To) ?? Agencies.FirstOrDefault(a => string.Equals(a.Name, To, StringComparison.OrdinalIgnoreCase));
        if (Organisation.Kind != OrganisationKind.Unit)
            Errors["ke"] = L.T("Hanya unit yang dipindahkan; instansi tidak bernaung di instansi lain.", "Only a unit is moved; an agency does not belong to another.");
        else if (Target is null)
            Errors["ke"] = string.Equals(To, Parent?.Name, StringComparison.OrdinalIgnoreCase) || To == Parent?.Id
                ? L.T("Unit ini sudah di sana; pilih instansi lain.", "The unit is there already; choose another agency.")
                : L.T("Tulis nama instansi tujuan persis seperti di daftar organisasi. Sebuah unit tidak dipindahkan ke unit, ke dirinya sendiri, atau ke yang sudah ditutup.", "Write the agency's name exactly as in the list of organisations. A unit is not moved to a unit, to itself, or to what is closed.");
    }

    protected override Task<TreePlan?> Make(DateOnly day, CancellationToken cancel) => Task.FromResult<TreePlan?>(
        new TreePlan(ChangeKind.Move, Organisation, day, Law, [TreeNode.Of(Organisation) with { ParentId = Target!.Id, Province = Target.Province }], []));
}
