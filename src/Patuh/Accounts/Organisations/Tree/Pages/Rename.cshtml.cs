using Microsoft.AspNetCore.Mvc;
using Patuh.Accounts.Permissions;
using Patuh.Platform.Data;
using Patuh.Platform.Web;

namespace Patuh.Accounts.Organisations.Tree.Pages;

/// <summary>Ganti nama: another name from a day on; or a name that was written wrongly and is put right where it stands.</summary>
[Needs(Right.OrganisationsWrite)]
internal sealed class RenameModel(PatuhDb db, TreeBook book, TimeProvider time) : TreePage(db, book, time)
{
    public string Name { get; private set; } = "";

    public override IEnumerable<(string, string)> Typed => [("nama", Name)];

    public override IEnumerable<string> Says => [L.T($"{Organisation.Name} bernama {Name} sejak {L.Date(Day)}; sebelum hari itu namanya tetap {Organisation.Name}.", $"{Organisation.Name} is called {Name} from {L.Date(Day)}; before that day its name stays {Organisation.Name}.")];

    protected override string Path => "nama";

    protected override string Heading => L.T($"Ganti nama {Organisation.Name}", $"Rename {Organisation.Name}");

    /// <summary>For a slip of the pen: no day, no law, no new name in the past.</summary>
    public async Task<IActionResult> OnPostBetulkan(string id, string? nama, string? alasan, CancellationToken cancel)
    {
        if (await Load(id, cancel) is { } refused)
            return refused;
        Day = Patuh.Platform.Stamp.Of(Today);
        ReadName(nama);
        if (Reason(alasan) && await Book.Correct(Organisation, Name, Maker, Why, L, cancel) is { } problem)
            Errors[problem.Field] = problem.Sentence;
        return Errors.Count > 0 ? Again() : SeeOther("/kerja/organisasi/" + id, "nama-dibetulkan");
    }

    protected override Task Prepare(CancellationToken cancel)
    {
        Name = Organisation.Name;
        return Task.CompletedTask;
    }

    protected override void Read(IFormCollection form) => ReadName(form["nama"]);

    protected override Task<TreePlan?> Make(DateOnly day, CancellationToken cancel) =>
        Task.FromResult<TreePlan?>(new TreePlan(ChangeKind.Rename, Organisation, day, Law, [TreeNode.Of(Organisation) with { Name = Name }], []));

    private void ReadName(string? typed)
    {
        Name = CleanName.Of(typed);
        if (NameProblem(Name) is { } problem)
            Errors["nama"] = problem;
        else if (Name == Organisation.Name)
            Errors["nama"] = L.T("Itu sudah namanya; tulis nama yang baru.", "That is its name already; write the new one.");
    }
}
